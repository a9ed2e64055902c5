//! In: the text of a block of a body. Out: its classification by its words.
//!
//! Invariant: looks at no other block.

use super::lexicon::{LEXICON, begins, fold};
use super::position::{says_what_firm_is, says_who_wrote};
use super::wording::asks_readers;
use crate::annotate::sentence;
use crate::letters::Letter;

/// The classification of a block by its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looks {
    /// A legal notice.
    pub notice: bool,
    /// A caption under a picture.
    pub caption: bool,
    /// Its first sentence describes a company.
    pub firm: bool,
    /// Its first sentence describes the author of the article.
    pub author: bool,
    /// It belongs to the page and not to the article, regardless of its single sentences.
    pub own: bool,
}

/// Classifies the text of a block.
pub(super) fn looks(text: &str) -> Looks {
    /// Maximum number of bytes of a notice. `among-notices` drops 72 (59), 61 (48) with half of it, 72 (59) with double. `fitness` explains
    /// the numbers.
    const NOTICE: usize = 1_500;
    /// Maximum number of code points of a caption. `caption` drops 22 (17), 14 (10) with half of it, 24 (19) with double.
    const CAPTION: usize = 300;
    let first = first_sentence(text);
    let (firm, author) = (says_what_firm_is(&fold(first)), says_who_wrote(first));
    if text.len() > NOTICE {
        return Looks { notice: false, caption: false, firm, author: false, own: false };
    }
    let folded = fold(text);
    let is_short = text.chars().nth(CAPTION).is_none();
    Looks {
        notice: LEXICON.notice.stand_in(&folded),
        caption: is_short && (LEXICON.caption.stand_in(&folded) || ends_with_bank(&folded)),
        firm,
        author,
        own: is_pages_own(text),
    }
}

/// Whether a short block of several sentences belongs to the page: the first is a call, a notice or a widget, or half of them are notices
/// that are sentences. The sentences next to them continue them: "On behalf of the advertiser. Ask your doctor first."
///
/// Of 53 500 sentences of known bodies (every second page of five sets) 0.5 % are in such a block, nearly all of them advice to readers.
fn is_pages_own(text: &str) -> bool {
    /// Maximum number of code points of the block, and minimum number of words of a notice that is a sentence and not a link. The first:
    /// the same edition of `tests/events/tuned` with 200 and 800.
    const LONGEST: usize = 400;
    /// The same edition of `tests/events/tuned` with 2 and 10.
    const WORDS: usize = 5;
    if text.chars().nth(LONGEST).is_some() {
        return false;
    }
    let told: Vec<&str> = sentence::ranges(text).into_iter().map(|range| &text[range]).collect();
    let is_notice = |text: &str| LEXICON.notice.stand_in(&fold(text));
    let opens = |text: &str| {
        let folded = fold(text);
        begins(&folded, &LEXICON.call) || begins(&folded, &LEXICON.widget) || asks_readers(&folded) || is_notice(text)
    };
    let speaks = |text: &str| text.starts_with(['«', '"', '“', '„', '—', '–', '-']);
    let is_whole = |text: &str| text.ends_with(['.', '!', '?']) && text.split_whitespace().count() >= WORDS;
    let notices = || told.iter().filter(|text| !speaks(text) && is_whole(text) && is_notice(text)).count();
    told.len() > 1 && (!speaks(told[0]) && opens(told[0]) || notices() * 2 >= told.len())
}

/// The first sentence of a text, or all of it.
fn first_sentence(text: &str) -> &str {
    sentence::ranges(text).into_iter().next().map_or(text, |first| &text[first])
}

/// Whether the text after the last sentence is the name of a picture agency: "The bridge at night. Shutterstock".
fn ends_with_bank(folded: &str) -> bool {
    let text = folded.trim_end_matches(|c: char| !c.is_letter_or_digit());
    LEXICON.stocks.iter().any(|stock| {
        text.strip_suffix(stock).is_some_and(|before| before.trim_end().ends_with(['.', '!', '?', '/', '|']))
    })
}
