//! In: the arguments of the verb `fetch`. Out: that this build of the program lacks the feature `fetch` and opens no connection.
//!
//! Invariant: has the same type and function as the module that it replaces. The help does not list the verb.

use std::ffi::OsString;

use clap::Args;

use super::Exit;
use super::console::{Console, Failure};

/// Not in this build: collect pages from the web
#[derive(Debug, Args)]
#[command(hide = true)]
pub struct Fetch {
    /// The arguments that the verb takes in other builds
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    _any: Vec<OsString>,
}

pub fn run(_: &Fetch, _: &mut Console) -> Result<Exit, Failure> {
    let hint = "install it with its default features, or save the pages with a browser into the project's folder";
    Err(Failure::plain("this build of litopys fetches nothing: it lacks the feature `fetch`", hint))
}
