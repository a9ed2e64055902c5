//! In: the sources that a file of the book cites, one after the other. Out: where each number leads, and which notes the file
//! needs at its end.
//!
//! Reading devices show the note that a number leads to beside the text, if it stands in the same file.
//!
//! Invariant: every number that is printed has a note, and every note leads back to the first number that leads to it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::Environment;
use minijinja::value::{Serde, Value};
use serde::Serialize;

/// The sources that the file cites which is being printed.
type Cited = Arc<Mutex<BTreeSet<usize>>>;

/// A number that leads to a note.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Reference {
    note: String,
    /// Of the first number that leads to the note: what the note leads back to.
    id: Option<String>,
}

/// Gives templates `cite`, which takes a source's number, and `cited`, which gives the numbers that were cited since it was last
/// asked. `sources` are the numbers of those that there are.
pub fn add(environment: &mut Environment<'static>, sources: BTreeSet<usize>) {
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
