//! In: a text. Out: the text with the quotation marks, apostrophes and dashes of its language.
//!
//! Invariant: changes no letter, digit or space.

use crate::lang::typography::Typography;
use crate::letters::Letter;

/// Replaces quotation marks and apostrophes.
pub(crate) fn set_quotes(text: &str, rules: &Typography) -> String {
    let letters: Vec<char> = text.chars().collect();
    let marks = find_marks(&letters, rules);
    let mut marks = marks.into_iter().peekable();
    let mut set = String::with_capacity(text.len() + 8);
    for (at, &letter) in letters.iter().enumerate() {
        match marks.next_if(|mark| mark.at == at) {
            Some(mark) => set.push_str(&rules.quotes[mark.index()]),
            None if is_apostrophe(&letters, at) => set.push(APOSTROPHE),
            None => set.push(letter),
        }
    }
    set
}

/// The right single quotation mark. Ukrainian may also use the modifier letter U+02BC. But nearly every page prints this mark, every font
/// and reading device has it, and readers can type it to search.
const APOSTROPHE: char = '’';

fn is_apostrophe(letters: &[char], at: usize) -> bool {
    matches!(letters[at], '\'' | 'ʼ' | '‘' | '’' | '`' | '´' | '′')
        && at > 0
        && letters[at - 1].is_letter()
        && letters.get(at + 1).is_some_and(|next| next.is_letter())
}

struct Mark {
    at: usize,
    opens: bool,
    nested: bool,
}

impl Mark {
    fn index(&self) -> usize {
        usize::from(!self.opens) + if self.nested { 2 } else { 0 }
    }
}

/// The quotation marks in order, each with its direction and depth. A mark without a partner does not count for the depth. A sentence that
/// is cut from a longer quote can have one.
fn find_marks(letters: &[char], rules: &Typography) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut partner: Vec<bool> = Vec::new();
    for at in 0..letters.len() {
        let Some(opens) = rules.rewritten.contains(letters[at]).then(|| direction(letters, at)).flatten() else {
            continue;
        };
        if opens {
            open.push(marks.len());
            partner.push(false);
        } else {
            let opening = open.pop();
            // Inches and seconds: a mark after a digit that closes nothing.
            if opening.is_none() && letters[at] == '"' && at > 0 && letters[at - 1].is_numeric() {
                continue;
            }
            partner.push(opening.is_some());
            if let Some(opening) = opening {
                partner[opening] = true;
            }
        }
        marks.push(Mark { at, opens, nested: false });
    }
    nest(&mut marks, &partner);
    marks
}

fn nest(marks: &mut [Mark], partner: &[bool]) {
    let mut depth = 0_usize;
    for (mark, _) in marks.iter_mut().zip(partner).filter(|(_, has_partner)| **has_partner) {
        if mark.opens {
            mark.nested = depth > 0;
            depth += 1;
        } else {
            depth = depth.saturating_sub(1);
            mark.nested = depth > 0;
        }
    }
}

/// Whether a quotation mark opens. The neighbouring characters decide, then its shape, which pages often get wrong. `None` if a straight
/// mark is not a quotation mark, as in the middle of a word.
fn direction(letters: &[char], at: usize) -> Option<bool> {
    let before = at.checked_sub(1).map(|before| letters[before]);
    let after = letters.get(at + 1).copied();
    let opens = before.is_none_or(|c| c.is_whitespace() || "([{«„“\"‘—–-/".contains(c))
        && after.is_some_and(|c| !c.is_whitespace());
    let closes = before.is_some_and(|c| !c.is_whitespace())
        && after.is_none_or(|c| c.is_whitespace() || !(c.is_letter_or_digit() || "«„([{".contains(c)));
    match (opens, closes, letters[at]) {
        (true, false, _) => Some(true),
        (false, true, _) => Some(false),
        (false, false, '"' | '‟') if matches!(before, Some(')' | ']')) => Some(true),
        (_, _, '"' | '‟') => None,
        (_, _, mark) => Some(matches!(mark, '«' | '„' | '“')),
    }
}

/// The dash for a word that consists of hyphens between two words.
pub(crate) fn dash<'a>(before: Option<&str>, word: &'a str, after: Option<&str>, rules: &'a Typography) -> &'a str {
    let is_hyphens = !word.is_empty() && word.len() <= 3 && word.bytes().all(|byte| byte == b'-');
    match (is_hyphens, before, after) {
        (true, Some(before), Some(after)) if ends_in_digit(before) && starts_with_digit(after) => "–",
        (true, _, Some(_)) => &rules.dash,
        _ => word,
    }
}

fn ends_in_digit(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit())
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}
