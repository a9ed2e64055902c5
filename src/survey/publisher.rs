//! In: the lines of a page. Out: the publisher that they name, in the nominative, and its words.
//!
//! Invariant: knows grammar and where sites print their name, but no names.

use std::sync::LazyLock;

use regex::Regex;

use super::boilerplate::BoilerplateKind;
use super::line::{Line, Shape};
use super::nominative;
use crate::lang::{self, pattern};
use crate::letters::{Letter, LowerCase};
use crate::passage::Span;

/// A publisher's name on a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named {
    /// The name in the nominative.
    pub name: String,
    /// The words of the page with the name.
    pub text: String,
    /// The place of these words.
    pub place: Span,
}

/// Number of lines after the masthead in which the dateline must be. Set by hand.
const MASTHEAD_LINES: usize = 2;
/// The most words of a masthead. Set by hand.
const MASTHEAD_WORDS: usize = 4;

/// The publisher that the lines of a page name: in a call to subscribe, in a copyright notice, or alone above the dateline.
pub(crate) fn named(lines: &[Line]) -> Option<Named> {
    masthead(lines).or_else(|| called(lines))
}

fn masthead(lines: &[Line]) -> Option<Named> {
    let first = lines.first().filter(|line| line.shape == Shape::Text || line.shape == Shape::Address)?;
    let dated = lines.iter().skip(1).take(MASTHEAD_LINES).any(|line| line.shape == Shape::Dateline);
    let text = &first.passage.text;
    let name_like = text.split_whitespace().count() <= MASTHEAD_WORDS
        && text.chars().count() <= 40
        && text.starts_with(|c: char| c.is_capital() || "«\"“".contains(c) || first.shape == Shape::Address)
        && !text.ends_with(['.', '!', '?', ':', ',']);
    (dated && name_like && has_headline(lines)).then(|| Named {
        name: text.trim_matches(|c: char| "«»\"“”„".contains(c)).to_owned(),
        text: text.clone(),
        place: first.passage.span,
    })
}

/// Whether a headline follows the dateline. If running text follows, the first line is itself the headline.
fn has_headline(lines: &[Line]) -> bool {
    let next = lines.iter().skip(1).find(|line| line.shape == Shape::Text);
    next.is_some_and(|line| line.passage.text.len() < 500 && !line.passage.text.ends_with('.'))
}

static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?:^|\s)(?P<word>[\p{Alphabetic}-]+)\s+(?:["“„«]+)(?P<name>[^"”“»«]{2,60})["”“»]"#)
        .expect("a pattern of ours")
});
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    let before = pattern::any(lang::all(|pack| &pack.boilerplate.publisher.before_name));
    let behind = pattern::any(lang::all(|pack| &pack.boilerplate.publisher.behind_name));
    let name = r"(?:\p{Lu}|\d)[\p{Alphabetic}\d.'’-]*(?:\s+\p{Lu}[\p{Alphabetic}\d.'’-]*){0,3}";
    Regex::new(&format!(r"(?i:{before})\s+(?P<name>{name})\s+(?i:{behind})\s")).expect("a pattern of ours")
});
static NO_NAMES: LazyLock<Regex> = LazyLock::new(|| {
    let words = pattern::any_open(lang::all(|pack| &pack.boilerplate.publisher.no_names));
    Regex::new(&format!(r"(?i)^{words}\b")).expect("a pattern of ours")
});
/// The word whose case a name has if no other word governs it.
static GOVERNOR: LazyLock<&'static str> =
    LazyLock::new(|| lang::all(|pack| &pack.boilerplate.publisher.governor).next().unwrap_or_default());

fn called(lines: &[Line]) -> Option<Named> {
    let calls = lines.iter().filter(|line| line.shape == Shape::Boilerplate(BoilerplateKind::Share));
    calls.filter_map(|line| call(line, lines)).next()
}

fn call(line: &Line, lines: &[Line]) -> Option<Named> {
    let text = &line.passage.text;
    let (name, governor) = QUOTED
        .captures(text)
        .map(|found| (found.name("name"), found["word"].lower_case()))
        .or_else(|| BARE.captures(text).map(|found| (found.name("name"), (*GOVERNOR).to_owned())))?;
    let name = name?;
    if NO_NAMES.is_match(name.as_str()) {
        return None;
    }
    let attested = |form: &str| {
        lines.iter().any(|other| other.passage.span != line.passage.span && holds_word(&other.passage.text, form))
    };
    Some(Named {
        name: nominative::restore(name.as_str().trim(), &governor, attested),
        text: text.clone(),
        place: line.passage.span,
    })
}

fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_letter_or_digit());
        edge(text[..at].chars().next_back()) && edge(text[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::line::lines;

    fn name(text: &str) -> Option<String> {
        named(&lines(text)).map(|named| named.name)
    }

    #[test]
    fn a_page_names_its_publisher_where_sites_do() {
        for (text, expected) in [
            ("Вечірня Хвиля\n10:20 05.03.2024\n\nУ місті відкрили новий міст", Some("Вечірня Хвиля")),
            ("Підписуйтесь на сторінку \"Гонця\" у Facebook", Some("Гонець")),
            ("Підписуйтесь на канал «Нового світанку» в Телеграмі", Some("Новий світанок")),
            ("Читайте головні новини XY.ua в соціальних мережах Facebook, Twitter і Telegram", Some("XY.ua")),
            ("Follow Morning Courier on Twitter", Some("Morning Courier")),
            ("Follow us on Twitter", None),
            ("Підписуйтесь на наш Telegram-канал", None),
            ("Міст відкрили\n10:20 05.03.2024\nУ місті сьогодні відкрили новий міст, повідомила рада.", None),
            ("Політика\n10:20 05.03.2024\nУ місті відкрили новий міст", None),
        ] {
            assert_eq!(name(text).as_deref(), expected, "{text}");
        }
    }
}
