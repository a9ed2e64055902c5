//! In: a publisher's name in an inflected form, and the word that governs it. Out: the name in the nominative.
//!
//! Invariant: knows the case endings of Ukrainian nouns and adjectives, never a name; a name it cannot turn stays as it is.

use crate::letters::{Letter, LowerCase};

/// Words after which a name in quotation marks stands in the genitive ("сторінку «Гонця»").
const GENITIVE: &[&str] = &[
    "сторінку",
    "сторінці",
    "сторінки",
    "канал",
    "каналі",
    "каналу",
    "каналом",
    "групу",
    "групі",
    "новини",
    "новин",
    "стрічку",
    "розсилку",
    "акаунт",
    "матеріали",
    "спільноту",
    "telegram-канал",
    "телеграм-канал",
    "youtube-канал",
    "viber-канал",
];
/// Nouns of newspaper names that are neuter, without their last letter: by form they could be masculine.
const NEUTER: &[&str] = &["дзеркал", "слов", "джерел", "сел", "коліс", "вікн", "сузір"];
/// Nouns of one syllable that lose an "о" or an "е" in the genitive.
const FLEETING: &[&str] = &["ранк", "дн", "льв", "ґанк", "сн"];

/// The nominative of `name` as the word `governor` before it governs it. Of several possible forms one that
/// `attested` finds on the page is taken, else the likeliest.
pub fn restore(name: &str, governor: &str, attested: impl Fn(&str) -> bool) -> String {
    let cyrillic = name.chars().any(|c| ('а'..='я').contains(&c) || "іїєґ".contains(c));
    if !cyrillic || !GENITIVE.contains(&governor) {
        return if governor == "на" && cyrillic { accusative(name) } else { name.to_owned() };
    }
    let candidates = genitive(name);
    let found = candidates.iter().find(|candidate| *candidate != name && attested(candidate));
    found.or_else(|| candidates.first()).cloned().unwrap_or_else(|| name.to_owned())
}

/// "На «Правду»": feminine names change, others look like their nominative.
fn accusative(name: &str) -> String {
    let Some((head, tail)) = split_head(name) else { return name.to_owned() };
    let words: Vec<String> = head
        .iter()
        .map(|word| swap(word, &[("ську", "ська"), ("ву", "ва"), ("ну", "на"), ("ю", "я"), ("у", "а")]))
        .collect();
    join(&words, tail)
}

/// The nominatives whose genitive could be `name`, likeliest first: of the words up to its first noun.
fn genitive(name: &str) -> Vec<String> {
    if is_feminine_nominative(name) {
        return vec![name.to_owned()];
    }
    let Some((head, tail)) = split_head(name) else { return vec![name.to_owned()] };
    let (noun, adjectives) = head.split_last().expect("a head has a word");
    let nouns = noun_nominatives(noun);
    nouns.iter().map(|form| join(&with_adjectives(adjectives, form), tail)).collect()
}

/// An adjective and a noun that agree in -а: a name that was not inflected at all.
fn is_feminine_nominative(name: &str) -> bool {
    let mut words = name.split(' ');
    let adjective =
        words.next().is_some_and(|word| ["ва", "на", "ня", "ська", "цька"].iter().any(|ending| word.ends_with(ending)));
    adjective && words.next().is_some_and(|word| word.starts_with(char::is_capital) && word.ends_with(['а', 'я']))
}

/// The adjectives before the first noun with it, and what stands behind.
fn split_head(name: &str) -> Option<(Vec<&str>, &str)> {
    let mut head = Vec::new();
    let mut rest = name;
    loop {
        let end = rest.find(' ').unwrap_or(rest.len());
        let word = &rest[..end];
        head.push(word);
        rest = &rest[end..];
        if word.is_empty() {
            return None;
        }
        if !is_oblique_adjective(word) || rest.is_empty() {
            return Some((head, rest));
        }
        rest = &rest[1..];
    }
}

fn is_oblique_adjective(word: &str) -> bool {
    ["ого", "ьої", "ої", "ських", "них", "вих", "ську", "ський"].iter().any(|ending| word.ends_with(ending))
}

fn with_adjectives(adjectives: &[&str], noun: &str) -> Vec<String> {
    let feminine = noun.ends_with(['а', 'я']);
    let neuter = noun.ends_with(['о', 'е']);
    let plural = noun.ends_with(['и', 'і']);
    let nominative = |word: &&str| {
        let soft = word.ends_with("нього") || word.ends_with("ньої");
        let ending = match (feminine, neuter, plural, soft) {
            (true, _, _, true) => "я",
            (true, _, _, false) => "а",
            (_, true, _, true) => "є",
            (_, true, _, false) => "е",
            (_, _, true, _) => "і",
            (_, _, _, true) => "ій",
            _ => "ий",
        };
        let endings: &[&str] = if soft { &["ього", "ьої"] } else { &["ого", "ої", "их"] };
        endings
            .iter()
            .find_map(|old| word.strip_suffix(old))
            .map_or_else(|| (*word).to_owned(), |stem| format!("{stem}{ending}"))
    };
    adjectives.iter().map(nominative).chain([noun.to_owned()]).collect()
}

