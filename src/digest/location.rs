//! In: an event with its reports. Out: where it happened, if a report says so, with the words for it.
//!
//! A report gives the place in its headline, in the deck, or in its first sentence. The place needs a preposition (`у Києві`, `in Kyiv`)
//! that opens the clause or follows a verb, a date, a person or a noun for an event. Otherwise the dateline counts.
//!
//! Invariant: if a sentence names two places of one kind, or reports name different ones, there is no answer.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::annotate::{self, Annotated, Part, Place, PlaceForm, PlaceKind, Says, Sentence, names};
use crate::chronicle::Event;
use crate::lang;
use crate::letters::Letter;
use crate::link::{ArticleIndex, names_event, tokens};
use crate::normalize::BlockKind;
use crate::passage::Spans;

/// The place of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Located {
    /// The article that names it.
    pub article: ArticleIndex,
    /// The index in the places of the article.
    pub place: usize,
    /// The index in the forms of the place.
    pub form: usize,
}

/// The indexes of a place of an article and of its form.
type FormIndex = (usize, usize);

/// The names on a page, by position.
#[derive(Default)]
struct Named {
    /// The forms of places, by their part and the byte before which they begin, in the order of the places.
    starts: BTreeMap<(Part, usize), Vec<FormIndex>>,
    /// The bytes after the forms of places, and after temporal expressions.
    ends: BTreeSet<(Part, usize)>,
    dated: BTreeSet<(Part, usize)>,
    people: Spans,
}

impl Named {
    fn of(page: &Annotated) -> Self {
        let mut found = Self::default();
        for (place, named) in page.places.iter().enumerate() {
            for (form, words) in named.forms.iter().enumerate() {
                let part = words.form.part;
                found.starts.entry((part, words.bytes.start)).or_default().push((place, form));
                found.ends.insert((part, words.bytes.end));
            }
        }
        found.dated = page.expressions.iter().map(|one| (one.part, one.bytes.end)).collect();
        found.people = page.people.iter().flat_map(|person| &person.forms).map(|form| form.span).collect();
        found
    }
}

/// The place of an event: that of its lead report, otherwise of the first with one, if all places agree.
pub(crate) fn find(event: &Event, articles: &[Annotated]) -> Option<Located> {
    let others = event.reports.iter().copied().filter(|&report| report != event.lead);
    let order = std::iter::once(event.lead).chain(others);
    let told = order.filter_map(|article| {
        let (place, form) = place_of(&articles[article])?;
        Some(Located { article, place, form })
    });
    told.map(Some).reduce(|known, new| agreed(known?, new?, articles)).flatten()
}

/// The smaller of two places if one lies in the other, or the first if they are the same.
fn agreed(known: Located, new: Located, articles: &[Annotated]) -> Option<Located> {
    let place = |located: &Located| &articles[located.article].places[located.place];
    let (one, other) = (place(&known), place(&new));
    match (one.holds(other), other.holds(one)) {
        (_, true) => Some(known),
        (true, false) => Some(new),
        (false, false) => None,
    }
}

/// Where the news of an article happened.
fn place_of(page: &Annotated) -> Option<FormIndex> {
    let named = Named::of(page);
    for sentence in opening(page) {
        let there = there(page, &named, sentence);
        if !there.is_empty() {
            return narrowest(page, &there);
        }
    }
    filed(page)
}

/// The headline, the first sentence of the deck, and the first sentence of the first paragraph.
fn opening(page: &Annotated) -> impl Iterator<Item = &Sentence> {
    let first = page.article.body.iter().position(|block| block.kind == BlockKind::Paragraph).map(Part::Body);
    let of = move |part: Part| page.sentences.iter().filter(move |sentence| sentence.part == part);
    of(Part::Headline).chain(of(Part::Deck).take(1)).chain(first.into_iter().flat_map(move |part| of(part).take(1)))
}

/// The places in which the sentence locates its news.
fn there(page: &Annotated, named: &Named, sentence: &Sentence) -> Vec<FormIndex> {
    let inside = (sentence.part, sentence.bytes.start)..(sentence.part, sentence.bytes.end);
    let mut forms: Vec<FormIndex> = named.starts.range(inside).flat_map(|(_, forms)| forms).copied().collect();
    forms.sort_unstable();
    // Several places may follow one preposition.
    let mut of_event: BTreeMap<usize, bool> = BTreeMap::new();
    let mut found = Vec::new();
    for told in forms {
        let words = &page.places[told.0].forms[told.1];
        if let Some(from) = preposition(sentence, words)
            && *of_event.entry(from).or_insert_with(|| is_of_event(page, named, sentence, from))
        {
            found.push(told);
            found.extend(beside(named, sentence, words));
        }
    }
    found
}

