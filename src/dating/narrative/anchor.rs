//! In: the expressions of a text, in order. Out: each with its value, days and evidence.
//!
//! A text that mostly has years far from its base is a history. Missing parts of its expressions come from the day it mentioned last. Any
//! other text is news, and the base and the tense of the sentence determine them.
//!
//! Invariant: an expression is resolved by what comes before it or is in its own sentence, in time linear in the text.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use rustc_hash::FxHashSet;

mod later;

use super::plain::Plain;
use super::{Anchor, AnchorKind, Anchored};
use crate::lang;
use crate::language::Language;
use crate::letters::Letter;
use crate::link::tense::{self, Cues};
use crate::time::year::{self, Falls, Seen};
use crate::time::{self, Days, ExpressionKind, Found, Meaning, Tense, Unit, Year};

/// A year at least this far from the base is not news. The same with 1 and 4 on WikiWarsUA.
const FAR: i32 = 2;
/// A text is a history if far years outweigh the base by this much. A day counts 3, a month 2, a year 1. The same with 2 and 6 on
/// WikiWarsUA.
const HISTORY: i32 = 3;
/// Weight of a weekday without a date. It refers to the week of the base, as in news. That of a day, 3. The same edition of
/// `tests/events/tuned` with 2 and 6. The same with 2 and 6 on WikiWarsUA. On 73 English reports value F1 .800; .795 with 2; the same with
/// 6.
const WEEKDAY: i32 = 3;
/// Maximum number of bytes between two expressions that are next to each other. The same edition of `tests/events/tuned` with 2 and 8. The
/// same with 2 and 8 on WikiWarsUA and on 73 English reports.
const BESIDE: usize = 4;
/// More days than this are a year or several, without a month. Between 9 months, at most 276 days, and a year. On WikiWarsUA value F1 .865;
/// .866 with 150; .857 with 600.
const YEAR: i64 = 300;
/// A year without a month that is this far from the current focus is background. The same with 5 and 20 on WikiWarsUA.
const BACKGROUND: i32 = 10;
/// Maximum length of a heading, in characters. On WikiWarsUA value F1 .865; .862 with 60; the same with 240.
const LONGEST_HEADING: usize = 120;

/// Resolves the expressions of a text.
pub(crate) fn all(plain: &Plain, found: &[Found], language: Language, base: Option<NaiveDate>) -> Vec<Anchored> {
    let mut reader = Reader {
        plain,
        found,
        language,
        base,
        history: is_history(found, base),
        focus: None,
        aside: None,
        period: None,
        quarter: None,
        sentence: None,
        told: None,
    };
    (0..found.len()).map(|at| reader.anchored(at)).collect()
}

struct Reader<'a> {
    plain: &'a Plain,
    found: &'a [Found],
    language: Language,
    base: Option<NaiveDate>,
    history: bool,
    /// The time that the text mentioned last.
    focus: Option<Focus>,
    /// A year that was mentioned in passing since.
    aside: Option<Focus>,
    /// The months in the last heading, which apply to its sections.
    period: Option<Focus>,
    /// The quarter that the text mentioned last.
    quarter: Option<Focus>,
    /// The sentence whose cues were read last.
    sentence: Option<(usize, Cues)>,
    /// The last step of the story, from which "a year later" counts.
    told: Option<Focus>,
}

/// The days that the text mentioned last, and the expression for them.
#[derive(Debug, Clone, Copy)]
struct Focus {
    days: Days,
    by: usize,
}

/// A complete meaning, its base, and the evidence for it.
type Settled = (Meaning, Option<Days>, Vec<Anchor>);

