//! In: an EPUB as epub-builder writes it. Out: the corrected and completed EPUB, with fixed times.
//!
//! Invariant: a part that must be corrected and cannot be found is an error, never ignored.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::EpubError;
use super::book::Book;
use super::metadata;
use super::package::tag;
use super::press::Press;
use crate::edition::Edition;

/// Replaces the navigation and the older contents, completes the package, and writes the archive again.
pub(crate) fn mend(archive: &[u8], edition: &Edition, press: &Press, book: &Book) -> Result<Vec<u8>, EpubError> {
    let mut old = ZipArchive::new(Cursor::new(archive))?;
    let drawn = with_drawings(&mut old)?;
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(archive.len())));
    for index in 0..old.len() {
        let mut file = old.by_index(index)?;
        let name = file.name().to_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let bytes = match name.as_str() {
            "OEBPS/content.opf" => mend_package(text(bytes)?, edition, press.has_pages(), book, &drawn)?.into_bytes(),
            "OEBPS/toc.ncx" => press.ncx()?.into_bytes(),
            "OEBPS/nav.xhtml" => press.nav(book)?.into_bytes(),
            _ => bytes,
        };
        new.start_file(&name, options(&name))?;
        new.write_all(&bytes)?;
    }
    Ok(new.finish()?.into_inner())
}

/// The type of the archive comes first and uncompressed, so that it is at a fixed place in the file.
fn options(name: &str) -> SimpleFileOptions {
    let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default())
}

fn text(bytes: Vec<u8>) -> Result<String, EpubError> {
    String::from_utf8(bytes).map_err(|error| EpubError::Package(error.to_string()))
}

/// The files with a drawing in them, which the package must tell (EPUB 3.3, 5.4).
fn with_drawings(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<String>, EpubError> {
    let mut drawn = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let Some(name) = file.name().strip_prefix("OEBPS/").filter(|name| name.ends_with(".xhtml")) else { continue };
        let (name, mut bytes) = (name.to_owned(), Vec::new());
        file.read_to_end(&mut bytes)?;
        if text(bytes)?.contains("<svg") {
            drawn.push(name);
        }
    }
    Ok(drawn)
}

/// Adds the language, everything in `metadata`, and the mark of files with drawings to the package, removes an identifier that another
/// element may have as well, and puts the contents before the chapters.
fn mend_package(
    package: String,
    edition: &Edition,
    has_pages: bool,
    book: &Book,
    drawn: &[String],
) -> Result<String, EpubError> {
    let language = tag(edition.language);
    let elements = format!("  {}  </metadata>", metadata::elements(edition, has_pages)?);
    let package = replace(package, "<package ", &format!("<package xml:lang=\"{language}\" "))?;
    let package = replace(package, "<dc:language id=\"epub-creator-0\">", "<dc:language>")?;
    let mut package = replace(package, "</metadata>", &elements)?;
    for file in drawn {
        let item = format!("id=\"id_{file}\"");
        package = replace_with(package, &item, &format!("properties=\"svg\" {item}"), "<item")?;
    }
    let contents = "<itemref idref=\"nav\"/>";
    match book.behind_contents() {
        Some(file) => {
            let next = format!("<itemref idref=\"id_{file}\"/>");
            replace_with(package, &next, &format!("{contents}\n    {next}"), "<itemref")
        }
        None => replace(package, "</spine>", &format!("{contents}\n  </spine>")),
    }
}

/// Replaces an element that names a file of the book. `kind` says in an error which element is not there.
fn replace_with(text: String, old: &str, new: &str, kind: &'static str) -> Result<String, EpubError> {
    if text.contains(old) { Ok(text.replacen(old, new, 1)) } else { Err(EpubError::Unmended(kind)) }
}

fn replace(text: String, old: &'static str, new: &str) -> Result<String, EpubError> {
    if text.contains(old) { Ok(text.replacen(old, new, 1)) } else { Err(EpubError::Unmended(old)) }
}
