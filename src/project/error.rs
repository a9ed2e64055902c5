//! In: what is wrong with a project file, and where. Out: the message for the user, with a hint.
//!
//! Invariant: names the file, the line and the key if there is one, and the most similar valid one if there is one.

use std::path::PathBuf;

/// Why a project could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProjectError {
    /// The folder or file to read captures from does not exist.
    #[error("`{}`: no such file or folder\nhint: name a folder that holds captured pages", .0.display())]
    Missing(PathBuf),
    /// The project file could not be read.
    #[error("`{}`: {reason}\nhint: a project file is a text in UTF-8 that you may read", path.display())]
    Unreadable {
        /// The project file.
        path: PathBuf,
        /// Why it could not be read.
        reason: String,
    },
    /// The project file is invalid on a line.
    #[error("`{}`: line {line}: {problem}", path.display())]
    Invalid {
        /// The project file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong on the line.
        problem: Box<Problem>,
    },
    /// The period from arguments and project file ends before it begins.
    #[error("the period ends before it begins: {from} to {to}\nhint: the project file may set the other day")]
    Backwards {
        /// The first day.
        from: chrono::NaiveDate,
        /// The last day.
        to: chrono::NaiveDate,
    },
}

/// What is wrong on a line of a project file. A key has the name of its section in front: `chapter.match`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The text is not TOML.
    #[error("{}{message}\nhint: the file is written in TOML, see https://toml.io", at(key))]
    Syntax { key: Option<String>, message: String },
    /// The key does not exist.
    #[error("there is no key `{key}`\nhint: {}", nearest_or(nearest, known))]
    UnknownKey { key: String, nearest: Option<String>, known: Vec<String> },
    /// The value has the wrong type.
    #[error("`{key}` must be {expected}, not {found}\nhint: write for example `{example}`")]
    WrongType { key: String, expected: &'static str, found: String, example: String },
    /// The calendar has no such day.
    #[error("`{key}`: `{day}` is not a day of the calendar\nhint: {}", nearest.map_or_else(
        || "write a day as 2025-07-14".to_owned(), |day| format!("did you mean `{day}`?")))]
    ImpossibleDay { key: String, day: String, nearest: Option<chrono::NaiveDate> },
    /// The value is not one of the known ones.
    #[error("`{key}`: `{value}` is not {what}\nhint: {}", nearest_or(nearest, known))]
    UnknownValue { key: String, value: String, what: &'static str, nearest: Option<String>, known: Vec<String> },
    /// The period ends before it begins.
    #[error("`{key}`: {to} is before {from}, on which it begins\nhint: swap the two days")]
    Backwards { key: String, from: chrono::NaiveDate, to: chrono::NaiveDate },
    /// The path leads out of the project's folder.
    #[error(
        "`{key}`: `{value}` leads out of the project's folder\nhint: give a path below it, without `..`{}",
        or_named(key)
    )]
    Outside { key: String, value: String },
    /// A part of the path begins with a full stop.
    #[error("`{key}`: `{value}` is hidden\nhint: give a path in which no part begins with a full stop")]
    Hidden { key: String, value: String },
    /// The text is not a host.
    #[error("`{key}`: `{value}` is not a host\nhint: {}", nearest.as_ref().map_or_else(
        || "write it as in an address: `example.com`".to_owned(), |host| format!("did you mean `{host}`?")))]
    NoHost { key: String, value: String, nearest: Option<String> },
    /// The text is not a web address.
    #[error(
        "`{key}`: `{value}` is not a web address\nhint: write it as a browser shows it: `https://example.com/feed`"
    )]
    NoAddress { key: String, value: String },
    /// The text is not a time.
    #[error("`{key}`: `{value}` is not a time\nhint: write it as 2025-07-14T06:00:00Z")]
    NoTime { key: String, value: String },
    /// The text is not a colour.
    #[error("`{key}`: `{value}` is not a colour\nhint: write its red, green and blue: `#8c2f1b`")]
    NoColour { key: String, value: String },
    /// The colour has too little contrast with white paper.
    #[error(
        "`{key}`: `{value}` is too pale for text on white paper, its contrast {contrast} to 1\nhint: take a darker one, 4.5 to 1 or more"
    )]
    Pale { key: String, value: String, contrast: String },
    /// The value may appear once only.
    #[error("`{key}`: `{value}` is there twice\nhint: {hint}")]
    Twice { key: String, value: String, hint: &'static str },
    /// A required key is missing.
    #[error("`{key}` is missing\nhint: write for example `{example}`")]
    MissingKey { key: String, example: String },
}

fn at(key: &Option<String>) -> String {
    key.as_ref().map_or_else(String::new, |key| format!("`{key}`: "))
}

/// Another way to get a folder outside the project.
fn or_named(key: &str) -> &'static str {
    if matches!(key, "output" | "site.folder") { ", or name the folder with `-o`, which takes any" } else { "" }
}

fn nearest_or(nearest: &Option<String>, known: &[String]) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        // Only the list of time zones is too long to print.
        None if known.is_empty() => "the IANA list names zones like `Europe/Kyiv`".to_owned(),
        None => format!("one of {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    }
}

/// The name that `word` most likely stands for: the most similar one (Jaro–Winkler, at least 0.8, ignoring case). The first wins a tie. A
/// name with `/` is also compared by its last part, so `Kiyv` finds `Europe/Kyiv`.
pub(crate) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let word = word.to_lowercase();
    let similarity = |name: &str| {
        let name = name.to_lowercase();
        let last = name.rsplit('/').next().unwrap_or(&name);
        strsim::jaro_winkler(&word, &name).max(strsim::jaro_winkler(&word, last))
    };
    let mut best: Option<(f64, &str)> = None;
    for name in names {
        let score = similarity(name);
        if score >= 0.8 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_found_or_none() {
        let keys = ["title", "timezone", "as_of", "captures"];
        assert_eq!(nearest("titel", keys).as_deref(), Some("title"));
        assert_eq!(nearest("time_zone", keys).as_deref(), Some("timezone"));
        assert_eq!(nearest("as-of", keys).as_deref(), Some("as_of"));
        assert_eq!(nearest("weather", keys), None);
        assert_eq!(nearest("Kiyv", ["Europe/Kyiv", "Asia/Kuwait"]).as_deref(), Some("Europe/Kyiv"));
    }
}
