//! In: the project, the pages and the events of an edition. Out: who made it, what it covers, when the next one comes, and what its collection
//! lacks.
//!
//! Invariant: every number is counted from the edition. Names, hosts and keywords are the project's.

use std::collections::BTreeMap;

use chrono::{Days as Length, Months, NaiveDate};

use super::model::{Chapter, Control, Counts, DateText, Rated, SourceEntry};
use super::{Context, dates};
use crate::digest;
use crate::project::{Every, Reliability};
use crate::time::{Days, When};
use crate::words::{ControlWords, Lexicon, fill};

/// Share of the articles from which one publisher is named as a limit of the collection. Set by hand: two fifths.
const SHARE: usize = 40;

/// The control block of an edition.
pub(crate) fn block(context: &Context, counts: &Counts, chapters: &[Chapter], sources: &[SourceEntry]) -> Control {
    let project = context.material.project;
    let words = &context.lexicon.control;
    let fetching = project.fetching.iter();
    let addresses = fetching.clone().flat_map(|one| [&one.feeds, &one.sitemaps, &one.addresses]).flatten();
    // An address may hold a key, so that only its host is printed.
    let hosts = addresses.filter_map(|address| Some(url::Url::parse(address).ok()?.host_str()?.to_owned()));
    let captures = project.captures.iter().map(|path| path.display().to_string());
    let mut watched: Vec<String> = Vec::new();
    for one in hosts.chain(captures) {
        if !watched.contains(&one) {
            watched.push(one);
        }
    }
    let reports = chapters.iter().flat_map(|chapter| &chapter.events).map(|event| event.sources.len());
    let publishers = sources.iter().map(|source| source.publisher.as_deref());
    Control {
        editor: project.editions.editor.clone(),
        contact: project.editions.contact.clone(),
        watched,
        keywords: fetching.flat_map(|one| one.keywords.clone()).collect(),
        until: newest(context),
        pages: pages_in_words(words, counts.captures.number, counts.articles.number),
        updates: context.material.news.map(|news| news.number),
        next: next(context),
        rated: rated(context, sources),
        lacks: lacks(words, reports, publishers),
    }
}

/// The publishers that the editor judges, by letter.
fn rated(context: &Context, sources: &[SourceEntry]) -> Vec<Rated> {
    let mut rated: BTreeMap<Reliability, Vec<String>> = BTreeMap::new();
    for (letter, publisher) in sources.iter().filter_map(|source| source.reliability.zip(source.publisher.as_ref())) {
        let publishers = rated.entry(letter).or_default();
        if !publishers.contains(publisher) {
            publishers.push(publisher.clone());
        }
    }
    let text = |letter| reliability_in_words(context.lexicon, letter).to_owned();
    rated.into_iter().map(|(letter, publishers)| Rated { letter, text: text(letter), publishers }).collect()
}

/// A letter of the Admiralty system in words.
pub(crate) fn reliability_in_words(lexicon: &Lexicon, letter: Reliability) -> &str {
    let words = &lexicon.reliability;
    match letter {
        Reliability::A => &words.a,
        Reliability::B => &words.b,
        Reliability::C => &words.c,
        Reliability::D => &words.d,
        Reliability::E => &words.e,
        Reliability::F => &words.f,
    }
}

/// The newest publication of a source, as exactly as it is known.
fn newest(context: &Context) -> Option<DateText> {
    let published = context.numbers.keys().filter_map(|&article| context.material.dates[article].published.as_ref());
    let newest: Option<&When> = published.filter(|when| when.latest.is_some()).max_by_key(|when| when.latest);
    newest.map(|when| dates::text(context.lexicon, when))
}

/// The day on which the next edition is due, if the project says how often there is one.
fn next(context: &Context) -> Option<DateText> {
    let project = context.material.project;
    let every = project.editions.every?;
    let day = digest::as_of(project.as_of, context.numbers.keys(), context.material.dates)?;
    Some(dates::stated(context.lexicon, Days::day(after(day, every)?)))
}

/// The day one period after another.
fn after(day: NaiveDate, every: Every) -> Option<NaiveDate> {
    match every {
        Every::Day => day.checked_add_days(Length::new(1)),
        Every::Week => day.checked_add_days(Length::new(7)),
        Every::Month => day.checked_add_months(Months::new(1)),
    }
}

/// How many pages were read, used and left out, in words.
pub(crate) fn pages_in_words(words: &ControlWords, read: usize, used: usize) -> String {
    let [read, used, left_out] = [read, used, read.saturating_sub(used)].map(|number| number.to_string());
    fill(&words.pages, &[("read", &read), ("used", &used), ("left_out", &left_out)])
}

/// What the collection lacks, a sentence each: events that only one article reports, a publisher with a large share of the articles, articles
/// without a publisher. `reports` gives the number of articles of each event, `publishers` the publisher of each article.
pub(crate) fn lacks<'a>(
    words: &ControlWords,
    reports: impl Iterator<Item = usize> + Clone,
    publishers: impl Iterator<Item = Option<&'a str>> + Clone,
) -> Vec<String> {
    let (events, articles) = (reports.clone().count(), publishers.clone().count());
    let single = reports.filter(|&number| number == 1).count();
    let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
    for publisher in publishers.clone().flatten() {
        *shares.entry(publisher).or_default() += 1;
    }
    let unnamed = publishers.filter(Option::is_none).count();
    let percent = |number: usize| number * 100 / articles.max(1);
    let largest = shares.into_iter().max_by_key(|&(name, number)| (number, std::cmp::Reverse(name)));
    let largest = largest.filter(|&(_, number)| percent(number) >= SHARE);
    let mut lacks = Vec::new();
    if single > 0 {
        lacks.push(fill(&words.single, &[("number", &single.to_string()), ("all", &events.to_string())]));
    }
    if let Some((name, number)) = largest {
        lacks.push(fill(&words.share, &[("publisher", name), ("percent", &percent(number).to_string())]));
    }
    if unnamed > 0 {
        lacks.push(fill(&words.unnamed, &[("number", &unnamed.to_string())]));
    }
    lacks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::ProductLanguage;

    fn said(reports: &[usize], publishers: &[Option<&str>]) -> Vec<String> {
        let words = &ProductLanguage::UKRAINIAN.lexicon().control;
        lacks(words, reports.iter().copied(), publishers.iter().copied())
    }

    #[test]
    fn the_limits_of_a_collection_are_counted() {
        assert_eq!(said(&[], &[]), Vec::<String>::new());
        assert_eq!(said(&[2, 3], &[Some("А"), Some("Б"), Some("В")]), Vec::<String>::new(), "nothing is lacking");
        let found = said(&[1, 1, 2], &[Some("А"), Some("А"), Some("Б"), None]);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].contains("2 з 3") && found[1].contains("А: 50 %") && found[2].ends_with("1."), "{found:?}");
        assert_eq!(said(&[2], &[Some("Б"), Some("А")]), said(&[2], &[Some("А"), Some("Б")]), "in any order");
    }

    #[test]
    fn the_next_edition_comes_after_a_day_a_week_or_a_month() {
        let day = |month, day| NaiveDate::from_ymd_opt(2031, month, day);
        let last = NaiveDate::from_ymd_opt(2031, 1, 31).unwrap();
        assert_eq!(after(last, Every::Day), day(2, 1));
        assert_eq!(after(last, Every::Week), day(2, 7));
        assert_eq!(after(last, Every::Month), day(2, 28), "the last day of a shorter month");
    }
}
