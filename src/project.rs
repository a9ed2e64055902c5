//! In: `litopys.toml` and the command line's arguments. Out: a `Project` in which every setting has its value.
//!
//! Invariant: the only place that holds a default.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used))]

mod abbreviated;
mod book;
mod citations;
mod content;
mod decision;
mod declared;
mod design;
mod editions;
pub mod error;
mod fetching;
mod publisher;
mod section;
mod sidecar;
mod site;
mod theme;
mod unused;

pub use abbreviated::Abbreviated;
pub use book::BookOptions;
pub use citations::CitationStyle;
pub use content::Content;
pub use decision::Decision;
pub use declared::{Declared, DeclaredKind};
pub use design::{Colour, Design};
pub use editions::{Editions, NamePattern};
pub use error::{ProjectError, nearest};
pub use fetching::{Fetching, KeptAs};
pub use publisher::{Publisher, PublisherName, read_publishers};
pub use sidecar::{Fetched, Sidecar, read_sidecar};
pub use site::Site;
pub use theme::{Division, Theme};

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
pub const FILE_NAME: &str = "litopys.toml";

/// A project file with every setting in it, each with a comment, all of them off.
pub const SAMPLE: &str = include_str!("project/sample.toml");

const KEYS: [&str; 27] = [
    "editions",
    "title",
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
    "content",
    "pictures",
    "citations",
    "chapters",
    "chapter",
    "publisher",
    "capture",
    "event",
    "abbreviation",
    "name",
    "fetch",
    "site",
];
const CHAPTER_KEYS: [&str; 2] = ["title", "match"];
const CAPTURE_KEYS: [&str; 6] = ["file", "published", "happened", "title", "source", "leave_out"];

/// What the command line says, which stands above the project file.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// Another project file than the folder's own.
    pub file: Option<PathBuf>,
    pub as_of: Option<NaiveDate>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// A folder that the person names, wherever it lies.
    pub output: Option<PathBuf>,
    /// Empty: as the project file says.
    pub outputs: Vec<Output>,
    pub language: Option<ProductLanguage>,
    pub zone: Option<Tz>,
    /// Absent: as the project file says.
    pub pictures: Option<bool>,
    pub division: Option<Division>,
    /// Of every output. Absent: as the project file says.
    pub content: Option<Content>,
    /// The name of a layout. Absent: as the project file says.
    pub layout: Option<String>,
    /// Absent: as the project file says, or the layout's.
    pub paper: Option<Paper>,
    /// Which links among the captures are followed; no file says it.
    pub links: Links,
}

/// Everything that a build needs to know beside the captures.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// The folder or file whose captures are read; paths in the edition are relative to it.
    pub root: PathBuf,
    /// Folders and files below `root` that hold the captures; none: the whole of it.
    pub captures: Vec<PathBuf>,
    /// Where the outputs go.
    pub output: Folder,
    pub outputs: Vec<Output>,
    /// The layout of the briefing, by its name.
    pub layout: String,
    pub paper: Paper,
    pub design: Design,
    pub editions: Editions,
    pub book: BookOptions,
    /// The outputs that hold the full articles behind the digest.
    pub full: BTreeSet<Output>,
    /// Whether events may show a picture.
    pub pictures: bool,
    /// Absent: as the edition's language cites.
    pub citations: Option<CitationStyle>,
    /// The folder's name where the project file gives none; absent for captures of no folder.
    pub title: Option<String>,
    /// Absent: the captures' most frequent one, if the product speaks it, else English.
    pub language: Option<ProductLanguage>,
    /// The zone of times without an offset.
    pub zone: Option<chrono_tz::Tz>,
    /// Absent: the newest publication day.
    pub as_of: Option<NaiveDate>,
    /// Only events that may lie in these days, if given.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Number of this edition.
    pub number: Option<u32>,
    /// What chapters are.
    pub division: Division,
    pub themes: Vec<Theme>,
    /// Each stands above those that the program knows by itself.
    pub publishers: Vec<Publisher>,
    pub corrections: Vec<Correction>,
    pub decisions: Vec<Decision>,
    /// Each stands above what a page or the program's list says.
    pub abbreviations: Vec<Abbreviated>,
    /// Each stands above what the program makes of the pages.
    pub names: Vec<Declared>,
    /// What is fetched and how. Absent: nothing.
    pub fetching: Option<Fetching>,
    pub site: Site,
    /// Which links among the captures are followed.
    pub links: Links,
}

