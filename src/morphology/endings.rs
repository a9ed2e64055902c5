//! In: a noun for a thing in the nominative, or an adjective beside one. Out: the forms of the noun; the nominative of the adjective.
//!
//! Invariant: works by endings alone, from `noun-endings.txt` and `adjective-endings.txt` of a language; knows no names.

use std::sync::LazyLock;

use super::table::{self, Endings, Row};
use super::{Agreement, Cases, Declension};
use crate::lang::inflection::{self, Inflection};

/// A form of a word, and the cases it may be in.
type Form = (String, Cases);

struct Noun {
    declension: Declension,
    endings: Endings,
    pack: &'static Inflection,
}

static NOUNS: LazyLock<Vec<Noun>> = LazyLock::new(|| {
    let read = |row: Row| Noun { declension: row.declension, pack: &row.pack.inflection, endings: row.endings() };
    table::rows(table::NOUNS).map(read).collect()
});

struct Adjective {
    declension: Declension,
    agrees: Agreement,
    soft: bool,
    endings: Endings,
    pack: &'static Inflection,
}

static ADJECTIVES: LazyLock<Vec<Adjective>> = LazyLock::new(|| {
    let read = |mut row: Row| {
        let agrees = match row.field() {
            "m" => Agreement::Masculine,
            "n" => Agreement::Neuter,
            "f" => Agreement::Feminine,
            _ => Agreement::Plural,
        };
        let soft = row.field() == "soft";
        let (declension, pack) = (row.declension, &row.pack.inflection);
        Adjective { declension, agrees, soft, pack, endings: row.endings() }
    };
    table::rows(table::ADJECTIVES).map(read).collect()
});

/// Every form of a noun, each with its cases. The nominative is given in lower case.
pub(crate) fn forms(nominative: &str, declension: Declension) -> Vec<Form> {
    let fits = |row: &&Noun| row.declension == declension && nominative.ends_with(row.endings.nominative());
    let longest = NOUNS.iter().filter(fits).max_by_key(|row| row.endings.nominative().len());
    let Some(row) = longest else { return vec![(nominative.to_owned(), Cases::ANY)] };
    with_stem(&nominative[..nominative.len() - row.endings.nominative().len()], nominative, row)
}

/// The forms of a noun that has another stem in its other cases: `Відень`, `Відня`.
pub(crate) fn forms_of_stem(nominative: &str, stem: &str, declension: Declension) -> Vec<Form> {
    let fleeting = |row: &&Noun| row.pack.fleeting_nominative.as_deref() == Some(row.endings.nominative());
    let plain = NOUNS.iter().find(|row| row.declension == declension && fleeting(row));
    let plain = plain.filter(|row| nominative.ends_with(row.endings.nominative()));
    let other = || NOUNS.iter().rfind(|row| row.declension == declension && row.endings.nominative().is_empty());
    match plain.or_else(other) {
        Some(row) => {
            let short = stem.trim_end_matches(|letter| Some(letter) == row.pack.fleeting_letter);
            with_stem(short, nominative, row).into_iter().chain(with_stem(stem, nominative, row)).collect()
        }
        None => vec![(nominative.to_owned(), Cases::ANY)],
    }
}

fn with_stem(stem: &str, nominative: &str, row: &Noun) -> Vec<Form> {
    let mut found = vec![(nominative.to_owned(), Cases::NOMINATIVE)];
    for (ending, case) in row.endings.singular().filter(|(_, case)| !case.is_nominative()) {
        add(&mut found, format!("{stem}{ending}"), case);
    }
    found
}

fn add(found: &mut Vec<Form>, text: String, cases: Cases) {
    match found.iter_mut().find(|(known, _)| *known == text) {
        Some((_, known)) => *known |= cases,
        None => found.push((text, cases)),
    }
}

/// Every form of an adjective, from a lower-case word that may be its nominative; none if the word is no adjective.
pub(crate) fn adjective_forms(nominative: &str, declension: Declension) -> Vec<Form> {
    let mut found = Vec::new();
    for row in ADJECTIVES.iter().filter(|row| row.declension == declension) {
        let mut nominatives = row.endings.nominatives().iter();
        let Some(stem) = nominatives.find_map(|ending| nominative.strip_suffix(ending)) else { continue };
        for (ending, case) in row.endings.singular() {
            add(&mut found, format!("{stem}{ending}"), case);
        }
    }
    found
}

