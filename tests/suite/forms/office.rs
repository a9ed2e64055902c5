//! Tests of documents of word processors: DOCX, ODT and RTF as programs write them, what only Word writes, bad files, archives of other kinds.
//!
//! Invariant: the files of programs are in `tests/forms/office`; no sentence in them was ever published.

use litopys::capture::picture::Place;

use super::*;

const TITLE: &str = "У Вербівці відкрили пішохідний міст";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document with this body, and more files.
pub fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let types = "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" \
                 ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let package = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"b\" Type=\"x/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"c\" Type=\"{RELATIONS}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"
    );
    let relations = format!(
        "<Relationships><Relationship Id=\"s\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/>\
         <Relationship Id=\"f\" Type=\"{RELATIONS}/footnotes\" Target=\"footnotes.xml\"/>\
         <Relationship Id=\"h\" Type=\"{RELATIONS}/header\" Target=\"header1.xml\"/>\
         <Relationship Id=\"p\" Type=\"{RELATIONS}/image\" Target=\"media/a.png\"/>\
         <Relationship Id=\"l\" Type=\"{RELATIONS}/hyperlink\" Target=\"https://v.example/\" TargetMode=\"External\"/></Relationships>"
    );
    let document =
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>");
    let mut files = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", package.as_str()),
        ("word/_rels/document.xml.rels", relations.as_str()),
        ("word/document.xml", document.as_str()),
    ];
    files.extend(more);
    packed(&files.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>())
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn text(path: &str, bytes: impl AsRef<[u8]>) -> String {
    captures(path, bytes)[0].text.clone()
}

#[test]
fn documents_of_programs_are_read_alike() {
    for name in [
        "libreoffice.docx",
        "libreoffice.odt",
        "libreoffice.fodt",
        "libreoffice.rtf",
        "pandoc.docx",
        "pandoc.odt",
        "pandoc.rtf",
    ] {
        let read = captures(name, made(&format!("office/{name}")));
        let found = markup::read(&read[0]);
        let [headline, _, byline, source, published, body] = parts(&found);
        assert_eq!((headline.as_str(), source.as_str(), published.as_str()), (TITLE, "", ""), "{name}");
        // pandoc writes no properties into RTF.
        assert_eq!(byline, if name == "pandoc.rtf" { "" } else { "Ія Лан" }, "{name}");
        assert_eq!((read[0].form, read.len()), (Form::Document, 1), "{name}");
        for line in [
            "Paragraph: Міський голова Вербівки Остап Корчак відкрив новий міст через Лозову, повідомила пресслужба міста.",
            "Subhead: Хто будував",
            "Paragraph: Довжина | 120 метрів",
            "Paragraph: «Ми чекали на цей міст двадцять років», — сказав Корчак. 2 < 3 & більше.",
        ] {
            assert!(body.lines().any(|known| known == line), "{name}: {line}\n{body}");
        }
        // pandoc writes the sign of an item as text into RTF, and LibreOffice no alternative text.
        let item = if name == "pandoc.rtf" { "Paragraph: • Опори" } else { "List: Опори" };
        assert!(body.contains(item), "{name}: {body}");
        let pictures: Vec<_> = read[0].pictures.found.values().collect();
        let [Ok(picture)] = pictures.as_slice() else { panic!("{name}: {pictures:?}") };
        assert_eq!((picture.width, picture.height, &picture.place), (80, 80, &Place::Embedded), "{name}");
        let stamp =
            found.stamps.iter().find(|stamp| stamp.kind == StampKind::Dateline).map(|stamp| stamp.text.as_str());
        assert_eq!(stamp, Some("6 травня 2024 року"), "{name}");
        let saved = read[0].captured.as_ref().map(|date| date.text.get(..10).unwrap_or_default().to_owned());
        let expected = name.starts_with("libreoffice").then_some("2024-05-07");
        assert!(expected.is_none() || saved.as_deref() == expected, "{name}: {saved:?}");
    }
}

