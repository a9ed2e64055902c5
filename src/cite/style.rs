//! In: the name of a citation style, and a language. Out: the style and the terms that hayagriva formats citations with.
//!
//! Invariant: styles and terms are part of the program. Each is parsed once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style};

use crate::project::CitationStyle;
use crate::words::ProductLanguage;

static DSTU: LazyLock<IndependentStyle> = LazyLock::new(|| own(include_str!("dstu-8302-2015.csl")));
static ISO_690: LazyLock<IndependentStyle> = LazyLock::new(|| own(include_str!("iso-690.csl")));
static CHICAGO: LazyLock<IndependentStyle> = LazyLock::new(|| match ArchivedStyle::ChicagoNotes.get() {
    Style::Independent(style) => style,
    Style::Dependent(_) => unreachable!("the style rests on no other"),
});

static TERMS: LazyLock<BTreeMap<ProductLanguage, Locale>> = LazyLock::new(|| {
    let all = archive::locales();
    ProductLanguage::all().filter_map(|language| Some((language, terms_of(language, &all)?))).collect()
});

/// The default citation style of a language.
pub fn of(language: ProductLanguage) -> CitationStyle {
    language.lexicon().citations.parse().unwrap_or(CitationStyle::Iso690)
}

/// The style of this name.
pub(crate) fn style(style: CitationStyle) -> &'static IndependentStyle {
    match style {
        CitationStyle::Dstu8302 => &DSTU,
        CitationStyle::Chicago => &CHICAGO,
        CitationStyle::Iso690 => &ISO_690,
    }
}

/// The terms and month names of a language. Empty if hayagriva's archive has none.
pub(crate) fn terms(language: ProductLanguage) -> &'static [Locale] {
    TERMS.get(&language).map_or(&[], std::slice::from_ref)
}

fn own(style: &str) -> IndependentStyle {
    IndependentStyle::from_xml(style).expect("the style is part of the program")
}

/// The terms for the country that shares the language's code (`pl-PL`), else for the United States, else the first ones.
fn terms_of(language: ProductLanguage, all: &[Locale]) -> Option<Locale> {
    let code = language.code();
    let own = format!("{code}-{}", code.to_uppercase());
    let tag = |locale: &Locale| locale.lang.as_ref().map(|LocaleCode(tag)| tag.clone()).unwrap_or_default();
    let of_language = |locale: &&Locale| tag(locale).split('-').next() == Some(code);
    let preferred = |locale: &&Locale| [own.as_str(), "en-US"].contains(&tag(locale).as_str());
    let mut own = all.iter().filter(of_language);
    own.clone().find(preferred).or_else(|| own.next()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_terms_of_its_own() {
        let tags: Vec<String> = ProductLanguage::all()
            .flat_map(|language| terms(language).iter().filter_map(|locale| locale.lang.clone()))
            .map(|LocaleCode(tag)| tag)
            .collect();
        assert_eq!(tags, ["de-DE", "en-US", "pl-PL", "uk-UA"]);
    }

    #[test]
    fn every_language_names_a_style() {
        for language in ProductLanguage::all() {
            let name = &language.lexicon().citations;
            assert!(name.parse::<CitationStyle>().is_ok(), "{name}");
        }
    }
}
