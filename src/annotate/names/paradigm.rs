//! In: a form of a name or a noun. Out: the nominatives that it may belong to, and from a nominative its forms.
//!
//! Invariant: works by endings alone, from each language's `paradigms.txt`; knows no name.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang;
use crate::language::Language;

/// A set of grammatical cases, one bit each.
pub type Cases = u8;

/// The nominative.
pub const NOMINATIVE: Cases = 1;
/// Every case.
pub const ANY: Cases = 0b11_1111;
const CASES: usize = 6;
const LONGEST_ENDING: usize = 5;
/// Longer words, in bytes, are no names.
const LONGEST_NAME: usize = 80;

/// How a language inflects names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tongue {
    Ukrainian,
    Russian,
    Polish,
    /// Names stay as they are.
    Plain,
}

/// The gender that a form agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    Masculine,
    Feminine,
}

/// What a word is declined as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Given,
    Surname,
    Noun,
}

/// A nominative that a form may belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub lemma: String,
    pub gender: Gender,
    /// The cases in which the nominative has this form.
    pub cases: Cases,
    /// Declined in a way that is rarer than another with the same endings.
    pub rare: bool,
}

/// A form of a noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub text: String,
    pub cases: Cases,
    pub plural: bool,
}

struct Paradigm {
    tongue: Tongue,
    uses: &'static str,
    genders: &'static [Gender],
    stem: Stem,
    nominative: &'static str,
    /// Six cases of the singular, then six of the plural where there is one.
    endings: Vec<Vec<&'static str>>,
}

