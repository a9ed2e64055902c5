//! In: a capture, the publisher in its lines, and the survey. Out: its publisher, with the evidence.
//!
//! Invariant: a host that serves pictures or posts for others is never a publisher, nor is a site that is only linked.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::article::Source;
use crate::capture::Capture;
use crate::letters::LowerCase;
use crate::passage::{Passage, Span};
use crate::survey::{Family, Member, Named, Survey};
use crate::time::{Evidence, EvidenceKind, How};

/// The most lines of shared boilerplate that are given as evidence. Set by hand for one line of `explain`.
const SHOWN: usize = 4;
/// The longest text, in bytes, whose addresses are read. A limit on time, set by hand.
const LONGEST: usize = 4_000_000;

/// The publisher: named on the page, else from the page's address, else from the hosts of its pictures, else from a capture with the same
/// boilerplate.
pub(crate) fn find(capture: &Capture, named: Option<Named>, survey: &Survey) -> Option<Source> {
    named
        .map(|named| stated(capture, named))
        .or_else(|| from_address(capture))
        .or_else(|| from_pictures(capture))
        .or_else(|| from_sibling(capture, survey))
}

fn stated(capture: &Capture, named: Named) -> Source {
    let evidence = evidence(EvidenceKind::Boilerplate, named.text, capture.name(), Some(named.place));
    Source { name: named.name, how: How::Stated, evidence: vec![evidence], listed: None }
}

fn evidence(kind: EvidenceKind, text: String, path: String, place: Option<Span>) -> Evidence {
    Evidence { kind, text, path, place, gives: None }
}

/// The registrable domain of the address that the page was captured from.
fn from_address(capture: &Capture) -> Option<Source> {
    let address = capture.address.as_ref()?;
    let name = domain(&host(address)?)?;
    let evidence = evidence(EvidenceKind::Address, address.clone(), capture.name(), None);
    Some(Source { name, how: How::Resolved, evidence: vec![evidence], listed: None })
}

static HOST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|://|//|/)((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[:/?#]|$)").expect("a pattern of ours")
});
static PICTURE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"!\[[^\]\n]{0,400}\]\(([^\s]{1,2000})\)").expect("a pattern of ours"));

/// The most frequent domain in the addresses of the page's pictures, as a host or inside paths.
fn from_pictures(capture: &Capture) -> Option<Source> {
    if capture.text.len() > LONGEST || !capture.text.contains("![") {
        return None;
    }
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut first: BTreeMap<String, std::ops::Range<usize>> = BTreeMap::new();
    for found in PICTURE.captures_iter(&capture.text) {
        let address = found.get(1).expect("the pattern has a group");
        for host in hosts(address.as_str()) {
            let Some(domain) = domain(&host) else { continue };
            first.entry(domain.clone()).or_insert(address.range());
            shown.entry(domain).or_default().insert(format!("{host} {}", address.start()));
        }
    }
    let (name, _) = shown.into_iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(&a.0)))?;
    let range = first.remove(&name)?;
    let start = capture.text[..range.start].chars().count();
    let address = Passage::new(&capture.text[range], start);
    let evidence = evidence(EvidenceKind::Address, address.text.clone(), capture.name(), Some(address.span));
    Some(Source { name, how: How::Resolved, evidence: vec![evidence], listed: None })
}

/// The host of an address, in lower case.
pub(crate) fn host(address: &str) -> Option<String> {
    Some(HOST.captures(address)?.get(1)?.as_str().lower_case())
}

/// The hosts in an address, in lower case: its own, and those in its path.
pub(crate) fn hosts(address: &str) -> BTreeSet<String> {
    let address = decoded(address);
    let mut hosts = BTreeSet::new();
    let mut at = 0;
    while let Some(found) = HOST.captures_at(&address, at) {
        let host = found.get(1).expect("the pattern has a group");
        hosts.insert(host.as_str().lower_case());
        at = host.end();
    }
    hosts
}

/// Decodes the percent signs that matter for hosts.
fn decoded(address: &str) -> Cow<'_, str> {
    if !address.contains('%') {
        return Cow::Borrowed(address);
    }
    Cow::Owned(address.replace("%3A", ":").replace("%3a", ":").replace("%2F", "/").replace("%2f", "/"))
}

static SERVING_HOSTS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| include_str!("hosts.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// The registrable domain of a host, unless it serves others.
fn domain(host: &str) -> Option<String> {
    let host = host.lower_case();
    let suffix = psl::suffix(host.as_bytes())?;
    let domain = psl::domain_str(&host)?;
    let serves = SERVING_HOSTS.iter().any(|serving| host == *serving || host.ends_with(&format!(".{serving}")));
    let is_file = ["jpg", "jpeg", "png", "gif", "webp", "svg", "html", "php", "js", "css"]
        .iter()
        .any(|ending| host.ends_with(&format!(".{ending}")));
    (suffix.is_known() && !serves && !is_file).then(|| domain.to_owned())
}

/// The publisher of captures with the same boilerplate: the one that most of them name.
fn from_sibling(capture: &Capture, survey: &Survey) -> Option<Source> {
    let own = capture.name();
    let family = survey.family(&own)?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let named = |member: &&Member| member.name != own && member.named.is_some();
    for name in family.members.iter().filter(named).filter_map(|member| member.named.as_ref()) {
        *counts.entry(&name.name).or_default() += 1;
    }
    let (name, _) = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))?;
    let member = family
        .members
        .iter()
        .filter(named)
        .find(|member| member.named.as_ref().is_some_and(|named| named.name == name))?;
    Some(Source { name: name.to_owned(), how: How::Resolved, evidence: shared(capture, family, member), listed: None })
}

fn shared(capture: &Capture, family: &Family, member: &Member) -> Vec<Evidence> {
    let named = member.named.iter();
    let naming = named
        .map(|named| evidence(EvidenceKind::Boilerplate, named.text.clone(), member.name.clone(), Some(named.place)));
    let own = family.shared.iter().filter(|words| capture.text.contains(words.as_str())).take(SHOWN);
    naming.chain(own.map(|words| evidence(EvidenceKind::Boilerplate, words.clone(), capture.name(), None))).collect()
}
