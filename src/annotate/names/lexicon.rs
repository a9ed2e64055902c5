//! In: the word lists beside this file. Out: what a word may be: a given name, an office, another name, a verb of speech.
//!
//! Invariant: the lists hold words of languages, never a certain person.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::paradigm::{self, Cases, Gender, Reading, Tongue, Use};

/// A form of a word for an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeForm {
    pub lemma: &'static str,
    pub gender: Gender,
    pub cases: Cases,
    pub plural: bool,
}

/// What a verb says of who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speech {
    /// One man, or a present tense.
    One,
    Woman,
    /// Several people, or a thing.
    Others,
    /// A form that names nobody: "it is said in the statement".
    Nobody,
}

/// From a given name to the genders that it may have.
static GIVEN: LazyLock<FxHashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let mut found: FxHashMap<(&str, &str), &str> = FxHashMap::default();
    for (key, names) in sections(include_str!("given.txt")) {
        let (language, gender) = key.split_once(' ').unwrap_or((key, "mf"));
        for name in names.split_whitespace() {
            found
                .entry((language, name))
                .and_modify(|known| {
                    *known = if *known == gender { gender } else { "mf" };
                })
                .or_insert(gender);
        }
    }
    found
});

/// First names in Latin letters that are also words or places, and those that are no first names in Polish.
static WEAK: LazyLock<[FxHashSet<&'static str>; 2]> = LazyLock::new(|| {
    ["all", "pl"].map(|wanted| {
        let lines = sections(include_str!("weak.txt")).filter(|(key, _)| *key == wanted);
        lines.flat_map(|(_, names)| names.split_whitespace()).collect()
    })
});

/// The lines of words on agreement that have a key, each line whole.
pub fn agreement(key: &'static str) -> impl Iterator<Item = &'static str> {
    sections(include_str!("agreement.txt")).filter(move |(own, _)| *own == key).map(|(_, words)| words)
}

/// What stands beside names, by kind.
static BESIDE: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> = LazyLock::new(|| {
    let mut found: FxHashMap<&'static str, FxHashSet<&'static str>> = FxHashMap::default();
    for (kind, words) in sections(include_str!("beside.txt")) {
        found.entry(kind).or_default().extend(words.split_whitespace());
    }
    found
});

/// Whether a word is one of a kind that `beside.txt` lists.
pub fn is_beside(kind: &str, word: &str) -> bool {
    BESIDE.get(kind).is_some_and(|words| words.contains(word))
}

/// Whether a word ends with one of the endings of a kind that `beside.txt` lists.
pub fn ends_as(kind: &str, word: &str) -> bool {
    BESIDE.get(kind).is_some_and(|endings| endings.iter().any(|ending| word.ends_with(ending)))
}

/// Offices behind which the name of a place stands.
static OF_PLACES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    sections(include_str!("of_places.txt")).flat_map(|(_, offices)| offices.split_whitespace()).collect()
});

/// Whether the name of a place may stand right behind an office: "мер" with a town.
pub fn is_of_places(office: &str) -> bool {
    OF_PLACES.contains(office)
}

/// Whether a listed first name is also a word or a place, so that it tells of a person only with more.
pub fn is_weak(name: &str) -> bool {
    WEAK[0].contains(name)
}

static OFFICES: LazyLock<FxHashMap<String, Vec<OfficeForm>>> = LazyLock::new(|| {
    let mut found: FxHashMap<String, Vec<OfficeForm>> = FxHashMap::default();
    for (key, lemmas) in sections(include_str!("offices.txt")) {
        let tongue = tongue(key);
        let genders: &[Gender] = match key.rsplit(' ').next() {
            Some("f") => &[Gender::Feminine],
            Some("mf") => &[Gender::Masculine, Gender::Feminine],
            _ => &[Gender::Masculine],
        };
        for lemma in lemmas.split_whitespace() {
            for &gender in genders {
                for form in paradigm::forms(lemma, gender, tongue) {
                    let cases = if tongue == Tongue::Plain { paradigm::ANY } else { form.cases };
                    add_office(found.entry(form.text).or_default(), lemma, gender, cases, form.plural);
                }
            }
        }
    }
    found
});

