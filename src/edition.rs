//! In: the corpus with its dates, chapters and digest. Out: the edition as plain data, the contract with the layouts.
//!
//! Invariant: holds no markup of any output format. Every text of a capture appears in it exactly as in the capture.

/// The types of an edition.
pub mod model;

mod contract;
mod control;
/// The chart of pages by publisher over time.
pub mod coverage;
mod dates;
mod design;
mod entities;
mod events;
mod full;
mod ledger;
mod news;
mod people;
mod pictures;
mod quotation;
mod sources;
mod stories;
/// The timeline of an edition.
pub mod timeline;
mod weights;
mod withheld;

pub use contract::contract;
pub(crate) use control::{lacks, pages_in_words, reliability_in_words};
pub use design::design;
pub(crate) use events::status_in_words;
pub(crate) use ledger::SetAside;
pub use model::*;
pub use withheld::{About, ClaimKind, Reason};
pub(crate) use withheld::{Claim, LeftOut, Withheld};

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::annotate::Annotated;
use crate::capture::UnreadReason;
use crate::chapters::{self, ChapterTitle};
use crate::characters::{self, clean};
use crate::chronicle;
use crate::dating::Dated;
use crate::digest::{self, Digest};
use crate::history;
use crate::language::Language;
use crate::project::{Erratum, Project};
use crate::time::Days;
use crate::words::{Lexicon, ProductLanguage};

/// The version of the contract with the layouts. It changes when layouts have to change. Since version 2, an event happened once and its
/// consequences are other events of its story, and events that are only regrouped or redated do not count as news. Since version 3, the
/// timeline has key events and densities instead of panels.
pub(crate) const SCHEMA: u32 = 3;

/// Everything that an edition is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Material<'a> {
    /// The project.
    pub project: &'a Project,
    /// The annotated articles.
    pub articles: &'a [Annotated],
    /// The dates of each article, in the same order.
    pub dates: &'a [Dated],
    /// The chapters with their events.
    pub chapters: &'a [chapters::Chapter],
    /// Events that follow from each other.
    pub stories: &'a [chronicle::Story],
    /// The chosen sentences, quotes and names.
    pub digest: &'a Digest,
    /// The captures that are not among the articles, and why.
    pub set_aside: &'a [SetAside],
    /// The changes since an earlier edition, if there is one to compare with.
    pub news: Option<&'a history::News>,
    /// The claims that did not verify.
    pub withheld: &'a Withheld,
}

/// What every part of the assembly needs for lookups.
struct Context<'a> {
    material: Material<'a>,
    language: ProductLanguage,
    lexicon: &'static Lexicon,
    /// The source number of each article, by article index.
    numbers: BTreeMap<usize, usize>,
    /// The source number of each article, by article name.
    numbers_by_name: BTreeMap<String, usize>,
}

/// Assembles the edition.
pub(crate) fn assemble(material: Material) -> Edition {
    let language = language(material.project, material.articles);
    let context = Context::new(material, language);
    let mut chapters = events::chapters(&context);
    pictures::place(&context, &mut chapters);
    let stories = stories::list(&context, &mut chapters);
    let titled = if material.project.title.is_none() { stories::title(&context) } else { None };
    let people = people::list(&context);
    let sources = sources::list(&context);
    let ledger = ledger::list(&context);
    let days = sources::days(&context);
    let mut mentioned = events::mentioned(&context);
    let upcoming = events::upcoming(&context);
    let by_period = material.chapters.iter().any(|chapter| chapter.title.is_period());
    let timeline = timeline::draw(context.lexicon, &chapters, &mentioned, &material.digest.key_events, by_period)
        .filter(|_| !material.withheld.timeline);
    let glance = events::glance(&context, &mentioned);
    mentioned.extend(events::also_mentioned(&upcoming));
    let counts = counts(&context, &people, &sources, &ledger);
    let mut edition = Edition {
        schema: SCHEMA,
        producer: concat!("litopys ", env!("CARGO_PKG_VERSION")).to_owned(),
        title: titled.as_ref().map_or_else(|| own_title(&material), |headline| clean(&headline.text).into_owned()),
        title_words: titled.and_then(Headline::into_quotation),
        language,
        number: material.project.number,
        identifier: identifier(&material),
        as_of: as_of(&context),
        period: days.map(|days| dates::period(context.lexicon, days)),
        paper: material.project.paper,
        layout: material.project.layout.clone(),
        design: design(&material.project.design),
        in_full: material.project.in_full.iter().copied().collect(),
        control: control::block(&context, &counts, &chapters, &sources),
        counts,
        introduction: material.project.introduction.clone(),
        errata: errata(&context),
        news: news::list(&context),
        glance,
        days: if material.withheld.timeline { Vec::new() } else { weights::days(&context) },
        upcoming,
        timeline,
        coverage: coverage::draw(context.language, &sources),
        mentioned,
        chapters,
        stories,
        people,
        organizations: entities::organizations(&context),
        places: entities::places(&context),
        abbreviations: events::abbreviations(&context),
        sources,
        ledger,
        articles: full::list(&context),
        words: context.lexicon.labels.clone(),
    };
    edition.ledger.claims = ledger::claims(&edition);
    edition
}

