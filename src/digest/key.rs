//! In: the weighed events and the summary. Out: the few events that the figure names.
//!
//! Invariant: every one has a date. Those of the summary come first.

use chrono::NaiveDate;

use super::glance::{Item, Subject};
use super::weighed::Weighed;
use crate::chronicle::Event;

/// Range of key events, if there are so many. As many labels fit above the figure on half a page. Set by hand.
const FEWEST: usize = 8;
const MOST: usize = 12;
/// Number of days on either side of a key event's day from which another is taken only if too few others are left, as in the summary. Set by hand.
const APART: i64 = 1;
/// Before that, events are taken that lie this part of the period apart, so that labels have room. Set by hand.
const ROOM: i64 = 30;

/// The ids of the key events: those of the summary, then others, the heaviest first. All dated events if there are few.
pub(crate) fn choose(weighed: &Weighed, events: &[&Event], glance: &[Item]) -> Vec<String> {
    let dated = weighed.heaviest_first().into_iter().filter(|&at| events[at].when.is_some());
    let (told, others): (Vec<usize>, Vec<usize>) =
        dated.partition(|&at| glance.iter().any(|item| item.subject == Subject::Event(at)));
    let days = |at: usize| weighed.day(at).or_else(|| Some(events[at].when.as_ref()?.earliest?.day));
    let key = spread(told, &others, days);
    key.into_iter().map(|at| weighed.id(at).to_owned()).collect()
}

/// The first ones, and then others on days of their own. `day` gives the day of each.
fn spread(mut key: Vec<usize>, others: &[usize], day: impl Fn(usize) -> Option<NaiveDate>) -> Vec<usize> {
    if key.len() + others.len() <= MOST {
        key.extend(others);
        return key;
    }
    key.truncate(MOST);
    let is_near = |one: usize, other: usize, apart: i64| match (day(one), day(other)) {
        (Some(one), Some(other)) => (one - other).num_days().abs() <= apart,
        _ => false,
    };
    let days = || key.iter().chain(others).filter_map(|&at| day(at));
    let period = days().max().zip(days().min()).map_or(0, |(last, first)| (last - first).num_days());
    let room = (period / ROOM).max(APART);
    for (apart, most) in [(Some(room), MOST), (Some(APART), MOST), (Some(0), FEWEST), (None, FEWEST)] {
        for &at in others {
            let is_free =
                !key.contains(&at) && apart.is_none_or(|apart| !key.iter().any(|&one| is_near(at, one, apart)));
            if key.len() < most && is_free {
                key.push(at);
            }
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(told: &[usize], others: &[usize], day: impl Fn(usize) -> u64) -> Vec<usize> {
        let first = NaiveDate::from_ymd_opt(2024, 3, 1).unwrap();
        spread(told.to_vec(), others, |at| Some(first + chrono::Days::new(day(at))))
    }

    #[test]
    fn few_events_are_all_key_events() {
        assert_eq!(chosen(&[4], &[0, 1, 2], |_| 0), [4, 0, 1, 2]);
    }

    #[test]
    fn others_are_taken_from_days_apart() {
        let others: Vec<usize> = (0..40).collect();
        // Two events a day: the second of each day and every day beside a taken one are passed over.
        let key = chosen(&[40], &others, |at| if at == 40 { 6 } else { at as u64 / 2 });
        assert_eq!(key, [40, 0, 4, 8, 16, 20, 24, 28, 32, 36], "days 6, 0, 2, 4, 8, … and not 5 to 7");
    }

    #[test]
    fn events_with_room_around_them_come_first() {
        let others: Vec<usize> = (0..300).collect();
        let key = chosen(&[], &others, |at| at as u64);
        assert_eq!(key, (0..12).map(|at| at * 10).collect::<Vec<_>>(), "more than 9 days apart in 299");
    }

    #[test]
    fn days_beside_each_other_fill_up_to_the_fewest_only() {
        let others: Vec<usize> = (0..200).collect();
        let key = chosen(&[], &others, |at| at as u64 % 3);
        assert_eq!((key.len(), &key[..3]), (FEWEST, &[0, 2, 1][..]));
        let key = chosen(&(0..30).collect::<Vec<_>>(), &others[30..], |at| at as u64);
        assert_eq!(key, (0..MOST).collect::<Vec<_>>());
    }
}
