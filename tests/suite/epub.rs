//! Tests of epub.
