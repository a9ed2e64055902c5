//! In: the evidence of each page about itself, and the links between pages. Out: the days that remain possible.
//!
//! Invariant: only narrows. The result depends on the evidence, not on the order in which it is processed. A link that would leave a page
//! without possible days is not applied but kept as a contradiction.

use chrono::{Datelike, NaiveDate};

use super::mention;
use super::own::{EventDay, LAG, Own};
use crate::annotate::Annotated;
use crate::link::stated::stated;
use crate::link::{LONGEST_LEAD, Link, LinkKind};
use crate::time::{
    self, Days, Evidence, EvidenceKind, How, Moment, Possible, Precision, Stretch, Tense, When, Year, is_month,
    is_year, resolvable, shift, whole_year,
};

/// Maximum range of days for a publication date: twenty years. Of a longer range only the first end means something. Set by hand.
const LONGEST_KNOWN: i64 = 20 * 366;
/// In each round evidence travels along one more link. In chains of more pages than this, it stops. A limit on time: rounds end as soon as
/// one changes nothing.
const MOST_ROUNDS: usize = 64;

/// Maximum number of days by which a page without a day is newer than all that have one: a year. It is the longest of the Gregorian
/// calendar, 366 days.
const NEWER: i64 = 366;

/// The remaining days of one article.
pub(crate) struct Resolved {
    pub own: Own,
    /// The announced event that it reports.
    pub event: Option<EventDay>,
}

/// Lets linked articles narrow each other's days until nothing changes.
pub(crate) fn resolve(own: Vec<Own>, links: &[Link], articles: &[&Annotated]) -> Vec<Resolved> {
    let mut pages: Vec<_> = own.into_iter().map(|own| Resolved { own, event: None }).collect();
    settle(&mut pages, links, articles);
    let named = pages.iter_mut().map(|page| page.own.apply_file_name()).fold(false, |any, changed| any | changed);
    if named {
        settle(&mut pages, links, articles);
    }
    if let Some(newest) = newest(&pages, articles) {
        pages.iter_mut().for_each(|page| page.own.drop_outlying(newest));
    }
    pages.iter_mut().for_each(|page| page.own.put_in_order());
    pages
}

/// The latest day on which a page is known to have been published or captured.
fn newest(pages: &[Resolved], articles: &[&Annotated]) -> Option<NaiveDate> {
    let published = pages.iter().filter_map(|page| page.own.stated).map(|moment| moment.day);
    let captured = articles.iter().flat_map(|article| stated(&article.article)).map(|stated| stated.moment.day);
    published.chain(captured).max()
}

fn settle(pages: &mut [Resolved], links: &[Link], articles: &[&Annotated]) {
    for _ in 0..MOST_ROUNDS {
        let mut changed = false;
        for link in links {
            changed |= match link.kind {
                LinkKind::SameEvent => {
                    same_event(pages, link.from, link.to, &link.reason)
                        | same_event(pages, link.to, link.from, &link.reason)
                }
                LinkKind::Announces | LinkKind::AnnouncesOngoing => announces(pages, link, articles),
                LinkKind::FollowsUp => follows_up(pages, link, articles),
                LinkKind::TookOffice | LinkKind::LeftOffice => held(pages, link, articles),
            };
        }
        if !changed {
            break;
        }
    }
}

/// One report of an event narrows another, because both are printed soon after the event.
fn same_event(pages: &mut [Resolved], from: usize, to: usize, reason: &[Evidence]) -> bool {
    if pages[to].own.stated.is_some() {
        return false;
    }
    let other = &pages[from].own;
    let near = other.possible.spread(-LAG, LAG);
    let event = other.told.as_ref().or(pages[from].event.as_ref());
    let told = event.map(|told| told.possible.meet(&other.possible.spread(-LAG, 0)));
    let (by, told) = match told.filter(|told| !told.is_empty()) {
        Some(told) => (told.spread(0, LAG), event),
        None => (near, None),
    };
    let told = told.map(EventDay::with_lag).unwrap_or_default();
    let evidence = told.into_iter().chain(other.chain.iter().cloned()).chain(reason.iter().cloned()).collect();
    pages[to].own.changed_by(&by, evidence)
}