/// What a person knows better about one capture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Correction {
    /// The capture's path below the root, with `#record` behind it where the file holds several.
    pub capture: String,
    pub published: Option<NaiveDate>,
    pub happened: Option<NaiveDate>,
    pub title: Option<String>,
    pub source: Option<String>,
    pub leave_out: bool,
}

/// What a build writes.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    strum::EnumMessage,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Output {
    /// `briefing.pdf`
    Pdf,
    /// `briefing.epub`
    Epub,
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
}

impl Output {
    /// What is written where nobody says anything else.
    pub fn default_ones() -> Vec<Self> {
        [Self::Pdf, Self::Epub].into_iter().filter(|output| output.is_made_here()).collect()
    }

    /// Whether this build of the program can make it: the PDF is a feature.
    pub fn is_made_here(self) -> bool {
        cfg!(feature = "pdf") || self != Self::Pdf
    }
}

/// The folder beside the project file that holds its layouts.
pub const LAYOUTS: &str = "layouts";
/// The layout that a project has without a word.
const BRIEFING: &str = "briefing";
/// The layout that is made for small paper.
const POCKET: &str = "pocket";

/// The paper of the briefing.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    strum::EnumMessage,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    #[default]
    A4,
    UsLetter,
    A5,
}

impl Paper {
    /// The paper that a layout is made for.
    pub fn of_layout(layout: &str) -> Self {
        if layout == POCKET { Self::A5 } else { Self::A4 }
    }
}

/// Loads the project whose captures are in `root`, a folder or a single file.
///
/// A folder may hold a project file; a single file takes that of its folder, without its list of captures.
///
/// # Errors
/// `root` is not there, or the project file cannot be read or says what cannot be meant.
pub fn load(root: &Path, overrides: &Overrides) -> Result<Project, ProjectError> {
    if !root.exists() {
        return Err(ProjectError::Missing(root.to_owned()));
    }
    let (folder, single) = if root.is_dir() { (root, None) } else { split(root) };
    let mut project = load_file(folder, overrides)?;
    if let Some(name) = single {
        project.captures = vec![name];
    }
    project.title = project.title.or_else(|| name_of(root));
    Ok(project)
}

/// The project of captures that lie in no common folder: the arguments, and the project file if they name one.
///
/// # Errors
/// As of [`load`].
pub fn without_folder(overrides: &Overrides) -> Result<Project, ProjectError> {
    match &overrides.file {
        Some(_) => load_file(Path::new("."), overrides),
        None => overridden(Project::new(Path::new(".")), overrides),
    }
}

/// The language that a code names, as an argument of the command line.
///
/// # Errors
/// The product does not speak it.
pub fn language_argument(code: &str) -> Result<ProductLanguage, String> {
    let known: Vec<&str> = ProductLanguage::all().map(ProductLanguage::code).collect();
    code.parse().map_err(|_| format!("the product speaks {}", known.join(", ")))
}

/// The time zone that an IANA name names, as an argument of the command line.
///
/// # Errors
/// There is no such zone; the message names the nearest one.
pub fn zone_argument(name: &str) -> Result<Tz, String> {
    let nearest = || error::nearest(name, TZ_VARIANTS.iter().map(|zone| zone.name()));
    name.parse().map_err(|_| match nearest() {
        Some(nearest) => format!("there is no such time zone, did you mean `{nearest}`?"),
        None => "there is no such time zone".to_owned(),
    })
}

