//! In: shapes of input, each repeated to two sizes. Out: whether the program's work on the larger one stays in proportion to its size.
//!
//! Valgrind counts the work in instructions, which do not depend on other programs. `cargo bench --bench growth` measures more shapes,
//! larger ones, and each room separately.
//!
//! Invariant: does not depend on a clock.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use rayon::prelude::*;

use crate::any_text::tool;
use crate::cli::program;

#[path = "../../benches/shapes.rs"]
pub mod shapes;

/// In bytes. The tables of a language are read when a text first needs them, so all three sizes are large enough to need the same ones: the
/// work is compared between `HALF`, `SIZE` and twice `SIZE`, and the fixed cost cancels out.
const HALF: usize = SIZE / 2;
const SIZE: usize = 10_000;
/// Maximum ratio of the work that the second doubling adds to the work that the first one adds. Work in proportion to the size gives 2, work
/// that grows with its square 4.
const MOST: f64 = 3.0;
/// Shapes that once grew with the square, and one of each container, each with the verb that reads it.
const SHAPES: [(&str, Verb); 20] = [
    ("clock-and-day", Verb::Read),
    ("days-numeric", Verb::Read),
    ("days-ordinal", Verb::Read),
    ("days-without-year", Verb::Read),
    ("hyphens", Verb::Read),
    ("places-again", Verb::Read),
    ("names-distinct", Verb::Read),
    ("name-again", Verb::Read),
    ("quotes-distinct", Verb::Read),
    ("paragraphs-distinct", Verb::Read),
    ("html-paragraphs", Verb::Read),
    ("mail-content-type", Verb::Read),
    ("ndjson-bad", Verb::Read),
    ("archive-without-length", Verb::Read),
    ("quotes-one-speaker", Verb::Read),
    ("names-one-surname", Verb::Read),
    ("quotes-uk", Verb::Timeline),
    ("places-uk-in", Verb::Build),
    ("quotes-paragraphs", Verb::Build),
    ("abbreviations-explained", Verb::Build),
];

/// The verb for a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Read,
    Timeline,
    /// The digest, and the edition with all its checks.
    Build,
}

impl Verb {
    /// The arguments of the program for a file that is alone in its folder.
    fn arguments(self, file: &Path) -> Vec<OsString> {
        let folder = file.parent().unwrap();
        let (verb, what): (&[&str], &Path) = match self {
            Self::Read => (&["read", "--json"], file),
            Self::Timeline => (&["timeline", "--json"], file),
            Self::Build => (&["build", "--format", "json"], folder),
        };
        let mut arguments: Vec<OsString> = verb.iter().map(OsString::from).collect();
        arguments.push(what.into());
        arguments
    }
}

/// Number of instructions of a verb for a file.
fn instructions(folder: &Path, shape: &shapes::Shape, verb: Verb, size: usize) -> f64 {
    let (name, bytes) = shape.files(size).into_iter().next().unwrap();
    let own = format!("{}-{verb:?}-{size}", shape.name);
    let (file, counts) = (folder.join(&own).join(name), folder.join(own + ".counts"));
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, bytes).unwrap();
    let mut command = Command::new("valgrind");
    command.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", counts.display()));
    command.arg(program().get_program()).args(verb.arguments(&file));
    command.env("LITOPYS_CACHE", "").env("RAYON_NUM_THREADS", "1").current_dir(folder);
    let output = command.output().unwrap_or_else(|error| panic!("valgrind: {error}; tests/run installs it"));
    let said = String::from_utf8_lossy(&output.stderr);
    let counted = said.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    counted.unwrap_or_else(|| panic!("{}: valgrind counted nothing:\n{said}", shape.name))
}

#[test]
fn twice_the_input_is_no_more_than_three_times_the_work() {
    if tool("LITOPYS_VALGRIND").is_none() {
        return println!("not run: Valgrind is not at hand");
    }
    let folder = tempfile::tempdir().unwrap();
    let grown = |&(name, verb): &(&str, Verb)| {
        let shape = shapes::SHAPES.iter().find(|shape| shape.name == name).expect("the shape is on the list");
        let [half, once, twice] = [HALF, SIZE, 2 * SIZE].map(|size| instructions(folder.path(), shape, verb, size));
        let times = (twice - once) / (once - half).max(1.0);
        (times > MOST).then(|| format!("{name}, {verb:?}: {times:.2} times the work"))
    };
    let grown: Vec<String> = SHAPES.par_iter().filter_map(grown).collect();
    assert!(grown.is_empty(), "{}", grown.join("\n"));
}
