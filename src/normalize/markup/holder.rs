//! In: the visible content of a page, and the line of its headline. Out: the holder, the element around its article.
//!
//! As in Readability, each line of prose adds to the scores of the elements around it, and the element with the highest score is the
//! holder. Unlike there, elements whose names or kinds say that they have other content score nothing unless most of the page is in them,
//! and the holder is replaced by the element around it if that adds prose and little else.
//!
//! The numbers in brackets after a constant are body F1 on every second page of `pages-aeb`, `pages-wcxb` and `pages-ru` with half and with
//! double its value. With the values in use it is .975, .960 and .827.
//!
//! Invariant: uses shapes, lengths and names, never the words of a line. Time is linear in the page.

use crate::capture::page::{Content, Line, LineKind, Naming, Tag};
use crate::normalize::pasted::score::width;
use crate::normalize::wording::ends_sentence;

/// The measurements of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    /// Code points. Those of scripts that write words in one or two signs count more.
    length: usize,
    words: usize,
    commas: usize,
    ends: bool,
}

/// The element around an article.
pub(crate) struct Holder {
    pub element: usize,
    /// For each element, whether it is the holder or is in it.
    pub inside: Vec<bool>,
    /// For each element, whether it, or one around it, has other content by its names or its kind.
    pub strange: Vec<bool>,
}

/// Number of code points of a line that are examined. The rest of a very long line adds nothing. The same with 300 and 1200 on HTML pages.
const HEAD: usize = 600;
/// The shortest line, in code points, that counts (12: .975, .963, .816; 50: .975, .957, .830).
const SHORTEST: usize = 25;
/// Number of elements around a line that it counts for (3: .975, .959, .827; 12 the same).
const LEVELS: usize = 6;
/// An element with at least this share of a page's prose is part of the article, whatever its name (.25: .970, .961, .829; 1: .953, .954,
/// .815).
const MOST: f32 = 0.5;
/// The weight of a line before the headline (.15: .975, .960, .835; .6: .975, .960, .816).
const BEFORE: f32 = 0.3;
/// The share of a page's prose that must be after the headline for that (.05 and .2 the same).
const BEHIND: f32 = 0.1;
/// The weight of an item of a list (.25 the same; 1: .974, .962, .827).
const ITEM: f32 = 0.5;
/// The factors for an element that is an article by its kind, and by its names (half and double of what they add: the same).
const ARTICLE: f32 = 1.2;
const NAMED: f32 = 1.15;
/// The holder is replaced if this share of its prose is added, this share of the added lines is prose, and less than this share of their
/// bytes is in links. Set by hand.
const GROWTH: [[f32; 3]; 2] = [[0.3, 0.4, 0.2], [1.0, 0.12, 0.4]];

impl Measure {
    pub(crate) fn new(line: &Line) -> Self {
        let end = line.text.char_indices().nth(HEAD).map_or(line.text.len(), |(at, _)| at);
        let head = &line.text[..end];
        Self {
            length: head.chars().map(width).sum(),
            words: head.split_whitespace().count(),
            commas: head.chars().filter(|c| matches!(c, ',' | '،' | '、' | '，')).count(),
            ends: ends_sentence(&line.text),
        }
    }

    /// Whether the line is long enough to be prose.
    pub(crate) fn is_prose(self) -> bool {
        self.words > 12 || (self.words > 5 && self.ends) || self.length > 80 || (self.length > 40 && self.ends)
    }

    /// Whether it is a whole sentence of some length.
    pub(crate) fn is_sentence(self) -> bool {
        self.length >= 80 && self.ends
    }

    /// Whether it has more words than a label.
    pub(crate) fn is_phrase(self) -> bool {
        self.words > 3
    }

    /// The value of the line: its length and its commas, as in Readability.
    fn worth(self) -> f32 {
        1.0 + self.commas.min(5) as f32 + 3.0 * self.length.min(300) as f32 / 300.0
    }
}

impl Holder {
    /// Finds the holder. `measures` are those of the lines.
    pub(crate) fn find(content: &Content, measures: &[Measure], headline: Option<usize>) -> Self {
        let count = content.elements.len();
        let mut prose: Vec<f32> =
            content.lines.iter().zip(measures).map(|(line, &measure)| worth(line, measure, content)).collect();
        let strange = strange(content, &prose);
        for (prose, line) in prose.iter_mut().zip(&content.lines) {
            *prose *= f32::from(u8::from(!strange[line.element]));
        }
        if let Some(headline) = headline {
            let (before, behind) = prose.split_at_mut(headline);
            if behind.iter().sum::<f32>() > BEHIND * (before.iter().sum::<f32>() + behind.iter().sum::<f32>()) {
                before.iter_mut().for_each(|prose| *prose *= BEFORE);
            }
        }
        let worth = of_elements(content, &prose);
        let best = (0..count).fold(0, |best, at| if worth[at] > worth[best] { at } else { best });
        let element = grown(content, &prose, &strange, best);
        let mut inside = vec![false; count];
        inside[element] = true;
        for at in element + 1..count {
            inside[at] = inside[content.elements[at].parent];
        }
        Self { element, inside, strange }
    }
}

