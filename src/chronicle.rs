//! In: dated, linked articles and the user's decisions. Out: the chronicle: events in order, each with its reports, and an undated section.
//!
//! Events that follow from each other form a story.
//!
//! Invariant: loses no article. The order is total: by instant, then precision, then a stable id.

mod parted;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::annotate::Annotated;
use crate::dating::Dated;
use crate::link::stem::Stems;
use crate::link::{self, ArticleIndex, Links, tokens};
use crate::project::{Decision, Status};
use crate::survey::line::is_trail;
use crate::time::{Days, When};

/// Number of bytes of the hash in the id of an event or a story. 48 bits: among 10,000 events two share an id with a probability of 2 in 10
/// million.
const ID_BYTES: usize = 6;
/// Reports with a day more than this many days after the first report's are about what came later. With 2, none of the 100 events in the
/// edition of `tests/events/tuned` change; with 6, 5.
pub(crate) const FIRST_REPORTS: i64 = 3;
/// Headlines outside these bounds, or that name the way to their page, are used only as a last resort. The first: the same events in the
/// edition of `tests/events/tuned` with 2 and 6.
const FEWEST_WORDS: usize = 3;
const MOST_LETTERS: usize = 180;

/// Something that happened at one time, reported by one article or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The same in every build with the same reports. It is made from the digests of the captures.
    pub id: String,
    /// When it happened. `None` if undated.
    pub when: Option<When>,
    /// The reports in order of publication, the undated last.
    pub reports: Vec<ArticleIndex>,
    /// The report whose headline represents the event.
    pub lead: ArticleIndex,
    /// Whether the user wants it in the edition regardless of the period.
    pub pinned: bool,
    /// The user's note about it.
    pub note: Option<String>,
    /// The user's judgement of it.
    pub status: Option<Status>,
    /// The id of its story, if it has one.
    pub story: Option<String>,
}

/// Events that follow from each other: an affair, a negotiation, a flood and its aftermath.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Made from the first report, so that it stays the same while the story continues.
    pub id: String,
    /// The ids of its events in order, the undated last. At least two.
    pub events: Vec<String>,
    /// The event with most in common with the others.
    pub central: String,
}

/// The events of a corpus.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chronicle {
    /// The events with a date, in order.
    pub dated: Vec<Event>,
    /// The events without a date, by id.
    pub undated: Vec<Event>,
    /// The stories, in the order of their first events.
    pub stories: Vec<Story>,
}

impl Chronicle {
    /// Keeps the events that fulfil a condition, and the stories that remain.
    pub fn only(self, holds: impl Fn(&Event) -> bool) -> Self {
        let kept = |events: Vec<Event>| -> Vec<Event> { events.into_iter().filter(|event| holds(event)).collect() };
        let (dated, undated) = (kept(self.dated), kept(self.undated));
        let left: BTreeSet<String> = dated.iter().chain(&undated).map(|event| event.id.clone()).collect();
        let stories = self.stories.into_iter().filter_map(|story| story.only(|event| left.contains(event)));
        let mut chronicle = Self { dated, undated, stories: stories.collect() };
        mark(&mut chronicle);
        chronicle
    }
}

impl Story {
    /// The story with some of its events. `None` if fewer than two are left.
    fn only(mut self, holds: impl Fn(&str) -> bool) -> Option<Self> {
        self.events.retain(|event| holds(event));
        if !self.events.contains(&self.central) {
            self.central.clone_from(self.events.first()?);
        }
        (self.events.len() > 1).then_some(self)
    }
}

