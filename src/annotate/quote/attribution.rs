//! In: a quote's place. Out: the words beside it that say who speaks, and who that is.
//!
//! Invariant: names a speaker only where a verb of speech, a colon or a dash ties the quote to a name, an office or a pronoun.

use std::ops::Range;

use super::marks::Marked;
use crate::annotate::names::{self, Gender, Names, Place, Shape, Speech, Text};
use crate::letters::LowerCase;
use crate::passage::Span;

/// Who is said to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    pub speaker: Option<usize>,
    /// The words that say so.
    pub span: Option<Span>,
    /// A verb of speech stands there.
    pub is_spoken: bool,
    /// The quote follows or precedes at once, parted by a mark only.
    pub is_direct: bool,
}

/// What was heard before the place that is read.
#[derive(Debug, Default)]
pub struct Heard {
    text: usize,
    last: Option<(usize, Cue)>,
}

impl Heard {
    /// Goes on to the next passage.
    pub fn enter(&mut self, text: usize) {
        self.text = text;
    }

    /// Forgets that somebody is speaking, not who spoke last.
    pub fn silence(&mut self) {
        if let Some((text, _)) = &mut self.last {
            *text = usize::MAX;
        }
    }

    /// Notes who spoke; speech of nobody in particular ends the one before.
    pub fn remember(&mut self, cue: Option<Cue>) {
        if let Some(cue) = cue {
            self.last = Some((self.text, cue));
        } else {
            self.silence();
        }
    }

    /// Whether somebody spoke in this passage already.
    pub fn spoke_in(&self, text: usize) -> bool {
        self.last.is_some_and(|(last, _)| last == text)
    }

    /// Whether a quote without words of the author goes on with the speech before: in the same passage, or opening the next.
    pub fn continues(&self, text: &Text, marked: &Marked) -> bool {
        let opens = marked.open == 0 && !text.tokens.is_empty();
        self.last.is_some_and(|(last, _)| last == self.text || (opens && last + 1 == self.text))
    }

    /// Who spoke last, as the cue of what goes on.
    pub fn cue(&self) -> Option<Cue> {
        self.last.map(|(_, cue)| cue)
    }

    fn speaker(&self) -> Option<usize> {
        self.last.and_then(|(_, cue)| cue.speaker)
    }
}

/// How many words of the author are read for a verb.
const VERB_WITHIN: usize = 8;

/// The words of the author behind a quote that ends at byte `end`.
pub fn after(names: &Names, index: usize, end: usize, heard: &Heard) -> Option<Cue> {
    let text = &names.texts[index];
    let mut at = text.token_at(end);
    while matches!(text.word(at), "," | "." | "!" | "?" | "…") {
        at += 1;
    }
    let dashed = matches!(text.word(at), "–" | "—" | "-" | "―");
    if dashed {
        return clause(names, index, at + 1, heard);
    }
    let comma = at > 0 && text.word(at - 1) == ",";
    let inner_comma = text.passage.text[..end].chars().rev().nth(1).is_some_and(|c| matches!(c, ',' | '!' | '?'));
    if !(comma || inner_comma) {
        return None;
    }
    let near = (at..at + 4).take_while(|&at| text.shape(at) != Shape::Mark);
    near.clone().any(|at| names::speech(text.word(at)).is_some()).then(|| clause(names, index, at, heard)).flatten()
}

/// Reads the author's words that begin at the token `start`: "сказав міністр", "X said".
pub fn clause(names: &Names, index: usize, start: usize, heard: &Heard) -> Option<Cue> {
    let text = &names.texts[index];
    let byte = text.tokens.get(start).map(|_| text.bytes(&(start..start + 1)).start)?;
    let mut end = text.sentence_at(byte).end;
    if let Some(mark) = (start..end).find(|&at| matches!(text.word(at), "“" | "«" | "„" | "–" | "—" | ":")) {
        end = mark;
    }
    let tokens = start..end.max(start);
    let verb = tokens.clone().take(VERB_WITHIN).find(|&at| names::speech(text.word(at)).is_some());
    match verb {
        Some(verb) => Some(spoken(names, index, tokens, verb, heard)),
        None => {
            let place = places(names, index, &tokens)
                .next()
                .filter(|place| place.nominative && office_start(place) == start)?;
            Some(cue(text, Some(place.person), &place.tokens, false))
        }
    }
}

