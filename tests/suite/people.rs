//! Tests of the people, the quotes and the speakers in an article.
//!
//! Invariant: every sentence is written for the test.

use litopys::annotate::{Annotated, annotate};
use litopys::capture::{CaptureId, Form};
use litopys::language::Language;
use litopys::normalize::{Article, Block, BlockKind};
use litopys::passage::Passage;

/// An article of paragraphs.
pub fn article(language: Language, headline: &str, body: &[&str]) -> Article {
    let mut place = headline.chars().count() + 1;
    let body = body.iter().map(|text| {
        let passage = Passage::new(text, place);
        place += text.chars().count() + 1;
        Block { kind: BlockKind::Paragraph, passage }
    });
    Article {
        id: CaptureId::of_file("a.txt"),
        form: Form::Text,
        address: None,
        digest: String::new(),
        language,
        source: None,
        body: body.collect(),
        headline: Some(Passage::new(headline, 0)),
        deck: None,
        byline: Vec::new(),
        authors_left_out: 0,
        is_cut: false,
        figures: Vec::new(),
        region: None,
        stamps: Vec::new(),
        dropped: Vec::new(),
    }
}

fn read(language: Language, headline: &str, body: &[&str]) -> Annotated {
    annotate(article(language, headline, body))
}

fn names(found: &Annotated) -> Vec<&str> {
    found.people.iter().map(|person| person.name.as_str()).collect()
}

/// The speaker and the first words of each quote.
fn speech(found: &Annotated) -> Vec<(Option<&str>, String)> {
    let words = |text: &str| text.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let name = |speaker: Option<usize>| speaker.map(|speaker| found.people[speaker].name.as_str());
    found.quotes.iter().map(|quote| (name(quote.speaker), words(&quote.text))).collect()
}

#[test]
fn inflected_forms_become_one_nominative_name() {
    let found = read(
        Language::Ukrainian,
        "Ткач і Дюваль обговорили мир",
        &[
            "Міністерка закордонних справ України Оксана Ткач зустрілася в Парижі з генералом Рене Дювалем.",
            "До розмови долучили голову комітету Богдана Сливченка, а листа передали президенту Гарднеру.",
            "Дювалю показали карту. Сливченкові подякували, радник Левицького мовчав.",
            "За участю голови уряду Андрія Мельничука обговорили й позицію канцлера Вебера.",
        ],
    );
    assert_eq!(
        names(&found),
        ["Оксана Ткач", "Рене Дюваль", "Богдан Сливченко", "Гарднер", "Андрій Мельничук", "Вебер"]
    );
    let forms: Vec<&str> = found.people[1].forms.iter().map(|form| form.text.as_str()).collect();
    assert_eq!(forms, ["Дюваль", "Рене Дювалем", "Дювалю"]);
    assert_eq!(found.people[0].role.as_ref().unwrap().text, "Міністерка закордонних справ України");
}

#[test]
fn unlisted_first_names_are_recognized_by_office_and_agreement() {
    let found = read(
        Language::Ukrainian,
        "Нова угода",
        &[
            "Речниця Міністерства оборони Зоррія Квінт підтвердила зустріч.",
            "Міністр торгівлі зустрівся з послом Торвеном Гальстом. Гальст подякував.",
        ],
    );
    assert_eq!(names(&found), ["Зоррія Квінт", "Торвен Гальст"]);
}

#[test]
fn places_institutions_and_things_are_no_people() {
    let found = read(
        Language::Ukrainian,
        "Білий дім підтримав Велику Британію",
        &[
            "Верховна Рада та Офіс президента України звернулися до Збройних Сил. У Нью-Йорку відкрили Форум миру.",
            "Рада національної безпеки заявила про це у Facebook, а Кремль промовчав. Генеральний штаб повідомив деталі.",
            "На вулиці Івана Франка діє школа імені Лесі Українки, а ракета \"Буревій\" впала в Чорне море у Вересні.",
        ],
    );
    assert_eq!(names(&found), Vec::<&str>::new());
    assert!(found.quotes.is_empty());
}

#[test]
fn two_people_of_one_surname_stay_two() {
    let found = read(
        Language::Ukrainian,
        "Брати",
        &["Віталій Кличко привітав брата. Володимир Кличко подякував. В. О. Кличко мовчить, сказала Олена Кличко."],
    );
    assert_eq!(names(&found)[..2], ["Віталій Кличко", "Володимир Кличко"]);
    assert!(names(&found).contains(&"Олена Кличко"));
}

