//! Tests of exports of Evernote (ENEX), written after its public document type.
//!
//! Invariant: touches no disk.

use super::*;

fn export(notes: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE en-export SYSTEM \"http://xml.evernote.com/pub/evernote-export4.dtd\">\n\
         <en-export export-date=\"20250311T080000Z\" application=\"Evernote\" version=\"10.0\">{notes}</en-export>"
    )
}

fn note(title: &str, text: &str) -> String {
    format!(
        "<note><title>{title}</title><content><![CDATA[<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE en-note SYSTEM \"x\">\
         <en-note><div>{text}</div><div>Труби замінили на двох вулицях &amp; на площі.</div><en-media hash=\"0\" type=\"image/png\"/></en-note>]]></content>\
         <created>20250310T080000Z</created><updated>20250311T080000Z</updated><tag>міста</tag>\
         <note-attributes><author>Ія Лан</author><source>web.clip</source><source-url>https://visnyk.example/vodohin?a=1&amp;b=2</source-url></note-attributes>\
         <resource><data encoding=\"base64\">iVBORw0KGgo=</data><mime>image/png</mime><resource-attributes>\
         <source-url>https://cdn.example/truba.png</source-url><author>Склад світлин</author><title>truba</title>\
         <created>20190101T000000Z</created></resource-attributes></resource></note>"
    )
}

#[test]
fn each_note_is_an_article_with_the_address_of_its_page() {
    let text = "У селищі Гончарівка запрацював водогін, повідомила рада.";
    let notes = [note("Гончарівка полагодила водогін", text), note("Друга", text)].concat();
    for path in ["a.enex", "a.xml", "a"] {
        let found = captures(path, export(&notes));
        assert_eq!(forms(&found), [(0, Form::Evernote), (1, Form::Evernote)], "{path}");
        let article = markup::read(&found[0]);
        let body = format!("Paragraph: {text}\nParagraph: Труби замінили на двох вулицях & на площі.");
        let expected = ["Гончарівка полагодила водогін", "", "Ія Лан", "visnyk.example", "", &body];
        assert_eq!(parts(&article), expected.map(str::to_owned), "{path}");
        assert_eq!(article.address.as_deref(), Some("https://visnyk.example/vodohin?a=1&b=2"));
        let captured = found[0].captured.as_ref().unwrap().moment.unwrap();
        assert_eq!(captured.to_string(), "2025-03-10T08:00+00:00", "when the note was made");
    }
    // The address of a picture is none of the note's.
    let told = "<source-url>https://visnyk.example/vodohin?a=1&amp;b=2</source-url></note-attributes>";
    let without = export(&note("Друга", text)).replace(told, "</note-attributes>");
    assert_eq!(captures("a.enex", without)[0].address, None);
}

#[test]
fn a_note_is_read_however_its_content_is_written() {
    let text = "У селищі Гончарівка запрацював водогін, повідомила рада.";
    let more = "Труби замінили на двох вулицях і на площі.";
    let inner = format!("<en-note><div><div>{text}</div>\n<p>{more}<br/></p></div></en-note>");
    let escaped = inner.replace('<', "&lt;").replace('>', "&gt;");
    let commented = format!("<![CDATA[<!-- <en-note>Старе</en-note> -->{inner}]]>");
    let deep = inner.replace("<p>", &"<div>".repeat(60)).replace("</p>", &"</div>".repeat(60));
    for content in [format!("<![CDATA[{inner}]]>"), format!("\n{inner}\n"), escaped, commented, deep] {
        let note = format!("<note><title>Водогін у Гончарівці</title><content>{content}</content></note>");
        let found = captures("a.enex", export(&note.repeat(2)));
        assert_eq!(found.len(), 2, "{content}");
        for capture in found {
            let body = format!("Paragraph: {text}\nParagraph: {more}");
            assert_eq!(
                parts(&markup::read(&capture)),
                ["Водогін у Гончарівці", "", "", "", "", &body].map(str::to_owned),
                "{content}"
            );
        }
    }
    let titled = |title: &str| {
        let note = format!("<note><title>{title}</title><content><![CDATA[{inner}]]></content></note>");
        parts(&markup::read(&captures("a.enex", export(&note))[0]))[0].clone()
    };
    assert_eq!(titled("Водогін&nbsp;у &laquo;Гончарівці&raquo; &amp; далі"), "Водогін у «Гончарівці» & далі");
    assert_eq!(titled("Водогін &bomb; тут"), "Водогін &bomb; тут", "an entity of the file itself is not expanded");
}

#[test]
fn the_address_of_a_mail_is_no_author() {
    let text = "У селищі Гончарівка запрацював водогін, повідомила рада.";
    let byline = |author: &str| {
        let note = note("Гончарівка полагодила водогін", text).replace("<author>Ія Лан", &format!("<author>{author}"));
        parts(&markup::read(&captures("a.enex", export(&note))[0]))[2].clone()
    };
    assert_eq!([byline("lan@visnyk.example"), byline("Лев Орт")], ["", "Лев Орт"]);
}

#[test]
fn notes_without_words_and_broken_exports_are_told() {
    let empty = "<note><title></title><content><![CDATA[<en-note></en-note>]]></content></note>";
    let read = super::read("a.enex", export(&(note("Перша", "Слова.") + empty)));
    assert!(warned(&read).contains("1 of its notes have no words"), "{}", warned(&read));
    assert_eq!(read.value.unwrap().len(), 1);
    let whole = export(&[note("Перша", "Слова."), note("Друга", "Слова.")].concat());
    let cut = super::read("a.enex", &whole[..whole.find("Друга").unwrap()]);
    assert!(warned(&cut).contains("it cannot be read from here on"), "{}", warned(&cut));
    assert_eq!(cut.value.unwrap().len(), 1);
    let deep = export(&"<a>".repeat(100_000));
    assert!(in_time("100,000 open tags", || warned(&super::read("a.enex", &deep))).contains("nested too deeply"));
    assert_eq!(forms(&captures("a.enex", "Слова про Evernote.")), [(0, Form::Text)], "a name that lies");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_export_is_read_or_refused(edits in mutations()) {
        sound("a.enex", &mutated(export(&note("Перша", "Слова про міст.")).as_bytes(), &edits))?;
    }
}
