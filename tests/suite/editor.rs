//! In: projects whose editors write: an introduction, summaries, translations, a status, letters for sources, notices of errors. Out: where
//! these stand in an edition, and whether `verify` finds what is not the project's.
//!
//! Invariant: builds through the command line. Each output is looked at.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{events, run_in};

const MILL: &str = "---\nurl: https://khvylia.example/mlyn\n---\n# Млин у Надроссі запустили\n\n5 березня 2025 року\n\nМлин у Надроссі запустили після ремонту. «Ми мололи б і вночі, якби було зерно», — сказала директорка Ганна Мороз.";
const FERRY: &str = "Ferry stops for a month\n\n12 March 2025\n\nThe ferry across the Ros stops for a month. “We need new engines before the summer comes”, said Captain Ivan Lys.";

const PROJECT: &str = "\
title = 'Надросся'
language = 'uk'
output = 'out'
outputs = ['pdf', 'epub', 'docx', 'html', 'json', 'markdown', 'csv']
introduction = { file = 'intro.md' }
[[chapter]]
title = 'Річка'
match = ['ferry']
summary = 'Пором *стоїть*, і не вперше.'
[[event]]
captures = ['ferry.txt']
status = 'disputed'
[[event]]
captures = ['mill.md']
[[translation]]
quote = 'We need new engines before the summer comes'
text = 'Нам потрібні нові двигуни до літа'
[[publisher]]
hosts = ['khvylia.example']
name = 'Хвиля'
reliability = 'B'
";

const INTRODUCTION: &str =
    "# Навіщо\n\nДва роки **без мосту**, див. [карту](https://example.org/map).\n\n- Млин\n- Пором\n";

fn folder(project: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("mill.md", MILL), ("ferry.txt", FERRY), ("intro.md", INTRODUCTION), ("litopys.toml", project)]
    {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn build(folder: &Path, arguments: &[&str]) -> String {
    let run = run_in(folder, &[&["build", "."], arguments].concat(), "");
    assert_eq!(run.code, 0, "{}", run.err);
    run.err
}

fn edition(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("out/briefing.json")).unwrap()).unwrap()
}

/// The complaints of `verify` about an edition, in a folder with its captures and its project.
fn complaints(folder: &Path, edition: &Value) -> String {
    let apart = tempfile::tempdir().unwrap();
    let file = apart.path().join("changed.json");
    fs::write(&file, edition.to_string()).unwrap();
    run_in(folder, &["verify", file.to_str().unwrap(), "--captures", "."], "").out
}

#[test]
fn what_the_editor_writes_stands_in_every_output_and_is_marked() {
    let folder = folder(PROJECT);
    assert_eq!(build(folder.path(), &[]), "");
    let edition = edition(folder.path());
    let kinds: Vec<&str> =
        edition["introduction"].as_array().unwrap().iter().map(|block| block["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["heading", "paragraph", "item", "item"]);
    assert_eq!(edition["chapters"][0]["editors_summary"][0]["runs"][1]["text"], "стоїть");
    let all = events(&edition);
    let statuses: Vec<&Value> = all.iter().map(|event| &event["status"]["kind"]).collect();
    assert_eq!(statuses, [&json!("disputed"), &Value::Null], "the other decision says nothing");
    let translations: Vec<&Value> = all.iter().map(|event| &event["quotes"][0]["translation"]).collect();
    assert_eq!(translations, [&json!("Нам потрібні нові двигуни до літа"), &Value::Null]);
    let letters: Vec<&Value> =
        edition["sources"].as_array().unwrap().iter().map(|source| &source["reliability"]).collect();
    assert_eq!(letters, [&Value::Null, &json!("B")]);
    assert_eq!(
        edition["control"]["rated"],
        json!([{ "letter": "B", "text": "зазвичай надійне", "publishers": ["Хвиля"] }])
    );
    for output in ["pdf", "epub", "json", "md"] {
        let run = run_in(folder.path(), &["verify", &format!("out/briefing.{output}"), "--captures", "."], "");
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{output}");
    }
    let read = |name: &str| fs::read(folder.path().join("out").join(name)).unwrap();
    let text = |name: &str| String::from_utf8(read(name)).unwrap();
    let mut document = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(read("briefing.docx"))).unwrap();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut document).unwrap();
    for (name, printed) in [("md", text("briefing.md")), ("html", text("briefing.html")), ("docx", document)] {
        for words in [
            "Від редактора",
            "без мосту",
            "Підсумок редактора",
            "стоїть",
            "редактор: спірне",
            "Переклад редактора",
            "Нам потрібні",
        ] {
            assert!(printed.contains(words), "{name}: {words}");
        }
    }
    for (name, cell) in
        [("events", "\"disputed\""), ("quotes", "\"Нам потрібні нові двигуни до літа\""), ("sources", "\"B\"")]
    {
        let table = text(&format!("briefing.{name}.csv"));
        assert_eq!(table.matches(cell).count(), 1, "{table}");
    }
}

