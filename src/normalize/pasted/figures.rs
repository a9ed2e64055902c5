//! In: the lines of a page and their roles. Out: its pictures with captions and credits.
//!
//! Invariant: a caption is next to a credit or a picture, never in running text.

use super::headline::alt;
use super::roles::Role;
use super::score::ends_sentence;
use crate::capture::address::is_web;
use crate::capture::pictures::{self, Pictures};
use crate::letters::LowerCase;
use crate::normalize::article::Figure;
use crate::survey::furniture::BoilerplateKind;
use crate::survey::line::{Line, Shape};

/// The longest caption, in code points. Set by hand.
const LONGEST_CAPTION: usize = 300;
/// Parts of the addresses of pictures that only decorate a page.
const DECORATION: &[&str] = &[
    "preloader",
    "loader.",
    "loading",
    "spinner",
    "pixel",
    "spacer",
    "blank.",
    "icon",
    "logo",
    "avatar",
    "counter",
    "1x1",
];

/// The lines that are captions: those directly above a credit and repeated below it, and short ones above a credit that are not a sentence
/// of the body.
pub fn captions(lines: &[Line], inside: &[bool]) -> Vec<bool> {
    let mut captions = mirrored(lines);
    for at in 1..lines.len() {
        let under = is_credit(&lines[at]) && !lines[at].gap && may_be(&lines[at - 1]);
        captions[at - 1] |=
            under && lines[at - 1].gap && (!inside[at - 1] || !ends_sentence(&lines[at - 1].passage.text));
    }
    captions
}

/// The captions directly above a credit and repeated below it.
pub fn mirrored(lines: &[Line]) -> Vec<bool> {
    let mut captions = vec![false; lines.len()];
    for at in 1..lines.len().saturating_sub(1) {
        let (above, below) = (&lines[at - 1], &lines[at + 1]);
        if is_credit(&lines[at]) && may_be(above) && above.passage.text == below.passage.text {
            captions[at - 1] = true;
            captions[at + 1] = true;
        }
    }
    captions
}

fn is_credit(line: &Line) -> bool {
    matches!(line.shape, Shape::Boilerplate(BoilerplateKind::Credit) | Shape::Address)
}

fn may_be(line: &Line) -> bool {
    line.shape == Shape::Text && line.passage.text.chars().take(LONGEST_CAPTION + 1).count() <= LONGEST_CAPTION
}

/// Whether a picture is more than decoration: not a loader, a logo or a counter.
pub(crate) fn shows_something(line: &Line) -> bool {
    let address = address(&line.passage.text).lower_case();
    !DECORATION.iter().any(|part| address.contains(part))
}

/// The address of a Markdown picture.
fn address(text: &str) -> &str {
    pictures::markdown_address(text).unwrap_or_default()
}

/// The pictures of the article, in order. Consecutive lines belong to one picture. `pictures` are those whose bytes are available.
pub fn figures(lines: &[Line], roles: &[Role], pictures: &Pictures) -> Vec<Figure> {
    let mut figures: Vec<(usize, Figure)> = Vec::new();
    for (at, (line, role)) in lines.iter().zip(roles).enumerate() {
        if !matches!(role, Role::Caption | Role::Credit | Role::Picture) {
            continue;
        }
        let starts = figures.last().is_none_or(|(last, figure)| last + 1 != at || is_taken(figure, line, *role));
        if starts {
            figures.push((at, Figure::default()));
        }
        let (last, figure) = figures.last_mut().expect("one was just added if there was none");
        *last = at;
        add(figure, line, *role);
    }
    let mut figures: Vec<Figure> = figures.into_iter().map(|(_, figure)| at_hand(figure, pictures)).collect();
    figures.dedup();
    figures
}

/// Adds the picture, if it is available. A file name beside the page is not an address.
fn at_hand(mut figure: Figure, pictures: &Pictures) -> Figure {
    let found = figure.address.as_ref().and_then(|address| pictures.found.get(address));
    figure.address = figure.address.filter(|address| found.is_none() || is_web(address));
    figure.with_found(found.into_iter())
}

fn is_taken(figure: &Figure, line: &Line, role: Role) -> bool {
    let text = line.passage.text.as_str();
    let other = |part: &Option<String>, text: &str| part.as_deref().is_some_and(|part| part != text);
    match role {
        Role::Caption => other(&figure.caption, text),
        Role::Credit => other(&figure.credit, credit(text)),
        _ => figure.address.is_some(),
    }
}

fn add(figure: &mut Figure, line: &Line, role: Role) {
    let text = line.passage.text.as_str();
    match role {
        Role::Caption => figure.caption = Some(text.to_owned()),
        Role::Credit => figure.credit = Some(credit(text).to_owned()),
        _ => {
            figure.alt = Some(alt(text).to_owned()).filter(|alt| !alt.is_empty());
            figure.address = Some(address(text).to_owned()).filter(|address| !address.is_empty());
        }
    }
}

/// A credit without its label: "Photo: city council" is "city council".
fn credit(text: &str) -> &str {
    let Some((label, rest)) = text.split_once(':') else { return text };
    let named = label.split_whitespace().count() <= 2 && !rest.trim().is_empty() && !rest.starts_with("//");
    if named { rest.trim() } else { text }
}
