//! Small corpora under `tests/cases`, each with the dates that a careful reader finds in it.
//!
//! A case is a folder. `captures/` is a project. `expected.toml` describes the case and gives the publication and event dates of its
//! articles in EDTF (ISO 8601-2): `2031-05-06`, `2031-05-06T18:16+03:00`, `2031-05-06/2031-05-07`, `2031-05`, `2031`, `2031-05-06~` for
//! about, `../2031-05-06` for not after, `2031-05-06/..` for not before, empty for unknown. It may list the upcoming events of the edition.
//!
//! Invariant: every folder is a case. An article of a case that is not expected is a failure.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

/// Minimum number of cases, and of cases in which an article's publication day cannot be known.
const CASES: usize = 60;
const HONEST: usize = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The purpose of the case.
    shows: String,
    article: Vec<Article>,
    /// The upcoming events of the edition. Absent: not checked.
    upcoming: Option<Vec<Upcoming>>,
}

/// An upcoming event: its days in EDTF, and the files that announce it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Upcoming {
    days: String,
    sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Article {
    /// With `#record` at the end if the file contains several.
    file: String,
    published: String,
    happened: Option<String>,
    /// Labels of its event and its story. Pages with the same label belong together, others do not.
    event: Option<String>,
    story: Option<String>,
    /// Words in the chain of evidence for `published`.
    #[serde(default)]
    evidence: Vec<String>,
    /// Words of the evidence that was outweighed.
    #[serde(default)]
    against: Vec<String>,
    /// The days of words in the text.
    #[serde(default)]
    mentions: BTreeMap<String, String>,
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases
}

