//! In: for each rule a page, a sentence on which the rule fires, and one on which it does not. Out: nothing. Tests each rule alone.
//!
//! Invariant: each rule is tested alone, regardless of the rules before it, and none is left out.

use std::collections::BTreeSet;

use super::{Fitness, RULES};
use crate::annotate::{Part, Sentence};
use crate::digest::trial;
use crate::words::ProductLanguage;

/// A rule, the paragraphs of a page, and the beginnings of two sentences. The rule fires on the first and not on the second.
struct Example {
    rule: &'static str,
    paragraphs: &'static [&'static str],
    fires: &'static str,
    not: &'static str,
}

const NEWS: &str = "The council of the town approved its budget, and the money will go to schools and roads.";
const RIGHTS: &str = "All rights reserved, and the name of the paper belongs to its owners.";

/// In the order of `RULES`.
const EXAMPLES: [Example; 19] = [
    Example {
        rule: "call",
        paragraphs: &[NEWS, "Find out how the town spends the money that it collects."],
        fires: "Find out",
        not: "The council",
    },
    Example {
        rule: "notice",
        paragraphs: &[RIGHTS, "The rights of tenants were made stronger by the council on Monday."],
        fires: "All rights",
        not: "The rights",
    },
    Example {
        rule: "widget",
        paragraphs: &[
            "Today's horoscope: those born in May keep off bridges.",
            "The horoscope was shown in a museum on Monday.",
        ],
        fires: "Today's horoscope",
        not: "The horoscope",
    },
    Example {
        rule: "poll",
        paragraphs: &[
            "Poll: should the town have a second bridge over the river?",
            "Poll: two thirds of the town want a second bridge over the river.",
        ],
        fires: "Poll: should",
        not: "Poll: two",
    },
    Example {
        rule: "apparatus",
        paragraphs: &[
            "Support for our coverage comes from a fund with no editorial say.",
            "The editors of two papers were questioned on Monday.",
        ],
        fires: "Support for",
        not: "The editors",
    },
    Example {
        rule: "among-notices",
        paragraphs: &[
            NEWS,
            NEWS,
            NEWS,
            "Усі права захищено, а назва видання належить його засновникам.",
            "Частка матеріалів інших видань на сторінках не більша від десятої.",
            "Редакція не має відповідальності за зміст оголошень, які друкують інші.",
        ],
        fires: "Частка",
        not: "The council",
    },
    Example {
        rule: "beside-notice",
        paragraphs: &[NEWS, "Please be polite. Rude words are taken down without a word."],
        fires: "Rude words",
        not: "The council",
    },
    Example {
        rule: "caption",
        paragraphs: &[
            "The mayor of the town, pictured at the bridge before it was shut.",
            "A photograph of the bridge was sold for a record sum on Monday.",
        ],
        fires: "The mayor",
        not: "A photograph",
    },
    Example { rule: "frame", paragraphs: &["Politics", NEWS], fires: "Politics", not: "The council" },
    Example {
        rule: "fragment",
        paragraphs: &["News in brief", "The bridge opened."],
        fires: "News",
        not: "The bridge",
    },
    Example {
        rule: "address",
        paragraphs: &["Write to the desk at desk@visnyk.example with what you know.", NEWS],
        fires: "Write to",
        not: "The council",
    },
    Example {
        rule: "row",
        paragraphs: &["News of the town | Sport and culture | The weather of the day", NEWS],
        fires: "News of",
        not: "The council",
    },
    Example {
        rule: "ran-together",
        paragraphs: &[
            "The Bridge of the town was opened on Monday by its mayor.",
            "Old BridgeRiver view of the town in the year in which it was built.",
            "The town plays on its PlayStation, the mayor wrote on WhatsApp on Monday.",
        ],
        fires: "Old BridgeRiver",
        not: "The Bridge",
    },
    Example {
        rule: "no-sentence",
        paragraphs: &["Money Schools Hospitals Roads Bridges Parks Streets Squares Towns", NEWS],
        fires: "Money Schools",
        not: "The council",
    },
    Example {
        rule: "byline",
        paragraphs: &[
            NEWS,
            "Ada Lom saw the bridge on Monday, and it was shut.",
            "Lom is a town by the river, and it has a bridge.",
        ],
        fires: "Ada Lom saw",
        not: "Lom is",
    },
    Example {
        rule: "author",
        paragraphs: &[
            "Ada Lom is a reporter for the paper of a town that has no bridge.",
            NEWS,
            NEWS,
            NEWS,
            "Eva Orn is a reporter for the paper of the town. The bridge was her first story.",
        ],
        fires: "The bridge was",
        not: "Ada Lom is",
    },
    Example {
        rule: "about",
        paragraphs: &[
            NEWS,
            NEWS,
            NEWS,
            "About Bridgeworks",
            "The firm builds bridges of steel and of stone for towns.",
        ],
        fires: "The firm",
        not: "The council",
    },
    Example {
        rule: "firm",
        paragraphs: &[
            "Bridgeworks is a global builder of bridges that works for the town.",
            NEWS,
            NEWS,
            NEWS,
            "Stoneworks is a global builder of roads. It builds them of stone for towns.",
        ],
        fires: "It builds",
        not: "Bridgeworks is",
    },
    Example {
        rule: "dateline",
        paragraphs: &[
            "Київ. 12 травня. УНН. Рада схвалила кошторис міста на рік.",
            "Гроші підуть на школи та дороги міста.",
        ],
        fires: "Київ",
        not: "Гроші",
    },
];

/// Whether a rule fires on the sentence of a page with this beginning. If boilerplate removal drops the sentence, it replaces the page's
/// first sentence.
fn fires(example: &Example, start: &str) -> bool {
    let body: String = example.paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    let head = "<h1>The council approved the budget of the town</h1><p class=byline>By Ada Lom</p>";
    let page = trial::page(&format!("<article>{head}{body}<p>{NEWS}</p></article>"));
    let fitness = Fitness::of(&page);
    let rule = RULES.iter().find(|rule| rule.name == example.rule).expect("the rule is in the table");
    let lost = || {
        let text = example.paragraphs.iter().find(|text| text.starts_with(start)).expect("a paragraph begins so");
        let first = page.sentences.iter().find(|one| one.part != Part::Headline).expect("the page has a body");
        Sentence { text: (*text).to_owned(), ..first.clone() }
    };
    let sentence = page.sentences.iter().find(|one| one.text.starts_with(start)).cloned().unwrap_or_else(lost);
    (rule.fires)(&fitness.features(&sentence))
}

#[test]
fn each_rule_fires_on_its_example_and_not_on_what_resembles_it() {
    let silent: Vec<_> = EXAMPLES.iter().filter(|one| !fires(one, one.fires)).map(|one| one.rule).collect();
    let wrong: Vec<_> = EXAMPLES.iter().filter(|one| fires(one, one.not)).map(|one| one.rule).collect();
    assert_eq!(
        (silent, wrong),
        (Vec::new(), Vec::new()),
        "rules that do not fire, rules that fire where they should not"
    );
}

#[test]
fn each_rule_has_an_example() {
    assert_eq!(EXAMPLES.each_ref().map(|example| example.rule), RULES.each_ref().map(|rule| rule.name));
}

#[test]
fn each_rule_is_explained_in_each_language_of_editions() {
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).chain(["recurring"]).collect();
    for language in ProductLanguage::all() {
        let words = &language.lexicon().explain.unfit_reasons;
        assert_eq!(words.keys().map(String::as_str).collect::<BTreeSet<_>>(), names, "{}", language.code());
    }
}
