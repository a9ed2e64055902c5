//! In: nothing. Out: `Progress`, the messages of long work.
//!
//! Invariant: the result does not depend on the listener.

use crate::warned::{self, Warning};

/// A message from long work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Progress {
    /// A step begins, with this number of captures.
    Step {
        /// The name of the step.
        what: &'static str,
        /// The number of captures.
        captures: usize,
    },
    /// A problem that does not stop the work.
    Warning(Warning),
    /// Something is finished.
    Done(String),
}

/// The receiver of messages from long work.
pub(crate) type Listener<'a> = &'a mut dyn FnMut(Progress);

/// Sends each different warning once, in order.
pub(crate) fn warn(listener: Listener, warnings: impl IntoIterator<Item = Warning>) {
    warned::distinct(warnings).for_each(|warning| listener(Progress::Warning(warning)));
}
