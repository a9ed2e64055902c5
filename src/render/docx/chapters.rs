//! In: the chapters of an edition. Out: each event with its day, its sentences, its quotes, what its reports say differently, and where it
//! all comes from.
//!
//! Invariant: words of a page have the note of their source. What is the program's or the editor's says so, or has none.

use super::front::DOT;
use super::pen::Pen;
use crate::edition::{Chapter, Event, Quotation, Quote};
use crate::render::typography;
use crate::time::How;

/// Sentences of one paragraph have at most so many bytes together, as in the briefing (`layouts/briefing/chapters.typ`).
const LONGEST_PARAGRAPH: usize = 1000;

/// All chapters.
pub(super) fn chapters(pen: &mut Pen) {
    let edition = pen.edition;
    for (chapter, number) in edition.chapters.iter().zip(1_usize..) {
        self::chapter(pen, chapter, number);
    }
}

fn chapter(pen: &mut Pen, chapter: &Chapter, number: usize) {
    let period = chapter.period.as_ref().map(|period| period.long.as_str());
    let period = period.filter(|period| period.to_lowercase() != chapter.title.to_lowercase());
    let named = format!("{} {number}", pen.edition.words.chapter);
    let line: Vec<&str> = [Some(named.as_str()), period].into_iter().flatten().collect();
    pen.kicker(&line.join(DOT));
    pen.part(1, &chapter.id, &chapter.title);
    for sentence in &chapter.summary {
        pen.paragraph("Summary", |pen| {
            if let Some(when) = &sentence.when {
                pen.to(&sentence.event, |pen| pen.bold(&when.short));
                pen.say("  ");
            }
            pen.cited(&sentence.quotation);
        });
    }
    if !chapter.editors_summary.is_empty() {
        pen.paragraph("Label", |pen| pen.say(&pen.edition.words.editors_summary));
        pen.prose(&chapter.editors_summary, "EditorsNote");
    }
    let beside = |at: Option<usize>| at.and_then(|at| chapter.events.get(at)).map(|event| event.id.as_str());
    for (at, event) in chapter.events.iter().enumerate() {
        self::event(pen, event, chapter.undated);
        neighbours(pen, event, beside(at.checked_sub(1)), beside(at.checked_add(1)));
    }
}

fn event(pen: &mut Pen, event: &Event, is_undated: bool) {
    pen.heading(2, &event.id, &event.headline.text, event.headline.language);
    date_line(pen, event, is_undated);
    if let Some(picture) = &event.picture {
        pen.paragraph("Figure", |pen| pen.picture(picture));
        caption(pen, event);
    }
    for group in paragraphs(&event.key) {
        pen.paragraph("Normal", |pen| {
            for (at, sentence) in group.iter().enumerate() {
                if at > 0 {
                    pen.say(" ");
                }
                // One note behind all that one source says on end.
                let goes_on = group.get(at.saturating_add(1)).is_some_and(|next| next.source == sentence.source);
                pen.verbatim(&sentence.text, sentence.language);
                if !goes_on {
                    pen.cite(sentence.source);
                }
            }
        });
    }
    event.quotes.iter().for_each(|quote| self::quote(pen, quote));
    for it in &event.disagreements {
        let sides = it.sides.iter().map(|side| (side.said.as_str(), &side.quotation));
        compared(pen, &pen.edition.words.disagreement, &it.text, sides);
    }
    for it in &event.developments {
        let steps = it.steps.iter().map(|step| (step.said.as_str(), &step.quotation));
        compared(pen, &pen.edition.words.development, &it.text, steps);
    }
    added(pen, event);
    if let Some(note) = &event.note {
        pen.paragraph("EditorsNote", |pen| {
            pen.bold(&format!("{}: ", pen.edition.words.editors_note));
            pen.say(note);
        });
    }
    reported(pen, event);
}

/// The day of the event, whether it is new, and its place.
fn date_line(pen: &mut Pen, event: &Event, is_undated: bool) {
    let words = &pen.edition.words;
    let date = match &event.when {
        Some(when) if when.how == How::Resolved && when.reported.is_none() && event.dating.is_none() => {
            Some(format!("{} ({})", when.long, words.date_resolved))
        }
        Some(when) => Some(when.long.clone()),
        None => (!is_undated).then(|| words.undated.clone()),
    };
    let change = event.change.as_ref().map(|change| change.label.clone());
    let status = event.status.as_ref().map(|status| status.label.clone());
    let parts: Vec<String> = [date, status, change].into_iter().flatten().collect();
    if parts.is_empty() && event.place.is_none() {
        return;
    }
    pen.paragraph("Date", |pen| {
        pen.say(&parts.join(DOT));
        if let Some(place) = &event.place {
            pen.say(if parts.is_empty() { "" } else { DOT });
            pen.say(&place.name);
            pen.cite(place.said.source);
        }
    });
}

/// What the picture shows and who made it.
fn caption(pen: &mut Pen, event: &Event) {
    let Some(picture) = &event.picture else { return };
    let edition = pen.edition;
    pen.paragraph("Caption", |pen| {
        if let Some(caption) = &picture.caption {
            pen.verbatim(caption, picture.language);
            pen.say(" ");
        }
        if let Some(credit) = &picture.credit {
            pen.say(&format!("{}: ", edition.words.photo));
            pen.verbatim(credit, picture.language);
        }
        let source = edition.sources.iter().find(|source| source.number == picture.source);
        let publisher = source.and_then(|source| source.publisher.as_deref());
        if let (None, None, Some(publisher)) = (&picture.caption, &picture.credit, publisher) {
            pen.say(publisher);
        }
        pen.cite(picture.source);
    });
}

