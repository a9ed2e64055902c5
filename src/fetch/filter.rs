//! In: an item or the text of its page. Out: whether the project wants it.
//!
//! Invariant: a page is never rejected because something is not known.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::item::Item;
use crate::language::Language;
use crate::link::stem::Stems;
use crate::link::tokens;
use crate::project::Fetching;
use crate::stored::clock;

/// What a project wants.
pub(crate) struct Filter<'a> {
    since: Option<NaiveDate>,
    keywords: &'a [String],
    languages: &'a [Language],
}

/// The verdict before the page is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Wanted,
    Unwanted,
    /// The page must be fetched to decide.
    Open,
}

impl<'a> Filter<'a> {
    /// A filter for a project. `since` overrides the project's value.
    pub(crate) fn new(limits: &'a Fetching, since: Option<NaiveDate>) -> Self {
        Self { since: since.or(limits.since), keywords: &limits.keywords, languages: &limits.languages }
    }

    /// A digest of the settings that decide whether a text is wanted. Equal settings give equal digests.
    pub(crate) fn wish(&self) -> String {
        let keywords = self.keywords.iter().map(String::as_str);
        let all: Vec<&str> = keywords.chain(["\n"]).chain(self.languages.iter().map(Language::tag)).collect();
        crate::capture::digest(all.join("\n").as_bytes())
    }

    /// Whether a day is too early.
    pub(crate) fn is_old(&self, day: Option<NaiveDate>) -> bool {
        self.since.zip(day).is_some_and(|(since, day)| day < since)
    }

    /// The verdict from what the source says about an item.
    pub(crate) fn of_item(&self, item: &Item) -> Verdict {
        let entry = &item.entry;
        let days = [&entry.published, &entry.modified].map(|text| clock::day(text));
        if self.is_old(days.into_iter().flatten().max()) {
            return Verdict::Unwanted;
        }
        if self.keywords.is_empty() && self.languages.is_empty() {
            return Verdict::Wanted;
        }
        if !item.is_told() {
            return Verdict::Open;
        }
        let words = item.words();
        let declared = Language::from_tag(&entry.language);
        let language = if declared == Language::Unknown { Language::detect(&words) } else { declared };
        match (self.speaks(language), self.has_keyword(&words, language)) {
            (Some(false), _) | (_, false) => Verdict::Unwanted,
            (None, true) => Verdict::Open,
            (Some(true), true) => Verdict::Wanted,
        }
    }

    /// Whether the text of a page is wanted.
    pub(crate) fn of_text(&self, text: &str) -> bool {
        let language = Language::detect(text);
        self.speaks(language) != Some(false) && self.has_keyword(text, language)
    }

    fn speaks(&self, language: Language) -> Option<bool> {
        match language {
            _ if self.languages.is_empty() => Some(true),
            Language::Unknown => None,
            language => Some(self.languages.contains(&language)),
        }
    }

    /// Whether the stems of a phrase appear in a row in the text.
    fn has_keyword(&self, text: &str, language: Language) -> bool {
        if self.keywords.is_empty() {
            return true;
        }
        let stems = Stems::of(language);
        let mut known = BTreeMap::new();
        let text = stemmed(text, &stems, &mut known);
        let phrases = self.keywords.iter().map(|phrase| stemmed(phrase, &stems, &mut known)).collect::<Vec<_>>();
        let stands = |phrase: &Vec<String>| text.windows(phrase.len()).any(|window| window == phrase.as_slice());
        phrases.iter().filter(|phrase| !phrase.is_empty()).any(stands)
    }
}

fn stemmed(text: &str, stems: &Stems, known: &mut BTreeMap<String, String>) -> Vec<String> {
    let folded = tokens::words(text).map(|range| tokens::fold(&text[range]));
    folded.map(|word| known.entry(word.clone()).or_insert_with(|| stems.stem(&word)).clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_finds_its_inflected_forms_and_only_whole_words() {
        let keywords = ["міжнародна конференція".to_owned()];
        let filter = Filter { since: None, keywords: &keywords, languages: &[Language::Ukrainian] };
        assert!(filter.of_text("У Вінниці відкрили міжнародну конференцію про мости та їхню історію."));
        assert!(!filter.of_text("У Вінниці відкрили конференцію про міжнародні мости та їхню історію."));
        assert!(!filter.of_text("The international conference was opened in the morning by the mayor of the town."));
    }
}
