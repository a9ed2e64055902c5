//! In: annotated, dated articles. Out: for each day the sentences that may be about it.
//!
//! A sentence that names a day is a candidate for that day. One that names no time is a candidate if it is among the first of its article:
//! for the day of the article's event, the day of publication and the day before (as in D. Gholipour Ghalandari and G. Ifrim, "Examining
//! the State-of-the-Art in News Timeline Summarization", 2020). News is mostly about the day before it is printed, so these sentences show
//! which words matter on a day. But only some of them may be printed under it: see [`Candidate::is_of_day`].
//!
//! Invariant: nothing is chosen here. A day after the last publication has no candidates.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

use crate::annotate::{Annotated, Sentence};
use crate::dating::{Dated, Mention};
use crate::link::ArticleIndex;
use crate::link::stem::Stems;
use crate::link::tense;
use crate::link::tokens;
use crate::time::{self, When};

/// Number of sentences at the beginning of an article that are candidates for its day. As the weights were fitted.
const OPENING: usize = 5;
/// Maximum number of days of a time that a sentence is about, and of a stretch that counts for its first day. The first: the longest month
/// of the Gregorian calendar has 31. Both as the weights were fitted.
const LONGEST_TIME: i64 = 31;
const LONGEST_STRETCH: i64 = 3;

/// What a timeline is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The first day that may be in it.
    pub from: Option<NaiveDate>,
    /// The last day that may be in it.
    pub to: Option<NaiveDate>,
    /// Words of its subject, each in any of its forms. If there are some, only sentences with one of them are chosen.
    pub keywords: Vec<String>,
}

/// A sentence that may be about a day.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Its article.
    pub article: ArticleIndex,
    /// Its index in the article.
    pub sentence: usize,
    /// Whether it names the day.
    pub names: bool,
    /// Whether it may be printed under the day: it names the day, or it names none and the day is that of its article's event.
    pub is_of_day: bool,
    /// Whether it is about the future.
    pub announces: bool,
    /// Whether it contains a word of the subject.
    pub on_subject: bool,
    /// Its index among the sentences of deck and paragraphs in its article, from 0.
    pub rank: usize,
    /// Number of days from the day to the publication of the article.
    pub gap: i64,
}

/// The candidates for each day, in the order of the articles.
pub type Candidates = BTreeMap<NaiveDate, Vec<Candidate>>;

/// Finds the candidates for all days within the limits of the subject.
pub fn find(articles: &[Annotated], dates: &[Dated], subject: &Subject) -> Candidates {
    let last = dates.iter().filter_map(|dated| dated.published.as_ref()?.days()).map(|days| days.latest).max();
    let inside = |day: &NaiveDate| {
        subject.from.is_none_or(|from| *day >= from)
            && subject.to.is_none_or(|to| *day <= to)
            && last.is_none_or(|last| *day <= last)
    };
    let found: Vec<Vec<(NaiveDate, Candidate)>> =
        (0..articles.len()).into_par_iter().map(|at| of_article(at, &articles[at], &dates[at], subject)).collect();
    let mut candidates = Candidates::new();
    for (day, candidate) in found.into_iter().flatten().filter(|(day, _)| inside(day)) {
        candidates.entry(day).or_default().push(candidate);
    }
    candidates
}

/// The candidates with a word of the subject, if one of them may be printed; else all.
pub fn on_subject(candidates: &[Candidate]) -> Vec<Candidate> {
    let about: Vec<Candidate> = candidates.iter().copied().filter(|one| one.on_subject).collect();
    if about.iter().any(|one| one.is_of_day) { about } else { candidates.to_vec() }
}

fn of_article(
    article: ArticleIndex,
    page: &Annotated,
    dated: &Dated,
    subject: &Subject,
) -> Vec<(NaiveDate, Candidate)> {
    let published = single_day(dated.published.as_ref());
    let happened = single_day(dated.happened.as_ref());
    let before = published.and_then(|day| day.pred_opt());
    let own = [happened.or(published), published, before];
    let keywords = Keywords::new(page, subject);
    let mut found = Vec::new();
    let told = page.sentences.iter().enumerate().filter(|(_, sentence)| page.tells(sentence));
    for (rank, (at, sentence)) in told.enumerate() {
        let (named, is_dated) = days_of(page, sentence, dated);
        let names = !named.is_empty();
        let mut days: Vec<(NaiveDate, bool)> = named.into_iter().map(|day| (day, true)).collect();
        if !is_dated && rank < OPENING {
            for day in own.into_iter().flatten() {
                if !days.iter().any(|&(one, _)| one == day) {
                    days.push((day, Some(day) == own[0]));
                }
            }
        }
        if days.is_empty() {
            continue;
        }
        let on_subject = keywords.hold(&sentence.text);
        let announces = tense::cues(&sentence.text, page.article.language).are_all_ahead();
        found.extend(days.into_iter().map(|(day, is_of_day)| {
            let gap = published.map_or(0, |published| (published - day).num_days());
            (day, Candidate { article, sentence: at, names, is_of_day, announces, on_subject, rank, gap })
        }));
    }
    found
}

/// The day of a date that is exactly one day.
fn single_day(when: Option<&When>) -> Option<NaiveDate> {
    when.and_then(When::days).filter(|days| days.is_day()).map(|days| days.earliest)
}

/// The days that a sentence names, each once, and the first day of a stretch. Also whether it names any time of a month or less.
fn days_of(page: &Annotated, sentence: &Sentence, dated: &Dated) -> (Vec<NaiveDate>, bool) {
    let first = dated.mentions.partition_point(|mention| mention.span.start < sentence.span.start);
    let inside = dated.mentions[first..].iter().take_while(|mention| mention.span.start < sentence.span.end);
    let mut is_dated = false;
    let mut days = Vec::new();
    for mention in inside.filter(|mention| mention.part == sentence.part) {
        is_dated |= mention.days.len() <= LONGEST_TIME;
        if (mention.days.is_day() || is_stretch(page, mention)) && !days.contains(&mention.days.earliest) {
            days.push(mention.days.earliest);
        }
    }
    (days, is_dated)
}

/// Whether the words mean consecutive days ("6–7 грудня"), rather than leave open which day is meant.
fn is_stretch(page: &Annotated, mention: &Mention) -> bool {
    let at = page.expressions.partition_point(|expression| expression.span.start < mention.span.start);
    let meaning = page.expressions.get(at).filter(|one| one.span == mention.span).map(|one| &one.meaning);
    let named = meaning.and_then(|meaning| time::days_in_year(meaning, mention.days.earliest.year()));
    mention.days.len() <= LONGEST_STRETCH && named == Some(mention.days)
}

/// The words of a subject as stems in the language of an article.
struct Keywords {
    stems: Stems,
    words: Vec<Vec<String>>,
}

impl Keywords {
    fn new(page: &Annotated, subject: &Subject) -> Self {
        let stems = Stems::of(page.article.language);
        let words = subject.keywords.iter().map(|keyword| stems_of(&stems, keyword)).collect();
        Self { stems, words }
    }

    /// Whether a text contains one of the keywords. Without keywords every text does.
    fn hold(&self, text: &str) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let stems = stems_of(&self.stems, text);
        let has = |keyword: &Vec<String>| stems.windows(keyword.len().max(1)).any(|window| window == keyword);
        self.words.iter().any(has)
    }
}

fn stems_of(stems: &Stems, text: &str) -> Vec<String> {
    tokens::words(text).map(|word| stems.stem(&tokens::fold(&text[word]))).collect()
}
