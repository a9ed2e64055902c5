//! In: days and times. Out: the same in words of a product language.
//!
//! Invariant: the words are no more exact than the days: a range stays a range.

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::Deserialize;

use super::fill;
use crate::time::Days;

/// Names of months and patterns for dates.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    months: Vec<String>,
    months_of: Vec<String>,
    months_short: Vec<String>,
    /// From Monday.
    weekdays: Vec<String>,
    day: String,
    day_without_year: String,
    days: String,
    month: String,
    month_without_year: String,
    year: String,
    day_short: String,
    days_short: String,
    month_short: String,
    year_short: String,
    day_label: String,
    days_label: String,
    month_label: String,
    span: String,
    span_short: String,
    time: String,
    /// Patterns for dates in full.
    pub(crate) ends: OpenWords,
    /// Patterns for dates in margins.
    pub(crate) ends_short: OpenWords,
}

/// Patterns for a date that is only partly known. `{date}` is the date in words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenWords {
    /// The date is approximate.
    pub about: String,
    /// Only the earliest day is known.
    pub not_before: String,
    /// Only the latest day is known.
    pub not_after: String,
    /// Only the day of the report is known, not the day of the event.
    pub reported: String,
}

/// The patterns for one length of date.
struct Patterns<'a> {
    day: &'a str,
    days: &'a str,
    month: &'a str,
    year: &'a str,
    /// A day without its year, because the other end of the span gives the year.
    day_of_span: &'a str,
    span: &'a str,
}

impl DateWords {
    /// The full form: `6–7 грудня 2023 р.`, `листопад 2023 р.`, `28 лютого — 3 березня 2022 р.`.
    pub fn long(&self, days: Days) -> String {
        let patterns = Patterns {
            day: &self.day,
            days: &self.days,
            month: &self.month,
            year: &self.year,
            day_of_span: &self.day_without_year,
            span: &self.span,
        };
        self.write(days, &patterns)
    }

    /// The form for margins: `6–7 груд. 2023`.
    pub fn short(&self, days: Days) -> String {
        let patterns = Patterns {
            day: &self.day_short,
            days: &self.days_short,
            month: &self.month_short,
            year: &self.year_short,
            day_of_span: &self.day_label,
            span: &self.span_short,
        };
        self.write(days, &patterns)
    }

    /// The form for figures with the year on the axis: `6–7 груд.`.
    pub(crate) fn label(&self, days: Days) -> String {
        let patterns = Patterns {
            day: &self.day_label,
            days: &self.days_label,
            month: &self.month_label,
            year: &self.year_short,
            day_of_span: &self.day_label,
            span: &self.span_short,
        };
        self.write(days, &patterns)
    }

    /// From the month of the first day to that of the last: `листопад 2023 р. — липень 2025 р.`.
    pub fn period(&self, days: Days) -> String {
        let (first, last) = (days.earliest, days.latest);
        let to = self.fill(&self.month, last, last);
        if (first.year(), first.month()) == (last.year(), last.month()) {
            return to;
        }
        let pattern = if first.year() == last.year() { &self.month_without_year } else { &self.month };
        fill(&self.span, &[("from", &self.fill(pattern, first, first)), ("to", &to)])
    }

    /// The weekday of a day, or those of the first and the last of several: `четвер`, `п’ятниця — неділя`.
    pub(crate) fn weekday(&self, days: Days) -> String {
        let name = |day: NaiveDate| {
            self.weekdays.get(day.weekday().num_days_from_monday() as usize).cloned().unwrap_or_default()
        };
        let (from, to) = (name(days.earliest), name(days.latest));
        if days.is_day() { from } else { fill(&self.span, &[("from", &from), ("to", &to)]) }
    }

    /// The name of a month with its year, for the title of a chapter.
    pub(crate) fn month(&self, year: i32, month: u32) -> String {
        NaiveDate::from_ymd_opt(year, month, 1).map(|day| self.fill(&self.month, day, day)).unwrap_or_default()
    }

    /// A year, for the title of a chapter.
    pub(crate) fn year(&self, year: i32) -> String {
        fill(&self.year, &[("year", &year.to_string())])
    }

    /// The short name of a month without its year, for an axis.
    pub(crate) fn month_tick(&self, day: NaiveDate) -> String {
        self.fill(&self.month_label, day, day)
    }

    /// A date in words with a clock time added.
    pub(crate) fn with_time(&self, date: &str, time: NaiveTime) -> String {
        fill(&self.time, &[("date", date), ("time", &time.format("%H:%M").to_string())])
    }

    fn write(&self, days: Days, patterns: &Patterns) -> String {
        let (first, last) = (days.earliest, days.latest);
        let same_year = first.year() == last.year();
        let same_month = same_year && first.month() == last.month();
        if first == last {
            self.fill(patterns.day, first, last)
        } else if same_month && begins_month(first) && ends_month(last) {
            self.fill(patterns.month, first, last)
        } else if same_month {
            self.fill(patterns.days, first, last)
        } else if same_year && begins_year(first) && ends_year(last) {
            self.fill(patterns.year, first, last)
        } else {
            self.write_span(first, last, patterns)
        }
    }

