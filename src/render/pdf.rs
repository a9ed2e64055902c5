//! In: an edition and a layout's files. Out: the bytes of a PDF/UA-1 and PDF/A-3a file, and what had to be replaced in it.
//!
//! Invariant: same edition and layout, same bytes, on any number of threads; no disk, no network, no clock.

pub mod coverage;
mod layout;
mod world;

use typst::diag::{Severity, SourceDiagnostic};
use typst::foundations::{Content, Datetime, Smart};
use typst::introspection::Introspector;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::edition::Edition;
use crate::render::{PageMark, Pictures};
use crate::warned::{Warned, Warning};

pub use crate::render::fonts::Fonts;
pub use layout::{FontError, Layout};
use world::LayoutWorld;

/// What makes a briefing impossible.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The edition could not be turned into data for the layout.
    #[error("failed to hand the edition to the layout: {0}")]
    Edition(#[from] serde_json::Error),
    /// A layout has no main file, or a file whose name is no path inside a folder.
    #[error("layout has no usable file `{0}`\nhint: a layout is a folder of Typst files, `main.typ` its main one")]
    LayoutFile(String),
    /// The layout does not compile, or the document breaks a PDF standard.
    #[error("failed to typeset the briefing: {0}")]
    Typesetting(String),
}

/// A typeset briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Where everything that has a name begins, in the order of the pages.
    pub pages: Vec<PageMark>,
}

/// Typesets an edition whose texts are set (`typography::typeset`); a warning where characters had no glyph, and one for each warning of Typst.
/// `carried` is the edition as JSON, its texts as they stand in the captures: the file is attached. A picture of the edition
/// that is not among `pictures` is left out, and all of them where they cannot be typeset.
///
/// # Errors
/// [`PdfError::LayoutFile`] and [`PdfError::Typesetting`] for a layout that cannot be used; the built-in one always can.
pub fn render(
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    layout: &Layout,
) -> Result<Warned<Briefing>, PdfError> {
    match typeset(edition, carried, pictures, layout) {
        Err(PdfError::Typesetting(problem)) if !pictures.is_empty() => {
            let mut plain = typeset(edition, carried, &Pictures::default(), layout)?;
            plain.warnings.insert(0, without_pictures(&problem));
            Ok(plain)
        }
        rendered => rendered,
    }
}

/// A picture costs no more than the pictures.
fn without_pictures(problem: &str) -> Warning {
    let problem = problem.lines().next().unwrap_or_default();
    let problem = format!("the briefing was typeset without its pictures: {problem}");
    let hint = "put another picture in its place, or build with `--no-pictures`";
    Warning { path: None, problem, hint: Some(hint.to_owned()) }
}

fn typeset(
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    layout: &Layout,
) -> Result<Warned<Briefing>, PdfError> {
    let edition = &*pictures.within(edition);
    let mut data = serde_json::to_value(edition)?;
    let tally = coverage::clean(&mut data, &layout.fonts);
    data["ledger"]["replaced"] = tally.codes().collect();
    let json = serde_json::to_vec(&data)?;
    drop(data);
    let mut rendered = compile(json, edition, carried, pictures, layout)?;
    rendered.warnings.splice(0..0, tally.warning());
    Ok(rendered)
}

/// Compiles and exports a layout over an edition's JSON in which every character has a glyph: what is left of the work
/// when there is nothing but Typst, for comparison.
///
/// # Errors
/// Those of [`render`].
pub fn compile(
    json: Vec<u8>,
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    layout: &Layout,
) -> Result<Warned<Briefing>, PdfError> {
    let world = LayoutWorld::new(layout, pictures, json, carried.to_vec())?;
    let Warned { value: document, warnings } = paginate(&world)?;
    let bytes = typst_pdf::pdf(&document, &options(edition)).map_err(|errors| typesetting(&world, &errors))?;
    Ok(Warned { value: Briefing { bytes, pages: pages(&document) }, warnings })
}

/// The pages of a layout over an edition's JSON in which every character has a glyph, before they become a file: for whoever
/// wants to look at what stands where.
///
/// # Errors
/// Those of [`render`].
pub fn document(
    json: Vec<u8>,
    carried: &[u8],
    pictures: &Pictures,
    layout: &Layout,
) -> Result<Warned<PagedDocument>, PdfError> {
    paginate(&LayoutWorld::new(layout, pictures, json, carried.to_vec())?)
}

