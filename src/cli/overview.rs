//! In: a corpus and its edition. Out: each article with its event, its chapter and the names that the corpus uses.
//!
//! Invariant: looks up and combines, and decides nothing.

use std::collections::BTreeMap;

use super::record::{Listed, Range, Record};
use crate::Corpus;
use crate::annotate::Person;
use crate::chronicle::Event;
use crate::edition::Edition;
use crate::project::Project;

/// The articles of a corpus, by index, with what the corpus and the edition know about each.
pub(crate) struct Overview<'a> {
    pub corpus: &'a Corpus,
    project: &'a Project,
    /// The event of each article of the edition, and the title of its chapter.
    places: BTreeMap<usize, (&'a Event, &'a str)>,
    /// The name that the corpus uses for each person, by article and index in its people.
    names: BTreeMap<(usize, usize), &'a str>,
    /// The place of each event of the edition, by event identifier.
    located: BTreeMap<&'a str, &'a str>,
}

impl<'a> Overview<'a> {
    pub(crate) fn new(corpus: &'a Corpus, edition: &'a Edition, project: &'a Project) -> Self {
        let chapters = corpus.chapters.iter().zip(&edition.chapters);
        let events = chapters.flat_map(|(chapter, named)| chapter.events.iter().map(|event| (event, &*named.title)));
        let places =
            events.flat_map(|(event, title)| event.reports.iter().map(move |&report| (report, (event, title))));
        let people = corpus.digest.people.iter();
        let names = people.flat_map(|person| person.appears.iter().map(|&place| (place, person.name.as_str())));
        let printed = edition.chapters.iter().flat_map(|chapter| &chapter.events);
        let located = printed.filter_map(|event| Some((event.id.as_str(), event.place.as_ref()?.name.as_str())));
        Self { corpus, project, places: places.collect(), names: names.collect(), located: located.collect() }
    }

    /// The articles in order of publication, the undated last.
    pub(crate) fn by_publication(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.corpus.articles.len()).collect();
        order.sort_by_key(|&article| {
            let published = self.corpus.dates[article].published.as_ref();
            (published.is_none(), published.map(|when| (when.earliest, when.latest)), article)
        });
        order
    }

    /// The event of an article. `None` if it is outside the period.
    pub(crate) fn event(&self, article: usize) -> Option<&'a Event> {
        self.places.get(&article).map(|&(event, _)| event)
    }

    /// The title of an article's chapter.
    pub(crate) fn chapter(&self, article: usize) -> Option<&'a str> {
        self.places.get(&article).map(|&(_, chapter)| chapter)
    }

    /// The page of an article as in `read`, with the names and the title that the corpus uses.
    pub(crate) fn record(&self, article: usize) -> Record<'a> {
        let name = |at, own: &'a Person| self.names.get(&(article, at)).copied().unwrap_or(&own.name);
        let (annotated, dated) = (&self.corpus.articles[article], &self.corpus.dates[article]);
        Record::named(annotated, dated, &name).titled(self.project)
    }

    /// The article as in `list`.
    pub(crate) fn listed(&self, article: usize) -> Listed<'a> {
        let event = self.event(article);
        let happened = self.corpus.dates[article].happened.as_ref();
        Listed {
            record: self.record(article),
            event: event.map(|event| event.id.as_str()),
            happened: event.and_then(|event| event.when.as_ref()).or(happened).map(Range::from),
            place: event.and_then(|event| self.located.get(event.id.as_str()).copied()),
            chapter: self.chapter(article),
            story: event.and_then(story),
        }
    }
}

/// The story of an event. An event with several reports but no story counts as a story of its own.
fn story(event: &Event) -> Option<&str> {
    event.story.as_deref().or_else(|| (event.reports.len() > 1).then_some(event.id.as_str()))
}
