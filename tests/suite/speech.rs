//! Made-up pages under `tests/speech`, `tests/speech-later`, `tests/speech-blind` and `tests/speech-news`, each with the people and the
//! quotes that a careful reader finds in it.
//!
//! The rules were written with knowledge of the first pages. The later ones are by another author and were written when those of the first
//! were right. Before a rule was changed for them they had an F1 of .934 for quotes, .701 with the speaker, and .829 for people.
//!
//! A folder contains `page.txt`, `page.md` or `page.html`, and `expected.toml`: the people in the nominative, and the quotes, each with its
//! speaker (empty if the text names nobody) and, loosely, the speaker's role and the occasion. The questions of an interview are not
//! quotes. A mark or a full stop at an end of a quote does not matter.
//!
//! Invariant: every folder is a page. Each figure is for the quotes, or the people, of all pages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use litopys::annotate::{Annotated, PersonForm};
use litopys::capture::read_file;
use litopys::project::{Overrides, without_folder};
use litopys::read_page;
use serde::Deserialize;

/// Minimum F1 of quotes, of quotes with the right speaker, and of people.
const FLOORS: [(Figure, f64); 3] = [(Figure::Quotes, 0.98), (Figure::Speakers, 0.95), (Figure::People, 0.98)];
/// The same for the later pages.
const LATER_FLOORS: [(Figure, f64); 3] = [(Figure::Quotes, 0.95), (Figure::Speakers, 0.85), (Figure::People, 0.93)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    language: String,
    people: Vec<String>,
    quote: Vec<Quote>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quote {
    text: String,
    speaker: String,
    #[serde(default)]
    role: String,
    #[serde(default, rename = "where")]
    venue: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Figure {
    Quotes,
    Speakers,
    People,
    Role,
    Venue,
}

/// Number of right, found and expected ones.
#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    found: usize,
    expected: usize,
}

impl Count {
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.expected).max(1) as f64
    }
}

#[derive(Default)]
struct Tally {
    counts: BTreeMap<(String, Figure), Count>,
    told: Vec<String>,
}

impl Tally {
    fn add(&mut self, language: &str, figure: Figure, right: usize, found: usize, expected: usize) {
        for key in [language, "all"] {
            let count = self.counts.entry((key.to_owned(), figure)).or_default();
            count.right += right;
            count.found += found;
            count.expected += expected;
        }
    }
}

fn pages(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.is_dir());
    pages.sort();
    pages
}

