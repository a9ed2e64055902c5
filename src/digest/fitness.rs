//! In: a sentence and the article that it stands in. Out: the rule by which it is no sentence of the article's own, if there is one.
//!
//! The body of a page may hold what a reader of the edition has no use for: calls to subscribe, notices of rights, who wrote it,
//! what its publisher sells. Rules of three sorts tell it: the words of the sentence, where it stands, and that it recurs in articles
//! that have little else in common.
//!
//! Tried on 1 184 pages of five sets whose body is known, half of the sites looked at: of 7 700 sentences there that stand alone
//! 3.1 % are not in the known body; of those with two words of the headline, and a third of their words elsewhere in the article,
//! 2.1 %; of those in a deck 10 %.
//!
//! Invariant: knows words of languages, never of a site; a sentence is left out, never changed.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::speech::Speech;
use crate::annotate::{Annotated, Part, Sentence, sentence};
use crate::lang::digest::Apparatus;
use crate::lang::{self, Pack};
use crate::language::Language;
use crate::letters::{Letter, LowerCase};
use crate::link::{ArticleIndex, word_list};
use crate::normalize::BlockKind;
use crate::survey::furniture::{self, Furniture, is_stop_word};
use crate::survey::line::is_trail;

/// Ways to begin, by their first character.
type Openings = FxHashMap<char, Vec<&'static str>>;

/// The words of all languages, ready to be looked up.
struct Lexicon {
    call: Openings,
    about: Openings,
    widget: Openings,
    poll: Openings,
    notice: Phrases,
    caption: Phrases,
    voice: HashSet<&'static str>,
    voice_as_written: HashSet<&'static str>,
    author_phrases: Vec<&'static str>,
    trades: HashSet<&'static str>,
    links: HashSet<&'static str>,
    glued_openers: HashSet<&'static str>,
    firm: Vec<&'static str>,
    stocks: Vec<&'static str>,
    /// Words of how a page is made, by what they name and by language.
    apparatus: [BTreeMap<Language, word_list::Words>; 5],
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    /// What stands between a name and a trade besides words.
    const DASHES: [&str; 3] = ["—", "–", "-"];
    let by_language = |list: fn(&'static Apparatus) -> &'static Vec<String>| {
        let words = |pack: &'static Pack| word_list::Words::from(list(&pack.digest.apparatus).clone());
        lang::packs().iter().map(|pack| (pack.language, words(pack))).collect()
    };
    Lexicon {
        notice: Phrases::new(lang::all(|pack| &pack.digest.notices)),
        caption: Phrases::new(lang::all(|pack| &pack.digest.captions)),
        call: by_first(lang::all(|pack| &pack.digest.calls)),
        about: by_first(lang::all(|pack| &pack.digest.about_headings)),
        widget: by_first(lang::all(|pack| &pack.digest.widgets)),
        poll: by_first(lang::all(|pack| &pack.digest.polls)),
        voice: lang::all(|pack| &pack.digest.voice).collect(),
        voice_as_written: lang::all(|pack| &pack.digest.voice_as_written).collect(),
        author_phrases: lang::all(|pack| &pack.digest.author.phrases).collect(),
        trades: lang::all(|pack| &pack.digest.author.trades).collect(),
        links: lang::all(|pack| &pack.digest.author.links).chain(DASHES).collect(),
        glued_openers: lang::all(|pack| &pack.digest.glued_openers).collect(),
        firm: lang::all(|pack| &pack.digest.firm_phrases).collect(),
        stocks: lang::all(|pack| &pack.digest.picture_stocks).collect(),
        apparatus: [
            by_language(|words| &words.text),
            by_language(|words| &words.maker),
            by_language(|words| &words.reader),
            by_language(|words| &words.channel),
            by_language(|words| &words.right),
        ],
    }
});

/// Phrases that are looked for anywhere in a sentence.
struct Phrases {
    found: AhoCorasick,
    /// For each whether it ends with its last word; one that does not is written with `*`.
    whole: Vec<bool>,
}

impl Phrases {
    fn new(phrases: impl Iterator<Item = &'static str>) -> Self {
        let phrases: Vec<&str> = phrases.collect();
        let patterns = phrases.iter().map(|words| words.trim_end_matches('*'));
        Self {
            found: AhoCorasick::new(patterns).expect("the list is part of the program and tested"),
            whole: phrases.iter().map(|words| !words.ends_with('*')).collect(),
        }
    }

    /// Whether a text in lower case holds one of them as whole words.
    fn stand_in(&self, folded: &str) -> bool {
        self.found.find_overlapping_iter(folded).any(|found| {
            let before = folded[..found.start()].chars().next_back().is_some_and(Letter::is_letter_or_digit);
            let first = folded[found.range()].chars().next().is_some_and(Letter::is_letter_or_digit);
            let last = folded[found.range()].chars().next_back().is_some_and(Letter::is_letter_or_digit);
            let whole = self.whole[found.pattern().as_usize()] && last;
            !(before && first || whole && goes_on(&folded[found.end()..]))
        })
    }
}