impl Reader<'_> {
    fn anchored(&mut self, at: usize) -> Anchored {
        let found = &self.found[at];
        let (meaning, base, evidence) = self.settle(at);
        let days = time::days(&meaning, base);
        let evidence = if days.is_some() { evidence } else { Vec::new() };
        if let Some(days) = days
            && found.kind != ExpressionKind::Set
            && !found.deictic
        {
            self.tell(at, days);
        }
        if let Some(days) = days {
            self.step(at, days);
        }
        // After "a year ago" about a quarter, the focus stays on that quarter.
        let looks_back = matches!(found.meaning, Meaning::Relative { offset: ..0, .. });
        if days.is_some_and(time::is_quarter) && !looks_back {
            self.quarter = days.map(|days| Focus { days, by: at });
        }
        let length = found.length.filter(|_| matches!(meaning, Meaning::Length));
        let value = match length.or(found.lasting.filter(|_| matches!(meaning, Meaning::Length))) {
            _ if found.weekly.is_some() => found.weekly.map(time::weekly_value).unwrap_or_default(),
            _ if days.is_some_and(time::is_quarter) => days.map(time::quarter_value).unwrap_or_default(),
            Some(length) => time::length_value(length),
            // In a history "today" means an age, not a day.
            None if self.history && found.deictic && is_today(&found.meaning) => "PRESENT_REF".to_owned(),
            None => time::timex(&meaning, base) + found.part.map_or("", time::part_value),
        };
        Anchored {
            span: self.plain.place(&found.bytes),
            text: self.words(at).to_owned(),
            kind: kind(found, &meaning),
            value,
            days,
            evidence,
        }
    }

    /// Makes the days of an expression the focus of the text. A year in passing, without a month, applies only to its sentence, and one far
    /// from the focus is background.
    fn tell(&mut self, at: usize, days: Days) {
        let told = Focus { days, by: at };
        let Some(last) = self.focus else {
            self.focus = Some(told);
            return;
        };
        let leaps = days.earliest.year() != last.days.latest.year();
        if last.by + 1 == at && self.is_range(last.by) && last.days.earliest <= days.latest {
            let stretch = Focus { days: Days { earliest: last.days.earliest, latest: days.latest }, by: last.by };
            self.focus = Some(stretch);
            if self.is_heading(self.found[at].bytes.start) {
                self.period = Some(stretch);
            }
        } else if leaps && days.len() <= YEAR && self.is_in_passing(at) {
            self.aside = Some(told);
        } else if days.len() <= YEAR {
            (self.focus, self.aside) = (Some(told), None);
        } else if (days.earliest.year() - last.days.latest.year()).abs() <= BACKGROUND {
            let opens = self.opens_line(at) && self.gap_behind(at) != "/";
            (self.focus, self.aside) = if opens { (Some(told), None) } else { (Some(last), Some(told)) };
        }
    }

    /// Whether a byte is in a heading: a short line that is not a sentence.
    fn is_heading(&self, byte: usize) -> bool {
        let text = &self.plain.text;
        let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..].split('\n').next().unwrap_or("").trim();
        let sentence = line.ends_with(['.', '!', '?', '…', ':', ';', ',']);
        !line.is_empty() && !sentence && line.chars().count() <= LONGEST_HEADING
    }

    /// Whether a heading comes between an expression and the one before it, so that a section begins.
    fn begins_section(&self, at: usize) -> bool {
        let Some(last) = at.checked_sub(1).map(|last| self.found[last].bytes.end) else { return false };
        let between = &self.plain.text[last..self.found[at].bytes.start];
        let breaks: Vec<usize> = between.match_indices('\n').map(|(at, _)| last + at + 1).collect();
        // The last line break begins the line of the expression itself.
        breaks.iter().take(breaks.len().saturating_sub(1)).any(|&line| self.is_heading(line))
    }

    /// The only year of the section's period that contains a day or month.
    fn year_of_period(&self, at: usize, meaning: &Meaning) -> Option<(i32, Focus)> {
        let period = self.period.filter(|period| period.by < at && self.history && self.begins_section(at))?;
        let (year, _) = year::resolve(in_year(meaning), None, Seen::Section { period: period.days })?;
        Some((year, period))
    }

    /// Whether an expression is not a step of the story: it is in a relative clause ("якою в січні наступного року скористалися"), in
    /// brackets, or the end of a stretch that leads out of the story ("до літа 1941 року").
    fn is_in_passing(&self, at: usize) -> bool {
        let start = self.found[at].bytes.start;
        let Some(sentence) = self.plain.sentence(start) else { return false };
        let before = &self.plain.text[self.plain.sentences[sentence].start..start];
        let clause = before.rfind([',', ';', ':']).map_or(before, |comma| &before[comma + 1..]);
        let bracket = before.rfind('(').is_some_and(|open| !before[open..].contains(')'));
        let until = time::before(before, self.language) == time::Before::Until;
        bracket || until || clause.len() < before.len() && tense::is_relative(clause)
    }

    /// Whether an expression is the first in its line.
    fn opens_line(&self, at: usize) -> bool {
        let gap = at.checked_sub(1).map(|last| self.found[last].bytes.end..self.found[at].bytes.start);
        gap.is_none_or(|gap| self.plain.text[gap].contains('\n'))
    }

    /// Whether an expression and the next are the two ends of a range.
    fn is_range(&self, at: usize) -> bool {
        static LINKS: LazyLock<FxHashSet<&str>> =
            LazyLock::new(|| lang::all(|pack| &pack.temporal.range_links).collect());
        let gap = self.gap_behind(at);
        matches!(gap, "-" | "–" | "—" | "‑") || LINKS.contains(gap)
    }

    /// The text between an expression and the next.
    fn gap_behind(&self, at: usize) -> &str {
        let end = self.found[at].bytes.end;
        let next = self.found.get(at + 1).map_or(end, |next| next.bytes.start.max(end));
        self.plain.text[end..next].trim()
    }

    fn words(&self, at: usize) -> &str {
        &self.plain.text[self.found[at].bytes.clone()]
    }

    /// The meaning of an expression with its missing parts filled in, and the base from which its days are counted.
    fn settle(&mut self, at: usize) -> Settled {
        let found = &self.found[at];
        let meaning = found.meaning.clone();
        if let Some(settled) = self.settle_later(at) {
            return settled;
        }
        if time::days(&meaning, None).is_some() {
            return (meaning, None, vec![self.stated(at)]);
        }
        if time::years_needed(&meaning) {
            return self.settle_year(at, meaning);
        }
        let told = self.focus.filter(|_| self.history && !found.deictic);
        match meaning {
            Meaning::Calendar { year: Year::Missing, month: None, days: Some(days), clock } => {
                let Some(month) = told.or(self.focus).map(|focus| (focus, focus.days.earliest)) else {
                    return (meaning, None, Vec::new());
                };
                let (focus, first) = month;
                let month = u8::try_from(first.month()).ok();
                let filled = Meaning::Calendar { year: Year::Stated(first.year()), month, days: Some(days), clock };
                (filled, None, vec![self.narrative(focus)])
            }
            Meaning::Weekday { .. } => self.settle_weekday(at, meaning),
            Meaning::Clock(_) if self.history => (meaning, None, Vec::new()),
            Meaning::Clock(_) if self.last_day(at).is_some() => {
                let told = self.last_day(at);
                (meaning, told.map(|told| told.days), told.map(|told| self.narrative(told)).into_iter().collect())
            }
            Meaning::Clock(_) => (meaning, self.base.map(Days::day), Vec::new()),
            Meaning::Relative { offset: -1, unit: Unit::Year, clock: None } if self.quarter_beside(at).is_some() => {
                let Some(quarter) = self.quarter_beside(at) else { return (meaning, None, Vec::new()) };
                (time::year_before(quarter.days), None, vec![self.narrative(quarter)])
            }
            Meaning::Relative { .. } if found.follows && !self.history && self.last_day(at).is_some() => {
                let told = self.last_day(at);
                (meaning, told.map(|told| told.days), told.map(|told| self.narrative(told)).into_iter().collect())
            }
            // "that same day" needs a day that was mentioned before.
            Meaning::Relative { offset: 0, .. } if found.follows => match told.filter(|focus| focus.days.is_day()) {
                Some(focus) => (meaning, Some(focus.days), vec![self.narrative(focus)]),
                None => (Meaning::Reference(-1), None, Vec::new()),
            },
            Meaning::Relative { offset: 1.., .. }
                if found.follows && !self.history && self.tense(at).0 != Tense::Future =>
            {
                (meaning, None, Vec::new())
            }
            Meaning::Relative { offset: -1, unit: Unit::Weekend, .. } if self.tense(at).0 == Tense::Future => {
                let evidence = self.base.map(|base| self.base_anchor(base)).into_iter().collect();
                (Meaning::Relative { offset: 0, unit: Unit::Weekend, clock: None }, self.base.map(Days::day), evidence)
            }
            Meaning::Relative { .. } if found.lasting.is_some() && !self.history && self.tense(at).0 == Tense::Past => {
                match self.focus.filter(|focus| self.is_one_sentence(focus.by, at) && focus.days.len() > YEAR) {
                    Some(focus) => (meaning, Some(focus.days), vec![self.narrative(focus)]),
                    None => (Meaning::Length, None, Vec::new()),
                }
            }
            _ => match (told, self.base) {
                (Some(focus), _) => (meaning, Some(focus.days), vec![self.narrative(focus)]),
                (None, Some(base)) => (meaning, Some(Days::day(base)), vec![self.base_anchor(base)]),
                (None, None) => (meaning, None, Vec::new()),
            },
        }
    }

    /// The quarter that "a year ago" refers to: the last one in the same sentence or the one before.
    fn quarter_beside(&self, at: usize) -> Option<Focus> {
        let sentence = |at: usize| self.plain.sentence(self.found[at].bytes.start);
        let quarter = self.quarter.filter(|quarter| quarter.by < at)?;
        let (told, here) = (sentence(quarter.by)?, sentence(at)?);
        (here - told <= 1).then_some(quarter)
    }

    /// The day that was mentioned last, in the same sentence or the one before.
    fn last_day(&self, at: usize) -> Option<Focus> {
        let sentence = |at: usize| self.plain.sentence(self.found[at].bytes.start);
        let told = self.told.filter(|told| told.days.is_day() && told.by < at)?;
        (sentence(at)? - sentence(told.by)? <= 1).then_some(told)
    }

    /// A weekday in a history is the nearest one to the day mentioned last. In news, tense and base determine it.
    fn settle_weekday(&mut self, at: usize, meaning: Meaning) -> Settled {
        let Meaning::Weekday { weekday, direction, clock } = meaning else { return (meaning, None, Vec::new()) };
        if let Some((day, by)) = self.day_beside(at, weekday) {
            let meaning = Meaning::Weekday { weekday, direction: 0, clock };
            return (meaning, Some(day), vec![self.anchor(AnchorKind::Narrative, by)]);
        }
        let told = self.focus.filter(|focus| self.history && focus.days.len() < 8);
        let (from, evidence) = match (told, self.base) {
            (Some(focus), _) => (focus.days.earliest, vec![self.narrative(focus)]),
            (None, Some(base)) if !self.history => (base, vec![self.base_anchor(base)]),
            _ => return (meaning, None, Vec::new()),
        };
        if let Some(first) = self.first_of_weekdays(at) {
            let day = year::on_weekday(weekday, 1, Tense::Future, first.days);
            return (Meaning::Weekday { weekday, direction: 0, clock }, day, vec![self.narrative(first)]);
        }
        let (tense, cue) = if self.history { (Tense::Future, None) } else { self.tense(at) };
        let until = self.last_of_weekdays(at).filter(|_| !self.history && tense != Tense::Future);
        let this_week = self.found[at].pointed == Some(0) && tense == Tense::Open;
        let day = if this_week {
            time::in_week(weekday, from)
        } else if let Some(until) = until {
            // "from Tuesday to Thursday they met": the last day is over, and the first is before it.
            let last = year::on_weekday(until, 0, tense, Days::day(from));
            last.and_then(|last| year::on_weekday(weekday, -1, tense, last))
        } else {
            year::on_weekday(weekday, direction, tense, Days::day(from))
        };
        let Some(day) = day else {
            return (meaning, None, Vec::new());
        };
        // Seen from that day, a weekday without a direction is the day itself.
        let meaning = Meaning::Weekday { weekday, direction: 0, clock };
        (meaning, Some(day), cue.into_iter().chain(evidence).collect())
    }

    /// The last weekday of a range that begins with this expression.
    fn last_of_weekdays(&self, at: usize) -> Option<Weekday> {
        let next = self.found.get(at + 1).filter(|_| self.is_range(at))?;
        match next.meaning {
            Meaning::Weekday { weekday, direction: 0, .. } if next.pointed.is_none() => Some(weekday),
            _ => None,
        }
    }

    /// The day of the first weekday of a range that ends with this expression.
    fn first_of_weekdays(&self, at: usize) -> Option<Focus> {
        let first = at.checked_sub(1).filter(|&first| self.last_of_weekdays(first).is_some())?;
        let begins = matches!(self.found[first].meaning, Meaning::Weekday { .. });
        self.told.filter(|told| begins && told.by == first && told.days.is_day())
    }

    /// The day next to a weekday, and its expression: "п'ятниця, 17 листопада".
    fn day_beside(&self, at: usize, weekday: Weekday) -> Option<(Days, usize)> {
        let is_weekday = |by: usize| matches!(self.found[by].meaning, Meaning::Weekday { .. });
        let beside = |focus: &Focus| focus.by + 1 == at && self.touch(focus.by) && !is_weekday(focus.by);
        let before = self.focus.filter(beside).map(|focus| (focus.days, focus.by));
        let behind = (at + 1 < self.found.len() && self.touch(at)).then(|| {
            let meaning = &self.found[at + 1].meaning;
            let year = || self.year_of_weekday(at + 1, meaning, self.base?);
            let days = time::days(meaning, None).or_else(|| time::days_in_year(meaning, year()?.0))?;
            Some((days, at + 1))
        });
        let fits = |&(days, _): &(Days, usize)| days.is_day() && days.earliest.weekday() == weekday;
        before.filter(fits).or(behind.flatten().filter(fits))
    }

    /// Determines the year of "17 листопада" or "у вересні".
    fn settle_year(&mut self, at: usize, meaning: Meaning) -> Settled {
        let in_year = |year| time::days_in_year(&meaning, year);
        if let Some(by) = self.year_behind(at) {
            let year = time::days(&self.found[by].meaning, None).map(|days| days.earliest.year());
            if let Some(year) = year.filter(|&year| in_year(year).is_some()) {
                return (time::with_year(&meaning, year), None, vec![self.anchor(AnchorKind::Narrative, by)]);
            }
        }
        if let Some((year, period)) = self.year_of_period(at, &meaning) {
            return (time::with_year(&meaning, year), None, vec![self.narrative(period)]);
        }
        let aside = self.aside.filter(|aside| self.is_one_sentence(aside.by, at));
        if let Some(focus) = aside.or(self.focus).filter(|focus| self.history || self.carries(focus.by, at))
            && let Some((year, _)) = year::resolve(in_year, None, Seen::Story { told: focus.days })
        {
            return (time::with_year(&meaning, year), None, vec![self.narrative(focus)]);
        }
        let Some(base) = self.base.filter(|_| !self.history) else { return (meaning, None, Vec::new()) };
        let opening = self.found[at].opening.map(Falls::From);
        if let Some((year, _)) = opening.and_then(|falls| year::resolve(in_year, Some(falls), Seen::Weekday { base })) {
            let evidence = vec![self.anchor(AnchorKind::Weekday, at), self.base_anchor(base)];
            return (time::with_year(&meaning, year), None, evidence);
        }
        if let Some((year, by)) = self.year_of_weekday(at, &meaning, base) {
            let evidence = vec![self.anchor(AnchorKind::Weekday, by), self.base_anchor(base)];
            return (time::with_year(&meaning, year), None, evidence);
        }
        let pointed = self.found[at].pointed.map(|direction| Seen::Pointed { base, direction });
        if let Some((_, days)) = pointed.and_then(|seen| year::resolve(in_year, None, seen)) {
            return (time::with_year(&meaning, days.earliest.year()), None, vec![self.base_anchor(base)]);
        }
        let (tense, cue) = self.tense(at);
        let evidence = cue.into_iter().chain([self.base_anchor(base)]).collect();
        match year::resolve(in_year, None, Seen::Report { base: Days::day(base), tense }) {
            Some((_, days)) => (time::with_year(&meaning, days.earliest.year()), None, evidence),
            None => (meaning, None, Vec::new()),
        }
    }

    /// The next expression, if it states the year of both: "3 травня й 5 червня 1941 року".
    fn year_behind(&self, at: usize) -> Option<usize> {
        let next = self.found.get(at + 1)?;
        let gap = self.plain.text.get(self.found[at].bytes.end..next.bytes.start)?;
        let months = matches!(
            next.meaning,
            Meaning::Calendar { year: Year::Stated(_), month: Some(_), .. }
                | Meaning::Months { year: Year::Stated(_), .. }
        );
        let near = gap.chars().count() < 6 && !gap.contains(['.', '\n', ';']);
        (months && near).then_some(at + 1)
    }

    /// The year nearest the base in which the day falls on the weekday next to it.
    fn year_of_weekday(&self, at: usize, meaning: &Meaning, base: NaiveDate) -> Option<(i32, usize)> {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let (weekday, by) = beside.filter(|&by| by < self.found.len() && self.touch(by.min(at))).find_map(|by| {
            let Meaning::Weekday { weekday, .. } = self.found[by].meaning else { return None };
            Some((weekday, by))
        })?;
        let (year, _) = year::resolve(in_year(meaning), Some(Falls::On(weekday)), Seen::Weekday { base })?;
        Some((year, by))
    }

    /// Whether no word comes between an expression and the next.
    fn touch(&self, at: usize) -> bool {
        let gap = self.plain.text.get(self.found[at].bytes.end..self.found[at + 1].bytes.start);
        gap.is_some_and(|gap| gap.len() < 6 && !gap.chars().any(|c| c.is_letter_or_digit() || c == '.' || c == '\n'))
    }

    /// Whether the year of an expression in news also applies to another: they form a range, or both are days or months in one sentence.
    fn carries(&self, from: usize, at: usize) -> bool {
        let months =
            matches!(self.found[from].meaning, Meaning::Calendar { year: Year::Stated(_), month: Some(_), .. });
        from + 1 == at && self.is_range(from) || months && self.is_one_sentence(from, at)
    }

    fn is_one_sentence(&self, one: usize, other: usize) -> bool {
        let sentence = |at: usize| self.plain.sentence(self.found[at].bytes.start);
        sentence(one).is_some() && sentence(one) == sentence(other)
    }

    /// The tense of the words around an expression, and the cue that shows it.
    fn tense(&mut self, at: usize) -> (Tense, Option<Anchor>) {
        let bytes = self.found[at].bytes.clone();
        let Some(sentence) = self.plain.sentence(bytes.start) else { return (Tense::Open, None) };
        let range = self.plain.sentences[sentence].clone();
        if self.sentence.as_ref().is_none_or(|&(known, _)| known != sentence) {
            self.sentence = Some((sentence, tense::cues(&self.plain.text[range.clone()], self.language)));
        }
        let inside = bytes.start - range.start..bytes.end.min(range.end) - range.start;
        let governing = self.sentence.as_ref().and_then(|(_, cues)| cues.governing(&inside));
        governing.map_or((Tense::Open, None), |(tense, cue)| {
            let cue = cue.start + range.start..cue.end + range.start;
            (tense, Some(self.anchor_at(AnchorKind::Tense, cue)))
        })
    }

    fn stated(&self, at: usize) -> Anchor {
        self.anchor(AnchorKind::Stated, at)
    }

    fn narrative(&self, focus: Focus) -> Anchor {
        self.anchor(AnchorKind::Narrative, focus.by)
    }

    fn anchor(&self, kind: AnchorKind, at: usize) -> Anchor {
        self.anchor_at(kind, self.found[at].bytes.clone())
    }

    fn anchor_at(&self, kind: AnchorKind, bytes: std::ops::Range<usize>) -> Anchor {
        let place = Some(self.plain.place(&bytes));
        Anchor { kind, text: self.plain.text[bytes].to_owned(), place }
    }

    fn base_anchor(&self, base: NaiveDate) -> Anchor {
        Anchor { kind: AnchorKind::Base, text: base.to_string(), place: None }
    }
}

