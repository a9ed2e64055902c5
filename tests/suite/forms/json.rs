//! Tests of JSON and NDJSON: articles from any program, the output of `read --json`, a stream through the program, bad input.
//!
//! Invariant: each test runs the program in its own folder, or touches no disk.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::cli::run_in;

const ARTICLE: &str = r#"{"url":"https://visnyk.example/n/17","title":"Громада Лубен купила шість автобусів",
"published":"2024-05-06T10:00:00+03:00","author":["Ія Лан","Лев Орт"],"source":"Степовий вісник","language":"uk",
"text":"Міська рада Лубен купила шість низькопідлогових автобусів для маршрутів на околиці.\nЧитайте також: Ціни на проїзд\n<b>Не тег</b> & лише слова, пояснили в раді, бо так написано в оголошенні про торги."}"#;

fn expected() -> [String; 6] {
    [
        "Громада Лубен купила шість автобусів",
        "",
        "Ія Лан; Лев Орт",
        "Степовий вісник",
        "2024-05-06T10:00:00+03:00",
        "Paragraph: Міська рада Лубен купила шість низькопідлогових автобусів для маршрутів на околиці.\n\
         Paragraph: <b>Не тег</b> & лише слова, пояснили в раді, бо так написано в оголошенні про торги.",
    ]
    .map(str::to_owned)
}

#[test]
fn an_article_is_an_object_a_line_or_an_item_of_a_list() {
    let line = ARTICLE.replace('\n', "");
    let other = line.replace("шість", "сім");
    assert_eq!(parts(&article("a.json", ARTICLE)), expected());
    let listed = read("a.json", format!("[{ARTICLE},{{\"other\":1}},{other}]"));
    assert!(warned(&listed).contains("1 of its entries have no words"), "{}", warned(&listed));
    assert_eq!(listed.bad, [1]);
    let listed = listed.value.unwrap();
    assert_eq!(forms(&listed), [(0, Form::Json), (2, Form::Json)]);
    let lines = captures("a.ndjson", format!("{line}\n\n{other}"));
    assert_eq!(forms(&lines), [(0, Form::Ndjson), (1, Form::Ndjson)]);
    assert_eq!(lines[1].name(), "a.ndjson#1");
    assert_eq!(lines[0].address.as_deref(), Some("https://visnyk.example/n/17"));
    let digests = |captures: &[Capture]| captures.iter().map(|capture| capture.digest.clone()).collect::<Vec<_>>();
    assert_eq!(digests(&lines), digests(&listed), "the same article is known again in another file");
    assert_eq!(forms(&captures("a.json", format!("{line}\n{other}"))), forms(&lines), "lines under another name");
}

#[test]
fn reading_lists_and_feed_readers_export_articles() {
    let text = "<p>Міська рада Лубен купила шість автобусів для маршрутів на околиці.</p>";
    let reader = json!({ "id": "user/-/state/com.google/starred", "title": "Starred", "items": [{
        "id": "tag:google.com,2005:reader/item/1", "title": "Лубни купили автобуси", "published": 1_715_000_400,
        "canonical": [{ "href": "https://visnyk.example/n/17" }], "author": "Ія Лан",
        "origin": { "streamId": "feed/1", "title": "Степовий вісник", "htmlUrl": "https://visnyk.example" },
        "summary": { "content": text } }] });
    let wallabag = json!([{ "is_archived": 0, "is_starred": 1, "id": 7, "title": "Лубни купили автобуси", "content": text,
        "url": "https://visnyk.example/n/17", "created_at": "2024-05-09T10:00:00+0000", "updated_at": "2024-05-09T10:00:00+0000",
        "published_at": "2024-05-06T13:00:00+0000", "published_by": ["Ія Лан"], "language": "uk", "domain_name": "visnyk.example" }]);
    for (name, export, captured) in [("a feed reader", reader, None), ("wallabag", wallabag, Some("2024-05-09"))] {
        let capture = captures("a.json", export.to_string()).remove(0);
        let read = markup::read(&capture);
        assert_eq!(read.headline.as_ref().unwrap().text, "Лубни купили автобуси", "{name}");
        assert_eq!(read.address.as_deref(), Some("https://visnyk.example/n/17"), "{name}");
        assert_eq!((read.byline.len(), read.body.len()), (1, 1), "{name}");
        assert!(read.source.is_none_or(|source| source.name != "Starred"), "{name}");
        let published = read.stamps.iter().find(|stamp| stamp.kind == StampKind::Published).unwrap();
        assert!(["1715000400", "2024-05-06T13:00:00+0000"].contains(&published.text.as_str()), "{name}: {published:?}");
        assert!(
            read.stamps.iter().all(|stamp| stamp.kind != StampKind::Modified),
            "{name}: the entry changed, not the page"
        );
        let day = capture.captured.map(|captured| captured.moment.unwrap().day.to_string());
        assert_eq!(day.as_deref(), captured, "{name}");
    }
}