fn add_office(forms: &mut Vec<OfficeForm>, lemma: &'static str, gender: Gender, cases: Cases, plural: bool) {
    let same = |form: &&mut OfficeForm| form.lemma == lemma && form.gender == gender && form.plural == plural;
    match forms.iter_mut().find(same) {
        Some(form) => form.cases |= cases,
        None => forms.push(OfficeForm { lemma, gender, cases, plural }),
    }
}

/// From a word for an office to the lines of `same.txt` that hold it.
static SAME: LazyLock<FxHashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut found: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let lines = include_str!("same.txt").lines().filter(|line| !line.starts_with('#'));
    for (index, line) in lines.enumerate() {
        line.split_whitespace().for_each(|word| found.entry(word).or_default().push(index));
    }
    found
});

/// From the beginning of a word that names no person to whether an ending may follow.
static OTHERS: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let mut found = FxHashMap::default();
    let lines = include_str!("others.txt").lines().filter(|line| !line.starts_with('#'));
    for word in lines.flat_map(str::split_whitespace) {
        match word.strip_suffix('*') {
            Some(stem) => found.insert(stem, true),
            None => found.insert(word, found.get(word).copied().unwrap_or_default()),
        };
    }
    found
});

/// English words that are surnames behind a first name.
static SURNAMES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("surnames.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

struct Verbs {
    past: FxHashSet<&'static str>,
    words: FxHashMap<&'static str, Speech>,
    /// Verbs that call something by quoted words.
    names: FxHashSet<&'static str>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let mut found = Verbs { past: FxHashSet::default(), words: FxHashMap::default(), names: FxHashSet::default() };
    for (key, words) in sections(include_str!("verbs.txt")) {
        let words = words.split_whitespace();
        match key {
            "past" => found.past.extend(words),
            "name" => found.names.extend(words),
            "none" => found.words.extend(words.map(|word| (word, Speech::Nobody))),
            _ => found.words.extend(words.map(|word| (word, Speech::One))),
        }
    }
    found
});

/// What declension may add to the beginning of a word that names no person; endings of surnames are not among them.
const ENDINGS: [&str; 64] = [
    "", "а", "я", "у", "ю", "і", "ї", "и", "о", "е", "є", "ь", "ом", "ем", "єм", "ам", "ям", "ами", "ями", "ах", "ях",
    "ів", "їв", "ей", "ої", "ою", "ею", "єю", "ий", "ій", "ого", "ому", "им", "ими", "их", "ові", "єві", "ия", "ії",
    "ию", "ією", "ія", "ію", "й", "ы", "ый", "ая", "ой", "ую", "ое", "ые", "ых", "ым", "ыми", "ии", "ией", "ью", "ьим",
    "ець", "ці", "ца", "цем", "s", "n",
];

/// The lines `key: words` of a list.
fn sections(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
}

fn tongue(key: &str) -> Tongue {
    match key.get(..2) {
        Some("uk") => Tongue::Ukrainian,
        Some("ru") => Tongue::Russian,
        _ => Tongue::Plain,
    }
}

/// The listed given names that `form` may be a form of.
pub fn given(form: &str, tongue: Tongue) -> Vec<Reading> {
    let language = match tongue {
        Tongue::Ukrainian => "uk",
        Tongue::Russian => "ru",
        Tongue::Polish | Tongue::Plain => "la",
    };
    if tongue == Tongue::Polish && WEAK[1].contains(form) {
        return Vec::new();
    }
    let mut found = paradigm::readings(form, Use::Given, tongue);
    found.retain(|reading| {
        GIVEN.get(&(language, reading.lemma.as_str())).is_some_and(|&genders| match reading.gender {
            Gender::Masculine => genders.starts_with('m'),
            Gender::Feminine => genders.ends_with('f'),
        })
    });
    found
}

/// What office a word in lower case is a form of; prefixes and the first half of a compound do not matter.
pub fn office(lower: &str) -> &'static [OfficeForm] {
    const PREFIXES: [&str; 16] = [
        "екс-",
        "екс",
        "віце-",
        "віце",
        "спец",
        "спів",
        "в.о.",
        "замість",
        "зам",
        "топ-",
        "экс-",
        "экс",
        "вице-",
        "вице",
        "ex-",
        "vice-",
    ];
    if let Some(forms) = OFFICES.get(lower) {
        return forms;
    }
    let bare = PREFIXES.iter().find_map(|prefix| lower.strip_prefix(prefix)).and_then(|rest| OFFICES.get(rest));
    let last = || lower.rsplit_once(['-', '‑']).and_then(|(_, rest)| OFFICES.get(rest));
    bare.or_else(last).map_or(&[], Vec::as_slice)
}