enum Stem {
    Any,
    Letters(&'static str),
    Suffixes(Vec<&'static str>),
}

struct Table {
    paradigms: Vec<Paradigm>,
    /// From an ending to the paradigms that have it in the singular, and in which case.
    by_ending: FxHashMap<&'static str, Vec<(usize, Cases)>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let files =
        Language::READ.into_iter().filter_map(|language| Some((language, lang::file(language, "paradigms.txt")?)));
    let lines = files.flat_map(|(language, text)| text.lines().map(move |line| (language, line)));
    let lines = lines.filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    let paradigms: Vec<Paradigm> = lines.map(|(language, line)| Paradigm::read(language, line)).collect();
    let mut by_ending: FxHashMap<&'static str, Vec<(usize, Cases)>> = FxHashMap::default();
    for (index, paradigm) in paradigms.iter().enumerate() {
        for (case, endings) in paradigm.endings.iter().take(CASES).enumerate() {
            for &ending in endings {
                by_ending.entry(ending).or_default().push((index, 1 << case));
            }
        }
    }
    Table { paradigms, by_ending }
});

/// The nominatives that `form` may belong to, each with its cases; in the order of the paradigms, longest ending first.
pub fn readings(form: &str, used: Use, tongue: Tongue) -> Vec<Reading> {
    if tongue == Tongue::Plain {
        return [Gender::Masculine, Gender::Feminine]
            .map(|gender| Reading { lemma: form.to_owned(), gender, cases: ANY, rare: false })
            .into();
    }
    let mut found: Vec<Reading> = Vec::new();
    if form.len() > LONGEST_NAME {
        return found;
    }
    let starts = form.char_indices().rev().map(|(at, _)| at).take(LONGEST_ENDING);
    for at in std::iter::once(form.len()).chain(starts) {
        let (stem, ending) = form.split_at(at);
        if stem.is_empty() {
            continue;
        }
        for &(index, cases) in TABLE.by_ending.get(ending).into_iter().flatten() {
            let paradigm = &TABLE.paradigms[index];
            if paradigm.tongue == tongue && paradigm.serves(used) && paradigm.stem.fits(stem) {
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

/// Every form of the noun `lemma`, singular and plural.
pub fn forms(lemma: &str, gender: Gender, tongue: Tongue) -> Vec<Form> {
    let mut found = vec![Form { text: lemma.to_owned(), cases: NOMINATIVE, plural: false }];
    for paradigm in TABLE.paradigms.iter().filter(|paradigm| paradigm.tongue == tongue && paradigm.serves(Use::Noun)) {
        let Some(stem) = lemma.strip_suffix(paradigm.nominative) else { continue };
        if !paradigm.genders.contains(&gender) || !paradigm.stem.fits(stem) {
            continue;
        }
        for (case, endings) in paradigm.endings.iter().enumerate() {
            for ending in endings {
                let text = format!("{stem}{ending}");
                found.push(Form { text, cases: 1 << (case % CASES), plural: case >= CASES });
            }
        }
    }
    found
}

impl Tongue {
    /// How names are inflected in a text of `language`; where that is not known, the letters of `sample` tell.
    pub fn of(language: Language, sample: &str) -> Self {
        const SAMPLE: usize = 2_000;
        match language {
            Language::Ukrainian => Self::Ukrainian,
            Language::Russian => Self::Russian,
            Language::Polish => Self::Polish,
            _ if !sample.chars().take(SAMPLE).any(is_cyrillic) => Self::Plain,
            _ => {
                let has = |letters: &str| sample.chars().take(SAMPLE).any(|letter| letters.contains(letter));
                let telling = lang::packs().iter().find(|pack| has(&pack.morphology.own_letters));
                telling.map_or(Self::Ukrainian, |pack| Self::of(pack.language, ""))
            }
        }
    }

    /// The language that inflects names so.
    pub fn language(self) -> Option<Language> {
        match self {
            Self::Ukrainian => Some(Language::Ukrainian),
            Self::Russian => Some(Language::Russian),
            Self::Polish => Some(Language::Polish),
            Self::Plain => None,
        }
    }

    /// How the word `form` is inflected in a text of this tongue: words in letters of another alphabet stay as they are.
    pub fn for_word(self, form: &str) -> Self {
        if (self == Self::Polish) != form.starts_with(is_cyrillic) { self } else { Self::Plain }
    }
}

/// Whether a word begins with a letter of the Cyrillic alphabet.
pub fn is_cyrillic_word(word: &str) -> bool {
    word.starts_with(is_cyrillic)
}

fn is_cyrillic(character: char) -> bool {
    const CYRILLIC: RangeInclusive<char> = '\u{400}'..='\u{52f}';
    CYRILLIC.contains(&character)
}

impl Stem {
    fn fits(&self, stem: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Letters(letters) => stem.chars().next_back().is_some_and(|last| letters.contains(last)),
            Self::Suffixes(suffixes) => {
                // Most suffixes differ in the last byte already, and this is asked for every capitalized word.
                let last = stem.as_bytes().last();
                suffixes.iter().any(|suffix| suffix.as_bytes().last() == last && stem.ends_with(suffix))
            }
        }
    }
}

impl Paradigm {
    fn read(language: Language, line: &'static str) -> Self {
        let mut fields = line.split_whitespace();
        let mut next = || fields.next().unwrap_or("-");
        let tongue = Tongue::of(language, "");
        let uses = next();
        let genders: &[Gender] = match next() {
            "m" => &[Gender::Masculine],
            "f" => &[Gender::Feminine],
            _ => &[Gender::Masculine, Gender::Feminine],
        };
        let stem = match next() {
            "*" => Stem::Any,
            letters if letters.starts_with('@') => Stem::Letters(&letters[1..]),
            suffixes => Stem::Suffixes(suffixes.split(',').collect()),
        };
        let endings: Vec<Vec<&str>> =
            fields.map(|field| field.split('/').map(|ending| ending.trim_matches('-')).collect()).collect();
        Self { tongue, uses, genders, stem, nominative: endings[0][0], endings }
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

    fn lemmas(form: &str, used: Use, tongue: Tongue) -> Vec<String> {
        readings(form, used, tongue).into_iter().map(|reading| reading.lemma).collect()
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
            assert!(lemmas(form, Use::Surname, Tongue::Ukrainian).contains(&lemma.to_owned()), "{form}");
        }
        for (form, lemma) in [("Иванову", "Иванов"), ("Толстого", "Толстой"), ("Лужкову", "Лужкова")]
        {
            assert!(lemmas(form, Use::Surname, Tongue::Russian).contains(&lemma.to_owned()), "{form}");
        }
        assert!(lemmas("Павла", Use::Given, Tongue::Ukrainian).contains(&"Павло".to_owned()));
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
            let found = lemmas(form, Use::Surname, Tongue::Polish);
            assert!(found.contains(&lemma.to_owned()), "{form} {found:?}");
        }
        for (form, lemma) in [("Pawła", "Paweł"), ("Marka", "Marek"), ("Annie", "Anna"), ("Marii", "Maria")] {
            assert!(lemmas(form, Use::Given, Tongue::Polish).contains(&lemma.to_owned()), "{form}");
        }
    }

    #[test]
    fn a_noun_has_its_forms_in_both_numbers() {
        let forms = forms("міністр", Gender::Masculine, Tongue::Ukrainian);
        assert!(forms.iter().any(|form| form.text == "міністри" && form.plural && form.cases == NOMINATIVE));
        assert!(forms.iter().any(|form| form.text == "міністром" && !form.plural));
    }
}
