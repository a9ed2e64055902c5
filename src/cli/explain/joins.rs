//! In: a corpus and one of its articles. Out: its relation to the other reports of its event, and to the most probable page outside the
//! event.
//!
//! Invariant: reports what the stages judged, and decides nothing.

use serde::Serialize;

use crate::Corpus;
use crate::link::judged::{self, Clash, Ground, Judged};
use crate::project::Project;

/// The relation of an article to another page.
#[derive(Debug, Serialize)]
pub(crate) struct Joined {
    /// The other page, followed by `#record` if its file holds several.
    pub page: String,
    /// Whether both are in one event.
    pub joined: bool,
    /// The probability that both report one event.
    pub probability: f32,
    /// The evidence, the weightiest first.
    pub reasons: Vec<Weighed>,
    pub clash: Option<Clash>,
    /// Whether one of them has no day of publication, which raises the threshold.
    pub undated: bool,
    /// Whether the project file decides about one of them.
    pub decided: bool,
}

/// What a piece of evidence adds to the logarithm of the odds. Above 0 it is evidence for one event.
#[derive(Debug, Serialize)]
pub(crate) struct Weighed {
    pub ground: Ground,
    pub worth: f32,
}

/// The relations of an article to the pages of its event, the most probable first, and then to the most probable page outside it.
pub(crate) fn of_article(corpus: &Corpus, project: &Project, article: usize) -> Vec<Joined> {
    let events = &corpus.links.events;
    let event = events.iter().find(|event| event.contains(&article)).map_or(&[][..], Vec::as_slice);
    let (with, nearest) = judged::of_article(&corpus.articles, article, event);
    let is_decided = |at: usize| {
        let name = corpus.articles[at].article.name();
        project.decisions.iter().any(|decision| decision.captures.contains(&name))
    };
    let own = is_decided(article);
    let joined = with.into_iter().map(|judged| (true, judged)).chain(nearest.map(|judged| (false, judged)));
    joined.map(|(joined, judged)| stands(corpus, joined, own || is_decided(judged.with), judged)).collect()
}

fn stands(corpus: &Corpus, joined: bool, decided: bool, judged: Judged) -> Joined {
    let rounded = |worth: f32| (worth * 100.0).round() / 100.0;
    Joined {
        page: corpus.articles[judged.with].article.name(),
        joined,
        probability: f32::from(judged.percent) / 100.0,
        reasons: judged.reasons.iter().map(|one| Weighed { ground: one.ground, worth: rounded(one.worth) }).collect(),
        clash: judged.clash,
        undated: judged.is_undated,
        decided,
    }
}
