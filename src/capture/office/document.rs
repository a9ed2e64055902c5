//! In: the blocks of a document and what its properties say. Out: its article as an entry.
//!
//! Invariant: the blocks keep their order and their words. The day on which a file was saved is never a day of publication.

use std::collections::BTreeSet;

use super::block::{Block, Kind};
use crate::capture::entry::Entry;
use crate::capture::pictures::Part;
use crate::capture::properties::{is_author, is_title};

/// Number of blocks at the beginning in which the headline is looked for: letterheads and datelines have fewer. Set by hand.
const OPENING: usize = 8;
/// A longer text, in code points, is no headline, and what follows it is no longer the beginning. Set by hand.
const LONGEST_HEADLINE: usize = 250;
/// The fewest words of a headline that only its bold letters tell: shorter ones are labels of a letterhead. Set by hand.
const LEAST_WORDS: usize = 3;

/// The most letters of an issuer's name. Those of ministries with all that they are for have about a hundred. Set by hand.
const LONGEST_ISSUER: usize = 150;
/// The fewest words of a sentence, and the fewest letters of its last word, which is no abbreviation. Set by hand.
const LEAST_OF_SENTENCE: usize = 5;
const LEAST_LETTERS: usize = 3;

/// How words begin of which one is in the name of whoever issues releases.
const ISSUERS: &str = include_str!("issuers.txt");
/// The letters of Georgian, which names begin with. Its capitals are for whole lines only (The Unicode Standard, 7.7).
const GEORGIAN: std::ops::RangeInclusive<char> = '\u{10d0}'..='\u{10ff}';

/// The contents of a document.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// The head of the first page, which stands in front of the text.
    pub heads: Vec<Block>,
    /// The paragraphs.
    pub blocks: Vec<Block>,
    /// The notes, which stand behind the text.
    pub notes: Vec<Block>,
    /// The title in the properties.
    pub title: String,
    /// The author in the properties.
    pub author: String,
    /// The language code.
    pub language: String,
    /// When the file was saved, as written.
    pub saved: Option<String>,
    /// The pictures.
    pub parts: Vec<Part>,
}

