//! In: an edition as data, alone or in an e-book or a briefing, and the captures. Out: everything in it that the captures do not support.
//!
//! The stages that made the edition are not used here. Captures are read again, and every sentence, quote, headline, name, byline and piece
//! of evidence is looked up at the place that the edition gives. The product's own statements (dates, counts, who speaks, the ledger) are
//! derived again from the edition's data, or compared with it. Texts of an edition are compared as `passage` cleans them, and printed texts
//! by their letters and digits.
//!
//! Invariant: changes nothing and repairs nothing. The same edition and captures give the same failures in the same order.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used))]

/// Checks of an e-book.
pub mod book;
/// The claim that a failure is about.
pub mod claim;
/// Checks of the edition as Markdown.
pub mod markdown;
/// The captures that an edition is checked against.
pub mod originals;
/// Checks of a briefing.
#[cfg_attr(not(feature = "pdf"), path = "verify/print/absent.rs")]
pub mod print;

mod budget;
mod citations;
mod claims;
mod dates;
mod editor;
mod events;
mod evidence;
mod ledger;
mod letters;
mod people;
mod stories;
mod timeline;
mod upcoming;
mod weights;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::capture::CaptureId;
use crate::limits;
use crate::words::{Lexicon, ProductLanguage};
use claims::{Claims, Event};
pub use originals::Originals;

/// The known versions of the edition's contract. The checks are the same for each.
const SCHEMAS: std::ops::RangeInclusive<u32> = 1..=crate::edition::SCHEMA;

/// A claim of an edition that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What the failure is about.
    pub what: What,
    /// The place in the edition or the output: `chapters[0].events[1].key[0]`, `chapter-1.xhtml`.
    pub place: String,
    /// The problem, in lower case without a full stop.
    pub problem: String,
}

/// What a failure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A capture that is missing, or differs from the one that was used.
    Capture,
    /// Words that are not at their place.
    Words,
    /// A name, or the speaker of a quote.
    Name,
    /// A date, or the words for it.
    Date,
    /// The evidence for a date or a publisher.
    Evidence,
    /// An event, a chapter or the timeline: a reference that leads nowhere.
    Event,
    /// What became of a capture.
    Ledger,
    /// A count.
    Count,
    /// An identifier in the edition that appears twice.
    Identifier,
    /// A text that an output prints and the edition in it does not support.
    Print,
}

/// Why nothing could be checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// The data is not an edition.
    #[error("it is not an edition: {0}")]
    NoEdition(String),
    /// The output contains no edition.
    #[error("it contains no edition")]
    NothingCarried,
    /// The Markdown has no footnotes with captures.
    #[error("it has no footnotes that name captures")]
    NothingNoted,
    /// The output is damaged.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// The output unpacks to too much.
    #[error("it unpacks to more than {} MiB", limits::VERIFIED_UNPACKED / limits::MIB)]
    TooLarge,
    /// The output has too many pages.
    #[error("it has more than {} pages", limits::VERIFIED_PAGES)]
    TooLong,
    /// This build cannot read PDF.
    #[error("it is a PDF, which this build of litopys cannot read: it lacks the feature `pdf`")]
    NoPdf,
    /// The output is compressed in another way than litopys does.
    #[error("it is compressed in a way that litopys never uses")]
    OtherPacking,
    /// The edition has an unknown version.
    #[error("it is an edition of version {0}, which is unknown to this program")]
    OtherSchema(u32),
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = serde_json::to_value(self.what).ok();
        let what = what.as_ref().and_then(Value::as_str).unwrap_or_default();
        write!(formatter, "{what}: {}: {}", self.place, self.problem)
    }
}

/// The failures in the order in which they are found, up to a maximum.
#[derive(Debug, Default)]
struct Found(Vec<Failure>);

