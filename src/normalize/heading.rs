//! In: the line with a page's headline, and the other texts of the page. Out: the headline without text that was joined to it: a time, a
//! site's name, the section path, the number of comments, a list marker.
//!
//! Each cut needs evidence: the rest, or the part that is cut, is also elsewhere on the page or on other pages of the site; or the words
//! that are cut are known boilerplate; or the line is the page's title, which nearly always contains the site's name.
//!
//! Invariant: knows no site. Cuts at a separator, at a time or where two lines were joined, never between two words of a phrase. Leaves at
//! least three words, or fewer only beside the publisher's name.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lang;
use crate::letters::{Letter, LowerCase};
use crate::passage::Passage;
use crate::survey::boilerplate::{self, BoilerplateKind};

/// Separators between the parts of a title, and those that also separate clauses of a headline.
const SIGNS: [&str; 5] = [" | ", " :: ", " » ", " · ", " • "];
const DASHES: [&str; 5] = [" - ", " – ", " — ", " / ", " « "];
/// The fewest words of a headline; of one that a dash separates from its publisher; of one that is also elsewhere on its page; and the most
/// words of a site's or a section's name. The first: the same with 2 and 6 on HTML pages.
const FEWEST: usize = 3;
/// The same with 1 and 4 on HTML pages.
const BESIDE_PUBLISHER: usize = 2;
/// The same with 2 and 8 on HTML pages.
const TELLING: usize = 4;
/// The same with 2 and 8 on HTML pages.
const NAME: usize = 4;
/// Number of section names in a row, starting with the front page, that cannot be part of a headline. Set by hand.
const WAY: usize = 3;
/// Number of joined words in a row that show a list of links. Set by hand.
const ROW: usize = 3;
/// The longest headline, in bytes. The same with 300 and 1200 on HTML pages.
const LONGEST: usize = 600;

static FRONT_PAGE: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.boilerplate.front_page).collect());
static CLOCK_WORDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.boilerplate.clock_words).collect());

/// The texts of a page besides its headline.
pub(crate) struct Known<'a> {
    /// Its other lines and the headlines in its metadata, in the form of [`plain`].
    pub lines: FxHashSet<String>,
    /// The publisher's names, and the site's domain.
    pub publishers: Vec<String>,
    /// Whether the line is the page's title, which is not visible in the page.
    pub is_title: bool,
    /// Whether a text is also on other pages.
    pub recurs: &'a dyn Fn(&str) -> bool,
}

/// A named rule that cuts a line: it returns the byte range that is left.
type Rule = crate::rule::Rule<fn(&str, &Known) -> Option<(usize, usize)>>;

/// The rules, in order.
const RULES: [Rule; 8] = [
    Rule { name: "list-mark", fires: without_marks },
    Rule { name: "time-before", fires: behind_time },
    Rule { name: "stamp-behind", fires: before_stamp },
    Rule { name: "part-behind", fires: before_sign },
    Rule { name: "part-before", fires: behind_sign },
    Rule { name: "line-joined", fires: before_joint },
    Rule { name: "sections-before", fires: behind_sections },
    Rule { name: "way-before", fires: behind_way },
];

/// The headline in a line. Applies the rules in order until none cuts.
pub(crate) fn trim(line: &Passage, known: &Known) -> Passage {
    let (mut start, mut end) = (0, line.text.len());
    if end > LONGEST {
        return line.clone();
    }
    while let Some((from, to)) = RULES.iter().find_map(|rule| (rule.fires)(&line.text[start..end], known)) {
        (start, end) = (start + from, start + to);
    }
    if (start, end) == (0, line.text.len()) { line.clone() } else { line.part(start..end) }
}

/// Words in lower case with single spaces, without punctuation.
pub(crate) fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_letter_or_digit()).filter(|word| !word.is_empty());
    words.map(str::lower_case).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_letter_or_digit)).count()
}

/// The parts of a title between separators that are long enough for a headline, in the form of `plain`, and the trimmed title.
pub(crate) fn parts<'a>(title: &'a Passage, known: &Known) -> impl Iterator<Item = String> + use<'a> {
    /// Only used between the parts of titles.
    const COLON: &str = " : ";
    let mut texts = vec![title.text.as_str()];
    for sign in SIGNS.iter().chain(&DASHES).chain([&COLON]) {
        texts = texts.iter().flat_map(|text| text.split(sign)).collect();
    }
    let trimmed = plain(&trim(title, known).text);
    texts.into_iter().filter(|text| words(text) >= FEWEST).map(plain).chain([trimmed])
}

