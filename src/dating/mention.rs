//! In: the temporal expressions of an article and when it was published. Out: the days that they name.
//!
//! Invariant: an expression whose days do not follow from its words and the base gives none, never a guess.

use chrono::{Datelike, Weekday};

use super::Mention;
use super::context::Context;
use super::own::Told;
use crate::annotate::{Meaning, Unit, Year};
use crate::link::calendar::{shift, whole_month, whole_year};
use crate::link::occurrence::Stretch;
use crate::link::tense::Tense;
use crate::when::{Days, Evidence, When};

/// A base that is less exact than this, in days, does not carry words that count days from it.
const EXACT: i64 = 4;

/// The days that an article names, in the order of their places.
pub fn mentions(contexts: &[Context<'_>], published: Option<&When>, told: Option<&Told>) -> Vec<Mention> {
    let mention = |context: &Context<'_>| {
        let alone = absolute(&context.expression.meaning);
        let days = alone.or_else(|| resolve(context, published?.days(), told))?;
        let evidence = if alone.is_some() { Vec::new() } else { reasons(published) };
        let expression = context.expression;
        Some(Mention { part: expression.part, text: expression.text.clone(), span: expression.span, days, evidence })
    };
    contexts.iter().filter_map(mention).collect()
}

/// Why the publication date that carries a mention is believed.
fn reasons(published: Option<&When>) -> Vec<Evidence> {
    published.map(|published| published.evidence.clone()).unwrap_or_default()
}

/// The days that an expression names, seen from the days on which its page may have been published.
pub fn resolve(context: &Context<'_>, base: Days, told: Option<&Told>) -> Option<Days> {
    let meaning = &context.expression.meaning;
    let base = spoken(context, told, base).unwrap_or(base);
    absolute(meaning).or_else(|| from_base(meaning, context.tense, base))
}

/// The day on which quoted words were spoken, where the sentence around them tells it.
fn spoken(context: &Context<'_>, told: Option<&Told>, base: Days) -> Option<Days> {
    let evidence = told?.evidence.first()?;
    let place = evidence.place?;
    let sentence = context.sentence?.span;
    let one_sentence = sentence.start <= place.start && place.end <= sentence.end && context.expression.span != place;
    let day = told?.possible.ranges().iter().rev().find(|days| days.earliest <= base.latest)?;
    (context.quoted && one_sentence && (base.earliest - day.earliest).num_days() <= EXACT).then_some(*day)
}

/// The days of an expression that needs no base.
pub fn absolute(meaning: &Meaning) -> Option<Days> {
    match *meaning {
        Meaning::Calendar { year: Year::Stated(year), month: None, days: None, .. } => whole_year(year),
        Meaning::Calendar { year: Year::Stated(year), month: Some(_), .. } => Stretch::of(meaning)?.in_year(year),
        Meaning::Months { year: Year::Stated(year), first, last } => months(year, first, last),
        Meaning::Years { first, last } => joined(whole_year(first)?, whole_year(last)?),
        Meaning::Between { ref from, ref to } => {
            let to = absolute(to)?;
            joined(absolute(from).or_else(|| latest_before(from, to))?, to)
        }
        _ => None,
    }
}

/// The days of an expression that counts from a base or leaves its year open.
fn from_base(meaning: &Meaning, tense: Tense, base: Days) -> Option<Days> {
    match *meaning {
        Meaning::Calendar { year: Year::Relative(offset), month, .. } => {
            let year = one_year(base)? + offset;
            if month.is_some() { Stretch::of(meaning)?.in_year(year) } else { whole_year(year) }
        }
        Meaning::Calendar { year: Year::Missing, month: Some(_), .. } => {
            let stretch = Stretch::of(meaning)?;
            open_year(|year| stretch.in_year(year), tense, base)
        }
        Meaning::Months { year: Year::Relative(offset), first, last } => months(one_year(base)? + offset, first, last),
        Meaning::Months { year: Year::Missing, first, last } => {
            open_year(|year| months(year, first, last), tense, base)
        }
        Meaning::Between { ref from, ref to } => {
            let to = from_base(to, tense, base).or_else(|| absolute(to))?;
            joined(absolute(from).or_else(|| latest_before(from, to)).or_else(|| from_base(from, tense, base))?, to)
        }
        Meaning::Weekday { weekday, direction, .. } => on_weekday(weekday, direction, tense, base),
        Meaning::Relative { offset, unit, .. } => counted(offset, unit, base),
        _ => None,
    }
}

