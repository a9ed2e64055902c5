//! Properties of the dates of any corpus: generated stories whose articles announce, report, look back and retell, with full, partial or no
//! dates.
//!
//! Invariant: stories are generated from sentences written for the test, with a fixed seed.

use std::collections::BTreeMap;

use litopys::capture::{self, Capture};
use litopys::dating::Dated;
use litopys::project::{self, Correction, Overrides, Project};
use litopys::study;
use litopys::time::{Evidence, Precision, When};
use proptest::prelude::*;

/// An event of a story.
const EVENTS: [(&str, &str, &str); 4] = [
    ("ярмарок", "Полтаві", "«Срібна підкова»"),
    ("форум", "Рівному", "«Нові мости»"),
    ("виставку", "Полтаві", "«Скло і глина»"),
    ("марафон", "Луцьку", "«Стир»"),
];
const MONTHS: [&str; 4] = ["травня", "вересня", "лютого", "грудня"];
const PUBLISHERS: [&str; 3] = ["Полтавська хвиля", "Надстирянський вісник", "Голос Горині"];

/// An article of a generated story.
#[derive(Debug, Clone)]
struct Told {
    event: usize,
    role: usize,
    dates: usize,
    publisher: usize,
    day: u32,
    year: i32,
}

fn told() -> impl Strategy<Value = Told> {
    (0..EVENTS.len(), 0..5_usize, 0..7_usize, 0..PUBLISHERS.len(), 1..28_u32, 2028..2031_i32)
        .prop_map(|(event, role, dates, publisher, day, year)| Told { event, role, dates, publisher, day, year })
}

impl Told {
    fn day(&self) -> String {
        let month = MONTHS[self.event];
        match self.dates {
            0 => String::new(),
            1 | 2 => format!(" {} {month}", self.day),
            3 => format!(" {} {month} {} року", self.day, self.year),
            4 => format!(" {} {month} цього року", self.day),
            5 => " у п’ятницю".to_owned(),
            _ => format!(" близько {} {month}", self.day),
        }
    }

    fn capture(&self, at: usize) -> Capture {
        let (what, city, name) = EVENTS[self.event];
        let day = self.day();
        let lede = match self.role {
            0 => format!("У {city} відбудеться{day} {what} {name}, повідомила міська рада."),
            1 => format!("У {city} провели{day} {what} {name}, на який приїхали майстри з області."),
            2 => format!(
                "Голова громади подякував тим, хто впорядкував парк. Нагадаємо,{day} у {city} провели {what} {name}, на який приїхали майстри з області."
            ),
            3 => format!(
                "«Ми домовилися про три великі майстерні, які відкриємо разом із сусідами до кінця осені», – сказав голова громади{day} у {city}."
            ),
            _ => {
                format!("План робіт на {} рік ухвалили у {city}. Роботи плану почнуть наступного року.", self.year + 1)
            }
        };
        let dateline = match self.dates {
            2 => format!("{}.{:02}.{}\n\n", self.day, self.event * 3 + 1, self.year),
            _ => String::new(),
        };
        let text = format!(
            "{}\n\nНовини громади {city}: {what} {name}\n\n{dateline}{lede}\n\nОрганізатори просили гостей приїздити потягом, бо площу перед \
             ратушею перекрили ще зранку. «Ми чекали людей із сусідніх сіл, і вони приїхали з дітьми», – розповіла розпорядниця \
             Ликера Сніжна.\n\nВодночас місцеві пекарі роздавали хліб, а школярі показували саморобні млини з дерева та жерсті.\n",
            PUBLISHERS[self.publisher]
        );
        read(&format!("story-{at}.txt"), &text)
    }
}

fn read(path: &str, text: &str) -> Capture {
    capture::read_bytes(path, text.as_bytes(), None, None).value.unwrap().remove(0)
}

/// An article without a name, event or publisher in common with any story.
fn stranger(at: usize) -> Capture {
    let texts = [
        "Rivulet Gazette\n\nHerons return to the marsh\n\nVolunteers counted ninety herons on the marsh at dawn on Tuesday, 4 March 2031. Most of them stood in shallow water near the reeds.\n\nThe warden said the birds had come weeks ahead of their habit. She blamed a mild winter and an early thaw upstream.\n\nA hide for visitors opens once the nests are built, and dogs must stay on the dyke.\n",
        "Nachtbote\n\nAlte Uhr schlägt wieder\n\nNach langer Stille schlägt die Turmuhr von Grünhain seit gestern wieder jede Viertelstunde. Zwei Uhrmacher hatten ihr Werk zerlegt, entrostet und neu geölt.\n\nAnwohner klagten zunächst über den Lärm, dann holten sie ihre Kinder ans Fenster. Der Küster will das Läuten nachts dämpfen.\n\nDie Kosten trug ein Verein, der Kuchen verkauft hatte.\n",
    ];
    read(&format!("a-stranger-{at}.txt"), texts[at % texts.len()])
}

fn project(corrections: Vec<Correction>) -> Project {
    Project { corrections, ..project::without_folder(&Overrides::default()).unwrap() }
}

fn dated(captures: &[Capture], project: &Project) -> BTreeMap<String, Dated> {
    let corpus = study(captures.to_vec(), Vec::new(), project);
    corpus.articles.iter().map(|article| article.article.name()).zip(corpus.dates).collect()
}

