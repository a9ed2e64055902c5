//! In: the files that programs made for the tests, one or more of each form, and generated pages in the forms that need no program. Out: how
//! many bytes and captures of each form are read in a second.
//!
//! Invariant: measures and asserts nothing but that each file is read.

use std::fs;
use std::path::Path;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use litopys::capture;

fn main() {
    divan::main();
}

/// Files of `tests/forms`, which its folders' README files describe.
const FILES: [&str; 16] = [
    "saved/page.html",
    "saved/single-file.html",
    "saved/single-file.zip",
    "saved/chromium.mhtml",
    "saved/collection.wacz",
    "posts/result.json",
    "posts/messages.html",
    "pdf/browser.pdf",
    "pdf/release.pdf",
    "pdf/columns.pdf",
    "pdf/recognized.pdf",
    "office/libreoffice.docx",
    "office/libreoffice.odt",
    "office/libreoffice.rtf",
    "epub/calibre.epub",
    "epub/pandoc.epub",
];

#[divan::bench(args = FILES, max_time = 2)]
fn file_of_a_program(bencher: Bencher, name: &str) {
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms").join(name)).expect("it is there");
    assert!(capture::read_bytes(name, &bytes, None, None).value.is_ok(), "{name} is read");
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| capture::read_bytes(name, black_box(&bytes), None, None));
}

/// The paragraphs of a made-up page of some 4,000 letters.
fn paragraphs() -> Vec<String> {
    let sentence = |number: usize| {
        format!(
            "The council of Hill {number} bought {number} buses for the lines to the villages around it, said the mayor. "
        )
    };
    (0..10).map(|paragraph| (0..4).map(|line| sentence(paragraph * 4 + line)).collect()).collect()
}

/// Many pages in one file, in this form: its name and its bytes.
fn many(form: &str) -> (&'static str, Vec<u8>) {
    let plain = paragraphs().join("\\n\\n");
    let markup: String = paragraphs().iter().map(|text| format!("<p>{text}</p>\n")).collect();
    let pages = |page: &dyn Fn(usize) -> String| (0..100).map(page).collect::<String>();
    match form {
        "ndjson" => {
            let line = |number: usize| {
                format!("{{\"url\":\"https://v.example/{number}\",\"title\":\"Hill {number}\",\"text\":\"{plain}\"}}\n")
            };
            ("a.ndjson", pages(&line).into_bytes())
        }
        "feed" => {
            let markup = markup.replace('<', "&lt;");
            let item = |number: usize| {
                format!(
                    "<item><title>Hill {number}</title><link>https://v.example/{number}</link><description>{markup}</description></item>"
                )
            };
            ("a.xml", format!("<rss version=\"2.0\"><channel>{}</channel></rss>", pages(&item)).into_bytes())
        }
        "warc" => {
            let record = |number: usize| {
                let block = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><h1>Hill {number}</h1>{markup}"
                );
                format!(
                    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://v.example/{number}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
                    block.len()
                )
            };
            ("a.warc", pages(&record).into_bytes())
        }
        "mail" => {
            let text = paragraphs().join("\n\n");
            let mail = |number: usize| {
                format!("From a@b Mon Mar 10 10:00:00 2025\nSubject: Hill {number}\nMIME-Version: 1.0\n\n{text}\n\n")
            };
            ("a.mbox", pages(&mail).into_bytes())
        }
        _ => {
            let note = |number: usize| {
                format!(
                    "<note><title>Hill {number}</title><content><![CDATA[<en-note>{markup}</en-note>]]></content></note>"
                )
            };
            ("a.enex", format!("<?xml version=\"1.0\"?><en-export>{}</en-export>", pages(&note)).into_bytes())
        }
    }
}

#[divan::bench(args = ["ndjson", "feed", "warc", "mail", "evernote"], max_time = 2)]
fn hundred_pages(bencher: Bencher, form: &str) {
    let (name, bytes) = many(form);
    let read = capture::read_bytes(name, &bytes, None, None);
    assert_eq!(read.value.map(|captures| captures.len()), Ok(100), "{form}");
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| capture::read_bytes(name, black_box(&bytes), None, None));
}
