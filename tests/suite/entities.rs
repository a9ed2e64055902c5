//! Tests of the organizations and places in an article, and of the place of an event.
//!
//! Invariant: every sentence is written for the test, and every expected name is written in it, never computed.

use std::collections::BTreeSet;
use std::fs;

use litopys::annotate::{Annotated, annotate};
use litopys::language::Language;
use serde_json::Value;

use super::cli::run_in;
use super::people::article;

fn read(language: Language, headline: &str, body: &[&str]) -> Annotated {
    annotate(article(language, headline, body))
}

fn organizations(page: &Annotated) -> BTreeSet<&str> {
    page.organizations.iter().map(|one| one.name.as_str()).collect()
}

fn places(page: &Annotated) -> BTreeSet<&str> {
    page.places.iter().map(|one| one.name.as_str()).collect()
}

/// A page and the organizations and places that a careful reader finds in it.
struct Gold {
    language: Language,
    headline: &'static str,
    body: &'static [&'static str],
    organizations: &'static [&'static str],
    places: &'static [&'static str],
}

const PAGES: [Gold; 9] = [
    Gold {
        language: Language::Ukrainian,
        headline: "У Житомирі відкрили цех, який збудувала компанія «Полісся-Скло»",
        body: &[
            "Міністерство економіки України та Житомирська обласна рада виділили кошти на новий цех у Житомирі.",
            "Кошти надав також Європейський банк реконструкції та розвитку, а з боку Міністерства економіки України договір підписала Дарина Гай.",
            "Компанії «Полісся-Скло» допомагала Спілка архітекторів України. Цех стоїть за три кілометри від села Тиха Балка.",
            "Раніше про плани повідомляла газета «Вечірній Житомир». Скло повезуть до Польщі, Румунії та Литви.",
        ],
        organizations: &[
            "компанія «Полісся-Скло»",
            "Міністерство економіки України",
            "Житомирська обласна рада",
            "Європейський банк реконструкції та розвитку",
            "Спілка архітекторів України",
            "газета «Вечірній Житомир»",
        ],
        places: &["Житомир", "Тиха Балка", "Польща", "Румунія", "Литва"],
    },
    Gold {
        language: Language::Ukrainian,
        headline: "НАТО та ЄС обговорили у Брюсселі захист Чорного моря",
        body: &[
            "Рада національної безпеки і оборони надіслала до Брюсселя свої пропозиції, їх підтримало МЗС Литви.",
            "Представники ООН прибули з Нью-Йорка, а міністр Іван Сокіл – з Варшави. Польща й Туреччина готові взяти участь.",
            "Державна прикордонна служба посилить пости на Одещині. Катери передали Державній прикордонній службі.",
            "Національний університет «Морська академія» готує для них екіпажі.",
        ],
        organizations: &[
            "НАТО",
            "ЄС",
            "ООН",
            "Рада національної безпеки і оборони",
            "МЗС Литви",
            "Державна прикордонна служба",
            "університет «Морська академія»",
        ],
        places: &["Брюссель", "Нью-Йорк", "Варшава", "Польща", "Туреччина", "Одещина"],
    },
    Gold {
        language: Language::Ukrainian,
        headline: "Пожежу на складі в Тернополі гасили пів дня",
        body: &[
            "ТЕРНОПІЛЬ – Рятувальники Державної служби України з надзвичайних ситуацій загасили пожежу на складі.",
            "За словами речника ДСНС Тараса Вовка, згоріло два поверхи. Склад належав ТОВ «Зернинка».",
            "Національна поліція відкрила провадження. Тернопільська міська рада допоможе людям, у Тернополі працює штаб.",
            "Компанія збитків не називає. Рада директорів збереться завтра. Служба доставки не працює.",
        ],
        organizations: &[
            "Державна служба України з надзвичайних ситуацій",
            "ТОВ «Зернинка»",
            "Національна поліція",
            "Тернопільська міська рада",
        ],
        places: &["Тернопіль"],
    },
    Gold {
        language: Language::Russian,
        headline: "В Тамбове открыли мост",
        body: &[
            "Министерство транспорта Казахстана и Европейская ассоциация мостовиков прислали в Тамбов наблюдателей.",
            "Работы вела компания «Стальной берег», её завод стоит в Тамбовской области. Представители «Стального берега» молчат.",
            "Государственная инспекция труда проверила стройку, инспекторы приехали из Рязани и Пензенской области.",
        ],
        organizations: &[
            "Министерство транспорта Казахстана",
            "Европейская ассоциация мостовиков",
            "компания «Стальной берег»",
            "Государственная инспекция труда",
        ],
        places: &["Тамбов", "Тамбовская область", "Рязань", "Пензенская область"],
    },
    Gold {
        language: Language::Russian,
        headline: "Госдума и ЕС обменялись заявлениями о зерне",
        body: &[
            "Госдума поддержала ответ ЕС. В Москве это назвали шагом вперёд, в Минске и Астане промолчали.",
            "Международный союз мукомолов просит Турцию и Египет открыть порты. Союз ждёт ответа до осени.",
            "Университет пищевых технологий посчитал запасы. По его данным, в городе Зерноград склады полны.",
        ],
        organizations: &["Госдума", "ЕС", "Международный союз мукомолов", "Университет пищевых технологий"],
        places: &["Москва", "Минск", "Астана", "Турция", "Египет", "Зерноград"],
    },
    Gold {
        language: Language::English,
        headline: "Harbour workers walk out in Gdansk",
        body: &[
            "GDANSK (Tidings) — Members of the Harbour Masters’ Union (HMU) walked out on Monday, the Ministry of Infrastructure said.",
            "The HMU wants Baltic Cranes Ltd to hire more people. Baltic Cranes says that it has no money.",
            "The European Commission and Poland’s Ministry of Infrastructure will send mediators from Warsaw and Brussels.",
            "Fishermen in the village of Little Rewa were not told. Our company of volunteers helped, and the union is tired.",
        ],
        organizations: &[
            "Harbour Masters’ Union",
            "Ministry of Infrastructure",
            "Baltic Cranes Ltd",
            "European Commission",
        ],
        places: &["Gdansk", "Poland", "Warsaw", "Brussels", "Little Rewa"],
    },
    Gold {
        language: Language::English,
        headline: "NATO and Japan agree on rescue exercises",
        body: &[
            "NATO and the Japanese Coast Guard Academy signed a letter in Tokyo on Friday, the Defence Ministry of Japan said.",
            "President Harold Quimby flew in from Canberra. The University of Little Harbour will train the divers.",
            "Rescue Diving Systems will supply the boats, and the World Bank will pay for them. Turkey was not asked, officials in Turkey said.",
            "The Bank of Lesser Islands declined to comment. This council, the mayor said, knows nothing.",
        ],
        organizations: &[
            "NATO",
            "Japanese Coast Guard Academy",
            "Defence Ministry of Japan",
            "University of Little Harbour",
            "Rescue Diving Systems",
            "World Bank",
            "Bank of Lesser Islands",
        ],
        places: &["Japan", "Tokyo", "Canberra", "Turkey"],
    },
    Gold {
        language: Language::Ukrainian,
        headline: "Сергій Лозовий очолив концерн «Верстат»",
        body: &[
            "Сергій Лозовий очолив концерн «Верстат», який об’єднує сім заводів. До того він працював у Франції та США.",
            "Лозового представив віцепрем’єр Петро Дуб. Світлану Київську призначили заступницею. У «Верстаті» працює дві тисячі людей.",
            "За словами Лозового, німецька компанія Rhinwerk AG продасть концернові верстати, а Rhinwerk навчить людей у Дюссельдорфі.",
        ],
        organizations: &["концерн «Верстат»", "Rhinwerk AG"],
        places: &["Франція", "США", "Дюссельдорф"],
    },
    Gold {
        language: Language::English,
        headline: "Paris Hill wins the cup in London",
        body: &[
            "LONDON, May 3 (Tidings) — Paris Hill won the cup on Saturday, the Rowing Federation of Europe said.",
            "She thanked Jordan Field, her coach, and the people of Kharkiv region. The London Marathon was put off.",
            "The Evening Lamp Company paid for the trip to the United Kingdom; in Chad and in Georgia people watched.",
        ],
        organizations: &["Rowing Federation of Europe", "Evening Lamp Company"],
        places: &["London", "Kharkiv region", "United Kingdom", "Chad", "Georgia"],
    },
];

