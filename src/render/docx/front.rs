//! In: an edition. Out: what stands before the chapters: the cover, the edition at a glance, the timeline, the news, and what comes up.
//!
//! Invariant: the same parts in the same order as in the briefing (`layouts/briefing/main.typ`).

use std::collections::BTreeSet;

use super::pen::{Pen, WHOLE};
use crate::edition::{DateText, Event, KeySentence, News};
use crate::render::epub::book;
use crate::render::epub::points::points;

/// The separator of what stands on one line.
pub(super) const DOT: &str = "  \u{b7}  ";
/// The share of a column of dates.
const DATES: usize = 1200;

/// The title, what happened in a few lines, and the counts.
pub(super) fn cover(pen: &mut Pen) {
    let (edition, words) = (pen.edition, &pen.edition.words);
    if let Some(marking) = &edition.design.marking {
        pen.paragraph("Marking", |pen| pen.say(marking));
    }
    let number = edition.number.map(|number| format!("{} {number}", words.edition_number));
    let draft = edition.design.draft.then(|| words.draft.clone());
    let kind: Vec<String> = [Some(words.briefing.clone()), number, draft].into_iter().flatten().collect();
    pen.paragraph("Kicker", |pen| pen.say(&kind.join(DOT)));
    pen.paragraph("Title", |pen| pen.say(&edition.title));
    if let Some(period) = &edition.period {
        pen.paragraph("Subtitle", |pen| pen.say(&period.long));
    }
    for sentence in points(edition).into_iter().filter_map(|at| edition.glance.get(at)) {
        pen.paragraph("ListBullet", |pen| point(pen, sentence));
    }
    let counts = &edition.counts;
    let counts = [&counts.articles, &counts.sources, &counts.events, &counts.people];
    let counts = counts.into_iter().filter(|count| count.number > 0);
    let counts: Vec<String> = counts.map(|count| format!("{} {}", count.number, count.noun)).collect();
    if !counts.is_empty() {
        pen.paragraph("Counts", |pen| pen.say(&counts.join(DOT)));
    }
    if let Some(day) = &edition.as_of {
        pen.paragraph("Note", |pen| pen.say(&format!("{} {}", words.as_of, day.long)));
    }
    if let Some(receivers) = &edition.design.distribution {
        pen.paragraph("Note", |pen| pen.say(&format!("{}: {receivers}", words.distribution)));
    }
    pen.new_page();
}

/// A day and the headline of its event, or its sentence if pages only mention it.
fn point(pen: &mut Pen, sentence: &KeySentence) {
    if let Some(when) = &sentence.when {
        pen.to(&sentence.event, |pen| pen.bold(&when.short));
        pen.say("  ");
    }
    let events = pen.edition.chapters.iter().flat_map(|chapter| &chapter.events);
    match events.into_iter().find(|event| event.id == sentence.event) {
        Some(event) => {
            status(pen, event);
            pen.verbatim(&event.headline.text, event.headline.language);
        }
        None => pen.verbatim(&sentence.quotation.text, sentence.quotation.language),
    }
}

/// The sentences that sum up the edition.
pub(super) fn glance(pen: &mut Pen) {
    let edition = pen.edition;
    if edition.glance.is_empty() {
        return;
    }
    pen.part(1, "glance", &edition.words.glance);
    for sentence in &edition.glance {
        pen.paragraph("Normal", |pen| {
            if let Some(when) = &sentence.when {
                pen.to(&sentence.event, |pen| pen.bold(&when.short));
                pen.say("  ");
            }
            let mut events = edition.chapters.iter().flat_map(|chapter| &chapter.events);
            if let Some(event) = events.find(|event| event.id == sentence.event) {
                status(pen, event);
            }
            pen.cited(&sentence.quotation);
        });
    }
}

/// The editor's judgement of an event, before its words.
fn status(pen: &mut Pen, event: &Event) {
    if let Some(status) = &event.status {
        pen.say(&format!("({}) ", status.label));
    }
}

