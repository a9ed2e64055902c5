//! In: the people and offices of all articles. Out: which article states from when or until when somebody held the office that
//! another gives them.
//!
//! Invariant: only a sentence that names the person, the office, a word for taking or leaving it and one whole day, as past, states
//! a term; nothing is known of any office but what a text states.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

use super::corpus::{Corpus, words_of};
use super::occurrence::Stretch;
use super::stem::Stems;
use super::tense::{self, Tense};
use super::tokens;
use super::word_list::Words;
use super::{Link, LinkKind};
use crate::annotate::{Annotated, Expression, Person, Sentence, Year};
use crate::when::{Evidence, EvidenceKind};

/// A sentence that states when a term began or ended.
struct Term<'a> {
    article: usize,
    kind: LinkKind,
    person: &'a Person,
    /// The stems of the words of the sentence.
    stems: BTreeSet<u32>,
    day: &'a Expression,
}

#[derive(Deserialize)]
struct Lists {
    took: Words,
    left: Words,
    former: Words,
}

/// Finds the terms that the texts state, and the articles that they bound.
pub fn held(articles: &[&Annotated], corpus: &Corpus) -> Vec<Link> {
    let terms: Vec<Term> = articles.iter().enumerate().flat_map(|(at, article)| stated(article, at, corpus)).collect();
    if terms.is_empty() {
        return Vec::new();
    }
    let mut holders: BTreeMap<String, Vec<(usize, &Person)>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        for person in article.people.iter().filter(|person| person.role.is_some()) {
            holders.entry(surname(&person.name)).or_default().push((at, person));
        }
    }
    let mut found = Vec::new();
    for term in &terms {
        let named = holders.get(&surname(&term.person.name)).map_or(&[][..], Vec::as_slice);
        for &(to, person) in named.iter().filter(|(to, _)| *to != term.article) {
            if is_one(&term.person.name, &person.name)
                && let Some(reason) = reason(term, (to, person), articles, corpus)
            {
                found.push(Link { kind: term.kind, from: term.article, to, reason });
            }
        }
    }
    found
}

/// The terms that an article states.
fn stated<'a>(article: &'a Annotated, at: usize, corpus: &Corpus) -> Vec<Term<'a>> {
    let mut terms = Vec::new();
    for sentence in &article.sentences {
        let Some(day) = whole_day(article, sentence) else { continue };
        let folded: Vec<_> = tokens::words(&sentence.text).map(|word| tokens::fold(&sentence.text[word])).collect();
        let has = |cues: &Words| folded.iter().any(|word| cues.have(word));
        let kind = match (has(&lists().took), has(&lists().left)) {
            (true, false) => LinkKind::TookOffice,
            (false, true) => LinkKind::LeftOffice,
            _ => continue,
        };
        let stems =
            words_of(sentence, &corpus.texts[at]).map(|word| corpus.texts[at][word].stem).collect::<BTreeSet<_>>();
        let inside = |person: &&Person| {
            person.forms.iter().any(|form| sentence.span.start <= form.span.start && form.span.end <= sentence.span.end)
        };
        let mut named = article.people.iter().filter(inside);
        if let (Some(person), None) = (named.next(), named.next()) {
            terms.push(Term { article: at, kind, person, stems, day });
        }
    }
    terms
}

/// The only day that a sentence tells in full, if it tells it as past.
fn whole_day<'a>(article: &'a Annotated, sentence: &Sentence) -> Option<&'a Expression> {
    let inside = |bytes: &Range<usize>| sentence.bytes.start <= bytes.start && bytes.end <= sentence.bytes.end;
    let whole = |expression: &&Expression| {
        let stretch = Stretch::of(&expression.meaning);
        stretch.is_some_and(|stretch| {
            matches!(stretch.year, Year::Stated(_)) && stretch.days.is_some_and(|(first, last)| first == last)
        })
    };
    let mut days =
        article.expressions.iter().filter(|one| one.part == sentence.part && inside(&one.bytes)).filter(whole);
    let (day, none) = (days.next()?, days.next());
    let bytes = day.bytes.start - sentence.bytes.start..day.bytes.end - sentence.bytes.start;
    let tense = tense::cues(&sentence.text, article.article.language).tense(&bytes);
    (none.is_none() && tense != Tense::Future).then_some(day)
}

/// The day of the term, the name in both, and the office as the page gives it; none where it is another office, or a former one.
fn reason(
    term: &Term,
    (to, person): (usize, &Person),
    articles: &[&Annotated],
    corpus: &Corpus,
) -> Option<Vec<Evidence>> {
    let role = person.role.as_ref()?;
    let page = articles[to];
    let stems = Stems::of(page.article.language);
    let words: Vec<String> = tokens::words(&role.text).map(|word| tokens::fold(&role.text[word])).collect();
    let former = |word: &String| lists().former.have(word);
    if words.iter().any(former) || before(page, role.span.start).as_ref().is_some_and(former) {
        return None;
    }
    let stated: BTreeSet<&str> = corpus.texts[term.article]
        .iter()
        .filter(|token| term.stems.contains(&token.stem))
        .map(|token| corpus.words[token.word as usize].as_str())
        .collect();
    let known: BTreeSet<String> = stated.into_iter().map(|word| stems.stem(word)).collect();
    let shared = words.iter().filter(|word| known.contains(&stems.stem(word))).count();
    let same_office = known.contains(&stems.stem(words.first()?)) && shared * 2 >= words.len();
    if !same_office {
        return None;
    }
    let stating = articles[term.article];
    let given = |article: &Annotated, text: &str, span| Evidence {
        kind: EvidenceKind::Term,
        text: text.to_owned(),
        path: article.article.name(),
        place: Some(span),
        gives: None,
    };
    let name = person.forms.first().map(|form| given(page, &form.text, form.span));
    let mut reason: Vec<_> = [given(stating, &term.day.text, term.day.span), given(page, &role.text, role.span)]
        .into_iter()
        .chain(name)
        .collect();
    reason.sort_by(Evidence::by_place);
    Some(reason)
}

/// The word before a place of an article.
fn before(article: &Annotated, place: usize) -> Option<String> {
    let sentence = article.sentences.iter().find(|one| one.span.start < place && place <= one.span.end)?;
    let skipped = place - sentence.span.start;
    let text: String = sentence.text.chars().take(skipped).collect();
    let last = tokens::words(&text).last()?;
    Some(tokens::fold(&text[last]))
}

/// Whether two nominative names may be one person's: the surnames are the same, and so are the first names where both have one.
fn is_one(one: &str, other: &str) -> bool {
    let first = |name: &str| name.rsplit_once(' ').map(|(first, _)| first.to_owned());
    match (first(one), first(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn surname(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or(name).to_owned()
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| toml::from_str(include_str!("term.toml")).expect("term.toml is part of the program"))
}
