//! In: an event with several reports. Out: where they say different things of the same: a number, a day.
//!
//! Two sentences of reports that are independent (other publishers, other texts, the same day) are compared where they have much in
//! common. Numbers are of the same thing if the word that they count and the words around them are the same. What a report says
//! itself on another place is no disagreement, nor is a number that is the other one rounded; a number that grows from day to day
//! is none either, but a development. Of an event that is told on which most reports differ.
//!
//! Invariant: each side is a whole sentence of a capture; nothing is said about who is right.

mod developments;
mod figure;
mod numeral;
mod state;

use std::collections::BTreeSet;
use std::ops::Range;

use super::KeySentence;
use super::centroid::{Vector, Vectors, cosine};
use crate::annotate::{Annotated, Sentence};
use crate::chronicle::{Event, FIRST_REPORTS};
use crate::dating::Dated;
use crate::link::ArticleIndex;
use crate::link::stem::Stems;
use crate::link::tokens;
use crate::normalize::Article;
use crate::time::How;
pub use developments::{Development, find as developments};
use figure::Figure;

/// How many sentences of a report are compared, and how many reports of an event.
const SENTENCES: usize = 24;
const REPORTS: usize = 24;
/// How much two sentences have in common (cosine) that say something of the same.
const COUNTED: f64 = 0.3;
/// The same where both say what became of those that they count.
const OF_A_STATE: f64 = 0.15;
/// How many disagreements of an event are told.
const MOST: usize = 1;

/// What reports disagree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    Number,
    Day,
}

/// What two reports or more say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    pub matter: Matter,
    /// Each says something else, in the order of the event's reports.
    pub sides: Vec<Side>,
}

/// What one report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub key: KeySentence,
    /// The bytes of the sentence that differ.
    pub differs: Range<usize>,
}

/// A sentence that is compared.
struct Told<'a> {
    article: ArticleIndex,
    sentence: &'a Sentence,
    vector: Vector,
    figures: Vec<Figure>,
}

/// The disagreements of an event, those of the most alike sentences first. `same_text` has the reports that print one text.
pub fn find(
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
    let told: Vec<Vec<Told<'_>>> = reports.iter().map(|&article| told(article, &articles[article], vectors)).collect();
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

/// What tells how the reports of an event stand to each other.
struct Between<'a> {
    articles: &'a [Annotated],
    dates: &'a [Dated],
    same_text: &'a [Vec<ArticleIndex>],
}

impl Between<'_> {
    /// Whether two reports are of two publishers, in words of their own, and of one day so far as both have one.
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

/// Adds the new side of a disagreement to the one that has its other side already.
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

fn told<'a>(article: ArticleIndex, page: &'a Annotated, vectors: &Vectors) -> Vec<Told<'a>> {
    let stems = Stems::of(page.article.language);
    let told = |sentence: &'a Sentence| Told {
        article,
        sentence,
        vector: vectors.vector(&sentence.text),
        figures: figure::find(page, sentence, &stems),
    };
    page.sentences.iter().filter(|sentence| page.tells(sentence)).take(SENTENCES).map(told).collect()
}

/// The numbers of the same thing in which two reports differ, each with how alike their sentences are and with what is counted.
fn numbers(one: &[Told<'_>], other: &[Told<'_>]) -> Vec<(f64, String, Disagreement)> {
    let says = |report: &[Told<'_>], figure: &Figure| {
        report.iter().flat_map(|told| &told.figures).any(|own| own.counts == figure.counts && own.agrees(figure))
    };
    // A report that gives two numbers of those of whom the same became tells of two groups or of two times.
    let is_clear = |report: &[Told<'_>], figure: &Figure| {
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

/// The pairs of sentences that are alike enough, not the same.
fn pairs<'t, 'a>(
    one: &'t [Told<'a>],
    other: &'t [Told<'a>],
    alike: f64,
) -> impl Iterator<Item = (&'t Told<'a>, &'t Told<'a>)> {
    one.iter().flat_map(move |left| other.iter().map(move |right| (left, right))).filter(move |(left, right)| {
        !is_of_one_form(&left.sentence.text, &right.sentence.text) && cosine(&left.vector, &right.vector) >= alike
    })
}

/// How many of the words of two sentences are the same where one is the other with another number: a text that was brought up to
/// date, or two of a series; set by reading pairs of news texts.
const ONE_FORM: f64 = 0.9;
/// The fewest words of a sentence that tells so.
const FEWEST_WORDS: usize = 10;

/// Whether two sentences are one but for their numbers.
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

fn side(told: &Told<'_>, differs: Range<usize>) -> Side {
    side_of(told.article, told.sentence, differs)
}

fn side_of(article: ArticleIndex, sentence: &Sentence, differs: Range<usize>) -> Side {
    Side { key: KeySentence { article, sentence: sentence.clone() }, differs }
}

/// The days on which two independent first reports say that it happened, where they are not the same; later ones may tell of what
/// came of it.
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

/// The day on which a report states that it happened, with the sentence that says so.
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
