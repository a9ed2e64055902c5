//! In: one capture and its corpus. Out: what was found in it and where, what was dropped, and how its dates were found. Or a day: how much
//! it matters, and which sentences may tell it.
//!
//! Invariant: prints only what the stages recorded, in the edition's language.

mod day;
mod joins;
mod prose;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use self::joins::Joined;
use super::Exit;
use super::choice::day;
use super::console::{Console, Failure};
use super::overview::Overview;
use super::record::{self, Listed};
use super::settings::Settings;
use crate::annotate::{self, Candidates};
use crate::capture::CaptureId;
use crate::edition::{Edition, SourceEntry};
use crate::inputs::project_folder;
use crate::project::{self, FILE_NAME, Project};
use crate::time::Evidence;
use crate::words::fill;
use crate::{Corpus, study};

/// Print what was found in a page and where, what was dropped and why, and where its date comes from; or why a day matters
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The page, followed by `#record` if its file holds several
    #[arg(value_name = "FILE", required_unless_present = "day")]
    file: Option<PathBuf>,
    /// Instead of a page, a day: how likely a timeline has it and why, and which sentences may tell it
    #[arg(long, value_name = "DAY", value_parser = day, conflicts_with = "file")]
    day: Option<NaiveDate>,
    /// The folder with the other pages [default: the nearest one above it with a project file, else its own]
    #[arg(long = "in", value_name = "FOLDER")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// The output of `--json`: the page as in `list`, with the steps that lead to its date.
#[derive(Debug, Serialize)]
struct Explained<'a> {
    #[serde(flatten)]
    listed: Listed<'a>,
    /// One sentence per step, in the edition's language.
    steps: Vec<&'a str>,
    /// Evidence that stronger evidence contradicts.
    against: &'a [Evidence],
    /// How probable it is that the page reports the same event as each of the other pages of its event, and as the most probable page
    /// outside it.
    joins: Vec<Joined>,
    /// The words that were taken for names and refused, each with the rule.
    refused: Candidates,
}

pub(crate) fn run(arguments: &Explain, console: &mut Console) -> Result<Exit, Failure> {
    match arguments.day {
        Some(day) => run_day(arguments, day, console),
        None => run_page(arguments, arguments.file.as_deref().unwrap_or(Path::new(".")), console),
    }
}

fn run_page(arguments: &Explain, file: &Path, console: &mut Console) -> Result<Exit, Failure> {
    let (root, name) = locate(arguments, file)?;
    let project = project(arguments, &root)?;
    let batch = project_folder(&project);
    let project = project.with_sidecars(&batch.corrections);
    console.warn(batch.warnings.iter().filter(|warning| warning.path.as_deref() == Some(&name)));
    console.step("reading and dating", batch.captures.len());
    let corpus = study(batch.captures, batch.unread, &project);
    let edition = crate::edition(&corpus, &project);
    let Some(article) = corpus.articles.iter().position(|page| page.article.name() == name) else {
        return aside(arguments, file, &name, &edition, console);
    };
    if arguments.json {
        console.line(record::line(&explained(&corpus, &edition, &project, article)))?;
    } else {
        let lines = prose::lines(&corpus, &edition, &project, article);
        lines.into_iter().try_for_each(|line| console.line(line))?;
    }
    Ok(Exit::Done)
}

/// Explains a day of the project in the folder given, or in the present one.
fn run_day(arguments: &Explain, day: NaiveDate, console: &mut Console) -> Result<Exit, Failure> {
    let root = arguments.folder.as_deref().unwrap_or(Path::new("."));
    let project = project(arguments, root)?;
    let batch = project_folder(&project);
    let project = project.with_sidecars(&batch.corrections);
    console.warn(&batch.all_warnings());
    console.step("reading and dating", batch.captures.len());
    let corpus = study(batch.captures, batch.unread, &project);
    let edition = crate::edition(&corpus, &project);
    let explained = day::explained(&corpus, &edition, day);
    if arguments.json {
        console.line(record::line(&explained))?;
    } else {
        day::lines(&edition, &explained).into_iter().try_for_each(|line| console.line(line))?;
    }
    Ok(Exit::Done)
}

/// The folder of the corpus, and the page's name in it.
fn locate(arguments: &Explain, file: &Path) -> Result<(PathBuf, String), Failure> {
    let (file, record) = with_record(file);
    let missing =
        |path: &Path, problem: &str| Failure::file(path.display(), problem, "name a captured page and its folder");
    if !file.is_file() {
        return Err(missing(&file, "no such file"));
    }
    let absolute = |path: &Path| std::path::absolute(path).map(|path| path.components().collect::<PathBuf>());
    let whole = absolute(&file)?;
    let root = match &arguments.folder {
        Some(folder) => absolute(folder)?,
        None => {
            let above = whole.ancestors().skip(1);
            let with_project = above.clone().find(|folder| folder.join(FILE_NAME).is_file());
            with_project.or(above.clone().next()).unwrap_or(Path::new(".")).to_owned()
        }
    };
    let below = whole.strip_prefix(&root).map_err(|_| missing(&file, "it is not in the folder given with `--in`"))?;
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok((root, parts.join("/") + &record))
}

/// A path and the `#record` after it. The record is empty for the first page of a file.
fn with_record(path: &Path) -> (PathBuf, String) {
    let text = path.to_string_lossy();
    match text.rsplit_once('#') {
        Some((file, record)) if !path.is_file() && record.parse::<u32>().is_ok() => {
            let record = if record == "0" { String::new() } else { format!("#{record}") };
            (PathBuf::from(file), record)
        }
        _ => (path.to_owned(), String::new()),
    }
}

/// The project of the corpus without its period, so that articles outside it can be explained as well.
fn project(arguments: &Explain, root: &Path) -> Result<Project, Failure> {
    let project = project::load(root, &arguments.settings.overrides())?;
    Ok(Project { from: None, to: None, ..project })
}

/// Prints why a capture gave no article.
fn aside(
    arguments: &Explain,
    file: &Path,
    name: &str,
    edition: &Edition,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let entry =
        edition.ledger.entries.iter().find(|entry| CaptureId::new(&entry.path, entry.record).to_string() == name);
    let Some(entry) = entry else {
        let hint = "`litopys list FOLDER` prints the captures; see `captures` in the project file";
        return Err(Failure::file(file.display(), "it is not one of the captures", hint));
    };
    if arguments.json {
        console.line(record::line(entry))?;
    } else {
        let words = &edition.language.lexicon().explain;
        console.line(name)?;
        console.line(format_args!("  {}", fill(&words.aside, &[("text", &entry.outcome_text)])))?;
    }
    Ok(Exit::Done)
}

fn explained<'a>(corpus: &'a Corpus, edition: &'a Edition, project: &'a Project, article: usize) -> Explained<'a> {
    let steps = source(edition, corpus, article).into_iter().flat_map(|source| &source.dating);
    Explained {
        listed: Overview::new(corpus, edition, project).listed(article),
        steps: steps.map(|step| step.text.as_str()).collect(),
        against: &corpus.dates[article].against,
        joins: joins::of_article(corpus, project, article),
        refused: annotate::refused(&corpus.articles[article]),
    }
}

/// The entry of an article in the edition's sources.
fn source<'a>(edition: &'a Edition, corpus: &Corpus, article: usize) -> Option<&'a SourceEntry> {
    let page = &corpus.articles[article].article;
    edition.sources.iter().find(|source| (&source.path, source.record) == (&page.id.path, page.id.record))
}
