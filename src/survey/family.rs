//! In: the lines of all pages. Out: the lines that recur, and the pages that share boilerplate.
//!
//! Invariant: a page is in at most one family, and never because of one common word alone.

use std::collections::{BTreeMap, BTreeSet};

use super::boilerplate::BoilerplateKind;
use super::line::{self, Line, Shape};
use super::publisher::{self, Named};
use crate::capture::Capture;
use crate::letters::{Letter, LowerCase};

/// Pages that share boilerplate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Family {
    /// The pages, by name.
    pub members: Vec<Member>,
    /// The boilerplate on more than one of the pages, as printed, sorted.
    pub shared: Vec<String>,
}

/// A page of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// The capture's name.
    pub name: String,
    /// The publisher that the page names.
    pub named: Option<Named>,
}

/// The parts of a page that are compared.
pub(super) struct Page {
    pub(super) name: String,
    named: Option<Named>,
    features: BTreeSet<Feature>,
    short: BTreeSet<String>,
    long: BTreeSet<String>,
    /// The longest line. Pages with the same longest line are copies of one report.
    report: String,
}

/// A feature of a page's boilerplate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Feature {
    kind: FeatureKind,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum FeatureKind {
    Dateline,
    Reading,
    Heading,
    Advert,
    Call,
    Last,
    Recurring,
}

/// Lines of up to this many code points recur if they are on two pages; longer ones must be on three. Set by hand.
const SHORT: usize = 120;
/// Longer lines, in bytes, are never recurring boilerplate. Set by hand.
const LONGEST: usize = 1200;
/// The boilerplate that two pages must share, in units of `weight`. Set by hand.
const SHARED: u32 = 14;
/// The number of different kinds that must be among it. Set by hand.
const KINDS: usize = 3;
/// The share of the boilerplate that must be shared, in per cent, of the page with less boilerplate. Set by hand.
const SHARE: u32 = 60;
/// The most recurring lines that count for a page. Set by hand.
const MOST_RECURRING: usize = 4;

impl Page {
    pub(super) fn new(capture: &Capture) -> Self {
        let lines = line::lines(&capture.text);
        let of_length = |short: bool| {
            let fits = move |line: &&Line| (line.passage.text.chars().take(SHORT + 1).count() <= SHORT) == short;
            lines.iter().filter(fits).filter(|line| line.passage.text.len() <= LONGEST).map(key).collect()
        };
        let report =
            lines.iter().map(|line| line.passage.text.as_str()).max_by_key(|text| (text.len(), *text)).unwrap_or("");
        Self {
            name: capture.name(),
            named: publisher::named(&lines),
            features: features(&lines),
            short: of_length(true),
            long: of_length(false),
            report: report.to_owned(),
        }
    }
}

/// The form in which a line is compared.
pub fn key(line: &Line) -> String {
    if line.folded.is_empty() { line.passage.text.lower_case() } else { line.folded.clone() }
}

fn features(lines: &[Line]) -> BTreeSet<Feature> {
    let of_line = |line: &Line| {
        let text = &line.passage.text;
        let (kind, text) = match line.shape {
            Shape::Dateline => (FeatureKind::Dateline, without_digits(text)),
            Shape::Boilerplate(BoilerplateKind::Reading) => (FeatureKind::Reading, without_digits(text)),
            Shape::Boilerplate(BoilerplateKind::Related) => (FeatureKind::Heading, text.clone()),
            Shape::Boilerplate(BoilerplateKind::Advert) => (FeatureKind::Advert, text.clone()),
            Shape::Boilerplate(BoilerplateKind::Share) if text.split_whitespace().count() > 3 => {
                (FeatureKind::Call, text.clone())
            }
            _ => return None,
        };
        Some(Feature { kind, text })
    };
    let last = lines.last().filter(|line| line.passage.text.len() <= 2 * SHORT && lines.len() > 3);
    let last = last.map(|line| Feature { kind: FeatureKind::Last, text: without_digits(&line.passage.text) });
    lines.iter().filter_map(of_line).chain(last).collect()
}

