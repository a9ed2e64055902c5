//! In: a corpus, and the candidates of a day. Out: how likely a journalist's text about the day has each word, and each two words that follow
//! each other.
//!
//! A word is likely if many of the day's sentences have it that the rest of the corpus seldom has, and if pages that look back on the day
//! have it. The idea of weighing words rather than sentences is that of K. Hong and A. Nenkova, "Improving the Estimation of Word
//! Importance for News Multi-Document Summarization" (2014).
//!
//! Invariant: words are compared by their first letters in lower case, without stop words. Takes one pass over the texts.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::Candidate;
use super::centroid::STEM;
use super::weights::Weights;
use crate::annotate::Annotated;
use crate::letters::Letter;
use crate::stops::{self, is_stop};

/// The names of a word's features, in the order of their weights.
pub const OF_WORD: [&str; 9] = [
    "sentences",
    "share-of-sentences",
    "naming",
    "share-of-naming",
    "later",
    "first",
    "in-articles",
    "in-sentences",
    "day",
];
/// The names of a pair's features, in the order of their weights.
pub const OF_PAIR: [&str; 7] = ["sentences", "articles", "naming", "in-articles", "one", "other", "day"];
/// Minimum number of days from a day to a publication that looks back on it. This and the next two are as the weights were fitted.
const LATER: i64 = 3;
/// Added to a likelihood before its logarithm is taken.
const LEAST: f64 = 0.001;
/// Minimum number of letters of a word that counts.
const LETTERS: usize = 3;

/// Number of sentences that open an article. As the weights were fitted.
const OPENING: usize = 5;
/// A word of the subject is in the openings of this share of the articles, and of this share of those that the most common such word has.
/// It is in this many sentences of an article on average, and has this many letters. With these the two words of each topic of the card are
/// those that its name has (for H1N1 "swine" and "virus"); the two sets of 125 pages on many subjects in `tests/events` have none.
const SUBJECT: f64 = 0.3;
const NEAR_BEST: f64 = 0.8;
const GOES_ON: f64 = 2.5;
const SUBJECT_LETTERS: usize = 4;

/// A word, by its number in the corpus.
pub type Word = u32;

/// The words of a corpus and how common they are.
pub struct Counts {
    numbers: FxHashMap<String, Word>,
    /// The words of each sentence of each article, in order.
    sentences: Vec<Vec<Vec<Word>>>,
    /// Number of articles and of sentences with each word.
    in_articles: Vec<u32>,
    in_sentences: Vec<u32>,
    /// Number of articles with each two words that follow each other.
    pairs: FxHashMap<(Word, Word), u32>,
    sentences_in_all: usize,
}

impl Counts {
    /// Counts the words of the articles' sentences.
    pub fn of(articles: &[Annotated]) -> Self {
        let of_article = |page: &Annotated| {
            page.sentences.iter().map(|one| words(&one.text).collect()).collect::<Vec<Vec<String>>>()
        };
        let read: Vec<Vec<Vec<String>>> = articles.par_iter().map(of_article).collect();
        let mut counts = Self {
            numbers: FxHashMap::default(),
            sentences: Vec::new(),
            in_articles: Vec::new(),
            in_sentences: Vec::new(),
            pairs: FxHashMap::default(),
            sentences_in_all: read.iter().map(Vec::len).sum(),
        };
        for article in read {
            counts.add(article);
        }
        counts
    }

    fn add(&mut self, article: Vec<Vec<String>>) {
        let (mut words, mut pairs) = (FxHashSet::default(), FxHashSet::default());
        let mut numbered = Vec::with_capacity(article.len());
        for sentence in article {
            let sentence: Vec<Word> = sentence.into_iter().map(|word| self.number(word)).collect();
            let distinct: FxHashSet<Word> = sentence.iter().copied().collect();
            distinct.iter().for_each(|&word| self.in_sentences[word as usize] += 1);
            words.extend(distinct);
            pairs.extend(pairs_of(&sentence));
            numbered.push(sentence);
        }
        words.into_iter().for_each(|word| self.in_articles[word as usize] += 1);
        pairs.into_iter().for_each(|pair| *self.pairs.entry(pair).or_default() += 1);
        self.sentences.push(numbered);
    }

