//! In: an edition. Out: its reference part: what it covers, who and what is named, the sources, the ledger, the full articles.
//!
//! Invariant: the same parts in the same order as in the briefing (`layouts/briefing/main.typ`). Lists are as short as there, and say of how
//! many names they are.

use super::front::DOT;
use super::pen::{Pen, WHOLE};
use crate::edition::{Entity, LedgerEntry, Person, SourceEntry};
use crate::normalize::BlockKind;
use crate::render::Medium;
use crate::render::epub::reference::Reference;
use crate::time::How;

/// The share of a narrow column: of numbers, of short texts, of lists.
const NUMBER: usize = 400;
const SHORT: usize = 1100;
const LIST: usize = 1500;
/// How much of the evidence for a date is printed, in bytes. Set by hand, for a line or two.
const MOST_EVIDENCE: usize = 250;
/// From more sources on, long parts open a page of their own, as in the briefing (`layouts/briefing/style.typ`).
const WIDE: usize = 200;

/// All of it.
pub(super) fn reference(pen: &mut Pen) {
    if pen.edition.sources.len() > WIDE {
        pen.new_page();
    }
    pen.part(1, "reference", &pen.edition.words.reference);
    control(pen);
    mentioned(pen);
    coverage(pen);
    let listed = Reference::of(pen.edition, Medium::Book);
    people(pen, &listed);
    let (edition, words) = (pen.edition, &pen.edition.words);
    entities(
        pen,
        "organizations",
        (&edition.organizations, &listed.organizations),
        [&words.organizations, &words.organizations_note],
    );
    entities(pen, "places", (&edition.places, &listed.places), [&words.places, &words.places_note]);
    abbreviations(pen);
    sources(pen, listed.has_whole_sources);
    ledger(pen, &listed);
    articles(pen);
    let made = format!("{} {}{DOT}{}", words.made_with, edition.producer, edition.identifier);
    pen.paragraph("Note", |pen| pen.say(&made));
}

fn control(pen: &mut Pen) {
    let (edition, words, it) = (pen.edition, &pen.edition.words, &pen.edition.control);
    let maker: Vec<&str> = [&it.editor, &it.contact].into_iter().flatten().map(String::as_str).collect();
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let day = |day: &Option<crate::edition::DateText>| day.as_ref().map(|day| day.long.clone()).unwrap_or_default();
    let rated = it.rated.iter().map(|one| {
        let letter: &str = one.letter.into();
        format!("{letter} ({}): {}", one.text, one.publishers.join(", "))
    });
    let rated: Vec<String> = rated.collect();
    let rows = [
        (&words.made_by, maker.join(", ")),
        (&words.watched, it.watched.join(", ")),
        (&words.keywords, it.keywords.join(", ")),
        (&words.until, day(&it.until)),
        (&words.pages_read, it.pages.clone()),
        (&words.edition_number, number(edition.number)),
        (&words.updates, number(it.updates)),
        (&words.next_edition, day(&it.next)),
        (&words.reliability, rated.join("; ")),
        (&words.limits, it.lacks.join(" ")),
    ];
    pen.part(2, "control", &words.control);
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        pen.paragraph("Normal", |pen| {
            pen.bold(&format!("{name}: "));
            pen.say(value);
        });
    }
}

fn mentioned(pen: &mut Pen) {
    let (edition, words) = (pen.edition, &pen.edition.words);
    if edition.only_mentioned().is_empty() {
        return;
    }
    pen.part(2, "mentioned", &words.mentioned);
    for it in edition.only_mentioned() {
        pen.placed("Normal", &it.id, |pen| {
            let how = if it.announced { &words.announced } else { &words.looked_back };
            pen.bold(&it.when.short);
            pen.say(&format!(" ({how})  "));
            pen.cited(&it.quotation);
        });
    }
}

/// The pages of each publisher.
fn coverage(pen: &mut Pen) {
    let edition = pen.edition;
    let Some(coverage) = &edition.coverage else { return };
    pen.part(2, "coverage", &edition.words.coverage);
    let columns = [(edition.words.source.as_str(), WHOLE - SHORT), (edition.words.total.as_str(), SHORT)];
    pen.table(&columns, &coverage.rows, |pen, row, at| {
        let pages = row.pages.iter().sum::<usize>() + row.undated;
        let shown = if at == 0 { row.name.clone() } else { pages.to_string() };
        pen.paragraph("TableText", |pen| pen.say(&shown));
    });
}

