//! Tests of linking and dating, on small corpora with manually annotated expressions.
//!
//! Invariant: corpora are written for the test. Nothing depends on their order.

use litopys::annotate::{Annotated, Expression, Part, Quote, Sentence};
use litopys::capture::{CaptureId, Form};
use litopys::dating::{self, Dated, Rules};
use litopys::language::Language;
use litopys::link::{self, LinkKind, Links};
use litopys::normalize::article::{Stamp, StampKind};
use litopys::normalize::{Article, Block, BlockKind};
use litopys::passage::{Passage, Span};
use litopys::project::Correction;
use litopys::time::{Clock, EvidenceKind, ExpressionKind, How, Meaning, Moment, Precision, Unit, When, Year};

/// A manually built article: the first text is the headline, the others are paragraphs, each on one line of its capture.
pub fn page(path: &str, texts: &[&str]) -> Annotated {
    let mut place = 0;
    let passages: Vec<_> = texts
        .iter()
        .map(|text| {
            let passage = Passage::new(text, place);
            place += text.chars().count() + 1;
            passage
        })
        .collect();
    let block = |passage: &Passage| Block { kind: BlockKind::Paragraph, passage: passage.clone() };
    let mut annotated = Annotated {
        article: Article {
            id: CaptureId::of_file(path),
            form: Form::Text,
            address: None,
            digest: format!("digest of {path}"),
            language: Language::Ukrainian,
            source: None,
            headline: passages.first().cloned(),
            deck: None,
            byline: Vec::new(),
            authors_left_out: 0,
            is_cut: false,
            body: passages.iter().skip(1).map(block).collect(),
            figures: Vec::new(),
            region: None,
            stamps: Vec::new(),
            dropped: Vec::new(),
        },
        sentences: Vec::new(),
        expressions: Vec::new(),
        people: Vec::new(),
        organizations: Vec::new(),
        places: Vec::new(),
        quotes: Vec::new(),
    };
    for (at, passage) in passages.iter().enumerate() {
        let part = if at == 0 { Part::Headline } else { Part::Body(at - 1) };
        sentences(part, passage, &mut annotated.sentences);
        quotes(part, passage, &mut annotated.quotes);
    }
    annotated
}

fn sentences(part: Part, passage: &Passage, into: &mut Vec<Sentence>) {
    let mut start = 0;
    let ends = passage.text.match_indices(". ").map(|(at, _)| at + 1).chain([passage.text.len()]);
    for end in ends {
        let text = passage.text[start..end].to_owned();
        into.push(Sentence { part, bytes: start..end, text, span: passage.place(start..end) });
        start = (end + 1).min(passage.text.len());
    }
}

fn quotes(part: Part, passage: &Passage, into: &mut Vec<Quote>) {
    for (start, _) in passage.text.match_indices('«') {
        let inside = start + '«'.len_utf8();
        if let Some(length) = passage.text[inside..].find('»') {
            let bytes = inside..inside + length;
            let text = passage.text[bytes.clone()].to_owned();
            into.push(Quote {
                part,
                text,
                span: passage.place(bytes),
                speaker: None,
                cue: None,
                role: None,
                venue: None,
            });
        }
    }
}

/// Sets the meaning of words on a page, at their first position.
pub fn says(mut page: Annotated, words: &str, meaning: Meaning) -> Annotated {
    let headline = page.article.headline.iter().map(|passage| (Part::Headline, passage));
    let body = page.article.body.iter().enumerate().map(|(at, block)| (Part::Body(at), &block.passage));
    let found = headline.chain(body).find_map(|(part, passage)| Some((part, passage, passage.text.find(words)?)));
    let (part, passage, start) = found.unwrap_or_else(|| panic!("{words} stands nowhere"));
    let bytes = start..start + words.len();
    let span = passage.place(bytes.clone());
    let expression = Expression { part, bytes, text: words.into(), span, kind: ExpressionKind::Date, meaning };
    page.expressions.push(expression);
    page.expressions.sort_by_key(|expression| (expression.part, expression.bytes.start));
    page
}

