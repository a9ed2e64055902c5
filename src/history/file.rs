//! In: the text of a history file. Out: the recorded editions and the content of each; and the text with one more edition.
//!
//! Each edition records what it contains and the previous one did not, and what it no longer contains, with one line per page and event. So
//! the file grows only by the news, and changes by two users merge line by line.
//!
//! Invariant: the numbers rise. A text that was written reads back as the same data.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use toml::Value;

use super::held::{Held, HeldEvent, HeldPage};
use crate::project::Erratum;

/// The name of the history file in a project's folder.
pub(crate) const FILE_NAME: &str = "litopys.history.toml";

/// The version of the recorded data. In version 1, which older editions do not state, events are grouped by shared words, as the program
/// did up to 0.1. In version 2, an event is what happened once, by the pair model.
pub(crate) const SCHEMA: u32 = 2;

/// The beginning of a new history file.
const HEAD: &str = "\
# The content of each recorded edition, written by `litopys build --record`. Keep it with the project: new editions are compared with it, and
# `litopys build --edition N` builds an edition again.
";

/// The editions of a project, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct History {
    /// The editions, by number.
    pub editions: Vec<Recorded>,
    /// The text that they were parsed from.
    text: String,
}

/// A recorded edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recorded {
    /// Its number.
    pub number: u32,
    /// The version of the recorded data.
    #[serde(default = "first_schema")]
    schema: u32,
    /// The day up to which it covers pages.
    pub as_of: Option<NaiveDate>,
    /// The program and version that built it.
    pub program: String,
    /// The numbered files that were written, as paths below the output folder.
    #[serde(default)]
    pub files: Vec<String>,
    /// SHA-256 of the edition as data. Absent if an earlier version of the program recorded it.
    #[serde(default)]
    pub digest: Option<String>,
    /// The notices of errors in earlier editions that it has.
    #[serde(default)]
    pub corrections: Vec<Erratum>,
    /// The pages that the previous edition did not contain, or contained with other bytes.
    #[serde(default)]
    pages: BTreeMap<String, HeldPage>,
    /// The names of pages that it no longer contains.
    #[serde(default)]
    gone: Vec<String>,
    #[serde(default)]
    events: BTreeMap<String, HeldEvent>,
    #[serde(default)]
    gone_events: Vec<String>,
}

/// Why a history file is invalid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub(crate) struct Broken {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

fn first_schema() -> u32 {
    1
}

/// The content of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    edition: Vec<toml::Spanned<Recorded>>,
}

/// The part of the content that is parsed first.
#[derive(Deserialize)]
struct Versions {
    #[serde(default)]
    edition: Vec<toml::Spanned<Version>>,
}

#[derive(Deserialize)]
struct Version {
    #[serde(default = "first_schema")]
    schema: u32,
}

impl History {
    /// Parses the text of a history file.
    ///
    /// # Errors
    /// The text is not TOML in this form, a later version of the program wrote it, or the numbers do not rise, as after a merge of two
    /// editions with the same number.
    pub(crate) fn parse(text: &str) -> Result<Self, Broken> {
        let line_of = |at: usize| text.bytes().take(at).filter(|&byte| byte == b'\n').count().saturating_add(1);
        let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
        let versions = toml::from_str::<Versions>(bare).map(|file| file.edition).unwrap_or_default();
        if let Some(later) = versions.iter().find(|edition| edition.get_ref().schema > SCHEMA) {
            let schema = later.get_ref().schema;
            let problem =
                format!("a later litopys recorded this edition, in form {schema}; this one reads forms up to {SCHEMA}");
            return Err(Broken { line: line_of(later.span().start), problem });
        }
        let read: Result<File, toml::de::Error> = toml::from_str(bare);
        let file = read.map_err(|error| Broken {
            line: line_of(error.span().map_or(0, |span| span.start)),
            problem: error.message().to_owned(),
        })?;
        if let Some(first) = file.edition.iter().find(|edition| edition.get_ref().number == 0) {
            let problem = "editions are numbered from 1".to_owned();
            return Err(Broken { line: line_of(first.span().start), problem });
        }
        let pairs = file.edition.iter().zip(file.edition.iter().skip(1));
        if let Some((_, later)) = pairs.into_iter().find(|(one, next)| one.get_ref().number >= next.get_ref().number) {
            let problem = format!("edition {} comes after an edition that is not earlier", later.get_ref().number);
            return Err(Broken { line: line_of(later.span().start), problem });
        }
        Ok(Self { editions: file.edition.into_iter().map(toml::Spanned::into_inner).collect(), text: text.to_owned() })
    }

