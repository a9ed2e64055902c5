//! In: nothing. Out: what the manual tells beside the arguments: exit codes, environment and files.
//!
//! Invariant: names what the code reads, writes and returns, and nothing else.

/// Something that the manual tells, on the pages of some verbs.
pub struct Entry {
    pub name: &'static str,
    pub text: &'static str,
    /// The verbs on whose pages it stands; none: on all.
    verbs: &'static [&'static str],
}

impl Entry {
    /// Whether it stands on the page of a verb; everything stands on that of the program.
    pub fn is_of(&self, verb: Option<&str>) -> bool {
        verb.is_none_or(|verb| self.verbs.is_empty() || self.verbs.contains(&verb))
    }
}

const fn entry(name: &'static str, verbs: &'static [&'static str], text: &'static str) -> Entry {
    Entry { name, text, verbs }
}

/// The verbs that read a project.
const OF_PROJECTS: &[&str] =
    &["init", "fetch", "build", "read", "list", "timeline", "explain", "check", "diff", "doctor"];

pub const EXITS: [Entry; 6] = [
    entry("0", &[], "What was asked for is done."),
    entry("1", &[], "It could not be done; standard error says why."),
    entry("2", &[], "The arguments make no sense."),
    entry(
        "3",
        &["check", "verify", "doctor"],
        "check, verify and doctor: something was found that a person should look at.",
    ),
    entry("3", &["fetch"], "fetch: not all pages could be had; those that could are stored."),
    entry("4", &["build"], "build --if-new: nothing is new since the last recorded edition."),
];

pub const ENVIRONMENT: [Entry; 3] = [
    entry(
        "SOURCE_DATE_EPOCH",
        &["build", "fetch"],
        "Seconds since 1970: the day of the edition, or the time of capture, where neither the arguments nor the project file say it.",
    ),
    entry("GITHUB_ACTIONS", &[], "Where it is \"true\" and --log-format is not given, that is \"github\"."),
    entry("GITHUB_STEP_SUMMARY", &["build", "fetch"], "A file to which a summary of the run is appended, in Markdown."),
];

pub const FILES: [Entry; 6] = [
    entry(
        "litopys.toml",
        OF_PROJECTS,
        "The project file, in the folder of the captures. Every setting is optional; the verb init writes one that explains them.",
    ),
    entry(
        "litopys.history.toml",
        &["build", "diff", "doctor"],
        "What each recorded edition held, beside the project file. The option --record of build alone writes it.",
    ),
    entry(
        "PAGE.toml, PAGE.url, PAGE.webloc",
        OF_PROJECTS,
        "Beside a captured page: its address, its time of capture, and corrections.",
    ),
    entry(
        "layouts/NAME",
        &["build", "layout", "doctor"],
        "Beside the project file: files that stand in front of those of a built-in layout, or a layout of its own.",
    ),
    entry("pages", &["fetch", "doctor"], "Where fetch stores pages, unless the project file names another folder."),
    entry("out", &["build", "doctor"], "Where build writes, unless told otherwise."),
];
