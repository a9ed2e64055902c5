//! In: a project's history, its captures and the user's request. Out: which edition a build makes, and its entry in the history.
//!
//! If the captures are exactly those of a recorded edition, the build makes that edition again, with its number and its day. Otherwise it
//! makes the next edition.
//!
//! Invariant: the history is written together with the outputs, after them. No edition is recorded twice.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use chrono::NaiveDate;

use crate::Corpus;
use crate::edition::Edition;
use crate::failure::Failure;
use crate::files::{self, At, BriefLock, Folder, Links, Root};
use crate::history::{self, FILE_NAME, Held, HeldPage, History, News, Recorded, SCHEMA, Since};
use crate::inputs::Batch;
use crate::project::{self, Erratum, Project};
use crate::time::iso;
use crate::warned::Warning;

/// The lock of a run that records an edition.
const LOCK: &str = ".litopys.lock";

/// Maximum number of missing pages that are listed. Set by hand, for a screen.
const MOST_NAMED: usize = 10;

/// The history of a project and its place.
#[derive(Debug)]
pub(crate) struct Kept {
    /// The place of the history file.
    pub at: At,
    /// The recorded editions.
    pub history: History,
}

/// The user's request for an edition.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked {
    /// A recorded edition to build again.
    pub edition: Option<u32>,
    /// Whether to record the edition.
    pub record: bool,
    /// Whether to include only what is new or updated.
    pub new_only: bool,
}

/// Which edition a build makes.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Absent if the project has no history and numbers no edition.
    pub number: Option<u32>,
    /// The entry in the history, if this edition is recorded.
    pub recorded: Option<Recorded>,
    /// The earlier edition to compare with.
    pub since: Option<Since>,
    /// The notices of errors in earlier editions that this edition has.
    pub errata: Vec<Erratum>,
}

/// Locks the history of a project for this run, so that two runs cannot record the same number.
pub(crate) fn lock(project: &Project) -> Result<BriefLock, Failure> {
    let at = Folder::named(folder(project)).at(LOCK);
    let taken = files::lock_briefly(&at, &format!("process {}", std::process::id())).map_err(Failure::of)?;
    taken.map_err(|other| {
        let other = if other.is_empty() { "another run" } else { &other };
        let problem = format!("{other} is recording an edition of this project");
        Failure::file(folder(project).join(FILE_NAME).display(), problem, "wait until it ends, or stop it")
    })
}

/// The folder of the history.
fn folder(project: &Project) -> &Path {
    let root = &project.root;
    if files::is_folder(root) { root } else { root.parent().unwrap_or(Path::new("")) }
}

/// Reads the history of a project. It is empty if there is no file.
pub(crate) fn kept(project: &Project) -> Result<Kept, Failure> {
    let at = Folder::named(folder(project)).at(FILE_NAME);
    let path = at.path();
    let bytes = match Root::named(folder(project), Links::Inside).and_then(|root| root.read(Path::new(FILE_NAME))) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Kept { at, history: History::default() }),
        read => {
            read.map_err(|error| Failure::file(path.display(), files::plain(&error), "it holds the editions so far"))?
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    let hint = "correct the line, or restore the file from a backup; without it the next edition is the first";
    let history = History::parse(&text).map_err(|broken| Failure::file(path.display(), broken, hint))?;
    Ok(Kept { at, history })
}

/// Decides which edition is built from these captures.
pub(crate) fn plan(history: &History, asked: Asked, batch: &Batch, project: &Project) -> Result<Plan, Failure> {
    let recorded = match asked.edition {
        Some(number) => Some(recorded(history, Some(number))?),
        None => {
            history.editions.last().filter(|last| is_held(history, last, batch) && due(history, project).is_empty())
        }
    };
    let number = match (recorded, history.editions.last()) {
        (Some(recorded), _) => Some(recorded.number),
        (None, Some(last)) => Some(next(last.number, project)?),
        (None, None) => project.number.or(asked.record.then_some(1)),
    };
    let since = number.and_then(|number| history.before(number)).map(|before| Since {
        number: before.number,
        as_of: before.as_of,
        other_rules: before.schema() != recorded.map_or(SCHEMA, Recorded::schema),
        held: history.held(before.number),
        new_only: asked.new_only,
    });
    let errata = recorded.map_or_else(|| due(history, project), |recorded| recorded.corrections.clone());
    Ok(Plan { number, recorded: recorded.cloned(), since, errata })
}

