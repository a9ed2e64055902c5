//! In: the number of events, chapters and people. Out: an edition of invented Ukrainian news for trying layouts.
//!
//! Invariant: the same plan gives the same edition. Every number in it refers to something in the edition.

use chrono::NaiveDate;
use litopys::capture::Form;
use litopys::cite::Run;
use litopys::edition::{
    Abbreviation, Added, ChangeKind, Chapter, ClaimKind, Control, Count, CountStep, Counts, DateText, Design,
    Development, Disagreement, DropCount, Edition, Entity, Event, EventChange, EventStatus, Headline, InStory,
    KeySentence, Ledger, LedgerEntry, LedgerTotal, LeftOutClaim, Matter, Mentioned, News, Outcome, Person, Place,
    Quotation, Quote, Reason, Retold, Side, SourceEntry, Step, Upcoming, Withdrawn,
};
use litopys::edition::{coverage, timeline};
use litopys::language::Language;
use litopys::normalize::DropReason;
use litopys::project::{Paper, Status};
use litopys::time::{Days, Evidence, EvidenceKind, How, Precision};
use litopys::words::plural::Noun;
use litopys::words::{Lexicon, ProductLanguage};

const SENTENCES: [&str; 12] = [
    "Міністерство повідомило, що перша черга сховищ на півдні області прийме зерно вже у вересні.",
    "За словами посадовця, угода передбачає спільне фінансування ремонту трьох підстанцій і закупівлю трансформаторів на 4,2 млрд ₴.",
    "Сторони домовилися створити робочу групу, яка щокварталу звітуватиме перед обома урядами.",
    "Підприємство відновило роботу після двох тижнів простою; постачання сировини йде через порт Ізмаїл.",
    "Документ підписали в присутності представників чотирнадцяти громад, і він набирає чинності з дня оприлюднення.",
    "Учасники наради наголосили, що без нових ліній зв’язку міст на правому березі добудувати не вдасться.",
    "Комісія перевірила сорок сім об’єктів і на дев’ятьох знайшла порушення будівельних норм.",
    "Перший потяг із модернізованими вагонами вирушив о 6:40 і прибув на станцію без запізнення.",
    "У відомстві пояснили: обладнання придбали коштом гранту, тож на місцевий бюджет витрати не ляжуть.",
    "Експерти радять не поспішати з висновками, доки не буде завершено випробування дослідного зразка.",
    "Мер подякував партнерам за генератори й додав, що зиму лікарні зустрінуть із подвійним запасом пального.",
    "До кінця року планують підготувати триста двадцять інструкторів, половину з них — жінки.",
];

const HEADLINES: [&str; 8] = [
    "Громади узгодили маршрут нової лінії електропередачі",
    "На півдні відкрили сховище для зерна на сорок тисяч тонн",
    "Уряд затвердив перелік мостів, які відбудують першими",
    "Порт прийняв перше судно після поглиблення дна",
    "Підсумки наради: хто, коли й за які кошти ремонтуватиме підстанції обласного центру та прилеглих громад",
    "Інститут показав дослідний зразок вагона",
    "Лікарні отримали резервне живлення",
    "Комісія назвала винних у затримці будівництва",
];

const PUBLISHERS: [&str; 5] = ["Наддніпрянський вісник", "Ранковий кур’єр", "Хвиля.інфо", "Степова правда", "Обрій"];

const NAMES: [&str; 10] = [
    "Андрущенко Лідія",
    "Білик Остап",
    "Верес Марина",
    "Гнатюк Петро",
    "Ґудзь Семен",
    "Дорошенко Ірина",
    "Єфремов Тарас",
    "Жук Олена",
    "Іванишин Богдан",
    "Яремчук Степан",
];

const ROLES: [&str; 4] = [
    "заступниця міністра інфраструктури",
    "голова обласної ради",
    "керівник робочої групи з відбудови мостів і шляхопроводів",
    "мер",
];

const CHAPTERS: [&str; 6] = [
    "Мости й дороги",
    "Енергетика громад",
    "Порти та перевезення зерна",
    "Лікарні",
    "Промисловість і дослідні зразки",
    "Інші події",
];

