//! In: a sentence and its position in the body. Out: whether it belongs to the page by its position: among notices, after the article,
//! before its beginning.
//!
//! Invariant: judges by the position in the body and the words. Only a sentence of the body can be rejected.

use super::Features;
use super::lexicon::{LEXICON, begins, fold};
use crate::annotate::Part;
use crate::letters::Letter;
use crate::normalize::BlockKind;

/// `beside-notice`: it is in one short block with a call, a notice or a widget.
pub(super) fn is_beside_notice(seen: &Features) -> bool {
    seen.of.block(seen.sentence).is_some_and(|block| block.own)
}

/// `dateline`: it is the place, the day or the agency before the first sentence of a report.
pub(super) fn is_dateline(seen: &Features) -> bool {
    seen.page.is_dateline(seen.sentence)
}

/// `byline`: it begins with the name of the page's author.
pub(super) fn names_author(seen: &Features) -> bool {
    let begins = |name: &str| name.contains(' ') && seen.folded.starts_with(&fold(name));
    seen.page.article.byline.iter().any(|name| begins(&name.text))
}

/// `author`: at the end of the body it gives the author's profession, or continues such a sentence.
pub(super) fn is_about_author(seen: &Features) -> bool {
    let goes_on = || seen.of.block(seen.sentence).is_some_and(|block| block.author);
    is_at_end(seen) && (says_who_wrote(seen.text) || goes_on())
}

/// Whether a sentence opens with a name and continues with a profession of people who write.
pub(super) fn says_who_wrote(text: &str) -> bool {
    /// Number of words that are searched for the profession. The same events in the edition of `tests/events/tuned` with 7 and 28.
    const REACH: usize = 14;
    if text.split_whitespace().take(2).filter(|word| word.starts_with(char::is_capital)).count() < 2 {
        return false;
    }
    let folded = fold(text);
    let words = || folded.split_whitespace().take(REACH);
    let link = words().position(|word| LEXICON.links.contains(word));
    let is_trade = |word: &str| LEXICON.trades.contains(word.trim_matches(|c: char| !c.is_letter_or_digit()));
    let has_trade = link.is_some_and(|link| words().skip(link).any(is_trade));
    let head: String = words().collect::<Vec<_>>().join(" ");
    has_trade || LEXICON.author_phrases.iter().any(|phrase| head.contains(phrase))
}

/// Whether it is in the last blocks of a body, not counting notices.
fn is_at_end(seen: &Features) -> bool {
    /// Number of last blocks, and number of blocks that are searched for notices. The first: the same edition of `tests/events/tuned` with
    /// 2 and 6.
    const BLOCKS: usize = 3;
    /// The same edition of `tests/events/tuned` with 6 and 24.
    const LOOKED_AT: usize = 12;
    let Part::Body(at) = seen.sentence.part else { return false };
    let blocks = seen.of.blocks();
    let is_late = at > 0 && at + LOOKED_AT >= blocks.len();
    is_late && blocks[at + 1..].iter().filter(|block| !(block.notice || block.own)).count() < BLOCKS
}

/// `about`: it follows a heading such as "About the company", in the later part of a body.
pub(super) fn follows_about_heading(seen: &Features) -> bool {
    /// Number of blocks after such a heading that belong to it, and maximum length of the heading, in code points. The first: the same
    /// events in the edition of `tests/events/tuned` with 3 and 12.
    const REACH: usize = 6;
    /// The same edition of `tests/events/tuned` with 30 and 120.
    const LONGEST: usize = 60;
    let Part::Body(at) = seen.sentence.part else { return false };
    let body = &seen.page.article.body;
    let is_head = |index: usize| {
        let text = &body[index].passage.text;
        let short = text.chars().nth(LONGEST).is_none() && !text.ends_with(['.', '!', '?', '…']);
        body[index].kind == BlockKind::Subhead || short
    };
    let head = (at.saturating_sub(REACH)..at).rev().find(|&index| is_head(index));
    let late = |index: usize| index * 5 >= body.len() * 2;
    head.is_some_and(|index| late(index) && begins(&fold(&body[index].passage.text), &LEXICON.about))
}

