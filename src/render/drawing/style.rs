//! In: the styles of a drawing. Out: the elements that rules may give a reference to another element.
//!
//! Invariant: a rule with a reference counts for every element that it might match, whatever other conditions it has.

use roxmltree::Node;

use super::{Excess, numbers};
use crate::limits;

/// The prefix of paints that are taken from the element that uses another.
pub(crate) const CONTEXT: &str = "context-";
/// Properties that apply only once to an element.
const ONCE: [&str; 3] = ["clip-path", "mask", "filter"];

/// Cost of comparing a part of a selector, if comparing a letter costs one. Set by hand.
const COMPARED: u64 = 16;

/// What a property does with the element that it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Property {
    /// Fills shapes with it. Inherited.
    Fill,
    /// Draws the lines of shapes with it. Inherited.
    Stroke,
    /// Draws it at an end of each line. Inherited.
    Marker,
    /// Draws it at each corner of each line. Inherited.
    Corner,
    /// Uses it once: a clip path, a mask, a filter.
    Own,
    /// Any of these.
    Any,
}

impl Property {
    /// The effect of the property of this name.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "fill" => Self::Fill,
            "stroke" => Self::Stroke,
            "marker-start" | "marker-end" => Self::Marker,
            "marker-mid" | "marker" => Self::Corner,
            _ => Self::Own,
        }
    }

    /// Whether child elements inherit it.
    pub(crate) fn is_inherited(self) -> bool {
        self != Self::Own
    }
}

/// A property with the identifier of the element that it refers to.
pub(crate) type Reference = (Property, String);

/// The rules of a drawing that refer to elements.
#[derive(Debug, Default)]
pub(crate) struct Style {
    /// Total length of all rules, in bytes.
    pub bytes: usize,
    /// Number of conditions on attributes.
    pub attributes: u64,
    /// Number of conditions on classes.
    pub classes: u64,
    /// Number of parts of each selector.
    parts: Vec<u32>,
    /// Whether paint is taken from the element that uses another.
    pub has_context: bool,
    /// Whether a rule uses `inherit`.
    pub has_inheritance: bool,
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    /// The last part of each selector. `None` if it may match anything.
    selectors: Vec<Option<Selector>>,
    references: Vec<Reference>,
}

/// The conditions on an element.
#[derive(Debug, Default, PartialEq, Eq)]
struct Selector {
    tag: String,
    identifiers: Vec<String>,
    classes: Vec<String>,
}

impl Style {
    /// Adds the rules of a `style` element.
    pub(crate) fn add(&mut self, text: &str) -> Result<(), Excess> {
        self.bytes = self.bytes.saturating_add(text.len());
        if self.bytes > limits::DRAWING_STYLE {
            return Err(Excess::TooMuchStyle);
        }
        self.has_context |= text.contains(CONTEXT);
        self.has_inheritance |= text.contains("inherit");
        let text = without_comments(text);
        check_inheritance(&text)?;
        if !is_plain(&text) {
            return Err(Excess::Untold("quoted characters in its style"));
        }
        if numbers::are_too_large(&text, false) {
            return Err(Excess::TooFar);
        }
        let count = |sign: char| text.matches(sign).count() as u64;
        self.attributes = self.attributes.saturating_add(count('['));
        self.classes = self.classes.saturating_add(count('.'));
        // A rule inside another also begins a rule.
        let pieces = text.split(['{', '}']).zip(text.matches(['{', '}']));
        let mut prelude = "";
        for (piece, end) in pieces {
            if end == "{" {
                prelude = piece;
                self.parts.extend(prelude.split(',').map(parts));
                continue;
            }
            let references = of_declarations(piece);
            if !references.is_empty() {
                self.rules.push(Rule { selectors: prelude.split(',').map(Selector::last).collect(), references });
            }
        }
        Ok(())
    }

    /// Cost of comparisons for each element. Each part of a selector may be tried for all ancestors of the element that fits the next part;
    /// there are at most `depth` of them.
    pub(crate) fn work(&self, depth: usize) -> u64 {
        let depth = depth as u64;
        let of_selector = |parts: &u32| depth.saturating_pow(parts.saturating_sub(1)).saturating_mul(COMPARED);
        let tried = self.parts.iter().map(of_selector).fold(0, u64::saturating_add);
        tried.saturating_add(self.bytes as u64)
    }

    /// Number of rules that refer to elements.
    pub(crate) fn references_count(&self) -> usize {
        self.rules.len()
    }

    /// The references that rules may give an element.
    pub(crate) fn references<'a>(&'a self, node: Node<'a, 'a>) -> impl Iterator<Item = &'a Reference> {
        let matches = move |rule: &&Rule| {
            rule.selectors.iter().any(|selector| selector.as_ref().is_none_or(|selector| selector.may_match(node)))
        };
        self.rules.iter().filter(matches).flat_map(|rule| &rule.references)
    }
}

impl Selector {
    /// The last part of a selector, which is about the element itself. `None` if it has more than names.
    fn last(text: &str) -> Option<Self> {
        let last = text.trim().rsplit(|c: char| c.is_whitespace() || matches!(c, '>' | '+' | '~')).next()?;
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#');
        if last.is_empty() || !last.chars().all(is_name) {
            return None;
        }
        let mut selector = Self::default();
        let mut rest = last;
        while !rest.is_empty() {
            let (kind, name) = match rest.strip_prefix(['.', '#']) {
                Some(name) => (rest.get(..1).unwrap_or_default(), name),
                None => ("", rest),
            };
            let end = name.find(['.', '#']).unwrap_or(name.len());
            let (name, behind) = name.split_at_checked(end)?;
            match kind {
                "." => selector.classes.push(name.to_owned()),
                "#" => selector.identifiers.push(name.to_owned()),
                _ => selector.tag = name.to_owned(),
            }
            rest = behind;
        }
        Some(selector)
    }

