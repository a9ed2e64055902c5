//! In: a noun in the nominative, or an adjective beside one. Out: the forms of the noun; the nominative of the adjective.
//!
//! Invariant: works by endings alone, from `noun-endings.txt` and `adjective-endings.txt` of a language; knows no name.

use std::sync::LazyLock;

use super::names::{ANY, Cases, NOMINATIVE, Tongue};
use crate::lang;
use crate::lang::inflection::{self, Inflection};
use crate::language::Language;

/// What an adjective agrees with: a gender in the singular, or the plural of any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agreement {
    Masculine,
    Neuter,
    Feminine,
    Plural,
}

/// The languages whose nouns and adjectives are declined.
const DECLINED: [(Language, Tongue); 2] =
    [(Language::Ukrainian, Tongue::Ukrainian), (Language::Russian, Tongue::Russian)];

struct Declension {
    tongue: Tongue,
    nominative: &'static str,
    /// The other five cases.
    endings: Vec<Vec<&'static str>>,
    pack: &'static Inflection,
}

static DECLENSIONS: LazyLock<Vec<Declension>> = LazyLock::new(|| {
    let read = |(tongue, pack, line): (Tongue, &'static Inflection, &'static str)| {
        let mut fields = line.split_whitespace();
        let nominative = ending(fields.next().unwrap_or("-"));
        Declension { tongue, nominative, endings: fields.map(alternatives).collect(), pack }
    };
    rows("noun-endings.txt").map(read).collect()
});

struct Adjective {
    tongue: Tongue,
    agrees: Agreement,
    soft: bool,
    endings: Vec<Vec<&'static str>>,
    pack: &'static Inflection,
}

static ADJECTIVES: LazyLock<Vec<Adjective>> = LazyLock::new(|| {
    let read = |(tongue, pack, line): (Tongue, &'static Inflection, &'static str)| {
        let mut fields = line.split_whitespace();
        let agrees = match fields.next() {
            Some("m") => Agreement::Masculine,
            Some("n") => Agreement::Neuter,
            Some("f") => Agreement::Feminine,
            _ => Agreement::Plural,
        };
        let soft = fields.next() == Some("soft");
        Adjective { tongue, agrees, soft, endings: fields.map(alternatives).collect(), pack }
    };
    rows("adjective-endings.txt").map(read).collect()
});

/// The lines of a table of endings, each with its language.
fn rows(name: &'static str) -> impl Iterator<Item = (Tongue, &'static Inflection, &'static str)> {
    DECLINED.into_iter().flat_map(move |(language, tongue)| {
        let table = lang::pack(language).zip(lang::file(language, name)).into_iter();
        table.flat_map(move |(pack, table)| lines(table).map(move |line| (tongue, &pack.inflection, line)))
    })
}

