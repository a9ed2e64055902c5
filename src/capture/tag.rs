//! In: markup. Out: its tags in order, or the markup without nested elements.
//!
//! Invariant: one pass that does not track open elements: a million unclosed tags cost no more than closed ones.

use std::borrow::Cow;

/// Elements that the parser closes by itself, or that have no content.
pub(crate) const NEVER_NEST: &[&str] = &[
    "area", "base", "body", "br", "col", "dd", "dt", "head", "hr", "html", "img", "input", "li", "link", "meta",
    "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements whose tags are kept when nesting is removed: their content is needed, and they cannot nest.
const KEPT: &[&str] = &["body", "br", "head", "html", "img", "li", "link", "meta", "p", "script", "style", "title"];

/// One tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The name in lower case.
    pub name: Cow<'a, str>,
    /// Whether it is an end tag.
    pub closes: bool,
    /// The byte position of its start.
    pub start: usize,
    /// The byte position after its end.
    pub end: usize,
}

/// The tags of a markup, except those in comments, scripts and style sheets.
pub fn tags(markup: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = markup.get(at..)?.find('<')?.checked_add(at)?;
            if markup[start..].starts_with("<!--") {
                let inside = start.saturating_add(4);
                at = markup.get(inside..)?.find("-->")?.saturating_add(inside).saturating_add(3);
                continue;
            }
            let Some(mut tag) = tag(markup, start) else {
                at = start.saturating_add(1);
                continue;
            };
            tag.end = markup.get(start..)?.find('>')?.saturating_add(start).saturating_add(1);
            at = if tag.closes { tag.end } else { behind_raw_text(markup, &tag) };
            return Some(tag);
        }
    })
}

fn tag(markup: &str, start: usize) -> Option<Tag<'_>> {
    let rest = markup.get(start.checked_add(1)?..)?;
    let closes = rest.starts_with('/');
    let rest = rest.get(usize::from(closes)..)?;
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let length = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len());
    let name = &rest[..length];
    let is_lower = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    let name = if is_lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) };
    Some(Tag { name, closes, start, end: start })
}

/// The most attributes of a tag. The parser compares each with all before it. A limit on time, set by hand.
const MOST_ATTRIBUTES: usize = 500;

/// The markup with all attributes removed from tags that have too many.
pub(crate) fn without_attributes_in_excess(markup: &str) -> Cow<'_, str> {
    let mut bare = String::new();
    let (mut behind, mut end) = (0, 0);
    for tag in tags(markup).filter(|tag| !tag.closes) {
        // A tag in a quoted value is not a tag.
        if tag.start < end {
            continue;
        }
        let attributes;
        (end, attributes) = extent(markup.as_bytes(), tag.start.saturating_add(1).saturating_add(tag.name.len()));
        if attributes > MOST_ATTRIBUTES {
            bare.push_str(&markup[behind..tag.start]);
            bare.push('<');
            bare.push_str(&tag.name);
            bare.push('>');
            behind = end;
        }
    }
    if behind == 0 {
        return Cow::Borrowed(markup);
    }
    bare.push_str(&markup[behind..]);
    Cow::Owned(bare)
}

/// The comments, `meta` elements and the root's tag in front of a page's content, each as it is written. What stands in scripts, in values of
/// attributes, in templates and in the page itself is none.
pub(crate) fn head_nodes(markup: &str) -> Vec<&str> {
    /// Elements whose content is not that of the page.
    const HIDDEN: [&str; 6] = ["script", "style", "title", "textarea", "template", "noscript"];
    /// Elements of the head. Any other one begins the content.
    const HEAD: [&str; 6] = ["html", "head", "meta", "link", "base", "title"];
    let (mut nodes, mut from, mut hidden): (Vec<&str>, usize, Option<Cow<'_, str>>) = (Vec::new(), 0, None);
    for tag in tags(markup) {
        // A tag in a quoted value is not a tag.
        if tag.start < from {
            continue;
        }
        let (end, _) = extent(markup.as_bytes(), tag.start.saturating_add(1).saturating_add(tag.name.len()));
        if let Some(name) = &hidden {
            if tag.closes && tag.name == *name {
                (hidden, from) = (None, end);
            }
            continue;
        }
        nodes.extend(comments(markup.get(from..tag.start).unwrap_or_default()));
        let is_hidden = HIDDEN.contains(&&*tag.name);
        if !is_hidden && !HEAD.contains(&&*tag.name) {
            return nodes;
        }
        if !tag.closes && matches!(&*tag.name, "html" | "meta") {
            nodes.extend(markup.get(tag.start..end));
        }
        hidden = Some(tag.name).filter(|_| is_hidden && !tag.closes);
        from = end;
    }
    nodes.extend(comments(markup.get(from..).filter(|_| hidden.is_none()).unwrap_or_default()));
    nodes
}

/// The comments in a markup without tags.
fn comments(markup: &str) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), markup);
    while let Some(start) = rest.find("<!--") {
        let comment = rest.get(start..).unwrap_or_default();
        let Some(length) = comment.find("-->").map(|end| end.saturating_add(3)) else { break };
        found.extend(comment.get(..length));
        rest = comment.get(length..).unwrap_or_default();
    }
    found
}

