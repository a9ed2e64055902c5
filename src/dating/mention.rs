//! In: the temporal expressions of an article and its publication date. Out: the days that they mean.
//!
//! Invariant: if the days of an expression do not follow from its words and the base, it gives none and never a guess.

use chrono::Datelike;

use super::Mention;
use super::context::Context;
use super::own::EventDay;
use crate::time::year::{self, EXACT, Falls, Seen};
use crate::time::{self, Days, Evidence, Meaning, Tense, Unit, When};

/// The days in an article, in order of position.
pub(crate) fn mentions(contexts: &[Context<'_>], published: Option<&When>, told: Option<&EventDay>) -> Vec<Mention> {
    let mention = |context: &Context<'_>| {
        let alone = time::days(&context.expression.meaning, None);
        let days = alone.or_else(|| resolve(context, published?.days()?, told))?;
        let evidence = if alone.is_some() { Vec::new() } else { reasons(published) };
        let expression = context.expression;
        Some(Mention { part: expression.part, text: expression.text.clone(), span: expression.span, days, evidence })
    };
    contexts.iter().filter_map(mention).collect()
}

/// The evidence for the publication date that a mention is based on.
fn reasons(published: Option<&When>) -> Vec<Evidence> {
    published.map(|published| published.evidence.clone()).unwrap_or_default()
}

/// The days that an expression means, seen from the possible publication days of its page.
pub(crate) fn resolve(context: &Context<'_>, base: Days, told: Option<&EventDay>) -> Option<Days> {
    let meaning = &context.expression.meaning;
    if counts_from_a_story(context) {
        return None;
    }
    let base = spoken(context, told, base).unwrap_or(base);
    let told = on_its_weekday(context, base).or_else(|| from_its_weekday(context, base));
    told.or_else(|| self::days(meaning, context.tense, base))
}

/// Whether an expression counts from the story in its text and not from its page: "через сім років переїхали", "a year later" about the
/// past. A single word, such as "завтра", counts from the page.
fn counts_from_a_story(context: &Context<'_>) -> bool {
    let ahead = matches!(context.expression.meaning, Meaning::Relative { offset: 1.., .. });
    ahead && context.done && context.expression.text.contains(char::is_whitespace)
}

/// The day of "у четвер, 22 травня", seen from either part. Without a year, it is in the nearest year in which the weekday fits.
fn on_its_weekday(context: &Context<'_>, base: Days) -> Option<Days> {
    let (weekday, day) = match (&context.expression.meaning, context.beside.as_ref()?) {
        (Meaning::Weekday { weekday, .. }, day) => (*weekday, day),
        (day, Meaning::Weekday { weekday, .. }) => (*weekday, day),
        _ => return None,
    };
    let right = |days: &Days| days.is_day() && days.earliest.weekday() == weekday;
    if time::years_needed(day) {
        let seen = Seen::Report { base, tense: Tense::Open };
        return Some(year::resolve(|year| time::days_in_year(day, year), Some(Falls::On(weekday)), seen)?.1);
    }
    time::days(day, None).filter(right)
}

/// The range in the nearest year in which it begins on the weekday in its words, if they have no year.
fn from_its_weekday(context: &Context<'_>, base: Days) -> Option<Days> {
    let (weekday, meaning) = (context.opening?, &context.expression.meaning);
    let seen = Seen::Report { base, tense: Tense::Open };
    let range = |year| time::days_in_year(meaning, year);
    let found = || year::resolve(range, Some(Falls::From(weekday)), seen);
    Some(time::years_needed(meaning).then(found)??.1)
}

/// The days that a meaning stands for, seen from a base.
pub(crate) fn days(meaning: &Meaning, tense: Tense, base: Days) -> Option<Days> {
    time::days(meaning, None).or_else(|| from_base(meaning, tense, base))
}

/// The day on which quoted words were spoken, if the sentence around them gives it.
fn spoken(context: &Context<'_>, told: Option<&EventDay>, base: Days) -> Option<Days> {
    let evidence = told?.evidence.first()?;
    let place = evidence.place?;
    let sentence = context.sentence?.span;
    let one_sentence = sentence.start <= place.start && place.end <= sentence.end && context.expression.span != place;
    let day = told?.possible.ranges().iter().rev().find(|days| days.earliest <= base.latest)?;
    ((context.quoted || context.said) && one_sentence && (base.earliest - day.earliest).num_days() <= EXACT)
        .then_some(*day)
}

/// The days of an expression that counts from a base or leaves its year open.
fn from_base(meaning: &Meaning, tense: Tense, base: Days) -> Option<Days> {
    if time::years_needed(meaning) {
        let in_year = |year| time::days_in_year(meaning, year);
        return Some(year::resolve(in_year, None, Seen::Report { base, tense })?.1);
    }
    if let Meaning::Weekday { weekday, direction, .. } = *meaning {
        return year::on_weekday(weekday, direction, tense, base);
    }
    let from = |day| time::days(meaning, Some(Days::day(day)));
    let (first, last) = (from(base.earliest)?, from(base.latest)?);
    let counts_days = matches!(meaning, Meaning::Relative { unit: Unit::Day | Unit::Hour, .. });
    let whole = Days { earliest: first.earliest, latest: last.latest };
    (first == last || (counts_days && base.len() <= EXACT)).then_some(whole)
}
