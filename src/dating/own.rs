//! In: one article. Out: its own evidence about its publication: the possible days, and the day of its event.
//!
//! Invariant: looks at no other article. Stronger evidence is applied first. Evidence that contradicts it is kept but not applied.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, Offset, TimeZone, Weekday};

use super::Rules;
use super::context::Context;
use super::year;
use crate::annotate::Annotated;
use crate::link::stated::{Stated, implausible, stated};
use crate::normalize::Article;
use crate::normalize::article::{Stamp, StampKind};
use crate::passage::Span;
use crate::time::year::Falls;
use crate::time::{Days, Evidence, EvidenceKind, Meaning, Moment, Possible, Stretch, Tense, Unit, Year, shift};

/// Maximum number of days between an event and the news about it. Set by hand.
pub(crate) const LAG: i64 = 1;
/// Maximum number of days between the publication of a page and the day in its file's name, if its text agrees. Set by hand.
const SAVED: i64 = 3;
/// Maximum number of days between the dates of one moment in two time zones. Zones lie less than 24 hours apart, but for some islands of
/// the Pacific.
const ZONES: i64 = 1;
/// A stretch up to this many days long counts as days. A week has 7.
const SHORT: i64 = 7;
/// The year of the first pages of the web. A text about an earlier year retells it. CERN announced the web in August of that year.
const FIRST_PAGES: i32 = 1991;
/// Maximum number of years between the year in which a text says that it was written and the last change of its page. Set by hand.
const CHANGED: i32 = 1;
/// Days without a year belong to one stretch of time if they are at most this many days apart. Two months have at most 62.
const ONE_STORY: i64 = 62;

/// The evidence of a page about its own publication.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    pub possible: Possible,
    /// The evidence in the order in which it was applied.
    pub chain: Vec<Evidence>,
    pub against: Vec<Evidence>,
    /// The moment of publication, if the page prints one.
    pub stated: Option<Moment>,
    /// The day of the article's event, if it names one.
    pub told: Option<EventDay>,
    /// The day in the name of its file.
    file_name: Option<(NaiveDate, Evidence)>,
}

/// The day of the article's event.
#[derive(Debug, Clone)]
pub(crate) struct EventDay {
    pub possible: Possible,
    pub evidence: Vec<Evidence>,
}

