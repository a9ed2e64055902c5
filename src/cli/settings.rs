//! In: the arguments that override the project file. Out: the same as `Overrides`.
//!
//! Invariant: holds no default. A setting that is not given stays unset.

use std::path::PathBuf;

use chrono_tz::Tz;
use clap::Args;

use crate::files::Links;
use crate::project::{Overrides, language_argument, zone_argument};
use crate::words::ProductLanguage;

/// The settings of every verb that reads captures.
#[derive(Debug, Clone, Args)]
pub(crate) struct Settings {
    /// The project file, if it is not the folder's `litopys.toml`
    #[arg(long, value_name = "FILE")]
    project: Option<PathBuf>,
    /// The language of the edition: uk, en, pl or de
    #[arg(long, value_name = "CODE", value_parser = language_argument)]
    language: Option<ProductLanguage>,
    /// The time zone of clock times without one, such as Europe/Kyiv
    #[arg(long, value_name = "ZONE", value_parser = zone_argument)]
    timezone: Option<Tz>,
    /// Follow links among the captures even if they lead out of their folder
    #[arg(long)]
    follow_links: bool,
}

impl Settings {
    /// The project file that the arguments name.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.project.clone()
    }

    pub(crate) fn overrides(&self) -> Overrides {
        let file = self.project.clone();
        let links = if self.follow_links { Links::Anywhere } else { Links::Inside };
        Overrides { file, language: self.language, zone: self.timezone, links, ..Overrides::default() }
    }
}
