//! In: the manifest and the scripts that make packages. Out: whether the files that they name exist and are all packed.
//!
//! Invariant: builds no package and installs nothing.

use std::fs;
use std::path::Path;

use toml::{Table, Value};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

fn manifest() -> Table {
    read("Cargo.toml").parse().unwrap()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// The folders of the project that the code includes files from at compile time.
fn taken_in() -> Vec<String> {
    let mut open = vec![root().join("src")];
    let mut found = vec!["src".to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            for mark in ["\"../../", "\"$CARGO_MANIFEST_DIR/"] {
                let behind = text.split(mark).skip(1).filter_map(|rest| rest.split(['/', '"']).next());
                found.extend(behind.map(str::to_owned));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

#[test]
fn the_crate_packs_all_that_a_build_takes_in() {
    let manifest = manifest();
    let package = manifest["package"].as_table().unwrap();
    let packed = texts(&package["include"]);
    let taken = taken_in();
    assert!(taken.contains(&"fonts".to_owned()) && taken.contains(&"layouts".to_owned()), "{taken:?}");
    for folder in taken.iter().filter(|name| root().join(name).is_dir()) {
        assert!(packed.contains(&format!("/{folder}").as_str()), "{folder} is not packed");
    }
    for pattern in packed {
        let name = pattern.trim_start_matches('/').trim_end_matches('*');
        assert!(root().join(name).exists(), "{pattern} packs nothing");
    }
}

#[test]
fn the_debian_package_holds_files_that_are_there_or_made() {
    let manifest = manifest();
    let deb = manifest["package"]["metadata"]["deb"].as_table().unwrap();
    let script = read(".ci/package");
    let mut targets = Vec::new();
    for asset in deb["assets"].as_array().unwrap() {
        let [source, target, _] = texts(asset)[..] else { panic!("{asset}") };
        targets.push(target);
        match source.strip_prefix("target/package/") {
            Some(made) => {
                let made = made.trim_end_matches("/*.1");
                assert!(script.contains(&format!("\"$out/{made}\"")), "{source} is made by nobody");
            }
            None if source.starts_with("target/") => assert!(script.contains(source), "{source}"),
            None => assert!(root().join(source).is_file(), "{source}"),
        }
    }
    for place in ["usr/bin/", "usr/share/man/man1/", "usr/share/bash-completion/completions/litopys"] {
        assert!(targets.contains(&place), "{place} in {targets:?}");
    }
    let fonts = targets.iter().filter(|target| target.contains("/fonts/")).count();
    let families = fs::read_dir(root().join("fonts")).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(fonts, families.count(), "each family of fonts has its licence");
}

#[test]
fn the_archive_is_where_it_is_looked_for() {
    let manifest = manifest();
    let binstall = &manifest["package"]["metadata"]["binstall"];
    assert!(binstall["pkg-url"].as_str().unwrap().ends_with("/{ name }-{ target }{ archive-suffix }"));
    assert_eq!(binstall["bin-dir"].as_str(), Some("{ name }-{ target }/{ bin }{ binary-ext }"));
    let script = read(".ci/package");
    assert!(script.contains("name=litopys-$host") && script.contains(">\"$out/$name.tar.gz\""), "{script}");
}

#[test]
fn the_image_copies_what_is_there_and_runs_as_an_ordinary_user() {
    let text = read(".ci/Containerfile");
    let copied = text.lines().filter_map(|line| line.strip_prefix("COPY ")).filter(|line| !line.starts_with("--"));
    let mut all = Vec::new();
    for line in copied {
        let mut words: Vec<&str> = line.split_whitespace().collect();
        words.pop();
        all.extend(words);
    }
    for name in &all {
        assert!(root().join(name).exists(), "{name}");
    }
    for needed in ["Cargo.toml", "Cargo.lock", ".ci/image"].map(str::to_owned).iter().chain(&taken_in()) {
        assert!(all.contains(&needed.as_str()) || !root().join(needed).exists(), "{needed} in {all:?}");
    }
    let last = text.split("FROM scratch").nth(1).unwrap();
    assert!(last.contains("\nUSER 65532:65532\n") && !last.contains("RUN"), "{last}");
}

#[cfg(unix)]
#[test]
fn the_scripts_can_be_run() {
    use std::os::unix::fs::PermissionsExt;
    for name in [".ci/package", ".ci/image", ".ci/run"] {
        let mode = fs::metadata(root().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o111, 0o111, "{name}");
        let checked = std::process::Command::new("bash").arg("-n").arg(root().join(name)).status().unwrap();
        assert!(checked.success(), "{name}");
    }
}
