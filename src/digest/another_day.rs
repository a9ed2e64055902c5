//! In: a sentence of a report, the days in the report, and when its event happened. Out: whether the sentence is about another day.
//!
//! A sentence is about the day in its own clause next to a verb in the past: "He was cleared in 2005." A day that only identifies something
//! else does not count ("after the quake of 12 January", "who was elected in 2003", "said that in 2003 …"). Neither does a future one
//! ("will meet on 15 May"), because that is news of the day on which it was said.
//!
//! Invariant: a sentence that also names a day of its event is about its event. So is one without any day, or one about the present.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::annotate::{Annotated, Expression, Sentence};
use crate::chronicle::{Event, FIRST_REPORTS};
use crate::dating::Dated;
use crate::lang::{self, Pack};
use crate::language::Language;
use crate::link::tense::{self, Cues};
use crate::link::tokens;
use crate::time::{Days, Tense, When, shift};

/// The words of each language that mark a statement about the present.
static NOW: LazyLock<BTreeMap<Language, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let words = |pack: &'static Pack| pack.digest.now.iter().map(String::as_str).collect();
    lang::packs().iter().map(|pack| (pack.language, words(pack))).collect()
});

/// Whether a sentence is about another day than that of its event.
pub(crate) fn is_about_another_day(event: &Event, article: &Annotated, dated: &Dated, sentence: &Sentence) -> bool {
    let Some(days) = event.when.as_ref().and_then(When::days) else { return false };
    let near = Days { earliest: shift(days.earliest, -FIRST_REPORTS), latest: shift(days.latest, FIRST_REPORTS) };
    let named: Vec<(&Expression, Days)> = article
        .expressions_of(sentence)
        .filter_map(|(_, expression)| Some((expression, days_of(dated, expression)?)))
        .collect();
    if named.is_empty() || named.iter().any(|(_, days)| days.meet(near).is_some()) {
        return false;
    }
    if is_about_present(&sentence.text, article.article.language) {
        return false;
    }
    let cues = tense::cues(&sentence.text, article.article.language);
    named.iter().any(|(expression, _)| is_past(&cues, sentence, expression))
}

/// Whether a sentence is about the present.
fn is_about_present(text: &str, language: Language) -> bool {
    let now = NOW.get(&language);
    now.is_some_and(|now| tokens::words(text).any(|word| now.contains(tokens::fold(&text[word]).as_str())))
}

/// The days that an expression of an article means.
fn days_of(dated: &Dated, expression: &Expression) -> Option<Days> {
    let is_it = |at: usize| dated.mentions[at].part == expression.part && dated.mentions[at].span == expression.span;
    let first = dated.mentions.partition_point(|mention| mention.span.start < expression.span.start);
    (first..dated.mentions.len())
        .take_while(|&at| dated.mentions[at].span.start == expression.span.start)
        .find(|&at| is_it(at))
        .map(|at| dated.mentions[at].days)
}

