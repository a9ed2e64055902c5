//! Tests of what foreign texts may do where they are shown: on a terminal, in a log, as a link.
//!
//! Invariant: texts in JSON are exactly those of the page.

use serde_json::Value;
use tempfile::TempDir;

use super::*;
use crate::cli::run_with;

/// Sequences that a terminal would obey.
const ATTACK: &str = "\u{1b}[31mЧервоне\u{1b}]0;x\u{7}\u{9b}2J\u{7f}\u{202e}навпаки\u{2066}";

fn is_obeyed(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A folder whose pages contain such sequences everywhere, in records with arbitrary names.
fn hostile() -> TempDir {
    let text = format!(
        "Маяк у Лимані {ATTACK} знову світить. Про це 6 травня 2024 року сказала міська голова Ольга Дем'яненко.\n\n\
         «Маяк {ATTACK} працює», – сказала Ольга Дем'яненко.\n\n::add-mask::x\n##[error]y"
    );
    let record = |number: usize| {
        serde_json::json!({
            "title": format!("Маяк номер {number} у Лимані {ATTACK} світить\n::error::z"),
            "text": text, "source": format!("Вісник {ATTACK}"), "authors": [format!("Ольга {ATTACK}")],
            "published": format!("2024-05-0{number}"), "url": format!("https://visnyk.example/{number}{ATTACK}"),
        })
    };
    let lines = format!("{}\n{}\nкепський запис {ATTACK}\n", record(1), record(2));
    let plain = format!("Лиман має нову пристань {ATTACK}\n\n{text}");
    let files: [(&str, &[u8]); 3] =
        [("r.jsonl", lines.as_bytes()), ("p.txt", plain.as_bytes()), ("litopys.toml", b"[editions]\n")];
    let folder = folder(&files);
    #[cfg(unix)]
    {
        fs::write(folder.path().join(format!("n{ATTACK}\n::error::w.txt")), &plain).unwrap();
        fs::write(folder.path().join(format!("e{ATTACK}.html")), "").unwrap();
    }
    folder
}

const VERBS: [&[&str]; 13] = [
    &["read", "."],
    &["list", "."],
    &["dates", "."],
    &["timeline", "."],
    &["explain", "p.txt"],
    &["explain", "r.jsonl#1", "--captures", "."],
    &["check", "."],
    &["doctor", "."],
    &["build", "."],
    &["build", ".", "--no-pictures", "--record"],
    &["verify", "out/briefing.epub"],
    &["explain", "немає\u{1b}[2J.txt"],
    &["build", "\u{1b}[2J", "--\u{1b}[31m"],
];

#[test]
fn no_verb_prints_terminal_control_codes() {
    let folder = hostile();
    for verb in VERBS {
        for more in [&[][..], &["--log-format", "json"], &["--log-format", "github"]] {
            let run = run_in(folder.path(), &[verb, more].concat(), "");
            for told in [&run.out, &run.err] {
                assert!(!told.contains(is_obeyed), "{verb:?} {more:?}: {told:?}");
                assert!(!told.contains("panicked"), "{verb:?}: {told}");
            }
            if more.ends_with(&["github"]) {
                let is_ours = |line: &str| {
                    ["::warning ", "::error ", "::warning::", "::error::"].iter().any(|own| line.starts_with(own))
                };
                let lines = || run.out.lines().chain(run.err.lines());
                assert!(lines().all(|line| !line.contains("##[")), "{verb:?}: {}{}", run.out, run.err);
                assert!(run.out.lines().all(|line| !line.trim_start().starts_with("::")), "{verb:?}: {}", run.out);
                assert!(
                    run.err.lines().all(|line| !line.trim_start().starts_with("::") || is_ours(line)),
                    "{}",
                    run.err
                );
            }
        }
    }
}

#[test]
fn json_positions_match_the_page() {
    let folder = hostile();
    for verb in [
        &["read", "r.jsonl", "--json"][..],
        &["list", ".", "--json"],
        &["dates", ".", "--json"],
        &["check", ".", "--json"],
    ] {
        let run = run_in(folder.path(), verb, "");
        assert!(!run.out.contains(is_obeyed), "{verb:?}: {:?}", run.out);
        for line in run.out.lines() {
            serde_json::from_str::<Value>(line).unwrap();
        }
    }
    let run = run_in(folder.path(), &["read", "r.jsonl", "--json"], "");
    let first: Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
    assert!(first["url"].as_str().unwrap().contains('\u{202e}'), "{first}");
    let title = "Маяк 🙂 у Лимані: עברית\u{200f}, 日本, e\u{301}";
    let record = serde_json::json!({ "title": title, "text": "Маяк у Лимані знову світить, розповіли в раді міста." });
    let honest = folder_of(&record);
    let run = run_in(honest.path(), &["list", "."], "");
    assert!(run.out.contains("Маяк 🙂 у Лимані: עברית, 日本"), "{}", run.out);
}

#[test]
fn a_summary_of_a_step_obeys_nobody() {
    let folder = hostile();
    let summary = folder.path().join("summary.md");
    let variables = [("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    run_with(folder.path(), &["build", "."], &variables, "");
    let told = fs::read_to_string(&summary).unwrap();
    assert!(!told.contains(is_obeyed), "{told:?}");
}

fn folder_of(record: &Value) -> TempDir {
    folder(&[("p.json", record.to_string().as_bytes())])
}

/// A page with this address, and everything built from it.
fn of_address(address: &str) -> TempDir {
    let record = serde_json::json!({
        "title": "Маяк у Лимані знову світить", "url": address, "published": "2024-05-06", "source": "Вісник",
        "text": "Маяк у Лимані знову світить. Про це 6 травня 2024 року сказала міська голова Ольга Дем'яненко.",
    });
    let folder = folder_of(&record);
    let mut arguments = vec!["build", "."];
    arguments.extend(["--format", "pdf,epub,docx,html,json,markdown,csl-json,bibtex,ris,ical,timelinejs,csv"]);
    let run = run_in(folder.path(), &arguments, "");
    assert_eq!(run.code, 0, "{}", run.err);
    folder
}

/// The targets of the links in the briefing.
fn linked_in_pdf(folder: &Path) -> String {
    let output = std::process::Command::new("qpdf")
        .args(["--qdf", "--object-streams=disable", "out/briefing.pdf", "-"])
        .current_dir(folder)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().filter(|line| line.contains("/URI (")).collect::<Vec<_>>().join("\n")
}

/// The pages of the book.
fn pages_of_book(folder: &Path) -> String {
    in_archive(&folder.join("out/briefing.epub"), "html")
}

/// What the document for word processors links to.
fn linked_in_document(folder: &Path) -> String {
    in_archive(&folder.join("out/briefing.docx"), ".rels")
}

/// The texts of an archive with this ending.
fn in_archive(file: &Path, ending: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        if file.name().ends_with(ending) {
            std::io::Read::read_to_string(&mut file, &mut all).unwrap();
        }
    }
    all
}

#[test]
fn an_address_with_a_name_before_its_host_is_no_link() {
    for address in [
        "https://bank.example@evil.example/a\"><b> c",
        "HTTPS://bank.example@evil.example",
        "https://bank.example\\@evil.example/",
        "javascript://evil.example/%0aalert(1)",
        "https://evil.example\u{202e}/gpj",
        "https://bank.example\t@evil.example/",
        "https:/\\bank.example@evil.example/",
    ] {
        let folder = of_address(address);
        assert!(!linked_in_pdf(folder.path()).contains("example"), "{address}: {}", linked_in_pdf(folder.path()));
        assert!(!linked_in_document(folder.path()).contains("example"), "{address}");
        let page = fs::read_to_string(folder.path().join("out/briefing.html")).unwrap();
        let pages = pages_of_book(folder.path()) + &page;
        let links: Vec<&str> = pages.split("href=\"").skip(1).filter_map(|link| link.split('"').next()).collect();
        assert!(links.iter().all(|link| !link.contains("example")), "{address}: {links:?}");
        let markdown = fs::read_to_string(folder.path().join("out/briefing.md")).unwrap();
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&markdown));
        assert!(!html.contains("href=\"http"), "{address}: {html}");
        let open = markdown.replace("\\:", "").replace("\\@", "");
        assert!(
            !open.contains("://bank") && !open.contains("@evil"),
            "what readers of Markdown link by themselves: {open}"
        );
        for entry in fs::read_dir(folder.path().join("out")).unwrap() {
            let path = entry.unwrap().path();
            let own =
                ["briefing.json", "briefing.pdf", "briefing.epub", "briefing.md", "briefing.docx", "briefing.html"];
            if own.iter().any(|name| path.ends_with(name)) {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            assert!(!text.contains("evil.example"), "{address}: {}: {text}", path.display());
        }
    }
}

#[test]
fn an_honest_address_stays_a_link() {
    for address in ["https://visnyk.example/@name/1?a=b@c", "http://visnyk.example:8080/a"] {
        let folder = of_address(address);
        assert!(linked_in_pdf(folder.path()).contains(address), "{address}");
        assert!(pages_of_book(folder.path()).contains(&format!("href=\"{address}\"")), "{address}");
        assert!(linked_in_document(folder.path()).contains(&format!("Target=\"{address}\"")), "{address}");
        let page = fs::read_to_string(folder.path().join("out/briefing.html")).unwrap();
        assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
        let markdown = fs::read_to_string(folder.path().join("out/briefing.md")).unwrap();
        assert!(markdown.contains(&format!("<{address}>")), "{address}: {markdown}");
    }
}
