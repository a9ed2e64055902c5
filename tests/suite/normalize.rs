//! Pasted pages, written for these tests, and the parts that must be found in them.
//!
//! Invariant: every page is written for the test, and no publisher in it exists.

use litopys::capture::{Capture, CaptureId, Form, Holds};
use litopys::normalize::{Article, BlockKind, DropReason, StampKind, normalize};
use litopys::survey::{Survey, survey};
use litopys::time::{EvidenceKind, How};

fn capture(path: &str, text: &str) -> Capture {
    Capture {
        id: CaptureId::of_file(path),
        address: None,
        form: Form::Text,
        digest: String::new(),
        text: text.to_owned(),
        page: None,
        holds: Holds::Page,
        captured: None,
        pictures: litopys::capture::pictures::Pictures::default(),
    }
}

fn read(text: &str) -> Article {
    let capture = capture("page.txt", text);
    let article = normalize(&capture, &Survey::default());
    assert_nothing_is_lost(&capture, &article);
    article
}

/// Checks that every line with a letter or a digit is in the article or among the dropped lines.
fn assert_nothing_is_lost(capture: &Capture, article: &Article) {
    let kept = article.passages().map(|passage| passage.span);
    let dropped = article.dropped.iter().map(|dropped| dropped.span);
    let places: Vec<_> = kept.chain(dropped).collect();
    let mut start = 0;
    for line in capture.text.split('\n') {
        let length = line.chars().count();
        if line.contains(char::is_alphanumeric) {
            let held = places
                .iter()
                .any(|place| place.start >= start && place.start < start + length && place.end <= start + length);
            assert!(held, "lost: {line}");
        }
        start += length + 1;
    }
}

fn headline(article: &Article) -> &str {
    article.headline.as_ref().map_or("", |headline| &headline.text)
}

fn deck(article: &Article) -> &str {
    article.deck.as_ref().map_or("", |deck| &deck.text)
}

fn body(article: &Article) -> Vec<(BlockKind, &str)> {
    article.body.iter().map(|block| (block.kind, block.passage.text.as_str())).collect()
}

fn paragraphs(article: &Article) -> Vec<&str> {
    body(article).into_iter().filter(|(kind, _)| *kind == BlockKind::Paragraph).map(|(_, text)| text).collect()
}

fn reason(article: &Article, text: &str) -> Option<DropReason> {
    article.dropped.iter().find(|dropped| dropped.text == text).map(|dropped| dropped.reason)
}

const FIRST: &str = "Міська рада Ромнів на позачерговій сесії схвалила будівництво нового мосту через річку Сулу, який має замінити аварійну переправу.";
const SECOND: &str = "«Старий міст відслужив шістдесят років, і ремонтувати його вже дорожче, ніж збудувати новий», – сказала голова бюджетної комісії Ольга Вербова.";
const THIRD: &str = "За її словами, гроші на перший етап передбачили в міському бюджеті, а на другий просять у держави та міжнародних партнерів.";
const FOURTH: &str =
    "Роботи мають розпочати навесні, щойно спаде вода, і завершити за два роки, якщо підрядник не порушить графіка.";

fn agency(masthead: &str) -> String {
    format!(
        "{masthead}09:40 12.03.2021\n\nУ Ромнах збудують новий міст через Сулу замість аварійного\n\n3 хв читати\n\
         У Ромнах збудують новий міст через Сулу замість аварійного\nФото: https://www.facebook.com/\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{FOURTH}\n\n\
         БІЛЬШЕ ЗА ТЕМОЮ\n\nОСТАННІ НОВИНИ\n\nНа Лубенщині відновили рух поїздів після негоди - мерія\n\n\
         ЯРМАРОК У ГАДЯЧІ ПЕРЕНЕСЛИ НА ТИЖДЕНЬ\n\nУ Пирятині шукають директора музею\n\nРЕКЛАМА\n\nРЕКЛАМА"
    )
}

