//! In: the lines of a page and their roles. Out: the names in its byline.
//!
//! Invariant: a name is two to four capitalized words of the page.

use super::roles::Role;
use crate::lang;
use crate::letters::Letter;
use crate::passage::Passage;
use crate::survey::line::Line;

/// The names in the bylines, each once, in order.
pub(crate) fn names(lines: &[Line], roles: &[Role]) -> Vec<Passage> {
    let mut names: Vec<Passage> = Vec::new();
    for (line, _) in lines.iter().zip(roles).filter(|(_, role)| **role == Role::Byline) {
        for name in of_line(&line.passage) {
            if names.iter().all(|known| known.text != name.text) {
                names.push(name);
            }
        }
    }
    names
}

fn of_line(passage: &Passage) -> Vec<Passage> {
    let text = passage.text.as_str();
    let mut names = Vec::new();
    let mut run: Option<(usize, usize, usize)> = None;
    let mut place = label(text);
    for word in text[place..].split_inclusive(' ') {
        let at = place;
        place += word.len();
        let bare = word.trim_end().trim_end_matches([',', ';', '|', '/', ':']);
        let capital = bare.starts_with(char::is_capital) && !bare.contains(|c: char| c.is_ascii_digit());
        if capital {
            let (start, _, words) = run.unwrap_or((at, at, 0));
            run = Some((start, at + bare.len(), words + 1));
        }
        if !capital || bare.len() < word.trim_end().len() {
            names.extend(finish(passage, run.take()));
        }
    }
    names.extend(finish(passage, run));
    names
}

/// The length in bytes of "Author:", "By", "Written by" and the like.
fn label(text: &str) -> usize {
    let is_by = |word: &str| lang::all(|pack| &pack.boilerplate.byline.by).any(|by| word.eq_ignore_ascii_case(by));
    let mut length = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        if length > 0 && !is_by(bare) && bare.contains(char::is_letter_or_digit) {
            break;
        }
        length += word.len();
    }
    length
}

fn finish(passage: &Passage, run: Option<(usize, usize, usize)>) -> Option<Passage> {
    run.filter(|&(_, _, words)| (2..=4).contains(&words)).map(|(start, end, _)| passage.part(start..end))
}
