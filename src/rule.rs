//! In: a table of named rules and what they judge. Out: the names of the rules that fire.
//!
//! Invariant: the rules are asked in the order of their table. A rule does not know the others.

/// A named rule. `F` is the type of its function, which takes what the rules of one table judge.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule<F> {
    /// The name that `explain` prints.
    pub name: &'static str,
    /// Whether the rule fires.
    pub fires: F,
}

/// The name of the first rule that fires, if any. `asks` calls the function of a rule.
pub(crate) fn first<F>(rules: &[Rule<F>], asks: impl Fn(&F) -> bool) -> Option<&'static str> {
    rules.iter().find(|rule| asks(&rule.fires)).map(|rule| rule.name)
}

/// The names of all rules that fire.
pub(crate) fn all<F>(rules: &[Rule<F>], asks: impl Fn(&F) -> bool) -> Vec<&'static str> {
    rules.iter().filter(|rule| asks(&rule.fires)).map(|rule| rule.name).collect()
}

/// Asserts that each rule has an example, in the order of the table, and that it fires on its first part and not on its second.
#[cfg(test)]
#[track_caller]
pub(crate) fn try_each<'a, F: 'a, X: std::fmt::Debug>(
    rules: impl IntoIterator<Item = &'a Rule<F>>,
    examples: impl IntoIterator<Item = (&'static str, X, X)>,
    asks: impl Fn(&F, &X) -> bool,
) {
    let mut examples = examples.into_iter();
    let mut names = std::collections::BTreeSet::new();
    for rule in rules {
        let (name, yes, no) = examples.next().expect("each rule has an example");
        assert_eq!(rule.name, name, "the examples are in the order of the table");
        assert!(names.insert(name), "{name} is the name of one rule");
        assert!(asks(&rule.fires, &yes), "{name} fires on {yes:?}");
        assert!(!asks(&rule.fires, &no), "{name} does not fire on {no:?}");
    }
    assert!(examples.next().is_none(), "each example has a rule");
}

#[cfg(test)]
mod tests {
    use super::*;

    type OfNumbers = Rule<fn(i32) -> bool>;

    const RULES: [OfNumbers; 2] =
        [Rule { name: "even", fires: |number| number % 2 == 0 }, Rule { name: "great", fires: |number| number > 9 }];

    #[test]
    fn rules_are_asked_in_order() {
        let names = |number: i32| (first(&RULES, |fires| fires(number)), all(&RULES, |fires| fires(number)));
        assert_eq!(names(10), (Some("even"), vec!["even", "great"]));
        assert_eq!(names(11), (Some("great"), vec!["great"]));
        assert_eq!(names(3), (None, vec![]));
        try_each(&RULES, [("even", 2, 3), ("great", 11, 8)], |fires, number| fires(*number));
    }

    #[test]
    #[should_panic(expected = "great does not fire on 12")]
    fn a_rule_that_fires_too_often_is_seen() {
        try_each(&RULES, [("even", 2, 3), ("great", 11, 12)], |fires, number| fires(*number));
    }

    #[test]
    #[should_panic(expected = "each rule has an example")]
    fn a_rule_without_an_example_is_seen() {
        try_each(&RULES, [("even", 2, 3)], |fires, number| fires(*number));
    }
}
