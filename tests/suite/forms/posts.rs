//! Tests of exports of messengers and networks: Telegram in both its forms, WhatsApp, Viber, X, Mastodon, and files that look like them.
//!
//! Invariant: no post in them was ever published. The files are described in `tests/forms/posts/README.md`.

use std::io::Write;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use flate2::Compression;
use litopys::capture::read_folder;
use litopys::time::stamp;
use serde_json::{Value, json};

use super::*;

const EXPORT: &str = include_str!("../../forms/posts/result.json");
const PAGE: &str = include_str!("../../forms/posts/messages.html");
const PAGE_2: &str = include_str!("../../forms/posts/messages2.html");

/// The parts of a post's article, and its address.
type Post = ([String; 6], Option<String>);

/// The article of a post, with its day and minute in one form.
fn post(capture: &Capture) -> Post {
    let mut parts = parts(&markup::read(capture));
    if let Some(moment) = stamp::moment(&parts[4]) {
        parts[4] = moment.to_string();
    }
    (parts, capture.address.clone())
}

/// The posts of a file. Only what gave no post is told.
fn posts(path: &str, bytes: impl AsRef<[u8]>) -> (Vec<Post>, String) {
    let read = read(path, bytes);
    let told = warned(&read);
    let captures = read.value.unwrap();
    assert!(captures.iter().all(|capture| capture.form == Form::Posts), "{path}");
    (captures.iter().map(post).collect(), told)
}

fn texts(parts: [&str; 6]) -> [String; 6] {
    parts.map(str::to_owned)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn both_forms_of_an_export_are_the_same_articles() {
    let (from_json, told) = posts("result.json", EXPORT);
    let (mut from_pages, told_of_page) = posts("messages.html", PAGE);
    let (rest, told_of_rest) = posts("messages2.html", PAGE_2);
    from_pages.extend(rest);
    let words = |posts: &[Post]| posts.iter().map(|(parts, _)| parts.clone()).collect::<Vec<_>>();
    assert_eq!(words(&from_json), words(&from_pages));
    assert!(told.contains("2 messages about the chat itself and 2 posts without words gave no capture"), "{told}");
    assert!(told_of_page.contains("2 messages about the chat itself and 1 post without words"), "{told_of_page}");
    assert!(told_of_rest.contains("`messages2.html`: 1 post without words gave no capture"), "{told_of_rest}");
    assert_eq!(from_json.len(), 7);
}

#[test]
fn each_post_of_a_channel_has_its_minute_and_its_channel() {
    let (found, _) = posts("result.json", EXPORT);
    let expected = [
        texts([
            "Заріччя полагодить міст через Вербівку",
            "",
            "",
            "Вісник Заріччя",
            "2025-03-04T14:57+02:00",
            "Paragraph: Міська рада Заріччя у вівторок, 4 березня, схвалила кошторис на ремонт мосту через Вербівку. Роботи \
             коштуватимуть дванадцять мільйонів гривень, повідомила пресслужба ради.\n\
             Paragraph: «Ми почнемо у квітні й закінчимо до осені», — сказала очільниця громади Ія Ланова.",
        ]),
        texts([
            "",
            "",
            "",
            "Вісник Заріччя",
            "2025-03-04T15:02+02:00",
            "Paragraph: Школу в Лугах закрито на тиждень через несправний котел, повідомила громада. Діти вчитимуться вдома.",
        ]),
        texts([
            "",
            "",
            "",
            "Вісник Заріччя",
            "2025-03-04T18:30+02:00",
            "Paragraph: Так тепер виглядає берег Вербівки: вода зійшла й лишила пісок на лузі & на дорозі.",
        ]),
        texts([
            "Котел у школі замінять до п’ятниці",
            "",
            "Луги онлайн",
            "Вісник Заріччя",
            "2025-03-05T09:00+02:00",
            "Paragraph: Новий котел привезли в Луги вранці 5 березня. Його встановить місцеве підприємство.",
        ]),
        texts([
            "",
            "",
            "",
            "Вісник Заріччя",
            "2025-03-05T12:15+02:00",
            "Paragraph: Ія Ланова про міст:\nQuote: Ми довго шукали гроші.\nQuote: Тепер вони є.\nParagraph: Подробиці згодом. #міст",
        ]),
    ];
    let words: Vec<_> = found.iter().map(|(parts, _)| parts.clone()).collect();
    assert_eq!(words[..5], expected);
    assert_eq!(words[5][0], "На Вербівці відкрили тимчасовий пором");
    assert_eq!([words[5][2].as_str(), &words[6][2]], ["Лев Орт", "Лев Орт"]);
    let addresses: Vec<_> = found.iter().map(|(_, address)| address.as_deref().unwrap_or_default()).collect();
    let number = |number: u32| format!("https://t.me/visnyk_zarichchia/{number}");
    assert_eq!(addresses, [2, 3, 4, 8, 10, 12, 13].map(number));
}

#[test]
fn an_address_is_not_made_up() {
    let without = EXPORT.replace("https://t.me/visnyk_zarichchia", "https://t.me/another/17");
    assert!(posts("a.json", &without).0.iter().all(|(_, address)| address.is_none()));
    let private = EXPORT.replace("public_channel", "private_channel");
    assert!(posts("a.json", &private).0.iter().all(|(_, address)| address.is_none()));
    let given = capture::read_bytes("a.json", without.as_bytes(), None, Some("https://t.me/s/visnyk"));
    assert_eq!(given.value.unwrap()[0].address.as_deref(), Some("https://t.me/visnyk/2"));
    let given = capture::read_bytes("messages2.html", PAGE_2.as_bytes(), None, Some("https://t.me/visnyk"));
    assert_eq!(given.value.unwrap()[0].address.as_deref(), Some("https://t.me/visnyk/12"));
    let other = capture::read_bytes("a.json", without.as_bytes(), None, Some("https://visnyk.example/"));
    assert_eq!(other.value.unwrap()[0].address, None);
}

#[test]
fn a_post_has_its_pictures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/posts");
    let names = |file: &str| -> Vec<Vec<String>> {
        let read = read_folder(&folder, &[PathBuf::from(file)], &[]);
        let found = read.value.captures.iter().map(|capture| &capture.pictures.found);
        found
            .map(|found| found.iter().filter(|(_, found)| found.is_ok()).map(|(name, _)| name.clone()).collect())
            .collect()
    };
    let found = names("result.json");
    assert_eq!(found[0], ["photos/photo_1@04-03-2025_14-57-10.jpg"]);
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 3, 0, 0, 0, 0], "an album is one post");
    assert_eq!(found[..5], names("messages.html"));
    let alone = crate::cli::run_in(&folder, &["read", "--json", "result.json"], "");
    assert!(!alone.err.contains("photo_"), "{}", alone.err);
}

