//! In: a language. Out: how common each of its stems is on news pages about anything, whatever the corpus holds.
//!
//! The tables (`background.txt` of the languages' packs) are made by `tools/background.rs` from the frequency lists of `wordfreq`
//! (CC BY-SA 4.0, see `src/lang/LICENSE-background.txt`). That a page of [`PAGE`] words holds a stem follows from how often the stem stands among all words.
//!
//! Invariant: hangs on nothing but the language and the stem; a stem that the table lacks is rarer than all that it has.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::lang;
use crate::language::Language;

/// The words of a page of news, as a rule.
const PAGE: f32 = 300.0;
/// A stem that the table lacks stands so far on the Zipf scale below the rarest that it has.
const BELOW: f32 = 0.6;
/// The Zipf value of a stem that stands once among a thousand million words.
const ONE: f32 = 9.0;
/// The share of pages that hold a word or a name of a language without a table: too little is known for its words to tell much.
const UNLISTED_WORD: f32 = 0.2;
const UNLISTED_NAME: f32 = 0.005;

/// How common the stems of a language are.
pub struct Background {
    /// The share of pages that hold a stem.
    shares: FxHashMap<&'static str, f32>,
    /// The share that hold one that is not listed: a word, a name.
    rest: [f32; 2],
}

impl Background {
    /// That of a language.
    pub fn of(language: Language) -> &'static Self {
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

    /// The share of pages that hold a stem.
    pub fn share(&self, stem: &str, is_name: bool) -> f32 {
        self.shares.get(stem).copied().unwrap_or(self.rest[usize::from(is_name)])
    }
}

/// The share of pages that hold a stem with a Zipf value.
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
    fn words_of_a_language_without_a_table_tell_less_than_its_names() {
        let table = Background::of(Language::from_tag("fi"));
        assert!(table.share("talo", false) > table.share("pohja", true));
    }
}
