//! In: a page's references to pictures, and where they may be: in its text, in the parts of its message, in files around it. Out: the
//! pictures whose bytes are available.
//!
//! Invariant: downloads nothing, and opens no file outside the folder of captures.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use data_url::DataUrl;
use percent_encoding::percent_decode_str;

use super::address::{absolute, is_web};
use super::picture::{self, Fault, Flaw, Picture, Place};
use super::within::Within;
use super::{Capture, Form, digest, saved};
use crate::files::{Refusal, Root, has_hidden};
use crate::limits;

/// A picture that was found, or the reason why it cannot be used.
pub(crate) type Found = Result<Picture, Flaw>;

/// The result of examining a picture. `None` if it is too small.
type Examined = Result<Option<Picture>, Fault>;

/// The shortest `data:` address, in letters, whose problems are reported. Placeholders are shorter. A transparent GIF of one pixel has 78.
/// Set by hand.
const LEAST_DATA: usize = 200;

/// The folders beside an export of posts that have its pictures: those of Telegram, of X and of Mastodon.
const FOLDERS_OF_EXPORTS: [&str; 4] = ["photos", "chats", "tweets_media", "media_attachments"];

/// The most letters of an address in a message. Set by hand for one or two lines of a terminal.
const LONGEST_NAME: usize = 120;

/// The pictures of a capture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures {
    /// The pictures that were found, by the page's reference to them.
    pub found: BTreeMap<String, Found>,
    /// The bytes of pictures in the capture's own file, by digest.
    pub bytes: BTreeMap<String, Vec<u8>>,
}

/// A part of a message that may be a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// `cid:` and its identifier, and its address.
    pub names: Vec<String>,
    /// The bytes of the part.
    pub bytes: Vec<u8>,
}

impl Pictures {
    /// Adds the picture in a `data:` address of a page, and returns its name. `None` if it is not a picture, for example a placeholder.
    pub(crate) fn take_data(&mut self, address: &str) -> Option<String> {
        let url = DataUrl::process(address).ok()?;
        let kind = url.mime_type();
        let is_raster = kind.type_ == "image" && !kind.subtype.starts_with("svg");
        let name = format!("data:{}", digest(address.as_bytes()));
        let bytes = url.decode_to_vec().map(|(bytes, _)| bytes).unwrap_or_default();
        match picture::examine(&bytes, Place::Embedded) {
            Err(Fault::OtherType) if !is_raster => return None,
            Err(Fault::Broken | Fault::OtherType) if address.len() < LEAST_DATA => return None,
            // Bytes that cannot be decoded have no type to report.
            Err(Fault::OtherType) if bytes.is_empty() => self.refuse(name.clone(), "data:", Fault::Broken),
            other => return self.take(name.clone(), "data:", other, &bytes).then_some(name),
        }
        Some(name)
    }

    /// Adds the parts of a message that a page refers to. `page` is the page's address.
    pub(crate) fn take_parts(&mut self, names: impl Iterator<Item = String>, parts: &[Part], page: Option<&str>) {
        let named = parts.iter().enumerate().rev();
        let by_name: BTreeMap<&str, usize> =
            named.flat_map(|(at, part)| part.names.iter().map(move |name| (name.as_str(), at))).collect();
        let mut examined: BTreeMap<usize, Examined> = BTreeMap::new();
        let mut names = names;
        for name in names.by_ref().take(limits::PICTURES_OF_PAGE) {
            let whole = if name.starts_with("cid:") { decoded(&name) } else { absolute(&name, page) };
            if let Some(&at) = by_name.get(name.as_str()).or_else(|| by_name.get(whole.as_str())) {
                let Some(part) = parts.get(at) else { continue };
                let examine = || picture::examine(&part.bytes, Place::Embedded);
                let found = examined.entry(at).or_insert_with(examine).clone();
                self.take(name.clone(), &name, found, &part.bytes);
            }
        }
        self.leave_out(&names.collect::<Vec<_>>());
    }

    /// Records that these pictures are not read, under the name of the first.
    fn leave_out(&mut self, names: &[String]) {
        if let Some(first) = names.first() {
            self.refuse(first.clone(), first, Fault::Beyond(names.len()));
        }
    }

    /// Adds the result of an examination. `shown` is the picture's name in messages. Returns whether it is a picture.
    fn take(&mut self, name: String, shown: &str, examined: Examined, bytes: &[u8]) -> bool {
        match examined {
            Ok(None) => return false,
            Ok(Some(picture)) => {
                self.bytes.entry(picture.digest.clone()).or_insert_with(|| bytes.to_vec());
                self.found.insert(name, Ok(picture));
            }
            Err(fault) => self.refuse(name, shown, fault),
        }
        true
    }

