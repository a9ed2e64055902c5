//! In: the chapters and the digest. Out: the edition's chapters with their events, and its few sentences at a glance.
//!
//! Invariant: each sentence, quote and headline names its source and place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::model::{
    Abbreviation, Added, Chapter, DateText, Disagreement, Event, Headline, KeySentence, Matter, Mentioned, Place,
    Quotation, Quote, Side,
};
use super::{Context, chapter_title, dates, entities, news};
use crate::annotate::{self, Annotated, PersonForm};
use crate::chapters::ChapterTitle;
use crate::chronicle;
use crate::digest::{self, EventDigest, KeyQuote};
use crate::passage::{Passage, Span};
use crate::when::{Days, How};

/// The most words of a page that stand for the headline that it lacks.
const HEADLINE_WORDS: usize = 12;
/// The most code points of a headline that are printed.
const HEADLINE_LONGEST: usize = 300;

/// The chapters of the edition, in order.
pub fn chapters(context: &Context) -> Vec<Chapter> {
    let mut told = context.material.digest.events.iter();
    let mut openers = context.material.digest.openers.iter();
    let chapters = context.material.chapters.iter().zip(1..);
    let chapter = |(chapter, number): (&crate::chapters::Chapter, usize)| Chapter {
        id: format!("chapter-{number}"),
        title: chapter_title(context.lexicon, &chapter.title),
        words: title_words(context, &chapter.title),
        undated: chapter.title == ChapterTitle::Undated,
        period: days(&chapter.events).map(|days| dates::period(context.lexicon, days)),
        summary: openers.next().map(|told| sentences(context, &chapter.events, told)).unwrap_or_default(),
        events: chapter
            .events
            .iter()
            .zip(told.by_ref())
            .map(|(event, told)| self::event(context, event, told))
            .collect(),
    };
    chapters.map(chapter).collect()
}

/// The words of a capture that a chapter is named by.
fn title_words(context: &Context, title: &ChapterTitle) -> Vec<Quotation> {
    let ChapterTitle::Found(words) = title else { return Vec::new() };
    words.iter().map(|word| quotation(context, word.article, word.text.clone(), word.span)).collect()
}

/// The sentences that tell the edition.
pub fn glance(context: &Context) -> Vec<KeySentence> {
    let events = context.material.chapters.iter().flat_map(|chapter| &chapter.events);
    sentences(context, events, &context.material.digest.glance)
}

/// Sentences that were chosen, each with the day of its event.
fn sentences<'a>(
    context: &Context,
    events: impl IntoIterator<Item = &'a chronicle::Event>,
    chosen: &[(String, digest::KeySentence)],
) -> Vec<KeySentence> {
    let whens: BTreeMap<&str, _> = events.into_iter().map(|event| (event.id.as_str(), event.when.as_ref())).collect();
    let sentence = |(event, key): &(String, digest::KeySentence)| KeySentence {
        quotation: quotation(context, key.article, key.sentence.text.clone(), key.sentence.span),
        event: event.clone(),
        when: whens.get(event.as_str()).copied().flatten().map(|when| dates::text(context.lexicon, when)),
    };
    chosen.iter().map(sentence).collect()
}

/// The days from the first to the last of some events.
pub fn days(events: &[chronicle::Event]) -> Option<Days> {
    let all = || events.iter().filter_map(|event| event.when.as_ref()?.days());
    Some(Days { earliest: all().map(|days| days.earliest).min()?, latest: all().map(|days| days.latest).max()? })
}

/// The headline of an article: the project's, the page's, or the first words of the page.
pub fn headline(context: &Context, article: usize) -> Headline {
    let page = &context.material.articles[article];
    let source = context.numbers[&article];
    let language = page.article.language;
    let name = page.article.name();
    let corrected = context.material.project.corrections.iter().find(|correction| correction.capture == name);
    if let Some(title) = corrected.and_then(|correction| correction.title.clone()) {
        return Headline { text: title, language, source, place: None };
    }
    let whole = page.article.headline.as_ref().map(|headline| beginning(headline, usize::MAX));
    let passage = whole.or_else(|| first_words(page)).unwrap_or_else(|| Passage::new("", 0));
    let place = (!passage.is_empty()).then(|| place(page, passage.span));
    let text = if passage.is_empty() { name } else { passage.text };
    Headline { text, language, source, place }
}

