//! In: findings with corrections, a person's answers, and the project file. Out: the project file with what was accepted in it.
//!
//! Invariant: what stands in the file stays as it is, comments and all; it is written whole or not at all, and only if it can be read
//! again.

use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::{Events, Finding, Kind, merged};
use crate::cli::console::{Console, Failure};
use crate::files;
use crate::project::{self, Project};

/// The tables that correct captures, and the key that names one.
const TABLES: &str = "capture";
const FILE: &str = "file";
/// The tables that decide of events, and the key that names their captures.
const EVENTS: &str = "event";
const CAPTURES: &str = "captures";

/// What a person lets `check` write.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The capture whose corrections are meant; absent: those of all.
    pub only: Option<&'a str>,
    /// Everything that is proposed with a value is accepted, and nothing is asked.
    pub yes: bool,
}

/// A setting of one capture.
#[derive(Debug, Clone)]
struct Setting {
    key: String,
    /// Absent where only a person knows it.
    value: Option<Value>,
    /// The line as `check` prints it.
    line: String,
}

/// Writes the corrections that a person accepts into the project file. Returns whether every finding is settled by that.
pub fn apply(
    findings: &[Finding],
    asked: Asked,
    file: &Path,
    project: &Project,
    console: &mut Console,
) -> Result<bool, Failure> {
    let meant: Vec<&Finding> = findings.iter().filter(|one| asked.only.is_none_or(|name| is_of(one, name))).collect();
    if let (Some(name), true) = (asked.only, meant.is_empty()) {
        let hint = "`litopys check` prints the names of the pages that it has something to say of";
        return Err(Failure::file(name, "nothing is found of this page", hint));
    }
    let mut text = if files::is_file(file) { read(file)? } else { DocumentMut::new() };
    let (mut written, mut open) = (0, 0);
    let mut person = Person { yes: asked.yes, enough: false, answers: io::stdin().lock() };
    for about in meant.chunk_by(|one, other| one.path == other.path) {
        let settings = settings(about);
        let joins: Vec<(&Finding, &Events)> =
            about.iter().filter_map(|&one| Some((one, one.events.as_ref()?))).collect();
        open += usize::from(settings.is_empty() && joins.is_empty());
        if person.is_asked() && !(settings.is_empty() && joins.is_empty()) {
            tell(about, console)?;
        }
        for setting in settings {
            match person.decide(&setting, console)? {
                Some(value) => {
                    set(&mut text, &about[0].path, &setting.key, value);
                    written += 1;
                }
                None => open += 1,
            }
        }
        for (finding, events) in joins {
            match person.decide_events(finding, events, console)? {
                Some(captures) if add_event(&mut text, captures) => written += 1,
                _ => open += 1,
            }
        }
    }
    if written > 0 {
        write(file, &text, project, console)?;
    }
    console.remark(match open {
        0 => format!("{written} corrections written"),
        _ => format!("{written} corrections written, {open} left that nobody accepted or only a person can give"),
    })?;
    Ok(open == 0 && meant.len() == findings.len())
}

fn is_of(finding: &Finding, name: &str) -> bool {
    finding.path == name || finding.path.rsplit_once('#').is_some_and(|(file, _)| file == name)
}

