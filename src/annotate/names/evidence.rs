//! In: capitalized words and what stands around them. Out: the rules by which they name a person, or none if they do not.
//!
//! Invariant: one rule is enough, and all rules that fire are returned; what a refusal rejects is no evidence.

use super::context::{governed, is_adverb_like, is_called, is_introduced, is_plain_word, speaks};
use super::lexicon::Speech;
use super::likelihood::is_typical;
use super::office::Office;
use super::refusals;
use super::seen::{Rule, Seen, elides};
use super::thing;
use crate::lang;
use crate::rule;

/// The rules by which several words name a person: by their first name alone, or by their surroundings.
const OF_NAMES: [Rule; 2] =
    [Rule { name: "listed-first-name", fires: is_listed }, Rule { name: "initial", fires: has_initial }];
const OF_PAIRS: [Rule; 4] = [
    Rule { name: "office", fires: is_held },
    Rule { name: "speaks", fires: is_speaker },
    Rule { name: "typical-surname", fires: has_typical_surname },
    Rule { name: "introduced", fires: is_introduced_by_name },
];
/// The rules by which a single word names a person: one that nothing outweighs, and those that a refusal outweighs.
const CALL_SIGN: Rule = Rule { name: "call-sign", fires: |seen| is_called(seen.text, seen.tokens.start) };
const OF_WORDS: [Rule; 4] = [
    Rule { name: "office", fires: holds_office },
    Rule { name: "announced", fires: is_announced },
    Rule { name: "speaks", fires: speaks_alone },
    Rule { name: "apostrophe", fires: has_apostrophe },
];

/// What the rules say of words that may name a person.
#[derive(Debug, Default)]
pub struct Judged {
    /// The rules that fired. If there are none, nothing says that the words name a person.
    pub rules: Vec<&'static str>,
    /// The rule that outweighs the others that fired.
    pub refused: Option<&'static str>,
}

/// What the rules say of several words. `titled` means that capital letters are not evidence in this text.
pub(crate) fn of_name(seen: &Seen, titled: bool) -> Judged {
    let mut rules = rule::all(&OF_NAMES, |fires| fires(seen));
    let is_foreign = || is_plain_word(seen.text, seen.tokens.end - 1, seen.declension);
    if titled || is_foreign() {
        return Judged { rules, refused: None };
    }
    let pairs = weighed(&OF_PAIRS, seen, refusals::of_pair(seen));
    let refused = pairs.refused.filter(|_| rules.is_empty());
    rules.extend(pairs.rules);
    Judged { rules, refused }
}

/// What the rules say of a single word.
pub(crate) fn of_word(seen: &Seen) -> Judged {
    if (CALL_SIGN.fires)(seen) {
        return Judged { rules: vec![CALL_SIGN.name], refused: None };
    }
    weighed(&OF_WORDS, seen, refusals::of_word(seen))
}

/// The rules that fire, or the refusal that outweighs them.
fn weighed(rules: &[Rule], seen: &Seen, refusal: Option<&'static str>) -> Judged {
    match refusal {
        Some(_) => {
            Judged { rules: Vec::new(), refused: refusal.filter(|_| rules.iter().any(|rule| (rule.fires)(seen))) }
        }
        None => Judged { rules: rule::all(rules, |fires| fires(seen)), refused: None },
    }
}

impl Seen<'_> {
    /// The last word. It is the surname if a first name stands before it.
    fn surname(&self) -> &str {
        self.text.word(self.tokens.end - 1)
    }

    /// Whether the first word opens a sentence, so that its capital letter is not evidence.
    fn opens(&self) -> bool {
        self.text.tokens[self.tokens.start].first
    }

    fn may_be_nominative(&self) -> bool {
        self.guesses.iter().any(|guess| guess.cases.is_nominative())
    }
}

/// `listed-first-name`: the first name is on the list of a language.
fn is_listed(seen: &Seen) -> bool {
    seen.words.is_some_and(|words| words.listed && !words.initial)
}

/// `initial`: the first name is an initial, or an initial follows it.
fn has_initial(seen: &Seen) -> bool {
    seen.words.is_some_and(|words| words.initial)
}

/// `office`, for several words inside a sentence: an office stands before them, right beside them or with no preposition in between.
fn is_held(seen: &Seen) -> bool {
    let start = seen.tokens.start;
    let held = |office: &Office| office.adjacent || governed(seen.text, start).is_none();
    !seen.opens() && seen.office.is_some_and(held) && !thing::is_of_a_place(seen.text, start)
}

/// `speaks`, for several words: a verb of speech stands beside them. At the start of a sentence, the surname must also be typical.
fn is_speaker(seen: &Seen) -> bool {
    let first = || seen.text.word(seen.tokens.start);
    let opening = || is_typical(seen.surname()) && !is_adverb_like(first());
    speaks(seen.text, &seen.tokens).is_some() && (!seen.opens() || opening())
}

/// `typical-surname`: the last word has the ending of a surname, inside a sentence.
fn has_typical_surname(seen: &Seen) -> bool {
    !seen.opens() && is_typical(seen.surname())
}

