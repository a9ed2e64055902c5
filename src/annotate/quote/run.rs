//! In: the passages of an article. Out: those of one speech over several paragraphs in which only the first is opened and only the last is
//! closed.
//!
//! Invariant: a passage belongs to a speech only if the closing mark is in it or in a later one.

use std::collections::HashMap;

use super::marks::{self, Marked};
use crate::annotate::Part;
use crate::annotate::names::Names;

/// Maximum number of paragraphs of a speech. The same with 4 and 16 on `tests/speech`.
const LONGEST: usize = 8;

/// The speech in the paragraphs after one that opened it, by index.
pub(crate) fn find(names: &Names) -> HashMap<usize, Marked> {
    let mut found = HashMap::new();
    for index in 0..names.texts.len() {
        let text = &names.texts[index].passage.text;
        let is_body = matches!(names.texts[index].part, Part::Body(_));
        if let Some(mark) = marks::left_open(text).filter(|_| is_body) {
            extend(names, index, mark, &mut found);
        }
    }
    found
}

fn extend(names: &Names, opened: usize, mark: char, found: &mut HashMap<usize, Marked>) {
    let mut inside = Vec::new();
    for index in opened + 1..names.texts.len().min(opened + 1 + LONGEST) {
        let text = &names.texts[index].passage.text;
        match marks::closing(text, mark) {
            marks::Closing::At(close) => {
                let end = close + marks::width_at(text, close);
                inside.push((index, Marked { open: 0, inner: 0..close, end, closed: true }));
                found.extend(inside);
                return;
            }
            marks::Closing::Later => {
                inside.push((index, Marked { open: 0, inner: 0..text.len(), end: text.len(), closed: false }));
            }
            marks::Closing::Never => return,
        }
    }
}
