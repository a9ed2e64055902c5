//! In: a cleaned text. Out: the texts between its quotation marks.
//!
//! Invariant: only finds marks. It does not decide whether somebody speaks.

use std::ops::Range;

use crate::letters::Letter;

/// A text between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marked {
    /// The byte of the opening mark.
    pub open: usize,
    /// The bytes between the marks.
    pub inner: Range<usize>,
    /// The byte after the closing mark, or the end of the text without one.
    pub end: usize,
    pub closed: bool,
}

/// The outermost texts between quotation marks, in order. A mark that is never closed counts if the text begins with it or it follows a
/// colon. Linear in the length of `text`.
pub(crate) fn find(text: &str) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut state: Option<Open> = None;
    let mut before = ' ';
    let mut characters = signs(text).peekable();
    while let Some(Sign { at, character, width, twin }) = characters.next() {
        let next = characters.peek().map_or(' ', |next| next.character);
        match &mut state {
            None if opens(character, before, next) || (twin && character == '“') => {
                state = Some(Open { at, mark: character, width, depth: 1 });
            }
            None => {}
            Some(open) => {
                open.depth += open.change(character, before, next);
                if open.depth == 0 {
                    found.push(open.closed(at, width));
                    state = None;
                }
            }
        }
        before = character;
    }
    if let Some(open) = state.filter(|open| open.mark != '\'' && open.mark != '‘' && may_stay_open(text, open.at)) {
        let start = open.at + open.width;
        found.push(Marked { open: open.at, inner: start..text.len(), end: text.len(), closed: false });
    }
    found
}

/// Width in bytes of the mark at byte `at`.
pub(crate) fn width_at(text: &str, at: usize) -> usize {
    signs(&text[at..]).next().map_or(0, |sign| sign.width)
}

/// A character of a text, or two that act as one quotation mark.
struct Sign {
    at: usize,
    character: char,
    /// Width in bytes.
    width: usize,
    /// Whether it consists of two characters. Such a mark opens regardless of the next character.
    twin: bool,
}

/// The characters of a text. Substitutes for a quotation mark are read as the mark: two apostrophes (`''`) and two grave accents, with or
/// without a space between, as in typewritten texts and corpora.
fn signs(text: &str) -> impl Iterator<Item = Sign> + '_ {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, character) = characters.next()?;
        let rest = &text[at + character.len_utf8()..];
        let (character, width, twin) = match character {
            '\'' if rest.starts_with('\'') => ('"', 2, true),
            '`' if rest.starts_with('`') => ('“', 2, true),
            '`' if rest.starts_with(" `") => ('“', 3, true),
            _ => (character, character.len_utf8(), false),
        };
        while characters.next_if(|&(next, _)| next < at + width).is_some() {}
        Some(Sign { at, character, width, twin })
    })
}

/// The same as [`find`], from byte `from` on.
pub(crate) fn find_from(text: &str, from: usize) -> Vec<Marked> {
    let shifted = find(&text[from..]).into_iter().map(|marked| Marked {
        open: marked.open + from,
        inner: marked.inner.start + from..marked.inner.end + from,
        end: marked.end + from,
        ..marked
    });
    shifted.collect()
}

/// The mark that a text leaves open, if any.
pub(crate) fn left_open(text: &str) -> Option<char> {
    // A text without any of the marks is recognized by its bytes.
    let last = find(text).pop().filter(|marked| !marked.closed)?;
    signs(&text[last.open..]).next().map(|sign| sign.character)
}

/// The end of speech that an earlier paragraph opened.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Closing {
    /// It ends at the mark that begins at this byte.
    At(usize),
    /// It ends in a later paragraph.
    Later,
    /// It does not end: the text opens a quote of its own first.
    Never,
}

/// The position in a text at which speech opened earlier by `mark` ends.
pub(crate) fn closing(text: &str, mark: char) -> Closing {
    let mut open = Open { at: 0, mark, width: 0, depth: 1 };
    let mut before = ' ';
    let mut characters = signs(text).peekable();
    while let Some(Sign { at, character, .. }) = characters.next() {
        let next = characters.peek().map_or(' ', |next| next.character);
        if at == 0 && character == mark {
            return Closing::Never;
        }
        open.depth += open.change(character, before, next);
        if open.depth == 0 {
            return Closing::At(at);
        }
        before = character;
    }
    if open.depth == 1 { Closing::Later } else { Closing::Never }
}

struct Open {
    at: usize,
    mark: char,
    /// Width in bytes.
    width: usize,
    depth: i32,
}

impl Open {
    /// The change of depth at a character.
    fn change(&self, character: char, before: char, next: char) -> i32 {
        let ends = !next.is_letter_or_digit();
        match (self.mark, character) {
            ('«', '«') | ('„', '„') => 1,
            ('«', '»') | ('„', '“' | '”') | ('“', '”') => -1,
            ('“', '“') if before.is_whitespace() && next.is_letter_or_digit() => 1,
            ('“', '“' | '"') | ('„', '"') if ends => -1,
            ('"', '"') if (before.is_whitespace() || before == '(') && next.is_letter_or_digit() => 1,
            ('"', '"' | '”') if ends => -1,
            ('\'', '\'') | ('‘', '’') if ends && !before.is_whitespace() => -1,
            _ => 0,
        }
    }

    fn closed(&self, at: usize, width: usize) -> Marked {
        Marked { open: self.at, inner: self.at + self.width..at, end: at + width, closed: true }
    }
}

fn opens(character: char, before: char, next: char) -> bool {
    let starts = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | ':');
    match character {
        '«' | '„' => true,
        '“' | '"' => starts && !next.is_whitespace(),
        '\'' | '‘' => starts && next.is_letter(),
        _ => false,
    }
}

fn may_stay_open(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty() || before.ends_with([':', '–', '—'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|marked| &text[marked.inner]).collect()
    }

    #[test]
    fn every_kind_of_mark_is_closed_by_its_own() {
        assert_eq!(
            inner("“Раз” і «два «три» так», „чотири“ та \"п'ять\""),
            ["Раз", "два «три» так", "чотири", "п'ять"]
        );
        assert_eq!(
            inner("\"Кажу \"так\" завжди\", - він. He said 'no, I don't'."),
            ["Кажу \"так\" завжди", "no, I don't"]
        );
        assert_eq!(
            inner("''We can't wait,'' said Fenn. ``Nor can you,'' he added. ` ` No . '' she said ."),
            ["We can't wait,", "Nor can you,", " No . "]
        );
    }

    #[test]
    fn a_mark_without_its_pair_counts_at_the_start_only() {
        assert_eq!(inner("“Слова, – сказав він"), ["Слова, – сказав він"]);
        assert_eq!(inner("Труба 5 \"x десь, обов'язок"), Vec::<&str>::new());
    }
}
