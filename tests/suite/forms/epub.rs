//! Tests of e-books: newspapers of calibre, books of pandoc, articles of percollate, what litopys made, bad books.
//!
//! Invariant: the books of programs are in `tests/forms/epub`; no sentence in them was ever published.

use super::*;
use crate::epub::sample;
use litopys::render::{Pictures, docx, typography};

const TITLES: [&str; 3] =
    ["У Вербівці відкрили пішохідний міст", "Бібліотека Лучан отримала нову залу", "Хор із Вербівки співав у Лучанах"];

/// A book with these pages, and more files.
fn book(metadata: &str, pages: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    let items: String = pages
        .iter()
        .map(|(name, _)| format!("<item id=\"{name}\" href=\"{name}\" media-type=\"application/xhtml+xml\"/>"))
        .collect();
    let order: String = pages.iter().map(|(name, _)| format!("<itemref idref=\"{name}\"/>")).collect();
    let package = format!(
        "<?xml version=\"1.0\"?><package><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    );
    let container = "<container><rootfiles><rootfile full-path=\"OEBPS/a.opf\"/></rootfiles></container>";
    let names: Vec<String> = pages.iter().map(|(name, _)| format!("OEBPS/{name}")).collect();
    let mut files: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("OEBPS/a.opf", package.as_bytes()),
    ];
    files.extend(
        names
            .iter()
            .zip(pages)
            .filter(|(_, page)| !page.1.is_empty())
            .map(|(name, page)| (name.as_str(), page.1.as_bytes())),
    );
    files.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    packed(&files)
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>{title}</title></head><body>{body}</body></html>"
    )
}

fn headlines(captures: &[Capture]) -> Vec<String> {
    captures.iter().map(|capture| parts(&markup::read(capture))[0].clone()).collect()
}

#[test]
fn each_article_of_a_newspaper_is_a_record() {
    let read = read("a.epub", made("epub/calibre.epub"));
    let told = warned(&read);
    assert!(told.contains("3 of its pages only lead to others") && read.warnings.len() == 1, "{told}");
    let captures = read.value.unwrap();
    assert_eq!(headlines(&captures), TITLES);
    assert_eq!(forms(&captures), [(0, Form::Epub), (1, Form::Epub), (2, Form::Epub)]);
    let found = markup::read(&captures[0]);
    let body = "Paragraph: Міський голова Вербівки Остап Корчак відкрив новий міст через Лозову, повідомила пресслужба міста.\n\
                Paragraph: Опори поставила місцева бригада, а поручні викував коваль із Лучан.";
    assert_eq!(parts(&found), [TITLES[0], "", "", "Степовий вісник", "", body].map(str::to_owned));
    let dated = found.stamps.iter().find(|stamp| stamp.kind == StampKind::Dateline);
    assert_eq!(dated.map(|stamp| stamp.text.as_str()), Some("6 травня 2024 року"));
    assert_eq!(captures[0].pictures.found.values().filter(|found| found.is_ok()).count(), 1);
    assert!(captures[1].pictures.found.is_empty() && captures[0].captured.is_some());
}

#[test]
fn a_book_says_its_publisher_and_its_day() {
    let captures = captures("book", made("epub/pandoc.epub"));
    assert_eq!(headlines(&captures), TITLES, "without the page of the title");
    let [_, _, byline, source, published, _] = parts(&markup::read(&captures[1]));
    assert_eq!([byline.as_str(), &source, &published], ["", "Видавництво Степ", ""]);
    assert!(captures[0].captured.as_ref().is_some_and(|date| date.text.starts_with("20")));
}

#[test]
fn who_made_a_book_is_the_author_of_its_only_article_at_most() {
    let metadata = "<dc:title>Читанка</dc:title><dc:creator>Ян Гай</dc:creator>";
    let prose = "<h1>Рада діє</h1><p>Рада міста зібралася вранці й говорила про міст.</p>";
    let plain = page("Рада діє", prose);
    let signed =
        page("Рада діє</title><meta name=\"author\" content=\"Ія Лан\"/><title>", &format!("<p>Ія Лан</p>{prose}"));
    let bylines = |pages: &[(&str, &str)]| -> Vec<String> {
        let read = super::read("a.epub", book(metadata, pages, &[])).value.unwrap();
        read.iter().map(|capture| parts(&markup::read(capture))[2].clone()).collect()
    };
    assert_eq!(bylines(&[("a.xhtml", &plain)]), ["Ян Гай"]);
    assert_eq!(bylines(&[("a.xhtml", &signed)]), ["Ія Лан"]);
    assert_eq!(bylines(&[("a.xhtml", &signed), ("b.xhtml", &plain)]), ["Ія Лан", ""]);
    assert_eq!(bylines(&[("a.xhtml", &plain), ("b.xhtml", "")]), [""], "the other article is missing");
}

