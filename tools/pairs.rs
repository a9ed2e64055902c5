//! In: lists of labelled pages. Out: the weights of the pair features (`pair.toml`, `undated.toml` and `across.toml` of `src/link`), and
//! the accuracy of the models on topics that they were not trained on. `tools/cards/pairs.md` describes the data of the present files.
//!
//! `cargo run --release --example pairs -- [--dump] [--to FOLDER] LIST.tsv … [--undated LIST.tsv …]`. Without `--to` nothing is written. A
//! list has one line for each page: its path, its address (may be empty), its topic and its event (both empty if unknown), separated by
//! tabs. Two pages of one event are a positive pair. Two pages of different topics, or of different events of one topic, are a negative
//! pair. About others nothing is known. Pairs whose publication days are more than a week apart are not used for the models in one
//! language. Across languages they are negative. The lists after `--undated` contain many pages on one subject without days. They are not
//! used for `pair.toml`, which judges pages with days.
//!
//! Lists whose names differ only by a number at the end count as one.
//!
//! Logistic regression by accelerated projected gradients (Beck and Teboulle 2009). The signs of the weights are limited to those in
//! `pair::SIGNS` and `across::SIGNS`. Figures are from models trained without the topic of the pair (five folds).
//!
//! Invariant: the same lists give the same numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use litopys::cache::Cache;
use litopys::capture;
use litopys::link::study;
use litopys::link::{self, across, pair};
use litopys::project::{self, Overrides};

/// The penalty for large weights.
const RIDGE: f64 = 0.0005;
const STEPS: usize = 2_000;
/// Number of folds of the cross-validation.
const PARTS: u64 = 5;
/// Pairs whose days are further apart are not judged: the limit within which `link::same` joins pages by these weights.
const FAR: i64 = 7;

#[derive(Clone)]
struct Labelled {
    /// The list that contains it.
    list: String,
    topics: [String; 2],
    is_one: bool,
    is_across: bool,
    /// Whether both pages state a day.
    is_dated: bool,
    features: Vec<f64>,
    weight: f64,
}

/// A model: its output file, the names and possible signs of its features, and the pairs that it judges.
struct Model {
    file: &'static str,
    of: &'static str,
    names: &'static [&'static str],
    signs: &'static [i8],
    judges: fn(&Labelled) -> bool,
}

/// Pairs in one language that both state their day.
const DATED: Model = Model {
    file: "pair",
    of: "one language, if both pages state their day",
    names: &pair::NAMES,
    signs: &pair::SIGNS,
    judges: |pair| pair.is_dated,
};

/// Pairs in one language in which a page states no day.
const UNDATED: Model =
    Model { file: "undated", of: "one language, if a page states no day", judges: |pair| !pair.is_dated, ..DATED };

/// Pairs in two languages. Pairs in one language are used for training too.
const ACROSS: Model = Model {
    file: "across",
    of: "different languages",
    names: &across::NAMES,
    signs: &across::SIGNS,
    judges: |pair| pair.is_across,
};

/// The command line.
#[derive(Default)]
struct Arguments {
    dump: bool,
    to: Option<String>,
    lists: Vec<String>,
    undated: Vec<String>,
}

