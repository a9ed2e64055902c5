//! In: a project. Out: the layouts that it asks for, with the files, pictures and fonts of its folder.
//!
//! Invariant: a file that the project names and that cannot be read is an error that names it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::console::Failure;
use crate::edition;
use crate::files::{self, Links, Refusal, Root};
use crate::project::{LAYOUTS, Project, nearest};
use crate::render::pdf::{FontError, Fonts, Layout};
use crate::render::{LayoutFiles, drawing, epub, fonts};
use crate::warned::{Warned, Warning};

/// The endings of the pictures that a layout may hold.
const PICTURES: [&str; 7] = ["svg", "svgz", "png", "jpg", "jpeg", "gif", "webp"];

/// What is too much in the bytes of a file, and what to do about it.
type Excess = fn(&Path, &[u8]) -> Option<(String, &'static str)>;

/// The project without the pictures and fonts of its design that ask for more than they may, each with a warning. A family that only
/// such a font has is left out with it.
pub fn within_limits(mut project: Project) -> Warned<Project> {
    let mut warnings = Vec::new();
    let root = project.root.clone();
    let mut keeps = |path: &PathBuf, excess: Excess| {
        let path = root.join(path);
        // What cannot be read is told where it is used.
        let found = files::read(&path).ok().and_then(|bytes| excess(&path, &bytes));
        let warning = found.map(|(problem, hint)| Warning {
            path: Some(path.display().to_string()),
            problem: format!("it is left out: {problem}"),
            hint: Some(hint.to_owned()),
        });
        let is_kept = warning.is_none();
        warnings.extend(warning);
        is_kept
    };
    let design = &mut project.design;
    design.logo = design.logo.take().filter(|path| keeps(path, excess_of_picture));
    design.cover = design.cover.take().filter(|path| keeps(path, excess_of_picture));
    let fonts = design.fonts.len();
    design.fonts.retain(|path| keeps(path, excess_of_font));
    if design.fonts.len() < fonts {
        let left = design.fonts.iter().filter_map(|path| files::read(&root.join(path)).ok()).collect();
        let families = Fonts::with(left).map_or_else(|_| Fonts::built_in(), Arc::new);
        let is_there = |name: &String| families.families().any(|family| family.eq_ignore_ascii_case(name));
        design.text_font = design.text_font.take().filter(is_there);
        design.label_font = design.label_font.take().filter(is_there);
    }
    Warned { value: project, warnings }
}

fn excess_of_picture(path: &Path, bytes: &[u8]) -> Option<(String, &'static str)> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let excess = drawing::excess(&format!("picture.{ending}"), bytes)?;
    Some((excess.to_string(), excess.hint()))
}

fn excess_of_font(_: &Path, bytes: &[u8]) -> Option<(String, &'static str)> {
    Some((fonts::excess(bytes)?.to_string(), "name the font alone, as its makers give it out"))
}

/// The layout of the briefing.
pub fn briefing(project: &Project) -> Result<Layout, Failure> {
    let design = &project.design;
    let pictures = pictures(project)?;
    let others = [(LayoutFiles::BOOK, "the e-book"), (LayoutFiles::SITE, "the site")];
    if let Some((name, what)) = others.into_iter().find(|(name, _)| project.layout == *name) {
        let problem = format!("`{name}` is the layout of {what}");
        return Err(Failure::plain(problem, "the briefing has `briefing`, `pocket` and `brief`"));
    }
    let layout = Layout::new(named(project, &project.layout)?).with(pictures);
    let fonts = design.fonts.iter().map(|path| read(&opened(project)?, path, "`design.fonts` names it"));
    let fonts = fonts.collect::<Result<Vec<_>, _>>()?;
    let families = design.text_font.iter().chain(&design.label_font);
    layout.with_fonts(fonts, families).map_err(|error| match error {
        FontError::NoFont(at) => {
            let path = project.root.join(&design.fonts[at]);
            Failure::file(path.display(), "no font is in it", "`design.fonts` takes TrueType and OpenType files")
        }
        FontError::NoFamily { name, known } => {
            let hint = format!("name one of {}, or its file in `design.fonts`", known.join(", "));
            Failure::plain(format!("no font is called `{name}`"), hint)
        }
    })
}

/// The layout of the e-book.
pub fn book(project: &Project) -> Result<epub::Layout, Failure> {
    let files = named(project, LayoutFiles::BOOK)?;
    Ok(epub::Layout::new(files, project.book).with_pictures(pictures(project)?))
}

/// The layout of the site.
pub fn site(project: &Project) -> Result<LayoutFiles, Failure> {
    named(project, LayoutFiles::SITE)
}

/// The pictures that the design names, by the names under which layouts see them.
fn pictures(project: &Project) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let (design, shown) = (&project.design, edition::design(&project.design));
    let mut pictures = Vec::new();
    for (path, name) in [(&design.logo, shown.logo), (&design.cover, shown.cover)] {
        if let (Some(path), Some(name)) = (path, name) {
            pictures.push((name, read(&opened(project)?, path, "`[design]` in the project file names it")?));
        }
    }
    Ok(pictures)
}

/// A layout by its name: the program's with the project's files in front.
pub fn named(project: &Project, name: &str) -> Result<LayoutFiles, Failure> {
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

/// The folder of a layout. What its files link to lies among the layouts.
fn folder(project: &Project, name: &str) -> std::io::Result<(Root, PathBuf)> {
    let root = Root::named(&project.root, Links::Inside)?.inner(Path::new(LAYOUTS))?;
    root.inner(Path::new(name))?;
    Ok((root, PathBuf::from(name)))
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// The files of a folder by their names below it.
fn own((root, folder): &(Root, PathBuf)) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let hint = "every file of a layout must be readable, and lie among the layouts";
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
            && let Some((problem, hint)) = excess_of_picture(&name, &bytes)
        {
            return Err(Failure::file(root.path().join(&name).display(), problem, hint));
        }
        Ok((parts.join("/"), bytes))
    };
    listed.files.into_iter().map(file).collect()
}

/// The project's folder.
fn opened(project: &Project) -> Result<Root, Failure> {
    Root::named(&project.root, Links::Inside)
        .map_err(|error| Failure::file(project.root.display(), files::plain(&error), "name a folder that may be read"))
}

fn read(root: &Root, name: &Path, hint: &str) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| {
        let hint = Refusal::of(&error).map_or(hint, |_| "put the file itself into the project");
        Failure::file(root.path().join(name).display(), files::plain(&error), hint)
    };
    root.read(name).map_err(failed)
}

/// A layout that is not there.
pub fn unknown(name: &str) -> Failure {
    let known: Vec<&str> = LayoutFiles::names().collect();
    let hint = match nearest(name, known.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("one of {}, or a folder `{LAYOUTS}/{name}` beside the project file", known.join(", ")),
    };
    Failure::plain(format!("there is no layout `{name}`"), hint)
}
