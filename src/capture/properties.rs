//! In: the title and the names of authors that a file states about itself. Out: whether they are what they are called.
//!
//! Programs write the name of the file, of an account or of themselves into these fields, in the language of their user.
//!
//! Invariant: compares whole texts, apart from numbers and signs around them. What is not in the lists counts.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

/// What programs put in the place of a title: a text for each line. One with `*` at its end is the beginning of texts.
static NO_TITLES: LazyLock<Listed> = LazyLock::new(|| Listed::of(include_str!("properties/no_titles.txt")));
/// The names of accounts and of nobody.
static NO_AUTHORS: LazyLock<Listed> = LazyLock::new(|| Listed::of(include_str!("properties/no_authors.txt")));
/// The names of programs.
static PROGRAMS: LazyLock<Listed> = LazyLock::new(|| Listed::of(include_str!("properties/programs.txt")));

/// The longest title, in characters, and the fewest letters of one. Set by hand.
const LONGEST_TITLE: usize = 300;
const FEWEST_LETTERS: usize = 3;

/// The name of a file, a path or an address.
static FILE: LazyLock<Regex> = LazyLock::new(|| {
    let names = r"\.(docx?|docm|odt|rtf|pdf|indd|qxp|qxd|pptx?|xlsx?|html?|txt|tex|dvi|ps|tiff?|jpe?g|cdr|pub|pages|p65|fm|md|typ)$";
    let paths = r"^(https?|file)://|^[a-z]:\\|^[^ ]*[_/\\][^ ]*$|^about:";
    Regex::new(&format!("(?i){names}|{paths}")).expect("a pattern in the program is valid")
});

/// Texts in lower case.
struct Listed {
    whole: FxHashSet<&'static str>,
    beginnings: Vec<&'static str>,
}

impl Listed {
    fn of(list: &'static str) -> Self {
        let lines = || list.lines().filter(|line| !line.is_empty());
        Self {
            whole: lines().filter(|line| !line.ends_with('*')).collect(),
            beginnings: lines().filter_map(|line| line.strip_suffix('*')).collect(),
        }
    }

    /// Whether a text is in the list, as it is or without the numbers and signs around it.
    fn has(&self, text: &str) -> bool {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let bare = text.trim_matches(|c: char| !c.is_alphabetic());
        [text.as_str(), bare].iter().any(|text| self.whole.contains(text))
            || self.beginnings.iter().any(|beginning| text.starts_with(beginning))
    }
}

/// Whether a name begins with that of a program, with its version or its address behind it.
pub(crate) fn is_program(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    let first = lower.split([' ', '(']).next().unwrap_or_default();
    PROGRAMS.has(&lower) || PROGRAMS.whole.contains(first)
}

/// Whether a title is one: not the name of a file or of a program, and not a number.
pub(crate) fn is_title(title: &str) -> bool {
    title.chars().nth(LONGEST_TITLE).is_none()
        && title.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_LETTERS
        && !FILE.is_match(title)
        && !NO_TITLES.has(title)
        && !PROGRAMS.has(title)
}

/// Whether a name is one of an author: not of an account, a program or a file.
pub(crate) fn is_author(name: &str) -> bool {
    name.chars().any(char::is_alphabetic)
        && !FILE.is_match(name)
        && !NO_TITLES.has(name)
        && !NO_AUTHORS.has(name)
        && !PROGRAMS.has(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_and_programs_are_no_titles() {
        for title in [
            "Council buys six buses",
            "Рада схвалила кошторис",
            "Про затвердження, v. 2",
            "Microsoft Word подорожчає",
            "Документи про міст знайшли",
            "Scan of the archive",
            "Untitled works of a painter",
        ] {
            assert!(is_title(title), "{title}");
        }
        for title in [
            "Microsoft Word - press release final",
            "Документ Microsoft Word",
            "Dokument programu Microsoft Word",
            "Документ1",
            "Без назви 2",
            "Без имени",
            "Sans titre",
            "Unbenannt 1",
            "Bez tytułu",
            "Презентація PowerPoint",
            "release.docx",
            "Press_release_06_05",
            "C:\\Documents\\x",
            "https://v.example/1",
            "about:blank",
            "Untitled",
            "untitled document",
            "Document1",
            "Scan 2024-05-06",
            "2024-05-06",
            "a",
            "",
        ] {
            assert!(!is_title(title), "{title}");
        }
    }

    #[test]
    fn accounts_and_programs_are_no_authors() {
        for name in ["Ia Lan", "Рада міста", "Owner Lev", "Адмінчук Лев", "User Ян"] {
            assert!(is_author(name), "{name}");
        }
        for name in [
            "User",
            "user1",
            "(anonymous)",
            "admin",
            "Administrator",
            "PC",
            "Користувач Windows",
            "ПК",
            "пользователь 3",
            "Użytkownik systemu Windows",
            "Utilisateur",
            "Benutzer",
            "LibreOffice 7.4",
            "123",
            "",
        ] {
            assert!(!is_author(name), "{name}");
        }
    }
}