#[test]
fn html_is_an_article_alone_or_a_page() {
    let alone = json!({"headline": "Рада обрала голову", "date": "06.05.2024", "html": "<p>Перше.</p><h3>Далі</h3><ul><li>пункт"});
    let body = "Paragraph: Перше.\nSubhead: Далі\nList: пункт";
    assert_eq!(
        parts(&article("a.json", alone.to_string())),
        ["Рада обрала голову", "", "", "", "06.05.2024", body].map(str::to_owned)
    );
    let story =
        "Обласна рада обрала нового голову, за нього віддали голоси дві третини депутатів, повідомила пресслужба ради.";
    let page = format!(
        "<!doctype html><html><head><title>Рада | Вісник</title></head><body><nav><a href=/>Головна</a></nav>\
        <article><h1>Рада обрала голову</h1><p>{story}</p><p>{story} Ще раз.</p></article></body></html>"
    );
    let whole =
        article("a.json", json!({"title": "Рада обрала голову", "published": 1714978800, "html": page}).to_string());
    assert_eq!(parts(&whole)[0], "Рада обрала голову");
    assert_eq!(parts(&whole)[4], "1714978800");
    assert_eq!(whole.body.len(), 2);
}

#[test]
fn a_json_feed_gives_its_items() {
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": "Степовий вісник", "language": "uk", "items": [
        {"id": "1", "url": "https://visnyk.example/1", "title": "Перша", "content_html": "<p>Слова першої.", "date_published": "2024-05-06T10:00:00+03:00"},
        {"id": "2", "content_text": "Слова другої.", "authors": [{"name": "Ія Лан"}]}]});
    let read = captures("feed.json", feed.to_string());
    assert_eq!(forms(&read), [(0, Form::Feed), (1, Form::Feed)]);
    let expected = ["Перша", "", "", "Степовий вісник", "2024-05-06T10:00:00+03:00", "Paragraph: Слова першої."];
    assert_eq!(parts(&markup::read(&read[0])), expected.map(str::to_owned));
}

#[test]
fn data_without_an_article_is_in_the_ledger_without_a_warning() {
    for data in [
        r#"{"name":"x","version":"1.0.0","description":"y","scripts":{}}"#,
        r#"{"title":"My app","text":"dist"}"#,
        r#"{"headline":"Settings","author":"Ia"}"#,
        r#"{"title":"bundle","date":"2024-05-06"}"#,
        "[]",
        "{}",
        "[[1]]",
        "[null]",
    ] {
        assert_eq!(refused("package.json", data, UnreadReason::OtherData), "", "{data}");
    }
    assert_eq!(refused("a.ndjson", "\n \n", UnreadReason::OtherData), "");
}

#[test]
fn the_output_of_read_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let page = r#"<html lang="uk"><head><title>Рада схвалила кошторис на рік | Степовий вісник</title>
        <meta property="og:site_name" content="Степовий вісник"><meta property="og:description" content="Гроші підуть на школи, лікарні та дороги області">
        <meta property="article:published_time" content="2024-05-06T18:16:00+03:00"><meta name="author" content="Ія Лан"></head>
        <body><nav><a href="/">Головна</a></nav><article><h1>Рада схвалила кошторис на рік</h1>
        <p>Гроші підуть на школи, лікарні та дороги області</p><div>Ія Лан</div>
        <p>Обласна рада схвалила кошторис на наступний рік, за нього віддали голоси дві третини депутатів, повідомила пресслужба.</p>
        <h2>Школи &amp; лікарні</h2><blockquote>Ми довго сперечалися, але домовилися про головне, сказав голова ради після засідання.</blockquote>
        <ul><li>школи, до яких ходить понад тисяча дітей;</li></ul></article></body></html>"#;
    fs::write(folder.path().join("a.html"), page).unwrap();
    fs::write(folder.path().join("b.json"), ARTICLE).unwrap();
    fs::write(
        folder.path().join("c.txt"),
        "Міст відкрили\n\n14 липня 2025 року\n\nУ Чернігові відкрили міст, повідомила рада.",
    )
    .unwrap();
    let files = ["read", "--json", "a.html", "b.json", "c.txt"];
    let first = run_in(folder.path(), &files, "");
    assert_eq!(first.code, 0, "{}", first.err);
    let again = run_in(folder.path(), &["read", "--json", "--form", "ndjson", "-"], &first.out);
    assert_eq!((again.code, again.err.as_str()), (0, ""), "{}", again.err);
    let kept = |out: &str| -> Vec<Vec<Value>> {
        let lines = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let fields = ["url", "source", "headline", "deck", "byline", "body", "language"];
        lines
            .map(|line| {
                let kept = fields.iter().map(|field| line[*field].clone());
                kept.chain([line["published"]["earliest"].clone(), line["published"]["latest"].clone()]).collect()
            })
            .collect()
    };
    assert_eq!(kept(&first.out), kept(&again.out));
    assert_eq!(kept(&first.out).len(), 3);
}

