//! Tests of what is left out because of limits: a warning gives its number, and honest input gets no such warning.
//!
//! Invariant: every page is made by the test that reads it.

use std::fmt::Write;

use super::folder;
use crate::cli::run_in;

/// The messages of a run for one page on standard error.
fn said(name: &str, page: &str, verb: &[&str]) -> String {
    let folder = folder(&[(name, page.as_bytes())]);
    let run = run_in(folder.path(), &[verb, &[name]].concat(), "");
    assert_eq!(run.code, 0, "{}", run.err);
    run.err
}

/// A given name that nobody else has.
fn given(number: usize) -> String {
    let syllables = ["ba", "do", "ki", "lu", "me", "na", "po", "ri", "sa", "ve", "to", "ga"];
    let [first, second] = [syllables[number / syllables.len() % syllables.len()], syllables[number % syllables.len()]];
    let name = format!("{first}{second}n");
    name[..1].to_uppercase() + &name[1..]
}

/// A page with speech by this many people of one family.
fn family(people: usize) -> String {
    let mut page = "# A family meets in Lyman\n\n14 July 2025\n\n".to_owned();
    for number in 0..people {
        let name = given(number);
        let _ = writeln!(page, "Engineer {name} Halvorsen said that hall {number} of the old mill would stay open.\n");
    }
    page
}

#[test]
fn people_of_one_family_beyond_the_bound_are_counted() {
    let many = said("many.md", &family(130), &["build", "--format", "json"]);
    assert!(many.contains("people called `Halvorsen`; each name was compared with the last 100 alone"), "{many}");
    let few = said("few.md", &family(12), &["build", "--format", "json"]);
    assert!(!few.contains("compared"), "{few}");
}

#[test]
fn pages_that_share_everything_with_too_many_are_counted() {
    let page = |number: usize| {
        format!(
            "# Lyman opens the mill of Halvorsen\n\n{} July 2025\n\nLyman opened the mill of Halvorsen, said Mayor Orla Quist. \
             The mill of Halvorsen in Lyman has stood empty since Ruben Falk left.\n",
            number % 28 + 1
        )
    };
    let warned = |pages: usize| {
        let written: Vec<(String, String)> = (0..pages)
            // Blank lines at the end, so that no two pages are one capture.
            .map(|number| (format!("{number}.md"), page(number) + &"\n".repeat(number)))
            .collect();
        let files: Vec<(&str, &[u8])> = written.iter().map(|(name, page)| (name.as_str(), page.as_bytes())).collect();
        let folder = folder(&files);
        let run = run_in(folder.path(), &["build", ".", "--format", "json"], "");
        assert_eq!(run.code, 0, "{}", run.err);
        run.err
    };
    let many = warned(140);
    assert!(many.contains("140 pages have nothing that fewer than 64 others have"), "{many}");
    let few = warned(20);
    assert!(!few.contains("compared"), "{few}");
}

#[test]
fn authors_of_a_record_beyond_the_bound_are_counted() {
    let record = |authors: usize| {
        let names: Vec<String> = (0..authors).map(|number| format!("\"{} Halvorsen\"", given(number))).collect();
        format!(
            "{{\"title\": \"Lyman opens the mill\", \"authors\": [{}], \"text\": \"Lyman opened the mill on 14 July 2025.\"}}\n",
            names.join(", ")
        )
    };
    for name in ["record.json", "records.ndjson"] {
        let many = said(name, &record(9), &["read"]);
        assert!(many.contains("3 of its authors are left out"), "{name}: {many}");
        assert_eq!(said(name, &record(6), &["read"]), "", "{name}");
    }
}

#[test]
fn parts_of_a_mail_beyond_the_bound_are_counted() {
    let mail = |parts: usize| {
        let mut mail = "From: news@example.org\nSubject: The mill of Lyman\nMIME-Version: 1.0\n\
                        Content-Type: multipart/mixed; boundary=cut\n\n"
            .to_owned();
        for number in 0..parts {
            let _ = write!(
                mail,
                "--cut\nContent-Type: text/plain\n\nHall {number} of the mill in Lyman is open again.\n\n"
            );
        }
        mail + "--cut--\n"
    };
    let many = said("mail.eml", &mail(10_004), &["read"]);
    assert!(many.contains("5 of its parts were not looked at, as it has too many"), "{many}");
    assert_eq!(said("mail.eml", &mail(20), &["read"]), "");
}

#[test]
fn pictures_of_a_page_beyond_the_bound_are_counted() {
    let page = |pictures: usize| {
        let mut page = "<html lang=\"en\"><body><article><h1>The mill of Lyman</h1>".to_owned();
        for number in 0..pictures {
            let _ =
                write!(page, "<figure><img src=\"files/{number}.png\"><figcaption>Hall {number}</figcaption></figure>");
        }
        page + "<p>Lyman opened the mill on 14 July 2025, said Mayor Orla Quist.</p></article></body></html>"
    };
    let many = said("page.html", &page(10_007), &["read"]);
    assert!(
        many.contains("its page names more than 10000 pictures; it and those behind it are left out, 7 in all"),
        "{many}"
    );
    assert_eq!(said("page.html", &page(3), &["read"]), "");
}

#[test]
fn tags_of_a_page_beyond_the_bound_are_not_read() {
    let story = "<h1>The mill of Halvorsen opens</h1><p>Lyman opened the mill of Halvorsen on 14 July 2025, said Mayor Orla Quist.</p>";
    let page = |more: usize| format!("<html><body><article>{story}</article>{}<p>The end</p>", "<b></b>".repeat(more));
    let many = said("many.html", &page(250_000), &["read"]);
    assert!(many.contains("`many.html`: what stands behind its first 500000 tags is not read"), "{many}");
    assert_eq!(said("few.html", &page(1_000), &["read"]), "");
    let marks = folder(&[("marks.md", "*a* ".repeat(1_100_000).as_bytes()), ("few.html", page(1).as_bytes())]);
    let run = run_in(marks.path(), &["read", "marks.md", "few.html"], "");
    assert!(run.code == 0 && run.out.contains("Lyman opened the mill"), "{}", run.out);
    assert!(run.err.contains("`marks.md`: it is larger than 4 MiB, which Markdown may have"), "{}", run.err);
}
