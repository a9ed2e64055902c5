//! In: a machine-readable date of a page. Out: its day, with the clock time and the offset if it has them.
//!
//! Invariant: parses only forms with a certain order of day, month and year. Any other text gives nothing.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveTime};
use regex::{Captures, Regex};

use super::when::Moment;
use super::year;
use crate::letters::LowerCase;

/// `2025-07-14`, `20250714`, `2025/07/14`, `2025.7.14`, each with an optional time after `T` or a space, and an offset after that.
static ISO: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^(?P<y>\d{4})(?:-(?P<m>\d{1,2})-(?P<d>\d{1,2})|/(?P<m2>\d{1,2})/(?P<d2>\d{1,2})|\.(?P<m3>\d{1,2})\.(?P<d3>\d{1,2})|(?P<m4>\d\d)(?P<d4>\d\d))(?:\D.*)?$",
    )
});

/// `14 July 2025`, `Mon, 14 Jul 2025 18:16:00 +0300` (RFC 2822), `14-Jul-2025`, `Mon, 14 Jul 25 18:16:00 +0300` (RFC 822).
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^(?:\p{L}+,?\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<name>\p{L}+)\.?,?[\s-]+(?P<y>\d{4}|\d\d)(?:\D.*)?$",
    )
});

/// `July 14, 2025`, `Mon Jul 14 2025`.
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"^(?:\p{L}+,?\s+)?(?P<name>\p{L}+)\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?:\D.*)?$")
});

/// `Mon Jul 14 18:16:00 EEST 2025`, as `date` prints it.
static YEAR_LAST: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"^\p{L}+\s+(?P<name>\p{L}+)\s+(?P<d>\d{1,2})\s+\d\d:\d\d.*\s(?P<y>\d{4})$"));

/// `14.07.2025`: with full stops, the day comes first in all languages.
static STOPS: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"^(?:\p{L}+\.?,?\s+)?(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d\d)(?:[\s,T].*)?$"));

/// A clock time with its offset.
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)[\sT](?P<h>\d{1,2}):(?P<min>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?\s*\(?(?:(?:UTC|GMT)?\s?(?P<sign>[+-])(?P<oh>\d\d?)(?::?(?P<om>\d\d))?(?:\D|$)|(?P<z>[A-Z]{1,4})(?:\W|$))?",
    )
});

/// Days of clocks that were never set: the zero points of Unix time, in the zones around Greenwich, and of spreadsheets.
const ZERO_POINTS: [(i32, u32, u32); 5] = [(1969, 12, 31), (1970, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1)];
/// The last year of a stamp. Two figures below 50 are a year of this century (RFC 5322, 4.3). Later years are rejected.
const LAST_YEAR: i32 = 2049;

/// The first letters of the English months, as in RFC 2822.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

/// Parses a metadata value: ISO 8601 and RFC 3339, RFC 2822, a day in an address (`2025/07/14`), a Unix time in seconds or milliseconds,
/// English dates with a named month, and `14.07.2025`. `07/14/2025` is ambiguous and gives nothing.
pub fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    if let Some(moment) = unix(text) {
        return Some(moment);
    }
    let (found, day) = [&*ISO, &DAY_FIRST, &MONTH_FIRST, &YEAR_LAST, &STOPS]
        .into_iter()
        .find_map(|form| form.captures(text).and_then(|found| day(&found).map(|day| (found, day))))?;
    let behind = found.name("d").or(found.name("d2")).or(found.name("d3")).or(found.name("d4"))?.end();
    let (time, offset) = clock(&text[behind..]);
    Some(Moment { day, time, offset })
}

/// Whether a page can have been published on a day from its markup. Not the zero point of a clock, not in January 1970, where a Unix time
/// in thousandths would fall, and not after the last year of a stamp.
pub(crate) fn is_plausible(day: NaiveDate) -> bool {
    let zero = ZERO_POINTS.contains(&(day.year(), day.month(), day.day()));
    !zero && (day.year(), day.month()) != (1970, 1) && day.year() <= LAST_YEAR
}

/// Seconds or milliseconds since 1970, from 2001 to 2286.
fn unix(text: &str) -> Option<Moment> {
    if !matches!(text.len(), 10 | 13) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = text[..10].parse().ok().filter(|&seconds| seconds >= 1_000_000_000)?;
    let instant = chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc();
    Some(Moment { day: instant.date(), time: Some(instant.time()), offset: Some(0) })
}

fn day(found: &Captures) -> Option<NaiveDate> {
    let number = |names: &[&str]| names.iter().find_map(|name| found.name(name)).and_then(|n| n.as_str().parse().ok());
    let month = match found.name("name") {
        Some(name) => month(name.as_str())?,
        None => number(&["m", "m2", "m3", "m4"])?,
    };
    let year = found["y"].parse().ok().map(|year: i32| match year {
        0..100 if found["y"].len() == 2 => year::of_two_figures(year, year::RFC_5322),
        // Some programs write two figures and pad them: `0098`.
        50..100 => 1900 + year,
        _ => year,
    });
    let year = year.filter(|year| (1400..2200).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, number(&["d", "d2", "d3", "d4"])?)
}

fn month(name: &str) -> Option<u32> {
    let name = name.lower_case();
    MONTHS.iter().position(|month| name.starts_with(month)).map(|at| at as u32 + 1)
}

