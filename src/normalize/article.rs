//! In: nothing. Out: the type of an article, a capture without boilerplate and with its parts named.
//!
//! Invariant: only data. Each text has its place in the capture.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::capture::picture::{Flaw, Picture};
use crate::capture::pictures::Found;
use crate::capture::{CaptureId, Form};
use crate::lang::boilerplate::Phrase;
use crate::language::{Language, Region};
use crate::limits;
use crate::passage::{Passage, Span};
use crate::time::{Evidence, How, MachineDate, Reading};
use crate::warned::Warning;

/// A capture without boilerplate, with its parts named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    /// The capture.
    pub id: CaptureId,
    /// The form of the capture.
    pub form: Form,
    /// Where the page came from, if known.
    pub address: Option<String>,
    /// SHA-256 of the capture, as in [`Capture::digest`](crate::capture::Capture::digest).
    pub digest: String,
    /// The language of the body.
    pub language: Language,
    /// The country for which the markup is written, or of the address.
    pub region: Option<Region>,
    /// The publisher.
    pub source: Option<Source>,
    /// The headline.
    pub headline: Option<Passage>,
    /// The introduction below the headline.
    pub deck: Option<Passage>,
    /// The names in the byline.
    pub byline: Vec<Passage>,
    /// Number of authors in the metadata beyond those that are kept.
    #[serde(skip)]
    pub authors_left_out: usize,
    /// Whether the page has more tags than are read.
    #[serde(skip)]
    pub is_cut: bool,
    /// The body, block by block.
    pub body: Vec<Block>,
    /// The pictures of the article.
    pub figures: Vec<Figure>,
    /// The dates that the page gives for itself, in order of their place.
    pub stamps: Vec<Stamp>,
    /// The lines that are not in the article.
    pub dropped: Vec<Dropped>,
}

/// A block of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    /// Its kind.
    pub kind: BlockKind,
    /// Its text and place.
    pub passage: Passage,
}

/// The kind of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading within the body.
    Subhead,
    /// A block quotation.
    Quote,
    /// An item of a list.
    List,
}

/// The publisher of a page, with the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The name in the nominative.
    pub name: String,
    /// `Stated` if the page prints the name, `Resolved` if it is derived from an address or a sibling.
    pub how: How,
    /// Why the name is believed.
    pub evidence: Vec<Evidence>,
    /// Set if the name is from a list of publishers.
    pub(crate) listed: Option<Listed>,
}

/// The list that a source's name is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Listed {
    /// Whether it is the project file's list, not the program's own.
    pub by_project: bool,
    /// The language of the name. Absent if the list has one name for all languages.
    pub language: Option<Language>,
}

/// A picture with its caption and credit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// The text below the picture.
    pub caption: Option<String>,
    /// The maker of the picture.
    pub credit: Option<String>,
    /// The alternative text.
    pub alt: Option<String>,
    /// The picture's address on the web. It is not downloaded.
    pub address: Option<String>,
    /// The picture itself, if its bytes are available.
    pub picture: Option<Picture>,
    /// Why an available picture cannot be used.
    #[serde(skip)]
    pub flaw: Option<Flaw>,
}

/// A date that a page gives for itself, outside its running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// The place of the date, which gives its strength.
    pub kind: StampKind,
    /// The exact words or markup value: `18:16 14.07.2025`, `2025-07-14T18:16:00+03:00`.
    pub text: String,
    /// The position in the text. Absent if the date is in the markup.
    pub place: Option<Span>,
    /// The readings of the text.
    pub(crate) reading: Reading,
}

impl Stamp {
    /// Parses a stamp. Printed text is parsed in the page's language, a value from markup as a machine-readable date.
    pub fn read(kind: StampKind, text: String, place: Option<Span>, language: Language) -> Self {
        let reading = match kind {
            StampKind::Dateline | StampKind::Boilerplate => Reading::of_page(&text, language),
            StampKind::Published
            | StampKind::Address
            | StampKind::Modified
            | StampKind::Captured
            | StampKind::FileName => Reading::of_machine(&MachineDate::read(text.as_str()), language),
        };
        Self { kind, text, place, reading }
    }

    /// A machine-readable stamp that is not in the text of a page.
    pub(crate) fn of_machine(kind: StampKind, date: &MachineDate, language: Language) -> Self {
        Self { kind, text: date.text.clone(), place: None, reading: Reading::of_machine(date, language) }
    }
}

/// The place of a stamp, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum StampKind {
    /// The date of publication in JSON-LD, `meta`, `time` or front matter.
    Published,
    /// The page's address.
    Address,
    /// A line of the page near its headline.
    Dateline,
    /// The date of a change. It only limits the date of publication.
    Modified,
    /// A date in boilerplate: evidence of when the page was captured.
    #[serde(rename = "Furniture")]
    Boilerplate,
    /// When the page was saved, as the file says.
    Captured,
    /// A day in the name of the capture's file.
    FileName,
}