/// The project's notices of errors in recorded editions that no recorded edition has yet.
fn due(history: &History, project: &Project) -> Vec<Erratum> {
    let is_told = |erratum: &Erratum| history.editions.iter().any(|edition| edition.corrections.contains(erratum));
    let is_due = |erratum: &&Erratum| history.edition(erratum.edition).is_some() && !is_told(erratum);
    project.errata.iter().filter(is_due).cloned().collect()
}

/// A warning for each notice of an error in an edition that is not recorded.
pub(crate) fn of_no_edition(history: &History, project: &Project) -> Vec<Warning> {
    let unknown = project.errata.iter().filter(|erratum| history.edition(erratum.edition).is_none());
    let warning = |erratum: &Erratum| Warning {
        path: Some(project::FILE_NAME.to_owned()),
        problem: format!("the correction of edition {} is not printed: no such edition is recorded", erratum.edition),
        hint: Some("`litopys build --record` records an edition".to_owned()),
    };
    unknown.map(warning).collect()
}

/// A warning for each notice of this edition whose page reports none of its events.
pub(crate) fn of_no_event(errata: &[Erratum], edition: &Edition) -> Vec<Warning> {
    let led =
        |erratum: &&Erratum| edition.errata.iter().any(|notice| notice.text == erratum.text && notice.event.is_some());
    let lost = errata.iter().filter(|erratum| erratum.event.is_some() && !led(erratum));
    let warning = |erratum: &Erratum| Warning {
        path: Some(project::FILE_NAME.to_owned()),
        problem: format!(
            "the correction of edition {} leads to no event: `{}` reports none of this edition",
            erratum.edition,
            erratum.event.as_deref().unwrap_or_default()
        ),
        hint: Some("`litopys list` prints the names of the captures".to_owned()),
    };
    lost.map(warning).collect()
}

/// The entry of an edition. It is an error if the edition is not recorded, or if `number` is `None`.
pub(crate) fn recorded(history: &History, number: Option<u32>) -> Result<&Recorded, Failure> {
    let known: Vec<String> = history.editions.iter().map(|edition| edition.number.to_string()).collect();
    let hint = match known.as_slice() {
        [] => "`litopys build --record` records an edition".to_owned(),
        known => format!("recorded editions: {}", known.join(", ")),
    };
    let problem =
        || number.map_or("no edition is recorded".to_owned(), |number| format!("edition {number} is not recorded"));
    number.and_then(|number| history.edition(number)).ok_or_else(|| Failure::plain(problem(), hint))
}

/// The number after the last, or a later one if the project file sets it.
fn next(last: u32, project: &Project) -> Result<u32, Failure> {
    match project.number {
        Some(number) if number > last => Ok(number),
        Some(number) if number < last => Err(Failure::plain(
            format!("the project file gives this edition the number {number}, but edition {last} is recorded"),
            "leave `number` out of it: editions are numbered by their history",
        )),
        _ => last.checked_add(1).ok_or_else(|| {
            let problem = format!("edition {last} is recorded, and there is no number after it");
            Failure::plain(problem, "give the last edition of the history a smaller number")
        }),
    }
}

/// Whether the captures are exactly those of an edition, byte by byte.
fn is_held(history: &History, recorded: &Recorded, batch: &Batch) -> bool {
    let held = history.held(recorded.number).pages;
    let given = history::inventory(&batch.captures, &batch.unread);
    held.len() == given.len() && given.iter().all(|(name, page)| is_same(held.get(name), page))
}

fn is_same(held: Option<&HeldPage>, given: &HeldPage) -> bool {
    held.is_some_and(|held| held.digest == given.digest)
}

