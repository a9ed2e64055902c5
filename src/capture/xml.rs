//! In: the text of an XML file. Out: its elements as a tree.
//!
//! Invariant: one pass. No entity is expanded, the tree is never deeper than a limit, and text before a mistake is kept.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::characters::of_reference;

/// The most elements, attributes and texts of a file. A book of a thousand pages has about two million. A limit on memory, set by hand.
const MOST_NODES: usize = 3_000_000;
/// The deepest nesting. Elements that are deeper are not in the tree, and their text is counted. Tables in tables in text boxes have about fifty. Set by hand.
pub(crate) const DEEPEST: usize = 200;
/// The most attributes of an element. The root of a document has about forty. Set by hand.
const MOST_ATTRIBUTES: usize = 100;

/// An element with its content.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    /// The name without its prefix.
    pub name: String,
    /// The names, with their prefixes, and values of the attributes.
    attributes: Vec<(String, String)>,
    /// The content in order.
    pub children: Vec<Node>,
}

/// A part of an element's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Text with references resolved.
    Text(String),
}

/// A read file.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The outermost element. Its name is empty if there is none.
    pub root: Element,
    /// Why the rest of the file was not read.
    pub mistake: Option<String>,
    /// Number of texts in elements that are deeper than the tree. The deepest element has them as its own.
    pub deep: usize,
}

/// Reads a file.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut tree = Tree { open: vec![Element::default()], beyond: 0, nodes: 0, deep: 0 };
    let mistake = loop {
        if tree.nodes > MOST_NODES {
            break Some(format!("it has more than {MOST_NODES} elements and attributes"));
        }
        match reader.read_event() {
            Ok(Event::Start(tag)) => tree.start(&tag),
            Ok(Event::Empty(tag)) => {
                tree.start(&tag);
                tree.end();
            }
            Ok(Event::End(_)) => tree.end(),
            Ok(Event::Text(text)) => tree.text(&text.xml10_content()),
            Ok(Event::CData(text)) => tree.text(&text),
            Ok(Event::GeneralRef(name)) => {
                if let Some(character) = of_reference(&name) {
                    tree.text(character.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => break (tree.open.len() > 1).then(|| "it ends before its last element".to_owned()),
            Ok(_) => {}
            Err(error) => break Some(error.to_string().to_lowercase()),
        }
    };
    let deep = tree.deep;
    Parsed { root: tree.finish(), mistake, deep }
}

struct Tree {
    /// The open elements. The first is around the root.
    open: Vec<Element>,
    /// Number of open elements beyond the deepest.
    beyond: usize,
    /// Number of elements, attributes and texts.
    nodes: usize,
    /// Number of texts beyond the deepest element.
    deep: usize,
}

impl Tree {
    fn start(&mut self, tag: &BytesStart) {
        self.nodes = self.nodes.saturating_add(1);
        if self.open.len() > DEEPEST {
            self.beyond = self.beyond.saturating_add(1);
            return;
        }
        let name = tag.local_name().as_ref().to_owned();
        let mut attributes = tag.attributes();
        let attributes = attributes.with_checks(false).flatten().take(MOST_ATTRIBUTES);
        let attributes = attributes.map(|attribute| (attribute.key.as_ref().to_owned(), unescaped(&attribute.value)));
        let mut attributes: Vec<(String, String)> = attributes.collect();
        attributes.shrink_to_fit();
        self.nodes = self.nodes.saturating_add(attributes.len());
        self.open.push(Element { name, attributes, children: Vec::new() });
    }

    fn end(&mut self) {
        if let Some(fewer) = self.beyond.checked_sub(1) {
            self.beyond = fewer;
        } else if self.open.len() > 1
            && let Some(mut done) = self.open.pop()
            && let Some(parent) = self.open.last_mut()
        {
            done.children.shrink_to_fit();
            parent.children.push(Node::Element(done));
        }
    }

    fn text(&mut self, text: &str) {
        self.deep = self.deep.saturating_add(usize::from(self.beyond > 0 && !text.trim().is_empty()));
        let Some(parent) = self.open.last_mut() else { return };
        match parent.children.last_mut() {
            Some(Node::Text(known)) => known.push_str(text),
            _ => {
                self.nodes = self.nodes.saturating_add(1);
                parent.children.push(Node::Text(text.to_owned()));
            }
        }
    }

    fn finish(mut self) -> Element {
        self.beyond = 0;
        while self.open.len() > 1 {
            self.end();
        }
        let around = self.open.pop().unwrap_or_default();
        around.into_elements().next().unwrap_or_default()
    }
}

/// The value of an attribute with its references resolved, or as written if one of them is unknown.
pub(crate) fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |text| text.into_owned())
}

