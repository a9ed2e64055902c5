//! In: the people of a corpus, each name once. Out: the same, with the names of one person joined: with or without a second first name, a
//! pet name, another spelling or transliteration, a German genitive.
//!
//! Invariant: two names belong to one person only where an event or an office ties them and nobody else in the corpus may be meant.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use super::key::{given, merge_key, surname};
use super::lexicon;
use crate::lang::{self, morphology::Morphology};
use crate::letters::LowerCase;
use crate::morphology::{is_genitive_of, without_genitive};

/// A person named in a corpus: the name, and the person in each article, as (article, index in its people).
pub(crate) type Merged = (String, Vec<(usize, usize)>);

/// The fewest letters of a word that may have two spellings, and the most letters in which two spellings of a first name and of a surname
/// differ. First names are few, so a difference of two letters makes another name. Set by hand.
const SHORTEST: usize = 4;
const FIRST_APART: usize = 1;
const LAST_APART: usize = 2;

/// If more names than this share a surname and a word before it, any two may belong to two people: none of them is joined for that. Set by
/// hand.
pub(crate) const MOST_ALIKE: usize = 100;

/// The numbers of the families of first names that contain a folded first name: "ken" and "kenneth" share one.
static FAMILIES: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let families = lang::packs().iter().flat_map(|pack| &pack.names.families);
    let mut found: HashMap<&'static str, Vec<usize>> = HashMap::new();
    for (number, family) in families.enumerate() {
        family.iter().map(String::as_str).for_each(|name| found.entry(name).or_default().push(number));
    }
    found
});

/// How two names are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kin {
    /// The same words, and more.
    Fuller,
    /// Other words for the same first name.
    PetName,
    /// Another spelling.
    Spelling,
}

/// How many of the names were not compared with those that share their parts, because too many share them.
pub(crate) fn not_compared<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    let keys: Vec<String> = names.map(merge_key).collect();
    let crowded = buckets(&keys).into_values().filter(|bucket| bucket.len() > MOST_ALIKE).flatten();
    crowded.collect::<BTreeSet<usize>>().len()
}

/// Joins the people whose names are variants of one. `ties` says whether two share an event or an office.
pub(crate) fn join(
    mut merged: Vec<Merged>,
    ties: impl Fn(&[(usize, usize)], &[(usize, usize)]) -> bool,
) -> Vec<Merged> {
    let keys: Vec<String> = merged.iter().map(|(name, _)| merge_key(name)).collect();
    let mut kin: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for bucket in buckets(&keys).into_values().filter(|bucket| bucket.len() <= MOST_ALIKE) {
        for (at, &one) in bucket.iter().enumerate() {
            for &other in &bucket[at + 1..] {
                let held = |kind: Kin| kind != Kin::Spelling || !share_an_article(&merged[one].1, &merged[other].1);
                let are_kin = kin_of(&keys[one], &keys[other]).is_some_and(held);
                if one != other && are_kin && ties(&merged[one].1, &merged[other].1) {
                    kin.entry(one).or_default().insert(other);
                    kin.entry(other).or_default().insert(one);
                }
            }
        }
    }
    for group in families(&kin) {
        let best = group.iter().copied().max_by_key(|&at| (merged[at].1.len(), rank(&merged[at].0, &merged, &group)));
        let Some(best) = best else { continue };
        for &other in group.iter().filter(|&&other| other != best) {
            let appears = std::mem::take(&mut merged[other].1);
            merged[best].1.extend(appears);
        }
    }
    merged.retain(|(_, appears)| !appears.is_empty());
    merged
}

/// Ranks a name by its length, but a genitive of another name in the group ranks last.
fn rank<'a>(name: &'a str, merged: &[Merged], group: &BTreeSet<usize>) -> (bool, usize, &'a str) {
    let is_genitive = group.iter().any(|&at| is_genitive_of(name, &merged[at].0));
    (!is_genitive, name.chars().count(), name)
}

/// The groups in which everybody is kin to everybody else. Somebody else who may be meant keeps a group apart.
fn families(kin: &BTreeMap<usize, BTreeSet<usize>>) -> BTreeSet<BTreeSet<usize>> {
    let whole = |(one, others): (&usize, &BTreeSet<usize>)| {
        let mut group = others.clone();
        group.insert(*one);
        let closed = group.iter().all(|at| {
            kin.get(at).is_some_and(|own| own.len() + 1 == group.len() && own.iter().all(|other| group.contains(other)))
        });
        closed.then_some(group)
    };
    kin.iter().filter_map(whole).collect()
}

