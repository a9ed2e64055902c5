//! In: the lines around a headline and the authors in the metadata. Out: the byline, each name with its place.
//!
//! Invariant: a name that is not in the text of the page is not in the byline. Neither is the maker of a picture or an employer.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::capture::page::{Line, LineKind};
use crate::lang::{self, pattern};
use crate::language::Language;
use crate::letters::{Letter, LowerCase};
use crate::passage::Passage;
use crate::time::printed;

/// The longest line, in characters, with a byline. The same with 80 and 320 on HTML pages.
const SHORT: usize = 160;
/// The shortest name, in characters, that is looked for. Set by hand.
const SHORTEST: usize = 4;
/// The most words of a given name in a record that has the surname first. Set by hand.
const GIVEN: usize = 2;

/// Signs within names: a hyphen, and apostrophes, which may also stand between an article and a name.
const JOINING: [char; 4] = ['-', '\'', '\u{2019}', '\u{2bc}'];

/// A name with a capital at the beginning of each word.
const NAME: &str = r"\p{Lu}[\p{L}'’ʼ.-]*(?:\s+\p{Lu}[\p{L}'’ʼ.-]*){1,3}";

/// The label for the author at the start of a line.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    let labels = pattern::any_spaced(lang::all(|pack| &pack.boilerplate.byline.labels));
    compiled(&format!(r"^(?i:{labels})(?:\s*:\s*|\s+|$)"))
});

/// A whole name.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| compiled(&format!("^{NAME}$")));

/// What follows the names of a line with a label: another part of the line, an employer in brackets.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| compiled(r"\s*(?:[|•·—–(]|-(?:\s|$)|\s-)"));

/// Words and signs between the names of several authors, which are not in names.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    let words = pattern::any(lang::all(|pack| &pack.boilerplate.byline.between));
    compiled(&format!(r"(?i)\s*[;&|]\s*|\s*,\s*{words}\s+|\s+{words}\s+"))
});

/// Words before a name in the metadata that do not belong to it: "By ".
static BEFORE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = lang::all(|pack| &pack.boilerplate.byline.by);
    words.flat_map(|word| [format!("{} ", capitalised(word)), format!("{word} ")]).collect()
});

/// A word for the maker of a picture, or for an author.
static MAKERS: LazyLock<Regex> = LazyLock::new(|| {
    let pictures = pattern::any_open(lang::all(|pack| &pack.boilerplate.byline.pictures));
    let labels = pattern::any_spaced(lang::all(|pack| &pack.boilerplate.byline.labels));
    compiled(&format!(r"(?i)\b(?:(?P<picture>{pictures}(?:\s+{labels})?)|{labels})\b"))
});

/// A word for the maker of a picture right behind a name, but not before another one.
static IS_MAKER: LazyLock<Regex> = LazyLock::new(|| {
    let pictures = pattern::any_open(lang::all(|pack| &pack.boilerplate.byline.pictures));
    compiled(&format!(r"^[\s,/(|–—-]*(?i:{pictures})\b\s*(?:$|[^:\s\p{{Lu}}])"))
});

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

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

/// The lines of a page in which a byline is searched.
pub(crate) struct Place<'a> {
    pub lines: &'a [Line],
    /// The names of the page's publisher, which are no authors.
    pub publishers: &'a [String],
    /// Whether a line belongs to the article or what is around it, and not to another one.
    pub is_own: &'a dyn Fn(usize) -> bool,
}

/// Finds the authors in the metadata in `around`, a range of line indexes, in their order.
pub(crate) fn stated(place: &Place, around: Range<usize>, authors: &[String]) -> Vec<Author> {
    let mut found: Vec<Author> = Vec::new();
    for name in authors.iter().flat_map(|authors| recorded(authors, place.publishers)) {
        let known = found.iter().any(|author| author.passage.text.lower_case() == name.lower_case());
        let at = |at| Some(at).filter(|&at| (place.is_own)(at)).and_then(|at| named(place, at, &name));
        found.extend(if known { None } else { around.clone().find_map(at) });
    }
    found
}

