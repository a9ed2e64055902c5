//! Litopys turns a folder of captured news pages into a dated, sourced, typeset chronicle.
//!
//! # Steps
//!
//! 1. [`project`]: the project file and the arguments become a [`Project`].
//! 2. `capture`: files become captures, one for each page.
//! 3. `survey`: recurring lines on the pages of each site are counted.
//! 4. `normalize`: each capture becomes an article without boilerplate.
//! 5. `annotate`: sentences, temporal expressions, people, organizations, places and quotes are found in each article.
//! 6. `link`: articles that report, announce or look back on the same event are joined.
//! 7. `dating`: publication and event dates are resolved from all articles together.
//! 8. `chronicle`: events are put in order, with all reports of an event together.
//! 9. `history`: the corpus is compared with the last recorded edition.
//! 10. `chapters`: events are grouped into chapters.
//! 11. `salience`: each day and its words are weighed.
//! 12. `digest`: key sentences, quotes, people and places are chosen.
//! 13. `timeline`: besides the edition, the days that matter and what happened on them.
//! 14. `cite`: each source is formatted in a citation style.
//! 15. [`edition`](mod@edition): all of this becomes plain data, the contract with the layouts.
//! 16. `export`: the edition becomes files for other programs.
//! 17. `render`: the edition and a layout become bytes.
//! 18. `verify`: each claim of the edition is compared with the captures. Claims that do not hold are left out.
//! 19. `outputs`, `issue`, `site`: the files of a project, and the site of all its editions.
//!
//! `fetch` downloads captures from the web before a build. Nothing else opens a connection. `check` lists what the user should review.
//!
//! A room imports only rooms above it in this file. The functions below call the rooms in order; nothing else does.
//!
//! # Interface
//!
//! [`read`] turns files into captures, [`build`] captures into a verified edition, [`render()`] an edition into the files of a project,
//! [`verify()`] compares an edition with captures, and [`dates`] finds the dates of a text. These functions, their types, [`mod@edition`] and
//! [`project`] are the interface. Rooms without documentation are public for the tests, benchmarks and tools of this repository and may
//! change at any time.

#![warn(missing_docs)]
// Without a feature, what only that feature uses is unused.
#![cfg_attr(not(all(feature = "fetch", feature = "pdf")), allow(dead_code, unused_imports))]

// The ground: modules that every room may use.
#[doc(hidden)]
pub mod address;
#[doc(hidden)]
pub mod language;
mod letters;
mod limits;
mod named;
mod rule;
#[doc(hidden)]
pub mod warned;

mod progress;

#[doc(hidden)]
pub mod files;
#[doc(hidden)]
pub mod lang;
mod morphology;
#[doc(hidden)]
pub mod passage;

#[doc(hidden)]
pub mod cache;
mod characters;
mod stops;

#[doc(hidden)]
pub mod time;

#[doc(hidden)]
pub mod words;

// From captures to an edition.
pub mod project;

#[doc(hidden)]
pub mod capture;

#[doc(hidden)]
pub mod survey;

#[doc(hidden)]
pub mod normalize;

#[doc(hidden)]
pub mod annotate;

#[doc(hidden)]
pub mod link;

#[doc(hidden)]
pub mod dating;

#[doc(hidden)]
pub mod chronicle;

#[doc(hidden)]
pub mod history;

#[doc(hidden)]
pub mod chapters;

#[doc(hidden)]
pub mod salience;

#[doc(hidden)]
pub mod digest;

#[doc(hidden)]
pub mod timeline;

#[doc(hidden)]
pub mod cite;

pub mod edition;

mod corpus;

#[doc(hidden)]
pub mod export;

#[doc(hidden)]
pub mod render;

#[doc(hidden)]
pub mod verify;

mod withhold;

mod founded;

// Input and output of a project's folder.
mod failure;

mod stored;

#[cfg(feature = "fetch")]
mod fetch;

mod inputs;

mod add;

mod outputs;

