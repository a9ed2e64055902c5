//! In: outputs of the example, intact and damaged. Out: whether `verify` finds the damage.
//!
//! Invariant: the example is built in each test's own folder. A damage is one change to a clean output.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::{Value, json};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::cli::{Run, run_in};

const OUTPUTS: [&str; 3] = ["out/briefing.pdf", "out/briefing.epub", "out/briefing.json"];

/// The example with its outputs in Ukrainian, built once.
static BUILT: LazyLock<TempDir> = LazyLock::new(|| built("uk"));

/// A folder with the example's captures and its outputs.
pub fn built(language: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"), folder.path());
    build(folder.path(), &["--language", language, "--format", "pdf", "--format", "epub", "--format", "json"]);
    folder
}

fn build(folder: &Path, arguments: &[&str]) {
    let build = run_in(folder, &[&["build", "."], arguments].concat(), "");
    assert_eq!(build.code, 0, "{}", build.err);
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

pub fn verify(folder: &Path, arguments: &[&str]) -> Run {
    run_in(folder, &[&["verify"], arguments].concat(), "")
}

fn edition() -> Value {
    serde_json::from_slice(&fs::read(BUILT.path().join(OUTPUTS[2])).unwrap()).unwrap()
}

/// The result of `verify` for bytes in place of an output, with the example's captures.
fn verified(name: &str, bytes: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let output: PathBuf = folder.path().join(name);
    fs::write(&output, bytes).unwrap();
    verify(BUILT.path(), &[output.to_str().unwrap(), "--captures", "."])
}

/// The result of `verify` for the edition with a change in it.
fn damaged(change: impl FnOnce(&mut Value)) -> Run {
    let mut edition = edition();
    change(&mut edition);
    verified("edition.json", &serde_json::to_vec(&edition).unwrap())
}

fn text(value: &mut Value) -> &str {
    value.as_str().unwrap()
}

/// The pointer to the first non-empty value below a list of the edition's events, such as `key`.
fn first(edition: &Value, list: &str) -> String {
    for (chapter, it) in edition["chapters"].as_array().unwrap().iter().enumerate() {
        for (event, it) in it["events"].as_array().unwrap().iter().enumerate() {
            if !it[list].as_array().unwrap().is_empty() {
                return format!("/chapters/{chapter}/events/{event}/{list}/0");
            }
        }
    }
    panic!("no event has `{list}`");
}

/// The pointer to the first place of an event that is not the last of the edition's places.
fn located(edition: &Value) -> String {
    let last = edition["places"].as_array().unwrap().last().unwrap()["name"].clone();
    for (chapter, it) in edition["chapters"].as_array().unwrap().iter().enumerate() {
        for (event, it) in it["events"].as_array().unwrap().iter().enumerate() {
            if it["place"].is_object() && it["place"]["name"] != last {
                return format!("/chapters/{chapter}/events/{event}/place");
            }
        }
    }
    panic!("no event has a place");
}

fn at<'a>(edition: &'a mut Value, pointer: &str) -> &'a mut Value {
    edition.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}"))
}

