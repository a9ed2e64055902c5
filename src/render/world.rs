//! In: a layout's files, what it is given beside them, its fonts. Out: the world that Typst may see.
//!
//! Invariant: serves nothing else: no package, no disk, no network, no clock.

use std::collections::HashMap;
use std::sync::Arc;

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::LayoutFiles;
use super::fonts::Fonts;

/// Where a layout finds the edition.
pub const EDITION: &str = "edition.json";

/// The name of a file that is no path inside a layout's folder, or of a main file that is missing or not in UTF-8.
pub struct Unusable(pub String);

/// What Typst sees: the layout's folder as its root, with all that it is given in it.
pub struct LayoutWorld {
    library: LazyHash<Library>,
    main: FileId,
    files: HashMap<FileId, Bytes>,
    sources: HashMap<FileId, Source>,
    fonts: Arc<Fonts>,
    /// The folder of a project in which the layout stands, or would stand.
    folder: String,
}

impl LayoutWorld {
    /// The world of one compilation, which begins with the file `main`. What the layout is given stands in front of its own
    /// files.
    ///
    /// # Errors
    /// [`Unusable`].
    pub fn new(
        layout: &LayoutFiles,
        main: &str,
        fonts: Arc<Fonts>,
        given: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Result<Self, Unusable> {
        let mut files = HashMap::new();
        for (name, bytes) in layout.iter() {
            files.insert(identify(name)?, Bytes::new(bytes.to_vec()));
        }
        for (name, bytes) in given {
            files.insert(identify(&name)?, Bytes::new(bytes));
        }
        let sources: HashMap<FileId, Source> = files.iter().filter_map(|(&id, bytes)| read(id, bytes)).collect();
        let name = main;
        let main = identify(name)?;
        if !sources.contains_key(&main) {
            return Err(Unusable(name.to_owned()));
        }
        Ok(Self { library: LazyHash::new(Library::default()), main, files, sources, fonts, folder: layout.path("") })
    }

    /// A file of the layout as a person finds it in a project.
    pub fn path(&self, file: FileId) -> String {
        format!("{}{}", self.folder, file.get().vpath().get_without_slash())
    }
}

fn identify(name: &str) -> Result<FileId, Unusable> {
    let path = VirtualPath::new(name).map_err(|_| Unusable(name.to_owned()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// A Typst file, parsed.
fn read(id: FileId, bytes: &Bytes) -> Option<(FileId, Source)> {
    let typst = id.get().vpath().extension() == Some("typ");
    let text = typst.then(|| bytes.as_str().ok()).flatten()?;
    Some((id, Source::new(id, text.to_owned())))
}

/// Why a file is not served.
fn refuse(id: FileId) -> FileError {
    match id.get().root() {
        VirtualRoot::Package(package) => FileError::Package(PackageError::NotFound(package.clone())),
        VirtualRoot::Project => FileError::NotFound(id.get().vpath().get_without_slash().into()),
    }
}

impl World for LayoutWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match self.sources.get(&id) {
            Some(source) => Ok(source.clone()),
            None if self.files.contains_key(&id) => Err(FileError::NotSource),
            None => Err(refuse(id)),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| refuse(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
