//! In: the people and offices of all articles. Out: which article states the beginning or end of the term of office that another article
//! gives somebody.
//!
//! Invariant: only a sentence in the past with the person, the office, a word for taking or leaving it and one whole day states a term.
//! Nothing is known about an office except what a text states.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::stem::Stems;
use super::tense;
use super::tokens;
use super::word_list::Words;
use super::{Link, LinkKind};
use crate::annotate::{Annotated, Expression, Person, PersonForm, Sentence};
use crate::time::{Evidence, EvidenceKind, Stretch, Tense, Year};

/// Maximum number of words between an office and the verb of taking or leaving it. Set by hand.
const NEAR: usize = 6;

/// A sentence that states when a term began or ended.
struct Term<'a> {
    article: usize,
    kind: LinkKind,
    /// The words of the sentence, folded.
    words: Vec<String>,
    /// Their stems.
    stems: Vec<String>,
    day: &'a Expression,
}

struct Lists {
    took: Words,
    left: Words,
    former: Words,
}

/// Finds the terms that the texts state, and the articles that they bound.
pub(crate) fn held(articles: &[&Annotated]) -> Vec<Link> {
    let terms: Vec<Term> = articles.iter().enumerate().flat_map(|(at, article)| stated(article, at)).collect();
    let mut by_stem: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, term) in terms.iter().enumerate() {
        term.stems.iter().for_each(|stem| by_stem.entry(stem).or_default().push(at));
    }
    let mut found = Vec::new();
    for (to, article) in articles.iter().enumerate() {
        let stems = &Stems::of(article.article.language);
        for person in &article.people {
            let Some(role) = &person.role else { continue };
            let holder = Holder {
                name: stemmed(&person.name, stems),
                role: stemmed(&role.text, stems),
                person,
                role_form: role,
            };
            let Some((_, surname)) = holder.name.last() else { continue };
            let mut candidates = by_stem.get(surname.as_str()).cloned().unwrap_or_default();
            candidates.dedup();
            let meant: Vec<_> =
                candidates.into_iter().map(|at| &terms[at]).filter(|term| holder.is_meant(term)).collect();
            if is_one_term(&meant) && !holder.is_former(article) {
                let others = meant.into_iter().filter(|term| term.article != to);
                found.extend(others.map(|term| link(term, to, &holder, articles)));
            }
        }
    }
    found
}

/// The terms that an article states.
fn stated(article: &Annotated, at: usize) -> Vec<Term<'_>> {
    let stems = &Stems::of(article.article.language);
    let mut terms = Vec::new();
    for sentence in &article.sentences {
        let Some(day) = whole_day(article, sentence) else { continue };
        let (words, stems): (Vec<_>, Vec<_>) = stemmed(&sentence.text, stems).into_iter().unzip();
        let has = |cues: &Words| words.iter().any(|word| cues.have(word));
        let kind = match (has(&lists().took), has(&lists().left)) {
            (true, false) => LinkKind::TookOffice,
            (false, true) => LinkKind::LeftOffice,
            _ => continue,
        };
        terms.push(Term { article: at, kind, words, stems, day });
    }
    terms
}

/// Whether statements are about one term: one day on which it began and one on which it ended, in this order. A person who came back has
/// two terms, and nothing shows in which of them a page was written.
fn is_one_term(terms: &[&Term]) -> bool {
    let days = |kind: LinkKind| {
        let of_kind = terms.iter().filter(move |term| term.kind == kind);
        of_kind.filter_map(|term| Stretch::of(&term.day.meaning)?.possible().hull()).collect::<BTreeSet<_>>()
    };
    let (took, left) = (days(LinkKind::TookOffice), days(LinkKind::LeftOffice));
    took.len() <= 1 && left.len() <= 1 && took.first().zip(left.first()).is_none_or(|(took, left)| took <= left)
}

/// The words of a text, folded, each with its stem.
fn stemmed(text: &str, stems: &Stems) -> Vec<(String, String)> {
    let folded = tokens::words(text).map(|word| tokens::fold(&text[word]));
    folded.map(|word| (word.clone(), stems.stem(&word))).collect()
}

/// A person with an office on a page. The words of name and office have their stems.
struct Holder<'a> {
    name: Vec<(String, String)>,
    role: Vec<(String, String)>,
    person: &'a Person,
    role_form: &'a PersonForm,
}

