//! In: the layouts of the book: the program's own, and those of the projects whose captures are available. Out: what a book made with them
//! may contain besides the texts of its edition: elements, attributes, words and styles.
//!
//! A template shows which elements and attributes it writes. Its fixed parts may appear in a book as they are. If the template fills in an
//! attribute, the attribute is allowed, and its value is checked by the attribute's meaning.
//!
//! Invariant: runs no template. What no template contains is not allowed.

use std::collections::BTreeSet;

use crate::render::LayoutFiles;
use crate::render::epub::faces;
use crate::verify::letters::marks;

/// The style sheet of every page.
const STYLESHEET: &str = "stylesheet.css";
/// The extensions of files with markup.
const TEMPLATES: [&str; 4] = [".xhtml", ".svg", ".ncx", ".xml"];
/// Marks a place where a value is filled in.
const FILLED: char = '\u{1}';
/// The attributes whose values readers hear or see.
pub(crate) const READ: [&str; 3] = ["alt", "title", "aria-label"];
/// Elements that only show the text in them. A layout that is not available here may use any of them.
const PLAIN: [&str; 12] = ["div", "br", "wbr", "hr", "em", "small", "h3", "h4", "h5", "h6", "main", "caption"];
/// The template of the older contents.
const CONTENTS: &str = "toc.ncx";

/// What a book may contain.
#[derive(Debug, Default)]
pub(crate) struct Layouts {
    pages: Markup,
    contents: Markup,
    /// The words of the templates, in the form of [`marks`].
    pub words: BTreeSet<String>,
    /// The styles that a book may have.
    pub styles: BTreeSet<Vec<u8>>,
    /// The allowed values of `epub:type`.
    types: BTreeSet<String>,
}

/// What a kind of file may contain.
#[derive(Debug, Default)]
pub(crate) struct Markup {
    elements: BTreeSet<String>,
    /// Elements with attributes whose values are filled in.
    filled: BTreeSet<(String, String)>,
    /// Elements with attributes and their fixed values.
    written: BTreeSet<(String, String, String)>,
}

/// The status of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// A template has it with exactly this value.
    Written,
    /// A template fills in its value.
    Filled,
    /// No template has it.
    Unknown,
}

impl Layouts {
    /// The program's layout and those of projects.
    pub(crate) fn of<'a>(own: impl IntoIterator<Item = &'a LayoutFiles>) -> Self {
        let mut all = Self::default();
        all.pages.elements.extend(PLAIN.map(str::to_owned));
        all.add(&LayoutFiles::standing(LayoutFiles::BOOK));
        own.into_iter().for_each(|layout| all.add(layout));
        all
    }

    fn add(&mut self, layout: &LayoutFiles) {
        for (name, bytes) in layout.iter() {
            if name == STYLESHEET {
                self.styles.insert(bytes.to_vec());
                self.styles.insert([faces::stylesheet().as_bytes(), bytes].concat());
            }
            if TEMPLATES.iter().any(|ending| name.ends_with(ending)) {
                let source = String::from_utf8_lossy(bytes);
                self.types.extend(between(&source, "epub_type(\"", "\"").map(str::to_owned));
                let markup = if name == CONTENTS { &mut self.contents } else { &mut self.pages };
                markup.scan(&plain(&source), &mut self.words);
            }
        }
        let types = self.pages.written.iter().filter(|(_, name, _)| name == "epub:type");
        self.types.extend(types.map(|(_, _, value)| value.clone()));
    }

    /// What a file may contain.
    pub(crate) fn markup(&self, file: &str) -> &Markup {
        if file.ends_with(".ncx") { &self.contents } else { &self.pages }
    }

    /// Whether an `epub:type` is allowed.
    pub(crate) fn is_type(&self, kind: &str) -> bool {
        self.types.contains(kind)
    }
}

impl Markup {
    pub(crate) fn has(&self, element: &str) -> bool {
        self.elements.contains(element)
    }

    pub(crate) fn attribute(&self, element: &str, name: &str, value: &str) -> Attribute {
        let key = |text: &str| text.to_owned();
        if self.written.contains(&(key(element), key(name), key(value))) {
            return Attribute::Written;
        }
        let is_filled = self.filled.contains(&(key(element), key(name)));
        if is_filled { Attribute::Filled } else { Attribute::Unknown }
    }

