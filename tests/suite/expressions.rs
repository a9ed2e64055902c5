//! In: plain texts with a base day. Out: whether the expressions printed by `litopys dates` are as expected.
//!
//! Invariant: every expected value is written in the table, never computed.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use litopys::dating::narrative::{AnchorKind, anchored};
use litopys::language::Language;
use serde_json::Value;

use crate::cli::{run, run_in};

#[test]
fn a_name_with_a_day_in_it_is_not_a_date() {
    use Language::{English, French, German, Polish, Russian, Ukrainian};
    for (language, text, expected) in [
        (Ukrainian, "Пекарня на вулиці 5 Червня згоріла. На площі 2 Лютого тихо.", &[][..]),
        (Ukrainian, "На площі 2 лютого згоріла пекарня.", &[("2 лютого", "2025-02-02")]),
        (Ukrainian, "Школа імені 5 Червня зачинена.", &[]),
        (Russian, "Пекарня на улице 5 Июня сгорела. На ул. 2 февраля тихо.", &[]),
        (Russian, "На площади 2 февраля сгорела пекарня.", &[("2 февраля", "2025-02-02")]),
        (Polish, "Piekarnia na placu 5 Czerwca spłonęła.", &[]),
        (Polish, "Na placu 2 lutego spłonęła piekarnia.", &[("2 lutego", "2025-02-02")]),
        (German, "Die Bäckerei in der Straße des 5. Juni brannte.", &[]),
        (German, "In der Straße brannte am 2. Februar die Bäckerei.", &[("2. Februar", "2025-02-02")]),
        (French, "La boulangerie de la rue du 5 Juin a brûlé.", &[]),
        (French, "La boulangerie a brûlé le 2 février.", &[("2 février", "2025-02-02")]),
        (English, "The bakery on June 5 Square burnt. The 2nd of February Street is quiet.", &[]),
        (English, "The bakery in the square burnt on February 2.", &[("February 2", "2025-02-02")]),
    ] {
        holds(language, &[(text, expected)]);
    }
}

#[test]
fn days_with_their_weekdays_are_one_range() {
    use Language::{English, French, German, Polish, Russian, Ukrainian};
    for (language, text, words) in [
        (Ukrainian, "Ярмарок триватиме з п'ятниці по неділю, 1–3 серпня.", "п'ятниці по неділю, 1–3 серпня"),
        (Ukrainian, "Ярмарок триватиме 1–3 серпня, з п'ятниці по неділю.", "1–3 серпня, з п'ятниці по неділю"),
        (Russian, "Ярмарка пройдёт с пятницы по воскресенье, 1–3 августа.", "пятницы по воскресенье, 1–3 августа"),
        (Polish, "Targi potrwają od piątku do niedzieli, 1–3 sierpnia.", "piątku do niedzieli, 1–3 sierpnia"),
        (
            German,
            "Der Markt dauert von Freitag bis Sonntag, 1. bis 3. August.",
            "Freitag bis Sonntag, 1. bis 3. August",
        ),
        (French, "La foire se tiendra de vendredi à dimanche, 1er-3 août.", "vendredi à dimanche, 1er-3 août"),
        (English, "The fair runs from Friday to Sunday, Aug. 1-3.", "Friday to Sunday, Aug. 1-3"),
        (English, "The fair runs Aug. 1-3.", "Aug. 1-3"),
    ] {
        let found = anchored(text, language, NaiveDate::from_ymd_opt(2025, 5, 15));
        let days: Vec<_> = found.iter().map(|one| (one.text.as_str(), one.days.unwrap())).collect();
        let day = |day| NaiveDate::from_ymd_opt(2025, 8, day).unwrap();
        assert_eq!(days, [(words, litopys::time::Days { earliest: day(1), latest: day(3) })], "{text}");
    }
    // Weekdays that do not fit the days, and days of other weeks, stay separate.
    assert_eq!(values("The fair runs from Friday to Monday, Aug. 1-3.", English).len(), 3);
    assert_eq!(values("З п'ятниці по неділю дощитиме.", Ukrainian).len(), 2);
}

