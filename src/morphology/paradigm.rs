//! In: a form of a name or a noun. Out: the nominatives it may belong to; and from a nominative, its forms.
//!
//! Invariant: works by endings alone, from each language's `paradigms.txt`; knows no names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table::{self, Endings, Row};
use super::{Cases, Declension, Gender};

/// Number of letters of the longest endings in the packs' `paradigms.txt`.
const LONGEST_ENDING: usize = 5;
/// Words longer than this, in bytes, are no names. It is 40 Cyrillic letters. Set by hand.
const LONGEST_NAME: usize = 80;

/// The kind of word that is declined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Given,
    Surname,
    Noun,
}

/// A nominative that a form may belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub lemma: String,
    pub gender: Gender,
    /// The cases in which the nominative has this form.
    pub cases: Cases,
    /// The declension is rarer than another with the same endings.
    pub rare: bool,
}

/// A form of a noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub text: String,
    pub cases: Cases,
    pub plural: bool,
}

struct Paradigm {
    uses: &'static str,
    genders: &'static [Gender],
    stem: Stem,
    nominative: &'static str,
    endings: Endings,
}

enum Stem {
    Any,
    Letters(&'static str),
    Suffixes(Vec<&'static str>),
}

/// The paradigms of a language.
#[derive(Default)]
struct Table {
    paradigms: Vec<Paradigm>,
    /// Maps an ending to the paradigms that have it in the singular, and to its case there.
    by_ending: FxHashMap<&'static str, Vec<(usize, Cases)>>,
}

static TABLES: LazyLock<FxHashMap<Declension, Table>> = LazyLock::new(|| {
    let mut found: FxHashMap<Declension, Table> = FxHashMap::default();
    for row in table::rows(table::PARADIGMS) {
        found.entry(row.declension).or_default().add(Paradigm::read(row));
    }
    found
});

/// The nominatives that `form` may belong to, each with its cases, in the order of the paradigms, longest ending first.
pub(crate) fn nominatives(form: &str, used: Use, declension: Declension) -> Vec<Reading> {
    if declension == Declension::NONE {
        return [Gender::Masculine, Gender::Feminine]
            .map(|gender| Reading { lemma: form.to_owned(), gender, cases: Cases::ANY, rare: false })
            .into();
    }
    let mut found: Vec<Reading> = Vec::new();
    if form.len() > LONGEST_NAME {
        return found;
    }
    let Some(table) = TABLES.get(&declension) else { return found };
    let starts = form.char_indices().rev().map(|(at, _)| at).take(LONGEST_ENDING);
    for at in std::iter::once(form.len()).chain(starts) {
        let (stem, ending) = form.split_at(at);
        if stem.is_empty() {
            continue;
        }
        for &(index, cases) in table.by_ending.get(ending).into_iter().flatten() {
            let paradigm = &table.paradigms[index];
            if paradigm.serves(used) && paradigm.stem.fits(stem) {
                for &gender in paradigm.genders {
                    add(&mut found, stem, paradigm, gender, cases);
                }
            }
        }
    }
    found
}

fn add(found: &mut Vec<Reading>, stem: &str, paradigm: &Paradigm, gender: Gender, cases: Cases) {
    let (nominative, rare) = (paradigm.nominative, paradigm.uses.contains('x'));
    let same = |reading: &&mut Reading| {
        reading.gender == gender && reading.lemma.strip_prefix(stem).is_some_and(|rest| rest == nominative)
    };
    match found.iter_mut().find(same) {
        Some(reading) => {
            reading.cases |= cases;
            reading.rare &= rare;
        }
        None => found.push(Reading { lemma: format!("{stem}{nominative}"), gender, cases, rare }),
    }
}

/// Every form, in both numbers, of `lemma`, a noun for people such as an office.
pub(crate) fn forms_of(lemma: &str, gender: Gender, declension: Declension) -> Vec<Form> {
    let mut found = vec![Form { text: lemma.to_owned(), cases: Cases::NOMINATIVE, plural: false }];
    let paradigms = TABLES.get(&declension).into_iter().flat_map(|table| &table.paradigms);
    for paradigm in paradigms.filter(|paradigm| paradigm.serves(Use::Noun)) {
        let Some(stem) = lemma.strip_suffix(paradigm.nominative) else { continue };
        if !paradigm.genders.contains(&gender) || !paradigm.stem.fits(stem) {
            continue;
        }
        let singular = paradigm.endings.singular().map(|ending| (ending, false));
        let plural = paradigm.endings.plural().map(|ending| (ending, true));
        for ((ending, cases), plural) in singular.chain(plural) {
            found.push(Form { text: format!("{stem}{ending}"), cases, plural });
        }
    }
    found
}

impl Table {
    fn add(&mut self, paradigm: Paradigm) {
        for (ending, case) in paradigm.endings.singular() {
            self.by_ending.entry(ending).or_default().push((self.paradigms.len(), case));
        }
        self.paradigms.push(paradigm);
    }
}

impl Stem {
    fn fits(&self, stem: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Letters(letters) => stem.chars().next_back().is_some_and(|last| letters.contains(last)),
            Self::Suffixes(suffixes) => {
                // Most suffixes already differ in the last byte, and this check runs for every capitalized word.
                let last = stem.as_bytes().last();
                suffixes.iter().any(|suffix| suffix.as_bytes().last() == last && stem.ends_with(suffix))
            }
        }
    }
}

impl Paradigm {
    fn read(mut row: Row) -> Self {
        let uses = row.field();
        let genders: &[Gender] = match row.field() {
            "m" => &[Gender::Masculine],
            "f" => &[Gender::Feminine],
            _ => &[Gender::Masculine, Gender::Feminine],
        };
        let stem = match row.field() {
            "*" => Stem::Any,
            letters if letters.starts_with('@') => Stem::Letters(&letters[1..]),
            suffixes => Stem::Suffixes(suffixes.split(',').collect()),
        };
        let endings = row.endings();
        Self { uses, genders, stem, nominative: endings.nominative(), endings }
    }

