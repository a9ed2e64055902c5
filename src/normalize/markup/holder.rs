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

use super::others;
use crate::capture::page::{Content, Element, Line, LineKind, Naming, Tag};
use crate::normalize::pasted::score::width;
use crate::normalize::wording::ends_sentence;

/// The measurements of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    /// Code points. Those of scripts that write words in one or two signs count more.
    pub(crate) length: usize,
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
    /// For each element, the rule by which it holds another article, if it does.
    pub others: Vec<Option<&'static str>>,
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
/// The weight of a line in the innermost element that has the headline and text behind it. Chosen on one half of the sites: `pages-aeb` .973
/// with 2 and 3, `pages-wcxb` .957 and .958, `pages-ru` .874 and .876. On the other half the same with both.
const NEAR: f32 = 3.0;
/// Names of content that is links, or a few words.
const BY_LINKS: [Naming; 2] = [Naming::NAVIGATION, Naming::ADVERT];
/// The fewest lines of prose of an element with such a name that has the text. Set by hand.
const TEXT: f32 = 2.0;
/// The largest share of bytes in links in it, and in an element like the holder. Set by hand.
const LINKED: f32 = 0.2;
/// The smallest share of prose among the lines of an element like the holder. Set by hand.
const DENSE: f32 = 0.6;
/// The shortest whole sentence, in code points, that introduces a text. On HTML pages body F1 is the same with 80.
const SENTENCE: usize = 60;
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
        self.length >= SENTENCE && self.ends
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
        let others = others::find(content, measures, headline);
        let texts: Vec<bool> =
            content.lines.iter().zip(measures).map(|(line, &measure)| is_text(line, measure)).collect();
        let strange = strange(content, &prose, (headline, &texts), &others);
        for (prose, line) in prose.iter_mut().zip(&content.lines) {
            *prose *= f32::from(u8::from(!strange[line.element]));
        }
        if let Some(headline) = headline {
            let (before, behind) = prose.split_at_mut(headline);
            if behind.iter().sum::<f32>() > BEHIND * (before.iter().sum::<f32>() + behind.iter().sum::<f32>()) {
                before.iter_mut().for_each(|prose| *prose *= BEFORE);
            }
        }
        if let Some(beside) = headline.and_then(|headline| beside(content, &prose, (headline, &texts))) {
            let near = within(content, [beside]);
            let of_near = prose.iter_mut().zip(&content.lines).filter(|(_, line)| near[line.element]);
            of_near.for_each(|(prose, _)| *prose *= NEAR);
        }
        let worth = of_elements(content, &prose);
        let best = (0..count).fold(0, |best, at| if worth[at] > worth[best] { at } else { best });
        let element = grown(content, &prose, &strange, best);
        let twins = twins(content, &prose, &strange, element);
        let inside = within(content, twins.into_iter().chain([element]));
        Self { element, inside, strange, others }
    }
}

/// For each element, whether it is one of these or is in one.
fn within(content: &Content, outer: impl IntoIterator<Item = usize>) -> Vec<bool> {
    let mut inside = vec![false; content.elements.len()];
    outer.into_iter().for_each(|at| inside[at] = true);
    for at in 1..inside.len() {
        inside[at] |= inside[content.elements[at].parent];
    }
    inside
}

/// The elements around another, from the inside, without the page itself.
fn around(content: &Content, element: usize) -> impl Iterator<Item = usize> + '_ {
    let outer = |&at: &usize| Some(content.elements[at].parent).filter(|&at| at > 0);
    std::iter::successors(Some(element).filter(|&at| at > 0), outer)
}

/// The innermost element around the headline that has prose behind it.
fn beside(content: &Content, prose: &[f32], (headline, texts): (usize, &[bool])) -> Option<usize> {
    let behind = over_lines(content, |at, _| if at > headline && texts[at] { prose[at] } else { 0.0 });
    around(content, content.lines[headline].element)
        .find(|&at| behind[at] > 0.0 && content.elements[at].tag != Tag::Body)
}

fn worth(line: &Line, measure: Measure, content: &Content) -> f32 {
    if line.text.len() < SHORTEST || measure.length < SHORTEST || line.is_linked() || line.kind == LineKind::Title {
        return 0.0;
    }
    match content.elements[line.element].tag {
        _ if line.kind == LineKind::Caption => 0.0,
        Tag::Body | Tag::Button => 0.0,
        Tag::Item => ITEM * measure.worth(),
        _ => measure.worth(),
    }
}

