//! In: the pages under `tests/events`, repeated with changed words until there are thousands. Out: the time and memory for finding their
//! events, stories and dates, and how the time grows with the number of pages.
//!
//! Invariant: measures and asserts nothing.

use std::path::{Path, PathBuf};
use std::time::Instant;

use litopys::cache::Cache;
use litopys::capture::{self, Capture, CaptureId};
use litopys::history::Past;
use litopys::project::{self, Overrides};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const COUNTS: [usize; 3] = [1_000, 3_000, 10_000];
/// Words with fewer letters are not changed.
const CHANGED: usize = 6;
/// One word in this many is changed in each repetition.
const KEPT: usize = 3;

fn main() {
    let project = project::without_folder(&Overrides::default()).expect("a project without a file has no errors");
    let pages = pages();
    println!("{:>8}  {:>8}  {:>8}  {:>12}", "pages", "seconds", "GB", "of the first");
    let mut first = None;
    for count in COUNTS {
        let captures = repeated(&pages, count);
        MEMORY.reset_peak_usage();
        let start = Instant::now();
        let corpus = litopys::study_since(captures, Vec::new(), &project, Past::default(), &Cache::none());
        let read = corpus.articles.len();
        let seconds = start.elapsed().as_secs_f64();
        let each = seconds / count as f64;
        let share = each / *first.get_or_insert(each);
        println!("{read:>8}  {seconds:>8.2}  {:>8.2}  {share:>12.2} a page", MEMORY.peak_usage_as_gb());
    }
}

fn pages() -> Vec<Capture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/events");
    let mut paths: Vec<PathBuf> = ["tuned", "apart"]
        .iter()
        .flat_map(|set| std::fs::read_dir(folder.join(set).join("pages")).expect("the pages are there"))
        .map(|entry| entry.expect("a folder can be read").path())
        .collect();
    paths.sort();
    let read = |path: &PathBuf| capture::read_file(path, &path.to_string_lossy(), None, None).value.unwrap_or_default();
    paths.iter().flat_map(read).collect()
}

/// This many pages: the given ones again and again, each time with other words in place of some longer ones.
fn repeated(pages: &[Capture], count: usize) -> Vec<Capture> {
    let page = |at: usize| {
        let (page, round) = (&pages[at % pages.len()], at / pages.len());
        let id = CaptureId::new(format!("{round:04}/{}", page.id.path), page.id.record);
        Capture { text: changed(&page.text, round), digest: format!("{round:04}{}", page.digest), id, ..page.clone() }
    };
    (0..count).map(page).collect()
}

/// The text with letters inserted into every third long word. The letters depend on the round.
fn changed(text: &str, round: usize) -> String {
    if round == 0 {
        return text.to_owned();
    }
    let letters = ["ба", "во", "ги", "де", "жу", "зе", "ко", "лу", "ми", "но"];
    let put = format!("{}{}{}", letters[round % 10], letters[round / 10 % 10], letters[round / 100 % 10]);
    let mut long = 0;
    let word = |word: &str| {
        let whole = word.chars().all(char::is_alphabetic) && word.chars().count() >= CHANGED;
        long += usize::from(whole);
        let middle = word.char_indices().nth(CHANGED / 2).map_or(0, |(at, _)| at);
        let (head, tail) = word.split_at(middle);
        if whole && long % KEPT == 0 { format!("{head}{put}{tail}") } else { word.to_owned() }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