/// `among-notices`: the blocks around its own are legal notices, which continue in sentences that no list of words covers.
pub(super) fn is_among_notices(seen: &Features) -> bool {
    /// Number of blocks on either side that are examined, and how many of them must be notices. It drops 72 (59), 230 (208) with six on
    /// either side, 721 (658) if one notice is enough. The first: the same events in the edition of `tests/events/tuned` with 2 and 6.
    const REACH: usize = 3;
    /// With 1, one of the 100 events in the edition of `tests/events/tuned` changes; with 4, none.
    const FEWEST: usize = 2;
    let Part::Body(at) = seen.sentence.part else { return false };
    let blocks = seen.of.blocks();
    let near = at.saturating_sub(REACH)..blocks.len().min(at + REACH + 1);
    near.filter(|&other| other != at && blocks[other].notice).count() >= FEWEST
}

/// `firm`: in the second half of a body it describes a company, as the end of a press release does. In one of the last blocks the sentences
/// after it are included.
pub(super) fn describes_firm(seen: &Features) -> bool {
    let late = matches!(seen.sentence.part, Part::Body(at) if at * 2 >= seen.page.article.body.len());
    let goes_on = || is_at_end(seen) && seen.of.block(seen.sentence).is_some_and(|block| block.firm);
    late && (says_what_firm_is(&seen.folded) || goes_on())
}

/// Whether a folded text describes a company: "is a global maker of …".
pub(super) fn says_what_firm_is(folded: &str) -> bool {
    LEXICON.firm.iter().any(|words| folded.contains(words))
}

#[cfg(test)]
mod tests {
    use crate::digest::fitness::Fitness;
    use crate::digest::fitness::probe::{fault_in, faults, page};
    use crate::digest::trial;

    #[test]
    fn authors_and_company_notes_are_at_the_end() {
        let news =
            "The council of the town approved its budget, and the money will go to schools and roads of the town.";
        let article = page(&format!(
            "{news}\n{news} It will pay for a bridge.\n{news} It will pay for a park.\nAbout Bridgeworks\n\
             The firm builds bridges of steel and of stone all over the land for towns.\n\
             Ada Lom is a reporter for the paper of the town and of the land around it."
        ));
        let of = |start: &str| article.sentences.iter().find(|one| one.text.starts_with(start)).unwrap();
        assert_eq!(Fitness::of(&article).fault(of("The firm")), Some("about"));
        assert!(matches!(Fitness::of(&article).fault(of("Ada Lom")), Some("author" | "about")));
        assert_eq!(Fitness::of(&article).fault(of("The council")), None);
    }

    #[test]
    fn a_sentence_is_printed_without_its_dateline() {
        let text = "LUDLOW, May 3 (AP) — The council of the town approved its budget on Monday. It was late.";
        let article = page(&format!("{text}\nThe money will go to schools and roads of the town, it said."));
        let told = article.without_dateline(&article.sentences[0]);
        assert_eq!(told.text, "The council of the town approved its budget on Monday.");
        assert_eq!(told.span.end - told.span.start, told.text.chars().count());
        assert_eq!(told.span.end, article.sentences[0].span.end);
        assert_eq!(article.without_dateline(&article.sentences[1]), article.sentences[1]);
        let stops =
            page("Київ. 12 травня. УНН. Рада схвалила кошторис міста на рік.\nГроші підуть на школи та дороги міста.");
        let own: Vec<_> = stops.sentences.iter().filter(|one| !stops.is_dateline(one)).collect();
        assert_eq!(own[0].text, "Рада схвалила кошторис міста на рік.");
        assert_eq!(Fitness::of(&stops).fault(&stops.sentences[0]), Some("dateline"));
    }

