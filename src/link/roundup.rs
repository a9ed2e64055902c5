//! In: an article and its words. Out: whether it is a round-up, a page about several events with no report of a single one.
//!
//! A round-up is recognized by its headline ("in brief", "дайджест"), or by paragraphs that mostly open with a label ("Weather. …") and
//! rarely share a name, or by many paragraphs with names and words of their own. A live report, whose paragraphs open with a time, is not a
//! round-up.
//!
//! Invariant: linear in the length of the text. Looks at no other article.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::corpus::{Token, is_telling};
use super::tokens;
use crate::annotate::{Annotated, Part};
use crate::lang;
use crate::normalize::BlockKind;

/// Minimum number of paragraphs, and maximum share of them that have a name in common with another, if the headline names a round-up. Set
/// by hand.
const NAMED_PARTS: usize = 3;
/// The same with .3 and .75 on `tests/events/tuned`.
const NAMED_SHARED: f32 = 0.5;
/// Minimum number of paragraphs with a label, minimum share of all, and maximum number of words in a label. Set by hand: in the three
/// round-ups of `tests/events/tuned` six or seven of eight or nine paragraphs have a label, in ten reports there at most one. The first, on
/// `tests/events/tuned` BCubed F1 .842; the same with 2; .838 with 8.
const LABELLED_PARTS: usize = 4;
/// The same with .4 and .8 on `tests/events/tuned`.
const LABELLED: f32 = 0.6;
/// The same with 2 and 6 on `tests/events/tuned`.
const LABEL: usize = 3;
/// Minimum number of paragraphs with names if nothing else shows a round-up, and maximum shares of them that have a name and a word in
/// common with another. Set by hand between the three round-ups of `tests/events/tuned`, in which .25 to .56 of the paragraphs have a word
/// in common, and reports with few names. The first, on `tests/events/tuned` BCubed F1 .842; .805 with 4; the same with 16.
const PARTS: usize = 8;
const NAMES_SHARED: f32 = 0.1;
const WORDS_SHARED: f32 = 0.6;

/// Whether an article is a round-up.
pub(crate) fn is_roundup(article: &Annotated, text: &[Token]) -> bool {
    let names = parts(article, text, |token| token.proper);
    let shared = shared(&names);
    let named = article.article.headline.as_ref().is_some_and(|headline| names_one(&headline.text));
    let Labels { labelled, timed, of } = labels(article);
    let is_labelled = labelled >= LABELLED_PARTS && labelled as f32 >= LABELLED * of as f32;
    let is_timed = timed > 0 && timed as f32 >= LABELLED * of as f32;
    match () {
        () if is_timed => false,
        () if named && names.len() >= NAMED_PARTS || is_labelled => shared <= NAMED_SHARED,
        () => {
            names.len() >= PARTS
                && shared <= NAMES_SHARED
                && self::shared(&parts(article, text, is_telling)) <= WORDS_SHARED
        }
    }
}

/// The share of paragraphs that have a stem in common with another.
fn shared(parts: &[BTreeSet<u32>]) -> f32 {
    let mut holders: BTreeMap<u32, usize> = BTreeMap::new();
    parts.iter().flatten().for_each(|&stem| *holders.entry(stem).or_default() += 1);
    let shared = parts.iter().filter(|stems| stems.iter().any(|stem| holders[stem] > 1)).count();
    shared as f32 / parts.len().max(1) as f32
}

/// The stems of the counted words in each paragraph that has one. A subhead belongs to the paragraphs below it.
fn parts(article: &Annotated, text: &[Token], counts: impl Fn(&Token) -> bool) -> Vec<BTreeSet<u32>> {
    let body = &article.article.body;
    let is_head = |at: usize| body.get(at).is_some_and(|block| block.kind == BlockKind::Subhead);
    let mut parts: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for token in text.iter().filter(|token| counts(token)) {
        let Part::Body(at) = token.part else { continue };
        let headed = (at..body.len()).find(|&below| !is_head(below)).unwrap_or(at);
        parts.entry(headed).or_default().insert(token.stem);
    }
    parts.into_values().collect()
}

/// Number of paragraphs with a label, of those with a time, and of all.
struct Labels {
    labelled: usize,
    timed: usize,
    of: usize,
}

fn labels(article: &Annotated) -> Labels {
    let body = article.article.body.iter().filter(|block| block.kind == BlockKind::Paragraph);
    let mut labels = Labels { labelled: 0, timed: 0, of: 0 };
    for block in body {
        labels.of += 1;
        labels.labelled += usize::from(has_label(&block.passage.text));
        labels.timed += usize::from(has_time(&block.passage.text));
    }
    labels
}

/// Whether a paragraph opens with a label: at most three words that end with a full stop or a colon, and more text after them.
fn has_label(text: &str) -> bool {
    let is_end = |word: &str| word.ends_with(['.', ':']);
    let words: Vec<&str> = text.split_whitespace().take(LABEL + 1).collect();
    let end = words.iter().position(|word| is_end(word));
    let is_word = |word: &&str| word.chars().all(|letter| letter.is_alphabetic() || "-’'.:".contains(letter));
    let is_long = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count() > 2;
    end.is_some_and(|end| {
        end < LABEL && end + 1 < words.len() && words[..=end].iter().all(is_word) && is_long(words[end])
    })
}

/// Whether a paragraph opens with a time: "10:22. …", "17.50 …".
fn has_time(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ':', ',']);
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    first.split_once([':', '.']).is_some_and(|(hour, minute)| digits(hour) && digits(minute))
}

/// Whether a headline names a round-up.
fn names_one(headline: &str) -> bool {
    static WORDS: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        lang::all(|pack| &pack.events.roundup_headlines).map(|phrase| tokens::folded(phrase).collect()).collect()
    });
    let headline: Vec<String> = tokens::folded(headline).collect();
    words.iter().any(|phrase| headline.windows(phrase.len()).any(|window| window == &phrase[..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_few_words_with_a_stop_before_other_text() {
        for text in ["Погода. Вночі випав сніг.", "VARNA. Two ferries are gone.", "Aus der Region: Ein Zug steht."]
        {
            assert!(has_label(text), "{text}");
        }
        for text in [
            "Вночі випав сніг.",
            "Д. Шевчук приїхав.",
            "Погода.",
            "10:22. Водолази спустилися.",
            "The ferry that left on Monday. It",
        ] {
            assert!(!has_label(text), "{text}");
        }
        assert!(has_time("10:22. Водолази спустилися.") && has_time("17.50 Пошук завершено"));
        assert!(!has_time("2017. Рік") && !has_time("Погода. Сніг"));
    }

    #[test]
    fn headlines_name_round_ups_by_whole_words() {
        for headline in
            ["Головне за 4 березня: міст, суд, сніг", "Дайджест тижня", "Morning Brief. Snow", "Kurz gemeldet: Brand"]
        {
            assert!(names_one(headline), "{headline}");
        }
        for headline in ["Головний лікар пішов у відставку", "Brief visit to Kyiv", "Міністр зібрав раду"]
        {
            assert!(!names_one(headline), "{headline}");
        }
    }
}