/// Whether a text is long enough for a headline.
pub(crate) fn tells(text: &str) -> bool {
    words(text) >= FEWEST
}

/// Whether a text is the name of the publisher or of a section, or stands beside a longer part of the page's title.
pub(crate) fn is_name(text: &str, title: Option<&str>, known: &Known) -> bool {
    let own = plain(text);
    let is_beside = |title: &str| {
        let mut parts = vec![title];
        for sign in SIGNS.iter().chain(&DASHES) {
            parts = parts.iter().flat_map(|part| part.split(sign)).collect();
        }
        let longest = parts.iter().map(|part| words(part)).max().unwrap_or(0);
        longest >= TELLING && longest > words(text) && parts.iter().any(|part| plain(part) == own)
    };
    let is_named = is_publisher(text, known) || is_section(text) || title.is_some_and(is_beside);
    !own.is_empty() && words(text) <= NAME && is_named
}

/// `list-mark`: "* Headline", "Headline >".
fn without_marks(text: &str, _: &Known) -> Option<(usize, usize)> {
    let rest = text.trim_start_matches(is_mark);
    let rest = rest.strip_prefix("» ").unwrap_or(rest).trim_start();
    let told = rest.trim_end_matches(is_mark);
    let start = text.len() - rest.len();
    (told.len() < text.len() && told.contains(char::is_letter)).then_some((start, start + told.len()))
}

/// Signs that separate or begin the lines of a list. Signs that can be quotation marks are not included.
fn is_mark(character: char) -> bool {
    character.is_whitespace() || "*•●■▪►▶>·|→›".contains(character)
}

/// `stamp-behind`: "Headline 03.02.30 12:26".
fn before_stamp(text: &str, _: &Known) -> Option<(usize, usize)> {
    let (rest, clock) = text.rsplit_once(' ')?;
    let (told, day) = rest.trim_end().rsplit_once(' ')?;
    let is_number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let figures = |word: &str, sign: &[char]| word.split(sign).all(is_number).then(|| word.split(sign).count());
    let is_clock = matches!(figures(clock, &[':']), Some(2 | 3));
    let is_day = figures(day.trim_end_matches(','), &['.', '/', '-']) == Some(3);
    (is_clock && is_day && words(told) >= FEWEST).then_some((0, told.trim_end().len()))
}

/// `way-before`: "Home» City News»Headline": names of sections between separators, but not the words after a quotation.
fn behind_way(text: &str, _: &Known) -> Option<(usize, usize)> {
    let at = text.rfind('»').filter(|_| !text.contains('«'))? + '»'.len_utf8();
    let is_way = text[..at].split_terminator('»').all(|part| words(part) <= NAME);
    let rest = text[at..].trim_start();
    (is_way && words(rest) >= FEWEST).then_some((text.len() - rest.len(), text.len()))
}

/// `time-before`: "18:35 Headline", but not "20:15 Uhr" or "9:30 train".
fn behind_time(text: &str, _: &Known) -> Option<(usize, usize)> {
    let (time, rest) = text.split_once(' ')?;
    let (hour, minute) = time.trim_end_matches([',', '|']).split_once(':')?;
    let is_number = |digits: &str, below: u32| digits.parse::<u32>().is_ok_and(|number| number < below);
    let is_time = is_number(hour, 24) && minute.len() == 2 && is_number(minute, 60);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "|·•–—-".contains(c));
    let first = rest.split_whitespace().next()?.lower_case();
    let opens = rest.trim_start_matches(['«', '"', '“', '„']).chars().next().is_some_and(char::is_capital);
    let cuts = is_time && opens && words(rest) >= FEWEST && !CLOCK_WORDS.contains(&first.as_str());
    cuts.then_some((text.len() - rest.len(), text.len()))
}

/// `part-behind`: "Headline | Section | Site".
fn before_sign(text: &str, known: &Known) -> Option<(usize, usize)> {
    let last = |signs: &[&str]| signs.iter().filter_map(|sign| Some((text.rfind(sign)?, sign.len()))).max();
    let found = |(at, sign): (usize, usize), strong: bool| {
        let (rest, part) = (&text[..at], &text[at + sign..]);
        let heads = is_listed(part, known) && is_heading(rest, known);
        let ends_title = known.is_title && words(rest) >= TELLING;
        is_beside(&Part { text: part, rest, strong, sure: heads || ends_title, known }).then_some((0, at))
    };
    last(&SIGNS).and_then(|at| found(at, true)).or_else(|| last(&DASHES).and_then(|at| found(at, false)))
}

