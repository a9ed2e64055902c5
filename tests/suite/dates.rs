//! Tests of parsing temporal expressions: the words that are found in a text, and their meaning.
//!
//! Invariant: every expected value is written in the table, never computed.

use chrono::{NaiveDate, Weekday};
use litopys::annotate::Part;
use litopys::annotate::expression::find;
use litopys::capture::{CaptureId, Form};
use litopys::language::Language;
use litopys::normalize::{Article, Block, BlockKind};
use litopys::passage::Passage;
use litopys::time::{
    Clock, Days, Meaning, Unit, Year, days, days_in_year, expressions, timex, timex_expressions, whole_date,
    years_needed,
};

fn at(hour: u8, minute: u8) -> Option<Clock> {
    Some(Clock { hour, minute, offset: None })
}

fn date(year: Year, month: u8, first: u8, last: u8) -> Meaning {
    Meaning::Calendar { year, month: Some(month), days: Some((first, last)), clock: None }
}

fn month(year: Year, month: u8) -> Meaning {
    Meaning::Calendar { year, month: Some(month), days: None, clock: None }
}

fn year(year: i32) -> Meaning {
    Meaning::Calendar { year: Year::Stated(year), month: None, days: None, clock: None }
}

fn months(year: Year, first: u8, last: u8) -> Meaning {
    Meaning::Months { year, first, last }
}

fn relative(offset: i32, unit: Unit) -> Meaning {
    Meaning::Relative { offset, unit, clock: None }
}

fn weekday(weekday: Weekday, direction: i8) -> Meaning {
    Meaning::Weekday { weekday, direction, clock: None }
}

fn between(from: Meaning, to: Meaning) -> Meaning {
    Meaning::Between { from: Box::new(from), to: Box::new(to) }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("tests write days that exist")
}

fn span(earliest: &str, latest: &str) -> Days {
    Days { earliest: day(earliest), latest: day(latest) }
}