#[test]
fn names_of_days_are_known_in_quotes_and_in_all_cases() {
    use Language::{English, French, German, Polish, Russian, Ukrainian};
    for (language, text, expected) in [
        (Ukrainian, "Він має премію «2 лютого». Лікарка отримала нагороду 2 Лютого.", &[][..]),
        (Ukrainian, "Кавалерів ордена 2 Лютого привітали на майданах 5 Червня.", &[]),
        (
            Ukrainian,
            "Премію вручили 2 лютого. Бригада 3 лютого пішла.",
            &[("2 лютого", "2025-02-02"), ("3 лютого", "2025-02-03")],
        ),
        (Ukrainian, "«2 лютого ми вийшли», — сказала вона.", &[("2 лютого", "2025-02-02")]),
        (Russian, "Её наградили медалями «2 февраля». Автобус идёт улицами 5 Июня.", &[]),
        (Russian, "Награду вручили 2 февраля.", &[("2 февраля", "2025-02-02")]),
        (Polish, "Spacer alejami 5 Czerwca. Laureaci nagrody „2 lutego”.", &[]),
        (Polish, "Nagrodę wręczono 2 lutego.", &[("2 lutego", "2025-02-02")]),
        (German, "Platz des 2. Februar gesperrt. Der Preis „2. Februar“ ging an sie.", &[]),
        (German, "Der Preis wurde am 2. Februar verliehen.", &[("2. Februar", "2025-02-02")]),
        (French, "Le bus passe par la rue du 8 mai 1945 et la place du 2 février.", &[]),
        (French, "Elle a quitté la place le 2 février 2024.", &[("2 février 2024", "2024-02-02")]),
        (English, "They crossed June 5 Millers Bridge with the June 5 movement.", &[]),
        (English, "On February 2 Millers of the town met.", &[("February 2", "2025-02-02")]),
        (English, "The award was given on February 2.", &[("February 2", "2025-02-02")]),
    ] {
        holds(language, &[(text, expected)]);
    }
}

#[test]
fn lists_of_weekdays_and_short_ones_belong_to_their_range() {
    use Language::{English, French, German, Polish, Russian, Ukrainian};
    for (language, text) in [
        (Ukrainian, "У п'ятницю, суботу й неділю, 1–3 серпня, грала музика."),
        (Ukrainian, "Пт–Нд, 1–3 серпня, вхід вільний."),
        (Russian, "В пятницу, в субботу и в воскресенье, 1–3 августа, играла музыка."),
        (Polish, "W piątek, sobotę i niedzielę, 1–3 sierpnia, grała muzyka."),
        (German, "Freitag, Samstag und Sonntag, 1. bis 3. August, spielte Musik."),
        (French, "Vendredi, samedi et dimanche, du 1er au 3 août, la place a été fermée."),
        (English, "The fair, planned for Friday, Saturday and Sunday, Aug. 1-3, was called off."),
        (English, "Fri.-Sun., Aug. 1-3: street fair."),
    ] {
        let found = anchored(text, language, NaiveDate::from_ymd_opt(2025, 7, 28));
        let day = |day| NaiveDate::from_ymd_opt(2025, 8, day).unwrap();
        let days: Vec<_> = found.iter().filter_map(|one| one.days).collect();
        assert_eq!(days, [litopys::time::Days { earliest: day(1), latest: day(3) }], "{text}: {found:?}");
    }
    // Two days that are not a range, and weekdays that do not follow each other.
    let days = ["Friday", "Sunday", "Aug. 1"].map(str::to_owned).to_vec();
    let found = values("Friday and Sunday, Aug. 1 and 3, the road was shut.", English);
    assert_eq!(found.into_iter().map(|(words, _)| words).collect::<Vec<_>>(), days);
    assert_eq!(values("Friday, Sunday and Monday, Aug. 1-3, the road was shut.", English).len(), 4);
}

#[test]
fn an_offset_from_now_is_in_the_future() {
    holds(
        Language::English,
        &[
            ("The mill will open three years from now.", &[("three years from now", "2028")]),
            ("The mill will open in three years' time.", &[("in three years' time", "2028")]),
            ("In a year's time the mill will open.", &[("In a year's time", "2026")]),
            ("Two weeks from today the millers meet.", &[("Two weeks from today", "2025-W22")]),
            ("A week from Tuesday the millers meet.", &[("A week from Tuesday", "FUTURE_REF")]),
            ("It took three years of time.", &[("three years", "P3Y")]),
            ("The millers met three years ago.", &[("three years ago", "2022")]),
            ("Millers met over the past decade.", &[("past decade", "P10Y")]),
        ],
    );
}

#[test]
fn english_relative_words_resolve_before_or_after_the_base() {
    holds(
        Language::English,
        &[
            ("On Friday they met. The next day he left.", &[("Friday", "2025-05-09"), ("next day", "2025-05-10")]),
            (
                "On Friday they met. Two days earlier it rained.",
                &[("Friday", "2025-05-09"), ("Two days earlier", "2025-05-07")],
            ),
            ("The next day he left.", &[("next day", "FUTURE_REF")]),
            ("Two days ago it rained.", &[("Two days ago", "2025-05-13")]),
            ("It was hot last summer.", &[("last summer", "2024-SU")]),
            ("The weir broke last May.", &[("last May", "2024-05")]),
            ("They meet next spring.", &[("next spring", "2026-SP")]),
            ("This Friday is a holiday.", &[("This Friday", "2025-05-16")]),
            ("The past week was dry.", &[("past week", "P1W")]),
            ("Last week was dry.", &[("Last week", "2025-W19")]),
            ("It happened years ago.", &[("years ago", "PAST_REF")]),
            ("They ate at noon.", &[("at noon", "2025-05-15T12:00")]),
            ("He calls twice a day.", &[("a day", "P1D")]),
            ("He spent a day there.", &[]),
            (
                "It had a third-quarter loss. A year ago it earned more than a year earlier.",
                &[("third-quarter", "2024-Q3"), ("A year ago", "2023-Q3"), ("a year earlier", "2023-Q3")],
            ),
            ("He met her on Christmas Eve.", &[("Christmas Eve", "2024-12-24")]),
            ("They sold a Christmas tree.", &[]),
        ],
    );
}