fn cue(text: &Text, speaker: Option<usize>, tokens: &Range<usize>, is_spoken: bool) -> Cue {
    let span = (!tokens.is_empty()).then(|| text.form(tokens).span);
    Cue { speaker, span, is_spoken, is_direct: true }
}

/// The first token of a name or of the office before it.
fn office_start(place: &Place) -> usize {
    place.office.as_ref().map_or(place.tokens.start, |office| office.tokens.start)
}

/// The names in a range of tokens, in order.
fn places<'a>(names: &'a Names, index: usize, tokens: &Range<usize>) -> impl DoubleEndedIterator<Item = &'a Place> {
    let from = names.places.partition_point(|place| (place.text, place.tokens.start) < (index, tokens.start));
    let to = names.places.partition_point(|place| (place.text, place.tokens.start) < (index, tokens.end));
    names.places[from..to.max(from)].iter()
}

/// Who the subject of the verb at the token `verb` is.
fn spoken(names: &Names, index: usize, tokens: Range<usize>, verb: usize, heard: &Heard) -> Cue {
    let text = &names.texts[index];
    let speech = names::speech(text.word(verb)).unwrap_or(Speech::Nobody);
    let speaker = match speech {
        Speech::Nobody | Speech::Others => None,
        Speech::One | Speech::Woman => subject(names, index, &tokens, verb, heard),
    };
    cue(text, speaker, &tokens, true)
}

/// The subject of a verb: a name in the nominative, an office, a pronoun, or nothing but the verb.
fn subject(names: &Names, index: usize, tokens: &Range<usize>, verb: usize, heard: &Heard) -> Option<usize> {
    let text = &names.texts[index];
    let before = places(names, index, &(tokens.start..verb)).rev().find(|place| place.nominative);
    let behind = places(names, index, &(verb + 1..tokens.end)).find(|place| place.nominative);
    if let Some(place) = before.or(behind).filter(|place| !is_object(text, place)) {
        return Some(place.person);
    }
    let near = tokens.clone().filter(|&at| at != verb);
    if let Some(office) = near.clone().find_map(|at| names::office_of_subject(text.word(at))) {
        return by_office(names, index, tokens, office, heard);
    }
    let pronoun = near.clone().take(3).find_map(|at| pronoun(text.word(at)));
    if let Some(gender) = pronoun {
        return by_gender(names, index, tokens.start, gender, heard);
    }
    let next = verb + 1;
    let alone = next >= tokens.end || text.shape(next) == Shape::Mark || is_preposition(text.word(next));
    (alone && verb == tokens.start).then(|| by_context(names, index, tokens.start, heard)).flatten()
}

/// Whether a preposition or "about" makes the name what is spoken of.
fn is_object(text: &Text, place: &Place) -> bool {
    let start = office_start(place);
    start > 0 && is_preposition(text.word(start - 1))
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word.lower_case().as_str(),
        "у" | "в"
            | "на"
            | "під"
            | "після"
            | "про"
            | "з"
            | "із"
            | "зі"
            | "для"
            | "до"
            | "від"
            | "за"
            | "во"
            | "во время"
            | "с"
            | "со"
            | "о"
            | "об"
            | "после"
            | "от"
            | "to"
            | "in"
            | "on"
            | "of"
            | "about"
            | "with"
            | "during"
            | "after"
            | "at"
            | "for"
            | "from"
    )
}

fn pronoun(word: &str) -> Option<Gender> {
    match word.lower_case().as_str() {
        "він" | "он" | "he" => Some(Gender::Masculine),
        "вона" | "она" | "she" => Some(Gender::Feminine),
        _ => None,
    }
}

