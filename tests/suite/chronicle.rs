//! Tests of the chronicle and its chapters.
//!
//! Invariant: needs no file and no other test.

use litopys::annotate::Annotated;
use litopys::chapters::{self, ChapterTitle};
use litopys::chronicle::{self, Chronicle};
use litopys::dating::{self, Rules};
use litopys::language::Language;
use litopys::link::{self, Links};
use litopys::normalize::article::StampKind;
use litopys::project::Decision;
use litopys::project::{Division, Theme};

use super::dating::{page, stamped};

fn pages() -> Vec<Annotated> {
    let on = |path, texts: &[&str], day| stamped(page(path, texts), StampKind::Published, day);
    vec![
        on("d.txt", &["Завод збирає дрони", "Перші безпілотники передали війську."], "2031-03-05"),
        on("a.txt", &["Рада запровадила нові санкції", "Список містить сорок осіб."], "2030-11-20"),
        on("b.txt", &["Порт прийняв корабель", "Корабель привіз верстати для заводу."], "2030-12-01"),
        page("c.txt", &["Замітка без дати про санкційний список", "Про санкції говорили довго."]),
    ]
}

fn arranged(pages: &[Annotated]) -> (Links, Chronicle) {
    let links = link::link(pages);
    let dated = dating::date(pages, &links, &Rules::default());
    let chronicle = chronicle::arrange(pages, &links, &dated, &[]);
    (links, chronicle)
}

fn theme(title: &str, matches: &[&str]) -> Theme {
    Theme {
        title: title.into(),
        matches: matches.iter().map(|&one| one.into()).collect(),
        summary: litopys::project::Prose::new(),
    }
}

fn titles_and_paths(chapters: &[chapters::Chapter], pages: &[Annotated]) -> Vec<(ChapterTitle, Vec<String>)> {
    let paths = |chapter: &chapters::Chapter| {
        chapter.events.iter().map(|event| pages[event.lead].article.id.path.clone()).collect()
    };
    chapters.iter().map(|chapter| (chapter.title.clone(), paths(chapter))).collect()
}

#[test]
fn events_are_in_order_and_none_is_lost() {
    let pages = pages();
    let (_, chronicle) = arranged(&pages);
    let paths = |events: &[chronicle::Event]| -> Vec<_> {
        events.iter().map(|event| pages[event.lead].article.id.path.clone()).collect()
    };
    assert_eq!(paths(&chronicle.dated), ["a.txt", "b.txt", "d.txt"]);
    assert_eq!(paths(&chronicle.undated), ["c.txt"]);
    for event in chronicle.dated.iter().chain(&chronicle.undated) {
        assert!(event.id.starts_with("event-") && event.id.len() == 18, "{}", event.id);
    }
}

#[test]
fn the_order_of_the_articles_changes_neither_order_nor_names() {
    let pages = pages();
    let reversed: Vec<_> = pages.iter().rev().cloned().collect();
    let ids = |pages: &[Annotated]| -> Vec<_> {
        let (_, chronicle) = arranged(pages);
        chronicle.dated.into_iter().chain(chronicle.undated).map(|event| event.id).collect()
    };
    assert_eq!(ids(&pages), ids(&reversed));
}

#[test]
fn reports_of_an_event_are_in_order_of_publication() {
    let text = "Рада міста ухвалила бюджет ремонту мостів і трамвайних колій на правому березі, повідомив голова комісії Степан Лис, \
                додавши, що гроші надійдуть двома частинами, а підрядника оберуть на відкритих торгах до кінця місяця";
    let pages = [
        page("a.txt", &["Бюджет", text]),
        stamped(page("b.txt", &["Рада ухвалила бюджет ремонту мостів", text]), StampKind::Published, "2030-05-10"),
        stamped(page("c.txt", &["Бюджет ремонту мостів ухвалено", text]), StampKind::Published, "2030-05-09"),
    ];
    let (links, chronicle) = arranged(&pages);
    assert_eq!(links.events, [vec![0, 1, 2]]);
    assert_eq!(chronicle.dated.len(), 1);
    let event = &chronicle.dated[0];
    assert_eq!(event.reports[0], 2);
    assert_ne!(event.lead, 0);
}

#[test]
fn two_copies_of_one_file_have_names_of_their_own() {
    let mut pages = [page("a.txt", &["Перша", "Один."]), page("b.txt", &["Друга", "Два."])];
    pages.iter_mut().for_each(|page| page.article.digest = "same".into());
    let (_, chronicle) = arranged(&pages);
    assert_eq!(chronicle.undated.len(), 2);
    assert_ne!(chronicle.undated[0].id, chronicle.undated[1].id);
}

