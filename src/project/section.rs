//! In: the text of a project file. Out: its sections, which return values of the requested type.
//!
//! Invariant: holds no default and no key of its own. Each value that does not fit is an error with its line and key.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::error::{Problem, ProjectError, nearest};
use crate::files::has_hidden;
use crate::time::iso;

/// A project file that is valid TOML.
pub(crate) struct Document<'a> {
    path: &'a Path,
    text: &'a str,
    table: DeTable<'a>,
}

/// One table of a project file: the whole file, or one `[[chapter]]`.
pub(crate) struct Section<'a> {
    document: &'a Document<'a>,
    table: &'a DeTable<'a>,
    /// The prefix of its keys in messages: `chapter.`.
    prefix: String,
    line: usize,
}

impl<'a> Document<'a> {
    /// Parses `text`, the content of the file at `path`.
    pub(crate) fn parse(path: &'a Path, text: &'a str) -> Result<Self, ProjectError> {
        match DeTable::parse(text) {
            Ok(table) => Ok(Self { path, text, table: table.into_inner() }),
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start);
                let line = line_of(text, start);
                let problem = syntax(text.lines().nth(line.saturating_sub(1)).unwrap_or(""), error.message());
                Err(ProjectError::Invalid { path: path.to_owned(), line, problem: problem.into() })
            }
        }
    }

    /// The whole file as a section. Keys other than `keys` are an error.
    pub(crate) fn top(&'a self, keys: &[&str]) -> Result<Section<'a>, ProjectError> {
        let section = Section { document: self, table: &self.table, prefix: String::new(), line: 1 };
        section.refuse_others(keys)?;
        Ok(section)
    }

    fn error(&self, span: Range<usize>, problem: Problem) -> ProjectError {
        ProjectError::Invalid {
            path: self.path.to_owned(),
            line: line_of(self.text, span.start),
            problem: problem.into(),
        }
    }
}

impl<'a> Section<'a> {
    /// A non-empty text.
    pub(crate) fn text(&self, key: &str) -> Result<Option<String>, ProjectError> {
        self.value(key, "a text that is not empty", "\"…\"", |value| {
            value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
        })
    }

    /// A required text.
    pub(crate) fn required(&self, key: &str, example: &str) -> Result<String, ProjectError> {
        let missing = || Problem::MissingKey { key: self.name(key), example: example.to_owned() };
        self.text(key)?.ok_or_else(|| self.on_own_line(missing()))
    }

    /// A required list of at least one text.
    pub(crate) fn required_texts(&self, key: &str, example: &str) -> Result<Vec<String>, ProjectError> {
        let missing = || Problem::MissingKey { key: self.name(key), example: example.to_owned() };
        let texts = self.texts(key)?.ok_or_else(|| self.on_own_line(missing()))?;
        if texts.is_empty() { Err(self.on_line_of(key, missing())) } else { Ok(texts) }
    }

    /// `true` or `false`.
    pub(crate) fn truth(&self, key: &str) -> Result<Option<bool>, ProjectError> {
        self.value(key, "true or false", "true", DeValue::as_bool)
    }

