//! In: projects with recorded editions. Out: whether the folder that `site` writes works for browsers, feed readers and e-readers.
//!
//! Invariant: runs the program as a schedule would. Validators check the result.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dom_query::Document;
use serde_json::Value;
use tempfile::TempDir;

use crate::any_text::tool;
use crate::below::files;
use crate::cli::{Run, run_in};

const BRIDGE: &str = "Міст через Рось відкрили\n\n5 березня 2025 року\n\nМіст через Рось відкрили після ремонту. Громада витратила на нього два роки.\n\n«Ми чекали на цей день», — сказала голова громади Олена Коваль.";
const LIBRARY: &str = "Бібліотека <script>alert(1)</script> & книжки\n\n12 березня 2025 року\n\nБібліотека в Надроссі отримала 1200 книжок від видавництва. Їх роздадуть школам.";
const PORT: &str = "Порт прийняв перше судно\n\n20 березня 2025 року\n\nПорт у Надроссі прийняв перше судно із зерном. Капітан назвав рейс спокійним.";
const SCHOOL: &str = "Школу в Надроссі відкрили\n\n2 квітня 2025 року\n\nШколу в Надроссі відкрили після ремонту. Громада витратила на неї два роки.\n\n«Ми чекали на цей день дуже довго, і от він настав для всіх нас», — сказала голова громади Олена Коваль під час відкриття школи.\n\nОлена Коваль додала, що уроки почнуться за тиждень. Паркан пофарбують улітку.";
const SETTINGS: &str = "title = \"Надросся & околиці\"\ncaptures = [\"pages\"]\n";
/// Statements of a person, one after the other, longer than any digest.
const THINGS: [&str; 10] =
    ["греблю", "млин", "школу", "лікарню", "пошту", "вокзал", "стадіон", "криницю", "парк", "дзвіницю"];

/// A project with two editions. The second has two more pages than the first.
fn project(settings: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    fs::write(folder.path().join("litopys.toml"), format!("{SETTINGS}{settings}")).unwrap();
    record(folder.path(), &[("a.txt", BRIDGE)]);
    record(folder.path(), &[("b.txt", LIBRARY), ("c.txt", PORT)]);
    folder
}

/// Adds pages and records an edition with them.
fn record(folder: &Path, pages: &[(&str, &str)]) {
    pages.iter().for_each(|(name, text)| fs::write(folder.join("pages").join(name), text).unwrap());
    let run = run_in(folder, &["build", "--record", "--format", "json"], "");
    assert_eq!(run.code, 0, "{}", run.err);
}

fn site(folder: &Path, arguments: &[&str]) -> Run {
    run_in(folder, &[&["site"], arguments].concat(), "")
}

