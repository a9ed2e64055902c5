//! In: the text of a paragraph. Out: the dateline at its beginning: the place, the day and the agency of the report.
//!
//! Two spellings are known. A dateline ends with a dash: "KYIV, Nov 22 (Reuters) — The council …". Or it ends with a full stop, and then it
//! must name a day or an agency: "Київ. 12 травня. УНН. Рада …".
//!
//! Invariant: a dateline is at the very beginning of the text, and a sentence begins right after it.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lang;
use crate::letters::{Letter, LowerCase};
use crate::time::shape;

/// A dateline at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// The bytes of the first place in the dateline. Empty if it names only an agency.
    pub place: Range<usize>,
    /// The byte at which the sentence after the dateline begins.
    pub end: usize,
}

/// Maximum length of a dateline, in bytes. Set by hand.
pub const LONGEST: usize = 160;
/// Minimum number of letters for a place in capital letters with nothing but a dash after it. Shorter ones are abbreviations:
/// `USA` has 3.
const FEWEST_CAPITALS: usize = 4;

/// The patterns for datelines.
struct Forms {
    /// From the place to the mark at the end.
    whole: Regex,
    /// An agency alone, in brackets.
    agency_alone: Regex,
    /// The evidence between the place and the end that this is a dateline: a day or an agency.
    sure: Regex,
    agencies: HashSet<&'static str>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let words = &lang::places::ALL.datelines;
    let any = |words: &[String]| words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|");
    let date = shape::in_dateline();
    let agency = format!(r"(?i:(?:{}))", any(&words.agencies));
    let dated = format!(r"\({date}\)");
    let bracket = r"[(\[][^()\[\]\d]{2,40}[)\]]|/[^/\d]{2,24}/";
    let town = any(&words.towns);
    let word = r#"\p{Lu}[^\s\d.,:;!?/|()\[\]"“”«»„…–—-]*(?:\.\p{Lu}\.)?"#;
    let place = format!(
        r"(?:\p{{Lu}}[^\s\d.,]{{0,2}}\.\s)?{word}(?:[\s-](?:(?:{particles})[\s-])?{word}){{0,3}}",
        particles = any(&words.particles)
    );
    let sign = r"[\s,.|/·–—-]{1,4}";
    let dash = r"\s?\.?(?:--?|[–—―])";
    let pattern = format!(
        r"^(?:(?:{town})\s?)?(?P<place>{place})(?:\s?[,/]\s?{place}\.?){{0,2}}?(?P<rest>(?:{sign}(?:{date}|{dated}|{bracket}|{agency}\b)){{0,4}})(?P<end>\s?\.?{dash}\s*(?:[/(]?{agency}[/)]?(?:,\s{word}(?:\s{word}){{1,2}})?(?:\.\s|\s?{dash}\s*))?|\.\s|:\s)"
    );
    let alone = format!(r"^[(\[](?P<agency>[^()\[\]\d]{{2,24}})[)\]](?:{dash}\s*|\s?)");
    let regex = |pattern: &str| Regex::new(pattern).expect("a pattern of ours");
    Forms {
        whole: regex(&pattern),
        agency_alone: regex(&alone),
        sure: regex(&format!(r"{date}|{bracket}|\b{agency}\b")),
        agencies: words.agencies.iter().map(String::as_str).collect(),
    }
});

/// The dateline at the beginning of a text, or `None`.
pub fn find(text: &str) -> Option<Dateline> {
    let head = &text[..text.char_indices().map(|(at, _)| at).take_while(|&at| at <= LONGEST).last().unwrap_or(0)];
    alone(text, head).or_else(|| whole(text, head))
}

fn alone(text: &str, head: &str) -> Option<Dateline> {
    let found = FORMS.agency_alone.captures(head)?;
    let end = found.get(0)?.end();
    (is_agency(found.name("agency")?.as_str()) && begins_sentence(&text[end..]))
        .then_some(Dateline { place: 0..0, end })
}

fn whole(text: &str, head: &str) -> Option<Dateline> {
    let found = FORMS.whole.captures(head)?;
    let (place, rest, mark) = (found.name("place")?, found.name("rest")?.as_str(), found.name("end")?.as_str());
    let end = found.get(0)?.end();
    let names_more = FORMS.sure.is_match(rest) && brackets_agree(rest, place.as_str());
    let dashed = mark.contains(['–', '—', '―', '-']);
    let named = dashed && FORMS.sure.is_match(mark);
    let in_capitals = dashed && is_in_capitals(place.as_str());
    let sure = names_more || named || in_capitals;
    (sure && begins_sentence(&text[end..])).then_some(Dateline { place: place.range(), end })
}

