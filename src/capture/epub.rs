//! In: an e-book (EPUB 2 and 3). Out: the article of each chapter, in the order of the book.
//!
//! Invariant: the cover, the contents and pages without words are no articles. Nothing is computed from the day of the book. Who made a book
//! of several articles wrote none of them.

mod chapter;
mod package;

use super::archive::{Archive, Fault};
use super::entry::Entry;
use super::opened::{Opened, Refused, Told};
use super::raw::{LARGEST, Skipped};
use super::{UnreadReason, decode, own};
use chapter::Chapter;
use package::Package;

/// The type of the archive (EPUB OCF 3.3, 4.3), and the file that names the package (4.2.6.3.1).
pub(crate) const TYPE: &str = "application/epub+zip";
pub(crate) const CONTAINER: &str = "META-INF/container.xml";

/// Reads a book.
pub(crate) fn read(archive: &mut Archive) -> Result<Opened, Refused> {
    let mut package = Package::read(archive).map_err(|problem| {
        let hint = "get the book again, or leave it out";
        Refused::new(UnreadReason::NotText, problem, hint)
    })?;
    if package.is_own {
        return Err(own::refused());
    }
    let mut opened = Opened { told: std::mem::take(&mut package.told), ..Opened::default() };
    let mut lists = 0_usize;
    let mut names_author = false;
    for place in std::mem::take(&mut package.spine) {
        let number = u32::try_from(opened.records.len()).unwrap_or(u32::MAX);
        let read = place.problem.map_or_else(|| article(archive, &package, &place.file), Err);
        match read {
            Ok(Some(Page::Article(entry, is_signed))) => {
                names_author |= is_signed;
                opened.records.push(Ok(*entry));
            }
            Ok(Some(Page::List)) => lists = lists.saturating_add(1),
            Ok(None) => {}
            Err(problem) => opened.records.push(Err(skipped(number, &place.file, problem))),
        }
    }
    // What is told here says that there may be more articles.
    if let ([Ok(only)], true) = (opened.records.as_mut_slice(), opened.told.is_empty() && !names_author) {
        only.authors = package.authors;
    }
    if lists > 0 {
        let problem = format!("{lists} of its pages only lead to others, and are not read");
        opened.told.push(Told::new(problem, "nothing needs to be done"));
    }
    if opened.records.is_empty() { Err(Refused::empty()) } else { Ok(opened) }
}

/// What a page of a book is.
enum Page {
    /// An article, and whether its page names an author.
    Article(Box<Entry>, bool),
    /// A list of links.
    List,
}

/// The article on a page. `None` if there are no words on it.
fn article(archive: &mut Archive, package: &Package, file: &str) -> Result<Option<Page>, String> {
    if package.locked.contains(file) {
        return Err("it is locked against copies".to_owned());
    }
    let bytes = archive.read(file, LARGEST as u64).map_err(|fault| match fault {
        Fault::Missing(_) => "its file is missing".to_owned(),
        fault => fault.to_string(),
    })?;
    let text = decode::decode(&bytes).ok_or("it is not text")?;
    let chapter = Chapter::read(&text);
    if chapter.is_empty() || chapter.is_contents() {
        return Ok(None);
    }
    if chapter.is_list() {
        return Ok(Some(Page::List));
    }
    let mut entry = chapter.entry(package.labels.get(file).map_or("", String::as_str), &package.title);
    package.complete(&mut entry);
    entry.parts = chapter.pictures(archive, file);
    Ok(Some(Page::Article(Box::new(entry), chapter.names_author())))
}

fn skipped(record: u32, file: &str, problem: String) -> Skipped {
    let hint = "the other chapters were read; get the book again";
    Skipped { record, place: format!("chapter `{file}`"), problem, hint }
}