fn by_first(words: impl Iterator<Item = &'static str>) -> Openings {
    let mut found = Openings::default();
    for words in words {
        found.entry(words.chars().next().unwrap_or(' ')).or_default().push(words);
    }
    found
}

/// An article in which sentences are looked at; what is read of its blocks is read once.
pub struct Fitness<'a> {
    pub page: &'a Annotated,
    blocks: OnceCell<Vec<Looks>>,
    words: OnceCell<FxHashMap<String, u32>>,
    speech: OnceCell<Speech>,
}

/// What the words of a block of a body make of it.
#[derive(Debug, Clone, Copy)]
struct Looks {
    /// A notice of rights.
    notice: bool,
    /// What stands under a picture.
    caption: bool,
    /// Its first sentence says what a firm is.
    firm: bool,
    /// Its first sentence says who wrote the article.
    author: bool,
    /// It is the page's own, whatever a sentence of it says by itself.
    own: bool,
}

/// A sentence as the rules see it.
struct Told<'a> {
    of: &'a Fitness<'a>,
    page: &'a Annotated,
    sentence: &'a Sentence,
    text: &'a str,
    /// In lower case, with one form of apostrophe.
    folded: String,
}

/// A named rule by which a sentence is unfit.
struct Rule {
    name: &'static str,
    fires: fn(&Told) -> bool,
}

/// The rules, in the order in which one is named.
const RULES: [Rule; 19] = [
    Rule { name: "call", fires: |told| begins(&told.folded, &LEXICON.call) },
    Rule { name: "notice", fires: |told| LEXICON.notice.stand_in(&told.folded) },
    Rule { name: "widget", fires: |told| begins(&told.folded, &LEXICON.widget) },
    Rule { name: "poll", fires: |told| asks_readers(&told.folded) },
    Rule { name: "apparatus", fires: |told| apparatus(told.text, told.page.article.language) >= APPARATUS },
    Rule { name: "among-notices", fires: stands_among_notices },
    Rule { name: "beside-notice", fires: |told| told.of.block(told.sentence).is_some_and(|block| block.own) },
    Rule { name: "caption", fires: is_caption },
    Rule { name: "frame", fires: is_frame },
    Rule { name: "fragment", fires: is_fragment },
    Rule { name: "address", fires: |told| holds_address(&told.folded) },
    Rule { name: "row", fires: |told| is_row(told.text) },
    Rule { name: "ran-together", fires: |told| ran_together(told.text) || holds_glued_words(told) },
    Rule { name: "no-sentence", fires: is_no_sentence },
    Rule { name: "byline", fires: names_author },
    Rule { name: "author", fires: is_about_author },
    Rule { name: "about", fires: stands_behind_about },
    Rule { name: "firm", fires: praises_firm },
    Rule { name: "dateline", fires: |told| told.page.is_dateline(told.sentence) },
];

impl<'a> Fitness<'a> {
    pub fn of(page: &'a Annotated) -> Self {
        Self { page, blocks: OnceCell::new(), words: OnceCell::new(), speech: OnceCell::new() }
    }

    /// The name of the rule by which a sentence is not fit to be printed.
    pub fn fault(&self, sentence: &Sentence) -> Option<&'static str> {
        let told = Told { of: self, page: self.page, sentence, text: &sentence.text, folded: fold(&sentence.text) };
        RULES.iter().find(|rule| (rule.fires)(&told)).map(|rule| rule.name)
    }

    /// Whether a sentence may be printed.
    pub fn is_fit_to_print(&self, sentence: &Sentence) -> bool {
        self.fault(sentence).is_none()
    }

    /// What each block of the body is by its words.
    fn blocks(&self) -> &[Looks] {
        let body = &self.page.article.body;
        self.blocks.get_or_init(|| body.iter().map(|block| looks(&block.passage.text)).collect())
    }

    fn block(&self, sentence: &Sentence) -> Option<Looks> {
        let Part::Body(at) = sentence.part else { return None };
        self.blocks().get(at).copied()
    }

    /// How much of a sentence is direct speech, in code points.
    pub fn spoken(&self, sentence: &Sentence) -> usize {
        self.speech.get_or_init(|| Speech::of(self.page)).within(sentence.span)
    }

    /// How often the words of the body stand in it.
    fn words(&self) -> &FxHashMap<String, u32> {
        self.words.get_or_init(|| {
            let mut counts = FxHashMap::default();
            let body = &self.page.article.body;
            body.iter().flat_map(|block| split(&block.passage.text)).for_each(|word| {
                *counts.entry(word.to_owned()).or_default() += 1;
            });
            counts
        })
    }
}

