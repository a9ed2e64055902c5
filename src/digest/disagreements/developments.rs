//! In: an event with reports of several days. Out: the counts that changed: the same statement on a later day with another number.
//!
//! A count is a number of those to whom something happened. It changed if the reports of each day give one number, and the numbers only
//! grow from day to day (or only fall, if those counted can be found). The later sentence must count all of them, not those of a day, of
//! another place or of a plan. A bound ("at least", "up to") is not a count.
//!
//! Invariant: each end is a whole sentence of a capture with a known day. The days differ, and so do the numbers.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::figure::{self, Figure, Said};
use super::{REPORTS, SENTENCES, Side, side_of};
use crate::annotate::{Annotated, Sentence};
use crate::chronicle::Event;
use crate::dating::Dated;
use crate::link::ArticleIndex;
use crate::link::stem::Stems;

/// Maximum number of developments of an event that are shown. Set by hand.
const MOST: usize = 2;
/// The states of those who are counted. A number with any other state (a price) is not a count of them.
const COUNTED: [&str; 10] =
    ["killed", "injured", "missing", "evacuated", "rescued", "infected", "held", "in-hospital", "damaged", "destroyed"];
/// States that end when somebody is found, so that their number may fall.
const FOUND: [&str; 2] = ["missing", "in-hospital"];
/// Minimum number of shared words around two numbers if only one names a place. Set by hand.
const FEWEST_SHARED: usize = 2;
/// Days more than this before the page are about something else. The longest month of the Gregorian calendar has 31.
const LONGEST_BACK: i64 = 31;

/// A count that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Development {
    /// The first statement.
    pub first: Side,
    /// The last statement.
    pub last: Side,
}

/// A count in one report.
struct Count<'a> {
    article: ArticleIndex,
    sentence: &'a Sentence,
    figure: Figure,
    published: NaiveDate,
    /// The days that the sentence names.
    days: Vec<(NaiveDate, NaiveDate)>,
}

/// The developments of an event, those in most reports first.
pub(crate) fn find(
    event: &Event,
    articles: &[Annotated],
    dates: &[Dated],
    same_text: &[Vec<ArticleIndex>],
) -> Vec<Development> {
    if event.reports.len() < 2 {
        return Vec::new();
    }
    let mut counts: BTreeMap<(String, &'static str), Vec<Count<'_>>> = BTreeMap::new();
    for &report in event.reports.iter().take(REPORTS) {
        for count in of_report(report, &articles[report], &dates[report]) {
            let state = count.figure.state_name().unwrap_or_default();
            counts.entry((count.figure.counts.clone(), state)).or_default().push(count);
        }
    }
    let mut moved: Vec<(usize, Development)> =
        counts.into_iter().filter_map(|((_, state), counts)| moved(state, counts, same_text)).collect();
    moved.sort_by_key(|(reports, _)| std::cmp::Reverse(*reports));
    moved.into_iter().take(MOST).map(|(_, development)| development).collect()
}

/// The counts of a report, for each thing with only one number.
fn of_report<'a>(article: ArticleIndex, page: &'a Annotated, dated: &Dated) -> Vec<Count<'a>> {
    let day = dated.published.as_ref().and_then(|when| when.days()).filter(|days| days.is_day());
    let Some(published) = day.map(|days| days.earliest) else { return Vec::new() };
    let stems = Stems::of(page.article.language);
    let mut all: Vec<Count<'_>> = Vec::new();
    for sentence in page.sentences.iter().filter(|sentence| page.tells(sentence)).take(SENTENCES) {
        let within = |span: crate::passage::Span| sentence.span.start <= span.start && span.end <= sentence.span.end;
        let named = dated.mentions.iter().filter(|mention| mention.part == sentence.part && within(mention.span));
        let days: Vec<_> = named.map(|mention| (mention.days.earliest, mention.days.latest)).collect();
        let figures = figure::find(page, sentence, &stems).into_iter().filter(Figure::is_of_a_state);
        all.extend(figures.map(|figure| Count { article, sentence, figure, published, days: days.clone() }));
    }
    let is_clear = |count: &Count<'_>| {
        all.iter()
            .filter(|other| other.figure.counts_with(&count.figure))
            .all(|other| other.figure.value == count.figure.value)
    };
    let clear: Vec<bool> =
        all.iter().map(|count| is_clear(count) && is_a_count(&count.figure, &count.sentence.text)).collect();
    let mut clear = clear.into_iter();
    all.retain(|_| clear.next().unwrap_or_default());
    all.retain(|count| count.days.iter().all(|(_, last)| (published - *last).num_days() <= LONGEST_BACK));
    let mut kept: Vec<Count<'_>> = Vec::new();
    for count in all {
        if !kept.iter().any(|known| known.figure.counts_with(&count.figure)) {
            kept.push(count);
        }
    }
    kept
}

