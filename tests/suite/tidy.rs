//! In: the project's own files. Out: whether they follow the rules of the house.
//!
//! Invariant: a violation names the file and the line.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules that the room of time may import: no article, no capture, no project.
const BELOW_TIME: [&str; 9] =
    ["lang", "language", "letters", "limits", "characters", "passage", "rule", "time", "warned"];

/// The functions of chrono that parse dates or make an instant of a number.
const READERS_OF_DATES: [&str; 8] = [
    "parse_from_str",
    "parse_from_rfc2822",
    "parse_from_rfc3339",
    "parse_and_remainder",
    "from_timestamp",
    "from_timestamp_millis",
    "DateTime::from_str",
    "format::parse",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // What a compiler or a fuzzer wrote is not of the project.
                open.extend((!path.ends_with("target")).then_some(path));
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().display().to_string()
}

/// The lines of a file outside tests, each with its number.
fn lines(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    // A module of tests in a file of its own ends nothing; one with its code here ends the file.
    let inline = text
        .match_indices("\n#[cfg(test)]\nmod ")
        .find(|(at, found)| text[at + found.len()..].lines().next().is_some_and(|line| line.ends_with('{')));
    let code = inline.map_or(text.as_str(), |(at, _)| &text[..at]);
    code.lines().zip(1..).map(|(line, number)| (number, line.to_owned())).collect()
}

fn refuse(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_file_has_its_head_and_invariant() {
    let files =
        ["src", "tests", "benches", "examples", "tools"].into_iter().flat_map(|folder| files_below(folder, "rs"));
    let without: Vec<String> = files
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap();
            let head: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
            let invariant = head.iter().any(|line| line.starts_with("//! Invariant: "));
            // `lib.rs` lists the steps instead, and each of them has its own invariant.
            let steps = head.contains(&"//! # Steps");
            !invariant && !steps
        })
        .map(|path| name(&path))
        .collect();
    refuse(&without);
}

#[test]
fn only_files_opens_the_disk() {
    let mut broken = Vec::new();
    let is_door = |path: &Path| name(path) == "src/files.rs" || name(path).starts_with("src/files/");
    for path in files_below("src", "rs").iter().filter(|path| !is_door(path)) {
        for (number, line) in lines(path) {
            let code = line.split("//").next().unwrap();
            if ["std::fs", "cap_std", "File::open", "File::create", ".canonicalize("]
                .iter()
                .any(|door| code.contains(door))
            {
                broken.push(format!("{}:{number}: {line}", name(path)));
            }
        }
    }
    refuse(&broken);
}

/// The module below `src` that a file belongs to: `link` for `src/link/words.rs`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that a line of code names after `crate::`, including braces.
fn imported(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap();
    let first_word =
        |text: &str| text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_' || c.is_ascii_digit()).collect();
    let mut found = Vec::new();
    for behind in code.split("crate::").skip(1) {
        match behind.strip_prefix('{') {
            Some(list) => found.extend(list.split(',').map(|part| first_word(part.trim()))),
            None => found.push(first_word(behind)),
        }
    }
    found
}

/// The rooms in the order of `lib.rs`, which are all its modules.
fn rooms() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let module = |line: &str| {
        let declared = line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ")?;
        Some(declared.strip_suffix(';')?.to_owned())
    };
    text.lines().filter_map(module).collect()
}

#[test]
fn rooms_import_only_rooms_above_them() {
    let rooms = rooms();
    let place = |module: &str| rooms.iter().position(|room| room == module);
    let mut broken = Vec::new();
    for path in files_below("src", "rs") {
        let own = module(&path);
        // The rooms are in `lib.rs`, and `main.rs` calls one of them.
        if ["lib", "main"].contains(&own.as_str()) {
            continue;
        }
        let Some(own_place) = place(&own) else {
            broken.push(format!("{}: `{own}` is no module of src/lib.rs", name(&path)));
            continue;
        };
        for (number, line) in lines(&path) {
            for other in imported(&line) {
                if place(&other).is_some_and(|place| place > own_place) {
                    broken.push(format!("{}:{number}: `{own}` may not import `{other}`", name(&path)));
                }
            }
        }
    }
    refuse(&broken);
}

#[test]
fn every_folder_of_the_source_is_a_room() {
    let rooms = rooms();
    assert!(rooms.len() > 30, "{rooms:?}");
    let folders = fs::read_dir(root().join("src")).unwrap().map(|entry| entry.unwrap().path());
    let strange: Vec<String> = folders
        .map(|path| module(&path))
        .filter(|room| !rooms.contains(room) && room != "lib" && room != "main")
        .collect();
    refuse(&strange);
}

