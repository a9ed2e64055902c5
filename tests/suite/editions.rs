//! In: folders whose pages appear, change and vanish. Out: their editions, what each reports as new, and their history.
//!
//! Invariant: builds through the command line, as a schedule would.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::below::files;
use crate::cli::{Run, run_in};

const BRIDGE: &str = "Міст через Рось відкрили\n\n5 березня 2025 року\n\nМіст через Рось відкрили після ремонту. Громада витратила на нього два роки.";
const LIBRARY: &str = "Бібліотека отримала книжки\n\n12 березня 2025 року\n\nБібліотека в Надроссі отримала 1200 книжок від видавництва. Їх роздадуть школам.";
const PORT: &str = "Порт прийняв перше судно\n\n20 березня 2025 року\n\nПорт у Надроссі прийняв перше судно із зерном. Капітан назвав рейс спокійним.";

fn folder(pages: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("litopys.toml"), "title = \"Надросся\"\noutput = \"out\"\noutputs = [\"json\"]\n")
        .unwrap();
    pages.iter().for_each(|(name, text)| write(folder.path(), name, text));
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

fn build(folder: &Path, arguments: &[&str]) -> Run {
    run_in(folder, &[&["build"], arguments].concat(), "")
}

fn built(folder: &Path, arguments: &[&str]) -> Value {
    let run = build(folder, arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    edition(folder)
}

fn edition(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("out/briefing.json")).unwrap()).unwrap()
}

fn history(folder: &Path) -> String {
    fs::read_to_string(folder.join("litopys.history.toml")).unwrap()
}

/// Each event's headline, with its change if it has one.
fn changes(edition: &Value) -> Vec<(String, Option<String>)> {
    let chapters = edition["chapters"].as_array().unwrap();
    let events = chapters.iter().flat_map(|chapter| chapter["events"].as_array().unwrap());
    let change = |event: &Value| event["change"]["kind"].as_str().map(str::to_owned);
    events.map(|event| (event["headline"]["text"].as_str().unwrap().to_owned(), change(event))).collect()
}

fn change_of(edition: &Value, headline: &str) -> Option<String> {
    changes(edition).into_iter().find(|(found, _)| found == headline).unwrap_or_else(|| panic!("{headline}")).1
}

#[test]
fn nothing_is_new_before_an_edition_is_recorded() {
    let folder = folder(&[("a.txt", BRIDGE)]);
    let first = built(folder.path(), &["."]);
    assert_eq!((&first["number"], &first["news"]), (&Value::Null, &Value::Null));
    assert!(!folder.path().join("litopys.history.toml").exists());
}

#[test]
fn added_changed_and_removed_items_are_reported() {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY)]);
    let first = built(folder.path(), &[".", "--record"]);
    assert_eq!((&first["number"], &first["news"]), (&Value::from(1), &Value::Null));

    write(folder.path(), "c.txt", PORT);
    write(folder.path(), "a.txt", &BRIDGE.replace("два роки", "три роки"));
    let second = built(folder.path(), &[".", "--record"]);
    assert_eq!(second["news"]["since"], 1);
    assert_eq!(change_of(&second, "Порт прийняв перше судно").as_deref(), Some("new"));
    assert_eq!(change_of(&second, "Міст через Рось відкрили").as_deref(), Some("updated"));
    assert_eq!(change_of(&second, "Бібліотека отримала книжки"), None);

    fs::remove_file(folder.path().join("b.txt")).unwrap();
    let third = built(folder.path(), &[".", "--record"]);
    assert_eq!((&third["number"], &third["news"]["since"]), (&Value::from(3), &Value::from(2)));
    assert_eq!(third["news"]["withdrawn"][0]["headline"], "Бібліотека отримала книжки");
    assert!(changes(&third).iter().all(|(_, change)| change.is_none()), "{third}");
}

#[test]
fn boilerplate_and_new_names_are_not_news() {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY)]);
    built(folder.path(), &[".", "--record"]);
    write(folder.path(), "b.txt", &format!("Меню\nПоділитися\n{LIBRARY}"));
    fs::rename(folder.path().join("a.txt"), folder.path().join("z.txt")).unwrap();
    let run = build(folder.path(), &[".", "--record", "--if-new"]);
    assert_eq!((run.code, run.out.as_str()), (4, "nothing is new since edition 1\n"), "{}", run.err);
}

