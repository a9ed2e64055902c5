//! In: the lists of the languages. Out: nouns for institutions in all their forms, and known institutions.
//!
//! Invariant: the lists contain words and institutions that anybody may edit, and nothing from a particular page.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::annotate::gazetteer::{Gazetteer, folded};
use crate::lang::organizations::Heads;
use crate::lang::{self, Pack};
use crate::morphology::{Agreement, Cases, Declension, forms};

/// How reliably a noun names an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Firm,
    State,
    Loose,
    Titled,
    Form,
}

/// A noun for an institution in one of its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub lemma: &'static str,
    pub agrees: Agreement,
    pub class: Class,
    pub cases: Cases,
}

/// The cases of the forms of a plural-only noun: nominative and accusative, genitive, dative, instrumental, locative.
const PLURAL: [Cases; 5] =
    [Cases::NOMINATIVE.or(Cases::ACCUSATIVE), Cases::GENITIVE, Cases::DATIVE, Cases::INSTRUMENTAL, Cases::LOCATIVE];

static HEADS: LazyLock<HashMap<(Declension, String), Vec<Head>>> = LazyLock::new(|| {
    let mut found: HashMap<(Declension, String), Vec<Head>> = HashMap::new();
    for (declension, Pack { organizations, .. }) in declined() {
        let mut add = |form: String, head: Head| found.entry((declension, form)).or_default().push(head);
        for (heads, agrees) in [
            (&organizations.masculine, Agreement::Masculine),
            (&organizations.feminine, Agreement::Feminine),
            (&organizations.neuter, Agreement::Neuter),
        ] {
            for (lemma, class) in classes(heads) {
                for (form, cases) in forms(lemma, declension) {
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
            add(form.clone(), Head { lemma: form, agrees: Agreement::Plural, class: Class::Form, cases: Cases::ANY });
        }
    }
    found
});

/// The languages that decline their nouns for institutions.
fn declined() -> impl Iterator<Item = (Declension, &'static Pack)> {
    let of_things = Declension::all().filter(|declension| declension.of_things() == *declension);
    of_things.filter_map(|declension| Some((declension, declension.pack()?)))
}

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
pub(crate) fn heads(word: &str, declension: Declension) -> &'static [Head] {
    let of = |word: String| HEADS.get(&(declension, word));
    of(word.to_owned()).or_else(|| of(folded(word))).map_or(&[], Vec::as_slice)
}

static LATIN: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let declines = |pack: &&Pack| declined().any(|(declension, _)| declension.language() == Some(pack.language));
    let lists = lang::packs().iter().filter(|pack| !declines(pack)).map(|pack| &pack.organizations);
    let words = lists.flat_map(|list| {
        let forms = list.company_forms.iter().map(|form| (form.as_str(), Class::Form));
        classes(&list.undeclined).chain(forms)
    });
    words.collect()
});

/// The class of a word in Latin letters as a noun for an institution.
pub(crate) fn latin_head(word: &str) -> Option<Class> {
    LATIN.get(word).copied()
}

/// The institutions that are known by a full name or an abbreviation.
pub(crate) static KNOWN: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::read(&[lang::gazetteer("institutions.txt")]));
