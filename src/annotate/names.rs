//! In: an article. Out: the people it names, and for quotes the places and the words around them.
//!
//! Invariant: told by shape, context and the rules of declension; the lists hold no certain person.

mod agreement;
mod cluster;
mod context;
mod evidence;
mod gloss;
mod lexicon;
mod likelihood;
mod mention;
mod merge;
mod office;
mod parted;
mod plain;
mod recurring;
mod refusals;
mod role;
mod shared;
mod spaced;
mod stretch;
mod teams;
mod thing;
mod token;
mod variants;

pub use cluster::MOST_NAMESAKES;
pub use lexicon::Speech;
pub use mention::is_titled;
pub use merge::{merge, merge_key, same_person, surname};
pub use office::Office;
pub use parted::{Parted, parted};
pub use token::{Shape, Text};
pub use variants::{MOST_ALIKE, not_compared};

use std::collections::BTreeSet;
use std::ops::Range;

use super::Person;
use crate::letters::LowerCase;
use crate::morphology::{Declension, Gender, Use, nominatives};
use crate::normalize::Article;

/// What was found of names in an article.
#[derive(Debug)]
pub struct Names<'a> {
    pub people: Vec<Person>,
    /// What else is known of each person.
    pub traits: Vec<Traits>,
    pub texts: Vec<Text<'a>>,
    /// Where people are named, in reading order.
    pub places: Vec<Place>,
}

/// What an article tells of a person besides the name.
#[derive(Debug, Clone)]
pub struct Traits {
    /// The likelier one.
    pub gender: Gender,
    /// Whether the forms of the name leave both genders.
    pub open: bool,
    /// In the nominative.
    pub offices: BTreeSet<&'static str>,
}

/// A place that names a person.
#[derive(Debug, Clone)]
pub struct Place {
    /// The index of the text.
    pub text: usize,
    pub tokens: Range<usize>,
    /// The index of the person.
    pub person: usize,
    /// Whether the name may stand in the nominative here.
    pub nominative: bool,
    pub office: Option<Office>,
}

impl Names<'_> {
    /// Leaves people out, by index in order: what looked like a name of theirs names something else.
    pub fn part_with(&mut self, others: &[usize]) {
        if others.is_empty() {
            return;
        }
        let keeps = |person: usize| others.binary_search(&person).is_err();
        let (mut people, mut traits) = (0.., 0..);
        self.people.retain(|_| people.next().is_some_and(keeps));
        self.traits.retain(|_| traits.next().is_some_and(keeps));
        self.places.retain(|place| keeps(place.person));
        self.places.iter_mut().for_each(|place| place.person -= others.partition_point(|&other| other < place.person));
    }
}

/// The people of an article, each with every place that names them.
pub fn find(article: &Article) -> Names<'_> {
    let texts = token::texts(article);
    let declension = declension_of_people(article);
    let mut found = mention::Found::default();
    for (index, text) in texts.iter().enumerate() {
        let here = mention::find(index, text, declension);
        found.mentions.extend(here.mentions);
        found.doubtful.extend(here.doubtful);
        found.teams.extend(here.teams);
    }
    teams::drop(&texts, &mut found);
    let small = plain::Small::of(&texts);
    plain::doubt(&texts, &mut found.mentions, &small);
    let mut mentions = recurring::settle(&texts, found, &small);
    gloss::drop(&texts, &mut mentions);
    cluster::people(texts, mentions)
}

/// What a word says of who speaks, if it is a verb of speech.
pub fn speech(word: &str) -> Option<Speech> {
    lexicon::speech(&word.lower_case())
}

/// The nominatives of the offices that a word may name as a subject, and whether it may.
pub fn office_of_subject(word: &str) -> Option<&'static str> {
    let forms = lexicon::office(&word.lower_case());
    forms.iter().find(|form| !form.plural && form.cases.is_nominative()).map(|form| form.lemma)
}

/// The nominatives of the offices that a word may name in another case than the nominative.
pub fn offices_of_case(word: &str) -> Vec<&'static str> {
    let forms = lexicon::office(&word.lower_case());
    let oblique = forms.iter().filter(|form| !form.plural && form.cases.is_oblique());
    oblique.map(|form| form.lemma).collect()
}

/// Whether a word may name an office of a man, or of a woman.
pub fn office_may_be(word: &str, gender: Gender) -> bool {
    let forms = lexicon::office(&word.lower_case());
    word.is_ascii() || forms.iter().any(|form| form.gender == gender && !form.plural && form.cases.is_nominative())
}

/// Whether who is cited, not who cites, follows a verb: "цитує Коваля агентство".
pub fn cites(word: &str) -> bool {
    lexicon::begins(&word.lower_case(), |names| &names.speech_verbs.citing)
}

/// Whether a word is a verb that calls something by quoted words.
pub fn names_things(word: &str) -> bool {
    lexicon::names_things(&word.lower_case())
}

pub use context::{is_addressing, is_called as says_a_call_sign};
pub use lexicon::is_same_office;
pub use office::{is_stop, is_verb_like, words_at as office_words};

/// Whether a name begins with a listed first name or an initial, so that it can only be a person's.
pub fn begins_with_given(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    first.ends_with('.') || lexicon::given_in_any(first).any(|one| one.lemma == first) && !lexicon::is_weak(first)
}

/// Whether a word may be a form of a first name or a surname whose nominative is given.
pub fn may_be_form(word: &str, nominative: &str, declension: Declension) -> bool {
    let uses = [Use::Given, Use::Surname];
    uses.iter().any(|&used| nominatives(word, used, declension).iter().any(|reading| reading.lemma == nominative))
}

/// Whether a word is in letters that are not declined.
pub fn is_latin(word: &str) -> bool {
    !lexicon::is_cyrillic_word(word)
}

/// How the people of an article are declined.
fn declension_of_people(article: &Article) -> Declension {
    let sample = article.body.first().or(article.body.last()).map_or("", |block| block.passage.text.as_str());
    Declension::of(article.language, sample)
}

/// How the names of things and places in an article are declined; some languages decline those of people alone.
pub fn declension_of_things(article: &Article) -> Declension {
    declension_of_people(article).of_things()
}
