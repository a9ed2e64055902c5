//! In: the lines of a page. Out: for each, the log-odds that it belongs to the article's body.
//!
//! Measured on 451 pages pasted as text with a known body (English, Polish and other languages; F1 over word 4-grams), each fifth scored by
//! weights trained on the others: a run of lines by length alone .865; logistic regression over a line, its neighbours and windows .885;
//! one layer of 24 units on the same features .899; with the theme's words, comments, lists and dates around a line .907 (.909 from another
//! random seed). The weights in use are trained on all of the pages and reach .929 on them, which says nothing about others.
//! `tools/lines.py` is the trainer, and `tools/cards/lines.md` has today's figures.
//!
//! Invariant: uses shapes and lengths, never the meaning of a line. Time is linear in the text.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::lists::in_lists;
use super::network::Network;
use crate::letters::{Letter, LowerCase};
use crate::normalize::wording::{ends_sentence, stem};
use crate::survey::boilerplate::{BoilerplateKind, is_stop_word};
use crate::survey::line::{Line, Shape};

/// Number of features of one line. Part of the model's format: `weights.txt` has a weight for each (tools/cards/lines.md).
const BASE: usize = 33;
/// Number of features of its surroundings. Part of the model's format, as [`BASE`].
pub(crate) const AROUND: usize = 36;
/// Number of all features: those of the line, of two lines on either side, and of the surroundings. 201, as tools/cards/lines.md says.
pub(crate) const FEATURES: usize = BASE * 5 + AROUND;

/// Number of words of a line that are examined. The rest of a very long line adds nothing. Part of the model: another number needs new
/// weights (tools/lines.py).
const WORDS: usize = 60;

type Base = [f32; BASE];

/// The log-odds of every line.
pub fn scores(lines: &[&Line]) -> Vec<f32> {
    let network = &*NETWORK;
    let mut out = Vec::with_capacity(lines.len());
    features(lines, |features| out.push(network.score(features)));
    out
}

static NETWORK: LazyLock<Network> = LazyLock::new(|| Network::parse(include_str!("weights.txt"), FEATURES));

/// Calls `each` with the features of every line in order.
pub fn features(lines: &[&Line], mut each: impl FnMut(&[f32; FEATURES])) {
    let repeats = repeats(lines);
    let stems: Vec<Vec<u64>> = lines.iter().map(|line| stems(&line.passage.text).collect()).collect();
    let theme = Theme::new(lines, &stems);
    let base: Vec<Base> =
        lines.iter().zip(&stems).map(|(line, stems)| base(line, &repeats, theme.overlap(stems))).collect();
    let around = Around::new(lines, &base);
    let nothing = [0.0; BASE];
    for at in 0..lines.len() {
        let mut all = [0.0; FEATURES];
        for (slot, offset) in [0isize, -1, 1, -2, 2].into_iter().enumerate() {
            let neighbour = at.checked_add_signed(offset).and_then(|other| base.get(other)).unwrap_or(&nothing);
            all[slot * BASE..(slot + 1) * BASE].copy_from_slice(neighbour);
        }
        all[BASE * 5..].copy_from_slice(&around.of(at));
        each(&all);
    }
}

fn repeats<'a>(lines: &[&'a Line]) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for line in lines.iter().filter(|line| line.passage.text.len() < 400) {
        *counts.entry(line.passage.text.as_str()).or_default() += 1;
    }
    counts
}

fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// A share of a whole, from 0 to 1.
fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part.min(whole) as f32 / whole as f32 }
}

