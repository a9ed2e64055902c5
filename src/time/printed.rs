//! In: a line of a page's text. Out: the first whole date in it, in any language.
//!
//! The names of months come from the locales of the GNU C Library (crate pure-rust-locales): both cases and the abbreviations.
//!
//! Invariant: a date without a year gives nothing, and neither does a month name with different meanings in two languages.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};
use pure_rust_locales as locales;
use regex::{Captures, Regex};

use super::when::Moment;
use super::year;
use crate::lang::boilerplate::Dates;
use crate::lang::{self, pattern};
use crate::language::{Language, Region};
use crate::letters::LowerCase;

/// A whole date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The byte range of the date without its clock time.
    pub bytes: Range<usize>,
    /// The day, with the clock time beside the date.
    pub moment: Moment,
}

/// The first whole date in a text, with the clock time beside it. In `3/4/2025` the day comes first, except in languages that write the
/// month first.
pub(crate) fn find(text: &str, language: Language) -> Option<Printed> {
    first(text, language, Some(has_month_first(language)))
}

/// Whether a language writes the month first in numeric dates.
pub(crate) fn has_month_first(language: Language) -> bool {
    lang::pack(language).is_some_and(|pack| pack.profile.month_first_in_figures)
}

/// The two possible days of a text's only date, with the day first and with the month first. `None` if the numbers allow only one order.
pub(crate) fn either(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let find = |month_first| first(text, Language::Unknown, Some(month_first)).map(|printed| printed.moment.day);
    let (day_first, month_first) = (find(false)?, find(true)?);
    (day_first != month_first).then_some((day_first, month_first))
}

/// Whether English texts from a country write the month first, by the locales of the GNU C Library. `None` if there is no English locale
/// for the country.
pub(crate) fn month_first(region: Region) -> Option<bool> {
    let locale = locales::Locale::try_from(format!("en_{}", region.code()).as_str()).ok()?;
    Some(locales::locale_match!(locale => LC_TIME::D_FMT).starts_with("%m"))
}

/// The whole date in a text, unless the order of its day and month is open.
pub fn sure(text: &str, language: Language) -> Option<Moment> {
    first(text, language, None).map(|printed| printed.moment)
}

/// `month_first` is the order of the two numbers in `3/4/2025`. If it is `None`, such a date is ignored.
fn first(text: &str, language: Language, month_first: Option<bool>) -> Option<Printed> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let read = |form: &Form| {
        let mut at = 0;
        while let Some(found) = form.pattern.captures_at(text, at) {
            if let Some(day) = (form.day)(&found, language, month_first) {
                let bytes = found.name("y")?.range();
                let bytes = ["y", "m", "d", "name"]
                    .iter()
                    .filter_map(|name| found.name(name))
                    .fold(bytes, |all, part| all.start.min(part.start())..all.end.max(part.end()));
                return Some((bytes, day));
            }
            at = found.get(0)?.end().max(at + 1);
            at = (at..=text.len()).find(|&at| text.is_char_boundary(at))?;
        }
        None
    };
    let (bytes, day) = FORMS.iter().filter_map(read).min_by_key(|(bytes, _)| bytes.start)?;
    Some(Printed { moment: Moment { day, time: clock(text, &bytes), offset: None }, bytes })
}

/// A form of dates: its pattern, and a function that reads the day.
struct Form {
    pattern: Regex,
    day: fn(&Captures, Language, Option<bool>) -> Option<NaiveDate>,
}