#[test]
fn all_data_has_chats_in_which_persons_are_authors() {
    let channel: Value = serde_json::from_str(EXPORT).unwrap();
    let said = |id: u32, from: &str, text: &str| {
        json!({"id": id, "type": "message", "date": "2025-03-07T10:15:32", "date_unixtime": "1741335332", "from": from,
               "from_id": "user17", "text": text, "text_entities": []})
    };
    let group = json!({"name": "Мешканці Лугів", "type": "private_supergroup", "id": 5, "messages": [
        said(1, "Ія Лан", "Пором сьогодні не ходить, вода висока."), said(2, "Лев Орт", "А завтра обіцяють пустити о восьмій.")]});
    let all = json!({"about": "Here is the data you requested.", "contacts": {"about": "", "list": [{"first_name": "Ія"}]},
                     "chats": {"about": "", "list": [channel, group]}, "left_chats": {"about": "", "list": []}});
    let (found, told) = posts("result.json", all.to_string());
    assert_eq!(found.len(), 9, "{told}");
    let (parts, address) = &found[7];
    let expected =
        ["", "", "Ія Лан", "", "2025-03-07T10:15+02:00", "Paragraph: Пором сьогодні не ходить, вода висока."];
    assert_eq!((parts, address), (&texts(expected), &None));
    let rewritten = PAGE.replacen("Вісник Заріччя \n       </div>", "Ія Лан \n       </div>", 1);
    let (found, _) = posts("messages.html", &rewritten);
    assert_eq!([found[0].0[2].as_str(), &found[0].0[3]], ["Ія Лан", ""], "a group is no publication");
}

#[test]
fn only_the_posts_of_a_damaged_export_are_read() {
    let cut = read("result.json", &EXPORT[..EXPORT.find("Котел у школі").unwrap()]);
    assert!(warned(&cut).contains("it cannot be read from here on: eof"), "{}", warned(&cut));
    assert_eq!(cut.value.unwrap().len(), 3);
    let cut = read("messages.html", &PAGE[..PAGE.find("Котел у школі").unwrap()]);
    assert_eq!(cut.value.unwrap().len(), 3);
    let strange = EXPORT.replace("\"text\": \"Школу", "\"text\": \"\\x0BШколу");
    assert_eq!(posts("result.json", strange).0.len(), 7);
}

