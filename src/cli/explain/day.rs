//! In: a corpus, its edition and a day. Out: how much the day matters and why, and which sentences may tell it.
//!
//! Invariant: prints only what the digest decided, in the edition's language.

use chrono::NaiveDate;
use serde::Serialize;

use super::prose::{MOST_LISTED, indented, shortened, signed};
use crate::Corpus;
use crate::capture::CaptureId;
use crate::digest::{self, Feature, Judged, Why};
use crate::edition::Edition;
use crate::time::Days;
use crate::words::fill;

/// The output of `--json`.
#[derive(Debug, Serialize)]
pub(crate) struct ExplainedDay<'a> {
    day: NaiveDate,
    /// How likely a journalist's timeline has the day. Absent if no sentence is about it.
    percent: Option<u8>,
    /// What its weight consists of.
    features: Vec<Feature>,
    /// Number of independent sources, if the edition lists the day.
    independent: Option<usize>,
    sentences: Vec<Told<'a>>,
}

/// A sentence about the day.
#[derive(Debug, Serialize)]
struct Told<'a> {
    text: String,
    id: &'a CaptureId,
    start: usize,
    end: usize,
    /// Whether it stands at a glance.
    at_a_glance: bool,
    /// The rule by which it is not printed beside the day.
    rule: Option<&'static str>,
}

/// Why a day matters, for programs.
pub(crate) fn explained<'a>(corpus: &'a Corpus, edition: &Edition, day: NaiveDate) -> ExplainedDay<'a> {
    let why = digest::why(&corpus.chapters, &corpus.articles, &corpus.dates, day);
    let (percent, features, sentences) = match why {
        Some(Why { percent, features, sentences }) => (Some(percent), features, sentences),
        None => (None, Vec::new(), Vec::new()),
    };
    let told = |Judged { key, rule }: Judged| {
        let at_a_glance = corpus.digest.glance.iter().any(|(_, chosen)| *chosen == key);
        Told {
            at_a_glance,
            id: &corpus.articles[key.article].article.id,
            start: key.sentence.span.start,
            end: key.sentence.span.end,
            text: key.sentence.text,
            // What looks back on a day belongs to no event of it, and is printed all the same.
            rule: rule.filter(|_| !at_a_glance),
        }
    };
    ExplainedDay {
        day,
        percent,
        features,
        independent: edition.days.iter().find(|one| one.day == day.to_string()).map(|one| one.independent),
        sentences: sentences.into_iter().map(told).collect(),
    }
}

/// The same in sentences, one per line, after a line with the day.
pub(crate) fn lines(edition: &Edition, explained: &ExplainedDay) -> Vec<String> {
    let lexicon = edition.language.lexicon();
    let words = &lexicon.explain;
    let date = lexicon.dates.long(Days::day(explained.day));
    let Some(percent) = explained.percent else { return vec![fill(&words.no_day, &[("date", &date)])] };
    let mut lines = vec![explained.day.to_string()];
    let mut add = |line: String| lines.push(indented(&line));
    add(fill(&words.day, &[("date", &date), ("percent", &percent.to_string())]));
    for Feature { feature, articles, worth } in &explained.features {
        let number = articles.map(|number| number.to_string()).unwrap_or_default();
        let text = words.day_features.get(*feature).map(|pattern| fill(pattern, &[("number", &number)]));
        let values = [("worth", signed(*worth as f32)), ("text", text.unwrap_or_default())];
        add(indented(&fill(&words.ground, &values.each_ref().map(|(name, value)| (*name, value.as_str())))));
    }
    if let Some(independent) = explained.independent {
        add(fill(&words.day_independent, &[("number", &independent.to_string())]));
    }
    let shown =
        |pattern: &str, told: &Told| fill(pattern, &[("text", &shortened(&told.text)), ("path", &told.id.to_string())]);
    match explained.sentences.iter().find(|told| told.at_a_glance) {
        Some(told) => add(shown(&words.day_at_a_glance, told)),
        None if explained.sentences.iter().all(|told| told.rule.is_some()) => add(words.day_without_sentence.clone()),
        None => add(words.day_behind_others.clone()),
    }
    add(fill(&words.day_sentences, &[("number", &explained.sentences.len().to_string())]));
    for told in explained.sentences.iter().take(MOST_LISTED) {
        let text = shown(&words.day_sentence, told);
        add(indented(&match told.rule {
            Some(rule) => fill(&words.accepted, &[("name", &text), ("rules", rule)]),
            None => text,
        }));
    }
    let rest = explained.sentences.len().saturating_sub(MOST_LISTED);
    if rest > 0 {
        add(indented(&fill(&words.more, &[("number", &rest.to_string())])));
    }
    lines
}
