//! In: a project, its captures, its history and what is asked for. Out: an edition with its files, nothing of it written yet.
//!
//! Invariant: touches no output; what does not verify is left out of the edition before anything is rendered.

use chrono::NaiveDate;

use super::briefing;
use super::console::{Console, Failure};
use super::editions::{self, Asked, Plan};
use super::inputs::Batch;
use super::layouts;
use super::record::capture_name;
use crate::annotate::Annotated;
use crate::cache::Cache;
use crate::chapters::ChapterTitle;
use crate::edition::{self, Edition};
use crate::export;
use crate::files::At;
use crate::history::{History, Past};
use crate::project::{Output, Project};
use crate::render::{Pictures, kept, typography};
use crate::verify::Originals;
use crate::warned::{Warned, Warning};
use crate::{Corpus, Founded, Unfounded};

/// Of so many things that stand in no capture a person is told.
const MOST_TOLD: usize = 20;

/// What is asked of one edition.
#[derive(Debug, Clone, Copy, Default)]
pub struct Order {
    pub asked: Asked,
    /// Nothing is made where nothing is new.
    pub if_new: bool,
    /// The day that the edition describes; absent: what the history or the project says.
    pub as_of: Option<NaiveDate>,
}

/// What came of an order.
#[derive(Debug)]
pub enum Made {
    /// Nothing is new since this edition.
    NothingNew(u32),
    Edition(Box<Finished>),
}

/// An edition and its files.
#[derive(Debug)]
pub struct Finished {
    /// The project with the number and the day of the edition.
    pub project: Project,
    pub plan: Plan,
    pub corpus: Corpus,
    /// With the pictures that were found.
    pub edition: Edition,
    pub pictures: Pictures,
    /// Each output under the path that the project gives to it.
    pub outputs: Vec<(At, Vec<u8>)>,
}

/// Makes the edition that is asked for.
pub fn edition(
    project: Project,
    batch: Batch,
    history: &History,
    order: &Order,
    cache: &Cache,
    console: &mut Console,
) -> Result<Made, Failure> {
    let Warned { value: project, warnings } = briefing::within_limits(project)?;
    console.warn(&warnings);
    let plan = editions::plan(history, order.asked, &batch, &project)?;
    if order.if_new && plan.recorded.is_some() {
        return Ok(Made::NothingNew(plan.last()));
    }
    let batch = plan.limited(batch, history)?;
    let project = plan.onto(project, order.as_of);
    let captures = batch.captures.len();
    console.step("reading and dating", captures);
    let originals = Originals::of(&batch.captures, &batch.unread, &project);
    let kept = plan.kept(history);
    let past = Past { since: plan.since.as_ref(), kept: kept.as_ref() };
    let corpus = crate::study_since(batch.captures, batch.unread, &project, past, cache);
    if order.if_new && !plan.is_new(&corpus) {
        return Ok(Made::NothingNew(plan.last()));
    }
    console.warn(&unused(&corpus, &project));
    console.warn(&corpus.articles.iter().flat_map(Annotated::warnings).collect::<Vec<_>>());
    console.warn(&corpus.not_compared());
    let since = plan.since.as_ref();
    let founded = crate::founded(corpus, &project, since, &originals).map_err(unfounded)?;
    let Founded { corpus, edition, carried, pictures, warnings } = founded;
    refuse_empty(&edition, &project, &corpus)?;
    console.warn(&plan.departed(history, &corpus, &edition));
    console.warn(&warnings);
    console.step("typesetting", captures);
    let mut outputs = render(&edition, carried, &pictures, &project, cache, console)?;
    outputs.extend(exports(&edition, &project)?);
    Ok(Made::Edition(Box::new(Finished { project, plan, corpus, edition, pictures, outputs })))
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

/// What does not verify and cannot be left out is a defect of ours, and nobody gets it.
fn unfounded(why: Unfounded) -> Failure {
    let Unfounded::Failing(found) = why else { return Failure::of(why) };
    let told: Vec<String> = found.iter().take(MOST_TOLD).map(|failure| format!("\n  {failure}")).collect();
    let problem = format!("the edition does not agree with itself, {} times{}", found.len(), told.concat());
    Failure::plain(problem, "nothing was written; this is a defect of litopys: tell its makers")
}

fn render(
    edition: &Edition,
    carried: Vec<u8>,
    shown: &Pictures,
    project: &Project,
    cache: &Cache,
    console: &mut Console,
) -> Result<Vec<(At, Vec<u8>)>, Failure> {
    let asked = |output: Output| project.outputs.contains(&output);
    let path = |output: Output| project.output.at(output.file_name());
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
        let (set, carried) = held(Output::Pdf);
        let Warned { value: (bytes, marks), warnings } = briefing::print(set, carried, shown, project, cache)?;
        console.warn(&warnings);
        pages = marks;
        files.push((path(Output::Pdf), bytes));
    }
    if asked(Output::Epub) {
        let ((set, carried), layout) = (held(Output::Epub), layouts::book(project)?);
        // A book that is made beside a briefing says where the briefing's pages begin.
        files.push((path(Output::Epub), kept::book(set, carried, shown, &pages, &layout, cache).map_err(Failure::of)?));
    }
    if asked(Output::Json) {
        files.push((path(Output::Json), held(Output::Json).1.clone()));
    }
    Ok(files)
}

/// The files for other programs, which hold the texts as they stand in the captures.
fn exports(edition: &Edition, project: &Project) -> Result<Vec<(At, Vec<u8>)>, Failure> {
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
        files.push((project.output.at(output.file_name()), text.into_bytes()));
    }
    Ok(files)
}
