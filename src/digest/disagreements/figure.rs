//! In: a sentence. Out: the numbers in it, each with the counted word and the words around it.
//!
//! Two figures are about the same thing if they count the same with the same state, or if the words around them are the same.
//!
//! Invariant: a number in a date, a time, a score or a name (F-16, 155-мм) is not a figure, nor one whose digits are apart.

mod agreement;

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::numeral::{self, Numeral};
use super::state::{self, State};
use crate::annotate::{Annotated, Sentence};
use crate::lang;
use crate::lang::digest::Figures;
use crate::language::Language;
use crate::letters::{Letter, LowerCase};
use crate::link::stem::Stems;
use crate::link::tokens;

/// Digits with spaces, a comma or a full stop inside, as numbers are written.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\d{1,3}(?:[ \u{a0}\u{202f}]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*").expect("a pattern of ours")
});
/// The end of a text before a number that is the rest of another: "5. 7", "9: 25", ".38".
static TORN_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:\d\s*[.,:]\s*|(?:^|\s)[.,])$").expect("a pattern of ours"));
/// The beginning of a text after a number that continues, or belongs to a compound: "9: 25", "30 - mile", "16 and 6".
static TORN_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\s*[.,:]\s?\d|\s+[-–—]\s*[\p{L}\d]|\s*(?:[-–—]|\p{L}{1,3})\s*[$€£₴]?\s?\d)")
        .expect("a pattern of ours")
});

/// The beginnings of words that multiply.
static MULTIPLIERS: LazyLock<Vec<(&'static str, f64)>> = LazyLock::new(|| {
    let of = |list: List, times: f64| listed(list).into_iter().map(move |begins| (begins, times));
    let small = of(|words| &words.thousands, 1e3).chain(of(|words| &words.millions, 1e6));
    small.chain(of(|words| &words.billions, 1e9)).chain(of(|words| &words.trillions, 1e12)).collect()
});
/// Signs that come before what they count.
const SIGNS: [char; 4] = ['$', '€', '£', '₴'];
/// Number of words on each side of a number that show what it is about. Set by hand.
const WINDOW: usize = 7;
/// Minimum share of the words around one number that are also around another of the same thing, and their minimum number. Chosen by reading
/// the disagreements of half of the topics of news sets, confirmed on the other half.
const SHARED: f64 = 0.5;
const FEWEST_SHARED: usize = 2;
/// Maximum distance, in words, of a word next to a number. Set by hand.
const BESIDE: usize = 3;
/// Number of words before a number that may mark it as a part: "among the injured are nine". Set by hand.
const ASIDE: usize = 5;
/// Numbers with a greater ratio than this are about different things. Set by hand.
const FARTHEST: f64 = 5.0;
/// The counted thing for people, whatever the word.
const PERSON: &str = "@";
/// Minimum length of a word that is counted. Set by hand.
const SHORTEST: usize = 3;

/// How exact a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exact {
    Yes,
    About,
    Least,
    Most,
}

/// A number and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub bytes: Range<usize>,
    pub value: f64,
    /// The stem of the counted word, or a sign.
    pub counts: String,
    /// The value of the last digit that is not a rounding zero.
    step: f64,
    exact: Exact,
    /// The stems of the informative words around it.
    around: BTreeSet<String>,
    /// The stem of the nearest such word on each side, if it is near and not a name.
    before: Option<String>,
    behind: Option<String>,
    /// The stems of the names around it.
    names: BTreeSet<String>,
    /// The state of those that it counts.
    state: State,
    /// Whether it counts a part, somebody else, or an earlier number.
    is_aside: bool,
}

impl Figure {
    /// Whether two numbers count the same thing with the same state.
    pub(crate) fn counts_with(&self, other: &Self) -> bool {
        self.counts == other.counts && self.state == other.state
    }

    /// Whether it has a state.
    pub(crate) fn is_of_a_state(&self) -> bool {
        matches!(self.state, State::One(_))
    }