#[test]
fn words_of_a_menu_are_no_days() {
    use Language::{English, French, German, Polish, Russian, Ukrainian};
    for (language, text) in [
        (Ukrainian, "Сьогодні\n• Вчора\nСьогодні | Вчора | Тиждень"),
        (Russian, "Сегодня\nВчера"),
        (English, "Today\nYesterday | This week"),
        (Polish, "Dzisiaj\nWczoraj"),
        (German, "Heute\nGestern"),
        (French, "Aujourd'hui\nHier"),
    ] {
        holds(language, &[(text, &[])]);
    }
    holds(
        Language::Ukrainian,
        &[
            ("Сьогодні млин відкрили.\nВчора", &[("Сьогодні", "2025-05-15")]),
            ("Сьогодні, 14:20", &[("Сьогодні, 14:20", "2025-05-15T14:20")]),
        ],
    );
    holds(Language::English, &[("Today.", &[("Today", "2025-05-15")])]);
}

#[test]
fn a_coming_day_is_not_thrown_back_a_year() {
    use Language::{English, French, German, Polish, Russian, Ukrainian};
    for (language, text, expected) in [
        (English, "The hearing scheduled for May 19 was moved.", &[("May 19", "2025-05-19")][..]),
        (English, "The council approved the fair on May 19.", &[("May 19", "2025-05-19")]),
        (English, "The council approved the fair on May 12.", &[("May 12", "2025-05-12")]),
        (English, "The mill was shut on May 19.", &[("May 19", "XXXX-05-19")]),
        (English, "The mill was shut on August 9.", &[("August 9", "2024-08-09")]),
        (English, "The hearing scheduled for Monday was cancelled.", &[("Monday", "2025-05-19")]),
        (English, "The hearing was cancelled on Monday.", &[("Monday", "2025-05-12")]),
        (Ukrainian, "Рада скасувала ярмарок 19 травня.", &[("19 травня", "2025-05-19")]),
        (Ukrainian, "Рада скасувала збори, заплановані на понеділок.", &[("понеділок", "2025-05-19")]),
        (Ukrainian, "Рада скасувала збори в понеділок.", &[("понеділок", "2025-05-12")]),
        (Russian, "Совет отменил сбор, назначенный на понедельник.", &[("понедельник", "2025-05-19")]),
        (Polish, "Rada odwołała zaplanowane na poniedziałek zebranie.", &[("poniedziałek", "2025-05-19")]),
        (German, "Die für Montag geplante Sitzung wurde abgesagt.", &[("Montag", "2025-05-19")]),
        (French, "La réunion prévue lundi a été annulée.", &[("lundi", "2025-05-19")]),
    ] {
        holds(language, &[(text, expected)]);
    }
}

#[test]
fn an_offset_from_another_event_does_not_count_from_the_page() {
    use Language::{English, French, German, Polish, Russian, Ukrainian};
    for (language, text, expected) in [
        (Ukrainian, "Через 22 роки після повені він повернувся.", &[("Через 22 роки", "P22Y")][..]),
        (Ukrainian, "Через 22 роки він повернувся.", &[("Через 22 роки", "P22Y")]),
        (Ukrainian, "Через 2 роки млин відкриють.", &[("Через 2 роки", "2027")]),
        (
            Ukrainian,
            "Він родився 1965 року, а через сім років виїхав.",
            &[("1965 року", "1965"), ("через сім років", "1972")],
        ),
        (Russian, "Через 22 года после паводка он вернулся.", &[("Через 22 года", "P22Y")]),
        (Polish, "Dwa lata później młyn otwarto.", &[("Dwa lata później", "P2Y")]),
        (German, "Zwei Jahre später wurde die Mühle geöffnet.", &[("Zwei Jahre später", "P2Y")]),
        (French, "Deux ans plus tard, le moulin a ouvert.", &[("Deux ans plus tard", "P2Y")]),
        (English, "The mill was built in two years.", &[("in two years", "P2Y")]),
        (English, "In two years the mill will open.", &[("In two years", "2027")]),
    ] {
        holds(language, &[(text, expected)]);
    }
}