/// The full names that may be kin, by what they share: the surname and a word before it, the surname and the family or the consonants of
/// the first name, or the first name and the consonants of the surname.
fn buckets(keys: &[String]) -> BTreeMap<String, Vec<usize>> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        let mut own = shared_words(key);
        let Some(given) = given(key) else { continue };
        let (first, last) = (given.split(' ').next().unwrap_or(given), surname(key));
        own.push(format!("~ {first} {}", skeleton(without_genitive(last).unwrap_or(last))));
        own.push(format!("/ {} {last}", skeleton(first)));
        own.extend(FAMILIES.get(first).into_iter().flatten().map(|family| format!("# {family} {last}")));
        own.extend(root(key).iter().flat_map(|root| shared_words(root)));
        own.sort_unstable();
        own.dedup();
        own.into_iter().for_each(|bucket| found.entry(bucket).or_default().push(at));
    }
    found
}

/// The surname of a name, paired with each word before it.
fn shared_words(key: &str) -> Vec<String> {
    let last = surname(key);
    given(key).into_iter().flat_map(|given| given.split(' ')).map(|word| format!("= {word} {last}")).collect()
}

/// A name without what a particle adds: `ana lopes` for `ana lopes de solano`.
fn root(key: &str) -> Option<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let particle = words.iter().position(|word| lexicon::is_particle(word)).filter(|&at| at > 1)?;
    Some(words[..particle].join(" "))
}

fn share_an_article(one: &[(usize, usize)], other: &[(usize, usize)]) -> bool {
    let articles: BTreeSet<usize> = one.iter().map(|&(article, _)| article).collect();
    other.iter().any(|(article, _)| articles.contains(article))
}

/// How two names, as keys, are related, if they may belong to one person.
fn kin_of(one: &str, other: &str) -> Option<Kin> {
    let (left, right): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let (short, long) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
    if short.len() < long.len() {
        let whole = |word: &&&str| !word.ends_with('.');
        let within = is_within(short, long) && short.last() == long.last() && short.iter().all(|word| whole(&word));
        let rooted = root(&long.join(" ")).is_some_and(|root| root == short.join(" "));
        return (within || rooted).then_some(Kin::Fuller);
    }
    let (first, last) = ((left[0], right[0]), (left[left.len() - 1], right[right.len() - 1]));
    let same_middle = left[1..left.len() - 1] == right[1..right.len() - 1];
    if !same_middle {
        return None;
    }
    if last.0 == last.1 {
        let spelled = is_spelled_alike(first.0, first.1, FIRST_APART).then_some(Kin::Spelling);
        return if are_of_a_family(first.0, first.1) { Some(Kin::PetName) } else { spelled };
    }
    let genitive = |one: &str, other: &str| is_genitive_of(one, other) && other.chars().count() >= SHORTEST;
    let same = genitive(last.0, last.1) || genitive(last.1, last.0);
    match first.0 == first.1 && (same || is_spelled_alike(last.0, last.1, LAST_APART)) {
        true if same => Some(Kin::Fuller),
        true => Some(Kin::Spelling),
        false => None,
    }
}

