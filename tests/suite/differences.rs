//! Contradictions between reports of one event, and the expansion of abbreviations.
//!
//! Invariant: each test builds an edition from pages written for it.

use std::fs;

use serde_json::Value;

use crate::cli::{edition_of, events, run_in};

/// Two reports of a flood, made of the given words.
fn reports(number: &str, town: &str, name: &str) -> String {
    format!(
        "Повінь на Тясмі: людей вивозять човнами\n\n14 липня 2031 року\n\nУночі 14 липня річка Тясма вийшла з берегів біля {town} і \
         затопила нижні вулиці. Рятувальники вивезли {number} мешканців із затоплених вулиць човнами.\n\n\
         Рятувальними роботами керує начальник загону {name} Савчук, повідомила обласна рада.\n"
    )
}

fn disagreements(one: &str, other: &str) -> Vec<(String, Vec<String>)> {
    let (edition, _) = edition_of(&[("one.txt", one), ("other.txt", other)], "", &[]);
    let events = events(&edition);
    assert_eq!(events.len(), 1, "the reports are one event");
    let said = |side: &Value| {
        let (said, text) = (side["said"].as_str().unwrap(), side["text"].as_str().unwrap());
        assert!(text.contains(said), "{text}");
        said.to_owned()
    };
    let found = events[0]["disagreements"].as_array().unwrap().iter();
    let told = |one: &Value| {
        (one["matter"].as_str().unwrap().to_owned(), one["sides"].as_array().unwrap().iter().map(said).collect())
    };
    found.map(told).collect()
}

#[test]
fn different_numbers_are_printed_side_by_side() {
    let found = disagreements(&reports("120", "Мліїва", "Петро"), &reports("150", "Мліїва", "Петро"));
    assert_eq!(found, [("number".to_owned(), vec!["120".to_owned(), "150".to_owned()])]);
}

/// Places and names are not compared. A difference is mostly another form or spelling, or a part or neighbour of the same place.
#[test]
fn different_places_and_names_are_not_a_disagreement() {
    let (one, other) = (reports("120", "Мліїва", "Петро"), reports("150", "Лозівка", "Іван"));
    let found = disagreements(&one, &other);
    assert_eq!(found, [("number".to_owned(), vec!["120".to_owned(), "150".to_owned()])]);
    assert_eq!(disagreements(&one, &reports("120", "Лозівка", "Іван")), []);
}

#[test]
fn a_rounded_number_and_one_that_both_give_are_no_disagreement() {
    let one = reports("1184", "Мліїва", "Петро");
    assert_eq!(disagreements(&one, &(reports("1200", "Мліїва", "Петро") + "\nВода спадає.\n")), []);
    let told = "Зранку казали про 1184 мешканців у небезпеці. Рятувальники";
    let both = reports("1300", "Мліїва", "Петро").replacen("Рятувальники", told, 1);
    assert_eq!(disagreements(&one, &both), []);
}

#[test]
fn different_days_are_printed_side_by_side() {
    let report = |day: &str| {
        format!(
            "Міст через Рось відкрили\n\n9 травня 2031 року\n\nМіст через Рось відкрили {day} травня 2031 року після дев’яти місяців ремонту, \
             повідомила рада Корсуня.\n\nРух дозволили двома смугами, а вантажівки поки що їдуть в об’їзд.\n"
        )
    };
    let found = disagreements(&report("7"), &report("8"));
    assert_eq!(found, [("day".to_owned(), vec!["7 травня 2031 року".to_owned(), "8 травня 2031 року".to_owned()])]);
}

#[test]
fn abbreviations_are_expanded_by_the_pages_the_project_or_the_list() {
    let page = "Центр мостів купив кран\n\n9 травня 2031 року\n\nНадроський мостовий центр (НМЦ) 9 травня купив кран для ремонту опор. \
                Кран НМЦ обстежили рятувальники ДСНС та інженери КБМ, повідомила рада.\n";
    let file = "[[abbreviation]]\nshort = \"КБМ\"\nlong = \"Корсунське бюро мостів\"\n";
    let (edition, _) = edition_of(&[("crane.txt", page)], file, &[]);
    let found: Vec<_> = edition["abbreviations"].as_array().unwrap().iter().collect();
    let told = |one: &&Value| {
        (one["short"].as_str().unwrap().to_owned(), one["long"].as_str().unwrap().to_owned(), !one["found"].is_null())
    };
    let expected = [
        ("ДСНС", "Державна служба України з надзвичайних ситуацій", false),
        ("КБМ", "Корсунське бюро мостів", false),
        ("НМЦ", "Надроський мостовий центр", true),
    ];
    let expected = expected.map(|(short, long, found)| (short.to_owned(), long.to_owned(), found));
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expected);
}

