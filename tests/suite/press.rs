//! In: a day of a simulated month. Out: the pages and feeds that three newspapers on this machine publish on it.
//!
//! One feed is RSS and one is Atom, and both link to pages. The third is a JSON feed with whole articles, on a server that is down for a
//! week. Articles appear, are corrected, and vanish. A feed lists only the newest.
//!
//! Invariant: everything depends only on the day.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use crate::server::{Reply, Request, Server};

/// Number of days of the month.
pub const DAYS: usize = 30;
/// Number of articles in a feed.
const NAMED: usize = 5;
/// The days on which the third server does not answer.
const DOWN: std::ops::RangeInclusive<usize> = 10..=16;
/// The day of an article that its feed lists but whose page does not exist.
const MISSING: usize = 14;

/// The letters for the unique words of an article.
const CONSONANTS: [&str; 20] =
    ["б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ф", "х", "ц", "ч", "ш", "щ"];
const VOWELS: [&str; 8] = ["а", "е", "и", "о", "у", "і", "ю", "я"];
/// Number of such words in an article that a feed contains as a whole.
const LONG: usize = 66;

/// One of the three newspapers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    Rss,
    Atom,
    Json,
}

/// An article.
#[derive(Debug, Clone, Copy)]
struct Story {
    paper: Paper,
    /// The day on which it is published.
    day: usize,
}

impl Story {
    fn number(self) -> usize {
        self.day * 3 + self.paper as usize
    }

    fn headline(self) -> String {
        let [town, thing, maker, ..] = self.words();
        format!("Громада {town} відкрила {thing} й {maker}")
    }

    /// Words that no other article has.
    fn words(self) -> [String; LONG] {
        // A linear congruential generator, which gives the same words on every day.
        let mut seed = self.number() as u64 * 7_919 + 104_729;
        let mut syllable = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (seed >> 33) as usize;
            let (first, vowel) = (at % CONSONANTS.len(), at / CONSONANTS.len() % VOWELS.len());
            let last = at / CONSONANTS.len() / VOWELS.len() % CONSONANTS.len();
            [CONSONANTS[first], VOWELS[vowel], CONSONANTS[last]].concat()
        };
        std::array::from_fn(|_| [syllable(), syllable(), syllable()].concat())
    }

    /// The day on which it is corrected.
    fn corrected(self) -> Option<usize> {
        (self.paper == Paper::Atom && self.day.is_multiple_of(4)).then_some(self.day + 2)
    }

    /// The day from which its page does not exist.
    fn gone(self) -> Option<usize> {
        (self.paper == Paper::Atom && self.day.is_multiple_of(6)).then_some(self.day + 3)
    }

    fn is_there(self, today: usize) -> bool {
        let is_missing = self.paper == Paper::Atom && self.day == MISSING;
        self.day <= today && !is_missing && self.gone().is_none_or(|gone| today < gone)
    }

    fn sentences(self, today: usize) -> Vec<String> {
        let (number, day, words) = (self.number(), self.day, self.words());
        let guests = number * 10 + usize::from(self.corrected().is_some_and(|corrected| corrected <= today));
        let [town, thing, maker, ..] = &words;
        let mut sentences = vec![
            format!("{day} липня 2031 року громада {town} відкрила {thing} й {maker} на площі {}.", words[3]),
            format!("Гостей {} було {guests}, {}.", words[4], words[5]),
        ];
        sentences.extend(words[6..].chunks(6).map(|some| format!("А {}.", some.join(" "))));
        sentences
    }

    /// The time of its current version on a day.
    fn updated(self, today: usize) -> String {
        let day = self.corrected().filter(|&corrected| corrected <= today).unwrap_or(self.day);
        format!("2031-07-{day:02}T05:00:00Z")
    }
}

/// The stories of a paper, the oldest first.
fn stories(paper: Paper) -> impl Iterator<Item = Story> {
    let step = match paper {
        Paper::Rss => 1,
        Paper::Atom => 2,
        Paper::Json => 3,
    };
    (1..=DAYS).filter(move |day| day % step == 0).map(move |day| Story { paper, day })
}

/// The articles in a feed on a day, including the one whose page is missing.
fn named(paper: Paper, today: usize) -> Vec<Story> {
    let is_named = |story: &Story| story.day <= today && story.gone().is_none_or(|gone| today < gone);
    let mut named: Vec<Story> = stories(paper).filter(is_named).collect();
    named.drain(..named.len().saturating_sub(NAMED));
    named
}

/// Two servers for three papers, and the current day.
pub struct Press {
    day: Arc<AtomicUsize>,
    papers: Server,
    third: Server,
}