/// `introduced`: an age, an office or "who" follows after a comma.
fn is_introduced_by_name(seen: &Seen) -> bool {
    is_introduced(seen.text, &seen.tokens)
}

/// `office`, for a single word: an office that agrees with it stands right before it, or anywhere before a typical surname.
fn holds_office(seen: &Seen) -> bool {
    let agrees = |office: &Office| seen.guesses.iter().any(|guess| guess.cases.meets(office.cases));
    seen.office.is_some_and(|office| agrees(office) && (office.adjacent || is_typical(seen.surname())))
}

/// `announced`: a typical surname with a colon opens a line: "Ковальчук: Так."
fn is_announced(seen: &Seen) -> bool {
    seen.tokens.start == 0 && seen.text.word(seen.tokens.end) == ":" && is_typical(seen.surname())
}

/// `speaks`, for a single word: the subject of a verb of speech in the singular, as a typical surname or inside a sentence.
fn speaks_alone(seen: &Seen) -> bool {
    let spoken = match speaks(seen.text, &seen.tokens) {
        Some(Speech::One | Speech::Woman) => is_typical(seen.surname()) || !seen.opens(),
        _ => false,
    };
    seen.may_be_nominative() && spoken
}

/// `apostrophe`: the word begins like an Irish name: "O'Hara".
fn has_apostrophe(seen: &Seen) -> bool {
    /// The shortest name that counts, in bytes. "O'Hara" has 6.
    const SHORTEST: usize = 6;
    let word = seen.surname();
    let begins = lang::all(|pack| &pack.names.apostrophe_beginnings).any(|beginning| elides(word, beginning));
    seen.may_be_nominative() && begins && word.len() >= SHORTEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Part;
    use crate::annotate::names::mention::Found;
    use crate::annotate::names::search;
    use crate::annotate::text::Text;
    use crate::language::Language;
    use crate::morphology::Declension;
    use crate::passage::Passage;

    fn found(text: &str, language: Language) -> Found {
        let declension = Declension::of_language(language);
        let passage = Passage::new(text, 0);
        search::find(0, &Text::new(Part::Body(0), &passage), declension)
    }

    /// The rules that fire on the words of a text.
    fn rules(text: &str, language: Language) -> Vec<&'static str> {
        found(text, language).mentions.into_iter().flat_map(|mention| mention.rules).collect()
    }

    #[test]
    fn each_rule_names_a_person_and_is_silent_elsewhere() {
        use Language::{English, Ukrainian};
        let examples = [
            ("listed-first-name", Ukrainian, "Потім пішла Олена Горецвіт.", "Потім пішла Олеа Горецвіт."),
            ("initial", Ukrainian, "Книгу видав О. Горецвіт торік.", "Книгу видав Ор Горецвіт торік."),
            ("office", English, "They met minister Tarquil Vorn.", "They met the old Tarquil Vorn."),
            ("speaks", English, "Later Tarquil Vorn said no.", "Later Tarquil Vorn left."),
            ("typical-surname", Ukrainian, "Потім Квеліс Бондаренко пішов.", "Потім Квеліс Верх пішов."),
            ("introduced", English, "Later Tarquil Vorn, 24, left.", "Later Tarquil Vorn left."),
            ("call-sign", Ukrainian, "Пішов боєць на псевдо Верба.", "Пішов боєць на полі Верба."),
            ("office", Ukrainian, "Пішов міністр Бондаренко.", "Пішов додому Бондаренко."),
            ("announced", Ukrainian, "Бондаренко: Так.", "Бондаренко. Так."),
            ("speaks", Ukrainian, "Потім Бондаренко сказав це.", "Потім Бондаренко пішов."),
            ("apostrophe", English, "Then O'Marrow left.", "Then Marrow left."),
        ];
        for (rule, language, yes, no) in examples {
            assert!(rules(yes, language).contains(&rule), "{rule}: {yes} {:?}", rules(yes, language));
            assert!(!rules(no, language).contains(&rule), "{rule}: {no}");
        }
        let all = OF_NAMES.iter().chain(&OF_PAIRS).chain([&CALL_SIGN]).chain(&OF_WORDS).map(|rule| rule.name);
        assert!(
            all.eq(examples.iter().map(|example| example.0)),
            "each rule has an example, in the order of the tables"
        );
    }

    #[test]
    fn a_refusal_is_kept_where_it_outweighs_evidence() {
        use Language::{English, Ukrainian};
        let refused = |text: &str, language| {
            found(text, language).refused.into_iter().map(|one| (one.tokens, one.rule)).collect::<Vec<_>>()
        };
        assert_eq!(refused("So Monday said no.", English), [], "a word for another thing ends the run");
        assert_eq!(refused("So the Vorn said no.", English), [(2..3, "article")]);
        assert_eq!(refused("So the Vorn left.", English), [], "nothing says that it is a name");
        assert_eq!(refused("So then Vorn said no.", English), []);
        assert_eq!(refused("So the Rubber Vorn said no.", English), [(2..4, "article")]);
        assert_eq!(refused("Горів готель «Олена Горецвіт» тоді.", Ukrainian), [(3..5, "quoted")]);
    }
}
