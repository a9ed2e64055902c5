//! In: the lists of the languages. Out: nouns for institutions in all their forms, and known institutions.
//!
//! Invariant: the lists contain words and institutions that anybody may edit, and nothing from a particular page.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::annotate::gazetteer::{Gazetteer, folded};
use crate::annotate::inflection::{Agreement, forms};
use crate::annotate::names::{ANY, Cases, Tongue};
use crate::lang::organizations::Heads;
use crate::lang::{self, Pack};
use crate::language::Language;

/// How reliably a noun names an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Firm,
    State,
    Loose,
    Titled,
    Form,
}

/// A noun for an institution in one of its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub lemma: &'static str,
    pub agrees: Agreement,
    pub class: Class,
    pub cases: Cases,
}

/// The languages that decline their nouns for institutions.
const DECLINED: [(Language, Tongue); 2] =
    [(Language::Ukrainian, Tongue::Ukrainian), (Language::Russian, Tongue::Russian)];
/// The cases of the forms of a plural-only noun: nominative and accusative, genitive, dative, instrumental, locative.
const PLURAL: [Cases; 5] = [0b00_1001, 0b00_0010, 0b00_0100, 0b01_0000, 0b10_0000];

static HEADS: LazyLock<HashMap<(bool, String), Vec<Head>>> = LazyLock::new(|| {
    let mut found: HashMap<(bool, String), Vec<Head>> = HashMap::new();
    for (language, tongue) in DECLINED {
        let Some(Pack { organizations, .. }) = lang::pack(language) else { continue };
        let mut add =
            |form: String, head: Head| found.entry((tongue == Tongue::Ukrainian, form)).or_default().push(head);
        for (heads, agrees) in [
            (&organizations.masculine, Agreement::Masculine),
            (&organizations.feminine, Agreement::Feminine),
            (&organizations.neuter, Agreement::Neuter),
        ] {
            for (lemma, class) in classes(heads) {
                for (form, cases) in forms(lemma, tongue) {
                    add(form, Head { lemma, agrees, class, cases });
                }
            }
        }
        for noun in &organizations.plural {
            let Some(lemma) = noun.first() else { continue };
            for (form, cases) in noun.iter().zip(PLURAL) {
                add(form.clone(), Head { lemma, agrees: Agreement::Plural, class: Class::Loose, cases });
            }
        }
        for form in &organizations.company_forms {
            add(form.clone(), Head { lemma: form, agrees: Agreement::Plural, class: Class::Form, cases: ANY });
        }
    }
    found
});

/// The nouns of a list, each with its class.
fn classes(heads: &'static Heads) -> impl Iterator<Item = (&'static str, Class)> {
    let lists = [
        (&heads.firm, Class::Firm),
        (&heads.state, Class::State),
        (&heads.loose, Class::Loose),
        (&heads.titled, Class::Titled),
    ];
    lists.into_iter().flat_map(|(words, class)| words.iter().map(move |word| (word.as_str(), class)))
}

/// The nouns for institutions of which a word may be a form.
pub fn heads(word: &str, tongue: Tongue) -> &'static [Head] {
    let ukrainian = tongue == Tongue::Ukrainian;
    let of = |word: String| HEADS.get(&(ukrainian, word));
    of(word.to_owned()).or_else(|| of(folded(word))).map_or(&[], Vec::as_slice)
}

static LATIN: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let declines = |pack: &&Pack| DECLINED.iter().any(|(language, _)| *language == pack.language);
    let lists = lang::packs().iter().filter(|pack| !declines(pack)).map(|pack| &pack.organizations);
    let words = lists.flat_map(|list| {
        let forms = list.company_forms.iter().map(|form| (form.as_str(), Class::Form));
        classes(&list.undeclined).chain(forms)
    });
    words.collect()
});

/// The class of a word in Latin letters as a noun for an institution.
pub fn latin_head(word: &str) -> Option<Class> {
    LATIN.get(word).copied()
}

/// The institutions that are known by a full name or an abbreviation.
pub static KNOWN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::read(&[lang::gazetteer("institutions.txt")]));