/// The days of an expression in a given year.
fn in_year(meaning: &Meaning) -> impl Fn(i32) -> Option<Days> + '_ {
    |year| time::days_in_year(meaning, year)
}

/// The kind of an expression with a complete meaning. If it may be a day or a length, the one that was determined.
fn kind(found: &Found, meaning: &Meaning) -> ExpressionKind {
    match (found.later.is_some() || found.lasting.is_some(), meaning) {
        (true, Meaning::Length) => ExpressionKind::Duration,
        (true, _) => ExpressionKind::Date,
        (false, _) => found.kind,
    }
}

fn is_today(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Relative { offset: 0, unit: Unit::Day, clock: None })
}

/// Whether a text is about years far from its base rather than the base itself.
fn is_history(found: &[Found], base: Option<NaiveDate>) -> bool {
    let Some(base) = base else { return true };
    let beside = |at: usize| {
        let near = |one: &Found, other: &Found| other.bytes.start.saturating_sub(one.bytes.end) <= BESIDE;
        let before = at.checked_sub(1).is_some_and(|before| near(&found[before], &found[at]));
        before || found.get(at + 1).is_some_and(|next| near(&found[at], next))
    };
    let weight = |(at, found): (usize, &Found)| match &found.meaning {
        Meaning::Calendar { year: Year::Stated(year), month, days, .. } => {
            let exactness = 1 + i32::from(month.is_some()) + i32::from(days.is_some());
            if (year - base.year()).abs() >= FAR { exactness } else { -exactness }
        }
        Meaning::Weekday { .. } if beside(at) => -1,
        Meaning::Weekday { .. } => -WEEKDAY,
        _ if found.deictic => -1,
        _ => 0,
    };
    found.iter().enumerate().map(weight).sum::<i32>() >= HISTORY
}