fn expected(case: &Path) -> Expected {
    let path = case.join("expected.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The output of `list --json` and `explain --json` for the articles of a folder, by name.
fn listed(folder: &Path) -> BTreeMap<String, Value> {
    let run = |command: &mut Command| {
        let done = command.output().unwrap();
        assert!(done.status.success(), "{}: {}", folder.display(), String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    let said = run(crate::cli::program().args(["list", "--json"]).arg(folder));
    let values = said.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    values.map(|value| (name(&value), value)).collect()
}

/// The evidence that was outweighed according to `explain --json`.
fn against(folder: &Path, file: &str) -> Vec<String> {
    let mut command = crate::cli::program();
    command.args(["explain", "--json", "--in"]).arg(folder).arg(folder.join(file));
    let said: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    said["against"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

fn name(value: &Value) -> String {
    let path = value["path"].as_str().unwrap();
    match value["record"].as_u64() {
        None | Some(0) => path.to_owned(),
        Some(record) => format!("{path}#{record}"),
    }
}

/// A `When` of the JSON in EDTF.
fn edtf(when: &Value) -> String {
    let end = |name: &str| when[name].as_str().unwrap_or("..").to_owned();
    let (earliest, latest) = (end("earliest"), end("latest"));
    let about = if when["precision"] == "about" { "~" } else { "" };
    match when["precision"].as_str() {
        None => String::new(),
        Some("month") => earliest[..7].to_owned(),
        Some("year") => earliest[..4].to_owned(),
        Some(_) if earliest == latest => earliest + about,
        Some(_) => format!("{earliest}/{latest}"),
    }
}

/// The days of a mention. A whole month or year is printed as such.
fn days(mention: &Value) -> String {
    let (earliest, latest) = (mention["earliest"].as_str().unwrap(), mention["latest"].as_str().unwrap());
    let last_of_month = chrono::NaiveDate::parse_from_str(latest, "%Y-%m-%d").unwrap().succ_opt().unwrap().to_string();
    if earliest == latest {
        earliest.to_owned()
    } else if earliest.ends_with("-01-01") && latest == format!("{}-12-31", &earliest[..4]) {
        earliest[..4].to_owned()
    } else if earliest.ends_with("-01") && last_of_month.ends_with("-01") && earliest[..7] == latest[..7] {
        earliest[..7].to_owned()
    } else {
        format!("{earliest}/{latest}")
    }
}

/// The upcoming events of the edition of a folder: days and files.
fn upcoming(folder: &Path) -> Vec<(String, Vec<String>)> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let mut pages: Vec<_> = files.map(|path| (name(&path), std::fs::read_to_string(&path).unwrap())).collect();
    pages.sort();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (edition, _) = crate::cli::edition_of(&pages, "", &[]);
    let file = |number: &Value| {
        let mut sources = edition["sources"].as_array().unwrap().iter();
        sources.find(|source| source["number"] == *number).unwrap()["path"].as_str().unwrap().to_owned()
    };
    let one = |one: &Value| {
        let mut files: Vec<String> = one["sources"].as_array().unwrap().iter().map(file).collect();
        files.sort();
        (edtf(&one["when"]), files)
    };
    edition["upcoming"].as_array().unwrap().iter().map(one).collect()
}

/// The differences between a case and its expectations.
fn disagreements(case: &Path) -> Vec<String> {
    let folder = case.join("captures");
    let (expected, said) = (expected(case), listed(&folder));
    let mut wrong = Vec::new();
    if let Some(coming) = &expected.upcoming {
        let coming: Vec<_> = coming.iter().map(|one| (one.days.clone(), one.sources.clone())).collect();
        let found = upcoming(&folder);
        wrong.extend((found != coming).then(|| format!("upcoming: {found:?}, expected {coming:?}")));
    }
    let unexpected = said.keys().filter(|name| !expected.article.iter().any(|article| article.file == **name));
    wrong.extend(unexpected.map(|name| format!("{name}: not expected")));
    for article in &expected.article {
        let Some(found) = said.get(&article.file) else {
            wrong.push(format!("{}: not listed", article.file));
            continue;
        };
        for (what, label) in [("event", article.event.as_ref()), ("story", article.story.as_ref())] {
            wrong.extend(strangers(what, article, label, &expected, &said));
        }
        let mut check = |what: &str, found: &str, expected: &str| {
            if found != expected {
                wrong.push(format!("{} {what}: said `{found}`, expected `{expected}`", article.file));
            }
        };
        check("published", &edtf(&found["published"]), &article.published);
        if let Some(happened) = &article.happened {
            check("happened", &edtf(&found["happened"]), happened);
        }
        for (text, expected) in &article.mentions {
            let mentions = found["mentions"].as_array().unwrap().iter();
            let mention = mentions.filter(|one| one["text"].as_str() == Some(text)).map(days).next();
            check(&format!("mention «{text}»"), &mention.unwrap_or_default(), expected);
        }
        let evidence: Vec<_> = found["published"]["evidence"].as_array().into_iter().flatten().collect();
        let stands = |words: &String| evidence.iter().any(|one| one["text"].as_str().unwrap().contains(words.as_str()));
        wrong.extend(article.evidence.iter().filter(|&words| !stands(words)).map(|words| {
            format!("{}: its chain does not name «{words}»: {:?}", article.file, texts(&found["published"]))
        }));
        if !article.against.is_empty() {
            let told = against(&folder, &article.file);
            let missing = article.against.iter().filter(|words| !told.iter().any(|one| one.contains(words.as_str())));
            wrong.extend(missing.map(|words| format!("{}: «{words}» is not told against it: {told:?}", article.file)));
        }
    }
    wrong
}

/// The articles that are, or are not, in one event or story with an article, contrary to their labels.
fn strangers(
    what: &str,
    article: &Article,
    label: Option<&String>,
    expected: &Expected,
    said: &BTreeMap<String, Value>,
) -> Vec<String> {
    let of = |other: &Article| if what == "event" { other.event.clone() } else { other.story.clone() };
    let group = |file: &str| said.get(file).and_then(|found| found[what].as_str());
    let Some(label) = label else { return Vec::new() };
    let labelled = expected.article.iter().filter_map(|other| Some((other, of(other)?)));
    let wrong = labelled.filter(|(other, of_other)| {
        let together = group(&article.file).is_some() && group(&article.file) == group(&other.file);
        other.file > article.file && together != (of_other == label)
    });
    let told = |(other, of_other): (&Article, String)| {
        let how = if of_other == *label { "are not" } else { "are" };
        format!("{} and {} {how} of one {what}", article.file, other.file)
    };
    wrong.map(told).collect()
}

fn texts(when: &Value) -> Vec<&str> {
    when["evidence"].as_array().into_iter().flatten().filter_map(|one| one["text"].as_str()).collect()
}

#[test]
fn every_case_is_dated_as_a_careful_reader_dates_it() {
    let mut told = Vec::new();
    for case in cases() {
        let wrong = disagreements(&case);
        if !wrong.is_empty() {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            told.push(format!("{name}: {}\n    {}", expected(&case).shows, wrong.join("\n    ")));
        }
    }
    assert!(told.is_empty(), "{} of {} cases:\n{}", told.len(), cases().len(), told.join("\n"));
}

#[test]
fn there_are_cases_enough_in_each_language() {
    let names: Vec<_> = cases().iter().map(|case| case.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert!(names.len() >= CASES, "{}", names.len());
    for language in ["uk-", "ru-", "en-"] {
        assert!(names.iter().filter(|name| name.starts_with(language)).count() >= HONEST, "{language}");
    }
    let is_honest = |case: &PathBuf| {
        let unknown = |published: &str| published.is_empty() || published.contains('/') || published.len() < 10;
        expected(case).article.iter().any(|article| unknown(&article.published))
    };
    assert!(cases().iter().filter(|case| is_honest(case)).count() >= HONEST);
}