/// What a list holds, and how many of all if it leaves some out.
fn note(pen: &mut Pen, note: &str, said: &str, (listed, all): (usize, usize)) {
    let short = || said.replace("{listed}", &listed.to_string()).replace("{all}", &all.to_string());
    let line = if listed < all { format!("{note} {}", short()) } else { note.to_owned() };
    pen.paragraph("Note", |pen| pen.say(&line));
}

fn people(pen: &mut Pen, listed: &Reference) {
    let edition = pen.edition;
    if edition.people.is_empty() {
        return;
    }
    pen.part(2, "people", &edition.words.people);
    let counts = (listed.people.len(), edition.people.len());
    note(pen, &edition.words.people_note, &edition.words.listed, counts);
    for person in listed.people.iter().filter_map(|&at| edition.people.get(at)) {
        pen.paragraph("Entry", |pen| self::person(pen, person));
    }
}

/// A name, an office with the day of its page, and the events.
fn person(pen: &mut Pen, person: &Person) {
    let edition = pen.edition;
    pen.bold(&person.name);
    if let Some(role) = &person.role {
        pen.say(", ");
        pen.cited(role);
        let source = edition.sources.iter().find(|source| source.number == role.source);
        if let Some(published) = source.and_then(|source| source.published.as_ref()) {
            pen.say(&format!(" ({})", published.short));
        }
    }
    if let Some(role) = &person.declared_role {
        pen.say(&format!(", {role} ({})", edition.words.editors_note));
    }
    days(pen, &person.events);
}

/// The days of events, each with a link to its event.
fn days(pen: &mut Pen, events: &[String]) {
    let edition = pen.edition;
    let all = || edition.chapters.iter().flat_map(|chapter| &chapter.events);
    let known = events.iter().filter_map(|id| all().find(|event| event.id == *id));
    for (at, event) in known.enumerate() {
        pen.say(if at == 0 { ": " } else { DOT });
        pen.to(&event.id, |pen| match &event.when {
            Some(when) => pen.say(&when.short),
            None => pen.verbatim(&event.headline.text, event.headline.language),
        });
    }
}

fn entities(pen: &mut Pen, name: &str, (entities, listed): (&[Entity], &[usize]), [title, about]: [&String; 2]) {
    if entities.is_empty() {
        return;
    }
    pen.part(2, name, title);
    note(pen, about, &pen.edition.words.listed_things, (listed.len(), entities.len()));
    for entity in listed.iter().filter_map(|&at| entities.get(at)) {
        pen.paragraph("Entry", |pen| {
            pen.bold(&entity.name);
            days(pen, &entity.events);
        });
    }
}

fn abbreviations(pen: &mut Pen) {
    let (edition, words) = (pen.edition, &pen.edition.words);
    if edition.abbreviations.is_empty() {
        return;
    }
    pen.part(2, "abbreviations", &words.abbreviations);
    pen.paragraph("Note", |pen| pen.say(&words.abbreviations_note));
    for it in &edition.abbreviations {
        pen.paragraph("Entry", |pen| {
            pen.verbatim_bold(&it.short, it.language);
            pen.say(": ");
            pen.verbatim(&it.long, it.language);
            if let Some(found) = &it.found {
                pen.cite(found.source);
            }
        });
    }
}

/// Each source with its citation, its day and how that was found, and its file.
fn sources(pen: &mut Pen, are_whole: bool) {
    let (edition, words) = (pen.edition, &pen.edition.words);
    if edition.sources.is_empty() {
        return;
    }
    if edition.sources.len() > WIDE {
        pen.new_page();
    }
    pen.part(2, "sources", &words.sources);
    if !are_whole {
        return edition.sources.iter().for_each(|source| short(pen, source));
    }
    pen.paragraph("Note", |pen| pen.say(&words.sources_note));
    let columns = [("", NUMBER), (words.source.as_str(), WHOLE - NUMBER - SHORT), (words.published.as_str(), SHORT)];
    pen.table(&columns, &edition.sources, |pen, source, at| match at {
        0 => pen.placed("TableText", &super::places::source_id(source.number), |pen| {
            pen.bold(&source.number.to_string());
        }),
        1 => {
            cited(pen, source);
            dated(pen, source);
            let file = file(&source.path, source.record);
            pen.paragraph("TableText", |pen| pen.say(&format!("{}: {file}", words.capture_file)));
        }
        _ => published(pen, source),
    });
}

