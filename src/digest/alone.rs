//! In: a sentence and its article. Out: the rule by which the sentence cannot be read alone, or without its page, if there is one.
//!
//! Invariant: one rule is enough. A sentence is judged by its article, never by another page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::fitness::{self, Fitness};
use crate::annotate::{Annotated, Sentence};
use crate::lang::{self, Pack};
use crate::language::Language;
use crate::letters::{Letter, LowerCase};
use crate::link::tense;
use crate::rule;
use crate::time::Tense;

/// Number of code points of a sentence that can be read quickly. Its beginning: with 22, 48 of the 100 events in the edition of
/// `tests/events/tuned` change; with 90, 95. Its end: with 165, 19 of the 100 events in the edition of `tests/events/tuned` change; with
/// 660, none.
const READABLE: std::ops::RangeInclusive<usize> = 45..=330;

/// A sentence with this share of its words elsewhere in its article belongs to it, and so does one with this many words of the headline.
/// Chosen on half of the sites of five sets (see `fitness`).
pub(crate) const BEARING: f64 = 0.3;
pub(crate) const HEADLINE_WORDS: usize = 2;

/// The openings that refer to a sentence before them, in texts of any language.
static LEANING: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.leaning_openings).collect());

/// The same for texts in one language only.
static LEANING_IN: LazyLock<BTreeMap<Language, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let words =
        |pack: &'static Pack| pack.digest.leaning_openings_of_this_language.iter().map(String::as_str).collect();
    lang::packs().iter().map(|pack| (pack.language, words(pack))).collect()
});

/// Where somebody stands in a picture, in captions of any language.
static PICTURE_POSITIONS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.picture_positions).collect());

/// The pronouns of each language that always mean a person.
static PERSONAL_PRONOUNS: LazyLock<BTreeMap<Language, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let words = |pack: &'static Pack| pack.digest.personal_pronouns.iter().map(String::as_str).collect();
    lang::packs().iter().map(|pack| (pack.language, words(pack))).collect()
});

static SUBJECTLESS_ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.subjectless_endings).collect());

/// A sentence as the rules see it.
struct Seen<'a, 'page> {
    of: &'a Fitness<'page>,
    sentence: &'a Sentence,
    text: &'a str,
}

/// A named rule by which a sentence cannot be read alone.
type Rule = rule::Rule<fn(&Seen) -> bool>;

/// The rules by which a sentence needs the sentences around it.
const OF_SENTENCES: [Rule; 7] = [
    Rule { name: "length", fires: |seen| !has_readable_length(seen.text) },
    Rule { name: "open-end", fires: has_open_end },
    Rule { name: "no-capital", fires: |seen| !seen.text.chars().next().is_some_and(char::is_capital) },
    Rule { name: "leans", fires: |seen| leans(seen.text, seen.page().article.language) },
    Rule { name: "speech", fires: is_speech },
    Rule { name: "open-quotes", fires: |seen| !has_even_quotes(seen.text) },
    Rule { name: "unfit", fires: |seen| !seen.of.is_fit_to_print(seen.sentence) },
];
/// The name of the rule that a sentence contains no news.
pub(crate) const NO_NEWS: &str = "no-news";
/// The further rules by which a sentence needs its page.
const OF_PAGES: [Rule; 9] = [
    Rule { name: "off-subject", fires: is_off_subject },
    Rule { name: "stranger", fires: |seen| seen.of.theme().is_stranger(seen.sentence) },
    Rule { name: "apart", fires: |seen| !seen.of.standing().is_running(seen.sentence) },
    Rule { name: "question", fires: |seen| seen.text.ends_with('?') },
    Rule { name: "cut", fires: |seen| seen.text.ends_with('…') || seen.text.ends_with("...") },
    Rule { name: "to-reader", fires: |seen| fitness::speaks_to_reader(seen.text) },
    Rule { name: "caption", fires: |seen| is_caption(seen.text) },
    Rule { name: "nobody-named", fires: has_open_pronoun },
    Rule { name: NO_NEWS, fires: |seen| !tells_news(seen.page(), seen.text) },
];

