//! In: the lines of a document in reading order. Out: its headings, paragraphs and items.
//!
//! Invariant: each line is in one block, and blocks stand in the order of their first lines.

use super::content::UNKNOWN;
use super::hyphen::Hyphens;
use super::lines::Line;

/// How much larger than the text a heading is. Set by hand.
const HEADING: f64 = 1.12;
/// How much the sizes of lines of one block may differ. Set by hand.
const SAME_SIZE: f64 = 0.08;
/// How much further than usual a line stands below the one before it if it begins a paragraph. Set by hand.
const GAP: f64 = 1.3;
/// How far the first line of a paragraph is moved in, in parts of its size. Set by hand.
const INDENT: f64 = 0.7;
/// The longest heading, in characters, and the longest that is told by bold letters alone. Set by hand.
const LONGEST_HEADING: usize = 250;
const LONGEST_BOLD: usize = 150;
/// The deepest level of a heading in HTML.
const DEEPEST_LEVEL: usize = 6;
/// The most paragraphs that are looked back for one that goes on. Notes at the foot of a page stand between. Set by hand.
const NOTES_BETWEEN: usize = 12;

/// The signs before items of lists.
const BULLETS: &[char] = &[
    '\u{2022}', '\u{25aa}', '\u{25e6}', '\u{2023}', '\u{25cf}', '\u{25cb}', '\u{25a0}', '\u{25a1}', '\u{25b8}',
    '\u{25ba}', '\u{2713}', '\u{27a2}', '\u{b7}', '\u{2043}',
];
/// The signs that end a sentence or a part of one.
const ENDS: &[char] = &['.', '!', '?', ':', ';', '\u{2026}', '\u{bb}', '\u{201d}', '"'];

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(u8),
    Paragraph,
    Item,
    Quote,
    Caption,
    /// A row of a table.
    Row,
}

/// A block of a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub kind: Kind,
    pub text: String,
    /// Number of letters, and of those in links.
    pub letters: usize,
    pub linked: usize,
    /// The page, and the place of its first line on it.
    pub page: usize,
    pub base: f64,
    pub left: f64,
    pub size: f64,
}

/// Lines that belong together.
#[derive(Debug)]
pub(super) struct Group {
    pub lines: Vec<Line>,
    /// What the file says that it is. `None` if its look decides.
    pub kind: Option<Kind>,
}

/// The measures of a column.
#[derive(Debug, Clone, Copy)]
struct Measures {
    left: f64,
    right: f64,
    /// The usual distance of two lines.
    pitch: f64,
}

/// The size of most letters.
pub(super) fn body_size(lines: &[Line]) -> f64 {
    most(lines.iter().map(|line| (line.size, line.letters)), 0.5).unwrap_or(10.0)
}

/// The value that weighs most, in steps.
fn most(values: impl Iterator<Item = (f64, usize)>, step: f64) -> Option<f64> {
    let mut steps: std::collections::BTreeMap<i64, (usize, f64)> = std::collections::BTreeMap::new();
    for (value, weight) in values {
        // Places on a page are far below the limit of the type.
        let entry = steps.entry((value / step).round() as i64).or_insert((0, value));
        entry.0 = entry.0.saturating_add(weight);
    }
    steps.into_values().max_by_key(|&(weight, _)| weight).map(|(_, value)| value)
}

/// Groups lines into paragraphs by their places.
pub(super) fn groups(lines: Vec<Line>) -> Vec<Group> {
    let body = body_size(&lines);
    let mut groups: Vec<Group> = Vec::new();
    let mut rest = lines.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|line| line.column == first.column).count();
        let (column, behind) = rest.split_at(count);
        rest = behind;
        let measures = measures(column);
        for (at, line) in column.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| column.get(before));
            let goes_on = match (before, groups.last()) {
                (Some(before), Some(group)) => goes_on(before, line, &group.lines, measures, body),
                _ => false,
            };
            match groups.last_mut() {
                Some(group) if goes_on => group.lines.push(line.clone()),
                _ => match continued(&mut groups, line, before.is_none(), measures) {
                    Some(group) => group.lines.push(line.clone()),
                    None => groups.push(Group { lines: vec![line.clone()], kind: None }),
                },
            }
        }
    }
    groups
}

fn measures(column: &[Line]) -> Measures {
    let left = most(column.iter().map(|line| (line.left, line.letters)), 2.0).unwrap_or_default();
    let right = column.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    let gaps = column.iter().zip(column.iter().skip(1)).filter(|(one, other)| is_alike(one, other));
    let gaps = gaps.map(|(one, other)| (other.base - one.base, 1)).filter(|&(gap, _)| gap > 0.0);
    let pitch = most(gaps, 0.5).unwrap_or_default();
    Measures { left, right, pitch }
}

/// Whether two lines have the same size and weight.
fn is_alike(one: &Line, other: &Line) -> bool {
    (one.size - other.size).abs() <= SAME_SIZE * one.size.max(other.size) && one.is_bold == other.is_bold
}

