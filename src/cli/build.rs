//! In: a folder of captures. Out: the briefing, the book and the edition's data, as the project asks.
//!
//! Invariant: the outputs appear together, whole or not at all.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::Exit;
use super::console::{Console, Failure};
use super::editions::{self, Asked, Kept, Plan};
use super::inputs::project_folder;
use super::layouts;
use super::news;
use super::record::capture_name;
use super::settings::Settings;
use crate::Corpus;
use crate::chapters::{ChapterTitle, Division};
use crate::edition::{self, Edition};
use crate::export;
use crate::files;
use crate::project::{self, Content, Output, Overrides, Paper, Project};
use crate::render::{Pictures, epub, pdf, pictures, typography};
use crate::verify::{self, Originals};
use crate::warned::Warning;

/// Of so many things that stand in no capture a person is told.
const MOST_TOLD: usize = 20;

/// Build the briefing and the book from a folder of captures
#[derive(Debug, Args)]
pub struct Build {
    /// The folder with the captured pages, or a single page
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Only events that may lie on this day or later, such as 2025-07-14
    #[arg(long, value_name = "DAY")]
    from: Option<NaiveDate>,
    /// Only events that may lie on this day or earlier
    #[arg(long, value_name = "DAY")]
    to: Option<NaiveDate>,
    /// Where the outputs go [default: out]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// What to write; may be given several times [default: pdf and epub]
    #[arg(long, value_name = "FORMAT")]
    format: Vec<Output>,
    /// What chapters are [default: auto]
    #[arg(long, value_name = "DIVISION")]
    chapters: Option<Division>,
    /// The layout of the briefing: briefing, pocket, brief, or a folder below `layouts` [default: briefing]
    #[arg(long, value_name = "NAME")]
    layout: Option<String>,
    /// The paper of the briefing [default: that of the layout]
    #[arg(long, value_name = "PAPER")]
    paper: Option<Paper>,
    /// Leave the pictures of the pages out
    #[arg(long)]
    no_pictures: bool,
    /// How much of the articles the outputs hold [default: digest]
    #[arg(long, value_name = "CONTENT")]
    content: Option<Content>,
    /// The day that the edition describes [default: the newest day of publication]
    #[arg(long, value_name = "DAY")]
    as_of: Option<NaiveDate>,
    /// Record the edition in the project's history, so that the next one tells what is new
    #[arg(long, conflicts_with_all = ["from", "to", "edition"])]
    record: bool,
    /// Build a recorded edition again
    #[arg(long, value_name = "NUMBER")]
    edition: Option<u32>,
    /// Tell only what is new and updated since the last recorded edition
    #[arg(long)]
    new_only: bool,
    /// Build nothing, and exit with 4, if nothing is new since the last recorded edition
    #[arg(long, conflicts_with = "edition")]
    if_new: bool,
    /// The numbered files of how many editions are kept [default: all]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
    #[command(flatten)]
    settings: Settings,
}

impl Build {
    fn asked(&self) -> Asked {
        Asked { edition: self.edition, record: self.record, new_only: self.new_only }
    }
}

pub fn run(arguments: &Build, console: &mut Console) -> Result<Exit, Failure> {
    let project = project::load(&arguments.folder, &overrides(arguments)?)?;
    let batch = project_folder(&project);
    let project = of_its_day(project.with_sidecars(&batch.corrections))?;
    console.warn(&batch.warnings);
    if batch.captures.is_empty() {
        let hint = "save pages as text, Markdown or HTML into it";
        return Err(Failure::file(arguments.folder.display(), "no captured page was found in it", hint));
    }
    let kept = editions::kept(&project)?;
    let plan = editions::plan(&kept.history, arguments.asked(), &batch, &project)?;
    if arguments.if_new && plan.recorded.is_some() {
        return nothing_new(&plan, console);
    }
    let batch = plan.limited(batch, &kept.history)?;
    let project = plan.onto(project, arguments.as_of);
    let captures = batch.captures.len();
    console.step("reading and dating", captures);
    let originals = Originals::of(&batch.captures, &batch.unread, &project);
    let corpus = crate::study_since(batch.captures, batch.unread, &project, plan.since.as_ref());
    if arguments.if_new && !plan.is_new(&corpus) {
        return nothing_new(&plan, console);
    }
    console.warn(&unused(&corpus, &project));
    console.warn(&corpus.articles.iter().flat_map(|page| page.article.warnings()).collect::<Vec<_>>());
    let edition = crate::edition(&corpus, &project);
    refuse_empty(&edition, &project, &corpus)?;
    console.warn(&plan.departed(&kept.history, &corpus, &edition));
    let shown = pictures::load(&edition, &project.root);
    console.warn(&shown.warnings);
    let edition = shown.value.within(&edition);
    let carried = edition::data(&edition);
    refuse_unfounded(&carried, originals)?;
    console.step("typesetting", captures);
    let mut outputs = render(&edition, carried, &shown.value, &project, console)?;
    outputs.extend(exports(&edition, &project)?);
    let numbered = numbered(&outputs, &edition, &project);
    let names = numbered.iter().map(|(name, _)| name.clone()).collect();
    outputs.extend(numbered.into_iter().map(|(name, bytes)| (project.output.join(name), bytes)));
    if let (true, None, Some(number)) = (arguments.record, &plan.recorded, plan.number) {
        outputs.push(kept.recorded(number, &corpus, &edition, names));
    }
    files::write_whole(&outputs).map_err(Failure::of)?;
    outputs.iter().try_for_each(|(path, bytes)| console.wrote(path, bytes.len()))?;
    console.sum_up(news::summary(&edition, corpus.news.as_ref()));
    remove_outdated(arguments, &project, &plan, &kept, console)?;
    Ok(Exit::Done)
}