#[test]
fn a_page_of_an_agency_gives_its_parts() {
    let article = read(&agency("Вечірній Обрій\n"));
    assert_eq!(headline(&article), "У Ромнах збудують новий міст через Сулу замість аварійного");
    assert_eq!(article.deck, None);
    assert_eq!(paragraphs(&article), [FIRST, SECOND, THIRD, FOURTH]);
    assert_eq!(article.body.len(), 4);
    assert_eq!(article.language.tag(), "uk");
    let source = article.source.as_ref().unwrap();
    assert_eq!((source.name.as_str(), source.how), ("Вечірній Обрій", How::Stated));
    let stamps: Vec<_> = article.stamps.iter().map(|stamp| (stamp.kind, stamp.text.as_str())).collect();
    assert_eq!(stamps, [(StampKind::Dateline, "09:40 12.03.2021")]);
    for (text, expected) in [
        ("Вечірній Обрій", DropReason::Source),
        ("09:40 12.03.2021", DropReason::Dateline),
        ("3 хв читати", DropReason::ReadingTime),
        ("У Ромнах збудують новий міст через Сулу замість аварійного", DropReason::Repeated),
        ("БІЛЬШЕ ЗА ТЕМОЮ", DropReason::Related),
        ("У Пирятині шукають директора музею", DropReason::Related),
        ("РЕКЛАМА", DropReason::Advert),
    ] {
        assert_eq!(reason(&article, text), Some(expected), "{text}");
    }
}

#[test]
fn a_page_without_a_publisher_gets_that_of_its_sibling() {
    let other = "16:05 30.04.2021\n\nЛубенський театр відкриває сезон виставою просто неба\n\n1 хв читати\n\n\
        Лубенський драматичний театр розпочне сезон у суботу виставою просто неба, на яку запрошують усіх охочих, повідомила дирекція.\n\n\
        «Ми готувалися всю зиму, і нарешті можемо зустрітися з глядачем на майдані», – сказав режисер Павло Криничний.\n\n\
        Вхід буде вільний, але кількість місць обмежена, тому організатори радять прийти раніше.\n\n\
        БІЛЬШЕ ЗА ТЕМОЮ\n\nРЕКЛАМА\n\nОСТАННІ НОВИНИ\n\nВодоканал оновив тарифи для підприємств\n\nРЕКЛАМА";
    let captures = [capture("a.txt", &agency("Вечірній Обрій\n")), capture("b.txt", other)];
    let article = normalize(&captures[1], &survey(&captures));
    let source = article.source.unwrap();
    assert_eq!((source.name.as_str(), source.how), ("Вечірній Обрій", How::Resolved));
    assert_eq!(source.evidence[0].kind, EvidenceKind::Boilerplate);
    assert_eq!((source.evidence[0].path.as_str(), source.evidence[0].text.as_str()), ("a.txt", "Вечірній Обрій"));
    assert_eq!(normalize(&captures[1], &Survey::default()).source, None);
}

#[test]
fn a_run_of_dated_teasers_stays_out_of_the_body() {
    let teasers: String = [
        "У Миргороді відремонтували школу, яку чекали п'ять років.",
        "Рибалки скаржаться на низький рівень води.",
        "Пекарня роздала тисячу хлібин за один ранок.",
        "Музей просить містян принести старі світлини.",
    ]
    .iter()
    .map(|teaser| format!("Місто\nФото: пресслужба громади\n\n{teaser}\n\n14.09\n"))
    .collect();
    let page = format!(
        "Новий міст через Сулу: «Роботи почнемо навесні»\n\n{FIRST}\n\nexample.org\nexample.org\n\n{SECOND}\n\nДе візьмуть гроші на будівництво\n\n{THIRD}\n\n{FOURTH}\n\n\
         Підписуйтесь на сторінку \"Поступу\" у Facebook\n\nАвтор: Соломія Верес, Ігор Дуб\n{teasers}показати більше"
    );
    let article = read(&page);
    assert_eq!(headline(&article), "Новий міст через Сулу: «Роботи почнемо навесні»");
    assert_eq!(deck(&article), FIRST);
    assert_eq!(
        body(&article),
        [
            (BlockKind::Paragraph, SECOND),
            (BlockKind::Subhead, "Де візьмуть гроші на будівництво"),
            (BlockKind::Paragraph, THIRD),
            (BlockKind::Paragraph, FOURTH),
        ]
    );
    let byline: Vec<_> = article.byline.iter().map(|name| name.text.as_str()).collect();
    assert_eq!(byline, ["Соломія Верес", "Ігор Дуб"]);
    assert_eq!(article.source.as_ref().unwrap().name, "Поступ");
    assert_eq!(article.figures.len(), 1);
    assert_eq!(article.figures[0].credit.as_deref(), Some("example.org"));
    assert_eq!(article.stamps.len(), 4);
    assert!(article.stamps.iter().all(|stamp| stamp.kind == StampKind::Boilerplate));
    assert_eq!(reason(&article, "Музей просить містян принести старі світлини."), Some(DropReason::Related));
}

