//! In: the claims of an edition that could not be verified. Out: the claims to leave out next, and the type of a verified edition.
//!
//! A claim that fails is left out. If it fails again, its page is left out. After some rounds only whole pages are left out.
//!
//! Invariant: each claim has a limit on how often it is left out, so that the rounds end.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::capture::picture::Fault;
use crate::corpus::Corpus;
use crate::edition::{Claim, ClaimKind, Edition, LeftOut, Reason};
use crate::render::Pictures;
use crate::verify::{Failure, VerifyError, claim};
use crate::warned::Warning;

/// Rounds in which single claims are left out. The longest chain from one claim is three: a date, the sentence that is chosen instead, a
/// name that occurs only there. This is twice that.
const ROUNDS_OF_CLAIMS: usize = 6;
/// The limit on rounds. Twice those.
pub(crate) const MOST_ROUNDS: usize = 12;

/// An edition whose claims are verified.
#[derive(Debug, Clone)]
pub struct Founded {
    /// The corpus without the claims that were left out.
    pub corpus: Corpus,
    /// The edition.
    pub edition: Edition,
    /// The edition as JSON, as outputs contain it.
    pub carried: Vec<u8>,
    /// The pictures of the edition.
    pub pictures: Pictures,
    /// Warnings about claims that were left out, and about pictures that have changed since the capture.
    pub warnings: Vec<Warning>,
}

/// Why no edition can be verified.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfounded {
    /// The edition's data cannot be read.
    #[error(transparent)]
    Unreadable(#[from] VerifyError),
    /// These claims fail, and leaving out claims does not help.
    #[error("the edition does not agree with itself or with the captures")]
    Failing(Vec<Failure>),
}

pub(crate) fn with_pictures(edition: Edition, pictures: &Pictures) -> Edition {
    let limited = match pictures.within(&edition) {
        Cow::Borrowed(_) => None,
        Cow::Owned(limited) => Some(limited),
    };
    limited.unwrap_or(edition)
}

/// The claims to leave out next: those that fail, else their pages.
pub(crate) fn next(claims: Vec<LeftOut>, tried: &BTreeMap<Claim, usize>, round: usize) -> Vec<LeftOut> {
    let is_new = |one: &LeftOut| tried.get(&one.claim).copied().unwrap_or_default() < most_tries(one.claim.kind);
    let pages = claim::pages(&claims);
    let fresh: Vec<LeftOut> = claims.into_iter().filter(is_new).collect();
    if !fresh.is_empty() && round < ROUNDS_OF_CLAIMS {
        return fresh;
    }
    let mut fresh: Vec<LeftOut> = pages.into_iter().filter(is_new).collect();
    fresh.dedup_by(|one, other| one.claim == other.claim);
    fresh
}

/// How often a claim may be left out. An event whose date fails is first dated by the days of its reports.
fn most_tries(kind: ClaimKind) -> usize {
    if kind == ClaimKind::EventDate { 2 } else { 1 }
}

impl LeftOut {
    /// The warning for the user.
    pub(crate) fn warning(&self) -> Warning {
        let Claim { kind, id, .. } = &self.claim;
        let name = id.to_string();
        let kind = serde_json::to_value(kind).ok();
        let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default().replace('-', " ");
        match self.reason {
            Reason::Limit => {
                let hint = Some(Fault::TooManyPictures.hint().to_owned());
                Warning { path: Some(name), problem: format!("left out: {}", self.problem), hint }
            }
            _ => {
                let problem = format!("left out, not verified: {kind}: {}", self.problem);
                Warning { path: Some(name), problem, hint: None }
            }
        }
    }
}