/// The key events, as a table with their days.
pub(super) fn timeline(pen: &mut Pen) {
    let edition = pen.edition;
    let Some(timeline) = &edition.timeline else { return };
    pen.part(1, "timeline", &edition.words.timeline);
    let marks = timeline.lanes.iter().flat_map(|lane| &lane.marks).filter(|mark| mark.key);
    let key: BTreeSet<&str> = marks.map(|mark| mark.event.as_str()).collect();
    let mut rows = book::dated(edition);
    rows.retain(|(_, event)| key.contains(event.id.as_str()));
    let words = &edition.words;
    pen.paragraph("Caption", |pen| pen.say(&words.timeline_key));
    let columns =
        [(words.date.as_str(), DATES), (words.event.as_str(), 2400), (words.chapter.as_str(), WHOLE - DATES - 2400)];
    pen.table(&columns, &rows, |pen, (chapter, event), at| {
        pen.paragraph("TableText", |pen| match at {
            0 => day(pen, event.when.as_ref()),
            1 => {
                status(pen, event);
                pen.to(&event.id, |pen| pen.verbatim(&event.headline.text, event.headline.language));
            }
            _ => pen.to(&chapter.id, |pen| pen.say(&chapter.title)),
        });
    });
}

fn day(pen: &mut Pen, when: Option<&DateText>) {
    match when {
        Some(when) => pen.say(&when.short),
        None => pen.say(&pen.edition.words.undated),
    }
}

/// What the editor writes at the beginning.
pub(super) fn introduction(pen: &mut Pen) {
    let edition = pen.edition;
    if !edition.introduction.is_empty() {
        pen.part(1, "introduction", &edition.words.introduction);
        pen.prose(&edition.introduction, "Normal");
    }
}

/// The notices of errors in earlier editions.
fn errata(pen: &mut Pen) {
    let edition = pen.edition;
    if edition.errata.is_empty() {
        return;
    }
    pen.paragraph("Label", |pen| pen.say(&edition.words.corrections));
    for notice in &edition.errata {
        pen.paragraph("ListBullet", |pen| {
            pen.bold(&format!("{} {}", edition.words.edition_number, notice.edition));
            pen.say("  ");
            match &notice.event {
                Some(event) => pen.to(event, |pen| pen.say(&notice.text)),
                None => pen.say(&notice.text),
            }
        });
    }
}

/// What is new, updated and withdrawn, and what earlier editions had wrong.
pub(super) fn news(pen: &mut Pen) {
    let edition = pen.edition;
    if edition.news.is_none() && edition.errata.is_empty() {
        return;
    }
    pen.part(1, "news", &edition.words.news);
    if let Some(news) = &edition.news {
        changes(pen, news);
    }
    errata(pen);
}

fn changes(pen: &mut Pen, news: &News) {
    let edition = pen.edition;
    pen.paragraph("Note", |pen| pen.say(&format!("{}. {}", news.text, news.summary)));
    if let Some(note) = &news.note {
        pen.paragraph("Note", |pen| pen.say(note));
    }
    for event in book::changed(edition) {
        pen.paragraph("ListBullet", |pen| changed(pen, event));
    }
    if !news.withdrawn.is_empty() {
        pen.paragraph("Label", |pen| pen.say(&edition.words.withdrawn));
    }
    for event in &news.withdrawn {
        pen.paragraph("ListBullet", |pen| {
            if let Some(when) = &event.when {
                pen.bold(&when.short);
                pen.say("  ");
            }
            pen.say(&event.headline);
        });
    }
}

fn changed(pen: &mut Pen, event: &Event) {
    let Some(change) = &event.change else { return };
    pen.to(&event.id, |pen| match &event.when {
        Some(when) => pen.bold(&when.short),
        None => pen.bold(&pen.edition.words.undated),
    });
    pen.say(&format!("  {}: ", change.label));
    pen.to(&event.id, |pen| pen.verbatim(&event.headline.text, event.headline.language));
    if !change.text.is_empty() {
        pen.line_break();
        pen.say(&change.text);
    }
}

/// The events that pages announce for later days.
pub(super) fn upcoming(pen: &mut Pen) {
    let edition = pen.edition;
    if edition.upcoming.is_empty() {
        return;
    }
    pen.part(1, "upcoming", &edition.words.upcoming);
    for it in &edition.upcoming {
        pen.placed("Normal", &it.id, |pen| {
            let by = it.announced_by.as_ref().map(|by| format!("; {} {}", by.number, by.noun)).unwrap_or_default();
            pen.bold(&it.when.short);
            pen.say(&format!(" ({}{by})  ", it.weekday));
            pen.cited(&it.quotation);
        });
    }
}
