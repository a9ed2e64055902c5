//! Tests of web archives: responses with every compression, records that are not pages, broken records and bombs.
//!
//! Invariant: each archive is made here.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use litopys::capture::CaptureId;
use litopys::{normalize, survey};

const STORY: &str = "Обласна рада схвалила кошторис на наступний рік, за нього віддали голоси дві третини депутатів, повідомила пресслужба.";

fn page(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><nav><a href=/>Головна</a></nav><article><h1>{title}</h1><p>{STORY}</p><p>{STORY} Ще раз.</p></article></body></html>"
    )
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn record(kind: &str, address: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{address}>\r\nWARC-Date: 2024-05-08T09:00:00Z\r\n\
         Content-Type: text/html\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    record("response", address, &[format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat())
}

fn html(address: &str, title: &str) -> Vec<u8> {
    response(address, "200 OK\r\nContent-Type: text/html; charset=utf-8", page(title).as_bytes())
}

fn headlines(captures: &[Capture]) -> Vec<(u32, String)> {
    captures.iter().map(|capture| (capture.id.record, parts(&markup::read(capture))[0].clone())).collect()
}

#[test]
fn responses_with_a_page_are_captures_and_nothing_else() {
    let windows = encoding_rs::WINDOWS_1251.encode(&page("Третя сторінка")).0.into_owned();
    let records = [
        record("warcinfo", "", b"software: test\r\n"),
        record("request", "https://v.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        html("https://v.example/1", "Перша сторінка"),
        response("https://v.example/i.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG\r\n"),
        response("https://v.example/none", "404 Not Found\r\nContent-Type: text/html", page("Немає").as_bytes()),
        response(
            "https://v.example/old",
            "301 Moved\r\nContent-Type: text/html\r\nLocation: /1",
            page("Деінде").as_bytes(),
        ),
        response(
            "https://v.example/2",
            "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
            &packed(page("Друга сторінка").as_bytes()),
        ),
        response("https://v.example/3", "200 OK\r\nContent-Type: text/html; charset=windows-1251", &windows),
        record("resource", "https://v.example/4", page("Четверта сторінка").as_bytes()),
    ];
    let expected = [(0, "Перша сторінка"), (1, "Друга сторінка"), (2, "Третя сторінка"), (3, "Четверта сторінка")];
    let expected = expected.map(|(record, title)| (record, title.to_owned()));
    let plain = captures("a.warc", records.concat());
    assert_eq!(headlines(&plain), expected);
    assert_eq!(
        (plain[0].address.as_deref(), plain[0].captured.as_ref().map(|date| date.text.as_str())),
        (Some("https://v.example/1"), Some("2024-05-08T09:00:00Z"))
    );
    let by_member: Vec<u8> = records.iter().flat_map(|record| packed(record)).collect();
    assert_eq!(
        captures("a.warc.gz", by_member),
        plain
            .iter()
            .map(|one| Capture { id: CaptureId::new("a.warc.gz", one.id.record), ..one.clone() })
            .collect::<Vec<_>>()
    );
    assert_eq!(headlines(&captures("a.warc.gz", packed(&records.concat()))), expected, "one member");
    assert_eq!(headlines(&captures("a.warc.gz", records.concat())), expected, "a name that lies");
}

#[test]
fn a_page_is_older_than_its_capture() {
    let captures = captures("a.warc", html("https://v.example/1", "Сторінка"));
    let article = normalize::normalize(&captures[0], &survey::survey(&captures));
    let stamp = article.stamps.iter().find(|stamp| stamp.kind == StampKind::Captured).unwrap();
    assert_eq!(stamp.text, "2024-05-08T09:00:00Z");
}

#[test]
fn only_a_broken_record_is_lost() {
    let (one, two) = (html("https://v.example/1", "Перша"), html("https://v.example/2", "Друга"));
    let endless = b"WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_vec();
    let lying = response("https://v.example/x", "200 OK\r\nContent-Type: text/html", b"\x89PNG\r\n\x1a\n\0\0\0\0");
    let read = read("a.warc", [one.clone(), endless, lying, two.clone()].concat());
    let told = warned(&read);
    assert!(told.contains("`a.warc`: record 2: it does not say how long it is"), "{told}");
    assert!(told.contains("`a.warc`: record 3: it says that it is a page and is none"), "{told}");
    assert_eq!(read.bad, [1, 2]);
    assert_eq!(headlines(&read.value.unwrap()), [(0, "Перша".to_owned()), (3, "Друга".to_owned())]);
    let mut broken = packed(&html("https://v.example/x", "Зіпсована"));
    // The checksum at the end of the member does not match the uncompressed bytes.
    let sum = broken.len() - 8;
    broken[sum] ^= 1;
    let read = super::read("a.warc.gz", [packed(&one), broken, packed(&two)].concat());
    assert_eq!(read.warnings.len(), 1, "{}", warned(&read));
    let titles: Vec<String> = headlines(&read.value.unwrap()).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["Перша", "Друга"]);
    let mut damaged = packed(&html("https://v.example/x", "Зіпсована"));
    let middle = damaged.len() / 2;
    damaged[middle..].fill(0x55);
    let read = super::read("a.warc.gz", [packed(&one), damaged, packed(&two)].concat());
    assert!(!read.warnings.is_empty());
    assert!(headlines(&read.value.unwrap()).iter().any(|(_, title)| title == "Друга"), "found behind what is damaged");
    let whole = [one, two].concat();
    let cut = super::read("a.warc", &whole[..whole.len() - 200]);
    assert!(warned(&cut).contains("`a.warc`: record 2: the file ends within it"), "{}", warned(&cut));
    assert_eq!(cut.value.unwrap().len(), 1);
}

#[test]
fn what_a_program_took_out_of_a_page_is_text() {
    let text = "Гончарівка полагодила водогін\n\nУ селищі Гончарівка запрацював водогін, повідомила рада.";
    let conversion = |kind: &str, body: &str| {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://v.example/a\r\nWARC-Date: 2025-03-05T08:00:00Z\r\n\
             Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body.as_bytes(), b"\r\n\r\n"].concat()
    };
    let found = captures("a.warc", conversion("text/plain", text));
    assert_eq!((found.len(), found[0].text.as_str()), (1, text));
    assert!(found[0].page.is_none() && found[0].address.as_deref() == Some("https://v.example/a"));
    let page = captures("a.warc", conversion("text/html", &format!("<html><body><p>{text}")));
    assert!(page[0].page.is_some());
    assert_eq!(refused("a.warc", conversion("image/png", text), UnreadReason::OtherData), "");
}

