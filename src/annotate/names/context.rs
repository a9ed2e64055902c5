//! In: words of a text that may name a person. Out: their form and what stands around them: verbs of speech, articles, forms of address.
//!
//! Invariant: describes what stands there and never decides whether it is a name.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexicon;
use super::office;
use crate::annotate::text::{Shape, Text};
use crate::lang::{self, morphology::Script};
use crate::letters::LowerCase;
use crate::morphology::{Cases, Declension, Gender};

/// Whether an article stands right before the word: "the Rubber Board", "the Koreans".
pub(crate) fn has_article(text: &Text, at: usize) -> bool {
    at > 0 && lexicon::is_in(&text.word(at - 1).lower_case(), |names| &names.articles)
}

/// Whether a part after a hyphen begins with a small letter: "Telegram-канал".
pub(crate) fn is_compound(word: &str) -> bool {
    word.split('-').skip(1).any(|part| part.starts_with(char::is_lowercase))
}

/// Whether a word has the ending of an adjective of a place, which no unlisted first name has: "Берёзовой Пристани".
pub(crate) fn is_adjective(word: &str) -> bool {
    lexicon::ends(word, |morphology| &morphology.adjectives.places)
        || lexicon::ends(word, |morphology| &morphology.adjectives.places_in_plural)
}

/// Whether an age, an office or "who" follows the name after a comma, or a verb of speech if a comma also stands before the name:
/// "Jodie Larkham, 24, …", "Чжан Вэйго, консультант".
pub(crate) fn is_introduced(text: &Text, tokens: &Range<usize>) -> bool {
    let end = tokens.end;
    let age = |at| text.shape(at) == Shape::Number && matches!(text.word(at + 1), "," | ".") && text.word(at).len() < 3;
    let apposed = tokens.start > 0 && text.word(tokens.start - 1) == ",";
    let told = || {
        lexicon::is_in(text.word(end + 1), |names| &names.relative_pronouns) || (apposed && is_spoken(text, end + 1))
    };
    text.word(end) == ","
        && (age(end + 1) || told() || office::behind(text, end).is_some_and(|office| office.nominative))
}

/// Whether a token is a verb of speech with one person as its subject.
pub(crate) fn is_spoken(text: &Text, at: usize) -> bool {
    let speech = lexicon::speech(&text.word(at).lower_case());
    text.shape(at) == Shape::Lower && matches!(speech, Some(lexicon::Speech::One | lexicon::Speech::Woman))
}

pub(crate) fn is_adverb_like(word: &str) -> bool {
    lexicon::ends(word, |morphology| &morphology.adverbs.likely)
}

/// What the verb of speech right beside the name shows, if there is one.
pub(crate) fn speaks(text: &Text, tokens: &Range<usize>) -> Option<lexicon::Speech> {
    let at = |at: usize| (text.shape(at) == Shape::Lower).then(|| text.word(at).lower_case());
    let after = at(tokens.end).and_then(|word| lexicon::speech(&word));
    let is_possessive = |word: &str| lang::all(|pack| &pack.names.possessive_endings).any(|ending| word == ending);
    if matches!(text.word(tokens.end), "'" | "’") && is_possessive(text.word(tokens.end + 1)) {
        return None;
    }
    let before = || tokens.start.checked_sub(1).and_then(at).filter(|word| !is_addressing(word));
    after.or_else(|| before().and_then(|word| lexicon::speech(&word)))
}

/// Whether the person spoken to, not the speaker, follows the verb.
pub(crate) fn is_addressing(lower: &str) -> bool {
    lexicon::is_in(lower, |names| &names.speech_verbs.addressing)
}

/// The gender that the form of address before a name shows: "Mrs Hollister".
pub(crate) fn addressed(text: &Text, name: usize) -> Option<Gender> {
    let before = name.checked_sub(1)?;
    let before = if text.word(before) == "." { before.saturating_sub(1) } else { before };
    lexicon::addressed(&text.word(before).lower_case())
}

/// Whether the words before say that this is what somebody is called: "на псевдо Бондар", "with the call sign Owl".
pub(crate) fn is_called(text: &Text, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|at| text.word(at).lower_case()).unwrap_or_default();
    let near = match before(1).as_str() {
        "«" | "“" | "\"" | "„" => before(2),
        near => near.to_owned(),
    };
    lexicon::begins(&near, |names| &names.called.beginnings)
        || lexicon::is_in(&near, |names| &names.called.words)
        || lexicon::are_in(&before(2), &near, |names| &names.called.phrases)
}

/// Whether the word is an adjective that describes the noun after it: the head of the Provisional government.
pub(crate) fn describes(text: &Text, tokens: &Range<usize>) -> bool {
    let word = text.word(tokens.start);
    let next = text.word(tokens.end);
    lexicon::ends(word, |morphology| &morphology.adjectives.attributive)
        && text.joined(tokens.start)
        && text.shape(tokens.end) == Shape::Lower
        && !(lexicon::is_verb_like(next) || lexicon::is_no_office(next))
}

/// The cases that the word before `start` requires, if it is a preposition.
pub(crate) fn governed(text: &Text, start: usize) -> Option<Cases> {
    PREPOSITIONS.get(text.word(start.checked_sub(1)?).lower_case().as_str()).copied()
}

/// The cases that prepositions require.
static PREPOSITIONS: LazyLock<FxHashMap<&'static str, Cases>> = LazyLock::new(|| {
    let all = lang::packs().iter().flat_map(|pack| &pack.morphology.prepositions);
    all.map(|(word, cases)| (word.as_str(), cases.iter().copied().map(Cases::of).collect())).collect()
});

/// Whether a word is written in another alphabet than its text, as names of firms, papers and networks are.
pub(crate) fn is_plain_word(text: &Text, at: usize, declension: Declension) -> bool {
    is_cyrillic(declension) && !lexicon::is_cyrillic_word(text.word(at))
}

/// Whether a text is written in an alphabet in which names of firms and papers of other countries stand out.
pub(crate) fn is_cyrillic(declension: Declension) -> bool {
    declension.script() == Script::Cyrillic
}
