//! In: a text or an article. Out: its temporal expressions, what each says, and the days that it leaves possible.
//!
//! # Steps
//!
//! 1. `lexicon`, `wording`, `words`: what the words of a language can mean and how it puts them together, from the packs.
//! 2. `token`, `number`, `outline`: the text becomes words, numbers and marks with what they can mean.
//! 3. `grammar`: tokens that stand together become expressions.
//! 4. `reference`, `feast`: where TIMEX3 is asked for, so do words that point to a time without telling it, and names of feasts.
//! 5. `resolve`, `timex`: an expression and a base become days, and a TIMEX3 value.
//!
//! Invariant: reads one text from left to right in time linear in its length; knows no other article and no clock.

mod feast;
mod grammar;
mod lexicon;
mod number;
mod outline;
mod reference;
mod resolve;
mod timex;
mod token;
mod wording;
mod words;

pub use grammar::{Found, Later, Length, PartOfDay};
pub use resolve::{days, days_in_year, years_needed};
pub use timex::{length_value, part_value, timex, weekly_value};

use crate::annotate::{Expression, Meaning, Part, Unit, Year};
use crate::language::Language;
use crate::letters::{Letter, LowerCase};
use crate::normalize::Article;
use crate::passage::Passage;
use crate::when::Moment;
use lexicon::{Lexicon, Sense};

/// The temporal expressions of a text, in its order. A range is one expression.
pub fn scan(text: &str, language: Language) -> Vec<Found> {
    find(text, language, false)
}

/// The same, but the two ends of a range are two expressions, as TIMEX3 marks them.
pub fn scan_ends(text: &str, language: Language) -> Vec<Found> {
    find(text, language, true)
}

/// The temporal expressions of an article's headline, deck and body, in the order of their places.
pub fn read(article: &Article) -> Vec<Expression> {
    let parts = article.headline.iter().map(|passage| (Part::Headline, passage));
    let parts = parts.chain(article.deck.iter().map(|passage| (Part::Deck, passage)));
    let body = article.body.iter().enumerate().map(|(index, block)| (Part::Body(index), &block.passage));
    let mut expressions: Vec<Expression> =
        parts.chain(body).flat_map(|(part, passage)| in_passage(part, passage, article.language)).collect();
    expressions.sort_by_key(|expression| (expression.span, expression.part));
    expressions
}

/// The day, with its time where there is one, that a dateline gives in full: "18:16 14.07.2025", "14 липня 2025, 18:16".
/// None where no expression in it tells day, month and year.
pub fn moment(text: &str, language: Language) -> Option<Moment> {
    let found = scan(text, language);
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

/// What the last word of a text says of an expression right behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing.
    Other,
    /// "цього", "минулого", "наступного": 0, -1, 1.
    Toward(i8),
    /// "з": the expression is where a stretch starts.
    From,
    /// "до": the expression is where a stretch ends.
    Until,
    /// "на": the expression is what something is planned for.
    Onto,
}

/// What the last word of a text says of an expression right behind it.
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

/// Where the preposition begins that a text ends with, with an article behind it: "на", "in the". None where it ends with none.
pub fn preposition(text: &str, language: Language) -> Option<usize> {
    /// A preposition and an article.
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

fn in_passage(part: Part, passage: &Passage, language: Language) -> Vec<Expression> {
    let expression = |found: Found| Expression {
        part,
        text: passage.text[found.bytes.clone()].to_owned(),
        span: passage.place(found.bytes.clone()),
        bytes: found.bytes,
        kind: found.kind,
        meaning: found.meaning,
    };
    let found = scan(&passage.text, language);
    if found.iter().any(|one| is_tab(one, &passage.text)) {
        return Vec::new();
    }
    found.into_iter().map(expression).collect()
}

/// Whether a passage holds nothing but a word such as "today", as the tab of a menu does.
fn is_tab(found: &Found, text: &str) -> bool {
    let is_day = matches!(found.meaning, Meaning::Relative { unit: Unit::Day, clock: None, .. });
    let beside = || text[..found.bytes.start].chars().chain(text[found.bytes.end..].chars());
    found.deictic && is_day && !beside().any(|c| c.is_letter_or_digit() || matches!(c, '.' | '!' | '?'))
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