#[test]
fn a_lookalike_is_no_export() {
    let article =
        r#"{"title":"Рада діє","text":"Слова про \"messages\" і \"date\".","date":"2025-03-04","type":"article"}"#;
    assert_eq!(forms(&captures("a.json", article)), [(0, Form::Json)]);
    for data in [
        r#"{"messages":[{"role":"user","text":"а"}],"date":"x"}"#,
        r#"{"messages":3,"date":4}"#,
        r#"{"messages":[],"date":""}"#,
        r#"{"type":"article","messages":[{"type":"message","id":1,"date":"2025-03-04","text":"Слова."}],"date":"x"}"#,
    ] {
        refused("a.json", data, UnreadReason::OtherData);
    }
    let page = "<!doctype html><title>Про вивантаження</title><h1>Як читати вивантаження</h1>\
                <p>Повідомлення стоїть в елементі &lt;div class=\"message default clearfix\" id=\"message1\"&gt; на сторінці.</p>";
    assert_eq!(forms(&captures("a.html", page)), [(0, Form::Html)]);
    let comments =
        article.replace("\"type\"", "\"messages\":[{\"type\":\"message\",\"text\":\"Слова читачки.\"}],\"type\"");
    assert_eq!(forms(&captures("a.json", comments)), [(0, Form::Json)]);
    let body = &PAGE[PAGE.find("<body").unwrap()..];
    for shown in [
        format!("<!doctype html><title>Про вивантаження</title><body><h1>Як читати вивантаження</h1>{body}"),
        format!(
            "<!doctype html><script>let a = `{PAGE}`;</script><title>Про вивантаження</title><h1>Як читати вивантаження</h1>"
        ),
        PAGE.replacen("Exported Data", "Про вивантаження", 1),
        PAGE.replacen("<div class=\"page_wrap\">", "<h1>Як читати вивантаження</h1><div class=\"page_wrap\">", 1),
    ] {
        assert_eq!(forms(&captures("a.html", shown)), [(0, Form::Html)]);
    }
    let listing = PAGE[..PAGE.find("<div class=\"message service\"").unwrap()].to_owned();
    assert_eq!(refused("lists/contacts.html", listing, UnreadReason::OtherData), "");
    let named = capture::read_bytes("a.txt", "Слова".as_bytes(), Some(Form::Posts), None);
    assert_eq!(named.value, Err(UnreadReason::OtherData));
    assert!(warned(&named).contains("hint: docs/forms.md"), "{}", warned(&named));
}

#[test]
fn what_is_no_message_and_the_users_own_notes_are_told() {
    let strange = EXPORT.replace("\"type\": \"service\"", "\"type\": \"unheard\"");
    let (found, told) = posts("result.json", strange);
    assert!(told.contains("2 of its messages are of no known kind and gave no capture"), "{told}");
    assert_eq!((found.len(), told.contains("about the chat itself")), (7, false));
    let channel: Value = serde_json::from_str(EXPORT).unwrap();
    let notes = json!({"name": null, "type": "saved_messages", "id": 5, "messages": [
        {"id": 9, "type": "message", "date": "2025-03-07T10:15:32", "from": "Ія Лан", "text": "Не забути: пором у довідку."}]});
    let (found, told) = posts("result.json", json!({"chats": {"list": [channel, notes]}}).to_string());
    assert_eq!(found.len(), 7);
    assert!(told.contains("1 message in it is a note of the user (Saved Messages), which are no source"), "{told}");
    assert!(!posts("result.json", EXPORT).1.contains("Saved Messages"));
}

#[test]
fn a_pictograph_is_no_part_of_a_channels_name_and_numbers_are_those_of_posts() {
    let named = ["name", "from"].map(|field| format!("\"{field}\": \"Вісник Заріччя"));
    let marked = named.iter().fold(EXPORT.to_owned(), |export, name| export.replace(name, &format!("{name} 🔴")));
    assert!(marked.contains("🔴") && marked.contains("\"text\": \"Вісник Заріччя\""));
    let (found, _) = posts("result.json", &marked);
    assert_eq!(found[0].0[3], "Вісник Заріччя");
    assert_eq!(found[0].1.as_deref(), Some("https://t.me/visnyk_zarichchia/2"));
    let migrated = EXPORT.replace("\"id\": 3,", "\"id\": -3,");
    let addresses: Vec<_> = posts("result.json", migrated).0.into_iter().map(|(_, address)| address).collect();
    assert_eq!((&addresses[1], addresses[0].is_some()), (&None, true));
}

/// A post on a page of a channel as Telegram shows it, with what stands before its text.
fn shown(number: u32, before: &str, text: &str) -> String {
    format!(
        "<div class=\"tgme_widget_message_wrap js-widget_message_wrap\"><div class=\"tgme_widget_message text_not_supported_wrap js-widget_message\" \
         data-post=\"luhy_online/{number}\"><div class=\"tgme_widget_message_bubble\"><div class=\"tgme_widget_message_author accent_color\">\
         <a class=\"tgme_widget_message_owner_name\" href=\"https://t.me/luhy_online\"><span dir=\"auto\">Луги онлайн 🔴</span></a></div>{before}\
         <div class=\"tgme_widget_message_text js-message_text\" dir=\"auto\">{text}</div><div class=\"tgme_widget_message_footer compact\">\
         <div class=\"tgme_widget_message_info short\"><span class=\"tgme_widget_message_views\">4.1K</span><span class=\"copyonly\"> views</span>\
         <span class=\"tgme_widget_message_meta\">edited <a class=\"tgme_widget_message_date\" href=\"https://t.me/luhy_online/{number}\">\
         <time datetime=\"2025-03-12T09:5{number}:03+00:00\" class=\"time\">09:58</time></a></span></div></div></div></div></div>"
    )
}

