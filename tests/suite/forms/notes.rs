//! Tests of clipped notes: what programs for notes write into front matter and around a text.
//!
//! Invariant: the notes follow the default templates of the programs; their texts are ours.

use super::*;

const TEXT: &str = "У селищі Гончарівка після трьох тижнів ремонту запрацював водогін, повідомила селищна рада.\n\n\
                    Труби замінили на двох вулицях, і тепер воду мають усі будинки.\n";
const ADDRESS: &str = "https://visnyk.example/vodohin";

/// What is read from a note: headline, byline, address, day of publication, day of saving, number of paragraphs.
fn note(text: &str) -> [String; 6] {
    let capture = captures("a.md", text).remove(0);
    let article = markup::read(&capture);
    let [headline, _, byline, _, published, body] = parts(&article);
    let captured = capture.captured.and_then(|captured| captured.moment).map(|moment| moment.day.to_string());
    let address = article.address.unwrap_or_default();
    [headline, byline, address, published, captured.unwrap_or_default(), body.lines().count().to_string()]
}

#[test]
fn a_clipped_note_keeps_what_its_program_knew() {
    let expected = |published: &str, captured: &str| {
        ["Гончарівка полагодила водогін", "Ія Лан", ADDRESS, published, captured, "2"].map(str::to_owned)
    };
    let obsidian = format!(
        "---\ntitle: \"Гончарівка полагодила водогін\"\nsource: \"{ADDRESS}\"\nauthor:\n  - \"[[Ія Лан]]\"\npublished: 2025-03-04\n\
         created: 2025-03-10\ndescription: \"Ремонт тривав три тижні.\"\ntags:\n  - \"clippings\"\n---\n{TEXT}"
    );
    assert_eq!(note(&obsidian), expected("2025-03-04", "2025-03-10"), "Obsidian Web Clipper");
    let download = format!(
        "---\ncreated: 2025-03-10T10:00:00 (UTC +02:00)\ntags: []\nsource: {ADDRESS}\nauthor: Ія Лан\n---\n\n\
         # Гончарівка полагодила водогін\n\n> ## Excerpt\n> У селищі Гончарівка запрацював водогін.\n\n---\n{TEXT}"
    );
    assert_eq!(note(&download), expected("", "2025-03-10"), "MarkDownload");
    let joplin = format!(
        "---\ntitle: Гончарівка полагодила водогін\nupdated: 2025-03-11 08:00:00Z\ncreated: 2025-03-10 08:00:00Z\n\
         source: {ADDRESS}\nauthor: Ія Лан\n---\n\n{TEXT}"
    );
    assert_eq!(note(&joplin), expected("", "2025-03-10"), "Joplin");
    let readwise = format!(
        "# Гончарівка полагодила водогін\n\n## Metadata\n- Author: [[Ія Лан]]\n- Full Title: Гончарівка полагодила водогін\n\
         - Category: #articles\n- URL: {ADDRESS}\n\n{TEXT}"
    );
    assert_eq!(note(&readwise), expected("", ""), "Readwise");
    let published = format!(
        "---\ntitle: Гончарівка полагодила водогін\nauthor: Ія Лан\nurl: {ADDRESS}\ndate: 2025-03-10 10:00:00\n\
         date_published: 2025-03-04 12:57:10\n---\n\n{TEXT}"
    );
    assert_eq!(
        note(&published),
        expected("2025-03-04 12:57:10", "2025-03-10"),
        "a day of saving beside one of publication"
    );
}

#[test]
fn a_day_without_another_beside_it_is_that_of_publication() {
    let text = format!("---\ntitle: Гончарівка полагодила водогін\ndate: 2025-03-04\n---\n\n{TEXT}");
    let [_, _, _, published, captured, _] = note(&text);
    assert_eq!((published.as_str(), captured.as_str()), ("2025-03-04", ""));
}

#[test]
fn a_headline_in_the_text_is_not_added_again() {
    let capture = captures("a.md", format!("---\ntitle: Міст\nauthor: Ія Лан\n---\n# Міст\n\n{TEXT}")).remove(0);
    assert_eq!(capture.text.matches("Міст").count(), 1, "{}", capture.text);
    let other =
        captures("a.md", format!("---\ntags: [a]\n---\n# Міст\n\n## Metadata\n\nДані про міст.\n\n{TEXT}")).remove(0);
    assert!(other.text.contains("Metadata") && other.text.contains("Дані про міст."), "{}", other.text);
}

const NOTE: &str = "---\ntitle: \"Гончарівка полагодила водогін\"\nauthor:\n  - \"[[Ія Лан]]\"\nsource: https://v.example/2025/03/04/vodohin\n\
                    published: 2025-03-04\ndescription: >\n  Труби замінили.\n---\n## Metadata\n- URL: https://v.example/a\n\n> ## Excerpt\n> Уривок.\n\n\
                    У селищі Гончарівка запрацював водогін, повідомила селищна рада у вівторок.\n\nhttps://v.example/b\n";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_note_is_read_or_refused(edits in mutations(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        sound("a.md", &mutated(NOTE.as_bytes(), &edits))?;
        sound("a.md", &[b"---\n", bytes.as_slice()].concat())?;
        sound("a.txt", &mutated(NOTE.as_bytes(), &edits))?;
    }
}
