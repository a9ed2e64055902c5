//! In: a corpus, and claims of its edition that could not be verified. Out: the corpus without these claims and what depends on them.
//!
//! A claim is taken out at its origin, so that counts, numbers and the timeline agree when the edition is assembled again: a sentence is
//! removed from the digest, and a date from the dates, after which events are put in order again.
//!
//! Invariant: only removes. Each claim that is taken out is recorded.

use crate::annotate::Annotated;
use crate::chapters::ChapterTitle;
use crate::chronicle::Event;
use crate::corpus::Corpus;
use crate::dating;
use crate::digest::{Digest, KeyQuote, KeySentence};
use crate::edition::{About, Claim, ClaimKind, LeftOut};
use crate::link::ArticleIndex;

/// Takes claims out of a corpus. Returns whether its events must be put in order and its digest chosen again.
pub(crate) fn take_out(corpus: &mut Corpus, claims: Vec<LeftOut>) -> bool {
    let reorders = claims.iter().map(|one| corpus.undate(&one.claim)).fold(false, |any, changed| any | changed);
    corpus.note(claims);
    reorders
}

/// Takes all claims withheld so far out of the new digest, which may contain them again.
pub(crate) fn forget(corpus: &mut Corpus) {
    let all: Vec<Claim> = corpus.withheld.claims.iter().map(|one| one.claim.clone()).collect();
    all.iter().for_each(|claim| corpus.forget(claim));
}

impl Corpus {
    /// Records in the ledger what is left out. Returns whether any of it is new.
    pub(crate) fn note(&mut self, left_out: Vec<LeftOut>) -> bool {
        let known = &mut self.withheld.claims;
        let before = known.len();
        for one in left_out {
            if !known.iter().any(|known| known.claim == one.claim) {
                known.push(one);
            }
        }
        known.len() > before
    }

    fn at(&self, claim: &Claim) -> Option<ArticleIndex> {
        self.articles.iter().position(|page| page.article.id == claim.id)
    }

    /// Takes out what determines the order of events: dates and whole pages. Returns whether the claim was one of these.
    fn undate(&mut self, claim: &Claim) -> bool {
        match (claim.kind, &claim.about) {
            (ClaimKind::Published, _) => {
                self.at(claim).into_iter().for_each(|at| self.dates[at] = dating::Dated::default());
                true
            }
            (ClaimKind::EventDate, About::Event(id)) => {
                let failing = self.event(id).and_then(|event| event.when.clone());
                for at in self.reports(id) {
                    let dated = &mut self.dates[at];
                    let reported = dated.published.as_ref().and_then(dating::reported);
                    dated.happened = reported.filter(|reported| failing.as_ref() != Some(reported));
                }
                true
            }
            (ClaimKind::Page, _) => {
                let Some(at) = self.at(claim) else { return false };
                self.withheld.pages.insert(at);
                self.links.events.iter_mut().for_each(|event| event.retain(|&report| report != at));
                self.links.events.retain(|event| !event.is_empty());
                true
            }
            _ => false,
        }
    }

    fn reports(&self, id: &str) -> Vec<ArticleIndex> {
        self.event(id).map(|event| event.reports.clone()).unwrap_or_default()
    }

    fn event(&self, id: &str) -> Option<&Event> {
        self.chapters.iter().flat_map(|chapter| &chapter.events).find(|event| event.id == id)
    }

    /// Takes a claim out of the digest and of the articles.
    fn forget(&mut self, claim: &Claim) {
        let at = self.at(claim);
        match &claim.about {
            About::Words { start, end } => {
                if let Some(at) = at {
                    self.digest.forget_words(claim.kind, (at, *start, *end), &self.articles);
                }
            }
            About::Name(name) => self.forget_name(claim.kind, name),
            About::Event(id) => self.forget_of_event(claim.kind, id),
            About::Chapter(chapter) => {
                if let Some(chapter) = self.chapters.get_mut(*chapter) {
                    chapter.title = ChapterTitle::Other;
                }
            }
            About::Capture => {
                if let Some(at) = at {
                    self.forget_of_capture(claim.kind, at);
                }
            }
        }
    }

