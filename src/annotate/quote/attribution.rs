//! In: the position of a quote. Out: the words next to it that name the speaker, and the speaker.
//!
//! Invariant: names a speaker only if a verb of speech, a colon or a dash connects the quote to a name, an office or a pronoun.

use std::ops::Range;

use super::cue::{Cue, Subject};
use super::grammar;
use super::holder;
use super::marks::Marked;
use super::scene::{Scene, office_start, places};
use super::small::{is_preposition, is_small};
use super::subject::{self};
use super::venue;
use super::voice;
use crate::annotate::names;
use crate::annotate::text::{Shape, Text, is_latin};
use crate::lang::speech::ALL as WORDS;
use crate::letters::LowerCase;

/// Number of the author's words that are searched for a verb. The same with 4 and 18 on `tests/speech-news` and `tests/speech`.
const VERB_WITHIN: usize = 9;
/// Number of words before a quote that are read. The first: the same with 15 and 60 on `tests/speech-news` and `tests/speech`.
const FARTHEST: usize = 30;
/// The same with 40 and 160 on `tests/speech-news` and `tests/speech`.
const LATIN_FARTHEST: usize = 80;
/// Number of words that are searched for a verb if commas enclose a description of the speaker: "Ida Fenn, a farmer near Lugg who has seen
/// three floods, said". The same with 12 and 50 on `tests/speech-news` and `tests/speech`.
const LATIN_VERB_WITHIN: usize = 25;

fn is_dash(word: &str) -> bool {
    matches!(word, "–" | "—" | "-" | "―")
}

fn is_verb(text: &Text, at: usize) -> bool {
    match is_latin(text.word(at)) {
        true => grammar::is_speech(text, at),
        false => text.shape(at) == Shape::Lower && names::speech(text.word(at)).is_some(),
    }
}

/// The attribution after a quote. If that names nobody and the one right before does, the one before: `X said that "A," the mayor told …`.
pub(crate) fn surer(after: Option<Cue>, before: &dyn Fn() -> Option<Cue>) -> Option<Cue> {
    let named = |cue: &Cue| cue.subject.speaker.is_some();
    match after {
        Some(cue) if !named(&cue) => Some(before().filter(|one| named(one) && one.is_direct).unwrap_or(cue)),
        after => after,
    }
}

/// Whether the author's words after a quote introduce the next one, while those right before it name its speaker: `Smith replied, "A?" Dove
/// then wrote, "B."`
pub(crate) fn leads_on(scene: &Scene, marked: &Marked) -> bool {
    let text = scene.text();
    let start = text.token_at(marked.end);
    let last = text.passage.text[..marked.inner.end].chars().next_back();
    let is_whole = last.is_some_and(|c| matches!(c, '.' | '!' | '?')) && is_latin(text.word(start));
    let behind = (start..start + VERB_WITHIN).find(|&at| ends_clause(text, at) || text.word(at) == ",");
    let leads = behind.is_some_and(|at| matches!(text.word(at), "," | ":") && is_mark(text.word(at + 1)));
    let told = |cue: Cue| cue.subject.speaker.is_some() && cue.is_direct && cue.is_spoken;
    is_whole && leads && before(scene, marked.open).is_some_and(told)
}

/// The author's words after a quote that ends at byte `end`.
pub(crate) fn after(scene: &Scene, end: usize) -> Option<Cue> {
    let text = scene.text();
    let mut at = text.token_at(end);
    while matches!(text.word(at), "," | "." | "!" | "?" | "…") {
        at += 1;
    }
    if is_dash(text.word(at)) {
        let parted = at > 0 && text.word(at - 1) == ",";
        return clause(scene, at + 1).or_else(|| gesture(scene, at + 1).filter(|_| parted));
    }
    if is_latin(text.word(at)) {
        return latin_after(scene, end, at);
    }
    if is_small(text, at, &WORDS.about) && is_small(text, at + 1, &WORDS.this) {
        return clause(scene, at).filter(|cue| cue.subject.speaker.is_some());
    }
    let comma = at > 0 && text.word(at - 1) == ",";
    let mut inner =
        text.passage.text[..end].chars().rev().skip_while(|c| matches!(c, '”' | '’' | '"' | '\'' | '»' | '“'));
    let inner_comma = inner.next().is_some_and(|c| matches!(c, ',' | '!' | '?'));
    if !(comma || inner_comma) {
        return None;
    }
    let mut near = (at..at + VERB_WITHIN).take_while(|&at| !ends_clause(text, at));
    near.any(|at| is_verb(text, at)).then(|| clause(scene, at)).flatten()
}

