//! In: an edition and how it differs from the last. Out: one line on both, for the summary of a step.
//!
//! Invariant: counts, and tells nothing of what a page says but the edition's title.

use crate::edition::Edition;
use crate::history::{Change, News};

/// The number and the day of an edition, what it holds, and what is new in it.
pub fn summary(edition: &Edition, news: Option<&News>) -> String {
    let number = edition.number.map_or_else(String::new, |number| format!(", edition {number}"));
    let day = edition.as_of.as_ref().and_then(|day| day.earliest.as_deref());
    let day = day.map_or_else(String::new, |day| format!(" of {day}"));
    let counts = &edition.counts;
    let held = format!(
        "{}{number}{day}: {} events in {} articles",
        edition.title, counts.events.number, counts.articles.number
    );
    held + &news.map_or_else(String::new, |news| format!("; since edition {}: {}", news.number, changes(news)))
}

fn changes(news: &News) -> String {
    let difference = &news.difference;
    let new = difference.events.values().filter(|change| **change == Change::New).count();
    let updated = difference.events.len() - new;
    format!("{new} new, {updated} updated, {} withdrawn", difference.withdrawn.len())
}
