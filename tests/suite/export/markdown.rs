//! In: editions as Markdown. Out: whether a Markdown reader finds the right texts in them.
//!
//! Invariant: the reader is another program than the writer, with every extension that may turn a text into markup.

use litopys::edition::Edition;
use litopys::export;
use pulldown_cmark::{Event, Options, Parser};

use super::hostile::{TEXTS, soaked};
use crate::epub::sample;

/// A text without any markup.
const HARMLESS: &str = "слово";

fn written(edition: &Edition) -> String {
    export::markdown(edition).unwrap()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_WIKILINKS
}

/// The texts that a reader finds, with consecutive texts joined.
fn read(markdown: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut in_text = false;
    for event in Parser::new_ext(markdown, options()) {
        match &event {
            Event::Text(text) if in_text => found.last_mut().unwrap().push_str(text),
            Event::Text(text) => found.push(format!("text: {text}")),
            other => found.push(format!("{other:?}")),
        }
        in_text = matches!(event, Event::Text(_));
    }
    found
}

/// A text on one line, as it should be read.
fn plain(text: &str) -> String {
    let is_allowed = |c: &char| *c != '\u{fffe}';
    let spaced: String =
        text.chars().filter(is_allowed).map(|c| if c.is_control() || c == '\u{2028}' { ' ' } else { c }).collect();
    let plain = spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let plain = plain.trim();
    if plain.is_empty() { "—".to_owned() } else { plain.to_owned() }
}

#[test]
fn a_text_of_a_page_is_never_markup() {
    let harmless = read(&written(&soaked(HARMLESS)));
    assert!(harmless.iter().filter(|event| event.contains(HARMLESS)).count() > 60, "{harmless:#?}");
    for text in TEXTS {
        let read = read(&written(&soaked(text)));
        let expected: Vec<String> = harmless
            .iter()
            .map(|event| match event.starts_with("text: ") {
                true => event.replace(HARMLESS, &plain(text)),
                false => event.clone(),
            })
            .collect();
        for (read, expected) in read.iter().zip(&expected).filter(|(read, _)| !read.starts_with("Code(")) {
            assert_eq!(read, expected, "{text}");
        }
        assert_eq!(read.len(), expected.len(), "{text}");
    }
}

#[test]
fn the_name_of_a_capture_is_printed_unchanged() {
    for name in ["a`b``c.txt", "`a`", "a b.txt", "a|b*c*.html", "новини\\.txt"] {
        let read = read(&written(&soaked(name)));
        assert!(
            read.contains(&format!("Code(Inlined({name:?}))"))
                || read.iter().any(|event| { event.starts_with("Code(") && event.contains(&format!("{name:?}")) }),
            "{name}: {read:#?}"
        );
    }
}

#[test]
fn a_link_leads_only_where_a_browser_would_go() {
    let mut edition = sample::edition();
    let addresses = ["javascript:alert(1)", "https://visnyk.example/a b<c>\"", "https://visnyk.example/a_b", "новини"];
    for (source, address) in edition.sources.iter_mut().zip(addresses) {
        source.address = Some(address.to_owned());
        source.citation.truncate(1);
    }
    edition.sources.truncate(4);
    let links: Vec<String> = read(&written(&edition)).into_iter().filter(|event| event.contains("Link {")).collect();
    assert_eq!(links.len(), 2, "{links:#?}");
    assert!(links[0].contains("https://visnyk.example/a%20b%3Cc%3E%22"), "{}", links[0]);
    assert!(links[1].contains("Autolink") && links[1].contains("https://visnyk.example/a_b"), "{}", links[1]);
}

#[test]
fn every_note_has_its_source_and_every_source_its_note() {
    let mut edition = sample::edition();
    let markdown = written(&edition);
    for number in 1..=5 {
        assert_eq!(markdown.matches(&format!("\n[^{number}]: ")).count(), 1);
    }
    // A sentence whose source is not in the edition has no link and leaves no bracket.
    edition.glance[0].quotation.source = 99;
    assert!(!written(&edition).contains("[^99]"));
}

#[test]
fn the_full_articles_are_in_it_where_the_edition_has_them() {
    let mut edition = sample::edition();
    assert!(written(&edition).contains("## Повні тексти"));
    edition.articles.clear();
    assert!(!written(&edition).contains("## Повні тексти"));
}
