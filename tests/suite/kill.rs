//! In: runs of a schedule (fetch, build, publish) that are killed at any moment. Out: whether the next run repairs everything.
//!
//! Invariant: an undisturbed run, and a killed run followed by a whole one, leave the same files, byte by byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::below::{files, write};
use crate::cli::program;
use crate::press::Press;

/// Number of runs that are killed.
const RUNS: usize = 100;
/// One run in this many starts without the cache.
const WITHOUT_CACHE: usize = 10;
/// The steps of a schedule, one after the other.
const STEPS: [&[&str]; 3] =
    [&["fetch", "--now", "2031-07-03T06:00:00Z"], &["build", "--record", "--if-new"], &["site"]];
/// The exit codes of a successful run: everything is done, or nothing is new.
const WELL: [i32; 2] = [0, 4];

fn project(press: &Press) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = "title = \"Липень\"\ncaptures = [\"pages\"]\noutput = \"out\"\noutputs = [\"epub\", \"json\"]\n";
    let editions = "[editions]\nfile_name = \"{number} of {as_of}\"\nkeep = 1\n";
    fs::write(folder.path().join("litopys.toml"), format!("{own}{}{editions}", press.settings())).unwrap();
    folder
}

/// Runs the schedule, up to a moment if one is given. Returns whether it finished.
fn run(folder: &Path, cache: &Path, until: Option<Duration>) -> bool {
    let began = Instant::now();
    for arguments in STEPS {
        let mut step = program();
        step.args(arguments)
            .current_dir(folder)
            .env("LITOPYS_CACHE", cache)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut step = step.spawn().unwrap();
        let code = loop {
            if until.is_some_and(|until| began.elapsed() >= until) {
                step.kill().unwrap();
                step.wait().unwrap();
                return false;
            }
            match step.try_wait().unwrap() {
                Some(status) => break status.code(),
                None => std::thread::sleep(Duration::from_millis(1)),
            }
        };
        assert!(code.is_some_and(|code| WELL.contains(&code)), "{arguments:?}: {code:?}");
    }
    true
}

/// A folder with these files.
fn laid_out(files: &BTreeMap<String, Vec<u8>>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, bytes)| write(folder.path(), name, bytes));
    folder
}

/// Checks that everything readers can reach belongs to one of the two editions and is complete.
fn assert_readable(
    now: &BTreeMap<String, Vec<u8>>,
    before: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
) {
    let reached = ["out/", "public/index.html", "public/feed", "public/opds", "public/latest/", "public/editions/1/"];
    let is_reached = |name: &str| reached.iter().any(|start| name.starts_with(start)) && !name.contains("/.litopys");
    for (name, bytes) in now.iter().filter(|(name, _)| is_reached(name)) {
        let known = [before.get(name), after.get(name)];
        assert!(known.contains(&Some(bytes)), "{name} is neither what it was nor what it is to be");
    }
    for name in before.keys().filter(|name| is_reached(name) && after.contains_key(*name)) {
        assert!(now.contains_key(name), "{name} is gone");
    }
}

#[test]
fn a_schedule_that_was_killed_at_any_moment_is_made_good_by_the_next_run() {
    let press = Press::new();
    let cache = tempfile::tempdir().unwrap();
    let first = project(&press);
    assert!(run(first.path(), cache.path(), None));
    let before = files(first.path());

    press.turn_to(3);
    let undisturbed = laid_out(&before);
    assert!(run(undisturbed.path(), cache.path(), None));
    let after = files(undisturbed.path());
    assert!(after.contains_key("public/editions/2/index.html") && after.contains_key("out/2 of 2031-07-03.json"));
    assert!(!after.contains_key("out/1 of 2031-07-01.json"));
    // The shortest of several runs counts. If the machine is busy during the first one, later ones would all finish before they are killed.
    let whole = || {
        let began = Instant::now();
        assert!(run(laid_out(&before).path(), cache.path(), None));
        began.elapsed()
    };
    let took = (0..3).map(|_| whole()).min().unwrap();

    // A fixed sequence of moments spread over the run (a linear congruential generator).
    let mut seed = 20_310_703_u64;
    let mut cut_off = 0;
    for turn in 0..RUNS {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = took.mul_f64((seed >> 40) as f64 / (1_u64 << 24) as f64);
        let folder = laid_out(&before);
        let own = tempfile::tempdir().unwrap();
        let cache = if turn.is_multiple_of(WITHOUT_CACHE) { own.path() } else { cache.path() };
        cut_off += usize::from(!run(folder.path(), cache, Some(moment)));
        assert_readable(&files(folder.path()), &before, &after);

        assert!(run(folder.path(), cache, None));
        let found = files(folder.path());
        assert_eq!(found.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "killed after {moment:?}");
        let differing: Vec<_> =
            found.iter().filter(|(name, bytes)| after[*name] != **bytes).map(|(name, _)| name).collect();
        assert!(differing.is_empty(), "killed after {moment:?}: {differing:?}");
    }
    assert!(cut_off > RUNS / 2, "{cut_off} runs of {RUNS} were cut off");
}
