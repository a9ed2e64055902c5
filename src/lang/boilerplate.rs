//! In: `boilerplate.toml` of a language. Out: the words that identify boilerplate and other lines around an article: menus, notices,
//! credits, captions, bylines, datelines.
//!
//! Words are in lower case unless they are compared as printed. Words of languages without a pack (Spanish, Slovak) are in the English one.
//!
//! Invariant: only words. The rooms that use them have the rules.

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// The content of a language's `boilerplate.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Boilerplate {
    /// Function words, which are rare in headlines and menus: "the".
    pub stop_words: Vec<String>,
    /// The first name in a row of sections: "home".
    pub front_page: Vec<String>,
    /// Words after a time that is part of a headline: German "uhr".
    pub clock_words: Vec<String>,
    /// Words before the name of a picture's maker, as printed: "Photo by".
    pub picture_credits: Vec<String>,
    /// What browsers append to the name of a saved page to name the folder of its parts: "_files".
    pub saved_folder_endings: Vec<String>,
    /// Lower-case letters in top-level domains, besides those of ASCII: Ukrainian "укр".
    pub domain_letters: String,
    /// Words of bylines.
    pub byline: Byline,
    /// Words around a publisher's name.
    pub publisher: Publisher,
    /// Words around dates.
    pub dates: Dates,
    /// Words in the names of elements.
    pub markup_names: MarkupNames,
    /// Boilerplate lines of pages with markup.
    pub markup: PhraseLists,
    /// Boilerplate lines of plain text.
    pub text: PhraseLists,
}

/// A phrase of a list of boilerplate lines, by which a line is recognized.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Phrase {
    /// The language whose `boilerplate.toml` has the list.
    pub language: Language,
    /// `markup` or `text`.
    pub table: &'static str,
    /// The kind of line: `share`.
    pub kind: &'static str,
    /// How the phrase is compared: `whole`, `starts`, `short-starts` or `holds`.
    pub compared: &'static str,
    /// The phrase, as it is in the list.
    pub words: &'static str,
}

impl Phrase {
    /// The name of the list in the file: `markup.share.starts`.
    pub fn list(&self) -> String {
        format!("{}.{}.{}", self.table, self.kind, self.compared)
    }
}

/// Words of a line with an author.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Byline {
    /// Words before the names in a line: "written by".
    pub labels: Vec<String>,
    /// Words between the names of two authors: "and".
    pub between: Vec<String>,
    /// Words before a name that do not belong to it, anywhere: "by".
    pub by: Vec<String>,
    /// Words for pictures and their makers, which are no authors: "photograph*". `*` means any ending.
    pub pictures: Vec<String>,
    /// Words in the name of an employer or a trade behind an author's name: "herald", "correspondent".
    pub employers: Vec<String>,
}

/// Words of a line with the publisher's name: "Read the news of Visnyk on Facebook".
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Publisher {
    /// Words right before the name: "subscribe to".
    pub before_name: Vec<String>,
    /// Words right after it: "on".
    pub behind_name: Vec<String>,
    /// Words in its place that are not a publisher: "facebook". `*` means any ending.
    pub no_names: Vec<String>,
    /// The word whose case the name has if no word comes before it: Ukrainian "новини".
    pub governor: Vec<String>,
}

