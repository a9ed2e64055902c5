//! In: the passages of an article. Out: the turns of an interview: the questions, and the answers with their speaker.
//!
//! Invariant: a page is an interview only if several questions are answered. A question is not a quote.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::scene::{office_start, places};
use super::small::{is_preposition, is_small};
use super::speech::is_dash;
use super::subject::says;
use crate::annotate::Part;
use crate::annotate::names::{self, Names, Place};
use crate::annotate::text::{Shape, Text};
use crate::lang::speech::ALL as WORDS;

/// The role of a passage in an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Turn {
    Question,
    Answer { bytes: Range<usize>, speaker: Option<usize> },
}

/// Minimum number of answers in an interview. The same with 1 and 4 on `tests/speech-news` and `tests/speech`.
const FEWEST: usize = 2;

/// The turns by passage index. Empty if the article is not an interview.
pub(crate) fn find(names: &Names) -> HashMap<usize, Turn> {
    let labelled = labelled(names);
    if labelled.is_empty() { dashed(names) } else { labelled }
}

/// A passage that begins with a name and a colon.
struct Label {
    index: usize,
    /// The person, or the words if they name nobody.
    who: Result<usize, String>,
    /// The bytes after the colon.
    bytes: Range<usize>,
}

fn label(names: &Names, index: usize) -> Option<Label> {
    /// The same with 2 and 8 on `tests/speech-news` and `tests/speech`.
    const LONGEST: usize = 4;
    let text = &names.texts[index];
    let colon = (1..=LONGEST).find(|&at| text.word(at) == ":")?;
    let named = (0..colon).all(|at| matches!(text.shape(at), Shape::Capital | Shape::Initial | Shape::Upper));
    let start = (colon + 1..text.tokens.len()).next().map(|at| text.bytes(&(at..at + 1)).start)?;
    let person = places(names, index, &(0..colon)).next().map(|place| place.person);
    let who = person.ok_or_else(|| text.passage.text[text.bytes(&(0..colon))].to_owned());
    (named && matches!(text.part, Part::Body(_))).then_some(Label { index, who, bytes: start..text.passage.text.len() })
}

/// The turns of an interview in which passages begin with the speaker's name.
fn labelled(names: &Names) -> HashMap<usize, Turn> {
    let labels: Vec<Label> = (0..names.texts.len()).filter_map(|index| label(names, index)).collect();
    let mut asked: BTreeMap<&Result<usize, String>, (usize, usize)> = BTreeMap::new();
    for label in &labels {
        let (turns, questions) = asked.entry(&label.who).or_default();
        *turns += 1;
        *questions += usize::from(asks(&names.texts[label.index]));
    }
    let repeated = asked.values().filter(|(turns, _)| *turns >= FEWEST).count();
    let asker = asked.iter().max_by_key(|(_, (turns, questions))| (*questions, *turns)).map(|(who, _)| (*who).clone());
    let Some(asker) = asker.filter(|asker| repeated >= 2 && asked[asker].1 * 2 >= asked[asker].0) else {
        return HashMap::new();
    };
    let turn = |label: Label| match label.who == asker {
        true => (label.index, Turn::Question),
        false => (label.index, Turn::Answer { bytes: label.bytes, speaker: label.who.ok() }),
    };
    labels.into_iter().map(turn).collect()
}

/// Whether a passage ends with a question.
fn asks(text: &Text) -> bool {
    text.passage.text.trim_end_matches(['»', '”', '"', '*', ' ']).ends_with('?')
}

/// Whether the author names the speaker inside a passage that begins with a dash: "– Так, – каже вона".
fn holds_author(text: &Text) -> bool {
    let speaks = |at: usize| text.shape(at) == Shape::Lower && names::speech(text.word(at)).is_some();
    (1..text.tokens.len()).any(|at| is_dash(text.word(at)) && (speaks(at + 1) || speaks(at + 2)))
}

