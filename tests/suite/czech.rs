//! In: pages and sentences in Czech. Out: whether they are read correctly.
//!
//! The Czech pack is small. It shows what a language gets just from its folder in `src/lang` (`docs/languages.md`).
//!
//! Invariant: every page is written for the test, and no publisher in it exists.

use chrono::NaiveDate;
use litopys::capture;
use litopys::dating::narrative::anchored;
use litopys::language::Language;
use litopys::normalize::{Article, DropReason, markup, normalize};
use litopys::survey::Survey;

const FIRST: &str =
    "Zastupitelé města Lipov schválili stavbu nového mostu přes řeku, který nahradí starou lávku z minulého století.";
const SECOND: &str = "Stavba začne 3. května 2024 a skončí v září, řekla na jednání ve středu vedoucí odboru dopravy.";
const THIRD: &str =
    "Autor návrhu dostal za něj cenu kraje. Foto ze stavby uvidí lidé na radnici, kde je výstava otevřena denně.";
const FOURTH: &str =
    "Inzerce na zábradlí mostu bude zakázána, protože ruší řidiče a zakrývá výhled na řeku i na staré město.";

const BOILERPLATE: [&str; 8] = [
    "Hlavní stránka",
    "Zahraničí",
    "Přihlásit se",
    "Inzerce",
    "Čtěte také: Tramvaje pojedou jinudy",
    "Sdílet na Facebooku",
    "Foto: Petra Malá",
    "Všechna práva vyhrazena",
];

fn as_markup() -> String {
    let [home, abroad, log_in, advert, related, share, credit, rights] = BOILERPLATE;
    format!(
        "<html lang=cs><title>V Lipově postaví nový most</title><body><nav><a href=/>{home}</a> <a href=/z>{abroad}</a> {log_in}</nav>\
         <article><h1>V Lipově postaví nový most</h1><p>Napsala: Jana Nováková<p>24. dubna 2024 v 14:30\
         <p>{credit}<p>{FIRST}<p>{SECOND}<p>{advert}<p>{related}<p>{THIRD}<p>{FOURTH}<p>{share}</article><p>{rights}",
    )
}

fn as_text() -> String {
    let [home, abroad, log_in, advert, related, share, credit, rights] = BOILERPLATE;
    format!(
        "{home}\n{abroad}\n{log_in}\n\nV Lipově postaví nový most\n\nAutorka: Jana Nováková\n24. dubna 2024, 14:30\n\n{credit}\n\n\
         {FIRST}\n\n{SECOND}\n\n{advert}\n\n{THIRD}\n\n{FOURTH}\n\n{related}\n\n{share}\n\n{rights}\n"
    )
}

fn article(name: &str, page: &str) -> Article {
    let captures = litopys::read(name, page.as_bytes()).value;
    let [capture] = captures.as_slice() else { panic!("{name} is one page") };
    match capture.form {
        capture::Form::Text => normalize(capture, &Survey::default()),
        _ => markup::read(capture),
    }
}

#[test]
fn the_boilerplate_and_the_byline_of_a_page_are_known() {
    for (name, page) in [("strana.html", as_markup()), ("strana.txt", as_text())] {
        let article = article(name, &page);
        assert_eq!(article.language, Language::Czech, "{name}");
        assert_eq!(
            article.headline.as_ref().map(|line| line.text.as_str()),
            Some("V Lipově postaví nový most"),
            "{name}"
        );
        let byline: Vec<&str> = article.byline.iter().map(|author| author.text.as_str()).collect();
        assert_eq!(byline, ["Jana Nováková"], "{name}");
        let body: Vec<&str> = article.body.iter().map(|block| block.passage.text.as_str()).collect();
        assert_eq!(body, [FIRST, SECOND, THIRD, FOURTH], "{name}");
        let stamps: Vec<&str> = article.stamps.iter().map(|stamp| stamp.text.as_str()).collect();
        assert!(stamps.iter().any(|stamp| stamp.starts_with("24. dubna 2024")), "{name}: {stamps:?}");
        assert!(!stamps.iter().any(|stamp| stamp.contains("května")), "{name}: {stamps:?}");
    }
}

#[test]
fn a_dropped_line_has_the_reason_that_its_words_give() {
    let article = article("strana.html", &as_markup());
    let reason = |text: &str| article.dropped.iter().find(|line| line.text == text).map(|line| line.reason);
    for (line, expected) in [
        ("Inzerce", DropReason::Advert),
        ("Sdílet na Facebooku", DropReason::Share),
        ("Foto: Petra Malá", DropReason::Figure),
    ] {
        assert_eq!(reason(line), Some(expected), "{line}");
    }
}

