//! In: the bytes of a drawing. Out: nothing, or the limit that it would exceed if all references were drawn.
//!
//! An element that is used ten times is counted ten times, and so is everything that fills, clips, masks, filters or marks another element.
//! Otherwise a few lines could grow to billions of elements (`use` of `use`).
//!
//! Invariant: takes no more steps than elements are allowed. Counts too much rather than too little.

use std::collections::HashMap;
use std::rc::Rc;

use data_url::DataUrl;
use roxmltree::{Document, Node};

use super::style::{CONTEXT, Property, Style, declared, urls};
use super::{Excess, numbers, source};
use crate::capture::gzip;
use crate::capture::picture::{self, Fault, MediaType};
use crate::limits;

/// Elements with fill, lines or markers. `a` inside a text is a part of the text.
const PAINTED: [&str; 13] = [
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "tref", "a", "use",
];
/// Elements that draw text.
const TEXTS: [&str; 4] = ["text", "tspan", "textPath", "tref"];
/// The namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";
/// Elements whose external addresses would be opened.
const LINKING: [&str; 3] = ["image", "feImage", "use"];
/// Maximum number of references of one element, and of all that it inherits. Drawing programs create a handful. Set by hand.
const REFERENCES: usize = 64;
const INHERITED: usize = 256;
/// Maximum number of comparisons to find the rules for elements, and maximum length of a list of classes in bytes. Both bound the time for
/// a hostile file. Set by hand.
const COMPARED: usize = 50_000_000;
const CLASSES: usize = 1024;
/// Properties that an element would inherit if it said so, although they apply only once.
const ONCE: [&str; 3] = ["clip-path", "mask", "filter"];
/// Number of corners of a shape without attributes that list them. A circle is four curves of three points each.
const CORNERS: usize = 12;
/// Minimum number of characters for a corner of a path: a letter and a number.
const SIGNS_OF_CORNER: usize = 2;

/// Measures a drawing.
pub(crate) fn measure(bytes: &[u8]) -> Result<(), Excess> {
    Tally::default().drawing(bytes, 0)
}

/// The counts so far, for a drawing and those inside it.
#[derive(Debug, Default)]
struct Tally {
    elements: usize,
    data: u64,
    text: usize,
    /// Total size of embedded pictures, encoded and unpacked, in bytes.
    unpacked: u64,
    /// Total length of class names.
    classes: u64,
    /// Number of comparisons to apply all rules.
    styled: u64,
    /// Letters on paths: the sum of the number of letters times the number of the path's corners.
    along: u64,
}

/// The inherited references of an element.
type Inherited = Rc<Vec<(Property, usize)>>;

/// A drawing while it is measured.
struct Drawing<'a> {
    document: &'a Document<'a>,
    style: Style,
    has_pattern: bool,
    /// All elements with an identifier.
    identified: HashMap<&'a str, Vec<usize>>,
    /// By the element's index in the document.
    parts: Vec<Part>,
}

/// The facts about one element itself.
#[derive(Debug, Default, Clone)]
struct Part {
    name: String,
    /// Its own references and those from rules.
    references: Vec<(Property, usize)>,
    /// The properties that it sets itself, so it does not inherit them.
    says: Vec<Property>,
    /// The elements that it refers to with `href`.
    href: Vec<usize>,
    inherited: Inherited,
    images: Vec<Image>,
    data: u64,
    corners: usize,
    text: usize,
}

/// An embedded picture.
#[derive(Debug, Clone)]
struct Image {
    /// Its encoded and unpacked size together, in bytes.
    size: u64,
    /// Its bytes if it is a drawing itself.
    drawing: Option<Vec<u8>>,
}

impl Tally {
    fn drawing(&mut self, bytes: &[u8], depth: usize) -> Result<(), Excess> {
        let text = source::text(bytes)?;
        self.data = self.data.saturating_add(if depth == 0 { 0 } else { text.len() as u64 });
        self.check()?;
        let document = source::parse(&text)?;
        let drawing = Drawing::new(&document)?;
        let (elements, data, classes) = (self.elements, self.data, self.classes);
        self.element(&drawing, document.root_element(), &Inherited::default(), depth, false)?;
        let style = &drawing.style;
        let tried = (self.elements.saturating_sub(elements) as u64).saturating_mul(style.work(drawing.depth()));
        let in_attributes = self.data.saturating_sub(data).saturating_mul(style.attributes);
        let in_classes = self.classes.saturating_sub(classes).saturating_mul(style.classes);
        self.styled = [tried, in_attributes, in_classes].into_iter().fold(self.styled, u64::saturating_add);
        self.check()
    }

    fn check(&self) -> Result<(), Excess> {
        match self {
            _ if self.elements > limits::DRAWING_ELEMENTS => Err(Excess::TooManyElements),
            _ if self.data > limits::DRAWING_DATA => Err(Excess::TooMuchData),
            _ if self.text > limits::DRAWING_TEXT || self.along > limits::DRAWING_WORK => Err(Excess::TooMuchText),
            _ if self.styled > limits::DRAWING_WORK => Err(Excess::TooMuchStyle),
            _ if self.unpacked > limits::PICTURE_UNPACKED => Err(Excess::Picture(Fault::UnpacksTooLarge)),
            _ => Ok(()),
        }
    }