/// The nominatives whose genitive could be the word. Of two nouns joined by a hyphen one may be inflected or both.
fn noun_nominatives(word: &str) -> Vec<String> {
    if let Some((first, second)) = word.split_once('-') {
        let mut forms = Vec::new();
        let inflected = noun_nominatives(second).swap_remove(0);
        if second.starts_with(char::is_capital) && is_invariable(second) {
            forms.extend(noun_nominatives(first).into_iter().map(|first| format!("{first}-{second}")));
        } else {
            forms.push(format!("{first}-{inflected}"));
        }
        return forms;
    }
    let lower = word.lower_case();
    let ends = |endings: &[&str]| endings.iter().find_map(|ending| word.strip_suffix(ending));
    if let Some(stem) = ends(&["ця"]) {
        return vec![format!("{}ець", strong(stem)), format!("{stem}це")];
    }
    if let Some(stem) = ends(&["ка", "ку"]).filter(|_| loses_vowel(&lower)) {
        return vec![format!("{stem}ок"), format!("{stem}к")];
    }
    if let Some(stem) = ends(&["у", "а"]) {
        let masculine = stem.to_owned();
        let neuter = format!("{stem}о");
        return if NEUTER.contains(&stem.lower_case().as_str()) {
            vec![neuter, masculine]
        } else {
            vec![masculine, neuter]
        };
    }
    if let Some(stem) = ends(&["ії"]) {
        return vec![format!("{stem}ія")];
    }
    if let Some(stem) = ends(&["ю", "я"]) {
        return if stem.ends_with(is_vowel) {
            vec![format!("{stem}й")]
        } else {
            vec![format!("{stem}ь"), format!("{stem}е")]
        };
    }
    if let Some(stem) = ends(&["и"]) {
        return vec![format!("{stem}а"), word.to_owned()];
    }
    if let Some(stem) = ends(&["ї"]) {
        return vec![format!("{stem}я")];
    }
    if let Some(stem) = ends(&["і"]) {
        let soft = stem.ends_with(['ж', 'ч', 'ш']);
        return vec![format!("{stem}{}", if soft { "а" } else { "я" }), format!("{stem}ь")];
    }
    if lower.ends_with("ин") || lower.ends_with("ей") {
        return vec![
            word.strip_suffix("ин").map_or_else(|| word.to_owned(), |stem| format!("{stem}ини")),
            word.to_owned(),
        ];
    }
    vec![word.to_owned()]
}

/// "Гінця" has the vowel of a closed syllable before its ending; the nominative has the open one.
fn strong(stem: &str) -> String {
    stem.strip_suffix("ін").map_or_else(|| stem.to_owned(), |root| format!("{root}он"))
}

/// Whether a noun in -ку or -ка has lost an "о": "світанку" of "світанок", but "банку" of "банк".
fn loses_vowel(lower: &str) -> bool {
    let stem = &lower[..lower.len() - 'у'.len_utf8()];
    let before = stem.chars().rev().nth(1);
    let syllables = stem.chars().filter(|&c| is_vowel(c)).count();
    before.is_some_and(|c| "нтвлдрсч".contains(c)) && (syllables > 1 || FLEETING.contains(&stem))
}

/// A second part that a name keeps in every case: one that ends in a consonant, as an abbreviated noun does.
fn is_invariable(word: &str) -> bool {
    word.chars().next_back().is_some_and(|c| !is_vowel(c.to_ascii_lowercase()))
}

fn is_vowel(c: char) -> bool {
    "аеєиіїоуюя".contains(c)
}

fn swap(word: &str, endings: &[(&str, &str)]) -> String {
    let changed = endings.iter().find_map(|(old, new)| word.strip_suffix(old).map(|stem| format!("{stem}{new}")));
    changed.unwrap_or_else(|| word.to_owned())
}

fn join(words: &[String], tail: &str) -> String {
    format!("{}{tail}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genitives_go_back_to_nominatives() {
        for (genitive, nominative) in [
            ("Поступу", "Поступ"),
            ("Вісника", "Вісник"),
            ("Гонця", "Гонець"),
            ("Гінця", "Гонець"),
            ("Світанку-Інформ", "Світанок-Інформ"),
            ("Обрій-України", "Обрій-Україна"),
            ("Нашої правди", "Наша правда"),
            ("Вечірньої зорі", "Вечірня зоря"),
            ("Нового дзеркала", "Нове дзеркало"),
            ("Голосу громади", "Голос громади"),
            ("Краю", "Край"),
            ("Хвилі", "Хвиля"),
            ("Хроніки", "Хроніка"),
            ("Нова Доба", "Нова Доба"),
            ("XY.ua", "XY.ua"),
        ] {
            assert_eq!(restore(genitive, "сторінку", |_| false), nominative, "{genitive}");
        }
    }

    #[test]
    fn a_form_that_the_page_has_is_preferred() {
        assert_eq!(restore("Озера", "сторінку", |form| form == "Озеро"), "Озеро");
        assert_eq!(restore("Хвилю", "на", |_| false), "Хвиля");
        assert_eq!(restore("Поступ", "на", |_| false), "Поступ");
    }
}
