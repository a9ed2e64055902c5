//! In: a whole number. Out: the form of a noun that follows it.
//!
//! Invariant: Unicode CLDR decides which form a number takes (cardinal rules, through ICU4X). A word file only names the forms.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::Deserialize;

use super::ProductLanguage;

static RULES: LazyLock<BTreeMap<ProductLanguage, PluralRules>> =
    LazyLock::new(|| ProductLanguage::all().map(|language| (language, rules(&language.locale()))).collect());

/// A noun in each form that whole numbers need.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub struct Noun(BTreeMap<PluralCategory, String>);

/// A plural category that CLDR does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no plural category `{0}`")]
pub struct UnknownCategory(String);

impl TryFrom<BTreeMap<String, String>> for Noun {
    type Error = UnknownCategory;

    fn try_from(forms: BTreeMap<String, String>) -> Result<Self, UnknownCategory> {
        let form = |(name, form): (String, String)| match PluralCategory::get_for_cldr_string(&name) {
            Some(category) => Ok((category, form)),
            None => Err(UnknownCategory(name)),
        };
        forms.into_iter().map(form).collect::<Result<_, _>>().map(Self)
    }
}

impl Noun {
    /// The form of the noun that follows a number in a language.
    pub fn behind(&self, number: usize, language: ProductLanguage) -> &str {
        self.0.get(&RULES[&language].category_for(number)).map_or("", String::as_str)
    }
}

fn rules(locale: &Locale) -> PluralRules {
    PluralRules::try_new_cardinal(locale.into()).expect("the rules of every language are compiled in")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The categories of whole numbers. Some languages have one that only millions take.
    fn categories(language: ProductLanguage) -> BTreeSet<PluralCategory> {
        let numbers = (0..=1000_usize).chain([1_000_000, 10_000_000]);
        numbers.map(|number| RULES[&language].category_for(number)).collect()
    }

    #[test]
    fn every_noun_has_the_forms_that_whole_numbers_take_and_no_others() {
        for language in ProductLanguage::all() {
            let counts = &language.lexicon().counts;
            for noun in [&counts.captures, &counts.sources, &counts.articles, &counts.events, &counts.people] {
                assert_eq!(
                    noun.0.keys().copied().collect::<BTreeSet<_>>(),
                    categories(language),
                    "{language} {noun:?}"
                );
            }
        }
    }

    fn events(code: &str, numbers: &[usize]) -> Vec<String> {
        let language: ProductLanguage = code.parse().unwrap();
        let noun = |&number| language.lexicon().counts.events.behind(number, language).to_owned();
        numbers.iter().map(noun).collect()
    }

    #[test]
    fn numbers_take_their_nouns() {
        let numbers = [0, 1, 2, 5, 11, 12, 21, 22, 111, 1004];
        assert_eq!(
            events("uk", &numbers),
            ["подій", "подія", "події", "подій", "подій", "подій", "подія", "події", "подій", "події"]
        );
        let (one, few, many) = ("wydarzenie", "wydarzenia", "wydarzeń");
        assert_eq!(events("pl", &numbers), [many, one, few, many, many, many, many, few, many, few]);
        assert_eq!(events("de", &[0, 1, 2, 21]), ["Ereignisse", "Ereignis", "Ereignisse", "Ereignisse"]);
        assert_eq!(events("en", &[0, 1, 2, 21]), ["events", "event", "events", "events"]);
    }

    #[test]
    fn a_form_that_cldr_does_not_know_is_refused() {
        let read = |text: &str| toml::from_str::<BTreeMap<String, Noun>>(text);
        assert!(read("events = { one = \"event\", other = \"events\" }").is_ok());
        assert!(read("events = { one = \"event\", others = \"events\" }").unwrap_err().to_string().contains("others"));
    }
}
