//! In: the profiles of two articles of one language. Out: what they have in common and where they clash, as numbers with names, and how
//! probable it is by them that both report one event.
//!
//! No feature knows a site, and none the days of publication, but for whether both pages state them: how far apart the pages of one
//! event lie is a bound, not a likeness. Pages on one subject share its words and names, so some features weigh words by the corpus alone.
//! What one of them is worth stands in `pair.toml` and, for pairs of which one page states no day, in `undated.toml`; `tools/pairs.rs`
//! makes them from labelled pages. A feature counts for one event or
//! against it, never the other way round in some corpus: [`SIGNS`].
//!
//! Invariant: the same for (a, b) and (b, a).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::profile::{Profile, Weights};

/// How many features there are.
pub const COUNT: usize = 27;

/// The features, in their order.
pub const NAMES: [&str; COUNT] = [
    // The cosine of all words.
    "bodies",
    // The share of the first words of the one that the other tells of less that stands anywhere in the other, and the greater share.
    "lead_told_by_both",
    "lead_told",
    // How far that share, the cosine of the first words, that of the openings and the weight of shared words lie below what reports
    // of one event have, as a rule.
    "little_told",
    "leads_unlike",
    "openings_unlike",
    "few_rare_words",
    // The cosine of the openings' character n-grams, whatever the corpus holds.
    "openings",
    // The share of the headline of either that stands in the first words of the other, the smaller; and whether both have a headline of
    // which the other tells nothing.
    "headline_told_by_both",
    "headlines_clash",
    // The cosine of all names; the share of the names of the first words that the other names, the greater and the smaller; the weight
    // of the names that the first words share, and how far it lies below that of two rare names.
    "names",
    "names_told",
    "names_told_by_both",
    "rare_names",
    "few_rare_names",
    // The numbers that both give of the same thing, and the things that the first words of both count differently.
    "numbers",
    "numbers_clash",
    // Whether both quote the same words.
    "quote",
    // Whether the first words share a town or region, or name others that the other page does not.
    "places",
    "places_clash",
    // Whether they share a day that the first words of one name.
    "days",
    // How much shorter one is, and how short it is: little text has little in common.
    "lengths",
    "short",
    // The cosines of the headlines and of the very first words, weighed by the corpus alone.
    "headlines_here",
    "first_here",
    // How many numbers of two digits or more the headlines and first words share.
    "lead_numbers",
    // Whether one of them states no day of publication.
    "undated",
];

/// The feature that tells whether one of two pages states no day.
pub const UNDATED: &str = NAMES[COUNT - 1];

/// Which way each feature may count: 1 for one event, -1 against it, 0 either way.
pub const SIGNS: [i8; COUNT] =
    [1, 1, 1, -1, -1, -1, -1, 1, 1, -1, 1, 1, 1, 1, -1, 1, -1, 1, 1, -1, 1, 0, 0, 1, 1, 1, -1];

/// The values below which the features that begin with `few`, `little` and those in `unlike` count: about the lowest quarter of the
/// pairs of one event.
const LITTLE_TOLD: f32 = 0.2;
const UNLIKE: f32 = 0.15;
const UNLIKE_OPENINGS: f32 = 0.25;
const FEW_WORDS: f32 = 3.2;
const FEW_NAMES: f32 = 2.7;
/// The fewest words of a headline that can clash, and the share that is told of where it does not.
const HEADLINE: usize = 3;
const HEADLINE_TOLD: f32 = 0.1;
/// A text of fewer words is short; the model was made from few of fewer than the second.
const SHORT: f32 = 100.0;
const SHORTEST: f32 = 50.0;

/// What two articles have in common beside their profiles.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside {
    /// Whether both quote the same words.
    pub quoted: bool,
    /// The cosine of their openings without document frequency.
    pub openings: f32,
}

/// The features of a pair.
pub type Features = [f32; COUNT];