    fn refuse(&mut self, name: String, shown: &str, fault: Fault) {
        let picture = shown.chars().take(LONGEST_NAME).collect();
        self.found.insert(name, Err(Flaw { picture, fault }));
    }
}

/// Gives a capture the pictures among the files that were saved with its page.
pub(crate) fn take_saved(capture: &mut Capture, parts: &[Part]) {
    let names = names_on_page(capture);
    capture.pictures.take_parts(names.into_iter(), parts, capture.address.as_deref());
}

/// All references of a capture's page to pictures.
pub(crate) fn names_on_page(capture: &Capture) -> Vec<String> {
    let images = capture.page.iter().flat_map(|page| &page.content.images);
    images.flat_map(|image| &image.candidates).cloned().collect()
}

/// Searches the files around a capture's file (`file`) for its pictures.
pub(crate) fn find_beside(capture: &mut Capture, file: &Path, within: &Within) {
    if !matches!(capture.form, Form::Text | Form::Html | Form::Markdown | Form::Posts) {
        return;
    }
    let mut pictures = std::mem::take(&mut capture.pictures);
    let mut examined: BTreeMap<PathBuf, Examined> = BTreeMap::new();
    let mut names = names(capture);
    let beyond = names.split_off(names.len().min(limits::PICTURES_OF_PAGE));
    pictures.leave_out(&beyond);
    for name in names {
        let Some((path, shown)) = places(&name).find_map(|place| existing(&place, &capture.id.path, file, within))
        else {
            continue;
        };
        let examine = || {
            if within.is_alone && !is_beside(&path, file, capture.form) {
                return Err(Fault::Outside);
            }
            let bytes = read(within.root, &path)?;
            picture::examine(&bytes, Place::File(shown.clone()))
        };
        // A page may refer to a file in several ways, but the file is read only once.
        match examined.entry(path.clone()).or_insert_with(examine).clone() {
            Ok(None) => {}
            Ok(Some(picture)) => drop(pictures.found.insert(name, Ok(picture))),
            Err(fault) => pictures.refuse(name, &shown, fault),
        }
    }
    capture.pictures = pictures;
}

/// A capture's references to pictures, each once, in order.
fn names(capture: &Capture) -> Vec<String> {
    let mut names: Vec<String> = match &capture.page {
        Some(page) => page.content.images.iter().flat_map(|image| &image.candidates).cloned().collect(),
        None => capture.text.lines().filter_map(markdown_address).map(str::to_owned).collect(),
    };
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| !name.starts_with("data:") && seen.insert(name.clone()));
    names
}

/// The address of a Markdown picture in a line: `pic.jpg` in `![The bridge](pic.jpg "Bridge")`.
pub(crate) fn markdown_address(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("![")?.1.split_once("](")?;
    let rest = rest.trim_end();
    let address = rest.strip_suffix(')').unwrap_or(rest);
    let titled = address.strip_suffix(['"', '\'']).and_then(|address| address.split_once([' ', '\t']));
    Some(titled.map_or(address, |(address, _)| address).trim())
}

/// The file names that an address may mean: as written, decoded, and without the query.
fn places(address: &str) -> impl Iterator<Item = String> {
    let plain = address.split(['?', '#']).next().unwrap_or(address);
    [decoded(address), address.to_owned(), decoded(plain)].into_iter()
}

fn decoded(address: &str) -> String {
    percent_decode_str(address).decode_utf8().map_or_else(|_| address.to_owned(), |decoded| decoded.into_owned())
}

/// The file that a relative address on a page means, if it exists, and its path like those of captures.
fn existing(address: &str, page: &str, file: &Path, within: &Within) -> Option<(PathBuf, String)> {
    if address.is_empty() || address.starts_with('/') || is_web(address) {
        return None;
    }
    let folder = file.parent()?;
    let mut parts: Vec<&OsStr> = folder.components().map(Component::as_os_str).collect();
    let below = parts.len();
    for part in address.split('/') {
        match Path::new(part).components().collect::<Vec<_>>()[..] {
            [] | [Component::CurDir] => {}
            [Component::ParentDir] => drop(parts.pop()?),
            [Component::Normal(name)] => parts.push(name),
            _ => return None,
        }
    }
    let path: PathBuf = parts.iter().collect();
    let mut named: Vec<&str> = page.split('/').collect();
    named.truncate(named.len().saturating_sub(below.saturating_add(1)));
    let parts: Vec<_> = parts.iter().map(|part| part.to_string_lossy()).collect();
    named.extend(parts.iter().map(|part| &**part));
    let is_there = !has_hidden(&path) && within.root.open(&path).map_or_else(|error| is_kept_back(&error), |_| true);
    is_there.then(|| (path, named.join("/")))
}

