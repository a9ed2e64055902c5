//! In: the time of a run, from the user or the machine, and times that servers write. Out: instants in UTC.
//!
//! Invariant: the only place that asks the clock for the time. A run asks it once.

use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use crate::limits;
use crate::time::{instant, stamp};

/// An instant, as captures record it.
pub(crate) type Instant = DateTime<Utc>;

/// The time of a run: the user's, else the seconds of `SOURCE_DATE_EPOCH`, else the clock's.
pub(crate) fn now(said: Option<Instant>, epoch: Option<&str>) -> Instant {
    let of_epoch = || instant::unix(epoch?.trim());
    said.or_else(of_epoch).unwrap_or_else(|| SystemTime::now().into())
}

/// An instant as RFC 3339 in UTC, in whole seconds: `2026-07-14T06:00:00Z`.
pub(crate) fn written(instant: Instant) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Parses an instant in RFC 3339.
pub(crate) fn read(text: &str) -> Option<Instant> {
    instant::rfc3339(text)
}

/// The day that a feed gives for an entry.
pub(crate) fn day(text: &str) -> Option<NaiveDate> {
    stamp::moment(text).map(|moment| moment.day)
}

/// The earliest instant that a feed's time for an entry can mean.
pub(crate) fn instant(text: &str) -> Option<Instant> {
    instant::earliest(text)
}

/// The seconds of a `Retry-After`: a number, or a time relative to the time of the response. At most as long as a host is left alone.
pub(crate) fn retry_after(value: &str, date: Option<&str>, now: Instant) -> Option<u64> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that does not fit means a long time.
        return Some(value.parse().unwrap_or(u64::MAX).min(limits::LEFT_ALONE));
    }
    let until = instant::rfc2822(value)?;
    let from = date.and_then(instant::rfc2822).unwrap_or(now);
    let seconds = until.signed_duration_since(from).num_seconds();
    Some(u64::try_from(seconds).unwrap_or(0).min(limits::LEFT_ALONE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_override_the_environment() {
        let said = read("2026-07-14T09:00:00+03:00").unwrap();
        assert_eq!(written(now(Some(said), Some("0"))), "2026-07-14T06:00:00Z");
        assert_eq!(written(now(None, Some("86400"))), "1970-01-02T00:00:00Z");
    }

    #[test]
    fn a_wish_to_be_left_alone_is_seconds_or_a_time() {
        let now = read("2026-07-14T06:00:00Z").unwrap();
        assert_eq!(retry_after("120", None, now), Some(120));
        assert_eq!(retry_after("Tue, 14 Jul 2026 06:01:00 GMT", None, now), Some(60));
        let date = Some("Tue, 14 Jul 2026 06:00:50 GMT");
        assert_eq!(retry_after("Tue, 14 Jul 2026 06:01:00 GMT", date, now), Some(10));
        assert_eq!(retry_after("Mon, 13 Jul 2026 06:01:00 GMT", None, now), Some(0));
        for long in [
            "9999999999999999",
            "18446744073709551616",
            &"9".repeat(400),
            "14 Jul 9999 06:01:00 GMT",
            "14 Jul 99999 06:01:00 GMT",
        ] {
            assert_eq!(retry_after(long, None, now), Some(limits::LEFT_ALONE), "{long}");
        }
        for nothing in ["soon", "", "-1", "+5", "1e9", "0x10"] {
            assert_eq!(retry_after(nothing, None, now), None, "{nothing}");
        }
        assert_eq!(written(instant("2026-07-14T09:00:00+03:00").unwrap()), "2026-07-14T06:00:00Z");
    }
}
