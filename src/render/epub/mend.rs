//! In: an EPUB as epub-builder writes it. Out: the same with what it leaves undone mended, and fixed times.
//!
//! Invariant: a part that is to be mended and cannot be found is an error, never passed over.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::EpubError;
use super::package::{escape, identifier, tag};
use crate::edition::Edition;

/// Replaces the navigation, completes the package and the older contents, and writes the archive anew.
pub fn mend(archive: &[u8], edition: &Edition, nav: &str) -> Result<Vec<u8>, EpubError> {
    let mut old = ZipArchive::new(Cursor::new(archive))?;
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(archive.len())));
    for index in 0..old.len() {
        let mut file = old.by_index(index)?;
        let name = file.name().to_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let bytes = match name.as_str() {
            "OEBPS/content.opf" => mend_package(text(bytes)?, edition)?.into_bytes(),
            "OEBPS/toc.ncx" => mend_ncx(text(bytes)?, edition)?.into_bytes(),
            "OEBPS/nav.xhtml" => nav.as_bytes().to_vec(),
            _ => bytes,
        };
        new.start_file(&name, options(&name))?;
        new.write_all(&bytes)?;
    }
    Ok(new.finish()?.into_inner())
}

/// The type of the archive stands first and uncompressed, so that it is found at a fixed place in the file.
fn options(name: &str) -> SimpleFileOptions {
    let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default())
}

fn text(bytes: Vec<u8>) -> Result<String, EpubError> {
    String::from_utf8(bytes).map_err(|error| EpubError::Package(error.to_string()))
}

/// Gives the package its language and publisher, lets go of an identifier that another element may have too, and puts
/// the contents behind the title page.
fn mend_package(package: String, edition: &Edition) -> Result<String, EpubError> {
    let language = tag(edition.language);
    let publisher = format!("  <dc:publisher>{}</dc:publisher>\n  </metadata>", escape(&edition.producer));
    let title_page = "<itemref idref=\"id_titlepage.xhtml\"/>";
    let package = replace(package, "<package ", &format!("<package xml:lang=\"{language}\" "))?;
    let package = replace(package, "<dc:language id=\"epub-creator-0\">", "<dc:language>")?;
    let package = replace(package, "</metadata>", &publisher)?;
    replace(package, title_page, &format!("{title_page}\n    <itemref idref=\"nav\"/>"))
}

fn mend_ncx(ncx: String, edition: &Edition) -> Result<String, EpubError> {
    let head = format!("<head>\n    <meta name=\"dtb:uid\" content=\"urn:uuid:{}\" />", identifier(edition)?);
    let ncx = replace(ncx, "<ncx ", &format!("<ncx xml:lang=\"{}\" ", tag(edition.language)))?;
    let ncx = replace(ncx, "<head>", &head)?;
    replace(ncx, "name=\"dtb:depth\" content=\"1\"", "name=\"dtb:depth\" content=\"2\"")
}

fn replace(text: String, old: &'static str, new: &str) -> Result<String, EpubError> {
    if text.contains(old) { Ok(text.replacen(old, new, 1)) } else { Err(EpubError::Unmended(old)) }
}
