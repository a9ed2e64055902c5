//! In: the published recipes for schedules. Out: whether their steps work over some days of newspapers on this machine.
//!
//! Invariant: a step is run exactly as in its file. The test only sets what the platform would.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_yaml::Value;
use tempfile::TempDir;

use crate::below::files;
use crate::press::Press;
use crate::server::{Reply, Server};

fn recipe(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/recipes").join(name)).unwrap()
}

fn yaml(name: &str) -> Value {
    serde_yaml::from_str(&recipe(name)).unwrap()
}

/// A machine with its own home folder, three newspapers, and a server with the program as an archive.
struct Machine {
    folder: TempDir,
    press: Press,
    archives: Server,
}

impl Machine {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let packed = folder.path().join("litopys-here");
        fs::create_dir(&packed).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_litopys"), packed.join("litopys")).unwrap();
        succeeds(Command::new("tar").args(["-czf", "litopys.tar.gz", "litopys-here"]).current_dir(folder.path()));
        let archive = fs::read(folder.path().join("litopys.tar.gz")).unwrap();
        let archives = Server::new(move |_| Reply::new(200, "application/gzip", archive.clone()));
        fs::create_dir(folder.path().join("home")).unwrap();
        Self { folder, press: Press::new(), archives }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn settings(&self) -> String {
        format!("title = \"Липень\"\ncaptures = [\"pages\"]\noutputs = [\"json\"]\n{}", self.press.settings())
    }

    /// A shell with the settings of a platform, on a day of the month.
    fn shell(&self, day: i64, folder: &Path) -> Command {
        let noon = chrono::NaiveDate::from_ymd_opt(2031, 7, 1).unwrap().and_hms_opt(12, 0, 0).unwrap().and_utc();
        let mut shell = Command::new("bash");
        shell.current_dir(folder).env("HOME", self.path("home")).env("LITOPYS_CACHE", self.path("cache"));
        shell.env("SOURCE_DATE_EPOCH", (noon.timestamp() + (day - 1) * 86_400).to_string());
        shell.env("LITOPYS_ARCHIVE", self.archives.at("/litopys.tar.gz"));
        shell.env_remove("GITHUB_STEP_SUMMARY").env_remove("GITHUB_ACTIONS").env("GIT_CONFIG_NOSYSTEM", "1");
        shell
    }

    /// A repository on another machine that contains the project.
    fn repository(&self) -> PathBuf {
        let (bare, first) = (self.path("remote.git"), self.path("first"));
        git(self.folder.path(), &["init", "--quiet", "--bare", "--initial-branch=main", "remote.git"]);
        git(&bare, &["config", "receive.advertisePushOptions", "true"]);
        git(self.folder.path(), &["clone", "--quiet", "remote.git", "first"]);
        fs::write(first.join("litopys.toml"), self.settings()).unwrap();
        git(&first, &["checkout", "--quiet", "-B", "main"]);
        git(&first, &["add", "--all"]);
        git(&first, &["-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "--quiet", "-m", "A project"]);
        git(&first, &["push", "--quiet", "-u", "origin", "main"]);
        bare
    }

    /// A fresh checkout, as for each run on a platform.
    fn checkout(&self, name: &str) -> PathBuf {
        git(self.folder.path(), &["clone", "--quiet", "--branch", "main", "remote.git", name]);
        self.path(name)
    }
}

fn git(folder: &Path, arguments: &[&str]) {
    succeeds(Command::new("git").args(arguments).current_dir(folder).env("GIT_CONFIG_NOSYSTEM", "1"));
}

fn succeeds(command: &mut Command) -> String {
    let (code, said) = ended(command);
    assert_eq!(code, Some(0), "{command:?}: {said}");
    said
}

fn ended(command: &mut Command) -> (Option<i32>, String) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said.into_owned())
}

fn editions(folder: &Path) -> usize {
    fs::read_to_string(folder.join("litopys.history.toml")).map_or(0, |text| text.matches("[[edition]]").count())
}

/// The files that a run publishes, below the folder of a checkout.
fn published(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files(&folder.join("public"))
}

/// Runs three days through `run`, each in the folder that it returns, and a day that fails.
fn days(machine: &Machine, run: impl Fn(i64) -> (Option<i32>, PathBuf, String)) {
    let done = |day: i64| {
        let (code, folder, said) = run(day);
        assert_eq!(code, Some(0), "{said}");
        folder
    };
    let first = done(1);
    assert_eq!(editions(&first), 1);
    let of_first = published(&first);
    assert!(of_first.contains_key("editions/1/index.html") && of_first.contains_key("opds.xml"));

    machine.press.turn_to(2);
    let second = done(2);
    assert_eq!(editions(&second), 2);
    let of_second = published(&second);
    let index = String::from_utf8(of_second["editions/2/news.html"].clone()).unwrap();
    assert!(index.contains("Громада"), "{index}");
    for (name, bytes) in of_first.iter().filter(|(name, _)| name.starts_with("editions/1/")) {
        assert!(of_second[name] == *bytes, "{name} is another than on the day before");
    }

    let silent = done(2);
    assert_eq!(editions(&silent), 2, "nothing is new");
    assert!(published(&silent) == of_second);
}

