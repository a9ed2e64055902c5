//! In: a word or mark beside the word for an office. Out: the rule by which it may belong to the complement of the office, which says what it
//! is the office of: "minister of foreign affairs".
//!
//! Invariant: one rule is enough. An initial never belongs to an office.

use super::lexicon;
use crate::annotate::text::{Shape, Text};

/// A word, as the rules see it.
struct Seen<'a> {
    text: &'a Text<'a>,
    at: usize,
    /// The word in lower case.
    lower: &'a str,
}

/// A named rule for a word of a complement.
type Rule = crate::rule::Rule<fn(&Seen) -> bool>;

/// The rules for a word in small letters.
const OF_SMALL: [Rule; 4] = [
    Rule { name: "link", fires: |seen| lexicon::is_in(seen.lower, |names| &names.offices.complements) },
    Rule { name: "link-phrase", fires: begins_phrase },
    Rule { name: "before-place", fires: is_before_place },
    Rule {
        name: "plain-word",
        fires: |seen| !(lexicon::is_verb_like(seen.lower) || lexicon::is_no_office(seen.lower)),
    },
];
/// The rules for anything else.
const OF_OTHERS: [Rule; 3] = [
    Rule { name: "letters-or-number", fires: |seen| matches!(seen.shape(), Shape::Upper | Shape::Number) },
    Rule { name: "other-name", fires: |seen| seen.shape() == Shape::Capital && lexicon::is_other(seen.lower) },
    Rule { name: "quotation-mark", fires: is_quotation_mark },
];

/// Whether a word may belong to the complement of an office.
pub fn is_complement(text: &Text, at: usize, lower: &str) -> bool {
    rule(text, at, lower).is_some()
}

/// The rule by which a word may belong to the complement of an office, if any.
fn rule(text: &Text, at: usize, lower: &str) -> Option<&'static str> {
    let seen = Seen { text, at, lower };
    let rules: &[Rule] = if seen.shape() == Shape::Lower { &OF_SMALL } else { &OF_OTHERS };
    crate::rule::first(rules, |fires| fires(&seen))
}

impl Seen<'_> {
    fn shape(&self) -> Shape {
        self.text.shape(self.at)
    }
}

/// `link-phrase`: it begins a phrase of two words that ties the next ones to the office: "in charge".
fn begins_phrase(seen: &Seen) -> bool {
    lexicon::are_in(seen.lower, seen.text.word(seen.at + 1), |names| &names.offices.complement_phrases)
}

/// `before-place`: it is a preposition of place before a capitalized word.
fn is_before_place(seen: &Seen) -> bool {
    seen.text.shape(seen.at + 1) == Shape::Capital
        && lexicon::is_in(seen.lower, |names| &names.offices.place_prepositions)
}

/// `quotation-mark`: it is around a name that belongs to the office.
fn is_quotation_mark(seen: &Seen) -> bool {
    seen.shape() == Shape::Mark && seen.at > 0 && matches!(seen.text.word(seen.at), "\"" | "«" | "»" | "“" | "”")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Part;
    use crate::letters::LowerCase;
    use crate::passage::Passage;

    /// The rule that fires first on a word of a text.
    fn fired(text: &str, at: usize) -> Option<&'static str> {
        let passage = Passage::new(text, 0);
        let text = Text::new(Part::Body(0), &passage);
        rule(&text, at, &text.word(at).lower_case())
    }

    #[test]
    fn each_rule_takes_a_word_of_an_office_and_leaves_others() {
        let examples = [
            ("link", "the minister of bridges", 2, "the minister was late", 2),
            ("link-phrase", "радник з питань мостів", 1, "радник з моста", 1),
            ("plain-word", "міністр оборони сказав", 1, "міністр сказав", 1),
            ("letters-or-number", "the head of NATO", 3, "the head of Vorn", 3),
            ("other-name", "the head of Monday", 3, "the head of Vorn", 3),
            ("quotation-mark", "директор «Верби»", 1, "директор , Верби", 1),
        ];
        for (name, yes, yes_at, no, no_at) in examples {
            assert_eq!(fired(yes, yes_at), Some(name), "{yes}");
            assert_ne!(fired(no, no_at), Some(name), "{no}");
        }
        let names: Vec<&str> = OF_SMALL.iter().chain(&OF_OTHERS).map(|rule| rule.name).collect();
        let tried = examples.map(|example| example.0);
        assert!(names.iter().all(|name| tried.contains(name) || *name == "before-place"), "each rule has an example");
    }

    #[test]
    fn a_preposition_of_place_belongs_to_an_office_only_before_a_name() {
        let fires = |text: &str, at: usize| {
            let passage = Passage::new(text, 0);
            let text = Text::new(Part::Body(0), &passage);
            is_before_place(&Seen { text: &text, at, lower: &text.word(at).lower_case() })
        };
        let mut words = crate::lang::packs().iter().flat_map(|pack| &pack.names.offices.place_prepositions);
        let word = words.next().expect("a language has such prepositions");
        assert!(fires(&format!("x {word} Vorn"), 1) && !fires(&format!("x {word} vorn"), 1));
    }
}