#[test]
fn what_no_project_says_is_found() {
    let folder = folder(PROJECT);
    build(folder.path(), &["--format", "json"]);
    let genuine = edition(folder.path());
    assert_eq!(complaints(folder.path(), &genuine), "");
    type Forgery = fn(&mut Value);
    let forgeries: [(&str, Forgery); 10] = [
        ("introduction", |edition| edition["introduction"][1]["runs"][0]["text"] = json!("Три роки ")),
        ("editors_summary", |edition| edition["chapters"][0]["editors_summary"][0]["runs"][1]["text"] = json!("іде")),
        ("status", |edition| edition["chapters"][0]["events"][0]["status"]["kind"] = json!("denied")),
        ("label", |edition| edition["chapters"][0]["events"][0]["status"]["label"] = json!("редактор: підтверджено")),
        ("translation", |edition| edition["chapters"][0]["events"][0]["quotes"][0]["translation"] = json!("Двигуни є")),
        ("reliability", |edition| edition["sources"][1]["reliability"] = json!("A")),
        ("events[0]", |edition| edition["chapters"][0]["events"][0]["note"] = json!("Так і було.")),
        ("control.rated", |edition| edition["control"]["rated"][0]["publishers"] = json!(["Хвиля", "Обрій"])),
        ("coverage", |edition| {
            edition["coverage"] =
                json!({ "bins": [], "rows": [{ "name": "Хвиля", "pages": [2], "undated": 0 }], "description": "" });
        }),
        ("errata", |edition| edition["errata"] = json!([{ "edition": 1, "event": null, "text": "Нічого не було." }])),
    ];
    for (what, forge) in forgeries {
        let mut forged = genuine.clone();
        forge(&mut forged);
        let found = complaints(folder.path(), &forged);
        assert!(found.contains(what), "{what}: {found}");
    }
}

#[test]
fn a_wrong_setting_names_its_line_or_what_it_misses() {
    let folder = folder(PROJECT);
    let refused = |project: String| {
        fs::write(folder.path().join("litopys.toml"), project).unwrap();
        let run = run_in(folder.path(), &["build", "."], "");
        assert_eq!(run.code, 1);
        run.err
    };
    let status = refused(PROJECT.replace("'disputed'", "'dispute'"));
    assert!(status.contains("line 12") && status.contains("did you mean `disputed`"), "{status}");
    let letter = refused(PROJECT.replace("reliability = 'B'", "reliability = 'G'"));
    assert!(letter.contains("publisher.reliability") && letter.contains("`A`"), "{letter}");
    let outside = refused(PROJECT.replace("'intro.md'", "'../intro.md'"));
    assert!(outside.contains("introduction.file") && outside.contains("leads out"), "{outside}");
    let missing = refused(PROJECT.replace("'intro.md'", "'none.md'"));
    assert!(missing.contains("none.md"), "{missing}");
    let notice = refused(format!("{PROJECT}[[correction]]\ntext = 'Ні.'\n"));
    assert!(notice.contains("correction.edition") && notice.contains("missing"), "{notice}");
    fs::write(folder.path().join("litopys.toml"), PROJECT.replace("We need new", "We want new")).unwrap();
    let unused = build(folder.path(), &["--format", "json"]);
    assert!(unused.contains("no quote has the words") && unused.contains("Нам потрібні"), "{unused}");
    assert!(!folder.path().join("out/briefing.pdf").exists());
}

#[test]
fn an_error_is_corrected_in_the_next_edition_and_only_there() {
    let folder = folder("title = 'Надросся'\noutput = 'out'\noutputs = ['json']\n");
    let path = folder.path();
    build(path, &["--record"]);
    let notices = |edition: &Value| -> Vec<String> {
        edition["errata"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((notices(&edition(path)), &edition(path)["number"]), (vec![], &json!(1)));
    let project = "title = 'Надросся'\noutput = 'out'\noutputs = ['json']\n\
        [[correction]]\nedition = 1\nevent = 'mill.md'\ntext = 'Млин запустили 4 березня.'\n\
        [[correction]]\nedition = 7\ntext = 'Такого випуску немає.'\n";
    fs::write(path.join("litopys.toml"), project).unwrap();
    let warned = build(path, &["--record"]);
    assert!(warned.contains("the correction of edition 7 is not printed"), "{warned}");
    let second = edition(path);
    assert_eq!((notices(&second), &second["number"]), (vec!["Млин запустили 4 березня.".to_owned()], &json!(2)));
    let mill =
        events(&second).into_iter().find(|event| event["headline"]["text"].as_str().unwrap().starts_with("Млин"));
    assert_eq!(second["errata"][0]["event"], mill.unwrap()["id"]);
    assert_eq!(complaints(path, &second), "");

    // The same pages are the second edition again, with its notice; others are the third, without it.
    build(path, &[]);
    assert_eq!(edition(path), second);
    fs::write(path.join("new.txt"), MILL.replace("Млин", "Завод").replace("5 березня", "7 квітня")).unwrap();
    build(path, &["--record"]);
    assert_eq!((notices(&edition(path)), &edition(path)["number"]), (vec![], &json!(3)));
    fs::write(path.join("litopys.toml"), "title = 'Надросся'\noutput = 'out'\noutputs = ['json']\n").unwrap();
    build(path, &["--edition", "2"]);
    assert_eq!(notices(&edition(path)), ["Млин запустили 4 березня."], "the history keeps it");
}
