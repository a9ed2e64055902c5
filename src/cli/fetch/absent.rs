//! In: what the verb `fetch` was given. Out: that this build of the program, without the feature `fetch`, opens no connection.
//!
//! Invariant: has the type and the function of the module in whose place it stands; the help does not name the verb.

use std::ffi::OsString;

use clap::Args;

use super::Exit;
use super::console::{Console, Failure};

/// Not in this build: collect pages from the web
#[derive(Debug, Args)]
#[command(hide = true)]
pub struct Fetch {
    /// Whatever the verb takes elsewhere
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    _any: Vec<OsString>,
}

pub fn run(_: &Fetch, _: &mut Console) -> Result<Exit, Failure> {
    let hint = "install it with its default features, or save the pages with a browser into the project's folder";
    Err(Failure::plain("this build of litopys fetches nothing: it lacks the feature `fetch`", hint))
}
