//! Tests of exports. Each is read by another program than the one that wrote it.
//!
//! Invariant: every export is made by the test that examines it.

mod dates;
pub mod hostile;
mod markdown;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use biblatex::{Bibliography, ChunksExt};
use icalendar::{Calendar, Component, EventLike, EventStatus};
use litopys::address;
use litopys::edition::Edition;
use litopys::export;
use litopys::words::ProductLanguage;
use serde_json::Value;

use crate::cli::run_in;
use crate::epub::sample;
use hostile::{TEXTS, soaked};

const FORMATS: [(&str, &str); 6] = [
    ("markdown", "briefing.md"),
    ("csl-json", "briefing.csl.json"),
    ("bibtex", "briefing.bib"),
    ("ris", "briefing.ris"),
    ("ical", "briefing.ics"),
    ("timelinejs", "briefing.timeline.json"),
];

/// An edition in each form, in the order of `FORMATS`.
fn all(edition: &Edition) -> [String; 6] {
    [
        export::markdown(edition).unwrap(),
        export::csl_json(edition),
        export::bibtex(edition),
        export::ris(edition),
        export::calendar(edition),
        export::timeline_js(edition),
    ]
}

/// The samples with hostile texts everywhere, and the harmless one.
fn editions() -> impl Iterator<Item = Edition> {
    TEXTS.iter().map(|text| soaked(text)).chain([sample::edition()])
}

/// A text on one line. The texts of the samples contain no other spaces than these.
fn one_line(text: &str) -> String {
    let allowed = text.chars().filter(|&c| c != '\u{fffe}');
    let spaced: String = allowed.map(|c| if c.is_control() || c == '\u{2028}' { ' ' } else { c }).collect();
    let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").trim().to_owned()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn each_form_of_the_sample_is_as_it_was() {
    for ((name, _), text) in FORMATS.iter().zip(all(&sample::edition())) {
        insta::assert_snapshot!(format!("export-{name}"), text);
    }
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    assert_eq!(all(&sample::edition()), all(&sample::edition()));
}

#[test]
fn every_language_has_its_words() {
    for language in ProductLanguage::all() {
        let words = language.lexicon().labels.clone();
        let edition = Edition { language, words, ..sample::edition() };
        for text in all(&edition) {
            assert!(!text.contains("{events}"), "{text}");
        }
        let without = &language.lexicon().exports;
        let [markdown, .., calendar, timeline] = all(&edition);
        let calendar: Calendar = calendar.parse().unwrap();
        let headline = "Старий млин чекає на господаря";
        let told = litopys::words::fill(&without.calendar_without, &[("events", headline)]);
        assert!(calendar.get_description().unwrap().contains(&told), "{calendar}");
        let told = litopys::words::fill(&without.timeline_without, &[("events", headline)]);
        assert!(json(&timeline)["title"]["text"]["text"].as_str().unwrap().contains(&told), "{timeline}");
        assert!(markdown.contains(&edition.words.sources) && markdown.contains(headline));
    }
}

