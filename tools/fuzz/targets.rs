//! In: the name of a target and any bytes. Out: nothing. It panics if the program breaks a promise.
//!
//! The fuzzer and `tests/suite/mutated.rs` run the same targets.
//!
//! Invariant: the same bytes do the same. Touches neither the disk nor the network.

use litopys::cache::Cache;
use litopys::capture::{self, Capture, FileRead};
use litopys::history::Past;
use litopys::project::{self, Overrides};
use litopys::render::typography;
use litopys::verify::Originals;
use litopys::{Founded, export};

/// The name of the target for each container, and that of a file of its kind. `pages` is several files of several kinds.
pub const TARGETS: [(&str, &str); 10] = [
    ("text", "page.txt"),
    ("html", "page.html"),
    ("markdown", "page.md"),
    ("mail", "page.eml"),
    ("saved", "page.mhtml"),
    ("feed", "page.xml"),
    ("json", "page.json"),
    ("ndjson", "page.ndjson"),
    ("archive", "page.warc"),
    ("pages", ""),
];
/// The separator between the files of `pages`. Their names follow from their number.
const PARTING: &[u8] = b"\n=====\n";
/// Maximum number of files that are read.
const MOST_FILES: usize = 8;

/// Runs a target.
///
/// # Panics
/// If the program breaks a promise, or there is no such target.
pub fn run(target: &str, bytes: &[u8]) {
    let (_, name) = TARGETS.iter().find(|(known, _)| *known == target).expect("the target is on the list");
    let captures = if name.is_empty() { pages(bytes) } else { captures(name, bytes) };
    if !captures.is_empty() {
        told(captures);
    }
}

/// The captures of a file. Their texts must be at their positions, and each must have its own name.
fn captures(name: &str, bytes: &[u8]) -> Vec<Capture> {
    let FileRead { value, .. } = capture::read_bytes(name, bytes, None, None);
    let captures = value.unwrap_or_default();
    for one in &captures {
        for line in one.page.iter().flat_map(|page| &page.content.lines) {
            let length = line.text.chars().count();
            let words: String = one.text.chars().skip(line.start).take(length).collect();
            assert_eq!(words, line.text, "a line stands where it says");
        }
    }
    captures
}

fn pages(bytes: &[u8]) -> Vec<Capture> {
    let mut rest = Some(bytes);
    let mut found = Vec::new();
    for at in 0..MOST_FILES {
        let Some(bytes) = rest else { break };
        let end = bytes.windows(PARTING.len()).position(|window| window == PARTING);
        let file = &bytes[..end.unwrap_or(bytes.len())];
        rest = end.map(|end| &bytes[end + PARTING.len()..]);
        let name = TARGETS[at % (TARGETS.len() - 1)].1.replace("page", &format!("page{at}"));
        found.extend(captures(&name, file));
    }
    found
}

/// Reads, annotates, links, dates and digests the captures. The edition must verify and is exported.
fn told(captures: Vec<Capture>) {
    let project = project::without_folder(&Overrides::default()).expect("a project without a file has no errors");
    let originals = Originals::of(&captures, &[], &project);
    for one in &captures {
        litopys::read_page(one, &project);
    }
    let corpus = litopys::study_since(captures, Vec::new(), &project, Past::default(), &Cache::none());
    if corpus.articles.is_empty() {
        return;
    }
    let founded = litopys::founded(corpus, &project, None, &originals).map_err(|error| format!("{error:?}"));
    let Founded { edition, .. } = founded.expect("the edition verifies");
    typography::typeset(&edition);
    export::markdown(&edition).expect("the template is built in");
    for export in [export::csl_json, export::bibtex, export::ris, export::calendar, export::timeline_js] {
        export(&edition);
    }
}
