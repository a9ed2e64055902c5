//! In: what a reader saw of a page. Out: which of its lines are the body of its article.
//!
//! The article's holder is found (`holder`); the body are its lines from the first to the last that is prose or a paragraph of
//! the holder's own, without links that stand for themselves and what belongs to something else, and whole sentences that
//! stand between the headline and the holder.
//!
//! Tried on 429 pages whose body is known (news pages / pages of all kinds, F1 over word 4-grams, lines compared): Mozilla's
//! Readability with rules of ours for what it leaves out .963 and .951, without them, its text compared, .951 and .938. The holder alone .935 and
//! .911; giving way to the element around it .956 and .953; text between blocks counting for the element that it stands in,
//! articles in an article counting for nothing, and sentences between headline and holder .967 and .954. Of no use: a network
//! or a regression over 250 traits of a line, its elements and its neighbours, alone (.953 and .951 on pages kept apart) or as
//! a correction of these rules (.957 and .953 where the rules gave .956 and .953); to drop what names of authors, of pictures
//! and of teasers stand around; to drop blocks alike that each hold a link.
//!
//! Invariant: chooses among the lines of the page and changes none; headline, byline and captions are not its business.

use std::ops::RangeInclusive;

use super::furniture;
use super::holder::{Holder, Measure};
use crate::capture::page::{Content, Line, LineKind, Tag};

/// The indexes of the body's lines, in order. `headline` is the line that heads the article, where one does.
pub fn choose(content: &Content, headline: Option<usize>) -> Vec<usize> {
    let lines = &content.lines;
    let headline = headline.filter(|&at| lines[at].kind != LineKind::Title);
    let page = Measured::new(content, headline);
    let mut body: Vec<usize> = match page.extent() {
        Some(extent) => extent.filter(|&at| page.belongs(at)).collect(),
        None => (0..lines.len()).filter(|&at| !lines[at].is_linked()).collect(),
    };
    if let (Some(headline), Some(&first)) = (headline, body.first()) {
        body.splice(0..0, (headline + 1..first).filter(|&at| page.leads(at)));
    }
    body.retain(|&at| may_be_body(&lines[at]));
    while body.last().is_some_and(|&at| matches!(lines[at].kind, LineKind::Heading(_))) {
        body.pop();
    }
    body
}

/// A page and what was counted of it.
struct Measured<'a> {
    content: &'a Content,
    measures: Vec<Measure>,
    holder: Holder,
}

impl<'a> Measured<'a> {
    fn new(content: &'a Content, headline: Option<usize>) -> Self {
        let measures: Vec<Measure> = content.lines.iter().map(Measure::new).collect();
        let holder = Holder::find(content, &measures, headline);
        Self { content, measures, holder }
    }

    fn line(&self, at: usize) -> &Line {
        &self.content.lines[at]
    }

    /// Whether a line stands in the holder.
    fn is_held(&self, at: usize) -> bool {
        self.holder.inside[self.line(at).element]
    }

    /// Whether a line stands in nothing that holds something else.
    fn is_own(&self, at: usize) -> bool {
        !self.holder.strange[self.line(at).element]
    }

    fn is_prose(&self, at: usize) -> bool {
        !self.line(at).is_linked() && self.measures[at].is_prose()
    }

    /// Whether a line is a paragraph right in the holder.
    fn is_direct(&self, at: usize) -> bool {
        let element = self.content.elements[self.line(at).element];
        element.tag == Tag::Paragraph
            && element.parent == self.holder.element
            && !self.line(at).is_linked()
            && self.measures[at].is_phrase()
            && furniture::reason(&self.line(at).text).is_none()
    }

    /// From the first to the last line of the body.
    fn extent(&self) -> Option<RangeInclusive<usize>> {
        let all = || 0..self.content.lines.len();
        let within = |accepts: &dyn Fn(usize) -> bool| {
            let first = all().find(|&at| accepts(at))?;
            Some(first..=all().rev().find(|&at| accepts(at))?)
        };
        let holds_prose = all().any(|at| self.is_held(at) && self.is_own(at) && self.is_prose(at));
        if holds_prose {
            return within(&|at| self.is_held(at) && self.is_own(at) && (self.is_prose(at) || self.is_direct(at)));
        }
        within(&|at| self.is_own(at) && self.is_prose(at)).or_else(|| within(&|at| self.is_prose(at)))
    }