fn read(file: &Path) -> Result<DocumentMut, Failure> {
    let bytes =
        files::read(file).map_err(|error| Failure::file(file.display(), files::plain(&error), "mend it first"))?;
    let text =
        String::from_utf8(bytes).map_err(|_| Failure::file(file.display(), "it is not UTF-8", "mend it first"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    text.parse().map_err(|error: toml_edit::TomlError| Failure::file(file.display(), error, "mend it first"))
}

/// Writes the file, if a project can be read from it.
fn write(file: &Path, text: &DocumentMut, project: &Project, console: &mut Console) -> Result<(), Failure> {
    let text = text.to_string();
    project::check_text(&text, file, &project.root).map_err(Failure::of)?;
    let written: (PathBuf, Vec<u8>) = (file.to_owned(), text.into_bytes());
    let length = written.1.len();
    files::write_whole(&[written]).map_err(Failure::of)?;
    console.wrote(file, length)
}

/// The settings that the findings of one capture propose, each key once.
fn settings(about: &[&Finding]) -> Vec<Setting> {
    // The first day of a range is no more than a guess, and a day far from all others is what is doubted: each is shown to the person,
    // and taken from nobody else.
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

/// Whether a proposal has its value: no empty text, and no pattern of a day.
fn is_complete(value: &Value) -> bool {
    value.as_str().is_none_or(|text| !text.is_empty() && text != super::DAY_PATTERN)
}

/// The problems of one capture, for the person who is to decide.
fn tell(about: &[&Finding], console: &mut Console) -> Result<(), Failure> {
    console.line(&about[0].path)?;
    about.iter().try_for_each(|finding| console.line(format_args!("  {}", finding.problem)))
}

/// Who decides what is written.
struct Person<R> {
    /// They accept whatever has a value.
    yes: bool,
    /// They want no more questions.
    enough: bool,
    answers: R,
}

impl<R: BufRead> Person<R> {
    fn is_asked(&self) -> bool {
        !self.yes && !self.enough
    }

    /// The value that is to be written, if any.
    fn decide(&mut self, setting: &Setting, console: &mut Console) -> Result<Option<Value>, Failure> {
        if self.yes {
            return Ok(setting.value.clone());
        }
        if self.enough {
            return Ok(None);
        }
        console.line(format_args!("    {}", setting.line))?;
        console.line(match setting.value {
            Some(_) => "  write it? y (yes), n (no), q (no more questions), or another value",
            None => "  its value? n (not now), q (no more questions)",
        })?;
        loop {
            let mut answer = String::new();
            let read = self.answers.read_line(&mut answer).unwrap_or_default();
            match (answer.trim(), &setting.value) {
                ("q", _) => self.enough = true,
                _ if read == 0 => self.enough = true,
                ("n" | "", _) => {}
                ("y", Some(value)) => return Ok(Some(value.clone())),
                (other, _) => match given(&setting.key, other) {
                    Some(value) => return Ok(Some(value)),
                    None => {
                        console.line(format_args!("  `{other}` is no value for `{}`; another?", setting.key))?;
                        continue;
                    }
                },
            }
            return Ok(None);
        }
    }
}

impl<R: BufRead> Person<R> {
    /// The captures of the event that is to be written, if any. Only a person knows of a join in doubt.
    fn decide_events<'a>(
        &mut self,
        finding: &Finding,
        events: &'a Events,
        console: &mut Console,
    ) -> Result<Option<&'a [String]>, Failure> {
        if !self.is_asked() {
            return Ok(None);
        }
        let lines = finding.correction.iter().flat_map(|text| text.lines());
        lines.into_iter().try_for_each(|line| console.line(format_args!("    {line}")))?;
        console.line("  write it? y (yes), o (the other way round), n (no), q (no more questions)")?;
        loop {
            let mut answer = String::new();
            let read = self.answers.read_line(&mut answer).unwrap_or_default();
            match answer.trim() {
                "y" => return Ok(Some(&events.proposed)),
                "o" => return Ok(Some(&events.otherwise)),
                "q" => self.enough = true,
                _ if read == 0 => self.enough = true,
                "n" | "" => {}
                other => {
                    console.line(format_args!("  `{other}` is no answer; another?"))?;
                    continue;
                }
            }
            return Ok(None);
        }
    }
}

/// Adds an event of these captures. Whether it could: a capture stands in one event only.
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
        // No other form of it can be read as a project, which is told when the file is checked.
        _ => false,
    }
}

/// A value that a person typed: with or without quotation marks where it is a text.
fn given(key: &str, typed: &str) -> Option<Value> {
    let parsed: Option<Value> = typed.parse().ok();
    match key {
        "published" => parsed.filter(|value| value.as_datetime().is_some_and(|day| day.date.is_some())),
        "leave_out" => parsed.filter(Value::is_bool),
        _ => Some(parsed.filter(Value::is_str).unwrap_or_else(|| Value::from(typed))),
    }
}

/// Sets a key of the capture's table; one that is not there is added at the end.
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
        // No other form of it can be read as a project, which is told when the file is checked.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::console::LogFormat;

    fn finding(kind: Kind, lines: &str) -> Finding {
        let correction = Some(super::super::correction_text("a.txt", lines));
        Finding { path: "a.txt".to_owned(), finding: kind, problem: String::new(), correction, events: None }
    }

    fn values(findings: &[Finding]) -> Vec<(String, Option<String>)> {
        let settings = settings(&findings.iter().collect::<Vec<_>>()).into_iter();
        settings.map(|one| (one.key, one.value.map(|value| value.to_string()))).collect()
    }

    #[test]
    fn what_only_a_person_knows_has_no_value() {
        let own = |text: &str| text.to_owned();
        let weak = finding(Kind::WeakDate, "published = 2025-07-14  # or another day");
        assert_eq!(values(&[weak]), [(own("published"), Some(own("2025-07-14")))]);
        let range = finding(Kind::DateRange, "published = 2025-07-14  # or another day");
        let unnamed = finding(Kind::NoSource, "source = \"\"  # who published it");
        assert_eq!(values(&[range, unnamed]), [(own("published"), None), (own("source"), None)]);
        let unknown = finding(Kind::Undated, super::super::UNKNOWN_DAY);
        assert_eq!(values(&[unknown]), [(own("published"), None)]);
    }

    #[test]
    fn a_setting_is_written_beside_what_is_there() {
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
    fn an_event_is_written_beside_what_is_there_and_a_capture_once() {
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

    #[test]
    fn a_person_joins_parts_or_leaves_what_is_in_doubt() {
        let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let events = Events { proposed: own(&["a.txt"]), otherwise: own(&["a.txt", "b.txt"]) };
        let finding = finding(Kind::DoubtfulJoin, "captures = [\"a.txt\"]");
        let mut console = Console::new(true, LogFormat::Text, None);
        let mut decided = |yes: bool, answers: &str| {
            let mut person = Person { yes, enough: false, answers: answers.as_bytes() };
            let taken = person.decide_events(&finding, &events, &mut console).unwrap().map(<[String]>::to_vec);
            (taken, person.enough)
        };
        assert_eq!(decided(false, "perhaps\ny\n"), (Some(events.proposed.clone()), false));
        assert_eq!(decided(false, "o\n"), (Some(events.otherwise.clone()), false));
        assert_eq!(decided(false, "n\n"), (None, false));
        assert_eq!(decided(false, "q\ny\n"), (None, true));
        assert_eq!(decided(false, ""), (None, true));
        assert_eq!(decided(true, "y\n"), (None, false), "`--yes` accepts no join");
    }
}
