//! In: genuine e-books of the example and of a project with pictures, each with one change. Out: whether `verify` finds every change, and
//! nothing in a book from litopys.
//!
//! Invariant: the genuine book is rewritten with the same code as the forged ones, and verifies. A forgery is one change to it.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::LazyLock;

use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::cli::{Run, run_in};
use super::pictures::paint::{JPEG, PNG};
use super::verify::{built, verify};

/// The example with its outputs in Ukrainian, built once.
static EXAMPLE: LazyLock<TempDir> = LazyLock::new(|| built("uk"));

/// A project of two pages with pictures, built once.
static PICTURED: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    for (at, (subject, picture)) in [("міст", PNG), ("театр", JPEG)].into_iter().enumerate() {
        let page = format!(
            "<!DOCTYPE html><html lang=\"uk\"><head><meta charset=\"utf-8\"><title>Громада відбудувала {subject}</title>\
             <link rel=\"canonical\" href=\"https://visnyk.example/2024/{at}?a=1&amp;b=2\">\
             <meta property=\"article:published_time\" content=\"2024-0{}-06T10:00:00+03:00\"></head><body><article>\
             <h1>Громада відбудувала {subject}</h1><figure><img src=\"{at}.pic\" alt=\"Так виглядає {subject}\">\
             <figcaption>Так виглядає {subject}</figcaption></figure><p>Громада Лиману відбудувала {subject} за рік, \
             повідомила селищна рада на зустрічі з мешканцями.</p><p>На {subject} витратили більше, ніж планували, \
             сказав голова громади.</p></article></body></html>",
            at + 2
        );
        fs::write(folder.path().join(format!("{at}.html")), page).unwrap();
        fs::write(folder.path().join(format!("{at}.pic")), paint(picture, 1)).unwrap();
    }
    build(folder.path(), &[]);
    folder
});

fn paint(kind: image::ImageFormat, seed: u8) -> Vec<u8> {
    super::pictures::paint::paint(kind, 320, 240, seed)
}

fn build(folder: &Path, arguments: &[&str]) {
    let run = run_in(folder, &[&["build", ".", "--format", "epub"], arguments].concat(), "");
    assert_eq!(run.code, 0, "{}", run.err);
}

/// The files of a book, in order.
type Files = Vec<(String, Vec<u8>)>;

fn files(folder: &Path) -> Files {
    let book = fs::read(folder.join("out/briefing.epub")).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().to_owned(), bytes)
    };
    (0..count).map(read).collect()
}

fn bound(files: &Files) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The output of `verify` for a book and the captures of a folder.
fn told(folder: &Path, book: &[u8]) -> Run {
    let other = tempfile::tempdir().unwrap();
    let path = other.path().join("a.epub");
    fs::write(&path, book).unwrap();
    verify(folder, &[path.to_str().unwrap(), "--captures", "."])
}

/// Checks that a change of the files of a book is found and named.
fn found(folder: &Path, name: &str, expected: &str, change: impl FnOnce(&mut Files)) {
    let mut files = files(folder);
    let before = files.clone();
    change(&mut files);
    assert!(files != before, "{name}: nothing was changed");
    let run = told(folder, &bound(&files));
    assert!(run.code == 3 || run.code == 1, "{name}: {} {}", run.code, run.out);
    assert!(run.out.contains(expected) || run.err.contains(expected), "{name}: {}{}", run.out, run.err);
}

fn text(files: &Files, name: &str) -> String {
    let found = files.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name}"));
    String::from_utf8(found.1.clone()).unwrap()
}

/// A change of the text of one file.
fn edited(file: &'static str, change: impl Fn(String) -> String) -> impl FnOnce(&mut Files) {
    move |files| {
        let text = change(text(files, file)).into_bytes();
        files.iter_mut().find(|(name, _)| name == file).unwrap().1 = text;
    }
}

/// A change of the first occurrence of a text in a file.
fn put(file: &'static str, old: &'static str, new: &str) -> impl FnOnce(&mut Files) {
    let new = new.to_owned();
    edited(file, move |text| {
        assert!(text.contains(old), "{file} has no {old}");
        text.replacen(old, &new, 1)
    })
}

/// The text between the first occurrences of two marks.
fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    text.split_once(open).unwrap().1.split_once(close).unwrap().0
}

const CHAPTER: &str = "OEBPS/chapter-1.xhtml";
const PACKAGE: &str = "OEBPS/content.opf";
const LIE: &str = "<p>Цього ніхто не писав.</p>";

#[test]
fn a_true_book_verifies_when_it_is_written_anew() {
    for folder in [EXAMPLE.path(), PICTURED.path()] {
        let run = told(folder, &bound(&files(folder)));
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    }
    assert!(files(PICTURED.path()).iter().any(|(name, _)| name.starts_with("OEBPS/pictures/")));
}