/// Words beside a page's own date.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Dates {
    /// Beginnings of words before the date of a change: "modified".
    pub changed: Vec<String>,
    /// Beginnings of words that make it the date of a life, an event, a picture or a decree: "born".
    pub unrelated: Vec<String>,
    /// Words before the date of publication in a sentence: "published".
    pub published: Vec<String>,
    /// Words between these and the date: "on".
    pub before_published_day: Vec<String>,
    /// Labels before a date on a separate line: "date".
    pub labels: Vec<String>,
    /// Beginnings of words before the date of the first publication: "first published".
    pub first_published: Vec<String>,
    /// Beginnings of the names of months: "january", "jan".
    pub month_beginnings: Vec<String>,
    /// Words for a day: "yesterday".
    pub relative_days: Vec<String>,
    /// Words after a number of hours or days: "ago".
    pub ago: Vec<String>,
    /// Words after a year: Ukrainian "року".
    pub year_words: Vec<String>,
    /// The same, for years without a time after them: Ukrainian "рік".
    pub bare_year_words: Vec<String>,
    /// Words before a time: "at".
    pub before_clock: Vec<String>,
    /// Endings of the number of a day: "3rd".
    pub ordinal_endings: Vec<String>,
    /// Such endings that are only used before the name of a month: French "1er".
    pub further_ordinal_endings: Vec<String>,
    /// Words between the number of a day and the month: Spanish "3 de febrero".
    pub before_month: Vec<String>,
    /// The same for words that are also used in sentences: "3rd of February".
    pub further_before_month: Vec<String>,
    /// The same before a vowel, without its apostrophe: Catalan "3 d'abril".
    pub elided_before_month: Vec<String>,
    /// Words between the month and the year: Spanish "febrero de 2024".
    pub before_year: Vec<String>,
    /// Signs after the year in figures: Chinese "2024年2月3日".
    pub year_signs: Vec<String>,
    /// Signs after the month in figures.
    pub month_signs: Vec<String>,
}

/// Words from which web authors form the names of elements (classes, identifiers), in the language of the names: the parts of `entry-date`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MarkupNames {
    /// A date or time of publication: "datetime", German "datum".
    pub dated: Vec<String>,
    /// Words that make it another date: "updated".
    pub undated: Vec<String>,
    /// Words before the name of what is beside an element or is missing from it: "with" in "with-sidebar".
    pub layout: Vec<String>,
    /// Comments and other articles: "related".
    pub foreign: Vec<String>,
    /// The article or its text: "story".
    pub article: Vec<String>,
    /// Navigation, the header and the footer of a page: "navbar".
    pub navigation: Vec<String>,
    /// Content that is not shown, or not on a screen: "tooltip".
    pub hidden: Vec<String>,
    /// Adverts: "banner".
    pub advert: Vec<String>,
    /// Ends of joined words for a date: "postdate".
    pub date_endings: Vec<String>,
    /// Beginnings of joined words for a date: "publish".
    pub date_beginnings: Vec<String>,
    /// Words inside joined words for the article: "articlebody".
    pub article_inside: Vec<String>,
    /// For navigation: "topmenu".
    pub navigation_inside: Vec<String>,
    /// For hidden content: "cookielaw".
    pub hidden_inside: Vec<String>,
    /// For adverts: "sponsorbox".
    pub advert_inside: Vec<String>,
}

/// Lines that do not belong to an article, by kind. Lines are compared in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct PhraseLists {
    /// Adverts: "advertisement".
    pub(crate) advert: Phrases,
    /// Buttons to share a page, and calls to subscribe: "follow us".
    pub(crate) share: Phrases,
    /// The time to read the page: "min read".
    pub(crate) reading_time: Phrases,
    /// The heading of a list of other articles, or one of them: "read also".
    pub(crate) related: Phrases,
    /// Comments: "leave a reply".
    pub(crate) comment: Phrases,
    /// Notices of rights: "all rights reserved".
    pub(crate) copyright: Phrases,
    /// Buttons: "show more".
    pub(crate) control: Phrases,
    /// The name of a section, or tags: "politics".
    pub(crate) section: Phrases,
    /// The maker of a picture: "photo:".
    pub(crate) credit: Phrases,
    /// The author of the article: "written by".
    pub(crate) byline: Phrases,
}

/// Phrases that identify a line.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Phrases {
    /// The whole line, without the signs around it: "advertisement".
    pub whole: Vec<String>,
    /// The beginning of a short line: "sponsored by". In plain text the last word must end there, unless `*` stands for the rest of it.
    pub starts: Vec<String>,
    /// The beginning of a line of a few words that is not a sentence: "follow".
    pub short_starts: Vec<String>,
    /// A part of a short line: "in your inbox".
    pub holds: Vec<String>,
}
