//! In: the sources of an edition. Out: a short key for each, by which documents cite it.
//!
//! Invariant: keys consist of ASCII letters, digits and hyphens, and are unique. A source keeps its key in other editions, as long as its
//! capture and its headline do not change.

use std::collections::BTreeMap;

use any_ascii::any_ascii;

use crate::edition::SourceEntry;

/// Maximum number of headline words in a key, and of characters in these words. Set by hand.
const WORDS: usize = 4;
const LETTERS: usize = 32;
/// Number of digits from the capture's digest. 32 bits: among 1,000 captures two share them with a probability of 1 in 8,600.
const DIGITS: usize = 8;

/// The keys in the order of the sources: `na-rosi-vidkryly-mist-1a2b3c4d`.
pub(crate) fn keys(sources: &[SourceEntry]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut unique = |key: String| {
        let times = seen.entry(key.clone()).or_default();
        *times += 1;
        if *times == 1 { key } else { format!("{key}-{times}") }
    };
    sources.iter().map(key).map(&mut unique).collect()
}

fn key(source: &SourceEntry) -> String {
    let latin = any_ascii(&source.headline.text).to_ascii_lowercase();
    let words = latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let digest: String = source.digest.chars().filter(char::is_ascii_hexdigit).take(DIGITS).collect();
    let mut key = String::new();
    for word in words.take(WORDS).take_while(|word| word.len() <= LETTERS) {
        if key.len() + word.len() <= LETTERS {
            key.push_str(word);
            key.push('-');
        }
    }
    // A page without a digest gets its number. A build makes no such page.
    if digest.is_empty() { format!("{key}{}", source.number) } else { key + &digest }
}
