//! In: an annotated article. Out: one line of JSON.
//!
//! Invariant: the field names are a contract. A field without a value is `null` or empty, never absent.

use serde::Serialize;

use super::console::escape;
use crate::annotate::{Annotated, Person, PersonForm};
use crate::capture::{CaptureId, Form};
use crate::dating::Dated;
use crate::language::Language;
use crate::normalize::{BlockKind, DropReason, Figure};
use crate::passage::Span;
use crate::project::Project;
use crate::time::{Days, Evidence, EvidenceKind, How, Moment, Precision, When};

/// A page in the output of `read --json`.
#[derive(Debug, Serialize)]
pub(crate) struct Record<'a> {
    path: &'a str,
    /// The index of the page in its file. Present only if the file holds several pages.
    #[serde(skip_serializing_if = "is_first")]
    record: u32,
    form: Form,
    url: Option<&'a str>,
    pub source: Option<&'a str>,
    pub headline: Option<&'a str>,
    deck: Option<&'a str>,
    byline: Vec<&'a str>,
    language: Language,
    published: Option<Published<'a>>,
    body: Vec<Block<'a>>,
    figures: &'a [Figure],
    quotes: Vec<Quote<'a>>,
    people: Vec<&'a str>,
    organizations: Vec<&'a str>,
    places: Vec<&'a str>,
    mentions: Vec<Mention<'a>>,
    dropped: Vec<Dropped<'a>>,
}

/// A page in the output of `list --json`.
#[derive(Debug, Serialize)]
pub(crate) struct Listed<'a> {
    #[serde(flatten)]
    pub record: Record<'a>,
    pub event: Option<&'a str>,
    pub happened: Option<Range>,
    /// The place of the event, in the nominative.
    pub place: Option<&'a str>,
    pub chapter: Option<&'a str>,
    /// The story. It is the same for all pages of one story.
    pub story: Option<&'a str>,
}

/// A value as one line of JSON, without characters that a terminal obeys.
pub(crate) fn line(value: &impl Serialize) -> String {
    escape::json(&serde_json::to_string(value).expect("a value of plain fields has a form in JSON"))
}

/// The JSON name of an enum's variant.
pub(crate) fn name(value: &impl Serialize) -> String {
    line(value).trim_matches('"').to_owned()
}

#[derive(Debug, Serialize)]
struct Published<'a> {
    /// `null` if only the latest is known.
    earliest: Option<Moment>,
    latest: Option<Moment>,
    precision: Precision,
    how: How,
    evidence: Vec<Ground<'a>>,
}

/// Evidence. `start` and `end` are `null` if the words are in markup, an address or a name.
#[derive(Debug, Serialize)]
struct Ground<'a> {
    kind: EvidenceKind,
    text: &'a str,
    path: &'a str,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Block<'a> {
    kind: BlockKind,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Quote<'a> {
    text: &'a str,
    speaker: Option<&'a str>,
    /// The speaker's office and the occasion, in the page's words.
    role: Option<Words<'a>>,
    venue: Option<Words<'a>>,
}

/// Words of the page with their place.
#[derive(Debug, Serialize)]
struct Words<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl<'a> From<&'a PersonForm> for Words<'a> {
    fn from(form: &'a PersonForm) -> Self {
        Self { text: &form.text, start: form.span.start, end: form.span.end }
    }
}

#[derive(Debug, Serialize)]
struct Mention<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    earliest: chrono::NaiveDate,
    latest: chrono::NaiveDate,
}

#[derive(Debug, Serialize)]
struct Dropped<'a> {
    text: &'a str,
    reason: DropReason,
    /// The name of the rule that dropped the line.
    rule: &'static str,
    /// The log-odds that the line belongs to the body, in tenths. `null` if the line has no score.
    score: Option<i32>,
    /// The boilerplate phrase that the line has. Absent if the rule does not look for phrases.
    #[serde(skip_serializing_if = "Option::is_none")]
    phrase: Option<Phrase<'a>>,
}

/// A phrase of a list in the `boilerplate.toml` of a language.
#[derive(Debug, Serialize)]
struct Phrase<'a> {
    language: Language,
    /// The name of the list: `text.share.starts`.
    list: String,
    words: &'a str,
}

/// A period, both ends included.
#[derive(Debug, Serialize)]
pub(crate) struct Range {
    earliest: Option<Moment>,
    latest: Option<Moment>,
    precision: Precision,
}