/// Number of right, found and expected ones.
#[derive(Default)]
struct Score {
    right: usize,
    found: usize,
    expected: usize,
}

impl Score {
    fn add(&mut self, found: &BTreeSet<&str>, expected: &[&str]) -> String {
        let expected: BTreeSet<&str> = expected.iter().copied().collect();
        self.right += found.intersection(&expected).count();
        self.found += found.len();
        self.expected += expected.len();
        let missed: Vec<_> = expected.difference(found).collect();
        let wrong: Vec<_> = found.difference(&expected).collect();
        format!("missed {missed:?}, wrong {wrong:?}\n")
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.expected) as f64
    }
}

#[test]
fn organizations_and_places_are_those_that_a_reader_finds() {
    let (mut of_organizations, mut of_places, mut told) = (Score::default(), Score::default(), String::new());
    for gold in &PAGES {
        let page = read(gold.language, gold.headline, gold.body);
        told.push_str(&format!("{}\n  organizations: ", gold.headline));
        told.push_str(&of_organizations.add(&organizations(&page), gold.organizations));
        told.push_str("  places: ");
        told.push_str(&of_places.add(&places(&page), gold.places));
    }
    let (organizations, places) = (of_organizations.f1(), of_places.f1());
    assert!(organizations >= 0.95 && places >= 0.95, "organizations {organizations:.3}, places {places:.3}\n{told}");
}

