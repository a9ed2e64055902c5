//! In: a capture of any form but pasted text. Out: an article, from the markup and the words.
//!
//! Invariant: no markup of a page gets into the article.

mod body;
mod boilerplate;
mod byline;
pub mod dated;
mod figures;
pub mod headline;
mod holder;
mod lines;
mod others;
mod source;
mod whole;

use std::borrow::Cow;
use std::ops::Range;

use crate::capture::page::{Line, LineKind, Page};
use crate::capture::{Capture, Holds};
use crate::language::{Language, Region};
use crate::letters::Letter;
use crate::normalize::heading;
use crate::normalize::tail::{self, Seen};
use crate::normalize::{Article, Block, BlockKind, DropReason, Dropped, Source, Why, publishers};
use crate::passage::{Passage, Span};

use dated::{Dateline, Extent};
use headline::Headline;
use lines::{ABOVE_HEADLINE, FAR_BEHIND, Lines, REPEATS_HEADLINE};
use others::OTHERS;

/// Number of characters of the body from which its language is detected. A limit on time: some 250 words.
const LANGUAGE_SAMPLE: usize = 1600;

/// Reads an article from a capture's page, or from the lines of its text if it has none.
pub fn read(capture: &Capture) -> Article {
    let page = capture.page.as_ref().map_or_else(|| Cow::Owned(Page::of_lines(&capture.text)), Cow::Borrowed);
    let lines = &page.content.lines;
    let headline = headline::find(lines, &page.metadata, &publishers(capture, &page));
    let chosen = match capture.holds {
        Holds::Page => body::choose(&page.content, headline.as_ref().map(|headline| headline.line)),
        Holds::Article => whole::choose(lines),
    };
    Parts { capture, page: &page, uses: vec![None; lines.len()], chosen }.article(headline)
}

/// The page's addresses in the capture and in the page, that of the capture first.
fn addresses<'a>(capture: &'a Capture, page: &'a Page) -> Vec<&'a str> {
    let said = capture.address.as_deref();
    said.into_iter().chain(page.metadata.addresses.iter().map(String::as_str)).collect()
}

fn source(capture: &Capture, page: &Page) -> Option<Source> {
    source::find(&capture.name(), &page.metadata.publishers, &addresses(capture, page))
}

/// The names that a page may print for its publisher.
fn publishers(capture: &Capture, page: &Page) -> Vec<String> {
    let said = page.metadata.publishers.iter().cloned();
    let listed = addresses(capture, page).first().copied().map(publishers::names);
    said.chain(source(capture, page).map(|source| source.name)).chain(listed.into_iter().flatten()).collect()
}

/// A page that is being read. The use of each line is recorded when it is found.
struct Parts<'a> {
    capture: &'a Capture,
    page: &'a Page,
    uses: Vec<Option<Use>>,
    /// The lines of the body, and why the others are not in it.
    chosen: Lines,
}

/// The use of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It is in the article.
    Kept,
    Dropped(Why),
}

/// The line names the author.
const BYLINE: Why = Why::new("byline", DropReason::Byline);
/// The line says when the page was published.
const DATELINE: Why = Why::new("dateline", DropReason::Dateline);
/// The line belongs to a picture.
const FIGURE: Why = Why::new("figure", DropReason::Figure);

impl<'a> Parts<'a> {
    fn article(mut self, headline: Option<Headline>) -> Article {
        let lines = &self.page.content.lines;
        let extent = self.extent(headline.as_ref());
        let mut body: Vec<usize> = self.chosen.body().collect();
        let deck = headline::deck(lines, &self.page.metadata, extent.headline, &body);
        self.keep(headline.iter().map(|headline| headline.line).chain(deck));
        body.retain(|&at| self.uses[at].is_none());
        let language = self.language(&body);
        let byline = self.byline(extent, &mut body);
        let datelines = self.datelines(extent, &mut body, language);
        let near = extent.headline.saturating_sub(2)..lines.len().min(extent.last + 2);
        let address = self.addresses().first().copied();
        let base = self.page.metadata.base.as_deref().or(address);
        let (figures, captions) = figures::find(&self.page.content, near, base, &self.capture.pictures);
        body.retain(|at| !captions.contains(at));
        self.drop(captions.into_iter(), FIGURE);
        self.keep(body.iter().copied());
        let stamps =
            dated::stamps(&self.page.content, &self.page.metadata, &self.addresses(), (extent, &datelines), language);
        let blocks: Vec<Block> =
            body.iter().map(|&at| block(&lines[at])).filter(|block| !block.passage.is_empty()).collect();
        let capture = self.capture;
        Article {
            id: capture.id.clone(),
            form: capture.form,
            address: address.map(str::to_owned),
            digest: capture.digest.clone(),
            language,
            region: self.page.metadata.language.as_deref().and_then(Region::from_tag),
            source: source(capture, self.page),
            headline: headline.map(|headline| headline.passage),
            deck: deck.map(|at| Passage::new(&lines[at].text, lines[at].start)),
            byline,
            authors_left_out: self.page.metadata.authors_left_out,
            is_cut: self.page.metadata.is_cut,
            body: blocks,
            figures,
            stamps,
            dropped: self.dropped(),
        }
    }

