//! In: an edition. Out: the edition with its texts typeset by the rules of their languages: quotation marks, dashes, no-break spaces.
//!
//! Invariant: changes no letter or digit, and nothing in places, identifiers, paths, addresses, digests and evidence.

mod marks;
mod spaces;

use crate::edition::{
    Chapter, Count, DateText, Edition, Entity, Event, Headline, Ledger, Person, Quotation, SourceEntry, Timeline,
};
use crate::lang;
use crate::lang::typography::Typography;
use crate::language::Language;
use crate::project::ProseBlock;
use crate::words::ProductLanguage;
use spaces::Word;

/// Typesets the texts of an edition: those of captures by their own language, those of the product by the edition's. Doing it twice changes
/// nothing.
pub fn typeset(edition: &Edition) -> Edition {
    let own = language_of(edition.language);
    let mut set = edition.clone();
    set.title = typeset_text(&set.title, own);
    typeset_optional(&mut set.design.marking, own);
    typeset_optional(&mut set.design.distribution, own);
    typeset_dates(set.as_of.iter_mut().chain(&mut set.period), own);
    for count in counts(&mut set) {
        count.noun = space_text(&count.noun, own);
    }
    typeset_prose(&mut set.introduction, own);
    for notice in &mut set.errata {
        notice.text = typeset_text(&notice.text, own);
    }
    if let Some(news) = &mut set.news {
        news.text = space_text(&news.text, own);
        news.summary = space_text(&news.summary, own);
        if let Some(note) = &mut news.note {
            *note = space_text(note, own);
        }
        for withdrawn in &mut news.withdrawn {
            withdrawn.headline = typeset_text(&withdrawn.headline, own);
            typeset_dates(&mut withdrawn.when, own);
        }
    }
    for sentence in &mut set.glance {
        typeset_quotation(&mut sentence.quotation);
        typeset_dates(&mut sentence.when, own);
    }
    for upcoming in &mut set.upcoming {
        typeset_dates([&mut upcoming.when], own);
        typeset_quotation(&mut upcoming.quotation);
        upcoming.weekday = space_text(&upcoming.weekday, own);
        if let Some(count) = &mut upcoming.announced_by {
            count.noun = space_text(&count.noun, own);
        }
    }
    if let Some(timeline) = &mut set.timeline {
        typeset_timeline(timeline, own);
    }
    for mentioned in &mut set.mentioned {
        typeset_dates([&mut mentioned.when], own);
        typeset_quotation(&mut mentioned.quotation);
    }
    set.chapters.iter_mut().for_each(|chapter| typeset_chapter(chapter, own));
    set.people.iter_mut().for_each(|person| typeset_person(person, own));
    set.organizations.iter_mut().chain(&mut set.places).for_each(|entity| typeset_entity(entity, own));
    for abbreviation in &mut set.abbreviations {
        abbreviation.long = typeset_text(&abbreviation.long, abbreviation.language);
        abbreviation.found.iter_mut().for_each(typeset_quotation);
    }
    set.sources.iter_mut().for_each(|source| typeset_source(source, own));
    for article in &mut set.articles {
        typeset_headline(&mut article.headline);
        article.deck.iter_mut().for_each(typeset_quotation);
        article.blocks.iter_mut().for_each(|block| typeset_quotation(&mut block.quotation));
    }
    typeset_ledger(&mut set.ledger, own);
    let words = &mut set.words;
    let notes = [
        &mut words.people_note,
        &mut words.organizations_note,
        &mut words.places_note,
        &mut words.abbreviations_note,
        &mut words.sources_note,
        &mut words.ledger_note,
        &mut words.ledger_short,
        &mut words.listed,
        &mut words.listed_things,
        &mut words.attached,
        &mut words.retold_note,
        &mut words.articles_note,
    ];
    for note in notes {
        *note = space_text(note, own);
    }
    set
}

/// The typographic rules of a language, if they are known.
fn rules_of(language: Language) -> Option<&'static Typography> {
    lang::pack(language)?.typography.as_ref()
}

