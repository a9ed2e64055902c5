//! The timeline of a corpus: the days that it chooses, and whether the sentences under a day are about it.
//!
//! Invariant: the corpus consists of sentences written for the test, and the day of each event is known.

use std::path::Path;
use std::process::Output;

use chrono::{Datelike, Days, NaiveDate};
use serde_json::{Value, json};

/// The events of an invented story: the days since its start, the number of articles that report it, and their sentences.
const STORY: [(u64, usize, &str, &str); 12] = [
    (0, 14, "річка Тясма прорвала дамбу біля Верхнього Броду", "прориву дамби"),
    (2, 10, "рятувальники вивезли триста мешканців Верхнього Броду", "евакуації мешканців"),
    (5, 9, "обласна рада виділила сорок мільйонів гривень на відбудову дамби", "виділення коштів"),
    (11, 8, "прокуратура відкрила провадження проти підрядника «Гідробуд»", "відкриття провадження"),
    (16, 12, "суд арештував директора «Гідробуду» Остапа Кравеця", "арешту директора"),
    (23, 7, "інженери закінчили тимчасову греблю з габіонів", "завершення тимчасової греблі"),
    (30, 10, "мешканці перекрили трасу і вимагали компенсацій", "перекриття траси"),
    (37, 8, "уряд затвердив програму компенсацій для затоплених сіл", "затвердження програми"),
    (51, 9, "почали зводити нову дамбу з бетонних блоків", "початку будівництва"),
    (66, 8, "робітники знайшли під насипом козацьку чайку", "знахідки чайки"),
    (83, 11, "суд виправдав Остапа Кравеця за браком доказів", "виправдання директора"),
    (97, 13, "у Верхньому Броді відкрили нову дамбу", "відкриття дамби"),
];
const MONTHS: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];
const WEEKDAYS: [&str; 7] = ["у понеділок", "у вівторок", "у середу", "у четвер", "у п’ятницю", "у суботу", "у неділю"];
/// Sentences for any day.
const OTHER: [&str; 6] = [
    "Синоптики обіцяють область без опадів і слабкий вітер.",
    "Ціни на цукор у мережах зросли на два відсотки.",
    "Футболісти «Тясми» готуються до матчу зі столичним клубом.",
    "Бібліотека шукає волонтерів для читання казок дітям.",
    "Комунальники ремонтують тепломережу на вулиці Садовій.",
    "Художники розписали стіну старого млина.",
];

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2031, 3, 4).unwrap()
}

fn written(day: NaiveDate) -> String {
    format!("{} {}", day.day(), MONTHS[day.month0() as usize])
}

/// The articles of the story, and enough about other things to make `count`.
fn corpus(count: usize) -> Vec<Value> {
    let mut articles = Vec::new();
    for (number, &(after, reports, what, _)) in STORY.iter().enumerate() {
        let day = start() + Days::new(after);
        for report in 0..reports {
            let late = u64::from(report % 3 == 2);
            let when = match report % 3 {
                0 => WEEKDAYS[day.weekday().num_days_from_monday() as usize].to_owned(),
                1 => "сьогодні".to_owned(),
                _ => "вчора".to_owned(),
            };
            let mut text = format!("Як повідомили в області, {when} {what}, передає кореспондент номер {report}.\n");
            text += &format!("Подробиць події номер {number} влада поки що не наводить, але обіцяє сказати згодом.\n");
            for earlier in STORY[..number].iter().rev().take(1 + report % 3) {
                let day = start() + Days::new(earlier.0);
                text += &format!("Нагадаємо, {} {}.\n", written(day), earlier.2);
            }
            articles.push(article(
                articles.len(),
                day + Days::new(late),
                &format!("Тясма: {}", earlier_words(what)),
                &text,
            ));
        }
    }
    for at in articles.len()..count {
        let day = start() + Days::new(at as u64 * 7 % 100);
        let (one, other) = (OTHER[at % OTHER.len()], OTHER[(at / 6) % OTHER.len()]);
        let text = format!("{one}\nПро це йдеться в огляді за номером {at}.\n{other}\n");
        articles.push(article(at, day, "Коротко про область", &text));
    }
    articles
}

fn earlier_words(what: &str) -> String {
    what.split(' ').take(4).collect::<Vec<_>>().join(" ")
}