#[test]
fn only_events_without_reports_are_listed_as_mentioned() {
    let pages = [
        (
            "one.txt",
            "Завод у Лубнах показав верстати\n\n10 травня 2031 року\n\nУ Лубнах 10 травня 2031 року завод показав нові верстати \
             гостям із трьох областей. Наступний показ відбудеться 2 червня 2031 року в Полтаві, повідомила дирекція.\n\nМинулого \
             разу верстати заводу показали у Хоролі 3 березня 2031 року на весняному ярмарку техніки.\n",
        ),
        (
            "other.txt",
            "У Полтаві завод показав верстати\n\n2 червня 2031 року\n\nУ Полтаві 2 червня 2031 року лубенський завод показав верстати \
             для обробки дерева. Гостей прийшло вдвічі більше, ніж навесні.\n",
        ),
    ];
    let (edition, _) = edition_of(&pages, "", &[]);
    let mentioned = edition["mentioned"].as_array().unwrap();
    let told: Vec<_> = mentioned
        .iter()
        .map(|one| (one["when"]["earliest"].as_str().unwrap(), one["announced"].as_bool().unwrap()))
        .collect();
    assert_eq!(told, [("2031-03-03", false)], "{mentioned:?}");
    assert!(mentioned[0]["text"].as_str().unwrap().contains("Хоролі"));
    let (alone, _) = edition_of(&pages[..1], "", &[]);
    let days: Vec<_> = alone["mentioned"].as_array().unwrap().iter().map(|one| one["announced"] == true).collect();
    assert_eq!(days, [false, true]);
}

/// A report of a flood from a given day, with a sentence about the dead.
fn of_day(day: u32, said: &str) -> String {
    format!(
        "Повінь на Тясмі: людей вивозять човнами\n\n{day} липня 2031 року\n\nУночі 14 липня річка Тясма вийшла з берегів біля Мліїва і \
         затопила нижні вулиці. {said}\n\nРятувальними роботами керує начальник загону Петро Савчук, повідомила обласна рада.\n"
    )
}

#[test]
fn a_count_that_grows_over_days_is_a_development_and_no_disagreement() {
    let developments = |one: &str, other: &str| {
        let (edition, _) = edition_of(&[("one.txt", &of_day(14, one)), ("other.txt", &of_day(16, other))], "", &[]);
        let events = events(&edition);
        assert_eq!(events.len(), 1, "the reports are one event");
        assert_eq!(events[0]["disagreements"].as_array().unwrap().len(), 0);
        let told =
            events[0]["developments"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned());
        told.collect::<Vec<_>>()
    };
    let first = "Через повінь у Мліїві загинули 84 людини, повідомила рада.";
    let grown = developments(first, "Через повінь у Мліїві загинули вже 233 людини, повідомила рада.");
    assert_eq!(grown, ["від 84 (14 лип.) до 233 (16 лип.)"]);
    for other in [
        "Через повінь у Лозівці загинули вже 233 людини, повідомила рада.",
        "Через повінь у Мліїві загинули щонайменше 233 людини, повідомила рада.",
        "Через повінь у Мліїві поранено вже 233 людини, повідомила рада.",
        "Через повінь у Мліїві загинули вже 84 людини, повідомила рада.",
    ] {
        assert_eq!(developments(first, other), [""; 0], "{other}");
    }
}

#[test]
fn a_damaged_development_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let pages =
        [(14, "Через повінь у Мліїві загинули 84 людини."), (16, "Через повінь у Мліїві загинули вже 233 людини.")];
    for (day, said) in pages {
        fs::write(path.join(format!("{day}.txt")), of_day(day, said)).unwrap();
    }
    assert_eq!(run_in(path, &["build", ".", "--format", "json"], "").code, 0);
    let output = path.join("out/briefing.json");
    let whole: Value = serde_json::from_slice(&fs::read(&output).unwrap()).unwrap();
    let verify = |edition: &Value| {
        fs::write(&output, serde_json::to_vec(edition).unwrap()).unwrap();
        let run = run_in(path, &["verify", "out/briefing.json", "--captures", "."], "");
        (run.code, run.out + &run.err)
    };
    assert_eq!(verify(&whole).0, 0);
    let moved = "/chapters/0/events/0/developments/0";
    let damages: [(&str, Value, &str); 5] = [
        ("/steps/1/said", "234".into(), "is not a number in its sentence"),
        ("/steps/1/said", "23".into(), "is not a number in its sentence"),
        ("/text", "від 84 до 333".into(), "is not in the text about it"),
        ("/steps/1/published", whole.pointer(&format!("{moved}/steps/0/published")).unwrap().clone(), "its day is not"),
        ("/steps/1/text", "Через повінь у Мліїві загинули вже 333 людини.".into(), "words: "),
    ];
    for (at, value, found) in damages {
        let mut edition = whole.clone();
        *edition.pointer_mut(&format!("{moved}{at}")).unwrap() = value;
        let (code, said) = verify(&edition);
        assert!(code != 0 && said.contains(found), "{at}: {said}");
    }
}
