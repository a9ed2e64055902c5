//! In: a plan. Out: an edition of invented pages about invented events, built by hand.
//!
//! Invariant: no sentence in it is from a real page.

use litopys::capture::{Form, UnreadReason};
use litopys::cite::Run;
use litopys::edition::*;
use litopys::language::Language;
use litopys::normalize::BlockKind;
use litopys::normalize::DropReason;
use litopys::project::Paper;
use litopys::time::{Evidence, EvidenceKind, How, Precision};
use litopys::words::{ProductLanguage, Words};

/// Two chapters and an undated one, five sources, three people, and everything else that an edition may have.
pub fn edition() -> Edition {
    let chapters = vec![
        chapter(1, "Міст через Рось", vec![bridge(), ferry()]),
        chapter(2, "Бібліотеки громади", vec![library()]),
        undated_chapter(3),
    ];
    let sources = vec![
        source(1, "event-a1", "Вісник Надросся", Some(day("2024-03-05", "5 березня 2024 р.", "5 бер. 2024"))),
        source(
            2,
            "event-a1",
            "Ранок громади",
            Some(day("2024-03-06T09:30+02:00", "6 березня 2024 р., 09:30", "6 бер. 2024")),
        ),
        source(3, "event-b2", "Вісник Надросся", None),
        source(4, "event-c3", "The Steppe Courier", Some(day("2025-01-20", "20 січня 2025 р.", "20 січ. 2025"))),
        source(5, "event-d4", "Ранок громади", None),
    ];
    Edition {
        schema: 3,
        producer: "litopys 0.1.0".to_owned(),
        title: "Надросся: міст і книги".to_owned(),
        title_words: None,
        in_full: Vec::new(),
        control: Control::default(),
        introduction: Vec::new(),
        errata: Vec::new(),
        language: ProductLanguage::UKRAINIAN,
        number: Some(3),
        identifier: "7d444840-9dc0-51d1-b245-5ffdce74fad2".to_owned(),
        as_of: Some(day("2025-01-20", "20 січня 2025 р.", "20 січ. 2025")),
        period: Some(span("2024-03-05", "2025-01-20", "березень 2024 р. — січень 2025 р.", "2024–2025")),
        layout: "briefing".to_owned(),
        paper: Paper::A4,
        design: Design::default(),
        counts: counts(5, 2, 4, 3),
        news: Some(News {
            since: 2,
            text: "Після випуску 2 (6 березня 2024 р.)".to_owned(),
            summary: "1 нова подія; 1 оновлена подія; 1 вилучена подія".to_owned(),
            note: None,
            withdrawn: vec![Withdrawn {
                headline: "На Росі <шукають> млинаря".to_owned(),
                when: Some(day("2024-01-08", "8 січня 2024 р.", "8 січ. 2024")),
            }],
        }),
        glance: vec![
            key("Міст через Рось відкрили після дев'яти місяців ремонту.", 1, "event-a1"),
            key("Бібліотека отримала 1200 книжок.", 4, "event-c3"),
        ],
        days: Vec::new(),
        upcoming: upcoming(),
        timeline: Some(timeline()),
        coverage: None,
        mentioned: mentioned(),
        chapters,
        stories: vec![Story {
            id: "story-1".to_owned(),
            central: "event-a1".to_owned(),
            period: Some(span(
                "2024-03-05",
                "2025-01-20",
                "5 березня 2024 р. — 20 січня 2025 р.",
                "бер. 2024 — січ. 2025",
            )),
            events: vec!["event-a1".to_owned(), "event-c3".to_owned()],
        }],
        people: people(),
        organizations: vec![entity("organization-1", "завод «Зоря»", "Зоря, завод", &["event-a1"])],
        places: vec![entity("place-1", "Рось", "Рось", &["event-a1", "event-b2"])],
        abbreviations: abbreviations(),
        sources,
        ledger: ledger(),
        articles: articles(),
        words: words(),
    }
}

