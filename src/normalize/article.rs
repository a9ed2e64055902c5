//! In: nothing. Out: the type of an article, a capture with its furniture off and its parts named.
//!
//! Invariant: holds data only; each text in it knows its place in the capture.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::capture::picture::{Flaw, Picture};
use crate::capture::pictures::Found;
use crate::capture::{CaptureId, Form};
use crate::language::{Language, Region};
use crate::passage::{Passage, Span};
use crate::time::{Evidence, How, MachineDate, Reading};
use crate::warned::Warning;

/// A capture with its furniture off and its parts named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    pub id: CaptureId,
    pub form: Form,
    pub address: Option<String>,
    pub digest: String,
    pub language: Language,
    /// The country that its markup writes for, or that its address is in.
    pub region: Option<Region>,
    pub source: Option<Source>,
    pub headline: Option<Passage>,
    pub deck: Option<Passage>,
    pub byline: Vec<Passage>,
    /// How many authors its record names beyond those that are kept.
    #[serde(skip)]
    pub authors_left_out: usize,
    pub body: Vec<Block>,
    pub figures: Vec<Figure>,
    /// The dates that the page gives for itself, in the order of their place.
    pub stamps: Vec<Stamp>,
    pub dropped: Vec<Dropped>,
}

/// One block of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    pub kind: BlockKind,
    pub passage: Passage,
}

/// What a block of a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    Paragraph,
    Subhead,
    /// A block quotation.
    Quote,
    /// One item of a list.
    List,
}

/// Who published a page, and why that is believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// In the nominative.
    pub name: String,
    /// `Stated` where the page names it, `Resolved` where it follows from an address or a sibling.
    pub how: How,
    pub evidence: Vec<Evidence>,
    /// Set where the name is that of a list of publishers.
    pub listed: Option<Listed>,
}

/// Which list of publishers a source has its name from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// That of the project file, not the program's own.
    pub by_project: bool,
    /// What the name is in; absent where the list gives one name for all languages.
    pub language: Option<Language>,
}

/// A picture with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub alt: Option<String>,
    /// Where the picture stands in the web; nobody looks there.
    pub address: Option<String>,
    /// The picture itself, where its bytes are at hand.
    pub picture: Option<Picture>,
    /// What is wrong with the picture that is at hand.
    #[serde(skip)]
    pub flaw: Option<Flaw>,
}

/// A date that a page gives for itself outside its running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stamp {
    pub kind: StampKind,
    /// The exact words or markup value: `18:16 14.07.2025`, `2025-07-14T18:16:00+03:00`.
    pub text: String,
    /// Absent where it stands in the markup.
    pub place: Option<Span>,
    /// What its text says.
    pub reading: Reading,
}

impl Stamp {
    /// A stamp in a text of a language. What a page prints is read in its language; what its markup gives, as markup is written.
    pub fn read(kind: StampKind, text: String, place: Option<Span>, language: Language) -> Self {
        let reading = match kind {
            StampKind::Dateline | StampKind::Furniture => Reading::of_page(&text, language),
            StampKind::Published
            | StampKind::Address
            | StampKind::Modified
            | StampKind::Captured
            | StampKind::FileName => Reading::of_machine(&MachineDate::read(text.as_str()), language),
        };
        Self { kind, text, place, reading }
    }

    /// A stamp that a machine wrote outside the text of a page of a language.
    pub fn of_machine(kind: StampKind, date: &MachineDate, language: Language) -> Self {
        Self { kind, text: date.text.clone(), place: None, reading: Reading::of_machine(date, language) }
    }
}

/// Where a stamp stands, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum StampKind {
    /// JSON-LD, `meta`, `time`, front matter: when it was published.
    Published,
    /// The page's address.
    Address,
    /// A line of the page beside its headline.
    Dateline,
    /// When it was changed; never evidence of publication but as an upper end.
    Modified,
    /// A date in furniture: evidence of when the page was captured.
    Furniture,
    /// When the page was saved, in the words of the file that holds it.
    Captured,
    /// A day in the name of the capture's file.
    FileName,
}

/// A line of the page that is not in the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// As it stands in the capture, trimmed.
    pub text: String,
    pub span: Span,
    pub reason: DropReason,
    /// The name of the rule that dropped it.
    pub rule: &'static str,
    /// The log-odds that it belongs to the body, in tenths, where it has such a score.
    pub score: Option<i32>,
}

/// Why a line is not in the article: returned by the function that decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Why {
    pub rule: &'static str,
    pub reason: DropReason,
    /// The log-odds that the line belongs to the body, in tenths, where it has such a score.
    pub score: Option<i32>,
}

/// Why a line was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DropReason {
    /// Names of sections, links without a sentence.
    Menu,
    /// Headlines of other articles, with or without their dates.
    Related,
    Advert,
    /// A picture's caption or credit that became a figure, or said nothing.
    Figure,
    /// Became the byline.
    Byline,
    /// Became the dateline.
    Dateline,
    /// Became evidence of the source.
    Source,
    ReadingTime,
    /// Share and subscribe lines.
    Share,
    Comment,
    Copyright,
    /// Recurs over captures of its site.
    Recurring,
    /// Says again what stands elsewhere on the page.
    Repeated,
    /// Stands before the headline.
    BeforeArticle,
    /// Stands behind the article's end.
    AfterArticle,
    /// Markup, an address or a control without text.
    Markup,
}

impl Why {
    /// A rule that needs no score.
    pub const fn new(rule: &'static str, reason: DropReason) -> Self {
        Self { rule, reason, score: None }
    }
}

impl Dropped {
    pub fn new(text: String, span: Span, why: Why) -> Self {
        Self { text, span, reason: why.reason, rule: why.rule, score: why.score }
    }
}

impl Figure {
    /// The same with what was found of its picture: the first that can be carried, else what is wrong with the first.
    pub fn with_found<'a>(mut self, found: impl Iterator<Item = &'a Found>) -> Self {
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
    /// How its capture is named to a person: its path, and its record where the file holds several.
    pub fn name(&self) -> String {
        self.id.to_string()
    }

    /// A warning for each picture that is at hand and cannot be carried, and one for authors that were left out.
    pub fn warnings(&self) -> impl Iterator<Item = Warning> {
        let authors = (self.authors_left_out > 0).then(|| Warning {
            path: Some(self.name()),
            problem: format!(
                "{} of its authors are left out: its record names too many for a byline",
                self.authors_left_out
            ),
            hint: Some("put those who wrote it first, or name fewer".to_owned()),
        });
        let flaws = self.figures.iter().filter_map(|figure| figure.flaw.as_ref());
        authors.into_iter().chain(flaws.map(|flaw| flaw.warning(&self.name())))
    }

    /// Headline, deck and body in reading order.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.headline.iter().chain(&self.deck).chain(self.body.iter().map(|block| &block.passage))
    }
}
