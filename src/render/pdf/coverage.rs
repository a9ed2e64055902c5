//! In: the edition as data. Out: the same without characters that the fonts cannot print, and which these were.
//!
//! The rule applies to each user-perceived character (grapheme cluster, UAX 29) that no single family can print completely. White space of
//! any kind becomes a plain space. What nobody would see anyway is dropped: controls, zero-width and bidirectional marks, variation
//! selectors, tags, combining marks. The first other character becomes [`REPLACEMENT`], and the rest of the cluster is dropped. So an emoji
//! of five code points becomes one box. Private-use characters are replaced even if a font has them, because PDF/A forbids them without a
//! meaning.
//!
//! Invariant: a string that the fonts can print is never changed.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::characters::turns_direction;
use crate::passage::is_invisible;
use crate::render::families::Fonts;
use crate::warned::Warning;

/// Replaces a character that no font has.
pub(crate) const REPLACEMENT: char = '□';

/// Maximum number of code points that are recorded of one replaced character. Set by hand.
const LONGEST: usize = 8;
/// Maximum number of replaced characters that a warning lists. Set by hand.
const LISTED: usize = 8;

/// How much an edition had to be changed for printing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// The user-perceived characters that became [`REPLACEMENT`], without repetitions.
    pub replaced: BTreeSet<String>,
    /// Number of invisible characters that were dropped.
    pub dropped: usize,
}

impl Tally {
    /// A warning if a reader would miss something. Dropped characters need none.
    pub fn warning(&self) -> Option<Warning> {
        let first: Vec<String> = self.codes().take(LISTED).collect();
        (!first.is_empty()).then(|| Warning {
            path: None,
            problem: format!(
                "the briefing's fonts lack {} characters, which are printed as `□`: {}{}",
                self.replaced.len(),
                first.join(", "),
                if self.replaced.len() > LISTED { ", …" } else { "" }
            ),
            hint: Some(
                "the EPUB keeps them; add a font that has them to `fonts` under `[design]` in the project file"
                    .to_owned(),
            ),
        })
    }

    /// The replaced characters as code points: `U+1F642`, or `U+0E01+0E33` if several code points make one character.
    pub fn codes(&self) -> impl Iterator<Item = String> {
        self.replaced.iter().map(|cluster| {
            let codes: Vec<String> = cluster.chars().map(|character| format!("{:04X}", u32::from(character))).collect();
            format!("U+{}", codes.join("+"))
        })
    }
}

/// Cleans every string of the data in place, except keys.
pub(crate) fn clean(data: &mut Value, fonts: &Fonts) -> Tally {
    let mut tally = Tally::default();
    clean_into(data, fonts, &mut tally);
    tally
}

/// A text without unprintable characters.
pub(crate) fn clean_text(text: &str, fonts: &Fonts) -> String {
    printable(text, fonts, &mut Tally::default()).unwrap_or_else(|| text.to_owned())
}