/// Applies the evidence of one page.
pub(crate) fn read(article: &Annotated, contexts: &[Context<'_>], rules: &Rules<'_>) -> Own {
    let told = corrected_event_day(&article.article, rules).or_else(|| own_event_day(contexts));
    let mut own = Own {
        possible: Possible::any(),
        chain: Vec::new(),
        against: Vec::new(),
        stated: None,
        told: None,
        file_name: file_name(&article.article),
    };
    own.correct(&article.article, rules);
    own.read_stamps(&article.article, rules);
    if own.stated.is_none() {
        own.read_run_in(contexts);
    }
    if own.stated.is_none() {
        own.read_bounds(&article.article, rules);
        own.read_text(contexts, changed(&article.article));
        if let Some(told) = told.as_ref().filter(|told| !told.is_retold(contexts)) {
            own.narrow(&told.possible.spread(0, LAG), told.with_lag());
        }
    }
    own.told = told;
    own
}

impl EventDay {
    /// Its evidence, plus the rule that news is printed soon after.
    pub(crate) fn with_lag(&self) -> Vec<Evidence> {
        let lag = self.evidence.first().map(|told| Evidence { kind: EvidenceKind::Lag, gives: None, ..told.clone() });
        self.evidence.iter().cloned().chain(lag).collect()
    }

    /// Whether a page only retells its day, so that it was not printed soon after: no page of the web is that old, or the sentence counts
    /// back to the day: "two years ago, on 14 July 2022".
    fn is_retold(&self, contexts: &[Context<'_>]) -> bool {
        let old = self.possible.hull().is_some_and(|days| days.latest.year() < FIRST_PAGES);
        let place = self.evidence.first().and_then(|told| told.place);
        let sentence = contexts.iter().find(|one| Some(one.expression.span) == place).and_then(|one| one.sentence);
        let back = |context: &Context<'_>| {
            let units = matches!(
                context.expression.meaning,
                Meaning::Relative { offset: ..0, unit, .. } if !matches!(unit, Unit::Minute | Unit::Hour | Unit::Day)
            );
            units && context.sentence.map(|one| one.span) == sentence.map(|one| one.span)
        };
        old || sentence.is_some() && contexts.iter().any(back)
    }
}

impl Own {
    /// Narrows the possible days. Evidence that would leave none is kept as a contradiction. Returns whether the evidence was applied.
    pub(crate) fn narrow(&mut self, by: &Possible, evidence: Vec<Evidence>) -> bool {
        let met = self.possible.meet(by);
        let same = |one: &Evidence, other: &Evidence| {
            (one.kind, &one.text, &one.path, one.place) == (other.kind, &other.text, &other.path, other.place)
        };
        let fresh = |kept: &[Evidence]| -> Vec<_> {
            evidence.iter().filter(|one| !kept.iter().any(|known| same(one, known))).cloned().collect()
        };
        if met.is_empty() {
            let fresh = fresh(&self.against);
            self.against.extend(fresh);
            return false;
        }
        if met != self.possible {
            let mut fresh = fresh(&self.chain);
            if let Some(last) = fresh.last_mut() {
                last.gives = last.gives.or(met.hull().filter(|days| days.len() < ONE_STORY));
            }
            self.chain.extend(fresh);
            self.possible = met;
        }
        true
    }

    /// Narrows the remaining days by the day in the name of the file, which is the weakest evidence: nobody saves a page before it is
    /// published. If the page gives a day of the year, a file name with that day, or one soon after it, determines the year.
    pub(crate) fn apply_file_name(&mut self) -> bool {
        let Some((day, evidence)) = self.file_name.clone().filter(|_| self.stated.is_none()) else { return false };
        let before = self.possible.clone();
        let soon = Days { earliest: shift(day, -SAVED), latest: day };
        let near = self.possible.keep(|days| days.len() <= SHORT && days.meet(soon).is_some());
        if !near.is_empty() {
            self.narrow(&near, vec![evidence.clone()]);
        }
        self.narrow(&Possible::until(day), vec![evidence]);
        self.possible != before
    }

    fn correct(&mut self, article: &Article, rules: &Rules<'_>) {
        let name = article.name();
        let Some(day) = rules.corrections.iter().find(|one| one.capture == name).and_then(|one| one.published) else {
            return;
        };
        let gives = Some(Days::day(day));
        let evidence =
            Evidence { kind: EvidenceKind::Correction, text: day.to_string(), path: name, place: None, gives };
        self.stated = Some(Moment::day(day));
        self.narrow(&Possible::of(vec![Days::day(day)]), vec![evidence]);
    }

    fn read_stamps(&mut self, article: &Article, rules: &Rules<'_>) {
        let all = stated(article);
        let captured = all.iter().find(|stated| stated.stamp.kind == StampKind::Captured).map(|one| one.moment.day);
        let own = all.into_iter().filter(|stated| stated.stamp.kind <= StampKind::Dateline);
        // Nobody captures a page before it is published, in any time zone.
        let (stamps, late): (Vec<_>, Vec<_>) =
            own.partition(|stated| captured.is_none_or(|day| stated.moment.day <= shift(day, ZONES)));
        let unset = implausible(article).into_iter().filter(|stated| stated.stamp.kind <= StampKind::Dateline);
        self.against.extend(unset.chain(late).map(|stated| stamp_evidence(article, stated.stamp, None)));
        let local = local_day(&stamps);
        for stated in local.into_iter().chain(stamps) {
            let moment = in_zone(stated.moment, rules);
            let evidence = stamp_evidence(article, stated.stamp, Some(Days::day(moment.day)));
            match &mut self.stated {
                None => {
                    self.stated = Some(moment);
                    self.narrow(&Possible::of(vec![Days::day(moment.day)]), vec![evidence]);
                }
                Some(known) if known.day == moment.day => {
                    if known.time.is_none() && moment.time.is_some() {
                        *known = moment;
                        self.chain.push(evidence);
                    }
                }
                Some(known) => {
                    let other_zone = known.time.is_some() && (known.day - moment.day).num_days().abs() <= 1;
                    if !other_zone {
                        self.against.push(evidence);
                    }
                }
            }
        }
    }

    /// Reads the dateline in the first sentence: "LUDLOW, 9 May 2027 – The bell ringers …".
    fn read_run_in(&mut self, contexts: &[Context<'_>]) {
        let Some(context) = contexts.iter().find(|context| context.runs_in) else { return };
        let Some(stretch) = context.stretch().filter(|stretch| stretch.days.is_some()) else { return };
        let possible = stretch.possible();
        match stretch.year {
            Year::Stated(_) => {
                let Some(days) = possible.hull().filter(|days| days.is_day()) else { return };
                let evidence = Evidence { gives: Some(days), ..context.evidence(EvidenceKind::Dateline) };
                self.stated = Some(Moment::day(days.earliest));
                self.narrow(&possible, vec![evidence]);
            }
            _ => {
                self.narrow(&possible, vec![context.evidence(EvidenceKind::Partial)]);
            }
        }
    }

    /// Reads what the text says about when it was written. If the page prints the day of its last change, a year from two expressions
    /// together applies only near that day.
    fn read_text(&mut self, contexts: &[Context<'_>], changed: Option<NaiveDate>) {
        if let Some((days, evidence)) = year::written(contexts) {
            let near = |day: NaiveDate| (0..=CHANGED).contains(&(day.year() - days.latest.year()));
            if changed.is_none_or(near) {
                self.narrow(&Possible::of(vec![days]), evidence);
            } else {
                self.against.extend(evidence);
            }
        }
        for context in contexts.iter().filter(|context| !context.about && !context.quoted && !context.ends) {
            let Some((days, tense)) = stated_days(context).zip(Some(context.clause_tense)) else { continue };
            let (bound, kind) = match tense {
                Tense::Past => (Possible::from(days.earliest), EvidenceKind::Past),
                Tense::Future => (Possible::until(days.latest), EvidenceKind::Future),
                Tense::Open => continue,
            };
            self.narrow(&bound, vec![context.evidence(kind)]);
        }
    }

    /// Reads evidence that only shows that the page is not younger.
    fn read_bounds(&mut self, article: &Article, rules: &Rules<'_>) {
        let bounds = stated(article).into_iter().filter(|stated| stated.stamp.kind > StampKind::Dateline);
        let (boilerplate, others): (Vec<_>, Vec<_>) =
            bounds.partition(|stated| stated.stamp.kind == StampKind::Boilerplate);
        let newest = boilerplate.into_iter().max_by_key(|stated| stated.moment.day);
        for bound in others.into_iter().filter(|stated| stated.stamp.kind != StampKind::FileName).chain(newest) {
            let day = local(bound.moment, rules);
            let evidence = stamp_evidence(article, bound.stamp, Some(Days::day(day)));
            self.narrow(&Possible::until(day), vec![evidence]);
        }
    }
}

/// The stamp with the local day, from an address or a printed clock time, if the strongest stamp is in universal time and has the day
/// before or after. Machines store a morning in Kyiv as the evening before.
fn local_day<'a>(stamps: &[Stated<'a>]) -> Option<Stated<'a>> {
    let first = stamps.first().filter(|first| first.moment.offset == Some(0) && first.moment.time.is_some())?;
    let days = |stated: &Stated| (stated.moment.day - first.moment.day).num_days();
    let says = |stated: &&Stated| stated.stamp.kind == StampKind::Address || stated.moment.time.is_some();
    let mut others = stamps.iter().skip(1).filter(|stated| stated.moment.offset != Some(0)).filter(says);
    let local = others.next()?;
    (days(local).abs() == 1).then_some(*local)
}