#[test]
fn articles_name_their_source_and_their_own_authors() {
    let percollate = page(
        "Рада діє",
        "<header class=\"article__header\"><h1 class=\"article__title\">Рада діє</h1><p class=\"article__byline\">By <span>Ія Лан</span></p>\
         <p class=\"article__url\">Source: <a class=\"no-href\" href=\"https://v.example/rada?a=1&amp;b=2\">https://v.example/rada?a=1&amp;b=2</a></p>\
         </header><div class=\"article__content\"><p>Рада міста зібралася вранці й говорила про міст.</p></div>",
    );
    let calibre = page(
        "Міст",
        "<h2>Міст відкрито</h2><p>Міст через Лозову відкрито.</p><p>This article was downloaded by <strong>calibre</strong> from \
         <a rel=\"calibre-downloaded-from\" href=\"https://o.example/mist\">https://o.example/mist</a></p>",
    );
    let metadata = "<dc:title>Читанка</dc:title><dc:publisher>percollate</dc:publisher><dc:date>2024-05-07</dc:date><dc:language>uk</dc:language>";
    let captures = captures("a.epub", book(metadata, &[("a.xhtml", &percollate), ("b.xhtml", &calibre)], &[]));
    let addresses: Vec<_> = captures.iter().map(|capture| capture.address.as_deref()).collect();
    assert_eq!(addresses, [Some("https://v.example/rada?a=1&b=2"), Some("https://o.example/mist")]);
    let [headline, _, byline, source, published, body] = parts(&markup::read(&captures[0]));
    assert_eq!([headline.as_str(), &byline, &source, &published], ["Рада діє", "Ія Лан", "v.example", ""]);
    assert_eq!(body, "Paragraph: Рада міста зібралася вранці й говорила про міст.");
    let [headline, .., body] = parts(&markup::read(&captures[1]));
    assert_eq!([headline.as_str(), &body], ["Міст відкрито", "Paragraph: Міст через Лозову відкрито."]);
    assert_eq!(captures[0].captured.as_ref().map(|date| date.text.as_str()), Some("2024-05-07"));
}

#[test]
fn a_chapter_with_the_contents_in_it_is_a_chapter() {
    let prose = "<h1>Рада діє</h1><p>Рада міста зібралася вранці й говорила про міст.</p>";
    let plain = page("Рада діє", prose);
    let count = |address: &str| {
        let whole = book("", &[("a.xhtml", &plain), ("b.xhtml", &plain)], &[]);
        let mut files = unpacked(&whole);
        let (_, package) = files.iter_mut().find(|(name, _)| name == "OEBPS/a.opf").unwrap();
        let guide = format!("</spine><guide><reference type=\"toc\" href=\"{address}\"/></guide>");
        *package = String::from_utf8(package.clone()).unwrap().replace("</spine>", &guide).into_bytes();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        captures("a.epub", packed(&files)).len()
    };
    assert_eq!([count("b.xhtml#toc"), count("b.xhtml")], [2, 1]);
}

#[test]
fn a_bad_chapter_costs_only_itself() {
    let good = page("Рада", "<h1>Рада діє</h1><p>Рада зібралася.</p>");
    let read = read("a.epub", book("", &[("a.xhtml", &good), ("b.xhtml", ""), ("c.xhtml", &good)], &[]));
    assert_eq!((read.bad.as_slice(), read.value.as_ref().map(Vec::len)), (&[1][..], Ok(2)));
    assert!(warned(&read).contains("chapter `OEBPS/b.xhtml`: its file is missing"), "{}", warned(&read));
    let locked = "<encryption><EncryptedData><EncryptionMethod Algorithm=\"x\"/><CipherData><CipherReference URI=\"OEBPS/a.xhtml\"/>\
                  </CipherData></EncryptedData><EncryptedData><EncryptionMethod Algorithm=\"http://www.idpf.org/2008/embedding\"/>\
                  <CipherData><CipherReference URI=\"OEBPS/c.xhtml\"/></CipherData></EncryptedData></encryption>";
    let files = [("META-INF/encryption.xml", locked)];
    let read = super::read("a.epub", book("", &[("a.xhtml", &good), ("c.xhtml", &good)], &files));
    assert_eq!((read.bad.as_slice(), read.value.as_ref().map(Vec::len)), (&[0][..], Ok(1)));
    assert!(warned(&read).contains("locked against copies"), "{}", warned(&read));
}