/// The variable that tells builds which time they are of, in seconds since 1970 (reproducible-builds.org).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The project with the day of the environment, where neither the arguments nor the project file give one.
fn of_its_day(mut project: Project) -> Result<Project, Failure> {
    if project.as_of.is_none() {
        project.as_of = day_of_environment()?;
    }
    Ok(project)
}

/// The day that the environment gives, if it does.
pub fn day_of_environment() -> Result<Option<NaiveDate>, Failure> {
    let Ok(written) = std::env::var(EPOCH) else { return Ok(None) };
    let time = written.parse().ok().and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    let hint = "set it to seconds since 1970, or unset it";
    let time = time.ok_or_else(|| Failure::plain(format!("`{EPOCH}` is `{written}`, which is no time"), hint))?;
    Ok(Some(time.date_naive()))
}

/// Nothing is built, and what ran this is told so.
fn nothing_new(plan: &Plan, console: &mut Console) -> Result<Exit, Failure> {
    let last = plan.recorded.as_ref().map(|last| last.number).or(plan.since.as_ref().map(|since| since.number));
    let told = format!("nothing is new since edition {}", last.unwrap_or_default());
    console.sum_up(told.clone());
    console.remark(told)?;
    Ok(Exit::NothingNew)
}

/// The outputs under the names that are this edition's own, where the project asks for them.
fn numbered(outputs: &[(PathBuf, Vec<u8>)], edition: &Edition, project: &Project) -> Vec<(String, Vec<u8>)> {
    let (Some(pattern), Some(number)) = (&project.editions.file_name, edition.number) else { return Vec::new() };
    let as_of = edition.as_of.as_ref().and_then(|day| day.earliest.as_deref()).unwrap_or_default();
    let name = |path: &Path| pattern.name(number, as_of, &path.file_name().unwrap_or_default().to_string_lossy());
    outputs.iter().map(|(path, bytes)| (name(path), bytes.clone())).collect()
}

/// Removes the numbered files of editions that are too old to be kept.
fn remove_outdated(
    arguments: &Build,
    project: &Project,
    plan: &Plan,
    kept: &Kept,
    console: &mut Console,
) -> Result<(), Failure> {
    let (Some(keep), Some(number)) = (arguments.keep.or(project.editions.keep), plan.number) else { return Ok(()) };
    for name in kept.outdated(keep, number) {
        let path = project.output.join(name);
        if files::is_file(&path) {
            files::remove(&path).map_err(Failure::of)?;
            console.remark(format_args!("removed {}", path.display()))?;
        }
    }
    Ok(())
}