/// The number of a source with its citation; how its day was found only if no page states it; and its file.
fn short(pen: &mut Pen, source: &SourceEntry) {
    let words = &pen.edition.words;
    let address = source.address.as_deref().filter(|address| !address.is_empty());
    pen.placed("Entry", &super::places::source_id(source.number), |pen| {
        pen.bold(&format!("{}  ", source.number));
        if source.citation.is_empty() {
            match &source.publisher {
                Some(publisher) => pen.verbatim(publisher, source.publisher_language),
                None => pen.say(&words.publisher_unknown),
            }
            pen.say(". ");
            pen.verbatim(&source.headline.text, source.headline.language);
        }
        citation(pen, source, address);
        if let Some(address) = address.filter(|&address| source.citation.iter().all(|run| run.text != address)) {
            pen.say(" ");
            pen.address(address);
        }
        if let Some(letter) = source.reliability {
            let letter: &str = letter.into();
            pen.say(&format!(" [{letter}]"));
        }
        let file = file(&source.path, source.record);
        let how = match &source.published {
            None => Some(words.not_known.clone()),
            Some(published) if published.how == How::Resolved => {
                Some(format!("{}: {}", words.date_resolved, evidence(source)))
            }
            Some(_) => None,
        };
        pen.line_break();
        pen.styled("File", &how.into_iter().chain([file]).collect::<Vec<_>>().join(DOT));
    });
}

/// The first steps that led to a date: at least one, and as many as are short together.
fn evidence(source: &SourceEntry) -> String {
    let mut told = String::new();
    for step in &source.dating {
        if !told.is_empty() && told.len() + step.text.len() > MOST_EVIDENCE {
            break;
        }
        told.push_str(if told.is_empty() { "" } else { " " });
        told.push_str(&step.text);
    }
    told
}

fn citation(pen: &mut Pen, source: &SourceEntry, address: Option<&str>) {
    for run in &source.citation {
        match run.text.as_str() {
            text if Some(text) == address => pen.address(text),
            text if run.italic => pen.italic(text),
            text => pen.say(text),
        }
    }
}

fn cited(pen: &mut Pen, source: &SourceEntry) {
    let words = &pen.edition.words;
    pen.paragraph("TableText", |pen| {
        match &source.publisher {
            Some(publisher) => pen.verbatim_bold(publisher, source.publisher_language),
            None => pen.say(&words.publisher_unknown),
        }
        if let Some(letter) = source.reliability {
            let letter: &str = letter.into();
            pen.say(&format!(" [{letter}]"));
        }
        if source.publisher_how == Some(How::Resolved) {
            pen.say(&format!(" ({})", words.publisher_resolved));
        }
        pen.say(". ");
        pen.verbatim(&source.headline.text, source.headline.language);
        if !source.byline.is_empty() {
            pen.say(DOT);
            pen.verbatim(&source.byline.join(", "), source.language);
        }
    });
    if let Some(evidence) = &source.publisher_evidence {
        pen.paragraph("TableText", |pen| pen.say(evidence));
    }
    let address = source.address.as_deref().filter(|address| !address.is_empty());
    if !source.citation.is_empty() {
        pen.paragraph("TableText", |pen| {
            pen.say(&format!("{}: ", words.citation));
            citation(pen, source, address);
        });
    }
    let is_cited = |address: &str| source.citation.iter().any(|run| run.text == address);
    if let Some(address) = address.filter(|address| !is_cited(address)) {
        pen.paragraph("TableText", |pen| {
            pen.say(&format!("{}: ", words.address));
            pen.address(address);
        });
    }
}

fn published(pen: &mut Pen, source: &SourceEntry) {
    let words = &pen.edition.words;
    pen.paragraph("TableText", |pen| match &source.published {
        Some(published) if published.how == How::Resolved => {
            pen.say(&format!("{} ({})", published.long, words.date_resolved));
        }
        Some(published) => pen.say(&published.long),
        None => pen.say(&words.not_known),
    });
}

/// How the day was found.
fn dated(pen: &mut Pen, source: &SourceEntry) {
    if source.dating.is_empty() {
        return;
    }
    let steps: Vec<&str> = source.dating.iter().map(|step| step.text.as_str()).collect();
    let line = format!("{}: {}", pen.edition.words.how_dated, steps.join(" "));
    pen.paragraph("TableText", |pen| pen.say(&line));
}