    /// Counts an element and everything that is drawn with it. `around` is what it inherits.
    fn element(
        &mut self,
        drawing: &Drawing,
        node: Node,
        around: &Inherited,
        depth: usize,
        in_text: bool,
    ) -> Result<(), Excess> {
        if depth > limits::DRAWING_DEPTH {
            return Err(Excess::TooDeep);
        }
        let Some(part) = drawing.parts.get(node.id().get_usize()) else { return Ok(()) };
        let depth = depth.saturating_add(1);
        let in_text = in_text || TEXTS.contains(&part.name.as_str());
        self.elements = self.elements.saturating_add(1);
        self.data = self.data.saturating_add(part.data);
        self.classes = self.classes.saturating_add(node.attribute("class").map_or(0, str::len) as u64);
        self.text = self.text.saturating_add(if in_text { part.text } else { 0 });
        self.check()?;
        part.images.iter().try_for_each(|image| self.image(image, depth))?;
        let inherited = part.inheriting(around);
        let is_painted = PAINTED.contains(&part.name.as_str());
        let painted = inherited.iter().filter(|_| is_painted);
        let once = part.references.iter().filter(|(property, _)| !is_painted || !property.is_inherited());
        for (property, target) in painted.chain(once) {
            let is_at_corners = is_painted && matches!(property, Property::Corner | Property::Any);
            for _ in 0..if is_at_corners { part.corners } else { 1 } {
                self.referred(drawing, *target, depth, false)?;
            }
        }
        for target in &part.href {
            match part.name.as_str() {
                // An element that is used is drawn in the place where it is used.
                "use" => self.element(drawing, drawing.node(*target)?, &inherited, depth, in_text)?,
                name => self.referred(drawing, *target, depth, name == "tref")?,
            }
            if part.name == "textPath" {
                let letters: usize =
                    node.descendants().filter(Node::is_text).map(|node| node.text().map_or(0, str::len)).sum();
                let path = drawing.parts.get(*target).map_or(0, |target| target.corners);
                self.along = self.along.saturating_add((letters as u64).saturating_mul(path as u64));
                self.check()?;
            }
        }
        for child in node.children().filter(Node::is_element) {
            self.element(drawing, child, &inherited, depth, in_text)?;
        }
        Ok(())
    }

    /// Counts a referenced element. It inherits from its own parents.
    fn referred(&mut self, drawing: &Drawing, target: usize, depth: usize, in_text: bool) -> Result<(), Excess> {
        let node = drawing.node(target)?;
        let around = node.parent().and_then(|parent| drawing.parts.get(parent.id().get_usize()));
        let around = around.map(|part| part.inherited.clone()).unwrap_or_default();
        self.element(drawing, node, &around, depth, in_text)
    }

    /// Counts a picture that is embedded in an address.
    fn image(&mut self, image: &Image, depth: usize) -> Result<(), Excess> {
        self.unpacked = self.unpacked.saturating_add(image.size);
        self.check()?;
        image.drawing.as_ref().map_or(Ok(()), |drawing| self.drawing(drawing, depth))
    }
}

impl Image {
    /// The pictures embedded in an element.
    fn all(node: Node) -> Vec<Self> {
        addresses(node).filter(|address| is_data(address)).map(Self::of).collect()
    }

    fn of(address: &str) -> Self {
        let written = address.len() as u64;
        let address: String = address.split_whitespace().collect();
        let decoded = DataUrl::process(&address).ok().and_then(|address| address.decode_to_vec().ok());
        let Some((bytes, _)) = decoded else { return Self { size: written, drawing: None } };
        let is_drawing = MediaType::of(&bytes).is_none() && (gzip::is_packed(&bytes) || bytes.contains(&b'<'));
        let size = written.saturating_add(picture::unpacked(&bytes).unwrap_or_default());
        Self { size, drawing: is_drawing.then_some(bytes) }
    }
}

impl<'a> Drawing<'a> {
    fn new(document: &'a Document<'a>) -> Result<Self, Excess> {
        let mut identified: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut style = Style::default();
        for node in document.descendants().filter(Node::is_element) {
            if let Some(id) = node.attribute("id") {
                identified.entry(id).or_default().push(node.id().get_usize());
            }
            if node.tag_name().name() == "style" {
                let text: String = node.children().filter_map(|child| child.text()).collect();
                style.add(&text)?;
            }
        }
        let compared = document.descendants().count().saturating_mul(style.references_count());
        let names = document.descendants().filter_map(|node| node.attribute("class")).map(str::len);
        if compared > COMPARED || names.max().unwrap_or_default() > CLASSES {
            return Err(Excess::TooMuchStyle);
        }
        let has_pattern = document.descendants().any(|node| node.tag_name().name() == "pattern");
        let mut drawing = Self { document, style, has_pattern, identified, parts: Vec::new() };
        for node in document.descendants() {
            let part = drawing.part(node)?;
            drawing.parts.push(part);
        }
        Ok(drawing)
    }

