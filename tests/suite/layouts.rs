//! In: projects with their own layouts and design. Out: the resulting documents, and the messages about mistakes.
//!
//! Invariant: each test runs the program in its own folder.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::below::write;
use crate::cli::{Run, run, run_in};

const PAGE: &str = "Міст через Десну відкрили для руху\n\n14 липня 2025 року\n\nУ Чернігові відкрили відновлений міст через \
                    Десну. Рухом мостом скористалися перші автомобілі, повідомила міська рада.\n\nРоботи тривали два роки, \
                    їх завершили до свята міста. Мостом знову курсують тролейбуси та автобуси.\n";

/// A picture of one pixel, as SVG.
const LOGO: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><rect width=\"10\" height=\"10\"/></svg>";

/// A project with one page.
fn project(file: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "pages/bridge.txt", PAGE);
    write(folder.path(), "litopys.toml", file);
    folder
}

fn build(folder: &TempDir, arguments: &[&str]) -> Run {
    run_in(folder.path(), &[&["build", "--format", "pdf"], arguments].concat(), "")
}

fn ask(tool: &str, folder: &TempDir, arguments: &[&str]) -> String {
    let output = Command::new(tool).args(arguments).current_dir(folder.path()).output();
    let output = output.unwrap_or_else(|error| panic!("{tool}: {error}; tests/run installs poppler-utils"));
    String::from_utf8(output.stdout).unwrap()
}

fn printed(folder: &TempDir) -> String {
    ask("pdftotext", folder, &["-layout", "out/briefing.pdf", "-"])
}

#[test]
fn an_exported_layout_can_be_changed_and_used() {
    let folder = project("layout = \"house\"\n");
    let exported = run_in(folder.path(), &["layout", "export", "briefing", "layouts/house"], "");
    assert_eq!(exported.code, 0, "{}", exported.err);
    assert!(folder.path().join("layouts/house/CONTRACT.md").is_file());
    let same = build(&folder, &[]);
    assert_eq!((same.code, same.err.as_str()), (0, ""));
    assert_eq!(fs::read(folder.path().join("out/briefing.pdf")).unwrap().get(..5), Some(&b"%PDF-"[..]));
    fs::remove_file(folder.path().join("layouts/house/style.typ")).unwrap();
    write(folder.path(), "layouts/house/mentioned.typ", "#let mentioned = [Власна частина]");
    let own = build(&folder, &[]);
    assert_eq!(own.code, 0, "what is not in the folder stands behind it: {}", own.err);
    assert!(printed(&folder).contains("Власна частина"));
    let again = run_in(folder.path(), &["layout", "export", "briefing", "layouts/house"], "");
    assert_eq!(again.code, 1);
    assert!(again.err.contains("it already exists; nothing was written"), "{}", again.err);
    assert!(printed(&folder).contains("Власна частина"));
}

#[test]
fn a_mistake_in_a_layout_is_shown_with_its_line() {
    let folder = project("");
    write(
        folder.path(),
        "layouts/briefing/mentioned.typ",
        "#import \"style.typ\": *\n#let mentioned = edition.nothing + 1\n",
    );
    let failed = build(&folder, &[]);
    assert_eq!(failed.code, 1);
    insta::assert_snapshot!("layout-mistake", failed.err);
    assert!(!folder.path().join("out/briefing.pdf").exists());
}

#[test]
fn a_layout_that_is_not_there_is_an_error_with_the_nearest() {
    let folder = project("layout = \"pockt\"\n");
    let failed = build(&folder, &[]);
    assert_eq!(failed.code, 1);
    assert_eq!(failed.err, "error: there is no layout `pockt`\nhint: did you mean `pocket`?\n");
    for name in ["..", "../pages", "book"] {
        assert_eq!(build(&folder, &["--layout", name]).code, 1, "{name}");
    }
}