/// The features of a line. `overlap` is the percentage of its words that belong to the page's theme.
fn base(line: &Line, repeats: &BTreeMap<&str, usize>, overlap: usize) -> Base {
    let text = line.passage.text.as_str();
    let head: String = text.chars().take(600).collect();
    let length = head.chars().map(width).sum::<usize>();
    let joints = joints(&head);
    let words: Vec<&str> = head.split_whitespace().take(WORDS).collect();
    let stops = words
        .iter()
        .filter(|word| is_stop_word(&word.trim_matches(|c: char| !c.is_letter_or_digit()).lower_case()))
        .count();
    let capitals = words.iter().skip(1).filter(|word| word.starts_with(char::is_capital)).count();
    let letters = head.chars().filter(|c| c.is_letter()).count();
    let upper = head.chars().filter(|c| c.is_capital()).count();
    let digits = head.chars().filter(char::is_ascii_digit).count();
    let final_mark = ends_sentence(text);
    let bullet = text.starts_with(['*', '+', '•', '·', '-', '–', '»', '→', '›']);
    let is = |boilerplate: &[BoilerplateKind]| {
        flag(matches!(line.shape, Shape::Boilerplate(kind) if boilerplate.contains(&kind)))
    };
    [
        1.0,
        share(length, 40),
        share(length.saturating_sub(40), 60),
        share(length.saturating_sub(100), 150),
        share(length.saturating_sub(250), 350),
        flag(length < 20),
        flag(final_mark),
        flag(final_mark && length >= 80),
        flag(bullet),
        flag(bullet && length >= 60),
        share(stops, words.len()),
        share(stops, 8),
        share(head.matches(',').count(), 3),
        share(capitals, words.len().saturating_sub(1)),
        flag(letters > 3 && upper * 10 > letters * 8),
        share(digits * 3, length),
        flag(head.contains(['|', '»', '›', '·']) || head.contains(" / ")),
        flag(text.ends_with(':')),
        flag(text.ends_with('?')),
        flag(head.starts_with(char::is_small)),
        flag(matches!(line.shape, Shape::Dateline | Shape::ShortDate)),
        flag(matches!(line.shape, Shape::Address | Shape::Image | Shape::Marks | Shape::Glued)),
        is(&[BoilerplateKind::Advert, BoilerplateKind::Control, BoilerplateKind::Section]),
        is(&[BoilerplateKind::Related, BoilerplateKind::Reading]),
        is(&[BoilerplateKind::Share]),
        is(&[BoilerplateKind::Comment, BoilerplateKind::Copyright]),
        is(&[BoilerplateKind::Credit, BoilerplateKind::Byline]),
        flag(repeats.get(text).is_some_and(|&count| count > 1)),
        flag(head.starts_with(['"', '«', '“', '„', '—', '–']) || (letters > 0 && head.ends_with(['"', '»', '”']))),
        flag(head.starts_with(|c: char| c.is_ascii_digit())),
        flag(joints > 0),
        share(overlap, 100),
        flag(head.contains(['@', '#']) || head.contains("http") || head.contains("www.")),
    ]
}

/// The weight of a letter. One of a script that writes words in one or two signs counts more.
pub fn width(c: char) -> usize {
    if ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{ac00}'..='\u{d7af}').contains(&c) { 3 } else { 1 }
}

/// Number of places where a lower-case letter or the end of a sentence is directly followed by a capital: links that were copied without
/// their separators.
fn joints(text: &str) -> usize {
    text.chars()
        .zip(text.chars().skip(1))
        .filter(|(a, b)| (a.is_small() || ".!?".contains(*a)) && b.is_capital())
        .count()
}

/// The words that recur on a page, by their first letters.
struct Theme {
    lines: HashMap<u64, u32>,
}

/// Number of letters by which words are compared, so that inflected forms match. Part of the model, as [`WORDS`].
const STEM: usize = 6;
/// Number of lines of prose with a word that make it part of the page's theme. Part of the model, as [`WORDS`].
const THEME_LINES: u32 = 3;

impl Theme {
    fn new(lines: &[&Line], stems: &[Vec<u64>]) -> Self {
        let mut counts: HashMap<u64, u32> = HashMap::new();
        let prose = |line: &Line| line.passage.text.len() > 80 && line.shape == Shape::Text;
        for (_, stems) in lines.iter().zip(stems).filter(|(line, _)| prose(line)) {
            let mut own = stems.clone();
            own.sort_unstable();
            own.dedup();
            own.into_iter().for_each(|stem| *counts.entry(stem).or_default() += 1);
        }
        counts.retain(|_, count| *count >= THEME_LINES);
        Self { lines: counts }
    }

    /// The percentage of a text's words that belong to the theme.
    fn overlap(&self, stems: &[u64]) -> usize {
        let met = stems.iter().filter(|stem| self.lines.contains_key(stem)).count();
        (met * 100).checked_div(stems.len()).unwrap_or(0)
    }
}

/// The first letters of the first words of some length, hashed (FNV-1a over their lower case).
pub fn stems(text: &str) -> impl Iterator<Item = u64> + '_ {
    let words = text.split(|c: char| !c.is_letter_or_digit()).filter(|word| word.chars().nth(3).is_some()).take(WORDS);
    words.map(stem::<STEM>)
}

/// Prefix sums over the lines, for windows in constant time.
struct Around {
    /// How much each line is prose, from -1 to 1, summed.
    prose: Vec<f64>,
    /// Code points in lines of prose, summed.
    mass: Vec<f64>,
    /// Lines with boilerplate words, summed.
    boilerplate: Vec<f64>,
    /// Bullets, summed.
    bullets: Vec<f64>,
    /// Dates, summed.
    dates: Vec<f64>,
    /// How much each line belongs to the page's theme, summed.
    theme: Vec<f64>,
    /// Headings of comments, summed.
    comments: Vec<f64>,
    /// Headings of other articles, summed.
    related: Vec<f64>,
    /// Lines in lists of other articles.
    lists: Vec<bool>,
    /// The run of lines with the highest sum of prose.
    run: std::ops::Range<usize>,
    count: usize,
}

