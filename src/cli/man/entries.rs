//! In: nothing. Out: what the manual says besides the arguments: exit codes, environment and files.
//!
//! Invariant: lists exactly what the code reads, writes and returns.

/// An entry of the manual, on the pages of some verbs.
pub(crate) struct Entry {
    pub name: &'static str,
    pub text: &'static str,
    /// The verbs with this entry on their pages. Empty: all.
    verbs: &'static [&'static str],
}

impl Entry {
    /// Whether the page of a verb has this entry. The page of the program has all.
    pub(crate) fn is_of(&self, verb: Option<&str>) -> bool {
        verb.is_none_or(|verb| self.verbs.is_empty() || self.verbs.contains(&verb))
    }
}

const fn entry(name: &'static str, verbs: &'static [&'static str], text: &'static str) -> Entry {
    Entry { name, text, verbs }
}

/// The verbs that read a project.
const OF_PROJECTS: &[&str] =
    &["init", "fetch", "build", "read", "list", "timeline", "explain", "check", "diff", "doctor"];

pub(crate) const EXITS: [Entry; 6] = [
    entry("0", &[], "Success."),
    entry("1", &[], "Failure; standard error says why."),
    entry("2", &[], "The arguments are invalid."),
    entry("3", &["check", "verify", "doctor"], "check, verify and doctor: there are findings to look at."),
    entry("3", &["fetch"], "fetch: some pages could not be fetched; the others are stored."),
    entry("4", &["build"], "build --if-new: nothing is new since the last recorded edition."),
];

pub(crate) const ENVIRONMENT: [Entry; 3] = [
    entry(
        "SOURCE_DATE_EPOCH",
        &["build", "fetch"],
        "Seconds since 1970: the day of the edition, or the time of capture, if neither the arguments nor the project file set it.",
    ),
    entry("GITHUB_ACTIONS", &[], "If it is \"true\", the default of --log-format is \"github\"."),
    entry("GITHUB_STEP_SUMMARY", &["build", "fetch"], "A file; a summary of the run in Markdown is appended to it."),
];

pub(crate) const FILES: [Entry; 6] = [
    entry(
        "litopys.toml",
        OF_PROJECTS,
        "The project file, in the folder of the captures. Every setting is optional; the verb init writes one that explains them.",
    ),
    entry(
        "litopys.history.toml",
        &["build", "diff", "doctor"],
        "The content of each recorded edition, next to the project file. Only build --record writes it.",
    ),
    entry(
        "PAGE.toml, PAGE.url, PAGE.webloc",
        OF_PROJECTS,
        "Next to a captured page: its address, its time of capture, and corrections.",
    ),
    entry(
        "layouts/NAME",
        &["build", "layout", "doctor"],
        "Next to the project file: files that replace those of a built-in layout, or a new layout.",
    ),
    entry("pages", &["fetch", "doctor"], "Where fetch stores pages, unless the project file sets another folder."),
    entry("out", &["build", "doctor"], "Where build writes, unless another folder is set."),
];
