//! In: what a PDF says about itself, in its entries and in XMP. Out: its title, authors and times, as they are written there.
//!
//! Invariant: a name of a file is no title, and the time at which a file was made is no time of publication.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::document::Document;
use super::object::Dict;
use super::text::decoded;
use crate::capture::{own, properties};
use crate::characters::of_reference;

/// The name of an edition in a PDF that litopys made.
const OWN_FILE: &str = "edition.json";
/// Maximum depth of the tree of attached files, and the most of them that are looked at. Set by hand.
const DEEPEST: usize = 16;
const MOST_FILES: usize = 1000;
/// The most bytes of XMP that are read. Set by hand.
const LARGEST_XMP: usize = 1024 * 1024;
/// Maximum depth of XMP. Real packets nest about ten deep. Set by hand.
const DEEPEST_XMP: usize = 64;

/// What a PDF says about itself.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct About {
    pub title: String,
    pub authors: Vec<String>,
    /// When the file was made.
    pub created: Option<String>,
    /// When its text was published, if XMP says so.
    pub published: String,
    pub publisher: String,
    /// The address of the text, if XMP says so.
    pub address: Option<String>,
    /// Whether the program that made it is a browser.
    pub is_of_browser: bool,
    /// Whether litopys made it.
    pub is_own: bool,
}

/// Reads what a document says about itself.
pub(super) fn about(document: &Document) -> About {
    let info = document.dict(document.trailer(), "Info");
    let text = |key: &str| {
        let text = document.entry(&info, key).text().map(decoded).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let root = document.root();
    let xmp = document.unpacked(&document.entry(&root, "Metadata")).map(|data| xmp(&data)).unwrap_or_default();
    let first =
        |key: &str| xmp.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone()).unwrap_or_default();
    let or = |one: String, other: String| if one.is_empty() { other } else { one };
    let creator = or(text("Creator"), first("xmp:CreatorTool"));
    let title = or(text("Title"), first("dc:title"));
    let author = text("Author");
    let mut authors: Vec<String> =
        xmp.iter().filter(|(name, _)| name == "dc:creator").map(|(_, value)| value.clone()).collect();
    if authors.is_empty() {
        authors.extend(Some(author).filter(|author| !author.is_empty()));
    }
    authors.retain(|name| properties::is_author(name));
    let created = [moment(&text("CreationDate")), Some(first("xmp:CreateDate")).filter(|date| !date.is_empty())];
    let address = [first("prism:url"), first("dc:identifier"), first("dc:source")].into_iter();
    About {
        title: if properties::is_title(&title) { title } else { String::new() },
        authors,
        created: created.into_iter().flatten().next(),
        published: first("prism:publicationDate"),
        publisher: or(first("dc:publisher"), first("prism:publicationName")),
        address: address.into_iter().find(|address| address.starts_with("http://") || address.starts_with("https://")),
        is_of_browser: is_of_browser(&creator, &text("Producer")),
        is_own: own::is_program(&creator) || carries(document, &root),
    }
}

/// Whether a browser made the file. Its library for PDFs names itself alone; other programs add their names.
fn is_of_browser(creator: &str, producer: &str) -> bool {
    const BROWSERS: [&str; 5] = ["Mozilla/", "Mozilla Firefox", "Chromium", "Google Chrome", "HeadlessChrome"];
    let is_library = producer.strip_prefix("Skia/PDF").is_some_and(|version| !version.trim().contains(' '));
    is_library || BROWSERS.iter().any(|browser| creator.starts_with(browser))
}

/// Whether an edition is attached to a document.
fn carries(document: &Document, root: &Dict) -> bool {
    let names = document.dict(root, "Names");
    let mut open = vec![(Dict::clone(&document.dict(&names, "EmbeddedFiles")), DEEPEST)];
    let mut left = MOST_FILES;
    while let Some((tree, depth)) = open.pop() {
        for file in document.array(&tree, "Names").iter() {
            let Some(fewer) = left.checked_sub(1) else { return false };
            left = fewer;
            let file = document.follow(file);
            let name = |key: &str| file.dict().and_then(|file| document.entry(file, key).text().map(decoded));
            if name("UF").or_else(|| name("F")).is_some_and(|name| name == OWN_FILE) {
                return true;
            }
        }
        if let Some(deeper) = depth.checked_sub(1) {
            let kids = document.array(&tree, "Kids");
            open.extend(kids.iter().take(left).filter_map(|kid| Some((document.follow(kid).dict()?.clone(), deeper))));
            left = left.saturating_sub(kids.len());
        }
    }
    false
}

