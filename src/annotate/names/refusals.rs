//! In: capitalized words and what stands around them. Out: the rule that says they name no person, if there is one.
//!
//! Invariant: one rule is enough; call signs are checked before.

use super::context::{describes, has_article, is_adjective, is_compound, is_cyrillic, speaks};
use super::lexicon;
use super::likelihood::is_typical;
use super::mention::Words;
use super::office::Office;
use super::seen::{Rule, Seen, elides};
use super::thing;
use crate::annotate::places::lists::{is_place, place_at};
use crate::annotate::text::Shape;
use crate::lang;
use crate::letters::LowerCase;
use crate::rule;

/// The rules that say several words are the name of something else, whatever stands around them.
const OF_NAMES: [Rule; 8] = [
    Rule { name: "place", fires: is_listed_place },
    Rule { name: "postscript", fires: is_postscript },
    Rule { name: "letter-of-list", fires: is_letter_of_list },
    Rule { name: "brand", fires: is_brand },
    Rule { name: "noun", fires: is_noun },
    Rule { name: "foreign-article", fires: has_foreign_article },
    Rule { name: "numbered", fires: is_numbered },
    Rule { name: "particle", fires: ends_with_particle },
];
/// The rules that say words without a known first name need more than what stands around them.
const OF_PAIRS: [Rule; 4] = [
    Rule { name: "letter", fires: |seen| seen.first().chars().count() < 2 },
    Rule { name: "adjective", fires: |seen| is_adjective(seen.first()) },
    Rule { name: "compound", fires: |seen| is_compound(seen.first()) },
    Rule { name: "article", fires: |seen| has_article(seen.text, seen.tokens.start) },
];
/// The rules that say a word alone names no person.
const OF_WORDS: [Rule; 14] = [
    Rule { name: "first-name", fires: is_first_name },
    Rule { name: "adjective", fires: is_adjective_of_name },
    Rule { name: "place", fires: |seen| is_place(seen.text, seen.tokens.start, seen.declension) },
    Rule { name: "article", fires: |seen| has_article(seen.text, seen.tokens.start) },
    Rule { name: "small-letter", fires: |seen| seen.first().starts_with(char::is_lowercase) },
    Rule { name: "people", fires: |seen| !is_cyrillic(seen.declension) && thing::is_people(seen.first()) },
    Rule { name: "place-of-office", fires: is_place_of_office },
    Rule { name: "title", fires: is_title },
    Rule { name: "compound", fires: |seen| is_compound(seen.first()) },
    Rule { name: "contraction", fires: is_contraction },
    Rule { name: "attribute", fires: |seen| describes(seen.text, &seen.tokens) },
    Rule { name: "other-word", fires: |seen| lexicon::is_other(&seen.first().lower_case()) },
    Rule { name: "straight-quote", fires: |seen| seen.text.word(seen.tokens.end) == "\"" },
    Rule { name: "closing-quote", fires: |seen| seen.text.word(seen.tokens.end) == "»" },
];

/// The rule that refuses several words.
pub(crate) fn of_name(seen: &Seen) -> Option<&'static str> {
    rule::first(&OF_NAMES, |fires| fires(seen))
}

/// The rule that refuses words without a known first name.
pub(crate) fn of_pair(seen: &Seen) -> Option<&'static str> {
    rule::first(&OF_PAIRS, |fires| fires(seen))
}

/// The rule that refuses a word alone.
pub(crate) fn of_word(seen: &Seen) -> Option<&'static str> {
    rule::first(&OF_WORDS, |fires| fires(seen))
}

impl Seen<'_> {
    fn first(&self) -> &str {
        self.text.word(self.tokens.start)
    }
}

/// `place`: the words are a listed place.
fn is_listed_place(seen: &Seen) -> bool {
    place_at(seen.text, seen.tokens.start, seen.declension).is_some_and(|(place, _)| place == seen.tokens)
}

/// `postscript`: a sentence opens with the letters that introduce an addition: "P. S."
fn is_postscript(seen: &Seen) -> bool {
    let opens = |words: &Words| {
        let given = words.given;
        let opening = [seen.text.word(given), seen.text.word(given + 1)].concat();
        seen.text.tokens[given].first && lexicon::is_in(&opening, |names| &names.postscripts)
    };
    seen.words.is_some_and(opens)
}

