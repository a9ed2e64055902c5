//! In: the profiles of two articles in one language. Out: their similarities and contradictions as named numbers, and the probability that
//! both report one event.
//!
//! No feature depends on the site. None depends on the publication days, except whether both pages state them: the time between the pages
//! of one event has a bound, but no likelihood. Pages on one subject share its words and names, so some features weigh words by the corpus
//! alone. The weights are in `pair.toml` and, for pairs in which one page states no day, in `undated.toml`. `tools/pairs.rs` computes them
//! from labelled pages. A feature counts either for one event or against it, in every corpus: [`SIGNS`].
//!
//! Invariant: the result for (a, b) equals that for (b, a).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::profile::{Profile, Weights};

/// Number of features. One for each of the 27 names in [`NAMES`].
pub(crate) const COUNT: usize = 27;

/// The names of the features, in order.
pub const NAMES: [&str; COUNT] = [
    // The cosine of all words.
    "bodies",
    // Of the words in each lead, the share that the other article contains: the smaller of the two shares, and the greater.
    "lead_told_by_both",
    "lead_told",
    // How far four values lie below the usual ones for reports of one event: that share, the cosine of the leads, the cosine of the
    // openings, and the weight of shared words.
    "little_told",
    "leads_unlike",
    "openings_unlike",
    "few_rare_words",
    // The cosine of the openings' character n-grams, independent of the corpus.
    "openings",
    // Of the words in each headline, the share that the other's lead contains: the smaller of the two. And whether both have a headline
    // that the other does not mention at all.
    "headline_told_by_both",
    "headlines_clash",
    // The cosine of all names. Of the names in each lead, the share that the other article contains: the greater of the two shares, and the
    // smaller. The weight of the names that the leads share, and how far it is below that of two rare names.
    "names",
    "names_told",
    "names_told_by_both",
    "rare_names",
    "few_rare_names",
    // The numbers that both give for the same thing, and the things that the leads count differently.
    "numbers",
    "numbers_clash",
    // Whether both quote the same words.
    "quote",
    // Whether the leads share a town or region, or name different ones that the other page does not contain.
    "places",
    "places_clash",
    // Whether they share a day that the lead of at least one names.
    "days",
    // How much shorter one is, and how short it is. Short texts share little.
    "lengths",
    "short",
    // The cosines of the headlines and of the very first words, weighted by the corpus alone.
    "headlines_here",
    "first_here",
    // Number of shared numbers with two or more digits in the headlines and leads.
    "lead_numbers",
    // Whether one of them states no publication day.
    "undated",
];

/// The feature that is set if one of the pages states no day.
pub const UNDATED: &str = NAMES[COUNT - 1];

/// The sign that each feature's weight may have: 1 for one event, -1 against it, 0 for either.
pub const SIGNS: [i8; COUNT] =
    [1, 1, 1, -1, -1, -1, -1, 1, 1, -1, 1, 1, 1, 1, -1, 1, -1, 1, 1, -1, 1, 0, 0, 1, 1, 1, -1];

/// The limits below which the features that begin with `few` and `little`, and those in `unlike`, count: about the lowest quarter of the
/// pairs of one event. The first, on `tests/events/tuned` BCubed F1 .842; .849 with .1; .836 with .4. On a third of ECB+ BCubed F1 .836;
/// .846 with .1; .799 with .4.
const LITTLE_TOLD: f32 = 0.2;
/// The same with .075 and .3 on `tests/events/tuned`.
const UNLIKE: f32 = 0.15;
/// On `tests/events/tuned` BCubed F1 .842; .849 with .125; .836 with .5. On a third of ECB+ BCubed F1 .836; the same with .125; .792 with
/// .5.
const UNLIKE_OPENINGS: f32 = 0.25;
/// On `tests/events/tuned` BCubed F1 .842; the same with 1.6; .836 with 6.4.
const FEW_WORDS: f32 = 3.2;
/// The same with 1.35 and 5.4 on `tests/events/tuned`.
const FEW_NAMES: f32 = 2.7;
/// Minimum number of words of a headline that can clash, and the share of it that the other must contain to avoid a clash. The first: the
/// same with 2 and 6 on `tests/events/tuned`.
const HEADLINE: usize = 3;
const HEADLINE_TOLD: f32 = 0.1;
/// A text with fewer words than `SHORT` is short. The model was trained on few texts shorter than `SHORTEST`. The first, on
/// `tests/events/tuned` BCubed F1 .842; the same with 50; .856 with 200. On a third of ECB+ BCubed F1 .836; .831 with 50; .876 with 200.
const SHORT: f32 = 100.0;
/// The same with 25 and 100 on `tests/events/tuned`.
const SHORTEST: f32 = 50.0;