#[test]
fn themes_match_inflected_forms_and_other_events_come_last() {
    let pages = pages();
    let themes = [theme("Порт", &["санкція", "порт"]), theme("Зброя", &["безпілотник"]), theme("Ніщо", &["космос"])];
    let (_, chronicle) = arranged(&pages);
    let chapters = chapters::group(chronicle.clone(), &pages, &themes, Division::Auto);
    assert_eq!(
        titles_and_paths(&chapters, &pages),
        [
            (ChapterTitle::Theme("Порт".into()), vec!["a.txt".into(), "b.txt".into()]),
            (ChapterTitle::Theme("Зброя".into()), vec!["d.txt".into()]),
            (ChapterTitle::Undated, vec!["c.txt".into()]),
        ]
    );
    let chapters = chapters::group(chronicle, &pages, &themes[1..], Division::Auto);
    let titles: Vec<_> = chapters.iter().map(|chapter| chapter.title.clone()).collect();
    assert_eq!(titles, [ChapterTitle::Theme("Зброя".into()), ChapterTitle::Other, ChapterTitle::Undated]);
}

#[test]
fn a_phrase_matches_its_words_in_a_row_and_the_headline_counts_most() {
    let pages = [stamped(
        page("a.txt", &["Нові санкції проти банків", "Верстати везуть. Верстати, верстатів, верстатами торгують."]),
        StampKind::Published,
        "2030-05-09",
    )];
    let best = |themes: &[Theme]| {
        let (_, chronicle) = arranged(&pages);
        chapters::group(chronicle, &pages, themes, Division::Auto)[0].title.clone()
    };
    let told = theme("Слово", &["банк"]);
    assert_eq!(best(&[theme("Фраза", &["нова санкція"]), told.clone()]), ChapterTitle::Theme("Фраза".into()));
    assert_eq!(best(&[theme("Фраза", &["санкція банк"]), told]), ChapterTitle::Theme("Слово".into()));
}

#[test]
fn without_themes_each_year_is_a_chapter_or_each_month_of_one_year() {
    let pages = pages();
    let titles = |pages: &[Annotated]| -> Vec<_> {
        let (_, chronicle) = arranged(pages);
        chapters::group(chronicle, pages, &[], Division::Auto).into_iter().map(|chapter| chapter.title).collect()
    };
    assert_eq!(titles(&pages), [ChapterTitle::Year(2030), ChapterTitle::Year(2031), ChapterTitle::Undated]);
    assert_eq!(titles(&pages[1..3]), [ChapterTitle::Month(2030, 11)]);
}

const FLOOD: &str = "Річка Сула вийшла з берегів біля Чутівки, і рятувальники вивезли човнами мешканців двох вулиць, а рада відкрила школу \
                     для тих, кому ніде ночувати, і привезла туди ковдри, воду та гарячу їжу з трьох сусідніх сіл.";
const AFTERMATH: &str = "Рада Чутівки виділила гроші родинам, чиї хати затопила Сула, і найняла будівельників, які сушитимуть стіни та \
                         мінятимуть підлоги, щойно комісія складе списки збитків і погодить їх із сусідніми селами.";

/// The events of a first report of 10 May and a second one that were taken for reports of one event.
fn events_of(second: Annotated, decisions: &[Decision]) -> usize {
    let first = stamped(page("a.txt", &["Сула затопила Чутівку", FLOOD]), StampKind::Published, "2030-05-10");
    let pages = [first, second];
    let links = Links { links: Vec::new(), events: vec![vec![0, 1]], ..Links::default() };
    let dated = dating::date(&pages, &links, &Rules::default());
    chronicle::arrange(&pages, &links, &dated, decisions).dated.len()
}

#[test]
fn a_later_report_about_later_days_is_a_separate_event() {
    let on = |text: &str, day| stamped(page("b.txt", &["Чутівка після повені", text]), StampKind::Published, day);
    assert_eq!(events_of(on(AFTERMATH, "2030-05-15"), &[]), 2);
    assert_eq!(events_of(on(AFTERMATH, "2030-05-12"), &[]), 1, "published with the first");
    assert_eq!(events_of(on(FLOOD, "2030-05-15"), &[]), 1, "printed again");
    let mut foreign = on(AFTERMATH, "2030-05-15");
    foreign.article.language = Language::German;
    assert_eq!(events_of(foreign, &[]), 1, "in another language");
    let undated = page("b.txt", &["Чутівка після повені", AFTERMATH]);
    assert_eq!(events_of(undated, &[]), 1, "of no day");
    let decided = Decision { captures: vec!["a.txt".into(), "b.txt".into()], ..Decision::default() };
    assert_eq!(events_of(on(AFTERMATH, "2030-05-15"), &[decided]), 1, "as a person has it");
}
