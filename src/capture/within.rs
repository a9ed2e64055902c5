//! In: nothing. Out: where a file is read, and where its pictures may lie.
//!
//! Invariant: leads nowhere outside the folder of captures.

use crate::files::Root;

/// Where a file is read, and where its pictures may lie.
#[derive(Debug, Clone, Copy)]
pub struct Within<'a> {
    /// The folder of captures.
    pub root: &'a Root,
    /// Whether the file was named by itself, so that nothing else of the folder is a capture.
    pub is_alone: bool,
}
