//! In: the chapters, their events, and the mentioned events. Out: the timeline figure, to scale.
//!
//! Invariant: distances on a drawn part of the axis are distances in days. A part that is left out contains nothing.

mod axis;
mod density;

use super::model::{Chapter, DateText, Density, Event, Lane, Mark, MentionMark, Mentioned, Timeline};
use crate::time::{Days, iso};
use crate::words::{Lexicon, fill};
use axis::Axis;
use density::Unit;

/// Maximum number of lanes that stay apart: on the page, each still has 5 millimetres. Set by hand.
const MOST_LANES: usize = 18;

/// The figure. `key` holds the identifiers of the key events, `by_period` says that the chapters are periods. `None` if no event has a date.
pub fn draw(
    lexicon: &Lexicon,
    chapters: &[Chapter],
    mentioned: &[Mentioned],
    key: &[String],
    by_period: bool,
) -> Option<Timeline> {
    let events = chapters.iter().flat_map(|chapter| &chapter.events);
    let days = hull(events.filter_map(|event| known(event.when.as_ref()?)))?;
    let axis = Axis::around(hull(mentioned.iter().filter_map(|one| known(&one.when)).chain([days]))?);
    let lanes = chapters.iter().map(|chapter| lane(lexicon, &axis, (chapter, mentioned), key));
    let mut lanes: Vec<Lane> = lanes.filter(|lane| !(lane.marks.is_empty() && lane.mentions.is_empty())).collect();
    let stretches = axis.stretches(0, axis.days, &spans(&lanes));
    let unit = Unit::of(&stretches);
    for lane in &mut lanes {
        lane.density = density::of(&axis, unit, &stretches, &lane.marks);
    }
    let density = density::of(&axis, unit, &stretches, lanes.iter().flat_map(|lane| &lane.marks));
    let joined = by_period || lanes.iter().filter(|lane| !lane.marks.is_empty()).count() > MOST_LANES;
    let drawn: Vec<_> = if joined { vec![&density] } else { lanes.iter().map(|lane| &lane.density).collect() };
    let is_more = lanes.iter().flat_map(|lane| &lane.marks).any(|mark| !mark.key);
    Some(Timeline {
        start: axis.start.to_string(),
        days: axis.days,
        ticks: axis.ticks(lexicon, &stretches),
        joined,
        scale: is_more.then(|| density::scale(lexicon, unit, &drawn)),
        density,
        stretches,
        lanes,
        description: describe(lexicon, days, chapters, key),
    })
}

/// The first and last days of all marks.
fn spans(lanes: &[Lane]) -> Vec<(i64, i64)> {
    let marks = lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| (mark.first, mark.last)));
    let mentions = lanes.iter().flat_map(|lane| lane.mentions.iter().map(|mark| (mark.first, mark.last)));
    marks.chain(mentions).collect()
}

fn hull(days: impl Iterator<Item = Days>) -> Option<Days> {
    days.reduce(|all, one| Days { earliest: all.earliest.min(one.earliest), latest: all.latest.max(one.latest) })
}

/// The days of a date. If only one end is known, that day; if only the report is dated, the day of the report.
fn known(when: &DateText) -> Option<Days> {
    if let Some(reported) = &when.reported {
        return iso::day_of(reported).map(Days::day);
    }
    Some(Days {
        earliest: iso::day_of(when.earliest.as_ref().or(when.latest.as_ref())?)?,
        latest: iso::day_of(when.latest.as_ref().or(when.earliest.as_ref())?)?,
    })
}

/// The lane of a chapter, without its density.
fn lane(lexicon: &Lexicon, axis: &Axis, (chapter, mentioned): (&Chapter, &[Mentioned]), key: &[String]) -> Lane {
    let mut marks: Vec<Mark> = chapter.events.iter().filter_map(|event| mark(lexicon, axis, event, key)).collect();
    marks.sort_by(|one, other| (one.first, one.last, &one.event).cmp(&(other.first, other.last, &other.event)));
    let is_own = |one: &&Mentioned| chapter.events.iter().any(|event| event.sources.contains(&one.quotation.source));
    let mentions = mentioned.iter().filter(is_own).filter_map(|one| mention(lexicon, axis, one)).collect();
    Lane { chapter: chapter.id.clone(), title: chapter.title.clone(), marks, mentions, density: Density::default() }
}

fn mark(lexicon: &Lexicon, axis: &Axis, event: &Event, key: &[String]) -> Option<Mark> {
    let when = event.when.as_ref()?;
    let days = known(when)?;
    Some(Mark {
        event: event.id.clone(),
        key: key.contains(&event.id),
        first: axis.at(days.earliest),
        last: axis.at(days.latest),
        precision: when.precision,
        label: label(lexicon, when, days),
        reports: event.sources.len(),
    })
}

/// A date without its year, with the pattern for a date of which only one end is known.
fn label(lexicon: &Lexicon, when: &DateText, days: Days) -> String {
    let (label, words) = (lexicon.dates.label(days), &lexicon.dates.ends_short);
    match (&when.earliest, &when.latest) {
        (Some(_), None) => fill(&words.not_before, &[("date", &label)]),
        (None, Some(_)) => fill(&words.not_after, &[("date", &label)]),
        _ => label,
    }
}