#[test]
fn russian_and_english_names_are_found() {
    let found = read(
        Language::Russian,
        "Встреча в Женеве",
        &[
            "Министр обороны Пётр Савельев встретился с генералом Анной Ланской. Савельеву вручили письмо.",
            "«Мы готовы к разговору», — сказала Ланская. По словам Савельева, Ближний Восток ждёт.",
        ],
    );
    assert_eq!(names(&found), ["Пётр Савельев", "Анна Ланская"]);
    assert_eq!(speech(&found), [(Some("Анна Ланская"), "Мы готовы".to_owned())]);

    let found = read(
        Language::English,
        "Ministers meet in Geneva",
        &[
            "U.S. Defense Secretary Harold Quimby met Foreign Minister Iryna Bondar at the White House on Monday.",
            "“We will keep our word,” Quimby said. “There is no other way.” Bondar's aides thanked Mr. Ferris.",
        ],
    );
    assert_eq!(names(&found), ["Harold Quimby", "Iryna Bondar", "Ferris"]);
    assert_eq!(
        speech(&found),
        [(Some("Harold Quimby"), "We will".to_owned()), (Some("Harold Quimby"), "There is".to_owned())]
    );
}

#[test]
fn speech_has_the_speaker_that_its_words_name() {
    let found = read(
        Language::Ukrainian,
        "Коваль: “Ми збудуємо цей завод”",
        &[
            "Президент країни Степан Коваль відкрив завод “Зоря” і назвав це “добрим знаком”.",
            "“Працюємо разом із друзями щодня. Далі буде більше роботи”, – сказав Коваль у середу.",
            "“Настав час діяти рішуче й швидко, – додав президент. – Іншого часу не буде”.",
            "“Країна має все потрібне для цього, – мовиться в заяві.",
            "За словами речниці уряду Дарини Гай, «люди не чекатимуть до наступної весни».",
            "— Ми не спали дві ночі, — розповіла інженерка Віра Тополя.",
            "Коваль відповів: «Дякую».",
        ],
    );
    let speakers: Vec<Option<&str>> = speech(&found).into_iter().map(|(speaker, _)| speaker).collect();
    let (coal, hay, poplar) = (Some("Степан Коваль"), Some("Дарина Гай"), Some("Віра Тополя"));
    assert_eq!(speakers, [coal, coal, coal, coal, None, hay, poplar, coal]);
    assert_eq!(found.quotes[2].text, "Настав час діяти рішуче й швидко");
    assert_eq!(found.quotes[4].text, "Країна має все потрібне для цього");
}

#[test]
fn speech_over_several_paragraphs_has_one_speaker() {
    let found = read(
        Language::Ukrainian,
        "Звернення",
        &[
            "Голова громади Ольга Лісова звернулася до людей.",
            "“Ми пережили важку зиму всі разом.",
            "“Тепер відбудовуємо школи й лікарні”, – наголосила Лісова.",
            "“Дякую кожному, хто залишився вдома з нами”.",
        ],
    );
    assert_eq!(speech(&found).iter().filter(|(speaker, _)| *speaker == Some("Ольга Лісова")).count(), 3);
}

#[test]
fn every_place_is_that_of_the_words() {
    let text = "Міністр Тарас  Вовк\u{ad}ун сказав: «Будемо\u{a0}жити тут». Потім Вовкун пішов.";
    let headline = "Новина";
    let whole = format!("{headline}\n{text}");
    let found = read(Language::Ukrainian, headline, &[text]);
    let at = |start: usize, end: usize| whole.chars().skip(start).take(end - start).collect::<String>();
    let form = &found.people[0].forms[0];
    assert_eq!((found.people[0].name.as_str(), form.text.as_str()), ("Тарас Вовкун", "Тарас Вовкун"));
    assert_eq!(at(form.span.start, form.span.end), "Тарас  Вовк\u{ad}ун");
    let quote = &found.quotes[0];
    assert_eq!(
        (quote.text.as_str(), at(quote.span.start, quote.span.end).as_str()),
        ("Будемо жити тут", "Будемо\u{a0}жити тут")
    );
    let last = found.sentences.last().unwrap();
    assert_eq!(
        (last.text.as_str(), at(last.span.start, last.span.end).as_str()),
        ("Потім Вовкун пішов.", "Потім Вовкун пішов.")
    );
}

#[test]
fn a_long_line_takes_time_in_proportion() {
    let line = "Учора посол Ян Гайда сказав: «Ми готові». Потім ".repeat(20_000);
    let found = read(Language::Ukrainian, "Довгий рядок", &[&line]);
    assert_eq!(names(&found), ["Ян Гайда"]);
    assert_eq!(found.people[0].forms.len(), 20_000);
}

