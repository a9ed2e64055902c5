//! Reports of one event in three languages, with look-alike events.
//!
//! Invariant: each test lists pages written for it.

use std::collections::{BTreeMap, BTreeSet};

use crate::cli::listed;

/// Each page: the event that it reports, its language, its text.
const PAGES: [(&str, &str, &str); 12] = [
    (
        "plant",
        "uk",
        "У Кременчуці запустили завод турбін\n\n4 березня 2031 року\n\nУ Кременчуці 4 березня запрацював завод вітрових турбін \
         данської компанії Nordvind. Стрічку перерізав міністр енергетики Олег Грабовецький.\n\nЗавод дав роботу 340 людям, сказав \
         керівник Nordvind Ларс Мадсен. Перші турбіни поїдуть до Болграда.\n",
    ),
    (
        "plant",
        "en",
        "Turbine plant opens in Kremenchuk\n\n4 March 2031\n\nDenmark's Nordvind opened a factory for wind turbines in the Ukrainian city \
         of Kremenchuk on 4 March. Energy minister Oleh Hrabovetskyi attended the ceremony.\n\nThe site employs 340 people, Nordvind \
         chief Lars Madsen told reporters. It will ship its first machines to Bolhrad.\n",
    ),
    (
        "plant",
        "ru",
        "В Кременчуге открылся завод турбин\n\n4 марта 2031 года\n\nДатская компания Nordvind открыла 4 марта в Кременчуге завод \
         ветровых турбин. В церемонии участвовал министр энергетики Олег Грабовецкий.\n\nНа заводе работают 340 человек, сообщил глава \
         Nordvind Ларс Мадсен. Первые машины отправят в Болград.\n",
    ),
    (
        "train at Zhmerynka",
        "uk",
        "Під Жмеринкою зійшов з рейок поїзд\n\n5 березня 2031 року\n\nВагони поїзда Одеса – Львів зійшли з рейок біля Жмеринки вранці \
         5 березня. Поранено 14 пасажирів.\n\nРух перекрито, сказала речниця залізниці Марина Лотоцька. Поранених прийняла лікарня у \
         Вінниці.\n",
    ),
    (
        "train at Zhmerynka",
        "en",
        "Fourteen hurt as train derails in Ukraine\n\n5 March 2031\n\nA train from Odesa to Lviv came off the tracks near Zhmerynka early \
         on 5 March, injuring 14 passengers.\n\nThe line was closed, according to railway spokeswoman Maryna Lototska. Victims were taken \
         to a hospital in Vinnytsia.\n",
    ),
    (
        "train at Zhmerynka",
        "ru",
        "Под Жмеринкой поезд сошёл с рельсов\n\n5 марта 2031 года\n\nУтром 5 марта у Жмеринки сошли с рельсов вагоны поезда Одесса – \
         Львов. Ранены 14 пассажиров.\n\nДвижение закрыто, сообщила представительница дороги Марина Лотоцкая. Раненых приняла больница \
         в Виннице.\n",
    ),
    (
        "train at Smila",
        "uk",
        "Під Смілою зійшов з рейок товарний потяг\n\n7 березня 2031 року\n\nСім вагонів зі щебенем зійшли з рейок біля Сміли ввечері \
         7 березня. Поранено 2 машиністів.\n\nРух перекрито, сказала речниця залізниці Марина Лотоцька. Кран прибув із Черкас.\n",
    ),
    (
        "train at Smila",
        "en",
        "Freight train derails near Smila\n\n7 March 2031\n\nSeven cars loaded with gravel left the rails near Smila on the evening of 7 \
         March, injuring 2 drivers.\n\nThe line was closed, according to railway spokeswoman Maryna Lototska. A crane arrived from \
         Cherkasy.\n",
    ),
    (
        "chess",
        "uk",
        "Вересень виграв турнір у Тбілісі\n\n4 березня 2031 року\n\nГросмейстер Андрій Вересень виграв 4 березня шаховий турнір у \
         Тбілісі. В останньому турі він переміг Левана Чхаїдзе.\n\nТретім став Ніколас Бергман зі Стокгольма.\n",
    ),
    (
        "chess",
        "en",
        "Veresen takes Tbilisi title\n\n4 March 2031\n\nUkrainian grandmaster Andrii Veresen won the chess tournament in Tbilisi on 4 March \
         after beating Levan Chkhaidze in the last round.\n\nNicolas Bergman of Stockholm came third.\n",
    ),
    (
        "orchestra",
        "uk",
        "Оркестр із Вінниці зіграв у Тбілісі\n\n4 березня 2031 року\n\nВінницький камерний оркестр зіграв 4 березня в Тбілісі твори \
         Бориса Лятошинського.\n\nДиригувала Ганна Сорока.\n",
    ),
    (
        "visit",
        "en",
        "Energy minister visits Vinnytsia\n\n6 March 2031\n\nEnergy minister Oleh Hrabovetskyi travelled to Vinnytsia on 6 March to inspect \
         a substation.\n\nEngineer Petro Zalizniak showed him the new transformers.\n",
    ),
];

fn pages() -> Vec<(String, &'static str)> {
    PAGES.iter().enumerate().map(|(at, (_, language, text))| (format!("{at}-{language}.txt"), *text)).collect()
}

/// The files of each event that the program finds.
fn events(pages: &[(String, &str)]) -> BTreeSet<BTreeSet<String>> {
    let pages: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let mut events: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in listed(&pages) {
        let of = |field: &str| line[field].as_str().unwrap().to_owned();
        events.entry(of("event")).or_default().insert(of("path"));
    }
    events.into_values().collect()
}

fn expected(pages: &[(String, &str)]) -> BTreeSet<BTreeSet<String>> {
    let mut events: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for ((name, _), (event, ..)) in pages.iter().zip(PAGES) {
        events.entry(event).or_default().insert(name.clone());
    }
    events.into_values().collect()
}

#[test]
fn reports_of_one_event_in_three_languages_find_each_other_and_look_alikes_stay_apart() {
    let pages = pages();
    assert_eq!(events(&pages), expected(&pages));
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let pages = pages();
    let renamed: Vec<(String, &str)> =
        pages.iter().enumerate().map(|(at, (_, text))| (format!("{:02}.txt", 50 - at), *text)).collect();
    assert_eq!(events(&renamed), expected(&renamed));
}
