//! In: two numbers. Out: the rule by which they may be equal, if there is one.
//!
//! Invariant: one rule is enough, since two numbers that differ are printed as a disagreement of their reports. The order of the two does
//! not matter.

use super::{Exact, Figure};
use crate::rule;

/// Numbers from this on are often rounded: two that differ by less than the share are equal. Set by hand.
const ROUNDED_FROM: f64 = 100.0;
const ROUNDED: f64 = 0.03;
/// Maximum distance of two equal numbers if one is not exact, as a share of the greater. Set by hand.
const ABOUT: f64 = 0.15;
/// Maximum distance of the number meant by "more than" or "less than", as a share of the greater. Set by hand.
const BEYOND: f64 = 0.5;

/// Two numbers, as the rules see them.
struct Pair<'a> {
    less: &'a Figure,
    more: &'a Figure,
}

/// A named rule by which two numbers may be equal.
type Rule = rule::Rule<fn(&Pair) -> bool>;

/// The rules.
const RULES: [Rule; 6] = [
    Rule { name: "same-bound", fires: have_same_bound },
    Rule { name: "rounded", fires: is_rounded },
    Rule { name: "scaled", fires: is_scaled },
    Rule { name: "near", fires: |pair| pair.more.value >= ROUNDED_FROM && pair.apart() < ROUNDED },
    Rule { name: "about", fires: |pair| pair.is_any(Exact::About) && pair.apart() < ABOUT },
    Rule { name: "bound", fires: is_within_bound },
];

impl Figure {
    /// Whether two numbers may be equal: the same, one rounded, or one written without its word for thousands.
    pub fn agrees(&self, other: &Self) -> bool {
        let (less, more) = if self.value <= other.value { (self, other) } else { (other, self) };
        rule::first(&RULES, |fires| fires(&Pair { less, more })).is_some()
    }
}

impl Pair<'_> {
    /// The distance of the numbers as a share of the greater.
    fn apart(&self) -> f64 {
        (self.more.value - self.less.value) / self.more.value.max(f64::MIN_POSITIVE)
    }

    /// Whether one of the numbers is of this exactness.
    fn is_any(&self, exact: Exact) -> bool {
        self.less.exact == exact || self.more.exact == exact
    }
}

/// `same-bound`: both are the least that is known, or both the most.
fn have_same_bound(pair: &Pair) -> bool {
    pair.less.exact == pair.more.exact && matches!(pair.less.exact, Exact::Least | Exact::Most)
}

/// `rounded`: the one with more digits, rounded like the other, is the other.
fn is_rounded(pair: &Pair) -> bool {
    /// What is left of a step after calculating with floating-point numbers. It is far above what rounding leaves (1e-16 of a number) and
    /// far below any difference in print.
    const REST: f64 = 1e-6;
    let is_of = |fine: &Figure, coarse: &Figure| {
        ((fine.value / coarse.step).round() * coarse.step - coarse.value).abs() < coarse.step * REST
    };
    let Pair { less, more } = pair;
    if less.step <= more.step { is_of(less, more) } else { is_of(more, less) }
}

/// `scaled`: the lesser lacks its word for thousands, millions or more.
fn is_scaled(pair: &Pair) -> bool {
    let (less, more) = (pair.less.value, pair.more.value);
    [1e3, 1e6, 1e9].iter().any(|scale| (less * scale - more).abs() < more * ROUNDED)
}

/// `bound`: the lesser is "at least" or the greater "at most", and they are not too far apart.
fn is_within_bound(pair: &Pair) -> bool {
    (pair.less.exact == Exact::Least || pair.more.exact == Exact::Most) && pair.apart() < BEYOND
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::State;
    use super::*;

    fn figure((value, step, exact): (f64, f64, Exact)) -> Figure {
        Figure {
            bytes: 0..1,
            value,
            counts: String::new(),
            step,
            exact,
            around: BTreeSet::new(),
            before: None,
            behind: None,
            names: BTreeSet::new(),
            state: State::Unsaid,
            is_aside: false,
        }
    }

    #[test]
    fn each_rule_takes_numbers_that_may_be_equal_and_leaves_others() {
        use Exact::{About, Least, Most, Yes};
        let examples = [
            ("same-bound", [(10.0, 10.0, Least), (400.0, 100.0, Least)], [(10.0, 10.0, Least), (400.0, 100.0, Most)]),
            ("rounded", [(12.0, 1.0, Yes), (10.0, 10.0, Yes)], [(17.0, 1.0, Yes), (10.0, 10.0, Yes)]),
            ("scaled", [(3.0, 1.0, Yes), (3000.0, 1000.0, Yes)], [(3.0, 1.0, Yes), (5000.0, 1000.0, Yes)]),
            ("near", [(201.0, 1.0, Yes), (203.0, 1.0, Yes)], [(201.0, 1.0, Yes), (263.0, 1.0, Yes)]),
            ("about", [(41.0, 1.0, About), (44.0, 1.0, Yes)], [(41.0, 1.0, Yes), (44.0, 1.0, Yes)]),
            ("bound", [(61.0, 1.0, Least), (99.0, 1.0, Yes)], [(61.0, 1.0, Yes), (99.0, 1.0, Least)]),
        ];
        rule::try_each(&RULES, examples, |fires, pair| {
            let [one, other] = pair.map(figure);
            let (less, more) = if one.value <= other.value { (&one, &other) } else { (&other, &one) };
            fires(&Pair { less, more })
        });
    }
}
