//! In: the text of a date from a page. Out: its readings, parsed once and kept with the text.
//!
//! Invariant: a text that is not a whole date has no reading. A text with two possible days keeps both until the page's country is known.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::meaning::Meaning;
use super::when::Moment;
use super::{printed, scanner, stamp};
use crate::language::{Language, Region};

/// A machine-readable date: from metadata, a `datetime` attribute, an address, the header of a web archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineDate {
    /// The text as written.
    pub text: String,
    /// `None` if the text has none of the machine-readable forms.
    pub moment: Option<Moment>,
}

impl MachineDate {
    /// Parses a text as a machine-readable date.
    pub(crate) fn read(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { moment: stamp::moment(&text), text }
    }

    /// Whether a page can have been published on this day.
    pub(crate) fn is_plausible(&self) -> bool {
        self.moment.is_some_and(|moment| stamp::is_plausible(moment.day))
    }

    /// Whether it is the day of a clock that was never set.
    pub(crate) fn is_unset(&self) -> bool {
        self.moment.is_some_and(|moment| !stamp::is_plausible(moment.day))
    }
}

/// The readings of a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Reading {
    /// The whole date, in the order of its language.
    moment: Option<Moment>,
    /// The two possible days of a numeric date if nothing in the text decides: with the day first, and with the month first.
    open: Option<(NaiveDate, NaiveDate)>,
}

impl Reading {
    /// The reading of a machine-readable date. A text with none of the machine-readable forms is parsed as a printed date, unless the order
    /// of its day and month is open.
    pub(crate) fn of_machine(date: &MachineDate, language: Language) -> Self {
        Self { moment: date.moment.or_else(|| printed::sure(&date.text, language)), open: None }
    }

    /// The reading of a line of a page, in the language of the page.
    pub(crate) fn of_page(text: &str, language: Language) -> Self {
        let in_line = || printed::find(text, language).map(|printed| printed.moment);
        let moment = scanner::whole_date(text, language).or_else(in_line).or_else(|| stamp::moment(text));
        let either = moment.filter(|_| printed::has_month_first(language)).and_then(|_| printed::either(text));
        let Some((day_first, month_first)) = either else { return Self { moment, open: None } };
        let weekday = weekday(text, language);
        let falls = |day: NaiveDate| Some(day.weekday()) == weekday;
        let on = |day| moment.map(|moment| Moment { day, ..moment });
        match (falls(day_first), falls(month_first)) {
            (true, false) => Self { moment: on(day_first), open: None },
            (false, true) => Self { moment: on(month_first), open: None },
            _ => Self { moment, open: either },
        }
    }

    /// The moment on a page from this country. If the country is not known, the order of the language is used.
    pub(crate) fn moment(self, region: Option<Region>) -> Option<Moment> {
        let moment = self.moment?;
        let settled = self.open.zip(region.and_then(printed::month_first));
        let day =
            settled.map(|((day_first, month_first), month_leads)| if month_leads { month_first } else { day_first });
        Some(Moment { day: day.unwrap_or(moment.day), ..moment })
    }
}

/// The first weekday in a text.
fn weekday(text: &str, language: Language) -> Option<chrono::Weekday> {
    scanner::expressions(text, language).into_iter().find_map(|found| match found.meaning {
        Meaning::Weekday { weekday, .. } => Some(weekday),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_can_be_read_two_ways_wait_for_the_country() {
        let day = |text: &str, tag: Option<&str>| {
            let region = tag.and_then(Region::from_tag);
            Reading::of_page(text, Language::English).moment(region).map(|moment| moment.to_string())
        };
        assert_eq!(day("02/10/2030", None).as_deref(), Some("2030-02-10"));
        assert_eq!(day("02/10/2030", Some("en-GB")).as_deref(), Some("2030-10-02"));
        assert_eq!(day("Wednesday 02/10/2030", Some("en-US")).as_deref(), Some("2030-10-02"));
        assert_eq!(day("22/10/2030 18:16", None).as_deref(), Some("2030-10-22T18:16"));
        assert_eq!(day("no date", None), None);
    }

    #[test]
    fn a_machine_date_keeps_its_text() {
        let date = MachineDate::read("2025-07-14T18:16+03:00");
        let reading = Reading::of_machine(&date, Language::Unknown).moment(None);
        assert_eq!(reading.map(|moment| moment.to_string()).as_deref(), Some(date.text.as_str()));
        assert!(date.is_plausible() && !date.is_unset());
        assert!(MachineDate::read("1970-01-01").is_unset());
        let none = MachineDate::read("07/14/2025");
        assert!(!none.is_plausible() && !none.is_unset());
        assert!(Reading::of_machine(&none, Language::Unknown).moment(None).is_some());
    }
}