    fn keep(&mut self, lines: impl Iterator<Item = usize>) {
        lines.for_each(|at| self.uses[at] = Some(Use::Kept));
    }

    fn drop(&mut self, lines: impl Iterator<Item = usize>, why: Why) {
        lines.for_each(|at| {
            self.uses[at].get_or_insert(Use::Dropped(why));
        });
    }

    fn addresses(&self) -> Vec<&'a str> {
        addresses(self.capture, self.page)
    }

    /// The extent of the article. Removes lines from the body that are before the headline or far after the end, or that repeat the
    /// headline.
    fn extent(&mut self, headline: Option<&Headline>) -> Extent {
        let lines = &self.page.content.lines;
        let chosen = &mut self.chosen;
        if let Some(headline) = headline {
            let said = heading::plain(&headline.passage.text);
            let again: Vec<usize> = chosen.body().filter(|&at| heading::plain(&lines[at].text) == said).collect();
            again.into_iter().for_each(|at| chosen.drop(at, REPEATS_HEADLINE));
            let bytes = |is: &dyn Fn(usize) -> bool| {
                chosen.body().filter(|&at| is(at)).map(|at| lines[at].text.len()).sum::<usize>()
            };
            if bytes(&|at| at < headline.line) < bytes(&|at| at > headline.line) {
                chosen.drop_all(0..headline.line + 1, ABOVE_HEADLINE);
            }
        }
        if self.capture.holds == Holds::Page {
            let body: Vec<usize> = chosen.body().collect();
            chosen.drop_all(tail::end(&seen(lines, &body))..lines.len(), FAR_BEHIND);
        }
        chosen.close();
        let body: Vec<usize> = chosen.body().collect();
        let first = body.first().copied().unwrap_or(lines.len());
        let line = headline.map_or(first, |headline| headline.line);
        let line = if lines.get(line).is_some_and(|line| line.kind == LineKind::Title) {
            first.saturating_sub(8)
        } else {
            line
        };
        Extent { headline: line.min(lines.len()), first, last: body.last().copied().unwrap_or(lines.len()) }
    }

    /// The byline. Its lines are removed from the body if they say little else.
    fn byline(&mut self, extent: Extent, body: &mut Vec<usize>) -> Vec<Passage> {
        let lines = &self.page.content.lines;
        let publishers = publishers(self.capture, self.page);
        let is_own = |at: usize| self.chosen.why(at).is_none_or(|why| !OTHERS.contains(&why.rule));
        let is_near = |at: usize| is_own(at) && !lines[at].foreign && !lines[at].aside;
        let own = byline::Place { lines, publishers: &publishers, is_own: &is_own };
        let near = byline::Place { is_own: &is_near, ..own };
        let head = extent.headline.saturating_sub(6)..lines.len().min(begin(extent, body));
        let tail = extent.last.min(lines.len())..lines.len().min(extent.last.saturating_add(8));
        let authors = &self.page.metadata.authors;
        let mut found = byline::stated(&own, head.clone(), authors);
        let searches: [&dyn Fn() -> Vec<byline::Author>; 3] =
            [&|| byline::labelled(&near, head.clone()), &|| byline::stated(&own, tail.clone(), authors), &|| {
                byline::labelled(&near, tail.start..behind(lines, &tail))
            }];
        for search in searches {
            found = if found.is_empty() { search() } else { found };
        }
        found.retain(|author| self.uses[author.line].is_none());
        let named = |at: usize| found.iter().filter(move |author| author.line == at);
        let bytes = |at: usize| named(at).map(|author| author.passage.text.len()).sum::<usize>();
        let beside = |at: usize| named(at).next().is_some() && lines[at].text.len() < 2 * bytes(at) + 40;
        body.retain(|&at| !beside(at));
        for author in &found {
            let why = if dated::is_dateline(&lines[author.line]) { DATELINE } else { BYLINE };
            if !body.contains(&author.line) {
                self.drop(std::iter::once(author.line), why);
            }
        }
        found.into_iter().map(|author| author.passage).collect()
    }

    /// The datelines. Those at the start of the body are removed from it.
    fn datelines(&mut self, extent: Extent, body: &mut Vec<usize>, language: Language) -> Vec<Dateline> {
        let lines = &self.page.content.lines;
        let leading: Vec<usize> = body
            .iter()
            .copied()
            .take(3)
            .filter(|&at| dated::is_dateline(&lines[at]) && lines[at].text.chars().count() < 60)
            .collect();
        body.retain(|at| !leading.contains(at));
        let datelines = dated::datelines(lines, extent, body, language, |at| self.uses[at] == Some(Use::Kept));
        let alone = datelines.iter().map(|dateline| dateline.line).filter(|at| body.binary_search(at).is_err());
        self.drop(alone.chain(leading).collect::<Vec<_>>().into_iter(), DATELINE);
        datelines
    }

    /// The language of the body, or else the one that the page declares.
    fn language(&self, body: &[usize]) -> Language {
        let words = body.iter().flat_map(|&at| self.page.content.lines[at].text.chars().chain([' ']));
        let sample: String = words.take(LANGUAGE_SAMPLE).collect();
        match Language::detect(&sample) {
            Language::Unknown => self.page.metadata.language.as_deref().map(Language::from_tag).unwrap_or_default(),
            language => language,
        }
    }

    /// Every line that is not in the article, with the reason.
    fn dropped(&self) -> Vec<Dropped> {
        let lines = self.page.content.lines.iter().zip(&self.uses).enumerate();
        let why = |at: usize, used: Option<Use>| match used {
            Some(Use::Kept) => None,
            Some(Use::Dropped(why)) => Some(why),
            None => self.chosen.why(at),
        };
        lines
            .filter_map(|(at, (line, &used))| Some(dropped(line, why(at, used)?)))
            .filter(|dropped| !dropped.text.is_empty())
            .collect()
    }
}