    #[test]
    fn a_line_among_notices_is_a_notice() {
        let notices = "Усі права захищено, а назва видання належить його засновникам.\n\
                       Частка матеріалів інших видань на сторінках не більша від десятої.\n\
                       Редакція не має відповідальності за зміст оголошень, які друкують інші.\n\
                       Довідок редакція не дає.";
        let news = "Рада схвалила кошторис міста на рік.\nГроші підуть на школи та дороги міста.\nМіст збудують за рік.\nА парк за два.";
        let page = page(&format!("{news}\n{notices}"));
        let of = |start: &str| {
            let sentence = page.sentences.iter().find(|one| one.text.starts_with(start)).unwrap();
            Fitness::of(&page).fault(sentence)
        };
        assert_eq!((of("Частка"), of("Довідок")), (Some("among-notices"), Some("among-notices")));
        assert_eq!((of("Рада"), of("Гроші")), (None, None));
        let one = self::page(&format!("{news}\nУсі права захищено."));
        assert!(one.sentences.iter().all(|sentence| Fitness::of(&one).fault(sentence) != Some("among-notices")));
    }

    #[test]
    fn text_next_to_a_caption_or_after_a_firm_is_dropped_with_it() {
        let news = "The council of the town approved its budget, and the money will go to schools and roads.";
        let more = "It will also pay for a bridge over the river, which the town has wanted since the flood.";
        let page = trial::page(&format!(
            "<article><p>{news}</p><p>{more}</p><p>The bridge at night. It has been shut since May. Shutterstock</p><p>{more} {news}</p>\
             <p>Bridgeworks is a global builder of bridges. The firm builds them of steel and stone for towns.</p></article>"
        ));
        let of = |start: &str| {
            let sentence = page.sentences.iter().find(|one| one.text.starts_with(start)).unwrap();
            Fitness::of(&page).fault(sentence)
        };
        assert_eq!((of("It has been shut"), of("The firm")), (Some("caption"), Some("firm")));
        assert_eq!((of("The council"), of("It will also")), (None, None));
        let early = trial::page(&format!(
            "<article><p>Bridgeworks is a global builder. It will build the bridge of the town.</p>{}</article>",
            format!("<p>{news} {more}</p>").repeat(4)
        ));
        assert!(early.sentences.iter().all(|sentence| Fitness::of(&early).fault(sentence) != Some("firm")));
    }

    #[test]
    fn text_in_a_block_of_notices_is_dropped_with_them() {
        for (block, start) in [
            (
                "Views expressed in the column are those of the author. The paper only lends them its pages.",
                "The paper only",
            ),
            (
                "Every day the desk writes of the town. You can unsubscribe from it at any time of the year.",
                "Every day the",
            ),
            ("Please be polite. Rude words are taken down without a word.", "Rude words"),
        ] {
            assert_eq!(fault_in(&faults(&[block]), start), Some("beside-notice"), "{block}");
        }
        let told = faults(&[
            "The mayor wrote that the bridge would be shut for a week. It will open in June. Read more",
            "“We rely on the bridge every day,” said Ada Lom. “The ferry takes an hour.”",
        ]);
        assert_eq!((fault_in(&told, "The mayor wrote"), fault_in(&told, "It will open")), (None, None));
        assert_eq!(fault_in(&told, "“The ferry"), None);
    }

    #[test]
    fn authors_are_found_before_final_notices() {
        let bio = "Ada Lom is a reporter for the paper of the town. The bridge was her first story.";
        let notices =
            ["All rights reserved by the paper.", "Subscribe to the paper of the town.", "Free trial for a month."];
        let told = faults(&[&[bio][..], &notices, &["All rights reserved, for all of it."]].concat());
        assert_eq!(fault_in(&told, "Ada Lom is"), Some("author"));
        assert!(fault_in(&told, "The bridge was").is_some());
        let news = "The council will meet in June, and the bridge will be built within a year.";
        let told = faults(&[bio, news, news, news, news]);
        assert_eq!(fault_in(&told, "Ada Lom is"), None);
    }
}