fn clean_into(data: &mut Value, fonts: &Fonts, tally: &mut Tally) {
    match data {
        Value::String(text) => {
            if let Some(cleaned) = printable(text, fonts, tally) {
                *text = cleaned;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| clean_into(item, fonts, tally)),
        Value::Object(fields) => fields.values_mut().for_each(|field| clean_into(field, fonts, tally)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The text in printable form. `None` if it is printable as it is.
fn printable(text: &str, fonts: &Fonts, tally: &mut Tally) -> Option<String> {
    if text.chars().all(is_everywhere) {
        return None;
    }
    let mut cleaned = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        if is_printable(cluster, fonts) {
            cleaned.push_str(cluster);
        } else {
            push_clean(cluster, fonts, &mut cleaned, tally);
        }
    }
    Some(cleaned)
}

/// Appends what is left of a cluster that cannot be printed.
fn push_clean(cluster: &str, fonts: &Fonts, cleaned: &mut String, tally: &mut Tally) {
    for character in cluster.chars() {
        if character.is_whitespace() {
            cleaned.push(' ');
        } else if is_unseen(character) {
            tally.dropped += 1;
        } else if is_printable(character.encode_utf8(&mut [0; 4]), fonts) {
            cleaned.push(character);
        } else {
            cleaned.push(REPLACEMENT);
            tally.replaced.insert(cluster.chars().take(LONGEST).collect());
            return;
        }
    }
}

/// Whether every embedded family has the character, so that it can be printed in any cluster.
fn is_everywhere(character: char) -> bool {
    KNOWN.get(character as usize).copied().unwrap_or_else(|| every_family_has(character))
}

/// Cached answers for common characters. Looking a character up in the fonts searches their lists each time.
static KNOWN: LazyLock<Vec<bool>> =
    LazyLock::new(|| (0..0x2200).map(|code| char::from_u32(code).is_some_and(every_family_has)).collect());

fn every_family_has(character: char) -> bool {
    !is_forbidden(character) && Fonts::built_in().coverage().all(|family| family.contains(character))
}

/// Whether one family has all of a cluster. Typst shapes a cluster with one font.
fn is_printable(cluster: &str, fonts: &Fonts) -> bool {
    !cluster.chars().any(is_forbidden)
        && fonts.coverage().any(|family| cluster.chars().all(|character| family.contains(character)))
}

/// Characters that make an export to PDF/A or PDF/UA fail whatever the fonts have: controls, byte order marks, noncharacters, private use.
/// Also line ends and direction marks, which Typst would obey.
fn is_forbidden(character: char) -> bool {
    character.is_control()
        || turns_direction(character)
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}' | '\u{e000}'..='\u{f8ff}')
        || character as u32 & 0xfffe == 0xfffe
        || character >= '\u{f0000}'
}

/// Whether a reader does not miss the character.
fn is_unseen(character: char) -> bool {
    is_invisible(character)
        || is_combining_mark(character)
        || matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180f}' | '\u{e0000}'..='\u{e0fff}')
        || character as u32 & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn cleaned(text: &str) -> (String, usize, usize) {
        let mut data = json!({ "text": [text] });
        let tally = clean(&mut data, &Fonts::built_in());
        (data["text"][0].as_str().unwrap().to_owned(), tally.replaced.len(), tally.dropped)
    }

    #[test]
    fn characters_of_the_fonts_are_unchanged() {
        for text in ["«Київ» — 5 ₴, № 7, ґанок; naïve café", "Ки\u{301}їв", "один\u{a0}два\u{202f}три", "пере\u{ad}нос"]
        {
            assert_eq!(cleaned(text), (text.to_owned(), 0, 0));
        }
    }

    #[test]
    fn each_missing_character_becomes_one_box() {
        assert_eq!(cleaned("так 👩‍👩‍👧 ні"), ("так □ ні".to_owned(), 1, 0));
        assert_eq!(cleaned("東京"), ("□□".to_owned(), 2, 0));
        assert_eq!(cleaned("\u{e000}\u{f0001}"), ("□□".to_owned(), 2, 0));
    }

    #[test]
    fn invisible_characters_are_dropped() {
        assert_eq!(cleaned("а\u{feff}б\u{0}в\u{7}г\u{fffe}"), ("абвг".to_owned(), 0, 4));
        assert_eq!(cleaned("1\u{fe0f}2"), ("12".to_owned(), 0, 1));
        assert_eq!(cleaned("а\tб\r\nв\u{2028}г"), ("а б  в г".to_owned(), 0, 0));
    }

    #[test]
    fn the_warning_names_what_was_replaced() {
        let tally = clean(&mut json!(["東 🙂 👩‍👧 🙂"]), &Fonts::built_in());
        assert_eq!(tally.codes().collect::<Vec<_>>(), ["U+6771", "U+1F469+200D+1F467", "U+1F642"]);
        let problem = tally.warning().unwrap().problem;
        assert!(problem.contains("lack 3 characters") && problem.ends_with("U+1F642"), "{problem}");
    }

    #[test]
    fn the_replacement_can_be_printed() {
        assert!(is_printable("□", &Fonts::built_in()));
    }
}