impl Arguments {
    fn read(mut given: impl Iterator<Item = String>) -> Self {
        let mut read = Self::default();
        let mut is_undated = false;
        while let Some(one) = given.next() {
            match one.as_str() {
                "--dump" => read.dump = true,
                "--to" => read.to = given.next(),
                "--undated" => is_undated = true,
                list if is_undated => read.undated.push(list.to_owned()),
                list => read.lists.push(list.to_owned()),
            }
        }
        read
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read(std::env::args().skip(1));
    if arguments.lists.is_empty() {
        return Err("give lists of labelled pages".into());
    }
    if let Some(folder) = arguments.to.as_ref().filter(|folder| !Path::new(folder).is_dir()) {
        return Err(format!("{folder} is no folder").into());
    }
    let (mut dated, mut undated, mut several) = (Vec::new(), Vec::new(), Vec::new());
    for list in &arguments.lists {
        read(list.trim_end_matches(".tsv"), &mut dated, &mut several)?;
    }
    for list in &arguments.undated {
        read(list.trim_end_matches(".tsv"), &mut undated, &mut several)?;
    }
    undated.extend(dated.iter().cloned());
    level(&mut dated);
    level(&mut undated);
    balance(&mut several);
    if arguments.dump {
        dump("one", &undated);
        dump("across", &several);
        return Ok(());
    }
    for (model, pairs) in [(DATED, dated), (UNDATED, undated), (ACROSS, several)] {
        report(&model, &pairs);
        if !pairs.iter().any(|pair| pair.is_one) {
            return Err(format!("{}: no two pages are of one event", model.file).into());
        }
        if let Some(folder) = &arguments.to {
            let written = Path::new(folder).join(model.file).with_extension("toml");
            std::fs::write(written, fitted(&model, &pairs)?)?;
        }
    }
    Ok(())
}

/// The file of a model trained on all pairs.
fn fitted(model: &Model, pairs: &[Labelled]) -> Result<String, std::fmt::Error> {
    let (bias, weights) = fit(&pairs.iter().collect::<Vec<_>>(), model.signs);
    let mut text = format!(
        "# Weights of the features for a pair in {}. Made by `tools/pairs.rs` from labelled pages (`tools/cards/pairs.md`).\n\
         bias = {bias:.4}\n\n[weights]\n",
        model.of
    );
    for (feature, weight) in model.names.iter().zip(weights) {
        writeln!(text, "{feature} = {weight:.4}")?;
    }
    Ok(text)
}

/// Reduces the weight of long lists, so that short ones count. A list with four times as many positive or negative pairs has only twice the
/// weight. In cross-validation this raises the average precision on all lists, on look-alikes of one topic by .02 to .09.
fn level(pairs: &mut [Labelled]) {
    let kind = |pair: &Labelled| (pair.list.trim_end_matches(|end: char| end.is_ascii_digit()).to_owned(), pair.is_one);
    let mut counts: BTreeMap<(String, bool), f64> = BTreeMap::new();
    pairs.iter().for_each(|pair| *counts.entry(kind(pair)).or_default() += 1.0);
    pairs.iter_mut().for_each(|pair| pair.weight = counts[&kind(pair)].sqrt().recip());
}

/// Gives the many pairs in one language the same total weight as those across languages.
fn balance(pairs: &mut [Labelled]) {
    let across = pairs.iter().filter(|pair| pair.is_across).count();
    let weight = across as f64 / (pairs.len() - across).max(1) as f64;
    pairs.iter_mut().filter(|pair| !pair.is_across).for_each(|pair| pair.weight = weight);
}

/// The labelled pairs of a list.
fn read(list: &str, one_language: &mut Vec<Labelled>, several: &mut Vec<Labelled>) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(format!("{list}.tsv")).map_err(|error| format!("{list}.tsv: {error}"))?;
    let project = project::without_folder(&Overrides::default()).map_err(|_| "no project")?;
    let mut captures = Vec::new();
    let mut labels: BTreeMap<String, (String, String)> = BTreeMap::new();
    for line in text.lines() {
        let [path, address, topic, event] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("{list}: a bad line: {line}").into());
        };
        if !Path::new(path).is_file() {
            return Err(format!("{list}.tsv: {path} is not there").into());
        }
        let address = Some(address).filter(|address| !address.is_empty());
        captures.extend(capture::read_file(Path::new(path), path, None, address).value.unwrap_or_default());
        labels.insert(path.to_owned(), (topic.to_owned(), event.to_owned()));
    }
    let resolved = litopys::resolve(captures, Vec::new(), &project, &Cache::own());
    let order = link::in_order(&resolved.articles);
    let sorted: Vec<_> = order.iter().map(|&at| &resolved.articles[at]).collect();
    let days: Vec<_> = sorted.iter().map(|page| link::stated::publication_day(&page.article)).collect();
    for studied in study::pairs(&sorted) {
        let (a, b) = studied.pair;
        let far = days[a].zip(days[b]).is_some_and(|(a, b)| (a - b).num_days().abs() > FAR);
        let [one, other] = [a, b].map(|at| &labels[&sorted[at].article.id.path]);
        let Some(is_one) = is_one(one, other, far) else { continue };
        let topics = [a, b].map(|at| {
            let path = &sorted[at].article.id.path;
            Some(&labels[path].0).filter(|topic| !topic.is_empty()).unwrap_or(path).clone()
        });
        let is_across = studied.one_language.is_none();
        if let Some(features) = studied.one_language.filter(|_| !far) {
            let features = features.map(f64::from).to_vec();
            one_language.push(Labelled {
                list: list.to_owned(),
                topics: topics.clone(),
                is_one,
                is_across,
                is_dated: days[a].is_some() && days[b].is_some(),
                features,
                weight: 1.0,
            });
        }
        several.push(Labelled {
            list: list.to_owned(),
            topics,
            is_one,
            is_across,
            is_dated: days[a].is_some() && days[b].is_some(),
            features: studied.across.map(f64::from).to_vec(),
            weight: 1.0,
        });
    }
    Ok(())
}