/// A page of the channel with these posts.
fn preview(posts: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<!-- saved from url=(0026)https://t.me/s/luhy_online -->\n<html><head><title>Луги онлайн – Telegram</title></head>\
         <body class=\"widget_frame_base tgme_webpreview\"><header class=\"tgme_header\"><div class=\"tgme_header_title\">Луги онлайн</div></header>\
         <main class=\"tgme_main\"><div class=\"tgme_channel_info\"><div class=\"tgme_channel_info_header_title\"><span>Луги онлайн</span></div>\
         <div class=\"tgme_channel_info_description\">Новини громади щодня</div></div>\
         <section class=\"tgme_channel_history js-message_history\">{posts}</section></main><script>let a = 1;</script></body></html>"
    )
}

fn whole_preview() -> String {
    let forwarded = "<div class=\"tgme_widget_message_forwarded_from accent_color\">Forwarded from <a \
                     class=\"tgme_widget_message_forwarded_from_name\" href=\"https://t.me/dim\"><span dir=\"auto\">Дім культури</span></a></div>";
    let photo = "<a class=\"tgme_widget_message_photo_wrap 1 2\" href=\"https://t.me/luhy_online/3\" \
                 style=\"width:800px;background-image:url('https://cdn.example/porom.jpg')\"></a>";
    let answer = "<a class=\"tgme_widget_message_reply\" href=\"https://t.me/luhy_online/1\"><span class=\"tgme_widget_message_author_name\">\
                  Хтось</span><div class=\"tgme_widget_message_text js-message_reply_text\">Чужі слова</div></a>";
    preview(
        &[
            shown(1, "", "<b><i class=\"emoji\"><b>❗️</b></i>На переправі зламався пором</b><br/><br/>Пасажирів перевезли човнами, пише <a href=\"https://rada.example/\">рада</a>."),
            shown(2, forwarded, "Концерт просто неба перенесли на суботу."),
            shown(3, &[photo, answer].concat(), "Пором уже на березі.<blockquote>Полагодимо до неділі.</blockquote>"),
            shown(4, "", "").replace("text_not_supported_wrap", "service_message"),
            shown(5, "<div class=\"tgme_widget_message_sticker_wrap\"></div>", ""),
        ]
        .concat(),
    )
}