/// An edition of `articles` events with one report each, in chapters of forty.
pub fn large(articles: usize) -> Edition {
    let mut large = edition();
    let numbers: Vec<usize> = (1..=articles).collect();
    large.sources = numbers.iter().map(|&n| source(n, &format!("event-{n}"), "Вісник Надросся", None)).collect();
    large.chapters = numbers
        .chunks(40)
        .enumerate()
        .map(|(at, numbers)| {
            chapter(at + 1, &format!("Розділ {}", at + 1), numbers.iter().map(|&n| plain_event(n)).collect())
        })
        .collect();
    large.glance.clear();
    large.upcoming.clear();
    large.people.truncate(1);
    large.people[0].events = numbers.iter().map(|n| format!("event-{n}")).collect();
    large.people[0].role = None;
    large.ledger.entries = numbers.iter().map(|&n| used(n)).collect();
    large
}

fn plain_event(number: usize) -> Event {
    let mut event = bridge();
    event.id = format!("event-{number}");
    event.headline.source = number;
    event.sources = vec![number];
    for quotation in event.key.iter_mut().chain(event.quotes.iter_mut().map(|quote| &mut quote.quotation)) {
        quotation.source = number;
    }
    event
}

fn day(iso: &str, long: &str, short: &str) -> DateText {
    let precision = if iso.contains('T') { Precision::Minute } else { Precision::Day };
    date(iso, iso, precision, long, short)
}

fn span(earliest: &str, latest: &str, long: &str, short: &str) -> DateText {
    date(earliest, latest, Precision::Range, long, short)
}

fn date(earliest: &str, latest: &str, precision: Precision, long: &str, short: &str) -> DateText {
    let (earliest, latest) = (earliest.to_owned(), latest.to_owned());
    let (earliest, latest) = (Some(earliest), Some(latest));
    DateText {
        earliest,
        latest,
        precision,
        how: How::Resolved,
        long: long.to_owned(),
        short: short.to_owned(),
        reported: None,
    }
}

fn counts(captures: usize, sources: usize, events: usize, people: usize) -> Counts {
    let count = |number, noun: &str| Count { number, noun: noun.to_owned() };
    Counts {
        captures: count(captures, "сторінок"),
        sources: count(sources, "видання"),
        articles: count(captures, "статей"),
        events: count(events, "події"),
        people: count(people, "особи"),
    }
}

fn place(source: usize) -> Place {
    Place { path: format!("pages/{source}.txt"), record: 0, start: 10, end: 60 }
}

fn quotation(text: &str, source: usize) -> Quotation {
    Quotation { text: text.to_owned(), language: Language::Ukrainian, source, place: place(source) }
}

fn key(text: &str, source: usize, event: &str) -> KeySentence {
    let when = Some(day("2024-03-05", "5 березня 2024 р.", "5 бер. 2024"));
    KeySentence { quotation: quotation(text, source), event: event.to_owned(), when }
}

fn headline(text: &str, language: Language, source: usize) -> Headline {
    Headline { text: text.to_owned(), language, source, place: Some(place(source)) }
}

fn chapter(number: usize, title: &str, events: Vec<Event>) -> Chapter {
    let period = Some(span("2024-03-05", "2024-12-10", "березень — грудень 2024 р.", "2024"));
    Chapter {
        id: format!("chapter-{number}"),
        title: title.to_owned(),
        words: Vec::new(),
        undated: false,
        period,
        summary: Vec::new(),
        editors_summary: Vec::new(),
        events,
    }
}

fn side(text: &str, said: &str, source: usize) -> Side {
    Side { quotation: quotation(text, source), said: said.to_owned() }
}

fn step(text: &str, said: &str, source: usize, published: DateText) -> CountStep {
    CountStep { quotation: quotation(text, source), said: said.to_owned(), published }
}

