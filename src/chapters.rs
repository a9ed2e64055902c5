//! In: a chronicle and the project's themes. Out: the same events, grouped into chapters.
//!
//! Declared themes come first. Without them, chapters are stories if these are clear enough, otherwise themes, otherwise periods.
//!
//! Invariant: every event is in exactly one chapter.

mod found;
mod matching;
mod naming;
mod reading;
mod stories;

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::annotate::Annotated;
use crate::chronicle::{Chronicle, Event};
use crate::link::ArticleIndex;
use crate::passage::Span;
use crate::project::{Division, Theme};

/// A word from the name of a found theme, with its position.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The word.
    pub text: String,
    /// The article that contains it.
    pub article: ArticleIndex,
    /// The position in the capture.
    pub span: Span,
}

/// Events with a common theme, story or period, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The title.
    pub title: ChapterTitle,
    /// The events, in order.
    pub events: Vec<Event>,
}

/// The title of a chapter. Titles from the program are words in the product's language, which is chosen later.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChapterTitle {
    /// A declared theme, with its name.
    Theme(String),
    /// The most characteristic words of a theme that was found.
    Found(Vec<Name>),
    /// A story, with the article whose headline names its central event.
    Story(ArticleIndex),
    /// Events without theme and story.
    Other,
    /// Events of one year, if no themes are declared.
    Year(i32),
    /// Events of one month, if all lie in one year.
    Month(i32, u32),
    /// Events without a date.
    Undated,
}

impl ChapterTitle {
    /// Whether the chapter is a period. Periods follow each other.
    pub(crate) fn is_period(&self) -> bool {
        matches!(self, Self::Year(_) | Self::Month(..))
    }
}

/// Groups the events of a chronicle by the declared themes. Without them, by stories or themes that are found, or by period.
pub fn group(chronicle: Chronicle, articles: &[Annotated], themes: &[Theme], division: Division) -> Vec<Chapter> {
    let mut chapters = match division {
        Division::Periods => by_period(chronicle.dated),
        Division::Stories => stories::divide(chronicle.dated, &chronicle.stories, true).unwrap_or_else(by_period),
        _ if !themes.is_empty() => by_theme(chronicle.dated, articles, themes),
        Division::Themes => by_found(chronicle.dated, articles, true),
        Division::Auto => stories::divide(chronicle.dated, &chronicle.stories, false)
            .unwrap_or_else(|events| by_found(events, articles, false)),
    };
    if !chronicle.undated.is_empty() {
        chapters.push(Chapter { title: ChapterTitle::Undated, events: chronicle.undated });
    }
    chapters
}

/// One chapter for each theme with events, in the order of the declarations, then the events without a theme.
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

/// One chapter for each found theme, in the order of their first events, then the events without one. Periods if no theme is found.
fn by_found(events: Vec<Event>, articles: &[Annotated], asked: bool) -> Vec<Chapter> {
    let (readings, terms) = reading::read(&events, articles);
    let themes = found::themes(&readings, terms, asked);
    if themes.is_empty() {
        return by_period(events);
    }
    let all = naming::holders(readings.iter(), terms);
    let names = |theme: &Vec<usize>| ChapterTitle::Found(naming::name(theme, &readings, &all, articles));
    let mut chapters: Vec<Chapter> =
        themes.iter().map(|theme| Chapter { title: names(theme), events: Vec::new() }).collect();
    let places: BTreeMap<usize, usize> =
        themes.iter().zip(0..).flat_map(|(theme, at)| theme.iter().map(move |&event| (event, at))).collect();
    let mut others = Vec::new();
    for (at, event) in events.into_iter().enumerate() {
        places.get(&at).map_or(&mut others, |&theme| &mut chapters[theme].events).push(event);
    }
    if !others.is_empty() {
        chapters.push(Chapter { title: ChapterTitle::Other, events: others });
    }
    chapters
}

/// One chapter for each year, or for each month if all events lie in one year.
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