fn looks(text: &str) -> Looks {
    /// The bytes of a block that may be a notice, and the code points of one that may stand under a picture.
    const NOTICE: usize = 1_500;
    const CAPTION: usize = 300;
    let first = first_sentence(text);
    let (firm, author) = (says_what_firm_is(&fold(first)), says_who_wrote(first));
    if text.len() > NOTICE {
        return Looks { notice: false, caption: false, firm, author: false, own: false };
    }
    let folded = fold(text);
    let is_short = text.chars().nth(CAPTION).is_none();
    Looks {
        notice: LEXICON.notice.stand_in(&folded),
        caption: is_short && (LEXICON.caption.stand_in(&folded) || ends_with_bank(&folded)),
        firm,
        author,
        own: is_pages_own(text),
    }
}

/// Whether a short block of several sentences is the page's own: the first is a call, a notice or a widget, or half of them are notices
/// that are sentences. What stands beside them goes on with them: "On behalf of the advertiser. Ask your doctor first."
///
/// Of 53 500 sentences of known bodies (every second page of five sets) 0.5 % stand in such a block, nearly all of them advice to readers.
fn is_pages_own(text: &str) -> bool {
    /// Code points of a block, and words of a notice that is a sentence and no link.
    const LONGEST: usize = 400;
    const WORDS: usize = 5;
    if text.chars().nth(LONGEST).is_some() {
        return false;
    }
    let told: Vec<&str> = sentence::ranges(text).into_iter().map(|range| &text[range]).collect();
    let is_notice = |text: &str| LEXICON.notice.stand_in(&fold(text));
    let opens = |text: &str| {
        let folded = fold(text);
        begins(&folded, &LEXICON.call) || begins(&folded, &LEXICON.widget) || asks_readers(&folded) || is_notice(text)
    };
    let speaks = |text: &str| text.starts_with(['«', '"', '“', '„', '—', '–', '-']);
    let is_whole = |text: &str| text.ends_with(['.', '!', '?']) && text.split_whitespace().count() >= WORDS;
    let notices = || told.iter().filter(|text| !speaks(text) && is_whole(text) && is_notice(text)).count();
    told.len() > 1 && (!speaks(told[0]) && opens(told[0]) || notices() * 2 >= told.len())
}

/// A sentence that names so many parts of how a page is made is its page's own: of 13 000 sentences of known bodies (every second page of
/// three sets) 10 are so, advice to readers all but one; with one part fewer 2 %, too many to leave out.
const APPARATUS: usize = 3;

/// How many parts of the making of its page a short sentence names outside quotation marks: what is written, who makes it, who reads it,
/// on what way, by what right; that it speaks to its reader is one more.
pub fn apparatus(text: &str, language: Language) -> usize {
    /// Words of a longer sentence do not go together.
    const WORDS: usize = 20;
    if text.split_whitespace().nth(WORDS).is_some() || text.contains(['«', '"', '“', '„']) {
        return 0;
    }
    let folded = fold(text);
    let words = || folded.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_letter_or_digit()));
    let named = |part: &&BTreeMap<Language, word_list::Words>| {
        part.get(&language).is_some_and(|list| words().any(|word| list.have(word)))
    };
    LEXICON.apparatus.iter().filter(named).count() + usize::from(speaks_to_reader(text))
}

/// Whether it asks the readers of the page for their votes: "Poll: do you want the bridge?"
fn asks_readers(folded: &str) -> bool {
    folded.contains('?') && begins(folded, &LEXICON.poll)
}

/// Whether it is a few words without an end, as the names of sections and the stamps of lists are: "5 May, 14:31 0".
fn is_fragment(told: &Told) -> bool {
    /// So many words may be a short sentence that lost its mark.
    const WORDS: usize = 4;
    let words = told.text.split_whitespace().filter(|word| word.chars().any(char::is_letter));
    is_read(told.page.article.language) && told.text.ends_with(char::is_letter_or_digit) && words.count() < WORDS
}

fn first_sentence(text: &str) -> &str {
    sentence::ranges(text).into_iter().next().map_or(text, |first| &text[first])
}

/// Whether what stands behind the last sentence is the name of a stock of pictures: "The bridge at night. Shutterstock".
fn ends_with_bank(folded: &str) -> bool {
    let text = folded.trim_end_matches(|c: char| !c.is_letter_or_digit());
    LEXICON.stocks.iter().any(|stock| {
        text.strip_suffix(stock).is_some_and(|before| before.trim_end().ends_with(['.', '!', '?', '/', '|']))
    })
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_letter_or_digit()).filter(|word| !word.is_empty())
}

