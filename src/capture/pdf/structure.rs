//! In: the tree of a tagged PDF. Out: its headings, paragraphs, items and rows, each with its marked content, in reading order (ISO 32000-2,
//! 14.7 and 14.8).
//!
//! Invariant: an element that leads to itself is followed once.

use rustc_hash::{FxHashMap, FxHashSet};

use super::blocks::Kind;
use super::document::Document;
use super::object::{Dict, Object};

/// Maximum depth of elements in elements. Browsers nest one for each element of a page. Set by hand.
const DEEPEST: usize = 200;
/// The most elements and parts of a tree. Set by hand: a tagged report of a thousand pages has about a million.
const MOST_PARTS: usize = 2_000_000;

/// A block of the tree.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    pub kind: Kind,
    /// The number of each page, and of the marked content on it.
    pub parts: Vec<(usize, u32)>,
    /// Whether it has only the sign or the number of an item so far.
    has_label_only: bool,
}

/// What an element does to the blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It begins a block.
    Block(Kind),
    /// It has blocks in it.
    Group,
    /// It is a part of a block.
    Inline,
    /// It is the sign of an item.
    Label,
}

/// The blocks of a document, or none if it is not tagged. `pages` has the position of each page by the number of its object.
pub(super) fn elements(document: &Document, pages: &FxHashMap<u32, usize>) -> Vec<Element> {
    let catalog = document.root();
    let root = document.dict(&catalog, "StructTreeRoot");
    let roles = Dict::clone(&document.dict(&root, "RoleMap"));
    let mut walk = Walk {
        document,
        pages,
        roles,
        seen: FxHashSet::default(),
        elements: Vec::new(),
        current: None,
        left: MOST_PARTS,
    };
    if let Some(kids) = root.get("K") {
        walk.kids(kids, None, Kind::Paragraph, DEEPEST);
    }
    walk.elements
}

struct Walk<'d, 'a> {
    document: &'d Document<'a>,
    pages: &'d FxHashMap<u32, usize>,
    roles: Dict,
    seen: FxHashSet<u32>,
    elements: Vec<Element>,
    /// Whether the last element goes on.
    current: Option<Kind>,
    left: usize,
}

impl Walk<'_, '_> {
    /// Follows the children of an element. `page` is the page of those that do not name one.
    fn kids(&mut self, kids: &Object, page: Option<usize>, kind: Kind, depth: usize) {
        let held = self.document.follow(kids);
        match &*held {
            Object::Array(items) => items.iter().for_each(|item| self.kid(item, page, kind, depth)),
            _ => self.kid(kids, page, kind, depth),
        }
    }

    fn kid(&mut self, kid: &Object, page: Option<usize>, kind: Kind, depth: usize) {
        let (Some(left), Some(depth)) = (self.left.checked_sub(1), depth.checked_sub(1)) else { return };
        self.left = left;
        if kid.reference().is_some_and(|number| !self.seen.insert(number)) {
            return;
        }
        let held = self.document.follow(kid);
        if let Some(mark) = held.index() {
            self.part(page, mark, kind);
            return;
        }
        let Some(dict) = held.dict() else { return };
        let page =
            dict.get("Pg").and_then(Object::reference).and_then(|number| self.pages.get(&number).copied()).or(page);
        if let Some(mark) = self.document.entry(dict, "MCID").index() {
            // Content of a form is counted apart from that of its page.
            if !dict.contains_key("Stm") {
                self.part(page, mark, kind);
            }
            return;
        }
        let Some(below) = dict.get("K") else { return };
        match self.role(dict, kind) {
            Role::Block(Kind::Paragraph) if kind == Kind::Row => self.kids(below, page, kind, depth),
            Role::Block(own) => {
                let goes_on = self.elements.last().is_some_and(|last| last.has_label_only) && own == Kind::Paragraph;
                if !goes_on {
                    self.current = None;
                }
                let own = if kind == Kind::Item && own == Kind::Paragraph { Kind::Item } else { own };
                self.kids(below, page, own, depth);
                self.current = None;
            }
            Role::Group => {
                self.current = None;
                self.kids(below, page, kind, depth);
                self.current = None;
            }
            Role::Label => {
                self.kids(below, page, kind, depth);
                self.elements.iter_mut().next_back().into_iter().for_each(|last| last.has_label_only = true);
            }
            Role::Inline => self.kids(below, page, kind, depth),
        }
    }

    /// Adds marked content to the block that is open, or to a new one.
    fn part(&mut self, page: Option<usize>, mark: usize, kind: Kind) {
        let (Some(page), Ok(mark)) = (page, u32::try_from(mark)) else { return };
        match self.elements.last_mut() {
            Some(element) if self.current == Some(kind) => {
                element.parts.push((page, mark));
                element.has_label_only = false;
            }
            _ => self.elements.push(Element { kind, parts: vec![(page, mark)], has_label_only: false }),
        }
        self.current = Some(kind);
    }

    fn role(&self, dict: &Dict, within: Kind) -> Role {
        let own = self.document.name(dict, "S").unwrap_or_default();
        // Roles may be mapped to roles that are mapped.
        let mut role = own;
        for _ in 0..4 {
            match self.document.name(&self.roles, &role) {
                Some(mapped) if mapped != role => role = mapped,
                _ => break,
            }
        }
        match role.as_str() {
            "H" | "Title" => Role::Block(Kind::Heading(1)),
            "P" | "Note" | "FENote" | "TOCI" | "Index" | "BibEntry" | "Code" | "Formula" => {
                Role::Block(Kind::Paragraph)
            }
            "LI" => Role::Block(Kind::Item),
            "TR" => Role::Block(Kind::Row),
            "BlockQuote" => Role::Block(Kind::Quote),
            "Caption" => Role::Block(Kind::Caption),
            "Lbl" if within == Kind::Item => Role::Label,
            heading if heading.len() == 2 && heading.starts_with('H') => {
                let level = heading
                    .chars()
                    .nth(1)
                    .and_then(|digit| digit.to_digit(10))
                    .and_then(|level| u8::try_from(level).ok());
                level
                    .filter(|level| (1..=6).contains(level))
                    .map_or(Role::Inline, |level| Role::Block(Kind::Heading(level)))
            }
            "Document" | "DocumentFragment" | "Part" | "Art" | "Sect" | "Div" | "Aside" | "L" | "Table" | "THead"
            | "TBody" | "TFoot" | "TOC" | "Figure" | "Form" => Role::Group,
            _ => Role::Inline,
        }
    }
}
