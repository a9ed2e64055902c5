//! In: a date of an edition. Out: whether its ends, its precision and its texts agree.
//!
//! Invariant: the texts of a date are generated again from its ends, never parsed.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::claims::Date;
use super::{Found, What};
use crate::time::{Days, Precision, iso};
use crate::words::dates::OpenWords;
use crate::words::{Lexicon, fill};

/// One end of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct End {
    day: NaiveDate,
    time: Option<NaiveTime>,
}

impl Date {
    /// The possible days. `None` if one end is open or not a day.
    pub(crate) fn days(&self) -> Option<Days> {
        let (earliest, latest) = (end(self.earliest.as_deref()?)?.day, end(self.latest.as_deref()?)?.day);
        (earliest <= latest).then_some(Days { earliest, latest })
    }

    /// The days that the date in words names: the day of the report if only that is known.
    pub(crate) fn printed_days(&self) -> Option<Days> {
        match &self.reported {
            Some(reported) => iso::day(reported).map(Days::day),
            None => self.days(),
        }
    }

    /// The possible days. If only one end is known, that day; if only the report is dated, the day of the report.
    pub(crate) fn known(&self) -> Option<Days> {
        if let Some(reported) = &self.reported {
            return iso::day(reported).map(Days::day);
        }
        let (earliest, latest) =
            (self.earliest.as_ref().or(self.latest.as_ref())?, self.latest.as_ref().or(self.earliest.as_ref())?);
        let (earliest, latest) = (end(earliest)?.day, end(latest)?.day);
        (earliest <= latest).then_some(Days { earliest, latest })
    }

    /// The possible days, with an open end at the limit of the calendar.
    pub(crate) fn spread(&self) -> Option<Days> {
        let day = |iso: &Option<String>, open| iso.as_deref().map_or(Some(open), |iso| Some(end(iso)?.day));
        let (earliest, latest) = (day(&self.earliest, NaiveDate::MIN)?, day(&self.latest, NaiveDate::MAX)?);
        (earliest <= latest).then_some(Days { earliest, latest })
    }
}

/// Checks a date whose texts follow from its ends and its precision.
pub(crate) fn check(date: &Date, lexicon: &Lexicon, place: &str, found: &mut Found) {
    if let Some(problem) = ill_formed(date) {
        return found.add(What::Date, place, problem);
    }
    if date.reported.is_some() {
        return reported(date, lexicon, place, found);
    }
    let time = date.earliest.as_deref().and_then(end).and_then(|end| end.time);
    let time = time.filter(|_| date.precision == Precision::Minute);
    let long = in_words(date, &lexicon.dates.ends, |days| lexicon.dates.long(days));
    let long = time.map_or(long.clone(), |time| lexicon.dates.with_time(&long, time));
    texts(date, &long, lexicon, place, found);
}

/// Checks a date that gives the day of a report. The day is the later of its two possible days.
fn reported(date: &Date, lexicon: &Lexicon, place: &str, found: &mut Found) {
    let days = date.days().filter(|days| date.precision == Precision::Range && days.len() == 2);
    let day = days.map(|days| days.latest).filter(|day| date.reported == Some(day.to_string()));
    let Some(day) = day else {
        return found.add(What::Date, place, "the day of its report is not the last of its two days");
    };
    let (dates, days) = (&lexicon.dates, Days::day(day));
    for (text, pattern, day) in [
        (&date.long, &dates.ends.reported, dates.long(days)),
        (&date.short, &dates.ends_short.reported, dates.short(days)),
    ] {
        let expected = fill(pattern, &[("date", &day)]);
        found.check(*text == expected, What::Date, place, || format!("its text is `{text}`, not `{expected}`"));
    }
}

/// Checks a period. Its text gives months if it spans more than one month.
pub(crate) fn check_period(date: &Date, lexicon: &Lexicon, place: &str, found: &mut Found) {
    let Some(days) = date.days() else {
        return found.add(What::Date, place, "its first day is after its last, or one of them is not a day");
    };
    let month = |day: NaiveDate| (day.year(), day.month());
    let within = month(days.earliest) == month(days.latest);
    let long = if within { lexicon.dates.long(days) } else { lexicon.dates.period(days) };
    texts(date, &long, lexicon, place, found);
}

fn texts(date: &Date, long: &str, lexicon: &Lexicon, place: &str, found: &mut Found) {
    let short = in_words(date, &lexicon.dates.ends_short, |days| lexicon.dates.short(days));
    for (text, expected) in [(&date.long, long), (&date.short, short.as_str())] {
        found.check(text == expected, What::Date, place, || {
            format!("its text is `{text}`, but its days are `{expected}`")
        });
    }
}

