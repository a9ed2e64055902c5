//! Tests of PDFs: pages printed by a browser, releases, columns, scans, locked and broken files.
//!
//! Invariant: opens only the files of `tests/forms/pdf`.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;

/// A file of `tests/forms/pdf`.
fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/forms/pdf/{name}.pdf", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A file of `tests/forms/pdf` as an article: headline, byline, and the body line by line.
fn of_file(name: &str) -> (Article, Vec<String>) {
    let found = article(&format!("{name}.pdf"), file(name));
    let body = parts(&found)[5].lines().map(str::to_owned).collect();
    (found, body)
}

/// A PDF of objects, which are numbered from 1. The first is the catalog.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (at, object) in objects.iter().enumerate() {
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    [bytes, b"trailer\n<</Root 1 0 R/Info 6 0 R>>\n%%EOF\n".to_vec()].concat()
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

fn packed(data: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(data).unwrap();
    packer.finish().unwrap()
}

/// A PDF of one page with this content, font and description.
fn page(content: Vec<u8>, font: &str, info: &str) -> Vec<u8> {
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 600 800]>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</A 7 0 R>>>>>>".to_vec(),
        content,
        font.as_bytes().to_vec(),
        format!("<<{info}>>").into_bytes(),
    ])
}

const HELVETICA: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

/// Lines of text on a page, one below the other.
fn shown(lines: &[&[u8]]) -> Vec<u8> {
    let mut content = b"BT /F 11 Tf 14 TL 50 700 Td ".to_vec();
    for line in lines {
        content.extend([b"(", *line, b") Tj T* "].concat());
    }
    stream("", &content)
}

#[test]
fn a_page_that_a_browser_printed_has_its_address_and_no_menu() {
    let (found, body) = of_file("browser");
    let capture = &captures("browser.pdf", file("browser"))[0];
    assert_eq!(capture.address.as_deref(), Some("http://visnyk.example/page.html"));
    assert_eq!(capture.captured.as_ref().map(|date| date.text.as_str()), Some("2026-11-30T17:52:16+00:00"));
    assert_eq!(found.headline.as_ref().unwrap().text, "У Вербівці відкрили новий міст через Тихоплинку");
    assert!(body[0].starts_with("Paragraph: У місті Вербівка Івано-Франківської області в понеділок"), "{body:#?}");
    let kinds: Vec<&str> = body.iter().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(kinds, ["Paragraph", "Paragraph", "Subhead", "Paragraph", "List", "List", "List", "Paragraph"]);
    assert_eq!(body[4], "List: укріплення берега;");
    for off in ["Спорт", "Реклама", "1/1", "http", "PM"] {
        assert!(!body.iter().any(|line| line.contains(off)), "{off}: {body:#?}");
    }
    let published = found.stamps.iter().any(|stamp| stamp.kind == StampKind::Published);
    assert!(!published, "the time of printing is no time of publication");
}

#[test]
fn a_release_has_headings_and_items() {
    let (found, body) = of_file("release");
    assert_eq!(found.headline.as_ref().unwrap().text, "Прес-реліз № 14");
    assert_eq!(body[0], "Subhead: Вербівська громада отримає шість нових автобусів");
    assert_eq!(
        body[body.len() - 4..body.len() - 1].concat(),
        "List: Вокзал – Набережна;List: Центр – Лікарня;List: Центр – Тихоплинка."
    );
    assert!(body.last().unwrap().ends_with("зазначили в прес-службі ради."), "no number of the page: {body:#?}");
}

#[test]
fn columns_are_read_one_after_the_other_and_words_are_whole() {
    let (found, body) = of_file("columns");
    let source = include_str!("../../forms/pdf/columns.typ").replace('\'', "’");
    let paragraphs: Vec<String> = source
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            line.strip_prefix("== ").map_or_else(|| format!("Paragraph: {line}"), |head| format!("Subhead: {head}"))
        })
        .collect();
    assert_eq!(body, paragraphs);
    assert_eq!(found.headline.as_ref().unwrap().text, "Ремонт водогону в Тихоплинці завершили на місяць раніше");
    assert_eq!(parts(&found)[2], "Оксана Левчук");
}

