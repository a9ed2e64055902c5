//! In: the joins of a corpus, and the editor's decisions. Out: the doubtful joins, each with an event for the project file.
//!
//! Invariant: no page is listed twice, and none that the project file decides about. If there are many, the least certain are listed and
//! the others are counted.

use std::collections::{BTreeMap, BTreeSet};

use super::{Events, Finding, Kind};
use crate::link::{ArticleIndex, Doubt, Links};
use crate::project::{Decision, FILE_NAME};

/// Maximum number of listed joins: as many as the user can look at in a quarter of an hour. Set by hand.
const MOST: usize = 30;

/// The joins that are slightly above or slightly below the threshold. `name` returns the name of an article's capture.
pub(crate) fn in_doubt(
    links: &Links,
    decisions: &[Decision],
    name: &impl Fn(ArticleIndex) -> String,
) -> (Vec<Finding>, usize) {
    let decided: BTreeSet<&String> = decisions.iter().flat_map(|decision| &decision.captures).collect();
    let events = &links.events;
    let event_of: BTreeMap<ArticleIndex, usize> =
        events.iter().enumerate().flat_map(|(at, event)| event.iter().map(move |&article| (article, at))).collect();
    let mut listed = BTreeSet::new();
    let mut findings = Vec::new();
    let mut more = links.more_doubts;
    for doubt in &links.doubts {
        let held: BTreeSet<usize> = doubt.sides.iter().flatten().filter_map(|at| event_of.get(at).copied()).collect();
        let all: Vec<String> = held.iter().flat_map(|&event| &events[event]).map(|&at| name(at)).collect();
        let stands = held.len() == if doubt.is_joined { 1 } else { 2 };
        if !stands || !held.is_disjoint(&listed) || all.iter().any(|name| decided.contains(name)) {
            continue;
        }
        if findings.len() == MOST {
            more += 1;
            continue;
        }
        findings.push(finding(doubt, all, name));
        listed.extend(held);
    }
    // If nothing is listed, everything within reach is decided, and nothing is left to do.
    let more = if findings.is_empty() { 0 } else { more };
    (findings, more)
}

/// The finding about the doubtful joins that are not listed.
pub(crate) fn not_listed(count: usize) -> Finding {
    let problem = format!("{count} more joins are in doubt; they are listed once you have decided about these");
    Finding { path: FILE_NAME.to_owned(), finding: Kind::MoreJoins, problem, correction: None, events: None }
}

/// The finding about one doubtful join. `all` are the captures of the event, or of both events.
fn finding(doubt: &Doubt, mut all: Vec<String>, name: &impl Fn(ArticleIndex) -> String) -> Finding {
    let names = |side: &Vec<ArticleIndex>| side.iter().map(|&at| name(at)).collect::<Vec<String>>();
    let [one, other] = doubt.sides.each_ref().map(names);
    let (smaller, larger) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    all.sort();
    let more = match larger.len() {
        1 => String::new(),
        pages => format!(" and {} more", pages - 1),
    };
    let (other, percent) = (&larger[0], doubt.percent);
    let (finding, problem, proposed, otherwise, comment) = match doubt.is_joined {
        true => {
            let problem =
                format!("it is joined with `{other}`{more} into one event, only just above the threshold ({percent}%)");
            (Kind::DoubtfulJoin, problem, smaller.clone(), all, "if this is another event")
        }
        false => {
            let problem = format!(
                "it is not joined with `{other}`{more} into one event, only just below the threshold ({percent}%)"
            );
            (Kind::NearJoin, problem, all, smaller.clone(), "if this is one event")
        }
    };
    let captures = toml::Value::from(proposed.clone());
    let correction = Some(format!("[[event]]\ncaptures = {captures}  # {comment}"));
    let path = smaller.into_iter().next().unwrap_or_default();
    Finding { path, finding, problem, correction, events: Some(Events { proposed, otherwise }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_join_is_proposed_with_both_events_and_a_parting_with_the_smaller_side() {
        let name = |at: ArticleIndex| format!("{at}.txt");
        let doubt = |is_joined| Doubt { is_joined, percent: 86, sides: [vec![1, 2], vec![3]] };
        let all = || vec!["3.txt".to_owned(), "1.txt".to_owned(), "2.txt".to_owned()];
        let near = finding(&doubt(false), all(), &name);
        assert_eq!((near.path.as_str(), near.finding), ("3.txt", Kind::NearJoin));
        let lines = "[[event]]\ncaptures = [\"1.txt\", \"2.txt\", \"3.txt\"]  # if this is one event";
        assert_eq!(near.correction.as_deref(), Some(lines));
        let joined = finding(&doubt(true), all(), &name);
        let lines = "[[event]]\ncaptures = [\"3.txt\"]  # if this is another event";
        assert_eq!((joined.finding, joined.correction.as_deref()), (Kind::DoubtfulJoin, Some(lines)));
        assert!(joined.problem.contains("`1.txt` and 1 more"), "{}", joined.problem);
    }

    fn doubts(doubts: Vec<Doubt>, events: Vec<Vec<ArticleIndex>>, decisions: &[Decision]) -> Vec<Finding> {
        let links = Links { events, doubts, ..Links::default() };
        in_doubt(&links, decisions, &|at| format!("{at}.txt")).0
    }

    #[test]
    fn decided_pairs_are_not_doubts() {
        let doubt = |is_joined, one, other| Doubt { is_joined, percent: 86, sides: [vec![one], vec![other]] };
        let both = || vec![doubt(true, 0, 1), doubt(false, 2, 3)];
        let events = || vec![vec![0, 1], vec![2], vec![3]];
        assert_eq!(doubts(both(), events(), &[]).len(), 2);
        let decided = |name: &str| [Decision { captures: vec![name.to_owned()], ..Decision::default() }];
        assert_eq!(doubts(both(), events(), &decided("1.txt"))[0].finding, Kind::NearJoin);
        assert_eq!(doubts(both(), events(), &decided("3.txt"))[0].finding, Kind::DoubtfulJoin);
        let other = vec![vec![0], vec![1], vec![2, 3]];
        assert!(doubts(both(), other, &[]).is_empty(), "each stands as it is no more");
    }

    #[test]
    fn an_event_is_listed_once_and_long_lists_are_cut() {
        let doubt = |one, other| Doubt { is_joined: false, percent: 86, sides: [vec![one], vec![other]] };
        let apart = |count: usize| (0..count).map(|at| vec![at]).collect::<Vec<_>>();
        let twice = doubts(vec![doubt(0, 1), doubt(1, 2)], apart(3), &[]);
        assert_eq!(twice.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["0.txt"]);
        let many = (0..100).map(|at| doubt(2 * at, 2 * at + 1)).collect();
        let links = Links { events: apart(200), doubts: many, more_doubts: 7, ..Links::default() };
        let name = |at: ArticleIndex| format!("{at}.txt");
        let (listed, more) = in_doubt(&links, &[], &name);
        assert_eq!((listed.len(), more), (MOST, 77));
        assert!(not_listed(more).problem.starts_with("77 more joins"));
        let decided: Vec<Decision> =
            [Decision { captures: (0..200).map(name).collect(), ..Decision::default() }].into_iter().collect();
        assert_eq!(in_doubt(&links, &decided, &name).1, 0, "nothing is listed, so nothing is left to decide");
    }
}