#[test]
fn a_built_edition_verifies() {
    let english = built("en");
    for folder in [BUILT.path(), english.path()] {
        let all = verify(folder, &OUTPUTS);
        assert_eq!((all.code, all.out.as_str()), (0, ""), "{}", all.err);
        assert_eq!(all.err, "3 verified: everything is in the captures\n");
    }
    let quiet = verify(BUILT.path(), &["--quiet", OUTPUTS[2]]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
}

#[test]
fn the_outputs_carry_the_edition_itself() {
    let json = fs::read(BUILT.path().join(OUTPUTS[2])).unwrap();
    let pdf = litopys::verify::print::carried(&fs::read(BUILT.path().join(OUTPUTS[0])).unwrap()).unwrap();
    let book = litopys::verify::book::carried(&fs::read(BUILT.path().join(OUTPUTS[1])).unwrap()).unwrap();
    assert!(pdf == json && book == json);
}

/// A damage: its name, the expected finding, and the change.
type Damage = (&'static str, &'static str, Box<dyn FnOnce(&mut Value)>);

fn damage(name: &'static str, found: &'static str, change: impl FnOnce(&mut Value) + 'static) -> Damage {
    (name, found, Box::new(change))
}

/// Changes a value in place.
fn set(pointer: &'static str, value: Value) -> impl FnOnce(&mut Value) + 'static {
    move |edition| *at(edition, pointer) = value
}

fn in_words() -> Vec<Damage> {
    vec![
        damage("a changed word in a sentence", "words: chapters", |edition| {
            let sentence = at(edition, &(first(edition, "key") + "/text"));
            let changed = text(sentence).replacen(' ', " не ", 1);
            *sentence = changed.into();
        }),
        damage("a sentence at another place", "words: chapters", |edition| {
            let place = at(edition, &(first(edition, "key") + "/place"));
            for end in ["start", "end"] {
                place[end] = (place[end].as_u64().unwrap() + 3).into();
            }
        }),
        damage("an invented sentence", "names no place in a capture", |edition| {
            let mut sentence = at(edition, &first(edition, "key")).clone();
            sentence["text"] = "Про це ніхто ніколи не писав.".into();
            sentence["place"] = Value::Null;
            edition["glance"].as_array_mut().unwrap().push(sentence);
        }),
        damage("a sentence of another source", "is not the capture", |edition| {
            let number = at(edition, &(first(edition, "key") + "/source"));
            *number = (number.as_u64().unwrap() % 5 + 1).into();
        }),
        damage("half a sentence", "is only part of a longer one", |edition| {
            let sentence = at(edition, &first(edition, "key"));
            cut(sentence);
        }),
        damage("a quote cut in the middle", "is only part of a longer one", |edition| {
            let quote = at(edition, &first(edition, "quotes"));
            cut(quote);
        }),
        damage("a changed number", "evidence: sources[4].dating[0].evidence[0]", |edition| {
            let words = at(edition, "/sources/4/dating/0/evidence/0/text");
            *words = text(words).replace('6', "7").into();
        }),
        damage("a place behind the end of the capture", "has no place", |edition| {
            let place = at(edition, &(first(edition, "quotes") + "/place"));
            (place["start"], place["end"]) = (900_000.into(), 900_040.into());
        }),
        damage("a place in no capture", "does not exist", |edition| {
            at(edition, &(first(edition, "key") + "/place"))["path"] = "pages/none.txt".into();
        }),
        damage("a changed headline", "words: chapters[0].events[0].headline", |edition| {
            let headline = at(edition, "/chapters/0/events/0/headline/text");
            *headline = format!("{} знову", text(headline)).into();
        }),
        damage("a schema of tomorrow", "", set("/schema", json!(4))),
    ]
}

/// Removes the second half of a text, with its position.
fn cut(words: &mut Value) {
    let whole = words["text"].as_str().unwrap().to_owned();
    let half: Vec<&str> = whole.split(' ').collect();
    let half = half[..half.len() / 2].join(" ").trim_end_matches([',', '.', '–', '-', ' ']).to_owned();
    let start = words["place"]["start"].as_u64().unwrap();
    words["place"]["end"] = (start + half.chars().count() as u64).into();
    words["text"] = half.into();
}

fn in_names_and_dates() -> Vec<Damage> {
    vec![
        damage("another speaker", "name: chapters", |edition| {
            let speaker = at(edition, &(first(edition, "quotes") + "/speaker")).clone();
            let mut people = edition["people"].as_array().unwrap().iter().map(|person| person["name"].clone());
            let other = people.rfind(|name| *name != speaker).unwrap();
            *at(edition, &(first(edition, "quotes") + "/speaker")) = other;
        }),
        damage("a speaker whom nobody knows", "is not in the list of people", |edition| {
            *at(edition, &(first(edition, "quotes") + "/speaker")) = "Яків Незнаний".into();
        }),
        damage("another name", "does not begin like any", |edition| {
            (edition["people"][0]["name"], edition["people"][0]["sort"]) = ("Яків Щирий".into(), "Щирий Яків".into());
        }),
        damage("a name without a place", "no place names", set("/people/0/named", json!([]))),
        damage("another organization", "name: organizations[0]: `Рада птахів`", |edition| {
            let organization = &mut edition["organizations"][0];
            (organization["name"], organization["sort"]) = ("Рада птахів".into(), "Рада птахів".into());
        }),
        damage("another place", "name: places[0]: `Тімбукту`", |edition| {
            (edition["places"][0]["name"], edition["places"][0]["sort"]) = ("Тімбукту".into(), "Тімбукту".into());
        }),
        damage("an organization without a place", "no place names", set("/organizations/0/named", json!([]))),
        damage("words that do not name the place", "words: places[0].named[0]", |edition| {
            let place = at(edition, "/places/0/named/0/place");
            for end in ["start", "end"] {
                place[end] = (place[end].as_u64().unwrap() + 2).into();
            }
        }),
        damage("an event that does not name the organization", "no source of the event", |edition| {
            edition["organizations"][0]["events"] = json!(["event-none"]);
        }),
        damage("an event at another place", "do not name", |edition| {
            let name = edition["places"].as_array().unwrap().last().unwrap()["name"].clone();
            *at(edition, &(located(edition) + "/name")) = name;
        }),
        damage("an event at a place of other words", "place.said", |edition| {
            *at(edition, &(located(edition) + "/said/text")) = "Тімбукту".into();
        }),
        damage("a role that the project does not give", "is not the project's", |edition| {
            edition["people"][0]["declared_role"] = "цар".into();
        }),
        damage("another byline", "byline", |edition| {
            let sources = edition["sources"].as_array_mut().unwrap();
            let source = sources.iter_mut().find(|source| !source["byline"].as_array().unwrap().is_empty()).unwrap();
            source["byline"][0] = "Яків Незнаний".into();
        }),
        damage("a date that its text does not tell", "date: sources[0].published", |edition| {
            for end in ["earliest", "latest"] {
                edition["sources"][0]["published"][end] = "2023-01-05".into();
            }
        }),
        damage("a date that its evidence does not give", "does not follow from its evidence", |edition| {
            let published = json!({
                "earliest": "2022-01-05", "latest": "2022-01-05", "precision": "day", "how": "stated",
                "long": "5 січня 2022 р.", "short": "5 січ. 2022"
            });
            edition["sources"][0]["published"] = published;
        }),
        damage("evidence that is gone", "it has no evidence", set("/sources/0/dating", json!([]))),
        damage("evidence of an event that is gone", "it has no evidence", |edition| {
            edition["chapters"][0]["events"][0]["evidence"] = json!([]);
        }),
        damage("evidence that stands elsewhere", "evidence: sources", |edition| {
            let evidence = at(edition, "/sources/0/dating/0/evidence/0");
            (evidence["start"], evidence["end"]) = (1.into(), 9.into());
        }),
        damage("a step with another number", "which is in no evidence", |edition| {
            let step = at(edition, "/sources/0/dating/0/text");
            *step = format!("{} (1999)", text(step)).into();
        }),
        damage("a mark at another day", "timeline.lanes[0].marks[0]", |edition| {
            let mark = at(edition, "/timeline/lanes/0/marks/0");
            mark["first"] = (mark["first"].as_i64().unwrap() + 1).into();
        }),
        damage("a period that is not that of its events", "period", |edition| {
            edition["period"]["earliest"] = "2023-01-01".into();
        }),
    ]
}

fn in_order() -> Vec<Damage> {
    vec![
        damage("a capture that the ledger has lost", "is not in the ledger", |edition| {
            edition["ledger"]["entries"].as_array_mut().unwrap().pop();
        }),
        damage("a capture that is there twice", "is there twice", |edition| {
            let entries = edition["ledger"]["entries"].as_array_mut().unwrap();
            entries.push(entries[0].clone());
        }),
        damage("a total that does not add up", "count: ledger.totals[0]", set("/ledger/totals/0/captures", json!(17))),
        damage(
            "a number of independent sources",
            "it counts 17 independent sources",
            set("/chapters/0/events/0/independent", json!(17)),
        ),
        damage(
            "a day's number of independent sources",
            "it counts 17 independent",
            set("/days/0/independent", json!(17)),
        ),
        damage("a day without sources", "one of its sources does not exist", set("/days/0/sources", json!([]))),
        damage("a day that is none", "is no day", set("/days/0/day", json!("2031-02-30"))),
        damage("an event of another day", "did not happen on it", set("/days/0/events", json!(["event-none"]))),
        damage("a count that does not add up", "count: counts.events", set("/counts/events/number", json!(17))),
        damage("an identifier that is there twice", "identifier: ", |edition| {
            let id = edition["people"][0]["id"].clone();
            edition["people"][1]["id"] = id;
        }),
        damage("an event without a report", "it leads to no report", |edition| {
            edition["chapters"][0]["events"][0]["sources"] = json!([]);
        }),
        damage("an event on the timeline that is not there", "event: timeline", |edition| {
            edition["timeline"]["lanes"][0]["marks"][0]["event"] = "event-none".into();
        }),
        damage("an event that the timeline lacks", "is not on it", |edition| {
            edition["timeline"]["lanes"][0]["marks"].as_array_mut().unwrap().pop();
        }),
        damage("a count of the timeline", "count: timeline.density: it does not count the events", |edition| {
            let bin = at(edition, "/timeline/density/bins/0/events");
            *bin = (bin.as_u64().unwrap() + 1).into();
        }),
        damage("a count of reports of a lane", "count: timeline.lanes[0].density", |edition| {
            let bin = at(edition, "/timeline/lanes/0/density/bins/0/reports");
            *bin = (bin.as_u64().unwrap() + 1).into();
        }),
        damage("a day without a count", "count: timeline.density", |edition| {
            at(edition, "/timeline/density/bins").as_array_mut().unwrap().remove(0);
        }),
        damage("a count of a day that has no event", "timeline.density", |edition| {
            let bin = at(edition, "/timeline/density/bins/0");
            (bin["from"], bin["until"]) = ((-2).into(), (-1).into());
        }),
        damage("a scale without bars", "count: timeline.scale", set("/timeline/scale", json!("Стовпчики: 99"))),
        damage("a key event that the figure does not name", "timeline.description", |edition| {
            at(edition, "/timeline/lanes/0/marks/0")["key"] = false.into();
        }),
        damage("a mark that does not say whether it is named", "a mark does not say", |edition| {
            at(edition, "/timeline/lanes/0/marks/0").as_object_mut().unwrap().remove("key");
        }),
        damage("a digest of another capture", "has changed since", |edition| {
            edition["sources"][0]["digest"] = "0".repeat(64).into();
        }),
    ]
}

#[test]
fn every_damage_to_an_edition_is_found() {
    let mut missed = Vec::new();
    for (name, found, change) in in_words().into_iter().chain(in_names_and_dates()).chain(in_order()) {
        let run = damaged(change);
        let expected = if found.is_empty() { 1 } else { 3 };
        if run.code != expected || !(run.out + &run.err).contains(found) {
            missed.push(format!("{name}: exit code {}, `{found}` is not said: {}", run.code, run.err));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn an_edition_of_the_second_version_needs_no_counts_on_its_timeline() {
    let older = |edition: &mut Value| {
        edition["schema"] = 2.into();
        let timeline = at(edition, "/timeline").as_object_mut().unwrap();
        for name in ["density", "scale", "joined"] {
            timeline.remove(name).unwrap();
        }
        for lane in timeline["lanes"].as_array_mut().unwrap() {
            lane.as_object_mut().unwrap().remove("density").unwrap();
            for mark in lane["marks"].as_array_mut().unwrap() {
                mark.as_object_mut().unwrap().remove("key").unwrap();
            }
        }
    };
    let run = damaged(older);
    assert_eq!(run.code, 0, "{}", run.out + &run.err);
    let run = damaged(|edition| {
        older(edition);
        edition["schema"] = 3.into();
    });
    assert_eq!(run.code, 3);
    assert!(run.out.contains("timeline.density: it is missing"), "{}", run.out + &run.err);
    let run = damaged(|edition| {
        older(edition);
        *at(edition, "/timeline/description") = "Стрічка часу".into();
    });
    assert!(run.code == 3 && run.out.contains("timeline.description"), "{}", run.out + &run.err);
}

#[test]
fn another_number_in_a_sentence_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let page = "Міст через Десну відкрили для руху\n\n14 липня 2025 року\n\nУ Чернігові відкрили відновлений міст через \
                Десну завдовжки 346 метрів, повідомила міська рада.\n";
    fs::write(folder.path().join("bridge.txt"), page).unwrap();
    build(folder.path(), &["--format", "json"]);
    let edition = fs::read_to_string(folder.path().join(OUTPUTS[2])).unwrap();
    assert_eq!(verify(folder.path(), &[OUTPUTS[2]]).code, 0);
    fs::write(folder.path().join(OUTPUTS[2]), edition.replacen("346 метрів", "364 метрів", 1)).unwrap();
    let run = verify(folder.path(), &[OUTPUTS[2]]);
    assert!(run.code == 3 && run.out.contains("364 метрів"), "{}{}", run.out, run.err);
}

#[test]
fn a_failure_is_one_line_or_one_object() {
    let mut edition = edition();
    edition["counts"]["events"]["number"] = 17.into();
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("edition.json");
    fs::write(&output, serde_json::to_vec(&edition).unwrap()).unwrap();
    let output = output.to_str().unwrap();
    let plain = verify(BUILT.path(), &[output, "--captures", "."]);
    assert_eq!(plain.out, format!("{output}: count: counts.events: there are {}\n", counted(&edition)));
    assert_eq!(plain.err, "1 verified, 1 failures\n");
    let json = verify(BUILT.path(), &["--json", output, "--captures", "."]);
    let line: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(
        (&line["output"], &line["what"], &line["place"]),
        (&json!(output), &json!("count"), &json!("counts.events"))
    );
}

fn counted(edition: &Value) -> String {
    let events: usize =
        edition["chapters"].as_array().unwrap().iter().map(|it| it["events"].as_array().unwrap().len()).sum();
    format!("{events} {}", edition["counts"]["events"]["noun"].as_str().unwrap())
}

/// The book with one file of it changed.
fn rebound(file: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let book = fs::read(BUILT.path().join(OUTPUTS[1])).unwrap();
    let mut old = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut entry = old.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if entry.name() == format!("OEBPS/{file}") {
            let before = String::from_utf8(bytes).unwrap();
            bytes = change(&before).into_bytes();
            assert!(bytes != before.as_bytes(), "nothing was changed in {file}");
        }
        new.start_file(entry.name(), SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// The text of the first element with a place on a page.
fn first_claim(page: &str) -> &str {
    let behind = page.split_once(" data-end=").unwrap().1;
    behind.split_once('>').unwrap().1.split_once('<').unwrap().0
}

#[test]
fn a_damaged_book_is_found_page_by_page() {
    let changed = rebound("chapter-1.xhtml", |page| page.replacen(first_claim(page), "Інші слова", 1));
    let run = verified("a.epub", &changed);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.out.contains("words: chapter-1.xhtml: `Інші слова` is not in"), "{}", run.out);
    assert!(run.out.contains("print: chapter-1.xhtml: `Інші слова` is not in the edition"), "{}", run.out);

    let invented = rebound("glance.xhtml", |page| page.replace("</section>", "<p>Цього ніхто не писав.</p></section>"));
    let run = verified("a.epub", &invented);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.out.contains("print: glance.xhtml: `Цього ніхто не писав.` is not in"), "{}", run.out);

    let moved = rebound("glance.xhtml", |page| page.replacen(" data-start=\"", " data-start=\"1", 1));
    let run = verified("a.epub", &moved);
    assert!(run.code == 3 && run.out.contains("is not in `pages/"), "{}{}", run.out, run.err);

    let gone = rebound("glance.xhtml", |page| page.replacen(first_claim(page), "", 1));
    let run = verified("a.epub", &gone);
    assert!(run.code == 3 && run.out.contains("of `glance[0]` is not on it"), "{}{}", run.out, run.err);

    let edition = rebound("edition.json", |edition| edition.replacen("\"text\": \"", "\"text\": \"Не ", 1));
    assert_eq!(verified("a.epub", &edition).code, 3);
}

#[test]
fn a_briefing_that_prints_something_else_is_found() {
    let carried = fs::read(BUILT.path().join(OUTPUTS[2])).unwrap();
    let pdf = fs::read(BUILT.path().join(OUTPUTS[0])).unwrap();
    assert_eq!(litopys::verify::print::check(&pdf, &carried), Ok(Vec::new()));
    let mut other = edition();
    *at(&mut other, &(first(&edition(), "key") + "/text")) = "Цього ніхто не друкував.".into();
    let found = litopys::verify::print::check(&pdf, &serde_json::to_vec(&other).unwrap()).unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].to_string().contains("`Цього ніхто не друкував.` is not printed"), "{}", found[0]);
}

#[test]
fn a_file_that_is_not_an_output_is_an_error_with_a_hint() {
    let bare = typst_without_attachment();
    for (name, bytes, problem) in [
        ("a.pdf", bare.as_slice(), "it contains no edition"),
        ("a.pdf", b"%PDF-1.7 and no more", "it is damaged: "),
        ("a.epub", b"PK\x03\x04 and no more", "it is damaged: "),
        ("a.json", b"{}", "it is not an edition: "),
        ("a.json", b"{\"schema\": 1, \"chapters\": 5}", "it is not an edition: "),
        ("a.txt", b"words", "it is not a PDF, EPUB, JSON or Markdown"),
    ] {
        let run = verified(name, bytes);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{name}: {}", run.err);
        assert!(
            run.err.starts_with("error: `") && run.err.contains(problem) && run.err.contains("\nhint: "),
            "{}",
            run.err
        );
    }
    assert_eq!(verify(BUILT.path(), &["out/none.pdf"]).code, 1);
    assert_eq!(verify(BUILT.path(), &[]).code, 2);
}

/// A briefing from before it contained its edition: the layout attaches nothing.
fn typst_without_attachment() -> Vec<u8> {
    use litopys::render::Pictures;
    use litopys::render::pdf::{Layout, render};
    let plan = super::pdf::sample::Plan { events: 1, chapters: 1, people: 0, ..Default::default() };
    let edition = super::pdf::sample::edition(&plan);
    let main = "#set document(title: \"Відбудова\")\n#let edition = json(\"/edition.json\")\nСлово".to_owned();
    let layout = Layout::built_in().with([(Layout::MAIN.to_owned(), main.into_bytes())]);
    render(&edition, b"{}", &Pictures::default(), &layout).unwrap_or_else(|error| panic!("{error}")).value.bytes
}

#[test]
fn a_changed_capture_is_reported() {
    let folder = built("uk");
    let page = folder.path().join("pages/02-plany.txt");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text + "\nІще один рядок.\n").unwrap();
    for output in OUTPUTS {
        let run = verify(folder.path(), &[output]);
        assert_eq!(run.code, 3, "{}", run.err);
        assert!(run.out.contains("the capture `pages/02-plany.txt` has changed since"), "{}", run.out);
        assert_eq!(run.out.lines().count(), 1, "what stood in it still stands there: {}", run.out);
    }
    fs::remove_file(&page).unwrap();
    let run = verify(folder.path(), &[OUTPUTS[2]]);
    assert!(run.code == 3 && run.out.contains("the capture `pages/02-plany.txt` does not exist"), "{}", run.out);
    fs::write(folder.path().join("pages/new.txt"), "Нова сторінка про щось інше.\n").unwrap();
    let run = verify(folder.path(), &[OUTPUTS[2]]);
    assert!(run.out.contains("ledger: ledger.entries: `pages/new.txt` is not in the ledger"), "{}", run.out);
}

#[test]
fn captures_that_are_nowhere_have_to_be_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(BUILT.path().join(OUTPUTS[2]), folder.path().join("edition.json")).unwrap();
    let lost = verify(folder.path(), &["edition.json"]);
    assert_eq!((lost.code, lost.out.as_str()), (1, ""));
    assert!(lost.err.contains("its captures were not found\nhint: "), "{}", lost.err);
    let captures = BUILT.path().to_str().unwrap();
    assert_eq!(verify(folder.path(), &["edition.json", "--captures", captures]).code, 0);
}