#[test]
fn a_saved_page_of_a_channel_gives_its_posts() {
    let page = whole_preview();
    let (found, told) = posts("Луги онлайн – Telegram.html", &page);
    let first = [
        "На переправі зламався пором",
        "",
        "",
        "Луги онлайн",
        "2025-03-12T09:51+00:00",
        "Paragraph: Пасажирів перевезли човнами, пише рада.",
    ];
    let second = [
        "",
        "",
        "Дім культури",
        "Луги онлайн",
        "2025-03-12T09:52+00:00",
        "Paragraph: Концерт просто неба перенесли на суботу.",
    ];
    let third = [
        "",
        "",
        "",
        "Луги онлайн",
        "2025-03-12T09:53+00:00",
        "Paragraph: Пором уже на березі.\nQuote: Полагодимо до неділі.",
    ];
    let expected: Vec<Post> = (1..)
        .zip([first, second, third])
        .map(|(number, parts)| (texts(parts), Some(format!("https://t.me/luhy_online/{number}"))))
        .collect();
    assert_eq!(found, expected);
    assert!(told.contains("1 message about the chat itself and 1 post without words gave no capture"), "{told}");
    let folder = tempfile::tempdir().unwrap();
    let photo = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/posts/photos/photo_1@04-03-2025_14-57-10.jpg");
    std::fs::copy(photo, folder.path().join("porom.jpg")).unwrap();
    std::fs::write(folder.path().join("a.html"), page.replace("https://cdn.example/porom.jpg", "porom.jpg")).unwrap();
    let read = read_folder(folder.path(), &[], &[]).value.captures;
    let pictures = read.iter().map(|capture| capture.pictures.found.keys().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(pictures.collect::<Vec<_>>(), [vec![], vec![], vec!["porom.jpg"]]);
    let one = shown(1, "", "Пором через Вербівку знову ходить щогодини.");
    let embedded = format!(
        "<!DOCTYPE html><html><head><title>Telegram Widget</title></head><body class=\"widget_frame_base tgme_widget body_widget_post\">{one}</body></html>"
    );
    let (found, _) = posts("a.html", &embedded);
    assert_eq!((found.len(), found[0].1.as_deref()), (1, Some("https://t.me/luhy_online/1")));
    let person = "<a class=\"tgme_widget_message_author_name\"><span>Ія Лан</span></a>";
    let (found, _) = posts("a.html", preview(&shown(1, person, "Пором через Вербівку знову ходить.")));
    assert_eq!([found[0].0[2].as_str(), &found[0].0[3]], ["Ія Лан", "t.me"], "a group is no publication");
}

#[test]
fn a_page_of_a_channel_in_one_mail_gives_its_posts_with_their_pictures() {
    let photo = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/posts/photos/photo_1@04-03-2025_14-57-10.jpg");
    let photo = base64::engine::general_purpose::STANDARD.encode(std::fs::read(photo).unwrap());
    let mail = |page: &str| {
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://t.me/s/luhy_online\r\nDate: Wed, 12 Mar 2025 20:00:00 +0200\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\n\
             Content-Type: text/html; charset=utf-8\r\nContent-Location: https://t.me/s/luhy_online\r\n\r\n{page}\r\n--b\r\n\
             Content-Type: image/jpeg\r\nContent-Location: https://cdn.example/porom.jpg\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{photo}\r\n--b--\r\n"
        )
    };
    let (found, told) = posts("a.mhtml", mail(&whole_preview()));
    assert_eq!(found, posts("a.html", whole_preview()).0);
    assert!(told.contains("1 message about the chat itself and 1 post without words"), "{told}");
    let read = read("a.mhtml", mail(&whole_preview())).value.unwrap();
    let pictures = read.iter().map(|capture| capture.pictures.found.values().filter(|found| found.is_ok()).count());
    assert_eq!(pictures.collect::<Vec<_>>(), [0, 0, 1]);
    assert!(read.iter().all(|capture| capture.captured.is_some()));
    let other = format!(
        "<!doctype html><h1>Пором знову ходить</h1>{}",
        "<p>Пором ходить щогодини, повідомила рада.</p>".repeat(3)
    );
    assert_eq!(forms(&captures("a.mhtml", mail(&other))), [(0, Form::Mhtml)]);
}

#[test]
fn a_page_that_shows_a_post_among_its_own_words_stays_a_page() {
    let post = shown(1, "", "Пором через Вербівку знову ходить щогодини.");
    let text = "<p>Пором через Вербівку знову ходить, повідомила міська рада Заріччя у вівторок.</p>".repeat(3);
    for page in [
        format!("<!doctype html><title>Пором ходить</title><body><h1>Пором знову ходить</h1>{text}{post}{text}</body>"),
        // A page that takes the classes of Telegram's own, and has other words than the posts.
        format!(
            "<!doctype html><title>Пором ходить</title><body class=\"widget_frame_base\"><h1>Пором знову ходить</h1>{text}{post}</body>"
        ),
        preview("").replace("</section>", "</section><p>Слова про data-post і tgme_widget_message.</p>"),
    ] {
        assert_eq!(forms(&captures("a.html", &page)), [(0, Form::Html)], "{page}");
    }
    assert_eq!(forms(&captures("a.html", preview(&post))), [(0, Form::Posts)]);
}

#[test]
fn what_the_program_writes_in_place_of_words_is_counted() {
    let chat = "05.03.25, 11:51 - Оксана Вир: На переправі вже працюють крани.\n06.03.25, 08:31 - Петро Луг: null\n\
                06.03.25, 08:32 - Петро Луг: Ви видалили це повідомлення\n\
                06.03.25, 08:33 - Петро Луг: ОПИТУВАННЯ:\nЧи треба збори?\nВАРІАНТ: Так (3 голоси)\n\
                06.03.25, 08:34 - ~ Іра: Збори о шостій. <Це повідомлення відредаговано>\n\
                06.03.25, 08:35 - Петро Луг: Опитування: хто прийде?\n31.02.25, 08:36 - Петро Луг: Прийду й я.\n";
    let (found, told) = posts("WhatsApp Chat with Двір.txt", chat);
    let said: Vec<_> = found.iter().map(|(parts, _)| [parts[2].as_str(), &parts[4], &parts[5]]).collect();
    let expected = [
        ["Оксана Вир", "2025-03-05T11:51", "Paragraph: На переправі вже працюють крани."],
        ["~ Іра", "2025-03-06T08:34", "Paragraph: Збори о шостій."],
        ["Петро Луг", "2025-03-06T08:35", "Paragraph: Опитування: хто прийде?"],
        ["Петро Луг", "", "Paragraph: Прийду й я."],
    ];
    assert_eq!(said, expected);
    assert!(told.contains("1 deleted message and 1 poll and 1 post without words gave no capture"), "{told}");
    assert!(told.contains("1 of its posts has no time, as there is no such day or hour"), "{told}");
    assert!(!told.contains("nothing in it shows"), "{told}");
}