fn mention(lexicon: &Lexicon, axis: &Axis, mentioned: &Mentioned) -> Option<MentionMark> {
    let days = known(&mentioned.when)?;
    Some(MentionMark {
        mentioned: mentioned.id.clone(),
        first: axis.at(days.earliest),
        last: axis.at(days.latest),
        label: lexicon.dates.label(days),
        announced: mentioned.announced,
    })
}

/// A description of the figure for readers who cannot see it: the key events in order.
fn describe(lexicon: &Lexicon, days: Days, chapters: &[Chapter], key: &[String]) -> String {
    let words = &lexicon.timeline;
    let dated = chapters
        .iter()
        .flat_map(|chapter| &chapter.events)
        .filter_map(|event| Some((event.when.as_ref().filter(|when| known(when).is_some())?, event)));
    let (named, others): (Vec<_>, Vec<_>) = dated.partition(|(_, event)| key.contains(&event.id));
    let line = |(when, event): (&DateText, &Event)| {
        let line = fill(&words.event, &[("date", &when.long), ("headline", &event.headline.text)]);
        (when.earliest.clone(), line)
    };
    let mut lines: Vec<(Option<String>, String)> = named.into_iter().map(line).collect();
    lines.sort();
    let more = if others.is_empty() { "" } else { "; …" };
    let events: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    let period = lexicon.dates.period(days);
    fill(&words.description, &[("period", &period), ("events", &(events.join("; ") + more))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::time::{How, Precision};
    use crate::words::ProductLanguage;

    fn day(text: &str) -> Days {
        Days::day(text.parse().unwrap())
    }

    fn event(id: &str, days: Days, precision: Precision) -> Event {
        let lexicon = ProductLanguage::ENGLISH.lexicon();
        let when = DateText {
            earliest: Some(days.earliest.to_string()),
            latest: Some(days.latest.to_string()),
            precision,
            how: How::Stated,
            long: lexicon.dates.long(days),
            short: lexicon.dates.short(days),
            reported: None,
        };
        let headline = crate::edition::Headline {
            text: format!("The mill {id}"),
            language: Language::English,
            source: 1,
            place: None,
        };
        Event {
            id: id.to_owned(),
            when: Some(when),
            place: None,
            headline,
            key: Vec::new(),
            quotes: Vec::new(),
            disagreements: Vec::new(),
            developments: Vec::new(),
            added: Vec::new(),
            sources: vec![1, 2],
            same_text: Vec::new(),
            independent: 1,
            picture: None,
            dating: None,
            evidence: Vec::new(),
            story: None,
            note: None,
            status: None,
            change: None,
        }
    }

    fn chapter(id: &str, events: Vec<Event>) -> Chapter {
        Chapter {
            id: id.to_owned(),
            title: id.to_owned(),
            words: Vec::new(),
            undated: false,
            period: None,
            summary: Vec::new(),
            editors_summary: Vec::new(),
            events,
        }
    }

    fn drawn(chapters: &[Chapter], key: &[&str], by_period: bool) -> Timeline {
        let key: Vec<String> = key.iter().map(|&id| id.to_owned()).collect();
        draw(ProductLanguage::ENGLISH.lexicon(), chapters, &[], &key, by_period).unwrap()
    }

    #[test]
    fn key_events_are_marked_and_described_in_order() {
        let events = vec![
            event("burns", day("2024-03-04"), Precision::Day),
            event("opens", day("2024-03-01"), Precision::Day),
            event("rests", day("2024-03-02"), Precision::Day),
        ];
        let figure = drawn(&[chapter("chapter-1", events)], &["burns", "opens"], false);
        let keys: Vec<(&str, bool)> =
            figure.lanes[0].marks.iter().map(|mark| (mark.event.as_str(), mark.key)).collect();
        assert_eq!(keys, [("opens", true), ("rests", false), ("burns", true)]);
        assert!(figure.description.contains("1 March 2024 — The mill opens; 4 March 2024 — The mill burns; …"));
        assert!(!figure.description.contains("rests"), "{}", figure.description);
        assert_eq!(figure.scale.unwrap().split(';').next(), Some("Bars: events per day, at most 1"));
    }

    #[test]
    fn a_figure_of_key_events_alone_has_no_bars_and_says_all() {
        let events = vec![event("opens", day("2024-03-01"), Precision::Day)];
        let figure = drawn(&[chapter("chapter-1", events)], &["opens"], false);
        assert_eq!(figure.scale, None);
        assert!(figure.description.ends_with("1 March 2024 — The mill opens."), "{}", figure.description);
    }

    #[test]
    fn lanes_of_periods_and_too_many_lanes_are_joined() {
        let chapters = |count: usize| -> Vec<Chapter> {
            (1..=count)
                .map(|at| {
                    let days = day(&format!("2024-03-{at:02}"));
                    chapter(&format!("chapter-{at}"), vec![event(&format!("event-{at}"), days, Precision::Day)])
                })
                .collect()
        };
        assert!(drawn(&chapters(2), &[], true).joined);
        assert!(!drawn(&chapters(MOST_LANES), &[], false).joined);
        let figure = drawn(&chapters(MOST_LANES + 1), &[], false);
        assert!(figure.joined);
        assert_eq!((figure.lanes.len(), figure.density.bins.len()), (MOST_LANES + 1, MOST_LANES + 1));
    }
}