/// Whether a headline is the page's own and none of an article: a call, a notice, an address, the way to the page.
pub fn is_of_page(text: &str) -> bool {
    let folded = fold(text);
    let calls = begins(&folded, &LEXICON.call) && !folded.ends_with('?');
    calls || LEXICON.notice.stand_in(&folded) || holds_address(&folded) || is_trail(text)
}

/// Whether speech is a page's own: a person may well tell others to do something.
pub fn is_notice(text: &str) -> bool {
    let folded = fold(text);
    LEXICON.notice.stand_in(&folded) || holds_address(&folded)
}

/// Whether the page speaks of itself, or to its reader, outside quotation marks.
pub fn speaks_to_reader(text: &str) -> bool {
    let mut inside = false;
    let mut first = true;
    for word in text.split_whitespace() {
        inside |= word.contains(['“', '«', '„']) || (!inside && word.starts_with('"'));
        let bare = word.trim_matches(|c: char| !c.is_letter_or_digit());
        if !inside && is_voice(bare, first) {
            return true;
        }
        first = false;
        inside &= !(word.contains(['”', '»']) || word.trim_end_matches(['.', ',', '!', '?', ';', ':']).ends_with('"'));
    }
    false
}

/// Whether a sentence tells the reader of a page what to do there: "Read on to learn …", no link ("Read also: …").
pub fn calls_reader(text: &str) -> bool {
    let folded = fold(text);
    begins(&folded, &LEXICON.call)
        && !folded.contains(':')
        && folded.ends_with(['.', '!'])
        && !LEXICON.notice.stand_in(&folded)
}

fn is_voice(word: &str, first: bool) -> bool {
    let folded = fold(word);
    // "US" and "I." are no pronouns.
    let is_name = word.chars().nth(1).is_some() && word.chars().all(char::is_capital);
    (!is_name && LEXICON.voice.contains(folded.as_str())) || (!first && LEXICON.voice_as_written.contains(word))
}

fn fold(text: &str) -> String {
    text.chars().map(char::lower).map(|c| if matches!(c, '’' | 'ʼ' | '`') { '\'' } else { c }).collect()
}

/// Whether a text begins with one of some words, as whole words.
fn begins(folded: &str, words: &Openings) -> bool {
    let text = folded.trim_start_matches(|c: char| !c.is_letter_or_digit());
    let Some(of_first) = text.chars().next().and_then(|first| words.get(&first)) else { return false };
    let starts = |words: &&str| {
        let joined = words.ends_with(char::is_letter_or_digit);
        text.strip_prefix(words.trim_end_matches('*')).is_some_and(|rest| !(joined && goes_on(rest)))
    };
    of_first.iter().any(starts)
}

/// Whether a word goes on here.
fn goes_on(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_letter_or_digit() || c == '-')
}

fn holds_address(folded: &str) -> bool {
    folded.contains("://") || folded.split_whitespace().any(|word| word.starts_with("www.") || is_mail(word))
}

fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// Whether it is a row of links, or of cells, that lost what stood between them.
fn is_row(text: &str) -> bool {
    text.contains(['|', '•', '►', '▶', '→', '●', '■', '❯', '➤']) || text.contains(" * ") || is_trail(text)
}

/// Whether a headline and a text, or two lines, ran together without a mark.
fn ran_together(text: &str) -> bool {
    /// Words with a capital letter inside that are no names any more.
    const JOINTS: usize = 2;
    let words: Vec<&str> = text.split_whitespace().collect();
    let starts_again = |pair: &[&str]| {
        let is_open = pair[0].chars().next_back().is_some_and(char::is_small) && !is_stop_word(&pair[0].lower_case());
        let small = pair[1].trim_end_matches(|c: char| !c.is_letter_or_digit()).lower_case();
        let cyrillic = small.chars().all(is_cyrillic) && is_stop_word(&small);
        let capital = pair[1].chars().next().is_some_and(char::is_capital);
        let shouted = pair[1].chars().nth(1).is_some_and(char::is_capital);
        is_open && capital && !shouted && (cyrillic || LEXICON.glued_openers.contains(small.as_str()))
    };
    words.windows(2).any(starts_again) || words.iter().filter(|word| has_joint(word)).count() >= JOINTS
}

/// Whether a word ran together from two, one of them a word of the article by itself: the name of a picture and what it shows,
/// "BridgeBridge". Names with a capital letter inside stand in an article more than once, or their parts do not.
fn holds_glued_words(told: &Told) -> bool {
    /// A shorter part may be one of a name: "Bank".
    const LONG: usize = 5;
    let is_glued = |word: &str| {
        let Some(at) = joint(word) else { return false };
        let words = told.of.words();
        let stands = |half: &str| half.chars().nth(LONG - 1).is_some() && words.contains_key(half);
        words.get(word).is_none_or(|&count| count == 1) && (stands(&word[..at]) || stands(&word[at..]))
    };
    split(told.text).any(is_glued)
}

