//! In: a file with captures. Out: what the files beside it with its name say: where the page came from, and corrections by the user.
//!
//! Invariant: a file that says nothing, or cannot be understood, gives a warning and changes nothing.

use std::io::{Cursor, ErrorKind};
use std::path::{Path, PathBuf};

use super::within::Within;
use super::{FileRead, Form, decode, pictures, read_below};
use crate::files::{self, Refusal, Root};
use crate::project::{self, Correction, FILE_NAME, Sidecar};
use crate::time::MachineDate;
use crate::warned::{self, Warning};

/// Extensions of files that describe a page: a sidecar, and the shortcuts of Windows and macOS.
const ENDINGS: [&str; 3] = ["toml", "url", "webloc"];

/// The largest such file, in bytes. Set by hand, 1 MiB: such files hold a few lines.
const LARGEST: u64 = 1024 * 1024;

/// Whether a file of this name describes a page and is not a page itself.
pub(crate) fn is_beside(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// The names of files that can describe a file: `page.toml` and `page.html.toml` for `page.html`.
pub fn names(file: &Path) -> impl Iterator<Item = PathBuf> {
    let with = |ending: &str| {
        let mut whole = file.as_os_str().to_owned();
        whole.push(format!(".{ending}"));
        [PathBuf::from(whole), file.with_extension(ending)]
    };
    let named: Vec<PathBuf> = ENDINGS.into_iter().flat_map(with).filter(|name| !name.ends_with(FILE_NAME)).collect();
    named.into_iter()
}

/// Reads a file, with the corrections for its captures. A given address takes precedence over those in files beside it.
pub(crate) fn read(
    within: &Within,
    file: &Path,
    path: &str,
    form: Option<Form>,
    address: Option<&str>,
) -> (FileRead, Vec<Correction>) {
    let mut said = Sidecar::default();
    let mut warnings = Vec::new();
    for beside in names(file).filter(|_| !is_beside(path)) {
        match one(within.root, &beside) {
            Ok(None) => {}
            Ok(Some(found)) => said = said.over(found),
            Err((problem, hint)) => {
                let name = beside.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let path = path.rsplit_once('/').map_or(name.clone(), |(folder, _)| format!("{folder}/{name}"));
                warnings.push(Warning { path: Some(path), problem, hint: Some(hint) });
            }
        }
    }
    let mut read = read_below(within.root, file, path, form, address.or(said.address.as_deref()));
    read.warnings.extend(warnings);
    for capture in read.value.iter_mut().flatten() {
        pictures::find_beside(capture, file, within);
        capture.captured = capture.captured.take().or_else(|| said.captured.clone().map(MachineDate::read));
    }
    let captures = read.value.as_deref().unwrap_or_default().iter().filter(|_| !said.correction.is_empty());
    let corrections = captures.map(|one| Correction { capture: one.name(), ..said.correction.clone() }).collect();
    (read, corrections)
}

/// The content of a file beside a capture, or `None` if there is no such file.
///
/// # Errors
/// The problem and the hint for the user.
fn one(root: &Root, file: &Path) -> Result<Option<Sidecar>, (String, String)> {
    let bytes = match root.read_at_most(file, LARGEST) {
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => {
            let hint = Refusal::of(&error).map_or("check that it may be read, or leave it out", Refusal::hint);
            return Err((files::plain(&error), hint.to_owned()));
        }
    };
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let address = match ending.as_str() {
        "toml" => return sidecar(file, &bytes).map(Some),
        "url" => of_shortcut(&bytes),
        _ => of_webloc(&bytes),
    };
    match address.filter(|address| address.starts_with("http")) {
        Some(address) => Ok(Some(Sidecar { address: Some(address), ..Sidecar::default() })),
        None => {
            Err(("it names no address of a page".to_owned(), "drag the address out of the browser again".to_owned()))
        }
    }
}

fn sidecar(file: &Path, bytes: &[u8]) -> Result<Sidecar, (String, String)> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| ("its text is not in UTF-8".to_owned(), "save it in UTF-8".to_owned()))?;
    project::read_sidecar(file, text).map_err(|error| {
        let text = error.to_string();
        let (problem, hint) = warned::parted(&text);
        let hint = hint.unwrap_or("see `litopys init`");
        // The warning names the file itself.
        let problem = problem.split_once("`: ").map_or(problem, |(_, problem)| problem);
        (problem.to_owned(), hint.to_owned())
    })
}

/// The address in a Windows shortcut, a file of sections with `KEY=VALUE` lines.
fn of_shortcut(bytes: &[u8]) -> Option<String> {
    let text = decode::decode(bytes)?;
    let value = |line: &str| {
        let (key, value) = line.split_once('=')?;
        key.trim().eq_ignore_ascii_case("url").then(|| value.trim().to_owned())
    };
    text.lines().find_map(value)
}

/// The address in a macOS shortcut, a property list in XML or binary form.
fn of_webloc(bytes: &[u8]) -> Option<String> {
    let list = plist::Value::from_reader(Cursor::new(bytes)).ok()?;
    list.as_dictionary()?.get("URL")?.as_string().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortcut_is_read_in_any_encoding() {
        let text = "[InternetShortcut]\r\nURL=https://v.example/a=b\r\nIconIndex=0\r\n";
        assert_eq!(of_shortcut(text.as_bytes()).as_deref(), Some("https://v.example/a=b"));
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of_shortcut(&[&b"\xff\xfe"[..], &wide].concat()).as_deref(), Some("https://v.example/a=b"));
        assert_eq!(of_shortcut(b"[InternetShortcut]\r\n"), None);
    }

    #[test]
    fn a_webloc_is_read_in_both_kinds() {
        let xml = br#"<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN"
            "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0"><dict><key>URL</key><string>https://v.example/?a=1&amp;b</string></dict></plist>"#;
        assert_eq!(of_webloc(xml).as_deref(), Some("https://v.example/?a=1&b"));
        let mut binary = Vec::new();
        plist::Value::from_reader(Cursor::new(xml)).unwrap().to_writer_binary(&mut binary).unwrap();
        assert_eq!(of_webloc(&binary).as_deref(), Some("https://v.example/?a=1&b"));
        for bytes in [&b""[..], b"bplist00", b"<plist>", &b"<plist><array>".repeat(20_000), &binary[..20]] {
            assert_eq!(of_webloc(bytes), None);
        }
    }

    #[test]
    fn a_page_has_two_names_for_each_ending() {
        let names: Vec<_> = names(Path::new("a/p.html")).map(|name| name.display().to_string()).collect();
        let expected = ["a/p.html.toml", "a/p.toml", "a/p.html.url", "a/p.url", "a/p.html.webloc", "a/p.webloc"];
        assert_eq!(names, expected);
        assert!(super::names(Path::new("litopys.html")).all(|name| !name.ends_with("litopys.toml")));
    }
}