/// The lines of a list that are no remarks.
pub fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn ending(field: &'static str) -> &'static str {
    field.trim_matches('-')
}

fn alternatives(field: &'static str) -> Vec<&'static str> {
    field.split('/').map(ending).collect()
}

/// Every form of a noun whose nominative is given in small letters, each with its cases.
pub fn forms(nominative: &str, tongue: Tongue) -> Vec<(String, Cases)> {
    let fits = |row: &&Declension| row.tongue == tongue && nominative.ends_with(row.nominative);
    let longest = DECLENSIONS.iter().filter(fits).max_by_key(|row| row.nominative.len());
    let Some(row) = longest else { return vec![(nominative.to_owned(), ANY)] };
    with_stem(&nominative[..nominative.len() - row.nominative.len()], nominative, row)
}

/// The forms of a noun whose other cases have a stem of their own: `Відень`, `Відня`.
pub fn forms_of_stem(nominative: &str, stem: &str, tongue: Tongue) -> Vec<(String, Cases)> {
    let fleeting = |row: &&Declension| row.pack.fleeting_nominative.as_deref() == Some(row.nominative);
    let plain = DECLENSIONS.iter().find(|row| row.tongue == tongue && fleeting(row));
    let plain = plain.filter(|row| nominative.ends_with(row.nominative));
    let other = || DECLENSIONS.iter().rfind(|row| row.tongue == tongue && row.nominative.is_empty());
    match plain.or_else(other) {
        Some(row) => {
            let short = stem.trim_end_matches(|letter| Some(letter) == row.pack.fleeting_letter);
            with_stem(short, nominative, row).into_iter().chain(with_stem(stem, nominative, row)).collect()
        }
        None => vec![(nominative.to_owned(), ANY)],
    }
}

fn with_stem(stem: &str, nominative: &str, row: &Declension) -> Vec<(String, Cases)> {
    let mut found = vec![(nominative.to_owned(), NOMINATIVE)];
    for (endings, case) in row.endings.iter().zip(1..) {
        for ending in endings {
            add(&mut found, format!("{stem}{ending}"), 1 << case);
        }
    }
    found
}

fn add(found: &mut Vec<(String, Cases)>, text: String, cases: Cases) {
    match found.iter_mut().find(|(known, _)| *known == text) {
        Some((_, known)) => *known |= cases,
        None => found.push((text, cases)),
    }
}

/// Every form of the adjective that a word in small letters may be the nominative of; none where it is no adjective.
pub fn adjective_forms(nominative: &str, tongue: Tongue) -> Vec<(String, Cases)> {
    let mut found = Vec::new();
    for row in ADJECTIVES.iter().filter(|row| row.tongue == tongue) {
        let Some(stem) = row.endings[0].iter().find_map(|ending| nominative.strip_suffix(ending)) else { continue };
        for (endings, case) in row.endings.iter().zip(0..) {
            for ending in endings {
                add(&mut found, format!("{stem}{ending}"), 1 << case);
            }
        }
    }
    found
}

/// The nominative of an adjective in small letters beside a noun in one of `cases`, and the cases in which both agree.
pub fn agreeing(word: &str, agrees: Agreement, cases: Cases, tongue: Tongue) -> Option<(String, Cases)> {
    const SHORTEST: usize = 3;
    let mut best: Option<(usize, String, Cases)> = None;
    for row in ADJECTIVES.iter().filter(|row| row.tongue == tongue && row.agrees == agrees) {
        for (endings, case) in row.endings.iter().zip(0..).filter(|(_, case)| cases & (1 << case) != 0) {
            for stem in endings.iter().filter_map(|ending| word.strip_suffix(ending)) {
                if stem.chars().count() < SHORTEST || row.soft != is_soft(stem, row, word) {
                    continue;
                }
                let known = best.as_ref().map_or(usize::MAX, |best| best.0);
                if stem.len() < known {
                    best = Some((stem.len(), format!("{stem}{}", nominative(stem, row)), 1 << case));
                } else if stem.len() == known {
                    best.iter_mut().for_each(|best| best.2 |= 1 << case);
                }
            }
        }
    }
    best.map(|(_, nominative, cases)| (nominative, cases))
}

/// Whether the stem of an adjective is soft: told by the ending alone where hard and soft differ, else by the stem.
fn is_soft(stem: &str, row: &Adjective, word: &str) -> bool {
    let ending = &word[stem.len()..];
    let hard = ADJECTIVES.iter().filter(|other| other.tongue == row.tongue && !other.soft);
    let only_soft = !hard.flat_map(|other| other.endings.iter().flatten()).any(|known| *known == ending);
    let hissing = stem.ends_with(row.pack.sibilants.as_slice());
    only_soft || hissing || inflection::ALL.soft_stems.ends(stem)
}

fn nominative(stem: &str, row: &Adjective) -> &'static str {
    let endings = &row.endings[0];
    let velar = stem.ends_with(row.pack.velars.as_slice());
    let after_velar = endings.iter().find(|ending| velar && row.pack.nominatives_behind_velars.contains(ending));
    after_velar.copied().unwrap_or(endings[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(nominative: &str, tongue: Tongue, form: &str, cases: Cases) -> bool {
        forms(nominative, tongue).iter().any(|(text, of)| text == form && of & cases != 0)
    }

    #[test]
    fn nouns_have_their_forms() {
        for (nominative, genitive, locative) in [
            ("київ", "києва", "києві"),
            ("харків", "харкова", "харкові"),
            ("тернопіль", "тернополя", "тернополі"),
            ("прага", "праги", "празі"),
            ("умань", "умані", "умані"),
            ("черкаси", "черкас", "черкасах"),
            ("чернівці", "чернівців", "чернівцях"),
            ("україна", "україни", "україні"),
            ("італія", "італії", "італії"),
            ("запоріжжя", "запоріжжя", "запоріжжі"),
            ("міністерство", "міністерства", "міністерстві"),
        ] {
            assert!(has(nominative, Tongue::Ukrainian, genitive, 2), "{genitive}");
            assert!(has(nominative, Tongue::Ukrainian, locative, 32), "{locative}");
        }
        for (nominative, genitive, locative) in
            [("москва", "москвы", "москве"), ("казань", "казани", "казани"), ("сумы", "сум", "сумах")]
        {
            assert!(has(nominative, Tongue::Russian, genitive, 2) && has(nominative, Tongue::Russian, locative, 32));
        }
    }

    #[test]
    fn adjectives_follow_their_noun() {
        let found = |word, agrees, cases, tongue| agreeing(word, agrees, cases, tongue).map(|(word, _)| word);
        for (word, agrees, nominative) in [
            ("державної", Agreement::Feminine, "державна"),
            ("зовнішньої", Agreement::Feminine, "зовнішня"),
            ("верховній", Agreement::Feminine, "верховна"),
            ("європейського", Agreement::Masculine, "європейський"),
            ("збройними", Agreement::Plural, "збройні"),
        ] {
            assert_eq!(found(word, agrees, ANY, Tongue::Ukrainian).as_deref(), Some(nominative), "{word}");
        }
        for (word, agrees, nominative) in [
            ("российского", Agreement::Masculine, "российский"),
            ("верховного", Agreement::Masculine, "верховный"),
            ("государственной", Agreement::Feminine, "государственная"),
            ("вооружённых", Agreement::Plural, "вооружённые"),
        ] {
            assert_eq!(found(word, agrees, ANY, Tongue::Russian).as_deref(), Some(nominative), "{word}");
        }
        assert_eq!(found("столом", Agreement::Feminine, ANY, Tongue::Ukrainian), None);
    }
}
