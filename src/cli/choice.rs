//! In: an enum of settings, or the text of an argument. Out: an argument that takes the names of its values, or a day.
//!
//! Invariant: the help for a value is the documentation of its variant.

use chrono::NaiveDate;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::named::Named;
use crate::time::iso;

/// The day in an argument: `2025-07-14`.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    iso::day(text).ok_or_else(|| match iso::nearest_day(text) {
        Some(nearest) => format!("it is not a day of the calendar, and {nearest} is"),
        None => "a day is written like 2025-07-14".to_owned(),
    })
}

/// An argument whose values are the variants of an enum.
pub(crate) fn one_of<T: Named + 'static>() -> impl TypedValueParser<Value = T> {
    let values = T::VARIANTS.iter().map(|value| {
        let shown = PossibleValue::new((*value).into());
        match value.get_documentation() {
            Some(meaning) => shown.help(meaning.trim_end_matches('.')),
            None => shown,
        }
    });
    let unknown = "the names are those of the values";
    PossibleValuesParser::new(values).try_map(move |name| name.parse().map_err(|_| unknown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_cannot_be_read_says_why() {
        assert_eq!(day("2025-07-14"), Ok(NaiveDate::from_ymd_opt(2025, 7, 14).expect("it is a day")));
        assert_eq!(day("2025-02-30"), Err("it is not a day of the calendar, and 2025-02-28 is".to_owned()));
        assert_eq!(day("yesterday"), Err("a day is written like 2025-07-14".to_owned()));
    }
}
