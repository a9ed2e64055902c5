//! Litopys turns a folder of captured news pages into a dated, sourced, typeset chronicle.
//!
//! # Steps
//!
//! 1. [`project`]: the project file and the arguments become a [`project::Project`].
//! 2. [`capture`]: files become captures, one for each page.
//! 3. [`survey`]: what recurs over the pages of one site is counted.
//! 4. [`normalize`]: each capture becomes an article, its furniture off.
//! 5. [`annotate`]: sentences, temporal expressions, people, organizations, places and quotes are found in each article.
//! 6. [`link`]: articles that tell of, announce or follow up one event are tied together.
//! 7. [`dating`]: publication and event dates are resolved over the whole corpus.
//! 8. [`chronicle`]: events are put in order, the reports of one event together.
//! 9. [`history`]: what is new, updated and withdrawn since the last recorded edition is told.
//! 10. [`chapters`]: events are grouped by theme.
//! 11. [`digest`]: key sentences, quotes, who is who and where events happened are chosen.
//! 12. [`timeline`]: beside the edition, the days that matter and what happened on them.
//! 13. [`cite`]: each source is put into the words of a citation style.
//! 14. [`edition`]: all of it becomes plain data, the contract with the layouts.
//! 15. [`export`]: the edition becomes files that other programs go on with.
//! 16. [`render`]: the edition and a layout become bytes.
//! 17. [`verify`]: what the edition claims is looked for in the captures. [`founded`] does so before anything is rendered, and leaves
//!     out what does not hold.
//!
//! Beside them stands [`fetch`], which collects captures from the web before a build; nothing else opens a connection.

pub mod address;
pub mod cache;
pub mod characters;
pub mod files;
pub mod lang;
pub mod language;
pub mod letters;
pub mod limits;
pub mod passage;
pub mod stamp;
pub mod stops;
pub mod warned;
pub mod when;
pub mod words;

pub mod project;

pub mod capture;

pub mod survey;

pub mod normalize;

pub mod annotate;

pub mod link;

pub mod dating;

pub mod chronicle;

pub mod history;

pub mod chapters;

pub mod digest;

pub mod timeline;

pub mod cite;

pub mod edition;

pub mod export;

pub mod render;

pub mod verify;

pub mod fetch;

pub mod cli;

mod corpus;
mod founded;
mod withhold;

pub use corpus::{Corpus, Resolved, read_page, resolve, study, study_since};
pub use founded::{Founded, Unfounded, founded};

use edition::{Edition, Material};
use project::Project;

/// The edition of a corpus: chapters and digest put into the form that layouts see.
pub fn edition(corpus: &Corpus, project: &Project) -> Edition {
    edition::assemble(Material {
        project,
        articles: &corpus.articles,
        dates: &corpus.dates,
        chapters: &corpus.chapters,
        stories: &corpus.stories,
        digest: &corpus.digest,
        set_aside: &corpus.set_aside,
        news: corpus.news.as_ref(),
        withheld: &corpus.withheld,
    })
}
