//! In: shapes of input, each repeated to growing sizes. Out: the time of each room for the largest size, and its growth with the size: the
//! exponent between the last two sizes. 1 is linear time, 2 is quadratic time.
//!
//! Arguments are parts of names: only matching shapes are measured. `--all` prints every room, not only those that grow.
//!
//! Invariant: measures and asserts nothing.

mod shapes;

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Instant;

use litopys::annotate;

use litopys::Corpus;
use litopys::capture::{self, Capture};
use litopys::chapters;
use litopys::dating::{self, Rules};
use litopys::export;
use litopys::project::Division;

use litopys::project::{self, Overrides, Project};
use litopys::render::typography;
use litopys::timeline::{self, Extent};
use litopys::verify::Originals;
use litopys::{chronicle, digest, link, normalize, survey};
use shapes::{SHAPES, Shape};

/// In bytes.
const SIZES: [usize; 4] = [32_000, 64_000, 128_000, 256_000];
/// If a shape takes more than this many seconds, no larger size is tried.
const LONGEST: f64 = 6.0;
/// Number of runs of which the fastest counts. A run longer than `LONG` seconds is not repeated.
const RUNS: usize = 3;
const LONG: f64 = 0.5;
/// Rooms that take fewer seconds are not printed, because the clock is too inexact for them.
const LEAST: f64 = 0.1;
/// Exponents above this are printed. Linear time has been measured at 1.15, because caches overflow.
const MOST: f64 = 1.2;

/// Seconds for each room, in the order of the rooms.
type Times = Vec<(&'static str, f64)>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (options, names): (Vec<_>, Vec<_>) = arguments.iter().partition(|argument| argument.starts_with("--"));
    let all = options.iter().any(|option| *option == "--all");
    let asked = |shape: &&Shape| names.is_empty() || names.iter().any(|name| shape.name.contains(name.as_str()));
    let project = project::without_folder(&Overrides::default()).expect("a project without a file has no errors");
    println!("{:<28} {:>8} {:>8} {:>9}  rooms above it: seconds, exponent", "shape", "bytes", "seconds", "exponent");
    for shape in SHAPES.iter().filter(asked) {
        measure(shape, &project, all);
    }
}

fn measure(shape: &Shape, project: &Project, all: bool) {
    let mut rows: Vec<(usize, Times)> = Vec::new();
    for size in SIZES {
        rows.push((size, least(shape, size, project)));
        if rows.last().is_some_and(|(_, times)| sum(times) > LONGEST) {
            break;
        }
    }
    let [.., (_, small), (size, large)] = &rows[..] else { return };
    let before: BTreeMap<&str, f64> = small.iter().copied().collect();
    let told = large.iter().filter_map(|&(room, seconds)| {
        let grows = exponent(before.get(room).copied().unwrap_or_default(), seconds);
        (all || seconds > LEAST && grows > MOST).then(|| format!("{room} {seconds:.2} {grows:.2}"))
    });
    let told: Vec<String> = told.collect();
    let whole = exponent(sum(small), sum(large));
    println!("{:<28} {size:>8} {:>8.2} {whole:>9.2}  {}", shape.name, sum(large), told.join(", "));
}

/// The processor time of all threads of the program in seconds, which does not depend on other programs. If the system does not provide it,
/// the seconds since the first call.
fn seconds() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let nanoseconds = |task: std::fs::DirEntry| {
        let told = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        told.split(' ').next()?.parse::<u64>().ok()
    };
    match std::fs::read_dir("/proc/self/task") {
        Ok(tasks) => tasks.flatten().filter_map(nanoseconds).sum::<u64>() as f64 / 1e9,
        Err(_) => START.elapsed().as_secs_f64(),
    }
}

fn exponent(small: f64, large: f64) -> f64 {
    (large / small.max(f64::EPSILON)).log2()
}

fn sum(times: &Times) -> f64 {
    times.iter().map(|(_, seconds)| seconds).sum()
}

/// The least time of each room in several runs.
fn least(shape: &Shape, size: usize, project: &Project) -> Times {
    let files = shape.files(size);
    let mut times = run(&files, project);
    let runs = if sum(&times) > LONG { 1 } else { RUNS };
    for _ in 1..runs {
        for (one, other) in times.iter_mut().zip(run(&files, project)) {
            one.1 = one.1.min(other.1);
        }
    }
    times
}

/// Everything from the files to the exports, room by room.
fn run(files: &[(String, Vec<u8>)], project: &Project) -> Times {
    let mut times = Times::new();
    let mut last = seconds();
    let mut done = |room| {
        let now = seconds();
        times.push((room, now - last));
        last = now;
    };
    let captures: Vec<Capture> = files
        .iter()
        .flat_map(|(name, bytes)| capture::read_bytes(name, bytes, None, None).value.unwrap_or_default())
        .collect();
    done("capture");
    let survey = survey::survey(&captures);
    done("survey");
    let articles: Vec<_> = captures.iter().map(|capture| normalize::normalize(capture, &survey)).collect();
    done("normalize");
    let mut articles: Vec<_> = articles.into_iter().map(annotate::annotate).collect();
    articles.retain(|page| page.article.passages().next().is_some());
    done("annotate");
    let links = link::link(&articles);
    done("link");
    let dates = dating::date(&articles, &links, &Rules { zone: None, corrections: &[] });
    done("dating");
    let chronicle = chronicle::arrange(&articles, &links, &dates, &[]);
    let stories = chronicle.stories.clone();
    done("chronicle");
    let chapters = chapters::group(chronicle, &articles, &[], Division::Auto);
    done("chapters");
    let digest = digest::digest(&chapters, &articles, &dates, &[], None);
    done("digest");
    timeline::timeline(&articles, &dates, &Extent::default());
    done("timeline");
    let corpus = Corpus { articles, links, dates, chapters, stories, digest, ..Corpus::default() };
    let edition = litopys::edition(&corpus, project);
    done("edition");
    let originals = Originals::of(&captures, &[], project);
    if let Err(failure) = litopys::founded(corpus, project, None, &originals) {
        println!("the edition does not verify: {failure:?}");
    }
    done("verify");
    typography::typeset(&edition);
    export::markdown(&edition).expect("the template is built in");
    for export in [export::csl_json, export::bibtex, export::ris, export::calendar, export::timeline_js] {
        export(&edition);
    }
    done("export");
    times
}
