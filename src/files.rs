//! In: paths and bytes. Out: bytes, lists of files, and files that appear whole or not at all.
//!
//! Invariant: the only module that names `std::fs`; what it writes is never seen half written.