fn written(folder: &Path, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let run = site(folder, arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    files(&folder.join("public"))
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    std::str::from_utf8(files.get(name).unwrap_or_else(|| panic!("{name} is not there"))).unwrap()
}

/// The pages by name.
fn pages(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, Document)> {
    let pages = files.iter().filter(|(name, _)| name.ends_with(".html"));
    pages.map(|(name, bytes)| (name.as_str(), Document::from(std::str::from_utf8(bytes).unwrap())))
}

fn values(document: &Document, selector: &str, attribute: &str) -> Vec<String> {
    document.select(selector).iter().map(|element| element.attr(attribute).unwrap().to_string()).collect()
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let folder = project(&located(&[("Рось", 49.8, 30.1), ("Надросся", 49.7, 31.4)]));
    let files = written(folder.path(), &[]);
    let ids: BTreeMap<&str, BTreeSet<String>> =
        pages(&files).map(|(name, page)| (name, values(&page, "[id]", "id").into_iter().collect())).collect();
    let mut links = 0;
    for (name, page) in pages(&files) {
        let ids_of_page = values(&page, "[id]", "id");
        assert_eq!(ids_of_page.len(), ids[name].len(), "{name}: an identifier stands twice");
        let targets = values(&page, "[href]", "href").into_iter().chain(values(&page, "[src]", "src"));
        for target in targets {
            let (file, place) = target.split_once('#').unwrap_or((&target, ""));
            let file = if file.is_empty() { name.to_owned() } else { resolved(name, file) };
            assert!(files.contains_key(&file), "{name}: {target}");
            assert!(place.is_empty() || ids[file.as_str()].contains(place), "{name}: {target}");
            links += 1;
        }
    }
    assert!(links > 100, "{links}");
}

/// Converts a path relative to a file into one relative to the site's folder.
fn resolved(from: &str, target: &str) -> String {
    let base = url::Url::parse("https://a.example/").unwrap().join(from).unwrap();
    base.join(target).unwrap().path().trim_start_matches('/').to_owned()
}

#[test]
fn pages_need_no_script_and_nothing_of_others() {
    let folder = project("");
    let files = written(folder.path(), &[]);
    for (name, page) in pages(&files) {
        assert_eq!(page.select("iframe, object, style, [style], [onclick]").length(), 0, "{name}");
        let scripts = values(&page, "script", "src");
        let is_search = name.ends_with("/search.html");
        assert_eq!(scripts, if is_search { vec!["search.js".to_owned()] } else { Vec::new() }, "{name}");
        let policy = values(&page, "meta[http-equiv=Content-Security-Policy]", "content").join("");
        assert_eq!(policy.contains("script-src 'self'"), is_search, "{name}: {policy}");
        assert!(!policy.contains("unsafe"), "{name}: {policy}");
        assert!(!page.select("html[lang=uk]").is_empty() && !page.select("main h1").is_empty(), "{name}");
        assert_eq!(page.select("h1").length(), 1, "{name}");
        assert!(
            values(&page, "[src]", "src")
                .iter()
                .chain(&values(&page, "link[href]", "href"))
                .all(|target| !target.contains("://")),
            "{name}"
        );
    }
    assert!(text(&files, "editions/2/timeline.html").contains("&lt;script&gt;alert(1)"));
}

#[test]
fn the_front_page_tells_what_happened_and_leads_to_it() {
    let folder = project("");
    let files = written(folder.path(), &[]);
    let page = Document::from(text(&files, "index.html"));
    let told = page.select("main").text().replace('\u{a0}', " ");
    for said in ["Порт прийняв перше судно", "Громада витратила на нього два роки", "випуск 1", "PDF"]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
    let figure = page.select("svg[role=img]");
    assert!(figure.length() == 1 && figure.attr("aria-label").unwrap().contains("Порт прийняв"), "{told}");
    assert!(figure.select("rect").length() >= 3, "each event has a mark");
    assert!(values(&page, "a[href]", "href").contains(&"editions/2/search.html".to_owned()));
}

#[test]
fn every_page_of_an_edition_has_a_menu_of_its_parts() {
    let folder = project("");
    record(folder.path(), &[("d.txt", SCHOOL)]);
    let files = written(folder.path(), &[]);
    for name in ["chapter-1.html", "people.html", "person-1.html", "search.html"] {
        let page = Document::from(text(&files, &format!("editions/3/{name}")));
        let menu = values(&page, "nav.menu a", "href");
        assert!(
            ["chapter-1.html", "reference.html"].iter().all(|part| menu.contains(&(*part).to_owned())),
            "{name}: {menu:?}"
        );
        let current = values(&page, "nav.menu a[aria-current=page]", "href");
        let is_listed = name == "chapter-1.html";
        assert_eq!(current, if is_listed { vec![name.to_owned()] } else { Vec::new() }, "{name}");
    }
}

#[test]
fn a_person_has_a_page_with_events_and_quotes() {
    let folder = project("");
    record(folder.path(), &[("d.txt", SCHOOL)]);
    let files = written(folder.path(), &[]);
    let people = Document::from(text(&files, "editions/3/people.html"));
    let own = people.select("p.person a").iter().find(|link| link.text().contains("Коваль")).unwrap();
    let page = Document::from(text(&files, &format!("editions/3/{}", own.attr("href").unwrap())));
    assert_eq!(page.select("h1").text().to_string(), "Олена Коваль");
    let told = page.select("main").text().replace('\u{a0}', " ");
    assert!(told.contains("Школу") && told.contains("Ми чекали на цей день"), "{told}");
    assert!(!told.contains("Порт прийняв"), "an event that does not name them: {told}");
}

#[test]
fn what_the_editor_holds_of_an_event_stands_on_the_front_page_and_with_its_people() {
    let port = "[[event]]\ncaptures = ['pages/c.txt']\nstatus = 'disputed'\n";
    let school = "[[event]]\ncaptures = ['pages/d.txt']\nstatus = 'denied'\n";
    let folder = project(&format!("{port}{school}"));
    let told = |files: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        let page = Document::from(text(files, "index.html"));
        page.select(".told li").iter().map(|entry| entry.text().replace('\u{a0}', " ")).collect()
    };
    let files = written(folder.path(), &[]);
    let (disputed, others): (Vec<String>, Vec<String>) =
        told(&files).into_iter().partition(|entry| entry.contains("редактор: спірне"));
    assert_eq!(disputed.len(), 2, "at a glance, and among the new events: {disputed:?}");
    assert!(disputed.iter().all(|entry| entry.contains("Порт")), "{disputed:?}");
    assert!(others.len() > 2 && others.iter().all(|entry| !entry.contains("редактор")), "{others:?}");
    assert!(text(&files, "feed.xml").contains("редактор: спірне"), "a feed tells no more certainly");

    record(folder.path(), &[("d.txt", SCHOOL)]);
    let files = written(folder.path(), &[]);
    let page = |files: &BTreeMap<String, Vec<u8>>| -> String {
        let pages = pages(files).filter(|(name, _)| name.starts_with("editions/3/person-"));
        pages.map(|(_, page)| page.select("main").text().replace('\u{a0}', " ")).collect()
    };
    assert!(page(&files).contains("редактор: спростовано"), "{}", page(&files));
    let same = project("");
    record(same.path(), &[("d.txt", SCHOOL)]);
    let plain = written(same.path(), &[]);
    assert!(!page(&plain).contains("редактор:") && told(&plain).iter().all(|entry| !entry.contains("редактор:")));
}

