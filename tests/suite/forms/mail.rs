//! Tests of mail and of pages saved as mail: newsletters, letters, MHTML, wrong declarations, broken files.
//!
//! Invariant: touches no disk.

use super::*;

const STORY: &str = "Обласна рада схвалила кошторис на наступний рік, за нього віддали голоси дві третини депутатів, повідомила пресслужба.";

fn newsletter() -> String {
    format!(
        "From: =?UTF-8?B?0KHRgtC10L/QvtCy0LjQuSDQstGW0YHQvdC40Lo=?= <list@visnyk.example>\r\nTo: reader@example.org\r\n\
         Subject: =?UTF-8?B?0KDQsNC00LAg0YHRhdCy0LDQu9C40LvQsCDQutC+0YjRgtC+0YDQuNGB?=\r\n\
         Date: Mon, 06 May 2024 10:00:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nКоротко.\r\n\
         --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         <html><body><p>{STORY}</p><p>{STORY} Ще раз.</p><p><a href=\"https://visnyk.example/u\">Відписатися</a></p></body></html>\r\n--b--\r\n"
    )
}

fn saved(charset: &str, encoding: &str, html: &[u8]) -> Vec<u8> {
    let head = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://visnyk.example/n/17?a=1\r\nSubject: x\r\nDate: Wed, 8 May 2024 09:00:00 -0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----B\"\r\n\r\n\
         ------B\r\nContent-Type: text/html{charset}\r\nContent-ID: <f@m>\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: https://visnyk.example/n/17\r\n\r\n"
    );
    let tail = "\r\n------B\r\nContent-Type: text/html\r\nContent-Location: https://adverts.example/frame\r\n\r\n<p>Купуйте насіння</p>\r\n\
                ------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------B--\r\n";
    [head.as_bytes(), html, tail.as_bytes()].concat()
}

fn page() -> String {
    format!(
        "<html><head><title>Рада схвалила кошторис</title></head><body><h1>Рада схвалила кошторис</h1><p>{STORY}</p><p>{STORY} Ще раз.</p></body></html>"
    )
}

fn quoted(text: &str) -> Vec<u8> {
    text.bytes()
        .flat_map(|byte| format!("={byte:02X}").into_bytes())
        .collect::<Vec<u8>>()
        .chunks(72)
        .flat_map(|line| [line, b"=\r\n"].concat())
        .collect()
}

#[test]
fn a_newsletter_is_a_page_under_its_subject() {
    let found = article("a.eml", newsletter());
    let body = format!("Paragraph: {STORY}\nParagraph: {STORY} Ще раз.");
    let expected = ["Рада схвалила кошторис", "", "", "Степовий вісник", "Mon, 06 May 2024 10:00:00 +0300", &body];
    assert_eq!(parts(&found), expected.map(str::to_owned));
    assert_eq!((found.form, found.address), (Form::Mail, None));
}

#[test]
fn a_mailbox_is_a_capture_for_each_message() {
    let message = |subject: &str, text: &str| {
        format!(
            "From list@visnyk.example Mon May  6 10:00:00 2024\nFrom: Ivan Lan <ivan@example.org>\nSubject: {subject}\n\
             Date: Mon, 6 May 2024 10:00:00 +0300\nMessage-ID: <{subject}@example.org>\n\n{text}\n\n"
        )
    };
    let mailbox =
        [message("One", "The council bought buses.\n>From then on, they ran."), message("Two", "The ferry is back.")];
    for path in ["a.mbox", "Inbox", "a.txt"] {
        let found = captures(path, mailbox.concat());
        assert_eq!(forms(&found), [(0, Form::Mail), (1, Form::Mail)], "{path}");
        assert!(found[0].text.contains("From then on") && !found[0].text.contains(">From"), "{}", found[0].text);
    }
    let with_empty =
        read("a.mbox", mailbox[0].clone() + "From x Mon May  6 10:00:00 2024\nTo: a@example.org\n\n\n" + &mailbox[1]);
    assert_eq!((with_empty.value.unwrap().len(), with_empty.bad), (2, vec![1]));
    let text = "From here the road goes on.\nThe council said: it is closed.";
    assert_eq!(forms(&captures("a.txt", text)), [(0, Form::Text)], "a text that begins with the word");
}

#[test]
fn a_mail_without_a_name_is_known_by_its_headers() {
    let mail = "Return-Path: <list@visnyk.example>\nReceived: from a\n\tby b\nSubject: News from Lubny\nMIME-Version: 1.0\n\nThe council bought six buses.\n";
    assert_eq!(forms(&captures("cur/1715000400.M1P2.host:2,S", mail)), [(0, Form::Mail)], "as a Maildir names it");
    for text in [
        "Subject: News from Lubny\n\nThe council bought six buses.",
        "Received: nothing\nThe council bought six buses.",
    ] {
        assert_eq!(forms(&captures("a.txt", text)), [(0, Form::Text)], "{text}");
    }
}

