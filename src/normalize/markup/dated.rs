//! In: the dates in a page's metadata and address, and the lines around its headline. Out: its stamps.
//!
//! Invariant: returns each date as written, with its place.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use crate::capture::page::{Content, Line, LineKind, Metadata, Time};
use crate::lang::{self, pattern};
use crate::language::Language;
use crate::normalize::Stamp;
use crate::normalize::article::StampKind;
use crate::passage::Passage;
use crate::time::{MachineDate, path, printed, shape};

/// The longest dateline, in characters. The same with 60 and 240 on HTML pages.
const SHORT: usize = 120;

/// The most dates in boilerplate that are kept. They all show when the page was captured. The same with 10 and 40 on HTML pages.
const MOST_BOILERPLATE: usize = 20;

/// Words before the date of a change.
pub static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
    let words = pattern::any_spaced(lang::all(|pack| &pack.boilerplate.dates.changed));
    compiled(&format!("(?i){words}"))
});

/// Words before a date that belongs to a life, an event, a picture or a decree, not to the page.
pub(crate) static OF_SOMETHING_ELSE: LazyLock<Regex> = LazyLock::new(|| {
    let words = pattern::any(lang::all(|pack| &pack.boilerplate.dates.unrelated));
    compiled(&format!("(?i)(?:{words}|№)"))
});

/// Words right before the date of publication in a sentence.
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    let words = pattern::any(lang::all(|pack| &pack.boilerplate.dates.published));
    let before_day = pattern::any(lang::all(|pack| &pack.boilerplate.dates.before_published_day));
    compiled(&format!(r"(?i){words}(?:\s+{before_day})?\s*:?$"))
});

/// A label before a date on a separate line.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let words = pattern::any(lang::all(|pack| &pack.boilerplate.dates.labels));
    compiled(&format!(r"(?i)^{words}(?:\s+\p{{L}}{{1,12}})?\s*:?$"))
});

/// Words before the date of the first publication, if a later one is printed too.
static FIRST: LazyLock<Regex> = LazyLock::new(|| {
    let words = pattern::any_spaced(lang::all(|pack| &pack.boilerplate.dates.first_published));
    compiled(&format!("(?i){words}"))
});

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

/// The position of an article among the lines of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The line with the headline.
    pub headline: usize,
    /// The first line of the body.
    pub first: usize,
    /// The last line of the body.
    pub last: usize,
}

/// Whether a line has the shape of a dateline: short, with a whole date in it.
pub(crate) fn is_dateline(line: &Line) -> bool {
    line.kind != LineKind::Title && line.text.chars().nth(SHORT).is_none() && shape::has_whole(&line.text)
}

/// A line with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline {
    /// The index of the line.
    pub line: usize,
    /// `Dateline`, or `Modified` if the words before the date say so.
    pub kind: StampKind,
    /// How unlikely its place is for a date of publication. 0 is best.
    rank: u8,
    /// The end of the date in a line that continues with the article.
    end: Option<usize>,
}

/// From this rank on, a line is so far from the article that it is used only if no other such line contradicts it. The same with 3 and 14
/// on HTML pages.
const FAR: u8 = 7;
/// The ranks of lines near the headline. The same with 1 and 4 on HTML pages.
const BY_HEADLINE: u8 = 2;
/// Number of lines above the headline, and after the body, in which its date is searched. The first: the same with 3 and 12 on HTML pages.
const ABOVE: usize = 6;
/// The same with 4 and 16 on HTML pages.
const BELOW: usize = 8;
/// The most bytes before a date at the start of a line of the body: "Kyiv, 14 July 2025. The ministers …". The same with 15 and 60 on HTML
/// pages.
const OPENING: usize = 30;
/// The most letters beside a date in a line that is otherwise empty. On HTML pages day F1 .852; .830 with 7; the same with 28.
const ALONE: usize = 14;

/// The lines with the article's date, the most trustworthy first: those near the headline, within the article and right after it, and those
/// whose element is named for a date. `body` is sorted. `is_headline_or_deck` says whether a line is headline or deck: a date there belongs
/// to the event.
pub fn datelines(
    lines: &[Line],
    extent: Extent,
    body: &[usize],
    language: Language,
    is_headline_or_deck: impl Fn(usize) -> bool,
) -> Vec<Dateline> {
    let mut found: Vec<(Dateline, NaiveDate)> = (0..lines.len())
        .filter(|&at| !is_headline_or_deck(at))
        .filter_map(|at| dateline(lines, at, extent, body, language))
        .collect();
    found.sort_by_key(|(dateline, _)| (dateline.rank, dateline.line.abs_diff(extent.headline), dateline.line));
    let far: BTreeSet<NaiveDate> =
        found.iter().filter(|(dateline, _)| dateline.rank >= FAR).map(|&(_, day)| day).collect();
    found.retain(|(dateline, _)| dateline.rank < FAR || far.len() == 1);
    let first = found.first().map_or(0, |(dateline, _)| dateline.rank);
    found.retain(|(dateline, _)| dateline.rank <= first.max(BY_HEADLINE));
    found.into_iter().map(|(dateline, _)| dateline).collect()
}

