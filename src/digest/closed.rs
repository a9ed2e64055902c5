//! In: a sentence that may be about a day. Out: the rule by which it does not tell what happened on it, if one fires.
//!
//! Invariant: rules only refuse. What none of them refuses may be printed beside the day of its event.

use std::cell::OnceCell;

use super::alone;
use super::another_day;
use super::corpus::Corpus;
use super::fitness::Fitness;
use crate::annotate::{Annotated, Sentence};
use crate::chronicle::{Event, FIRST_REPORTS};
use crate::rule;
use crate::salience::Candidate;

/// A sentence, its page and what it may tell.
pub(crate) struct Judged<'a, 'p> {
    pub corpus: &'a Corpus<'p>,
    /// The event whose day it may tell. None for a day that no page reports: then the sentence looks back on it.
    pub event: Option<&'a Event>,
    pub candidate: &'a Candidate,
    /// The page, judged once for all its sentences.
    pub fitness: &'a OnceCell<Fitness<'p>>,
}

/// A named rule by which a sentence does not tell the day of an event.
type Rule = rule::Rule<fn(&Judged) -> bool>;

/// The rules, in the order in which they are asked.
const RULES: [Rule; 8] = [
    Rule {
        name: "no-report",
        fires: |of| of.event.is_some_and(|event| !event.reports.contains(&of.candidate.article)),
    },
    Rule { name: "not-of-day", fires: |of| !of.candidate.is_of_day },
    Rule { name: "off-subject", fires: is_off_subject },
    Rule { name: "late", fires: is_late },
    Rule { name: "announces", fires: |of| of.candidate.announces },
    Rule { name: "recurring", fires: |of| of.corpus.recurring.holds(of.sentence()) },
    Rule { name: "another-day", fires: is_about_another_day },
    Rule { name: "needs-page", fires: needs_its_page },
];

/// The name of the first rule that fires.
pub(crate) fn fired(judged: &Judged) -> Option<&'static str> {
    rule::first(&RULES, |fires| fires(judged))
}

impl<'p> Judged<'_, 'p> {
    fn page(&self) -> &'p Annotated {
        &self.corpus.articles[self.candidate.article]
    }

    fn sentence(&self) -> &'p Sentence {
        &self.page().sentences[self.candidate.sentence]
    }
}

/// Whether neither the sentence nor the beginning of its article is about the subject of the corpus.
fn is_off_subject(of: &Judged) -> bool {
    !of.candidate.on_subject && !of.corpus.salience.is_about_subject(of.candidate.article, of.page())
}

/// Whether a sentence without the day stands in a report that is not one of the first.
fn is_late(of: &Judged) -> bool {
    !of.candidate.names && !(0..=FIRST_REPORTS).contains(&of.candidate.gap)
}

fn is_about_another_day(of: &Judged) -> bool {
    let Some(event) = of.event else { return false };
    another_day::is_about_another_day(event, of.page(), &of.corpus.dates[of.candidate.article], of.sentence())
}