fn is_cyrillic(character: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&character)
}

/// Whether a small letter runs into a capital one, with words on either side.
pub(super) fn has_joint(word: &str) -> bool {
    joint(word).is_some()
}

/// Where it does, in bytes.
fn joint(word: &str) -> Option<usize> {
    const LETTERS: usize = 3;
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let is_joint = |at: &usize| {
        letters[*at].1.is_capital()
            && letters[at - LETTERS..*at].iter().all(|(_, c)| c.is_small())
            && letters[at + 1..at + LETTERS].iter().all(|(_, c)| c.is_small())
    };
    (LETTERS..letters.len().saturating_sub(LETTERS)).find(is_joint).map(|at| letters[at].0)
}

/// Whether the rules know the words of a language.
pub fn is_read(language: Language) -> bool {
    lang::pack(language).is_some()
}

/// Whether none of the small words stands in it that hold a sentence of its language together: a row of names or of headlines.
fn is_no_sentence(told: &Told) -> bool {
    /// Fewer words may do without.
    const WORDS: usize = 8;
    let words = told.folded.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_letter_or_digit()));
    is_read(told.page.article.language)
        && told.text.split_whitespace().count() >= WORDS
        && !words.into_iter().any(is_stop_word)
}

/// Whether it begins with the name of its page's author.
fn names_author(told: &Told) -> bool {
    let begins = |name: &str| name.contains(' ') && told.folded.starts_with(&fold(name));
    told.page.article.byline.iter().any(|name| begins(&name.text))
}

/// Whether it tells, at the end of the body, what somebody does for a living who wrote it, or goes on with such a sentence.
fn is_about_author(told: &Told) -> bool {
    let goes_on = || told.of.block(told.sentence).is_some_and(|block| block.author);
    stands_at_end(told) && (says_who_wrote(told.text) || goes_on())
}

/// Whether a sentence opens with a name and goes on with a trade of those who write.
fn says_who_wrote(text: &str) -> bool {
    /// Words of a sentence among which the trade stands.
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

/// Whether it stands among the last blocks of a body, notices not counted.
fn stands_at_end(told: &Told) -> bool {
    /// So many blocks are the last; so many are looked at for notices.
    const BLOCKS: usize = 3;
    const LOOKED_AT: usize = 12;
    let Part::Body(at) = told.sentence.part else { return false };
    let blocks = told.of.blocks();
    let is_late = at > 0 && at + LOOKED_AT >= blocks.len();
    is_late && blocks[at + 1..].iter().filter(|block| !(block.notice || block.own)).count() < BLOCKS
}

/// Whether it stands behind a heading such as "About the company", in the later part of a body.
fn stands_behind_about(told: &Told) -> bool {
    /// How many blocks such a heading reaches over, and how long one is, in code points.
    const REACH: usize = 6;
    const LONGEST: usize = 60;
    let Part::Body(at) = told.sentence.part else { return false };
    let body = &told.page.article.body;
    let is_head = |index: usize| {
        let text = &body[index].passage.text;
        let short = text.chars().nth(LONGEST).is_none() && !text.ends_with(['.', '!', '?', '…']);
        body[index].kind == BlockKind::Subhead || short
    };
    let head = (at.saturating_sub(REACH)..at).rev().find(|&index| is_head(index));
    let late = |index: usize| index * 5 >= body.len() * 2;
    head.is_some_and(|index| late(index) && begins(&fold(&body[index].passage.text), &LEXICON.about))
}

/// Whether the blocks about its own are notices of rights: they go on in sentences that no list of words knows.
fn stands_among_notices(told: &Told) -> bool {
    /// How many blocks on either side are looked at, and how many of them are notices.
    const REACH: usize = 3;
    const FEWEST: usize = 2;
    let Part::Body(at) = told.sentence.part else { return false };
    let blocks = told.of.blocks();
    let near = at.saturating_sub(REACH)..blocks.len().min(at + REACH + 1);
    near.filter(|&other| other != at && blocks[other].notice).count() >= FEWEST
}

/// Whether it says, in the second half of a body, what a firm is: the end of what firms send to the press. In one of the last blocks,
/// what stands behind such a sentence goes on with it.
fn praises_firm(told: &Told) -> bool {
    let late = matches!(told.sentence.part, Part::Body(at) if at * 2 >= told.page.article.body.len());
    let goes_on = || stands_at_end(told) && told.of.block(told.sentence).is_some_and(|block| block.firm);
    late && (says_what_firm_is(&told.folded) || goes_on())
}

fn says_what_firm_is(folded: &str) -> bool {
    LEXICON.firm.iter().any(|words| folded.contains(words))
}

/// Whether it says what a picture shows, or stands in a short block of which another sentence does.
fn is_caption(told: &Told) -> bool {
    LEXICON.caption.stand_in(&told.folded) || told.of.block(told.sentence).is_some_and(|block| block.caption)
}

/// Whether it is a line of a page's frame that reached the body: the name of a section, a button, the heading of a list.
fn is_frame(told: &Told) -> bool {
    use Furniture::{Byline, Credit};
    let is_open = !told.text.ends_with(['.', '!', '?', '…']);
    is_open && furniture::furniture(&told.folded).is_some_and(|kind| !matches!(kind, Byline | Credit))
}

/// The sentences that stand in articles that have little else in common.
#[derive(Debug, Default)]
pub struct Recurring(FxHashSet<u64>);

/// Shorter sentences, in code points, are not compared.
const SHORTEST: usize = 40;
/// Two articles with this share of the sentences of the shorter one in common are versions of one text.
const VERSIONS: f64 = 0.3;
/// How many articles that hold a sentence are compared.
const COMPARED: usize = 8;

impl Recurring {
    /// Finds them. `events` are the reports of each event, which may well tell it in the same words.
    pub fn of<'a>(articles: &[Annotated], events: impl IntoIterator<Item = &'a [ArticleIndex]>) -> Self {
        let mut event = vec![None; articles.len()];
        for (at, reports) in events.into_iter().enumerate() {
            reports.iter().for_each(|&report| event[report] = Some(at));
        }
        let said: Vec<FxHashSet<u64>> = articles.iter().map(said).collect();
        let mut holders: FxHashMap<u64, Vec<ArticleIndex>> = FxHashMap::default();
        for (at, said) in said.iter().enumerate() {
            said.iter().for_each(|&sentence| holders.entry(sentence).or_default().push(at));
        }
        let mut known: FxHashMap<(ArticleIndex, ArticleIndex), bool> = FxHashMap::default();
        let mut apart = |one: ArticleIndex, other: ArticleIndex| {
            let same_event = event[one].is_some() && event[one] == event[other];
            !same_event && *known.entry((one, other)).or_insert_with(|| !are_versions(&said[one], &said[other]))
        };
        holders.retain(|_, held| held.iter().skip(1).take(COMPARED).any(|&other| apart(held[0], other)));
        Self(holders.into_keys().collect())
    }

    /// Whether a sentence is one of them.
    pub fn holds(&self, sentence: &Sentence) -> bool {
        !self.0.is_empty() && self.0.contains(&hash(&sentence.text))
    }
}