impl Plan {
    /// The captures of this edition if it is recorded, else all captures.
    pub(crate) fn limited(&self, mut batch: Batch, history: &History) -> Result<Batch, Failure> {
        let Some(recorded) = &self.recorded else { return Ok(batch) };
        let held = history.held(recorded.number).pages;
        let given: BTreeMap<String, HeldPage> = history::inventory(&batch.captures, &batch.unread);
        let is_missing = |(name, page): &(&String, &HeldPage)| !is_same(given.get(*name), page);
        let missing: Vec<&str> = held.iter().filter(is_missing).map(|(name, _)| name.as_str()).collect();
        if !missing.is_empty() {
            let names: String = missing.iter().take(MOST_NAMED).map(|name| format!("\n  {name}")).collect();
            let count = missing.len();
            let problem = format!("{count} pages of edition {} are missing or have changed{names}", recorded.number);
            return Err(Failure::plain(problem, "restore them from a backup or from version control"));
        }
        batch.captures.retain(|capture| held.contains_key(&capture.name()));
        batch.unread.retain(|unread| held.contains_key(&unread.name()));
        Ok(batch)
    }

    /// The project with the number and the day of this edition.
    pub(crate) fn onto(&self, mut project: Project, as_of: Option<NaiveDate>) -> Project {
        project.number = self.number.or(project.number);
        let recorded = self.recorded.as_ref().and_then(|recorded| recorded.as_of);
        project.as_of = as_of.or(recorded).or(project.as_of);
        project.errata.clone_from(&self.errata);
        project
    }

    /// The number of the last recorded edition: this one or the one before it. 0 if there is none.
    pub(crate) fn last(&self) -> u32 {
        let recorded = self.recorded.as_ref().map(|last| last.number);
        recorded.or(self.since.as_ref().map(|since| since.number)).unwrap_or_default()
    }

    /// Whether this edition has anything that the last recorded one does not, be it the notice of an error. If only news is requested, that means a new or updated event.
    pub(crate) fn is_new(&self, corpus: &Corpus) -> bool {
        let is_told = |news: &News| match news.only {
            true => news.difference.events.values().any(|change| change.kind().is_news()),
            false => !news.difference.is_empty(),
        };
        let is_corrected = !self.errata.is_empty() && corpus.news.as_ref().is_none_or(|news| !news.only);
        self.recorded.is_none() && (is_corrected || corpus.news.as_ref().is_none_or(is_told))
    }

    /// The content of the recorded edition that is built again.
    pub(crate) fn kept(&self, history: &History) -> Option<Held> {
        self.recorded.as_ref().map(|recorded| history.held(recorded.number))
    }

    /// A warning if a recorded edition would be different today. An edition that was recorded without its digest is compared by its pages and
    /// events.
    pub(crate) fn departed(&self, history: &History, corpus: &Corpus, edition: &Edition) -> Option<Warning> {
        let recorded = self.recorded.as_ref()?;
        let differs = match &recorded.digest {
            Some(digest) => *digest != self::digest(edition),
            None => history.held(recorded.number) != corpus.held,
        };
        let hint = if recorded.program != edition.producer {
            format!("it was built by {}", recorded.program)
        } else if differs {
            "the project file or sidecars have changed since".to_owned()
        } else {
            return None;
        };
        let problem = format!("edition {} may differ from the recorded one", recorded.number);
        Some(Warning { path: None, problem, hint: Some(hint) })
    }
}

impl Kept {
    /// The place and text of the history with a new edition. `files` are the edition's numbered files, `errata` its notices of errors.
    pub(crate) fn recorded(
        &self,
        number: u32,
        corpus: &Corpus,
        edition: &Edition,
        files: Vec<String>,
        errata: Vec<Erratum>,
    ) -> (At, Vec<u8>) {
        let as_of = edition.as_of.as_ref().and_then(|day| iso::day(day.earliest.as_ref()?));
        let entry = Recorded::new(number, as_of, edition.producer.clone(), digest(edition), files, errata);
        (self.at.clone(), self.history.with(&entry, &corpus.held).into_bytes())
    }

    /// The numbered files of editions that are too old if only `keep` editions are kept.
    pub(crate) fn outdated(&self, keep: u32, number: u32) -> Vec<&String> {
        let earlier = self.history.editions.iter().filter(|edition| edition.number < number);
        let earlier: Vec<&Recorded> = earlier.collect();
        let kept = usize::try_from(keep).unwrap_or(usize::MAX).saturating_sub(1);
        earlier[..earlier.len().saturating_sub(kept)].iter().flat_map(|edition| &edition.files).collect()
    }
}

/// SHA-256 of an edition as data, in hexadecimal digits.
fn digest(edition: &Edition) -> String {
    crate::capture::digest(&crate::edition::data(edition))
}
