//! In: an instant as written by servers, archives and the environment. Out: the instant in UTC.
//!
//! Invariant: only texts exact to the second give an instant. The exception is [`earliest`], which also accepts days.

use chrono::{DateTime, Duration, NaiveTime, Utc};

use super::stamp;

/// Parses an instant of RFC 3339: `2026-07-14T09:00:00+03:00`.
pub(crate) fn rfc3339(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.to_utc())
}

/// Parses an instant of RFC 2822, as in HTTP: `Tue, 14 Jul 2026 06:01:00 GMT`.
pub(crate) fn rfc2822(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(text).ok().map(|instant| instant.to_utc())
}

/// Parses an instant in seconds since 1970: `86400`.
pub fn unix(text: &str) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(text.parse().ok()?, 0)
}

/// The earliest instant that a machine-readable date can mean. A day without a time begins at midnight, and a time without an offset is in
/// UTC.
pub fn earliest(text: &str) -> Option<DateTime<Utc>> {
    let moment = stamp::moment(text)?;
    let local = moment.day.and_time(moment.time.unwrap_or(NaiveTime::MIN)).and_utc();
    local.checked_sub_signed(Duration::seconds(i64::from(moment.offset.unwrap_or(0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_in_utc() {
        let written = |instant: Option<DateTime<Utc>>| instant.map(|one| one.to_rfc3339());
        let expected = Some("2026-07-14T06:00:00+00:00".to_owned());
        assert_eq!(written(rfc3339("2026-07-14T09:00:00+03:00")), expected);
        assert_eq!(written(rfc2822("Tue, 14 Jul 2026 06:00:00 GMT")), expected);
        assert_eq!(written(earliest("2026-07-14T09:00+03:00")), expected);
        assert_eq!(written(unix("86400")).as_deref(), Some("1970-01-02T00:00:00+00:00"));
        assert_eq!((rfc3339("2026-07-14"), rfc2822("soon"), unix("-"), earliest("soon")), (None, None, None, None));
    }
}
