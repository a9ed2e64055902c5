//! In: nothing. Out: the JSON Schema of an edition.
//!
//! Invariant: generated from the types, so it always agrees with them.

use clap::Args;

use super::Exit;
use super::console::{Console, Failure};
use crate::edition::Edition;

/// Print the JSON Schema of the edition that layouts receive and `build --format json` writes
#[derive(Debug, Args)]
pub(crate) struct Schema {}

pub(crate) fn run(console: &mut Console) -> Result<Exit, Failure> {
    let schema = schemars::schema_for!(Edition);
    console.line(format_args!("{:#}", schema.as_value()))?;
    Ok(Exit::Done)
}
