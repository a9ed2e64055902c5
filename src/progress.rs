//! In: nothing. Out: what long work says while it goes on.
//!
//! Invariant: nothing depends on whether anybody listens.

use crate::warned::Warning;

/// Something that long work says while it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// A step begins, with this number of captures.
    Step { what: &'static str, captures: usize },
    /// Something is not as it should be, and the work goes on.
    Warning(Warning),
    /// Something was done.
    Done(String),
}

/// Whoever listens to long work.
pub type Listener<'a> = &'a mut dyn FnMut(Progress);

/// Passes on each warning once, in their order.
pub fn warn(listener: Listener, warnings: impl IntoIterator<Item = Warning>) {
    let mut told = std::collections::BTreeSet::new();
    for warning in warnings {
        if told.insert(warning.clone()) {
            listener(Progress::Warning(warning));
        }
    }
}