fn dateline(
    lines: &[Line],
    at: usize,
    extent: Extent,
    body: &[usize],
    language: Language,
) -> Option<(Dateline, NaiveDate)> {
    let line = &lines[at];
    let inside = body.binary_search(&at).is_ok();
    let digits = line.text.bytes().filter(u8::is_ascii_digit).take(4).count();
    if digits < 3 || (!inside && line.text.chars().nth(2 * SHORT).is_some()) {
        return None;
    }
    let head = &line.text[..line.text.char_indices().nth(2 * SHORT).map_or(line.text.len(), |(at, _)| at)];
    let printed = printed::find(head, language)?;
    if OF_SOMETHING_ELSE.is_match(&head[..printed.bytes.start]) {
        return None;
    }
    let named_inside = || line.dated || PUBLISHED.is_match(head[..printed.bytes.start].trim_end());
    let is_short = line.text.chars().nth(SHORT).is_none();
    let alone = line.text.len() < printed.bytes.len() + ALONE;
    let is_dateline = alone || opens(head, &printed.bytes) || (is_short && named_inside());
    if inside && !is_dateline {
        return None;
    }
    let label = at.checked_sub(1).map_or("", |before| lines[before].text.as_str());
    let label = if is_label(label) { label } else { "" };
    let linked = line.linked + printed.bytes.len() > line.text.len();
    let place = Place { inside, named: line.dated || LABEL.is_match(label), alone, linked };
    let place = rank(line, at, extent, place)?;
    let said = [label, &head[..printed.bytes.start]];
    let is_first = said.iter().any(|said| FIRST.is_match(said));
    let changed = !is_first && said.iter().any(|said| CHANGED.is_match(said));
    let kind = if changed { StampKind::Modified } else { StampKind::Dateline };
    let rank = if is_first && place < FAR { 0 } else { place };
    Some((Dateline { line: at, kind, rank, end: inside.then_some(printed.bytes.end) }, printed.moment.day))
}

