//! In: sentences that pages print around their articles, and sentences of articles with the same words. Out: nothing. Tests of the rules.
//!
//! Invariant: each kind is tested in the six page languages, and so are similar sentences of articles.

use super::probe::fault_of;

/// Sentences with which a page addresses its reader, describes its pictures or talks about itself, in uk, ru, en, pl, de, fr.
const OF_PAGES: [(&str, [&str; 6]); 16] = [
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
    (
        "support of others",
        [
            "Матеріал створено в межах проєкту «Голос громад» за гроші фонду.",
            "Материал подготовлен в рамках проекта «Голос» на деньги фонда.",
            "This story was made possible by a fund that had no part in it.",
            "Projekt współfinansowany ze środków funduszu mediów lokalnych.",
            "Gefördert durch die Stiftung der Stadt für kleine Zeitungen.",
            "Article réalisé avec le soutien du Fonds des petites villes.",
        ],
    ),
    (
        "thanks and gifts",
        [
            "Дякуємо, що дочитали цю розповідь про міст до самого кінця.",
            "Спасибо, что дочитали этот рассказ о мосте до самого конца.",
            "Enjoyed this tale of the bridge? Pass it on to someone who walks.",
            "Dziękujemy, że jesteś z nami i czytasz o moście do końca.",
            "Danke, dass Sie die Geschichte der Brücke zu Ende lesen konnten.",
            "Merci d'avoir suivi avec la ville cette histoire du pont.",
        ],
    ),
    (
        "witnesses and tips",
        [
            "Якщо ви стали свідками аварії на мосту, редакція чекає на розповідь.",
            "Если вы стали очевидцем аварии на мосту, редакция ждет рассказа.",
            "If you witnessed the crash at the bridge, the paper would hear of it.",
            "Byłeś świadkiem wypadku na moście albo masz z niego film?",
            "Waren Sie dabei, als die Brücke brach, oder wissen Sie mehr?",
            "Une info à partager sur le pont avec ceux qui écrivent ici ?",
        ],
    ),
    (
        "its application",
        [
            "Застосунок видання є в App Store та Google Play, і він без реклами.",
            "Приложение газеты есть в App Store и Google Play, оно без рекламы.",
            "The paper is in the App Store and Google Play, free of adverts.",
            "Gazeta jest w App Store i Google Play, i to bez reklam.",
            "Nutzen Sie unsere Seiten auch dann, wenn kein Netz da ist.",
            "Activez les alertes et soyez au pont avant tout le monde.",
        ],
    ),
    (
        "opinions of others",
        [
            "Погляди авторів рубрики можуть не збігатися з тим, що думає видання.",
            "Мнение автора рубрики не всегда совпадает с тем, что думает газета.",
            "Views expressed in the column are those of the author alone.",
            "Opinie publikowane pod tekstem są prywatnymi opiniami piszących.",
            "Für die Inhalte externer Seiten haftet der Verlag der Zeitung nicht.",
            "Les avis donnés ici n'engagent que celles et ceux qui les écrivent.",
        ],
    ),
    (
        "corrections",
        [
            "Спростування: у першій версії тексту довжину моста вказано хибно.",
            "Поправка: в первой версии текста длина моста указана неверно.",
            "Correction: the first version gave the wrong length of the bridge.",
            "Sprostowanie: w pierwszej wersji podano złą długość mostu.",
            "In einer früheren Fassung stand eine falsche Länge der Brücke.",
            "Rectificatif : la première version donnait une autre longueur.",
        ],
    ),
    (
        "boxes",
        [
            "Гороскоп на середу: Терезам варто обходити мости й позики.",
            "Прогноз погоды на среду: днем тепло, ночью у моста туман.",
            "Today's horoscope: those born in May should keep off bridges.",
            "Kursy walut w środę: dolar tani, euro drogie, frank bez zmian.",
            "Wetter: am Mittwoch warm, an der Brücke in der Nacht Nebel.",
            "Météo : il fera doux mercredi, et le pont sera dans la brume.",
        ],
    ),
    (
        "polls that ask",
        [
            "Опитування: чи потрібен місту другий міст через річку?",
            "Опрос: нужен ли городу второй мост через реку?",
            "Poll: should the town have a second bridge over the river?",
            "Sonda: czy miastu potrzebny jest drugi most na rzece?",
            "Umfrage: Braucht die Stadt eine zweite Brücke am Fluss?",
            "Sondage : faut-il à la ville un deuxième pont sur le fleuve ?",
        ],
    ),
    (
        "credits",
        [
            "Світлину надала громада, на якій стоїть міст через річку.",
            "Снимок предоставлен городом, в котором стоит этот мост.",
            "The bridge at dusk, in a photo provided by the town council.",
            "Zdjęcie archiwalne mostu, który stał tu przed powodzią.",
            "Die Archivaufnahme zeigt die Brücke vor der großen Flut.",
            "Une photo transmise par la ville montre le pont d'avant.",
        ],
    ),
    (
        "rights and data",
        [
            "Натиснувши кнопку, ви даєте згоду на обробку того, що написали.",
            "Нажимая кнопку, вы даете согласие на обработку своих данных.",
            "Please note that you can manage your preferences at the foot of it.",
            "Korzystając z niej, wyrażasz zgodę na zapisywanie plików w domu.",
            "Mit dem Absenden stimmen Sie unserer Regelung für Gäste zu.",
            "Toute reproduction du récit du pont demande l'accord de l'éditeur.",
        ],
    ),
];