/// Whether a sentence can be read alone: it is whole, depends on no other, and is not mostly direct speech.
pub(crate) fn stands_alone(of: &Fitness, sentence: &Sentence) -> bool {
    let seen = Seen::of(of, sentence);
    rule::first(&OF_SENTENCES, |fires| fires(&seen)).is_none()
}

/// Whether a sentence can be read without its page: it is about the page's subject, is in its body, is not a question, ends properly, does
/// not address the page's reader, and contains news.
pub(crate) fn reads_alone(of: &Fitness, sentence: &Sentence) -> bool {
    needs(of, sentence).is_none()
}

/// The rule by which a sentence needs the sentences around it or its page, if any.
pub(crate) fn needs(of: &Fitness, sentence: &Sentence) -> Option<&'static str> {
    let seen = Seen::of(of, sentence);
    let first = |rules: &[Rule]| rule::first(rules, |fires| fires(&seen));
    first(&OF_SENTENCES).or_else(|| first(&OF_PAGES))
}

impl<'a, 'page> Seen<'a, 'page> {
    fn of(of: &'a Fitness<'page>, sentence: &'a Sentence) -> Self {
        Self { of, sentence, text: &sentence.text }
    }

    fn page(&self) -> &'page Annotated {
        self.of.page
    }
}

/// `open-end`: it does not end with a mark that ends sentences.
fn has_open_end(seen: &Seen) -> bool {
    !seen.text.ends_with(['.', '!', '?', '…', '"', '”', '»'])
}

/// `speech`: direct speech takes more than a third of it.
fn is_speech(seen: &Seen) -> bool {
    seen.of.spoken(seen.sentence) * 3 > seen.sentence.span.end - seen.sentence.span.start
}

/// `off-subject`: it has too few words of the headline, and too few words that are also elsewhere in its article.
fn is_off_subject(seen: &Seen) -> bool {
    let bearing = seen.of.theme().bearing(seen.sentence);
    let is_headed = seen.page().article.headline.is_none() || bearing.headline > 0;
    bearing.headline < HEADLINE_WORDS && !(is_headed && bearing.share >= BEARING)
}

