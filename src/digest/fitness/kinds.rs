//! In: sentences that pages print around their articles, and sentences of articles that have the same words. Out: nothing; tests of the rules.
//!
//! Invariant: each kind is tried in the six page languages, and so is what resembles it.

use super::*;
use crate::digest::trial;

/// Sentences by which a page calls its reader, shows its pictures or speaks of itself, in uk, ru, en, pl, de, fr.
const OF_PAGES: [(&str, [&str; 6]); 6] = [
    (
        "other articles",
        [
            "Також читайте: голова ради розповіла, коли відкриють міст.",
            "Подробнее читайте в материале о том, как строят мост.",
            "More on this can be found in the story about the bridge.",
            "Więcej na ten temat przeczytasz w tekście o moście.",
            "Mehr dazu steht in der Geschichte über die Brücke der Stadt.",
            "Pour aller plus loin, voici ce que la ville fait du pont.",
        ],
    ),
    (
        "its own channels",
        [
            "Новини громади щодня виходять у нашому Telegram і доступні всім.",
            "Больше новостей о городе и мосте выходит каждый день в соцсетях.",
            "The story of the bridge goes on every day on our Telegram.",
            "Zdjęcia z otwarcia mostu są już na naszym Instagramie.",
            "Bilder von der Brücke gibt es jeden Tag auf unserem Instagram.",
            "Les images du pont sont visibles sur notre compte.",
        ],
    ),
    (
        "donations",
        [
            "Ваша підтримка допоможе й далі писати про те, як живе місто.",
            "Поддержать редакцию можно переводом любой суммы.",
            "Your support pays for the people who write about the town.",
            "Twoje wsparcie pozwala dalej pisać o sprawach miasta.",
            "Ihre Spende hilft dabei, weiter über die Stadt zu schreiben.",
            "Votre don permet de continuer à écrire sur la ville.",
        ],
    ),
    (
        "polls",
        [
            "Проголосуйте за те, якою має бути нова площа перед мостом.",
            "Примите участие в голосовании о новой площади у моста.",
            "Have your say on the new square at the bridge before Friday.",
            "Zagłosuj w ankiecie o nowym placu przy moście.",
            "Ihre Meinung ist gefragt: Wie soll der neue Platz heißen?",
            "Votez pour le nom de la nouvelle place devant le pont.",
        ],
    ),
    (
        "pictures",
        [
            "На світлині голова ради перерізає стрічку перед мостом.",
            "Иллюстративное фото улицы, на которой ночью не было света.",
            "A stock image of a street in which the lights went out.",
            "Zdjęcie ilustracyjne ulicy, na której w nocy zgasło światło.",
            "Das Symbolfoto zeigt eine Straße, in der das Licht ausfiel.",
            "Photo d'illustration d'une rue où la lumière a manqué.",
        ],
    ),
    (
        "comments",
        [
            "Напишіть нам, якою ви хотіли б бачити площу перед мостом.",
            "Нам важно ваше мнение о том, каким должен быть мост.",
            "What do you think the town should do with the old bridge?",
            "Co o tym sądzisz i jak powinien wyglądać nowy plac?",
            "Sagen Sie uns, wie der neue Platz an der Brücke heißen soll.",
            "Dites-nous comment la nouvelle place devrait être faite.",
        ],
    ),
];