/// `letter-of-list`: the letter before a word numbers a list item and is no initial: "А. Ковбасою" at the beginning of a sentence.
fn is_letter_of_list(seen: &Seen) -> bool {
    let Some(words) = seen.words else { return false };
    let (text, given) = (seen.text, words.given);
    let item = lexicon::is_cyrillic_word(text.word(given)) && text.tokens[given].first;
    let abbreviated = given > 1 && text.word(given - 1) == "." && text.word(given - 2).chars().count() == 1;
    text.shape(given) == Shape::Initial
        && (given + 1..words.surname).all(|at| lexicon::is_particle(text.word(at)))
        && words.surname > given
        && (item || abbreviated)
        && !is_typical(text.word(words.surname))
        && speaks(text, &(given..words.surname + 1)).is_none()
}

/// `brand`: a word that is on no list has a capital letter in the middle.
fn is_brand(seen: &Seen) -> bool {
    let brand = |words: &Words| {
        let given = || !words.listed && thing::is_brand(seen.text.word(words.given));
        thing::is_brand(seen.text.word(words.surname)) || given()
    };
    seen.words.is_some_and(brand)
}

/// `noun`: the surname has an ending that English nouns have and surnames do not.
fn is_noun(seen: &Seen) -> bool {
    let noun = |word: &str| lexicon::ends(word, |morphology| &morphology.nouns.no_surnames);
    seen.words.is_some_and(|words| noun(seen.text.word(words.surname)))
}

/// `foreign-article`: the first word is an article of another language, and no office stands with it: "La Gazzetta".
fn has_foreign_article(seen: &Seen) -> bool {
    let article = |word: &str| lexicon::is_in(word, |names| &names.thing_articles);
    seen.office.is_none() && seen.words.is_some_and(|words| article(seen.text.word(words.given)))
}

/// `numbered`: a number and another capital letter follow, as in the name of a model.
fn is_numbered(seen: &Seen) -> bool {
    let numbered = |words: &Words| {
        let last = words.given.max(words.surname);
        !words.listed
            && seen.text.joined(last)
            && seen.text.shape(last + 1) == Shape::Number
            && seen.text.shape(last + 2) == Shape::Capital
    };
    seen.office.is_none() && seen.words.is_some_and(numbered)
}

/// `particle`: the last word is a particle of names: "van".
fn ends_with_particle(seen: &Seen) -> bool {
    lexicon::is_particle(&seen.text.word(seen.tokens.end - 1).lower_case())
}

/// `first-name`: a listed first name without an office right before it.
fn is_first_name(seen: &Seen) -> bool {
    let word = seen.first();
    let listed = !lexicon::given(word, seen.declension.for_word(word)).is_empty();
    listed && !seen.office.is_some_and(|office| office.adjacent)
}

/// `adjective`: the adjective of a place, followed by another capitalized word.
fn is_adjective_of_name(seen: &Seen) -> bool {
    is_adjective(seen.first()) && is_before_capital(seen)
}

fn is_before_capital(seen: &Seen) -> bool {
    seen.text.joined(seen.tokens.start) && seen.text.shape(seen.tokens.end) == Shape::Capital
}

/// `place-of-office`: after an office in the nominative, the word may be the place of the office: "мер Зарічанська".
fn is_place_of_office(seen: &Seen) -> bool {
    let word = seen.first();
    let ends = || lexicon::ends(word, |morphology| &morphology.place_genitives);
    let genitive = || seen.guesses.iter().any(|guess| guess.surname != word && !guess.cases.is_nominative());
    let of_place = |office: &Office| {
        let of_places = office.lemmas.iter().any(|lemma| lexicon::is_of_places(lemma));
        of_places && office.cases.is_nominative() && genitive() && lexicon::is_cyrillic_word(word) && ends()
    };
    seen.office.is_some_and(of_place)
}

/// `title`: a capitalized word for an office follows.
fn is_title(seen: &Seen) -> bool {
    is_before_capital(seen) && !lexicon::office(&seen.text.word(seen.tokens.end).lower_case()).is_empty()
}