fn articles() -> Vec<FullArticle> {
    let block = |kind: BlockKind, text: &str| FullBlock { kind, quotation: quotation(text, 1) };
    vec![FullArticle {
        id: "article-1".to_owned(),
        source: 1,
        headline: headline("На Росі відкрили міст - рух двома смугами", Language::Ukrainian, 1),
        deck: Some(quotation("Ремонт тривав дев'ять місяців.", 1)),
        blocks: vec![
            block(BlockKind::Paragraph, "Міст <через> Рось відкрили."),
            block(BlockKind::Subhead, "Що далі"),
            block(BlockKind::List, "пофарбують перила"),
            block(BlockKind::Quote, "Дякуємо всім, хто чекав."),
        ],
    }]
}

fn mentioned() -> Vec<Mentioned> {
    vec![Mentioned {
        upcoming: None,
        id: "mentioned-1".to_owned(),
        when: day("2024-09-01", "1 вересня 2024 р.", "1 вер. 2024"),
        announced: true,
        quotation: quotation("Тролейбуси поїдуть мостом 1 вересня.", 2),
        day: place(2),
    }]
}

fn upcoming() -> Vec<Upcoming> {
    vec![Upcoming {
        id: "upcoming-2025-02-03-a1".to_owned(),
        when: day("2025-02-03", "3 лютого 2025 р.", "3 лют. 2025"),
        weekday: "понеділок".to_owned(),
        quotation: quotation("Читальню для дітей відкриють 3 лютого.", 4),
        day: place(4),
        sources: vec![1, 4],
        announced_by: Some(Count { number: 2, noun: "статті".to_owned() }),
    }]
}

fn abbreviations() -> Vec<Abbreviation> {
    let abbreviation = |short: &str, long: &str, found: Option<Quotation>| Abbreviation {
        short: short.to_owned(),
        long: long.to_owned(),
        language: Language::Ukrainian,
        found,
    };
    vec![
        abbreviation("ДСНС", "Державна служба з надзвичайних ситуацій", None),
        abbreviation("НМЦ", "Надроський мостовий центр", Some(quotation("Надроський мостовий центр", 1))),
    ]
}

fn undated_chapter(number: usize) -> Chapter {
    let event = Event {
        id: "event-d4".to_owned(),
        when: None,
        place: None,
        headline: headline("Старий млин чекає на господаря", Language::Unknown, 5),
        key: vec![quotation("Млин стоїть порожній.", 5)],
        quotes: Vec::new(),
        sources: vec![5],
        picture: None,
        note: None,
        status: None,
        story: None,
        change: Some(EventChange {
            kind: ChangeKind::Updated,
            label: "Оновлено".to_owned(),
            text: "1 нове повідомлення; дати не було".to_owned(),
            sources: vec![2],
        }),
        disagreements: Vec::new(),
        developments: Vec::new(),
        added: Vec::new(),
        same_text: Vec::new(),
        independent: 1,
        dating: None,
        evidence: Vec::new(),
    };
    Chapter { undated: true, period: None, ..chapter(number, "Без дати", vec![event]) }
}

