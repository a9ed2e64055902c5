//! In: a folder of captures. Out: the briefing, the e-book and the edition's data, as the project asks.
//!
//! Invariant: the outputs appear together, complete or not at all.

use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::Exit;
use super::choice::{day, one_of};
use super::console::{Console, Failure};
use super::news;
use super::settings::Settings;
use crate::cache::Cache;
use crate::edition::Edition;
use crate::editions::{self, Asked, Kept};
use crate::files::{self, At, Folder, Refusal, WriteError};
use crate::history::FILE_NAME;
use crate::inputs::project_folder;
use crate::issue::{self, Made, Order};
use crate::outputs::briefing;
use crate::project::{self, Content, Division, Output, Overrides, Paper, Project};
use crate::time::instant;
use crate::warned::Warning;
use crate::watch::{self, Watched};

/// Build the briefing and the book from a folder of captures
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// The folder with the captured pages, or a single page
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Only events that may have happened on this day or later, such as 2025-07-14
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<NaiveDate>,
    /// Only events that may have happened on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<NaiveDate>,
    /// The folder for the outputs [default: out]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// What to write; several with commas between them, or given several times [default: pdf and epub]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = one_of::<Output>())]
    format: Vec<Output>,
    /// How to divide the edition into chapters [default: auto]
    #[arg(long, value_name = "DIVISION", value_parser = one_of::<Division>())]
    chapters: Option<Division>,
    /// The layout of the briefing: briefing, pocket, brief, or a folder below `layouts` [default: briefing]
    #[arg(long, value_name = "NAME")]
    layout: Option<String>,
    /// The paper of the briefing [default: that of the layout]
    #[arg(long, value_name = "PAPER", value_parser = one_of::<Paper>())]
    paper: Option<Paper>,
    /// Leave out the pages' pictures
    #[arg(long)]
    no_pictures: bool,
    /// How much of the articles to include [default: digest]
    #[arg(long, value_name = "CONTENT", value_parser = one_of::<Content>())]
    content: Option<Content>,
    /// The day that the edition describes [default: the newest day of publication]
    #[arg(long, value_name = "DAY", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// Record the edition in the project's history, so that the next one can say what is new
    #[arg(long, conflicts_with_all = ["from", "to", "edition"])]
    record: bool,
    /// Build a recorded edition again
    #[arg(long, value_name = "NUMBER")]
    edition: Option<u32>,
    /// Include only what is new or updated since the last recorded edition
    #[arg(long)]
    new_only: bool,
    /// Build nothing, and exit with 4, if nothing is new since the last recorded edition
    #[arg(long, conflicts_with = "edition")]
    if_new: bool,
    /// How many editions keep their numbered files [default: all]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
    /// Exit with 3 if claims were left out because they did not verify; still writes the outputs
    #[arg(long)]
    strict: bool,
    /// Build again whenever a page, the project file or a layout changes, until stopped
    #[arg(long, conflicts_with_all = ["record", "if_new", "edition"])]
    watch: bool,
    /// Do not use the cache
    #[arg(long)]
    no_cache: bool,
    #[command(flatten)]
    settings: Settings,
}

impl Build {
    fn order(&self) -> Order {
        let asked = Asked { edition: self.edition, record: self.record, new_only: self.new_only };
        Order { asked, if_new: self.if_new, as_of: self.as_of }
    }
}

pub(crate) fn run(arguments: &Build, console: &mut Console) -> Result<Exit, Failure> {
    let cache = if arguments.no_cache { Cache::none() } else { Cache::own() };
    if arguments.watch {
        let project = project::load(&arguments.folder, &overrides(arguments)?)?;
        return again(arguments, &Watched::new(&project)?, &cache, console);
    }
    build(arguments, &cache, console)
}

/// Builds whenever something has changed. A failed build is reported, and the watch goes on.
fn again(arguments: &Build, watched: &Watched, cache: &Cache, console: &mut Console) -> Result<Exit, Failure> {
    let mut closed = None;
    watch::run(watched, |folder| {
        match build(arguments, cache, console) {
            Err(Failure::Closed) => {
                closed = Some(Failure::Closed);
                return ControlFlow::Break(());
            }
            Err(failure) => drop(console.fail(&failure)),
            Ok(_) => {}
        }
        console.note(format_args!("waiting for a change in {}", folder.display()));
        ControlFlow::Continue(())
    })?;
    closed.map_or(Ok(Exit::Done), Err)
}