/// Words of a capture with their place.
pub fn quotation(context: &Context, article: usize, text: String, span: Span) -> Quotation {
    let page = &context.material.articles[article];
    Quotation { text, language: page.article.language, source: context.numbers[&article], place: place(page, span) }
}

/// A place in the capture of an article.
pub fn place(page: &Annotated, span: Span) -> Place {
    Place { path: page.article.path.clone(), record: page.article.record, start: span.start, end: span.end }
}

fn event(context: &Context, event: &chronicle::Event, told: &EventDigest) -> Event {
    let lead = context.material.articles[event.lead].article.name();
    let number = |report: &usize| context.numbers[report];
    let key = told.key.iter().map(|key| quotation(context, key.article, key.sentence.text.clone(), key.sentence.span));
    Event {
        id: event.id.clone(),
        when: event.when.as_ref().map(|when| dates::text(context.lexicon, when)),
        place: told.place.as_ref().and_then(|located| entities::event_place(context, located)),
        headline: headline(context, event.lead),
        key: key.collect(),
        quotes: told.quotes.iter().filter_map(|quote| self::quote(context, quote)).collect(),
        disagreements: told.disagreements.iter().map(|one| disagreement(context, one)).collect(),
        added: told.added.iter().map(|key| added(context, key)).collect(),
        sources: event.reports.iter().map(number).collect(),
        same_text: told.same_text.iter().map(|group| group.iter().map(number).collect()).collect(),
        picture: None,
        note: event.note.clone(),
        dating: event.when.as_ref().and_then(|when| dates::short_line(context, when, &lead)),
        evidence: event.when.as_ref().map(|when| when.evidence.clone()).unwrap_or_default(),
        change: news::change(context, event),
    }
}

fn quote(context: &Context, key: &KeyQuote) -> Option<Quote> {
    let page = &context.material.articles[key.article];
    let quote = &page.quotes[key.quote];
    let person = quote.speaker.map(|speaker| &page.people[speaker]);
    let named = person.and_then(|person| named(person, quote));
    let text = quote.text[key.bytes.clone()].to_owned();
    Some(Quote {
        quotation: quotation(context, key.article, text, part_of(page, quote, &key.bytes)),
        speaker: key.speaker.map(|speaker| context.material.digest.people[speaker].name.clone()),
        role: quote.role.as_ref().map(|role| role.text.clone()),
        role_place: quote.role.as_ref().map(|role| place(page, role.span)),
        venue: quote.venue.as_ref().map(|venue| venue.text.clone()),
        venue_place: quote.venue.as_ref().map(|venue| place(page, venue.span)),
        cue: quote.cue.map(|cue| place(page, cue)),
        wordings: key.wordings.iter().map(|&(article, at)| wording(context, article, at)).collect(),
        named: named.map(|form| quotation(context, key.article, form.text.clone(), form.span)),
    })
}

/// A quote of a report as it words it.
fn wording(context: &Context, article: usize, at: usize) -> Quotation {
    let page = &context.material.articles[article];
    let quote = &page.quotes[at];
    quotation(context, article, quote.text.clone(), part_of(page, quote, &(0..quote.text.len())))
}

fn added(context: &Context, key: &digest::KeySentence) -> Added {
    let published = context.material.dates[key.article].published.as_ref();
    Added {
        quotation: quotation(context, key.article, key.sentence.text.clone(), key.sentence.span),
        published: published.map(|when| dates::text(context.lexicon, when)),
    }
}

fn disagreement(context: &Context, found: &digest::Disagreement) -> Disagreement {
    let words = &context.lexicon.matters;
    let (matter, text) = match found.matter {
        digest::Matter::Number => (Matter::Number, &words.number),
        digest::Matter::Day => (Matter::Day, &words.day),
    };
    let side = |side: &digest::Side| {
        let sentence = &side.key.sentence;
        Side {
            quotation: quotation(context, side.key.article, sentence.text.clone(), sentence.span),
            said: sentence.text[side.differs.clone()].to_owned(),
        }
    };
    Disagreement { matter, text: text.clone(), sides: found.sides.iter().map(side).collect() }
}