mod editions;

mod issue;

mod check;

mod site;

mod watch;

#[doc(hidden)]
pub mod cli;

// The interface, with `edition` and `project`.
pub use capture::{Capture, CaptureId, Form, Holds, UnreadReason};
pub use cite::Run;
pub use dating::narrative::{Anchor, AnchorKind, Anchored};
pub use edition::Edition;
pub use failure::Failure;
pub use files::{Folder, Links};
pub use founded::Unfounded;
pub use language::Language;
pub use normalize::{BlockKind, DropReason};
pub use passage::Span;
pub use project::{Overrides, Project};
pub use render::LayoutFiles;
#[cfg(feature = "pdf")]
pub use render::pdf::PdfError;
pub use time::{Days, Evidence, EvidenceKind, ExpressionKind, How, MachineDate, Precision};
pub use verify::{Failure as Unsupported, VerifyError, What};
pub use warned::{Warned, Warning};
pub use words::ProductLanguage;

// For the tests, benchmarks and tools of this repository.
#[doc(hidden)]
pub use corpus::{Corpus, Resolved};
#[doc(hidden)]
pub use founded::Founded;

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use rayon::prelude::*;

use annotate::Annotated;
use cache::Cache;
use capture::Unread;
use dating::Dated;
use dating::narrative;
use edition::{Claim, LeftOut, Material, SetAside, Withheld};
use history::{Held, HeldPage, News, Past, Since};
use progress::Progress;
use render::pictures::{self, Loaded};
#[cfg(feature = "pdf")]
use render::{Pictures, pdf, typography};
use survey::Survey;
use verify::{Originals, claim};

/// Reads the captures in a file's bytes: one for a page, several for a feed, an archive or a list. `name` is the name of the file. It and
/// the bytes determine the form, and evidence refers to it.
///
/// A file without a page, and a record that cannot be read, give a warning.
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

/// Builds an edition: reads the captures, joins them into events, dates the events, chooses sentences, and verifies everything against the
/// captures. Claims that cannot be verified are left out and listed in the edition's ledger, with a warning each.
///
/// # Errors
/// The edition does not agree with the captures even after claims are left out. This is a defect of the program.
///
/// # Examples
///
/// ```
/// use litopys::{Overrides, project};
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

/// The temporal expressions in a plain text, in order, each with its TIMEX3 value, the possible days and the evidence. `base` is the day on
/// which the text was written.
///
/// ```
/// use litopys::Language;
///
/// let base = chrono::NaiveDate::from_ymd_opt(2025, 7, 14);
/// let dates = litopys::dates("The talks go on tomorrow.", Language::English, base);
/// assert_eq!((dates[0].text.as_str(), dates[0].value.as_str()), ("tomorrow", "2025-07-15"));
/// ```
pub fn dates(text: &str, language: Language, base: Option<NaiveDate>) -> Vec<Anchored> {
    narrative::anchored(text, language, base)
}

/// A file that was rendered and not written: its path and its bytes.
pub type Rendered = (PathBuf, Vec<u8>);

/// Renders the files that a project asks for, each with its path. Writes none of them.
///
/// # Errors
/// A layout of the project does not exist or fails.
///
/// ```
/// use litopys::project::{self, Output};
/// use litopys::{Overrides, Project};
///
/// let project = Project { outputs: vec![Output::Markdown], ..project::without_folder(&Overrides::default())? };
/// let page = "# The bridge is open\n\nThe mayor opened the new bridge across the river on 3 May 2024.\n";
/// let edition = litopys::build(litopys::read("bridge.md", page.as_bytes()).value, &project)?.value;
/// let files = litopys::render(&edition, &project)?.value;
/// assert!(files[0].0.ends_with("briefing.md"));
/// assert!(String::from_utf8_lossy(&files[0].1).contains("The bridge is open"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn render(edition: &Edition, project: &Project) -> Result<Warned<Vec<Rendered>>, Failure> {
    let Loaded { pictures, mut warnings, .. } = pictures::load(edition, &project.root, project.links);
    let mut listener = |message| match message {
        Progress::Warning(warning) => warnings.push(warning),
        Progress::Step { .. } | Progress::Done(_) => (),
    };
    let files = outputs::files(edition, edition::data(edition), &pictures, project, &Cache::none(), &mut listener)?;
    Ok(Warned { value: files.into_iter().map(|(at, bytes)| (at.path(), bytes)).collect(), warnings })
}

