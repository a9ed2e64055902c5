//! Tests of ZIP archives and property lists that programs save pages in: one page, a web archive collection, a reading list.
//!
//! Invariant: the files in `tests/forms/saved` were made once by the programs that its README names; the others are made here.

use super::*;

const STORY: &str = "<h1>Гончарівка полагодила водогін</h1><p>У селищі Гончарівка після трьох тижнів ремонту запрацював водогін, \
                     повідомила селищна рада у вівторок.</p><p>Труби замінили на двох вулицях, і тепер воду мають усі будинки.</p>";

/// A picture of a size that is used.
fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(120, 90, image::Rgb([20, 90, 60]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

fn saved() -> String {
    format!(
        "<!DOCTYPE html> <html lang=uk><!--\n Page saved with SingleFile \n url: https://v.example/2025/03/04/vodohin \n saved date: Mon Mar 10 2025 \
         10:00:00 GMT+0200 (EET)\n--><body><article>{STORY}<img src=images/0.png alt=Труби></article>"
    )
}

fn addresses(captures: &[Capture]) -> Vec<&str> {
    captures.iter().filter_map(|capture| capture.address.as_deref()).collect()
}

#[test]
fn what_programs_packed_reads_like_the_page() {
    let page = article("page.html", made("saved/page.html"));
    for name in ["single-file.zip", "collection.wacz"] {
        let read = read(name, made(&format!("saved/{name}")));
        let captures = read.value.clone().unwrap();
        let article = markup::read(&captures[0]);
        assert_eq!(parts(&article), parts(&page), "{name}");
        assert_eq!(addresses(&captures), ["http://127.0.0.1:18943/2025/03/04/vodohin.html"], "{name}");
        assert_eq!(captures[0].captured.as_ref().unwrap().moment.unwrap().day.to_string(), "2026-11-30", "{name}");
    }
}

#[test]
fn a_page_in_an_archive_has_its_pictures() {
    let png = png();
    let manifest = br#"{"originalUrl":"https://v.example/2025/03/04/vodohin","resources":{"images/0.png":"https://v.example/t.png"}}"#;
    let files = [("index.html", saved().into_bytes()), ("manifest.json", manifest.to_vec()), ("images/0.png", png)];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let archive = packed(&files);
    let itself =
        [b"<!DOCTYPE html> <html data-sfz><!--\n Page saved with SingleFile -->".as_slice(), &archive].concat();
    for (name, bytes) in [("a.zip", &archive), ("a.htz", &archive), ("a.html", &itself)] {
        let captures = captures(name, bytes);
        assert_eq!(addresses(&captures), ["https://v.example/2025/03/04/vodohin"], "{name}");
        let found: Vec<_> = captures[0].pictures.found.values().map(|found| found.as_ref().unwrap().width).collect();
        assert_eq!((found.as_slice(), captures[0].pictures.bytes.len()), ([120].as_slice(), 1), "{name}");
    }
    let with_other = packed(&[files[0], ("about.html", b"<p>x")]);
    let told = refused("site.zip", &with_other, UnreadReason::NotText);
    assert!(told.contains("ZIP archive of 2 files") && told.contains("unpack it"), "{told}");
    let cut = &itself[..itself.len() - 30];
    assert!(read("cut.html", cut).value.is_err());
}

fn record(address: &str, body: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-03-10T08:00:00Z\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
    .into_bytes()
}

#[test]
fn a_collection_gives_the_pages_on_its_list() {
    let page = |address: &str| record(address, &format!("<html><body><article>{STORY}"));
    let first = [page("https://v.example/1"), page("https://ads.example/frame")].concat();
    let second = page("https://v.example/2");
    let list = "{\"format\":\"json-pages-1.0\"}\n{\"url\":\"https://v.example/1#top\",\"ts\":\"2025-03-10T08:00:00Z\"}\n{\"url\":\"https://v.example/2\"}\n\
                {\"url\":\"https://v.example/3\"}\n";
    let files: [(&str, &[u8]); 4] = [
        ("datapackage.json", b"{}"),
        ("archive/a.warc", &first),
        ("archive/b.warc", &second),
        ("pages/pages.jsonl", list.as_bytes()),
    ];
    let listed = read("a.wacz", packed(&files));
    assert_eq!(addresses(listed.value.as_ref().unwrap()), ["https://v.example/1", "https://v.example/2"]);
    let told = warned(&listed);
    assert!(told.contains("1 of its records") && told.contains("1 of the pages on its list"), "{told}");
    let all = captures("a.wacz", packed(&files[..3]));
    assert_eq!(addresses(&all), ["https://v.example/1", "https://ads.example/frame", "https://v.example/2"]);
    assert_eq!(all.iter().map(|capture| capture.id.record).collect::<Vec<_>>(), [0, 1, 2]);
    // An archive of data that has no web archive is another thing.
    refused("b.wacz", packed(&files[..1]), UnreadReason::NotText);
    let broken = [("datapackage.json", b"{}".as_slice()), ("archive/a.warc.gz", b"\x1f\x8b\x08\0broken")];
    assert!(!read("c.wacz", packed(&broken)).warnings.is_empty());
}

#[test]
fn a_reading_list_gives_each_page_with_what_the_list_says() {
    let list = r#"[{"slug":"vodohin","title":"Гончарівка полагодила водогін","author":"Ія Лан","url":"https://v.example/2025/03/04/vodohin",
        "publishedAt":"2025-03-04T08:00:00Z","savedAt":"2025-03-10T08:00:00Z","updatedAt":"2025-04-01T08:00:00Z","description":"Опис"},
        {"slug":"lost","title":"Загублена","url":"https://v.example/lost","description":"Опис без тексту"}]"#;
    let page = "<div><p>У селищі Гончарівка після трьох тижнів ремонту запрацював водогін, повідомила селищна рада у вівторок.</p></div>";
    let files: [(&str, &[u8]); 2] =
        [("metadata_0_to_20.json", list.as_bytes()), ("content/vodohin.html", page.as_bytes())];
    let read = read("omnivore.zip", packed(&files));
    let captures = read.value.clone().unwrap();
    assert_eq!((captures.len(), read.bad.as_slice()), (1, [1].as_slice()));
    assert_eq!(captures[0].captured.as_ref().unwrap().text, "2025-03-10T08:00:00Z");
    let article = markup::read(&captures[0]);
    let [headline, _, byline, _, published, body] = parts(&article);
    assert_eq!(
        [headline.as_str(), &byline, &published],
        ["Гончарівка полагодила водогін", "Ія Лан", "2025-03-04T08:00:00Z"]
    );
    assert!(body.contains("водогін") && !captures[0].text.contains("Опис"), "{body}");
    let cut = list.split_once(",\n        {").unwrap().0.replace("[{", "[ {") + ",{\"slug";
    let files: [(&str, &[u8]); 2] = [("metadata_0_to_20.json", cut.as_bytes()), files[1]];
    let broken = self::read("omnivore.zip", packed(&files));
    assert_eq!(broken.value.as_ref().unwrap().len(), 1);
    assert!(warned(&broken).contains("`metadata_0_to_20.json` in it cannot be read to its end"), "{}", warned(&broken));
    let told = warned(&read);
    assert!(told.contains("https://v.example/lost: its page cannot be read: `content/lost.html` is missing"), "{told}");
}

