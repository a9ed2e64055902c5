//! In: a `When`. Out: the date as text, for programs and for readers.
//!
//! Invariant: the text is no more precise than the `When`.

use chrono::NaiveDate;

use super::Context;
use super::model::{DateText, Step};
use crate::chronicle::Event;
use crate::dating::LAG;
use crate::time::{Days, Evidence, EvidenceKind, How, Moment, Precision, When};
use crate::words::dates::OpenWords;
use crate::words::{Lexicon, StepWords, fill};

/// Maximum length of printed evidence, in code points. Set by hand for one line of print.
const SHOWN: usize = 70;
/// Minimum length that is left if evidence is cut between words, in code points. Set by hand.
const LEAST_SHOWN: usize = 50;
/// Maximum number of pieces of evidence in an event's short line. Set by hand for one line of print.
const NAMED: usize = 3;

/// A `When` in words.
pub(crate) fn text(lexicon: &Lexicon, when: &When) -> DateText {
    let time = when.earliest.and_then(|moment| moment.time).filter(|_| when.precision == Precision::Minute);
    let long = in_words(when, &lexicon.dates.ends, |days| lexicon.dates.long(days));
    DateText {
        earliest: when.earliest.map(|moment| moment.to_string()),
        latest: when.latest.map(|moment| moment.to_string()),
        precision: when.precision,
        how: when.how,
        long: time.map_or(long.clone(), |time| lexicon.dates.with_time(&long, time)),
        short: in_words(when, &lexicon.dates.ends_short, |days| lexicon.dates.short(days)),
        reported: None,
    }
}

/// The date of an event in words: the day of its report if nothing else is known.
pub(crate) fn of_event(context: &Context, event: &Event) -> Option<DateText> {
    let when = event.when.as_ref()?;
    let (text, dates) = (text(context.lexicon, when), &context.lexicon.dates);
    let Some(day) = reported(context, event) else { return Some(text) };
    let days = Days::day(day);
    Some(DateText {
        long: fill(&dates.ends.reported, &[("date", &dates.long(days))]),
        short: fill(&dates.ends_short.reported, &[("date", &dates.short(days))]),
        reported: Some(Moment::day(day).to_string()),
        ..text
    })
}

/// The days that an event's date in words names: the day of the report if nothing else is known.
pub(crate) fn printed_days(context: &Context, event: &Event) -> Option<Days> {
    reported(context, event).map(Days::day).or_else(|| event.when.as_ref()?.days())
}

/// The day of the report, if nothing else dates the event. Then the event's days are those that the delay of news allows for a page
/// published on that day.
fn reported(context: &Context, event: &Event) -> Option<NaiveDate> {
    let when = event.when.as_ref()?;
    let days = when.days().filter(|days| when.precision == Precision::Range && days.len() == LAG + 1)?;
    let by_delay = when.evidence.iter().any(|one| one.kind == EvidenceKind::Lag && one.gives == Some(days));
    let printed = event.reports.iter().filter_map(|&report| published(context, report)?.days());
    (by_delay && printed.into_iter().any(|day| day == Days::day(days.latest))).then_some(days.latest)
}

fn published<'a>(context: &Context<'a>, report: usize) -> Option<&'a When> {
    context.material.dates[report].published.as_ref()
}

/// The days in words, with the pattern for a date of which only one end is known.
fn in_words(when: &When, words: &OpenWords, write: impl Fn(Days) -> String) -> String {
    let one_day = |moment: Moment| write(Days::day(moment.day));
    match (when.earliest, when.latest) {
        (Some(_), Some(_)) | (None, None) => {
            let days = when.days().map(write).unwrap_or_default();
            if when.precision == Precision::About { fill(&words.about, &[("date", &days)]) } else { days }
        }
        (Some(earliest), None) => fill(&words.not_before, &[("date", &one_day(earliest))]),
        (None, Some(latest)) => fill(&words.not_after, &[("date", &one_day(latest))]),
    }
}

/// Days that need no evidence.
pub(crate) fn stated(lexicon: &Lexicon, days: Days) -> DateText {
    DateText {
        earliest: Some(Moment::day(days.earliest).to_string()),
        latest: Some(Moment::day(days.latest).to_string()),
        precision: if days.is_day() { Precision::Day } else { Precision::Range },
        how: How::Stated,
        long: lexicon.dates.long(days),
        short: lexicon.dates.short(days),
        reported: None,
    }
}

/// The days from the first to the last event, written as months if they span more than one month.
pub(crate) fn period(lexicon: &Lexicon, days: Days) -> DateText {
    let text = stated(lexicon, days);
    let month =
        |iso: &Option<String>| iso.as_deref().and_then(|iso| iso.rsplit_once('-')).map(|(month, _)| month.to_owned());
    let long = if month(&text.earliest) == month(&text.latest) { text.long } else { lexicon.dates.period(days) };
    DateText { long, ..text }
}

/// The evidence that leads to a date, one sentence per step. `own` is the name of the dated article. Pieces of evidence that link the
/// article to one other page form one step.
pub(crate) fn steps(context: &Context, when: &When, own: &str) -> Vec<Step> {
    let one_step = |one: &Evidence, other: &Evidence| {
        let joins = matches!(one.kind, EvidenceKind::Linked | EvidenceKind::Order | EvidenceKind::Term);
        joins && one.kind == other.kind && one.path == other.path
    };
    let step = |evidence: &[Evidence]| Step {
        text: sentence(context, evidence, own),
        kind: evidence[0].kind,
        evidence: evidence.to_vec(),
    };
    when.evidence.chunk_by(one_step).map(step).collect()
}