    fn number(&mut self, word: String) -> Word {
        let next = self.in_articles.len();
        let number = *self.numbers.entry(word).or_insert(next as Word);
        if number as usize == next {
            self.in_articles.push(0);
            self.in_sentences.push(0);
        }
        number
    }

    /// The words of the corpus' subject: those in most openings of articles that go on with them. None if the articles have no subject in
    /// common.
    pub fn subject(&self, articles: &[Annotated]) -> FxHashSet<Word> {
        let mut opening: FxHashMap<Word, u32> = FxHashMap::default();
        for (page, sentences) in articles.iter().zip(&self.sentences) {
            let told = page.sentences.iter().zip(sentences).filter(|(sentence, _)| page.tells(sentence)).take(OPENING);
            let words: FxHashSet<Word> = told.flat_map(|(_, words)| words.iter().copied()).collect();
            words.into_iter().for_each(|word| *opening.entry(word).or_default() += 1);
        }
        let goes_on = |word: Word| {
            f64::from(self.in_sentences[word as usize]) >= GOES_ON * f64::from(self.in_articles[word as usize])
        };
        let is_long =
            |text: &str| text.chars().all(|c| !c.is_numeric()) && text.chars().nth(SUBJECT_LETTERS - 1).is_some();
        let long: FxHashSet<Word> =
            self.numbers.iter().filter(|(text, _)| is_long(text)).map(|(_, &word)| word).collect();
        opening.retain(|&word, _| goes_on(word) && long.contains(&word));
        let best = f64::from(opening.values().copied().max().unwrap_or_default());
        let least = (SUBJECT * articles.len() as f64).max(NEAR_BEST * best);
        opening.into_iter().filter(|&(_, count)| f64::from(count) >= least).map(|(word, _)| word).collect()
    }

    /// The words of a candidate, in order.
    pub fn words(&self, candidate: &Candidate) -> &[Word] {
        self.words_at(candidate.article, candidate.sentence)
    }

    /// The words of a sentence of an article, in order. None if there is no such sentence.
    pub fn words_at(&self, article: usize, sentence: usize) -> &[Word] {
        self.sentences.get(article).and_then(|sentences| sentences.get(sentence)).map_or(&[], Vec::as_slice)
    }

    /// The words of a text, in order, without those that no article has.
    pub fn words_in(&self, text: &str) -> Vec<Word> {
        words(text).filter_map(|word| self.numbers.get(&word).copied()).collect()
    }

    /// The features of each word of a day's candidates.
    pub fn features(&self, candidates: &[Candidate]) -> Vec<(Word, [f64; 9])> {
        let mut seen = Seen::default();
        candidates.iter().for_each(|one| seen.add(one, self.words(one).iter().copied()));
        let (articles, all) = (self.sentences.len() as f64, self.sentences_in_all as f64);
        let naming = seen.naming.len().max(1) as f64;
        let of_word = |(word, of): (Word, Of)| {
            let features = [
                f64::from(of.sentences).ln_1p(),
                f64::from(of.sentences) / seen.sentences as f64,
                f64::from(of.naming.count).ln_1p(),
                f64::from(of.naming.count) / naming,
                f64::from(of.later.count).ln_1p(),
                f64::from(of.first.count).ln_1p(),
                (f64::from(self.in_articles[word as usize]) / articles).ln(),
                (f64::from(self.in_sentences[word as usize]) / all).ln(),
                (seen.sentences as f64).ln_1p(),
            ];
            (word, features)
        };
        seen.of.into_iter().map(of_word).collect()
    }

