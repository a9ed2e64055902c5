//! In: the days of the digest. Out: the days of the edition with their sources, and how many sources are independent.
//!
//! Invariant: counts only sources of the edition.

use std::collections::BTreeMap;

use super::Context;
use super::model::Day;
use crate::digest;
use crate::link::ArticleIndex;

/// The days that matter most. A day of which no source is left is left out.
pub(crate) fn days(context: &Context) -> Vec<Day> {
    let groups = context.material.digest.events.iter().flat_map(|event| &event.same_text);
    let of_text = texts(groups);
    let day = |one: &digest::Day| {
        let held = one.articles.iter().copied().filter(|article| context.numbers.contains_key(article));
        let held: Vec<ArticleIndex> = held.collect();
        let mut sources: Vec<usize> = held.iter().map(|article| context.numbers[article]).collect();
        sources.sort_unstable();
        (!held.is_empty()).then(|| Day {
            day: one.day.to_string(),
            percent: one.percent,
            sources,
            independent: independent(context, &held, &of_text),
            events: one.events.clone(),
        })
    };
    context.material.digest.days.iter().filter_map(day).collect()
}

/// Number of independent reports of an event. `same_text` are the groups that print the same text.
pub(crate) fn of_event(context: &Context, reports: &[ArticleIndex], same_text: &[Vec<ArticleIndex>]) -> usize {
    independent(context, reports, &texts(same_text.iter()))
}

/// The number of its text for each article of which another prints the text.
fn texts<'a>(groups: impl Iterator<Item = &'a Vec<ArticleIndex>>) -> BTreeMap<ArticleIndex, usize> {
    groups.enumerate().flat_map(|(text, group)| group.iter().map(move |&article| (article, text))).collect()
}

/// Number of articles that are independent of each other: articles of one publisher count once, and so do those with the same text. All
/// without a known publisher count as one.
fn independent(context: &Context, articles: &[ArticleIndex], of_text: &BTreeMap<ArticleIndex, usize>) -> usize {
    let mut parts = Parts(BTreeMap::new());
    for article in articles {
        let source = context.material.articles[*article].article.source.as_ref();
        let publisher = Shared::Publisher(source.map(|source| source.name.as_str()));
        let text = of_text.get(article).map_or(publisher, |&text| Shared::Text(text));
        parts.join(publisher, text);
    }
    parts.count()
}

/// What makes articles depend on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shared<'a> {
    Publisher(Option<&'a str>),
    Text(usize),
}

/// Parts of what is joined: what each thing leads to, itself at the end (the union-find of B. Galler and M. Fischer, 1964).
struct Parts<'a>(BTreeMap<Shared<'a>, Shared<'a>>);

impl<'a> Parts<'a> {
    fn join(&mut self, one: Shared<'a>, other: Shared<'a>) {
        let (one, other) = (self.end(one), self.end(other));
        self.0.insert(one, other);
    }

    fn end(&mut self, from: Shared<'a>) -> Shared<'a> {
        let mut at = from;
        loop {
            let next = *self.0.entry(at).or_insert(at);
            if next == at {
                return at;
            }
            let behind = self.0.get(&next).copied().unwrap_or(next);
            self.0.insert(at, behind);
            at = behind;
        }
    }

    fn count(&self) -> usize {
        self.0.iter().filter(|(one, next)| one == next).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(pairs: &[(Option<&str>, Option<usize>)]) -> usize {
        let mut parts = Parts(BTreeMap::new());
        for &(publisher, text) in pairs {
            let publisher = Shared::Publisher(publisher);
            parts.join(publisher, text.map_or(publisher, Shared::Text));
        }
        parts.count()
    }

    #[test]
    fn publishers_count_once_and_texts_that_they_share_join_them() {
        assert_eq!(count(&[]), 0);
        assert_eq!(count(&[(Some("a"), None), (Some("b"), None), (Some("a"), None)]), 2);
        assert_eq!(count(&[(None, None), (None, None), (Some("a"), None)]), 2);
        assert_eq!(count(&[(Some("a"), Some(1)), (Some("b"), Some(1)), (Some("c"), Some(2))]), 2);
        let chain = [(Some("a"), Some(1)), (Some("b"), Some(1)), (Some("b"), Some(2)), (Some("c"), Some(2))];
        assert_eq!(count(&chain), 1);
    }
}
