//! In: a publisher's name in an inflected form, and the word that governs it. Out: the name in the nominative.
//!
//! Invariant: knows which word asks for which case, from the packs, and never a name.

use crate::lang::{
    self,
    morphology::{PublisherName, Script},
};
use crate::letters::Letter;
use crate::morphology::Phrases;

/// The nominative of `name`, which is governed by the word `governor` before it. If several forms are possible, the one that `attested`
/// finds on the page is used, else the most likely.
pub(crate) fn restore(name: &str, governor: &str, attested: impl Fn(&str) -> bool) -> String {
    let governs =
        |names: &PublisherName| [&names.behind_accusative, &names.behind_genitive].map(|it| it.contains(governor));
    let written = |script| name.chars().any(|c| Script::of(c) == script && c.is_small());
    let mut all = lang::packs().iter().map(|pack| &pack.morphology);
    let Some(morphology) = all.find(|it| governs(&it.name_of_a_publisher).contains(&true) && written(it.script)) else {
        return name.to_owned();
    };
    let phrases = Phrases::of(morphology);
    if morphology.name_of_a_publisher.behind_accusative.contains(governor) {
        return phrases.of_accusative(name);
    }
    let candidates = phrases.of_genitive(name);
    let found = candidates.iter().find(|candidate| *candidate != name && attested(candidate));
    found.or_else(|| candidates.first()).cloned().unwrap_or_else(|| name.to_owned())
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