#[test]
fn a_page_of_a_person_has_the_editors_translations() {
    let of = |quote: &str| {
        let translation =
            format!("[[translation]]\nquote = '{quote}'\ntext = 'We had been waiting <long> for this day'\n");
        let folder = project(&translation);
        record(folder.path(), &[("d.txt", SCHOOL)]);
        let files = written(folder.path(), &[]);
        let pages = pages(&files).filter(|(name, _)| name.starts_with("editions/3/person-"));
        let told: Vec<Document> = pages.map(|(_, page)| page).collect();
        assert!(!told.is_empty());
        told.iter().map(|page| page.select("blockquote .wording").text().to_string()).collect::<String>()
    };
    let translated = of("Ми чекали на цей день дуже довго, і от він настав для всіх нас");
    assert!(translated.contains("Переклад редактора") && translated.contains("waiting <long> for"), "{translated}");
    assert_eq!(of("Ми чекали на той день"), "", "a translation of no quote");
}

#[test]
fn the_search_has_the_words_of_events_and_where_they_stand() {
    let folder = project("");
    let files = written(folder.path(), &[]);
    let json = |name: &str| -> Value { serde_json::from_slice(&files[&format!("editions/2/search/{name}")]).unwrap() };
    let found = json("found.json");
    let headline = |number: &Value| found[number.as_u64().unwrap() as usize][1].as_str().unwrap().to_owned();
    let having = |word: &str| -> Vec<String> {
        let first = u32::from(word.chars().next().unwrap());
        let part = json(&format!("{first:x}.json"));
        let stems = part
            .as_object()
            .unwrap()
            .iter()
            .filter(|(stem, _)| stem.chars().count() > 2 && word.starts_with(stem.as_str()));
        stems.flat_map(|(_, numbers)| numbers.as_array().unwrap()).map(headline).collect()
    };
    assert_eq!(having("порт"), ["Порт прийняв перше судно"]);
    assert_eq!(having("видавництво").len(), 1, "another form of the word");
    assert!(having("пароплав").is_empty() && !files.contains_key("editions/2/search/3c.json"), "markup is no word");
    assert!(
        found.as_array().unwrap().iter().any(|hit| hit[1].as_str().unwrap().contains("<script>")),
        "text stays text"
    );
    let script = text(&files, "editions/2/search.js");
    assert!(!script.contains("innerHTML") && script.contains("textContent"), "what is found is printed as text");
    let page = Document::from(text(&files, "editions/2/search.html"));
    assert_eq!(page.select("form[hidden]").length(), 1, "without its script, no form is shown");
    assert!(!page.select("noscript p").text().is_empty());
}