#[test]
fn a_name_that_lies_changes_nothing() {
    for (path, name) in [
        ("a.odt", "pandoc.docx"),
        ("a.zip", "pandoc.odt"),
        ("a.doc", "libreoffice.rtf"),
        ("a", "libreoffice.fodt"),
        ("a.xml", "libreoffice.fodt"),
    ] {
        assert_eq!(forms(&captures(path, made(&format!("office/{name}")))), [(0, Form::Document)], "{path}");
    }
    assert_eq!(forms(&captures("a.docx", "Слова про міст")), [(0, Form::Text)]);
    let named = capture::read_bytes("a.txt", "Слова про міст".as_bytes(), Some(Form::Document), None);
    assert!(named.value.is_err() && warned(&named).contains("no document"), "{}", warned(&named));
}

#[test]
fn only_what_a_reader_sees_is_text() {
    let run = |inner: &str| format!("<w:r>{inner}</w:r>");
    let field = |kind: &str| run(&format!("<w:fldChar w:fldCharType=\"{kind}\"/>"));
    let body = [
        "<w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr><w:r><w:t>Рада діє</w:t></w:r></w:p>".to_owned(),
        // Tracked changes.
        "<w:p><w:r><w:t xml:space=\"preserve\">Міст </w:t></w:r><w:del><w:r><w:delText>старий</w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>новий</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>зайве</w:t></w:r></w:moveFrom></w:p>"
            .to_owned(),
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">Один </w:t></w:r></w:p>".to_owned(),
        paragraph("абзац"),
        // Fields, hidden text, a placeholder.
        format!(
            "<w:p>{}{}{}{}{}{}</w:p>",
            field("begin"),
            run("<w:instrText> HYPERLINK \"https://v.example/a\" </w:instrText>"),
            field("separate"),
            run("<w:t>посилання</w:t>"),
            field("end"),
            run("<w:rPr><w:vanish/></w:rPr><w:t>сховане</w:t>")
        ),
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Клацніть тут</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            .to_owned(),
        // A text box stands twice in the file.
        "<w:p><w:r><w:t>Біля рамки</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>\
         <w:p><w:r><w:t>У рамці</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>\
         <w:txbxContent><w:p><w:r><w:t>У рамці</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            .to_owned(),
        // Notes.
        "<w:p><w:r><w:t>З приміткою</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"
            .to_owned(),
        // Signs.
        "<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:noBreakHyphen/><w:t>в</w:t><w:softHyphen/><w:sym w:char=\"F0B7\"/><w:sym w:char=\"2014\"/><w:br/><w:t>г</w:t></w:r></w:p>".to_owned(),
    ];
    let more = [
        ("word/styles.xml", "<w:styles><w:style w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style></w:styles>"),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:id=\"1\"><w:p><w:r><w:t>чужа</w:t></w:r></w:p></w:footnote>\
          <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/><w:t>Примітка</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
    ];
    let expected =
        "Рада діє\nМіст новий\nОдин абзац\nпосилання\nБіля рамки\nУ рамці\nЗ приміткою\nа б\u{2011}в—\nг\nПримітка";
    assert_eq!(text("a.docx", docx(&body.concat(), &more)), expected);
}