#[test]
fn a_later_day_counts_from_the_day_before_it() {
    use Language::{English, French, German, Polish, Russian, Ukrainian};
    for (language, text, expected) in [
        (
            English,
            "She was born in 1972. Ten years later she kept bees. A year later she sold them.",
            &[("1972", "1972"), ("Ten years later", "1982"), ("A year later", "1983")][..],
        ),
        (
            English,
            "The weir broke in May 1990. Two months later it held.",
            &[("May 1990", "1990-05"), ("Two months later", "1990-07")],
        ),
        (
            English,
            "Two years after the frost of 1990 the orchard bore fruit.",
            &[("Two years", "1992"), ("1990", "1990")],
        ),
        (
            English,
            "The mill opened in 2023. Five years later it will be sold.",
            &[("2023", "2023"), ("Five years later", "2028")],
        ),
        (
            German,
            "Im Jahr 1972 kam sie. Zwei Jahre später ging sie.",
            &[("1972", "1972"), ("Zwei Jahre später", "1974")],
        ),
        (French, "En 1990, elle vint. Un an plus tard, elle partit.", &[("1990", "1990"), ("Un an plus tard", "1991")]),
        (Polish, "W 1990 roku przyszła. Rok później odeszła.", &[("1990 roku", "1990"), ("Rok później", "1991")]),
        (
            Russian,
            "В 1990 году пришла. Десять лет спустя ушла.",
            &[("1990 году", "1990"), ("Десять лет спустя", "2000")],
        ),
        (
            Russian,
            "В 1990 году пришла. Спустя десять лет ушла.",
            &[("1990 году", "1990"), ("Спустя десять лет", "2000")],
        ),
        (Ukrainian, "У 1990 році прийшла. Через 22 роки пішла.", &[("1990 році", "1990"), ("Через 22 роки", "2012")]),
        (
            Ukrainian,
            "Через рік після повені 1986 року село спорожніло.",
            &[("Через рік", "1987"), ("1986 року", "1986")],
        ),
        // Nothing to count from, only a bound, a duration, a day after the page, a unit of the calendar.
        (English, "A year later she sold the bees.", &[("A year later", "P1Y")]),
        (
            English,
            "The weir broke in 1990. More than two years later it held.",
            &[("1990", "1990"), ("two years", "P2Y")],
        ),
        (
            English,
            "The weir broke in 1990. For two years after the frost it stood.",
            &[("1990", "1990"), ("For two years", "P2Y")],
        ),
        (
            English,
            "The mill opened in 2023. Five years later it burned.",
            &[("2023", "2023"), ("Five years later", "P5Y")],
        ),
        (
            English,
            "It opened in 1990. It will close in two years. It burned two years ago.",
            &[("1990", "1990"), ("in two years", "2027"), ("two years ago", "2023")],
        ),
        (
            Ukrainian,
            "Млин у 1990 році згорів. Через два роки млин відкриють.",
            &[("1990 році", "1990"), ("Через два роки", "2027")],
        ),
        (
            German,
            "Im Jahr 1990 kam sie. In zwei Jahren wird sie gehen.",
            &[("1990", "1990"), ("In zwei Jahren", "2027")],
        ),
        (French, "En 1990, elle vint. Elle partira dans deux ans.", &[("1990", "1990"), ("dans deux ans", "2027")]),
        (Polish, "W 1990 roku przyszła. Za dwa lata otworzą młyn.", &[("1990 roku", "1990"), ("Za dwa lata", "2027")]),
        (Russian, "В 1990 году пришла. Два года назад ушла.", &[("1990 году", "1990"), ("Два года назад", "2023")]),
    ] {
        holds(language, &[(text, expected)]);
    }
}

#[test]
fn a_stretch_between_weekdays_with_their_days_is_one() {
    use Language::{English, French, German, Polish, Russian, Ukrainian};
    for (language, text, from, until) in [
        (Ukrainian, "Ярмарок триватиме з п'ятниці, 29 серпня, по понеділок, 1 вересня.", (2025, 8, 29), (2025, 9, 1)),
        (Ukrainian, "Ярмарок триватиме з вівторка, 30 грудня, по п'ятницю, 2 січня.", (2025, 12, 30), (2026, 1, 2)),
        (English, "The fair runs from Friday, Aug. 29, to Monday, Sept. 1.", (2025, 8, 29), (2025, 9, 1)),
        (German, "Der Markt dauert vom Freitag, 29. August, bis Montag, 1. September.", (2025, 8, 29), (2025, 9, 1)),
        (German, "Der Markt dauert von Freitag, dem 1., bis Sonntag, dem 3. August.", (2025, 8, 1), (2025, 8, 3)),
        (French, "La foire se tiendra du vendredi 1er au dimanche 3 août.", (2025, 8, 1), (2025, 8, 3)),
        (Polish, "Targi potrwają od piątku 29 sierpnia do poniedziałku 1 września.", (2025, 8, 29), (2025, 9, 1)),
        (Russian, "Ярмарка пройдёт с пятницы, 29 августа, по понедельник, 1 сентября.", (2025, 8, 29), (2025, 9, 1)),
    ] {
        let found = anchored(text, language, NaiveDate::from_ymd_opt(2025, 5, 15));
        let days: Vec<_> = found.iter().map(|one| one.days.unwrap()).collect();
        let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        assert_eq!(days, [litopys::time::Days { earliest: day(from), latest: day(until) }], "{text}");
    }
    // Weekdays that no year gives these days, and days that nothing joins into a stretch, stay separate.
    for (language, text) in [
        (English, "The fair runs from Friday, Aug. 29, to Tuesday, Sept. 1."),
        (English, "Friday, Aug. 1, and Sunday, Aug. 3, are free."),
        (Polish, "Gra w piątek 1 sierpnia, w niedzielę 3 sierpnia."),
    ] {
        assert_eq!(values(text, language).len(), 4, "{text}");
    }
}