#[test]
fn every_style_names_fonts_that_are_there() {
    let folder = project("");
    let files = written(folder.path(), &[]);
    for style in ["stylesheet.css", "editions/1/stylesheet.css", "editions/2/stylesheet.css"] {
        let named: Vec<String> = text(&files, style)
            .split("url(")
            .skip(1)
            .map(|rest| resolved(style, rest.split(')').next().unwrap()))
            .collect();
        assert_eq!(named.len(), 5, "{style}: {named:?}");
        assert!(named.iter().all(|name| files[name].starts_with(b"wOF2")), "{style}: {named:?}");
    }
    assert!(text(&files, "fonts/IBMPlexSans-LICENSE.txt").contains("Reserved Font Name"));
    assert!(!files.keys().any(|name| name.starts_with("editions/") && name.ends_with(".woff2")), "editions share them");
}

#[test]
fn pages_say_what_they_are_about() {
    let about = |settings: &str| {
        let folder = project(settings);
        let files = written(folder.path(), &[]);
        let page = Document::from(text(&files, "editions/2/chapter-1.html"));
        for (name, page) in pages(&files).filter(|(name, _)| *name != "latest/index.html") {
            let described = values(&page, "meta[name=description]", "content");
            assert!(described.len() == 1 && !described[0].trim().is_empty(), "{name}");
            assert_eq!(values(&page, "meta[property='og:description']", "content"), described, "{name}");
        }
        let of = |name: &str| values(&page, &format!("meta[property='og:{name}']"), "content");
        (of("title"), of("url"), of("image"))
    };
    let (title, url, image) = about("[site]\naddress = \"https://a.example/chronicle\"\n");
    assert_eq!(url, ["https://a.example/chronicle/editions/2/chapter-1.html"]);
    assert!(
        title.len() == 1 && image[0].starts_with("https://a.example/chronicle/editions/2/cover."),
        "{title:?} {image:?}"
    );
    let (_, url, image) = about("");
    assert!(url.is_empty() && image.is_empty(), "without an address nothing is claimed about it");
}

#[test]
fn places_with_coordinates_are_in_a_file_for_maps() {
    let place = "[[name]]\nname = \"Рось\"\nkind = \"place\"\ncoordinates = [49.8, 30]\n";
    let elsewhere = place.replace("Рось", "Лондон");
    let folder = project(&format!("{place}{elsewhere}"));
    let files = written(folder.path(), &[]);
    let map: Value = serde_json::from_slice(&files["editions/2/places.geojson"]).unwrap();
    assert_eq!(map["type"], "FeatureCollection");
    assert_eq!(map["features"].as_array().unwrap().len(), 1, "no event names the other place: {map}");
    let feature = &map["features"][0];
    assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([30.0, 49.8]), "longitude comes first");
    assert_eq!(feature["properties"]["name"], "Рось");
    let event = &feature["properties"]["events"][0];
    assert!(event["url"].as_str().unwrap().starts_with("chapter-1.html#event-"), "{event}");
    assert!(text(&files, "editions/2/index.html").contains("places.geojson"));
    let without = project("");
    assert!(!written(without.path(), &[]).keys().any(|name| name.ends_with(".geojson")));
}

/// Declared places, each with its coordinates.
fn located(places: &[(&str, f64, f64)]) -> String {
    let declared = places.iter().map(|(name, north, east)| {
        format!("[[name]]\nname = \"{name}\"\nkind = \"place\"\ncoordinates = [{north}, {east}]\n")
    });
    declared.collect()
}