#[test]
fn a_link_without_an_end_costs_no_text() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let field = |end: &str| {
        let [begin, separate] = ["begin", "separate"].map(mark);
        let instruction = "<w:r><w:instrText> HYPERLINK \"https://v.example/a\" </w:instrText></w:r>";
        format!("<w:p>{begin}{instruction}{separate}<w:r><w:t>Докладніше тут</w:t></w:r>{end}</w:p>")
    };
    let sentence = "Міський голова Вербівки відкрив новий міст через Лозову, повідомила пресслужба.";
    let read = |field: &str| {
        let body = [paragraph("Рада зібралася вранці."), field.to_owned(), paragraph(sentence).repeat(2)].concat();
        let read = read("a.docx", docx(&body, &[]));
        let article = markup::read(&read.value.as_ref().unwrap()[0]);
        (warned(&read), parts(&article)[5].matches(sentence).count())
    };
    assert_eq!(read(&field(&mark("end"))), (String::new(), 2));
    let (told, count) = read(&field(""));
    assert!(told.contains("1 of its links cannot be used, as nothing says where they end"), "{told}");
    assert_eq!(count, 2);
    let (told, count) = read(&[field(""), field(&mark("end"))].concat());
    assert_eq!((told.contains("1 of its links"), count), (true, 2), "{told}");
}

#[test]
fn documents_in_a_document_and_texts_that_are_too_deep_are_told() {
    let told = |body: &str| warned(&read("a.docx", docx(&(paragraph("Рада зібралася.") + body), &[])));
    assert_eq!(told(&paragraph("Міст відкрито.")), "");
    let chunk = told("<w:altChunk r:id=\"p\"/>");
    assert!(chunk.contains("1 of its parts are documents of another kind and were not read"), "{chunk}");
    let nested = |depth: usize| {
        let (open, close) = ("<w:tbl><w:tr><w:tc>".repeat(depth), "</w:tc></w:tr></w:tbl>".repeat(depth));
        told(&format!("{open}{}{close}", paragraph("Слово")))
    };
    assert_eq!(nested(20), "");
    assert!(
        nested(100).contains("1 of its texts were not read, as they stand in more than 200 elements"),
        "{}",
        nested(100)
    );
    let flat = |depth: usize| {
        let (open, close) = ("<text:section>".repeat(depth), "</text:section>".repeat(depth));
        let flat = format!(
            "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text>\
             <text:p>Рада зібралася.</text:p>{open}<text:p>Слово</text:p>{close}</office:text></office:body></office:document>"
        );
        warned(&read("a.fodt", flat))
    };
    assert_eq!((flat(20).as_str(), flat(300).contains("1 of its texts were not read")), ("", true));
}

#[test]
fn a_release_has_its_headline_below_the_name_of_its_issuer() {
    let lead = "Міська рада Заріччя у вівторок, 4 березня, схвалила кошторис на ремонт мосту через Вербівку.";
    let lines =
        ["ЗАРІЧАНСЬКА МІСЬКА РАДА", "вул. Соборна, 5, тел. 5-55-55", "У Заріччі полагодять міст через Вербівку"];
    let word = |bold: [bool; 3]| {
        let line = |(text, is_bold): (&str, bool)| {
            let look = if is_bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
            format!("<w:p><w:r>{look}<w:t>{text}</w:t></w:r></w:p>")
        };
        docx(&(lines.into_iter().zip(bold).map(line).collect::<String>() + &paragraph(lead).repeat(2)), &[])
    };
    let rich = {
        let escaped = |text: &str| text.chars().map(|c| format!("\\u{}?", u32::from(c))).collect::<String>();
        let [issuer, address, headline] = lines.map(escaped);
        let lead = escaped(lead);
        format!("{{\\rtf1\\ansi{{\\b {issuer}}}\\par {address}\\par{{\\b {headline}}}\\par {lead}\\par {lead}\\par}}")
            .into_bytes()
    };
    let flat = format!(
        "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:automatic-styles>\
         <style:style style:name=\"B\" style:family=\"paragraph\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
         </office:automatic-styles><office:body><office:text><text:p text:style-name=\"B\">{}</text:p><text:p>{}</text:p>\
         <text:p text:style-name=\"B\">{}</text:p><text:p>{lead}</text:p><text:p>{lead}</text:p></office:text></office:body></office:document>",
        lines[0], lines[1], lines[2]
    );
    for (name, bytes) in [("a.docx", word([true, false, true])), ("a.rtf", rich), ("a.fodt", flat.into_bytes())] {
        let [headline, _, _, source, _, body] = parts(&markup::read(&captures(name, bytes)[0]));
        assert_eq!([headline.as_str(), &source], [lines[2], lines[0]], "{name}");
        assert_eq!(body, format!("Paragraph: {lead}\nParagraph: {lead}"), "{name}");
    }
    let [headline, _, _, source, ..] = parts(&markup::read(&captures("a.docx", word([true, false, false]))[0]));
    assert_eq!([headline.as_str(), &source], [lines[0], ""], "nothing else is set apart");
}

