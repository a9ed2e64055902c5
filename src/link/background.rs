//! In: a language. Out: how common each of its stems is on news pages of any subject, independent of the corpus.
//!
//! The tables (`background.txt` of the languages' packs) are made by `tools/background.rs` from the frequency lists of `wordfreq` (CC BY-SA
//! 4.0, see `src/lang/LICENSE-background.txt`). The probability that a page of [`PAGE`] words contains a stem follows from the stem's
//! frequency among all words.
//!
//! Invariant: depends only on the language and the stem. A stem that is missing from the table is rarer than all stems in it.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::lang;
use crate::language::Language;

/// Number of words of a typical news page. On `tests/events/tuned` BCubed F1 of stories .684; .669 with 150; .721 with 600.
const PAGE: f32 = 300.0;
/// How far a stem that is missing from the table lies below the rarest one in it, on the Zipf scale. The same with .4 and .8 on
/// `tests/events/tuned`.
const BELOW: f32 = 0.6;
/// The Zipf value of a stem that appears once in a thousand million words. By definition of the Zipf scale: the decimal logarithm of
/// occurrences in 10^9 words.
const ONE: f32 = 9.0;
/// The share of pages that contain a given word or name, in a language without a table. Too little is known about its words to give them
/// much weight. The first: the same with .1 and .4 on `tests/events/tuned`.
const UNLISTED_WORD: f32 = 0.2;
/// On `tests/events/tuned` BCubed F1 of stories .684; .721 with .0025; .669 with .01.
const UNLISTED_NAME: f32 = 0.005;

/// The document frequencies of a language's stems.
pub(crate) struct Background {
    /// The share of pages that contain a stem.
    shares: FxHashMap<&'static str, f32>,
    /// The same for a stem that is not listed: as a word, and as a name.
    rest: [f32; 2],
}

impl Background {
    /// The table of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        /// One for each language whose pages are read.
        const READ: usize = Language::READ.len();
        static TABLES: [OnceLock<Background>; READ + 1] = [const { OnceLock::new() }; READ + 1];
        let at = Language::READ.iter().position(|read| *read == language).unwrap_or(READ);
        TABLES[at].get_or_init(|| Self::read(lang::file(language, "background.txt").unwrap_or_default()))
    }

    fn read(table: &'static str) -> Self {
        let mut shares = FxHashMap::default();
        let mut rarest = None;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split(' ');
            let Some(zipf) = words.next().and_then(|zipf| zipf.parse::<f32>().ok()) else { continue };
            shares.extend(words.map(|stem| (stem, on_pages(zipf))));
            rarest = Some(zipf);
        }
        let rest = rarest.map_or([UNLISTED_WORD, UNLISTED_NAME], |zipf| [on_pages(zipf - BELOW); 2]);
        Self { shares, rest }
    }

    /// The share of pages that contain a stem, from 0 to 1.
    pub(crate) fn share(&self, stem: &str, is_name: bool) -> f32 {
        self.shares.get(stem).copied().unwrap_or(self.rest[usize::from(is_name)])
    }
}

/// The share of pages that contain a stem with a Zipf value.
fn on_pages(zipf: f32) -> f32 {
    1.0 - (-PAGE * 10_f32.powf(zipf - ONE)).exp()
}

#[cfg(test)]
mod tests {
    use super::super::stem::Stems;
    use super::*;

    #[test]
    fn a_small_word_is_common_and_a_rare_name_is_not() {
        for (language, common, rare) in [
            (Language::Ukrainian, "року", "крячківка"),
            (Language::Russian, "года", "крячковка"),
            (Language::English, "year", "kryachkivka"),
            (Language::Polish, "roku", "kriaczkiwka"),
            (Language::German, "jahr", "krjatschkiwka"),
            (Language::French, "année", "kriatchkivka"),
        ] {
            let (table, stems) = (Background::of(language), Stems::of(language));
            let share = |word: &str| table.share(&stems.stem(word), false);
            assert!(share(common) > 0.1, "{language}: {}", share(common));
            assert!(share(rare) < 0.001, "{language}: {}", share(rare));
        }
    }

    #[test]
    fn names_weigh_more_than_words_in_a_language_without_a_table() {
        let table = Background::of(Language::from_tag("fi"));
        assert!(table.share("talo", false) > table.share("pohja", true));
    }
}
