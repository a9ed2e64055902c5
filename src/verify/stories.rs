//! In: the stories and the events. Out: where a story names a missing event, or an event refers to other neighbours than its story has.
//!
//! Invariant: an event is in at most one story, and its neighbours are events of that story.

use std::collections::BTreeMap;

use super::claims::{Event, Story};
use super::{Check, Found, What, shown};

/// Checks the stories against the events.
pub(crate) fn check(check: &Check, found: &mut Found) {
    let events: BTreeMap<&str, &Event> = check.claims.events().map(|(_, event)| (event.id.as_str(), event)).collect();
    for (at, story) in check.claims.stories.iter().enumerate() {
        let place = format!("stories[{at}]");
        let enough = story.events.len() > 1 && story.events.contains(&story.central);
        found.check(enough, What::Event, &place, || "it has fewer than two events, or not its central one".to_owned());
        for event in &story.events {
            let own = events.get(event.as_str()).and_then(|event| event.story.as_ref());
            found.check(own.is_some_and(|own| own.id == story.id), What::Event, &place, || {
                format!("the event {} does not exist, or belongs to another story", shown(event))
            });
        }
    }
    for (place, event) in check.claims.events() {
        if let Some(own) = &event.story {
            let story = check.claims.stories.iter().find(|story| story.id == own.id);
            found.check(story.is_some_and(|story| stands(event, story, &events)), What::Event, place, || {
                "its neighbours are not those in its story".to_owned()
            });
        }
    }
}

/// Whether the position of an event in its story is the one that it states.
fn stands(event: &Event, story: &Story, events: &BTreeMap<&str, &Event>) -> bool {
    let day = |event: &str| events.get(event).and_then(|event| event.when.as_ref()).and_then(first_day);
    let dated: Vec<&str> = story.events.iter().map(String::as_str).filter(|event| day(event).is_some()).collect();
    let in_order = dated.is_sorted_by(|one, next| day(one) <= day(next));
    let place = dated.iter().position(|&dated| dated == event.id);
    let before = place.and_then(|place| dated.get(place.checked_sub(1)?));
    let after = place.and_then(|place| dated.get(place.checked_add(1)?));
    let own = event.story.as_ref();
    let same = |said: Option<&String>, is: Option<&&str>| said.map(String::as_str) == is.copied();
    let points = own.is_some_and(|own| same(own.before.as_ref(), before) && same(own.after.as_ref(), after));
    in_order && points && story.events.contains(&event.id)
}

fn first_day(when: &super::claims::Date) -> Option<&str> {
    when.earliest.as_deref().filter(|_| when.latest.is_some())
}