/// Sentences of articles with words of the same kinds.
const OF_ARTICLES: [&str; 60] = [
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
    // Funds, projects and materials.
    "Міст збудували в межах проєкту, який фінансує уряд Данії, сказала голова ради.",
    "Мост построили в рамках проекта на средства области, сообщил мэр.",
    "The project was supported by a fund that pays for bridges, the mayor said.",
    "Most jest współfinansowany ze środków Unii, podał urząd miasta w środę.",
    "Die Stiftung hat die Brücke gefördert, wie die Stadt am Mittwoch mitteilte.",
    "Le pont a été réalisé avec de l'argent du Fonds, a dit le maire mercredi.",
    // Views, opinions, rules, data and copies that are news.
    "Погляди депутатів на новий міст розійшлися, і голосування відклали на тиждень.",
    "Мнение жителей о мосте учтут, пообещал глава города в среду утром.",
    "The figures do not reflect the cost of the second bridge, the auditor said.",
    "Opinie o moście są podzielone, wynika z badania uczelni.",
    "Der Minister forderte mit Nachdruck mehr Geld für Brücken und Straßen.",
    "Le texte sera voté mercredi, et la reproduction des saumons sera protégée.",
    // Forecasts, rates, stars and surveys that are news.
    "Курс гривні впав за добу на два відсотки, повідомив банк.",
    "Прогноз не оправдался, и снег выпал уже в среду, сообщили синоптики.",
    "Exchange rates fell on Wednesday after the bank changed its course.",
    "Kurs franka spadł w środę o dwa grosze, podał bank.",
    "Das Wetter am Mittwoch hat den Bau der Brücke gestoppt.",
    "La météo a retardé les travaux du pont, a dit la mairie mercredi.",
    // Witnesses, thanks, gifts and applications that are news.
    "Свідки аварії розповіли слідчим, що міст хитався ще у вівторок.",
    "Очевидцы аварии сообщили, что мост качался еще во вторник.",
    "The mayor thanked the firemen who had saved the bridge on Tuesday.",
    "Świadkowie wypadku mówili, że most chwiał się już we wtorek.",
    "Sie wollen die Brücke bis zum Herbst bauen, sagte der Bürgermeister.",
    "Pour soutenir les commerces près du pont, la ville baisse les loyers.",
];

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
