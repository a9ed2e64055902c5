//! In: the mentions of an article. Out: the same without those that name nobody, because the article writes their words in lower case
//! elsewhere.
//!
//! Invariant: a listed first name, a form of address or an office right before a name outweighs a lower-case twin.

use rustc_hash::FxHashSet;

use super::lexicon;
use super::mention::Mention;
use crate::annotate::text::{Shape, Text};
use crate::letters::LowerCase;

/// The fewest letters that two forms of one word share, and the most letters of an ending. The first, on a quarter of SlavicNER uk PER F1
/// .902; .906 with 2; the same with 8.
const SHORTEST: usize = 4;
/// The same with 2 and 6 on a quarter of SlavicNER uk.
const LONGEST_ENDING: usize = 3;

/// The words that an article writes in lower case.
#[derive(Debug)]
pub(crate) struct Small(FxHashSet<String>);

impl Small {
    /// The beginnings of the words that the article writes in lower case.
    pub(crate) fn of(texts: &[Text]) -> Self {
        let mut found = FxHashSet::default();
        for text in texts {
            let small = (0..text.tokens.len()).filter(|&at| text.shape(at) == Shape::Lower);
            small.for_each(|at| found.extend(beginnings(text.word(at)).map(str::to_owned)));
        }
        Self(found)
    }

    /// Whether a word in lower case, or a form of it, is among these words.
    pub(crate) fn has(&self, lower: &str) -> bool {
        beginnings(lower).any(|beginning| self.0.contains(beginning))
    }
}

/// Removes the evidence from mentions whose words the article writes in lower case elsewhere.
pub(crate) fn doubt(texts: &[Text], mentions: &mut Vec<Mention>, small: &Small) {
    let has_twin = |mention: &Mention| {
        let text = &texts[mention.text];
        let weak = mention.full && lexicon::is_weak(text.word(mention.tokens.start));
        let from = mention.tokens.start + usize::from(weak);
        let mut words = (from..mention.tokens.end).filter(|&at| text.shape(at) == Shape::Capital);
        words.any(|at| small.has(&text.word(at).lower_case()))
    };
    let doubted: Vec<bool> =
        mentions.iter().map(|mention| mention.evident && !mention.sure && has_twin(mention)).collect();
    for (mention, doubted) in mentions.iter_mut().zip(&doubted) {
        mention.evident &= !doubted;
    }
    mentions.retain(|mention| mention.evident || !mention.full);
}

/// A word and, if it is declined, its beginnings without one or more letters of an ending.
fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let letters = word.chars().count();
    let shortest =
        if word.is_ascii() { letters } else { letters.saturating_sub(LONGEST_ENDING).max(SHORTEST.min(letters)) };
    let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]).skip(shortest);
    ends.map(|end| &word[..end])
}
