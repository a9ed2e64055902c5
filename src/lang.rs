//! In: the folders of `src/lang`, one for each language that pages are read in. Out: what is known of a language, as a [`Pack`].
//!
//! A folder is named by the language's code and holds a file for each topic; each topic has a type beside this file that says what
//! stands in it. A file or a key that a language does not have is empty. `docs/languages.md` shows how to add a language.
//!
//! Invariant: no word of a language stands in Rust.

pub mod boilerplate;
pub mod digest;
pub mod events;
pub mod morphology;
pub mod names;
pub mod organizations;
pub mod places;
pub mod sentences;
pub mod speech;
pub mod temporal;

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use crate::language::Language;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/lang");

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| Language::READ.into_iter().map(Pack::read).collect());

/// What is known of one language.
#[derive(Debug)]
pub struct Pack {
    pub language: Language,
    pub boilerplate: boilerplate::Boilerplate,
    pub digest: digest::Digest,
    pub events: events::Events,
    pub morphology: morphology::Morphology,
    pub names: names::Names,
    pub organizations: organizations::Organizations,
    pub places: places::Places,
    pub sentences: sentences::Sentences,
    pub speech: speech::Speech,
    pub temporal: temporal::Temporal,
}

impl Pack {
    fn read(language: Language) -> Self {
        Self {
            language,
            boilerplate: topic(language, "boilerplate"),
            digest: topic(language, "digest"),
            events: topic(language, "events"),
            morphology: topic(language, "morphology"),
            names: topic(language, "names"),
            organizations: topic(language, "organizations"),
            places: topic(language, "places"),
            sentences: topic(language, "sentences"),
            speech: topic(language, "speech"),
            temporal: topic(language, "temporal"),
        }
    }
}

/// The pack of a language; none of one that is not read.
pub fn pack(language: Language) -> Option<&'static Pack> {
    packs().iter().find(|pack| pack.language == language)
}

/// All packs, in the order of [`Language::READ`].
pub fn packs() -> &'static [Pack] {
    &PACKS
}

/// The words of one list in all packs together, for rules that do not ask for the language of the text.
pub fn all(list: impl Fn(&'static Pack) -> &'static Vec<String> + 'static) -> impl Iterator<Item = &'static str> {
    packs().iter().flat_map(move |pack| list(pack).iter().map(String::as_str))
}

/// A file of a language's folder that has a format of its own.
pub fn file(language: Language, name: &str) -> Option<&'static str> {
    FILES.get_file(format!("{}/{name}", language.tag()))?.contents_utf8()
}

/// What stands in a language's file of a topic.
fn topic<T: DeserializeOwned + Default>(language: Language, name: &str) -> T {
    let Some(text) = file(language, &format!("{name}.toml")) else { return T::default() };
    toml::from_str(text).unwrap_or_else(|error| panic!("src/lang/{language}/{name}.toml: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_belongs_to_a_language_and_every_pack_is_read() {
        let codes: Vec<&str> = Language::READ.iter().map(Language::tag).collect();
        let folders: Vec<&str> = FILES.dirs().filter_map(|dir| dir.path().to_str()).collect();
        assert!(folders.iter().all(|folder| codes.contains(folder)), "{folders:?}");
        assert_eq!(packs().len(), codes.len());
    }
}
