//! The user's decisions about events in the project file: joined, split, pinned, left out, with a note.
//!
//! Invariant: each test builds an edition from pages written for it.

use serde_json::Value;

use crate::cli::{edition_of, events};

const PAGES: [(&str, &str); 4] = [
    (
        "bridge.txt",
        "Міст через Десну відкрили для руху\n\n14 липня 2031 року\n\nУ Чернігові 14 липня відкрили відновлений міст через Десну. \
         Рухом мостом скористалися перші автомобілі, повідомила міська рада.\n\nРоботи тривали два роки, їх завершили до свята міста.\n",
    ),
    (
        "bridge-again.txt",
        "Відновлений міст через Десну відкрили в Чернігові\n\n14 липня 2031 року\n\nВідновлений міст через Десну відкрили в Чернігові \
         14 липня. Першими мостом проїхали автомобілі, повідомила міська рада.\n\nРоботи завершили до свята міста за два роки.\n",
    ),
    (
        "school.txt",
        "Нова школа прийме учнів у вересні\n\n2 серпня 2031 року\n\nУ Житомирі 2 серпня завершили будівництво школи на шістсот \
         місць. Перший дзвоник у ній пролунає першого вересня.\n\nШколу будували за кошти громади та державної програми.\n",
    ),
    (
        "museum.txt",
        "Музей скла показав нові вази\n\n9 травня 2031 року\n\nУ Львові 9 травня музей скла відкрив виставку ваз. Її готували \
         три роки майстри з двох міст.\n\nВиставка триватиме все літо, квитки продають у касі музею.\n",
    ),
];

/// The edition of the pages with a project file, and the messages.
fn edition(file: &str, arguments: &[&str]) -> (Value, String) {
    edition_of(&PAGES, file, arguments)
}

/// The files that report each event, in the order of the edition.
fn reports(edition: &Value) -> Vec<Vec<&str>> {
    let sources = edition["sources"].as_array().unwrap();
    let path = |number: &Value| {
        sources
            .iter()
            .find(|source| source["number"] == *number)
            .map(|source| source["path"].as_str().unwrap())
            .unwrap()
    };
    let paths = |event: &&Value| {
        let mut paths: Vec<_> = event["sources"].as_array().unwrap().iter().map(path).collect();
        paths.sort_unstable();
        paths
    };
    events(edition).iter().map(paths).collect()
}

#[test]
fn without_decisions_the_reports_of_the_bridge_are_one_event() {
    let (edition, _) = edition("", &[]);
    let expected = [vec!["museum.txt"], vec!["bridge-again.txt", "bridge.txt"], vec!["school.txt"]];
    assert_eq!(reports(&edition), expected);
}

#[test]
fn pages_named_together_are_one_event_and_no_others() {
    let (joined, _) = edition("[[event]]\ncaptures = [\"school.txt\", \"museum.txt\"]\n", &[]);
    assert!(reports(&joined).contains(&vec!["museum.txt", "school.txt"]));
    assert!(reports(&joined).contains(&vec!["bridge-again.txt", "bridge.txt"]));
    let (parted, _) = edition("[[event]]\ncaptures = [\"bridge.txt\"]\n", &[]);
    assert_eq!(reports(&parted).iter().filter(|reports| reports.len() == 1).count(), 4);
}

#[test]
fn a_pinned_event_is_in_the_edition_in_any_period() {
    let period = ["--from", "2031-08-01"];
    assert_eq!(reports(&edition("", &period).0), [["school.txt"]]);
    let (pinned, _) = edition("[[event]]\ncaptures = [\"museum.txt\"]\npin = true\n", &period);
    assert_eq!(reports(&pinned), [["museum.txt"], ["school.txt"]]);
    let museum = &events(&pinned)[0]["id"];
    assert!(pinned["glance"].as_array().unwrap().iter().any(|sentence| sentence["event"] == *museum));
}

#[test]
fn an_event_that_is_left_out_is_in_the_ledger() {
    let (edition, _) = edition("[[event]]\ncaptures = [\"bridge.txt\", \"bridge-again.txt\"]\nleave_out = true\n", &[]);
    assert_eq!(reports(&edition), [["museum.txt"], ["school.txt"]]);
    let entries = edition["ledger"]["entries"].as_array().unwrap();
    let outcome = |name: &str| entries.iter().find(|entry| entry["path"] == name).unwrap()["outcome"].as_str().unwrap();
    assert_eq!(["bridge.txt", "bridge-again.txt", "school.txt"].map(outcome), ["left-out", "left-out", "used"]);
}

#[test]
fn a_note_is_printed_as_the_editors_and_a_wrong_name_is_reported() {
    let (edition, said) =
        edition("[[event]]\ncaptures = [\"school.txt\", \"scool.txt\"]\nnote = \"Школу <b>назвали</b> #1.\"\n", &[]);
    let notes: Vec<_> = events(&edition).iter().filter_map(|event| event["note"].as_str()).collect();
    assert_eq!(notes, ["Школу <b>назвали</b> #1."]);
    assert!(said.contains("the event of `scool.txt` matches no capture"), "{said}");
}

#[test]
fn full_articles_follow_the_digest_if_requested() {
    assert_eq!(edition("", &[]).0["articles"].as_array().unwrap().len(), 0);
    assert_eq!(edition("content = { epub = \"full\" }", &[]).0["articles"].as_array().unwrap().len(), 0);
    let (full, _) = edition("", &["--content", "full"]);
    let articles = full["articles"].as_array().unwrap();
    assert_eq!(articles.len(), PAGES.len());
    for (article, source) in articles.iter().zip(full["sources"].as_array().unwrap()) {
        assert_eq!(article["source"], source["number"]);
        let (_, page) = PAGES.iter().find(|(name, _)| source["path"] == *name).unwrap();
        for block in article["blocks"].as_array().unwrap() {
            assert!(page.contains(block["text"].as_str().unwrap()), "{block}");
        }
    }
}