impl Holder<'_> {
    /// Whether a sentence states the term of this person in this office. It must contain the whole name, the noun for the office and half
    /// of its words, and not only as a title in front of the name of a person who acts.
    fn is_meant(&self, term: &Term) -> bool {
        let has = |(_, stem): &(String, String)| term.stems.contains(stem);
        let shared = self.role.iter().filter(|word| has(word)).count();
        let office = self.role.first().is_some_and(has) && shared * 2 >= self.role.len();
        office && self.name.iter().all(has) && !self.is_title(term) && self.is_object(term)
    }

    /// Whether the noun for the office is near a verb of taking or leaving one.
    fn is_object(&self, term: &Term) -> bool {
        let Some((_, noun)) = self.role.first() else { return false };
        let nouns = || (0..term.stems.len()).filter(|&at| term.stems[at] == *noun);
        let verbs = || {
            (0..term.words.len()).filter(|&at| lists().took.have(&term.words[at]) || lists().left.have(&term.words[at]))
        };
        verbs().any(|verb| nouns().any(|noun| noun.abs_diff(verb) <= NEAR))
    }

    fn is_title(&self, term: &Term) -> bool {
        let title: Vec<&str> = self.role.iter().map(|(word, _)| word.as_str()).collect();
        let is_name = |stem: &String| self.name.first().is_some_and(|(_, first)| first == stem);
        let name = term.stems.iter().position(is_name).unwrap_or(0);
        name >= title.len() && term.words[name - title.len()..name].iter().map(String::as_str).eq(title)
    }

    /// Whether the page calls the office former or future.
    fn is_former(&self, article: &Annotated) -> bool {
        let former = |word: &str| lists().former.have(word);
        self.role.iter().any(|(word, _)| former(word))
            || before(article, self.role_form.span.start).is_some_and(|word| former(&word))
    }
}

/// The only whole day in a sentence, if it is in the past.
fn whole_day<'a>(article: &'a Annotated, sentence: &Sentence) -> Option<&'a Expression> {
    let whole = |expression: &&Expression| {
        let stretch = Stretch::of(&expression.meaning);
        stretch.is_some_and(|stretch| {
            matches!(stretch.year, Year::Stated(_)) && stretch.days.is_some_and(|(first, last)| first == last)
        })
    };
    let mut days = article.expressions_of(sentence).map(|(_, expression)| expression).filter(whole);
    let (day, none) = (days.next()?, days.next());
    let bytes = day.bytes.start - sentence.bytes.start..day.bytes.end - sentence.bytes.start;
    let tense = tense::cues(&sentence.text, article.article.language).tense(&bytes);
    (none.is_none() && tense != Tense::Future).then_some(day)
}

/// The link from a stated term to a page: the day of the term, and the name and the office as the page gives them.
fn link(term: &Term, to: usize, holder: &Holder, articles: &[&Annotated]) -> Link {
    let given = |article: &Annotated, text: &str, span| Evidence {
        kind: EvidenceKind::Term,
        text: text.to_owned(),
        path: article.article.name(),
        place: Some(span),
        gives: None,
    };
    let day = given(articles[term.article], &term.day.text, term.day.span);
    let role = given(articles[to], &holder.role_form.text, holder.role_form.span);
    let name = holder.person.forms.first().map(|form| given(articles[to], &form.text, form.span));
    let mut reason: Vec<_> = [day, role].into_iter().chain(name).collect();
    reason.sort_by(Evidence::by_place);
    Link { kind: term.kind, from: term.article, to, reason }
}

/// The word before a position in an article.
fn before(article: &Annotated, place: usize) -> Option<String> {
    let sentence = article.sentences.iter().find(|one| one.span.start < place && place <= one.span.end)?;
    let skipped = place - sentence.span.start;
    let text: String = sentence.text.chars().take(skipped).collect();
    let last = tokens::words(&text).last()?;
    Some(tokens::fold(&text[last]))
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| Lists {
        took: Words::of_all(|pack| &pack.events.took_office),
        left: Words::of_all(|pack| &pack.events.left_office),
        former: Words::of_all(|pack| &pack.events.not_in_office),
    })
}