/// The edition as JSON, in the form of its schema, with a line end.
pub fn data(edition: &Edition) -> Vec<u8> {
    let mut bytes = characters::json(serde_json::to_vec_pretty(edition).expect("an edition is plain data"));
    bytes.push(b'\n');
    bytes
}

/// The project's language, else the most frequent language of the articles if it is a product language, else English.
pub fn language(project: &Project, articles: &[Annotated]) -> ProductLanguage {
    let most_frequent = || {
        let mut counts: BTreeMap<Language, usize> = BTreeMap::new();
        for article in articles {
            *counts.entry(article.article.language).or_default() += 1;
        }
        let (language, _) = counts.into_iter().rev().max_by_key(|&(_, count)| count)?;
        language.tag().parse().ok()
    };
    project.language.or_else(most_frequent).unwrap_or(ProductLanguage::ENGLISH)
}

impl<'a> Context<'a> {
    fn new(material: Material<'a>, language: ProductLanguage) -> Self {
        let cited = material.chapters.iter().flat_map(|chapter| &chapter.events).flat_map(|event| &event.reports);
        let numbers: BTreeMap<usize, usize> = cited.zip(1..).map(|(&article, number)| (article, number)).collect();
        let named = numbers.iter().map(|(&article, &number)| (material.articles[article].article.name(), number));
        let numbers_by_name = named.collect();
        Self { material, language, lexicon: language.lexicon(), numbers, numbers_by_name }
    }
}

/// The title without the words of a page: the project's, else the name of its folder.
fn own_title(material: &Material) -> String {
    let project = material.project;
    let folder = || project.root.file_stem().map(|name| name.to_string_lossy().into_owned());
    let title = project.title.clone().or_else(|| project.folder_name.clone()).or_else(folder);
    clean(&title.unwrap_or_else(|| "litopys".to_owned())).into_owned()
}

/// The notices of errors in editions before this one.
fn errata(context: &Context) -> Vec<Notice> {
    let project = context.material.project;
    let due = project.errata.iter().filter(|erratum| project.number.is_some_and(|number| erratum.edition < number));
    let event = |name: &String| {
        let mut events = context.material.chapters.iter().flat_map(|chapter| &chapter.events);
        let is_reported = |event: &&chronicle::Event| {
            event.reports.iter().any(|&report| context.material.articles[report].article.name() == *name)
        };
        events.find(is_reported).map(|event| event.id.clone())
    };
    let notice = |erratum: &Erratum| Notice {
        edition: erratum.edition,
        event: erratum.event.as_ref().and_then(event),
        text: erratum.text.clone(),
    };
    due.map(notice).collect()
}

/// A UUID of version 5 from the title, the number and the captures' digests.
fn identifier(material: &Material) -> String {
    let mut named = own_title(material);
    named.push_str(&material.project.number.map(|number| format!("#{number}")).unwrap_or_default());
    for article in material.articles {
        named.push_str(&article.article.digest);
    }
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_DNS, b"litopys");
    Uuid::new_v5(&namespace, named.as_bytes()).to_string()
}

/// The project's day, else the newest day of publication.
fn as_of(context: &Context) -> Option<DateText> {
    let day = digest::as_of(context.material.project.as_of, context.numbers.keys(), context.material.dates)?;
    Some(dates::stated(context.lexicon, Days::day(day)))
}

fn counts(context: &Context, people: &[Person], sources: &[SourceEntry], ledger: &Ledger) -> Counts {
    let publishers: BTreeSet<&String> = sources.iter().filter_map(|source| source.publisher.as_ref()).collect();
    let events = context.material.chapters.iter().map(|chapter| chapter.events.len()).sum();
    let words = &context.lexicon.counts;
    let count = |number, noun| Count { number, noun: context.language.noun(number, noun) };
    Counts {
        captures: count(ledger.entries.iter().filter(|entry| is_page(entry.outcome)).count(), &words.captures),
        sources: count(publishers.len(), &words.sources),
        articles: count(sources.len(), &words.articles),
        events: count(events, &words.events),
        people: count(people.len(), &words.people),
    }
}

/// Whether a ledger entry is a page of its own, not a part of another page.
fn is_page(outcome: Outcome) -> bool {
    !matches!(outcome, Outcome::Unread(UnreadReason::PartOfPage | UnreadReason::Beside))
}

/// The separator between the words of a found chapter title.
pub(crate) const BETWEEN_WORDS: &str = " · ";

/// The title of a chapter in the edition's language.
fn chapter_title(context: &Context, title: &ChapterTitle) -> String {
    let lexicon = context.lexicon;
    match title {
        ChapterTitle::Story(article) => events::chapter_headline(context, *article).text,
        ChapterTitle::Theme(title) => title.clone(),
        ChapterTitle::Found(words) => {
            words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(BETWEEN_WORDS)
        }
        ChapterTitle::Other => lexicon.labels.other_events.clone(),
        ChapterTitle::Year(year) => lexicon.dates.year(*year),
        ChapterTitle::Month(year, month) => lexicon.dates.month(*year, *month),
        ChapterTitle::Undated => lexicon.labels.undated.clone(),
    }
}