/// The features of two articles.
pub fn features(one: &Profile, other: &Profile, beside: Beside) -> Features {
    let leads = cosine(&one.lead, &other.lead);
    let headline_told = both(told(&one.headline, &other.lead), told(&other.headline, &one.lead));
    let lead_told = both(told(&one.lead, &other.body), told(&other.lead, &one.body));
    let names_told = both(told(&one.lead_names, &other.names), told(&other.lead_names, &one.names));
    let rare_words = (1.0 + shared(&one.lead, &other.lead)).ln();
    let rare_names = (1.0 + shared(&one.lead_names, &other.lead_names)).ln();
    let (shorter, longer) = (one.length.min(other.length).max(1) as f32, one.length.max(other.length).max(1) as f32);
    let (numbers, numbers_clash) = numbers(one, other);
    let places = places(one, other);
    let titled = one.headline.len().min(other.headline.len()) >= HEADLINE;
    let below = |value: f32, usual: f32| (usual - value).max(0.0);
    [
        cosine(&one.body, &other.body),
        lead_told.0,
        lead_told.1,
        below(lead_told.0, LITTLE_TOLD),
        below(leads, UNLIKE),
        below(beside.openings, UNLIKE_OPENINGS),
        below(rare_words, FEW_WORDS),
        beside.openings,
        headline_told.0,
        flag(titled && headline_told.1 < HEADLINE_TOLD),
        cosine(&one.names, &other.names),
        names_told.1,
        names_told.0,
        rare_names,
        below(rare_names, FEW_NAMES),
        (1.0 + numbers).ln(),
        (1.0 + numbers_clash).ln(),
        flag(beside.quoted),
        flag(places == Places::Shared),
        flag(places == Places::Clash),
        flag(days(one, other) == Days::Shared),
        (shorter / longer).ln(),
        (SHORT / shorter.max(SHORTEST)).ln().max(0.0),
        cosine(&one.headline_here, &other.headline_here),
        cosine(&one.first_here, &other.first_here),
        (1.0 + lead_numbers(one, other) as f32).ln(),
        flag(!one.is_dated || !other.is_dated),
    ]
}

/// What each feature of a model is worth.
pub struct Model<const N: usize> {
    bias: f32,
    weights: [f32; N],
}

/// The same as it stands in a file.
#[derive(Debug, Deserialize)]
struct Written {
    bias: f32,
    weights: BTreeMap<String, f32>,
}

impl<const N: usize> Model<N> {
    /// Reads a model of ours whose features have these names.
    pub fn read(written: &str, names: &[&str; N]) -> Self {
        let Written { bias, weights } = toml::from_str(written).expect("a model of ours");
        Self { bias, weights: names.map(|name| weights.get(name).copied().unwrap_or(0.0)) }
    }

    /// How probable it is that two articles with these features report one event.
    pub fn probability(&self, features: &[f32; N]) -> f32 {
        let sum: f32 = self.worth(features).iter().sum::<f32>() + self.bias;
        1.0 / (1.0 + (-sum).exp())
    }

    /// What each feature adds to the logarithm of the odds.
    pub fn worth(&self, features: &[f32; N]) -> [f32; N] {
        std::array::from_fn(|at| features[at] * self.weights[at])
    }
}

/// What the features are worth where both pages state their day.
pub fn dated() -> &'static Model<COUNT> {
    static MODEL: OnceLock<Model<COUNT>> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(include_str!("pair.toml"), &NAMES))
}

/// What they are worth where one of them states none.
pub fn undated() -> &'static Model<COUNT> {
    static MODEL: OnceLock<Model<COUNT>> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(include_str!("undated.toml"), &NAMES))
}

pub fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// Two shares, the smaller first.
pub fn both(one: f32, other: f32) -> (f32, f32) {
    (one.min(other), one.max(other))
}

fn length(weights: &Weights) -> f32 {
    weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt()
}

/// Calls something for each stem that both hold.
fn meet(one: &Weights, other: &Weights, mut each: impl FnMut(f32, f32)) {
    let (mut at, mut beside) = (0, 0);
    while let (Some(&(a, weight)), Some(&(b, others))) = (one.get(at), other.get(beside)) {
        if a == b {
            each(weight, others);
        }
        at += usize::from(a <= b);
        beside += usize::from(b <= a);
    }
}

pub fn cosine(one: &Weights, other: &Weights) -> f32 {
    let mut sum = 0.0;
    meet(one, other, |a, b| sum += a * b);
    sum / (length(one) * length(other)).max(f32::MIN_POSITIVE)
}

