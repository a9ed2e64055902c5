//! Tests of reading: folders with good and bad files, and the parsing of HTML and Markdown pages.
//!
//! Invariant: writes only into temporary folders.

use std::path::{Path, PathBuf};

use litopys::capture::{self, Capture, CaptureId, Captures, Form, Unread, UnreadReason};
use litopys::normalize::article::{Article, BlockKind, DropReason, StampKind};
use litopys::normalize::markup;
use litopys::passage::Passage;
use litopys::time::How;
use litopys::warned::Warned;
use proptest::prelude::*;

use crate::below::folder;

fn read(root: &Path) -> Warned<Captures> {
    capture::read_folder(root, &[], &[])
}

fn paths(read: &Captures) -> Vec<&str> {
    read.captures.iter().map(|capture| capture.id.path.as_str()).collect()
}

fn unread(path: &str, reason: UnreadReason) -> Unread {
    Unread { id: CaptureId::of_file(path), reason }
}

fn capture(path: &str, text: &str) -> Capture {
    capture::read_bytes(path, text.as_bytes(), None, None).value.unwrap().remove(0)
}

#[test]
fn each_file_of_a_folder_becomes_a_capture_or_is_listed_as_unread() {
    let folder = folder(&[
        ("b.html", "<title>Рада</title><p>Рада зібралася.</p>".as_bytes()),
        ("a/x.txt", "Рада\r\nзібралася.\r".as_bytes()),
        ("a.md", b"# Council\n\nIt *met*."),
        ("plain", b"\xef\xbb\xbfWords"),
        ("photo.jpg", b"\xff\xd8\xff\xe0"),
        ("photo", b"\x89PNG\r\n\x1a\n\0\0"),
        ("empty.txt", b""),
        ("blank.html", b"<script>x()</script> &nbsp; "),
        ("litopys.toml", b"title = 'x'"),
        ("out/briefing.pdf", b"%PDF-"),
    ]);
    let read = read(folder.path());
    assert_eq!(paths(&read.value), ["a.md", "a/x.txt", "b.html", "plain"]);
    let texts: Vec<_> = read.value.captures.iter().map(|capture| capture.text.as_str()).collect();
    assert_eq!(texts, ["Council\nIt met.", "Рада\nзібралася.\n", "Рада\nРада зібралася.", "Words"]);
    let (empty, data) = (UnreadReason::Empty, UnreadReason::NotText);
    let expected = [("blank.html", empty), ("empty.txt", empty), ("photo", data), ("photo.jpg", data)];
    assert_eq!(read.value.unread, expected.map(|(path, reason)| unread(path, reason)));
    let warned: Vec<_> = read.warnings.iter().filter_map(|warning| warning.path.as_deref()).collect();
    assert_eq!(warned, ["blank.html", "empty.txt"]);
    assert!(read.warnings.iter().all(|warning| warning.hint.is_some()));
}

#[test]
fn a_root_may_be_one_file_and_places_below_it_may_be_named() {
    let folder = folder(&[("a/x.txt", b"x"), ("b/y.txt", b"y"), ("c.txt", b"c")]);
    assert_eq!(paths(&read(&folder.path().join("b/y.txt")).value), ["y.txt"]);
    let named = capture::read_folder(
        folder.path(),
        &[PathBuf::from("c.txt"), PathBuf::from("b"), PathBuf::from("b/y.txt")],
        &[],
    );
    assert_eq!(paths(&named.value), ["b/y.txt", "c.txt"]);
    let missing = capture::read_folder(folder.path(), &[PathBuf::from("nowhere")], &[]);
    assert_eq!((missing.value, missing.warnings.len()), (Captures::default(), 1));
}

#[test]
fn an_empty_folder_holds_nothing() {
    let read = read(folder(&[]).path());
    assert_eq!((read.value, read.warnings), (Captures::default(), Vec::new()));
}

#[cfg(unix)]
#[test]
fn only_a_dead_link_is_left_out() {
    let folder = folder(&[("a.txt", b"x")]);
    std::os::unix::fs::symlink("missing", folder.path().join("b.txt")).unwrap();
    let read = read(folder.path());
    assert_eq!(paths(&read.value), ["a.txt"]);
    assert_eq!(read.warnings.len(), 1);
    assert!(read.warnings[0].path.as_deref().is_some_and(|path| path.ends_with("b.txt")), "{:?}", read.warnings);
}

