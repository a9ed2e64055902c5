//! In: the example's corpus with one thing in it made false. Out: whether the edition lacks only that.
//!
//! Invariant: every damage is left out under its own name, and the remaining edition verifies.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use litopys::annotate::Annotated;
use litopys::capture::{Capture, read_file};
use litopys::edition::{ClaimKind, Edition};
use litopys::project::{self, Overrides, Project};
use litopys::time::{Days, Moment};
use litopys::verify::Originals;
use litopys::{Corpus, Founded, founded, study};

/// The example and its corpus.
struct Example {
    project: Project,
    captures: Vec<Capture>,
}

impl Example {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let project = project::load(&root, &Overrides::default()).unwrap();
        let mut files: Vec<_> =
            std::fs::read_dir(root.join("pages")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let name = |file: &Path| format!("pages/{}", file.file_name().unwrap().to_string_lossy());
        let read = |file: &Path| read_file(file, &name(file), None, None).value.unwrap();
        let captures = files.iter().flat_map(|file| read(file)).collect();
        Self { project, captures }
    }

    /// The edition of the corpus after a change.
    fn damaged(&self, change: impl FnOnce(&mut Corpus)) -> Founded {
        let mut corpus = study(self.captures.clone(), Vec::new(), &self.project);
        change(&mut corpus);
        let originals = Originals::of(&self.captures, &[], &self.project);
        founded(corpus, &self.project, None, &originals).unwrap()
    }
}

fn left_out(edition: &Edition) -> Vec<ClaimKind> {
    edition.ledger.left_out.iter().map(|one| one.claim).collect()
}

/// The sentences, quotes and headlines of an edition.
fn texts(edition: &Edition) -> BTreeSet<String> {
    let events = || edition.chapters.iter().flat_map(|chapter| &chapter.events);
    let key = events().flat_map(|event| &event.key).map(|key| key.text.clone());
    let quotes = events().flat_map(|event| &event.quotes).map(|quote| quote.quotation.text.clone());
    let headlines = edition.sources.iter().map(|source| source.headline.text.clone());
    key.chain(quotes).chain(headlines).collect()
}

/// A change to a corpus, and the claim that becomes false.
type Damage = (ClaimKind, Box<dyn FnOnce(&mut Corpus)>);

fn damage(kind: ClaimKind, change: impl FnOnce(&mut Corpus) + 'static) -> Damage {
    (kind, Box::new(change))
}

/// The first article that fulfils a condition.
fn first(corpus: &mut Corpus, has: impl Fn(&Annotated) -> bool) -> &mut Annotated {
    corpus.articles.iter_mut().find(|page| has(page)).unwrap()
}

fn other_day() -> Days {
    Days::day(NaiveDate::from_ymd_opt(2019, 2, 3).unwrap())
}

/// Makes everything on the first page false: its headline, and what could replace it.
fn garble(corpus: &mut Corpus) {
    let article = &mut corpus.articles[0].article;
    let blocks = article.body.iter_mut().map(|block| &mut block.passage);
    for passage in article.headline.iter_mut().chain(&mut article.deck).chain(blocks) {
        passage.text = format!("Ґудзь: {}", passage.text);
    }
}

