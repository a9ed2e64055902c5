//! In: the words of all supported languages. Out: what a word may be: a first name, an office, another name, a verb of speech.
//!
//! Invariant: the words of all languages are searched together; none of them is a particular person.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lang::{self, morphology::Morphology, morphology::Script, names::DescribedBy, names::Names, names::Words};
use crate::language::Language;
use crate::morphology::{Cases, Declension, Gender, Reading, Use, forms_of, nominatives};

/// A form of a word for an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OfficeForm {
    pub lemma: &'static str,
    pub gender: Gender,
    pub cases: Cases,
    pub plural: bool,
}

/// What a verb shows about the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speech {
    /// One man, or a verb in the present tense.
    One,
    /// One woman.
    Woman,
    /// Several people, or a thing.
    Others,
    /// A form that names nobody: "it is said in the statement".
    Nobody,
}

/// Maps a first name and its declension to the genders that it may have.
static GIVEN: LazyLock<FxHashMap<(Declension, &'static str), &'static str>> = LazyLock::new(|| {
    let mut found: FxHashMap<(Declension, &str), &str> = FxHashMap::default();
    for pack in lang::packs() {
        let (declension, given) = (declension(pack.language), &pack.names.given);
        for (gender, names) in [("m", &given.masculine), ("f", &given.feminine), ("mf", &given.both)] {
            for name in names {
                found
                    .entry((declension, name.as_str()))
                    .and_modify(|known| {
                        *known = if *known == gender { gender } else { "mf" };
                    })
                    .or_insert(gender);
            }
        }
    }
    found
});

/// The words about names in a language, or none if the language is not supported.
pub(crate) fn of(language: Language) -> Option<&'static Names> {
    lang::pack(language).map(|pack| &pack.names)
}

/// What describes an office before its noun in a language.
pub(crate) fn described_by(language: Language) -> DescribedBy {
    of(language).map_or_else(DescribedBy::default, |names| names.offices.described_by)
}

/// Whether the list of any language contains a word.
pub(crate) fn is_in(word: &str, list: impl Fn(&'static Names) -> &'static Words) -> bool {
    lang::packs().iter().any(|pack| list(&pack.names).contains(word))
}

/// Whether a word begins with a listed beginning of any language.
pub(crate) fn begins(word: &str, list: impl Fn(&'static Names) -> &'static Vec<String>) -> bool {
    lang::packs().iter().any(|pack| list(&pack.names).iter().any(|beginning| word.starts_with(beginning.as_str())))
}

/// Whether a word ends with a listed ending of any language.
pub(crate) fn ends(word: &str, list: impl Fn(&'static Morphology) -> &'static Vec<String>) -> bool {
    lang::packs().iter().any(|pack| list(&pack.morphology).iter().any(|ending| word.ends_with(ending.as_str())))
}

/// Whether any language lists this letter.
pub(crate) fn has_letter(letter: char, letters: impl Fn(&'static Morphology) -> &'static String) -> bool {
    lang::packs().iter().any(|pack| letters(&pack.morphology).contains(letter))
}

/// Whether the list of any language contains these two words in this order.
pub(crate) fn are_in(one: &str, other: &str, list: impl Fn(&'static Names) -> &'static Vec<(String, String)>) -> bool {
    lang::packs().iter().flat_map(|pack| list(&pack.names)).any(|(first, second)| first == one && second == other)
}

/// The surname before "senior" or "junior", and the nominative of "senior" or "junior".
pub(crate) fn ranked(word: &str) -> Option<(&str, &'static str)> {
    let (bare, rank) = word.rsplit_once('-')?;
    let mut ranks = lang::packs().iter().flat_map(|pack| &pack.names.ranks);
    ranks.find_map(|(stem, whole)| rank.starts_with(stem.as_str()).then_some((bare, whole.as_str())))
}

/// Whether the name of a place may stand right after an office: "мер" with a town.
pub(crate) fn is_of_places(office: &str) -> bool {
    is_in(office, |names| &names.offices.of_places)
}

/// Whether a word in lower case is a small word or a verb of speech. No office contains one.
pub(crate) fn is_no_office(lower: &str) -> bool {
    is_in(lower, |names| &names.offices.stops) || speech(lower).is_some()
}

/// Whether a word in lower case has the ending of a finite verb or an adverbial participle.
pub(crate) fn is_verb_like(lower: &str) -> bool {
    /// The same with 2 and 6 on a quarter of SlavicNER uk.
    const SHORTEST_STEM: usize = 3;
    let is_ending = |ending: &str| lower.len() >= ending.len() + SHORTEST_STEM && lower.ends_with(ending);
    lang::all(|pack| &pack.morphology.verbs.finite).any(is_ending)
        && !lang::packs().iter().any(|pack| pack.morphology.verbs.no_verbs.contains(lower))
}

/// Whether a listed first name is also a word or a place, so that it shows a person only with more evidence.
pub(crate) fn is_weak(name: &str) -> bool {
    is_in(name, |names| &names.weak_given)
}

static OFFICES: LazyLock<FxHashMap<String, Vec<OfficeForm>>> = LazyLock::new(|| {
    let mut found: FxHashMap<String, Vec<OfficeForm>> = FxHashMap::default();
    let each = lang::packs().iter().flat_map(|pack| {
        let (declension, offices) = (declension(pack.language), &pack.names.offices);
        let masculine = (declension, &[Gender::Masculine][..], &offices.masculine);
        let feminine = (declension, &[Gender::Feminine][..], &offices.feminine);
        [masculine, feminine, (declension, &[Gender::Masculine, Gender::Feminine][..], &offices.both)]
    });
    for (declension, genders, lemmas) in each {
        for lemma in lemmas {
            for &gender in genders {
                for form in forms_of(lemma, gender, declension) {
                    let cases = if declension == Declension::NONE { Cases::ANY } else { form.cases };
                    add_office(found.entry(form.text).or_default(), lemma, gender, cases, form.plural);
                }
            }
        }
    }
    found
});

fn add_office(forms: &mut Vec<OfficeForm>, lemma: &'static str, gender: Gender, cases: Cases, plural: bool) {
    let same = |form: &&mut OfficeForm| form.lemma == lemma && form.gender == gender && form.plural == plural;
    match forms.iter_mut().find(same) {
        Some(form) => form.cases |= cases,
        None => forms.push(OfficeForm { lemma, gender, cases, plural }),
    }
}

/// Maps a word for an office to the numbers of the lists that contain it. Each list has the words for one office.
static SAME: LazyLock<FxHashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut found: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, same) in lang::packs().iter().flat_map(|pack| &pack.names.offices.same).enumerate() {
        same.iter().for_each(|word| found.entry(word.as_str()).or_default().push(index));
    }
    found
});

/// Maps the beginning of a word that names no person to whether an ending may follow.
static OTHERS: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let mut found = FxHashMap::default();
    for word in lang::all(|pack| &pack.names.not_people) {
        match word.strip_suffix('*') {
            Some(stem) => found.insert(stem, true),
            None => found.insert(word, found.get(word).copied().unwrap_or_default()),
        };
    }
    found
});

