//! In: an edition with its pictures, and a project. Out: the files that the project asks for, with their paths.
//!
//! Invariant: decides nothing about an edition's content, and writes no file.

#[cfg_attr(not(feature = "pdf"), path = "outputs/briefing/absent.rs")]
/// The briefing, a PDF.
pub(crate) mod briefing;
mod excess;
/// The layouts of a project.
pub(crate) mod layouts;

use crate::cache::Cache;
use crate::edition::{self, Edition};
use crate::export;
use crate::failure::Failure;
use crate::files::At;
use crate::progress::{self, Listener};
use crate::project::{Output, Project};
use crate::render::{Pictures, docx, kept, page, typography};
use crate::warned::Warned;

/// Files with their paths. They are not written yet.
pub(crate) type Files = Vec<(At, Vec<u8>)>;

/// Renders the files of an edition. `carried` is the edition as data, which outputs carry.
///
/// # Errors
/// A layout of the project does not exist or fails.
pub(crate) fn files(
    edition: &Edition,
    carried: Vec<u8>,
    pictures: &Pictures,
    project: &Project,
    cache: &Cache,
    listener: Listener,
) -> Result<Files, Failure> {
    let mut files = render(edition, carried, pictures, project, cache, listener)?;
    files.extend(exports(edition, project)?);
    Ok(files)
}

fn render(
    edition: &Edition,
    carried: Vec<u8>,
    shown: &Pictures,
    project: &Project,
    cache: &Cache,
    listener: Listener,
) -> Result<Files, Failure> {
    let asked = |output: Output| project.outputs.contains(&output);
    let path = |output: Output| project.output.at(output.file_names()[0]);
    let whole = (typography::typeset(edition), carried);
    let digest = (!edition.articles.is_empty()).then(|| {
        let digest = Edition { articles: Vec::new(), ..edition.clone() };
        (typography::typeset(&digest), edition::data(&digest))
    });
    // Only outputs that the project names hold full articles.
    let held = |output: Output| match &digest {
        Some(digest) if !project.full.contains(&output) => digest,
        _ => &whole,
    };
    let mut files = Vec::new();
    let mut pages = Vec::new();
    if asked(Output::Pdf) {
        let (set, carried) = held(Output::Pdf);
        let Warned { value: (bytes, marks), warnings } = briefing::print(set, carried, shown, project, cache)?;
        progress::warn(listener, warnings);
        pages = marks;
        files.push((path(Output::Pdf), bytes));
    }
    if asked(Output::Epub) {
        let ((set, carried), layout) = (held(Output::Epub), layouts::book(project)?);
        // An e-book that is made with a briefing refers to the briefing's page numbers.
        files.push((path(Output::Epub), kept::book(set, carried, shown, &pages, &layout, cache).map_err(Failure::of)?));
    }
    if asked(Output::Docx) {
        let (set, _) = held(Output::Docx);
        files.push((path(Output::Docx), docx::render(set, shown).map_err(Failure::of)?));
    }
    if asked(Output::Html) {
        let ((set, _), layout) = (held(Output::Html), layouts::page(project)?);
        files.push((path(Output::Html), page::render(set, shown, &layout).map_err(Failure::of)?));
    }
    if asked(Output::Json) {
        files.push((path(Output::Json), held(Output::Json).1.clone()));
    }
    Ok(files)
}

/// The files for other programs, which hold the texts exactly as in the captures.
fn exports(edition: &Edition, project: &Project) -> Result<Files, Failure> {
    let mut files = Vec::new();
    for &output in &project.outputs {
        let text = match output {
            Output::Pdf | Output::Epub | Output::Docx | Output::Html | Output::Json => continue,
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
            Output::Csv => {
                let tables = export::tables(edition, project.csv).map_err(Failure::of)?;
                files.extend(
                    output.file_names().iter().zip(tables).map(|(name, table)| (project.output.at(name), table)),
                );
                continue;
            }
        };
        files.extend(output.file_names().iter().map(|name| (project.output.at(name), text.clone().into_bytes())));
    }
    Ok(files)
}
