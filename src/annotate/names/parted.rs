//! In: a person's name in the nominative, as a byline prints it. Out: the given names and the surname.
//!
//! Invariant: splits a name only where a given name, a patronymic or an initial shows which word is which.

use super::lexicon;
use super::likelihood::is_patronymic;
use crate::language::Language;
use crate::letters::Letter;
use crate::morphology::Declension;

/// The most words a name may have to be split. Set by hand.
const MOST: usize = 4;

/// A name split into its two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parted {
    /// With patronymic and initials: `Олена Петрівна`, `О. П.`.
    pub given: String,
    /// The family name.
    pub surname: String,
}

/// Splits a name. Returns nothing where its words do not show which is which.
pub(crate) fn parted(name: &str, language: Language) -> Option<Parted> {
    let words: Vec<&str> = name.split_whitespace().collect();
    if !(2..=MOST).contains(&words.len()) || !words.iter().all(|word| is_part(word)) {
        return None;
    }
    let declension = Declension::of(language, name);
    let told = |word: &str| is_initials(word) || is_given(word, declension);
    let (first, middle, last) = (words[0], &words[1..words.len() - 1], words[words.len() - 1]);
    // After another patronymic, or after a given name alone, a word that looks like a patronymic is a surname: "Олена Попович".
    let closes = middle.last().is_some_and(|before| is_patronymic(last) && !is_patronymic(before));
    if told(first) && !closes && !is_initials(last) {
        return Some(of(&words[..words.len() - 1], last));
    }
    let behind = told(words[1]) && words[2..].iter().all(|word| told(word) || is_patronymic(word));
    behind.then(|| of(&words[1..], first))
}

fn of(given: &[&str], surname: &str) -> Parted {
    Parted { given: given.join(" "), surname: surname.to_owned() }
}

/// Whether a word may be part of a person's name: a capital, then letters, hyphens, apostrophes and full stops.
fn is_part(word: &str) -> bool {
    word.starts_with(char::is_capital) && word.chars().all(|c| c.is_alphabetic() || "-'’ʼ.".contains(c))
}

/// `О.`, `О.П.`
fn is_initials(word: &str) -> bool {
    word.ends_with('.') && word.split_terminator('.').all(|part| part.chars().count() == 1)
}

fn is_given(word: &str, declension: Declension) -> bool {
    let readings = lexicon::given(word, declension.for_word(word));
    readings.iter().any(|reading| reading.lemma == word && reading.cases.is_nominative())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> Option<(String, String)> {
        parted(name, Language::Ukrainian).map(|Parted { given, surname }| (surname, given))
    }

    #[test]
    fn a_given_name_marks_the_surname() {
        let two = |surname: &str, given: &str| Some((surname.to_owned(), given.to_owned()));
        assert_eq!(parts("Олена Коваль"), two("Коваль", "Олена"));
        assert_eq!(parts("Коваль Олена"), two("Коваль", "Олена"));
        assert_eq!(parts("Коваль Олена Петрівна"), two("Коваль", "Олена Петрівна"));
        assert_eq!(parts("Олена Петрівна Коваль"), two("Коваль", "Олена Петрівна"));
        assert_eq!(parts("Олена Попович"), two("Попович", "Олена"));
        assert_eq!(parts("Олена Петрівна Попович"), two("Попович", "Олена Петрівна"));
        assert_eq!(parts("О. П. Коваль"), two("Коваль", "О. П."));
        assert_eq!(parts("Коваль О.П."), two("Коваль", "О.П."));
        assert_eq!(parts("John Miller-Smith"), two("Miller-Smith", "John"));
    }

    #[test]
    fn other_names_are_not_separated() {
        for name in
            ["Степовий вісник", "Редакція", "Кривий Ріг", "Прес-служба 3-ї бригади", "Evening News", "Олена", ""]
        {
            assert_eq!(parts(name), None, "{name}");
        }
    }
}