/// Whether a line is so short that it may be a label for the next line.
fn is_label(line: &str) -> bool {
    line.split_whitespace().nth(4).is_none() && !line.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a date opens a text like a dateline: after at most a place, and followed by punctuation.
fn opens(text: &str, date: &Range<usize>) -> bool {
    let before = text[..date.start].trim_end();
    let behind = text[date.end..].trim_start_matches([' ', '\u{a0}']);
    date.start <= OPENING
        && (before.is_empty() || before.ends_with([',', '(', ':', '/', '|']))
        && (behind.is_empty() || behind.starts_with(['.', ')', ',', '–', '—', '-', ':', '/', '|']))
}

/// What is known about a line with a date besides its position.
struct Place {
    /// Whether it is a line of the body.
    inside: bool,
    /// Whether its element or the label before it is named for a date.
    named: bool,
    /// Whether there is hardly any other text beside the date.
    alone: bool,
    /// Whether the date is part of a link.
    linked: bool,
}

/// The rank of a line's position for a date of publication.
fn rank(line: &Line, at: usize, extent: Extent, place: Place) -> Option<u8> {
    let Place { inside, named, alone, linked } = place;
    let short = line.text.chars().nth(SHORT).is_none();
    let near = (extent.headline.saturating_sub(ABOVE)..=extent.first).contains(&at);
    let amidst = (extent.first..=extent.last).contains(&at);
    let behind = (extent.last + 1..=extent.last.saturating_add(BELOW)).contains(&at);
    let own = !line.foreign && (named || !linked);
    Some(match line.kind {
        LineKind::Title => FAR + 1,
        LineKind::Heading(_) if !named && !alone => return None,
        _ if inside => 4,
        _ if near && own && named => 1,
        _ if near && own && short => BY_HEADLINE,
        _ if near && (named || alone || (short && at > extent.headline)) && !linked => FAR - 1,
        _ if line.foreign || (!named && (line.aside || linked)) => return None,
        _ if amidst && named => 3,
        _ if behind && named => 4,
        _ if behind && short => 5,
        _ if amidst && short => 6,
        _ if named && !line.aside => FAR,
        _ => return None,
    })
}

/// All stamps of a page: those of its markup, then the address, then the lines.
///
/// If the metadata has no date of publication, a time in the markup near the article is used. If there is none, the date in the page's
/// scripts is used.
pub fn stamps(
    content: &Content,
    metadata: &Metadata,
    addresses: &[&str],
    (extent, datelines): (Extent, &[Dateline]),
    language: Language,
) -> Vec<Stamp> {
    let in_markup = |kind| move |date: &MachineDate| Stamp::of_machine(kind, date, language);
    let mut stamps: Vec<Stamp> =
        published(content, metadata, extent, datelines).into_iter().map(in_markup(StampKind::Published)).collect();
    stamps.extend(metadata.modified.iter().map(in_markup(StampKind::Modified)));
    stamps.extend(
        addresses.iter().find_map(|address| path::in_address(address)).iter().map(in_markup(StampKind::Address)),
    );
    let in_line = |line: &Line, kind, end| in_line(line, kind, end, language);
    stamps.extend(datelines.iter().map(|dateline| in_line(&content.lines[dateline.line], dateline.kind, dateline.end)));
    let elsewhere = |&(at, line): &(usize, &Line)| {
        (at < extent.first || at > extent.last)
            && !datelines.iter().any(|dateline| dateline.line == at)
            && is_dateline(line)
    };
    let boilerplate = content.lines.iter().enumerate().filter(elsewhere).take(MOST_BOILERPLATE);
    stamps.extend(boilerplate.map(|(_, line)| in_line(line, StampKind::Boilerplate, None)));
    stamps
}

/// The dates of publication in the markup. The date of an unset clock is ignored in favour of the next source.
fn published<'a>(
    content: &'a Content,
    metadata: &'a Metadata,
    extent: Extent,
    datelines: &[Dateline],
) -> Vec<&'a MachineDate> {
    let printed = datelines.iter().any(|dateline| dateline.kind == StampKind::Dateline);
    let says = |dates: &[&MachineDate]| dates.iter().any(|date| !date.is_unset());
    let mut published: Vec<&MachineDate> = metadata.published.iter().collect();
    if !says(&published) {
        published.extend(time(content, extent, printed).map(|time| &time.value));
    }
    if !says(&published) && !printed {
        published.extend(metadata.scripted.iter());
    }
    published
}

/// The time in the markup near the headline, or near the article if no line prints a date. The one nearest to the headline, unless its
/// words say that it is a change.
fn time(content: &Content, extent: Extent, printed: bool) -> Option<&Time> {
    let last = if printed { extent.first + 1 } else { extent.last.saturating_add(BELOW) };
    let near = extent.headline.saturating_sub(ABOVE)..=last;
    let changed = |time: &Time| {
        let line = content.lines.get(time.line).filter(|line| line.text.chars().nth(SHORT).is_none());
        let label = time.line.checked_sub(1).and_then(|at| content.lines.get(at)).filter(|line| is_label(&line.text));
        line.into_iter().chain(label).any(|line| CHANGED.is_match(&line.text))
    };
    let own = content.times.iter().filter(|time| !time.foreign && near.contains(&time.line) && !changed(time));
    own.filter(|time| time.value.is_plausible()).min_by_key(|time| time.line.abs_diff(extent.headline))
}

/// The stamp of a line, up to the byte where the dateline ends.
fn in_line(line: &Line, kind: StampKind, end: Option<usize>, language: Language) -> Stamp {
    let passage = Passage::new(&line.text[..end.unwrap_or(line.text.len())], line.start);
    Stamp::read(kind, passage.text, Some(passage.span), language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::page::Page;

    #[test]
    fn a_date_in_a_deck_is_not_a_date_of_the_page() {
        let page = Page::parse(
            "<h1>Рада зібралася</h1><p>Зал відкрили 2 травня 2024 року</p><span class=date>6 травня 2024</span><p>Слова",
        );
        let extent = Extent { headline: 0, first: 3, last: 3 };
        let lines = |deck: usize| -> Vec<usize> {
            let told = |at| at == 0 || at == deck;
            let found = datelines(&page.content.lines, extent, &[3], Language::Ukrainian, told);
            found.into_iter().map(|dateline| dateline.line).collect()
        };
        assert_eq!(lines(1), [2]);
        assert_eq!(lines(0), [2, 1]);
    }
}
