//! In: captures. Out: their words by place, and everything else that they contain: addresses, metadata, file names.
//!
//! Invariant: holds only what the captures contain. A place outside of a capture gives nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::editor::Said;
use super::letters::letters;
use crate::capture::picture::Place as PicturePlace;
use crate::capture::{Capture, CaptureId, Unread};
use crate::characters::clean;
use crate::files::Root;
use crate::passage::is_invisible;
use crate::project::{Correction, Declared, Erratum, Project};
use crate::render::{LayoutFiles, pictures};

/// Number of code points between two positions whose byte offset is stored. It changes time and memory alone. Set by hand.
const STEP: usize = 128;

/// The captures that an edition is checked against.
#[derive(Debug, Default)]
pub struct Originals {
    /// The captures by name: the path, followed by `#record` if it is not the first.
    captures: BTreeMap<String, Original>,
    /// The names of captures, by the form in which an output can print them.
    printed: BTreeMap<String, Vec<String>>,
    /// The files and records that gave no capture.
    unread: BTreeSet<(String, u32)>,
    /// The corrections in the project file and in sidecars, by capture.
    corrections: BTreeMap<String, Correction>,
    /// What the projects' editors say.
    editors: Said,
    /// The names that the project declares.
    names: Vec<Declared>,
    /// The folders that the captures' paths are relative to.
    roots: Vec<Root>,
    /// The projects' layouts of the e-book.
    layouts: Vec<LayoutFiles>,
}

/// One capture.
#[derive(Debug)]
pub(crate) struct Original {
    /// The path of the file.
    pub path: String,
    /// The index of the capture in its file.
    pub record: u32,
    /// SHA-256 of the capture.
    pub digest: String,
    text: String,
    /// Its other texts: its address, its metadata, when it was captured, the descriptions of its pictures.
    said: Vec<String>,
    /// The byte offset of every [`STEP`]th code point of the text.
    steps: OnceLock<Vec<usize>>,
    letters: OnceLock<String>,
}

impl Originals {
    /// The captures and files of a folder, with its project's corrections.
    pub fn of<'a>(captures: impl IntoIterator<Item = &'a Capture>, unread: &[Unread], project: &Project) -> Self {
        let mut all = Self::default();
        all.add(captures, unread, project);
        all
    }

    /// Adds the captures of another folder. Captures that are already there stay.
    pub fn add<'a>(&mut self, captures: impl IntoIterator<Item = &'a Capture>, unread: &[Unread], project: &Project) {
        for capture in captures {
            let name = capture.name();
            if !self.captures.contains_key(&name) {
                self.printed.entry(printed(&name)).or_default().push(name.clone());
                self.captures.insert(name, Original::of(capture));
            }
        }
        self.unread.extend(unread.iter().map(|unread| (unread.id.path.clone(), unread.id.record)));
        for correction in &project.corrections {
            self.corrections.entry(correction.capture.clone()).or_insert_with(|| correction.clone());
        }
        self.names.extend(project.names.iter().cloned());
        self.roots.extend(Root::named(&project.root, project.links));
        self.editors.add(project);
    }

    /// Adds the notices of errors that earlier editions had.
    pub(crate) fn add_errata(&mut self, errata: impl IntoIterator<Item = Erratum>) {
        self.editors.add_errata(errata);
    }

    /// Adds a project's layout of the e-book.
    pub(crate) fn add_layout(&mut self, layout: LayoutFiles) {
        self.layouts.push(layout);
    }

    /// The layouts of the e-book.
    pub fn layouts(&self) -> &[LayoutFiles] {
        &self.layouts
    }

    /// The capture with this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Original> {
        self.captures.get(name)
    }

    /// The captures that an output can print under this name. Not every output can print every character of a name.
    pub(crate) fn called(&self, name: &str) -> impl Iterator<Item = &Original> {
        self.printed.get(&printed(name)).into_iter().flatten().filter_map(|name| self.get(name))
    }

    /// The capture at a path.
    pub(crate) fn at(&self, path: &str, record: u32) -> Option<&Original> {
        if record == 0 { self.get(path) } else { self.get(&CaptureId::new(path, record).to_string()) }
    }

    /// The bytes of a capture's picture with this digest.
    pub fn picture(&self, page: (&str, u32), place: &PicturePlace, digest: &str) -> Option<Vec<u8>> {
        self.roots.iter().find_map(|root| pictures::original(root, page, place, digest))
    }

    /// The editor's corrections of a capture.
    pub fn correction(&self, name: &str) -> Option<&Correction> {
        self.corrections.get(name)
    }

    /// The project's declaration of a name.
    pub fn declared(&self, name: &str) -> Option<&Declared> {
        self.names.iter().find(|declared| declared.name == name)
    }

    /// What the projects' editors say.
    pub(crate) fn editors(&self) -> &Said {
        &self.editors
    }

    /// Every capture and every file that gave none, by path and record.
    pub fn all(&self) -> BTreeSet<(&str, u32)> {
        let captures = self.captures.values().map(|one| (one.path.as_str(), one.record));
        captures.chain(self.unread.iter().map(|(path, record)| (path.as_str(), *record))).collect()
    }

    /// Whether any capture contains these letters.
    pub(crate) fn any_holds(&self, wanted: &str) -> bool {
        self.captures.values().any(|one| one.holds(wanted))
    }
}

