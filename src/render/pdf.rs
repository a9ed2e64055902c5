//! In: an edition and a layout's files. Out: the bytes of a PDF/UA-1 and PDF/A-3a file, and what had to be replaced in it.
//!
//! Invariant: the same edition and layout give the same bytes with any number of threads. Uses no disk, no network and no clock.

/// Characters that the fonts lack.
pub mod coverage;
/// Briefings from the cache.
pub mod kept;
mod layout;

use chrono::Datelike;
use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Content, Datetime, Smart};
use typst::introspection::Introspector;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::address;
use crate::edition::Edition;
use crate::limits;
use crate::render::layout::Excess;
use crate::render::world::{EDITION, LayoutWorld, Unusable};
use crate::render::{PageMark, Pictures};
use crate::render::{diagnosis, stack};
use crate::time::iso;
use crate::warned::{Warned, Warning};

pub(crate) use crate::render::families::Fonts;
pub(crate) use layout::FontError;
pub use layout::Layout;

/// The file that a layout attaches: the edition with its texts as in the captures.
const CARRIED: &str = "carried.json";
/// The folder of the edition's pictures for a layout.
const PICTURES: &str = "pictures";

/// Why a briefing could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The edition could not be converted to data for the layout.
    #[error("failed to pass the edition to the layout: {0}")]
    Edition(#[from] serde_json::Error),
    /// The layout has no main file, or a file whose name is not a path inside a folder.
    #[error("layout has no usable file `{0}`\nhint: a layout is a folder of Typst files with a `main.typ`")]
    LayoutFile(String),
    /// A file of the layout exceeds a limit.
    #[error(transparent)]
    Layout(#[from] Excess),
    /// The layout does not compile, or the document violates a PDF standard.
    #[error("failed to typeset the briefing: {0}")]
    Typesetting(String),
    /// It has this many pages, which is too many.
    #[error(
        "the briefing has {0} pages, more than {most}\nhint: build with `--from` and `--to`, or with `--content digest`",
        most = limits::BRIEFING_PAGES
    )]
    TooLong(usize),
}

/// A typeset briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// The pages on which labelled parts begin, in page order.
    pub pages: Vec<PageMark>,
}

/// Typesets an edition whose texts are prepared (`typography::typeset`). Warns about characters without a glyph, and passes on the warnings
/// of Typst. `carried` is the edition as JSON with its texts as in the captures. It is attached as a file. A picture of the edition that is
/// not among `pictures` is left out, and all pictures are left out if they cannot be typeset.
///
/// # Errors
/// [`PdfError::LayoutFile`] and [`PdfError::Typesetting`] if the layout cannot be used. The built-in layout can always be used.
pub fn render(
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    layout: &Layout,
) -> Result<Warned<Briefing>, PdfError> {
    if layout.has_own_fonts() {
        // The font parser trusts its input. A font that makes it panic must not end the program.
        let typeset = stack::attempt(|| render_with(edition, carried, pictures, layout));
        return typeset.unwrap_or_else(|| {
            let layout = layout.clone().without_own_fonts();
            let mut plain = stack::deep(|| render_with(edition, carried, pictures, &layout))?;
            plain.warnings.insert(0, without_fonts());
            Ok(plain)
        });
    }
    stack::deep(|| render_with(edition, carried, pictures, layout))
}

fn render_with(
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

/// A damaged font only costs the fonts of the project.
fn without_fonts() -> Warning {
    let problem = "the briefing was typeset with the program's own fonts: one of `design.fonts` is damaged";
    let hint = "remove them one by one, or download them again";
    Warning { path: None, problem: problem.to_owned(), hint: Some(hint.to_owned()) }
}

/// A damaged picture only costs the pictures.
fn without_pictures(problem: &str) -> Warning {
    let problem = problem.lines().next().unwrap_or_default();
    let problem = format!("the briefing was typeset without its pictures: {problem}");
    let hint = "replace it with another picture, or build with `--no-pictures`";
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
    add_links(&mut data, edition);
    let json = serde_json::to_vec(&data)?;
    drop(data);
    let mut rendered = compile(json, edition, carried, pictures, layout)?;
    rendered.warnings.splice(0..0, tally.warning());
    Ok(rendered)
}

/// Gives each source a link: the address of its page, if it may be in a link.
fn add_links(data: &mut Value, edition: &Edition) {
    let sources = data.get_mut("sources").and_then(Value::as_array_mut);
    for (source, own) in sources.into_iter().flatten().zip(&edition.sources) {
        source["link"] = own.address.as_deref().and_then(address::web).map_or(Value::Null, Value::String);
    }
}

/// Compiles a layout with an edition's JSON in which every character has a glyph, and exports it. Without the preparation of [`render`], it
/// serves for comparisons.
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
    stack::deep(|| {
        let world = world(json, carried, pictures, layout)?;
        let Warned { value: document, warnings } = paginate(&world)?;
        let bytes = typst_pdf::pdf(&document, &options(edition)).map_err(|errors| typesetting(&world, &errors))?;
        Ok(Warned { value: Briefing { bytes, pages: pages(&document) }, warnings })
    })
}

/// The pages of a layout with an edition's JSON in which every character has a glyph, before they are exported. They show the
/// positions of elements.
///
/// # Errors
/// Those of [`render`].
pub fn document(
    json: Vec<u8>,
    carried: &[u8],
    pictures: &Pictures,
    layout: &Layout,
) -> Result<Warned<PagedDocument>, PdfError> {
    stack::deep(|| paginate(&world(json, carried, pictures, layout)?))
}

fn world(json: Vec<u8>, carried: &[u8], pictures: &Pictures, layout: &Layout) -> Result<LayoutWorld, PdfError> {
    let pictures = pictures.iter().map(|(name, bytes)| (format!("{PICTURES}/{name}"), bytes.to_vec()));
    let data = [(EDITION.to_owned(), json), (CARRIED.to_owned(), carried.to_vec())];
    LayoutWorld::new(&layout.files, Layout::MAIN, layout.fonts.clone(), pictures.chain(data)).map_err(|unusable| {
        match unusable {
            Unusable::File(file) => PdfError::LayoutFile(file),
            Unusable::Excess(excess) => PdfError::Layout(excess),
        }
    })
}

fn paginate(world: &LayoutWorld) -> Result<Warned<PagedDocument>, PdfError> {
    let compiled = typst::compile::<PagedDocument>(world);
    let document = compiled.output.map_err(|errors| typesetting(world, &errors))?;
    if document.pages().len() > limits::BRIEFING_PAGES {
        return Err(PdfError::TooLong(document.pages().len()));
    }
    let warnings = compiled.warnings.iter().map(|warning| diagnosis::warning(world, warning)).collect();
    Ok(Warned { value: document, warnings })
}

/// The pages on which the labels of the layout are.
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

/// The standards, the identifier and the date of the document. The date is midnight UTC of the edition's as-of day. PDF/A requires a date,
/// so an edition without one is only PDF/UA, because a false date would be worse.
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
    let day = iso::day_of(edition.as_of.as_ref()?.latest.as_ref()?)?;
    let (month, day_of_month) = (day.month().try_into().ok()?, day.day().try_into().ok()?);
    Datetime::from_ymd_hms(day.year(), month, day_of_month, 0, 0, 0)
}

fn typesetting(world: &LayoutWorld, errors: &[SourceDiagnostic]) -> PdfError {
    PdfError::Typesetting(diagnosis::message(world, errors))
}