impl Press {
    pub fn new() -> Self {
        let day = Arc::new(AtomicUsize::new(1));
        let (of_papers, of_third) = (Arc::clone(&day), Arc::clone(&day));
        let papers = Server::new(move |request| printed(request, of_papers.load(Ordering::Relaxed)));
        let third = Server::new(move |request| match of_third.load(Ordering::Relaxed) {
            today if DOWN.contains(&today) => Reply::empty(503),
            today if request.path == "/feed.json" => Reply::new(200, "application/feed+json", json_feed(today)),
            _ => Reply::empty(404),
        });
        Self { day, papers, third }
    }

    pub fn turn_to(&self, day: usize) {
        self.day.store(day, Ordering::Relaxed);
    }

    /// The project settings for the three feeds.
    pub fn settings(&self) -> String {
        let feeds = [self.papers.at("/rss.xml"), self.papers.by_name("/atom.xml"), self.third.at("/feed.json")];
        format!("[fetch]\nfeeds = {feeds:?}\nallow_private = true\nper_minute = 60000\n")
    }
}

/// Whether something in a feed is unavailable on a day: a whole server, or a page.
pub fn lacks(today: usize) -> bool {
    DOWN.contains(&today) || named(Paper::Atom, today).iter().any(|story| story.day == MISSING)
}

/// The headlines of the articles that are available for the first time on a day.
pub fn new(today: usize) -> BTreeSet<String> {
    let had_on = |story: &Story| match story.paper {
        Paper::Json if DOWN.contains(&story.day) => DOWN.end() + 1,
        _ => story.day,
    };
    let is_new = |story: &Story| had_on(story) == today && story.is_there(today);
    all().filter(is_new).map(Story::headline).collect()
}

/// The headlines of the articles that are corrected on a day.
pub fn corrected(today: usize) -> BTreeSet<String> {
    let is_corrected = |story: &Story| story.corrected() == Some(today) && story.is_there(today);
    all().filter(is_corrected).map(Story::headline).collect()
}

/// The headline of a paper on a day.
pub fn headline(paper: Paper, day: usize) -> String {
    Story { paper, day }.headline()
}

fn all() -> impl Iterator<Item = Story> {
    [Paper::Rss, Paper::Atom, Paper::Json].into_iter().flat_map(stories)
}

fn printed(request: &Request, today: usize) -> Reply {
    let of_host = |path: &str| format!("http://{}{path}", request.host);
    match request.path.as_str() {
        "/rss.xml" => Reply::xml(&rss(today, of_host)),
        "/atom.xml" => Reply::xml(&atom(today, of_host)),
        path => page(path, today).map_or_else(|| Reply::empty(404), |page| Reply::html(&page)),
    }
}

fn place(story: &Story) -> String {
    format!("/{}-{}.html", if story.paper == Paper::Rss { "r" } else { "a" }, story.day)
}

fn page(path: &str, today: usize) -> Option<String> {
    let story = all().find(|story| story.paper != Paper::Json && place(story) == path)?;
    let text: String = story.sentences(today).iter().map(|sentence| format!("<p>{sentence}</p>")).collect();
    let headline = story.headline();
    story.is_there(today).then(|| {
        format!(
            "<!DOCTYPE html><html lang=\"uk\"><head><meta charset=\"utf-8\"><title>{headline}</title>\
             <meta property=\"article:published_time\" content=\"2031-07-{:02}T05:00:00Z\"></head>\
             <body><article><h1>{headline}</h1>{text}</article></body></html>",
            story.day
        )
    })
}

fn rss(today: usize, of_host: impl Fn(&str) -> String) -> String {
    let item = |story: Story| {
        format!(
            "<item><title>{}</title><link>{}</link><pubDate>{:02} Jul 2031 05:00:00 +0000</pubDate></item>",
            story.headline(),
            of_host(&place(&story)),
            story.day
        )
    };
    let items: String = named(Paper::Rss, today).into_iter().map(item).collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Вісник</title>{items}</channel></rss>")
}

fn atom(today: usize, of_host: impl Fn(&str) -> String) -> String {
    let entry = |story: Story| {
        format!(
            "<entry><id>{0}</id><title>{1}</title><link href=\"{0}\"/><published>2031-07-{2:02}T05:00:00Z</published>\
             <updated>{3}</updated></entry>",
            of_host(&place(&story)),
            story.headline(),
            story.day,
            story.updated(today)
        )
    };
    let entries: String = named(Paper::Atom, today).into_iter().map(entry).collect();
    format!("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Голос</title>{entries}</feed>")
}

fn json_feed(today: usize) -> String {
    let item = |story: Story| {
        let text: String = story.sentences(today).iter().map(|sentence| format!("<p>{sentence}</p>")).collect();
        let address = format!("https://third.example/{}", story.day);
        let published = format!("2031-07-{:02}T05:00:00Z", story.day);
        json!({
            "id": address,
            "url": address,
            "title": story.headline(),
            "content_html": text,
            "date_published": published,
            "language": "uk",
        })
    };
    let items: Vec<_> = named(Paper::Json, today).into_iter().map(item).collect();
    json!({"version": "https://jsonfeed.org/version/1.1", "title": "Третя газета", "items": items}).to_string()
}