impl Found {
    fn add(&mut self, what: What, place: impl fmt::Display, problem: impl fmt::Display) {
        if self.0.len() >= limits::VERIFIED_FAILURES {
            return;
        }
        self.0.push(Failure { what, place: place.to_string(), problem: problem.to_string() });
    }

    fn check(&mut self, holds: bool, what: What, place: impl fmt::Display, problem: impl FnOnce() -> String) {
        if !holds {
            self.add(what, place, problem());
        }
    }
}

/// What every part of the check needs for lookups.
struct Check<'a> {
    claims: &'a Claims,
    originals: &'a Originals,
    language: ProductLanguage,
    lexicon: &'static Lexicon,
    /// The events by identifier.
    events: BTreeMap<&'a str, &'a Event>,
    /// The source numbers by capture name.
    numbers: BTreeMap<String, usize>,
    /// The names of the people.
    people: BTreeSet<&'a str>,
    /// The number of its text for each source of which another prints the text.
    same_text: BTreeMap<usize, usize>,
}

impl<'a> Check<'a> {
    fn new(claims: &'a Claims, originals: &'a Originals) -> Result<Self, VerifyError> {
        let language: ProductLanguage =
            claims.language.parse().map_err(|error| VerifyError::NoEdition(format!("{error}")))?;
        let named = |source: &claims::Source| (CaptureId::new(&source.path, source.record).to_string(), source.number);
        let groups = claims.events().flat_map(|(_, event)| &event.same_text);
        Ok(Self {
            claims,
            originals,
            language,
            lexicon: language.lexicon(),
            events: claims.events().map(|(_, event)| (event.id.as_str(), event)).collect(),
            numbers: claims.sources.iter().map(named).collect(),
            people: claims.people.iter().map(|person| person.name.as_str()).collect(),
            same_text: groups.enumerate().flat_map(|(at, group)| group.iter().map(move |&it| (it, at))).collect(),
        })
    }
}

/// Checks the JSON of an edition against the captures. Returns every failure, in the order of the edition.
///
/// # Errors
/// The bytes are not an edition, or one of another version.
pub fn edition(json: &[u8], originals: &Originals) -> Result<Vec<Failure>, VerifyError> {
    let data = parsed(json)?;
    let claims = claims(&data)?;
    let check = Check::new(&claims, originals)?;
    let mut found = Found::default();
    ledger::check(&check, &mut found);
    events::check(&check, &mut found);
    editor::check(&check, &mut found);
    stories::check(&check, &mut found);
    weights::check(&check, &mut found);
    upcoming::check(&check, &mut found);
    people::check(&check, &mut found);
    evidence::check(&check, &mut found);
    words::check(&data, &check, &mut found);
    Ok(found.0)
}

/// The paths of the captures that an edition names as its sources, in order.
///
/// # Errors
/// As for [`edition`].
pub fn sources(json: &[u8]) -> Result<Vec<String>, VerifyError> {
    Ok(claims(&parsed(json)?)?.sources.into_iter().map(|source| source.path).collect())
}

fn parsed(json: &[u8]) -> Result<Value, VerifyError> {
    serde_json::from_slice(json).map_err(|error| VerifyError::NoEdition(error.to_string()))
}

fn claims(data: &Value) -> Result<Claims, VerifyError> {
    let claims = Claims::of(data).map_err(|error| VerifyError::NoEdition(error.to_string()))?;
    match claims.schema {
        Some(known) if SCHEMAS.contains(&known) => Ok(claims),
        Some(other) => Err(VerifyError::OtherSchema(other)),
        None => Err(VerifyError::NoEdition("it has no `schema`".to_owned())),
    }
}

/// A text for a message: its beginning, on one line.
fn shown(text: &str) -> String {
    /// Maximum number of characters of it. Set by hand.
    const MOST: usize = 60;
    let text: String = text
        .chars()
        .take(MOST.saturating_add(1))
        .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
        .collect();
    match text.char_indices().nth(MOST) {
        None => format!("`{text}`"),
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default().trim_end()),
    }
}