fn bridge() -> Event {
    Event {
        id: "event-a1".to_owned(),
        when: Some(day("2024-03-05", "5 березня 2024 р.", "5 бер. 2024")),
        place: Some(EventPlace { name: "Рось".to_owned(), said: quotation("Росі", 1) }),
        headline: headline("На Росі відкрили міст - рух двома смугами", Language::Ukrainian, 1),
        key: vec![
            quotation("Міст через Рось відкрили після дев'яти місяців ремонту.", 1),
            quotation("Рух дозволили о 8 годині, а вантажівки поїдуть із 15 березня.", 2),
        ],
        quotes: vec![Quote {
            quotation: quotation("Ми чекали на цей день, і от він настав", 2),
            speaker: Some("Оксана Гребінь".to_owned()),
            role: Some("голова громади".to_owned()),
            role_place: None,
            venue: Some("на зборах громади".to_owned()),
            venue_place: None,
            wordings: Vec::new(),
            cue: None,
            named: None,
            translation: None,
        }],
        sources: vec![1, 2],
        picture: None,
        note: Some("Обидва тексти переказують одну заяву <громади>.".to_owned()),
        status: None,
        story: Some(in_story(None, Some("event-c3"))),
        change: None,
        disagreements: vec![Disagreement {
            matter: Matter::Number,
            text: "число".to_owned(),
            sides: vec![
                side("Ремонт тривав 9 місяців.", "9 місяців", 1),
                side("Ремонт тривав 11 місяців.", "11 місяців", 2),
            ],
        }],
        developments: vec![Development {
            text: "від 84 (5 бер.) до 233 (7 бер.)".to_owned(),
            steps: vec![
                step("Паводок забрав 84 човни.", "84", 1, day("2024-03-05", "5 березня 2024 р.", "5 бер. 2024")),
                step("Паводок забрав 233 човни.", "233", 2, day("2024-03-07", "7 березня 2024 р.", "7 бер. 2024")),
            ],
        }],
        added: Vec::new(),
        same_text: Vec::new(),
        independent: 1,
        dating: Some("рік — зі сторінки 2 («торік»)".to_owned()),
        evidence: Vec::new(),
    }
}

/// The position of an event in the only story.
fn in_story(before: Option<&str>, after: Option<&str>) -> InStory {
    InStory { id: "story-1".to_owned(), before: before.map(str::to_owned), after: after.map(str::to_owned) }
}

fn ferry() -> Event {
    Event {
        id: "event-b2".to_owned(),
        when: Some(span("2024-12-09", "2024-12-10", "9–10 грудня 2024 р.", "9–10 груд. 2024")),
        place: None,
        headline: headline("Пором \"Лебідь\" пішов на зимівлю", Language::Ukrainian, 3),
        key: vec![quotation("Останній рейс пором зробив увечері.", 3)],
        quotes: vec![Quote {
            quotation: quotation("Зима буде довга", 3),
            speaker: None,
            role: None,
            role_place: None,
            venue: None,
            venue_place: None,
            wordings: Vec::new(),
            cue: None,
            named: None,
            translation: None,
        }],
        sources: vec![3],
        picture: None,
        note: None,
        status: None,
        story: None,
        change: Some(EventChange {
            kind: ChangeKind::New,
            label: "Нове".to_owned(),
            text: String::new(),
            sources: Vec::new(),
        }),
        disagreements: Vec::new(),
        developments: Vec::new(),
        added: Vec::new(),
        same_text: Vec::new(),
        independent: 1,
        dating: None,
        evidence: Vec::new(),
    }
}

fn library() -> Event {
    let english = |text: &str| Quotation { language: Language::English, ..quotation(text, 4) };
    Event {
        id: "event-c3".to_owned(),
        when: Some(day("2025-01-20", "20 січня 2025 р.", "20 січ. 2025")),
        place: None,
        headline: headline("A village library gets 1,200 books", Language::English, 4),
        key: vec![english("The shelves were full by noon on 20 January.")],
        quotes: Vec::new(),
        sources: vec![4],
        picture: None,
        note: None,
        status: None,
        story: Some(in_story(Some("event-a1"), None)),
        change: None,
        disagreements: Vec::new(),
        developments: Vec::new(),
        added: Vec::new(),
        same_text: Vec::new(),
        independent: 1,
        dating: None,
        evidence: Vec::new(),
    }
}

fn timeline() -> Timeline {
    let mark = |event: &str, first, last, label: &str| Mark {
        event: event.to_owned(),
        key: true,
        first,
        last,
        precision: Precision::Day,
        label: label.to_owned(),
        reports: 1,
    };
    let lane = |chapter: &str, title: &str, marks| Lane {
        chapter: chapter.to_owned(),
        title: title.to_owned(),
        marks,
        density: Density::default(),
        mentions: Vec::new(),
    };
    Timeline {
        start: "2024-03-01".to_owned(),
        days: 340,
        lanes: vec![
            lane(
                "chapter-1",
                "Міст через Рось",
                vec![mark("event-a1", 4, 4, "5 бер."), mark("event-b2", 283, 284, "9–10 груд.")],
            ),
            lane("chapter-2", "Бібліотеки громади", vec![mark("event-c3", 325, 325, "20 січ.")]),
        ],
        ticks: vec![Tick { day: 0, label: "2024".to_owned(), major: true }],
        stretches: vec![Stretch { from: 0, until: 340 }],
        joined: false,
        density: Density::default(),
        scale: None,
        description: "Три події за рік, дві з них — у першому розділі.".to_owned(),
    }
}

