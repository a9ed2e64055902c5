//! In: an edition. Out: its events as a calendar (RFC 5545).
//!
//! The calendar contains the events with known days: a single day, the days that a page states, and up to a week of days "about" which or
//! among which the event happened. The last two are marked as tentative. An event of which only a month, a year, a longer period or one end
//! is known would fill days on which nothing happened. It is left out, and the description of the calendar lists it.
//!
//! Upcoming events are in it too. They are tentative (RFC 5545, section 3.8.1.11), because they may still be moved or called off.
//!
//! Invariant: uses neither the clock nor chance. The time stamp is the edition's day, and the identifiers are those of the events.

use chrono::Datelike;
use icalendar::{Calendar, Component, EventLike, EventStatus, Parameter, Property};

use super::event_text;
use super::issued::When;
use super::plain::line;
use crate::characters::clean;
use crate::edition::{Edition, Event, Upcoming};
use crate::time::{Days, How};

/// Maximum number of days of an event whose days are inferred. A week has 7.
const MOST_POSSIBLE: i64 = 7;

/// The days of an event in a calendar.
struct Entry {
    days: Days,
    /// Whether it may have happened on only some of them.
    tentative: bool,
}

/// The events as an `.ics` file.
pub fn calendar(edition: &Edition) -> String {
    let mut left_out = Vec::new();
    let mut entries = Vec::new();
    for (chapter, event) in event_text::events(edition) {
        match entry(event) {
            Some(entry) => entries.push(component(edition, chapter, event, &entry)),
            None => left_out.push(event),
        }
    }
    entries.extend(edition.upcoming.iter().filter_map(|one| coming(edition, one)));
    let mut calendar = head(edition, &left_out);
    calendar.extend(entries);
    folded(&clean(&calendar.to_string().replace("\r\n ", "")))
}

/// Maximum number of octets in a line (RFC 5545, section 3.1).
const OCTETS: usize = 75;

/// Folds the unfolded lines of a calendar again. The crate icalendar makes the last part of some lines one octet too long.
fn folded(calendar: &str) -> String {
    calendar.split_terminator("\r\n").map(fold).collect()
}

/// Splits a line into parts without breaking a character. All parts but the first begin with a space.
fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / OCTETS * 3 + 2);
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > OCTETS {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(character);
        octets += character.len_utf8();
    }
    folded + "\r\n"
}

fn head(edition: &Edition, left_out: &[&Event]) -> Calendar {
    let mut calendar = Calendar::empty();
    let producer = format!("-//litopys//{}//{}", line(&edition.producer), edition.language.code().to_uppercase());
    let plain = [("VERSION", "2.0"), ("PRODID", &producer), ("CALSCALE", "GREGORIAN")];
    for property in plain {
        calendar.append_property(property);
    }
    let language = edition.language.code();
    let title = line(&edition.title);
    for name in ["NAME", "X-WR-CALNAME"] {
        calendar.append_property(text(name, &title, language));
    }
    let period = edition.period.as_ref().map(|period| line(&period.long));
    let as_of = edition.as_of.as_ref().map(|day| format!("{} {}", edition.words.as_of, line(&day.long)));
    let without = event_text::without(&edition.language.lexicon().exports.calendar_without, left_out);
    let described: Vec<String> = [period, as_of, without].into_iter().flatten().collect();
    if !described.is_empty() {
        let described = described.join("\n");
        for name in ["DESCRIPTION", "X-WR-CALDESC"] {
            calendar.append_property(text(name, &described, language));
        }
    }
    calendar
}

/// A text in a language. The type is stated, so that the text is escaped in every property.
fn text(name: &str, value: &str, language: &str) -> Property {
    let mut property = Property::new(name, value);
    property.append_parameter(Parameter::new("LANGUAGE", language));
    property.append_parameter(Parameter::new("VALUE", "TEXT"));
    property.done()
}