    fn serves(&self, used: Use) -> bool {
        self.uses.contains(match used {
            Use::Given => 'g',
            Use::Surname => 's',
            Use::Noun => 'n',
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn lemmas(form: &str, used: Use, language: Language) -> Vec<String> {
        nominatives(form, used, Declension::of_language(language)).into_iter().map(|reading| reading.lemma).collect()
    }

    #[test]
    fn every_form_leads_back_to_its_nominative() {
        for (form, lemma) in [
            ("Ткаченка", "Ткаченко"),
            ("Левицькому", "Левицький"),
            ("Кравцем", "Кравець"),
            ("Ковалеві", "Коваль"),
            ("Гаєм", "Гай"),
            ("Сибізі", "Сибіга"),
            ("Соловйовим", "Соловйов"),
            ("Готьє", "Готьє"),
            ("Марчук", "Марчук"),
            ("Малої", "Мала"),
        ] {
            assert!(lemmas(form, Use::Surname, Language::Ukrainian).contains(&lemma.to_owned()), "{form}");
        }
        for (form, lemma) in [("Иванову", "Иванов"), ("Толстого", "Толстой"), ("Лужкову", "Лужкова")]
        {
            assert!(lemmas(form, Use::Surname, Language::Russian).contains(&lemma.to_owned()), "{form}");
        }
        assert!(lemmas("Павла", Use::Given, Language::Ukrainian).contains(&"Павло".to_owned()));
    }

    #[test]
    fn polish_names_are_declined() {
        for (form, lemma) in [
            ("Gardnera", "Gardner"),
            ("Wilkowskiego", "Wilkowski"),
            ("Nowakiem", "Nowak"),
            ("Kolankę", "Kolanka"),
            ("Wilkowską", "Wilkowska"),
            ("Duval", "Duval"),
        ] {
            let found = lemmas(form, Use::Surname, Language::Polish);
            assert!(found.contains(&lemma.to_owned()), "{form} {found:?}");
        }
        for (form, lemma) in [("Pawła", "Paweł"), ("Marka", "Marek"), ("Annie", "Anna"), ("Marii", "Maria")] {
            assert!(lemmas(form, Use::Given, Language::Polish).contains(&lemma.to_owned()), "{form}");
        }
    }

    #[test]
    fn a_noun_has_its_forms_in_both_numbers() {
        let forms = forms_of("міністр", Gender::Masculine, Declension::of_language(Language::Ukrainian));
        assert!(forms.iter().any(|form| form.text == "міністри" && form.plural && form.cases == Cases::NOMINATIVE));
        assert!(forms.iter().any(|form| form.text == "міністром" && !form.plural));
    }
}
