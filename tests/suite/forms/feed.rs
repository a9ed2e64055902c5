//! Tests of feeds: RSS, RDF and Atom with full text, and broken ones.
//!
//! Invariant: touches no disk.

use super::*;

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Степовий вісник</title><link>https://visnyk.example/</link><language>uk</language>
<image><title>Знак</title><url>https://visnyk.example/l.png</url></image>
<item><title>Громада купила шість автобусів &amp;amp; два трамваї</title><link>https://visnyk.example/n/17</link>
<pubDate>Mon, 06 May 2024 10:00:00 +0300</pubDate><dc:creator><![CDATA[Ія Лан]]></dc:creator><description>Коротко про покупку</description>
<content:encoded><![CDATA[<p>Міська рада Лубен купила шість низькопідлогових автобусів для околиць.</p><h3>Гроші</h3>
<p>Читайте також: Ціни на проїзд</p><blockquote>Ми довго чекали на ці машини, сказав міський голова.</blockquote>]]></content:encoded></item>
<item><title>Друга новина</title><guid isPermaLink="true">https://visnyk.example/n/18</guid><author>lev@visnyk.example (Лев Орт)</author>
<description>Лише короткий текст &amp;laquo;у лапках&amp;raquo;.
Другий рядок.</description></item></channel></rss>"#;

fn articles(path: &str, text: impl AsRef<[u8]>) -> Vec<[String; 6]> {
    captures(path, text).iter().map(|capture| parts(&markup::read(capture))).collect()
}

#[test]
fn an_rss_feed_gives_its_items() {
    let read = captures("feed.xml", RSS);
    assert_eq!(forms(&read), [(0, Form::Feed), (1, Form::Feed)]);
    let addresses: Vec<_> = read.iter().map(|capture| capture.address.as_deref().unwrap()).collect();
    assert_eq!(addresses, ["https://visnyk.example/n/17", "https://visnyk.example/n/18"]);
    let body = "Paragraph: Міська рада Лубен купила шість низькопідлогових автобусів для околиць.\nSubhead: Гроші\n\
                Quote: Ми довго чекали на ці машини, сказав міський голова.";
    let first = [
        "Громада купила шість автобусів & два трамваї",
        "",
        "Ія Лан",
        "Степовий вісник",
        "Mon, 06 May 2024 10:00:00 +0300",
        body,
    ];
    let second = [
        "Друга новина",
        "",
        "Лев Орт",
        "Степовий вісник",
        "",
        "Paragraph: Лише короткий текст «у лапках».\nParagraph: Другий рядок.",
    ];
    assert_eq!(articles("feed.rss", RSS), [first, second].map(|parts| parts.map(str::to_owned)));
}

#[test]
fn rdf_and_atom_give_theirs() {
    let rdf = "<rdf:RDF xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Вісник</title></channel>\
               <item><title>Перша</title><link>https://v.example/1</link><dc:date>2024-05-06T10:00:00+03:00</dc:date><description>Слова першої.</description></item></rdf:RDF>";
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Вісник</title><entry><title>Перша</title><link href='https://v.example/1'/>\
                <published>2024-05-06T10:00:00+03:00</published><content type='text'>Слова першої.</content></entry></feed>";
    let expected =
        ["Перша", "", "", "Вісник", "2024-05-06T10:00:00+03:00", "Paragraph: Слова першої."].map(str::to_owned);
    assert_eq!(articles("a.rdf", rdf), std::slice::from_ref(&expected));
    assert_eq!(articles("a.atom", atom), [expected]);
}

#[test]
fn a_truncated_file_is_reported_and_its_beginning_is_kept() {
    let cut = read("feed.xml", &RSS[..RSS.find("Друга").unwrap()]);
    assert!(warned(&cut).starts_with("`feed.xml`: it cannot be read from here on: "), "{}", warned(&cut));
    assert_eq!(cut.value.unwrap().len(), 1);
}

#[test]
fn other_xml_is_in_the_ledger_without_a_warning() {
    for data in ["<?xml version='1.0'?><urlset><url><loc>https://v.example/</loc></url></urlset>", "<opml/>", "<a>"] {
        assert_eq!(refused("a.xml", data, UnreadReason::OtherData), "", "{data}");
    }
    refused("a.xml", b"\x89PNG\r\n", UnreadReason::NotText);
    assert_eq!(forms(&captures("a.rss", "<!doctype html><p>Слова")), [(0, Form::Html)], "a name that lies");
}

#[test]
fn bad_feeds_are_read_in_time() {
    let entities: String =
        (1..12).map(|n| format!("<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(10))).collect();
    let bomb = format!(
        "<!DOCTYPE rss [<!ENTITY e0 'ха'>{entities}]><rss><channel><item><title>Т</title><description>&e11; слова</description></item></channel></rss>"
    );
    in_time("an entity bomb", || assert!(articles("a.xml", bomb)[0][5].len() < 100));
    let deep = format!("<rss><channel><item><title>Т</title><description>{}слова", "<a>".repeat(100_000));
    in_time("100,000 open tags", || read("a.xml", &deep));
    let escaped = format!(
        "<rss><channel><item><description>{}слова</description></item></channel></rss>",
        "&lt;div&gt;".repeat(100_000)
    );
    in_time("100,000 open tags in content", || assert!(articles("a.xml", escaped)[0][5].contains("слова")));
    let attributes = format!(
        "<rss><channel><item {}><description>слова</description></item></channel></rss>",
        "a='1' ".repeat(500_000)
    );
    in_time("endless attributes", || assert_eq!(articles("a.xml", attributes).len(), 1));
    let many =
        format!("<rss><channel>{}</channel></rss>", "<item><description>слова</description></item>".repeat(20_000));
    in_time("20,000 entries", || assert_eq!(captures("a.xml", many).len(), 20_000));
    let windows = encoding_rs::WINDOWS_1251.encode(&RSS.replace("UTF-8", "windows-1251")).0.into_owned();
    assert_eq!(articles("a.xml", windows), articles("a.xml", RSS));
    let lying = RSS.replace("UTF-8", "windows-1251");
    assert_eq!(articles("a.xml", lying), articles("a.xml", RSS));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_feed_is_read_or_refused(edits in mutations(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        sound("a.xml", &mutated(RSS.as_bytes(), &edits))?;
        sound("a.rss", &bytes)?;
    }
}
