//! In: the lines of a capture with hardly anything but its article. Out: the lines of the body, and why the others are not in it.
//!
//! Invariant: in doubt, a line is kept. Only lines with boilerplate words, rows of links and lists of other articles are dropped.

use super::boilerplate;
use super::lines::{HEADING_AT_END, Lines, of_linked};
use crate::capture::page::{Line, LineKind};
use crate::normalize::{DropReason, Why};

/// The heading of a list of other articles, and the list.
const LISTED: Why = Why::new("listed", DropReason::Related);

/// Selects the body: all lines except boilerplate, rows of links and lists of other articles.
pub(crate) fn choose(lines: &[Line]) -> Lines {
    let mut listing = false;
    let mut why = |line: &Line| {
        let is_point = line.kind == LineKind::Item || line.is_linked();
        listing = boilerplate::heads_others(&line.text) || (listing && is_point);
        let is_row = line.is_linked() && line.kind == LineKind::Paragraph;
        let words = boilerplate::cause(&line.text).map(|cause| Why::of("words", cause));
        let row = is_row.then(|| Why::new("linked", of_linked(line)));
        words.or(row).or(listing.then_some(LISTED))
    };
    let mut chosen = Lines::of(lines.iter().map(&mut why).collect());
    let ends = |at: &usize| lines[*at].is_linked() || matches!(lines[*at].kind, LineKind::Heading(_));
    let trailing: Vec<usize> = chosen.body().rev().take_while(ends).collect();
    if trailing.len() < chosen.body().count() {
        for at in trailing {
            let linked = || Why::new("linked", of_linked(&lines[at]));
            chosen.drop(at, if lines[at].is_linked() { linked() } else { HEADING_AT_END });
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::page::Page;

    #[test]
    fn each_line_outside_the_body_has_the_rule_that_put_it_there() {
        let page = Page::parse(
            "<p>Рада схвалила кошторис.</p><p><a href=x>Головна</a></p><p>РЕКЛАМА</p><h3>Читайте також</h3>\
             <ul><li>Міст закрили</li></ul><p>Гроші підуть на школи.</p><h2>Теги</h2><ul><li><a href=x>Мости</a></li></ul>",
        );
        let chosen = choose(&page.content.lines);
        let rules: Vec<_> = (0..page.content.lines.len()).map(|at| chosen.why(at).map(|why| why.rule)).collect();
        let expected = [
            None,
            Some("linked"),
            Some("words"),
            Some("words"),
            Some("listed"),
            None,
            Some("heading-at-end"),
            Some("linked"),
        ];
        assert_eq!(rules, expected);
    }
}
