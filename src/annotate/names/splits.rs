//! In: a word in a run of capitalized words. Out: the rule by which it ends a name, if there is one: it is the word for an office, an
//! institution or a place.
//!
//! Invariant: one rule is enough. A first name with a word behind it splits a run only where another name cannot stand.

use std::ops::Range;

use super::context::{is_cyrillic, speaks};
use super::lexicon;
use super::thing;
use crate::annotate::places::lists::is_place;
use crate::annotate::text::{Shape, Text};
use crate::letters::LowerCase;
use crate::morphology::Declension;
use crate::rule;

/// A word of a run, as the rules see it.
struct Seen<'a> {
    text: &'a Text<'a>,
    run: &'a Range<usize>,
    at: usize,
    declension: Declension,
    /// The word in lower case.
    lower: String,
}

/// A named rule by which a word belongs to no name.
type Rule = rule::Rule<fn(&Seen) -> bool>;

/// The rules for a word of any form.
const OF_ALL: [Rule; 2] = [
    Rule { name: "initials-of-state", fires: is_initials_of_state },
    Rule { name: "listed-place", fires: is_listed_place },
];
/// The rules for a word with one capital letter.
const OF_WORDS: [Rule; 2] =
    [Rule { name: "office", fires: is_office }, Rule { name: "part-of-state", fires: is_part_of_a_state }];
/// The same for one that does not begin a name.
const OF_OTHERS: [Rule; 3] = [
    Rule { name: "other-word", fires: is_other_word },
    Rule { name: "opens-with-place", fires: opens_with_place },
    Rule { name: "house", fires: is_house },
];

/// The rule by which a word of a run belongs to no name, and so ends the name before it, if any.
pub fn rule(text: &Text, run: &Range<usize>, at: usize, declension: Declension) -> Option<&'static str> {
    let seen = Seen { text, run, at, declension, lower: text.word(at).lower_case() };
    let first = |rules: &[Rule]| rule::first(rules, |fires| fires(&seen));
    let of_word = || first(&OF_WORDS).or_else(|| if seen.begins_name() { None } else { first(&OF_OTHERS) });
    first(&OF_ALL).or_else(|| if text.shape(at) == Shape::Capital { of_word() } else { None })
}

/// Whether a word may be a form of a listed first name.
pub fn lists(text: &Text, at: usize, declension: Declension) -> bool {
    text.shape(at) == Shape::Capital && !lexicon::given(text.word(at), declension.for_word(text.word(at))).is_empty()
}

impl Seen<'_> {
    fn is_first_name(&self) -> bool {
        lists(self.text, self.at, self.declension)
    }

    /// Whether the word is a first name, and another word of the run follows.
    fn begins_name(&self) -> bool {
        self.at + 1 < self.run.end && self.is_first_name()
    }

    fn is_inside(&self) -> bool {
        self.at > self.run.start
    }
}

/// `initials-of-state`: it is one of the letters of "U. S." or "U. K.".
fn is_initials_of_state(seen: &Seen) -> bool {
    let are = |one: usize| lexicon::are_in(seen.text.word(one), seen.text.word(one + 1), |names| &names.state_initials);
    are(seen.at) || seen.at > 0 && are(seen.at - 1)
}

/// `listed-place`: inside the run, it is on the lists of places and of other words.
fn is_listed_place(seen: &Seen) -> bool {
    !seen.lower.is_ascii()
        && seen.is_inside()
        && lexicon::is_other(&seen.lower)
        && is_place(seen.text, seen.at, seen.declension)
}

/// `office`: it is the word for an office, and no first name unless it opens a sentence.
fn is_office(seen: &Seen) -> bool {
    !lexicon::office(&seen.lower).is_empty() && (seen.text.tokens[seen.at].first || !seen.is_first_name())
}

/// `part-of-state`: it names a part of a federation, though it may be a first name elsewhere.
fn is_part_of_a_state(seen: &Seen) -> bool {
    seen.at <= seen.run.start + 1 && seen.declension != Declension::NONE && thing::is_of_a_state(seen.text, seen.at)
}

/// `other-word`: it is on the list of other words, and is no surname here: one that follows a first name, or speaks alone.
fn is_other_word(seen: &Seen) -> bool {
    let follows = || seen.is_inside() && lists(seen.text, seen.at - 1, seen.declension);
    let alone = || seen.run.len() == 1 && speaks(seen.text, seen.run).is_some();
    lexicon::is_other(&seen.lower) && !(is_surname_too(&seen.lower) && (follows() || alone()))
}

/// `opens-with-place`: a listed place opens a run of several words: "Пенсильвании Гарднер".
fn opens_with_place(seen: &Seen) -> bool {
    !seen.is_inside() && !seen.is_first_name() && is_place(seen.text, seen.at, seen.declension)
}

/// `house`: it ends the name of a thing: "the Edith Barlow Theatre".
fn is_house(seen: &Seen) -> bool {
    seen.is_inside() && !is_cyrillic(seen.declension) && thing::is_house(seen.text, seen.at)
}

/// Whether a word in lower case that is no name by itself may be a surname after a first name: a word declined like an adjective, or one of
/// the English words that can be surnames.
fn is_surname_too(lower: &str) -> bool {
    /// The same with 2 and 8 on a quarter of SlavicNER uk.
    const SHORTEST: usize = 4;
    match lower.is_ascii() {
        true => lexicon::is_surname_too(lower),
        false => {
            lower.chars().count() >= SHORTEST && lexicon::ends(lower, |morphology| &morphology.adjectives.surnames)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Part;
    use crate::language::Language;
    use crate::passage::Passage;

    #[test]
    fn each_rule_fires_on_a_word_of_no_name_and_not_on_a_name() {
        use Language::{English, Ukrainian};
        let examples = [
            ("initials-of-state", English, "So U. S. Vorn left.", "So V. S. Vorn left.", (1, 1..4)),
            ("listed-place", Ukrainian, "Там Оле Київ був.", "Там Оле Горецвіт був.", (2, 1..3)),
            ("office", English, "So Tarquil Minister left.", "So Tarquil Vorn left.", (2, 1..3)),
            ("part-of-state", Ukrainian, "Це штат Джорджія був.", "Це село Джорджія був.", (2, 2..3)),
            ("other-word", English, "So Tarquil Monday left.", "So Tarquil Vorn left.", (2, 1..3)),
            ("opens-with-place", Ukrainian, "Це Києва Горецвіт був.", "Це Квеліс Горецвіт був.", (1, 1..3)),
            ("house", English, "So Edith Barlow Theatre burnt.", "So Edith Barlow Vorn burnt.", (3, 1..4)),
        ];
        let examples = examples
            .map(|(name, language, yes, no, place)| (name, (language, yes, place.clone()), (language, no, place)));
        let rules = OF_ALL.iter().chain(&OF_WORDS).chain(&OF_OTHERS);
        rule::try_each(rules, examples, |fires, (language, text, (at, run))| {
            let passage = Passage::new(text, 0);
            let text = Text::new(Part::Body(0), &passage);
            let (declension, lower) = (Declension::of_language(*language), text.word(*at).lower_case());
            fires(&Seen { text: &text, run, at: *at, declension, lower })
        });
    }
}