fn said(article: &Annotated) -> FxHashSet<u64> {
    let long = article.sentences.iter().filter(|sentence| sentence.text.chars().nth(SHORTEST).is_some());
    long.filter(|sentence| sentence.part != Part::Headline).map(|sentence| hash(&sentence.text)).collect()
}

/// A text by its letters and digits.
fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.chars().filter(|c| c.is_letter_or_digit()).for_each(|c| c.lower().hash(&mut hasher));
    hasher.finish()
}

fn are_versions(one: &FxHashSet<u64>, other: &FxHashSet<u64>) -> bool {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    few.intersection(many).count() as f64 >= VERSIONS * few.len() as f64
}

/// What an article is about: the words of its headline, and in how many parts each of its words stands.
pub struct Theme<'a> {
    page: &'a Annotated,
    headline: FxHashSet<u64>,
    parts: FxHashMap<u64, u32>,
    /// Whether each of its blocks is a story of its own.
    is_ticker: bool,
}

/// Words are compared by as many letters, as sentences are, and shorter ones than that carry nothing.
const STEM: usize = 6;
const WORD: usize = 4;

/// How much of some words stands elsewhere in their article.
#[derive(Debug, Clone, Copy)]
pub struct Bearing {
    /// The share of them.
    pub share: f64,
    /// How many of the headline's words are among them.
    pub headline: usize,
}

/// A block that has no word of the headline and a smaller share of its words elsewhere is a stranger in an article of at least so
/// many blocks: of the sentences of such blocks 11 % are not in the known body, of the others 3 % (half of the sites).
const STRANGER: f64 = 0.35;
const BLOCKS: usize = 4;
/// A block of a ticker belongs to its headline by so many words of it.
const TICKER_WORDS: usize = 2;
/// Code points of a block that are looked at.
const HEAD: usize = 3_000;

impl<'a> Theme<'a> {
    pub fn of(page: &'a Annotated) -> Self {
        let mut parts: FxHashMap<u64, u32> = FxHashMap::default();
        let article = &page.article;
        for passage in article.deck.iter().chain(article.body.iter().map(|block| &block.passage)) {
            stems(&passage.text).for_each(|stem| *parts.entry(stem).or_default() += 1);
        }
        Self {
            page,
            headline: article.headline.iter().flat_map(|headline| stems(&headline.text)).collect(),
            parts,
            is_ticker: is_ticker(page),
        }
    }

