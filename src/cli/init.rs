//! In: a folder. Out: a project file in it, with every setting commented out and explained.
//!
//! Invariant: never overwrites a file.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Exit;
use super::console::{Console, Failure};
use crate::files;
use crate::project::{FILE_NAME, SAMPLE};

/// Write a project file with comments
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Where the captures are
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

pub(crate) fn run(arguments: &Init, console: &mut Console) -> Result<Exit, Failure> {
    let path = if arguments.folder == Path::new(".") { FILE_NAME.into() } else { arguments.folder.join(FILE_NAME) };
    if path.symlink_metadata().is_ok() {
        let hint = "edit it, or remove it first";
        return Err(Failure::file(path.display(), "the project file already exists", hint));
    }
    files::write_whole(&[(path.clone(), SAMPLE.as_bytes().to_vec())]).map_err(Failure::of)?;
    console.wrote(&path, SAMPLE.len())?;
    Ok(Exit::Done)
}
