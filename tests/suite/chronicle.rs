//! Tests of chronicle.
