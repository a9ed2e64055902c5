//! In: the tree of a page. Out: its lines, pictures and times, and the elements around them.
//!
//! Invariant: one pass without recursion.

use std::hash::{Hash, Hasher};

use dom_query::{Document, Element as Node, NodeData, NodeRef};
use rustc_hash::{FxHashMap, FxHasher};

use super::candidates::candidates;
use super::element::{Role, Tag, role, value};
use super::naming::{Naming, naming};
use super::{Content, Element, Image, Line, LineKind, Time};
use crate::letters::Letter;
use crate::time::MachineDate;

/// The most code points of a caption. Set by hand.
const LONGEST_CAPTION: usize = 400;

/// The visible content of a page. `stated` is the text of the article in the page's metadata. It is added as an article if the page itself
/// shows none: its scripts would show it.
pub(crate) fn content(tree: &Document, stated: Option<String>) -> Content {
    let mut walk = Walk::new();
    walk.title(tree);
    walk.nodes(tree.root());
    walk.end_line();
    if let Some(text) = stated.filter(|text| !walk.shows(text)) {
        walk.add_article(&text);
    }
    walk.finish()
}

/// The content of a text without markup.
pub(crate) fn of_lines(text: &str) -> Content {
    let mut walk = Walk::new();
    for line in text.lines() {
        walk.push(line);
        walk.end_line();
    }
    walk.finish()
}

/// The shortest line, in code points, that is running text rather than a notice, and the share of the stated text, given as a divisor, that
/// the running text of a page must have to be an article. Set by hand.
const RUNNING: usize = 60;
const SHARE: usize = 4;

/// The most names whose meaning is cached. Pages use few names, and repeat them. A limit on memory that changes time alone.
const MOST_NAMES: usize = 10_000;

struct Walk {
    content: Content,
    line: String,
    linked: usize,
    start: usize,
    /// Open elements that determine the kind of a line.
    kinds: Vec<LineKind>,
    /// The innermost open block element.
    element: usize,
    asides: usize,
    links: usize,
    preformatted: usize,
    /// Number of open elements whose names say that they contain a date.
    dates: usize,
    /// Number of open elements whose names say that their content is not part of the article.
    foreign: usize,
    dated: bool,
    names: FxHashMap<String, Naming>,
}

/// An element whose children are being visited.
struct Open<'a> {
    node: NodeRef<'a>,
    role: Role,
    names: Names,
    /// The innermost block element before this one.
    outer: usize,
}

/// The names of an element.
#[derive(Debug, Clone, Copy, Default)]
struct Names {
    naming: Naming,
    /// As [`Element::class`].
    class: u64,
}

impl Walk {
    fn new() -> Self {
        let content =
            Content { elements: vec![Element { tag: Tag::Body, ..Element::default() }], ..Content::default() };
        Self {
            content,
            line: String::new(),
            linked: 0,
            start: 0,
            kinds: Vec::new(),
            element: 0,
            asides: 0,
            links: 0,
            preformatted: 0,
            dates: 0,
            foreign: 0,
            dated: false,
            names: FxHashMap::default(),
        }
    }

    fn title(&mut self, tree: &Document) {
        let titles =
            |node: &NodeRef| node.query_or(false, |node| node.as_element().is_some_and(|e| &*e.name.local == "title"));
        if let Some(title) = tree.head().and_then(|head| head.children_it(false).find(titles)) {
            self.push(&title.text());
            self.kinds.push(LineKind::Title);
            self.end_line();
            self.kinds.pop();
        }
    }

    /// Visits the tree below a node without recursion.
    fn nodes(&mut self, root: NodeRef) {
        let mut open: Vec<Open> = Vec::new();
        let mut next = root.first_child();
        loop {
            let Some(node) = next else {
                let Some(parent) = open.pop() else { break };
                self.leave(&parent);
                next = parent.node.next_sibling();
                continue;
            };
            let (role, names) = self.visit(&node);
            if role != Role::Hidden
                && let Some(child) = node.first_child()
            {
                let outer = self.element;
                self.enter(role, names);
                open.push(Open { node, role, names, outer });
                next = Some(child);
            } else {
                if matches!(role, Role::Block(_) | Role::Kind(..)) {
                    self.end_line();
                }
                next = node.next_sibling();
            }
        }
        self.end_line();
    }

