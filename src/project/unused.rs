//! In: a project and what its corpus holds. Out: a warning for each setting that has no effect.
//!
//! Invariant: changes nothing. A setting that matches nothing is reported, never silently ignored.

use super::error::nearest;
use super::{FILE_NAME, Project, Publisher, Translation};
use crate::warned::Warning;

impl Project {
    /// A warning for each correction, and for each capture of an `[[event]]`, that names none of `captures`. These are names as
    /// `Capture::name` returns them, and unread files.
    pub(crate) fn unused_corrections(&self, captures: &[&str]) -> Vec<Warning> {
        let of_file = |file: &str| captures.iter().any(|name| name.split('#').next() == Some(file));
        let single = self.corrections.iter().filter(|correction| !correction.of_all().is_some_and(of_file));
        let corrected = single.map(|correction| ("the correction of", &correction.capture));
        let decided = self.decisions.iter().flat_map(|decision| &decision.captures).map(|name| ("the event of", name));
        let unused = corrected.chain(decided).filter(|(_, name)| !captures.contains(&name.as_str()));
        let warning = |(what, name): (&str, &String)| Warning {
            path: Some(FILE_NAME.to_owned()),
            problem: format!("{what} `{name}` matches no capture"),
            hint: Some(match nearest(name, captures.iter().copied()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "`litopys list` prints the names of the captures".to_owned(),
            }),
        };
        unused.map(warning).collect()
    }

    /// A warning for each declared publisher whose name none of `sources` has.
    pub(crate) fn unused_publishers(&self, sources: &[&str]) -> Vec<Warning> {
        let is_used = |publisher: &&Publisher| publisher.names.iter().any(|name| sources.contains(&name.text.as_str()));
        let unused = self.publishers.iter().filter(|publisher| !is_used(publisher));
        let warning = |publisher: &Publisher| Warning {
            path: Some(FILE_NAME.to_owned()),
            problem: format!("no page belongs to the publisher at `{}`", publisher.hosts.join("`, `")),
            hint: Some("its hosts must occur in the addresses that `litopys list --json` prints as `url`".to_owned()),
        };
        unused.map(warning).collect()
    }

    /// A warning for each translation of a quote that is not among `quotes`.
    pub(crate) fn unused_translations(&self, quotes: &[&str]) -> Vec<Warning> {
        let is_used = |one: &&Translation| quotes.iter().any(|quote| one.is_of(quote));
        let unused = self.translations.iter().filter(|one| !is_used(one));
        let warning = |one: &Translation| Warning {
            path: Some(FILE_NAME.to_owned()),
            problem: format!("no quote has the words that are translated as `{}`", one.text),
            hint: Some("`quote` needs all words of a quote that the edition prints".to_owned()),
        };
        unused.map(warning).collect()
    }

    /// A warning for each declared chapter that is not in `titles`, the titles of the chapters with events.
    pub(crate) fn unused_chapters(&self, titles: &[&str]) -> Vec<Warning> {
        let unused = self.themes.iter().filter(|theme| !titles.contains(&theme.title.as_str()));
        let warning = |title: &str| Warning {
            path: Some(FILE_NAME.to_owned()),
            problem: format!("no event is in the chapter `{title}`"),
            hint: Some("give it other words to match, or move it up: an event goes to the first that fits".to_owned()),
        };
        unused.map(|theme| warning(&theme.title)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::project::Correction;

    #[test]
    fn a_correction_of_no_capture_names_the_nearest() {
        let mut project = Project::new(Path::new("."));
        project.corrections = ["a/first.txt", "a/frist.txt"]
            .map(|capture| Correction { capture: capture.to_owned(), ..Correction::default() })
            .to_vec();
        let warnings = project.unused_corrections(&["a/first.txt", "b.txt"]);
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].to_string().contains("did you mean `a/first.txt`?"), "{}", warnings[0]);
    }
}
