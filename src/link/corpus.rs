//! In: annotated articles in their fixed order. Out: their words as numbers, the weights of words, and the similarity of articles.
//!
//! Invariant: linear in the length of the texts. Numbers are assigned in the order of the articles, so the result does not depend on
//! hashing.
//!
//! The similarity that narrows dates must not change when an unrelated article is added, and must find the same news, not only the same
//! people. It is the cosine of the openings without document frequency, over the first words that are not stop words. Daily reports that
//! follow a pattern differ only in names and numbers, so these must agree too, numbers by half. Of the pairs of ECB+ whose openings have a
//! similarity of at least .50 and share two fifths of their names and numbers, 96 in 100 report one event. All others are look-alikes
//! (another quake, another prize of one kind).

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use rayon::prelude::*;

use super::likeness::{Vector, cosine, normal};
use super::stem::Stems;
use super::tokens;
use crate::annotate::{Annotated, Part, Sentence};
use crate::language::Language;
use crate::letters::Letter;
use crate::passage::Passage;

/// Maximum number of words of one article that are compared. A limit on time, set by hand.
const MOST_WORDS: usize = 20_000;
const GRAM_LENGTHS: [usize; 2] = [4, 5];
/// Minimum similarity of the openings of two articles with the same news, and minimum share of the names and numbers in the opening with
/// fewer of them that the other must also have. The first: the same with .3 and .75 on `tests/events/tuned`.
const ALIKE: f32 = 0.50;
/// The same with .2 and .7 on `tests/events/tuned`.
const SHARED_MARKS: f32 = 0.4;
/// Number of words in the opening of an article, including headline and deck. On `tests/events/tuned` BCubed F1 .842; .839 with 45; the
/// same with 180.
const OPENING: usize = 90;
/// A word of an article.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// The part of the article that contains it.
    pub part: Part,
    /// The bytes in the cleaned text of the part.
    pub bytes: Range<usize>,
    /// The number of the folded word.
    pub word: u32,
    /// The number of its stem.
    pub stem: u32,
    /// Whether it begins with a capital letter inside a sentence, like a name.
    pub proper: bool,
    /// Whether it is a stop word, which does not show what a text is about.
    pub stop: bool,
}

/// The words of all articles.
pub(crate) struct Corpus {
    /// The words of each article, in reading order.
    pub(crate) texts: Vec<Vec<Token>>,
    /// The folded words, by number.
    pub words: Vec<String>,
    /// The stems, by number.
    pub stems: Vec<String>,
    /// The language of each article. If a page is too short to detect it, the language of most others.
    pub languages: Vec<Language>,
    openings: Vec<Vector>,
    /// The names and numbers in the opening of each article, sorted.
    marks: Vec<Vec<Mark>>,
}

/// A feature that distinguishes events of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// The stem of a name.
    Name(u32),
    /// A word that is a number.
    Number(u32),
}

impl Corpus {
    /// Reads the articles.
    pub(crate) fn read(articles: &[&Annotated]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let words: Vec<_> = articles.par_iter().map(|article| words(article)).collect();
        let texts: Vec<_> = articles
            .iter()
            .zip(words)
            .map(|(article, words)| vocabulary.read(article.article.language, words))
            .collect();
        let openings = openings(&texts, &vocabulary);
        let Vocabulary { words, stems, .. } = vocabulary;
        let (words, stems) = (by_number(words), by_number(stems));
        let languages = languages(articles);
        let marks = texts.iter().map(|text| marks(text, &words)).collect();
        Self { texts, words, stems, openings, marks, languages }
    }

    /// Whether two articles are in one language.
    pub(crate) fn in_one_language(&self, a: usize, b: usize) -> bool {
        self.languages[a] == self.languages[b]
    }

    /// The similarity of the words of two openings, independent of the rest of the corpus.
    pub(crate) fn openings_alike(&self, a: usize, b: usize) -> f32 {
        cosine(&self.openings[a], &self.openings[b])
    }

    /// Whether two articles open with the same news, independent of the rest of the corpus.
    pub(crate) fn open_alike(&self, a: usize, b: usize) -> bool {
        self.share_marks(a, b) && cosine(&self.openings[a], &self.openings[b]) >= ALIKE
    }