/// The similarities of two articles that are not in their profiles.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside {
    /// Whether both quote the same words.
    pub quoted: bool,
    /// The cosine of their openings without document frequency.
    pub openings: f32,
}

/// The features of a pair.
pub(crate) type Features = [f32; COUNT];

/// The features of two articles.
pub(crate) fn features(one: &Profile, other: &Profile, beside: Beside) -> Features {
    let leads = cosine(&one.lead, &other.lead);
    let headline_told = both(contained(&one.headline, &other.lead), contained(&other.headline, &one.lead));
    let lead_told = both(contained(&one.lead, &other.body), contained(&other.lead, &one.body));
    let names_told = both(contained(&one.lead_names, &other.names), contained(&other.lead_names, &one.names));
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

/// A logistic model with a weight for each feature.
pub struct Model<const N: usize> {
    bias: f32,
    weights: [f32; N],
}

/// The same as it is written in a file.
#[derive(Debug, Deserialize)]
struct Written {
    bias: f32,
    weights: BTreeMap<String, f32>,
}

impl<const N: usize> Model<N> {
    /// Reads a model from its file. `names` are the names of the features.
    pub fn read(written: &str, names: &[&str; N]) -> Self {
        let Written { bias, weights } = toml::from_str(written).expect("a model of ours");
        Self { bias, weights: names.map(|name| weights.get(name).copied().unwrap_or(0.0)) }
    }

    /// The probability that two articles with these features report one event.
    pub fn probability(&self, features: &[f32; N]) -> f32 {
        let sum: f32 = self.worth(features).iter().sum::<f32>() + self.bias;
        1.0 / (1.0 + (-sum).exp())
    }

    /// The amount that each feature adds to the logarithm of the odds.
    pub fn worth(&self, features: &[f32; N]) -> [f32; N] {
        std::array::from_fn(|at| features[at] * self.weights[at])
    }
}

/// The model for pages that both state their publication day.
pub fn dated() -> &'static Model<COUNT> {
    static MODEL: OnceLock<Model<COUNT>> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(include_str!("pair.toml"), &NAMES))
}

/// The model for pairs in which a page states no day.
pub fn undated() -> &'static Model<COUNT> {
    static MODEL: OnceLock<Model<COUNT>> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(include_str!("undated.toml"), &NAMES))
}

/// 1 if true, otherwise 0.
pub(crate) fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// Two shares, the smaller first.
pub fn both(one: f32, other: f32) -> (f32, f32) {
    (one.min(other), one.max(other))
}

fn length(weights: &Weights) -> f32 {
    weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt()
}

/// Calls `each` for every stem in both.
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

/// The cosine of two weighted sets of stems.
pub(crate) fn cosine(one: &Weights, other: &Weights) -> f32 {
    let mut sum = 0.0;
    meet(one, other, |a, b| sum += a * b);
    sum / (length(one) * length(other)).max(f32::MIN_POSITIVE)
}

/// The share of `one`, by weight, that `by` also contains.
pub fn contained(one: &Weights, by: &Weights) -> f32 {
    let mut sum = 0.0;
    meet(one, by, |weight, _| sum += weight);
    sum / one.iter().map(|(_, weight)| weight).sum::<f32>().max(f32::MIN_POSITIVE)
}

/// The weight of the stems in both.
pub fn shared(one: &Weights, other: &Weights) -> f32 {
    let mut sum = 0.0;
    meet(one, other, |a, b| sum += a.min(b));
    sum
}

/// The weight of the numbers that both give for the same thing, in the lead of at least one, and the number of kinds of things that the
/// leads count differently.
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

/// Number of shared numbers with two or more digits in the leads, whatever they count.
fn lead_numbers(one: &Profile, other: &Profile) -> usize {
    let of = |profile: &Profile| -> BTreeSet<String> {
        profile.lead_numbers.iter().map(|(_, value)| value.clone()).filter(|value| value.len() > 1).collect()
    };
    of(one).intersection(&of(other)).count()
}

/// The relation between the towns and regions of two pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// Both leads name the same one.
    Shared,
    /// Each lead names some that the other page does not contain.
    Clash,
    /// Neither of these.
    Neither,
}

/// Compares the towns and regions of two pages.
pub(crate) fn places(one: &Profile, other: &Profile) -> Places {
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

/// The relation between the days that two pages name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// A day in the lead of one is also in the other.
    Shared,
    /// Both leads name days, and the other page contains none of them.
    Clash,
    /// Neither of these.
    Neither,
}

/// Compares the days that two pages name.
pub(crate) fn days(one: &Profile, other: &Profile) -> Days {
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
    fn features_have_their_indices() {
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
