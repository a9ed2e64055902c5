//! In: the definition of the command line. Out: its manual pages and completions, against what they should hold.
//!
//! Invariant: every verb has a page and is completed; nothing in them changes from one day to the next.

use std::fs;
use std::process::Command;

use crate::cli::{run, run_with};

fn verbs() -> Vec<String> {
    let help = run(&["--help"]).out;
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let is_verb = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    listed.lines().filter(is_verb).filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn every_verb_has_a_page_that_any_day_and_machine_would_write() {
    let folder = tempfile::tempdir().unwrap();
    let write = |below: &str, variables: &[(&str, &str)]| {
        let run = run_with(folder.path(), &["man", below], variables, "");
        assert_eq!(run.code, 0, "{}", run.err);
    };
    write("a", &[]);
    write("b", &[("SOURCE_DATE_EPOCH", "0"), ("COLUMNS", "40"), ("LANG", "uk_UA.UTF-8")]);
    let page = |below: &str, name: &str| fs::read_to_string(folder.path().join(below).join(name)).unwrap();
    for verb in verbs().iter().filter(|verb| *verb != "help") {
        let name = format!("litopys-{verb}.1");
        let text = page("a", &name);
        assert_eq!(text, page("b", &name));
        let title =
            format!(".TH \"LITOPYS-{}\" \"1\" \"\" \"litopys {}\"", verb.to_uppercase(), env!("CARGO_PKG_VERSION"));
        for part in [
            &title,
            ".SH NAME",
            ".SH SYNOPSIS",
            ".SH OPTIONS",
            ".SH \"EXIT STATUS\"",
            ".SH ENVIRONMENT",
            ".SH \"SEE ALSO\"",
        ] {
            assert_eq!(text.matches(part).count(), 1, "{part} in {name}");
        }
    }
    let whole = page("a", "litopys.1");
    assert_eq!(whole.trim_end(), run(&["man"]).out.trim_end());
    for told in
        ["litopys.toml", "litopys.history.toml", "SOURCE_DATE_EPOCH", "GITHUB_STEP_SUMMARY", "litopys\\-layout(1)"]
    {
        assert!(whole.contains(told), "{told} in {whole}");
    }
    let build = page("a", "litopys-build.1");
    assert!(build.contains("nothing is new") && !build.contains("fetch: some pages"), "{build}");
    assert!(folder.path().join("a/litopys-layout-export.1").is_file());
}

#[test]
fn the_completions_of_four_shells_name_every_verb() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = run(&["completions", shell]).out;
        for verb in verbs() {
            assert!(script.contains(&verb), "{verb} in that of {shell}");
        }
        assert!(script.contains("log-format"), "{shell}");
    }
}

#[cfg(unix)]
#[test]
fn a_shell_completes_verbs_and_options() {
    let script = run(&["completions", "bash"]).out;
    let ask = "COMP_WORDS=(litopys bui); COMP_CWORD=1; _litopys litopys bui litopys; echo \"${COMPREPLY[*]}\"\n\
               COMP_WORDS=(litopys build --if); COMP_CWORD=2; _litopys litopys --if build; echo \"${COMPREPLY[*]}\"\n";
    let output = Command::new("bash").args(["--norc", "-c", &format!("{script}\n{ask}")]).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(told, "build\n--if-new\n", "{}", String::from_utf8_lossy(&output.stderr));
}
