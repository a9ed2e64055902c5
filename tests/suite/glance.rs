//! What stands at a glance for a day that no page reports.
//!
//! Invariant: the pages are written here and report the days of one month. What differs is how they name a day before it.

use std::fs;

use serde_json::Value;

use super::cli::run_in;
use super::verify::verify;

/// What each page reports, without its day.
const REPORTS: [(&str, &str); 9] = [
    ("Builders bring timber to Marram pier", "Builders brought timber for the pier of Marram on nine barges"),
    ("Court hears the owner of Marram pier", "A court in Tarn heard the owner of the pier of Marram for six hours"),
    ("Council pays families of Marram", "The council paid the families of Marram the first part of their money"),
    ("Divers search below Marram pier", "Divers searched the sea below the pier of Marram for parts of its roof"),
    ("Insurers refuse the claim of Marram pier", "Two insurers refused the claim for the pier of Marram in a letter"),
    ("Fishermen of Marram leave the harbour", "Fishermen of Marram left the harbour for the first time this year"),
    ("Engineers publish their report on Marram pier", "Engineers published their report on the pier of Marram in Tarn"),
    ("Ministers visit the pier of Marram", "Two ministers visited the pier of Marram and spoke with its builders"),
    ("A new pier opens in Marram", "A new pier opened in Marram with a concert of the school in the rain"),
];

/// The edition of the pages, of which each says something about another day.
fn edition(about: impl Fn(usize) -> String) -> (Value, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    for (at, (headline, said)) in REPORTS.iter().enumerate() {
        let day = 2 + 3 * at;
        let page = format!(
            "{headline}\n\n{day} June 2031\n\n{said} on {day} June 2031.\n\n{}\n\nThe town keeps {at} boats for the pier.\n",
            about(at)
        );
        fs::write(folder.path().join(format!("page-{at}.txt")), page).unwrap();
    }
    let formats = ["json", "epub", "pdf", "markdown"].map(|format| ["--format", format]).concat();
    let run = run_in(folder.path(), &[&["build", ".", "--language", "en"], &formats[..]].concat(), "");
    assert_eq!(run.code, 0, "{}", run.err);
    let edition = serde_json::from_slice(&fs::read(folder.path().join("out/briefing.json")).unwrap()).unwrap();
    (edition, folder)
}

fn of_march(edition: &Value) -> Vec<&Value> {
    let glance = edition["glance"].as_array().unwrap();
    glance.iter().filter(|one| one["when"]["earliest"].as_str().unwrap_or_default().contains("-03-")).collect()
}

#[test]
fn a_day_that_many_pages_look_back_on_stands_at_a_glance_with_its_mention() {
    let (edition, folder) = edition(|at| {
        let told =
            ["destroyed the old pier of Marram", "took the roof off the pier of Marram", "broke the pier of Marram"];
        format!("A storm {} on 14 March 2031, and {} people died in the storm.", told[at % 3], ["nine", "9"][at % 2])
    });
    let found = of_march(&edition);
    assert_eq!(found.len(), 1, "{:#}", edition["glance"]);
    let mentioned = edition["mentioned"].as_array().unwrap();
    let own = mentioned.iter().find(|one| one["id"] == found[0]["event"]).expect("it is an entry of `mentioned`");
    for field in ["text", "source", "when", "place"] {
        assert_eq!(own[field], found[0][field], "{field}");
    }
    let outputs = ["out/briefing.pdf", "out/briefing.epub", "out/briefing.json"];
    let run = verify(folder.path(), &outputs);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);

    let mut forged = edition.clone();
    let other = serde_json::json!({ "earliest": "2031-03-15", "latest": "2031-03-15", "precision": "day", "how": "stated",
        "long": "15 March 2031", "short": "15 Mar 2031", "reported": null });
    let id = own["id"].clone();
    for list in ["glance", "mentioned"] {
        for one in forged[list].as_array_mut().unwrap() {
            if one["id"] == id || one["event"] == id {
                one["when"] = other.clone();
            }
        }
    }
    fs::write(folder.path().join("forged.json"), serde_json::to_vec(&forged).unwrap()).unwrap();
    let run = verify(folder.path(), &["forged.json", "--captures", "."]);
    assert!(run.code == 3 && (run.out.clone() + &run.err).contains("do not give that day"), "{}{}", run.out, run.err);
}

#[test]
fn a_day_that_is_announced_or_named_once_or_only_a_bound_does_not() {
    let quiet = "The pier of Marram is two hundred metres long.".to_owned();
    type About = Box<dyn Fn(usize) -> String>;
    let cases: [(&str, About); 4] = [
        (
            "it was announced, and nobody says that it came",
            Box::new(|_| "The old pier of Marram will be blown up on 14 March 2032.".to_owned()),
        ),
        ("one page names it", {
            let quiet = quiet.clone();
            Box::new(move |at| match at {
                4 => "A storm destroyed the old pier of Marram on 14 March 2031.".to_owned(),
                _ => quiet.clone(),
            })
        }),
        ("it bounds a period", Box::new(|_| "The old pier of Marram has been shut since 14 March 2031.".to_owned())),
        (
            "it identifies something",
            Box::new(|_| "They counted what the storm of 14 March 2031 left of Marram.".to_owned()),
        ),
    ];
    for (why, about) in cases {
        let (edition, _folder) = edition(about);
        assert!(of_march(&edition).is_empty(), "{why}: {:#}", edition["glance"]);
    }
}