/// Finds the authors in the first line with a label such as "by".
pub(crate) fn labelled(place: &Place, mut around: Range<usize>) -> Vec<Author> {
    let names = |at| Some(behind_label(place, at)).filter(|found| !found.is_empty());
    around.find_map(|at| Some(at).filter(|&at| (place.is_own)(at)).and_then(names)).unwrap_or_default()
}

/// The names of the authors in a value of the metadata.
fn recorded(authors: &str, publishers: &[String]) -> Vec<String> {
    let groups: Vec<&str> = BETWEEN.split(authors).map(without_by).filter(|group| !group.is_empty()).collect();
    let last = groups.len().saturating_sub(1);
    let mut found = Vec::new();
    for (at, group) in groups.into_iter().enumerate() {
        if let Some(name) = turned(group) {
            found.push(name);
            continue;
        }
        let mut parts = group.split(',').map(without_by).filter(|part| !part.is_empty());
        found.extend(parts.next().map(str::to_owned));
        // In "A and B, C" the last is where they work.
        let rest = parts.filter(|part| (at == 0 || at != last) && !is_employer(part, publishers));
        found.extend(rest.map(str::to_owned));
    }
    found.retain(|name| name.chars().count() >= SHORTEST);
    found
}

fn without_by(name: &str) -> &str {
    BEFORE.iter().fold(name.trim(), |name, before| name.trim_start_matches(before.as_str())).trim()
}

/// The name in a record that has the surname first: "Fenn, Ida".
fn turned(name: &str) -> Option<String> {
    let (surname, given) = name.split_once(',')?;
    let words = |text: &str| text.split_whitespace().count();
    let is_turned = words(surname) == 1 && (1..=GIVEN).contains(&words(given)) && !given.contains(',');
    is_turned.then(|| format!("{} {}", given.trim(), surname.trim()))
}

/// Whether words between commas behind a name are the author's employer or trade.
fn is_employer(part: &str, publishers: &[String]) -> bool {
    let words = || part.split(|c: char| !c.is_letter_or_digit()).map(str::lower_case);
    let is_known = |word: String| lang::all(|pack| &pack.boilerplate.byline.employers).any(|known| known == word);
    let lower = part.lower_case();
    publishers.iter().any(|publisher| publisher.lower_case() == lower) || words().any(is_known)
}

fn short(line: &Line) -> Option<Passage> {
    let is_short = line.text.chars().nth(SHORT).is_none() && line.kind != LineKind::Caption;
    is_short.then(|| Passage::new(&line.text, line.start))
}

/// The author with a name from the metadata in a line, unless the line names the maker of a picture.
fn named(place: &Place, at: usize, name: &str) -> Option<Author> {
    let line = short(&place.lines[at])?;
    let bytes = whole(&line.text, name).or_else(|| whole(&line.text, &name.to_uppercase()))?;
    (!makes_picture(place, at, &line.text, &bytes)).then(|| Author { line: at, passage: line.part(bytes) })
}

/// The first place of a name in a line at which it is no part of longer words.
fn whole(line: &str, name: &str) -> Option<Range<usize>> {
    let mut places = line.match_indices(name).map(|(start, name)| start..start + name.len());
    places.find(|bytes| {
        let before = line[..bytes.start].chars().rev();
        !goes_on(before, &JOINING[..1]) && !goes_on(line[bytes.end..].chars(), &JOINING)
    })
}

/// Whether a word goes on with these characters: with a letter, or with a sign and a letter behind it.
fn goes_on(mut rest: impl Iterator<Item = char>, signs: &[char]) -> bool {
    let is_part = |c: char| c.is_letter_or_digit() || c.is_mark();
    match rest.next() {
        Some(c) if signs.contains(&c) => rest.next().is_some_and(is_part),
        next => next.is_some_and(is_part),
    }
}