#[test]
fn english_quarters_sets_and_years_in_words_have_values() {
    holds(
        Language::English,
        &[
            ("Third-quarter sales rose.", &[("Third-quarter", "2024-Q3")]),
            (
                "Sales fell in the first quarter from a year ago.",
                &[("first quarter", "2025-Q1"), ("a year ago", "2024-Q1")],
            ),
            ("Sales fell from a year ago.", &[("a year ago", "2024")]),
            ("The latest quarter was weak.", &[("latest quarter", "2025-Q1")]),
            ("The mill closed over the weekend.", &[("weekend", "2025-W19-WE")]),
            ("The mill began in nineteen eighty-nine.", &[("nineteen eighty-nine", "1989")]),
            ("The mill began in two thousand and five.", &[("two thousand and five", "2005")]),
            ("The mill opens each Thursday.", &[("each Thursday", "XXXX-WXX-4")]),
            ("Friday's vote failed.", &[("Friday", "2025-05-09")]),
            ("A six-year-old boy waited for weeks.", &[("for weeks", "PXW")]),
            ("She paid 2031 dollars for 2031 metres of rope on flight 2031.", &[]),
        ],
    );
}

#[test]
fn an_abbreviated_month_keeps_its_year() {
    holds(Language::Russian, &[("Устав принят 9 май. 2005 года.", &[("9 май. 2005 года", "2005-05-09")])]);
    let two = [("9 мая", "2025-05-09"), ("2005 год", "2005")];
    holds(Language::Russian, &[("Устав приняли 9 мая. 2005 год забыли.", &two)]);
}

#[test]
fn english_years_come_before_nouns_and_after_days() {
    // The base of all of these is 2025-05-15.
    holds(
        Language::English,
        &[
            ("The 1996 law, a 1998 trial and her 1999 fair.", &[("1996", "1996"), ("1998", "1998"), ("1999", "1999")]),
            ("The town's 1998 elections and the 1997 floods.", &[("1998", "1998"), ("1997", "1997")]),
            ("In 1998 exports fell.", &[("1998", "1998")]),
            ("In the first half of 1998 exports fell.", &[("first half of 1998", "1998-H1")]),
            ("On 4 November 1999 residents left.", &[("4 November 1999", "1999-11-04")]),
            ("Since 2016 he had lived there.", &[("2016", "2016")]),
            ("He will be old in the year 2040. Fiscal year 2019 was good.", &[("2040", "2040"), ("2019", "2019")]),
            // Numbers of things, rooms and cars.
            ("In 1998 people left.", &[]),
            ("Some 1998 residents left, and Room 1998 is empty.", &[]),
            ("The 2000 workers left, by 1998 residents pushed.", &[]),
            ("Her 1987 Volvo broke down.", &[]),
        ],
    );
}

#[test]
fn recurring_expressions_are_sets() {
    holds(
        Language::English,
        &[
            ("Every two weeks he came.", &[("Every two weeks", "P2W")]),
            ("It is open 24 hours a day.", &[("24 hours a day", "P1D")]),
            ("It sells dozens of pies a day, and bread.", &[("a day", "P1D")]),
            ("Prices rose 5 percent a year.", &[("a year", "P1Y")]),
            ("A daylong feast and a week-long one.", &[("daylong", "P1D"), ("week-long", "P1W")]),
            (
                "Half an hour later it rained, after half a century.",
                &[("Half an hour later", "PT30M"), ("after half a century", "P50Y")],
            ),
            ("It may take a month or two.", &[("a month", "P1M")]),
            // Names, and things that do not recur.
            ("The daily Lipky Post wrote so.", &[]),
            ("The show “60 Minutes” ran.", &[]),
            ("He called the guests a day after the fair.", &[("a day", "P1D")]),
            ("It took the town a day.", &[]),
            ("It is in daily use.", &[("daily", "P1D")]),
        ],
    );
    for (language, text, expected) in [
        (Language::Ukrainian, "Кожні два тижні буває ярмарок.", [("Кожні два тижні", "P2W")]),
        (Language::Russian, "Каждые три года бывает ярмарка.", [("Каждые три года", "P3Y")]),
        (Language::German, "Alle Gäste kamen jede Woche.", [("jede Woche", "P1W")]),
        (Language::French, "La foire a lieu tous les deux ans.", [("tous les deux ans", "P2Y")]),
    ] {
        holds(language, &[(text, &expected[..])]);
    }
}

