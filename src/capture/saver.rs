//! In: the markup of a saved page, or the address of a copy in an archive. Out: what the program that saved it says: the address of the page
//! and the time of saving; and the markup without the bar that an archive puts on top.
//!
//! Programs write a comment, a `meta` element or an attribute of the root element; archives put the address and the time into the address
//! of the copy (RFC 7089, and the form of archive.today).
//!
//! Invariant: reads only what such a program writes into markup. A page that shows the same words as text says nothing.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Capture;
use super::address::target;
use super::entry::unescaped;
use super::tag;
use crate::time::MachineDate;

/// Number of bytes at the start of a page in which programs say what they saved. Set by hand, 16 KiB: the longest such head has two.
const HEAD: usize = 16 * 1024;
/// Number of bytes at the end of a page in which archives say so. Set by hand, like [`HEAD`].
const TAIL: usize = 16 * 1024;

/// What the program that saved a page says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Saved {
    /// The address of the page.
    pub address: Option<String>,
    /// When it was saved, as written.
    pub captured: Option<String>,
}

/// How programs say what they saved: the number of the program, and what it writes. Each has an address, a time, or both.
static FORMS: LazyLock<Vec<(u8, Regex)>> = LazyLock::new(|| {
    [
        // SingleFile. The name of the zone, in the language of the browser, is left out.
        (0, r"^<!--\s*Page saved with SingleFile\s+url:\s*(?P<address>https?://\S+)\s+saved date:\s*(?P<time>[^\n(>]*[^\n(>\s])"),
        // monolith.
        (1, r"^<!--\s*Saved from (?P<address>https?://\S+) at (?P<time>\S+) using monolith"),
        // HTTrack, which leaves the scheme out.
        (2, r"^<!--\s*Mirrored from (?P<bare>[\w.-]+\.\w+/\S*) by HTTrack Website Copier/[^,>]*, (?P<time>[^>]*?)\s*-->"),
        // Save Page WE.
        (3, r#"^<meta name="savepage-url" content="(?P<address>https?://[^"]+)""#),
        (3, r#"^<meta name="savepage-date" content="(?P<time>[^"(]*[^"(\s])"#),
        // WebScrapBook, whose time is in UTC with milliseconds.
        (4, r#"^<html\b[^>]*\sdata-scrapbook-source="(?P<address>https?://[^"]+)""#),
        (4, r#"^<html\b[^>]*\sdata-scrapbook-create="(?P<digits>\d{14})\d*""#),
        // Browsers; the number is the length of the address.
        (5, r"^<!--\s*saved from url=\(\d+\)(?P<address>https?://\S+)\s*-->"),
    ]
    .into_iter()
    .map(|(program, pattern)| (program, compiled(pattern)))
    .collect()
});

/// The comment of the Wayback Machine, at the end of a copy. Its time is in UTC.
static ARCHIVED: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"<!--\s*FILE ARCHIVED ON (?P<clock>\d\d:\d\d:\d\d) (?P<day>[A-Z][a-z]{2} \d\d, \d{4}) AND")
});

/// The address of a copy: fourteen digits of a time in UTC and the address of the page (RFC 7089 leaves the form open; all archives that run
/// the same software as the Wayback Machine write it so), or the form of archive.today.
static COPY: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^https?://(?P<host>[^/]+)/(?:(?:[^/?#]+/)*(?P<digits>\d{14})(?:[a-z]{2}_)?|(?P<y>\d{4})\.(?P<m>\d\d)\.(?P<d>\d\d)-(?P<t>\d{6}))/(?P<scheme>https?):/+(?P<rest>[^/]+\.[^/].*)$",
    )
});

/// The most copies of a copy. Set by hand.
const MOST_COPIES: usize = 5;

/// The bar that the Wayback Machine puts into a copy.
const BAR: (&str, &str) = ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->");
/// The elements of archive.today: its bar, and the copy of the page.
const FRAME: (&str, &str) = ("<div id=\"HEADER\"", "<div id=\"CONTENT\"");

/// Markup that names the page itself as such a copy: only then the elements are those of archive.today.
static FRAMED: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r#"<(?:link|meta)\b[^>]{0,200}\s(?:href|content)="?https?://[^/"]+/(?:\d{4}\.\d\d\.\d\d-\d{6}/https?://|\d{14}/https?://)"#,
    )
});

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

