//! In: a project and the function that builds it. Out: a build after each change of its inputs, until the user stops it.
//!
//! Invariant: files that a build writes start no build. A failed build does not end the watch.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::failure::Failure;
use crate::files::{self, Links};
use crate::inputs::is_numbered;
use crate::outputs::briefing;
use crate::project::{FILE_NAME, NamePattern, Project};

/// How long nothing must change before a build begins. Saving a page writes several files. Set by hand.
const CALM: Duration = Duration::from_millis(200);
/// How long one wait lasts while nothing changes. Then the wait begins again. It changes nothing but how often the program wakes.
const WHILE: Duration = Duration::from_secs(3600);

/// What is watched, and what in it does not concern a build.
#[derive(Debug)]
pub(crate) struct Watched {
    /// The project's folder.
    root: PathBuf,
    /// The output folder, if it is not the project's folder.
    output: Option<PathBuf>,
    numbered: Option<NamePattern>,
    /// Which links are followed.
    links: Links,
}

impl Watched {
    /// Everything that a project is built from.
    pub(crate) fn new(project: &Project) -> Result<Self, Failure> {
        // For a single page, the root of the project is the page.
        let root = &project.root;
        let folder = if files::is_folder(root) { root } else { root.parent().unwrap_or(root) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let hint = "name the folder of the pages";
        let root =
            files::whole_path(folder).map_err(|error| Failure::file(folder.display(), files::plain(&error), hint))?;
        let output = project.output.path();
        let output = files::whole_path(&output).unwrap_or_else(|_| root.join(&output));
        Ok(Self {
            output: (output != root).then_some(output),
            root,
            numbered: project.editions.file_name.clone(),
            links: project.links,
        })
    }

    /// Whether the event may change the result of a build.
    fn concerns(&self, event: &Event) -> bool {
        !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| self.is_input(path))
    }

    fn is_input(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else { return false };
        let is_output = self.output.as_ref().is_some_and(|output| path.starts_with(output))
            || self.numbered.as_ref().is_some_and(|pattern| is_numbered(pattern, path));
        !is_output && !below.iter().any(|name| name != FILE_NAME && files::is_own_or_hidden(name))
    }
}

/// Builds, waits for a change, and builds again, while `build` returns [`ControlFlow::Continue`]. `build` gets the watched folder.
///
/// # Errors
/// The folder cannot be watched.
pub(crate) fn run(watched: &Watched, mut build: impl FnMut(&Path) -> ControlFlow<()>) -> Result<(), Failure> {
    let (sender, receiver) = channel();
    let failed = |error: notify::Error| Failure::file(watched.root.display(), error, "build without `--watch`");
    let settings = notify::Config::default().with_follow_symlinks(watched.links == Links::Anywhere);
    let mut watcher = RecommendedWatcher::new(sender, settings).map_err(failed)?;
    watcher.watch(&watched.root, RecursiveMode::Recursive).map_err(failed)?;
    loop {
        let goes_on = build(&watched.root).is_continue();
        briefing::forget();
        if !goes_on || !changed(watched, &receiver) {
            return Ok(());
        }
    }
}

/// Waits for a change and then until changes stop. Returns false if no more changes can be received.
fn changed(watched: &Watched, receiver: &Receiver<notify::Result<Event>>) -> bool {
    let mut until = None;
    loop {
        let patience = until.map_or(WHILE, |until: Instant| until.saturating_duration_since(Instant::now()));
        match (receiver.recv_timeout(patience), until) {
            // Events that do not concern a build, such as reads, do not prolong the wait.
            (Ok(event), _) if event.as_ref().is_ok_and(|event| watched.concerns(event)) => {
                until = Some(Instant::now() + CALM);
            }
            (Err(RecvTimeoutError::Timeout), Some(_)) => return true,
            (Err(RecvTimeoutError::Disconnected), _) => return false,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind};

    use super::*;
    use crate::project::{self, Overrides};

    #[test]
    fn only_what_a_build_is_made_from_concerns_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = files::whole_path(folder.path()).unwrap();
        let settings = "[editions]\nfile_name = 'b-{number}'";
        files::write_whole(&[(root.join(FILE_NAME), settings.into())]).unwrap();
        let watched = |output: &str| {
            let overrides = Overrides { output: Some(root.join(output)), ..Overrides::default() };
            Watched::new(&project::load(&root, &overrides).unwrap()).unwrap()
        };
        let concerns = |output: &str, path: &str, kind: EventKind| {
            watched(output).concerns(&Event::new(kind).add_path(root.join(path)))
        };
        let created = EventKind::Create(CreateKind::Any);
        for (output, path, wanted) in [
            ("out", "a.txt", true),
            ("out", "litopys.toml", true),
            ("out", "layouts/briefing/main.typ", true),
            ("out", "out/briefing.pdf", false),
            ("", "briefing.pdf", false),
            ("", "litopys.history.toml", false),
            ("out", "pages/.litopys/lock", false),
            ("out", ".litopys-3fa", false),
            ("", "b-12.pdf", false),
            ("", "b-x.pdf", true),
        ] {
            assert_eq!(concerns(output, path, created), wanted, "{path}");
        }
        assert!(!concerns("out", "a.txt", EventKind::Access(AccessKind::Read)));
        assert!(!watched("out").is_input(Path::new("/elsewhere/a.txt")));
    }
}