/// Whether the words of one name appear in the other in the same order.
fn is_within(short: &[&str], long: &[&str]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

/// Whether two first names are forms of one name, such as a pet name and the full name.
fn are_of_a_family(one: &str, other: &str) -> bool {
    let families = |name: &str| FAMILIES.get(name).map_or(&[][..], Vec::as_slice);
    one != other && families(one).iter().any(|family| families(other).contains(family))
}

/// Whether two words may be spellings of one name: they have the same consonants and differ in at most `most` vowels.
fn is_spelled_alike(one: &str, other: &str, most: usize) -> bool {
    let (left, right) = (single(one), single(other));
    let long = left.len().min(right.len()) >= SHORTEST;
    let ending = |word: &[char]| word.last().copied().filter(|&last| is_vowel(last));
    long && ending(&left) == ending(&right) && skeleton(one) == skeleton(other) && apart(&left, &right) <= most
}

/// The letters of a word, with repeated letters in a row kept once.
fn single(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters
}

/// The consonants of a word, one for each sound, with none twice in a row: they stay the same in other letters and spellings.
fn skeleton(word: &str) -> String {
    let mut found = String::new();
    for sound in word.lower_case().chars().filter_map(sound) {
        if !found.ends_with(sound) {
            found.push(sound);
        }
    }
    found
}

/// The sound that a consonant counts as. Returns nothing for a vowel, a letter without a sound of its own and an apostrophe.
fn sound(letter: char) -> Option<char> {
    let silent = |letter| lexicon::has_letter(letter, |morphology| &morphology.silent_letters);
    if is_vowel(letter) || silent(letter) || letter == '\'' {
        return None;
    }
    let mut same = lang::packs().iter().flat_map(|pack| &pack.morphology.same_sounds);
    Some(same.find(|(one, _)| *one == letter).map_or(letter, |(_, sound)| *sound))
}

fn is_vowel(letter: char) -> bool {
    let is = |letters: fn(&'static Morphology) -> &'static String| lexicon::has_letter(letter, letters);
    is(|morphology| &morphology.vowels) || is(|morphology| &morphology.semivowels)
}

/// The number of letters in which two words differ.
fn apart(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (to, known) in other.iter().enumerate() {
            let changed = corner + usize::from(letter != known);
            corner = row[to + 1];
            row[to + 1] = changed.min(corner + 1).min(row[to] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(names: &[(&str, usize)], events: &[usize]) -> Vec<String> {
        let merged: Vec<Merged> = names.iter().map(|&(name, article)| (name.to_owned(), vec![(article, 0)])).collect();
        let event = |appears: &[(usize, usize)]| events[appears[0].0];
        join(merged, |one, other| event(one) == event(other)).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn names_that_too_many_share_are_counted() {
        let vowel = |at: usize| ["a", "e", "i", "o", "u"][at % 5];
        let given = |at: usize| format!("L{}{}n{}", vowel(at), vowel(at / 5), vowel(at / 25));
        let family = |people: usize| (0..people).map(|at| format!("{} Halvorsen", given(at))).collect::<Vec<_>>();
        let counted = |names: &[String]| not_compared(names.iter().map(String::as_str));
        assert_eq!(counted(&family(MOST_ALIKE + 1)), MOST_ALIKE + 1);
        assert_eq!(counted(&family(MOST_ALIKE)), 0);
    }

    #[test]
    fn variants_of_a_name_in_one_event_are_one_person() {
        for (one, other, kept) in [
            ("Orin Maple", "Lukas Orin Maple", "Lukas Orin Maple"),
            ("Ana Lopes", "Ana Lopes de Solano", "Ana Lopes de Solano"),
            ("Kenneth Maple", "Ken Maple", "Kenneth Maple"),
            ("Elisabeth Maple", "Elizabeth Maple", "Elizabeth Maple"),
            ("Юсуф Маплі", "Юсеф Маплі", "Юсуф Маплі"),
            ("Mohamed Sadiri", "Mohammed Sadiri", "Mohammed Sadiri"),
            ("Олександр Верба", "Сашко Верба", "Олександр Верба"),
            ("Rahim Younes", "Rahim Yunus", "Rahim Younes"),
            ("Jan Holms", "Jan Holm", "Jan Holm"),
        ] {
            assert_eq!(joined(&[(one, 0), (other, 1)], &[0, 0]), [kept], "{one}, {other}");
            assert_eq!(joined(&[(one, 0), (other, 1)], &[0, 1]).len(), 2, "{one}, {other} of two events");
        }
    }

    #[test]
    fn other_names_of_one_family_stay_apart() {
        for (one, other) in [
            ("Mario Maple", "Maria Maple"),
            ("Daniel Maple", "Daniela Maple"),
            ("Martin Maple", "Morton Maple"),
            ("Ivan Maple", "Ian Maple"),
            ("John Maple", "Jane Maple"),
            ("Олег Верба", "Ольга Верба"),
            ("Петро Верба", "Павло Верба"),
            ("Lukas Maple", "Lukas Poplar"),
            ("Karl Maple", "Carla Maple"),
        ] {
            assert_eq!(joined(&[(one, 0), (other, 1)], &[0, 0]).len(), 2, "{one}, {other}");
        }
    }

    #[test]
    fn a_name_that_two_may_mean_joins_nobody() {
        let names = [("Orin Maple", 0), ("Lukas Orin Maple", 1), ("Peter Orin Maple", 2)];
        assert_eq!(joined(&names, &[0, 0, 0]).len(), 3);
        assert_eq!(joined(&[("Elisabeth Maple", 0), ("Elizabeth Maple", 0)], &[0]).len(), 2, "two on one page");
    }
}