/// The same in a language that does not decline names: a clause after a comma, or a verb right after the quote.
fn latin_after(scene: &Scene, end: usize, start: usize) -> Option<Cue> {
    let text = scene.text();
    let quote_end = (0..text.token_at(end)).rev().find(|&at| !is_mark(text.word(at)));
    let stops = |at: usize| matches!(text.word(at), "," | "!" | "?");
    let parted = quote_end.is_some_and(stops) || start > 0 && stops(start - 1) || is_verb(text, start);
    let source = grammar::source(scene, start, start + LATIN_VERB_WITHIN).filter(|_| !is_mark(text.word(start)));
    if let Some(phrase) = source {
        let tokens = start..(start..start + LATIN_VERB_WITHIN).find(|&at| ends_clause(text, at)).unwrap_or(start);
        return Some(cue(scene, subject::of_phrase(scene, phrase, start), &tokens, true));
    }
    let is_pronoun = is_small(text, start, &WORDS.he) || is_small(text, start, &WORDS.she);
    if is_pronoun && text.shape(start) != Shape::Lower {
        return None;
    }
    if is_topic(scene, end, start) {
        return None;
    }
    let opens_other = is_small(text, start, &WORDS.conjunctions) || is_small(text, start, &WORDS.relative_pronouns);
    let joins = |at: usize| text.word(at) == "," && is_small(text, at + 1, &WORDS.conjunctions);
    if let Some(place) = tagged(scene, start, parted) {
        let tokens = place.tokens.clone();
        return grammar::person_at(scene, place).map(|one| cue(scene, Subject::of(one), &tokens, true));
    }
    let mut near = (start..start + LATIN_VERB_WITHIN).take_while(|&at| !ends_clause(text, at) && !joins(at));
    (parted && !opens_other && near.any(|at| is_verb(text, at))).then(|| clause(scene, start)).flatten()
}

/// Whether a quote that ends at byte `end` is the topic of the words before it, and the clause at the token `start` reports other words:
/// `On the "upkeep of lamps," Smith said that …`.
fn is_topic(scene: &Scene, end: usize, start: usize) -> bool {
    /// The same with 4 and 16 on `tests/speech-news` and `tests/speech`.
    const NEAR: usize = 8;
    let text = scene.text();
    let Some(marked) = scene.marked.iter().find(|marked| marked.end == end) else { return false };
    let open = text.token_at(marked.open);
    let first = text.token_at(text.sentence_at(marked.open).start);
    let is_led = first < open && open - first <= NEAR && is_small(text, first, &WORDS.governing_prepositions);
    let is_noun = open > 0 && is_small(text, open - 1, &WORDS.determiners);
    let verb = (start..start + NEAR).take_while(|&at| text.shape(at) != Shape::Mark).find(|&at| is_verb(text, at));
    let reports = verb.is_some_and(|at| text.shape(at + 1) != Shape::Mark && !text.word(at + 1).is_empty());
    is_led && is_noun && reports && !(first..open).any(|at| is_verb(text, at))
}

/// The speaker's name after a quote without a comma between them, or with a verb that is not in the list: `"A" Smith said.`, `"A," Smith
/// shot back.`
fn tagged<'a>(scene: &Scene<'a>, start: usize, parted: bool) -> Option<&'a names::Place> {
    let text = scene.text();
    let place = places(scene.names, scene.index, &(start..start + LATIN_VERB_WITHIN)).next()?;
    let verb = place.tokens.end;
    let closed = |at: usize| matches!(text.word(at), "." | "," | ":" | "");
    let told = !parted && is_verb(text, verb) && closed(verb + 1);
    let back = parted && text.shape(verb) == Shape::Lower && is_small(text, verb + 1, &WORDS.verb_particles);
    (office_start(place) == start && (told || back)).then_some(place)
}

fn is_mark(word: &str) -> bool {
    matches!(word, "”" | "’" | "\"" | "'" | "»" | "“" | "`")
}