    fn forget_name(&mut self, kind: ClaimKind, name: &str) {
        match kind {
            ClaimKind::Person => self.digest.forget_person(name),
            ClaimKind::Organization => self.digest.organizations.retain(|one| one.name != name),
            ClaimKind::Place => self.digest.places.retain(|one| one.name != name),
            ClaimKind::Abbreviation => self.digest.abbreviations.retain(|one| one.short != name),
            ClaimKind::Role => {
                for named in self.digest.people.iter().filter(|named| named.name == name) {
                    for &(article, person) in &named.appears {
                        self.articles[article].people[person].role = None;
                    }
                }
            }
            _ => {}
        }
    }

    fn forget_of_event(&mut self, kind: ClaimKind, id: &str) {
        let reports = self.reports(id);
        let Some(event) = self.digest.events.iter_mut().find(|event| event.event == id) else { return };
        match kind {
            ClaimKind::EventPlace => event.place = None,
            ClaimKind::SameText => event.same_text.clear(),
            ClaimKind::Picture => {
                for at in reports {
                    self.articles[at].article.figures.iter_mut().for_each(|figure| figure.picture = None);
                }
            }
            _ => {}
        }
    }

    fn forget_of_capture(&mut self, kind: ClaimKind, at: ArticleIndex) {
        let article = &mut self.articles[at].article;
        match kind {
            ClaimKind::Headline => article.headline = None,
            ClaimKind::Byline => article.byline.clear(),
            ClaimKind::Address => article.address = None,
            ClaimKind::Caption => article.figures.clear(),
            ClaimKind::Publisher => article.source = None,
            ClaimKind::Citation => self.withheld.citations.extend([at]),
            ClaimKind::Timeline => self.withheld.timeline = true,
            _ => {}
        }
    }
}

impl Digest {
    /// Takes a sentence or a quote at a place in an article out of the digest.
    fn forget_words(&mut self, kind: ClaimKind, place: (ArticleIndex, usize, usize), articles: &[Annotated]) {
        let (at, start, end) = place;
        if kind == ClaimKind::Quote {
            let within = |article: ArticleIndex, quote: usize| {
                let span = articles[article].quotes[quote].span;
                article == at && span.start <= start && end <= span.end
            };
            return self.forget_quotes(within);
        }
        let is_it =
            |key: &KeySentence| key.article == at && key.sentence.span.start <= start && end <= key.sentence.span.end;
        self.glance.retain(|(_, key)| !is_it(key));
        self.openers.iter_mut().for_each(|opener| opener.retain(|(_, key)| !is_it(key)));
        self.mentioned.retain(|one| !is_it(&one.key));
        self.upcoming.retain(|one| !is_it(&one.key));
        for event in &mut self.events {
            event.key.retain(|key| !is_it(key));
            event.added.retain(|key| !is_it(key));
            event.disagreements.retain(|one| !one.sides.iter().any(|side| is_it(&side.key)));
            event.developments.retain(|one| !is_it(&one.first.key) && !is_it(&one.last.key));
        }
    }

    fn forget_quotes(&mut self, is_it: impl Fn(ArticleIndex, usize) -> bool) {
        for event in &mut self.events {
            event.quotes.retain(|key| !is_it(key.article, key.quote));
            for key in &mut event.quotes {
                key.wordings.retain(|&(article, quote)| !is_it(article, quote));
            }
        }
    }

    /// Takes a person out of the digest, with the person's quotes.
    fn forget_person(&mut self, name: &str) {
        let Some(gone) = self.people.iter().position(|person| person.name == name) else { return };
        self.people.remove(gone);
        for event in &mut self.events {
            event.quotes.retain(|key| key.speaker != Some(gone));
            let moved = |key: &mut KeyQuote| key.speaker = key.speaker.map(|at| if at > gone { at - 1 } else { at });
            event.quotes.iter_mut().for_each(moved);
        }
    }
}