    /// The features of each two words that follow each other in a day's candidates. `likely` has the likelihood of each word.
    pub fn pair_features(
        &self,
        candidates: &[Candidate],
        likely: &FxHashMap<Word, f64>,
    ) -> Vec<((Word, Word), [f64; 7])> {
        let mut seen = Seen::default();
        candidates.iter().for_each(|one| seen.add(one, pairs_of(self.words(one))));
        let likelihood = |word: &Word| (likely.get(word).copied().unwrap_or_default() + LEAST).ln();
        let of_pair = |(pair, of): ((Word, Word), Of)| {
            let features = [
                f64::from(of.sentences).ln_1p(),
                f64::from(of.articles.count).ln_1p(),
                f64::from(of.naming_sentences).ln_1p(),
                (f64::from(self.pairs.get(&pair).copied().unwrap_or(1)) / self.sentences.len() as f64).ln(),
                likelihood(&pair.0),
                likelihood(&pair.1),
                (seen.sentences as f64).ln_1p(),
            ];
            (pair, features)
        };
        seen.of.into_iter().map(of_pair).collect()
    }
}

/// The likelihoods of words and of pairs on a day.
#[derive(Debug, Clone, Default)]
pub struct Likely {
    /// That a journalist's text about the day has the word.
    pub words: FxHashMap<Word, f64>,
    /// That it has the two words one after the other.
    pub pairs: FxHashMap<(Word, Word), f64>,
}

impl Likely {
    /// The likelihoods on a day with these candidates.
    pub fn on_day(candidates: &[Candidate], counts: &Counts, weights: &Weights) -> Self {
        let words: FxHashMap<Word, f64> = counts
            .features(candidates)
            .into_iter()
            .map(|(word, features)| (word, weights.word.likelihood(&features)))
            .collect();
        let pairs = counts
            .pair_features(candidates, &words)
            .into_iter()
            .map(|(pair, features)| (pair, weights.pair.likelihood(&features)))
            .collect();
        Self { words, pairs }
    }
}

/// The words of a text that count: folded, without stop words and short ones, cut after some letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    let of_text = crate::link::tokens::words(text).map(|range| stops::fold(&text[range]));
    let counts = |word: &String| word.chars().nth(LETTERS - 1).is_some() && !is_stop(word);
    of_text.filter(counts).map(|word| word.chars().filter(|c| c.is_letter_or_digit()).take(STEM).collect())
}

/// Each two words that follow each other.
pub fn pairs_of(words: &[Word]) -> impl Iterator<Item = (Word, Word)> {
    words.windows(2).map(|two| (two[0], two[1]))
}

/// Articles, counted once each if they come in order.
#[derive(Debug, Clone, Copy, Default)]
struct Articles {
    count: u32,
    last: Option<usize>,
}

impl Articles {
    fn add(&mut self, article: usize) {
        self.count += u32::from(self.last != Some(article));
        self.last = Some(article);
    }
}

/// In which sentences of a day a word or a pair is.
#[derive(Debug, Clone, Copy, Default)]
struct Of {
    sentences: u32,
    naming_sentences: u32,
    articles: Articles,
    naming: Articles,
    later: Articles,
    first: Articles,
}

/// The words or pairs of a day's sentences.
struct Seen<Key> {
    of: FxHashMap<Key, Of>,
    sentences: usize,
    /// The articles with a sentence that names the day.
    naming: FxHashSet<usize>,
}

impl<Key> Default for Seen<Key> {
    fn default() -> Self {
        Self { of: FxHashMap::default(), sentences: 0, naming: FxHashSet::default() }
    }
}

impl<Key: std::hash::Hash + Eq + Copy> Seen<Key> {
    /// Adds a sentence. Those of an article come together.
    fn add(&mut self, candidate: &Candidate, keys: impl Iterator<Item = Key>) {
        self.sentences += 1;
        if candidate.names {
            self.naming.insert(candidate.article);
        }
        let distinct: FxHashSet<Key> = keys.collect();
        for key in distinct {
            let of = self.of.entry(key).or_default();
            of.sentences += 1;
            of.articles.add(candidate.article);
            if candidate.names {
                of.naming_sentences += 1;
                of.naming.add(candidate.article);
            }
            if candidate.names && candidate.gap >= LATER {
                of.later.add(candidate.article);
            }
            if candidate.rank == 0 {
                of.first.add(candidate.article);
            }
        }
    }
}
