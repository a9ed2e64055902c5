//! In: themes and an event. Out: the theme that matches its reports best.
//!
//! Invariant: a word matches only a word with the same stem, and a phrase only the same stems in a row.

use std::collections::HashMap;

use crate::annotate::Annotated;
use crate::chronicle::Event;
use crate::language::Language;
use crate::link::stem::Stems;
use crate::link::tokens;
use crate::normalize::BlockKind;
use crate::project::Theme;

/// Score of a match in the headline, in the deck or first paragraph, and further down. Set by hand.
const HEADLINE: usize = 6;
const OPENING: usize = 3;
const BODY: usize = 1;
/// Maximum number of matches of one phrase that are counted further down. Set by hand.
const MOST_IN_BODY: usize = 3;

/// Themes with their phrases as stems, for each language that was asked for.
pub(crate) struct Matcher<'a> {
    themes: &'a [Theme],
    languages: HashMap<Language, Phrases>,
}

/// The phrases of all themes in one language.
struct Phrases {
    stems: Stems,
    /// By their first stem: (theme, index of the phrase in it, its stems).
    by_first: HashMap<String, Vec<(usize, usize, Vec<String>)>>,
    /// The stems of the words seen so far.
    known: HashMap<String, String>,
}

impl<'a> Matcher<'a> {
    /// Prepares the themes for matching.
    pub(crate) fn new(themes: &'a [Theme]) -> Self {
        Self { themes, languages: HashMap::new() }
    }

    /// The theme that matches the reports of an event best. Of equally good ones, the one declared first.
    pub(crate) fn best(&mut self, event: &Event, articles: &[Annotated]) -> Option<usize> {
        let mut scores = vec![0; self.themes.len()];
        for &report in &event.reports {
            let article = &articles[report];
            let language = article.article.language;
            let themes = self.themes;
            let phrases = self.languages.entry(language).or_insert_with(|| Phrases::new(themes, language));
            phrases.score(article, &mut scores);
        }
        let best = scores.iter().copied().max().filter(|&score| score > 0)?;
        scores.iter().position(|&score| score == best)
    }
}

impl Phrases {
    fn new(themes: &[Theme], language: Language) -> Self {
        let mut phrases = Self { stems: Stems::of(language), by_first: HashMap::new(), known: HashMap::new() };
        for (theme, declared) in themes.iter().enumerate() {
            for (number, phrase) in declared.matches.iter().enumerate() {
                let stems = phrases.stems_of(phrase);
                if let Some(first) = stems.first() {
                    phrases.by_first.entry(first.clone()).or_default().push((theme, number, stems));
                }
            }
        }
        phrases
    }

    fn stems_of(&mut self, text: &str) -> Vec<String> {
        tokens::words(text).map(|word| self.stem(tokens::fold(&text[word]))).collect()
    }

    fn stem(&mut self, word: String) -> String {
        if let Some(stem) = self.known.get(&word) {
            return stem.clone();
        }
        let stem = self.stems.stem(&word);
        self.known.insert(word, stem.clone());
        stem
    }

    fn score(&mut self, article: &Annotated, scores: &mut [usize]) {
        let article = &article.article;
        if let Some(headline) = &article.headline {
            self.score_text(&headline.text, HEADLINE, usize::MAX, &mut HashMap::new(), scores);
        }
        let paragraphs =
            article.body.iter().filter(|block| block.kind != BlockKind::Subhead).map(|block| &block.passage);
        let mut opening = article.deck.iter().chain(paragraphs);
        if let Some(first) = opening.next() {
            self.score_text(&first.text, OPENING, usize::MAX, &mut HashMap::new(), scores);
        }
        let mut counted = HashMap::new();
        for passage in opening {
            self.score_text(&passage.text, BODY, MOST_IN_BODY, &mut counted, scores);
        }
    }

    /// Adds `worth` for each match, for each phrase at most `most` times over all texts that share `counted`.
    fn score_text(
        &mut self,
        text: &str,
        worth: usize,
        most: usize,
        counted: &mut HashMap<(usize, usize), usize>,
        scores: &mut [usize],
    ) {
        let words = self.stems_of(text);
        for (at, word) in words.iter().enumerate() {
            for (theme, number, stems) in self.by_first.get(word).into_iter().flatten() {
                let times = counted.entry((*theme, *number)).or_default();
                if words[at..].starts_with(stems) && *times < most {
                    *times += 1;
                    scores[*theme] += worth;
                }
            }
        }
    }
}
