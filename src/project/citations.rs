//! In: nothing. Out: the ways in which the list of sources may cite them.
//!
//! Invariant: names styles, holds none.

use clap::ValueEnum;

/// How sources are cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ValueEnum)]
pub enum CitationStyle {
    /// ДСТУ 8302:2015.
    #[value(name = "dstu-8302-2015")]
    Dstu8302,
    /// The Chicago Manual of Style, notes and bibliography.
    Chicago,
    /// ISO 690.
    #[value(name = "iso-690")]
    Iso690,
}
