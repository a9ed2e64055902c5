//! In: a corpus and the captures that it was read from. Out: its edition, of which every claim verifies, with its pictures.
//!
//! Assemble, verify, leave out what fails, until nothing fails. A claim that fails costs itself; one that fails again though it was
//! left out costs its page. Each round leaves out at least one more, so the rounds end; after some of them whole pages go.
//!
//! Invariant: what is returned verifies; each claim that was left out stands in its ledger.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::capture::picture::Fault;
use crate::corpus::Corpus;
use crate::edition::{self, Claim, ClaimKind, Edition, LeftOut, Reason};
use crate::history::Since;
use crate::project::Project;
use crate::render::Pictures;
use crate::render::pictures::{self, Loaded};
use crate::verify::{self, Failure, Originals, VerifyError, claim};
use crate::warned::Warning;
use crate::withhold::withhold;

/// Rounds in which single claims are left out. Three is the longest chain that hangs on one claim: a date, the sentence that is
/// chosen in its place, a name that is in it alone; twice that, to be sure.
const ROUNDS_OF_CLAIMS: usize = 6;
/// Rounds before nothing is tried any more.
const MOST_ROUNDS: usize = 12;

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

/// The edition of a corpus without the claims that do not verify against `originals`. `since` is what the corpus was set beside.
///
/// # Errors
/// Something fails that no claim can be left out for: a defect of the program.
pub fn founded(
    mut corpus: Corpus,
    project: &Project,
    since: Option<&Since>,
    originals: &Originals,
) -> Result<Founded, Unfounded> {
    let mut tried: BTreeMap<Claim, usize> = BTreeMap::new();
    let mut round = 0;
    loop {
        let assembled = crate::edition(&corpus, project);
        let Loaded { pictures, mut warnings, left_out, .. } = pictures::load(&assembled, &project.root, project.links);
        if corpus.note(left_out) {
            // The ledger tells of them: assembled once more, the edition shows the same pictures.
            continue;
        }
        let edition = with_pictures(assembled, &pictures);
        let carried = edition::data(&edition);
        let failures = verify::edition(&carried, originals)?;
        if failures.is_empty() {
            warnings.extend(corpus.withheld.claims.iter().map(LeftOut::warning));
            return Ok(Founded { corpus, edition, carried, pictures, warnings });
        }
        let claims = next(claim::failing(&edition, &failures), &tried, round);
        if claims.is_empty() || round == MOST_ROUNDS {
            return Err(Unfounded::Failing(failures));
        }
        claims.iter().for_each(|one| *tried.entry(one.claim.clone()).or_default() += 1);
        corpus = withhold(corpus, claims, project, since);
        round += 1;
    }
}

fn with_pictures(edition: Edition, pictures: &Pictures) -> Edition {
    let limited = match pictures.within(&edition) {
        Cow::Borrowed(_) => None,
        Cow::Owned(limited) => Some(limited),
    };
    limited.unwrap_or(edition)
}

/// What is left out next: the claims that fail, else their pages.
fn next(claims: Vec<LeftOut>, tried: &BTreeMap<Claim, usize>, round: usize) -> Vec<LeftOut> {
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
    fn warning(&self) -> Warning {
        let Claim { kind, path, record, .. } = &self.claim;
        let name = if *record == 0 { path.clone() } else { format!("{path}#{record}") };
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
