//! In: a folder that changes while it is watched. Out: whether the outputs follow.
//!
//! Invariant: waits for what must happen, never only for some time.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::cli::program;

/// The running program. It ends with the test.
struct Watch(Child);

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn page(what: &str) -> String {
    format!(
        "14:00 03.05.2024\n\nГромада відкрила {what}\n\n2 хв читати\n\nГромада 3 травня 2024 року відкрила {what}.\n"
    )
}

fn wait_for(what: &str, said: &Path, is_there: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_there() {
        let told = fs::read_to_string(said).unwrap();
        assert!(start.elapsed() < Duration::from_secs(30), "{what}: {told}");
        thread::sleep(Duration::from_millis(20));
    }
}

fn holds(file: &Path, words: &str) -> bool {
    fs::read_to_string(file).is_ok_and(|text| text.contains(words))
}

#[test]
fn outputs_follow_pages_and_a_mistake_ends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let said = folder.path().join(".said");
    fs::write(folder.path().join("a.txt"), page("новий млин")).unwrap();
    let watch = program()
        .current_dir(folder.path())
        .args(["build", ".", "--watch", "--format", "markdown", "-o", "."])
        .stdout(Stdio::null())
        .stderr(fs::File::create(&said).unwrap())
        .spawn()
        .map(Watch)
        .unwrap();
    let written = folder.path().join("briefing.md");
    let waits = |times: usize| {
        fs::read_to_string(&said).is_ok_and(|text| text.matches("waiting for a change").count() == times)
    };
    wait_for("the first build", &said, || waits(1) && holds(&written, "новий млин"));
    fs::write(folder.path().join("a.txt"), page("старий міст")).unwrap();
    wait_for("a page that changed", &said, || waits(2) && holds(&written, "старий міст"));
    fs::write(folder.path().join("litopys.toml"), "titel = 'Мости'").unwrap();
    wait_for("a mistake is told", &said, || waits(3) && holds(&said, "there is no key `titel`"));
    fs::write(folder.path().join("litopys.toml"), "title = 'Мости'").unwrap();
    wait_for("a mistake that was mended", &said, || waits(4) && holds(&written, "Мости"));
    drop(watch);
    assert!(waits(4), "what a build writes starts no other one");
}