    /// Adds the content of a node, and returns its role for its children and its names.
    fn visit(&mut self, node: &NodeRef) -> (Role, Names) {
        let nothing = (Role::Hidden, Names::default());
        node.query_or(nothing, |node| match &node.data {
            NodeData::Text { contents } => {
                self.push(contents);
                (Role::Inline, Names::default())
            }
            NodeData::Element(element) => {
                let role = role(element);
                if role == Role::Hidden {
                    return nothing;
                }
                let naming = self.naming_of(element);
                match role {
                    Role::Break => self.end_line(),
                    Role::Image => self.image(element),
                    _ => self.time(element, naming),
                }
                (role, Names { naming, class: class(element) })
            }
            _ => nothing,
        })
    }

    /// The meaning of an element's names. On the outermost elements, names describe the whole page (`comments-open`) and are ignored.
    fn naming_of(&mut self, element: &Node) -> Naming {
        let mut said = Naming::default();
        for attribute in &element.attrs {
            match &*attribute.name.local {
                "class" | "id" | "itemprop" | "property" => {
                    for name in attribute.value.split_ascii_whitespace() {
                        said = said.and(self.naming(name));
                    }
                }
                "hidden" => said = said.and(Naming::HIDDEN),
                "style" if is_undisplayed(&attribute.value) => said = said.and(Naming::HIDDEN),
                _ => {}
            }
        }
        match &*element.name.local {
            "html" | "body" => Naming::default(),
            "main" => said.without(Naming::FOREIGN),
            _ => said,
        }
    }

    fn naming(&mut self, name: &str) -> Naming {
        if let Some(&known) = self.names.get(name) {
            return known;
        }
        let said = naming(name);
        if self.names.len() < MOST_NAMES {
            self.names.insert(name.to_owned(), said);
        }
        said
    }

    fn enter(&mut self, role: Role, names: Names) {
        let Names { naming, class } = names;
        if !matches!(role, Role::Inline | Role::Link) {
            self.end_line();
        }
        let tag = match role {
            Role::Link => {
                self.links = self.links.saturating_add(1);
                None
            }
            Role::Block(tag) => Some(tag),
            Role::Preformatted => {
                self.preformatted = self.preformatted.saturating_add(1);
                Some(Tag::Preformatted)
            }
            Role::Kind(kind, tag) => {
                self.kinds.push(kind);
                Some(tag)
            }
            Role::Aside(tag) => {
                self.asides = self.asides.saturating_add(1);
                Some(tag)
            }
            Role::Inline | Role::Break | Role::Image | Role::Hidden => None,
        };
        if let Some(tag) = tag {
            let place = self.content.elements.len();
            self.content.elements.push(Element { parent: self.element, tag, naming, class });
            self.element = place;
        }
        self.dates = self.dates.saturating_add(naming.says(Naming::DATED).into());
        self.foreign = self.foreign.saturating_add(naming.says(Naming::FOREIGN).into());
    }

    fn leave(&mut self, open: &Open) {
        if !matches!(open.role, Role::Inline | Role::Link) {
            self.end_line();
        }
        match open.role {
            Role::Link => self.links = self.links.saturating_sub(1),
            Role::Preformatted => self.preformatted = self.preformatted.saturating_sub(1),
            Role::Kind(..) => drop(self.kinds.pop()),
            Role::Aside(_) => self.asides = self.asides.saturating_sub(1),
            _ => {}
        }
        self.element = open.outer;
        self.dates = self.dates.saturating_sub(open.names.naming.says(Naming::DATED).into());
        self.foreign = self.foreign.saturating_sub(open.names.naming.says(Naming::FOREIGN).into());
    }

