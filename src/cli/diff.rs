//! In: two recorded editions, or one and the folder today. Out: what is new, updated and withdrawn in the later one.
//!
//! Invariant: prints what the history and the captures contain, and writes nothing.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::Exit;
use super::console::{Console, Failure};
use super::settings::Settings;
use crate::editions;
use crate::history::{self, Change, Difference, Held, HeldEvent, History, Kind, Update};
use crate::inputs::project_folder;
use crate::project;

/// Print what is new, updated and withdrawn between two editions
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The number of the earlier edition [default: the last recorded one]
    #[arg(value_name = "A")]
    earlier: Option<u32>,
    /// The number of the later edition [default: the folder as it is today]
    #[arg(value_name = "B")]
    later: Option<u32>,
    /// The folder with the captured pages and the history
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: Settings,
}

/// The difference as JSON.
#[derive(Debug, Serialize)]
struct DiffRecord<'a> {
    earlier: u32,
    /// Absent for the folder as it is today.
    later: Option<u32>,
    events: Vec<EventRecord<'a>>,
    pages: PagesRecord<'a>,
}

#[derive(Debug, Serialize)]
struct EventRecord<'a> {
    change: &'static str,
    headline: &'a str,
    /// EDTF. Absent if its days are not known.
    date: Option<String>,
    /// Numbers of its reports that are new, changed their wording, or are withdrawn.
    #[serde(skip_serializing_if = "is_zero")]
    new_reports: usize,
    #[serde(skip_serializing_if = "is_zero")]
    changed_reports: usize,
    #[serde(skip_serializing_if = "is_zero")]
    withdrawn_reports: usize,
    /// The number of earlier events that had its reports, if there were several.
    #[serde(skip_serializing_if = "Option::is_none")]
    joined_events: Option<usize>,
    /// Whether its reports were in one event with others before.
    #[serde(skip_serializing_if = "is_false")]
    parted: bool,
    /// Whether its days changed, or were not known.
    date_changed: bool,
    /// Its earlier days, if they were known and changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    date_before: Option<String>,
}

#[derive(Debug, Serialize)]
struct PagesRecord<'a> {
    new: &'a [String],
    changed: &'a [String],
    gone: &'a [String],
}

fn is_false(truth: &bool) -> bool {
    !truth
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

pub(crate) fn run(arguments: &Diff, console: &mut Console) -> Result<Exit, Failure> {
    let project = project::load(&arguments.folder, &arguments.settings.overrides())?;
    let history = editions::kept(&project)?.history;
    let earlier = editions::recorded(&history, arguments.earlier.or(history.editions.last().map(|last| last.number)))?;
    let now = match arguments.later {
        Some(later) => history.held(editions::recorded(&history, Some(later))?.number),
        None => today(project, console)?,
    };
    let difference = history::compare(&history.held(earlier.number), &now);
    let events = events(&difference, &now);
    if arguments.json {
        let Difference { new_pages, changed_pages, gone_pages, .. } = &difference;
        let pages = PagesRecord { new: new_pages, changed: changed_pages, gone: gone_pages };
        let record = DiffRecord { earlier: earlier.number, later: arguments.later, events, pages };
        console.json(&serde_json::to_string_pretty(&record).map_err(Failure::of)?)?;
    } else {
        print(&history, arguments, earlier.number, &difference, &events, console)?;
    }
    Ok(Exit::Done)
}

/// The content that an edition of the folder would have today.
fn today(project: project::Project, console: &mut Console) -> Result<Held, Failure> {
    let batch = project_folder(&project);
    let project = project.with_sidecars(&batch.corrections);
    console.warn(&batch.warnings);
    Ok(crate::study(batch.captures, batch.unread, &project).held)
}

/// The events that differ: new, updated, regrouped or redated, and withdrawn ones. Each group is in the order of days.
fn events<'a>(difference: &'a Difference, now: &'a Held) -> Vec<EventRecord<'a>> {
    let mut changed: Vec<(&HeldEvent, &Change)> =
        difference.events.iter().map(|(id, change)| (&now.events[id], change)).collect();
    changed.sort_by_key(|(event, change)| {
        (change.kind(), event.earliest.is_none(), event.earliest, event.latest, &event.headline)
    });
    let changed = changed.into_iter().map(|(event, change)| {
        let name = match change.kind() {
            Kind::New => "new",
            Kind::Updated => "updated",
            Kind::Relinked => "relinked",
            Kind::Redated => "redated",
        };
        match change {
            Change::New => record(name, event, &Update::default()),
            Change::Updated(update) => record(name, event, update),
        }
    });
    let withdrawn = difference.withdrawn.iter().map(|event| record("withdrawn", event, &Update::default()));
    changed.chain(withdrawn).collect()
}

fn record<'a>(change: &'static str, event: &'a HeldEvent, update: &Update) -> EventRecord<'a> {
    EventRecord {
        change,
        headline: &event.headline,
        date: event.earliest.zip(event.latest).map(date),
        new_reports: update.new.len(),
        changed_reports: update.changed.len(),
        withdrawn_reports: update.gone,
        joined_events: update.joined,
        parted: update.parted,
        date_changed: update.days_before.is_some(),
        date_before: update.days_before.flatten().map(date),
    }
}

fn date((earliest, latest): (chrono::NaiveDate, chrono::NaiveDate)) -> String {
    if earliest == latest { earliest.to_string() } else { format!("{earliest}/{latest}") }
}

fn print(
    history: &History,
    arguments: &Diff,
    earlier: u32,
    difference: &Difference,
    events: &[EventRecord],
    console: &mut Console,
) -> Result<(), Failure> {
    let name = |number: u32| match history.edition(number).and_then(|edition| edition.as_of) {
        Some(day) => format!("edition {number} ({day})"),
        None => format!("edition {number}"),
    };
    let later = arguments.later.map_or_else(|| "the folder today".to_owned(), name);
    console.line(format_args!("{} and {later}", name(earlier)))?;
    if events.is_empty() {
        console.line("  no event is new, updated or withdrawn")?;
    }
    for event in events {
        let sign = match event.change {
            "new" => '+',
            "updated" => '~',
            "relinked" | "redated" => '=',
            _ => '-',
        };
        let day = event.date.as_deref().unwrap_or("undated");
        console.line(format_args!("{sign} {day:<21}  {}{}", event.headline, changes(event)))?;
    }
    let pages = [('+', &difference.new_pages), ('~', &difference.changed_pages), ('-', &difference.gone_pages)];
    for (sign, names) in pages {
        names.iter().try_for_each(|name| console.line(format_args!("{sign} page {name}")))?;
    }
    Ok(())
}

/// The changes of an event that was in the earlier edition.
fn changes(event: &EventRecord) -> String {
    let reports =
        [(event.new_reports, "new"), (event.changed_reports, "reworded"), (event.withdrawn_reports, "withdrawn")];
    let mut parts: Vec<String> = reports
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {} {what}", if number == 1 { "report" } else { "reports" }))
        .collect();
    if let Some(number) = event.joined_events {
        parts.push(format!("{number} events before"));
    }
    if event.parted {
        parts.push("in one event with others before".to_owned());
    }
    if event.date_changed {
        parts.push(event.date_before.as_ref().map_or("undated before".to_owned(), |before| format!("was {before}")));
    }
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}
