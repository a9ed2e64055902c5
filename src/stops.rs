//! In: a word. Out: the form in which words are compared, and whether it is a stop word of a supported language.
//!
//! Invariant: depends only on the word.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::lang;
use crate::letters::Letter;

/// The form in which a word is compared: lower case, one kind of apostrophe, no stress marks.
pub fn fold(word: &str) -> String {
    let lower = word.chars().filter(|&c| !c.is_mark()).map(char::lower);
    lower.map(|c| if is_apostrophe(c) { '\'' } else { c }).collect()
}

/// Whether a folded word is a stop word of a supported language.
pub(crate) fn is_stop(folded: &str) -> bool {
    static WORDS: OnceLock<HashSet<String>> = OnceLock::new();
    let names = || lang::packs().iter().filter_map(|pack| pack.profile.stop_words.as_deref());
    let lists = || names().flat_map(stop_words::get);
    let words = || lists().map(|word| fold(word)).collect();
    WORDS.get_or_init(words).contains(folded)
}

/// Whether a character is an apostrophe inside a word.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`')
}
