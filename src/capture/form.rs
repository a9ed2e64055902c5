//! In: a file's name and first bytes, or the user's choice. Out: the form of the capture.
//!
//! Invariant: a form says how to read a file, never what is in it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{evernote, mail};

/// The format of a capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(Serialize, Deserialize, JsonSchema)]
#[derive(strum::EnumMessage, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Text pasted from a page, menus included.
    Text,
    /// Saved HTML.
    Html,
    /// Markdown, with or without front matter.
    Markdown,
    /// HTML saved in one file with its pictures.
    Mhtml,
    /// An article, or a list of articles.
    Json,
    /// One JSON article per line.
    Ndjson,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A web archive, compressed or not.
    Warc,
    /// A mail or newsletter.
    Mail,
    /// Posts that a messenger or social network exports.
    Posts,
    /// The notes that Evernote exports.
    Evernote,
    /// A PDF with text: a release, a report, a printed page.
    Pdf,
    /// A document of a word processor: DOCX, ODT, RTF.
    Document,
    /// An e-book.
    Epub,
}

/// Extensions of files that are not captures, though some are text.
const NO_CAPTURE: &[&str] = &[
    "7z", "avi", "avif", "bmp", "br", "bz2", "css", "csv", "db", "eot", "exe", "gif", "gz", "ico", "jpeg", "jpg", "js",
    "lock", "map", "mjs", "mov", "mp3", "mp4", "ogg", "otf", "png", "rar", "svg", "tar", "tif", "tiff", "toml", "ttf",
    "wasm", "wav", "webm", "webp", "woff", "woff2", "xls", "xlsx", "xz", "zst",
];

/// The forms that are read, as a person calls them.
pub(crate) const READABLE: &str = "pages (HTML, MHTML, text, Markdown), PDF, DOCX, ODT, RTF, EPUB, mail, posts of messengers and networks, \
                                   Evernote, feeds, JSON and web archives";