#[test]
fn notes_that_cannot_be_read_are_told() {
    let body = |notes: &str| format!("<w:p><w:r><w:t>Рада зібралася.</w:t></w:r>{notes}</w:p>");
    let note = |id: u32| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let written =
        "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>Примітка ради</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let told = |notes: &str, file: Option<&str>| {
        let more: Vec<(&str, &str)> = file.map(|text| ("word/footnotes.xml", text)).into_iter().collect();
        let read = read("a.docx", docx(&body(notes), &more));
        (warned(&read), read.value.unwrap()[0].text.clone())
    };
    assert_eq!(told(&note(2), Some(written)), (String::new(), "Рада зібралася.\nПримітка ради".to_owned()));
    assert_eq!(told("", None).0, "", "a document without notes lacks none");
    let (missing, text) = told(&note(2), None);
    assert!(missing.contains("1 of its notes could not be read: `word/footnotes.xml` is missing"), "{missing}");
    assert_eq!(text, "Рада зібралася.");
    let broken = told(&note(2), Some("<w:footnotes><w:footnote w:id=\"2\"<<")).0;
    assert!(broken.contains("1 of its notes could not be read: "), "{broken}");
    let (cut, text) = told(&note(2), Some(&written[..written.find(" ради").unwrap()]));
    assert!(cut.contains("its notes cannot be read from here on"), "{cut}");
    assert!(text.ends_with("Примітка"), "{text}");
    assert!(told(&[note(2), note(3), note(3)].concat(), Some(written)).0.contains("1 of its notes are missing"));
}

#[test]
fn the_head_of_the_first_page_stands_in_front() {
    let head = |inner: &str| format!("<w:hdr>{inner}</w:hdr>");
    let section = |kind: &str, more: &str| {
        format!("<w:sectPr><w:headerReference w:type=\"{kind}\" r:id=\"h\"/>{more}</w:sectPr>")
    };
    let letter = head(
        &[paragraph("Рада громади"), paragraph("№ 5 від 6 травня 2024 року"), paragraph("Рада зібралася.")].concat(),
    );
    let text = |section: &str, head: &str| {
        let body = paragraph("Рада зібралася.") + section;
        captures("a.docx", docx(&body, &[("word/header1.xml", head)]))[0].text.clone()
    };
    let whole = "Рада громади\n№ 5 від 6 травня 2024 року\nРада зібралася.";
    assert_eq!(text(&section("default", ""), &letter), whole);
    assert_eq!(text(&section("first", "<w:titlePg/>"), &letter), whole);
    for other in [section("first", ""), section("default", "<w:titlePg/>"), section("even", ""), String::new()] {
        assert_eq!(text(&other, &letter), "Рада зібралася.", "{other}");
    }
    let page = head(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r>\
         <w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>\
         <w:p><w:fldSimple w:instr=\" DATE \"><w:r><w:t>7 травня 2025 року</w:t></w:r></w:fldSimple></w:p>",
    );
    assert_eq!(
        text(&section("default", ""), &page),
        "Рада зібралася.",
        "days that change are no words of the document"
    );
    let broken = read("a.docx", docx(&(paragraph("Рада зібралася.") + &section("default", "")), &[]));
    assert!(warned(&broken).contains("the head of its first page could not be read whole"), "{}", warned(&broken));
    let sentence = "Рада громади зібралася вранці й говорила про міст через Лозову.";
    let body =
        [paragraph("Міст через Лозову відкрито"), paragraph(sentence).repeat(2), section("default", "")].concat();
    let core = "<cp:coreProperties><dc:title>Міст через Лозову відкрито</dc:title></cp:coreProperties>";
    let letter = head(&[paragraph("Рада громади"), paragraph("6 травня 2024 року")].concat());
    let read = captures("a.docx", docx(&body, &[("word/header1.xml", &letter), ("docProps/core.xml", core)]));
    let article = markup::read(&read[0]);
    let [headline, .., body] = parts(&article);
    let expected = format!("Paragraph: {sentence}\nParagraph: {sentence}");
    assert_eq!(
        [headline, body],
        ["Міст через Лозову відкрито".to_owned(), expected],
        "a head is no part of the article"
    );
    let day = article.stamps.iter().find(|stamp| stamp.kind == StampKind::Dateline);
    assert_eq!(day.map(|stamp| stamp.text.as_str()), Some("6 травня 2024 року"));
}

