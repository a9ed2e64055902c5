//! In: lists of labelled pages. Out: the features of the pairs among them that may report one event.
//!
//! Invariant: the same lists give the same numbers.

use std::path::Path;

use litopys::cache::Cache;
use litopys::capture;
use litopys::link::{self, pair, study};
use litopys::project::{self, Overrides};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("list,a,b,topic_a,topic_b,event_a,event_b,day_a,day_b,{}", pair::NAMES.join(","));
    for list in std::env::args().skip(1) {
        dump(&list)?;
    }
    Ok(())
}

fn dump(list: &str) -> Result<(), Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(list)?;
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    let project = project::without_folder(&Overrides::default()).map_err(|_| "no project")?;
    let mut captures = Vec::new();
    let mut labels = std::collections::BTreeMap::new();
    for row in &rows {
        let [path, address, topic, event] = row.as_slice() else { return Err(format!("a bad line: {row:?}").into()) };
        let address = Some(*address).filter(|address| !address.is_empty());
        captures.extend(capture::read_file(Path::new(path), path, None, address).value.unwrap_or_default());
        labels.insert(path.to_string(), (topic.to_string(), event.to_string()));
    }
    let resolved = litopys::resolve(captures, Vec::new(), &project, &Cache::own());
    let order = link::in_order(&resolved.articles);
    let sorted: Vec<_> = order.iter().map(|&at| &resolved.articles[at]).collect();
    for ((a, b), features) in study::pairs(&sorted) {
        let name = |at: usize| sorted[at].article.path.as_str();
        let label = |at: usize| &labels[name(at)];
        let values: Vec<String> = features.iter().map(|value| format!("{value:.4}")).collect();
        let (one, other) = (label(a), label(b));
        let day = |at: usize| link::stated::publication_day(&sorted[at].article).map(|day| day.to_string());
        let days = [day(a), day(b)].map(Option::unwrap_or_default).join(",");
        println!(
            "{list},{},{},{},{},{},{},{days},{}",
            name(a),
            name(b),
            one.0,
            other.0,
            one.1,
            other.1,
            values.join(",")
        );
    }
    Ok(())
}