/// The quotation marks of an edition's language, opening and closing.
pub(crate) fn quotation_marks(language: ProductLanguage) -> [&'static str; 2] {
    let rules = rules_of(language_of(language)).and_then(|rules| Some([rules.quotes.first()?, rules.quotes.get(1)?]));
    rules.map_or(["\u{201c}", "\u{201d}"], |marks| marks.map(String::as_str))
}

/// A text with the quotation marks, dashes and no-break spaces of its language. Unchanged if the language has no rules.
pub(crate) fn typeset_text(text: &str, language: Language) -> String {
    match rules_of(language) {
        Some(rules) => set_words(&marks::set_quotes(text, rules), rules, true),
        None => text.to_owned(),
    }
}

/// A text of the product, which already has the right marks. Only its spaces are changed.
fn space_text(text: &str, language: Language) -> String {
    match rules_of(language) {
        Some(rules) => set_words(text, rules, false),
        None => text.to_owned(),
    }
}

fn set_words(text: &str, rules: &Typography, dashes: bool) -> String {
    let mut set = String::with_capacity(text.len() + 16);
    let mut words = text.split(' ').peekable();
    let mut before: Option<(&str, Word)> = None;
    while let Some(text) = words.next() {
        let previous = before.as_ref().map(|(text, _)| *text);
        let text = if dashes { marks::dash(previous, text, words.peek().copied(), rules) } else { text };
        let word = Word::new(text);
        if let Some((_, before)) = &before {
            set.push(if spaces::binds(before, &word, rules) { '\u{a0}' } else { ' ' });
        }
        set.push_str(text);
        before = Some((text, word));
    }
    set
}

fn language_of(language: ProductLanguage) -> Language {
    Language::from_tag(language.code())
}

fn counts(edition: &mut Edition) -> [&mut Count; 5] {
    let counts = &mut edition.counts;
    [&mut counts.captures, &mut counts.sources, &mut counts.articles, &mut counts.events, &mut counts.people]
}

fn typeset_dates<'a>(dates: impl IntoIterator<Item = &'a mut DateText>, own: Language) {
    for date in dates {
        date.long = space_text(&date.long, own);
        date.short = bind_years(&space_text(&date.short, own));
    }
}

/// A short date whose years stand on the line of their months.
fn bind_years(date: &str) -> String {
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut bound = String::with_capacity(date.len() + 1);
    for (at, part) in date.split(' ').enumerate() {
        if at > 0 {
            let is_behind_word = bound.ends_with(|c: char| c.is_alphanumeric() || c == '.');
            bound.push(if is_year(part) && is_behind_word { '\u{a0}' } else { ' ' });
        }
        bound.push_str(part);
    }
    bound
}

fn typeset_quotation(quotation: &mut Quotation) {
    quotation.text = typeset_text(&quotation.text, quotation.language);
}

fn typeset_headline(headline: &mut Headline) {
    headline.text = typeset_text(&headline.text, headline.language);
}

fn typeset_timeline(timeline: &mut Timeline, own: Language) {
    timeline.description = space_text(&timeline.description, own);
    typeset_optional(&mut timeline.scale, own);
    for lane in &mut timeline.lanes {
        lane.title = typeset_text(&lane.title, own);
        for mark in &mut lane.marks {
            mark.label = space_text(&mark.label, own);
        }
    }
    for tick in &mut timeline.ticks {
        tick.label = space_text(&tick.label, own);
    }
}

fn typeset_prose(prose: &mut [ProseBlock], own: Language) {
    for run in prose.iter_mut().flat_map(|block| &mut block.runs) {
        run.text = typeset_text(&run.text, own);
    }
}

fn typeset_chapter(chapter: &mut Chapter, own: Language) {
    typeset_prose(&mut chapter.editors_summary, own);
    chapter.title = typeset_text(&chapter.title, own);
    typeset_dates(&mut chapter.period, own);
    chapter.events.iter_mut().for_each(|event| typeset_event(event, own));
}