#[test]
fn tags_and_places_say_the_same() {
    let (found, body) = of_file("tagged");
    assert_eq!(found.headline.as_ref().unwrap().text, "Ferry to Lower Ostrov starts again after three years");
    assert_eq!(body[2], "Subhead: Timetable");
    assert!(body.last().unwrap().contains("The well-known café in its yard sells tickets"), "{body:#?}");
    assert!(!body.iter().any(|line| line.contains("Page") || line.contains("Harbour Office")), "{body:#?}");
    for locked in ["rc4", "aes-128", "aes-256"] {
        let (other, other_body) = of_file(locked);
        assert_eq!((parts(&other)[0].clone(), other_body), (parts(&found)[0].clone(), body.clone()), "{locked}");
    }
    let told = refused("password.pdf", file("password"), UnreadReason::NotText);
    assert!(told.contains("locked with a password") && told.contains("qpdf --decrypt"), "{told}");
}

#[test]
fn a_scan_is_read_once_its_letters_are_recognized() {
    let told = refused("scan.pdf", file("scan"), UnreadReason::Empty);
    assert!(told.contains("pictures without text") && told.contains("`ocrmypdf in.pdf out.pdf`"), "{told}");
    let capture = &captures("recognized.pdf", file("recognized"))[0];
    let text =
        "Наказ № 7\nЗ першого червня рух вулицею Довгою у Вербівці буде одностороннім. Підписала Марія Довженко.";
    assert_eq!(capture.text, text);
}

#[test]
fn the_name_of_a_file_is_no_title_and_a_photograph_is_a_picture() {
    let capture = &captures("core.pdf", file("core"))[0];
    assert_eq!((capture.form, capture.pictures.bytes.len()), (Form::Pdf, 1));
    let found = markup::read(capture);
    assert_eq!((parts(&found)[0].as_str(), parts(&found)[2].as_str()), ("Ferry to Ostrov is back", "Nina Hale"));
    let body = "Paragraph: The ferry to Ostrov will run again from 3 June, the harbour office said. “We have kept the fare,” said Petra Lindqvist.";
    assert_eq!(parts(&found)[5], body);
    let lines: &[&[u8]] = &[b"The council of Lubny bought six buses for the northern line."];
    let titled = page(shown(lines), HELVETICA, "/Title(Council buys six buses)/CreationDate(D:20240506)");
    let found = &captures("a.pdf", titled)[0];
    assert_eq!(found.text, "Council buys six buses\nThe council of Lubny bought six buses for the northern line.");
    assert_eq!(found.captured.as_ref().map(|date| date.text.as_str()), Some("2024-05-06"));
}

#[test]
fn what_litopys_made_is_no_source() {
    let lines: &[&[u8]] = &[b"A report about litopys 0.1.0 and its editions."];
    let by = |creator: &str| page(shown(lines), HELVETICA, &format!("/Creator({creator})"));
    let told = refused("a.pdf", by("litopys 0.1.0"), UnreadReason::OtherData);
    assert!(told.contains("it is no source"), "{told}");
    assert_eq!(captures("a.pdf", by("Typst 0.15")).len(), 1);
    let attached = |name: &str| {
        let catalog = format!(
            "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[({name})<</Type/Filespec/UF({name})>>]>>>>>>"
        );
        let bytes = by("Typst 0.15");
        let text = String::from_utf8(bytes).unwrap();
        text.replace("<</Type/Catalog/Pages 2 0 R>>", &catalog)
    };
    refused("a.pdf", attached("edition.json"), UnreadReason::OtherData);
    assert_eq!(captures("a.pdf", attached("annex.json")).len(), 1);
}

