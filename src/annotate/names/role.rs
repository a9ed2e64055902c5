//! In: words of office beside a name. Out: the whole words of office, able to stand alone as a role; nothing where they are cut off.
//!
//! Invariant: a role is one piece of the page, unchanged.

use std::ops::Range;

use super::lexicon;
use crate::annotate::text::{Shape, Text};
use crate::lang::names::DescribedBy;
use crate::letters::LowerCase;
use crate::rule;
use crate::stops;

/// The most words that are added before the words of office, and after them. The first: the same with 2 and 6 on a quarter of SlavicNER uk.
const MOST_BEFORE: usize = 3;
/// The same with 4 and 16 on a quarter of SlavicNER uk.
const MOST_BEHIND: usize = 8;
/// A number with this many digits belongs to no office: it is a year or a time. A time of the day without its mark has 3 or 4, a year 4.
const LONG_NUMBER: usize = 3;

/// The whole words of an office beside a name.
pub(crate) fn whole(text: &Text, office: &Range<usize>, name: &Range<usize>) -> Option<Range<usize>> {
    let mut tokens = office.clone();
    if !text.titled {
        match lexicon::described_by(text.language) {
            DescribedBy::Nouns => tokens.start = start_with_nouns(text, tokens.start)?,
            DescribedBy::Adjectives => tokens.start = adjectives(text, tokens.start),
            DescribedBy::Nothing => {}
        }
    }
    let behind = name.end <= tokens.start;
    if behind {
        tokens.end = end(text, office)?;
    }
    while tokens.len() > 1 && is_loose_end(text, tokens.end - 1) {
        tokens.end -= 1;
    }
    if behind && goes_on(text, tokens.end) {
        return None;
    }
    if !behind && is_described_by_nouns(text) {
        tokens.start = own_start(text, &tokens);
    }
    while tokens.len() > 2 && is_of_a_time(text, &tokens) {
        tokens.end -= 2;
    }
    while tokens.len() > 1 && lexicon::is_in(&text.word(tokens.start).lower_case(), |names| &names.offices.leading) {
        tokens.start += 1;
    }
    while tokens.start > 0 && is_of_before(text, tokens.start - 1) {
        tokens.start -= 1;
    }
    tokens = with_marks(text, tokens)?;
    let hyphen = |at: usize| text.spaced && text.word(at) == "-" && text.joined(at.wrapping_sub(1)) && text.joined(at);
    let parts = hyphen(tokens.end) || tokens.start > 0 && hyphen(tokens.start - 1);
    let behind = text.word(tokens.end - 1).lower_case();
    let bare = tokens.len() == 1 && lexicon::is_in(&text.word(tokens.start).lower_case(), |names| &names.offices.bare)
        || tokens
            .clone()
            .any(|at| text.shape(at) == Shape::Lower && lexicon::is_in(text.word(at), |names| &names.offices.small));
    let holds_office = tokens.clone().any(|at| !lexicon::office(&text.word(at).lower_case()).is_empty());
    let clause = is_clause(text, &tokens, office, name);
    (!parts
        && holds_office
        && !clause
        && !bare
        && !lexicon::is_in(&behind, |names| &names.offices.unfinished)
        && !tokens.clone().any(|at| is_long_number(text, at)))
    .then_some(tokens)
}

/// Whether the word after an office that follows a name belongs to the office, so that the office is cut off: a word in lower case that is
/// no small word and no verb, or "and" as a sign: "chief city | gardener", "head of Holm | & Sons".
fn goes_on(text: &Text, end: usize) -> bool {
    let next = text.word(end).lower_case();
    let small = text.shape(end) == Shape::Lower && text.joined(end - 1);
    let plain = small && !stops::is_stop(&next) && !lexicon::is_no_office(&next);
    let inner = text.shape(end - 1) == Shape::Upper || text.word(end - 1).contains('.');
    matches!(next.as_str(), "&" | "/") || plain && inner && is_described_by_nouns(text)
}

