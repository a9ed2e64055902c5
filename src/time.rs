//! In: a text, or a date as a machine writes it. Out: days, moments and temporal expressions, and what each leaves possible.
//!
//! This is the only room that reads dates. Capture, survey, normalize, annotate, link, dating, fetch and the verifier all ask it.
//!
//! # Parts
//!
//! 1. `when`: days, moments, precision, and the ranking of evidence.
//! 2. `stamp`: dates that machines write about a page, such as ISO 8601, RFC 2822 and Unix time. `instant` reads those that have to be
//!    exact to the second, `iso` those that this program writes itself.
//! 3. `printed`: whole dates that a page prints for its readers, in many languages. `shape` tells where one may stand, `path` reads
//!    addresses and names of files.
//! 4. `reading`: what the text of a stamp says, read once and kept beside the text.
//! 5. `meaning`, `found`: what a temporal expression says. `scanner` finds the expressions of a text.
//! 6. `resolve`, `calendar`, `feast`, `timex`: a meaning and a base become days, and a TIMEX3 value.
//! 7. `possible`, `stretch`, `year`: sets of days, and the years that an open date may be of.
//!
//! Invariant: knows no article, no capture and no project, and asks no clock.

pub mod instant;
pub mod iso;
pub mod path;
pub mod printed;
pub mod shape;
pub mod stamp;
pub mod year;

mod calendar;
mod feast;
mod found;
mod meaning;
mod possible;
mod reading;
mod resolve;
mod scanner;
mod stretch;
mod timex;
mod when;

pub use calendar::{in_week, is_month, is_quarter, is_year, shift, whole_month, whole_year};
pub use found::{Found, Later, Length, PartOfDay};
pub use meaning::{Clock, ExpressionKind, Feast, Meaning, Tense, Unit, Year};
pub use possible::Possible;
pub use reading::{MachineDate, Reading};
pub use resolve::{days, days_in_year, with_year, year_before, years_needed};
pub use scanner::{Before, before, expressions, preposition, timex_expressions, whole_date};
pub use stretch::{Stretch, resolvable};
pub use timex::{length_value, part_value, quarter_value, timex, weekly_value};
pub use when::{Days, Evidence, EvidenceKind, FixedOffsetSeconds, How, Moment, Precision, RANKING, When};
