//! In: an article. Out: how much of a sentence or a block is also elsewhere in it.
//!
//! Invariant: compares words by their first letters, in any language.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::annotate::{Annotated, Part, Sentence};
use crate::letters::Letter;

/// The subject of an article: the words of its headline, and the number of parts that contain each of its words.
pub(crate) struct Theme<'a> {
    page: &'a Annotated,
    headline: FxHashSet<u64>,
    parts: FxHashMap<u64, u32>,
    /// Whether each of its blocks is a story of its own.
    is_ticker: bool,
}

/// Number of letters of a word that are compared, as in `centroid`, and minimum length of a word that counts. The first is the number
/// there.
const STEM: usize = 6;
/// With 2, 2 of the 100 events in the edition of `tests/events/tuned` change; with 8, 3.
const WORD: usize = 4;

/// How much of a text is also elsewhere in its article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bearing {
    /// The share of its words, from 0 to 1.
    pub share: f64,
    /// Number of the headline's words among them.
    pub headline: usize,
}

/// A block without a word of the headline and with a smaller share of its words elsewhere does not belong to an article of at least this
/// many blocks. Of the sentences of such blocks 11 % are not in the known body, of the others 3 % (half of the sites).
const STRANGER: f64 = 0.35;
const BLOCKS: usize = 4;
/// Number of words of the headline by which a block of a ticker belongs to it. Set by hand.
const TICKER_WORDS: usize = 2;
/// Number of code points of a block that are examined. The same edition of `tests/events/tuned` with 1500 and 6000.
const HEAD: usize = 3_000;

impl<'a> Theme<'a> {
    /// Reads an article.
    pub(crate) fn of(page: &'a Annotated) -> Self {
        let mut parts: FxHashMap<u64, u32> = FxHashMap::default();
        let article = &page.article;
        for passage in article.deck.iter().chain(article.body.iter().map(|block| &block.passage)) {
            stems(&passage.text).for_each(|stem| *parts.entry(stem).or_default() += 1);
        }
        Self {
            page,
            headline: article.headline.iter().flat_map(|headline| stems(&headline.text)).collect(),
            parts,
            is_ticker: is_ticker(page),
        }
    }

    /// How much of a sentence is also elsewhere in its article.
    pub(crate) fn bearing(&self, sentence: &Sentence) -> Bearing {
        self.of_text(&sentence.text)
    }

    /// Whether a sentence is in a block about something else than its article.
    pub(crate) fn is_stranger(&self, sentence: &Sentence) -> bool {
        matches!(sentence.part, Part::Body(at) if self.is_strange_block(at))
    }

    /// Whether a block is about something else than its article.
    pub(crate) fn is_strange_block(&self, at: usize) -> bool {
        let body = &self.page.article.body;
        let text = &body[at].passage.text;
        let head = text.char_indices().nth(HEAD).map_or(text.as_str(), |(end, _)| &text[..end]);
        let bearing = self.of_text(head);
        let is_strange = bearing.headline == 0 && bearing.share < STRANGER;
        body.len() >= BLOCKS && (is_strange || (self.is_ticker && bearing.headline < TICKER_WORDS))
    }

    /// Number of words of the headline in a block.
    pub(crate) fn headline_words(&self, at: usize) -> usize {
        stems(&self.page.article.body[at].passage.text).filter(|stem| self.headline.contains(stem)).count()
    }

    fn of_text(&self, text: &str) -> Bearing {
        let own: FxHashSet<u64> = stems(text).collect();
        let headline = own.iter().filter(|stem| self.headline.contains(stem)).count();
        let again = |stem: &&u64| self.headline.contains(stem) || self.parts.get(stem).is_some_and(|&parts| parts > 1);
        Bearing { share: own.iter().filter(again).count() as f64 / own.len().max(1) as f64, headline }
    }
}

/// Whether enough blocks of a page begin with a day or a time in figures, as a minimum number and a minimum share: the day's news in a
/// column.
fn is_ticker(page: &Annotated) -> bool {
    /// Minimum number of such blocks, and one in how many of all they must be. The first: the same edition of `tests/events/tuned` with 2
    /// and 6.
    const FEWEST: usize = 3;
    /// Set by hand.
    const ONE_IN: usize = 4;
    let body = &page.article.body;
    let stamped = body.iter().filter(|block| begins_with_figures(&block.passage.text)).count();
    stamped >= FEWEST && stamped * ONE_IN >= body.len()
}

/// Whether a text begins like "28.11" or "14:05".
fn begins_with_figures(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let is_number = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    first.split_once(['.', ':']).is_some_and(|(one, other)| is_number(one) && is_number(other))
        && first.len() < text.len()
}

/// The stems of a text, each once.
fn stems(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split(|c: char| !c.is_letter_or_digit()).filter(|word| word.chars().nth(WORD - 1).is_some());
    let stem = |word: &str| {
        let mut hasher = FxHasher::default();
        word.chars().take(STEM).for_each(|c| c.lower().hash(&mut hasher));
        hasher.finish()
    };
    words.map(stem).collect::<FxHashSet<u64>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::fitness::probe::page;

    #[test]
    fn a_ticker_story_is_recognized_by_its_headline() {
        let lines = |stamps: [&str; 4]| {
            let told = [
                "Рада міста схвалила кошторис на рік після суперечок.",
                "У Заріччі закінчили ремонт мосту через річку, який почали торік.",
                "Пожежники Дубного врятували двох людей із дому на горі.",
                "Команда міста виграла кубок області після перерви у грі.",
            ];
            let rows: Vec<String> = stamps.iter().zip(told).map(|(stamp, told)| format!("{stamp}{told}")).collect();
            page(&rows.join("\n"))
        };
        assert!(is_ticker(&lines(["28.11 ", "14:05 ", "27.11 ", "26.11 "])));
        assert!(!is_ticker(&lines(["", "14:05 ", "", "26.11 "])));
        assert!(begins_with_figures("14:05 Рада") && !begins_with_figures("14.5 млн") && !begins_with_figures("28.11"));
    }
}
