//! In: `boilerplate.toml` of a language. Out: the words by which what a page prints around its article is known: menus, notices, credits,
//! captions, bylines, datelines.
//!
//! Words are in lower case unless they are compared as they stand. Words of languages that have no pack (Spanish, Slovak) stand in the English
//! one.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use serde::Deserialize;

/// What a language's `boilerplate.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Boilerplate {
    /// Words that hold a sentence together and hardly stand in a headline or a menu: "the".
    pub stop_words: Vec<String>,
    /// The first of a row of sections: "home".
    pub front_page: Vec<String>,
    /// What stands behind a time that is part of a headline: German "uhr".
    pub clock_words: Vec<String>,
    /// What stands before the name of who made a picture, as it is written: "Photo by".
    pub picture_credits: Vec<String>,
    /// What browsers put behind the name of a saved page to name the folder of its parts: "_files".
    pub saved_folder_endings: Vec<String>,
    /// Small letters of the top-level domains of addresses that pages print, besides those of ASCII: Ukrainian "укр".
    pub domain_letters: String,
    pub byline: Byline,
    pub publisher: Publisher,
    pub dates: Dates,
    pub markup_names: MarkupNames,
    /// Lines of pages whose markup is at hand.
    pub markup: Furniture,
    /// Lines of pages that are plain text.
    pub text: Furniture,
}

/// Words of a line that names an author.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Byline {
    /// Words before the names in a line: "written by".
    pub labels: Vec<String>,
    /// Words between the names of two authors: "and".
    pub between: Vec<String>,
    /// Words before a name that do not belong to it, wherever the name stands: "by".
    pub by: Vec<String>,
}

/// Words of a line in which a page names its publisher: "Read the news of Visnyk on Facebook".
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Publisher {
    /// Words right before the name: "subscribe to".
    pub before_name: Vec<String>,
    /// Words right behind it: "on".
    pub behind_name: Vec<String>,
    /// Words that stand there and name no publisher: "facebook". `*` stands for any ending.
    pub no_names: Vec<String>,
    /// The word whose case the name follows where none stands before it: Ukrainian "новини".
    pub governor: Vec<String>,
}

/// Words beside a date that a page prints of itself.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Dates {
    /// Beginnings of words before the date of a change: "modified".
    pub changed: Vec<String>,
    /// Beginnings of words that make the date that of a life, an event, a picture or a decree: "born".
    pub unrelated: Vec<String>,
    /// Words before the date of publication in a sentence: "published".
    pub published: Vec<String>,
    /// Words between these and the date: "on".
    pub before_published_day: Vec<String>,
    /// Labels before a date that stands on a line of its own: "date".
    pub labels: Vec<String>,
    /// Beginnings of words before the date of the first publication: "first published".
    pub first_published: Vec<String>,
    /// How the names of months begin: "january", "jan".
    pub month_beginnings: Vec<String>,
    /// Words for a day: "yesterday".
    pub relative_days: Vec<String>,
    /// What stands behind a number of hours or days: "ago".
    pub ago: Vec<String>,
    /// What stands behind a year: Ukrainian "року".
    pub year_words: Vec<String>,
    /// The same, where no time is looked for behind it: Ukrainian "рік".
    pub bare_year_words: Vec<String>,
    /// What stands before a time: "at".
    pub before_clock: Vec<String>,
    /// Endings of the number of a day: "3rd".
    pub ordinal_endings: Vec<String>,
    /// Such endings before the name of a month alone: French "1er".
    pub further_ordinal_endings: Vec<String>,
    /// What stands between the number of a day and the month: Spanish "3 de febrero".
    pub before_month: Vec<String>,
    /// The same where it may also stand in a sentence: "3rd of February".
    pub further_before_month: Vec<String>,
    /// The same before a vowel, without its apostrophe: Catalan "3 d'abril".
    pub elided_before_month: Vec<String>,
    /// What stands between the month and the year: Spanish "febrero de 2024".
    pub before_year: Vec<String>,
    /// Signs behind the number of a year in figures: Chinese "2024年2月3日".
    pub year_signs: Vec<String>,
    /// Signs behind the number of a month there.
    pub month_signs: Vec<String>,
}

/// Words of which authors of pages make the names of elements (classes, identifiers), in the language in which they name things: the parts
/// of `entry-date`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct MarkupNames {
    /// A date or time of publication: "datetime", German "datum".
    pub dated: Vec<String>,
    /// What makes a date that of something else: "updated".
    pub undated: Vec<String>,
    /// Comments and other articles: "related".
    pub foreign: Vec<String>,
    /// The article or its text: "story".
    pub article: Vec<String>,
    /// Navigation, the head and the foot of a page: "navbar".
    pub navigation: Vec<String>,
    /// What is not shown, or not on a screen: "tooltip".
    pub hidden: Vec<String>,
    /// Adverts: "banner".
    pub advert: Vec<String>,
    /// Ends of joined words for a date: "postdate".
    pub date_endings: Vec<String>,
    /// Beginnings of joined words for a date: "publish".
    pub date_beginnings: Vec<String>,
    /// Words inside joined ones for the article: "articlebody".
    pub article_inside: Vec<String>,
    /// For navigation: "topmenu".
    pub navigation_inside: Vec<String>,
    /// For what is hidden: "cookielaw".
    pub hidden_inside: Vec<String>,
    /// For adverts: "sponsorbox".
    pub advert_inside: Vec<String>,
}

/// Lines that are no part of an article, by what they are. A line is compared in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Furniture {
    /// "advertisement".
    pub advert: Phrases,
    /// Buttons to share a page, and calls to subscribe: "follow us".
    pub share: Phrases,
    /// How long the page takes to read: "min read".
    pub reading_time: Phrases,
    /// The heading of a list of other articles, or one of them: "read also".
    pub related: Phrases,
    /// "leave a reply".
    pub comment: Phrases,
    /// Notices of rights: "all rights reserved".
    pub copyright: Phrases,
    /// Something to press: "show more".
    pub control: Phrases,
    /// The name of a section, or tags: "politics".
    pub section: Phrases,
    /// Who made a picture: "photo:".
    pub credit: Phrases,
    /// Who wrote the article: "written by".
    pub byline: Phrases,
}

/// Words by which a line is known.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Phrases {
    /// The whole line, without the signs around it: "advertisement".
    pub whole: Vec<String>,
    /// The beginning of a short line: "sponsored by". In plain text a word ends there, unless `*` stands for the rest of it.
    pub starts: Vec<String>,
    /// The beginning of a line of a few words that is no sentence: "follow".
    pub short_starts: Vec<String>,
    /// A part of a short line: "in your inbox".
    pub holds: Vec<String>,
}