    /// How much of a sentence stands elsewhere in its article.
    pub fn bearing(&self, sentence: &Sentence) -> Bearing {
        self.of_text(&sentence.text)
    }

    /// Whether a sentence stands in a block about something else than its article.
    pub fn is_stranger(&self, sentence: &Sentence) -> bool {
        matches!(sentence.part, Part::Body(at) if self.is_strange_block(at))
    }

    /// Whether a block is about something else than its article.
    pub fn is_strange_block(&self, at: usize) -> bool {
        let body = &self.page.article.body;
        let text = &body[at].passage.text;
        let head = text.char_indices().nth(HEAD).map_or(text.as_str(), |(end, _)| &text[..end]);
        let bearing = self.of_text(head);
        let is_strange = bearing.headline == 0 && bearing.share < STRANGER;
        body.len() >= BLOCKS && (is_strange || (self.is_ticker && bearing.headline < TICKER_WORDS))
    }

    /// How many words of the headline a block holds.
    pub fn headline_words(&self, at: usize) -> usize {
        stems(&self.page.article.body[at].passage.text).filter(|stem| self.headline.contains(stem)).count()
    }

    fn of_text(&self, text: &str) -> Bearing {
        let own: FxHashSet<u64> = stems(text).collect();
        let headline = own.iter().filter(|stem| self.headline.contains(stem)).count();
        let again = |stem: &&u64| self.headline.contains(stem) || self.parts.get(stem).is_some_and(|&parts| parts > 1);
        Bearing { share: own.iter().filter(again).count() as f64 / own.len().max(1) as f64, headline }
    }
}

/// Whether so many blocks of a page begin with a day or a time in figures, at least one in so many: the news of a day in a column.
fn is_ticker(page: &Annotated) -> bool {
    const FEWEST: usize = 3;
    const ONE_IN: usize = 4;
    let body = &page.article.body;
    let stamped = body.iter().filter(|block| begins_with_figures(&block.passage.text)).count();
    stamped >= FEWEST && stamped * ONE_IN >= body.len()
}

/// Whether a text begins "28.11" or "14:05".
fn begins_with_figures(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let is_number = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    first.split_once(['.', ':']).is_some_and(|(one, other)| is_number(one) && is_number(other))
        && first.len() < text.len()
}

/// The stems of a text, each once.
fn stems(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split(|c: char| !c.is_letter_or_digit()).filter(|word| word.chars().nth(WORD - 1).is_some());
    let stem = |word: &str| {
        let mut hasher = FxHasher::default();
        word.chars().take(STEM).for_each(|c| c.lower().hash(&mut hasher));
        hasher.finish()
    };
    words.map(stem).collect::<FxHashSet<u64>>().into_iter()
}

