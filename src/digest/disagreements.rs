//! In: an event with several reports. Out: where they say different things of the same: a number, a day, a name, a place.
//!
//! Two sentences of different reports are compared where they have most of their words in common. Numbers count the same if the
//! word that they count is the same; names and places, if the words beside them are. What a report says itself on another place
//! is no disagreement, nor is a number that is the other one rounded.
//!
//! Invariant: each side is a whole sentence of a capture; nothing is said about who is right.

mod figure;

use std::collections::BTreeSet;
use std::ops::Range;

use super::KeySentence;
use super::centroid::{Vector, Vectors, cosine};
use crate::annotate::{Annotated, Sentence, is_preposition_of_place};
use crate::chronicle::{Event, FIRST_REPORTS};
use crate::dating::Dated;
use crate::letters::Letter;
use crate::link::ArticleIndex;
use crate::link::stem::Stems;
use crate::link::tokens;
use crate::when::How;
use figure::Figure;

/// How many sentences of a report are compared, and how many reports of an event.
const SENTENCES: usize = 24;
const REPORTS: usize = 24;
/// How much two sentences have in common (cosine) that say something of the same: where a counted word is the same too, and where
/// a name alone differs.
const COUNTED: f64 = 0.3;
const NAMED: f64 = 0.55;
/// How many disagreements of an event are told.
const MOST: usize = 4;

/// What reports disagree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    Number,
    Day,
    Name,
    Place,
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
    names: Vec<Name>,
}

/// A word that is written like a name inside its sentence.
struct Name {
    bytes: Range<usize>,
    stem: String,
    /// The stems beside it.
    before: String,
    behind: String,
    is_place: bool,
}

/// The disagreements of an event, those of the most alike sentences first.
pub fn find(event: &Event, articles: &[Annotated], dates: &[Dated], vectors: &Vectors) -> Vec<Disagreement> {
    if event.reports.len() < 2 {
        return Vec::new();
    }
    let reports: Vec<ArticleIndex> = event.reports.iter().copied().take(REPORTS).collect();
    let told: Vec<Vec<Told<'_>>> = reports.iter().map(|&article| told(article, &articles[article], vectors)).collect();
    let mut found = Vec::new();
    for (at, one) in told.iter().enumerate() {
        for other in &told[at + 1..] {
            found.extend(numbers(one, other).into_iter().chain(names(one, other)));
        }
    }
    found.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
    let mut disagreements: Vec<Disagreement> = days(&reports, articles, dates).into_iter().collect();
    for (_, disagreement) in found {
        add(&mut disagreements, disagreement);
    }
    disagreements.truncate(MOST);
    disagreements
}

/// Adds a disagreement, or its new side to one that has the other side already.
fn add(known: &mut Vec<Disagreement>, new: Disagreement) {
    let place = |side: &Side| (side.key.article, side.key.sentence.span, side.differs.start);
    let said = |side: &Side| side.key.sentence.text[side.differs.clone()].to_owned();
    let same = known.iter_mut().find(|known| {
        known.matter == new.matter
            && new.sides.iter().any(|side| known.sides.iter().any(|other| place(other) == place(side)))
    });
    match same {
        Some(same) => {
            let missing = new.sides.into_iter().filter(|side| same.sides.iter().all(|other| said(other) != said(side)));
            let missing: Vec<_> = missing.collect();
            same.sides.extend(missing);
        }
        None => known.push(new),
    }
}

fn told<'a>(article: ArticleIndex, page: &'a Annotated, vectors: &Vectors) -> Vec<Told<'a>> {
    let stems = Stems::of(page.article.language);
    let told = |sentence: &'a Sentence| Told {
        article,
        sentence,
        vector: vectors.vector(&sentence.text),
        figures: figure::find(page, sentence, &stems),
        names: self::words(&sentence.text, &stems),
    };
    page.sentences.iter().filter(|sentence| page.tells(sentence)).take(SENTENCES).map(told).collect()
}