    /// The state of those that it counts, if there is exactly one.
    pub(crate) fn state_name(&self) -> Option<&'static str> {
        match self.state {
            State::One(state) => Some(state),
            State::Unsaid | State::Mixed => None,
        }
    }

    /// Whether it counts all of them exactly: not a bound, a part, a share or a sum of money.
    pub(crate) fn is_whole(&self) -> bool {
        let signed = self.counts == "%" || self.counts.starts_with(SIGNS);
        self.exact == Exact::Yes && !self.is_aside && !signed
    }

    /// Number of words that are around both.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        self.around.intersection(&other.around).count()
    }

    /// Whether a name is around both.
    pub(crate) fn shares_a_name(&self, other: &Self) -> bool {
        !self.names.is_disjoint(&other.names)
    }

    /// Whether two numbers are about the same thing: they count the same, their ratio is small, and no other name is near. In addition, the
    /// state and a word around them must be the same, or most words around them.
    pub(crate) fn is_of_the_same(&self, other: &Self) -> bool {
        let named = self.names.is_empty() || other.names.is_empty() || !self.names.is_disjoint(&other.names);
        let apart = self.value.max(other.value) > FARTHEST * self.value.min(other.value);
        let similar = if self.is_of_a_state() {
            !self.around.is_disjoint(&other.around)
        } else {
            self.has_similar_context(other)
        };
        let is_mixed = self.state == State::Mixed;
        self.counts_with(other) && !is_mixed && !self.is_aside && !other.is_aside && named && !apart && similar
    }

    /// Whether most words around two numbers are the same, above all those next to them.
    fn has_similar_context(&self, other: &Self) -> bool {
        let shared = self.around.intersection(&other.around).count();
        let fewer = self.around.len().min(other.around.len());
        let sides = [(&self.before, &other.before), (&self.behind, &other.behind)];
        let differ =
            |(one, other): &(&Option<String>, &Option<String>)| one.is_some() && other.is_some() && one != other;
        let equal = |(one, other): &(&Option<String>, &Option<String>)| one.is_some() && one == other;
        let beside = sides.iter().any(equal) && !sides.iter().any(differ);
        beside && shared >= FEWEST_SHARED && shared as f64 >= SHARED * fewer as f64
    }
}

/// A list of the words next to numbers.
type List = fn(&'static Figures) -> &'static Vec<String>;

/// The words of a list in all languages.
fn listed(list: List) -> HashSet<&'static str> {
    lang::all(move |pack| list(&pack.digest.figures)).collect()
}

static LOOSE: LazyLock<[(Exact, HashSet<&'static str>); 3]> = LazyLock::new(|| {
    let of = |exact: Exact, list: List| (exact, listed(list));
    [
        of(Exact::About, |words| &words.about),
        of(Exact::Least, |words| &words.least),
        of(Exact::Most, |words| &words.most),
    ]
});
static UNCOUNTED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| listed(|words| &words.uncounted));
static PEOPLE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| listed(|words| &words.people));
static PART: LazyLock<HashSet<&'static str>> = LazyLock::new(|| listed(|words| &words.part));
static EARLIER: LazyLock<HashSet<&'static str>> = LazyLock::new(|| listed(|words| &words.earlier));

/// The information in the words next to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// It is about one day.
    Daily,
    /// It is planned, feared or in the future.
    Unreal,
    /// It is the total so far.
    Total,
    /// It was reached by growing or falling.
    Grown,
    /// It is a count.
    Count,
}

/// Whether a text has a word for this. A listed `*` allows any ending.
pub(crate) fn says(said: Said, text: &str) -> bool {
    static KINDS: LazyLock<[(Said, Vec<&str>); 5]> = LazyLock::new(|| {
        let of = |said: Said, list: List| (said, listed(list).into_iter().collect());
        [
            of(Said::Daily, |words| &words.daily),
            of(Said::Unreal, |words| &words.unreal),
            of(Said::Total, |words| &words.total),
            of(Said::Grown, |words| &words.grown),
            of(Said::Count, |words| &words.count),
        ]
    });
    let Some((_, words)) = KINDS.iter().find(|(known, _)| *known == said) else { return false };
    let is = |folded: &str| {
        words.iter().any(|word| word.strip_suffix('*').map_or(folded == *word, |begins| folded.starts_with(begins)))
    };
    tokens::words(text).any(|word| is(&tokens::fold(&text[word])))
}

