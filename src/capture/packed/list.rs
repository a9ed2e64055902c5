//! In: the export of a reading list with the pages: Omnivore's ZIP archive. Out: each page as an entry, with what the list says about it.
//!
//! Invariant: a page without its text is told, never made up of its description.

use serde_json::Value;

use crate::capture::archive::Archive;
use crate::capture::decode;
use crate::capture::entry::Entry;
use crate::capture::json;
use crate::capture::opened::{Opened, Refused, Told, result};
use crate::capture::raw::Skipped;
use crate::capture::{FileRead, Form, UnreadReason};
use crate::limits::MIB;

/// The start of the names of the files with the list, and the folder of the pages.
const LIST: &str = "metadata_";
const PAGES: &str = "content/";
/// The most bytes of one of these files. Set by hand.
const LARGEST: u64 = 32 * MIB;

/// What can be done about a list that is broken.
const AGAIN: &str = "export it again";

/// Whether an archive is such an export.
pub(super) fn is_list(archive: &mut Archive) -> bool {
    archive.names().any(is_part)
}

fn is_part(name: &str) -> bool {
    name.starts_with(LIST) && Form::by_name(name) == Some(Form::Json)
}

/// Reads an export.
pub(super) fn read(archive: &mut Archive, path: &str) -> FileRead {
    let mut names: Vec<String> = archive.names().filter(|name| is_part(name)).map(str::to_owned).collect();
    names.sort();
    let mut items: Vec<Value> = Vec::new();
    let mut opened = Opened::default();
    for name in &names {
        let bytes = match archive.read(name, LARGEST) {
            Ok(bytes) => bytes,
            Err(fault) => {
                let problem = format!("its list cannot be read: {fault}");
                return Refused::new(UnreadReason::NotText, problem, AGAIN).read(path);
            }
        };
        let (values, mistake) = json::values(&decode::decode(&bytes).unwrap_or_default());
        items.extend(values);
        opened.told.extend(mistake.map(|error| {
            Told::new(format!("`{name}` in it cannot be read to its end: {}", json::mistake(&error)), AGAIN)
        }));
    }
    for (item, record) in items.into_iter().zip(0..) {
        let text = |name: &str| item.get(name).and_then(Value::as_str);
        let name = format!("{PAGES}{}.html", text("slug").unwrap_or_default());
        let page = archive.read(&name, LARGEST).map_err(|fault| fault.to_string());
        let page = page.and_then(|bytes| decode::decode(&bytes).ok_or_else(|| format!("`{name}` is not text")));
        let skipped = |problem: String| {
            let place = text("url").unwrap_or("an item").chars().take(200).collect();
            let problem = format!("its page cannot be read: {problem}");
            Skipped { record, place, problem, hint: "the others were read; save this page again" }
        };
        opened.records.push(match page {
            Ok(page) => match with_page(item.clone(), page) {
                Some(entry) => Ok(entry),
                None => Err(skipped("it has no words".to_owned())),
            },
            Err(problem) => Err(skipped(problem)),
        });
    }
    result(Ok(opened), path, Form::Json, None)
}

/// The entry of an item with its page, read like an item of a list in JSON.
fn with_page(mut item: Value, page: String) -> Option<Entry> {
    item.as_object_mut()?.insert("html".to_owned(), Value::from(page));
    json::articles(item).into_iter().next()
}
