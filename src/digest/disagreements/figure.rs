//! In: a sentence. Out: the numbers in it, each with the word that it counts.
//!
//! Invariant: a number of a date or a name (F-16, 155-мм) is none.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::annotate::{Annotated, Sentence};
use crate::letters::{Letter, LowerCase};
use crate::link::stem::Stems;
use crate::link::tokens;

/// Digits with spaces, a comma or a full stop inside, as numbers are written.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\d{1,3}(?:[ \u{a0}\u{202f}]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*").expect("a pattern of ours")
});

/// Words that multiply, by their beginnings.
const MULTIPLIERS: [(&str, f64); 14] = [
    ("тис", 1e3),
    ("тыс", 1e3),
    ("thousand", 1e3),
    ("млн", 1e6),
    ("мільйон", 1e6),
    ("миллион", 1e6),
    ("million", 1e6),
    ("mln", 1e6),
    ("млрд", 1e9),
    ("мільярд", 1e9),
    ("миллиард", 1e9),
    ("billion", 1e9),
    ("bn", 1e9),
    ("трлн", 1e12),
];
/// Signs that stand before what they count.
const SIGNS: [char; 4] = ['$', '€', '£', '₴'];

/// A number and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub bytes: Range<usize>,
    pub value: f64,
    /// The stem of the counted word, or a sign.
    pub counts: String,
    /// The value of the last digit that is not a rounding zero.
    step: f64,
}

impl Figure {
    /// Whether two numbers are the same, or one is the other rounded.
    pub fn agrees(&self, other: &Self) -> bool {
        let (fine, coarse) = if self.step <= other.step { (self, other) } else { (other, self) };
        ((fine.value / coarse.step).round() * coarse.step - coarse.value).abs() < coarse.step * 1e-6
    }
}

/// The figures of a sentence, in order.
pub fn find(page: &Annotated, sentence: &Sentence, stems: &Stems) -> Vec<Figure> {
    let text = sentence.text.as_str();
    let dated: Vec<Range<usize>> = page
        .expressions_of(sentence)
        .map(|(_, one)| one.bytes.start - sentence.bytes.start..one.bytes.end - sentence.bytes.start)
        .collect();
    let is_free = |bytes: &Range<usize>| dated.iter().all(|date| bytes.end <= date.start || date.end <= bytes.start);
    NUMBER
        .find_iter(text)
        .map(|found| found.range())
        .filter(is_free)
        .filter_map(|bytes| figure(text, bytes, stems))
        .collect()
}

fn figure(text: &str, bytes: Range<usize>, stems: &Stems) -> Option<Figure> {
    let before = text[..bytes.start].chars().next_back();
    let joined = |c: char| c.is_letter_or_digit() || matches!(c, '-' | '–' | '№' | '/' | ':');
    if before.is_some_and(joined) || text[bytes.end..].chars().next().is_some_and(joined) {
        return None;
    }
    let (mut value, mut step) = read(&text[bytes.clone()])?;
    let mut words =
        tokens::words(&text[bytes.end..]).map(|word| bytes.end + word.start..bytes.end + word.end).peekable();
    let mut end = bytes.end;
    if let Some(word) = words.peek().cloned().filter(|word| follows(text, end, word.start)) {
        let folded = tokens::fold(&text[word.clone()]);
        if let Some((_, times)) = MULTIPLIERS.iter().find(|(begins, _)| folded.starts_with(begins)) {
            (value, step, end) = (value * times, step * times, word.end);
            words.next();
        }
    }
    let sign = before.filter(|c| SIGNS.contains(c));
    let counted = || {
        if text[end..].trim_start().starts_with('%') {
            return Some("%".to_owned());
        }
        let word = words.next().filter(|word| follows(text, end, word.start))?;
        let small = text[word.clone()].chars().all(|c| c.is_small() || !c.is_letter());
        small.then(|| stems.stem(&text[word].lower_case()))
    };
    let counts = sign.map(String::from).or_else(counted)?;
    Some(Figure { bytes: bytes.start..end, value, counts, step })
}

/// Whether nothing but spaces and full stops of shortened words stand between.
fn follows(text: &str, end: usize, start: usize) -> bool {
    text[end..start].chars().all(|c| c.is_whitespace() || c == '.')
}

/// The value of a written number and that of its last digit that is not a rounding zero. A comma or full stop before three digits
/// parts thousands, before others decimals.
fn read(written: &str) -> Option<(f64, f64)> {
    let joined: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let marks: Vec<usize> = joined.match_indices([',', '.']).map(|(at, _)| at).collect();
    let (whole, decimals) = match marks.last() {
        Some(&at) if joined.len() - at != 4 => (&joined[..at], &joined[at + 1..]),
        _ => (joined.as_str(), ""),
    };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let value: f64 = format!("{digits}.{decimals}0").parse().ok()?;
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let step = if decimals.is_empty() { 10_f64.powi(zeros as i32) } else { 10_f64.powi(-(decimals.len() as i32)) };
    Some((value, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(text: &str) -> Vec<(f64, String)> {
        let stems = Stems::of(crate::language::Language::Ukrainian);
        let found = NUMBER.find_iter(text).filter_map(|found| figure(text, found.range(), &stems));
        found.map(|figure| (figure.value, figure.counts)).collect()
    }

    #[test]
    fn a_number_counts_the_word_behind_it() {
        let stem = |word: &str| Stems::of(crate::language::Language::Ukrainian).stem(word);
        assert_eq!(figures("Вивезли 1 200 мешканців."), [(1200.0, stem("мешканців"))]);
        assert_eq!(figures("Дали 3,5 млн. гривень і $40."), [(3_500_000.0, stem("гривень")), (40.0, "$".to_owned())]);
        assert_eq!(figures("Зросло на 12% (12,5 %)."), [(12.0, "%".to_owned()), (12.5, "%".to_owned())]);
        assert_eq!(figures("Стріляли зі 155-мм гармати й F-16, матч 3:2, № 5."), []);
    }

    #[test]
    fn a_rounded_number_agrees() {
        let figure = |written: &str| {
            let (value, step) = read(written).unwrap();
            Figure { bytes: 0..0, value, counts: String::new(), step }
        };
        for (one, other) in [("1184", "1200"), ("103", "100"), ("3,5", "3,50"), ("40", "40")] {
            assert!(figure(one).agrees(&figure(other)) && figure(other).agrees(&figure(one)), "{one} {other}");
        }
        for (one, other) in [("12", "15"), ("1184", "1300"), ("3,5", "3,7"), ("41", "42")] {
            assert!(!figure(one).agrees(&figure(other)), "{one} {other}");
        }
    }
}