static FORMS: LazyLock<[Form; 5]> = LazyLock::new(|| {
    let form = |pattern: &str, day| Form { pattern: Regex::new(pattern).expect("a pattern of ours"), day };
    let signs = |list: fn(&'static Dates) -> &'static Vec<String>| -> String {
        lang::all(move |pack| list(&pack.boilerplate.dates)).collect()
    };
    let (year_signs, month_signs) = (signs(|words| &words.year_signs), signs(|words| &words.month_signs));
    let ordinals = || lang::all(|pack| &pack.boilerplate.dates.ordinal_endings);
    let ordinal = pattern::any(ordinals());
    let any_ordinal = ordinals().chain(lang::all(|pack| &pack.boilerplate.dates.further_ordinal_endings));
    let any_ordinal = pattern::any(any_ordinal);
    let before_month = lang::all(|pack| &pack.boilerplate.dates.before_month);
    let before_month = before_month.chain(lang::all(|pack| &pack.boilerplate.dates.further_before_month));
    let before_month = pattern::any(before_month);
    let elided = pattern::any(lang::all(|pack| &pack.boilerplate.dates.elided_before_month));
    let before_year = pattern::any(lang::all(|pack| &pack.boilerplate.dates.before_year));
    [
        form(
            &format!(
                r"(?:^|\D)(?P<y>(?:19|20)\d\d)\s?[-./{year_signs}]\s?(?P<m>\d{{1,2}})\s?[-./{month_signs}]\s?(?P<d>\d{{1,2}})(?:\D|$)"
            ),
            ordered,
        ),
        form(
            r"(?:^|\D)(?P<d>\d{1,2})\s?(?P<sign>[./-])\s?(?P<m>\d{1,2})\s?(?P<sign2>[./-])\s?(?P<y>(?:19|20)\d\d|\d\d)(?:(?:[01]\d|2[0-3]):[0-5]\d|[^\d:]|:(?:\D|$)|$)",
            by_digits,
        ),
        form(
            &format!(
                r"(?:^|\D)(?P<d>\d{{1,2}})(?:{any_ordinal}|[.ºª])?,?[\s\u{{a0}}-]{{0,3}}(?:{before_month}\s+|{elided}['’])?(?P<name>\p{{L}}{{3,}}[-'’]?\p{{L}}*)\.?,?[\s\u{{a0}}-]+(?:{before_year}\s+)?(?P<y>(?:19|20)\d\d)(?:\D|$)"
            ),
            by_name,
        ),
        form(
            &format!(
                r"(?P<name>\p{{L}}{{3,}})\.?[\s\u{{a0}}]+(?P<d>\d{{1,2}}){ordinal}?\.?,?[\s\u{{a0}}]+(?P<y>(?:19|20)\d\d)(?:\D|$)"
            ),
            by_name,
        ),
        form(
            r"(?:^|\D)(?P<y>(?:19|20)\d\d)\.?[\s\u{a0}]+(?P<name>\p{L}{3,})\.?[\s\u{a0}]+(?P<d>\d{1,2})(?:\D|$)",
            by_name,
        ),
    ]
});

fn number(found: &Captures, name: &str) -> Option<u32> {
    found.name(name)?.as_str().parse().ok()
}

/// The four-digit year for two or four digits.
fn full_year(found: &Captures) -> Option<i32> {
    let year = number(found, "y")? as i32;
    Some(match year {
        0..100 => year::of_two_figures(year, year::POSIX),
        _ => year,
    })
}

fn ordered(found: &Captures, _: Language, _: Option<bool>) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(full_year(found)?, number(found, "m")?, number(found, "d")?)
}

fn by_digits(found: &Captures, _: Language, month_first: Option<bool>) -> Option<NaiveDate> {
    let (one, two) = (number(found, "d")?, number(found, "m")?);
    if found["sign"] != found["sign2"] {
        return None;
    }
    let day_first = || NaiveDate::from_ymd_opt(full_year(found)?, two, one);
    let month_first_date = || NaiveDate::from_ymd_opt(full_year(found)?, one, two);
    // With full stops, the day comes first in all languages.
    match month_first {
        _ if &found["sign"] == "." || one == two || one > 12 => day_first(),
        _ if two > 12 => month_first_date(),
        Some(true) => month_first_date(),
        Some(false) => day_first(),
        None => None,
    }
}

fn by_name(found: &Captures, language: Language, _: Option<bool>) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(full_year(found)?, month(&found["name"], language)?, number(found, "d")?)
}

