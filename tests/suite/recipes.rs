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
use crate::mailbox::Mailbox;
use crate::press::Press;
use crate::server::{Reply, Request, Server};

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

/// The folder of a schedule with one recorded edition and the other scripts beside `daily.sh`.
fn delivered(machine: &Machine) -> PathBuf {
    let folder = chronicle(machine);
    for script in ["mail.sh", "stamp.sh"] {
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/recipes").join(script), folder.join(script)).unwrap();
    }
    folder
}

/// Runs a day with further settings.
fn day(machine: &Machine, folder: &Path, day: i64, settings: &[(&str, &str)]) -> (Option<i32>, String) {
    let path = format!("{}:{}", machine.path("home/.local/bin").display(), std::env::var("PATH").unwrap());
    let mut shell = machine.shell(day, folder);
    for name in ["MAIL_URL", "MAIL_FROM", "MAIL_TO", "MAIL_USER", "MAIL_PASSWORD", "STAMP_URL", "STAMP_WITH"] {
        shell.env_remove(name);
    }
    ended(shell.env("PATH", path).envs(settings.iter().copied()).args(["-c", "./daily.sh"]))
}

/// The parts of a mail, each with its head and its content.
fn parts(mail: &str) -> Vec<(String, Vec<u8>)> {
    let message = mail_parser::MessageParser::default().parse(mail.as_bytes()).unwrap();
    let part = |part: &mail_parser::MessagePart| {
        use mail_parser::MimeHeaders;
        (part.attachment_name().unwrap_or_default().to_owned(), part.contents().to_vec())
    };
    message.parts.iter().skip(1).map(part).collect()
}

#[test]
fn each_edition_is_mailed_once() {
    let machine = Machine::new();
    let folder = delivered(&machine);
    let mailbox = Mailbox::new();
    let (code, said) = day(&machine, &folder, 1, &[("MAIL_URL", &mailbox.address())]);
    assert_eq!((code, mailbox.mails().len()), (Some(0), 0), "nothing is mailed unless the folder says so: {said}");

    let settings = format!(
        "MAIL_URL={}\nMAIL_FROM=chronicle@a.example\nMAIL_TO=\"one@a.example two@a.example\"\nMAIL_SUBJECT=\"Літопис\"\n",
        mailbox.address()
    );
    fs::write(folder.join(".mail.env"), settings).unwrap();
    let (code, said) = day(&machine, &folder, 1, &[]);
    assert_eq!(code, Some(0), "{said}");
    let mails = mailbox.mails();
    assert_eq!(mails.len(), 1, "nothing was new, but the edition had not been mailed");
    assert_eq!(mails[0].receivers, ["one@a.example", "two@a.example"]);
    let message = mail_parser::MessageParser::default().parse(mails[0].text.as_bytes()).unwrap();
    assert_eq!(message.subject(), Some("Літопис 1"));
    let parts = parts(&mails[0].text);
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["", "brief-1.pdf", "briefing-1.epub"]);
    assert!(parts[1].1.starts_with(b"%PDF-"));
    assert!(parts[2].1.starts_with(b"PK") && parts[2].1[30..].starts_with(b"mimetypeapplication/epub+zip"));
    let brief = folder.join(".brief.pdf");
    fs::write(&brief, &parts[1].1).unwrap();
    assert!(succeeds(Command::new("pdfinfo").arg(&brief)).contains("Pages:           2"), "the brief has two pages");

    assert_eq!(day(&machine, &folder, 1, &[]).0, Some(0));
    assert_eq!(mailbox.mails().len(), 1, "it was mailed");
    machine.press.turn_to(2);
    assert_eq!(day(&machine, &folder, 2, &[]).0, Some(0));
    let last = mailbox.mails().pop().unwrap();
    assert_eq!((mailbox.mails().len(), editions(&folder)), (2, 2));
    assert!(last.text.contains("briefing-2.epub"));
    assert!(files(&folder).keys().all(|name| !name.contains("brief-")), "nothing is left");
}