/// Gives a page a date stamp.
pub fn stamped(mut page: Annotated, kind: StampKind, text: &str) -> Annotated {
    let place = Span { start: 0, end: text.chars().count() };
    page.article.stamps.push(Stamp::read(kind, text.into(), Some(place), page.article.language));
    page
}

/// A day of a month without a year.
pub fn day(day: u8, month: u8) -> Meaning {
    days(day, day, month, Year::Missing)
}

fn days(first: u8, last: u8, month: u8, year: Year) -> Meaning {
    Meaning::Calendar { year, month: Some(month), days: Some((first, last)), clock: None }
}

fn month(month: u8) -> Meaning {
    Meaning::Calendar { year: Year::Missing, month: Some(month), days: None, clock: None }
}

fn year(year: i32) -> Meaning {
    Meaning::Calendar { year: Year::Stated(year), month: None, days: None, clock: None }
}

fn dated(pages: &[Annotated]) -> (Links, Vec<Dated>) {
    let links = link::link(pages);
    let dated = dating::date(pages, &links, &Rules::default());
    (links, dated)
}

/// The first and the last moment of a `When`, empty for an open end.
fn ends(when: &When) -> String {
    let end = |end: Option<Moment>| end.map_or_else(String::new, |moment| moment.to_string());
    format!("{}..{}", end(when.earliest), end(when.latest))
}

fn published(dated: &Dated) -> String {
    dated.published.as_ref().map_or("unknown".into(), ends)
}

fn happened(dated: &Dated) -> String {
    dated.happened.as_ref().map_or("unknown".into(), ends)
}

fn mentions(dated: &Dated) -> Vec<String> {
    dated
        .mentions
        .iter()
        .map(|mention| format!("{}: {}..{}", mention.text, mention.days.earliest, mention.days.latest))
        .collect()
}

const SPEECH: &str = "«Ми домовилися з партнерами про цілком конкретні поставки верстатів, які зможемо прийняти вже взимку», – сказав мер";

/// Three pages of one story: a speech in two of them, a fair that one announces exactly, and a report from the fair.
fn story() -> Vec<Annotated> {
    let speech = page(
        "a.txt",
        &[
            "Ярмарок верстатів приїде до Одеси",
            "Місто готує великий ярмарок.",
            &format!("{SPEECH} у зверненні 12 жовтня."),
            "Виставка в Одесі стане продовженням зустрічі, яка відбулася в липні.",
        ],
    );
    let speech = says(says(speech, "12 жовтня", day(12, 10)), "в липні", month(7));
    let announcement = page(
        "b.txt",
        &[
            "Одеса планує виставку верстатів",
            "У листопаді в Одесі відбудеться спільна виставка промисловості.",
            &format!("{SPEECH}, не назвавши подробиць."),
            "Голова ради Степан Лис уточнив, що виставка верстатів буде триденною. Вона запланована на 5–7 листопада цього року.",
        ],
    );
    let announcement = says(
        says(announcement, "У листопаді", month(11)),
        "5–7 листопада цього року",
        days(5, 7, 11, Year::Relative(0)),
    );
    let report = page(
        "c.txt",
        &[
            "Заводи підписали угоду в Одесі",
            "Підписання відбулося на полях триденної виставки верстатів в Одесі, повідомила рада.",
            "Сторони обговорили план закупівель міста на 2032 рік.",
            "Завод додав, що план закупівель міста на наступний рік ухвалять пізніше.",
        ],
    );
    let report = says(
        says(report, "2032 рік", year(2032)),
        "наступний рік",
        Meaning::Relative { offset: 1, unit: Unit::Year, clock: None },
    );
    vec![speech, announcement, report]
}