#[test]
fn only_time_reads_dates() {
    let mut broken = Vec::new();
    for path in files_below("src", "rs").iter().filter(|path| module(path) != "time") {
        for (number, line) in lines(path) {
            let code = line.split("//").next().unwrap();
            if READERS_OF_DATES.iter().any(|reader| code.contains(reader)) || infers_a_date(code) {
                broken.push(format!("{}:{number}: {line}", name(path)));
            }
        }
        let text = fs::read_to_string(path).unwrap();
        broken.extend(unread_days(&text).map(|argument| format!("{}: {argument}", name(path))));
    }
    refuse(&broken);
    let stamps = fs::read_to_string(root().join("src/time/instant.rs")).unwrap();
    assert!(stamps.contains("parse_from_rfc3339"), "the reader stands where it is looked for");
}

/// Whether a line reads a date by the type that its value is given: `let day: NaiveDate = text.parse()?`.
fn infers_a_date(code: &str) -> bool {
    let types = ["NaiveDate", "NaiveTime", "NaiveDateTime", "DateTime<"];
    let reads = [".parse()", "parse::<", "::from_str("].iter().any(|reader| code.contains(reader));
    reads && types.iter().any(|named| code.contains(named))
}

/// The arguments of the command line that hold a day and leave its reading to clap.
fn unread_days(text: &str) -> impl Iterator<Item = &str> {
    let arguments = text.split("#[arg(").skip(1).filter_map(|rest| rest.split_once(")]\n"));
    arguments
        .filter(|(attribute, rest)| {
            let field = rest.lines().next().unwrap_or_default();
            field.contains("NaiveDate") && !attribute.contains("value_parser = day")
        })
        .map(|(attribute, _)| attribute)
}

#[test]
fn a_date_that_is_read_by_its_type_is_seen() {
    assert!(infers_a_date("let day: NaiveDate = text.parse()?;") && infers_a_date("text.parse::<NaiveDate>()"));
    assert!(!infers_a_date("let count: u32 = text.parse()?;") && !infers_a_date("fn day() -> Option<NaiveDate> {"));
    let argument = |parser| format!("    #[arg(long, value_name = \"DAY\"{parser})]\n    from: Option<NaiveDate>,\n");
    assert_eq!(unread_days(&argument("")).count(), 1);
    assert_eq!(unread_days(&argument(", value_parser = day")).count(), 0);
}

#[test]
fn time_knows_no_article_and_no_project() {
    let mut broken = Vec::new();
    for path in files_below("src", "rs").iter().filter(|path| module(path) == "time") {
        for (number, line) in lines(path) {
            for other in imported(&line).iter().filter(|other| !BELOW_TIME.contains(&other.as_str())) {
                broken.push(format!("{}:{number}: `time` may not import `{other}`", name(path)));
            }
        }
    }
    refuse(&broken);
}

#[test]
fn only_fetch_opens_a_connection() {
    let doors = ["ureq", "std::net", "TcpStream", "UdpSocket", "ToSocketAddrs"];
    let clocks = ["SystemTime", "Utc::now", "Local::now"];
    let mut broken = Vec::new();
    for path in files_below("src", "rs") {
        let name = name(&path);
        for (number, line) in lines(&path) {
            let code = line.split("//").next().unwrap();
            let opens = doors.iter().any(|door| code.contains(door)) && !name.starts_with("src/fetch/");
            let asks = clocks.iter().any(|clock| code.contains(clock)) && name != "src/stored/clock.rs";
            if opens || asks {
                broken.push(format!("{name}:{number}: {line}"));
            }
        }
    }
    refuse(&broken);
    let client = fs::read_to_string(root().join("src/fetch/client.rs")).unwrap();
    assert!(client.contains("ureq::"), "the client stands where it is looked for");
    let users = |what: &str, own: &str| -> BTreeSet<String> {
        let uses = |path: &&PathBuf| lines(path).iter().any(|(_, line)| line.contains(what) && !line.contains("//!"));
        let users = files_below("src", "rs");
        users.iter().filter(uses).map(|path| module(path)).filter(|module| module != own).collect()
    };
    assert_eq!(
        users("crate::fetch::", "fetch"),
        BTreeSet::from(["cli".to_owned()]),
        "a build has no way to the client"
    );
    assert_eq!(users("clock::now", "stored"), BTreeSet::from(["cli".to_owned()]), "a build has no way to the clock");
}

