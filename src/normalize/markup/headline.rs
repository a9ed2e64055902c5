//! In: the lines of a page and the headlines in its metadata. Out: the lines with its headline and its deck.
//!
//! Invariant: a headline is in the text of the page. A headline that is only in the metadata is not used.

use rustc_hash::FxHashSet;

use super::holder::Measure;
use crate::capture::page::{Line, LineKind, Metadata};
use crate::normalize::heading::{self, Known, plain};
use crate::passage::Passage;

/// A headline with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// The index of the line.
    pub line: usize,
    /// The headline and its place.
    pub passage: Passage,
}

/// Finds the headline: a heading that agrees with the metadata or the title, highest first; then any such line; then a heading that is a
/// part of the title; then the first heading of level 1; then the title without the site's name. `publishers` are the names of the page's
/// publisher. If all of that gives only the name of the site or of a section, the title has the headline, or the next heading that a text
/// follows.
pub fn find(lines: &[Line], metadata: &Metadata, publishers: &[String]) -> Option<Headline> {
    let title = lines.first().filter(|line| line.kind == LineKind::Title);
    let passage = |at: usize| Passage::new(&lines[at].text, lines[at].start);
    let trim = |at: usize| heading::trim(&passage(at), &beside(lines, metadata, publishers, at));
    let known: Vec<String> = stated(metadata).chain(title.map(|line| line.text.as_str())).map(plain).collect();
    let agrees = |line: &Line| {
        let words = plain(&line.text);
        known.iter().any(|known| agree(&words, known))
    };
    let is = |level: u8| move |line: &Line| line.kind == LineKind::Heading(level) && !line.aside;
    let found = (1..=3)
        .find_map(|level| lines.iter().position(|line| is(level)(line) && agrees(line)))
        .or_else(|| {
            lines.iter().position(|line| {
                line.kind != LineKind::Title && !line.aside && !line.is_linked() && known.contains(&plain(&line.text))
            })
        })
        .or_else(|| title.and_then(|_| part_of_title(lines, &passage(0), &beside(lines, metadata, publishers, 0))))
        .or_else(|| lines.iter().position(|line| is(1)(line) && plain(&line.text).contains(' ')))
        .or_else(|| lines.iter().position(is(1)).filter(|_| title.is_none()));
    let found = found.or(title.map(|_| 0))?;
    let is_stated = |at: usize| {
        let words = plain(&lines[at].text);
        stated(metadata).any(|known| plain(known) == words)
    };
    let is_name = |at: usize| {
        let known = beside(lines, metadata, publishers, at);
        let trimmed = heading::trim(&passage(at), &known).text;
        heading::is_name(&trimmed, title.map(|title| title.text.as_str()), &known)
            || (at > 0 && !is_stated(at) && is_linked_before(lines, at))
    };
    let told = || {
        let told = Some(0).filter(|&at| title.is_some() && at != found && !is_name(at))?;
        let words = trim(told).text;
        // A title that begins with the name goes on with that of the site.
        (heading::tells(&words) && !plain(&words).starts_with(&plain(&trim(found).text))).then_some(told)
    };
    let line = Some(found).filter(|&at| !is_name(at)).or_else(told).or_else(|| next(lines, found)).unwrap_or(found);
    Some(Headline { line, passage: trim(line) })
}

/// The headlines in the metadata that are looked at, the most trusted first.
fn stated(metadata: &Metadata) -> impl Iterator<Item = &str> {
    /// The most of them. Pages have three or four. Set by hand.
    const MOST: usize = 50;
    metadata.headlines.iter().take(MOST).map(String::as_str)
}

/// Whether a short line repeats a link above it, as the name of a section repeats the menu.
fn is_linked_before(lines: &[Line], at: usize) -> bool {
    /// The most words of a section's name. Set by hand.
    const NAME: usize = 4;
    let own = plain(&lines[at].text);
    let is_short = lines[at].text.split_whitespace().nth(NAME).is_none();
    is_short && lines[..at].iter().any(|line| line.is_linked() && plain(&line.text) == own)
}

/// The next heading behind a line that is long enough for a headline, if there is no text before it and some behind it.
fn next(lines: &[Line], at: usize) -> Option<usize> {
    let is_text = |line: &Line| line.kind == LineKind::Paragraph && !line.is_linked() && Measure::new(line).is_prose();
    let is_heading = |line: &Line| {
        matches!(line.kind, LineKind::Heading(1..=3)) && !line.is_linked() && !line.aside && heading::tells(&line.text)
    };
    let next = (at + 1..lines.len()).take_while(|&at| !is_text(&lines[at])).find(|&at| is_heading(&lines[at]))?;
    let text = lines[next + 1..].iter().take_while(|line| !is_heading(line)).any(is_text);
    text.then_some(next)
}

/// The heading that is a part of the title between separators, or the trimmed title. The longest of several.
fn part_of_title(lines: &[Line], title: &Passage, known: &Known) -> Option<usize> {
    let parts: FxHashSet<String> = heading::parts(title, known).collect();
    let is_part = |line: &Line| {
        matches!(line.kind, LineKind::Heading(1..=3)) && !line.is_linked() && parts.contains(&plain(&line.text))
    };
    let headings = (0..lines.len()).rev().filter(|&at| is_part(&lines[at]));
    headings.max_by_key(|&at| lines[at].text.len())
}

