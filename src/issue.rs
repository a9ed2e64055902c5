//! In: a project, its captures, its history and the user's request. Out: an edition with its files, not written yet.
//!
//! Invariant: writes no output. Claims that do not verify are left out of the edition before anything is rendered.

use chrono::NaiveDate;

use crate::annotate::Annotated;
use crate::cache::Cache;
use crate::chapters::ChapterTitle;
use crate::edition::Edition;
use crate::editions::{self, Asked, Plan};
use crate::failure::Failure;
use crate::files::At;
use crate::history::{History, Past};
use crate::inputs::Batch;
use crate::outputs::{self, briefing};
use crate::progress::{self, Listener, Progress};
use crate::project::Project;
use crate::render::Pictures;
use crate::verify::Originals;
use crate::warned::{Warned, Warning};
use crate::{Corpus, Founded, Unfounded};

/// Maximum number of failures that are listed. Set by hand.
const MOST_LISTED: usize = 20;

/// The request for one edition.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Order {
    /// Which edition is requested.
    pub asked: Asked,
    /// Make nothing if nothing is new.
    pub if_new: bool,
    /// The day that the edition describes. Absent: the day from the history or the project.
    pub as_of: Option<NaiveDate>,
}

/// The result of a request.
#[derive(Debug)]
pub(crate) enum Made {
    /// Nothing is new since this edition.
    NothingNew(u32),
    /// An edition was made.
    Edition(Box<Finished>),
}

/// An edition and its files.
#[derive(Debug)]
pub(crate) struct Finished {
    /// The project with the number and the day of the edition.
    pub project: Project,
    /// Which edition it is.
    pub plan: Plan,
    /// The corpus.
    pub corpus: Corpus,
    /// The edition, with the pictures that were found.
    pub edition: Edition,
    /// The pictures that the edition shows.
    pub pictures: Pictures,
    /// The outputs with the paths that the project gives them.
    pub outputs: Vec<(At, Vec<u8>)>,
}

/// Makes the requested edition.
pub(crate) fn make(
    project: Project,
    batch: Batch,
    history: &History,
    order: &Order,
    cache: &Cache,
    listener: Listener,
) -> Result<Made, Failure> {
    let Warned { value: project, warnings } = briefing::within_limits(project)?;
    progress::warn(listener, warnings);
    progress::warn(listener, editions::of_no_edition(history, &project));
    let plan = editions::plan(history, order.asked, &batch, &project)?;
    if order.if_new && plan.recorded.is_some() {
        return Ok(Made::NothingNew(plan.last()));
    }
    let batch = plan.limited(batch, history)?;
    let project = plan.onto(project, order.as_of);
    let captures = batch.captures.len();
    listener(Progress::Step { what: "reading and dating", captures });
    let originals = Originals::of(&batch.captures, &batch.unread, &project);
    let kept = plan.kept(history);
    let past = Past { since: plan.since.as_ref(), kept: kept.as_ref() };
    let corpus = crate::study_since(batch.captures, batch.unread, &project, past, cache);
    if order.if_new && !plan.is_new(&corpus) {
        return Ok(Made::NothingNew(plan.last()));
    }
    progress::warn(listener, unused(&corpus, &project));
    progress::warn(listener, corpus.articles.iter().flat_map(Annotated::warnings));
    progress::warn(listener, corpus.not_compared());
    let since = plan.since.as_ref();
    let founded = crate::founded(corpus, &project, since, &originals).map_err(unfounded)?;
    let Founded { corpus, edition, carried, pictures, warnings } = founded;
    refuse_empty(&edition, &project, &corpus)?;
    progress::warn(listener, plan.departed(history, &corpus, &edition));
    progress::warn(listener, warnings);
    progress::warn(listener, editions::of_no_event(&plan.errata, &edition));
    progress::warn(listener, project.unused_translations(&quotes(&edition)));
    listener(Progress::Step { what: "typesetting", captures });
    let outputs = outputs::files(&edition, carried, &pictures, &project, cache, listener)?;
    Ok(Made::Edition(Box::new(Finished { project, plan, corpus, edition, pictures, outputs })))
}

/// Warnings for settings of the project file that have no effect.
pub(crate) fn unused(corpus: &Corpus, project: &Project) -> Vec<Warning> {
    let aside = corpus.set_aside.iter().map(|aside| aside.id.to_string());
    let names: Vec<String> = corpus.articles.iter().map(|page| page.article.name()).chain(aside).collect();
    let titles = corpus.chapters.iter().filter_map(|chapter| match &chapter.title {
        ChapterTitle::Theme(title) if !chapter.events.is_empty() => Some(title.as_str()),
        _ => None,
    });
    let mut warnings = project.unused_corrections(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let sources = corpus.articles.iter().filter_map(|page| Some(page.article.source.as_ref()?.name.as_str()));
    warnings.extend(project.unused_publishers(&sources.collect::<Vec<_>>()));
    // A chapter can be empty because of the period.
    if project.from.is_none() && project.to.is_none() {
        warnings.extend(project.unused_chapters(&titles.collect::<Vec<_>>()));
    }
    warnings
}

/// The words of the quotes of an edition.
fn quotes(edition: &Edition) -> Vec<&str> {
    let events = edition.chapters.iter().flat_map(|chapter| &chapter.events);
    events.flat_map(|event| &event.quotes).map(|quote| quote.quotation.text.as_str()).collect()
}

fn refuse_empty(edition: &Edition, project: &Project, corpus: &Corpus) -> Result<(), Failure> {
    if !edition.sources.is_empty() {
        return Ok(());
    }
    if let Some(news) = corpus.news.as_ref().filter(|news| news.only) {
        let problem = format!("no event is new or updated since edition {}", news.number);
        return Err(Failure::plain(problem, "with `--if-new`, litopys builds nothing and exits with 4 in this case"));
    }
    if project.from.is_some() || project.to.is_some() {
        return Err(Failure::plain(
            "no event is in the requested period",
            "`litopys list` prints the dates of all articles",
        ));
    }
    Err(Failure::plain("no article was found in any capture", "`litopys read FILE` prints what was found in a page"))
}

/// If claims that fail cannot be left out, that is a defect of the program, and no edition is made.
fn unfounded(why: Unfounded) -> Failure {
    let Unfounded::Failing(found) = why else { return Failure::of(why) };
    let lines: Vec<String> = found.iter().take(MOST_LISTED).map(|failure| format!("\n  {failure}")).collect();
    let problem = format!("the edition contradicts itself in {} places{}", found.len(), lines.concat());
    Failure::plain(problem, "nothing was written; this is a bug in litopys, please report it")
}
