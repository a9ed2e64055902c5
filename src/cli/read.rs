//! In: captures, one by one. Out: the article of each, as text or as JSON.
//!
//! Invariant: looks at one page at a time, and prints pages in the order in which they were named.

use std::collections::BTreeMap;
use std::fmt::Write;

use clap::Args;
use rayon::prelude::*;

use super::Exit;
use super::console::{Console, Failure};
use super::inputs::InputArguments;
use super::record::Record;
use super::settings::Settings;
use crate::annotate::Annotated;
use crate::capture::Capture;
use crate::dating::Dated;
use crate::normalize::{Article, BlockKind};
use crate::project::Project;
use crate::time::When;
use crate::warned::Warning;

/// Print the article of each page without boilerplate, one page at a time
#[derive(Debug, Args)]
pub(crate) struct Read {
    #[command(flatten)]
    inputs: InputArguments,
    #[command(flatten)]
    settings: Settings,
    /// Print JSON, one object on each line
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Read, console: &mut Console) -> Result<Exit, Failure> {
    let project = arguments.inputs.project(&arguments.settings.overrides())?;
    let (mut read, mut failed) = (0, 0);
    let inputs = arguments.inputs.inputs()?;
    for batch in inputs.batches(&project)? {
        console.warn(&batch.all_warnings());
        failed += batch.unread.len();
        let project = project.clone().with_sidecars(&batch.corrections);
        let said: Vec<(String, Vec<Warning>)> =
            batch.captures.par_iter().map(|capture| said(capture, &project, arguments.json)).collect();
        for (said, warnings) in said {
            console.warn(&warnings);
            console.line(said)?;
            read += 1;
        }
        console.step("reading", read);
    }
    if read == 0 && failed > 0 {
        let hint = "the warnings say what was wrong with each file";
        return Err(Failure::plain("no page could be read", hint));
    }
    Ok(Exit::Done)
}

/// The output for a capture, and the warnings about its pictures.
fn said(capture: &Capture, project: &Project, json: bool) -> (String, Vec<Warning>) {
    let (annotated, dated) = crate::read_page(capture, project);
    let said = if json {
        super::record::line(&Record::new(&annotated, &dated).titled(project))
    } else {
        prose(&annotated, &dated)
    };
    (said, annotated.warnings())
}

/// How many lines were dropped, and by which rules, the most frequent first.
fn dropped(article: &Article) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &article.dropped {
        *counts.entry(line.rule).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, lines)| std::cmp::Reverse(lines));
    let rules: Vec<String> = counts.iter().map(|(rule, lines)| format!("{rule} {lines}")).collect();
    let rules = if rules.is_empty() { String::new() } else { format!(" ({})", rules.join(", ")) };
    format!("{} lines{rules}", article.dropped.len())
}

/// The article as text, followed by an empty line.
fn prose(annotated: &Annotated, dated: &Dated) -> String {
    let article = &annotated.article;
    let mut prose = format!("{}\n", article.name());
    let byline: Vec<&str> = article.byline.iter().map(|author| author.text.as_str()).collect();
    let published = dated.published.as_ref().map(When::edtf);
    let facts = [
        ("headline", article.headline.as_ref().map(|headline| headline.text.clone())),
        ("deck", article.deck.as_ref().map(|deck| deck.text.clone())),
        ("by", Some(byline.join(", ")).filter(|byline| !byline.is_empty())),
        ("source", article.source.as_ref().map(|source| source.name.clone())),
        ("published", published),
        ("language", Some(article.language.tag().to_owned())),
        ("dropped", Some(dropped(article))),
    ];
    for (name, fact) in facts {
        // Writing to a string cannot fail.
        let _ = writeln!(prose, "{name:<10} {}", fact.unwrap_or_else(|| "not known".to_owned()));
    }
    for block in &article.body {
        let mark = match block.kind {
            BlockKind::Paragraph => "",
            BlockKind::Subhead => "## ",
            BlockKind::Quote => "> ",
            BlockKind::List => "- ",
        };
        let _ = write!(prose, "\n{mark}{}\n", block.passage.text);
    }
    prose
}
