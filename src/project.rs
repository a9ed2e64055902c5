//! In: `litopys.toml` and the command line's arguments. Out: a `Project` with a value for every setting.
//!
//! Invariant: no other module holds a default.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used))]

mod abbreviated;
mod book;
mod citations;
mod content;
mod csv;
mod decision;
mod declared;
mod design;
mod editions;
mod erratum;
mod error;
mod fetching;
mod prose;
mod publisher;
mod section;
mod sidecar;
mod site;
mod theme;
mod translation;
mod unused;

pub use abbreviated::Abbreviated;
pub use book::BookOptions;
pub use citations::CitationStyle;
pub use content::Content;
pub use csv::CsvOptions;
pub use decision::{Decision, Status};
pub use declared::{Coordinates, Declared, DeclaredKind};
pub use design::{Colour, Design};
pub use editions::{Editions, Every, NamePattern};
pub use erratum::Erratum;
pub use error::ProjectError;
pub(crate) use error::nearest;
pub use fetching::{Fetching, KeptAs};
pub use prose::{Introduction, Prose, ProseBlock, ProseKind, ProseRun};
pub(crate) use publisher::read_publishers;
pub use publisher::{Publisher, PublisherName, Reliability};
pub(crate) use sidecar::read_sidecar;
pub use sidecar::{Fetched, Sidecar};
pub use site::Site;
pub use theme::{Division, Theme};
pub use translation::Translation;

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use chrono_tz::{TZ_VARIANTS, Tz};

use self::section::{Document, Section};
use crate::files::{self, Folder, Links, Root};
use crate::named::{Named, names};
use crate::words::ProductLanguage;

/// The name of the project file in a project's folder.
pub(crate) const FILE_NAME: &str = "litopys.toml";

/// A sample project file. It has every setting with a comment, and all settings are commented out.
pub(crate) const SAMPLE: &str = include_str!("project/sample.toml");

const KEYS: [&str; 32] = [
    "editions",
    "title",
    "introduction",
    "language",
    "timezone",
    "as_of",
    "number",
    "captures",
    "from",
    "to",
    "outputs",
    "output",
    "layout",
    "paper",
    "design",
    "book",
    "csv",
    "content",
    "in_full",
    "pictures",
    "citations",
    "chapters",
    "chapter",
    "publisher",
    "capture",
    "event",
    "translation",
    "correction",
    "abbreviation",
    "name",
    "fetch",
    "site",
];
const CHAPTER_KEYS: [&str; 3] = ["title", "match", "summary"];
const CAPTURE_KEYS: [&str; 6] = ["file", "published", "happened", "title", "source", "leave_out"];

/// Values from the command line. They override the project file.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// A project file to use instead of the folder's own.
    pub file: Option<PathBuf>,
    /// Date up to which pages are covered.
    pub as_of: Option<NaiveDate>,
    /// First day of the period.
    pub from: Option<NaiveDate>,
    /// Last day of the period.
    pub to: Option<NaiveDate>,
    /// Output folder. The user names it, so it may be anywhere.
    pub output: Option<PathBuf>,
    /// Empty: the outputs of the project file.
    pub outputs: Vec<Output>,
    /// Language of the edition.
    pub language: Option<ProductLanguage>,
    /// Time zone for times without an offset.
    pub zone: Option<Tz>,
    /// Absent: the value of the project file.
    pub pictures: Option<bool>,
    /// What chapters are made from.
    pub division: Option<Division>,
    /// For every output. Absent: the value of the project file.
    pub content: Option<Content>,
    /// The name of a layout. Absent: the layout of the project file.
    pub layout: Option<String>,
    /// Absent: the paper of the project file, or of the layout.
    pub paper: Option<Paper>,
    /// Which links among the captures are followed. A project file cannot set this.
    pub links: Links,
}