#[test]
fn what_could_not_be_mailed_is_mailed_by_the_next_run() {
    let machine = Machine::new();
    let folder = delivered(&machine);
    let address = Mailbox::new().address();
    let settings = |address: &str| format!("MAIL_URL={address}\nMAIL_FROM=a@a.example\nMAIL_TO=b@a.example\n");
    fs::write(folder.join(".mail.env"), settings(&address)).unwrap();
    let (code, said) = day(&machine, &folder, 1, &[]);
    assert!(code != Some(0) && said.contains("curl"), "nobody answers there: {said}");
    assert!(published(&folder).contains_key("editions/1/index.html"), "the edition is published nevertheless");
    let mailbox = Mailbox::new();
    fs::write(folder.join(".mail.env"), settings(&mailbox.address())).unwrap();
    assert_eq!(day(&machine, &folder, 1, &[]).0, Some(0));
    assert_eq!(mailbox.mails().len(), 1);
}

#[test]
fn a_password_goes_to_nobody_but_an_encrypted_server() {
    let machine = Machine::new();
    let folder = delivered(&machine);
    let mailbox = Mailbox::new();
    let secret = "gu\"heim\\1";
    fs::write(folder.join(".password"), format!("{secret}\n")).unwrap();
    fs::write(
        folder.join(".mail.env"),
        format!(
            "MAIL_URL={}\nMAIL_FROM=a@a.example\nMAIL_TO=b@a.example\nMAIL_USER=a@a.example\nMAIL_PASSWORD_FILE={}\n",
            mailbox.address(),
            folder.join(".password").display()
        ),
    )
    .unwrap();
    // A curl that tells what it was given. It stands before the real one.
    let spy = machine.path("home/.local/bin/curl");
    let told = machine.path("told");
    fs::write(
        &spy,
        format!(
            "#!/usr/bin/env bash\n{{ printf '%s\\n' \"$@\"; env; }} >{0}.arguments\ncat >{0}.input\nexit 0\n",
            told.display()
        ),
    )
    .unwrap();
    succeeds(Command::new("chmod").arg("+x").arg(&spy));
    // `fetch` needs no curl, so only the mail is told.
    assert_eq!(day(&machine, &folder, 1, &[]).0, Some(0));
    let arguments = fs::read_to_string(told.with_extension("arguments")).unwrap();
    assert!(arguments.contains("--ssl-reqd\n") && arguments.contains("--config\n-\n"), "{arguments}");
    assert!(!arguments.contains("heim"), "the password is in no argument and no variable: {arguments}");
    let input = fs::read_to_string(told.with_extension("input")).unwrap();
    assert_eq!(input.trim(), "user = \"a@a.example:gu\\\"heim\\\\1\"");

    fs::remove_file(&spy).unwrap();
    fs::remove_file(folder.join(".mailed")).unwrap();
    let (code, said) = day(&machine, &folder, 1, &[]);
    assert!(code != Some(0), "the server does not encrypt: {said}");
    assert_eq!(mailbox.mails().len(), 0);
    assert!(!mailbox.heard().contains("AUTH"), "{}", mailbox.heard());
}

/// A key and a certificate for stamps, and the settings of their authority, in a folder.
fn authority(folder: &Path) {
    let new = "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out ca.pem -days 2 -subj /CN=a.example -addext extendedKeyUsage=critical,timeStamping";
    succeeds(Command::new("openssl").args(new.split(' ')).current_dir(folder));
    fs::write(folder.join("serial"), "01\n").unwrap();
    let settings = "[tsa]\ndefault_tsa = a\n[a]\nserial = serial\nsigner_cert = ca.pem\nsigner_key = key.pem\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256\ness_cert_id_alg = sha256\n";
    fs::write(folder.join("tsa.cnf"), settings).unwrap();
}

/// The answer of an authority to a question (RFC 3161).
fn stamped(folder: &Path, request: &Request) -> Reply {
    assert_eq!(request.header("content-type"), Some("application/timestamp-query"));
    fs::write(folder.join("query"), &request.body).unwrap();
    let arguments = ["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply"];
    succeeds(Command::new("openssl").args(arguments).current_dir(folder));
    Reply::new(200, "application/timestamp-reply", fs::read(folder.join("reply")).unwrap())
}

