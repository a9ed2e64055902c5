//! In: the files, lines and warnings of a run. Out: a short Markdown page, appended to the summary of continuous integration.
//!
//! Invariant: only `build` and `fetch` write one, and only if the environment names a file. Text of pages in it is escaped.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::Failure;
use super::escape::markdown;
use super::message::Wrote;
use crate::files;
use crate::warned::Warning;

/// The variable that names the file (GitHub Actions, and others that follow it).
const FILE: &str = "GITHUB_STEP_SUMMARY";
/// The verbs whose runs are summarized.
const VERBS: [&str; 2] = ["build", "fetch"];
/// Maximum number of listed warnings, and maximum number of characters of each. Set by hand.
const MOST_WARNINGS: usize = 20;
const LONGEST: usize = 500;

/// The material for the summary.
#[derive(Debug, Default)]
pub(crate) struct StepSummary {
    lines: Vec<String>,
    wrote: Vec<Wrote>,
    /// The first warnings. They are listed.
    warnings: Vec<Warning>,
    /// All warnings. Equal ones count once.
    warned: BTreeSet<Warning>,
}

impl StepSummary {
    /// Adds a line of the verb. Its text is escaped here.
    pub(crate) fn line(&mut self, line: String) {
        self.lines.push(line);
    }

    pub(crate) fn wrote(&mut self, wrote: &Wrote) {
        self.wrote.push(wrote.clone());
    }

    pub(crate) fn warned(&mut self, warning: &Warning) {
        if self.warned.insert(warning.clone()) && self.warnings.len() < MOST_WARNINGS {
            self.warnings.push(warning.clone());
        }
    }

    /// Appends the summary if the environment asks for one. Returns a warning if that fails.
    pub(crate) fn write(&self, verb: Option<&str>, failure: Option<&Failure>) -> Option<Warning> {
        let verb = verb.filter(|verb| VERBS.contains(verb))?;
        let file = std::env::var_os(FILE).filter(|file| !file.is_empty()).map(PathBuf::from)?;
        let error = files::append(&file, self.page(verb, failure).as_bytes()).err()?;
        let hint = format!("`{FILE}` names it; everything else is done");
        Some(Warning { path: Some(file.display().to_string()), problem: files::plain(&error), hint: Some(hint) })
    }

    fn page(&self, verb: &str, failure: Option<&Failure>) -> String {
        let mut page = format!("### litopys {verb}\n\n");
        if let Some(failure) = failure {
            page += &format!("**Failed:** {}\n\n", shortened(&failure.to_string()));
        }
        page += &self.lines.iter().map(|line| format!("{}\n\n", markdown(line))).collect::<String>();
        page += &self.files();
        page + &self.warning_count()
    }

    fn files(&self) -> String {
        if self.wrote.is_empty() {
            return String::new();
        }
        let row = |wrote: &Wrote| format!("| {} | {} |\n", markdown(&wrote.path), wrote.bytes);
        format!("| file | bytes |\n| --- | ---: |\n{}\n", self.wrote.iter().map(row).collect::<String>())
    }

    fn warning_count(&self) -> String {
        let count = self.warned.len();
        if count == 0 {
            return String::new();
        }
        let lines = self.warnings.iter().map(|warning| format!("- {}\n", shortened(&warning.to_string())));
        let more = count.saturating_sub(MOST_WARNINGS);
        let rest = if more > 0 { format!("- … and {more} more\n") } else { String::new() };
        let noun = if count == 1 { "warning" } else { "warnings" };
        format!("{count} {noun}:\n\n{}{rest}\n", lines.collect::<String>())
    }
}

/// The beginning of a text, escaped as one line.
fn shortened(text: &str) -> String {
    let mut characters = text.chars();
    let start: String = characters.by_ref().take(LONGEST).collect();
    markdown(&start) + if characters.next().is_some() { "…" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_short_and_complete() {
        let mut summary = StepSummary::default();
        for number in 0..25 {
            let problem = format!("problem {number} {}", "x".repeat(600));
            summary.warned(&Warning { path: Some("a|b.txt".to_owned()), problem, hint: None });
        }
        summary.line("Edition 2".to_owned());
        summary.wrote(&Wrote { path: "out/a_b.pdf".to_owned(), bytes: 12 });
        let page = summary.page("build", Some(&Failure::plain("no", "do | more")));
        assert!(page.starts_with("### litopys build\n\n**Failed:** no hint\\: do \\| more\n\nEdition 2\n\n"), "{page}");
        assert!(page.contains("| out\\/a\\_b\\.pdf | 12 |\n\n25 warnings:\n\n- \\`a\\|b\\.txt\\`"), "{page}");
        assert!(page.ends_with("…\n- … and 5 more\n\n") && page.len() < 14_000, "{page}");
    }
}