/// Everything that a build needs to know besides the captures.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// The folder or file that the captures are read from. Paths in the edition are relative to it.
    pub root: PathBuf,
    /// Folders and files below `root` that hold the captures. Empty: all of `root`.
    pub captures: Vec<PathBuf>,
    /// The output folder.
    pub output: Folder,
    /// The files to write.
    pub outputs: Vec<Output>,
    /// Whether the project file or an argument names the outputs.
    pub are_outputs_named: bool,
    /// The name of the briefing's layout.
    pub layout: String,
    /// The paper of the briefing.
    pub paper: Paper,
    /// The look of the briefing.
    pub design: Design,
    /// How the files of editions are named and kept.
    pub editions: Editions,
    /// How the e-book is made.
    pub book: BookOptions,
    /// The outputs that hold the full articles after the digest.
    pub full: BTreeSet<Output>,
    /// The lists that the briefing prints whole.
    pub in_full: BTreeSet<InFull>,
    /// Whether events may show a picture.
    pub pictures: bool,
    /// Absent: the usual style of the edition's language.
    pub citations: Option<CitationStyle>,
    /// By default the headline of the largest story, else the folder's name.
    pub title: Option<String>,
    /// What the editor writes at the beginning.
    pub introduction: Prose,
    /// The file that it stands in, relative to the project file.
    pub introduction_file: Option<PathBuf>,
    /// The name of the folder or file. Absent for captures that are in no folder.
    pub folder_name: Option<String>,
    /// Absent: the most frequent language of the captures if it is a product language, else English.
    pub language: Option<ProductLanguage>,
    /// The zone for times without an offset.
    pub zone: Option<chrono_tz::Tz>,
    /// Absent: the newest day of publication.
    pub as_of: Option<NaiveDate>,
    /// First day of the period. Events that cannot be on or after it are left out.
    pub from: Option<NaiveDate>,
    /// Last day of the period. Events that cannot be on or before it are left out.
    pub to: Option<NaiveDate>,
    /// The number of this edition.
    pub number: Option<u32>,
    /// What chapters are made from.
    pub division: Division,
    /// The declared chapters.
    pub themes: Vec<Theme>,
    /// The declared publishers. They take precedence over the program's own list.
    pub publishers: Vec<Publisher>,
    /// Corrections of captures.
    pub corrections: Vec<Correction>,
    /// The editor's decisions about events.
    pub decisions: Vec<Decision>,
    /// The editor's translations of quotes.
    pub translations: Vec<Translation>,
    /// The notices of errors in earlier editions.
    pub errata: Vec<Erratum>,
    /// The declared abbreviations. They take precedence over the pages and the program's list.
    pub abbreviations: Vec<Abbreviated>,
    /// The declared names. They take precedence over names that the program finds.
    pub names: Vec<Declared>,
    /// What is fetched and how. Absent: nothing is fetched.
    pub fetching: Option<Fetching>,
    /// How tables for spreadsheets are written.
    pub csv: CsvOptions,
    /// The site of all editions.
    pub site: Site,
    /// Which links among the captures are followed.
    pub links: Links,
}

/// The editor's corrections of one capture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Correction {
    /// The capture's path below the root, followed by `#record` if the file holds several captures, or by `#*` for all of them.
    pub capture: String,
    /// The day of publication.
    pub published: Option<NaiveDate>,
    /// The day of the event.
    pub happened: Option<NaiveDate>,
    /// The headline.
    pub title: Option<String>,
    /// The publisher's name.
    pub source: Option<String>,
    /// Whether the capture is left out.
    pub leave_out: bool,
}

/// A list in the reference part of the briefing and the e-book that is printed short unless the project wants it whole. The data have all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(serde::Serialize, schemars::JsonSchema)]
#[derive(strum::EnumMessage, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum InFull {
    /// All people, organizations and places, not only those with an office or a quote or in two events.
    Names,
    /// Each source with all evidence for its date, not only its citation.
    Sources,
    /// All captures, not only those that the edition does not use.
    Ledger,
}

/// What a build writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(serde::Serialize, serde::Deserialize)]
#[derive(strum::EnumMessage, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Output {
    /// `briefing.pdf`
    Pdf,
    /// `briefing.epub`
    Epub,
    /// `briefing.docx`, the briefing for word processors
    Docx,
    /// `briefing.html`, the whole edition as one page
    Html,
    /// `briefing.json`, the edition itself
    Json,
    /// `briefing.md`, the whole edition
    Markdown,
    /// `briefing.csl.json`, the sources for citation processors
    CslJson,
    /// `briefing.bib`, the sources for LaTeX
    Bibtex,
    /// `briefing.ris`, the sources for reference managers
    Ris,
    /// `briefing.ics`, the events as a calendar
    Ical,
    /// `briefing.timeline.json`, the events for TimelineJS
    Timelinejs,
    /// `briefing.events.csv` and three more, the tables for spreadsheets
    Csv,
}