#[test]
fn an_archive_of_the_old_form_is_told() {
    let old = "filedesc://a.arc 0.0.0.0 20250304000000 text/plain 75\n1 0 Archive\nURL IP-address\n\nhttp://v.example/a 192.0.2.1\n<p>Слова";
    let told = refused("a.arc", old, UnreadReason::OtherData);
    assert!(told.contains("old form ARC") && told.contains("warcio recompress"), "{told}");
}

#[test]
fn decompression_bombs_are_refused() {
    let good = html("https://v.example/1", "Добра");
    let zeros = vec![b' '; 300 << 20];
    let member = packed(&record("response", "https://v.example/b", &zeros));
    let body =
        response("https://v.example/c", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &packed(&zeros));
    let read =
        in_time("two bombs", || read("a.warc.gz", [packed(&good), member, packed(&body), packed(&good)].concat()));
    let told = warned(&read);
    assert!(told.contains("it unpacks to more than 32 MiB"), "{told}");
    assert_eq!(read.value.unwrap().len(), 2, "{told}");
    let lying = [
        good.clone(),
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<html>"
            .to_vec(),
    ];
    let read = in_time("an endless record", || super::read("a.warc", lying.concat()));
    assert_eq!((read.value.unwrap().len(), read.warnings.len()), (1, 1));
    let heads = [good, b"WARC/1.0\r\n".to_vec(), b"A: b\r\n".repeat(1_000_000)].concat();
    let read = in_time("an endless head", || super::read("a.warc", heads));
    assert_eq!((read.value.unwrap().len(), read.warnings.len()), (1, 1));
    let deep = response(
        "https://v.example/d",
        "200 OK\r\nContent-Type: text/html",
        ("<div>".repeat(100_000) + "слова").as_bytes(),
    );
    assert_eq!(in_time("100,000 open tags", || captures("a.warc", deep)).len(), 1);
}

#[test]
fn a_file_that_is_not_an_archive_is_refused() {
    assert_eq!(refused("a.warc", "", UnreadReason::OtherData), "");
    assert_eq!(refused("a.warc", record("warcinfo", "", b"x"), UnreadReason::OtherData), "");
    refused("a.warc", b"\x89PNG\r\n\0\0\0", UnreadReason::OtherData);
    refused("a.warc.gz", b"\x1f\x8b\0\0", UnreadReason::OtherData);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::with_cases(150) })]

    #[test]
    fn any_archive_is_read_or_refused(edits in mutations(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let good = [html("https://v.example/1", "Перша"), html("https://v.example/2", "Друга")].concat();
        sound("a.warc", &mutated(&good, &edits))?;
        let packed = [packed(&good[..good.len() / 2]), packed(&good[good.len() / 2..])].concat();
        sound("a.warc.gz", &mutated(&packed, &edits))?;
        sound("a.warc", &bytes)?;
    }
}