/// The size of an edition.
pub struct Plan {
    pub title: &'static str,
    pub events: usize,
    pub chapters: usize,
    pub people: usize,
    /// Number of days from the first event to the last.
    pub days: u64,
    /// Whether no event has a date.
    pub undated: bool,
    pub paper: Paper,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            title: "Відбудова півдня",
            events: 5,
            chapters: 3,
            people: 8,
            days: 600,
            undated: false,
            paper: Paper::A4,
        }
    }
}

/// The edition of a plan.
pub fn edition(plan: &Plan) -> Edition {
    let words = ProductLanguage::UKRAINIAN.lexicon();
    let events: Vec<Event> = (0..plan.events).map(|at| event(plan, words, at)).collect();
    let sources: Vec<SourceEntry> =
        events.iter().flat_map(|event| event.sources.iter().map(|&number| source(words, event, number))).collect();
    let chapters = chapters(plan, words, events);
    let organizations = entities(plan, &chapters, "organization", "завод «Зоря»");
    let places = entities(plan, &chapters, "place", "Біла Церква");
    let mentioned: Vec<Mentioned> = (0..plan.events.min(3)).map(|at| mentioned(words, at)).collect();
    let people: Vec<Person> = (0..plan.people).map(|at| person(plan, &chapters, at)).collect();
    let period = (!plan.undated && plan.events > 0).then(|| {
        let days = Days { earliest: day(0), latest: day(plan.days) };
        DateText { long: words.dates.period(days), ..date(words, days, How::Stated) }
    });
    Edition {
        schema: 3,
        producer: "litopys 0.1.0".to_owned(),
        title: plan.title.to_owned(),
        title_words: None,
        in_full: Vec::new(),
        control: Control::default(),
        introduction: Vec::new(),
        errata: Vec::new(),
        language: ProductLanguage::UKRAINIAN,
        number: Some(3),
        identifier: "urn:uuid:6f2f6f0e-7a3c-5f7e-9c40-0d2c5a0e9b11".to_owned(),
        as_of: Some(date(words, Days::day(day(plan.days + 2)), How::Stated)),
        period,
        layout: "briefing".to_owned(),
        paper: plan.paper,
        design: Design::default(),
        news: (plan.events > 3).then(|| News {
            since: 2,
            text: "Після випуску 2 (8 січня 2024 р.)".to_owned(),
            summary: "2 нові події; 1 оновлена подія; 2 вилучені події".to_owned(),
            note: None,
            withdrawn: (0..2).map(|at| Withdrawn { headline: HEADLINES[at].to_owned(), when: None }).collect(),
        }),
        counts: Counts {
            captures: count(&words.counts.captures, sources.len() + 2),
            sources: count(&words.counts.sources, PUBLISHERS.len().min(sources.len())),
            articles: count(&words.counts.articles, sources.len()),
            events: count(&words.counts.events, plan.events),
            people: count(&words.counts.people, people.len()),
        },
        glance: glance(&chapters),
        upcoming: (0..plan.events.min(3)).map(|at| upcoming(words, plan, at)).collect(),
        days: Vec::new(),
        timeline: timeline::draw(words, &chapters, &mentioned, &key_events(&chapters), false),
        coverage: coverage::draw(ProductLanguage::UKRAINIAN, &sources),
        mentioned,
        ledger: ledger(&sources),
        chapters,
        stories: Vec::new(),
        people,
        organizations,
        places,
        abbreviations: abbreviations(plan),
        sources,
        articles: Vec::new(),
        words: words.labels.clone(),
    }
}

fn count(forms: &Noun, number: usize) -> Count {
    Count { number, noun: ProductLanguage::UKRAINIAN.noun(number, forms) }
}

/// The day this many days after the first.
pub fn day(at: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 11, 17).unwrap() + chrono::Days::new(at)
}

fn date(words: &Lexicon, days: Days, how: How) -> DateText {
    DateText {
        earliest: Some(days.earliest.to_string()),
        latest: Some(days.latest.to_string()),
        precision: if days.is_day() { Precision::Day } else { Precision::Range },
        how,
        long: words.dates.long(days),
        short: words.dates.short(days),
        reported: None,
    }
}