impl Output {
    /// The outputs that are written by default.
    pub(crate) fn default_ones() -> Vec<Self> {
        [Self::Pdf, Self::Epub].into_iter().filter(|output| output.is_made_here()).collect()
    }

    /// Whether this build of the program can write the output. Writing the PDF needs the feature `pdf`.
    pub(crate) fn is_made_here(self) -> bool {
        cfg!(feature = "pdf") || self != Self::Pdf
    }
}

/// The folder of a project's own layouts, next to the project file.
pub(crate) const LAYOUTS: &str = "layouts";
/// The default layout.
const BRIEFING: &str = "briefing";
/// The layout for small paper.
const POCKET: &str = "pocket";

/// The paper of the briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[derive(strum::EnumMessage, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    #[default]
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    UsLetter,
    /// 148 × 210 mm.
    A5,
}

impl Paper {
    /// The default paper of a layout.
    pub(crate) fn of_layout(layout: &str) -> Self {
        if layout == POCKET { Self::A5 } else { Self::A4 }
    }
}

/// Loads the project for the captures in `root`, a folder or a single file.
///
/// A folder may hold a project file. A single file uses the project file of its folder, without its list of captures.
///
/// # Errors
/// `root` does not exist, or the project file cannot be read or is invalid.
pub fn load(root: &Path, overrides: &Overrides) -> Result<Project, ProjectError> {
    if !root.exists() {
        return Err(ProjectError::Missing(root.to_owned()));
    }
    let (folder, single) = if root.is_dir() { (root, None) } else { split(root) };
    let mut project = load_file(folder, overrides)?;
    if let Some(name) = single {
        project.captures = vec![name];
    }
    project.folder_name = name_of(root);
    Ok(project)
}

/// The project for captures that are in no common folder. It follows the arguments, and a project file only if the arguments name one.
///
/// # Errors
/// The project file cannot be read or is invalid, or the period ends before it begins.
pub fn without_folder(overrides: &Overrides) -> Result<Project, ProjectError> {
    match &overrides.file {
        Some(_) => load_file(Path::new("."), overrides),
        None => overridden(Project::new(Path::new(".")), overrides),
    }
}

/// The language for a code given on the command line.
///
/// # Errors
/// The code is not that of a product language.
pub(crate) fn language_argument(code: &str) -> Result<ProductLanguage, String> {
    let known: Vec<&str> = ProductLanguage::all().map(ProductLanguage::code).collect();
    code.parse().map_err(|_| format!("the product's languages are {}", known.join(", ")))
}

/// The time zone for an IANA name given on the command line.
///
/// # Errors
/// There is no such zone. The message suggests the most similar name.
pub(crate) fn zone_argument(name: &str) -> Result<Tz, String> {
    let nearest = || error::nearest(name, TZ_VARIANTS.iter().map(|zone| zone.name()));
    name.parse().map_err(|_| match nearest() {
        Some(nearest) => format!("no such time zone, did you mean `{nearest}`?"),
        None => "no such time zone".to_owned(),
    })
}

impl Project {
    /// A project without a project file. Every setting has its default.
    fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            captures: Vec::new(),
            output: Folder::within("", "out"),
            outputs: Output::default_ones(),
            are_outputs_named: false,
            layout: BRIEFING.to_owned(),
            paper: Paper::default(),
            design: Design::default(),
            editions: Editions::default(),
            book: BookOptions::default(),
            full: BTreeSet::new(),
            in_full: BTreeSet::new(),
            pictures: true,
            citations: None,
            title: None,
            introduction: Prose::new(),
            introduction_file: None,
            folder_name: None,
            language: None,
            zone: None,
            as_of: None,
            from: None,
            to: None,
            number: None,
            division: Division::default(),
            themes: Vec::new(),
            publishers: Vec::new(),
            corrections: Vec::new(),
            decisions: Vec::new(),
            translations: Vec::new(),
            errata: Vec::new(),
            abbreviations: Vec::new(),
            names: Vec::new(),
            fetching: None,
            csv: CsvOptions::default(),
            site: Site::default(),
            links: Links::default(),
        }
    }
}