impl Document {
    /// Whether there is nothing to read in it.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.iter().chain(&self.notes).all(|block| block.text.trim().is_empty())
    }

    /// The article.
    pub(super) fn entry(self) -> Entry {
        let headline = self.headline();
        let issuer = headline.and_then(|at| self.issuer(at));
        let publisher = issuer.and_then(|at| self.blocks.get(at)).map(|block| line(&block.text));
        let title = if headline.is_none() && may_be_title(&self.title) { self.title.clone() } else { String::new() };
        let below = headline.and_then(|at| self.blocks.get(at.saturating_add(1)));
        let deck = below.filter(|block| block.kind == Kind::Subtitle).map(|block| line(&block.text));
        Entry {
            title,
            description: deck.unwrap_or_default(),
            authors: authors(&self.author),
            publisher: publisher.unwrap_or_default(),
            language: self.language.clone(),
            captured: self.saved.clone(),
            content: self.content(headline, issuer),
            parts: self.parts,
            ..Entry::default()
        }
    }

    /// The place of the headline among the blocks: the title of the document, else at its beginning the title in its properties, the first
    /// heading, or the first paragraph that is all bold.
    fn headline(&self) -> Option<usize> {
        let is_short = |block: &Block| block.text.chars().nth(LONGEST_HEADLINE).is_none();
        let title = line(&self.title);
        let opening = || self.blocks.iter().enumerate().take(OPENING).take_while(|(_, block)| is_short(block));
        let first = |is: &dyn Fn(&Block) -> bool| opening().find(|(_, block)| is(block)).map(|(at, _)| at);
        let titled = self.blocks.iter().position(|block| block.kind == Kind::Title && is_short(block));
        titled.or_else(|| first(&|block| !title.is_empty() && line(&block.text) == title)).or_else(|| {
            let heading = first(&|block| matches!(block.kind, Kind::Heading(_)) && !block.text.trim().is_empty());
            let found = heading.or_else(|| first(&is_set_bold))?;
            Some(self.below_letterhead(found).unwrap_or(found))
        })
    }

    /// The headline below a line that is none itself, but the name of the issuer: bold or a heading, not in capitals and no sentence, with
    /// nothing before it but what a letterhead has.
    fn below_letterhead(&self, letterhead: usize) -> Option<usize> {
        self.blocks.get(letterhead).filter(|block| is_issuer(&block.text))?;
        let below = self.blocks.iter().enumerate().take(OPENING).skip(letterhead.saturating_add(1));
        let mut below = below.take_while(|(_, block)| !is_sentence(&block.text));
        let is_headline = |block: &Block| {
            let is_set = matches!(block.kind, Kind::Heading(_)) || is_set_bold(block);
            is_set && !is_capital(&block.text) && block.text.split_whitespace().count() >= LEAST_WORDS
        };
        below.find(|(_, block)| is_headline(block)).map(|(at, _)| at)
    }

    /// The place of the issuer's name, which stands above the headline in capitals.
    fn issuer(&self, headline: usize) -> Option<usize> {
        let above = self.blocks.iter().take(headline.min(OPENING));
        above.enumerate().find(|(_, block)| is_issuer(&block.text)).map(|(at, _)| at)
    }

    /// The paragraphs of the head whose words stand nowhere else in the document: heads often repeat its title.
    fn own_heads(&self) -> impl Iterator<Item = &Block> {
        let others = self.blocks.iter().chain(&self.notes).map(|block| line(&block.text));
        let mut seen: BTreeSet<String> = others.chain([line(&self.title)]).collect();
        self.heads.iter().filter(move |head| !head.text.trim().is_empty() && seen.insert(line(&head.text)))
    }

    /// The blocks as HTML. The head has no headline, whatever its style, and the name of the issuer is none.
    fn content(&self, headline: Option<usize>, issuer: Option<usize>) -> String {
        let mut content = String::new();
        for head in self.own_heads() {
            content.extend(["<p>", &head.markup, "</p>\n"]);
        }
        let others = self.blocks.iter().enumerate().filter(|&(at, _)| Some(at) != headline);
        let levels = others.filter_map(|(_, block)| match block.kind {
            Kind::Heading(level) => Some(level),
            _ => None,
        });
        let highest = levels.min().unwrap_or(1);
        let mut in_list = false;
        for (at, block) in self.blocks.iter().enumerate() {
            let is_item = block.kind == Kind::Item && Some(at) != headline;
            if is_item != in_list {
                content.push_str(if is_item { "<ul>\n" } else { "</ul>\n" });
                in_list = is_item;
            }
            let kind = if Some(at) == issuer { Kind::Paragraph } else { block.kind };
            let (open, close) = tags(kind, Some(at) == headline, highest);
            content.extend([open.as_str(), &block.markup, close.as_str(), "\n"]);
        }
        if in_list {
            content.push_str("</ul>\n");
        }
        for note in &self.notes {
            content.extend(["<p>", &note.markup, "</p>\n"]);
        }
        content
    }
}

/// The tags around a block. The highest level of the headings in the text comes right below the headline.
fn tags(kind: Kind, is_headline: bool, highest: u8) -> (String, String) {
    let pair = |name: &str| (format!("<{name}>"), format!("</{name}>"));
    match kind {
        _ if is_headline => pair("h1"),
        Kind::Title => pair("h2"),
        Kind::Heading(level) => pair(&format!("h{}", level.saturating_sub(highest).saturating_add(2).min(6))),
        Kind::Item => pair("li"),
        Kind::Quote => ("<blockquote><p>".to_owned(), "</p></blockquote>".to_owned()),
        Kind::Caption => ("<p class=\"caption\">".to_owned(), "</p>".to_owned()),
        Kind::Subtitle | Kind::Paragraph => pair("p"),
    }
}

/// Whether a paragraph is told from others by its bold letters, and has the words of a headline.
fn is_set_bold(block: &Block) -> bool {
    block.kind == Kind::Paragraph && block.is_bold && block.text.split_whitespace().count() >= LEAST_WORDS
}

