//! In: arguments of the program. Out: whether its output and exit code are as expected.
//!
//! Invariant: each test runs the program in its own folder.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The result of a run of the program.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program with arguments.
pub fn run(arguments: &[&str]) -> Run {
    run_in(Path::new("."), arguments, "")
}

/// The program without the environment variables that may affect a test, and without this machine's cache.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_litopys"));
    command.env("LITOPYS_CACHE", "");
    for name in ["SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"] {
        command.env_remove(name);
    }
    command
}

/// Runs the program in a folder with a text on its standard input.
pub fn run_in(folder: &Path, arguments: &[&str], input: &str) -> Run {
    run_with(folder, arguments, &[], input)
}

/// The same with some environment variables.
pub fn run_with(folder: &Path, arguments: &[&str], variables: &[(&str, &str)], input: &str) -> Run {
    let mut child = program()
        .args(arguments)
        .current_dir(folder)
        .env("COLUMNS", "100")
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that has already failed may have closed its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// The edition of some pages with a project file, and the messages.
pub fn edition_of(pages: &[(&str, &str)], file: &str, arguments: &[&str]) -> (serde_json::Value, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in pages {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::write(folder.path().join("litopys.toml"), file).unwrap();
    let build = run_in(folder.path(), &[&["build", ".", "--format", "json"], arguments].concat(), "");
    assert_eq!(build.code, 0, "{}", build.err);
    let text = fs::read_to_string(folder.path().join("out/briefing.json")).unwrap();
    (serde_json::from_str(&text).unwrap(), build.err)
}

/// The events of an edition, in order.
pub fn events(edition: &serde_json::Value) -> Vec<&serde_json::Value> {
    let chapters = edition["chapters"].as_array().unwrap();
    chapters.iter().flat_map(|chapter| chapter["events"].as_array().unwrap()).collect()
}

/// The output of `list --json` for some pages: the fields of each article.
pub fn listed(pages: &[(&str, &str)]) -> Vec<serde_json::Value> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in pages {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let run = run(&["list", "--json", folder.path().to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Two pages about one event and one about another, written for these tests.
const PAGES: [(&str, &str); 3] = [
    (
        "pages/bridge.txt",
        "Міст через Десну відкрили для руху\n\n14 липня 2025 року\n\nУ Чернігові відкрили відновлений міст через Десну. \
         Рухом мостом скористалися перші автомобілі, повідомила міська рада.\n\nРоботи тривали два роки, їх завершили \
         до свята міста. Мостом знову курсують тролейбуси та автобуси.\n",
    ),
    (
        "pages/school.txt",
        "Нова школа прийме учнів у вересні\n\n2 серпня 2025 року\n\nУ Житомирі завершили будівництво школи на шістсот \
         місць. Перший дзвоник у ній пролунає першого вересня.\n\nШколу будували за кошти громади та державної \
         програми, яку уряд затвердив торік.\n\nУ новій будівлі облаштували укриття на всіх учнів, дві спортивні \
         зали та бібліотеку з читальнею, а їдальня готуватиме обіди ще для двох сусідніх шкіл району.\n",
    ),
    ("pages/picture.png", "\u{0}\u{1}\u{2}"),
];

fn project(file: Option<&str>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    for (path, text) in PAGES {
        fs::write(folder.path().join(path), text).unwrap();
    }
    if let Some(text) = file {
        fs::write(folder.path().join("litopys.toml"), text).unwrap();
    }
    folder
}

#[test]
fn the_help_of_each_verb_is_as_it_was() {
    for verb in [
        "",
        "init",
        "add",
        "fetch",
        "build",
        "read",
        "list",
        "timeline",
        "explain",
        "dates",
        "check",
        "doctor",
        "diff",
        "verify",
        "layout",
        "schema",
        "completions",
        "man",
    ] {
        let arguments: Vec<&str> = [verb, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let help = run(&arguments);
        assert_eq!(help.code, 0, "{}", help.err);
        let name = if verb.is_empty() { "help".to_owned() } else { format!("help-{verb}") };
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, help.out);
        });
    }
}

#[test]
fn wrong_usage_has_its_own_exit_code() {
    assert_eq!(run(&["bild"]).code, 2);
    assert_eq!(run(&["read"]).code, 2);
    assert_eq!(run(&["build", "--from", "2025-02-30"]).code, 2);
    assert_eq!(run(&["build", "--from", "2025-02-02", "--to", "2025-02-01", "."]).code, 2);
    assert_eq!(run(&["read", "-", "--files-from", "-"]).code, 2);
    let zone = run(&["list", ".", "--timezone", "Europe/Kiyv"]);
    assert_eq!(zone.code, 2);
    assert!(zone.err.contains("Europe/Kyiv"), "{}", zone.err);
    let missing = run(&["build", "no-such-folder"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    insta::assert_snapshot!(missing.err, @r"
    error: `no-such-folder`: no such file or folder
    hint: name a folder that holds captured pages
    ");
}

/// The message of `list` about a project file.
fn complaint(file: &str) -> String {
    let folder = project(Some(file));
    let run = run_in(folder.path(), &["list", "."], "");
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{file}");
    run.err
}

#[test]
fn each_mistake_in_a_project_file_names_its_line_and_the_nearest_right_thing() {
    let mistakes = [
        "title = \"A\"\ntitel = \"B\"",
        "title = 12",
        "\n\nlanguage = \"ua\"",
        "timezone = \"Europe/Kiyv\"",
        "timezone = \"Nowhere\"",
        "as_of = 2025-02-30",
        "as_of = \"2025-02-30\"",
        "as_of = \"yesterday\"",
        "number = 0",
        "paper = \"a6\"",
        "outputs = [\"pdf\", \"ebub\"]",
        "outputs = \"pdf\"",
        "captures = [\"../elsewhere\"]",
        "from = 2025-02-02\nto = 2025-02-01",
        "[[chapter]]\ntitle = \"A\"",
        "[[chapter]]\ntitle = \"A\"\nmatches = [\"b\"]",
        "[chapter]\ntitle = \"A\"",
        "[[publisher]]\nname = \"A\"",
        "[[publisher]]\nhosts = []\nname = \"A\"",
        "[[publisher]]\nhosts = [\"https://www.kray.net.ua/news\"]\nname = \"A\"",
        "[[publisher]]\nhosts = [\"kray.net.ua\", \"net.ua\"]\nname = \"A\"",
        "[[publisher]]\nhosts = [\"kray.net.ua\"]\nname = \"A\"\n[[publisher]]\nhosts = [\"www.kray.net.ua\"]\nname = \"B\"",
        "[[publisher]]\nhosts = [\"kray.net.ua\"]",
        "[[publisher]]\nhosts = [\"kray.net.ua\"]\nname = {}",
        "[[publisher]]\nhosts = [\"kray.net.ua\"]\nname = { uk = \"\" }",
        "[[publisher]]\nhosts = [\"kray.net.ua\"]\nname = { uk = \"A\", ua = \"B\" }",
        "[[publisher]]\nhost = [\"kray.net.ua\"]\nname = \"A\"",
        "[[capture]]\nfile = \"pages/bridge.txt\"\npublished = \"2025-13-01\"",
        "[[capture]]\npublished = 2025-01-01",
        "[[capture]]\nfile = \"a\"\nsource = \"\"",
        "[[capture]]\nfile = \"a\"\nleave_out = \"yes\"",
        "title = \"A",
        "title = \"A\"\ntitle = \"B\"",
    ];
    let told: String = mistakes.iter().map(|file| format!("{file}\n---\n{}\n", complaint(file))).collect();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("project-file-mistakes", told);
    });
}

#[test]
fn a_correction_that_matches_no_capture_is_reported() {
    let folder = project(Some("[[capture]]\nfile = \"pages/brigde.txt\"\npublished = 2025-07-14\n"));
    let build = run_in(folder.path(), &["build", ".", "--format", "json"], "");
    assert_eq!(build.code, 0, "{}", build.err);
    assert!(build.err.contains("warning: `litopys.toml`: the correction of `pages/brigde.txt` matches no capture"));
    assert!(build.err.contains("hint: did you mean `pages/bridge.txt`?"), "{}", build.err);
    let quiet = run_in(folder.path(), &["build", ".", "--format", "json", "--quiet"], "");
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
}

#[test]
fn init_writes_a_file_that_loads_and_never_writes_over_one() {
    let folder = project(None);
    let first = run_in(folder.path(), &["init"], "");
    assert_eq!((first.code, first.out.as_str()), (0, "wrote litopys.toml\n"), "{}", first.err);
    assert_eq!(run_in(folder.path(), &["list", "."], "").code, 0);
    fs::write(folder.path().join("litopys.toml"), "title = \"Mine\"\n").unwrap();
    assert_eq!(run_in(folder.path(), &["init"], "").code, 1);
    assert_eq!(fs::read_to_string(folder.path().join("litopys.toml")).unwrap(), "title = \"Mine\"\n");
}

#[test]
fn build_writes_only_to_its_output_folder() {
    let folder = project(None);
    let build = run_in(folder.path(), &["build", "pages", "--format", "json", "-o", "public"], "");
    assert_eq!(build.code, 0, "{}", build.err);
    assert_eq!(build.out, "wrote public/briefing.json\n");
    let edition: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path().join("public/briefing.json")).unwrap()).unwrap();
    assert_eq!(edition["title"], "pages");
    assert_eq!(edition["ledger"]["entries"].as_array().unwrap().len(), 3, "the picture stands in the ledger");
    assert!(!folder.path().join("out").exists());
    assert_eq!(run_in(folder.path(), &["build", "pages", "--format", "json", "--from", "2031-01-01"], "").code, 1);
}

/// A page whose day does not verify, because its year is joined to a time. And one in which every claim holds.
const GLUED: &str = "<html><body><article><h1>The bridge over the river opens</h1><p>ada28.09.1912:44</p>\
    <p>The bridge over the river opens in May, said the mayor of the town after the council met.</p>\
    <p>It costs two millions and takes a year to build, says the council of the town.</p></article></body></html>";
const WHOLE: &str = "<html><body><article><h1>The mill of the town opens</h1><p>9 June 2031</p>\
    <p>The mill of the town opened on Monday, said the miller after the first flour was ground.</p></article></body></html>";

#[test]
fn a_claim_that_is_left_out_fails_a_strict_build_alone() {
    let folder = tempfile::tempdir().unwrap();
    let build = |strict: &[&str]| run_in(folder.path(), &[&["build", ".", "--format", "json"], strict].concat(), "");
    fs::write(folder.path().join("whole.html"), WHOLE).unwrap();
    assert_eq!(build(&["--strict"]).code, 0);
    fs::write(folder.path().join("glued.html"), GLUED).unwrap();
    for (strict, code) in [(&[][..], 0), (&["--strict"], 3)] {
        fs::remove_dir_all(folder.path().join("out")).unwrap();
        let run = build(strict);
        assert_eq!((run.code, run.out.as_str()), (code, "wrote out/briefing.json\n"), "{}", run.err);
        assert!(run.err.contains("`glued.html`: left out, not verified") && !run.err.contains("whole.html"));
        let written = fs::read(folder.path().join("out/briefing.json")).unwrap();
        let edition: serde_json::Value = serde_json::from_slice(&written).unwrap();
        let left_out = edition["ledger"]["left_out"].as_array().unwrap();
        let of_glued = |one: &serde_json::Value| one["path"] == "glued.html";
        assert!(!left_out.is_empty() && left_out.iter().all(of_glued), "{left_out:?}");
        assert_eq!(edition["sources"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn an_empty_folder_is_an_error_with_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    let build = run_in(folder.path(), &["build", "."], "");
    assert_eq!(build.code, 1);
    insta::assert_snapshot!(build.err, @r"
    error: `.`: it contains no captured page
    hint: save some into it: litopys reads pages (HTML, MHTML, text, Markdown), PDF, DOCX, ODT, RTF, EPUB, mail, posts of messengers and networks, Evernote, feeds, JSON and web archives
    ");
    assert!(!folder.path().join("out").exists());
}

const FIELDS: [&str; 17] = [
    "path",
    "form",
    "url",
    "source",
    "headline",
    "deck",
    "byline",
    "language",
    "published",
    "body",
    "figures",
    "quotes",
    "people",
    "organizations",
    "places",
    "mentions",
    "dropped",
];

fn objects(out: &str) -> Vec<serde_json::Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn assert_fields(object: &serde_json::Value, more: &[&str]) {
    for field in FIELDS.iter().chain(more) {
        assert!(object.get(field).is_some(), "{field} is missing in {object}");
    }
    assert_eq!(object.as_object().unwrap().len(), FIELDS.len() + more.len(), "{object}");
}

#[test]
fn read_prints_one_object_a_line_in_the_order_of_the_list() {
    let folder = project(None);
    let list = "pages/school.txt\thttps://example.org/school\npages/missing.txt\npages/bridge.txt\n";
    let read = run_in(folder.path(), &["read", "--json", "--files-from", "-"], list);
    assert_eq!(read.code, 0, "{}", read.err);
    let objects = objects(&read.out);
    let paths: Vec<&str> = objects.iter().map(|object| object["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["pages/school.txt", "pages/bridge.txt"]);
    assert_eq!(objects[0]["url"], "https://example.org/school");
    assert_fields(&objects[0], &[]);
    assert!(read.err.contains("warning: `pages/missing.txt`: "), "{}", read.err);
    assert!(read.err.contains("\nhint: "), "{}", read.err);
}

#[test]
fn standard_input_is_text_unless_said_otherwise() {
    let text = run_in(Path::new("."), &["read", "--json", "-"], PAGES[0].1);
    assert_eq!(objects(&text.out)[0]["form"], "text", "{}", text.err);
    let page = "<html><body><article><h1>One</h1><p>Two.</p></article></body></html>";
    let html = run_in(Path::new("."), &["read", "--json", "-", "--form", "html"], page);
    assert_eq!(objects(&html.out)[0]["form"], "html", "{}", html.err);
    let empty = run_in(Path::new("."), &["read", "--json", "-"], "\n");
    assert_eq!((empty.code, empty.out.as_str()), (1, ""));
}

#[test]
fn list_adds_event_day_and_chapter() {
    let folder = project(None);
    let list = run_in(folder.path(), &["list", "--json", "pages"], "");
    assert_eq!(list.code, 0, "{}", list.err);
    let objects = objects(&list.out);
    assert_eq!(objects.len(), 2);
    objects.iter().for_each(|object| assert_fields(object, &["event", "happened", "place", "chapter", "story"]));
    let table = run_in(folder.path(), &["list", "pages"], "");
    assert!(table.out.starts_with("PUBLISHED "), "{}", table.out);
    assert_eq!(table.out.lines().count(), 3);
}

#[test]
fn explain_speaks_the_language_of_the_edition() {
    let folder = project(None);
    let ukrainian = run_in(folder.path(), &["explain", "pages/bridge.txt"], "");
    assert_eq!(ukrainian.code, 0, "{}", ukrainian.err);
    assert!(ukrainian.out.contains("Заголовок: «Міст через Десну відкрили для руху»"), "{}", ukrainian.out);
    let english = run_in(folder.path(), &["explain", "pages/bridge.txt", "--language", "en"], "");
    assert!(english.out.contains("Headline: “Міст через Десну відкрили для руху”"), "{}", english.out);
    let picture = run_in(folder.path(), &["explain", "pages/picture.png", "--language", "en"], "");
    assert!(picture.out.contains("not in the edition: not text"), "{}{}", picture.out, picture.err);
    let json = run_in(folder.path(), &["explain", "--json", "pages/bridge.txt"], "");
    assert_fields(
        &objects(&json.out)[0],
        &["event", "happened", "place", "chapter", "story", "steps", "against", "joins", "refused"],
    );
    assert_eq!(run_in(folder.path(), &["explain", "pages/none.txt"], "").code, 1);
}

/// Two reports of one fire, and another page about the same fire two weeks later.
fn fires(project_file: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let told = "Fire broke out in the Koval mill in Kaniv on Monday night. The fire brigade sent 14 engines, said Oksana Melnyk of \
                the rescue service. Nobody was hurt. The mill, built in 1911, had stood empty since spring.";
    let page = |name: &str, publisher: &str, headline: &str, day: &str, more: &str| {
        let text = format!("{publisher}\n\n{headline}\n\n{day}\n\n{told} {more}\n");
        fs::write(folder.path().join(name), text).unwrap();
    };
    page(
        "a.txt",
        "Kaniv Gazette",
        "Koval mill in Kaniv on fire",
        "4 March 2025",
        "Smoke hung over the river until noon.",
    );
    page(
        "b.txt",
        "Evening Herald",
        "Fire guts Koval mill in Kaniv",
        "5 March 2025",
        "An inspector will look at the wires.",
    );
    page(
        "c.txt",
        "Weekly Mirror",
        "Koval mill in Kaniv burnt",
        "25 March 2025",
        "Its owner has told nobody of his plans.",
    );
    fs::write(folder.path().join("litopys.toml"), project_file).unwrap();
    folder
}

#[test]
fn explain_prints_why_pages_are_one_event_or_not() {
    let folder = fires("language = \"en\"\n");
    let english = run_in(folder.path(), &["explain", "a.txt"], "").out;
    for text in [
        "\n  One event with b.txt: probability ",
        " they name the same people, organizations and places\n",
        "\n  Not taken for the event of c.txt, the most probable of the other pages: probability ",
        "\n    They are kept apart: they were published more than a week apart.\n",
    ] {
        assert!(english.contains(text), "{text} in {english}");
    }
    assert!(!english.contains("One event with c.txt") && !english.contains("The project file"), "{english}");
    for (language, text) in [
        ("uk", "Їх розведено: між публікаціями минуло більше тижня."),
        ("pl", "Są rozdzielone: "),
        ("de", "Sie bleiben getrennt: "),
    ] {
        let out = run_in(folder.path(), &["explain", "a.txt", "--language", language], "").out;
        assert!(out.contains(text), "{text} in {out}");
    }
    let json = run_in(folder.path(), &["explain", "a.txt", "--json"], "").out;
    let joins = &objects(&json)[0]["joins"];
    let told: Vec<_> =
        joins.as_array().unwrap().iter().map(|one| (&one["page"], &one["joined"], &one["clash"])).collect();
    let (yes, no, null) = (true.into(), false.into(), serde_json::Value::Null);
    assert_eq!(told, [(&"b.txt".into(), &yes, &null), (&"c.txt".into(), &no, &"far-apart".into())]);
    assert!(joins[0]["probability"].as_f64().unwrap() > 0.8, "{joins}");
    assert!(joins[0]["reasons"].as_array().unwrap().iter().all(|reason| reason["worth"].is_number()), "{joins}");
}

#[test]
fn explain_prints_what_pages_in_different_languages_share() {
    let folder = fires("language = \"en\"\n");
    let ukrainian = "Вісті Канева\n\nУ Каневі горів млин Коваля\n\n4 березня 2025 року\n\nУ Каневі загорівся млин Коваля. Надіслали \
                     14 машин, сказала речниця рятувальників Оксана Мельник. Ніхто не постраждав.\n";
    fs::write(folder.path().join("d.txt"), ukrainian).unwrap();
    let told = run_in(folder.path(), &["explain", "d.txt"], "").out;
    assert!(told.contains("\n  One event with a.txt: probability "), "{told}");
    assert!(told.contains(" they name the same people, organizations and places\n"), "{told}");
    let json = run_in(folder.path(), &["explain", "d.txt", "--json"], "").out;
    let first = &objects(&json)[0]["joins"][0];
    assert!(first["probability"].as_f64().unwrap() > 0.8 && first["reasons"][0]["ground"] == "names", "{first}");
}

#[test]
fn explain_and_read_name_the_rules_that_dropped_lines_and_sentences() {
    let folder = tempfile::tempdir().unwrap();
    let news = "The council of the town approved its budget on Monday, and the money will go to schools and roads.";
    let page = format!(
        "<nav><a href=x>Sport</a></nav><article><h1>The council approved the budget of the town</h1><p>{news}</p>\
         <p>The mayor of the town, pictured at the bridge before it was shut for the year.</p><p>{news} It is late, said mayor Oksana Vorn.</p></article>"
    );
    fs::write(folder.path().join("a.html"), page).unwrap();
    let told = run_in(folder.path(), &["explain", "a.html", "--language", "en"], "").out;
    for text in [
        "\n    Oksana Vorn [listed-first-name, office",
        "\n    menu [linked]: Sport\n",
        "\n    what a picture shows [caption]: “The mayor of the town, pictured",
    ] {
        assert!(told.contains(text), "{text} in {told}");
    }
    let read = run_in(folder.path(), &["read", "a.html"], "").out;
    assert!(read.contains("\ndropped    1 lines (linked 1)\n"), "{read}");
    let json = run_in(folder.path(), &["read", "--json", "a.html"], "").out;
    let dropped = &objects(&json)[0]["dropped"];
    assert_eq!(dropped, &serde_json::json!([{ "text": "Sport", "reason": "menu", "rule": "linked", "score": null }]));
}

#[test]
fn explain_and_read_name_the_phrase_that_dropped_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let news = "The council of the town approved its budget on Monday, and the money will go to schools and roads.";
    let page = format!(
        "<article><h1>The council approved the budget of the town</h1><p>{news}</p><p>Advertisement</p><p>{news} It is late.</p></article>"
    );
    fs::write(folder.path().join("a.html"), page).unwrap();
    let told = run_in(folder.path(), &["explain", "a.html", "--language", "en"], "").out;
    assert!(told.contains("[words, en markup.advert.whole: “advertisement”]: Advertisement\n"), "{told}");
    let dropped = objects(&run_in(folder.path(), &["read", "--json", "a.html"], "").out)[0]["dropped"].clone();
    let phrase = serde_json::json!({ "language": "en", "list": "markup.advert.whole", "words": "advertisement" });
    assert_eq!((&dropped[0]["rule"], &dropped[0]["phrase"]), (&"words".into(), &phrase), "{dropped}");
}

#[test]
fn explain_names_the_rules_that_refused_names_and_sentences() {
    let folder = tempfile::tempdir().unwrap();
    let news = "The council of the town approved its budget on Monday, and the money will go to schools and roads.";
    let notice = "The paper of the town is made by twelve people in an old house by the river.";
    let page = |headline: &str, body: &str| {
        format!("<article><h1>{headline}</h1><p>{body}</p><p>{body} It was late.</p><p>{notice}</p></article>")
    };
    let one = format!(
        "{news} However, the Rubber Board said no to it. The Ministry kept to the Paris Agreement then. \
         The mayor of the town spoke of the old bridge for an hour after that."
    );
    fs::write(folder.path().join("a.html"), page("The council approved the budget of the town", &one)).unwrap();
    let other = "A fire burnt down the hall of the market in the night to Friday. Nobody was hurt, the firemen of the town said \
                 in the morning. What it was lit by is not known yet, said the police.";
    fs::write(folder.path().join("b.html"), page("A fire burnt down the hall of the market", other)).unwrap();
    let told = run_in(folder.path(), &["explain", "a.html", "--language", "en"], "").out;
    for text in [
        "  Refused as names of people: 1.\n    Rubber [house]\n",
        "  Refused as organizations: 2.\n    Board [loose]\n    Ministry [alone]\n",
        "  Refused as places: 1.\n    Paris [goes-on]\n",
        "pages about other events hold it too [recurring]: “The paper of the town",
        "    However, the Rubber Board said no to it. [length]\n",
    ] {
        assert!(told.contains(text), "{text} in {told}");
    }
    let json = run_in(folder.path(), &["explain", "a.html", "--json"], "").out;
    let refused = &objects(&json)[0]["refused"]["places"];
    assert_eq!(refused, &serde_json::json!([{ "text": "Paris", "rule": "goes-on" }]));
}

#[test]
fn explain_says_where_the_project_file_decides() {
    let folder = fires("language = \"en\"\n[[event]]\ncaptures = [\"a.txt\", \"c.txt\"]\n");
    let told = run_in(folder.path(), &["explain", "a.txt"], "").out;
    assert!(told.contains("One event with c.txt: ") && told.contains("The project file decides it."), "{told}");
    assert!(told.contains("Not taken for the event of b.txt"), "{told}");
    let other = fires("language = \"en\"\n[[event]]\ncaptures = [\"c.txt\"]\n");
    let told = run_in(other.path(), &["explain", "b.txt"], "").out;
    let until = told.find("Not taken for").unwrap();
    assert!(!told[..until].contains("The project file"), "it decides nothing of the two: {told}");
}

#[test]
fn check_reports_a_page_years_from_the_others() {
    let found = |last: &str| {
        let folder = project(None);
        for (at, day) in
            ["3 May 2024", "5 May 2024", "9 May 2024", "12 May 2024", "20 May 2024", last].iter().enumerate()
        {
            let text = format!(
                "Rivulet Gazette\n\nKite number {at} flies\n\n{day}\n\nA kite of paper and reed rose over the marsh at noon. \
                 Its maker held the line for an hour and let it go.\n"
            );
            fs::write(folder.path().join(format!("pages/kite-{at}.txt")), text).unwrap();
        }
        let run = run_in(folder.path(), &["check", "."], "");
        run.out.contains("more than two years from most pages").then(|| run.out.contains("kite-5.txt"))
    };
    assert_eq!(found("25 May 2009"), Some(true));
    assert_eq!(found("25 May 2023"), None);
}

#[test]
fn check_writes_what_a_person_accepts() {
    let before = "# ours\ncaptures = [\"pages\"] # all\n";
    let folder = project(Some(before));
    fs::write(folder.path().join("pages/again.txt"), PAGES[0].1).unwrap();
    let file = folder.path().join("litopys.toml");
    let refused = run_in(folder.path(), &["check", "--apply", "."], "n\nq\n");
    assert_eq!((refused.code, fs::read_to_string(&file).unwrap().as_str()), (3, before), "{}", refused.err);
    let only = run_in(folder.path(), &["check", "--apply", "--only", "pages/school.txt", "."], "Evening News\nq\n");
    assert_eq!(only.code, 3, "{}{}", only.out, only.err);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with(before) && text.contains("file = \"pages/school.txt\"\n"), "{text}");
    assert!(text.contains("source = \"Evening News\"\n") && !text.contains("bridge"), "{text}");
    let all = run_in(folder.path(), &["check", "--apply", "--yes", "."], "");
    assert_eq!(all.code, 3, "{}{}", all.out, all.err);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with(before) && text.contains("leave_out = true"), "{text}");
    assert!(!text.contains("YYYY") && !text.contains("= \"\""), "{text}");
    let unknown = run_in(folder.path(), &["check", "--apply", "--only", "nowhere.txt", "."], "");
    assert_eq!(unknown.code, 1, "{}", unknown.err);
    assert!(unknown.err.contains("there is no finding for this page"), "{}", unknown.err);
}

#[test]
fn check_finds_until_nothing_is_left() {
    let folder = project(Some("captures = [\"pages\"]\n"));
    fs::write(folder.path().join("pages/again.txt"), PAGES[0].1).unwrap();
    let check = run_in(folder.path(), &["check", "--json", "."], "");
    assert_eq!(check.code, 3, "{}", check.err);
    let findings = objects(&check.out);
    let has = |path: &str, kind: &str| findings.iter().any(|found| found["path"] == path && found["finding"] == kind);
    assert!(has("pages/bridge.txt", "duplicate"), "{}", check.out);
    assert!(has("pages/picture.png", "unread"), "{}", check.out);
    assert!(has("pages/school.txt", "no-source"), "{}", check.out);
    let corrected = "captures = [\"pages/school.txt\"]\n[[capture]]\nfile = \"pages/school.txt\"\n\
                     published = 2025-08-02\nsource = \"Житомир сьогодні\"\n";
    fs::write(folder.path().join("litopys.toml"), corrected).unwrap();
    let check = run_in(folder.path(), &["check", "."], "");
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}

#[test]
fn a_closed_output_is_a_quiet_end() {
    let folder = project(None);
    let mut child = program()
        .args(["schema"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn the_schema_is_one_of_json_and_the_completions_name_the_verbs() {
    let schema: serde_json::Value = serde_json::from_str(&run(&["schema"]).out).unwrap();
    assert_eq!(schema["title"], "Edition");
    let completions = run(&["completions", "bash"]);
    assert!(completions.out.contains("explain"), "{}", completions.out);
}