/// Whether a line is a paragraph of running text.
fn is_text(line: &Line, measure: Measure) -> bool {
    matches!(line.kind, LineKind::Paragraph | LineKind::Quote) && !line.is_linked() && measure.is_prose()
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

/// The elements with other content: by their names or kinds, articles within an article, and other articles. Names around the headline and
/// its text describe the whole page.
fn strange(
    content: &Content,
    prose: &[f32],
    (headline, texts): (Option<usize>, &[bool]),
    others: &[Option<&'static str>],
) -> Vec<bool> {
    let held = over_lines(content, |at, _| prose[at]);
    let names = [Naming::FOREIGN, Naming::NAVIGATION, Naming::HIDDEN, Naming::ADVERT];
    let kinds = [Tag::Footer, Tag::Navigation, Tag::Aside, Tag::Form, Tag::Button];
    let has_headline = with_headline(content, prose, headline);
    let has_text = with_text(content, headline, texts);
    let nested = nested(content, &held);
    let mut strange = vec![false; held.len()];
    for (at, element) in content.elements.iter().enumerate().skip(1) {
        let says = |name: Naming| element.naming.says(name) && !(has_text[at] && BY_LINKS.contains(&name));
        let named = names.into_iter().any(says) && !element.naming.says(Naming::ARTICLE) && !has_headline[at];
        let other = named || nested[at] || kinds.contains(&element.tag);
        strange[at] = strange[element.parent] || others[at].is_some() || (other && held[at] < MOST * held[0]);
    }
    strange
}

/// For each element, whether it holds the headline and prose behind it.
fn with_headline(content: &Content, prose: &[f32], headline: Option<usize>) -> Vec<bool> {
    let mut found = vec![false; content.elements.len()];
    if let Some(headline) = headline {
        let behind = over_lines(content, |at, _| if at > headline { prose[at] } else { 0.0 });
        around(content, content.lines[headline].element).for_each(|at| found[at] = behind[at] > 0.0);
    }
    found
}

/// For each element, whether it begins with the first prose behind the headline, and holds more of it and few links.
fn with_text(content: &Content, headline: Option<usize>, texts: &[bool]) -> Vec<bool> {
    let mut found = vec![false; content.elements.len()];
    let Some(headline) = headline else { return found };
    let Some(first) = (headline + 1..texts.len()).find(|&at| texts[at]) else { return found };
    let texts = over_lines(content, |at, _| f32::from(u8::from(texts[at])));
    let bytes = over_lines(content, |_, line| line.text.len() as f32);
    let linked = over_lines(content, |_, line| line.linked as f32);
    for at in around(content, content.lines[first].element) {
        found[at] = texts[at] >= TEXT && linked[at] < LINKED * bytes[at];
    }
    found
}

/// For each element, whether it is an article within an article that is not a part of it. Some pages make an article of each paragraph:
/// they hold most of the outer article's prose, without links as headlines and without dates.
fn nested(content: &Content, held: &[f32]) -> Vec<bool> {
    let count = content.elements.len();
    let mut outer: Vec<Option<usize>> = vec![None; count];
    let mut parts = vec![0.0; count];
    for (at, element) in content.elements.iter().enumerate().skip(1) {
        let article = content.elements[element.parent].tag == Tag::Article;
        outer[at] = if article { Some(element.parent) } else { outer[element.parent] };
        if let Some(outer) = outer[at].filter(|_| element.tag == Tag::Article) {
            parts[outer] += held[at];
        }
    }
    let is_mark = |line: &Line| {
        f32::from(u8::from(line.dated || (line.is_linked() && matches!(line.kind, LineKind::Heading(_)))))
    };
    let marks = over_lines(content, |_, line| is_mark(line));
    let mut is_whole = vec![true; count];
    let articles = || (1..count).filter(|&at| content.elements[at].tag == Tag::Article);
    for (at, outer) in articles().filter_map(|at| Some((at, outer[at]?))) {
        is_whole[outer] &= marks[at] == 0.0;
    }
    let mut nested = vec![false; count];
    for (at, outer) in articles().filter_map(|at| Some((at, outer[at]?))) {
        nested[at] = !(is_whole[outer] && parts[outer] >= MOST * held[outer]);
    }
    nested
}

/// The elements beside the holder, or beside an element around it, that are like it and hold prose and little else: the other sections of
/// an article, its text behind an advert.
fn twins(content: &Content, prose: &[f32], strange: &[bool], holder: usize) -> Vec<usize> {
    let held = over_lines(content, |at, _| prose[at]);
    let is_text = |line: &Line| !matches!(line.kind, LineKind::Heading(_) | LineKind::Caption | LineKind::Title);
    let lines = over_lines(content, |_, line| f32::from(u8::from(is_text(line))));
    let paragraphs = over_lines(content, |at, line| f32::from(u8::from(is_text(line) && prose[at] > 0.0)));
    let bytes = over_lines(content, |_, line| line.text.len() as f32);
    let linked = over_lines(content, |_, line| line.linked as f32);
    let mut own: Vec<Option<usize>> = vec![None; content.elements.len()];
    around(content, holder).for_each(|at| own[content.elements[at].parent] = Some(at));
    let is_like = |one: Element, other: Element| {
        one.tag == other.tag && (one.class == other.class || one.tag == Tag::Section) && !one.tag.is_paragraph()
    };
    let is_text =
        |at: usize| held[at] > 0.0 && paragraphs[at] >= DENSE * lines[at] && linked[at] < LINKED * bytes[at].max(1.0);
    let is_twin = |at: usize| {
        let element = content.elements[at];
        let beside = own[element.parent].filter(|_| content.elements[element.parent].tag != Tag::Body);
        let is_other = |beside: usize| beside != at && is_like(content.elements[beside], element);
        beside.is_some_and(is_other) && !strange[at] && is_text(at)
    };
    (1..content.elements.len()).filter(|&at| is_twin(at)).collect()
}

/// The score of each element: a line counts fully for the element around its paragraph, half for the next one, then less. The more of it is
/// in links, the less it counts.
fn of_elements(content: &Content, prose: &[f32]) -> Vec<f32> {
    let elements = &content.elements;
    let mut holds_others = vec![false; elements.len()];
    elements.iter().skip(1).for_each(|element| holds_others[element.parent] = true);
    let mut is_part = vec![false; elements.len()];
    for (at, element) in elements.iter().enumerate().skip(1) {
        is_part[at] = is_part[element.parent] || elements[element.parent].tag == Tag::Article;
    }
    let mut worth = vec![0.0; elements.len()];
    for (line, &prose) in content.lines.iter().zip(prose).filter(|(_, prose)| **prose > 0.0) {
        let own = elements[line.element];
        let is_paragraph = own.tag.is_paragraph() || !holds_others[line.element];
        let mut at = if is_paragraph { own.parent } else { line.element };
        // An article that is a part of another counts like a paragraph of it.
        let part = around(content, at).filter(|&at| elements[at].tag == Tag::Article && is_part[at]).last();
        if let Some(part) = part {
            at = elements[part].parent;
        }
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