/// The beginning of the words of office that belong to the person named after them: "son of the mayor Jan Holm" names the mayor.
fn own_start(text: &Text, tokens: &Range<usize>) -> usize {
    let is_head = |at: usize| !lexicon::office(&text.word(at).lower_case()).is_empty();
    let last = tokens.end - 1;
    let mut links =
        tokens.clone().rev().filter(|&at| lexicon::is_in(text.word(at), |names| &names.offices.inner_links));
    match links.next() {
        Some(link) if is_head(last) && link + 1 < tokens.end && (tokens.start..link).any(is_head) => {
            let article = lexicon::is_in(text.word(link + 1), |names| &names.articles);
            link + 1 + usize::from(article && link + 1 < last)
        }
        _ => tokens.start,
    }
}

/// Whether words of office end with the month or the day of something else: "president in May".
fn is_of_a_time(text: &Text, tokens: &Range<usize>) -> bool {
    lexicon::is_in(text.word(tokens.end - 2), |names| &names.offices.time_prepositions)
        && lexicon::is_in(text.word(tokens.end - 1), |names| &names.offices.times)
}

/// Whether a word before words of office says that somebody held the office earlier: "były wójt", "ehemaliger Bürgermeister".
fn is_of_before(text: &Text, at: usize) -> bool {
    text.joined(at) && lexicon::is_in(&text.word(at).lower_case(), |names| &names.offices.earlier)
}

/// The words, plus the mark that closes one opened among them. Returns nothing where a mark stays open.
fn with_marks(text: &Text, mut tokens: Range<usize>) -> Option<Range<usize>> {
    let count = |tokens: &Range<usize>, mark: &str| tokens.clone().filter(|&at| text.word(at) == mark).count();
    for (open, close) in [("«", "»"), ("“", "”"), ("„", "“"), ("(", ")")] {
        if open == "“" && count(&tokens, "„") > 0 {
            continue;
        }
        let opened = count(&tokens, open);
        if opened == count(&tokens, close) + 1 && text.word(tokens.end) == close {
            tokens.end += 1;
        }
        if opened != count(&tokens, close) {
            return None;
        }
    }
    let straight = count(&tokens, "\"");
    if straight % 2 == 1 && text.word(tokens.end) == "\"" {
        tokens.end += 1;
        return Some(tokens);
    }
    (straight % 2 == 0).then_some(tokens)
}

fn is_described_by_nouns(text: &Text) -> bool {
    lexicon::described_by(text.language) == DescribedBy::Nouns
}

/// The beginning of an office that nouns describe. It includes the capitalized words right before it, or the words after a nearby article.
/// Returns nothing where a word that opens the sentence may or may not belong to it.
fn start_with_nouns(text: &Text, start: usize) -> Option<usize> {
    let is_proper = |at: usize| matches!(text.shape(at), Shape::Capital | Shape::Upper) && text.joined(at);
    let is_head = |at: usize| !lexicon::office(&text.word(at).lower_case()).is_empty();
    let mut from = start;
    while start - from < MOST_BEFORE && from > 0 && is_proper(from - 1) && !text.tokens[from].first {
        let word = text.word(from - 1).lower_case();
        if text.tokens[from - 1].first {
            let titled = text.shape(from) == Shape::Capital
                && is_head(from)
                && !lexicon::ends(&word, |morphology| &morphology.function_endings);
            let loose = stops::is_stop(&word)
                || lexicon::is_no_office(&word)
                || lexicon::is_in(&word, |names| &names.offices.leading);
            let whole = titled && !loose && lexicon::addressed(&word).is_none();
            return if whole { Some(from - 1) } else { (loose || is_head(from)).then_some(from) };
        }
        from -= 1;
    }
    if from < start || text.shape(start) != Shape::Lower {
        return Some(from);
    }
    let plain = |at: usize| text.shape(at) == Shape::Lower && text.joined(at) && !is_function(text, at);
    let first = (start.saturating_sub(MOST_BEFORE)..start).rev().take_while(|&at| plain(at)).last().unwrap_or(start);
    let article = first.checked_sub(1).map(|at| text.word(at).lower_case());
    let opened = article.is_some_and(|word| lexicon::is_in(&word, |names| &names.offices.openers));
    Some(if opened { first } else { start })
}

