//! In: the bytes of a briefing. Out: that this build of the program lacks the feature `pdf` and reads no PDF.
//!
//! Invariant: has the same functions as the module that it replaces.

use super::{Failure, VerifyError};

/// Fails, because this build cannot read a PDF.
///
/// # Errors
/// Always [`VerifyError::NoPdf`].
pub fn carried(_: &[u8]) -> Result<Vec<u8>, VerifyError> {
    Err(VerifyError::NoPdf)
}

/// Fails, because this build cannot read a PDF.
///
/// # Errors
/// Always [`VerifyError::NoPdf`].
pub fn check(_: &[u8], _: &[u8]) -> Result<Vec<Failure>, VerifyError> {
    Err(VerifyError::NoPdf)
}
