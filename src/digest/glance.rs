//! In: the weighed events and days, and the events that are only mentioned. Out: the few sentences that summarize the edition.
//!
//! Day after day, the heaviest first, the sentence is taken that says most of what happened on it. Where no page reports a day that later
//! pages look back on, that of one of them. If too few days have a sentence, further events give their best one.
//!
//! Invariant: each item is from an event of its own. Pinned events are included. A sentence that needs its page is used only for a pinned
//! event, or if too few others are left.

use chrono::NaiveDate;

use super::KeySentence;
use super::mentioned::Mentions;
use super::weighed::{Reads, Weighed};

/// Range of items in an edition's summary. Beyond the fewest, a day must be more likely than not in a journalist's timeline: of
/// the sentences of five topics (`tools/cards/timelines.md`) 25 of 31 are then under a day that journalists chose, else 28 of 40.
const FEWEST: usize = 5;
const MOST: usize = 9;
const LIKELY: f64 = 0.0;
/// Maximum number of items from one third of the events, as long as the others have some. The same edition of `tests/events/tuned` with 2
/// and 8.
const FROM_A_THIRD: usize = 4;
/// Number of days on either side of an item's day from which another is taken only if too few others are left. Reports of an event fill the
/// days around it. The same edition of `tests/events/tuned` with 0 and 2.
const APART: i64 = 1;

/// What an item describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// An event, by its index.
    Event(usize),
    /// What pages mention of a day that none reports.
    Mentioned(NaiveDate),
}

/// A sentence of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// What it describes.
    pub subject: Subject,
    /// The sentence.
    pub key: KeySentence,
}

impl Item {
    /// The day for which it was chosen: the heaviest of its event.
    pub(crate) fn day(&self, weighed: &Weighed) -> Option<NaiveDate> {
        match self.subject {
            Subject::Event(at) => weighed.day(at),
            Subject::Mentioned(day) => Some(day),
        }
    }
}

/// The items, in the order in which the events happened.
pub(crate) fn choose(weighed: &Weighed, mentions: &Mentions) -> Vec<Item> {
    let pinned = weighed.pinned().filter_map(|at| Some(item(at, weighed.sentence(at)?.0)));
    let mut items: Vec<Item> = pinned.collect();
    add_days(&mut items, weighed, mentions);
    add_events(&mut items, weighed);
    items.sort_by_cached_key(|item| match item.subject {
        Subject::Event(at) => weighed.place(at),
        Subject::Mentioned(day) => weighed.place_of_day(day),
    });
    items
}

fn item(at: usize, key: KeySentence) -> Item {
    Item { subject: Subject::Event(at), key }
}

/// Adds sentences of the heaviest days, first of days that are apart and spread over the period.
fn add_days(items: &mut Vec<Item>, weighed: &Weighed, mentions: &Mentions) {
    let thirds = thirds(weighed);
    let third = |day: NaiveDate| thirds.map(|(first, second)| (day > first, day > second));
    for (keeps_apart, is_spread, most) in [(true, true, MOST), (true, false, MOST), (false, false, FEWEST)] {
        for (weight, day) in weighed.days() {
            if items.len() >= most || items.len() >= FEWEST && weight < LIKELY {
                break;
            }
            let days: Vec<NaiveDate> = items.iter().filter_map(|item| item.day(weighed)).collect();
            let is_near = days.iter().any(|&other| (day - other).num_days().abs() <= APART);
            let is_full = days.iter().filter(|&&other| third(day) == third(other)).count() >= FROM_A_THIRD;
            if days.contains(&day) || keeps_apart && is_near || is_spread && is_full {
                continue;
            }
            let reported = || weighed.of_whole_day(day).map(|(at, key)| item(at, key));
            let mentioned = || {
                if weight < LIKELY || weighed.missed_by(day).is_empty() {
                    return None;
                }
                let stated = mentions.of_day(day).filter(|one| one.mention.evidence.is_empty());
                let stated = weighed.of_mentions(stated, day);
                let key = stated.or_else(|| weighed.of_mentions(mentions.of_day(day), day))?;
                Some(Item { subject: Subject::Mentioned(day), key })
            };
            let found = reported().or_else(mentioned);
            items.extend(found.filter(|found| !items.iter().any(|other| found.subject == other.subject)));
        }
    }
}

/// Adds sentences of the heaviest events while there are too few.
fn add_events(items: &mut Vec<Item>, weighed: &Weighed) {
    let order = weighed.heaviest_first();
    for least in [Reads::Alone, Reads::OnItsPage] {
        for &at in &order {
            if items.len() < FEWEST
                && !items.iter().any(|other| other.subject == Subject::Event(at))
                && let Some((key, _)) = weighed.sentence(at).filter(|&(_, how)| how <= least)
            {
                items.push(item(at, key));
            }
        }
    }
}

/// The days that part the events in three parts of the same number.
fn thirds(weighed: &Weighed) -> Option<(NaiveDate, NaiveDate)> {
    let mut days: Vec<NaiveDate> = weighed.heaviest_first().into_iter().filter_map(|at| weighed.day(at)).collect();
    days.sort_unstable();
    Some((*days.get(days.len() / 3)?, *days.get(days.len() * 2 / 3)?))
}
