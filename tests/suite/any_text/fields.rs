//! In: an edition. Out: each of its fields that may contain words of a capture, an address, a file name or a project file.
//!
//! Invariant: a missing field fails [`every_field_is_reached`]. Identifiers, ISO dates, digests and codes come from the program and are not
//! changed.

use litopys::cite::Run;
use litopys::edition::*;
use litopys::project::ProseBlock;
use serde_json::Value;

use super::base;

/// A function that changes a text.
pub type Change<'a> = &'a mut dyn FnMut(&mut String);

/// Applies a change to every text of an edition.
pub fn each(edition: &mut Edition, change: Change) {
    change(&mut edition.title);
    for text in [&mut edition.design.marking, &mut edition.design.distribution] {
        optional(text, change);
    }
    quotations(&mut edition.title_words, change);
    prose(&mut edition.introduction, change);
    edition.errata.iter_mut().for_each(|it| change(&mut it.text));
    control(&mut edition.control, change);
    dates(edition.as_of.iter_mut().chain(&mut edition.period), change);
    if let Some(it) = &mut edition.news {
        [&mut it.text, &mut it.summary].into_iter().for_each(&mut *change);
        for withdrawn in &mut it.withdrawn {
            change(&mut withdrawn.headline);
            dates(&mut withdrawn.when, change);
        }
    }
    edition.glance.iter_mut().for_each(|sentence| key_sentence(sentence, change));
    edition.timeline.iter_mut().for_each(|figure| timeline(figure, change));
    for row in edition.coverage.iter_mut().flat_map(|chart| &mut chart.rows) {
        change(&mut row.name);
    }
    edition.coverage.iter_mut().for_each(|chart| change(&mut chart.description));
    for it in &mut edition.upcoming {
        dates([&mut it.when], change);
        quotation(&mut it.quotation, change);
        change(&mut it.day.path);
        change(&mut it.weekday);
        it.announced_by.iter_mut().for_each(|count| change(&mut count.noun));
    }
    for it in &mut edition.mentioned {
        dates([&mut it.when], change);
        quotation(&mut it.quotation, change);
        change(&mut it.day.path);
    }
    edition.chapters.iter_mut().for_each(|it| chapter(it, change));
    edition.people.iter_mut().for_each(|it| person(it, change));
    for it in edition.organizations.iter_mut().chain(&mut edition.places) {
        [&mut it.name, &mut it.sort].into_iter().for_each(&mut *change);
        quotations(&mut it.named, change);
    }
    for it in &mut edition.abbreviations {
        [&mut it.short, &mut it.long].into_iter().for_each(&mut *change);
        quotations(&mut it.found, change);
    }
    edition.sources.iter_mut().for_each(|it| source(it, change));
    edition.ledger.entries.iter_mut().for_each(|entry| change(&mut entry.path));
    edition.articles.iter_mut().for_each(|it| article(it, change));
    edition.stories.iter_mut().for_each(|it| dates(&mut it.period, change));
    for it in &mut edition.ledger.retold {
        [&mut it.headline, &mut it.text].into_iter().for_each(&mut *change);
        dates(&mut it.when, change);
    }
}

/// Applies a change to every text of the claims that an edition leaves out.
pub fn each_left_out(edition: &mut Edition, change: Change) {
    for it in &mut edition.ledger.left_out {
        [&mut it.claim_text, &mut it.path, &mut it.reason_text, &mut it.problem].into_iter().for_each(&mut *change);
    }
}

fn optional(text: &mut Option<String>, change: Change) {
    text.iter_mut().for_each(change);
}

fn dates<'a>(dates: impl IntoIterator<Item = &'a mut DateText>, change: Change) {
    for date in dates {
        change(&mut date.long);
        change(&mut date.short);
    }
}

fn quotation(it: &mut Quotation, change: Change) {
    change(&mut it.text);
    change(&mut it.place.path);
}

fn quotations<'a>(all: impl IntoIterator<Item = &'a mut Quotation>, change: Change) {
    all.into_iter().for_each(|it| quotation(it, change));
}

fn places<'a>(all: impl IntoIterator<Item = &'a mut Place>, change: Change) {
    all.into_iter().for_each(|place| change(&mut place.path));
}

fn key_sentence(it: &mut KeySentence, change: Change) {
    quotation(&mut it.quotation, change);
    dates(&mut it.when, change);
}

fn headline(it: &mut Headline, change: Change) {
    change(&mut it.text);
    places(&mut it.place, change);
}

fn timeline(figure: &mut Timeline, change: Change) {
    change(&mut figure.description);
    figure.scale.iter_mut().for_each(&mut *change);
    for lane in &mut figure.lanes {
        change(&mut lane.title);
        lane.marks.iter_mut().for_each(|mark| change(&mut mark.label));
        lane.mentions.iter_mut().for_each(|mark| change(&mut mark.label));
    }
}

fn chapter(it: &mut Chapter, change: Change) {
    change(&mut it.title);
    quotations(&mut it.words, change);
    dates(&mut it.period, change);
    prose(&mut it.editors_summary, change);
    it.summary.iter_mut().for_each(|sentence| key_sentence(sentence, change));
    it.events.iter_mut().for_each(|it| event(it, change));
}