#[test]
fn what_is_missing_in_the_order_of_a_book_is_told() {
    let good = page("Рада", "<h1>Рада діє</h1><p>Рада зібралася.</p>");
    let whole = book("<dc:creator>Ян Гай</dc:creator>", &[("a.xhtml", &good), ("b.xhtml", &good)], &[]);
    let changed = |from: &str, to: &str| {
        let mut files = unpacked(&whole);
        let (_, package) = files.iter_mut().find(|(name, _)| name == "OEBPS/a.opf").unwrap();
        let text = String::from_utf8(package.clone()).unwrap();
        *package = text.split(from).collect::<Vec<_>>().join(to).into_bytes();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        super::read("a.epub", packed(&files))
    };
    let same = changed("Ян Гай", "Ія Лан");
    assert_eq!((warned(&same).as_str(), same.value.map(|captures| captures.len())), ("", Ok(2)));
    let cut = changed("<itemref idref=\"b.xhtml\"/></spine></package>", "");
    assert!(warned(&cut).contains("its package cannot be read from here on"), "{}", warned(&cut));
    let captures = cut.value.unwrap();
    assert_eq!((captures.len(), parts(&markup::read(&captures[0]))[2].as_str()), (1, ""));
    let other = changed(
        "href=\"b.xhtml\" media-type=\"application/xhtml+xml\"",
        "href=\"b.pdf\" media-type=\"application/pdf\"",
    );
    assert!(
        warned(&other).contains("chapter `OEBPS/b.pdf`: its type `application/pdf` is not read"),
        "{}",
        warned(&other)
    );
    assert_eq!((other.bad.as_slice(), other.value.map(|captures| captures.len())), (&[1][..], Ok(1)));
    let unlisted = changed("<itemref idref=\"b.xhtml\"/>", "<itemref idref=\"c\"/>");
    assert!(warned(&unlisted).contains("chapter `c`: the package lists no such file"), "{}", warned(&unlisted));
    let as_xml = changed("media-type=\"application/xhtml+xml\"", "media-type=\"application/xml\"");
    assert_eq!((warned(&as_xml).as_str(), as_xml.value.map(|captures| captures.len())), ("", Ok(2)));
}

#[test]
fn what_holds_no_article_is_refused() {
    let empty = book("", &[("a.xhtml", &page("Обкладинка", "<img src=\"a.png\"/>"))], &[]);
    assert!(refused("a.epub", empty, UnreadReason::Empty).contains("nothing readable"));
    let none = packed(&[("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"<container/>")]);
    assert!(refused("a.epub", none, UnreadReason::NotText).contains("does not name its package"));
    refused("a.epub", &made("epub/pandoc.epub")[..3000], UnreadReason::NotText);
    refused("a.epub", b"PK\x03\x04", UnreadReason::NotText);
}

#[test]
fn what_litopys_made_is_no_source() {
    let folder = crate::below::folder(&[(
        "a.html",
        page(
            "Рада",
            "<h1>Рада діє</h1><p>6 травня 2024 року</p><p>Рада міста зібралася вранці й говорила про міст.</p>",
        )
        .as_bytes(),
    )]);
    let formats = "epub,docx,html,json,markdown,csv,ical";
    let run = crate::cli::run_in(folder.path(), &["build", ".", "--format", formats], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let files = crate::below::files(&folder.path().join("out"));
    assert_eq!(files.len(), 10, "{:?}", files.keys());
    for (name, bytes) in files {
        let read = capture::read_bytes("a", &bytes, None, None);
        assert_eq!(read.value.as_ref().map(Vec::len), Err(&UnreadReason::OtherData), "{name}");
        assert!(warned(&read).contains("litopys made it"), "{name}: {}", warned(&read));
    }
    let document = docx::render(&typography::typeset(&sample::edition()), &Pictures::default()).unwrap();
    refused("a.docx", document, UnreadReason::OtherData);
    let other = book(
        "<meta name=\"generator\" content=\"Sigil 2\"/>",
        &[("a.xhtml", &page("Рада", "<h1>Рада діє</h1><p>Рада про litopys 0.1.0.</p>"))],
        &[],
    );
    assert_eq!(captures("a.epub", other).len(), 1);
}

#[test]
fn bombs_are_refused_in_time() {
    let long = page("Рада", &" ".repeat(100 << 20));
    let bomb = book("", &[("a.xhtml", &long)], &[]);
    let told = in_time("a chapter of 100 MiB", || refused("a.epub", &bomb, UnreadReason::Empty));
    assert!(told.contains("unpacks to more than"), "{told}");
    let good = page("Рада", "<h1>Рада діє</h1><p>Рада зібралася.</p>");
    let same = "<itemref idref=\"a\"/>".repeat(200_000);
    let package = format!(
        "<package><metadata/><manifest><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine>{same}</spine></package>"
    );
    let files = [
        ("mimetype", &b"application/epub+zip"[..]),
        ("META-INF/container.xml", b"<container><rootfile full-path=\"a.opf\"/></container>"),
        ("a.opf", package.as_bytes()),
        ("a.xhtml", good.as_bytes()),
    ];
    in_time("a chapter 200,000 times", || assert_eq!(captures("a.epub", packed(&files)).len(), 1));
    let tags = page("Рада", &format!("<h1>Рада діє</h1>{}", "<h2>".repeat(200_000)));
    in_time("200,000 open headings", || read("a.epub", book("", &[("a.xhtml", &tags)], &[])));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(13), ..ProptestConfig::with_cases(60) })]

    #[test]
    fn any_book_is_read_or_refused(edits in mutations(), part in any::<prop::sample::Index>()) {
        for name in ["calibre.epub", "pandoc.epub"] {
            let good = made(&format!("epub/{name}"));
            sound("a.epub", &mutated(&good, &edits))?;
            let mut files = unpacked(&good);
            let at = part.index(files.len());
            files[at].1 = mutated(&files[at].1, &edits);
            let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            office::within_reason("a.epub", &packed(&files))?;
        }
    }
}
