//! In: sample editions. Out: whether their briefings have the expected contents, according to poppler's tools.
//!
//! Invariant: no test uses a clock, the network, or a file that it did not write.

mod figure;
mod pages;
mod reference;
pub mod sample;

use std::process::Command;

use litopys::capture::picture::{MediaType, Place as PicturePlace};
use litopys::edition::{Edition, EventPicture, Quotation, data};
use litopys::language::Language;
use litopys::project::{InFull, Paper};
use litopys::render::Pictures;
use litopys::render::pdf::{Layout, PdfError, render};
use sample::{Plan, edition};

fn typeset(edition: &Edition) -> Vec<u8> {
    let done = render(edition, &data(edition), &Pictures::default(), &Layout::built_in())
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(done.warnings, [], "nothing to warn of");
    done.value.bytes
}

/// The output of a poppler tool for a PDF. `-` in the arguments stands for its file.
fn ask(tool: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("briefing.pdf");
    litopys::files::write_whole(&[(file.clone(), pdf.to_vec())]).unwrap();
    let mut command = Command::new(tool);
    for argument in arguments {
        command.arg(if *argument == "-" { file.as_os_str() } else { argument.as_ref() });
    }
    let output = command.output().unwrap_or_else(|error| panic!("{tool}: {error}; tests/run installs poppler-utils"));
    String::from_utf8(output.stdout).unwrap()
}

/// The text of the briefing, with its lines and pages joined into one line, and without the hyphens at line ends.
fn text(pdf: &[u8]) -> String {
    let text = ask("pdftotext", &["-layout", "-nopgbrk", "-", "/dev/stdout"], pdf);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pages(pdf: &[u8]) -> Vec<String> {
    let text = ask("pdftotext", &["-", "/dev/stdout"], pdf);
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    assert_eq!(pages.pop().as_deref(), Some(""), "pdftotext ends each page with a form feed");
    pages
}

/// The left and right edges of every word and the width of its page, in points.
fn edges(pdf: &[u8]) -> Vec<(f64, f64, f64)> {
    let boxes = ask("pdftotext", &["-bbox", "-", "/dev/stdout"], pdf);
    let number = |line: &str, name: &str| -> Option<f64> {
        line.split_once(&format!("{name}=\""))?.1.split('"').next()?.parse().ok()
    };
    let mut width = 0.0;
    let mut edges = Vec::new();
    for line in boxes.lines() {
        if line.contains("<page ") {
            width = number(line, "width").unwrap();
        } else if line.contains("<word ") {
            edges.push((number(line, "xMin").unwrap(), number(line, "xMax").unwrap(), width));
        }
    }
    edges
}

#[test]
fn a_briefing_holds_every_part() {
    let mut edition = edition(&Plan::default());
    edition.in_full = vec![InFull::Names, InFull::Sources, InFull::Ledger];
    let pdf = typeset(&edition);
    let info = ask("pdfinfo", &["-"], &pdf);
    assert!(info.contains("Title:           Відбудова півдня"), "{info}");
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.contains("A4"), "{info}");
    let metadata = ask("pdfinfo", &["-meta", "-"], &pdf);
    for claim in ["<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>A<", "<rdf:li>uk-UA<"] {
        assert!(metadata.contains(claim), "{claim}");
    }
    assert!(metadata.contains("<xmp:CreateDate>2025-07-11T00:00:00"), "the as-of day");

    let text = text(&pdf);
    let words = &edition.words;
    for part in [&words.contents, &words.glance, &words.timeline, &words.people, &words.sources, &words.ledger] {
        assert!(text.contains(part.as_str()), "{part}");
    }
    for source in &edition.sources {
        assert!(text.contains(&source.published.as_ref().unwrap().long), "{}", source.number);
    }
    assert!(text.contains("випуск 3") || text.contains("ВИПУСК 3"), "{text}");
    assert!(text.contains("«Ми не просимо грошей на завтра"), "{text}");
}

#[test]
fn the_marks_of_events_name_the_pages_that_print_them() {
    let edition = edition(&Plan::default());
    let briefing = render(&edition, &data(&edition), &Pictures::default(), &Layout::built_in()).unwrap().value;
    let pages = pages(&briefing.bytes);
    assert!(briefing.pages.is_sorted_by_key(|mark| mark.page));
    for event in edition.chapters.iter().flat_map(|chapter| &chapter.events) {
        let mark = briefing.pages.iter().find(|mark| mark.id == event.id).unwrap();
        let page = pages[mark.page as usize - 1].split_whitespace().collect::<Vec<_>>().join(" ");
        let words = event.headline.text.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        assert!(page.contains(&words), "{words}: {page}");
    }
}