#[test]
fn letters_that_fonts_do_not_say_are_not_guessed() {
    let font = "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W[0 4294967295 500]>>]>>";
    let told = refused("a.pdf", page(shown(&[b"abcdefgh"]), font, ""), UnreadReason::Empty);
    assert!(told.contains("fonts do not say") && told.contains("--force-ocr"), "{told}");
    let drawn = "<</Type/Font/Subtype/Type3/FontMatrix[0.001 0 0 0.001 0 0]/Encoding<</Differences[97/g1/g2/g3]>>>>";
    refused("a.pdf", page(shown(&[b"abcabc"]), drawn, ""), UnreadReason::Empty);
    let cyrillic =
        encoding_rs::WINDOWS_1251.encode("Рада Лубен купила шість нових автобусів для міста.").0.into_owned();
    let mended = captures("a.pdf", page(shown(&[&cyrillic]), HELVETICA, ""));
    assert_eq!(mended[0].text, "Рада Лубен купила шість нових автобусів для міста.");
    let latin = b"Caf\xe9 d\xe9j\xe0 vu, na\xefve na\xefvet\xe9, \xe9t\xe9 \xe0 la plage et ailleurs.";
    let kept = captures("a.pdf", page(shown(&[latin]), HELVETICA, ""));
    assert_eq!(kept[0].text, "Café déjà vu, naïve naïveté, été à la plage et ailleurs.");
}

/// A text in windows-1251, which a font without a map is taken to mean.
fn coded(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1251.encode(text).0.into_owned()
}

/// Lines of a made-up text on a page, so many times.
fn verbivka(times: usize) -> Vec<Vec<u8>> {
    let lines = [
        "Рада Вербівки зібралася в понеділок і розглянула кошторис на дороги.",
        "Голова громади подякував усім, хто прийшов до зали засідань.",
    ];
    (0..times).flat_map(|_| lines).map(coded).collect()
}

/// The text and the warnings of a PDF that is read.
fn text_and_told(bytes: &[u8]) -> (String, String) {
    let read = read("a.pdf", bytes);
    let told = warned(&read);
    (read.value.unwrap().remove(0).text, told)
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
}

#[test]
fn a_letter_that_is_not_known_leaves_a_mark() {
    let font =
        "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[48/g1/g2/g3]>>>>";
    let with = |line: &str| {
        let lines = [verbivka(3), vec![coded(line)]].concat();
        let lines: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
        page(shown(&lines), font, "")
    };
    let (text, told) = text_and_told(&with("Повінь забрала 12 будинків."));
    assert!(text.contains("Повінь забрала \u{fffd}\u{fffd} будинків."), "{text}");
    assert!(told.contains("which letters 2 of its signs are"), "{told}");
    let (text, told) = text_and_told(&with("0 Повінь минула."));
    assert!(text.contains("\u{fffd} Повінь минула.") && told.is_empty(), "a lone sign before a line: {text} {told}");
    let (_, told) = text_and_told(&with("00 Повінь минула."));
    assert!(told.contains("2 of its signs"), "{told}");
    let (text, told) = text_and_told(&with("Повінь забрала 45 будинків."));
    assert!(text.contains("забрала 45 будинків") && told.is_empty(), "{text} {told}");
    let missing =
        [b"BT /F 6 Tf 50 700 Td (".to_vec(), verbivka(1).concat(), b") Tj 0 -300 Td /G 11 Tf (abc) Tj".to_vec()]
            .concat();
    let (text, told) = text_and_told(&page(stream("", &missing), HELVETICA, ""));
    assert!(!text.contains('\u{fffd}') && told.contains("3 of its signs"), "signs alone are no text: {text} {told}");
}

