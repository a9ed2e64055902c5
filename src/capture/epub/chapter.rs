//! In: a page of an e-book. Out: its article, and the pictures that it shows.
//!
//! Invariant: the words of the page stay as they are. Only the name of one heading's element is changed, to that of a headline.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::package::within;
use crate::capture::archive::Archive;
use crate::capture::entry::Entry;
use crate::capture::page::{Line, LineKind, Page};
use crate::capture::pictures::Part;
use crate::capture::{tag, xml};
use crate::characters::is_unseen;
use crate::limits::{PICTURE_BYTES, PICTURES_OF_PAGE};

/// The relations of links to the page that an article was made from. The last is that of calibre's news.
const ORIGINALS: [&str; 3] = ["canonical", "original", "calibre-downloaded-from"];
/// The classes of elements around such a link: that of percollate.
const AROUND_ORIGINALS: [&str; 1] = ["article__url"];

/// What an element of a page calls itself if the page is no chapter (EPUB Structural Semantics Vocabulary 1.1).
const NO_CHAPTERS: [&str; 7] = ["cover", "toc", "landmarks", "titlepage", "copyright-page", "loi", "index"];

/// The class of the lists of sections and articles in the newspapers that calibre makes.
const LIST: &str = "calibre_feed_list";
/// The fewest links of a page that leads to others. Set by hand.
const LEAST_LINKS: usize = 3;

/// The most headings of a page that are looked at. Set by hand.
const MOST_HEADINGS: usize = 50;
/// The shortest line, in characters, that is prose whatever its end, and how the others end: datelines, bylines and rubrics are shorter, or
/// end otherwise. Set by hand.
const PROSE: usize = 120;
const ENDS: [char; 4] = ['.', '!', '?', '\u{2026}'];
/// The fewest words of a line that is prose by its end, and the fewest letters of the last one, which is no abbreviation. Set by hand.
const LEAST_WORDS: usize = 5;
const LEAST_LETTERS: usize = 3;

/// The places of the tags around a heading, from the start of the body.
#[derive(Debug, Clone, Copy)]
struct Heading {
    open: usize,
    close: usize,
}

/// A page of a book.
pub(super) struct Chapter<'a> {
    text: &'a str,
    /// What the whole page says, with its metadata.
    page: Page,
    /// The place of what stands in `body`.
    body: (usize, usize),
}

impl<'a> Chapter<'a> {
    /// Reads a page.
    pub(super) fn read(text: &'a str) -> Self {
        let body = |closes: bool| tag::tags(text).find(move |tag| tag.name == "body" && tag.closes == closes);
        let start = body(false).map_or(0, |tag| tag.end);
        let end = body(true).map_or(text.len(), |tag| tag.start).max(start);
        Self { text, page: Page::parse(text), body: (start, end) }
    }