#[test]
fn the_same_pages_are_the_same_edition() {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY)]);
    built(folder.path(), &[".", "--record"]);
    write(folder.path(), "c.txt", PORT);
    let second = built(folder.path(), &[".", "--record"]);
    let recorded = history(folder.path());
    for arguments in [&["."][..], &[".", "--record"], &[".", "--edition", "2"]] {
        assert_eq!(built(folder.path(), arguments), second, "{arguments:?}");
        assert_eq!(history(folder.path()), recorded);
    }
    let run = build(folder.path(), &[".", "--if-new"]);
    assert_eq!(run.code, 4);
}

#[test]
fn a_recorded_edition_is_built_again_from_its_pages() {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY)]);
    let first = built(folder.path(), &[".", "--record"]);
    write(folder.path(), "c.txt", PORT);
    let second = built(folder.path(), &[".", "--record"]);
    assert_eq!(built(folder.path(), &[".", "--edition", "1"]), first);
    assert_eq!(built(folder.path(), &[".", "--edition", "2"]), second);

    write(folder.path(), "a.txt", PORT);
    let run = build(folder.path(), &[".", "--edition", "2"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("1 pages of edition 2 are missing") && run.err.contains("a.txt"), "{}", run.err);
    let run = build(folder.path(), &[".", "--edition", "7"]);
    assert_eq!(run.err, "error: edition 7 is not recorded\nhint: recorded editions: 1, 2\n");
}

#[test]
fn the_news_alone_are_an_edition_that_holds() {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY)]);
    built(folder.path(), &[".", "--record"]);
    write(folder.path(), "c.txt", PORT);
    let news = built(folder.path(), &[".", "--record", "--new-only"]);
    assert_eq!(changes(&news), [("Порт прийняв перше судно".to_owned(), Some("new".to_owned()))]);
    let verified = run_in(folder.path(), &["verify", "out/briefing.json", "--captures", "."], "");
    assert_eq!((verified.code, verified.out.as_str()), (0, ""), "{}", verified.err);
    let outcomes: Vec<&str> =
        news["ledger"]["entries"].as_array().unwrap().iter().map(|entry| entry["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["told-before", "told-before", "used"]);

    // Everything in the folder is recorded, so that the next edition does not report it again.
    assert_eq!(build(folder.path(), &[".", "--if-new"]).code, 4);
    let run = build(folder.path(), &[".", "--new-only", "--as-of", "2025-04-01"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn documents_of_an_edition_with_news_hold() {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY)]);
    built(folder.path(), &[".", "--record"]);
    write(folder.path(), "c.txt", PORT);
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    let formats = ["pdf", "epub", "markdown"].into_iter().flat_map(|format| ["--format", format]);
    let arguments: Vec<&str> = [".", "--record"].into_iter().chain(formats).collect();
    assert_eq!(build(folder.path(), &arguments).code, 0);
    let outputs = ["out/briefing.pdf", "out/briefing.epub", "out/briefing.md"];
    let verified = run_in(folder.path(), &[&["verify", "--captures", "."], &outputs[..]].concat(), "");
    assert_eq!((verified.code, verified.out.as_str()), (0, ""), "{}", verified.err);
    let markdown = fs::read_to_string(folder.path().join("out/briefing.md")).unwrap();
    for text in [
        "## Що нового",
        "- **Нове** · повідомлено 20 березня 2025 р. · Порт прийняв перше судно",
        "1 нова подія; 1 вилучена подія",
    ] {
        assert!(markdown.contains(text), "{text} in {markdown}");
    }
}

#[test]
fn the_difference_is_printed() {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY)]);
    built(folder.path(), &[".", "--record"]);
    write(folder.path(), "c.txt", PORT);
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    let text = "edition 1 (2025-03-12) and the folder today
+ 2025-03-19/2025-03-20  Порт прийняв перше судно
- 2025-03-11/2025-03-12  Бібліотека отримала книжки
+ page c.txt
- page b.txt
";
    let run = run_in(folder.path(), &["diff"], "");
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, text, ""));
    built(folder.path(), &[".", "--record"]);
    let run = run_in(folder.path(), &["diff", "1", "2", "--json"], "");
    let difference: Value = serde_json::from_str(&run.out).unwrap();
    let events: Vec<_> = difference["events"].as_array().unwrap().iter().map(|event| &event["change"]).collect();
    assert_eq!(events, ["new", "withdrawn"]);
    let run = run_in(folder.path(), &["diff"], "");
    assert_eq!(run.out, "edition 2 (2025-03-20) and the folder today\n  no event is new, updated or withdrawn\n");
}

