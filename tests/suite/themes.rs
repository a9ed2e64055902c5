//! Undeclared themes: they are found, are named by their own words, and stay when an article is added.
//!
//! Invariant: the corpus consists of sentences written for the test, and the theme of each article is known.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Output;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

/// The themes, each with sentences for its articles. `@` is a place that only one article names.
const THEMES: [[&str; 7]; 3] = [
    [
        "Аграрії біля @ намолотили рекордну пшеницю",
        "Комбайни вийшли на поле під @ ще до світанку, бо зерно вже сипалося.",
        "Елеватор у @ приймає врожай без черги, вологість зерна не вища за норму.",
        "Аграрії з @ кажуть, що пшениця дала по сім тонн із гектара.",
        "Ячмінь біля @ зібрали раніше, тепер комбайни перекинули на пшеницю.",
        "Зерно з @ повезуть залізницею, бо дорога до елеватора розбита.",
        "Господарство в @ планує засіяти поле ріпаком, щойно закінчать жнива.",
    ],
    [
        "Суд у @ виніс вирок підрядникові",
        "Прокурор із @ просив для обвинуваченого п’ять років позбавлення волі.",
        "Адвокат на засіданні в @ наполягав, що свідки плутають дати.",
        "Суд у @ тричі переносив засідання через хворобу судді.",
        "Обвинувачений родом із @ провину не визнав і оскаржить вирок в апеляції.",
        "Слідство в @ тривало два роки, справа має тридцять томів.",
        "Свідки з @ розповіли суду, як підробляли акти.",
    ],
    [
        "Команда з @ вирвала перемогу у фінальному матчі",
        "Воротар із @ відбив два пенальті, і стадіон співав до півночі.",
        "Тренер команди з @ випустив на поле трьох юніорів.",
        "Уболівальники з @ приїхали на матч автобусами.",
        "Перший гол забив нападник із @ на восьмій хвилині.",
        "Другий тайм команда з @ дограла вдесятьох.",
        "Наступний матч команда з @ проведе на чужому стадіоні.",
    ],
];
const BEGINNINGS: [&str; 12] =
    ["Криво", "Чорно", "Верхо", "Сухо", "Ново", "Старо", "Біло", "Остро", "Глибо", "Тихо", "Красно", "Довго"];
const ENDINGS: [&str; 3] = ["водівку", "лужжя", "гірці"];
/// Number of articles for each theme.
const EACH: usize = 10;

/// The article with a number, which determines its theme, its day and its sentences.
fn article(at: usize) -> Value {
    let theme = at % THEMES.len();
    let number = at / THEMES.len();
    let place = format!("{}{}", BEGINNINGS[number % BEGINNINGS.len()], ENDINGS[theme]);
    let say = |sentence: &str| sentence.replace('@', &place);
    let [headline, sentences @ ..] = &THEMES[theme];
    let told = (0..4).map(|which| say(sentences[(number + which * (1 + number % 2)) % sentences.len()]));
    let text: BTreeSet<String> = told.collect();
    let day = NaiveDate::from_ymd_opt(2031, 2, 3).unwrap() + Days::new((at * 17 % 600) as u64);
    json!({
        "url": format!("https://visnyk.example/{theme}/{number}"), "title": say(headline),
        "published": day.to_string(), "language": "uk", "text": text.into_iter().collect::<Vec<_>>().join("\n"),
    })
}

/// An article without a theme.
fn stray() -> Value {
    json!({
        "url": "https://visnyk.example/stray", "title": "Бібліотека подовжила години роботи", "published": "2031-05-05",
        "language": "uk", "text": "Читальня відтепер відчинена до дев’ятої вечора, а в неділю до шостої.\nКартки видають безкоштовно.",
    })
}

fn corpus() -> Vec<Value> {
    (0..THEMES.len() * EACH).map(article).collect()
}

