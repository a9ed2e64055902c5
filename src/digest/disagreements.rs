//! In: an event with several reports. Out: where they contradict each other: a number, a day.
//!
//! Two sentences of independent reports (other publishers, other texts, the same day) are compared if they have much in common. Numbers are
//! about the same thing if the counted word and the words around them are the same. It is not a disagreement if a report contains the other
//! value elsewhere, or if one number is the other one rounded. A number that grows from day to day is a development instead. For each
//! event, the contradiction between most reports is shown.
//!
//! Invariant: each side is a whole sentence of a capture. Nothing is said about who is right.

mod developments;
mod figure;
mod numeral;
mod state;

use std::collections::BTreeSet;
use std::ops::Range;

use super::KeySentence;
use crate::annotate::{Annotated, Sentence};
use crate::chronicle::{Event, FIRST_REPORTS};
use crate::dating::Dated;
use crate::link::ArticleIndex;
use crate::link::stem::Stems;
use crate::link::tokens;
use crate::normalize::Article;
use crate::salience::centroid::{Vector, Vectors, cosine};
use crate::time::How;
pub(crate) use developments::{Development, find as developments};
use figure::Figure;

/// Maximum number of sentences of a report, and of reports of an event, that are compared. Set by hand.
const SENTENCES: usize = 24;
const REPORTS: usize = 24;
/// Minimum cosine of two sentences about the same thing. Set by hand.
const COUNTED: f64 = 0.3;
/// The same if both say what happened to those they count. Set by hand.
const OF_A_STATE: f64 = 0.15;
/// Maximum number of disagreements of an event that are shown. Set by hand, as all numbers of disagreements and developments:
/// `tests/events/tuned` has none.
const MOST: usize = 1;

/// The subject of a disagreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Matter {
    /// A number of something.
    Number,
    /// The day of the event.
    Day,
}

/// A contradiction between two or more reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Disagreement {
    /// The subject.
    pub matter: Matter,
    /// The different statements, in the order of the event's reports.
    pub sides: Vec<Side>,
}

/// The statement of one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Side {
    /// The sentence.
    pub key: KeySentence,
    /// The bytes of the sentence that differ.
    pub differs: Range<usize>,
}

/// A sentence that is compared.
struct Compared<'a> {
    article: ArticleIndex,
    sentence: &'a Sentence,
    vector: Vector,
    figures: Vec<Figure>,
}

/// The disagreements of an event, those of the most similar sentences first. `same_text` contains the reports that print one text.
pub(crate) fn find(
    event: &Event,
    articles: &[Annotated],
    dates: &[Dated],
    vectors: &Vectors,
    same_text: &[Vec<ArticleIndex>],
) -> Vec<Disagreement> {
    if event.reports.len() < 2 {
        return Vec::new();
    }
    let reports: Vec<ArticleIndex> = event.reports.iter().copied().take(REPORTS).collect();
    let told: Vec<Vec<Compared<'_>>> =
        reports.iter().map(|&article| compared(article, &articles[article], vectors)).collect();
    let between = Between { articles, dates, same_text };
    let mut found = Vec::new();
    for (at, one) in told.iter().enumerate() {
        for (behind, other) in told[at + 1..].iter().enumerate() {
            if between.are_independent(reports[at], reports[at + 1 + behind]) {
                found.extend(numbers(one, other));
            }
        }
    }
    found.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
    let mut counted: BTreeSet<String> = BTreeSet::new();
    let mut disagreements: Vec<Disagreement> = Vec::new();
    for (_, counts, disagreement) in found {
        if counted.insert(counts) {
            disagreements.push(disagreement);
        } else {
            add(&mut disagreements, disagreement);
        }
    }
    disagreements.extend(days(&reports, &between, vectors));
    disagreements.sort_by_key(|one| std::cmp::Reverse(one.sides.len()));
    disagreements.truncate(MOST);
    disagreements
}

/// The relations between the reports of an event.
struct Between<'a> {
    articles: &'a [Annotated],
    dates: &'a [Dated],
    same_text: &'a [Vec<ArticleIndex>],
}

