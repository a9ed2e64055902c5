//! In: what a page says of its date, its address, and the lines around its headline. Out: its stamps.
//!
//! Invariant: gives each date as it stands there with its place; what day it names is not its business.

use std::sync::LazyLock;

use regex::Regex;

use crate::capture::page::{Content, Line, LineKind};
use crate::normalize::Stamp;
use crate::normalize::article::StampKind;
use crate::normalize::markup::metadata::Metadata;
use crate::passage::Passage;

/// The longest line, in characters, that can be a dateline.
const SHORT: usize = 120;

/// How many dates in furniture are kept; they all say the same: when the page was captured.
const MOST_FURNITURE: usize = 20;

/// A day in an address: `/2025/07/14/`, `/2025-07-14-`, `/20250714`.
static IN_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?:^|[/_=-])((?:19|20)\d\d(?:/\d{1,2}/\d{1,2}|-\d\d-\d\d|_\d\d_\d\d|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])))(?:\D|$)",
    )
});

/// The shapes of a date in a line: digits with signs between them, or a number, a word and a year in either order.
static IN_LINE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?x) (?:^|\D) \d{1,2} [./-] \d{1,2} [./-] (?:\d{4}|\d\d) (?:\D|$)
        | (?:^|\D) \d{4} [./-] \d{1,2} [./-] \d{1,2} (?:\D|$)
        | (?:^|\D) \d{1,2} (?:st|nd|rd|th|\.)? ,? \s+ (?:de\s+)? \p{L}{3,} \.? ,? \s+ (?:de\s+)? \d{4} (?:\D|$)
        | \p{L}{3,} \.? \s+ \d{1,2} (?:st|nd|rd|th)? ,? \s+ \d{4} (?:\D|$)",
    )
});

/// Words before the date of a change.
static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)updated|modified|last\s+reviewed|оновлен|змінен|обновлен|изменен|aktualiz|aktualisiert|mis\s+à\s+jour",
    )
});

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

/// Where an article stands among the lines of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    pub headline: usize,
    /// The first line of the body.
    pub first: usize,
    /// The last line of the body.
    pub last: usize,
}

/// Whether a line has the shape of a dateline: short, with a whole date in it.
pub fn is_dateline(line: &Line) -> bool {
    line.kind != LineKind::Title && line.text.chars().nth(SHORT).is_none() && IN_LINE.is_match(&line.text)
}

/// All stamps of a page: those of its markup, then the address, then the lines.
///
/// A `time` element counts as publication where the metadata names none and it stands by the headline.
pub fn stamps(
    content: &Content,
    metadata: &Metadata,
    addresses: &[&str],
    extent: Extent,
    datelines: &[usize],
) -> Vec<Stamp> {
    let in_markup = |kind, text: &str| Stamp { kind, text: text.to_owned(), place: None };
    let mut stamps: Vec<Stamp> = metadata.published.iter().map(|text| in_markup(StampKind::Published, text)).collect();
    if stamps.is_empty() {
        let near = extent.headline.saturating_sub(4)..=extent.first + 1;
        let time = content.times.iter().find(|time| near.contains(&time.line));
        stamps.extend(time.map(|time| in_markup(StampKind::Published, &time.value)));
    }
    stamps.extend(metadata.modified.iter().map(|text| in_markup(StampKind::Modified, text)));
    let in_address = addresses.iter().find_map(|address| IN_ADDRESS.captures(address)).and_then(|found| found.get(1));
    stamps.extend(in_address.map(|found| in_markup(StampKind::Address, found.as_str())));
    stamps.extend(datelines.iter().map(|&at| in_line(&content.lines[at], None)));
    let elsewhere = |&(at, line): &(usize, &Line)| {
        (at < extent.first || at > extent.last) && !datelines.contains(&at) && is_dateline(line)
    };
    let furniture = content.lines.iter().enumerate().filter(elsewhere).take(MOST_FURNITURE);
    stamps.extend(furniture.map(|(_, line)| in_line(line, Some(StampKind::Furniture))));
    stamps
}

fn in_line(line: &Line, kind: Option<StampKind>) -> Stamp {
    let changed = CHANGED
        .find(&line.text)
        .is_some_and(|word| IN_LINE.find(&line.text).is_some_and(|date| word.start() < date.start() + 1));
    let passage = Passage::new(&line.text, line.start);
    let kind = kind.unwrap_or(if changed { StampKind::Modified } else { StampKind::Dateline });
    Stamp { kind, text: passage.text, place: Some(passage.span) }
}

/// The datelines of an article: lines with a whole date between its headline and its body or just around them; where there
/// are none, such lines just behind the body.
pub fn datelines(lines: &[Line], extent: Extent, is_used: impl Fn(usize) -> bool) -> Vec<usize> {
    let fits = |&at: &usize| !is_used(at) && !lines[at].is_linked() && is_dateline(&lines[at]);
    let before = extent.headline.saturating_sub(3).min(extent.first)..extent.first;
    let found: Vec<usize> = before.rev().take(40).filter(fits).collect();
    if !found.is_empty() {
        return found.into_iter().rev().collect();
    }
    (extent.last + 1..lines.len().min(extent.last + 4)).filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses_are_found() {
        for (address, expected) in [
            ("https://a.example/2025/07/14/slug", Some("2025/07/14")),
            ("https://a.example/n/2025-07-14-slug", Some("2025-07-14")),
            ("https://a.example/20250714/1", Some("20250714")),
            ("https://a.example/2025/slug-14", None),
            ("https://a.example/id/20259914", None),
        ] {
            let found = IN_ADDRESS.captures(address).map(|found| found.get(1).unwrap().as_str());
            assert_eq!(found, expected, "{address}");
        }
    }

    #[test]
    fn lines_with_a_whole_date_are_told() {
        for line in [
            "18:16 14.07.2025",
            "14 липня 2025 року",
            "Published July 14, 2025",
            "2025-07-14",
            "14. Juli 2025",
            "14 de julio de 2025",
        ] {
            assert!(IN_LINE.is_match(line), "{line}");
        }
        for line in ["14 липня", "1.5 млн", "версія 10.2.30001", "Київ, 2025", "10 тонн 200 кіло"]
        {
            assert!(!IN_LINE.is_match(line), "{line}");
        }
    }
}
