//! Litopys turns a folder of captured news pages into a dated, sourced, typeset chronicle.
//!
//! # Steps
//!
//! 1. [`project`]: the project file and the arguments become a [`project::Project`].
//! 2. [`capture`]: files become captures, one for each page.
//! 3. [`survey`]: what recurs over the pages of one site is counted.
//! 4. [`normalize`]: each capture becomes an article, its furniture off.
//! 5. [`annotate`]: sentences, temporal expressions, people, organizations, places and quotes are found in each article.
//! 6. [`link`]: articles that tell of, announce or follow up one event are tied together.
//! 7. [`dating`]: publication and event dates are resolved over the whole corpus.
//! 8. [`chronicle`]: events are put in order, the reports of one event together.
//! 9. [`history`]: what is new, updated and withdrawn since the last recorded edition is told.
//! 10. [`chapters`]: events are grouped by theme.
//! 11. [`digest`]: key sentences, quotes, who is who and where events happened are chosen.
//! 12. [`timeline`]: beside the edition, the days that matter and what happened on them.
//! 13. [`cite`]: each source is put into the words of a citation style.
//! 14. [`edition`]: all of it becomes plain data, the contract with the layouts.
//! 15. [`export`]: the edition becomes files that other programs go on with.
//! 16. [`render`]: the edition and a layout become bytes.
//! 17. [`verify`]: what the edition claims is looked for in the captures. [`founded`] does so before anything is rendered, and leaves
//!     out what does not hold.
//!
//! Beside them stands `fetch`, which collects captures from the web before a build; nothing else opens a connection.

pub mod address;
pub mod cache;
pub mod characters;
pub mod files;
pub mod lang;
pub mod language;
pub mod letters;
pub mod limits;
pub mod passage;
pub mod stops;
pub mod warned;
pub mod words;

pub mod time;

pub mod project;

pub mod capture;

pub mod survey;

pub mod normalize;

pub mod annotate;

pub mod link;

pub mod dating;

pub mod chronicle;

pub mod history;

pub mod chapters;

pub mod digest;

pub mod timeline;

pub mod cite;

pub mod edition;

pub mod export;

pub mod render;

pub mod verify;

#[cfg(feature = "fetch")]
pub mod fetch;

pub mod cli;

mod corpus;
mod founded;
mod withhold;

pub use corpus::{Corpus, Resolved, read_page, resolve, study, study_since};
pub use founded::{Founded, Unfounded, founded};

use capture::Capture;
use chrono::NaiveDate;
use dating::narrative::{self, Anchored};
use edition::{Edition, Material};
use language::Language;
use project::Project;
use verify::Originals;
use warned::Warned;

/// The captures in a file's bytes: one for a page, several for a feed, an archive or a list. `name` is the name of the file; with the
/// bytes it tells the form, and evidence names it.
///
/// A file without a page in it, and a record that cannot be read, give a warning.
///
/// ```
/// let read = litopys::read("a.md", b"# The bridge is open\n\nThe bridge opened on 3 May 2024.\n");
/// assert_eq!(read.value.len(), 1);
/// assert!(read.warnings.is_empty());
/// ```
pub fn read(name: &str, bytes: &[u8]) -> Warned<Vec<Capture>> {
    let read = capture::read_bytes(name, bytes, None, None);
    Warned { value: read.value.unwrap_or_default(), warnings: read.warnings }
}

/// Builds an edition: reads the captures, joins them into events, dates them, chooses sentences, and verifies everything against the
/// captures. What does not verify is left out and stands in the edition's ledger; a warning names it.
///
/// # Errors
/// The edition does not agree with the captures, and no claim can be left out for that: a defect of the program.
///
/// # Examples
///
/// ```
/// use litopys::project::{self, Overrides};
///
/// let project = project::without_folder(&Overrides::default())?;
/// let page = "# The bridge is open\n\nThe mayor opened the new bridge across the river on 3 May 2024.\n";
/// let captures = litopys::read("bridge.md", page.as_bytes()).value;
///
/// let edition = litopys::build(captures, &project)?.value;
/// let event = &edition.chapters[0].events[0];
/// assert_eq!(event.headline.text, "The bridge is open");
/// assert_eq!(event.when.as_ref().and_then(|when| when.earliest.as_deref()), Some("2024-05-03"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn build(captures: Vec<Capture>, project: &Project) -> Result<Warned<Edition>, Unfounded> {
    let originals = Originals::of(&captures, &[], project);
    let Founded { edition, warnings, .. } = founded(study(captures, Vec::new(), project), project, None, &originals)?;
    Ok(Warned { value: edition, warnings })
}

/// The temporal expressions of a plain text, in the order of the text, each with its TIMEX3 value, the days that it leaves possible and
/// what they rest on. `base` is the day on which the text was written.
///
/// ```
/// use litopys::language::Language;
///
/// let base = chrono::NaiveDate::from_ymd_opt(2025, 7, 14);
/// let dates = litopys::dates("The talks go on tomorrow.", Language::English, base);
/// assert_eq!((dates[0].text.as_str(), dates[0].value.as_str()), ("tomorrow", "2025-07-15"));
/// ```
pub fn dates(text: &str, language: Language, base: Option<NaiveDate>) -> Vec<Anchored> {
    narrative::anchored(text, language, base)
}

/// The edition of a corpus: chapters and digest put into the form that layouts see.
pub fn edition(corpus: &Corpus, project: &Project) -> Edition {
    edition::assemble(Material {
        project,
        articles: &corpus.articles,
        dates: &corpus.dates,
        chapters: &corpus.chapters,
        stories: &corpus.stories,
        digest: &corpus.digest,
        set_aside: &corpus.set_aside,
        news: corpus.news.as_ref(),
        withheld: &corpus.withheld,
    })
}