#[test]
fn editions_have_files_of_their_own_and_the_old_ones_go() {
    let folder = folder(&[("a.txt", BRIDGE)]);
    let project =
        "output = \"out\"\noutputs = [\"json\"]\n[editions]\nfile_name = \"chronicle-{number}-{as_of}\"\nkeep = 2\n";
    write(folder.path(), "litopys.toml", project);
    for (name, text) in [("a.txt", BRIDGE), ("b.txt", LIBRARY), ("c.txt", PORT)] {
        write(folder.path(), name, text);
        assert_eq!(build(folder.path(), &[".", "--record"]).code, 0);
    }
    let mut names: Vec<String> = fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    assert_eq!(names, ["briefing.json", "chronicle-2-2025-03-12.json", "chronicle-3-2025-03-20.json"]);
    let read = |name: &str| fs::read(folder.path().join("out").join(name)).unwrap();
    assert_eq!(read("briefing.json"), read("chronicle-3-2025-03-20.json"));
    assert_eq!(edition(folder.path())["ledger"]["entries"].as_array().unwrap().len(), 3, "no edition is a capture");
}

#[test]
fn a_failed_build_leaves_the_last_edition() {
    let folder = folder(&[("a.txt", BRIDGE)]);
    let first = built(folder.path(), &[".", "--record"]);
    let recorded = history(folder.path());
    write(folder.path(), "b.txt", PORT);
    fs::create_dir(folder.path().join("out/briefing.md")).unwrap();
    let run = build(folder.path(), &[".", "--record", "--format", "json", "--format", "markdown"]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert_eq!((edition(folder.path()), history(folder.path())), (first, recorded));
}

#[test]
fn a_history_that_cannot_be_read_is_named_with_its_line() {
    let folder = folder(&[("a.txt", BRIDGE)]);
    built(folder.path(), &[".", "--record"]);
    write(folder.path(), "b.txt", PORT);
    built(folder.path(), &[".", "--record"]);
    let whole = history(folder.path());
    for (broken, problem) in [
        (whole.replacen("number = 2", "number = 1", 1), "edition 1 comes after an edition that is not earlier"),
        (whole.replacen("number = 2", "number = \"2\"", 1), "invalid type"),
        (whole.replacen("[[edition]]", "<<<<<<< ours\n[[edition]]", 1), "litopys.history.toml`: line 4: "),
        (whole.replacen("program =", "programme =", 1), "unknown field `programme`"),
    ] {
        write(folder.path(), "litopys.history.toml", &broken);
        let run = build(folder.path(), &["."]);
        assert_eq!(run.code, 1, "{problem}");
        assert!(run.err.contains(problem) && run.err.contains("hint: "), "{problem}: {}", run.err);
        assert_eq!(history(folder.path()), broken, "it stays as it was");
    }
}

#[test]
fn the_day_comes_from_the_arguments_the_project_the_environment_or_the_pages() {
    let folder = folder(&[("a.txt", BRIDGE)]);
    let day = |edition: &Value| edition["as_of"]["earliest"].as_str().unwrap().to_owned();
    assert_eq!(day(&built(folder.path(), &["."])), "2025-03-05");
    assert_eq!(day(&built(folder.path(), &[".", "--as-of", "2025-04-01"])), "2025-04-01");
    let of_epoch = |seconds: &str| {
        let mut build = crate::cli::program();
        build.args(["build", "."]).current_dir(folder.path()).env("SOURCE_DATE_EPOCH", seconds).output().unwrap()
    };
    assert!(of_epoch("1746057600").status.success());
    assert_eq!(day(&edition(folder.path())), "2025-05-01");
    let refused = String::from_utf8(of_epoch("gestern").stderr).unwrap();
    assert!(refused.starts_with("error: `SOURCE_DATE_EPOCH` is `gestern`, which is not a time\nhint: "), "{refused}");
    let project = fs::read_to_string(folder.path().join("litopys.toml")).unwrap();
    write(folder.path(), "litopys.toml", &format!("as_of = 2025-06-01\n{project}"));
    assert!(of_epoch("1746057600").status.success());
    assert_eq!(day(&edition(folder.path())), "2025-06-01");
}

/// Holds a lock, as another run would, until the return value is dropped.
fn held(path: &Path) -> fs::File {
    let file = fs::File::create(path).unwrap();
    fs::write(path, "process 7").unwrap();
    file.lock().unwrap();
    file
}

#[test]
fn two_runs_that_record_at_once_are_one_too_many() {
    let folder = folder(&[("a.txt", BRIDGE)]);
    let other = held(&folder.path().join(".litopys.lock"));
    let second = build(folder.path(), &[".", "--record"]);
    assert_eq!(second.code, 1);
    let told = "process 7 is recording an edition of this project\nhint: ";
    assert!(second.err.contains(told), "{}", second.err);
    assert!(!folder.path().join("out").exists() && !folder.path().join("litopys.history.toml").exists());
    assert_eq!(build(folder.path(), &["."]).code, 0, "a run that records nothing is in nobody's way");

    drop(other);
    built(folder.path(), &[".", "--record"]);
    assert!(!folder.path().join(".litopys.lock").exists(), "nothing is left of it");
}

#[cfg(unix)]
#[test]
fn a_full_disk_loses_no_file() {
    let folder = folder(&[("a.txt", BRIDGE)]);
    built(folder.path(), &[".", "--record"]);
    assert_eq!(run_in(folder.path(), &["site"], "").code, 0);
    write(folder.path(), "b.txt", LIBRARY);
    let below = |name: &str| files(&folder.path().join(name));
    let before = (below("out"), history(folder.path()), below("public"));
    // No file may be larger than 4 blocks of 512 bytes, as on a full disk.
    let limited = |arguments: &str| {
        let program = env!("CARGO_BIN_EXE_litopys");
        let script = format!("trap '' XFSZ; ulimit -f 4; exec '{program}' {arguments}");
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script]).current_dir(folder.path()).env("LITOPYS_CACHE", folder.path().join(".cache"));
        let output = shell.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, told) = limited("build . --record");
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("error: failed to write") && told.contains("free space"), "{told}");
    assert_eq!((below("out"), history(folder.path())), (before.0, before.1));

    built(folder.path(), &[".", "--record"]);
    let (code, told) = limited("site");
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("error: failed to write"), "{told}");
    let now = below("public");
    assert!(before.2.iter().all(|(name, bytes)| now.get(name) == Some(bytes)), "what was published stands");
    assert_eq!(run_in(folder.path(), &["site"], "").code, 0);
    assert!(below("public").keys().all(|name| !name.contains(".litopys-")), "nothing is left behind");
}