impl Between<'_> {
    /// Whether two reports are from two publishers, in their own words, and from one day, if both have one.
    fn are_independent(&self, one: ArticleIndex, other: ArticleIndex) -> bool {
        let (left, right) = (&self.articles[one].article, &self.articles[other].article);
        let name = |article: &Article| article.source.as_ref().map(|source| tokens::fold(&source.name));
        let host = |article: &Article| {
            let address = article.address.as_deref()?;
            let host = address.split_once("://")?.1.split('/').next()?;
            Some(host.trim_start_matches("www.").to_owned())
        };
        let same = |one: Option<String>, other: Option<String>| one.is_some() && one == other;
        let copies = self.same_text.iter().any(|group| group.contains(&one) && group.contains(&other));
        !copies && !same(name(left), name(right)) && !same(host(left), host(right)) && self.are_of_one_day(one, other)
    }

    fn are_of_one_day(&self, one: ArticleIndex, other: ArticleIndex) -> bool {
        let days = |report: ArticleIndex| self.dates[report].published.as_ref()?.days();
        match (days(one), days(other)) {
            (Some(one), Some(other)) => one.earliest <= other.latest && other.earliest <= one.latest,
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

/// Adds the new side of a disagreement to one that already contains its other side.
fn add(known: &mut [Disagreement], new: Disagreement) {
    let place = |side: &Side| (side.key.article, side.key.sentence.span, side.differs.start);
    let said = |side: &Side| side.key.sentence.text[side.differs.clone()].to_owned();
    let same = known.iter_mut().find(|known| {
        known.matter == new.matter
            && new.sides.iter().any(|side| known.sides.iter().any(|other| place(other) == place(side)))
    });
    if let Some(same) = same {
        let is_new = |side: &Side| {
            same.sides.iter().all(|other| said(other) != said(side) && other.key.article != side.key.article)
        };
        let missing: Vec<Side> = new.sides.into_iter().filter(is_new).collect();
        same.sides.extend(missing);
    }
}

fn compared<'a>(article: ArticleIndex, page: &'a Annotated, vectors: &Vectors) -> Vec<Compared<'a>> {
    let stems = Stems::of(page.article.language);
    let told = |sentence: &'a Sentence| Compared {
        article,
        sentence,
        vector: vectors.vector(&sentence.text),
        figures: figure::find(page, sentence, &stems),
    };
    page.sentences.iter().filter(|sentence| page.tells(sentence)).take(SENTENCES).map(told).collect()
}

/// The numbers of the same thing in which two reports differ, each with the similarity of the sentences and the counted word.
fn numbers(one: &[Compared<'_>], other: &[Compared<'_>]) -> Vec<(f64, String, Disagreement)> {
    let says = |report: &[Compared<'_>], figure: &Figure| {
        report.iter().flat_map(|told| &told.figures).any(|own| own.counts == figure.counts && own.agrees(figure))
    };
    // A report with two numbers for the same state is about two groups or two times.
    let is_clear = |report: &[Compared<'_>], figure: &Figure| {
        let mut own = report.iter().flat_map(|told| &told.figures).filter(|own| own.counts_with(figure));
        !figure.is_of_a_state() || own.all(|own| own.agrees(figure))
    };
    let mut found = Vec::new();
    for (left, right) in pairs(one, other, OF_A_STATE) {
        let alike = cosine(&left.vector, &right.vector);
        for figure in left.figures.iter().filter(|figure| is_clear(one, figure)) {
            let enough = alike >= if figure.is_of_a_state() { OF_A_STATE } else { COUNTED };
            let same = |against: &&Figure| enough && against.is_of_the_same(figure) && is_clear(other, against);
            for against in right.figures.iter().filter(same) {
                if !figure.agrees(against) && !says(other, figure) && !says(one, against) {
                    let sides = vec![side(left, figure.bytes.clone()), side(right, against.bytes.clone())];
                    let disagreement = Disagreement { matter: Matter::Number, sides };
                    found.push((alike, figure.counts.clone(), disagreement));
                }
            }
        }
    }
    found
}

