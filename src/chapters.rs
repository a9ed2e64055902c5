//! In: a chronicle and the project's themes. Out: the same, grouped into chapters.
//!
//! Invariant: every event is in exactly one chapter.

use crate::chronicle::Event;

/// A theme that the project declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    pub title: String,
    /// Words and phrases; each finds its inflected forms.
    pub matches: Vec<String>,
}

/// Events under one theme or of one period, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    pub title: ChapterTitle,
    pub events: Vec<Event>,
}

/// What a chapter is called. Titles that the program gives are words of the product's language, chosen later.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChapterTitle {
    Theme(String),
    /// Events that match no declared theme.
    Other,
    /// Without declared themes: the events of one period, which is a year, or a month where all lie in one year.
    Year(i32),
    Month(i32, u32),
    /// Events without a when.
    Undated,
}
