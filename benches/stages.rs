//! In: generated captures. Out: the time of each stage, by the number of articles.
//!
//! Invariant: measures and asserts nothing.

mod generated;

use divan::{Bencher, black_box};
use litopys::annotate::{self, Annotated};
use litopys::capture::Capture;
use litopys::dating::{self, Rules};
use litopys::project::{self, BookOptions, Division, Overrides};
use litopys::render::{Pictures, epub, pdf, typography};
use litopys::verify::{self, Originals};
use litopys::{chapters, chronicle, digest, link, normalize, survey};

const COUNTS: [usize; 3] = [5, 100, 1000];
const RULES: Rules<'static> = Rules { zone: None, corrections: &[] };

fn main() {
    divan::main();
}

fn annotated(captures: Vec<Capture>) -> Vec<Annotated> {
    let survey = survey::survey(&captures);
    captures.iter().map(|capture| annotate::annotate(normalize::normalize(capture, &survey))).collect()
}

fn edition(count: usize) -> litopys::edition::Edition {
    let project = project::without_folder(&Overrides::default()).expect("a project without a file has no errors");
    let corpus = litopys::study(generated::captures(count), Vec::new(), &project);
    litopys::edition(&corpus, &project)
}

#[divan::bench(args = COUNTS, max_time = 5)]
fn survey_and_normalize(bencher: Bencher, count: usize) {
    let captures = generated::captures(count);
    bencher.bench(|| {
        let survey = survey::survey(black_box(&captures));
        captures.iter().map(|capture| normalize::normalize(capture, &survey)).collect::<Vec<_>>()
    });
}

#[divan::bench(args = COUNTS, max_time = 5)]
fn annotate_articles(bencher: Bencher, count: usize) {
    let captures = generated::captures(count);
    let survey = survey::survey(&captures);
    let articles = || captures.iter().map(|capture| normalize::normalize(capture, &survey)).collect::<Vec<_>>();
    bencher
        .with_inputs(articles)
        .bench_values(|articles| articles.into_iter().map(annotate::annotate).collect::<Vec<_>>());
}

/// Stories whose articles date each other.
#[divan::bench(args = [100, 1000, 10_000], max_time = 5)]
fn link_and_date_stories(bencher: Bencher, count: usize) {
    let articles = annotated(generated::stories(count));
    bencher.bench(|| {
        let links = link::link(black_box(&articles));
        dating::date(&articles, &links, &RULES)
    });
}

#[divan::bench(args = COUNTS, max_time = 5)]
fn link_and_date(bencher: Bencher, count: usize) {
    let articles = annotated(generated::captures(count));
    bencher.bench(|| {
        let links = link::link(black_box(&articles));
        dating::date(&articles, &links, &RULES)
    });
}

#[divan::bench(args = COUNTS, max_time = 5)]
fn arrange_and_digest(bencher: Bencher, count: usize) {
    let articles = annotated(generated::captures(count));
    let links = link::link(&articles);
    let dates = dating::date(&articles, &links, &RULES);
    bencher.bench(|| {
        let chronicle = chronicle::arrange(&articles, &links, &dates, &[]);
        digest::digest(&chapters::group(chronicle, &articles, &[], Division::Auto), &articles, &dates, &[], None)
    });
}

#[divan::bench(args = [5, 100], max_time = 10)]
fn typeset_pdf(bencher: Bencher, count: usize) {
    let edition = typography::typeset(&edition(count));
    let carried = litopys::edition::data(&edition);
    bencher.bench(|| pdf::render(black_box(&edition), &carried, &Pictures::default(), &pdf::Layout::built_in()));
}

#[divan::bench(args = COUNTS, max_time = 5)]
fn make_epub(bencher: Bencher, count: usize) {
    let edition = typography::typeset(&edition(count));
    let carried = litopys::edition::data(&edition);
    let layout = epub::Layout::built_in(BookOptions::default());
    bencher.bench(|| epub::render(black_box(&edition), &carried, &Pictures::default(), &[], &layout));
}

#[divan::bench(args = COUNTS, max_time = 5)]
fn verify_edition(bencher: Bencher, count: usize) {
    let captures = generated::captures(count);
    let project = project::without_folder(&Overrides::default()).expect("a project without a file has no errors");
    let carried = litopys::edition::data(&edition(count));
    bencher.bench(|| verify::edition(black_box(&carried), &Originals::of(&captures, &[], &project)));
}
