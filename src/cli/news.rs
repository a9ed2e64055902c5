//! In: an edition and its differences from the last one. Out: one line on both, for a step summary.
//!
//! Invariant: gives counts, and no text of a page except through the edition's title.

use crate::edition::Edition;
use crate::history::{Kind, News};

/// The number and the day of an edition, its counts, and what is new in it.
pub(crate) fn summary(edition: &Edition, news: Option<&News>) -> String {
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
    let [new, updated, relinked, redated] =
        [Kind::New, Kind::Updated, Kind::Relinked, Kind::Redated].map(|kind| difference.count(kind));
    let news = format!("{new} new, {updated} updated, {} withdrawn", difference.withdrawn.len());
    let beside = [(relinked, "regrouped"), (redated, "with another date")];
    let parts = beside.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!(", {number} {what}"));
    news + &parts.collect::<String>()
}
