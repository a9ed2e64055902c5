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

/// A mail with this subject and body.
fn letter(subject: &str, kind: &str, body: &str) -> String {
    format!(
        "From: Лев Орт <lev@office.example>\r\nSubject: {subject}\r\nDate: Tue, 07 May 2024 10:00:00 +0300\r\nMIME-Version: 1.0\r\n\
         Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}"
    )
}

#[test]
fn a_mail_that_was_passed_on_speaks_for_who_wrote_it() {
    let head = [
        "---------- Forwarded message ---------",
        "Від: Степовий вісник <list@visnyk.example>",
        "Date: Mon, 06 May 2024 10:00:00 +0300",
        "Subject: Рада схвалила кошторис",
        "To: lev@office.example",
    ];
    let plain = format!("Лише між нами: прочитай.\r\n\r\n{}\r\n\r\n{STORY}\r\n", head.join("\r\n"));
    let marked = format!(
        "<html><body><div dir=ltr>Лише між нами: прочитай.</div><div class=gmail_quote><div>{}<br></div><br><p>{STORY}</p></div>",
        head.join("<br>")
            .replace("<list@visnyk.example>", "&lt;<a href=\"mailto:list@visnyk.example\">list@visnyk.example</a>&gt;")
    );
    for (kind, body) in [("text/plain", &plain), ("text/html", &marked)] {
        let found = article("a.eml", letter("Fwd: Рада схвалила кошторис", kind, body));
        let [headline, _, byline, source, published, text] = parts(&found);
        assert_eq!(
            [&*headline, &*source, &*published],
            ["Рада схвалила кошторис", "Степовий вісник", "Mon, 06 May 2024 10:00:00 +0300"],
            "{kind}"
        );
        assert!(!byline.contains("Лев Орт"), "{byline}");
        assert_eq!(text, format!("Paragraph: {STORY}"), "{kind}");
        let dropped: Vec<&str> = found.dropped.iter().map(|line| line.text.as_str()).collect();
        assert!(dropped.iter().any(|line| line.contains("між нами")), "{dropped:?}");
    }
    let answer = article("a.eml", letter("Re: Рада схвалила кошторис", "text/plain", &plain.replace(head[0], "Так.")));
    assert_eq!(parts(&answer)[3], "Лев Орт", "an answer is by who answers");
    let human = plain.replace("Mon, 06 May 2024 10:00:00 +0300", "пн, 6 трав. 2024 р. о 10:00");
    let human = captures("a.eml", letter("Fwd: Рада", "text/plain", &human)).remove(0);
    assert!(human.text.contains("\nРада схвалила кошторис\nпн, 6 трав. 2024 р. о 10:00\n"), "{}", human.text);
}

/// A mail with a text and more parts.
fn mixed(text: &str, parts: &[(&str, &str)]) -> String {
    let part = |(head, body): &(&str, &str)| format!("--m\r\n{head}\r\n\r\n{body}\r\n");
    let parts: String = parts.iter().map(part).collect();
    format!(
        "From: Прес-служба <press@rada.example>\r\nSubject: =?UTF-8?B?0KDRltGI0LXQvdC90Y8=?=\r\nDate: Mon, 06 May 2024 10:00:00 +0300\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n{parts}--m--\r\n"
    )
}

#[test]
fn documents_and_mails_in_a_mail_are_records_of_it() {
    let page = page();
    let document = (
        "Content-Type: text/html; charset=utf-8; name=\"release.html\"\r\nContent-Disposition: attachment; filename=\"release.html\"",
        page.as_str(),
    );
    let table = (
        "Content-Type: application/vnd.ms-excel; name=\"table.xls\"\r\nContent-Disposition: attachment; filename=\"table.xls\"",
        "x",
    );
    let sign = (
        "Content-Type: application/pgp-signature; name=\"s.asc\"\r\nContent-Disposition: attachment; filename=\"s.asc\"",
        "x",
    );
    let newsletter = newsletter();
    let inner = ("Content-Type: message/rfc822", newsletter.as_str());
    let whole = read("a.eml", mixed("Надсилаємо рішення ради щодо кошторису.", &[document, table, sign, inner]));
    let captures = whole.value.clone().unwrap();
    assert_eq!(forms(&captures), [(0, Form::Mail), (1, Form::Mail), (2, Form::Html)]);
    assert!(captures[1].text.contains("Ще раз") && captures[2].text.contains("Рада схвалила"), "{captures:?}");
    let told = warned(&whole);
    assert!(told.contains("`table.xls`") && !told.contains("release.html") && !told.contains("s.asc"), "{told}");
    let lost =
        refused("a.eml", mixed("", &[table]).replace("=?UTF-8?B?0KDRltGI0LXQvdC90Y8=?=", ""), UnreadReason::Empty);
    assert!(lost.contains("`table.xls`") && lost.contains("no page and no text is in it"), "{lost}");
    // A mail that only carries another one is no article.
    let carried = self::captures("a.eml", mixed("", &[inner]));
    assert_eq!((carried.len(), carried[0].id.record), (1, 0));
    assert_eq!(parts(&markup::read(&carried[0]))[3], "Степовий вісник");
}