#[test]
fn the_head_of_an_open_document_stands_in_front() {
    let text = |style: &str, pages: &str| {
        let flat = format!(
            "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:automatic-styles>\
             <style:style style:name=\"P1\" style:family=\"paragraph\" style:master-page-name=\"Лист\"/></office:automatic-styles>\
             <office:master-styles>{pages}</office:master-styles><office:body><office:text><text:tracked-changes><text:p>старе</text:p>\
             </text:tracked-changes><text:p text:style-name=\"{style}\">Рада зібралася.\
             </text:p></office:text></office:body></office:document>"
        );
        text("a.fodt", flat)
    };
    let page =
        |name: &str, heads: &str| format!("<style:master-page style:name=\"{name}\">{heads}</style:master-page>");
    let usual = page(
        "Standard",
        "<style:header><text:p>Вісник ради</text:p><text:p>с. <text:page-number>1</text:page-number></text:p></style:header>",
    );
    let letter = page(
        "Лист",
        "<style:header><text:p>Далі</text:p></style:header><style:header-first><text:p>№ 5 від 6 травня</text:p></style:header-first>",
    );
    let both = usual.clone() + &letter;
    assert_eq!(text("P1", &both), "№ 5 від 6 травня\nРада зібралася.");
    assert_eq!(text("P2", &both), "Вісник ради\nРада зібралася.");
    assert_eq!(text("P2", &letter), "Рада зібралася.", "no page of that kind");
    let hidden = page("Standard", "<style:header style:display=\"false\"><text:p>Вісник ради</text:p></style:header>");
    assert_eq!(text("P2", &hidden), "Рада зібралася.");
}

#[test]
fn a_second_note_in_one_group_of_rtf_costs_no_text() {
    for (name, rtf, expected) in [
        ("note", "{\\rtf1 One\\par Two{\\footnote\\footnote A note}\\par Three\\par}", "One\nTwo\nThree\nA note"),
        ("one note", "{\\rtf1 One\\par Two{\\footnote A note}\\par Three\\par}", "One\nTwo\nThree\nA note"),
        ("box", "{\\rtf1 One\\par{\\shp{\\*\\shpinst{\\shptxt\\shptxt Box\\par}}}Two\\par}", "One\nBox\nTwo"),
        (
            "field in the group of a note",
            "{\\rtf1 One{\\footnote\\field{\\fldrslt A note}}\\par Two}",
            "One\nTwo\nA note",
        ),
        ("note in the group of a field", "{\\rtf1 One{\\field\\footnote A note}\\par Two}", "One\nTwo\nA note"),
    ] {
        assert_eq!(text("a.rtf", rtf), expected, "{name}");
    }
}

