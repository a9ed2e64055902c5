//! In: the package of an e-book (EPUB 3.3, 5). Out: what it says about the book, and its pages in their order.
//!
//! Invariant: each page is named once. Pages that the package calls its cover or its contents are not among them. What is in the order and
//! cannot be read has its reason.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::CONTAINER;
use crate::capture::archive::{self, Archive};
use crate::capture::entry::Entry;
use crate::capture::opened::Told;
use crate::capture::properties::is_program;
use crate::capture::xml::{Element, Parsed, parse};
use crate::capture::{decode, own};
use crate::limits::MIB;

/// The most bytes of a file of the package. That of a book of ten thousand pages has one or two MiB. Set by hand.
const LARGEST: u64 = 16 * MIB;
/// The most pages of a book. A limit on time, set by hand.
const MOST_PAGES: usize = 20_000;
/// The most files that stand in for one another. Books have one. Set by hand.
const MOST_FALLBACKS: usize = 5;

/// The types of pages. Some programs write that of any XML.
const PAGES: [&str; 5] = ["application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml", "text/xml"];
/// The type of the contents (EPUB 2.0.1, 2.4.1).
const CONTENTS: &str = "application/x-dtbncx+xml";
/// The type of drawings, which may have words, and how the types of all pictures begin.
const DRAWING: &str = "image/svg+xml";
const PICTURE: &str = "image/";

/// The file that says what is locked, and the ways of locking that only touch fonts (EPUB 3.3, 4.2.6.3.2).
const ENCRYPTION: &str = "META-INF/encryption.xml";
const OF_FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// What a package calls pages that are no chapters (EPUB 2.0.1, 2.6; EPUB 3.3, D.3).
const NO_CHAPTERS: [&str; 6] = ["cover", "toc", "title-page", "titlepage", "landmarks", "copyright-page"];

/// What a book says about itself.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub title: String,
    pub authors: Vec<String>,
    publisher: String,
    language: String,
    /// When the file was made, or the day of the book.
    made: Option<String>,
    /// Whether litopys made it.
    pub is_own: bool,
    /// Its pages, in order.
    pub spine: Vec<Place>,
    /// What of the package cannot be read.
    pub told: Vec<Told>,
    /// What the contents call a page.
    pub labels: BTreeMap<String, String>,
    /// The files that cannot be read without a key.
    pub locked: BTreeSet<String>,
}

/// A place in the order of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The name of its file, or what the order calls it.
    pub file: String,
    /// Why there is no page.
    pub problem: Option<String>,
}

impl Package {
    /// Reads the package that an archive names.
    pub(super) fn read(archive: &mut Archive) -> Result<Self, String> {
        let container = file(archive, CONTAINER)?.root;
        let named = container.descendants(|_| true).into_iter().find(|element| element.name == "rootfile");
        let path = named.and_then(|root| root.attribute("full-path")).ok_or("it does not name its package")?.to_owned();
        let Parsed { root, mistake, .. } = file(archive, &path)?;
        let mut package = root.child("metadata").map(described).unwrap_or_default();
        let items = Items::read(&root, &path);
        package.locked = locked(archive);
        package.spine = items.spine(&root, &path);
        let is_long = package.spine.len() > MOST_PAGES;
        package.spine.truncate(MOST_PAGES);
        let cut = mistake.map(|mistake| format!("its package cannot be read from here on: {mistake}"));
        let long = is_long.then(|| format!("it has more than {MOST_PAGES} pages"));
        package.told = cut.into_iter().chain(long).map(|problem| Told::new(problem, CUT)).collect();
        for name in &items.contents {
            package.labels.extend(file(archive, name).map(|read| labels(&read.root, name)).unwrap_or_default());
        }
        Ok(package)
    }

    /// Adds to an article what the book says and its page does not.
    pub(super) fn complete(&self, entry: &mut Entry) {
        if entry.language.is_empty() {
            entry.language.clone_from(&self.language);
        }
        entry.publisher.clone_from(&self.publisher);
        entry.captured.clone_from(&self.made);
    }
}

/// What the user can do about a package that was not read to its end.
const CUT: &str = "the pages before that were read; get the book again";

/// The elements of a file.
fn file(archive: &mut Archive, name: &str) -> Result<Parsed, String> {
    let bytes = archive.read(name, LARGEST).map_err(|fault| fault.to_string())?;
    decode::decode(&bytes).map(|text| parse(&text)).ok_or_else(|| format!("`{name}` in it is not text"))
}