impl Element {
    /// The value of an attribute. `name` is without its prefix, or with it where two attributes differ by prefix only.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let is = |whole: &str| whole == name || whole.split_once(':').is_some_and(|(_, local)| local == name);
        self.attributes.iter().find(|(whole, _)| is(whole)).map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The same, taken out of it.
    pub(crate) fn into_elements(self) -> impl Iterator<Item = Self> {
        self.children.into_iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element in it with this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The element at the end of a path of names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements in it at any depth, each before those in it. What is inside an element that `enters` refuses is passed over.
    pub(crate) fn descendants(&self, enters: impl Fn(&Self) -> bool) -> Vec<&Self> {
        let (mut found, mut open) = (Vec::new(), vec![self]);
        while let Some(element) = open.pop() {
            if !std::ptr::eq(element, self) {
                found.push(element);
            }
            if std::ptr::eq(element, self) || enters(element) {
                let inner: Vec<&Self> = element.elements().collect();
                open.extend(inner.into_iter().rev());
            }
        }
        found
    }

    /// All text in it, in order.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let mut open: Vec<std::slice::Iter<Node>> = vec![self.children.iter()];
        while let Some(children) = open.last_mut() {
            match children.next() {
                Some(Node::Text(part)) => text.push_str(part),
                Some(Node::Element(element)) => open.push(element.children.iter()),
                None => drop(open.pop()),
            }
        }
        text
    }

    /// The text as one line.
    pub(crate) fn line(&self) -> String {
        self.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_by_their_names_without_prefixes() {
        let root =
            parse("<?xml version='1.0'?><w:a w:x='1 &amp; 2' r:id='k'><w:b>Один<c/> &#x434;ва</w:b>&bomb;</w:a>").root;
        assert_eq!((root.name.as_str(), root.attribute("x"), root.attribute("r:id")), ("a", Some("1 & 2"), Some("k")));
        assert_eq!(root.attribute("w:id"), None);
        assert_eq!(root.child("b").unwrap().text(), "Один два");
        assert!(root.at(&["b", "c"]).is_some() && root.at(&["c"]).is_none());
        let names: Vec<&str> = root.descendants(|_| true).iter().map(|element| element.name.as_str()).collect();
        assert_eq!(names, ["b", "c"]);
    }

    #[test]
    fn what_stands_before_a_mistake_is_kept() {
        let cut = parse("<a><b>Один</b><c>два");
        assert_eq!((cut.root.text().as_str(), cut.mistake.is_some()), ("Одиндва", true));
        assert!(parse("<a>x</a>").mistake.is_none());
        for broken in ["", "<", "text", "</a>", "<!DOCTYPE a [<!ENTITY b 'x'>]>"] {
            assert_eq!(parse(broken).root, Element::default(), "{broken}");
        }
    }

    #[test]
    fn attributes_count_like_elements() {
        let tag = |attributes: usize| format!("<a{}/>", " b=''".repeat(attributes));
        let of = |attributes: usize| parse(&format!("<r>{}</r>", tag(attributes).repeat(40_000)));
        let (few, many) = (of(2), of(MOST_ATTRIBUTES));
        assert_eq!((few.mistake, few.root.children.len()), (None, 40_000));
        assert!(many.mistake.is_some_and(|mistake| mistake.contains("elements and attributes")));
        assert!(many.root.children.len() < 40_000, "what stands before that is kept, and no more");
        let one = parse(&format!("<r>{}</r>", tag(MOST_ATTRIBUTES + 1))).root;
        assert_eq!(one.child("a").map(|element| element.attributes.len()), Some(MOST_ATTRIBUTES));
    }

    #[test]
    fn depth_is_bounded() {
        let deep = format!("{}Слово{}<after/>", "<a>".repeat(300_000), "</a>".repeat(300_000));
        let read = parse(&format!("<r>{deep}</r>"));
        assert_eq!((read.root.text().as_str(), read.deep), ("Слово", 1));
        assert_eq!(parse(&format!("<r>{}Слово", "<a>".repeat(DEEPEST - 1))).deep, 0);
        assert!(read.root.child("after").is_some(), "ends beyond the depth close what they opened");
    }
}
