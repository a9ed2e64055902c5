//! In: linked articles. Out: when each was published and when its event happened, with the chain of evidence.
//!
//! Invariant: never guesses without evidence. The result does not depend on the order of files.

mod context;
mod happened;
mod mention;
pub mod narrative;
mod own;
mod possessive;
mod propagation;
mod wording;
mod year;

use chrono::NaiveDate;
use chrono_tz::Tz;
use rayon::prelude::*;

pub use happened::reported;
pub(crate) use own::LAG;

use crate::annotate::{Annotated, Part};
use crate::link::{self, ArticleIndex, Link, Links};
use crate::passage::Span;
use crate::project::Correction;
use crate::time::{Days, Evidence, EvidenceKind, When};

/// The project's knowledge beyond the pages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rules<'a> {
    /// The time zone for times without an offset.
    pub zone: Option<Tz>,
    /// The user's corrections, which are the strongest evidence.
    pub corrections: &'a [Correction],
}

impl Rules<'_> {
    /// The user's correction of the day on which a page's event happened, with the evidence.
    fn happened(&self, name: &str) -> Option<(NaiveDate, Evidence)> {
        let day = self.corrections.iter().find(|one| one.capture == name)?.happened?;
        let (text, path, gives) = (day.to_string(), name.to_owned(), Some(Days::day(day)));
        Some((day, Evidence { kind: EvidenceKind::Correction, text, path, place: None, gives }))
    }
}

/// The dates of one article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dated {
    /// When the page was published.
    pub published: Option<When>,
    /// When the event of the article happened.
    pub happened: Option<When>,
    /// The days in its text that could be resolved, in order of position.
    pub mentions: Vec<Mention>,
    /// Evidence that was outweighed, as contradictions of the date.
    pub against: Vec<Evidence>,
}

/// A day or range in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The part of the article that contains it.
    pub part: Part,
    /// The words.
    pub text: String,
    /// The position in the capture.
    pub span: Span,
    /// The days that they mean.
    pub days: Days,
    /// The evidence for parts that the words leave out, for example the year.
    pub evidence: Vec<Evidence>,
}

/// Dates the articles of a corpus. Each piece of evidence narrows the possible days, the strongest first. Articles with a link between them
/// narrow each other until nothing changes.
pub fn date(articles: &[Annotated], links: &Links, rules: &Rules<'_>) -> Vec<Dated> {
    let order = link::in_order(articles);
    let links = renumbered(links, &order);
    let contexts: Vec<_> = order.par_iter().map(|&at| context::contexts(&articles[at])).collect();
    let own = order.par_iter().zip(&contexts);
    let own: Vec<_> = own.map(|(&at, contexts)| own::read(&articles[at], contexts, rules)).collect();
    let sorted: Vec<_> = order.iter().map(|&at| &articles[at]).collect();
    let resolved = propagation::resolve(own, &links, &sorted);
    let mut dated = vec![Dated::default(); articles.len()];
    for ((&at, resolved), contexts) in order.iter().zip(resolved).zip(&contexts) {
        let published = resolved.published();
        let mentions = mention::mentions(contexts, published.as_ref(), resolved.own.told.as_ref());
        let happened = happened::happened(&articles[at], contexts, published.as_ref(), &resolved, rules);
        dated[at] = Dated { published, happened, mentions, against: resolved.own.against };
    }
    happened::share(&mut dated, &links, &order);
    let pages = wording::Pages::new(articles);
    dated.par_iter_mut().for_each(|dated| pages.complete(dated));
    dated
}

/// The links between positions in the fixed order of the articles.
fn renumbered(links: &Links, order: &[ArticleIndex]) -> Vec<Link> {
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &article)| place[article] = at);
    let renumber = |link: &Link| Link { from: place[link.from], to: place[link.to], ..link.clone() };
    let mut links: Vec<_> = links.links.iter().map(renumber).collect();
    links.sort_unstable();
    links
}