#[test]
fn one_line_of_50_mb_passes() {
    let line = "Слово за словом. ".repeat(50_000_000 / 29);
    assert_eq!(capture("a.txt", &line).text.len(), line.len());
    let page = capture("a.html", &format!("<h1>Рядок</h1><p>{line}</p>"));
    let article = markup::read(&page);
    assert_eq!(article.headline.unwrap().text, "Рядок");
    assert_eq!(article.body.iter().map(|block| block.passage.text.len()).sum::<usize>(), line.trim().len());
}

const PAGE: &str = r#"<!DOCTYPE html><html lang="uk"><head><title>Рада схвалила кошторис на рік | Степовий вісник</title>
<meta property="og:site_name" content="Степовий вісник"><meta property="og:description" content="Гроші підуть на школи, лікарні та дороги області">
<meta property="article:modified_time" content="2024-05-07T09:00:00+03:00"><link rel="canonical" href="https://visnyk.example/2024/05/06/rada">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Рада схвалила кошторис на рік",
"datePublished":"2024-05-06T18:16:00+03:00","author":{"name":"Ія Лан"}}</script></head><body>
<nav><a href="/">Головна</a><a href="/p">Політика</a></nav>
<div class="story"><h1>Рада схвалила кошторис на рік</h1><p class="lead">Гроші підуть на школи, лікарні та дороги області</p>
<div class="meta"><span>Ія Лан</span></div><div>18:16 06.05.2024</div>
<figure><img src="/i/zala.jpg" alt="Зала"><figcaption>Зала засідань. Фото: Лев Орт</figcaption></figure>
<p>Обласна рада схвалила кошторис на наступний рік, за нього віддали голоси дві третини депутатів, повідомила пресслужба.</p>
<p>Читайте також: <a href="/a">Як рахують голоси в обласній раді</a></p>
<h2>Школи та лікарні</h2><p>Найбільше грошей отримають школи, їхні кошти зростуть на чверть, а лікарні матимуть стільки ж, скільки торік.</p>
<blockquote><p>Ми довго сперечалися, але домовилися про головне, сказав голова ради після засідання, яке тривало до вечора.</p></blockquote>
<ul><li>школи, до яких ходить понад тисяча дітей із навколишніх сіл;</li><li>лікарні, що приймають хворих з усієї області.</li></ul>
<p>Тег &lt;script&gt; і виклик #read("/etc/passwd") у тексті лишаються текстом, пояснив речник, бо це лише слова на сторінці.</p></div>
<aside><a href="/x">Уряд змінив правила торгівлі зерном</a><span>26.07</span></aside><footer>© 2024 Степовий вісник</footer></body></html>"#;

fn texts(article: &Article) -> Vec<(BlockKind, &str)> {
    article.body.iter().map(|block| (block.kind, block.passage.text.as_str())).collect()
}

#[test]
fn a_page_is_taken_apart() {
    let article = markup::read(&capture("a.html", PAGE));
    assert_eq!(article.headline.as_ref().unwrap().text, "Рада схвалила кошторис на рік");
    assert_eq!(article.deck.as_ref().unwrap().text, "Гроші підуть на школи, лікарні та дороги області");
    assert_eq!(article.byline.iter().map(|name| name.text.as_str()).collect::<Vec<_>>(), ["Ія Лан"]);
    assert_eq!(article.language.tag(), "uk");
    assert_eq!(article.address.as_deref(), Some("https://visnyk.example/2024/05/06/rada"));
    let source = article.source.as_ref().unwrap();
    assert_eq!((source.name.as_str(), source.how), ("Степовий вісник", How::Stated));
    let kinds: Vec<_> =
        texts(&article).iter().map(|(kind, text)| (*kind, text.chars().take(12).collect::<String>())).collect();
    use BlockKind::*;
    let expected = [
        (Paragraph, "Обласна рада"),
        (Subhead, "Школи та лік"),
        (Paragraph, "Найбільше гр"),
        (Quote, "Ми довго спе"),
        (List, "школи, до як"),
        (List, "лікарні, що "),
        (Paragraph, "Тег <script>"),
    ];
    assert_eq!(kinds, expected.map(|(kind, text)| (kind, text.to_owned())));
    let figure = &article.figures[0];
    assert_eq!((figure.caption.as_deref(), figure.credit.as_deref()), (Some("Зала засідань."), Some("Лев Орт")));
    assert_eq!(figure.address.as_deref(), Some("https://visnyk.example/i/zala.jpg"));
    let stamps: Vec<_> = article.stamps.iter().map(|stamp| (stamp.kind, stamp.text.as_str())).collect();
    assert!(stamps.contains(&(StampKind::Published, "2024-05-06T18:16:00+03:00")), "{stamps:?}");
    assert!(stamps.contains(&(StampKind::Modified, "2024-05-07T09:00:00+03:00")), "{stamps:?}");
    assert!(stamps.contains(&(StampKind::Address, "2024/05/06")), "{stamps:?}");
    assert!(stamps.contains(&(StampKind::Dateline, "18:16 06.05.2024")), "{stamps:?}");
    for (text, reason) in [
        ("Читайте також: Як рахують голоси в обласній раді", DropReason::Related),
        ("© 2024 Степовий вісник", DropReason::Copyright),
        ("18:16 06.05.2024", DropReason::Dateline),
        ("Зала засідань. Фото: Лев Орт", DropReason::Figure),
    ] {
        assert!(
            article.dropped.iter().any(|dropped| dropped.text == text && dropped.reason == reason),
            "{:?}",
            article.dropped
        );
    }
}

