//! In: the articles of a corpus and what is counted over all of them. Out: the same in one piece, for the choice of sentences.
//!
//! Invariant: `dates` corresponds to `articles`.

use super::fitness::Recurring;
use crate::annotate::Annotated;
use crate::dating::Dated;
use crate::salience::Salience;
use crate::salience::centroid::Vectors;

/// What the choice is made from.
pub(crate) struct Corpus<'a> {
    pub articles: &'a [Annotated],
    pub dates: &'a [Dated],
    pub vectors: &'a Vectors,
    pub recurring: &'a Recurring,
    pub salience: &'a Salience,
}
