//! In: the chapters, the timeline and the summary. Out: references that lead nowhere, duplicates, and days that contradict each other.
//!
//! Invariant: every event leads to its sources, and every source to one event.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::claims::{Chapter, CountStep, Date, Development, Event, Mark, MentionMark, Picture, Sentence, Timeline};
use super::{Check, Found, What, dates, letters, shown};
use crate::capture::CaptureId;
use crate::edition::BETWEEN_WORDS;
use crate::link::shingles::share_words;
use crate::time::{Days, iso};
use crate::words::{Lexicon, fill};

/// Checks how the parts refer to each other: identifiers, sources, days, the timeline.
pub(crate) fn check(check: &Check, found: &mut Found) {
    identifiers(check, found);
    let mut cited = BTreeSet::new();
    for (place, event) in check.claims.events() {
        self::event(check, event, &mut cited, &place, found);
    }
    for source in check.claims.sources.iter().filter(|source| !cited.contains(&source.number)) {
        found.add(What::Event, "chapters", format!("no event names source {}", source.number));
    }
    titles(check, found);
    glance(check, found);
    periods(check, found);
    if let Some(timeline) = &check.claims.timeline {
        self::timeline(check, timeline, found);
    }
}

/// Checks identifiers. Chapters, events and people share those of a book.
fn identifiers(check: &Check, found: &mut Found) {
    let chapters = check.claims.chapters.iter().enumerate().map(|(at, it)| (format!("chapters[{at}]"), it.id.as_str()));
    let events = check.claims.events().map(|(place, event)| (place, event.id.as_str()));
    let named = [
        ("people", &check.claims.people),
        ("organizations", &check.claims.organizations),
        ("places", &check.claims.places),
    ];
    let people = named
        .into_iter()
        .flat_map(|(list, all)| all.iter().enumerate().map(move |(at, it)| (format!("{list}[{at}]"), it.id.as_str())));
    let mut seen = BTreeSet::new();
    for (place, id) in chapters.chain(events).chain(people) {
        found.check(!id.is_empty() && seen.insert(id), What::Identifier, place, || {
            format!("its identifier {} is there twice, or empty", shown(id))
        });
    }
}

/// Checks that a found title consists of the words that it refers to.
fn titles(check: &Check, found: &mut Found) {
    for (at, chapter) in check.claims.chapters.iter().enumerate().filter(|(_, chapter)| !chapter.words.is_empty()) {
        let words: Vec<&str> = chapter.words.iter().map(|word| word.text.as_str()).collect();
        found.check(chapter.title == words.join(BETWEEN_WORDS), What::Event, format!("chapters[{at}].title"), || {
            format!("{} does not consist of its words", shown(&chapter.title))
        });
    }
}

fn event(check: &Check, event: &Event, cited: &mut BTreeSet<usize>, place: &str, found: &mut Found) {
    found.check(!event.sources.is_empty(), What::Event, place, || "it leads to no report".to_owned());
    for &number in &event.sources {
        let source = check.claims.source(number);
        let leads = source.is_some_and(|source| source.event == event.id) && cited.insert(number);
        found.check(leads, What::Event, place, || {
            format!("source {number} does not exist, or belongs to another event")
        });
    }
    let sentences = event.key.iter().enumerate().map(|(at, it)| (format!("{place}.key[{at}]"), it));
    let headline = std::iter::once((format!("{place}.headline"), &event.headline));
    let added = event.added.iter().enumerate().map(|(at, it)| (format!("{place}.added[{at}]"), it));
    let quotes = event.quotes.iter().enumerate().flat_map(|(at, quote)| {
        let wordings = quote.wordings.iter().enumerate();
        wordings.map(move |(other, it)| (format!("{place}.quotes[{at}].wordings[{other}]"), it))
    });
    for (place, words) in headline.chain(sentences).chain(added).chain(quotes) {
        own(event, words.source, &place, found);
    }
    for (at, development) in event.developments.iter().enumerate() {
        self::development(check, event, development, &format!("{place}.developments[{at}]"), found);
    }
    same_text(check, event, place, found);
    if let Some(named) = &event.place {
        let at = format!("{place}.place");
        own(event, named.said.source, &at, found);
        let same = |form: &Sentence| form.text == named.said.text && form.place == named.said.place;
        let known = check.claims.places.iter().find(|known| known.name == named.name);
        found.check(known.is_some_and(|known| known.named.iter().any(same)), What::Name, &at, || {
            format!("the words {} do not name {} in the list of places", shown(&named.said.text), shown(&named.name))
        });
    }
    if let Some(note) = &event.note {
        let sources = event.sources.iter().filter_map(|&number| check.claims.source(number));
        let mut notes =
            sources.filter_map(|source| check.originals.note(&CaptureId::new(&source.path, source.record).to_string()));
        found.check(notes.any(|known| known == note), What::Words, place, || {
            format!("the note {} is not the project's", shown(note))
        });
    }
    if let Some(picture) = &event.picture {
        let place = format!("{place}.picture");
        own(event, picture.source, &place, found);
        self::picture(check, picture, &place, found);
    }
}

