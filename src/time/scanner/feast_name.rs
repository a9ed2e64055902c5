//! In: a text, and a position where the name of a feast may start. Out: the day of the feast.
//!
//! Invariant: a name in lower case, or before a noun that it belongs to ("Christmas tree"), is no day.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::phrase::{next_word, opens_word, phrase};
use super::words;
use crate::letters::{Letter, LowerCase};
use crate::time::meaning::{Meaning, Year};

/// Plausible years of pages. The 20th and the 21st century. Set by hand.
const YEARS: Range<i32> = 1900..2100;

/// The feast whose name starts at a position: the position after the name, and the meaning.
pub(crate) fn find(text: &str, start: usize, lexicon: &Lexicon) -> Option<(usize, Meaning)> {
    let first = opens_word(text, start).then(|| next_word(text, start))??;
    let names = lexicon.feasts(&folded(&text[first.clone()]));
    let ends = names.iter().filter_map(|(rest, feast, shy)| Some((phrase(text, first.end, rest)?, *feast, *shy)));
    let (end, feast, shy) = ends.max_by_key(|&(end, ..)| end)?;
    let named = text[start..end].split([' ', '-']).any(|word| word.starts_with(char::is_capital));
    let behind =
        next_word(text, end).filter(|word| text[end..word.start].trim_start_matches(in_possessive).trim().is_empty());
    let of_noun = behind.is_some_and(|word| lexicon.wording.behind_feast.contains(&text[word].lower_case().as_str()));
    let led = || leads(&text[..start], lexicon);
    if !named || of_noun || shy && !led() {
        return None;
    }
    let (year, end) = year(text, end).map_or((Year::Missing, end), |(year, end)| (Year::Stated(year), end));
    Some((end, Meaning::Feast { feast, year }))
}

/// Whether a character belongs to a possessive: "'s".
fn in_possessive(c: char) -> bool {
    matches!(c, '\'' | '’') || words::is_possessive(c)
}

/// A word in the form of the lists: in lower case, with one kind of apostrophe.
fn folded(word: &str) -> String {
    word.lower_case().replace('’', "'")
}

/// Whether a text ends with a preposition.
fn leads(before: &str, lexicon: &Lexicon) -> bool {
    let Some(before) = before.strip_suffix([' ', '\u{a0}']) else { return false };
    let last = before.rsplit(|c: char| !c.is_letter_or_digit()).next().unwrap_or("").lower_case();
    lexicon.wording.before_feast.contains(&last.as_str())
}

/// The year right after a position, and the position after the year: "Easter 2024", "Різдво 2023".
fn year(text: &str, at: usize) -> Option<(i32, usize)> {
    let rest = text[at..].strip_prefix([' ', '\u{a0}'])?;
    let from = text.len() - rest.len();
    let figures = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let closed = !rest[figures..].starts_with(char::is_letter_or_digit);
    let year = rest[..figures].parse().ok().filter(|year| YEARS.contains(year) && closed)?;
    Some((year, from + figures))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::time::scanner::timex_expressions;

    #[test]
    fn names_of_feasts_are_days_where_a_day_is_meant() {
        let found = |text: &str, language| -> Vec<String> {
            let feasts = timex_expressions(text, language)
                .into_iter()
                .filter(|one| matches!(one.meaning, Meaning::Feast { .. }));
            feasts.map(|one| text[one.bytes].to_owned()).collect()
        };
        for (text, language, expected) in [
            ("The mill burned on Christmas Day.", Language::English, &["Christmas Day"][..]),
            ("They met before Easter 2024 and on Easter Monday.", Language::English, &["Easter 2024", "Easter Monday"]),
            ("A Christmas tree fell on Independence Square.", Language::English, &[]),
            ("They bought it for the Christmas market at Easter Road.", Language::English, &[]),
            ("Млин запустили на Великдень.", Language::Ukrainian, &["Великдень"]),
            ("До Дня Незалежності фарбують майдан Незалежності.", Language::Ukrainian, &["Дня Незалежності"]),
            ("Це різдво колядок.", Language::Ukrainian, &[]),
            ("Мельницу открыли после Пасхи.", Language::Russian, &["Пасхи"]),
            ("Młyn otwarto przed Wielkanocą.", Language::Polish, &["Wielkanocą"]),
            ("Die Mühle steht seit Weihnachten still.", Language::German, &["Weihnachten"]),
            ("Le moulin a fermé à Noël.", Language::French, &["Noël"]),
            ("Le marché de Noël a fermé.", Language::French, &[]),
        ] {
            assert_eq!(found(text, language), expected, "{text}");
        }
    }
}