#[test]
fn damage_is_told() {
    let lines = verbivka(4);
    let mut content = b"BT /F 11 Tf 14 TL 50 700 Td ".to_vec();
    for line in &lines {
        content.extend([b"(", line.as_slice(), b") Tj T* "].concat());
    }
    let small = packed(&content);
    let read_as = |entries: &str, data: &[u8]| text_and_told(&page(stream(entries, data), HELVETICA, ""));
    let (whole, told) = read_as("/Filter/FlateDecode", &small);
    assert_eq!(told, "");
    let (cut, told) = read_as("/Filter/FlateDecode", &small[..small.len() - 12]);
    assert!(told.contains("1 of its parts are damaged or missing"), "{told}");
    assert!(cut.len() < whole.len() && whole.starts_with(&cut[..40]));
    let rows: Vec<u8> = content.chunks(20).flat_map(|row| [&[0], row].concat()).collect();
    let predicted = read_as("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 20>>", &packed(&rows));
    assert_eq!(predicted, (whole.clone(), String::new()));
    let two = |kids: &str, count: usize, other: Vec<u8>| {
        let bytes = page(stream("", &content), HELVETICA, "");
        let bytes = replaced(&bytes, "/Kids[3 0 R]/Count 1", &format!("/Kids[3 0 R {kids}]/Count {count}"));
        let more = b"8 0 obj<</Type/Page/Contents 9 0 R>>endobj\n9 0 obj".to_vec();
        text_and_told(&[bytes, more, other, b"endobj".to_vec()].concat()).1
    };
    let empty = || stream("", b"");
    assert_eq!(two("8 0 R", 2, empty()), "");
    assert_eq!(two("3 0 R", 2, empty()), "", "one page twice");
    for (kids, count, other) in [
        ("99 0 R", 2, empty()),
        ("", 2, empty()),
        ("8 0 R", 2, stream("/Filter/Other", b"abc")),
        ("8 0 R", 2, b"null ".to_vec()),
    ] {
        let told = two(kids, count, other);
        assert!(told.contains("1 of its parts are damaged or missing"), "{kids} {count}: {told}");
    }
}

#[test]
fn a_length_that_is_an_object_is_looked_up() {
    let content = b"BT /F 11 Tf 50 700 Td (A word endstream in the text of the council) Tj ET";
    let bytes = |length: usize| {
        let stream = [b"<</Length 7 0 R>>\nstream\n".as_slice(), content, b"\nendstream"].concat();
        [page(stream, HELVETICA, ""), format!("7 0 obj {length} endobj\n").into_bytes()].concat()
    };
    assert_eq!(captures("a.pdf", bytes(content.len()))[0].text, "A word endstream in the text of the council");
    refused("a.pdf", bytes(3), UnreadReason::Empty);
}

#[test]
fn a_file_in_a_stream_is_no_part_of_the_document() {
    let words = |words: &str| stream("", format!("BT /F 11 Tf 50 700 Td ({words}) Tj ET").as_bytes());
    let inner = page(words("Words of another file"), HELVETICA, "");
    let outer = page(words("Words of the release"), HELVETICA, "");
    let attached = |length: &str| {
        let head = format!("8 0 obj<</Type/EmbeddedFile/Length {length}>>\nstream\n");
        [outer.as_slice(), head.as_bytes(), &inner, b"\nendstream\nendobj\n"].concat()
    };
    for length in [inner.len().to_string(), "9 0 R".to_owned()] {
        let bytes = [attached(&length), format!("9 0 obj {} endobj\n", inner.len()).into_bytes()].concat();
        assert_eq!(captures("a.pdf", bytes)[0].text, "Words of the release", "{length}");
    }
    // What no stream holds is a later version of the same objects.
    let later = [outer.as_slice(), inner.as_slice()].concat();
    assert_eq!(captures("a.pdf", later)[0].text, "Words of another file");
}