/// The end of a tag, counted from after its name, and the number of its attributes. A quotation mark opens a value only after an equals
/// sign, as in the HTML standard.
fn extent(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut at, mut attributes, mut is_value, mut is_within) = (start, 0_usize, false, false);
    while let Some(&byte) = bytes.get(at) {
        at = at.saturating_add(1);
        match byte {
            b'>' => return (at, attributes),
            b'"' | b'\'' if is_value => {
                let mut rest = bytes.iter().enumerate().skip(at);
                at = rest.find(|&(_, &other)| other == byte).map_or(bytes.len(), |(end, _)| end.saturating_add(1));
                (is_value, is_within) = (false, false);
            }
            b'=' => (is_value, is_within) = (true, true),
            b'/' => is_within = false,
            _ if byte.is_ascii_whitespace() => is_within = false,
            _ => {
                attributes = attributes.saturating_add(usize::from(!is_within && !is_value));
                (is_value, is_within) = (false, true);
            }
        }
    }
    (bytes.len(), attributes)
}

/// The text between the tags of a markup, a line for each piece.
pub(crate) fn without_tags(markup: &str) -> String {
    let mut text = String::with_capacity(markup.len());
    let mut behind = 0;
    for tag in tags(markup) {
        text.push_str(&markup[behind..tag.start]);
        text.push('\n');
        behind = tag.end;
    }
    text.push_str(&markup[behind..]);
    text
}

/// The position after a tag or, for an element whose content has no tags, after that content.
fn behind_raw_text(markup: &str, tag: &Tag) -> usize {
    if !matches!(&*tag.name, "script" | "style" | "title" | "textarea") {
        return tag.end;
    }
    let rest = markup.as_bytes().get(tag.end..).unwrap_or_default();
    let closing =
        |window: &[u8]| window.strip_prefix(b"</").is_some_and(|name| name.eq_ignore_ascii_case(tag.name.as_bytes()));
    let found = rest.windows(tag.name.len().saturating_add(2)).position(closing);
    found.map_or(markup.len(), |at| tag.end.saturating_add(at))
}

/// The markup without the tags that can nest. Those that start or end a block become paragraphs.
pub(crate) fn without_nesting(markup: &str) -> String {
    let mut flat = String::with_capacity(markup.len());
    let mut behind = 0;
    for tag in tags(markup) {
        flat.push_str(&markup[behind..tag.start]);
        let name = &*tag.name;
        if KEPT.contains(&name) {
            flat.push_str(&markup[tag.start..tag.end]);
        } else if !INLINE.contains(&name) {
            flat.push_str("<p>");
        }
        behind = tag.end;
    }
    flat.push_str(&markup[behind..]);
    flat
}

/// Inline elements.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_outside_scripts_and_comments() {
        let names: Vec<_> = tags("<P class=a>1 < 2<!-- <b> --></p><script>'<i>'</SCRIPT><br/>")
            .map(|tag| (tag.name.into_owned(), tag.closes))
            .collect();
        let expected = [("p", false), ("p", true), ("script", false), ("script", true), ("br", false)];
        assert_eq!(names, expected.map(|(name, closes)| (name.to_owned(), closes)));
        assert_eq!(tags("<a <b <c").count(), 0);
    }

    #[test]
    fn attributes_in_excess_are_taken_off() {
        let many: String = (0..=MOST_ATTRIBUTES).map(|at| format!(" a{at}=\"{at}>\"")).collect();
        let page = |attributes: &str| format!("<p class='a > b' x=1>а</p><P{attributes}>б<b c>в");
        assert_eq!(without_attributes_in_excess(&page(&many)), "<p class='a > b' x=1>а</p><p>б<b c>в");
        assert_eq!(without_attributes_in_excess(&page(" a='1'")), page(" a='1'"));
        assert_eq!(extent(b" a b = 'c d' e/f g=h>i", 0), (21, 5));
        assert_eq!(extent(b" a='", 0), (4, 1));
    }

    #[test]
    fn flat_markup_keeps_words_and_lines() {
        let flat = without_nesting("<div><div>а<b>б</b></div><p>в</p></div>");
        assert_eq!(flat, "<p><p>аб<p><p>в</p><p>");
    }
}