/// A date of a PDF (`D:20240506103000+03'00'`) in the form of ISO 8601. `None` if it has no day.
fn moment(date: &str) -> Option<String> {
    let digits: String = date.trim_start_matches("D:").chars().take_while(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize| digits.get(from..to);
    let day = format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let (Some(hour), Some(minute)) = (part(8, 10), part(10, 12)) else { return Some(day) };
    let second = part(12, 14).unwrap_or("00");
    let behind: String = date.trim_start_matches("D:").chars().skip(digits.len()).filter(|&c| c != '\'').collect();
    let zone = match behind.split_at_checked(1) {
        Some(("Z", _)) => "Z".to_owned(),
        Some((sign @ ("+" | "-"), zone)) => match (zone.get(..2), zone.get(2..4)) {
            (Some(hours), minutes) => format!("{sign}{hours}:{}", minutes.unwrap_or("00")),
            _ => String::new(),
        },
        _ => String::new(),
    };
    Some(format!("{day}T{hour}:{minute}:{second}{zone}"))
}

/// The names and values of properties in XMP, in order. The values of lists stand under the name of the list.
fn xmp(data: &[u8]) -> Vec<(String, String)> {
    let data = data.get(..LARGEST_XMP).unwrap_or(data);
    let text = decoded(data);
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().check_end_names = false;
    let mut values = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut said = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) if open.len() >= DEEPEST_XMP => return values,
            Ok(Event::Start(start)) => {
                values.extend(attributes(&start));
                open.push(start.name().as_ref().to_owned());
                said.clear();
            }
            Ok(Event::Empty(start)) => values.extend(attributes(&start)),
            Ok(Event::Text(part)) => said.push_str(&part),
            Ok(Event::CData(part)) => said.push_str(&part),
            Ok(Event::GeneralRef(name)) => said.extend(of_reference(&name)),
            Ok(Event::End(_)) => {
                let value = std::mem::take(&mut said).split_whitespace().collect::<Vec<_>>().join(" ");
                let name = open.iter().rev().find(|name| !name.starts_with("rdf:"));
                values.extend(name.filter(|_| !value.is_empty()).map(|name| (name.clone(), value)));
                open.pop();
            }
            Ok(Event::Eof) | Err(_) => return values,
            Ok(_) => {}
        }
    }
}

fn attributes(start: &quick_xml::events::BytesStart) -> Vec<(String, String)> {
    let pair = |attribute: quick_xml::events::attributes::Attribute| {
        let name = attribute.key.as_ref().to_owned();
        (name, quick_xml::escape::unescape(&attribute.value).unwrap_or_default().into_owned())
    };
    let is_property = |(name, _): &(String, String)| {
        !name.starts_with("xmlns") && !name.starts_with("rdf:") && !name.starts_with("xml:")
    };
    start.attributes().take(64).flatten().map(pair).filter(is_property).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_from_programs_with_their_library() {
        for (creator, producer, expected) in [
            ("Chromium", "Skia/PDF m120", true),
            ("", "Skia/PDF m120", true),
            ("Mozilla/5.0 (X11; Linux) Chrome/120", "", true),
            ("Mozilla Firefox 115", "cairo 1.16", true),
            ("", "Skia/PDF m120 Google Docs Renderer", false),
            ("Chromatic Press", "", false),
            ("Writer", "LibreOffice 7.4", false),
        ] {
            assert_eq!(is_of_browser(creator, producer), expected, "{creator} {producer}");
        }
    }

    #[test]
    fn dates_are_handed_on() {
        for (date, expected) in [
            ("D:20240506103000+03'00'", Some("2024-05-06T10:30:00+03:00")),
            ("D:20240506103000Z", Some("2024-05-06T10:30:00Z")),
            ("D:20240506103000-05", Some("2024-05-06T10:30:00-05:00")),
            ("20240506", Some("2024-05-06")),
            ("D:202405061030", Some("2024-05-06T10:30:00")),
            ("D:2024", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(moment(date).as_deref(), expected, "{date}");
        }
    }

    #[test]
    fn properties_are_found_in_both_forms() {
        let packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description xmp:CreatorTool='A' xmp:CreateDate='2024-05-06'>\
            <dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Six &amp; buses</rdf:li></rdf:Alt></dc:title>\
            <dc:creator><rdf:Seq><rdf:li>Ia Lan</rdf:li><rdf:li>Lev Ort</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF>";
        let expected = [
            ("xmp:CreatorTool", "A"),
            ("xmp:CreateDate", "2024-05-06"),
            ("dc:title", "Six & buses"),
            ("dc:creator", "Ia Lan"),
            ("dc:creator", "Lev Ort"),
        ];
        assert_eq!(xmp(packet.as_bytes()), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let name = "<dc:title>\u{41b}&#x456;&#1074;&#105; & \u{43c}\u{456}st</dc:title>".replace(" & ", " &amp; ");
        let expected = "\u{41b}\u{456}\u{432}i & \u{43c}\u{456}st".to_owned();
        assert_eq!(xmp(name.as_bytes()), [("dc:title".to_owned(), expected)]);
        let deep =
            |depth: usize| format!("{}<dc:title>A</dc:title>{}", "<rdf:Seq>".repeat(depth), "</rdf:Seq>".repeat(depth));
        assert_eq!(xmp(deep(40).as_bytes()).len(), 1);
        assert_eq!(xmp(deep(100_000).as_bytes()), [], "deeper than any packet");
        assert_eq!(xmp(b"<a"), []);
        assert_eq!(xmp(b""), []);
    }
}
