//! In: the package of an e-book (EPUB 3.3, 5). Out: what it says about the book, and its pages in their order.
//!
//! Invariant: each page is named once. Pages that the package calls its cover or its contents are not among them.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::CONTAINER;
use crate::capture::archive::Archive;
use crate::capture::entry::Entry;
use crate::capture::xml::{Element, parse};
use crate::capture::{decode, own};
use crate::limits::MIB;

/// The most bytes of a file of the package. That of a book of ten thousand pages has one or two MiB. Set by hand.
const LARGEST: u64 = 16 * MIB;
/// The most pages of a book. A limit on time, set by hand.
const MOST_PAGES: usize = 20_000;

/// The file that says what is locked, and the ways of locking that only touch fonts (EPUB 3.3, 4.2.6.3.2).
const ENCRYPTION: &str = "META-INF/encryption.xml";
const OF_FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// What a package calls pages that are no chapters (EPUB 2.0.1, 2.6; EPUB 3.3, D.3).
const NO_CHAPTERS: [&str; 6] = ["cover", "toc", "title-page", "titlepage", "landmarks", "copyright-page"];

/// Programs that put their own name where that of a publisher or an author could stand.
const PROGRAMS: &str = include_str!("programs.txt");

/// What a book says about itself.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub title: String,
    authors: Vec<String>,
    publisher: String,
    language: String,
    /// When the file was made, or the day of the book.
    made: Option<String>,
    /// Whether litopys made it.
    pub is_own: bool,
    /// The names of the files with its pages, in order.
    pub spine: Vec<String>,
    /// What the contents call a page.
    pub labels: BTreeMap<String, String>,
    /// The files that cannot be read without a key.
    pub locked: BTreeSet<String>,
}

impl Package {
    /// Reads the package that an archive names.
    pub(super) fn read(archive: &mut Archive) -> Result<Self, String> {
        let container = file(archive, CONTAINER)?;
        let named = container.descendants(|_| true).into_iter().find(|element| element.name == "rootfile");
        let path = named.and_then(|root| root.attribute("full-path")).ok_or("it does not name its package")?.to_owned();
        let root = file(archive, &path)?;
        let mut package = root.child("metadata").map(described).unwrap_or_default();
        let items = Items::read(&root, &path);
        package.locked = locked(archive);
        package.spine = items.spine(&root, &path);
        for name in &items.contents {
            package.labels.extend(file(archive, name).map(|contents| labels(&contents, name)).unwrap_or_default());
        }
        Ok(package)
    }

    /// Adds to an article what the book says and its page does not.
    pub(super) fn complete(&self, entry: &mut Entry) {
        if entry.authors.is_empty() {
            entry.authors.clone_from(&self.authors);
        }
        if entry.language.is_empty() {
            entry.language.clone_from(&self.language);
        }
        entry.publisher.clone_from(&self.publisher);
        entry.captured.clone_from(&self.made);
    }
}

/// The outermost element of a file.
fn file(archive: &mut Archive, name: &str) -> Result<Element, String> {
    let bytes = archive.read(name, LARGEST).map_err(|fault| fault.to_string())?;
    decode::decode(&bytes).map(|text| parse(&text).root).ok_or_else(|| format!("`{name}` in it is not text"))
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

fn is_program(name: &str) -> bool {
    let lower = name.to_lowercase();
    let first = lower.split([' ', '(']).next().unwrap_or_default();
    PROGRAMS.lines().any(|program| program == first)
}

/// The files that a package lists.
#[derive(Debug, Default)]
struct Items {
    /// The names of pages by identifier.
    pages: BTreeMap<String, String>,
    /// The files with the contents.
    contents: Vec<String>,
}

impl Items {
    fn read(root: &Element, path: &str) -> Self {
        let mut items = Self::default();
        for item in root.child("manifest").into_iter().flat_map(Element::elements) {
            let (Some(id), Some(address)) = (item.attribute("id"), item.attribute("href")) else { continue };
            let name = within(path, address);
            let is_contents =
                item.attribute("properties").is_some_and(|said| said.split(' ').any(|word| word == "nav"));
            match item.attribute("media-type") {
                Some("application/x-dtbncx+xml") => items.contents.push(name),
                _ if is_contents => items.contents.insert(0, name),
                Some("application/xhtml+xml" | "text/html" | "text/x-oeb1-document") => {
                    items.pages.insert(id.to_owned(), name);
                }
                _ => {}
            }
        }
        items
    }

    /// The pages in the order in which they are read, each once.
    fn spine(&self, root: &Element, path: &str) -> Vec<String> {
        let guide = root.child("guide").into_iter().flat_map(Element::elements);
        let is_none =
            |reference: &&Element| reference.attribute("type").is_some_and(|kind| NO_CHAPTERS.contains(&kind));
        let named = guide.filter(is_none).filter_map(|reference| reference.attribute("href"));
        let mut seen: BTreeSet<String> = named.map(|address| within(path, address)).collect();
        let order = root.child("spine").into_iter().flat_map(Element::elements);
        let pages = order.filter_map(|item| self.pages.get(item.attribute("idref")?));
        pages.filter(|name| seen.insert((*name).clone())).take(MOST_PAGES).cloned().collect()
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
    let Ok(root) = file(archive, ENCRYPTION) else { return BTreeSet::new() };
    let data = root.descendants(|_| true).into_iter().filter(|element| element.name == "EncryptedData");
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
    let plain = percent_decode_str(plain).decode_utf8_lossy();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = if plain.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in plain.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_from_where_they_are_written() {
        for (path, address, expected) in [
            ("OEBPS/a.opf", "text/%D0%B0.xhtml#x", "OEBPS/text/а.xhtml"),
            ("OEBPS/text/a.xhtml", "../i/b.png", "OEBPS/i/b.png"),
            ("a.opf", "b.xhtml", "b.xhtml"),
            ("a/b.opf", "./../../../c", "c"),
            ("", "OEBPS/c", "OEBPS/c"),
        ] {
            assert_eq!(within(path, address), expected);
        }
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