    /// Whether the names and numbers of two openings agree.
    pub(crate) fn share_marks(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.marks[a], &self.marks[b]);
        let share = |is: fn(&Mark) -> bool| {
            let (of_a, of_b) = (a.iter().filter(|mark| is(mark)).count(), b.iter().filter(|mark| is(mark)).count());
            let shared = a.iter().filter(|mark| is(mark) && b.binary_search(mark).is_ok()).count();
            (shared, of_a.min(of_b))
        };
        let (all, of) = share(|_| true);
        let (numbers, of_numbers) = share(|mark| matches!(mark, Mark::Number(_)));
        all > 0 && all as f32 >= SHARED_MARKS * of as f32 && numbers * 2 >= of_numbers
    }
}

/// The language of each article. If a page is too short to detect it, the language of most others.
fn languages(articles: &[&Annotated]) -> Vec<Language> {
    let mut count: BTreeMap<Language, usize> = BTreeMap::new();
    let known = articles.iter().map(|article| article.article.language).filter(|known| *known != Language::Unknown);
    known.for_each(|language| *count.entry(language).or_default() += 1);
    let usual = count.iter().max_by_key(|&(_, count)| count).map_or(Language::Unknown, |(&language, _)| language);
    let own = |article: &&Annotated| Some(article.article.language).filter(|known| *known != Language::Unknown);
    articles.iter().map(|article| own(article).unwrap_or(usual)).collect()
}

/// The passage of a part. `None` if the article does not have it.
pub(crate) fn passage(article: &Annotated, part: Part) -> Option<&Passage> {
    match part {
        Part::Headline => article.article.headline.as_ref(),
        Part::Deck => article.article.deck.as_ref(),
        Part::Body(at) => article.article.body.get(at).map(|block| &block.passage),
    }
}

/// The indexes of the words of a text that are in a sentence.
pub(crate) fn words_of(sentence: &Sentence, text: &[Token]) -> Range<usize> {
    let before = |token: &Token| (token.part, token.bytes.end) <= (sentence.part, sentence.bytes.start);
    let until = |token: &Token| (token.part, token.bytes.end) <= (sentence.part, sentence.bytes.end);
    text.partition_point(before)..text.partition_point(until)
}

/// Whether a word shows what a text is about: a name, or a word that is not a stop word, with more than two letters in other alphabets and
/// more than four in Latin letters.
pub(crate) fn is_telling(token: &Token) -> bool {
    (token.bytes.len() > 4 && !token.stop) || token.proper
}

/// The parts of an article in reading order.
fn parts(article: &Annotated) -> impl Iterator<Item = (Part, &Passage)> {
    let headline = article.article.headline.iter().map(|passage| (Part::Headline, passage));
    let deck = article.article.deck.iter().map(|passage| (Part::Deck, passage));
    let body = article.article.body.iter().enumerate().map(|(at, block)| (Part::Body(at), &block.passage));
    headline.chain(deck).chain(body)
}

/// A word of an article before it has a number.
struct Word {
    part: Part,
    bytes: Range<usize>,
    folded: String,
    proper: bool,
}

/// The words of an article in reading order.
fn words(article: &Annotated) -> Vec<Word> {
    let words = parts(article).flat_map(|(part, passage)| {
        tokens::words(&passage.text).map(move |bytes| (part, passage.text.as_str(), bytes))
    });
    let word = |(part, text, bytes): (Part, &str, Range<usize>)| Word {
        part,
        folded: tokens::fold(&text[bytes.clone()]),
        proper: is_proper(text, bytes.start),
        bytes,
    };
    words.take(MOST_WORDS).map(word).collect()
}

/// Numbers for words, stems and character n-grams.
#[derive(Default)]
struct Vocabulary {
    words: FxHashMap<String, u32>,
    /// The n-grams of each word, sorted.
    word_grams: Vec<Vec<u32>>,
    /// Whether each word is a stop word.
    stops: Vec<bool>,
    grams: FxHashMap<String, u32>,
    /// The stem of a word in a language.
    word_stems: FxHashMap<(u32, Language), u32>,
    stems: FxHashMap<String, u32>,
}

impl Vocabulary {
    fn read(&mut self, language: Language, words: Vec<Word>) -> Vec<Token> {
        let stemmer = Stems::of(language);
        let token = |Word { part, bytes, folded, proper }: Word| {
            let word = self.word(&folded);
            let stem = self.stem(word, language, || stemmer.stem(&folded));
            Token { part, bytes, word, stem, proper, stop: self.stops[word as usize] }
        };
        words.into_iter().map(token).collect()
    }

