//! In: an address and what is already stored about it. Out: one response of its host, within the limits of size and time.
//!
//! Invariant: the only file that opens a connection. It never connects to a private machine unless that is allowed, whatever a name
//! resolves to. It uses no proxy and follows no redirect by itself.

use std::io::{self, Read};
use std::time::Duration;

use ureq::http::{HeaderMap, Response, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};

use super::budget::Budget;
use super::private::is_private;
use super::trouble::Trouble;
use crate::limits::MIB;
use crate::project::Fetching;

/// The conditions of a request, so that the server need not send what has not changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Conditions {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// A response of a server.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    /// The headers in order, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The uncompressed body. Empty unless the status is 200.
    pub body: Vec<u8>,
}

/// Which bodies are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Anything,
    /// HTML and plain text.
    Pages,
}

/// Sends requests to servers, one at a time.
#[derive(Debug)]
pub(crate) struct Client {
    agent: Agent,
    size: u32,
    timeout: u32,
    /// The limit for all responses together in MiB, and the rest of it in bytes.
    total: u32,
    left: Budget,
}

/// A resolver that returns only public machines.
#[derive(Debug)]
struct Public {
    system: DefaultResolver,
    allow_private: bool,
}

/// The error for a name that leads only to private machines.
#[derive(Debug, thiserror::Error)]
#[error("a private machine")]
struct OnlyPrivate;

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.system.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter().filter(|address| self.allow_private || !is_private(address.ip())) {
            kept.push(*address);
        }
        match kept.is_empty() {
            true => Err(ureq::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, OnlyPrivate))),
            false => Ok(kept),
        }
    }
}

impl Client {
    /// A client within the limits of a project.
    pub(crate) fn new(limits: &Fetching) -> Self {
        let contact = limits.contact.as_ref().map_or_else(String::new, |contact| format!(" (+{contact})"));
        let config = Agent::config_builder()
            .user_agent(format!("litopys/{}{contact}", env!("CARGO_PKG_VERSION")))
            .accept("text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5")
            .accept_encoding("gzip")
            .timeout_global(Some(Duration::from_secs(u64::from(limits.timeout))))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .build();
        let resolver = Public { system: DefaultResolver::default(), allow_private: limits.allow_private };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        let left = Budget::new(u64::from(limits.total).saturating_mul(MIB));
        Self { agent, size: limits.size, timeout: limits.timeout, total: limits.total, left }
    }

    /// The response to one request.
    pub(crate) fn get(&self, address: &str, conditions: &Conditions, wanted: Wanted) -> Result<Answer, Trouble> {
        if self.left.is_spent() {
            return Err(Trouble::TooMuch(self.total));
        }
        let mut request = self.agent.get(address);
        for (name, value) in [("if-none-match", &conditions.etag), ("if-modified-since", &conditions.last_modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = request.call().map_err(|error| self.trouble(&error, address))?;
        let (status, headers) = (response.status().as_u16(), headers(response.headers()));
        let mut answer = Answer { status, headers, body: Vec::new() };
        if status == 200 {
            answer.refuse(wanted)?;
            answer.body = self.body(response, address)?;
        }
        Ok(answer)
    }

    /// The uncompressed body, or the error that it is too large. Never more than the limit is held in memory.
    fn body(&self, response: Response<Body>, address: &str) -> Result<Vec<u8>, Trouble> {
        let most = u64::from(self.size).saturating_mul(MIB);
        let mut bytes = Vec::new();
        let read = response.into_body().into_reader().take(most.saturating_add(1)).read_to_end(&mut bytes);
        // The bytes count even if the response fails.
        let is_within = self.left.take(bytes.len() as u64);
        read.map_err(|error| self.trouble(&ureq::Error::from(error), address))?;
        if bytes.len() as u64 > most {
            return Err(Trouble::TooLarge(self.size));
        }
        if is_within { Ok(bytes) } else { Err(Trouble::TooMuch(self.total)) }
    }

    fn trouble(&self, error: &ureq::Error, address: &str) -> Trouble {
        let text = error.to_string();
        let lower = text.to_lowercase();
        match error {
            ureq::Error::Timeout(_) => Trouble::Slow(self.timeout),
            ureq::Error::HostNotFound => Trouble::NoHost,
            ureq::Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<OnlyPrivate>()) => {
                Trouble::Private(crate::stored::address::host(address))
            }
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => Trouble::Slow(self.timeout),
            _ if lower.contains("certificate") && lower.contains("expired") => Trouble::Expired,
            ureq::Error::Rustls(_) | ureq::Error::Tls(_) => Trouble::Unsafe(lower),
            _ if lower.contains("certificate") => Trouble::Unsafe(lower),
            _ if lower.contains("failed to lookup address") => Trouble::NoHost,
            ureq::Error::Io(error) => Trouble::Broken(crate::files::plain(error)),
            _ => Trouble::Broken(lower),
        }
    }
}

impl Answer {
    /// The value of a header, if there is one.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The content type in lower case, without parameters.
    pub(crate) fn kind(&self) -> String {
        let kind = self.header("content-type").unwrap_or_default();
        kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The conditions for the next request.
    pub(crate) fn conditions(&self) -> Conditions {
        let value = |name: &str| self.header(name).map(str::to_owned);
        Conditions { etag: value("etag"), last_modified: value("last-modified") }
    }

    /// Refuses a body that is not accepted, before it is read.
    fn refuse(&self, wanted: Wanted) -> Result<(), Trouble> {
        let packing = self.header("content-encoding").unwrap_or_default().trim().to_ascii_lowercase();
        if !matches!(packing.as_str(), "" | "identity" | "gzip" | "x-gzip") {
            return Err(Trouble::Packed(packing));
        }
        let kind = self.kind();
        let is_page = matches!(kind.as_str(), "" | "text/html" | "application/xhtml+xml" | "text/plain");
        if wanted == Wanted::Pages && !is_page { Err(Trouble::NoPage(kind)) } else { Ok(()) }
    }
}

fn headers(map: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).trim().to_owned();
    map.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
}