/// The name of a capture.
fn file(path: &str, record: u32) -> String {
    if record > 0 { format!("{path}#{record}") } else { path.to_owned() }
}

fn ledger(pen: &mut Pen, listed: &Reference) {
    let (words, ledger) = (&pen.edition.words, &pen.edition.ledger);
    if ledger.entries.is_empty() {
        return;
    }
    pen.part(2, "ledger", &words.ledger);
    let about = if listed.has_whole_ledger { &words.ledger_note } else { &words.ledger_short };
    pen.paragraph("Note", |pen| pen.say(about));
    pen.paragraph("Note", |pen| {
        for total in &ledger.totals {
            pen.say(&format!("{} ", total.text));
            pen.bold(&total.captures.to_string());
            pen.say(DOT);
        }
        pen.say(&format!("{} ", words.total));
        pen.bold(&ledger.entries.len().to_string());
    });
    let columns = [
        (words.captures.as_str(), WHOLE - SHORT - 2 * NUMBER - LIST),
        (words.outcome.as_str(), SHORT),
        (words.source.as_str(), 2 * NUMBER),
        (words.dropped_lines.as_str(), LIST),
    ];
    let entries: Vec<&LedgerEntry> = listed.ledger.iter().filter_map(|&at| ledger.entries.get(at)).collect();
    if !entries.is_empty() {
        pen.table(&columns, &entries, |pen, entry, at| pen.paragraph("TableText", |pen| cell(pen, entry, at)));
    }
    if !ledger.retold.is_empty() {
        pen.part(3, "retold", &words.retold);
        pen.paragraph("Note", |pen| pen.say(&words.retold_note));
        for one in &ledger.retold {
            let day = one.when.as_ref().map(|when| format!("{}{DOT}", when.short)).unwrap_or_default();
            pen.paragraph("Entry", |pen| pen.say(&format!("{day}{} \u{2014} {}", one.headline, one.text)));
        }
    }
    if !ledger.left_out.is_empty() {
        pen.part(3, "left_out", &words.left_out);
        pen.paragraph("Note", |pen| pen.say(&words.left_out_note));
        for one in &ledger.left_out {
            let line = format!("{} \u{2014} {}: {}", file(&one.path, one.record), one.claim_text, one.reason_text);
            pen.paragraph("Entry", |pen| pen.say(&line));
        }
    }
    if ledger.upcoming_left_out > 0 {
        let line = format!("{}: {}", words.upcoming_left_out, ledger.upcoming_left_out);
        pen.paragraph("Note", |pen| pen.say(&line));
    }
}

fn cell(pen: &mut Pen, entry: &LedgerEntry, at: usize) {
    match at {
        0 => pen.say(&file(&entry.path, entry.record)),
        1 => pen.say(&entry.outcome_text),
        2 => match entry.source {
            Some(number) => pen.source(number),
            None => pen.say(""),
        },
        _ => {
            let dropped: Vec<String> =
                entry.dropped.iter().map(|drop| format!("{} {}", drop.text, drop.lines)).collect();
            pen.say(&dropped.join("; "));
        }
    }
}

/// The full articles, where the document holds them.
fn articles(pen: &mut Pen) {
    let (edition, words) = (pen.edition, &pen.edition.words);
    if edition.articles.is_empty() {
        return;
    }
    pen.new_page();
    pen.part(1, "articles", &words.articles);
    pen.paragraph("Note", |pen| pen.say(&words.articles_note));
    for article in &edition.articles {
        pen.heading(2, &article.id, &article.headline.text, article.headline.language);
        pen.paragraph("Note", |pen| {
            pen.say(&format!("{} ", words.source));
            pen.source(article.source);
        });
        if let Some(deck) = &article.deck {
            pen.paragraph("Summary", |pen| pen.verbatim(&deck.text, deck.language));
        }
        for block in &article.blocks {
            let (text, language) = (&block.quotation.text, block.quotation.language);
            let style = match block.kind {
                BlockKind::Subhead => "Subhead",
                BlockKind::Quote => "Quote",
                BlockKind::List => "ListBullet",
                BlockKind::Paragraph => "Normal",
            };
            pen.paragraph(style, |pen| pen.verbatim(text, language));
        }
    }
}
