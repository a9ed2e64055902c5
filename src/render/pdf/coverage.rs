//! In: the edition as data. Out: the same without characters that the fonts cannot print, and which these were.
//!
//! The rule applies to each user-perceived character (grapheme cluster, UAX 29) that no single family can print completely. White space of
//! any kind becomes a plain space. What nobody would see anyway is dropped: controls, zero-width and bidirectional marks, variation
//! selectors, tags, combining marks. The first other character becomes [`REPLACEMENT`], and the rest of the cluster is dropped. So an emoji
//! of five code points becomes one box. Private-use characters are replaced even if a font has them, because PDF/A forbids them without a
//! meaning.
//!
//! Invariant: a string that the fonts can print is never changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::{Map, Value};
use unicode_normalization::char::is_combining_mark;
use unicode_script::UnicodeScript;
use unicode_segmentation::UnicodeSegmentation;

use crate::characters::turns_direction;
use crate::passage::is_invisible;
use crate::render::families::Fonts;
use crate::warned::Warning;

/// Replaces a character that no font has.
pub(crate) const REPLACEMENT: char = '□';

/// Minimum number of boxes for which a text is replaced: a word. Set by hand.
const FEWEST_BOXES: usize = 4;
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

/// Cleans every string of an edition in place, except keys. A text of which most letters are lacking is replaced by the words of the edition
/// for it: nobody can read boxes.
pub(crate) fn clean(data: &mut Value, fonts: &Fonts) -> Tally {
    let mut tally = Tally::default();
    let instead = Instead::of(data);
    clean_into(data, fonts, &instead, &mut tally);
    tally
}

/// What stands for a text that cannot be printed.
#[derive(Default)]
struct Instead {
    /// With a place for the name of the script.
    of_script: String,
    /// For scripts without a name.
    of_other: String,
    /// The names of scripts, by their codes.
    scripts: Map<String, Value>,
}

impl Instead {
    /// The words of an edition. Empty for data without such words, in which every text is printed with boxes.
    fn of(data: &Value) -> Self {
        let words = &data["words"];
        let word = |key: &str| words[key].as_str().unwrap_or_default().to_owned();
        let scripts = words["scripts"].as_object().cloned().unwrap_or_default();
        Self { of_script: word("unprintable"), of_other: word("unprintable_other"), scripts }
    }

    /// What stands for a text after it was cleaned, if most of it would be boxes.
    fn of_text(&self, text: &str, cleaned: &str) -> Option<String> {
        let boxes = cleaned.chars().filter(|&c| c == REPLACEMENT).count();
        let letters = cleaned.chars().filter(|c| c.is_alphanumeric()).count();
        if self.of_other.is_empty() || boxes < FEWEST_BOXES || boxes <= letters {
            return None;
        }
        let mut scripts: BTreeMap<&str, usize> = BTreeMap::new();
        for script in text.chars().map(|c| c.script().short_name()) {
            *scripts.entry(script).or_default() += 1;
        }
        let named = scripts.into_iter().filter(|(script, _)| self.scripts.contains_key(*script));
        let most = named.max_by_key(|&(_, count)| count).and_then(|(script, _)| self.scripts[script].as_str());
        Some(most.map_or_else(|| self.of_other.clone(), |name| self.of_script.replace("{script}", name)))
    }
}

/// A text without unprintable characters.
pub(crate) fn clean_text(text: &str, fonts: &Fonts) -> String {
    printable(text, fonts, &mut Tally::default()).unwrap_or_else(|| text.to_owned())
}

fn clean_into(data: &mut Value, fonts: &Fonts, instead: &Instead, tally: &mut Tally) {
    match data {
        Value::String(text) => {
            if let Some(cleaned) = printable(text, fonts, tally) {
                *text = instead.of_text(text, &cleaned).unwrap_or(cleaned);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| clean_into(item, fonts, instead, tally)),
        Value::Object(fields) => fields.values_mut().for_each(|field| clean_into(field, fonts, instead, tally)),
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
    fn a_text_that_would_be_boxes_is_replaced_by_the_words_for_it() {
        let words =
            json!({ "unprintable": "[{script}]", "unprintable_other": "[other]", "scripts": { "Hang": "Korean" } });
        let set = |text: &str| {
            let mut data = json!({ "words": words.clone(), "text": text });
            clean(&mut data, &Fonts::built_in());
            data["text"].as_str().unwrap().to_owned()
        };
        assert_eq!(set("다리가 오늘 아침에 다시 열렸다 (KBS)"), "[Korean]");
        assert_eq!(set("ይህ ድልድይ ዛሬ ተከፍቷል"), "[other]");
        assert_eq!(set("The bridge 다리 is open, they say"), "The bridge □□ is open, they say");
        assert_eq!(set("東京"), "□□", "two letters may be a name");
        assert_eq!(cleaned("다리가 오늘 아침에 다시").0, "□□□ □□ □□□ □□", "without words");
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
