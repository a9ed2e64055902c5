//! In: the fonts of a project and its language. Out: whether they have every letter of the language.
//!
//! Invariant: if the project sets no language, all product languages are checked.

use crate::cli::doctor::finding::Finding;
use crate::project::Project;
use crate::render::families::Fonts;
use crate::words::ProductLanguage;

/// Characters that every language uses.
const COMMON: &str = "abcdefghijklmnopqrstuvwxyz0123456789.,:;!?–()’%";

fn letters(language: ProductLanguage) -> impl Iterator<Item = char> {
    let small = COMMON.chars().chain(language.lexicon().letters.chars());
    // The upper case of one letter can be several: ß becomes SS.
    small.flat_map(|small| std::iter::once(small).chain(small.to_uppercase()))
}

/// Letters of the project's language that its chosen fonts lack. Built-in fonts print them instead.
pub(crate) fn findings(project: &Project, fonts: &Fonts) -> Vec<Finding> {
    let design = &project.design;
    let languages: Vec<ProductLanguage> =
        project.language.map_or_else(|| ProductLanguage::all().collect(), |one| vec![one]);
    let chosen = [("text_font", &design.text_font), ("label_font", &design.label_font)];
    let chosen = chosen.into_iter().filter_map(|(key, name)| Some((key, name.as_deref()?)));
    let findings: Vec<Finding> = chosen
        .flat_map(|(key, name)| languages.iter().filter_map(move |&language| lack(key, name, language, fonts)))
        .collect();
    if !findings.is_empty() || design.fonts.is_empty() {
        return findings;
    }
    vec![Finding::ok("fonts", format!("{} of the project", design.fonts.len()))]
}

fn lack(key: &str, name: &str, language: ProductLanguage, fonts: &Fonts) -> Option<Finding> {
    let mut families = fonts.families().zip(fonts.coverage());
    let (_, known) = families.find(|(family, _)| family.eq_ignore_ascii_case(name))?;
    let mut missing: Vec<char> = letters(language).filter(|&letter| !known.contains(letter)).collect();
    missing.sort_unstable();
    missing.dedup();
    (!missing.is_empty()).then(|| {
        let missing: String = missing.into_iter().collect();
        let message = format!("`{name}` lacks letters of `{}`: {missing}", language.code());
        Finding::warning(
            "fonts",
            message,
            format!("choose another `design.{key}`: for now a built-in font prints them"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_every_language_are_known_and_built_in() {
        let fonts = Fonts::built_in();
        for language in ProductLanguage::all() {
            assert!(!language.lexicon().letters.is_empty(), "{language}");
            for name in fonts.families() {
                assert_eq!(lack("text_font", name, language, &fonts), None);
            }
        }
    }
}