    fn push(&mut self, text: &str) {
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 && self.preformatted > 0 {
                self.end_line();
            } else if at > 0 && !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            self.push_folded(part);
        }
    }

    fn push_folded(&mut self, text: &str) {
        let before = self.line.len();
        for (at, word) in text.split([' ', '\t', '\r', '\u{c}']).enumerate() {
            if at > 0 && !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            self.line.push_str(word);
        }
        let written = self.line.len().saturating_sub(before);
        if self.links > 0 {
            self.linked = self.linked.saturating_add(written);
        }
        self.dated |= self.dates > 0 && written > 0;
    }

    fn end_line(&mut self) {
        let text = self.line.trim();
        if !text.is_empty() {
            let text = text.to_owned();
            let length = text.chars().count();
            let kind = self.kinds.last().copied().unwrap_or(LineKind::Paragraph);
            // Old editors use `caption` for an element with the picture and the paragraphs below it.
            let kind = if kind == LineKind::Caption && length > LONGEST_CAPTION { LineKind::Paragraph } else { kind };
            self.content.lines.push(Line {
                kind,
                start: self.start,
                linked: self.linked,
                aside: self.asides > 0,
                dated: self.dated,
                foreign: self.foreign > 0,
                element: self.element,
                text,
            });
            self.start = self.start.saturating_add(length).saturating_add(1);
        }
        self.line.clear();
        self.linked = 0;
        self.dated = false;
    }

    fn image(&mut self, element: &Node) {
        let small = ["width", "height"].iter().any(|name| {
            value(element, name)
                .and_then(|value| value.trim_end_matches("px").parse::<u32>().ok())
                .is_some_and(|n| n < 80)
        });
        if small || self.asides > 0 {
            return;
        }
        let mut address = None;
        let mut names = Vec::new();
        for candidate in candidates(element) {
            if candidate.starts_with("data:") {
                names.extend(self.content.pictures.take_data(candidate));
            } else {
                address = address.or(Some(candidate));
                names.push(candidate.to_owned());
            }
        }
        if !names.is_empty() {
            let alt = value(element, "alt").unwrap_or_default().trim().to_owned();
            let (address, line) = (address.unwrap_or_default().to_owned(), self.content.lines.len());
            self.content.images.push(Image { address, candidates: names, alt, line });
        }
    }

    fn time(&mut self, element: &Node, said: Naming) {
        if self.asides > 0 {
            return;
        }
        let stated = match &*element.name.local {
            "time" => value(element, "datetime"),
            "abbr" => value(element, "title").filter(|_| said.says(Naming::DATED)),
            _ => value(element, "content").filter(|_| said.says(Naming::DATED)),
        };
        let mut data = element.attrs.iter().filter(|attribute| attribute.name.local.starts_with("data-"));
        let of_data = || {
            let date = data
                .find(|attribute| attribute.value.len() < 40 && self.naming(&attribute.name.local).says(Naming::DATED));
            date.map(|attribute| &*attribute.value)
        };
        if let Some(value) = stated.or_else(of_data) {
            let foreign = self.foreign > 0 || said.says(Naming::FOREIGN);
            self.content.times.push(Time {
                value: MachineDate::read(value.trim()),
                line: self.content.lines.len(),
                foreign,
            });
        }
    }

    /// Whether the page shows an article, or the beginning of this one.
    fn shows(&self, stated: &str) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_letter_or_digit()).collect::<String>();
        let start: String = letters(&stated.chars().take(RUNNING).collect::<String>());
        let running = self.content.lines.iter().filter(|line| {
            !matches!(line.kind, LineKind::Title | LineKind::Heading(_))
                && !line.is_linked()
                && line.text.chars().nth(RUNNING).is_some()
        });
        let shown: Vec<String> = running.map(|line| letters(&line.text)).collect();
        let length: usize = shown.iter().map(String::len).sum();
        length.saturating_mul(SHARE) > letters(stated).len() || shown.iter().any(|line| line.contains(&start))
    }

    /// Adds a text as an article. It may have markup.
    fn add_article(&mut self, text: &str) {
        let outer = self.element;
        self.enter(Role::Block(Tag::Article), Names::default());
        if text.contains('<') {
            self.nodes(Document::fragment(text).root());
        } else {
            text.lines().for_each(|line| {
                self.push(line);
                self.end_line();
            });
        }
        self.element = outer;
    }

    fn finish(mut self) -> Content {
        self.end_line();
        self.content
    }
}

/// A digest of an element's classes.
fn class(element: &Node) -> u64 {
    let mut hasher = FxHasher::default();
    value(element, "class").unwrap_or_default().hash(&mut hasher);
    hasher.finish()
}

/// Whether a style hides its element.
fn is_undisplayed(style: &str) -> bool {
    style.split(';').any(|rule| {
        rule.split_once(':').is_some_and(|(property, value)| {
            property.trim().eq_ignore_ascii_case("display") && value.trim().eq_ignore_ascii_case("none")
        })
    })
}
