//! In: a text. Out: the text without the characters that XML forbids or that change the direction of the text around them; and whether a
//! reader would see any of it.
//!
//! Invariant: a text of allowed characters is returned unchanged. The text of an output is read in the order in which it is stored.

use std::borrow::Cow;

use quick_xml::events::BytesRef;

use crate::passage::is_invisible;

/// Whether a text is invisible: white space, invisible characters, and characters that [`clean`] drops.
pub(crate) fn is_unseen(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c) || !is_allowed(c))
}

/// Whether a character changes the direction of the text after it (UAX #9: explicit embeddings, overrides and isolates), so that the text
/// is displayed in another order.
pub(crate) fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Drops the characters that XML 1.0 forbids, the control characters and noncharacters that it discourages (section 2.2), and those that
/// change the direction.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|&c| is_allowed(c)).collect())
    }
}

/// Escapes a text for XML, and drops what [`clean`] drops.
pub(crate) fn escape(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn is_allowed(character: char) -> bool {
    let code = u32::from(character);
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{fdd0}'..='\u{fdef}' => false,
        _ => !character.is_control() && code & 0xfffe != 0xfffe && !turns_direction(character),
    }
}

/// The character of an XML reference: numeric, or one of the five names of XML.
pub(crate) fn of_reference(name: &BytesRef) -> Option<char> {
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}

/// Removes the characters that change the direction from the text of a page of markup. Inside tags, which contain file names, they are
/// written as references, so that the names stay the same.
pub(crate) fn markup(page: String) -> String {
    if !page.contains(turns_direction) {
        return page;
    }
    let mut written = String::with_capacity(page.len());
    let mut is_tag = false;
    for character in page.chars() {
        is_tag = character == '<' || is_tag && character != '>';
        match turns_direction(character) {
            false => written.push(character),
            true if is_tag => written.push_str(&format!("&#x{:X};", u32::from(character))),
            true => {}
        }
    }
    written
}

/// JSON with the same content, in which the characters that change the direction are escaped as `\uXXXX`. They only occur in strings.
pub(crate) fn json(json: Vec<u8>) -> Vec<u8> {
    let text = match String::from_utf8(json) {
        Ok(text) if text.contains(turns_direction) => text,
        Ok(text) => return text.into_bytes(),
        Err(other) => return other.into_bytes(),
    };
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        match turns_direction(character) {
            false => written.push(character),
            true => written.push_str(&format!("\\u{:04x}", u32::from(character))),
        }
    }
    written.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::{clean, is_unseen, json, markup};

    #[test]
    fn forbidden_characters_go_and_others_stay() {
        assert_eq!(clean("а\u{0}\u{1b}\u{85}\u{fffe}\u{1ffff}\u{fdd0}б"), "аб");
        assert_eq!(clean("а\tб\nв 🙂 \u{e000}\u{2028}"), "а\tб\nв 🙂 \u{e000}\u{2028}");
    }

    #[test]
    fn nothing_turns_the_direction_of_what_is_read() {
        assert_eq!(clean("а\u{202e}б\u{2066}в\u{200f}г"), "абв\u{200f}г");
        let page = "<p data-path=\"a\u{202e}b.txt\">a\u{202e}b &lt; c\u{2069}</p>".to_owned();
        assert_eq!(markup(page), "<p data-path=\"a&#x202E;b.txt\">ab &lt; c</p>");
        assert_eq!(markup("<p>אב ab</p>".to_owned()), "<p>אב ab</p>");
        assert_eq!(json("{\"a\": \"b\u{202e}ו\"}".into()), "{\"a\": \"b\\u202eו\"}".as_bytes());
    }

    #[test]
    fn invisible_text_is_distinguished_from_visible_text() {
        for text in ["", " \u{a0}\n", "\u{200b}\u{feff}", "\u{0}\u{85}", "\u{ad}\u{202e} \u{2066}"] {
            assert!(is_unseen(text), "{text:?}");
        }
        for text in ["а", "\u{200b}.", "\u{301}", "🙂", "\u{e000}"] {
            assert!(!is_unseen(text), "{text:?}");
        }
    }
}