fn paginate(world: &LayoutWorld) -> Result<Warned<PagedDocument>, PdfError> {
    let compiled = typst::compile::<PagedDocument>(world);
    let document = compiled.output.map_err(|errors| typesetting(world, &errors))?;
    let warnings = compiled.warnings.iter().map(|diagnostic| warning(world, diagnostic)).collect();
    Ok(Warned { value: document, warnings })
}

/// The pages on which the labels of the layout stand.
fn pages(document: &PagedDocument) -> Vec<PageMark> {
    let introspector = document.introspector();
    let mark = |content: Content| {
        let id = content.label()?.resolve().as_str().to_owned();
        let page = introspector.page(content.location()?)?.get();
        Some(PageMark { id, page: u32::try_from(page).ok()? })
    };
    let mut marks: Vec<PageMark> = introspector.query_labelled().into_iter().filter_map(mark).collect();
    marks.sort_by_key(|mark| mark.page);
    marks
}

/// The standards, the identifier and the date of the document; the date is the edition's as-of day, at midnight UTC.
/// PDF/A wants a date: an edition without one is PDF/UA alone rather than dated falsely.
fn options(edition: &Edition) -> PdfOptions {
    let timestamp = as_of(edition).map(Timestamp::new_utc);
    let archival = timestamp.map(|_| PdfStandard::A_3a);
    let standards: Vec<PdfStandard> = archival.into_iter().chain([PdfStandard::Ua_1]).collect();
    PdfOptions {
        ident: Smart::Custom(edition.identifier.clone()),
        creator: Smart::Custom(Some(edition.producer.clone())),
        timestamp,
        standards: PdfStandards::new(&standards).expect("PDF/A-3a and PDF/UA-1 go together"),
        ..PdfOptions::default()
    }
}

/// Midnight of the edition's as-of day.
fn as_of(edition: &Edition) -> Option<Datetime> {
    let day = edition.as_of.as_ref()?.latest.as_ref()?.get(..10)?;
    let mut parts = day.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    Datetime::from_ymd_hms(year, month, parts.next()?.parse().ok()?, 0, 0, 0)
}

fn typesetting(world: &LayoutWorld, errors: &[SourceDiagnostic]) -> PdfError {
    let told: Vec<String> = errors.iter().map(|error| tell(world, error)).collect();
    PdfError::Typesetting(told.join("\n"))
}

fn warning(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> Warning {
    debug_assert_eq!(diagnostic.severity, Severity::Warning);
    Warning {
        path: place(world, diagnostic),
        problem: diagnostic.message.to_string(),
        hint: diagnostic.hints.first().map(|hint| hint.v.to_string()),
    }
}

/// Place, message, source line and hints of a diagnostic.
fn tell(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> String {
    let place = place(world, diagnostic).map_or_else(String::new, |place| format!("`{place}`: "));
    let shown = shown(world, diagnostic).unwrap_or_default();
    let hints = diagnostic.hints.iter().map(|hint| format!("\nhint: {}", hint.v));
    std::iter::once(format!("{place}{}{shown}", diagnostic.message)).chain(hints).collect()
}

/// The layout's file, line and column that a diagnostic is about, as `layouts/briefing/main.typ:12:5`; both count from 1,
/// columns in code points.
fn place(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> Option<String> {
    let file = diagnostic.span.id()?;
    let source = world.source(file).ok()?;
    let start = world.range(diagnostic.span)?.start;
    let (line, column) = source.lines().byte_to_line_column(start)?;
    Some(format!("{}:{}:{}", world.path(file), line + 1, column + 1))
}

/// The source line that a diagnostic is about, marked where it begins.
fn shown(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> Option<String> {
    let source = world.source(diagnostic.span.id()?).ok()?;
    let range = world.range(diagnostic.span)?;
    let (line, column) = source.lines().byte_to_line_column(range.start)?;
    let text = source.text().lines().nth(line)?;
    let length = source.text()[range].lines().next().unwrap_or_default().chars().count().max(1);
    Some(format!("\n  {}\n  {}{}", text.trim_end(), " ".repeat(column), "^".repeat(length)))
}