/// `contraction`: a pronoun of the first person contracted with its verb: "I'll".
fn is_contraction(seen: &Seen) -> bool {
    lang::all(|pack| &pack.names.first_person).any(|beginning| elides(seen.first(), beginning))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Part;
    use crate::annotate::names::agreement::surnames;
    use crate::annotate::names::mention::Guess;
    use crate::annotate::names::office;
    use crate::annotate::text::Text;
    use crate::language::Language;
    use crate::morphology::Declension;
    use crate::passage::Passage;

    /// Whether a rule fires on the capitalized words of a text that begin at a token. The last word is the surname.
    fn asked(fires: fn(&Seen) -> bool, language: Language, text: &str, (at, count): (usize, usize)) -> bool {
        let declension = Declension::of_language(language);
        let passage = Passage::new(text, 0);
        let text = Text::new(Part::Body(0), &passage);
        let (tokens, surname) = (at..at + count, at + count - 1);
        let words = Words { given: at, middle: at + 1..surname, surname, listed: false, initial: false };
        let readings = surnames(text.word(at), declension);
        let guess = |reading: &crate::morphology::Reading| Guess {
            given: None,
            middle: String::new(),
            surname: reading.lemma.clone(),
            gender: reading.gender,
            cases: reading.cases,
            score: 0,
        };
        let guesses: Vec<Guess> = readings.iter().map(guess).collect();
        let office = office::before(&text, at);
        let words = (count > 1).then_some(&words);
        fires(&Seen { text: &text, tokens, office: office.as_ref(), declension, words, guesses: &guesses })
    }

    /// A text on which a rule fires and one on which it does not, and for both the token where the words begin and the number of words.
    type Example = (&'static str, Language, &'static str, &'static str, (usize, usize));

    fn try_all(rules: &[Rule], examples: &[Example]) {
        let examples = examples
            .iter()
            .map(|&(name, language, yes, no, place)| (name, (language, yes, place), (language, no, place)));
        rule::try_each(rules, examples, |&fires, &(language, text, place)| asked(fires, language, text, place));
    }

    #[test]
    fn each_rule_refuses_several_words_and_lets_names_be() {
        use Language::{English, Ukrainian};
        try_all(
            &OF_NAMES,
            &[
                ("place", English, "In New York it rained.", "In Tarquil Vorn it rained.", (1, 2)),
                ("postscript", English, "P. S. Vorn left.", "T. S. Vorn left.", (0, 3)),
                ("letter-of-list", Ukrainian, "А. Ковбасою торгують.", "А. Ковальчук торгує.", (0, 2)),
                ("brand", English, "The TarQuil Vorn came.", "The Tarquil Vorn came.", (1, 2)),
                ("noun", English, "The Tarquil Vornology came.", "The Tarquil Vorn came.", (1, 2)),
                ("foreign-article", English, "They read La Vorn.", "They met Tarquil Vorn.", (2, 2)),
                ("numbered", English, "The Tarquil Vorn 5 Quick came.", "The Tarquil Vorn 5 came.", (1, 2)),
                ("particle", English, "They met Tarquil Van.", "They met Tarquil Vorn.", (2, 2)),
            ],
        );
        try_all(
            &OF_PAIRS,
            &[
                ("letter", English, "So Q Vorn said no.", "So Quil Vorn said no.", (1, 2)),
                ("adjective", Ukrainian, "Біля Березової Пристані.", "Біля Квеліс Пристані.", (1, 2)),
                ("compound", Ukrainian, "Це Telegram-канал Верби.", "Це Квеліс-Орн Верби.", (1, 2)),
                ("article", English, "So the Rubber Board said no.", "So then Rubber Board said no.", (2, 2)),
            ],
        );
    }

    #[test]
    fn each_rule_refuses_a_word_alone_and_lets_surnames_be() {
        use Language::{English, Ukrainian};
        try_all(
            &OF_WORDS,
            &[
                ("first-name", Ukrainian, "Потім Олена сказала.", "Потім Горецвіт сказав.", (1, 1)),
                ("adjective", Ukrainian, "Біля Березової Пристані.", "Біля Березової пристані.", (1, 1)),
                ("place", English, "So Kyiv said no.", "So Vorn said no.", (1, 1)),
                ("article", English, "So the Vorn said no.", "So then Vorn said no.", (2, 1)),
                ("small-letter", English, "So vorn said no.", "So Vorn said no.", (1, 1)),
                ("people", English, "So Ukrainians said no.", "So Vorn said no.", (1, 1)),
                ("place-of-office", Ukrainian, "Так сказав мер Зарічанська.", "Так сказав мер Бондаренко.", (3, 1)),
                ("title", Ukrainian, "Так сказав Бондаренко Міністр.", "Так сказав Бондаренко міністр.", (2, 1)),
                ("compound", Ukrainian, "Це Telegram-канал сказав.", "Це Квеліс-Орн сказав.", (1, 1)),
                ("contraction", English, "So I'll said no.", "So O'Marrow said no.", (1, 1)),
                ("attribute", Ukrainian, "Це Тимчасовий уряд сказав.", "Це Бондаренко уряд сказав.", (1, 1)),
                ("other-word", English, "So Monday said no.", "So Vorn said no.", (1, 1)),
                ("straight-quote", English, "So the \"Vorn\" said no.", "So the \"Vorn said no.", (3, 1)),
                ("closing-quote", Ukrainian, "Це «Верба» сказала.", "Це «Верба сказала.", (2, 1)),
            ],
        );
    }
}