/// A line of the page that is not in the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// The line as it is in the capture, trimmed.
    pub text: String,
    /// Its position in the capture.
    pub span: Span,
    /// Why it was dropped.
    pub reason: DropReason,
    /// The name of the rule that dropped it.
    pub rule: &'static str,
    /// The log-odds that it belongs to the body, in tenths, if it has a score.
    pub score: Option<i32>,
    /// The boilerplate phrase that it has, if the rule looks for phrases.
    pub phrase: Option<&'static Phrase>,
}

/// Why a line is not in the article. The function that decides returns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Why {
    /// The name of the rule.
    pub rule: &'static str,
    /// The kind of reason.
    pub reason: DropReason,
    /// The log-odds that the line belongs to the body, in tenths, if it has a score.
    pub score: Option<i32>,
    /// The boilerplate phrase that the line has, if the rule looks for phrases.
    pub phrase: Option<&'static Phrase>,
}

/// What a rule returns about a line that it drops: the kind of reason, and the phrase if the rule looks for phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    /// The kind of reason.
    pub reason: DropReason,
    /// The boilerplate phrase.
    pub phrase: Option<&'static Phrase>,
}

/// Why a line was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DropReason {
    /// Names of sections, links without a sentence.
    Menu,
    /// Headlines of other articles, with or without their dates.
    Related,
    /// An advert.
    Advert,
    /// A picture's caption or credit. It became part of a figure, or was empty.
    Figure,
    /// Used as the byline.
    Byline,
    /// Used as the dateline.
    Dateline,
    /// Used as evidence of the source.
    Source,
    /// The estimated time to read the article.
    ReadingTime,
    /// Share and subscribe lines.
    Share,
    /// Comments by readers.
    Comment,
    /// A notice of rights.
    Copyright,
    /// The line is also in other captures of its site.
    Recurring,
    /// A repetition of text elsewhere on the page.
    Repeated,
    /// Before the headline.
    BeforeArticle,
    /// After the end of the article.
    AfterArticle,
    /// Markup, an address or a control without text.
    Markup,
}

impl Why {
    /// A reason without a score.
    pub(crate) const fn new(rule: &'static str, reason: DropReason) -> Self {
        Self { rule, reason, score: None, phrase: None }
    }

    /// A rule with what it returned.
    pub const fn of(rule: &'static str, cause: Cause) -> Self {
        Self { rule, reason: cause.reason, score: None, phrase: cause.phrase }
    }
}

impl From<DropReason> for Cause {
    fn from(reason: DropReason) -> Self {
        Self { reason, phrase: None }
    }
}

impl Dropped {
    /// A dropped line.
    pub(crate) fn new(text: String, span: Span, why: Why) -> Self {
        Self { text, span, reason: why.reason, rule: why.rule, score: why.score, phrase: why.phrase }
    }
}

impl Figure {
    /// Adds the picture: the first of `found` that can be used, else the problem with the first one.
    pub(crate) fn with_found<'a>(mut self, found: impl Iterator<Item = &'a Found>) -> Self {
        for found in found {
            match found {
                Ok(picture) => {
                    (self.picture, self.flaw) = (Some(picture.clone()), None);
                    break;
                }
                Err(flaw) => drop(self.flaw.get_or_insert_with(|| flaw.clone())),
            }
        }
        self
    }
}

impl Article {
    /// The name of its capture in messages: its path, and its record in a file of several.
    pub fn name(&self) -> String {
        self.id.to_string()
    }

    /// The warnings about pictures that cannot be used, authors that were omitted and text that was not read.
    pub fn warnings(&self) -> impl Iterator<Item = Warning> {
        let authors = (self.authors_left_out > 0).then(|| Warning {
            path: Some(self.name()),
            problem: format!(
                "{} of its authors are left out: its record names too many for a byline",
                self.authors_left_out
            ),
            hint: Some("put those who wrote it first, or name fewer".to_owned()),
        });
        let cut = self.is_cut.then(|| Warning {
            path: Some(self.name()),
            problem: format!("what stands behind its first {} tags is not read", limits::PAGE_TAGS),
            hint: Some("save the page without what it loads at its end, or split it".to_owned()),
        });
        let flaws = self.figures.iter().filter_map(|figure| figure.flaw.as_ref());
        authors.into_iter().chain(cut).chain(flaws.map(|flaw| flaw.warning(&self.name())))
    }

    /// Headline, deck and body in reading order.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.headline.iter().chain(&self.deck).chain(self.body.iter().map(|block| &block.passage))
    }
}
