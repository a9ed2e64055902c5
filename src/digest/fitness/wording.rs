//! In: a sentence. Out: whether its words belong to a page and not to an article.
//!
//! Invariant: takes the words of languages from the packs, and none from a site.

use std::collections::BTreeMap;

use super::Features;
use super::lexicon::{LEXICON, begins, fold};
use crate::language::Language;
use crate::letters::Letter;
use crate::link::word_list;
use crate::rule;
use crate::survey::boilerplate::{self, BoilerplateKind};
use crate::survey::line::is_trail;

/// `call`: it begins with a call to the reader: "Subscribe to …", "See also …".
pub(super) fn is_call(seen: &Features) -> bool {
    begins(&seen.folded, &LEXICON.call)
}

/// `notice`: it contains words of a notice about copyright, privacy or funding.
pub(super) fn holds_notice(seen: &Features) -> bool {
    LEXICON.notice.stand_in(&seen.folded)
}

/// `widget`: it begins with the title of a box: a horoscope, exchange rates, the weather.
pub(super) fn is_widget(seen: &Features) -> bool {
    begins(&seen.folded, &LEXICON.widget)
}

/// `poll`: it asks the readers of the page for their votes: "Poll: do you want the bridge?"
pub(super) fn is_poll(seen: &Features) -> bool {
    asks_readers(&seen.folded)
}

/// `apparatus`: it mentions three or more parts of the making of its page.
pub(super) fn names_apparatus(seen: &Features) -> bool {
    apparatus(seen.text, seen.page.article.language) >= APPARATUS
}

/// `address`: it contains a web or mail address.
pub(super) fn has_address(seen: &Features) -> bool {
    holds_address(&seen.folded)
}

/// A sentence that mentions this many parts of the making of a page belongs to the page. Of 13 000 sentences of known bodies (every second
/// page of three sets) 10 do, all but one of them advice to readers. With one part fewer it would be 2 %, too many to drop.
pub(super) const APPARATUS: usize = 3;

/// Number of parts of the making of its page that a short sentence mentions outside quotation marks: what is written, who writes it, who
/// reads it, by which channel, with what right. Addressing the reader counts as one more.
pub(crate) fn apparatus(text: &str, language: Language) -> usize {
    /// Words in a longer sentence are not related. The same edition of `tests/events/tuned` with 10 and 40.
    const WORDS: usize = 20;
    if text.split_whitespace().nth(WORDS).is_some() || text.contains(['«', '"', '“', '„']) {
        return 0;
    }
    let folded = fold(text);
    let words = || folded.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_letter_or_digit()));
    let named = |part: &&BTreeMap<Language, word_list::Words>| {
        part.get(&language).is_some_and(|list| words().any(|word| list.have(word)))
    };
    LEXICON.apparatus.iter().filter(named).count() + usize::from(speaks_to_reader(text))
}

/// Whether a folded text is a question that begins like a poll.
pub(super) fn asks_readers(folded: &str) -> bool {
    folded.contains('?') && begins(folded, &LEXICON.poll)
}

/// A named rule on headlines.
type OnHeadline = rule::Rule<fn(&str, &str) -> bool>;

/// The rules by which a headline belongs to the page and not to an article. They see it as printed and folded.
const OF_HEADLINES: [OnHeadline; 4] = [
    OnHeadline { name: "call", fires: |_, folded| begins(folded, &LEXICON.call) && !folded.ends_with('?') },
    OnHeadline { name: "notice", fires: |_, folded| LEXICON.notice.stand_in(folded) },
    OnHeadline { name: "address", fires: |_, folded| holds_address(folded) },
    OnHeadline { name: "trail", fires: |text, _| is_trail(text) },
];

/// Whether a headline belongs to the page and not to an article.
pub(crate) fn is_of_page(text: &str) -> bool {
    let folded = fold(text);
    rule::first(&OF_HEADLINES, |fires| fires(text, &folded)).is_some()
}

/// Whether direct speech belongs to the page. Calls do not count, because a person may well tell others to do something.
pub(crate) fn is_notice(text: &str) -> bool {
    let folded = fold(text);
    LEXICON.notice.stand_in(&folded) || holds_address(&folded)
}