fn ends_clause(text: &Text, at: usize) -> bool {
    let stands = matches!(text.word(at), "!" | "?" | "…" | "“" | "«" | "„" | "\"" | "`" | "–" | "—" | ":" | ";" | "");
    stands || (text.word(at) == "." && !is_abbreviated(text, at))
}

/// Whether a full stop belongs to a title before a name: "Sen. Fenn".
fn is_abbreviated(text: &Text, at: usize) -> bool {
    at > 0
        && text.sentence_at(text.bytes(&(at..at + 1)).start).end > at + 1
        && matches!(text.shape(at - 1), Shape::Capital | Shape::Upper)
        && matches!(text.shape(at + 1), Shape::Capital | Shape::Upper | Shape::Initial)
}

/// The end of the clause that begins at a token. In a language that declines names, a name between marks does not end it: "зауважив у
/// коментарі «Мірі» директор Кіт".
fn clause_end(scene: &Scene, start: usize, sentence_end: usize) -> usize {
    let text = scene.text();
    let mut at = start;
    while at < sentence_end && (!ends_clause(text, at) || is_name_between_marks(scene, at)) {
        at = match is_name_between_marks(scene, at) && !is_latin(text.word(start)) {
            true => behind_marks(scene, at),
            false if ends_clause(text, at) => return at,
            false => at + 1,
        };
    }
    at.min(sentence_end)
}

/// The text between marks that contains a token or is opened by it.
fn marked_at<'a>(scene: &Scene<'a>, at: usize) -> Option<&'a Marked> {
    let text = scene.text();
    let byte = text.tokens.get(at).map(|_| text.bytes(&(at..at + 1)).start)?;
    let to = scene.marked.partition_point(|marked| marked.open <= byte);
    scene.marked[..to].last().filter(|marked| byte < marked.end)
}

/// The token after the marks around a token.
fn behind_marks(scene: &Scene, at: usize) -> usize {
    marked_at(scene, at).map_or(at + 1, |marked| scene.text().token_at(marked.end).max(at + 1))
}

/// Whether a token is one of a few words between marks after a word, not after a mark: the name of a newspaper.
fn is_name_between_marks(scene: &Scene, at: usize) -> bool {
    /// The same with 2 and 6 on `tests/speech-news` and `tests/speech`.
    const LONGEST: usize = 3;
    let text = scene.text();
    marked_at(scene, at).filter(|marked| marked.closed).is_some_and(|marked| {
        let open = text.token_at(marked.open);
        let words = text.token_at(marked.inner.end).saturating_sub(open + 1);
        open > 0 && words <= LONGEST && text.shape(open - 1) != Shape::Mark
    })
}

/// Reads the author's words that begin at the token `start`: "сказав міністр", "X said".
pub(crate) fn clause(scene: &Scene, start: usize) -> Option<Cue> {
    let text = scene.text();
    let byte = text.tokens.get(start).map(|_| text.bytes(&(start..start + 1)).start)?;
    let sentence_end = text.sentence_at(byte).end;
    let end = clause_end(scene, start, sentence_end);
    let tokens = start..end.max(start);
    let near = start..sentence_end.min(start + LATIN_FARTHEST);
    let hearsay = near.clone().any(|at| grammar::source(scene, at, near.end).is_some());
    let within = if is_latin(text.word(start)) { LATIN_VERB_WITHIN } else { VERB_WITHIN };
    if let Some(subject) = quoted_from(scene, &tokens) {
        return Some(cue(scene, subject, &tokens, true));
    }
    if let Some(verb) = tokens.clone().take(within).find(|&at| is_verb(text, at)) {
        let subject = if hearsay { Subject::default() } else { subject::of_verb(scene, &tokens, verb) };
        return Some(cue(scene, subject, &tokens, true));
    }
    if introduces(text, start) {
        let subject = subject::of_clause(scene, &(start + 1..end.min(start + 1 + VERB_WITHIN)))?;
        return Some(cue(scene, subject, &tokens, true));
    }
    let place = places(scene.names, scene.index, &tokens)
        .next()
        .filter(|place| place.nominative && office_start(place) == start)
        .filter(|place| !is_latin(text.word(start)) || is_signature(text, place))?;
    let subject = Subject { speaker: Some(place.person), role: None };
    Some(cue(scene, subject, &tokens, false))
}