/// The clock time right after a date, or right before it.
fn clock(text: &str, date: &Range<usize>) -> Option<NaiveTime> {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        let year = pattern::any(lang::all(|pack| &pack.boilerplate.dates.year_words));
        Regex::new(&format!(r"(?i)^[^\d\p{{L}}]{{0,6}}{year}?[^\d\p{{L}}]{{0,4}}(?:\p{{L}}{{1,3}}[\s\u{{a0}}])?[^\d\p{{L}}]{{0,4}}(?P<h>\d{{1,2}})[:h](?P<min>\d\d)(?::\d\d)?(?:[\s\u{{a0}}]*(?P<half>[ap])\.?m\b)?"))
            .expect("a pattern of ours")
    });
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^|[^\d:.])(?P<h>\d{1,2}):(?P<min>\d\d)(?::\d\d)?(?:[\s\u{a0}]*(?P<half>[ap])\.?m\.?)?[^\d\p{L}]{1,5}$")
            .expect("a pattern of ours")
    });
    let found = BEHIND.captures(&text[date.end..]).or_else(|| BEFORE.captures(&text[..date.start]))?;
    let hour = number(&found, "h")?;
    let hour = match found.name("half").map(|half| half.as_str().to_ascii_lowercase()) {
        Some(half) if half == "p" && hour < 12 => hour + 12,
        Some(half) if half == "a" && hour == 12 => 0,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, number(&found, "min")?, 0)
}

/// The month that a word names: in the text's own language, else in English, else in the languages that know the word, if they agree.
fn month(word: &str, language: Language) -> Option<u32> {
    let word = word.lower_case();
    let of =
        |language| NAMES.iter().filter(move |names| names.language == language).find_map(|names| names.month(&word));
    of(language).or_else(|| of(Language::LENDER)).or_else(|| {
        let mut known = NAMES.iter().filter_map(|names| names.month(&word));
        let first = known.next()?;
        known.all(|month| month == first).then_some(first)
    })
}

/// The names of the months in a language.
struct Names {
    language: Language,
    /// For each month: the name, the name in the nominative if it differs, and the abbreviation.
    months: Vec<[String; 3]>,
}

impl Names {
    /// The month of a word in lower case: a name, the start of a name, or an abbreviation, if it fits only one month.
    fn month(&self, word: &str) -> Option<u32> {
        let letters = word.chars().count();
        let fits = |name: &str| name == word || (letters >= 3 && name.starts_with(word));
        let mut fitting = self.months.iter().enumerate().filter(|(_, names)| names.iter().any(|name| fits(name)));
        let (at, _) = fitting.next()?;
        // A full name takes precedence over the start of another (`mar` and `mars`).
        let whole = self.months.iter().position(|names| names.iter().any(|name| name == word));
        let single = fitting.next().is_none();
        whole.or(single.then_some(at)).map(|at| at as u32 + 1)
    }
}

macro_rules! names {
    ($($tag:literal $locale:ident),* $(,)?) => {
        vec![$(Names::of($tag, locales::$locale::LC_TIME::MON, locales::$locale::LC_TIME::ALT_MON, locales::$locale::LC_TIME::ABMON)),*]
    };
}

impl Names {
    fn of(tag: &str, names: &[&str], nominatives: Option<&[&str]>, short: &[&str]) -> Self {
        let folded = |name: &str| name.trim_end_matches('.').lower_case();
        let months = (0..12)
            .map(|at| {
                let nominative = nominatives.unwrap_or(names);
                [folded(names[at]), folded(nominative[at]), folded(short[at])]
            })
            .collect();
        Self { language: Language::from_tag(tag), months }
    }
}