#[test]
fn a_word_that_opens_a_sentence_is_nobody() {
    let people = |language, body: &str| {
        let found = read(language, "", &[body]);
        found.people.into_iter().map(|person| person.name).collect::<Vec<_>>()
    };
    let none = Vec::<String>::new();
    let uk = "Про пожежу розповіли рятувальники. Полум'я охопило дах. Про це знають депутати. Рішення ухвалять завтра.";
    assert_eq!(people(Language::Ukrainian, uk), none);
    let ru = "Об этом знают депутаты. Решение примут завтра, сказали учителя. Беспилотник нашли в поле.";
    assert_eq!(people(Language::Russian, ru), none);
    let pl = "O pożarze mówił minister. Dodał, że ogień objął dach. Ogień zauważył strażak.";
    assert_eq!(people(Language::Polish, pl), none);
    let de = "Das sagte der Bürgermeister. Feuer brach am Montag aus. Die Drohne fiel auf ein Feld.";
    assert_eq!(people(Language::German, de), none);
    let en =
        "The fire was reported by a farmer. Flames ate the roof. Koreans said little, the Rubber Board said nothing.";
    assert_eq!(people(Language::English, en), none);
    assert_eq!(people(Language::Ukrainian, "Про це знає депутат Гнатюк. Рішення ухвалять завтра."), ["Гнатюк"]);
    assert_eq!(people(Language::English, "Sen. Hollister left. Mr. Quimby stayed."), ["Hollister", "Quimby"]);
}

#[test]
fn a_latin_word_on_a_cyrillic_page_is_nobody() {
    let found = read(
        Language::Ukrainian,
        "Нові щеплення",
        &[
            "Компанія Novaterra та видання Nature повідомили про це, додала Zenolux. Гендиректор Zenolux мовчить.",
            "Її співробітниця Клара Гольм (Klara Holm) подякувала лікареві.",
        ],
    );
    assert_eq!(names(&found), ["Клара Гольм"]);
}

#[test]
fn words_that_the_page_writes_small_are_nobody() {
    let found = read(
        Language::English,
        "Control",
        &[
            "The head of Animal Control said so. Control of animals is hard, and an animal may bite. Nora Quimby agreed.",
        ],
    );
    assert_eq!(names(&found), ["Nora Quimby"]);
}

#[test]
fn adjacent_names_are_separated() {
    let found = read(
        Language::Ukrainian,
        "Розмова",
        &[
            "Про це сказала радниця Джо Гарднера Олена Коваль. Головний редактор: Гайовий О. П. Адреса редакції не змінилася.",
            "Сенатор від штату Джорджія Гарольд Квімбі та мер Північної Кароліни відмовилися говорити.",
        ],
    );
    assert_eq!(names(&found), ["Джо Гарднер", "Олена Коваль", "О. Гайовий", "Гарольд Квімбі"]);
}

#[test]
fn foreign_names_have_their_own_nominative() {
    let found = read(
        Language::Russian,
        "Встреча",
        &["Победу Джо Гарднера признала Нэнси Фолькер. Победу Джорджа Вебера-младшего признала Кэти Линден."],
    );
    assert_eq!(names(&found), ["Джо Гарднер", "Нэнси Фолькер", "Джордж Вебер-младший", "Кэти Линден"]);
    let found = read(
        Language::Polish,
        "Spotkanie",
        &["Rozmowę z Michałem Wilkowskim i Joe Gardnerem prowadziła Anna Kolanka. Wilkowskiego i Gardnera nie pytano."],
    );
    assert_eq!(names(&found), ["Michał Wilkowski", "Joe Gardner", "Anna Kolanka"]);
    let found = read(Language::English, "Talks", &["President Omar al-Hamri met Jesper B. Holm in San Diego Gardens."]);
    assert_eq!(names(&found), ["Omar al-Hamri", "Jesper B. Holm"]);
}

#[test]
fn a_role_is_an_office_and_no_clause() {
    let found =
        read(Language::English, "Court", &["The king decided to fire Jim Hollister, and Mayor Nora Quimby left."]);
    let roles: Vec<_> = found.people.iter().map(|person| person.role.as_ref().map(|role| role.text.as_str())).collect();
    assert_eq!(roles, [None, Some("Mayor")]);
}

#[test]
fn a_woman_who_speaks_keeps_her_own_name() {
    let found = read(
        Language::Ukrainian,
        "Музей відкрили",
        &[
            "«Ми рятували адресу», – сказала директорка музею Яна Вербицька.",
            "Леся Михалюта: Чому саме ця п'єса?",
            "За ноутбуком сидить штурманка з позивним «Міля».",
            "– Тут орієнтуєшся по згарищах, – каже Міля.",
        ],
    );
    assert_eq!(names(&found), ["Яна Вербицька", "Леся Михалюта", "Міля"]);
    let found = read(Language::Russian, "Встреча", &["Об этом сообщили после избрания Яна Гарднера и Карла Квимби."]);
    assert_eq!(names(&found), ["Ян Гарднер", "Карл Квимби"]);
}