/// Whether the text in brackets after a place is an agency. A date in front of it, or a place in capital letters, is enough too.
fn brackets_agree(rest: &str, place: &str) -> bool {
    let Some(open) = rest.find(['(', '[', '/']) else { return true };
    let inside = rest[open..].trim_matches(|c: char| "()[]/".contains(c) || !c.is_letter_or_digit());
    is_agency(inside) || is_capital_throughout(place) || rest[..open].contains(|c: char| c.is_ascii_digit())
}

/// Whether these words are the name of an agency: one from the list, alone or with a partner after a slash, or one short word in capital
/// letters or in small letters.
fn is_agency(words: &str) -> bool {
    let first = words.split('/').next().unwrap_or_default().trim().lower_case();
    let sign = !words.contains(' ') && words.chars().count() <= 12;
    FORMS.agencies.contains(first.as_str())
        || (sign && (is_capital_throughout(words) || words.chars().all(char::is_small)))
}

fn is_capital_throughout(words: &str) -> bool {
    words.chars().filter(|c| c.is_letter()).all(char::is_capital) && words.chars().nth(1).is_some()
}

fn is_in_capitals(place: &str) -> bool {
    is_capital_throughout(place) && place.chars().filter(|c| c.is_letter()).count() >= FEWEST_CAPITALS
}

/// Whether a sentence begins here. After a dash inside a sentence comes a small letter.
fn begins_sentence(rest: &str) -> bool {
    let mut letters = rest.trim_start().trim_start_matches(['"', '“', '«', '„', '\'', '‘']).chars();
    letters.next().is_some_and(|c| c.is_capital() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_ends_where_the_sentence_begins() {
        for (dateline, place) in [
            ("KYIV, Nov 22 (Reuters) — ", "KYIV"),
            ("LUDLOW, England (AP) -- ", "LUDLOW"),
            ("NEW HAVEN, Conn., May 5 (UPI) - ", "NEW HAVEN"),
            ("LONDON — ", "LONDON"),
            ("(AP) — ", ""),
            ("(ABCD)", ""),
            ("Springfield, Nov. 5, 2030 /PRNewswire/ -- ", "Springfield"),
            ("Київ. 12 травня. УНН. ", "Київ"),
            ("КИЇВ – ", "КИЇВ"),
            ("Харків, 3 березня 2030 року, Укрінформ. ", "Харків"),
            ("МОСКВА, 3 мар — РИА Новости. ", "МОСКВА"),
            ("РИМ, 3 мар - РИА Новости, Ада Лом. ", "РИМ"),
            ("LUDLOW (March 3, 2030) — ", "LUDLOW"),
            ("Москва. 3 марта. INTERFAX.RU - ", "Москва"),
            ("МИНСК, 3 марта. /ТАСС/. ", "МИНСК"),
            ("WARSZAWA (PAP) – ", "WARSZAWA"),
            ("Warszawa, 12.05.2030 (PAP) - ", "Warszawa"),
            ("Berlin (dpa) – ", "Berlin"),
            ("Frankfurt am Main (dpa/lhe) - ", "Frankfurt am Main"),
            ("Köln/Bonn (dpa) – ", "Köln"),
            ("Paris (AFP) - ", "Paris"),
            ("LYON, 3 mai (AFP) — ", "LYON"),
            ("КИЇВ, 12 травня (Агенція) – ", "КИЇВ"),
            ("Київ, 12 травня – ", "Київ"),
            ("Львів. 5 травня. Укрінформ – ", "Львів"),
            ("Warszawa, 3.05. (PAP) – ", "Warszawa"),
            ("Kraków. 3 maja 2030 (PAP) – ", "Kraków"),
            ("(PAP) – ", ""),
            ("München, 3. Mai (dpa) – ", "München"),
            ("Berlin/Köln (dpa) – ", "Berlin"),
        ] {
            let text = format!("{dateline}Нове слово стоїть тут.");
            let found = find(&text);
            let said = found.as_ref().map(|found| (&text[found.place.clone()], &text[..found.end]));
            assert_eq!(said, Some((place, dateline)), "{text}");
        }
    }

    #[test]
    fn a_sentence_with_a_dash_or_a_bracket_does_not_count() {
        for text in [
            "Київ – столиця держави.",
            "НАТО – це союз держав.",
            "USA – The country of many roads.",
            "Україна (Європа) – Велика держава на карті.",
            "Іван Гай (1950–2020) — Поет і лікар.",
            "Рада (місто) схвалила кошторис – Місто житиме.",
            "The council (which met) — All of it.",
            "London: The city wakes up.",
            "Петро Коваль. Він приїхав учора.",
            "Міст відкрили 5 травня – Рада сказала так.",
            "(також відомий) Міст стоїть.",
            "Рада (3 березня) схвалила кошторис – Місто житиме.",
            "",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