/// Whether a line is in capitals.
fn is_capital(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

/// Whether a line is the name of an institution, as letterheads have it: in capitals, and with a word for what it is.
fn is_issuer(text: &str) -> bool {
    let is_short = text.chars().nth(LONGEST_ISSUER).is_none() && text.split_whitespace().nth(1).is_some();
    let lower = text.to_lowercase();
    let is_word = |word: &str| ISSUERS.lines().any(|issuer| word.starts_with(issuer));
    let mut words = lower.split(|c: char| c.is_whitespace() || c == '"' || c == '\u{ab}');
    is_short && is_capital(text) && !text.trim_end().ends_with(['.', '!', '?', ':']) && words.any(is_word)
}

/// Whether a paragraph is a sentence, and not a name, an address or a day.
fn is_sentence(text: &str) -> bool {
    let text = text.trim_end();
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let is_ended = text.ends_with(['.', '!', '\u{2026}']);
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    is_ended && letters >= LEAST_LETTERS && text.split_whitespace().count() >= LEAST_OF_SENTENCE
}

/// Whether a title in the properties may be a headline: it is no file name and has more than one word.
fn may_be_title(title: &str) -> bool {
    title.trim().contains(char::is_whitespace) && is_title(title.trim())
}

/// The author in the properties, unless it is an account of a computer or a program.
fn authors(name: &str) -> Vec<String> {
    let name = line(name);
    // Names in scripts without capitals are no accounts.
    let is_small = |c: char| c.is_lowercase() && !GEORGIAN.contains(&c);
    let is_account = !is_author(&name) || (name.contains(is_small) && !name.contains(char::is_uppercase));
    if is_account { Vec::new() } else { vec![name] }
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::block::{Line, Look};
    use super::*;

    fn block(kind: Kind, text: &str, is_bold: bool) -> Block {
        let mut line = Line::default();
        line.text(text, &Look { is_bold, link: None });
        line.end(kind).unwrap()
    }

    fn document(title: &str, blocks: &[(Kind, &str, bool)]) -> Document {
        let blocks = blocks.iter().map(|&(kind, text, is_bold)| block(kind, text, is_bold)).collect();
        Document { title: title.to_owned(), blocks, ..Document::default() }
    }

    #[test]
    fn the_headline_is_what_the_document_says() {
        use Kind::{Heading, Paragraph, Title};
        let long = "Слово за словом. ".repeat(20);
        for (title, blocks, expected) in [
            ("", vec![(Paragraph, "5 травня 2024", false), (Title, "Рада діє", false)], Some(1)),
            ("Рада  діє", vec![(Heading(1), "Вісник", false), (Paragraph, "Рада діє", false)], Some(1)),
            ("Старий зразок", vec![(Paragraph, "Лист", false), (Heading(3), "Рада діє", false)], Some(1)),
            ("", vec![(Paragraph, "ЛИСТ", true), (Paragraph, "Рада міста діє", true)], Some(1)),
            ("", vec![(Paragraph, &long, false), (Heading(1), "Далі", false)], None),
            ("", vec![(Paragraph, &long, true)], None),
            ("Рада діє", vec![(Paragraph, "Слова", false)], None),
            ("", vec![], None),
        ] {
            assert_eq!(document(title, &blocks).headline(), expected, "{title} {blocks:?}");
        }
    }

    #[test]
    fn the_headline_stands_below_the_issuers_name() {
        use Kind::{Heading, Paragraph};
        let issuer = "ЗАРІЧАНСЬКА МІСЬКА РАДА";
        let lead = "Міська рада Заріччя у вівторок схвалила кошторис на ремонт мосту через Вербівку.";
        let below = (Paragraph, "У Заріччі полагодять міст", true);
        for (blocks, expected, publisher) in [
            (vec![(Paragraph, issuer, true), below, (Paragraph, lead, false)], Some(1), issuer),
            (
                vec![(Heading(1), issuer, false), (Paragraph, "вул. Соборна, 5, тел. 5-55", false), below],
                Some(2),
                issuer,
            ),
            (
                vec![
                    (Paragraph, issuer, true),
                    (Paragraph, "ВІДДІЛ ОСВІТИ Й КУЛЬТУРИ", true),
                    (Heading(2), below.1, false),
                ],
                Some(2),
                issuer,
            ),
            (vec![(Paragraph, issuer, false), below], Some(1), issuer),
            // A headline in capitals stays.
            (vec![(Paragraph, "МІСТ ПОЛАГОДЯТЬ ДО ОСЕНІ", true), (Paragraph, lead, false)], Some(0), ""),
            (vec![(Paragraph, "РАДА ДАЛА ГРОШІ НА МІСТ", true), (Paragraph, lead, false)], Some(0), ""),
            (vec![(Paragraph, "РАДА ДАЛА ГРОШІ НА МІСТ", true), (Paragraph, lead, true), below], Some(0), ""),
            (vec![(Paragraph, "РАДА ДАЛА ГРОШІ НА МІСТ", true), (Paragraph, lead, false), below], Some(0), ""),
            (vec![(Paragraph, "МІСТ ПОЛАГОДЯТЬ ДО ОСЕНІ", true), below], Some(0), ""),
            (vec![(Paragraph, issuer, true), (Paragraph, "ПРО ПОТОЧНИЙ РЕМОНТ МОСТУ", true)], Some(0), ""),
            (vec![(Paragraph, "Зарічанська міська рада", true), below], Some(0), ""),
        ] {
            let read = document("", &blocks);
            assert_eq!(read.headline(), expected, "{blocks:?}");
            let entry = read.entry();
            assert_eq!(entry.publisher, publisher, "{blocks:?}");
            assert!(
                entry.content.contains(&format!("<p>{publisher}</p>")) || publisher.is_empty(),
                "{}",
                entry.content
            );
        }
    }

    #[test]
    fn blocks_keep_their_order_and_their_levels() {
        use Kind::{Heading, Item, Paragraph, Quote, Title};
        let read = document(
            "",
            &[
                (Title, "Рада діє", false),
                (Heading(2), "Мости", false),
                (Item, "перший", false),
                (Item, "другий", false),
                (Heading(4), "Далі", false),
                (Quote, "Пора", false),
                (Paragraph, "Кінець", false),
            ],
        );
        let expected = "<h1>Рада діє</h1>\n<h2>Мости</h2>\n<ul>\n<li>перший</li>\n<li>другий</li>\n</ul>\n<h4>Далі</h4>\n\
                        <blockquote><p>Пора</p></blockquote>\n<p>Кінець</p>\n";
        assert_eq!(read.entry().content, expected);
    }

    #[test]
    fn a_head_stands_in_front_and_says_nothing_twice() {
        use Kind::{Paragraph, Title};
        let mut read = document("Звіт про міст", &[(Title, "Рада діє", false), (Paragraph, "Слова", false)]);
        read.heads = [
            ("Рада", Title),
            ("№ 5", Paragraph),
            ("Звіт  про міст", Paragraph),
            ("Рада діє", Paragraph),
            ("№ 5", Paragraph),
        ]
        .map(|(text, kind)| block(kind, text, true))
        .to_vec();
        assert_eq!(read.headline(), Some(0), "a head is no headline");
        assert_eq!(read.entry().content, "<p>Рада</p>\n<p>№ 5</p>\n<h1>Рада діє</h1>\n<p>Слова</p>\n");
    }

    #[test]
    fn file_names_and_accounts_are_no_titles_and_authors() {
        for (title, expected) in [("Рада діє", true), ("Лист до ради.DOCX", false), ("Документ1", false), ("", false)]
        {
            assert_eq!(may_be_title(title), expected, "{title}");
        }
        for (name, expected) in
            [("Ія  Лан", 1), ("Вісник", 1), ("Microsoft Office User", 0), ("Користувач", 0), ("ilan", 0), ("", 0)]
        {
            assert_eq!(authors(name).len(), expected, "{name}");
        }
        for (name, expected) in [
            ("ია ლანი", 1),
            ("דנה לן", 1),
            ("林安", 1),
            ("لينا لان", 1),
            ("ілан", 0),
            ("ía lan", 0),
            ("дана2", 0),
            ("2024", 0),
            ("-", 0),
        ] {
            assert_eq!(authors(name).len(), expected, "{name}");
        }
        assert_eq!(document("Рада діє", &[(Kind::Paragraph, "Слова", false)]).entry().title, "Рада діє");
    }
}