/// The pairs of sentences that are similar enough, but not the same.
fn pairs<'t, 'a>(
    one: &'t [Compared<'a>],
    other: &'t [Compared<'a>],
    alike: f64,
) -> impl Iterator<Item = (&'t Compared<'a>, &'t Compared<'a>)> {
    one.iter().flat_map(move |left| other.iter().map(move |right| (left, right))).filter(move |(left, right)| {
        !is_of_one_form(&left.sentence.text, &right.sentence.text) && cosine(&left.vector, &right.vector) >= alike
    })
}

/// Share of equal words from which two sentences are one with another number: an updated text, or two from a series. Set by reading pairs
/// of news texts.
const ONE_FORM: f64 = 0.9;
/// Minimum number of words of such a sentence. Set by hand.
const FEWEST_WORDS: usize = 10;

/// Whether two sentences are the same except for their numbers.
fn is_of_one_form(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = tokens::words(text).map(|word| tokens::fold(&text[word]));
        words.filter(|word| !word.starts_with(|first: char| first.is_ascii_digit())).collect()
    };
    let (left, right) = (words(one), words(other));
    let known: BTreeSet<&str> = left.iter().map(String::as_str).collect();
    let shared = right.iter().filter(|word| known.contains(word.as_str())).count();
    let longer = left.len().max(right.len());
    one == other || longer >= FEWEST_WORDS && shared as f64 >= ONE_FORM * longer as f64
}

fn side(told: &Compared<'_>, differs: Range<usize>) -> Side {
    side_of(told.article, told.sentence, differs)
}

fn side_of(article: ArticleIndex, sentence: &Sentence, differs: Range<usize>) -> Side {
    Side { key: KeySentence { article, sentence: sentence.clone() }, differs }
}

/// The days that two independent first reports give for the event, if they differ. Later reports may be about what came of it.
fn days(reports: &[ArticleIndex], between: &Between<'_>, vectors: &Vectors) -> Option<Disagreement> {
    let of = |report: ArticleIndex| between.dates[report].happened.as_ref()?.days();
    let first = reports.iter().filter_map(|&report| of(report)).map(|days| days.latest).min()?;
    let is_first =
        |&report: &ArticleIndex| of(report).is_some_and(|days| (days.earliest - first).num_days() <= FIRST_REPORTS);
    let stated: Vec<(chrono::NaiveDate, Side)> =
        reports.iter().copied().filter(is_first).filter_map(|report| stated(report, between)).collect();
    let vector = |side: &Side| vectors.vector(&side.key.sentence.text);
    for (at, (day, one)) in stated.iter().enumerate() {
        let differs = |(other_day, other): &&(chrono::NaiveDate, Side)| {
            other_day != day
                && between.are_independent(one.key.article, other.key.article)
                && cosine(&vector(one), &vector(other)) >= COUNTED
        };
        if let Some((_, other)) = stated[at + 1..].iter().find(differs) {
            return Some(Disagreement { matter: Matter::Day, sides: vec![one.clone(), other.clone()] });
        }
    }
    None
}

/// The day that a report states for the event, with the sentence.
fn stated(report: ArticleIndex, between: &Between<'_>) -> Option<(chrono::NaiveDate, Side)> {
    let happened = between.dates[report].happened.as_ref().filter(|when| when.how == How::Stated)?;
    let day = happened.days().filter(|days| days.is_day())?.earliest;
    let page = &between.articles[report];
    let own = happened.evidence.iter().find(|one| one.path == page.article.name() && one.place.is_some())?;
    let place = own.place?;
    let sentence = page.sentences.iter().find(|one| one.span.start <= place.start && place.end <= one.span.end)?;
    let at = sentence.text.find(&own.text)?;
    let key = KeySentence { article: report, sentence: sentence.clone() };
    Some((day, Side { key, differs: at..at + own.text.len() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_differ_in_their_numbers_alone_are_of_one_form() {
        let one = "The lake on which the rowers of Fernow won in May has 10 boats and piers.";
        assert!(is_of_one_form(one, "The lake on which the rowers of Fernow won in May has 16 boats and piers."));
        assert!(!is_of_one_form(one, "In Fernow, where the rowers won, there are 16 boats and a pier on the lake."));
        assert!(!is_of_one_form("The flood killed 10 people.", "The flood killed 16 people."));
    }
}
