//! In: trained weights, and the features of a line. Out: the log-odds that the line belongs to the body.
//!
//! Invariant: the same result on every machine, because sums are computed in a fixed order.

/// A linear score plus one layer of rectified linear units.
pub(crate) struct Network {
    traits: usize,
    units: usize,
    linear: Vec<f32>,
    biases: Vec<f32>,
    /// The weight of each unit in the score.
    outs: Vec<f32>,
    /// For each feature, its weight in every unit.
    weights: Vec<f32>,
}

impl Network {
    /// Parses weights: a line of linear weights, then for each unit its bias, its weight in the score, and its weights of the features.
    /// Lines that begin with `#` are comments.
    ///
    /// # Panics
    ///
    /// If the number of weights in a line is wrong. The files are part of the program and tested.
    pub(crate) fn parse(text: &str, traits: usize) -> Self {
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        let mut rows = rows.map(|row| row.split_whitespace().filter_map(|n| n.parse().ok()).collect::<Vec<f32>>());
        let linear = rows.next().unwrap_or_default();
        let rows: Vec<Vec<f32>> = rows.collect();
        let fits = linear.len() == traits && rows.iter().all(|row| row.len() == traits + 2);
        assert!(fits, "the weights fit the traits");
        let weights = (0..traits).flat_map(|at| rows.iter().map(move |row| row[at + 2])).collect();
        let column = |at: usize| rows.iter().map(|row| row[at]).collect();
        Self { traits, units: rows.len(), linear, biases: column(0), outs: column(1), weights }
    }

    /// The score of one line. Most features are zero and cost nothing.
    pub(crate) fn score(&self, traits: &[f32]) -> f32 {
        debug_assert_eq!(traits.len(), self.traits);
        let mut units = self.biases.clone();
        let mut score = 0.0;
        for (at, &value) in traits.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            score += self.linear[at] * value;
            let weights = &self.weights[at * self.units..(at + 1) * self.units];
            units.iter_mut().zip(weights).for_each(|(unit, weight)| *unit += weight * value);
        }
        score + units.iter().zip(&self.outs).map(|(unit, out)| unit.max(0.0) * out).sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_adds_to_the_score_when_it_is_above_nothing() {
        let network = Network::parse("# weights\n1 2\n-1 3 1 1\n", 2);
        assert_eq!(network.score(&[0.0, 0.25]), 0.5);
        assert_eq!(network.score(&[1.0, 1.0]), 3.0 + 3.0);
    }
}