#[test]
fn a_bibliography_is_read_as_it_was_meant() {
    for edition in editions() {
        let text = export::bibtex(&edition);
        let read = Bibliography::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(read.len(), edition.sources.len(), "{text}");
        assert_eq!(text.matches('{').count(), text.matches('}').count(), "programs count braces: {text}");
        for (entry, source) in read.iter().zip(&edition.sources) {
            assert!(entry.key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{}", entry.key);
            assert_eq!(entry.title().unwrap().format_verbatim().trim(), one_line(&source.headline.text), "{text}");
            let holder =
                if source.byline.is_empty() || source.publisher.is_none() { "organization" } else { "journal" };
            let read = entry.get(holder).map(|chunks| chunks.format_verbatim());
            assert_eq!(read.map(|name| name.trim().to_owned()), source.publisher.as_deref().map(one_line), "{text}");
            assert_eq!(entry.url().ok(), source.address.as_deref().and_then(address::web), "{text}");
            assert_eq!(entry.date().is_ok(), source.published.is_some(), "{text}");
        }
    }
}

#[test]
fn keys_are_unique_and_last() {
    let mut edition = sample::edition();
    let keys = |edition: &Edition| -> Vec<String> {
        let items = json(&export::csl_json(edition));
        items.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    edition.sources.iter_mut().for_each(|source| source.digest = format!("{}{}", source.number, source.digest));
    let all = keys(&edition);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
    edition.sources.remove(1);
    edition.sources.iter_mut().for_each(|source| source.number += 7);
    let fewer = keys(&edition);
    assert_eq!(fewer, [&*all[0], &all[2], &all[3], &all[4]], "a key hangs on its source alone");
    // Two sources with the same headline and content are still distinguished.
    edition.sources.push(edition.sources[0].clone());
    let doubled = keys(&edition);
    assert_eq!(doubled[4], format!("{}-2", doubled[0]));
}

#[test]
fn csl_has_an_item_for_each_source() {
    for edition in editions() {
        let items = json(&export::csl_json(&edition));
        let items = items.as_array().unwrap();
        assert_eq!(items.len(), edition.sources.len());
        for (item, source) in items.iter().zip(&edition.sources) {
            let kind =
                if source.byline.is_empty() || source.publisher.is_none() { "webpage" } else { "article-newspaper" };
            assert_eq!(item["type"], kind);
            assert_eq!(item["title"], one_line(&source.headline.text));
            assert_eq!(item.get("issued").is_some(), source.published.is_some());
        }
    }
}

#[test]
fn a_record_of_ris_is_lines_and_ends_once() {
    let line = regex::Regex::new("^[A-Z][A-Z0-9]  - ").unwrap();
    for edition in editions() {
        let text = export::ris(&edition);
        let records: Vec<&str> = text.split_terminator("ER  - \r\n").collect();
        assert_eq!(records.len(), edition.sources.len(), "{text}");
        for (record, source) in records.iter().zip(&edition.sources) {
            let lines: Vec<&str> = record.split("\r\n").filter(|line| !line.is_empty()).collect();
            assert!(lines[0].starts_with("TY  - ") && lines[1..].iter().all(|line| !line.starts_with("TY")), "{text}");
            assert!(lines.iter().all(|tag| line.is_match(tag) && !tag.contains(['\r', '\n'])), "{text}");
            assert!(lines.contains(&format!("TI  - {}", one_line(&source.headline.text)).as_str()), "{text}");
        }
    }
}

#[test]
fn a_calendar_is_read_as_it_was_meant() {
    for edition in editions() {
        let text = export::calendar(&edition);
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
        let calendar: Calendar = text.parse().unwrap();
        assert_eq!(calendar.get_name().unwrap(), one_line(&edition.title));
        let told: Vec<_> = edition.chapters[..2].iter().flat_map(|chapter| &chapter.events).collect();
        assert_eq!(calendar.events().count(), told.len() + edition.upcoming.len(), "{text}");
        for (read, upcoming) in calendar.events().skip(told.len()).zip(&edition.upcoming) {
            assert_eq!(read.get_summary().unwrap(), one_line(&upcoming.quotation.text), "{text}");
            assert_eq!(read.get_uid().unwrap(), format!("{}@litopys", upcoming.id));
            assert_eq!(read.get_status(), Some(EventStatus::Tentative));
            assert_eq!(read.property_value("DTSTART"), Some("20250203"));
            assert_eq!(read.property_value("DTSTAMP"), Some("20250120T000000Z"), "the day of the edition");
        }
        for (read, event) in calendar.events().zip(told) {
            assert_eq!(read.get_summary().unwrap(), one_line(&event.headline.text), "{text}");
            assert_eq!(read.get_uid().unwrap(), format!("{}@litopys", event.id));
            assert_eq!(read.property_value("DTSTAMP"), Some("20250120T000000Z"), "the day of the edition");
            assert_eq!(read.get_location(), event.place.as_ref().map(|place| one_line(&place.name)).as_deref());
            let description = read.get_description().unwrap();
            assert!(event.key.iter().all(|sentence| description.contains(&one_line(&sentence.text))), "{description}");
        }
    }
}

#[test]
fn a_calendar_of_nothing_dated_has_no_event() {
    let mut edition = sample::edition();
    (edition.as_of, edition.period) = (None, None);
    edition.chapters.drain(..2);
    edition.upcoming.clear();
    let calendar: Calendar = export::calendar(&edition).parse().unwrap();
    assert_eq!(calendar.events().count(), 0);
    assert!(calendar.get_description().unwrap().contains("Старий млин чекає на господаря"));
}

#[test]
fn a_timeline_holds_escaped_texts_and_numbers_as_texts() {
    let link = regex::Regex::new("</?p>|</a>|<a href=\"https?://[^\"<>]*\">").unwrap();
    for edition in editions() {
        let timeline = json(&export::timeline_js(&edition));
        let slides = timeline["events"].as_array().unwrap();
        assert_eq!(slides.len(), 3, "the undated one is left out");
        for slide in slides {
            let numbers = slide["start_date"].as_object().unwrap().values();
            assert!(numbers.clone().all(|number| number.as_str().unwrap().parse::<i32>().is_ok()), "{slide}");
            for html in [&slide["text"]["headline"], &slide["group"], &slide["display_date"]] {
                assert!(!html.as_str().unwrap().contains(['<', '>', '"']), "{html}");
            }
            let html = slide["text"]["text"].as_str().unwrap();
            assert!(!link.replace_all(html, "").contains(['<', '>', '"']), "{html}");
        }
    }
}

#[test]
fn a_build_writes_what_is_asked_for_and_verify_reads_the_markdown() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let folder = tempfile::tempdir().unwrap();
    let formats: Vec<&str> = FORMATS.iter().flat_map(|(name, _)| ["--format", name]).collect();
    for content in ["digest", "full"] {
        let arguments = [&["build", seeds.to_str().unwrap(), "-o", "out", "--content", content], &*formats].concat();
        let build = run_in(folder.path(), &arguments, "");
        assert_eq!(build.code, 0, "{}", build.err);
        let verified = run_in(folder.path(), &["verify", "out/briefing.md", "--captures", seeds.to_str().unwrap()], "");
        assert_eq!((verified.code, verified.out.as_str()), (0, ""), "{}", verified.err);
    }
    let mut written: Vec<_> =
        fs::read_dir(folder.path().join("out")).unwrap().map(|file| file.unwrap().file_name()).collect();
    written.sort();
    let mut expected: Vec<_> = FORMATS.iter().map(|(_, file)| std::ffi::OsString::from(file)).collect();
    expected.sort();
    assert_eq!(written, expected);
    for (_, file) in &FORMATS[1..] {
        let verified = run_in(folder.path(), &["verify", &format!("out/{file}")], "");
        assert_eq!(verified.code, 1);
        assert!(verified.err.contains("it is a list for other programs"), "{}", verified.err);
    }
}

#[test]
fn outputs_next_to_the_captures_are_not_captures() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Міст відкрили\n\n14 липня 2025 року\n\nУ громаді відкрили новий міст.")
        .unwrap();
    let formats = FORMATS.iter().flat_map(|(name, _)| ["--format", name]);
    let arguments: Vec<&str> = ["build", "-o", "."].into_iter().chain(formats).collect();
    let ledger = || {
        let build = run_in(folder.path(), &arguments, "");
        assert_eq!(build.code, 0, "{}", build.err);
        fs::read_to_string(folder.path().join("briefing.md")).unwrap()
    };
    let first = ledger();
    assert_eq!(ledger(), first, "the second build finds the outputs of the first");
}