impl Around {
    fn new(lines: &[&Line], base: &[Base]) -> Self {
        let sums = |values: &mut dyn Iterator<Item = f64>| {
            let mut sums = vec![0.0];
            values.for_each(|value| sums.push(sums[sums.len() - 1] + value));
            sums
        };
        let prose: Vec<f64> = base.iter().map(prose).collect();
        let mass = lines
            .iter()
            .zip(&prose)
            .map(|(line, &prose)| if prose > 0.0 { line.passage.text.len().min(2000) as f64 } else { 0.0 });
        Self {
            run: best_run(&prose),
            mass: sums(&mut mass.into_iter()),
            boilerplate: sums(&mut base.iter().map(|base| f64::from(base[22] + base[23] + base[24] + base[25]))),
            bullets: sums(&mut base.iter().map(|base| f64::from(base[8]))),
            dates: sums(&mut base.iter().map(|base| f64::from(base[20]))),
            theme: sums(&mut base.iter().map(|base| f64::from(base[31]))),
            comments: sums(&mut lines.iter().map(|line| is_of(line, BoilerplateKind::Comment))),
            related: sums(&mut lines.iter().map(|line| is_of(line, BoilerplateKind::Related))),
            lists: in_lists(lines),
            prose: sums(&mut prose.into_iter()),
            count: lines.len(),
        }
    }

    fn mean(&self, sums: &[f64], from: usize, to: usize) -> f32 {
        if from >= to { 0.0 } else { ((sums[to] - sums[from]) / (to - from) as f64) as f32 }
    }

    fn of(&self, at: usize) -> [f32; AROUND] {
        let before = |width: usize| (at.saturating_sub(width), at);
        let after = |width: usize| ((at + 1).min(self.count), (at + 1 + width).min(self.count));
        let window = |sums: &[f64], (from, to): (usize, usize)| self.mean(sums, from, to);
        let whole = self.mass[self.count].max(1.0);
        let behind = (self.mass[at] / whole) as f32;
        let ahead = ((whole - self.mass[at + 1]) / whole) as f32;
        let inside = self.run.contains(&at);
        let near = |distance: usize, reach: usize| 1.0 - share(distance, reach);
        let (start, end) = (self.run.start, self.run.end.saturating_sub(1));
        [
            window(&self.prose, before(3)),
            window(&self.prose, after(3)),
            window(&self.prose, before(8)),
            window(&self.prose, after(8)),
            window(&self.prose, before(20)),
            window(&self.prose, after(20)),
            window(&self.boilerplate, before(3)),
            window(&self.boilerplate, after(3)),
            window(&self.boilerplate, before(10)),
            window(&self.boilerplate, after(10)),
            window(&self.bullets, before(5)),
            window(&self.bullets, after(5)),
            behind,
            ahead,
            flag(behind < 0.01),
            flag(ahead < 0.01),
            flag(behind < 0.08),
            flag(ahead < 0.08),
            flag(behind > 0.01 && ahead > 0.01),
            behind.min(ahead),
            flag(inside),
            if inside { near(at - start, 5) } else { 0.0 },
            if inside { near(end - at, 5) } else { 0.0 },
            if at < start { near(start - at, 6) } else { 0.0 },
            if at > end { near(at - end, 6) } else { 0.0 },
            if at < start { near(start - at, 40) } else { 0.0 },
            if at > end { near(at - end, 40) } else { 0.0 },
            share(at, self.count),
            window(&self.dates, before(6)),
            window(&self.dates, after(6)),
            window(&self.theme, before(4)),
            window(&self.theme, after(4)),
            flag(behind > 0.1 && self.comments[at] > 0.0),
            flag(behind > 0.3 && self.related[at] > 0.0),
            flag(self.lists[at]),
            flag(self.count < 40),
        ]
    }
}

fn is_of(line: &Line, kind: BoilerplateKind) -> f64 {
    f64::from(u8::from(line.shape == Shape::Boilerplate(kind)))
}

/// How much a line is prose, by its length, its end and its small words.
fn prose(base: &Base) -> f64 {
    let long = f64::from(base[1] * 0.3 + base[2] * 0.7 + base[3] * 0.5 + base[4] * 0.5);
    let score = long + 0.3 * f64::from(base[6]) + 0.8 * f64::from(base[11]) - 0.4 * f64::from(base[8]) - 1.1;
    (score - f64::from(base[22] + base[23] + base[24] + base[25]) * 0.6).clamp(-1.0, 1.0)
}

/// The run of values with the highest sum (Kadane), the first of several.
fn best_run(values: &[f64]) -> std::ops::Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0.0);
    let (mut start, mut sum) = (0, 0.0);
    for (at, &value) in values.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (at, 0.0);
        }
        sum += value;
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    best
}