/// The days of an expression with a year and more than the year.
fn stated_days(context: &Context<'_>) -> Option<Days> {
    let stretch = context.stretch()?;
    let Year::Stated(year) = stretch.year else { return None };
    stretch.in_year(year)
}

/// The user's correction of the day of the article's event.
fn corrected_event_day(article: &Article, rules: &Rules<'_>) -> Option<EventDay> {
    let (day, evidence) = rules.happened(&article.name())?;
    Some(EventDay { possible: Possible::of(vec![Days::day(day)]), evidence: vec![evidence] })
}

/// The day of the last change that a page prints.
fn changed(article: &Article) -> Option<NaiveDate> {
    let changes = stated(article).into_iter().filter(|stated| stated.stamp.kind == StampKind::Modified);
    changes.filter(|stated| stated.stamp.place.is_some()).map(|stated| stated.moment.day).max()
}

/// The day in the name of an article's file.
fn file_name(article: &Article) -> Option<(NaiveDate, Evidence)> {
    let named = stated(article).into_iter().find(|stated| stated.stamp.kind == StampKind::FileName)?;
    let day = named.moment.day;
    Some((day, stamp_evidence(article, named.stamp, Some(Days::day(day)))))
}

/// The day of the article's event, as far as its words give it: the latest of several. If one has a year, those of the same weeks are in
/// that year.
fn own_event_day(contexts: &[Context<'_>]) -> Option<EventDay> {
    let news = contexts.iter().filter(|context| context.is_news() && !context.about);
    let days = news.filter_map(|context| Some((context, context.stretch().filter(|stretch| stretch.days.is_some())?)));
    let (with_year, without): (Vec<_>, Vec<_>) = days.partition(|(_, stretch)| matches!(stretch.year, Year::Stated(_)));
    let dated_by = |context: &Context<'_>, possible: Possible, kind: EvidenceKind| {
        let gives = possible.hull().filter(|days| days.len() < ONE_STORY);
        (!possible.is_empty())
            .then(|| EventDay { possible, evidence: vec![Evidence { gives, ..context.evidence(kind) }] })
    };
    let open = latest_without_year(&without).map(|(context, possible)| {
        let beside = weekday_beside(context, contexts).map(Falls::On).or(context.opening.map(Falls::From));
        (context, beside.map_or(possible.clone(), |falls| possible.falling(falls)))
    });
    let full = latest_with_year(&with_year);
    match (full, open) {
        (Some((context, full)), Some((other, open))) => {
            let weeks = Days { earliest: shift(full.earliest, -ONE_STORY), latest: shift(full.latest, ONE_STORY) };
            let of_the_story = open.keep(|days| days.meet(weeks).is_some());
            match of_the_story.hull() {
                Some(days) if days.latest <= full.latest => {
                    dated_by(context, Possible::of(vec![full]), EvidenceKind::Dateline)
                }
                Some(_) => dated_by(other, of_the_story, EvidenceKind::Partial),
                None => dated_by(other, open, EvidenceKind::Partial),
            }
        }
        (Some((context, full)), None) if without.is_empty() => {
            dated_by(context, Possible::of(vec![full]), EvidenceKind::Dateline)
        }
        (None, Some((context, open))) => dated_by(context, open, EvidenceKind::Partial),
        _ => None,
    }
}

