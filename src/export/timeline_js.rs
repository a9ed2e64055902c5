//! In: an edition. Out: its events as JSON for TimelineJS3 (Knight Lab).
//!
//! An event without a known beginning (undated, or "not after" a day) is left out, and the opening text lists it. A month or a year stays
//! one, because the format allows dates without days. The displayed date is the edition's text, and a page appears as a link without a
//! preview.
//!
//! Invariant: texts are HTML with every special character escaped. The only markup is the paragraphs and links written here.

use chrono::Datelike;
use serde::Serialize;

use super::event_text;
use super::issued::When;
use super::plain::line;
use crate::characters::clean;
use crate::cite::Issued;
use crate::edition::{DateText, Edition, Event};
use crate::time::How;

#[derive(Debug, Serialize)]
struct Timeline {
    title: Title,
    events: Vec<Slide>,
    scale: &'static str,
}

#[derive(Debug, Serialize)]
struct Title {
    text: Text,
    unique_id: String,
}

#[derive(Debug, Serialize)]
struct Slide {
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    display_date: String,
    text: Text,
    group: String,
    unique_id: String,
}

#[derive(Debug, Serialize)]
struct Text {
    headline: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct Date {
    year: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
}

/// The events as JSON for TimelineJS3.
pub fn timeline_js(edition: &Edition) -> String {
    let mut left_out = Vec::new();
    let mut events = Vec::new();
    for (chapter, event) in event_text::events(edition) {
        match slide(edition, chapter, event) {
            Some(slide) => events.push(slide),
            None => left_out.push(event),
        }
    }
    let timeline = Timeline { title: title(edition, &left_out), events, scale: "human" };
    clean(&serde_json::to_string_pretty(&timeline).expect("a slide is plain data")).into_owned() + "\n"
}

fn title(edition: &Edition, left_out: &[&Event]) -> Title {
    let period = edition.period.as_ref().map(|period| period.long.clone());
    let as_of = edition.as_of.as_ref().map(|day| format!("{} {}", edition.words.as_of, day.long));
    let without = event_text::without(&edition.language.lexicon().exports.timeline_without, left_out);
    let text = [period, as_of, without].into_iter().flatten().map(|text| paragraph(&escaped(&text))).collect();
    Title { text: Text { headline: escaped(&edition.title), text }, unique_id: "title".to_owned() }
}

fn slide(edition: &Edition, chapter: &str, event: &Event) -> Option<Slide> {
    let when = event.when.as_ref()?;
    let (first, last) = match When::of(Some(when)) {
        When::Known { first, last, .. } => (first, last),
        When::NotBefore(day) => (Issued { year: day.year(), month: Some(day.month()), day: Some(day.day()) }, None),
        When::NotAfter(_) | When::Unknown => return None,
    };
    Some(Slide {
        start_date: date(first),
        end_date: last.map(date),
        display_date: escaped(&when.long),
        text: Text { headline: escaped(&event.headline.text), text: described(edition, event) },
        group: escaped(chapter),
        unique_id: event.id.clone(),
    })
}

fn date(issued: Issued) -> Date {
    let text = |part: u32| part.to_string();
    Date { year: issued.year.to_string(), month: issued.month.map(text), day: issued.day.map(text) }
}

/// The sentences with their publishers, and how the date was found.
fn described(edition: &Edition, event: &Event) -> String {
    let mut html = String::new();
    for (sentence, publisher) in event_text::sentences(edition, event) {
        let publisher = escaped(&publisher);
        let publisher = match event_text::address(edition, sentence.source) {
            Some(address) => format!("<a href=\"{}\">{publisher}</a>", escaped(&address)),
            None => publisher,
        };
        html.push_str(&paragraph(&format!("{} ({publisher})", escaped(&sentence.text))));
    }
    let note = event.note.as_deref().map(|note| format!("{}: {note}", edition.words.editors_note));
    let dating = event.dating.clone();
    let is_inferred = |when: &&DateText| when.how == How::Resolved && when.reported.is_none() && dating.is_none();
    let inferred = event.when.as_ref().filter(is_inferred).map(|_| edition.words.date_resolved.clone());
    [note, dating, inferred].into_iter().flatten().for_each(|text| html.push_str(&paragraph(&escaped(&text))));
    html
}

fn paragraph(html: &str) -> String {
    format!("<p>{html}</p>")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in line(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}