#[test]
fn the_bookmarks_are_the_parts_the_chapters_and_their_events() {
    let edition = edition(&Plan::default());
    let outline = ask("pdftohtml", &["-xml", "-i", "-stdout", "-"], &typeset(&edition));
    let outline = outline.split_once("<outline>").unwrap().1;
    let titles: Vec<&str> = outline
        .lines()
        .filter_map(|line| line.strip_prefix("<item page=\"")?.split_once("\">")?.1.strip_suffix("</item>"))
        .collect();
    let mut expected: Vec<&str> = [
        &edition.words.glance,
        &edition.words.timeline,
        &edition.words.news,
        &edition.words.upcoming,
        &edition.words.contents,
    ]
    .map(String::as_str)
    .to_vec();
    for chapter in &edition.chapters {
        expected.push(&chapter.title);
        expected.extend(chapter.events.iter().map(|event| event.headline.text.as_str()));
    }
    let words = &edition.words;
    let parts = [
        &words.reference,
        &words.control,
        &words.mentioned,
        &words.coverage,
        &words.people,
        &words.organizations,
        &words.places,
        &words.abbreviations,
        &words.sources,
        &words.ledger,
    ];
    expected.extend(parts.map(String::as_str));
    assert_eq!(titles, expected);
}

#[test]
fn the_bytes_are_the_same_twice_and_on_one_thread() {
    let edition = edition(&Plan { events: 40, chapters: 4, people: 20, ..Plan::default() });
    let first = typeset(&edition);
    typst::comemo::evict(0);
    assert!(first == typeset(&edition), "the second run differs");
    typst::comemo::evict(0);
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert!(first == alone.install(|| typeset(&edition)), "one thread differs");
}

#[test]
fn no_page_is_empty_and_nothing_leaves_the_paper() {
    let plans = [
        Plan { events: 1, chapters: 1, people: 0, days: 1, ..Plan::default() },
        Plan { undated: true, chapters: 1, ..Plan::default() },
        Plan { events: 40, chapters: 5, people: 30, days: 380, ..Plan::default() },
        Plan { events: 150, chapters: 6, people: 60, days: 60, paper: Paper::UsLetter, ..Plan::default() },
    ];
    for plan in plans {
        let edition = edition(&plan);
        let pdf = typeset(&edition);
        for (at, page) in pages(&pdf).iter().enumerate() {
            assert!(page.split_whitespace().count() > 8, "page {} of {} events: {page}", at + 1, plan.events);
        }
        for (left, right, width) in edges(&pdf) {
            assert!(left > 40.0 && right < width - 40.0, "{left} to {right} of {width}, {} events", plan.events);
        }
    }
}

#[test]
fn an_edition_without_anything_is_still_a_document() {
    let mut edition = edition(&Plan { events: 0, people: 0, ..Plan::default() });
    edition.as_of = None;
    edition.number = None;
    edition.ledger.entries.clear();
    assert!(text(&typeset(&edition)).contains("Відбудова півдня"));
}

#[test]
fn words_without_an_end_break_and_stay_on_the_paper() {
    let mut edition = edition(&Plan::default());
    let endless = "Безкінечнеслово".repeat(20);
    edition.title = format!("{} {}", "Перевантаження", "я".repeat(60));
    edition.chapters[0].title = endless.clone();
    edition.chapters[0].events[0].headline.text = endless.clone();
    edition.chapters[0].events[0].key[0].text = endless.clone();
    edition.sources[0].path = format!("тека/{}", "файл_без_пропусків".repeat(15));
    edition.sources[0].address = Some(format!("https://obrii.example/{}", "abcdef0123456789".repeat(20)));
    edition.ledger.entries[0].path = edition.sources[0].path.clone();
    edition.people[0].sort = endless.clone();
    let pdf = typeset(&edition);
    for (left, right, width) in edges(&pdf) {
        assert!(left > 40.0 && right < width - 40.0, "{left} to {right} of {width}");
    }
    let letters: String = ask("pdftotext", &["-", "/dev/stdout"], &pdf).split_whitespace().collect();
    for whole in [&endless, &edition.sources[0].path, edition.sources[0].address.as_ref().unwrap()] {
        assert!(letters.contains(whole.as_str()), "{whole} in {letters}");
    }
}

#[test]
fn code_in_a_capture_prints_literally() {
    let code = [
        "#read(\"/etc/passwd\") *bold* _soft_ $x^2$ <label> @cite [block] `raw` \\u{41} // note",
        "= Heading #panic() #set page(width: 1pt)",
        "<script>alert('x')</script> {{ edition }} &amp;",
    ];
    let mut edition = edition(&Plan::default());
    edition.title = code[0].to_owned();
    let event = &mut edition.chapters[0].events[0];
    event.headline.text = code[1].to_owned();
    event.key = vec![sample::quotation(code[2], 1)];
    let text = text(&typeset(&edition));
    for line in ["#read(\"/etc/passwd\") *bold*", "<label> @cite [block] `raw` \\u{41} // note", code[1], code[2]] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(!text.contains("root:"));
}