/// Whether two offices in the nominative are one by other words.
pub fn is_same_office(one: &str, other: &str) -> bool {
    let shared = |lines: &Vec<usize>| SAME.get(other).is_some_and(|known| known.iter().any(|at| lines.contains(at)));
    one == other || SAME.get(one).is_some_and(shared)
}

/// The gender of whom a form of address in lower case names.
pub fn addressed(lower: &str) -> Option<Gender> {
    match lower {
        "mr"
        | "sir"
        | "lord"
        | "baron"
        | "king"
        | "prince"
        | "пан"
        | "пана"
        | "панові"
        | "паном"
        | "господин"
        | "господина"
        | "господину"
        | "господином" => Some(Gender::Masculine),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "baroness" | "queen" | "princess" | "пані" | "госпожа"
        | "госпожи" | "госпоже" | "госпожу" | "госпожой" => Some(Gender::Feminine),
        _ => None,
    }
}

/// Whether a word in lower case names a state, an institution, a month or the like, or is a plain word.
pub fn is_other(lower: &str) -> bool {
    const LONGEST: usize = 64;
    /// Of reflexive verbs, Ukrainian and Russian, as in `ідеться`: no name ends so.
    const VERBAL: [&str; 2] = ["ться", "тся"];
    if lower.len() > LONGEST {
        return false;
    }
    if VERBAL.iter().any(|ending| lower.ends_with(ending)) {
        return true;
    }
    let ends = lower.char_indices().skip(1).map(|(at, _)| at).chain([lower.len()]);
    ends.into_iter().any(|end| {
        OTHERS.get(&lower[..end]).is_some_and(|&inflects| {
            let rest = &lower[end..];
            rest.is_empty() || (inflects && ENDINGS.contains(&rest.trim_start_matches("ськ").trim_start_matches("ск")))
        })
    })
}

/// What a word in lower case says of who speaks, if it is a verb of speech.
pub fn speech(lower: &str) -> Option<Speech> {
    const ENDINGS: [(&str, Speech); 16] = [
        ("в", Speech::One),
        ("вся", Speech::One),
        ("ла", Speech::Woman),
        ("лася", Speech::Woman),
        ("ло", Speech::Others),
        ("ли", Speech::Others),
        ("лися", Speech::Others),
        ("лось", Speech::Others),
        ("л", Speech::One),
        ("лся", Speech::One),
        ("лась", Speech::Woman),
        ("лись", Speech::Others),
        ("вши", Speech::Others),
        ("ть", Speech::Others),
        ("лося", Speech::Others),
        ("но", Speech::Nobody),
    ];
    if let Some(&speech) = VERBS.words.get(lower) {
        return Some(speech);
    }
    ENDINGS
        .iter()
        .find(|(ending, _)| lower.strip_suffix(ending).is_some_and(|stem| VERBS.past.contains(stem)))
        .map(|&(_, speech)| speech)
}

/// Whether an English word in lower case, no name by itself, is a surname behind a first name.
pub fn is_surname_too(lower: &str) -> bool {
    SURNAMES.contains(lower)
}

/// Whether a word in Latin letters is a listed first name.
pub fn is_plain_given(word: &str) -> bool {
    !given(word, Tongue::Plain).is_empty()
}

/// Whether a word in lower case is a verb that calls something by quoted words: "назвав план «…»".
pub fn names_things(lower: &str) -> bool {
    VERBS.names.contains(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_their_forms() {
        assert!(given("Олени", Tongue::Ukrainian).iter().any(|reading| reading.lemma == "Олена"));
        assert!(given("Столом", Tongue::Ukrainian).is_empty());
        assert!(office("спецпредставником").iter().any(|form| form.cases == 16));
        assert!(office("генерал-майора").iter().any(|form| form.lemma == "майор"));
        assert!(office("стіл").is_empty());
        assert!(is_other("україною") && is_other("the") && !is_other("ковальчук"));
        assert!(is_other("ідеться") && is_other("планируется") && !is_other("костя"));
        assert_eq!((speech("сказала"), speech("йдеться")), (Some(Speech::Woman), Some(Speech::Nobody)));
        assert_eq!(speech("сказання"), None);
        assert!(is_same_office("судья", "арбитр") && !is_same_office("судья", "тренер"));
    }
}
