//! In: a capture of any form but pasted text. Out: an article: the parts that the markup and the words around them name.
//!
//! Invariant: nothing of a page's markup reaches the article.

pub mod body;
pub mod byline;
pub mod dated;
pub mod figures;
pub mod furniture;
pub mod headline;
mod holder;
pub mod source;

use std::borrow::Cow;

use crate::capture::page::{Line, LineKind, Page};
use crate::capture::{Capture, Holds};
use crate::language::{Language, Region};
use crate::letters::Letter;
use crate::normalize::tail::{self, Seen};
use crate::normalize::{Article, Block, BlockKind, DropReason, Dropped, Source, publishers};
use crate::passage::{Passage, Span};

use dated::{Dateline, Extent};
use headline::Headline;

/// How many characters of the body tell its language.
const LANGUAGE_SAMPLE: usize = 1600;

/// Takes a capture apart. Reads its page, or the lines of its text where it has none.
pub fn read(capture: &Capture) -> Article {
    let page = capture.page.as_ref().map_or_else(|| Cow::Owned(Page::of_lines(&capture.text)), Cow::Borrowed);
    let lines = &page.content.lines;
    let headline = headline::find(lines, &page.metadata, &publishers(capture, &page));
    let body = match capture.holds {
        Holds::Page => body::choose(&page.content, headline.as_ref().map(|headline| headline.line)),
        Holds::Article => all_but_furniture(lines),
    };
    Parts { capture, page: &page, uses: vec![None; lines.len()] }.article(headline, body)
}

/// Where the capture and the page say that it came from, the capture's word first.
fn addresses<'a>(capture: &'a Capture, page: &'a Page) -> Vec<&'a str> {
    let said = capture.address.as_deref();
    said.into_iter().chain(page.metadata.addresses.iter().map(String::as_str)).collect()
}

fn source(capture: &Capture, page: &Page) -> Option<Source> {
    source::find(&capture.name(), &page.metadata.publishers, &addresses(capture, page))
}

/// What the publisher of a page may be called on it.
fn publishers(capture: &Capture, page: &Page) -> Vec<String> {
    let said = page.metadata.publishers.iter().cloned();
    let listed = addresses(capture, page).first().copied().map(publishers::names);
    said.chain(source(capture, page).map(|source| source.name)).chain(listed.into_iter().flatten()).collect()
}

/// The lines of a capture that holds little but its article: all but furniture, rows of links and lists of other articles.
fn all_but_furniture(lines: &[Line]) -> Vec<usize> {
    let mut listing = false;
    let is_article = |&at: &usize| {
        let line = &lines[at];
        let is_point = line.kind == LineKind::Item || line.is_linked();
        listing = furniture::heads_others(&line.text) || (listing && is_point);
        let is_row = line.is_linked() && line.kind == LineKind::Paragraph;
        !listing && !is_row && furniture::reason(&line.text).is_none()
    };
    let mut article: Vec<usize> = (0..lines.len()).filter(is_article).collect();
    let ends = |&&at: &&usize| lines[at].is_linked() || matches!(lines[at].kind, LineKind::Heading(_));
    let trailing = article.iter().rev().take_while(ends).count();
    if trailing < article.len() {
        article.truncate(article.len() - trailing);
    }
    article
}

/// A page on its way to an article: what each line is used for is noted as it is found.
struct Parts<'a> {
    capture: &'a Capture,
    page: &'a Page,
    uses: Vec<Option<Use>>,
}

/// What a line of the page became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It stands in the article.
    Kept,
    Dropped(DropReason),
}

impl<'a> Parts<'a> {
    fn article(mut self, headline: Option<Headline>, mut body: Vec<usize>) -> Article {
        let lines = &self.page.content.lines;
        let extent = self.extent(headline.as_ref(), &mut body);
        let deck = headline::deck(lines, &self.page.metadata, extent.headline, &body);
        self.keep(headline.iter().map(|headline| headline.line).chain(deck));
        body.retain(|&at| self.uses[at].is_none());
        let language = self.language(&body);
        let byline = self.byline(extent, &mut body);
        let datelines = self.datelines(extent, &mut body, language);
        let near = extent.headline.saturating_sub(2)..lines.len().min(extent.last + 2);
        let address = self.addresses().first().copied();
        let (figures, captions) = figures::find(&self.page.content, near, address, &self.capture.pictures);
        body.retain(|at| !captions.contains(at));
        self.drop(captions.into_iter(), DropReason::Figure);
        self.keep(body.iter().copied());
        let stamps =
            dated::stamps(&self.page.content, &self.page.metadata, &self.addresses(), (extent, &datelines), language);
        let blocks: Vec<Block> =
            body.iter().map(|&at| block(&lines[at])).filter(|block| !block.passage.is_empty()).collect();
        let capture = self.capture;
        Article {
            path: capture.path.clone(),
            record: capture.record,
            form: capture.form,
            address: address.map(str::to_owned),
            digest: capture.digest.clone(),
            language,
            region: self.page.metadata.language.as_deref().and_then(Region::from_tag),
            source: source(capture, self.page),
            headline: headline.map(|headline| headline.passage),
            deck: deck.map(|at| Passage::new(&lines[at].text, lines[at].start)),
            byline,
            body: blocks,
            figures,
            stamps,
            dropped: self.dropped(extent),
        }
    }

