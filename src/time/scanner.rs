//! In: a text and its language. Out: the temporal expressions in it, and the direction that words beside one give.
//!
//! # Steps
//!
//! 1. `lexicon`, `wording`, `words`: the meanings of a language's words and its grammar rules, from the packs.
//! 2. `token`, `number`, `outline`: split the text into words, numbers and punctuation with their possible meanings.
//! 3. `grammar`: combines tokens to expressions.
//! 4. `reference`, `feast_name`: for TIMEX3 only, vague references to a time and names of feasts become expressions too.
//!
//! Invariant: reads the text once from left to right, in time linear in its length.

mod feast_name;
mod forms;
mod grammar;
mod lexicon;
mod number;
mod outline;
mod phrase;
mod reference;
mod token;
mod wording;
mod words;

use super::found::Found;
use super::meaning::{Meaning, Year};
use super::when::Moment;
use crate::language::Language;
use crate::letters::{Letter, LowerCase};
use lexicon::{Lexicon, Sense};

/// The temporal expressions in a text, in order. A range is one expression.
pub fn expressions(text: &str, language: Language) -> Vec<Found> {
    find(text, language, false)
}

/// Like [`expressions`], but a range gives two expressions, one for each end, as in TIMEX3.
pub fn timex_expressions(text: &str, language: Language) -> Vec<Found> {
    find(text, language, true)
}

/// The first full date in a dateline, with its time if there is one: "18:16 14.07.2025", "14 липня 2025, 18:16". `None` if no expression
/// has a day, month and year.
pub fn whole_date(text: &str, language: Language) -> Option<Moment> {
    let found = expressions(text, language);
    let (day, clock) = found.iter().find_map(|found| match found.meaning {
        Meaning::Calendar { year: Year::Stated(year), month: Some(month), days: Some((first, last)), clock }
            if first == last =>
        {
            Some((chrono::NaiveDate::from_ymd_opt(year, month.into(), first.into())?, clock))
        }
        _ => None,
    })?;
    let apart = found.iter().find_map(|found| match found.meaning {
        Meaning::Clock(clock) | Meaning::Weekday { clock: Some(clock), .. } => Some(clock),
        _ => None,
    });
    let clock = clock.or(apart);
    let time = clock.and_then(|clock| chrono::NaiveTime::from_hms_opt(clock.hour.into(), clock.minute.into(), 0));
    Some(Moment { day, time, offset: clock.and_then(|clock| clock.offset) })
}

/// The meaning of the word before an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// No meaning for the expression.
    Other,
    /// "цього", "минулого", "наступного": 0, -1, 1.
    Toward(i8),
    /// "з": the expression is the start of a period.
    From,
    /// "до": the expression is the end of a period.
    Until,
    /// "на": something is planned for the expression.
    Onto,
}

/// The meaning of the last word of a text for an expression right after it.
pub fn before(text: &str, language: Language) -> Before {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    let last = text.rsplit(|c: char| !c.is_letter_or_digit()).next().unwrap_or("");
    match Lexicon::of(language).sense(&last.lower_case()) {
        Sense::Toward(direction) => Before::Toward(direction),
        Sense::From => Before::From,
        Sense::Until => Before::Until,
        Sense::Onto => Before::Onto,
        _ => Before::Other,
    }
}

/// The start of the preposition at the end of a text, with an article after it: "на", "in the". `None` if there is none.
pub(crate) fn preposition(text: &str, language: Language) -> Option<usize> {
    /// The most words: a preposition and an article.
    const WORDS: usize = 2;
    let prepositions = &Lexicon::of(language).wording.prepositions;
    let mut start = None;
    for _ in 0..WORDS {
        let before = &text[..start.unwrap_or(text.len())];
        let Some(head) = before.strip_suffix([' ', '\u{a0}']) else { break };
        let from = head
            .rfind(|c: char| !c.is_letter_or_digit() && c != '’' && c != '\'')
            .map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8));
        if !prepositions.contains(&head[from..].lower_case().as_str()) {
            break;
        }
        start = Some(from);
    }
    start
}

fn find(text: &str, language: Language, ends: bool) -> Vec<Found> {
    let lexicon = Lexicon::of(language);
    let mut reader = token::Reader::new(text, lexicon);
    let found = grammar::find(text, &mut reader, &lexicon.wording, ends);
    if ends { reference::with_references(text, found, &reader.referring(), lexicon) } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preposition_before_an_expression_is_found() {
        for (text, language, expected) in [
            ("Ярмарку открыли в ", Language::Russian, Some("в ")),
            ("Він приїхав У ", Language::Ukrainian, Some("У ")),
            ("The mill opened in the ", Language::English, Some("in the ")),
            ("Der Markt war am ", Language::German, Some("am ")),
            ("Targ otwarto we ", Language::Polish, Some("we ")),
            ("Le marché a ouvert dans la ", Language::French, Some("dans la ")),
            ("Ярмарку открыли", Language::Russian, None),
            ("Ярмарку открыли, ", Language::Russian, None),
            ("Лев ", Language::Ukrainian, None),
            ("в\n", Language::Russian, None),
            ("", Language::English, None),
        ] {
            let found = preposition(text, language).map(|at| &text[at..]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
