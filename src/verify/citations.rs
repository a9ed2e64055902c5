//! In: the citation of a source. Out: what in it does not belong to the source.
//!
//! Invariant: the citation is read as text, without styles or bibliographies. Words of the style itself ("accessed", "and others") are not
//! checked, but numbers are.

use super::claims::Source;
use super::letters::{letters, numbers};
use super::{Found, What, shown};

/// Checks that a citation names the facts about the source, and no other number.
pub(crate) fn check(source: &Source, place: &str, found: &mut Found) {
    let text: String = source.citation.iter().map(|run| run.text.as_str()).collect();
    if text.is_empty() {
        return;
    }
    let said = letters(&text);
    let named = [Some(&source.headline.text), source.publisher.as_ref()];
    for words in named.into_iter().flatten() {
        found.check(said.contains(&letters(words)), What::Words, format!("{place}.citation"), || {
            format!("{} is not named", shown(words))
        });
    }
    for number in foreign(source, &text) {
        found.add(
            What::Date,
            format!("{place}.citation"),
            format!("{number} is not among the known facts about the source"),
        );
    }
}

/// The numbers of a citation that are neither in words of its source nor in the date of publication.
fn foreign(source: &Source, text: &str) -> Vec<String> {
    let words = [Some(&source.headline.text), source.publisher.as_ref(), source.address.as_ref()];
    let words = words.into_iter().flatten().chain(&source.byline).map(String::as_str);
    let known: Vec<&str> = words.flat_map(numbers).chain(date(source).into_iter().flat_map(numbers)).collect();
    numbers(text).filter(|number| !known.contains(number)).map(str::to_owned).collect()
}

/// The part of the date of publication that both of its ends share: `2023-11-17`, `2023-11`, `2023`.
fn date(source: &Source) -> Option<&str> {
    let date = source.published.as_ref()?;
    let (earliest, latest) = (date.earliest.as_deref()?.get(..10)?, date.latest.as_deref()?.get(..10)?);
    [10, 7, 4]
        .into_iter()
        .find(|&length| earliest.get(..length) == latest.get(..length))
        .and_then(|length| earliest.get(..length))
}
