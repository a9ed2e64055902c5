//! The relations between reports of one event: copies, later news, and a quote in other words.
//!
//! Invariant: each test builds an edition from pages written for it.

use serde_json::Value;

use crate::cli::{edition_of, events};

const FIRST: &str = "Обвал моста в Ладижинцях: перекрито три вулиці

14 липня 2031 року

У Ладижинцях 14 липня 2031 року обвалився проліт старого моста через Гірський Тікич, і поліція перекрила три прилеглі вулиці.

Про обвал повідомила міська рада. На мосту в цю мить стояла порожня вантажівка, водія вивели на берег рятувальники.

«Ми просили гроші на ремонт цього прольоту чотири роки поспіль, і нам щоразу відмовляли», — сказала голова ради Ладижинців Марія \
Довгошия.

Об’їзд пролягає через село Крачківку. Автобуси ходитимуть за старим розкладом, але без зупинки на площі Ринок.
";

const OWN_WORDS: &str = "Обвал моста в Ладижинцях: рада каже, що просила грошей

14 липня 2031 року

Проліт моста через Гірський Тікич у Ладижинцях упав 14 липня 2031 року. Поліція не пускає людей на три вулиці.

«Ми чотири роки поспіль просили гроші на ремонт прольоту, а нам відмовляли щоразу», — пояснила місцевій газеті голова ради Марія \
Довгошия.

У раді Ладижинців кажуть, що водія вантажівки з моста через Гірський Тікич вивели рятувальники.
";

const LATER: &str = "Обвал моста в Ладижинцях: названо причину

21 липня 2031 року

Проліт моста через Гірський Тікич у Ладижинцях обвалився 14 липня 2031 року, поліція перекрила тоді три вулиці.

Комісія інженерів установила причину обвалу: вода підмила дві палі біля правого берега, і бетон опори тріснув.

Голова ради Ладижинців Марія Довгошия сказала, що об’їзд через Крачківку лишиться до зими.
";

fn event(pages: &[(&str, &str)]) -> Value {
    let (edition, _) = edition_of(pages, "", &[]);
    let events = events(&edition);
    assert_eq!(events.len(), 1, "the reports are one event");
    events[0].clone()
}

/// Pages about other, different things. Among few pages, no word is informative.
fn strangers() -> Vec<(String, String)> {
    const NEWS: [(&str, &str, &str); 12] = [
        ("Лубнах", "бібліотека", "позичила читачам тисячу платівок"),
        ("Хоролі", "пекарня", "спекла коровай завбільшки з колесо"),
        ("Кобеляках", "школа", "купила телескоп для вечірніх занять"),
        ("Миргороді", "лікарня", "відкрила відділення дитячої хірургії"),
        ("Диканьці", "музична капела", "записала колядки для радіо"),
        ("Гадячі", "ферма", "вивела породу витривалих овець"),
        ("Зінькові", "гончарня", "обпалила глечики в новій печі"),
        ("Пирятині", "стадіон", "прийняв змагання з міського спорту"),
        ("Лохвиці", "цукроварня", "переробила рекордний урожай буряків"),
        ("Решетилівці", "килимарня", "виткала гобелен для театру"),
        ("Карлівці", "водоканал", "замінив труби на старій вулиці"),
        ("Чутовому", "парк", "висадив алею червоних дубів"),
    ];
    let page = |(at, (town, who, what)): (usize, (&str, &str, &str))| {
        let day = at + 2;
        let text = format!(
            "У {town} {who} {what}\n\n{day} серпня 2031 року\n\nУ {town} {day} серпня 2031 року {who} {what}.\n"
        );
        (format!("other-{at}.txt"), text)
    };
    NEWS.into_iter().enumerate().map(page).collect()
}

#[test]
fn a_reprint_is_distinguished_from_an_own_report() {
    let reprint = FIRST.replacen("перекрито три вулиці", "що відомо", 1);
    let event = event(&[("a.txt", FIRST), ("b.txt", &reprint), ("c.txt", OWN_WORDS)]);
    assert_eq!(event["sources"], serde_json::json!([1, 2, 3]));
    assert_eq!(event["same_text"], serde_json::json!([[1, 2]]));
    assert_eq!(event["added"], serde_json::json!([]), "the reports are of one day");
}

