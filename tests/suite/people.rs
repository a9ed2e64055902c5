//! Tests of the people, the quotes and the speakers that an article names.

use litopys::annotate::{Annotated, annotate};
use litopys::capture::Form;
use litopys::language::Language;
use litopys::normalize::{Article, Block, BlockKind};
use litopys::passage::Passage;

fn article(language: Language, headline: &str, body: &[&str]) -> Article {
    let mut place = headline.chars().count() + 1;
    let body = body.iter().map(|text| {
        let passage = Passage::new(text, place);
        place += text.chars().count() + 1;
        Block { kind: BlockKind::Paragraph, passage }
    });
    Article {
        path: "a.txt".to_owned(),
        record: 0,
        form: Form::Text,
        address: None,
        digest: String::new(),
        language,
        source: None,
        body: body.collect(),
        headline: Some(Passage::new(headline, 0)),
        deck: None,
        byline: Vec::new(),
        figures: Vec::new(),
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
