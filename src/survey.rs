//! In: captures. Out: what recurs over the pages of one site, and which pages share their furniture.
//!
//! Invariant: counts and compares; decides nothing about a page.