#[test]
fn only_a_bad_line_is_lost() {
    let line = ARTICLE.replace('\n', "");
    let input = format!("{line}\n{{\"title\": \n\n{{\"name\":1}}\n{line}\n");
    let run = run_in(std::path::Path::new("."), &["read", "--json", "--form", "ndjson", "-"], &input);
    assert_eq!((run.code, run.out.lines().count()), (0, 2), "{}", run.err);
    assert!(run.err.contains("warning: `-`: line 2: it is no JSON"), "{}", run.err);
    assert!(run.err.contains("warning: `-`: line 4: no article is in it"), "{}", run.err);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ndjson"), format!("{line}\n{{\"title\": \n")).unwrap();
    let build = run_in(folder.path(), &["build", ".", "--format", "json", "-o", "out"], "");
    assert_eq!(build.code, 0, "{}", build.err);
    let edition = fs::read_dir(folder.path().join("out")).unwrap().next().unwrap().unwrap().path();
    let edition: Value = serde_json::from_slice(&fs::read(edition).unwrap()).unwrap();
    let entries = edition["ledger"]["entries"].as_array().unwrap();
    let outcomes: Vec<_> = entries.iter().map(|entry| (&entry["record"], entry["outcome"].as_str().unwrap())).collect();
    assert_eq!(outcomes, [(&Value::from(0), "used"), (&Value::from(1), "bad-record")]);
    let bad = run_in(std::path::Path::new("."), &["read", "--json", "--form", "ndjson", "-"], "{\n");
    assert_eq!((bad.code, bad.out.as_str()), (1, ""), "{}", bad.err);
    let none = run_in(std::path::Path::new("."), &["read", "--json", "--form", "ndjson", "-"], "");
    assert_eq!((none.code, none.out.as_str(), none.err.as_str()), (0, "", ""));
}

#[test]
fn a_line_is_answered_before_the_next_one_comes() {
    let mut child = crate::cli::program()
        .args(["read", "--json", "--form", "ndjson", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..3 {
        writeln!(input, "{}", ARTICLE.replace('\n', "")).unwrap();
        assert!(output.next().unwrap().unwrap().contains("Лубен"));
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn bad_records_without_number_are_counted() {
    let read = read("a.ndjson", "x\n".repeat(1000) + "{\"text\":\"Слова\"}");
    assert_eq!((read.warnings.len(), read.value.as_ref().unwrap().len()), (101, 1));
    assert!(warned(&read).contains("900 more"), "{}", warned(&read));
}

#[test]
fn bad_json_is_reported_and_earlier_items_are_kept() {
    let cut = read("a.json", format!("[{ARTICLE},{{\"title\":\"Уря"));
    assert!(warned(&cut).starts_with("`a.json`: it cannot be read from here on: eof"), "{}", warned(&cut));
    assert_eq!(cut.value.unwrap().len(), 1);
    let deep = in_time("100,000 lists", || refused("a.json", "[".repeat(100_000), UnreadReason::OtherData));
    assert!(deep.contains("`a.json`: ") && deep.contains("hint: "), "{deep}");
    refused("a.json", "\0\0\0\0", UnreadReason::NotText);
    refused("a.json", b"\x89PNG\r\n", UnreadReason::NotText);
    assert_eq!(forms(&captures("a.json", "<!doctype html><p>Слова")), [(0, Form::Html)], "a name that lies");
    let nul = article("a.json", r#"{"title":"Рада\u0000 діє","text":"Слова\u0000 тут."}"#);
    assert!(parts(&nul)[5].contains("Слова"), "{:?}", parts(&nul));
    let nested = json!({"title": "Глибоко", "html": "<div>".repeat(100_000) + "<p>Слова на самому дні"}).to_string();
    in_time("100,000 open tags", || assert!(parts(&article("a.json", &nested))[5].contains("Слова")));
    let windows: Vec<u8> = encoding_rs::WINDOWS_1251.encode(&ARTICLE.replace('\n', "")).0.into_owned();
    let mixed = [windows, ARTICLE.replace('\n', "").into_bytes()].join(&b'\n');
    for capture in captures("a.ndjson", mixed) {
        assert_eq!(parts(&markup::read(&capture)), expected());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_json_is_read_or_refused(edits in mutations(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for path in ["a.json", "a.ndjson"] {
            sound(path, &mutated(ARTICLE.as_bytes(), &edits))?;
            sound(path, &bytes)?;
        }
    }
}