/// Sentences in paragraphs of some five lines.
fn paragraphs(sentences: &[Quotation]) -> Vec<Vec<&Quotation>> {
    let mut groups: Vec<Vec<&Quotation>> = Vec::new();
    let mut length = 0;
    for sentence in sentences {
        match groups.last_mut() {
            Some(group) if length + sentence.text.len() <= LONGEST_PARAGRAPH => group.push(sentence),
            _ => {
                groups.push(vec![sentence]);
                length = 0;
            }
        }
        length += sentence.text.len();
    }
    groups
}

fn quote(pen: &mut Pen, quote: &Quote) {
    let words = &pen.edition.words;
    pen.paragraph("Quote", |pen| pen.quoted(&quote.quotation));
    pen.paragraph("Speaker", |pen| {
        match &quote.speaker {
            Some(speaker) => pen.bold(speaker),
            None => pen.say(&words.speaker_unknown),
        }
        for said in [&quote.role, &quote.venue].into_iter().flatten() {
            pen.say(", ");
            pen.verbatim(said, quote.quotation.language);
        }
    });
    if let Some(translation) = &quote.translation {
        pen.paragraph("Speaker", |pen| {
            pen.bold(&format!("{}: ", words.editors_translation));
            let [open, close] = typography::quotation_marks(pen.edition.language);
            pen.say(&format!("{open}{translation}{close}"));
        });
    }
    for other in &quote.wordings {
        pen.paragraph("Speaker", |pen| {
            pen.bold(&format!("{}: ", words.wordings));
            pen.quoted(other);
        });
    }
}

/// What reports say, one below the other: the words that differ, and the sentence that holds them.
fn compared<'q>(pen: &mut Pen, label: &str, text: &str, said: impl Iterator<Item = (&'q str, &'q Quotation)>) {
    pen.paragraph("Label", |pen| pen.say(&format!("{label}: {text}")));
    for (differing, sentence) in said {
        pen.paragraph("ListBullet", |pen| {
            pen.verbatim_bold(differing, sentence.language);
            pen.say(": ");
            pen.cited(sentence);
        });
    }
}

/// What later reports add, each with its day.
fn added(pen: &mut Pen, event: &Event) {
    if event.added.is_empty() {
        return;
    }
    let words = &pen.edition.words;
    pen.paragraph("Label", |pen| pen.say(&words.added));
    for it in &event.added {
        pen.paragraph("ListBullet", |pen| {
            let day = it.published.as_ref().map_or(&words.not_known, |day| &day.short);
            pen.bold(day);
            pen.say(": ");
            pen.cited(&it.quotation);
        });
    }
}

/// The reports, and how the day was found.
fn reported(pen: &mut Pen, event: &Event) {
    let (edition, words) = (pen.edition, &pen.edition.words);
    if !event.sources.is_empty() {
        pen.paragraph("Note", |pen| {
            pen.say(&format!("{}: ", words.sources));
            for (at, &number) in event.sources.iter().enumerate() {
                pen.say(if at > 0 { "; " } else { "" });
                pen.source(number);
                let Some(source) = edition.sources.iter().find(|source| source.number == number) else { continue };
                pen.say(" ");
                match &source.publisher {
                    Some(publisher) => pen.verbatim(publisher, source.publisher_language),
                    None => pen.say(&words.publisher_unknown),
                }
                if let Some(published) = &source.published {
                    pen.say(&format!(", {}", published.short));
                }
            }
        });
    }
    if !event.same_text.is_empty() {
        let groups: Vec<String> = event.same_text.iter().map(|group| numbers(group)).collect();
        pen.paragraph("Note", |pen| pen.say(&format!("{}: {}", words.same_text, groups.join("; "))));
    }
    if let Some(dating) = &event.dating {
        pen.paragraph("Note", |pen| pen.say(dating));
    }
    if let Some(change) = event.change.as_ref().filter(|change| !change.text.is_empty()) {
        let sources =
            if change.sources.is_empty() { String::new() } else { format!(" ({})", numbers(&change.sources)) };
        pen.paragraph("Note", |pen| pen.say(&format!("{}: {}{sources}", change.label, change.text)));
    }
}

fn numbers(sources: &[usize]) -> String {
    sources.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
}

/// The events of the same story before and after, unless they stand beside this one.
fn neighbours(pen: &mut Pen, event: &Event, above: Option<&str>, below: Option<&str>) {
    let Some(story) = &event.story else { return };
    let (edition, words) = (pen.edition, &pen.edition.words);
    for (label, id, beside) in [(&words.earlier, &story.before, above), (&words.later, &story.after, below)] {
        let id = id.as_deref().filter(|id| Some(*id) != beside);
        let mut events = edition.chapters.iter().flat_map(|chapter| &chapter.events);
        let Some(other) = events.find(|other| Some(other.id.as_str()) == id) else { continue };
        pen.paragraph("Note", |pen| {
            let day = other.when.as_ref().map(|when| format!("{}, ", when.short)).unwrap_or_default();
            pen.say(&format!("{label}: {day}"));
            pen.to(&other.id, |pen| pen.verbatim(&other.headline.text, other.headline.language));
        });
    }
}