/// The nominative of a lower-case adjective beside a noun in one of `cases`, and the cases in which both agree.
pub(crate) fn agreeing(word: &str, agrees: Agreement, cases: Cases, declension: Declension) -> Option<Form> {
    /// Minimum number of letters before the ending. Set by hand.
    const SHORTEST: usize = 3;
    let mut best: Option<(usize, String, Cases)> = None;
    for row in ADJECTIVES.iter().filter(|row| row.declension == declension && row.agrees == agrees) {
        for (ending, case) in row.endings.singular().filter(|(_, case)| cases.meets(*case)) {
            let Some(stem) = word.strip_suffix(ending) else { continue };
            if stem.chars().count() < SHORTEST || row.soft != is_soft(stem, row, word) {
                continue;
            }
            let known = best.as_ref().map_or(usize::MAX, |best| best.0);
            if stem.len() < known {
                best = Some((stem.len(), format!("{stem}{}", nominative(stem, row)), case));
            } else if stem.len() == known {
                best.iter_mut().for_each(|best| best.2 |= case);
            }
        }
    }
    best.map(|(_, nominative, cases)| (nominative, cases))
}

/// Whether the stem of an adjective is soft. The ending alone decides where hard and soft differ, otherwise the stem decides.
fn is_soft(stem: &str, row: &Adjective, word: &str) -> bool {
    let ending = &word[stem.len()..];
    let hard = || ADJECTIVES.iter().filter(|other| other.declension == row.declension && !other.soft);
    let only_soft = !hard().flat_map(|other| other.endings.singular()).any(|(known, _)| known == ending);
    let hissing = stem.ends_with(row.pack.sibilants.as_slice());
    only_soft || hissing || inflection::ALL.soft_stems.ends(stem)
}

fn nominative(stem: &str, row: &Adjective) -> &'static str {
    let velar = stem.ends_with(row.pack.velars.as_slice());
    let behind_velar = |ending: &&&str| velar && row.pack.nominatives_behind_velars.contains(ending);
    row.endings.nominatives().iter().find(behind_velar).copied().unwrap_or_else(|| row.endings.nominative())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn has(nominative: &str, language: Language, form: &str, cases: Cases) -> bool {
        let forms = forms(nominative, Declension::of_language(language));
        forms.iter().any(|(text, of)| text == form && of.meets(cases))
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
            assert!(has(nominative, Language::Ukrainian, genitive, Cases::GENITIVE), "{genitive}");
            assert!(has(nominative, Language::Ukrainian, locative, Cases::LOCATIVE), "{locative}");
        }
        for (nominative, genitive, locative) in
            [("москва", "москвы", "москве"), ("казань", "казани", "казани"), ("сумы", "сум", "сумах")]
        {
            assert!(
                has(nominative, Language::Russian, genitive, Cases::GENITIVE)
                    && has(nominative, Language::Russian, locative, Cases::LOCATIVE)
            );
        }
    }

    #[test]
    fn adjectives_follow_their_noun() {
        let found = |word, agrees, language| {
            agreeing(word, agrees, Cases::ANY, Declension::of_language(language)).map(|(word, _)| word)
        };
        for (word, agrees, nominative) in [
            ("державної", Agreement::Feminine, "державна"),
            ("зовнішньої", Agreement::Feminine, "зовнішня"),
            ("верховній", Agreement::Feminine, "верховна"),
            ("європейського", Agreement::Masculine, "європейський"),
            ("збройними", Agreement::Plural, "збройні"),
        ] {
            assert_eq!(found(word, agrees, Language::Ukrainian).as_deref(), Some(nominative), "{word}");
        }
        for (word, agrees, nominative) in [
            ("российского", Agreement::Masculine, "российский"),
            ("верховного", Agreement::Masculine, "верховный"),
            ("государственной", Agreement::Feminine, "государственная"),
            ("вооружённых", Agreement::Plural, "вооружённые"),
        ] {
            assert_eq!(found(word, agrees, Language::Russian).as_deref(), Some(nominative), "{word}");
        }
        assert_eq!(found("столом", Agreement::Feminine, Language::Ukrainian), None);
    }
}