struct Verbs {
    /// Stems to which the endings of the past tense are added.
    past: FxHashSet<&'static str>,
    endings: Vec<(&'static str, Speech)>,
    words: FxHashMap<&'static str, Speech>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let mut found = Verbs { past: FxHashSet::default(), endings: Vec::new(), words: FxHashMap::default() };
    for pack in lang::packs() {
        let (verbs, past) = (&pack.names.speech_verbs, &pack.morphology.verbs.past);
        found.past.extend(verbs.past_stems.iter().map(String::as_str));
        found.words.extend(verbs.words.iter().map(|word| (word.as_str(), Speech::One)));
        found.words.extend(verbs.nobody.iter().map(|word| (word.as_str(), Speech::Nobody)));
        let spoken = [(&past.man, Speech::One), (&past.woman, Speech::Woman), (&past.others, Speech::Others)];
        for (endings, speech) in spoken.into_iter().chain([(&past.nobody, Speech::Nobody)]) {
            found.endings.extend(endings.iter().map(|ending| (ending.as_str(), speech)));
        }
    }
    let mut known = FxHashSet::default();
    found.endings.retain(|(ending, _)| known.insert(*ending));
    found
});

/// How the listed names and offices of a language are declined. If it does not decline nouns for things, they stay as they are.
fn declension(language: Language) -> Declension {
    Declension::of_language(language).of_things()
}

/// The listed first names that `form` may be a form of.
pub(crate) fn given(form: &str, declension: Declension) -> Vec<Reading> {
    if declension.pack().is_some_and(|pack| pack.names.never_given.contains(form)) {
        return Vec::new();
    }
    let listed = declension.of_things();
    let mut found = nominatives(form, Use::Given, declension);
    found.retain(|reading| {
        GIVEN.get(&(listed, reading.lemma.as_str())).is_some_and(|&genders| match reading.gender {
            Gender::Masculine => genders.starts_with('m'),
            Gender::Feminine => genders.ends_with('f'),
        })
    });
    found
}

/// The listed first names that `form` may be a form of in any language.
pub(crate) fn given_in_any(form: &str) -> impl Iterator<Item = Reading> {
    let declined = Declension::all().filter(|declension| declension.of_things() == *declension);
    declined.chain([Declension::NONE]).flat_map(move |declension| given(form, declension.for_word(form)))
}

/// Whether a word begins with a letter of the Cyrillic alphabet.
pub(crate) fn is_cyrillic_word(word: &str) -> bool {
    Script::of_word(word) == Script::Cyrillic
}