    /// The depth of nesting of its elements.
    fn depth(&self) -> usize {
        let mut depths: Vec<usize> = Vec::with_capacity(self.parts.len());
        for node in self.document.descendants() {
            let around = node.parent().and_then(|parent| depths.get(parent.id().get_usize()));
            depths.push(around.map_or(0, |around| around.saturating_add(1)));
        }
        depths.into_iter().max().unwrap_or_default()
    }

    fn node(&self, at: usize) -> Result<Node<'a, 'a>, Excess> {
        let node = u32::try_from(at).ok().and_then(|at| self.document.get_node(at.into()));
        node.ok_or(Excess::TooManyElements)
    }

    fn targets(&self, id: &str) -> &[usize] {
        self.identified.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    fn part(&self, node: Node<'a, 'a>) -> Result<Part, Excess> {
        let around = node.parent().and_then(|parent| self.parts.get(parent.id().get_usize()));
        let around = around.map(|part| part.inherited.clone()).unwrap_or_default();
        let mut part = Part { name: node.tag_name().name().to_owned(), ..Part::default() };
        if !node.is_element() {
            return Ok(part);
        }
        let mut references: Vec<_> = self.style.references(node).cloned().collect();
        for attribute in node.attributes().filter(|attribute| attribute.name() != "href") {
            let (name, value) = (attribute.name(), attribute.value());
            part.data = part.data.saturating_add(value.len() as u64);
            if self.has_pattern && (self.style.has_context || value.contains(CONTEXT)) {
                return Err(Excess::Untold("context-fill"));
            }
            // Attributes of other programs do not matter, nor do numbers in names.
            let is_own = attribute.namespace().is_none() && !matches!(name, "id" | "class");
            if is_own && numbers::are_too_large(value, name == "d") {
                return Err(Excess::TooFar);
            }
            match name {
                "style" => references.extend(declared(value)?),
                "d" | "points" => part.corners = value.len() / SIGNS_OF_CORNER,
                _ if ONCE.contains(&name) && value.trim() == "inherit" => return Err(Excess::Untold("inherit")),
                _ => references.extend(urls(value).map(|id| (Property::named(name), id))),
            }
        }
        part.corners = part.corners.saturating_add(CORNERS);
        part.text = node.children().filter(Node::is_text).map(|text| text.text().map_or(0, str::len)).sum();
        part.says = self.says(node);
        let found = references.iter().flat_map(|(property, id)| self.targets(id).iter().map(|at| (*property, *at)));
        part.references = found.take(REFERENCES.saturating_add(1)).collect();
        for address in addresses(node) {
            match address.trim().strip_prefix('#') {
                Some(id) => part.href.extend(self.targets(id).iter().take(REFERENCES.saturating_add(1))),
                None if LINKING.contains(&part.name.as_str()) && !is_data(address) && !address.trim().is_empty() => {
                    return Err(Excess::Outside(address.chars().take(80).collect()));
                }
                None => {}
            }
        }
        if part.name == "image" {
            part.images = Image::all(node);
        }
        part.inherited = part.inheriting(&around);
        if part.references.len().max(part.href.len()) > REFERENCES || part.inherited.len() > INHERITED {
            return Err(Excess::TooManyElements);
        }
        Ok(part)
    }

    /// The paint properties that an element sets itself, whatever the rules say, so it does not inherit them.
    fn says(&self, node: Node) -> Vec<Property> {
        let is_paint = |property: &Property| matches!(property, Property::Fill | Property::Stroke);
        let of_drawings = |space: Option<&str>| space.is_none_or(|space| space == SVG);
        let mut said = Vec::new();
        for attribute in node.attributes().filter(|attribute| of_drawings(attribute.namespace())) {
            match (attribute.name(), attribute.value()) {
                ("style", value) if value.contains(['"', '\'', '\\', '/']) || value.contains("inherit") => {
                    return Vec::new();
                }
                ("style", value) => {
                    let declared = value.split(';').filter_map(|one| one.split_once(':'));
                    said.extend(declared.map(|(name, _)| Property::named(name.trim())).filter(is_paint));
                }
                (_, value) if value.trim() == "inherit" => {}
                (name, _) => said.extend(Some(Property::named(name)).filter(is_paint)),
            }
        }
        if self.style.has_inheritance { Vec::new() } else { said }
    }
}

impl Part {
    /// What the element passes on to its children, given what it inherits.
    fn inheriting(&self, around: &Inherited) -> Inherited {
        if self.says.is_empty() && self.references.is_empty() {
            return around.clone();
        }
        let mut all: Vec<_> = around.iter().filter(|(property, _)| !self.says.contains(property)).copied().collect();
        for own in self.references.iter().filter(|(property, _)| property.is_inherited()) {
            if !all.contains(own) {
                all.push(*own);
            }
        }
        Rc::new(all)
    }
}

/// The addresses in an element's `href` attributes.
fn addresses<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = &'a str> {
    node.attributes().filter(|attribute| attribute.name() == "href").map(|attribute| attribute.value())
}

fn is_data(address: &str) -> bool {
    address.trim_start().get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"))
}