/// `part-before`: "Site | Headline".
fn behind_sign(text: &str, known: &Known) -> Option<(usize, usize)> {
    let first = |signs: &[&str]| signs.iter().filter_map(|sign| Some((text.find(sign)?, sign.len()))).min();
    let found = |(at, sign): (usize, usize), strong: bool| {
        let part = Part { text: &text[..at], rest: &text[at + sign..], strong, sure: false, known };
        is_beside(&part).then_some((at + sign, text.len()))
    };
    first(&SIGNS).and_then(|at| found(at, true)).or_else(|| first(&DASHES).and_then(|at| found(at, false)))
}

/// A part of a line between a separator and an end of the line, as the rules see it.
struct Part<'a> {
    text: &'a str,
    /// The other side of the separator.
    rest: &'a str,
    /// Whether the separator is a sign that separates nothing but parts. Dashes also separate clauses, and a speaker from a statement.
    strong: bool,
    /// Whether the form of the line says that the rest is the headline.
    sure: bool,
    known: &'a Known<'a>,
}

impl Part<'_> {
    /// Whether it is short enough for a name beside a headline.
    fn is_name(&self) -> bool {
        words(self.rest) >= FEWEST && words(self.text) <= NAME && words(self.text) < words(self.rest)
    }
}

/// A named rule about a part.
type OfPart = crate::rule::Rule<fn(&Part) -> bool>;

/// The rules by which a part does not belong to the headline, in the order in which they are asked.
const BESIDE: [OfPart; 4] = [
    OfPart { name: "publisher", fires: is_publisher_beside },
    OfPart { name: "sure", fires: |part| part.sure && part.is_name() },
    OfPart { name: "listed", fires: |part| part.strong && part.is_name() && is_listed(part.text, part.known) },
    OfPart { name: "heading", fires: |part| part.strong && part.is_name() && is_heading(part.rest, part.known) },
];

fn is_beside(part: &Part) -> bool {
    crate::rule::first(&BESIDE, |fires| fires(part)).is_some()
}

/// `publisher`: it is the publisher. Behind a dash the rest must be long enough for a headline.
fn is_publisher_beside(part: &Part) -> bool {
    let heads = part.strong || words(part.rest) >= BESIDE_PUBLISHER;
    heads && part.rest.contains(char::is_letter) && is_publisher(part.text, part.known)
}

/// Whether a text names the publisher, or the site as in its domain: "Visnyk Mista" on visnyk-mista.example.
fn is_publisher(text: &str, known: &Known) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_letter_or_digit()).map(Letter::lower).collect::<String>();
    let name = letters(text.trim_start_matches("www."));
    let names = |publisher: &String| {
        let domain = publisher.trim_start_matches("www.");
        let label = domain.split_once('.').filter(|_| !domain.contains(' ')).map_or("", |(label, _)| label);
        letters(domain) == name || letters(label) == name
    };
    !name.is_empty() && known.publishers.iter().any(names)
}

/// Whether a text is a line of the page or its site, or the name of a section.
fn is_listed(text: &str, known: &Known) -> bool {
    known.lines.contains(&plain(text)) || is_section(text) || (known.recurs)(&text.lower_case())
}

/// Whether a text of several words is also a separate line of the page.
fn is_heading(text: &str, known: &Known) -> bool {
    words(text) >= TELLING && known.lines.contains(&plain(text))
}

fn is_section(text: &str) -> bool {
    boilerplate::kind(&text.lower_case()) == Some(BoilerplateKind::Section)
}

/// `line-joined`: "HeadlineComments: 45", "HeadlineNewsCarsTown": a line that was joined to others.
fn before_joint(text: &str, known: &Known) -> Option<(usize, usize)> {
    let joints = if text.contains('<') { Vec::new() } else { joints(text) };
    let cuts = |(count, &at): (usize, &usize)| {
        let (head, rest) = (&text[..at], &text[at..]);
        let is_boilerplate = boilerplate::kind(&rest.lower_case()).is_some();
        let is_row = joints.len() - count >= ROW.max(words(rest) + 1);
        let heads = is_heading(head, known);
        words(head) >= FEWEST && (is_boilerplate || is_row || heads)
    };
    let (_, &at) = joints.iter().enumerate().find(|&joint| cuts(joint))?;
    Some((0, at))
}

