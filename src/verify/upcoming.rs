//! In: the upcoming events of an edition. Out: those whose day is not that of their words, not after the edition's day, or not in order.
//!
//! The words for the day are read again, by the room that reads dates, and compared with the day of the entry. `words` looks up the sentence.
//!
//! Invariant: an entry whose day cannot be derived from its words fails.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::claims::{Event, Mentioned, Place, Sentence, Upcoming};
use super::{Check, Found, What, dates, letters, shown};
use crate::language::Language;
use crate::passage::Passage;
use crate::time::{self, Days, Meaning};

/// Maximum number of days of an entry, and of an event whose report shows that an entry is not coming: as in `digest/upcoming.rs`.
const LONGEST: i64 = 10;
/// Maximum distance of a weekday without a date from the day on which its page was published: the end of next week.
const NEXT_WEEK: i64 = 13;

/// How a date is known that the page states whole.
const STATED: &str = "stated";

/// Checks the upcoming events, and those that are only mentioned.
pub(crate) fn check(check: &Check, found: &mut Found) {
    let as_of = check.claims.as_of.as_ref().and_then(|as_of| as_of.days()).map(|days| days.latest);
    let (mut seen, mut last) = (BTreeSet::new(), None);
    for (at, one) in check.claims.upcoming.iter().enumerate() {
        let place = format!("upcoming[{at}]");
        found.check(!one.id.is_empty() && seen.insert(one.id.as_str()), What::Identifier, &place, || {
            format!("its identifier {} is there twice, or empty", shown(&one.id))
        });
        sources(check, one, &place, found);
        let Some(days) = one.words.when.as_ref().and_then(|when| when.days()) else {
            found.add(What::Date, &place, "it has no day");
            continue;
        };
        day(check, one, days, as_of, &place, found);
        let own = (days.earliest, days.latest);
        found.check(last.is_none_or(|last| last <= own), What::Date, &place, || {
            "it is before the one above it".to_owned()
        });
        last = Some(own);
    }
    let mut lists_upcoming = false;
    for (at, one) in check.claims.mentioned.iter().enumerate() {
        mentioned(check, one, &format!("mentioned[{at}]"), found);
        found.check(!lists_upcoming || one.upcoming.is_some(), What::Event, format!("mentioned[{at}]"), || {
            "it is behind those that are upcoming".to_owned()
        });
        lists_upcoming |= one.upcoming.is_some();
    }
}

/// Checks that the words for the day of a mentioned event give that day, and that an upcoming one is that event.
fn mentioned(check: &Check, one: &Mentioned, place: &str, found: &mut Found) {
    let Some(when) = &one.words.when else { return found.add(What::Date, place, "it has no day") };
    dates::check(when, check.lexicon, &format!("{place}.when"), found);
    let said = (&one.words, &one.day, one.language.as_str());
    let holds = when.days().is_some_and(|days| match when.how.as_str() {
        STATED => is_named(check, said, days),
        _ => !is_contradicted(check, said, days),
    });
    found.check(holds, What::Date, place, || "the words for its day do not give that day".to_owned());
    let Some(id) = &one.upcoming else { return };
    let entry = check.claims.upcoming.iter().find(|entry| entry.id == *id);
    found.check(entry.is_some_and(|entry| is_same(one, entry)), What::Event, place, || {
        format!("it is not the upcoming event {}", shown(id))
    });
}

/// Whether a mentioned event has the day and the words of an upcoming one.
fn is_same(one: &Mentioned, entry: &Upcoming) -> bool {
    let (own, other) = (&one.words, &entry.words);
    one.announced
        && (&own.when, &own.place, own.source, &one.day) == (&other.when, &other.place, other.source, &entry.day)
}

/// Checks the day of an entry: its texts, its words, and that it is to come.
fn day(check: &Check, one: &Upcoming, days: Days, as_of: Option<NaiveDate>, place: &str, found: &mut Found) {
    if let Some(when) = &one.words.when {
        dates::check(when, check.lexicon, &format!("{place}.when"), found);
    }
    let weekday = check.lexicon.dates.weekday(days);
    found.check(one.weekday == weekday, What::Date, place, || {
        format!("its weekday is {}, not {}", shown(&one.weekday), shown(&weekday))
    });
    found.check(as_of.is_some_and(|as_of| days.earliest > as_of), What::Date, place, || {
        "it is not after the day of the edition".to_owned()
    });
    found.check(days.len() <= LONGEST, What::Date, place, || "it is too long".to_owned());
    found.check(is_named(check, (&one.words, &one.day, &one.language), days), What::Date, place, || {
        "the words for its day do not give that day".to_owned()
    });
    let is_report = |event: &Event| {
        let own = event.when.as_ref().and_then(|when| when.days()).filter(|own| own.len() <= LONGEST);
        own.is_some_and(|own| own.meet(days).is_some())
    };
    let report = check.claims.events().find(|(_, event)| is_report(event));
    found.check(report.is_none(), What::Event, place, || "an event of that day is reported".to_owned());
}

/// Checks that the sources of an entry exist and are counted.
fn sources(check: &Check, one: &Upcoming, place: &str, found: &mut Found) {
    let all = one.sources.iter().all(|&number| check.claims.source(number).is_some());
    let rising = one.sources.is_sorted_by(|one, next| one < next);
    found.check(all && rising && one.sources.contains(&one.words.source), What::Event, place, || {
        "its sources do not exist, are not in order, or are without the one that is quoted".to_owned()
    });
    let number = one.sources.len();
    let holds = match &one.announced_by {
        None => number == 1,
        Some(count) => {
            let noun = check.language.noun(number, &check.lexicon.counts.articles);
            number > 1 && count.number == number && count.noun == noun
        }
    };
    found.check(holds, What::Count, place, || format!("it has {number} sources"));
}

