//! In: the text of a file, or what a file says about the program that made it. Out: whether litopys made it.
//!
//! An edition is no source: its sentences are those of the captures that it was made from, and would count twice.
//!
//! Invariant: decides by what the outputs say themselves, never by the name of a file.

use super::UnreadReason;
use super::opened::Refused;
use crate::words::ProductLanguage;

/// How a page that litopys makes begins to say so (`layouts/site`, `layouts/page`), and within how many characters.
const PAGE_MARK: &str = "<meta name=\"generator\" content=\"litopys ";
const PAGE_HEAD: usize = 2048;

/// The name of this program in what it writes, before its version.
const PROGRAM: &str = "litopys ";
/// How the JSON of an edition begins: its fields in their order (`edition::Edition`), and within how many bytes.
const EDITION: [&str; 2] = ["\"schema\":", "\"producer\":\"litopys"];
const EDITION_HEAD: usize = 256;
/// How the tables begin, with the names of their columns (`export::tables`).
const TABLES: [&str; 4] = [
    "\"id\",\"chapter\",\"start\",\"end\",\"precision\",\"how\",\"reported\"",
    "\"id\",\"name\",\"sort\",\"role\",\"role_source\"",
    "\"event\",\"start\",\"end\",\"precision\",\"wording\"",
    "\"number\",\"publisher\",\"publisher_how\"",
];
/// What a calendar says of its program.
const CALENDAR: &str = "PRODID:-//litopys//";

/// Whether a program that made a file is litopys: `litopys 0.1.0`.
pub(crate) fn is_program(name: &str) -> bool {
    name.trim().starts_with(PROGRAM)
}

/// The result for a file that litopys made.
pub(crate) fn refused() -> Refused {
    let hint = "leave it out: the captures that it was made from are the sources";
    Refused::new(UnreadReason::OtherData, "litopys made it, so it is no source", hint)
}

/// Whether a text says that litopys made it: a page of a site, a whole edition as a page, as Markdown or as JSON, a table, a calendar.
pub(crate) fn is_own(text: &str) -> bool {
    is_page(text) || is_edition(text) || is_table(text) || is_calendar(text) || is_markdown(text)
}

/// The beginning of a text, of so many characters.
fn head(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn is_page(text: &str) -> bool {
    text.trim_start().starts_with('<') && head(text, PAGE_HEAD).contains(PAGE_MARK)
}

fn is_edition(text: &str) -> bool {
    let start: String = head(text, EDITION_HEAD).split_whitespace().collect();
    let rest = start.strip_prefix('{').and_then(|start| start.strip_prefix(EDITION[0]));
    rest.is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',').starts_with(EDITION[1]))
}

fn is_table(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}');
    // A project may have its tables written with another separator.
    let columns = first.replace([';', '\t'], ",");
    TABLES.iter().any(|known| columns.starts_with(known))
}

fn is_calendar(text: &str) -> bool {
    text.starts_with("BEGIN:VCALENDAR") && head(text, PAGE_HEAD).contains(CALENDAR)
}

/// Whether Markdown ends like that of an edition: a title, a line that names the program in one of the languages of editions, and the notes
/// of the sources.
fn is_markdown(text: &str) -> bool {
    if !text.starts_with("# ") || !text.contains("\n[^1]: ") {
        return false;
    }
    let names_program = |line: &str| {
        let Some((before, version)) = line.split_once(PROGRAM) else { return false };
        let is_version = version.ends_with('.') && version.chars().all(|c| c.is_ascii_digit() || c == '.');
        is_version && ProductLanguage::all().any(|language| language.lexicon().labels.made_with == before.trim_end())
    };
    text.lines().any(names_program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_litopys_made_is_known_by_its_mark() {
        let page = |head: &str| format!("<!DOCTYPE html><html><head>{head}</head><body><p>Слова</p></body></html>");
        assert!(is_own(&page("<meta name=\"generator\" content=\"litopys 0.1.0\"/>")));
        assert!(!is_own(&page("<meta name=\"generator\" content=\"WordPress 6\"/>")));
        assert!(!is_own(&page("<meta name=\"description\" content=\"litopys 0.1.0\"/>")));
        assert!(!is_own("Слова про litopys 0.1.0"));
        assert!(!is_own("Рядок <meta name=\"generator\" content=\"litopys 0.1\"> є на сторінках"));
        let late = "і".repeat(PAGE_HEAD);
        assert!(!is_own(&page(&format!("<title>{late}</title><meta name=\"generator\" content=\"litopys 0.1.0\"/>"))));
    }

    #[test]
    fn other_outputs_say_so_themselves_and_texts_about_them_do_not() {
        for (text, expected) in [
            ("{\n  \"schema\": 3,\n  \"producer\": \"litopys 0.1.0\"", true),
            ("{\"schema\": 3, \"producer\": \"other\"", false),
            ("{\"url\": \"x\", \"text\": \"\\\"producer\\\": \\\"litopys\\\"\"}", false),
            ("\u{feff}\"id\",\"name\",\"sort\",\"role\",\"role_source\",\"x\"\r\n", true),
            ("\"id\";\"name\";\"sort\";\"role\";\"role_source\"\r\n", true),
            ("\"id\",\"name\"\r\n", false),
            ("BEGIN:VCALENDAR\r\nPRODID:-//litopys//litopys 0.1.0//UK\r\n", true),
            ("BEGIN:VCALENDAR\r\nPRODID:-//other//UK\r\n", false),
            ("# Рада\n\nMade with litopys 0.1.0.\n\n[^1]: Вісник", true),
            ("# Рада\n\nСкладено програмою litopys 0.1.0.\n\n[^1]: Вісник", true),
            ("# Рада\n\nСкладено програмою litopys 0.1.0.\n", false),
            ("# Рада\n\nЗроблено в litopys 0.1.0.\n\n[^1]: Вісник", false),
        ] {
            assert_eq!(is_own(text), expected, "{text}");
        }
    }
}
