//! In: captures, taken together. Out: the timeline of their corpus: days with sentences on what happened.
//!
//! Invariant: the days are in order. Each sentence is printed with its place.

use std::num::NonZeroUsize;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::Exit;
use super::choice::day;
use super::console::{Console, Failure};
use super::inputs::InputArguments;
use super::record;
use super::settings::Settings;
use crate::cache::Cache;
use crate::salience::Subject;
use crate::timeline::{Day, DaySentence, Extent, timeline};
use crate::warned::Warning;
use crate::{Resolved, resolve};

/// Print the days that matter, with sentences about what happened
#[derive(Debug, Args)]
pub(crate) struct Timeline {
    #[command(flatten)]
    inputs: InputArguments,
    #[command(flatten)]
    settings: Settings,
    /// The first day of the timeline
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<NaiveDate>,
    /// The last day of the timeline
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<NaiveDate>,
    /// The number of days [default: as many as matter]
    #[arg(long, value_name = "N")]
    dates: Option<NonZeroUsize>,
    /// The number of sentences for each day [default: one to three]
    #[arg(long, value_name = "K")]
    sentences: Option<NonZeroUsize>,
    /// A word or phrase of the subject, in any form; a day takes other sentences only if none has it
    #[arg(long = "keyword", value_name = "WORD")]
    keywords: Vec<String>,
    /// Print JSON: one array of days
    #[arg(long)]
    json: bool,
}

/// A day as JSON.
#[derive(Debug, Serialize)]
struct DayRecord<'a> {
    date: NaiveDate,
    sentences: Vec<SentenceRecord<'a>>,
}

/// A sentence as JSON. `start` and `end` are in code points of the capture's text.
#[derive(Debug, Serialize)]
struct SentenceRecord<'a> {
    text: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "is_first")]
    record: u32,
    start: usize,
    end: usize,
}

pub(crate) fn run(arguments: &Timeline, console: &mut Console) -> Result<Exit, Failure> {
    let extent = extent(arguments)?;
    let project = arguments.inputs.project(&arguments.settings.overrides())?;
    let batch = arguments.inputs.all(&project)?;
    let project = project.with_sidecars(&batch.corrections);
    console.warn(&batch.all_warnings());
    console.step("reading and dating", batch.captures.len());
    let cache = Cache::own();
    let resolved = resolve(batch.captures, batch.unread, &project, &cache);
    let days = timeline(&resolved.articles, &resolved.dates, &extent);
    if arguments.json {
        let days: Vec<_> = days.iter().map(|day| day_record(day, &resolved)).collect();
        console.line(record::line(&days))?;
    } else {
        days.iter().try_for_each(|day| print(day, &resolved, console))?;
    }
    if days.is_empty() {
        let hint = Some("`litopys list` prints the dates of the pages".to_owned());
        console.warn(&[Warning { path: None, problem: "the pages name no day".to_owned(), hint }]);
    }
    Ok(Exit::Done)
}

fn extent(arguments: &Timeline) -> Result<Extent, Failure> {
    let Timeline { from, to, dates, sentences, keywords, .. } = arguments;
    if from.zip(*to).is_some_and(|(from, to)| from > to) {
        let problem = "`--from` is later than `--to`".to_owned();
        return Err(Failure::Usage(Warning {
            path: None,
            problem,
            hint: Some("name the earlier day first".to_owned()),
        }));
    }
    let (dates, sentences) = (dates.map(NonZeroUsize::get), sentences.map(NonZeroUsize::get));
    let subject = Subject { from: *from, to: *to, keywords: keywords.clone() };
    Ok(Extent { subject, dates, sentences })
}

fn day_record<'a>(day: &'a Day, resolved: &'a Resolved) -> DayRecord<'a> {
    let sentence = |chosen: &'a DaySentence| {
        let article = &resolved.articles[chosen.article].article;
        let span = chosen.sentence.span;
        let (text, path) = (chosen.sentence.text.as_str(), article.id.path.as_str());
        SentenceRecord { text, path, record: article.id.record, start: span.start, end: span.end }
    };
    DayRecord { date: day.date, sentences: day.sentences.iter().map(sentence).collect() }
}

fn is_first(record: &u32) -> bool {
    *record == 0
}

fn print(day: &Day, resolved: &Resolved, console: &mut Console) -> Result<(), Failure> {
    console.line(day.date)?;
    for chosen in &day.sentences {
        let name = resolved.articles[chosen.article].article.name();
        console.line(format_args!("  {}  [{name}]", chosen.sentence.text))?;
    }
    Ok(())
}
