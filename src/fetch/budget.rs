//! In: what a run takes from the web. Out: whether there is still room for it.
//!
//! Invariant: what was taken once is not given back; threads may take at the same time.

use std::sync::atomic::{AtomicU64, Ordering};

/// What is left of something that a run may have so much of.
#[derive(Debug)]
pub struct Budget(AtomicU64);

impl Budget {
    pub fn new(most: u64) -> Self {
        Self(AtomicU64::new(most))
    }

    /// Takes so much; nothing is left where there is less. Whether there was room.
    pub fn take(&self, amount: u64) -> bool {
        let left = |left: u64| Some(left.saturating_sub(amount));
        let before = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left);
        before.is_ok_and(|before| before >= amount)
    }

    /// Whether nothing is left.
    pub fn is_spent(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn what_is_taken_is_gone() {
        let budget = Budget::new(10);
        assert!(budget.take(9) && !budget.is_spent());
        assert!(budget.take(1) && budget.is_spent());
        assert!(!budget.take(1) && budget.take(0));
        let small = Budget::new(10);
        assert!(!small.take(11) && small.is_spent());
    }
}
