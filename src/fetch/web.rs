//! In: addresses. Out: responses, requested one at a time from each host, at its pace and as its robots.txt allows.
//!
//! Invariant: no request goes to a host before its robots.txt was read, while another request to it is active, or during a pause that it
//! asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant as Tick};

use super::client::{Answer, Client, Conditions, Wanted};
use super::robots::Robots;
use super::trouble::Trouble;
use crate::limits;
use crate::project::Fetching;
use crate::stored::address;
use crate::stored::clock::{self, Instant};

/// Number of attempts if a host is busy. Set by hand.
const TRIES: u32 = 3;
/// The pause for a busy host that does not say how long to wait, in seconds. Set by hand.
const UNSAID: u64 = 5;

/// The web, with the manners of a polite client.
pub(crate) struct Web {
    client: Client,
    /// The time between the starts of two requests to one host.
    pause: Duration,
    redirects: u32,
    wait: u64,
    now: Instant,
    hosts: Mutex<BTreeMap<String, Arc<Mutex<Host>>>>,
    ended: AtomicBool,
}

/// The state of one host.
#[derive(Default)]
struct Host {
    /// The robots.txt of each origin.
    robots: BTreeMap<String, Robots>,
    next: Option<Tick>,
    alone: Alone,
}

/// Whether and how long a host wants no request.
#[derive(Default)]
enum Alone {
    #[default]
    No,
    /// It said so in an earlier run.
    Still(Instant),
    /// It said so in this run, for this many seconds.
    Now(u64),
}

/// A response, and the final address that it came from.
#[derive(Debug)]
pub(crate) struct Found {
    pub address: String,
    pub answer: Answer,
}

impl Web {
    /// `alone` holds the hosts that asked an earlier run for a pause, and until when.
    pub(crate) fn new(fetching: &Fetching, now: Instant, alone: BTreeMap<String, Instant>) -> Self {
        let host = |until| Arc::new(Mutex::new(Host { alone: Alone::Still(until), ..Host::default() }));
        // The times come from a file, which may be wrong.
        let longest = after(now, limits::LEFT_ALONE).unwrap_or(now);
        let alone = alone.into_iter().map(|(name, until)| (name, until.min(longest)));
        let alone = alone.filter(|(_, until)| *until > now);
        Self {
            client: Client::new(fetching),
            pause: Duration::from_secs(60).checked_div(fetching.per_minute).unwrap_or_default(),
            redirects: fetching.redirects,
            wait: u64::from(fetching.wait),
            now,
            hosts: Mutex::new(alone.map(|(name, until)| (name, host(until))).collect()),
            ended: AtomicBool::new(false),
        }
    }

    /// Stops further requests from starting.
    pub(crate) fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
    }

    /// The hosts that asked for a pause, and until when.
    pub(crate) fn left_alone(&self) -> BTreeMap<String, Instant> {
        let hosts = locked(&self.hosts);
        let until = |host: &Mutex<Host>| match locked(host).alone {
            Alone::No => None,
            Alone::Still(until) => Some(until),
            Alone::Now(seconds) => after(self.now, seconds),
        };
        hosts.iter().filter_map(|(name, host)| Some((name.clone(), until(host)?))).collect()
    }

    /// Fetches an address. If it redirects, the next host is asked with the same care. The conditions apply only to the first address.
    pub(crate) fn get(&self, address: &str, conditions: &Conditions, wanted: Wanted) -> Result<Found, Trouble> {
        let mut at = address::normal(address).ok_or(Trouble::NoAddress)?;
        let mut seen = BTreeSet::from([at.clone()]);
        for hop in 0..=self.redirects {
            let none = Conditions::default();
            let answer = self.ask(&at, if hop == 0 { conditions } else { &none }, wanted)?;
            if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
                return Ok(Found { address: at, answer });
            }
            let location = answer.header("location").ok_or(Trouble::Status(answer.status))?;
            at = address::joined(&at, location).ok_or(Trouble::NoAddress)?;
            if !seen.insert(at.clone()) {
                return Err(Trouble::Loop);
            }
        }
        Err(Trouble::Redirects(self.redirects))
    }

    /// Fetches one response from one host. Nobody else asks the host at the same time.
    fn ask(&self, address: &str, conditions: &Conditions, wanted: Wanted) -> Result<Answer, Trouble> {
        let host = Arc::clone(locked(&self.hosts).entry(address::host(address)).or_default());
        let mut host = locked(&host);
        for tried in 1.. {
            host.is_open()?;
            self.allowed(&mut host, address)?;
            self.pace(&mut host)?;
            let answer = self.client.get(address, conditions, wanted)?;
            if !matches!(answer.status, 429 | 503) {
                return Ok(answer);
            }
            let said = answer.header("retry-after");
            let said = said.and_then(|value| clock::retry_after(value, answer.header("date"), self.now));
            let seconds = said.unwrap_or(UNSAID);
            if seconds > self.wait {
                host.alone = Alone::Now(seconds);
                return Err(Trouble::LeftAlone(seconds));
            }
            if tried == TRIES {
                return Err(Trouble::Status(answer.status));
            }
            host.next = Tick::now().checked_add(Duration::from_secs(seconds));
        }
        Err(Trouble::Ended)
    }

    /// Reads the robots.txt of a new host, and checks whether it allows an address.
    fn allowed(&self, host: &mut Host, address: &str) -> Result<(), Trouble> {
        let origin = address::origin(address);
        if !host.robots.contains_key(&origin) {
            self.pace(host)?;
            let robots = Robots::read(&self.client, &origin, self.redirects)?;
            host.robots.insert(origin.clone(), robots);
        }
        let Some(robots) = host.robots.get(&origin) else { return Err(Trouble::NoAddress) };
        robots.allow(address)?;
        match robots.delay() {
            Some(delay) if delay > Duration::from_secs(self.wait) => Err(Trouble::LeftAlone(delay.as_secs())),
            _ => Ok(()),
        }
    }

    /// Waits until the host may be asked again.
    fn pace(&self, host: &mut Host) -> Result<(), Trouble> {
        if let Some(next) = host.next {
            thread::sleep(next.saturating_duration_since(Tick::now()));
        }
        let delay = host.robots.values().filter_map(Robots::delay).max().unwrap_or_default();
        host.next = Tick::now().checked_add(delay.max(self.pause));
        if self.ended.load(Ordering::Relaxed) { Err(Trouble::Ended) } else { Ok(()) }
    }
}

impl Host {
    fn is_open(&self) -> Result<(), Trouble> {
        match self.alone {
            Alone::No => Ok(()),
            Alone::Still(until) => Err(Trouble::StillAlone(clock::written(until))),
            Alone::Now(seconds) => Err(Trouble::LeftAlone(seconds)),
        }
    }
}

/// The instant this many seconds later. `None` beyond the end of the calendar.
fn after(now: Instant, seconds: u64) -> Option<Instant> {
    now.checked_add_signed(chrono::Duration::try_seconds(i64::try_from(seconds).ok()?)?)
}

/// Locks a mutex. A panicked thread leaves nothing half done here, so its lock can still be used.
pub(crate) fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