/// The person who does something while speaking, in words after a comma and a dash: "развёл руками слесарь Пётр Дуб".
pub(crate) fn gesture(scene: &Scene, start: usize) -> Option<Cue> {
    /// The same with 3 and 14 on `tests/speech-news`.
    const LONGEST: usize = 7;
    let text = scene.text();
    let place = places(scene.names, scene.index, &(start + 1..start + 1 + LONGEST)).next()?;
    let words = start..office_start(place);
    let is_plain = |at: usize| text.shape(at) == Shape::Lower && !is_small(text, at, &WORDS.subordinators);
    let is_told = place.nominative && !is_latin(text.word(start)) && words.clone().all(is_plain);
    let is_verb = words.clone().next().is_some_and(|at| is_past(text.word(at)));
    let ends = matches!(text.word(place.tokens.end), "." | "," | "");
    let tokens = start..place.tokens.end;
    (is_told && is_verb && ends).then(|| cue(scene, Subject::of(place.person), &tokens, true))
}

/// Whether a word has the ending of a past-tense verb in the singular, masculine or feminine.
fn is_past(word: &str) -> bool {
    /// On `tests/speech-news` speaker F1 .885; the same with 2; .866 with 8.
    const LETTERS: usize = 4;
    word.chars().count() >= LETTERS && WORDS.past_endings.ends(&word.lower_case())
}

/// A past-tense verb between a name or pronoun and the mark right before a quote: "he bellowed: …", "Smith shot back: …".
fn unlisted_verb(scene: &Scene, tokens: &Range<usize>) -> Option<usize> {
    let text = scene.text();
    let end = if text.word(tokens.end) == ":" {
        tokens.end
    } else {
        tokens.end.checked_sub(1).filter(|&at| text.word(at) == ",")?
    };
    let last = end.checked_sub(1).filter(|&at| at > tokens.start)?;
    let goes_back = last > tokens.start + 1 && is_small(text, last, &WORDS.verb_particles);
    let verb = if goes_back { last - 1 } else { last };
    let is_past = text.shape(verb) == Shape::Lower
        && (goes_back || WORDS.regular_past_endings.ends(text.word(verb)))
        && !is_verb(text, verb);
    let named =
        grammar::ends_name(scene, verb) || is_small(text, verb - 1, &WORDS.he) || is_small(text, verb - 1, &WORDS.she);
    (is_past && named).then_some(verb)
}

/// The owner in a source phrase with a pronoun at the token `at`: "за його словами".
fn owned(scene: &Scene, at: usize) -> Option<Subject> {
    let text = scene.text();
    let is_source =
        at > 1 && is_small(text, at, &WORDS.source_nouns) && is_small(text, at - 2, &WORDS.source_prepositions);
    subject::by_owner(scene, at.checked_sub(1).filter(|_| is_source)?)
}

/// The source in the author's words after a quote: "за словами мера", "передає слова мера агентство".
fn quoted_from(scene: &Scene, tokens: &Range<usize>) -> Option<Subject> {
    let text = scene.text();
    let start = tokens.start;
    if let Some(subject) = owned(scene, start + 2) {
        return Some(subject);
    }
    if text.shape(start) == Shape::Lower && is_small(text, start + 2, &WORDS.passed_on) {
        return subject::by_owner(scene, start + 1);
    }
    if let Some(place) = document(scene, tokens) {
        return Some(Subject::of(place.person));
    }
    let passed = text.shape(start) == Shape::Lower && is_small(text, start + 1, &WORDS.passed_on);
    if !passed && !voice::is_according(text, start + 1) {
        return None;
    }
    let place = places(scene.names, scene.index, &(start + 2..tokens.end)).next()?;
    (office_start(place) == start + 2 && !is_relational(place)).then(|| Subject::of(place.person))
}

/// The writer, in the genitive, of a document that the words after a quote cite: "говорится в письме Сыча".
fn document<'a>(scene: &Scene<'a>, tokens: &Range<usize>) -> Option<&'a names::Place> {
    let text = scene.text();
    let start = tokens.start;
    let is_told = matches!(names::speech(text.word(start)), Some(names::Speech::Nobody));
    let is_cited = is_told && is_preposition(text.word(start + 1)) && is_small(text, start + 2, &WORDS.documents);
    let place = places(scene.names, scene.index, &(start + 3..tokens.end)).next().filter(|_| is_cited)?;
    (office_start(place) == start + 3 && !place.nominative && !is_relational(place)).then_some(place)
}

