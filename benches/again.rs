//! In: generated captures. Out: the time of a first build of a briefing and a book, of a second one with nothing changed, and of one with a
//! single page changed. Each is measured within one process, as for `build --watch`, and with only the cache on the disk, as for a program
//! that was just started.
//!
//! Invariant: measures and asserts nothing.

mod generated;

use std::path::Path;
use std::time::{Duration, Instant};

use litopys::cache::Cache;
use litopys::capture::Capture;
use litopys::history::Past;
use litopys::project::{self, BookOptions, Overrides, Project};
use litopys::render::{Pictures, epub, kept, pdf, typography};

/// Number of articles, and number of builds for each.
const RUNS: [(usize, usize); 2] = [(100, 5), (1000, 3)];

fn main() {
    let project = project::without_folder(&Overrides::default()).expect("a project without a file has no errors");
    println!("{:>8}  {:<12}  {:>8}  {:>8}  {:>8}", "articles", "", "first", "same", "changed");
    for (count, runs) in RUNS {
        let captures = generated::captures(count);
        let changed = changed(&captures);
        for (name, forgets) in [("one process", false), ("started anew", true)] {
            let taken: Vec<[f64; 3]> = (0..runs).map(|_| round(&captures, &changed, &project, forgets)).collect();
            let [first, same, other] = [0, 1, 2].map(|at| middle(taken.iter().map(|round| round[at]).collect()));
            println!("{count:>8}  {name:<12}  {first:>8.2}  {same:>8.2}  {other:>8.2}  seconds");
            println!("{:>8}  {:<12}  {:>8}  {:>8.2}  {:>8.2}  of the first", "", "", "", same / first, other / first);
        }
    }
}

/// The same captures with another word in the middle of one page.
fn changed(captures: &[Capture]) -> Vec<Capture> {
    let mut changed = captures.to_vec();
    let page = &mut changed[captures.len() / 2].text;
    *page = page.replacen("від", "навпроти", 1);
    changed
}

/// A first build, one with nothing changed, and one with a page changed, in seconds.
fn round(captures: &[Capture], changed: &[Capture], project: &Project, forgets: bool) -> [f64; 3] {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    comemo::evict(0);
    [captures, captures, changed].map(|captures| {
        if forgets {
            comemo::evict(0);
        }
        build(captures.to_vec(), project, folder.path()).as_secs_f64()
    })
}

fn build(captures: Vec<Capture>, project: &Project, folder: &Path) -> Duration {
    let cache = Cache::within(folder.to_owned());
    let pictures = Pictures::default();
    let start = Instant::now();
    let edition =
        litopys::edition(&litopys::study_since(captures, Vec::new(), project, Past::default(), &cache), project);
    let (carried, set) = (litopys::edition::data(&edition), typography::typeset(&edition));
    let briefing = pdf::kept::briefing(&set, &carried, &pictures, &pdf::Layout::built_in(), &cache);
    let pages = briefing.expect("a made-up edition can be typeset").value.pages;
    let layout = epub::Layout::built_in(BookOptions::default());
    kept::book(&set, &carried, &pictures, &pages, &layout, &cache).expect("a made-up edition can be bound");
    start.elapsed()
}

fn middle(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}