/// Whether a small word may stand inside a name: "van", "де".
pub(crate) fn is_particle(word: &str) -> bool {
    is_in(word, |names| &names.particles)
}

/// The offices that a word in lower case is a form of. Prefixes and the first half of a compound do not matter.
pub(crate) fn office(lower: &str) -> &'static [OfficeForm] {
    if let Some(forms) = OFFICES.get(lower) {
        return forms;
    }
    let mut prefixes = lang::all(|pack| &pack.names.offices.prefixes);
    let bare = prefixes.find_map(|prefix| lower.strip_prefix(prefix)).and_then(|rest| OFFICES.get(rest));
    let last = || lower.rsplit_once(['-', '‑']).and_then(|(_, rest)| OFFICES.get(rest));
    bare.or_else(last).map_or(&[], Vec::as_slice)
}

/// Whether two nominatives are the same word or name the same office.
pub(crate) fn is_same_office(one: &str, other: &str) -> bool {
    let shared = |lines: &Vec<usize>| SAME.get(other).is_some_and(|known| known.iter().any(|at| lines.contains(at)));
    one == other || SAME.get(one).is_some_and(shared)
}

/// The gender that a form of address in lower case shows.
pub(crate) fn addressed(lower: &str) -> Option<Gender> {
    let is = |list: fn(&'static Names) -> &'static Words| is_in(lower, list);
    match (is(|names| &names.forms_of_address.masculine), is(|names| &names.forms_of_address.feminine)) {
        (true, _) => Some(Gender::Masculine),
        (_, true) => Some(Gender::Feminine),
        _ => None,
    }
}

/// Whether a word in lower case names a state, an institution, a month or the like, or is a plain word.
pub(crate) fn is_other(lower: &str) -> bool {
    /// A limit on time, set by hand: 32 Cyrillic letters.
    const LONGEST: usize = 64;
    if lower.len() > LONGEST {
        return false;
    }
    // No name has the ending of a reflexive verb: `ідеться`.
    if ends(lower, |morphology| &morphology.verbs.reflexive) {
        return true;
    }
    let ends = lower.char_indices().skip(1).map(|(at, _)| at).chain([lower.len()]);
    ends.into_iter().any(|end| {
        OTHERS.get(&lower[..end]).is_some_and(|&inflects| {
            let rest = &lower[end..];
            rest.is_empty() || (inflects && is_declension(rest))
        })
    })
}

/// Whether declension may add these letters to the beginning of a word, with or without a suffix that turns it into an adjective.
fn is_declension(rest: &str) -> bool {
    let suffixes = lang::all(|pack| &pack.morphology.adjective_suffixes);
    let ending = suffixes.fold(rest, |rest, suffix| rest.trim_start_matches(suffix));
    ending.is_empty() || lang::packs().iter().any(|pack| pack.morphology.declension.contains(ending))
}

/// What a word in lower case shows about the speaker, if it is a verb of speech.
pub(crate) fn speech(lower: &str) -> Option<Speech> {
    if let Some(&speech) = VERBS.words.get(lower) {
        return Some(speech);
    }
    VERBS
        .endings
        .iter()
        .find(|(ending, _)| lower.strip_suffix(ending).is_some_and(|stem| VERBS.past.contains(stem)))
        .map(|&(_, speech)| speech)
}

/// Whether an English word in lower case that is no name by itself is a surname after a first name.
pub(crate) fn is_surname_too(lower: &str) -> bool {
    is_in(lower, |names| &names.surname_words)
}

/// Whether a word in Latin letters is a listed first name.
pub(crate) fn is_plain_given(word: &str) -> bool {
    !given(word, Declension::NONE).is_empty()
}

/// Whether a word in lower case is a verb that gives something a name in quotation marks: "назвав план «…»".
pub(crate) fn names_things(lower: &str) -> bool {
    is_in(lower, |names| &names.speech_verbs.naming)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_their_forms() {
        let ukrainian = declension(Language::Ukrainian);
        assert!(given("Олени", ukrainian).iter().any(|reading| reading.lemma == "Олена"));
        assert!(given("Столом", ukrainian).is_empty());
        assert!(office("спецпредставником").iter().any(|form| form.cases == Cases::INSTRUMENTAL));
        assert!(office("генерал-майора").iter().any(|form| form.lemma == "майор"));
        assert!(office("стіл").is_empty());
        assert!(is_other("україною") && is_other("the") && !is_other("ковальчук"));
        assert!(is_other("ідеться") && is_other("планируется") && !is_other("костя"));
        assert_eq!((speech("сказала"), speech("йдеться")), (Some(Speech::Woman), Some(Speech::Nobody)));
        assert_eq!(speech("сказання"), None);
        assert!(is_same_office("судья", "арбитр") && !is_same_office("судья", "тренер"));
    }
}
