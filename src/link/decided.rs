//! In: the links of a corpus, and the user's decisions or an earlier edition. Out: the same links, changed to match the decisions or the
//! edition.
//!
//! Invariant: every article stays in one event. Articles without a decision and outside the edition are not changed.

use std::collections::BTreeMap;

use super::{ArticleIndex, LinkKind, Links};
use crate::annotate::Annotated;
use crate::project::Decision;

/// Makes one event of the articles of each decision, without others, and removes their links to articles of other events.
pub(crate) fn decide(links: &mut Links, articles: &[Annotated], decisions: &[Decision]) {
    let by_name: BTreeMap<String, usize> = decisions
        .iter()
        .enumerate()
        .flat_map(|(at, decision)| decision.captures.iter().map(move |name| (name.clone(), at)))
        .collect();
    if by_name.is_empty() {
        return;
    }
    let decided: Vec<Option<usize>> =
        articles.iter().map(|article| by_name.get(&article.article.name()).copied()).collect();
    keep(links, &decided);
}

/// Makes one event of the articles with the same place, without others, and removes their links to articles of other events.
pub fn keep(links: &mut Links, places: &[Option<usize>]) {
    let mut events: BTreeMap<usize, Vec<ArticleIndex>> = BTreeMap::new();
    for (article, place) in places.iter().enumerate() {
        if let Some(place) = place {
            events.entry(*place).or_default().push(article);
        }
    }
    for event in &mut links.events {
        event.retain(|&article| places[article].is_none());
    }
    links.events.retain(|event| !event.is_empty());
    links.events.extend(events.into_values());
    links.links.retain(|link| link.kind != LinkKind::SameEvent || places[link.from] == places[link.to]);
    links.are_kept = true;
    links.events.sort_unstable();
}
