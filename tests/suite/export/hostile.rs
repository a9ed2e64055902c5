//! In: a text. Out: an edition with this text everywhere.
//!
//! Invariant: the text changes no number, no date and no position of the edition.

use litopys::cite::Run;
use litopys::edition::{Added, Edition, Event, FullArticle, Quotation};

use crate::epub::sample;

/// Texts that are markup, a command or a separator somewhere.
pub const TEXTS: [&str; 25] = [
    "<script>alert('&amp;')</script> ]]> {{ edition }} {% raw %} \u{0}\u{b}\u{1f}\u{fffe} 🙂 \u{e000} #let x = 1",
    "*a* **b** _c_ __d__ ~~e~~ ~f~ ^g^ ==h== `i` ``j`` $k$ $$l$$",
    "![picture](https://visnyk.example/p.png) [link](javascript:alert) [ref][1] [^1] [^1]: note [[wiki]] <https://visnyk.example>",
    "# heading #",
    "- item",
    "+ item",
    "17. item",
    "17) item",
    "> quote",
    "=====",
    "-----",
    "***",
    "a -- b --- c ``d'' ,,e'' <<f>> ?` !` '''g",
    ": definition",
    "| a | b |",
    "&copy; &#65; R&D AT&T",
    "a\\b \\\\ \\textbf{x} {unbalanced }} {{ % comment #1 ~ ^ _ $ & @book{x,",
    "кінець!",
    "кінець\\",
    "line one\r\nER  - \r\nTY  - JOUR\nEND:VEVENT\u{2028}BEGIN:VEVENT\n\n# heading\n\n    code",
    "a, b; c: d\\n\\, \"quoted\"",
    "https://visnyk.example/a_b_c?x=1&y=*2* www.visnyk.example a@visnyk.example",
    "\u{a0}між твердими пробілами\u{a0}",
    "[ ] task {#id .class} ::: note",
    "\u{1}",
];

/// The sample with a text in every place.
pub fn soaked(text: &str) -> Edition {
    let mut edition = sample::edition();
    let own = || text.to_owned();
    edition.title = own();
    edition.design.marking = Some(own());
    edition.design.distribution = Some(own());
    edition.glance.iter_mut().for_each(|sentence| soak(&mut sentence.quotation, text));
    edition.upcoming.iter_mut().for_each(|upcoming| soak(&mut upcoming.quotation, text));
    edition.mentioned.iter_mut().for_each(|mentioned| soak(&mut mentioned.quotation, text));
    for chapter in &mut edition.chapters {
        chapter.title = own();
        chapter.events.iter_mut().for_each(|event| self::event(event, text));
    }
    for person in &mut edition.people {
        (person.name, person.sort, person.declared_role) = (own(), own(), Some(own()));
        person.role.iter_mut().for_each(|role| soak(role, text));
    }
    edition.organizations.iter_mut().chain(&mut edition.places).for_each(|entity| entity.name = own());
    edition.abbreviations.iter_mut().for_each(|it| (it.short, it.long) = (own(), own()));
    edition.articles.iter_mut().for_each(|article| self::article(article, text));
    for source in &mut edition.sources {
        source.headline.text = own();
        (source.publisher, source.publisher_evidence) = (Some(own()), Some(own()));
        (source.byline, source.path) = (vec![own()], own());
        // After a word it is not an address, even if it is invisible.
        let seen = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        source.address = Some(format!("новини {}", if seen.is_empty() { "—" } else { text.trim() }));
        // White space at the ends of a run separates it from the next runs.
        source.citation = vec![Run { text: text.trim().to_owned(), italic: false }];
        source.dating.iter_mut().for_each(|step| step.text = own());
    }
    for entry in &mut edition.ledger.entries {
        (entry.path, entry.outcome_text) = (own(), own());
        entry.dropped.iter_mut().for_each(|drop| drop.text = own());
    }
    edition.ledger.totals.iter_mut().for_each(|total| total.text = own());
    edition
}

fn event(event: &mut Event, text: &str) {
    let own = || text.to_owned();
    event.headline.text = own();
    event.key.iter_mut().for_each(|sentence| soak(sentence, text));
    event.place.iter_mut().for_each(|place| place.name = own());
    for quote in &mut event.quotes {
        soak(&mut quote.quotation, text);
        (quote.speaker, quote.role, quote.venue) = (Some(own()), Some(own()), Some(own()));
        quote.wordings = vec![quote.quotation.clone()];
    }
    for differing in &mut event.disagreements {
        differing.text = own();
        differing.sides.iter_mut().for_each(|side| {
            soak(&mut side.quotation, text);
            side.said = own();
        });
    }
    event.added = event.key.iter().map(|key| Added { quotation: key.clone(), published: None }).collect();
    (event.note, event.dating) = (Some(own()), Some(own()));
}

fn article(article: &mut FullArticle, text: &str) {
    article.headline.text = text.to_owned();
    article.deck.iter_mut().for_each(|deck| soak(deck, text));
    article.blocks.iter_mut().for_each(|block| soak(&mut block.quotation, text));
}

fn soak(quotation: &mut Quotation, text: &str) {
    quotation.text = text.to_owned();
}
