//! The real captures, field by field: the output of `list` and `read` for each page compared with what a careful reader finds in it.
//!
//! The pages belong to their publishers and are not part of the project. `LITOPYS_CAPTURES` names the folder with `seeds/` and
//! `seeds.toml`.
//!
//! Invariant: nothing of the pages is kept. Without the folder the test says that it did not run.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Truth {
    timezone: String,
    capture: Vec<Page>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    file: String,
    source: String,
    headline: String,
    deck_starts: Option<String>,
    byline: Vec<String>,
    language: String,
    published: Published,
    subheads: Vec<String>,
    body_starts: Vec<String>,
    people: Vec<String>,
    speakers: Vec<String>,
    #[serde(default)]
    same_event_as: Vec<String>,
    absent: Vec<String>,
    mentions: Vec<Mentioned>,
}

#[derive(Deserialize)]
struct Published {
    at: Option<String>,
    from: Option<String>,
    to: Option<String>,
    how: String,
}

#[derive(Deserialize)]
struct Mentioned {
    from: String,
    to: String,
    about: String,
}

/// The differences, one line each.
#[derive(Default)]
struct Disagreements(Vec<String>);

impl Disagreements {
    fn check<T: PartialEq + Debug>(&mut self, what: &str, said: T, expected: T) {
        if said != expected {
            self.0.push(format!("{what}: said {said:?}, expected {expected:?}"));
        }
    }

    fn require(&mut self, holds: bool, what: String) {
        if !holds {
            self.0.push(what);
        }
    }
}

fn captures() -> Option<PathBuf> {
    let folder = std::env::var_os("LITOPYS_CAPTURES");
    if folder.is_none() {
        println!("not run: LITOPYS_CAPTURES names no folder with real captures");
    }
    folder.map(PathBuf::from)
}

fn lines(verb: &str, folder: &Path, project: &Path) -> BTreeMap<String, Value> {
    let mut command = crate::cli::program();
    command.args([verb, "--json"]).arg(folder).current_dir(project);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let stdout = String::from_utf8(done.stdout).unwrap();
    let values = stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    values.map(|value| (file_name(&value), value)).collect()
}

fn file_name(value: &Value) -> String {
    Path::new(value["path"].as_str().unwrap()).file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn the_real_captures_say_what_a_careful_reader_finds() {
    let Some(folder) = captures() else { return };
    let truth: Truth = toml::from_str(&std::fs::read_to_string(folder.join("seeds.toml")).unwrap()).unwrap();
    let copy = tempfile::tempdir().unwrap();
    for page in &truth.capture {
        std::fs::copy(folder.join("seeds").join(&page.file), copy.path().join(&page.file)).unwrap();
    }
    std::fs::write(copy.path().join("litopys.toml"), format!("timezone = \"{}\"\n", truth.timezone)).unwrap();
    let listed = lines("list", copy.path(), copy.path());
    let read = lines("read", copy.path(), copy.path());
    let mut wrong = Disagreements::default();
    for page in &truth.capture {
        check_page(page, &listed[&page.file], &mut wrong);
        check_parts(page, &read[&page.file], &mut wrong);
        for other in &page.same_event_as {
            let what = format!("{}: not the same event as {other}", page.file);
            wrong.require(listed[&page.file]["event"] == listed[other]["event"], what);
        }
    }
    assert!(wrong.0.is_empty(), "{} disagreements:\n{}", wrong.0.len(), wrong.0.join("\n"));
}

/// The claims of the corpus about a page.
fn check_page(page: &Page, said: &Value, wrong: &mut Disagreements) {
    let file = &page.file;
    check_parts(page, said, wrong);
    wrong.check(&format!("{file} source"), folded(&said["source"]), page.source.clone());
    check_published(page, &said["published"], wrong);
    wrong.check(&format!("{file} people"), sorted(texts(&said["people"])), sorted(page.people.clone()));
    for mention in &page.mentions {
        let spans = said["mentions"].as_array().unwrap().iter();
        let found = spans.map(|one| (folded(&one["earliest"]), folded(&one["latest"]))).any(|(earliest, latest)| {
            (earliest.get(..10), latest.get(..10)) == (Some(mention.from.as_str()), Some(mention.to.as_str()))
        });
        let all = &said["mentions"];
        wrong.require(
            found,
            format!("{file} mentions: no {}–{} ({}) in {all}", mention.from, mention.to, mention.about),
        );
    }
}

/// The claims of a page about itself.
fn check_parts(page: &Page, said: &Value, wrong: &mut Disagreements) {
    let file = &page.file;
    wrong.check(&format!("{file} headline"), folded(&said["headline"]), fold(&page.headline));
    wrong.check(&format!("{file} byline"), texts(&said["byline"]), page.byline.clone());
    wrong.check(&format!("{file} language"), folded(&said["language"]), page.language.clone());
    wrong.check(&format!("{file} subheads"), blocks(said, |kind| kind == "subhead"), page.subheads.clone());
    check_body(page, said, wrong);
    let speakers = said["quotes"].as_array().unwrap().iter().filter_map(|quote| quote["speaker"].as_str());
    let mut speakers: Vec<String> = speakers.map(str::to_owned).collect();
    speakers.sort();
    speakers.dedup();
    wrong.check(&format!("{file} speakers"), speakers, sorted(page.speakers.clone()));
    for text in &page.absent {
        for field in ["headline", "deck", "body", "quotes", "people", "mentions"] {
            wrong.require(!said[field].to_string().contains(text), format!("{file} {field}: holds {text:?}"));
        }
    }
}

/// The deck may be separate or the first paragraph.
fn check_body(page: &Page, said: &Value, wrong: &mut Disagreements) {
    let mut told = blocks(said, |kind| kind != "subhead");
    told.splice(0..0, said["deck"].as_str().map(fold));
    let expected: Vec<String> = page.deck_starts.iter().chain(&page.body_starts).map(|start| fold(start)).collect();
    let starts: Vec<String> = told
        .iter()
        .zip(&expected)
        .map(|(told, expected)| told.chars().take(expected.chars().count()).collect())
        .chain(told.iter().skip(expected.len()).cloned())
        .collect();
    wrong.check(&format!("{} body", page.file), starts, expected);
}

fn check_published(page: &Page, said: &Value, wrong: &mut Disagreements) {
    let file = &page.file;
    let (earliest, latest) = (folded(&said["earliest"]), folded(&said["latest"]));
    wrong.check(&format!("{file} how"), folded(&said["how"]), page.published.how.clone());
    match &page.published {
        Published { at: Some(at), .. } => {
            wrong.require(earliest.starts_with(at), format!("{file} published: {earliest}"))
        }
        Published { from, to, .. } => {
            let inside = Some(&earliest) >= from.as_ref() && Some(&latest) <= to.as_ref() && !earliest.is_empty();
            wrong.require(inside, format!("{file} published: {earliest} to {latest}"));
        }
    }
}

fn blocks(said: &Value, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let body = said["body"].as_array().unwrap().iter();
    body.filter(|block| wanted(block["kind"].as_str().unwrap())).map(|block| folded(&block["text"])).collect()
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(folded).collect()
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list
}

fn folded(value: &Value) -> String {
    fold(value.as_str().unwrap_or(""))
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