/// The turns of an interview in which answers begin with dashes, and questions begin with dashes or end with a question mark.
fn dashed(names: &Names) -> HashMap<usize, Turn> {
    let is_turn = |index: usize| {
        let text = &names.texts[index];
        is_dash(text.word(0)) && text.tokens.len() > 1 && matches!(text.part, Part::Body(_))
    };
    let is_pair = |index: usize| asks(&names.texts[index - 1]) && !asks(&names.texts[index]);
    let turns: Vec<usize> = (0..names.texts.len()).filter(|&index| is_turn(index)).collect();
    let mut pairs: Vec<usize> = Vec::new();
    for run in turns.chunk_by(|one, next| one + 1 == *next) {
        let answers = || run.iter().copied().skip(1).step_by(2);
        let alternates = run.len() % 2 == 0 && answers().filter(|&index| is_pair(index)).count() * 4 > run.len();
        match alternates {
            true => pairs.extend(answers()),
            false => pairs.extend(run.iter().copied().skip(1).filter(|&index| is_pair(index))),
        }
    }
    let is_answer = |index: usize| {
        let before =
            index.checked_sub(1).filter(|&before| !is_turn(before) && names.texts[before].part != Part::Headline);
        before.is_some_and(|before| asks(&names.texts[before])) && !asks(&names.texts[index])
    };
    pairs.extend(turns.iter().copied().filter(|&index| is_answer(index) && !holds_author(&names.texts[index])));
    pairs.sort_unstable();
    pairs.dedup();
    let mut found = HashMap::new();
    if pairs.len() < FEWEST {
        return found;
    }
    let speaker = interviewed(names, pairs[0]);
    for answer in pairs {
        let text = &names.texts[answer];
        found.insert(answer - 1, Turn::Question);
        let bytes = text.bytes(&(1..2)).start..text.passage.text.len();
        found.insert(answer, Turn::Answer { bytes, speaker });
    }
    found
}

/// The person who is interviewed: the one in the headline, otherwise the one with more than twice the mentions of anybody else before the
/// first answer, otherwise the one who speaks or is spoken to in the words before it.
fn interviewed(names: &Names, first: usize) -> Option<usize> {
    let in_headline = names.places.iter().filter(|place| names.texts[place.text].part == Part::Headline);
    let headline: BTreeSet<usize> = in_headline.map(|place| place.person).collect();
    let mut named: BTreeMap<usize, usize> = BTreeMap::new();
    for place in names.places.iter().take_while(|place| place.text < first) {
        *named.entry(place.person).or_default() += 1;
    }
    if let [only] = headline.iter().copied().collect::<Vec<_>>().as_slice() {
        return Some(*only);
    }
    let (&person, &most) = named.iter().max_by_key(|&(person, count)| (count, std::cmp::Reverse(person)))?;
    let is_sure = named.iter().all(|(&other, &count)| other == person || count * 2 < most);
    if is_sure { Some(person) } else { introduced(names, first) }
}

/// The one person who speaks or is spoken to in the words before the first answer: "ми поговорили з лікаркою Мороз".
fn introduced(names: &Names, first: usize) -> Option<usize> {
    let before = names.places.iter().take_while(|place| place.text < first);
    let speaking = before.filter(|place| says(&names.texts[place.text], place) || is_spoken_to(names, place));
    let people: BTreeSet<usize> = speaking.map(|place| place.person).collect();
    people.first().copied().filter(|_| people.len() == 1)
}

/// Whether words about a conversation and a preposition come before a name.
fn is_spoken_to(names: &Names, place: &Place) -> bool {
    /// Number of words before the preposition that are examined. Set by hand.
    const NEAR: usize = 4;
    let text = &names.texts[place.text];
    let Some(link) = office_start(place).checked_sub(1).filter(|&at| is_preposition(text.word(at))) else {
        return false;
    };
    (link.saturating_sub(NEAR)..link).any(|at| is_small(text, at, &WORDS.talk))
}