#[test]
fn inflected_forms_become_one_nominative_name() {
    let page = read(
        Language::Ukrainian,
        "Про Верховну Раду",
        &[
            "Листа передали Державній аудиторській службі України. З Державною аудиторською службою України домовилися.",
            "Були в Києві, їхали до Києва, любили Київ. У Чернівцях і Чернівцями, в Запоріжжі й Умані.",
            "Міністерства освіти і науки це не стосується, сказали в Міністерстві освіти і науки.",
        ],
    );
    assert_eq!(
        organizations(&page),
        BTreeSet::from(["Верховна Рада", "Державна аудиторська служба України", "Міністерство освіти і науки"])
    );
    assert_eq!(places(&page), BTreeSet::from(["Київ", "Чернівці", "Запоріжжя", "Умань"]));
    let kyiv: Vec<&str> = page.places[0].forms.iter().map(|form| form.form.text.as_str()).collect();
    assert_eq!(kyiv, ["Києві", "Києва", "Київ"]);
}

#[test]
fn words_that_open_a_sentence_people_and_titles_are_neither() {
    let page = read(
        Language::Ukrainian,
        "Рада зібралася",
        &[
            "Рада працівників зібралася вранці. Українська компанія чекає. Суми зросли, Рівне поле лежить далі.",
            "Олександра Київська й Марко Вашингтон прийшли разом. Роман «Україна» вийшов друком.",
            "Партія зерна прибула. Служба тривала дві години. Центр був порожній, а Школа мовчала.",
        ],
    );
    assert_eq!((organizations(&page), places(&page)), (BTreeSet::new(), BTreeSet::new()));
}

#[test]
fn every_place_is_that_of_the_words() {
    let (headline, text) = ("Новина", "У м.  Ки\u{ad}єві Міністерство\u{a0}оборони України відкрило музей.");
    let whole = format!("{headline}\n{text}");
    let page = read(Language::Ukrainian, headline, &[text]);
    let at = |start: usize, end: usize| whole.chars().skip(start).take(end - start).collect::<String>();
    let form = &page.places[0].forms[0].form;
    assert_eq!((form.text.as_str(), at(form.span.start, form.span.end).as_str()), ("Києві", "Ки\u{ad}єві"));
    let form = &page.organizations[0].forms[0];
    assert_eq!(at(form.span.start, form.span.end), "Міністерство\u{a0}оборони України");
}

/// The edition of a folder with these pages, in a language.
fn edition(language: &str, project: &str, pages: &[(&str, &str)]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("litopys.toml"), project).unwrap();
    for (name, text) in pages {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let build = run_in(folder.path(), &["build", ".", "--language", language, "--format", "json"], "");
    assert_eq!(build.code, 0, "{}", build.err);
    serde_json::from_slice(&fs::read(folder.path().join("out/briefing.json")).unwrap()).unwrap()
}

/// The name and the words of each event's place, in the order of the edition.
fn located(edition: &Value) -> Vec<(Option<String>, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let events = edition["chapters"].as_array().unwrap().iter().flat_map(|it| it["events"].as_array().unwrap());
    events.map(|event| (text(&event["place"]["name"]), text(&event["place"]["said"]["text"]))).collect()
}

const BRIDGE: &str = "Пішохідний міст відкрили в Ужгороді\n\n14 липня 2031 року, 18:16\n\nНовий пішохідний міст через річку відкрили в Ужгороді у понеділок. Місто чекало на нього вісім років, сказала інженерка Віра Тополя.\n\nКошти виділило Міністерство економіки України, решту додала громада.\n";

#[test]
fn an_event_has_the_place_that_its_report_states() {
    let edition = edition("uk", "", &[("a.txt", BRIDGE)]);
    assert_eq!(located(&edition), [(Some("Ужгород".to_owned()), Some("Ужгороді".to_owned()))]);
    let names = |list: &str| -> Vec<String> {
        edition[list].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("places"), ["Ужгород"]);
}

