//! In: annotated articles. Out: which of them report, announce or follow up the same event. Each link has its reason.
//!
//! Invariant: computes no dates. The result does not depend on the order of the articles.

pub mod across;
mod announce;
mod background;
mod cluster;
mod concepts;
mod corpus;
mod decided;
pub mod judged;
pub(crate) mod likeness;
mod look_back;
pub mod pair;
mod profile;
mod roundup;
mod same;
mod shared;
pub(crate) mod shingles;
mod skeleton;
pub mod stated;
pub mod stem;
pub mod story;
pub mod study;
pub mod tense;
mod term;
pub mod tokens;
pub(crate) mod word_list;

pub(crate) use announce::{LONGEST_LEAD, kinds_in, names_event};
pub(crate) use decided::decide;
pub use decided::keep;
pub(crate) use study::MOST_HOLDERS;

use std::collections::BTreeMap;

use crate::annotate::Annotated;
use crate::time::Evidence;

/// The index of an article in the corpus, which is sorted by path and record.
pub(crate) type ArticleIndex = usize;

/// A link between two articles, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The kind of link.
    pub kind: LinkKind,
    /// The article that announces, looks back, or states a term. For `SameEvent`, the smaller index.
    pub from: ArticleIndex,
    /// The other article.
    pub to: ArticleIndex,
    /// The words that both share, or that announce, so that the reader can check them.
    pub reason: Vec<Evidence>,
}

/// The kinds of links between two articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Both report the same event.
    SameEvent,
    /// One announces the event that the other reports or mentions.
    Announces,
    /// One announces the event that the other reports as ongoing.
    AnnouncesOngoing,
    /// One looks back on something that the other reports as news.
    FollowsUp,
    /// One states when somebody took the office that the other gives them.
    TookOffice,
    /// One states when somebody left the office that the other gives them.
    LeftOffice,
}

/// Articles that were joined into one event, or kept apart, by a narrow margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Whether they were joined.
    pub is_joined: bool,
    /// The probability of the most probable pair between the two sides, in percent.
    pub percent: u8,
    /// The articles on either side, sorted.
    pub sides: [Vec<ArticleIndex>; 2],
}

/// The links and events of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// The links, sorted.
    pub links: Vec<Link>,
    /// The articles grouped into events. Each index appears once. Groups are sorted inside, and by their first index.
    pub events: Vec<Vec<ArticleIndex>>,
    /// The doubtful joins, the least certain first.
    pub doubts: Vec<Doubt>,
    /// Number of doubtful joins that are left out.
    pub more_doubts: usize,
    /// Number of articles that could not be looked up, because each of their keys is in too many others.
    pub not_compared: usize,
    /// Whether the events were recorded by an earlier edition.
    pub are_kept: bool,
}

/// Links the articles of a corpus and groups them into events.
pub fn link(articles: &[Annotated]) -> Links {
    if articles.len() < 2 {
        let events = (0..articles.len()).map(|at| vec![at]).collect();
        return Links { events, ..Links::default() };
    }
    let order = in_order(articles);
    let sorted: Vec<_> = order.iter().map(|&at| &articles[at]).collect();
    let corpus = corpus::Corpus::read(&sorted);
    let (announced, follows) = (announce::announced(&sorted, &corpus), look_back::looked_back(&sorted, &corpus));
    let same = same::same_events(&sorted, &corpus, &apart(announced.iter().chain(&follows)));
    let links = [same.links, announced, follows, term::held(&sorted)].into_iter().flatten();
    let links = links.map(|link| renamed(link, &order)).collect();
    let named = |places: Vec<usize>| places.into_iter().map(|at| order[at]).collect::<Vec<_>>();
    let events = same.events.into_iter().map(named).collect();
    let doubts = same.doubts.into_iter().map(|doubt| Doubt { sides: doubt.sides.map(named), ..doubt });
    let not_compared = same.not_compared;
    sort(Links {
        links,
        events,
        doubts: doubts.collect(),
        more_doubts: same.more_doubts,
        not_compared,
        are_kept: false,
    })
}

/// The pairs in which one article announces or looks back on what the other reports, the smaller index first.
fn apart<'a>(links: impl Iterator<Item = &'a Link>) -> BTreeMap<(usize, usize), LinkKind> {
    links.map(|link| ((link.from.min(link.to), link.from.max(link.to)), link.kind)).collect()
}

/// The articles in an order that depends only on the articles themselves.
pub fn in_order(articles: &[Annotated]) -> Vec<ArticleIndex> {
    let mut order: Vec<_> = (0..articles.len()).collect();
    let key = |at: usize| {
        let article = &articles[at].article;
        (&article.id.path, article.id.record, &article.digest)
    };
    order.sort_by(|&a, &b| key(a).cmp(&key(b)));
    order
}

/// Converts a link between positions in the fixed order into a link between the articles at these positions.
fn renamed(link: Link, order: &[ArticleIndex]) -> Link {
    let (from, to) = (order[link.from], order[link.to]);
    let (from, to) = if link.kind == LinkKind::SameEvent { (from.min(to), from.max(to)) } else { (from, to) };
    Link { from, to, ..link }
}

fn sort(mut links: Links) -> Links {
    links.links.sort_unstable();
    links.links.dedup();
    links.events.iter_mut().for_each(|event| event.sort_unstable());
    links.events.sort_unstable();
    links.doubts.iter_mut().flat_map(|doubt| &mut doubt.sides).for_each(|side| side.sort_unstable());
    links
}
