//! In: generated captures. Out: the time, the peak memory and the file size of the whole build of a briefing, next to those of Typst alone:
//! the same layout and edition, compiled and exported in the same process.
//!
//! Invariant: measures and asserts nothing. The two alternate, so that a machine that slows down affects both.

mod generated;

use std::time::{Duration, Instant};

use litopys::capture::Capture;
use litopys::edition::Edition;
use litopys::project::{self, Overrides, Project};
use litopys::render::{Pictures, pdf, typography};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Number of articles, and number of builds for each.
const RUNS: [(usize, usize); 3] = [(5, 9), (100, 5), (1000, 3)];

/// The cost of one build.
#[derive(Clone, Copy)]
struct Taken {
    time: Duration,
    /// In megabytes, above the memory in use before.
    memory: f32,
    /// In bytes.
    size: usize,
}

fn main() {
    let project = project::without_folder(&Overrides::default()).expect("a project without a file has no errors");
    println!("{:>8}  {:<10}  {:>10}  {:>10}  {:>6}", "articles", "", "whole", "bare Typst", "ratio");
    for (count, runs) in RUNS {
        let captures = generated::captures(count);
        let edition = edition(captures.clone(), &project);
        bare(&edition);
        let taken: Vec<_> = (0..runs).map(|_| (whole(&captures, &project), bare(&edition))).collect();
        let seconds = |taken: Taken| taken.time.as_secs_f64();
        row(count, "seconds", &taken, seconds);
        row(count, "megabytes", &taken, |taken| f64::from(taken.memory));
        row(count, "file in kB", &taken, |taken| taken.size as f64 / 1000.0);
    }
}

/// The median of a measure of both, and the median of their ratios.
fn row(count: usize, name: &str, taken: &[(Taken, Taken)], measure: impl Fn(Taken) -> f64) {
    let middle = |measured: &dyn Fn(&(Taken, Taken)) -> f64| {
        let mut all: Vec<f64> = taken.iter().map(measured).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    let whole = middle(&|(whole, _)| measure(*whole));
    let bare = middle(&|(_, bare)| measure(*bare));
    let ratio = middle(&|(whole, bare)| measure(*whole) / measure(*bare));
    println!("{count:>8}  {name:<10}  {whole:>10.2}  {bare:>10.2}  {ratio:>6.2}");
}

fn edition(captures: Vec<Capture>, project: &Project) -> Edition {
    typography::typeset(&litopys::edition(&litopys::study(captures, Vec::new(), project), project))
}

/// Runs a build with an empty cache of Typst and returns its cost.
fn measured(build: impl FnOnce() -> Vec<u8>) -> Taken {
    comemo::evict(0);
    MEMORY.reset_peak_usage();
    let held = MEMORY.current_usage_as_mb();
    let start = Instant::now();
    let size = build().len();
    Taken { time: start.elapsed(), memory: MEMORY.peak_usage_as_mb() - held, size }
}

fn whole(captures: &[Capture], project: &Project) -> Taken {
    let captures = captures.to_vec();
    measured(|| {
        let edition = edition(captures, project);
        let carried = litopys::edition::data(&edition);
        let briefing = pdf::render(&edition, &carried, &Pictures::default(), &pdf::Layout::built_in());
        briefing.expect("a made-up edition can be typeset").value.bytes
    })
}

fn bare(edition: &Edition) -> Taken {
    let json = serde_json::to_vec(edition).expect("an edition is plain data");
    measured(|| {
        let briefing = pdf::compile(json, edition, &[], &Pictures::default(), &pdf::Layout::built_in());
        briefing.expect("a made-up edition can be typeset").value.bytes
    })
}
