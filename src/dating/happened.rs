//! In: an article with a resolved publication date. Out: when its event happened.
//!
//! Invariant: a day comes from words of the text or from an announced event. Without either it is a range before publication.

use super::context::Context;
use super::mention;
use super::own::LAG;
use super::propagation::{Resolved, of_days};
use super::{Dated, Rules};
use crate::annotate::Annotated;
use crate::link::{ArticleIndex, Link, LinkKind};
use crate::time::{Days, Evidence, EvidenceKind, How, Meaning, Precision, Tense, Unit, When, Year, is_month, shift};

/// Maximum age of news, in days: in the first paragraphs, and further down, where older things are mentioned next to the news. The second
/// one also applies to a day that modifies a noun, because that often identifies something old. The first is a week of 7 days. The first:
/// the same edition of `tests/events/tuned` with 4 and 14.
const NEWS: i64 = 7;
/// The same edition of `tests/events/tuned` with 2 and 6.
const SIDE_NEWS: i64 = 3;
/// The same if the headline or the first sentence contains the day. The longest month of the Gregorian calendar has 31. The same edition of
/// `tests/events/tuned` with 16 and 62.
const LEADING_NEWS: i64 = 31;
/// A publication date with a longer range than this, in days, says nothing about when the event happened. It is the longest year of the
/// Gregorian calendar, 366 days.
const LONGEST_NEWS: i64 = 366;
/// An event that lasts longer than this, in days, is not treated as one. The same edition of `tests/events/tuned` with 5 and 20.
const LONGEST_EVENT: i64 = 10;

/// When the event of an article happened.
pub(crate) fn happened(
    article: &Annotated,
    contexts: &[Context<'_>],
    published: Option<&When>,
    resolved: &Resolved,
    rules: &Rules<'_>,
) -> Option<When> {
    corrected(article, rules)
        .or_else(|| event_day(contexts, published?, resolved))
        .or_else(|| event(published, resolved))
        .or_else(|| reported(published?))
        .or_else(|| stated(resolved))
}

/// Lets reports of one event share a day that one of them names, if it lies in the range of the other.
pub(crate) fn share(dated: &mut [Dated], links: &[Link], order: &[ArticleIndex]) {
    let before: Vec<_> = order.iter().map(|&at| dated[at].happened.clone()).collect();
    for link in links.iter().filter(|link| link.kind == LinkKind::SameEvent) {
        for (from, to) in [(link.from, link.to), (link.to, link.from)] {
            let (Some(told), Some(left)) = (&before[from], &dated[order[to]].happened) else { continue };
            let Some((days, left)) = told.days().zip(left.days()) else { continue };
            if days.len() < left.len() && left.meet(days) == Some(days) {
                let missing: Vec<_> = link.reason.iter().filter(|one| !told.evidence.contains(one)).cloned().collect();
                let evidence = told.evidence.iter().cloned().chain(missing).collect();
                dated[order[to]].happened = Some(When { how: How::Resolved, evidence, ..told.clone() });
            }
        }
    }
}

fn corrected(article: &Annotated, rules: &Rules<'_>) -> Option<When> {
    let (day, evidence) = rules.happened(&article.article.name())?;
    Some(of_days(Days::day(day), How::Stated, vec![evidence]))
}

/// The latest day before publication in the news part of the text.
fn event_day(contexts: &[Context<'_>], published: &When, resolved: &Resolved) -> Option<When> {
    let base = published.days().filter(|days| days.len() <= LONGEST_NEWS)?;
    let recent = |context: &Context<'_>| {
        let leads = context.leads && context.clause_tense == Tense::Past;
        let news = match context.possessive {
            true => SIDE_NEWS,
            false if leads => LEADING_NEWS,
            false if context.opens => NEWS,
            false => SIDE_NEWS,
        };
        Days { earliest: shift(base.earliest, -news), latest: base.latest }
    };
    let days = contexts.iter().filter(|context| context.is_news() && tells(context)).filter_map(|context| {
        let days = mention::resolve(context, base, resolved.own.told.as_ref())?;
        let recent = recent(context);
        let near = days.len() <= LONGEST_EVENT && recent.earliest <= days.earliest && days.latest <= recent.latest;
        let month = context.leads && is_month(days) && days.meet(base).is_some();
        (near || month).then_some((days, context))
    });
    let (days, context) = days.max_by_key(|(days, context)| {
        let place = std::cmp::Reverse(context.expression.span);
        (!is_month(*days), days.latest, days.earliest, context.stretch().is_some(), place)
    })?;
    let days = days.meet(Days { earliest: days.earliest.min(base.latest), ..base })?;
    let in_full = context.stretch().is_some_and(|stretch| matches!(stretch.year, Year::Stated(_)));
    let kind = if in_full { EvidenceKind::Dateline } else { EvidenceKind::Partial };
    let own = Evidence { gives: Some(days), ..context.evidence(kind) };
    let chain =
        published.evidence.iter().filter(|one| (one.path.as_str(), one.place) != (own.path.as_str(), own.place));
    let evidence = if in_full { vec![own] } else { std::iter::once(own.clone()).chain(chain.cloned()).collect() };
    let when = of_days(days, if in_full { How::Stated } else { How::Resolved }, evidence);
    Some(if context.about { When { precision: Precision::About, ..when } } else { when })
}

/// Whether the verb of its clause, or a word that counts from the page's own day, makes an expression the day of the event.
fn tells(context: &Context<'_>) -> bool {
    let counted = matches!(context.expression.meaning, Meaning::Relative { unit: Unit::Day | Unit::Hour, .. });
    context.clause_tense == Tense::Past || counted || context.reports
}

/// The days of the announced event that it reports.
fn event(published: Option<&When>, resolved: &Resolved) -> Option<When> {
    let event = resolved.event.as_ref()?;
    let days = event.possible.hull().filter(|days| days.len() <= LONGEST_EVENT)?;
    let latest = published.and_then(|published| published.latest).map_or(days.latest, |moment| moment.day);
    let days = days.meet(Days { earliest: days.earliest.min(latest), latest })?;
    let chain = published.map(|published| published.evidence.clone()).unwrap_or_default();
    let missing: Vec<_> = event.evidence.iter().filter(|one| !chain.contains(one)).cloned().collect();
    Some(of_days(days, How::Resolved, chain.into_iter().chain(missing).collect()))
}

/// When news happened if only its publication is known: within about a day before. `None` if the publication is not known closely enough.
pub fn reported(published: &When) -> Option<When> {
    let days = published.days().filter(|days| days.len() <= LONGEST_NEWS)?;
    let days = Days { earliest: shift(days.earliest, -LAG), latest: days.latest };
    let lag = published.evidence.first().map(|first| Evidence {
        kind: EvidenceKind::Lag,
        gives: Some(days),
        ..first.clone()
    });
    Some(of_days(days, How::Resolved, published.evidence.iter().cloned().chain(lag).collect()))
}

/// The day that the text names in full, if nothing is known about the publication.
fn stated(resolved: &Resolved) -> Option<When> {
    let told = resolved.own.told.as_ref()?;
    let days = told.possible.hull().filter(|days| days.len() <= LONGEST_EVENT)?;
    Some(of_days(days, How::Stated, told.evidence.clone()))
}