/// Whether the counted word is a unit of time, length, weight or money.
pub(crate) fn is_unit(counts: &str) -> bool {
    static UNITS: LazyLock<Vec<&str>> = LazyLock::new(|| listed(|words| &words.unit).into_iter().collect());
    UNITS.iter().any(|unit| counts.starts_with(unit))
}

/// The figures of a text, for tests.
#[cfg(test)]
pub(crate) fn of_text(text: &str, language: Language) -> Vec<Figure> {
    all(text, language, &Stems::of(language))
}

/// The figures of a sentence that are the only ones for what they count, in order.
pub(crate) fn find(page: &Annotated, sentence: &Sentence, stems: &Stems) -> Vec<Figure> {
    let text = sentence.text.as_str();
    if !is_prose(text) {
        return Vec::new();
    }
    let dated: Vec<Range<usize>> = page
        .expressions_of(sentence)
        .map(|(_, one)| one.bytes.start - sentence.bytes.start..one.bytes.end - sentence.bytes.start)
        .collect();
    let is_free = |bytes: &Range<usize>| dated.iter().all(|date| bytes.end <= date.start || date.end <= bytes.start);
    let mut all = all(text, page.article.language, stems);
    all.retain(|figure| is_free(&figure.bytes));
    let alone = |figure: &&Figure| all.iter().filter(|other| other.counts_with(figure)).count() == 1;
    all.iter().filter(alone).cloned().collect()
}

/// The figures of a text, those in digits first.
fn all(text: &str, language: Language, stems: &Stems) -> Vec<Figure> {
    let digits = NUMBER.find_iter(text).filter_map(|found| figure(text, found.range(), None, stems));
    let words = numeral::find(text, language).into_iter();
    digits.chain(words.filter_map(|(bytes, numeral)| figure(text, bytes, Some(numeral), stems))).collect()
}

/// Minimum number of words in small letters in a sentence, and their minimum share. A line of a table has fewer. Set by hand.
const FEWEST_SMALL: usize = 2;
const SMALL: f64 = 0.5;

/// Whether a text is a sentence and not a line of a table.
fn is_prose(text: &str) -> bool {
    let words: Vec<&str> = tokens::words(text).map(|word| &text[word]).collect();
    let small = words.iter().filter(|word| word.chars().next().is_some_and(char::is_small)).count();
    small >= FEWEST_SMALL && small as f64 >= SMALL * words.len() as f64
}

fn multiplier(folded: &str) -> Option<f64> {
    MULTIPLIERS.iter().find(|(begins, _)| folded.starts_with(begins)).map(|&(_, times)| times)
}