/// Whether a number counts those to whom something happened: not a bound, a part, a plan, a time or money.
fn is_a_count(figure: &Figure, text: &str) -> bool {
    let known = figure.state_name().is_some_and(|state| COUNTED.contains(&state));
    known && figure.is_whole() && !figure::says(Said::Unreal, text) && !figure::is_unit(&figure.counts)
}

/// The change of a count over the days, and the number of reports that give it.
fn moved(state: &str, counts: Vec<Count<'_>>, same_text: &[Vec<ArticleIndex>]) -> Option<(usize, Development)> {
    let reports = counts.len();
    let mut of_days: BTreeMap<NaiveDate, Vec<Count<'_>>> = BTreeMap::new();
    counts.into_iter().for_each(|count| of_days.entry(count.published).or_default().push(count));
    let agree = |of_day: &Vec<Count<'_>>| of_day.iter().all(|count| count.figure.value == of_day[0].figure.value);
    if of_days.len() < 2 || !of_days.values().all(agree) {
        return None;
    }
    let ends: Vec<&Count<'_>> = of_days.values().filter_map(|of_day| of_day.first()).collect();
    let grows = ends.windows(2).all(|pair| pair[0].figure.value <= pair[1].figure.value);
    let falls = FOUND.contains(&state) && ends.windows(2).all(|pair| pair[0].figure.value >= pair[1].figure.value);
    let (first, last) = (ends.first()?, ends.last()?);
    let last = ends.iter().find(|count| count.figure.value == last.figure.value)?;
    let copies = same_text.iter().any(|group| group.contains(&first.article) && group.contains(&last.article));
    if copies || !(grows || falls) || !is_later_count(first, last) {
        return None;
    }
    let side = |count: &Count<'_>| side_of(count.article, count.sentence, count.figure.bytes.clone());
    Some((reports, Development { first: side(first), last: side(last) }))
}

/// Whether a number is a later count of the same: a different number, for the same place, that counts all of them.
fn is_later_count(first: &Count<'_>, last: &Count<'_>) -> bool {
    let same = last.figure.is_of_the_same(&first.figure) && !last.figure.agrees(&first.figure);
    let named = first.figure.shares_a_name(&last.figure) || first.figure.shared(&last.figure) >= FEWEST_SHARED;
    same && named && first.published < last.published && counts_all(first, last)
}