/// What the project file says and nothing answers to.
pub fn unused(corpus: &Corpus, project: &Project) -> Vec<Warning> {
    let aside = corpus.set_aside.iter().map(|aside| capture_name(&aside.path, aside.record));
    let names: Vec<String> = corpus.articles.iter().map(|page| page.article.name()).chain(aside).collect();
    let titles = corpus.chapters.iter().filter_map(|chapter| match &chapter.title {
        ChapterTitle::Theme(title) if !chapter.events.is_empty() => Some(title.as_str()),
        _ => None,
    });
    let mut warnings = project.unused_corrections(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let sources = corpus.articles.iter().filter_map(|page| Some(page.article.source.as_ref()?.name.as_str()));
    warnings.extend(project.unused_publishers(&sources.collect::<Vec<_>>()));
    // A chapter may well be empty in the days that a person asks for.
    if project.from.is_none() && project.to.is_none() {
        warnings.extend(project.unused_chapters(&titles.collect::<Vec<_>>()));
    }
    warnings
}

fn overrides(arguments: &Build) -> Result<Overrides, Failure> {
    if let (Some(from), Some(to)) = (arguments.from, arguments.to)
        && from > to
    {
        let problem = format!("`--from {from}` is later than `--to {to}`");
        return Err(Failure::Usage(Warning { path: None, problem, hint: Some("exchange the two days".to_owned()) }));
    }
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

fn refuse_empty(edition: &Edition, project: &Project, corpus: &Corpus) -> Result<(), Failure> {
    if !edition.sources.is_empty() {
        return Ok(());
    }
    if let Some(news) = corpus.news.as_ref().filter(|news| news.only) {
        let problem = format!("no event is new or updated since edition {}", news.number);
        return Err(Failure::plain(problem, "with `--if-new`, litopys builds nothing and exits with 4 on such a day"));
    }
    if project.from.is_some() || project.to.is_some() {
        return Err(Failure::plain(
            "no event lies in the days asked for",
            "`litopys list` prints the dates of all articles",
        ));
    }
    Err(Failure::plain("no article was found in any capture", "`litopys read FILE` prints what was found in a page"))
}

/// An edition that says what no capture says is a defect of ours, and nobody gets it.
fn refuse_unfounded(carried: &[u8], originals: Originals) -> Result<(), Failure> {
    let found = verify::edition(carried, &originals).map_err(Failure::of)?;
    if found.is_empty() {
        return Ok(());
    }
    let told: Vec<String> = found.iter().take(MOST_TOLD).map(|failure| format!("\n  {failure}")).collect();
    let problem =
        format!("the edition says what does not stand in the captures, {} times{}", found.len(), told.concat());
    let hint = "nothing was written; this is a defect of litopys: leave the page out, and tell its makers";
    Err(Failure::plain(problem, hint))
}

fn render(
    edition: &Edition,
    carried: Vec<u8>,
    shown: &Pictures,
    project: &Project,
    console: &mut Console,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let asked = |output: Output| project.outputs.contains(&output);
    let path = |output: Output| project.output.join(output.file_name());
    let whole = (typography::typeset(edition), carried);
    let digest = (!edition.articles.is_empty()).then(|| {
        let digest = Edition { articles: Vec::new(), ..edition.clone() };
        (typography::typeset(&digest), edition::data(&digest))
    });
    // The full articles stand only where the project asks for them.
    let held = |output: Output| match &digest {
        Some(digest) if !project.full.contains(&output) => digest,
        _ => &whole,
    };
    let mut files = Vec::new();
    let mut pages = Vec::new();
    if asked(Output::Pdf) {
        let ((set, carried), layout) = (held(Output::Pdf), layouts::briefing(project)?);
        let rendered = pdf::render(set, carried, shown, &layout).map_err(Failure::of)?;
        console.warn(&rendered.warnings);
        pages = rendered.value.pages;
        files.push((path(Output::Pdf), rendered.value.bytes));
    }
    if asked(Output::Epub) {
        let ((set, carried), layout) = (held(Output::Epub), layouts::book(project)?);
        // A book that is made beside a briefing says where the briefing's pages begin.
        files.push((path(Output::Epub), epub::render(set, carried, shown, &pages, &layout).map_err(Failure::of)?));
    }
    if asked(Output::Json) {
        files.push((path(Output::Json), held(Output::Json).1.clone()));
    }
    Ok(files)
}

/// The files for other programs, which hold the texts as they stand in the captures.
fn exports(edition: &Edition, project: &Project) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let mut files = Vec::new();
    for &output in &project.outputs {
        let text = match output {
            Output::Pdf | Output::Epub | Output::Json => continue,
            Output::Markdown if project.full.contains(&output) => export::markdown(edition).map_err(Failure::of)?,
            Output::Markdown => {
                let digest = Edition { articles: Vec::new(), ..edition.clone() };
                export::markdown(&digest).map_err(Failure::of)?
            }
            Output::CslJson => export::csl_json(edition),
            Output::Bibtex => export::bibtex(edition),
            Output::Ris => export::ris(edition),
            Output::Ical => export::calendar(edition),
            Output::Timelinejs => export::timeline_js(edition),
        };
        files.push((project.output.join(output.file_name()), text.into_bytes()));
    }
    Ok(files)
}