fn typeset_event(event: &mut Event, own: Language) {
    typeset_dates(&mut event.when, own);
    if let Some(place) = &mut event.place {
        place.name = typeset_text(&place.name, own);
        typeset_quotation(&mut place.said);
    }
    typeset_headline(&mut event.headline);
    event.key.iter_mut().for_each(typeset_quotation);
    for quote in &mut event.quotes {
        let language = quote.quotation.language;
        typeset_quotation(&mut quote.quotation);
        typeset_optional(&mut quote.speaker, own);
        typeset_optional(&mut quote.role, language);
        typeset_optional(&mut quote.venue, language);
        typeset_optional(&mut quote.translation, own);
    }
    for side in event.disagreements.iter_mut().flat_map(|one| &mut one.sides) {
        side.said = typeset_text(&side.said, side.quotation.language);
        typeset_quotation(&mut side.quotation);
    }
    for development in &mut event.developments {
        development.text = space_text(&development.text, own);
        for step in &mut development.steps {
            step.said = typeset_text(&step.said, step.quotation.language);
            typeset_quotation(&mut step.quotation);
        }
    }
    typeset_optional(&mut event.note, own);
    if let Some(change) = &mut event.change {
        change.text = space_text(&change.text, own);
    }
    if let Some(picture) = &mut event.picture {
        picture.alt = typeset_text(&picture.alt, picture.language);
        typeset_optional(&mut picture.caption, picture.language);
        typeset_optional(&mut picture.credit, picture.language);
    }
    if let Some(dating) = &mut event.dating {
        *dating = space_text(dating, own);
    }
}

fn typeset_person(person: &mut Person, own: Language) {
    person.name = typeset_text(&person.name, own);
    person.role.iter_mut().for_each(typeset_quotation);
    typeset_optional(&mut person.declared_role, own);
}

fn typeset_entity(entity: &mut Entity, own: Language) {
    entity.name = typeset_text(&entity.name, own);
    entity.sort = typeset_text(&entity.sort, own);
}

fn typeset_source(source: &mut SourceEntry, own: Language) {
    typeset_optional(&mut source.publisher, source.publisher_language);
    typeset_headline(&mut source.headline);
    for name in &mut source.byline {
        *name = typeset_text(name, source.language);
    }
    for run in source.citation.iter_mut().filter(|run| Some(&run.text) != source.address.as_ref()) {
        run.text = typeset_text(&run.text, own);
    }
    typeset_dates(&mut source.published, own);
    if let Some(evidence) = &mut source.publisher_evidence {
        *evidence = space_text(evidence, own);
    }
    for step in &mut source.dating {
        step.text = space_text(&step.text, own);
    }
}

fn typeset_ledger(ledger: &mut Ledger, own: Language) {
    for total in &mut ledger.totals {
        total.text = space_text(&total.text, own);
    }
    for entry in &mut ledger.entries {
        entry.outcome_text = space_text(&entry.outcome_text, own);
        for drop in &mut entry.dropped {
            drop.text = space_text(&drop.text, own);
        }
    }
    for retold in &mut ledger.retold {
        retold.headline = typeset_text(&retold.headline, own);
        retold.text = space_text(&retold.text, own);
        typeset_dates(&mut retold.when, own);
    }
}