    /// Collects the tags and words of a template, without the values that are filled in.
    fn scan(&mut self, source: &str, words: &mut BTreeSet<String>) {
        let mut rest = source;
        while let Some((text, behind)) = rest.split_once('<') {
            words.extend(text.split(FILLED).map(marks));
            let (tag, behind) = tag(behind);
            self.tag(tag, words);
            rest = behind;
        }
        words.extend(rest.split(FILLED).map(marks));
        words.remove("");
    }

    fn tag(&mut self, tag: &str, words: &mut BTreeSet<String>) {
        let name: String = tag.chars().take_while(|&c| is_name(c)).collect();
        if name.is_empty() {
            return;
        }
        for (attribute, value) in attributes(tag) {
            if READ.contains(&attribute) {
                words.extend(value.split(FILLED).map(marks));
            }
            if value.contains(FILLED) {
                self.filled.insert((name.clone(), attribute.to_owned()));
            } else {
                let value = value.replace("&quot;", "\"").replace("&amp;", "&");
                self.written.insert((name.clone(), attribute.to_owned(), value));
            }
        }
        self.elements.insert(name);
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-')
}

/// A tag up to its end, and the rest of the text.
fn tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    let end = text.char_indices().find(|&(_, c)| {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return true,
            _ => {}
        }
        false
    });
    let (at, behind) = end.map_or((text.len(), text.len()), |(at, _)| (at, at.saturating_add(1)));
    (text.get(..at).unwrap_or_default(), text.get(behind..).unwrap_or_default())
}

/// The attributes of a tag with their values.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let (mut found, mut rest) = (Vec::new(), tag);
    while let Some((before, behind)) = rest.split_once('=') {
        let begin = before.char_indices().rev().take_while(|&(_, c)| is_name(c)).last().map(|(at, _)| at);
        let Some(quote) = behind.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            rest = behind;
            continue;
        };
        let Some((value, after)) = behind.get(1..).and_then(|open| open.split_once(quote)) else { break };
        found.extend(begin.and_then(|at| before.get(at..)).map(|name| (name, value)));
        rest = after;
    }
    found
}

/// A template without comments and statements, and with a mark for each value.
fn plain(source: &str) -> String {
    let (mut text, mut rest) = (String::new(), source);
    while let Some(at) = rest.find('{') {
        let (before, behind) = rest.split_at(at);
        text.push_str(before);
        let filled = [("{#", "#}", ""), ("{%", "%}", ""), ("{{", "}}", "\u{1}")];
        let part = filled.into_iter().find_map(|(open, close, mark)| {
            let (_, after) = behind.strip_prefix(open)?.split_once(close)?;
            Some((mark, after))
        });
        let (mark, after) = part.unwrap_or_else(|| ("{", behind.get(1..).unwrap_or_default()));
        text.push_str(mark);
        rest = after;
    }
    text + rest
}

/// The texts between each pair of delimiters.
fn between<'a>(text: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(open).skip(1).filter_map(move |behind| Some(behind.split_once(close)?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_says_what_it_writes() {
        let layout = LayoutFiles::standing(LayoutFiles::BOOK).with([(
            "own.xhtml".to_owned(),
            "{# <b x=\"1\"/> #}<mark class='a'{% if b %} id=\"k-{{ c }}\"{% endif %} title=\"Саме {{ d > 2 }}\">власне {{ e }}\
             </mark>"
                .as_bytes()
                .to_vec(),
        )]);
        let layouts = Layouts::of([&layout]);
        let markup = layouts.markup("chapter-1.xhtml");
        assert!(markup.has("mark") && markup.has("svg") && markup.has("blockquote") && markup.has("div"));
        for element in ["script", "iframe", "foreignObject", "image", "navPoint", "form", "base", "object"] {
            assert!(!markup.has(element), "{element}");
        }
        assert_eq!(markup.attribute("mark", "class", "a"), Attribute::Written);
        assert_eq!(markup.attribute("mark", "class", "b"), Attribute::Unknown);
        assert_eq!(markup.attribute("mark", "id", "k-1"), Attribute::Filled);
        assert_eq!(markup.attribute("b", "x", "1"), Attribute::Unknown);
        assert_eq!(markup.attribute("p", "hidden", "hidden"), Attribute::Unknown);
        assert!(["Саме", "власне"].iter().all(|word| layouts.words.contains(*word)), "{:?}", layouts.words);
        assert!(layouts.markup("toc.ncx").has("navPoint") && !layouts.markup("toc.ncx").has("p"));
        assert!(layouts.is_type("noteref") && layouts.is_type("toc") && !layouts.is_type("bibliography"));
    }
}