/// The metadata of a package.
fn described(metadata: &Element) -> Package {
    // Packages of the last century have one more element around.
    let around = metadata.child("dc-metadata").into_iter().chain([metadata]);
    let said: Vec<&Element> = around.flat_map(Element::elements).collect();
    let texts = |name: &str| -> Vec<String> {
        let found = said.iter().filter(|element| element.name.eq_ignore_ascii_case(name)).map(|element| element.line());
        found.filter(|text| !text.is_empty() && !is_program(text)).collect()
    };
    let meta = |name: &str| {
        let found = said.iter().filter(|element| element.name == "meta");
        let named = found.filter(|element| ["name", "property"].iter().any(|key| element.attribute(key) == Some(name)));
        let value = |element: &Element| element.attribute("content").map_or_else(|| element.line(), str::to_owned);
        named.map(|element| value(element)).find(|text| !text.is_empty())
    };
    let first = |name: &str| texts(name).into_iter().next().unwrap_or_default();
    // calibre names itself as the publisher of the newspapers that it makes, and the newspaper here.
    let periodical = || meta("calibre:publication_type").and_then(|kind| kind.split(':').nth(2).map(str::to_owned));
    let makers = said.iter().filter(|element| element.name == "publisher").map(|element| element.line());
    let mut makers = makers.chain(meta("generator"));
    // The year 101 stands for a day that calibre does not know.
    let day = || texts("date").into_iter().find(|day| !day.starts_with("0101-"));
    Package {
        title: first("title"),
        authors: texts("creator"),
        publisher: Some(first("publisher")).filter(|name| !name.is_empty()).or_else(periodical).unwrap_or_default(),
        language: first("language"),
        made: meta("dcterms:modified").or_else(day),
        is_own: makers.any(|maker| own::is_program(&maker)),
        ..Package::default()
    }
}
/// The files that a package lists.
#[derive(Debug, Default)]
struct Items {
    by_id: BTreeMap<String, Item>,
    /// The files with the contents.
    contents: Vec<String>,
}

/// A file that a package lists.
#[derive(Debug)]
struct Item {
    name: String,
    /// The type, as written.
    kind: String,
    is_contents: bool,
    /// The identifier of the file that is read in its place by programs that do not know its type.
    fallback: Option<String>,
}

impl Items {
    fn read(root: &Element, path: &str) -> Self {
        let mut items = Self::default();
        for item in root.child("manifest").into_iter().flat_map(Element::elements) {
            let (Some(id), Some(address)) = (item.attribute("id"), item.attribute("href")) else { continue };
            let name = within(path, address);
            let is_contents =
                item.attribute("properties").is_some_and(|said| said.split(' ').any(|word| word == "nav"));
            let kind = item.attribute("media-type").unwrap_or_default().to_owned();
            let fallback = item.attribute("fallback").map(str::to_owned);
            match kind.as_str() {
                CONTENTS => items.contents.push(name.clone()),
                _ if is_contents => items.contents.insert(0, name.clone()),
                _ => {}
            }
            let is_contents = is_contents || kind == CONTENTS;
            items.by_id.insert(id.to_owned(), Item { name, kind, is_contents, fallback });
        }
        items
    }

    /// The pages in the order in which they are read, each once. One more than the most if there are too many.
    fn spine(&self, root: &Element, path: &str) -> Vec<Place> {
        let guide = root.child("guide").into_iter().flat_map(Element::elements);
        let is_none =
            |reference: &&Element| reference.attribute("type").is_some_and(|kind| NO_CHAPTERS.contains(&kind));
        let named = guide.filter(is_none).filter_map(|reference| reference.attribute("href"));
        // A place within a page says nothing about the rest of it.
        let named = named.filter(|address| !address.contains('#'));
        let mut seen: BTreeSet<String> = named.map(|address| within(path, address)).collect();
        let order = root.child("spine").into_iter().flat_map(Element::elements).filter(|item| item.name == "itemref");
        let places = order.filter_map(|item| self.place(item.attribute("idref").unwrap_or_default()));
        places.filter(|place| seen.insert(place.file.clone())).take(MOST_PAGES.saturating_add(1)).collect()
    }

    /// The page with an identifier, or why it is none. `None` for contents and for pictures, which have no words.
    fn place(&self, id: &str) -> Option<Place> {
        let Some(first) = self.by_id.get(id) else {
            return Some(Place { file: id.to_owned(), problem: Some("the package lists no such file".to_owned()) });
        };
        let next = |item: &&Item| item.fallback.as_ref().and_then(|id| self.by_id.get(id));
        let mut chain = std::iter::successors(Some(first), next).take(MOST_FALLBACKS);
        if let Some(page) = chain.find(|item| item.is_contents || PAGES.contains(&item.kind.as_str())) {
            return (!page.is_contents).then(|| Place { file: page.name.clone(), problem: None });
        }
        let is_picture = first.kind.starts_with(PICTURE) && first.kind != DRAWING;
        let problem = || format!("its type `{}` is not read", first.kind);
        (!is_picture).then(|| Place { file: first.name.clone(), problem: Some(problem()) })
    }
}