const AGAIN: &str = "Міст через Рось відкрили\n\n5 березня 2025 року\n\nМіст через Рось відкрили для руху після ремонту. На ремонт громада витратила два роки.";

/// The history of an edition recorded by an older program. It joined the bridge and the library into one event, kept the bridge on another
/// site as a separate one, and read other words from the page about the port.
fn old_history() -> String {
    let page = |name: &str, text: &str, read: &str| {
        let digest = <sha2::Sha256 as sha2::Digest>::digest(text.as_bytes());
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("\"{name}\" = {{ digest = \"{digest}\", text = \"{read}\" }}\n")
    };
    let pages = [("a.txt", BRIDGE, "aa"), ("b.txt", LIBRARY, "bb"), ("c.txt", PORT, "cc"), ("d.txt", AGAIN, "dd")];
    let pages: String = pages.iter().map(|(name, text, read)| page(name, text, read)).collect();
    format!(
        "[[edition]]\nnumber = 1\nas_of = \"2025-03-20\"\nprogram = \"litopys 0.0.9\"\n[edition.pages]\n{pages}[edition.events]
\"event-1\" = {{ earliest = \"2025-03-04\", latest = \"2025-03-05\", headline = \"Міст\", reports = [\"aa\", \"bb\"] }}
\"event-2\" = {{ earliest = \"2025-03-19\", latest = \"2025-03-20\", headline = \"Порт\", reports = [\"cc\"] }}
\"event-3\" = {{ earliest = \"2025-03-04\", latest = \"2025-03-05\", headline = \"Міст\", reports = [\"dd\"] }}
"
    )
}

const SCHOOL: &str = "Школа отримала автобус\n\n22 березня 2025 року\n\nШкола в Ковалівці отримала новий автобус на сорок місць. Водія ще шукають.";

fn with_old_history() -> TempDir {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY), ("c.txt", PORT), ("d.txt", AGAIN)]);
    write(folder.path(), "litopys.history.toml", &old_history());
    folder
}