#[test]
fn what_the_tree_of_tags_forgets_stands_at_its_place() {
    let tagged = |forgotten: &[(usize, &str)], head: &str| {
        let mut content = String::new();
        let mut elements = String::new();
        let mut kids = String::new();
        for at in 0..55 {
            let base = 740 - 12 * at;
            let said = format!(
                "BT /F 8 Tf 50 {base} Td (The council of Verbivka met on Monday about the road number {at}.) Tj ET\n"
            );
            let is_forgotten = forgotten.iter().any(|&(line, _)| line == at);
            content += &if is_forgotten { said.clone() } else { format!("/P<</MCID {at}>>BDC {said} EMC\n") };
            elements += &format!("{} 0 obj<</S/P/Pg 3 0 R/K {at}>>endobj\n", at + 100);
            kids += &format!("{} 0 R ", at + 100);
        }
        content += head;
        let bytes = page(stream("", content.as_bytes()), HELVETICA, "");
        let bytes = replaced(&bytes, "/Pages 2 0 R", "/Pages 2 0 R/StructTreeRoot 99 0 R");
        let tree = format!("99 0 obj<</K[{kids}]>>endobj\n{elements}");
        captures("a.pdf", [bytes, tree.into_bytes()].concat())[0].text.clone()
    };
    let whole = tagged(&[], "");
    assert_eq!(whole.lines().count(), 55);
    assert_eq!(tagged(&[(20, "")], ""), whole, "a line without a mark");
    let number = "/P<</MCID 3>>BDC BT /F 8 Tf 300 20 Td (1) Tj ET EMC";
    assert_eq!(tagged(&[], number), whole, "the number of the page, though it is tagged");
}

#[test]
fn a_scan_in_strips_is_a_scan() {
    let strips = |height: usize| {
        let one = format!("q 600 0 0 {height} 0 0 cm /A Do Q q 600 0 0 {height} 0 400 cm /A Do Q");
        let bytes = page(stream("", one.as_bytes()), HELVETICA, "");
        refused(
            "a.pdf",
            [bytes, b"7 0 obj<</Subtype/Image>>stream\n\nendstream endobj".to_vec()].concat(),
            UnreadReason::Empty,
        )
    };
    assert!(strips(300).contains("pictures without text"));
    assert!(strips(100).contains("nothing readable"));
}

#[test]
fn much_of_little_is_read_in_time() {
    let text = b"BT /F 11 Tf 50 700 Td (A word of the council) Tj ET ".to_vec();
    let many = |entries: usize, entry: &dyn Fn(usize) -> String| -> String { (0..entries).map(entry).collect() };
    let with = |from: &str, to: &str, content: &[u8]| replaced(&page(stream("", content), HELVETICA, ""), from, to);
    let properties = many(10_000, &|at| format!("/P{at} 1 0 R"));
    let marks = [text.clone(), b"/A/P1 BDC EMC /X Do ".repeat(20_000)].concat();
    let bytes = with("/Resources<<", &format!("/Resources<</Properties<<{properties}>>"), &marks);
    let told = in_time("properties", || text_and_told(&bytes));
    assert_eq!(told, ("A word of the council".to_owned(), String::new()));
    let letters = [b"BT /F 1 Tf 50 700 Td ".to_vec(), b"(abcdefghij) Tj 0 0 Td ".repeat(15_000)].concat();
    let links = "7 0 R ".repeat(200_000);
    let link = b"7 0 obj<</Rect[0 0 600 800]/A<</URI(https://v.example/)>>>>endobj".to_vec();
    let bytes = [with("/Type/Page/", &format!("/Type/Page/Annots[{links}]/"), &letters), link].concat();
    in_time("links", || read("a.pdf", &bytes));
    let kids = many(4000, &|at| format!("{} 0 R ", at + 10));
    let resources = many(20_000, &|at| format!("/P{at} 1 0 R"));
    let leaves = many(4000, &|at| format!("{} 0 obj<</Contents 4 0 R>>endobj\n", at + 10));
    let bytes = with(
        "/Kids[3 0 R]",
        &format!("/Kids[3 0 R {kids}]/Resources<</Font<</F 5 0 R>>/Properties<<{resources}>>>>"),
        &text,
    );
    let (_, told) = in_time("inherited entries", || text_and_told(&[bytes, leaves.into_bytes()].concat()));
    assert!(told.contains("after the first 2000"), "{told}");
    let packet = stream("", "<rdf:Seq>".repeat(80_000).as_bytes());
    let bytes =
        [with("/Pages 2 0 R", "/Pages 2 0 R/Metadata 7 0 R", &text), b"7 0 obj".to_vec(), packet, b"endobj".to_vec()]
            .concat();
    assert_eq!(in_time("deep metadata", || text_and_told(&bytes)).0, "A word of the council");
    let fonts = many(20_000, &|at| format!("/G{at}<</Subtype/Type0/DescendantFonts[<</W 7 0 R>>]>>"));
    let used = many(20_000, &|at| format!("/G{at} 9 Tf "));
    let widths = format!("7 0 obj[{}]endobj", "1 8 0 R ".repeat(5000));
    let list = format!("8 0 obj[{}]endobj", "500 ".repeat(60_000));
    let bytes = with("/Font<<", &format!("/Font<<{fonts}"), &[text, used.into_bytes()].concat());
    let (found, told) = in_time("widths", || text_and_told(&[bytes, widths.into_bytes(), list.into_bytes()].concat()));
    assert!(found == "A word of the council" && told.contains("larger than the limit"), "{found} {told}");
}