fn figure(text: &str, bytes: Range<usize>, numeral: Option<Numeral>, stems: &Stems) -> Option<Figure> {
    let (head, tail) = (&text[..bytes.start], &text[bytes.end..]);
    let before = head.chars().next_back();
    let joined = |c: char| c.is_letter_or_digit() || matches!(c, '-' | '–' | '№' | '/' | ':');
    let torn = TORN_BEFORE.is_match(head) || TORN_BEHIND.is_match(tail);
    if torn || before.is_some_and(joined) || tail.chars().next().is_some_and(joined) || follows_scale(head) {
        return None;
    }
    let (mut value, mut step) =
        numeral.map_or_else(|| read(&text[bytes.clone()]), |one| Some((f64::from(one.value), 1.0)))?;
    let mut words = tokens::words(tail).map(|word| bytes.end + word.start..bytes.end + word.end).peekable();
    let mut end = bytes.end;
    if let Some(word) = words.peek().cloned().filter(|word| follows(text, end, word.start))
        && let Some(times) = multiplier(&tokens::fold(&text[word.clone()]))
    {
        (value, step, end) = (value * times, step * times, word.end);
        words.next();
    }
    let sign = before.filter(|c| SIGNS.contains(c));
    let mut counted_end = end;
    let mut counted = || {
        if text[end..].trim_start().starts_with('%') {
            return Some("%".to_owned());
        }
        let word = words.next().filter(|word| follows(text, end, word.start))?;
        let folded = text[word.clone()].lower_case();
        let small = text[word.clone()].chars().all(|c| c.is_small() || c == '\'' || c == '’');
        if PEOPLE.contains(folded.as_str()) || state::class(&folded).is_some() {
            counted_end = if PEOPLE.contains(folded.as_str()) { word.end } else { end };
            return Some(PERSON.to_owned());
        }
        let counts = small
            && folded.chars().count() >= SHORTEST
            && !tokens::is_stop(&folded)
            && !UNCOUNTED.contains(folded.as_str());
        counted_end = word.end;
        counts.then(|| stems.stem(&folded))
    };
    let together = numeral.filter(|one| one.together).map(|_| PERSON.to_owned());
    let toll = toll(head).filter(|_| numeral.is_none());
    let own = sign.map(String::from).or_else(&mut counted).or(together);
    let (counts, toll) = if own.is_some() { (own, None) } else { (toll.map(|_| PERSON.to_owned()), toll) };
    let counts = counts?;
    let around = Around::of(text, bytes.start, counted_end, stems);
    let whole = bytes.start..counted_end;
    Some(Figure {
        bytes: bytes.start..end,
        value,
        counts,
        step,
        exact: exact(head),
        around: around.words,
        before: around.before,
        behind: around.behind,
        names: around.names,
        state: toll.map_or_else(|| state::of(text, &whole), State::One),
        is_aside: is_aside(text, &whole),
    })
}

/// The state counted by a number after words for a toll, without a noun: "the death toll rose to 12".
fn toll(head: &str) -> Option<&'static str> {
    static TOLLS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| listed(|words| &words.toll));
    let clause = head.rsplit([';', ':', '(', ')', ',']).next().unwrap_or(head);
    let words: Vec<String> = tokens::words(clause).map(|word| tokens::fold(&clause[word])).collect();
    let near = &words[words.len().saturating_sub(ASIDE)..];
    let moves = near.iter().any(|word| says(Said::Total, word) && !TOLLS.contains(word.as_str()));
    let of = words.iter().rev().find_map(|word| {
        let death = TOLLS.contains(word.as_str()).then_some("killed");
        death.or_else(|| state::class(word))
    });
    let counts = words.iter().any(|word| says(Said::Count, word) || TOLLS.contains(word.as_str()));
    of.filter(|_| moves && counts)
}

/// Whether a number is about a part of those counted, about others, or an earlier number.
fn is_aside(text: &str, whole: &Range<usize>) -> bool {
    let (head, counted) = (&text[..whole.start], &text[whole.clone()]);
    let (before, inside) = (tokens::words(head), tokens::words(counted));
    let mut near: Vec<String> = before.map(|word| tokens::fold(&head[word])).collect();
    near = near.split_off(near.len().saturating_sub(ASIDE));
    near.extend(inside.map(|word| tokens::fold(&counted[word])));
    let tail = &text[whole.end..];
    near.extend(tokens::words(tail).take(1).map(|word| tokens::fold(&tail[word])));
    near.iter().any(|word| PART.contains(word.as_str()))
        || tokens::words(text).any(|word| EARLIER.contains(tokens::fold(&text[word]).as_str()))
}

/// Whether a number continues after a word that multiplies: "1 тис. 600".
fn follows_scale(head: &str) -> bool {
    let last = tokens::words(head).last().map(|word| tokens::fold(&head[word]));
    last.is_some_and(|word| multiplier(&word).is_some())
}

/// How exact a number is, according to the words before it.
fn exact(head: &str) -> Exact {
    /// Number of words before the number that are examined. Set by hand.
    const NEAR: usize = 3;
    let words: Vec<String> = tokens::words(head).map(|word| tokens::fold(&head[word])).collect();
    // "Grew to 12" gives the number itself, although "to" alone is a bound in some languages.
    let grown = |at: usize| at.checked_sub(1).is_some_and(|before| says(Said::Grown, &words[before]));
    let near = words.iter().enumerate().rev().take(NEAR).filter(|&(at, _)| !grown(at));
    let said = near.filter_map(|(_, word)| LOOSE.iter().find(|(_, words)| words.contains(word.as_str())));
    said.map(|&(exact, _)| exact).next().unwrap_or(Exact::Yes)
}

