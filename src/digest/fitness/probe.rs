//! In: paragraphs or a sentence. Out: the rules by which its sentences are unfit, for tests.
//!
//! Invariant: the texts are invented.

use super::Fitness;
use crate::annotate::{Annotated, Sentence};
use crate::digest::trial;

/// An article with these paragraphs.
pub fn page(text: &str) -> Annotated {
    let markup = text.lines().map(|line| format!("<p>{line}</p>")).collect::<String>();
    trial::page(&format!("<article>{markup}</article>"))
}

/// The fault of a sentence in place of the first one of a short article.
pub(crate) fn fault_of(text: &str) -> Option<&'static str> {
    let page = page("Рада міста схвалила кошторис на рік, і гроші підуть на школи, лікарні та дороги міста.");
    let sentence = Sentence { text: text.to_owned(), ..page.sentences[0].clone() };
    Fitness::of(&page).fault(&sentence)
}

/// The faults of the sentences of a page with these paragraphs after its news, by their beginnings.
pub fn faults(behind: &[&str]) -> Vec<(String, Option<&'static str>)> {
    let news = "The council of the town approved its budget, and the money will go to schools and roads.";
    let body: String = [&[news, news], behind].concat().iter().map(|text| format!("<p>{text}</p>")).collect();
    let page = trial::page(&format!("<article><h1>The council approved the budget of the town</h1>{body}</article>"));
    let fitness = Fitness::of(&page);
    page.sentences.iter().map(|one| (one.text.clone(), fitness.fault(one))).collect()
}

/// The fault of the sentence with this beginning.
pub(crate) fn fault_in(faults: &[(String, Option<&'static str>)], start: &str) -> Option<&'static str> {
    faults.iter().find(|(text, _)| text.starts_with(start)).and_then(|(_, fault)| *fault)
}