#[test]
fn a_story_without_a_year_is_dated_by_what_its_pages_say_together() {
    let (links, dated) = dated(&story());
    assert_eq!(links.events, [vec![0, 1], vec![2]]);
    let kinds: Vec<_> = links.links.iter().map(|link| (link.kind, link.from, link.to)).collect();
    assert!(kinds.contains(&(LinkKind::SameEvent, 0, 1)) && kinds.contains(&(LinkKind::Announces, 1, 2)), "{kinds:?}");
    assert_eq!(published(&dated[0]), "2031-10-12..2031-10-13");
    assert_eq!(published(&dated[1]), "2031-10-12..2031-10-13");
    assert_eq!(published(&dated[2]), "2031-11-05..2031-11-08");
    assert_eq!(happened(&dated[0]), "2031-10-12..2031-10-12");
    assert_eq!(happened(&dated[2]), "2031-11-05..2031-11-07");
    assert_eq!(mentions(&dated[0]), ["12 жовтня: 2031-10-12..2031-10-12", "в липні: 2031-07-01..2031-07-31"]);
    assert_eq!(
        mentions(&dated[1]),
        ["У листопаді: 2031-11-01..2031-11-30", "5–7 листопада цього року: 2031-11-05..2031-11-07"]
    );
    let first = dated[0].published.as_ref().unwrap();
    assert_eq!((first.how, first.precision), (How::Resolved, Precision::Range));
    for (path, words) in [
        ("a.txt", "12 жовтня"),
        ("b.txt", "5–7 листопада цього року"),
        ("c.txt", "2032 рік"),
        ("c.txt", "наступний рік"),
    ] {
        assert!(
            first.evidence.iter().any(|one| one.path == path && one.text == words),
            "{words}: {:#?}",
            first.evidence
        );
    }
}

#[test]
fn without_the_page_that_holds_the_year_no_year_is_guessed() {
    let (_, dated) = dated(&story()[..2]);
    assert_eq!([published(&dated[0]), published(&dated[1])], ["unknown", "unknown"]);
    assert!(dated[0].mentions.is_empty());
}

#[test]
fn the_order_of_the_articles_changes_nothing() {
    let pages = story();
    let (_, expected) = dated(&pages);
    for order in [[1, 2, 0], [2, 1, 0], [0, 2, 1]] {
        let shuffled: Vec<_> = order.iter().map(|&at| pages[at].clone()).collect();
        let (links, found) = dated(&shuffled);
        assert_eq!(links.events.len(), 2);
        for (place, &at) in order.iter().enumerate() {
            assert_eq!(found[place], expected[at], "{order:?}");
        }
    }
}

#[test]
fn an_announcement_for_another_year_is_not_linked_to_a_report() {
    let mut pages = story();
    pages[1] = stamped(pages[1].clone(), StampKind::Dateline, "09:00 13.10.2028");
    pages[2] = stamped(pages[2].clone(), StampKind::Dateline, "09:00 06.11.2031");
    let (links, dated) = dated(&pages);
    assert!(links.links.iter().all(|link| link.kind != LinkKind::Announces));
    assert_eq!(published(&dated[0]), "2028-10-12..2028-10-13");
    assert_eq!(published(&dated[2]), "2031-11-06T09:00..2031-11-06T09:00");
}

#[test]
fn metadata_overrides_the_dateline_and_keeps_it_as_counterevidence() {
    let page = page("a.txt", &["Міст відкрили", "Міст відкрили для руху."]);
    let page = stamped(stamped(page, StampKind::Dateline, "10:00 03.05.2030"), StampKind::Published, "2030-05-09");
    let (_, dated) = dated(&[page]);
    assert_eq!(published(&dated[0]), "2030-05-09..2030-05-09");
    assert_eq!(dated[0].against.len(), 1);
    assert_eq!(dated[0].against[0].kind, EvidenceKind::Dateline);
}

#[test]
fn a_correction_overrides_all_evidence() {
    let page = stamped(page("a.txt", &["Міст відкрили", "Міст відкрили."]), StampKind::Published, "2030-05-09");
    let corrections = [Correction {
        capture: "a.txt".into(),
        published: chrono::NaiveDate::from_ymd_opt(2029, 5, 9),
        happened: chrono::NaiveDate::from_ymd_opt(2029, 5, 1),
        ..Correction::default()
    }];
    let pages = [page];
    let rules = Rules { zone: None, corrections: &corrections };
    let dated = dating::date(&pages, &link::link(&pages), &rules);
    assert_eq!(published(&dated[0]), "2029-05-09..2029-05-09");
    assert_eq!(happened(&dated[0]), "2029-05-01..2029-05-01");
    assert_eq!(dated[0].against[0].kind, EvidenceKind::Metadata);
}

