//! In: the file of weights. Out: the weights by name of feature, and the likelihood of a case.
//!
//! `weights.toml` is written by `tools/timelines.py`.
//!
//! Invariant: a file that lacks a feature is an error, so features and weights cannot part.

use std::sync::LazyLock;

use serde::Deserialize;

/// The packaged file.
const FILE: &str = include_str!("weights.toml");

static PACKAGED: LazyLock<Weights> =
    LazyLock::new(|| toml::from_str(FILE).expect("the packaged weights are those of the features"));

/// The weights of days, words and pairs of words.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Weights {
    /// For a day: see [`super::days::features`].
    pub day: Logistic<8>,
    /// For a word: see [`super::words`].
    pub word: Logistic<9>,
    /// For two words that follow each other: see [`super::words`].
    pub pair: Logistic<7>,
}

/// A logistic regression.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logistic<const N: usize> {
    /// The constant.
    intercept: f64,
    /// The weight of each feature, in the order of the features.
    #[serde(with = "weights_of")]
    weights: [f64; N],
}

impl Weights {
    /// The weights that the program is made with.
    pub fn packaged() -> &'static Self {
        &PACKAGED
    }

    /// Weights from the text of a file.
    ///
    /// # Errors
    ///
    /// If it is no such file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}

impl<const N: usize> Logistic<N> {
    /// What each feature adds to the logarithm of the odds.
    pub fn parts(&self, features: &[f64; N]) -> [f64; N] {
        std::array::from_fn(|at| self.weights[at] * features[at])
    }

    /// The logarithm of the odds.
    pub fn logit(&self, features: &[f64; N]) -> f64 {
        self.intercept + self.parts(features).iter().sum::<f64>()
    }

    /// The likelihood, from 0 to 1.
    pub fn likelihood(&self, features: &[f64; N]) -> f64 {
        1.0 / (1.0 + (-self.logit(features)).exp())
    }
}

mod weights_of {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer};

    pub fn deserialize<'de, D: Deserializer<'de>, const N: usize>(from: D) -> Result<[f64; N], D::Error> {
        let read = Vec::<f64>::deserialize(from)?;
        let found = read.len();
        read.try_into().map_err(|_| D::Error::custom(format!("{found} weights instead of {N}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_lacks_a_weight_or_has_one_more_is_an_error() {
        assert_eq!(Weights::parse(FILE).as_ref(), Ok(Weights::packaged()));
        let day = FILE.find("weights = [").unwrap() + "weights = [".len();
        let more = format!("{}1.0, {}", &FILE[..day], &FILE[day..]);
        assert!(Weights::parse(&more).unwrap_err().to_string().contains("9 weights instead of 8"));
        assert!(Weights::parse(&FILE[..day - "weights = [".len()]).is_err());
    }

    #[test]
    fn the_likelihood_rises_with_a_feature_of_positive_weight() {
        let model = Logistic { intercept: 0.0, weights: [2.0, -1.0] };
        assert!((model.likelihood(&[0.0, 0.0]) - 0.5).abs() < 1e-12);
        assert!(model.likelihood(&[1.0, 0.0]) > 0.8 && model.likelihood(&[0.0, 3.0]) < 0.1);
    }
}