/// Evenly distributed, and the same every time (Knuth's multiplicative hash).
fn scatter(at: usize, below: usize) -> usize {
    ((at as u64 + 1).wrapping_mul(2_654_435_761) >> 7) as usize % below.max(1)
}

fn days_of(plan: &Plan, at: usize) -> Days {
    let even = plan.days as usize * at / plan.events.max(2).saturating_sub(1).max(1);
    let first = if plan.events == 5 { [0, 19, 20, 455, 600][at].min(plan.days as usize) } else { even };
    let length = if at % 4 == 1 { 1 + at % 7 } else { 0 };
    Days { earliest: day(first as u64), latest: day((first + length).min(plan.days.max(first as u64) as usize) as u64) }
}

pub fn quotation(text: &str, source: usize) -> Quotation {
    let place = Place { path: path(source), record: 0, start: 0, end: text.chars().count() };
    Quotation { text: text.to_owned(), language: Language::Ukrainian, source, place }
}

fn path(number: usize) -> String {
    format!("pages/2024/{number:03}-zberezhena-storinka-z-dovhoiu-nazvoiu.html")
}

fn event(plan: &Plan, words: &Lexicon, at: usize) -> Event {
    let first = at * 3 / 2 + 1;
    let sources: Vec<usize> = (first..(at + 1) * 3 / 2 + 1).collect();
    let how = if at % 3 == 2 { How::Resolved } else { How::Stated };
    let key = (0..1 + at % 4).map(|nth| quotation(SENTENCES[scatter(at * 5 + nth, 12)], sources[nth % sources.len()]));
    let quote = Quote {
        quotation: quotation("Ми не просимо грошей на завтра, ми просимо креслення на вчора", first),
        speaker: (at % 4 != 2).then(|| "Лідія Андрущенко".to_owned()),
        role: (at.is_multiple_of(4)).then(|| ROLES[0].to_owned()),
        role_place: None,
        venue: (at % 4 == 1).then(|| "у вечірньому зверненні".to_owned()),
        venue_place: None,
        wordings: if at % 4 == 2 { vec![quotation(SENTENCES[(at + 3) % SENTENCES.len()], first)] } else { Vec::new() },
        cue: None,
        named: None,
        translation: (at % 8 == 6).then(|| "Wir bitten nicht um Geld für morgen".to_owned()),
    };
    let side = |source: &usize| {
        let said = format!("{} верстатів", 12 + source);
        Side {
            quotation: quotation(&format!("Завод отримав {said} і два преси для нової лінії."), *source), said
        }
    };
    let disagreements = match sources.len() {
        0 | 1 => Vec::new(),
        _ => vec![Disagreement {
            matter: Matter::Number,
            text: words.matters.number.clone(),
            sides: sources.iter().map(side).collect(),
        }],
    };
    let step = |(nth, source): (usize, &usize)| CountStep {
        quotation: quotation(&format!("Паводок забрав {} човнів.", 84 + 149 * nth), *source),
        said: (84 + 149 * nth).to_string(),
        published: date(words, days_of(plan, at + nth), How::Stated),
    };
    let developments = match sources.len() {
        2.. if at % 2 == 1 => vec![Development {
            text: "від 84 (2 трав.) до 233 (9 трав.)".to_owned(),
            steps: sources.iter().take(2).enumerate().map(step).collect(),
        }],
        _ => Vec::new(),
    };
    let dating = "на сторінці лише день і місяць; рік — зі сторінки 3 («наступний рік»)";
    let long = "на сторінці лише день тижня й час; день — зі сторінки 1, яка заздалегідь оголошує цю подію, а рік — зі слів «цьогорічний грудень»";
    let later = |&source: &usize| Added {
        quotation: quotation(SENTENCES[(at + 5) % SENTENCES.len()], source),
        published: Some(date(words, days_of(plan, at + 1), How::Stated)),
    };
    let added = if at % 3 == 1 { sources[1..].iter().map(later).collect() } else { Vec::new() };
    Event {
        id: format!("event-{}", at + 1),
        when: (!plan.undated).then(|| date(words, days_of(plan, at), how)),
        place: None,
        headline: headline(HEADLINES[scatter(at, 8)], first),
        key: key.collect(),
        quotes: if at.is_multiple_of(2) { vec![quote] } else { Vec::new() },
        added,
        same_text: if sources.len() > 2 { vec![sources[1..].to_vec()] } else { Vec::new() },
        independent: 1,
        sources,
        picture: None,
        note: (at % 7 == 3).then(|| "Обидва тексти переказують одну заяву міської ради.".to_owned()),
        status: status(at),
        story: story(plan, at),
        change: change(at, first),
        disagreements,
        developments,
        dating: (how == How::Resolved).then(|| if at.is_multiple_of(2) { dating } else { long }.to_owned()),
        evidence: Vec::new(),
    }
}

