//! In: the rule of a feast, and a year. Out: the day of the feast in that year.
//!
//! Invariant: only computes. Parses no page and never reads the clock.

use chrono::{Days, NaiveDate, Weekday};

use super::meaning::Feast;

/// The day of a feast in a year.
pub(crate) fn day(feast: Feast, year: i32) -> Option<NaiveDate> {
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

/// The Julian computus of Gauss, converted to the Gregorian calendar.
fn julian_easter(year: i32) -> Option<NaiveDate> {
    let moon = (19 * (year % 19) + 15) % 30;
    let weekday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 6) % 7;
    let behind = year / 100 - year / 400 - 2;
    march(year, 22 + moon + weekday + behind)
}

/// The day with a number counted from 1 March, which may be after March.
fn march(year: i32, day: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 3, 1)?.checked_add_days(Days::new(u64::try_from(day - 1).ok()?))
}

/// Parses a rule from the data files: `12-25`, `01-07>2023=12-25`, `easter+1`, `julian-2`, `11-thu-4`, `11-mon-1+1`, `05-mon-last`.
pub(crate) fn rule(text: &str) -> Option<Feast> {
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
    fn easter_falls_on_sundays() {
        for year in 1900..2100 {
            assert!(
                [gregorian_easter(year), julian_easter(year)].iter().all(|day| day.unwrap().weekday() == Weekday::Sun)
            );
        }
    }
}
