//! In: a word or a nominative. Out: how likely it is as a first name, a patronymic or a surname, by its ending.
//!
//! Invariant: endings alone speak; no certain name does.

use super::paradigm::{Gender, Reading};

/// Whether a word may be a patronymic.
pub fn is_patronymic(word: &str) -> bool {
    const ENDINGS: [&str; 8] = ["ович", "йович", "івн", "ївн", "евич", "овн", "евн", "ичн"];
    let stem = word.trim_end_matches(['а', 'у', 'і', 'и', 'е', 'о', 'м', 'ю', 'й']);
    ENDINGS.iter().any(|ending| word.ends_with(ending) || stem.ends_with(ending))
}

/// Whether a word has an ending that is common in surnames and rare elsewhere.
pub fn is_typical(word: &str) -> bool {
    const ENDINGS: [&str; 66] = [
        "owski",
        "owska",
        "iewicz",
        "czyk",
        "wski",
        "енко",
        "енка",
        "енку",
        "енком",
        "ський",
        "ського",
        "ському",
        "ським",
        "цький",
        "цького",
        "цькому",
        "цьким",
        "чук",
        "чука",
        "чуку",
        "чуком",
        "щук",
        "юк",
        "юка",
        "юком",
        "ович",
        "евич",
        "ишин",
        "ієв",
        "єв",
        "єва",
        "євим",
        "ов",
        "ова",
        "ову",
        "овим",
        "ової",
        "швілі",
        "дзе",
        "ян",
        "сон",
        "соном",
        "сона",
        "ман",
        "маном",
        "берг",
        "штейн",
        "сен",
        "ский",
        "ского",
        "скому",
        "ским",
        "ко",
        "ук",
        "ін",
        "єць",
        "льд",
        "лер",
        "нер",
        "кер",
        "ев",
        "ева",
        "еву",
        "евым",
        "евой",
        "ёв",
    ];
    word.chars().count() > 3 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// How likely a nominative is as a first name that no list holds.
pub fn given_score(first: &Reading) -> i32 {
    let vowel = first.lemma.ends_with(['а', 'я']);
    // "Энди" is rather a foreign name than a form of "Эндя", and "Варя" rather a girl than a form of "Варь".
    if is_hardly_soft(&first.lemma) {
        return -3;
    }
    match first.gender {
        Gender::Masculine if first.lemma.ends_with('ь') => -4,
        Gender::Masculine if vowel || first.lemma.ends_with(['о', 'і', 'у', 'ю', 'е', 'є', 'и', 'ї', 'ы']) => {
            -2
        }
        Gender::Masculine => 1,
        Gender::Feminine if vowel => 0,
        Gender::Feminine => -1,
    }
}

/// How likely a nominative in Latin letters is as a surname, where it is declined.
fn latin_score(reading: &Reading) -> i32 {
    let lemma = reading.lemma.as_str();
    let ends = |endings: &[&str]| endings.iter().any(|ending| lemma.ends_with(ending));
    if ends(&["ski", "cki", "dzki", "ska", "cka", "dzka", "wicz", "czyk", "owa"]) {
        1
    } else if ends(&["ego", "emu", "owi", "em", "ą", "ę", "kiej", "ym"]) {
        -6
    } else if ends(&["i", "y", "u", "im"]) {
        -2
    } else if reading.gender == Gender::Masculine && ends(&["a", "o"]) {
        -1
    } else {
        0
    }
}

/// Whether a nominative ends in a soft "я" behind a consonant, as few names do: a foreign one in "и" looks like a form of it.
fn is_hardly_soft(lemma: &str) -> bool {
    lemma.strip_suffix('я').is_some_and(|stem| !stem.ends_with(is_vowel))
}

fn is_vowel(letter: char) -> bool {
    "аеєиіїоуюяыэёь'’ʼ".contains(letter)
}

/// How likely a nominative is as a surname.
pub fn surname_score(reading: &Reading) -> i32 {
    let lemma = reading.lemma.as_str();
    if lemma.is_ascii() || !super::paradigm::is_cyrillic_word(lemma) {
        return latin_score(reading);
    }
    const TYPICAL: [&str; 34] = [
        "енко",
        "ський",
        "цький",
        "зький",
        "ська",
        "цька",
        "зька",
        "ова",
        "єва",
        "іна",
        "їна",
        "ов",
        "єв",
        "їв",
        "ін",
        "їн",
        "ук",
        "юк",
        "ак",
        "як",
        "ик",
        "ич",
        "ий",
        "ець",
        "ко",
        "ский",
        "ская",
        "цкий",
        "ев",
        "ева",
        "ина",
        "ин",
        "ый",
        "ая",
    ];
    const UNLIKELY: [&str; 30] = [
        "ою",
        "ею",
        "єю",
        "ові",
        "еві",
        "єві",
        "ому",
        "ого",
        "енк",
        "ськ",
        "цьк",
        "зьк",
        "ськов",
        "нк",
        "чк",
        "шк",
        "лк",
        "жк",
        "бк",
        "тк",
        "йк",
        "ска",
        "енка",
        "ського",
        "чука",
        "юка",
        "ову",
        "им",
        "ом",
        "ем",
    ];
    let ends = |endings: &[&str]| endings.iter().any(|ending| lemma.ends_with(ending));
    if is_hardly_soft(lemma) {
        -4
    } else if lemma.ends_with(['у', 'ю', 'ы', 'є']) {
        -3
    } else if lemma.ends_with(['і', 'и', 'ї', 'е']) {
        -2
    } else if ends(&UNLIKELY) || (reading.gender == Gender::Feminine && lemma.ends_with("ой")) {
        -3
    } else if reading.rare {
        -2
    } else if reading.gender == Gender::Masculine && lemma.ends_with(['а', 'я']) {
        -1
    } else if ends(&TYPICAL) {
        1
    } else {
        0
    }
}