/// Whether the later sentence counts all of them and not those of a later day: it says so, or names no such day.
fn counts_all(first: &Count<'_>, last: &Count<'_>) -> bool {
    let of_a_day = |count: &Count<'_>| figure::says(Said::Daily, &count.sentence.text);
    let later = last.days.iter().any(|(earliest, _)| *earliest > first.published);
    let total = figure::says(Said::Total, &last.sentence.text);
    total || !(later || of_a_day(first) || of_a_day(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Part;
    use crate::language::Language;
    use crate::passage::Span;

    fn sentence(text: &str) -> Sentence {
        let span = Span { start: 0, end: text.chars().count() };
        Sentence { part: Part::Headline, text: text.to_owned(), span, bytes: 0..text.len() }
    }

    /// Whether a later sentence, from a page a week after the first, is a development.
    fn develops(one: &str, other: &str, language: Language, named: Option<u32>) -> bool {
        let (one, other) = (sentence(one), sentence(other));
        let day = |day: u32| NaiveDate::from_ymd_opt(2031, 5, day).unwrap();
        let count = |article: usize, sentence, published: u32, days: Vec<_>| {
            let sentence: &Sentence = sentence;
            let mut found = figure::of_text(&sentence.text, language).into_iter();
            let figure = found.find(|figure| is_a_count(figure, &sentence.text))?;
            Some(Count { article, sentence, figure, published: day(published), days })
        };
        let days = named.map(|named| (day(named), day(named))).into_iter().collect();
        let (Some(first), Some(last)) = (count(0, &one, 2, Vec::new()), count(1, &other, 9, days)) else {
            return false;
        };
        let (state, counts) = (last.figure.state_name().unwrap(), first.figure.counts == last.figure.counts);
        counts && first.figure.state_name() == Some(state) && moved(state, vec![first, last], &[]).is_some()
    }

    #[test]
    fn a_count_that_moves_over_days_is_a_development() {
        for (one, other, language) in [
            (
                "The flood in Fernow killed 84 people.",
                "The death toll of the flood in Fernow has risen to 233 people killed.",
                Language::English,
            ),
            (
                "The Fernow flood killed 84 rowers.",
                "The flood killed 233 rowers in Fernow, the town said.",
                Language::English,
            ),
            (
                "Через повінь у Мліїві загинули 84 людини.",
                "Через повінь у Мліїві загинули вже 233 людини.",
                Language::Ukrainian,
            ),
            (
                "Из Лугова из-за паводка эвакуировали 90 человек.",
                "Из Лугова из-за паводка эвакуировали уже 140 человек.",
                Language::Russian,
            ),
            (
                "After the flood in Fernow 90 people are missing.",
                "After the flood in Fernow 20 people are still missing.",
                Language::English,
            ),
        ] {
            assert!(develops(one, other, language, None), "{one} {other}");
        }
    }

    #[test]
    fn other_numbers_are_no_development() {
        let (uk, ru, en) = (Language::Ukrainian, Language::Russian, Language::English);
        for (one, other, language) in [
            ("The flood in Fernow killed 84 people.", "The flood in Ulmstadt killed 233 people.", en),
            ("The flood in Fernow killed 84 people.", "The flood in Fernow injured 233 people.", en),
            ("The flood in Fernow killed 84 people.", "The flood in Fernow killed 233 horses.", en),
            ("The flood in Fernow killed 84 people.", "The flood in Fernow killed up to 233 people.", en),
            ("The flood in Fernow killed 84 people.", "The flood in Fernow killed as many as 233 people.", en),
            ("The flood in Fernow killed 84 people.", "The death toll of the flood in Fernow may reach 233.", en),
            ("The flood in Fernow killed 84 people.", "The price of the flood in Fernow rose to 233.", en),
            ("The flood in Fernow killed at least 84 people.", "The flood in Fernow killed 233 people.", en),
            ("The flood in Fernow killed 84 people.", "The flood in Fernow killed 233 people overnight.", en),
            ("The flood in Fernow killed 84 people.", "The flood in Fernow could have killed 233 people.", en),
            ("The flood in Fernow killed 84 people.", "Another 233 people were killed by the flood in Fernow.", en),
            ("The flood in Fernow killed 84 people.", "The flood in Fernow killed 84.0 people.", en),
            ("The flood in Fernow killed 103 people.", "The flood in Fernow killed 100 people.", en),
            ("The flood in Fernow killed 233 people.", "The flood in Fernow killed 84 people.", en),
            ("The flood in Fernow killed 84 people.", "The flood in Fernow damaged goods for $233.", en),
            ("The flood in Fernow killed 12% of cows.", "The flood in Fernow killed 30% of cows.", en),
            ("The flood in Fernow killed a man aged 41 years.", "The flood in Fernow killed a man aged 84 years.", en),
            ("Через повінь у Мліїві загинули 84 людини.", "Через повінь у Лозівці загинули 233 людини.", uk),
            ("Через повінь у Мліїві загинули 84 людини.", "Через повінь у Мліїві за добу загинули 233 людини.", uk),
            ("Через повінь у Мліїві загинули 84 людини.", "Через повінь у Мліїві загинули до 233 людей.", uk),
            (
                "З Млієва через повінь евакуювали 84 людини.",
                "З Млієва через повінь планують евакуювати 233 людини.",
                uk,
            ),
            (
                "Из Лугова из-за паводка эвакуировали 90 человек.",
                "Из Лугова из-за паводка эвакуируют ещё 140 человек.",
                ru,
            ),
            ("Из Лугова из-за паводка эвакуировали 90 человек.", "Из Лугова за сутки эвакуировали 140 человек.", ru),
            (
                "Из Лугова из-за паводка эвакуировали 90 человек.",
                "Из Лугова из-за паводка эвакуировали не менее 140 человек.",
                ru,
            ),
        ] {
            assert!(!develops(one, other, language, None), "{one} {other}");
        }
    }

    #[test]
    fn those_of_a_later_day_are_counted_by_themselves() {
        let (one, other) = ("Shells killed 4 people in Fernow.", "Shells killed 9 people in Fernow on Thursday.");
        assert!(!develops(one, other, Language::English, Some(8)));
        let total = "The toll of the shells in Fernow rose on Thursday to 9 people killed.";
        assert!(develops(one, total, Language::English, Some(8)));
    }
}