impl Project {
    /// A project without a project file: every setting has its default.
    fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            captures: Vec::new(),
            output: Folder::within("", "out"),
            outputs: Output::default_ones(),
            layout: BRIEFING.to_owned(),
            paper: Paper::default(),
            design: Design::default(),
            editions: Editions::default(),
            book: BookOptions::default(),
            full: BTreeSet::new(),
            pictures: true,
            citations: None,
            title: None,
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
            abbreviations: Vec::new(),
            names: Vec::new(),
            fetching: None,
            site: Site::default(),
            links: Links::default(),
        }
    }
}

impl Project {
    /// The project as its site publishes it: with what readers are to take along, and with no more of the pages than it may.
    pub fn published(mut self) -> Self {
        let asked = std::mem::take(&mut self.outputs);
        self.outputs = Site::ALWAYS.into_iter().filter(|output| output.is_made_here()).collect();
        self.outputs.extend(asked.into_iter().filter(|output| !Site::ALWAYS.contains(output)));
        self.full = content::of_all(self.site.content);
        self.pictures &= self.site.pictures;
        self
    }

    /// The folders and files below the root that are no captures because the project says so: its layouts, the pictures and
    /// fonts of its design, and its lists of what is fetched.
    pub fn own_files(&self) -> Vec<PathBuf> {
        let design = &self.design;
        let named = design.logo.iter().chain(&design.cover).chain(&design.fonts).cloned();
        let lists = self.fetching.iter().flat_map(|fetching| fetching.lists.iter().chain(&fetching.opml)).cloned();
        std::iter::once(PathBuf::from(LAYOUTS)).chain(named).chain(lists).collect()
    }
}

impl Output {
    /// The name of the file that it is written to.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Pdf => "briefing.pdf",
            Self::Epub => "briefing.epub",
            Self::Json => "briefing.json",
            Self::Markdown => "briefing.md",
            Self::CslJson => "briefing.csl.json",
            Self::Bibtex => "briefing.bib",
            Self::Ris => "briefing.ris",
            Self::Ical => "briefing.ics",
            Self::Timelinejs => "briefing.timeline.json",
        }
    }
}

fn split(file: &Path) -> (&Path, Option<PathBuf>) {
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    (folder, file.file_name().map(PathBuf::from))
}

/// The name of a folder, or of a file without its ending, also where the path is `.`.
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
    let text = String::from_utf8(bytes).map_err(|_| unreadable("its text is not in UTF-8".to_owned()))?;
    let project = parse(folder, path, text.strip_prefix('\u{feff}').unwrap_or(&text))?;
    overridden(project, overrides)
}

/// Reads the text of a project file for the captures in `folder`; `path` names it in messages.
fn parse(folder: &Path, path: &Path, text: &str) -> Result<Project, ProjectError> {
    let document = Document::parse(path, text)?;
    let top = document.top(&KEYS)?;
    let default = Project::new(folder);
    let beside = path.parent().unwrap_or(Path::new(""));
    let layout = top.text("layout")?.unwrap_or(default.layout);
    Ok(Project {
        root: default.root,
        captures: top.paths("captures")?.unwrap_or(default.captures),
        output: top.path("output")?.map_or(default.output, |output| Folder::within(beside, output)),
        outputs: read_outputs(&top)?.unwrap_or(default.outputs),
        paper: choose(&top, "paper", "a paper that is known")?.unwrap_or(Paper::of_layout(&layout)),
        design: design::design(&top)?,
        editions: editions::editions(&top)?,
        book: book::book(&top)?,
        layout,
        full: content::full(&top)?,
        pictures: top.truth("pictures")?.unwrap_or(default.pictures),
        citations: choose(&top, "citations", "a style of citation that is known")?,
        title: top.text("title")?,
        language: read_language(&top)?,
        zone: read_zone(&top)?,
        as_of: top.day("as_of")?,
        from: top.day("from")?,
        to: top.day_from("from", "to")?,
        number: top.number("number")?,
        division: choose(&top, "chapters", "a division that is known")?.unwrap_or(default.division),
        themes: top.sections("chapter", &CHAPTER_KEYS)?.iter().map(read_theme).collect::<Result<_, _>>()?,
        publishers: publisher::publishers(&top)?,
        corrections: top.sections("capture", &CAPTURE_KEYS)?.iter().map(read_correction).collect::<Result<_, _>>()?,
        decisions: decision::decisions(&top)?,
        abbreviations: abbreviated::abbreviations(&top)?,
        names: declared::names(&top)?,
        fetching: fetching::fetching(&top)?,
        site: site::site(&top, beside)?,
        links: default.links,
    })
}