/// The positions where a lower-case letter is followed by a capital without a space, with letters on either side.
fn joints(text: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let is_joint = |four: &[(usize, char)]| {
        four[0].1.is_small() && four[1].1.is_small() && four[2].1.is_capital() && four[3].1.is_letter()
    };
    letters.windows(4).filter(|four| is_joint(four)).map(|four| four[2].0).collect()
}

/// `sections-before`: "Home News Politics Headline": several names of sections, if the rest is also a separate line, or the first section is the front page.
fn behind_sections(text: &str, known: &Known) -> Option<(usize, usize)> {
    let starts: Vec<usize> =
        text.split_whitespace().map(|word| word.as_ptr() as usize - text.as_ptr() as usize).collect();
    let is_home = |end: usize| FRONT_PAGE.contains(&text[..end].trim_end().lower_case().as_str());
    let (mut count, mut from_home) = (0, false);
    let mut at = 0;
    while let Some(next) = (at + 1..=at + 2).find(|&next| {
        let Some(&end) = starts.get(next) else { return false };
        is_section(text[starts[at]..end].trim_end()) || at == 0 && is_home(end)
    }) {
        from_home |= at == 0 && is_home(starts[next]);
        (at, count) = (next, count + 1);
    }
    let start = *starts.get(at).filter(|_| count > 0)?;
    let rest = &text[start..];
    let heads = is_heading(rest, known);
    let is_way = from_home && count >= WAY && words(rest) >= TELLING && rest.starts_with(char::is_capital);
    (heads || is_way).then_some((start, text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(lines: &[&str]) -> Known<'static> {
        Known {
            lines: lines.iter().map(|line| plain(line)).collect(),
            publishers: ["Вісник Заріччя", "River Herald", "www.visnyk-mista.example"].map(str::to_owned).to_vec(),
            is_title: false,
            recurs: &|text| text == "stadtbote",
        }
    }

    fn trimmed(text: &str, lines: &[&str]) -> String {
        trim(&Passage::new(text, 0), &known(lines)).text
    }

    #[test]
    fn each_rule_cuts_its_example_and_leaves_what_resembles_it() {
        let examples = [
            ("list-mark", "* The council approved it", "The council *approved* it"),
            ("time-before", "18:35 The council approved it", "18:35 train is late again"),
            ("stamp-behind", "The council approved it 03.02.30 12:26", "The train to the river leaves 12:26"),
            ("part-behind", "The council approved it | River Herald", "The council approved it | River Bank"),
            ("part-before", "River Herald | The council approved it", "River Bank | The council approved it"),
            ("line-joined", "The council approved itComments: 45", "The council likes YouTube: 45 of them"),
            (
                "sections-before",
                "Home News Politics The council approved it",
                "Home News of the council that approved it",
            ),
            ("way-before", "Home» City News»The council approved it", "The «Old Bridge» is open again for all"),
        ];
        crate::rule::try_each(&RULES, examples, |fires, text| fires(text, &known(&[])).is_some());
    }

    #[test]
    fn each_rule_finds_its_part_beside_a_headline() {
        let known = known(&["Harbour pages", "The council approved the bridge"]);
        let part = |text: &'static str, strong: bool, sure: bool| (text, "The council approved it", strong, sure);
        let headline = ("Harbour", "The council approved the bridge", true, false);
        let examples = [
            ("publisher", part("River Herald", true, false), part("River Bank", true, false)),
            ("sure", part("River Bank", false, true), part("a bank of the river with many old trees", false, true)),
            ("listed", part("Harbour pages", true, false), part("Harbour pages", false, false)),
            ("heading", headline, part("Harbour", true, false)),
        ];
        crate::rule::try_each(&BESIDE, examples, |fires, &(text, rest, strong, sure)| {
            fires(&Part { text, rest, strong, sure, known: &known })
        });
    }

    #[test]
    fn text_glued_to_a_headline_is_cut() {
        for (text, lines, headline) in [
            ("18:35 Рада схвалила кошторис міста", vec![], "Рада схвалила кошторис міста"),
            ("09:05 | Rada przyjęła budżet miasta", vec![], "Rada przyjęła budżet miasta"),
            ("Council approves a new bridge | News | River Herald", vec![], "Council approves a new bridge"),
            ("Рада схвалила кошторис міста — Вісник Заріччя", vec![], "Рада схвалила кошторис міста"),
            ("Вісник Заріччя | Рада схвалила кошторис міста", vec![], "Рада схвалила кошторис міста"),
            ("Rat beschließt den neuen Haushalt | Stadtbote", vec![], "Rat beschließt den neuen Haushalt"),
            ("Le conseil adopte son budget | Grand Val", vec!["Grand Val"], "Le conseil adopte son budget"),
            (
                "Совет одобрил новый мост - Наш край",
                vec!["Совет одобрил новый мост", "Наш край"],
                "Совет одобрил новый мост",
            ),
            ("Совет одобрил новый мостКомментарии: 45", vec![], "Совет одобрил новый мост"),
            ("Рада купила новий автобусНовиниАвтоМісто", vec![], "Рада купила новий автобус"),
            ("Home News Politics Council approves a new bridge", vec![], "Council approves a new bridge"),
            ("* Рада схвалила кошторис", vec![], "Рада схвалила кошторис"),
            ("» The council approved it >", vec![], "The council approved it"),
            ("Home» City News»The council approved its budget", vec![], "The council approved its budget"),
            ("Рада схвалила кошторис 03.02.30 12:26", vec![], "Рада схвалила кошторис"),
            ("Рада схвалила кошторис - Visnyk Mista", vec![], "Рада схвалила кошторис"),
            ("Рада схвалила кошторис | www.visnyk-mista.example", vec![], "Рада схвалила кошторис"),
            (
                "News Business Council approves a new bridge",
                vec!["Council approves a new bridge"],
                "Council approves a new bridge",
            ),
        ] {
            assert_eq!(trimmed(text, &lines), headline, "{text}");
        }
    }

    #[test]
    fn a_headline_of_its_own_words_is_left_whole() {
        for text in [
            "9:30 train to the river is late again",
            "20:15 Uhr Krimi aus dem Norden",
            "11:30 Rada",
            "Home Guard returns to the river town",
            "Home Business Owners Protest New Tax",
            "World News Day is marked in the town",
            "Рада - уряд: хто кого переміг",
            "Річка — межа: як живе Заріччя",
            "Ada Lom — рада схвалила кошторис міста",
            "Most | Wieża | Zamek",
            "MacBook and YouTube go to town",
            "Міст / дорога: що збудують першим",
            "Rada – miasto: spór o most",
            "Pont et route : ce qui change",
            "Рада «Мосту» схвалила «кошторис міста»",
            "»Die Brücke« steht wieder",
            "Слова голови ради про новий міст» зібрали всю громаду",
            "Потяг вирушає о 12:26",
            "Рада – за кошторис - і за міст",
            "New bridge opens in the town - Example",
            "3 - 2",
            "> 5",
            "Рахунок 2:1",
        ] {
            assert_eq!(
                trimmed(text, &["дорога: що збудують", "Spór o most", "рада схвалила кошторис міста", "Ada Lom"]),
                text
            );
        }
    }

    #[test]
    fn the_name_of_a_site_or_a_section_is_no_headline() {
        let is_name =
            |text: &str| is_name(text, Some("Рада дала гроші на міст | Події дня | Світло краю"), &known(&[]));
        for text in ["Вісник Заріччя", "Події дня", "СВІТЛО КРАЮ", "News", "Visnyk Mista"]
        {
            assert!(is_name(text), "{text}");
        }
        for text in ["Рада дала гроші на міст", "Рада дала", "Світло", "Вісник Заріччя відкрив школу", ""]
        {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn the_title_of_a_page_is_trimmed_of_a_short_name() {
        let trimmed = |text: &str| {
            let known = Known {
                lines: FxHashSet::default(),
                publishers: vec!["Новини".to_owned()],
                is_title: true,
                recurs: &|_| false,
            };
            trim(&Passage::new(text, 0), &known).text
        };
        assert_eq!(trimmed("Рада схвалила кошторис на рік - Світло краю"), "Рада схвалила кошторис на рік");
        assert_eq!(trimmed("Рада схвалила кошторис на рік | Місто | Світло"), "Рада схвалила кошторис на рік");
        assert_eq!(trimmed("Новини | Рада діє знову"), "Рада діє знову");
        assert_eq!(trimmed("Рада - уряд: хто кого"), "Рада - уряд: хто кого");
        assert_eq!(trimmed("Рада діє - голова спить"), "Рада діє - голова спить");
    }
}
