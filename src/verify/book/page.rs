//! In: the text of a page of a book, or of its contents. Out: what in it does not belong to the edition or to the layout.
//!
//! Invariant: one pass, no deeper than a limit. Keeps only the identifiers and links of a page. Anything that XML readers could understand
//! in two ways is a failure.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::known::{Known, Scope};
use super::layout::{Attribute, Markup, READ};
use super::{COVERS, Check, FOLDER, PICTURES, damaged, opened_by};
use crate::capture::CaptureId;
use crate::characters::of_reference;
use crate::limits;
use crate::verify::claims::Place;
use crate::verify::letters::{letters, marks};
use crate::verify::{VerifyError, What, shown};

/// Maximum depth of elements. In books of litopys it is less than twenty. It bounds the recursion. Set by hand.
const DEEPEST: usize = 200;
/// The prefixes of identifiers that end in the number that a link to them shows.
const NUMBERED: [&str; 4] = ["source-", "note-", "cited-", "page-"];
/// The prefixes of files with one row for each event, with its day and a link to it.
const LISTS: [&str; 3] = ["timeline", "glance", "news"];
/// The elements of a row.
const ROWS: [&str; 3] = ["li", "tr", "div"];
/// The elements behind which another list begins.
const BLOCKS: [&str; 5] = ["dd", "li", "tr", "p", "div"];
/// The elements of a drawing, and their attributes with a value from a drawing.
const SHAPES: [&str; 4] = ["svg", "rect", "path", "text"];
const DRAWN: [&str; 7] = ["viewBox", "x", "y", "width", "height", "rx", "d"];
/// The element around a drawing. Its labels are not the texts of rows.
const DRAWING: &str = "svg";
/// The navigation. It may hide lists that reading devices show themselves.
const NAVIGATION: &str = "nav.xhtml";
/// The older contents.
const CONTENTS: &str = "toc.ncx";
/// The namespaces of a page and of the older contents.
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const NCX: &str = "http://www.daisy.org/z3986/2005/ncx/";

type Attributes = BTreeMap<String, String>;

/// A page while it is checked.
pub(crate) struct Page<'a, 'b> {
    check: &'a mut Check<'b>,
    known: &'b Known,
    markup: &'b Markup,
    file: &'a str,
    /// The open elements.
    open: Vec<Open>,
    names: BTreeSet<String>,
    has_root: bool,
    /// The last text, if it was only a number.
    number: Option<String>,
    /// The last text of the older contents. It comes before its link.
    label: String,
    /// The rating whose publishers are being listed.
    rating: Option<usize>,
}

/// An element.
#[derive(Default)]
struct Open {
    element: String,
    /// The part of the edition that it belongs to.
    thing: Option<String>,
    /// The target of a link, and the text of the link.
    link: Option<Target>,
    said: String,
    claim: Option<Claim>,
    /// Words of a capture that come just before.
    before: Option<Place>,
    class: Option<String>,
    /// The texts that it may have as a label of a drawing.
    labels: Option<Vec<String>>,
    row: Row,
}

/// The target of a link: an identifier, or a file.
struct Target {
    thing: String,
    number: Option<usize>,
}

/// The content of an element that may be the row of an event, or a quote.
#[derive(Default)]
struct Row {
    texts: Vec<String>,
    targets: BTreeSet<String>,
    claims: Vec<Place>,
}

/// An element with words of a capture.
struct Claim {
    place: Place,
    text: String,
}

impl<'a, 'b> Page<'a, 'b> {
    pub(crate) fn new(check: &'a mut Check<'b>, file: &'a str) -> Self {
        let (known, markup) = (check.known, check.layouts.markup(file));
        let (open, names) = (Vec::new(), BTreeSet::new());
        Self {
            check,
            known,
            markup,
            file,
            open,
            names,
            has_root: false,
            number: None,
            label: String::new(),
            rating: None,
        }
    }