#[test]
fn reports_of_one_publisher_and_reprints_are_not_independent() {
    let reprint = FIRST.replacen("перекрито три вулиці", "що відомо", 1);
    let pages = [("a.txt", FIRST), ("b.txt", &reprint), ("c.txt", OWN_WORDS)];
    let independent = |publishers: [&str; 3]| {
        let source =
            |(page, publisher): (&str, &str)| format!("[[capture]]\nfile = \"{page}\"\nsource = \"{publisher}\"\n");
        let project: String = ["a.txt", "b.txt", "c.txt"].into_iter().zip(publishers).map(source).collect();
        let (edition, _) = edition_of(&pages, &project, &[]);
        events(&edition)[0]["independent"].as_u64().unwrap()
    };
    assert_eq!(independent(["Вісник", "Газета", "Тижневик"]), 2, "the second is a reprint of the first");
    assert_eq!(independent(["Вісник", "Газета", "Газета"]), 1, "the third is of the publisher of the reprint");
    assert_eq!(independent(["Вісник", "Вісник", "Вісник"]), 1);
}

#[test]
fn a_paraphrased_quote_is_listed_with_the_original() {
    let event = event(&[("a.txt", FIRST), ("c.txt", OWN_WORDS)]);
    let quote = &event["quotes"][0];
    assert!(quote["text"].as_str().unwrap().starts_with("Ми просили гроші"), "{quote}");
    assert_eq!(quote["speaker"], "Марія Довгошия");
    let wordings = quote["wordings"].as_array().unwrap();
    assert_eq!(wordings.len(), 1);
    assert_eq!((wordings[0]["source"].as_u64(), wordings[0]["place"]["path"].as_str()), (Some(2), Some("c.txt")));
    assert_eq!(event["quotes"].as_array().unwrap().len(), 1, "the other wording is no quote of its own");
}

#[test]
fn later_news_is_listed_in_its_event() {
    let others = strangers();
    let mut pages = vec![("a.txt", FIRST), ("z.txt", LATER)];
    pages.extend(others.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let (edition, _) = edition_of(&pages, "", &[]);
    let is_first = |event: &&Value| event["headline"]["text"].as_str().is_some_and(|text| text.starts_with("Обвал"));
    let events = events(&edition);
    let found: Vec<_> = events.iter().filter(|event| is_first(event)).collect();
    assert_eq!((found.len(), events.len()), (1, 13), "the later report is no event of its own");
    let event = found[0];
    assert_eq!(event["when"]["earliest"], "2031-07-14");
    assert_eq!(event["headline"]["text"], "Обвал моста в Ладижинцях: перекрито три вулиці");
    let added: Vec<_> = event["added"].as_array().unwrap().iter().collect();
    let told = event["key"].as_array().unwrap().iter().chain(added.iter().copied());
    assert!(told.into_iter().any(|one| one["text"].as_str().unwrap().contains("підмила дві палі")), "{event}");
    assert!(added.iter().all(|one| one["source"] == 2 && one["published"]["earliest"] == "2031-07-21"), "{added:?}");
}

/// The event of two reports with one more sentence each.
fn with_counts(one: &str, other: &str) -> Value {
    let (first, second) = (format!("{FIRST}\n{one}\n"), format!("{OWN_WORDS}\n{other}\n"));
    event(&[("a.txt", &first), ("c.txt", &second)])
}

const TWELVE: &str = "Уламки прольоту поранили 12 пішоходів на набережній під мостом.";

#[test]
fn independent_reports_that_count_one_thing_differently_disagree() {
    let event = with_counts(TWELVE, "За словами лікарів, уламки прольоту поранили 19 пішоходів на набережній.");
    let all = event["disagreements"].as_array().unwrap();
    assert_eq!(all.len(), 1, "{all:?}");
    let said: Vec<_> = all[0]["sides"].as_array().unwrap().iter().map(|side| side["said"].as_str().unwrap()).collect();
    assert_eq!((all[0]["matter"].as_str(), said), (Some("number"), vec!["12", "19"]));
}

#[test]
fn rounded_numbers_and_those_of_something_else_do_not_disagree() {
    for other in [
        "За словами лікарів, уламки прольоту поранили близько 13 пішоходів на набережній.",
        "За словами лікарів, уламки прольоту поранили понад 10 пішоходів на набережній.",
        "Автобуси перевезли 19 пішоходів на правий берег до ранку.",
        "На місце приїхали 19 рятувальників.",
    ] {
        let event = with_counts(TWELVE, other);
        assert_eq!(event["disagreements"], serde_json::json!([]), "{other}");
    }
}