/// Whether a text can be read as a project file for the captures in `folder`; `path` names it in messages.
///
/// # Errors
/// It says what cannot be meant.
pub fn check_text(text: &str, path: &Path, folder: &Path) -> Result<(), ProjectError> {
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
    top.choices("outputs", "an output that is known", &names::<Output>(), variant)
}

fn read_language(top: &Section<'_>) -> Result<Option<ProductLanguage>, ProjectError> {
    let codes: Vec<&str> = ProductLanguage::all().map(ProductLanguage::code).collect();
    top.choice("language", "a language that the product speaks", &codes, |code| code.parse().ok())
}

fn read_zone(top: &Section<'_>) -> Result<Option<Tz>, ProjectError> {
    let names: Vec<&str> = TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
    top.choice("timezone", "a time zone of the IANA list", &names, |name| name.parse().ok())
}

fn read_theme(section: &Section<'_>) -> Result<Theme, ProjectError> {
    let title = section.required("title", "title = \"Weapons\"")?;
    let matches = section.required_texts("match", "match = [\"drone\", \"air defence\"]")?;
    Ok(Theme { title, matches })
}

fn read_correction(section: &Section<'_>) -> Result<Correction, ProjectError> {
    let file = section.required("file", "file = \"page.html\"")?;
    read_corrected(section, capture_name(&file))
}

/// The name of a capture that a person wrote.
fn capture_name(written: &str) -> String {
    let file = written.replace('\\', "/");
    let file = file.strip_prefix("./").unwrap_or(&file);
    file.strip_suffix("#0").unwrap_or(file).to_owned()
}

/// What a section says of the capture of this name.
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
    fn what_the_command_line_says_stands_above_the_file() {
        let overrides = Overrides { outputs: vec![Output::Json, Output::Json], ..Overrides::default() };
        let project = overridden(read("outputs = [\"pdf\"]\noutput = \"public\"").unwrap(), &overrides).unwrap();
        assert_eq!(project.outputs, [Output::Json]);
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
        let all = [Output::Pdf, Output::Epub, Output::Json, Output::Markdown];
        assert_eq!(full("content = \"full\"").unwrap(), all);
        assert_eq!(full("content = { pdf = \"digest\", epub = \"full\" }").unwrap(), [Output::Epub]);
        assert!(full("content = \"ful\"").unwrap_err().contains("did you mean `full`?"));
        assert!(full("content = { epub = \"ful\" }").unwrap_err().contains("did you mean `full`?"));
        assert!(full("content = { book = \"full\" }").unwrap_err().contains("book"));
    }

    #[test]
    fn a_capture_reports_one_event_only() {
        let project =
            read("[[event]]\ncaptures = [\"./a.txt\", \"b.txt#0\"]\npin = true\nnote = \"So it is.\"").unwrap();
        let expected = Decision {
            captures: vec!["a.txt".to_owned(), "b.txt".to_owned()],
            pin: true,
            leave_out: false,
            note: Some("So it is.".to_owned()),
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
