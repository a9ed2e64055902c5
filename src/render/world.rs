//! In: a layout's files, the data given to it, and its fonts. Out: the world that Typst sees.
//!
//! Invariant: serves nothing else: no package, no disk, no network, no clock.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use thiserror::Error;
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Binding, Bytes, Datetime, Duration, Scope};
use typst::syntax::{FileId, RootedPath, Source, SyntaxNode, VirtualPath, VirtualRoot, parse};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::LayoutFiles;
use super::families::Fonts;
use super::layout::Excess;
use crate::limits;

/// The file with the edition, for a layout.
pub(crate) const EDITION: &str = "edition.json";

/// Why a world cannot be built.
#[derive(Debug, Error)]
pub(crate) enum Unusable {
    /// The name of a file that is not a path inside a layout's folder, or of a main file that is missing or not UTF-8.
    #[error("there is no usable file `{0}`")]
    File(String),
    /// A file of the layout exceeds a limit.
    #[error(transparent)]
    Excess(#[from] Excess),
}

/// The name of Typst's function `eval`. No layout needs it, and it could turn text of a page into code.
const EVAL: &str = "eval";

/// The functions that Typst files can use.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let mut library = Library::default();
    let mut scope = Scope::new();
    for (name, binding) in library.global.scope().iter().filter(|(name, _)| *name != EVAL) {
        scope.bind(name.clone(), binding.clone());
    }
    *library.global.scope_mut() = scope;
    library.std = Binding::detached(library.global.clone());
    library
});

/// What Typst sees: the layout's folder as its root, including all data given to it.
pub(crate) struct LayoutWorld {
    library: LazyHash<Library>,
    main: FileId,
    files: HashMap<FileId, Bytes>,
    sources: HashMap<FileId, Source>,
    fonts: Arc<Fonts>,
    /// The folder that the layout has, or would have, in a project.
    folder: String,
}

impl LayoutWorld {
    /// The world of one compilation, which begins with the file `main`. The given files replace the layout's files of the same name.
    ///
    /// # Errors
    /// [`Unusable`].
    pub(crate) fn new(
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
        let path = |file: &FileId| layout.path(file.get().vpath().get_without_slash());
        let mut sources = HashMap::new();
        for (id, bytes) in &files {
            let Some(text) = text(*id, bytes) else { continue };
            if sources.len() >= limits::LAYOUT_FILES {
                return Err(Excess::TooMany(path(id)).into());
            }
            sources.insert(*id, read(*id, text, || path(id))?);
        }
        let name = main;
        let main = identify(name)?;
        if !sources.contains_key(&main) {
            return Err(Unusable::File(name.to_owned()));
        }
        Ok(Self { library: LazyHash::new(LIBRARY.clone()), main, files, sources, fonts, folder: layout.path("") })
    }

    /// The path of a layout's file in a project.
    pub(crate) fn path(&self, file: FileId) -> String {
        format!("{}{}", self.folder, file.get().vpath().get_without_slash())
    }
}

fn identify(name: &str) -> Result<FileId, Unusable> {
    let path = VirtualPath::new(name).map_err(|_| Unusable::File(name.to_owned()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The text of a Typst file.
fn text(id: FileId, bytes: &Bytes) -> Option<&str> {
    let typst = id.get().vpath().extension() == Some("typ");
    typst.then(|| bytes.as_str().ok()).flatten()
}

/// Parses a Typst file. The parser is recursive, so the size is checked first. Then the stack is large enough for any nesting in the file.
fn read(id: FileId, text: &str, path: impl Fn() -> String) -> Result<Source, Excess> {
    if text.len() > limits::LAYOUT_SOURCE {
        return Err(Excess::TooLarge(path()));
    }
    if depth(&parse(text)) > limits::LAYOUT_DEPTH {
        return Err(Excess::TooDeep(path()));
    }
    Ok(Source::new(id, text.to_owned()))
}

/// The depth of nesting of a text's parts.
fn depth(root: &SyntaxNode) -> usize {
    let mut deepest = 0;
    let mut open = vec![root.children()];
    while let Some(children) = open.last_mut() {
        match children.next() {
            Some(child) => open.push(child.children()),
            None => drop(open.pop()),
        }
        deepest = deepest.max(open.len());
    }
    deepest
}

/// The error for a file that is not served.
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