fn prose(prose: &mut [ProseBlock], change: Change) {
    prose.iter_mut().flat_map(|block| &mut block.runs).for_each(|run| change(&mut run.text));
}

fn event(it: &mut Event, change: Change) {
    it.status.iter_mut().for_each(|status| change(&mut status.label));
    dates(&mut it.when, change);
    if let Some(place) = &mut it.place {
        change(&mut place.name);
        quotation(&mut place.said, change);
    }
    headline(&mut it.headline, change);
    quotations(&mut it.key, change);
    it.quotes.iter_mut().for_each(|it| quote(it, change));
    for it in &mut it.disagreements {
        change(&mut it.text);
        for side in &mut it.sides {
            quotation(&mut side.quotation, change);
            change(&mut side.said);
        }
    }
    for it in &mut it.developments {
        change(&mut it.text);
        for step in &mut it.steps {
            quotation(&mut step.quotation, change);
            change(&mut step.said);
            dates([&mut step.published], change);
        }
    }
    for it in &mut it.added {
        quotation(&mut it.quotation, change);
        dates(&mut it.published, change);
    }
    optional(&mut it.dating, change);
    optional(&mut it.note, change);
    if let Some(told) = &mut it.change {
        [&mut told.label, &mut told.text].into_iter().for_each(&mut *change);
    }
}

fn quote(it: &mut Quote, change: Change) {
    quotation(&mut it.quotation, change);
    for text in [&mut it.speaker, &mut it.role, &mut it.venue, &mut it.translation] {
        optional(text, change);
    }
    places([&mut it.role_place, &mut it.venue_place, &mut it.cue].into_iter().flatten(), change);
    quotations(it.named.iter_mut().chain(&mut it.wordings), change);
}

fn person(it: &mut Person, change: Change) {
    [&mut it.name, &mut it.sort].into_iter().for_each(&mut *change);
    quotations(it.role.iter_mut().chain(&mut it.named), change);
    optional(&mut it.declared_role, change);
}

fn source(it: &mut SourceEntry, change: Change) {
    for text in [&mut it.publisher, &mut it.publisher_evidence, &mut it.address] {
        optional(text, change);
    }
    headline(&mut it.headline, change);
    it.byline.iter_mut().for_each(&mut *change);
    places(&mut it.byline_places, change);
    it.citation.iter_mut().for_each(|Run { text, .. }| change(text));
    change(&mut it.path);
    dates(&mut it.published, change);
    for step in &mut it.dating {
        change(&mut step.text);
        for evidence in &mut step.evidence {
            [&mut evidence.text, &mut evidence.path].into_iter().for_each(&mut *change);
        }
    }
}

fn article(it: &mut FullArticle, change: Change) {
    headline(&mut it.headline, change);
    quotations(&mut it.deck, change);
    it.blocks.iter_mut().for_each(|block| quotation(&mut block.quotation, change));
}

fn control(it: &mut Control, change: Change) {
    optional(&mut it.editor, change);
    optional(&mut it.contact, change);
    change(&mut it.pages);
    it.watched.iter_mut().chain(&mut it.keywords).chain(&mut it.lacks).for_each(&mut *change);
    dates(it.until.iter_mut().chain(&mut it.next), change);
    for rated in &mut it.rated {
        change(&mut rated.text);
        rated.publishers.iter_mut().for_each(&mut *change);
    }
}

/// Fields whose values the program makes itself, and those with the product's own words.
const OWN: [&str; 39] = [
    "link",
    "letter",
    "reliability",
    "producer",
    "language",
    "identifier",
    "layout",
    "paper",
    "noun",
    "earliest",
    "latest",
    "precision",
    "how",
    "start",
    "event",
    "events",
    "central",
    "before",
    "after",
    "id",
    "chapter",
    "form",
    "digest",
    "kind",
    "matter",
    "outcome",
    "outcome_text",
    "reason",
    "claim",
    "publisher_how",
    "publisher_language",
    "accent",
    "mentioned",
    "totals",
    "dropped",
    "words",
    "ticks",
    "bins",
    "stretches",
];

fn left<'v>(key: &'v str, value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) if text != MARK => found.push(key),
        Value::Array(items) => items.iter().for_each(|item| left(key, item, found)),
        Value::Object(fields) => {
            fields.iter().filter(|(key, value)| !is_own(key, value)).for_each(|(key, value)| left(key, value, found));
        }
        _ => {}
    }
}

/// The words of a chapter's title are quotations, and those of the edition are the product's.
fn is_own(key: &str, value: &Value) -> bool {
    OWN.contains(&key) && !(key == "words" && value.is_array()) && !(key == "mentioned" && value.is_array())
}

const MARK: &str = "MARK";

#[test]
fn every_field_is_reached() {
    let mut edition = base();
    each(&mut edition, &mut |text| MARK.clone_into(text));
    each_left_out(&mut edition, &mut |text| MARK.clone_into(text));
    let data = serde_json::to_value(&edition).unwrap();
    let mut found = Vec::new();
    left("edition", &data, &mut found);
    assert_eq!(found, Vec::<&str>::new());
}