/// What the contents call each page: the first name of a page. `path` is the file with the contents.
fn labels(contents: &Element, path: &str) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    let mut add = |address: Option<&str>, label: String| {
        if let Some(address) = address.filter(|_| !label.is_empty()) {
            labels.entry(within(path, address)).or_insert(label);
        }
    };
    for element in contents.descendants(|_| true) {
        match element.name.as_str() {
            "navPoint" => {
                let label = element.child("navLabel").map(Element::line).unwrap_or_default();
                add(element.child("content").and_then(|content| content.attribute("src")), label);
            }
            "a" => add(element.attribute("href"), element.line()),
            _ => {}
        }
    }
    labels
}

/// The files that are locked, but not fonts.
fn locked(archive: &mut Archive) -> BTreeSet<String> {
    let Ok(read) = file(archive, ENCRYPTION) else { return BTreeSet::new() };
    let data = read.root.descendants(|_| true).into_iter().filter(|element| element.name == "EncryptedData");
    let name = |data: &Element| {
        let way = data.child("EncryptionMethod").and_then(|way| way.attribute("Algorithm"));
        let inner = data.descendants(|_| true);
        let place = inner.iter().find(|element| element.name == "CipherReference")?.attribute("URI")?;
        way.is_none_or(|way| !OF_FONTS.contains(&way)).then(|| within("", place))
    };
    data.filter_map(name).collect()
}

/// The name of a file of the archive that a file at `path` refers to, without the place in it.
pub(super) fn within(path: &str, address: &str) -> String {
    let plain = address.split(['#', '?']).next().unwrap_or(address);
    archive::within(path, &percent_decode_str(plain).decode_utf8_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_are_decoded() {
        assert_eq!(within("OEBPS/a.opf", "text/%D0%B0.xhtml#x"), "OEBPS/text/а.xhtml");
        assert_eq!(within("OEBPS/a.opf", "%2E%2E/b.xhtml?x"), "b.xhtml");
    }

    #[test]
    fn each_place_of_the_order_is_a_page_or_has_its_reason() {
        let package = "<package><manifest><item id='a' href='a.xhtml' media-type='application/xml'/>\
            <item id='b' href='b.pdf' media-type='application/pdf'/><item id='c' href='c.png' media-type='image/png'/>\
            <item id='d' href='d.svg' media-type='image/svg+xml' fallback='e'/><item id='e' href='e.html' media-type='text/html'/>\
            <item id='f' href='f.svg' media-type='image/svg+xml' fallback='f'/><item id='n' href='n.xhtml' properties='nav' \
            media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/><itemref idref='a'/><itemref idref='b'/>\
            <itemref idref='c'/><itemref idref='d'/><itemref idref='e'/><itemref idref='f'/><itemref idref='n'/><itemref idref='x'/>\
            </spine></package>";
        let root = parse(package).root;
        let places = Items::read(&root, "a.opf").spine(&root, "a.opf");
        let expected = [
            ("a.xhtml", None),
            ("b.pdf", Some("its type `application/pdf` is not read")),
            ("e.html", None),
            ("f.svg", Some("its type `image/svg+xml` is not read")),
            ("x", Some("the package lists no such file")),
        ];
        let found = places.iter().map(|place| (place.file.as_str(), place.problem.as_deref())).collect::<Vec<_>>();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_guide_leaves_out_whole_pages_only() {
        let files = |address: &str| {
            let package = format!(
                "<package><manifest><item id='a' href='a.xhtml' media-type='text/html'/><item id='b' href='b.xhtml' \
                 media-type='text/html'/></manifest><spine><itemref idref='a'/><itemref idref='b'/></spine>\
                 <guide><reference type='toc' href='{address}'/></guide></package>"
            );
            let root = parse(&package).root;
            Items::read(&root, "a.opf").spine(&root, "a.opf").into_iter().map(|place| place.file).collect::<Vec<_>>()
        };
        assert_eq!(files("b.xhtml"), ["a.xhtml"]);
        assert_eq!(files("b.xhtml#toc"), ["a.xhtml", "b.xhtml"]);
    }

    #[test]
    fn an_order_that_is_too_long_is_cut() {
        let order = "<itemref idref='%'/>";
        let order: String = (0..MOST_PAGES + 9).map(|at| order.replace('%', &at.to_string())).collect();
        let root = parse(&format!("<package><spine>{order}</spine></package>")).root;
        assert_eq!(Items::default().spine(&root, "").len(), MOST_PAGES + 1);
    }

    #[test]
    fn programs_are_no_publishers() {
        for (name, expected) in [
            ("calibre (6.13.0) [https://calibre-ebook.com]", true),
            ("calibre", true),
            ("Вісник", false),
            ("Calibrate", false),
        ] {
            assert_eq!(is_program(name), expected, "{name}");
        }
    }
}
