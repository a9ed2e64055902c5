//! In: small files of every supported kind, changed at random. Out: whether each is read, dated and digested without a panic, and whether
//! the result verifies.
//!
//! The targets are those of the fuzzer under `tools/fuzz`, which finds more if it has the time.
//!
//! Invariant: the changes are the same on every run.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::growth::shapes;

#[path = "../../tools/fuzz/targets.rs"]
mod targets;

/// Number of files for each target, and maximum number of bytes of each.
const FILES: usize = 100;
const LONGEST: usize = 3_000;
/// In bytes: the stack of the program's main thread.
const STACK: usize = 8 << 20;

/// A change of some bytes: the relative position, the number of bytes removed, and the bytes inserted.
type Change = (f64, usize, Vec<u8>);

fn change() -> impl Strategy<Value = Change> {
    let marks = ["<", ">", "\"", "«", "&#0;", "\n\n", "--", "{", "]", "=?", "\u{301}", "\0", "3 March", "\r\n", "%"];
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(marks.to_vec()).prop_map(|mark| mark.as_bytes().to_vec()),
    ];
    (0.0..1.0, 0_usize..40, piece)
}

/// The captures under `tests/cases` with a file extension, the shortest first.
fn corpus(ending: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let cases = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("captures"));
    let listed = cases.filter_map(|folder| fs::read_dir(folder).ok()).flatten().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = listed.filter(|path| path.extension().is_some_and(|own| own == ending)).collect();
    paths.sort();
    let mut files: Vec<Vec<u8>> = paths.iter().take(8).map(|path| fs::read(path).unwrap()).collect();
    let of_kind = |(name, bytes): (String, Vec<u8>)| name.ends_with(ending).then_some(bytes);
    files.extend(shapes::SHAPES.iter().flat_map(|shape| shape.files(600)).filter_map(of_kind).step_by(4));
    files.iter_mut().for_each(|file| file.truncate(LONGEST));
    files
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for (at, gone, piece) in changes {
        let at = (bytes.len() as f64 * at) as usize;
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, piece.iter().copied());
    }
    bytes
}

/// Files for a target: those of the corpus unchanged, and changed.
fn files(name: &str) -> Vec<Vec<u8>> {
    let ending = name.rsplit('.').next().unwrap_or_default();
    let whole = corpus(if ending == "mhtml" { "mht" } else { ending });
    let mut runner = TestRunner::deterministic();
    let changes = prop::collection::vec(change(), 1..8);
    let mut changed_files = Vec::new();
    for file in whole.iter().cycle().take(FILES) {
        changed_files.push(changed(file.clone(), &changes.new_tree(&mut runner).unwrap().current()));
    }
    whole.into_iter().chain(changed_files).collect()
}

#[test]
fn changed_files_of_every_kind_are_read_and_reported() {
    let run = |&(target, name): &(&'static str, &'static str)| {
        let files = files(if name.is_empty() { "page.txt" } else { name });
        let files: Vec<Vec<u8>> = match name.is_empty() {
            true => files.chunks(4).map(|some| some.join(&b"\n=====\n"[..])).collect(),
            false => files,
        };
        let work = move || files.iter().for_each(|file| targets::run(target, file));
        (target, std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap())
    };
    // On dedicated threads, because those of a pool would wait for work of the same pool.
    let running: Vec<_> = targets::TARGETS.iter().map(run).collect();
    let failed: Vec<&str> =
        running.into_iter().filter_map(|(target, thread)| thread.join().is_err().then_some(target)).collect();
    assert!(failed.is_empty(), "{failed:?}");
}
