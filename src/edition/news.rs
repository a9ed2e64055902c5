//! In: what is not the same as in an earlier edition. Out: the same in the words of the edition.
//!
//! Invariant: says of an event what its reports and days were and are, and nothing of what they mean.

use std::collections::BTreeSet;

use super::model::{ChangeKind, EventChange, News, Withdrawn};
use super::{Context, dates};
use crate::chronicle::Event;
use crate::history::{self, Change, HeldEvent, Update};
use crate::when::Days;
use crate::words::fill;
use crate::words::plural::Noun;

/// What stands between the parts of a change.
const BETWEEN_PARTS: &str = "; ";

/// What is not the same as in the edition that this one is set beside.
pub fn list(context: &Context) -> Option<News> {
    let news = context.material.news?;
    let words = &context.lexicon.news;
    let number = news.number.to_string();
    let day = news.as_of.map(|day| dates::stated(context.lexicon, Days::day(day)).long);
    let text = match day {
        Some(day) => fill(&words.since_of, &[("number", &number), ("day", &day)]),
        None => fill(&words.since, &[("number", &number)]),
    };
    let withdrawn = news.difference.withdrawn.iter().map(|event| withdrawn(context, event)).collect();
    Some(News { since: news.number, text, summary: summary(context, news), withdrawn })
}

/// How many events are new, updated and withdrawn.
fn summary(context: &Context, news: &history::News) -> String {
    let words = &context.lexicon.news;
    let changes = || news.difference.events.values();
    let new = changes().filter(|change| **change == Change::New).count();
    let counts = [
        (new, &words.new_events),
        (changes().count() - new, &words.updated_events),
        (news.difference.withdrawn.len(), &words.withdrawn_events),
    ];
    let told: Vec<String> = counts.into_iter().filter_map(|(number, noun)| counted(context, number, noun)).collect();
    if told.is_empty() { words.nothing.clone() } else { told.join(BETWEEN_PARTS) }
}

fn withdrawn(context: &Context, event: &HeldEvent) -> Withdrawn {
    let days = event.earliest.zip(event.latest).map(|(earliest, latest)| Days { earliest, latest });
    Withdrawn { headline: event.headline.clone(), when: days.map(|days| dates::stated(context.lexicon, days)) }
}

/// How an event differs from what the earlier edition told of it.
pub fn change(context: &Context, event: &Event) -> Option<EventChange> {
    let words = &context.lexicon.news;
    let change = context.material.news?.difference.events.get(&event.id)?;
    Some(match change {
        Change::New => {
            EventChange { kind: ChangeKind::New, label: words.new.clone(), text: String::new(), sources: Vec::new() }
        }
        Change::Updated(update) => EventChange {
            kind: ChangeKind::Updated,
            label: words.updated.clone(),
            text: parts(context, update).join(BETWEEN_PARTS),
            sources: sources(context, event, update),
        },
    })
}

/// What changed of an event, part by part.
fn parts(context: &Context, update: &Update) -> Vec<String> {
    let words = &context.lexicon.news;
    let reports = [
        (update.new.len(), &words.new_reports),
        (update.changed.len(), &words.changed_reports),
        (update.gone, &words.withdrawn_reports),
    ];
    let day = |(earliest, latest)| dates::stated(context.lexicon, Days { earliest, latest }).long;
    let days = update.days_before.map(|before| match before {
        Some(days) => fill(&words.days_before, &[("day", &day(days))]),
        None => words.undated_before.clone(),
    });
    let joined = update.joined.map(|number| fill(&words.joined, &[("number", &number.to_string())]));
    let reports = reports.into_iter().filter_map(|(number, noun)| counted(context, number, noun));
    reports.chain(joined).chain(days).collect()
}

/// A number above zero with its noun.
fn counted(context: &Context, number: usize, noun: &Noun) -> Option<String> {
    (number > 0).then(|| format!("{number} {}", context.language.noun(number, noun)))
}

/// The numbers of the sources that are new or worded in another way.
fn sources(context: &Context, event: &Event, update: &Update) -> Vec<usize> {
    let texts: BTreeSet<&String> = update.new.iter().chain(&update.changed).collect();
    let is_new = |&&report: &&usize| texts.contains(&history::fingerprint(&context.material.articles[report]));
    event.reports.iter().filter(is_new).map(|report| context.numbers[report]).collect()
}