impl From<&When> for Range {
    fn from(when: &When) -> Self {
        Self { earliest: when.earliest, latest: when.latest, precision: when.precision }
    }
}

impl<'a> Record<'a> {
    /// The record of an article, with the names that its own page gives.
    pub(crate) fn new(annotated: &'a Annotated, dated: &'a Dated) -> Self {
        Self::named(annotated, dated, &|_, person| &person.name)
    }

    /// The record of an article. `name` returns the name to print for each person, by index.
    pub(crate) fn named(
        annotated: &'a Annotated,
        dated: &'a Dated,
        name: &dyn Fn(usize, &'a Person) -> &'a str,
    ) -> Self {
        let article = &annotated.article;
        let people: Vec<&str> = annotated.people.iter().enumerate().map(|(at, person)| name(at, person)).collect();
        Self {
            path: &article.id.path,
            record: article.id.record,
            form: article.form,
            url: article.address.as_deref(),
            source: article.source.as_ref().map(|source| source.name.as_str()),
            headline: article.headline.as_ref().map(|headline| headline.text.as_str()),
            deck: article.deck.as_ref().map(|deck| deck.text.as_str()),
            byline: article.byline.iter().map(|author| author.text.as_str()).collect(),
            language: article.language,
            published: dated.published.as_ref().map(Published::new),
            body: article.body.iter().map(|block| Block { kind: block.kind, text: &block.passage.text }).collect(),
            figures: &article.figures,
            quotes: quotes(annotated, &people),
            mentions: mentions(dated),
            dropped: dropped(annotated),
            people: distinct(people),
            organizations: annotated.organizations.iter().map(|one| one.name.as_str()).collect(),
            places: annotated.places.iter().map(|one| one.name.as_str()).collect(),
        }
    }

    /// The record with the title from the project file, if there is one.
    pub(crate) fn titled(self, project: &'a Project) -> Self {
        let name = CaptureId::new(self.path, self.record).to_string();
        let correction = project.corrections.iter().find(|correction| correction.capture == name);
        let headline = correction.and_then(|correction| correction.title.as_deref()).or(self.headline);
        Self { headline, ..self }
    }
}

impl<'a> Published<'a> {
    fn new(when: &'a When) -> Self {
        let evidence = when.evidence.iter().map(Ground::new).collect();
        Self { earliest: when.earliest, latest: when.latest, precision: when.precision, how: when.how, evidence }
    }
}

impl<'a> Ground<'a> {
    fn new(evidence: &'a Evidence) -> Self {
        let (start, end) = evidence.place.map(|place| (place.start, place.end)).unzip();
        Self { kind: evidence.kind, text: &evidence.text, path: &evidence.path, start, end }
    }
}

fn quotes<'a>(annotated: &'a Annotated, people: &[&'a str]) -> Vec<Quote<'a>> {
    let speaker = |index: usize| people.get(index).copied();
    let quotes = annotated.quotes.iter().map(|quote| Quote {
        text: &quote.text,
        speaker: quote.speaker.and_then(speaker),
        role: quote.role.as_ref().map(Words::from),
        venue: quote.venue.as_ref().map(Words::from),
    });
    quotes.collect()
}

fn dropped(annotated: &Annotated) -> Vec<Dropped<'_>> {
    let lines = annotated.article.dropped.iter();
    let dropped = lines.map(|line| Dropped {
        text: &line.text,
        reason: line.reason,
        rule: line.rule,
        score: line.score,
        phrase: line.phrase.map(|phrase| Phrase {
            language: phrase.language,
            list: phrase.list(),
            words: phrase.words,
        }),
    });
    dropped.collect()
}

fn mentions(dated: &Dated) -> Vec<Mention<'_>> {
    let mentions = dated.mentions.iter().map(|mention| {
        let (Span { start, end }, Days { earliest, latest }) = (mention.span, mention.days);
        Mention { text: &mention.text, start, end, earliest, latest }
    });
    mentions.collect()
}

/// The names in order of their first appearance, without repetitions. Two people of a page may be the same person in the corpus.
fn distinct(names: Vec<&str>) -> Vec<&str> {
    let mut seen = std::collections::BTreeSet::new();
    names.into_iter().filter(|name| seen.insert(*name)).collect()
}

fn is_first(record: &u32) -> bool {
    *record == 0
}
