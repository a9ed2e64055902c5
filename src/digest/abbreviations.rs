//! In: the texts that the edition prints, and all articles. Out: the abbreviations in them, each with its meaning.
//!
//! An expansion is searched next to a bracket (A. Schwartz and M. Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in
//! Biomedical Text", 2003): "Long Form (LF)" or "LF (Long Form)". Abbreviations that no article expands may be in the project file or in
//! the list of a language.
//!
//! Invariant: an expansion is in a capture or in a list that the user can edit. An abbreviation without one is not listed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

use crate::annotate::Annotated;
use crate::lang;
use crate::language::Language;
use crate::letters::{Letter, LowerCase};
use crate::link::ArticleIndex;
use crate::link::stem::Stems;
use crate::link::tokens;
use crate::passage::{Passage, Span};
use crate::project::Abbreviated;

/// Number of letters of an abbreviation. Set by hand.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=7;
/// Maximum number of words of a long form beyond the letters of the short one, and maximum number of its code points. Set by hand.
const SPARE_WORDS: usize = 5;
const LONGEST: usize = 120;
/// Maximum number of bytes that are examined for a long form and the text in brackets, including spaces and the word before. A code point
/// has up to 4 bytes in UTF-8; twice that leaves room for the rest.
const MOST_BYTES: usize = 8 * LONGEST;

/// An abbreviation and its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// The abbreviation.
    pub short: String,
    /// The long form.
    pub long: String,
    /// The language of the text in which it is printed.
    pub language: Language,
    /// The article with the long form, and its words there. Absent if it comes from a list.
    pub found: Option<Found>,
}

/// A long form in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The article that contains it.
    pub article: ArticleIndex,
    /// The words.
    pub text: String,
    /// The position in the capture.
    pub span: Span,
}

/// The abbreviations in `texts` that are explained somewhere, in alphabetical order. `own` are those in the project file.
pub(crate) fn list<'a>(
    texts: impl Iterator<Item = (&'a str, Language)>,
    articles: &[Annotated],
    own: &[Abbreviated],
) -> Vec<Abbreviation> {
    let wanted: BTreeMap<&str, Language> =
        texts.flat_map(|(text, language)| shorts(text).map(move |it| (it, language))).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let found = found(&wanted, articles);
    let expand = |(&short, &language): (&&str, &Language)| {
        let declared = own.iter().find(|own| own.short == short).map(|own| own.long.clone());
        let found = found.get(short).cloned();
        let listed = listed(short, language);
        let long = match (declared, &found, listed) {
            (Some(declared), ..) => declared,
            (None, Some(found), Some(listed)) if same_words(&found.text, listed, language) => listed.to_owned(),
            (None, Some(found), _) => found.text.clone(),
            (None, None, listed) => listed?.to_owned(),
        };
        let found = found.filter(|found| same_words(&found.text, &long, language));
        Some(Abbreviation { short: short.to_owned(), long, language, found })
    };
    wanted.iter().filter_map(expand).collect()
}

/// The abbreviations in a text. Empty for a text in capital letters only.
fn shorts(text: &str) -> impl Iterator<Item = &str> {
    let shouts = !text.chars().any(char::is_small);
    text.unicode_words().filter(move |word| !shouts && is_abbreviation(word))
}

/// Whether a word has at least two capital letters, at least as many as small ones, and is not a Roman number.
fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    let capitals = word.chars().filter(|&c| c.is_capital()).count();
    LETTERS.contains(&letters)
        && word.chars().all(char::is_letter)
        && capitals >= 2
        && capitals * 2 >= letters
        && !is_roman(word)
}

/// Whether a word is a Roman number, in Latin letters or in others that look like them.
fn is_roman(word: &str) -> bool {
    static ROMAN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$").expect("a pattern of ours")
    });
    static LATIN: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
        lang::packs()
            .iter()
            .flat_map(|pack| &pack.digest.roman_look_alikes)
            .map(|(&letter, &latin)| (letter, latin))
            .collect()
    });
    let latin: String = word.chars().map(|letter| LATIN.get(&letter).copied().unwrap_or(letter)).collect();
    ROMAN.is_match(&latin)
}

/// For each abbreviation the long form that most articles give. Of equally frequent ones, the first.
fn found(wanted: &BTreeMap<&str, Language>, articles: &[Annotated]) -> BTreeMap<String, Found> {
    let mut forms: BTreeMap<&str, Vec<Found>> = BTreeMap::new();
    for (article, page) in articles.iter().enumerate() {
        for passage in page.article.passages() {
            for (short, bytes) in expansions(passage) {
                if let Some((&short, _)) = wanted.get_key_value(short) {
                    let text = passage.text[bytes.clone()].to_owned();
                    forms.entry(short).or_default().push(Found { article, text, span: passage.place(bytes) });
                }
            }
        }
    }
    let best = |(short, forms): (&str, Vec<Found>)| {
        let mut holders: BTreeMap<String, BTreeSet<ArticleIndex>> = BTreeMap::new();
        for form in &forms {
            holders.entry(form.text.lower_case()).or_default().insert(form.article);
        }
        let count = |form: &Found| holders.get(&form.text.lower_case()).map_or(0, BTreeSet::len);
        let best = forms.iter().enumerate().max_by_key(|(at, form)| (count(form), std::cmp::Reverse(*at)));
        best.map(|(_, form)| (short.to_owned(), form.clone()))
    };
    forms.into_iter().filter_map(best).collect()
}