    pub(crate) fn walk(mut self, page: &str) -> Result<(), VerifyError> {
        let mut reader = Reader::from_str(page);
        let mut text = String::new();
        loop {
            let event = reader.read_event().map_err(|error| damaged(format!("{}: {error}", self.file)))?;
            match &event {
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(piece),
                Event::GeneralRef(name) => match of_reference(name) {
                    Some(character) => text.push(character),
                    None => self.tell(format!("`&{};` is an unknown entity", &**name)),
                },
                Event::Comment(_) => {}
                _ => self.text(&std::mem::take(&mut text)),
            }
            match &event {
                Event::Start(tag) => self.start(tag)?,
                Event::Empty(tag) => {
                    self.start(tag)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Decl(declaration) => self.declaration(declaration),
                Event::DocType(kind) => {
                    let is_plain = self.file != CONTENTS && kind.trim() == "html" && !self.has_root;
                    self.hold(is_plain, || "its document type is not the one that litopys writes".to_owned());
                }
                Event::PI(_) => self.tell("it has a processing instruction, which litopys never writes".to_owned()),
                Event::Eof => break,
                _ => {}
            }
        }
        if !self.open.is_empty() || !self.has_root {
            return Err(damaged(format!("{}: it does not end", self.file)));
        }
        self.check.names.insert(self.file.to_owned(), self.names);
        Ok(())
    }

    fn tell(&mut self, problem: String) {
        self.check.found.add(What::Print, self.file, problem);
    }

    fn hold(&mut self, holds: bool, problem: impl FnOnce() -> String) {
        self.check.found.check(holds, What::Print, self.file, problem);
    }

    fn declaration(&mut self, declaration: &BytesDecl) {
        let is_utf_8 = match declaration.encoding() {
            None => true,
            Some(encoding) => encoding.is_ok_and(|encoding| encoding.eq_ignore_ascii_case("utf-8")),
        };
        self.hold(is_utf_8 && !self.has_root, || "it declares an encoding other than UTF-8".to_owned());
    }

    /// Checks a text between two tags: part of the words of a capture, or a text of the edition.
    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            return self
                .open
                .iter_mut()
                .filter_map(|open| open.claim.as_mut())
                .for_each(|claim| claim.text.push_str(text));
        }
        if self.open.is_empty() {
            return self.tell(format!("{} is outside of its elements", shown(text.trim())));
        }
        if let Some(open) = self.open.last_mut() {
            open.before = None;
        }
        self.open.iter_mut().filter_map(|open| open.claim.as_mut()).for_each(|claim| claim.text.push_str(text));
        self.open.iter_mut().filter(|open| open.link.is_some()).for_each(|open| open.said.push_str(text));
        let is_claimed = self.open.iter().any(|open| open.claim.is_some());
        self.said(text);
        self.counted(text);
        self.labels(text);
        self.rated(text);
        if self.file == CONTENTS {
            text.clone_into(&mut self.label);
        }
        let is_named = self.open.iter().any(|open| open.thing.is_some() || open.element == DRAWING);
        let is_in_row = self.is_list() && !is_named || self.open.iter().any(|open| open.element == "blockquote");
        if let Some(open) = self.open.last_mut().filter(|_| is_in_row && !is_claimed) {
            open.row.texts.push(text.to_owned());
        }
    }

    /// Checks a text that a reader sees or hears: it must be in the edition and belong to the part that it is printed with.
    fn said(&mut self, text: &str) {
        let is_page =
            [NAVIGATION, CONTENTS].contains(&self.file) && text.trim().bytes().all(|byte| byte.is_ascii_digit());
        let tells = is_page || self.known.tells(text, &self.scopes());
        self.hold(tells, || {
            format!("{} is not in the edition, or does not belong to what it is printed with", shown(text.trim()))
        });
        let turned = self.known.turned(text);
        self.hold(turned.is_none(), || format!("{} is written in another direction", shown(text.trim())));
    }

    /// Checks that a label of a drawing is at its place.
    fn labels(&mut self, text: &str) {
        let said = marks(text);
        let labels = self.open.last().and_then(|open| open.labels.as_ref());
        // A word of the product may stand before it, but no other digit.
        let is_label = |label: &String| {
            said.strip_suffix(label.as_str()).is_some_and(|before| !before.contains(|c: char| c.is_ascii_digit()))
        };
        let holds = labels.is_none_or(|labels| labels.iter().any(is_label));
        self.hold(holds, || format!("{} is not at its place in the drawing", shown(text.trim())));
    }

    /// Checks that the publishers of a rating are listed behind it.
    fn rated(&mut self, text: &str) {
        let (was, begun) = (self.rating, self.known.rating(text));
        let is_letter = text.trim().chars().count() == 1;
        self.rating = begun.or(was);
        let holds = match (begun, was) {
            (Some(begun), Some(was)) => is_letter || begun == was,
            (None, Some(was)) => !self.known.is_rated_otherwise(text, was),
            _ => true,
        };
        self.hold(holds, || format!("{} does not belong to the rating that it is printed with", shown(text.trim())));
    }

    /// What a text must belong to: the innermost part of the edition around it, and the target of a link around it.
    fn scopes(&self) -> Vec<&'b Scope> {
        let things = self.open.iter().rev().find_map(|open| self.known.named(open.thing.as_ref()?));
        let links = self.open.iter().rev().find_map(|open| self.known.named(&open.link.as_ref()?.thing));
        things.into_iter().chain(links).collect()
    }

    /// Checks a count: a number and a noun, in one text or in two.
    fn counted(&mut self, text: &str) {
        let said = marks(text);
        let noun = said.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = said.len().saturating_sub(noun.len());
        let own = said.get(..digits).filter(|own| !own.is_empty()).map(str::to_owned);
        if let Some(number) = own.clone().or_else(|| self.number.take()).filter(|_| !noun.is_empty()) {
            let holds = self.known.counts(&number, noun);
            self.hold(holds, || format!("the number of {} is not {number}", shown(noun)));
        }
        self.number = own.filter(|_| noun.is_empty());
    }

    fn start(&mut self, tag: &BytesStart) -> Result<(), VerifyError> {
        let element = tag.name().as_ref().to_owned();
        if self.open.len() >= DEEPEST {
            return Err(damaged(format!("{}: it is nested too deeply", self.file)));
        }
        self.check.elements = self.check.elements.saturating_add(1);
        if self.check.elements > limits::VERIFIED_ELEMENTS {
            return Err(damaged("it has more elements than a book can have"));
        }
        let attributes = self.attributes(tag)?;
        self.hold(self.markup.has(&element), || format!("it has {}, which the layout does not write", shown(&element)));
        if self.open.is_empty() {
            self.root(&element, &attributes);
        }
        let class = attributes.get("class").or_else(|| self.open.last()?.class.as_ref()).cloned();
        let mut open = Open { element, class, ..Open::default() };
        open.thing = attributes.get("id").filter(|id| self.known.named(id).is_some()).cloned();
        let address = attributes.get("href").filter(|_| open.element == "a");
        open.link = address.and_then(|address| self.target(address));
        let is_linked = self.open.iter().any(|open| open.link.is_some());
        self.hold(open.link.is_none() || !is_linked, || "there is a link inside another".to_owned());
        open.link = open.link.filter(|_| !is_linked);
        if let Some(before) = self.open.last_mut().and_then(|parent| parent.before.take()) {
            self.cited(&before, open.link.as_ref());
        }
        let place = place(&attributes);
        let is_within = self.open.iter().any(|open| open.claim.is_some());
        self.hold(place.is_none() || !is_within, || "there are words of a page inside others".to_owned());
        open.claim = place.filter(|_| !is_within).map(|place| Claim { place, text: String::new() });
        let targets = open.link.iter().filter(|link| self.known.is_event(&link.thing));
        open.row.targets.extend(targets.map(|link| link.thing.clone()));
        self.open.push(open);
        for (name, value) in &attributes {
            self.attribute(name, value, &attributes);
        }
        self.shape(&attributes);
        Ok(())
    }

    fn attributes(&mut self, tag: &BytesStart) -> Result<Attributes, VerifyError> {
        let mut attributes = Attributes::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| damaged(format!("{}: {error}", self.file)))?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| damaged(format!("{}: {error}", self.file)))?;
            attributes.insert(attribute.key.as_ref().to_owned(), value.into_owned());
        }
        Ok(attributes)
    }

    /// Checks the outermost element, which determines the meaning of all others.
    fn root(&mut self, element: &str, attributes: &Attributes) {
        let (root, space) = if self.file == CONTENTS { ("ncx", NCX) } else { ("html", XHTML) };
        let is_root = element == root && attributes.get("xmlns").is_some_and(|own| own == space);
        self.hold(is_root && !self.has_root, || "its root element is not the one that litopys writes".to_owned());
        self.has_root = true;
    }

    /// Checks an attribute of the innermost element: it must be one of the layout's, with an allowed value.
    fn attribute(&mut self, name: &str, value: &str, all: &Attributes) {
        let element = self.open.last().map(|open| open.element.clone()).unwrap_or_default();
        let kind = self.markup.attribute(&element, name, value);
        let is_written = kind == Attribute::Written;
        let holds = match name {
            "hidden" => is_written && (self.file == NAVIGATION || element != "nav"),
            "lang" | "xml:lang" => is_written || is_tag(value),
            "data-path" | "data-record" | "data-start" | "data-end" => place(all).is_some(),
            "epub:type" => is_written || self.check.layouts.is_type(value) || LANDMARKS.contains(&value),
            "id" => is_name(value) && self.names.insert(value.to_owned()),
            _ if is_written && !READ.contains(&name) => true,
            _ if kind == Attribute::Unknown => false,
            "href" => self.leads(value),
            "src" if element == "content" => self.leads(value) && self.labelled(value),
            "src" => self.shows(value),
            "content" | "playOrder" => self.is_of_contents(value),
            "aria-labelledby" => is_name(value),
            "datetime" => self.known.tells(value, &self.scopes()),
            "value" => self.numbered(value, all),
            _ if DRAWN.contains(&name) && SHAPES.contains(&element.as_str()) => true,
            _ if READ.contains(&name) => {
                self.read(value, all);
                true
            }
            _ => false,
        };
        let problem =
            || format!("`{element}` has {}, which the layout does not write", shown(&format!("{name}=\"{value}\"")));
        self.hold(holds, problem);
    }

    /// Checks that the innermost element is a shape of a drawing, if it has attributes of one that no layout writes.
    fn shape(&mut self, all: &Attributes) {
        let Some(open) = self.open.last_mut().filter(|open| SHAPES.contains(&open.element.as_str())) else { return };
        let is_drawn = |&(name, value): &(&str, &str)| {
            DRAWN.contains(&name) && self.markup.attribute(&open.element, name, value) != Attribute::Written
        };
        let values = all.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let values: Vec<(&str, &str)> = values.filter(is_drawn).collect();
        if values.is_empty() {
            return;
        }
        let texts = self.known.draws(open.class.as_deref(), &values);
        let holds = !texts.is_empty();
        open.labels = Some(texts.into_iter().map(str::to_owned).collect());
        let values: Vec<String> = values.iter().map(|(name, value)| format!("{name}=\"{value}\"")).collect();
        let (element, values) = (open.element.clone(), values.join(" "));
        self.hold(holds, || format!("`{element}` has {}, which the drawing does not", shown(&values)));
    }

    /// Checks the value of an attribute that readers hear or see. If a link or a target has a number, the value must end in that number.
    fn read(&mut self, text: &str, all: &Attributes) {
        let own = all.get("id").and_then(|id| number(id));
        if own.is_none_or(|own| own.to_string() != text) {
            self.said(text);
        }
        let link = self.open.last().and_then(|open| open.link.as_ref()?.number);
        self.shown_number(text, link.or(own));
    }

    fn shown_number(&mut self, text: &str, number: Option<usize>) {
        let said = marks(text);
        let label = said.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = said.get(label.len()..).filter(|digits| !digits.is_empty());
        if let (Some(digits), Some(number)) = (digits, number) {
            let holds = digits == number.to_string() || !(label.is_empty() || self.known.is_label(label));
            self.hold(holds, || format!("{} leads to number {number}", shown(text.trim())));
        }
    }

    /// The target of an address within the book.
    fn target(&self, address: &str) -> Option<Target> {
        let (file, name) = address.split_once('#').unwrap_or((address, ""));
        let thing =
            if name.is_empty() { opened_by(file).trim_end_matches(".xhtml").to_owned() } else { name.to_owned() };
        (!address.contains(':')).then(|| Target { number: number(&thing), thing })
    }

    /// Whether a link may lead to an address: a place in the book, or the page of a source.
    fn leads(&mut self, address: &str) -> bool {
        if address.contains(':') {
            let source = self.open.iter().rev().find_map(|open| source(open.thing.as_ref()?));
            return self.known.leads(address, source);
        }
        let (file, name) = address.split_once('#').map_or((address, None), |(file, name)| (file, Some(name)));
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        let file = if file.is_empty() { self.file } else { file };
        let holds = is_plain(file) && name.is_none_or(is_name);
        if holds {
            self.check.links.insert((self.file.to_owned(), file.to_owned(), name.map(str::to_owned)));
        }
        holds
    }

    /// Whether the text before a link of the older contents describes its target.
    fn labelled(&mut self, address: &str) -> bool {
        let Some(target) = self.target(address) else { return false };
        let label = std::mem::take(&mut self.label);
        self.shown_number(&label, target.number);
        let scope = self.known.named(&target.thing);
        scope.is_none_or(|scope| self.known.tells(&label, &[scope]))
    }

    /// Whether a picture may be here.
    fn shows(&mut self, address: &str) -> bool {
        let file = address.strip_prefix(PICTURES);
        let is_there = self.check.files.contains_key(&format!("{}{address}", FOLDER));
        let event = self.open.iter().rev().find_map(|open| self.known.picture(open.thing.as_ref()?));
        let is_cover = COVERS.contains(&address) && self.file == "cover.xhtml";
        let is_own = match (file, event) {
            (Some(file), Some(digest)) => !digest.is_empty() && file.starts_with(digest),
            (Some(file), None) => {
                self.known.is_picture(file)
                    && !self.open.iter().any(|open| open.thing.as_ref().is_some_and(|thing| self.known.is_event(thing)))
            }
            (None, _) => is_cover,
        };
        is_there && is_own
    }

    /// Whether a value is a number of the older contents, or the book's identifier in them.
    fn is_of_contents(&self, value: &str) -> bool {
        let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        self.file == CONTENTS && (is_number || value == format!("urn:uuid:{}", self.check.identifier))
    }

    /// Whether the number of a list entry or a page is that of its identifier.
    fn numbered(&self, value: &str, all: &Attributes) -> bool {
        let named = all.get("id").and_then(|id| id.rsplit_once('-')).map(|(_, number)| number);
        named == Some(value)
    }

    /// Checks that the number next to words is that of their source.
    fn cited(&mut self, words: &Place, link: Option<&Target>) {
        let Some(Target { thing, number: Some(number) }) = link else { return };
        let is_source = ["source-", "note-"].iter().any(|kind| thing.starts_with(kind));
        let source = self.check.claims.source(*number);
        let holds = !is_source
            || source.is_some_and(|source| source.record == words.record && self.is_capture(&words.path, &source.path));
        let capture = CaptureId::new(&words.path, words.record).to_string();
        self.hold(holds, || {
            format!("next to words of `{capture}` there is a link to source {number}, which is another one")
        });
    }

    fn is_capture(&self, printed: &str, path: &str) -> bool {
        self.known.captures(printed).iter().any(|one| one == path)
    }

    fn end(&mut self) {
        let Some(mut done) = self.open.pop() else { return };
        if let Some(target) = &done.link {
            self.shown_number(&done.said, target.number);
        }
        if let Some(claim) = done.claim.take() {
            done.row.claims.push(claim.place.clone());
            if let Some(parent) = self.open.last_mut() {
                parent.before = Some(claim.place.clone());
            }
            self.claim(claim);
        }
        if BLOCKS.contains(&done.element.as_str()) {
            self.rating = None;
        }
        let is_list = self.is_list();
        match done.element.as_str() {
            "blockquote" => self.quote(&done.row),
            element if is_list && ROWS.contains(&element) => self.row(&mut done.row),
            _ => {}
        }
        match self.open.last_mut() {
            Some(parent) => {
                parent.row.texts.append(&mut done.row.texts);
                parent.row.targets.append(&mut done.row.targets);
                parent.row.claims.append(&mut done.row.claims);
            }
            None if is_list => self.left(&done.row),
            None => {}
        }
    }

    /// Whether it is a file of rows.
    fn is_list(&self) -> bool {
        LISTS.iter().any(|list| self.file.starts_with(list))
    }

    /// Checks that words are at the place that they name.
    fn claim(&mut self, Claim { place, text }: Claim) {
        let said = letters(&text);
        let (start, end) = (place.start, place.end);
        let mut stands = false;
        for path in self.known.captures(&place.path) {
            let there = self.check.originals.at(path, place.record).and_then(|one| one.words(start, end));
            if there.is_some_and(|there| letters(there) == said) {
                stands = true;
                if !self.open.iter().any(|open| open.element == "aside") {
                    let stand = (opened_by(self.file), path.clone(), place.record, start, end, said.clone());
                    self.check.stands.insert(stand);
                }
            }
        }
        let capture = CaptureId::new(&place.path, place.record).to_string();
        self.check.found.check(stands, What::Words, self.file, || {
            format!("{} is not in `{capture}` at {start}–{end}", shown(text.trim()))
        });
    }

    /// Checks that the texts with a quote belong to that quote.
    fn quote(&mut self, row: &Row) {
        let known = self.known;
        let named = |place: &Place| {
            let paths = known.captures(&place.path).iter();
            paths.filter_map(|path| known.quote(&Place { path: path.clone(), ..place.clone() })).next()
        };
        let Some(scope) = row.claims.iter().find_map(named) else { return };
        for text in &row.texts {
            let holds = known.tells(text, &[scope]);
            self.hold(holds, || format!("{} does not belong to the quote that it is printed with", shown(text.trim())));
        }
    }

    /// Checks that the texts in the row of one event belong to this event.
    fn row(&mut self, row: &mut Row) {
        let mut targets = row.targets.iter();
        let (Some(event), None) = (targets.next(), targets.next()) else { return };
        let scope = self.known.beside(event);
        for text in std::mem::take(&mut row.texts) {
            let holds = scope.as_ref().is_some_and(|scope| self.known.tells(&text, &[scope]));
            self.hold(holds, || format!("{} does not belong to the event that it is printed with", shown(text.trim())));
        }
        for place in std::mem::take(&mut row.claims) {
            let own = self.known.captures(&place.path).iter();
            let own = own.filter_map(|path| self.known.glance(&Place { path: path.clone(), ..place.clone() })).next();
            self.hold(own.is_none_or(|own| own == event), || {
                "words are printed with an event that is not theirs".to_owned()
            });
        }
        row.targets.clear();
    }

    /// Checks that texts outside of rows are not days of events.
    fn left(&mut self, row: &Row) {
        for text in row.texts.iter().filter(|text| self.known.is_day(text)) {
            self.tell(format!("{} is printed without an event", shown(text.trim())));
        }
    }
}

/// The kinds of landmarks in the navigation (EPUB structural semantics).
const LANDMARKS: [&str; 9] =
    ["cover", "titlepage", "toc", "bodymatter", "index", "glossary", "endnotes", "backmatter", "appendix"];

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// Whether a text is a language tag (RFC 5646).
fn is_tag(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The number in the identifier of something that is shown by its number.
fn number(name: &str) -> Option<usize> {
    NUMBERED.iter().find_map(|kind| name.strip_prefix(kind)?.parse().ok())
}

/// The number of the source with this identifier.
fn source(thing: &str) -> Option<usize> {
    ["source-", "note-"].iter().find_map(|kind| thing.strip_prefix(kind)?.parse().ok())
}

/// The place that the attributes of an element name.
fn place(attributes: &Attributes) -> Option<Place> {
    Some(Place {
        path: attributes.get("data-path")?.clone(),
        record: attributes.get("data-record")?.parse().ok()?,
        start: attributes.get("data-start")?.parse().ok()?,
        end: attributes.get("data-end")?.parse().ok()?,
    })
}
