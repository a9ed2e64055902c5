//! In: two pages as strings in memory. Out: their edition, one line for each event with its day, its sources and the position of its words.
//!
//! `cargo run --example edition`
//!
//! Invariant: uses no disk and no network.

use litopys::{Overrides, project};

const PAGES: [(&str, &str); 2] = [
    (
        "morning.md",
        "---\nsource: Morning Post\ndate: 2024-05-03\n---\n\n# New bridge opens in Skelmouth\n\n\
         The mayor of Skelmouth, Ada Holm, opened the new bridge across the Harle on Friday.\n\n\
         It cost £12 million and took three years to build.\n",
    ),
    (
        "courier.md",
        "---\nsource: Eastern Courier\ndate: 2024-05-04\n---\n\n# Skelmouth walks across its new bridge\n\n\
         Some 4,000 people crossed the new bridge in Skelmouth after mayor Ada Holm opened it on 3 May.\n\n\
         Three years of work and £12 million went into the bridge across the Harle.\n",
    ),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let project = project::without_folder(&Overrides::default())?;
    let captures = PAGES.iter().flat_map(|(name, page)| litopys::read(name, page.as_bytes()).value).collect();
    let edition = litopys::build(captures, &project)?.value;
    for event in edition.chapters.iter().flat_map(|chapter| &chapter.events) {
        let when = event.when.as_ref().map_or("undated", |when| &when.long);
        println!("{when}: {} (sources {:?})", event.headline.text, event.sources);
        for sentence in &event.key {
            let place = &sentence.place;
            println!("  {} [{} {}–{}]", sentence.text, place.path, place.start, place.end);
        }
    }
    Ok(())
}
