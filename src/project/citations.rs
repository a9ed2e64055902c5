//! In: nothing. Out: the citation styles that a project can choose.
//!
//! Invariant: names the styles only. Their rules are elsewhere.

use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

/// Style of the source citations.
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
