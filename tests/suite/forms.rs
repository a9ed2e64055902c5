//! Tests of the forms that contain several pages or metadata of a page: made-up files, good and bad.
//!
//! Invariant: no page in them was ever published.

mod beside;
mod epub;
mod evernote;
mod feed;
mod json;
mod mail;
mod notes;
pub mod office;
mod packed;
mod pdf;
mod posts;
mod saved;
mod warc;

use std::time::Duration;

use cpu_time::ThreadTime;
use litopys::capture::{self, Capture, FileRead, Form, UnreadReason};
use litopys::normalize::{Article, StampKind, markup};
use litopys::passage::Passage;
use proptest::prelude::*;

/// A file of `tests/forms`, which a program made.
fn made(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/forms/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// An archive with these files.
fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The files of an archive.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |at| {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        (file.name().to_owned(), bytes)
    };
    (0..count).map(read).collect()
}

/// The result of reading the bytes of a file.
fn read(path: &str, bytes: impl AsRef<[u8]>) -> FileRead {
    capture::read_bytes(path, bytes.as_ref(), None, None)
}

/// The captures of a file that must have no warning.
fn captures(path: &str, bytes: impl AsRef<[u8]>) -> Vec<Capture> {
    let read = read(path, bytes);
    assert_eq!(read.warnings, [], "{path}");
    read.value.unwrap()
}

/// The only article of a file.
fn article(path: &str, bytes: impl AsRef<[u8]>) -> Article {
    let captures = captures(path, bytes);
    assert_eq!(captures.len(), 1, "{path}");
    markup::read(&captures[0])
}

/// The warnings of a file, as the user sees them.
fn warned(read: &FileRead) -> String {
    read.warnings.iter().map(|warning| format!("{warning}\n")).collect()
}

/// The parts of an article: headline, deck, byline, source, published, body.
fn parts(article: &Article) -> [String; 6] {
    let published = article.stamps.iter().find(|stamp| stamp.kind == StampKind::Published);
    let body: Vec<_> = article.body.iter().map(|block| format!("{:?}: {}", block.kind, block.passage.text)).collect();
    [
        article.headline.as_ref().map(|headline| headline.text.clone()).unwrap_or_default(),
        article.deck.as_ref().map(|deck| deck.text.clone()).unwrap_or_default(),
        article.byline.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join("; "),
        article.source.as_ref().map(|source| source.name.clone()).unwrap_or_default(),
        published.map(|stamp| stamp.text.clone()).unwrap_or_default(),
        body.join("\n"),
    ]
}

/// Fails if reading uses much more processor time than a bad file is worth. Other work of the machine is not counted: all of it runs in one
/// thread, whose time is taken. These take a second.
fn in_time<T: Send>(what: &str, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let (done, taken) = pool.install(|| {
        let start = ThreadTime::now();
        (work(), start.elapsed())
    });
    assert!(taken < Duration::from_secs(20), "{what} took {taken:?}");
    done
}

/// A file that is refused for a reason. The message names it if the reason is a fault.
fn refused(path: &str, bytes: impl AsRef<[u8]>, reason: UnreadReason) -> String {
    let read = read(path, bytes);
    assert_eq!(read.value.as_ref().map(Vec::len), Err(&reason), "{path}");
    assert!(read.warnings.iter().all(|warning| warning.path.as_deref() == Some(path)), "{:?}", read.warnings);
    warned(&read)
}

fn forms(captures: &[Capture]) -> Vec<(u32, Form)> {
    captures.iter().map(|capture| (capture.id.record, capture.form)).collect()
}

/// Changes to a good file: at a position, some bytes are removed and others inserted.
fn mutations() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, Vec<u8>)>> {
    let bytes = prop_oneof![
        3 => prop::collection::vec(any::<u8>(), 0..8),
        2 => prop::sample::select(vec!["<", "]]>", "&", "\"", "}", "\r\n\r\n", "\0", "--", "Content-Length: 9999999999\r\n", "<!--", "<![CDATA["])
            .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, bytes), 0..6)
}

fn mutated(good: &[u8], edits: &[(prop::sample::Index, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for (at, taken, put) in edits.iter().filter(|_| !good.is_empty()) {
        let at = at.index(good.len()).min(bytes.len());
        let end = (at + taken).min(bytes.len());
        bytes.splice(at..end, put.iter().copied());
    }
    bytes
}

/// Checks that a file is read, or refused with its name if it is faulty, and that every position in its articles is in its captures.
fn sound(path: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let read = read(path, bytes);
    prop_assert!(read.warnings.iter().all(|warning| warning.path.as_deref() == Some(path) && warning.hint.is_some()));
    // What turned out to be plain text is read by another room.
    for capture in read.value.unwrap_or_default().into_iter().filter(|capture| capture.page.is_some()) {
        let article = markup::read(&capture);
        prop_assert!(capture.text.len() <= 40 * bytes.len() + 4096);
        for passage in article.passages() {
            prop_assert_eq!(&Passage::new(&capture.at(passage.span), 0).text, &passage.text);
        }
    }
    Ok(())
}
