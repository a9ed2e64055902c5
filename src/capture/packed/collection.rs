//! In: a web archive collection (WACZ 1.1.1): a ZIP archive of web archives with a list of the pages that its maker visited. Out: their captures.
//!
//! Invariant: of a collection with a list, only the pages on it are read; the others are parts of pages, and a warning counts them. A listed
//! page that is missing is told.

use std::collections::BTreeSet;
use std::io::{BufReader, Read};

use crate::capture::archive::{Archive, Fault};
use crate::capture::gzip::{self, Members};
use crate::capture::opened::Refused;
use crate::capture::raw::Input;
use crate::capture::{FileRead, Form, UnreadReason, decode, json, read_stream, warning};
use crate::limits::MIB;

/// What is in every collection (WACZ 1.1.1, 5.2), and the folders of its web archives and its lists of pages.
const PACKAGE: &str = "datapackage.json";
const ARCHIVES: &str = "archive/";
const LISTS: &str = "pages/";

/// The most bytes of a web archive in a collection, and of a list. Larger collections are told with the way to unpack them. Set by hand.
const LARGEST: u64 = 256 * MIB;

/// Whether an archive is a collection.
pub(super) fn is_collection(archive: &mut Archive) -> bool {
    archive.has(PACKAGE) && archive.names().any(is_web_archive)
}

fn is_web_archive(name: &str) -> bool {
    name.starts_with(ARCHIVES) && Form::by_name(name) == Some(Form::Warc)
}

/// Reads a collection.
pub(super) fn read(archive: &mut Archive, path: &str, address: Option<&str>) -> FileRead {
    let names: Vec<String> = archive.names().filter(|name| is_web_archive(name)).map(str::to_owned).collect();
    let (mut told, mut inputs) = (Vec::new(), Vec::new());
    for name in names {
        match archive.read(&name, LARGEST) {
            Ok(bytes) => inputs.push(bytes),
            Err(fault) => told.push(problem(&name, &fault)),
        }
    }
    if inputs.is_empty()
        && let Some(problem) = told.first()
    {
        return Refused::new(UnreadReason::TooLarge, problem.clone(), UNPACK).read(path);
    }
    let all: Input<'_> = inputs.iter().map(|bytes| unpacked(bytes)).fold(Box::new(std::io::empty()), chained);
    let mut read = read_stream(path, Form::Warc, all, address);
    read.warnings.extend(told.into_iter().map(|problem| warning(path, problem, UNPACK)));
    keep_listed(&mut read, path, &listed(archive));
    read
}

const UNPACK: &str = "unpack the file; the web archives in its folder `archive` can be read one by one";

fn problem(name: &str, fault: &Fault) -> String {
    format!("a web archive in it cannot be read: `{name}`: {fault}")
}

/// The records of a web archive, without its compression.
fn unpacked(bytes: &[u8]) -> Input<'_> {
    match gzip::is_packed(bytes) {
        true => Box::new(Members::new(BufReader::new(bytes))),
        false => Box::new(bytes),
    }
}

fn chained<'a>(first: Input<'a>, second: Input<'a>) -> Input<'a> {
    Box::new(first.chain(second))
}

/// The addresses of the pages that the lists name.
fn listed(archive: &mut Archive) -> BTreeSet<String> {
    let is_list = |name: &&str| name.starts_with(LISTS) && Form::by_name(name) == Some(Form::Ndjson);
    let names: Vec<String> = archive.names().filter(is_list).map(str::to_owned).collect();
    let texts = names.iter().filter_map(|name| decode::decode(&archive.read(name, LARGEST).ok()?));
    let lines: Vec<String> = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let values = lines.iter().flat_map(|line| json::values(line).0);
    values.filter_map(|value| value.get("url")?.as_str().map(plain)).collect()
}

/// An address without its fragment, which servers never get.
fn plain(address: &str) -> String {
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Leaves out what is on no list, and tells how much that is. Without a list, everything is kept.
fn keep_listed(read: &mut FileRead, path: &str, listed: &BTreeSet<String>) {
    let Ok(captures) = &mut read.value else { return };
    if listed.is_empty() {
        return;
    }
    let address = |capture: &crate::capture::Capture| capture.address.as_deref().map(plain).unwrap_or_default();
    let there: BTreeSet<String> = captures.iter().map(address).collect();
    let missing = listed.difference(&there).count();
    let all = captures.len();
    if missing < listed.len() {
        captures.retain(|capture| listed.contains(&address(capture)));
    }
    let others = all.saturating_sub(captures.len());
    if others > 0 {
        let problem =
            format!("{others} of its records are pages that are not on its list: frames, or what pages loaded");
        read.warnings.push(warning(
            path,
            problem,
            "nothing needs to be done, unless one of them is a page that you want",
        ));
    }
    if missing > 0 {
        let problem = format!("{missing} of the pages on its list are not in its web archives, or have no words");
        read.warnings.push(warning(path, problem, "capture these pages again"));
    }
}
