//! In: a text. Out: the places that may name a person, each with the nominatives it may stand for.
//!
//! Invariant: shape and context decide; a capital letter alone is no evidence of a person.

use std::ops::Range;

use super::agreement::{agreeing, first_names, guesses, oblique, surnames};
use super::context::{addressed, governed, is_called, is_cyrillic, is_introduced, is_plain_word, speaks};
use super::evidence;
use super::lexicon;
use super::likelihood::{given_score, is_patronymic, is_typical, surname_score};
use super::mention::Refused;
use super::mention::{Found, Guess, Mention, Words};
use super::office::{self, Office};
use super::refusals;
use super::seen::Seen;
use super::shared;
use super::splits::{self, lists};
use super::stretch;
use super::thing;
use crate::annotate::Part;
use crate::annotate::text::{Shape, Text, is_titled};
use crate::lang;
use crate::letters::LowerCase;
use crate::morphology::Declension;
use crate::stops;

/// The places in a text that may name a person, in order.
pub(crate) fn find(index: usize, text: &Text, declension: Declension) -> Found {
    let mut found = Found::default();
    let titled = is_titled(text);
    let mut at = 0;
    while at < text.tokens.len() {
        let end = run_end(text, at);
        for piece in pieces(text, at..end, declension) {
            read_piece(index, text, piece, declension, titled, &mut found);
        }
        at = end.max(at + 1);
    }
    found
}

/// A name has at most this many words. A name in Latin letters without a particle has fewer: a longer one names a thing. The first, on a
/// quarter of SlavicNER uk PER F1 .902; .896 with 3; the same with 12.
const LONGEST_NAME: usize = 6;
const LONGEST_PLAIN: usize = 4;

/// The end of the run of capitalized words at `start`. One space separates the words; particles may stand between them.
fn run_end(text: &Text, start: usize) -> usize {
    let capital = |at| matches!(text.shape(at), Shape::Capital | Shape::Initial);
    if !capital(start) {
        return start;
    }
    let mut end = start + 1;
    while text.joined(end - 1) {
        if capital(end) {
            end += 1;
        } else if let Some(next) =
            (end + 1..end + 3).find(|&at| !lexicon::is_particle(text.word(at - 1)) || capital(at))
        {
            if !(lexicon::is_particle(text.word(next - 1)) && capital(next) && (end..next).all(|at| text.joined(at))) {
                break;
            }
            end = next + 1;
        } else {
            break;
        }
    }
    end
}

/// The stretches of a run that contain no word for an office, an institution or a place.
fn pieces(text: &Text, run: Range<usize>, declension: Declension) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = run.start;
    for at in run.clone() {
        if splits::rule(text, &run, at, declension).is_some() {
            found.push(start..at);
            start = at + 1;
        }
    }
    found.push(start..run.end);
    let found = found.into_iter().flat_map(|piece| stretch::own(text, piece));
    let mut found: Vec<Range<usize>> = found.flat_map(|piece| parted(text, piece, declension)).collect();
    found.retain(|piece| !piece.is_empty() && matches!(text.shape(piece.end - 1), Shape::Capital | Shape::Initial));
    found
}

/// The names of a stretch where one name directly follows another. Each name but the first begins at a listed first name that follows a
/// first name and its surname: "Джо Гарднера Рене Дюваль".
fn parted(text: &Text, piece: Range<usize>, declension: Declension) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = piece.start;
    while let Some(second) = second_name(text, start..piece.end, declension) {
        parts.push(start..second);
        start = second;
    }
    parts.push(start..piece.end);
    parts
}

/// The beginning of the second name in a stretch.
fn second_name(text: &Text, piece: Range<usize>, declension: Declension) -> Option<usize> {
    let given = |at: usize| lists(text, at, declension);
    let first = piece.clone().find(|&at| given(at))?;
    let surname = (first + 1..piece.end).find(|&at| !given(at))?;
    let begins = |&at: &usize| {
        let before = text.word(at - 1);
        let follows = is_cyrillic(declension) || at + 1 < piece.end;
        given(at) && follows && text.shape(at - 1) == Shape::Capital && !is_patronymic(before)
    };
    (surname + 1..piece.end).find(begins)
}