#[test]
fn books_in_every_language_and_of_every_content_verify() {
    for language in ["en", "pl", "de", "uk"] {
        for arguments in [&["--content", "full"][..], &["--content", "digest"], &["--no-pictures"]] {
            let folder = tempfile::tempdir().unwrap();
            for page in 0..2 {
                for name in [format!("{page}.html"), format!("{page}.pic")] {
                    fs::copy(PICTURED.path().join(&name), folder.path().join(&name)).unwrap();
                }
            }
            build(folder.path(), &[&["--language", language, "--format", "pdf"], arguments].concat());
            let run = verify(folder.path(), &["out/briefing.epub"]);
            assert_eq!((run.code, run.out.as_str()), (0, ""), "{language} {arguments:?}: {}", run.err);
        }
    }
}

#[test]
fn foreign_xml_entities_and_parts_are_found() {
    let folder = EXAMPLE.path();
    let doctype = "<!DOCTYPE html>";
    let hidden = "<!DOCTYPE html [<!ENTITY lie \"Цього ніхто не писав\">]>";
    found(folder, "subset", "not the one that litopys writes", put(CHAPTER, doctype, hidden));
    let lie = edited(CHAPTER, move |text| {
        text.replacen(doctype, hidden, 1).replacen("</section>", "<p>&lie;</p></section>", 1)
    });
    found(folder, "entity", "`&lie;` is an unknown entity", lie);
    found(
        folder,
        "public",
        "not the one that litopys",
        put(CHAPTER, doctype, "<!DOCTYPE html PUBLIC \"a\" \"http://a.example/b.dtd\">"),
    );
    found(
        folder,
        "instruction",
        "a processing instruction",
        put(CHAPTER, doctype, "<?xml-stylesheet href=\"a.css\"?><!DOCTYPE html>"),
    );
    found(folder, "encoding", "encoding other", put(CHAPTER, "encoding=\"UTF-8\"", "encoding=\"KOI8-U\""));
    found(
        folder,
        "namespace",
        "not the one that litopys",
        put(CHAPTER, "http://www.w3.org/1999/xhtml", "http://example.org/"),
    );
    found(folder, "of the package", "it is not a package", put(PACKAGE, "<dc:language>uk", "<dc:language>uk&lie;"));
    found(
        folder,
        "package's subset",
        "a kind of XML",
        put(PACKAGE, "<package ", "<!DOCTYPE package [<!ENTITY a \"b\">]><package "),
    );
    found(
        folder,
        "of the contents",
        "not the one that litopys",
        put("OEBPS/toc.ncx", "<ncx ", "<!DOCTYPE ncx [<!ENTITY a \"b\">]><ncx "),
    );
    found(
        folder,
        "depth",
        "nested too deep",
        edited(CHAPTER, |text| {
            text.replacen("</section>", &("<div>".repeat(300) + &"</div>".repeat(300) + "</section>"), 1)
        }),
    );
    found(folder, "bytes", "it is not in UTF-8", |files| {
        files.iter_mut().find(|(name, _)| name == CHAPTER).unwrap().1.extend(b"<!-- \xff -->");
    });
}

#[test]
fn an_archive_that_can_be_read_in_two_ways_is_found() {
    let folder = EXAMPLE.path();
    let book = bound(&files(folder));
    let is_found = |name: &str, bytes: &[u8]| {
        let run = told(folder, bytes);
        assert!(
            run.code == 3 && run.out.contains("print: the archive: ") || run.code == 1,
            "{name}: {}{}",
            run.out,
            run.err
        );
    };
    let (end, at) =
        (book.len() - 22, |from: usize| u32::from_le_bytes(book[from..from + 4].try_into().unwrap()) as usize);
    let list = at(end + 16);
    let patched = |changes: &[(usize, &[u8])]| {
        let mut bytes = book.clone();
        for (at, new) in changes {
            bytes[*at..at + new.len()].copy_from_slice(new);
        }
        bytes
    };
    is_found("before", &[b"PK\x03\x04", &book[..]].concat());
    is_found("behind", &[&book[..], b"more"].concat());
    let told_behind = [&book[..end + 20], b"\x04\x00more"].concat();
    is_found("a remark at the end", &told_behind);
    let moved = u32::try_from(list + 4).unwrap().to_le_bytes();
    is_found("between", &[&book[..list], b"more", &book[list..end + 16], &moved, &book[end + 20..]].concat());
    is_found("another count", &patched(&[(end + 8, b"\x03\x00\x03\x00")]));
    is_found("another name in the head", &patched(&[(30, b"mimetypo")]));
    is_found("another size in the head", &patched(&[(22, b"\x01")]));
    // Two files with names of one length, one of which gets the name of the other in both places.
    let name = |from: &[u8], to: &[u8]| {
        let mut bytes = book.clone();
        let places: Vec<usize> =
            bytes.windows(from.len()).enumerate().filter(|(_, it)| *it == from).map(|(at, _)| at).collect();
        for place in places {
            bytes[place..place + from.len()].copy_from_slice(to);
        }
        bytes
    };
    let twice = name(b"OEBPS/chapter-2.xhtml", b"OEBPS/chapter-1.xhtml");
    let run = told(folder, &twice);
    assert!(run.code == 3 && run.out.contains("`OEBPS/chapter-1.xhtml` is in it twice"), "{}{}", run.out, run.err);
    is_found("another case", &name(b"OEBPS/chapter-2.xhtml", b"OEBPS/Chapter-1.xhtml"));
    let mut reversed = files(folder);
    reversed.reverse();
    is_found("another order", &bound(&reversed));
}

