//! In: sentences in Polish, German and French with a base day. Out: whether their expressions are as expected.
//!
//! Invariant: every expected type and value is written in the table, never computed.

use chrono::NaiveDate;
use litopys::dating::narrative::anchored;
use litopys::language::Language;

/// The words, type and TIMEX3 value of each expression.
type Expected<'a> = &'a [(&'a str, &'a str, &'a str)];

/// Each text was written on 15 May 2025.
fn typed(language: Language, table: &[(&str, Expected)]) {
    for (text, expected) in table {
        let found = anchored(text, language, NaiveDate::from_ymd_opt(2025, 5, 15));
        let kinds: Vec<String> = found.iter().map(|found| format!("{:?}", found.kind).to_uppercase()).collect();
        let found: Vec<(&str, &str, &str)> = found
            .iter()
            .zip(&kinds)
            .map(|(found, kind)| (found.text.as_str(), kind.as_str(), found.value.as_str()))
            .collect();
        assert_eq!(found, *expected, "{text}");
    }
}

fn none(language: Language, texts: &[&str]) {
    for text in texts {
        typed(language, &[(text, &[])]);
    }
}

#[test]
fn polish_expressions_have_types_and_values() {
    typed(
        Language::Polish,
        &[
            ("Most otwarto 5 maja 2024 r.", &[("5 maja 2024 r.", "DATE", "2024-05-05")]),
            ("Most otwarto 5 maja 2024 roku.", &[("5 maja 2024 roku", "DATE", "2024-05-05")]),
            ("Targi trwały od 5 do 9 maja.", &[("5", "DATE", "2025-05-05"), ("9 maja", "DATE", "2025-05-09")]),
            ("Targi odbędą się 6–7 grudnia.", &[("6", "DATE", "2025-12-06"), ("7 grudnia", "DATE", "2025-12-07")]),
            (
                "Zebrania były 1, 3 i 5 lutego.",
                &[("1", "DATE", "2025-02-01"), ("3", "DATE", "2025-02-03"), ("5 lutego", "DATE", "2025-02-05")],
            ),
            ("Dworzec zbudowano w latach 40. XX wieku.", &[("latach 40. XX wieku", "DATE", "194")]),
            ("Dworzec zbudowano w latach 90-tych.", &[("latach 90-tych", "DATE", "199")]),
            ("Dworzec zbudowano w latach dziewięćdziesiątych.", &[("latach dziewięćdziesiątych", "DATE", "199")]),
            (
                "Zamek zbudowano w XVIII wieku, a wieżę w XIX w.",
                &[("XVIII wieku", "DATE", "17"), ("XIX w.", "DATE", "18")],
            ),
            ("Na początku 2024 roku szkołę zamknięto.", &[("2024 roku", "DATE", "2024")]),
            ("Pod koniec 2023 r. szkołę zamknięto.", &[("2023 r.", "DATE", "2023")]),
            ("W drugiej połowie 2021 roku szkołę zamknięto.", &[("drugiej połowie 2021 roku", "DATE", "2021-H2")]),
            ("W trzecim kwartale 2021 roku szkołę zamknięto.", &[("trzecim kwartale 2021 roku", "DATE", "2021-Q3")]),
            ("W I kwartale 2021 r. szkołę zamknięto.", &[("I kwartale 2021 r.", "DATE", "2021-Q1")]),
            ("Wiosną 2022 roku szkołę zamknięto.", &[("Wiosną 2022 roku", "DATE", "2022-SP")]),
            ("W 2019 r. szkołę zamknięto.", &[("2019 r.", "DATE", "2019")]),
            ("Zakład działał w latach 1995–2003.", &[("1995", "DATE", "1995"), ("2003", "DATE", "2003")]),
            ("W piątek odbędzie się jarmark.", &[("piątek", "DATE", "2025-05-16")]),
            ("W zeszły piątek padał śnieg.", &[("zeszły piątek", "DATE", "2025-05-09")]),
            ("W przyszły poniedziałek otworzą basen.", &[("przyszły poniedziałek", "DATE", "2025-05-19")]),
            (
                "Dziś pada śnieg, wczoraj padał deszcz, przedwczoraj grad.",
                &[
                    ("Dziś", "DATE", "2025-05-15"),
                    ("wczoraj", "DATE", "2025-05-14"),
                    ("przedwczoraj", "DATE", "2025-05-13"),
                ],
            ),
            ("W tym roku będzie nowy dworzec.", &[("tym roku", "DATE", "2025")]),
            ("W ubiegłym tygodniu ceny wzrosły.", &[("ubiegłym tygodniu", "DATE", "2025-W19")]),
            ("W zeszłym roku ceny wzrosły.", &[("zeszłym roku", "DATE", "2024")]),
            ("Za trzy dni otworzą basen.", &[("Za trzy dni", "DATE", "2025-05-18")]),
            ("Dwa miesiące temu ceny wzrosły.", &[("Dwa miesiące temu", "DATE", "2025-03")]),
            ("Rok temu ceny wzrosły.", &[("Rok temu", "DATE", "2024")]),
            ("Pół roku temu ceny wzrosły.", &[("Pół roku temu", "DATE", "2024-11")]),
            ("Pociąg przyjechał o godz. 18:16.", &[("o godz. 18:16", "TIME", "2025-05-15T18:16")]),
            ("Pociąg przyjechał 9 marca o godz. 18.16.", &[("9 marca o godz. 18.16", "TIME", "2025-03-09T18:16")]),
            ("Pociąg przyjechał o godzinie 18.", &[("o godzinie 18", "TIME", "2025-05-15T18:00")]),
            ("Remont trwał przez trzy dni.", &[("przez trzy dni", "DURATION", "P3D")]),
            ("Remont trwał dwa tygodnie.", &[("dwa tygodnie", "DURATION", "P2W")]),
            ("Po 10-letniej przerwie teatr otwarto.", &[("10-letniej", "DURATION", "P10Y")]),
            (
                "Festyn jest każdego roku, a targ co tydzień.",
                &[("każdego roku", "SET", "P1Y"), ("co tydzień", "SET", "P1W")],
            ),
            ("Targ działa codziennie.", &[("codziennie", "SET", "P1D")]),
            ("Bitwa była w 490 r. p.n.e.", &[("490 r. p.n.e.", "DATE", "BC0490")]),
            ("Spotkanie było 26.07.2024.", &[("26.07.2024", "DATE", "2024-07-26")]),
            ("Spotkanie było 5 V 2024.", &[("5 V 2024", "DATE", "2024-05-05")]),
            ("Rano 9 marca spadł śnieg.", &[("Rano 9 marca", "TIME", "2025-03-09TMO")]),
            ("W nocy z 9 na 10 marca spadł śnieg.", &[("nocy z 9 na 10 marca", "TIME", "2025-03-09TNI")]),
            ("Wczoraj wieczorem spadł śnieg.", &[("Wczoraj wieczorem", "DATE", "2025-05-14")]),
            ("W maju otwarto most.", &[("maju", "DATE", "2025-05")]),
            ("Od marca do maja trwał remont.", &[("marca", "DATE", "2025-03"), ("maja", "DATE", "2025-05")]),
            (
                "1 września 1939 r. wybuchła wojna. Tego samego dnia zamknięto szkołę.",
                &[("1 września 1939 r.", "DATE", "1939-09-01"), ("Tego samego dnia", "DATE", "1939-09-01")],
            ),
            ("Piątego maja otwarto most.", &[("Piątego maja", "DATE", "2025-05-05")]),
            ("Pięćdziesiąt lat temu otwarto most.", &[("Pięćdziesiąt lat temu", "DATE", "1975")]),
            ("Na początku miesiąca otwarto most.", &[("początku miesiąca", "DATE", "2025-05")]),
            ("Kilka dni temu otwarto most.", &[("Kilka dni temu", "DATE", "PAST_REF")]),
            ("5 maja br. otwarto most.", &[("5 maja br.", "DATE", "2025-05-05")]),
            ("Obecnie most jest zamknięty.", &[("Obecnie", "DATE", "PRESENT_REF")]),
        ],
    );
}

#[test]
fn polish_names_and_counts_are_no_dates() {
    none(
        Language::Polish,
        &[
            "Art. 5 ust. 2 ustawy obowiązuje.",
            "Wynik meczu to 3:1.",
            "Cena wynosi 1999 zł.",
            "Zainstaluj wersję 2.5.1.",
            "Przyszło 2024 osób.",
            "Telefon 22 555 12 12.",
            "Pokój 12 jest wolny.",
            "Otwórz stronę 2024.",
            "Maja Nowak zagra.",
            "Kupiono 155-mm armatę.",
            "W 2000 domów nie ma prądu.",
            "Dzieci po 40. roku życia nie mają.",
            "W tym wieku łatwo o błąd.",
            "Sprzedano ponad 2000 biletów.",
            "Dzieci, które maja kota.",
            "Mieszka pod numerem 5.",
        ],
    );
}

#[test]
fn german_expressions_have_types_and_values() {
    typed(
        Language::German,
        &[
            ("Die Brücke wurde am 5. Mai 2024 eröffnet.", &[("5. Mai 2024", "DATE", "2024-05-05")]),
            ("Der Markt ist am 5. und 6. Mai.", &[("5.", "DATE", "2025-05-05"), ("6. Mai", "DATE", "2025-05-06")]),
            ("Der Markt dauerte vom 5. bis 9. Mai.", &[("5.", "DATE", "2025-05-05"), ("9. Mai", "DATE", "2025-05-09")]),
            (
                "Der Markt dauerte vom 28. Februar bis zum 3. März 2022.",
                &[("28. Februar", "DATE", "2022-02-28"), ("3. März 2022", "DATE", "2022-03-03")],
            ),
            (
                "Der Markt ist am 6./7. Dezember.",
                &[("6.", "DATE", "2024-12-06"), ("7. Dezember", "DATE", "2024-12-07")],
            ),
            ("Der Markt ist am 5.–9. Mai.", &[("5.", "DATE", "2025-05-05"), ("9. Mai", "DATE", "2025-05-09")]),
            ("In den 1940er Jahren wurde das Haus gebaut.", &[("1940er Jahren", "DATE", "194")]),
            ("In den 1940er-Jahren wurde das Haus gebaut.", &[("1940er-Jahren", "DATE", "194")]),
            ("In den 90ern wurde das Haus gebaut.", &[("90ern", "DATE", "199")]),
            ("In den Neunzigerjahren wurde das Haus gebaut.", &[("Neunzigerjahren", "DATE", "199")]),
            ("Anfang 2024 wurde das Haus gebaut.", &[("2024", "DATE", "2024")]),
            ("Ende Mai 2024 wurde das Haus gebaut.", &[("Mai 2024", "DATE", "2024-05")]),
            ("Mitte des Jahres wurde das Haus gebaut.", &[("Mitte des Jahres", "DATE", "2025")]),
            ("Im 19. Jahrhundert wurde das Haus gebaut.", &[("19. Jahrhundert", "DATE", "18")]),
            ("Im XVIII. Jahrhundert wurde das Haus gebaut.", &[("XVIII. Jahrhundert", "DATE", "17")]),
            ("Am Freitag findet ein Markt statt.", &[("Freitag", "DATE", "2025-05-16")]),
            ("Letzten Freitag war Markt.", &[("Letzten Freitag", "DATE", "2025-05-09")]),
            ("Am vergangenen Montag war Markt.", &[("vergangenen Montag", "DATE", "2025-05-12")]),
            ("Nächsten Montag ist Markt.", &[("Nächsten Montag", "DATE", "2025-05-19")]),
            (
                "Heute schneit es, gestern regnete es, vorgestern war Hagel.",
                &[
                    ("Heute", "DATE", "2025-05-15"),
                    ("gestern", "DATE", "2025-05-14"),
                    ("vorgestern", "DATE", "2025-05-13"),
                ],
            ),
            ("Morgen schneit es.", &[("Morgen", "DATE", "2025-05-16")]),
            ("Am Morgen des 9. März schneite es.", &[("Morgen des 9. März", "TIME", "2025-03-09TMO")]),
            ("Heute Morgen schneite es.", &[("Heute Morgen", "DATE", "2025-05-15")]),
            ("Heute morgen schneite es.", &[("Heute morgen", "DATE", "2025-05-15")]),
            ("Damals schneite es.", &[("Damals", "DATE", "PAST_REF")]),
            ("Gestern Abend schneite es.", &[("Gestern Abend", "DATE", "2025-05-14")]),
            ("In der Nacht zum 10. März schneite es.", &[("Nacht zum 10. März", "TIME", "2025-03-10TNI")]),
            ("Dieses Jahr steigen die Preise.", &[("Dieses Jahr", "DATE", "2025")]),
            ("In diesem Jahr steigen die Preise.", &[("diesem Jahr", "DATE", "2025")]),
            ("Voriges Jahr stiegen die Preise.", &[("Voriges Jahr", "DATE", "2024")]),
            ("Letzte Woche stiegen die Preise.", &[("Letzte Woche", "DATE", "2025-W19")]),
            ("In drei Tagen öffnet das Bad.", &[("In drei Tagen", "DATE", "2025-05-18")]),
            ("Vor zwei Monaten stiegen die Preise.", &[("Vor zwei Monaten", "DATE", "2025-03")]),
            ("Vor einem Jahr stiegen die Preise.", &[("Vor einem Jahr", "DATE", "2024")]),
            ("Vor einem halben Jahr stiegen die Preise.", &[("Vor einem halben Jahr", "DATE", "2024-11")]),
            ("Der Zug kam um 18.16 Uhr.", &[("um 18.16 Uhr", "TIME", "2025-05-15T18:16")]),
            ("Der Zug kam am 9. März um 18:16 Uhr.", &[("9. März um 18:16 Uhr", "TIME", "2025-03-09T18:16")]),
            ("Der Zug kam um 18 Uhr.", &[("um 18 Uhr", "TIME", "2025-05-15T18:00")]),
            ("Die Reparatur dauerte drei Wochen lang.", &[("drei Wochen", "DURATION", "P3W")]),
            (
                "Die dreitägige Messe endete, ein 10-jähriger Plan auch.",
                &[("dreitägige", "DURATION", "P3D"), ("10-jähriger", "DURATION", "P10Y")],
            ),
            ("Jeden Montag ist Markt.", &[("Jeden Montag", "SET", "XXXX-WXX-1")]),
            ("Jährlich ist Markt.", &[("Jährlich", "SET", "P1Y")]),
            ("Die Schlacht war 490 v. Chr.", &[("490 v. Chr.", "DATE", "BC0490")]),
            ("Das Treffen war am 26.07.2024.", &[("26.07.2024", "DATE", "2024-07-26")]),
            ("Das Treffen war am 5.5.24.", &[("5.5.24", "DATE", "2024-05-05")]),
            ("Das Treffen ist am 5.5. im Saal.", &[("5.5", "DATE", "2025-05-05")]),
            ("Im Jahr 2019 wurde das Haus gebaut.", &[("2019", "DATE", "2019")]),
            ("Von 2014 bis 2022 wurde das Haus gebaut.", &[("2014", "DATE", "2014"), ("2022", "DATE", "2022")]),
            ("Im Mai wurde das Haus gebaut.", &[("Mai", "DATE", "2025-05")]),
            (
                "Von März bis Juli 2022 wurde das Haus gebaut.",
                &[("März", "DATE", "2022-03"), ("Juli 2022", "DATE", "2022-07")],
            ),
            ("Im Sommer 2022 wurde das Haus gebaut.", &[("Sommer 2022", "DATE", "2022-SU")]),
            ("Im 3. Quartal 2021 wurde das Haus gebaut.", &[("3. Quartal 2021", "DATE", "2021-Q3")]),
            ("In der zweiten Hälfte 2021 wurde das Haus gebaut.", &[("zweiten Hälfte 2021", "DATE", "2021-H2")]),
            ("Im ersten Halbjahr 2021 wurde das Haus gebaut.", &[("ersten Halbjahr 2021", "DATE", "2021-H1")]),
            ("Am ersten Mai ist das Haus zu.", &[("ersten Mai", "DATE", "2025-05-01")]),
            ("Das Haus ist derzeit zu.", &[("derzeit", "DATE", "PRESENT_REF")]),
            ("Seit 2019 ist das Haus zu.", &[("2019", "DATE", "2019")]),
        ],
    );
}

#[test]
fn german_names_and_counts_are_no_dates() {
    none(
        Language::German,
        &[
            "§ 5 Abs. 2 gilt nicht.",
            "Das Ergebnis war 3:1.",
            "Der Preis beträgt 1999 Euro.",
            "Version 2.5.1 ist da.",
            "Es kamen 2024 Menschen.",
            "Frau Winter und Herr Sommer kamen.",
            "August Müller kam.",
            "Tel. 030 555 12 12.",
            "Zimmer 12 ist frei.",
            "Siehe Seite 2024.",
            "Artikel 5 gilt.",
            "Das Rohr misst 155 mm.",
            "Guten Morgen, liebe Leute.",
            "Die Montage dauert an.",
            "Von 2000 Bäumen fiel einer.",
            "In 2000 Metern Höhe liegt Schnee.",
            "An diesem Tag kam niemand.",
        ],
    );
}

#[test]
fn french_expressions_have_types_and_values() {
    typed(
        Language::French,
        &[
            ("Le pont a ouvert le 5 mai 2024.", &[("5 mai 2024", "DATE", "2024-05-05")]),
            ("Le pont a ouvert le 1er mai 2024.", &[("1er mai 2024", "DATE", "2024-05-01")]),
            ("Le premier mai, le pont est fermé.", &[("premier mai", "DATE", "2025-05-01")]),
            ("La foire a duré du 5 au 9 mai.", &[("5", "DATE", "2025-05-05"), ("9 mai", "DATE", "2025-05-09")]),
            (
                "La foire a duré du 28 février au 3 mars 2022.",
                &[("28 février", "DATE", "2022-02-28"), ("3 mars 2022", "DATE", "2022-03-03")],
            ),
            (
                "Les foires des 6 et 7 décembre sont closes.",
                &[("6", "DATE", "2024-12-06"), ("7 décembre", "DATE", "2024-12-07")],
            ),
            ("Dans les années 1940, la gare fut bâtie.", &[("années 1940", "DATE", "194")]),
            ("Dans les années 40, la gare fut bâtie.", &[("années 40", "DATE", "194")]),
            ("Dans les années quatre-vingt, la gare fut bâtie.", &[("années quatre-vingt", "DATE", "198")]),
            ("Au début de 2024, la gare fut bâtie.", &[("2024", "DATE", "2024")]),
            ("Début 2024, la gare fut bâtie.", &[("2024", "DATE", "2024")]),
            ("Fin mai 2024, la gare fut bâtie.", &[("mai 2024", "DATE", "2024-05")]),
            ("À la fin de l'année, la gare sera fermée.", &[("fin de l'année", "DATE", "2025")]),
            ("Au XVIIIe siècle, la gare fut bâtie.", &[("XVIIIe siècle", "DATE", "17")]),
            ("Au 19e siècle, la gare fut bâtie.", &[("19e siècle", "DATE", "18")]),
            ("La foire aura lieu vendredi.", &[("vendredi", "DATE", "2025-05-16")]),
            ("La foire a eu lieu vendredi dernier.", &[("vendredi dernier", "DATE", "2025-05-09")]),
            ("La foire aura lieu lundi prochain.", &[("lundi prochain", "DATE", "2025-05-19")]),
            (
                "Aujourd'hui il neige, hier il pleuvait, avant-hier il grêlait.",
                &[
                    ("Aujourd'hui", "DATE", "2025-05-15"),
                    ("hier", "DATE", "2025-05-14"),
                    ("avant-hier", "DATE", "2025-05-13"),
                ],
            ),
            ("Demain il neige.", &[("Demain", "DATE", "2025-05-16")]),
            ("Cette année, les prix montent.", &[("Cette année", "DATE", "2025")]),
            ("L'an dernier, les prix ont monté.", &[("an dernier", "DATE", "2024")]),
            ("L'année dernière, les prix ont monté.", &[("année dernière", "DATE", "2024")]),
            ("La semaine dernière, les prix ont monté.", &[("semaine dernière", "DATE", "2025-W19")]),
            ("Le mois prochain, les prix vont monter.", &[("mois prochain", "DATE", "2025-06")]),
            ("Dans trois jours, la piscine ouvre.", &[("Dans trois jours", "DATE", "2025-05-18")]),
            ("Il y a deux mois, les prix ont monté.", &[("Il y a deux mois", "DATE", "2025-03")]),
            ("Il y a un an, les prix ont monté.", &[("Il y a un an", "DATE", "2024")]),
            ("Le train est arrivé à 18h16.", &[("18h16", "TIME", "2025-05-15T18:16")]),
            ("Le train est arrivé le 9 mars à 18 h 30.", &[("9 mars à 18 h 30", "TIME", "2025-03-09T18:30")]),
            ("Le train est arrivé à 18 heures.", &[("18 heures", "TIME", "2025-05-15T18:00")]),
            (
                "La piscine ouvre de 18h à 20h.",
                &[("18h", "TIME", "2025-05-15T18:00"), ("20h", "TIME", "2025-05-15T20:00")],
            ),
            ("Pendant deux ans, le pont était fermé.", &[("Pendant deux ans", "DURATION", "P2Y")]),
            ("Chaque lundi, c'est le marché.", &[("Chaque lundi", "SET", "XXXX-WXX-1")]),
            ("Chaque année, c'est le marché.", &[("Chaque année", "SET", "P1Y")]),
            ("Tous les jours, c'est le marché.", &[("Tous les jours", "SET", "P1D")]),
            ("La bataille eut lieu en 490 av. J.-C.", &[("490 av. J.-C.", "DATE", "BC0490")]),
            ("La réunion du 26/07/2024 est close.", &[("26/07/2024", "DATE", "2024-07-26")]),
            ("La réunion du 26.07.2024 est close.", &[("26.07.2024", "DATE", "2024-07-26")]),
            ("En 2019, la gare fut bâtie.", &[("2019", "DATE", "2019")]),
            ("De 2014 à 2022, la gare fut bâtie.", &[("2014", "DATE", "2014"), ("2022", "DATE", "2022")]),
            ("En mars, la gare fut bâtie.", &[("mars", "DATE", "2025-03")]),
            ("De mars à mai, la gare fut fermée.", &[("mars", "DATE", "2025-03"), ("mai", "DATE", "2025-05")]),
            ("En été, la gare est fermée.", &[("été", "DATE", "2025-SU")]),
            ("À l'été 2022, la gare fut fermée.", &[("été 2022", "DATE", "2022-SU")]),
            ("Cet hiver, la gare est fermée.", &[("Cet hiver", "DATE", "2025-WI")]),
            ("Au printemps de 2022, la gare fut fermée.", &[("printemps de 2022", "DATE", "2022-SP")]),
            ("Au troisième trimestre 2021, la gare fut fermée.", &[("troisième trimestre 2021", "DATE", "2021-Q3")]),
            ("Au premier semestre 2021, la gare fut fermée.", &[("premier semestre 2021", "DATE", "2021-H1")]),
            ("Hier soir, il a neigé.", &[("Hier soir", "DATE", "2025-05-14")]),
            ("Le 9 mars au matin, il a neigé.", &[("9 mars", "DATE", "2025-03-09")]),
            ("Dans la nuit du 9 au 10 mars, il a neigé.", &[("nuit du 9 au 10 mars", "TIME", "2025-03-09TNI")]),
            ("La crise de 2008 a tout changé.", &[("2008", "DATE", "2008")]),
            ("Actuellement, le pont est fermé.", &[("Actuellement", "DATE", "PRESENT_REF")]),
            ("Depuis 2019, le pont est fermé.", &[("2019", "DATE", "2019")]),
            ("Il y a quelques jours, les prix ont monté.", &[("Il y a quelques jours", "DATE", "PAST_REF")]),
        ],
    );
}

#[test]
fn french_names_and_counts_are_no_dates() {
    none(
        Language::French,
        &[
            "L'article 5, alinéa 2, s'applique.",
            "Le score est de 3-1.",
            "Le prix est de 1999 euros.",
            "La version 2.5.1 est là.",
            "Il est venu 2024 personnes.",
            "La planète Mars a été vue.",
            "Mars est rouge.",
            "Le pont a été fermé.",
            "Tél. 01 55 51 21 20.",
            "La salle 12 est libre.",
            "Voir page 2024.",
            "Près de 2000 visiteurs sont venus.",
            "Plus de 2024 livres sont là.",
            "Le quartier a été bâti.",
            "Cette année-là, le pont fut fermé.",
            "Le loyer est de 1950 francs.",
        ],
    );
}
