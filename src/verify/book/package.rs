//! In: the files of a book and the data of its edition. Out: where its package contains or says something else than litopys writes.
//!
//! Reading programs show what the package says. So every file must be one that litopys writes, the list in the package must name each of
//! them once and nothing else, the reading order must be that of litopys, and the metadata must agree with the edition.
//!
//! Invariant: parses the package without expanding anything in it. Anything unknown is a failure.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::Value;

use super::archive::{Files, TYPE};
use super::{CARRIED, COVERS, FOLDER, FONTS, PICTURES, STYLE};
use crate::characters::{clean, is_unseen, of_reference};
use crate::verify::letters::letters;
use crate::verify::{Found, What, shown};
use crate::words::Lexicon;

/// The names of the package and the contents, relative to the folder.
const PACKAGE: &str = "content.opf";
const CONTENTS: &str = "toc.ncx";
const NAVIGATION: &str = "nav.xhtml";
/// The file that says where the package is (EPUB OCF, 4.2.6.3.1), and a file that one maker of devices requires; both without white space.
const CONTAINERS: [(&str, &str); 2] = [
    (
        "META-INF/container.xml",
        "<?xmlversion=\"1.0\"encoding=\"UTF-8\"?><containerversion=\"1.0\"xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\
         <rootfiles><rootfilefull-path=\"OEBPS/content.opf\"media-type=\"application/oebps-package+xml\"/></rootfiles></container>",
    ),
    (
        "META-INF/com.apple.ibooks.display-options.xml",
        "<?xmlversion=\"1.0\"encoding=\"UTF-8\"?><display_options><platformname=\"*\"><optionname=\"specified-fonts\">true</option>\
         </platform></display_options>",
    ),
];
/// The pages in reading order. A name may be followed by numbers.
const ORDER: [&str; 17] = [
    "cover",
    "titlepage",
    "glance",
    "timeline",
    "news",
    "upcoming",
    "nav",
    "chapter",
    "reference",
    "mentioned",
    "people",
    "organizations",
    "places",
    "abbreviations",
    "sources",
    "ledger",
    "articles",
];
/// The mark of a page with a drawing (EPUB 3.3, D.2).
const DRAWN: &str = "svg";
/// The day of a book whose edition has no date.
const NO_DAY: &str = "2000-01-01";
/// Metadata of every book: properties and their allowed values.
const SAID: [(&str, &[&str]); 8] = [
    ("schema:accessMode", &["textual", "visual"]),
    ("schema:accessModeSufficient", &["textual", "textual,visual"]),
    (
        "schema:accessibilityFeature",
        &[
            "alternativeText",
            "ARIA",
            "displayTransformability",
            "index",
            "readingOrder",
            "structuralNavigation",
            "tableOfContents",
            "unlocked",
            "pageBreakMarkers",
            "pageNavigation",
        ],
    ),
    ("schema:accessibilityHazard", &["none"]),
    ("source-of", &["pagination"]),
    ("collection-type", &["series"]),
    ("dcterms:conformsTo", &["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]),
    ("cover", &["cover-image"]),
];
/// The elements of the package with their allowed attributes.
const ELEMENTS: [(&str, &[&str]); 16] = [
    ("package", &["xml:lang", "version", "xmlns", "unique-identifier"]),
    ("metadata", &["xmlns:dc", "xmlns:opf"]),
    ("dc:identifier", &["id"]),
    ("dc:title", &[]),
    ("dc:date", &[]),
    ("dc:language", &[]),
    ("dc:description", &[]),
    ("dc:publisher", &[]),
    ("dc:source", &["id"]),
    ("meta", &["property", "refines", "id", "name", "content"]),
    ("manifest", &[]),
    ("item", &["id", "href", "media-type", "properties"]),
    ("spine", &["toc", "page-progression-direction"]),
    ("itemref", &["idref"]),
    ("guide", &[]),
    ("reference", &["type", "title", "href"]),
];
/// Attributes with a fixed value.
const FIXED: [(&str, &str); 9] = [
    ("version", "3.0"),
    ("xmlns", "http://www.idpf.org/2007/opf"),
    ("unique-identifier", "epub-id-1"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:opf", "http://www.idpf.org/2007/opf"),
    ("toc", "ncx"),
    ("page-progression-direction", "ltr"),
    ("content", "cover-image"),
    ("properties", "nav"),
];
/// Elements that every book has exactly once.
const ONCE: [&str; 7] = ["package", "metadata", "manifest", "dc:identifier", "dc:title", "dc:language", "spine"];
/// Maximum depth of elements in the package. The package, its metadata, an entry (EPUB 3.3, 5.5).
const DEEPEST: usize = 3;

type Attributes = BTreeMap<String, String>;

/// Whether a file in the book's folder is a page, or the older contents.
pub(crate) fn is_page(name: &str) -> bool {
    name == CONTENTS || place_in_order(name).is_some()
}

/// Checks a file of the container, by its full name.
pub(crate) fn container(name: &str, bytes: &[u8], found: &mut Found) {
    let known = CONTAINERS.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_bytes());
    let own: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let holds = known.is_some_and(|known| own == known) || (name, bytes) == TYPE;
    found.check(holds, What::Print, shortened(name), || "litopys does not write such a file".to_owned());
}

/// Checks which files exist, and what the package says about them and about the book.
pub(crate) fn check(files: &Files, data: &Value, lexicon: &Lexicon, found: &mut Found) {
    for name in [TYPE.0, CONTAINERS[0].0, CARRIED] {
        found.check(files.contains_key(name), What::Print, name, || "it is not there".to_owned());
    }
    let below = files.keys().filter_map(|name| name.strip_prefix(FOLDER));
    let names: BTreeSet<&str> = below.filter(|name| *name != PACKAGE).collect();
    for name in names.iter().filter(|name| media_type(name).is_none()) {
        found.add(What::Print, shortened(name), "litopys does not write such a file");
    }
    let whole = format!("{FOLDER}{PACKAGE}");
    let text = files.get(&whole).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let Some(text) = text else { return found.add(What::Print, PACKAGE, "it is missing, or not UTF-8") };
    let (items, listed, read) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
    let mut package = Package { data, lexicon, words: words(data, lexicon), names, items, listed, read, found };
    if package.walk(text).is_none() {
        package.tell("it is not a package".to_owned());
    }
    package.listed();
}

/// A name of any length, for messages.
fn shortened(name: &str) -> String {
    shown(name).trim_matches('`').to_owned()
}

/// The position of a page in reading order. `None` if the file is not a page.
fn place_in_order(name: &str) -> Option<(usize, Vec<usize>)> {
    let name = name.strip_suffix(".xhtml")?;
    let mut parts = name.split('-');
    let first = parts.next()?;
    let at = ORDER.iter().position(|known| *known == first)?;
    let is_number = |part: &str| !part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Option<Vec<usize>> = parts.map(|part| part.parse().ok().filter(|_| is_number(part))).collect();
    numbers.filter(|numbers| numbers.len() <= 2).map(|numbers| (at, numbers))
}

/// The type of a file of a book. `None` if litopys does not write such a file.
fn media_type(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    let of_picture = || match ending {
        "png" => Some("image/png"),
        "jpg" => Some("image/jpeg"),
        "gif" => Some("image/gif"),
        "webp" => Some("image/webp"),
        _ => None,
    };
    match name {
        CONTENTS => Some("application/x-dtbncx+xml"),
        STYLE => Some("text/css"),
        _ if CARRIED.strip_prefix(FOLDER) == Some(name) => Some("application/json"),
        _ if name.starts_with(FONTS) => match ending {
            "ttf" => Some("font/ttf"),
            "txt" => Some("text/plain"),
            _ => None,
        },
        _ if name.starts_with(PICTURES) || COVERS.contains(&name) => of_picture(),
        _ => place_in_order(name).map(|_| "application/xhtml+xml"),
    }
}

struct Package<'a> {
    data: &'a Value,
    lexicon: &'a Lexicon,
    /// The possible titles of files, by their letters.
    words: BTreeSet<String>,
    /// The files of the book except the package.
    names: BTreeSet<&'a str>,
    /// The listed files, by their identifiers in the list.
    items: BTreeMap<String, String>,
    listed: BTreeSet<String>,
    /// The identifiers in reading order.
    read: Vec<String>,
    found: &'a mut Found,
}

impl Package<'_> {
    fn tell(&mut self, problem: String) {
        self.found.add(What::Print, PACKAGE, problem);
    }

    fn hold(&mut self, holds: bool, problem: impl FnOnce() -> String) {
        self.found.check(holds, What::Print, PACKAGE, problem);
    }

    /// Walks through the package. `None` if it is not a package.
    fn walk(&mut self, text: &str) -> Option<()> {
        let mut reader = Reader::from_str(text);
        let mut open: Vec<(String, Attributes)> = Vec::new();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut content = String::new();
        loop {
            let event = reader.read_event().ok()?;
            match event {
                Event::Start(_) if open.len() >= DEEPEST => return None,
                Event::Start(tag) => {
                    self.text(&open, std::mem::take(&mut content));
                    let attributes = self.element(&tag)?;
                    if !has_text(tag.name().as_ref()) {
                        self.said(tag.name().as_ref(), &attributes, "");
                    }
                    open.push((tag.name().as_ref().to_owned(), attributes));
                    let count = seen.entry(tag.name().as_ref().to_owned()).or_default();
                    *count = count.saturating_add(1);
                }
                Event::Empty(tag) => {
                    self.text(&open, std::mem::take(&mut content));
                    let attributes = self.element(&tag)?;
                    self.said(tag.name().as_ref(), &attributes, "");
                }
                Event::End(_) => {
                    self.text(&open, std::mem::take(&mut content));
                    open.pop()?;
                }
                Event::Text(piece) => content.push_str(&piece.xml10_content()),
                Event::GeneralRef(name) => content.push(of_reference(&name)?),
                Event::Decl(declaration) => {
                    let encoding = declaration.encoding()?.ok()?;
                    self.hold(encoding.eq_ignore_ascii_case("utf-8"), || "it is not in UTF-8".to_owned());
                }
                Event::Comment(_) => {}
                Event::Eof => break,
                Event::CData(_) | Event::DocType(_) | Event::PI(_) => {
                    self.tell("it has a kind of XML markup that litopys never writes".to_owned());
                }
            }
        }
        for name in ONCE {
            self.hold(seen.get(name) == Some(&1), || format!("it does not have exactly one `{name}`"));
        }
        open.is_empty().then_some(())
    }

    /// Checks the text of the innermost element.
    fn text(&mut self, open: &[(String, Attributes)], content: String) {
        match open.last() {
            Some((name, attributes)) if has_text(name) => self.said(name, attributes, &content),
            _ => self.hold(content.trim().is_empty(), || format!("it says {}", shown(content.trim()))),
        }
    }

    /// Checks that litopys writes this element and these attributes.
    fn element(&mut self, tag: &BytesStart) -> Option<Attributes> {
        let name = tag.name();
        let name = name.as_ref();
        let mut attributes = Attributes::new();
        for attribute in tag.attributes() {
            let attribute = attribute.ok()?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            attributes.insert(attribute.key.as_ref().to_owned(), value.into_owned());
        }
        let known = ELEMENTS.iter().find(|(known, _)| *known == name);
        self.hold(known.is_some(), || format!("it has {}, which litopys does not write", shown(name)));
        for (attribute, value) in &attributes {
            let is_known = known.is_none_or(|(_, known)| known.contains(&attribute.as_str()));
            let fixed = FIXED.iter().find(|(fixed, _)| fixed == attribute);
            let is_free = matches!((name, attribute.as_str()), ("item", "properties") | ("meta", "content"));
            let holds = is_known && (is_free || fixed.is_none_or(|(_, fixed)| fixed == value));
            self.hold(holds, || format!("`{name}` has {}", shown(&format!("{attribute}=\"{value}\""))));
        }
        Some(attributes)
    }

    /// Checks what an element says about the book or a file.
    fn said(&mut self, name: &str, attributes: &Attributes, content: &str) {
        let of = |name: &str| attributes.get(name).map(String::as_str).unwrap_or_default();
        let (title, producer) = (self.title(), self.string("producer"));
        let printed = || format!("{title} (PDF), urn:uuid:{}", self.string("identifier"));
        let (number, language) = (self.data["number"].to_string(), self.string("language"));
        let holds = match name {
            "item" => return self.item(of("id"), of("href"), of("media-type"), of("properties")),
            "itemref" => return self.read.push(of("idref").to_owned()),
            "reference" => {
                let is_told = letters(of("title")) == letters(&title) || self.is_word(of("title"));
                is_told && self.names.contains(of("href"))
            }
            "dc:identifier" => content == format!("urn:uuid:{}", self.string("identifier")) && of("id") == "epub-id-1",
            "dc:title" => same(content, &title),
            "dc:language" => content == language,
            "dc:publisher" => same(content, producer),
            "dc:source" => same(content, &printed()),
            "dc:date" => self.is_day(content),
            "dc:description" => {
                same(content, self.data.pointer("/timeline/description").and_then(Value::as_str).unwrap_or_default())
            }
            "meta" => {
                let content = if attributes.contains_key("name") { of("content") } else { content };
                match [of("property"), of("name")].concat().as_str() {
                    "dcterms:modified" => self.is_day(content),
                    "schema:accessibilitySummary" => same(content, &self.lexicon.labels.accessibility),
                    "pageBreakSource" => same(content, &printed()),
                    "a11y:certifiedBy" | "generator" => same(content, producer),
                    "belongs-to-collection" | "calibre:series" => same(content, &title),
                    "group-position" | "calibre:series_index" => content == number,
                    said => SAID.iter().any(|(known, values)| *known == said && values.contains(&content)),
                }
            }
            _ => content.is_empty(),
        };
        let printed = [content, of("content"), of("title")].concat();
        self.hold(holds, || {
            format!("`{name}` {} says {}, but the edition does not", of("property"), shown(printed.trim()))
        });
    }

    /// Checks a listed file: it must exist and have the stated type.
    fn item(&mut self, id: &str, file: &str, kind: &str, properties: &str) {
        let expected = match file {
            NAVIGATION => "nav",
            _ if COVERS.contains(&file) => "cover-image",
            // Whether a page has a drawing is for the layout to say; what it draws is checked on the page.
            _ if place_in_order(file).is_some() && properties == DRAWN => DRAWN,
            _ => "",
        };
        let holds = self.names.contains(file) && media_type(file) == Some(kind) && properties == expected;
        self.hold(holds, || format!("it lists {} wrongly, or there is no such file", shown(file)));
        let is_new = self.listed.insert(file.to_owned()) && !self.items.contains_key(id);
        self.hold(is_new, || format!("it lists {} twice", shown(file)));
        self.items.insert(id.to_owned(), file.to_owned());
    }

    /// Checks that every file is listed, and that every page is read, in order.
    fn listed(&mut self) {
        let unlisted: Vec<&str> = self.names.iter().copied().filter(|name| !self.listed.contains(*name)).collect();
        let read: Vec<&str> = self.read.iter().map(|id| self.items.get(id).map_or("", String::as_str)).collect();
        let order: Vec<_> = read.iter().map(|file| place_in_order(file)).collect();
        let is_ordered = order.iter().all(Option::is_some) && order.is_sorted_by(|one, next| one < next);
        let ordered: BTreeSet<&str> = read.into_iter().collect();
        let is_page = |name: &&str| place_in_order(name).is_some();
        let unread: Vec<&str> =
            self.names.iter().copied().filter(is_page).filter(|name| !ordered.contains(name)).collect();
        for name in unlisted {
            self.found.add(What::Print, PACKAGE, format!("it does not list {}", shown(name)));
        }
        for name in unread {
            self.found.add(What::Print, PACKAGE, format!("`{name}` is not in the reading order"));
        }
        self.hold(is_ordered, || "its reading order is not that of litopys".to_owned());
    }

    fn string(&self, name: &str) -> &str {
        self.data[name].as_str().unwrap_or_default()
    }

    /// The title, or its replacement if it is invisible.
    fn title(&self) -> String {
        let title = self.string("title");
        let title = if is_unseen(title) { &self.lexicon.labels.not_known } else { title };
        clean(title).trim().to_owned()
    }

    /// Whether a text is a text of the product or a title, with or without a number.
    fn is_word(&self, text: &str) -> bool {
        let said = letters(text);
        self.words.contains(&said) || self.words.contains(said.trim_end_matches(|c: char| c.is_ascii_digit()))
    }

    /// Whether a time is the beginning of the edition's day.
    fn is_day(&self, moment: &str) -> bool {
        let days =
            ["/as_of/latest", "/period/latest"].map(|at| self.data.pointer(at).and_then(Value::as_str)?.get(..10));
        let day = days.into_iter().flatten().next().unwrap_or(NO_DAY);
        moment == format!("{day}T00:00:00Z")
    }
}