#[test]
fn the_layouts_do_not_know_each_other() {
    let mut broken = Vec::new();
    for (own, other) in [("pdf", "epub"), ("epub", "pdf")] {
        let mut files = files_below(&format!("src/render/{own}"), "rs");
        files.push(root().join(format!("src/render/{own}.rs")));
        for path in files.iter().filter(|path| path.exists()) {
            for (number, line) in lines(path) {
                let code = line.split("//").next().unwrap();
                if [format!("render::{other}"), format!("super::{other}")].iter().any(|name| code.contains(name)) {
                    broken.push(format!("{}:{number}: {line}", name(path)));
                }
            }
        }
    }
    refuse(&broken);
}

#[test]
fn no_file_holds_a_leftover() {
    // Assembled here, so that this file does not contain them itself.
    let marks = [["TO", "DO"], ["FIX", "ME"], ["/ho", "me/"], ["/Use", "rs/"], ["/wo", "rk/"], ["db", "g!("]]
        .map(|mark| mark.concat());
    let mut broken = Vec::new();
    for folder in ["src", "tests", "benches", "layouts", "seeds", "docs"] {
        for path in ["rs", "toml", "typ", "md", "xhtml", "css", "sh", "txt"]
            .iter()
            .flat_map(|ending| files_below(folder, ending))
        {
            let text = fs::read_to_string(&path).unwrap();
            for (line, number) in text.lines().zip(1..) {
                if marks.iter().any(|mark| line.contains(mark)) {
                    broken.push(format!("{}:{number}: {line}", name(&path)));
                }
            }
        }
    }
    refuse(&broken);
}

/// Signs that Unicode classifies as letters but that no language uses in words: apostrophes and the marks of ordinals.
const SIGNS: [char; 3] = ['ʼ', 'º', 'ª'];

/// The string and character literals of Rust code, each with the number of its first line. Comments contain none.
fn literals(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut rest = code;
    let line = |rest: &str| code[..code.len() - rest.len()].matches('\n').count() + 1;
    while let Some(first) = rest.chars().next() {
        let behind = &rest[first.len_utf8()..];
        let (length, holds) = match first {
            '/' if behind.starts_with('/') => (rest.find('\n').unwrap_or(rest.len()), false),
            'r' if behind.trim_start_matches('#').starts_with('"') => {
                let marks = behind.find('"').unwrap();
                let end = format!("\"{}", "#".repeat(marks));
                let start = marks + 2;
                (rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len()), true)
            }
            '"' => (quoted(behind, '"') + 1, true),
            '\'' if behind.starts_with('\\') || behind.chars().nth(1) == Some('\'') => (quoted(behind, '\'') + 1, true),
            // A word is skipped as a whole: the `r` of `for` does not begin a raw string.
            _ if first.is_alphanumeric() || first == '_' => {
                (rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()), false)
            }
            _ => (first.len_utf8(), false),
        };
        if holds {
            found.push((line(rest), rest[..length].to_owned()));
        }
        rest = &rest[length..];
    }
    found
}

/// The length of a literal after the opening quote, including the closing one.
fn quoted(behind: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = behind.char_indices().find(|&(_, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    end.map_or(behind.len(), |(at, _)| at + 1)
}

/// The files of the program that are not tests and do not name a language: all except `lang`, `language` and modules of tests.
fn files_without_languages() -> Vec<PathBuf> {
    let files = files_below("src", "rs");
    let tests: Vec<PathBuf> = files.iter().flat_map(|path| modules_of_tests(path)).collect();
    let knows = |path: &Path| ["lang", "language"].contains(&module(path).as_str());
    files.into_iter().filter(|path| !knows(path) && !tests.contains(path)).collect()
}

/// The files of the modules that a file declares only for tests.
fn modules_of_tests(path: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(path).unwrap();
    let declared = text.split("#[cfg(test)]\nmod ").skip(1).filter_map(|rest| rest.split_once(';'));
    let names = declared.map(|(name, _)| name).filter(|name| !name.contains(char::is_whitespace));
    names.map(|name| path.with_extension("").join(format!("{name}.rs"))).collect()
}

#[test]
fn words_of_languages_are_only_in_the_packs() {
    let code = r##"let a = "є"; // "ї"
        for b in ['ґ', '\'', "x\"і"] {} fn f<'a>() -> &'a str { r#"й " "# }"##;
    let found: Vec<String> = literals(code).into_iter().map(|(_, literal)| literal).collect();
    assert_eq!(found, ["\"є\"", "'ґ'", "'\\''", "\"x\\\"і\"", "r#\"й \" \"#"]);

    let mut broken = Vec::new();
    for path in files_without_languages() {
        let code: Vec<String> = lines(&path).into_iter().map(|(_, line)| line).collect();
        for (number, literal) in literals(&code.join("\n")) {
            if literal.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !SIGNS.contains(&c)) {
                broken.push(format!("{}:{number}: {literal}", name(&path)));
            }
        }
    }
    refuse(&broken);
}

/// The variants of `Language` for the languages that pages are read in.
fn languages() -> Vec<String> {
    let rows = lines(&root().join("src/language.rs")).into_iter().map(|(_, line)| line);
    let variant = |row: String| Some(row.trim().strip_prefix("(Language::")?.split_once(',')?.0.to_owned());
    rows.filter_map(variant).collect()
}

/// The names in a line of code, without those in its strings and comments.
fn identifiers(line: &str) -> Vec<&str> {
    let code = line.split("//").next().unwrap().split('"').step_by(2);
    code.flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '_')).collect()
}