/// An announcement and a report of the announced event narrow each other, and the days of the event. Something ongoing is reported on its
/// own days, something finished up to a day later.
fn announces(pages: &mut [Resolved], link: &Link, articles: &[&Annotated]) -> bool {
    let Some((stretch, days)) = announced(link, articles[link.from]) else { return false };
    let (from, to) = (&pages[link.from].own, &pages[link.to].own);
    let printed = |event: Days| if link.kind == LinkKind::AnnouncesOngoing { event } else { printed(event) };
    let told = |event: Days| !from.possible.meet(&before(event, stretch.year)).is_empty();
    let by_from = stretch.possible().keep(told);
    let by_to = stretch.possible().keep(|event| to.possible.meets(printed(event)));
    let event = by_from.meet(&by_to);
    let evidence: Vec<_> = std::iter::once(days.clone()).chain(link.reason.iter().cloned()).collect();
    if event.is_empty() {
        pages[link.to].own.contradicted_by(evidence);
        return false;
    }
    let announced = event.union(|event| before(event, stretch.year));
    let reported = event.map(|event| Some(printed(event)));
    let lag = (link.kind == LinkKind::Announces).then_some(Evidence { kind: EvidenceKind::Lag, ..days });
    let chain = |alone: &Possible, other: &Own| -> Vec<_> {
        let needed = if *alone == event { &[][..] } else { &other.chain };
        needed.iter().chain(&evidence).cloned().collect()
    };
    let for_from = chain(&by_from, to);
    let for_to = chain(&by_to, from).into_iter().chain(lag).collect();
    let mut changed = false;
    if from.stated.is_none() {
        changed |= pages[link.from].own.changed_by(&announced, for_from);
    }
    if pages[link.to].own.stated.is_none() {
        changed |= pages[link.to].own.changed_by(&reported, for_to);
    }
    pages[link.to].event = Some(EventDay { possible: event, evidence });
    changed
}

/// An article that looks back on the news of another one gives it the days that it names. Without a day, it is at least not the older of
/// the two.
fn follows_up(pages: &mut [Resolved], link: &Link, articles: &[&Annotated]) -> bool {
    let (later, report) = (&pages[link.from].own, &pages[link.to].own);
    let Some(LookedBack { event, year, from_base }) = looked_back_on(link, articles[link.from], &later.possible) else {
        return in_order(pages, link, articles);
    };
    let fits = event.meet(&report.possible.spread(-LAG, 0));
    let fits = report.told.as_ref().map_or(fits.clone(), |told| fits.meet(&told.possible));
    if fits.is_empty() {
        return false;
    }
    let evidence = |other: &Own| -> Vec<_> { other.chain.iter().chain(&link.reason).cloned().collect() };
    let lag = link.reason.first().map(|reason| Evidence { kind: EvidenceKind::Lag, ..reason.clone() });
    let dated = if from_base { evidence(later) } else { link.reason.clone() };
    let (for_report, for_later) = (dated.into_iter().chain(lag).collect(), evidence(report));
    let mut changed = false;
    if report.stated.is_none() {
        changed |= pages[link.to].own.changed_by(&fits.spread(0, LAG), for_report);
    }
    if pages[link.from].own.stated.is_none() {
        let soon = |event: Days| Days { latest: shift(event.latest, LONGEST_LEAD), ..event };
        let since = fits.ends().0.map_or_else(Possible::any, Possible::from);
        let behind = match year {
            Year::Stated(_) | Year::Unnamed => since,
            Year::Missing => fits.map(|event| Some(soon(event))),
            Year::Relative(offset) => since.meet(&fits.map(|event| whole_year(event.earliest.year() - offset))),
        };
        changed |= pages[link.from].own.changed_by(&behind, for_later);
    }
    if pages[link.to].own.told.is_none() {
        pages[link.to].event = Some(EventDay { possible: fits, evidence: link.reason.clone() });
    }
    changed
}

/// The older news was published no later than the article that looks back on it. Another publisher may have printed it a day later.
fn in_order(pages: &mut [Resolved], link: &Link, articles: &[&Annotated]) -> bool {
    let publisher = |at: usize| articles[at].article.source.as_ref().map(|source| &source.name);
    let one_house = publisher(link.from).is_some() && publisher(link.from) == publisher(link.to);
    let slack = if one_house { 0 } else { LAG };
    let (later, report) = (&pages[link.from].own, &pages[link.to].own);
    let evidence = |other: &Own| -> Vec<_> { other.chain.iter().chain(&link.reason).cloned().collect() };
    let until = later.possible.ends().1.map(|latest| (Possible::until(shift(latest, slack)), evidence(later)));
    let from = report.possible.ends().0.map(|first| (Possible::from(shift(first, -slack)), evidence(report)));
    let mut changed = false;
    for (at, bound) in [(link.to, until), (link.from, from)] {
        if let Some((bound, evidence)) = bound.filter(|_| pages[at].own.stated.is_none()) {
            changed |= pages[at].own.changed_by(&bound, evidence);
        }
    }
    changed
}

/// A page that gives somebody an office was published while they held it, as far as another page states the term.
fn held(pages: &mut [Resolved], link: &Link, articles: &[&Annotated]) -> bool {
    let Some((stretch, _)) = announced(link, articles[link.from]) else { return false };
    let Some(day) = stretch.possible().hull().filter(|_| pages[link.to].own.stated.is_none()) else { return false };
    let bound = match link.kind {
        LinkKind::TookOffice => Possible::from(day.earliest),
        _ => Possible::until(day.latest),
    };
    pages[link.to].own.changed_by(&bound, link.reason.clone())
}

/// The information in a look back about the days of the event.
struct LookedBack {
    event: Possible,
    /// The year of the days, as far as it is given.
    year: Year,
    /// Whether the days follow from those of its own page.
    from_base: bool,
}