    fn keep(&mut self, lines: impl Iterator<Item = usize>) {
        lines.for_each(|at| self.uses[at] = Some(Use::Kept));
    }

    fn drop(&mut self, lines: impl Iterator<Item = usize>, reason: DropReason) {
        lines.for_each(|at| {
            self.uses[at].get_or_insert(Use::Dropped(reason));
        });
    }

    fn addresses(&self) -> Vec<&'a str> {
        addresses(self.capture, self.page)
    }

    /// Where the article stands. The body loses what stands before its headline or far behind its end, and what says the headline again.
    fn extent(&self, headline: Option<&Headline>, body: &mut Vec<usize>) -> Extent {
        let lines = &self.page.content.lines;
        if let Some(headline) = headline {
            let said = headline::plain(&headline.passage.text);
            body.retain(|&at| headline::plain(&lines[at].text) != said);
            let behind = body.iter().filter(|&&at| at > headline.line).map(|&at| lines[at].text.len()).sum::<usize>();
            let before = body.iter().filter(|&&at| at < headline.line).map(|&at| lines[at].text.len()).sum::<usize>();
            if before < behind {
                body.retain(|&at| at > headline.line);
            }
        }
        if self.capture.holds == Holds::Page {
            let end = tail::end(&seen(lines, body));
            body.retain(|&at| at < end);
        }
        let first = body.first().copied().unwrap_or(lines.len());
        let line = headline.map_or(first, |headline| headline.line);
        let line = if lines.get(line).is_some_and(|line| line.kind == LineKind::Title) {
            first.saturating_sub(8)
        } else {
            line
        };
        Extent { headline: line.min(lines.len()), first, last: body.last().copied().unwrap_or(lines.len()) }
    }

    /// The byline. Lines that it stands on leave the body if they say little else.
    fn byline(&mut self, extent: Extent, body: &mut Vec<usize>) -> Vec<Passage> {
        let lines = &self.page.content.lines;
        let around = extent.headline.saturating_sub(6)..lines.len().min(extent.first + 2);
        let mut found = byline::find(lines, around, &self.page.metadata.authors);
        if found.is_empty() {
            found = byline::find(
                lines,
                extent.last.min(lines.len())..lines.len().min(extent.last.saturating_add(8)),
                &self.page.metadata.authors,
            );
        }
        found.retain(|author| self.uses[author.line].is_none());
        let beside = |author: &byline::Author| lines[author.line].text.len() < 2 * author.passage.text.len() + 40;
        body.retain(|&at| !found.iter().any(|author| author.line == at && beside(author)));
        for author in &found {
            let reason =
                if dated::is_dateline(&lines[author.line]) { DropReason::Dateline } else { DropReason::Byline };
            if !body.contains(&author.line) {
                self.drop(std::iter::once(author.line), reason);
            }
        }
        found.into_iter().map(|author| author.passage).collect()
    }

    /// The datelines. Those that the body starts with leave it.
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
        self.drop(alone.chain(leading).collect::<Vec<_>>().into_iter(), DropReason::Dateline);
        datelines
    }

    /// The language of the body, else of what the page says of itself.
    fn language(&self, body: &[usize]) -> Language {
        let words = body.iter().flat_map(|&at| self.page.content.lines[at].text.chars().chain([' ']));
        let sample: String = words.take(LANGUAGE_SAMPLE).collect();
        match Language::detect(&sample) {
            Language::Unknown => self.page.metadata.language.as_deref().map(Language::from_tag).unwrap_or_default(),
            language => language,
        }
    }

    /// Every line that is not in the article, with the reason.
    fn dropped(&self, extent: Extent) -> Vec<Dropped> {
        let lines = self.page.content.lines.iter().zip(&self.uses).enumerate();
        lines
            .filter_map(|(at, (line, used))| match used {
                Some(Use::Kept) => None,
                Some(Use::Dropped(reason)) => Some(dropped(line, *reason)),
                None => Some(dropped(line, reason(line, at, extent))),
            })
            .filter(|dropped| !dropped.text.is_empty())
            .collect()
    }
}

/// The lines as the search for the end of the body sees them.
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

fn dropped(line: &Line, reason: DropReason) -> Dropped {
    let text = line.text.trim();
    let start = line.start + line.text[..line.text.len() - line.text.trim_start().len()].chars().count();
    Dropped { text: text.to_owned(), span: Span { start, end: start + text.chars().count() }, reason }
}

fn reason(line: &Line, at: usize, extent: Extent) -> DropReason {
    let words = line.text.split_whitespace().count();
    match furniture::reason(&line.text) {
        Some(reason) => reason,
        None if line.kind == LineKind::Title => DropReason::Repeated,
        None if line.kind == LineKind::Caption => DropReason::Figure,
        None if line.is_linked() && words > 4 => DropReason::Related,
        None if line.is_linked() || line.aside => DropReason::Menu,
        None if at < extent.first => DropReason::BeforeArticle,
        None if at > extent.last => DropReason::AfterArticle,
        None if words < 4 => DropReason::Menu,
        None => DropReason::Related,
    }
}
