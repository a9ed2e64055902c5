//! In: a language tag. Out: the language.
//!
//! `language/tags.txt` has the two and three letters of ISO 639 for the same language.
//!
//! Invariant: an unknown tag is `Unknown`. A language has one tag, the shortest. `lang::detect` finds the language of a text.

use std::fmt;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// `uk`.
    Ukrainian,
    /// `en`.
    English,
    /// `ru`.
    Russian,
    /// `pl`.
    Polish,
    /// `de`.
    German,
    /// `fr`.
    French,
    /// `cs`.
    Czech,
    /// Another language, by its ISO 639-3 code in lower case.
    Other([u8; 3]),
    /// Not known.
    #[default]
    Unknown,
}

/// The supported languages of pages, each with its BCP 47 tag, which is also the name of its folder in `src/lang`, and its ISO 639-2 codes.
const CODES: [(Language, &str, &[&str]); 7] = [
    (Language::Ukrainian, "uk", &["ukr"]),
    (Language::Russian, "ru", &["rus"]),
    (Language::English, "en", &["eng"]),
    (Language::Polish, "pl", &["pol"]),
    (Language::German, "de", &["deu", "ger"]),
    (Language::French, "fr", &["fra", "fre"]),
    (Language::Czech, "cs", &["ces", "cze"]),
];

/// The codes of languages that have one of two letters: it, and those of three letters.
static LETTERS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let lines = include_str!("language/tags.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).map(|(two, three)| (two, three.split(' ').collect())).collect()
});

impl Language {
    /// The supported languages of pages.
    pub const READ: [Self; CODES.len()] = {
        let mut languages = [Self::Unknown; CODES.len()];
        let mut at = 0;
        while at < CODES.len() {
            languages[at] = CODES[at].0;
            at += 1;
        }
        languages
    };

    /// The language that texts of others borrow words from: months in a printed date, long forms of letters.
    pub(crate) const LENDER: Self = Self::English;

    /// The tags of [`READ`](Self::READ), in the same order.
    pub(crate) const TAGS: [&'static str; CODES.len()] = {
        let mut tags = [""; CODES.len()];
        let mut at = 0;
        while at < CODES.len() {
            tags[at] = CODES[at].1;
            at += 1;
        }
        tags
    };

    /// The BCP 47 tag: `uk`, `en`, …, or `und` if unknown. Of two letters if the language has such a code.
    pub fn tag(&self) -> &str {
        match self {
            Self::Other(code) => {
                let code = std::str::from_utf8(code).unwrap_or("und");
                LETTERS.iter().find(|(_, three)| three.contains(&code)).map_or(code, |&(two, _)| two)
            }
            read => CODES.iter().find(|(language, ..)| language == read).map_or("und", |&(_, tag, _)| tag),
        }
    }

    /// Parses a BCP 47 tag or an ISO 639 code: `uk`, `uk-UA`, `ukr`.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase();
        let primary = primary.as_str();
        let read = CODES.iter().find(|(_, tag, codes)| *tag == primary || codes.contains(&primary));
        read.map(|&(language, ..)| language).unwrap_or_else(|| Self::other(primary))
    }

    /// A language that is not supported, by its code. Each has one value, whichever of its codes is given.
    fn other(code: &str) -> Self {
        let listed = LETTERS.iter().find(|(two, three)| *two == code || three.contains(&code));
        let code = listed.and_then(|(_, three)| three.first()).copied().unwrap_or(code);
        match <[u8; 3]>::try_from(code.as_bytes()) {
            Ok(letters) if letters.iter().all(u8::is_ascii_lowercase) && code != "und" => Self::Other(letters),
            _ => Self::Unknown,
        }
    }

    /// The language with exactly this code, of two or three letters.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        let language = Self::from_tag(code);
        let is_other = matches!(language, Self::Other(letters) if letters.as_slice() == code.as_bytes());
        (language != Self::Unknown && (is_other || language.tag() == code)).then_some(language)
    }
}

/// A country, by its ISO 3166-1 alpha-2 code in capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Region([u8; 2]);

impl Region {
    /// The country in a BCP 47 tag or a locale: `en-GB`, `en_GB.UTF-8`.
    pub(crate) fn from_tag(tag: &str) -> Option<Self> {
        let mut parts = tag.split(|c: char| !c.is_ascii_alphanumeric()).skip(1);
        parts.find_map(Self::from_code)
    }

    /// The country of a host's top-level domain.
    pub(crate) fn of_host(host: &str) -> Option<Self> {
        match host.rsplit_once('.')?.1 {
            "uk" => Self::from_code("GB"),
            domain => Self::from_code(domain),
        }
    }

    /// The ISO 3166-1 code.
    pub(crate) fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    fn from_code(code: &str) -> Option<Self> {
        let code = <[u8; 2]>::try_from(code.as_bytes()).ok().filter(|code| code.iter().all(u8::is_ascii_alphabetic))?;
        Some(Self(code.map(|letter| letter.to_ascii_uppercase())))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from_tag(&String::deserialize(deserializer)?))
    }
}

impl JsonSchema for Language {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "a BCP 47 language tag, `und` where unknown" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_one_tag_the_shortest() {
        for (tag, expected) in [
            ("spa", "es"),
            ("es", "es"),
            ("es-AR", "es"),
            ("cmn", "zh"),
            ("dut", "nl"),
            ("ukr", "uk"),
            ("ger", "de"),
            // No code of two letters, none at all, no language.
            ("hsb", "hsb"),
            ("und", "und"),
            ("xx", "und"),
            ("spanish", "und"),
        ] {
            assert_eq!(Language::from_tag(tag).tag(), expected, "{tag}");
        }
        assert_eq!(Language::from_tag("es"), Language::from_tag("spa"));
        assert_eq!(Language::from_code("es"), Language::from_code("spa"));
        assert_eq!((Language::from_code("es-AR"), Language::from_code("und")), (None, None));
    }

    #[test]
    fn the_table_agrees_with_the_languages_of_pages() {
        for (_, tag, codes) in CODES {
            let (_, three) = LETTERS.iter().find(|(two, _)| *two == tag).expect("the language is in the table");
            assert_eq!(three.as_slice(), codes, "{tag}");
        }
    }
}