fn typeset_optional(text: &mut Option<String>, language: Language) {
    if let Some(text) = text {
        *text = typeset_text(text, language);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn visible(text: &str, language: Language) -> String {
        typeset_text(text, language).replace('\u{a0}', "~")
    }

    #[test]
    fn ukrainian_marks_dashes_and_spaces() {
        for (text, expected) in [
            ("Завод \"Зоря\" - це сила", "Завод «Зоря»~— це сила"),
            ("“Він сказав: \"Так\"”", "«Він сказав: „Так“»"),
            ("«Компанія «Зоря»» діє", "«Компанія „Зоря“» діє"),
            ("комп'ютер і об`єкт та сімʼя", "комп’ютер і~об’єкт та~сім’я"),
            ("17 листопада 2023 р. у м. Київ", "17~листопада 2023~р. у~м.~Київ"),
            ("5 млн грн, № 7, ст. 3", "5~млн~грн, №~7, ст.~3"),
            ("В. О. Гончар та Гончар В. О.", "В.~О.~Гончар та~Гончар~В.~О."),
            ("- Так, - сказав він", "— Так,~— сказав він"),
            ("у 2022 - 2024 роках труба 12\" завдовжки", "у~2022~– 2024 роках труба 12\" завдовжки"),
            ("хто ж знає, чи зміг би", "хто~ж знає, чи~зміг~би"),
            ("Ми готові\".", "Ми готові»."),
            ("\"Ми готові.", "«Ми готові."),
            ("Завод (нині)\"Зоря\" діє", "Завод (нині)«Зоря» діє"),
            ("дефіс-слово лишається – і риска", "дефіс-слово лишається~– і~риска"),
        ] {
            assert_eq!(visible(text, Language::Ukrainian), expected, "{text}");
        }
    }

    #[test]
    fn a_year_stays_with_its_month() {
        for (date, bound) in [
            ("15 лист. – 12 груд. 2024", "15 лист. – 12 груд.~2024"),
            ("reported 14 Jul 2025", "reported 14 Jul~2025"),
            ("2023 – 2024", "2023 – 2024"),
            ("12 34567", "12 34567"),
        ] {
            assert_eq!(bind_years(date).replace('\u{a0}', "~"), bound);
        }
    }

    #[test]
    fn other_languages_keep_their_own_marks() {
        assert_eq!(visible("\"He said 'no' - don't\"", Language::English), "“He said 'no'~– don’t”");
        assert_eq!(visible("«Go» on 17 November", Language::English), "“Go” on 17~November");
        assert_eq!(visible("Завод \"Заря\" ли", Language::Russian), "Завод «Заря»~ли");
        assert_eq!(visible("\"Gut\"", Language::German), "„Gut“");
        assert_eq!(
            visible("am 6.–7. Dezember 2023, 17. Nov. bis 5 km", Language::German),
            "am 6.–7.~Dezember 2023, 17.~Nov. bis 5~km"
        );
        assert_eq!(
            visible("17 listopada 2023 r. w \"Gońcu\", 5 lis 2023", Language::Polish),
            "17~listopada 2023~r. w~„Gońcu”, 5~lis 2023"
        );
        assert_eq!(visible("il dit \"non\" !", Language::French), "il dit «~non~»~!");
        assert_eq!(visible("a \"b\" - c's", Language::Unknown), "a \"b\" - c's");
    }

    /// The text without the characters that typography may change.
    fn bare(text: &str) -> String {
        text.chars().filter(|&c| !(c.is_whitespace() || "\"“”„‟«»‘’'ʼ`´′-–—‚".contains(c))).collect()
    }

    const LANGUAGES: [Language; 6] = [
        Language::Ukrainian,
        Language::Russian,
        Language::English,
        Language::Polish,
        Language::German,
        Language::French,
    ];

    proptest! {
        #[test]
        fn no_letter_changes(text in "[а-яіїєґА-Я0-9 a-z\"“”„«»'ʼ’.,()%№–—-]{0,60}", which in 0..6_usize) {
            prop_assert_eq!(bare(&typeset_text(&text, LANGUAGES[which])), bare(&text));
        }

        #[test]
        fn twice_is_once(text in "([\"“„«(]?[а-яіїєґА-Я0-9a-z'ʼ’№–—-]{1,6}[\"”»“.,)]? ){0,12}", which in 0..3_usize) {
            let once = typeset_text(&text, LANGUAGES[which]);
            prop_assert_eq!(typeset_text(&once, LANGUAGES[which]), once);
        }
    }
}
