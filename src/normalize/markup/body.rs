//! In: the visible content of a page. Out: the lines that are the body of its article.
//!
//! First the article's holder is found (`holder`). The body is its lines from the first to the last that is prose or a paragraph directly
//! in the holder, without separate links and parts that belong to something else, plus whole sentences between the headline and the holder.
//!
//! Tried on 429 pages with a known body (news pages / pages of all kinds, F1 over word 4-grams, comparing lines): Mozilla's Readability,
//! with our rules for what it omits, .963 and .951; without them, comparing its text, .951 and .938. The holder alone .935 and .911.
//! Growing the holder to the element around it .956 and .953. Counting text between blocks for its element, ignoring articles in an
//! article, and adding sentences between headline and holder .967 and .954. Without benefit: a network or a regression over 250 features of
//! a line, its elements and its neighbours, alone (.953 and .951 on held-out pages) or as a correction of these rules (.957 and .953 where
//! the rules gave .956 and .953); dropping what is around names of authors, pictures and teasers; dropping similar blocks that each contain
//! a link.
//!
//! Invariant: selects lines of the page and changes none. A line is in the body if no rule of `RULES` fires. Headline, byline and captions
//! are found elsewhere.

use std::ops::RangeInclusive;

use super::boilerplate;
use super::holder::{Holder, Measure};
use super::lines::{BEHIND_BODY, HEADING_AT_END, Lines, of_linked};
use super::others::{NEXT_ARTICLE, TEASER};
use crate::capture::page::{Content, Line, LineKind, Tag};
use crate::normalize::{Cause, DropReason, Why};

/// A rule that keeps a line out of the body.
type Rule = crate::rule::Rule<fn(&Measured, usize) -> Option<Cause>>;

/// The rules, in order. The first one that fires is recorded. Rules on the line itself come first, then rules on its position.
const RULES: [Rule; 11] = [
    Rule { name: "words", fires: words },
    Rule { name: "title", fires: title },
    Rule { name: "caption", fires: caption },
    Rule { name: "linked", fires: linked },
    Rule { name: "aside", fires: aside },
    Rule { name: NEXT_ARTICLE, fires: |page, at| page.of_other(at, NEXT_ARTICLE) },
    Rule { name: TEASER, fires: |page, at| page.of_other(at, TEASER) },
    Rule { name: "no-lead", fires: no_lead },
    Rule { name: BEHIND_BODY.rule, fires: behind_body },
    Rule { name: "other-element", fires: other_element },
    Rule { name: "outside-holder", fires: outside_holder },
];

/// Selects the body. `headline` is the line with the headline, if there is one.
pub(crate) fn choose(content: &Content, headline: Option<usize>) -> Lines {
    let headline = headline.filter(|&at| content.lines[at].kind != LineKind::Title);
    let page = Measured::new(content, headline);
    let mut lines = Lines::of((0..content.lines.len()).map(|at| page.why(at)).collect());
    let is_heading = |&at: &usize| matches!(page.line(at).kind, LineKind::Heading(_));
    let trailing: Vec<usize> = lines.body().rev().take_while(is_heading).collect();
    trailing.into_iter().for_each(|at| lines.drop(at, HEADING_AT_END));
    lines.close();
    lines
}

/// `words`: it starts with the words of an advert, share buttons or a copyright notice.
fn words(page: &Measured, at: usize) -> Option<Cause> {
    boilerplate::cause(&page.line(at).text)
}

/// `title`: it is the title of the document, which repeats the headline.
fn title(page: &Measured, at: usize) -> Option<Cause> {
    (page.line(at).kind == LineKind::Title).then(|| DropReason::Repeated.into())
}

/// `caption`: the markup makes it the caption of a picture.
fn caption(page: &Measured, at: usize) -> Option<Cause> {
    (page.line(at).kind == LineKind::Caption).then(|| DropReason::Figure.into())
}

/// `linked`: it is only a link.
fn linked(page: &Measured, at: usize) -> Option<Cause> {
    page.line(at).is_linked().then(|| of_linked(page.line(at)).into())
}