/// Whether a name is that of the maker of a picture: by the last label before it, in its line or in the line above, or a word behind it.
fn makes_picture(place: &Place, at: usize, line: &str, name: &Range<usize>) -> bool {
    let above = at.checked_sub(1).map_or("", |above| place.lines[above].text.as_str());
    let above = above.trim_end().trim_end_matches(':');
    let last = |text| MAKERS.captures_iter(text).last();
    let is_picture = |found: &Captures| found.name("picture").is_some();
    let is_alone = |found: &Captures| found.get(0).is_some_and(|label| label.end() == above.len());
    let in_line = last(&line[..name.start]).map(|found| is_picture(&found));
    let is_labelled =
        in_line.unwrap_or_else(|| last(above).is_some_and(|found| is_picture(&found) && is_alone(&found)));
    is_labelled || IS_MAKER.is_match(&line[name.end..])
}

/// The authors in a line that begins with a label, or in the line behind one that is only a label.
fn behind_label(place: &Place, at: usize) -> Vec<Author> {
    let Some(line) = short(&place.lines[at]) else { return Vec::new() };
    let Some(label) = LABELLED.find(&line.text) else { return Vec::new() };
    if label.end() < line.text.len() {
        return listed(place, at, &line, label.end());
    }
    let next = place.lines.get(at + 1).filter(|_| (place.is_own)(at + 1)).and_then(short);
    next.map_or_else(Vec::new, |next| listed(place, at + 1, &next, 0))
}