/// Sentences of articles with words of the same kinds.
const OF_ARTICLES: [&str; 36] = [
    // Subscriptions, newsletters and papers.
    "Кількість передплатників міської газети за рік зросла вдвічі, сказав її видавець.",
    "Число подписчиков городской газеты выросло за год вдвое, сообщил издатель.",
    "The paper lost a third of its subscribers after it doubled the price in spring.",
    "Gazeta miejska straciła w rok połowę czytelników, podał jej wydawca.",
    "Die Zeitung der Stadt verlor im Frühjahr ein Drittel ihrer Abonnenten.",
    "Le journal de la ville a perdu un tiers de ses abonnés au printemps.",
    // Cookies, privacy and sites.
    "Регулятор оштрафував магазин за те, що той стежив за покупцями без їхньої згоди.",
    "Суд обязал магазин удалить данные покупателей, которые он собирал без согласия.",
    "The bakery by the bridge sold nine hundred cookies on the day of the feast.",
    "Urząd ukarał sklep za to, że śledził klientów bez ich zgody.",
    "Das Gericht verbot dem Händler, Kunden ohne Zustimmung zu beobachten.",
    "Le tribunal a condamné le magasin qui suivait ses clients sans accord.",
    // Polls and votes.
    "За опитуванням, яке провів університет, міст потрібен двом третинам мешканців.",
    "Согласно опросу университета, за мост высказались две трети жителей.",
    "A poll of readers of three papers put the mayor ahead by nine points.",
    "W sondażu uniwersytetu za mostem było dwie trzecie mieszkańców.",
    "In einer Umfrage der Universität waren zwei Drittel für die Brücke.",
    "Selon un sondage de l'université, deux tiers des habitants veulent le pont.",
    // Photographs.
    "Фотографа, який знімав міст із даху, затримали на дві години.",
    "Снимок моста, сделанный сто лет назад, продали на аукционе.",
    "A photograph of the bridge taken a century ago was sold for a record sum.",
    "Zdjęcie mostu sprzed stu lat sprzedano na aukcji za rekordową kwotę.",
    "Ein Foto der Brücke von 1900 wurde für eine hohe Summe verkauft.",
    "Une photo du pont prise il y a un siècle a été vendue aux enchères.",
    // Donations.
    "Волонтери зібрали на лікарню два мільйони, і гроші надійшли в понеділок.",
    "Пожертвования на больницу превысили два миллиона, сообщил фонд.",
    "Donations for the hospital passed two million on Monday, the charity said.",
    "Zbiórka na szpital przyniosła dwa miliony, podała fundacja w poniedziałek.",
    "Spenden für das Krankenhaus erreichten am Montag zwei Millionen.",
    "Les dons pour l'hôpital ont dépassé deux millions lundi, selon la fondation.",
    // Channels, comments, firms and buttons that are news.
    "Telegram-канал голови ради зламали в неділю, повідомила поліція.",
    "The mayor said on his Facebook page that the bridge would be shut for a week.",
    "Комментарии к закону собирали два месяца, и поступило девять тысяч замечаний.",
    "Support for the mayor fell to a third of the voters, the count showed.",
    "Die Meinung der Bürger soll vor dem Bau gehört werden, sagte der Rat.",
    "Home care for the old will cost the town twice as much next year.",
];

fn fault_of(text: &str) -> Option<&'static str> {
    let page = trial::page("<article><p>Рада міста схвалила кошторис на рік, і гроші підуть на школи.</p></article>");
    let sentence = Sentence { text: text.to_owned(), ..page.sentences[0].clone() };
    Fitness::of(&page).fault(&sentence)
}

#[test]
fn what_pages_print_around_articles_is_unfit_in_each_language() {
    for (kind, texts) in OF_PAGES {
        let passed: Vec<_> = texts.into_iter().filter(|text| fault_of(text).is_none()).collect();
        assert!(passed.is_empty(), "{kind}: {passed:?}");
    }
}

#[test]
fn news_with_the_same_words_is_fit() {
    let lost: Vec<_> = OF_ARTICLES.into_iter().filter_map(|text| Some((fault_of(text)?, text))).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn what_stands_beside_a_caption_or_behind_a_firm_goes_with_it() {
    let news = "The council of the town approved its budget, and the money will go to schools and roads.";
    let more = "It will also pay for a bridge over the river, which the town has wanted since the flood.";
    let page = trial::page(&format!(
        "<article><p>{news}</p><p>{more}</p><p>The bridge at night. It has been shut since May. Shutterstock</p><p>{more} {news}</p>\
         <p>Bridgeworks is a global builder of bridges. The firm builds them of steel and stone for towns.</p></article>"
    ));
    let of = |start: &str| {
        let sentence = page.sentences.iter().find(|one| one.text.starts_with(start)).unwrap();
        Fitness::of(&page).fault(sentence)
    };
    assert_eq!((of("It has been shut"), of("The firm")), (Some("caption"), Some("firm")));
    assert_eq!((of("The council"), of("It will also")), (None, None));
    let early = trial::page(&format!(
        "<article><p>Bridgeworks is a global builder. It will build the bridge of the town.</p>{}</article>",
        format!("<p>{news} {more}</p>").repeat(4)
    ));
    assert!(early.sentences.iter().all(|sentence| Fitness::of(&early).fault(sentence) != Some("firm")));
}

#[test]
fn a_line_of_the_frame_and_glued_words_are_unfit() {
    let page = trial::page(
        "<article><h1>Рада схвалила кошторис</h1><p>The Bridge of the town was opened on Monday. The River rose on the day before it.</p>\
         <p>Політика</p><p>Old BridgeRiver view of the town in the year in which it was built.</p>\
         <p>The town plays on its PlayStation, the mayor wrote on WhatsApp on Monday.</p>\
         <p>StoneBridge builds it from stone. The Stone comes from the hills, said StoneBridge on Monday.</p></article>",
    );
    let of = |start: &str| {
        page.sentences.iter().find(|one| one.text.starts_with(start)).map(|one| Fitness::of(&page).fault(one))
    };
    assert_eq!(of("Політика").flatten(), of("Політика").map(|_| "frame"));
    assert_eq!(of("Old BridgeRiver"), Some(Some("ran-together")));
    assert_eq!(of("The town plays"), Some(None));
    assert_eq!(of("The Stone comes"), Some(None));
    assert_eq!(fault_of("Політика"), Some("frame"));
    assert_eq!(fault_of("Политика цен в городе изменится, сказал голова совета."), None);
}
