//! In: made-up captures. Out: the time of the whole build of a briefing as a ratio to bare Typst: the same layout over the
//! same edition, compiled and exported in the same process, and nothing else.
//!
//! Invariant: measures, asserts nothing; the two take turns, so that a machine that slows down slows both.

mod generated;

use std::time::{Duration, Instant};

use litopys::capture::Capture;
use litopys::edition::Edition;
use litopys::project::{self, Overrides, Project};
use litopys::render::{Pictures, pdf, typography};

/// How many articles, and how often each is built.
const RUNS: [(usize, usize); 3] = [(5, 9), (100, 5), (1000, 3)];

fn main() {
    println!("{:>8}  {:>10}  {:>10}  {:>6}", "articles", "whole", "bare Typst", "ratio");
    let project = project::without_folder(&Overrides::default()).expect("a project without a file has no errors");
    for (count, runs) in RUNS {
        let captures = generated::captures(count);
        let edition = edition(captures.clone(), &project);
        bare(&edition);
        let times: Vec<_> = (0..runs).map(|_| (whole(&captures, &project), bare(&edition))).collect();
        let mut ratios: Vec<f64> = times.iter().map(|(whole, bare)| whole.as_secs_f64() / bare.as_secs_f64()).collect();
        ratios.sort_by(f64::total_cmp);
        let middle = |mut times: Vec<Duration>| {
            times.sort_unstable();
            times[times.len() / 2]
        };
        let (whole, bare) = times.into_iter().unzip();
        println!("{count:>8}  {:>10.2?}  {:>10.2?}  {:>6.2}", middle(whole), middle(bare), ratios[ratios.len() / 2]);
    }
}

fn edition(captures: Vec<Capture>, project: &Project) -> Edition {
    typography::typeset(&litopys::edition(&litopys::study(captures, Vec::new(), project), project))
}

fn whole(captures: &[Capture], project: &Project) -> Duration {
    let captures = captures.to_vec();
    comemo::evict(0);
    let start = Instant::now();
    let edition = edition(captures, project);
    let carried = litopys::edition::data(&edition);
    pdf::render(&edition, &carried, &Pictures::default(), &pdf::Layout::built_in())
        .expect("a made-up edition can be typeset");
    start.elapsed()
}

fn bare(edition: &Edition) -> Duration {
    let json = serde_json::to_vec(edition).expect("an edition is plain data");
    comemo::evict(0);
    let start = Instant::now();
    pdf::compile(json, edition, &[], &Pictures::default(), &pdf::Layout::built_in())
        .expect("a made-up edition can be typeset");
    start.elapsed()
}
