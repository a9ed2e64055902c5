//! In: the data unpacked from an untrusted output. Out: whether it stays within the limit.
//!
//! Invariant: never gives out more than is left.

use std::cell::Cell;
use std::io::{self, Read};

use super::VerifyError;
use crate::limits;

/// The rest of what may be unpacked, in bytes.
#[derive(Debug)]
pub(crate) struct Budget(pub(super) Cell<u64>);

impl Budget {
    /// The budget for one file.
    pub(crate) fn whole() -> Self {
        Self(Cell::new(limits::VERIFIED_UNPACKED))
    }

    /// Takes an amount, or fails if less is left.
    pub(crate) fn take(&self, bytes: u64) -> Result<(), VerifyError> {
        let left = self.0.get().checked_sub(bytes);
        self.0.set(left.unwrap_or_default());
        left.map(drop).ok_or(VerifyError::TooLarge)
    }

    /// Reads everything, if the budget allows it.
    pub(crate) fn read(&self, from: impl Read, into: &mut Vec<u8>) -> Result<io::Result<()>, VerifyError> {
        let before = into.len();
        let read = from.take(self.0.get().saturating_add(1)).read_to_end(into);
        self.take(into.len().saturating_sub(before) as u64)?;
        Ok(read.map(drop))
    }
}
