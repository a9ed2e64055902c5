//! In: amounts that a run takes from the web. Out: whether the budget still allows them.
//!
//! Invariant: an amount that was taken is never given back. Threads may take at the same time.

use std::sync::atomic::{AtomicU64, Ordering};

/// The rest of a limited amount.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU64);

impl Budget {
    pub(crate) fn new(most: u64) -> Self {
        Self(AtomicU64::new(most))
    }

    /// Takes an amount, or all of the rest if there is less. Returns whether there was enough.
    pub(crate) fn take(&self, amount: u64) -> bool {
        let left = |left: u64| Some(left.saturating_sub(amount));
        let before = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left);
        before.is_ok_and(|before| before >= amount)
    }

    /// Whether nothing is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn a_budget_is_spent_once() {
        let budget = Budget::new(10);
        assert!(budget.take(9) && !budget.is_spent());
        assert!(budget.take(1) && budget.is_spent());
        assert!(!budget.take(1) && budget.take(0));
        let small = Budget::new(10);
        assert!(!small.take(11) && small.is_spent());
    }
}