/// `aside`: it is in navigation, a page header or footer, an aside, a form or a button, and not among the lines of the holder.
fn aside(page: &Measured, at: usize) -> Option<Cause> {
    let has_prose = page.extent.is_some();
    (has_prose && page.line(at).aside && !page.belongs(at)).then(|| DropReason::Menu.into())
}

/// `no-lead`: it comes before the first prose of the holder and does not introduce it.
fn no_lead(page: &Measured, at: usize) -> Option<Cause> {
    let is_before = page.extent.as_ref().is_some_and(|extent| at < *extent.start());
    (is_before && !page.leads(at)).then(|| of_label(page.line(at)).into())
}

/// `behind-body`: it comes after the last prose of the holder.
fn behind_body(page: &Measured, at: usize) -> Option<Cause> {
    page.extent.as_ref().is_some_and(|extent| at > *extent.end()).then(|| BEHIND_BODY.reason.into())
}

/// `other-element`: it is in an element that by its names or its kind has other content.
fn other_element(page: &Measured, at: usize) -> Option<Cause> {
    (page.is_between(at) && !page.is_own(at)).then(|| of_label(page.line(at)).into())
}

/// `outside-holder`: it is outside the holder and is not prose, a heading or an item.
fn outside_holder(page: &Measured, at: usize) -> Option<Cause> {
    (page.is_between(at) && !page.is_of_holder(at)).then(|| of_label(page.line(at)).into())
}

/// The reason for a line between lines of the body, by its length.
fn of_label(line: &Line) -> DropReason {
    /// A line with fewer words is a label. This only affects the counts in the ledger, because nothing else distinguishes `Menu` from
    /// `Related`.
    const WORDS: usize = 4;
    if line.text.split_whitespace().count() < WORDS { DropReason::Menu } else { DropReason::Related }
}

/// A page with its measurements.
struct Measured<'a> {
    content: &'a Content,
    measures: Vec<Measure>,
    holder: Holder,
    /// The line with the article's headline.
    headline: Option<usize>,
    /// From the first to the last line of prose. `None` on a page without prose.
    extent: Option<RangeInclusive<usize>>,
}

impl<'a> Measured<'a> {
    fn new(content: &'a Content, headline: Option<usize>) -> Self {
        let measures: Vec<Measure> = content.lines.iter().map(Measure::new).collect();
        let holder = Holder::find(content, &measures, headline);
        let mut page = Self { content, measures, holder, headline, extent: None };
        page.extent = page.extent();
        page
    }

    /// The first rule that fires on a line, with its reason.
    fn why(&self, at: usize) -> Option<Why> {
        RULES.iter().find_map(|rule| Some(Why::of(rule.name, (rule.fires)(self, at)?)))
    }

    fn line(&self, at: usize) -> &Line {
        &self.content.lines[at]
    }

    /// Whether a line is in the holder.
    fn is_held(&self, at: usize) -> bool {
        self.holder.inside[self.line(at).element]
    }

    /// Whether a line is in no element with other content.
    fn is_own(&self, at: usize) -> bool {
        !self.holder.strange[self.line(at).element]
    }

    /// The reason for a line of another article, by the rule that found its element.
    fn of_other(&self, at: usize, rule: &str) -> Option<Cause> {
        (self.holder.others[self.line(at).element] == Some(rule)).then(|| DropReason::Related.into())
    }

    fn is_prose(&self, at: usize) -> bool {
        !self.line(at).is_linked() && self.measures[at].is_prose()
    }

