//! In: the words before and after a day. Out: whether the day modifies a noun: "Tuesday's earthquake".
//!
//! Such a day identifies something that everybody already knows. The news in its sentence may have happened on any day since.
//!
//! Invariant: depends on the marks of languages (`lang::temporal`), not on the page.

use crate::lang;
use crate::language::Language;
use crate::letters::{Letter, LowerCase};

/// Maximum number of code points of a mark after a day, such as "'s", with some spare. This one has 2.
const LONGEST_MARK: usize = 8;

/// Whether a day between two texts modifies a noun.
pub(crate) fn is_possessive(before: &str, behind: &str, language: Language) -> bool {
    let Some(marks) = lang::pack(language).map(|pack| &pack.temporal) else { return false };
    let behind: String =
        behind.trim_start().chars().take(LONGEST_MARK + 1).map(|c| if c == '’' { '\'' } else { c }).collect();
    let marked = |mark: &String| {
        behind.strip_prefix(mark.as_str()).is_some_and(|rest| !rest.starts_with(char::is_letter_or_digit))
    };
    let last = before.trim_end().rsplit(|c: char| !c.is_letter_or_digit()).next().unwrap_or("").lower_case();
    marks.possessive_behind.iter().any(marked) || marks.possessive_before.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::expressions;

    /// Whether the first day of a sentence modifies a noun.
    fn is_of_noun(text: &str, language: Language) -> bool {
        let day = expressions(text, language).into_iter().next().unwrap().bytes;
        is_possessive(&text[..day.start], &text[day.end..], language)
    }

    #[test]
    fn a_day_goes_with_a_noun() {
        for (text, language) in [
            ("Survivors of Tuesday’s quake were fed.", Language::English),
            ("Survivors of Tuesday 's quake were fed.", Language::English),
            ("Das Beben vom Dienstag traf die Stadt.", Language::German),
            ("Le séisme de mardi a touché la ville.", Language::French),
            ("Les victimes du 12 mai ont été aidées.", Language::French),
        ] {
            assert!(is_of_noun(text, language), "{text}");
        }
        for (text, language) in [
            ("The quake struck the town on Tuesday.", Language::English),
            ("Tuesday saw a quake.", Language::English),
            ("Am Dienstag traf ein Beben die Stadt.", Language::German),
            ("Le séisme a touché la ville mardi.", Language::French),
            ("Землетрус стався у вівторок.", Language::Ukrainian),
            ("Землетрясение произошло во вторник.", Language::Russian),
            ("Trzęsienie nastąpiło we wtorek.", Language::Polish),
        ] {
            assert!(!is_of_noun(text, language), "{text}");
        }
    }
}