/// `caption`: it says where somebody stands in a picture: "The mayor, second left, opens the bridge."
fn is_caption(text: &str) -> bool {
    let parts: Vec<&str> = text.split([',', '(', ')']).collect();
    let inner = parts.get(1..parts.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().any(|part| PICTURE_POSITIONS.contains(part.trim().lower_case().as_str()))
}

/// `nobody-named`: before its first pronoun for a person no name stands: "Police say he left the town."
fn has_open_pronoun(seen: &Seen) -> bool {
    let page = seen.page();
    let Some(pronouns) = PERSONAL_PRONOUNS.get(&page.article.language) else { return false };
    // The capital of a first word says nothing: it must be that of a person whom the page names.
    let mut forms = page.people.iter().flat_map(|person| &person.forms);
    if forms.any(|form| form.part == seen.sentence.part && form.span.start == seen.sentence.span.start) {
        return false;
    }
    let mut words = seen.text.split_whitespace();
    let named = |word: &str| word.trim_start_matches(|c: char| !c.is_letter_or_digit()).starts_with(char::is_capital);
    let is_pronoun = |word: &str| pronouns.contains(lower_word(word).as_str());
    words.by_ref().next().is_some_and(is_pronoun)
        || words.find(|word| named(word) || is_pronoun(word)).is_some_and(is_pronoun)
}

/// Whether a sentence, in a language with rules, is about the past, the future or an action.
fn tells_news(page: &Annotated, text: &str) -> bool {
    let cues = tense::cues(text, page.article.language);
    fitness::is_read(page.article.language) && (cues.reports || cues.has(Tense::Past) || cues.has(Tense::Future))
}

/// Whether a sentence is direct speech followed by the words about the speaker: "«…», — сказала очільниця".
pub(crate) fn is_reported_speech(sentence: &Sentence) -> bool {
    /// Minimum number of words about the speaker. The same edition of `tests/events/tuned` with 2 and 6.
    const TELLING: usize = 3;
    let text = sentence.text.as_str();
    let told = || {
        let behind = text.rsplit(['»', '"', '”', '“']).next().unwrap_or_default();
        behind.split_whitespace().filter(|word| word.chars().any(char::is_letter)).count()
    };
    has_readable_length(text)
        && text.starts_with(['«', '"', '“', '„'])
        && text.ends_with('.')
        && has_even_quotes(text)
        && told() >= TELLING
}

/// Whether the length of a text is readable. Only as many characters as allowed are counted.
fn has_readable_length(text: &str) -> bool {
    READABLE.contains(&text.chars().take(READABLE.end() + 1).count())
}

/// Whether a sentence begins with a word that refers to one before it.
fn leans(text: &str, language: Language) -> bool {
    let words: Vec<String> = text.split_whitespace().take(3).map(lower_word).collect();
    let told = words.first().is_some_and(|first| lacks_subject(first));
    let own = LEANING_IN.get(&language);
    let is_listed = |opening: &str| LEANING.contains(opening) || own.is_some_and(|own| own.contains(opening));
    told || (1..=words.len()).any(|count| is_listed(words[..count].join(" ").as_str()))
}

/// Whether a first word is an East Slavic verb in the past plural ("Говорили про …"), so that its subject is in the sentence before.
fn lacks_subject(first: &str) -> bool {
    first.chars().count() > 4 && SUBJECTLESS_ENDINGS.iter().any(|ending| first.ends_with(ending))
}

fn lower_word(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_letter_or_digit()).lower_case().replace('’', "'")
}