/// Whether the words for a day that the page does not state whole name another day whole, or are not in their sentence.
fn is_contradicted(check: &Check, said: (&Sentence, &Option<Place>, &str), days: Days) -> bool {
    let Some(words) = words_for_day(check, said.0, said.1) else { return true };
    let expressions = time::expressions(&words, Language::from_tag(said.2));
    let mut whole = expressions.iter().filter_map(|one| time::days(&one.meaning, None)).peekable();
    whole.peek().is_some() && whole.all(|own| own != days)
}

/// The words for the day of an entry, if they are in its sentence.
fn words_for_day(check: &Check, said: &Sentence, day: &Option<Place>) -> Option<String> {
    let (place, day) = (said.place.as_ref()?, day.as_ref()?);
    let inside =
        (&place.path, place.record) == (&day.path, day.record) && place.start <= day.start && day.end <= place.end;
    inside.then(|| words(check, day)).flatten()
}

/// Whether the words for the day of an entry are in its sentence and give that day.
fn is_named(check: &Check, (said, day, language): (&Sentence, &Option<Place>, &str), days: Days) -> bool {
    let Some(words) = words_for_day(check, said, day) else { return false };
    let published = check.claims.source(said.source).and_then(|source| source.published.as_ref()?.days());
    let expressions = time::expressions(&words, Language::from_tag(language));
    let given: Vec<bool> = expressions.iter().filter_map(|one| gives(&one.meaning, days, published)).collect();
    if given.is_empty() { is_numbered(&words, days) } else { given.contains(&true) }
}

fn words(check: &Check, place: &Place) -> Option<String> {
    let original = check.originals.at(&place.path, place.record)?;
    Some(Passage::new(original.words(place.start, place.end)?, 0).text)
}

/// Whether a meaning gives some days, seen from a page that was published on others. `None` if it gives no day at all.
fn gives(meaning: &Meaning, days: Days, published: Option<Days>) -> Option<bool> {
    if let Some(own) = time::days(meaning, None) {
        return Some(own == days);
    }
    if time::years_needed(meaning) {
        return Some(time::days_in_year(meaning, days.earliest.year()) == Some(days));
    }
    let published = published?;
    if let Meaning::Weekday { weekday, .. } = meaning {
        let ahead = days.latest.signed_duration_since(published.earliest).num_days();
        return Some(days.is_day() && days.earliest.weekday() == *weekday && (0..=NEXT_WEEK).contains(&ahead));
    }
    let base = |day| time::days(meaning, Some(Days::day(day)));
    let (first, last) = (base(published.earliest)?, base(published.latest)?);
    Some((first.earliest, last.latest) == (days.earliest, days.latest))
}

/// Whether words of which no date can be read have the numbers of the first and the last day, and no other year.
fn is_numbered(words: &str, days: Days) -> bool {
    let numbers: Vec<u32> = letters::numbers(words).filter_map(|run| run.parse().ok()).collect();
    let year = u32::try_from(days.earliest.year()).unwrap_or_default();
    let own_year = numbers.iter().filter(|&&number| number > 31).all(|&number| number == year);
    own_year && [days.earliest.day(), days.latest.day()].iter().all(|day| numbers.contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(words: &str, language: Language, days: (&str, &str), published: &str) -> Option<bool> {
        let day = |iso: &str| iso.parse().unwrap();
        let days = Days { earliest: day(days.0), latest: day(days.1) };
        let found = time::expressions(words, language);
        gives(&found[0].meaning, days, Some(Days::day(day(published))))
    }

    #[test]
    fn words_give_their_own_day_and_no_other() {
        let of = |words, language, iso| given(words, language, (iso, iso), "2031-05-10");
        for (words, language, right, wrong) in [
            ("12 June 2031", Language::English, "2031-06-12", "2031-06-13"),
            ("12 June", Language::English, "2031-06-12", "2031-07-12"),
            ("Friday", Language::English, "2031-05-16", "2031-05-17"),
            ("tomorrow", Language::English, "2031-05-11", "2031-05-12"),
            ("12 червня", Language::Ukrainian, "2031-06-12", "2031-06-11"),
            ("у п’ятницю", Language::Ukrainian, "2031-05-16", "2031-05-15"),
            ("12 czerwca", Language::Polish, "2031-06-12", "2031-06-22"),
        ] {
            assert_eq!(of(words, language, right), Some(true), "{words}");
            assert_eq!(of(words, language, wrong), Some(false), "{words}");
        }
        assert_eq!(given("Friday", Language::English, ("2031-06-20", "2031-06-20"), "2031-05-10"), Some(false));
        assert_eq!(given("12–14 June", Language::English, ("2031-06-12", "2031-06-14"), "2031-05-10"), Some(true));
    }

    #[test]
    fn numbers_alone_must_be_those_of_the_day() {
        let days = |iso: &str| Days::day(iso.parse().unwrap());
        assert!(is_numbered("12 та 14", days("2031-06-12")) && is_numbered("12 of 2031", days("2031-06-12")));
        assert!(!is_numbered("the 12th", days("2031-06-13")) && !is_numbered("12 of 2032", days("2031-06-12")));
        assert!(!is_numbered("a Friday", days("2031-06-13")));
    }
}