#[test]
fn a_mail_in_a_maildir_is_read_whatever_its_name_ends_in_and_nothing_else_is() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("box/new/1.M1P1.host.js", newsletter()),
        ("box/cur/2.M1P1.host.md:2,S", newsletter().replace("кошторис", "бюджет").replace("Ще раз", "І знову")),
        ("box/new/style.css", "body { color: red } /* words of a style sheet */".to_owned()),
        ("box/new/data.csv", "day,words\n2024-05-06,one\n".to_owned()),
        ("new/map.js", "let words = 'of a script';".to_owned()),
    ] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let read = capture::read_folder(folder.path(), &[], &[]).value;
    assert_eq!(forms(&read.captures), [(0, Form::Mail), (0, Form::Mail)]);
    let unread: Vec<_> = read.unread.iter().map(|unread| (unread.id.path.as_str(), unread.reason)).collect();
    let none = |path| (path, UnreadReason::NotText);
    assert_eq!(unread, [none("box/new/data.csv"), none("box/new/style.css"), none("new/map.js")]);
}

#[test]
fn why_a_reader_got_a_newsletter_is_no_news() {
    let line = "Ви отримали цей лист, бо підписалися на новини нашого видання про селище.";
    let letter = newsletter().replace("<p><a href", &format!("<p>{line}</p><p><a href"));
    let found = article("a.eml", letter);
    assert_eq!(parts(&found)[5], format!("Paragraph: {STORY}\nParagraph: {STORY} Ще раз."));
    assert!(found.dropped.iter().any(|dropped| dropped.text == line), "{:?}", found.dropped);
    let news = "Мешканці отримали цей будинок торік, бо підписалися під угодою з громадою про його ремонт.";
    let kept = article("a.eml", newsletter().replace("<p><a href", &format!("<p>{news}</p><p><a href")));
    assert!(parts(&kept)[5].contains(news), "{kept:?}");
}

#[test]
fn a_newsletter_with_its_pictures_is_a_mail() {
    let png = "iVBORw0KGgo=";
    let related = format!(
        "From: Степовий вісник <list@visnyk.example>\r\nSubject: x\r\nDate: Mon, 06 May 2024 10:00:00 +0300\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><h1>Рада</h1><p>{STORY}</p>\
         <img src=\"cid:p@v\"></body></html>\r\n--r\r\nContent-Type: image/png\r\nContent-ID: <p@v>\r\nContent-Transfer-Encoding: base64\r\n\r\n{png}\r\n--r--\r\n"
    );
    let read = captures("a.eml", &related);
    assert_eq!(forms(&read), [(0, Form::Mail)]);
    let found = parts(&markup::read(&read[0]));
    assert_eq!([&*found[3], &*found[4]], ["Степовий вісник", "Mon, 06 May 2024 10:00:00 +0300"]);
    assert_eq!(read[0].pictures.found.len(), 1, "{:?}", read[0].pictures);
}

#[test]
fn a_mailbox_gives_its_letters_and_no_other_lines() {
    let second = letter(
        "Пором",
        "text/plain",
        &format!("{STORY}\r\n\r\nFrom here on, at 10:30, it is late.\r\n\r\nКінець листа."),
    );
    let mailbox = format!(
        "From a@b Mon May 06 10:00:00 2024\r\n{}\r\nFrom a@b Tue May 07 10:00:00 2024\r\n{second}",
        newsletter()
    );
    let read = captures("a.mbox", mailbox);
    assert_eq!(forms(&read), [(0, Form::Mail), (1, Form::Mail)]);
    assert!(read[1].text.contains("Кінець листа."), "{}", read[1].text);
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
        let passed_on = format!("Forwarded message\nFrom: A <a@b>\nDate: 1\nSubject: x\nTo: b\n\n{STORY}\n");
        let mail = mixed(&passed_on, &[("Content-Type: message/rfc822", &newsletter()), ("Content-Type: text/html; name=\"a.html\"", &page())]);
        let mailbox = format!("From a@b Mon May 06 10:00:00 2024\n{mail}\nFrom a@b Mon May 06 10:00:00 2024\n{mail}");
        sound("a.mbox", &mutated(mailbox.as_bytes(), &edits))?;
    }
}