impl Project {
    /// The project as its site publishes it: with the downloads that every site offers, and with only as much of the pages as `[site]`
    /// allows.
    pub fn published(mut self) -> Self {
        let asked = std::mem::take(&mut self.outputs);
        self.outputs = Site::ALWAYS.into_iter().filter(|output| output.is_made_here()).collect();
        self.outputs.extend(asked.into_iter().filter(|output| !Site::ALWAYS.contains(output)));
        self.full = content::of_all(self.site.content);
        self.pictures &= self.site.pictures;
        self
    }

    /// The folders and files below the root that the project uses for itself, so they are not captures: its layouts, the pictures and fonts
    /// of its design, its introduction, and its lists of addresses to fetch.
    pub(crate) fn own_files(&self) -> Vec<PathBuf> {
        let design = &self.design;
        let named = design.logo.iter().chain(&design.cover).chain(&design.fonts).cloned();
        let lists = self.fetching.iter().flat_map(|fetching| fetching.lists.iter().chain(&fetching.opml)).cloned();
        let named = named.chain(self.introduction_file.clone());
        std::iter::once(PathBuf::from(LAYOUTS)).chain(named).chain(lists).collect()
    }
}

impl Output {
    /// The names of the output's files. All but the tables are one file.
    pub fn file_names(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["briefing.pdf"],
            Self::Epub => &["briefing.epub"],
            Self::Docx => &["briefing.docx"],
            Self::Html => &["briefing.html"],
            Self::Json => &["briefing.json"],
            Self::Markdown => &["briefing.md"],
            Self::CslJson => &["briefing.csl.json"],
            Self::Bibtex => &["briefing.bib"],
            Self::Ris => &["briefing.ris"],
            Self::Ical => &["briefing.ics"],
            Self::Timelinejs => &["briefing.timeline.json"],
            Self::Csv => &["briefing.events.csv", "briefing.people.csv", "briefing.quotes.csv", "briefing.sources.csv"],
        }
    }

    /// The output that a file of this name belongs to.
    pub(crate) fn of_file(name: &str) -> Option<Self> {
        <Self as strum::VariantArray>::VARIANTS.iter().copied().find(|output| output.file_names().contains(&name))
    }
}

fn split(file: &Path) -> (&Path, Option<PathBuf>) {
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    (folder, file.file_name().map(PathBuf::from))
}

/// The name of a folder, or of a file without its extension. It also works for the path `.`.
fn name_of(root: &Path) -> Option<String> {
    let whole = std::path::absolute(root).ok()?;
    let whole: PathBuf = whole.components().collect();
    let name = if root.is_dir() { whole.file_name() } else { whole.file_stem() };
    name.map(|name| name.to_string_lossy().into_owned())
}

fn load_file(folder: &Path, overrides: &Overrides) -> Result<Project, ProjectError> {
    let own = if folder == Path::new(".") { PathBuf::from(FILE_NAME) } else { folder.join(FILE_NAME) };
    let path = overrides.file.as_deref().unwrap_or(&own);
    let unreadable = |reason: String| ProjectError::Unreadable { path: path.to_owned(), reason };
    let read = match &overrides.file {
        Some(named) => files::read(named),
        None => Root::named(folder, Links::Inside).and_then(|root| root.read(Path::new(FILE_NAME))),
    };
    let bytes = match read {
        Err(error) if overrides.file.is_none() && error.kind() == ErrorKind::NotFound => {
            return overridden(Project::new(folder), overrides);
        }
        read => read.map_err(|error| unreadable(files::plain(&error)))?,
    };
    let text = String::from_utf8(bytes).map_err(|_| unreadable("its text is not UTF-8".to_owned()))?;
    let mut project = parse(folder, path, text.strip_prefix('\u{feff}').unwrap_or(&text))?;
    if let Some(file) = &project.introduction_file {
        project.introduction = read_introduction(path, file, overrides)?;
    }
    overridden(project, overrides)
}