/// The events that sources mention and none reports.
pub fn mentioned(context: &Context) -> Vec<Mentioned> {
    let mentioned = |(one, number): (&digest::Mentioned, usize)| {
        let how = if one.mention.evidence.is_empty() { How::Stated } else { How::Resolved };
        Mentioned {
            id: format!("mentioned-{number}"),
            when: DateText { how, ..dates::stated(context.lexicon, one.days) },
            announced: one.announced,
            quotation: quotation(context, one.key.article, one.key.sentence.text.clone(), one.key.sentence.span),
            day: place(&context.material.articles[one.key.article], one.mention.span),
        }
    };
    context.material.digest.mentioned.iter().zip(1..).map(mentioned).collect()
}

/// The abbreviations of the edition's texts.
pub fn abbreviations(context: &Context) -> Vec<Abbreviation> {
    let abbreviation = |one: &digest::Abbreviation| {
        // A page whose event lies outside the days asked for is no source of the edition.
        let found = one.found.as_ref().filter(|found| context.numbers.contains_key(&found.article));
        Abbreviation {
            short: one.short.clone(),
            long: one.long.clone(),
            language: one.language,
            found: found.map(|found| quotation(context, found.article, found.text.clone(), found.span)),
        }
    };
    context.material.digest.abbreviations.iter().map(abbreviation).collect()
}

/// The place of a part of a quote: that of the words themselves, which invisible characters may stand between.
fn part_of(page: &Annotated, quote: &annotate::Quote, bytes: &Range<usize>) -> Span {
    let whole = |passage: &Passage| {
        let found = passage.text.match_indices(&quote.text).map(|(at, _)| at);
        let mut found = found.filter(|&at| passage.place(at..at + quote.text.len()) == quote.span);
        found.next().map(|at| passage.place(at + bytes.start..at + bytes.end))
    };
    let holds = |passage: &&Passage| passage.span.start <= quote.span.start && quote.span.end <= passage.span.end;
    page.article.passages().filter(holds).find_map(whole).unwrap_or(quote.span)
}

/// The words that name the speaker of a quote: within those that say who speaks, else the nearest before the quote; of the
/// forms with the surname where the page has any.
fn named<'a>(person: &'a annotate::Person, quote: &annotate::Quote) -> Option<&'a PersonForm> {
    let in_cue =
        |form: &&PersonForm| quote.cue.is_some_and(|cue| form.span.start < cue.end && cue.start < form.span.end);
    let begins = |name: &str| annotate::names::surname(name).chars().take(3).collect::<String>();
    let has_surname = |form: &&PersonForm| begins(&form.text) == begins(&person.name);
    let whole = || person.forms.iter().filter(has_surname);
    let before = || whole().rfind(|form| form.span.start < quote.span.start);
    whole()
        .find(in_cue)
        .or_else(before)
        .or_else(|| whole().next())
        .or(person.forms.iter().find(in_cue))
        .or(person.forms.first())
}

fn first_words(page: &Annotated) -> Option<Passage> {
    Some(beginning(page.article.passages().next()?, HEADLINE_WORDS))
}

/// The first words of a passage, as many as a headline may have.
fn beginning(passage: &Passage, words: usize) -> Passage {
    let text = passage.text.as_str();
    let limit = text.char_indices().nth(HEADLINE_LONGEST).map_or(text.len(), |(at, _)| at);
    let fits = |&(at, _): &(usize, &str)| at <= limit;
    let mut spaces = text.match_indices(' ').take_while(fits).map(|(at, _)| at);
    let end = match (text.len() <= limit, spaces.clone().nth(words.saturating_sub(1))) {
        (_, Some(end)) => end,
        (true, None) => text.len(),
        (false, None) => spaces.by_ref().last().unwrap_or(limit),
    };
    passage.part(0..end)
}