/// Checks a changed count: at least two sentences of the event's sources must give it, each with another number and on a later day.
fn development(check: &Check, event: &Event, development: &Development, place: &str, found: &mut Found) {
    let steps = &development.steps;
    found.check(steps.len() > 1, What::Event, place, || "fewer than two sentences give it".to_owned());
    for (at, step) in steps.iter().enumerate() {
        let place = format!("{place}.steps[{at}]");
        own(event, step.words.source, &place, found);
        let stands = !step.said.is_empty() && holds_number(&step.words.text, &step.said);
        found.check(stands, What::Words, &place, || format!("{} is not a number in its sentence", shown(&step.said)));
        found.check(holds_number(&development.text, &step.said), What::Words, &place, || {
            format!("{} is not in the text about it", shown(&step.said))
        });
        let published = check.claims.source(step.words.source).and_then(|source| source.published.as_ref());
        found.check(published.is_some() && published == step.published.as_ref(), What::Date, &place, || {
            "its day is not that of its source".to_owned()
        });
    }
    let day = |step: &CountStep| step.published.as_ref().and_then(|date| date.earliest.clone());
    let moves = |one: &CountStep, next: &CountStep| day(one) < day(next) && one.said != next.said;
    found.check(steps.is_sorted_by(moves), What::Event, place, || "it does not change from day to day".to_owned());
}

/// Whether a number is in a text and is not part of a longer one.
fn holds_number(text: &str, number: &str) -> bool {
    let bounds = |at: usize| {
        let joined = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric());
        let end = at.saturating_add(number.len());
        let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
        !joined(before.chars().next_back()) && !joined(behind.chars().next())
    };
    text.match_indices(number).any(|(at, _)| bounds(at))
}

/// Checks that the sources with the same text belong to the event and share words.
fn same_text(check: &Check, event: &Event, place: &str, found: &mut Found) {
    let mut seen = BTreeSet::new();
    let text = |number: usize| {
        let source = check.claims.source(number)?;
        Some(check.originals.at(&source.path, source.record)?.text())
    };
    for (at, group) in event.same_text.iter().enumerate() {
        let place = format!("{place}.same_text[{at}]");
        for &number in group {
            own(event, number, &place, found);
            let others = group.iter().filter(|&&other| other != number).filter_map(|&other| text(other));
            let shares = text(number).is_some_and(|text| others.into_iter().any(|other| share_words(text, other)));
            found.check(shares && seen.insert(number), What::Event, &place, || {
                format!("source {number} does not print the text of the others, or is there twice")
            });
        }
    }
}

fn own(event: &Event, source: usize, place: &str, found: &mut Found) {
    found.check(event.sources.contains(&source), What::Event, place, || {
        format!("source {source} does not belong to its event")
    });
}

fn picture(check: &Check, picture: &Picture, place: &str, found: &mut Found) {
    let source = check.claims.source(picture.source);
    let original = source.and_then(|source| check.originals.at(&source.path, source.record));
    let words = [Some(&picture.alt), picture.caption.as_ref(), picture.credit.as_ref()];
    for words in words.into_iter().flatten().filter(|words| !letters::letters(words).is_empty()) {
        found.check(original.is_some_and(|original| original.says(words)), What::Words, place, || {
            let page = source.map(|source| CaptureId::new(&source.path, source.record).to_string()).unwrap_or_default();
            format!("{} is nowhere in `{page}`", shown(words))
        });
    }
    found.check(picture.name.starts_with(&picture.digest), What::Words, place, || {
        format!("`{}` is not named by its digest", picture.name)
    });
}

