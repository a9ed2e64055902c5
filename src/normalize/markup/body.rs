//! In: a parsed page. Out: which of its lines are the body of its article.
//!
//! Invariant: chooses among the lines of the page and changes none; headline, byline and captions are not its business.

use std::collections::HashMap;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use crate::capture::page::{Content, Line, LineKind, Page};
use crate::letters::Letter;
use crate::normalize::markup::furniture;

/// The largest page, in bytes of its text, that Readability is asked about.
const MOST_TEXT: usize = 8 << 20;

/// The most elements of a page that Readability is asked about; it costs more than a pass over them.
const MOST_ELEMENTS: usize = 100_000;

/// How far ahead, in lines, a line is looked for that was changed on its way through Readability.
const AHEAD: usize = 60;

/// The indexes of the body's lines, in order.
///
/// Tried on 429 pages whose body is known (news pages / pages of all kinds, F1 over word 4-grams): Readability alone .951
/// and .938; with lists, headings and prose in its midst .965 and .952; without the lines that their elements' names give to
/// comments and other articles, and with words of credits and sign-ups, .967 and .954. Of no use: to drop headings in a row,
/// to drop lines that come twice, to take in prose between the headline and the first line that Readability keeps.
///
/// The article is found by Mozilla's Readability (crate dom_smoothie); where it finds none, by the lines that read like prose.
pub fn choose(page: &Page) -> Vec<usize> {
    let lines = &page.content.lines;
    let is_large = lines.iter().map(|line| line.text.len()).sum::<usize>() > MOST_TEXT;
    let kept = if is_large { None } else { readable(&page.tree) };
    let mut chosen = kept.map(|content| matched(&content.lines, lines)).unwrap_or_default();
    if length(&chosen, lines) < 200 {
        let prose = prose(lines);
        if length(&prose, lines) > 2 * length(&chosen, lines) {
            chosen = prose;
        }
    }
    if chosen.is_empty() {
        chosen = (0..lines.len()).filter(|&at| !lines[at].aside && !lines[at].is_linked()).collect();
    }
    chosen.retain(|&at| is_body(&lines[at]));
    own(filled(chosen, lines), lines)
}

/// The body without lines of teasers and comments, where they are the lesser part of it.
fn own(mut body: Vec<usize>, lines: &[Line]) -> Vec<usize> {
    let foreign: usize = body.iter().filter(|&&at| lines[at].foreign).map(|&at| lines[at].text.len()).sum();
    if foreign * 4 < length(&body, lines) {
        body.retain(|&at| !lines[at].foreign);
    }
    body
}

/// The body with what Readability left out in its midst, such as lists and their headings, and without links that stand for
/// themselves and a heading that nothing follows.
fn filled(chosen: Vec<usize>, lines: &[Line]) -> Vec<usize> {
    let (Some(&first), Some(&last)) = (chosen.first(), chosen.last()) else { return chosen };
    let is_link = |line: &Line| line.is_linked() && line.kind == LineKind::Paragraph;
    let mut body: Vec<usize> = (first..=last)
        .filter(|&at| match chosen.binary_search(&at) {
            Ok(_) => !is_link(&lines[at]),
            Err(_) => (is_prose(&lines[at]) || is_point(&lines[at])) && !lines[at].foreign && is_body(&lines[at]),
        })
        .collect();
    while body.last().is_some_and(|&at| matches!(lines[at].kind, LineKind::Heading(_))) {
        body.pop();
    }
    body
}

fn length(chosen: &[usize], lines: &[Line]) -> usize {
    chosen.iter().map(|&at| lines[at].text.len()).sum()
}

/// What Readability keeps of a page.
fn readable(tree: &Document) -> Option<Content> {
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, disable_json_ld: true, ..Config::default() };
    let mut readability = Readability::with_document(tree.clone(), None, Some(config)).ok()?;
    readability.parse().ok()?;
    let kept = readability.doc.select_single("#readability-page-1");
    kept.nodes().first().map(|node| Content::below(*node))
}

/// The page's lines that the kept ones come from. Both are in the order of the document; a kept line that lost a part on its
/// way is found by its beginning among the next lines.
fn matched(kept: &[Line], lines: &[Line]) -> Vec<usize> {
    let keys: Vec<String> = lines.iter().map(|line| key(&line.text)).collect();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, key) in keys.iter().enumerate().filter(|(at, _)| lines[*at].kind != LineKind::Title) {
        places.entry(key).or_default().push(at);
    }
    let mut chosen = Vec::with_capacity(kept.len());
    let mut next = 0;
    for line in kept {
        let key = key(&line.text);
        let same = places.get(key.as_str()).and_then(|places| {
            let ahead = places.partition_point(|&at| at < next);
            places.get(ahead).or(places.first()).copied()
        });
        let near = || (next..lines.len().min(next + AHEAD)).find(|&at| is_changed(&keys[at], &key));
        if let Some(at) = same.or_else(near) {
            chosen.push(at);
            next = next.max(at + 1);
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// A line's letters and digits, by which it is known though white space and signs changed.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_letter_or_digit()).collect()
}

/// Whether a line is another that lost or won a part.
fn is_changed(line: &str, kept: &str) -> bool {
    let head: usize = kept.char_indices().nth(24).map_or(0, |(at, _)| at);
    head > 0
        && (line.starts_with(&kept[..head]) || (kept.len() > 60 && line.len() < 4 * kept.len() && line.contains(kept)))
}

/// The lines that read like prose.
fn prose(lines: &[Line]) -> Vec<usize> {
    (0..lines.len()).filter(|&at| is_prose(&lines[at])).collect()
}

/// Whether a line is long enough to tell something, and no link.
fn is_prose(line: &Line) -> bool {
    let words = line.text.split_whitespace().take(13).count();
    let ends = line.text.ends_with(['.', '!', '?', '…', '"', '”', '»', ':', ';']);
    !line.aside && !line.is_linked() && (words > 12 || (words > 5 && ends))
}

/// Whether a line is a heading or an item of a list, which are short by nature, and no link.
fn is_point(line: &Line) -> bool {
    matches!(line.kind, LineKind::Heading(_) | LineKind::Item) && !line.aside && !line.is_linked()
}

fn is_body(line: &Line) -> bool {
    !matches!(line.kind, LineKind::Title | LineKind::Caption) && furniture::reason(&line.text).is_none()
}