/// A short line on how the date of an event was found. `None` if a page states the date, or the day of its report. The line quotes only
/// words that a reader of the page sees, never metadata.
pub(crate) fn short_line(context: &Context, event: &Event, own: &str) -> Option<String> {
    let when = event.when.as_ref().filter(|when| when.how == How::Resolved)?;
    let day = reported(context, event).map(Days::day);
    let states = |when: &When| when.how == How::Stated && when.days() == day;
    if event.reports.iter().filter_map(|&report| published(context, report)).any(states) {
        return None;
    }
    let mut words: Vec<String> = Vec::new();
    for evidence in when.evidence.iter().filter(|one| !one.text.is_empty() && !is_for_machines(one.kind)) {
        let said = word(context, evidence, own);
        if words.len() < NAMED && !words.contains(&said) {
            words.push(said);
        }
    }
    (!words.is_empty()).then(|| fill(&context.lexicon.steps.event_dating, &[("words", &words.join(", "))]))
}

fn is_for_machines(kind: EvidenceKind) -> bool {
    matches!(kind, EvidenceKind::Metadata | EvidenceKind::Address | EvidenceKind::Capture | EvidenceKind::FileName)
}

fn word(context: &Context, evidence: &Evidence, own: &str) -> String {
    let steps = &context.lexicon.steps;
    let text = shortened(&evidence.text);
    match number_elsewhere(context, evidence, own) {
        Some(number) => fill(&steps.word_elsewhere, &[("text", &text), ("number", &number)]),
        None => fill(&steps.word, &[("text", &text)]),
    }
}

fn sentence(context: &Context, evidence: &[Evidence], own: &str) -> String {
    let steps = &context.lexicon.steps;
    let last = &evidence[evidence.len() - 1];
    let elsewhere = number_elsewhere(context, last, own);
    let days = last.gives.map(|days| context.lexicon.dates.long(days));
    let days = days.map(|days| days.strip_suffix('.').map_or(days.clone(), str::to_owned));
    let gives = days.map_or_else(String::new, |days| fill(&steps.gives, &[("days", &days)]));
    let words: Vec<String> = evidence.iter().map(|one| fill(&steps.word, &[("text", &shortened(&one.text))])).collect();
    let values = [
        ("text", shortened(&last.text)),
        ("words", words.join(", ")),
        ("gives", gives),
        ("number", elsewhere.clone().unwrap_or_default()),
        ("path", last.path.clone()),
    ];
    let pattern = pattern(steps, last.kind, elsewhere.is_some());
    fill(pattern, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

fn pattern(steps: &StepWords, kind: EvidenceKind, elsewhere: bool) -> &str {
    match kind {
        EvidenceKind::Correction => &steps.correction,
        EvidenceKind::Metadata => &steps.metadata,
        EvidenceKind::Address => &steps.address,
        EvidenceKind::Linked if elsewhere => &steps.linked_elsewhere,
        EvidenceKind::Linked => &steps.linked,
        EvidenceKind::Order if elsewhere => &steps.order_elsewhere,
        EvidenceKind::Order => &steps.order,
        EvidenceKind::Term if elsewhere => &steps.term_elsewhere,
        EvidenceKind::Term => &steps.term,
        EvidenceKind::Lag => &steps.lag,
        EvidenceKind::Dateline | EvidenceKind::Partial if elsewhere => &steps.partial_elsewhere,
        EvidenceKind::Dateline => &steps.dateline,
        EvidenceKind::Partial => &steps.partial,
        EvidenceKind::Past if elsewhere => &steps.past_elsewhere,
        EvidenceKind::Past => &steps.past,
        EvidenceKind::Future if elsewhere => &steps.future_elsewhere,
        EvidenceKind::Future => &steps.future,
        EvidenceKind::Capture => &steps.capture,
        EvidenceKind::FileName => &steps.file_name,
        EvidenceKind::Boilerplate => &steps.boilerplate,
    }
}

/// The number of the source that holds the evidence, if it is not the dated article itself.
fn number_elsewhere(context: &Context, evidence: &Evidence, own: &str) -> Option<String> {
    if evidence.path == own {
        return None;
    }
    let number = context.numbers_by_name.get(&evidence.path);
    Some(number.map_or(evidence.path.clone(), usize::to_string))
}

/// The beginning of a text, cut between words if enough is left.
pub(crate) fn shortened(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(SHOWN) else { return text.to_owned() };
    let whole_words = text[..limit].rsplit_once(' ').map(|(head, _)| head);
    let head = whole_words.filter(|head| head.chars().count() >= LEAST_SHOWN).unwrap_or(&text[..limit]);
    format!("{head}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_word_is_cut_rather_than_all_that_holds_it() {
        let address = format!("Source: https://news.example/{}", "a".repeat(90));
        assert_eq!(shortened(&address).chars().count(), SHOWN + 1);
        let words = "Слово ".repeat(20);
        assert_eq!(shortened(&words), format!("{}…", "Слово ".repeat(11).trim_end()));
        assert_eq!(shortened("коротко"), "коротко");
    }
}
