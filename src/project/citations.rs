//! In: nothing. Out: the ways in which the list of sources may cite them.
//!
//! Invariant: names styles, holds none.

use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

/// How sources are cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum CitationStyle {
    /// ДСТУ 8302:2015.
    #[strum(serialize = "dstu-8302-2015")]
    Dstu8302,
    /// The Chicago Manual of Style, notes and bibliography.
    Chicago,
    /// ISO 690.
    #[strum(serialize = "iso-690")]
    Iso690,
}