/// Whether two pages are of one event, if their labels show it or their days are too far apart.
fn is_one((topic, event): &(String, String), (other_topic, other_event): &(String, String), far: bool) -> Option<bool> {
    match topic == other_topic {
        _ if topic.is_empty() || other_topic.is_empty() => far.then_some(false),
        true if event.is_empty() || other_event.is_empty() => far.then_some(false),
        true if event == other_event => (!far).then_some(true),
        _ => Some(false),
    }
}

/// Prints each pair: the kind of its features, its list, whether it is of one event, in two languages, and both dated, its topics, its
/// features.
fn dump(name: &str, pairs: &[Labelled]) {
    for pair in pairs {
        let features: Vec<String> = pair.features.iter().map(|value| format!("{value:.4}")).collect();
        let told = [pair.is_one, pair.is_across, pair.is_dated].map(|is| u8::from(is).to_string()).join("\t");
        println!("{name}\t{}\t{told}\t{}\t{}", pair.list, pair.topics.join("\t"), features.join("\t"));
    }
}

/// The fold of a topic (FNV-1a).
fn part(topic: &str) -> u64 {
    topic.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        % PARTS
}

/// Prints precision and recall on the pairs that the model judges. Each pair is judged by a model that was trained without its topics.
fn report(model: &Model, pairs: &[Labelled]) {
    let mut asked: Vec<(f64, bool)> = Vec::new();
    for own in 0..PARTS {
        let is_own = |pair: &&Labelled| part(&pair.topics[0]) == own || part(&pair.topics[1]) == own;
        let (test, train): (Vec<&Labelled>, Vec<&Labelled>) = pairs.iter().partition(is_own);
        let (bias, weights) = fit(&train, model.signs);
        let asked_of = |pair: &&Labelled| part(&pair.topics[0]) == own && (model.judges)(pair);
        let whole = test.into_iter().filter(asked_of);
        asked.extend(whole.map(|pair| (probability(&pair.features, bias, &weights), pair.is_one)));
    }
    let pairs: Vec<&Labelled> = pairs.iter().filter(|pair| (model.judges)(pair)).collect();
    let of_one = pairs.iter().filter(|pair| pair.is_one).count();
    let topics: BTreeSet<&String> = pairs.iter().flat_map(|pair| &pair.topics).collect();
    println!("{}: {} pairs of {} topics, {of_one} of one event", model.file, pairs.len(), topics.len());
    for least in [0.5, 0.7, 0.8, 0.88, 0.95] {
        let taken: Vec<bool> = asked.iter().filter(|(sure, _)| *sure >= least).map(|&(_, right)| right).collect();
        let right = taken.iter().filter(|&&right| right).count();
        let share = |of: usize| right as f64 / of.max(1) as f64;
        println!("  from {least}: precision {:.3}, recall {:.3}", share(taken.len()), share(of_one));
    }
}