/// What the program that saved a page says in its markup.
pub(crate) fn said(markup: &str) -> Saved {
    let mut saved = Saved::default();
    let nodes = tag::head_nodes(markup.get(..markup.floor_char_boundary(HEAD)).unwrap_or_default());
    let mut chosen = None;
    for (program, form) in FORMS.iter() {
        // What two programs say is not mixed.
        if chosen.is_some_and(|chosen| chosen != *program) {
            break;
        }
        let Some(found) = nodes.iter().find_map(|node| form.captures(node)) else { continue };
        chosen = Some(*program);
        let named = |name: &str| found.name(name).map(|found| unescaped(found.as_str().trim()));
        let bare = named("bare").map(|bare| format!("http://{bare}"));
        saved.address = saved.address.or(named("address")).or(bare);
        let digits = found.name("digits").and_then(|digits| stamp(digits.as_str()));
        saved.captured = saved.captured.or(named("time")).or(digits);
    }
    let tail = markup.get(markup.floor_char_boundary(markup.len().saturating_sub(TAIL))..).unwrap_or_default();
    if saved.captured.is_none()
        && let Some(found) = ARCHIVED.captures(tail)
    {
        saved.captured = Some(format!("{} {} UTC", &found["day"], &found["clock"]));
    }
    saved
}

/// What people put before the address of a page that they paste, in lower case, one on each line.
const LABELS: &str = include_str!("address_labels.txt");

/// The address of a pasted text, and the text without its line: alone on the first line, or on the last one if no other line has an address
/// alone; in both places perhaps behind a word that says what it is.
pub(crate) fn first_address(text: &str) -> (Option<String>, Cow<'_, str>) {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let filled = |at: &usize| lines.get(*at).is_some_and(|line| !line.trim().is_empty());
    let (Some(first), Some(last)) = ((0..lines.len()).find(filled), (0..lines.len()).rev().find(filled)) else {
        return (None, Cow::Borrowed(text));
    };
    let alone = |at: usize| lines.get(at).and_then(|line| address_alone(line));
    let is_only = || (0..lines.len()).filter(|&at| alone(at).is_some()).count() == 1;
    let found = alone(first).map(|address| (first, address));
    let found = found.or_else(|| Some((last, alone(last)?)).filter(|(_, address)| is_only() && leads_to_page(address)));
    match found.filter(|_| first < last) {
        Some((at, address)) => {
            let rest = lines.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, line)| *line);
            (Some(address.to_owned()), Cow::Owned(rest.collect()))
        }
        None => (None, Cow::Borrowed(text)),
    }
}

/// The address on a line that has nothing else, or only a word that says that it is one.
fn address_alone(line: &str) -> Option<&str> {
    let line = line.trim();
    let behind = |(label, rest): (&str, &'_ str)| {
        LABELS.lines().any(|known| known == label.trim().to_lowercase()).then_some(rest.len())
    };
    let address =
        line.split_once(':').and_then(behind).and_then(|length| line.get(line.len().saturating_sub(length)..));
    let address = address.unwrap_or(line).trim().trim_matches(['<', '>']);
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let is_host = host.split('/').next().is_some_and(|host| host.contains('.'));
    (is_host && !host.contains(char::is_whitespace)).then_some(address)
}

/// Whether an address is more than that of a site.
fn leads_to_page(address: &str) -> bool {
    address.trim_end_matches('/').matches('/').count() > 2
}

/// A copy in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Copy {
    /// The address of the page.
    address: String,
    /// When it was copied.
    captured: String,
    /// The host of the archive.
    archive: String,
}

/// The copy that an address leads to, if it is one in an archive.
fn copy(address: &str) -> Option<Copy> {
    let found = COPY.captures(address.trim())?;
    let digits = match found.name("digits") {
        Some(digits) => digits.as_str().to_owned(),
        None => ["y", "m", "d", "t"].map(|name| &found[name]).concat(),
    };
    let address = format!("{}://{}", &found["scheme"], &found["rest"]);
    Some(Copy { address, captured: stamp(&digits)?, archive: found["host"].to_owned() })
}

/// Fourteen digits of a time as RFC 3339. All programs here write UTC.
fn stamp(digits: &str) -> Option<String> {
    let part = |range: Range<usize>| digits.get(range);
    Some(format!(
        "{}-{}-{}T{}:{}:{}Z",
        part(0..4)?,
        part(4..6)?,
        part(6..8)?,
        part(8..10)?,
        part(10..12)?,
        part(12..14)?
    ))
}

