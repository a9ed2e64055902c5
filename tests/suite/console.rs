//! In: runs of the program as in continuous integration. Out: whether its messages are as expected.
//!
//! Invariant: no page and no file name can be taken for anything but text.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{run_in, run_with};

const PAGE: &str = "Міст через Снов відкрили для руху\n\n14 липня 2025 року\n\nУ Сновську відкрили відновлений міст через \
     Снов. Рухом мостом скористалися перші автомобілі, повідомила міська рада.\n\nРоботи тривали два роки, їх завершили до \
     свята міста. Мостом знову курсують тролейбуси та автобуси.\n";

const ON_GITHUB: (&str, &str) = ("GITHUB_ACTIONS", "true");

/// A folder with a page, a file that is not a page, and a setting without effect.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    fs::write(folder.path().join("pages/bridge.txt"), PAGE).unwrap();
    fs::write(folder.path().join("litopys.toml"), "[[capture]]\nfile = \"pages/brigde.txt\"\nsource = \"Край\"\n")
        .unwrap();
    folder
}

fn objects(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect()
}

const BUILD: [&str; 3] = ["build", "--format", "json"];

#[test]
fn in_json_every_line_is_an_object() {
    let folder = project();
    let run = run_in(folder.path(), &[&BUILD[..], &["--log-format", "json"]].concat(), "");
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let told = objects(&run.err);
    let fields: Vec<&str> = told[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["hint", "level", "line", "message", "path", "verb", "wrote"]);
    let warning = &told[0];
    assert_eq!((warning["level"].as_str(), warning["path"].as_str()), (Some("warning"), Some("litopys.toml")));
    assert_eq!(warning["message"], "the correction of `pages/brigde.txt` matches no capture");
    assert_eq!((&warning["hint"], &warning["verb"]), (&"did you mean `pages/bridge.txt`?".into(), &"build".into()));
    let wrote = told.last().unwrap();
    let bytes = fs::metadata(folder.path().join("out/briefing.json")).unwrap().len();
    assert_eq!(wrote["wrote"], serde_json::json!({ "path": "out/briefing.json", "bytes": bytes }));
    assert_eq!(wrote["level"], "notice");
    let list = run_in(folder.path(), &["list", ".", "--json", "--log-format", "json"], "");
    assert_eq!(objects(&list.out).len(), 1);
    assert_eq!(list.err, "");
}

#[test]
fn in_json_a_failure_names_file_line_and_hint() {
    let folder = project();
    fs::write(folder.path().join("litopys.toml"), "\ntitel = \"A\"\n").unwrap();
    let run = run_in(folder.path(), &["--log-format=json", "build"], "");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    let told = &objects(&run.err)[0];
    assert_eq!((told["level"].as_str(), told["line"].as_u64()), (Some("error"), Some(2)));
    assert_eq!(
        (told["path"].as_str(), told["message"].as_str()),
        (Some("litopys.toml"), Some("there is no key `titel`"))
    );
    assert_eq!(told["hint"], "did you mean `title`?");
    let usage = run_in(folder.path(), &["build", "--log-format", "json", "--fro", "2025-01-01"], "");
    assert_eq!(usage.code, 2);
    let told = &objects(&usage.err)[0];
    assert!(told["message"].as_str().unwrap().starts_with("unexpected argument '--fro' found"), "{told}");
    assert_eq!(run_in(folder.path(), &["build", "--log-format", "xml"], "").code, 2);
}