#[test]
fn each_layout_has_its_paper_and_verifies() {
    let folder = project("");
    for (arguments, size) in [
        (&[][..], "595.276 x 841.89 pts (A4)"),
        (&["--paper", "us-letter"], "612 x 792 pts (letter)"),
        (&["--layout", "pocket"], "419.528 x 595.276 pts"),
        (&["--layout", "brief"], "595.276 x 841.89 pts (A4)"),
    ] {
        let built = build(&folder, arguments);
        assert_eq!((built.code, built.err.as_str()), (0, ""), "{arguments:?}");
        let info = ask("pdfinfo", &folder, &["out/briefing.pdf"]);
        assert!(info.contains(size), "{arguments:?}: {info}");
        let verified = run_in(folder.path(), &["verify", "out/briefing.pdf"], "");
        assert_eq!(verified.code, 0, "{arguments:?}: {}", verified.out);
    }
}

#[test]
fn a_design_is_on_every_page() {
    let design = "[design]\naccent = \"#1d4f7c\"\nmarking = \"Для службового користування\"\ndistribution = \"Кабінет 12\"\n\
                  draft = true\nlogo = \"logo.svg\"\ncover = \"logo.svg\"\n";
    let folder = project(design);
    write(folder.path(), "logo.svg", LOGO);
    for layout in ["briefing", "pocket", "brief"] {
        let built = build(&folder, &["--layout", layout]);
        assert_eq!((built.code, built.err.as_str()), (0, ""), "the logo is no capture");
        let text = printed(&folder);
        for (at, page) in text.trim_end_matches('\u{c}').split('\u{c}').enumerate() {
            assert!(page.contains("Для службового користування"), "{layout}, page {}: {page}", at + 1);
            assert!(page.to_lowercase().contains("чернетка"), "{layout}, page {}: {page}", at + 1);
        }
        assert!(layout == "brief" || text.contains("Кабінет 12"), "{layout}");
    }
}

#[test]
fn a_font_of_the_project_is_embedded() {
    let folder = project("[design]\nfonts = [\"own.ttf\"]\ntext_font = \"IBM Plex Sans\"\n");
    let font = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/ibm-plex-sans/IBMPlexSans-Regular.ttf");
    fs::copy(font, folder.path().join("own.ttf")).unwrap();
    let built = build(&folder, &[]);
    assert_eq!((built.code, built.err.as_str()), (0, ""));
    assert!(!ask("pdffonts", &folder, &["out/briefing.pdf"]).contains("Vollkorn-Regular"));
    for (file, told) in [
        ("[design]\nfonts = [\"litopys.toml\"]\n", "it contains no font"),
        ("[design]\nfonts = [\"nowhere.ttf\"]\n", "it does not exist"),
        ("[design]\ntext_font = \"Nowhere Sans\"\n", "there is no font named `Nowhere Sans`"),
        ("[design]\nlogo = \"nowhere.svg\"\n", "it does not exist"),
        ("[design]\naccent = \"#f4d7a0\"\n", "too pale for text on white paper"),
        ("[design]\naccent = \"red\"\n", "is not a colour"),
        ("[design]\nlogo = \"../logo.svg\"\n", "leads out of the project's folder"),
    ] {
        write(folder.path(), "litopys.toml", file);
        let failed = build(&folder, &[]);
        assert_eq!(failed.code, 1, "{file}");
        assert!(failed.err.contains(told) && failed.err.contains("hint: "), "{}", failed.err);
    }
}

#[test]
fn the_contract_is_that_of_the_types() {
    let contract = run(&["layout", "contract"]);
    assert_eq!(contract.code, 0, "{}", contract.err);
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/CONTRACT.md")).unwrap();
    assert!(page == contract.out, "renew it: litopys layout contract > layouts/CONTRACT.md");
    for name in ["## The edition", "| `glance` | list of [KeySentence](#keysentence)", "| `\"resolved\"` |"] {
        assert!(page.contains(name), "{name}");
    }
    let told = run(&["layout", "list"]);
    assert_eq!(told.out, "book\nbrief\nbriefing\npage\npocket\nsite\n");
}