/// Builds once.
fn build(arguments: &Build, cache: &Cache, console: &mut Console) -> Result<Exit, Failure> {
    let project = project::load(&arguments.folder, &overrides(arguments)?)?;
    let batch = project_folder(&project);
    let project = of_its_day(project.with_sidecars(&batch.corrections))?;
    console.warn(&batch.warnings);
    if batch.captures.is_empty() {
        let hint = format!("save some into it: litopys reads {}", crate::capture::form::READABLE);
        return Err(Failure::file(arguments.folder.display(), "it contains no captured page", hint));
    }
    let _lock = if arguments.record { Some(editions::lock(&project)?) } else { None };
    let kept = editions::kept(&project)?;
    let (output, keep) = (project.output.clone(), arguments.keep.or(project.editions.keep));
    let order = arguments.order();
    let made =
        console.following(|listener| Ok(issue::make(project, batch, &kept.history, &order, cache, listener)?))?;
    let made = match made {
        Made::NothingNew(last) => {
            // A run that was killed may have left some.
            remove_outdated(&kept, &output, keep, Some(last), console)?;
            let line = format!("nothing is new since edition {last}");
            console.sum_up(line.clone());
            console.remark(line)?;
            return Ok(Exit::NothingNew);
        }
        Made::Edition(made) => made,
    };
    console.warn(&cache.tidied());
    let mut outputs = made.outputs;
    let numbered = numbered(&outputs, &made.edition, &made.project);
    let (list, numbered) = listed(numbered, &output, console);
    let names = numbered.iter().map(|(name, _)| name.clone()).collect();
    outputs.splice(0..0, list);
    outputs.extend(numbered.into_iter().map(|(name, bytes)| (output.at(name), bytes)));
    if let (true, None, Some(number)) = (arguments.record, &made.plan.recorded, made.plan.number) {
        outputs.push(kept.recorded(number, &made.corpus, &made.edition, names, made.plan.errata.clone()));
    }
    files::sweep(&output);
    files::sweep(kept.at.folder());
    files::write_whole(&outputs).map_err(Failure::of)?;
    let visible = outputs.iter().filter(|(at, _)| !at.is_hidden());
    visible.into_iter().try_for_each(|(at, bytes)| console.wrote(&at.path(), bytes.len()))?;
    if let (true, Some(remark)) = (arguments.format.is_empty(), briefing::unmade(&made.project)) {
        console.note(remark);
    }
    console.sum_up(news::summary(&made.edition, made.corpus.news.as_ref()));
    remove_outdated(&kept, &output, keep, made.plan.number, console)?;
    let left_out = !made.edition.ledger.left_out.is_empty();
    Ok(if arguments.strict && left_out { Exit::Findings } else { Exit::Done })
}

/// The variable that tells builds their time, in seconds since 1970 (reproducible-builds.org).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The project with the day of the environment, if neither the arguments nor the project file set one.
fn of_its_day(mut project: Project) -> Result<Project, Failure> {
    if project.as_of.is_none() {
        project.as_of = day_of_environment()?;
    }
    Ok(project)
}

/// The day that the environment sets, if it does.
pub(crate) fn day_of_environment() -> Result<Option<NaiveDate>, Failure> {
    let Ok(written) = std::env::var(EPOCH) else { return Ok(None) };
    let time = instant::unix(&written);
    let hint = "set it to seconds since 1970, or unset it";
    let time = time.ok_or_else(|| Failure::plain(format!("`{EPOCH}` is `{written}`, which is not a time"), hint))?;
    Ok(Some(time.date_naive()))
}

/// The outputs under the edition's own names, if the project asks for them.
fn numbered(outputs: &[(At, Vec<u8>)], edition: &Edition, project: &Project) -> Vec<(String, Vec<u8>)> {
    let (Some(pattern), Some(number)) = (&project.editions.file_name, edition.number) else { return Vec::new() };
    let as_of = edition.as_of.as_ref().and_then(|day| day.earliest.as_deref()).unwrap_or_default();
    let name = |at: &At| pattern.name(number, as_of, &at.path().file_name().unwrap_or_default().to_string_lossy());
    outputs.iter().map(|(at, bytes)| (name(at), bytes.clone())).collect()
}

/// Files by their names in the output folder.
type Named = Vec<(String, Vec<u8>)>;

/// The list of the numbered files, which is written before them, and the files themselves. Files are left out if there is something in
/// their place that the program did not write.
fn listed(numbered: Named, output: &Folder, console: &mut Console) -> (Option<(At, Vec<u8>)>, Named) {
    if numbered.is_empty() {
        return (None, numbered);
    }
    let known = files::Made::of(output);
    let (own, others): (Named, Named) =
        numbered.into_iter().partition(|(name, bytes)| known.may_write(output, name, bytes));
    let foreign = |(name, _): &(String, Vec<u8>)| Warning {
        path: Some(output.at(name).path().display().to_string()),
        problem: "it was not written: the file that is there is not as litopys wrote it".to_owned(),
        hint: Some(Refusal::Foreign.hint().to_owned()),
    };
    console.warn(others.iter().map(foreign).collect::<Vec<_>>().as_slice());
    let list = known.with(output, own.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    (Some(list), own)
}

/// Removes the numbered files of editions that are too old to keep.
fn remove_outdated(
    kept: &Kept,
    output: &Folder,
    keep: Option<u32>,
    number: Option<u32>,
    console: &mut Console,
) -> Result<(), Failure> {
    let (Some(keep), Some(number)) = (keep, number) else { return Ok(()) };
    let made = files::Made::of(output);
    for name in kept.outdated(keep, number) {
        match made.remove(output, name) {
            Ok(true) => console.remark(format_args!("removed {}", output.at(name).path().display()))?,
            Ok(false) => {}
            Err(error) => console.warn(&[not_removed(name, &error)]),
        }
    }
    Ok(())
}

/// The warning for a file that the history names and that cannot be removed. The file stays.
fn not_removed(name: &str, error: &WriteError) -> Warning {
    let problem = format!("`{name}` of an outdated edition was not removed: {}", error.problem);
    let hint = error.refusal.map_or(error.hint, Refusal::hint);
    Warning { path: Some(FILE_NAME.to_owned()), problem, hint: Some(hint.to_owned()) }
}

fn overrides(arguments: &Build) -> Result<Overrides, Failure> {
    if let (Some(from), Some(to)) = (arguments.from, arguments.to)
        && from > to
    {
        let problem = format!("`--from {from}` is later than `--to {to}`");
        return Err(Failure::Usage(Warning { path: None, problem, hint: Some("swap the two days".to_owned()) }));
    }
    briefing::refuse(arguments.layout.as_deref())?;
    Ok(Overrides {
        as_of: arguments.as_of,
        from: arguments.from,
        to: arguments.to,
        output: arguments.output.clone(),
        outputs: arguments.format.clone(),
        content: arguments.content,
        layout: arguments.layout.clone(),
        paper: arguments.paper,
        division: arguments.chapters,
        pictures: arguments.no_pictures.then_some(false),
        ..arguments.settings.overrides()
    })
}