/// The numbers of the same thing in which two reports differ, with how alike their sentences are.
fn numbers(one: &[Told<'_>], other: &[Told<'_>]) -> Vec<(f64, Disagreement)> {
    let says = |report: &[Told<'_>], figure: &Figure| {
        report.iter().flat_map(|told| &told.figures).any(|own| own.counts == figure.counts && own.agrees(figure))
    };
    let mut found = Vec::new();
    for (left, right) in pairs(one, other, COUNTED) {
        for figure in &left.figures {
            for against in right.figures.iter().filter(|against| against.counts == figure.counts) {
                if !figure.agrees(against) && !says(other, figure) && !says(one, against) {
                    let sides = vec![side(left, figure.bytes.clone()), side(right, against.bytes.clone())];
                    found.push((cosine(&left.vector, &right.vector), Disagreement { matter: Matter::Number, sides }));
                }
            }
        }
    }
    found
}

/// The names in which two sentences differ that have all else beside them in common.
fn names(one: &[Told<'_>], other: &[Told<'_>]) -> Vec<(f64, Disagreement)> {
    let all = |report: &[Told<'_>]| -> BTreeSet<String> {
        let texts = report.iter().flat_map(|told| told.names.iter().map(|name| name.stem.clone()));
        texts.collect()
    };
    let (of_one, of_other) = (all(one), all(other));
    let mut found = Vec::new();
    for (left, right) in pairs(one, other, NAMED) {
        for name in left.names.iter().filter(|name| !of_other.contains(&name.stem)) {
            let beside = |against: &&Name| {
                against.before == name.before && against.behind == name.behind && !of_one.contains(&against.stem)
            };
            if let Some(against) = right.names.iter().find(beside) {
                let matter = if name.is_place && against.is_place { Matter::Place } else { Matter::Name };
                let sides = vec![side(left, name.bytes.clone()), side(right, against.bytes.clone())];
                found.push((cosine(&left.vector, &right.vector), Disagreement { matter, sides }));
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
        left.sentence.text != right.sentence.text && cosine(&left.vector, &right.vector) >= alike
    })
}

fn side(told: &Told<'_>, differs: Range<usize>) -> Side {
    Side { key: KeySentence { article: told.article, sentence: told.sentence.clone() }, differs }
}

/// The days on which the first reports say that it happened, where no day fits all of them; later ones may tell of what came of it.
fn days(reports: &[ArticleIndex], articles: &[Annotated], dates: &[Dated]) -> Option<Disagreement> {
    let mut sides: Vec<(chrono::NaiveDate, Side)> = Vec::new();
    let of = |report: ArticleIndex| dates[report].happened.as_ref()?.days();
    let first = reports.iter().filter_map(|&report| of(report)).map(|days| days.latest).min()?;
    let is_first =
        |&&report: &&ArticleIndex| of(report).is_some_and(|days| (days.earliest - first).num_days() <= FIRST_REPORTS);
    for &report in reports.iter().filter(is_first) {
        let Some(happened) = dates[report].happened.as_ref().filter(|when| when.how == How::Stated) else { continue };
        let Some(days) = happened.days().filter(|days| days.is_day()) else { continue };
        let page = &articles[report];
        let own = happened.evidence.iter().find(|one| one.path == page.article.name() && one.place.is_some())?;
        let place = own.place?;
        let sentence = page.sentences.iter().find(|one| one.span.start <= place.start && place.end <= one.span.end)?;
        let at = sentence.text.find(&own.text)?;
        if sides.iter().all(|(day, _)| *day != days.earliest) {
            let key = KeySentence { article: report, sentence: sentence.clone() };
            sides.push((days.earliest, Side { key, differs: at..at + own.text.len() }));
        }
    }
    let sides: Vec<Side> = sides.into_iter().map(|(_, side)| side).collect();
    (sides.len() > 1).then_some(Disagreement { matter: Matter::Day, sides })
}

/// The words of a sentence that are written like names, but its first.
fn words(text: &str, stems: &Stems) -> Vec<Name> {
    let words: Vec<Range<usize>> = tokens::words(text).collect();
    let folded: Vec<String> = words.iter().map(|word| tokens::fold(&text[word.clone()])).collect();
    let beside = |at: Option<usize>| at.and_then(|at| folded.get(at)).map(|word| stems.stem(word)).unwrap_or_default();
    let is_name = |at: usize| at > 0 && text[words[at].clone()].chars().next().is_some_and(char::is_capital);
    let name = |at: usize| Name {
        bytes: words[at].clone(),
        stem: stems.stem(&folded[at]),
        before: beside(at.checked_sub(1)),
        behind: beside(at.checked_add(1)),
        is_place: is_preposition_of_place(&folded[at - 1]),
    };
    (0..words.len()).filter(|&at| is_name(at)).map(name).collect()
}