static NAMES: LazyLock<Vec<Names>> = LazyLock::new(|| {
    names![
        "uk" uk_UA, "en" en_GB, "ru" ru_RU, "pl" pl_PL, "de" de_DE, "de" de_AT, "fr" fr_FR, "bel" be_BY, "bul" bg_BG,
        "ces" cs_CZ, "slk" sk_SK, "slv" sl_SI, "hrv" hr_HR, "mkd" mk_MK, "ron" ro_RO, "hun" hu_HU, "spa" es_ES,
        "cat" ca_ES, "por" pt_PT, "ita" it_IT, "nld" nl_NL, "swe" sv_SE, "dan" da_DK, "nob" nb_NO, "fin" fi_FI,
        "est" et_EE, "lav" lv_LV, "lit" lt_LT, "ell" el_GR, "tur" tr_TR, "ind" id_ID, "kat" ka_GE, "hye" hy_AM,
        "aze" az_AZ, "vie" vi_VN,
    ]
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_many_languages() {
        for (text, language, expected) in [
            ("04. November 2021 | ANZEIGE", Language::German, "2021-11-04"),
            ("Redaktion, 21. Jan. 2015, 19:04", Language::German, "2015-01-21T19:04"),
            ("26. März 2022 um 18:16 Uhr", Language::German, "2022-03-26T18:16"),
            ("jeudi 27 juin 2019", Language::French, "2019-06-27"),
            ("1er août 2021 à 09h05", Language::French, "2021-08-01T09:05"),
            ("14 de julio de 2025", Language::Other(*b"spa"), "2025-07-14"),
            ("3 lutego 2024, 09:05", Language::Polish, "2024-02-03T09:05"),
            ("2024. február 3.", Language::Other(*b"hun"), "2024-02-03"),
            ("2024年2月3日", Language::Unknown, "2024-02-03"),
            ("2023.11.02. 20:06", Language::Unknown, "2023-11-02T20:06"),
            ("Posted: Feb 3, 2024 at 9:05 pm", Language::English, "2024-02-03T21:05"),
            ("Mon, 3rd February 2024", Language::English, "2024-02-03"),
            ("02/03/2024", Language::English, "2024-02-03"),
            ("02/03/2024", Language::Other(*b"ita"), "2024-03-02"),
            ("24/02/2024", Language::English, "2024-02-24"),
            ("8.5.12", Language::German, "2012-05-08"),
            ("2024 Jun 30", Language::English, "2024-06-30"),
            ("18:16 14.07.2025", Language::Ukrainian, "2025-07-14T18:16"),
            ("14 липня 2025 року, 18:16", Language::Ukrainian, "2025-07-14T18:16"),
            ("14 липня 2025", Language::English, "2025-07-14"),
            ("Redaktion03.05.2114:20", Language::German, "2021-05-03T14:20"),
            ("28.09.2019: Neues", Language::German, "2019-09-28"),
        ] {
            let found = find(text, language).map(|printed| printed.moment.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_partial_date_is_not_a_date() {
        for text in
            ["14 липня", "версія 10.2.30001", "10 тонн 2000 кіло", "1.13.2024", "7.4/10", "31.02.2024", "2024", ""]
        {
            assert_eq!(find(text, Language::Ukrainian), None, "{text}");
        }
        assert_eq!(sure("03-09-2026", Language::English), None);
        assert_eq!(
            sure("03-19-2026", Language::English).map(|moment| moment.to_string()).as_deref(),
            Some("2026-03-19")
        );
    }

    #[test]
    fn the_place_is_that_of_the_date_alone() {
        let text = "Київ, 14 липня 2025 року";
        assert_eq!(&text[find(text, Language::Ukrainian).unwrap().bytes], "14 липня 2025");
    }

    #[test]
    fn ambiguous_figures_are_reported() {
        let day = |month, day| NaiveDate::from_ymd_opt(2030, month, day).unwrap();
        assert_eq!(either("Wednesday 02/10/2030"), Some((day(10, 2), day(2, 10))));
        assert_eq!(either("22/10/2030"), None);
        assert_eq!(either("02.10.2030"), None);
        for (tag, expected) in
            [("en-US", Some(true)), ("en-GB", Some(false)), ("en_AU.UTF-8", Some(false)), ("en-XK", None)]
        {
            assert_eq!(month_first(Region::from_tag(tag).unwrap()), expected, "{tag}");
        }
        assert_eq!(Region::of_host("news.example.co.uk"), Region::from_tag("en-GB"));
    }
}
