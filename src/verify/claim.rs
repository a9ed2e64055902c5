//! In: an edition and its failures. Out: the claims that fail, each with the reason.
//!
//! A failure names a place in the edition's data, and the claim is what is there. If several claims fail at once, those about a page come
//! first: a mark of the timeline fails because the date of its event does, and is correct once that date is left out.
//!
//! Invariant: every claim is one of the edition. A failure that belongs to no claim gives none.

use super::{Failure, What};
use crate::capture::CaptureId;
use crate::edition::{
    About, Claim, ClaimKind, Edition, Event, LedgerEntry, LeftOut, Place, Quotation, Reason, SourceEntry,
};

/// How much of an edition depends on a claim. Claims with the least are left out first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// A statement about a page.
    Claim,
    /// A conclusion from statements about pages.
    Derived,
    /// Everything from one page.
    Page,
}

/// A step on the way to a value in the edition's data.
#[derive(Debug, PartialEq, Eq)]
enum Step<'a> {
    Field(&'a str),
    Item(usize),
}

/// The claims to leave out for these failures, without repetitions, in their order: the most basic of those that fail. Empty if no failure
/// belongs to a claim.
pub(crate) fn failing(edition: &Edition, failures: &[Failure]) -> Vec<LeftOut> {
    let found: Vec<(Tier, LeftOut)> = failures.iter().filter_map(|failure| of_failure(edition, failure)).collect();
    let Some(tier) = found.iter().map(|(tier, _)| *tier).min() else { return Vec::new() };
    let mut claims: Vec<LeftOut> = Vec::new();
    for (_, one) in found.into_iter().filter(|(own, _)| *own == tier) {
        if !claims.iter().any(|known| known.claim == one.claim) {
            claims.push(one);
        }
    }
    claims
}

/// The pages of the claims that fail. They are left out if a claim still fails after it was left out.
pub(crate) fn pages(claims: &[LeftOut]) -> Vec<LeftOut> {
    let page = |one: &LeftOut| {
        let claim = Claim { kind: ClaimKind::Page, about: About::Capture, ..one.claim.clone() };
        LeftOut { claim, ..one.clone() }
    };
    claims.iter().map(page).collect()
}

fn of_failure(edition: &Edition, failure: &Failure) -> Option<(Tier, LeftOut)> {
    let (tier, claim) = claim(edition, &steps(&failure.place), failure.what)?;
    Some((tier, LeftOut { claim, reason: reason(failure.what), problem: failure.problem.clone() }))
}

fn reason(what: What) -> Reason {
    match what {
        What::Words | What::Capture | What::Print => Reason::Words,
        What::Name => Reason::Name,
        What::Date | What::Evidence => Reason::Date,
        What::Event | What::Ledger | What::Count | What::Identifier => Reason::Agreement,
    }
}

/// The steps of a path such as `chapters[0].events[1].key[0]`.
fn steps(place: &str) -> Vec<Step<'_>> {
    let parts = place.split(['.', '[']).map(|part| part.trim_end_matches(']')).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().map_or(Step::Field(part), Step::Item)).collect()
}

fn claim(edition: &Edition, steps: &[Step], what: What) -> Option<(Tier, Claim)> {
    use Step::{Field, Item};
    Some(match steps {
        [Field("title_words"), ..] => {
            let source = edition.title_words.as_ref()?.source;
            let own = edition.sources.iter().find(|one| one.number == source)?;
            (Tier::Claim, of_capture(ClaimKind::Headline, own))
        }
        [Field("glance"), Item(at), ..] => sentence(&edition.glance.get(*at)?.quotation),
        [Field("upcoming"), Item(at), ..] => sentence(&edition.upcoming.get(*at)?.quotation),
        [Field("mentioned"), Item(at), ..] => sentence(&edition.mentioned.get(*at)?.quotation),
        [Field("abbreviations"), Item(at), ..] => {
            let one = edition.abbreviations.get(*at)?;
            named(ClaimKind::Abbreviation, &one.short, one.found.as_ref()?)
        }
        [Field("people"), Item(at), Field("role"), ..] => {
            let person = edition.people.get(*at)?;
            named(ClaimKind::Role, &person.name, person.role.as_ref()?)
        }
        [Field("people"), Item(at), ..] => {
            let person = edition.people.get(*at)?;
            named(ClaimKind::Person, &person.name, person.named.first()?)
        }
        [Field("organizations"), Item(at), ..] => {
            let entity = edition.organizations.get(*at)?;
            named(ClaimKind::Organization, &entity.name, entity.named.first()?)
        }
        [Field("places"), Item(at), ..] => {
            let entity = edition.places.get(*at)?;
            named(ClaimKind::Place, &entity.name, entity.named.first()?)
        }
        [Field("sources"), Item(at), rest @ ..] => of_source(edition.sources.get(*at)?, rest, what),
        [Field("articles"), Item(at), ..] => page(source(edition, edition.articles.get(*at)?.source)?),
        [Field("ledger"), Field("entries"), Item(at), ..] => of_entry(edition, edition.ledger.entries.get(*at)?)?,
        [Field("timeline" | "days"), ..] => of_edition(edition, ClaimKind::Timeline)?,
        [Field("chapters"), Item(chapter), rest @ ..] => of_chapter(edition, *chapter, rest)?,
        _ => return None,
    })
}