fn article(at: usize, day: NaiveDate, title: &str, text: &str) -> Value {
    json!({
        "url": format!("https://visnyk{}.example/{at}", at % 5), "title": title, "published": day.to_string(),
        "language": "uk", "text": text,
    })
}

fn write(folder: &Path, articles: &[Value]) -> String {
    let path = folder.join("articles.ndjson");
    let lines: String = articles.iter().map(|article| format!("{article}\n")).collect();
    std::fs::write(&path, lines).unwrap();
    path.display().to_string()
}

fn litopys(arguments: &[&str]) -> Output {
    crate::cli::program().arg("--quiet").args(arguments).output().unwrap()
}

fn days(arguments: &[&str]) -> Vec<Value> {
    let output = litopys(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn dates(days: &[Value]) -> Vec<String> {
    days.iter().map(|day| day["date"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_days_of_a_story_are_found_among_three_hundred_articles() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), &corpus(300));
    let days = days(&["timeline", "--json", "--dates", "12", "--sentences", "1", "--keyword", "дамба", &file]);
    let expected: Vec<_> = STORY.iter().map(|&(after, ..)| (start() + Days::new(after)).to_string()).collect();
    assert_eq!(dates(&days), expected);
    for (day, &(_, _, what, _)) in days.iter().zip(&STORY) {
        let sentence = day["sentences"][0]["text"].as_str().unwrap();
        assert!(sentence.contains(what), "{}: {sentence}", day["date"]);
    }
}

#[test]
fn days_are_chosen_where_nobody_says_how_many() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), &corpus(300));
    let found = dates(&days(&["timeline", "--json", &file]));
    let missing = STORY.iter().map(|&(after, ..)| (start() + Days::new(after)).to_string());
    assert_eq!(missing.filter(|day| !found.contains(day)).collect::<Vec<_>>(), Vec::<String>::new());
    assert!(found.len() <= 24, "{found:?}");
}

#[test]
fn the_order_of_articles_changes_nothing_and_each_sentence_is_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let articles = corpus(120);
    let one = litopys(&["timeline", &write(folder.path(), &articles)]);
    assert!(one.status.success() && !one.stdout.is_empty());
    let pages = folder.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    for (at, article) in articles.iter().enumerate() {
        std::fs::write(pages.join(format!("{at:03}.json")), article.to_string()).unwrap();
    }
    let list = |names: Vec<String>| {
        let list = folder.path().join("list.txt");
        std::fs::write(&list, names.join("\n")).unwrap();
        litopys(&["timeline", "--json", "--files-from", list.to_str().unwrap()]).stdout
    };
    let mut names: Vec<_> =
        (0..articles.len()).map(|at| pages.join(format!("{at:03}.json")).display().to_string()).collect();
    let forwards = list(names.clone());
    names.reverse();
    assert_eq!(forwards, list(names));
    let days: Vec<Value> = serde_json::from_slice(&forwards).unwrap();
    for sentence in days.iter().flat_map(|day| day["sentences"].as_array().unwrap()) {
        let captured = litopys(&["read", "--json", sentence["path"].as_str().unwrap()]).stdout;
        assert!(String::from_utf8_lossy(&captured).contains(sentence["text"].as_str().unwrap()), "{sentence}");
    }
}

#[test]
fn the_first_and_the_last_day_bound_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), &corpus(150));
    let found = dates(&days(&["timeline", "--json", "--from", "2031-03-20", "--to", "2031-04-30", &file]));
    assert!(!found.is_empty());
    assert!(found.iter().all(|day| ("2031-03-20"..="2031-04-30").contains(&day.as_str())), "{found:?}");
    let wrong = litopys(&["timeline", "--from", "2031-04-30", "--to", "2031-03-20", &file]);
    assert_eq!(wrong.status.code(), Some(2));
}