/// The latest of the days with a year that are news.
fn latest_with_year<'a, 'b>(days: &[(&'a Context<'b>, Stretch)]) -> Option<(&'a Context<'b>, Days)> {
    let news = |context: &Context<'_>| {
        let done = context.clause_tense == Tense::Past && !context.said && !context.quoted;
        done && context.leads
    };
    let reported = days.iter().filter(|(context, _)| news(context));
    let whole = reported.filter_map(|(context, stretch)| Some((*context, stretch.possible().hull()?)));
    whole.max_by_key(|(context, days)| (*days, std::cmp::Reverse(context.expression.span)))
}

/// The latest of the days without a year, if all lie within one stretch of time.
fn latest_without_year<'a, 'b>(days: &[(&'a Context<'b>, Stretch)]) -> Option<(&'a Context<'b>, Possible)> {
    /// A leap year, so that 29 February has a place in it. It is divisible by 400.
    const LEAP: i32 = 2000;
    let placed = |year: i32| move |stretch: &Stretch| stretch.in_year(year);
    let behind_all = |last: &Days| {
        let before = |days: Days| (0..=ONE_STORY).contains(&(last.latest - days.latest).num_days());
        days.iter().all(|(_, other)| [LEAP - 1, LEAP].iter().filter_map(|&year| placed(year)(other)).any(before))
    };
    let latest = days.iter().find(|(_, stretch)| placed(LEAP)(stretch).as_ref().is_some_and(behind_all))?;
    Some((latest.0, latest.1.possible()))
}

