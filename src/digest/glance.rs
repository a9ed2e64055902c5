//! In: the weighed events and days. Out: the few sentences that summarize the edition.
//!
//! Day after day, the heaviest first, the sentence is taken that says most of what happened on it. If too few days have one, further events
//! give their best sentence.
//!
//! Invariant: each item is from an event of its own. Pinned events are included. A sentence that needs its page is used only for a pinned
//! event, or if too few others are left.

use chrono::NaiveDate;

use super::KeySentence;
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

/// The items so far: the index and the sentence of each event.
type Items = Vec<(usize, KeySentence)>;

/// The event ids and sentences, in the order in which the events happened.
pub(crate) fn choose(weighed: &Weighed) -> Vec<(String, KeySentence)> {
    let mut items: Items = weighed.pinned().filter_map(|at| Some((at, weighed.sentence(at)?.0))).collect();
    add_days(&mut items, weighed);
    add_events(&mut items, weighed);
    items.sort_by_cached_key(|&(at, _)| weighed.place(at));
    items.into_iter().map(|(at, key)| (weighed.id(at).to_owned(), key)).collect()
}

/// Adds sentences of the heaviest days, first of days that are apart and spread over the period.
fn add_days(items: &mut Items, weighed: &Weighed) {
    let thirds = thirds(weighed);
    let third = |day: NaiveDate| thirds.map(|(first, second)| (day > first, day > second));
    for (keeps_apart, is_spread, most) in [(true, true, MOST), (true, false, MOST), (false, false, FEWEST)] {
        for (weight, day) in weighed.days() {
            if items.len() >= most || items.len() >= FEWEST && weight < LIKELY {
                break;
            }
            let days: Vec<NaiveDate> = items.iter().filter_map(|&(at, _)| weighed.day(at)).collect();
            let is_near = days.iter().any(|&other| (day - other).num_days().abs() <= APART);
            let is_full = days.iter().filter(|&&other| third(day) == third(other)).count() >= FROM_A_THIRD;
            if days.contains(&day) || keeps_apart && is_near || is_spread && is_full {
                continue;
            }
            if let Some(item) = weighed.of_whole_day(day).filter(|(at, _)| !items.iter().any(|(other, _)| at == other))
            {
                items.push(item);
            }
        }
    }
}

/// Adds sentences of the heaviest events while there are too few.
fn add_events(items: &mut Items, weighed: &Weighed) {
    let order = weighed.heaviest_first();
    for least in [Reads::Alone, Reads::OnItsPage] {
        for &at in &order {
            if items.len() < FEWEST
                && !items.iter().any(|&(other, _)| at == other)
                && let Some((key, _)) = weighed.sentence(at).filter(|&(_, how)| how <= least)
            {
                items.push((at, key));
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