fn of_chapter(edition: &Edition, at: usize, steps: &[Step]) -> Option<(Tier, Claim)> {
    use Step::{Field, Item};
    let chapter = edition.chapters.get(at)?;
    match steps {
        [Field("summary"), Item(sentence), ..] => Some(self::sentence(&chapter.summary.get(*sentence)?.quotation)),
        [Field("words" | "title"), ..] => {
            let first = &chapter.words.first()?.place;
            Some((Tier::Claim, claim_of(ClaimKind::ChapterTitle, first, About::Chapter(at))))
        }
        [Field("events"), Item(event), rest @ ..] => of_event(edition, chapter.events.get(*event)?, rest),
        _ => None,
    }
}

fn of_event(edition: &Edition, event: &Event, steps: &[Step]) -> Option<(Tier, Claim)> {
    use Step::{Field, Item};
    let source = source(edition, event.headline.source)?;
    let own = |kind| (Tier::Claim, Claim { about: About::Event(event.id.clone()), ..of_capture(kind, source) });
    Some(match steps {
        [Field("key"), Item(at), ..] => sentence(event.key.get(*at)?),
        [Field("added"), Item(at), ..] => sentence(&event.added.get(*at)?.quotation),
        [Field("disagreements"), Item(at), Field("sides"), Item(side), ..] => {
            sentence(&event.disagreements.get(*at)?.sides.get(*side)?.quotation)
        }
        [Field("developments"), Item(at), Field("steps"), Item(step), ..] => {
            sentence(&event.developments.get(*at)?.steps.get(*step)?.quotation)
        }
        [Field("developments"), Item(at), ..] => sentence(&event.developments.get(*at)?.steps.first()?.quotation),
        [Field("quotes"), Item(at), Field("wordings"), Item(other), ..] => {
            quote(event.quotes.get(*at)?.wordings.get(*other)?)
        }
        [Field("quotes"), Item(at), ..] => quote(&event.quotes.get(*at)?.quotation),
        [Field("headline"), ..] => (Tier::Claim, of_capture(ClaimKind::Headline, source)),
        [Field("place"), ..] => own(ClaimKind::EventPlace),
        [Field("picture"), ..] => own(ClaimKind::Picture),
        [Field("when" | "dating" | "evidence"), ..] => own(ClaimKind::EventDate),
        [Field("same_text"), ..] => own(ClaimKind::SameText),
        _ => page(source),
    })
}

fn of_source(source: &SourceEntry, steps: &[Step], what: What) -> (Tier, Claim) {
    let own = |kind| (Tier::Claim, of_capture(kind, source));
    match steps {
        [Step::Field("published" | "dating"), ..] => own(ClaimKind::Published),
        [Step::Field("headline"), ..] => own(ClaimKind::Headline),
        [Step::Field("byline" | "byline_places"), ..] => own(ClaimKind::Byline),
        [Step::Field("figures"), ..] => own(ClaimKind::Caption),
        [Step::Field("publisher" | "publisher_grounds"), ..] => own(ClaimKind::Publisher),
        [Step::Field("citation"), ..] => (Tier::Derived, of_capture(ClaimKind::Citation, source)),
        [] if what == What::Words => own(ClaimKind::Address),
        [] if what == What::Evidence => own(ClaimKind::Publisher),
        _ => page(source),
    }
}

/// The claim for a ledger entry of a capture that the edition uses.
fn of_entry(edition: &Edition, entry: &LedgerEntry) -> Option<(Tier, Claim)> {
    Some(page(source(edition, entry.source?)?))
}

fn of_edition(edition: &Edition, kind: ClaimKind) -> Option<(Tier, Claim)> {
    Some((Tier::Derived, of_capture(kind, edition.sources.first()?)))
}

fn source(edition: &Edition, number: usize) -> Option<&SourceEntry> {
    edition.sources.get(number.checked_sub(1)?)
}

fn sentence(words: &Quotation) -> (Tier, Claim) {
    in_words(ClaimKind::Sentence, words)
}

fn quote(words: &Quotation) -> (Tier, Claim) {
    in_words(ClaimKind::Quote, words)
}

fn in_words(kind: ClaimKind, words: &Quotation) -> (Tier, Claim) {
    let (start, end) = (words.place.start, words.place.end);
    (Tier::Claim, claim_of(kind, &words.place, About::Words { start, end }))
}

fn named(kind: ClaimKind, name: &str, first: &Quotation) -> (Tier, Claim) {
    (Tier::Claim, claim_of(kind, &first.place, About::Name(name.to_owned())))
}

fn page(source: &SourceEntry) -> (Tier, Claim) {
    (Tier::Page, of_capture(ClaimKind::Page, source))
}

fn of_capture(kind: ClaimKind, source: &SourceEntry) -> Claim {
    Claim { kind, id: CaptureId::new(&source.path, source.record), about: About::Capture }
}

fn claim_of(kind: ClaimKind, place: &Place, about: About) -> Claim {
    Claim { kind, id: CaptureId::new(&place.path, place.record), about }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_step_by_step() {
        use Step::{Field, Item};
        let expected =
            vec![Field("chapters"), Item(0), Field("events"), Item(12), Field("quotes"), Item(3), Field("speaker")];
        assert_eq!(steps("chapters[0].events[12].quotes[3].speaker"), expected);
        assert_eq!(steps("counts"), [Field("counts")]);
        assert_eq!(steps(""), []);
    }
}
