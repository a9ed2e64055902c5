//! In: an enum of settings. Out: the name of each value, as project files and arguments write it, and what it means.
//!
//! Invariant: a name stands for one value; the command line and the project file read the same names.

use std::str::FromStr;

use strum::{EnumMessage, VariantArray};

/// An enum whose values users choose by name.
pub trait Named: Copy + FromStr + Into<&'static str> + VariantArray + EnumMessage + Send + Sync {}

impl<T: Copy + FromStr + Into<&'static str> + VariantArray + EnumMessage + Send + Sync> Named for T {}

/// The names of all values, in their order.
///
/// ```
/// use litopys::project::Paper;
///
/// assert_eq!(litopys::named::names::<Paper>(), ["a4", "us-letter", "a5"]);
/// ```
pub fn names<T: Named>() -> Vec<&'static str> {
    T::VARIANTS.iter().map(|&value| value.into()).collect()
}
