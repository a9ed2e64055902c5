//! In: findings with corrections, and the project file. Out: the settings that the findings propose, and the project file with the
//! accepted ones.
//!
//! Invariant: the rest of the file stays as it is, including comments. The file is written completely or not at all, and only if it is
//! still a valid project file.

use std::path::{Path, PathBuf};

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::{Finding, Kind, merged};
use crate::failure::Failure;
use crate::files;
use crate::project::{self, Project};

/// The tables that correct captures, and the key that names the capture.
const TABLES: &str = "capture";
const FILE: &str = "file";
/// The tables with decisions about events, and the key that names their captures.
const EVENTS: &str = "event";
const CAPTURES: &str = "captures";

/// A setting of one capture.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    /// The key in the capture's table.
    pub key: String,
    /// The value. Absent if the user has to give it.
    pub value: Option<Value>,
    /// The line that `check` prints.
    pub line: String,
}

/// A project file that is being edited.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    file: PathBuf,
    text: DocumentMut,
}

impl Edit {
    /// Opens a project file. A missing file counts as empty.
    ///
    /// # Errors
    /// The file cannot be read, or is not TOML.
    pub(crate) fn open(file: &Path) -> Result<Self, Failure> {
        let text = if files::is_file(file) { read(file)? } else { DocumentMut::new() };
        Ok(Self { file: file.to_owned(), text })
    }

    /// Sets a key of a capture's table.
    pub(crate) fn set(&mut self, capture: &str, key: &str, value: Value) {
        set(&mut self.text, capture, key, value);
    }

    /// Adds an event with these captures. Returns false if one of them is in an event already.
    pub(crate) fn add_event(&mut self, captures: &[String]) -> bool {
        add_event(&mut self.text, captures)
    }

    /// Writes the file and returns its size in bytes.
    ///
    /// # Errors
    /// The result would not be a valid project file, or the file cannot be written.
    pub(crate) fn write(&self, project: &Project) -> Result<usize, Failure> {
        let text = self.text.to_string();
        project::check_text(&text, &self.file, &project.root).map_err(Failure::of)?;
        let written: (PathBuf, Vec<u8>) = (self.file.clone(), text.into_bytes());
        let length = written.1.len();
        files::write_whole(&[written]).map_err(Failure::of)?;
        Ok(length)
    }
}

fn read(file: &Path) -> Result<DocumentMut, Failure> {
    let bytes =
        files::read(file).map_err(|error| Failure::file(file.display(), files::plain(&error), "correct it first"))?;
    let text =
        String::from_utf8(bytes).map_err(|_| Failure::file(file.display(), "it is not UTF-8", "correct it first"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    text.parse().map_err(|error: toml_edit::TomlError| Failure::file(file.display(), error, "correct it first"))
}

/// The settings that the findings of one capture propose, each key once.
pub(crate) fn settings(about: &[&Finding]) -> Vec<Setting> {
    // The first day of a range is only a guess, and a day far from all others is itself in doubt. Both are shown to the user, who must
    // give the day.
    let is_guess = about.iter().any(|one| matches!(one.finding, Kind::DateRange | Kind::FarFromOthers));
    let lines = merged(about.iter().copied().filter(|one| one.events.is_none()));
    let lines = lines.into_iter().filter(|line| !line.starts_with('[') && !line.starts_with("file = "));
    let setting = |line: &str| {
        let proposed: DocumentMut = line.parse().ok()?;
        let (key, item) = proposed.iter().next()?;
        let value = item.as_value().filter(|value| is_complete(value) && !(key == "published" && is_guess));
        let bare = |value: &Value| {
            let mut value = value.clone();
            value.decor_mut().clear();
            value
        };
        Some(Setting { key: key.to_owned(), value: value.map(bare), line: line.to_owned() })
    };
    lines.filter_map(setting).collect()
}

/// Whether a proposal has a value: neither an empty text nor the placeholder of a day.
fn is_complete(value: &Value) -> bool {
    value.as_str().is_none_or(|text| !text.is_empty() && text != super::DAY_PATTERN)
}

/// Adds an event with these captures. Returns false if one of them is in an event already.
fn add_event(text: &mut DocumentMut, captures: &[String]) -> bool {
    let array = || captures.iter().map(String::as_str).collect::<Array>();
    let is_known = |item: Option<&Value>| {
        let names = item.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        names.into_iter().any(|name| captures.iter().any(|capture| capture == name))
    };
    match text.entry(EVENTS).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new())) {
        Item::ArrayOfTables(tables) => {
            if tables.iter().any(|table| is_known(table.get(CAPTURES).and_then(Item::as_value))) {
                return false;
            }
            let mut table = Table::new();
            table.insert(CAPTURES, Item::Value(Value::Array(array())));
            tables.push(table);
            true
        }
        Item::Value(Value::Array(events)) => {
            if events.iter().any(|event| is_known(event.as_inline_table().and_then(|table| table.get(CAPTURES)))) {
                return false;
            }
            let mut table = InlineTable::new();
            table.insert(CAPTURES, Value::Array(array()));
            events.push(table);
            true
        }
        // Any other form is not a valid project file. The check of the file reports that.
        _ => false,
    }
}

/// A value that the user typed. Texts may have quotation marks or not.
pub(crate) fn given(key: &str, typed: &str) -> Option<Value> {
    let parsed: Option<Value> = typed.parse().ok();
    match key {
        "published" => parsed.filter(|value| value.as_datetime().is_some_and(|day| day.date.is_some())),
        "leave_out" => parsed.filter(Value::is_bool),
        _ => Some(parsed.filter(Value::is_str).unwrap_or_else(|| Value::from(typed))),
    }
}