#[test]
fn a_chat_that_was_pasted_into_a_chat_is_no_part_of_it() {
    let pasted = "3/5/24, 9:15 AM - Голова ради: Гроші я взяв.\n3/5/24, 9:16 AM - Голова ради: Ніхто не знатиме.";
    let chat = format!(
        "[07.03.24, 10:15:32] Лев Орт: Дивіться, що мені надіслали:\n{pasted}\n[08.03.24, 10:15:32] Лев Орт: Це правда?\n"
    );
    let (found, _) = posts("_chat.txt", &chat);
    assert_eq!(found.iter().map(|(parts, _)| parts[2].as_str()).collect::<Vec<_>>(), ["Лев Орт"; 2]);
    assert!(captures("_chat.txt", &chat)[0].text.ends_with(&format!("Дивіться, що мені надіслали:\n{pasted}")));
    let (alone, _) = posts("_chat.txt", pasted);
    assert_eq!(alone.iter().map(|(parts, _)| parts[2].as_str()).collect::<Vec<_>>(), ["Голова ради"; 2]);
}

const CHAT: &str = "\u{200e}[13.03.24, 10:15:02] Мешканці Лугів: \u{200e}Messages and calls are end-to-end encrypted.\r\n\
[13.03.24, 10:15:32] Ія Лан: Пором через Вербівку\r\nсьогодні не ходить: вода висока.\r\n\
[13.03.24, 10:16:00] +380 44 000 00 00: Дякую за новину!\r\n\u{200e}[13.03.24, 10:17:00] Лев Орт: \u{200e}image omitted\r\n\
[14.03.24, 08:00:11] ~ Лев Орт: Пором знову ходить щогодини. \u{200e}<This message was edited>\r\n";

#[test]
fn each_message_of_a_chat_is_a_post_of_its_sender() {
    let (found, told) = posts("_chat.txt", CHAT);
    let expected = [
        [
            "",
            "",
            "Ія Лан",
            "",
            "2024-03-13T10:15",
            "Paragraph: Пором через Вербівку\nParagraph: сьогодні не ходить: вода висока.",
        ],
        ["", "", "", "", "2024-03-13T10:16", "Paragraph: Дякую за новину!"],
        ["", "", "~ Лев Орт", "", "2024-03-14T08:00", "Paragraph: Пором знову ходить щогодини."],
    ];
    assert_eq!(found.into_iter().map(|(parts, _)| parts).collect::<Vec<_>>(), expected.map(texts));
    assert!(told.contains("2 messages with the mark of the program's own words gave no capture"), "{told}");
    let viber = "[ 13/03/2024 10:15:32 ] Ія Лан: Пором не ходить.\n[ 13/03/2024 10:16:32 ] Лев Орт: А завтра?\n";
    assert_eq!(
        posts("chat.txt", viber).0[1].0,
        texts(["", "", "Лев Орт", "", "2024-03-13T10:16", "Paragraph: А завтра?"])
    );
}

#[test]
fn a_message_is_lost_neither_by_a_mark_nor_by_its_senders_name() {
    let chat = "[13.03.24, 10:15:32] ГО «Луги»: Пором не ходить до п’ятниці.\n[13.03.24, 10:16:00] Лев \"Бо\" Орт: Школа працює.\n\
                [13.03.24, 10:17:00] Лев Орт змінює тему на «Луги: новини»\n[13.03.24, 10:18:00] Ія Лан: Вода висока.\n\u{200e}Міст закрито.\n";
    let (found, told) = posts("_chat.txt", chat);
    let said: Vec<_> = found.iter().map(|(parts, _)| (parts[2].as_str(), parts[5].as_str())).collect();
    let expected = [
        ("ГО «Луги»", "Paragraph: Пором не ходить до п’ятниці."),
        ("Лев \"Бо\" Орт", "Paragraph: Школа працює."),
        ("Ія Лан", "Paragraph: Вода висока.\nParagraph: Міст закрито."),
    ];
    assert_eq!(said, expected);
    assert!(told.contains("1 message about the chat itself gave no capture"), "{told}");
}

#[test]
fn a_day_that_the_chat_leaves_open_is_not_used() {
    let open = "07/03/2024, 10:15 - Ія Лан: Пором сьогодні не ходить.\n07/03/2024, 10:16 - Лев Орт: А завтра пустять?\n\
                07/03/2024, 10:17 - Ія Лан вийшла з групи\n";
    let (found, told) = posts("WhatsApp Chat with Луги.txt", open);
    assert!(found.iter().all(|(parts, _)| parts[4].is_empty()), "{found:?}");
    assert!(told.contains("2 of its posts have no time") && told.contains("1 message about the chat itself"), "{told}");
    let shown = format!("{open}13/03/2024, 1:05 pm - Лев Орт: Пором ходить.\n");
    let (found, told) = posts("WhatsApp Chat with Луги.txt", shown);
    assert_eq!([found[0].0[4].as_str(), &found[2].0[4]], ["2024-03-07T10:15", "2024-03-13T13:05"]);
    assert!(!told.contains("no time"), "{told}");
}