#[test]
fn the_properties_name_the_author_and_no_day_of_publication() {
    let core = |inner: &str| format!("<cp:coreProperties>{inner}</cp:coreProperties>");
    let read = |inner: &str| {
        let core = core(inner);
        captures("a.docx", docx(&paragraph("Рада зібралася."), &[("docProps/core.xml", &core)])).remove(0)
    };
    let whole = read(
        "<dc:title>Рада діє</dc:title><dc:creator>Ія Лан</dc:creator><dcterms:created>2024-05-06T10:00:00Z</dcterms:created>\
         <dcterms:modified>2024-05-07T10:00:00Z</dcterms:modified>",
    );
    assert_eq!(whole.captured.as_ref().map(|date| date.text.as_str()), Some("2024-05-07T10:00:00Z"));
    let expected = ["Рада діє", "", "Ія Лан", "", "", "Paragraph: Рада зібралася."];
    assert_eq!(parts(&markup::read(&whole)), expected.map(str::to_owned));
    let none = read(
        "<dc:title>лист.docx</dc:title><dc:creator>python-docx</dc:creator><dcterms:modified>2013-12-23T23:15:00Z</dcterms:modified>",
    );
    assert_eq!((none.captured, none.text.as_str()), (None, "Рада зібралася."));
}

#[test]
fn flat_open_xml_is_read() {
    let parts: Vec<String> = unpacked(&docx(&paragraph("Рада зібралася."), &[]))
        .into_iter()
        .map(|(name, bytes)| {
            let text = String::from_utf8(bytes).unwrap().replace("<?xml version=\"1.0\"?>", "");
            format!("<pkg:part pkg:name=\"/{name}\"><pkg:xmlData>{text}</pkg:xmlData></pkg:part>")
        })
        .collect();
    let flat = format!("<?xml version=\"1.0\"?><pkg:package>{}</pkg:package>", parts.concat());
    assert_eq!(text("a.xml", flat), "Рада зібралася.");
}

#[test]
fn rtf_is_decoded_by_its_fonts() {
    let cyrillic = encoding_rs::WINDOWS_1251.encode("Рада").0;
    let escaped: String = cyrillic.iter().map(|byte| format!("\\'{byte:02x}")).collect();
    for (name, rtf) in [
        ("page", format!("{{\\rtf1\\ansi\\ansicpg1251 {escaped}}}")),
        (
            "font",
            format!("{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 A;}}{{\\f1\\fcharset204 B;}}}}\\f1 {escaped}}}"),
        ),
        ("group", format!("{{\\rtf1\\ansi{{\\fonttbl{{\\f1\\fcharset204 B;}}}}{{\\f1 {escaped}}}}}")),
        ("unicode", "{\\rtf1\\ansi\\uc1\\u1056?\\u1072?\\u1076?\\u1072?}".to_owned()),
        ("two fallbacks", "{\\rtf1\\ansi\\uc2\\u1056??\\u1072\\'d0\\'d1\\u1076\\'d0x{\\uc0\\u1072}}".to_owned()),
        ("negative", "{\\rtf1\\u1056?\\u1072?\\u1076?\\u-64464?}".to_owned()),
    ] {
        assert_eq!(text("a.rtf", rtf), "Рада", "{name}");
    }
    let shown = "{\\rtf1\\ansi{\\info{\\title Plan of the bridge}{\\author Ivan Lan}{\\creatim\\yr2024\\mo5\\dy6\\hr9\\min5}}\
                 {\\header Head}{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\\pard\\s1 The bridge is open\\par\\pard\\plain \
                 One{\\v hidden}{\\deleted gone} word{\\footnote A note}.\\line Two\\~three \\{4\\}\\par\
                 {\\field{\\*\\fldinst HYPERLINK \"https://v.example/\"}{\\fldrslt there}}\\par{\\*\\unknown no}\\ls1 item\\par\\pard\
                 {\\listtext 1.}first\\par second\\par\\trowd\\intbl a\\cell b\\cell\\row\\pard End}";
    let read = captures("a.rtf", shown).remove(0);
    let expected =
        "Ivan Lan\nThe bridge is open\nOne word.\nTwo\u{a0}three {4}\nthere\nitem\nfirst\nsecond\na | b\nEnd\nA note";
    assert_eq!(read.text, expected);
    assert_eq!(read.captured.as_ref().map(|date| date.text.as_str()), Some("2024-05-06T09:05"));
    assert!(parts(&markup::read(&read))[5].contains("List: first\nParagraph: second"));
}