#[test]
fn files_that_litopys_does_not_write_are_found() {
    let folder = EXAMPLE.path();
    let page = text(&files(folder), CHAPTER).replace("</section>", &format!("{LIE}</section>"));
    let added = |name: &'static str| {
        let page = page.clone();
        move |files: &mut Files| files.push((name.to_owned(), page.into_bytes()))
    };
    for name in [
        "OEBPS/chapter-1.html",
        "OEBPS/extra.xhtml",
        "OEBPS/a.svg",
        "OEBPS/a.xml",
        "OEBPS/pictures/a.xhtml",
        "OEBPS/run.js",
    ] {
        found(folder, name, "litopys does not write such a file", added(name));
    }
    for name in ["META-INF/encryption.xml", "META-INF/rights.xml", "other/content.opf", "OEBPS/../a.xhtml"] {
        found(folder, name, "litopys does not write such a file", added(name));
    }
    found(folder, "a page more", "it does not list `chapter-9.xhtml`", added("OEBPS/chapter-9.xhtml"));
    found(folder, "a picture more", "no event has this picture", |files| {
        files.push((format!("OEBPS/pictures/{}.png", "a".repeat(64)), paint(PNG, 2)));
    });
    found(folder, "a font", "not a font of this program", |files| {
        files.push(("OEBPS/fonts/Own.ttf".to_owned(), b"\0\x01\0\0".to_vec()))
    });
    let container = "META-INF/container.xml";
    let root = "<rootfile full-path=\"OEBPS/content.opf\"";
    found(
        folder,
        "another package",
        "META-INF/container.xml",
        put(container, root, "<rootfile full-path=\"OEBPS/other.opf\""),
    );
    let second = "<rootfile full-path=\"OEBPS/other.opf\" media-type=\"application/oebps-package+xml\"/><rootfile full-path=\"OEBPS/content.opf\"";
    found(folder, "two packages", "META-INF/container.xml", put(container, root, second));
    found(folder, "no page", "is not on it", |files| files.retain(|(name, _)| name != CHAPTER));
}

