//! In: the changes since an earlier edition. Out: the same in the words of the edition.
//!
//! Invariant: states the reports and days that an event had and has, and does not interpret them.

use std::collections::BTreeSet;

use super::model::{ChangeKind, DateText, EventChange, News, Retold, Withdrawn};
use super::{Context, dates};
use crate::chronicle::Event;
use crate::history::{self, Change, HeldEvent, Kind, Update};
use crate::time::Days;
use crate::words::fill;
use crate::words::plural::Noun;

/// The separator between the parts of a change.
const BETWEEN_PARTS: &str = "; ";

/// The changes since the edition that this one is compared with.
pub(crate) fn list(context: &Context) -> Option<News> {
    let news = context.material.news?;
    let words = &context.lexicon.news;
    let number = news.number.to_string();
    let day = news.as_of.map(|day| dates::stated(context.lexicon, Days::day(day)).long);
    let text = match day {
        Some(day) => fill(&words.since_of, &[("number", &number), ("day", &day)]),
        None => fill(&words.since, &[("number", &number)]),
    };
    let withdrawn = news.difference.withdrawn.iter().map(|event| withdrawn(context, event)).collect();
    let is_relinked = news.other_rules && news.difference.retold.iter().any(|one| one.update.is_relinked());
    let note = is_relinked.then(|| fill(&words.other_rules, &[("number", &number)]));
    Some(News { since: news.number, text, summary: summary(context, news), note, withdrawn })
}

/// The events whose known reports are grouped or dated differently.
pub(crate) fn retold(context: &Context) -> Vec<Retold> {
    let changes = context.material.news.iter().flat_map(|news| &news.difference.retold);
    let retold = changes.map(|one| Retold {
        event: one.id.clone(),
        headline: one.event.headline.clone(),
        when: when(context, &one.event),
        text: otherwise(context, &one.update).collect::<Vec<_>>().join(BETWEEN_PARTS),
    });
    retold.collect()
}

/// The numbers of new, updated, withdrawn, regrouped and redated events, in words.
fn summary(context: &Context, news: &history::News) -> String {
    let words = &context.lexicon.news;
    let count = |kind| news.difference.count(kind);
    let counts = [
        (count(Kind::New), &words.new_events),
        (count(Kind::Updated), &words.updated_events),
        (news.difference.withdrawn.len(), &words.withdrawn_events),
        (count(Kind::Relinked), &words.relinked_events),
        (count(Kind::Redated), &words.redated_events),
    ];
    let parts: Vec<String> = counts.into_iter().filter_map(|(number, noun)| counted(context, number, noun)).collect();
    if parts.is_empty() { words.nothing.clone() } else { parts.join(BETWEEN_PARTS) }
}

fn withdrawn(context: &Context, event: &HeldEvent) -> Withdrawn {
    Withdrawn { headline: event.headline.clone(), when: when(context, event) }
}

fn when(context: &Context, event: &HeldEvent) -> Option<DateText> {
    let days = event.earliest.zip(event.latest).map(|(earliest, latest)| Days { earliest, latest });
    days.map(|days| dates::stated(context.lexicon, days))
}

/// How an event differs from the earlier edition.
pub(crate) fn change(context: &Context, event: &Event) -> Option<EventChange> {
    let words = &context.lexicon.news;
    let change = context.material.news?.difference.events.get(&event.id)?;
    let none = Update::default();
    let update = match change {
        Change::New => &none,
        Change::Updated(update) => update,
    };
    let (kind, label) = match change.kind() {
        Kind::New => (ChangeKind::New, &words.new),
        Kind::Updated => (ChangeKind::Updated, &words.updated),
        Kind::Relinked => (ChangeKind::Relinked, &words.relinked),
        Kind::Redated => (ChangeKind::Redated, &words.redated),
    };
    let text = parts(context, update).join(BETWEEN_PARTS);
    Some(EventChange { kind, label: label.clone(), text, sources: sources(context, event, update) })
}

/// The changes of an event, part by part.
fn parts(context: &Context, update: &Update) -> Vec<String> {
    let words = &context.lexicon.news;
    let reports = [
        (update.new.len(), &words.new_reports),
        (update.changed.len(), &words.changed_reports),
        (update.gone, &words.withdrawn_reports),
    ];
    let reports = reports.into_iter().filter_map(|(number, noun)| counted(context, number, noun));
    reports.chain(otherwise(context, update)).collect()
}

/// How the grouping and the date of an event's known reports changed, part by part.
fn otherwise(context: &Context, update: &Update) -> impl Iterator<Item = String> {
    let words = &context.lexicon.news;
    let day = |(earliest, latest)| dates::stated(context.lexicon, Days { earliest, latest }).long;
    let days = update.days_before.map(|before| match before {
        Some(days) => fill(&words.days_before, &[("day", &day(days))]),
        None => words.undated_before.clone(),
    });
    let joined = update.joined.map(|number| fill(&words.joined, &[("number", &number.to_string())]));
    let parted = update.parted.then(|| words.parted.clone());
    joined.into_iter().chain(parted).chain(days)
}

/// A number above zero with its noun. `None` for zero.
fn counted(context: &Context, number: usize, noun: &Noun) -> Option<String> {
    (number > 0).then(|| format!("{number} {}", context.language.noun(number, noun)))
}

/// The numbers of the sources that are new or changed their wording.
fn sources(context: &Context, event: &Event, update: &Update) -> Vec<usize> {
    let texts: BTreeSet<&String> = update.new.iter().chain(&update.changed).collect();
    let is_new = |&&report: &&usize| texts.contains(&history::fingerprint(&context.material.articles[report]));
    event.reports.iter().filter(is_new).map(|report| context.numbers[report]).collect()
}