#[test]
fn an_event_without_a_stated_place_has_no_place() {
    let none = "Дві громади домовилися про міст\n\n14 липня 2031 року, 18:16\n\nГромади Ужгорода та Мукачева домовилися про новий міст через річку. Про посла у Варшаві й про посла в Берліні мови не було.\n\nБудувати почнуть навесні, сказала інженерка Віра Тополя.\n";
    let two = "Громади домовилися\n\n15 липня 2031 року, 18:16\n\nУ Луцьку та в Ковелі у вівторок відкрили дві однакові бібліотеки з великими вікнами.\n\nЧитачі вже записалися, сказала бібліотекарка Віра Дуб.\n";
    let edition = edition("uk", "", &[("a.txt", none), ("b.txt", two)]);
    assert_eq!(located(&edition), [(None, None), (None, None)]);
}

const WORKS: &str = "Греблю на Случі полагодили\n\n14 липня 2031 року, 18:16\n\nГреблю на Случі полагодили у понеділок. Роботами керував Марко Тополя, кошти дала Громадська скарбниця міста.\n\n«Ми встигли до дощів і дякуємо всім, хто допомагав», – сказав Залізний Інженер. Тополю чекають у Кам’яній Гаті, куди скарбниця теж поїде.\n";

const NAMES: &str = r#"
[[name]]
name = "Марко Тополя"
kind = "person"
aliases = ["Залізний Інженер"]
role = "головний інженер"

[[name]]
name = "Громадська скарбниця"
kind = "organization"
aliases = ["скарбниця"]

[[name]]
name = "Кам’яна Гать"
kind = "place"
"#;

#[test]
fn a_project_declares_names() {
    let before = edition("uk", "", &[("a.txt", WORKS)]);
    assert_eq!(before["organizations"].as_array().unwrap().len(), 0);
    let edition =
        edition("uk", NAMES, &[("a.txt", WORKS), ("b.txt", &WORKS.replace("у понеділок", "минулого понеділка"))]);
    let people = edition["people"].as_array().unwrap();
    assert_eq!(people.len(), 1, "{people:?}");
    assert_eq!(
        (people[0]["name"].as_str(), people[0]["declared_role"].as_str()),
        (Some("Марко Тополя"), Some("головний інженер"))
    );
    let name = |list: &str| edition[list][0]["name"].as_str().unwrap().to_owned();
    assert_eq!((name("organizations"), name("places")), ("Громадська скарбниця".to_owned(), "Кам’яна Гать".to_owned()));
    let events = edition["chapters"].as_array().unwrap().iter().flat_map(|it| it["events"].as_array().unwrap());
    let speakers: Vec<&Value> =
        events.flat_map(|event| event["quotes"].as_array().unwrap()).map(|quote| &quote["speaker"]).collect();
    assert!(!speakers.is_empty() && speakers.iter().all(|speaker| **speaker == "Марко Тополя"), "{speakers:?}");
}

#[test]
fn declared_names_part_whom_an_article_takes_for_one() {
    let page = "Брати виступили\n\n14 липня 2031 року, 18:16\n\nУ клубі виступили брати. Першим співав Павло Сомко, за ним Сомко-молодший. Сомко подякував.\n\nЗал плескав довго, сказала бібліотекарка Віра Дуб.\n";
    let names = "[[name]]\nname = \"Павло Сомко\"\nkind = \"person\"\n\n[[name]]\nname = \"Іван Сомко\"\nkind = \"person\"\naliases = [\"Сомко\"]\n";
    let edition = edition("uk", names, &[("a.txt", page)]);
    let people: BTreeSet<&str> =
        edition["people"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert!(people.is_superset(&BTreeSet::from(["Павло Сомко", "Іван Сомко"])), "{people:?}");
}

#[test]
fn a_declared_name_that_cannot_be_meant_is_refused() {
    for (file, said) in [
        ("[[name]]\nname = \"А\"", "`name.kind` is missing"),
        ("[[name]]\nname = \"А\"\nkind = \"persn\"", "did you mean `person`?"),
        ("[[name]]\nkind = \"place\"", "`name.name` is missing"),
        ("[[name]]\nname = \"А\"\nkind = \"place\"\nrole = \"місто\"", "there is no key `name.role`"),
        ("[[name]]\nname = \"А\"\nkind = \"place\"\naliases = [\"А\"]", "is there twice"),
        ("[[name]]\nname = \"А\"\nkind = \"place\"\nalias = \"Б\"", "did you mean `aliases`?"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("litopys.toml"), file).unwrap();
        let run = run_in(folder.path(), &["list", "."], "");
        assert!(run.code != 0 && run.err.contains(said) && run.err.contains("hint: "), "{file}: {}", run.err);
    }
}