/// Puts the events of a corpus in order.
pub fn arrange(articles: &[Annotated], links: &Links, dates: &[Dated], decisions: &[Decision]) -> Chronicle {
    let mut chronicle = Chronicle::default();
    for reports in links.events.iter().flat_map(|reports| parts(reports, articles, links, dates, decisions)) {
        let event = event(reports, articles, dates, decisions);
        if event.when.as_ref().is_some_and(|when| when.days().is_some()) {
            chronicle.dated.push(event)
        } else {
            chronicle.undated.push(event)
        }
    }
    let first_path = |event: &Event| event.reports.iter().map(|&at| name(&articles[at])).min();
    let instant = |event: &Event| event.when.as_ref().map(|when| (when.earliest, when.precision, when.latest));
    chronicle.dated.sort_by_cached_key(|event| (instant(event), event.id.clone(), first_path(event)));
    chronicle.undated.sort_by_cached_key(|event| (event.id.clone(), first_path(event)));
    number_copies(&mut chronicle);
    chronicle.stories = stories(&chronicle, articles);
    mark(&mut chronicle);
    chronicle
}

/// The stories of the events.
fn stories(chronicle: &Chronicle, articles: &[Annotated]) -> Vec<Story> {
    let in_order: Vec<&Event> = chronicle.dated.iter().chain(&chronicle.undated).collect();
    let reports: Vec<Vec<ArticleIndex>> = in_order.iter().map(|event| event.reports.clone()).collect();
    let story = |story: link::story::Story| Story {
        id: story_id(&articles[reports[story.events[0]][0]]),
        central: in_order[story.central].id.clone(),
        events: story.events.into_iter().map(|event| in_order[event].id.clone()).collect(),
    };
    link::story::stories(&reports, articles).into_iter().map(story).collect()
}

/// Sets the story of each event.
fn mark(chronicle: &mut Chronicle) {
    let of: BTreeMap<&str, &str> = chronicle
        .stories
        .iter()
        .flat_map(|story| story.events.iter().map(|event| (event.as_str(), story.id.as_str())))
        .collect();
    for event in chronicle.dated.iter_mut().chain(&mut chronicle.undated) {
        event.story = of.get(event.id.as_str()).map(|&story| story.to_owned());
    }
}

/// Splits the reports that were taken for one event into events, each in order of publication. An event that an edition recorded or the
/// user decided is not split.
fn parts(
    reports: &[ArticleIndex],
    articles: &[Annotated],
    links: &Links,
    dates: &[Dated],
    decisions: &[Decision],
) -> Vec<Vec<ArticleIndex>> {
    let mut reports = reports.to_vec();
    let published =
        |at: ArticleIndex| dates[at].published.as_ref().map(|when| (when.earliest, when.precision, when.latest));
    reports.sort_by_cached_key(|&at| (published(at).is_none(), published(at), name(&articles[at])));
    if links.are_kept || decision(&reports, articles, decisions).is_some() {
        return vec![reports];
    }
    parted::part(reports, articles, dates, |reports| when(reports, dates)?.days())
}

/// The user's decision about an event with one of these reports.
fn decision<'a>(reports: &[ArticleIndex], articles: &[Annotated], decisions: &'a [Decision]) -> Option<&'a Decision> {
    let holds = |report: &ArticleIndex, one: &Decision| one.captures.contains(&articles[*report].article.name());
    decisions.iter().find(|one| reports.iter().any(|report| holds(report, one)))
}

fn event(reports: Vec<ArticleIndex>, articles: &[Annotated], dates: &[Dated], decisions: &[Decision]) -> Event {
    let decision = decision(&reports, articles, decisions);
    Event {
        id: id(&reports, articles),
        when: when(&reports, dates),
        lead: lead(first_reports(&reports, dates), articles),
        pinned: decision.is_some_and(|decision| decision.pin),
        note: decision.and_then(|decision| decision.note.clone()),
        status: decision.and_then(|decision| decision.status),
        story: None,
        reports,
    }
}