/// The words around a number that show what it is about.
#[derive(Default)]
struct Around {
    words: BTreeSet<String>,
    names: BTreeSet<String>,
    before: Option<String>,
    behind: Option<String>,
}

impl Around {
    fn of(text: &str, start: usize, end: usize, stems: &Stems) -> Self {
        let mut around = Self::default();
        let stop = |c: char| matches!(c, ';' | '(' | ')' | '«' | '»');
        let from = text[..start].rmatch_indices(stop).next().map_or(0, |(at, mark)| at + mark.len());
        let to = text[end..].find(stop).map_or(text.len(), |at| end + at);
        let head: Vec<Range<usize>> =
            tokens::words(&text[from..start]).map(|word| from + word.start..from + word.end).collect();
        for (far, word) in head.into_iter().rev().take(WINDOW).enumerate() {
            let said = around.add(text, word, stems).filter(|_| far < BESIDE);
            around.before = around.before.take().or(said);
        }
        for (far, word) in tokens::words(&text[end..to]).take(WINDOW).enumerate() {
            let said = around.add(text, end + word.start..end + word.end, stems).filter(|_| far < BESIDE);
            around.behind = around.behind.take().or(said);
        }
        around
    }

    /// Adds a word if it is informative, and returns its stem if it is not a name.
    fn add(&mut self, text: &str, word: Range<usize>, stems: &Stems) -> Option<String> {
        let written = &text[word.clone()];
        let folded = tokens::fold(written);
        let says = folded.chars().count() >= SHORTEST
            && !tokens::is_stop(&folded)
            && !folded.starts_with(|c: char| c.is_numeric());
        let loose = LOOSE.iter().any(|(_, words)| words.contains(folded.as_str()));
        if !says || loose {
            return None;
        }
        let stem = stems.stem(&folded);
        let is_name = word.start > 0 && written.starts_with(char::is_uppercase);
        if is_name {
            self.names.insert(stem.clone());
        }
        self.words.insert(stem.clone());
        (!is_name).then_some(stem)
    }
}

/// Whether only spaces and full stops of abbreviations come between.
fn follows(text: &str, end: usize, start: usize) -> bool {
    text[end..start].chars().all(|c| c.is_whitespace() || c == '.')
}