/// Checks that the expressions of each text are the given ones, in words and meaning.
fn holds(language: Language, table: &[(&str, &[(&str, Meaning)])]) {
    for (text, expected) in table {
        let found = expressions(text, language);
        let found: Vec<(&str, Meaning)> =
            found.iter().map(|found| (&text[found.bytes.clone()], found.meaning.clone())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

const MISSING: Year = Year::Missing;

#[test]
fn ukrainian_days() {
    let dated = Year::Stated(2023);
    holds(
        Language::Ukrainian,
        &[
            ("Нарада 17 листопада 2023 року у Львові", &[("17 листопада 2023 року", date(dated, 11, 17, 17))]),
            ("з'їзд 6 й 7 грудня цього року", &[("6 й 7 грудня цього року", date(Year::Relative(0), 12, 6, 7))]),
            ("навчання 6–7 грудня", &[("6–7 грудня", date(MISSING, 12, 6, 7))]),
            ("навчання з 5 по 9 травня", &[("5 по 9 травня", date(MISSING, 5, 5, 9))]),
            ("у ніч з 11 на 12 травня", &[("11 на 12 травня", date(MISSING, 5, 11, 12))]),
            (
                "1, 3 та 5 липня",
                &[("1", date(MISSING, 7, 1, 1)), ("3", date(MISSING, 7, 3, 3)), ("5 липня", date(MISSING, 7, 5, 5))],
            ),
            ("2 березня – 5 березня", &[("2 березня – 5 березня", date(MISSING, 3, 2, 5))]),
            (
                "з 28 лютого по 3 березня 2023 р.",
                &[("28 лютого по 3 березня 2023 р.", between(date(dated, 2, 28, 28), date(dated, 3, 3, 3)))],
            ),
            ("сімнадцятого листопада", &[("сімнадцятого листопада", date(MISSING, 11, 17, 17))]),
            ("двадцять першого січня", &[("двадцять першого січня", date(MISSING, 1, 21, 21))]),
            ("5-го серпня торік", &[("5-го серпня торік", date(Year::Relative(-1), 8, 5, 5))]),
            ("5 травня ц. р. відкрили", &[("5 травня ц. р.", date(Year::Relative(0), 5, 5, 5))]),
            ("14 лип. 2023", &[("14 лип. 2023", date(dated, 7, 14, 14))]),
            ("02.03.23", &[("02.03.23", date(dated, 3, 2, 2))]),
            ("6-7.12.2023", &[("6-7.12.2023", date(dated, 12, 6, 7))]),
            ("26.07", &[("26.07", date(MISSING, 7, 26, 26))]),
            ("дані станом на 26.07 уточнюють", &[("26.07", date(MISSING, 7, 26, 26))]),
            ("лист від 26.07, а не інший", &[("26.07", date(MISSING, 7, 26, 26))]),
            (
                "24 серпня 1991 року, а потім того ж дня",
                &[
                    ("24 серпня 1991 року", date(Year::Stated(1991), 8, 24, 24)),
                    ("того ж дня", date(Year::Stated(1991), 8, 24, 24)),
                ],
            ),
        ],
    );
}

#[test]
fn ukrainian_months_and_years() {
    holds(
        Language::Ukrainian,
        &[
            ("відкриють у вересні", &[("вересні", month(MISSING, 9))]),
            ("в листопаді 1940", &[("листопаді 1940", month(Year::Stated(1940), 11))]),
            ("у лютому минулого року", &[("лютому минулого року", month(Year::Relative(-1), 2))]),
            ("цього грудня", &[("цього грудня", month(Year::Relative(0), 12))]),
            ("у травні–липні", &[("травні–липні", months(MISSING, 5, 7))]),
            ("з травня по липень 2023", &[("травня по липень 2023", months(Year::Stated(2023), 5, 7))]),
            ("у III кварталі 2024 року", &[("III кварталі 2024 року", months(Year::Stated(2024), 7, 9))]),
            ("за перше півріччя 2024", &[("перше півріччя 2024", months(Year::Stated(2024), 1, 6))]),
            ("у другій половині 2023 року", &[("другій половині 2023 року", months(Year::Stated(2023), 7, 12))]),
            ("восени 2023 року", &[("восени 2023 року", months(Year::Stated(2023), 9, 11))]),
            ("взимку", &[("взимку", months(MISSING, 12, 2))]),
            ("план на 2024, а не раніше", &[("2024", year(2024))]),
            ("у 2024-му", &[("2024-му", year(2024))]),
            ("у 45-му році", &[("45-му році", year(1945))]),
            ("на початку 2024-го", &[("2024-го", year(2024))]),
            ("2014–2022", &[("2014–2022", Meaning::Years { first: 2014, last: 2022 })]),
            ("з 2014 по 2022 рік", &[("2014 по 2022 рік", Meaning::Years { first: 2014, last: 2022 })]),
            ("у 2019 і 2020 роках", &[("2019", year(2019)), ("2020 роках", year(2020))]),
            ("у 1940-х роках", &[("1940-х роках", Meaning::Years { first: 1940, last: 1949 })]),
            ("XX століття", &[("XX століття", Meaning::Years { first: 1901, last: 2000 })]),
            ("490 року до н. е. сталася битва", &[("490 року до н. е.", year(-489))]),
        ],
    );
}

#[test]
fn ukrainian_relative_times() {
    holds(
        Language::Ukrainian,
        &[
            ("повідомили у каналі п'ятницю", &[("п'ятницю", weekday(Weekday::Fri, 0))]),
            ("у п’ятницю", &[("п’ятницю", weekday(Weekday::Fri, 0))]),
            ("у пʼятницю", &[("пʼятницю", weekday(Weekday::Fri, 0))]),
            ("минулого вівторка", &[("минулого вівторка", weekday(Weekday::Tue, -1))]),
            ("наступного понеділка", &[("наступного понеділка", weekday(Weekday::Mon, 1))]),
            ("сьогодні", &[("сьогодні", relative(0, Unit::Day))]),
            ("позавчора", &[("позавчора", relative(-2, Unit::Day))]),
            ("цього року", &[("цього року", relative(0, Unit::Year))]),
            ("торік", &[("торік", relative(-1, Unit::Year))]),
            ("на наступний рік", &[("наступний рік", relative(1, Unit::Year))]),
            ("минулого тижня", &[("минулого тижня", relative(-1, Unit::Week))]),
            ("наприкінці місяця", &[("наприкінці місяця", relative(0, Unit::Month))]),
            ("два місяці тому", &[("два місяці тому", relative(-2, Unit::Month))]),
            ("рік тому", &[("рік тому", relative(-1, Unit::Year))]),
            ("через три дні", &[("через три дні", relative(3, Unit::Day))]),
            ("вибори відбудуться за три дні", &[("за три дні", relative(3, Unit::Day))]),
            ("село звільнили за три дні", &[("за три дні", Meaning::Length)]),
            ("кілька днів тому", &[("кілька днів тому", Meaning::Length)]),
            ("протягом двох тижнів", &[("протягом двох тижнів", Meaning::Length)]),
            ("щороку", &[("щороку", Meaning::Length)]),
            ("кожної п'ятниці", &[("кожної п'ятниці", Meaning::Length)]),
            ("1,5 року тому", &[]),
            ("цієї ночі", &[("цієї ночі", relative(0, Unit::Day))]),
            ("наступного дня", &[("наступного дня", relative(1, Unit::Day))]),
            (
                "31 грудня 2022 року, а наступного дня",
                &[
                    ("31 грудня 2022 року", date(Year::Stated(2022), 12, 31, 31)),
                    ("наступного дня", date(Year::Stated(2023), 1, 1, 1)),
                ],
            ),
            ("чорна п'ятниця", &[]),
            ("Оновлено: Середа, ранок", &[("Середа", weekday(Weekday::Wed, 0))]),
            ("ЗУСТРІЧ У СУБОТУ", &[("СУБОТУ", weekday(Weekday::Sat, 0))]),
        ],
    );
}

#[test]
fn clock_times_join_their_days() {
    let stated = |clock| Meaning::Calendar { year: Year::Stated(2025), month: Some(7), days: Some((14, 14)), clock };
    holds(
        Language::Ukrainian,
        &[
            ("18:16 14.07.2025", &[("18:16 14.07.2025", stated(at(18, 16)))]),
            ("14.07.2025 18:16", &[("14.07.2025 18:16", stated(at(18, 16)))]),
            ("14 липня 2025, 18:16", &[("14 липня 2025, 18:16", stated(at(18, 16)))]),
            ("14 липня 2025 року о 18:16 за Києвом", &[("14 липня 2025 року о 18:16 за Києвом", stated(at(18, 16)))]),
            (
                "2025-07-14T18:16:00+03:00",
                &[("2025-07-14T18:16:00+03:00", stated(Some(Clock { hour: 18, minute: 16, offset: Some(10_800) })))],
            ),
            ("о 9.30 почали", &[("о 9.30", Meaning::Clock(Clock { hour: 9, minute: 30, offset: None }))]),
            (
                "о 7 годині вечора",
                &[("о 7 годині вечора", Meaning::Clock(Clock { hour: 19, minute: 0, offset: None }))],
            ),
            ("вчора, 14:05", &[("вчора, 14:05", Meaning::Relative { offset: -1, unit: Unit::Day, clock: at(14, 5) })]),
        ],
    );
    for text in [
        "18:16 14.07.2025",
        "14 липня 2025, 18:16",
        "Понеділок, 14 липня 2025 | 18:16",
        "14 липня 2025, понеділок, 18:16",
    ] {
        assert_eq!(
            whole_date(text, Language::Ukrainian).map(|moment| moment.to_string()).as_deref(),
            Some("2025-07-14T18:16")
        );
    }
    let offset = whole_date("Published 2025-07-14T18:16:00+03:00", Language::English).map(|moment| moment.to_string());
    assert_eq!(offset.as_deref(), Some("2025-07-14T18:16+03:00"));
    assert_eq!(whole_date("14 липня, 18:16", Language::Ukrainian), None);
    assert_eq!(whole_date("липень 2025", Language::Ukrainian), None);
}

#[test]
fn english() {
    let dated = Year::Stated(2023);
    holds(
        Language::English,
        &[
            ("on December 6, 2023 in Kyiv", &[("December 6, 2023", date(dated, 12, 6, 6))]),
            ("6 December 2023", &[("6 December 2023", date(dated, 12, 6, 6))]),
            ("the 6th of December", &[("6th of December", date(MISSING, 12, 6, 6))]),
            ("Dec. 6-7", &[("Dec. 6-7", date(MISSING, 12, 6, 7))]),
            ("12/06/2023", &[("12/06/2023", date(dated, 12, 6, 6))]),
            (
                "May 28 to June 3, 2023",
                &[("May 28 to June 3, 2023", between(date(dated, 5, 28, 28), date(dated, 6, 3, 3)))],
            ),
            ("in May", &[("May", month(MISSING, 5))]),
            ("mid-2024", &[("2024", year(2024))]),
            ("since 2014", &[("2014", year(2014))]),
            ("the 1940s", &[("1940s", Meaning::Years { first: 1940, last: 1949 })]),
            ("Q3 2023", &[("Q3 2023", months(dated, 7, 9))]),
            ("the spring of 2023", &[("spring of 2023", months(dated, 3, 5))]),
            ("next Friday", &[("next Friday", weekday(Weekday::Fri, 1))]),
            ("on Friday", &[("Friday", weekday(Weekday::Fri, 0))]),
            ("the day before yesterday", &[("day before yesterday", relative(-2, Unit::Day))]),
            ("by mid-May", &[("May", month(MISSING, 5))]),
            ("from January to March 2023", &[("January to March 2023", months(dated, 1, 3))]),
            ("between 2014 and 2022", &[("2014", year(2014)), ("2022", year(2022))]),
            ("last week", &[("last week", relative(-1, Unit::Week))]),
            ("two months ago", &[("two months ago", relative(-2, Unit::Month))]),
            (
                "yesterday at 6 p.m.",
                &[("yesterday at 6 p.m.", Meaning::Relative { offset: -1, unit: Unit::Day, clock: at(18, 0) })],
            ),
        ],
    );
}

#[test]
fn russian() {
    let dated = Year::Stated(2023);
    holds(
        Language::Russian,
        &[
            ("17 ноября 2023 года", &[("17 ноября 2023 года", date(dated, 11, 17, 17))]),
            ("6 и 7 декабря этого года", &[("6 и 7 декабря этого года", date(Year::Relative(0), 12, 6, 7))]),
            ("в сентябре", &[("сентябре", month(MISSING, 9))]),
            ("на 2024 год", &[("2024 год", year(2024))]),
            ("в 2024-м", &[("2024-м", year(2024))]),
            ("осенью 2023 года", &[("осенью 2023 года", months(dated, 9, 11))]),
            ("в пятницу", &[("пятницу", weekday(Weekday::Fri, 0))]),
            ("на прошлой неделе", &[("прошлой неделе", relative(-1, Unit::Week))]),
            ("два месяца назад", &[("два месяца назад", relative(-2, Unit::Month))]),
            (
                "вчера в 18:16",
                &[("вчера в 18:16", Meaning::Relative { offset: -1, unit: Unit::Day, clock: at(18, 16) })],
            ),
        ],
    );
}

#[test]
fn false_friends() {
    let ukrainian = [
        "рахунок 2:1 на користь гостей",
        "ціна 26.07 грн",
        "155-мм гаубиця",
        "було 2024 осіб",
        "у 2024 осіб",
        "зібрали 350 компаній",
        "83 полк",
        "літак СУ-27",
        "версія 2.10.12",
        "тел. +380 44 123 20 24",
        "закон № 2024",
        "стаття 2024",
        "понад 2000 військових",
        "у 2000 населених пунктах",
        "на 2000 гривень більше",
        "зросло на 3,5%",
        "лютий мороз",
        "https://example.org/2024/05/06/news",
        "IP 192.168.10.12",
        "тому, що так склалося",
        "візьміть 200 г борошна і 2 ст. ложки цукру",
        "перемога з рахунком 25:18",
        "депутат Олег Середа повідомив",
        "кінотеатр «Жовтень» відкрили",
    ];
    let english = [
        "he may go",
        "a long march to the sea",
        "Boeing 737",
        "in 2,024 cases",
        "$2024",
        "Section 2024",
        "2024 people",
        "a 5-4 win",
        "twice a day",
        "an august body",
        "Black Friday deals",
        "walk in hours",
        "traded at 4 dollars",
    ];
    let russian = ["Марта пришла", "2024 человека", "счёт 3:2", "на 2000 рублей"];
    for (language, texts) in
        [(Language::Ukrainian, &ukrainian[..]), (Language::English, &english[..]), (Language::Russian, &russian[..])]
    {
        for text in texts {
            assert_eq!(expressions(text, language), [], "{text}");
        }
    }
}

/// The words of the expressions that are read in a text.
fn read_words(text: &str, language: Language) -> Vec<&str> {
    expressions(text, language).into_iter().map(|found| &text[found.bytes]).collect()
}

#[test]
fn the_date_of_a_document_is_not_an_event_day() {
    use Language::{English, French, German, Polish, Russian, Ukrainian};
    for (language, text) in [
        (Ukrainian, "Указ від 3 травня скасовано."),
        (Ukrainian, "Міська рада скасувала постанову Кабінету Міністрів № 45 від 12.06.2019."),
        (Ukrainian, "Пасічники посилаються на закон України «Про мед і віск» від 3 травня 2019 року."),
        (Ukrainian, "Закон про пасіки від 3 травня діє."),
        (Ukrainian, "Наказом міністра Лелеки від третього травня ярмарок закрито."),
        (Russian, "Указ президента от 3 мая отменён."),
        (Russian, "По постановлению правительства РФ № 5 от 3 мая 2019 года ярмарку закрыли."),
        (English, "The law of 3 May was repealed."),
        (English, "Order No. 12 of May 3, 2019, closed the fair."),
        (English, "The council repealed the May 3 decree."),
        (Polish, "Ustawa z dnia 3 maja 2019 r. obowiązuje."),
        (Polish, "Rozporządzenie ministra z 3 maja zamknęło targ."),
        (German, "Das Gesetz vom 3. Mai gilt."),
        (German, "Der Erlass des Innenministers vom 3. Mai 2019 gilt."),
        (French, "Le décret du 3 mai est abrogé."),
        (French, "L’arrêté préfectoral n° 45 du 3 mai ferme le marché."),
    ] {
        assert!(read_words(text, language).is_empty(), "{text}");
        // TIMEX3 marks the day anyway.
        assert_eq!(timex_expressions(text, language).len(), 1, "{text}");
    }
}

#[test]
fn a_day_on_which_something_was_said_or_holds_stays_one() {
    use Language::{English, French, German, Polish, Russian, Ukrainian};
    for (language, text, expected) in [
        (Ukrainian, "Заява від 3 травня була різкою.", "3 травня"),
        (Ukrainian, "У листі від 3 травня пасічники просять меду.", "3 травня"),
        (Ukrainian, "Президент підписав указ 3 травня.", "3 травня"),
        (Ukrainian, "Закон діє від 3 травня.", "3 травня"),
        (Ukrainian, "Закон, чинний від 3 травня, скасовано.", "3 травня"),
        (Ukrainian, "Указ про ярмарок діє від 3 травня.", "3 травня"),
        (Ukrainian, "Ярмарок за законом. Від 3 травня він відкритий.", "3 травня"),
        (Russian, "Приказ действует от 3 мая.", "3 мая"),
        (Russian, "Обращение от 3 мая осталось без ответа.", "3 мая"),
        (English, "The act of May 3 shocked the town.", "May 3"),
        (English, "The law took effect on May 3.", "May 3"),
        (English, "The morning of May 3 was calm.", "May 3"),
        (English, "The May 3 vote was close.", "May 3"),
        (Polish, "Oświadczenie z 3 maja było ostre.", "3 maja"),
        (Polish, "Ustawa obowiązuje od 3 maja.", "3 maja"),
        (German, "Die Erklärung vom 3. Mai war scharf.", "3. Mai"),
        (German, "Das Gesetz gilt vom 3. Mai an.", "3. Mai"),
        (French, "Le communiqué du 3 mai était vif.", "3 mai"),
        (French, "La loi s’applique à partir du 3 mai.", "3 mai"),
    ] {
        assert_eq!(read_words(text, language), [expected], "{text}");
    }
}

#[test]
fn days_follow_from_a_base() {
    let base = Some(span("2023-11-17", "2023-11-20"));
    let friday = Some(Days::day(day("2023-11-17")));
    for (meaning, base, expected) in [
        (relative(-1, Unit::Year), base, Some(span("2022-01-01", "2022-12-31"))),
        (relative(0, Unit::Day), base, base),
        (relative(-1, Unit::Week), friday, Some(span("2023-11-06", "2023-11-12"))),
        (relative(-2, Unit::Month), friday, Some(span("2023-09-01", "2023-09-30"))),
        (relative(1, Unit::Quarter), friday, Some(span("2024-01-01", "2024-03-31"))),
        (weekday(Weekday::Fri, 0), friday, friday),
        (weekday(Weekday::Fri, -1), friday, Some(Days::day(day("2023-11-10")))),
        (weekday(Weekday::Fri, 1), friday, Some(Days::day(day("2023-11-24")))),
        (date(Year::Relative(0), 12, 6, 7), base, Some(span("2023-12-06", "2023-12-07"))),
        (date(MISSING, 12, 6, 7), base, None),
        (months(Year::Stated(2023), 12, 2), None, Some(span("2023-12-01", "2024-02-29"))),
        (relative(0, Unit::Day), None, None),
        (Meaning::Length, base, None),
    ] {
        assert_eq!(days(&meaning, base), expected, "{meaning:?}");
    }
}

#[test]
fn a_date_without_a_year_takes_a_year_from_the_text() {
    assert!(years_needed(&month(MISSING, 9)));
    assert!(!years_needed(&date(Year::Relative(0), 12, 6, 7)));
    assert_eq!(days_in_year(&month(MISSING, 9), 2023), Some(span("2023-09-01", "2023-09-30")));
    assert_eq!(days_in_year(&date(MISSING, 2, 29, 29), 2023), None);
    let winter = between(date(MISSING, 12, 28, 28), date(MISSING, 1, 3, 3));
    assert_eq!(days_in_year(&winter, 2023), Some(span("2023-12-28", "2024-01-03")));
}

#[test]
fn timex_values() {
    let base = Some(Days::day(day("2023-11-17")));
    for (text, expected) in [
        ("5 травня", "2023-05-05"),
        ("у вересні 2022 року", "2022-09"),
        ("восени", "2023-FA"),
        ("у II кварталі 2022 року", "2022-Q2"),
        ("минулого тижня", "2023-W45"),
        ("вчора о 18:16", "2023-11-16T18:16"),
        ("490 року до н. е.", "BC0490"),
        ("у 1940-х", "194"),
        ("у вівторок", "2023-11-14"),
    ] {
        let found = expressions(text, Language::Ukrainian);
        assert_eq!(timex(&found[0].meaning, base), expected, "{text}");
    }
    let ends = timex_expressions("у 2014–2022 роках і 6–7 грудня", Language::Ukrainian);
    let ends: Vec<String> = ends.iter().map(|found| timex(&found.meaning, base)).collect();
    assert_eq!(ends, ["2014", "2022", "2023-12-06", "2023-12-07"]);
}

#[test]
fn an_article_is_read_part_by_part() {
    let capture = "Рада збереться\u{a0}6  грудня\nПовідомили вчора.\nТорік було інакше: 5 травня 2022 року.";
    let places: Vec<&str> = capture.split('\n').collect();
    let start = |line: usize| places[..line].iter().map(|line| line.chars().count() + 1).sum();
    let passage = |line: usize| Passage::new(places[line], start(line));
    let article = Article {
        id: CaptureId::of_file("rada.txt"),
        form: Form::Text,
        address: None,
        digest: String::new(),
        region: None,
        language: Language::Ukrainian,
        source: None,
        headline: Some(passage(0)),
        deck: Some(passage(1)),
        byline: vec![],
        authors_left_out: 0,
        is_cut: false,
        body: vec![Block { kind: BlockKind::Paragraph, passage: passage(2) }],
        figures: vec![],
        stamps: vec![],
        dropped: vec![],
    };
    let read = find(&article);
    let found: Vec<(Part, &str)> = read.iter().map(|found| (found.part, found.text.as_str())).collect();
    let body = Part::Body(0);
    assert_eq!(
        found,
        [(Part::Headline, "6 грудня"), (Part::Deck, "вчора"), (body, "Торік"), (body, "5 травня 2022 року")]
    );
    for found in read {
        let place: String = capture.chars().skip(found.span.start).take(found.span.end - found.span.start).collect();
        assert_eq!(place.split_whitespace().collect::<Vec<_>>().join(" "), found.text);
    }
}

proptest::proptest! {
    #[test]
    fn any_text_gives_expressions_in_order(
        text in "([0-9]{1,5}|[-–.,:/ \n()№]|січня|травні|року|р\\.|тому|через|два|у|на|до н. е.|May|ago|of|the|п'ятницю|минулого|ж|T|UTC|\\PC){0,24}"
    ) {
        for language in [Language::Ukrainian, Language::English, Language::Russian, Language::Unknown] {
            for found in [expressions(&text, language), timex_expressions(&text, language)] {
                let mut end = 0;
                for found in found {
                    assert!(found.bytes.start >= end && found.bytes.start < found.bytes.end, "{text:?}");
                    assert!(!text[found.bytes.clone()].contains('\n'), "{text:?}");
                    end = found.bytes.end;
                    if let Some(days) = days(&found.meaning, Some(span("2023-11-17", "2023-11-20"))) {
                        assert!(days.earliest <= days.latest, "{text:?}: {:?}", found.meaning);
                    }
                    timex(&found.meaning, None);
                    days_in_year(&found.meaning, 2023);
                }
            }
        }
    }
}

#[test]
fn a_line_of_megabytes_is_read() {
    for (unit, found) in
        [("за три дні ", 1), ("1.1.1.1.1.1.1.1.1.1. ", 0), ("слово 2024 ", 0), ("5 травня. ", 1), ("'’1-а", 0)]
    {
        let times = 2_000_000 / unit.len();
        assert_eq!(expressions(&unit.repeat(times), Language::Ukrainian).len(), times * found, "{unit}");
    }
}

/// Every word in the lexicon may be the last or the first of a text.
#[test]
fn a_text_may_end_anywhere() {
    for language in [
        Language::Ukrainian,
        Language::Russian,
        Language::English,
        Language::Polish,
        Language::German,
        Language::French,
    ] {
        let lexicon = litopys::lang::file(language, "temporal.txt").unwrap();
        let words: std::collections::BTreeSet<&str> = lexicon
            .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
            .filter(|word| !word.is_empty())
            .collect();
        assert!(words.len() > 100, "{language}");
        for word in words {
            for text in [
                word.to_owned(),
                format!("5 {word}"),
                format!("{word} 5"),
                format!("{word} {word}"),
                format!("{word}-"),
            ] {
                let found = expressions(&text, language);
                assert!(found.iter().all(|one| text.get(one.bytes.clone()).is_some()), "{text}");
            }
        }
    }
}