#[test]
fn places_with_coordinates_are_on_a_map_and_in_its_list() {
    let folder = project(&located(&[("Рось", 49.8, 30.1), ("Надросся", 49.7, 31.4), ("Лондон", 51.5, -0.1)]));
    let files = written(folder.path(), &[]);
    let page = Document::from(text(&files, "editions/2/map.html"));
    let listed: Vec<String> =
        page.select("ol.places > li > p > b").iter().map(|name| name.text().to_string()).collect();
    assert_eq!(listed, ["Надросся", "Рось"], "the most events first, and none that no event names");
    let drawing = page.select("figure svg");
    assert!(
        drawing.length() == 1
            && !page.select("svg > title").text().is_empty()
            && !page.select("svg > desc").text().is_empty()
    );
    let paths = values(&page, "svg path", "d");
    assert!(paths.iter().any(|path| path.len() > 100), "there is land: {paths:?}");
    let links = values(&page, "svg a[href]", "href");
    let ids: Vec<String> = values(&page, "ol.places > li", "id").iter().map(|id| format!("#{id}")).collect();
    assert_eq!(links, ids, "a circle leads to its entry");
    let said = values(&page, "svg a[href]", "aria-label");
    assert_eq!(said, ["1. Надросся: 2 події", "2. Рось: 1 подія"]);
    let radii: Vec<f64> = values(&page, "svg circle", "r").iter().map(|radius| radius.parse().unwrap()).collect();
    assert!(radii[0] > radii[1], "{radii:?}");
    assert_eq!(page.select("svg a text").iter().map(|name| name.text().to_string()).collect::<Vec<_>>(), listed);
    let events = values(&page, "ol.places ul a", "href");
    assert!(events.len() == 3 && events.iter().all(|event| event.starts_with("chapter-1.html#event-")), "{events:?}");

    for (from, link) in [
        ("index.html", "editions/2/map.html"),
        ("editions/2/index.html", "map.html"),
        ("editions/2/chapter-1.html", "map.html"),
    ] {
        assert!(values(&Document::from(text(&files, from)), "a[href]", "href").contains(&link.to_owned()), "{from}");
    }
    let places = Document::from(text(&files, "editions/2/places.html"));
    assert!(values(&places, "dt a", "href").contains(&format!("map.html{}", ids[1])), "a place leads to the map");
    assert!(!text(&files, "editions/1/map.html").contains("Надросся:"), "an edition has the places of its own events");

    let without = project("");
    let files = written(without.path(), &[]);
    assert!(!files.keys().any(|name| name.ends_with("map.html")));
    assert!(
        !text(&files, "index.html").contains("map.html") && !text(&files, "editions/2/index.html").contains("map.html")
    );
}

#[test]
fn two_places_at_one_point_are_one_circle_and_two_entries() {
    let folder = project(&located(&[("Рось", -65.2, 180.0), ("Надросся", -65.2, 180.0)]));
    let files = written(folder.path(), &[]);
    let page = Document::from(text(&files, "editions/2/map.html"));
    assert_eq!(values(&page, "svg a", "aria-label"), ["1\u{2013}2. Надросся, Рось: 3 події"]);
    assert_eq!(page.select("ol.places > li").length(), 2);
    let inside = |attribute: &str, most: f64| {
        values(&page, "svg circle", attribute).iter().all(|at| (0.0..=most).contains(&at.parse::<f64>().unwrap()))
    };
    assert!(inside("cx", 480.0) && inside("cy", 480.0));
    fs::remove_file(folder.path().join("public/editions/2/map.html")).unwrap();
    assert_eq!(written(folder.path(), &[]), files, "a map that is missing is made again");
}

#[test]
fn an_edition_that_was_published_stays_as_it_is() {
    let folder = project("");
    let first = written(folder.path(), &[]);
    assert_eq!(written(folder.path(), &[]), first, "another run changes nothing");

    let settings = SETTINGS.replace("Надросся & околиці", "Інша назва");
    fs::write(folder.path().join("litopys.toml"), &settings).unwrap();
    assert_eq!(written(folder.path(), &[]), first, "nor does another title");
    let again = written(folder.path(), &["--again"]);
    assert!(text(&again, "editions/1/index.html").contains("Інша назва"));

    fs::remove_dir_all(folder.path().join("public")).unwrap();
    assert_eq!(written(folder.path(), &[]), again, "an empty folder is filled with the same");
}

#[test]
fn missing_files_of_a_site_are_written_again() {
    let folder = project("");
    let whole = written(folder.path(), &[]);
    let public = folder.path().join("public");
    for file in ["editions/1/about.json", "editions/2/briefing.pdf", "index.html", "latest/briefing.epub"] {
        fs::remove_file(public.join(file)).unwrap();
        fs::write(public.join("editions/1/left.html"), "an older page").unwrap();
        fs::create_dir_all(public.join("editions/7/pictures")).unwrap();
        fs::write(public.join("editions/7/index.html"), "an edition that is not recorded").unwrap();
        let made = written(folder.path(), &[]);
        let left = made.contains_key("editions/1/left.html");
        assert_eq!(left, file != "editions/1/about.json", "a page is removed when its edition is written");
        fs::remove_file(public.join("editions/1/left.html")).ok();
        assert_eq!(files(&public), whole, "{file}");
        assert!(!public.join("editions/7").exists());
    }
}

