//! In: an enum of settings. Out: the name of each value in project files and arguments, and its meaning.
//!
//! Invariant: each name stands for one value. The command line and the project file use the same names.

use std::str::FromStr;

use strum::{EnumMessage, VariantArray};

/// An enum whose values users choose by name.
pub(crate) trait Named: Copy + FromStr + Into<&'static str> + VariantArray + EnumMessage + Send + Sync {}

impl<T: Copy + FromStr + Into<&'static str> + VariantArray + EnumMessage + Send + Sync> Named for T {}

/// The names of all values, in order.
pub(crate) fn names<T: Named>() -> Vec<&'static str> {
    T::VARIANTS.iter().map(|&value| value.into()).collect()
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::project::Paper;

    #[test]
    fn names_come_in_the_order_of_the_values() {
        assert_eq!(names::<Paper>(), ["a4", "us-letter", "a5"]);
    }
}
