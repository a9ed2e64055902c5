//! In: the claims of an edition that do not verify. Out: which of them are left out next; and the type of an edition that verifies.
//!
//! A claim that fails costs itself; one that fails again though it was left out costs its page. After some rounds whole pages go.
//!
//! Invariant: no claim is left out more often than it may be, so that the rounds end.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::capture::picture::Fault;
use crate::corpus::Corpus;
use crate::edition::{Claim, ClaimKind, Edition, LeftOut, Reason};
use crate::render::Pictures;
use crate::verify::{Failure, VerifyError, claim};
use crate::warned::Warning;

/// Rounds in which single claims are left out. Three is the longest chain that hangs on one claim: a date, the sentence that is
/// chosen in its place, a name that is in it alone; twice that, to be sure.
const ROUNDS_OF_CLAIMS: usize = 6;
/// Rounds before nothing is tried any more.
pub(crate) const MOST_ROUNDS: usize = 12;

/// An edition whose claims verify.
#[derive(Debug, Clone)]
pub struct Founded {
    /// The corpus without what was left out.
    pub corpus: Corpus,
    pub edition: Edition,
    /// The edition as the data that outputs carry.
    pub carried: Vec<u8>,
    pub pictures: Pictures,
    /// The claims that were left out, and pictures that are not as they were captured.
    pub warnings: Vec<Warning>,
}

/// Why no edition verifies.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfounded {
    #[error(transparent)]
    Unreadable(#[from] VerifyError),
    /// These fail, and no claim can be left out for them.
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

/// What is left out next: the claims that fail, else their pages.
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

/// How often a claim may be left out: an event whose date fails is first dated by the days of its reports.
fn most_tries(kind: ClaimKind) -> usize {
    if kind == ClaimKind::EventDate { 2 } else { 1 }
}

impl LeftOut {
    /// What a person is told of it.
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