/// Every fifth event belongs to one story.
fn story(plan: &Plan, at: usize) -> Option<InStory> {
    const APART: usize = 5;
    let event = |at: usize| format!("event-{}", at + 1);
    (at.is_multiple_of(APART) && !plan.undated).then(|| InStory {
        id: "story-1".to_owned(),
        before: at.checked_sub(APART).map(event),
        after: (at + APART < plan.events).then(|| event(at + APART)),
    })
}

/// The editor's judgement of some events.
fn status(at: usize) -> Option<EventStatus> {
    let status = |kind, label: &str| Some(EventStatus { kind, label: label.to_owned() });
    match at % 9 {
        4 => status(Status::Disputed, "редактор: спірне"),
        7 => status(Status::Denied, "редактор: спростовано"),
        _ => None,
    }
}

/// Every third event is new, and some are updated.
fn change(at: usize, source: usize) -> Option<EventChange> {
    let (new, updated) = ("Нове".to_owned(), "Оновлено".to_owned());
    match at % 6 {
        1 | 4 => Some(EventChange { kind: ChangeKind::New, label: new, text: String::new(), sources: Vec::new() }),
        5 => Some(EventChange {
            kind: ChangeKind::Updated,
            label: updated,
            text: "2 нові повідомлення; дата була: 8 січня 2024 р.".to_owned(),
            sources: vec![source],
        }),
        _ => None,
    }
}

fn mentioned(words: &Lexicon, at: usize) -> Mentioned {
    let quotation = quotation(SENTENCES[at], 1);
    let day = quotation.place.clone();
    Mentioned {
        upcoming: None,
        id: format!("mentioned-{}", at + 1),
        when: date(words, Days::day(self::day(at as u64 * 9)), How::Resolved),
        announced: at == 1,
        quotation,
        day,
    }
}

/// An announced event some days after the last one that is reported.
fn upcoming(words: &Lexicon, plan: &Plan, at: usize) -> Upcoming {
    let quotation = quotation(SENTENCES[at + 4], 1);
    let day = quotation.place.clone();
    let when = date(words, Days::day(self::day(plan.days + 3 + at as u64 * 4)), How::Stated);
    Upcoming {
        id: format!("upcoming-{}", at + 1),
        when,
        weekday: "четвер".to_owned(),
        quotation,
        day,
        sources: vec![1],
        announced_by: None,
    }
}

/// A third as many as there are people.
fn entities(plan: &Plan, chapters: &[Chapter], kind: &str, name: &str) -> Vec<Entity> {
    let events: Vec<&String> = chapters.iter().flat_map(|chapter| &chapter.events).map(|event| &event.id).collect();
    let entity = |at: usize| Entity {
        id: format!("{kind}-{}", at + 1),
        name: format!("{name} {}", at + 1),
        sort: format!("{name} {}", at + 1),
        events: events.iter().skip(at).step_by(7).take(5).map(|id| (*id).clone()).collect(),
        listed: true,
        named: Vec::new(),
    };
    (0..plan.people / 3).map(entity).collect()
}

