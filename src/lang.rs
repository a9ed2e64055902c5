//! In: the folders of `src/lang`, one for each language of pages or of the product. Out: the data of a language, as a [`Pack`].
//!
//! A folder is named by the language's code and has a file for each topic. Each topic has a type in a file beside this one, which documents
//! the keys. If the product speaks the language, its strings are in `product.toml` (see `words`); a folder may have only that file. A
//! missing file or key is empty. `docs/languages.md` shows how to add a language.
//!
//! `gazetteer` is not a language. Each line of its tables names one thing in several languages; separate files would lose which names
//! belong together.
//!
//! Invariant: no word of a language is in Rust.

pub mod boilerplate;
mod detect;
pub mod digest;
pub(crate) mod encodings;
pub mod events;
pub(crate) mod inflection;
pub mod letters;
pub(crate) mod morphology;
pub mod names;
pub mod organizations;
pub mod pattern;
pub mod places;
pub(crate) mod profile;
pub mod sentences;
pub mod speech;
pub mod temporal;
pub mod typography;
mod words;

use std::sync::LazyLock;

use include_dir::{Dir, File, include_dir};
use serde::de::DeserializeOwned;
use toml::{Table, Value};

pub use words::Words;

use crate::language::Language;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/lang");

/// The file with the product's own strings, which `words` reads.
pub(crate) const PRODUCT: &str = "product.toml";
/// The folder of tables with names in several languages.
const GAZETTEER: &str = "gazetteer";

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| Language::READ.into_iter().map(Pack::read).collect());

/// The data of one language.
#[derive(Debug)]
pub(crate) struct Pack {
    /// The language.
    pub language: Language,
    /// Words of boilerplate, bylines and datelines.
    pub boilerplate: boilerplate::Boilerplate,
    /// Words for choosing and comparing sentences.
    pub digest: digest::Digest,
    /// Frequencies of letters.
    pub encodings: encodings::Encodings,
    /// Words for finding and joining events.
    pub events: events::Events,
    /// Rules of declension besides the tables of endings.
    pub inflection: inflection::Inflection,
    /// Its own letters, and equivalent letters.
    pub letters: letters::Letters,
    /// Letters and endings.
    pub morphology: morphology::Morphology,
    /// Words for finding people.
    pub names: names::Names,
    /// Words for finding organizations.
    pub organizations: organizations::Organizations,
    /// Words for finding places.
    pub places: places::Places,
    /// Its names in other lists, and how numbers are read.
    pub profile: profile::Profile,
    /// What ends a sentence.
    pub sentences: sentences::Sentences,
    /// Words for finding quotes and speakers.
    pub speech: speech::Speech,
    /// Words of temporal expressions.
    pub temporal: temporal::Temporal,
    /// The typographic rules. `None` if the language has no such file.
    pub typography: Option<typography::Typography>,
}

impl Pack {
    fn read(language: Language) -> Self {
        Self {
            language,
            boilerplate: topic(language, "boilerplate"),
            digest: topic(language, "digest"),
            encodings: topic(language, "encodings"),
            events: topic(language, "events"),
            inflection: topic(language, "inflection"),
            letters: topic(language, "letters"),
            morphology: topic(language, "morphology"),
            names: topic(language, "names"),
            organizations: topic(language, "organizations"),
            places: topic(language, "places"),
            profile: topic(language, "profile"),
            sentences: topic(language, "sentences"),
            speech: topic(language, "speech"),
            temporal: topic(language, "temporal"),
            typography: topic(language, "typography"),
        }
    }
}

/// The pack of a language. `None` if pages in it are not supported.
pub(crate) fn pack(language: Language) -> Option<&'static Pack> {
    packs().iter().find(|pack| pack.language == language)
}

/// All packs, in the order of [`Language::READ`].
pub(crate) fn packs() -> &'static [Pack] {
    &PACKS
}

