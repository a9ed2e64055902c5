//! In: the lines of all pages. Out: the lines without heads, feet and page numbers, and the address that a browser printed on each page.
//!
//! Invariant: a head that says the same on its pages stays once, on the first of them. A line whose numbers change otherwise than those of
//! pages do is text.

use std::collections::BTreeMap;

use super::content::Glyph;
use super::lines::Line;

/// Number of lines at the top and at the bottom of a page that may be heads and feet. Set by hand.
const MOST_LINES: usize = 3;
/// The parts of a page in which they are, of its height. Set by hand: margins are about a tenth.
const MARGIN: f64 = 0.14;
/// The part of a page in which a browser prints its own lines. Set by hand.
const EDGE: f64 = 0.08;
/// How far the places of heads may differ, in points. Set by hand.
const SAME_PLACE: f64 = 4.0;
/// Number of letters of a number with a word (`Page 3 of 12`) that is taken for that of a page. Set by hand.
const LONGEST_NUMBER: usize = 24;
/// The longest head or foot, in characters, and the most numbers of one that counts pages. They bound time: set by hand.
const LONGEST_HEAD: usize = 300;
const MOST_NUMBERS: usize = 8;
/// The fewest pages whose numbers rise by one at one place, if they are not those of the pages: on two pages it may be chance. Set by hand.
const FEWEST_COUNTED: usize = 3;
/// Numbers that are rather years than the numbers of pages.
const YEARS: std::ops::Range<i64> = 1900..2100;

/// A page with its lines in reading order.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub height: f64,
    pub lines: Vec<Line>,
    /// The lines that the file says are no content.
    pub artifacts: Vec<Line>,
}

/// The lines of a document without what pages repeat.
#[derive(Debug, Default)]
pub(super) struct Cleaned {
    pub lines: Vec<Line>,
    /// Where lines were taken off.
    pub off: Vec<Off>,
    /// The address that a browser printed on each page.
    pub address: Option<String>,
    /// Whether a browser printed the pages.
    pub is_printed: bool,
}

/// The place of a line that was taken off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Off {
    pub page: usize,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
}

impl Off {
    fn of(line: &Line) -> Self {
        Self { page: line.page, left: line.left, right: line.right, base: line.base, size: line.size }
    }

    /// Whether a letter of its page stands in it.
    pub(super) fn has(&self, glyph: &Glyph) -> bool {
        let middle = (glyph.left + glyph.right) / 2.0;
        (self.left - 1.0..=self.right + 1.0).contains(&middle) && (glyph.base - self.base).abs() <= 0.5 * self.size
    }
}

/// A line at the top or the bottom of a page.
#[derive(Debug)]
struct Outer {
    page: usize,
    base: f64,
    /// Its numbers, as they are written.
    said: String,
    /// The same one by one, unless there are too many for a head that counts pages.
    numbers: Vec<String>,
}

/// The part of a page that a line is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Zone {
    Top,
    Bottom,
}

/// Takes off heads, feet and page numbers.
pub(super) fn without(pages: Vec<Page>) -> Cleaned {
    let count = pages.len();
    let printed = printed(&pages);
    let mut seen: BTreeMap<(Zone, String), Vec<Outer>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        for (zone, line) in outer(page) {
            let Some(line) = page.lines.get(line) else { continue };
            seen.entry((zone, shape(&line.text))).or_default().push(Outer::of(line, at));
        }
    }
    let mut cleaned = Cleaned {
        lines: Vec::new(),
        off: Vec::new(),
        address: printed.as_ref().and_then(|(address, _)| address.clone()),
        is_printed: printed.is_some(),
    };
    let size = printed.map(|(_, size)| size);
    for (at, page) in pages.into_iter().enumerate() {
        let outer: BTreeMap<usize, Zone> = outer(&page).into_iter().map(|(zone, line)| (line, zone)).collect();
        for (place, line) in page.lines.into_iter().enumerate() {
            let is_off = outer.get(&place).is_some_and(|&zone| {
                let places = seen.get(&(zone, shape(&line.text))).map(Vec::as_slice).unwrap_or_default();
                let is_edge = line.base < EDGE * page.height || line.base > (1.0 - EDGE) * page.height;
                let is_of_browser =
                    is_edge && size.is_some_and(|size| (size - line.size).abs() < 0.6) && is_small_print(&line);
                is_of_browser || is_number(&line.text, at, count) || is_repeated(places, &line, at, count)
            });
            if is_off {
                cleaned.off.push(Off::of(&line));
            } else {
                cleaned.lines.push(line);
            }
        }
    }
    cleaned
}

