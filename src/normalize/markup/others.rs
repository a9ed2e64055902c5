//! In: the visible content of a page, and the line of its headline. Out: the elements that hold other articles.
//!
//! Endless pages append the next article to the one that was opened. Other pages end in rows of stories, each with a linked headline and a
//! summary, which look like paragraphs.
//!
//! Invariant: uses shapes, headings and dates, never names of elements or the words of a line. No element around the headline holds
//! another article.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::dated::is_dateline;
use super::holder::Measure;
use crate::capture::page::{Content, Line, LineKind, Tag};

/// A rule by which an element holds another article.
type Rule = crate::rule::Rule<fn(&Seen, usize) -> bool>;

/// An article beside that of the headline, with a headline of its own.
pub(crate) const NEXT_ARTICLE: &str = "next-article";
/// A row of stories, each with a linked headline and a summary.
pub(crate) const TEASER: &str = "teaser";
/// The names of both.
pub(crate) const OTHERS: [&str; 2] = [NEXT_ARTICLE, TEASER];

/// The rules, in order.
const RULES: [Rule; 2] =
    [Rule { name: NEXT_ARTICLE, fires: is_next_article }, Rule { name: TEASER, fires: |seen, at| seen.in_row[at] }];

/// The most lines of a block with the headline and summary of a story. Set by hand.
const BLOCK: usize = 6;
/// The most lines of its summary that are prose. Set by hand.
const SUMMARY: usize = 2;
/// The longest summary, in code points. A longer text is a part of a guide (250: .973, .958 and .846 on one half of the sites of `pages-aeb`,
/// `pages-wcxb` and `pages-ru`, .961, .951 and .895 on the other; 400: .973, .958, .874 and .963, .952, .895).
const LONGEST: usize = 400;
/// The fewest words of its headline. Set by hand.
const WORDS: usize = 2;
/// The fewest blocks of a row. Set by hand.
const ROW: usize = 2;

/// For each element, the rule by which it holds another article, or is in one that does.
pub(crate) fn find(content: &Content, measures: &[Measure], headline: Option<usize>) -> Vec<Option<&'static str>> {
    let seen = Seen::new(content, measures, headline);
    let mut rules: Vec<Option<&'static str>> = vec![None; content.elements.len()];
    for at in 1..rules.len() {
        let judged = || crate::rule::first(&RULES, |fires| fires(&seen, at));
        rules[at] = rules[content.elements[at].parent].or_else(judged);
    }
    rules
}

/// What the rules see of a page.
struct Seen<'a> {
    content: &'a Content,
    measures: &'a [Measure],
    headline: Option<usize>,
    /// For each element, the lines in it.
    spans: Vec<Range<usize>>,
    /// Before each line, the number of lines of prose, and of lines or times with a date.
    prose: Vec<usize>,
    dates: OnceCell<Vec<usize>>,
    /// From each line on, the next heading of at least the headline's level.
    headings: Vec<Option<usize>>,
    /// For each element, whether it is a block of a row of stories, or holds nothing else.
    in_row: Vec<bool>,
}

impl<'a> Seen<'a> {
    fn new(content: &'a Content, measures: &'a [Measure], headline: Option<usize>) -> Self {
        let (prose, headings) = (Vec::new(), vec![None; content.lines.len() + 1]);
        let spans = spans(content);
        let mut seen =
            Self { content, measures, headline, spans, prose, dates: OnceCell::new(), headings, in_row: Vec::new() };
        seen.prose = counts((0..content.lines.len()).map(|at| seen.is_prose(at)));
        let level = |at: usize| match content.lines[at].kind {
            LineKind::Heading(level) => Some(level),
            _ => None,
        };
        let highest = headline.and_then(level).unwrap_or(0);
        for at in (0..content.lines.len()).rev() {
            let is_high = level(at).is_some_and(|level| level <= highest);
            seen.headings[at] = if is_high { Some(at) } else { seen.headings[at + 1] };
        }
        seen.in_row = seen.rows();
        seen
    }

    fn line(&self, at: usize) -> &Line {
        &self.content.lines[at]
    }

    fn tag(&self, element: usize) -> Tag {
        self.content.elements[element].tag
    }

    fn holds(&self, element: usize, line: usize) -> bool {
        self.spans[element].contains(&line)
    }

    fn is_prose(&self, at: usize) -> bool {
        let line = self.line(at);
        matches!(line.kind, LineKind::Paragraph | LineKind::Item | LineKind::Quote | LineKind::Cell)
            && !line.is_linked()
            && self.measures[at].is_prose()
    }

    fn has_prose(&self, lines: Range<usize>) -> bool {
        lines.start < lines.end && self.prose[lines.end] > self.prose[lines.start]
    }