fn story(articles: &[Told]) -> Vec<Capture> {
    articles.iter().enumerate().map(|(at, told)| told.capture(at)).collect()
}

fn whens(dated: &Dated) -> impl Iterator<Item = &When> {
    dated.published.iter().chain(&dated.happened)
}

/// A `When` without its chain.
fn ends(when: &Option<When>) -> Option<(String, Precision)> {
    when.as_ref().map(|when| (when.edtf(), when.precision))
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(11),
        ..ProptestConfig::with_cases(120)
    })]

    #[test]
    fn dates_do_not_hang_on_the_order_of_files(articles in prop::collection::vec(told(), 2..7), turn in 0..7_usize) {
        let captures = story(&articles);
        let mut others = captures.clone();
        others.reverse();
        others.rotate_left(turn % captures.len());
        prop_assert_eq!(dated(&captures, &project(Vec::new())), dated(&others, &project(Vec::new())));
    }

    #[test]
    fn an_unrelated_article_changes_no_date(articles in prop::collection::vec(told(), 1..7), strangers in 1..3_usize) {
        let mut captures = story(&articles);
        let alone = dated(&captures, &project(Vec::new()));
        captures.extend((0..strangers).map(stranger));
        let together = dated(&captures, &project(Vec::new()));
        for (name, dates) in &alone {
            prop_assert_eq!(dates, &together[name], "{}", name);
        }
    }

    #[test]
    fn a_correction_to_the_same_day_changes_no_date(articles in prop::collection::vec(told(), 1..7)) {
        let captures = story(&articles);
        let found = dated(&captures, &project(Vec::new()));
        let corrections = found.iter().filter_map(|(name, dates)| {
            let published = dates.published.as_ref().filter(|when| when.precision == Precision::Day)?.days()?.earliest;
            Some(Correction { capture: name.clone(), published: Some(published), ..Correction::default() })
        });
        let again = dated(&captures, &project(corrections.collect()));
        for (name, dates) in &found {
            prop_assert_eq!(ends(&dates.published), ends(&again[name].published), "{}", name);
            prop_assert_eq!(ends(&dates.happened), ends(&again[name].happened), "{}", name);
        }
    }

    #[test]
    fn no_date_is_turned_round_and_each_rests_on_words_at_their_place(articles in prop::collection::vec(told(), 1..7)) {
        let captures = story(&articles);
        let texts: BTreeMap<String, Vec<char>> =
            captures.iter().map(|capture| (capture.name(), capture.text.chars().collect())).collect();
        let stands = |evidence: &Evidence| {
            let Some(place) = evidence.place else { return true };
            let words: String = texts[&evidence.path][place.start..place.end].iter().collect();
            words.split_whitespace().eq(evidence.text.split_whitespace())
        };
        for (name, dates) in dated(&captures, &project(Vec::new())) {
            for when in whens(&dates) {
                prop_assert!(when.earliest.is_some() || when.latest.is_some());
                prop_assert!(when.days().is_none_or(|days| days.earliest <= days.latest), "{}: {}", name, when.edtf());
                prop_assert!(!when.evidence.is_empty(), "{}: {} rests on nothing", name, when.edtf());
            }
            for mention in &dates.mentions {
                prop_assert!(mention.days.earliest <= mention.days.latest, "{}: {}", name, mention.text);
            }
            let told = whens(&dates).flat_map(|when| &when.evidence);
            let mentioned = dates.mentions.iter().flat_map(|mention| &mention.evidence);
            for evidence in told.chain(mentioned).chain(&dates.against) {
                prop_assert!(stands(evidence), "{}: {:?}", name, evidence);
            }
        }
    }
}

/// A page about one subject, with its day in the dateline.
fn plain(path: &str, day: &str, lede: &str) -> Capture {
    let dateline = if day.is_empty() { String::new() } else { format!("{day}\n\n") };
    let text = format!(
        "Rivulet Gazette\n\nLadders painted in {path}\n\n{dateline}{lede}\n\nThe painters worked from dawn and used up forty tins of green. \
         Neighbours brought them soup in a copper pot.\n\nThe ladders will lean on the old granary wall until they are dry.\n"
    );
    read(path, &text)
}

#[test]
fn a_page_dated_by_its_text_alone_is_not_years_newer_than_all_that_state_their_day() {
    let project = project(Vec::new());
    let certain = plain("certain.txt", "14 May 2019", "Painters finished the ladders of the granary.");
    let published = |lede: &str| {
        let pages = [certain.clone(), plain("text.txt", "", lede)];
        dated(&pages, &project)["text.txt"].published.clone()
    };
    let starts =
        |when: &Option<When>| when.as_ref().and_then(|when| when.earliest).map(|moment| moment.day.to_string());
    let far = published("Painters finished the ladders on 3 March 2026, the foreman said.");
    assert!(starts(&far).is_none_or(|day| day.as_str() < "2020-05-15"), "{far:?}");
    let near = published("Painters finished the ladders on 3 March 2020, the foreman said.");
    assert!(starts(&near).is_some_and(|day| day.starts_with("2020-03")), "{near:?}");
}
