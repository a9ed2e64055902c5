//! In: a page and a custom layout. Out: `target/layout.pdf`, typeset with it.
//!
//! `cargo run --example layout`
//!
//! Invariant: the layout gets the edition as data. Nothing in a page is read as Typst.

use litopys::{LayoutFiles, Overrides, project};

/// A layout is a folder of Typst files that begins with `main.typ`. Missing files come from `briefing`.
const MAIN: &str = r#"
#let edition = json("/edition.json")
#set document(title: edition.title)
#set text(font: "Vollkorn", lang: edition.language)
#pdf.attach("edition.json", read("/carried.json", encoding: none), relationship: "source", mime-type: "application/json", description: "The edition")
#text(size: 1.6em, weight: "bold", edition.title)
#for chapter in edition.chapters { for event in chapter.events [
  = #event.headline.text
  #for sentence in event.key [#sentence.text ]
] }
"#;
const PAGE: &str = "# The bridge is open\n\nThe mayor opened the new bridge across the river on 3 May 2024.\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let project = project::without_folder(&Overrides::default())?;
    let edition = litopys::build(litopys::read("bridge.md", PAGE.as_bytes()).value, &project)?.value;
    let files = LayoutFiles::standing(LayoutFiles::BRIEFING).with([("main.typ".to_owned(), MAIN.as_bytes().to_vec())]);
    std::fs::write("target/layout.pdf", litopys::briefing(&edition, files)?.value)?;
    Ok(())
}
