//! In: the styles of a document. Out: what each says about the paragraphs and runs that have it.
//!
//! Invariant: a heading is told by its outline level. The built-in names of other styles are the same in every language of the program
//! (ECMA-376 part 1, 17.7.4.9).

use std::collections::BTreeMap;

use super::super::block::Kind;
use crate::capture::xml::Element;

/// The most styles between one and the last that it is based on. Programs write three or four. Set by hand.
const LONGEST_CHAIN: usize = 20;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    /// The language code of the document's text.
    pub language: String,
}

/// What a style says itself.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    is_listed: Option<bool>,
    is_bold: Option<bool>,
    is_hidden: Option<bool>,
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(root: &Element) -> Self {
        let styles = || root.elements().filter(|element| element.name == "style");
        let id = |style: &Element| style.attribute("styleId").map(str::to_owned);
        let default = styles().find(|style| {
            style.attribute("type") == Some("paragraph") && style.attribute("default").is_some_and(is_on)
        });
        let language = root.at(&["docDefaults", "rPrDefault", "rPr", "lang"]).and_then(|lang| lang.attribute("val"));
        Self {
            by_id: styles().filter_map(|style| Some((id(style)?, Style::read(style)))).collect(),
            default: default.and_then(id),
            language: language.unwrap_or_default().to_owned(),
        }
    }

    /// What a style and those that it is based on say, the nearest first.
    fn said<T>(&self, id: Option<&str>, of: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut next = id.or(self.default.as_deref());
        for _ in 0..LONGEST_CHAIN {
            let style = self.by_id.get(next?)?;
            if let Some(found) = of(style) {
                return Some(found);
            }
            next = style.based_on.as_deref();
        }
        None
    }

    /// What a paragraph is, by its properties and its style.
    pub(super) fn kind(&self, properties: Option<&Element>) -> Kind {
        let id = style_of(properties, "pStyle");
        let own = properties.and_then(outline);
        let level = own.or_else(|| self.said(id, |style| style.outline)).filter(|&level| level < BODY);
        if let Some(level) = level {
            return Kind::Heading(level.saturating_add(1));
        }
        let named = self.said(id, |style| match style.name.as_str() {
            "title" => Some(Kind::Title),
            "subtitle" => Some(Kind::Subtitle),
            "caption" => Some(Kind::Caption),
            "quote" | "intense quote" | "block text" => Some(Kind::Quote),
            _ => None,
        });
        let is_listed = properties.and_then(listed).or_else(|| self.said(id, |style| style.is_listed));
        named.unwrap_or(if is_listed == Some(true) { Kind::Item } else { Kind::Paragraph })
    }

    /// Whether a paragraph is a line of a table of contents.
    pub(super) fn is_contents(&self, properties: Option<&Element>) -> bool {
        let is = |style: &Style| style.name.starts_with("toc ").then_some(());
        self.said(style_of(properties, "pStyle"), is).is_some()
    }

    /// Whether a run is bold, in a paragraph with these properties.
    pub(super) fn is_bold(&self, run: Option<&Element>, paragraph: Option<&Element>) -> bool {
        let own = run.and_then(|run| switch(run, "b"));
        let said = |properties, name| self.said(Some(style_of(properties, name)?), |style: &Style| style.is_bold);
        own.or_else(|| said(run, "rStyle")).or_else(|| said(paragraph, "pStyle")).unwrap_or_default()
    }

    /// Whether a run is hidden.
    pub(super) fn is_hidden(&self, run: Option<&Element>) -> bool {
        let own = run.and_then(|run| switch(run, "vanish"));
        let said = || self.said(Some(style_of(run, "rStyle")?), |style| style.is_hidden);
        own.or_else(said).unwrap_or_default()
    }
}

impl Style {
    fn read(style: &Element) -> Self {
        let (run, paragraph) = (style.child("rPr"), style.child("pPr"));
        let value = |name: &str| style.child(name).and_then(|element| element.attribute("val"));
        Self {
            name: value("name").unwrap_or_default().to_lowercase(),
            based_on: value("basedOn").map(str::to_owned),
            outline: paragraph.and_then(outline),
            is_listed: paragraph.and_then(listed),
            is_bold: run.and_then(|run| switch(run, "b")),
            is_hidden: run.and_then(|run| switch(run, "vanish")),
        }
    }
}

/// The outline level of text that is no heading (17.3.1.20).
const BODY: u8 = 9;

fn outline(properties: &Element) -> Option<u8> {
    properties.child("outlineLvl")?.attribute("val")?.parse().ok()
}

/// Whether a paragraph is in a list. The number 0 takes it out of the list of its style (17.9.18).
fn listed(properties: &Element) -> Option<bool> {
    let number = properties.child("numPr")?.child("numId")?.attribute("val")?;
    Some(number != "0")
}

fn style_of<'a>(properties: Option<&'a Element>, name: &str) -> Option<&'a str> {
    properties?.child(name)?.attribute("val")
}

/// The value of a property that is on or off (17.17.4). Without a value it is on.
pub(super) fn switch(properties: &Element, name: &str) -> Option<bool> {
    Some(properties.child(name)?.attribute("val").is_none_or(is_on))
}

fn is_on(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::xml::parse;

    #[test]
    fn headings_are_told_by_their_level_and_not_by_their_name() {
        let styles = Styles::read(
            &parse(
                "<s><style type='paragraph' default='1' styleId='a'><name val='Normal'/></style>
                 <style styleId='1'><name val='Рубрика'/><pPr><outlineLvl val='1'/></pPr></style>
                 <style styleId='2'><name val='Своя'/><basedOn val='1'/><rPr><b/></rPr></style>
                 <style styleId='3'><name val='Heading'/></style>
                 <style styleId='4'><name val='Title'/></style>
                 <style styleId='5'><name val='x'/><basedOn val='5'/><pPr><numPr><numId val='2'/></numPr></pPr></style>
                 <style styleId='6'><name val='toc 1'/></style></s>",
            )
            .root,
        );
        let kind = |inner: &str| {
            let root = parse(&format!("<pPr>{inner}</pPr>")).root;
            (styles.kind(Some(&root)), styles.is_contents(Some(&root)))
        };
        for (properties, expected) in [
            ("<pStyle val='1'/>", Kind::Heading(2)),
            ("<pStyle val='2'/>", Kind::Heading(2)),
            ("<pStyle val='2'/><outlineLvl val='9'/>", Kind::Paragraph),
            ("<outlineLvl val='0'/>", Kind::Heading(1)),
            ("<pStyle val='3'/>", Kind::Paragraph),
            ("<pStyle val='4'/>", Kind::Title),
            ("<pStyle val='5'/>", Kind::Item),
            ("<pStyle val='5'/><numPr><numId val='0'/></numPr>", Kind::Paragraph),
            ("<numPr><numId val='3'/></numPr>", Kind::Item),
            ("<pStyle val='none'/>", Kind::Paragraph),
            ("", Kind::Paragraph),
        ] {
            assert_eq!(kind(properties), (expected, false), "{properties}");
        }
        assert!(kind("<pStyle val='6'/>").1);
        let bold = parse("<pPr><pStyle val='2'/></pPr>").root;
        let plain = parse("<rPr><b val='0'/></rPr>").root;
        assert!(styles.is_bold(None, Some(&bold)) && !styles.is_bold(Some(&plain), Some(&bold)));
    }
}
