//! In: the text of a page. Out: its cleaned lines, each with its own shape.
//!
//! Invariant: a shape depends only on the line. The effect of neighbours is decided elsewhere.

use std::sync::LazyLock;

use regex::Regex;

use super::boilerplate::{self, BoilerplateKind};
use crate::lang::{self, pattern};
use crate::letters::Letter;
use crate::passage::Passage;
use crate::time::shape;

/// One line of a page that is not blank.
#[derive(Debug, Clone)]
pub struct Line {
    /// The cleaned text and its place.
    pub passage: Passage,
    /// The line as it is in the capture, trimmed.
    pub original: String,
    /// In lower case, without leading bullets.
    pub folded: String,
    /// Whether a blank line comes before it.
    pub gap: bool,
    /// The shape of the line.
    pub shape: Shape,
}

/// The shape of a line by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Anything else.
    Text,
    /// A Markdown picture.
    Image,
    /// Only an address or a host.
    Address,
    /// A whole date, with or without a time and a few words.
    Dateline,
    /// A day and month, a time, "3 hours ago".
    ShortDate,
    /// Names of sections without spaces between them: `ГоловнаСвіт`.
    Glued,
    /// No letter and no digit.
    Marks,
    /// Boilerplate, by its words.
    Boilerplate(BoilerplateKind),
}

/// Longer lines, in bytes, are text, and their words are not examined. The same with 300 and 1200 on pasted pages.
const LONGEST_SHAPED: usize = 600;
/// The most words beside the date in a dateline: "published", "updated", a name. Set by hand.
const WORDS_BESIDE_DATE: usize = 4;

/// The lines of a page with readable text, in order.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut gap = true;
    for raw in text.split('\n') {
        let passage = Passage::new(raw, start);
        start += raw.chars().count() + 1;
        if passage.is_empty() {
            gap = true;
            continue;
        }
        lines.push(line(raw, passage, gap));
        gap = false;
    }
    lines
}

fn line(raw: &str, passage: Passage, gap: bool) -> Line {
    let folded = if passage.text.len() <= LONGEST_SHAPED { fold(&passage.text) } else { String::new() };
    let shape = shape(&passage.text, &folded);
    Line { original: raw.trim().to_owned(), passage, folded, gap, shape }
}

/// Lower case, one form of apostrophe, no leading bullets.
fn fold(text: &str) -> String {
    strip_bullet(text).chars().map(char::lower).map(|c| if c == '’' { '\'' } else { c }).collect()
}

/// The text of a list item without its bullet.
fn strip_bullet(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || "*+•●■▪◦·→»>".contains(c))
}

fn shape(text: &str, folded: &str) -> Shape {
    if text.len() > LONGEST_SHAPED {
        return if IMAGE.is_match(text) { Shape::Image } else { Shape::Text };
    }
    if !text.contains(char::is_letter_or_digit) {
        return Shape::Marks;
    }
    if IMAGE.is_match(text) {
        return Shape::Image;
    }
    if ADDRESS.is_match(folded) {
        return Shape::Address;
    }
    if let Some(kind) =
        boilerplate::kind(folded).filter(|&kind| kind != BoilerplateKind::Byline || names_somebody(text))
    {
        return Shape::Boilerplate(kind);
    }
    dated(folded).unwrap_or(if is_glued(text) { Shape::Glued } else { Shape::Text })
}

static IMAGE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:[*+-]\s+)?!\[[^\]\n]*\]\(.*\)$").expect("a pattern of ours"));
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let letters: String = lang::packs().iter().map(|pack| pack.boilerplate.domain_letters.as_str()).collect();
    let domain = format!(r"(?:[\p{{Alphabetic}}\d-]+\.)+[a-z{letters}]{{2,}}(?:/\S*)?");
    Regex::new(&format!(r"^(?:https?://\S+|www\.\S+|{domain}|\S+@\S+\.[a-z]{{2,}})$")).expect("a pattern of ours")
});
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    let by = pattern::any(lang::all(|pack| &pack.boilerplate.byline.by));
    let name = r"\p{Lu}[\p{Alphabetic}'’.-]*";
    Regex::new(&format!(
        r"^\p{{Alphabetic}}+(?:\s+{by})?\s*[:—–-]?\s+{name}\s+(?:\p{{L}}[\p{{Alphabetic}}'’.-]*\s+)?\p{{Lu}}"
    ))
    .expect("a pattern of ours")
});
fn names_somebody(text: &str) -> bool {
    NAMES.is_match(text)
}

fn dated(folded: &str) -> Option<Shape> {
    if folded.len() > 240 {
        return None;
    }
    if let Some(date) = shape::whole(folded) {
        let beside = folded[..date.start].split_whitespace().chain(folded[date.end..].split_whitespace());
        let words = beside.filter(|word| word.contains(char::is_letter)).count();
        return (words <= WORDS_BESIDE_DATE).then_some(Shape::Dateline);
    }
    shape::is_short(folded).then_some(Shape::ShortDate)
}

/// Whether a line is a path of sections, or several titles side by side: `News > World > Europe`.
pub(crate) fn is_trail(text: &str) -> bool {
    const SIGNS: [&str; 7] = [" > ", " // ", " | ", " » ", " › ", " / ", " :: "];
    /// A single sign may be in any title. The same with 1 and 4 on pasted pages.
    const FEWEST: usize = 2;
    SIGNS.iter().any(|sign| text.matches(sign).count() >= FEWEST)
}

/// Words without spaces between them, as in copied menus.
fn is_glued(text: &str) -> bool {
    let joints = text.chars().zip(text.chars().skip(1)).filter(|(a, b)| a.is_small() && b.is_capital()).count();
    let words = text.split_whitespace().count();
    joints > 0
        && text.len() < 160
        && words <= 1 + 2 * joints
        && !text.ends_with(['.', '!', '?'])
        && text.chars().any(|c| c.is_letter() && !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_show_their_shapes() {
        for (text, shape) in [
            ("09:05 03.02.2024", Shape::Dateline),
            ("3 лютого 2024 року, 09:05", Shape::Dateline),
            ("Updated: Feb 3, 2024 at 9:05 am", Shape::Dateline),
            ("03.02", Shape::ShortDate),
            ("сьогодні, 10:15", Shape::ShortDate),
            ("4 години тому", Shape::ShortDate),
            ("example.org", Shape::Address),
            ("![вид на міст](https://pictures.example.org/a.jpg)", Shape::Image),
            ("ГоловнаПолітикаСвіт", Shape::Glued),
            ("* * *", Shape::Marks),
            ("Автор: Оксана Гребінка", Shape::Boilerplate(BoilerplateKind::Byline)),
            ("Автор проєкту розповів про міст.", Shape::Text),
            ("3 лютого 2024 року в місті відкрили новий міст через річку.", Shape::Text),
        ] {
            assert_eq!(lines(text)[0].shape, shape, "{text}");
        }
    }

    #[test]
    fn breadcrumbs_are_distinguished_from_a_title() {
        assert!(is_trail("Вісник > Здоров'я > Усе") && is_trail("Вісник // Новини світу // Середа"));
        assert!(!is_trail("Рада | Вісник") && !is_trail("Рада схвалила «кошторис» / фото"));
    }

    #[test]
    fn blank_lines_are_remembered_as_gaps() {
        let found = lines("а б\n\n\u{200b}\nв г\nґ д");
        let gaps: Vec<_> = found.iter().map(|line| line.gap).collect();
        assert_eq!(gaps, [true, true, false]);
        assert_eq!(found[1].passage.span.start, 7);
    }
}
