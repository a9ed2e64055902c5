//! In: the sources that a file of the book cites, in order. Out: where each number links to, and the notes that the file needs at its end.
//!
//! Reading devices show the note next to the text if it is in the same file.
//!
//! Invariant: every printed number has a note, and every note links back to the first number that links to it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::Environment;
use minijinja::value::{Serde, Value};
use serde::Serialize;

/// The sources cited so far in the current file.
type Cited = Arc<Mutex<BTreeSet<usize>>>;

/// A number that links to a note.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Reference {
    note: String,
    /// The target of the note's link back. Only the first number for a note has it.
    id: Option<String>,
}

/// Adds the template functions `cite`, which takes the number of a source, and `cited`, which returns the numbers cited since its last
/// call. `sources` holds the numbers of all sources.
pub(crate) fn add(environment: &mut Environment<'static>, sources: BTreeSet<usize>) {
    let cited = Cited::default();
    let taken = cited.clone();
    environment.add_function("cite", move |number: usize| {
        sources.contains(&number).then(|| Value::from(Serde(cite(&cited, number))))
    });
    environment.add_function("cited", move || take(&taken));
}

fn cite(cited: &Cited, number: usize) -> Reference {
    let is_first = cited.lock().unwrap_or_else(PoisonError::into_inner).insert(number);
    Reference { note: format!("note-{number}"), id: is_first.then(|| format!("cited-{number}")) }
}

fn take(cited: &Cited) -> Vec<usize> {
    std::mem::take(&mut *cited.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_leads_back_to_the_first_number() {
        let cited = Cited::default();
        let first = Reference { note: "note-3".to_owned(), id: Some("cited-3".to_owned()) };
        assert_eq!(cite(&cited, 3), first);
        assert_eq!(cite(&cited, 3).id, None);
        assert_eq!(cite(&cited, 1).note, "note-1");
        assert_eq!(take(&cited), [1, 3]);
        assert_eq!(cite(&cited, 3), first, "the next file begins anew");
    }
}
