//! In: folders of news about one story each, with timelines that journalists made. Out: the features of days, words and pairs of words, as
//! JSON lines on standard output, for `tools/timelines.py`, which fits `src/salience/weights.toml` to them.
//!
//! `cargo run --release --example timelines -- FOLDER [--weights FILE]`. FOLDER has a folder for each topic: `articles.jsonl` or
//! `articles.jsonl.gz`, `keywords.json` (a list of words) and `timelines.jsonl` (a timeline a line: a list of days, each with its
//! sentences). With `--weights` it prints instead the timelines that the weights choose.
//!
//! Invariant: the features are those with which the program weighs.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::io::{BufWriter, Read, Write, stdout};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use litopys::cache::Cache;
use litopys::capture;
use litopys::project::{self, Overrides};
use litopys::salience::{Counts, Likely, Subject, Weights, candidates, days, words};
use litopys::timeline::{Extent, timeline_by};
use serde_json::{Value, json};

type Failed = Box<dyn Error>;
/// A timeline: the sentences of each day.
type Known = BTreeMap<NaiveDate, Vec<String>>;

fn main() -> Result<(), Failed> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, weights) = match arguments.as_slice() {
        [folder] => (folder, None),
        [folder, option, file] if option == "--weights" => {
            (folder, Some(Weights::parse(&std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?)?))
        }
        _ => return Err("give a folder of topics, then optionally `--weights FILE`".into()),
    };
    let mut out = BufWriter::new(stdout().lock());
    for topic in topics(Path::new(folder))? {
        let name = topic.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (number, known) in timelines(&topic)?.into_iter().enumerate() {
            let rows = match &weights {
                None => features(&topic, &known)?,
                Some(weights) => vec![chosen(&topic, &known, weights)?],
            };
            for mut row in rows {
                row["topic"] = json!(name);
                row["timeline"] = json!(number);
                writeln!(out, "{row}")?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

fn topics(folder: &Path) -> Result<Vec<PathBuf>, Failed> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    found.retain(|path| path.join("timelines.jsonl").exists());
    found.sort();
    Ok(found)
}

/// The timelines of a topic. A day that is no date is left out.
fn timelines(topic: &Path) -> Result<Vec<Known>, Failed> {
    let text = std::fs::read_to_string(topic.join("timelines.jsonl"))?;
    let known = |line: &str| -> Result<Known, Failed> {
        let mut known = Known::new();
        for (day, sentences) in serde_json::from_str::<Vec<(String, Vec<String>)>>(line)? {
            if let Ok(day) = day.parse() {
                known.entry(day).or_default().extend(sentences);
            }
        }
        Ok(known)
    };
    text.lines().map(known).collect()
}

/// The articles of a topic that were published within a timeline, and what it is about.
fn corpus(topic: &Path, known: &Known) -> Result<(litopys::Resolved, Subject), Failed> {
    let (Some((&from, _)), Some((&to, _))) = (known.first_key_value(), known.last_key_value()) else {
        return Err(format!("{}: a timeline without days", topic.display()).into());
    };
    let mut text = String::new();
    match std::fs::read_to_string(topic.join("articles.jsonl")) {
        Ok(read) => text = read,
        Err(_) => {
            let packed = std::fs::File::open(topic.join("articles.jsonl.gz"))?;
            flate2::read::MultiGzDecoder::new(packed).read_to_string(&mut text)?;
        }
    }
    let inside = |line: &&str| {
        let published = serde_json::from_str::<Value>(line).ok().and_then(|read| {
            let day = read["published"].as_str()?.get(..10)?.parse::<NaiveDate>().ok()?;
            Some(day)
        });
        published.is_some_and(|day| from <= day && day <= to)
    };
    let lines: Vec<&str> = text.lines().filter(inside).collect();
    let captures = capture::read_bytes("articles.jsonl", lines.join("\n").as_bytes(), None, None);
    let captures = captures.value.unwrap_or_default();
    let resolved =
        litopys::resolve(captures, Vec::new(), &project::without_folder(&Overrides::default())?, &Cache::none());
    let keywords = serde_json::from_str(&std::fs::read_to_string(topic.join("keywords.json"))?)?;
    Ok((resolved, Subject { from: Some(from), to: Some(to), keywords }))
}

/// The features of a timeline's days, and of the words and pairs of the days that a journalist chose, each with whether the journalist has it.
fn features(topic: &Path, known: &Known) -> Result<Vec<Value>, Failed> {
    let (corpus, subject) = corpus(topic, known)?;
    let found = candidates::find(&corpus.articles, &corpus.dates, &subject);
    let counts = Counts::of(&corpus.articles);
    let mut rows: Vec<Value> = days::features(&found, &counts, Weights::packaged())
        .into_iter()
        .map(|(day, x)| json!({ "of": "day", "group": "", "x": x, "y": known.contains_key(&day) }))
        .collect();
    for (day, sentences) in known {
        let about: Vec<_> = found.get(day).into_iter().flatten().copied().filter(|one| one.on_subject).collect();
        let likely = Likely::on_day(&about, &counts, Weights::packaged());
        let said: Vec<Vec<words::Word>> = sentences.iter().map(|text| counts.words_in(text)).collect();
        let is_said: HashSet<words::Word> = said.iter().flatten().copied().collect();
        let pairs: HashSet<(words::Word, words::Word)> = said.iter().flat_map(|said| words::pairs_of(said)).collect();
        let group = day.to_string();
        let mut of_words = counts.features(&about);
        of_words.sort_by_key(|&(word, _)| word);
        rows.extend(of_words.into_iter().map(
            |(word, x)| json!({ "of": "word", "group": group, "key": word, "x": x, "y": is_said.contains(&word) }),
        ));
        let mut of_pairs = counts.pair_features(&about, &likely.words);
        of_pairs.sort_by_key(|&(pair, _)| pair);
        rows.extend(of_pairs.into_iter().map(
            |(pair, x)| json!({ "of": "pair", "group": group, "key": [pair.0, pair.1], "x": x, "y": pairs.contains(&pair) }),
        ));
    }
    Ok(rows)
}

/// The timeline that weights choose, with as many days and sentences as the journalist's.
fn chosen(topic: &Path, known: &Known, weights: &Weights) -> Result<Value, Failed> {
    let (corpus, subject) = corpus(topic, known)?;
    let sentences = known.values().map(Vec::len).sum::<usize>() as f64 / known.len() as f64;
    let extent =
        Extent { subject, dates: Some(known.len()), sentences: Some((sentences.round_ties_even() as usize).max(1)) };
    let days = timeline_by(&corpus.articles, &corpus.dates, &extent, weights);
    let days: Vec<Value> = days
        .iter()
        .map(|day| {
            let texts: Vec<&str> = day.sentences.iter().map(|chosen| chosen.sentence.text.as_str()).collect();
            json!([day.date, day.weight, texts])
        })
        .collect();
    Ok(json!({ "days": days, "known": known }))
}
