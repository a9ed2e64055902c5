//! In: the files of a folder. Out: those that a browser saved as parts of a page: pictures, styles, frames of adverts.
//!
//! Invariant: decides by names alone. A folder belongs to a page only if the page is beside it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::Form;
use crate::lang;

/// What browsers append to a page's name to name the folder of its parts, in the languages in which they do.
static ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.boilerplate.saved_folder_endings).collect());

/// Whether a folder has the name that a browser gives to the folder of a page's parts, or the name of the page itself.
pub(crate) fn is_folder_of(folder: &str, stem: &str) -> bool {
    let ending = folder.strip_prefix(stem);
    ending.is_some_and(|ending| ending.is_empty() || ENDINGS.contains(&ending))
}

/// The parts of pages among paths with `/` between folders.
pub(crate) fn parts<'a>(paths: &[&'a str]) -> BTreeSet<&'a str> {
    let pages: BTreeSet<&str> = paths.iter().filter_map(|path| page(path)).collect();
    paths.iter().copied().filter(|path| is_part(path, &pages)).collect()
}

/// The path of a page without its extension.
fn page(path: &str) -> Option<&str> {
    matches!(Form::by_name(path)?, Form::Html | Form::Mhtml).then(|| path.rsplit_once('.').map(|(stem, _)| stem))?
}

fn is_part(path: &str, pages: &BTreeSet<&str>) -> bool {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    let mut stems = folders.flat_map(|folder| ENDINGS.iter().filter_map(move |ending| folder.strip_suffix(*ending)));
    stems.any(|stem| pages.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_saved_page_are_its_parts() {
        let paths = [
            "a/Рада.html",
            "a/Рада_files/frame.html",
            "a/Рада_files/in/x.png",
            "a/Рада-Dateien/x.htm",
            "a/other_files/y.html",
            "Рада_files/z.html",
        ];
        assert_eq!(
            parts(&paths).into_iter().collect::<Vec<_>>(),
            ["a/Рада-Dateien/x.htm", "a/Рада_files/frame.html", "a/Рада_files/in/x.png"]
        );
    }
}