/// The person who holds an office: who spoke last if it is theirs, else the only one, else whose office has more of the words.
fn by_office(names: &Names, index: usize, tokens: &Range<usize>, office: &str, heard: &Heard) -> Option<usize> {
    let holds = |person: usize| names.offices[person].contains(office);
    if let Some(last) = heard.speaker().filter(|&last| holds(last)) {
        return Some(last);
    }
    let holders: Vec<usize> = (0..names.people.len()).filter(|&person| holds(person)).collect();
    let words: Vec<&str> = tokens.clone().map(|at| names.texts[index].word(at)).collect();
    let shared = |person: &usize| {
        let role = names.people[*person].role.as_ref().map_or("", |role| role.text.as_str());
        role.split(' ').filter(|word| words.contains(word)).count()
    };
    match holders.as_slice() {
        [] => None,
        [only] => Some(*only),
        several => {
            let most = several.iter().map(shared).max()?;
            several.iter().copied().find(|person| shared(person) == most)
        }
    }
}

/// The last speaker of that gender, else the person named last.
fn by_gender(names: &Names, index: usize, start: usize, gender: Gender, heard: &Heard) -> Option<usize> {
    let fits = |person: &usize| names.genders[*person] == gender || is_open(names, *person);
    heard.speaker().filter(fits).or_else(|| earlier(names, index, start).find(fits))
}

/// Whether the forms of a name do not tell the gender.
fn is_open(names: &Names, person: usize) -> bool {
    let name = &names.people[person].name;
    name.is_ascii() || !name.contains(' ')
}

/// Who speaks where only a verb stands: the last speaker, else the person named last.
fn by_context(names: &Names, index: usize, start: usize, heard: &Heard) -> Option<usize> {
    heard.speaker().or_else(|| earlier(names, index, start).next())
}

/// The people named before a token, the last first, in the same passage and the one before.
fn earlier<'a>(names: &'a Names, index: usize, start: usize) -> impl Iterator<Item = usize> + 'a {
    let to = names.places.partition_point(|place| (place.text, place.tokens.start) < (index, start));
    names.places[..to].iter().rev().take_while(move |place| place.text + 1 >= index).map(|place| place.person)
}

/// The words of the author before a quote that opens at byte `open`: "X said:", "X:", or the end of the passage before.
pub fn before(names: &Names, index: usize, open: usize, heard: &Heard) -> Option<Cue> {
    let text = &names.texts[index];
    let at = text.token_at(open);
    if at == 0 {
        let previous = index.checked_sub(1)?;
        let text = &names.texts[previous];
        let last = text.tokens.len().checked_sub(1).filter(|&last| text.word(last) == ":")?;
        return ahead(names, previous, last, heard);
    }
    if text.word(at - 1) == ":" {
        return ahead(names, index, at - 1, heard);
    }
    let spoken = ahead(names, index, at, heard).filter(|cue| cue.is_spoken)?;
    Some(Cue { is_direct: is_said(text, at), ..spoken })
}

/// Whether a comma behind a verb of speech stands right before the token: `He said, "…"`.
fn is_said(text: &Text, at: usize) -> bool {
    let verb = |at: usize| text.shape(at) == Shape::Lower && names::speech(text.word(at)).is_some();
    at > 1 && text.word(at - 1) == "," && (at.saturating_sub(4)..at - 1).any(verb)
}

/// Reads the part of a sentence that ends before the token `end` for who speaks.
fn ahead(names: &Names, index: usize, end: usize, heard: &Heard) -> Option<Cue> {
    const FARTHEST: usize = 30;
    let text = &names.texts[index];
    let byte = text.bytes(&(end.saturating_sub(1)..end.max(1))).start;
    let start = text.sentence_at(byte).start.max(end.saturating_sub(FARTHEST));
    let tokens = start..end;
    if let Some(place) = places(names, index, &tokens).next_back() {
        let words = office_start(place).checked_sub(1).map_or("", |at| text.word(at));
        if matches!(words.lower_case().as_str(), "словами" | "словам" | "to") {
            return Some(cue(text, Some(place.person), &tokens, true));
        }
        if place.tokens.end == end && text.word(end) == ":" {
            return Some(cue(text, Some(place.person), &place.tokens, true));
        }
    }
    let verb =
        tokens.clone().rev().find(|&at| text.shape(at) == Shape::Lower && names::speech(text.word(at)).is_some())?;
    Some(spoken(names, index, tokens, verb, heard))
}