#[test]
fn photographs_leave_the_text_its_limit() {
    let large = packed(&vec![b' '; 130 << 20]);
    let two = |data: &[u8]| {
        let bytes = page(stream("", b"/A Do BT /F 11 Tf 50 700 Td (The council met.) Tj ET"), HELVETICA, "");
        let bytes =
            replaced(&bytes, "/Kids[3 0 R]/Count 1", "/Kids[3 0 R 8 0 R]/Count 2/Resources<</Font<</F 5 0 R>>>>");
        let more = b"8 0 obj<</Type/Page/Contents 9 0 R>>endobj\n7 0 obj".to_vec();
        let picture = stream("/Subtype/Image/Filter[/FlateDecode/DCTDecode]", data);
        let text = stream("", b"BT /F 11 Tf 50 700 Td (It spoke of roads.) Tj ET");
        let bytes = [bytes, more, picture, b"endobj\n9 0 obj".to_vec(), text, b"endobj".to_vec()].concat();
        in_time("a photograph", || text_and_told(&bytes))
    };
    let (text, told) = two(&large);
    assert!(text.contains("It spoke of roads."), "{text}");
    assert!(told.contains("1 of its photographs were beyond the limit") && !told.contains("limit for a PDF"), "{told}");
    assert!(!two(&packed(b"small")).1.contains("limit"));
}

#[test]
fn a_head_with_a_date_stays_once() {
    let lines = |head: &str, text: &str| {
        let content = format!("BT /F 9 Tf 50 770 Td ({head}) Tj /F 11 Tf 0 -100 Td ({text}) Tj ET");
        stream("", content.as_bytes())
    };
    let two = |first: &str, second: &str| {
        let bytes = page(lines(first, "The council met."), HELVETICA, "");
        let bytes =
            replaced(&bytes, "/Kids[3 0 R]/Count 1", "/Kids[3 0 R 8 0 R]/Count 2/Resources<</Font<</F 5 0 R>>>>");
        let more = b"8 0 obj<</Type/Page/Contents 9 0 R>>endobj\n9 0 obj".to_vec();
        captures("a.pdf", [bytes, more, lines(second, "It spoke of roads."), b"endobj".to_vec()].concat())[0]
            .text
            .clone()
    };
    assert_eq!(two("Release of 6 May 2024", "Release of 6 May 2024").matches("6 May 2024").count(), 1);
    assert_eq!(two("Release, page 1", "Release, page 2").matches("Release").count(), 0);
    assert_eq!(two("In all 450 people", "In all 612 people").matches("In all").count(), 2);
}