/// The abbreviations that a passage explains in or before brackets, each with the bytes of its long form.
fn expansions(passage: &Passage) -> Vec<(&str, Range<usize>)> {
    let text = passage.text.as_str();
    let mut found = Vec::new();
    let mut closes = text.match_indices(')').map(|(at, _)| at).peekable();
    for (open, _) in text.match_indices('(') {
        while closes.next_if(|&close| close < open).is_some() {}
        let Some(&close) = closes.peek() else { break };
        if close - open > MOST_BYTES {
            continue;
        }
        let (inner, before) = (text[open + 1..close].trim(), end_of(text[..open].trim_end()));
        let begins = text[..open].trim_end().len() - before.len();
        if is_abbreviation(inner) {
            let long = long_before(inner, before);
            found.extend(long.map(|bytes| (inner, begins + bytes.start..begins + bytes.end)));
        } else if let Some(short) = before.split_whitespace().next_back().filter(|word| is_abbreviation(word)) {
            let start = open + 1 + (text[open + 1..close].len() - text[open + 1..close].trim_start().len());
            let whole = matches_letters(short, inner) && inner.chars().count() <= LONGEST;
            found.extend(whole.then(|| (short, start..start + inner.len())));
        }
    }
    found
}

/// The end of a text that may contain a long form, starting at a space if there is one.
fn end_of(text: &str) -> &str {
    let mut start = text.len().saturating_sub(MOST_BYTES);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    if start == 0 {
        return text;
    }
    let end = &text[start..];
    end.find(' ').map_or(end, |space| &end[space..])
}

/// The shortest run of words at the end of `before` that the abbreviation shortens.
fn long_before(short: &str, before: &str) -> Option<Range<usize>> {
    let letters = short.chars().count();
    let most = (letters + SPARE_WORDS).min(letters * 2);
    let words: Vec<usize> = before.unicode_word_indices().map(|(at, _)| at).collect();
    let starts = words.iter().rev().take(most).copied().filter(|&at| before[at..].chars().count() <= LONGEST);
    starts.filter(|&at| matches_letters(short, &before[at..])).map(|at| at..before.len()).next()
}

/// Whether the letters of an abbreviation appear in a long form in order, the first at its beginning.
fn matches_letters(short: &str, long: &str) -> bool {
    let long: Vec<char> = long.chars().map(char::lower).collect();
    let short: Vec<char> = short.chars().map(char::lower).collect();
    let mut end = long.len();
    for &letter in short[1..].iter().rev() {
        match long[..end].iter().rposition(|&c| c == letter) {
            Some(at) if at > 0 => end = at,
            _ => return false,
        }
    }
    long.first() == short.first()
}

/// Whether two long forms have the same words in any inflected form.
fn same_words(one: &str, other: &str, language: Language) -> bool {
    let stems = Stems::of(language);
    let of = |text: &str| -> Vec<String> {
        tokens::words(text).map(|word| stems.stem(&tokens::fold(&text[word]))).collect()
    };
    of(one) == of(other)
}

/// The long form in the list of a language, or in the English one if the language has none.
fn listed(short: &str, language: Language) -> Option<&'static str> {
    let of = |language: Language| lang::pack(language).map(|pack| &pack.digest.abbreviations);
    let own = of(language).filter(|list| !list.is_empty());
    own.or_else(|| of(Language::LENDER))?.get(short).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(text: &str) -> Vec<(String, String)> {
        let passage = Passage::new(text, 0);
        let of = |(short, bytes): (&str, Range<usize>)| (short.to_owned(), passage.text[bytes].to_owned());
        expansions(&passage).into_iter().map(of).collect()
    }

    #[test]
    fn long_forms_are_next_to_brackets() {
        for (text, short, long) in [
            ("Говорили про системи протиповітряної оборони (ППО) і ціни.", "ППО", "протиповітряної оборони"),
            ("Оборонно-промисловий комплекс (ОПК) зріс.", "ОПК", "Оборонно-промисловий комплекс"),
            ("Купили безпілотні літальні апарати (БпЛА).", "БпЛА", "безпілотні літальні апарати"),
            ("The Harbour Masters’ Union (HMU) met.", "HMU", "Harbour Masters’ Union"),
            (
                "ДСНС (Державна служба з надзвичайних ситуацій) попередила.",
                "ДСНС",
                "Державна служба з надзвичайних ситуацій",
            ),
        ] {
            assert_eq!(expanded(text), [(short.to_owned(), long.to_owned())], "{text}");
        }
    }

    #[test]
    fn other_brackets_explain_nothing() {
        for text in
            ["Він приїхав (АБВ) додому.", "Місто (на півночі) спить.", "Ціна зросла (USD).", "Розділ (II) довгий."]
        {
            assert_eq!(expanded(text), [], "{text}");
        }
    }

    #[test]
    fn an_abbreviation_has_more_capitals_than_small_letters() {
        assert!(["ОПК", "БпЛА", "РЕБ", "NATO", "HMU"].into_iter().all(is_abbreviation));
        assert!(!["XIX", "Київ", "МакДональд", "А", "F16", "ІІ"].into_iter().any(is_abbreviation));
        assert_eq!(shorts("РАДА УХВАЛИЛА").count(), 0);
    }

    #[test]
    fn the_list_is_whole() {
        for (language, letter) in [(Language::Ukrainian, 'є'), (Language::Russian, 'ы'), (Language::English, 'e')] {
            let list = &lang::pack(language).unwrap().digest.abbreviations;
            assert!(list.values().any(|long| long.contains(letter)));
            assert!(list.keys().all(|short| is_abbreviation(short)), "{list:?}");
        }
    }
}
