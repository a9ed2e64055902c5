//! In: sample editions. Out: what the part of a briefing that is looked up holds, and how many of the pages it takes.
//!
//! Invariant: what is printed short is whole in the edition that the briefing carries.

use litopys::edition::{SourceEntry, data};
use litopys::project::InFull;
use litopys::render::pdf::{Layout, render};
use litopys::render::{PageMark, Pictures};
use litopys::time::How;
use litopys::verify::print;

use super::sample::{Plan, edition};
use super::{pages, text, typeset};

/// A plan with as many articles as the issue of a year has, and the names in them.
fn plan(events: usize) -> Plan {
    Plan { events, chapters: 6, people: events, ..Plan::default() }
}

#[test]
fn names_are_listed_as_the_edition_says_and_all_if_the_project_wants_them() {
    let mut edition = edition(&Plan { people: 30, ..Plan::default() });
    for (at, person) in edition.people.iter_mut().enumerate() {
        person.name = format!("Ганна Номерна-{at}");
        person.listed = at % 3 == 0;
    }
    let short = text(&typeset(&edition));
    for (at, person) in edition.people.iter().enumerate() {
        assert_eq!(
            short.contains(&format!("Номерна-{at} ")) || short.contains(&format!("Номерна-{at},")),
            person.listed,
            "{at}: {short}"
        );
    }
    let note = edition.words.listed.replace("{listed}", "10").replace("{all}", "30");
    assert!(short.contains(&note), "{note}");
    edition.people.iter_mut().for_each(|person| person.listed = true);
    let whole = text(&typeset(&edition));
    assert!((0..30).all(|at| whole.contains(&format!("Номерна-{at}"))), "{whole}");
    assert!(!whole.contains(edition.words.listed.split('{').next().unwrap()), "{whole}");
}

#[test]
fn each_source_is_there_once_and_says_how_its_date_was_found_only_if_no_page_states_it() {
    let mut edition = edition(&plan(40));
    for source in &mut edition.sources {
        source.path = format!("сторінка-{:03}.txt", source.number);
    }
    for source in &mut edition.sources {
        for step in &mut source.dating {
            step.text = format!("Доказ{:03}.", source.number);
        }
    }
    let is_resolved = |source: &SourceEntry| source.published.as_ref().is_some_and(|when| when.how == How::Resolved);
    assert!(edition.sources.iter().any(is_resolved) && !edition.sources.iter().all(is_resolved));
    let short = text(&typeset(&edition));
    for source in edition.sources.iter().filter(|source| !source.dating.is_empty()) {
        let says = short.contains(&format!("Доказ{:03}.", source.number));
        assert_eq!(says, is_resolved(source), "{}", source.number);
    }
    for source in &edition.sources {
        assert_eq!(short.matches(&source.path).count(), 1, "{}", source.path);
    }
    let note = edition.words.sources_note.clone();
    assert!(!short.contains(&note));
    edition.in_full = vec![InFull::Sources];
    assert!(text(&typeset(&edition)).contains(&note));
}

#[test]
fn the_ledger_prints_what_was_not_used_or_everything() {
    let mut edition = edition(&plan(40));
    for (at, entry) in edition.ledger.entries.iter_mut().enumerate() {
        entry.path = format!("подано-{at:03}.txt");
    }
    let is_used = |at: usize| edition.ledger.entries[at].source.is_some();
    let printed = text(&typeset(&edition));
    for at in 0..edition.ledger.entries.len() {
        assert_eq!(printed.contains(&format!("подано-{at:03}.txt")), !is_used(at), "{at}");
    }
    edition.in_full = vec![InFull::Ledger];
    let printed = text(&typeset(&edition));
    assert!((0..edition.ledger.entries.len()).all(|at| printed.contains(&format!("подано-{at:03}.txt"))));
}

#[test]
fn what_is_looked_up_takes_at_most_three_tenths_of_the_pages_and_few_stand_before_the_chapters() {
    for events in [40, 150] {
        let edition = edition(&plan(events));
        let briefing = render(&edition, &data(&edition), &Pictures::default(), &Layout::built_in()).unwrap().value;
        let pages = pages(&briefing.bytes);
        let begins = |title: &str| {
            let heads = |page: &String| page.lines().any(|line| line.trim() == title);
            pages.iter().rposition(heads).unwrap_or_else(|| panic!("{title} is no heading"))
        };
        let reference = pages.len() - begins(&edition.words.reference);
        assert!(reference * 10 <= pages.len() * 3, "{reference} of {} pages for {events} events", pages.len());
        let is_first = |mark: &&PageMark| mark.id == edition.chapters[0].id;
        let first = briefing.pages.iter().find(is_first).unwrap().page as usize - 1;
        assert!(first <= 4.max(pages.len() / 10), "{first} pages before the chapters of {events} events");
    }
}

#[test]
fn a_name_that_is_due_and_not_printed_is_found() {
    let mut edition = edition(&Plan { people: 30, ..Plan::default() });
    let pdf = typeset(&edition);
    let check = |edition: &litopys::Edition| {
        let json = data(edition);
        print::check(&pdf, &json).unwrap().into_iter().map(|failure| failure.problem).collect::<Vec<_>>()
    };
    assert_eq!(check(&edition), Vec::<String>::new());
    edition.people[3].name = "Неназвана Особа".to_owned();
    edition.people[3].sort = "Особа Неназвана".to_owned();
    assert!(check(&edition).iter().any(|failure| failure.contains("Особа")), "{:?}", check(&edition));
    edition.people[3].listed = false;
    edition.people[3].events.truncate(1);
    (edition.people[3].role, edition.people[3].declared_role) = (None, None);
    assert_eq!(check(&edition), Vec::<String>::new(), "nobody expects it");
}