    /// What stands in the body.
    fn inner(&self) -> &'a str {
        self.text.get(self.body.0..self.body.1).unwrap_or_default()
    }

    /// The lines of the page, without its name.
    fn lines(&self) -> impl Iterator<Item = (&str, usize)> {
        let lines = self.page.content.lines.iter().filter(|line| line.kind != LineKind::Title);
        lines.map(|line| (line.text.as_str(), line.linked))
    }

    /// The name of the page.
    fn name(&self) -> String {
        let mut tags = tag::tags(self.text).filter(|tag| tag.name == "title");
        let (Some(open), Some(close)) = (tags.next(), tags.next()) else { return String::new() };
        Page::parse(self.text.get(open.end..close.start).unwrap_or_default()).text().replace('\n', " ")
    }

    /// Whether there are no words on the page.
    pub(super) fn is_empty(&self) -> bool {
        self.lines().all(|(text, _)| is_unseen(text))
    }

    /// Whether the page calls itself a cover or contents.
    pub(super) fn is_contents(&self) -> bool {
        let says = |tag: tag::Tag| {
            let said = attribute(self.text.get(tag.start..tag.end).unwrap_or_default(), "epub:type");
            said.is_some_and(|said| said.split(' ').any(|word| NO_CHAPTERS.contains(&word)))
        };
        // Only the outermost elements speak for the page.
        tag::tags(self.text).filter(|tag| matches!(&*tag.name, "body" | "section" | "nav" | "div")).take(2).any(says)
    }

    /// Whether most of the page leads elsewhere.
    pub(super) fn is_list(&self) -> bool {
        let (all, linked) = self.lines().fold((0_usize, 0_usize), |(all, linked), (text, of_line)| {
            (all.saturating_add(text.len()), linked.saturating_add(of_line))
        });
        let links = self.lines().filter(|&(_, linked)| linked > 0).count();
        let is_named = || {
            let sources = tag::tags(self.text).filter_map(|tag| self.text.get(tag.start..tag.end));
            sources.filter_map(|source| attribute(source, "class")).any(|classes| classes.split(' ').any(|c| c == LIST))
        };
        (links >= LEAST_LINKS && linked.saturating_mul(2) > all) || (links > 0 && is_named())
    }

    /// The article. `label` is what the contents call the page, `book` the title of the book.
    pub(super) fn entry(&self, label: &str, book: &str) -> Entry {
        let name = Some(self.name()).filter(|name| !is_unseen(name) && name != book);
        let heading = self.heading([name.as_deref().unwrap_or_default(), label]);
        let title = name.unwrap_or_else(|| label.to_owned());
        let text = self.page.text();
        let metadata = &self.page.metadata;
        // Authors are printed again only if the page does not print them.
        let authors = metadata.authors.iter().filter(|author| !text.contains(author.as_str())).cloned().collect();
        Entry {
            address: self.address(),
            title: if heading.is_some() { String::new() } else { title },
            authors,
            language: metadata.language.clone().unwrap_or_default(),
            content: self.metadata() + &self.with_headline(heading),
            ..Entry::default()
        }
    }

    /// The heading that has one of the names, else the first one if no prose stands before it: a later one is that of a part.
    fn heading(&self, names: [&str; 2]) -> Option<Heading> {
        let headings = self.headings();
        let is_named = |text: &str| !is_unseen(text) && names.iter().any(|name| line(name) == line(text));
        let named = headings.iter().find(|(_, text)| is_named(text));
        let (first, _) = named.or(headings.first())?;
        (named.is_some() || !self.has_prose_before(first.open)).then_some(*first)
    }

    /// The first headings with words, and their texts.
    fn headings(&self) -> Vec<(Heading, String)> {
        let inner = self.inner();
        let is_heading = |name: &str| matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        let mut tags = tag::tags(inner).filter(|tag| is_heading(&tag.name));
        let pairs = std::iter::from_fn(|| tags.next().zip(tags.next()));
        let whole = pairs.filter(|(open, close)| !open.closes && close.closes && close.name == open.name);
        let headings = whole.take(MOST_HEADINGS).map(|(open, close)| {
            let text = Page::parse(inner.get(open.end..close.start).unwrap_or_default()).text();
            (Heading { open: open.start, close: close.start }, text)
        });
        headings.filter(|(_, text)| !is_unseen(text)).collect()
    }

    /// Whether a sentence stands before a place in the body.
    fn has_prose_before(&self, place: usize) -> bool {
        let before = Page::parse(self.inner().get(..place).unwrap_or_default());
        let is_text = |line: &Line| line.kind != LineKind::Caption && !line.is_linked();
        before.content.lines.iter().any(|line| is_text(line) && is_prose(&line.text))
    }

    /// The body with a heading as a headline.
    fn with_headline(&self, heading: Option<Heading>) -> String {
        let mut inner = self.inner().to_owned();
        if let Some(Heading { open, close }) = heading {
            // Behind `</` and behind `<`.
            for start in [close.saturating_add(2), open.saturating_add(1)] {
                inner.replace_range(start..start.saturating_add(2), "h1");
            }
        }
        inner
    }

    /// The elements of the head that say something about the article.
    fn metadata(&self) -> String {
        let tags = tag::tags(self.text).take_while(|tag| tag.start < self.body.0);
        let said = tags.filter(|tag| matches!(&*tag.name, "meta" | "link"));
        said.filter_map(|tag| self.text.get(tag.start..tag.end)).collect()
    }

    /// Whether the page itself says who wrote it.
    pub(super) fn names_author(&self) -> bool {
        !self.page.metadata.authors.is_empty()
    }

    /// The address of the page that the article was made from, if the chapter names it.
    fn address(&self) -> Option<String> {
        let mut is_around = false;
        let named = tag::tags(self.text).find_map(|tag| {
            let source = self.text.get(tag.start..tag.end)?;
            if matches!(&*tag.name, "p" | "div" | "footer") {
                let classes = attribute(source, "class").unwrap_or_default();
                is_around = !tag.closes && classes.split(' ').any(|class| AROUND_ORIGINALS.contains(&class));
            }
            let relations = attribute(source, "rel").unwrap_or_default();
            let is_original = relations.split(' ').any(|relation| ORIGINALS.contains(&relation));
            let is_link = matches!(&*tag.name, "a" | "link") && !tag.closes;
            attribute(source, "href").filter(|address| is_link && (is_original || is_around) && is_web(address))
        });
        named.or_else(|| self.page.metadata.addresses.iter().find(|address| is_web(address)).cloned())
    }

    /// The pictures that the page shows. `file` is the name of the page in the archive.
    pub(super) fn pictures(&self, archive: &mut Archive, file: &str) -> Vec<Part> {
        let shown = self.page.content.images.iter().flat_map(|image| &image.candidates);
        let names: BTreeSet<&String> =
            shown.filter(|name| !name.contains("://") && !name.starts_with("data:")).collect();
        let mut parts = Vec::new();
        for name in names.into_iter().take(PICTURES_OF_PAGE) {
            if let Ok(bytes) = archive.read(&within(file, name), PICTURE_BYTES) {
                parts.push(Part { names: vec![name.clone()], bytes });
            }
        }
        parts
    }
}

