//! In: findings with corrections, and the user's answers. Out: the project file with the accepted corrections.
//!
//! Invariant: writes nothing that the user did not accept.

use std::io::{self, BufRead};
use std::path::Path;

use toml_edit::Value;

use crate::check::{Edit, Events, Finding, Setting, given, settings};
use crate::cli::console::{Console, Failure};
use crate::project::Project;

/// What the user lets `check` write.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// The capture whose corrections are meant. Absent: the corrections of all captures.
    pub only: Option<&'a str>,
    /// Accepts every correction that has a value, and asks nothing.
    pub yes: bool,
}

/// Writes the corrections that the user accepts into the project file. Returns whether this settles every finding.
pub(crate) fn apply(
    findings: &[Finding],
    asked: Asked,
    file: &Path,
    project: &Project,
    console: &mut Console,
) -> Result<bool, Failure> {
    let meant: Vec<&Finding> = findings.iter().filter(|one| asked.only.is_none_or(|name| is_of(one, name))).collect();
    if let (Some(name), true) = (asked.only, meant.is_empty()) {
        let hint = "`litopys check` prints the names of the pages with findings";
        return Err(Failure::file(name, "there is no finding for this page", hint));
    }
    let mut edit = Edit::open(file)?;
    let (mut written, mut open) = (0, 0);
    let mut person = Person { yes: asked.yes, enough: false, answers: io::stdin().lock() };
    for about in meant.chunk_by(|one, other| one.path == other.path) {
        let settings = settings(about);
        let joins: Vec<(&Finding, &Events)> =
            about.iter().filter_map(|&one| Some((one, one.events.as_ref()?))).collect();
        open += usize::from(settings.is_empty() && joins.is_empty());
        if person.is_asked() && !(settings.is_empty() && joins.is_empty()) {
            tell(about, console)?;
        }
        for setting in settings {
            match person.decide(&setting, console)? {
                Some(value) => {
                    edit.set(&about[0].path, &setting.key, value);
                    written += 1;
                }
                None => open += 1,
            }
        }
        for (finding, events) in joins {
            match person.decide_events(finding, events, console)? {
                Some(captures) if edit.add_event(captures) => written += 1,
                _ => open += 1,
            }
        }
    }
    if written > 0 {
        let length = edit.write(project)?;
        console.wrote(file, length)?;
    }
    console.remark(match open {
        0 => format!("{written} corrections written"),
        _ => {
            format!("{written} corrections written, {open} left that you did not accept or that need a value from you")
        }
    })?;
    Ok(open == 0 && meant.len() == findings.len())
}

fn is_of(finding: &Finding, name: &str) -> bool {
    finding.path == name || finding.path.rsplit_once('#').is_some_and(|(file, _)| file == name)
}

/// Prints the problems of one capture, before the user decides.
fn tell(about: &[&Finding], console: &mut Console) -> Result<(), Failure> {
    console.line(&about[0].path)?;
    about.iter().try_for_each(|finding| console.line(format_args!("  {}", finding.problem)))
}

/// The user, who decides what is written.
struct Person<R> {
    /// Accepts everything that has a value.
    yes: bool,
    /// Wants no more questions.
    enough: bool,
    answers: R,
}

impl<R: BufRead> Person<R> {
    fn is_asked(&self) -> bool {
        !self.yes && !self.enough
    }

    /// The value to write, if any.
    fn decide(&mut self, setting: &Setting, console: &mut Console) -> Result<Option<Value>, Failure> {
        if self.yes {
            return Ok(setting.value.clone());
        }
        if self.enough {
            return Ok(None);
        }
        console.line(format_args!("    {}", setting.line))?;
        console.line(match setting.value {
            Some(_) => "  write it? y (yes), n (no), q (no more questions), or another value",
            None => "  its value? n (not now), q (no more questions)",
        })?;
        loop {
            let mut answer = String::new();
            let read = self.answers.read_line(&mut answer).unwrap_or_default();
            match (answer.trim(), &setting.value) {
                ("q", _) => self.enough = true,
                _ if read == 0 => self.enough = true,
                ("n" | "", _) => {}
                ("y", Some(value)) => return Ok(Some(value.clone())),
                (other, _) => match given(&setting.key, other) {
                    Some(value) => return Ok(Some(value)),
                    None => {
                        console.line(format_args!("  `{other}` is not a value for `{}`; try again", setting.key))?;
                        continue;
                    }
                },
            }
            return Ok(None);
        }
    }
}

impl<R: BufRead> Person<R> {
    /// The captures of the event to write, if any. Only the user can decide a doubtful join.
    fn decide_events<'a>(
        &mut self,
        finding: &Finding,
        events: &'a Events,
        console: &mut Console,
    ) -> Result<Option<&'a [String]>, Failure> {
        if !self.is_asked() {
            return Ok(None);
        }
        let lines = finding.correction.iter().flat_map(|text| text.lines());
        lines.into_iter().try_for_each(|line| console.line(format_args!("    {line}")))?;
        console.line("  write it? y (yes), o (the other way round), n (no), q (no more questions)")?;
        loop {
            let mut answer = String::new();
            let read = self.answers.read_line(&mut answer).unwrap_or_default();
            match answer.trim() {
                "y" => return Ok(Some(&events.proposed)),
                "o" => return Ok(Some(&events.otherwise)),
                "q" => self.enough = true,
                _ if read == 0 => self.enough = true,
                "n" | "" => {}
                other => {
                    console.line(format_args!("  `{other}` is not an answer; try again"))?;
                    continue;
                }
            }
            return Ok(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Kind;
    use crate::cli::console::LogFormat;

    #[test]
    fn a_person_joins_parts_or_leaves_what_is_in_doubt() {
        let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let events = Events { proposed: own(&["a.txt"]), otherwise: own(&["a.txt", "b.txt"]) };
        let finding = Finding {
            path: "a.txt".to_owned(),
            finding: Kind::DoubtfulJoin,
            problem: String::new(),
            correction: Some("[[event]]\ncaptures = [\"a.txt\"]".to_owned()),
            events: None,
        };
        let mut console = Console::new(true, LogFormat::Text, None);
        let mut decided = |yes: bool, answers: &str| {
            let mut person = Person { yes, enough: false, answers: answers.as_bytes() };
            let taken = person.decide_events(&finding, &events, &mut console).unwrap().map(<[String]>::to_vec);
            (taken, person.enough)
        };
        assert_eq!(decided(false, "perhaps\ny\n"), (Some(events.proposed.clone()), false));
        assert_eq!(decided(false, "o\n"), (Some(events.otherwise.clone()), false));
        assert_eq!(decided(false, "n\n"), (None, false));
        assert_eq!(decided(false, "q\ny\n"), (None, true));
        assert_eq!(decided(false, ""), (None, true));
        assert_eq!(decided(true, "y\n"), (None, false), "`--yes` accepts no join");
    }
}