#[test]
fn a_time_without_an_offset_is_in_the_projects_zone() {
    let page = stamped(page("a.txt", &["Міст відкрили", "Міст відкрили."]), StampKind::Dateline, "18:16 14.07.2025");
    let pages = [page];
    let links = link::link(&pages);
    let zoned = |zone| dating::date(&pages, &links, &Rules { zone, corrections: &[] });
    assert_eq!(published(&zoned(Some(chrono_tz::Europe::Kyiv))[0]), "2025-07-14T18:16+03:00..2025-07-14T18:16+03:00");
    assert_eq!(published(&zoned(None)[0]), "2025-07-14T18:16..2025-07-14T18:16");
    let when = zoned(None)[0].published.clone().unwrap();
    assert_eq!((when.how, when.precision), (How::Stated, Precision::Minute));
}

#[test]
fn a_weekday_beside_a_day_leaves_only_the_years_in_which_they_meet() {
    let text = "Мер повідомив про це у п'ятницю, 17 листопада, на зустрічі. Торік, 3 березня 2023 року, міст закрили.";
    let page = says(
        page("a.txt", &["Міст", text]),
        "у п'ятницю",
        Meaning::Weekday { weekday: chrono::Weekday::Fri, direction: 0, clock: None },
    );
    let page = says(page, "17 листопада", day(17, 11));
    let page = says(page, "3 березня 2023 року", days(3, 3, 3, Year::Stated(2023)));
    let page = stamped(page, StampKind::Boilerplate, "2027-01-05");
    let (_, dated) = dated(&[page]);
    assert_eq!(published(&dated[0]), "2023-11-17..2023-11-18");
    assert!(dated[0].published.as_ref().unwrap().evidence.iter().any(|one| one.kind == EvidenceKind::Capture));
}

#[test]
fn a_date_in_boilerplate_is_never_the_date_of_publication() {
    let page = stamped(page("a.txt", &["Міст", "Міст закрили."]), StampKind::Boilerplate, "2027-01-05");
    let (_, dated) = dated(&[page]);
    assert_eq!(published(&dated[0]), "..2027-01-05");
    assert_eq!(dated[0].published.as_ref().unwrap().precision, Precision::Before);
}

#[test]
fn words_that_count_from_today_need_to_know_today() {
    let text = "Мер написав про це п'ятницю. Сесія відбулася вчора о 15:00. Торік міст закрили.";
    let page = says(
        page("a.txt", &["Міст", text]),
        "п'ятницю",
        Meaning::Weekday { weekday: chrono::Weekday::Fri, direction: 0, clock: None },
    );
    let clock = Some(Clock { hour: 15, minute: 0, offset: None });
    let page = says(page, "вчора о 15:00", Meaning::Relative { offset: -1, unit: Unit::Day, clock });
    let page = says(page, "Торік", Meaning::Relative { offset: -1, unit: Unit::Year, clock: None });
    let (_, without) = dated(std::slice::from_ref(&page));
    assert!(without[0].mentions.is_empty() && without[0].happened.is_none());
    let (_, with) = dated(&[stamped(page, StampKind::Dateline, "11:58 14.02.2025")]);
    assert_eq!(
        mentions(&with[0]),
        ["п'ятницю: 2025-02-14..2025-02-14", "вчора о 15:00: 2025-02-13..2025-02-13", "Торік: 2024-01-01..2024-12-31"]
    );
    assert_eq!(happened(&with[0]), "2025-02-14..2025-02-14");
}

#[test]
fn news_without_a_day_is_dated_shortly_before_publication() {
    let page = stamped(page("a.txt", &["Міст відкрили", "Міст відкрили."]), StampKind::Published, "2030-05-09");
    let (_, dated) = dated(&[page]);
    assert_eq!(happened(&dated[0]), "2030-05-08..2030-05-09");
    assert_eq!(dated[0].happened.as_ref().unwrap().precision, Precision::Range);
}