/// Typesets a briefing without pictures with a layout of one's own. Returns the PDF.
///
/// # Errors
/// The layout cannot be used.
#[cfg(feature = "pdf")]
pub fn briefing(edition: &Edition, layout: LayoutFiles) -> Result<Warned<Vec<u8>>, PdfError> {
    let (set, layout) = (typography::typeset(edition), pdf::Layout::new(layout));
    let briefing = pdf::render(&set, &edition::data(edition), &Pictures::default(), &layout)?;
    Ok(Warned { value: briefing.value.bytes, warnings: briefing.warnings })
}

/// Compares an edition in JSON with captures, and returns the claims that they do not support.
///
/// # Errors
/// `json` is no edition.
///
/// ```
/// let project = litopys::project::without_folder(&litopys::Overrides::default())?;
/// let page = "# The bridge is open\n\nThe mayor opened the new bridge across the river on 3 May 2024.\n";
/// let captures = litopys::read("bridge.md", page.as_bytes()).value;
/// let edition = litopys::build(captures.clone(), &project)?.value;
/// assert!(litopys::verify(&litopys::edition::data(&edition), &captures, &project)?.is_empty());
/// assert!(!litopys::verify(&litopys::edition::data(&edition), &[], &project)?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify(json: &[u8], captures: &[Capture], project: &Project) -> Result<Vec<Unsupported>, VerifyError> {
    verify::edition(json, &Originals::of(captures, &[], project))
}

/// Runs the rooms over all captures.
#[doc(hidden)]
pub fn study(captures: Vec<Capture>, unread: Vec<Unread>, project: &Project) -> Corpus {
    study_since(captures, unread, project, Past::default(), &Cache::none())
}

/// Runs the rooms over all captures and compares the result with an earlier edition. An event of a recorded edition stays one event. Pages
/// in `cache` are not analysed again.
#[doc(hidden)]
pub fn study_since(
    captures: Vec<Capture>,
    unread: Vec<Unread>,
    project: &Project,
    past: Past,
    cache: &Cache,
) -> Corpus {
    let pages = history::inventory(&captures, &unread);
    compose(pages, resolve_as(captures, unread, project, past.kept, cache), project, past.since)
}

/// Runs the rooms that follow dating. `pages` are all input pages.
fn compose(pages: BTreeMap<String, HeldPage>, resolved: Resolved, project: &Project, since: Option<&Since>) -> Corpus {
    let Resolved { articles, links, dates, set_aside } = resolved;
    let mut chronicle = corpus::within(chronicle::arrange(&articles, &links, &dates, &project.decisions), project);
    let held = history::held(pages, &articles, &chronicle, project);
    let news = since.map(|since| News {
        number: since.number,
        as_of: since.as_of,
        other_rules: since.other_rules,
        only: since.new_only,
        difference: history::compare(&since.held, &held),
    });
    if let Some(news) = news.as_ref().filter(|news| news.only) {
        chronicle = chronicle.only(|event| news.difference.is_news(&event.id));
    }
    let stories = chronicle.stories.clone();
    let chapters = chapters::group(chronicle, &articles, &project.themes, project.division);
    let digest = digest::digest(&chapters, &articles, &dates, &project.abbreviations, project.as_of);
    Corpus { articles, links, dates, chapters, stories, digest, set_aside, held, news, withheld: Withheld::default() }
}