/// The authors in a line from a byte on, up to a date or another part of the line. The first part must be a name.
fn listed(place: &Place, at: usize, line: &Passage, start: usize) -> Vec<Author> {
    let date = printed::find(&line.text, Language::LENDER).map(|printed| printed.bytes.start);
    let end = date.filter(|&date| date >= start).unwrap_or(line.text.len());
    let end = BEHIND.find(&line.text[start..end]).map_or(end, |behind| start + behind.start());
    let mut found: Vec<Author> = Vec::new();
    let mut groups = 0;
    for group in BETWEEN.split(&line.text[start..end]) {
        groups += 1;
        for part in group.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let from = part.as_ptr() as usize - line.text.as_ptr() as usize;
            let bytes = from..from + part.len();
            let is_name = WHOLE.is_match(part) && !is_employer(part, place.publishers);
            if !is_name || makes_picture(place, at, &line.text, &bytes) {
                return found;
            }
            found.push(Author { line: at, passage: line.part(bytes) });
            if groups > 1 {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::page::Page;

    fn names(markup: &str, authors: &[&str]) -> Vec<String> {
        let lines = Page::parse(markup).content.lines;
        let authors: Vec<String> = authors.iter().map(|&name| name.to_owned()).collect();
        let place = Place { lines: &lines, publishers: &["Вісник Заріччя".to_owned()], is_own: &|_| true };
        let found = stated(&place, 0..lines.len(), &authors);
        let found = if found.is_empty() { labelled(&place, 0..lines.len()) } else { found };
        found.into_iter().map(|author| author.passage.text).collect()
    }

    #[test]
    fn authors_are_found_at_their_places() {
        assert_eq!(names("<p>By LEV ORT and Ія Лан", &["Lev Ort, Ія Лан", "lev ort"]), ["LEV ORT", "Ія Лан"]);
        assert_eq!(names("<p>Автор: Ія Лан", &[]), ["Ія Лан"]);
        assert_eq!(names("<p>Автор:<p>Ія Лан", &[]), ["Ія Лан"]);
        assert_eq!(names("<p>By Lev Ort | 5 May", &["Not Here"]), ["Lev Ort"]);
        assert_eq!(names("<p>By the way, Rome is old", &[]), [""; 0]);
        assert_eq!(names("<p>By Rome and the Sea the land was ruled", &[]), [""; 0]);
    }

    #[test]
    fn a_name_within_longer_words_is_none() {
        for line in
            ["Ія Ланова відкрила міст", "Надія Лан", "Ія Лан-Гай", "Гай-Ія Лан", "Ія Лан’юк", "Ія Лан2", "ІЯ ЛАНОВА"]
        {
            assert_eq!(names(&format!("<p>{line}"), &["Ія Лан"]), [""; 0], "{line}");
        }
        for line in ["Ія Лан", "«Ія Лан»", "Вісник-2: Ія Лан - Луг", "Ія Ланова й Ія Лан", "(Ія Лан)", "з'Ія Лан"]
        {
            assert_eq!(names(&format!("<p>{line}"), &["Ія Лан"]), ["Ія Лан"], "{line}");
        }
        assert_eq!(names("<p>Лада", &["Лада"]), ["Лада"]);
        assert_eq!(names("<p>Ладаном пахне в Лугах", &["Лада"]), [""; 0]);
    }

    #[test]
    fn a_date_behind_a_name_is_not_a_part_of_it() {
        assert_eq!(names("<p>Автор: Ія Лан 5 травня 2024", &[]), ["Ія Лан"]);
        assert_eq!(names("<p>By Lev Ort May 5, 2024", &[]), ["Lev Ort"]);
        assert_eq!(names("<p>By May 5, 2024 Lev Ort will be back", &[]), [""; 0]);
    }

    #[test]
    fn a_name_with_the_surname_first_is_turned() {
        assert_eq!(names("<p>Автор: Ія Лан", &["Лан, Ія"]), ["Ія Лан"]);
        assert_eq!(names("<p>Ія Лан, Лев Орт", &["Лан, Ія; Орт, Лев"]), ["Ія Лан", "Лев Орт"]);
        assert_eq!(names("<p>Ія Лан, Лев Орт", &["Ія Лан, Лев Орт"]), ["Ія Лан", "Лев Орт"]);
        assert_eq!(names("<p>Лановий ліс", &["Лановий, Ія"]), [""; 0]);
    }

    #[test]
    fn each_author_of_a_list_is_named_and_no_employer() {
        let three = ["Ія Лан", "Лев Орт", "Ян Гай"];
        for (line, of_record) in [
            ("Автори: Ія Лан, Лев Орт та Ян Гай, Вісник Заріччя", "Ія Лан, Лев Орт та Ян Гай, Вісник Заріччя"),
            ("Автори: Ія Лан, Лев Орт, і Ян Гай, газета Міст", "Ія Лан, Лев Орт, і Ян Гай, газета Міст"),
            ("Автори: Ія Лан, Лев Орт, Ян Гай, Газета Луг", "Ія Лан, Лев Орт, Ян Гай, Газета Луг"),
        ] {
            assert_eq!(names(&format!("<p>{line}"), &[of_record]), three, "{line}");
            assert_eq!(names(&format!("<p>{line}"), &[]), three, "{line}");
        }
        assert_eq!(names("<p>Автори: Ія Лан, Вісник Заріччя", &[]), ["Ія Лан"]);
        assert_eq!(names("<p>Автор: Міст стоїть, Ія Лан", &[]), [""; 0]);
    }

    #[test]
    fn the_maker_of_a_picture_is_no_author() {
        for line in [
            "<p>Фото: Ія Лан",
            "<p>Фото<p>Ія Лан",
            "<p>By Ія Лан, фотографка",
            "<p>Світлини Ія Лан",
            "<p>Photos by Ія Лан",
            "<figure><figcaption>Автор: Ія Лан</figcaption></figure>",
        ] {
            assert_eq!(names(line, &["Ія Лан"]), [""; 0], "{line}");
            assert_eq!(names(line, &[]), [""; 0], "{line}");
        }
        for record in [&["Ія Лан"][..], &[]] {
            assert_eq!(names("<p>Текст: Ія Лан, фото: Лев Орт", record), ["Ія Лан"]);
        }
        assert_eq!(names("<p>Фото: Лев Орт. Текст: Ія Лан", &["Ія Лан"]), ["Ія Лан"]);
    }
}