#[test]
fn on_github_warnings_are_commands_unless_asked_otherwise() {
    let folder = project();
    let run = run_with(folder.path(), &BUILD, &[ON_GITHUB], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let command = "::warning file=litopys.toml::the correction of `pages/brigde.txt` matches no capture%0Ahint: did you mean \
                   `pages/bridge.txt`?\n";
    assert_eq!((run.err.as_str(), run.out.as_str()), (command, "wrote out/briefing.json\n"));
    let text = run_with(folder.path(), &[&BUILD[..], &["--log-format", "text"]].concat(), &[ON_GITHUB], "");
    assert!(text.err.starts_with("warning: `litopys.toml`: "), "{}", text.err);
    let error = run_with(folder.path(), &["build", "nowhere"], &[ON_GITHUB], "");
    let told = "::error file=nowhere::no such file or folder%0Ahint: name a folder that holds captured pages\n";
    assert_eq!((error.code, error.err.as_str()), (1, told));
    let elsewhere = run_with(folder.path(), &BUILD, &[("GITHUB_ACTIONS", "false")], "");
    assert!(elsewhere.err.starts_with("warning: "), "{}", elsewhere.err);
}

/// Names and words with which a page may try to address the program that reads the log.
#[cfg(unix)]
const ATTACKS: [&str; 3] = [
    "a\n::error file=x::owned.png",
    "b,line=1::c%0A::set-output name=d::e.png",
    "##[add-mask]f\r::stop-commands::g\u{1b}[2J.png",
];

#[cfg(unix)]
#[test]
fn a_name_begins_no_command_and_no_line() {
    let folder = project();
    for name in ATTACKS {
        fs::write(folder.path().join("pages").join(name), b"\x00\x01\x02").unwrap();
    }
    let list = ["list", "."];
    let run = run_with(folder.path(), &list, &[ON_GITHUB], "");
    assert_eq!(run.err.lines().count(), ATTACKS.len(), "{}", run.err);
    for line in run.err.lines() {
        assert!(line.starts_with("::warning file=pages/"), "{line}");
        let (properties, _) = line["::warning ".len()..].split_once("::").unwrap();
        assert!(!properties.contains([',', ':', '\r']), "{line}");
        assert!(!line.contains(['\u{1b}', '\r']), "{line}");
    }
    let json = run_in(folder.path(), &["list", ".", "--log-format", "json"], "");
    assert_eq!(objects(&json.err).len(), ATTACKS.len());
    let text = run_in(folder.path(), &list, "");
    assert!(!text.err.contains(['\u{1b}', '\r']), "{}", text.err);
}

#[test]
fn a_step_is_summed_up_where_the_environment_asks() {
    let folder = project();
    let file = folder.path().join("summary");
    fs::write(&file, "before\n").unwrap();
    let summary = [("GITHUB_STEP_SUMMARY", file.to_str().unwrap())];
    fs::write(folder.path().join("litopys.toml"), "title = \"<b>1|2</b>\"\ncaptures = [\"pages\"]\n").unwrap();
    let build = |arguments: &[&str]| run_with(folder.path(), &[&BUILD[..], arguments].concat(), &summary, "").code;
    assert_eq!(build(&["--record"]), 0);
    fs::write(folder.path().join("pages/second.txt"), PAGE.replace("Міст через Снов", "Ярмарок у Ніжині")).unwrap();
    assert_eq!((build(&["--record"]), build(&["--if-new"])), (0, 4));
    assert_eq!(run_with(folder.path(), &["list", "."], &summary, "").code, 0);
    assert_eq!(run_with(folder.path(), &["build", "--edition", "9"], &summary, "").code, 1);
    let told = fs::read_to_string(&file).unwrap();
    let parts: Vec<&str> = told.split("### litopys build\n\n").collect();
    assert_eq!(parts.len(), 5, "{told}");
    assert_eq!(parts[0], "before\n");
    assert!(
        parts[1].starts_with("\\<b\\>1\\|2\\<\\/b\\>\\, edition 1 of 2025\\-07\\-14\\: 1 events in 1 articles\n"),
        "{told}"
    );
    assert!(parts[1].contains("| out\\/briefing\\.json | "), "{told}");
    assert!(parts[2].contains("edition 2 of 2025\\-07\\-14") && parts[2].contains("since edition 1\\: "), "{told}");
    assert_eq!(parts[3], "nothing is new since edition 2\n\n");
    assert!(parts[4].starts_with("**Failed:** edition 9 is not recorded hint\\: "), "{told}");
}

#[test]
fn a_summary_that_cannot_be_written_is_a_warning() {
    let folder = project();
    let summary = [("GITHUB_STEP_SUMMARY", "no/such/folder")];
    let run = run_with(folder.path(), &BUILD, &summary, "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err.contains("warning: `no/such/folder`: it does not exist\nhint: `GITHUB_STEP_SUMMARY` names it"),
        "{}",
        run.err
    );
    assert!(Path::new(&folder.path().join("out/briefing.json")).is_file());
}

#[test]
fn without_a_terminal_no_progress_is_shown() {
    let folder = project();
    for number in 0..120 {
        fs::write(
            folder.path().join(format!("pages/{number}.txt")),
            PAGE.replace("14", &format!("{}", number % 28 + 1)),
        )
        .unwrap();
    }
    let run = run_in(folder.path(), &["check"], "");
    assert!(!run.err.contains(['\r', '\u{1b}']) && !run.err.contains("captures)"), "{}", run.err);
    let json = run_in(folder.path(), &["check", "--log-format", "json", "--quiet"], "");
    assert_eq!(json.err, "");
    let json = run_in(folder.path(), &["check", "--json", "--log-format", "json"], "");
    let told = objects(&json.err);
    assert_eq!(
        (told[0]["level"].as_str(), told[0]["message"].as_str()),
        (Some("info"), Some("reading and dating (121 captures)"))
    );
    assert!(!objects(&json.out).is_empty());
}
