//! In: a number of articles. Out: that many captures of generated pages, each with about 440 words and a site's boilerplate.
//!
//! Invariant: the same number gives the same pages.

use litopys::capture::{Capture, CaptureId, Form, Holds};

const SUBJECTS: [&str; 8] = [
    "Міністр економіки",
    "Голова обласної ради",
    "Речниця комісії",
    "Представник підприємства",
    "Міська влада",
    "Керівниця інституту",
    "Делегація уряду",
    "Спілка перевізників",
];
const VERBS: [&str; 8] =
    ["обговорила", "схвалила", "оприлюднила", "перевірила", "відклала", "підтримала", "профінансувала", "представила"];
const OBJECTS: [&str; 8] = [
    "план відбудови мостів у долині річки",
    "угоду про спільне виробництво верстатів",
    "звіт про врожай озимих культур",
    "перелік шкіл для утеплення",
    "проєкт нової залізничної гілки",
    "бюджет музеїв на наступний рік",
    "правила для малих пекарень",
    "програму навчання для рятувальників",
];
const MANNERS: [&str; 8] = [
    "після тривалої розмови з мешканцями",
    "на відкритому засіданні в обласному центрі",
    "попри заперечення частини депутатів",
    "за участі гостей із сусідньої держави",
    "уперше від початку весни",
    "разом із незалежними фахівцями",
    "без жодного голосу проти",
    "у присутності журналістів",
];
const MONTHS: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];

const SYLLABLES: [&str; 16] =
    ["ба", "ве", "го", "ду", "жи", "за", "ке", "ло", "му", "ни", "па", "ре", "со", "ту", "хи", "ча"];

/// This many captures, in the order of their paths.
pub fn captures(count: usize) -> Vec<Capture> {
    (0..count).map(capture).collect()
}

/// This many captures in groups of four that date each other: an announcement, a report of the announced event, an article that looks back
/// on it, and another report of the same news. Only the announcement prints a date of its own.
#[allow(dead_code, reason = "one of the two programs that share this file measures stories")]
pub fn stories(count: usize) -> Vec<Capture> {
    (0..count).map(|number| made(number, told(number / 4, number % 4))).collect()
}

fn told(story: usize, part: usize) -> String {
    let (city, fair, person) = (name(story * 5), name(story * 5 + 1), name(story * 5 + 2));
    let (day, month, year) = (story % 27 + 1, MONTHS[story / 28 % 12], 2015 + story / 336 % 10);
    let quote = format!(
        "«Ми чекали на цей ярмарок із самої зими і привезли у {city} усе, що встигли зварити та спекти за літо», – сказала {person}."
    );
    let (headline, lede) = match part {
        0 => (
            "готує ярмарок",
            format!(
                "{day:02}.{:02}.{year}\n\nУ {city} {} {month} відбудеться ярмарок «{fair}», повідомила рада.",
                story / 28 % 12 + 1,
                day + 1
            ),
        ),
        1 => (
            "провела ярмарок",
            format!("У {city} відбувся ярмарок «{fair}», на який приїхали пекарі з області. {quote}"),
        ),
        2 => (
            "рахує прибутки",
            format!("Пекарі порахували прибутки. Нагадаємо, {} {month} у {city} відбувся ярмарок «{fair}».", day + 1),
        ),
        _ => ("дякує пекарям", format!("Ярмарок «{fair}» у {city} закрили піснями. {quote}")),
    };
    let filler: String = (0..12).map(|at| sentence(story * 4 + part, at * 7) + " ").collect();
    format!("Громада {city} {headline}\n\n{lede}\n\n{filler}\n")
}

fn capture(number: usize) -> Capture {
    made(number, page(number))
}

fn made(number: usize, text: String) -> Capture {
    Capture {
        id: CaptureId::of_file(format!("{number:05}.txt")),
        address: None,
        form: Form::Text,
        digest: format!("{number:064x}"),
        text,
        page: None,
        holds: Holds::Page,
        captured: None,
        pictures: litopys::capture::pictures::Pictures::default(),
    }
}

fn page(number: usize) -> String {
    let (day, month, year) = (number % 28 + 1, number / 28 % 12, 2015 + number / 336 % 10);
    let headline = sentence(number, 3);
    let mut text = format!("{:02}:{:02} {day:02}.{:02}.{year}\n\n", number % 24, number % 60, month + 1);
    text += &format!("{}\n\n2 хв читати\n\n", headline.trim_end_matches('.'));
    for paragraph in 0..8 {
        for at in 0..4 {
            text += &sentence(number, paragraph * 5 + at * 11);
            text += " ";
        }
        if paragraph == 2 {
            text += &format!("Засідання відбулося {day} {} {year} року.", MONTHS[month]);
        }
        if paragraph == 4 {
            text += &format!("\n\n«{}», – сказав Марко Вербицький.", sentence(number, 5).trim_end_matches('.'));
        }
        text += "\n\n";
    }
    text + "ЩЕ ЗА ТЕМОЮ\n\nРЕКЛАМА\n"
}

/// A sentence about a place that only this article mentions.
fn sentence(article: usize, seed: usize) -> String {
    let mixed = mixed(article.wrapping_mul(131) + seed);
    let pick = |words: &[&'static str; 8], shift: usize| words[(mixed >> shift) % 8];
    let (place, thing) = (name(article * 3 + seed % 2), name(article * 7 + seed % 3 + 5).to_lowercase());
    let [subject, verb] = [pick(&SUBJECTS, 0), pick(&VERBS, 3)];
    format!("{subject} {verb} {} «{thing}» у {place} {}.", pick(&OBJECTS, 6), pick(&MANNERS, 9))
}

/// A name of four syllables, different for each seed.
fn name(seed: usize) -> String {
    let mixed = mixed(seed);
    let name: String = (0..4).map(|at| SYLLABLES[(mixed >> (4 * at)) % 16]).collect();
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn mixed(seed: usize) -> usize {
    (seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20
}