/// Whether a file may exist that cannot be opened.
fn is_kept_back(error: &io::Error) -> bool {
    match Refusal::of(error) {
        Some(refusal) => matches!(refusal, Refusal::Outside | Refusal::Hidden),
        None => error.kind() == ErrorKind::PermissionDenied,
    }
}

/// Whether a file belongs to a page that was named by itself: it is in the page's folder, or in the folder of its parts.
fn is_beside(path: &Path, page: &Path, form: Form) -> bool {
    let below = path.strip_prefix(page.parent().unwrap_or(Path::new(""))).unwrap_or(path);
    let stem = page.file_stem().unwrap_or_default();
    let first = below.components().next().map_or(OsStr::new(""), Component::as_os_str);
    let first = first.to_string_lossy();
    let is_exported = form == Form::Posts && FOLDERS_OF_EXPORTS.contains(&&*first);
    below.components().count() == 1 || is_exported || saved::is_folder_of(&first, &stem.to_string_lossy())
}

/// The bytes of a picture in a separate file. It must be in the folder of captures.
///
/// # Errors
/// The file does not exist, is elsewhere, or is too large.
pub fn read(root: &Root, path: &Path) -> Result<Vec<u8>, Fault> {
    root.read_at_most(path, limits::PICTURE_BYTES).map_err(|error| match (Refusal::of(&error), error.kind()) {
        (Some(Refusal::Outside | Refusal::Hidden | Refusal::Name), _) => Fault::Outside,
        (_, ErrorKind::FileTooLarge) => Fault::TooLarge,
        _ => Fault::Unreadable,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Links;

    #[test]
    fn a_single_page_has_the_files_next_to_it() {
        for (path, expected) in
            [("a/x.png", true), ("a/p_files/x.png", true), ("a/private/x.png", false), ("b/x.png", false)]
        {
            assert_eq!(is_beside(Path::new(path), Path::new("a/p.html"), Form::Html), expected, "{path}");
        }
    }

    #[test]
    fn the_address_of_a_picture_in_a_text_is_found() {
        for (line, address) in [
            ("![міст](a.jpg)", Some("a.jpg")),
            ("* ![](a (1).jpg)", Some("a (1).jpg")),
            ("![міст](a.jpg \"Міст\")", Some("a.jpg")),
            ("[міст](a.html)", None),
        ] {
            assert_eq!(markdown_address(line), address, "{line}");
        }
    }

    #[test]
    fn no_address_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("news");
        for path in ["news/a/b/x.png", "news/y.png", "z.png"] {
            let file = folder.path().join(path);
            crate::files::write_whole(&[(file, b"x".to_vec())]).unwrap();
        }
        let root = Root::named(&root, Links::Inside).unwrap();
        let within = Within { root: &root, is_alone: false };
        let page = Path::new("a/p.html");
        let named = |address: &str| existing(address, "a/p.html", page, &within).map(|(_, name)| name);
        for (address, name) in [
            ("b/x.png", Some("a/b/x.png")),
            ("./b//x.png", Some("a/b/x.png")),
            ("../y.png", Some("y.png")),
            ("../a/b/../../y.png", Some("y.png")),
            ("../../z.png", None),
            ("../../news/y.png", None),
            ("b", None),
            ("/etc/passwd", None),
            ("https://v.example/b/x.png", None),
            ("", None),
        ] {
            assert_eq!(named(address).as_deref(), name, "{address}");
        }
        let outside = existing("b/x.png", "x/y/news/a/p.html", page, &within).unwrap();
        assert_eq!(outside.1, "x/y/news/a/b/x.png");
    }

    #[test]
    fn data_in_an_address_is_a_picture_or_nothing() {
        let mut pictures = Pictures::default();
        let gif = "data:image/gif;base64,R0lGODlhgALgAQAAADs=";
        let name = pictures.take_data(gif).unwrap();
        assert_eq!(pictures.found[&name].as_ref().unwrap().width, 640);
        let plain = "data:image/png,GIF89a%80%02%E0%01%00%00%00;";
        assert!(pictures.take_data(plain).is_some());
        assert_eq!(pictures.bytes.len(), 1, "the same bytes");
        for nothing in [
            "data:image/gif;base64,R0lGODlhAQABAAAAADs=",
            "data:image/svg+xml,<svg/>",
            "data:image/gif;base64,R0lG",
            "data:,",
            "x",
        ] {
            assert_eq!(pictures.take_data(nothing), None, "{nothing}");
        }
        let broken = pictures.take_data(&format!("data:image/png;base64,{}", "!".repeat(300))).unwrap();
        assert_eq!(pictures.found[&broken].as_ref().unwrap_err().fault, Fault::Broken);
    }
}