fn glance(check: &Check, found: &mut Found) {
    for (at, sentence) in check.claims.glance.iter().enumerate() {
        let place = format!("glance[{at}]");
        let Some(event) = sentence.event.as_deref().and_then(|id| check.events.get(id)) else {
            found.add(What::Event, place, "its event does not exist");
            continue;
        };
        own(event, sentence.source, &place, found);
        same_day(sentence, event, &place, found);
    }
    for (at, chapter) in check.claims.chapters.iter().enumerate() {
        opener(chapter, &format!("chapters[{at}].summary"), found);
    }
}

/// Checks that the summary of a chapter is about its own events.
fn opener(chapter: &Chapter, place: &str, found: &mut Found) {
    for (at, sentence) in chapter.summary.iter().enumerate() {
        let place = format!("{place}[{at}]");
        match chapter.events.iter().find(|event| Some(&event.id) == sentence.event.as_ref()) {
            Some(event) => {
                own(event, sentence.source, &place, found);
                same_day(sentence, event, &place, found);
            }
            None => found.add(What::Event, place, "its event is not in the chapter"),
        }
    }
}

fn same_day(sentence: &Sentence, event: &Event, place: &str, found: &mut Found) {
    found.check(sentence.when == event.when, What::Date, place, || "its date is not that of its event".to_owned());
}

/// Checks that the periods of chapters and of the edition are those of their events.
fn periods(check: &Check, found: &mut Found) {
    let days = |event: &Event| event.when.as_ref().and_then(|when| when.days());
    let chapters = check.claims.chapters.iter().enumerate();
    let chapters = chapters
        .map(|(at, it)| (format!("chapters[{at}].period"), &it.period, dates::hull(it.events.iter().filter_map(days))));
    let all = dates::hull(check.claims.events().filter_map(|(_, event)| days(event)));
    for (place, period, events) in chapters.chain([("period".to_owned(), &check.claims.period, all)]) {
        let given = period.as_ref().and_then(|period| period.days());
        found.check(given == events, What::Date, &place, || "it is not that of its events".to_owned());
        if let Some(period) = period {
            dates::check_period(period, check.lexicon, &place, found);
        }
    }
    if let Some(as_of) = &check.claims.as_of {
        dates::check(as_of, check.lexicon, "as_of", found);
    }
}

fn timeline(check: &Check, timeline: &Timeline, found: &mut Found) {
    let start = iso::day(&timeline.start);
    let mut shown_events = BTreeSet::new();
    for (lane_at, lane) in timeline.lanes.iter().enumerate() {
        let place = format!("timeline.lanes[{lane_at}]");
        let chapter = check.claims.chapters.iter().find(|chapter| chapter.id == lane.chapter);
        found.check(chapter.is_some_and(|chapter| chapter.title == lane.title), What::Event, &place, || {
            format!("its chapter {} does not exist, or has another title", shown(&lane.chapter))
        });
        for (at, mark) in lane.marks.iter().enumerate() {
            let place = format!("{place}.marks[{at}]");
            let event = chapter.and_then(|chapter| chapter.events.iter().find(|event| event.id == mark.event));
            match event {
                Some(event) if shown_events.insert(event.id.as_str()) => {
                    self::mark(check, mark, event, start, &place, found)
                }
                _ => found.add(
                    What::Event,
                    place,
                    format!("its event {} does not exist, or is on it twice", shown(&mark.event)),
                ),
            }
        }
        for (at, mark) in lane.mentions.iter().enumerate() {
            mention(check, mark, start, &format!("{place}.mentions[{at}]"), found);
        }
    }
    let dated = check.events.values().filter(|event| event.when.as_ref().is_some_and(|when| when.known().is_some()));
    for event in dated.filter(|event| !shown_events.contains(event.id.as_str())) {
        found.add(What::Event, "timeline", format!("the event `{}` is not on it", event.id));
    }
    described(check, timeline, found);
}

