//! In: a project, and an edition whose texts are typeset. Out: the layout of its briefing, with the pictures and fonts of its folder, and
//! the briefing.
//!
//! Invariant: no picture or font of the project that exceeds a limit reaches a layout. A file that cannot be read is an error that names
//! it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{excess, layouts};
use crate::cache::Cache;
use crate::edition::Edition;
use crate::failure::Failure;
use crate::files;
use crate::project::Project;
use crate::render::families::{self, Fonts};
use crate::render::pdf::{self, FontError, Layout};
use crate::render::{LayoutFiles, PageMark, Pictures, stack};
use crate::warned::{Warned, Warning};

/// Number of builds for which Typst keeps results that were not needed again. A limit on memory, that changes time alone. Set by hand.
const REMEMBERED: usize = 5;

/// The bytes of a briefing, and the pages on which its parts begin.
pub(crate) type Printed = (Vec<u8>, Vec<PageMark>);

/// Checks the bytes of a file for an exceeded limit. Returns the problem and a hint.
type Excess = fn(&Path, &[u8]) -> Option<(String, &'static str)>;

/// The project without the pictures and fonts of its design that exceed limits, each with a warning. A font family that only such a font
/// has is left out as well. A build of the program that cannot make a briefing refuses a project that asks for one.
pub(crate) fn within_limits(mut project: Project) -> Result<Warned<Project>, Failure> {
    let mut warnings = Vec::new();
    let root = project.root.clone();
    let mut keeps = |path: &PathBuf, excess: Excess| {
        let path = root.join(path);
        // A file that cannot be read is reported where it is used.
        let found = files::read(&path).ok().and_then(|bytes| excess(&path, &bytes));
        let warning = found.map(|(problem, hint)| Warning {
            path: Some(path.display().to_string()),
            problem: format!("it was left out: {problem}"),
            hint: Some(hint.to_owned()),
        });
        let is_kept = warning.is_none();
        warnings.extend(warning);
        is_kept
    };
    let design = &mut project.design;
    design.logo = design.logo.take().filter(|path| keeps(path, excess::of_picture));
    design.cover = design.cover.take().filter(|path| keeps(path, excess::of_picture));
    let fonts = design.fonts.len();
    design.fonts.retain(|path| keeps(path, excess_of_font));
    if design.fonts.len() < fonts {
        let left = design.fonts.iter().filter_map(|path| files::read(&root.join(path)).ok()).collect();
        let families = Fonts::with(left).map_or_else(|_| Fonts::built_in(), Arc::new);
        let is_there = |name: &String| families.families().any(|family| family.eq_ignore_ascii_case(name));
        design.text_font = design.text_font.take().filter(is_there);
        design.label_font = design.label_font.take().filter(is_there);
    }
    Ok(Warned { value: project, warnings })
}

fn excess_of_font(_: &Path, bytes: &[u8]) -> Option<(String, &'static str)> {
    Some((families::excess(bytes)?.to_string(), "name the original file of the font"))
}

/// The layout of the briefing.
pub(crate) fn layout(project: &Project) -> Result<Layout, Failure> {
    let design = &project.design;
    let pictures = layouts::pictures(project)?;
    let others = [(LayoutFiles::BOOK, "the e-book"), (LayoutFiles::SITE, "the site")];
    if let Some((name, what)) = others.into_iter().find(|(name, _)| project.layout == *name) {
        let problem = format!("`{name}` is the layout of {what}");
        return Err(Failure::plain(problem, "layouts of the briefing are `briefing`, `pocket` and `brief`"));
    }
    let layout = Layout::new(layouts::named(project, &project.layout)?).with(pictures);
    let fonts =
        design.fonts.iter().map(|path| layouts::read(&layouts::opened(project)?, path, "`design.fonts` names it"));
    let fonts = fonts.collect::<Result<Vec<_>, _>>()?;
    let families = design.text_font.iter().chain(&design.label_font);
    layout.with_fonts(fonts, families).map_err(|error| match error {
        FontError::NoFont(at) => {
            let path = project.root.join(&design.fonts[at]);
            Failure::file(path.display(), "it contains no font", "`design.fonts` takes TrueType and OpenType files")
        }
        FontError::NoFamily { name, known } => {
            let hint = format!("name one of {}, or its file in `design.fonts`", known.join(", "));
            Failure::plain(format!("there is no font named `{name}`"), hint)
        }
    })
}

/// Typesets the briefing.
pub(crate) fn print(
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    project: &Project,
    cache: &Cache,
) -> Result<Warned<Printed>, Failure> {
    let printed = pdf::kept::briefing(edition, carried, pictures, &layout(project)?, cache).map_err(Failure::of)?;
    Ok(Warned { value: (printed.value.bytes, printed.value.pages), warnings: printed.warnings })
}

/// Drops cached results of earlier builds. A deep stack is needed, because dropping nested values is recursive.
pub(crate) fn forget() {
    stack::deep(|| comemo::evict(REMEMBERED));
}

/// The reason why no briefing was made although none was requested. Here there is none.
pub(crate) fn unmade(_: &Project) -> Option<&'static str> {
    None
}

/// Refuses the layout of a briefing if no briefing can be made. Here it can.
pub(crate) fn refuse(_: Option<&str>) -> Result<(), Failure> {
    Ok(())
}