/// The lines at the top and the bottom of a page, by their places in reading order.
fn outer(page: &Page) -> Vec<(Zone, usize)> {
    let is_short = |line: &Line| line.text.chars().nth(LONGEST_HEAD).is_none();
    let lines = page.lines.iter().enumerate().filter(|(_, line)| is_short(line));
    let mut by_base: Vec<(usize, f64)> = lines.map(|(at, line)| (at, line.base)).collect();
    by_base.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    let top = by_base.iter().take(MOST_LINES).filter(|(_, base)| *base < MARGIN * page.height);
    let bottom = by_base.iter().rev().take(MOST_LINES).filter(|(_, base)| *base > (1.0 - MARGIN) * page.height);
    top.map(|&(at, _)| (Zone::Top, at)).chain(bottom.map(|&(at, _)| (Zone::Bottom, at))).collect()
}

/// A line with its numbers made alike.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for character in text.chars() {
        match character {
            c if c.is_ascii_digit() => {
                if !shape.ends_with('#') {
                    shape.push('#');
                }
            }
            c => shape.extend(c.to_lowercase()),
        }
    }
    shape
}

impl Outer {
    fn of(line: &Line, page: usize) -> Self {
        let said: String = line.text.chars().map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect();
        let numbers: Vec<String> = said.split_ascii_whitespace().map(str::to_owned).collect();
        let is_few = numbers.len() <= MOST_NUMBERS;
        Self { page, base: line.base, said: numbers.join(" "), numbers: if is_few { numbers } else { Vec::new() } }
    }

    /// Whether its numbers are those of another line, or rise from one to the other as the numbers of pages do, and at least one does.
    fn counts_with(&self, other: &Self) -> bool {
        let pages = distance(self.page, other.page);
        let rises = |one: &str, next: &str| {
            let (Ok(one), Ok(next)) = (one.parse::<i64>(), next.parse::<i64>()) else { return false };
            pages.is_some_and(|pages| next.checked_sub(one) == Some(pages))
                && (!YEARS.contains(&one) || self.is_page(one))
        };
        self.page != other.page
            && self.numbers.len() == other.numbers.len()
            && !self.numbers.is_empty()
            && self.said != other.said
            && self.numbers.iter().zip(&other.numbers).all(|(one, next)| one == next || rises(one, next))
    }

    /// Whether a number is that of its page.
    fn is_page(&self, number: i64) -> bool {
        i64::try_from(self.page.saturating_add(1)) == Ok(number)
    }
}

/// How many pages there are from one to another.
fn distance(from: usize, to: usize) -> Option<i64> {
    i64::try_from(to).ok()?.checked_sub(i64::try_from(from).ok()?)
}

/// Whether a line at the edge repeats what stands there on most pages, or on every second: it says the same as one before it, or only counts
/// the pages. `places` are the lines that differ from it in their numbers at most.
fn is_repeated(places: &[Outer], line: &Line, at: usize, count: usize) -> bool {
    let own = Outer::of(line, at);
    let near = || places.iter().filter(|place| (place.base - line.base).abs() <= SAME_PLACE);
    let is_often = |alike: usize| alike >= 2 && alike.saturating_mul(5) >= count.saturating_mul(2);
    let same = || near().filter(|place| place.said == own.said);
    if is_often(same().count()) {
        let is_first = same().map(|place| place.page).min() == Some(at);
        return !(is_first && line.text.chars().any(char::is_alphanumeric));
    }
    let counted = near().filter(|place| own.counts_with(place)).count().saturating_add(1);
    let is_of_page = own.numbers.iter().filter_map(|number| number.parse().ok()).any(|number| own.is_page(number));
    is_often(counted) && (is_of_page || counted >= FEWEST_COUNTED)
}