/// The end of the lines around a headline that may have the byline: at the start of the body, or of its second line if other lines are
/// before that.
fn begin(extent: Extent, body: &[usize]) -> usize {
    let near = body.first().map_or(extent.first, |&first| first.max(extent.first)) + 2;
    body.get(1).map_or(near, |&second| near.max(second))
}

/// The end of the lines behind a body that may have a labelled byline: the next heading, which is that of something else.
fn behind(lines: &[Line], tail: &Range<usize>) -> usize {
    let heads = |&at: &usize| at > tail.start && matches!(lines[at].kind, LineKind::Heading(_));
    tail.clone().find(heads).unwrap_or(tail.end)
}

/// The lines in the form that the search for the end of the body needs.
fn seen<'a>(lines: &'a [Line], body: &[usize]) -> Vec<Seen<'a>> {
    let see = |(at, line): (usize, &'a Line)| Seen {
        text: &line.text,
        body: body.binary_search(&at).is_ok(),
        heading: matches!(line.kind, LineKind::Heading(_)),
        parts: line.kind != LineKind::Caption && line.text.contains(char::is_letter_or_digit),
    };
    lines.iter().enumerate().map(see).collect()
}

fn block(line: &Line) -> Block {
    let kind = match line.kind {
        LineKind::Heading(_) => BlockKind::Subhead,
        LineKind::Quote => BlockKind::Quote,
        LineKind::Item => BlockKind::List,
        LineKind::Title | LineKind::Paragraph | LineKind::Caption | LineKind::Cell => BlockKind::Paragraph,
    };
    Block { kind, passage: Passage::new(&line.text, line.start) }
}

fn dropped(line: &Line, why: Why) -> Dropped {
    let text = line.text.trim();
    let start = line.start + line.text[..line.text.len() - line.text.trim_start().len()].chars().count();
    Dropped::new(text.to_owned(), Span { start, end: start + text.chars().count() }, why)
}
