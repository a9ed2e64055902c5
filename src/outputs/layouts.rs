//! In: a project. Out: the layouts that it asks for, with the files and pictures of its folder.
//!
//! Invariant: a file that the project names and that cannot be read is an error that names it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::excess;
use crate::edition;
use crate::failure::Failure;
use crate::files::{self, Links, Refusal, Root};
use crate::project::{LAYOUTS, Project, nearest};
use crate::render::{LayoutFiles, epub};

/// The extensions of pictures in a layout.
const PICTURES: [&str; 7] = ["svg", "svgz", "png", "jpg", "jpeg", "gif", "webp"];

/// The layout of the e-book.
pub(crate) fn book(project: &Project) -> Result<epub::Layout, Failure> {
    let files = named(project, LayoutFiles::BOOK)?;
    Ok(epub::Layout::new(files, project.book).with_pictures(pictures(project)?))
}

/// The layout of the site.
pub(crate) fn site(project: &Project) -> Result<LayoutFiles, Failure> {
    named(project, LayoutFiles::SITE)
}

/// The layout of the edition as one page.
pub(crate) fn page(project: &Project) -> Result<LayoutFiles, Failure> {
    named(project, LayoutFiles::PAGE)
}

/// The pictures of the design, under the names that layouts use.
pub(crate) fn pictures(project: &Project) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let (design, shown) = (&project.design, edition::design(&project.design));
    let mut pictures = Vec::new();
    for (path, name) in [(&design.logo, shown.logo), (&design.cover, shown.cover)] {
        if let (Some(path), Some(name)) = (path, name) {
            pictures.push((name, read(&opened(project)?, path, "`[design]` in the project file names it")?));
        }
    }
    Ok(pictures)
}

/// The layout of this name: the program's files, replaced by the project's files of the same name.
pub(crate) fn named(project: &Project, name: &str) -> Result<LayoutFiles, Failure> {
    let built_in = LayoutFiles::built_in(name);
    let is_name = !name.contains(['/', '\\']) && !name.starts_with('.');
    let folder = folder(project, name);
    match (built_in, folder) {
        (Some(layout), Err(error)) if is_name && is_absent(&error) => Ok(layout),
        (built_in, Ok(folder)) if is_name => {
            Ok(built_in.unwrap_or_else(|| LayoutFiles::standing(name)).with(own(&folder)?))
        }
        (_, Err(error)) if is_name && Refusal::of(&error).is_some() => {
            let path = project.root.join(LAYOUTS).join(name);
            Err(Failure::file(path.display(), files::plain(&error), "put the folder itself there"))
        }
        _ => Err(unknown(name)),
    }
}

/// The folder of a layout. Links of its files may lead anywhere among the layouts.
fn folder(project: &Project, name: &str) -> std::io::Result<(Root, PathBuf)> {
    let root = Root::named(&project.root, Links::Inside)?.inner(Path::new(LAYOUTS))?;
    root.inner(Path::new(name))?;
    Ok((root, PathBuf::from(name)))
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// The files of a folder, by names relative to it.
fn own((root, folder): &(Root, PathBuf)) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let hint = "every file of a layout must be readable, and in the folder of the layouts";
    let listed = root.list(folder);
    if let Some((name, refusal)) = listed.refused.first() {
        return Err(Failure::file(root.path().join(name).display(), refusal, hint));
    }
    let file = |name: PathBuf| {
        let below = name.strip_prefix(folder).unwrap_or(&name);
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let bytes = read(root, &name, hint)?;
        let ending = name.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if PICTURES.contains(&ending.as_str())
            && let Some((problem, hint)) = excess::of_picture(&name, &bytes)
        {
            return Err(Failure::file(root.path().join(&name).display(), problem, hint));
        }
        Ok((parts.join("/"), bytes))
    };
    listed.files.into_iter().map(file).collect()
}

/// The project's folder.
pub(crate) fn opened(project: &Project) -> Result<Root, Failure> {
    Root::named(&project.root, Links::Inside)
        .map_err(|error| Failure::file(project.root.display(), files::plain(&error), "name a readable folder"))
}

/// A file of the project. `hint` says what to do if it cannot be read.
pub(crate) fn read(root: &Root, name: &Path, hint: &str) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| {
        let hint = Refusal::of(&error).map_or(hint, |_| "put the file itself into the project");
        Failure::file(root.path().join(name).display(), files::plain(&error), hint)
    };
    root.read(name).map_err(failed)
}

/// The error for a layout that does not exist.
pub(crate) fn unknown(name: &str) -> Failure {
    let known: Vec<&str> = LayoutFiles::names().collect();
    let hint = match nearest(name, known.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("one of {}, or a folder `{LAYOUTS}/{name}` next to the project file", known.join(", ")),
    };
    Failure::plain(format!("there is no layout `{name}`"), hint)
}
