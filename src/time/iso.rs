//! In: a day or an instant in ISO 8601, as in editions and project files. Out: its day, and its time to the minute.
//!
//! Invariant: parses only the form that this program writes. `stamp` parses the forms of pages.

use chrono::{Datelike, NaiveDate, NaiveTime};

/// Parses a day: `2025-07-14`.
pub fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// The day of a day or an instant: `2025-07-14`, `2025-07-14T18:16+03:00`.
pub(crate) fn day_of(text: &str) -> Option<NaiveDate> {
    day(text.split('T').next()?)
}

/// The day of a day or an instant, and the time of an instant. The offset is ignored.
pub(crate) fn day_and_time(text: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let Some((date, time)) = text.split_once('T') else { return Some((day(text)?, None)) };
    let time = NaiveTime::parse_from_str(time.get(..5)?, "%H:%M").ok()?;
    Some((day(date)?, Some(time)))
}

/// A valid day close to an impossible one such as `2025-02-30`: month and day are limited to their ranges.
pub(crate) fn nearest_day(written: &str) -> Option<NaiveDate> {
    let fields: Vec<u32> = written.split('-').map(|field| field.parse().ok()).collect::<Option<_>>()?;
    let &[year, month, day] = fields.as_slice() else { return None };
    let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.clamp(1, 12), 1)?;
    (1..=day.clamp(1, 31)).rev().find_map(|day| first.with_day(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_instants_are_read() {
        let expected = NaiveDate::from_ymd_opt(2025, 7, 14);
        assert_eq!(day("2025-07-14"), expected);
        assert_eq!(day_of("2025-07-14T18:16+03:00"), expected);
        let (found, time) = day_and_time("2025-07-14T18:16+03:00").unwrap();
        assert_eq!((Some(found), time), (expected, NaiveTime::from_hms_opt(18, 16, 0)));
        assert_eq!(day_and_time("2025-07-14").map(|(_, time)| time), Some(None));
        for text in ["14 July", "2025-02-30", "2025-07-14T6", "2025-07-14T18:99"] {
            assert_eq!(day_and_time(text), None, "{text}");
        }
    }

    #[test]
    fn an_impossible_day_has_a_nearest_one() {
        let nearest = |text: &str| nearest_day(text).map(|day| day.to_string());
        assert_eq!(nearest("2025-02-30").as_deref(), Some("2025-02-28"));
        assert_eq!(nearest("2025-13-00").as_deref(), Some("2025-12-01"));
        assert_eq!(nearest("soon"), None);
    }
}