fn worth(line: &Line, measure: Measure, content: &Content) -> f32 {
    if line.text.len() < SHORTEST || measure.length < SHORTEST || line.is_linked() || line.kind == LineKind::Title {
        return 0.0;
    }
    match content.elements[line.element].tag {
        Tag::Body | Tag::Button => 0.0,
        Tag::Item => ITEM * measure.worth(),
        _ => measure.worth(),
    }
}

/// For each element, the sum of a value over the lines in it.
fn over_lines(content: &Content, value: impl Fn(usize, &Line) -> f32) -> Vec<f32> {
    let mut sums = vec![0.0; content.elements.len()];
    content.lines.iter().enumerate().for_each(|(at, line)| sums[line.element] += value(at, line));
    for at in (1..sums.len()).rev() {
        sums[content.elements[at].parent] += sums[at];
    }
    sums
}

/// The elements with other content: by their names or kinds, and articles within an article.
fn strange(content: &Content, prose: &[f32]) -> Vec<bool> {
    let held = over_lines(content, |at, _| prose[at]);
    let names = [Naming::FOREIGN, Naming::NAVIGATION, Naming::HIDDEN, Naming::ADVERT];
    let kinds = [Tag::Footer, Tag::Navigation, Tag::Aside, Tag::Form, Tag::Button];
    let mut strange = vec![false; held.len()];
    let mut in_article = vec![false; held.len()];
    for (at, element) in content.elements.iter().enumerate().skip(1) {
        let around = element.parent;
        in_article[at] = in_article[around] || content.elements[around].tag == Tag::Article;
        let named = names.iter().any(|&name| element.naming.says(name)) && !element.naming.says(Naming::ARTICLE);
        let nested = element.tag == Tag::Article && in_article[at];
        let other = named || nested || kinds.contains(&element.tag);
        strange[at] = strange[around] || (other && held[at] < MOST * held[0]);
    }
    strange
}

/// The score of each element: a line counts fully for the element around its paragraph, half for the next one, then less. The more of it is
/// in links, the less it counts.
fn of_elements(content: &Content, prose: &[f32]) -> Vec<f32> {
    let elements = &content.elements;
    let mut holds_others = vec![false; elements.len()];
    elements.iter().skip(1).for_each(|element| holds_others[element.parent] = true);
    let mut worth = vec![0.0; elements.len()];
    for (line, &prose) in content.lines.iter().zip(prose).filter(|(_, prose)| **prose > 0.0) {
        let own = elements[line.element];
        let is_paragraph = own.tag.is_paragraph() || !holds_others[line.element];
        let mut at = if is_paragraph { own.parent } else { line.element };
        for level in 0..LEVELS {
            let part = match level {
                0 => 1.0,
                1 => 0.5,
                _ => 1.0 / (level as f32 * 3.0),
            };
            worth[at] += prose * part;
            if at == 0 {
                break;
            }
            at = elements[at].parent;
        }
    }
    let bytes = over_lines(content, |_, line| line.text.len() as f32);
    let linked = over_lines(content, |_, line| line.linked as f32);
    for (at, worth) in worth.iter_mut().enumerate() {
        *worth *= 1.0 - linked[at] / bytes[at].max(1.0);
        *worth *= if elements[at].tag == Tag::Article { ARTICLE } else { 1.0 };
        *worth *= if elements[at].naming.says(Naming::ARTICLE) { NAMED } else { 1.0 };
    }
    worth
}

/// The element itself, or one around it that adds prose and little else.
fn grown(content: &Content, prose: &[f32], strange: &[bool], element: usize) -> usize {
    let own = |line: &Line| f32::from(u8::from(!strange[line.element]));
    let held = over_lines(content, |at, _| prose[at]);
    let paragraphs = over_lines(content, |at, _| f32::from(u8::from(prose[at] > 0.0)));
    let lines = over_lines(content, |_, line| own(line));
    let bytes = over_lines(content, |_, line| own(line) * line.text.len() as f32);
    let linked = over_lines(content, |_, line| own(line) * line.linked as f32);
    let adds = |around: usize, inner: usize| {
        let more = |sums: &[f32]| sums[around] - sums[inner];
        GROWTH.iter().any(|[growth, dense, links]| {
            more(&held) >= growth * held[inner]
                && more(&paragraphs) >= dense * more(&lines)
                && more(&linked) < links * more(&bytes).max(1.0)
        })
    };
    let mut holder = element;
    let mut around = content.elements[holder].parent;
    while content.elements[around].tag != Tag::Body {
        if adds(around, holder) {
            holder = around;
        }
        around = content.elements[around].parent;
    }
    holder
}