#[test]
fn characters_without_a_glyph_are_replaced_and_counted() {
    let mut edition = edition(&Plan::default());
    let odd = Quotation {
        language: Language::Unknown,
        ..sample::quotation("Мер\u{feff} сказав 👩‍👩‍👧 東\u{e000}\u{7} так\u{fe0f}", 1)
    };
    edition.chapters[0].events[0].key = vec![odd];
    let done = render(&edition, &data(&edition), &Pictures::default(), &Layout::built_in()).unwrap();
    assert_eq!(done.warnings.len(), 1, "{:?}", done.warnings);
    assert!(
        done.warnings[0].problem.starts_with("the briefing's fonts lack 3 characters, which "),
        "{}",
        done.warnings[0]
    );
    assert!(text(&done.value.bytes).contains("Мер сказав □ □□ так"));
}

#[test]
fn pictures_that_cannot_be_typeset_are_left_out() {
    let mut edition = edition(&Plan::default());
    edition.chapters[0].events[0].picture = Some(EventPicture {
        name: "a.png".to_owned(),
        alt: "Міст".to_owned(),
        caption: Some("Міст через річку".to_owned()),
        credit: None,
        language: Language::Ukrainian,
        source: 1,
        place: PicturePlace::Embedded,
        media_type: MediaType::Png,
        width: 640,
        height: 480,
        digest: "0".repeat(64),
    });
    let absent = render(&edition, &data(&edition), &Pictures::default(), &Layout::built_in()).unwrap();
    assert_eq!(absent.warnings, []);
    let mut pictures = Pictures::default();
    pictures.insert("a.png".to_owned(), b"no picture".to_vec());
    let broken = render(&edition, &data(&edition), &pictures, &Layout::built_in()).unwrap();
    assert_eq!(broken.warnings.len(), 1);
    let told = broken.warnings[0].to_string();
    assert!(told.starts_with("the briefing was typeset without its pictures: ") && told.contains("\nhint: "), "{told}");
    assert!(broken.value.bytes == absent.value.bytes);
    assert!(!text(&absent.value.bytes).contains("Міст через річку"));
}

#[test]
fn a_layout_sees_no_other_file_no_package_and_no_clock() {
    let edition = edition(&Plan::default());
    for code in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../Cargo.toml\")",
        "#import \"@preview/cetz:0.3.0\": canvas",
        "#image(\"/../fonts/cover.png\")",
        "#datetime.today().display()",
    ] {
        let layout = Layout::built_in().with([(Layout::MAIN.to_owned(), code.as_bytes().to_vec())]);
        match render(&edition, &data(&edition), &Pictures::default(), &layout) {
            Err(PdfError::Typesetting(message)) => {
                assert!(message.starts_with("`layouts/briefing/main.typ:1:") && message.contains(code), "{message}")
            }
            other => panic!("{code}: {:?}", other.map(|done| done.value.bytes.len())),
        }
    }
}

#[test]
fn a_users_file_replaces_the_built_in_one() {
    let edition = edition(&Plan::default());
    let back = "#let people = []\n#let sources = []\n#let ledger = [Кінець]";
    let chapters = "#import \"style.typ\": *\n#let chapters = for c in edition.chapters { for e in c.events [#heading(level: 1, e.headline.text)#label(e.id)] }";
    let front = "#import \"style.typ\": *\n#let cover = title(edition.title)\n#let contents = []\n#let glance = []";
    let files =
        [("back.typ", back), ("chapters.typ", chapters), ("front.typ", front), ("timeline.typ", "#let timeline = []")];
    let files = files
        .into_iter()
        .chain([("abbreviations.typ", "#let abbreviations = []"), ("mentioned.typ", "#let mentioned = []")])
        .chain([("upcoming.typ", "#let upcoming = []")])
        .chain([("coverage.typ", "#let coverage = []")]);
    let layout = Layout::built_in().with(files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
    let done =
        render(&edition, &data(&edition), &Pictures::default(), &layout).unwrap_or_else(|error| panic!("{error}"));
    assert!(text(&done.value.bytes).contains("Кінець"));
    assert!(!text(&done.value.bytes).contains("Джерела"));
}

#[test]
fn the_validators_find_nothing() {
    let Ok(verapdf) = std::env::var("LITOPYS_VERAPDF") else {
        assert!(std::env::var("LITOPYS_REQUIRE_TOOLS").is_err(), "LITOPYS_VERAPDF is not set");
        println!("not run: LITOPYS_VERAPDF is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("briefing.pdf");
    std::fs::write(&file, typeset(&edition(&Plan::default()))).unwrap();
    for (tool, arguments) in [(verapdf.as_str(), &[][..]), ("qpdf", &["--check"])] {
        let output = Command::new(tool).args(arguments).arg(&file).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{tool}: {said}");
    }
}
