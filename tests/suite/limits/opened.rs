//! Tests of `verify` with outputs made by others: how much they unpack to, which files they make it read, what it prints of them.
//!
//! Invariant: each output is one of the example's with one change, or a PDF written by hand.

use std::io::{Cursor, Read};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;

/// A page with its outputs, built once.
static BUILT: LazyLock<TempDir> = LazyLock::new(|| {
    let picture = png(640, 480, 2);
    let text = page(0, "p_files/a.png");
    let folder = folder(&[("p.html", text.as_bytes()), ("p_files/a.png", &picture)]);
    build(folder.path(), &["--format", "pdf", "--format", "epub", "--format", "json"]);
    folder
});

fn verify(name: &str, bytes: &[u8], arguments: &[&str]) -> Run {
    let folder = folder(&[(name, bytes)]);
    run_in(folder.path(), &[&["verify", name], arguments].concat(), "")
}

fn captures() -> [&'static str; 2] {
    ["--captures", BUILT.path().to_str().unwrap()]
}

/// A PDF with an edition: its stream unchanged, its dictionary as given, and some more objects.
fn pdf(dictionary: &str, stream: &[u8], kids: &str, more: &[String]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = [
        "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>>",
        &format!("<</Type/Pages{kids}>>"),
        "<</Names[(edition.json) 4 0 R]>>",
        "<</F(edition.json)/UF(edition.json)/EF<</F 5 0 R>>>>",
    ]
    .map(|object| object.as_bytes().to_vec())
    .to_vec();
    let head = format!("<</Length {}{dictionary}>>stream\n", stream.len());
    objects.push([head.as_bytes(), stream, b"\nendstream"].concat());
    objects.extend(more.iter().map(|object| object.clone().into_bytes()));
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = String::new();
    for (number, object) in objects.iter().enumerate() {
        places += &format!("{:010} 00000 n \n", file.len());
        file.extend([format!("{} 0 obj\n", number + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let (size, start) = (objects.len() + 1, file.len());
    let table = format!("xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<</Size {size}/Root 1 0 R>>\n");
    file.extend(format!("{table}startxref\n{start}\n%%EOF").into_bytes());
    file
}

#[test]
fn a_small_pdf_that_unpacks_to_too_much_is_refused() {
    let bomb = packed(&vec![b' '; 600 * 1024 * 1024]);
    let twice = packed(&bomb);
    let none = "/Count 0/Kids[]";
    for (dictionary, stream, told) in [
        ("/Filter/FlateDecode", &bomb, "it unpacks to more than 512 MiB"),
        ("/F#69lter[/Fl]", &bomb, "it unpacks to more than 512 MiB"),
        ("/Filter[/FlateDecode/FlateDecode]", &twice, "it is compressed in a way that litopys never uses"),
        ("/Filter/LZWDecode", &twice, "it is compressed in a way that litopys never uses"),
        ("/Filter 3 0 R", &bomb, "it is compressed in a way that litopys never uses"),
    ] {
        let run = verify("a.pdf", &pdf(dictionary, stream, none, &[]), &captures());
        assert_eq!(run.code, 1, "{dictionary}: {}", run.err);
        assert!(run.err.starts_with(&format!("error: `a.pdf`: {told}\nhint: ")), "{dictionary}: {}", run.err);
    }
}

#[test]
fn pages_are_limited_and_unique() {
    let json = fs::read(BUILT.path().join("out/briefing.json")).unwrap();
    let drawn = "<</Length 12>>stream\nBT ET BT ET \nendstream".to_owned();
    let one = ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 7 0 R/Resources<<>>>>".to_owned(), drawn];
    let kids = format!("/Count 30000/Kids[{}]", "6 0 R ".repeat(30_000));
    let run = verify("a.pdf", &pdf("", &json, &kids, &one), &captures());
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.err.contains("a page is in it twice"), "{}", run.err);
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>".to_owned();
    let each: String = (0..20_001).map(|page| format!("{} 0 R ", page + 6)).collect();
    let many = vec![page; 20_001];
    let run = verify("a.pdf", &pdf("", &json, &format!("/Count 20001/Kids[{each}]"), &many), &captures());
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.err.contains("it has more than 20000 pages"), "{}", run.err);
    let run = verify("a.pdf", &pdf("", &json, "/Count 1/Kids[6 0 R]", &one), &captures());
    assert!(run.code == 3 && run.out.contains("is not printed"), "an honest one is read: {}", run.err);
}

#[test]
fn a_damaged_pdf_is_an_error_and_no_panic() {
    let json = fs::read(BUILT.path().join("out/briefing.json")).unwrap();
    let none = "/Count 0/Kids[]";
    let whole = fs::read(BUILT.path().join("out/briefing.pdf")).unwrap();
    for bytes in [
        [b"%PDF-1.7\n".to_vec(), b"[".repeat(1_000_000)].concat(),
        [b"%PDF-1.7\n1 0 obj".to_vec(), b"<<".repeat(1_000_000)].concat(),
        pdf("", &json, "/Kids[2 0 R 2 0 R]", &[]),
        pdf("/Filter/FlateDecode", b"not packed at all", none, &[]),
        whole[..whole.len() / 2].to_vec(),
        [&whole[..whole.len() / 2], &whole].concat(),
    ] {
        let run = verify("a.pdf", &bytes, &captures());
        assert!(matches!(run.code, 0 | 1 | 3), "{}: {}", run.code, run.err.chars().take(300).collect::<String>());
    }
}

/// The built book with more files in it.
fn book(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(BUILT.path().join("out/briefing.epub")).unwrap())).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        // The type of the archive is not compressed.
        let options = SimpleFileOptions::default().compression_method(file.compression());
        writer.start_file(file.name(), options).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    for (name, bytes) in more {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_book_of_many_large_pages_is_refused() {
    let large = vec![b' '; 100 * 1024 * 1024];
    let names: Vec<String> = (0..6).map(|number| format!("OEBPS/x{number}.xhtml")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), large.as_slice())).collect();
    let run = verify("a.epub", &book(&files), &captures());
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("`a.epub`: it unpacks to more than 512 MiB"), "{}", run.err);
    let run = verify("a.epub", &book(&[]), &captures());
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
}

