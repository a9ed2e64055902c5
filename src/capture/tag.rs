//! In: markup. Out: its tags in order, and the same markup without anything that nests.
//!
//! Invariant: one pass, and no memory of what is open: a page of a million unclosed tags costs no more than another.

use std::borrow::Cow;

/// Elements that the parser closes by itself, or that hold nothing.
pub const NEVER_NEST: &[&str] = &[
    "area", "base", "body", "br", "col", "dd", "dt", "head", "hr", "html", "img", "input", "li", "link", "meta",
    "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements whose tags stay where nesting is taken off: they are read for what they hold, and none of them can nest.
const KEPT: &[&str] = &["body", "br", "head", "html", "img", "li", "link", "meta", "p", "script", "style", "title"];

/// One tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    /// In lower case.
    pub name: Cow<'a, str>,
    pub closes: bool,
    /// The byte at which it starts.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
}

/// The tags of a markup, those inside comments, scripts and style sheets left out.
pub fn tags(markup: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + markup.get(at..)?.find('<')?;
            if markup[start..].starts_with("<!--") {
                at = start + 4 + markup[start + 4..].find("-->")? + 3;
                continue;
            }
            let Some(mut tag) = tag(markup, start) else {
                at = start + 1;
                continue;
            };
            tag.end = start + markup[start..].find('>')? + 1;
            at = if tag.closes { tag.end } else { behind_raw_text(markup, &tag) };
            return Some(tag);
        }
    })
}

fn tag(markup: &str, start: usize) -> Option<Tag<'_>> {
    let rest = &markup[start + 1..];
    let closes = rest.starts_with('/');
    let rest = &rest[usize::from(closes)..];
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let length = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len());
    let name = &rest[..length];
    let is_lower = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    let name = if is_lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) };
    Some(Tag { name, closes, start, end: start })
}

/// The text between the tags of a markup, a line for each piece.
pub fn without_tags(markup: &str) -> String {
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

/// Where the markup goes on behind a tag whose element holds no tags.
fn behind_raw_text(markup: &str, tag: &Tag) -> usize {
    if !matches!(&*tag.name, "script" | "style" | "title" | "textarea") {
        return tag.end;
    }
    let rest = &markup.as_bytes()[tag.end..];
    let closing =
        |window: &[u8]| window[0] == b'<' && window[1] == b'/' && window[2..].eq_ignore_ascii_case(tag.name.as_bytes());
    rest.windows(tag.name.len() + 2).position(closing).map_or(markup.len(), |at| tag.end + at)
}

/// The markup with each tag that can nest gone, or turned to a paragraph where it starts or ends a block.
pub fn without_nesting(markup: &str) -> String {
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

/// Elements that stand within a line.
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
    fn flat_markup_keeps_words_and_lines() {
        let flat = without_nesting("<div><div>а<b>б</b></div><p>в</p></div>");
        assert_eq!(flat, "<p><p>аб<p><p>в</p><p>");
    }
}
