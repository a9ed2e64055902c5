//! In: what an edition says as its editor's, and the project files. Out: what of it no project file says.
//!
//! Invariant: the editor's words are compared with the project's alone. They are never looked for in a capture.

use std::collections::BTreeMap;

use super::claims::Event;
use super::{Check, Found, What, shown};
use crate::capture::CaptureId;
use crate::edition::{reliability_in_words, status_in_words};
use crate::project::{Decision, Erratum, Project, Prose, Publisher, Reliability, Status, Theme, Translation};

/// What the editors of some projects say.
#[derive(Debug, Default)]
pub(crate) struct Said {
    introductions: Vec<Prose>,
    themes: Vec<Theme>,
    decisions: Vec<Decision>,
    translations: Vec<Translation>,
    errata: Vec<Erratum>,
    publishers: Vec<Publisher>,
}

impl Said {
    /// Adds what a project's editor says.
    pub fn add(&mut self, project: &Project) {
        self.introductions.push(project.introduction.clone());
        self.themes.extend(project.themes.iter().cloned());
        self.decisions.extend(project.decisions.iter().cloned());
        self.translations.extend(project.translations.iter().cloned());
        self.errata.extend(project.errata.iter().cloned());
        self.publishers.extend(project.publishers.iter().cloned());
    }

    /// Adds notices of errors that earlier editions had.
    pub fn add_errata(&mut self, errata: impl IntoIterator<Item = Erratum>) {
        self.errata.extend(errata);
    }

    /// The decisions about the event that some captures report.
    fn about<'a>(&'a self, captures: &'a [String]) -> impl Iterator<Item = &'a Decision> {
        self.decisions.iter().filter(move |one| one.captures.iter().any(|capture| captures.contains(capture)))
    }

    fn reliability(&self, publisher: &str, address: Option<&str>) -> Option<Reliability> {
        self.publishers.iter().filter(|known| known.is_of_page(publisher, address)).find_map(|known| known.reliability)
    }
}

/// Checks everything that is the editor's.
pub(crate) fn check(check: &Check, found: &mut Found) {
    let (claims, said) = (check.claims, check.originals.editors());
    let has_own = claims.introduction.is_empty() || said.introductions.contains(&claims.introduction);
    found.check(has_own, What::Words, "introduction", || "it is not the project's".to_owned());
    for (at, chapter) in claims.chapters.iter().enumerate() {
        let is_declared = |theme: &Theme| theme.title == chapter.title && theme.summary == chapter.editors_summary;
        let has_own = chapter.editors_summary.is_empty() || said.themes.iter().any(is_declared);
        let place = format!("chapters[{at}].editors_summary");
        found.check(has_own, What::Words, place, || "it is not the project's".to_owned());
    }
    for (at, notice) in claims.errata.iter().enumerate() {
        let event = notice.event.as_ref().and_then(|id| check.claims.events().find(|(_, event)| event.id == *id));
        let captures: Vec<String> = event.iter().flat_map(|(_, event)| captures(check, event)).collect();
        let leads_there = |one: &Erratum| {
            notice.event.is_none() || one.event.as_ref().is_some_and(|capture| captures.contains(capture))
        };
        let known = |one: &Erratum| one.edition == notice.edition && one.text == notice.text && leads_there(one);
        found.check(said.errata.iter().any(known), What::Words, format!("errata[{at}]"), || {
            format!("the notice {} is not the project's", shown(&notice.text))
        });
    }
    for (place, event) in claims.events() {
        self::event(check, said, event, &place, found);
    }
    ratings(check, said, found);
}

/// The captures that report an event.
fn captures(check: &Check, event: &Event) -> Vec<String> {
    let sources = event.sources.iter().filter_map(|&number| check.claims.source(number));
    sources.map(|source| CaptureId::new(&source.path, source.record).to_string()).collect()
}

fn event(check: &Check, said: &Said, event: &Event, place: &str, found: &mut Found) {
    let captures = captures(check, event);
    if let Some(note) = &event.note {
        let has_own = said.about(&captures).any(|one| one.note.as_ref() == Some(note));
        found.check(has_own, What::Words, place, || format!("the note {} is not the project's", shown(note)));
    }
    if let Some(status) = &event.status {
        let kind: Option<Status> = status.kind.parse().ok();
        let has_own = kind.is_some() && said.about(&captures).any(|one| one.status == kind);
        found.check(has_own, What::Words, format!("{place}.status"), || {
            format!("the status {} is not the project's", shown(&status.kind))
        });
        let is_said = kind.is_some_and(|kind| status_in_words(check.lexicon, kind) == status.label);
        found.check(is_said, What::Words, format!("{place}.status.label"), || {
            format!("{} does not say the status", shown(&status.label))
        });
    }
    for (at, quote) in event.quotes.iter().enumerate() {
        let Some(translation) = &quote.translation else { continue };
        let has_own = said.translations.iter().any(|one| one.text == *translation && one.is_of(&quote.words.text));
        found.check(has_own, What::Words, format!("{place}.quotes[{at}].translation"), || {
            format!("the translation {} is not the project's", shown(translation))
        });
    }
}

/// Checks the letters of the sources, and the list of them.
fn ratings(check: &Check, said: &Said, found: &mut Found) {
    let mut rated: BTreeMap<Reliability, Vec<&str>> = BTreeMap::new();
    for (at, source) in check.claims.sources.iter().enumerate() {
        let own =
            source.publisher.as_deref().and_then(|publisher| said.reliability(publisher, source.address.as_deref()));
        let claimed: Option<Reliability> = source.reliability.as_ref().and_then(|letter| letter.parse().ok());
        let has_own = source.reliability.is_none() || claimed.is_some() && claimed == own;
        found.check(has_own, What::Words, format!("sources[{at}].reliability"), || {
            "it is not what the project says of the publisher".to_owned()
        });
        if let Some((letter, publisher)) = claimed.zip(source.publisher.as_deref()) {
            let publishers = rated.entry(letter).or_default();
            if !publishers.contains(&publisher) {
                publishers.push(publisher);
            }
        }
    }
    let Some(control) = &check.claims.control else { return };
    let listed = control.rated.iter().map(|one| {
        let letter: Option<Reliability> = one.letter.parse().ok();
        let is_said = letter.is_some_and(|letter| reliability_in_words(check.lexicon, letter) == one.text);
        (letter.filter(|_| is_said), one.publishers.iter().map(String::as_str).collect::<Vec<_>>())
    });
    let due = rated.into_iter().map(|(letter, publishers)| (Some(letter), publishers));
    found.check(listed.eq(due), What::Words, "control.rated", || "it does not list the sources' letters".to_owned());
}