/// Whether the page talks about itself, or to its reader, outside quotation marks.
pub(crate) fn speaks_to_reader(text: &str) -> bool {
    let mut inside = false;
    let mut first = true;
    for word in text.split_whitespace() {
        inside |= word.contains(['“', '«', '„']) || (!inside && word.starts_with('"'));
        let bare = word.trim_matches(|c: char| !c.is_letter_or_digit());
        if !inside && is_voice(bare, first) {
            return true;
        }
        first = false;
        inside &= !(word.contains(['”', '»']) || word.trim_end_matches(['.', ',', '!', '?', ';', ':']).ends_with('"'));
    }
    false
}

/// Whether a sentence tells the reader of a page what to do there: "Read on to learn …", without a link ("Read also: …").
pub(crate) fn calls_reader(text: &str) -> bool {
    let folded = fold(text);
    begins(&folded, &LEXICON.call)
        && !folded.contains(':')
        && folded.ends_with(['.', '!'])
        && !LEXICON.notice.stand_in(&folded)
}

/// Whether a word is a pronoun with which a page refers to itself or to its reader.
fn is_voice(word: &str, first: bool) -> bool {
    let folded = fold(word);
    // "US" and "I." are not pronouns.
    let is_name = word.chars().nth(1).is_some() && word.chars().all(char::is_capital);
    (!is_name && LEXICON.voice.contains(folded.as_str())) || (!first && LEXICON.voice_as_written.contains(word))
}

/// Whether a folded text contains a web or mail address.
fn holds_address(folded: &str) -> bool {
    folded.contains("://") || folded.split_whitespace().any(|word| word.starts_with("www.") || is_mail(word))
}

/// Whether a word is a mail address.
fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// `caption`: it describes a picture, or is in a short block with a sentence that does.
pub(super) fn is_caption(seen: &Features) -> bool {
    LEXICON.caption.stand_in(&seen.folded) || seen.of.block(seen.sentence).is_some_and(|block| block.caption)
}