/// The editor's introduction in a file beside the project file at `path`.
fn read_introduction(path: &Path, file: &Path, overrides: &Overrides) -> Result<Prose, ProjectError> {
    let beside = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unreadable = |reason: String| ProjectError::Unreadable { path: beside.join(file), reason };
    let bytes = Root::named(beside, overrides.links).and_then(|root| root.read(file));
    let bytes = bytes.map_err(|error| unreadable(files::plain(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_| unreadable("its text is not UTF-8".to_owned()))?;
    Ok(prose::prose(text.strip_prefix('\u{feff}').unwrap_or(&text)))
}

/// Parses the text of a project file for the captures in `folder`. Messages name the file as `path`.
fn parse(folder: &Path, path: &Path, text: &str) -> Result<Project, ProjectError> {
    let document = Document::parse(path, text)?;
    let top = document.top(&KEYS)?;
    let default = Project::new(folder);
    let beside = path.parent().unwrap_or(Path::new(""));
    let layout = top.text("layout")?.unwrap_or(default.layout);
    let outputs = read_outputs(&top)?;
    let (introduction, introduction_file) = match prose::introduction(&top)? {
        Some(Introduction::Text(text)) => (prose::prose(&text), None),
        Some(Introduction::File(file)) => (Prose::new(), Some(file)),
        None => (default.introduction, None),
    };
    Ok(Project {
        root: default.root,
        captures: top.paths("captures")?.unwrap_or(default.captures),
        output: top.path("output")?.map_or(default.output, |output| Folder::within(beside, output)),
        are_outputs_named: outputs.is_some(),
        outputs: outputs.unwrap_or(default.outputs),
        paper: choose(&top, "paper", "a known paper")?.unwrap_or(Paper::of_layout(&layout)),
        design: design::design(&top)?,
        editions: editions::editions(&top)?,
        book: book::book(&top)?,
        layout,
        full: content::full(&top)?,
        in_full: top
            .choices("in_full", "a list of the briefing", &names::<InFull>(), variant)?
            .unwrap_or_default()
            .into_iter()
            .collect(),
        pictures: top.truth("pictures")?.unwrap_or(default.pictures),
        citations: choose(&top, "citations", "a known citation style")?,
        title: top.text("title")?,
        introduction,
        introduction_file,
        folder_name: None,
        language: read_language(&top)?,
        zone: read_zone(&top)?,
        as_of: top.day("as_of")?,
        from: top.day("from")?,
        to: top.day_from("from", "to")?,
        number: top.number("number")?,
        division: choose(&top, "chapters", "a known division")?.unwrap_or(default.division),
        themes: top.sections("chapter", &CHAPTER_KEYS)?.iter().map(read_theme).collect::<Result<_, _>>()?,
        publishers: publisher::publishers(&top)?,
        corrections: top.sections("capture", &CAPTURE_KEYS)?.iter().map(read_correction).collect::<Result<_, _>>()?,
        decisions: decision::decisions(&top)?,
        translations: translation::translations(&top)?,
        errata: erratum::errata(&top)?,
        abbreviations: abbreviated::abbreviations(&top)?,
        names: declared::names(&top)?,
        fetching: fetching::fetching(&top)?,
        csv: csv::csv(&top)?,
        site: site::site(&top, beside)?,
        links: default.links,
    })
}

/// Checks that a text is a valid project file for the captures in `folder`. Messages name the file as `path`.
///
/// # Errors
/// The text is not a valid project file.
pub(crate) fn check_text(text: &str, path: &Path, folder: &Path) -> Result<(), ProjectError> {
    parse(folder, path, text).map(drop)
}

fn overridden(mut project: Project, overrides: &Overrides) -> Result<Project, ProjectError> {
    project.as_of = overrides.as_of.or(project.as_of);
    project.from = overrides.from.or(project.from);
    project.to = overrides.to.or(project.to);
    project.language = overrides.language.or(project.language);
    project.zone = overrides.zone.or(project.zone);
    if let Some(content) = overrides.content {
        project.full = content::of_all(content);
    }
    project.division = overrides.division.unwrap_or(project.division);
    project.pictures = overrides.pictures.unwrap_or(project.pictures);
    if let Some(layout) = &overrides.layout
        && *layout != project.layout
    {
        project.paper = Paper::of_layout(layout);
        project.layout.clone_from(layout);
    }
    project.paper = overrides.paper.unwrap_or(project.paper);
    if let Some(output) = &overrides.output {
        project.output = Folder::named(output);
    }
    if !overrides.outputs.is_empty() {
        project.outputs.clone_from(&overrides.outputs);
        project.are_outputs_named = true;
    }
    project.links = overrides.links;
    project.outputs.sort();
    project.outputs.dedup();
    match (project.from, project.to) {
        (Some(from), Some(to)) if from > to => Err(ProjectError::Backwards { from, to }),
        _ => Ok(project),
    }
}

fn choose<T: Named>(section: &Section<'_>, key: &str, what: &'static str) -> Result<Option<T>, ProjectError> {
    section.choice(key, what, &names::<T>(), variant)
}

fn read_outputs(top: &Section<'_>) -> Result<Option<Vec<Output>>, ProjectError> {
    top.choices("outputs", "a known output", &names::<Output>(), variant)
}

fn read_language(top: &Section<'_>) -> Result<Option<ProductLanguage>, ProjectError> {
    let codes: Vec<&str> = ProductLanguage::all().map(ProductLanguage::code).collect();
    top.choice("language", "a language of the product", &codes, |code| code.parse().ok())
}

fn read_zone(top: &Section<'_>) -> Result<Option<Tz>, ProjectError> {
    let names: Vec<&str> = TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
    top.choice("timezone", "a time zone of the IANA list", &names, |name| name.parse().ok())
}

fn read_theme(section: &Section<'_>) -> Result<Theme, ProjectError> {
    let title = section.required("title", "title = \"Weapons\"")?;
    let matches = section.required_texts("match", "match = [\"drone\", \"air defence\"]")?;
    let summary = section.text("summary")?.map(|text| prose::prose(&text)).unwrap_or_default();
    Ok(Theme { title, matches, summary })
}

fn read_correction(section: &Section<'_>) -> Result<Correction, ProjectError> {
    let file = section.required("file", "file = \"page.html\"")?;
    read_corrected(section, capture_name(&file))
}

/// The name of a capture, from a name that the user wrote.
fn capture_name(written: &str) -> String {
    let file = written.replace('\\', "/");
    let file = file.strip_prefix("./").unwrap_or(&file);
    file.strip_suffix("#0").unwrap_or(file).to_owned()
}

/// The correction in a section, for the capture of this name.
fn read_corrected(section: &Section<'_>, capture: String) -> Result<Correction, ProjectError> {
    Ok(Correction {
        capture,
        published: section.day("published")?,
        happened: section.day("happened")?,
        title: section.text("title")?,
        source: section.text("source")?,
        leave_out: section.truth("leave_out")?.unwrap_or(false),
    })
}

fn variant<T: Named>(name: &str) -> Option<T> {
    name.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Project, String> {
        parse(Path::new("news"), Path::new("news/litopys.toml"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn an_empty_file_gives_every_default() {
        assert_eq!(read("").unwrap(), Project::new(Path::new("news")));
    }

    #[test]
    fn the_sample_holds_every_key_and_reads() {
        let on: String = SAMPLE
            .lines()
            .map(|line| {
                line.strip_prefix("# ").filter(|line| line.contains(" = ") || line.starts_with('[')).unwrap_or("#")
            })
            .flat_map(|line| [line, "\n"])
            .collect();
        let project = read(&on).unwrap();
        assert_eq!((project.themes.len(), project.publishers.len(), project.corrections.len()), (2, 1, 1), "{on}");
        let keys = KEYS.iter().chain(&CHAPTER_KEYS).chain(&publisher::KEYS).chain(&CAPTURE_KEYS);
        let keys = keys.chain(&design::KEYS).chain(&book::KEYS).chain(&decision::KEYS);
        let keys = keys.chain(&translation::KEYS).chain(&erratum::KEYS);
        let keys = keys.chain(&abbreviated::KEYS).chain(&declared::KEYS).chain(&fetching::KEYS);
        for key in keys {
            let named = |line: &str| {
                line.starts_with(&format!("{key} ="))
                    || [format!("[[{key}]]"), format!("[{key}]")].contains(&line.to_owned())
            };
            assert!(on.lines().any(named), "{key}");
        }
        assert_eq!(read(SAMPLE).unwrap(), Project::new(Path::new("news")), "all settings of the sample are off");
    }

    #[test]
    fn days_may_be_dates_or_texts() {
        let project = read("as_of = 2025-07-14\nfrom = \"2025-07-01\"").unwrap();
        assert_eq!(project.as_of, NaiveDate::from_ymd_opt(2025, 7, 14));
        assert_eq!(project.from, NaiveDate::from_ymd_opt(2025, 7, 1));
    }

    #[test]
    fn the_command_line_overrides_the_file() {
        let overrides = Overrides { outputs: vec![Output::Json, Output::Json], ..Overrides::default() };
        let project = overridden(read("outputs = [\"pdf\"]\noutput = \"public\"").unwrap(), &overrides).unwrap();
        assert_eq!(project.outputs, [Output::Json]);
        assert!(project.are_outputs_named && read("outputs = [\"epub\"]").unwrap().are_outputs_named);
        assert!(!read("output = \"public\"").unwrap().are_outputs_named);
        assert_eq!(project.output, Folder::within("news", "public"));
        let backwards = Overrides { to: NaiveDate::from_ymd_opt(2025, 1, 1), ..Overrides::default() };
        assert!(overridden(read("from = 2025-02-01").unwrap(), &backwards).is_err());
    }

    #[test]
    fn every_path_of_a_file_lies_below_its_folder() {
        for text in [
            "output = '/srv/www'",
            "output = '../out'",
            "output = '.git'",
            "captures = ['pages', '../other']",
            "captures = ['.git']",
            "[design]\nlogo = '/etc/logo.svg'",
            "[design]\nfonts = ['fonts/.hidden.ttf']",
            "[fetch]\nlists = ['.git/config']",
            "[fetch]\nopml = ['a/../../feeds.opml']",
            "[fetch]\nfolder = '.git/hooks'",
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains("leads out of") || error.contains("is hidden"), "{text}: {error}");
        }
        assert_eq!(read("output = './a/b'\ncaptures = ['./pages']").unwrap().captures, [Path::new("./pages")]);
    }

    #[test]
    fn each_output_has_its_content() {
        let full = |text: &str| read(text).map(|project| project.full.into_iter().collect::<Vec<_>>());
        assert_eq!(full("content = \"digest\"").unwrap(), []);
        let all = [Output::Pdf, Output::Epub, Output::Docx, Output::Html, Output::Json, Output::Markdown];
        assert_eq!(full("content = \"full\"").unwrap(), all);
        assert_eq!(full("content = { pdf = \"digest\", epub = \"full\" }").unwrap(), [Output::Epub]);
        assert!(full("content = \"ful\"").unwrap_err().contains("did you mean `full`?"));
        assert!(full("content = { epub = \"ful\" }").unwrap_err().contains("did you mean `full`?"));
        assert!(full("content = { book = \"full\" }").unwrap_err().contains("book"));
    }

    #[test]
    fn a_capture_reports_one_event_only() {
        let project = read(
            "[[event]]\ncaptures = [\"./a.txt\", \"b.txt#0\"]\npin = true\nnote = \"So it is.\"\nstatus = \"disputed\"",
        )
        .unwrap();
        let expected = Decision {
            captures: vec!["a.txt".to_owned(), "b.txt".to_owned()],
            pin: true,
            leave_out: false,
            note: Some("So it is.".to_owned()),
            status: Some(Status::Disputed),
        };
        assert_eq!(project.decisions, [expected]);
        let twice =
            read("[[event]]\ncaptures = [\"a.txt\"]\n[[event]]\ncaptures = [\"b.txt\", \"a.txt\"]").unwrap_err();
        assert!(twice.contains("line 4") && twice.contains("a.txt"), "{twice}");
    }

    #[test]
    fn a_correction_is_named_like_its_capture() {
        let project = read("[[capture]]\nfile = \"./a/b.txt#0\"\nleave_out = true").unwrap();
        assert_eq!(project.corrections[0].capture, "a/b.txt");
        assert!(project.corrections[0].leave_out);
    }
}