/// Whether a line is a sentence, and not a date, a name or a rubric.
fn is_prose(line: &str) -> bool {
    let end = line.trim_end_matches(|c: char| !c.is_alphanumeric() && !ENDS.contains(&c));
    let is_long =
        |last: &str| last.chars().filter(|c| c.is_alphabetic()).nth(LEAST_LETTERS.saturating_sub(1)).is_some();
    let is_ended = end.ends_with(ENDS) && end.split_whitespace().next_back().is_some_and(is_long);
    (is_ended && end.split_whitespace().count() >= LEAST_WORDS) || line.chars().nth(PROSE).is_some()
}

/// A text as one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_web(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

/// The value of an attribute in the source of a tag.
fn attribute(source: &str, name: &str) -> Option<String> {
    static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?s)\s([A-Za-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')"#).expect("the pattern is fixed and tested")
    });
    // Most tags of a page have none of the attributes that are asked for.
    if !source.contains(name) {
        return None;
    }
    let found = ATTRIBUTE.captures_iter(source).find(|found| found.get(1).is_some_and(|key| key.as_str() == name))?;
    let value = found.get(2).or(found.get(3))?.as_str();
    Some(xml::unescaped(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_named_by_its_heading_or_its_page() {
        let entry = |text: &str| Chapter::read(text).entry("Із змісту", "Книга");
        let headed = entry(
            "<html><head><title>Книга</title></head><body><h3> </h3><h2 class='x'>Рада</h2><p>Слова</p></body></html>",
        );
        assert_eq!((headed.title.as_str(), headed.content.contains("<h1 class='x'>Рада</h1>")), ("", true));
        assert_eq!(
            entry("<html><head><title>Рада діє</title></head><body><p>Слова</p></body></html>").title,
            "Рада діє"
        );
        assert_eq!(entry("<html><head><title>Книга</title></head><body><p>Слова</p></body></html>").title, "Із змісту");
    }

    #[test]
    fn a_heading_behind_prose_is_that_of_a_part_unless_it_is_the_name() {
        let prose = "<p>Рада міста зібралася вранці й говорила про міст.</p>";
        for (name, body, expected) in [
            ("Рада діє", format!("{prose}<h3>Що було раніше</h3>{prose}"), Some("Рада діє")),
            ("Книга", format!("{prose}<h3>Що було раніше</h3>{prose}"), Some("Із змісту")),
            ("Рада діє", format!("{prose}<h2>Рада  діє</h2>{prose}"), None),
            ("Книга", format!("{prose}<h2>Із змісту</h2>{prose}"), None),
            ("розділ-7", format!("<p>Вівторок, 6 травня</p><p>Ія Лан</p><h2>Рада діє</h2>{prose}"), None),
            ("розділ-7", format!("<p>Луги, 6 травня 2024 р.</p><h2>Рада діє</h2>{prose}"), None),
            (
                "розділ-7",
                format!(
                    "<figure><figcaption>Зала, у якій зібралася рада міста.</figcaption></figure><h2>Рада діє</h2>{prose}"
                ),
                None,
            ),
            (
                "розділ-7",
                format!("<p><a href='x'>Рада міста говорила знову про старий міст.</a></p><h2>Рада діє</h2>{prose}"),
                None,
            ),
        ] {
            let text = format!("<html><head><title>{name}</title></head><body>{body}</body></html>");
            let entry = Chapter::read(&text).entry("Із змісту", "Книга");
            assert_eq!(entry.title, expected.unwrap_or_default(), "{name} {body}");
            assert_eq!(entry.content.contains("<h1>"), expected.is_none(), "{name} {body}");
        }
        let later = format!("<title>Рада діє</title><body><h2>Новини</h2><h3>Рада діє</h3>{prose}</body>");
        assert!(Chapter::read(&later).entry("", "").content.contains("<h2>Новини</h2><h1>Рада діє</h1>"));
    }

    #[test]
    fn the_source_of_an_article_is_a_link_that_says_so() {
        let address = |body: &str| Chapter::read(&format!("<html><body>{body}</body></html>")).address();
        let found = Some("https://v.example/?a=1&b".to_owned());
        for (body, expected) in [
            ("<p>from <a rel=\"calibre-downloaded-from\" href=\"https://v.example/?a=1&amp;b\">x</a>", &found),
            ("<p class=\"article__url\">Source: <a href='https://v.example/?a=1&amp;b'>x</a></p>", &found),
            ("<p class=\"article__url\">Source</p><p><a href='https://other.example/'>x</a></p>", &None),
            ("<p><a href='https://other.example/'>x</a></p>", &None),
            ("<p><a rel='canonical' href='a.html'>x</a></p>", &None),
        ] {
            assert_eq!(&address(body), expected, "{body}");
        }
    }

    #[test]
    fn contents_and_lists_are_no_chapters() {
        let read = |body: &str| {
            let text = format!("<html><head><title>Назва</title></head>{body}</html>");
            let chapter = Chapter::read(&text);
            (chapter.is_empty(), chapter.is_contents(), chapter.is_list())
        };
        assert_eq!(read("<body><img src='a.png'/></body>"), (true, false, false));
        assert_eq!(read("<body epub:type=\"cover\"><p>Слова</p></body>"), (false, true, false));
        let link = "<p><a href='a'>Міст відкрито</a></p>";
        assert_eq!(read(&format!("<body>{}</body>", link.repeat(3))), (false, false, true));
        assert_eq!(read(&format!("<body>{link}<p>Міст відкрито, і люди йдуть.</p></body>")), (false, false, false));
    }
}
