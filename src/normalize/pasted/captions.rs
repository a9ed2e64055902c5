//! In: the lines of a page. Out: which of them are captions of pictures; the address and the description of a picture.
//!
//! Invariant: a caption is next to a credit or a picture, never in running text.

use crate::capture::pictures;
use crate::letters::LowerCase;
use crate::normalize::wording::ends_sentence;
use crate::survey::boilerplate::BoilerplateKind;
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
pub(crate) fn address(text: &str) -> &str {
    pictures::markdown_address(text).unwrap_or_default()
}

/// The alternative text of a Markdown picture.
pub(crate) fn alt(text: &str) -> &str {
    text.split_once("![").and_then(|(_, rest)| rest.split_once("](")).map_or("", |(alt, _)| alt)
}