/// Whether its quotation marks close: «» in pairs, and an even number of each other kind („ “ and “ ” both are pairs, and so are `` and '', whose first a
/// tokenizer may tear apart).
fn has_even_quotes(text: &str) -> bool {
    let count = |marks: &[char]| text.matches(marks).count();
    let doubled = ["''", "``", "` `"].map(|marks| text.matches(marks).count()).iter().sum::<usize>();
    count(&['«']) == count(&['»']) && count(&['"']) % 2 == 0 && count(&['„', '“', '”']) % 2 == 0 && doubled % 2 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::trial;

    #[test]
    fn a_sentence_that_leans_on_another_is_told() {
        for (text, language) in [
            ("Він приїхав.", Language::Ukrainian),
            ("За його словами, усе готове.", Language::Ukrainian),
            ("Водночас мова йшла про мир.", Language::Ukrainian),
            ("However, talks go on.", Language::English),
            ("Because of this, the road was shut.", Language::English),
            ("Это важно.", Language::Russian),
            ("Po pierwsze, rada jest za mała.", Language::Polish),
            ("Jest to nowy most.", Language::Polish),
            ("On sam nic nie powiedział.", Language::Polish),
            ("Er sagte nichts.", Language::German),
            ("Deshalb bleibt die Brücke zu.", Language::German),
            ("Il a refusé.", Language::French),
            ("C’est un pont neuf.", Language::French),
        ] {
            assert!(leans(text, language), "{text}");
        }
        for (text, language) in [
            ("Міністр приїхав.", Language::Ukrainian),
            ("Зустріч тривала годину.", Language::Ukrainian),
            ("Talks go on.", Language::English),
            ("On Monday a bridge was opened.", Language::English),
            ("Ten towns will pay for it.", Language::English),
            ("Италия поможет.", Language::Russian),
            ("Rada przyjęła budżet.", Language::Polish),
            ("Ein Zug hielt an.", Language::German),
            ("Hier, le pont a été fermé.", Language::French),
        ] {
            assert!(!leans(text, language), "{text}");
        }
    }

    #[test]
    fn quotation_marks_must_close() {
        assert!(has_even_quotes("Він назвав це „подією“ тижня."));
        assert!(has_even_quotes("Готується “дуже потужна подія”."));
        assert!(!has_even_quotes("Готується «потужна подія."));
        assert!(has_even_quotes("Вони назвали це ''подією'' тижня."));
        assert!(!has_even_quotes("The bridge is new,'' the mayor said."));
    }

    const NEWS: &str = "The council of the town approved its budget, and the money will go to schools and roads.";

    #[test]
    fn each_rule_fires_on_its_example_and_not_on_what_resembles_it() {
        let examples = [
            ("length", "The council met.", NEWS),
            ("open-end", "The council of the town approved its budget, and the money will go", NEWS),
            ("no-capital", "the council of the town approved its budget for schools.", NEWS),
            ("leans", "However, the council of the town approved its budget.", NEWS),
            (
                "open-quotes",
                "The council of the town approved “a budget for the schools.",
                "The council approved “a budget”.",
            ),
            ("unfit", "Subscribe to the paper of the town for the news of its council.", NEWS),
            ("off-subject", "A fire burnt down a mill near Quillham in the night to Friday.", NEWS),
            ("question", "Will the council of the town approve its budget on Monday?", NEWS),
            ("cut", "The council of the town approved its budget, and the money...", NEWS),
            ("to-reader", "We asked the council of the town about its budget for you.", NEWS),
            (
                "caption",
                "The head of the council, second left, opens the budget of the town.",
                "The council left the town, turned left and approved its budget.",
            ),
            (
                "nobody-named",
                "The council of the town said he approved its budget.",
                "The council of the town and Marta Hirska said she approved its budget.",
            ),
            ("no-news", "The budget of the town: a short overview of the council.", NEWS),
        ];
        let page = trial::page(&format!(
            "<article><h1>The council approved the budget of the town</h1><p>{NEWS}</p><p>{NEWS} It pays for a park.</p></article>"
        ));
        let own = page.sentences.iter().find(|one| one.text == NEWS).expect("the page has its news");
        let rules = OF_SENTENCES.iter().chain(&OF_PAGES).filter(|rule| !BY_PLACE.contains(&rule.name));
        rule::try_each(rules, examples, |fires, text| {
            let length = text.chars().count();
            let span = crate::passage::Span { start: own.span.start, end: own.span.start + length };
            let sentence = Sentence { text: (*text).to_owned(), span, ..own.clone() };
            fires(&Seen::of(&Fitness::of(&page), &sentence))
        });
    }

    /// The rules that see where a sentence is.
    const BY_PLACE: [&str; 3] = ["speech", "stranger", "apart"];

    /// The rules of [`BY_PLACE`] that fire on the sentence with this beginning.
    fn fired(page: &Annotated, start: &str) -> Vec<&'static str> {
        let sentence = page.sentences.iter().find(|one| one.text.starts_with(start)).expect("a sentence begins so");
        let (fitness, rules) = (Fitness::of(page), OF_SENTENCES.iter().chain(&OF_PAGES));
        let fired = rules.filter(|rule| BY_PLACE.contains(&rule.name) && (rule.fires)(&Seen::of(&fitness, sentence)));
        fired.map(|rule| rule.name).collect()
    }

    #[test]
    fn the_rules_on_speech_and_on_blocks_see_where_a_sentence_is() {
        let page = trial::page(&format!(
            "<article><h1>The council approved the budget of the town</h1><p>{NEWS}</p>\
             <p>“The schools will get a third of it, and the roads the rest,” said mayor Ada Lom.</p><p>{NEWS} It pays for a park.</p>\
             <p>Quillham beat Ostrander by three goals after a fierce match before six thousand viewers.</p><p>{NEWS}</p></article>"
        ));
        assert_eq!(fired(&page, "“The schools"), ["speech"]);
        assert_eq!(fired(&page, "Quillham"), ["stranger"]);
        assert_eq!(fired(&page, "The council approved the budget"), ["apart"]);
        assert!(fired(&page, "The council of").is_empty());
    }
}