#[test]
fn other_archives_are_told_with_what_is_in_them() {
    let told = refused("a.zip", packed(&[("a.html", b"x"), ("b/c.txt", b"x"), ("d.png", b"x")]), UnreadReason::NotText);
    assert!(told.contains("a ZIP archive of 3 files, of which `a.html`, `b/c.txt` can be read"), "{told}");
    assert!(told.contains("unpack it"), "{told}");
    let pictures = refused("a.zip", packed(&[("d.png", b"x")]), UnreadReason::NotText);
    assert!(pictures.contains("none of them can be read"), "{pictures}");
    let names: Vec<String> = (0..9).map(|number| format!("{number}.html")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert!(refused("a.zip", packed(&many), UnreadReason::NotText).contains("`4.html` and 4 more can be read"));
    let sheet =
        [("[Content_Types].xml", &b"<Types>spreadsheetml.sheet.main+xml</Types>"[..]), ("xl/workbook.xml", b"<x/>")];
    assert!(refused("a.docx", packed(&sheet), UnreadReason::NotText).contains("ZIP archive"));
}

#[test]
fn documents_that_cannot_be_read_are_told_with_a_hint() {
    let old = refused("a.doc", made("office/libreoffice.doc"), UnreadReason::NotText);
    assert!(old.contains("Word 97 to 2003") && old.contains("save it as .docx"), "{old}");
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &locked].concat();
    assert!(refused("a.docx", locked, UnreadReason::NotText).contains("locked with a password"));
    let mut odt = unpacked(&made("office/pandoc.odt"));
    for (name, bytes) in &mut odt {
        if name == "META-INF/manifest.xml" {
            let text = String::from_utf8(bytes.clone()).unwrap();
            *bytes =
                text.replace("</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>").into_bytes();
        }
    }
    let odt: Vec<(&str, &[u8])> = odt.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert!(refused("a.odt", packed(&odt), UnreadReason::NotText).contains("locked with a password"));
    for (path, bytes) in [("a.docx", docx("<w:p/>", &[])), ("a.rtf", b"{\\rtf1 }".to_vec())] {
        assert!(refused(path, bytes, UnreadReason::Empty).contains("nothing readable"), "{path}");
    }
    let cut = &made("office/pandoc.docx")[..4000];
    assert!(refused("a.docx", cut, UnreadReason::NotText).contains("its archive cannot be read"));
    let broken = read("a.docx", docx(&(paragraph("Рада зібралася.") + "<w:p><w:r><w:t>Міст</w:x"), &[]));
    assert!(warned(&broken).contains("cannot be read from here on"), "{}", warned(&broken));
    assert!(broken.value.unwrap()[0].text.starts_with("Рада зібралася."));
    let cut = read("a.rtf", "{\\rtf1 Words\\par{\\b more");
    assert!(warned(&cut).contains("ends before its last group"));
    assert_eq!(cut.value.unwrap()[0].text, "Words\nmore");
    let macros = docx(&paragraph("Рада зібралася."), &[]);
    let mut files = unpacked(&macros);
    files[0].1 = b"<Types>vnd.ms-word.document.macroEnabled.main+xml vnd.ms-office.vbaProject</Types>".to_vec();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let told = read("a.docm", packed(&files));
    assert!(warned(&told).contains("macros") && told.value.is_ok());
}