#[test]
fn a_web_archive_of_safari_is_the_page() {
    use plist::{Dictionary, Value};
    let resource = |fields: &[(&str, Value)]| {
        Value::Dictionary(fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect::<Dictionary>())
    };
    let text = |text: &str| Value::String(text.to_owned());
    let page = resource(&[
        ("WebResourceURL", text("https://v.example/2025/03/04/vodohin")),
        ("WebResourceData", Value::Data(format!("<html><body>{STORY}<img src=t.png>").into_bytes())),
        ("WebResourceTextEncodingName", text("UTF-8")),
    ]);
    let picture = resource(&[
        ("WebResourceURL", text("https://v.example/2025/03/04/t.png")),
        ("WebResourceData", Value::Data(png())),
    ]);
    let whole = resource(&[("WebMainResource", page), ("WebSubresources", Value::Array(vec![picture]))]);
    let binary = |value: &Value| {
        let mut bytes = Vec::new();
        value.to_writer_binary(&mut bytes).unwrap();
        bytes
    };
    let captures = captures("a.webarchive", binary(&whole));
    assert_eq!(addresses(&captures), ["https://v.example/2025/03/04/vodohin"]);
    assert_eq!(captures[0].pictures.bytes.len(), 1);
    assert!(parts(&markup::read(&captures[0]))[0].contains("Гончарівка"));
    refused("b.webarchive", binary(&text("x")), UnreadReason::NotText);
    refused("c.webarchive", b"bplist00\xff\xff", UnreadReason::NotText);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_archive_is_read_or_refused(edits in mutations(), name in prop::sample::select(vec!["single-file.zip", "collection.wacz"])) {
        sound("a.zip", &mutated(&made(&format!("saved/{name}")), &edits))?;
    }
}