    fn word(&mut self, folded: &str) -> u32 {
        if let Some(&number) = self.words.get(folded) {
            return number;
        }
        let grams = self.grams_of(folded);
        self.word_grams.push(grams);
        self.stops.push(tokens::is_stop(folded));
        number(&mut self.words, folded)
    }

    fn stem(&mut self, word: u32, language: Language, stem: impl Fn() -> String) -> u32 {
        if let Some(&number) = self.word_stems.get(&(word, language)) {
            return number;
        }
        let number = number(&mut self.stems, &stem());
        self.word_stems.insert((word, language), number);
        number
    }

    /// The n-grams of a word. A word of four letters or fewer is one n-gram.
    fn grams_of(&mut self, word: &str) -> Vec<u32> {
        let ends: Vec<_> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        if ends.len() <= GRAM_LENGTHS[0] + 1 {
            return vec![number(&mut self.grams, word)];
        }
        let mut grams = Vec::new();
        for length in GRAM_LENGTHS {
            for window in ends.windows(length + 1) {
                grams.push(number(&mut self.grams, &word[window[0]..window[length]]));
            }
        }
        grams
    }
}

/// Numbered texts in the order of their numbers.
fn by_number(numbers: FxHashMap<String, u32>) -> Vec<String> {
    let mut texts: Vec<_> = numbers.into_iter().map(|(text, number)| (number, text)).collect();
    texts.sort_unstable();
    texts.into_iter().map(|(_, text)| text).collect()
}

/// The number of a text, which is created if needed.
fn number(numbers: &mut FxHashMap<String, u32>, text: &str) -> u32 {
    if let Some(&number) = numbers.get(text) {
        return number;
    }
    let number = numbers.len() as u32;
    numbers.insert(text.to_owned(), number);
    number
}

/// The names and numbers of the opening of a text.
fn marks(text: &[Token], words: &[String]) -> Vec<Mark> {
    let mark = |token: &Token| {
        let word = words[token.word as usize].as_str();
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { Some(Mark::Number(token.word)) } else { token.proper.then_some(Mark::Name(token.stem)) }
    };
    let mut marks: Vec<_> = text.iter().take(OPENING).filter_map(mark).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// Whether a word begins with a capital letter and does not open its sentence or quotation.
pub(super) fn is_proper(text: &str, start: usize) -> bool {
    let capital = text[start..].chars().next().is_some_and(char::is_capital);
    let before = text[..start].trim_end();
    let inside = before.len() < start && before.chars().next_back().is_some_and(|c| c.is_letter_or_digit() || c == ',');
    capital && (inside || opens_title(text, start))
}

/// Whether a word opens a title in quotation marks inside a sentence: ярмарок «Срібна підкова».
fn opens_title(text: &str, start: usize) -> bool {
    /// Maximum number of words of a title. Set by hand.
    const MOST_WORDS: usize = 4;
    let before = text[..start].trim_end_matches(['«', '“', '„', '"']);
    let inside =
        || before.trim_end().chars().next_back().is_some_and(Letter::is_letter_or_digit) && before.ends_with(' ');
    let title = || text[start..].split(['»', '”', '“', '"']).next().filter(|title| title.len() < text.len() - start);
    let is_short = |title: &str| title.split(' ').count() <= MOST_WORDS && !title.contains(['.', '!', '?', ',']);
    before.len() < start && inside() && title().is_some_and(is_short)
}

/// The vectors of the openings of the texts.
fn openings(texts: &[Vec<Token>], vocabulary: &Vocabulary) -> Vec<Vector> {
    let mut times = vec![0.0_f32; vocabulary.grams.len()];
    let openings = texts.iter().map(|text| text.iter().take(OPENING).filter(|token| !token.stop));
    let openings = openings.map(|text| {
        let grams = count_grams(text, vocabulary, &mut times).into_iter();
        normal(grams.map(|(gram, times)| (gram, 1.0 + times.ln())).collect())
    });
    openings.collect()
}

/// Number of times that each n-gram appears in a text. `times` is all zero before and after.
fn count_grams<'a>(text: impl IntoIterator<Item = &'a Token>, vocabulary: &Vocabulary, times: &mut [f32]) -> Vector {
    let mut seen = Vec::new();
    for &gram in text.into_iter().flat_map(|token| &vocabulary.word_grams[token.word as usize]) {
        if times[gram as usize] == 0.0 {
            seen.push(gram);
        }
        times[gram as usize] += 1.0;
    }
    seen.sort_unstable();
    seen.into_iter().map(|gram| (gram, std::mem::take(&mut times[gram as usize]))).collect()
}