/// The form of a capture's name that every output can print: without white space and characters that XML forbids.
pub fn printed(name: &str) -> String {
    clean(name).chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect()
}

impl Original {
    fn of(capture: &Capture) -> Self {
        Self {
            path: capture.id.path.clone(),
            record: capture.id.record,
            digest: capture.digest.clone(),
            text: capture.text.clone(),
            said: said(capture),
            steps: OnceLock::new(),
            letters: OnceLock::new(),
        }
    }

    /// The words from one code point of the text to another.
    pub(crate) fn words(&self, start: usize, end: usize) -> Option<&str> {
        (start <= end).then(|| self.text.get(self.byte(start)?..self.byte(end)?)).flatten()
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The text before and after a place.
    pub(crate) fn around(&self, start: usize, end: usize) -> Option<(&str, &str)> {
        Some((self.text.get(..self.byte(start)?)?, self.text.get(self.byte(end)?..)?))
    }

    /// Whether the capture contains words anywhere, compared by letters: in its text, its metadata, its address or its name.
    pub(crate) fn says(&self, words: &str) -> bool {
        let wanted = letters(words);
        let name = CaptureId::new(&self.path, self.record).to_string();
        let beside = || self.said.iter().chain([&name]).any(|said| letters(said).contains(&wanted));
        !wanted.is_empty() && (self.text.contains(words) || beside() || self.letters().contains(&wanted))
    }

    /// Whether its text contains these letters.
    pub(crate) fn holds(&self, wanted: &str) -> bool {
        self.letters().contains(wanted)
    }

    fn letters(&self) -> &str {
        self.letters.get_or_init(|| letters(&self.text))
    }

    /// The byte offset of a code point, or the length of the text for the position after the last one.
    fn byte(&self, place: usize) -> Option<usize> {
        let steps = self.steps.get_or_init(|| {
            let starts = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]);
            starts.step_by(STEP).collect()
        });
        let from = *steps.get(place / STEP)?;
        let rest = self.text.get(from..)?;
        let mut behind = rest.char_indices().map(|(at, _)| from.saturating_add(at)).chain([self.text.len()]);
        behind.nth(place % STEP)
    }
}

fn said(capture: &Capture) -> Vec<String> {
    let captured = capture.captured.iter().map(|date| &date.text);
    let mut said: Vec<String> = capture.address.iter().chain(captured).cloned().collect();
    let Some(page) = &capture.page else { return said };
    let metadata = &page.metadata;
    let lists =
        [&metadata.headlines, &metadata.descriptions, &metadata.authors, &metadata.publishers, &metadata.addresses];
    said.extend(lists.into_iter().flatten().cloned());
    let dates = metadata.published.iter().chain(&metadata.modified).chain(&metadata.scripted);
    said.extend(dates.chain(page.content.times.iter().map(|time| &time.value)).map(|date| date.text.clone()));
    said.extend(page.content.images.iter().filter(|image| !image.alt.is_empty()).map(|image| image.alt.clone()));
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture;
    use crate::project::{self, Overrides};

    #[test]
    fn words_are_found_by_code_points() {
        let text = "Їжак і ґава. ".repeat(40);
        let read = capture::read_bytes("a.txt", text.as_bytes(), None, Some("https://example.org/2025/07/14/a"));
        let project = project::without_folder(&Overrides::default()).unwrap();
        let originals = Originals::of(&read.value.unwrap(), &[], &project);
        let one = originals.at("a.txt", 0).unwrap();
        let count = text.chars().count();
        for start in [0, 13, 126, 127, 128, 129, 255, 256, 400, count] {
            let end = (start + 4).min(count);
            let expected: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(one.words(start, end), Some(expected.as_str()));
        }
        assert_eq!((one.words(3, 2), one.words(0, count + 1), one.words(count * 9, count * 9)), (None, None, None));
        assert!(
            one.says("2025/07/14") && one.says("a.txt") && one.says("ґава.") && !one.says("тигр") && !one.says("–")
        );
    }
}