/// Whether a line is the number of its page: the number alone, with signs around it, or with few words and the number of all pages.
fn is_number(text: &str, at: usize, count: usize) -> bool {
    let numbers: Vec<usize> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    let page = at.saturating_add(1);
    let is_alone = !text.chars().any(char::is_alphabetic);
    match numbers[..] {
        [number] => is_alone && number == page,
        [number, all] => number == page && all == count && text.chars().count() <= LONGEST_NUMBER,
        _ => false,
    }
}

/// Whether a line can be one that a browser prints at the edge: an address, a date or a title with a number.
fn is_small_print(line: &Line) -> bool {
    web_address(&line.text).is_some() || line.text.chars().any(|c| c.is_ascii_digit())
}

/// The address and the size of the lines that a browser prints at the edges of each page, if it did: an address on all pages, and on each
/// its number of all.
fn printed(pages: &[Page]) -> Option<(Option<String>, f64)> {
    let mut found: Option<(String, f64)> = None;
    for (at, page) in pages.iter().enumerate() {
        let is_edge = |line: &&Line| line.base < EDGE * page.height || line.base > (1.0 - EDGE) * page.height;
        let edges: Vec<&Line> = page.lines.iter().chain(&page.artifacts).filter(is_edge).collect();
        let (address, size) = edges.iter().find_map(|line| Some((web_address(&line.text)?, line.size)))?;
        let has_number = edges.iter().any(|line| numbers_page(&line.text, at.saturating_add(1), pages.len()));
        if !has_number || found.as_ref().is_some_and(|(other, _)| *other != address) {
            return None;
        }
        found = Some((address, size));
    }
    let (address, size) = found?;
    // A long address is cut.
    let is_whole = !address.ends_with('\u{2026}') && !address.ends_with("...");
    Some((is_whole.then_some(address), size))
}

/// The address at the beginning or at the end of a line.
fn web_address(text: &str) -> Option<String> {
    let is_address = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    let words = text.split(' ');
    words.clone().next().filter(is_address).or_else(|| words.clone().next_back().filter(is_address)).map(str::to_owned)
}