#[test]
fn a_picture_that_is_missing_costs_no_text() {
    let body =
        "<w:p><w:r><w:t>Рада зібралася.</w:t></w:r><w:r><w:drawing><a:blip r:embed=\"p\"/></w:drawing></w:r></w:p>";
    let read = read("a.docx", docx(body, &[]));
    assert!(
        warned(&read).contains("1 of its pictures could not be read: `word/media/a.png` is missing"),
        "{}",
        warned(&read)
    );
    assert_eq!(read.value.unwrap()[0].text, "Рада зібралася.");
}

#[test]
fn bombs_are_refused_in_time() {
    let zeros = vec![b' '; 100 << 20];
    let mut files = unpacked(&docx("", &[]));
    files[3].1 = zeros;
    let bomb = packed(&files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>());
    let told = in_time("a document of 100 MiB", || refused("a.docx", &bomb, UnreadReason::NotText));
    assert!(told.contains("unpacks to more than"), "{told}");
    let deep = docx(&format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(100_000), paragraph("Слово")), &[]);
    in_time("100,000 tables in tables", || refused("a.docx", &deep, UnreadReason::Empty));
    let open = docx(
        &format!(
            "{}{}",
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>".repeat(100_000),
            paragraph("Слово")
        ),
        &[],
    );
    in_time("100,000 open fields", || assert_eq!(text("a.docx", &open), "Слово"));
    let groups = format!("{{\\rtf1 {}word", "{\\field{\\*\\fldinst TOC}{\\fldrslt ".repeat(200_000));
    let deep = in_time("600,000 groups", || read("a.rtf", &groups)).value.unwrap();
    assert!(deep[0].text.ends_with("word"), "{}", deep[0].text.len());
    let notes = format!("{{\\rtf1 {}word", "{\\footnote x".repeat(200_000));
    let deep = in_time("200,000 notes in notes", || read("a.rtf", &notes)).value.unwrap();
    assert_eq!((deep[0].text.matches('x').count(), deep[0].text.matches("word").count()), (200_000, 1));
    let boxes = format!("{{\\rtf1 One\\par {}{}", "{".repeat(900), "\\shptxt x".repeat(300_000));
    let boxes = in_time("300,000 boxes in a group", || read("a.rtf", &boxes)).value.unwrap();
    assert_eq!((boxes[0].text.starts_with("One\n"), boxes[0].text.matches('x').count()), (true, 300_000));
    let list = b"PK\x01\x02".repeat(10_000_000);
    in_time("10,000,000 files", || refused("a.zip", [&b"PK\x03\x04"[..], &list].concat(), UnreadReason::NotText));
    let entities = docx(&paragraph("&a;"), &[]);
    in_time("entities", || read("a.docx", &entities));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(11), ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_document_is_read_or_refused(edits in mutations(), part in any::<prop::sample::Index>()) {
        for name in ["pandoc.docx", "libreoffice.docx", "pandoc.odt", "pandoc.rtf", "libreoffice.fodt"] {
            let good = made(&format!("office/{name}"));
            within_reason("a", &mutated(&good, &edits))?;
            if name.ends_with(".docx") || name.ends_with(".odt") {
                let mut files = unpacked(&good);
                let at = part.index(files.len());
                files[at].1 = mutated(&files[at].1, &edits);
                let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
                within_reason("a", &packed(&files))?;
            }
        }
    }
}

/// Like `sound`, for files that may be packed.
pub fn within_reason(path: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let read = read(path, bytes);
    prop_assert!(read.warnings.iter().all(|warning| warning.path.as_deref() == Some(path) && warning.hint.is_some()));
    // Damage may leave plain text, whose articles are found in another way.
    for capture in read.value.unwrap_or_default().into_iter().filter(|capture| capture.form != Form::Text) {
        let article = markup::read(&capture);
        for passage in article.passages() {
            prop_assert_eq!(&Passage::new(&capture.at(passage.span), 0).text, &passage.text);
        }
    }
    Ok(())
}