/// The texts of a page besides its headline.
fn beside<'a>(lines: &[Line], metadata: &Metadata, publishers: &[String], headline: usize) -> Known<'a> {
    /// A longer line, in bytes, is neither a headline nor a name. The same with 150 and 600 on HTML pages.
    const LONGEST: usize = 300;
    let others = lines.iter().enumerate().filter(|&(at, line)| at != headline && line.text.len() <= LONGEST);
    let said = stated(metadata).chain(others.map(|(_, line)| line.text.as_str()));
    Known {
        lines: said.map(plain).collect(),
        publishers: publishers.to_vec(),
        is_title: lines[headline].kind == LineKind::Title,
        recurs: &|_| false,
    }
}

/// Whether a line is the headline in the metadata, which may contain the site's name or be truncated.
fn agree(line: &str, known: &str) -> bool {
    let starts = |long: &str, short: &str| long.starts_with(short) && short.len() * 2 > long.len();
    !line.is_empty() && (line == known || (line.contains(' ') && (starts(known, line) || starts(line, known))))
}

/// The line with the deck: the description in the metadata, if it is between the headline and the body, or opens the body as a heading or
/// with something else (a byline, a picture) after it.
pub fn deck(lines: &[Line], metadata: &Metadata, headline: usize, body: &[usize]) -> Option<usize> {
    let &first = body.first()?;
    let descriptions: Vec<String> = metadata.descriptions.iter().map(|text| plain(text)).collect();
    let is_description = |line: &Line| {
        let line = plain(&line.text);
        line.len() > 30 && descriptions.iter().any(|known| agree(&line, known))
    };
    let between = (headline + 1..first).find(|&at| !lines[at].aside && is_description(&lines[at]));
    let second = body.iter().skip(1).find(|&&at| lines[at].text.chars().nth(60).is_some());
    let apart = matches!(lines[first].kind, LineKind::Heading(_)) || second.is_some_and(|&second| second > first + 1);
    between.or((apart && is_description(&lines[first])).then_some(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::page::Page;

    fn headline(markup: &str) -> Option<String> {
        let page = Page::parse(markup);
        find(&page.content.lines, &page.metadata, &page.metadata.publishers).map(|found| found.passage.text)
    }

    #[test]
    fn the_heading_that_the_title_names_is_the_headline() {
        for (markup, expected) in [
            (
                "<title>Рада схвалила кошторис | Вісник</title><h1>Вісник</h1><h2>Рада схвалила кошторис</h2>",
                "Рада схвалила кошторис",
            ),
            ("<title>Вісник</title><h1>Рада схвалила кошторис</h1>", "Рада схвалила кошторис"),
            ("<title>Рада схвалила кошторис на рік - Вісник</title><p>Слова", "Рада схвалила кошторис на рік"),
            ("<title>Рада - уряд: хто кого</title><p>Слова", "Рада - уряд: хто кого"),
            ("<meta property='og:site_name' content='Новини'><title>Новини | Рада діє</title>", "Рада діє"),
            (
                "<title>Світло краю / Рада схвалила кошторис</title><h1>Новини дня</h1><h2>Рада схвалила кошторис</h2>",
                "Рада схвалила кошторис",
            ),
            (
                "<title>Чи полагодять міст? Рада дала відповідь | Світло краю</title><h1>Світло краю</h1><h2>Рада дала гроші</h2>",
                "Чи полагодять міст? Рада дала відповідь",
            ),
            (
                "<title>Новини громади | Світло</title><a href=x>Новини громади</a><h1>Новини громади</h1>\
                 <h2>Рада дала гроші на міст</h2><p>Рада у вівторок дала гроші на міст, який закрили торік.</p>",
                "Рада дала гроші на міст",
            ),
            (
                "<title>Новини громади | Світло</title><meta property='og:title' content='Новини громади'>\
                 <a href=x>Новини громади</a><h1>Новини громади</h1><h2>Рада дала гроші на міст</h2>\
                 <p>Рада у вівторок дала гроші на міст, який закрили торік.</p>",
                "Новини громади",
            ),
            (
                "<title>Хліб із сиром | Світло</title><a href=x>Хліб із сиром</a><h1>Хліб із сиром</h1>\
                 <p>Хліб печуть у неділю зранку, коли піч ще гаряча.</p><h2>Сир до хліба роблять так</h2><p>Молоко гріють довго, доки воно не згусне.</p>",
                "Хліб із сиром",
            ),
            (
                "<title>Мости : Усе про мости нашого краю і міста</title><h1>Усе про мости</h1><h2>Мости</h2>",
                "Усе про мости",
            ),
        ] {
            assert_eq!(headline(markup).as_deref(), Some(expected), "{markup}");
        }
        assert_eq!(headline("<p>Слова"), None);
    }

    #[test]
    fn only_the_first_headlines_of_the_metadata_are_looked_at() {
        let page = |others: usize| {
            let other: String =
                (0..others).map(|at| format!("<meta property='og:title' content='Інша новина {at}'>")).collect();
            format!(
                "{other}<meta property='og:title' content='Рада дала гроші'><h1>Вісник краю</h1><h2>Рада дала гроші</h2>"
            )
        };
        assert_eq!(headline(&page(3)).as_deref(), Some("Рада дала гроші"));
        assert_eq!(headline(&page(60)).as_deref(), Some("Вісник краю"));
    }
}