/// Runs the rooms up to dating.
#[doc(hidden)]
pub fn resolve(captures: Vec<Capture>, unread: Vec<Unread>, project: &Project, cache: &Cache) -> Resolved {
    resolve_as(captures, unread, project, None, cache)
}

/// Runs the rooms up to dating, with the events of an earlier edition.
fn resolve_as(
    captures: Vec<Capture>,
    unread: Vec<Unread>,
    project: &Project,
    recorded: Option<&Held>,
    cache: &Cache,
) -> Resolved {
    let mut set_aside: Vec<SetAside> = unread.into_iter().map(corpus::from_unread).collect();
    let captures = corpus::kept(captures, project, &mut set_aside);
    let survey = survey::survey(&captures);
    let pages: Vec<Annotated> =
        captures.par_iter().map(|capture| corpus::page(capture, &survey, project, cache)).collect();
    let mut articles = corpus::with_article(pages, &mut set_aside);
    corpus::name_publishers(&mut articles, project);
    let mut links = link::link(&articles);
    if let Some(places) = recorded.and_then(|held| history::as_recorded(held, &articles, &links.events)) {
        link::keep(&mut links, &places);
    }
    link::decide(&mut links, &articles, &project.decisions);
    let dates = dating::date(&articles, &links, &corpus::rules(project));
    set_aside.sort();
    Resolved { articles, links, dates, set_aside }
}

/// Reads and dates one page without any other pages.
#[doc(hidden)]
pub fn read_page(capture: &Capture, project: &Project) -> (Annotated, Dated) {
    let mut pages = [corpus::page(capture, &Survey::default(), project, &Cache::none())];
    corpus::name_publishers(&mut pages, project);
    let links = link::link(&pages);
    let dated = dating::date(&pages, &links, &corpus::rules(project)).pop().unwrap_or_default();
    let [page] = pages;
    (page, dated)
}

/// The edition of a corpus: chapters and digest in the form for layouts.
#[doc(hidden)]
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

/// Assembles an edition, verifies it against `originals` and leaves out the claims that fail, until none fails. `since` is the earlier
/// edition with which the corpus was compared.
///
/// # Errors
/// A claim fails and leaving out claims does not help. This is a defect of the program.
#[doc(hidden)]
pub fn founded(
    mut corpus: Corpus,
    project: &Project,
    since: Option<&Since>,
    originals: &Originals,
) -> Result<Founded, Unfounded> {
    let mut tried: BTreeMap<Claim, usize> = BTreeMap::new();
    let mut round = 0;
    loop {
        let assembled = self::edition(&corpus, project);
        let Loaded { pictures, mut warnings, left_out, .. } = pictures::load(&assembled, &project.root, project.links);
        if corpus.note(left_out) {
            // The ledger reports these pictures. After another assembly the edition shows the same ones.
            continue;
        }
        let edition = founded::with_pictures(assembled, &pictures);
        let carried = edition::data(&edition);
        let failures = verify::edition(&carried, originals)?;
        if failures.is_empty() {
            warnings.extend(corpus.withheld.claims.iter().map(LeftOut::warning));
            return Ok(Founded { corpus, edition, carried, pictures, warnings });
        }
        let claims = founded::next(claim::failing(&edition, &failures), &tried, round);
        if claims.is_empty() || round == founded::MOST_ROUNDS {
            return Err(Unfounded::Failing(failures));
        }
        claims.iter().for_each(|one| *tried.entry(one.claim.clone()).or_default() += 1);
        if withhold::take_out(&mut corpus, claims) {
            corpus = compose_again(corpus, project, since);
        }
        withhold::forget(&mut corpus);
        round += 1;
    }
}

/// Runs the rooms that follow dating again, after claims were taken out.
fn compose_again(corpus: Corpus, project: &Project, since: Option<&Since>) -> Corpus {
    let Corpus { articles, links, dates, set_aside, held, withheld, .. } = corpus;
    let composed = compose(held.pages, Resolved { articles, links, dates, set_aside }, project, since);
    Corpus { withheld, ..composed }
}
