//! In: what each page says of itself, and the links between pages. Out: the days that are left when all has been weighed.
//!
//! Invariant: only narrows; what is left hangs on the evidence, not on the order in which it is looked at; a link that
//! would leave a page no day is not applied but kept as evidence against.

use chrono::Datelike;

use super::own::{LAG, Own, Told};
use crate::annotate::{Annotated, Year};
use crate::link::calendar::{Possible, is_month, is_year, shift, whole_year};
use crate::link::occurrence::Stretch;
use crate::link::{LONGEST_LEAD, Link, LinkKind};
use crate::when::{Days, Evidence, EvidenceKind, How, Moment, Precision, When};

/// A range longer than this, in days, is not known.
const LONGEST_RANGE: i64 = 366;
/// Every round lets evidence travel along one more link; a chain of more pages than this is left where it is.
const MOST_ROUNDS: usize = 64;

/// What is left of the days of one article.
pub struct Resolved {
    pub own: Own,
    /// The announced event that it reports.
    pub event: Option<Told>,
}

/// Lets linked articles narrow each other's days until nothing changes.
pub fn resolve(own: Vec<Own>, links: &[Link], articles: &[&Annotated]) -> Vec<Resolved> {
    let mut pages: Vec<_> = own.into_iter().map(|own| Resolved { own, event: None }).collect();
    for _ in 0..MOST_ROUNDS {
        let mut changed = false;
        for link in links {
            changed |= match link.kind {
                LinkKind::SameEvent => {
                    same_event(&mut pages, link.from, link.to, &link.reason)
                        | same_event(&mut pages, link.to, link.from, &link.reason)
                }
                LinkKind::Announces => announces(&mut pages, link, articles),
                LinkKind::FollowsUp => false,
            };
        }
        if !changed {
            break;
        }
    }
    pages.iter_mut().for_each(|page| page.own.put_in_order());
    pages
}

/// One report of an event narrows another: both are printed soon after what they tell.
fn same_event(pages: &mut [Resolved], from: usize, to: usize, reason: &[Evidence]) -> bool {
    if pages[to].own.stated.is_some() {
        return false;
    }
    let other = &pages[from].own;
    let near = other.possible.spread(-LAG, LAG);
    let told = other.told.as_ref().map(|told| told.possible.meet(&other.possible.spread(-LAG, 0)));
    let (by, told) = match told.filter(|told| !told.is_empty()) {
        Some(told) => (told.spread(0, LAG), other.told.as_ref()),
        None => (near, None),
    };
    let told = told.map(Told::with_lag).unwrap_or_default();
    let evidence = told.into_iter().chain(other.chain.iter().cloned()).chain(reason.iter().cloned()).collect();
    pages[to].own.changed_by(&by, evidence)
}

/// An announcement and a report of what it announced narrow each other, and the days of the event.
fn announces(pages: &mut [Resolved], link: &Link, articles: &[&Annotated]) -> bool {
    let Some((stretch, days)) = announced(link, articles[link.from]) else { return false };
    let (from, to) = (&pages[link.from].own, &pages[link.to].own);
    let told = |event: Days| !from.possible.meet(&before(event, stretch.year)).is_empty();
    let by_from = stretch.possible().keep(told);
    let by_to = stretch.possible().keep(|event| to.possible.meets(printed(event)));
    let event = by_from.meet(&by_to);
    let evidence: Vec<_> = std::iter::once(days.clone()).chain(link.reason.iter().cloned()).collect();
    if event.is_empty() {
        pages[link.to].own.contradicted_by(evidence);
        return false;
    }
    let announced = event.ranges().iter().flat_map(|&event| before(event, stretch.year).ranges().to_vec()).collect();
    let reported = event.ranges().iter().map(|&event| printed(event)).collect();
    let lag = Evidence { kind: EvidenceKind::Lag, ..days };
    let chain = |alone: &Possible, other: &Own| -> Vec<_> {
        let needed = if *alone == event { &[][..] } else { &other.chain };
        needed.iter().chain(&evidence).cloned().collect()
    };
    let for_from = chain(&by_from, to);
    let for_to = chain(&by_to, from).into_iter().chain([lag]).collect();
    let mut changed = false;
    if from.stated.is_none() {
        changed |= pages[link.from].own.changed_by(&Possible::of(announced), for_from);
    }
    if pages[link.to].own.stated.is_none() {
        changed |= pages[link.to].own.changed_by(&Possible::of(reported), for_to);
    }
    pages[link.to].event = Some(Told { possible: event, evidence });
    changed
}

/// The announced days of a link: the expression of the announcer that stands among the link's reasons.
fn announced(link: &Link, announcer: &Annotated) -> Option<(Stretch, Evidence)> {
    let name = announcer.article.name();
    let own = |reason: &&Evidence| reason.path == name;
    link.reason.iter().filter(own).find_map(|reason| {
        let stands = |place| announcer.expressions.iter().find(|expression| expression.span == place);
        Some((Stretch::of(&stands(reason.place?)?.meaning)?, reason.clone()))
    })
}

/// The days on which an event may be announced, given what the announcement says of its year.
fn before(event: Days, year: Year) -> Possible {
    let lead = Possible::of(vec![Days { earliest: shift(event.earliest, -LONGEST_LEAD), latest: event.latest }]);
    match year {
        Year::Relative(offset) => {
            let year = whole_year(event.earliest.year() - offset).into_iter().collect();
            lead.meet(&Possible::of(year))
        }
        Year::Stated(_) | Year::Missing => lead,
    }
}

/// The days on which an event is reported.
fn printed(event: Days) -> Days {
    Days { earliest: event.earliest, latest: shift(event.latest, LAG) }
}

impl Own {
    fn contradicted_by(&mut self, evidence: Vec<Evidence>) {
        let fresh: Vec<_> = evidence.into_iter().filter(|one| !self.against.contains(one)).collect();
        self.against.extend(fresh);
    }

    fn changed_by(&mut self, by: &Possible, evidence: Vec<Evidence>) -> bool {
        let before = self.possible.clone();
        self.narrow(by, evidence);
        self.possible != before
    }

    /// The chain by the strength of its links, so that it does not hang on the order in which they were found.
    fn put_in_order(&mut self) {
        for evidence in [&mut self.chain, &mut self.against] {
            evidence.sort_by(Evidence::by_place);
            evidence.dedup();
        }
    }
}

impl Resolved {
    /// When it was published, if what is left is short enough to say so.
    pub fn published(&self) -> Option<When> {
        let evidence = self.own.chain.clone();
        if let Some(moment) = self.own.stated {
            let precision = if moment.time.is_some() { Precision::Minute } else { Precision::Day };
            return Some(When { earliest: moment, latest: moment, precision, how: How::Stated, evidence });
        }
        let days = self.own.possible.hull().filter(|days| days.len() <= LONGEST_RANGE)?;
        Some(of_days(days, How::Resolved, evidence))
    }
}

/// A range of days with the precision that it has.
pub fn of_days(days: Days, how: How, evidence: Vec<Evidence>) -> When {
    let precision = match days {
        days if days.is_day() => Precision::Day,
        days if is_month(days) => Precision::Month,
        days if is_year(days) => Precision::Year,
        _ => Precision::Range,
    };
    When { earliest: Moment::day(days.earliest), latest: Moment::day(days.latest), precision, how, evidence }
}