/// The markup of a page without what an archive shows around it.
pub(crate) fn without_bars(markup: &str) -> Cow<'_, str> {
    let bar = markup.find(BAR.0).and_then(|start| {
        let end = markup.get(start..)?.find(BAR.1)?.checked_add(start)?.checked_add(BAR.1.len())?;
        Some(start..end)
    });
    let frame = || {
        let start = FRAMED.is_match(markup).then(|| markup.find(FRAME.0))??;
        let end = markup.get(start..)?.find(FRAME.1)?.checked_add(start)?;
        Some(start..end)
    };
    let Some(bar) = bar.or_else(frame) else { return Cow::Borrowed(markup) };
    let (before, behind) = (markup.get(..bar.start), markup.get(bar.end..));
    Cow::Owned([before, behind].into_iter().flatten().collect())
}

/// Gives a capture of a copy in an archive the address of the page and the time of copying. The archive is not its publisher. Nor is a service
/// that counts clicks: the address is that to which it leads on.
pub(crate) fn settle(mut capture: Capture) -> Capture {
    let mut archives = Vec::new();
    let mut captured = None;
    let mut settled = |address: &mut String| {
        if let Some(target) = target(address) {
            *address = target;
        }
        // A copy may be of a copy in another archive. The time is that of the first one.
        for _ in 0..MOST_COPIES {
            let Some(copy) = copy(address) else { break };
            *address = copy.address;
            captured = Some(copy.captured);
            archives.push(copy.archive);
        }
    };
    capture.address.iter_mut().for_each(&mut settled);
    capture.page.iter_mut().flat_map(|page| &mut page.metadata.addresses).for_each(settled);
    if !archives.is_empty()
        && let Some(page) = &mut capture.page
    {
        page.metadata.publishers.retain(|publisher| !archives.contains(&publisher.to_lowercase()));
    }
    capture.captured = capture.captured.or_else(|| captured.map(MachineDate::read));
    capture
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(markup: &str) -> (Option<String>, Option<String>) {
        let saved = said(markup);
        let day = saved.captured.map(|text| MachineDate::read(text).moment.map(|moment| moment.to_string()).unwrap());
        (saved.address, day)
    }

    #[test]
    fn programs_say_what_they_saved() {
        let some = |address: &str, day: &str| {
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            (some(address), some(day))
        };
        let page = "https://v.example/2025/03/04/mist?a=1&b=2";
        for (markup, expected) in [
            (
                "<!DOCTYPE html> <html lang=uk><!--\n Page saved with SingleFile \n url: https://v.example/2025/03/04/mist?a=1&b=2 \n \
                 saved date: Mon Mar 10 2025 10:00:00 GMT+0200 (за східноєвропейським стандартним часом)\n--><title>",
                some(page, "2025-03-10T10:00+02:00"),
            ),
            (
                "<!DOCTYPE html>\n<!-- saved from url=(0042)https://v.example/2025/03/04/mist?a=1&b=2 -->\n<html>",
                some(page, ""),
            ),
            (
                "<!-- Saved from https://v.example/2025/03/04/mist?a=1&b=2 at 2025-03-10T08:00:00Z using monolith v2.8.3 -->",
                some(page, "2025-03-10T08:00+00:00"),
            ),
            (
                "<html>\n<!-- Mirrored from v.example/mist.html by HTTrack Website Copier/3.x [XR&CO'2014], Mon, 10 Mar 2025 08:00:00 GMT -->",
                some("http://v.example/mist.html", "2025-03-10T08:00+00:00"),
            ),
            (
                "<meta name=\"savepage-url\" content=\"https://v.example/2025/03/04/mist?a=1&amp;b=2\">\
                 <meta name=\"savepage-date\" content=\"Mon Mar 10 2025 10:00:00 GMT+0200 (EET)\">",
                some(page, "2025-03-10T10:00+02:00"),
            ),
            (
                "<html lang=\"uk\" data-scrapbook-source=\"https://v.example/2025/03/04/mist?a=1&amp;b=2\" \
                 data-scrapbook-create=\"20250310080000123\">",
                some(page, "2025-03-10T08:00+00:00"),
            ),
            (
                "<html><p>Слова\n<!--\n     FILE ARCHIVED ON 12:57:10 Mar 04, 2025 AND RETRIEVED FROM THE\n INTERNET ARCHIVE -->",
                some("", "2025-03-04T12:57+00:00"),
            ),
            ("<p>FILE ARCHIVED ON 12:57:10 Mar 04, 2025 AND RETRIEVED", some("", "")),
            ("<p>&lt;!-- saved from url=(0042)https://v.example/a --&gt;", some("", "")),
            ("<!-- saved from url=(0014)about:internet -->", some("", "")),
            ("<!-- Page saved with care, url: https://v.example/ -->", some("", "")),
        ] {
            assert_eq!(saved(markup), expected, "{markup}");
        }
        let program = "<!-- saved from url=(0042)https://v.example/a -->";
        for hidden in [
            format!("<html><head><script>x='{program}'</script><title>{program}</title><body>"),
            format!("<html><head><meta name=description content='{program}'><body>"),
            format!("<html title='{program}'><head><template>{program}</template><body>"),
            format!("<html><body>{program}<p>Слова"),
            format!("<p>Слова {program}"),
        ] {
            assert_eq!(said(&hidden), Saved::default(), "{hidden}");
        }
        let two =
            format!("{program}<!-- Saved from https://v.example/b at 2025-03-10T08:00:00Z using monolith v2 --><html>");
        assert_eq!(saved(&two), some("https://v.example/b", "2025-03-10T08:00+00:00"));
        let late = format!("<html>{}<!-- saved from url=(0042)https://v.example/a -->", "і".repeat(HEAD));
        assert_eq!(said(&late), Saved::default());
    }

    #[test]
    fn a_copy_in_an_archive_has_the_address_of_its_page() {
        for (address, expected) in [
            ("https://web.archive.org/web/20250304125710/https://v.example/a?b=1", Some("https://v.example/a?b=1")),
            ("http://arquivo.example/wayback/20250304125710id_/http://v.example/a", Some("http://v.example/a")),
            ("https://web.archive.org/web/20250304125710/https:/v.example/a", Some("https://v.example/a")),
            ("https://archive.example/2025.03.04-125710/https://v.example/a", Some("https://v.example/a")),
            ("https://v.example/20250304125710/https-v", None),
            ("https://v.example/news/20250304125710", None),
            ("https://v.example/go?to=/20250304125710/https://w.example/", None),
            ("https://v.example/2025/03/04/https://w.example/", None),
        ] {
            let found = copy(address);
            assert_eq!(found.as_ref().map(|copy| copy.address.as_str()), expected, "{address}");
            assert!(found.is_none_or(|copy| copy.captured == "2025-03-04T12:57:10Z"), "{address}");
        }
    }

    #[test]
    fn an_address_alone_is_that_of_the_text() {
        let address = "https://v.example/2025/03/04/mist";
        for text in [
            format!("\n{address} \n\nСлова"),
            format!("Джерело: {address}\nСлова"),
            format!("Слова\n\nSource: <{address}>\n"),
            format!("Слова\n{address}"),
        ] {
            let (found, rest) = first_address(&text);
            assert_eq!((found.as_deref(), rest.trim()), (Some(address), "Слова"), "{text}");
        }
        for text in [
            "Слова\nhttps://v.example/a\nСлова",
            "Слова\nhttps://v.example/a\nhttps://v.example/b\n",
            "Слова\nhttps://v.example/\n",
            "Слова\nЧитайте також: https://v.example/a\n",
            "https://v.example/a і далі\nСлова",
            "https://v.example/a\n \n",
            "https://v\nСлова",
            "",
        ] {
            assert_eq!(first_address(text), (None, Cow::Borrowed(text)));
        }
    }

    #[test]
    fn bars_of_archives_are_cut_out() {
        let page = format!("<p>Слова</p>{}<div>Меню</div>{}<p>Ще</p>", BAR.0, BAR.1);
        assert_eq!(without_bars(&page), "<p>Слова</p><p>Ще</p>");
        let named = "<link rel=\"canonical\" href=\"https://archive.example/2025.03.05-080000/https://v.example/a\">";
        let framed = "<body><div id=\"HEADER\"><p>Меню</p></div><div id=\"SOLID\"><div id=\"CONTENT\"><p>Слова";
        assert_eq!(without_bars(&format!("{named}{framed}")), format!("{named}<body><div id=\"CONTENT\"><p>Слова"));
        assert_eq!(without_bars(framed), framed, "a page of its own");
        for other in ["<div id=\"HEADER\"><p>Слова", "<div id=\"CONTENT\">", BAR.0, BAR.1] {
            assert_eq!(without_bars(other), other);
        }
    }
}
