//! In: plain texts with a base day. Out: the expressions that `litopys dates` prints, against what they should be.
//!
//! Invariant: every expected value is told in the table, never computed.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use litopys::dating::narrative::{AnchorKind, anchored};
use litopys::language::Language;
use serde_json::Value;

use crate::cli::{run, run_in};

/// The words and TIMEX3 values of a text that was written on 15 May 2025.
fn values(text: &str, language: Language) -> Vec<(String, String)> {
    let base = NaiveDate::from_ymd_opt(2025, 5, 15);
    anchored(text, language, base).into_iter().map(|found| (found.text, found.value)).collect()
}

fn holds(language: Language, table: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in table {
        let found = values(text, language);
        let found: Vec<(&str, &str)> = found.iter().map(|(text, value)| (text.as_str(), value.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn ukrainian_expressions_have_values() {
    holds(
        Language::Ukrainian,
        &[
            ("Міст відкрили 10 листопада 2023 року.", &[("10 листопада 2023 року", "2023-11-10")]),
            ("Ярмарок тривав з 5 по 9 травня.", &[("5", "2025-05-05"), ("9 травня", "2025-05-09")]),
            ("Виставку відкрили 6–7 грудня.", &[("6", "2024-12-06"), ("7 грудня", "2024-12-07")]),
            ("Збори були 1, 3 та 5 лютого.", &[("1", "2025-02-01"), ("3", "2025-02-03"), ("5 лютого", "2025-02-05")]),
            ("Завод звели у 1930-х роках.", &[("1930-х роках", "193")]),
            ("Костел звели у XVIII столітті.", &[("XVIII столітті", "17")]),
            ("Навесні 2022 року школу закрили.", &[("Навесні 2022 року", "2022-SP")]),
            ("У другій половині 2021 року школу закрили.", &[("другій половині 2021 року", "2021-H2")]),
            ("Школу закрили в 3 кварталі 2021 року.", &[("3 кварталі 2021 року", "2021-Q3")]),
            ("Ремонт тривав два тижні.", &[("два тижні", "P2W")]),
            ("Після 10-річної перерви театр відкрили.", &[("10-річної", "P10Y")]),
            ("Двомісячний ремонт завершили.", &[("Двомісячний", "P2M")]),
            ("Потяг прибув 9 березня о 18:16.", &[("9 березня о 18:16", "2025-03-09T18:16")]),
            ("Вранці 9 березня випав сніг.", &[("Вранці 9 березня", "2025-03-09TMO")]),
            ("У ніч на 10 березня випав сніг.", &[("ніч на 10 березня", "2025-03-10TNI")]),
            ("Тим часом ціни зросли.", &[("Тим часом", "PRESENT_REF")]),
            ("Кілька днів тому ціни зросли.", &[("Кілька днів тому", "PAST_REF")]),
            ("Минулого тижня ціни зросли.", &[("Минулого тижня", "2025-W19")]),
            ("Вчора випав сніг.", &[("Вчора", "2025-05-14")]),
            ("У п'ятницю відбудеться ярмарок.", &[("п'ятницю", "2025-05-16")]),
            ("Ярмарок був у п'ятницю, 17 листопада.", &[("п'ятницю", "2023-11-17"), ("17 листопада", "2023-11-17")]),
            ("Рахунок 3:1, ціна 1999 гривень, 155-мм снаряд, версія 2.5.1, стаття 2024.", &[]),
            ("На площу вийшло 2024 особи.", &[]),
        ],
    );
}

#[test]
fn english_and_russian_expressions_have_values() {
    holds(
        Language::English,
        &[
            ("The cup of the 2024 regatta went to them.", &[("2024", "2024")]),
            ("The 2000 guests and the 1945 people left.", &[]),
            ("The bridge opened on November 10, 2023.", &[("November 10, 2023", "2023-11-10")]),
            ("The fair will open on June 3.", &[("June 3", "2025-06-03")]),
            ("The fair closed on December 3.", &[("December 3", "2024-12-03")]),
            ("The mayor spoke on Friday morning.", &[("Friday morning", "2025-05-09TMO")]),
            ("The mill was built in the 1930s.", &[("1930s", "193")]),
            ("Prices rose last month.", &[("last month", "2025-04")]),
            ("Prices rose two years ago.", &[("two years ago", "2023")]),
            ("The repair took three weeks.", &[("three weeks", "P3W")]),
            ("The three-day fair closed, as did a 10-year plan.", &[("three-day", "P3D"), ("10-year", "P10Y")]),
            ("Prices rose last year and again in March.", &[("last year", "2024"), ("March", "2025-03")]),
            ("Prices rose in the third quarter of 2024.", &[("third quarter of 2024", "2024-Q3")]),
            ("Prices are now higher.", &[("now", "PRESENT_REF")]),
        ],
    );
    holds(
        Language::Russian,
        &[
            ("Мост открыли 10 ноября 2023 года.", &[("10 ноября 2023 года", "2023-11-10")]),
            ("Ярмарка состоится 3 июня.", &[("3 июня", "2025-06-03")]),
            ("Утром 9 марта выпал снег.", &[("Утром 9 марта", "2025-03-09TMO")]),
            ("В прошлом месяце цены выросли.", &[("прошлом месяце", "2025-04")]),
            ("Ремонт длился три недели.", &[("три недели", "P3W")]),
        ],
    );
}

#[test]
fn a_history_carries_its_year_and_says_from_where() {
    let text = "Оборона тривала з вересня 1939 року по червень 1941 року. 5 жовтня місто здалося.\n\
                1943 рік почався боями, а в 1918 році тут був шпиталь. 2 лютого бої скінчилися.\n\
                3 грудня 1943 року відкрили міст. 4 січня рушив потяг.";
    let found = anchored(text, Language::Ukrainian, NaiveDate::from_ymd_opt(2018, 5, 19));
    let days: Vec<(&str, &str)> = found.iter().map(|found| (found.text.as_str(), found.value.as_str())).collect();
    assert_eq!(
        days,
        [
            ("вересня 1939 року", "1939-09"),
            ("червень 1941 року", "1941-06"),
            ("5 жовтня", "1939-10-05"),
            ("1943 рік", "1943"),
            ("1918 році", "1918"),
            ("2 лютого", "1943-02-02"),
            ("3 грудня 1943 року", "1943-12-03"),
            ("4 січня", "1944-01-04"),
        ]
    );
    let evidence = &found[7].evidence[0];
    assert_eq!((evidence.kind, evidence.text.as_str()), (AnchorKind::Narrative, "3 грудня 1943 року"));
}

#[test]
fn evidence_names_tense_weekday_and_base_and_nothing_is_guessed_without_them() {
    let kinds = |text: &str, base: Option<NaiveDate>| {
        let found = anchored(text, Language::Ukrainian, base);
        let kinds: Vec<AnchorKind> = found[0].evidence.iter().map(|anchor| anchor.kind).collect();
        (found[0].value.clone(), kinds)
    };
    let base = NaiveDate::from_ymd_opt(2025, 5, 15);
    let tense = (String::from("2024-12-03"), vec![AnchorKind::Tense, AnchorKind::Base]);
    assert_eq!(kinds("Міст відкрили 3 грудня.", base), tense);
    let weekday = (String::from("2023-11-17"), vec![AnchorKind::Weekday, AnchorKind::Base]);
    assert_eq!(kinds("17 листопада, п'ятниця.", base), weekday);
    assert_eq!(kinds("Міст відкрили 9 травня.", None), (String::from("XXXX-05-09"), Vec::new()));
}

#[test]
fn dates_print_json_with_code_points_of_the_text_as_given() {
    let text = "🙂 Ки\u{301}їв.\r\nМіст відкрили 9 чеи\u{306}рвня? Ні, 9 травня.\r\n";
    let run = run_in(Path::new("."), &["dates", "--json", "--language", "uk", "--base", "2025-06-01", "-"], text);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let last = lines.last().unwrap();
    let keys: Vec<&str> = last.as_object().unwrap().keys().map(String::as_str).collect();
    let mut sorted = vec!["start", "end", "text", "type", "value", "earliest", "latest", "evidence"];
    sorted.sort_unstable();
    let mut given = keys.clone();
    given.sort_unstable();
    assert_eq!(given, sorted);
    let span = last["start"].as_u64().unwrap() as usize..last["end"].as_u64().unwrap() as usize;
    let there: String = text.chars().skip(span.start).take(span.len()).collect();
    assert_eq!(there, "9 травня");
    assert_eq!((&last["type"], &last["value"]), (&"DATE".into(), &"2025-05-09".into()));
    assert_eq!((&last["earliest"], &last["latest"]), (&"2025-05-09".into(), &"2025-05-09".into()));
    assert_eq!(last["evidence"][0]["kind"], "base");
}

#[test]
fn dates_print_a_table_for_a_person() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("text.txt"), "Міст відкрили 3 грудня 2023 року. Ремонт тривав два тижні.\n").unwrap();
    let run = run_in(folder.path(), &["dates", "--base", "2025-06-01", "text.txt"], "");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @r"
    PLACE  TYPE      VALUE       DAYS        TEXT                EVIDENCE
    14–32  DATE      2023-12-03  2023-12-03  3 грудня 2023 року  stated
    48–57  DURATION  P2W         –           два тижні           –
    ");
}

#[test]
fn dates_say_what_is_wrong_with_their_input() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.html"), "<!doctype html><html><p>9 травня</p></html>").unwrap();
    fs::write(folder.path().join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let fails = |arguments: &[&str]| {
        let run = run_in(folder.path(), arguments, "");
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        run.err
    };
    insta::assert_snapshot!(fails(&["dates", "no-such.txt"]), @r"
    error: `no-such.txt`: it does not exist
    hint: name a file that holds a text, or `-` for standard input
    ");
    insta::assert_snapshot!(fails(&["dates", "picture.txt"]), @r"
    error: `picture.txt`: it is no text
    hint: save the page as text
    ");
    insta::assert_snapshot!(fails(&["dates", "page.html"]), @r"
    error: `page.html`: it is no plain text
    hint: `litopys read` prints the text of a captured page; save that, or pass it on to `-`
    ");
    assert_eq!(run(&["dates", "--language", "xx", "-"]).code, 2);
    assert_eq!(run(&["dates", "--base", "2025-02-30", "-"]).code, 2);
    assert_eq!(run(&["dates"]).code, 2);
    let empty = run(&["dates", "--json", "-"]);
    assert_eq!((empty.code, empty.out.as_str()), (0, ""));
}

/// The words and values of a text about years long before its base.
fn of_history(text: &str) -> Vec<(String, String)> {
    anchored(text, Language::Ukrainian, NaiveDate::from_ymd_opt(2018, 5, 19))
        .into_iter()
        .map(|found| (found.text, found.value))
        .collect()
}

#[test]
fn a_heading_with_a_stretch_of_months_gives_the_year_of_its_sections() {
    let text = "Друга облога (травень 1742 — травень 1743 року)\n\nНа півночі\n\nВійсько рушило 11 травня 1743 року.\n\n\
                На півдні\n\nЗамок здався 23 жовтня. Місто спалили 3 листопада.";
    let found = of_history(text);
    let last: Vec<_> = found.iter().rev().take(2).map(|(_, value)| value.as_str()).collect();
    assert_eq!(last, ["1742-11-03", "1742-10-23"]);
}

#[test]
fn what_is_told_by_the_way_does_not_move_the_story() {
    for text in [
        "Замок узяли 26 січня 1742 року. Його підвали, якими в січні наступного року скористався ворог, уціліли. Міст упав 22 лютого.",
        "Замок узяли 26 січня 1742 року. Тоді палац, до літа 1744 року порожній, згорів. Міст упав 22 лютого.",
        "Замок узяли 26 січня 1742 року. Гетьман (помер 5 травня 1751 року) втік. Міст упав 22 лютого.",
    ] {
        assert_eq!(of_history(text).pop().unwrap().1, "1742-02-22", "{text}");
    }
}