/// Extensions of pictures.
const PICTURES: &[&str] = &["avif", "bmp", "gif", "heic", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"];

/// Whether a file has the name of a picture.
pub(crate) fn is_picture(path: &str) -> bool {
    ending(path).is_some_and(|ending| PICTURES.contains(&ending.as_str()))
}

/// How the names of the files begin that programs of an office keep beside a document while it is open.
const LOCK: &str = "~$";

impl Form {
    /// Whether a file of this name is skipped without reading it: a picture, an archive, a style sheet.
    pub(crate) fn is_no_capture(path: &str) -> bool {
        let path = unpacked(path);
        if name(path).starts_with(LOCK) {
            return true;
        }
        !is_named_archive(path) && ending(path).is_some_and(|ending| NO_CAPTURE.contains(&ending.as_str()))
    }

    /// The form for a file's extension, if there is one. That of a packed file is the one before `.gz`.
    pub fn by_name(path: &str) -> Option<Self> {
        let path = unpacked(path);
        Some(match ending(path)?.as_str() {
            "html" | "htm" | "xhtml" | "shtml" => Self::Html,
            "md" | "markdown" | "mdown" | "mkd" => Self::Markdown,
            "mht" | "mhtml" => Self::Mhtml,
            "json" => Self::Json,
            "ndjson" | "jsonl" => Self::Ndjson,
            "rss" | "atom" | "xml" | "rdf" => Self::Feed,
            "warc" => Self::Warc,
            "eml" | "mbox" => Self::Mail,
            "enex" => Self::Evernote,
            "js" if is_named_archive(path) => Self::Posts,
            "pdf" => Self::Pdf,
            "docx" | "docm" | "dotx" | "odt" | "ott" | "fodt" | "rtf" => Self::Document,
            "epub" => Self::Epub,
            _ => return None,
        })
    }

    /// The form of a file: by its extension if the decoded text agrees, else by the text.
    pub fn of(path: &str, text: &str) -> Self {
        match Self::by_name(path) {
            Some(form @ (Self::Html | Self::Ndjson | Self::Warc)) => form,
            _ if is_page(text) => Self::Html,
            named if is_saved_page(text, named == Some(Self::Mail)) => Self::Mhtml,
            _ if is_feed(text) => Self::Feed,
            _ if evernote::is_export(text) => Self::Evernote,
            None if mail::is_mail(text) => Self::Mail,
            // These are told by their bytes or their first element, so this is none, whatever its name says.
            Some(Self::Document | Self::Epub | Self::Evernote | Self::Pdf) | None => Self::Text,
            Some(form) => form,
        }
    }

    /// Whether a person pastes or writes files of this form.
    pub(crate) fn is_written(self) -> bool {
        matches!(self, Self::Text | Self::Markdown)
    }

    /// Whether files of this form may have any number of pages, which are read one after the other.
    pub(crate) fn is_stream(self) -> bool {
        matches!(self, Self::Ndjson | Self::Warc)
    }
}

/// Whether a file stands where a Maildir keeps its mails. Their names end in that of a host, which may look like an ending.
pub(crate) fn is_in_maildir(path: &str) -> bool {
    path.rsplit('/').nth(1).is_some_and(|folder| matches!(folder, "cur" | "new"))
}

/// Whether a file has the name of an export: `WhatsApp Chat with Name.txt`, `_chat.txt`, `tweets.js`.
pub(crate) fn is_named_export(path: &str) -> bool {
    let name = name(path);
    is_named_archive(&name) || name.ends_with("_chat.txt") || (name.contains("whatsapp") && name.ends_with(".txt"))
}

/// Whether a file has the name of the posts in an archive of X: `tweets.js`, `tweets-part1.js`. Other scripts are no captures.
fn is_named_archive(path: &str) -> bool {
    let name = name(path);
    let rest = name.strip_prefix("tweets").or(name.strip_prefix("tweet")).and_then(|rest| rest.strip_suffix(".js"));
    rest.is_some_and(|rest| {
        let number = rest.strip_prefix("-part").unwrap_or("0");
        (rest.is_empty() || rest.starts_with("-part"))
            && !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// The name of a file in lower case.
fn name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase()
}

/// The name of a packed file without `.gz`.
fn unpacked(path: &str) -> &str {
    let stem = path.len().saturating_sub(3);
    match (path.get(..stem), path.get(stem..)) {
        (Some(name), Some(ending)) if ending.eq_ignore_ascii_case(".gz") => name,
        _ => path,
    }
}

fn ending(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| ending.to_ascii_lowercase())
}

/// Whether a text is a whole HTML document: it starts with a document type or the `html` element, after at most comments and an XML
/// declaration. A text about markup is not one.
pub(crate) fn is_page(text: &str) -> bool {
    opens_with(text, &["<!doctype html", "<html>", "<html ", "<html\n", "<head>"])
}

/// What to say of a text in a form that is known and not read, and what can be done.
pub(crate) fn told(text: &str) -> Option<(&'static str, &'static str)> {
    if is_old_archive(text) {
        let hint = "convert it to a WARC file: `warcio recompress OLD.arc NEW.warc.gz`";
        return Some(("it is a web archive in the old form ARC, which is not read", hint));
    }
    let hint = "name it in `fetch.lists`, and `litopys fetch` collects the pages";
    is_bookmarks(text).then_some(("it has bookmarks without their pages", hint))
}

/// Whether a text is a web archive in the form before WARC: it starts with a description of the file and the form's version.
fn is_old_archive(text: &str) -> bool {
    let mut lines = text.lines();
    lines.next().is_some_and(|line| line.starts_with("filedesc://"))
        && lines
            .next()
            .is_some_and(|line| line.split(' ').take(2).filter(|number| number.parse::<u8>().is_ok()).count() == 2)
}

/// Whether a text is what browsers and services export bookmarks in: addresses without the pages.
pub(crate) fn is_bookmarks(text: &str) -> bool {
    opens_with(text, &["<!doctype netscape-bookmark-file-1"])
}

/// Whether a text starts like RSS, RDF or Atom.
pub(crate) fn is_feed(text: &str) -> bool {
    opens_with(text, &["<rss", "<rdf:rdf", "<feed"])
}

/// Whether a text starts like a multipart message, the format in which browsers save pages. A newsletter with its pictures does, too: a file
/// that is called a mail is a page only if a browser says that it saved it.
fn is_saved_page(text: &str, is_called_mail: bool) -> bool {
    let head = text.get(..text.floor_char_boundary(2048)).unwrap_or_default().to_ascii_lowercase();
    let first = head.split('\n').next().unwrap_or_default();
    let says_so = || head.contains("\nsnapshot-content-location:") || head.contains("<saved by ");
    first.contains(':')
        && !first.starts_with(char::is_whitespace)
        && head.contains("\nmime-version:")
        && head.contains("\ncontent-type: multipart/related")
        && (!is_called_mail || says_so())
}

/// Whether a text starts with one of these (in lower case), after at most comments and an XML declaration.
fn opens_with(text: &str, openings: &[&str]) -> bool {
    let mut rest = text.trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at.saturating_add(3))
        } else if rest.starts_with("<?") {
            rest.find("?>").map(|at| at.saturating_add(2))
        } else {
            break;
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => return false,
        }
    }
    let opens = |tag: &&str| rest.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    openings.iter().any(opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_form_unless_the_text_is_a_page() {
        for (path, text, form) in [
            ("a.txt", "Слова", Form::Text),
            ("a", "Слова", Form::Text),
            ("a.b/c", "Слова", Form::Text),
            ("a.HTM", "<p>Слова", Form::Html),
            ("a.md", "# Слова", Form::Markdown),
            ("a.txt", "  <!-- saved -->\n<!DOCTYPE HTML><p>x", Form::Html),
            ("a", "<?xml version='1.0'?><html lang='uk'>", Form::Html),
            ("a.txt", "<p>Так пишуть абзац</p>", Form::Text),
            ("a.txt", "<!-- no end", Form::Text),
            ("a.txt", "<й", Form::Text),
            ("a.json", "{}", Form::Json),
            ("a.json.GZ", "{}", Form::Json),
            ("a.jsonl.gz", "{}", Form::Ndjson),
            ("a.warc.gz", "", Form::Warc),
            (".gz", "Слова", Form::Text),
            ("tweets.js", "", Form::Posts),
            ("a.json", "<!doctype html>", Form::Html),
            ("a.xml", "<?xml version='1.0'?><?xml-stylesheet href='a'?>\n<rss version='2.0'>", Form::Feed),
            ("a", "<feed xmlns='http://www.w3.org/2005/Atom'>", Form::Feed),
            ("a.xml", "<html lang='uk'>", Form::Html),
            ("a.eml", "Subject: x\n\nСлова", Form::Mail),
            ("a.pdf", "Слова", Form::Text),
            ("a.pdf", "<html><p>Слова", Form::Html),
            ("a.docx", "Слова", Form::Text),
            ("a.mht", "<html><p>Слова", Form::Html),
            ("a.eml", "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; a", Form::Mhtml),
            ("a.eml", "From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/related; a", Form::Mail),
        ] {
            assert_eq!(Form::of(path, text), form, "{path}: {text}");
        }
    }

    #[test]
    fn an_old_archive_is_known_by_its_first_lines() {
        assert!(is_old_archive("filedesc://a.arc 0.0.0.0 20140102000000 text/plain 75\n1 0 Archive\n"));
        assert!(!is_old_archive("filedesc://a.arc\nСлова про архів"));
        assert!(!is_old_archive("filedesc://a.arc\n2024 was a year"));
        assert!(!is_old_archive("Про filedesc://a.arc\n1 0 Archive"));
    }

    #[test]
    fn exports_have_names_of_their_own() {
        for name in [
            "a/WhatsApp Chat with Ія.txt",
            "a/Чат WhatsApp з Двір.txt",
            "_chat.txt",
            "a/tweets.js",
            "tweet.js",
            "tweets-part12.js",
        ] {
            assert!(is_named_export(name), "{name}");
        }
        for name in
            ["chat.txt", "whatsapp.html", "tweets.json", "tweetdeck.js", "tweets-part.js", "a.js", "deleted-tweets.js"]
        {
            assert!(!is_named_export(name), "{name}");
        }
    }

    #[test]
    fn pictures_and_archives_are_known_by_name() {
        assert!(
            Form::is_no_capture("a/photo.JPG") && Form::is_no_capture("x.tar.gz") && Form::is_no_capture("x.csv.GZ")
        );
        assert!(!Form::is_no_capture("a.warc.gz") && !Form::is_no_capture("a.txt.gz") && !Form::is_no_capture("a.gz"));
        assert!(!Form::is_no_capture("a/tweets.js") && Form::is_no_capture("a/account.js"));
        assert!(Form::is_no_capture("a/~$release.docx") && !Form::is_no_capture("a~$b.docx"));
        assert!(!Form::is_no_capture("a/photo") && !Form::is_no_capture("png") && !Form::is_no_capture(".css"));
    }
}