/// The edition of a corpus.
fn edition(folder: &Path, articles: &[Value]) -> Value {
    let file = write(folder, articles);
    let out = folder.join("out");
    let built = litopys(&["build", &file, "-o", out.to_str().unwrap(), "--format", "json"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    serde_json::from_slice(&std::fs::read(out.join("briefing.json")).unwrap()).unwrap()
}

/// The sentences at a glance of an edition of a corpus: the first day of each, its event and its text.
fn at_a_glance(folder: &Path, articles: &[Value]) -> Vec<(String, String, String)> {
    let edition = edition(folder, articles);
    let text = |of: &Value| of.as_str().unwrap().to_owned();
    let item =
        |item: &Value| (text(&item["when"]["earliest"])[..10].to_owned(), text(&item["event"]), text(&item["text"]));
    edition["glance"].as_array().unwrap().iter().map(item).collect()
}

#[test]
fn at_a_glance_tells_what_happened_on_the_days_of_the_story() {
    let folder = tempfile::tempdir().unwrap();
    let items = at_a_glance(folder.path(), &corpus(300));
    assert!((5..=9).contains(&items.len()), "{items:?}");
    for (day, _, text) in &items {
        let told = STORY.iter().find(|&&(after, ..)| (start() + Days::new(after)).to_string() == *day);
        let (_, _, what, _) = told.unwrap_or_else(|| panic!("nothing happened on {day}: {text}"));
        assert!(text.contains(what), "{day}: {text}");
    }
    let events: std::collections::BTreeSet<_> = items.iter().map(|(_, event, _)| event).collect();
    assert_eq!(events.len(), items.len(), "each item has an event of its own: {items:?}");
    assert!(items.is_sorted_by_key(|(day, ..)| day), "{items:?}");
    let third = |after: u64| (start() + Days::new(after)).to_string();
    for (from, to) in [(0, 33), (33, 66), (66, 100)] {
        let is_inside = |(day, ..): &&(String, String, String)| (third(from)..third(to)).contains(day);
        assert!(items.iter().any(|item| is_inside(&item)), "none from day {from} to day {to}: {items:?}");
    }
}

/// The words of a list that belong to the subject of a corpus.
fn of_subject<'a>(articles: &[Value], words: &[&'a str]) -> Vec<&'a str> {
    let lines: Vec<String> = articles.iter().map(Value::to_string).collect();
    let captures = litopys::read("articles.ndjson", lines.join("\n").as_bytes()).value;
    let project = litopys::project::without_folder(&litopys::Overrides::default()).unwrap();
    let corpus = litopys::resolve(captures, Vec::new(), &project, &litopys::cache::Cache::none());
    let counts = litopys::salience::Counts::of(&corpus.articles);
    let subject = counts.subject(&corpus.articles);
    words.iter().copied().filter(|word| counts.words_in(word).iter().any(|one| subject.contains(one))).collect()
}

#[test]
fn the_subject_is_what_most_articles_begin_and_go_on_with() {
    let words = ["водосховище", "водосховища", "область", "влада", "цукор", "агенція"];
    let article_of = |at: usize, subject: &str| {
        let text = format!(
            "Агенція повідомляє: {subject} потребує ремонту, за словами інженера номер {at}.\nВлада шукає кошти на {subject}.\n\
             {}\nУ середу {subject} оглянула комісія.\n",
            OTHER[at % OTHER.len()]
        );
        article(at, start() + Days::new(at as u64), "Новини області", &text)
    };
    let one: Vec<Value> = (0..12).map(|at| article_of(at, "водосховище")).collect();
    assert_eq!(of_subject(&one, &words), ["водосховище", "водосховища"]);
    let kinds = ["водосховище", "бібліотека", "тепломережа", "стадіон", "лікарня", "млин"];
    let many: Vec<Value> = (0..12).map(|at| article_of(at, kinds[at % kinds.len()])).collect();
    assert_eq!(of_subject(&many, &words), Vec::<&str>::new());
}

#[test]
fn at_a_glance_says_nothing_twice_if_there_is_one_event() {
    let folder = tempfile::tempdir().unwrap();
    let text = "У вівторок робітники знайшли під насипом козацьку чайку завдовжки вісім метрів.\n\
                Музей області забере її на зберігання, сказала директорка Ольга Верес.\n";
    let items = at_a_glance(folder.path(), &[article(0, start(), "Під насипом знайшли козацьку чайку", text)]);
    assert_eq!(items.len(), 1, "{items:?}");
}

