//! In: the words around a name. Out: the rule by which it names a street, a prize or a ship, and not a person, if there is one.
//!
//! Invariant: one rule is enough. What stands before the name and the marks around it decide; a verb never does.

use std::ops::Range;

use super::lexicon;
use crate::annotate::text::{Shape, Text};
use crate::lang::{
    self,
    names::{Things, Words},
};
use crate::letters::{Letter, LowerCase};
use crate::rule;

/// A named rule by which a stretch of capitalized words names a thing.
type Rule = rule::Rule<fn(&Text, &Range<usize>) -> bool>;

/// The rule for the name of a team, which people's names elsewhere on the page may repeat.
pub const TEAM: &str = "team";
/// The rules, in order of precedence.
const RULES: [Rule; 8] = [
    Rule { name: TEAM, fires: is_team },
    Rule { name: "kind-of-thing", fires: begins_with_kind },
    Rule { name: "institution", fires: ends_with_institution },
    Rule { name: "famous", fires: is_famous },
    Rule { name: "dedicated", fires: is_dedicated },
    Rule { name: "ship", fires: is_ship },
    Rule { name: "quoted", fires: is_quoted },
    Rule { name: "house", fires: |text, piece| is_house(text, piece.end) },
];

/// The rule by which a stretch names a thing, if any.
pub fn refusal(text: &Text, piece: &Range<usize>) -> Option<&'static str> {
    rule::first(&RULES, |fires| fires(text, piece))
}

/// A kind of words that mark a name as the name of a thing.
type Kind = fn(&'static Things) -> &'static Words;

/// Whether a word is of a kind, or is a listed beginning with an ending of at most four letters.
fn is(kind: Kind, word: &str) -> bool {
    let listed = |word: &str| lexicon::is_in(word, |names| kind(&names.things));
    let lower = word.lower_case();
    let ends = lower.char_indices().rev().map(|(at, _)| at).take(4).chain([lower.len()]);
    ends.into_iter().any(|end| match end == lower.len() {
        true => listed(&lower),
        false => listed(&format!("{}*", &lower[..end])),
    }) || listed(&format!("{lower}*"))
}

/// The word before a name, without the full stop of an abbreviation.
fn before<'a>(text: &Text<'a>, start: usize) -> &'a str {
    let at = if start > 1 && text.word(start - 1) == "." { start - 2 } else { start.wrapping_sub(1) };
    text.word(at)
}

/// `dedicated`: it belongs to a street, a university or the like: "імені", "вулиця".
fn is_dedicated(text: &Text, piece: &Range<usize>) -> bool {
    piece.start > 0 && is(|things| &things.named, before(text, piece.start))
}

/// `ship`: a title of ships stands before it, with an article: "the Lady Jane".
fn is_ship(text: &Text, piece: &Range<usize>) -> bool {
    piece.start > 1
        && lexicon::is_in(text.word(piece.start - 1), |names| &names.things.ship_titles)
        && lexicon::is_in(&text.word(piece.start - 2).lower_case(), |names| &names.definite_articles)
}

/// `kind-of-thing`: it begins with the word for a place or a thing that bears a name: "Fort Holm", "Camp Holm".
fn begins_with_kind(text: &Text, piece: &Range<usize>) -> bool {
    piece.len() > 1 && is(|things| &things.named, text.word(piece.start))
}

/// `institution`: it ends with a hyphen and a word for an institution: "Anna Holm-Institut".
fn ends_with_institution(text: &Text, piece: &Range<usize>) -> bool {
    let last = piece.end.saturating_sub(1);
    let part = text.word(last).rsplit_once('-').map(|(_, part)| part.lower_case());
    piece.len() > 1 && part.is_some_and(|part| lexicon::begins(&part, |names| &names.things.institutions))
}

/// `famous`: everybody knows it as the name of another thing.
fn is_famous(text: &Text, piece: &Range<usize>) -> bool {
    let words = || piece.clone().map(|at| text.word(at).lower_case()).collect::<Vec<_>>().join(" ");
    piece.len() > 1 && lexicon::is_in(&words(), |names| &names.famous)
}

/// Whether the word before shows that the token names a part of a federation: "штаті Джорджія", "Південна Кароліна".
pub(crate) fn is_of_a_state(text: &Text, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let is_state = || is(|things| &things.states, text.word(before)) && lexicon::is_other(&text.word(at).lower_case());
    at > 0 && (is_state() || is(|things| &things.sides, text.word(before)))
}

