//! In: projects, links, histories, sites and caches written by a stranger. Out: whether nothing outside is read, written or removed.
//!
//! Invariant: each attack has a harmless counterpart that must still work. The targets are in a folder of the test's own.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::below::files;
use crate::cli::{Run, run_in, run_with};

const MILL: &str = "Млин у Горішках запрацював\n\n4 березня 2025 року\n\nМлин у Горішках запрацював після ремонту. Громада чекала на це два роки.";
const FERRY: &str = "Пором через Тясмин знову ходить\n\n9 березня 2025 року\n\nПором через Тясмин знову ходить щодня. Квиток коштує 20 гривень.";
const SECRET: &str = "КЛЮЧ=таємниця-машини\nдругий рядок таємниці\n";
const SETTINGS: &str = "title = \"Горішки\"\ncaptures = [\"pages\"]\n";

/// A folder with a project, `p`, and private files, `owner`.
struct Machine(TempDir);

impl Machine {
    fn new(settings: &str) -> Self {
        let machine = Self(tempfile::tempdir().unwrap());
        machine.write("p/litopys.toml", format!("{SETTINGS}{settings}"));
        machine.write("p/pages/a.txt", MILL);
        machine.write("p/pages/b.txt", FERRY);
        machine.write("owner/.ssh/id", SECRET);
        machine.write("owner/secret.txt", SECRET);
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn link(&self, name: &str, target: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(target, path).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Run {
        run_in(&self.path("p"), arguments, "")
    }

    fn built(&self, arguments: &[&str]) -> Value {
        let run = self.run(&[&["build", "--format", "json"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        serde_json::from_slice(&fs::read(self.path("p/out/briefing.json")).unwrap()).unwrap()
    }

    /// Checks that the rest of the machine is unchanged and that nothing of it leaked.
    fn is_untouched(&self, runs: &[&Run]) {
        let owner: BTreeMap<_, _> = files(&self.path("owner"));
        let expected = [".ssh/id", "secret.txt"].map(|name| (name.to_owned(), SECRET.as_bytes().to_vec()));
        assert_eq!(owner, BTreeMap::from(expected));
        let said = runs.iter().map(|run| format!("{}{}", run.out, run.err)).collect::<String>();
        assert!(!said.contains("таємниц"), "{said}");
        for folder in ["p/out", "p/public"].map(|name| self.path(name)) {
            let own = |name: &String| {
                let whole = fs::canonicalize(folder.join(name)).unwrap();
                whole.starts_with(fs::canonicalize(self.path("p")).unwrap())
            };
            for (name, bytes) in files(&folder).into_iter().filter(|(name, _)| own(name)) {
                assert!(!String::from_utf8_lossy(&bytes).contains("таємниц"), "{name}");
            }
        }
    }
}

fn outcomes(edition: &Value) -> BTreeMap<String, String> {
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap().to_owned();
    let entries = edition["ledger"]["entries"].as_array().unwrap();
    entries.iter().map(|entry| (text(entry, "path"), text(entry, "outcome"))).collect()
}

fn of(outcomes: &BTreeMap<String, String>, name: &str) -> String {
    outcomes.get(name).cloned().unwrap_or_else(|| "absent".to_owned())
}

#[test]
fn captures_that_link_out_of_the_folder_are_in_the_ledger() {
    let machine = Machine::new("");
    machine.write("p/.git/config", SECRET);
    machine.write("p/notes/private.txt", SECRET);
    for (name, target) in [
        ("far.txt", "../../owner/secret.txt"),
        ("whole.txt", machine.path("owner/secret.txt").to_str().unwrap()),
        ("near.txt", "../notes/private.txt"),
        ("git.txt", "../.git/config"),
        ("environ.txt", "/proc/self/environ"),
        ("folder", "../../owner"),
        ("twice.txt", "far.txt"),
    ] {
        machine.link(&format!("p/pages/{name}"), target);
    }
    machine.link("p/pages/inside.txt", "a.txt");
    machine.link("p/pages/again", ".");
    let edition = machine.built(&[]);
    let found = outcomes(&edition);
    for name in ["far.txt", "whole.txt", "near.txt", "git.txt", "environ.txt", "folder", "twice.txt"] {
        assert_eq!(of(&found, &format!("pages/{name}")), "link-out", "{found:?}");
    }
    assert_eq!(of(&found, "pages/a.txt"), "used");
    assert_eq!(of(&found, "pages/inside.txt"), "duplicate", "a link that stays inside is followed");
    let read = machine.run(&["read", "pages/far.txt", "pages/environ.txt", "pages/git.txt"]);
    let one = machine.run(&["build", "pages/far.txt", "--format", "json"]);
    assert_eq!((read.code, one.code), (1, 1));
    machine.is_untouched(&[&read, &one]);
    assert!(
        read.err.contains("a link leads out of the folder\nhint: ") && read.err.contains("--follow-links"),
        "{}",
        read.err
    );
}

#[test]
fn links_are_followed_where_a_person_says_so() {
    let machine = Machine::new("");
    machine.write("elsewhere/c.txt", MILL.replace("Горішк", "Вишн"));
    machine.link("p/pages/c.txt", "../../elsewhere/c.txt");
    machine.link("p/pages/more", "../../elsewhere");
    assert_eq!(of(&outcomes(&machine.built(&[])), "pages/c.txt"), "link-out");
    let found = outcomes(&machine.built(&["--follow-links"]));
    assert_eq!(
        (of(&found, "pages/c.txt"), of(&found, "pages/more/c.txt")),
        ("used".to_owned(), "duplicate".to_owned())
    );
    assert!(machine.run(&["read", "pages/c.txt", "--follow-links"]).out.contains("Вишн"));
    machine.write("p/litopys.toml", format!("{SETTINGS}follow_links = true\n"));
    assert_eq!(machine.run(&["build"]).code, 1, "no file says it");
}

#[test]
fn a_folder_of_captures_that_leads_out_is_not_read() {
    let machine = Machine::new("");
    fs::rename(machine.path("p/pages"), machine.path("p/texts")).unwrap();
    machine.link("p/pages", "../owner");
    let run = machine.run(&["build", "--format", "json"]);
    assert_eq!(run.code, 1);
    machine.is_untouched(&[&run]);
    fs::remove_file(machine.path("p/pages")).unwrap();
    machine.link("p/pages", "texts");
    let list = |captures: &str| {
        machine.write("p/litopys.toml", format!("captures = {captures}\n"));
        machine.run(&["list", ".", "--json"]).out.lines().count()
    };
    assert_eq!(
        [list("[\"pages\"]"), list("[\"./pages\", \"pages\", \"pages/a.txt\"]"), list("[\"texts/./a.txt\"]")],
        [2, 2, 1]
    );
    machine.write("p/litopys.toml", SETTINGS);
    assert_eq!(of(&outcomes(&machine.built(&[])), "pages/a.txt"), "used", "a link to another folder of the project");
}

#[test]
fn special_files_are_skipped() {
    let machine = Machine::new("");
    let pipe = |name: &str| {
        let made = std::process::Command::new("mkfifo").arg(machine.path(name)).status().unwrap();
        assert!(made.success());
    };
    for name in ["a.txt.toml", "a.url", "b.webloc", "pipe.txt", "pipe.warc.gz"] {
        pipe(&format!("p/pages/{name}"));
    }
    let _socket = std::os::unix::net::UnixListener::bind(machine.path("p/pages/socket.html")).unwrap();
    let found = outcomes(&machine.built(&[]));
    assert_eq!(of(&found, "pages/a.txt"), "used");
    for name in ["pipe.txt", "pipe.warc.gz", "socket.html"] {
        assert_eq!(of(&found, &format!("pages/{name}")), "special", "{found:?}");
    }
    let list = machine.run(&["list", "."]);
    assert!(list.err.contains("`pages/a.url`: it is not a regular file"), "{}", list.err);
    let read = machine.run(&["read", "pages/pipe.txt", "pages/pipe.warc.gz", "pages/a.txt"]);
    assert!(
        read.out.contains("Млин") && read.err.contains("`pages/pipe.txt`: it is not a regular file"),
        "{}",
        read.err
    );
    pipe("p/litopys.history.toml");
    assert_eq!(machine.run(&["build", "--format", "json"]).code, 1);
    fs::remove_file(machine.path("p/litopys.history.toml")).unwrap();
    fs::remove_file(machine.path("p/litopys.toml")).unwrap();
    pipe("p/litopys.toml");
    let run = machine.run(&["build", "--format", "json"]);
    assert!(run.code == 1 && run.err.contains("it is not a regular file"), "{}", run.err);
}

#[test]
fn a_file_in_the_history_is_removed_only_in_its_folder() {
    let machine = Machine::new("[editions]\nkeep = 1\n");
    machine.write("p/Makefile", "all:");
    machine.write("p/out/notes.json", "mine");
    machine.write("victim", "mine");
    machine.link("p/out/link.json", "../../owner/secret.txt");
    let absolute = machine.path("victim").display().to_string();
    let names = [
        "../../victim",
        &absolute,
        "../Makefile",
        "notes.json",
        "link.json",
        ".",
        "",
        "./../Makefile",
        "a/../../Makefile",
    ];
    let names = names.map(|name| format!("{name:?}")).join(", ");
    let history = format!(
        "[[edition]]\nnumber = 1\nprogram = \"litopys 0.1.0\"\nfiles = [{names}]\n[[edition]]\nnumber = 2\nprogram = \"litopys 0.1.0\"\n"
    );
    machine.write("p/litopys.history.toml", &history);
    let run = machine.run(&["build", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for name in ["p/Makefile", "p/out/notes.json", "victim"] {
        assert!(machine.path(name).exists(), "{name}");
    }
    assert!(run.err.contains("was not removed: it is not as litopys wrote it"), "{}", run.err);
    let doctor = machine.run(&["doctor"]);
    machine.is_untouched(&[&run, &doctor]);
}

#[test]
fn numbered_files_are_removed_and_written_over_where_they_are_the_programs_own() {
    let machine = Machine::new("outputs = [\"json\"]\n[editions]\nfile_name = \"e-{number}\"\nkeep = 1\n");
    let record = |name: &str, text: &str| {
        machine.write(&format!("p/pages/{name}"), text);
        let run = machine.run(&["build", "--record"]);
        assert_eq!(run.code, 0, "{}", run.err);
        run
    };
    fs::create_dir(machine.path("p/out")).ok();
    record("a.txt", MILL);
    machine.write("p/out/e-2.json", "a person's own");
    let told = record("c.txt", &FERRY.replace("Тясмин", "Рось"));
    assert!(told.err.contains("e-2.json`: it was not written"), "{}", told.err);
    assert_eq!(fs::read(machine.path("p/out/e-2.json")).unwrap(), b"a person's own");
    assert!(!machine.path("p/out/e-1.json").exists(), "what was written is removed");
    record("d.txt", &FERRY.replace("Тясмин", "Десну"));
    machine.write("p/out/e-3.json", "changed by a person");
    record("e.txt", &FERRY.replace("Тясмин", "Сейм"));
    assert!(machine.path("p/out/e-3.json").exists(), "what a person changed stays");
    assert!(machine.path("p/out/e-4.json").exists());
}

#[test]
fn an_output_that_is_a_link_or_a_folder_is_not_written_through() {
    let machine = Machine::new("");
    machine.link("p/out/briefing.md", "../../owner/secret.txt");
    machine.link("p/out/briefing.json", "../pages/a.txt");
    let runs = ["markdown", "json"].map(|format| machine.run(&["build", "--format", format]));
    assert!(runs.iter().all(|run| run.code == 1 && run.err.contains("a link is there")), "{}", runs[0].err);
    machine.is_untouched(&runs.iter().collect::<Vec<_>>());
    assert_eq!(fs::read_to_string(machine.path("p/pages/a.txt")).unwrap(), MILL);
    fs::remove_dir_all(machine.path("p/out")).unwrap();

    machine.link("p/out", "../owner");
    let out = machine.run(&["build", "--format", "json"]);
    assert!(out.code == 1 && out.err.contains("a link leads out of the folder\nhint: "), "{}", out.err);
    fs::remove_file(machine.path("p/out")).unwrap();
    machine.write("p/.git/x", "");
    machine.link("p/out", ".git");
    assert_eq!(machine.run(&["build", "--format", "json"]).code, 1, "no hidden folder is written to");
    machine.is_untouched(&[&out]);
    fs::remove_file(machine.path("p/out")).unwrap();

    machine.write("p/out/briefing.md", "an ordinary file");
    assert_eq!(machine.run(&["build", "--format", "markdown"]).code, 0, "an ordinary file is written over");
    assert!(fs::read_to_string(machine.path("p/out/briefing.md")).unwrap().contains("Горішках"));
    machine.link("mine", "elsewhere");
    fs::create_dir(machine.path("elsewhere")).unwrap();
    assert_eq!(machine.run(&["build", "--format", "json", "-o", "../mine"]).code, 0, "a person may name a link");
    assert!(machine.path("elsewhere/briefing.json").exists());
}

#[test]
fn no_file_of_a_project_names_a_place_outside() {
    let absolute = tempfile::tempdir().unwrap();
    let absolute = absolute.path().join("new").display().to_string();
    for (settings, verb) in [
        ("output = \"../stolen\"", &["build"][..]),
        (&format!("output = {absolute:?}"), &["build"]),
        ("output = \".git/hooks\"", &["build"]),
        ("[site]\nfolder = \"../stolen\"", &["site"]),
        (&format!("[site]\nfolder = {absolute:?}"), &["site"]),
        ("[design]\nlogo = \"../owner/secret.txt\"", &["build"]),
        ("[fetch]\nlists = [\"../owner/secret.txt\"]", &["fetch", "--dry-run"]),
        ("[fetch]\nlists = [\".git/config\"]", &["fetch", "--dry-run"]),
        ("[fetch]\nfolder = \"../stolen\"", &["fetch"]),
    ] {
        let machine = Machine::new(settings);
        machine.write("p/.git/config", SECRET);
        let run = machine.run(verb);
        assert!(run.code == 1 && run.err.contains("line 3") || run.err.contains("line 4"), "{settings}: {}", run.err);
        assert!(!machine.path("stolen").exists() && !Path::new(&absolute).exists(), "{settings}");
        machine.is_untouched(&[&run]);
    }
    let machine = Machine::new("output = \"./made/here\"\n[site]\nfolder = \"made/site\"\n");
    assert_eq!(machine.run(&["build", "--record", "--format", "json"]).code, 0);
    assert_eq!(machine.run(&["site"]).code, 0);
    assert!(machine.path("p/made/here/briefing.json").exists() && machine.path("p/made/site/index.html").exists());
}

#[test]
fn a_project_is_opened_from_anywhere() {
    let machine = Machine::new("output = \"made\"\n");
    machine.link("tmp", "p");
    let outside = |arguments: &[&str]| run_in(machine.0.path(), arguments, "");
    let absolute = machine.path("p").display().to_string();
    let linked = machine.path("tmp").display().to_string();
    for folder in ["p", "./p", "owner/../p", "tmp", &absolute, &linked] {
        fs::remove_dir_all(machine.path("p/made")).ok();
        let run = outside(&["build", folder, "--format", "json"]);
        assert_eq!(run.code, 0, "{folder}: {}", run.err);
        assert!(machine.path("p/made/briefing.json").exists(), "{folder}");
    }
    let named = machine.path("new/place").display().to_string();
    assert_eq!(outside(&["build", "p", "--format", "json", "-o", &named]).code, 0);
    assert!(machine.path("new/place/briefing.json").exists());
    for page in ["p/pages/a.txt", "owner/../p/pages/a.txt", &format!("{linked}/pages/a.txt")] {
        assert!(outside(&["read", page]).out.contains("Млин"), "{page}");
    }
}

#[test]
fn links_of_a_project_give_nothing_from_outside() {
    let machine = Machine::new("[fetch]\nlists = [\"list.txt\"]\n");
    machine.link("p/list.txt", "../owner/secret.txt");
    let fetch = machine.run(&["fetch", "--dry-run"]);
    machine.link("p/layouts/briefing/leak.txt", "../../../owner/secret.txt");
    let layout = machine.run(&["build", "--format", "pdf"]);
    assert!(layout.code == 1 && layout.err.contains("leak.txt`: a link leads out of the folder"), "{}", layout.err);
    fs::remove_dir_all(machine.path("p/layouts")).unwrap();
    machine.link("p/layouts", "../owner");
    let layouts = machine.run(&["build", "--format", "pdf"]);
    fs::remove_file(machine.path("p/layouts")).unwrap();
    machine.link("p/pages/a.txt.toml", "../../owner/secret.txt");
    let sidecar = machine.run(&["list", "."]);
    assert!(sidecar.err.contains("a.txt.toml`: a link leads out of the folder"), "{}", sidecar.err);
    machine.link("p/litopys.history.toml", "../owner/secret.txt");
    let history = machine.run(&["build", "--format", "json"]);
    assert_eq!((fetch.code, history.code), (1, 1));
    fs::remove_file(machine.path("p/litopys.toml")).unwrap();
    machine.link("p/litopys.toml", "../owner/secret.txt");
    let project = machine.run(&["build", "--format", "json"]);
    assert_eq!(project.code, 1);
    machine.is_untouched(&[&fetch, &layout, &layouts, &sidecar, &history, &project]);
}

#[test]
fn locks_that_are_links_empty_nothing() {
    let machine = Machine::new("[fetch]\naddresses = []\n");
    assert_eq!(machine.run(&["build", "--record", "--format", "json"]).code, 0);
    machine.link("p/.litopys.lock", "../owner/secret.txt");
    machine.link("p/public/.litopys.site", "../../owner/secret.txt");
    machine.link("p/pages/.fetch/lock", "../../../owner/secret.txt");
    machine.write("p/public/mine.txt", "mine");
    machine.write("p/pages/c.txt", FERRY.replace("Тясмин", "Рось"));
    let runs = [&["build", "--record"][..], &["site"], &["fetch"], &["doctor"]].map(|verb| machine.run(verb));
    assert!(runs.iter().take(3).all(|run| run.code == 1), "{}", runs[0].err);
    machine.is_untouched(&runs.iter().collect::<Vec<_>>());
    assert_eq!(files(&machine.path("p/public")).len(), 2);
    fs::remove_file(machine.path("p/.litopys.lock")).unwrap();
    fs::hard_link(machine.path("owner/secret.txt"), machine.path("p/.litopys.lock")).unwrap();
    let run = machine.run(&["build", "--record", "--format", "json"]);
    assert!(run.code == 1 && run.err.contains("a link is there"), "{}", run.err);
    machine.is_untouched(&[&run]);
    fs::remove_file(machine.path("p/.litopys.lock")).unwrap();
    assert_eq!(machine.run(&["build", "--record", "--format", "json"]).code, 0);
}

/// A machine with a site of one edition.
fn with_site() -> Machine {
    let machine = Machine::new("");
    assert_eq!(machine.run(&["build", "--record", "--format", "json"]).code, 0);
    assert_eq!(machine.run(&["site"]).code, 0);
    machine
}

#[test]
fn a_published_edition_copies_no_file_from_elsewhere() {
    let about = "p/public/editions/1/about.json";
    for name in
        ["SECRET", "../../../litopys.toml", "../../../../owner/secret.txt", ".hidden", "link.txt", "sub/link.txt"]
    {
        let machine = with_site();
        let name = name.replace("SECRET", machine.path("owner/secret.txt").to_str().unwrap());
        machine.write("p/public/editions/1/.hidden", SECRET);
        machine.link("p/public/editions/1/link.txt", "../../../../owner/secret.txt");
        machine.link("p/public/editions/1/sub", "../../../../owner");
        let mut said: Value = serde_json::from_slice(&fs::read(machine.path(about)).unwrap()).unwrap();
        let file = serde_json::json!({"name": name, "media_type": "text/plain", "bytes": 1, "output": null});
        said["edition"]["files"].as_array_mut().unwrap().push(file);
        machine.write(about, said.to_string());
        fs::remove_file(machine.path("p/public/editions/1/.hidden")).ok();
        let before = files(&machine.path("p/pages"));
        let run = machine.run(&["site"]);
        assert_eq!(files(&machine.path("p/pages")), before);
        assert!(!machine.path("p/public/latest/secret.txt").exists() && !machine.path("stolen").exists(), "{name}");
        fs::remove_file(machine.path("p/public/editions/1/link.txt")).ok();
        fs::remove_file(machine.path("p/public/editions/1/sub")).ok();
        machine.is_untouched(&[&run]);
    }
}

#[test]
fn a_site_never_follows_links() {
    for (name, target) in [
        ("p/public/editions", "../../owner"),
        ("p/public/editions/1", "../../../owner"),
        ("p/public/editions/7", "../../../owner"),
        ("p/public/latest", "../../owner"),
        ("p/public/index.html", "../../owner/secret.txt"),
        ("p/public/editions/1/index.html", "../../../../owner/secret.txt"),
        ("p/public", "../owner"),
    ] {
        let machine = Machine::new("");
        assert_eq!(machine.run(&["build", "--record", "--format", "json"]).code, 0);
        if name != "p/public" {
            machine.write("p/public/.litopys.site", "");
        }
        machine.link(name, target);
        let runs = [&["site"][..], &["site", "--again"]].map(|verb| machine.run(verb));
        assert_eq!(runs[0].code == 0, name.ends_with('7'), "{name}: {}", runs[0].err);
        machine.is_untouched(&runs.iter().collect::<Vec<_>>());
    }
    let machine = with_site();
    machine.write("p/litopys.toml", format!("{SETTINGS}[site]\nfolder = \".\"\n"));
    machine.write("p/.litopys.site", "");
    let run = machine.run(&["site"]);
    assert!(run.code == 1 && run.err.contains("this folder contains other files"), "{}", run.err);
    machine.write("p/litopys.toml", SETTINGS);
    machine.write("p/public/editions/notes/mine.txt", "mine");
    machine.write("p/public/editions/7/index.html", "an edition that is not recorded");
    assert_eq!(machine.run(&["site"]).code, 0);
    assert!(machine.path("p/public/editions/notes/mine.txt").exists(), "no edition has such a number");
    assert!(!machine.path("p/public/editions/7").exists());
    let machine = Machine::new("");
    assert_eq!(machine.run(&["build", "--record", "--format", "json"]).code, 0);
    machine.link("www", "served");
    fs::create_dir(machine.path("served")).unwrap();
    assert_eq!(machine.run(&["site", "--output", "../www"]).code, 0, "a person may name a link");
    assert!(machine.path("served/index.html").exists());
}

#[test]
fn no_edition_follows_the_last_number() {
    let machine = Machine::new("number = 4294967295\n");
    assert_eq!(machine.run(&["build", "--record", "--format", "json"]).code, 0);
    let recorded = fs::read(machine.path("p/litopys.history.toml")).unwrap();
    machine.write("p/pages/c.txt", FERRY.replace("Тясмин", "Рось"));
    machine.write("p/litopys.toml", SETTINGS);
    let run = machine.run(&["build", "--record", "--format", "json"]);
    assert!(run.code == 1 && run.err.contains("there is no number after it\nhint: "), "{}", run.err);
    assert_eq!(fs::read(machine.path("p/litopys.history.toml")).unwrap(), recorded);
    machine.write("p/litopys.history.toml", "[[edition]]\nnumber = 0\nprogram = \"litopys 0.1.0\"\n");
    assert!(machine.run(&["build"]).err.contains("numbered from 1"));
    machine.write("p/litopys.history.toml", "[[edition]]\nnumber = 4294967294\nprogram = \"litopys 0.1.0\"\n");
    assert_eq!(machine.run(&["build", "--record", "--format", "json"]).code, 0, "the last number is one");
}

#[test]
fn a_cache_of_others_is_not_used() {
    let machine = Machine::new("");
    let cache = machine.path("cache");
    let build = || {
        let variables = [("LITOPYS_CACHE", cache.to_str().unwrap())];
        let run = run_with(&machine.path("p"), &["build"], &variables, "");
        assert_eq!(run.code, 0, "{}", run.err);
        (run.err, fs::read(machine.path("p/out/briefing.pdf")).unwrap())
    };
    let (silent, plain) = build();
    assert_eq!(silent, "");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let kept: Vec<PathBuf> = fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(mode(&cache) == 0o700 && !kept.is_empty() && kept.iter().all(|file| mode(file) == 0o600));
    let briefing = |file: &&PathBuf| file.file_name().unwrap().to_str().unwrap().starts_with("briefing-");
    let briefing = kept.iter().find(briefing).unwrap();
    let whole = fs::read(briefing).unwrap();

    fs::set_permissions(&cache, fs::Permissions::from_mode(0o777)).unwrap();
    fs::write(briefing, "anything").unwrap();
    let (told, again) = build();
    assert!(told.contains("another user owns it or may write to it\nhint: "), "{told}");
    assert!(again == plain && fs::read(briefing).unwrap() == b"anything");
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o700)).unwrap();
    fs::write(briefing, &whole).unwrap();
    fs::set_permissions(briefing, fs::Permissions::from_mode(0o644)).unwrap();
    let (told, again) = build();
    assert!(told.contains("1 cached files") && again == plain, "{told}");
    assert_eq!(build(), (String::new(), plain), "what is made anew is the user's own");
}

#[test]
fn pictures_come_from_the_captures_alone() {
    let picture = |shade: u8| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let shown = image::RgbImage::from_fn(640, 480, |x, y| image::Rgb([shade, (x % 256) as u8, (y % 256) as u8]));
        shown.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    let page = |address: &str| {
        format!(
            "<html lang=\"uk\"><body><article><h1>Млин у Горішках запрацював</h1><figure><img src=\"{address}\"><figcaption>Млин.\
             </figcaption></figure><p>Млин у Горішках запрацював 4 березня 2025 року після ремонту.</p></article></body></html>"
        )
    };
    for (captures, address, is_shown) in [
        ("pages", "../../private/scan.png", false),
        ("pages", "../../pages/../private/scan.png", false),
        ("pages", "..%2f..%2fprivate/scan.png", false),
        ("pages", "link.png", false),
        ("pages", ".hidden.png", false),
        ("pages/a.example/x.html", "../../private/scan.png", false),
        ("x.html", "private/scan.png", false),
        ("x.html", "x_files/own.png", true),
        ("pages", "own.png", true),
        ("pages", "../shared/own.png", true),
    ] {
        let machine = Machine::new("");
        machine.write("p/litopys.toml", format!("captures = [{captures:?}]\n"));
        machine.write("p/private/scan.png", picture(1));
        machine.write("p/pages/a.example/.hidden.png", picture(2));
        for own in ["p/pages/a.example/own.png", "p/pages/shared/own.png", "p/x_files/own.png"] {
            machine.write(own, picture(3));
        }
        machine.link("p/pages/a.example/link.png", "../../private/scan.png");
        ["a.txt", "b.txt"].iter().for_each(|name| fs::remove_file(machine.path("p/pages").join(name)).unwrap());
        let at = if captures == "x.html" { "p/x.html" } else { "p/pages/a.example/x.html" };
        machine.write(at, page(address));
        let edition = machine.built(&[]);
        let events =
            edition["chapters"].as_array().unwrap().iter().flat_map(|chapter| chapter["events"].as_array().unwrap());
        let shown = events.into_iter().any(|event| !event["picture"].is_null());
        assert_eq!(shown, is_shown, "{captures} {address}");
    }
}