fn needs_its_page(of: &Judged) -> bool {
    !alone::reads_alone(of.fitness.get_or_init(|| Fitness::of(of.page())), of.sentence())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronicle::{self, Chronicle};
    use crate::dating::{self, Dated, Rules};
    use crate::digest::fitness::Recurring;
    use crate::digest::trial;
    use crate::link;
    use crate::salience::Salience;
    use crate::salience::centroid::Vectors;

    /// A sentence that many pages have.
    const NOTE: &str = "The quarry of Lower Harrow has sold its stones to the county since the spring of last year.";
    /// The headline of each page and what it tells, and the sentences of the last one, which is about something else.
    const LEVEES: [(&str, &str); 4] = [
        (
            "Engineers close the levee of Upper Marl",
            "Engineers closed the levee of Upper Marl after cracks were found in the levee and water came through its gates.",
        ),
        (
            "County orders a new levee for Tarn Vale",
            "The county ordered a new levee for Tarn Vale, and the builders of the levee will be chosen from five firms.",
        ),
        (
            "Divers inspect the levee of Cold Fell",
            "Divers inspected the levee of Cold Fell, where the oldest levee in the county has stood for ninety years.",
        ),
        (
            "Storm breaks the levee of Little Ashby",
            "A storm broke the levee of Little Ashby, and people left the houses below the levee in the same night.",
        ),
    ];
    const LIBRARY: &str = "Library of Marram opens its reading room";
    const OTHER: [&str; 5] = [
        "The library of Marram opened its reading room to children, and ninety of them came with their parents.",
        "He thanked them for that.",
        "A fire destroyed the reading room of the library of Marram on 4 March 2027.",
        NOTE,
        "The shelves of the reading room hold nine thousand books in six languages.",
    ];

    struct Corpus {
        pages: Vec<Annotated>,
        dates: Vec<Dated>,
        chronicle: Chronicle,
    }

    fn corpus() -> Corpus {
        let page = |day: usize, headline: &str, sentences: &[&str]| {
            trial::page(&format!(
                "<html lang=\"en\"><head><meta property=\"article:published_time\" content=\"2030-05-{day:02}\"></head>\
                 <body><article><h1>{headline}</h1><p>{}</p></article></body></html>",
                sentences.join(" ")
            ))
        };
        let told = |(at, (headline, text)): (usize, &(&str, &str))| {
            let hut = format!("The levee there is watched by the county from hut number {at} at its upper end.");
            let night = format!("Nobody may walk on the levee before {at} in the morning until the end of June.");
            let guards =
                format!("Guards of shift {at} look after the gates of the levee and of the old mill below it.");
            page(at + 2, headline, &[text, &hut, &night, &guards, NOTE])
        };
        let mut pages: Vec<Annotated> = LEVEES.iter().enumerate().map(told).collect();
        pages.push(page(20, LIBRARY, &OTHER));
        let links = link::link(&pages);
        let dates = dating::date(&pages, &links, &Rules::default());
        let chronicle = chronicle::arrange(&pages, &links, &dates, &[]);
        Corpus { pages, dates, chronicle }
    }

    /// The rule that fires for a sentence of a page, whose candidate is changed.
    fn of_sentence(of: &Corpus, at: (usize, &str), change: fn(&mut Candidate)) -> Option<&'static str> {
        let (article, text) = at;
        let sentence = of.pages[article].sentences.iter().position(|one| one.text == text).expect("it is a sentence");
        let event = of.chronicle.dated.iter().find(|event| event.reports.contains(&article)).expect("it has an event");
        let mut candidate = Candidate {
            article,
            sentence,
            names: false,
            is_of_day: true,
            announces: false,
            on_subject: true,
            rank: 0,
            gap: 0,
        };
        change(&mut candidate);
        let events = of.chronicle.dated.iter().map(|event| event.reports.as_slice());
        let (vectors, recurring) = (Vectors::of(&of.pages), Recurring::of(&of.pages, events));
        let salience = Salience::of(&of.pages, &of.dates);
        let corpus = super::Corpus {
            articles: &of.pages,
            dates: &of.dates,
            vectors: &vectors,
            recurring: &recurring,
            salience: &salience,
        };
        fired(&Judged { corpus: &corpus, event: Some(event), candidate: &candidate, fitness: &OnceCell::new() })
    }

    #[test]
    fn each_rule_refuses_what_it_is_for_and_nothing_else() {
        let corpus = corpus();
        let (told, other) = ((0, LEVEES[0].1), (4, OTHER[0]));
        assert_eq!(of_sentence(&corpus, told, |_| ()), None, "news of the day may be printed");
        assert_eq!(of_sentence(&corpus, told, |one| one.on_subject = false), None, "its article is about the subject");
        assert_eq!(of_sentence(&corpus, told, |one| one.gap = 1), None, "it is reported the day after");
        assert_eq!(of_sentence(&corpus, other, |_| ()), None);
        let named = |one: &mut Candidate| (one.names, one.gap) = (true, 40);
        assert_eq!(of_sentence(&corpus, told, named), None, "it names the day");
        let found = [
            ("not-of-day", of_sentence(&corpus, told, |one| one.is_of_day = false)),
            ("off-subject", of_sentence(&corpus, other, |one| one.on_subject = false)),
            ("late", of_sentence(&corpus, told, |one| one.gap = 40)),
            ("announces", of_sentence(&corpus, told, |one| one.announces = true)),
            ("recurring", of_sentence(&corpus, (4, OTHER[3]), |_| ())),
            ("another-day", of_sentence(&corpus, (4, OTHER[2]), |_| ())),
            ("needs-page", of_sentence(&corpus, (4, OTHER[1]), |_| ())),
        ];
        for (name, found) in found {
            assert_eq!(found, Some(name));
        }
        let elsewhere = |one: &mut Candidate| one.article = 3;
        assert_eq!(of_sentence(&corpus, told, elsewhere), Some("no-report"));
    }
}