#[test]
fn a_language_is_added_without_naming_it_elsewhere() {
    let languages = languages();
    assert!(languages.contains(&"Czech".to_owned()) && languages.len() > 6, "{languages:?}");
    let found = identifiers(r#"f(Language::Czech, "Polish"); // German"#);
    assert!(found.contains(&"Czech") && !found.contains(&"Polish") && !found.contains(&"German"), "{found:?}");
    let mut broken = Vec::new();
    for path in files_without_languages() {
        for (number, line) in lines(&path) {
            if identifiers(&line).iter().any(|name| languages.iter().any(|language| language == name)) {
                broken.push(format!("{}:{number}: {line}", name(&path)));
            }
        }
    }
    refuse(&broken);
}

#[test]
fn no_test_is_ignored() {
    let mark = ["#[ign", "ore"].concat();
    let files = ["src", "tests"].into_iter().flat_map(|folder| files_below(folder, "rs"));
    let ignored: Vec<String> =
        files.filter(|path| fs::read_to_string(path).unwrap().contains(&mark)).map(|path| name(&path)).collect();
    refuse(&ignored);
}

/// The verbs that a text calls: the words after `litopys` or `cargo run … --` on lines of code.
fn verbs_called(text: &str) -> BTreeSet<String> {
    let mut verbs = BTreeSet::new();
    for code in text
        .split('`')
        .skip(1)
        .step_by(2)
        .chain(text.lines().filter(|line| line.starts_with("    ")))
        .chain(fenced(text))
    {
        let mut words = code.split_whitespace().skip_while(|word| matches!(*word, "$" | ">"));
        let verb = match words.next() {
            Some("litopys") => words.next(),
            Some("cargo") => words.skip_while(|word| *word != "--").nth(1),
            _ => None,
        };
        verbs.extend(verb.filter(|verb| verb.chars().all(|c| c.is_ascii_lowercase())).map(str::to_owned));
    }
    verbs
}

fn fenced(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n```").skip(1).step_by(2).flat_map(str::lines)
}

/// The texts for strangers: the README, the guide for contributors, and the manual.
fn manual() -> Vec<PathBuf> {
    let mut files = files_below("docs", "md");
    files.extend(["README.md", "CONTRIBUTING.md"].map(|name| root().join(name)));
    files
}

#[test]
fn the_verbs_of_the_manual_exist() {
    let texts = manual().into_iter().map(|path| (name(&path), fs::read_to_string(path).unwrap()));
    let called: BTreeSet<(String, String)> =
        texts.flat_map(|(name, text)| verbs_called(&text).into_iter().map(move |verb| (verb, name.clone()))).collect();
    let readme = |verb: &str| called.contains(&(verb.to_owned(), "README.md".to_owned()));
    assert!(readme("build") && readme("verify"), "the README calls verbs; found {called:?}");
    for (verb, name) in called {
        let help = super::cli::run(&[&verb, "--help"]);
        assert_eq!(help.code, 0, "{name} calls `{verb}`");
    }
}

/// The paths in the project that a Markdown text links to.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    targets.filter(|target| !target.contains("://")).map(|target| target.split('#').next().unwrap_or(target))
}

#[test]
fn the_links_of_the_manual_lead_to_files() {
    assert_eq!(links("[a](b.md#c), ![d](e.png), [f](https://example.com)").collect::<Vec<_>>(), ["b.md", "e.png"]);
    let mut broken = Vec::new();
    for path in manual() {
        let text = fs::read_to_string(&path).unwrap();
        let dead = links(&text).filter(|target| !path.parent().unwrap().join(target).exists());
        broken.extend(dead.map(|target| format!("{}: there is no `{target}`", name(&path))));
    }
    refuse(&broken);
}