/// Whether a sentence is about something on the day of an expression in it.
fn is_past(cues: &Cues, sentence: &Sentence, expression: &Expression) -> bool {
    let bytes = expression.bytes.start - sentence.bytes.start..expression.bytes.end - sentence.bytes.start;
    cues.clause_tense(&bytes) == Tense::Past
        && cues.tense(&bytes) == Tense::Past
        && cues.are_its_own(&bytes)
        && !cues.are_behind(&bytes)
        && !cues.are_said(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronicle;
    use crate::dating::{self, Rules};
    use crate::digest::trial;
    use crate::link;

    /// The indexes of the sentences on a page of 10 May 2030 that are about another day than that of its event.
    fn of_other_days(tag: &str, sentences: &[&str]) -> Vec<usize> {
        let paragraph = sentences.join(" ");
        let page = trial::page(&format!(
            "<html lang=\"{tag}\"><head><meta property=\"article:published_time\" content=\"2030-05-10\"></head>\
             <body><article><h1>Marta Hirska</h1><p>{paragraph}</p></article></body></html>"
        ));
        let pages = [page];
        let links = link::link(&pages);
        let dates = dating::date(&pages, &links, &Rules::default());
        let chronicle = chronicle::arrange(&pages, &links, &dates, &[]);
        let event = &chronicle.dated[0];
        assert_eq!(pages[0].article.language.tag(), tag);
        let told =
            pages[0].sentences.iter().filter(|sentence| is_about_another_day(event, &pages[0], &dates[0], sentence));
        let place = |sentence: &Sentence| sentences.iter().position(|text| *text == sentence.text);
        told.filter_map(place).collect()
    }

    /// In each language: news, the distant past (twice), the future, a day that only identifies something or is only said, a day in a
    /// sentence about the present.
    #[test]
    fn old_events_are_distinguished_from_news() {
        let mut wrong = Vec::new();
        for (tag, sentences) in [
            (
                "en",
                [
                    "Marta Hirska opened the bridge across the river on Thursday.",
                    "Hirska moved to the town in 2003.",
                    "A fire destroyed the old bridge on 4 March 2027.",
                    "The council will meet on 15 May 2030.",
                    "After the fire of 4 March 2027 boats carried people across.",
                    "The council has paid for the bridge that it ordered in 2028.",
                ],
            ),
            (
                "uk",
                [
                    "Марта Гірська відкрила міст через річку в четвер.",
                    "Гірська переїхала до міста у 2003 році.",
                    "Старий міст згорів 4 березня 2027 року.",
                    "Рада збереться 15 травня 2030 року.",
                    "Після пожежі 4 березня 2027 року людей перевозили човнами.",
                    "Рада, яка замовила міст у 2028 році, заплатила за нього.",
                ],
            ),
            (
                "ru",
                [
                    "Марта Гирская открыла мост через реку в четверг.",
                    "Гирская переехала в город в 2003 году.",
                    "Старый мост сгорел 4 марта 2027 года.",
                    "Совет соберется 15 мая 2030 года.",
                    "После пожара 4 марта 2027 года людей перевозили лодками.",
                    "Совет, который заказал мост в 2028 году, заплатил за него.",
                ],
            ),
            (
                "pl",
                [
                    "Marta Hirska otworzyła most przez rzekę w czwartek.",
                    "Hirska zamieszkała w mieście w 2003 roku.",
                    "Stary most spłonął 4 marca 2027 roku.",
                    "Rada zbierze się 15 maja 2030 roku.",
                    "Most, który rada zamówiła w 2028 roku, jest gotowy.",
                    "Rada, która zamówiła most w 2028 roku, zapłaciła za niego.",
                ],
            ),
            (
                "de",
                [
                    "Marta Hirska öffnete am Donnerstag die Brücke über den Fluss.",
                    "Hirska kam im Jahr 2003 in die Stadt.",
                    "Die alte Brücke wurde am 4. März 2027 vom Feuer zerstört.",
                    "Der Rat wird sich am 15. Mai 2030 treffen.",
                    "Nach dem Feuer vom 4. März 2027 brachten Boote die Leute hinüber.",
                    "Die Brücke, die der Rat 2028 bestellte, hat er jetzt bezahlt.",
                ],
            ),
            (
                "fr",
                [
                    "Marta Hirska a ouvert jeudi le pont sur la rivière.",
                    "Marta Hirska a quitté la capitale en 2003.",
                    "Les pompiers ont perdu le vieux pont le 4 mars 2027.",
                    "Le conseil sera réuni le 15 mai 2030.",
                    "Après l’incendie du 4 mars 2027 des bateaux ont transporté les gens.",
                    "Le conseil, qui a commandé le pont en 2028, a maintenant payé la facture.",
                ],
            ),
        ] {
            let found = of_other_days(tag, &sentences);
            if found != [1, 2] {
                wrong.push((tag, found));
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