fn probability(features: &[f64], bias: f64, weights: &[f64]) -> f64 {
    let sum: f64 = features.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>() + bias;
    1.0 / (1.0 + (-sum).exp())
}

/// The bias and the weights.
fn fit(pairs: &[&Labelled], signs: &[i8]) -> (f64, Vec<f64>) {
    let width = signs.len();
    let all: f64 = pairs.iter().map(|pair| pair.weight).sum::<f64>().max(f64::MIN_POSITIVE);
    let mean = |of: &dyn Fn(&Labelled) -> f64| pairs.iter().map(|pair| pair.weight * of(pair)).sum::<f64>() / all;
    let means: Vec<f64> = (0..width).map(|at| mean(&|pair| pair.features[at])).collect();
    let spread = |at: usize| mean(&|pair| (pair.features[at] - means[at]).powi(2)).sqrt() + 1e-9;
    let spreads: Vec<f64> = (0..width).map(spread).collect();
    let rows: Vec<Vec<f64>> = pairs
        .iter()
        .map(|pair| (0..width).map(|at| (pair.features[at] - means[at]) / spreads[at]).chain([1.0]).collect())
        .collect();
    // The Lipschitz constant of the gradient is at most a quarter of the greatest squared length of a row. Here it is bounded by the mean
    // over all rows.
    let rate = 1.0 / (0.25 * (width as f64 + 1.0) + 2.0 * RIDGE);
    let mut weights = vec![0.0; width + 1];
    let (mut ahead, mut momentum) = (weights.clone(), 1.0_f64);
    for _ in 0..STEPS {
        let slope = slope(&rows, pairs, &ahead);
        let mut next: Vec<f64> = ahead.iter().zip(slope).map(|(weight, slope)| weight - rate * slope).collect();
        next.iter_mut().zip(signs).for_each(|(weight, sign)| match sign {
            1 => *weight = weight.max(0.0),
            -1 => *weight = weight.min(0.0),
            _ => {}
        });
        let faster = (1.0 + (1.0 + 4.0 * momentum * momentum).sqrt()) / 2.0;
        let push = (momentum - 1.0) / faster;
        ahead = next.iter().zip(&weights).map(|(next, last)| next + push * (next - last)).collect();
        (weights, momentum) = (next, faster);
    }
    let scaled: Vec<f64> = weights.iter().zip(&spreads).map(|(weight, spread)| weight / spread).collect();
    let bias = weights[width] - scaled.iter().zip(&means).map(|(weight, mean)| weight * mean).sum::<f64>();
    (bias, scaled)
}

/// The gradient of the loss: the mean logistic loss plus the ridge penalty.
fn slope(rows: &[Vec<f64>], pairs: &[&Labelled], weights: &[f64]) -> Vec<f64> {
    let mut slope = vec![0.0; weights.len()];
    let all: f64 = pairs.iter().map(|pair| pair.weight).sum::<f64>().max(f64::MIN_POSITIVE);
    for (row, pair) in rows.iter().zip(pairs) {
        let off = probability(row, 0.0, weights) - f64::from(u8::from(pair.is_one));
        slope.iter_mut().zip(row).for_each(|(slope, value)| *slope += off * value * pair.weight / all);
    }
    let last = weights.len() - 1;
    slope[..last].iter_mut().zip(weights).for_each(|(slope, weight)| *slope += 2.0 * RIDGE * weight);
    slope
}
