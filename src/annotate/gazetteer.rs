//! In: a list of names in several languages. Out: where a text contains one of them in any of its forms.
//!
//! The first line of a list names its languages: `languages: uk | ru | en`. Every other line has the names of one thing, in one column
//! for each language, and a mark after the last column. Commas separate several names in a column; `-` means that there is none.
//! `!` after a name: it is not declined; `?`: it is also another word; `:stem`: the stem of the other cases.
//!
//! Invariant: if two names begin at the same word, the longer one is found.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::annotate::text::{Shape, Text};
use crate::lang::{self, inflection};
use crate::language::Language;
use crate::letters::{Letter, LowerCase};
use crate::morphology::{Cases, Declension, adjective_forms, forms, forms_of_stem};

/// The names to look for.
pub(crate) struct Gazetteer {
    pub entries: Vec<Entry>,
    names: Vec<Name>,
    /// The names, indexed by each form of their first word.
    by_word: FxHashMap<String, Vec<usize>>,
}

/// One thing with its names.
pub(crate) struct Entry {
    /// The number of the list.
    pub list: usize,
    /// The first name.
    pub first: &'static str,
    pub mark: &'static str,
}

struct Name {
    entry: usize,
    declension: Declension,
    /// The position of the name among those of its language.
    rank: usize,
    text: &'static str,
    doubtful: bool,
    /// The forms of each word.
    words: Vec<Vec<(String, Cases)>>,
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub entry: usize,
    pub rank: usize,
    /// The nominative.
    pub name: &'static str,
    pub tokens: Range<usize>,
    /// The cases in which the words may stand.
    pub cases: Cases,
    /// Whether the name is also another word.
    pub doubtful: bool,
}

/// The beginning of the line that names the languages of a list.
const LANGUAGES: &str = "languages:";

impl Gazetteer {
    /// Reads lists.
    pub(crate) fn read(lists: &[&'static str]) -> Self {
        let mut all = Self { entries: Vec::new(), names: Vec::new(), by_word: FxHashMap::default() };
        for (list, text) in lists.iter().enumerate() {
            let (languages, names): (Vec<_>, Vec<_>) = lang::lines(text).partition(|line| line.starts_with(LANGUAGES));
            let columns: Vec<Declension> = languages.into_iter().flat_map(columns).collect();
            names.into_iter().for_each(|line| all.add(list, line, &columns));
        }
        for (at, name) in all.names.iter().enumerate() {
            for (form, _) in &name.words[0] {
                all.by_word.entry(form.clone()).or_default().push(at);
            }
        }
        all
    }

    fn add(&mut self, list: usize, line: &'static str, columns: &[Declension]) {
        let mut fields = line.split('|').map(str::trim);
        let names: Vec<&str> = fields.by_ref().take(columns.len()).collect();
        let mark = fields.next().unwrap_or_default();
        let entry = self.entries.len();
        let mut first = "";
        for (column, declension) in names.into_iter().zip(columns.iter().copied()) {
            for (rank, written) in column.split(',').map(str::trim).filter(|name| *name != "-").enumerate() {
                let name = name(entry, declension, rank, written);
                first = if first.is_empty() { name.text } else { first };
                self.names.push(name);
            }
        }
        self.entries.push(Entry { list, first, mark });
    }

    /// The longest name that begins at a token.
    pub(crate) fn find(&self, text: &Text, at: usize, declension: Declension) -> Option<Hit> {
        if matches!(text.shape(at), Shape::Lower | Shape::Mark | Shape::Number) {
            return None;
        }
        let candidates = self.by_word.get(&folded(text.word(at)))?;
        let hits = candidates.iter().filter_map(|&name| self.hit(&self.names[name], text, at, declension));
        hits.max_by_key(|hit| (hit.tokens.len(), std::cmp::Reverse((hit.entry, hit.rank))))
    }

    fn hit(&self, name: &Name, text: &Text, at: usize, declension: Declension) -> Option<Hit> {
        if name.declension != declension.for_word(text.word(at)) {
            return None;
        }
        let mut cases = Cases::ANY;
        for (offset, forms) in name.words.iter().enumerate() {
            let token = at + offset;
            if offset > 0 && !text.joined(token - 1) {
                return None;
            }
            let word = folded(text.word(token));
            let (_, of) = forms.iter().find(|(form, _)| *form == word)?;
            // A word after the head of a name in a case of its own (`Сполучені Штати Америки`) does not show the case.
            cases = if cases.meets(*of) { cases & *of } else { cases };
        }
        let tokens = at..at + name.words.len();
        let shouted = tokens.clone().all(|token| text.shape(token) == Shape::Upper);
        let printed = || text.passage.text[text.bytes(&tokens)].to_owned();
        let is_acronym = name.text.chars().filter(|c| c.is_letter()).all(char::is_capital);
        if is_acronym && printed() != name.text {
            let spaced = name.text.replace(' ', "");
            if printed() != spaced {
                return None;
            }
        }
        if shouted && !is_acronym && printed().chars().count() < 4 {
            return None;
        }
        let doubtful = name.doubtful;
        Some(Hit { entry: name.entry, rank: name.rank, name: name.text, tokens, cases, doubtful })
    }
}

/// How the names in each column of a list are declined, from the line that names the languages.
fn columns(line: &'static str) -> impl Iterator<Item = Declension> {
    let tags = line.trim_start_matches(LANGUAGES).split('|');
    tags.map(|tag| Declension::of_language(Language::from_tag(tag.trim())).of_things())
}

fn name(entry: usize, declension: Declension, rank: usize, written: &'static str) -> Name {
    let marked = written.trim_end_matches(['!', '?']);
    let marks = &written[marked.len()..];
    let (text, stem) = marked.split_once(':').map_or((marked, None), |(text, stem)| (text, Some(stem)));
    let stem = stem.map(|stem| stem.trim_end_matches('!'));
    let words: Vec<&str> = text.split(' ').collect();
    let last = words.len() - 1;
    let word_forms = |(at, word): (usize, &&str)| {
        let word = folded(word);
        let fixed = marks.contains('!') || declension == Declension::NONE || is_acronym(words[at]);
        match stem {
            _ if fixed => vec![(word, Cases::ANY)],
            Some(stem) if at == last => forms_of_stem(&word, &folded(stem), declension),
            _ => {
                let mut all = forms(&word, declension);
                let adjective = if at < last || inflection::ALL.adjective_nominatives.ends(&word) {
                    adjective_forms(&word, declension)
                } else {
                    Vec::new()
                };
                all.extend(adjective);
                all
            }
        }
    };
    let forms = words.iter().enumerate().map(word_forms).collect();
    Name { entry, declension, rank, text, doubtful: marks.contains('?'), words: forms }
}

fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_letter()).all(char::is_capital)
}

/// A word in the form used for comparison: small letters, one kind of apostrophe, no stress marks.
pub(crate) fn folded(word: &str) -> String {
    let plain = word.chars().filter(|&c| c != '\u{301}').map(|c| match c {
        '’' | 'ʼ' | '`' => '\'',
        '‑' => '-',
        c => c,
    });
    plain.collect::<String>().lower_case()
}