    /// Whether an element prints a date, or has one in its markup.
    fn is_dated(&self, element: usize) -> bool {
        let count = || {
            let timed: FxHashSet<usize> = self.content.times.iter().map(|time| time.line).collect();
            counts((0..self.content.lines.len()).map(|at| {
                let line = self.line(at);
                line.dated || timed.contains(&at) || is_dateline(line)
            }))
        };
        let (dates, span) = (self.dates.get_or_init(count), &self.spans[element]);
        dates[span.end] > dates[span.start]
    }

    /// Whether an element begins with a heading of at least the headline's level, and goes on with prose.
    fn has_headline(&self, element: usize) -> bool {
        let span = &self.spans[element];
        let heading = self.headings[span.start].filter(|heading| span.contains(heading));
        heading.is_some_and(|heading| !self.has_prose(span.start..heading) && self.has_prose(heading..span.end))
    }

    /// For each element, whether it is a block of a row of stories. An element around a row that has no other prose belongs to it.
    fn rows(&self) -> Vec<bool> {
        let elements = &self.content.elements;
        let mut blocks: Vec<bool> = (0..elements.len()).map(|at| self.is_block(at)).collect();
        let mut counts = vec![0_usize; elements.len()];
        (1..elements.len()).filter(|&at| blocks[at]).for_each(|at| counts[elements[at].parent] += 1);
        (1..elements.len()).for_each(|at| blocks[at] &= counts[elements[at].parent] >= ROW);
        let mut in_rows = vec![false; self.content.lines.len()];
        for at in (1..elements.len()).filter(|&at| blocks[at]) {
            in_rows[self.spans[at].clone()].fill(true);
        }
        for at in (1..elements.len()).rev().filter(|&at| counts[at] >= ROW) {
            let has_headline = self.headline.is_some_and(|headline| self.holds(at, headline));
            let has_other = self.spans[at].clone().any(|line| !in_rows[line] && self.is_prose(line));
            blocks[at] |= !has_headline && !has_other && self.tag(at) != Tag::Body;
        }
        blocks
    }

    /// Whether an element is a block with the linked headline and the summary of a story, and the outermost with just these lines.
    fn is_block(&self, element: usize) -> bool {
        let span = self.spans[element].clone();
        let parent = self.content.elements[element].parent;
        let is_outermost = element > 0 && self.spans[parent] != span;
        let has_headline = self.headline.is_some_and(|headline| span.contains(&headline));
        if !is_outermost || has_headline || !(2..=BLOCK).contains(&span.len()) {
            return false;
        }
        let heads = |at: usize| self.line(at).is_linked() && self.line(at).text.split_whitespace().count() >= WORDS;
        let mut first = span.clone().take_while(|&at| !self.is_prose(at));
        let prose: Vec<usize> = span.clone().filter(|&at| self.is_prose(at)).collect();
        let length: usize = prose.iter().map(|&at| self.measures[at].length).sum();
        first.any(heads) && (1..=SUMMARY).contains(&prose.len()) && length <= LONGEST
    }
}

/// Before each of a row of answers, and after the last, the number of those that are true.
fn counts(answers: impl Iterator<Item = bool>) -> Vec<usize> {
    let sum = |sum: &mut usize, is: bool| {
        *sum += usize::from(is);
        Some(*sum)
    };
    std::iter::once(0).chain(answers.scan(0, sum)).collect()
}

/// For each element, the range of the lines in it. Empty where there is none.
fn spans(content: &Content) -> Vec<Range<usize>> {
    let mut spans: Vec<Option<Range<usize>>> = vec![None; content.elements.len()];
    let around = |old: &Option<Range<usize>>, new: &Range<usize>| match old {
        Some(old) => Some(old.start.min(new.start)..old.end.max(new.end)),
        None => Some(new.clone()),
    };
    for (at, line) in content.lines.iter().enumerate() {
        spans[line.element] = around(&spans[line.element], &(at..at + 1));
    }
    for at in (1..spans.len()).rev() {
        if let Some(own) = spans[at].clone() {
            let parent = content.elements[at].parent;
            spans[parent] = around(&spans[parent], &own);
        }
    }
    spans.into_iter().map(Option::unwrap_or_default).collect()
}