/// When an event happened. Among the dates of its first reports the most precise counts, and of equally precise ones the first. Later
/// reports are about what came of it.
fn when(reports: &[ArticleIndex], dates: &[Dated]) -> Option<When> {
    let said = || reports.iter().filter_map(|&at| dates[at].happened.as_ref());
    let first = said().filter_map(|when| Some(when.days()?.latest)).min();
    let of_first = |when: &&When| {
        let opens = when.days().map(|days| days.earliest);
        opens.zip(first).is_none_or(|(opens, first)| (opens - first).num_days() <= FIRST_REPORTS)
    };
    said()
        .filter(of_first)
        .min_by_key(|when| (when.days().map_or(i64::MAX, Days::len), when.precision, when.earliest))
        .cloned()
}

/// The reports that were published with the first, from reports in the order of publication.
fn first_reports<'a>(reports: &'a [ArticleIndex], dates: &[Dated]) -> &'a [ArticleIndex] {
    let day = |report: ArticleIndex| dates[report].published.as_ref()?.days();
    let first = reports.iter().find_map(|&report| day(report)).map(|days| days.latest);
    let is_later = |&report: &ArticleIndex| {
        let opens = day(report).map(|days| days.earliest);
        opens.zip(first).is_some_and(|(opens, first)| (opens - first).num_days() > FIRST_REPORTS)
    };
    let until = reports.iter().position(is_later).unwrap_or(reports.len());
    &reports[..until]
}

/// The report whose headline has most in common with the other headlines. Of equal ones, the first published.
fn lead(reports: &[ArticleIndex], articles: &[Annotated]) -> ArticleIndex {
    let stems: BTreeMap<_, _> = reports.iter().map(|&at| (at, headline_stems(&articles[at]))).collect();
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    stems.values().flatten().for_each(|stem| *holders.entry(stem).or_default() += 1);
    let shared = |at: ArticleIndex| stems[&at].iter().map(|stem| holders[stem.as_str()] - 1).sum::<usize>();
    let first_best = |&(place, at): &(usize, ArticleIndex)| {
        let text = articles[at].article.headline.as_ref().map_or("", |headline| headline.text.as_str());
        let length = text.chars().count();
        let fit = stems[&at].len() >= FEWEST_WORDS && length <= MOST_LETTERS && !is_trail(text);
        (length > 0, fit, shared(at), std::cmp::Reverse(place))
    };
    reports.iter().copied().enumerate().max_by_key(first_best).map_or(0, |(_, at)| at)
}

fn headline_stems(article: &Annotated) -> Vec<String> {
    let Some(headline) = &article.article.headline else { return Vec::new() };
    let stems = Stems::of(article.article.language);
    let mut stems: Vec<_> =
        tokens::words(&headline.text).map(|word| stems.stem(&tokens::fold(&headline.text[word]))).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// A short hash of a story's first report.
fn story_id(first: &Annotated) -> String {
    hashed("story-", [(first.article.digest.as_str(), first.article.id.record)])
}

/// A short hash of the digests of an event's captures, regardless of their order.
fn id(reports: &[ArticleIndex], articles: &[Annotated]) -> String {
    let mut digests: Vec<_> =
        reports.iter().map(|&at| (articles[at].article.digest.as_str(), articles[at].article.id.record)).collect();
    digests.sort_unstable();
    hashed("event-", digests)
}

/// An identifier of a kind: a short hash of captures, in their order.
pub(crate) fn hashed<'a>(kind: &str, digests: impl IntoIterator<Item = (&'a str, u32)>) -> String {
    let mut hash = Sha256::new();
    for (digest, record) in digests {
        hash.update(digest.as_bytes());
        hash.update(record.to_be_bytes());
    }
    hash.finalize().iter().take(ID_BYTES).fold(kind.to_owned(), |mut id, byte| {
        let _ = write!(id, "{byte:02x}");
        id
    })
}

/// Numbers events with the same captures. These can only be copies of one file.
fn number_copies(chronicle: &mut Chronicle) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for event in chronicle.dated.iter_mut().chain(&mut chronicle.undated) {
        let times = seen.entry(event.id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            let _ = write!(event.id, "-{times}");
        }
    }
}

fn name(article: &Annotated) -> (&str, u32) {
    (&article.article.id.path, article.article.id.record)
}
