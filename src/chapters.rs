//! In: a chronicle and the project's themes. Out: the same, grouped into chapters.
//!
//! Invariant: every event is in exactly one chapter.

mod matching;

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::annotate::Annotated;
use crate::chronicle::{Chronicle, Event};

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

/// Groups the events of a chronicle by the themes, or by their period where no theme is declared.
pub fn group(chronicle: Chronicle, articles: &[Annotated], themes: &[Theme]) -> Vec<Chapter> {
    let mut chapters =
        if themes.is_empty() { by_period(chronicle.dated) } else { by_theme(chronicle.dated, articles, themes) };
    if !chronicle.undated.is_empty() {
        chapters.push(Chapter { title: ChapterTitle::Undated, events: chronicle.undated });
    }
    chapters
}

/// One chapter a theme that has events, in the order of their declaration, then the events that match none.
fn by_theme(events: Vec<Event>, articles: &[Annotated], themes: &[Theme]) -> Vec<Chapter> {
    let mut matcher = matching::Matcher::new(themes);
    let mut chapters: BTreeMap<usize, Vec<Event>> = BTreeMap::new();
    for event in events {
        let theme = matcher.best(&event, articles).unwrap_or(themes.len());
        chapters.entry(theme).or_default().push(event);
    }
    let title = |theme: usize| match themes.get(theme) {
        Some(theme) => ChapterTitle::Theme(theme.title.clone()),
        None => ChapterTitle::Other,
    };
    chapters.into_iter().map(|(theme, events)| Chapter { title: title(theme), events }).collect()
}

/// One chapter a year, or a month where all events lie in one year.
fn by_period(events: Vec<Event>) -> Vec<Chapter> {
    let first_day = |event: &Event| event.when.as_ref()?.days().map(|days| days.earliest);
    let years: Vec<_> = events.iter().filter_map(first_day).map(|day| day.year()).collect();
    let one_year = years.first() == years.last();
    let mut chapters: Vec<Chapter> = Vec::new();
    for event in events {
        let title = match first_day(&event) {
            Some(day) if one_year => ChapterTitle::Month(day.year(), day.month()),
            Some(day) => ChapterTitle::Year(day.year()),
            None => ChapterTitle::Undated,
        };
        match chapters.last_mut() {
            Some(chapter) if chapter.title == title => chapter.events.push(event),
            _ => chapters.push(Chapter { title, events: vec![event] }),
        }
    }
    chapters
}