/// The shell steps of the workflow, each with its name.
fn steps() -> Vec<(String, String)> {
    let workflow = yaml("github.yml");
    let steps = workflow["jobs"]["edition"]["steps"].as_sequence().unwrap().clone();
    let shell = |step: &Value| Some((step["name"].as_str()?.to_owned(), step["run"].as_str()?.to_owned()));
    steps.iter().filter_map(shell).collect()
}

#[test]
fn the_workflow_for_github_publishes_day_by_day() {
    let machine = Machine::new();
    machine.repository();
    let run = |day: i64| {
        let folder = machine.checkout(&format!("run-{}", fs::read_dir(machine.folder.path()).unwrap().count()));
        let paths = machine.path("github-path");
        fs::write(&paths, "").unwrap();
        for (name, step) in steps() {
            let found: Vec<String> = fs::read_to_string(&paths).unwrap().lines().map(str::to_owned).collect();
            let path = [found, vec![std::env::var("PATH").unwrap()]].concat().join(":");
            let mut shell = machine.shell(day, &folder);
            shell.env("GITHUB_PATH", &paths).env("PATH", path).env("GITHUB_ACTIONS", "true");
            let (code, said) = ended(shell.args(["-e", "-c", &step]));
            if code != Some(0) {
                return (code, folder, format!("{name}: {said}"));
            }
        }
        (Some(0), folder, String::new())
    };
    days(&machine, run);

    let broken = machine.checkout("broken");
    fs::write(broken.join("litopys.toml"), "title = ").unwrap();
    git(&broken, &["-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "--quiet", "-a", "-m", "A mistake"]);
    git(&broken, &["push", "--quiet"]);
    let (code, folder, said) = run(3);
    assert!(code != Some(0) && said.starts_with("Fetch: ::error "), "{said}");
    assert_eq!(published(&folder).len(), 0, "nothing is handed to Pages");
}

#[test]
fn the_workflow_for_github_asks_for_no_more_than_it_needs() {
    let workflow = yaml("github.yml");
    let names = |rights: &Value| {
        let names = rights.as_mapping().unwrap().keys().filter_map(Value::as_str).map(str::to_owned);
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(&workflow["permissions"]), [""; 0], "nothing is allowed to all jobs");
    assert_eq!(names(&workflow["jobs"]["edition"]["permissions"]), ["contents"]);
    assert_eq!(names(&workflow["jobs"]["publish"]["permissions"]), ["pages", "id-token"]);
    assert_eq!(names(&workflow["on"]), ["schedule", "workflow_dispatch"], "no change of a stranger starts it");
    assert_eq!(workflow["jobs"]["publish"]["needs"].as_str(), Some("edition"), "what failed is not published");
    assert!(workflow["on"].get("workflow_dispatch").is_some());
    let time = workflow["on"]["schedule"][0]["cron"].as_str().unwrap();
    assert_eq!(time.split(' ').count(), 5, "{time}");
    assert_eq!(workflow["concurrency"]["cancel-in-progress"], Value::Bool(false));
    let jobs = workflow["jobs"].as_mapping().unwrap().values();
    let steps: Vec<&Value> = jobs.flat_map(|job| job["steps"].as_sequence().unwrap()).collect();
    let uses: Vec<&str> = steps.iter().filter_map(|step| step["uses"].as_str()).collect();
    assert_eq!(uses.len(), 4);
    for action in uses {
        let commit =
            action.strip_prefix("actions/").and_then(|action| action.split_once('@')).map(|(_, commit)| commit);
        let is_commit = |commit: &str| commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(commit.is_some_and(is_commit), "{action}");
    }
}

#[test]
fn no_step_that_reads_pages_of_strangers_has_a_secret() {
    let is_secret = |text: &str| ["secrets.", "github.token", "TOKEN"].iter().any(|secret| text.contains(secret));
    let workflow = yaml("github.yml");
    let steps = workflow["jobs"]["edition"]["steps"].as_sequence().unwrap();
    let text = |step: &Value| serde_yaml::to_string(step).unwrap();
    let readers: Vec<String> = steps.iter().map(text).filter(|step| step.contains("litopys ")).collect();
    assert!(readers.len() >= 3 && !readers.iter().any(|step| is_secret(step)), "{readers:?}");
    assert_eq!(steps.iter().map(text).filter(|step| is_secret(step)).count(), 1, "the one that pushes");
    assert_eq!(steps[0]["with"]["persist-credentials"], Value::Bool(false));

    let pipeline = yaml("gitlab-ci.yml");
    assert!(!is_secret(&text(&pipeline["pages"]["variables"])), "what is in the environment can be read");
    let script = pipeline["pages"]["script"].as_sequence().unwrap().iter().map(text);
    assert!(script.filter(|line| line.contains("litopys ")).all(|line| !is_secret(&line)));
}

#[test]
fn the_pipeline_for_gitlab_publishes_day_by_day() {
    let machine = Machine::new();
    let remote = machine.repository();
    let job = &yaml("gitlab-ci.yml")["pages"];
    let lines: Vec<&str> = job["script"].as_sequence().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    assert_eq!(job["artifacts"]["paths"][0].as_str(), Some("public"));
    assert!(job["resource_group"].is_string() && job["rules"].is_sequence());
    days(&machine, |day| {
        let folder = machine.checkout(&format!("run-{}", fs::read_dir(machine.folder.path()).unwrap().count()));
        let mut shell = machine.shell(day, &folder);
        shell.env("CHRONICLE_REMOTE", &remote).env("CI_COMMIT_BRANCH", "main").env("CI_SERVER_HOST", "a.example");
        let (code, said) = ended(shell.args(["-e", "-o", "pipefail", "-c", &lines.join("\n")]));
        (code, folder, said)
    });
}

/// The folder of a schedule on one machine, with the script and the project.
fn chronicle(machine: &Machine) -> PathBuf {
    let folder = machine.path("home/chronicle");
    fs::create_dir_all(machine.path("home/.local/bin")).unwrap();
    fs::create_dir(&folder).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_litopys"), machine.path("home/.local/bin/litopys")).unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/recipes/daily.sh"), folder.join("daily.sh")).unwrap();
    fs::write(folder.join("litopys.toml"), machine.settings()).unwrap();
    folder
}