/// Whether a line continues the paragraph of the line before it in its column.
fn goes_on(before: &Line, line: &Line, paragraph: &[Line], measures: Measures, body: f64) -> bool {
    let gap = line.base - before.base;
    let usual = if measures.pitch > 0.0 { measures.pitch.min(1.8 * line.size) } else { 1.3 * line.size };
    let is_heading = line.size > HEADING * body;
    let usual = if is_heading { usual.max(1.3 * line.size) } else { usual };
    if !is_alike(before, line) || gap <= 0.0 || gap > GAP * usual || starts_item(line) {
        return false;
    }
    let is_centred = |line: &Line| {
        let middle = (measures.left + measures.right) / 2.0;
        ((line.left + line.right) / 2.0 - middle).abs() < line.size && line.left > measures.left + line.size
    };
    if is_heading || (is_centred(before) && is_centred(line)) {
        return true;
    }
    let is_item = paragraph.first().is_some_and(starts_item);
    let is_moved_in =
        line.left > before.left + INDENT * line.size && !is_item && line.left > measures.left + INDENT * line.size;
    let is_moved_out = line.left < before.left - INDENT * line.size && paragraph.len() > 1;
    let has_room = before.right + 0.25 * line.size + line.first_word < measures.right - 0.5 * line.size;
    !is_moved_in && !is_moved_out && (!has_room || ends_divided(before)) && !starts_number(before, line)
}

fn ends_divided(line: &Line) -> bool {
    line.text.ends_with(['\u{ad}', '\u{2010}', '-'])
}

/// Whether a line is the next of a list with numbers.
fn starts_number(before: &Line, line: &Line) -> bool {
    let digits = line.text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line.text.get(digits..).unwrap_or_default();
    (1..=2).contains(&digits) && (behind.starts_with(". ") || behind.starts_with(") ")) && before.text.ends_with(ENDS)
}

/// Whether a line begins with the sign of an item.
fn starts_item(line: &Line) -> bool {
    line.text.strip_prefix(BULLETS).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with([' ', '\u{a0}']) || rest.starts_with(char::is_alphabetic)
    })
}

/// The paragraph that a line at the top of a column continues.
fn continued<'g>(groups: &'g mut [Group], line: &Line, is_first: bool, measures: Measures) -> Option<&'g mut Group> {
    if !is_first || starts_item(line) {
        return None;
    }
    let mut back = groups.iter_mut().rev().take(NOTES_BETWEEN);
    let group = back.find(|group| group.lines.last().is_some_and(|last| last.size > line.size * (1.0 - SAME_SIZE)))?;
    let last = group.lines.last()?;
    let is_near = last.page.saturating_add(1) >= line.page;
    let is_open = !last.text.ends_with(ENDS);
    let is_small = line.text.chars().next().is_some_and(char::is_lowercase);
    let is_moved_in = line.left > measures.left + INDENT * line.size;
    let is_level = group.lines.len() > 1 && !is_moved_in && line.text.chars().next().is_some_and(char::is_alphanumeric);
    let goes_on = is_near && is_alike(last, line) && is_open && (is_small || (is_level && is_full(&group.lines)));
    goes_on.then_some(group)
}

/// Whether the last line of a paragraph is as long as the others.
fn is_full(lines: &[Line]) -> bool {
    let right = lines.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    lines.last().is_some_and(|last| last.right > right - 2.0 * last.size)
}

/// The blocks of groups.
pub(super) fn blocks(groups: Vec<Group>, hyphens: &Hyphens, body: f64) -> Vec<Block> {
    let letters = |is_bold: bool| -> usize {
        let lines = groups.iter().flat_map(|group| &group.lines);
        lines.filter(|line| line.is_bold == is_bold).map(|line| line.letters).sum()
    };
    let bold_stands_out = letters(true).saturating_mul(3) < letters(false);
    let levels = levels(&groups, body);
    let mut blocks = Vec::new();
    for group in groups {
        let Some(first) = group.lines.first() else { continue };
        let (page, base, left, size) = (first.page, first.base, first.left, first.size);
        let is_bold = group.lines.iter().all(|line| line.is_bold);
        let mut text = String::new();
        group.lines.iter().for_each(|line| hyphens.join(&mut text, &line.text));
        let is_item = starts_item(first);
        let length = text.chars().count();
        let is_set_off = bold_stands_out && is_bold && length <= LONGEST_BOLD && !text.ends_with(['.', ',', ';']);
        let level = levels.iter().position(|&level| (level - size).abs() <= SAME_SIZE / 2.0 * size);
        let kind = group.kind.filter(|&kind| kind != Kind::Paragraph).unwrap_or(match level {
            _ if is_item => Kind::Item,
            Some(level) if length <= LONGEST_HEADING => Kind::Heading(of_level(level)),
            None if is_set_off => Kind::Heading(of_level(levels.len())),
            _ => Kind::Paragraph,
        });
        if kind == Kind::Item {
            text = text.trim_start_matches(BULLETS).trim_start().to_owned();
        }
        let letters = group.lines.iter().map(|line| line.letters).sum();
        let linked = group.lines.iter().map(|line| line.linked).sum();
        // Signs alone, of which no letter is known, are an emblem.
        if text.chars().any(|c| !c.is_whitespace() && !UNKNOWN.contains(c)) {
            blocks.push(Block { kind, text, letters, linked, page, base, left, size });
        }
    }
    blocks
}

/// The level of a heading, from its rank.
fn of_level(rank: usize) -> u8 {
    u8::try_from(rank.saturating_add(1).min(DEEPEST_LEVEL)).unwrap_or(1)
}

/// The sizes of headings, largest first.
fn levels(groups: &[Group], body: f64) -> Vec<f64> {
    let lines = groups.iter().filter_map(|group| group.lines.first());
    let mut sizes: Vec<f64> =
        lines.filter(|line| line.size > HEADING * body && line.letters > 0).map(|line| line.size).collect();
    sizes.sort_by(|one, other| other.total_cmp(one));
    sizes.dedup_by(|next, before| (*next - *before).abs() <= SAME_SIZE / 2.0 * *before);
    sizes
}
