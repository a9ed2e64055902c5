//! In: an edition as data, alone or in a book or a briefing, and the captures. Out: what of it does not stand there.
//!
//! The stages that made the edition take no part in this: captures are read again, and every sentence, quote, headline, name,
//! byline and piece of evidence is looked for at the place that the edition gives. What the product says in words of its own
//! (dates, counts, who speaks, the ledger) is derived once more from what the edition gives for it, or held against it.
//! Texts of an edition are compared as `passage` cleans them; what a layout printed, by its letters and digits.
//!
//! Invariant: changes nothing and repairs nothing; the same edition and captures give the same failures in the same order.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used))]

pub mod book;
pub mod claim;
pub mod markdown;
pub mod originals;
#[cfg_attr(not(feature = "pdf"), path = "verify/print/absent.rs")]
pub mod print;

mod budget;
mod citations;
mod claims;
mod dates;
mod events;
mod evidence;
mod ledger;
mod letters;
mod people;
mod stories;
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

/// The versions of the edition's contract that are known here: what is checked is the same in each.
const SCHEMAS: std::ops::RangeInclusive<u32> = 1..=crate::edition::SCHEMA;

/// Something that an edition claims and that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    pub what: What,
    /// Where it stands in the edition or in the output: `chapters[0].events[1].key[0]`, `chapter-1.xhtml`.
    pub place: String,
    /// Lower case, no full stop.
    pub problem: String,
}

/// What a failure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A capture that is not there, or not the one that was built from.
    Capture,
    /// Words that do not stand at their place.
    Words,
    /// A name, or who is said to speak.
    Name,
    /// A date, or what it is told to be.
    Date,
    /// What a date or a publisher rests on.
    Evidence,
    /// An event, a chapter or the timeline: something that leads nowhere.
    Event,
    /// What became of a capture.
    Ledger,
    Count,
    /// A name within the edition that is there twice.
    Identifier,
    /// What an output prints beside the edition that it carries.
    Print,
}

/// Why nothing could be checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    #[error("it is no edition: {0}")]
    NoEdition(String),
    #[error("it carries no edition")]
    NothingCarried,
    #[error("it has no footnotes that name captures")]
    NothingNoted,
    #[error("it is damaged: {0}")]
    Damaged(String),
    #[error("it unpacks to more than {} MiB", limits::VERIFIED_UNPACKED / limits::MIB)]
    TooLarge,
    #[error("it has more than {} pages", limits::VERIFIED_PAGES)]
    TooLong,
    #[error("it is a PDF, and this build of litopys reads none: it lacks the feature `pdf`")]
    NoPdf,
    #[error("it is packed as litopys packs nothing")]
    OtherPacking,
    #[error("it is an edition of version {0}, which this program does not know")]
    OtherSchema(u32),
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = serde_json::to_value(self.what).ok();
        let what = what.as_ref().and_then(Value::as_str).unwrap_or_default();
        write!(formatter, "{what}: {}: {}", self.place, self.problem)
    }
}

/// Failures as they are found, as many as are told.
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

/// What every part of the check looks things up in.
struct Check<'a> {
    claims: &'a Claims,
    originals: &'a Originals,
    language: ProductLanguage,
    lexicon: &'static Lexicon,
    /// The events by their identifiers.
    events: BTreeMap<&'a str, &'a Event>,
    /// The numbers of the sources by the names of their captures.
    numbers: BTreeMap<String, usize>,
    /// What the people are called.
    people: BTreeSet<&'a str>,
}

impl<'a> Check<'a> {
    fn new(claims: &'a Claims, originals: &'a Originals) -> Result<Self, VerifyError> {
        let language: ProductLanguage =
            claims.language.parse().map_err(|error| VerifyError::NoEdition(format!("{error}")))?;
        let named = |source: &claims::Source| (CaptureId::new(&source.path, source.record).to_string(), source.number);
        Ok(Self {
            claims,
            originals,
            language,
            lexicon: language.lexicon(),
            events: claims.events().map(|(_, event)| (event.id.as_str(), event)).collect(),
            numbers: claims.sources.iter().map(named).collect(),
            people: claims.people.iter().map(|person| person.name.as_str()).collect(),
        })
    }
}

/// Checks the JSON of an edition against the captures: every failure, in the order of the edition.
///
/// # Errors
/// The bytes are no edition, or one of another version.
pub fn edition(json: &[u8], originals: &Originals) -> Result<Vec<Failure>, VerifyError> {
    let data = parsed(json)?;
    let claims = claims(&data)?;
    let check = Check::new(&claims, originals)?;
    let mut found = Found::default();
    ledger::check(&check, &mut found);
    events::check(&check, &mut found);
    stories::check(&check, &mut found);
    people::check(&check, &mut found);
    evidence::check(&check, &mut found);
    words::check(&data, &check, &mut found);
    Ok(found.0)
}

/// The captures that an edition names as its sources, each a path, in order.
///
/// # Errors
/// As of [`edition`].
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

/// A text as it is shown in a problem: its beginning, on one line.
fn shown(text: &str) -> String {
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
