//! In: the program and its environment. Out: whether they can make an edition.
//!
//! Invariant: only looks at this machine and contacts nobody.

use super::briefing;
use super::finding::Finding;
use crate::cli::build;

pub(crate) fn findings() -> Vec<Finding> {
    let mut findings = vec![
        Finding::ok("program", concat!("litopys ", env!("CARGO_PKG_VERSION"))),
        Finding::ok("zones", format!("time zones of the IANA database {}", chrono_tz::IANA_TZDB_VERSION)),
        briefing::built_in(),
    ];
    findings.extend(build::day_of_environment().err().map(|failure| Finding::failed("environment", failure)));
    findings
}
