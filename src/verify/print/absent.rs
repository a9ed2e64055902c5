//! In: the bytes of a briefing. Out: that this build of the program, without the feature `pdf`, reads no PDF.
//!
//! Invariant: has the functions of the module in whose place it stands.

use super::{Failure, VerifyError};

/// Carries nothing that could be read.
///
/// # Errors
/// Always [`VerifyError::NoPdf`].
pub fn carried(_: &[u8]) -> Result<Vec<u8>, VerifyError> {
    Err(VerifyError::NoPdf)
}

/// Checks nothing.
///
/// # Errors
/// Always [`VerifyError::NoPdf`].
pub fn check(_: &[u8], _: &[u8]) -> Result<Vec<Failure>, VerifyError> {
    Err(VerifyError::NoPdf)
}