#[test]
fn a_letter_is_its_text() {
    let letter = "From: Ivan Lan <ivan@example.org>\nSubject: News from Lubny\nDate: Mon, 6 May 2024 10:00:00 +0300\n\n\
                  The council bought six buses.\n\n> It was time, said the mayor.\n";
    let expected = [
        "News from Lubny",
        "",
        "Ivan Lan",
        "Ivan Lan",
        "Mon, 6 May 2024 10:00:00 +0300",
        "Paragraph: The council bought six buses.\nParagraph: > It was time, said the mayor.",
    ];
    assert_eq!(parts(&article("a.eml", letter)), expected.map(str::to_owned));
}

#[test]
fn a_saved_page_is_its_first_part() {
    for (name, charset, encoding, html) in [
        ("quoted", "", "quoted-printable", quoted(&page())),
        ("plain", "; charset=\"utf-8\"", "8bit", page().into_bytes()),
        ("named", "; charset=windows-1251", "binary", encoding_rs::WINDOWS_1251.encode(&page()).0.into_owned()),
        ("named wrongly", "; charset=windows-1251", "8bit", page().into_bytes()),
        ("named nonsense", "; charset=x-none", "8bit", page().into_bytes()),
    ] {
        let read = captures("a.mhtml", saved(charset, encoding, &html));
        assert_eq!(read.len(), 1, "{name}");
        assert_eq!(read[0].address.as_deref(), Some("https://visnyk.example/n/17?a=1"), "{name}");
        assert_eq!(
            read[0].captured.as_ref().map(|date| date.text.as_str()),
            Some("Wed, 8 May 2024 09:00:00 -0000"),
            "{name}"
        );
        let found = parts(&markup::read(&read[0]));
        assert_eq!((found[0].as_str(), found[5].lines().count()), ("Рада схвалила кошторис", 2), "{name}: {found:?}");
        assert!(!read[0].text.contains("насіння"), "{name}");
    }
    assert_eq!(forms(&captures("a.eml", saved("", "8bit", page().as_bytes()))), [(0, Form::Mhtml)], "a name that lies");
    assert_eq!(forms(&captures("a.mht", page())), [(0, Form::Html)], "a name that lies");
}

#[test]
fn bad_mail_is_reported_and_read_in_time() {
    for bytes in ["", "\n\n", "Subject:\n\n"] {
        let told = refused("a.eml", bytes, UnreadReason::Empty);
        assert!(told.starts_with("`a.eml`: "), "{told}");
    }
    refused("a.mht", "Subject: x\nMIME-Version: 1.0\nContent-Type: image/png\n\nx", UnreadReason::Empty);
    refused("a.eml", b"\x89PNG\r\n", UnreadReason::NotText);
    let whole = newsletter();
    let cut = &whole[..whole.find("Ще раз").unwrap()];
    assert!(parts(&article("a.eml", cut))[5].contains(STORY), "what is there is read");
    let nested: String =
        (0..20_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")).collect();
    in_time("20,000 parts in parts", || read("a.eml", format!("Subject: x\r\n{nested}")));
    for kind in
        ["message/rfc822", "MESSAGE / (a (b)) global", "message/\r\n\trfc822; x=y", "multipart/digest; boundary=b"]
    {
        let messages = format!("Content-Type: {kind}\r\n\r\n--b\r\n").repeat(100_000);
        in_time("mails in mails", || read("a.eml", format!("Subject: x\r\n{messages}")));
    }
    let parts = "--b\r\nContent-Type: text/html\r\n\r\n<p>слово</p>\r\n".repeat(100_000);
    in_time("100,000 parts", || {
        read("a.mht", format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n{parts}"))
    });
    let headers = "X-Header: value\r\n".repeat(500_000);
    in_time("endless headers", || read("a.eml", format!("{headers}Subject: x\r\n\r\nслова")));
    let deep = format!("Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}слова", "<div>".repeat(100_000));
    in_time("100,000 open tags", || assert_eq!(captures("a.eml", deep).len(), 1));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_mail_is_read_or_refused(edits in mutations(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        sound("a.eml", &mutated(newsletter().as_bytes(), &edits))?;
        sound("a.mht", &mutated(&saved("", "quoted-printable", &quoted(&page())), &edits))?;
        sound("a.eml", &bytes)?;
        sound("a.mht", &bytes)?;
    }
}