    /// A whole number from 1 up.
    pub(crate) fn number(&self, key: &str) -> Result<Option<u32>, ProjectError> {
        self.value(key, "a whole number from 1 up", "12", |value| {
            let number = value.as_integer()?;
            u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|&number| number > 0)
        })
    }

    /// A required whole number from 1 up.
    pub(crate) fn required_number(&self, key: &str, example: &str) -> Result<u32, ProjectError> {
        let missing = || Problem::MissingKey { key: self.name(key), example: example.to_owned() };
        self.number(key)?.ok_or_else(|| self.on_own_line(missing()))
    }

    /// Whether the value of a key is a table.
    pub(crate) fn is_table(&self, key: &str) -> bool {
        self.entry(key).is_some_and(|(_, value)| value.get_ref().as_table().is_some())
    }

    /// A list of texts.
    pub(crate) fn texts(&self, key: &str) -> Result<Option<Vec<String>>, ProjectError> {
        self.value(key, "a list of texts", "[\"…\", \"…\"]", |value| {
            value.as_array()?.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
        })
    }

    /// A point on the Earth: its latitude and longitude in degrees.
    pub(crate) fn point(&self, key: &str) -> Result<Option<(f64, f64)>, ProjectError> {
        let expected = "a latitude from -90 to 90 and a longitude from -180 to 180";
        self.value(key, expected, "[49.4285, 32.0621]", |value| {
            let degrees = |value: &DeValue| match value {
                DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
                DeValue::Integer(number) => number.as_str().parse().ok().filter(|_| number.radix() == 10),
                _ => None,
            };
            let both: Vec<f64> = value.as_array()?.iter().map(|item| degrees(item.get_ref())).collect::<Option<_>>()?;
            match both[..] {
                [latitude, longitude] if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 => {
                    Some((latitude, longitude))
                }
                _ => None,
            }
        })
    }

    /// A day, written as a TOML date or as a text: `2025-07-14`.
    pub(crate) fn day(&self, key: &str) -> Result<Option<NaiveDate>, ProjectError> {
        let written = self.value(key, "a day", "2025-07-14", |value| match value {
            DeValue::Datetime(datetime) if datetime.time.is_none() => Some(datetime.to_string()),
            DeValue::String(text) => Some(text.to_string()),
            _ => None,
        })?;
        let Some(day) = written else { return Ok(None) };
        let impossible =
            || Problem::ImpossibleDay { key: self.name(key), nearest: iso::nearest_day(&day), day: day.clone() };
        iso::day(&day).map(Some).ok_or_else(|| self.on_line_of(key, impossible()))
    }

    /// A day that is not before the day of another key.
    pub(crate) fn day_from(&self, from: &str, key: &str) -> Result<Option<NaiveDate>, ProjectError> {
        match (self.day(from)?, self.day(key)?) {
            (Some(from), Some(to)) if from > to => {
                Err(self.on_line_of(key, Problem::Backwards { key: self.name(key), from, to }))
            }
            (_, day) => Ok(day),
        }
    }

    /// A text from a list of names. `find` converts it to a value.
    pub(crate) fn choice<T>(
        &self,
        key: &str,
        what: &'static str,
        names: &[&str],
        find: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, ProjectError> {
        let Some(value) = self.text(key)? else { return Ok(None) };
        self.chosen(key, what, names, &value, find).map(Some)
    }

    /// A list of texts, each from a list of names.
    pub(crate) fn choices<T>(
        &self,
        key: &str,
        what: &'static str,
        names: &[&str],
        find: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<Vec<T>>, ProjectError> {
        let Some(values) = self.texts(key)? else { return Ok(None) };
        values.iter().map(|value| self.chosen(key, what, names, value, &find)).collect::<Result<_, _>>().map(Some)
    }

    /// The texts of a table `key = { … }` in file order, at least one. `find` converts each key to a value. `None` if there is no such
    /// table.
    pub(crate) fn keyed_texts<T>(
        &self,
        key: &str,
        what: &'static str,
        names: &[&str],
        find: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<Vec<(T, String)>>, ProjectError> {
        let Some((span, value)) = self.entry(key) else { return Ok(None) };
        let Some(table) = value.get_ref().as_table() else { return Ok(None) };
        let line = line_of(self.document.text, span.start);
        let inner = Section { document: self.document, table, prefix: self.name(key) + ".", line };
        let mut keys: Vec<_> = table.keys().collect();
        keys.sort_by_key(|key| key.span().start);
        let keyed = |key: &&Spanned<DeString<'_>>| {
            let key = key.get_ref().as_ref();
            let found = inner.chosen(key, what, names, key, &find)?;
            Ok(inner.text(key)?.map(|text| (found, text)))
        };
        let texts: Vec<_> = keys.iter().filter_map(|key| keyed(key).transpose()).collect::<Result<_, _>>()?;
        let example = || format!("{key} = {{ {} = \"…\" }}", names.first().unwrap_or(&"…"));
        let missing = || Problem::MissingKey { key: self.name(key), example: example() };
        if texts.is_empty() { Err(self.on_line_of(key, missing())) } else { Ok(Some(texts)) }
    }

    /// Paths below the project's folder.
    pub(crate) fn paths(&self, key: &str) -> Result<Option<Vec<PathBuf>>, ProjectError> {
        let Some(paths) = self.texts(key)? else { return Ok(None) };
        paths.into_iter().map(|path| self.below(key, path)).collect::<Result<_, _>>().map(Some)
    }

    /// A path below the project's folder.
    pub(crate) fn path(&self, key: &str) -> Result<Option<PathBuf>, ProjectError> {
        self.text(key)?.map(|path| self.below(key, path)).transpose()
    }

    /// A path below the project's folder that has no hidden parts. Version control keeps secrets in hidden folders.
    fn below(&self, key: &str, value: String) -> Result<PathBuf, ProjectError> {
        let (path, name) = (PathBuf::from(&value), || self.name(key));
        match is_below(&value) {
            false => Err(self.on_line_of(key, Problem::Outside { key: name(), value })),
            true if has_hidden(&path) => Err(self.on_line_of(key, Problem::Hidden { key: name(), value })),
            true => Ok(path),
        }
    }

    /// The section `[key]`, if there is one. Keys other than `keys` are an error.
    pub(crate) fn section(&self, key: &str, keys: &[&str]) -> Result<Option<Section<'a>>, ProjectError> {
        let Some((span, value)) = self.entry(key) else { return Ok(None) };
        let example = || format!("[{key}]");
        let table = value.get_ref().as_table().ok_or_else(|| self.wrong_type(key, "a table", &example(), value))?;
        let line = line_of(self.document.text, span.start);
        let section = Section { document: self.document, table, prefix: self.name(key) + ".", line };
        section.refuse_others(keys)?;
        Ok(Some(section))
    }

    /// The sections `[[key]]`. Keys other than `keys` are an error.
    pub(crate) fn sections(&self, key: &str, keys: &[&str]) -> Result<Vec<Section<'a>>, ProjectError> {
        let Some((_, value)) = self.entry(key) else { return Ok(Vec::new()) };
        let wrong = |value: &Spanned<DeValue<'_>>| {
            let example = format!("[[{key}]]");
            self.wrong_type(key, "a list of tables", &example, value)
        };
        let items = value.get_ref().as_array().ok_or_else(|| wrong(value))?;
        let section = |item: &'a Spanned<DeValue<'a>>| {
            let table = item.get_ref().as_table().ok_or_else(|| wrong(item))?;
            let line = line_of(self.document.text, item.span().start);
            let section = Section { document: self.document, table, prefix: format!("{key}."), line };
            section.refuse_others(keys)?;
            Ok(section)
        };
        items.iter().map(section).collect()
    }

    fn name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    fn entry(&self, key: &str) -> Option<(Range<usize>, &'a Spanned<DeValue<'a>>)> {
        let (name, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        Some((name.span(), value))
    }

    fn value<T>(
        &self,
        key: &str,
        expected: &'static str,
        example: &str,
        read: impl Fn(&DeValue<'a>) -> Option<T>,
    ) -> Result<Option<T>, ProjectError> {
        let Some((_, value)) = self.entry(key) else { return Ok(None) };
        let example = format!("{key} = {example}");
        read(value.get_ref()).map(Some).ok_or_else(|| self.wrong_type(key, expected, &example, value))
    }

    fn wrong_type(
        &self,
        key: &str,
        expected: &'static str,
        example: &str,
        value: &Spanned<DeValue<'_>>,
    ) -> ProjectError {
        let found = described(value.get_ref());
        let problem = Problem::WrongType { key: self.name(key), expected, found, example: example.to_owned() };
        self.document.error(value.span(), problem)
    }

    fn chosen<T>(
        &self,
        key: &str,
        what: &'static str,
        names: &[&str],
        value: &str,
        find: impl Fn(&str) -> Option<T>,
    ) -> Result<T, ProjectError> {
        let unknown = || {
            // Nobody reads through the names of 600 time zones.
            let known = if names.len() > 12 { &[] } else { names };
            Problem::UnknownValue {
                key: self.name(key),
                value: value.to_owned(),
                what,
                nearest: nearest(value, names.iter().copied()),
                known: known.iter().map(|&name| name.to_owned()).collect(),
            }
        };
        find(value).ok_or_else(|| self.on_line_of(key, unknown()))
    }

    fn refuse_others(&self, keys: &[&str]) -> Result<(), ProjectError> {
        let mut others: Vec<_> = self.table.keys().filter(|name| !keys.contains(&name.get_ref().as_ref())).collect();
        others.sort_by_key(|name| name.span().start);
        let Some(other) = others.first() else { return Ok(()) };
        let known = keys.iter().map(|&key| key.to_owned()).collect();
        let nearest = nearest(other.get_ref(), keys.iter().copied());
        let problem = Problem::UnknownKey { key: self.name(other.get_ref()), nearest, known };
        Err(self.document.error(other.span(), problem))
    }

    /// The error for a problem with the value of a key, on its line.
    pub(crate) fn on_line_of(&self, key: &str, problem: Problem) -> ProjectError {
        let span = self.entry(key).map_or(0..0, |(span, _)| span);
        self.document.error(span, problem)
    }

    fn on_own_line(&self, problem: Problem) -> ProjectError {
        ProjectError::Invalid { path: self.document.path.to_owned(), line: self.line, problem: problem.into() }
    }
}

/// Whether a text is a complete web address.
pub(crate) fn is_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Whether a path stays below the folder that it starts in.
fn is_below(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|&byte| byte == b'\n').count().saturating_add(1)
}

/// The problem with a line that is not TOML: an impossible day if the line holds one, else the parser's message.
fn syntax(line: &str, message: &str) -> Problem {
    let (key, value) = match line.split_once('=') {
        Some((key, value)) => (Some(key.trim().to_owned()), value.trim()),
        None => (None, ""),
    };
    let value = value.split('#').next().unwrap_or("").trim();
    match (key, iso::nearest_day(value)) {
        (Some(key), Some(day)) if day.to_string() != value => {
            Problem::ImpossibleDay { key, day: value.to_owned(), nearest: Some(day) }
        }
        (key, _) => Problem::Syntax { key, message: message.to_owned() },
    }
}

fn described(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text \"{text}\""),
        DeValue::Integer(number) => format!("the number {}", number.as_str()),
        DeValue::Float(number) => format!("the number {}", number.as_str()),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(datetime) => format!("the date {datetime}"),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}
