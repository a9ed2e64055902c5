//! In: the corpus with its dates, chapters and digest. Out: the edition: plain data, the contract with the layouts.
//!
//! Invariant: holds no word of any output format; every text of a capture stands in it as it stands in the capture.

pub mod model;

pub use model::*;
