//! In: a text, or a machine-readable date. Out: days, moments, temporal expressions, and sets of possible days.
//!
//! This is the only room that parses dates. Capture, survey, normalize, annotate, link, dating, fetch and verify all use it.
//!
//! # Parts
//!
//! 1. `when`: days, moments, precision, and the ranking of evidence.
//! 2. `stamp`: machine-readable dates of a page, such as ISO 8601, RFC 2822 and Unix time. `instant` parses those that must be exact to the
//!    second, `iso` those that this program writes itself.
//! 3. `printed`: whole dates in a page's text, in many languages. `shape` says where a date may be, `path` parses addresses and file names.
//! 4. `reading`: the readings of a stamp, parsed once and kept with its text.
//! 5. `meaning`, `found`: the types for temporal expressions. `scanner` finds the expressions in a text.
//! 6. `resolve`, `calendar`, `feast`, `timex`: turn a meaning and a base date into days and a TIMEX3 value.
//! 7. `possible`, `stretch`, `year`: sets of days, and the possible years of a date without one.
//!
//! Invariant: knows no article, capture or project, and never reads the clock.

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

pub use calendar::shift;
pub(crate) use calendar::{in_week, is_month, is_quarter, is_year, whole_month, whole_year};
pub(crate) use found::Later;
pub use found::{Found, Length};
pub use meaning::{Clock, ExpressionKind, Meaning, Tense, Unit, Year};
pub(crate) use possible::Possible;
pub use reading::MachineDate;
pub(crate) use reading::Reading;
pub use resolve::{days, days_in_year, years_needed};
pub(crate) use resolve::{with_year, year_before};
pub(crate) use scanner::preposition;
pub use scanner::{Before, before, expressions, timex_expressions, whole_date};
pub use stretch::Stretch;
pub(crate) use stretch::resolvable;
pub use timex::timex;
pub(crate) use timex::{length_value, part_value, quarter_value, weekly_value};
pub use when::{Days, Evidence, EvidenceKind, How, Moment, Precision, When};