/// The words of one list in all packs, for rules that do not depend on the language of the text.
pub(crate) fn all(
    list: impl Fn(&'static Pack) -> &'static Vec<String> + 'static,
) -> impl Iterator<Item = &'static str> {
    packs().iter().flat_map(move |pack| list(pack).iter().map(String::as_str))
}

/// A file in a language's folder with a special format.
pub fn file(language: Language, name: &str) -> Option<&'static str> {
    FILES.get_file(format!("{}/{name}", language.tag()))?.contents_utf8()
}

/// The lines of a file or table, without remarks and empty lines.
pub fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// A table of names in several languages: `cities.txt`.
pub(crate) fn gazetteer(name: &str) -> &'static str {
    FILES.get_file(format!("{GAZETTEER}/{name}")).and_then(File::contents_utf8).unwrap_or_default()
}

/// The files of one name in the folders of all languages, each with its language code.
pub fn files(name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES
        .dirs()
        .filter_map(move |dir| Some((dir.path().to_str()?, FILES.get_file(dir.path().join(name))?.contents_utf8()?)))
}

/// The data in a language's file of a topic.
fn topic<T: DeserializeOwned + Default>(language: Language, name: &str) -> T {
    let Some(text) = file(language, &format!("{name}.toml")) else { return T::default() };
    toml::from_str(text).unwrap_or_else(|error| panic!("src/lang/{language}/{name}.toml: {error}"))
}

/// The data in the files of a topic of all languages. Each list has the words of all languages, in the order of [`Language::READ`].
fn union<T: DeserializeOwned>(name: &str) -> T {
    let mut all = Table::new();
    for language in Language::READ {
        join(&mut all, topic(language, name));
    }
    all.try_into().unwrap_or_else(|error| panic!("src/lang: {name}.toml: {error}"))
}

/// Adds the lists of a table to those of another.
fn join(all: &mut Table, more: Table) {
    for (key, value) in more {
        match (all.get_mut(&key), value) {
            (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
            (Some(Value::Table(known)), Value::Table(more)) => join(known, more),
            (_, value) => {
                all.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_belongs_to_a_language_and_every_pack_is_read() {
        let codes: Vec<&str> = Language::READ.iter().map(Language::tag).collect();
        let folders: Vec<&str> = FILES.dirs().filter_map(|dir| dir.path().to_str()).collect();
        let spoken: Vec<&str> = files(PRODUCT).map(|(code, _)| code).collect();
        let is_known = |folder: &&str| codes.contains(folder) || spoken.contains(folder) || *folder == GAZETTEER;
        assert!(folders.iter().all(is_known), "{folders:?}");
        assert_eq!(packs().len(), codes.len());
    }

    #[test]
    fn the_lists_of_all_languages_are_joined() {
        let joined = &*places::ALL;
        let own = pack(Language::Ukrainian).map(|pack| pack.places.settlements.as_slice());
        assert_eq!(own, Some(&joined.settlements[..own.map_or(0, <[String]>::len)]));
        assert!(joined.coordinators.contains("й") && joined.coordinators.contains("and"));
        assert!(joined.datelines.agencies.iter().any(|agency| agency == "pap"));
    }

    #[test]
    fn every_file_of_topics_has_a_type() {
        let files = FILES.dirs().flat_map(Dir::files).filter_map(|file| file.path().to_str());
        let topics = files.map(|path| path.split_once('/').map_or(path, |(_, name)| name));
        let topics = topics.filter(|name| *name != PRODUCT).filter_map(|name| name.strip_suffix(".toml"));
        let types: Vec<&str> = FILES.files().filter_map(|file| file.path().to_str()?.strip_suffix(".rs")).collect();
        let unknown: Vec<&str> = topics.filter(|topic| !types.contains(topic)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn tables_of_names_are_found() {
        assert!(
            ["countries.txt", "regions.txt", "cities.txt", "institutions.txt"]
                .iter()
                .all(|name| !gazetteer(name).is_empty())
        );
        assert_eq!(gazetteer("rivers.txt"), "");
    }
}
