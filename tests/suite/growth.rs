//! In: shapes of input, each repeated to two sizes. Out: whether the program's work on the larger stays in proportion to its size.
//!
//! Work is counted in instructions, by Valgrind: it is the same whatever else the machine does. `cargo bench --bench growth` measures
//! more shapes, larger ones, and each room apart.
//!
//! Invariant: no clock decides.

use std::fs;
use std::path::Path;
use std::process::Command;

use rayon::prelude::*;

use crate::any_text::tool;
use crate::cli::program;

#[path = "../../benches/shapes.rs"]
pub mod shapes;

/// In bytes. What a run costs whatever it reads is counted with an input of `LEAST`, and taken off.
const LEAST: usize = 200;
const SIZE: usize = 10_000;
/// The work on twice the input, in times of that on the input.
const MOST: f64 = 3.0;
/// Shapes that grew with the square, and one of each container.
const SHAPES: [&str; 14] = [
    "clock-and-day",
    "days-numeric",
    "days-ordinal",
    "days-without-year",
    "hyphens",
    "places-again",
    "names-distinct",
    "name-again",
    "quotes-distinct",
    "paragraphs-distinct",
    "html-paragraphs",
    "mail-content-type",
    "ndjson-bad",
    "archive-without-length",
];

/// The instructions that reading a file takes.
fn instructions(folder: &Path, shape: &shapes::Shape, size: usize) -> f64 {
    let (name, bytes) = shape.files(size).into_iter().next().unwrap();
    let file = folder.join(format!("{}-{size}-{name}", shape.name));
    fs::write(&file, bytes).unwrap();
    let counts = file.with_extension("counts");
    let mut command = Command::new("valgrind");
    command.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", counts.display()));
    command.arg(program().get_program()).args(["read", "--json"]).arg(&file);
    command.env("LITOPYS_CACHE", "").env("RAYON_NUM_THREADS", "1");
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
    let grown = |name: &&str| {
        let shape = shapes::SHAPES.iter().find(|shape| shape.name == *name).expect("the shape is on the list");
        let [least, small, large] = [LEAST, SIZE, 2 * SIZE].map(|size| instructions(folder.path(), shape, size));
        let times = (large - least) / (small - least).max(1.0);
        (times > MOST).then(|| format!("{name}: {times:.2} times the work"))
    };
    let grown: Vec<String> = SHAPES.par_iter().filter_map(grown).collect();
    assert!(grown.is_empty(), "{}", grown.join("\n"));
}