/// Whether the office before a name in the genitive may belong to somebody else: "адвоката Коваля" is a lawyer, or Koval's lawyer.
fn is_relational(place: &names::Place) -> bool {
    let office = place.office.as_ref().filter(|office| office.adjacent && !place.nominative);
    office.and_then(|office| office.lemmas.first()).is_some_and(|lemma| WORDS.relational_offices.contains(lemma))
}

/// Whether a name between a dash and the end of the text signs the quote.
fn is_signature(text: &Text, place: &names::Place) -> bool {
    let start = office_start(place);
    start > 0
        && is_dash(text.word(start - 1))
        && (place.tokens.end >= text.tokens.len() || text.word(place.tokens.end) == ",")
}

/// Whether a token may be a verb that connects speech to the person after it: "усміхається медсестра".
pub(crate) fn introduces(text: &Text, at: usize) -> bool {
    let lower = text.word(at).lower_case();
    let is_finite = names::is_verb_like(&lower) || WORDS.present_endings.ends(&lower);
    text.shape(at) == Shape::Lower && lower.chars().count() > 3 && !lower.is_ascii() && is_finite
}

fn cue(scene: &Scene, subject: Subject, tokens: &Range<usize>, is_spoken: bool) -> Cue {
    let span = (!tokens.is_empty()).then(|| scene.text().form(tokens).span);
    let venue = venue::find(scene, tokens);
    Cue { subject, span, venue, is_spoken, is_direct: true }
}

/// The author's words before a quote that opens at byte `open`: "X said:", "X:", or the end of the previous passage.
pub(crate) fn before(scene: &Scene, open: usize) -> Option<Cue> {
    let text = scene.text();
    let at = text.token_at(open);
    if at == 0 {
        return above(scene);
    }
    if text.word(at - 1) == ":" {
        return ahead(scene, at - 1);
    }
    if text.sentence_at(open).start >= at {
        return None;
    }
    let cue = ahead(scene, at).filter(|cue| cue.is_spoken)?;
    Some(Cue { is_direct: is_said(text, at), ..cue })
}

/// The attribution at the end of the previous passage for a quote that opens a passage: "X wrote:".
fn above(scene: &Scene) -> Option<Cue> {
    let previous = scene.index.checked_sub(1)?;
    let text = &scene.names.texts[previous];
    let last = text.tokens.len().checked_sub(1).filter(|&last| text.word(last) == ":")?;
    ahead(&Scene { index: previous, marked: scene.heard.marked(previous), open: last, ..*scene }, last)
}

/// Whether the token follows a comma after words of speech: `He said, "…"`, `She spoke to the crowd, saying, "…"`.
fn is_said(text: &Text, at: usize) -> bool {
    /// The same with 3 and 12 on `tests/speech-news`.
    const NEAR: usize = 6;
    let Some(comma) = at.checked_sub(1).filter(|&comma| text.word(comma) == ",") else { return false };
    let mut near = (comma.saturating_sub(NEAR)..comma).rev().take_while(|&at| text.shape(at) != Shape::Mark);
    near.any(|at| is_verb(text, at) || is_small(text, at, &WORDS.reporting_participles))
}

