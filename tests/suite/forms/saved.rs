//! Tests of pages that a program saved or an archive holds: address, time of saving, the text without an archive's bar.
//!
//! Invariant: the files in `tests/forms/saved` were made once by the programs that its README names.

use super::*;

const STORY: &str = "<h1>Гончарівка полагодила водогін</h1><p>У селищі Гончарівка після трьох тижнів ремонту запрацював водогін, \
                     повідомила селищна рада у вівторок.</p><p>Труби замінили на двох вулицях, і тепер воду мають усі будинки.</p>";

fn file(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/saved").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The only capture of a page: its address, when it was saved, and its text.
fn saved(page: impl AsRef<[u8]>) -> (Option<String>, Option<String>, String) {
    let captures = captures("a.html", page);
    let article = markup::read(&captures[0]);
    let moment = captures[0].captured.as_ref().map(|captured| captured.moment.unwrap().to_string());
    (article.address, moment, captures[0].text.clone())
}

#[test]
fn what_programs_saved_has_its_address_and_reads_like_the_page() {
    let page = article("page.html", file("page.html"));
    assert_eq!((page.address.as_deref(), page.body.len()), (None, 2));
    for name in ["single-file.html", "chromium.mhtml"] {
        let capture = captures(name, file(name)).remove(0);
        let read = markup::read(&capture);
        assert_eq!(parts(&read), parts(&page), "{name}");
        assert_eq!(read.address.as_deref(), Some("http://127.0.0.1:18943/2025/03/04/vodohin.html"), "{name}");
        let day = capture.captured.unwrap().moment.unwrap().day;
        assert_eq!(day.to_string(), "2026-11-30", "{name}");
    }
}

#[test]
fn an_address_that_the_user_gives_stands_above_that_of_the_program() {
    let page = format!("<!DOCTYPE html>\n<!-- saved from url=(0022)https://v.example/old -->\n<html><body>{STORY}");
    assert_eq!(saved(&page).0.as_deref(), Some("https://v.example/old"));
    let read = capture::read_bytes("a.html", page.as_bytes(), None, Some("https://v.example/new"));
    assert_eq!(read.value.unwrap()[0].address.as_deref(), Some("https://v.example/new"));
}

#[test]
fn a_copy_in_an_archive_is_the_page_without_the_archive() {
    let wayback = format!(
        "<!DOCTYPE html><html><head><link rel=\"canonical\" href=\"https://web.archive.org/web/20250305080000/https://v.example/2025/03/04/a\">\
         <meta property=\"og:site_name\" content=\"Степовий вісник\"></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT -->\
         <div><p>Знімків цієї сторінки в архіві було зроблено дев’ять, останній із них торік восени.</p></div>\
         <!-- END WAYBACK TOOLBAR INSERT -->{STORY}</body></html>"
    );
    let (address, captured, text) = saved(&wayback);
    assert_eq!(address.as_deref(), Some("https://v.example/2025/03/04/a"));
    assert_eq!(captured.as_deref(), Some("2025-03-05T08:00+00:00"));
    assert!(text.contains("Гончарівка") && !text.contains("Знімків"), "{text}");
    let today = format!(
        "<!DOCTYPE html><html><head><link rel=\"canonical\" href=\"https://archive.example/2025.03.05-080000/https://v.example/2025/03/04/a\">\
         <meta property=\"og:site_name\" content=\"archive.example\"></head><body><div id=\"HEADER\"><p>Збережено з іншої сторінки.</p></div>\
         <div id=\"SOLID\"><div id=\"CONTENT\">{STORY}</div></div></body></html>"
    );
    let (address, captured, text) = saved(&today);
    assert_eq!(address.as_deref(), Some("https://v.example/2025/03/04/a"));
    assert_eq!(captured.as_deref(), Some("2025-03-05T08:00+00:00"));
    assert!(text.contains("Гончарівка") && !text.contains("Збережено"), "{text}");
    let source = article("a.html", &today).source;
    assert!(source.is_none_or(|source| source.name != "archive.example"), "the archive published nothing");
}

#[test]
fn a_page_that_only_shows_such_words_says_nothing() {
    for words in [
        "&lt;!-- saved from url=(0022)https://v.example/old --&gt;",
        "Page saved with SingleFile url: https://v.example/old saved date: Mon Mar 10 2025",
        "https://web.archive.org/web/20250305080000/https://v.example/2025/03/04/a",
    ] {
        let (address, captured, text) = saved(format!("<!DOCTYPE html><html><body>{STORY}<p>{words}</p>"));
        assert_eq!((address, captured), (None, None), "{words}");
        assert!(text.contains("example"), "it stays text: {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::with_cases(60) })]

    #[test]
    fn any_saved_page_is_read_or_refused(edits in mutations()) {
        sound("a.html", &mutated(&file("single-file.html"), &edits))?;
        sound("a.mhtml", &mutated(&file("chromium.mhtml"), &edits))?;
    }
}