/// `next-article`: an article with a headline of its own, beside that of the page's headline. If its element is not one for articles, it
/// must be like the one beside it, and both must have a date. If the headline is in no element for articles, those behind it may be the
/// parts of its article: only one with a date is another.
fn is_next_article(seen: &Seen, element: usize) -> bool {
    let Some(headline) = seen.headline.filter(|&headline| !seen.holds(element, headline)) else { return false };
    if !seen.has_headline(element) {
        return false;
    }
    let elements = &seen.content.elements;
    let mut around =
        std::iter::successors(Some(seen.line(headline).element), |&at| (at > 0).then(|| elements[at].parent));
    let tells = |own: usize| seen.has_prose(headline..seen.spans[own].end);
    if seen.tag(element) == Tag::Article {
        let is_behind = seen.spans[element].start > headline && seen.has_prose(headline..seen.spans[element].start);
        let own = around.find(|&at| seen.tag(at) == Tag::Article);
        let is_apart = || own.is_some() || seen.is_dated(element);
        return (is_behind && is_apart()) || own.is_some_and(|own| !contains(seen, own, element) && tells(own));
    }
    let own = around.find(|&at| at > 0 && elements[at].parent == elements[element].parent);
    own.is_some_and(|own| {
        let (one, other) = (elements[own], elements[element]);
        (one.tag, one.class) == (other.tag, other.class) && tells(own) && seen.is_dated(own) && seen.is_dated(element)
    })
}

/// Whether an element is around another.
fn contains(seen: &Seen, outer: usize, inner: usize) -> bool {
    let parent = |&at: &usize| (at > 0).then(|| seen.content.elements[at].parent);
    std::iter::successors(Some(inner), parent).any(|at| at == outer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::page::Page;

    const TEXT: &str = "Рада області схвалила кошторис на рік, повідомила її пресслужба в понеділок, 3 березня.";

    /// Whether a rule fires on an element of a page whose headline is its first heading.
    fn fires_on(fires: fn(&Seen, usize) -> bool, markup: &str) -> bool {
        let content = Page::parse(markup).content;
        let measures: Vec<Measure> = content.lines.iter().map(Measure::new).collect();
        let headline = content.lines.iter().position(|line| matches!(line.kind, LineKind::Heading(_)));
        let seen = Seen::new(&content, &measures, headline);
        (1..content.elements.len()).any(|at| fires(&seen, at))
    }

    #[test]
    fn each_rule_finds_its_article_and_leaves_what_resembles_it() {
        let page = |rest: &str| format!("<main><article><h1>Рада діє</h1><p>{TEXT}</p>{rest}</article></main>");
        let next = |heading: &str| {
            let both =
                format!("<article><h1>Рада діє</h1><p>{TEXT}</p></article><article>{heading}<p>{TEXT}</p></article>");
            format!("<main>{both}</main>")
        };
        let block = |heading: &str| format!("<li><h3>{heading}</h3><p>{TEXT}</p></li>").repeat(2);
        let examples = [
            (NEXT_ARTICLE, next("<h1>Уряд діє</h1>"), next("<h2>Далі про гроші</h2>")),
            (TEASER, page(&block("<a href=x>Уряд діє</a>")), page(&block("Уряд діє"))),
        ];
        crate::rule::try_each(&RULES, examples, |fires, markup| fires_on(*fires, markup));
        let one = page(&format!("<div><h3><a href=x>Уряд діє</a></h3><p>{TEXT}</p></div>"));
        assert!(!fires_on(RULES[1].fires, &one), "one block is no row");
    }

    #[test]
    fn articles_behind_a_headline_that_is_in_none_are_its_parts_unless_they_have_a_date() {
        let page = |opening: &str, ending: &str, day: &str| {
            let part = format!("<article><h2>Гроші на мости</h2>{day}<p>{TEXT}</p></article>");
            format!("<main>{opening}<h2>Рада діє</h2><p>{TEXT}</p>{ending}{part}{part}</main>")
        };
        let day = "<p><time datetime=\"2025-03-04\">4 березня</time></p>";
        for (opening, ending, day, expected) in [
            ("<div>", "</div>", "", false),
            ("", "", "", false),
            ("", "", day, true),
            ("<div>", "</div>", day, true),
            ("<article>", "</article>", "", true),
        ] {
            assert_eq!(fires_on(is_next_article, &page(opening, ending, day)), expected, "{opening} {day}");
        }
    }

    #[test]
    fn all_in_an_element_of_another_article_is_of_it() {
        let text = format!("<article><h1>Рада діє</h1><p>{TEXT}</p></article>").repeat(2);
        let content = Page::parse(&text).content;
        let measures: Vec<Measure> = content.lines.iter().map(Measure::new).collect();
        let rules = find(&content, &measures, Some(0));
        let of_line = |at: usize| rules[content.lines[at].element];
        assert_eq!([0, 1, 2, 3].map(of_line), [None, None, Some(NEXT_ARTICLE), Some(NEXT_ARTICLE)]);
        assert!(find(&content, &measures, None).iter().all(Option::is_none));
    }
}