fn entity(id: &str, name: &str, sort: &str, events: &[&str]) -> Entity {
    let events = events.iter().map(|event| (*event).to_owned()).collect();
    Entity { id: id.to_owned(), name: name.to_owned(), sort: sort.to_owned(), events, listed: true, named: Vec::new() }
}

fn people() -> Vec<Person> {
    let person = |number: usize, name: &str, role: Option<Quotation>, events: &[&str]| Person {
        id: format!("person-{number}"),
        name: name.to_owned(),
        sort: name.to_owned(),
        role,
        declared_role: None,
        events: events.iter().map(|event| (*event).to_owned()).collect(),
        listed: true,
        named: Vec::new(),
    };
    vec![
        person(1, "Гребінь Оксана", Some(quotation("голова громади", 2)), &["event-a1", "event-c3"]),
        person(2, "Лукаш В. П.", None, &["event-b2"]),
        person(3, "Шевчук Мар'яна", None, &["event-d4"]),
    ]
}

fn source(number: usize, event: &str, publisher: &str, published: Option<DateText>) -> SourceEntry {
    let path = format!("pages/{number}.txt");
    let evidence = Evidence {
        kind: EvidenceKind::Partial,
        text: "торік".to_owned(),
        path: path.clone(),
        place: None,
        gives: None,
    };
    let address = (number != 3).then(|| format!("https://visnyk.example/новини/{number}?a=1&b=[2]"));
    SourceEntry {
        number,
        publisher: (number != 5).then(|| publisher.to_owned()),
        publisher_how: Some(How::Resolved),
        publisher_evidence: Some("Видання впізнано за меню, спільним зі сторінкою 1.".to_owned()),
        publisher_grounds: Vec::new(),
        publisher_language: Language::Ukrainian,
        reliability: None,
        headline: headline("На Росі відкрили міст", Language::Ukrainian, number),
        byline: vec!["Іван Степовий".to_owned()],
        byline_places: vec![quotation("Іван Степовий", number).place],
        citation: vec![
            Run { text: "Степовий І. На Росі відкрили міст. ".to_owned(), italic: false },
            Run { text: publisher.to_owned(), italic: true },
            Run { text: ". URL: ".to_owned(), italic: false },
            Run { text: address.clone().unwrap_or_default(), italic: false },
        ],
        address,
        path,
        record: u32::from(number == 2),
        form: Form::Text,
        digest: format!("{number:064x}"),
        language: Language::Ukrainian,
        published,
        figures: Vec::new(),
        dating: vec![Step {
            text: "На сторінці стоїть лише «5 березня», без року.".to_owned(),
            kind: EvidenceKind::Partial,
            evidence: vec![evidence],
        }],
        event: event.to_owned(),
    }
}

fn used(number: usize) -> LedgerEntry {
    LedgerEntry {
        path: format!("pages/{number}.txt"),
        record: 0,
        outcome: Outcome::Used,
        outcome_text: "у випуску".to_owned(),
        source: Some(number),
        digest: Some("ab".repeat(32)),
        dropped: vec![DropCount { reason: DropReason::Menu, text: "меню".to_owned(), lines: 12 }],
    }
}

