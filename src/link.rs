//! In: annotated articles. Out: which of them tell of, announce or follow up one event, each link with its reason.
//!
//! Invariant: dates nothing; the result does not depend on the order of the articles.

pub mod across;
mod announce;
mod background;
mod cluster;
mod concepts;
mod corpus;
mod decided;
pub mod judged;
pub mod likeness;
mod look_back;
pub mod pair;
mod profile;
mod roundup;
mod same;
mod shared;
pub mod shingles;
mod skeleton;
pub mod stated;
pub mod stem;
pub mod story;
pub mod study;
pub mod tense;
mod term;
pub mod tokens;
pub mod word_list;

pub use announce::{LONGEST_LEAD, names_event};
pub use decided::{decide, keep};
pub use study::MOST_HOLDERS;

use std::collections::BTreeMap;

use crate::annotate::Annotated;
use crate::time::Evidence;

/// The index of an article in the corpus, which is sorted by path and record.
pub type ArticleIndex = usize;

/// What ties two articles together, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    pub kind: LinkKind,
    /// The article that announces, looks back, or states a term; for `SameEvent`, the smaller index.
    pub from: ArticleIndex,
    pub to: ArticleIndex,
    /// The words that both share, or that announce, as the reader may check them.
    pub reason: Vec<Evidence>,
}

/// How two articles hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Both report the same event.
    SameEvent,
    /// One announces the event that the other reports or mentions.
    Announces,
    /// One announces the event that the other reports as going on.
    AnnouncesOngoing,
    /// One looks back on what the other reports as news.
    FollowsUp,
    /// One states since when somebody held the office that the other gives them.
    TookOffice,
    /// One states until when somebody held the office that the other gives them.
    LeftOffice,
}

/// Articles that little joined in one event, or kept apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub is_joined: bool,
    /// How probable it is, in hundredths, of the most probable pair across.
    pub percent: u8,
    /// The articles on either side, sorted.
    pub sides: [Vec<ArticleIndex>; 2],
}

/// What hangs together in a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// Sorted.
    pub links: Vec<Link>,
    /// The articles parted into events: each index once; sorted inside and by the first index.
    pub events: Vec<Vec<ArticleIndex>>,
    /// The joins that are in doubt, the least sure first.
    pub doubts: Vec<Doubt>,
    /// How many joins in doubt there are beyond those.
    pub more_doubts: usize,
    /// How many articles have nothing to be looked up by that does not stand in too many others.
    pub not_compared: usize,
    /// Whether the events are those that an edition recorded.
    pub are_kept: bool,
}

/// Ties the articles of a corpus together.
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

/// The pairs of which one announces or looks back on what the other reports, the smaller index first.
fn apart<'a>(links: impl Iterator<Item = &'a Link>) -> BTreeMap<(usize, usize), LinkKind> {
    links.map(|link| ((link.from.min(link.to), link.from.max(link.to)), link.kind)).collect()
}

/// The articles in an order that hangs on nothing but what they are.
pub fn in_order(articles: &[Annotated]) -> Vec<ArticleIndex> {
    let mut order: Vec<_> = (0..articles.len()).collect();
    let key = |at: usize| {
        let article = &articles[at].article;
        (&article.id.path, article.id.record, &article.digest)
    };
    order.sort_by(|&a, &b| key(a).cmp(&key(b)));
    order
}

/// A link between places in the fixed order as a link between the articles that stand there.
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
