//! In: the tables of endings of the languages. Out: their rows, each with the endings of the cases.
//!
//! A row is a line of fields separated by spaces. Endings have one field for each case, with `-` for no ending and `/` between
//! alternatives.
//!
//! Invariant: rows keep the order of their files, and languages the order in which they are read.

use std::str::SplitWhitespace;

use super::{Cases, Declension};
use crate::lang::morphology::Case;
use crate::lang::{self, Pack};

/// How the names of people and offices are declined.
pub(crate) const PARADIGMS: &str = "paradigms.txt";
/// How nouns for places and institutions are declined.
pub(crate) const NOUNS: &str = "noun-endings.txt";
/// How adjectives are declined.
pub(crate) const ADJECTIVES: &str = "adjective-endings.txt";

/// A line of a table.
pub(crate) struct Row {
    pub declension: Declension,
    pub pack: &'static Pack,
    pub fields: SplitWhitespace<'static>,
}

/// The endings of six cases, followed in some rows by those of six cases of the plural.
pub(crate) struct Endings(Vec<Vec<&'static str>>);

/// The rows of a table, for all languages that have one.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    Declension::all().filter_map(|declension| Some((declension, declension.pack()?))).flat_map(
        move |(declension, pack)| {
            let text = lang::file(pack.language, table).unwrap_or_default();
            lang::lines(text).map(move |line| Row { declension, pack, fields: line.split_whitespace() })
        },
    )
}

impl Row {
    /// The next field.
    pub(crate) fn field(&mut self) -> &'static str {
        self.fields.next().unwrap_or("-")
    }

    /// The remaining fields.
    pub(crate) fn endings(self) -> Endings {
        let alternatives = |field: &'static str| field.split('/').map(|ending| ending.trim_matches('-')).collect();
        Endings(self.fields.map(alternatives).collect())
    }
}

impl Endings {
    /// The ending of the nominative; the usual one if there are alternatives.
    pub(crate) fn nominative(&self) -> &'static str {
        self.nominatives().first().copied().unwrap_or_default()
    }

    /// The endings of the nominative.
    pub(crate) fn nominatives(&self) -> &[&'static str] {
        self.0.first().map_or(&[], Vec::as_slice)
    }

    /// Each ending of the singular, with its case.
    pub(crate) fn singular(&self) -> impl Iterator<Item = (&'static str, Cases)> {
        self.with_cases(0)
    }

    /// Each ending of the plural, with its case.
    pub(crate) fn plural(&self) -> impl Iterator<Item = (&'static str, Cases)> {
        self.with_cases(Case::ALL.len())
    }

    fn with_cases(&self, first: usize) -> impl Iterator<Item = (&'static str, Cases)> {
        let fields = self.0.iter().skip(first).zip(Case::ALL);
        fields.flat_map(|(endings, case)| endings.iter().map(move |&ending| (ending, Cases::of(case))))
    }
}