/// Checks that a failing run says so and changes nothing.
fn fails_safely(folder: &Path, run: impl Fn() -> (Option<i32>, String)) {
    let (before, history) = (published(folder), fs::read(folder.join("litopys.history.toml")).unwrap());
    fs::write(folder.join("litopys.toml"), "title = ").unwrap();
    let (code, said) = run();
    assert_eq!(code, Some(1), "{said}");
    assert!(published(folder) == before && fs::read(folder.join("litopys.history.toml")).unwrap() == history);
}

#[test]
fn the_service_of_systemd_publishes_day_by_day() {
    let machine = Machine::new();
    let folder = chronicle(&machine);
    let home = machine.path("home").display().to_string();
    let (service, timer) = (recipe("litopys.service").replace("%h", &home), recipe("litopys.timer"));
    let value = |key: &str| service.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('=')).unwrap();
    assert!(timer.contains("\nPersistent=yes\n") && timer.contains("\nWantedBy=timers.target\n"), "{timer}");
    assert_eq!((value("Type"), value("WorkingDirectory")), ("oneshot", folder.to_str().unwrap()));
    let path = value("Environment").strip_prefix("PATH=").unwrap();
    let run = |day: i64| {
        ended(
            machine.shell(day, Path::new(value("WorkingDirectory"))).env("PATH", path).args(["-c", value("ExecStart")]),
        )
    };
    days(&machine, |day| {
        let (code, said) = run(day);
        (code, folder.clone(), said)
    });
    fails_safely(&folder, || run(3));

    let units = machine.path("units");
    fs::create_dir(&units).unwrap();
    fs::write(units.join("litopys.service"), &service).unwrap();
    fs::write(units.join("litopys.timer"), &timer).unwrap();
    if Command::new("systemd-analyze").arg("--version").output().is_err() {
        return println!("not run: systemd-analyze is not at hand");
    }
    let files = [units.join("litopys.timer"), units.join("litopys.service")];
    let said = succeeds(Command::new("systemd-analyze").arg("verify").args(files));
    assert!(!said.contains("litopys"), "{said}");
}

#[test]
fn the_line_for_cron_publishes_day_by_day() {
    let machine = Machine::new();
    let folder = chronicle(&machine);
    let table = recipe("crontab");
    let line = table.lines().last().unwrap();
    let fields: Vec<&str> = line.splitn(6, ' ').collect();
    assert!(fields[..5].iter().all(|field| *field == "*" || field.parse::<u8>().is_ok()), "{line}");
    let path = table.lines().find_map(|line| line.strip_prefix("PATH=")).unwrap();
    let run = |day: i64| {
        let mut shell = machine.shell(day, &machine.path("home"));
        let (code, said) = ended(shell.env("PATH", path).args(["-c", fields[5]]));
        assert_eq!(said, "", "cron mails nothing");
        (code, fs::read_to_string(folder.join(".daily.log")).unwrap())
    };
    days(&machine, |day| {
        let (code, said) = run(day);
        (code, folder.clone(), said)
    });
    fails_safely(&folder, || run(3));
}
