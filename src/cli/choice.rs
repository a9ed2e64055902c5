//! In: an enum of settings. Out: an argument that takes the names of its values.
//!
//! Invariant: the help for a value is the documentation of its variant.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::named::Named;

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