/// Reads one stretch of capitalized words, which is at most one name.
fn read_piece(index: usize, text: &Text, piece: Range<usize>, declension: Declension, titled: bool, found: &mut Found) {
    if let Some(rule) = thing::refusal(text, &piece) {
        if rule == thing::TEAM {
            found.teams.push(text.passage.text[text.bytes(&piece)].to_owned());
        }
        found.refused.push(Refused { text: index, tokens: piece, rule });
        return;
    }
    let shape = (piece.len() <= LONGEST_NAME).then(|| shape(text, &piece, declension)).flatten();
    let shape = shape.filter(|shape| is_cyrillic(declension) || titled || is_short(text, shape));
    let shape = shape.map(|shape| if titled && !is_whole(text, &piece) { cut(text, shape) } else { shape });
    match shape.and_then(|shape| full_mention(index, text, &shape, declension, titled, &mut found.refused)) {
        Some(mention) if mention.evident => {
            let partner = shared::partner(text, mention.tokens.start, declension);
            found.mentions.extend(partner.and_then(|at| partner_mention(text, at, &mention, declension)));
            found.mentions.push(mention);
        }
        doubtful => {
            found.doubtful.extend(doubtful);
            for at in piece {
                let mention = single(index, text, at, declension, titled, &mut found.refused);
                found.mentions.push(mention);
            }
        }
    }
}

/// Whether a name has no more words than a name in Latin letters may have.
fn is_short(text: &Text, shape: &Words) -> bool {
    (shape.given..shape.surname + 1).filter(|&at| !lexicon::is_particle(text.word(at))).count() <= LONGEST_PLAIN
}

/// Whether a stretch is a whole name although all words of its line begin with a capital: it opens a line of the body, a comma follows it,
/// and its last word has no verb ending: "Nora Quill Fenwick, Hollow College".
fn is_whole(text: &Text, piece: &Range<usize>) -> bool {
    let last = text.word(piece.end - 1);
    text.part != Part::Headline
        && lexicon::of(text.language).is_some_and(|names| names.capitalized_headlines)
        && piece.start == 0
        && text.word(piece.end) == ","
        && !lexicon::ends(last, |morphology| &morphology.verbs.in_headlines)
}

/// Whether three words are a Korean name: a listed family name and two words of one syllable each.
fn is_korean(text: &Text, start: usize) -> bool {
    /// Maximum number of letters of a syllable. Set by hand.
    const LONGEST: usize = 5;
    let syllable = |vowels: &str, at: usize| {
        let word = text.word(at).lower_case();
        let parts = word.split(|letter: char| !vowels.contains(letter)).filter(|part| !part.is_empty()).count();
        text.shape(at) == Shape::Capital
            && text.joined(at - 1)
            && parts == 1
            && word.len() <= LONGEST
            && !is_verb(&word)
    };
    let mut packs = lang::packs().iter().filter(|pack| pack.names.korean_family_names.contains(text.word(start)));
    packs.any(|pack| [1, 2].iter().all(|behind| syllable(&pack.morphology.vowels, start + behind)))
}

/// Whether an English word in lower case is a verb of speech or a small word.
fn is_verb(lower: &str) -> bool {
    lexicon::speech(lower).is_some() || stops::is_stop(lower)
}

/// A listed first name with only the one word after it, in a headline where all words begin with a capital: the words after that may be
/// anything.
fn cut(text: &Text, shape: Words) -> Words {
    let plain = |at: usize| text.shape(at) == Shape::Capital && !lexicon::is_particle(text.word(at));
    let surname = shape.given + 1;
    if is_korean(text, shape.given) {
        return Words { middle: surname..surname + 1, surname: surname + 1, ..shape };
    }
    match shape.listed && !shape.initial && surname < shape.surname && text.word(surname).is_ascii() && plain(surname) {
        true => Words { middle: surname..surname, surname, ..shape },
        false => shape,
    }
}

/// The mention of the person whose first name "and" ties to a full name with the same surname.
fn partner_mention(text: &Text, at: usize, mention: &Mention, declension: Declension) -> Option<Mention> {
    let surnames = shared::singular(text.word(mention.tokens.end - 1), declension);
    let firsts = lexicon::given(text.word(at), declension.for_word(text.word(at)));
    let guesses = agreeing(&firsts, &surnames);
    let tokens = at..at + 1;
    (!guesses.is_empty()).then(|| Mention {
        tokens,
        free: true,
        guesses,
        office: None,
        rules: vec!["shared-surname"],
        ..mention.clone()
    })
}

