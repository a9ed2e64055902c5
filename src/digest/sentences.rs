//! In: an event and its reports. Out: the sentences that summarize it, the best first.
//!
//! Invariant: a sentence that depends on another, is cut, or is direct speech is used only if nothing else is left. A sentence that is not
//! fit to be printed is never used.

use std::collections::BTreeMap;

use super::KeySentence;
use super::alone::{BEARING, HEADLINE_WORDS, reads_alone, stands_alone};
use super::another_day;
use super::fitness::{self, Fitness, Recurring, Standing, Theme};
use crate::annotate::{Annotated, Sentence};
use crate::chronicle::Event;
use crate::dating::Dated;
use crate::language::Language;
use crate::link::ArticleIndex;
use crate::salience::centroid::{Vectors, greedy};

/// Number of sentences of a report that are examined. News has the main points first. With 12, 4 of the 100 events in the edition of
/// `tests/events/tuned` change; with 48, none.
const LOOKED_AT: usize = 24;

/// Factor for a sentence that shares no word with its article or is in a block that does not belong to it, and factor for one that
/// addresses the page's reader. The first: with .3, 2 of the 100 events in the edition of `tests/events/tuned` change; with .75, 2.
const STRANGE: f64 = 0.5;
/// The same edition of `tests/events/tuned` with .6 and .9.
const TO_READER: f64 = 0.8;
/// A sentence that mentions this many parts of the making of its page may not be news. Of known bodies 2 % do, of 69 invented notices 55.
const OF_ITS_PAGE: usize = 2;
/// Factor for a sentence about another day than that of its event. It is used only if nothing else is left. The same edition of
/// `tests/events/tuned` with .0005 and .002.
const OF_ANOTHER_DAY: f64 = 0.001;

/// Maximum number of sentences of an event. With 2, 94 of the 100 events in the edition of `tests/events/tuned` change; with 6, 24.
const MOST: usize = 3;

/// Maximum number of code points of a sentence. Longer ones are not sentences, but lists or files that lost their line ends. Set by hand.
const LONGEST: usize = 1_000;

/// Up to three sentences that summarize an event, the best first. There are fewer if its reports are short.
pub(crate) fn rank(
    event: &Event,
    (articles, dates): (&[Annotated], &[Dated]),
    vectors: &Vectors,
    recurring: &Recurring,
) -> Vec<KeySentence> {
    let reports = &event.reports;
    let is_own = |sentence: &Sentence| !recurring.holds(sentence);
    let mut candidates = candidates(reports, articles, |page, one| is_own(one) && stands_alone(page, one));
    if candidates.is_empty() {
        candidates = self::candidates(reports, articles, |page, sentence| {
            let is_short = sentence.text.chars().nth(LONGEST).is_none();
            is_short && is_own(sentence) && page.is_fit_to_print(sentence)
        });
    }
    let texts: Vec<_> = candidates.iter().map(|(_, sentence)| vectors.vector(&sentence.text)).collect();
    let themes: BTreeMap<ArticleIndex, Theme> = reports.iter().map(|&at| (at, Theme::of(&articles[at]))).collect();
    let places: BTreeMap<ArticleIndex, Standing> =
        reports.iter().map(|&at| (at, Standing::of(&articles[at]))).collect();
    let favoured = |(article, sentence): &(ArticleIndex, &Sentence)| {
        let is_aside = another_day::is_about_another_day(event, &articles[*article], &dates[*article], sentence);
        let of_its_day = if is_aside { OF_ANOTHER_DAY } else { 1.0 };
        places[article].weight(sentence)
            * address(sentence, articles[*article].article.language)
            * belonging(&themes[article], sentence)
            * of_its_day
    };
    let favour: Vec<f64> = candidates.iter().map(favoured).collect();
    let headlines: Vec<_> = reports
        .iter()
        .filter_map(|&report| articles[report].article.headline.as_ref())
        .map(|headline| vectors.vector(&headline.text))
        .collect();
    let most = ((candidates.len() + 1) / 3 + 1).min(MOST);
    let mut chosen = greedy(&texts, &favour, &headlines, most);
    if chosen.is_empty() {
        chosen = greedy(&texts, &favour, &[], most);
    }
    let key = |at: usize| {
        let (article, sentence) = candidates[at];
        KeySentence { article, sentence: articles[article].without_dateline(sentence) }
    };
    chosen.into_iter().map(key).collect()
}

/// The ranked sentences of an event, those that can be read without their page first.
#[derive(Debug, Clone)]
pub(crate) struct Readable {
    /// The sentences.
    pub sentences: Vec<KeySentence>,
    /// Number of sentences that can be read without their page.
    pub readable: usize,
}

impl Readable {
    /// Keeps only the sentences of some articles.
    pub(crate) fn only(&self, keeps: impl Fn(ArticleIndex) -> bool) -> Self {
        let keeps = |key: &&KeySentence| keeps(key.article);
        let readable = self.sentences[..self.readable].iter().filter(keeps).count();
        Self { sentences: self.sentences.iter().filter(keeps).cloned().collect(), readable }
    }

    /// Moves the sentences that can be read without their page to the front.
    pub(crate) fn of(ranked: &[KeySentence], articles: &[Annotated]) -> Self {
        let pages: BTreeMap<ArticleIndex, Fitness> =
            ranked.iter().map(|key| (key.article, Fitness::of(&articles[key.article]))).collect();
        let (mut sentences, others): (Vec<KeySentence>, Vec<KeySentence>) =
            ranked.iter().cloned().partition(|key| reads_alone(&pages[&key.article], &key.sentence));
        let readable = sentences.len();
        sentences.extend(others);
        Self { sentences, readable }
    }
}

/// Chosen sentences in the order of the event's reports, then of their text.
pub(crate) fn in_reading_order(event: &Event, mut sentences: Vec<KeySentence>) -> Vec<KeySentence> {
    let place = |article| event.reports.iter().position(|&report| report == article);
    sentences.sort_by_key(|key| (place(key.article), key.sentence.span));
    sentences
}

type Candidates<'a> = Vec<(ArticleIndex, &'a Sentence)>;

fn candidates<'a>(
    reports: &[ArticleIndex],
    articles: &'a [Annotated],
    fits: impl Fn(&Fitness, &Sentence) -> bool,
) -> Candidates<'a> {
    let mut candidates = Vec::new();
    for &report in reports {
        let article = &articles[report];
        let told = article.sentences.iter().filter(|sentence| article.tells(sentence)).take(LOOKED_AT);
        let page = Fitness::of(article);
        candidates.extend(told.filter(|sentence| fits(&page, sentence)).map(|sentence| (report, sentence)));
    }
    candidates
}

/// A factor for questions and for sentences that address the page's reader. They contain less of the news.
fn address(sentence: &Sentence, language: Language) -> f64 {
    let text = sentence.text.as_str();
    if fitness::apparatus(text, language) >= OF_ITS_PAGE {
        STRANGE
    } else if text.ends_with('?') || fitness::speaks_to_reader(text) {
        TO_READER
    } else {
        1.0
    }
}

/// A factor for how much a sentence belongs to its article. One whose words are nowhere else in the article may belong to anything.
fn belonging(theme: &Theme, sentence: &Sentence) -> f64 {
    if theme.is_stranger(sentence) {
        return STRANGE;
    }
    let bearing = theme.bearing(sentence);
    if bearing.headline >= HEADLINE_WORDS {
        return 1.0;
    }
    STRANGE + (1.0 - STRANGE) * (bearing.share / BEARING).min(1.0)
}