fn damages() -> Vec<Damage> {
    vec![
        damage(ClaimKind::Sentence, |corpus| {
            let event = corpus.digest.events.iter_mut().find(|event| !event.key.is_empty()).unwrap();
            event.key[0].sentence.text.push_str(" Не так.");
        }),
        damage(ClaimKind::Person, |corpus| corpus.digest.people[0].name = "Зоряна Ґудзь".to_owned()),
        damage(ClaimKind::Organization, |corpus| {
            let name = litopys::edition(corpus, &Example::new().project).organizations[0].name.clone();
            let named = corpus.digest.organizations.iter_mut().find(|named| named.name == name);
            named.unwrap().name = "Ґудзевий завод".to_owned();
        }),
        damage(ClaimKind::Published, |corpus| {
            let when = corpus.dates.iter_mut().find_map(|dated| dated.published.as_mut()).unwrap();
            (when.earliest, when.latest) =
                (Some(Moment::day(other_day().earliest)), Some(Moment::day(other_day().latest)));
            when.precision = litopys::time::Precision::Day;
        }),
        damage(ClaimKind::EventDate, |corpus| {
            let events = corpus.chapters.iter_mut().flat_map(|chapter| &mut chapter.events);
            let when = events.filter_map(|event| event.when.as_mut()).next().unwrap();
            (when.earliest, when.latest) =
                (Some(Moment::day(other_day().earliest)), Some(Moment::day(other_day().latest)));
            when.precision = litopys::time::Precision::Day;
        }),
        damage(ClaimKind::Headline, |corpus| {
            let page = first(corpus, |page| page.article.headline.is_some());
            page.article.headline.as_mut().unwrap().text.push_str(" і Ґудзь");
        }),
        damage(ClaimKind::Byline, |corpus| {
            let page = first(corpus, |page| !page.article.byline.is_empty());
            page.article.byline[0].text = "Зоряна Ґудзь".to_owned();
        }),
        damage(ClaimKind::Publisher, |corpus| {
            let page = first(corpus, |page| page.article.source.is_some());
            page.article.source.as_mut().unwrap().evidence.clear();
        }),
        damage(ClaimKind::Address, |corpus| {
            corpus.articles[0].article.address = Some("https://gudz.example/nowhere".to_owned());
        }),
        damage(ClaimKind::Page, garble),
    ]
}

#[test]
fn only_false_claims_are_left_out() {
    let example = Example::new();
    let whole = example.damaged(|_| {});
    assert_eq!(left_out(&whole.edition), []);
    for (kind, change) in damages() {
        let founded = example.damaged(change);
        let kinds = left_out(&founded.edition);
        assert!(kinds.contains(&kind) && kinds.len() <= 3, "{kind:?}: {:?}", founded.edition.ledger.left_out);
        assert_eq!(founded.warnings.len(), kinds.len(), "{kind:?}: {:?}", founded.warnings);
        let (mut known, told) = (texts(&whole.edition), texts(&founded.edition));
        known.retain(|text| !told.contains(text));
        // A page takes its own texts with it, and a person the quotes.
        let most = if kind == ClaimKind::Page { known.len() } else { 3 };
        assert!(known.len() <= most, "{kind:?} took with it {known:?}");
        let captures = founded.edition.ledger.entries.len();
        assert_eq!(captures, whole.edition.ledger.entries.len(), "{kind:?}");
    }
}

#[test]
fn a_page_that_does_not_verify_is_in_the_ledger() {
    let example = Example::new();
    let path = example.captures[0].id.path.clone();
    let founded = example.damaged(garble);
    let entry = founded.edition.ledger.entries.iter().find(|entry| entry.path == path).unwrap();
    assert_eq!(entry.outcome, litopys::edition::Outcome::Unverified);
    assert_eq!(founded.edition.sources.len(), example.captures.len() - 1);
}

#[test]
fn a_false_date_of_an_event_leaves_the_day_of_its_report() {
    let example = Example::new();
    let mut id = String::new();
    let founded = example.damaged(|corpus| {
        let events = corpus.chapters.iter_mut().flat_map(|chapter| &mut chapter.events);
        let event = events.filter(|event| event.when.is_some()).last().unwrap();
        id = event.id.clone();
        let when = event.when.as_mut().unwrap();
        (when.earliest, when.latest) = (Some(Moment::day(other_day().earliest)), Some(Moment::day(other_day().latest)));
        when.precision = litopys::time::Precision::Day;
    });
    let mut events = founded.edition.chapters.iter().flat_map(|chapter| &chapter.events);
    let when = events.find(|event| event.id == id).unwrap().when.clone().unwrap();
    assert!(when.earliest.as_deref() > Some("2023") && when.long != "3 лютого 2019 р.", "{when:?}");
}

#[test]
fn claims_are_counted() {
    let example = Example::new();
    let edition = example.damaged(|_| {}).edition;
    let least = texts(&edition).len() + edition.people.len() + edition.organizations.len() + edition.places.len();
    assert!(edition.ledger.claims > least, "{} claims", edition.ledger.claims);
}
