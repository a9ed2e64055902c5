//! In: an article in named parts: a feed's entry, a JSON object, a mail. Out: a capture with markup.
//!
//! Invariant: each value is put into the markup unchanged, escaped. No date is read and no word is changed.

use std::fmt::Write;

use dom_query::Document;

use super::page::{MOST_AUTHORS, Page};
use super::pictures::Part;
use super::saver;
use super::tag;
use super::{Capture, CaptureId, Form, Holds, digest};
use crate::characters::is_unseen;
use crate::time::MachineDate;

/// The parts of an article in a record. An absent value is empty.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The address of the article.
    pub address: Option<String>,
    /// The headline.
    pub title: String,
    /// The text below the headline.
    pub deck: String,
    /// A description in the metadata, which pages do not print.
    pub description: String,
    /// The names of the authors.
    pub authors: Vec<String>,
    /// The name of the publication.
    pub publisher: String,
    /// The language code.
    pub language: String,
    /// The publication date as written in the record.
    pub published: String,
    /// The modification date as written in the record.
    pub modified: String,
    /// When the record was made, as written in it.
    pub captured: Option<String>,
    /// HTML: a fragment, or a whole page.
    pub content: String,
    /// Files that came with the markup, perhaps its pictures.
    pub parts: Vec<Part>,
    /// Number of parts of the mail that were not examined.
    pub unseen_parts: usize,
}

/// Text as HTML, one paragraph for each line that is not blank.
pub fn paragraphs(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| format!("<p>{}</p>\n", escaped(line))).collect()
}

/// Text with the markup characters escaped.
pub fn escaped(text: &str) -> String {
    let mut markup = String::with_capacity(text.len().saturating_add(16));
    for character in text.chars() {
        match character {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            '"' => markup.push_str("&quot;"),
            other => markup.push(other),
        }
    }
    markup
}

/// Text with its entities resolved.
pub(crate) fn unescaped(text: &str) -> String {
    if text.contains('&') { Document::fragment(text).root().text().to_string() } else { text.to_owned() }
}

impl Entry {
    /// The total length of the texts and parts, in bytes.
    pub(crate) fn length(&self) -> usize {
        let texts = [&self.title, &self.deck, &self.description, &self.publisher, &self.language, &self.published];
        let more = [&self.modified, &self.content].into_iter().chain(&self.address).chain(&self.captured);
        let texts = texts.into_iter().chain(more).chain(&self.authors).map(String::len);
        let parts = self.parts.iter().map(|part| part.bytes.len());
        texts.chain(parts).fold(0, usize::saturating_add)
    }

    /// The capture of the entry, or `None` if there is nothing to read. `path` and `record` are its place.
    pub(crate) fn capture(self, path: &str, record: u32, form: Form) -> Option<Capture> {
        let is_page = tag::tags(&self.content).any(|tag| matches!(&*tag.name, "html" | "body"));
        let (markup, holds) = if is_page { (self.on_page(), Holds::Page) } else { (self.as_page(), Holds::Article) };
        let mut page = Page::parse(&markup);
        page.metadata.authors_left_out = self.authors.len().saturating_sub(MOST_AUTHORS);
        let mut pictures = page.take_pictures();
        let names = page.content.images.iter().flat_map(|image| &image.candidates).cloned();
        pictures.take_parts(names, &self.parts, self.address.as_deref());
        let text = page.text();
        let digest = digest(markup.as_bytes());
        let capture = Capture {
            id: CaptureId::new(path, record),
            address: self.address,
            form,
            digest,
            text,
            page: Some(page),
            holds,
            captured: self.captured.map(MachineDate::read),
            pictures,
        };
        (!is_unseen(&capture.text)).then(|| saver::settle(capture))
    }

    /// A page with only this entry. The authors come before the headline, so that they are not taken for its first lines.
    fn as_page(&self) -> String {
        let mut page = format!("<html lang=\"{}\"><head>{}</head><body>\n", escaped(&self.language), self.head());
        for author in self.authors.iter().take(MOST_AUTHORS) {
            // Writing to a string cannot fail.
            let _ = writeln!(page, "<p>{}</p>", escaped(author));
        }
        page.push_str(&self.headline());
        if !self.deck.is_empty() {
            let _ = writeln!(page, "<h2>{}</h2>", escaped(&self.deck));
        }
        page + &self.content
    }

    /// The page in the entry. The metadata of the entry comes before the page's own.
    fn on_page(&self) -> String {
        let page = &self.content;
        let start = tag::tags(page).find(|tag| tag.name == "body" && !tag.closes).map(|tag| tag.end);
        let says = Page::parse(page).content.lines.iter().any(|line| line.text.contains(self.title.trim()));
        match start {
            Some(start) if !says => format!("{}{}{}{}", self.head(), &page[..start], self.headline(), &page[start..]),
            _ => self.head() + page,
        }
    }

    fn headline(&self) -> String {
        if self.title.is_empty() { String::new() } else { format!("<h1>{}</h1>\n", escaped(&self.title)) }
    }

    fn head(&self) -> String {
        let authors = self.authors.iter().take(MOST_AUTHORS).map(|author| ("name", "author", author));
        let values = [
            ("property", "og:title", &self.title),
            ("name", "description", &self.deck),
            ("name", "description", &self.description),
            ("property", "article:published_time", &self.published),
            ("property", "article:modified_time", &self.modified),
            ("property", "og:site_name", &self.publisher),
            ("http-equiv", "content-language", &self.language),
        ];
        let said = values.into_iter().chain(authors).filter(|(_, _, value)| !value.is_empty());
        said.map(|(kind, name, value)| format!("<meta {kind}=\"{name}\" content=\"{}\">", escaped(value))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(content: &str) -> Entry {
        Entry { title: "Рада & <уряд>".to_owned(), content: content.to_owned(), ..Entry::default() }
    }

    #[test]
    fn a_part_of_a_page_gets_a_headline_and_is_an_article() {
        let capture = entry("<p>Слова").capture("a", 3, Form::Feed).unwrap();
        assert_eq!((capture.text.as_str(), capture.holds), ("Рада & <уряд>\nСлова", Holds::Article));
    }

    #[test]
    fn a_page_gets_the_headline_that_it_lacks() {
        let capture = entry("<html><title>Лист</title><body><p>Слова").capture("a", 0, Form::Mail).unwrap();
        assert_eq!((capture.text.as_str(), capture.holds), ("Лист\nРада & <уряд>\nСлова", Holds::Page));
        let with = entry("<body><b>Рада &amp; &lt;уряд&gt;</b>").capture("a", 0, Form::Mail).unwrap();
        assert_eq!(with.text, "Рада & <уряд>");
    }

    #[test]
    fn authors_beyond_the_bound_are_counted() {
        let left_out = |count: usize| {
            let authors = (0..count).map(|at| format!("Ія Лан {at}")).collect();
            let capture = Entry { authors, ..entry("<p>Слова") }.capture("a", 0, Form::Feed).unwrap();
            capture.page.unwrap().metadata.authors_left_out
        };
        assert_eq!([left_out(0), left_out(MOST_AUTHORS), left_out(MOST_AUTHORS + 3)], [0, 0, 3]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(Entry::default().capture("a", 0, Form::Json), None);
        assert_eq!(paragraphs("а\n\n <b>\n"), "<p>а</p>\n<p> &lt;b&gt;</p>\n");
    }
}
