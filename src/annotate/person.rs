//! In: an article's passages. Out: the people in it, with their inflected forms merged into one name in the nominative.
//!
//! Invariant: a name contains only what the article prints. No first name and no ending is added from elsewhere.

use serde::{Deserialize, Serialize};

use super::Part;
use super::entity::Rules;

use crate::passage::Span;

/// A person in an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name in the nominative, as fully as the article gives it: `Рустем Умєров`, `Байден`.
    pub name: String,
    /// Every mention in the article, in reading order.
    pub forms: Vec<PersonForm>,
    /// The office next to the name, as the article prints it (`міністр оборони України`).
    pub role: Option<PersonForm>,
    /// The names of the rules that accepted the words as a person's name (see `names::evidence`).
    pub rules: Rules,
}

/// Words with their position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonForm {
    /// The part of the article that contains them.
    pub part: Part,
    /// The words.
    pub text: String,
    /// The position in the capture.
    pub span: Span,
}