    fn write_span(&self, first: NaiveDate, last: NaiveDate, patterns: &Patterns) -> String {
        let same_year = first.year() == last.year();
        let (from, to) = if begins_year(first) && ends_year(last) {
            (patterns.year, patterns.year)
        } else if begins_month(first) && ends_month(last) {
            (patterns.month, patterns.month)
        } else {
            (if same_year { patterns.day_of_span } else { patterns.day }, patterns.day)
        };
        fill(patterns.span, &[("from", &self.fill(from, first, first)), ("to", &self.fill(to, last, last))])
    }

    fn fill(&self, pattern: &str, first: NaiveDate, last: NaiveDate) -> String {
        let month = first.month0() as usize;
        let name = |names: &[String]| names.get(month).cloned().unwrap_or_default();
        let values = [
            ("day", first.day().to_string()),
            ("first", first.day().to_string()),
            ("last", last.day().to_string()),
            ("month", name(&self.months)),
            ("month_of", name(&self.months_of)),
            ("month_short", name(&self.months_short)),
            ("year", first.year().to_string()),
        ];
        fill(pattern, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}

fn begins_month(day: NaiveDate) -> bool {
    day.day() == 1
}

fn ends_month(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(begins_month)
}

fn begins_year(day: NaiveDate) -> bool {
    day.ordinal() == 1
}

fn ends_year(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(begins_year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::ProductLanguage;

    fn days(earliest: &str, latest: &str) -> Days {
        Days { earliest: earliest.parse().unwrap(), latest: latest.parse().unwrap() }
    }

    #[test]
    fn ukrainian_dates_are_genitive() {
        let words = &ProductLanguage::UKRAINIAN.lexicon().dates;
        for (earliest, latest, long, short) in [
            ("2023-11-17", "2023-11-17", "17 листопада 2023 р.", "17 лист. 2023"),
            ("2023-12-06", "2023-12-07", "6–7 грудня 2023 р.", "6–7 груд. 2023"),
            ("2022-02-28", "2022-03-03", "28 лютого — 3 березня 2022 р.", "28 лют. – 3 бер. 2022"),
            ("2023-12-30", "2024-01-02", "30 грудня 2023 р. — 2 січня 2024 р.", "30 груд. 2023 – 2 січ. 2024"),
            ("2023-09-01", "2023-09-30", "вересень 2023 р.", "вер. 2023"),
            ("2023-01-01", "2023-12-31", "2023 р.", "2023"),
            ("2014-01-01", "2022-12-31", "2014 р. — 2022 р.", "2014 – 2022"),
        ] {
            let days = days(earliest, latest);
            assert_eq!((words.long(days).as_str(), words.short(days).as_str()), (long, short));
        }
    }

    #[test]
    fn polish_dates_are_genitive_and_german_days_are_ordinals() {
        let cases = [
            ("2023-11-17", "2023-11-17", "17 listopada 2023 r.", "17 lis 2023", "17. November 2023", "17. Nov. 2023"),
            (
                "2023-12-06",
                "2023-12-07",
                "6–7 grudnia 2023 r.",
                "6–7 gru 2023",
                "6.–7. Dezember 2023",
                "6.–7. Dez. 2023",
            ),
            ("2023-09-01", "2023-09-30", "wrzesień 2023 r.", "wrz 2023", "September 2023", "Sept. 2023"),
            ("2023-01-01", "2023-12-31", "2023 r.", "2023", "2023", "2023"),
        ];
        for (earliest, latest, polish, polish_short, german, german_short) in cases {
            let days = days(earliest, latest);
            for (code, long, short) in [("pl", polish, polish_short), ("de", german, german_short)] {
                let words = &code.parse::<ProductLanguage>().unwrap().lexicon().dates;
                assert_eq!((words.long(days).as_str(), words.short(days).as_str()), (long, short));
            }
        }
        let span = days("2022-02-28", "2022-03-03");
        let long = |code: &str| code.parse::<ProductLanguage>().unwrap().lexicon().dates.long(span);
        assert_eq!([long("pl"), long("de")], ["28 lutego – 3 marca 2022 r.", "28. Februar – 3. März 2022"]);
    }

    #[test]
    fn a_weekday_has_its_name_in_each_language() {
        let said =
            |code: &str, from, to| code.parse::<ProductLanguage>().unwrap().lexicon().dates.weekday(days(from, to));
        let of = |code: &str| said(code, "2031-06-12", "2031-06-12");
        assert_eq!(["uk", "en", "pl", "de"].map(of), ["четвер", "Thursday", "czwartek", "Donnerstag"]);
        assert_eq!(said("uk", "2031-06-13", "2031-06-15"), "п’ятниця — неділя");
        assert_eq!(said("en", "2031-06-09", "2031-06-11"), "Monday – Wednesday");
    }

    #[test]
    fn a_period_names_months() {
        let words = &ProductLanguage::UKRAINIAN.lexicon().dates;
        let said = |from, to| words.period(days(from, to));
        assert_eq!(said("2023-11-17", "2025-07-14"), "листопад 2023 р. — липень 2025 р.");
        assert_eq!(said("2025-02-14", "2025-07-14"), "лютий — липень 2025 р.");
        assert_eq!(said("2025-07-01", "2025-07-14"), "липень 2025 р.");
    }
}