#[test]
fn pages_without_days_give_an_empty_timeline() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), &[json!({"title": "Оголошення", "language": "uk", "text": "Продам човен."})]);
    assert_eq!(days(&["timeline", "--json", &file]), Vec::<Value>::new());
}

/// The corpus without the reports of one event of the story, on which later pages still look back.
fn with_a_hole(number: usize) -> (NaiveDate, Vec<Value>) {
    let day = start() + Days::new(STORY[number].0);
    let title = format!("Тясма: {}", earlier_words(STORY[number].2));
    let reports = |article: &Value| article["title"] == title.as_str();
    (day, corpus(160).into_iter().filter(|article| !reports(article)).collect())
}

#[test]
fn the_days_that_matter_have_their_sources_and_a_weight() {
    let folder = tempfile::tempdir().unwrap();
    let edition = edition(folder.path(), &corpus(160));
    let days = edition["days"].as_array().unwrap();
    let named: Vec<&str> = days.iter().map(|day| day["day"].as_str().unwrap()).collect();
    assert!(named.is_sorted(), "{named:?}");
    let glance = edition["glance"].as_array().unwrap();
    for day in glance.iter().map(|item| &item["when"]["earliest"].as_str().unwrap()[..10]) {
        assert!(named.contains(&day), "{day} stands at a glance: {named:?}");
    }
    let of_dam = days.iter().find(|day| day["day"] == start().to_string()).unwrap();
    assert!(of_dam["percent"].as_u64().unwrap() > 50, "{of_dam}");
    assert!(of_dam["sources"].as_array().unwrap().len() >= STORY[0].1, "{of_dam}");
    assert!(!of_dam["events"].as_array().unwrap().is_empty(), "{of_dam}");
    let quiet = (start() + Days::new(60)).to_string();
    assert!(!named.contains(&quiet.as_str()), "nothing happened on {quiet}");
}

#[test]
fn a_day_that_many_pages_name_and_none_reports_is_a_hole_in_the_collection() {
    let folder = tempfile::tempdir().unwrap();
    let holes = |articles: &[Value]| {
        let file = write(folder.path(), articles);
        let found = litopys(&["check", "--json", &file]).stdout;
        let found: Vec<Value> =
            String::from_utf8(found).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let holes = found.into_iter().filter(|one| one["finding"] == "not-reported");
        holes.map(|one| one["problem"].as_str().unwrap().to_owned()).collect::<Vec<String>>()
    };
    assert_eq!(holes(&corpus(160)), Vec::<String>::new(), "each day of the story is reported");
    let (day, articles) = with_a_hole(3);
    let found = holes(&articles);
    assert!(found.len() == 1 && found[0].contains(&day.to_string()), "{day}: {found:?}");
}

#[test]
fn a_day_is_explained_by_the_pages_that_name_it_and_its_sentences() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &corpus(160));
    let explain = |day: &str, more: &[&str]| {
        let of = folder.path().to_str().unwrap();
        let output = litopys(&[&["explain", "--day", day, "--in", of], more].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let day = start().to_string();
    let text = explain(&day, &["--language", "en"]);
    for part in
        ["A timeline of these pages has 4 March 2031 with a probability of ", "pages that name it: ", "At a glance: “"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    let told: Value = serde_json::from_str(&explain(&day, &["--json"])).unwrap();
    let worth: f64 = told["features"].as_array().unwrap().iter().map(|one| one["worth"].as_f64().unwrap()).sum();
    assert!(worth > 0.0, "{told}");
    let sentences = told["sentences"].as_array().unwrap();
    let at_a_glance: Vec<&Value> = sentences.iter().filter(|one| one["at_a_glance"] == true).collect();
    assert!(at_a_glance.len() == 1 && at_a_glance[0]["rule"].is_null(), "{told}");
    let refused: std::collections::BTreeSet<&str> = sentences.iter().filter_map(|one| one["rule"].as_str()).collect();
    assert!(refused.contains("no-event"), "pages that look back do not report the day: {refused:?}");
    assert!(explain("2050-01-01", &["--language", "en"]).starts_with("No page has a sentence about 1 January 2050."));
    let page = explain(&day, &["--language", "uk"]);
    assert!(page.contains("У підсумку: «"), "{page}");
    assert_eq!(litopys(&["explain", "--day", "2031-02-30"]).status.code(), Some(2));
}