/// What is wrong with the ends of a date, if anything.
fn ill_formed(date: &Date) -> Option<String> {
    let read = |iso: &Option<String>| iso.as_deref().map(end);
    let (first, last) = (read(&date.earliest), read(&date.latest));
    if first == Some(None) || last == Some(None) {
        return Some("one of its ends is not a day".to_owned());
    }
    let Some(Days { earliest, latest }) = date.spread() else {
        return Some("its first day is after its last".to_owned());
    };
    let fits = match date.precision {
        Precision::Minute => earliest == latest && first.flatten().is_some_and(|end| end.time.is_some()),
        Precision::Day => earliest == latest,
        Precision::Before => first.is_none() && last.is_some(),
        Precision::After => first.is_some() && last.is_none(),
        Precision::Range | Precision::Month | Precision::Year | Precision::About => first.is_some() && last.is_some(),
    };
    (!fits).then(|| "its ends do not match its precision".to_owned())
}

fn in_words(date: &Date, words: &OpenWords, write: impl Fn(Days) -> String) -> String {
    let one_day = |iso: &String| end(iso).map(|end| write(Days::day(end.day))).unwrap_or_default();
    match (&date.earliest, &date.latest) {
        (Some(earliest), None) => fill(&words.not_before, &[("date", &one_day(earliest))]),
        (None, Some(latest)) => fill(&words.not_after, &[("date", &one_day(latest))]),
        _ => {
            let days = date.days().map(write).unwrap_or_default();
            if date.precision == Precision::About { fill(&words.about, &[("date", &days)]) } else { days }
        }
    }
}

/// Parses `2025-07-14`, `2025-07-14T18:16` and `2025-07-14T18:16+03:00`.
fn end(iso: &str) -> Option<End> {
    let (day, time) = iso::day_and_time(iso)?;
    Some(End { day, time })
}

/// The days from the first to the last of some dates.
pub(crate) fn hull(all: impl Iterator<Item = Days>) -> Option<Days> {
    all.reduce(|one, other| Days { earliest: one.earliest.min(other.earliest), latest: one.latest.max(other.latest) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::ProductLanguage;

    fn problems(earliest: Option<&str>, latest: Option<&str>, precision: Precision, long: &str, short: &str) -> usize {
        let own = |text: &str| text.to_owned();
        let (earliest, latest) = (earliest.map(own), latest.map(own));
        let date = Date {
            earliest,
            latest,
            precision,
            how: own("stated"),
            long: own(long),
            short: own(short),
            reported: None,
        };
        let mut found = Found::default();
        check(&date, ProductLanguage::ENGLISH.lexicon(), "here", &mut found);
        found.0.len()
    }

    #[test]
    fn a_date_says_what_its_ends_say() {
        use Precision::*;
        let (minute, day) = (Some("2025-07-14T18:16+03:00"), Some("2025-07-14"));
        assert_eq!(problems(minute, minute, Minute, "14 July 2025, 18:16", "14 Jul 2025"), 0);
        assert_eq!(problems(day, day, Day, "14 July 2025", "14 Jul 2025"), 0);
        assert_eq!(problems(day, day, Day, "15 July 2025", "14 Jul 2025"), 1);
        assert_eq!(problems(None, day, Before, "not after 14 July 2025", "until 14 Jul 2025"), 0);
        assert_eq!(problems(day, None, After, "not before 14 July 2025", "from 14 Jul 2025"), 0);
        assert_eq!(problems(day, day, About, "about 14 July 2025", "c. 14 Jul 2025"), 0);
        assert_eq!(problems(day, day, Minute, "14 July 2025", "14 Jul 2025"), 1);
        assert_eq!(problems(day, Some("2025-07-13"), Range, "", ""), 1);
        assert_eq!(problems(day, Some("14 July"), Range, "", ""), 1);
    }

    #[test]
    fn the_day_of_a_report_is_the_last_of_two_days() {
        let own = |text: &str| Some(text.to_owned());
        for (earliest, latest, reported, long, short, expected) in [
            ("2024-05-01", "2024-05-02", "2024-05-02", "reported 2 May 2024", "reported 2 May 2024", 0),
            ("2024-05-01", "2024-05-02", "2024-05-01", "reported 1 May 2024", "reported 1 May 2024", 1),
            ("2024-05-02", "2024-05-02", "2024-05-02", "reported 2 May 2024", "reported 2 May 2024", 1),
            ("2024-05-01", "2024-05-02", "2024-05-02", "1–2 May 2024", "1–2 May 2024", 2),
        ] {
            let date = Date {
                earliest: own(earliest),
                latest: own(latest),
                precision: Precision::Range,
                how: "resolved".to_owned(),
                long: long.to_owned(),
                short: short.to_owned(),
                reported: own(reported),
            };
            let mut found = Found::default();
            check(&date, ProductLanguage::ENGLISH.lexicon(), "here", &mut found);
            assert_eq!(found.0.len(), expected, "{found:?}");
        }
    }
}
