//! In: an article. Out: the same with its sentences, temporal expressions, people, organizations and places,
//! and quotes with their speakers.
//!
//! Invariant: never leaves its article; no date is resolved here that needs another page.

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
mod text;

pub use entity::{Organization, Place, PlaceForm, PlaceKind, Rules, Says};
pub use expression::Expression;
pub use kept::annotate_kept;
pub use person::{Person, PersonForm};
pub use quote::Quote;
pub use sentence::Sentence;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::normalize::{Article, BlockKind};
use crate::passage::Passage;
use crate::project::Declared;
use crate::warned::Warning;

/// An article and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    pub article: Article,
    /// Of headline, deck and body, in reading order.
    pub sentences: Vec<Sentence>,
    /// In the order of their places.
    pub expressions: Vec<Expression>,
    /// In the order in which they are first named.
    pub people: Vec<Person>,
    /// In the order in which they are first named.
    pub organizations: Vec<Organization>,
    /// In the order in which they are first named.
    pub places: Vec<Place>,
    /// In reading order.
    pub quotes: Vec<Quote>,
}

/// The paragraphs that open a body: what is news stands there.
const OPENING: usize = 2;

impl Annotated {
    /// The last part that opens the article: of headline, deck and the first paragraphs.
    pub fn opening(&self) -> Part {
        let paragraphs = self.article.body.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Subhead);
        paragraphs.take(OPENING).last().map_or(Part::Deck, |(at, _)| Part::Body(at))
    }

    /// What to tell a person of it: its pictures that cannot be carried, and the names that were not compared with all that they may
    /// mean.
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

    /// Whether a sentence stands in the deck or a paragraph, where an article tells its news.
    pub fn tells(&self, sentence: &Sentence) -> bool {
        match sentence.part {
            Part::Headline => false,
            Part::Deck => true,
            Part::Body(at) => self.article.body[at].kind == BlockKind::Paragraph,
        }
    }

    /// Whether a sentence is nothing but a dateline: "Київ.", "12 травня."
    pub fn is_dateline(&self, sentence: &Sentence) -> bool {
        let may_be = sentence.bytes.end <= dateline::LONGEST;
        may_be && self.behind_dateline(sentence.part).is_some_and(|(_, end)| sentence.bytes.end <= end)
    }

    /// The passage of a part that a dateline opens, and where that ends.
    fn behind_dateline(&self, part: Part) -> Option<(&Passage, usize)> {
        let passage = match part {
            Part::Headline => None,
            Part::Deck => self.article.deck.as_ref(),
            Part::Body(at) => self.article.body.get(at).map(|block| &block.passage),
        }?;
        Some((passage, dateline::find(&passage.text)?.end))
    }

    /// A sentence without the dateline that it begins with: "KYIV, 22 Nov (Agency) — The council …".
    pub fn without_dateline(&self, sentence: &Sentence) -> Sentence {
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

    /// The expressions that stand in a sentence, each with its place among those of the article.
    pub fn expressions_of(&self, sentence: &Sentence) -> impl Iterator<Item = (usize, &Expression)> {
        let (part, bytes) = (sentence.part, sentence.bytes.clone());
        let first = self.expressions.partition_point(|one| one.span.start < sentence.span.start);
        let near = self.expressions.iter().enumerate().skip(first);
        let near = near.take_while(|(_, one)| one.span.start < sentence.span.end.max(sentence.span.start + 1));
        near.filter(move |(_, one)| one.part == part && bytes.start <= one.bytes.start && one.bytes.end <= bytes.end)
    }
}

/// Which part of an article something stands in. The order is the reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    Headline,
    Deck,
    /// The index of a block in the body.
    Body(usize),
}

/// Finds the sentences, temporal expressions, people, organizations, places and quotes of an article.
pub fn annotate(article: Article) -> Annotated {
    annotate_with(article, &[])
}

/// The same with the names that a person declares.
pub fn annotate_with(article: Article, declared: &[Declared]) -> Annotated {
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
