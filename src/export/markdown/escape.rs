//! In: a line of text. Out: Markdown that displays exactly this text.
//!
//! Invariant: a CommonMark reader with the tables, footnotes and strikethrough of GitHub's flavour displays the original text.

use crate::export::plain;

/// Replaces a text without visible characters, so that the marks around it do not combine.
const NOTHING: &str = "—";

/// Escapes a text that may be at the beginning of a line.
pub(crate) fn text(line: &str) -> String {
    let escaped = inline(line);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    match escaped.as_bytes().get(digits) {
        // A number followed by a full stop or a bracket would begin a list.
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &escaped[..digits], &escaped[digits..]),
        Some(b'+' | b'-' | b'=' | b':') if digits == 0 => format!("\\{escaped}"),
        _ => escaped,
    }
}

/// Escapes a text that follows other text on a line.
pub(crate) fn inline(line: &str) -> String {
    // Marks of emphasis do not work next to white space, including no-break spaces.
    let line = line.trim();
    if line.is_empty() {
        return NOTHING.to_owned();
    }
    let mut escaped = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    while let Some(character) = rest.next() {
        let next = rest.peek().copied();
        let is_mark = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '$' | '^' | '@' | '{' => true,
            // Before our own footnote, an exclamation mark would begin an image.
            '!' => next.is_none_or(|next| next == '['),
            // An address or an entity.
            ':' => next == Some('/'),
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
            '.' => ends_with_www(&escaped),
            _ => false,
        };
        if is_mark {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A text as code, between more backticks than it has in a row.
pub(crate) fn code(line: &str) -> String {
    let runs = line.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or_default() + 1);
    // One space at each end is not part of the code. It separates backticks, and keeps a text of spaces from vanishing.
    let line = if line.is_empty() { NOTHING } else { line };
    let room = if line.starts_with(['`', ' ']) || line.ends_with(['`', ' ']) { " " } else { "" };
    // A bar would end a cell of a table, but none of our tables contains code.
    format!("{fence}{room}{line}{room}{fence}")
}

/// A part of a line, with a space at each end that has white space.
pub(crate) fn part(part: &str) -> String {
    around(part, inline(&plain::line(part)))
}

/// The same in italics, or upright if the marks would not work.
pub(crate) fn italic(part: &str) -> String {
    let inner = plain::line(part);
    let holds = inner.starts_with(char::is_alphanumeric) && inner.ends_with(char::is_alphanumeric);
    let inner = inline(&inner);
    around(part, if holds { format!("*{inner}*") } else { inner })
}

/// A part of a line between marks, which stand at its words. It may begin the line.
pub(crate) fn styled(part: &str, marks: &str) -> String {
    around(part, format!("{marks}{}{marks}", text(&plain::line(part))))
}

fn around(part: &str, inner: String) -> String {
    let space = |is: bool| if is { " " } else { "" };
    if part.trim().is_empty() {
        return space(!part.is_empty()).to_owned();
    }
    format!("{}{inner}{}", space(part.starts_with(char::is_whitespace)), space(part.ends_with(char::is_whitespace)))
}

fn ends_with_www(text: &str) -> bool {
    let tail = text.len().checked_sub(3).and_then(|at| text.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case("www"))
}
