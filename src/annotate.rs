//! In: an article. Out: the same article with its sentences, temporal expressions, people, organizations, places, and quotes with their
//! speakers.
//!
//! Invariant: looks only at its article. Dates that need another page are not resolved here.

pub mod dateline;
pub mod entity;
pub mod expression;
pub mod names;
pub mod person;
pub mod quote;
pub mod sentence;

mod declared;
mod gazetteer;
mod kept;
mod organizations;
mod places;
mod refused;
mod text;

pub use entity::{Organization, Place, Rules};
pub(crate) use entity::{PlaceForm, PlaceKind, Says};
pub use expression::Expression;
pub(crate) use kept::annotate_kept;
pub use person::{Person, PersonForm};
pub use quote::Quote;
pub use refused::{Candidate, Candidates, refused};
pub use sentence::Sentence;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::normalize::{Article, BlockKind};
use crate::passage::Passage;
use crate::project::Declared;
use crate::warned::Warning;

/// An article with its annotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// The article.
    pub article: Article,
    /// The sentences of headline, deck and body, in reading order.
    pub sentences: Vec<Sentence>,
    /// The temporal expressions, in order of position.
    pub expressions: Vec<Expression>,
    /// The people, in the order of their first mentions.
    pub people: Vec<Person>,
    /// The organizations, in the order of their first mentions.
    pub organizations: Vec<Organization>,
    /// The places, in the order of their first mentions.
    pub places: Vec<Place>,
    /// The quotes, in reading order.
    pub quotes: Vec<Quote>,
}

/// Number of paragraphs that open a body. The news is there. Set by hand.
const OPENING: usize = 2;

impl Annotated {
    /// The last of the opening parts: headline, deck and the first paragraphs.
    pub fn opening(&self) -> Part {
        let paragraphs = self.article.body.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Subhead);
        paragraphs.take(OPENING).last().map_or(Part::Deck, |(at, _)| Part::Body(at))
    }

    /// The warnings for the user: about pictures that cannot be included, and about names that were not compared with all people they may
    /// refer to.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut namesakes: BTreeMap<&str, usize> = BTreeMap::new();
        for person in &self.people {
            *namesakes.entry(names::surname(&person.name)).or_default() += 1;
        }
        let crowded = namesakes.into_iter().filter(|&(_, count)| count > names::MOST_NAMESAKES);
        let crowded = crowded.map(|(surname, count)| Warning {
            path: Some(self.article.name()),
            problem: format!(
                "it names {count} people called `{surname}`; each name was compared with the last {} alone",
                names::MOST_NAMESAKES
            ),
            hint: Some("one of them may stand among the people more than once".to_owned()),
        });
        self.article.warnings().chain(crowded).collect()
    }

    /// Whether a sentence is in the deck or a paragraph, where an article has its news.
    pub fn tells(&self, sentence: &Sentence) -> bool {
        match sentence.part {
            Part::Headline => false,
            Part::Deck => true,
            Part::Body(at) => self.article.body[at].kind == BlockKind::Paragraph,
        }
    }

    /// Whether a sentence consists only of a dateline: "Київ.", "12 травня."
    pub(crate) fn is_dateline(&self, sentence: &Sentence) -> bool {
        let may_be = sentence.bytes.end <= dateline::LONGEST;
        may_be && self.behind_dateline(sentence.part).is_some_and(|(_, end)| sentence.bytes.end <= end)
    }

    /// The passage of a part that begins with a dateline, and the end of the dateline.
    fn behind_dateline(&self, part: Part) -> Option<(&Passage, usize)> {
        let passage = match part {
            Part::Headline => None,
            Part::Deck => self.article.deck.as_ref(),
            Part::Body(at) => self.article.body.get(at).map(|block| &block.passage),
        }?;
        Some((passage, dateline::find(&passage.text)?.end))
    }

    /// A sentence without the dateline at its beginning: "KYIV, 22 Nov (Agency) — The council …".
    pub(crate) fn without_dateline(&self, sentence: &Sentence) -> Sentence {
        let opens = sentence.bytes.start < dateline::LONGEST;
        match opens.then(|| self.behind_dateline(sentence.part)).flatten() {
            Some((passage, end)) if sentence.bytes.start < end && end < sentence.bytes.end => {
                let bytes = end..sentence.bytes.end;
                let (text, span) = (passage.text[bytes.clone()].to_owned(), passage.place(bytes.clone()));
                Sentence { part: sentence.part, bytes, text, span }
            }
            _ => sentence.clone(),
        }
    }

    /// The expressions in a sentence, each with its index in the article.
    pub(crate) fn expressions_of(&self, sentence: &Sentence) -> impl Iterator<Item = (usize, &Expression)> {
        let (part, bytes) = (sentence.part, sentence.bytes.clone());
        let first = self.expressions.partition_point(|one| one.span.start < sentence.span.start);
        let near = self.expressions.iter().enumerate().skip(first);
        let near = near.take_while(|(_, one)| one.span.start < sentence.span.end.max(sentence.span.start + 1));
        near.filter(move |(_, one)| one.part == part && bytes.start <= one.bytes.start && one.bytes.end <= bytes.end)
    }
}

/// A part of an article. The order is the reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The headline.
    Headline,
    /// The deck.
    Deck,
    /// A block of the body, by its index.
    Body(usize),
}

/// Finds the sentences, temporal expressions, people, organizations, places and quotes of an article.
pub fn annotate(article: Article) -> Annotated {
    annotate_with(article, &[])
}

/// The same with the names that the user declares.
pub(crate) fn annotate_with(article: Article, declared: &[Declared]) -> Annotated {
    let sentences = sentence::split(&article);
    let expressions = expression::find(&article);
    let mut names = names::find(&article);
    let declension = names::declension_of_things(&article);
    let found = declared::find(&names, declared, declension);
    if !found.is_empty() {
        declared::people(&mut names, declared, &found);
    }
    let mut organizations = organizations::find(&names, declension);
    declared::organizations(&mut organizations, &names, declared, &found);
    names.part_with(&organizations::misread(&names, &organizations));
    let quotes = quote::find(&article, &names);
    let blocks: Vec<BlockKind> = article.body.iter().map(|block| block.kind).collect();
    let mut places = places::find(&names, &blocks, &organizations, declension);
    declared::places(&mut places, &names, declared, &found);
    let people = names.people;
    Annotated { article, sentences, expressions, people, organizations, places, quotes }
}