/// Checks that a mark shows the days and the number of reports of its event.
fn mark(check: &Check, mark: &Mark, event: &Event, start: Option<NaiveDate>, place: &str, found: &mut Found) {
    let when = event.when.as_ref();
    let days = when.and_then(|when| when.known());
    let (Some(when), Some(days), Some(start)) = (when, days, start) else {
        return found.add(What::Date, place, "its event has no days");
    };
    let at = |day: NaiveDate| day.signed_duration_since(start).num_days();
    let same = (mark.first, mark.last) == (at(days.earliest), at(days.latest));
    let label = label(check.lexicon, when, days);
    let precise = when.precision == mark.precision;
    found.check(same && precise && mark.label == label, What::Date, place, || {
        format!("it is not at the days of its event, `{label}`")
    });
    found.check(mark.reports == event.sources.len(), What::Count, place, || {
        format!("it counts {} reports; there are {}", mark.reports, event.sources.len())
    });
}

/// A short date, with the pattern for a date of which only one end is known.
fn label(lexicon: &Lexicon, when: &Date, days: Days) -> String {
    let (label, words) = (lexicon.dates.label(days), &lexicon.dates.ends_short);
    match (&when.earliest, &when.latest) {
        (Some(_), None) => fill(&words.not_before, &[("date", &label)]),
        (None, Some(_)) => fill(&words.not_after, &[("date", &label)]),
        _ => label,
    }
}

/// Checks that a mark of a mentioned event is at the days of that event.
fn mention(check: &Check, mark: &MentionMark, start: Option<NaiveDate>, place: &str, found: &mut Found) {
    let mentioned = check.claims.mentioned.iter().find(|one| one.id == mark.mentioned);
    let days = mentioned.and_then(|one| one.when.as_ref()?.days());
    let (Some(days), Some(start)) = (days, start) else {
        return found.add(What::Event, place, format!("there is no mentioned event {}", shown(&mark.mentioned)));
    };
    let at = |day: NaiveDate| day.signed_duration_since(start).num_days();
    let same = (mark.first, mark.last) == (at(days.earliest), at(days.latest));
    found.check(same && mark.label == check.lexicon.dates.label(days), What::Date, place, || {
        "it is not at the days of the event that it marks".to_owned()
    });
}

/// Checks that the description has no number that is not in a headline or a date of the edition.
fn described(check: &Check, timeline: &Timeline, found: &mut Found) {
    let mut known = String::new();
    for (_, event) in check.claims.events() {
        let long = event.when.as_ref().map(|when| when.long.as_str()).unwrap_or_default();
        known.extend([long, " ", event.headline.text.as_str(), " "]);
    }
    known.push_str(check.claims.period.as_ref().map(|period| period.long.as_str()).unwrap_or_default());
    let known: BTreeSet<&str> = letters::numbers(&known).collect();
    if let Some(other) = letters::numbers(&timeline.description).find(|number| !known.contains(number)) {
        found.add(What::Date, "timeline.description", format!("it says `{other}`, which no event has"));
    }
    // The events follow the period in order. If there are many, only the first ones do.
    let words = &check.lexicon.timeline;
    let mut lines: Vec<(&Option<String>, String)> = check
        .claims
        .events()
        .filter_map(|(_, event)| Some((event.when.as_ref()?, event)))
        .map(|(when, event)| {
            (&when.earliest, fill(&words.event, &[("date", &when.long), ("headline", &event.headline.text)]))
        })
        .collect();
    lines.sort();
    let listed: String = lines.into_iter().take(DESCRIBED).map(|(_, line)| line + " ").collect();
    let (_, behind) = words.description.split_once("{events}").unwrap_or_default();
    let ends = letters::letters(&timeline.description).ends_with(&letters::letters(&(listed + behind)));
    found.check(ends, What::Event, "timeline.description", || "it does not list the events in order".to_owned());
}

/// Maximum number of events that the description lists. As in `edition/timeline.rs`.
const DESCRIBED: usize = 20;