/// The weekday next to an expression ("у п'ятницю, 17 листопада").
fn weekday_beside(context: &Context<'_>, contexts: &[Context<'_>]) -> Option<Weekday> {
    contexts.iter().find_map(|other| match other.expression.meaning {
        Meaning::Weekday { weekday, .. } if context.touches(other) => Some(weekday),
        _ => None,
    })
}

fn stamp_evidence(article: &Article, stamp: &Stamp, gives: Option<Days>) -> Evidence {
    let kind = match stamp.kind {
        StampKind::Published => EvidenceKind::Metadata,
        StampKind::Address => EvidenceKind::Address,
        StampKind::Dateline => EvidenceKind::Dateline,
        StampKind::Modified | StampKind::Boilerplate | StampKind::Captured => EvidenceKind::Capture,
        StampKind::FileName => EvidenceKind::FileName,
    };
    let (text, place) = without_marks(stamp);
    Evidence { kind, text, path: article.name(), place, gives }
}

/// The words of a stamp and their position without the bullets and rules around them, if cleaning did not move the letters.
fn without_marks(stamp: &Stamp) -> (String, Option<Span>) {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '•' | '·' | '∙' | '●' | '▪' | '|' | '–' | '—' | '-' | ',');
    let (text, length) = (stamp.text.as_str(), stamp.text.chars().count());
    let behind = text.trim_start_matches(is_mark);
    let kept = behind.trim_end_matches(is_mark);
    let start = length - behind.chars().count();
    match stamp.place {
        Some(place) if !kept.is_empty() && place.end - place.start == length => {
            let start = place.start + start;
            (kept.to_owned(), Some(Span { start, end: start + kept.chars().count() }))
        }
        place => (text.to_owned(), place),
    }
}

/// The day of a moment in the project's time zone, if the moment has an offset.
fn local(moment: Moment, rules: &Rules<'_>) -> NaiveDate {
    let instant = || {
        let offset = FixedOffset::east_opt(moment.offset?)?;
        offset.from_local_datetime(&moment.day.and_time(moment.time?)).single()
    };
    let zoned = rules.zone.and_then(|zone| Some(instant()?.with_timezone(&zone).date_naive()));
    zoned.unwrap_or(moment.day)
}

/// The moment with its own offset, or with that of the project's time zone, if it has a time at all.
fn in_zone(moment: Moment, rules: &Rules<'_>) -> Moment {
    let offset = |time: NaiveTime| {
        let zoned = rules.zone?.from_local_datetime(&moment.day.and_time(time)).earliest()?;
        Some(zoned.offset().fix().local_minus_utc())
    };
    Moment { offset: moment.offset.or_else(|| offset(moment.time?)), ..moment }
}
