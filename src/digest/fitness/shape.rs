//! In: a sentence. Out: whether its shape shows that it is not a sentence.
//!
//! Invariant: looks at marks, capital letters and small words, never at the meaning.

use super::Features;
use super::lexicon::{LEXICON, split};
use crate::lang;
use crate::language::Language;
use crate::letters::{Letter, LowerCase};
use crate::survey::boilerplate::is_stop_word;
use crate::survey::line::is_trail;

/// `fragment`: it is a few words without a mark at the end: the name of a section, the stamp of a list ("5 May, 14:31 0").
pub(super) fn is_fragment(seen: &Features) -> bool {
    /// Number of words from which it may be a short sentence that lost its mark. It drops 2 506 (2 111), 1 191 (954) with half of it, 3 742
    /// (3 218) with double. Most are subheads and list items.
    const WORDS: usize = 4;
    let words = seen.text.split_whitespace().filter(|word| word.chars().any(char::is_letter));
    is_read(seen.page.article.language) && seen.text.ends_with(char::is_letter_or_digit) && words.count() < WORDS
}

/// `row`: it contains signs that separate links or cells, such as bars and arrows.
pub(super) fn is_row(seen: &Features) -> bool {
    let text = seen.text;
    text.contains(['|', '•', '►', '▶', '→', '●', '■', '❯', '➤']) || text.contains(" * ") || is_trail(text)
}

/// `ran-together`: it contains a headline and a text, two lines or two words that ran together without a mark.
pub(super) fn ran_together(seen: &Features) -> bool {
    lines_ran_together(seen.text) || holds_glued_words(seen)
}

/// Whether two lines ran together: a capital letter follows without a reason.
fn lines_ran_together(text: &str) -> bool {
    /// Number of words with a capital letter inside from which they are no longer names. It drops 63 (51), 237 (216) with one, 55 (43) with
    /// four. The same events in the edition of `tests/events/tuned` with 1 and 4.
    const JOINTS: usize = 2;
    let words: Vec<&str> = text.split_whitespace().collect();
    let starts_again = |pair: &[&str]| {
        let is_open = pair[0].chars().next_back().is_some_and(char::is_small) && !is_stop_word(&pair[0].lower_case());
        let small = pair[1].trim_end_matches(|c: char| !c.is_letter_or_digit()).lower_case();
        let cyrillic = small.chars().all(is_cyrillic) && is_stop_word(&small);
        let capital = pair[1].chars().next().is_some_and(char::is_capital);
        let shouted = pair[1].chars().nth(1).is_some_and(char::is_capital);
        is_open && capital && !shouted && (cyrillic || LEXICON.glued_openers.contains(small.as_str()))
    };
    words.windows(2).any(starts_again) || words.iter().filter(|word| has_joint(word)).count() >= JOINTS
}

/// Whether a word consists of two that ran together, one of them a word of the article itself: the name of a picture and its caption,
/// "BridgeBridge". A name with a capital letter inside appears in an article more than once, or its parts do not appear alone.
fn holds_glued_words(seen: &Features) -> bool {
    /// A shorter part may belong to a name: "Bank". Set by hand.
    const LONG: usize = 5;
    let is_glued = |word: &str| {
        let Some(at) = joint(word) else { return false };
        let words = seen.of.words();
        let stands = |half: &str| half.chars().nth(LONG - 1).is_some() && words.contains_key(half);
        words.get(word).is_none_or(|&count| count == 1) && (stands(&word[..at]) || stands(&word[at..]))
    };
    split(seen.text).any(is_glued)
}

/// Whether a character is in the Unicode block "Cyrillic".
fn is_cyrillic(character: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&character)
}

/// Whether a capital letter follows a small one directly, with a word on either side.
pub(crate) fn has_joint(word: &str) -> bool {
    joint(word).is_some()
}

/// The position of the joint, in bytes.
fn joint(word: &str) -> Option<usize> {
    /// The same events in the edition of `tests/events/tuned` with 2 and 6.
    const LETTERS: usize = 3;
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let is_joint = |at: &usize| {
        letters[*at].1.is_capital()
            && letters[at - LETTERS..*at].iter().all(|(_, c)| c.is_small())
            && letters[at + 1..at + LETTERS].iter().all(|(_, c)| c.is_small())
    };
    (LETTERS..letters.len().saturating_sub(LETTERS)).find(is_joint).map(|at| letters[at].0)
}

/// Whether the rules have words for a language.
pub(crate) fn is_read(language: Language) -> bool {
    lang::pack(language).is_some()
}

/// `no-sentence`: it contains none of the small words that hold a sentence of its language together: a row of names or of headlines.
pub(super) fn is_no_sentence(seen: &Features) -> bool {
    /// Number of words up to which a sentence may lack them. It drops 146 (131), 815 (716) with half of it, 16 (14) with double.
    const WORDS: usize = 8;
    let words = seen.folded.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_letter_or_digit()));
    is_read(seen.page.article.language)
        && seen.text.split_whitespace().count() >= WORDS
        && !words.into_iter().any(is_stop_word)
}

#[cfg(test)]
mod tests {
    use crate::digest::fitness::Fitness;
    use crate::digest::fitness::probe::fault_of;
    use crate::digest::trial;

    #[test]
    fn a_line_of_the_frame_and_glued_words_are_unfit() {
        let page = trial::page(
            "<article><h1>Рада схвалила кошторис</h1><p>The Bridge of the town was opened on Monday. The River rose on the day before it.</p>\
             <p>Політика</p><p>Old BridgeRiver view of the town in the year in which it was built.</p>\
             <p>The town plays on its PlayStation, the mayor wrote on WhatsApp on Monday.</p>\
             <p>StoneBridge builds it from stone. The Stone comes from the hills, said StoneBridge on Monday.</p></article>",
        );
        let of = |start: &str| {
            page.sentences.iter().find(|one| one.text.starts_with(start)).map(|one| Fitness::of(&page).fault(one))
        };
        assert_eq!(of("Політика").flatten(), of("Політика").map(|_| "frame"));
        assert_eq!(of("Old BridgeRiver"), Some(Some("ran-together")));
        assert_eq!(of("The town plays"), Some(None));
        assert_eq!(of("The Stone comes"), Some(None));
        assert_eq!(fault_of("Політика"), Some("frame"));
        assert_eq!(fault_of("Политика цен в городе изменится, сказал голова совета."), None);
    }

    #[test]
    fn a_few_words_without_an_end_are_no_sentence() {
        for text in ["Экс-СССР", "Світ і ми", "5 січня 2031, 14:31 0", "News in brief"] {
            assert!(fault_of(text).is_some(), "{text}");
        }
        for text in ["Міст відкрили.", "Город без света второй день", "«Мы ждем мост»"]
        {
            assert_eq!(fault_of(text), None, "{text}");
        }
    }
}