#[test]
fn publishers_texts_are_published_only_where_the_project_says_so() {
    let sentence = |thing: &&str| format!("Потім майстри довго лагодили {thing} і нікому про це не казали.");
    let long = format!("{BRIDGE}\n\n{}", THINGS.iter().map(sentence).collect::<Vec<_>>().join("\n\n"));
    let of = |settings: &str| {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("pages")).unwrap();
        fs::write(folder.path().join("litopys.toml"), format!("content = \"full\"\n{SETTINGS}{settings}")).unwrap();
        record(folder.path(), &[("a.txt", &long)]);
        written(folder.path(), &[])
    };
    let plain = |page: &Document| page.text().replace('\u{a0}', " ");
    let told = |files: &BTreeMap<String, Vec<u8>>| {
        let texts: String = pages(files).map(|(_, page)| plain(&page)).collect();
        THINGS.iter().filter(|thing| texts.contains(&sentence(thing))).count()
    };
    let digest = told(&of(""));
    assert!(digest < THINGS.len() / 2, "{digest}");
    assert_eq!(told(&of("[site]\ncontent = \"full\"\n")), THINGS.len());
}

#[test]
fn no_folder_of_somebody_else_is_written_to() {
    let folder = project("");
    fs::create_dir(folder.path().join("public")).unwrap();
    fs::write(folder.path().join("public/mine.txt"), "моє").unwrap();
    let run = site(folder.path(), &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("`public`: this folder contains other files"), "{}", run.err);
    assert_eq!(files(&folder.path().join("public")).len(), 1);
    assert_eq!(site(folder.path(), &["--output", "www"]).code, 0);
}

#[test]
fn two_runs_that_write_one_site_are_one_too_many() {
    let folder = project("");
    let whole = written(folder.path(), &[]);
    let mark = folder.path().join("public/.litopys.site");
    fs::write(&mark, "process 7\n").unwrap();
    let other = fs::File::open(&mark).unwrap();
    other.lock().unwrap();
    let second = site(folder.path(), &[]);
    assert_eq!(second.code, 1);
    assert!(second.err.contains("process 7 is writing this site\nhint: "), "{}", second.err);
    drop(other);
    assert_eq!(written(folder.path(), &[]), whole);
}

#[test]
fn a_site_is_no_folder_of_captures() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), BRIDGE).unwrap();
    for _ in 0..2 {
        let run = run_in(folder.path(), &["build", "--record", "--format", "json"], "");
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert_eq!(site(folder.path(), &[]).code, 0);
    }
    let history = fs::read_to_string(folder.path().join("litopys.history.toml")).unwrap();
    assert_eq!(history.matches("[[edition]]").count(), 1, "{history}");
}

#[test]
fn an_edition_without_its_pages_is_reported_and_the_others_are_published() {
    let folder = project("");
    fs::write(folder.path().join("pages/a.txt"), BRIDGE.replace("Рось", "Случ")).unwrap();
    record(folder.path(), &[]);
    let run = site(folder.path(), &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    for number in [1, 2] {
        assert!(run.err.contains(&format!("edition {number} is not on the site")), "{}", run.err);
    }
    let index = fs::read_to_string(folder.path().join("public/index.html")).unwrap();
    assert!(index.contains("editions/3/index.html") && !index.contains("editions/2/index.html"));
}

#[test]
fn so_many_editions_are_kept() {
    let folder = project("");
    let all = written(folder.path(), &[]);
    let newest = written(folder.path(), &["--keep", "1"]);
    assert!(all.contains_key("editions/1/index.html") && !newest.contains_key("editions/1/index.html"));
    assert!(!text(&newest, "feed.xml").contains("editions/1"));
}

#[test]
fn without_a_recorded_edition_there_is_no_site() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), BRIDGE).unwrap();
    let run = site(folder.path(), &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("no edition is recorded") && run.err.contains("`litopys build --record`"), "{}", run.err);
    assert!(!folder.path().join("public").exists());
}