fn abbreviations(plan: &Plan) -> Vec<Abbreviation> {
    let abbreviation = |(short, long): (&str, &str)| Abbreviation {
        short: short.to_owned(),
        long: long.to_owned(),
        language: Language::Ukrainian,
        found: short.starts_with('О').then(|| quotation(long, 1)),
    };
    let known = [("ОПК", "оборонно-промисловий комплекс"), ("ППО", "протиповітряна оборона")];
    known.into_iter().take(plan.events).map(abbreviation).collect()
}

pub fn headline(text: &str, source: usize) -> Headline {
    Headline {
        text: text.to_owned(),
        language: Language::Ukrainian,
        source,
        place: Some(quotation(text, source).place),
    }
}

fn source(words: &Lexicon, event: &Event, number: usize) -> SourceEntry {
    let resolved = number.is_multiple_of(3);
    let text = if resolved {
        "На сторінці стоїть лише «17 листопада», без року: 17 листопада будь-якого року."
    } else {
        "У рядку дати стоїть «17 листопада 2023, 18:16»."
    };
    let step = |text: &str| Step {
        text: text.to_owned(),
        kind: EvidenceKind::Partial,
        evidence: vec![Evidence {
            kind: EvidenceKind::Partial,
            text: text.to_owned(),
            path: path(number),
            place: None,
            gives: None,
        }],
    };
    let mut dating = vec![step(text)];
    if resolved {
        dating.push(step(
            "Сторінка 3 пише «на 2024» і «наступний рік», тож її рік — 2023; обидві розповідають про одну подію.",
        ));
    }
    let address = (number % 4 != 3).then(|| {
        format!("https://obrii.example/novyny/2023/11/17/{number}-hromady-uzhodyly-marshrut-novoi-linii-elektroperedachi?utm_source=stezhka&ref=golovna")
    });
    let run = |text: String, italic| Run { text, italic };
    let cited = address
        .iter()
        .flat_map(|address| [run("URL: ".to_owned(), false), run(address.clone(), false), run(".".to_owned(), false)]);
    SourceEntry {
        number,
        publisher: (number % 7 != 6).then(|| PUBLISHERS[number % 5].to_owned()),
        publisher_how: Some(if number % 5 == 2 { How::Resolved } else { How::Stated }),
        publisher_evidence: (number % 5 == 2).then(|| "оправа та сама, що на сторінці 1".to_owned()),
        publisher_grounds: Vec::new(),
        publisher_language: Language::Ukrainian,
        reliability: None,
        headline: headline(HEADLINES[scatter(number, 8)], number),
        byline: if number.is_multiple_of(2) { vec!["Ганна Сорока".to_owned()] } else { Vec::new() },
        byline_places: if number.is_multiple_of(2) {
            vec![quotation("Ганна Сорока", number).place]
        } else {
            Vec::new()
        },
        citation: [
            run(format!("{}. ", HEADLINES[scatter(number, 8)]), false),
            run(PUBLISHERS[number % 5].to_owned(), true),
            run(". 2023. 17 листоп. ".to_owned(), false),
        ]
        .into_iter()
        .chain(cited)
        .collect(),
        address,
        path: path(number),
        record: 0,
        form: Form::Html,
        digest: "9f2c".repeat(16),
        language: Language::Ukrainian,
        published: event.when.as_ref().map(|when| {
            let day = Days::day(when.earliest.as_ref().unwrap().parse().unwrap());
            date(words, day, if resolved { How::Resolved } else { How::Stated })
        }),
        figures: Vec::new(),
        dating: if event.when.is_some() { dating } else { Vec::new() },
        event: event.id.clone(),
    }
}

fn chapters(plan: &Plan, words: &Lexicon, events: Vec<Event>) -> Vec<Chapter> {
    let size = events.len().div_ceil(plan.chapters.max(1)).max(1);
    let chapter = |(at, events): (usize, &[Event])| {
        let days = Days {
            earliest: days_of(plan, at * size).earliest,
            latest: days_of(plan, at * size + events.len() - 1).latest,
        };
        Chapter {
            id: format!("chapter-{}", at + 1),
            title: if plan.undated { words.labels.undated.clone() } else { CHAPTERS[at % 6].to_owned() },
            words: Vec::new(),
            undated: plan.undated,
            period: (!plan.undated)
                .then(|| DateText { long: words.dates.period(days), ..date(words, days, How::Stated) }),
            summary: summary(events),
            editors_summary: Vec::new(),
            events: events.to_vec(),
        }
    };
    events.chunks(size).enumerate().map(chapter).collect()
}

