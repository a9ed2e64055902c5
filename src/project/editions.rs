//! In: the `[editions]` table of a project file. Out: how the files of an edition are named, how many editions are kept, who makes them, and
//! how often.
//!
//! Invariant: a name that is the same for every edition, or that contains a folder, is an error.

use super::choose;
use super::error::ProjectError;
use super::section::Section;

const KEYS: [&str; 5] = ["file_name", "keep", "editor", "contact", "every"];
/// The placeholders that a name may hold.
const PLACES: [&str; 2] = ["{number}", "{as_of}"];

/// What is done with editions other than the newest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Editions {
    /// The name under which each edition is also written. Absent: editions are not written separately.
    pub file_name: Option<NamePattern>,
    /// Number of editions whose files are kept. Absent: all are kept.
    pub keep: Option<u32>,
    /// Who makes the editions.
    pub editor: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
    /// How often there is an edition.
    pub every: Option<Every>,
}

/// How often there is an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[derive(strum::EnumMessage, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Every {
    /// Each day.
    Day,
    /// Each week.
    Week,
    /// Each month, on the same day or the last one.
    Month,
}

/// A file name with placeholders for the number and the day of an edition: `briefing-{number}-{as_of}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePattern(String);

impl NamePattern {
    fn parse(text: &str) -> Option<Self> {
        let rest = PLACES.iter().fold(text.to_owned(), |rest, place| rest.replace(place, ""));
        let is_plain = |c: char| !c.is_control() && !"{}/\\:*?\"<>|".contains(c);
        // Without a letter of its own the name could be that of a capture.
        let is_own = rest.len() < text.len() && rest.chars().any(char::is_alphabetic);
        let fits = is_own && rest.chars().all(is_plain) && !text.starts_with('.');
        fits.then(|| Self(text.to_owned()))
    }

    /// The name of an edition's file. `written` is the file name of the newest edition, which gives the extension. If the day is not known,
    /// its placeholder becomes empty.
    pub fn name(&self, number: u32, as_of: &str, written: &str) -> String {
        let name = self.0.replace(PLACES[0], &number.to_string()).replace(PLACES[1], as_of);
        format!("{name}.{}", ending(written))
    }

    /// Whether a name can be that of an edition's file. `written` is the file name of the newest edition.
    pub fn made(&self, name: &str, written: &str) -> bool {
        let Some(name) = name.strip_suffix(ending(written)).and_then(|name| name.strip_suffix('.')) else {
            return false;
        };
        let pattern = regex::escape(&self.0)
            .replace(r"\{number\}", "[0-9]+")
            .replace(r"\{as_of\}", "([0-9]{4}-[0-9]{2}-[0-9]{2})?");
        regex::Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|pattern| pattern.is_match(name))
    }
}

/// Everything after the first full stop of a name.
fn ending(name: &str) -> &str {
    name.split_once('.').map_or("", |(_, ending)| ending)
}

/// Reads the table, if there is one.
pub(crate) fn editions(top: &Section<'_>) -> Result<Editions, ProjectError> {
    let Some(section) = top.section("editions", &KEYS)? else { return Ok(Editions::default()) };
    let examples = ["briefing-{number}", "briefing-{as_of}", "briefing-{number}-{as_of}"];
    let what = "a file name with a place for the number or the day";
    Ok(Editions {
        file_name: section.choice("file_name", what, &examples, NamePattern::parse)?,
        keep: section.number("keep")?,
        editor: section.text("editor")?,
        contact: section.text("contact")?,
        every: choose(&section, "every", "a known period")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_needs_a_place_and_no_folder() {
        let name = |text: &str| Some(NamePattern::parse(text)?.name(3, "2025-07-14", "briefing.csl.json"));
        assert_eq!(name("випуск {number} ({as_of})").as_deref(), Some("випуск 3 (2025-07-14).csl.json"));
        for bad in ["{as_of}", "briefing", "a/{number}", "{title}-{number}", "..{number}", "{number}\n", "{number}{"] {
            assert_eq!(name(bad), None, "{bad}");
        }
    }

    #[test]
    fn files_of_editions_are_recognized_by_their_names() {
        let pattern = NamePattern::parse("c.{number} ({as_of})").unwrap();
        for (name, made) in [
            (pattern.name(12, "2025-07-14", "briefing.csl.json"), true),
            (pattern.name(1, "", "briefing.csl.json"), true),
            ("c.12 (2025-07-14).json".to_owned(), false),
            ("c.x (2025-07-14).csl.json".to_owned(), false),
            ("cc12 (2025-07-14).csl.json".to_owned(), false),
        ] {
            assert_eq!(pattern.made(&name, "briefing.csl.json"), made, "{name}");
        }
    }
}