#[test]
fn markdown_that_was_changed_is_found() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let seeds = seeds.to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let build = run_in(folder.path(), &["build", seeds, "--format", "markdown"], "");
    assert_eq!(build.code, 0, "{}", build.err);
    let clean = fs::read_to_string(folder.path().join("out/briefing.md")).unwrap();
    let line = clean.lines().find(|line| line.ends_with("[^1]")).unwrap();
    let headline = clean.lines().find(|line| line.starts_with("### ")).unwrap();
    let digest = clean.lines().find(|line| line.starts_with("- SHA-256: ")).unwrap();
    let file = clean.lines().find_map(|line| Some(line.strip_prefix("[^1]: ")?.rsplit_once('`')?.0)).unwrap();
    let file = file.rsplit_once('`').unwrap().1;
    for (from, to, problem) in [
        (line, format!("Вигадане речення. {line}"), "words: [^1]: "),
        (headline, "### Вигаданий заголовок".to_owned(), "no source has this headline"),
        (digest, format!("- SHA-256: `{}`", "0".repeat(64)), "it has changed"),
        (file, "nowhere.txt".to_owned(), "`nowhere.txt` is not there"),
    ] {
        fs::write(folder.path().join("changed.md"), clean.replace(from, &to)).unwrap();
        let verified = run_in(folder.path(), &["verify", "changed.md", "--captures", seeds], "");
        assert_eq!(verified.code, 3, "{from}: {}", verified.err);
        assert!(verified.out.contains(problem), "{problem}: {}", verified.out);
    }
    fs::write(folder.path().join("other.md"), "# Нотатки\n\nПросто текст.\n").unwrap();
    let verified = run_in(folder.path(), &["verify", "other.md", "--captures", seeds], "");
    assert_eq!(verified.code, 1);
    assert!(verified.err.contains("it has no footnotes that name captures"), "{}", verified.err);
}
