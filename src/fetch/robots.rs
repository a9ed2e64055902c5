//! In: the robots.txt of a host. Out: whether an address may be requested, and how slowly.
//!
//! Invariant: a host without a robots.txt allows everything. If its robots.txt cannot be fetched now, it allows nothing (RFC 9309).

use std::time::Duration;

use texting_robots::Robot;

use super::client::{Client, Conditions, Wanted};
use super::trouble::Trouble;
use crate::stored::address;

/// The user agent whose rules apply.
const NAME: &str = "litopys";
/// How much of a robots.txt is read, in bytes. RFC 9309, 2.5, requires at least 500 KiB.
const MOST: usize = 512 * 1024;

/// What one host allows.
pub(crate) enum Robots {
    Everything,
    /// Nothing, for this reason.
    Nothing(String),
    Rules(Box<Robot>),
}

impl Robots {
    /// Fetches the robots.txt of an origin (`https://a.example`).
    ///
    /// # Errors
    /// The host must not be contacted or cannot be contacted safely, or the run's limit is reached.
    pub(crate) fn read(client: &Client, origin: &str, redirects: u32) -> Result<Self, Trouble> {
        let mut at = format!("{origin}/robots.txt");
        for _ in 0..=redirects {
            let answer = match client.get(&at, &Conditions::default(), Wanted::Anything) {
                Err(
                    trouble @ (Trouble::Private(_)
                    | Trouble::Expired
                    | Trouble::Unsafe(_)
                    | Trouble::NoHost
                    | Trouble::TooMuch(_)),
                ) => return Err(trouble),
                Err(trouble) => return Ok(Self::Nothing(trouble.to_string())),
                Ok(answer) => answer,
            };
            match answer.status {
                200 => return Ok(Self::of(&answer.body)),
                300..=399 => match answer.header("location").and_then(|next| address::joined(&at, next)) {
                    Some(next) => at = next,
                    None => break,
                },
                429 | 500..=599 => return Ok(Self::Nothing(format!("the host answered {}", answer.status))),
                _ => break,
            }
        }
        Ok(Self::Everything)
    }

    fn of(text: &[u8]) -> Self {
        Robot::new(NAME, text.get(..MOST).unwrap_or(text))
            .map_or(Self::Everything, |rules| Self::Rules(Box::new(rules)))
    }

    /// Whether an address may be requested.
    pub(crate) fn allow(&self, address: &str) -> Result<(), Trouble> {
        match self {
            Self::Nothing(reason) => Err(Trouble::NoRobots(reason.clone())),
            Self::Rules(rules) if !rules.allowed(address) => Err(Trouble::Disallowed),
            _ => Ok(()),
        }
    }

    /// The pause between two requests, if the file sets one.
    pub(crate) fn delay(&self) -> Option<Duration> {
        let Self::Rules(rules) = self else { return None };
        let seconds = rules.delay.filter(|seconds| seconds.is_finite() && *seconds > 0.0)?;
        Some(Duration::from_secs_f32(seconds.min(86_400.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_everybody_hold_for_us() {
        let robots = Robots::of(b"User-agent: *\nDisallow: /private/\nAllow: /private/news\nCrawl-delay: 2\n");
        assert!(robots.allow("https://a.example/x").is_ok());
        assert!(matches!(robots.allow("https://a.example/private/x"), Err(Trouble::Disallowed)));
        assert!(robots.allow("https://a.example/private/news/1").is_ok());
        assert_eq!(robots.delay(), Some(Duration::from_secs(2)));
        let ours = Robots::of(b"User-agent: litopys\nDisallow: /\nUser-agent: *\nDisallow:\n");
        assert!(ours.allow("https://a.example/").is_err());
    }
}