/// Sets a key of the capture's table. A missing table is added at the end.
fn set(text: &mut DocumentMut, name: &str, key: &str, value: Value) {
    let tables = text.entry(TABLES).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    match tables {
        Item::ArrayOfTables(tables) => {
            if let Some(table) = tables.iter_mut().find(|table| table.get(FILE).and_then(Item::as_str) == Some(name)) {
                table.insert(key, Item::Value(value));
                return;
            }
            let mut table = Table::new();
            table.insert(FILE, Item::Value(Value::from(name)));
            table.insert(key, Item::Value(value));
            tables.push(table);
        }
        Item::Value(Value::Array(array)) => {
            let own = |one: &Value| one.as_inline_table().and_then(|table| table.get(FILE)?.as_str()) == Some(name);
            if let Some(table) = array.iter_mut().find(|one| own(one)).and_then(Value::as_inline_table_mut) {
                table.insert(key, value);
                table.fmt();
                return;
            }
            let mut table = InlineTable::new();
            table.insert(FILE, Value::from(name));
            table.insert(key, value);
            array.push(table);
        }
        // Any other form is not a valid project file. The check of the file reports that.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Events;

    fn finding(kind: Kind, lines: &str) -> Finding {
        let correction = Some(super::super::correction_text("a.txt", lines));
        Finding { path: "a.txt".to_owned(), finding: kind, problem: String::new(), correction, events: None }
    }

    fn values(findings: &[Finding]) -> Vec<(String, Option<String>)> {
        let settings = settings(&findings.iter().collect::<Vec<_>>()).into_iter();
        settings.map(|one| (one.key, one.value.map(|value| value.to_string()))).collect()
    }

    #[test]
    fn decisions_left_to_a_person_have_no_value() {
        let own = |text: &str| text.to_owned();
        let weak = finding(Kind::WeakDate, "published = 2025-07-14  # or another day");
        assert_eq!(values(&[weak]), [(own("published"), Some(own("2025-07-14")))]);
        let range = finding(Kind::DateRange, "published = 2025-07-14  # or another day");
        let unnamed = finding(Kind::NoSource, "source = \"\"  # the publisher");
        assert_eq!(values(&[range, unnamed]), [(own("published"), None), (own("source"), None)]);
        let unknown = finding(Kind::Undated, super::super::UNKNOWN_DAY);
        assert_eq!(values(&[unknown]), [(own("published"), None)]);
    }

    #[test]
    fn a_setting_is_added_to_the_existing_ones() {
        let before = "# mine\ntitle = \"A\"\n\n[[capture]]  # this one\nfile = \"a.txt\"\nsource = \"B\" # sure\n";
        let mut text: DocumentMut = before.parse().unwrap();
        set(&mut text, "a.txt", "leave_out", Value::from(true));
        set(&mut text, "b.txt", "leave_out", Value::from(true));
        set(&mut text, "b.txt", "source", Value::from("C"));
        let expected =
            format!("{before}leave_out = true\n\n[[capture]]\nfile = \"b.txt\"\nleave_out = true\nsource = \"C\"\n");
        assert_eq!(text.to_string(), expected);
        let mut inline: DocumentMut = "capture = [{ file = \"a.txt\" }] # short\n".parse().unwrap();
        set(&mut inline, "a.txt", "source", Value::from("C"));
        assert_eq!(inline.to_string(), "capture = [{ file = \"a.txt\", source = \"C\" }] # short\n");
    }

    #[test]
    fn a_typed_value_has_the_kind_of_its_key() {
        let text = |key, typed| given(key, typed).map(|value| value.to_string());
        assert_eq!(text("published", "2025-07-14").as_deref(), Some("2025-07-14"));
        assert_eq!(text("published", "14 July"), None);
        assert_eq!(text("source", "Evening News").as_deref(), Some("\"Evening News\""));
        assert_eq!(text("source", "\"Evening News\"").as_deref(), Some("\"Evening News\""));
        assert_eq!(text("leave_out", "maybe"), None);
    }

    #[test]
    fn an_event_is_added_and_a_capture_is_written_once() {
        let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let before = "# mine\n[[event]] # sure\ncaptures = [\"a.txt\"]\nnote = \"N\"\n";
        let mut text: DocumentMut = before.parse().unwrap();
        assert!(add_event(&mut text, &own(&["b.txt", "c.txt"])));
        assert!(!add_event(&mut text, &own(&["d.txt", "a.txt"])));
        assert_eq!(text.to_string(), format!("{before}\n[[event]]\ncaptures = [\"b.txt\", \"c.txt\"]\n"));
        let mut inline: DocumentMut = "event = [{ captures = [\"a.txt\"] }]\n".parse().unwrap();
        assert!(add_event(&mut inline, &own(&["b.txt"])) && !add_event(&mut inline, &own(&["a.txt"])));
        assert_eq!(inline.to_string(), "event = [{ captures = [\"a.txt\"] }, { captures = [\"b.txt\"] }]\n");
        let mut none = DocumentMut::new();
        assert!(add_event(&mut none, &own(&["b.txt"])));
        assert_eq!(none.to_string(), "[[event]]\ncaptures = [\"b.txt\"]\n");
    }

    #[test]
    fn of_a_join_in_doubt_only_a_person_decides() {
        let events =
            Events { proposed: vec!["a.txt".to_owned()], otherwise: vec!["a.txt".to_owned(), "b.txt".to_owned()] };
        let finding = Finding { events: Some(events), ..finding(Kind::DoubtfulJoin, "captures = [\"a.txt\"]") };
        assert!(values(&[finding]).is_empty(), "it is no setting of a capture, and nothing takes it without asking");
    }
}
