//! In: an article's passages. Out: the people it names, their inflected forms merged into one nominative name.
//!
//! Invariant: a name holds only what the article says: no first name, no letter of an ending, from elsewhere.

use serde::{Deserialize, Serialize};

use super::Part;
use super::entity::Rules;

use crate::passage::Span;

/// Somebody whom an article names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// In the nominative, as fully as the article gives it: `Рустем Умєров`, `Байден`.
    pub name: String,
    /// Every place where the article names them, in reading order.
    pub forms: Vec<PersonForm>,
    /// The office that the article gives them with the name, as it stands there (`міністр оборони України`).
    pub role: Option<PersonForm>,
    /// The names of the rules by which its words name a person (see `names::evidence`).
    pub rules: Rules,
}

/// Words at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonForm {
    pub part: Part,
    pub text: String,
    pub span: Span,
}
