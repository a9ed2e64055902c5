//! In: a word. Out: the form under which two words count as one, and whether it is a stop word of a language that litopys reads.
//!
//! Invariant: hangs on nothing but the word.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::lang;
use crate::letters::Letter;

/// A word as it is compared: lower case, one apostrophe, no stress marks.
pub fn fold(word: &str) -> String {
    let lower = word.chars().filter(|&c| !c.is_mark()).map(char::lower);
    lower.map(|c| if is_apostrophe(c) { '\'' } else { c }).collect()
}

/// Whether a folded word is a stop word of a language that litopys reads.
pub fn is_stop(folded: &str) -> bool {
    static WORDS: OnceLock<HashSet<String>> = OnceLock::new();
    let names = || lang::packs().iter().filter_map(|pack| pack.profile.stop_words.as_deref());
    let lists = || names().flat_map(stop_words::get);
    let words = || lists().map(|word| fold(word)).collect();
    WORDS.get_or_init(words).contains(folded)
}

/// Whether a character is an apostrophe as it stands inside of words.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`')
}
