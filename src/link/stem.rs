//! In: a folded word and its language. Out: its stem, which is the same for its inflected forms as far as the rules go.
//!
//! Invariant: the same word in the same language always has the same stem. A stem is never empty.

use snowball_stemmers_rs::Stemmer;

use crate::lang;
use crate::lang::morphology::Script;
use crate::language::Language;

/// The stemmer of a language. Without one, words stay as they are.
pub struct Stems {
    stemmer: Option<Stemmer>,
    /// For names in Latin letters in a Cyrillic text, so that they match those in an English one.
    lender: Option<Stemmer>,
    /// Whether the language is written in Cyrillic letters.
    cyrillic: bool,
    /// Letters that the stemmer leaves at the end of some words and that are removed too.
    tail: &'static str,
}

impl Stems {
    /// The stemmer for a language (Snowball's algorithms).
    pub fn of(language: Language) -> Self {
        let pack = lang::pack(language);
        let stemmer = of(language);
        let cyrillic = pack.is_some_and(|pack| pack.morphology.script == Script::Cyrillic);
        let lender = if cyrillic { of(Language::LENDER) } else { None };
        let tail = pack.map_or("", |pack| &pack.letters.stem_tail);
        Self { stemmer, lender, cyrillic, tail }
    }

    /// The stem of a folded word.
    pub fn stem(&self, word: &str) -> String {
        let latin = self.cyrillic && word.is_ascii();
        let stemmer = if latin { &self.lender } else { &self.stemmer };
        let stem = stemmer.as_ref().map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word).into_owned());
        let stem = if self.tail.is_empty() { &stem } else { without_ending(&stem, self.tail) };
        if stem.is_empty() { word.to_owned() } else { stem.to_owned() }
    }
}

/// Snowball's stemmer for a language.
fn of(language: Language) -> Option<Stemmer> {
    lang::pack(language).and_then(|pack| pack.profile.stemmer).map(Stemmer::create)
}

/// The stem without the vowels and soft signs that Snowball's Ukrainian algorithm leaves on some forms of a word
/// (`конференці`, `конференціє`) and without a doubled last consonant (`зустрічч`), of at least three letters.
fn without_ending<'a>(stem: &'a str, tail: &str) -> &'a str {
    /// Number of letters that stay. Set by hand.
    const SHORTEST: usize = 3;
    let least = stem.char_indices().nth(SHORTEST).map_or(stem.len(), |(at, _)| at);
    let trimmed = stem.trim_end_matches(|c| tail.contains(c));
    let mut letters = trimmed.chars().rev();
    let doubled = letters.next().filter(|&last| letters.next() == Some(last)).map_or(0, char::len_utf8);
    &stem[..(trimmed.len() - doubled).max(least)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        let ukrainian = Stems::of(Language::Ukrainian);
        for forms in [
            &["конференція", "конференції", "конференцію", "конференцією"][..],
            &["озброєння", "озброєнням", "озброєнь"],
            &["санкції", "санкцій", "санкціями", "санкціях"],
            &["зустріч", "зустрічі", "зустріччю"],
            &["дрон", "дронів", "дронами", "дрони"],
            &["зброя", "зброї", "зброю", "зброєю"],
            &["переговори", "переговорів", "переговорами", "переговорах"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| ukrainian.stem(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{forms:?} {stems:?}");
        }
        assert_eq!(Stems::of(Language::Unknown).stem("слово"), "слово");
    }
}
