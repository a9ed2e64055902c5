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
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(archive.len())));
    for index in 0..old.len() {
        let mut file = old.by_index(index)?;
        let name = file.name().to_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let bytes = match name.as_str() {
            "OEBPS/content.opf" => mend_package(text(bytes)?, edition, press.has_pages())?.into_bytes(),
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

/// Adds the language and everything in `metadata` to the package, removes an identifier that another element may have as well, and puts the
/// contents after the title page.
fn mend_package(package: String, edition: &Edition, has_pages: bool) -> Result<String, EpubError> {
    let language = tag(edition.language);
    let elements = format!("  {}  </metadata>", metadata::elements(edition, has_pages)?);
    let title_page = "<itemref idref=\"id_titlepage.xhtml\"/>";
    let package = replace(package, "<package ", &format!("<package xml:lang=\"{language}\" "))?;
    let package = replace(package, "<dc:language id=\"epub-creator-0\">", "<dc:language>")?;
    let package = replace(package, "</metadata>", &elements)?;
    replace(package, title_page, &format!("{title_page}\n    <itemref idref=\"nav\"/>"))
}

fn replace(text: String, old: &'static str, new: &str) -> Result<String, EpubError> {
    if text.contains(old) { Ok(text.replacen(old, new, 1)) } else { Err(EpubError::Unmended(old)) }
}
