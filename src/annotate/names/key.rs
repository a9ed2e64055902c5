//! In: the name of a person. Out: its surname, what stands before the surname, and a key that is equal for all spellings of the name.
//!
//! Invariant: the same name always gives the same key.

use unicode_normalization::UnicodeNormalization;

use super::lexicon;
use crate::annotate::text::is_hyphened_article;
use crate::lang;
use crate::lang::letters::of_one_sound;
use crate::letters::Letter;

/// The last word of a name: the surname of `Рустем Умєров`, all of `Байден`.
pub fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// A key that is equal for all spellings of a name: lower case, one kind of apostrophe, no patronymic.
pub(crate) fn merge_key(name: &str) -> String {
    let plain: String = name.chars().map(char::lower).map(fold).collect();
    let plain = match plain.split_once('-') {
        Some((before, behind))
            if before.rsplit(' ').next().is_some_and(is_hyphened_article) && before.contains(' ') =>
        {
            format!("{before} {behind}")
        }
        _ => plain,
    };
    match plain.split(' ').collect::<Vec<_>>().as_slice() {
        [given, patronymic, surname] if is_patronymic(patronymic) => format!("{given} {surname}"),
        _ => plain,
    }
}

/// Uses one sign for all kinds of apostrophe, one letter for the letters with which Ukrainian and Russian write the same sound of a
/// foreign name ("Марія", "Мария"), and Latin letters without their accents.
fn fold(letter: char) -> char {
    match letter {
        '’' | 'ʼ' | '`' => '\'',
        'a'..='z' => letter,
        '\u{e0}'..='\u{17e}' => unmarked(letter),
        other => of_one_sound(other),
    }
}

/// A Latin letter without its accent.
fn unmarked(letter: char) -> char {
    let mut joined = lang::packs().iter().flat_map(|pack| &pack.morphology.unmarked);
    let plain = joined.find(|(marked, _)| *marked == letter).map(|(_, plain)| *plain);
    plain.or_else(|| letter.nfd().next()).unwrap_or(letter)
}

fn is_patronymic(word: &str) -> bool {
    lexicon::ends(word, |morphology| &morphology.patronymics.folded)
}

/// Whether two nominative names may belong to one person: they are equal, or one is the other's surname or has its initial.
pub(crate) fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (merge_key(a), merge_key(b));
    surname(&a) == surname(&b) && (a == b || given(&a).is_none_or(|a| given(&b).is_none_or(|b| fits(a, b))))
}

/// What stands before a surname. Particles alone belong to the surname: "van Holm".
pub(crate) fn given(name: &str) -> Option<&str> {
    let given = name.rsplit_once(' ').map(|(given, _)| given)?;
    (!given.split(' ').all(lexicon::is_particle)).then_some(given)
}

/// Whether one first name equals the other or is its initial.
fn fits(a: &str, b: &str) -> bool {
    let initial = |short: &str, long: &str| short.ends_with('.') && long.starts_with(short.trim_end_matches('.'));
    a == b || initial(a, b) || initial(b, a)
}
