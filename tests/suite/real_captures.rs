//! Tests of real captures.
