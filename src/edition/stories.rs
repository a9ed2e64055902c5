//! In: the stories of the chronicle and the edition's chapters. Out: the stories of the edition. Each event gets its story, and the events
//! before and after it.
//!
//! Invariant: a story has at least two events of the edition, in the order of their days, the undated last.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::events::chapter_headline;
use super::model::{Chapter, DateText, Headline, InStory, Place, Story};
use super::{Context, dates};
use crate::chronicle;

/// Lists the stories of the edition, and sets the place in the story for each of their events.
pub(crate) fn list(context: &Context, chapters: &mut [Chapter]) -> Vec<Story> {
    let known: BTreeMap<&str, &chronicle::Event> =
        context.material.chapters.iter().flat_map(|chapter| &chapter.events).map(|event| (&*event.id, event)).collect();
    let stories: Vec<Story> =
        context.material.stories.iter().filter_map(|story| self::story(context, story, &known)).collect();
    let mut places = BTreeMap::new();
    for story in &stories {
        let dated: Vec<&String> = story.events.iter().filter(|event| is_dated(&known, event)).collect();
        let at = |place: Option<usize>| place.and_then(|place| dated.get(place)).map(|&event| event.clone());
        for event in &story.events {
            let place = dated.iter().position(|&dated| dated == event);
            let before = at(place.and_then(|place| place.checked_sub(1)));
            let after = at(place.map(|place| place + 1));
            places.insert(event.clone(), InStory { id: story.id.clone(), before, after });
        }
    }
    for event in chapters.iter_mut().flat_map(|chapter| &mut chapter.events) {
        event.story = places.remove(&event.id);
    }
    stories
}

/// Minimum share of the reports that the story has from which an edition takes its name. Set by hand: below it the folder holds many things.
const SHARE: f64 = 0.2;

/// The headline of the story with most reports, if it is large enough, no other has as many, and its central page has a headline.
pub(crate) fn title(context: &Context) -> Option<Headline> {
    let events = || context.material.chapters.iter().flat_map(|chapter| &chapter.events);
    let reports: BTreeMap<&str, usize> = events().map(|event| (event.id.as_str(), event.reports.len())).collect();
    let size =
        |story: &chronicle::Story| -> usize { story.events.iter().filter_map(|id| reports.get(id.as_str())).sum() };
    let mut sizes: Vec<(usize, &chronicle::Story)> =
        context.material.stories.iter().map(|story| (size(story), story)).collect();
    sizes.sort_by_key(|(size, _)| Reverse(*size));
    let &(most, story) = sizes.first()?;
    let is_largest = sizes.get(1).is_none_or(|(next, _)| *next < most);
    let is_large = most as f64 >= SHARE * reports.values().sum::<usize>() as f64;
    let central = events().find(|event| event.id == story.central)?;
    let own = context.material.articles[central.lead].article.headline.as_ref()?;
    let headline = (is_largest && is_large).then(|| chapter_headline(context, central.lead))?;
    let is_own = |place: &Place| own.span.start <= place.start && place.end <= own.span.end;
    headline.place.as_ref().is_some_and(is_own).then_some(headline)
}

fn story(context: &Context, story: &chronicle::Story, known: &BTreeMap<&str, &chronicle::Event>) -> Option<Story> {
    let events: Vec<String> = story.events.iter().filter(|event| known.contains_key(event.as_str())).cloned().collect();
    if events.len() < 2 {
        return None;
    }
    let central = if events.contains(&story.central) { story.central.clone() } else { events.first()?.clone() };
    let days = super::events::days(context, events.iter().filter_map(|event| known.get(event.as_str()).copied()));
    let period: Option<DateText> = days.map(|days| dates::period(context.lexicon, days));
    Some(Story { id: story.id.clone(), central, period, events })
}

fn is_dated(known: &BTreeMap<&str, &chronicle::Event>, event: &str) -> bool {
    known.get(event).and_then(|event| event.when.as_ref()?.days()).is_some()
}
