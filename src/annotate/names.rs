//! In: an article. Out: the people that it names and, for quotes, the places and the words around them.
//!
//! Invariant: shape, context and the rules of declension decide; the lists contain no particular person.

mod agreement;
mod cluster;
mod complement;
mod context;
mod evidence;
mod gloss;
mod key;
mod lexicon;
mod likelihood;
mod mention;
mod merge;
mod office;
mod parted;
mod people;
mod plain;
mod recurring;
mod refusals;
mod role;
mod search;
mod seen;
mod shared;
mod spaced;
mod splits;
mod stretch;
mod teams;
mod texts;
mod thing;
mod variants;

pub(crate) use cluster::MOST_NAMESAKES;
pub use key::surname;
pub use lexicon::Speech;
pub use mention::Refused;
pub(crate) use merge::merge;
pub(crate) use parted::Parted;
pub(crate) use parted::parted;
pub(crate) use people::Traits;
pub use people::{Names, Place};
pub(crate) use variants::{MOST_ALIKE, not_compared};

use crate::letters::LowerCase;
use crate::morphology::{Declension, Gender, Use, nominatives};
use crate::normalize::Article;

/// Finds the people of an article, each with every place that names them.
pub fn find(article: &Article) -> Names<'_> {
    let texts = texts::texts(article);
    let declension = declension_of_people(article);
    let mut found = mention::Found::default();
    for (index, text) in texts.iter().enumerate() {
        let here = search::find(index, text, declension);
        found.mentions.extend(here.mentions);
        found.doubtful.extend(here.doubtful);
        found.teams.extend(here.teams);
        found.refused.extend(here.refused);
    }
    teams::drop(&texts, &mut found);
    let small = plain::Small::of(&texts);
    plain::doubt(&texts, &mut found.mentions, &small);
    let refused = std::mem::take(&mut found.refused);
    let mut mentions = recurring::settle(&texts, found, &small);
    gloss::drop(&texts, &mut mentions);
    Names { refused, ..cluster::people(texts, mentions) }
}

/// What a word shows about the speaker, if it is a verb of speech.
pub fn speech(word: &str) -> Option<Speech> {
    lexicon::speech(&word.lower_case())
}

/// The nominative of the office that a word may name as a subject, if it may name one.
pub(crate) fn office_of_subject(word: &str) -> Option<&'static str> {
    let forms = lexicon::office(&word.lower_case());
    forms.iter().find(|form| !form.plural && form.cases.is_nominative()).map(|form| form.lemma)
}

/// The nominatives of the offices that a word may name in a case other than the nominative.
pub(crate) fn offices_of_case(word: &str) -> Vec<&'static str> {
    let forms = lexicon::office(&word.lower_case());
    let oblique = forms.iter().filter(|form| !form.plural && form.cases.is_oblique());
    oblique.map(|form| form.lemma).collect()
}

/// Whether a word may name an office of someone of this gender.
pub(crate) fn office_may_be(word: &str, gender: Gender) -> bool {
    let forms = lexicon::office(&word.lower_case());
    word.is_ascii() || forms.iter().any(|form| form.gender == gender && !form.plural && form.cases.is_nominative())
}

/// Whether the person who is cited, not the one who cites, follows the verb: "цитує Коваля агентство".
pub(crate) fn cites(word: &str) -> bool {
    lexicon::begins(&word.lower_case(), |names| &names.speech_verbs.citing)
}

/// Whether a word is a verb that gives something a name in quotation marks.
pub(crate) fn names_things(word: &str) -> bool {
    lexicon::names_things(&word.lower_case())
}

pub(crate) use context::{is_addressing, is_called as says_a_call_sign};
pub(crate) use lexicon::{is_no_office, is_same_office, is_verb_like};
pub(crate) use office::words_at as office_words;

/// Whether a name begins with a listed first name or an initial, so that it can only be a person's.
pub(crate) fn begins_with_given(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    first.ends_with('.') || lexicon::given_in_any(first).any(|one| one.lemma == first) && !lexicon::is_weak(first)
}

/// Whether a word may be a form of the first name or surname with this nominative.
pub(crate) fn may_be_form(word: &str, nominative: &str, declension: Declension) -> bool {
    let uses = [Use::Given, Use::Surname];
    uses.iter().any(|&used| nominatives(word, used, declension).iter().any(|reading| reading.lemma == nominative))
}

/// How the names of people in an article are declined.
fn declension_of_people(article: &Article) -> Declension {
    let sample = article.body.first().or(article.body.last()).map_or("", |block| block.passage.text.as_str());
    Declension::of(article.language, sample)
}

/// How the names of things and places in an article are declined. Some languages decline only the names of people.
pub(crate) fn declension_of_things(article: &Article) -> Declension {
    declension_of_people(article).of_things()
}
