//! In: the articles that the chapters cite. Out: the list of sources, in the order of their numbers.
//!
//! Invariant: each number stands for one article, and each cited article has a number.

use std::collections::BTreeMap;

use super::model::SourceEntry;
use super::{Context, dates, events, quotation};
use crate::cite::{self, Issued, Run, Work};
use crate::language::Language;
use crate::normalize::Article;
use crate::project::Reliability;
use crate::time::{Days, How, When};
use crate::words::fill;

/// The sources by number.
pub(crate) fn list(context: &Context) -> Vec<SourceEntry> {
    let chapters = context.material.chapters.iter().flat_map(|chapter| &chapter.events);
    let cited = chapters.flat_map(|event| event.reports.iter().map(move |&report| (report, event.id.clone())));
    let events: BTreeMap<usize, String> = cited.collect();
    let mut sources: Vec<SourceEntry> =
        events.into_iter().map(|(article, event)| entry(context, article, event)).collect();
    sources.sort_by_key(|source| source.number);
    sources
}

/// The days from the first to the last event of the edition.
pub(crate) fn days(context: &Context) -> Option<Days> {
    let all = || context.material.chapters.iter().filter_map(|chapter| events::days(context, &chapter.events));
    Some(Days { earliest: all().map(|days| days.earliest).min()?, latest: all().map(|days| days.latest).max()? })
}

fn entry(context: &Context, article: usize, event: String) -> SourceEntry {
    let page = &context.material.articles[article].article;
    let published = context.material.dates[article].published.as_ref();
    let name = page.name();
    let place = |span| quotation::place(&context.material.articles[article], span);
    SourceEntry {
        number: context.numbers[&article],
        publisher: page.source.as_ref().map(|source| source.name.clone()),
        publisher_how: page.source.as_ref().map(|source| source.how),
        publisher_evidence: publisher_evidence(context, article),
        publisher_grounds: page.source.as_ref().map(|source| source.evidence.clone()).unwrap_or_default(),
        publisher_language: publisher_language(page),
        reliability: page
            .source
            .as_ref()
            .and_then(|source| reliability(context, &source.name, page.address.as_deref())),
        headline: events::headline(context, article),
        byline: page.byline.iter().map(|author| author.text.clone()).collect(),
        byline_places: page.byline.iter().map(|author| place(author.span)).collect(),
        citation: if context.material.withheld.citations.contains(&article) {
            Vec::new()
        } else {
            citation(context, article)
        },
        address: page.address.clone(),
        path: page.id.path.clone(),
        record: page.id.record,
        form: page.form,
        digest: page.digest.clone(),
        language: page.language,
        published: published.map(|when| dates::text(context.lexicon, when)),
        dating: published.map(|when| dates::steps(context, when, &name)).unwrap_or_default(),
        figures: page.figures.clone(),
        event,
    }
}

/// How reliable the editor considers a publisher.
fn reliability(context: &Context, publisher: &str, address: Option<&str>) -> Option<Reliability> {
    let mut own = context.material.project.publishers.iter().filter(|known| known.is_of_page(publisher, address));
    own.find_map(|known| known.reliability)
}

/// The source in the project's citation style. It uses only what is printed beside it.
fn citation(context: &Context, article: usize) -> Vec<Run> {
    let page = &context.material.articles[article].article;
    let published = context.material.dates[article].published.as_ref();
    let headline = events::headline(context, article);
    let authors: Vec<String> = page.byline.iter().map(|author| author.text.clone()).collect();
    let work = Work {
        authors: &authors,
        title: &headline.text,
        language: page.language,
        publisher: page.source.as_ref().map(|source| source.name.as_str()),
        published: published.and_then(When::days).and_then(Issued::within),
        address: page.address.as_deref(),
    };
    let style = context.material.project.citations.unwrap_or_else(|| cite::style_of(context.language));
    cite::cite(&work, style, context.language)
}

fn publisher_evidence(context: &Context, article: usize) -> Option<String> {
    let source = context.material.articles[article].article.source.as_ref()?;
    let evidence = source.evidence.first().filter(|_| source.how == How::Resolved)?;
    let steps = &context.lexicon.steps;
    let list =
        source.listed.map(|listed| if listed.by_project { &steps.publisher_project } else { &steps.publisher_list });
    let words = [("text", &*dates::shortened(&evidence.text)), ("path", &evidence.path)];
    Some(fill(&steps.publisher, &words) + &list.map(|list| format!(" {list}")).unwrap_or_default())
}

fn publisher_language(page: &Article) -> Language {
    let listed = page.source.as_ref().and_then(|source| source.listed);
    listed.map_or(page.language, |listed| listed.language.unwrap_or_default())
}