/// The stretch in the year that tense and base leave, if both ends of the base agree on it.
fn open_year(stretch: impl Fn(i32) -> Option<Days>, tense: Tense, base: Days) -> Option<Days> {
    let near = |day: chrono::NaiveDate| {
        let years = (day.year() - 4..=day.year() + 4).filter_map(&stretch);
        match tense {
            Tense::Past => years.filter(|days| days.earliest <= day).max(),
            Tense::Future => years.filter(|days| days.latest >= day).min(),
            Tense::Open => years.min_by_key(|days| (distance(*days, day), *days)),
        }
    };
    let (first, last) = (near(base.earliest)?, near(base.latest)?);
    (first == last).then_some(first)
}

fn distance(days: Days, day: chrono::NaiveDate) -> i64 {
    (days.earliest - day).num_days().max((day - days.latest).num_days()).max(0)
}

/// The nearest such day on the side that direction and tense say; both ends of the base must agree on it.
fn on_weekday(weekday: Weekday, direction: i8, tense: Tense, base: Days) -> Option<Days> {
    let on = |day: chrono::NaiveDate| {
        let since = i64::from(day.weekday().days_since(weekday));
        match (direction, tense) {
            (-1, _) => shift(day, -(if since == 0 { 7 } else { since })),
            (1, _) => shift(day, 7 - since),
            (_, Tense::Future) => shift(day, (7 - since) % 7),
            _ => shift(day, -since),
        }
    };
    let (first, last) = (on(base.earliest), on(base.latest));
    (base.len() <= EXACT && first == last).then(|| Days::day(first))
}

/// So many units from the base.
fn counted(offset: i32, unit: Unit, base: Days) -> Option<Days> {
    let by = i64::from(offset);
    match unit {
        Unit::Hour if base.is_day() && (0..=3).contains(&by.abs()) => Some(base),
        Unit::Hour => None,
        Unit::Day if base.len() <= EXACT => {
            Some(Days { earliest: shift(base.earliest, by), latest: shift(base.latest, by) })
        }
        Unit::Day => None,
        Unit::Week => {
            let monday = |day: chrono::NaiveDate| shift(day, -i64::from(day.weekday().num_days_from_monday()));
            let first = monday(base.earliest);
            let start = shift(first, 7 * by);
            (first == monday(base.latest)).then(|| Days { earliest: start, latest: shift(start, 6) })
        }
        Unit::Month => month_from(base, offset).and_then(|(year, month)| whole_month(year, month)),
        Unit::Quarter => {
            let (year, month) = month_from(base, 0)?;
            let quarter = year * 4 + (month as i32 - 1) / 3 + offset;
            let first = (quarter.rem_euclid(4) * 3 + 1) as u8;
            months(quarter.div_euclid(4), first, first + 2)
        }
        Unit::Year => whole_year(one_year(base)? + offset),
        Unit::Decade => {
            let first = (one_year(base)?.div_euclid(10) + offset) * 10;
            joined(whole_year(first)?, whole_year(first + 9)?)
        }
        Unit::Century => {
            let first = ((one_year(base)? - 1).div_euclid(100) + offset) * 100 + 1;
            joined(whole_year(first)?, whole_year(first + 99)?)
        }
    }
}

/// The latest days with such a day and month that do not begin behind others.
fn latest_before(from: &Meaning, to: Days) -> Option<Days> {
    let stretch = Stretch::of(from).filter(|stretch| stretch.year == Year::Missing)?;
    let years = [to.earliest.year() - 1, to.earliest.year()];
    years.into_iter().filter_map(|year| stretch.in_year(year)).filter(|days| days.earliest <= to.earliest).max()
}

fn month_from(base: Days, offset: i32) -> Option<(i32, u32)> {
    let month = |day: chrono::NaiveDate| day.year() * 12 + day.month0() as i32;
    let first = month(base.earliest);
    let moved = first + offset;
    (first == month(base.latest)).then(|| (moved.div_euclid(12), moved.rem_euclid(12) as u32 + 1))
}

fn months(year: i32, first: u8, last: u8) -> Option<Days> {
    let end = if last < first { year + 1 } else { year };
    joined(whole_month(year, first.into())?, whole_month(end, last.into())?)
}

fn one_year(base: Days) -> Option<i32> {
    (base.earliest.year() == base.latest.year()).then(|| base.earliest.year())
}

fn joined(from: Days, to: Days) -> Option<Days> {
    (from.earliest <= to.latest).then_some(Days { earliest: from.earliest, latest: to.latest })
}