    /// Whether a line between the first and the last of the body is one of it.
    fn belongs(&self, at: usize) -> bool {
        let is_point = matches!(self.line(at).kind, LineKind::Heading(_) | LineKind::Item);
        self.is_own(at) && !self.line(at).is_linked() && (is_point || self.is_prose(at) || self.is_held(at))
    }

    /// Whether a line between the headline and the first line of the body leads into it.
    fn leads(&self, at: usize) -> bool {
        let line = self.line(at);
        matches!(line.kind, LineKind::Paragraph | LineKind::Quote)
            && self.is_own(at)
            && !line.is_linked()
            && !line.foreign
            && !line.aside
            && self.measures[at].is_sentence()
    }
}

fn may_be_body(line: &Line) -> bool {
    !matches!(line.kind, LineKind::Title | LineKind::Caption) && furniture::reason(&line.text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::page::Page;
    use crate::normalize::markup::headline;

    const ONE: &str =
        "Рада області схвалила кошторис на наступний рік, повідомила її пресслужба в понеділок, 3 березня.";
    const TWO: &str =
        "Гроші підуть на школи, лікарні та дороги, додали депутати після засідання, яке тривало до вечора.";
    const OTHER: &str =
        "Уряд сусідньої країни, попри протести, скасував пільги, але парламент, який зібрався вночі, їх повернув.";

    /// The body of a page, each line by its first word.
    fn body(markup: &str) -> Vec<String> {
        let page = Page::parse(markup);
        let headline = headline::find(&page.content.lines, &page.metadata, &[]).map(|headline| headline.line);
        let lines = choose(&page.content, headline).into_iter().map(|at| &page.content.lines[at].text);
        lines.map(|text| text.split(' ').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn the_body_is_what_stands_in_its_holder() {
        for (what, markup, expected) in [
            (
                "menus and a longer sidebar around an article",
                format!(
                    "<nav><a href=x>{OTHER}</a></nav><div><h1>Рада</h1><p>{ONE}</p><h2>Школи</h2><p>{TWO}</p></div>
                    <div class=sidebar><p>{OTHER}</p></div><footer><p>{OTHER}</p></footer>"
                ),
                vec!["Рада", "Школи", "Гроші"],
            ),
            (
                "a name for something else around the whole page",
                format!("<div class=has-sidebar><div><p>{ONE}</p><p>{TWO}</p></div></div>"),
                vec!["Рада", "Гроші"],
            ),
            (
                "articles in an article",
                format!("<article><p>{ONE}</p>{}</article>", format!("<article><p>{OTHER}</p></article>").repeat(3)),
                vec!["Рада"],
            ),
            (
                "an article in several sections",
                format!(
                    "<main><section><p>{ONE}</p></section><section><p>{TWO}</p></section><section><p>{ONE}</p></section></main>"
                ),
                vec!["Рада", "Гроші", "Рада"],
            ),
            (
                "text between line breaks beside other blocks",
                format!("<div>{ONE}<br>{TWO}<div><a href=x>Далі</a></div></div><div><p>{OTHER}</p></div>"),
                vec!["Рада", "Гроші"],
            ),
            (
                "a sentence between the headline and the holder",
                format!(
                    "<h1>Кошторис області схвалено</h1><div><p>{TWO}</p></div><ul><li><a href=x>Теги</a></ul>
                    <article><p>{ONE}</p><p>{ONE}</p><p>{ONE}</p></article>"
                ),
                vec!["Гроші", "Рада", "Рада", "Рада"],
            ),
            ("nothing but links", "<a href=x>Головна</a>".to_owned(), vec![]),
        ] {
            assert_eq!(body(&markup), expected, "{what}");
        }
    }
}