#[test]
fn feeds_list_new_items_with_their_addresses() {
    let folder = project("[site]\naddress = \"https://a.example/chronicle\"\n");
    let files = written(folder.path(), &[]);
    let base = "https://a.example/chronicle/";
    let atom = feed_rs::parser::parse(files["feed.xml"].as_slice()).unwrap();
    let json = feed_rs::parser::parse(files["feed.json"].as_slice()).unwrap();
    let opds = feed_rs::parser::parse(files["opds.xml"].as_slice()).unwrap();
    for feed in [&atom, &json, &opds] {
        assert_eq!(feed.entries.len(), 2);
        let titles: Vec<_> = feed.entries.iter().map(|entry| entry.title.as_ref().unwrap().content.as_str()).collect();
        assert_eq!(titles, ["Надросся & околиці, випуск 2", "Надросся & околиці, випуск 1"]);
        let ids: BTreeSet<_> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids.len(), 2);
    }
    for name in ["feed.xml", "opds.xml"] {
        let document = roxmltree::Document::parse(text(&files, name)).unwrap();
        let links = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "link")));
        for link in links {
            let file = link.attribute("href").unwrap().strip_prefix(base).unwrap();
            let size = files.get(file).unwrap_or_else(|| panic!("{name}: {file}")).len().to_string();
            assert!(link.attribute("length").is_none_or(|length| length == size), "{name}: {file}");
        }
    }
    let newest: Value = serde_json::from_slice(&files["feed.json"]).unwrap();
    let told = newest["items"][0]["content_html"].as_str().unwrap();
    assert!(told.contains("2 нові події") && told.contains("Порт прийняв перше судно"), "{told}");
    assert!(!told.contains("Міст через Рось") && told.contains(&format!("{base}editions/2/")), "{told}");
    assert_eq!(files["latest/briefing.pdf"], files["editions/2/briefing.pdf"]);
    assert_eq!(files["calendar.ics"], files["editions/2/briefing.ics"]);
}

fn succeeds(command: &mut Command) -> Result<(), String> {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(said.into_owned()) }
}

fn java(jar: &str) -> Command {
    let mut java = Command::new("java");
    java.args(["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss2m", "-cp", jar]);
    java
}

fn html(root: &Path) -> Vec<PathBuf> {
    files(root).into_keys().filter(|name| name.ends_with(".html")).map(|name| root.join(name)).collect()
}

#[test]
fn validators_take_pages_and_feeds() {
    let Some(jar) = tool("LITOPYS_VNU") else { return println!("not run: the Nu HTML checker is not at hand") };
    let map = located(&[("Рось", 49.8, 30.1), ("Надросся", 49.7, 31.4)]);
    let folder = project(&format!("[site]\naddress = \"https://a.example/chronicle\"\ncontent = \"full\"\n{map}"));
    written(folder.path(), &[]);
    let public = folder.path().join("public");
    let check = |files: &[PathBuf]| {
        succeeds(java(&jar).args(["nu.validator.client.SimpleCommandLineValidator", "--errors-only"]).args(files))
    };
    assert_eq!(check(&html(&public)), Ok(()));
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas");
    let fits = |schema: &str, file: &str| {
        let relaxng = "nu.validator.vendor.thaiopensource.relaxng.util.Driver";
        succeeds(java(&jar).args([relaxng, "-c"]).args([schemas.join(schema), public.join(file)]))
    };
    assert_eq!(fits("atom.rnc", "feed.xml"), Ok(()));
    assert_eq!(fits("opds.rnc", "opds.xml"), Ok(()));

    assert!(fits("opds.rnc", "feed.xml").is_err(), "a feed is no catalogue");
    let faulty = folder.path().join("faulty.html");
    fs::write(&faulty, "<!DOCTYPE html><title>a</title><p epub:type='note'>a</p>").unwrap();
    assert!(check(&[faulty]).is_err(), "the checker finds faults");
}

#[test]
fn axe_finds_nothing_that_bars_a_reader() {
    let Some(axe) = tool("LITOPYS_AXE") else { return println!("not run: axe-core is not at hand") };
    let map = located(&[("Рось", 49.8, 30.1), ("Надросся", 49.7, 31.4)]);
    let folder = project(&format!("[site]\ncontent = \"full\"\n{map}"));
    written(folder.path(), &[]);
    let pages: Vec<PathBuf> =
        html(&folder.path().join("public")).into_iter().filter(|page| !page.ends_with("latest/index.html")).collect();
    let pages = pages.into_iter().filter(|page| !page.components().any(|part| part.as_os_str() == "1"));
    assert_eq!(succeeds(Command::new(&axe).args(pages)), Ok(()));

    let faulty = folder.path().join("faulty.html");
    fs::write(&faulty, "<!DOCTYPE html><title>a</title><p style='width: 2000px'><img src='a.png'></p>").unwrap();
    let found = succeeds(Command::new(&axe).arg(faulty)).unwrap_err();
    assert!(found.contains("image-alt") && found.contains("wider than the window"), "{found}");
}