fn built(articles: &[Value], arguments: &[&str]) -> (Output, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = articles.iter().map(|article| format!("{article}\n")).collect();
    std::fs::write(folder.path().join("articles.ndjson"), lines).unwrap();
    let run = crate::cli::program()
        .args(["build", ".", "--format", "json", "--quiet"])
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    (run, folder)
}

fn edition(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("out/briefing.json")).unwrap()).unwrap()
}

/// The title of each article's chapter, by the article's address.
fn titles(articles: &[Value], arguments: &[&str]) -> BTreeMap<String, String> {
    let (_, folder) = built(articles, arguments);
    let edition = edition(folder.path());
    let address = |number: &Value| {
        let sources = edition["sources"].as_array().unwrap();
        sources.iter().find(|source| source["number"] == *number).unwrap()["address"].as_str().unwrap().to_owned()
    };
    let chapters = edition["chapters"].as_array().unwrap().iter();
    let events = chapters.flat_map(|it| it["events"].as_array().unwrap().iter().map(|event| (&it["title"], event)));
    let sources =
        events.flat_map(|(title, event)| event["sources"].as_array().unwrap().iter().map(move |at| (title, at)));
    sources.map(|(title, number)| (address(number), title.as_str().unwrap().to_owned())).collect()
}

#[test]
fn themes_are_found_and_named_by_their_own_words() {
    let found = titles(&corpus(), &[]);
    let mut by_theme: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (address, title) in &found {
        by_theme.entry(address.split('/').nth(3).unwrap()).or_default().insert(title);
    }
    let titles: Vec<&BTreeSet<&str>> = by_theme.values().collect();
    assert!(titles.iter().all(|titles| titles.len() == 1), "{by_theme:?}");
    assert_eq!(found.values().collect::<BTreeSet<_>>().len(), THEMES.len(), "{by_theme:?}");
    for (theme, titles) in THEMES.iter().zip(titles) {
        let said = theme.join(" ").to_lowercase();
        let words = titles.iter().flat_map(|title| title.split(" · "));
        words.for_each(|word| assert!(said.contains(&word.to_lowercase()), "{word}: {titles:?}"));
    }
}

#[test]
fn themes_stay_when_an_article_is_added_and_in_any_order() {
    let before = titles(&corpus(), &[]);
    for added in [stray(), article(THEMES.len() * EACH), article(THEMES.len() * EACH + 1)] {
        let mut more = corpus();
        more.insert(7, added);
        let after = titles(&more, &[]);
        assert_eq!(after.len(), before.len() + 1);
        before.iter().for_each(|(address, title)| assert_eq!(&after[address], title, "{address}"));
    }
    let mut turned = corpus();
    turned.reverse();
    assert_eq!(titles(&turned, &[]), before);
}

#[test]
fn few_events_are_grouped_by_period_by_default() {
    let few: Vec<Value> = (0..18).map(article).collect();
    let periods = |title: &String| title.contains("2031") || title.contains("2032");
    assert!(titles(&few, &[]).values().all(periods));
    assert!(titles(&corpus(), &["--chapters", "periods"]).values().all(periods));
    assert!(!titles(&few, &["--chapters", "themes"]).values().any(periods));
}

#[test]
fn a_title_that_is_not_made_of_its_words_is_found_by_verify() {
    let (_, folder) = built(&corpus(), &[]);
    let mut edition = edition(folder.path());
    let path = folder.path().join("out/briefing.json");
    let verify = || {
        let mut run = crate::cli::program();
        let run = run.args(["verify", "out/briefing.json"]).current_dir(folder.path()).output().unwrap();
        (run.status.code(), String::from_utf8_lossy(&run.stdout).into_owned())
    };
    assert_eq!(verify().0, Some(0), "{}", verify().1);
    edition["chapters"][0]["title"] = json!("Вигадка");
    std::fs::write(&path, edition.to_string()).unwrap();
    let (code, said) = verify();
    assert!(code == Some(3) && said.contains("chapters[0].title"), "{said}");
}