    fn may_match(&self, node: Node) -> bool {
        let has_class = |class: &String| {
            node.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|one| one == class))
        };
        let has_identifier = |id: &String| node.attribute("id") == Some(id.as_str());
        (self.tag.is_empty() || node.tag_name().name() == self.tag)
            && self.classes.iter().all(has_class)
            && self.identifiers.iter().all(has_identifier)
    }
}

/// Number of parts of a selector.
fn parts(selector: &str) -> u32 {
    let parts = selector.split(|c: char| c.is_whitespace() || matches!(c, '>' | '+' | '~'));
    u32::try_from(parts.filter(|part| !part.is_empty()).count()).unwrap_or(u32::MAX)
}

/// The references in the value of an attribute `style`.
pub(crate) fn declared(text: &str) -> Result<Vec<Reference>, Excess> {
    check_inheritance(text)?;
    Ok(if is_plain(text) { of_declarations(text) } else { urls(text).map(|id| (Property::Any, id)).collect() })
}

/// The references in declarations, each with its property.
fn of_declarations(text: &str) -> Vec<Reference> {
    let of_one = |declaration: &str| {
        let (name, value) = declaration.split_once(':').unwrap_or(("", declaration));
        let property = Property::named(name.trim());
        urls(value).map(|id| (property, id)).collect::<Vec<_>>()
    };
    text.split(';').flat_map(of_one).collect()
}

/// The identifiers of the elements that a value refers to.
pub(crate) fn urls(value: &str) -> impl Iterator<Item = String> {
    value.split("url(").skip(1).filter_map(|rest| {
        let address = rest.split(')').next()?.trim().trim_matches(['"', '\'']).trim();
        Some(address.strip_prefix('#')?.trim().to_owned())
    })
}

/// Refuses to inherit properties that apply only once, because each inheriting element would apply them again.
fn check_inheritance(text: &str) -> Result<(), Excess> {
    let is_hidden = text.contains("inherit") && text.contains(['\\', '/']);
    let is_once = |name: &&str| {
        let mut values = text.split(*name).skip(1).filter_map(|rest| rest.trim_start().strip_prefix(':'));
        values.any(|value| value.trim_start().starts_with("inherit")) || is_hidden && text.contains(*name)
    };
    if ONCE.iter().any(is_once) { Err(Excess::Untold("inherit")) } else { Ok(()) }
}

/// Whether a text has only simple quotations and nothing that hides one, so that it can be read character by character.
fn is_plain(text: &str) -> bool {
    if text.contains(['\\']) || text.contains("/*") {
        return false;
    }
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'']) {
        let Some(quoted) = rest.get(at..) else { return false };
        let quote = quoted.chars().next().unwrap_or('"');
        let Some((inner, behind)) = quoted.get(1..).and_then(|quoted| quoted.split_once(quote)) else { return false };
        if inner.contains(['{', '}', '(', ')', ';', '\n', '"', '\'']) && !inner.starts_with("data:") {
            return false;
        }
        rest = behind;
    }
    true
}

fn without_comments(text: &str) -> String {
    let mut pieces = text.split("/*");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |whole, piece| whole + piece.split_once("*/").map_or("", |(_, behind)| behind))
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;

    fn given(style: &str, element: &str) -> Vec<Reference> {
        let mut rules = Style::default();
        rules.add(style).unwrap();
        let document = Document::parse(element).unwrap();
        rules.references(document.root_element()).cloned().collect()
    }

    fn reference(property: Property, id: &str) -> Vec<Reference> {
        vec![(property, id.to_owned())]
    }

    #[test]
    fn a_rule_gives_what_it_may_give() {
        let style = "/* of { a */ .b, g.c { fill: url( '#x' ) ; font-family: 'Two Words' }";
        assert_eq!(given(style, "<path class='a b'/>"), reference(Property::Fill, "x"));
        assert_eq!(given(style, "<g class='c'/>"), reference(Property::Fill, "x"));
        assert_eq!(given(style, "<path class='c'/>"), []);
        for style in
            ["*{mask:url(#x)}", "[a]{mask:url(#x)}", "g > path{mask:url(#x)}", "@media print{path{mask:url(#x)}}"]
        {
            assert_eq!(given(style, "<path/>"), reference(Property::Own, "x"), "{style}");
        }
        let hidden = "a{content:'} path{'; fill:url(#x)}";
        assert!(Style::default().add(hidden).is_err());
        assert_eq!(given("path{marker:url(#x)}", "<path/>"), reference(Property::Corner, "x"));
        assert_eq!(given("path{fill:red;src:url(data:font/woff)}", "<path/>"), []);
    }

    #[test]
    fn selectors_of_many_parts_take_work() {
        let work = |style: &str| {
            let mut rules = Style::default();
            rules.add(style).unwrap();
            rules.work(50)
        };
        assert!(work(".a,g.b{fill:red}") < 100);
        assert!(work("g > g g g g path{fill:red}") > limits::DRAWING_WORK);
    }

    #[test]
    fn some_properties_cannot_be_inherited() {
        assert!(check_inheritance("a{fill:inherit}").is_ok());
        assert!(check_inheritance("a{mask : inherit}").is_err());
        assert!(declared("mask/**/:inherit").is_err() && declared("fill:url(#a)").is_ok());
        assert_eq!(Style::default().add(&" ".repeat(limits::DRAWING_STYLE + 1)), Err(Excess::TooMuchStyle));
    }
}