#[test]
fn markdown_with_front_matter_is_taken_apart() {
    let text = "---\ntitle: Council passes budget\ndate: 2024-05-06\nauthor: Lev Ort\nsource: Steppe Herald\n\
        url: https://herald.example/budget\n---\n# Council passes budget\n\nBy Lev Ort\n\nThe council passed its budget.\n\n\
        ## Schools\n\n> We agreed.\n\n- one `#read(\"x\")`\n- two <b>bold</b>\n";
    let article = markup::read(&capture("a.md", text));
    assert_eq!(article.form, Form::Markdown);
    assert_eq!(article.headline.as_ref().unwrap().text, "Council passes budget");
    assert_eq!(article.source.as_ref().unwrap().name, "Steppe Herald");
    assert_eq!(article.address.as_deref(), Some("https://herald.example/budget"));
    assert_eq!((article.stamps[0].kind, article.stamps[0].text.as_str()), (StampKind::Published, "2024-05-06"));
    use BlockKind::*;
    let expected = [
        (Paragraph, "The council passed its budget."),
        (Subhead, "Schools"),
        (Quote, "We agreed."),
        (List, "one #read(\"x\")"),
        (List, "two bold"),
    ];
    assert_eq!(texts(&article), expected);
}

/// Checks that every line of the capture is in the article or in `dropped`, and every part of the article in the capture.
fn nothing_is_lost(capture: &Capture, article: &Article) -> Result<(), String> {
    for passage in article.passages().chain(&article.byline) {
        if Passage::new(&capture.at(passage.span), 0).text != passage.text {
            return Err(format!("`{}` does not stand at its place", passage.text));
        }
    }
    let mut taken: Vec<_> = article.passages().map(|passage| passage.span).collect();
    taken.extend(article.dropped.iter().map(|dropped| dropped.span));
    let mut start = 0;
    for line in capture.text.split('\n') {
        let end = start + line.chars().count();
        let shown = !Passage::new(line, 0).is_empty();
        if shown && !taken.iter().any(|span| start <= span.start && span.end <= end) {
            return Err(format!("`{line}` is nowhere"));
        }
        start = end + 1;
    }
    Ok(())
}

#[test]
fn no_line_of_a_page_is_lost() {
    for text in [PAGE, "<p>Слово", "<title>Лише назва</title>", "<table><tr><td>а<td>б</table>", "текст без тегів"]
    {
        let capture = capture("a.html", text);
        assert_eq!(nothing_is_lost(&capture, &markup::read(&capture)), Ok(()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::with_cases(300) })]

    #[test]
    fn broken_pages_are_read_without_loss(parts in prop::collection::vec(part(), 0..60)) {
        let markup = parts.concat();
        for path in ["a.html", "a.md"] {
            if let Ok(mut read) = capture::read_bytes(path, markup.as_bytes(), None, None).value {
                let capture = read.remove(0);
                prop_assert_eq!(nothing_is_lost(&capture, &markup::read(&capture)), Ok(()));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for path in ["a.html", "a.md", "a"] {
            let _ = capture::read_bytes(path, &bytes, None, None);
        }
    }
}

fn part() -> impl Strategy<Value = String> {
    let tags = "<(/?(p|div|b|h1|h2|table|td|li|a|br|title|head|body|figure|figcaption|time|img|article|nav|blockquote|svg|template))>";
    prop_oneof![
        3 => prop::string::string_regex(tags).unwrap(),
        3 => prop::string::string_regex("[а-яіїє ,.]{0,80}").unwrap(),
        1 => prop::sample::select(vec![
            "<", ">", "<!--", "-->", "&amp;", "&#0;", "\u{ad}", "\u{301}", "<script>", "<a href='", "]]>", "\n\n", "# ", "> ", "- ",
            "<meta name=author content='а б'>", "<meta property=og:title content='а'>", "By Лев Орт", "5.05.2024", "---\n",
        ]).prop_map(str::to_owned),
    ]
}
