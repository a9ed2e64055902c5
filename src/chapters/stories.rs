//! In: the events of a chronicle and its stories. Out: chapters, one for each story that is long enough.
//!
//! Events are divided only if stories are clear enough: at least two, half of the events in one, and none with nearly all events.
//!
//! Invariant: every event is in exactly one chapter. Stories are in the order of their first events, the other events after them.

use std::collections::BTreeMap;

use super::{Chapter, ChapterTitle};
use crate::chronicle::{Event, Story};

/// Minimum number of events of a chapter. In a large corpus it is half of the square root of the number of events.
const SMALLEST: usize = 2;
/// Maximum number of stories that become chapters. A reader cannot tell more of them apart. Set by hand.
const MOST: usize = 16;
/// If a story has more than this many tenths of the events, nothing is divided. Set by hand.
const NEARLY_ALL: usize = 8;

/// The chapters of the stories, or the events unchanged if stories are not clear enough. `asked` means that the project wants stories,
/// however few.
pub(crate) fn divide(events: Vec<Event>, stories: &[Story], asked: bool) -> Result<Vec<Chapter>, Vec<Event>> {
    let chosen = chosen(&events, stories);
    let size = |story: &Story| events.iter().filter(|event| event.story.as_ref() == Some(&story.id)).count();
    let covered: usize = chosen.iter().map(|story| size(story)).sum();
    let largest = chosen.iter().map(|story| size(story)).max().unwrap_or_default();
    let clear = chosen.len() > 1 && covered * 2 >= events.len() && largest * 10 <= events.len() * NEARLY_ALL;
    if !clear && (!asked || chosen.is_empty()) {
        return Err(events);
    }
    let places: BTreeMap<&str, usize> = chosen.iter().zip(0..).map(|(story, at)| (story.id.as_str(), at)).collect();
    let mut chapters: Vec<Chapter> = chosen.iter().map(|story| empty(story, &events)).collect();
    let mut others = Vec::new();
    for event in events {
        let place = event.story.as_deref().and_then(|story| places.get(story));
        place.map_or(&mut others, |&at| &mut chapters[at].events).push(event);
    }
    if !others.is_empty() {
        chapters.push(Chapter { title: ChapterTitle::Other, events: others });
    }
    Ok(chapters)
}

/// The stories that are long enough, in their order. If there are too many, the longest.
fn chosen<'a>(events: &[Event], stories: &'a [Story]) -> Vec<&'a Story> {
    let smallest = SMALLEST.max((events.len() as f32).sqrt() as usize / 2);
    let dated = |story: &Story| events.iter().filter(|event| event.story.as_ref() == Some(&story.id)).count();
    let mut long: Vec<(usize, usize)> =
        stories.iter().map(dated).zip(0..).filter(|&(size, _)| size >= smallest).collect();
    long.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    long.truncate(MOST);
    long.sort_unstable_by_key(|&(_, at)| at);
    long.into_iter().map(|(_, at)| &stories[at]).collect()
}

/// The empty chapter of a story, with its central event as title.
fn empty(story: &Story, events: &[Event]) -> Chapter {
    let central = events.iter().find(|event| event.id == story.central);
    let title = central.map_or(ChapterTitle::Other, |event| ChapterTitle::Story(event.lead));
    Chapter { title, events: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Events of the stories with these letters, in order. A full stop is an event without a story.
    fn events(stories: &str) -> (Vec<Event>, Vec<Story>) {
        let id = |at: usize| format!("event-{at}");
        let of: Vec<(usize, char)> = stories.chars().enumerate().collect();
        let event = |&(at, story): &(usize, char)| Event {
            id: id(at),
            when: None,
            reports: vec![at],
            lead: at,
            pinned: false,
            note: None,
            status: None,
            story: (story != '.').then(|| story.to_string()),
        };
        let mut letters: Vec<char> = stories.chars().filter(|&c| c != '.').collect();
        letters.sort_unstable();
        letters.dedup();
        let story = |letter: char| {
            let own: Vec<String> = of.iter().filter(|&&(_, story)| story == letter).map(|&(at, _)| id(at)).collect();
            Story { id: letter.to_string(), central: own[1].clone(), events: own }
        };
        (of.iter().map(event).collect(), letters.into_iter().map(story).collect())
    }

    fn divided(stories: &str, asked: bool) -> Option<Vec<(ChapterTitle, usize)>> {
        let (events, told) = events(stories);
        let chapters = divide(events, &told, asked).ok()?;
        Some(chapters.into_iter().map(|chapter| (chapter.title, chapter.events.len())).collect())
    }

    #[test]
    fn two_stories_of_five_events_are_two_chapters() {
        let chapters = divided("abbaa", false);
        assert_eq!(chapters, Some(vec![(ChapterTitle::Story(3), 3), (ChapterTitle::Story(2), 2)]));
    }

    #[test]
    fn events_without_a_story_come_last() {
        let chapters = divided("aab.b", false).unwrap();
        assert_eq!(chapters.last(), Some(&(ChapterTitle::Other, 1)));
    }

    #[test]
    fn one_story_and_stories_of_few_events_divide_nothing() {
        assert_eq!(divided("aaaaa", false), None);
        assert_eq!(divided("aa.......bb", false), None);
        assert_eq!(divided("aaaaaaaaaaaaaaaaabb", false), None);
        assert_eq!(divided(".....", true), None);
        assert_eq!(divided("aa...", true).map(|chapters| chapters.len()), Some(2));
    }
}