fn ledger() -> Ledger {
    let mut entries: Vec<LedgerEntry> = (1..=5).map(used).collect();
    entries.push(LedgerEntry {
        path: "pages/світлина & схема.jpg".to_owned(),
        record: 0,
        outcome: Outcome::Unread(UnreadReason::NotText),
        outcome_text: "не текст".to_owned(),
        source: None,
        digest: None,
        dropped: Vec::new(),
    });
    let total = |outcome, text: &str, captures| LedgerTotal { outcome, text: text.to_owned(), captures };
    let totals =
        vec![total(Outcome::Used, "у випуску", 5), total(Outcome::Unread(UnreadReason::NotText), "не текст", 1)];
    let left_out = vec![LeftOutClaim {
        claim: ClaimKind::Quote,
        claim_text: "цитата".to_owned(),
        path: entries[0].path.clone(),
        record: 2,
        reason: Reason::Name,
        reason_text: "сторінки не підтверджують цього імені".to_owned(),
        problem: "`A` does not name the speaker `B`".to_owned(),
    }];
    let retold = vec![Retold {
        event: "event-a1".to_owned(),
        headline: "Міст <через> Рось".to_owned(),
        when: Some(day("2024-03-05", "5 березня 2024 р.", "5 бер. 2024")),
        text: "дати не було".to_owned(),
    }];
    Ledger { entries, totals, left_out, retold, upcoming_left_out: 2, claims: 120, replaced: Vec::new() }
}

/// Each label is its own name, except for those whose look matters in a picture.
fn words() -> Words {
    let labels = [
        ("briefing", "Брифінг"),
        ("edition_number", "випуск"),
        ("as_of", "станом на"),
        ("glance", "Стисло"),
        ("upcoming", "Далі"),
        ("upcoming_left_out", "Оголошені події без місця"),
        ("timeline", "Хронологія"),
        ("contents", "Зміст"),
        ("chapter", "Розділ"),
        ("people", "Хто є хто"),
        ("people_note", "Імена подано так повно, як їх подають сторінки."),
        ("organizations", "Організації"),
        ("organizations_note", "Названі у двох джерелах."),
        ("places", "Місця"),
        ("places_note", "Названі у двох джерелах."),
        ("sources", "Джерела"),
        ("sources_note", "Для кожної сторінки: де вона лежить і як знайдено її дату."),
        ("ledger", "Облік"),
        ("ledger_note", "Що сталося з кожною сторінкою."),
        ("undated", "без дати"),
        ("date", "Дата"),
        ("event", "Подія"),
        ("source", "Джерело"),
        ("capture_file", "Файл"),
        ("address", "Адреса"),
        ("published", "Опубліковано"),
        ("not_known", "не відомо"),
        ("publisher_unknown", "видання не назване"),
        ("editors_note", "Примітка редактора"),
        ("mentioned", "Згадано на сторінках"),
        ("announced", "оголошено"),
        ("looked_back", "згадано"),
        ("articles", "Повні тексти"),
        ("articles_note", "Тексти належать видавцям."),
        ("disagreement", "Джерела розходяться"),
        ("development", "Як змінилося число"),
        ("earlier", "Раніше"),
        ("later", "Далі"),
        ("abbreviations", "Скорочення"),
        ("abbreviations_note", "Як на сторінках."),
        ("publisher_resolved", "видання встановлено"),
        ("how_dated", "Як знайдено дату"),
        ("date_resolved", "дату встановлено"),
        ("dropped_lines", "Вилучені рядки"),
        ("outcome", "Доля"),
        ("total", "Разом"),
        ("cover", "Обкладинка"),
        ("back", "До тексту"),
        ("speaker_unknown", "мовця не названо"),
        ("made_with", "Зроблено програмою"),
    ];
    let schema = serde_json::to_value(schemars::schema_for!(Words)).unwrap();
    let names = schema["properties"].as_object().unwrap().keys();
    let labels = std::collections::BTreeMap::from(labels);
    let mut words: serde_json::Map<_, _> =
        names.map(|name| (name.clone(), (*labels.get(name.as_str()).unwrap_or(&name.as_str())).into())).collect();
    words.insert("scripts".to_owned(), serde_json::json!({}));
    serde_json::from_value(words.into()).unwrap()
}