/// The possible roles of the words in a stretch: first name, middle, surname.
fn shape(text: &Text, piece: &Range<usize>, declension: Declension) -> Option<Words> {
    let whole = |at: &usize| is_cyrillic(declension) || text.shape(*at) != Shape::Initial;
    let last = piece.clone().rfind(whole)?;
    let piece = &(piece.start..last + 1);
    let listed = |at: usize| lists(text, at, declension);
    let initial = piece.clone().find(|&at| text.shape(at) == Shape::Initial);
    let given = piece.clone().find(|&at| listed(at)).filter(|&at| initial.is_none_or(|initial| at < initial));
    if let Some(given) = given {
        if given > piece.start
            && given + 1 == last
            && is_patronymic(text.word(last))
            && is_typical(text.word(given - 1))
        {
            let surname = given - 1;
            return Some(Words { given, middle: given..given, surname, listed: true, initial: false });
        }
        if given < last {
            return Some(Words { given, middle: given + 1..last, surname: last, listed: true, initial: false });
        }
        if piece.len() == 2 && is_cyrillic(declension) && is_typical(text.word(piece.start)) {
            return Some(Words { given: last, middle: last..last, surname: piece.start, listed: true, initial: false });
        }
    }
    if let Some(initial) = initial {
        return with_initial(text, piece, initial, declension);
    }
    let patronymic = piece.clone().skip(1).find(|&at| at + 1 == last && is_patronymic(text.word(at)));
    let before_particles =
        || (piece.start..last).rev().find(|&at| !lexicon::is_particle(text.word(at))).unwrap_or(piece.start);
    let held = || office::before(text, piece.start).is_some_and(|office| office.adjacent);
    let words = || piece.clone().filter(|&at| !lexicon::is_particle(text.word(at))).count();
    let of_three = || !is_cyrillic(declension) && words() == 3 && !text.tokens[piece.start].first && held();
    let given = match patronymic {
        Some(at) => at - 1,
        None if of_three() => piece.start,
        None => before_particles(),
    };
    (piece.len() >= 2).then_some(Words { given, middle: given + 1..last, surname: last, listed: false, initial: false })
}

/// The possible roles of the words in a stretch with an initial: "О. П. Гай", "Jesper B. Hollister", and "Гай О. П." where the surname
/// stands first. Otherwise the surname is the first word after the initials.
fn with_initial(text: &Text, piece: &Range<usize>, initial: usize, declension: Declension) -> Option<Words> {
    let behind =
        (initial..piece.end).find(|&at| text.shape(at) != Shape::Initial && !lexicon::is_particle(text.word(at)));
    let before = (initial > piece.start).then(|| initial - 1);
    let words = |given: usize, surname: usize, listed: bool| {
        let middle = if given < surname { given + 1..surname } else { given..given };
        Words { given, middle, surname, listed, initial: true }
    };
    if is_cyrillic(declension) {
        let native = |&at: &usize| lexicon::is_cyrillic_word(text.word(at));
        let surname = before.filter(native).or(behind.filter(native)).filter(|_| native(&initial))?;
        return Some(words(initial, surname, true));
    }
    match before.filter(|&at| at == piece.start) {
        Some(given) => Some(words(given, behind?, false)),
        None => Some(words(initial, behind?, true)),
    }
}

/// The rule for words that agree in no gender and case.
const DISAGREE: &str = "disagree";
/// The rule for words in the genitive after a thing named after somebody: "премія Гонгадзе".
const NAMESAKE: &str = "namesake";

/// A mention with a first name, if its words agree and its surroundings allow it.
fn full_mention(
    index: usize,
    text: &Text,
    shape: &Words,
    declension: Declension,
    titled: bool,
    refused: &mut Vec<Refused>,
) -> Option<Mention> {
    let given = shape.given;
    let tokens = given.min(shape.surname)..given.max(shape.surname) + 1;
    let office = office::before(text, tokens.start).or_else(|| office::apposed(text, &tokens));
    let seen =
        Seen { text, tokens: tokens.clone(), office: office.as_ref(), declension, words: Some(shape), guesses: &[] };
    let mut refuse = |rule| refused.push(Refused { text: index, tokens: tokens.clone(), rule });
    if let Some(rule) = refusals::of_name(&seen) {
        refuse(rule);
        return None;
    }
    let evidence::Judged { rules, refused } = evidence::of_name(&seen, titled);
    refused.into_iter().for_each(&mut refuse);
    let evident = !rules.is_empty();
    if !evident && (titled || lexicon::is_cyrillic_word(text.word(given)) && text.tokens[tokens.start].first) {
        return None;
    }
    let mut guesses = guesses(text, shape, declension);
    if shared::partner(text, tokens.start, declension).is_some() && declension != Declension::NONE {
        let firsts = first_names(text, given, shape.listed, declension);
        guesses.extend(
            agreeing(&firsts, &shared::singular(text.word(shape.surname), declension)).into_iter().map(doubled),
        );
    }
    let free = weigh(&mut guesses, text, &tokens, office.as_ref());
    if !shape.listed && evident && is_cyrillic(declension) && office.is_none() {
        let likely: Vec<String> = first_names(text, given, false, declension)
            .into_iter()
            .filter(|first| given_score(first) >= 0)
            .map(|first| first.lemma)
            .collect();
        guesses.retain(|guess| guess.given.as_ref().is_some_and(|first| likely.contains(first)));
    }
    if let Some(gender) = addressed(text, tokens.start).filter(|&gender| guesses.iter().any(|it| it.gender == gender)) {
        guesses.retain(|guess| guess.gender == gender);
    }
    let nominative = guesses.iter().any(|guess| guess.cases.is_nominative());
    if guesses.is_empty() {
        refuse(DISAGREE);
        return None;
    }
    if !nominative && office.is_none() && thing::is_bearer(text, tokens.start) {
        refuse(NAMESAKE);
        return None;
    }
    let listed = shape.listed && !shape.initial && !lexicon::is_weak(text.word(shape.given));
    let sure = listed || office.as_ref().is_some_and(|office| office.adjacent) || is_introduced(text, &tokens);
    Some(Mention { text: index, tokens, full: true, evident, rules, sure, free, guesses, office, first: Vec::new() })
}