#[test]
fn a_sentence_that_begins_like_a_byline_is_not_a_byline() {
    let page = as_markup().replace("Napsala: Jana Nováková", "Napsala mu dopis");
    assert!(article("strana.html", &page).byline.is_empty());
    let page = as_text().replace("Autorka: Jana Nováková", "Autorka knihy o mostech přijela do města");
    assert!(article("strana.txt", &page).byline.is_empty());
}

/// The words and TIMEX3 value of each expression in a text written on 15 May 2025.
fn dates(text: &str) -> Vec<(String, String)> {
    let found = anchored(text, Language::Czech, NaiveDate::from_ymd_opt(2025, 5, 15));
    found.into_iter().map(|found| (found.text, found.value)).collect()
}

#[test]
fn expressions_have_values() {
    let table: [(&str, &[(&str, &str)]); 22] = [
        ("Most otevřeli 3. května 2024.", &[("3. května 2024", "2024-05-03")]),
        ("Most otevřeli 26. 7. 2024.", &[("26. 7. 2024", "2024-07-26")]),
        ("Most otevřeli 26.07.2024.", &[("26.07.2024", "2024-07-26")]),
        ("Trh trval od 5. do 9. května.", &[("5.", "2025-05-05"), ("9. května", "2025-05-09")]),
        ("Ve středu pršelo.", &[("středu", "2025-05-14")]),
        ("Minulý čtvrtek pršelo.", &[("Minulý čtvrtek", "2025-05-08")]),
        ("Příští pondělí otevřou bazén.", &[("Příští pondělí", "2025-05-19")]),
        ("Dnes sněží, včera pršelo.", &[("Dnes", "2025-05-15"), ("včera", "2025-05-14")]),
        ("Předevčírem padaly kroupy.", &[("Předevčírem", "2025-05-13")]),
        ("V roce 2019 školu zavřeli.", &[("2019", "2019")]),
        ("V letech 1995–2003 závod stál.", &[("1995", "1995"), ("2003", "2003")]),
        ("Na začátku roku 2024 školu zavřeli.", &[("2024", "2024")]),
        ("Loni školu zavřeli.", &[("Loni", "2024")]),
        ("V příštím roce otevřou bazén.", &[("příštím roce", "2026")]),
        ("Škola začne v září.", &[("září", "2025-09")]),
        ("Od března do května trvala oprava.", &[("března", "2025-03"), ("května", "2025-05")]),
        ("Za tři dny otevřou bazén.", &[("Za tři dny", "2025-05-18")]),
        ("Před dvěma měsíci ceny vzrostly.", &[("Před dvěma měsíci", "2025-03")]),
        ("Minulý týden ceny vzrostly.", &[("Minulý týden", "2025-W19")]),
        ("Oprava trvala dva týdny.", &[("dva týdny", "P2W")]),
        ("Vlak přijel ve 14:30.", &[("14:30", "2025-05-15T14:30")]),
        ("V pátek 7. června se sejdou.", &[("pátek", "2024-06-07"), ("7. června", "2024-06-07")]),
    ];
    for (text, expected) in table {
        let expected: Vec<(String, String)> =
            expected.iter().map(|&(text, value)| (text.to_owned(), value.to_owned())).collect();
        assert_eq!(dates(text), expected, "{text}");
    }
}

#[test]
fn counts_names_and_other_words_are_no_dates() {
    for text in [
        "Článek 5 zákona platí.",
        "Výsledek zápasu byl 3:1.",
        "Cena je 1999 korun.",
        "Přišlo 2024 lidí.",
        "Nainstalujte verzi 2.5.1.",
        "Verze 26. 17. 2024 není den.",
        "Šel ke středu náměstí.",
        "Hvězdy září nad městem.",
        "Náměstí 14. října je prázdné.",
        "Led na řece taje.",
        "Koupil 5 kusů.",
    ] {
        assert_eq!(dates(text), [], "{text}");
    }
}

#[test]
fn running_text_is_recognized_by_its_words() {
    assert_eq!(Language::detect(&format!("{FIRST} {SECOND} {THIRD} {FOURTH}")), Language::Czech);
    for tag in ["cs", "cs-CZ", "ces", "cze"] {
        assert_eq!(Language::from_tag(tag), Language::Czech, "{tag}");
    }
}
