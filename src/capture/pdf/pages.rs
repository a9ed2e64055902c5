//! In: the tree of the pages of a PDF. Out: its pages in order, each with what it inherits (ISO 32000-2, 7.7.3).
//!
//! Invariant: each object of the tree is visited once, and nothing of it is copied.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::document::{Document, Held, NULL};
use super::object::{Budget, Object};
use crate::limits;

/// The entries that a page has from those above it if it has none of its own.
const INHERITED: [&str; 4] = ["Resources", "MediaBox", "CropBox", "Rotate"];

/// The nearest object that has each of these entries.
type Holders = [Option<Rc<Object>>; INHERITED.len()];

/// A page.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    node: Rc<Object>,
    holders: Holders,
}

/// The pages of a document.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub list: Vec<Leaf>,
    /// The positions of pages by the numbers of their objects.
    pub numbers: FxHashMap<u32, usize>,
    /// Number of pages that the tree has or announces, but that are not there.
    pub missing: usize,
    /// Whether there are more than the limit.
    pub is_cut: bool,
}

impl Leaf {
    /// An entry of the page, its own or an inherited one, not followed.
    pub(super) fn get(&self, key: &str) -> Option<&Object> {
        let inherited = INHERITED.iter().position(|&known| known == key);
        let holder = inherited.and_then(|at| self.holders.get(at)?.as_ref()).unwrap_or(&self.node);
        holder.dict()?.get(key)
    }

    /// The same, followed. Null if there is none.
    pub(super) fn entry(&self, document: &Document, key: &str) -> Held<'_> {
        document.follow(self.get(key).unwrap_or(NULL))
    }
}

impl Pages {
    /// Walks the tree of pages.
    pub(super) fn of(document: &Document) -> Self {
        let mut pages = Self::default();
        let (mut seen, mut repeated, mut announced) = (FxHashSet::default(), 0_usize, None);
        let mut open: Vec<(Object, Holders)> = Vec::new();
        open.extend(document.root().get("Pages").map(|tree| (tree.clone(), Holders::default())));
        seen.extend(open.iter().filter_map(|(tree, _)| tree.reference()));
        while let Some((kid, mut holders)) = open.pop() {
            let Held::There(node) = document.follow(&kid) else { continue };
            let Some(dict) = node.dict() else {
                pages.missing = pages.missing.saturating_add(1);
                continue;
            };
            for (key, holder) in INHERITED.iter().zip(&mut holders) {
                if dict.contains_key(*key) {
                    *holder = Some(node.clone());
                }
            }
            if dict.contains_key("Kids") {
                announced = announced.or(document.entry(dict, "Count").index());
                let kids = document.array(dict, "Kids");
                if Budget::take(&document.budget.work, kids.len()).is_none() {
                    break;
                }
                let before = open.len();
                for kid in kids.iter() {
                    match kid.reference() {
                        Some(number) if seen.insert(number) => open.push((kid.clone(), holders.clone())),
                        Some(_) => repeated = repeated.saturating_add(1),
                        // A node that is no reference cannot lead in a circle, but all real ones are.
                        None => pages.missing = pages.missing.saturating_add(1),
                    }
                }
                open.get_mut(before..).unwrap_or_default().reverse();
            } else if pages.list.len() < limits::PDF_PAGES {
                pages.numbers.extend(kid.reference().map(|number| (number, pages.list.len())));
                pages.list.push(Leaf { node, holders });
            } else {
                pages.is_cut = true;
                break;
            }
        }
        if !pages.is_cut && !document.is_spent() {
            let found = pages.list.len().saturating_add(repeated);
            pages.missing = pages.missing.max(announced.unwrap_or_default().saturating_sub(found));
        }
        pages
    }
}