#[test]
fn an_authority_stamps_each_edition_once() {
    let machine = Machine::new();
    let folder = delivered(&machine);
    let [good, bad] = ["good", "bad"].map(|name| {
        let folder = machine.path(name);
        fs::create_dir(&folder).unwrap();
        authority(&folder);
        folder
    });
    let (own, ca) = (good.clone(), good.join("ca.pem").display().to_string());
    let server = Server::new(move |request| stamped(&own, request));
    let other = Server::new(move |request| stamped(&bad, request));
    let settings = |server: &Server| format!("STAMP_URL={}\nSTAMP_CA={ca}\n", server.at("/tsr"));
    fs::write(folder.join(".stamp.env"), settings(&other)).unwrap();
    let (code, said) = day(&machine, &folder, 1, &[]);
    assert!(code != Some(0), "an answer of somebody else is no stamp: {said}");
    assert!(!folder.join(".stamps/1.sha256.tsr").exists());

    fs::write(folder.join(".stamp.env"), settings(&server)).unwrap();
    let (code, said) = day(&machine, &folder, 1, &[]);
    assert_eq!(code, Some(0), "{said}");
    let list = fs::read_to_string(folder.join(".stamps/1.sha256")).unwrap();
    assert!(list.contains("  editions/1/briefing.epub\n") && list.contains("  editions/1/briefing.pdf\n"), "{list}");
    let check =
        || ended(Command::new("sha256sum").args(["--check", "../.stamps/1.sha256"]).current_dir(folder.join("public")));
    assert_eq!(check().0, Some(0));
    let verify = |list: &str| {
        let arguments = ["ts", "-verify", "-data", list, "-in", "1.sha256.tsr", "-CAfile", &ca];
        ended(Command::new("openssl").args(arguments).current_dir(folder.join(".stamps"))).0
    };
    assert_eq!(verify("1.sha256"), Some(0));
    fs::write(folder.join(".stamps/forged"), list.replace("briefing", "Briefing")).unwrap();
    assert_ne!(verify("forged"), Some(0), "a stamp is that of one list");

    let first = fs::read(folder.join(".stamps/1.sha256.tsr")).unwrap();
    machine.press.turn_to(2);
    assert_eq!(day(&machine, &folder, 2, &[]).0, Some(0));
    assert_eq!(server.count(), 2, "one question for each edition");
    assert!(folder.join(".stamps/2.sha256.tsr").is_file());
    assert_eq!(fs::read(folder.join(".stamps/1.sha256.tsr")).unwrap(), first, "a stamp is never replaced");
}

#[test]
fn a_program_stamps_where_it_is_installed() {
    let machine = Machine::new();
    let folder = delivered(&machine);
    fs::write(folder.join(".stamp.env"), "STAMP_WITH=ots\n").unwrap();
    let (code, said) = day(&machine, &folder, 1, &[]);
    assert!(code != Some(0) && said.contains("ots"), "there is no such program: {said}");
    let program = machine.path("home/.local/bin/ots");
    fs::write(&program, "#!/usr/bin/env bash\n[ \"$1\" = stamp ] && sha256sum \"$2\" >\"$2.ots\"\n").unwrap();
    succeeds(Command::new("chmod").arg("+x").arg(&program));
    let (code, said) = day(&machine, &folder, 1, &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(folder.join(".stamps/1.sha256.ots").is_file());
    fs::write(&program, "#!/usr/bin/env bash\nexit 1\n").unwrap();
    assert_eq!(day(&machine, &folder, 1, &[]).0, Some(0), "it has its stamp");

    fs::write(folder.join(".stamp.env"), "STAMP_WITH=another\n").unwrap();
    fs::remove_dir_all(folder.join(".stamps")).unwrap();
    let (code, said) = day(&machine, &folder, 1, &[]);
    assert!(code == Some(2) && said.contains("only `ots` is known"), "{said}");
    fs::write(folder.join(".stamp.env"), "").unwrap();
    assert_eq!(day(&machine, &folder, 1, &[]).0, Some(2), "settings without a stamper are a mistake");
}