/// The place that a link joins to another: `у Києві та Вашингтоні`.
fn beside(named: &Named, sentence: &Sentence, words: &PlaceForm) -> Option<FormIndex> {
    let behind = sentence.text.get(words.bytes.end - sentence.bytes.start..)?;
    let start = words.bytes.end + link(behind)?;
    named.starts.get(&(sentence.part, start))?.first().copied()
}

/// Number of bytes of a link between two places at the beginning of a text: " and ", ", ".
fn link(text: &str) -> Option<usize> {
    if text.starts_with(", ") {
        return Some(", ".len());
    }
    let (word, _) = text.strip_prefix(' ')?.split_once(' ')?;
    JOINING.contains(word).then_some(word.len() + "  ".len())
}

/// The byte of the sentence at which the preposition before a place begins.
fn preposition(sentence: &Sentence, words: &PlaceForm) -> Option<usize> {
    let inside = words.form.part == sentence.part
        && sentence.bytes.start <= words.bytes.start
        && words.bytes.end <= sentence.bytes.end;
    match words.says {
        Says::There(from) if inside => from.checked_sub(sentence.bytes.start),
        _ => None,
    }
}

/// Whether the words before the preposition let the place apply to the whole clause.
fn is_of_event(page: &Annotated, named: &Named, sentence: &Sentence, from: usize) -> bool {
    let Some(before) = sentence.text.get(..from) else { return false };
    let before = before.trim_end();
    let Some(last) = before.chars().next_back() else { return true };
    if !last.is_letter_or_digit() {
        return matches!(last, ',' | ':' | '–' | '—');
    }
    let end = sentence.bytes.start + before.len();
    let Some(word) = tokens::last_word(before) else { return false };
    if JOINING.contains(&before[word.clone()]) {
        let end = sentence.bytes.start + before[..word.start].trim_end().len();
        return named.ends.contains(&(sentence.part, end));
    }
    named.dated.contains(&(sentence.part, end))
        || is_person(page, named, sentence, &word)
        || tells(&tokens::fold(&before[word]))
}

static JOINING: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.event_place.joining).collect());
static VERBS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.event_place.verbs).collect());
static VERB_ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.event_place.verb_endings).collect());

/// Whether a word is a verb of an event, or a noun for one.
fn tells(word: &str) -> bool {
    /// Minimum number of letters of a verb that is recognized by its ending: in ASCII, and in other letters. Set by hand.
    const LETTERS: [usize; 2] = [5, 6];
    let fewest = LETTERS[usize::from(!word.is_ascii())];
    let is_past = |ending: &&str| ending.is_ascii() == word.is_ascii() && word.ends_with(ending);
    let past = word.chars().nth(fewest - 1).is_some() && VERB_ENDINGS.iter().any(is_past);
    VERBS.contains(word) || past || names_event(word) || !word.is_ascii() && names::is_verb_like(word)
}

fn is_person(page: &Annotated, named: &Named, sentence: &Sentence, word: &Range<usize>) -> bool {
    let start = sentence.bytes.start;
    let Some(passage) = annotate::sentence::passage(&page.article, sentence.part) else { return false };
    named.people.hold(passage.place(start + word.start..start + word.end))
}

/// The only place of the smallest kind.
fn narrowest(page: &Annotated, there: &[FormIndex]) -> Option<FormIndex> {
    let place = |told: &FormIndex| -> &Place { &page.places[told.0] };
    let kind: PlaceKind = there.iter().map(|told| place(told).kind).max()?;
    let mut fitting = there.iter().filter(|told| place(told).kind == kind);
    let first = *fitting.next()?;
    fitting.all(|told| told.0 == first.0).then_some(first)
}

fn filed(page: &Annotated) -> Option<FormIndex> {
    let forms = |(at, place): (usize, &Place)| {
        let form = place.forms.iter().position(|form| form.says == Says::Filed)?;
        Some((at, form))
    };
    page.places.iter().enumerate().find_map(forms)
}
