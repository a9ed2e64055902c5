//! In: an edition. Out: what exports say about its events besides their days.
//!
//! Invariant: every sentence comes with the publisher of its page.

use super::plain::line;
use crate::edition::{Edition, Event, Quotation, SourceEntry};
use crate::time::How;
use crate::words::fill;

/// The events of an edition, each with its chapter's title, in the order of the edition.
pub(crate) fn events(edition: &Edition) -> impl Iterator<Item = (&str, &Event)> {
    edition.chapters.iter().flat_map(|chapter| chapter.events.iter().map(|event| (chapter.title.as_str(), event)))
}

/// The source with this number.
pub(crate) fn source(edition: &Edition, number: usize) -> Option<&SourceEntry> {
    edition.sources.iter().find(|source| source.number == number)
}

/// The publisher of a source.
pub(crate) fn publisher(edition: &Edition, number: usize) -> String {
    let publisher = source(edition, number).and_then(|source| source.publisher.as_deref());
    line(publisher.unwrap_or(&edition.words.publisher_unknown))
}

/// The link of a source.
pub(crate) fn address(edition: &Edition, number: usize) -> Option<String> {
    source(edition, number)?.address.as_deref().and_then(crate::address::web)
}

/// The number of a source, its publisher and its address.
pub(crate) fn cited(edition: &Edition, number: usize) -> String {
    let address = address(edition, number).map(|address| format!(", {address}")).unwrap_or_default();
    format!("{number}: {}{address}", publisher(edition, number))
}

/// The sentences that describe an event, each with the publisher of its page.
pub(crate) fn sentences<'a>(edition: &Edition, event: &'a Event) -> Vec<(&'a Quotation, String)> {
    event.key.iter().map(|sentence| (sentence, publisher(edition, sentence.source))).collect()
}

/// A date in words, with how it was found if no page states it.
pub(crate) fn date_evidence(edition: &Edition, event: &Event) -> Option<String> {
    let when = event.when.as_ref()?;
    let evidence = match &event.dating {
        // A date in words may already end with a full stop.
        Some(dating) if when.long.ends_with('.') => format!(" {dating}"),
        Some(dating) => format!(". {dating}"),
        None if when.how == How::Resolved && when.reported.is_none() => format!(" ({})", edition.words.date_resolved),
        None => String::new(),
    };
    Some(line(&format!("{}{evidence}", when.long)))
}

/// A pattern filled with the headlines of events. `None` if there are no events.
pub(crate) fn without(pattern: &str, left_out: &[&Event]) -> Option<String> {
    let headlines: Vec<String> = left_out.iter().map(|event| line(&event.headline.text)).collect();
    (!headlines.is_empty()).then(|| fill(pattern, &[("events", &headlines.join("; "))]))
}
