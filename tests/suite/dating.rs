//! Tests of dating.
