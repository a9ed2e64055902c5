//! In: a project with recorded editions. Out: a folder to publish, with the pages and files of each edition, feeds and a catalogue.
//!
//! Invariant: only reads arguments and prints.

use std::path::PathBuf;

use clap::Args;

use super::Exit;
use super::console::{Console, Failure};
use super::settings::Settings;
use crate::cache::Cache;
use crate::project;
use crate::site::{self, Wanted};

/// Write the recorded editions as a folder to publish: pages, feeds, a catalogue for e-readers
#[derive(Debug, Args)]
pub(crate) struct Site {
    /// The folder with the captured pages
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// The folder for the site [default: public]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// How many of the newest editions to publish [default: all]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
    /// Make the pages of all editions again, even of published ones
    #[arg(long)]
    again: bool,
    /// Do not use the cache
    #[arg(long)]
    no_cache: bool,
    #[command(flatten)]
    settings: Settings,
}

pub(crate) fn run(arguments: &Site, console: &mut Console) -> Result<Exit, Failure> {
    let project = project::load(&arguments.folder, &arguments.settings.overrides())?;
    let wanted = Wanted { folder: arguments.output.clone(), keep: arguments.keep, again: arguments.again };
    let cache = if arguments.no_cache { Cache::none() } else { Cache::own() };
    let published = console.following(|listener| Ok(site::publish(project, &wanted, cache, listener)?))?;
    let editions = match published.editions {
        1 => "1 edition is".to_owned(),
        editions => format!("{editions} editions are"),
    };
    let line = format!("{editions} in `{}`", published.folder.display());
    console.sum_up(line.clone());
    console.remark(line)?;
    Ok(Exit::Done)
}