fn expected(page: &Path) -> Expected {
    let path = page.join("expected.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read(page: &Path) -> Annotated {
    let file = ["page.txt", "page.md", "page.html"].map(|name| page.join(name));
    let file = file.iter().find(|file| file.exists()).unwrap_or_else(|| panic!("{}: no page", page.display()));
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let captures = read_file(file, &name, None, None).value.unwrap();
    read_page(&captures[0], &without_folder(&Overrides::default()).unwrap()).0
}

/// The words without marks at their ends.
fn bare(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether one of two wordings contains the other.
fn agree(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && !other.is_empty() && (one.contains(&other) || other.contains(&one))
}

fn words(form: Option<&PersonForm>) -> &str {
    form.map_or("", |form| form.text.as_str())
}

fn count_people(name: &str, found: &Annotated, expected: &Expected, tally: &mut Tally) {
    let plain = |name: &str| name.replace('’', "'");
    let said: Vec<String> = found.people.iter().map(|person| plain(&person.name)).collect();
    let right = expected.people.iter().filter(|person| said.contains(&plain(person))).count();
    let missing = expected.people.iter().filter(|person| !said.contains(&plain(person)));
    tally.told.extend(missing.map(|person| format!("{name}: missing person {person}")));
    let extra = said.iter().filter(|person| !expected.people.iter().any(|one| plain(one) == **person));
    tally.told.extend(extra.map(|person| format!("{name}: no person {person}")));
    tally.add(&expected.language, Figure::People, right, said.len(), expected.people.len());
}

fn count_quotes(name: &str, found: &Annotated, expected: &Expected, tally: &mut Tally) {
    let mut left: Vec<_> = found.quotes.iter().collect();
    let (mut right, mut speakers, mut roles, mut venues) = (0, 0, 0, 0);
    for quote in &expected.quote {
        let Some(at) = left.iter().position(|said| bare(&said.text) == bare(&quote.text)) else {
            tally.told.push(format!("{name}: missing quote «{}» ({})", quote.text, quote.speaker));
            continue;
        };
        let said = left.remove(at);
        let speaker = said.speaker.map_or("", |speaker| found.people[speaker].name.as_str());
        let is_right = speaker.replace('’', "'") == quote.speaker.replace('’', "'");
        right += 1;
        speakers += usize::from(is_right);
        roles += usize::from(agree(words(said.role.as_ref()), &quote.role));
        venues += usize::from(agree(words(said.venue.as_ref()), &quote.venue));
        if !is_right {
            tally.told.push(format!("{name}: «{}» is of `{}`, not of `{speaker}`", quote.text, quote.speaker));
        }
    }
    tally.told.extend(left.iter().map(|said| format!("{name}: no quote «{}»", said.text)));
    let (found, language) = (&found.quotes, &expected.language);
    tally.add(language, Figure::Quotes, right, found.len(), expected.quote.len());
    tally.add(language, Figure::Speakers, speakers, found.len(), expected.quote.len());
    let said = |words: fn(&litopys::annotate::Quote) -> bool| found.iter().filter(|&quote| words(quote)).count();
    let there = |words: fn(&Quote) -> bool| expected.quote.iter().filter(|&quote| words(quote)).count();
    tally.add(language, Figure::Role, roles, said(|quote| quote.role.is_some()), there(|quote| !quote.role.is_empty()));
    let (said, there) = (said(|quote| quote.venue.is_some()), there(|quote| !quote.venue.is_empty()));
    tally.add(language, Figure::Venue, venues, said, there);
}

/// Reads the pages of a folder and compares the results with the floors.
fn hold(folder: &str, floors: [(Figure, f64); 3]) {
    let mut tally = Tally::default();
    for page in pages(folder) {
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let (expected, found) = (expected(&page), read(&page));
        count_people(&name, &found, &expected, &mut tally);
        count_quotes(&name, &found, &expected, &mut tally);
    }
    println!("{}", tally.told.join("\n"));
    for ((language, figure), count) in &tally.counts {
        println!("{language:<4} {figure:?}: {:.3} ({}/{}/{})", count.f1(), count.right, count.found, count.expected);
    }
    for (figure, floor) in floors {
        let reached = tally.counts[&("all".to_owned(), figure)].f1();
        assert!(reached >= floor, "{figure:?}: {reached:.3} is less than {floor}\n{}", tally.told.join("\n"));
    }
}

#[test]
fn people_and_quotes_of_the_speech_pages_are_found() {
    hold("speech", FLOORS);
}

#[test]
fn people_and_quotes_of_the_later_speech_pages_are_found() {
    hold("speech-later", LATER_FLOORS);
}

/// The quotes with a speaker on the pages of a folder, and those with the right speaker. Surnames are compared, since a page may name
/// somebody more fully than necessary.
fn named(folder: &str, language: impl Fn(&str) -> bool) -> (usize, usize, Vec<String>) {
    let (mut said, mut right, mut wrong) = (0, 0, Vec::new());
    let plain = |name: &str| name.replace('’', "'");
    let surname = |name: &str| plain(name).rsplit(' ').next().unwrap_or_default().to_owned();
    for page in pages(folder) {
        let (expected, found) = (expected(&page), read(&page));
        for quote in expected.quote.iter().filter(|_| language(&expected.language)) {
            let same = |one: &&litopys::annotate::Quote| agree(&one.text, &quote.text) && one.speaker.is_some();
            let Some(speaker) = found.quotes.iter().find(same).and_then(|one| one.speaker) else { continue };
            let name = &found.people[speaker].name;
            said += 1;
            if quote.speaker.is_empty() || surname(name) != surname(&quote.speaker) {
                wrong.push(format!("{}: «{}» is of `{}`, not of `{name}`", page.display(), quote.text, quote.speaker));
            } else {
                right += 1;
            }
        }
    }
    (said, right, wrong)
}

/// Pages that were written without knowledge of the rules. A quarter of their quotes have no certain speaker. 92 of 99 speakers were right
/// on the first complete look, after two kinds of faults in them were fixed.
#[test]
fn who_speaks_on_pages_written_without_sight_of_the_rules_is_right() {
    let (said, right, wrong) = named("speech-blind", |language| language != "de");
    assert!(said >= 90 && right * 100 >= said * 92, "{right} of {said}\n{}", wrong.join("\n"));
    let (said, ..) = named("speech-blind", |language| language == "de");
    assert_eq!(said, 0, "who speaks is not told in German");
}

/// News reports written before anybody looked at the rules. A third have quotes without a named speaker. Of the 120 quotes with a speaker
/// 87 were right and 4 wrong on the first run.
#[test]
fn who_speaks_in_news_reports_is_right() {
    let (said, right, wrong) = named("speech-news", |_| true);
    assert!(right >= 94 && right * 100 >= said * 97, "{right} of {said}\n{}", wrong.join("\n"));
}

/// The speaker of each quote on a page with an introductory sentence. Empty if the page names nobody for certain.
fn speakers(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.txt");
    std::fs::write(&file, text).unwrap();
    let captures = read_file(&file, "page.txt", None, None).value.unwrap();
    let page = read_page(&captures[0], &without_folder(&Overrides::default()).unwrap()).0;
    let name = |quote: &litopys::annotate::Quote| quote.speaker.map(|one| page.people[one].name.clone());
    page.quotes.iter().map(|quote| name(quote).unwrap_or_default()).collect()
}

/// Each sentence as a page of its own, between the same beginning and the same ending.
fn hold_speakers(beginning: &str, ending: &str, cases: &[(&str, &str)]) {
    for (sentence, speaker) in cases {
        let found = speakers(&format!("{beginning}\n\n{sentence}\n\n{ending}\n"));
        assert_eq!(found, [*speaker], "{sentence}");
    }
}

#[test]
fn in_english_the_subject_of_the_verb_speaks() {
    let beginning = "Lugg to keep its bridge\n\n4 March 2025\n\nWalter Fenn, a farmer near Lugg, was hit by a lorry that Albert \
                     Thorne drove on Monday. Councillor Bridget Dove chairs the roads committee of the town.";
    let words = "the lamps will come before the winter does";
    let cases = [
        ("“{},” said Bridget Dove, who chairs the roads committee.", "Bridget Dove"),
        ("“{},” Bridget Dove, a councillor for eleven years, told the Lugg Post.", "Bridget Dove"),
        ("“{}?” asked Bridget Dove.", "Bridget Dove"),
        ("The chair of the roads committee, Bridget Dove, said: “{}.”", "Bridget Dove"),
        ("Bridget Dove praised the crew, saying “{}.”", "Bridget Dove"),
        ("According to Bridget Dove, “{}.”", "Bridget Dove"),
        ("Dove said Walter Fenn was wrong. “{},” she said.", "Bridget Dove"),
        ("''{},'' Bridget Dove said.", "Bridget Dove"),
        ("“{},” said the wife of Walter Fenn.", ""),
        ("“{},” said Albert Thorne's lawyer.", ""),
        ("“{},” a spokesman for Bridget Dove said.", ""),
        ("“{},” the mayor told Bridget Dove.", ""),
        ("“{},” the council said in a letter to Bridget Dove.", ""),
        ("Bridget Dove and Walter Fenn said: “{}.”", ""),
        ("“{},” said Bridget Dove, according to the Lugg Post.", ""),
        ("Walter Fenn met Albert Thorne on Tuesday. “{},” he said.", ""),
        ("Bridget Dove was told that “{}.”", ""),
    ];
    let cases: Vec<_> = cases.map(|(sentence, speaker)| (sentence.replace("{}", words), speaker)).into();
    let cases: Vec<_> = cases.iter().map(|(sentence, speaker)| (sentence.as_str(), *speaker)).collect();
    let ending = "The council meets again in the town hall on the first Monday of April, and the public may attend.";
    hold_speakers(beginning, ending, &cases);
}

#[test]
fn in_ukrainian_a_name_in_another_case_than_the_nominative_does_not_speak() {
    let beginning = "У Заріччі судять водія вантажівки\n\n4 березня 2025\n\nУ Заріччі суд заслухав справу водія Петра Коваля. За \
                     версією слідства, він збив Ольгу Мельник. Дорогу туди відкривав мер Андрій Сич.";
    hold_speakers(
        beginning,
        "Наступне засідання призначено на початок квітня, його знову проведуть у міському будинку культури.",
        &[
            ("«Ми подамо апеляцію на це рішення», – сказав адвокат Петро Коваль.", "Петро Коваль"),
            ("«Ліхтарів там не буде ніколи», – сказала Ольга Мельник меру Андрію Сичу.", "Ольга Мельник"),
            ("Андрій Сич, якого підтримав Степан Лоза, наголосив: «Гроші вже є на рахунку міста».", "Андрій Сич"),
            ("«Роботи почнуться у понеділок зранку», – запевнив мер.", "Андрій Сич"),
            ("«Ми подамо апеляцію на це рішення», – сказав адвокат Коваля.", ""),
            ("«Це був мій єдиний автобус того дня», – сказав Петрові водій.", ""),
            ("Потерпілу Ольгу Мельник привезли до лікарні. «Загрози життю немає вже», – повідомила пресслужба.", ""),
            ("Петро Коваль зустрів Степана Лозу, який чекав надворі. «Розгляд триватиме до осені», – мовив він.", ""),
            (
                "Прокурор Іван Гречко зустрівся з адвокатом Степаном Лозою. «Розгляд триватиме до осені», – додав він.",
                "",
            ),
            ("«Ми нічого не знали про ремонт дороги», – розповіла сестра Ольги Мельник.", ""),
            ("Речник мера Андрія Сича повідомив: «Роботи почнуться у понеділок зранку».", ""),
            ("Андрію Сичу повідомили: «Роботи почнуться у понеділок зранку».", ""),
            ("«Завод працюватиме без зупинок усю зиму», – заявила «Електросила Заріччя».", ""),
        ],
    );
}

#[test]
fn in_russian_a_name_in_another_case_than_the_nominative_does_not_speak() {
    let beginning = "В Заречье судят водителя грузовика\n\n4 марта 2025\n\nВ Заречье суд заслушал дело водителя Петра Ковалёва. \
                     По версии следствия, он сбил Ольгу Мельникову. Дорогу туда открывал мэр Андрей Сычёв.";
    hold_speakers(
        beginning,
        "Следующее заседание назначено на начало апреля, его снова проведут в городском доме культуры.",
        &[
            ("«Фонарей там не будет никогда», – сказала Ольга Мельникова мэру Андрею Сычёву.", "Ольга Мельникова"),
            ("Андрей Сычёв, которого поддержал Степан Лозин, подчеркнул: «Деньги уже есть на счёте».", "Андрей Сычёв"),
            ("«Мы подадим апелляцию на это решение», – сказал адвокат Ковалёва.", ""),
            ("«Это был мой единственный автобус в тот день», – сказал Петру Ковалёву водитель.", ""),
            ("Представитель мэра Андрея Сычёва сообщил: «Работы начнутся в понедельник утром».", ""),
            ("Прокурор Иван Гречкин встретился со Степаном Лозиным. «Дело продлится до осени», – добавил он.", ""),
        ],
    );
}

/// One page each: the quotes of a sentence or paragraphs between the beginning and the ending, and the speaker of each.
fn hold_chains(beginning: &str, ending: &str, cases: &[(&str, &[&str])]) {
    for (paragraphs, expected) in cases {
        let found = speakers(&format!("{beginning}\n\n{paragraphs}\n\n{ending}\n"));
        assert_eq!(found, *expected, "{paragraphs}");
    }
}

const WATER_UK: &str = "У Дубровиці відкрили новий водогін\n\n4 березня 2025\n\nУ Дубровиці в суботу відкрили водогін, якого місто \
                        чекало сім років. На відкриття приїхав мер Тарас Гнатюк, а роботами керувала інженерка Оксана Литвиненко.";
const WATER_UK_END: &str =
    "Нову насосну станцію здадуть до кінця року, а старі труби розберуть навесні наступного року.";

#[test]
fn in_ukrainian_words_next_to_a_quote_give_its_speaker() {
    let cases = [
        ("«{}», – сказала Оксана Литвиненко Тарасу Гнатюку.", "Оксана Литвиненко"),
        ("«{}», – сказала Тарасу Гнатюку Оксана Литвиненко.", "Оксана Литвиненко"),
        ("«{}», – наголосила Литвиненко.", "Оксана Литвиненко"),
        ("«{}», – сказала Гнатюку жінка з натовпу.", ""),
        ("«{}», – сказали Литвиненко мешканці.", ""),
        ("«{}», – сказав речник Тараса Гнатюка.", ""),
        ("«{}», – сказав заступник мера Тараса Гнатюка Петро Дуб.", "Петро Дуб"),
        ("«{}», – розповіла дружина Тараса Гнатюка.", ""),
        ("«{}», – було сказано на нараді в Тараса Гнатюка.", ""),
        ("«{}», – запитав у Тараса Гнатюка журналіст.", ""),
        ("«{}», – передає слова Гнатюка пресслужба.", "Тарас Гнатюк"),
        ("«{}», – за словами Оксани Литвиненко, це вже вирішено.", "Оксана Литвиненко"),
        ("За словами Тараса Гнатюка, «{}».", "Тарас Гнатюк"),
        ("На думку Оксани Литвиненко, «{}».", "Оксана Литвиненко"),
        ("Тарас Гнатюк сказав, що чекав на це сім років. За його словами, «{}».", "Тарас Гнатюк"),
        ("Роботами керувала Оксана Литвиненко. За її словами, «{}».", "Оксана Литвиненко"),
        ("Тарас Гнатюк зустрівся зі Степаном Ляхом. За його словами, «{}».", ""),
        ("Як повідомив Тарас Гнатюк з посиланням на Оксану Литвиненко, «{}».", "Тарас Гнатюк"),
        ("Як розповів «Новинам» Тарас Гнатюк, «{}».", "Тарас Гнатюк"),
        ("Степан Лях сказав, що Тарас Гнатюк помилився. «{}», – додав він.", "Степан Лях"),
        ("Степан Лях назвав чутки, поширені Тарасом Гнатюком, вигадкою. «{}», – додав він.", "Степан Лях"),
        ("Тарас Гнатюк подякував Оксані Литвиненко. «{}», – сказала вона.", "Оксана Литвиненко"),
        ("Оксана Литвиненко: «{}».", "Оксана Литвиненко"),
        ("«{}», – зауважив у коментарі «Новинам» директор станції Ігор Кіт.", "Ігор Кіт"),
        ("Про це Тарас Гнатюк сказав в ефірі «Радіо Брід»: «{}».", "Тарас Гнатюк"),
        ("«{}». Про це повідомив Тарас Гнатюк.", "Тарас Гнатюк"),
        ("Тарас Гнатюк слухав мовчки, а директор станції сказав: «{}».", ""),
        ("Прем'єр-міністр Іван Сокіл приїхав до міста. «{}», – запевнив прем'єр.", "Іван Сокіл"),
        ("Кандидат у мери від партії зелених Іван Сокіл висловив радість. «{}», – написав він.", "Іван Сокіл"),
        ("Водогін збудувала фірма «Гнатюк і сини». «{}», – заявили у фірмі.", ""),
        ("Гнатюк і Литвиненко сказали: «{}».", ""),
    ];
    let words = "Вода буде в кожному домі вже взимку";
    let cases: Vec<_> = cases.map(|(sentence, speaker)| (sentence.replace("{}", words), speaker)).into();
    let cases: Vec<_> = cases.iter().map(|(sentence, speaker)| (sentence.as_str(), *speaker)).collect();
    hold_speakers(WATER_UK, WATER_UK_END, &cases);
}

#[test]
fn in_ukrainian_a_noun_that_fits_anybody_is_of_who_spoke_last() {
    let quote = "«Вода буде в кожному домі вже взимку»";
    let other = "«Старі труби ми розберемо навесні»";
    let cases: [(String, &[&str]); 10] = [
        (format!("Тиск у мережі зросте, каже Степан Лях.\n\n{quote}, – пояснив експерт."), &["Степан Лях"]),
        (
            format!(
                "{quote}, – сказав аналітик Степан Лях.\n\nТиск зросте, вважає Іван Сокіл.\n\n{other}, – пояснив експерт."
            ),
            &["Степан Лях", "Іван Сокіл"],
        ),
        (
            format!(
                "{quote}, – сказав Степан Лях.\n\nУ пресслужбі заявили, що тиск зросте.\n\n{other}, – пояснив експерт."
            ),
            &["Степан Лях", ""],
        ),
        (format!("Тиск зросте, каже Оксана Литвиненко.\n\n{quote}, – пояснив експерт."), &[""]),
        (format!("Степан Лях приїхав пізніше за всіх.\n\n{quote}, – пояснила експертка."), &[""]),
        (format!("Тиск зросте, каже Степан Лях.\n\n{quote}, – гукнув чоловік з останнього ряду."), &[""]),
        (format!("Тиск зросте, каже Степан Лях.\n\n{quote}, – розповів мешканець міста."), &[""]),
        (format!("Тиск зросте, каже Степан Лях.\n\n{quote}, – пояснив співрозмовник видання."), &["Степан Лях"]),
        (
            format!("{quote}, – сказав генеральний директор ДВК Степан Лях.\n\n{other}, – додав глава ДВК."),
            &["Степан Лях", "Степан Лях"],
        ),
        (
            format!(
                "{quote}, – сказав Тарас Гнатюк. {other}, – додав він. «Грошей вистачить на все місто», – підсумував мер."
            ),
            &["Тарас Гнатюк", "Тарас Гнатюк", "Тарас Гнатюк"],
        ),
    ];
    let cases: Vec<_> = cases.iter().map(|(paragraphs, speakers)| (paragraphs.as_str(), *speakers)).collect();
    hold_chains(WATER_UK, WATER_UK_END, &cases);
}

#[test]
fn answers_after_dashes_are_by_the_person_interviewed() {
    let beginning = "Школа без автобуса\n\n4 березня 2025\n\nДиректорка школи Ганна Мороз розповіла нам, чому діти ходять \
                     пішки, коли відкриють їдальню і хто ремонтує дах.\n\nШкола стоїть за річкою, і дорога до неї триває майже \
                     годину. Узимку діти виходять з дому затемна, а повертаються вже ввечері, коли на вулиці знову темно.";
    let ending = "Їдальню обіцяють відкрити у квітні, а дах відремонтують до літа, якщо не буде дощів.";
    let asked = "Чому діти ходять пішки?\n\n– Бо автобус зламався ще восени, а нового так і не дали.\n\nКоли буде новий?\n\n– Обіцяють привезти його влітку, коли буде тепло.";
    let told = "Чому діти ходять пішки, якщо місто купило два нові автобуси ще торік, а водіїв для них знайшли одразу?\n\n– Бо \
                автобус зламався ще восени, а нового так і не дали, хоча гроші на нього виділили, – каже Петро Дуб.\n\nКоли ж \
                дітям чекати на новий автобус, про який стільки говорили на зборах у школі минулого тижня?\n\n– Обіцяють \
                привезти його влітку, коли буде тепло й дорогу за річкою нарешті полагодять, – відповідає Петро Дуб.";
    hold_chains(beginning, ending, &[(asked, &["Ганна Мороз", "Ганна Мороз"]), (told, &["Петро Дуб", "Петро Дуб"])]);
}

#[test]
fn in_russian_words_next_to_a_quote_give_its_speaker() {
    let beginning = "В Дубровке открыли новый водопровод\n\n4 марта 2025\n\nВ Дубровке в субботу открыли водопровод, которого город \
                     ждал семь лет. На открытие приехал мэр Тарас Игнатьев, а работами руководила инженер Оксана Литвиненко.";
    let ending = "Новую насосную станцию сдадут до конца года, а старые трубы разберут весной следующего года.";
    let cases = [
        ("«{}», – сказала Тарасу Игнатьеву Оксана Литвиненко.", "Оксана Литвиненко"),
        ("«{}», – сообщил пресс-секретарь Тараса Игнатьева.", ""),
        ("«{}», – сообщил пресс-секретарь Тараса Игнатьева Пётр Дубов.", "Пётр Дубов"),
        ("«{}», – было сказано на совещании у Тараса Игнатьева.", ""),
        ("«{}», – приводит слова Тараса Игнатьева пресс-служба.", "Тарас Игнатьев"),
        ("По мнению Оксаны Литвиненко, «{}».", "Оксана Литвиненко"),
        ("По словам старшего инженера станции Петра Дубова, «{}».", "Пётр Дубов"),
        ("«{}», – говорится в письме Игнатьева.", "Тарас Игнатьев"),
        ("«{}», – говорится в письме пресс-секретаря Игнатьева.", ""),
        ("«{}», – развёл руками слесарь Пётр Дубов.", "Пётр Дубов"),
        ("Игнатьев рассказал о планах. По словам мэра, «{}».", "Тарас Игнатьев"),
        ("Игнатьев рассказал о планах. По его словам, «{}».", "Тарас Игнатьев"),
        ("Игнатьев встретился с Петром Дубовым. По его словам, «{}».", ""),
        ("Трубы заменят, предупредил Пётр Дубов.\n\n«{}», – пояснил специалист.", "Пётр Дубов"),
        ("Трубы заменят, пишет газета «Новости».\n\n«{}», – пояснил специалист.", ""),
        ("Игнатьев и Литвиненко сказали: «{}».", ""),
        ("«Игнатьев сказал мне: \"{}\"», – рассказала Оксана Литвиненко.", "Оксана Литвиненко"),
    ];
    let words = "Вода будет в каждом доме уже зимой";
    let cases: Vec<_> = cases.map(|(sentence, speaker)| (sentence.replace("{}", words), speaker)).into();
    let cases: Vec<_> = cases.iter().map(|(sentence, speaker)| (sentence.as_str(), *speaker)).collect();
    hold_speakers(beginning, ending, &cases);
}

#[test]
fn in_english_a_clause_inside_another_has_a_subject_of_its_own() {
    let beginning = "Lugg to keep its bridge\n\n4 March 2025\n\nWalter Fenn, a farmer near Lugg, was hit by a lorry that Albert \
                     Thorne drove on Monday. Councillor Bridget Dove chairs the roads committee of the town.";
    let cases = [
        ("As Bridget Dove said last week in Lugg, “{}.”", "Bridget Dove"),
        ("But, said Dove, “{}.”", "Bridget Dove"),
        ("In a letter to Walter Fenn, Dove said she knew the road well and added, “{}.”", "Bridget Dove"),
        ("Dove spoke for an hour before adding: “{}.”", "Bridget Dove"),
        ("Walter Fenn fired back: “{},” he wrote.", "Walter Fenn"),
        ("The town is poorer now, said Walter Fenn, a farmer near Lugg. “{},” he said.", "Walter Fenn"),
        ("Walter Fenn praised the crew, which he said had come at once.\n\n“{},” he said.", "Walter Fenn"),
        ("Walter Fenn left the hall.\n\nHe said he would be back in spring.\n\n“{},” he said.", "Walter Fenn"),
        ("Walter Fenn was asked about the road. “{},” he said.", "Walter Fenn"),
        ("Bridget Dove said to Walter Fenn: “{}.”", "Bridget Dove"),
        ("“{}.”\n\n— Bridget Dove, councillor", "Bridget Dove"),
        ("Walter Fenn was asked, “{}?”", ""),
        ("Walter Fenn also waited when Albert Thorne asked whether it would last. “{},” he said.", ""),
        ("When Walter Fenn left, Albert Thorne put out this note:\n\n“{}.”", ""),
        ("Dove and her friends spoke to the town, with one of her leaflets asking, “{}?”", ""),
        ("A Dove adviser later took that back, saying “{}.”", ""),
        ("Walter Fenn asks for help as a guard walks in, saying “{}.”", ""),
        ("Walter Fenn, a farmer near Lugg, said Albert Thorne “{}.”", "Walter Fenn"),
    ];
    let words = "the lamps will come before the winter does";
    let cases: Vec<_> = cases.map(|(sentence, speaker)| (sentence.replace("{}", words), speaker)).into();
    let cases: Vec<_> = cases.iter().map(|(sentence, speaker)| (sentence.as_str(), *speaker)).collect();
    let ending = "The council meets again in the town hall on the first Monday of April, and the public may attend.";
    hold_speakers(beginning, ending, &cases);
}

#[test]
fn whoever_is_spoken_to_is_not_the_speaker() {
    let beginning = "Lugg to keep its bridge\n\n4 March 2025\n\nWalter Fenn, a farmer near Lugg, met Albert Thorne and Bridget Dove.";
    for (sentence, speaker) in [
        ("As a farmer I would say to Walter Fenn and Councillor Dove: “{}.”", None),
        ("The words were for Walter Fenn, Bridget Dove and Albert Thorne: “{}.”", None),
        ("Albert Thorne said to Walter Fenn and Bridget Dove: “{}.”", Some("Albert Thorne")),
    ] {
        let sentence = sentence.replace("{}", "the lamps will come before the winter does");
        let found = speakers(&format!("{beginning}\n\n{sentence}\n"));
        let named: Vec<&str> = found.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        assert_eq!(named, Vec::from_iter(speaker), "{sentence}");
    }
}

#[test]
fn words_about_somebody_else_make_nobody_the_speaker() {
    let cases = [
        "По словам сестры Тараса Игнатьева, «вода будет в каждом доме уже зимой».",
        "Тарас Игнатьев рассказал о планах. По словам прокурора, «вода будет в каждом доме уже зимой».",
        "In a plan that Walter Fenn called “dull,” Bridget Dove expressed a wish that “the lamps come before the winter.”",
        "To a question on the “upkeep of every bridge in town,” Bridget Dove said that lamps cost more than bridges do.",
    ];
    for text in cases {
        let found = speakers(&format!("{text}\n"));
        assert!(found.iter().all(String::is_empty), "{text} {found:?}");
    }
}

#[test]
fn in_english_a_shared_surname_belongs_to_the_full_name_nearby() {
    let beginning = "Two Fenns run in Lugg\n\n4 March 2025\n\nWalter Fenn and Bridget Fenn both run for mayor of the town in spring, \
                     and neither of them has held an office there before.";
    let ending = "The council meets again in the town hall on the first Monday of April, and the public may attend.";
    let words = "the lamps will come before the winter does";
    let cases: [(String, &[&str]); 3] = [
        (format!("The hall was full.\n\nBridget Fenn came at noon. “{words},” Fenn said."), &["Bridget Fenn"]),
        (format!("The hall was full.\n\n“{words},” Mrs. Fenn said."), &["Bridget Fenn"]),
        (format!("Bridget Fenn came at noon, Walter Fenn later. “{words},” Fenn said."), &[""]),
    ];
    let cases: Vec<_> = cases.iter().map(|(paragraphs, speakers)| (paragraphs.as_str(), *speakers)).collect();
    hold_chains(beginning, ending, &cases);
}

#[test]
fn a_language_with_unsure_speakers_names_none() {
    let beginning = "Lugg behält seine Brücke\n\n4. März 2025\n\nDer Bauer Walter Fenn wurde am Montag von einem Lastwagen \
                     erfasst, und im Rathaus wurde am Abend lange darüber beraten.";
    let ending = "Der Rat trifft sich am ersten Montag im April wieder im Rathaus, und alle dürfen zuhören.";
    hold_speakers(
        beginning,
        ending,
        &[("„Die Lampen kommen noch vor dem Winter“, sagte Walter Fenn am Dienstag.", "")],
    );
}

#[test]
fn there_are_speech_pages_enough_in_each_language() {
    for language in ["uk", "ru", "en"] {
        let count = |folder: &str| pages(folder).iter().filter(|page| expected(page).language == language).count();
        assert!(count("speech") >= 8 && count("speech-later") >= 6, "{language}");
    }
}