/// The plural of a shared surname explains the word better than any singular does.
fn doubled(guess: Guess) -> Guess {
    Guess { score: guess.score + 6, ..guess }
}

/// A word alone that is shorter than this, in code points, is a letter or a shortened word. On a quarter of SlavicNER uk PER F1 .902; the
/// same with 2; .896 with 6.
const SHORTEST_ALONE: usize = 3;
/// The most that can count against the nominative in "а" of a surname that stands alone, because nothing agrees with it. The same with 0
/// and 2 on a quarter of SlavicNER uk.
const ALONE: i32 = 1;

/// A surname that stands alone, or any other capitalized word.
fn single(
    index: usize,
    text: &Text,
    at: usize,
    declension: Declension,
    titled: bool,
    refused: &mut Vec<Refused>,
) -> Mention {
    let word = text.word(at);
    let tokens = at..at + 1;
    let office = office::before(text, at).or_else(|| office::apposed(text, &tokens).filter(Office::is_tie));
    let addressed = addressed(text, at);
    let readings = surnames(word, declension);
    let mut guesses: Vec<Guess> = readings
        .iter()
        .filter(|reading| addressed.is_none_or(|gender| reading.gender == gender))
        .map(|reading| Guess {
            given: None,
            middle: String::new(),
            score: surname_score(reading) - oblique(reading, word, &readings).min(ALONE),
            surname: reading.lemma.clone(),
            gender: reading.gender,
            cases: reading.cases,
        })
        .collect();
    let free = weigh(&mut guesses, text, &tokens, office.as_ref());
    if is_called(text, at) && guesses.iter().any(|guess| guess.surname == word) {
        // A call sign does not change.
        guesses.retain(|guess| guess.surname == word);
    }
    let may_be = !titled && word.chars().count() >= SHORTEST_ALONE && !is_plain_word(text, at, declension);
    let seen =
        Seen { text, tokens: tokens.clone(), office: office.as_ref(), declension, words: None, guesses: &guesses };
    let judged = if may_be { evidence::of_word(&seen) } else { evidence::Judged::default() };
    refused.extend(judged.refused.map(|rule| Refused { text: index, tokens: tokens.clone(), rule }));
    let rules = judged.rules;
    let evident = !rules.is_empty();
    let held = office.as_ref().is_some_and(|office| office.adjacent && !office.shared);
    let sure = held && is_cyrillic(declension) && is_typical(word) || addressed.is_some() || is_called(text, at);
    let first = match text.shape(at) == Shape::Capital && !is_called(text, at) {
        true => lexicon::given(word, declension.for_word(word)),
        false => Vec::new(),
    };
    Mention { text: index, tokens, full: false, evident, rules, sure, free, guesses, office, first }
}

/// Scores the cases of a name by what stands around it. Returns whether the surroundings leave room for the nominative.
fn weigh(guesses: &mut [Guess], text: &Text, tokens: &Range<usize>, office: Option<&Office>) -> bool {
    let (start, end) = (tokens.start, tokens.end);
    let governed = governed(text, office.map_or(start, |office| office.tokens.start));
    let free = governed.is_none() && office.is_none_or(|office| office.cases.is_nominative());
    let named = speaks(text, &(start..end)).is_some();
    let labels = is_label(text, tokens);
    for guess in guesses {
        if let Some(office) = office {
            let agrees = guess.cases.meets(office.cases);
            guess.score += if agrees { 4 } else { -4 };
        }
        match governed {
            Some(cases) if guess.cases.meets(cases) => guess.score += 2,
            Some(_) => guess.score -= 2,
            None if labels => guess.score += if guess.cases.is_nominative() { LABEL } else { -LABEL },
            None if free && guess.cases.is_nominative() => guess.score += if named { 3 } else { 1 },
            // The person who speaks is the subject of the verb.
            None if free && named => guess.score -= 4,
            None => {}
        }
    }
    free
}

/// How much a label counts for the nominative and against any other case: more than the ending of a woman's name can count against it. The
/// same with 4 and 16 on a quarter of SlavicNER uk.
const LABEL: i32 = 8;

/// Whether a name at the beginning of a line labels what the person says: "Леся Михалюк: Так."
fn is_label(text: &Text, tokens: &Range<usize>) -> bool {
    text.tokens[tokens.start].first && text.word(tokens.end) == ":"
}