/// Replaces each digit by 0, so that "2 min" and "3 min" are equal.
fn without_digits(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// The weight of a shared feature. Words that half of all sites print have little weight.
fn weight(kind: FeatureKind) -> u32 {
    match kind {
        FeatureKind::Advert => 1,
        FeatureKind::Dateline | FeatureKind::Reading | FeatureKind::Last => 3,
        FeatureKind::Heading => 4,
        FeatureKind::Call | FeatureKind::Recurring => 6,
    }
}

/// The lines on several pages that are not copies of one another, with the number of such pages.
pub(super) fn recurring(pages: &[Page]) -> BTreeMap<String, u32> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for page in pages {
        for text in page.short.iter().chain(&page.long) {
            found.entry(text).or_default().insert(&page.report);
        }
    }
    let enough = |text: &str, count: usize| count >= if text.chars().count() <= SHORT { 2 } else { 3 };
    found.retain(|text, reports| enough(text, reports.len()));
    found.into_iter().map(|(text, reports)| (text.to_owned(), reports.len() as u32)).collect()
}

/// The families among pages sorted by name.
pub(super) fn families(pages: &[Page], recurring: &BTreeMap<String, u32>) -> Vec<Family> {
    let traits: Vec<BTreeSet<Feature>> = pages.iter().map(|page| all_features(page, recurring)).collect();
    let mut order: Vec<usize> = (0..pages.len()).collect();
    order.sort_by(|&a, &b| traits[b].len().cmp(&traits[a].len()).then(a.cmp(&b)));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_feature: BTreeMap<&Feature, BTreeSet<usize>> = BTreeMap::new();
    for at in order {
        let candidates: BTreeSet<usize> =
            traits[at].iter().filter_map(|feature| by_feature.get(feature)).flatten().copied().collect();
        let fitting = candidates.into_iter().filter(|&group| are_siblings(pages, &traits, groups[group][0], at));
        let best = fitting
            .max_by_key(|&group| (shared_weight(&traits[groups[group][0]], &traits[at]), std::cmp::Reverse(group)));
        match best {
            Some(group) => groups[group].push(at),
            None => {
                traits[at].iter().for_each(|feature| {
                    by_feature.entry(feature).or_default().insert(groups.len());
                });
                groups.push(vec![at]);
            }
        }
    }
    groups.retain(|group| group.len() > 1);
    groups.into_iter().map(|group| family(pages, &traits, group)).collect()
}

fn all_features(page: &Page, counts: &BTreeMap<String, u32>) -> BTreeSet<Feature> {
    let plain = |text: &&String| {
        counts.contains_key(*text) && !page.features.iter().any(|feature| feature.text.lower_case() == **text)
    };
    let named =
        |text: &&String| text.chars().filter(|c| c.is_letter()).count() > 5 && super::boilerplate::kind(text).is_none();
    let mut recurring: Vec<&String> = page.short.iter().filter(plain).filter(named).collect();
    // The lines on most pages come first, so that two pages of a site select the same ones.
    recurring.sort_by_key(|text| (std::cmp::Reverse(counts[*text]), *text));
    let recurring = recurring.into_iter().take(MOST_RECURRING);
    let recurring = recurring.map(|text| Feature { kind: FeatureKind::Recurring, text: text.clone() });
    page.features.iter().cloned().chain(recurring).collect()
}

fn shared_weight(a: &BTreeSet<Feature>, b: &BTreeSet<Feature>) -> u32 {
    a.intersection(b).map(|feature| weight(feature.kind)).sum()
}

fn are_siblings(pages: &[Page], traits: &[BTreeSet<Feature>], a: usize, b: usize) -> bool {
    let names = (pages[a].named.as_ref(), pages[b].named.as_ref());
    if let (Some(first), Some(second)) = names {
        return first.name.lower_case() == second.name.lower_case();
    }
    if pages[a].report == pages[b].report {
        return false;
    }
    let shared = shared_weight(&traits[a], &traits[b]);
    let kinds: BTreeSet<FeatureKind> = traits[a].intersection(&traits[b]).map(|feature| feature.kind).collect();
    let whole = |features: &BTreeSet<Feature>| features.iter().map(|feature| weight(feature.kind)).sum::<u32>();
    shared >= SHARED && kinds.len() >= KINDS && shared * 100 >= SHARE * whole(&traits[a]).min(whole(&traits[b]))
}

fn family(pages: &[Page], traits: &[BTreeSet<Feature>], mut group: Vec<usize>) -> Family {
    group.sort_unstable();
    let mut counts: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for &at in &group {
        for feature in &traits[at] {
            counts.entry(&feature.text).or_default().insert(at);
        }
    }
    let shared = counts.iter().filter(|(_, holders)| holders.len() > 1).map(|(text, _)| (*text).to_owned()).collect();
    let members =
        group.iter().map(|&at| Member { name: pages[at].name.clone(), named: pages[at].named.clone() }).collect();
    Family { members, shared }
}
