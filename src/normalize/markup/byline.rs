//! In: the lines around a headline and the authors in the metadata. Out: the byline, each name with its place.
//!
//! Invariant: a name that is not in the text of the page is not in the byline.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::capture::page::Line;
use crate::lang::{self, pattern};
use crate::letters::LowerCase;
use crate::passage::Passage;

/// The longest line, in characters, with a byline. The same with 80 and 320 on HTML pages.
const SHORT: usize = 160;

/// A line with a label for the author, and the names after it.
static SAYS_BY: LazyLock<Regex> = LazyLock::new(|| {
    let labels = pattern::any_spaced(lang::all(|pack| &pack.boilerplate.byline.labels));
    let name = r"\p{Lu}[\p{L}'’ʼ.-]*(?:\s+\p{Lu}[\p{L}'’ʼ.-]*){1,3}";
    Regex::new(&format!(r"^(?i:{labels})\s*:?\s+({name})\s*(?:$|[,|•·—–-])")).expect("the pattern is tested")
});

/// Separators between the names of several authors.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    let words = pattern::any(lang::all(|pack| &pack.boilerplate.byline.between));
    Regex::new(&format!(r"(?i)\s*[,;&|]\s*|\s+{words}\s+")).expect("the pattern is tested")
});

/// Words before a name in the metadata that do not belong to it: "By ".
static BEFORE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = lang::all(|pack| &pack.boilerplate.byline.by);
    words.flat_map(|word| [format!("{} ", capitalised(word)), format!("{word} ")]).collect()
});

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next();
    first.into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A name in a byline with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Author {
    /// The index of the line.
    pub line: usize,
    /// The name and its place.
    pub passage: Passage,
}

/// Finds the authors in `around`, a range of line indexes. The authors in the metadata come first, in their order. A line with a label such
/// as "by" is used only if none of them is found.
pub(crate) fn find(lines: &[Line], around: Range<usize>, authors: &[String]) -> Vec<Author> {
    let mut found: Vec<Author> = Vec::new();
    for name in authors.iter().flat_map(|names| BETWEEN.split(names)) {
        let name = BEFORE.iter().fold(name.trim(), |name, before| name.trim_start_matches(before.as_str()));
        if name.chars().count() < 4 || found.iter().any(|author| author.passage.text.lower_case() == name.lower_case())
        {
            continue;
        }
        found.extend(around.clone().find_map(|at| named(lines, at, name)));
    }
    if found.is_empty() {
        found.extend(around.clone().find_map(|at| says_by(lines, at)));
    }
    found
}

fn short(line: &Line) -> Option<Passage> {
    line.text.chars().nth(SHORT).is_none().then(|| Passage::new(&line.text, line.start))
}

fn named(lines: &[Line], at: usize, name: &str) -> Option<Author> {
    let line = short(&lines[at])?;
    let find = |name: &str| line.text.find(name).map(|start| start..start + name.len());
    let place = find(name).or_else(|| find(&name.to_uppercase()))?;
    Some(Author { line: at, passage: line.part(place) })
}

fn says_by(lines: &[Line], at: usize) -> Option<Author> {
    let line = short(&lines[at])?;
    let place = SAYS_BY.captures(&line.text)?.get(1)?.range();
    Some(Author { line: at, passage: line.part(place) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::page::Page;

    fn names(markup: &str, authors: &[&str]) -> Vec<String> {
        let lines = Page::parse(markup).content.lines;
        let authors: Vec<String> = authors.iter().map(|&name| name.to_owned()).collect();
        find(&lines, 0..lines.len(), &authors).into_iter().map(|author| author.passage.text).collect()
    }

    #[test]
    fn authors_are_found_at_their_places() {
        assert_eq!(names("<p>By LEV ORT and Ія Лан", &["Lev Ort, Ія Лан", "lev ort"]), ["LEV ORT", "Ія Лан"]);
        assert_eq!(names("<p>Автор: Ія Лан", &[]), ["Ія Лан"]);
        assert_eq!(names("<p>By Lev Ort | 5 May", &["Not Here"]), ["Lev Ort"]);
        assert_eq!(names("<p>By the way, Rome is old", &[]), Vec::<String>::new());
    }
}
