//! In: a text. Out: its sort key in an index of a product language.
//!
//! Invariant: the order is that of Unicode CLDR (through ICU4X), and it is total: texts that are equal to CLDR are ordered by code points.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

use super::ProductLanguage;

static ORDERS: LazyLock<BTreeMap<ProductLanguage, CollatorBorrowed<'static>>> =
    LazyLock::new(|| ProductLanguage::all().map(|language| (language, order(&language.locale()))).collect());

/// The sort key of a text. Keys of one language can be compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortKey {
    /// The language's order: its own letters first, each in its place, capitals beside small letters.
    collation: Vec<u8>,
    text: String,
}

impl SortKey {
    /// The sort key of a text in a language.
    pub(crate) fn new(text: &str, language: ProductLanguage) -> Self {
        let mut collation = Vec::new();
        let Ok(()) = ORDERS[&language].write_sort_key_to(text, &mut collation);
        Self { collation, text: text.to_owned() }
    }
}

fn order(locale: &Locale) -> CollatorBorrowed<'static> {
    Collator::try_new(locale.into(), CollatorOptions::default()).expect("the order of every language is compiled in")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<const N: usize>(code: &str, mut texts: [&'static str; N]) -> [&'static str; N] {
        let language = code.parse().unwrap();
        texts.sort_by_key(|text| SortKey::new(text, language));
        texts
    }

    #[test]
    fn ukrainian_names_sort_by_the_ukrainian_alphabet() {
        let names = ["Їжак", "Гусак", "Ґудзь", "Іваненко", "Ющенко", "Єрмак", "Зима", "Smith"];
        let cyrillic = ["Гусак", "Ґудзь", "Єрмак", "Зима", "Іваненко", "Їжак", "Ющенко"];
        assert_eq!(sorted("uk", names)[..7], cyrillic);
        assert_eq!(sorted("uk", names)[7], "Smith");
        // In other languages a letter of another alphabet stands where most languages of that alphabet put it: Ґ sorts as Г.
        let elsewhere = ["Smith", "Ґудзь", "Гусак", "Єрмак", "Зима", "Іваненко", "Їжак", "Ющенко"];
        assert_eq!(sorted("en", names), elsewhere);
    }

    #[test]
    fn every_ukrainian_letter_has_its_place() {
        let alphabet = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя";
        let mut letters: Vec<char> = alphabet.chars().rev().collect();
        letters.sort_by_key(|letter| SortKey::new(&letter.to_string(), ProductLanguage::UKRAINIAN));
        assert_eq!(letters.into_iter().collect::<String>(), alphabet);
    }

    #[test]
    fn polish_letters_sort_after_plain_ones_and_german_ones_with_them() {
        assert_eq!(
            sorted("pl", ["Źrebak", "Żak", "Zych", "Łoś", "Lis", "Mak"]),
            ["Lis", "Łoś", "Mak", "Zych", "Źrebak", "Żak"]
        );
        assert_eq!(
            sorted("de", ["Özil", "Oz", "Ozon", "Zander", "Ärmel", "Arm"]),
            ["Arm", "Ärmel", "Oz", "Özil", "Ozon", "Zander"]
        );
    }

    #[test]
    fn the_order_is_total() {
        // Equal in every collation: a letter as one code point and as two.
        assert_eq!(sorted("uk", ["\u{439}", "\u{438}\u{306}"]), ["\u{438}\u{306}", "\u{439}"]);
        assert_eq!(sorted("uk", ["\u{438}\u{306}", "\u{439}"]), ["\u{438}\u{306}", "\u{439}"]);
    }
}