#[test]
fn captures_declared_in_the_project_are_known() {
    let folder = built("uk");
    let file = folder.path().join("litopys.toml");
    let project = fs::read_to_string(&file).unwrap();
    let correction = "\n[[event]]\ncaptures = [\"pages/02-plany.txt\"]\nnote = \"Слово редактора.\"\n\
                      [[capture]]\nfile = \"pages/02-plany.txt\"\ntitle = \"Інша назва\"\nsource = \"Вісник\"\n\
                      published = 2023-12-11\n";
    fs::write(&file, project.clone() + correction).unwrap();
    build(folder.path(), &["--format", "epub", "--format", "json"]);
    let outputs = &OUTPUTS[1..];
    let run = verify(folder.path(), outputs);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    fs::write(&file, project).unwrap();
    let run = verify(folder.path(), outputs);
    assert!(run.code == 3 && run.out.contains("`Інша назва` names no place in a capture"), "{}", run.out);
    assert!(run.out.contains("the note `Слово редактора.` is not the project's"), "{}", run.out);
}

#[test]
fn editions_of_every_form_and_case_verify() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> = fs::read_dir(cases).unwrap().map(|case| case.unwrap().path()).collect();
    folders.retain(|folder| folder.join("captures").is_dir());
    folders.sort();
    let out = tempfile::tempdir().unwrap();
    for folder in folders {
        let captures = folder.join("captures");
        let arguments = ["build", captures.to_str().unwrap(), "--format", "json", "--format", "epub", "-o", "out"];
        let build = run_in(out.path(), &arguments, "");
        assert_eq!(build.code, 0, "{}: {}", folder.display(), build.err);
        let run =
            verify(out.path(), &["out/briefing.json", "out/briefing.epub", "--captures", captures.to_str().unwrap()]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}: {}", folder.display(), run.err);
    }
}
