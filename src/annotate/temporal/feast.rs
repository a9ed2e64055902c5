//! In: a text, the words with which names of feasts begin, and a lexicon. Out: the days that those names tell; the day of a feast in
//! a year.
//!
//! Invariant: a name in small letters, or one before a noun that goes with it ("Christmas tree"), tells no day; no clock is asked.

use std::ops::Range;

use chrono::{Days, NaiveDate, Weekday};

use super::lexicon::Lexicon;
use super::reference::{next_word, opens_word, phrase};
use super::words;
use crate::annotate::{Feast, Meaning, Year};
use crate::letters::{Letter, LowerCase};

/// Names of feasts by their first words: the words behind it, the feast, and whether only a preposition before makes it a day.
pub type Names = Vec<(Vec<Box<str>>, Feast, bool)>;

/// Years of pages.
const YEARS: Range<i32> = 1900..2100;

/// The feast whose name begins at a place: the place behind it, and what it says.
pub fn find(text: &str, start: usize, lexicon: &Lexicon) -> Option<(usize, Meaning)> {
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

/// Whether a character is of a possessive: "'s".
fn in_possessive(c: char) -> bool {
    matches!(c, '\'' | '’') || words::is_possessive(c)
}

/// A word as the lists have it: in lower case, with one kind of apostrophe.
fn folded(word: &str) -> String {
    word.lower_case().replace('’', "'")
}

/// Whether a text ends with a preposition.
fn leads(before: &str, lexicon: &Lexicon) -> bool {
    let Some(before) = before.strip_suffix([' ', '\u{a0}']) else { return false };
    let last = before.rsplit(|c: char| !c.is_letter_or_digit()).next().unwrap_or("").lower_case();
    lexicon.wording.before_feast.contains(&last.as_str())
}

/// The year right behind a place, and the place behind it: "Easter 2024", "Різдво 2023".
fn year(text: &str, at: usize) -> Option<(i32, usize)> {
    let rest = text[at..].strip_prefix([' ', '\u{a0}'])?;
    let from = text.len() - rest.len();
    let figures = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let closed = !rest[figures..].starts_with(char::is_letter_or_digit);
    let year = rest[..figures].parse().ok().filter(|year| YEARS.contains(year) && closed)?;
    Some((year, from + figures))
}

/// The day of a feast in a year.
pub fn day(feast: Feast, year: i32) -> Option<NaiveDate> {
    let date = |(month, day): (u8, u8)| NaiveDate::from_ymd_opt(year, month.into(), day.into());
    match feast {
        Feast::Fixed(month, day) => date((month, day)),
        Feast::Moved { before, from, day } => date(if year < from { before } else { day }),
        Feast::Easter { julian, offset } => {
            let easter = if julian { julian_easter(year) } else { gregorian_easter(year) }?;
            easter.checked_add_signed(chrono::TimeDelta::try_days(offset.into())?)
        }
        Feast::Weekday { month, weekday, nth: 0, on } => {
            last_weekday(year, month, weekday)?.checked_add_days(Days::new(on.into()))
        }
        Feast::Weekday { month, weekday, nth, on } => {
            let day = NaiveDate::from_weekday_of_month_opt(year, month.into(), weekday, nth)?;
            day.checked_add_days(Days::new(on.into()))
        }
    }
}

fn last_weekday(year: i32, month: u8, weekday: Weekday) -> Option<NaiveDate> {
    [5, 4].into_iter().find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month.into(), weekday, nth))
}

/// The Gregorian computus in the form of Meeus, Jones and Butcher.
fn gregorian_easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let correction = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    march(year, epact + weekday - 7 * late + 22)
}

/// The Julian computus of Gauss, as a day of the Gregorian calendar.
fn julian_easter(year: i32) -> Option<NaiveDate> {
    let moon = (19 * (year % 19) + 15) % 30;
    let weekday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 6) % 7;
    let behind = year / 100 - year / 400 - 2;
    march(year, 22 + moon + weekday + behind)
}

/// So many days into March and beyond.
fn march(year: i32, day: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 3, 1)?.checked_add_days(Days::new(u64::try_from(day - 1).ok()?))
}

/// Reads a rule of the lists: `12-25`, `01-07>2023=12-25`, `easter+1`, `julian-2`, `11-thu-4`, `11-mon-1+1`, `05-mon-last`.
pub fn rule(text: &str) -> Option<Feast> {
    let month_day = |text: &str| {
        let (month, day) = text.split_once('-')?;
        Some((month.parse().ok()?, day.parse().ok()?))
    };
    if let Some((before, moved)) = text.split_once('>') {
        let (from, day) = moved.split_once('=')?;
        return Some(Feast::Moved { before: month_day(before)?, from: from.parse().ok()?, day: month_day(day)? });
    }
    for (name, julian) in [("easter", false), ("julian", true)] {
        if let Some(offset) = text.strip_prefix(name) {
            let offset = if offset.is_empty() { 0 } else { offset.parse().ok()? };
            return Some(Feast::Easter { julian, offset });
        }
    }
    let mut parts = text.splitn(3, '-');
    let (month, second, nth) = (parts.next()?.parse().ok()?, parts.next()?, parts.next());
    let Some(nth) = nth else { return Some(Feast::Fixed(month, second.parse().ok()?)) };
    let (nth, on) = nth.split_once('+').unwrap_or((nth, "0"));
    let nth = if nth == "last" { 0 } else { nth.parse().ok()? };
    Some(Feast::Weekday { month, weekday: second.parse().ok()?, nth, on: on.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::*;
    use crate::annotate::temporal::scan_ends;
    use crate::language::Language;

    #[test]
    fn rules_give_days() {
        for (text, year, expected) in [
            ("12-25", 2024, "2024-12-25"),
            ("easter", 2024, "2024-03-31"),
            ("easter", 2025, "2025-04-20"),
            ("easter+1", 2019, "2019-04-22"),
            ("julian", 2024, "2024-05-05"),
            ("julian", 2021, "2021-05-02"),
            ("julian-7", 2025, "2025-04-13"),
            ("01-07>2023=12-25", 2022, "2022-01-07"),
            ("01-07>2023=12-25", 2023, "2023-12-25"),
            ("11-thu-4", 1999, "1999-11-25"),
            ("05-mon-last", 2021, "2021-05-31"),
            ("11-mon-1+1", 2016, "2016-11-08"),
        ] {
            let day = rule(text).and_then(|feast| day(feast, year)).unwrap();
            assert_eq!(day.to_string(), expected, "{text} {year}");
        }
    }

    #[test]
    fn names_of_feasts_are_days_where_a_day_is_meant() {
        let found = |text: &str, language| -> Vec<String> {
            let feasts =
                scan_ends(text, language).into_iter().filter(|one| matches!(one.meaning, Meaning::Feast { .. }));
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

    #[test]
    fn easter_falls_on_sundays() {
        for year in 1900..2100 {
            assert!(
                [gregorian_easter(year), julian_easter(year)].iter().all(|day| day.unwrap().weekday() == Weekday::Sun)
            );
        }
    }
}
