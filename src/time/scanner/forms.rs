//! In: an entry of a language's list. Out: the word forms that it means.
//!
//! Invariant: expands the notation and does nothing else.

/// The words that an entry of a list means.
pub(crate) fn spelled(form: &str, endings: &[Vec<&str>; 2]) -> Vec<String> {
    let with = |stem: &str, endings: &[&str]| endings.iter().map(|ending| format!("{stem}{ending}")).collect();
    if let Some(stem) = form.strip_suffix('@') {
        with(stem, &endings[0])
    } else if let Some(stem) = form.strip_suffix('~') {
        with(stem, &endings[1])
    } else if let Some((stem, rest)) = form.split_once('(') {
        with(stem, &rest.trim_end_matches(')').split('|').collect::<Vec<_>>())
    } else {
        vec![form.to_owned()]
    }
}

/// The phrases that an entry with one alternative in it means: `д(ень|ня)_перемоги`.
pub(crate) fn varied(form: &str) -> Vec<String> {
    match form.split_once('(').and_then(|(head, rest)| Some((head, rest.split_once(')')?))) {
        Some((head, (endings, tail))) => endings.split('|').map(|ending| format!("{head}{ending}{tail}")).collect(),
        None => vec![form.to_owned()],
    }
}