#[test]
fn regrouped_events_of_an_old_history_are_reported_once_and_not_as_news() {
    let folder = with_old_history();
    write(folder.path(), "e.txt", SCHOOL);
    let second = built(folder.path(), &[".", "--record"]);
    assert_eq!(change_of(&second, "Міст через Рось відкрили").as_deref(), Some("relinked"), "{second}");
    assert_eq!(change_of(&second, "Бібліотека отримала книжки").as_deref(), Some("relinked"));
    assert_eq!(
        change_of(&second, "Порт прийняв перше судно"),
        None,
        "other words read from the same bytes are no news"
    );
    assert_eq!(change_of(&second, "Школа отримала автобус").as_deref(), Some("new"));
    assert_eq!(second["news"]["summary"], "1 нова подія; 2 події, зведені інакше");
    assert!(second["news"]["note"].as_str().unwrap().contains("за іншими правилами, ніж у випуску 1"), "{second}");
    let retold = second["ledger"]["retold"].as_array().unwrap();
    let texts: Vec<_> = retold.iter().map(|one| one["text"].as_str().unwrap()).collect();
    let parted = "раніше разом із повідомленнями про інші події";
    assert_eq!(texts[0], format!("раніше окремих подій: 2; {parted}"));
    assert!(texts.len() == 2 && texts[1].starts_with(parted), "{texts:?}");

    fs::remove_file(folder.path().join("e.txt")).unwrap();
    let third = built(folder.path(), &[".", "--record"]);
    assert!(changes(&third).iter().all(|(_, change)| change.is_none()), "{third}");
    assert_eq!((third["ledger"]["retold"].as_array().unwrap().len(), &third["news"]["note"]), (0, &Value::Null));
    let recorded = history(folder.path());
    assert_eq!(recorded.matches("schema = 2\n").count(), 2, "{recorded}");
}

#[test]
fn a_recorded_edition_keeps_its_events_whatever_the_rules_are_today() {
    let folder = with_old_history();
    let events = |edition: &Value| {
        let chapters = edition["chapters"].as_array().unwrap().iter();
        let mut sources: Vec<usize> = chapters
            .flat_map(|chapter| chapter["events"].as_array().unwrap())
            .map(|event| event["sources"].as_array().unwrap().len())
            .collect();
        sources.sort_unstable();
        sources
    };
    let again = build(folder.path(), &[".", "--edition", "1"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.err.contains("it was built by litopys 0.0.9"), "{}", again.err);
    let first = edition(folder.path());
    assert_eq!(events(&first), [1, 1, 2]);
    let of_two = first["chapters"].as_array().unwrap().iter().flat_map(|chapter| chapter["events"].as_array().unwrap());
    let of_two = of_two.into_iter().find(|event| event["sources"].as_array().unwrap().len() == 2).unwrap();
    let paths: Vec<_> =
        first["sources"].as_array().unwrap().iter().filter(|one| one["event"] == of_two["id"]).collect();
    assert_eq!(paths.iter().map(|one| one["path"].as_str().unwrap()).collect::<Vec<_>>(), ["a.txt", "b.txt"]);

    write(folder.path(), "e.txt", SCHOOL);
    build(folder.path(), &[".", "--edition", "1"]);
    assert_eq!(edition(folder.path()), first, "a page that came later changes nothing");
    let decided = "title = \"Надросся\"\noutput = \"out\"\noutputs = [\"json\"]\n[[event]]\ncaptures = [\"b.txt\"]\n";
    write(folder.path(), "litopys.toml", decided);
    build(folder.path(), &[".", "--edition", "1"]);
    assert_eq!(events(&edition(folder.path())), [1, 1, 1, 1], "what a person decides stands above it");
}

#[test]
fn an_edition_that_is_built_again_with_other_words_of_its_editor_is_told() {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY)]);
    let project = fs::read_to_string(folder.path().join("litopys.toml")).unwrap();
    let said = |words: &str| write(folder.path(), "litopys.toml", &format!("introduction = \"{words}\"\n{project}"));
    said("Про міст.");
    assert_eq!(build(folder.path(), &[".", "--record"]).code, 0);
    let again = build(folder.path(), &[".", "--edition", "1"]);
    assert!(again.code == 0 && !again.err.contains("may differ"), "{}", again.err);
    said("Про бібліотеку.");
    let again = build(folder.path(), &[".", "--edition", "1"]);
    let told = ["edition 1 may differ from the recorded one", "the project file or sidecars have changed since"];
    assert!(again.code == 0 && told.iter().all(|words| again.err.contains(words)), "{}", again.err);
}

