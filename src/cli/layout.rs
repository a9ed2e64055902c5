//! In: the name of a layout and a folder. Out: a copy of the layout's files in the folder; or the documentation of what layouts receive.
//!
//! Invariant: overwrites no file.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Exit;
use super::console::{Console, Failure};
use crate::edition;
use crate::files;
use crate::render::LayoutFiles;

/// The file that documents what layouts receive.
const CONTRACT: &str = "CONTRACT.md";

/// Copy a layout to start from, or print what layouts receive
#[derive(Debug, Args)]
pub(crate) struct Layout {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print the names of the built-in layouts
    List,
    /// Copy all files of a built-in layout into a folder
    Export {
        /// The layout: briefing, pocket, brief, book (the e-book's), site (that of the site) or page (that of `--format html`)
        name: String,
        /// The folder for the files, such as layouts/NAME next to the project file
        folder: PathBuf,
    },
    /// Print what layouts receive, in Markdown
    Contract,
}

pub(crate) fn run(arguments: &Layout, console: &mut Console) -> Result<Exit, Failure> {
    match &arguments.what {
        What::List => LayoutFiles::names().try_for_each(|name| console.line(name))?,
        What::Export { name, folder } => export(name, folder, console)?,
        What::Contract => console.line(edition::contract().trim_end())?,
    }
    Ok(Exit::Done)
}

fn export(name: &str, folder: &std::path::Path, console: &mut Console) -> Result<(), Failure> {
    let layout = LayoutFiles::built_in(name).ok_or_else(|| crate::outputs::layouts::unknown(name))?;
    let mut written: Vec<(PathBuf, Vec<u8>)> =
        layout.iter().map(|(file, bytes)| (folder.join(file), bytes.to_vec())).collect();
    written.push((folder.join(CONTRACT), edition::contract().into_bytes()));
    if let Some((path, _)) = written.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        let hint = "name a folder without a layout";
        return Err(Failure::file(path.display(), "it already exists; nothing was written", hint));
    }
    files::write_whole(&written).map_err(Failure::of)?;
    written.iter().try_for_each(|(path, bytes)| console.wrote(path, bytes.len()))
}
