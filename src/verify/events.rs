//! In: the chapters and the summary. Out: references that lead nowhere, duplicates, and days that contradict each other.
//!
//! Invariant: every event leads to its sources, and every source to one event.

use std::collections::BTreeSet;

use super::claims::{Chapter, CountStep, Development, Event, Mentioned, Picture, Sentence};
use super::{Check, Found, What, dates, letters, shown};
use crate::capture::CaptureId;
use crate::edition::BETWEEN_WORDS;
use crate::link::shingles::share_words;

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
        super::timeline::check(check, timeline, found);
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
    let mentioned = check.claims.mentioned.iter().enumerate();
    let mentioned = mentioned.map(|(at, it)| (format!("mentioned[{at}]"), it.id.as_str()));
    let mut seen = BTreeSet::new();
    for (place, id) in chapters.chain(events).chain(people).chain(mentioned) {
        found.check(!id.is_empty() && seen.insert(id), What::Identifier, place, || {
            format!("its identifier {} is there twice, or empty", shown(id))
        });
    }
}

/// Checks that a found title consists of the words that it refers to.
fn titles(check: &Check, found: &mut Found) {
    if let Some(words) = &check.claims.title_words {
        let is_said = letters::letters(&words.text) == letters::letters(&check.claims.title);
        found.check(is_said, What::Words, "title_words", || {
            format!("{} is not the title {}", shown(&words.text), shown(&check.claims.title))
        });
    }
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

/// Checks that a sentence at a glance is the one that mentions its event.
fn looks_back(sentence: &Sentence, mentioned: &Mentioned, place: &str, found: &mut Found) {
    let said = &mentioned.words;
    let is_it = !mentioned.announced && sentence.source == said.source && sentence.place == said.place;
    found.check(is_it, What::Event, place, || format!("it is not the sentence of {}", shown(&mentioned.id)));
    found.check(sentence.when == said.when, What::Date, place, || "its date is not that of its event".to_owned());
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
            match check.claims.mentioned.iter().find(|one| Some(&one.id) == sentence.event.as_ref()) {
                Some(mentioned) => looks_back(sentence, mentioned, &place, found),
                None => found.add(What::Event, place, "its event does not exist"),
            }
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
    let days = |event: &Event| event.when.as_ref().and_then(|when| when.printed_days());
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
