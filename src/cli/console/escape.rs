//! In: text that may come from a page. Out: the same text, escaped so that its reader takes it only as text.
//!
//! Invariant: text that is escaped for one place is not used in another.

use crate::characters::turns_direction;

/// Whether a terminal obeys the character instead of showing it: control characters, and characters that change the direction of the text
/// after them (UAX #9, explicit embeddings, overrides and isolates), which make a name look different.
fn is_obeyed(character: char) -> bool {
    character.is_control() || turns_direction(character)
}

/// The text with a mark for each character that a terminal obeys, except line ends and tabs.
pub(crate) fn lines(text: &str) -> String {
    text.chars()
        .map(|c| if is_obeyed(c) && !matches!(c, '\n' | '\t') { char::REPLACEMENT_CHARACTER } else { c })
        .collect()
}

/// The text as one line, with a mark for each character that a terminal obeys.
pub(crate) fn line(text: &str) -> String {
    text.chars().map(|c| if is_obeyed(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The same JSON without characters that a terminal obeys, and without the beginning of a workflow command. Outside of strings, line ends
/// are the only such characters.
pub(crate) fn json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '[' if escaped.ends_with("##") => escaped.push_str("\\u005b"),
            '\n' | '\t' => escaped.push(character),
            c if is_obeyed(c) => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Escapes the text of a workflow command.
pub(crate) fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    lines(&text)
}

/// Escapes a property value of a workflow command.
pub(crate) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Lines that contain no workflow command, neither in today's form (`::` in front) nor in the older one (`##[` anywhere).
pub(crate) fn no_command(lines: &str) -> String {
    let plain = |line: &str| {
        let line = line.replace("##[", "## [");
        if line.trim_start().starts_with("::") { format!("- {}", line.trim_start()) } else { line }
    };
    lines.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

/// One line of Markdown that prints exactly this text, with a backslash before each ASCII punctuation mark.
pub(crate) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars().map(|c| if is_obeyed(c) { ' ' } else { c }) {
        if character.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_turns_what_is_read() {
        assert_eq!(lines("a\u{202e}gpj.b\u{2066}c\u{9b}1m\td\n"), "a\u{fffd}gpj.b\u{fffd}c\u{fffd}1m\td\n");
        assert_eq!(line("a\nb\u{1b}c"), "a\u{fffd}b\u{fffd}c");
        let plain = "Міст, 日本, עברית\u{200f}, e\u{301}, 🙂\u{200d}🙂";
        assert_eq!((lines(plain), line(plain)), (plain.to_owned(), plain.to_owned()));
    }

    #[test]
    fn json_says_the_same_without_controls() {
        let text = "a\u{1b}[2J\u{7f}\u{9b}\u{202e}##[error]#[x]\u{2069} Міст";
        let written = serde_json::to_string(text).unwrap();
        let escaped = json(&written);
        assert!(!escaped.contains("##[") && escaped.chars().all(|c| !is_obeyed(c)), "{escaped}");
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
        assert_eq!(json("{\n\t\"а\": [1]\n}"), "{\n\t\"а\": [1]\n}");
    }

    #[test]
    fn a_page_cannot_mark_up_a_summary() {
        let text = "a|b <img src=x> [c](http://d)\n# e `f` *g*";
        let html = {
            let mut html = String::new();
            pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&markdown(text)));
            html
        };
        assert_eq!(html, "<p>a|b &lt;img src=x&gt; [c](http://d) # e `f` *g*</p>\n");
    }
}