/// The opening sentences of a chapter of four events or more.
fn summary(events: &[Event]) -> Vec<KeySentence> {
    let sentence = |event: &Event| KeySentence {
        quotation: event.key[0].clone(),
        event: event.id.clone(),
        when: event.when.clone(),
    };
    if events.len() < 4 { Vec::new() } else { events.iter().take(2).map(sentence).collect() }
}

fn person(plan: &Plan, chapters: &[Chapter], at: usize) -> Person {
    let events: Vec<&Event> = chapters.iter().flat_map(|chapter| &chapter.events).collect();
    let letter = at * NAMES.len() / plan.people.max(1);
    let sort = if plan.people > NAMES.len() { format!("{} {}", NAMES[letter], at + 1) } else { NAMES[at].to_owned() };
    Person {
        id: format!("person-{}", at + 1),
        name: sort.clone(),
        sort,
        role: (at % 3 != 1).then(|| quotation(ROLES[at % 4], 1)),
        declared_role: None,
        events: (0..1 + at % 5).map(|nth| events[scatter(at * 7 + nth, events.len())].id.clone()).collect(),
        listed: true,
        named: Vec::new(),
    }
}

fn glance(chapters: &[Chapter]) -> Vec<KeySentence> {
    let events = chapters.iter().flat_map(|chapter| &chapter.events);
    let sentence = |event: &Event| {
        Some(KeySentence { quotation: event.key.first()?.clone(), event: event.id.clone(), when: event.when.clone() })
    };
    events.filter_map(sentence).take(7).collect()
}

/// Twelve events, evenly distributed; all if there are fewer.
pub fn key_events(chapters: &[Chapter]) -> Vec<String> {
    let events: Vec<&Event> = chapters.iter().flat_map(|chapter| &chapter.events).collect();
    events.iter().step_by(events.len().div_ceil(12).max(1)).map(|event| event.id.clone()).collect()
}

fn ledger(sources: &[SourceEntry]) -> Ledger {
    let dropped = |reason, text: &str, lines| DropCount { reason, text: text.to_owned(), lines };
    let used = sources.iter().map(|source| LedgerEntry {
        path: source.path.clone(),
        record: 0,
        outcome: Outcome::Used,
        outcome_text: "у випуску".to_owned(),
        source: Some(source.number),
        digest: Some(source.digest.clone()),
        dropped: vec![
            dropped(DropReason::Menu, "меню", 14),
            dropped(DropReason::Advert, "реклама", source.number % 9 + 1),
        ],
    });
    let mut entries: Vec<LedgerEntry> = used.collect();
    entries.push(LedgerEntry {
        path: "pages/2024/povtor.html".to_owned(),
        record: 2,
        outcome: Outcome::Duplicate,
        outcome_text: "та сама сторінка, що інша".to_owned(),
        source: None,
        digest: Some("9f2c".repeat(16)),
        dropped: Vec::new(),
    });
    let total = |outcome, text: &str, captures| LedgerTotal { outcome, text: text.to_owned(), captures };
    Ledger {
        retold: vec![Retold {
            event: "event-1".to_owned(),
            headline: HEADLINES[1].to_owned(),
            when: None,
            text: "раніше окремих подій: 2".to_owned(),
        }],
        totals: vec![total(Outcome::Used, "у випуску", sources.len()), total(Outcome::Duplicate, "повтори", 1)],
        entries,
        left_out: vec![LeftOutClaim {
            claim: ClaimKind::Quote,
            claim_text: "цитата".to_owned(),
            path: "pages/2024/povtor.html".to_owned(),
            record: 2,
            reason: Reason::Name,
            reason_text: "сторінки не підтверджують цього імені чи назви".to_owned(),
            problem: "`A` does not name the speaker `B`".to_owned(),
        }],
        upcoming_left_out: 0,
        claims: 900,
        replaced: Vec::new(),
    }
}