#[test]
fn the_town_of_a_mayor_is_nobody() {
    let found = read(Language::Ukrainian, "Мер Зоряногорська: «Тепло буде»", &["Мер Сливченко підписав угоду."]);
    assert_eq!(names(&found), ["Сливченко"]);
    let found = read(Language::Russian, "Мост", &["«Мост достроим», – сказал мэр Камнегорска."]);
    assert_eq!((names(&found), speech(&found)[0].0), (Vec::new(), None));
}

/// The roles that an article gives, in the order of the people.
fn roles(found: &Annotated) -> Vec<(&str, Option<&str>)> {
    found.people.iter().map(|it| (it.name.as_str(), it.role.as_ref().map(|role| role.text.as_str()))).collect()
}

#[test]
fn a_role_is_whole_or_left_out() {
    let found = |language, text: &str| {
        let page = read(language, "Boats on the lake", &[text]);
        roles(&page).into_iter().map(|(name, role)| (name.to_owned(), role.map(str::to_owned))).collect::<Vec<_>>()
    };
    let (en, ru) = (Language::English, Language::Russian);
    for (language, text, name, role) in [
        (
            en,
            "All the boats on the lake were seen there by New Fernow Mayor Thomas Hollister.",
            "Thomas Hollister",
            Some("New Fernow Mayor"),
        ),
        (
            en,
            "Rowers met the education secretary, Thomas Hollister, at the quay.",
            "Thomas Hollister",
            Some("education secretary"),
        ),
        (
            en,
            "Thomas Hollister, an expert on Fernow boats, said the lake froze.",
            "Thomas Hollister",
            Some("expert on Fernow"),
        ),
        (
            en,
            "Thomas Hollister, head of the Fernow Boat House, said the lake froze.",
            "Thomas Hollister",
            Some("head of the Fernow Boat House"),
        ),
        (en, "They sang with Thomas Hollister, General Mishap and others.", "Thomas Hollister", None),
        (ru, "Старший портовый инженер Артём Рощин выступил у озера.", "Артём Рощин", Some("Старший портовый инженер")),
        (ru, "Прокуроры Артём Рощин, прокурор Лугова Сергей Ветлин и другие ушли.", "Артём Рощин", None),
    ] {
        let all = found(language, text);
        let one = all.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{text}: {all:?}"));
        assert_eq!(one.1.as_deref(), role, "{text}");
    }
}

#[test]
fn a_role_with_the_whole_name_is_preferred() {
    let page = read(
        Language::English,
        "Boats on the lake",
        &["President Hollister sang.", "The engineer Laura Hollister said the boats were late."],
    );
    assert_eq!(roles(&page), [("Laura Hollister", Some("engineer"))]);
}

#[test]
fn things_named_after_people_are_not_people() {
    let none: [&str; 0] = [];
    for text in [
        "Boats were sent by Christian Aid and the Fernow Red Cross, rowers said.",
        "The crew of the USS Thomas Hollister rowed home.",
        "The case of Thomas CloudArmor is of steel.",
        "He bought it at Martin Depot and at Thomas Harper House Machines.",
    ] {
        assert_eq!(names(&read(Language::English, "Boats on the lake", &[text])), none, "{text}");
    }
    let kept = "Rowers thanked Thomas MacLeod, Laura DiMarco, Laura House and Thomas Cross.";
    let page = read(Language::English, "Boats on the lake", &[kept]);
    assert_eq!(names(&page), ["Thomas MacLeod", "Laura DiMarco", "Laura House", "Thomas Cross"]);
    let team = "Хоккейный клуб «Степан Рощин» уехал. Тренер «Степана Рощина» молчал, а Сергей Ветлин пел.";
    assert_eq!(names(&read(Language::Russian, "Лодки", &[team])), ["Сергей Ветлин"]);
}

#[test]
fn german_names_end_before_what_follows_them() {
    let german = |text: &str| {
        let page = read(Language::German, "Boote", &[text]);
        names(&page).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(german("Gestern sprach Thomas Hollweg von der Bootsbehörde am See."), ["Thomas Hollweg"]);
    assert_eq!(german("Zum Fest kam Thomas Hollwegs Bootswagen an den See."), ["Thomas Hollwegs"]);
    assert_eq!(german("Am See sang Ursula von der Weide lange."), ["Ursula von der Weide"]);
    assert_eq!(german("Boote, z.B. der Kahn, und Schiffe sind alt."), [""; 0]);
}

#[test]
fn hyphens_between_spaces_part_no_name() {
    let text = "Rowers , swimmers , and singers met Maria Fenn - Marlow , mayor of Saint - sur - Orne , at the quay .";
    let page = read(Language::English, "Boats on the lake", &[text]);
    assert_eq!(roles(&page), [("Maria Fenn-Marlow", Some("mayor of Saint - sur - Orne"))]);
}