    /// The edition with this number.
    pub(crate) fn edition(&self, number: u32) -> Option<&Recorded> {
        self.editions.iter().find(|edition| edition.number == number)
    }

    /// The last edition before this number.
    pub(crate) fn before(&self, number: u32) -> Option<&Recorded> {
        self.editions.iter().rfind(|edition| edition.number < number)
    }

    /// The content of an edition, from all changes up to it. Empty before the first edition.
    pub(crate) fn held(&self, number: u32) -> Held {
        let mut held = Held::default();
        for edition in self.editions.iter().filter(|edition| edition.number <= number) {
            held.pages.retain(|name, _| !edition.gone.contains(name));
            held.events.retain(|id, _| !edition.gone_events.contains(id));
            held.pages.extend(edition.pages.clone());
            held.events.extend(edition.events.clone());
        }
        held
    }

    /// The text of the file with one more edition, which contains `now`. What a user wrote into the file stays.
    pub(crate) fn with(&self, edition: &Recorded, now: &Held) -> String {
        let before = self.before(edition.number).map(|before| self.held(before.number)).unwrap_or_default();
        let start = if self.text.trim().is_empty() { HEAD } else { self.text.trim_end() };
        let mut text = format!("{}\n\n", start.trim_end());
        text.push_str(&edition.with_change(&before, now).written());
        text
    }
}

impl Recorded {
    /// An edition whose pages and events are added when it is written.
    pub(crate) fn new(
        number: u32,
        as_of: Option<NaiveDate>,
        program: String,
        digest: String,
        files: Vec<String>,
        corrections: Vec<Erratum>,
    ) -> Self {
        Self { number, schema: SCHEMA, as_of, program, digest: Some(digest), files, corrections, ..Self::default() }
    }

    /// The version of the recorded data.
    pub(crate) fn schema(&self) -> u32 {
        self.schema
    }

    /// This edition with the pages and events that it adds to the previous one, and those that it drops.
    fn with_change(&self, before: &Held, now: &Held) -> Self {
        Self {
            pages: added(&before.pages, &now.pages),
            gone: gone(&before.pages, &now.pages),
            events: added(&before.events, &now.events),
            gone_events: gone(&before.events, &now.events),
            ..self.clone()
        }
    }

    /// The edition as a TOML table, with one line per page and event.
    fn written(&self) -> String {
        let mut text = format!("[[edition]]\nnumber = {}\nschema = {}\n", self.number, self.schema);
        if let Some(day) = self.as_of {
            let _ = writeln!(text, "as_of = \"{day}\"");
        }
        let _ = writeln!(text, "program = {}", quoted(&self.program));
        if let Some(digest) = &self.digest {
            let _ = writeln!(text, "digest = {}", quoted(digest));
        }
        for (key, names) in [("files", &self.files), ("gone", &self.gone), ("gone_events", &self.gone_events)] {
            if !names.is_empty() {
                let lines: String = names.iter().map(|name| format!("    {},\n", quoted(name))).collect();
                let _ = writeln!(text, "{key} = [\n{lines}]");
            }
        }
        for correction in &self.corrections {
            let event = correction.event.as_ref().map(|event| format!("event = {}\n", quoted(event)));
            let _ = write!(
                text,
                "[[edition.corrections]]\nedition = {}\n{}text = {}\n",
                correction.edition,
                event.unwrap_or_default(),
                quoted(&correction.text)
            );
        }
        write_table(&mut text, "pages", &self.pages);
        write_table(&mut text, "events", &self.events);
        text
    }
}

/// Writes a table below the edition, unless it is empty.
fn write_table<T: Serialize>(text: &mut String, name: &str, entries: &BTreeMap<String, T>) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(text, "[edition.{name}]");
    for (key, entry) in entries {
        let value = Value::try_from(entry).expect("pages and events are tables of texts");
        let _ = writeln!(text, "{} = {value}", quoted(key));
    }
}

/// A text or key as a basic TOML string on one line, whatever it contains.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

fn added<T: Clone + PartialEq>(before: &BTreeMap<String, T>, now: &BTreeMap<String, T>) -> BTreeMap<String, T> {
    let is_added = |(name, value): &(&String, &T)| before.get(*name) != Some(*value);
    now.iter().filter(is_added).map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn gone<T>(before: &BTreeMap<String, T>, now: &BTreeMap<String, T>) -> Vec<String> {
    before.keys().filter(|name| !now.contains_key(*name)).cloned().collect()
}