#[test]
fn two_meetings_of_one_minister_months_apart_are_two_events() {
    let text =
        "Міністр обговорив із колегою розвиток спільних проєктів, закупівлю верстатів і ремонт мостів у містах країни.";
    let first = stamped(page("a.txt", &["Міністр зустрівся з колегою", text]), StampKind::Published, "2030-02-09");
    let second = stamped(page("b.txt", &["Міністр зустрівся з колегою", text]), StampKind::Published, "2030-07-09");
    let (links, _) = dated(&[first, second]);
    assert_eq!(links.events, [vec![0], vec![1]]);
}

#[test]
fn a_report_takes_its_year_from_a_dated_report_of_the_same_event() {
    let pages = story();
    let dated_speech = stamped(pages[1].clone(), StampKind::Published, "2029-10-13");
    let (_, dated) = dated(&[pages[0].clone(), dated_speech]);
    assert_eq!(published(&dated[0]), "2029-10-12..2029-10-13");
    assert_eq!(mentions(&dated[1])[1], "5–7 листопада цього року: 2029-11-05..2029-11-07");
}

#[test]
fn a_page_is_not_published_on_a_day_that_it_only_retells() {
    let retells = |text: &str, words: &str, meaning: Meaning| says(page("a.txt", &["Повінь", text]), words, meaning);
    let old = retells("Млин згорів 5 травня 1952 року.", "5 травня 1952 року", days(5, 5, 5, Year::Stated(1952)));
    let back = "Два роки тому, 5 травня 2022 року, млин згорів.";
    let back = retells(back, "5 травня 2022 року", days(5, 5, 5, Year::Stated(2022)));
    let back = says(back, "Два роки тому", Meaning::Relative { offset: -2, unit: Unit::Year, clock: None });
    for retelling in [old, back] {
        let (_, dated) = dated(&[retelling]);
        let published = published(&dated[0]);
        assert!(published.ends_with("..") || published == "unknown", "{published}");
    }
    let news = retells("Млин згорів 5 травня 2022 року.", "5 травня 2022 року", days(5, 5, 5, Year::Stated(2022)));
    let (_, dated) = dated(&[news]);
    assert_eq!(published(&dated[0]), "2022-05-05..2022-05-06");
}

#[test]
fn a_printed_stamp_of_change_holds_against_years_of_the_text() {
    let text = "Торік відбувся великий ярмарок верстатів. У 2012 році відбувся великий ярмарок верстатів.";
    let page = says(page("a.txt", &["Ярмарок", text]), "У 2012 році", year(2012));
    let page = says(page, "Торік", Meaning::Relative { offset: -1, unit: Unit::Year, clock: None });
    let (_, without) = dated(std::slice::from_ref(&page));
    assert_eq!(published(&without[0]), "2013-01-01..2013-12-31");
    let (_, with) = dated(&[stamped(page.clone(), StampKind::Modified, "2019-11-13")]);
    assert_eq!(published(&with[0]), "..2019-11-13");
    let (_, near) = dated(&[stamped(page, StampKind::Modified, "2013-11-13")]);
    assert_eq!(published(&near[0]), "2013-01-01..2013-11-13");
}

#[test]
fn evidence_names_a_weekday_with_its_preposition_once() {
    let text = "Міст відкрили в середу. Роботи тривали два роки.";
    let weekday = Meaning::Weekday { weekday: chrono::Weekday::Wed, direction: 0, clock: None };
    let bridge = says(page("a.txt", &["Міст", text]), "середу", weekday);
    let (_, dated) = dated(&[stamped(bridge, StampKind::Dateline, "2031-05-15")]);
    let happened = dated[0].happened.as_ref().unwrap();
    let words: Vec<_> = happened.evidence.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(words, ["в середу", "2031-05-15"]);
    assert_eq!(happened.evidence[0].place, Some(Span { start: 19, end: 27 }));
}