#[test]
fn captions_around_credits_become_figures() {
    let page = format!(
        "ГоловнаМісто\n\nУ Ромнах готують будівництво мосту: гроші, строки та підрядники\n\nСесія тривала до пізнього вечора. \n\n\
         Засідання Роменської міської ради\nФото: Роменська громада у Facebook\nЗасідання Роменської міської ради\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n\
         Аварійна переправа через Сулу\nФото: Роменська громада у Facebook\nАварійна переправа через Сулу\n \n\n{FOURTH} \n\n\
         Читайте головні новини QR.ua в соціальних мережах Facebook, Twitter і Telegram"
    );
    let article = read(&page);
    assert_eq!(headline(&article), "У Ромнах готують будівництво мосту: гроші, строки та підрядники");
    assert_eq!(deck(&article), "Сесія тривала до пізнього вечора.");
    assert_eq!(paragraphs(&article), [FIRST, SECOND, THIRD, FOURTH]);
    let captions: Vec<_> = article.figures.iter().map(|figure| figure.caption.as_deref().unwrap_or("")).collect();
    assert_eq!(captions, ["Засідання Роменської міської ради", "Аварійна переправа через Сулу"]);
    assert!(article.figures.iter().all(|figure| figure.credit.as_deref() == Some("Роменська громада у Facebook")));
    assert_eq!(article.source.as_ref().unwrap().name, "QR.ua");
    assert_eq!(reason(&article, "ГоловнаМісто"), Some(DropReason::Menu));
}

#[test]
fn the_picture_shows_headline_and_publisher() {
    let page = format!(
        "![Ромни отримають новий міст](https://resize.kray.net.ua/abc=/800x400/https%3A%2F%2Fs3.eu-central-1.amazonaws.com%2Fmedia.kray.net.ua%2Fa.jpg)\n\
         Ромни отримають новий міст\nМіська рада проголосувала за будівництво.\n{FIRST}\n{SECOND}\n{THIRD}\n{FOURTH}\n![loader](/files/preloader.gif)"
    );
    let article = read(&page);
    assert_eq!(headline(&article), "Ромни отримають новий міст");
    assert_eq!(deck(&article), "Міська рада проголосувала за будівництво.");
    assert_eq!(paragraphs(&article), [FIRST, SECOND, THIRD, FOURTH]);
    let source = article.source.as_ref().unwrap();
    assert_eq!((source.name.as_str(), source.how), ("kray.net.ua", How::Resolved));
    assert_eq!(source.evidence[0].kind, EvidenceKind::Address);
    assert_eq!(article.figures.len(), 1);
    assert_eq!(article.figures[0].alt.as_deref(), Some("Ромни отримають новий міст"));
    assert_eq!(reason(&article, "![loader](/files/preloader.gif)"), Some(DropReason::Markup));
}

#[test]
fn an_address_names_the_publisher_where_the_page_does_not() {
    let mut page = capture("page.txt", &format!("{FIRST}\n\n{SECOND}"));
    page.address = Some("https://news.kray.net.ua/2021/03/12/mist.html".to_owned());
    let source = normalize(&page, &Survey::default()).source.unwrap();
    assert_eq!((source.name.as_str(), source.evidence[0].kind), ("kray.net.ua", EvidenceKind::Address));
}