#[test]
fn a_text_with_a_time_is_no_chat() {
    for text in [
        "07.03.2024, 10:15 - Пором через Вербівку знову ходить, повідомила рада.",
        "Пором через Вербівку\n07.03.2024, 10:15 - Ія Лан: Дякую!\n07.03.2024, 10:16 - Лев Орт: Нарешті!",
        "07.03.2024, 10:15 - Ія Лан: Дякую!",
        "07.03.2024, 10:15 – Луги: пошкоджено міст, рух зупинено.\n07.03.2024, 10:40 – Луги: рух відновлено.",
        "07.03.2024, 10:15 - Луги: пошкоджено міст, рух зупинено.\n07.03.2024, 10:40 - Заріччя: рух відновлено.",
    ] {
        assert_eq!(forms(&captures("a.txt", text)), [(0, Form::Text)], "{text}");
    }
    assert_eq!(forms(&captures("_chat.txt", "07.03.2024, 10:15 - Ія Лан: Дякую!")), [(0, Form::Posts)]);
}

const TWEETS: &str = r#"window.YTD.tweets.part0 = [ {"tweet": {"id_str": "1765432100000000001", "full_text": "Пором ходить щогодини &amp; безкоштовно. https://t.co/a1 https://t.co/b2",
 "created_at": "Thu Mar 07 10:15:32 +0000 2024", "entities": {"urls": [{"url": "https://t.co/a1", "expanded_url": "https://visnyk.example/porom"}],
 "media": [{"url": "https://t.co/b2", "media_url_https": "https://pbs.twimg.example/media/Abc.jpg", "type": "photo"}]}}},
 {"tweet": {"id_str": "1765432100000000002", "full_text": "RT @luhy: У Лугах відкрили школу після ремонту котла.", "created_at": "Fri Mar 08 09:00:00 +0000 2024", "entities": {"urls": []}}},
 {"tweet": {"id_str": "3", "full_text": "https://t.co/b3", "created_at": "x", "entities": {"media": [{"url": "https://t.co/b3"}]}}} ]"#;

#[test]
fn an_archive_of_x_gives_its_posts() {
    let (found, told) = posts("data/tweets.js", TWEETS);
    let body = "Paragraph: Пором ходить щогодини & безкоштовно. https://visnyk.example/porom";
    assert_eq!([found[0].0[4].as_str(), &found[0].0[5]], ["2024-03-07T10:15+00:00", body]);
    assert_eq!(found[0].1.as_deref(), Some("https://x.com/i/status/1765432100000000001"));
    assert_eq!((found.len(), found[1].0[2].as_str()), (2, "@luhy"));
    assert!(told.contains("1 post without words"), "{told}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/tweets.js"), TWEETS).unwrap();
    std::fs::write(folder.path().join("data/other.js"), TWEETS).unwrap();
    let account =
        r#"window.YTD.account.part0 = [ {"account": {"username": "visnyk", "accountDisplayName": "Вісник"}} ]"#;
    std::fs::write(folder.path().join("data/account.js"), account).unwrap();
    let read = read_folder(folder.path(), &[], &[]).value;
    assert_eq!(read.captures.len(), 2, "other scripts are no captures");
    assert_eq!(read.captures[0].address.as_deref(), Some("https://x.com/visnyk/status/1765432100000000001"));
    assert_eq!(post(&read.captures[0]).0[2], "@visnyk");
    refused("tweets.js", "function tweet() {}", UnreadReason::OtherData);
    let cut = self::read("tweets.js", &TWEETS[..TWEETS.find("RT @").unwrap()]);
    assert_eq!((warned(&cut).contains("cannot be read from here on"), cut.value.unwrap().len()), (true, 1));
}