/// The share of what one holds, by weight, that the other holds too.
pub fn told(one: &Weights, by: &Weights) -> f32 {
    let mut sum = 0.0;
    meet(one, by, |weight, _| sum += weight);
    sum / one.iter().map(|(_, weight)| weight).sum::<f32>().max(f32::MIN_POSITIVE)
}

/// The weight of what both hold.
pub fn shared(one: &Weights, other: &Weights) -> f32 {
    let mut sum = 0.0;
    meet(one, other, |a, b| sum += a.min(b));
    sum
}

/// The weight of the numbers that both give of the same, one of them in its first words; and how many kinds of things the first words
/// of both count differently.
fn numbers(one: &Profile, other: &Profile) -> (f32, f32) {
    let common: BTreeSet<_> = one.lead_numbers.intersection(&other.numbers).collect();
    let common = common.into_iter().chain(other.lead_numbers.intersection(&one.numbers)).collect::<BTreeSet<_>>();
    let weight = |value: &str| if value.trim_end_matches('0').len() > 1 { 2.0 } else { 1.0 };
    let shared = common.iter().map(|(_, value)| weight(value)).sum();
    let of = |profile: &Profile, counted: u32| -> BTreeSet<String> {
        profile.lead_numbers.iter().filter(|(unit, _)| *unit == counted).map(|(_, value)| value.clone()).collect()
    };
    let units: BTreeSet<u32> = one.lead_numbers.iter().map(|&(unit, _)| unit).collect();
    let differ = |&unit: &u32| !of(other, unit).is_empty() && of(one, unit).is_disjoint(&of(other, unit));
    (shared, units.into_iter().filter(differ).count() as f32)
}

/// How many numbers of two digits or more the first words of both give, whatever they count.
fn lead_numbers(one: &Profile, other: &Profile) -> usize {
    let of = |profile: &Profile| -> BTreeSet<String> {
        profile.lead_numbers.iter().map(|(_, value)| value.clone()).filter(|value| value.len() > 1).collect()
    };
    of(one).intersection(&of(other)).count()
}

/// How the towns and regions of two pages stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// The first words of both name one.
    Shared,
    /// The first words of each name some, and the other page names none of them.
    Clash,
    Neither,
}

/// How the towns and regions of two pages stand to each other.
pub fn places(one: &Profile, other: &Profile) -> Places {
    let (a, b) = (&one.lead_places, &other.lead_places);
    let inside = |within: &Option<String>, places: &BTreeMap<String, Option<String>>| {
        within.as_ref().is_some_and(|within| places.contains_key(within))
    };
    let meet = a.iter().any(|(key, within)| b.contains_key(key) || inside(within, b))
        || b.values().any(|within| inside(within, a));
    let strange = |own: &BTreeMap<String, Option<String>>, all: &BTreeSet<String>| {
        !own.is_empty() && own.keys().all(|key| !all.contains(key))
    };
    match meet {
        true => Places::Shared,
        false if strange(a, &other.places) && strange(b, &one.places) => Places::Clash,
        false => Places::Neither,
    }
}

/// How the days that two pages name stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// A day of the first words of one is named by the other.
    Shared,
    /// The first words of both name days, and the other page names none of them.
    Clash,
    Neither,
}

/// How the days that two pages name stand to each other.
pub fn days(one: &Profile, other: &Profile) -> Days {
    let meet = !one.lead_days.is_disjoint(&other.days) || !other.lead_days.is_disjoint(&one.days);
    match meet {
        true => Days::Shared,
        false if !one.lead_days.is_empty() && !other.lead_days.is_empty() => Days::Clash,
        false => Days::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::super::across;
    use super::*;

    #[test]
    fn features_stand_at_the_places_that_are_named() {
        assert_eq!(UNDATED, "undated");
        assert_eq!([across::NAMES[across::RARE_NAMES], across::NAMES[across::NUMBERS]], ["rare_names", "numbers"]);
    }

    #[test]
    fn no_weight_has_a_sign_that_its_feature_may_not_have() {
        fn holds<const N: usize>(model: &Model<N>, signs: &[i8; N]) {
            let against = |(worth, sign): (f32, &i8)| worth * f32::from(*sign) < 0.0;
            assert!(!model.worth(&[1.0; N]).into_iter().zip(signs).any(against));
        }
        holds(dated(), &SIGNS);
        holds(undated(), &SIGNS);
        holds(across::model(), &across::SIGNS);
    }
}
