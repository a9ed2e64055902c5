//! In: the lines of a page and what its metadata calls it. Out: the line that is its headline, and the one that is its deck.
//!
//! Invariant: a headline stands on the page: what only the metadata says is no headline.

use crate::capture::page::{Line, LineKind, Metadata};
use crate::letters::{Letter, LowerCase};
use crate::normalize::heading::{self, Known};
use crate::passage::Passage;

/// Signs that stand between a headline and a site's name in the title of a page.
const BETWEEN: [&str; 10] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " « "];

/// A headline and the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    pub line: usize,
    pub passage: Passage,
}

/// Finds the headline: a heading that the metadata or the title agrees with, highest first, then any such line, then the
/// first heading of level 1, then the title without the site's name.
pub fn find(lines: &[Line], metadata: &Metadata) -> Option<Headline> {
    let title = lines.first().filter(|line| line.kind == LineKind::Title);
    let known: Vec<String> =
        metadata.headlines.iter().map(String::as_str).chain(title.map(|line| line.text.as_str())).map(plain).collect();
    let agrees = |line: &Line| known.iter().any(|known| agree(&plain(&line.text), known));
    let is = |level: u8| move |line: &Line| line.kind == LineKind::Heading(level) && !line.aside;
    let found = (1..=3)
        .find_map(|level| lines.iter().position(|line| is(level)(line) && agrees(line)))
        .or_else(|| {
            lines.iter().position(|line| {
                line.kind != LineKind::Title && !line.aside && !line.is_linked() && known.contains(&plain(&line.text))
            })
        })
        .or_else(|| lines.iter().position(|line| is(1)(line) && plain(&line.text).contains(' ')))
        .or_else(|| lines.iter().position(is(1)).filter(|_| title.is_none()));
    match found {
        Some(line) => {
            let passage = Passage::new(&lines[line].text, lines[line].start);
            Some(Headline { line, passage: heading::trim(&passage, &beside(lines, metadata, line)) })
        }
        None => title.map(|line| Headline { line: 0, passage: without_site(line, &metadata.publishers) }),
    }
}

/// What a page says besides the line that heads it.
fn beside<'a>(lines: &[Line], metadata: &Metadata, headline: usize) -> Known<'a> {
    /// A longer line, in bytes, is no headline and no name.
    const LONGEST: usize = 300;
    let others = lines.iter().enumerate().filter(|&(at, line)| at != headline && line.text.len() <= LONGEST);
    let said = metadata.headlines.iter().map(String::as_str).chain(others.map(|(_, line)| line.text.as_str()));
    Known { lines: said.map(plain).collect(), publishers: metadata.publishers.clone(), recurs: &|_| false }
}

/// Words in lower case with single spaces, signs gone.
pub fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_letter_or_digit()).filter(|word| !word.is_empty());
    words.map(str::lower_case).collect::<Vec<_>>().join(" ")
}

/// Whether a line is the headline that the metadata knows, which may carry the site's name or be cut short.
fn agree(line: &str, known: &str) -> bool {
    let starts = |long: &str, short: &str| long.starts_with(short) && short.len() * 2 > long.len();
    !line.is_empty() && (line == known || (line.contains(' ') && (starts(known, line) || starts(line, known))))
}

/// The title of a page without the site's name behind or before it: a name that the metadata knows, or few words beside many.
fn without_site(title: &Line, publishers: &[String]) -> Passage {
    let whole = Passage::new(&title.text, title.start);
    let is_site = |part: &str, rest: &str| {
        let (words, left) = (part.split_whitespace().count(), rest.split_whitespace().count());
        publishers.iter().any(|publisher| plain(publisher) == plain(part)) || (words <= 4 && left >= 4 && left > words)
    };
    let (mut start, mut end) = (0, whole.text.len());
    while let Some((at, sign)) = last(&whole.text[start..end]) {
        if !is_site(&whole.text[start + at + sign..end], &whole.text[start..start + at]) {
            break;
        }
        end = start + at;
    }
    let first = BETWEEN.iter().filter_map(|sign| whole.text[start..end].find(sign).map(|at| (at, sign.len()))).min();
    if let Some((at, sign)) = first
        && publishers.iter().any(|publisher| plain(publisher) == plain(&whole.text[..at]))
    {
        start = at + sign;
    }
    whole.part(start..end)
}

fn last(text: &str) -> Option<(usize, usize)> {
    BETWEEN.iter().filter_map(|sign| text.rfind(sign).map(|at| (at, sign.len()))).max()
}

/// The line that is the deck: what the metadata gives as description, if it stands between the headline and the body, or
/// opens the body as a heading or with something else (a byline, a picture) between itself and what follows.
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
        find(&page.content.lines, &page.metadata).map(|found| found.passage.text)
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
        ] {
            assert_eq!(headline(markup).as_deref(), Some(expected), "{markup}");
        }
        assert_eq!(headline("<p>Слова"), None);
    }
}
