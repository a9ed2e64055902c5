//! In: a sentence and its article. Out: the rule by which the sentence is not part of the article proper, if there is one.
//!
//! The body of a page may contain things that a reader of the edition does not need: calls to subscribe, legal notices, a note about the
//! author, adverts of the publisher. Three groups of rules find them: by the words of the sentence (`wording`), by its shape (`shape`) and
//! by its position (`position`). `RULES` lists them. Two more modules help: `recurring` finds sentences that appear in articles with little
//! else in common, and `theme` measures how much of a sentence is also elsewhere in its article.
//!
//! Tested on 1 184 pages of five sets with a known body, with half of the sites used for tuning. Of 7 700 sentences there that can be read
//! alone 3.1 % are not in the known body. Of those with two words of the headline, and a third of their words elsewhere in the article, it
//! is 2.1 %. Of those in a deck it is 10 %.
//!
//! Numbers such as "72 (59)" are the number of sentences that a rule drops on every fourth page of `pages-aeb`, `pages-wcxb`, `pages-ru`
//! and `texts`, and in brackets how many of them are in the known body. Of 18 537 sentences there 14 895 are fit. `docs/tuning.md` has the
//! numbers for each rule.
//!
//! Invariant: depends on the words of languages, never on a site. A sentence is dropped, never changed.

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
mod standing;
mod surroundings;
mod theme;
mod wording;

pub(crate) use lexicon::{Phrases, fold as folded};
pub(crate) use recurring::Recurring;
pub(crate) use shape::is_read;
pub(crate) use standing::Standing;
pub(crate) use theme::Theme;
pub(crate) use wording::{apparatus, is_notice, is_of_page, speaks_to_reader};

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use self::block::{Looks, looks};
use self::lexicon::{fold, split};
use super::speech::Speech;
use crate::annotate::{Annotated, Part, Sentence};
use crate::rule;

/// A named rule for rejecting a sentence.
type Rule = rule::Rule<fn(&Features) -> bool>;

/// The rules, in order of precedence.
const RULES: [Rule; 19] = [
    Rule { name: "call", fires: wording::is_call },
    Rule { name: "notice", fires: wording::holds_notice },
    Rule { name: "widget", fires: wording::is_widget },
    Rule { name: "poll", fires: wording::is_poll },
    Rule { name: "apparatus", fires: wording::names_apparatus },
    Rule { name: "among-notices", fires: position::is_among_notices },
    Rule { name: "beside-notice", fires: position::is_beside_notice },
    Rule { name: "caption", fires: wording::is_caption },
    Rule { name: "frame", fires: wording::is_frame },
    Rule { name: "fragment", fires: shape::is_fragment },
    Rule { name: "address", fires: wording::has_address },
    Rule { name: "row", fires: shape::is_row },
    Rule { name: "ran-together", fires: shape::ran_together },
    Rule { name: "no-sentence", fires: shape::is_no_sentence },
    Rule { name: "byline", fires: position::names_author },
    Rule { name: "author", fires: position::is_about_author },
    Rule { name: "about", fires: position::follows_about_heading },
    Rule { name: "firm", fires: position::describes_firm },
    Rule { name: "dateline", fires: position::is_dateline },
];

/// An article whose sentences are judged. Information about its blocks is computed once.
pub(crate) struct Fitness<'a> {
    /// The article.
    pub page: &'a Annotated,
    blocks: OnceCell<Vec<Looks>>,
    words: OnceCell<FxHashMap<String, u32>>,
    speech: OnceCell<Speech>,
    theme: OnceCell<Theme<'a>>,
    standing: OnceCell<Standing<'a>>,
}

/// A sentence as the rules see it. Values that several rules need are computed once.
struct Features<'a, 'page> {
    of: &'a Fitness<'page>,
    page: &'page Annotated,
    sentence: &'a Sentence,
    text: &'a str,
    /// The text in lower case, with one form of apostrophe.
    folded: String,
}

impl<'a> Fitness<'a> {
    /// Prepares an article.
    pub(crate) fn of(page: &'a Annotated) -> Self {
        Self {
            page,
            blocks: OnceCell::new(),
            words: OnceCell::new(),
            speech: OnceCell::new(),
            theme: OnceCell::new(),
            standing: OnceCell::new(),
        }
    }

    /// The name of the rule by which a sentence is not fit to be printed, if any.
    pub(crate) fn fault(&self, sentence: &Sentence) -> Option<&'static str> {
        let seen = self.features(sentence);
        rule::first(&RULES, |fires| fires(&seen))
    }

    fn features<'s>(&'s self, sentence: &'s Sentence) -> Features<'s, 'a> {
        Features { of: self, page: self.page, sentence, text: &sentence.text, folded: fold(&sentence.text) }
    }

    /// Whether a sentence may be printed.
    pub(crate) fn is_fit_to_print(&self, sentence: &Sentence) -> bool {
        self.fault(sentence).is_none()
    }

    /// The classification of each block of the body by its words.
    fn blocks(&self) -> &[Looks] {
        let body = &self.page.article.body;
        self.blocks.get_or_init(|| body.iter().map(|block| looks(&block.passage.text)).collect())
    }

    /// The classification of a sentence's block by its words.
    fn block(&self, sentence: &Sentence) -> Option<Looks> {
        let Part::Body(at) = sentence.part else { return None };
        self.blocks().get(at).copied()
    }

    /// Number of code points of a sentence that are direct speech.
    pub(crate) fn spoken(&self, sentence: &Sentence) -> usize {
        self.speech.get_or_init(|| Speech::of(self.page)).within(sentence.span)
    }

    /// What the article is about.
    pub fn theme(&self) -> &Theme<'a> {
        self.theme.get_or_init(|| Theme::of(self.page))
    }

    /// Which parts of the page are its running text.
    pub fn standing(&self) -> &Standing<'a> {
        self.standing.get_or_init(|| Standing::of(self.page))
    }

    /// Number of times that each word appears in the body.
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
