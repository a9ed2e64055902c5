//! In: an edition and a layout. Out: bytes: a PDF briefing.
//!
//! Invariant: decides no content; what an edition holds is printed, and nothing else.

pub mod pdf;
