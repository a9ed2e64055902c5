//! In: places and lengths. Out: the shapes that drawings on pages that flow are made of, as texts for templates.
//!
//! Invariant: the same number gives the same text, so that `verify` finds each value of a drawing again.

use serde::{Deserialize, Serialize};

/// The width of a drawing and the room at its sides, in its own units; a unit is a pixel where the page is as wide.
pub(crate) const WIDTH: f64 = 480.0;
pub(crate) const SIDE: f64 = 12.0;
/// The approximate width of a character of the labels.
pub(crate) const CHARACTER: f64 = 7.0;
/// The room between two labels.
pub(crate) const GAP: f64 = 8.0;

/// A rectangle with round corners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bar {
    pub x: String,
    pub y: String,
    pub width: String,
    pub height: String,
    pub radius: String,
}

/// A text with the place where it begins, or with its middle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Label {
    pub x: String,
    pub y: String,
    pub text: String,
}

/// A shape as an element of a page.
#[derive(Debug, Clone)]
pub(crate) struct Shape<'a> {
    /// The class of the element, or of the group that it is in.
    pub kind: &'static str,
    /// Its attributes with their values. A page may leave some out.
    pub values: Vec<(&'static str, &'a str)>,
    /// What a label says, or how it ends.
    pub text: &'a str,
}

impl<'a> Shape<'a> {
    /// Every kind of shape, as the templates name them.
    pub(crate) const KINDS: [&'static str; 13] = [
        "drawing", "bars", "spans", "filled", "hollow", "rings", "numbers", "totals", "labels", "lines", "leaders",
        "mentions", "strokes",
    ];

    pub(crate) fn bar(kind: &'static str, bar: &'a Bar) -> Self {
        let [x, y, width, height, radius] = [&bar.x, &bar.y, &bar.width, &bar.height, &bar.radius].map(String::as_str);
        Self { kind, values: vec![("x", x), ("y", y), ("width", width), ("height", height), ("rx", radius)], text: "" }
    }

    pub(crate) fn label(kind: &'static str, label: &'a Label) -> Self {
        Self { kind, values: vec![("x", &label.x), ("y", &label.y)], text: &label.text }
    }

    pub(crate) fn path(kind: &'static str, path: &'a str) -> Self {
        Self { kind, values: vec![("d", path)], text: "" }
    }

    /// The drawing itself, by the part of the plane that it takes.
    pub(crate) fn view(view: &'a str) -> Self {
        Self { kind: "drawing", values: vec![("viewBox", view)], text: "" }
    }
}

/// A text with the place where it begins, or with its middle.
pub(crate) fn label(x: f64, y: f64, text: String) -> Label {
    Label { x: number_text(x), y: number_text(y), text }
}

/// A rectangle with round corners, by its upper left corner.
pub(crate) fn bar(x: f64, y: f64, width: f64, height: f64, radius: f64) -> Bar {
    let [x, y, width, height, radius] = [x, y, width, height, radius].map(number_text);
    Bar { x, y, width, height, radius }
}

/// A number with one digit behind the point.
pub(crate) fn number_text(number: f64) -> String {
    format!("{number:.1}")
}

/// The labels of an axis that fit, each with the place where it begins: important ones first, the last of them first, then as many others as
/// touch none. In the order of the axis.
pub(crate) fn fitting<'a>(
    labels: impl DoubleEndedIterator<Item = (f64, &'a str, bool)> + Clone,
) -> Vec<(f64, &'a str)> {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut placed: Vec<(f64, &str)> = Vec::new();
    let important = labels.clone().filter(|(.., is_important)| *is_important).rev();
    for (start, text, _) in important.chain(labels.filter(|(.., is_important)| !is_important)) {
        let end = start + text.chars().count() as f64 * CHARACTER;
        if end <= WIDTH && taken.iter().all(|(from, to)| end + GAP <= *from || *to + GAP <= start) {
            taken.push((start, end));
            placed.push((start, text));
        }
    }
    placed.sort_by(|one, other| one.0.total_cmp(&other.0));
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_would_touch_are_left_out_and_important_ones_are_not() {
        let labels = [(0.0, "2023", true), (10.0, "лют.", false), (60.0, "бер.", false), (470.0, "груд.", true)];
        let fits: Vec<&str> = fitting(labels.into_iter()).into_iter().map(|(_, text)| text).collect();
        assert_eq!(fits, ["2023", "бер."]);
    }
}
