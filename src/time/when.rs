//! In: days, times and offsets. Out: `When`, what is known of an instant, with its precision and evidence.
//!
//! Invariant: `earliest` is never after `latest`, and no precision is claimed that the evidence does not give.

use std::fmt;

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use crate::passage::Span;

/// A range of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct Days {
    pub earliest: NaiveDate,
    pub latest: NaiveDate,
}

impl Days {
    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        Self { earliest: day, latest: day }
    }

    /// The days that lie in both ranges, if any do.
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

/// A day, with a clock time and the offset it is told in where the page tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    pub day: NaiveDate,
    pub time: Option<NaiveTime>,
    /// The page's own offset, the project's zone without one, none without either.
    pub offset: Option<FixedOffsetSeconds>,
}

/// Seconds east of UTC; ordered, so that a `Moment` is.
pub type FixedOffsetSeconds = i32;

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

/// How closely a `When` is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    Minute,
    Day,
    Range,
    Month,
    Year,
    /// The words say "about": the days are those that they name, and it may have been others near them.
    About,
    /// Not after `latest`; how long before is not known.
    Before,
    /// Not before `earliest`; how long after is not known.
    After,
}

/// Whether a page prints it, or it follows from more than the page prints in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum How {
    Stated,
    Resolved,
}

/// The ranking of evidence, strongest first: the order in which evidence is compared and chains of it are sorted. `dating::own` applies
/// what a page says of itself in the same order; `docs/dating.md` explains it.
pub const RANKING: [EvidenceKind; 14] = [
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
    EvidenceKind::Furniture,
];

/// The kinds of evidence for a date or a source; [`RANKING`] orders them.
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
    /// A whole date that the text tells as past: the page is not older.
    Past,
    /// A whole date that the text tells as to come: the page is not younger.
    Future,
    /// Another article that tells of, announces or follows up the same event.
    Linked,
    /// Another article looks back on what this one reports: it is not the older of the two.
    Order,
    /// A text states from when or until when somebody held the office that a page gives them.
    Term,
    /// News is printed within about a day of what it reports.
    Lag,
    /// The page must be older than its capture.
    Capture,
    /// The capture file's name.
    FileName,
    /// Furniture shared with another capture (for a source).
    Furniture,
}

impl EvidenceKind {
    /// The place in [`RANKING`], 0 for the strongest.
    pub fn rank(self) -> usize {
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
    pub kind: EvidenceKind,
    /// The exact words or markup value it rests on.
    pub text: String,
    /// The capture that holds them (with `#record` behind it where the file holds several).
    pub path: String,
    /// Where they stand in that capture's extracted text; absent where they stand in its markup, address or name.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub place: Option<Span>,
    /// What it gives: the days it leaves possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gives: Option<Days>,
}

impl Evidence {
    /// The order in which a chain is told: by strength, then by where it stands.
    pub fn by_place(&self, other: &Self) -> std::cmp::Ordering {
        let by_path = self.kind.cmp(&other.kind).then_with(|| self.path.cmp(&other.path));
        by_path.then_with(|| self.place.cmp(&other.place)).then_with(|| self.cmp(other))
    }
}

/// A day, a minute or a range, with precision and evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct When {
    /// Absent where only the latest is known.
    pub earliest: Option<Moment>,
    /// Absent where only the earliest is known.
    pub latest: Option<Moment>,
    pub precision: Precision,
    pub how: How,
    /// In the order in which it was applied: the chain that leads to the date.
    pub evidence: Vec<Evidence>,
}

impl When {
    /// The days it leaves possible; none where one end is open.
    pub fn days(&self) -> Option<Days> {
        Some(Days { earliest: self.earliest?.day, latest: self.latest?.day })
    }

    /// It in EDTF (ISO 8601-2): `2025-07-14`, `2023-11-17/2023-11-18`, `2023-11`, `2025-07-14~` for about, `../2025-07-14` for
    /// not after, `2025-07-14/..` for not before.
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