#[test]
fn content_says_what_is_a_pdf() {
    let whole = page(shown(&[b"The council of Lubny bought six buses."]), HELVETICA, "");
    assert_eq!(forms(&captures("a", &whole)), [(0, Form::Pdf)], "without a name");
    assert_eq!(forms(&captures("a.html", &whole)), [(0, Form::Pdf)], "a name that lies");
    assert_eq!(forms(&captures("a.pdf", [b"HTTP/1.1 200 OK\n".to_vec(), whole.clone()].concat())), [(0, Form::Pdf)]);
    assert_eq!(forms(&captures("a.pdf", "The mark `%PDF` begins a file.")), [(0, Form::Text)]);
    assert_eq!(forms(&captures("a.txt", "A file begins with\n%PDF-1.7")), [(0, Form::Text)]);
    refused("a.pdf", "", UnreadReason::Empty);
    let told = refused("a.pdf", "%PDF-1.7\nnothing", UnreadReason::NotText);
    assert!(told.contains("cannot be read as a PDF"), "{told}");
    let told = refused("a.pdf", &whole[..whole.len() / 2], UnreadReason::Empty);
    assert!(told.contains("nothing readable"), "a page without its content: {told}");
    let cut = &whole[..whole.len() - 40];
    assert_eq!(captures("a.pdf", cut)[0].text, "The council of Lubny bought six buses.", "without its end");
}

#[test]
fn bombs_and_circles_are_refused_in_time() {
    let bomb = packed(&vec![b' '; 120 << 20]);
    let told = in_time("a bomb", || {
        refused("a.pdf", page(stream("/Filter/FlateDecode", &bomb), HELVETICA, ""), UnreadReason::TooLarge)
    });
    assert!(told.contains("more than the limit"), "{told}");
    let twice = stream("/Filter[/FlateDecode/FlateDecode]", &packed(&bomb));
    in_time("a bomb in a bomb", || refused("a.pdf", page(twice, HELVETICA, ""), UnreadReason::TooLarge));
    let mut forms = page(stream("", b"/A Do"), HELVETICA, "");
    for at in 7..37 {
        let next = at + 1;
        let form = stream(&format!("/Subtype/Form/Resources<</XObject<</A {next} 0 R>>>>"), &b"/A Do ".repeat(20));
        forms.extend([format!("{at} 0 obj\n").as_bytes(), &form, b"\nendobj\n"].concat());
    }
    in_time("forms in forms", || refused("a.pdf", &forms, UnreadReason::TooLarge));
    let objects = stream("/Type/ObjStm/N 99999999/First 10/Filter/FlateDecode", &packed(&b"1 0 ".repeat(1_000_000)));
    let boxed = [page(shown(&[b"a"]), HELVETICA, ""), b"8 0 obj\n".to_vec(), objects, b"\nendobj".to_vec()].concat();
    in_time("a box of objects", || read("a.pdf", boxed));
    for (name, bytes) in [
        ("brackets", b"[".repeat(1_000_000)),
        ("texts", b"(".repeat(1_000_000)),
        ("entries", b"<</A ".repeat(300_000)),
        ("states", b"q ".repeat(1_000_000)),
        ("pictures", b"BI ID ".repeat(300_000)),
    ] {
        in_time(name, || read("a.pdf", page(stream("", &bytes), HELVETICA, "")));
        let objects = [b"%PDF-1.7\n1 0 obj".to_vec(), bytes].concat();
        in_time(name, || refused("a.pdf", objects, UnreadReason::NotText));
    }
    for circle in [
        "<</Type/Pages/Kids[2 0 R 2 0 R]>>",
        "<</Type/Pages/Kids 2 0 R>>",
        "2 0 R",
        "[2 0 R]",
        "<</Type/ObjStm/Length 2 0 R>>\nstream\n\nendstream",
    ] {
        let bytes = format!(
            "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/StructTreeRoot 2 0 R>>endobj\n2 0 obj{circle}endobj\ntrailer<</Root 1 0 R>>"
        );
        let read = in_time(circle, || read("a.pdf", bytes));
        assert!(matches!(read.value, Err(UnreadReason::NotText | UnreadReason::Empty)), "{circle}: {:?}", read.value);
        assert_eq!(read.warnings.len(), 1, "{circle}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(11), ..ProptestConfig::with_cases(60) })]

    #[test]
    fn any_pdf_is_read_or_refused(edits in mutations(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for name in ["core", "tagged", "aes-256", "columns"] {
            sound("a.pdf", &mutated(&file(name), &edits))?;
        }
        sound("a.pdf", &[b"%PDF-1.7\n", bytes.as_slice()].concat())?;
    }
}