#[test]
fn an_english_page_with_menus_and_comments_is_read() {
    let first = "The town council of Ashford voted on Monday to replace the old footbridge, which has been closed to the public since a flood damaged it.";
    let second = "Engineers who examined the bridge in the spring said that its pillars would not survive another winter, and that repairs would cost more than a new one.";
    let third = "“We have waited for this decision for three years, and we are glad that the work can begin,” said Mary Holt, who runs a shop beside the river.";
    let page = format!(
        "Skip to content\n* Home\n* News\n* Sport\n* Weather\n* Subscribe\nAshford to replace footbridge closed since flood\nBy Jane Harper\nMarch 3, 2021\n\
         {first}\n{second}\nWhat happens next\n{third}\nRelated articles\n* Library opens late on Fridays\n* Five walks along the river\nComments (2)\nLog in to reply\n© 2021 Ashford Courier. All rights reserved."
    );
    let article = read(&page);
    assert_eq!(headline(&article), "Ashford to replace footbridge closed since flood");
    assert_eq!(
        body(&article),
        [
            (BlockKind::Paragraph, first),
            (BlockKind::Paragraph, second),
            (BlockKind::Subhead, "What happens next"),
            (BlockKind::Paragraph, third),
        ]
    );
    assert_eq!(article.byline[0].text, "Jane Harper");
    assert_eq!((article.stamps[0].kind, article.stamps[0].text.as_str()), (StampKind::Dateline, "March 3, 2021"));
    assert_eq!(article.language.tag(), "en");
    assert_eq!(reason(&article, "* Library opens late on Fridays"), Some(DropReason::Related));
}

#[test]
fn list_items_are_distinguished_from_paragraphs() {
    let page = format!(
        "У Ромнах збудують новий міст через Сулу\n\n{FIRST}\n\nПерший етап робіт охоплює:\n* розбирання аварійних опор і вивезення уламків, які лишилися після повені;\n\
         * укріплення обох берегів річки кам'яною кладкою на довжину сто метрів;\n\n{THIRD}\n\n{FOURTH}"
    );
    let article = read(&page);
    let items: Vec<_> =
        body(&article).into_iter().filter(|(kind, _)| *kind == BlockKind::List).map(|(_, text)| text).collect();
    assert_eq!(items.len(), 2);
    assert!(items[0].starts_with("розбирання") && items[1].starts_with("укріплення"));
}

#[test]
fn marks_of_headings_are_no_words() {
    let article = read(
        "# Місто отримало новий міст через Сулу\n\n3 лютого 2024 року, 09:05\n\nУ місті Ромни відкрили новий міст через \
         Сулу, який будували чотири роки, повідомила міська рада.\n\nПерші машини проїхали мостом о дев'ятій ранку, \
         і мер подякував будівельникам.\n",
    );
    assert_eq!(headline(&article), "Місто отримало новий міст через Сулу");
    assert_eq!(article.headline.unwrap().span.start, 2);
}

#[test]
fn paragraphs_alone_have_no_headline() {
    let article = read(&format!("{FIRST}\n\n{SECOND}\n\n{THIRD}"));
    assert_eq!(article.headline, None);
    assert_eq!(article.body.len(), 3);
    assert_eq!(article.source, None);
}

#[test]
fn ugly_pages_are_read_without_a_panic() {
    let short_lines = "Ще один рядок\n".repeat(100_000);
    let one_line = "слово і діло ".repeat(400_000);
    for text in [
        "",
        "\n\n\n",
        "\u{0}\u{7}\u{feff}\n\u{200b}",
        "#set page(width: 1pt)\n#read(\"/etc/passwd\")\n$ x^2 $",
        "<script>alert(1)</script>\n<p>Абзац</p>",
        "![](\n![]()\n![a](b\n](c)",
        "© \n©\nФото ©\nФото:\nАвтор:\nBy \n—",
        "👍🏽👍🏽 \u{e000}\u{fe0f}\nქართული ტექსტი აქ არის.",
        "1. \n2. \n10) \n- \n* \n> ",
        short_lines.as_str(),
        one_line.as_str(),
    ] {
        let page = capture("ugly.txt", text);
        let article = normalize(&page, &survey(std::slice::from_ref(&page)));
        let kept = article.body.len() + article.dropped.len();
        assert!(kept > 0 || !text.contains(char::is_alphanumeric), "{:?}", text.chars().take(40).collect::<String>());
        assert!(article.body.iter().all(|block| !block.passage.is_empty()));
    }
}

#[test]
fn the_same_pages_give_the_same_articles() {
    let captures = [capture("a.txt", &agency("Вечірній Обрій\n")), capture("b.txt", &agency(""))];
    let backwards: Vec<_> = captures.iter().rev().cloned().collect();
    let (one, other) = (survey(&captures), survey(&backwards));
    assert_eq!(normalize(&captures[1], &one), normalize(&captures[1], &other));
}
