//! In: the language of a text. Out: the language whose tables decline its names, if there is one.
//!
//! Invariant: no language is named here; the folder of each language says whether and how it declines.

use std::fmt;
use std::sync::LazyLock;

use super::table;
use crate::lang::{self, Pack, morphology::Script};
use crate::language::Language;

/// How the names in a text are declined: by the tables of a language, or not at all.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Declension(u8);

/// What is known about a declension.
struct Kind {
    /// None where names do not change.
    pack: Option<&'static Pack>,
    script: Script,
    /// How the same language declines nouns for things, such as places.
    of_things: Declension,
}

/// The declensions by number: first the one for names that do not change, then those of the languages with paradigms.
static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let declined = lang::packs().iter().filter(|pack| lang::file(pack.language, table::PARADIGMS).is_some());
    let kinds = declined.zip(1..).map(|(pack, number)| {
        let declines_things = lang::file(pack.language, table::NOUNS).is_some();
        let of_things = if declines_things { Declension(number) } else { Declension::NONE };
        Kind { pack: Some(pack), script: pack.morphology.script, of_things }
    });
    let none = Kind { pack: None, script: Script::Latin, of_things: Declension::NONE };
    std::iter::once(none).chain(kinds).collect()
});

impl Declension {
    /// Names do not change.
    pub(crate) const NONE: Self = Self(0);

    /// How names are declined in a text of `language`. If that language is not known to decline names, the letters of `sample` decide.
    pub(crate) fn of(language: Language, sample: &str) -> Self {
        /// A limit on time, in code points: some 300 words. Set by hand.
        const SAMPLE: usize = 2_000;
        let letters = || sample.chars().take(SAMPLE);
        let known = Self::of_language(language);
        if known != Self::NONE || letters().all(|letter| Script::of(letter) == Script::default()) {
            return known;
        }
        let has = |own: &str| letters().any(|letter| own.contains(letter));
        let telling = lang::packs().iter().find(|pack| has(&pack.morphology.own_letters));
        let usual = || lang::packs().iter().find(|pack| pack.inflection.declines_unknown_texts);
        telling.or_else(usual).map_or(Self::NONE, |pack| Self::of_language(pack.language))
    }

    /// The declension of a language itself.
    pub(crate) fn of_language(language: Language) -> Self {
        Self::all().find(|declension| declension.language() == Some(language)).unwrap_or(Self::NONE)
    }

    /// The declensions of all languages that have one.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (1..KINDS.len()).map(|number| Self(number as u8))
    }

    /// How the same language declines nouns for things: offices, places, institutions. It may decline only the names of people.
    pub(crate) fn of_things(self) -> Self {
        self.kind().of_things
    }

    /// How the word `form` is declined in a text with this declension: words in another alphabet do not change.
    pub(crate) fn for_word(self, form: &str) -> Self {
        if self.kind().script == Script::of_word(form) { self } else { Self::NONE }
    }

    /// The script of the words that are declined.
    pub(crate) fn script(self) -> Script {
        self.kind().script
    }

    /// What is known about the language; nothing where names do not change.
    pub(crate) fn pack(self) -> Option<&'static Pack> {
        self.kind().pack
    }

    /// The language whose tables are used; none where names do not change.
    pub(crate) fn language(self) -> Option<Language> {
        self.pack().map(|pack| pack.language)
    }

    fn kind(self) -> &'static Kind {
        &KINDS[usize::from(self.0)]
    }
}

impl fmt::Debug for Declension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Declension({})", self.pack().map_or("none", |pack| pack.language.tag()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_a_language_say_what_it_declines() {
        let of = |language| Declension::of(language, "");
        let (ukrainian, polish) = (of(Language::Ukrainian), of(Language::Polish));
        assert_eq!((ukrainian.of_things(), polish.of_things()), (ukrainian, Declension::NONE));
        assert_eq!(of(Language::English), Declension::NONE);
        assert_eq!(Declension::all().count(), 3);
    }

    #[test]
    fn letters_give_the_declension_in_other_languages() {
        let of = |sample| Declension::of(Language::Unknown, sample);
        assert_eq!(of("a mill"), Declension::NONE);
        assert_eq!(of("млин").language(), Some(Language::Ukrainian));
        assert_eq!(of("мельницы").language(), Some(Language::Russian));
    }

    #[test]
    fn words_in_other_letters_stay_as_they_are() {
        for (language, declined, fixed) in
            [(Language::Ukrainian, "Верба", "Maple"), (Language::Polish, "Maple", "Верба")]
        {
            let declension = Declension::of(language, "");
            assert_eq!((declension.for_word(declined), declension.for_word(fixed)), (declension, Declension::NONE));
        }
    }
}