#[test]
fn a_package_that_says_something_else_is_found() {
    let folder = EXAMPLE.path();
    let item = "<item media-type=\"application/xhtml+xml\" id=\"id_glance.xhtml\" href=\"glance.xhtml\"/>";
    let read = "<itemref idref=\"id_glance.xhtml\"/>";
    let cases: [(&str, &'static str, &str, &str); 19] = [
        ("title", "<dc:title>Спільне", "<dc:title>Спільна", "`dc:title`"),
        ("creator", "<dc:language>", "<dc:creator>Хтось</dc:creator><dc:language>", "`dc:creator`"),
        ("second title", "<dc:date>", "<dc:title>Інше</dc:title><dc:date>", "one `dc:title`"),
        ("date", "<dc:date>2025", "<dc:date>2024", "`dc:date`"),
        ("language", "<dc:language>uk", "<dc:language>en", "`dc:language`"),
        ("publisher", "<dc:publisher>litopys", "<dc:publisher>Уряд", "`dc:publisher`"),
        ("description", "<dc:description>", "<dc:description>Неправда. ", "`dc:description`"),
        ("series", "name=\"calibre:series\" content=\"", "name=\"calibre:series\" content=\"Не ", "`meta`"),
        (
            "property",
            "<meta name=\"cover\"",
            "<meta property=\"dcterms:creator\">Хтось</meta><meta name=\"cover\"",
            "`meta`",
        ),
        (
            "remote",
            "href=\"glance.xhtml\"",
            "href=\"https://evil.example/a.xhtml\"",
            "wrongly, or there is no such file",
        ),
        ("media type", item, &item.replace("application/xhtml+xml", "image/svg+xml"), "wrongly"),
        ("fallback", "href=\"glance.xhtml\"", "href=\"glance.xhtml\" fallback=\"nav\"", "`item` has"),
        ("properties", "href=\"glance.xhtml\"", "href=\"glance.xhtml\" properties=\"scripted\"", "wrongly"),
        (
            "listed twice",
            item,
            &format!("{item}{}", item.replace("id_glance", "id_again")),
            "it lists `glance.xhtml` twice",
        ),
        ("not read", read, "", "`glance.xhtml` is not in the reading order"),
        ("not linear", read, "<itemref idref=\"id_glance.xhtml\" linear=\"no\"/>", "`itemref` has"),
        ("guide", "title=\"Стисло\"", "title=\"Неправда\"", "`reference`"),
        ("bindings", "</package>", "<bindings/></package>", "`bindings`"),
        ("direction", "page-progression-direction=\"ltr\"", "page-progression-direction=\"rtl\"", "`spine` has"),
    ];
    for (name, old, new, expected) in cases {
        found(folder, name, expected, put(PACKAGE, old, new));
    }
    found(
        folder,
        "order",
        "its reading order",
        edited(PACKAGE, move |text| {
            text.replacen(read, "", 1).replacen(
                "<spine toc=\"ncx\" page-progression-direction=\"ltr\">",
                &format!("<spine toc=\"ncx\" page-progression-direction=\"ltr\">{read}"),
                1,
            )
        }),
    );
    found(
        folder,
        "contents",
        "toc.ncx: `Неправда`",
        edited("OEBPS/toc.ncx", |text| {
            let title = between(&text, "<navLabel><text>", "</text>").to_owned();
            text.replacen(&format!("<navLabel><text>{title}"), "<navLabel><text>Неправда", 1)
        }),
    );
    found(
        folder,
        "contents lead elsewhere",
        "toc.ncx",
        edited("OEBPS/toc.ncx", |text| {
            let first = between(&text, "chapter-1.xhtml#", "\"").to_owned();
            let other = between(&text, "chapter-2.xhtml#", "\"").to_owned();
            text.replacen(&format!("chapter-1.xhtml#{first}"), &format!("chapter-2.xhtml#{other}"), 1)
        }),
    );
    found(
        folder,
        "navigation",
        "nav.xhtml",
        edited("OEBPS/nav.xhtml", |text| text.replacen("</nav>", &format!("{LIE}</nav>"), 1)),
    );
}

#[test]
fn elements_and_attributes_that_no_layout_writes_are_found() {
    let folder = EXAMPLE.path();
    for element in [
        "<script>a()</script>",
        "<iframe src=\"https://evil.example/\"></iframe>",
        "<iframe srcdoc=\"&lt;p>Неправда\"></iframe>",
        "<object data=\"a.html\"></object>",
        "<embed src=\"a.html\"/>",
        "<form action=\"https://evil.example/\"><input value=\"Неправда\"/></form>",
        "<button>Далі</button>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject/></svg>",
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"/>",
        "<video src=\"a.mp4\"/>",
        "<details/>",
        "<del/>",
        "<bdo dir=\"rtl\"/>",
        "<style>p::after { content: 'Неправда' }</style>",
        "<base href=\"https://evil.example/\"/>",
        "<meta http-equiv=\"refresh\" content=\"0; url=https://evil.example/\"/>",
        "<link rel=\"stylesheet\" href=\"https://evil.example/a.css\"/>",
        "<x:p xmlns:x=\"http://www.w3.org/1999/xhtml\"/>",
        "<img src=\"cover.png\" srcset=\"https://evil.example/a.png\" alt=\"\"/>",
        "<p style=\"display: none\"/>",
        "<p class=\"hidden\"/>",
        "<p hidden=\"hidden\"/>",
        "<nav hidden=\"hidden\"/>",
        "<p onclick=\"a()\"/>",
        "<p dir=\"rtl\"/>",
        "<p aria-hidden=\"true\"/>",
        "<p aria-description=\"Неправда\"/>",
        "<p data-x=\"Неправда\"/>",
        "<ol start=\"7\"/>",
        "<p contenteditable=\"true\"/>",
    ] {
        let change = edited(CHAPTER, move |text| text.replacen("</section>", &format!("{element}</section>"), 1));
        found(folder, element, "chapter-1.xhtml: ", change);
    }
    for (attribute, expected) in [
        ("aria-label=\"Неправда\"", "`Неправда` is not in the edition"),
        ("aria-label=\"Джерело 4\" role=\"doc-noteref\"", "leads to number"),
        ("title=\"Неправда\"", "the layout does not write"),
        ("target=\"_blank\"", "the layout does not write"),
    ] {
        let change = edited(CHAPTER, move |text| {
            let label = between(&text, "<a id=\"cited-1\"", ">").to_owned();
            let target = between(&label, "href=\"", "\"");
            text.replacen(&label, &format!(" href=\"{target}\" {attribute}"), 1)
        });
        found(folder, attribute, expected, change);
    }
    let style = "OEBPS/stylesheet.css";
    for rule in [
        "p::before { content: \"Неправда\" }",
        "@import url(https://evil.example/a.css);",
        "p { display: none }",
        ".when { background: url(a.png) }",
        "p { color: white }",
    ] {
        found(folder, rule, "stylesheet.css: it is not the style", edited(style, move |text| text + rule));
    }
}

#[test]
fn links_that_lead_elsewhere_are_found() {
    let folder = PICTURED.path();
    let sources = "OEBPS/sources.xhtml";
    let own = text(&files(folder), sources);
    let mut addresses =
        own.split("href=\"https").skip(1).map(|rest| format!("https{}", rest.split_once('"').unwrap().0));
    let address = addresses.next().unwrap();
    let other = addresses.find(|it| *it != address).unwrap();
    for target in [
        "https://evil.example/",
        "javascript:alert(1)",
        "data:text/html,a",
        "//evil.example/",
        "mailto:a@evil.example",
        &other,
    ] {
        let (old, new) = (format!("href=\"{address}\""), format!("href=\"{target}\""));
        found(folder, target, "sources.xhtml: `a` has", edited(sources, move |text| text.replacen(&old, &new, 1)));
    }
    let folder = EXAMPLE.path();
    found(folder, "nowhere", "which does not exist", put(CHAPTER, "href=\"#note-", "href=\"#note-9"));
    found(
        folder,
        "another note",
        "leads to number",
        edited(CHAPTER, |text| {
            let number = if text.contains("href=\"#note-1\">1<") { (1, 2) } else { (2, 1) };
            text.replacen(
                &format!("href=\"#note-{}\">{}<", number.0, number.0),
                &format!("href=\"#note-{}\">{}<", number.1, number.0),
                1,
            )
        }),
    );
    found(
        folder,
        "another source",
        "which is another",
        edited(CHAPTER, |text| {
            let at = text.find("</span><a class=\"noteref\"").unwrap();
            let (before, behind) = text.split_at(at);
            let label = between(behind, "aria-label=\"", "</a>");
            let number = label.rsplit_once('>').unwrap().1;
            let other = if number == "1" { "2" } else { "1" };
            let new = label
                .replace(&format!(" {number}\""), &format!(" {other}\""))
                .replace(&format!("note-{number}"), &format!("note-{other}"));
            let new = new.replace(&format!(">{number}"), &format!(">{other}"));
            before.to_owned() + &behind.replacen(label, &new, 1)
        }),
    );
    found(
        folder,
        "in a link",
        "inside another",
        put(CHAPTER, "</p>", "<a href=\"#note-1\"><a href=\"#note-1\">1</a></a></p>"),
    );
    found(folder, "a file", "chapter-1.xhtml", put(CHAPTER, "href=\"#note-", "href=\"file:///etc/passwd#note-"));
}

#[test]
fn true_texts_in_another_place_are_found() {
    let folder = EXAMPLE.path();
    let timeline = "OEBPS/timeline.xhtml";
    let days = |text: &str| -> Vec<String> {
        text.split("<p class=\"when\">").skip(1).map(|rest| rest.split_once("</p>").unwrap().0.to_owned()).collect()
    };
    let exchanged = move |text: String| {
        let all = days(&text);
        let mark = "\u{1}".to_owned();
        text.replacen(&all[0], &mark, 1).replacen(&all[1], &all[0], 1).replacen(&mark, &all[1], 1)
    };
    found(folder, "days of the timeline", "does not belong to the event", edited(timeline, exchanged));
    let wrapped = move |text: String| {
        let all = days(&text);
        text.replacen(
            &format!("<p class=\"when\">{}</p>", all[0]),
            &format!("<div><p class=\"when\">{}</p></div>", all[1]),
            1,
        )
    };
    found(folder, "a day in a box", "does not belong to the event", edited(timeline, wrapped));
    let outside = move |text: String| {
        let all = days(&text);
        text.replacen("<ol class=\"dated\">", &format!("<p class=\"when\">{}</p><ol class=\"dated\">", all[1]), 1)
    };
    found(folder, "a day outside", "is printed without an event", edited(timeline, outside));
    let other = |text: &str| {
        text.split("<section id=\"event-").nth(2).map(|it| between(it, "<p class=\"when\">", "</p>").to_owned())
    };
    found(
        folder,
        "a day of another event",
        "does not belong to what",
        edited(CHAPTER, move |text| {
            let (day, other) = (between(&text, "<p class=\"when\">", "</p>").to_owned(), other(&text).unwrap());
            text.replacen(&day, &other, 1)
        }),
    );
    let people = text(&files(folder), "OEBPS/people.xhtml");
    let nobody = people.split("class=\"person\"><b>").skip(1).map(|it| it.split_once("</b>").unwrap().0.to_owned());
    let all: Vec<String> = nobody.collect();
    found(
        folder,
        "another speaker",
        "does not belong to the quote",
        edited(CHAPTER, move |text| {
            let said = between(&text, "<cite>", "</cite>").to_owned();
            let other = all.iter().find(|name| **name != said).unwrap();
            text.replacen(&format!("<cite>{said}"), &format!("<cite>{other}"), 1)
        }),
    );
    found(
        folder,
        "a moved mark",
        "which the drawing does not",
        edited(timeline, |text| text.replacen("<rect x=\"", "<rect x=\"9", 1)),
    );
    let reference = "OEBPS/reference.xhtml";
    let drawn = |name: &str, expected: &str, change: fn(String) -> String| {
        found(folder, name, expected, edited(reference, change));
    };
    drawn("a larger circle", "which the drawing does not", |text| {
        text.replacen(" width=\"16.0\"", " width=\"15.0\"", 1)
    });
    drawn("another row", "which the drawing does not", |text| text.replacen("\" y=\"", "\" y=\"1", 1));
    drawn("another sum", "`3` is not at its place", |text| text.replacen(">2</text>", ">3</text>", 1));
    drawn("a longer sum", "`12` is not at its place", |text| text.replacen(">2</text>", ">12</text>", 1));
    drawn("another publisher", "`KRAI.ua` is not at its place", |text| {
        text.replacen(">visti.com.ua</text>", ">KRAI.ua</text>", 1)
    });
    drawn("no publisher", "`Уряд` is not in the edition", |text| text.replacen("KRAI.ua</text>", "Уряд</text>", 1));
    drawn("another label", "`2026` is not", |text| text.replacen(">2025</text>", ">2026</text>", 1));
    found(
        folder,
        "another number of an event",
        "is not at its place",
        edited(timeline, |text| text.replacen(">1</text>", ">4</text>", 1)),
    );
    found(folder, "another letter", "people.xhtml: `Щ` is not in", |files| {
        edited("OEBPS/people.xhtml", |text| {
            let letter = between(&text, "class=\"letter\">", "</h2>").to_owned();
            text.replacen(&format!("letter\">{letter}"), "letter\">Щ", 1)
        })(files);
    });
    found(
        folder,
        "another count",
        "the number of",
        edited("OEBPS/titlepage.xhtml", |text| text.replacen("<b>4</b>", "<b>5</b>", 1)),
    );
    found(
        folder,
        "a sign",
        "is not in the edition",
        edited(CHAPTER, |text| {
            let words = between(&text, "data-end=\"", "</h2>").to_owned();
            let new = format!("{words}?");
            text.replacen(&words, &new, 1)
        }),
    );
    found(
        folder,
        "direction",
        "in another direction",
        put(CHAPTER, "<h1 id=\"chapter-1\">", "<h1 id=\"chapter-1\">\u{202e}"),
    );
    found(
        folder,
        "machine's day",
        "`time` has",
        edited(CHAPTER, |text| {
            let day = between(&text, "datetime=\"", "\"").to_owned();
            text.replacen(&format!("datetime=\"{day}"), "datetime=\"1999-01-01", 1)
        }),
    );
    found(folder, "a number of a list", "`li` has", put("OEBPS/sources.xhtml", "value=\"1\"", "value=\"2\""));
    found(
        folder,
        "no event",
        "is not in it, or has no identifier",
        edited(CHAPTER, |text| {
            let id = between(&text, "<section id=\"", "\"").to_owned();
            text.replacen(&format!("<section id=\"{id}\""), "<section", 1)
        }),
    );
}

#[test]
fn shapes_of_the_figure_that_were_exchanged_are_found() {
    let folder = EXAMPLE.path();
    let timeline = "OEBPS/timeline.xhtml";
    let exchanged = |text: String, one: String, other: String| {
        assert_ne!(one, other);
        text.replacen(&one, "\u{1}", 1).replacen(&other, &one, 1).replacen('\u{1}', &other, 1)
    };
    let mark = |text: &str, nth: usize| {
        let marks = between(text, "<g class=\"hollow\">", "</g>").split("<rect ").nth(nth).unwrap();
        between(marks, "x=\"", "\"").to_owned()
    };
    let moved = move |text: String| {
        let (one, other) = (mark(&text, 1), mark(&text, 2));
        text.replacen(&format!("<rect x=\"{one}\""), &format!("<rect x=\"{other}\""), 1)
    };
    found(folder, "a mark with the place of another", "which the drawing does not", edited(timeline, moved));
    let renamed = |text: String| text.replacen("<g class=\"hollow\">", "<g class=\"filled\">", 1);
    found(folder, "marks of another kind", "which the drawing does not", edited(timeline, renamed));
    let numbered = move |text: String| exchanged(text, ">1</text>".to_owned(), ">2</text>".to_owned());
    found(folder, "exchanged numbers", "is not at its place in the drawing", edited(timeline, numbered));
    let dated = move |text: String| {
        let labels = between(&text, "<g class=\"labels\">", "</g>").to_owned();
        let said: Vec<&str> = labels.split("\">").skip(1).map(|it| it.split_once("</text>").unwrap().0).collect();
        let (one, other) =
            (format!("\">{}</text>", said[said.len() - 2]), format!("\">{}</text>", said[said.len() - 1]));
        exchanged(text, one, other)
    };
    found(folder, "exchanged days of the axis", "is not at its place in the drawing", edited(timeline, dated));
}

#[test]
fn publishers_beside_another_rating_are_found() {
    let folder = tempfile::tempdir().unwrap();
    for (site, day) in [("visnyk", 6), ("hromada", 7), ("ratusha", 8)] {
        let page = format!(
            "<!DOCTYPE html><html lang=\"uk\"><head><title>Міст номер {day}</title>\
             <link rel=\"canonical\" href=\"https://{site}.example/{day}\">\
             <meta property=\"article:published_time\" content=\"2024-02-0{day}T10:00:00+02:00\"></head>\
             <body><article><h1>Міст номер {day}</h1><p>Громада відбудувала міст.</p></article></body></html>"
        );
        fs::write(folder.path().join(format!("{site}.html")), page).unwrap();
    }
    let rated = |name: &str, letter: &str| {
        format!("[[publisher]]\nname = \"{name}\"\nhosts = [\"{name}.example\"]\nreliability = \"{letter}\"\n")
    };
    let project = [rated("visnyk", "A"), rated("hromada", "C"), rated("ratusha", "C")].concat();
    fs::write(folder.path().join("litopys.toml"), format!("language = \"uk\"\n{project}")).unwrap();
    build(folder.path(), &[]);
    let run = verify(folder.path(), &["out/briefing.epub"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let reference = "OEBPS/reference.xhtml";
    let exchanged = |one: &'static str, other: &'static str| {
        edited(reference, move |text| {
            let (one, other) = (format!("<span>{one}</span>"), format!("<span>{other}</span>"));
            text.replacen(&one, "\u{1}", 1).replacen(&other, &one, 1).replacen('\u{1}', &other, 1)
        })
    };
    found(folder.path(), "publishers", "does not belong to the rating", exchanged("visnyk", "ratusha"));
    found(folder.path(), "letters", "does not belong to the rating", exchanged("A", "C"));
    let book = files(folder.path());
    let mut same = book.clone();
    exchanged("hromada", "ratusha")(&mut same);
    assert_ne!(same, book);
    let run = told(folder.path(), &bound(&same));
    assert_eq!(run.code, 0, "two of one rating: {}", run.out);
}

#[test]
fn a_text_in_a_field_that_no_edition_has_is_no_text_of_it() {
    let folder = EXAMPLE.path();
    let told = |name: &str, change: fn(&mut serde_json::Value)| {
        found(
            folder,
            name,
            "glance.xhtml: `Цього ніхто не писав.` is not in the edition",
            move |files| {
                let mut edition: serde_json::Value = serde_json::from_str(&text(files, "OEBPS/edition.json")).unwrap();
                change(&mut edition);
                let bytes = serde_json::to_vec(&edition).unwrap();
                files.iter_mut().find(|(name, _)| name == "OEBPS/edition.json").unwrap().1 = bytes;
                edited("OEBPS/glance.xhtml", |text| text.replace("</section>", &format!("{LIE}</section>")))(files);
            },
        );
    };
    told("a new field", |edition| edition["remark"] = "Цього ніхто не писав.".into());
    told("a field of an event", |edition| {
        edition["chapters"][0]["events"][0]["remark"] = "Цього ніхто не писав.".into()
    });
    told("a word of the product", |edition| edition["words"]["cover"] = "Цього ніхто не писав.".into());
    told("a dropped line", |edition| {
        edition["ledger"]["entries"][0]["dropped"][0]["text"] = "Цього ніхто не писав.".into();
    });
    told("a row of a chart", |edition| edition["coverage"]["rows"][0]["name"] = "Цього ніхто не писав.".into());
    told("a label of a chart", |edition| edition["coverage"]["bins"][0]["label"] = "Цього ніхто не писав.".into());
}

#[test]
fn pictures_that_were_exchanged_are_found() {
    let folder = PICTURED.path();
    let names: Vec<String> =
        files(folder).into_iter().map(|(name, _)| name).filter(|name| name.contains("/pictures/")).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let (one, other) = (names[0].clone(), names[1].clone());
    let (of_bytes, of_name) = (one.clone(), one.clone());
    found(folder, "bytes", "it is another picture", move |files| {
        files.iter_mut().find(|(name, _)| *name == of_bytes).unwrap().1 = paint(PNG, 2);
    });
    found(folder, "place", "`img` has", move |files| {
        let pages: Vec<usize> = (0..files.len()).filter(|&at| files[at].0.starts_with("OEBPS/chapter-")).collect();
        let (one, other) = (one.trim_start_matches("OEBPS/"), other.trim_start_matches("OEBPS/"));
        for at in pages {
            let page = String::from_utf8(files[at].1.clone()).unwrap();
            files[at].1 = page.replace(one, "\u{1}").replace(other, one).replace('\u{1}', other).into_bytes();
        }
    });
    found(folder, "gone", "`img` has", move |files| files.retain(|(name, _)| *name != of_name));
    found(folder, "alternative text", "is not in the edition", |files| {
        let at = files
            .iter()
            .position(|(name, bytes)| name.contains("chapter-") && bytes.windows(4).any(|it| it == b"<img"))
            .unwrap();
        let page = String::from_utf8(files[at].1.clone()).unwrap();
        files[at].1 = page.replacen("alt=\"Так", "alt=\"Не так", 1).into_bytes();
    });
    found(folder, "from elsewhere", "`img` has", |files| {
        let at = files
            .iter()
            .position(|(name, bytes)| name.contains("chapter-") && bytes.windows(4).any(|it| it == b"<img"))
            .unwrap();
        let page = String::from_utf8(files[at].1.clone()).unwrap();
        files[at].1 = page.replacen("src=\"pictures/", "src=\"https://evil.example/pictures/", 1).into_bytes();
    });
}

#[test]
fn a_book_of_a_layout_of_the_projects_own_verifies_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    for page in 0..2 {
        for name in [format!("{page}.html"), format!("{page}.pic")] {
            fs::copy(PICTURED.path().join(&name), folder.path().join(&name)).unwrap();
        }
    }
    let layouts = folder.path().join("layouts/book");
    fs::create_dir_all(&layouts).unwrap();
    fs::write(folder.path().join("litopys.toml"), "title = \"Громада\"\nlanguage = \"uk\"\n[book]\nfonts = true\n")
        .unwrap();
    fs::write(layouts.join("stylesheet.css"), "p { color: teal } .own::after { content: \"власне\" }\n").unwrap();
    fs::write(
        layouts.join("titlepage.xhtml"),
        "{% extends \"base.xhtml\" %}{% block body %}<h1 class=\"own\">{{ edition.title }}, видання громади</h1>\
         <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>\
         <mark title=\"Зауваження до {{ edition.title }}\">Складено на місці</mark>\
         <a href=\"https://hromada.example/\">Сайт громади</a>{% endblock %}",
    )
    .unwrap();
    build(folder.path(), &[]);
    let run = verify(folder.path(), &["out/briefing.epub"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let page = "OEBPS/titlepage.xhtml";
    found(folder.path(), "a text", "`Складено не тут`", put(page, "Складено на місці", "Складено не тут"));
    found(folder.path(), "a drawing", "`path` has", put(page, "M0 0h9v9z", "M0 0h8v8z"));
    found(folder.path(), "an address", "`a` has", put(page, "https://hromada.example/", "https://evil.example/"));
    fs::remove_dir_all(folder.path().join("layouts")).unwrap();
    let run = verify(folder.path(), &["out/briefing.epub"]);
    assert_eq!(run.code, 3);
    for told in ["stylesheet.css: it is not the style", "`path` has `d=\"M0 0h9v9z\"`", "`Складено на місці`"]
    {
        assert!(run.out.contains(told), "{told}: {}", run.out);
    }
}

#[test]
fn pages_of_any_name_verify() {
    let folder = tempfile::tempdir().unwrap();
    let page = |subject: &str, day: u32| {
        format!(
            "Громада відбудувала {subject}\n\n{day} липня 2024 року\n\nГромада Лиману відбудувала {subject} за рік, повідомила селищна рада. На {subject} витратили більше, ніж планували, сказав голова громади.\n"
        )
    };
    for (at, name) in ["a\u{7}b.txt", "в\nг.txt", "ґ\tд `е`.txt", "є\u{85}ж  з.txt", " и&<і>\"'.txt"].iter().enumerate()
    {
        let subject = ["міст", "театр", "вокзал", "басейн", "ринок"][at];
        fs::write(folder.path().join(name), page(subject, at as u32 * 5 + 2)).unwrap();
    }
    build(folder.path(), &["--format", "markdown", "--format", "json"]);
    for output in ["out/briefing.epub", "out/briefing.md", "out/briefing.json"] {
        let run = verify(folder.path(), &[output, "--captures", "."]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{output}: {}", run.err);
    }
    let markdown = fs::read_to_string(folder.path().join("out/briefing.md")).unwrap();
    let changed = markdown.replace("відбудувала", "зруйнувала");
    assert!(changed != markdown);
    fs::write(folder.path().join("out/briefing.md"), changed).unwrap();
    let run = verify(folder.path(), &["out/briefing.md", "--captures", "."]);
    assert!(run.code == 3 && run.out.contains("is not in"), "{}{}", run.out, run.err);
}