/// The value of a written number, and that of its last digit that is not a rounding zero. A comma or full stop before three digits
/// separates thousands, before others decimals.
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

    fn all(text: &str, language: Language) -> Vec<Figure> {
        super::all(text, language, &Stems::of(language))
    }

    fn figures(text: &str) -> Vec<(f64, String)> {
        all(text, Language::Ukrainian).into_iter().map(|figure| (figure.value, figure.counts)).collect()
    }

    #[test]
    fn a_number_counts_the_next_word() {
        let stem = |word: &str| Stems::of(Language::Ukrainian).stem(word);
        assert_eq!(figures("Вивезли 1 200 мешканців."), [(1200.0, stem("мешканців"))]);
        assert_eq!(figures("Дали 3,5 млн. гривень і $40."), [(3_500_000.0, stem("гривень")), (40.0, "$".to_owned())]);
        assert_eq!(figures("Зросло на 12% (12,5 %)."), [(12.0, "%".to_owned()), (12.5, "%".to_owned())]);
        assert_eq!(figures("Стріляли зі 155-мм гармати й F-16, матч 3:2, № 5."), []);
    }

    #[test]
    fn a_fragment_of_another_number_does_not_count() {
        let none =
            |text: &str| assert!(all(text, Language::English).is_empty(), "{text} {:?}", all(text, Language::English));
        none("A magnitude 5. 7 quake shook the island.");
        none("They met at 9: 25 in the morning.");
        none("A 30 - mile chase ended there.");
        none("He fired a .38 caliber revolver.");
        none("He leaves his sons, ages 16 and 6.");
        assert!(figures("Опитали 1 тис. 600 респондентів.").iter().all(|(value, _)| *value != 600.0));
        assert!(figures("МОСКВА, 3 янв - агентство.").is_empty());
    }

    fn pair(one: &str, other: &str, language: Language) -> (Figure, Figure) {
        let first =
            |text: &str| all(text, language).into_iter().next().unwrap_or_else(|| panic!("no figure in {text}"));
        (first(one), first(other))
    }

    #[test]
    fn a_rounded_number_agrees() {
        let agree = |one: &str, other: &str| {
            let (one, other) = pair(one, other, Language::English);
            one.agrees(&other) && other.agrees(&one)
        };
        for (one, other) in [
            ("sold 1184 boats", "sold 1200 boats"),
            ("sold 103 boats", "sold 100 boats"),
            ("grew 3.5 meters", "grew 3.50 meters"),
            ("paid $140 then", "paid $140 million then"),
            ("sold about 140 boats", "sold 152 boats"),
            ("sold more than 50 boats", "sold 71 boats"),
            ("sold more than 50 boats", "sold at least 270 boats"),
        ] {
            assert!(agree(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("sold 12 boats", "sold 15 boats"),
            ("sold 1184 boats", "sold 1300 boats"),
            ("grew 3.5 meters", "grew 3.7 meters"),
            ("sold 41 boats", "sold 42 boats"),
            ("sold more than 71 boats", "sold 50 boats"),
        ] {
            assert!(!agree(one, other), "{one} {other}");
        }
    }

    #[test]
    fn marks_of_several_bytes_end_what_is_around() {
        assert_eq!(all("«Ми вивезли 12 мешканців» з міста.", Language::Ukrainian).len(), 1);
    }

    #[test]
    fn nearby_words_give_what_a_number_counts() {
        let same = |one: &str, other: &str| {
            let (one, other) = pair(one, other, Language::English);
            one.is_of_the_same(&other)
        };
        let told = "The flood in the valley killed 12 people on Friday.";
        assert!(same(told, "Officials said the flood killed 15 people in the valley."));
        assert!(!same(told, "The flood in the valley injured 40 people on Friday."));
        assert!(!same(
            "In the first round Hollister got 213 votes of electors.",
            "In the first round Quimby got 220 votes of electors."
        ));
    }

    #[test]
    fn synonymous_outcomes_are_compared() {
        let same = |one: &str, other: &str, language: Language| {
            let (one, other) = pair(one, other, language);
            one.is_of_the_same(&other) && !one.agrees(&other)
        };
        let (uk, ru, en, de) = (Language::Ukrainian, Language::Russian, Language::English, Language::German);
        for (one, other, language) in [
            ("Через падіння крана постраждали 6 людей.", "Постраждали 13 осіб, їх оглянули лікарі.", uk),
            ("Через падіння крана поранено двох людей.", "Під час падіння крана поранено п’ятеро.", uk),
            ("Из депо эвакуировали 90 человек.", "Пожарные эвакуировали из цеха 140 человек.", ru),
            ("The fallen crane injured four people.", "Nine people were injured by the crane.", en),
            ("Beim Sturz des Krans wurden vier Menschen verletzt.", "Neun Personen wurden verletzt.", de),
            ("The crane cost 30 million crowns.", "The crane cost 45 million crowns, its makers said.", en),
        ] {
            assert!(same(one, other, language), "{one} {other}");
        }
        for (one, other, language) in [
            ("The fallen crane injured four people.", "Nine people were killed by the crane.", en),
            ("The fallen crane injured four people.", "The fallen crane injured nine children.", en),
            ("The fallen crane injured four people.", "The fallen crane injured about four people.", en),
            ("The fallen crane injured four people.", "Another nine people were injured by the crane.", en),
            ("The fallen crane injured four people.", "Among the injured are nine people from the quay.", en),
            ("The fallen crane injured four people.", "Earlier the crane was said to have injured nine people.", en),
            ("The crane injured four people in Ulmstadt.", "The crane injured nine people in Fernow.", en),
            ("The crane killed or injured four people.", "The crane injured nine people.", en),
            ("Через падіння крана поранено двох людей.", "На набережній співали п’ятеро.", uk),
        ] {
            assert!(!same(one, other, language), "{one} {other}");
        }
    }
}