#[test]
fn trailing_hours_and_days_belong_to_their_weekday() {
    // The base is a Thursday.
    holds(
        Language::English,
        &[
            ("It burned at 10:30 a.m. local time Friday.", &[("at 10:30 a.m. local time Friday", "2025-05-09T10:30")]),
            ("At 3 p.m. (1500 GMT) Monday it rained.", &[("At 3 p.m. (1500 GMT) Monday", "2025-05-12T15:00")]),
            (
                "The mill burned Friday. It fell at 10:30 a.m.",
                &[("Friday", "2025-05-09"), ("at 10:30 a.m.", "2025-05-09T10:30")],
            ),
            ("The mill fell at 10:30 a.m.", &[("at 10:30 a.m.", "2025-05-15T10:30")]),
            ("He fell Friday. That same day it rained.", &[("Friday", "2025-05-09"), ("That same day", "2025-05-09")]),
            ("He fell Friday and left that day.", &[("Friday", "2025-05-09"), ("that day", "2025-05-09")]),
            ("He fell. He left that day.", &[]),
            ("They met from Tuesday to Friday.", &[("Tuesday", "2025-05-06"), ("Friday", "2025-05-09")]),
            ("They will meet from Friday to Tuesday.", &[("Friday", "2025-05-16"), ("Tuesday", "2025-05-20")]),
            (
                "He fell last Friday; next Friday is free.",
                &[("last Friday", "2025-05-09"), ("next Friday", "2025-05-16")],
            ),
            (
                "In January, a week after the fair in Lipky, a town, a mill burned.",
                &[("January", "2025-01"), ("a week", "P1W")],
            ),
            ("In December, after the fair, the council will vote.", &[("December", "2025-12")]),
            ("On Monday he'll travel.", &[("Monday", "2025-05-19")]),
        ],
    );
}

#[test]
fn months_nights_winters_and_decades_have_values() {
    use Language::{Russian, Ukrainian};
    holds(
        Ukrainian,
        &[
            ("Торік у травні млин згорів.", &[("Торік у травні", "2024-05")]),
            ("Минулого року 5 травня млин згорів.", &[("Минулого року 5 травня", "2024-05-05")]),
            ("Торік навесні було тепло.", &[("Торік навесні", "2024-SP")]),
            // Another year, and a range, are independent.
            ("Торік у травні 2023 року не вірили.", &[("Торік", "2024"), ("травні 2023 року", "2023-05")]),
            (
                "Торік із 5 по 9 травня був ярмарок.",
                &[("Торік", "2024"), ("5", "2025-05-05"), ("9 травня", "2025-05-09")],
            ),
            ("У ніч з 11 на 12 травня горіло.", &[("ніч з 11 на 12 травня", "2025-05-11TNI")]),
            ("Взимку 2014/15 рр. було холодно.", &[("Взимку 2014/15 рр.", "2014-WI")]),
            ("У 1920–30-х роках тут був млин.", &[("1920", "192"), ("30-х роках", "193")]),
            ("У 50–60-х роках теж.", &[("50", "195"), ("60-х роках", "196")]),
            ("У 50–60-х будинках теж.", &[]),
            ("Щосереди буває ярмарок.", &[("Щосереди", "XXXX-WXX-3")]),
            ("Він тижнями чекав на мед.", &[("тижнями", "PXW")]),
            ("З роками мед твердне.", &[]),
            ("Він жив там не більше року.", &[("року", "P1Y")]),
        ],
    );
    holds(Russian, &[("В прошлом году в мае мельница сгорела.", &[("прошлом году в мае", "2024-05")])]);
    holds(Russian, &[("Он неделями ждал мёда.", &[("неделями", "PXW")])]);
}

/// The words and TIMEX3 values of a text written on 15 May 2025.
fn values(text: &str, language: Language) -> Vec<(String, String)> {
    let base = NaiveDate::from_ymd_opt(2025, 5, 15);
    anchored(text, language, base).into_iter().map(|found| (found.text, found.value)).collect()
}

