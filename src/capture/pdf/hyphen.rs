//! In: the lines of a document. Out: lines joined to one text, without the hyphens that only divide a word at a line's end.
//!
//! A hyphen at the end of a line may divide a word (`tun-` `nel`) or belong to it (`well-` `known`). What the document writes elsewhere
//! decides. Where it says nothing, the number of hyphens at its line ends decides: a document that divides words has many.
//!
//! Invariant: no letter is added or taken away.

use rustc_hash::FxHashSet;

use super::lines::Line;

/// The sign that shows a place where a word may be divided.
const SOFT: char = '\u{ad}';
/// The share of lines that end with a hyphen, in hundredths, from which a document divides words, and the fewest such lines. Of five real
/// pages that were not divided, the lines ended with a hyphen of their own in at most five of a hundred; a text in columns is divided in
/// ten to thirty.
const DIVIDES: usize = 7;
const FEWEST: usize = 3;

/// What a document says about its hyphens.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    /// Words within lines, in lower case, with their hyphens.
    words: FxHashSet<String>,
    /// Whether words are divided at line ends.
    divides: bool,
}

impl Hyphens {
    /// Examines the lines of a document.
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut words = FxHashSet::default();
        for line in lines {
            let count = line.text.split(' ').count();
            let inside = line
                .text
                .split(' ')
                .enumerate()
                .filter(|&(at, word)| at > 0 && (at.saturating_add(1) < count || !is_hyphenated(word)));
            words.extend(inside.map(|(_, word)| plain(word)));
        }
        let mut hyphens = Self { words, divides: false };
        let (mut divided, mut whole, mut open) = (0_usize, 0_usize, 0_usize);
        for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
            let Some((first, second)) = parts(&line.text, &next.text) else { continue };
            match hyphens.known(&first, &second) {
                Some(true) => divided = divided.saturating_add(1),
                Some(false) => whole = whole.saturating_add(1),
                None => open = open.saturating_add(1),
            }
        }
        let is_often = open.saturating_add(divided).saturating_mul(100) >= lines.len().saturating_mul(DIVIDES);
        hyphens.divides = divided > whole || (whole == 0 && open >= FEWEST && is_often);
        hyphens
    }

    /// Whether the document elsewhere writes the word without the hyphen (`true`) or with it (`false`).
    fn known(&self, first: &str, second: &str) -> Option<bool> {
        if self.words.contains(&format!("{first}-{second}")) {
            return Some(false);
        }
        self.words.contains(&format!("{first}{second}")).then_some(true)
    }

    /// Appends a line to a text.
    pub(super) fn join(&self, text: &mut String, next: &str) {
        if let Some(rest) = text.strip_suffix(SOFT) {
            text.truncate(rest.len());
        } else if let Some((first, second)) = parts(text, next) {
            if self.known(&first, &second).unwrap_or(self.divides) {
                text.pop();
            }
        } else if (!text.is_empty() && !is_hyphenated(text)) || is_dash(text) {
            text.push(' ');
        }
        text.push_str(next);
    }
}

/// The parts of a word that a hyphen at the end of a line may divide, in lower case: letters before it, and a small letter after it.
fn parts(text: &str, next: &str) -> Option<(String, String)> {
    let before = text.strip_suffix(['-', '\u{2010}'])?.rsplit(' ').next()?;
    let after = next.split(' ').next()?;
    let is_word = before.chars().next_back().is_some_and(char::is_alphabetic)
        && after.chars().next().is_some_and(char::is_lowercase);
    // Of a word with several hyphens, the part at the line's end.
    is_word.then(|| (plain(before), plain(after)))
}

/// Whether a text ends with a hyphen after a letter or a digit.
fn is_hyphenated(text: &str) -> bool {
    text.strip_suffix(['-', '\u{2010}'])
        .and_then(|before| before.chars().next_back())
        .is_some_and(char::is_alphanumeric)
}

/// Whether a text ends with a hyphen that stands alone, like a dash.
fn is_dash(text: &str) -> bool {
    text.ends_with(" -")
}

/// A word in lower case, without the signs around it.
fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).replace('\u{2010}', "-").replace(SOFT, "").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line {
            text: text.to_owned(),
            left: 0.0,
            right: 100.0,
            base: 0.0,
            size: 10.0,
            first_word: 10.0,
            is_bold: false,
            letters: text.len(),
            linked: 0,
            page: 0,
            column: 0,
        }
    }

    fn joined(texts: &[&str]) -> String {
        let lines: Vec<Line> = texts.iter().map(|text| line(text)).collect();
        let hyphens = Hyphens::of(&lines);
        let mut text = String::new();
        texts.iter().for_each(|next| hyphens.join(&mut text, next));
        text
    }

    #[test]
    fn the_rest_of_the_document_decides() {
        assert_eq!(
            joined(&["про це прес-", "служба каже; а прес-служба знає"]),
            "про це прес-служба каже; а прес-служба знає"
        );
        assert_eq!(joined(&["про це пере-", "нос каже; а перенос знає"]), "про це перенос каже; а перенос знає");
        assert_eq!(joined(&["в Івано-", "Франківську"]), "в Івано-Франківську");
        assert_eq!(joined(&["у 2024-", "2025 роках"]), "у 2024-2025 роках");
        assert_eq!(joined(&["слово -", "інше"]), "слово - інше");
        assert_eq!(joined(&["пере\u{ad}", "нос"]), "перенос");
        assert_eq!(joined(&["перше", "друге"]), "перше друге");
    }

    #[test]
    fn a_document_that_divides_words_does_so_everywhere() {
        let known = ["тут буде буди-", "нок, а там будинок стоїть пере-", "правою"];
        assert_eq!(joined(&known), "тут буде будинок, а там будинок стоїть переправою");
        assert_eq!(joined(&["міська прес-", "служба"]), "міська прес-служба", "one hyphen says nothing");
        let often = ["міська буді-", "вля та дерев'я-", "ний міст і старе кладо-", "вище"];
        assert_eq!(joined(&often), "міська будівля та дерев'яний міст і старе кладовище");
        let whole = ["про прес-службу й прес-", "службу, а чи будь-", "кого"];
        assert_eq!(joined(&whole), "про прес-службу й прес-службу, а чи будь-кого");
    }
}