fn edition() -> Value {
    serde_json::from_slice(&fs::read(BUILT.path().join("out/briefing.json")).unwrap()).unwrap()
}

#[test]
fn an_edition_names_no_place_outside_of_the_folder() {
    let mut other = edition();
    let far = format!("{}/p.html", BUILT.path().display());
    let below_root = far.trim_start_matches('/').to_owned();
    for path in ["/etc/hostname", "etc/hostname", &far, &below_root, "../../../../etc/hostname", "~/.bashrc", ""] {
        for source in other["sources"].as_array_mut().unwrap() {
            source["path"] = path.into();
        }
        let run = verify("a.json", other.to_string().as_bytes(), &[]);
        assert_eq!(run.code, 1, "{path}: {}{}", run.out, run.err);
        assert!(run.err.contains("its captures were not found\nhint: name the folder"), "{path}: {}", run.err);
    }
}

#[test]
fn captures_near_an_output_are_found() {
    let (text, json) = (page(0, "none.png"), fs::read(BUILT.path().join("out/briefing.json")).unwrap());
    for (output, project) in [("a.json", ""), ("out/a.json", ""), ("out/deep/er/a.json", "litopys.toml")] {
        let mut files: Vec<(&str, &[u8])> = vec![("p.html", text.as_bytes()), (output, &json)];
        if !project.is_empty() {
            files.push((project, b""));
        }
        let near = folder(&files);
        let elsewhere = tempfile::tempdir().unwrap();
        let run = run_in(elsewhere.path(), &["verify", near.path().join(output).to_str().unwrap()], "");
        // The page names another picture. The failure shows that it was read.
        assert_eq!(run.code, 3, "{output}: {}{}", run.out, run.err);
    }
}

#[test]
fn nothing_of_an_edition_is_obeyed() {
    let mut other = edition();
    let attack = "\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}31m\u{202e}ЛИХО\n::add-mask::x\n##[error]y";
    other["chapters"][0]["events"][0]["headline"]["text"] = attack.into();
    let run = verify("a.json", other.to_string().as_bytes(), &captures());
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.out.contains("ЛИХО") && run.out.lines().all(|line| line.starts_with("a.json: ")), "{}", run.out);
    let is_obeyed = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!run.out.contains(is_obeyed), "{:?}", run.out);
    let run = verify("a.json", other.to_string().as_bytes(), &[&captures()[..], &["--json"]].concat());
    assert!(!run.out.contains(is_obeyed) && !run.out.contains("##["), "{:?}", run.out);
    for line in run.out.lines() {
        serde_json::from_str::<Value>(line).unwrap();
    }
}
