//! In: text that may come from a page. Out: the same where it can be taken for nothing but text.
//!
//! Invariant: what is escaped for one place is not used in another.

/// The text without control characters but ends of lines and tabs.
pub fn lines(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { char::REPLACEMENT_CHARACTER } else { c })
        .collect()
}

/// The text of a workflow command.
pub fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    lines(&text)
}

/// The value of a property of a workflow command.
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Lines beside workflow commands: none begins one, in the form of today (`::` in front) or the older one (`##[` anywhere).
pub fn no_command(lines: &str) -> String {
    let plain = |line: &str| {
        let line = line.replace("##[", "## [");
        if line.trim_start().starts_with("::") { format!("- {}", line.trim_start()) } else { line }
    };
    lines.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

/// One line of Markdown that prints the text and nothing else: a backslash before each mark of ASCII.
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
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