    /// Whether a line is a paragraph directly in the holder.
    fn is_direct(&self, at: usize) -> bool {
        let element = self.content.elements[self.line(at).element];
        element.tag == Tag::Paragraph
            && element.parent == self.holder.element
            && !self.line(at).is_linked()
            && self.measures[at].is_phrase()
            && boilerplate::cause(&self.line(at).text).is_none()
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

    /// Whether a line is between the first and the last line of prose.
    fn is_between(&self, at: usize) -> bool {
        self.extent.as_ref().is_some_and(|extent| extent.contains(&at))
    }

    /// Whether a line is prose, an item or a heading, or in the holder.
    fn is_of_holder(&self, at: usize) -> bool {
        let is_point = matches!(self.line(at).kind, LineKind::Heading(_) | LineKind::Item);
        is_point || self.is_prose(at) || self.is_held(at)
    }

    /// Whether a line is between lines of prose and belongs to the holder, or looks like its lines.
    fn belongs(&self, at: usize) -> bool {
        self.is_between(at) && self.is_own(at) && self.is_of_holder(at)
    }

    /// Whether a line between the headline and the first line of the body introduces the body.
    fn leads(&self, at: usize) -> bool {
        let line = self.line(at);
        self.headline.is_some_and(|headline| at > headline)
            && matches!(line.kind, LineKind::Paragraph | LineKind::Quote)
            && self.is_own(at)
            && !line.is_linked()
            && !line.foreign
            && !line.aside
            && self.measures[at].is_sentence()
    }
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

    /// The first word of each line of a page's body.
    fn body(markup: &str) -> Vec<String> {
        let page = Page::parse(markup);
        let headline = headline::find(&page.content.lines, &page.metadata, &[]).map(|headline| headline.line);
        let chosen = choose(&page.content, headline);
        let lines = chosen.body().map(|at| &page.content.lines[at].text);
        lines.map(|text| text.split(' ').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn the_body_is_the_text_of_its_holder() {
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
                format!(
                    "<article><p>{ONE}</p>{}</article>",
                    format!("<article><h2><a href=x>Уряд і пільги</a></h2><p>{OTHER}</p></article>").repeat(3)
                ),
                vec!["Рада"],
            ),
            (
                "paragraphs that are articles",
                format!(
                    "<h1>Рада діє</h1><div><p>{OTHER}</p></div><article>{}</article>",
                    format!("<article><div><p>{ONE}</p></div></article><article><div><p>{TWO}</p></div></article>").repeat(3)
                ),
                vec!["Уряд", "Рада", "Гроші", "Рада", "Гроші", "Рада", "Гроші"],
            ),
            (
                "the next article of an endless page",
                format!(
                    "<title>Рада схвалила кошторис</title><main><article><h1>Рада схвалила кошторис</h1><p>{ONE}</p><p>{TWO}</p></article>
                    <article><h1>Уряд скасував пільги</h1>{}</article></main>",
                    format!("<p>{OTHER}</p>").repeat(5)
                ),
                vec!["Рада", "Гроші"],
            ),
            (
                "the previous article of an endless page, between dates",
                format!(
                    "<title>Рада схвалила кошторис</title><div class=n><h2>Уряд скасував пільги</h2><p>2 травня 2024</p>{}</div>
                    <div class=n><h2>Рада схвалила кошторис</h2><p>3 травня 2024</p><p>{ONE}</p></div>",
                    format!("<p>{OTHER}</p>").repeat(5)
                ),
                vec!["Рада"],
            ),
            (
                "sections of an article with headings like the headline",
                format!(
                    "<title>Рада схвалила кошторис</title><div><section><h1>Рада схвалила кошторис</h1><p>{ONE}</p></section>
                    <section><h1>Куди підуть гроші</h1><p>{TWO}</p></section></div>"
                ),
                vec!["Рада", "Куди", "Гроші"],
            ),
            (
                "a name for something else around the headline and its text",
                format!(
                    "<div class=left-menu-wrapper><h1>Рада схвалила кошторис</h1><div><p>{ONE}</p><p>{TWO}</p></div></div>
                    <div><p>{OTHER}</p><p>{OTHER}</p><p>{OTHER}</p></div>"
                ),
                vec!["Рада", "Гроші"],
            ),
            (
                "a longer caption than the news",
                format!(
                    "<article><figure><figcaption>{OTHER} {OTHER}</figcaption></figure><h1>Рада схвалила кошторис</h1>
                    <div><p>{ONE}</p></div></article>"
                ),
                vec!["Рада"],
            ),
            (
                "a shorter section",
                format!(
                    "<article><section><div>{}</div></section><section><div><p>{TWO}</p></div></section></article>",
                    format!("<p>{ONE}</p>").repeat(6)
                ),
                vec!["Рада", "Рада", "Рада", "Рада", "Рада", "Рада", "Гроші"],
            ),
            (
                "text behind an advert",
                format!(
                    "<article><div class=text>{}</div><div class=banner>Реклама</div><div class=text><p>{TWO}</p></div>
                    </article>",
                    format!("<p>{ONE}</p>").repeat(8)
                ),
                vec!["Рада", "Рада", "Рада", "Рада", "Рада", "Рада", "Рада", "Рада", "Гроші"],
            ),
            (
                "a stream of other stories",
                format!(
                    "<div><div><h1>Рада схвалила кошторис</h1><p>{ONE}</p><p>{TWO}</p></div><ul>{}</ul></div>",
                    format!("<li><h3><a href=x>Уряд скасував пільги</a></h3><p>{OTHER}</p></li>").repeat(4)
                ),
                vec!["Рада", "Гроші"],
            ),
            (
                "related stories with dates and summaries within the text",
                format!(
                    "<div><h1>Рада схвалила кошторис</h1><p>{ONE}</p><p>{TWO}</p><div><h3>Вам сподобається</h3>{}</div></div>",
                    format!("<div><h4><a href=x>Уряд скасував пільги</a></h4><p>2 травня 2024</p><p>{OTHER}</p></div>").repeat(2)
                ),
                vec!["Рада", "Гроші"],
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

    /// The rule that keeps the line with this beginning out of the body.
    fn rule(markup: &str, start: &str) -> Option<&'static str> {
        let page = Page::parse(markup);
        let headline = headline::find(&page.content.lines, &page.metadata, &[]).map(|headline| headline.line);
        let at = page.content.lines.iter().position(|line| line.text.starts_with(start)).expect("a line begins so");
        choose(&page.content, headline).why(at).map(|why| why.rule)
    }

    #[test]
    fn each_line_outside_the_body_has_the_rule_that_put_it_there() {
        let page = format!(
            "<title>Вісник міста</title><nav><p>Меню дня</p></nav><p>Верх сторінки</p><h1>Кошторис області схвалено</h1>\
             <div><p>{TWO}</p></div><p>Погода в місті</p>\
             <article><p>{ONE}</p><p>РЕКЛАМА</p><p><a href=x>Посилання на інше</a></p><figure><figcaption>Вид міста</figcaption></figure>\
             <div class=sidebar><p>{OTHER}</p></div><p>{ONE}</p><p>{ONE}</p><h2>Кінець справи, про яку в місті говорили від самої весни аж до пізньої осені</h2></article><p>Низ сторінки</p>"
        );
        for (start, expected) in [
            ("Вісник", Some("title")),
            ("Меню", Some("aside")),
            ("Верх", Some("before-body")),
            ("Гроші", None),
            ("Погода", Some("no-lead")),
            ("Рада", None),
            ("РЕКЛАМА", Some("words")),
            ("Посилання", Some("linked")),
            ("Вид", Some("caption")),
            ("Уряд", Some("other-element")),
            ("Кінець", Some("heading-at-end")),
            ("Низ", Some("behind-body")),
        ] {
            assert_eq!(rule(&page, start), expected, "{start}");
        }
    }

    #[test]
    fn a_line_outside_the_holder_is_not_in_the_body() {
        let page = Page::parse(&format!("<div><p>{ONE}</p><p>Погода в місті</p><p>{TWO}</p></div>"));
        let mut page = Measured::new(&page.content, None);
        let drops = |page: &Measured| (0..3).map(|at| outside_holder(page, at)).collect::<Vec<_>>();
        assert_eq!(drops(&page), [None; 3]);
        page.holder.inside.fill(false);
        assert_eq!(drops(&page), [None, Some(DropReason::Menu.into()), None]);
    }
}