/// Whether an English word in lower case cannot describe an office.
fn is_function(text: &Text, at: usize) -> bool {
    let word = text.word(at).lower_case();
    stops::is_stop(&word)
        || lexicon::speech(&word).is_some()
        || lexicon::ends(&word, |morphology| &morphology.function_endings)
}

/// The beginning of the adjectives in the nominative before an office: "Старший портовый инженер".
fn adjectives(text: &Text, start: usize) -> usize {
    /// The same with 2 and 10 on a quarter of SlavicNER uk.
    const SHORTEST: usize = 5;
    let is_one = |at: usize| {
        let word = text.word(at).lower_case();
        let declined = lexicon::ends(&word, |morphology| &morphology.adjectives.nominative);
        let small = text.shape(at) == Shape::Lower || text.shape(at) == Shape::Capital && text.tokens[at].first;
        small && declined && word.chars().count() >= SHORTEST && text.joined(at) && !text.tokens[at + 1].first
    };
    (start.saturating_sub(MOST_BEFORE)..start).rev().take_while(|&at| is_one(at)).last().unwrap_or(start)
}

/// The end of the words of office after a name. They include the capitalized words that follow at once, and what "of" ties to them. Returns
/// nothing where the office belongs to another person, who is named after it.
fn end(text: &Text, office: &Range<usize>) -> Option<usize> {
    let proper = |at: usize| matches!(text.shape(at), Shape::Capital | Shape::Upper | Shape::Initial);
    let capital = |at: usize| text.shape(at) == Shape::Capital;
    let is_office = |at: usize| !lexicon::office(&text.word(at).lower_case()).is_empty();
    let next = office.start + 1;
    let named =
        capital(office.start) && capital(next) && !is_office(next) && !lexicon::is_other(&text.word(next).lower_case());
    if is_office(office.start) && named && text.joined(office.start) {
        return None;
    }
    let ties = |at: usize| lexicon::is_in(text.word(at), |names| &names.offices.ties) && proper(at + 1);
    let opens_a_name = text.joined(office.end - 1) && office.len() == 1 && is_given(text, office.end);
    if opens_a_name {
        return None;
    }
    let mut end = office.end;
    while end < office.end + MOST_BEHIND && text.joined(end - 1) && (proper(end) || end > office.end && ties(end)) {
        if !is_described_by_nouns(text) && is_given(text, end) {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// Whether a word is a listed first name in the nominative: its bearer holds the office, not the person named before it.
fn is_given(text: &Text, at: usize) -> bool {
    let word = text.word(at);
    lexicon::given_in_any(word).any(|it| it.lemma == word && it.cases.is_nominative())
}

/// A named rule on the last token of a role.
type OnEnd = rule::Rule<fn(Shape, &str) -> bool>;

/// The rules by which a token at the end of a role does not belong to it. They see its shape and the word in lower case.
const LOOSE_ENDS: [OnEnd; 4] = [
    OnEnd { name: "mark", fires: |shape, _| shape == Shape::Mark },
    OnEnd { name: "address", fires: |_, word| lexicon::is_in(word, |names| &names.offices.loose_ends) },
    OnEnd { name: "stop-word", fires: |shape, word| shape == Shape::Lower && stops::is_stop(word) },
    OnEnd { name: "no-office", fires: |shape, word| shape == Shape::Lower && lexicon::is_no_office(word) },
];

/// Whether a token at the end of a role leaves it open, or is a form of address or an initial of a name.
fn is_loose_end(text: &Text, at: usize) -> bool {
    let word = text.word(at).lower_case();
    rule::first(&LOOSE_ENDS, |fires| fires(text.shape(at), &word)).is_some()
}

/// Words around an office, as the rules see them.
struct Around<'a> {
    text: &'a Text<'a>,
    tokens: &'a Range<usize>,
    /// The word for the office.
    head: usize,
    /// Whether the words stand before the name.
    is_ahead: bool,
}

/// A named rule on the words around an office.
type OnClause = rule::Rule<fn(&Around) -> bool>;

/// The rules by which words around an office are a clause or a person's name.
const CLAUSES: [OnClause; 3] = [
    OnClause { name: "verb", fires: opens_with_verb },
    OnClause { name: "first-name", fires: names_its_bearer },
    OnClause { name: "participle", fires: goes_on_with_participle },
];

/// `verb`: a verb opens them: "передает корреспондент".
fn opens_with_verb(it: &Around) -> bool {
    let first = it.text.word(it.tokens.start).lower_case();
    it.tokens.len() > 1 && lexicon::ends(&first, |morphology| &morphology.verbs.present)
}

/// `first-name`: a listed first name stands before the office: "Orin King".
fn names_its_bearer(it: &Around) -> bool {
    it.head == it.tokens.start + 1 && it.text.shape(it.head) == Shape::Capital && is_given(it.text, it.head - 1)
}

/// `participle`: a participle follows the office, before the name: "services powering".
fn goes_on_with_participle(it: &Around) -> bool {
    let is_participle = |at: usize| {
        it.text.shape(at) == Shape::Lower
            && lexicon::ends(it.text.word(at), |morphology| &morphology.verbs.present_participles)
    };
    it.is_ahead && (it.head + 1..it.tokens.end).any(is_participle)
}

/// Whether the words are a clause or a person's name.
fn is_clause(text: &Text, tokens: &Range<usize>, office: &Range<usize>, name: &Range<usize>) -> bool {
    let is_office = |&at: &usize| !lexicon::office(&text.word(at).lower_case()).is_empty();
    let head = tokens.clone().find(is_office).unwrap_or(office.start);
    let around = Around { text, tokens, head, is_ahead: tokens.end <= name.start };
    rule::first(&CLAUSES, |fires| fires(&around)).is_some()
}

fn is_long_number(text: &Text, at: usize) -> bool {
    text.shape(at) == Shape::Number && text.word(at).chars().count() >= LONG_NUMBER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Part;
    use crate::passage::Passage;

    #[test]
    fn each_rule_finds_a_clause_and_leaves_a_role() {
        // Each text with the words around an office, and the word for it.
        let examples = [
            ("verb", ("Так передает корреспондент Орен Вал", 1..3, 2), ("Так новый корреспондент Орен Вал", 1..3, 2)),
            ("first-name", ("So Anna King left", 1..3, 2), ("So Grand King left", 1..3, 2)),
            (
                "participle",
                ("The minister leading talks Orin Vale", 1..4, 1),
                ("The minister of talks Orin Vale", 1..4, 1),
            ),
        ];
        rule::try_each(&CLAUSES, examples, |fires, (text, tokens, head)| {
            let passage = Passage::new(text, 0);
            fires(&Around { text: &Text::new(Part::Body(0), &passage), tokens, head: *head, is_ahead: true })
        });
        let passage = Passage::new("Orin Vale, minister leading talks", 0);
        let text = Text::new(Part::Body(0), &passage);
        assert!(!goes_on_with_participle(&Around { text: &text, tokens: &(3..6), head: 3, is_ahead: false }));
    }

    #[test]
    fn each_rule_finds_a_loose_end_and_leaves_a_word_of_a_role() {
        let examples = [
            ("mark", (Shape::Mark, ","), (Shape::Lower, "bridges")),
            ("address", (Shape::Capital, "mrs"), (Shape::Capital, "bridges")),
            ("stop-word", (Shape::Lower, "with"), (Shape::Capital, "with")),
            ("no-office", (Shape::Lower, "said"), (Shape::Lower, "bridges")),
        ];
        rule::try_each(&LOOSE_ENDS, examples, |fires, (shape, word)| fires(*shape, word));
    }
}