/// Whether a line ends or begins with the number of a page and that of all: `2/5`, `2 of 5`.
fn numbers_page(text: &str, page: usize, count: usize) -> bool {
    let pair = format!("{page}/{count}");
    let words: Vec<&str> = text.split(' ').collect();
    let is_pair = words.first() == Some(&pair.as_str()) || words.last() == Some(&pair.as_str());
    let (page, count) = (page.to_string(), count.to_string());
    let is_spelt = |three: &[&str]| matches!(three, [one, _, all] if *one == page && *all == count);
    is_pair || words.windows(3).any(is_spelt)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, base: f64, page: usize) -> Line {
        Line {
            text: text.to_owned(),
            left: 50.0,
            right: 300.0,
            base,
            size: 9.0,
            first_word: 10.0,
            is_bold: false,
            letters: text.len(),
            linked: 0,
            page,
            column: 0,
        }
    }

    fn cleaned(pages: &[&[(&str, f64)]]) -> (Vec<String>, Option<String>) {
        let page = |(at, lines): (usize, &&[(&str, f64)])| Page {
            height: 800.0,
            lines: lines.iter().map(|(text, base)| line(text, *base, at)).collect(),
            artifacts: Vec::new(),
        };
        let cleaned = without(pages.iter().enumerate().map(page).collect());
        (cleaned.lines.into_iter().map(|line| line.text).collect(), cleaned.address)
    }

    #[test]
    fn heads_and_numbers_are_off_and_words_stay_once() {
        let first: &[(&str, f64)] =
            &[("Council of Verbivka", 40.0), ("One.", 100.0), ("3 of them.", 400.0), ("1", 780.0)];
        let second: &[(&str, f64)] = &[("Council of Verbivka", 40.0), ("Two.", 100.0), ("2", 780.0)];
        assert_eq!(cleaned(&[first, second]).0, ["Council of Verbivka", "One.", "3 of them.", "Two."]);
        let first: &[(&str, f64)] = &[("Report 7, page 1", 40.0), ("One.", 100.0)];
        let second: &[(&str, f64)] = &[("Report 7, page 2", 40.0), ("Two.", 100.0)];
        assert_eq!(cleaned(&[first, second]).0, ["One.", "Two."]);
        assert_eq!(cleaned(&[&[("One.", 100.0), ("Page 1 of 1", 700.0)]]).0, ["One."]);
    }

    #[test]
    fn a_head_with_a_date_stays_once_and_rows_that_differ_stay() {
        let first: &[(&str, f64)] =
            &[("Press release of 6 May 2024", 40.0), ("One.", 100.0), ("Total 2023: 450", 780.0)];
        let second: &[(&str, f64)] =
            &[("Press release of 6 May 2024", 40.0), ("Two.", 100.0), ("Total 2024: 612", 780.0)];
        let expected = ["Press release of 6 May 2024", "One.", "Total 2023: 450", "Two.", "Total 2024: 612"];
        assert_eq!(cleaned(&[first, second]).0, expected);
        let years: Vec<Vec<(&str, f64)>> =
            ["Year 2021", "Year 2022", "Year 2023"].map(|year| vec![(year, 40.0), ("Text.", 200.0)]).to_vec();
        let years: Vec<&[(&str, f64)]> = years.iter().map(Vec::as_slice).collect();
        assert_eq!(cleaned(&years).0.len(), 6, "years are no numbers of pages");
        let excerpt: Vec<Vec<(&str, f64)>> =
            ["Herald, 45", "Herald, 46", "Herald, 47"].map(|head| vec![(head, 40.0), ("Text.", 200.0)]).to_vec();
        let excerpt: Vec<&[(&str, f64)]> = excerpt.iter().map(Vec::as_slice).collect();
        assert_eq!(cleaned(&excerpt).0, ["Text."; 3]);
        assert_eq!(cleaned(&excerpt[..2]).0.len(), 4, "on two pages it may be chance");
    }

    #[test]
    fn lines_that_stand_elsewhere_or_once_are_text() {
        let first: &[(&str, f64)] = &[("Yes.", 60.0), ("One.", 100.0), ("2024", 780.0)];
        let second: &[(&str, f64)] = &[("Yes.", 90.0), ("Two.", 400.0)];
        assert_eq!(cleaned(&[first, second]).0, ["Yes.", "One.", "2024", "Yes.", "Two."]);
    }

    #[test]
    fn the_lines_of_a_browser_give_the_address() {
        let page: &[(&str, f64)] =
            &[("5/6/24, 9:41 AM A bridge - Herald", 20.0), ("A bridge", 60.0), ("https://v.example/1 1/1", 790.0)];
        assert_eq!(cleaned(&[page]), (vec!["A bridge".to_owned()], Some("https://v.example/1".to_owned())));
        let letter: &[(&str, f64)] = &[("A bridge", 60.0), ("https://v.example/ tel. 12", 790.0)];
        assert_eq!(cleaned(&[letter]).1, None, "the foot of a letter");
        let cut: &[(&str, f64)] = &[("A bridge", 60.0), ("https://v.example/lo\u{2026} 1/1", 790.0)];
        assert_eq!(cleaned(&[cut]), (vec!["A bridge".to_owned()], None));
    }
}