/// `frame`: it is a boilerplate line that reached the body: the name of a section, a button, the heading of a list.
pub(super) fn is_frame(seen: &Features) -> bool {
    use BoilerplateKind::{Byline, Credit};
    let is_open = !seen.text.ends_with(['.', '!', '?', '…']);
    is_open && boilerplate::kind(&seen.folded).is_some_and(|kind| !matches!(kind, Byline | Credit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::fitness::probe::fault_of;

    #[test]
    fn a_statement_about_the_page_is_not_a_sentence_of_the_article() {
        for (text, rule) in [
            ("Підписуйтесь на новини нашого видання, щоб нічого не пропустити.", "call"),
            ("Узнайте первыми, что происходит в вашем городе каждый день.", "call"),
            ("Find out how the town spends the money that it collects.", "call"),
            ("Zobacz, jak miasto wydaje pieniądze, które zbiera co roku.", "call"),
            ("Lesen Sie jeden Morgen, was die Stadt mit dem Geld macht.", "call"),
            ("Découvrez comment la ville dépense son argent chaque année.", "call"),
            ("Усі права захищено, а передрук дозволено лише з посиланням.", "notice"),
            ("Редакция может не разделять того, что вы нашли ошибку в тексте.", "notice"),
            ("This article was first published on a page of another town.", "notice"),
            ("Wszelkie prawa zastrzeżone, a treść jest własnością wydawcy.", "notice"),
            ("Die Datenschutzerklärung gilt für alle, die hier lesen und schreiben.", "notice"),
            ("Cet article est réservé aux abonnés, et la suite est payante.", "notice"),
            ("The mayor of the town, pictured at the bridge before it was shut.", "caption"),
            ("Голова ради (ліворуч) і будівничий мосту на відкритті.", "caption"),
            ("Write to the desk at desk@visnyk.example with what you know.", "address"),
            ("Новини міста | Спорт і культура | Погода на завтра у місті", "row"),
            ("Рада схвалила новий кошторис міста На засіданні сперечалися довго.", "ran-together"),
            ("Гроші Школи Лікарні Дороги Мости Парки Вулиці Площі Міста", "no-sentence"),
        ] {
            assert_eq!(fault_of(text), Some(rule), "{text}");
        }
    }

    #[test]
    fn each_rule_on_headlines_fires_on_one_of_a_page_and_not_on_news() {
        let examples = [
            ("call", "Subscribe to the paper of the town", "Subscribe to the paper of the town?"),
            ("notice", "All rights reserved by the paper", "The rights of tenants were made stronger"),
            ("address", "Write to desk@visnyk.example", "Write to the desk of the paper"),
            ("trail", "Home > News > Town", "News of the town at home"),
        ];
        rule::try_each(&OF_HEADLINES, examples, |fires, text| fires(text, &fold(text)));
    }

    #[test]
    fn news_of_readers_rights_and_papers_are_fit() {
        for text in [
            "Рада підписала угоду про новий міст через річку, який збудують за рік.",
            "Читачі бібліотеки зібрали гроші на ремонт зали, яка згоріла взимку.",
            "The council of the town said its readers had sent letters about the bridge.",
            "The town's four teams approved the plan, and the mayor showed appreciation.",
            "Prawa mieszkańców chroni ustawa, którą rada przyjęła we wtorek.",
            "Die Stadt hat die Rechte der Mieter gestärkt, wie der Rat am Montag sagte.",
            "La ville a voté son budget, et les écoles en auront la moitié.",
            "Следователи нашли в доме документы, которые пропали из архива.",
        ] {
            assert_eq!(fault_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_page_that_addresses_its_reader_is_recognized() {
        assert!(speaks_to_reader("We chose the best bridge for you."));
        assert!(speaks_to_reader("Так вам буде зручніше їхати через міст."));
        assert!(speaks_to_reader("Hier lesen Sie alles über die Brücke."));
        assert!(!speaks_to_reader("«Ми збудуємо міст», — сказав голова ради."));
        assert!(!speaks_to_reader("The US paid for the bridge, the council said."));
        assert!(calls_reader("Read on to learn how the town spends its money."));
        assert!(!calls_reader("Read more: the town spends its money"));
        assert!(!calls_reader("The council approved the budget."));
        assert!(!speaks_to_reader("Die Brücke gehört der Stadt, sie kostet viel."));
    }

    #[test]
    fn small_words_of_polish_and_french_speak_to_nobody() {
        for text in ["Most i młyn stoją nad rzeką.", "Le pont du moulin est fermé.", "Der Rat hat die Brücke gesperrt."]
        {
            assert!(!speaks_to_reader(text), "{text}");
        }
        for text in
            ["The bridge that I saw is shut.", "Wenn Du die Brücke siehst, ist es spät.", "Nous avons vu le pont."]
        {
            assert!(speaks_to_reader(text), "{text}");
        }
    }

    #[test]
    fn a_short_sentence_of_how_its_page_is_made_is_of_the_page() {
        use Language::{English, French, German, Polish, Russian, Ukrainian};
        for (text, language) in [
            ("Відповідальність за зміст публікації несе виключно редакція.", Ukrainian),
            ("Мнение колумниста, чью статью вы видите, остается его мнением.", Russian),
            ("Support for our coverage comes from a fund with no editorial say.", English),
            ("Redakcja zastrzega sobie prawo do usuwania komentarzy i wpisów.", Polish),
            ("Die Redaktion darf Ihre Kommentare kürzen oder löschen.", German),
            ("La rédaction se réserve le droit de retirer des commentaires.", French),
        ] {
            assert!(apparatus(text, language) >= APPARATUS, "{text}: {}", apparatus(text, language));
        }
        for (text, language) in [
            ("Журналіст видання виграв суд проти міської ради.", Ukrainian),
            ("Редакция газеты переехала в здание у моста.", Russian),
            ("The editors of two papers were questioned on Monday.", English),
            ("Dziennikarze pojechali na most i rozmawiali z wójtem.", Polish),
            ("Der Verlag der Stadt hat ein Buch über die Brücke gedruckt.", German),
            ("L'auteur du livre sur le pont a parlé aux habitants.", French),
            ("«Наша редакція дасть вам публікацію», — сказала вона.", Ukrainian),
        ] {
            assert!(apparatus(text, language) < APPARATUS - 1, "{text}: {}", apparatus(text, language));
        }
    }
}
