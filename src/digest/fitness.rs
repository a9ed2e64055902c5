//! In: a sentence and the article that it stands in. Out: the rule by which it is no sentence of the article's own, if there is one.
//!
//! The body of a page may hold what a reader of the edition has no use for: calls to subscribe, notices of rights, who wrote it,
//! what its publisher sells. Rules of three sorts tell it: the words of the sentence (`wording`), its shape (`shape`) and where it
//! stands (`position`). `RULES` lists them. That a sentence recurs in articles with little else in common (`recurring`) and how much of
//! it stands elsewhere in its article (`theme`) are told beside them.
//!
//! Tried on 1 184 pages of five sets whose body is known, half of the sites looked at: of 7 700 sentences there that stand alone
//! 3.1 % are not in the known body; of those with two words of the headline, and a third of their words elsewhere in the article,
//! 2.1 %; of those in a deck 10 %.
//!
//! Numbers such as "72 (59)" say how many sentences a rule drops on every fourth page of `pages-aeb`, `pages-wcxb`, `pages-ru` and `texts`, and
//! how many of them stand in the known body; of 18 537 sentences there 14 895 are fit. `docs/tuning.md` has each rule's.
//!
//! Invariant: knows words of languages, never of a site; a sentence is left out, never changed.

mod block;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod kinds;
mod lexicon;
mod position;
#[cfg(test)]
mod probe;
mod recurring;
mod shape;
mod theme;
mod wording;

pub use recurring::Recurring;
pub use shape::{has_joint, is_read};
pub use theme::Theme;
pub use wording::{apparatus, calls_reader, is_notice, is_of_page, speaks_to_reader};

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use self::block::{Looks, looks};
use self::lexicon::{fold, split};
use super::speech::Speech;
use crate::annotate::{Annotated, Part, Sentence};

/// A named rule by which a sentence is unfit.
struct Rule {
    name: &'static str,
    fires: fn(&Features) -> bool,
}

/// The rules, in the order in which one is named.
const RULES: [Rule; 19] = [
    Rule { name: "call", fires: wording::is_call },
    Rule { name: "notice", fires: wording::holds_notice },
    Rule { name: "widget", fires: wording::is_widget },
    Rule { name: "poll", fires: wording::is_poll },
    Rule { name: "apparatus", fires: wording::is_of_apparatus },
    Rule { name: "among-notices", fires: position::stands_among_notices },
    Rule { name: "beside-notice", fires: position::stands_beside_notice },
    Rule { name: "caption", fires: wording::is_caption },
    Rule { name: "frame", fires: wording::is_frame },
    Rule { name: "fragment", fires: shape::is_fragment },
    Rule { name: "address", fires: wording::has_address },
    Rule { name: "row", fires: shape::is_row },
    Rule { name: "ran-together", fires: shape::ran_together },
    Rule { name: "no-sentence", fires: shape::is_no_sentence },
    Rule { name: "byline", fires: position::names_author },
    Rule { name: "author", fires: position::is_about_author },
    Rule { name: "about", fires: position::stands_behind_about },
    Rule { name: "firm", fires: position::praises_firm },
    Rule { name: "dateline", fires: position::is_dateline },
];

/// An article in which sentences are looked at; what is read of its blocks is read once.
pub struct Fitness<'a> {
    pub page: &'a Annotated,
    blocks: OnceCell<Vec<Looks>>,
    words: OnceCell<FxHashMap<String, u32>>,
    speech: OnceCell<Speech>,
}

/// A sentence as the rules see it; what several rules ask for is computed once.
struct Features<'a> {
    of: &'a Fitness<'a>,
    page: &'a Annotated,
    sentence: &'a Sentence,
    text: &'a str,
    /// In lower case, with one form of apostrophe.
    folded: String,
}

impl<'a> Fitness<'a> {
    pub fn of(page: &'a Annotated) -> Self {
        Self { page, blocks: OnceCell::new(), words: OnceCell::new(), speech: OnceCell::new() }
    }

    /// The name of the rule by which a sentence is not fit to be printed.
    pub fn fault(&self, sentence: &Sentence) -> Option<&'static str> {
        let seen = self.features(sentence);
        RULES.iter().find(|rule| (rule.fires)(&seen)).map(|rule| rule.name)
    }

    fn features(&'a self, sentence: &'a Sentence) -> Features<'a> {
        Features { of: self, page: self.page, sentence, text: &sentence.text, folded: fold(&sentence.text) }
    }

    /// Whether a sentence may be printed.
    pub fn is_fit_to_print(&self, sentence: &Sentence) -> bool {
        self.fault(sentence).is_none()
    }

    /// What each block of the body is by its words.
    fn blocks(&self) -> &[Looks] {
        let body = &self.page.article.body;
        self.blocks.get_or_init(|| body.iter().map(|block| looks(&block.passage.text)).collect())
    }

    /// What the block of a sentence is by its words.
    fn block(&self, sentence: &Sentence) -> Option<Looks> {
        let Part::Body(at) = sentence.part else { return None };
        self.blocks().get(at).copied()
    }

    /// How much of a sentence is direct speech, in code points.
    pub fn spoken(&self, sentence: &Sentence) -> usize {
        self.speech.get_or_init(|| Speech::of(self.page)).within(sentence.span)
    }

    /// How often the words of the body stand in it.
    fn words(&self) -> &FxHashMap<String, u32> {
        self.words.get_or_init(|| {
            let mut counts = FxHashMap::default();
            let body = &self.page.article.body;
            body.iter().flat_map(|block| split(&block.passage.text)).for_each(|word| {
                *counts.entry(word.to_owned()).or_default() += 1;
            });
            counts
        })
    }
}