#[test]
fn a_page_that_comes_later_changes_no_byte_of_an_edition() {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY)]);
    let formats = ["json", "pdf", "epub", "markdown"].into_iter().flat_map(|format| ["--format", format]);
    let arguments: Vec<&str> = formats.collect();
    assert_eq!(build(folder.path(), &[&[".", "--record"], &arguments[..]].concat()).code, 0);
    let before = files(&folder.path().join("out"));
    write(folder.path(), "c.txt", AGAIN);
    assert_eq!(build(folder.path(), &[&[".", "--record"], &arguments[..]].concat()).code, 0);
    assert!(files(&folder.path().join("out")) != before, "the new page is in the next edition");
    assert_eq!(build(folder.path(), &[&[".", "--edition", "1"], &arguments[..]].concat()).code, 0);
    assert!(files(&folder.path().join("out")) == before);
}

#[test]
fn new_events_come_before_events_with_new_reports() {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY)]);
    built(folder.path(), &[".", "--record"]);
    write(folder.path(), "c.txt", PORT);
    write(folder.path(), "d.txt", AGAIN);
    let arguments = [".", "--record", "--format", "json", "--format", "markdown", "--format", "epub"];
    assert_eq!(build(folder.path(), &arguments).code, 0);
    let second = edition(folder.path());
    assert_eq!(change_of(&second, "Міст через Рось відкрили").as_deref(), Some("updated"), "{second}");
    let place = |text: &str, what: &str| text.find(what).unwrap_or_else(|| panic!("{what} in {text}"));
    let in_order = |text: &str| place(text, "Порт прийняв перше судно") < place(text, "Міст через Рось відкрили");
    let markdown = fs::read_to_string(folder.path().join("out/briefing.md")).unwrap();
    assert!(in_order(&markdown[place(&markdown, "## Що нового")..]), "{markdown}");
    let printed = run_in(folder.path(), &["diff", "1", "2"], "");
    assert!(in_order(&printed.out), "{}", printed.out);
}

#[test]
fn a_changed_date_is_in_the_ledger_and_is_not_news() {
    let folder = folder(&[("a.txt", BRIDGE), ("b.txt", LIBRARY)]);
    built(folder.path(), &[".", "--record"]);
    write(folder.path(), "c.txt", PORT);
    let project = fs::read_to_string(folder.path().join("litopys.toml")).unwrap();
    let corrected = format!("{project}[[capture]]\nfile = \"b.txt\"\npublished = 2025-02-11\n");
    write(folder.path(), "litopys.toml", &corrected);
    let arguments =
        [".", "--record", "--format", "json", "--format", "markdown", "--format", "pdf", "--format", "epub"];
    let run = build(folder.path(), &arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let second = edition(folder.path());
    assert_eq!(change_of(&second, "Бібліотека отримала книжки").as_deref(), Some("redated"));
    let retold = second["ledger"]["retold"].as_array().unwrap();
    assert_eq!(retold.len(), 1, "{retold:?}");
    assert_eq!(retold[0]["headline"], "Бібліотека отримала книжки");
    assert_eq!(retold[0]["text"], "дата була: 11–12 березня 2025 р.");
    assert_eq!(second["news"]["note"], Value::Null);
    let markdown = fs::read_to_string(folder.path().join("out/briefing.md")).unwrap();
    let (news, ledger) = markdown.split_at(markdown.find("## Облік сторінок").unwrap());
    assert!(!news.contains("**Інша дата**") && ledger.contains("дата була: 11–12 березня 2025 р."), "{markdown}");
    let outputs = ["out/briefing.pdf", "out/briefing.epub", "out/briefing.md", "out/briefing.json"];
    let verified = run_in(folder.path(), &[&["verify", "--captures", "."], &outputs[..]].concat(), "");
    assert_eq!((verified.code, verified.out.as_str()), (0, ""), "{}", verified.err);
    // It is reported once, and an edition with only news has nothing to report.
    write(folder.path(), "litopys.toml", &project);
    let run = build(folder.path(), &[".", "--if-new", "--new-only"]);
    assert_eq!(run.code, 4, "{}", run.err);
}

#[test]
fn a_history_of_a_later_program_is_named_as_such() {
    let folder = with_old_history();
    let later = old_history().replacen("number = 1\n", "number = 1\nschema = 3\nmood = \"good\"\n", 1);
    write(folder.path(), "litopys.history.toml", &later);
    let run = build(folder.path(), &["."]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("line 1: a later litopys recorded this edition, in form 3"), "{}", run.err);
}