#[cfg(test)]
mod kinds;
#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::trial;

    /// An article of these paragraphs.
    fn page(text: &str) -> Annotated {
        let markup = text.lines().map(|line| format!("<p>{line}</p>")).collect::<String>();
        trial::page(&format!("<article>{markup}</article>"))
    }

    fn fault_of(text: &str) -> Option<&'static str> {
        let page = page("Рада міста схвалила кошторис на рік, і гроші підуть на школи, лікарні та дороги міста.");
        let sentence = Sentence { text: text.to_owned(), ..page.sentences[0].clone() };
        Fitness::of(&page).fault(&sentence)
    }

    #[test]
    fn what_a_page_says_of_itself_is_no_sentence_of_its_article() {
        for (text, rule) in [
            ("Підписуйтесь на новини нашого видання, щоб нічого не пропустити.", "call"),
            ("Узнайте первыми, что происходит в вашем городе каждый день.", "call"),
            ("Find out how the town spends the money that it collects.", "call"),
            ("Zobacz, jak miasto wydaje pieniądze, które zbiera co roku.", "call"),
            ("Lesen Sie jeden Morgen, was die Stadt mit dem Geld macht.", "call"),
            ("Découvrez comment la ville dépense son argent chaque année.", "call"),
            ("Усі права захищено, а передрук дозволено лише з посиланням.", "notice"),
            ("Редакция может не разделять того, что вы нашли ошибку в тексте.", "notice"),
            ("This article was first published on a page of another town.", "notice"),
            ("Wszelkie prawa zastrzeżone, a treść jest własnością wydawcy.", "notice"),
            ("Die Datenschutzerklärung gilt für alle, die hier lesen und schreiben.", "notice"),
            ("Cet article est réservé aux abonnés, et la suite est payante.", "notice"),
            ("The mayor of the town, pictured at the bridge before it was shut.", "caption"),
            ("Голова ради (ліворуч) і будівничий мосту на відкритті.", "caption"),
            ("Write to the desk at desk@visnyk.example with what you know.", "address"),
            ("Новини міста | Спорт і культура | Погода на завтра у місті", "row"),
            ("Рада схвалила новий кошторис міста На засіданні сперечалися довго.", "ran-together"),
            ("Гроші Школи Лікарні Дороги Мости Парки Вулиці Площі Міста", "no-sentence"),
        ] {
            assert_eq!(fault_of(text), Some(rule), "{text}");
        }
    }

    #[test]
    fn news_of_readers_rights_and_papers_are_fit() {
        for text in [
            "Рада підписала угоду про новий міст через річку, який збудують за рік.",
            "Читачі бібліотеки зібрали гроші на ремонт зали, яка згоріла взимку.",
            "The council of the town said its readers had sent letters about the bridge.",
            "The town's four teams approved the plan, and the mayor showed appreciation.",
            "Prawa mieszkańców chroni ustawa, którą rada przyjęła we wtorek.",
            "Die Stadt hat die Rechte der Mieter gestärkt, wie der Rat am Montag sagte.",
            "La ville a voté son budget, et les écoles en auront la moitié.",
            "Следователи нашли в доме документы, которые пропали из архива.",
        ] {
            assert_eq!(fault_of(text), None, "{text}");
        }
    }

    #[test]
    fn who_wrote_it_and_what_a_firm_is_stand_at_the_end() {
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
    fn a_sentence_is_printed_from_behind_its_dateline() {
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
    fn what_stands_among_notices_is_one() {
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
    fn a_page_that_speaks_to_its_reader_is_told() {
        assert!(speaks_to_reader("We chose the best bridge for you."));
        assert!(speaks_to_reader("Так вам буде зручніше їхати через міст."));
        assert!(speaks_to_reader("Hier lesen Sie alles über die Brücke."));
        assert!(!speaks_to_reader("«Ми збудуємо міст», — сказав голова ради."));
        assert!(!speaks_to_reader("The US paid for the bridge, the council said."));
        assert!(calls_reader("Read on to learn how the town spends its money."));
        assert!(!calls_reader("Read more: the town spends its money"));
        assert!(!calls_reader("The council approved the budget."));
        assert!(!speaks_to_reader("Die Brücke gehört der Stadt, sie kostet viel."));
    }

    #[test]
    fn a_story_of_a_ticker_is_told_by_its_headline() {
        let lines = |stamps: [&str; 4]| {
            let told = [
                "Рада міста схвалила кошторис на рік після суперечок.",
                "У Заріччі закінчили ремонт мосту через річку, який почали торік.",
                "Пожежники Дубного врятували двох людей із дому на горі.",
                "Команда міста виграла кубок області після перерви у грі.",
            ];
            let rows: Vec<String> = stamps.iter().zip(told).map(|(stamp, told)| format!("{stamp}{told}")).collect();
            page(&rows.join("\n"))
        };
        assert!(is_ticker(&lines(["28.11 ", "14:05 ", "27.11 ", "26.11 "])));
        assert!(!is_ticker(&lines(["", "14:05 ", "", "26.11 "])));
        assert!(begins_with_figures("14:05 Рада") && !begins_with_figures("14.5 млн") && !begins_with_figures("28.11"));
    }

    #[test]
    fn a_sentence_that_stands_in_articles_with_nothing_else_in_common_is_found() {
        let notice = "The paper of the town is made by twelve people in a house by the river.";
        let one = page(&format!(
            "The council approved the budget of the town for the year on Monday.\nThe money goes to schools, the mayor of the \
             town said after it.\nA new bridge will be built from it over the river next year.\n{notice}"
        ));
        let other = page(&format!(
            "A fire burnt down the hall of the market in the night to Friday.\nNobody was hurt, the firemen said in the morning \
             at the hall.\nWhat it was lit by is not known yet, said the police.\n{notice}"
        ));
        let of = |page: &Annotated, start: &str| {
            page.sentences.iter().find(|one| one.text.starts_with(start)).unwrap().clone()
        };
        let notice = of(&one, "The paper");
        let articles = [one.clone(), other];
        let recurring = Recurring::of(&articles, [[0].as_slice(), [1].as_slice()]);
        assert!(recurring.holds(&notice) && !recurring.holds(&of(&one, "The council")));
        let same_event = Recurring::of(&articles, [[0, 1].as_slice()]);
        assert!(!same_event.holds(&notice));
        let copies = Recurring::of(&[one.clone(), one], [[0].as_slice(), [1].as_slice()]);
        assert!(!copies.holds(&notice));
    }
}