/// The days of a look back, seen from its own page. `None` if it has none or several.
fn looked_back_on(link: &Link, article: &Annotated, possible: &Possible) -> Option<LookedBack> {
    let name = article.article.name();
    let named = |reason: &&Evidence| reason.path == name;
    let expressions = link
        .reason
        .iter()
        .filter(named)
        .filter_map(|reason| article.expressions.iter().find(|expression| Some(expression.span) == reason.place));
    let mut expressions = expressions.filter(|expression| resolvable(&expression.meaning));
    let (expression, more) = (expressions.next()?, expressions.next());
    if more.is_some() {
        return None;
    }
    let Some(stretch) = Stretch::of(&expression.meaning) else {
        let days = match possible.hull() {
            Some(base) => mention::days(&expression.meaning, Tense::Past, base),
            None => time::days(&expression.meaning, None),
        };
        let year = |days: Days| Year::Stated(days.earliest.year());
        return days.map(|days| LookedBack { event: Possible::of(vec![days]), year: year(days), from_base: true });
    };
    let seen_from = |event: Days| {
        let from = Days { earliest: event.earliest, latest: shift(event.latest, LONGEST_LEAD) };
        match stretch.year {
            Year::Stated(_) | Year::Unnamed => true,
            Year::Missing => possible.meets(from),
            Year::Relative(offset) => {
                whole_year(event.earliest.year() - offset).is_some_and(|year| possible.meets(year))
            }
        }
    };
    let from_base = !matches!(stretch.year, Year::Stated(_));
    Some(LookedBack { event: stretch.possible().keep(seen_from), year: stretch.year, from_base })
}

/// The announced days of a link: the announcement's expression in the link's reasons.
fn announced(link: &Link, announcer: &Annotated) -> Option<(Stretch, Evidence)> {
    let name = announcer.article.name();
    let own = |reason: &&Evidence| reason.path == name;
    link.reason.iter().filter(own).find_map(|reason| {
        let stands = |place| announcer.expressions.iter().find(|expression| expression.span == place);
        Some((Stretch::of(&stands(reason.place?)?.meaning)?, reason.clone()))
    })
}

/// The days on which an event may be announced, depending on the year in the announcement. If it is missing, the next occurrence is meant.
fn before(event: Days, year: Year) -> Possible {
    let until = Possible::until(event.latest);
    let since = Possible::from(shift(event.earliest, -LONGEST_LEAD));
    match year {
        Year::Stated(_) | Year::Unnamed => until,
        Year::Missing => until.meet(&since),
        Year::Relative(offset) => {
            let year = whole_year(event.earliest.year() - offset).into_iter().collect();
            until.meet(&Possible::of(year))
        }
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

    /// Removes evidence that makes a page much newer than the newest dated page, unless another page confirms it. The past tense in one
    /// text does not outweigh all other pages.
    fn drop_outlying(&mut self, newest: NaiveDate) {
        let behind = self.possible.ends().0.is_some_and(|first| first > shift(newest, NEWER));
        let by_others =
            self.chain.iter().any(|one| matches!(one.kind, EvidenceKind::Correction | EvidenceKind::Linked));
        if self.stated.is_none() && behind && !by_others {
            self.possible = Possible::any();
            let chain = std::mem::take(&mut self.chain);
            self.contradicted_by(chain);
        }
    }

    /// Sorts the chain by strength, so that it does not depend on the order in which the evidence was found.
    fn put_in_order(&mut self) {
        for evidence in [&mut self.chain, &mut self.against] {
            evidence.sort_by(Evidence::by_place);
            evidence.dedup();
        }
    }
}

impl Resolved {
    /// When it was published, as far as its days are bounded.
    pub(crate) fn published(&self) -> Option<When> {
        let evidence = self.own.chain.clone();
        if let Some(moment) = self.own.stated {
            let precision = if moment.time.is_some() { Precision::Minute } else { Precision::Day };
            return Some(When { earliest: Some(moment), latest: Some(moment), precision, how: How::Stated, evidence });
        }
        match self.own.possible.ends() {
            (None, None) => None,
            (Some(earliest), Some(latest)) if (latest - earliest).num_days() <= LONGEST_KNOWN => {
                Some(of_days(Days { earliest, latest }, How::Resolved, evidence))
            }
            // The later end is only the last year of the calendar in which a day without a year may lie.
            (Some(earliest), Some(_)) => {
                let (earliest, precision) = (Some(Moment::day(earliest)), Precision::After);
                Some(When { earliest, latest: None, precision, how: How::Resolved, evidence })
            }
            (earliest, latest) => {
                let precision = if earliest.is_some() { Precision::After } else { Precision::Before };
                let (earliest, latest) = (earliest.map(Moment::day), latest.map(Moment::day));
                Some(When { earliest, latest, precision, how: How::Resolved, evidence })
            }
        }
    }
}

/// A range of days with its precision.
pub(crate) fn of_days(days: Days, how: How, evidence: Vec<Evidence>) -> When {
    let precision = match days {
        days if days.is_day() => Precision::Day,
        days if is_month(days) => Precision::Month,
        days if is_year(days) => Precision::Year,
        _ => Precision::Range,
    };
    let (earliest, latest) = (Some(Moment::day(days.earliest)), Some(Moment::day(days.latest)));
    When { earliest, latest, precision, how, evidence }
}