/// The days of an event, if the calendar can contain it. Calendars only have years of four digits.
fn entry(event: &Event) -> Option<Entry> {
    let text = event.when.as_ref()?;
    let When::Known { first, days, about, .. } = When::of(Some(text)) else { return None };
    let has_days = first.day.is_some();
    let has_years = [days.earliest, days.latest].iter().all(|day| (1..=9998).contains(&day.year()));
    let tentative = about || !days.is_day() && text.how == How::Resolved;
    (has_days && has_years && (!tentative || days.len() <= MOST_POSSIBLE)).then_some(Entry { days, tentative })
}

/// An entry with an identifier and days.
fn dated(edition: &Edition, id: &str, days: Days) -> icalendar::Event {
    let mut made = icalendar::Event::new();
    let behind = days.latest.succ_opt().unwrap_or(days.latest);
    made.uid(&format!("{}@litopys", line(id))).starts(days.earliest).ends(behind);
    made.append_property(Property::new("DTSTAMP", stamp(edition, days)));
    // A past or announced event does not block anybody's day.
    made.add_property("TRANSP", "TRANSPARENT");
    made
}

/// The entry for an upcoming event. Its summary is the sentence that announces it.
fn coming(edition: &Edition, upcoming: &Upcoming) -> Option<icalendar::Event> {
    let When::Known { days, .. } = When::of(Some(&upcoming.when)) else { return None };
    let mut made = dated(edition, &upcoming.id, days);
    let number = upcoming.quotation.source;
    made.append_property(text("SUMMARY", &line(&upcoming.quotation.text), upcoming.quotation.language.tag()));
    let day = format!("{} ({})", line(&upcoming.when.long), line(&upcoming.weekday));
    let lines: Vec<String> = [day, format!("{}:", edition.words.sources)]
        .into_iter()
        .chain(upcoming.sources.iter().map(|&number| event_text::cited(edition, number)))
        .collect();
    made.append_property(text("DESCRIPTION", &lines.join("\n"), edition.language.code()));
    made.categories([line(&edition.words.upcoming)]);
    made.status(EventStatus::Tentative);
    if let Some(address) = event_text::address(edition, number) {
        made.url(&address);
    }
    Some(made.done())
}

fn component(edition: &Edition, chapter: &str, event: &Event, entry: &Entry) -> icalendar::Event {
    let mut made = dated(edition, &event.id, entry.days);
    let language = event.headline.language.tag();
    made.append_property(text("SUMMARY", &line(&event.headline.text), language));
    made.append_property(text("DESCRIPTION", &description(edition, event, entry), edition.language.code()));
    made.categories([line(chapter)]);
    made.status(if entry.tentative { EventStatus::Tentative } else { EventStatus::Confirmed });
    if let Some(place) = &event.place {
        made.append_property(text("LOCATION", &line(&place.name), edition.language.code()));
    }
    if let Some(address) = event_text::address(edition, event.headline.source) {
        made.url(&address);
    }
    made.done()
}

/// Midnight of the edition's day, or of the event's day if the edition has none.
fn stamp(edition: &Edition, own: Days) -> String {
    let day = match When::of(edition.as_of.as_ref()) {
        When::Known { days, .. } => days.latest,
        _ => own.latest,
    };
    format!("{:04}{:02}{:02}T000000Z", day.year(), day.month(), day.day())
}

/// The date and how it was found, the sentences with their publishers, and the sources with their addresses.
fn description(edition: &Edition, event: &Event, entry: &Entry) -> String {
    let mut lines: Vec<String> = event_text::date_evidence(edition, event).into_iter().collect();
    if entry.tentative {
        lines.push(edition.language.lexicon().exports.days_possible.clone());
    }
    let sentences = event_text::sentences(edition, event).into_iter();
    lines.extend(sentences.map(|(sentence, publisher)| format!("{} ({publisher})", line(&sentence.text))));
    lines.extend(event.note.as_deref().map(|note| format!("{}: {}", edition.words.editors_note, line(note))));
    lines.push(format!("{}:", edition.words.sources));
    lines.extend(event.sources.iter().map(|&number| event_text::cited(edition, number)));
    lines.join("\n")
}