fn clock(text: &str) -> (Option<NaiveTime>, Option<i32>) {
    let Some(found) = CLOCK.captures(text) else { return (None, None) };
    let number = |name: &str| found.name(name).and_then(|n| n.as_str().parse::<u32>().ok()).unwrap_or(0);
    let hour = match found.name("half").map(|half| half.as_str().to_ascii_lowercase()) {
        Some(half) if half.starts_with('p') && number("h") < 12 => number("h") + 12,
        Some(half) if half.starts_with('a') && number("h") == 12 => 0,
        _ => number("h"),
    };
    let Some(time) = NaiveTime::from_hms_opt(hour, number("min"), number("s")) else { return (None, None) };
    let east = (number("oh") * 3600 + number("om") * 60) as i32;
    let offset = match found.name("sign").map(|sign| sign.as_str()) {
        Some("-") => Some(-east),
        Some(_) => Some(east),
        None => found.name("z").and_then(|name| zone(&name.as_str().to_ascii_uppercase())).map(|hours| hours * 3600),
    };
    (Some(time), offset.filter(|offset| offset.abs() <= FARTHEST))
}

/// The widest offset of a zone, in seconds. UTC+14, as on the Line Islands, is the farthest (IANA time zone database).
const FARTHEST: i32 = 14 * 3600;

/// Hours east of UTC of a zone's abbreviation.
pub fn zone(name: &str) -> Option<i32> {
    Some(match name {
        "Z" | "UT" | "UTC" | "GMT" | "WET" => 0,
        "HST" => -10,
        "PST" => -8,
        "PDT" | "MST" => -7,
        "MDT" | "CST" => -6,
        "CDT" | "EST" => -5,
        "EDT" | "AST" => -4,
        "BST" | "CET" | "MEZ" | "WEST" => 1,
        "CEST" | "EET" | "MESZ" => 2,
        "EEST" | "MSK" => 3,
        "JST" => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_values_are_read() {
        for (text, expected) in [
            ("2025-07-14", "2025-07-14"),
            (" 2025-07-14T18:16:00+03:00 ", "2025-07-14T18:16+03:00"),
            ("2025-07-14T18:16:00.000Z", "2025-07-14T18:16+00:00"),
            ("2025-07-14T18:16:00-0430", "2025-07-14T18:16-04:30"),
            ("2025-07-14 18:16", "2025-07-14T18:16"),
            ("2025-07-14T18:16:00 UTC", "2025-07-14T18:16+00:00"),
            ("20250714", "2025-07-14"),
            ("20250714T1816", "2025-07-14"),
            ("2025/07/14", "2025-07-14"),
            ("2025/7/4/slug", "2025-07-04"),
            ("Mon, 14 Jul 2025 18:16:00 +0300", "2025-07-14T18:16+03:00"),
            ("14 July 2025", "2025-07-14"),
            ("July 14, 2025 6:16 pm", "2025-07-14T18:16"),
            ("Monday, July 14th, 2025", "2025-07-14"),
            ("Mon Jul 14 18:16:00 EEST 2025", "2025-07-14T18:16+03:00"),
            ("14.07.2025 18:16", "2025-07-14T18:16"),
            ("Пн., 14.07.2025 - 18:16", "2025-07-14T18:16"),
            ("Mon, 14 Jul 25 18:16:00 +0300", "2025-07-14T18:16+03:00"),
            ("14 Jul 98 18:16 GMT", "1998-07-14T18:16+00:00"),
            ("Mon, Jul 14 2025 06:16:03 PM", "2025-07-14T18:16"),
            ("Mon, Jul 14 2025 12:16:03 AM", "2025-07-14T00:16"),
            ("Mon, 14 Jul 2025 18:16:00 EST", "2025-07-14T18:16-05:00"),
            ("Mon, 14 Jul 2025 18:16:00 GMT+2", "2025-07-14T18:16+02:00"),
            ("2025-07-14 18:16 UTC+03:00", "2025-07-14T18:16+03:00"),
            ("2025-07-14 18:16-20:00", "2025-07-14T18:16"),
            ("2025-07-14 18:16 XYZ", "2025-07-14T18:16"),
            ("14.07.25 18:16", "2025-07-14T18:16"),
            ("1752506160", "2025-07-14T15:16+00:00"),
            ("1752506160000", "2025-07-14T15:16+00:00"),
        ] {
            assert_eq!(moment(text).map(|moment| moment.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn no_page_is_published_when_a_clock_was_never_set() {
        let day = |text: &str| moment(text).unwrap().day;
        for text in [
            "1970-01-01",
            "1969-12-31T19:00:00-05:00",
            "Sat, 17 Jan 1970 23:08:42 Z",
            "9999999999",
            "2064-02-06",
            "1900-01-01",
        ] {
            assert!(!is_plausible(day(text)), "{text}");
        }
        for text in ["1970-02-01", "1969-07-20", "2025-07-14", "1899-05-05", "14 Jul 49"] {
            assert!(is_plausible(day(text)), "{text}");
        }
    }

    #[test]
    fn ambiguous_and_partial_dates_are_not_read() {
        for text in
            ["", "07/14/2025", "2025-13-14", "2025-02-30", "2025", "14 липня", "July 2025", "99999999", "2025-07-1415"]
        {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
