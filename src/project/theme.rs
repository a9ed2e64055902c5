//! In: nothing. Out: what a project says of its chapters: declared themes, and what chapters are.
//!
//! Invariant: holds what the file says, nothing that was found.

/// A theme that the project declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    pub title: String,
    /// Words and phrases; each finds its inflected forms.
    pub matches: Vec<String>,
}

/// What chapters are.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    strum::EnumMessage,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Division {
    /// Declared themes, or stories or themes if the events clearly form some, or periods.
    #[default]
    Auto,
    /// Stories, even a few; periods if there are none.
    Stories,
    /// Themes, even a few; periods if there are none.
    Themes,
    /// Years, or months if everything lies in one year.
    Periods,
}