/// The speaker in the part of a sentence that ends before the token `end`.
fn ahead(scene: &Scene, end: usize) -> Option<Cue> {
    let text = scene.text();
    let byte = text.bytes(&(end.saturating_sub(1)..end.max(1))).start;
    let has_latin = (end.saturating_sub(LATIN_VERB_WITHIN)..end)
        .any(|at| text.shape(at) == Shape::Lower && is_latin(text.word(at)));
    let farthest = if has_latin { LATIN_FARTHEST } else { FARTHEST };
    let mut start = text.sentence_at(byte).start.max(end.saturating_sub(farthest));
    let is_spoken = |at: usize| {
        (scene.is_quoted(at) || matches!(text.word(at), "»" | "”"))
            && !is_name_between_marks(scene, at.saturating_sub(usize::from(!scene.is_quoted(at))))
    };
    if let Some(quoted) = (start..end).rev().find(|&at| is_spoken(at)) {
        start = quoted + 1;
    }
    let tokens = start..end;
    let first = tokens.clone().find(|&at| text.shape(at) != Shape::Mark)?;
    if is_latin(text.word(first)) {
        let goes_on =
            start > 0 && (start.saturating_sub(3)..start).any(|at| matches!(text.word(at), "." | "!" | "?" | "…"));
        let opening =
            if goes_on { first } else { text.sentence_at(byte).start.max(end.saturating_sub(LATIN_FARTHEST)) };
        return latin_ahead(scene, opening, &(first..end));
    }
    if let Some(place) = places(scene.names, scene.index, &tokens).next_back() {
        let named = || cue(scene, Subject { speaker: Some(place.person), role: None }, &tokens, true);
        if voice::is_source(text, place) && !is_relational(place) {
            return Some(named());
        }
        if place.tokens.end == end && text.word(end) == ":" && place.nominative {
            return Some(named());
        }
    }
    if let Some(subject) = tokens.clone().rev().find_map(|at| owned(scene, at)) {
        return Some(cue(scene, subject, &tokens, true));
    }
    let source = tokens.clone().rev().find(|&at| voice::is_according(text, at) && text.word(at + 2) == ",");
    if let Some(one) = source.and_then(|at| holder::of_noun(scene, at + 1)) {
        return Some(cue(scene, Subject::of(one), &tokens, true));
    }
    let verb = tokens.clone().rev().find(|&at| is_verb(text, at) || is_naming(text, at));
    if let Some(verb) = verb {
        return Some(cue(scene, subject::of_verb(scene, &tokens, verb), &tokens, true));
    }
    let subject = (text.word(end) == ":").then(|| subject::of_clause(scene, &tokens)).flatten()?;
    Some(cue(scene, subject, &tokens, false))
}

/// The same in a language that does not decline names.
fn latin_ahead(scene: &Scene, opening: usize, tokens: &Range<usize>) -> Option<Cue> {
    let text = scene.text();
    let end = tokens.end;
    let colon = text.word(end) == ":";
    if let Some(verb) = unlisted_verb(scene, tokens) {
        let phrase = grammar::subject(scene, tokens, verb);
        return Some(cue(scene, subject::of_phrase(scene, phrase, verb), tokens, true));
    }
    let speaks =
        |at: usize| is_verb(text, at) || is_naming(text, at) || is_small(text, at, &WORDS.reporting_participles);
    if let Some(verb) = tokens.clone().rev().find(|&at| speaks(at) && !is_spent(scene, at, end)) {
        let phrase = grammar::subject(scene, &(opening..end), verb);
        let is_hearsay = tokens.clone().any(|at| grammar::source(scene, at, end).is_some());
        let phrase = if is_hearsay { grammar::Phrase::Unnamed } else { phrase };
        return Some(cue(scene, subject::of_phrase(scene, phrase, verb), tokens, true));
    }
    let source = tokens.clone().rev().find_map(|at| grammar::source(scene, at, end));
    if let Some(phrase) = source {
        return Some(cue(scene, subject::of_phrase(scene, phrase, tokens.start), tokens, true));
    }
    if (opening..tokens.start).any(|at| text.shape(at) != Shape::Mark) {
        return None;
    }
    let phrase = grammar::only_subject(scene, tokens.start, end);
    let labelled = matches!(phrase, grammar::Phrase::Person(_)) && grammar::ends_name(scene, end);
    let subject = subject::of_phrase(scene, phrase, tokens.start);
    (colon && subject != Subject::default()).then(|| cue(scene, subject, tokens, labelled))
}

/// Whether the object of a verb is between marks right after it, and a clause with a name as its subject follows: `a plan that Smith called
/// "dull," Dove wished to …`.
fn is_spent(scene: &Scene, verb: usize, end: usize) -> bool {
    let text = scene.text();
    let behind = marked_at(scene, verb + 1).filter(|marked| marked.closed).map(|marked| text.token_at(marked.end));
    let Some(behind) = behind.filter(|&at| at > verb + 1 && at < end) else { return false };
    let place = places(scene.names, scene.index, &(behind..end)).next();
    place.is_some_and(|place| office_start(place) == behind && place.tokens.end < end)
}

fn is_naming(text: &Text, at: usize) -> bool {
    text.shape(at) == Shape::Lower && names::names_things(text.word(at))
}
