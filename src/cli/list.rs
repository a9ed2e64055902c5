//! In: captures, taken together. Out: a table of their articles, or one line of JSON for each.
//!
//! Invariant: every article of the corpus appears once, in order of publication, the undated last.

use clap::Args;

use super::Exit;
use super::console::{Console, Failure};
use super::inputs::InputArguments;
use super::overview::Overview;
use super::record;
use super::settings::Settings;
use super::table::{self, Column};
use crate::edition::{Outcome, SetAside};
use crate::time::When;
use crate::warned::Warning;

/// Print a table of all articles: date and precision, source, headline, event, chapter
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    inputs: InputArguments,
    #[command(flatten)]
    settings: Settings,
    /// Print JSON, one object on each line
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &List, console: &mut Console) -> Result<Exit, Failure> {
    let project = arguments.inputs.project(&arguments.settings.overrides())?;
    let batch = arguments.inputs.all(&project)?;
    let project = project.with_sidecars(&batch.corrections);
    console.warn(&batch.all_warnings());
    console.step("reading and dating", batch.captures.len());
    let corpus = crate::study(batch.captures, batch.unread, &project);
    console.warn(&corpus.set_aside.iter().filter_map(repeated_or_empty).collect::<Vec<_>>());
    let edition = crate::edition(&corpus, &project);
    let overview = Overview::new(&corpus, &edition, &project);
    if arguments.json {
        let order = overview.by_publication();
        order.into_iter().try_for_each(|article| console.line(record::line(&overview.listed(article))))?;
    } else {
        table(&overview).into_iter().try_for_each(|line| console.line(line))?;
    }
    Ok(Exit::Done)
}

/// The warning about a capture without a line in the table. Files that could not be read have their warnings already.
fn repeated_or_empty(aside: &SetAside) -> Option<Warning> {
    let (problem, hint) = match aside.outcome {
        Outcome::Duplicate => {
            ("it has the same content as another capture", "it is listed under the name of the other")
        }
        Outcome::NoArticle => ("no article was found in it", "`litopys explain` prints what was dropped"),
        _ => return None,
    };
    let path = Some(aside.id.to_string());
    Some(Warning { path, problem: problem.to_owned(), hint: Some(hint.to_owned()) })
}

fn table(overview: &Overview<'_>) -> Vec<String> {
    let columns = [
        Column { title: "PUBLISHED", widest: 33 },
        Column { title: "PRECISION", widest: 9 },
        Column { title: "SOURCE", widest: 24 },
        Column { title: "HEADLINE", widest: 60 },
        Column { title: "EVENT", widest: 20 },
        Column { title: "CHAPTER", widest: 30 },
    ];
    let rows: Vec<[String; 6]> = overview.by_publication().into_iter().map(|article| row(overview, article)).collect();
    table::lines(columns, &rows)
}

fn row(overview: &Overview<'_>, article: usize) -> [String; 6] {
    let published = overview.corpus.dates[article].published.as_ref();
    let record = overview.record(article);
    [
        published.map_or_else(unknown, When::edtf),
        published.map_or_else(unknown, |when| record::name(&when.precision)),
        record.source.map_or_else(unknown, str::to_owned),
        record.headline.map_or_else(|| overview.corpus.articles[article].article.name(), str::to_owned),
        overview.event(article).map_or_else(unknown, |event| event.id.clone()),
        overview.chapter(article).map_or_else(unknown, str::to_owned),
    ]
}

fn unknown() -> String {
    "–".to_owned()
}
