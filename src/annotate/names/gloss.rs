//! In: the mentions of an article. Out: the same without names in brackets that repeat the name before them in another alphabet.
//!
//! Invariant: only brackets right after a name contain its gloss: "Клара Гольм (Klara Holm)".

use rustc_hash::FxHashSet;

use super::mention::Mention;
use crate::annotate::text::Text;
use crate::annotate::text::is_latin;

/// Removes the names that are glosses of others.
pub(crate) fn drop(texts: &[Text], mentions: &mut Vec<Mention>) {
    let ends: FxHashSet<(usize, usize)> = mentions
        .iter()
        .filter(|mention| mention.full && !is_latin(texts[mention.text].word(mention.tokens.end - 1)))
        .map(|mention| (mention.text, mention.tokens.end))
        .collect();
    let is_gloss = |mention: &Mention| {
        let (text, start) = (&texts[mention.text], mention.tokens.start);
        start > 0
            && text.word(start - 1) == "("
            && is_latin(text.word(mention.tokens.end - 1))
            && ends.contains(&(mention.text, start - 1))
    };
    mentions.retain(|mention| !is_gloss(mention));
}
