//! In: nothing. Out: `Within`, the folder in which a file and its pictures are read.
//!
//! Invariant: gives no access outside the folder of captures.

use crate::files::Root;

/// The folder in which a file and its pictures are read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Within<'a> {
    /// The folder of captures.
    pub root: &'a Root,
    /// Whether the file was named by itself, so that nothing else in the folder is a capture.
    pub is_alone: bool,
}