/// Whether the word before means a part of a country or a settlement, and its name follows: "провінції Верхній Брод".
pub(crate) fn is_of_a_place(text: &Text, start: usize) -> bool {
    start > 0 && is(|things| &things.places, text.word(start - 1))
}

/// Whether an English word has an ending for members of a people, a party or a faith: "Koreans", "socialists".
pub(crate) fn is_people(word: &str) -> bool {
    lang::all(|pack| &pack.names.things.people_endings).any(|ending| word.ends_with(ending))
}

/// Whether the token is an English word that ends the name of a thing: "the Edith Barlow Theatre". Behind a stretch it is the rule `house`.
pub(crate) fn is_house(text: &Text, at: usize) -> bool {
    text.shape(at) == Shape::Capital
        && text.joined(at.wrapping_sub(1))
        && lexicon::is_in(&text.word(at).lower_case(), |names| &names.things.behind_names)
        && (has_two_words_before(text, at) || !lexicon::is_surname_too(&text.word(at).lower_case()))
}

/// Whether two capitalized words stand before a token: a word that is a surname after one of them ends the name of a thing after two.
fn has_two_words_before(text: &Text, at: usize) -> bool {
    at > 1 && text.joined(at - 2) && (at - 2..at).all(|before| text.shape(before) == Shape::Capital)
}

/// Whether a word has a capital letter in the middle that does not follow a beginning of surnames: "CloudArmor", not "MacLeod".
pub(crate) fn is_brand(word: &str) -> bool {
    let inner =
        word.char_indices().zip(word.chars().skip(1)).find(|((_, one), next)| one.is_small() && next.is_capital());
    inner.is_some_and(|((at, one), _)| !lexicon::is_in(&word[..at + one.len_utf8()], |names| &names.surname_beginnings))
}

/// `team`: it fills a pair of quotation marks after the word for a team: "хокейний клуб «Степан Рощин»".
fn is_team(text: &Text, piece: &Range<usize>) -> bool {
    piece.start > 1
        && matches!(text.word(piece.start - 1), "«" | "“" | "„" | "\"")
        && matches!(text.word(piece.end), "»" | "”" | "“" | "\"")
        && is(|things| &things.teams, text.word(piece.start - 2))
}

/// Whether the word before is a thing named after somebody in the genitive: "премія Гонгадзе", "сквер Лесі Українки".
pub(crate) fn is_bearer(text: &Text, start: usize) -> bool {
    start > 0 && is(|things| &things.bearers, before(text, start))
}

/// `quoted`: it fills a pair of quotation marks after the word for a thing: a hotel, a ship, a book.
fn is_quoted(text: &Text, piece: &Range<usize>) -> bool {
    let opened = piece.start > 1 && matches!(text.word(piece.start - 1), "«" | "“" | "„" | "\"");
    let closed = matches!(text.word(piece.end), "»" | "”" | "“" | "\"");
    opened && closed && {
        let before = text.word(piece.start - 2);
        text.shape(piece.start - 2) == Shape::Lower
            && (is(|things| &things.in_marks, before) || is(|things| &things.bearers, before))
            && lexicon::office(&before.lower_case()).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Part;
    use crate::passage::Passage;

    #[test]
    fn each_rule_fires_on_the_name_of_a_thing_and_not_on_a_name() {
        // Each text with the tokens of the name.
        let examples = [
            ("team", ("Виграв клуб «Степан Рощин» тоді.", 3..5), ("Виграв гравець «Степан Рощин» тоді.", 3..5)),
            ("kind-of-thing", ("They left Fort Holm today.", 2..4), ("They left Anna Holm today.", 2..4)),
            ("institution", ("Dort ist das Anna Holm-Institut.", 3..5), ("Dort ist die Anna Holm-Vorn.", 3..5)),
            ("famous", ("So Morgan Stanley left.", 1..3), ("So Morgan Vorn left.", 1..3)),
            ("dedicated", ("Там вулиця Олени Горецвіт була.", 2..4), ("Там стаття Олени Горецвіт була.", 2..4)),
            ("ship", ("So the Lady Jane sank.", 3..4), ("So then Lady Jane sank.", 3..4)),
            ("quoted", ("Горів готель «Олена Горецвіт» тоді.", 3..5), ("Горів готель Олена Горецвіт тоді.", 2..4)),
            ("house", ("So the Edith Barlow Theatre burnt.", 2..4), ("So the Edith Barlow theatre burnt.", 2..4)),
        ];
        rule::try_each(&RULES, examples, |fires, (text, piece)| {
            fires(&Text::new(Part::Body(0), &Passage::new(text, 0)), piece)
        });
    }
}
