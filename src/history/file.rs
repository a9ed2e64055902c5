//! In: the text of a history file. Out: the editions that it records, and what each of them held; and the text with one more.
//!
//! Each edition says what it holds and the one before it did not, and what it no longer holds, a line for each page and event: the
//! file grows by the news alone, and two people's changes to it merge line by line.
//!
//! Invariant: the numbers rise; a text that was written is read as what it was written from.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use toml::Value;

use super::held::{Held, HeldEvent, HeldPage};

/// The name of the history in a project's folder.
pub const FILE_NAME: &str = "litopys.history.toml";

/// The version of what is recorded. 1, in which no edition says it: an event is what the program up to 0.1 put together by the words
/// that pages share. 2: an event is what happened once, by the pair model.
pub const SCHEMA: u32 = 2;

/// What a new history begins with.
const HEAD: &str = "\
# What each recorded edition held, written by `litopys build --record`. Keep it with the project: what is new is told by it, and
# `litopys build --edition N` builds an edition again.
";

/// The editions of a project, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    pub editions: Vec<Recorded>,
    /// The file that they were read from.
    text: String,
}

/// One edition in its history.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    pub number: u32,
    /// By which version of this form it is recorded.
    #[serde(default = "first_schema")]
    schema: u32,
    pub as_of: Option<NaiveDate>,
    /// The program and version that built it.
    pub program: String,
    /// The numbered files that were written, below the folder of outputs.
    #[serde(default)]
    pub files: Vec<String>,
    /// The pages that the edition before it did not hold, or held with other bytes.
    #[serde(default)]
    pages: BTreeMap<String, HeldPage>,
    /// The names of pages that it no longer holds.
    #[serde(default)]
    gone: Vec<String>,
    #[serde(default)]
    events: BTreeMap<String, HeldEvent>,
    #[serde(default)]
    gone_events: Vec<String>,
}

/// Why a history cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct Broken {
    pub line: usize,
    pub problem: String,
}

fn first_schema() -> u32 {
    1
}

/// What is read from the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    edition: Vec<toml::Spanned<Recorded>>,
}

/// What of it is read first.
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
    /// Reads the text of a history.
    ///
    /// # Errors
    /// It is no TOML of this form, a later version of the program wrote it, or the numbers do not rise, as after a merge of two editions
    /// of one number.
    pub fn parse(text: &str) -> Result<Self, Broken> {
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
            let problem = format!("edition {} stands behind one that is no earlier", later.get_ref().number);
            return Err(Broken { line: line_of(later.span().start), problem });
        }
        Ok(Self { editions: file.edition.into_iter().map(toml::Spanned::into_inner).collect(), text: text.to_owned() })
    }

    /// The edition of a number.
    pub fn edition(&self, number: u32) -> Option<&Recorded> {
        self.editions.iter().find(|edition| edition.number == number)
    }

    /// The last edition before one that has this number.
    pub fn before(&self, number: u32) -> Option<&Recorded> {
        self.editions.iter().rfind(|edition| edition.number < number)
    }

    /// What an edition held; nothing before the first.
    pub fn held(&self, number: u32) -> Held {
        let mut held = Held::default();
        for edition in self.editions.iter().filter(|edition| edition.number <= number) {
            held.pages.retain(|name, _| !edition.gone.contains(name));
            held.events.retain(|id, _| !edition.gone_events.contains(id));
            held.pages.extend(edition.pages.clone());
            held.events.extend(edition.events.clone());
        }
        held
    }

    /// The text of the file with one more edition, which holds `now`. Whatever a person wrote into the file stays.
    pub fn with(&self, edition: &Recorded, now: &Held) -> String {
        let before = self.before(edition.number).map(|before| self.held(before.number)).unwrap_or_default();
        let start = if self.text.trim().is_empty() { HEAD } else { self.text.trim_end() };
        let mut text = format!("{}\n\n", start.trim_end());
        text.push_str(&edition.with_change(&before, now).written());
        text
    }
}

impl Recorded {
    /// An edition whose pages and events are told when it is written.
    pub fn new(number: u32, as_of: Option<NaiveDate>, program: String, files: Vec<String>) -> Self {
        Self { number, schema: SCHEMA, as_of, program, files, ..Self::default() }
    }

    /// By which version of this form it is recorded.
    pub fn schema(&self) -> u32 {
        self.schema
    }

    /// This edition with what it holds and the one before it did not, and the other way round.
    fn with_change(&self, before: &Held, now: &Held) -> Self {
        Self {
            pages: added(&before.pages, &now.pages),
            gone: gone(&before.pages, &now.pages),
            events: added(&before.events, &now.events),
            gone_events: gone(&before.events, &now.events),
            ..self.clone()
        }
    }

    /// Its table, a line for each page and event.
    fn written(&self) -> String {
        let mut text = format!("[[edition]]\nnumber = {}\nschema = {}\n", self.number, self.schema);
        if let Some(day) = self.as_of {
            let _ = writeln!(text, "as_of = \"{day}\"");
        }
        let _ = writeln!(text, "program = {}", quoted(&self.program));
        for (key, names) in [("files", &self.files), ("gone", &self.gone), ("gone_events", &self.gone_events)] {
            if !names.is_empty() {
                let lines: String = names.iter().map(|name| format!("    {},\n", quoted(name))).collect();
                let _ = writeln!(text, "{key} = [\n{lines}]");
            }
        }
        write_table(&mut text, "pages", &self.pages);
        write_table(&mut text, "events", &self.events);
        text
    }
}

/// A table below the edition, if anything stands in it.
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

/// A text or a key as a basic string of TOML, on one line whatever it holds.
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
