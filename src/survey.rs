//! In: captures. Out: the lines that recur on pages of one site, and the pages that share boilerplate.
//!
//! Invariant: counts and compares. Decides nothing about a page.

pub(crate) mod boilerplate;
pub mod family;
pub mod line;
mod nominative;
pub mod publisher;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub(crate) use family::{Family, Member};
pub(crate) use publisher::Named;

use crate::capture::Capture;

/// What recurs in captures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// Folded lines that are in more than one capture, with the number of captures. Copies of one report count once.
    recurring: BTreeMap<String, u32>,
    /// The captures that share boilerplate and therefore come from one site.
    families: Vec<Family>,
    /// The family of each capture that is in one, by the capture's name.
    family: BTreeMap<String, usize>,
}

/// Surveys captures in any order. Time grows with the length of the text times the number of different sites.
pub fn survey(captures: &[Capture]) -> Survey {
    let mut pages: Vec<family::Page> = captures.par_iter().map(family::Page::new).collect();
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    let recurring = family::recurring(&pages);
    let families = family::families(&pages, &recurring);
    let family = families
        .iter()
        .enumerate()
        .flat_map(|(at, family)| family.members.iter().map(move |member| (member.name.clone(), at)))
        .collect();
    Survey { recurring, families, family }
}

impl Survey {
    /// The number of captures with a folded line (copies of one report count once). 0 if it is in only one.
    pub(crate) fn recurs(&self, folded: &str) -> u32 {
        self.recurring.get(folded).copied().unwrap_or(0)
    }

    /// The captures that share boilerplate with the one of this name, including itself.
    pub(crate) fn family(&self, name: &str) -> Option<&Family> {
        self.family.get(name).map(|&at| &self.families[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{CaptureId, Form, Holds};

    fn capture(path: &str, text: &str) -> Capture {
        Capture {
            id: CaptureId::of_file(path),
            address: None,
            form: Form::Text,
            digest: String::new(),
            text: text.to_owned(),
            page: None,
            holds: Holds::Page,
            captured: None,
            pictures: crate::capture::pictures::Pictures::default(),
        }
    }

    fn page(path: &str, subject: &str) -> Capture {
        let body = format!("У місті {subject} відкрили новий міст, який будували чотири роки, повідомила міська рада.");
        capture(
            path,
            &format!(
                "10:15 03.02.2024\n\n{subject} має новий міст\n\n2 хв читати\n\n{body}\n\nІНШІ НОВИНИ ДНЯ\n\nСВІЖЕ\n\nРЕКЛАМА\n\nПортал працює від 2009 року\n"
            ),
        )
    }

    #[test]
    fn pages_with_the_same_boilerplate_are_siblings() {
        let captures = [
            page("a.txt", "Ромни"),
            page("b.txt", "Лубни"),
            capture(
                "c.txt",
                "Ромни чекають на весну\n\nДобрий день настав у Ромнах, і весна вже близько, кажуть синоптики.\n\nРЕКЛАМА",
            ),
        ];
        let found = survey(&captures);
        let names: Vec<_> = found.family("a.txt").unwrap().members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["a.txt", "b.txt"]);
        assert!(found.family("c.txt").is_none());
        assert_eq!(found.recurs("портал працює від 2009 року"), 2);
        let backwards: Vec<_> = captures.iter().rev().cloned().collect();
        assert_eq!(survey(&backwards), found);
    }

    #[test]
    fn copies_of_one_report_are_no_siblings() {
        let report = "Уряд схвалив новий порядок виплат, який почне діяти з першого числа наступного місяця.\n\nЩо зміниться\n\nХто отримає\n\nКоли чекати";
        let found = survey(&[capture("a.txt", report), capture("b.txt", &format!("Передрук\n{report}"))]);
        assert!(found.family("a.txt").is_none());
    }

    #[test]
    fn nothing_gives_an_empty_survey() {
        assert_eq!(survey(&[]), Survey::default());
    }
}