fn holds(language: Language, table: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in table {
        let found = values(text, language);
        let found: Vec<(&str, &str)> = found.iter().map(|(text, value)| (text.as_str(), value.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn ukrainian_expressions_have_values() {
    holds(
        Language::Ukrainian,
        &[
            ("Міст відкрили 10 листопада 2023 року.", &[("10 листопада 2023 року", "2023-11-10")]),
            ("Ярмарок тривав з 5 по 9 травня.", &[("5", "2025-05-05"), ("9 травня", "2025-05-09")]),
            ("Виставку відкрили 6–7 грудня.", &[("6", "2024-12-06"), ("7 грудня", "2024-12-07")]),
            ("Збори були 1, 3 та 5 лютого.", &[("1", "2025-02-01"), ("3", "2025-02-03"), ("5 лютого", "2025-02-05")]),
            ("Завод звели у 1930-х роках.", &[("1930-х роках", "193")]),
            ("Костел звели у XVIII столітті.", &[("XVIII столітті", "17")]),
            ("Навесні 2022 року школу закрили.", &[("Навесні 2022 року", "2022-SP")]),
            ("У другій половині 2021 року школу закрили.", &[("другій половині 2021 року", "2021-H2")]),
            ("Школу закрили в 3 кварталі 2021 року.", &[("3 кварталі 2021 року", "2021-Q3")]),
            ("Ремонт тривав два тижні.", &[("два тижні", "P2W")]),
            ("Після 10-річної перерви театр відкрили.", &[("10-річної", "P10Y")]),
            ("Двомісячний ремонт завершили.", &[("Двомісячний", "P2M")]),
            ("Потяг прибув 9 березня о 18:16.", &[("9 березня о 18:16", "2025-03-09T18:16")]),
            ("Вранці 9 березня випав сніг.", &[("Вранці 9 березня", "2025-03-09TMO")]),
            ("У ніч на 10 березня випав сніг.", &[("ніч на 10 березня", "2025-03-10TNI")]),
            ("Тим часом ціни зросли.", &[("Тим часом", "PRESENT_REF")]),
            ("Кілька днів тому ціни зросли.", &[("Кілька днів тому", "PAST_REF")]),
            ("Минулого тижня ціни зросли.", &[("Минулого тижня", "2025-W19")]),
            ("Вчора випав сніг.", &[("Вчора", "2025-05-14")]),
            ("У п'ятницю відбудеться ярмарок.", &[("п'ятницю", "2025-05-16")]),
            ("Ярмарок був у п'ятницю, 17 листопада.", &[("п'ятницю", "2023-11-17"), ("17 листопада", "2023-11-17")]),
            ("Рахунок 3:1, ціна 1999 гривень, 155-мм снаряд, версія 2.5.1, стаття 2024.", &[]),
            ("На площу вийшло 2024 особи.", &[]),
        ],
    );
}

#[test]
fn english_and_russian_expressions_have_values() {
    holds(
        Language::English,
        &[
            ("The cup of the 2024 regatta went to them.", &[("2024", "2024")]),
            ("The 2000 guests and the 1945 people left.", &[]),
            ("The bridge opened on November 10, 2023.", &[("November 10, 2023", "2023-11-10")]),
            ("The fair will open on June 3.", &[("June 3", "2025-06-03")]),
            ("The fair closed on December 3.", &[("December 3", "2024-12-03")]),
            ("The mayor spoke on Friday morning.", &[("Friday morning", "2025-05-09TMO")]),
            ("The mill was built in the 1930s.", &[("1930s", "193")]),
            ("Prices rose last month.", &[("last month", "2025-04")]),
            ("Prices rose two years ago.", &[("two years ago", "2023")]),
            ("The repair took three weeks.", &[("three weeks", "P3W")]),
            ("The three-day fair closed, as did a 10-year plan.", &[("three-day", "P3D"), ("10-year", "P10Y")]),
            ("Prices rose last year and again in March.", &[("last year", "2024"), ("March", "2025-03")]),
            ("Prices rose in the third quarter of 2024.", &[("third quarter of 2024", "2024-Q3")]),
            ("Prices are now higher.", &[("now", "PRESENT_REF")]),
        ],
    );
    holds(
        Language::Russian,
        &[
            ("Мост открыли 10 ноября 2023 года.", &[("10 ноября 2023 года", "2023-11-10")]),
            ("Ярмарка состоится 3 июня.", &[("3 июня", "2025-06-03")]),
            ("Утром 9 марта выпал снег.", &[("Утром 9 марта", "2025-03-09TMO")]),
            ("В прошлом месяце цены выросли.", &[("прошлом месяце", "2025-04")]),
            ("Ремонт длился три недели.", &[("три недели", "P3W")]),
        ],
    );
}

#[test]
fn a_history_carries_its_year_and_says_from_where() {
    let text = "Оборона тривала з вересня 1939 року по червень 1941 року. 5 жовтня місто здалося.\n\
                1943 рік почався боями, а в 1918 році тут був шпиталь. 2 лютого бої скінчилися.\n\
                3 грудня 1943 року відкрили міст. 4 січня рушив потяг.";
    let found = anchored(text, Language::Ukrainian, NaiveDate::from_ymd_opt(2018, 5, 19));
    let days: Vec<(&str, &str)> = found.iter().map(|found| (found.text.as_str(), found.value.as_str())).collect();
    assert_eq!(
        days,
        [
            ("вересня 1939 року", "1939-09"),
            ("червень 1941 року", "1941-06"),
            ("5 жовтня", "1939-10-05"),
            ("1943 рік", "1943"),
            ("1918 році", "1918"),
            ("2 лютого", "1943-02-02"),
            ("3 грудня 1943 року", "1943-12-03"),
            ("4 січня", "1944-01-04"),
        ]
    );
    let evidence = &found[7].evidence[0];
    assert_eq!((evidence.kind, evidence.text.as_str()), (AnchorKind::Narrative, "3 грудня 1943 року"));
}

#[test]
fn evidence_names_tense_weekday_and_base_and_nothing_is_guessed_without_them() {
    let kinds = |text: &str, base: Option<NaiveDate>| {
        let found = anchored(text, Language::Ukrainian, base);
        let kinds: Vec<AnchorKind> = found[0].evidence.iter().map(|anchor| anchor.kind).collect();
        (found[0].value.clone(), kinds)
    };
    let base = NaiveDate::from_ymd_opt(2025, 5, 15);
    let tense = (String::from("2024-12-03"), vec![AnchorKind::Tense, AnchorKind::Base]);
    assert_eq!(kinds("Міст відкрили 3 грудня.", base), tense);
    let weekday = (String::from("2023-11-17"), vec![AnchorKind::Weekday, AnchorKind::Base]);
    assert_eq!(kinds("17 листопада, п'ятниця.", base), weekday);
    assert_eq!(kinds("Міст відкрили 9 травня.", None), (String::from("XXXX-05-09"), Vec::new()));
}

#[test]
fn dates_print_json_with_code_points_of_the_text_as_given() {
    let text = "🙂 Ки\u{301}їв.\r\nМіст відкрили 9 чеи\u{306}рвня? Ні, 9 травня.\r\n";
    let run = run_in(Path::new("."), &["dates", "--json", "--language", "uk", "--base", "2025-06-01", "-"], text);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let last = lines.last().unwrap();
    let keys: Vec<&str> = last.as_object().unwrap().keys().map(String::as_str).collect();
    let mut sorted = vec!["start", "end", "text", "type", "value", "earliest", "latest", "evidence"];
    sorted.sort_unstable();
    let mut given = keys.clone();
    given.sort_unstable();
    assert_eq!(given, sorted);
    let span = last["start"].as_u64().unwrap() as usize..last["end"].as_u64().unwrap() as usize;
    let there: String = text.chars().skip(span.start).take(span.len()).collect();
    assert_eq!(there, "9 травня");
    assert_eq!((&last["type"], &last["value"]), (&"DATE".into(), &"2025-05-09".into()));
    assert_eq!((&last["earliest"], &last["latest"]), (&"2025-05-09".into(), &"2025-05-09".into()));
    assert_eq!(last["evidence"][0]["kind"], "base");
}

#[test]
fn dates_print_a_table_for_a_person() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("text.txt"), "Міст відкрили 3 грудня 2023 року. Ремонт тривав два тижні.\n").unwrap();
    let run = run_in(folder.path(), &["dates", "--base", "2025-06-01", "text.txt"], "");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @r"
    PLACE  TYPE      VALUE       DAYS        TEXT                EVIDENCE
    14–32  DATE      2023-12-03  2023-12-03  3 грудня 2023 року  stated
    48–57  DURATION  P2W         –           два тижні           –
    ");
}

#[test]
fn dates_say_what_is_wrong_with_their_input() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.html"), "<!doctype html><html><p>9 травня</p></html>").unwrap();
    fs::write(folder.path().join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let fails = |arguments: &[&str]| {
        let run = run_in(folder.path(), arguments, "");
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        run.err
    };
    insta::assert_snapshot!(fails(&["dates", "no-such.txt"]), @r"
    error: `no-such.txt`: it does not exist
    hint: name a file that holds a text, or `-` for standard input
    ");
    insta::assert_snapshot!(fails(&["dates", "picture.txt"]), @r"
    error: `picture.txt`: it is not text
    hint: save the page as text
    ");
    insta::assert_snapshot!(fails(&["dates", "page.html"]), @r"
    error: `page.html`: it is not plain text
    hint: `litopys read` prints the text of a captured page; save that, or pipe it to `-`
    ");
    assert_eq!(run(&["dates", "--language", "xx", "-"]).code, 2);
    assert_eq!(run(&["dates", "--base", "2025-02-30", "-"]).code, 2);
    assert_eq!(run(&["dates"]).code, 2);
    let empty = run(&["dates", "--json", "-"]);
    assert_eq!((empty.code, empty.out.as_str()), (0, ""));
}

/// The words and values of a text about years long before its base.
fn of_history(text: &str) -> Vec<(String, String)> {
    anchored(text, Language::Ukrainian, NaiveDate::from_ymd_opt(2018, 5, 19))
        .into_iter()
        .map(|found| (found.text, found.value))
        .collect()
}

#[test]
fn a_heading_with_a_stretch_of_months_gives_the_year_of_its_sections() {
    let text = "Друга облога (травень 1742 — травень 1743 року)\n\nНа півночі\n\nВійсько рушило 11 травня 1743 року.\n\n\
                На півдні\n\nЗамок здався 23 жовтня. Місто спалили 3 листопада.";
    let found = of_history(text);
    let last: Vec<_> = found.iter().rev().take(2).map(|(_, value)| value.as_str()).collect();
    assert_eq!(last, ["1742-11-03", "1742-10-23"]);
}

#[test]
fn a_passing_mention_does_not_move_the_story() {
    for text in [
        "Замок узяли 26 січня 1742 року. Його підвали, якими в січні наступного року скористався ворог, уціліли. Міст упав 22 лютого.",
        "Замок узяли 26 січня 1742 року. Тоді палац, до літа 1744 року порожній, згорів. Міст упав 22 лютого.",
        "Замок узяли 26 січня 1742 року. Гетьман (помер 5 травня 1751 року) втік. Міст упав 22 лютого.",
    ] {
        assert_eq!(of_history(text).pop().unwrap().1, "1742-02-22", "{text}");
    }
}
