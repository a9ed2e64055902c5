//! In: nothing. Out: what holds within a group of RTF: where its text goes, and how it looks.
//!
//! Invariant: a group begins with the state around it and changes nothing outside.

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Into the document.
    Text,
    /// Nowhere.
    Nowhere,
    /// The list of fonts.
    Fonts,
    /// The list of styles.
    Styles,
    /// A field's instruction.
    Instruction,
    /// The properties of the document.
    Properties,
    Title,
    Author,
    Created,
    Revised,
    Picture,
}

/// What ends with a group, besides its state. Several things may begin in one group, but each kind once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ends {
    pub field: bool,
    /// A text box or a note, whose paragraphs stand apart from the one around it.
    pub apart: Option<Apart>,
    pub picture: bool,
    pub style: bool,
}

/// Paragraphs that stand apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    Box,
    Note,
}

/// The state of a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub place: Place,
    pub ends: Ends,
    /// Where the text of the group around an alternative in Unicode goes.
    pub unicode: Place,
    pub font: i32,
    /// Number of characters behind `\u` for programs that do not know it.
    pub fallback: usize,
    pub is_bold: bool,
    pub is_hidden: bool,
    pub is_deleted: bool,
    /// Whether the next word names a place that programs may pass over.
    pub is_optional: bool,
}

impl State {
    /// The state at the beginning of a file.
    pub(super) fn new() -> Self {
        Self {
            place: Place::Text,
            ends: Ends::default(),
            unicode: Place::Text,
            font: 0,
            fallback: 1,
            is_bold: false,
            is_hidden: false,
            is_deleted: false,
            is_optional: false,
        }
    }

    /// The state at the beginning of a group in this one.
    pub(super) fn inner(self) -> Self {
        Self { ends: Ends::default(), is_optional: false, ..self }
    }
}
