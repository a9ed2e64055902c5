//! In: annotated, dated articles. Out: how much each day mattered, and which words tell what happened on it.
//!
//! One engine for what chooses what mattered: the timeline, the summary at a glance and the openings of chapters. A day is weighed by who
//! names it and how long ([`days`]). The words of a day are weighed by how likely a journalist's timeline has them ([`words`]). Sentences
//! are then chosen by the words that they bring ([`choice`]).
//!
//! The weights are those of logistic regressions on timelines that journalists made. `tools/cards/timelines.md` is their card.
//!
//! Invariant: depends on the articles and the subject only. Chooses sentences, never writes one.

pub mod candidates;
pub mod centroid;
pub mod choice;
pub mod days;
pub mod weights;
pub mod words;

pub use candidates::{Candidate, Candidates, Subject};
pub use weights::Weights;
pub use words::{Counts, Likely};

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use crate::annotate::Annotated;
use crate::dating::Dated;
use crate::link::ArticleIndex;
use days::Weighed;

/// How much each day of a corpus mattered, and what may be printed about it.
pub struct Salience {
    /// The sentences that may be about each day.
    pub candidates: Candidates,
    /// The days, the heaviest first.
    pub ranked: Vec<Weighed>,
    /// The words of the corpus.
    pub counts: Counts,
    weights: BTreeMap<NaiveDate, f64>,
    subject: FxHashSet<words::Word>,
}

/// The likelihood whose odds have a logarithm, in percent.
pub fn percent(logit: f64) -> u8 {
    (100.0 / (1.0 + (-logit).exp())).round() as u8
}

impl Salience {
    /// Weighs the days of a corpus, by the packaged weights. If most of it is about one subject, sentences with its words count.
    pub fn of(articles: &[Annotated], dates: &[Dated]) -> Self {
        let counts = Counts::of(articles);
        let subject = counts.subject(articles);
        let mut candidates = candidates::find(articles, dates, &Subject::default());
        for one in candidates.values_mut().flatten().filter(|_| !subject.is_empty()) {
            one.on_subject = counts.words(one).iter().any(|word| subject.contains(word));
        }
        let ranked = days::rank(&candidates, &counts, Weights::packaged());
        let weights = ranked.iter().map(|&(weight, day)| (day, weight)).collect();
        Self { candidates, ranked, counts, weights, subject }
    }

    /// The weight of a day: the logarithm of the odds that a journalist's timeline has it. `None` if no sentence may be about it.
    pub fn weight(&self, day: NaiveDate) -> Option<f64> {
        self.weights.get(&day).copied()
    }

    /// Whether the first sentence of an article has a word of the corpus' subject, or there is no subject.
    pub fn is_about_subject(&self, at: ArticleIndex, page: &Annotated) -> bool {
        let first = page.sentences.iter().position(|sentence| page.tells(sentence));
        let has = |sentence| self.counts.words_at(at, sentence).iter().any(|word| self.subject.contains(word));
        self.subject.is_empty() || first.is_some_and(has)
    }

    /// The sentences that may be about a day.
    pub fn about(&self, day: NaiveDate) -> &[Candidate] {
        self.candidates.get(&day).map_or(&[], Vec::as_slice)
    }

    /// The likelihoods of words on a day.
    pub fn likely(&self, day: NaiveDate) -> Likely {
        Likely::on_day(self.about(day), &self.counts, Weights::packaged())
    }
}