#[test]
fn an_outbox_gives_its_public_posts() {
    let public = "https://www.w3.org/ns/activitystreams#Public";
    let note = |number: u32, to: &str, content: &str| {
        json!({"type": "Create", "object": {"type": "Note", "id": format!("https://t.example/users/visnyk/statuses/{number}"),
               "url": format!("https://t.example/@visnyk/{number}"), "published": "2024-03-07T10:15:32Z", "attributedTo": "https://t.example/users/visnyk",
               "to": [to], "cc": [], "content": content, "attachment": [{"mediaType": "image/jpeg", "url": "/media_attachments/a.jpg", "name": "Пором"}]}})
    };
    let items = json!([note(1, public, "<p>Пором знову ходить<br>щогодини.</p>"), note(2, "https://t.example/users/ia", "<p>Лише тобі.</p>"),
                       {"type": "Announce", "object": "https://o.example/1"}]);
    let outbox = json!({"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "totalItems": 3, "orderedItems": items});
    let (found, told) = posts("outbox.json", outbox.to_string());
    let body = "Paragraph: Пором знову ходить\nParagraph: щогодини.";
    let expected = texts(["", "", "@visnyk@t.example", "t.example", "2024-03-07T10:15+00:00", body]);
    assert_eq!(found, [(expected, Some("https://t.example/@visnyk/1".to_owned()))]);
    assert!(told.contains("1 of its items are no posts") && told.contains("1 of its posts are not public"), "{told}");
}

#[test]
fn packed_files_are_read_as_what_is_in_them() {
    let line =
        r#"{"title":"Рада схвалила кошторис","text":"Обласна рада схвалила кошторис на рік, повідомила пресслужба."}"#;
    for (path, text, form) in [
        ("a.json.gz", line, Form::Json),
        ("a.jsonl.gz", line, Form::Ndjson),
        ("a.jsonl", line, Form::Ndjson),
        ("a.html.gz", "<!doctype html><h1>Рада діє знову</h1><p>Слова про кошторис на рік.</p>", Form::Html),
        ("a.txt.gz", "Слова про кошторис на рік.", Form::Text),
        ("a.gz", "<!doctype html><p>Слова про кошторис на рік.</p>", Form::Html),
        ("a", "Слова про кошторис на рік.", Form::Text),
        ("result.json.gz", &EXPORT.replace("\"service\"", "\"other\"").replace("\"photo\"", "\"x\""), Form::Posts),
    ] {
        let captures = read(path, packed(text.as_bytes())).value.unwrap();
        assert_eq!(captures[0].form, form, "{path}");
        let plain = read(path, text).value.unwrap();
        assert_eq!(captures, plain, "{path}");
    }
    refused("a.json.gz", packed(&packed(line.as_bytes())), UnreadReason::NotText);
    refused("a.txt.gz", packed(b"\x89PNG\r\n"), UnreadReason::NotText);
    let whole = packed(format!("[{}]", [line; 200].join(",")).as_bytes());
    let cut = read("a.json.gz", &whole[..whole.len() - 12]);
    assert!(warned(&cut).contains("it cannot be unpacked to its end"), "{}", warned(&cut));
    let bomb = packed(&vec![b' '; 100 << 20]);
    let told = in_time("a packed bomb", || refused("a.txt.gz", &bomb, UnreadReason::TooLarge));
    assert!(told.contains("unpacks to more than"), "{told}");
}

#[test]
fn bad_exports_are_read_in_time() {
    let deep = EXPORT.replace("\"Школу", &format!("{}\"Школу", "[".repeat(100_000)));
    in_time("100,000 lists in a post", || read("result.json", &deep));
    let chats = format!("{{\"chats\":{{\"list\":[{}", "{\"type\":\"x\",\"date\":1,\"messages\":[[".repeat(100_000));
    in_time("100,000 chats in chats", || read("result.json", &chats));
    let open = PAGE.replace("Школу", &"<div>".repeat(40_000));
    in_time("40,000 open tags in a post", || read("messages.html", &open));
    let large = PAGE.replace("Школу", &"я".repeat(200_000));
    assert!(warned(&read("messages.html", large)).contains("larger than 256 KiB"));
    let open = preview(&shown(1, "", &"<div>".repeat(40_000)));
    in_time("40,000 open tags in a shown post", || read("a.html", &open));
    let inner = preview(&"<div class=\"tgme_widget_message\" data-post=\"luhy_online/1\">Слова".repeat(5_000));
    in_time("5,000 posts in posts", || read("a.html", &inner));
    let message = "[07.03.24, 10:15:32] Ія: Пором ходить.\n";
    let many = message.repeat(2) + &"[07.03.24, 10:16:00] Лев Орт приєднався\n".repeat(110_000);
    let told = in_time("110,000 messages", || warned(&read("_chat.txt", &many)));
    assert!(told.contains("more than 100000 messages"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_export_is_read_or_refused(edits in mutations(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for (path, good) in [("result.json", EXPORT), ("messages.html", PAGE), ("tweets.js", TWEETS), ("a.html", &whole_preview())] {
            sound(path, &mutated(good.as_bytes(), &edits))?;
            sound(path, &bytes)?;
        }
        // What is no chat any more is a pasted text, which is not read as markup.
        let chat = read("_chat.txt", mutated(CHAT.as_bytes(), &edits));
        prop_assert!(chat.warnings.iter().all(|warning| warning.hint.is_some()));
        prop_assert!(chat.value.is_ok_and(|captures| captures.len() < 20));
        sound("a.json.gz", &mutated(&packed(EXPORT.as_bytes()), &edits))?;
    }
}
