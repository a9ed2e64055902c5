//! In: days, times and offsets. Out: `When`, the possible times of something, with precision and evidence.
//!
//! Invariant: `earliest` is never after `latest`, and the precision is never finer than the evidence.

use std::fmt;

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use crate::passage::Span;

/// A range of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct Days {
    /// The first day.
    pub earliest: NaiveDate,
    /// The last day.
    pub latest: NaiveDate,
}

impl Days {
    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        Self { earliest: day, latest: day }
    }

    /// The days in both ranges, if there are any.
    pub fn meet(self, other: Self) -> Option<Self> {
        let both = Self { earliest: self.earliest.max(other.earliest), latest: self.latest.min(other.latest) };
        (both.earliest <= both.latest).then_some(both)
    }

    /// The number of days in the range, at least 1.
    #[expect(clippy::len_without_is_empty, reason = "a range of days always holds a day")]
    pub fn len(self) -> i64 {
        (self.latest - self.earliest).num_days() + 1
    }

    /// Whether it is one day.
    pub fn is_day(self) -> bool {
        self.earliest == self.latest
    }
}

/// A day, with the clock time and offset if they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub day: NaiveDate,
    /// The clock time, if known.
    pub time: Option<NaiveTime>,
    /// The page's own offset, else that of the project's zone, else none.
    pub offset: Option<FixedOffsetSeconds>,
}

/// Seconds east of UTC. An integer, so that a `Moment` has an order.
pub(crate) type FixedOffsetSeconds = i32;

impl Moment {
    /// A day without a time.
    pub fn day(day: NaiveDate) -> Self {
        Self { day, time: None, offset: None }
    }
}

/// ISO 8601: `2025-07-14`, `2025-07-14T18:16`, `2025-07-14T18:16+03:00`.
impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.day.year(), self.day.month(), self.day.day())?;
        if let Some(time) = self.time {
            write!(formatter, "T{}", time.format("%H:%M"))?;
            if let Some(offset) = self.offset.and_then(FixedOffset::east_opt) {
                write!(formatter, "{offset}")?;
            }
        }
        Ok(())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "ISO 8601: a day, or a minute with the page's offset, the project's, or none",
            "pattern": r"^-?\d{4,}-\d\d-\d\d(T\d\d:\d\d([+-]\d\d:\d\d)?)?$"
        })
    }
}

/// The precision of a `When`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A minute of a day.
    Minute,
    /// A day.
    Day,
    /// One of several days.
    Range,
    /// A month.
    Month,
    /// A year.
    Year,
    /// About these days, as the words say; the true days may be near them.
    About,
    /// Not after `latest`. How long before is unknown.
    Before,
    /// Not before `earliest`. How long after is unknown.
    After,
}

/// Whether a page prints the value, or it is derived from more than one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Printed by the page.
    Stated,
    /// Derived.
    Resolved,
}

/// The ranking of evidence, strongest first. Evidence is compared and its chains are sorted in this order. `dating::own` applies a page's
/// own evidence in the same order; `docs/dating.md` explains it.
pub(crate) const RANKING: [EvidenceKind; 14] = [
    EvidenceKind::Correction,
    EvidenceKind::Metadata,
    EvidenceKind::Address,
    EvidenceKind::Dateline,
    EvidenceKind::Partial,
    EvidenceKind::Past,
    EvidenceKind::Future,
    EvidenceKind::Linked,
    EvidenceKind::Order,
    EvidenceKind::Term,
    EvidenceKind::Lag,
    EvidenceKind::Capture,
    EvidenceKind::FileName,
    EvidenceKind::Boilerplate,
];

/// The kinds of evidence for a date or a source. [`RANKING`] gives their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// The project file's correction.
    Correction,
    /// JSON-LD, `meta`, `time`, a feed, front matter.
    Metadata,
    /// A day in the page's address.
    Address,
    /// A whole date in the page's own dateline or text.
    Dateline,
    /// A day and month, a weekday, "this December", "next year" beside "2024".
    Partial,
    /// A whole date that is past in the text: the page is not older.
    Past,
    /// A whole date that is in the future in the text: the page is not newer.
    Future,
    /// Another article that reports, announces or follows up the same event.
    Linked,
    /// Another article looks back on this one's event, so that other article is not the older of the two.
    Order,
    /// A text states from when or until when somebody held the office that a page gives them.
    Term,
    /// News is published within about a day of the event.
    Lag,
    /// The page must be older than its capture.
    Capture,
    /// The capture file's name.
    FileName,
    /// Boilerplate shared with another capture (for a source).
    #[serde(rename = "furniture")]
    Boilerplate,
}

impl EvidenceKind {
    /// The position in [`RANKING`], 0 for the strongest.
    pub(crate) fn rank(self) -> usize {
        RANKING.iter().position(|&kind| kind == self).unwrap_or(RANKING.len())
    }
}

impl Ord for EvidenceKind {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for EvidenceKind {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Why a date or a source is believed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Evidence {
    /// The kind, which gives its strength.
    pub kind: EvidenceKind,
    /// The exact words or markup value.
    pub text: String,
    /// The capture with these words (with `#record` after it if the file has several).
    pub path: String,
    /// The position of the words in the capture's extracted text. Absent if they are in its markup, address or name.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub place: Option<Span>,
    /// The days that it leaves possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gives: Option<Days>,
}

impl Evidence {
    /// The order of a chain: by strength, then by place.
    pub(crate) fn by_place(&self, other: &Self) -> std::cmp::Ordering {
        let by_path = self.kind.cmp(&other.kind).then_with(|| self.path.cmp(&other.path));
        by_path.then_with(|| self.place.cmp(&other.place)).then_with(|| self.cmp(other))
    }
}

/// A day, a minute or a range, with precision and evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct When {
    /// Absent if only the latest is known.
    pub earliest: Option<Moment>,
    /// Absent if only the earliest is known.
    pub latest: Option<Moment>,
    /// The precision.
    pub precision: Precision,
    /// Whether it is printed or derived.
    pub how: How,
    /// The chain of evidence, in the order in which it was applied.
    pub evidence: Vec<Evidence>,
}

impl When {
    /// The possible days. `None` if one end is open.
    pub fn days(&self) -> Option<Days> {
        Some(Days { earliest: self.earliest?.day, latest: self.latest?.day })
    }

    /// The EDTF form (ISO 8601-2): `2025-07-14`, `2023-11-17/2023-11-18`, `2023-11`, `2025-07-14~` for about, `../2025-07-14` for not
    /// after, `2025-07-14/..` for not before.
    pub fn edtf(&self) -> String {
        let end = |end: Option<Moment>| end.map_or_else(|| "..".to_owned(), |moment| moment.to_string());
        let (earliest, latest) = (end(self.earliest), end(self.latest));
        let approximate = if self.precision == Precision::About { "~" } else { "" };
        match self.precision {
            Precision::Month => earliest.rsplit_once('-').map_or(earliest.clone(), |(month, _)| month.to_owned()),
            Precision::Year => earliest.split('-').next().unwrap_or_default().to_owned(),
            _ if earliest == latest => earliest + approximate,
            _ => format!("{earliest}{approximate}/{latest}{approximate}"),
        }
    }
}
