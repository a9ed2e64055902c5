//! In: nothing. Out: the types for a project's chapters: declared themes, and what chapters are made from.
//!
//! Invariant: holds only what the project file says, nothing that the program found.

use super::prose::Prose;

/// A theme that the project declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The title of the chapter.
    pub title: String,
    /// Words and phrases. Each also matches its inflected forms.
    pub matches: Vec<String>,
    /// What the editor writes about the chapter.
    pub summary: Prose,
}

/// What chapters are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[derive(strum::EnumMessage, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Division {
    /// Declared themes, else stories or themes if the events clearly form some, else periods.
    #[default]
    Auto,
    /// Stories, even if there are few. Periods if there are none.
    Stories,
    /// Themes, even if there are few. Periods if there are none.
    Themes,
    /// Years, or months if all events are in one year.
    Periods,
}