/// The texts of the product and the titles of chapters.
fn words(data: &Value, lexicon: &Lexicon) -> BTreeSet<String> {
    let labels = serde_json::to_value(&lexicon.labels).unwrap_or_default();
    let titles = data["chapters"].as_array().into_iter().flatten().map(|chapter| &chapter["title"]);
    let words = labels.as_object().into_iter().flat_map(|labels| labels.values()).chain(titles);
    words.filter_map(Value::as_str).map(letters).collect()
}

/// Whether an element says something about the book in its text.
fn has_text(name: &str) -> bool {
    name.starts_with("dc:") || name == "meta"
}

/// Whether two texts are the same apart from typography.
fn same(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_names_and_an_order() {
        let names =
            ["cover.xhtml", "timeline-1.xhtml", "timeline-2.xhtml", "news.xhtml", "nav.xhtml", "chapter-2.xhtml"];
        let more = ["chapter-2-2.xhtml", "chapter-10.xhtml", "people.xhtml", "articles-3.xhtml"];
        let order: Vec<_> = names.iter().chain(&more).map(|name| place_in_order(name)).collect();
        assert!(order.iter().all(Option::is_some) && order.is_sorted());
        for name in [
            "a.xhtml",
            "chapter-x.xhtml",
            "chapter-01.xhtml",
            "chapter-1-2-3.xhtml",
            "chapter-1.html",
            "../cover.xhtml",
        ] {
            assert_eq!(media_type(name), None, "{name}");
        }
    }

    #[test]
    fn a_container_names_the_package_alone() {
        let failures = |text: &str| {
            let mut found = Found::default();
            container(CONTAINERS[0].0, text.as_bytes(), &mut found);
            found.0.len()
        };
        assert_eq!(failures(CONTAINERS[0].1), 0);
        assert_eq!(failures(&CONTAINERS[0].1.replace("content.opf", "other.opf")), 1);
        let (_, root) = CONTAINERS[0].1.split_once("<rootfiles>").unwrap();
        let root = root.split_once("</rootfiles>").unwrap().0;
        assert_eq!(failures(&CONTAINERS[0].1.replace(root, &root.repeat(2))), 1);
    }
}
