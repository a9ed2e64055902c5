//! In: a shape's name and a size. Out: captured files of about this many bytes that repeat the unit of the shape.
//!
//! A shape is a unit that is repeated inside a container. In a unit `{n}` is the number of the repetition, and `{word}` and `{Word}` are
//! words that are unique to it.
//!
//! Invariant: the same shape and size give the same bytes. A file of twice the size has twice the units.

/// A repeated unit and its container.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The name of the shape.
    pub name: &'static str,
    holder: Holder,
    unit: &'static str,
    /// Repeated equally often after all units, to close what they open or define what they name.
    closing: &'static str,
}

/// The container of the units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    /// A page of text: on one line, unless the units have line ends.
    Text,
    /// The body, the head or the start tag of a paragraph of an HTML page.
    Body,
    Head,
    Tag,
    Markdown,
    /// The front matter of a page of Markdown.
    Front,
    /// The values of a JSON array, or the lines of NDJSON.
    Array,
    Lines,
    /// A file that contains only the units.
    Bare(&'static str),
    /// The channel of a feed.
    Channel,
    /// The head or the body of a mail.
    Mail,
    MailBody,
    /// The list of all items in the machine-readable part of a page.
    Graph,
    /// The parts of a saved page.
    Parts,
    /// The body of a saved page. Its parts are the closings of the units.
    Saved,
    /// One archived response with the units as its body.
    Response,
    /// A page of text for each unit.
    Pages,
}

impl Shape {
    const fn new(name: &'static str, holder: Holder, unit: &'static str) -> Self {
        Self { name, holder, unit, closing: "" }
    }

    const fn closed(name: &'static str, holder: Holder, unit: &'static str, closing: &'static str) -> Self {
        Self { name, holder, unit, closing }
    }

    /// Files of about `size` bytes in total, each with its name.
    pub fn files(&self, size: usize) -> Vec<(String, Vec<u8>)> {
        let unit = self.unit(1_000).len() + self.closing.len();
        let count = (size / unit).max(1);
        if self.holder == Holder::Pages {
            return (0..count).map(|at| (format!("{at:06}.txt"), self.unit(at).into_bytes())).collect();
        }
        let units: Vec<String> = (0..count).map(|at| self.unit(at)).collect();
        let between = if matches!(self.holder, Holder::Array | Holder::Graph) { "," } else { "" };
        let closing: String = (0..count).map(|at| filled(self.closing, at)).collect();
        let (kind, text) = self.holder.around(&units.join(between), &closing);
        vec![(format!("page.{kind}"), text.into_bytes())]
    }

    fn unit(&self, at: usize) -> String {
        filled(self.unit, at)
    }
}

/// The unit for one repetition.
fn filled(text: &str, at: usize) -> String {
    let word = word(at);
    let mut letters = word.chars();
    let name: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    text.replace("{n}", &at.to_string()).replace("{word}", &word).replace("{Word}", &name)
}

impl Holder {
    /// The file's extension and contents.
    fn around(self, units: &str, closing: &str) -> (&'static str, String) {
        if self == Self::Saved {
            return ("mht", saved(units, closing));
        }
        let units = &format!("{units}{closing}");
        match self {
            Self::Text | Self::Pages => ("txt", format!("{HEADLINE}\n\n2025-04-01\n\n{LEDE}\n\n{units}")),
            Self::Body => ("html", html("", units)),
            Self::Head => ("html", html(units, "")),
            Self::Tag => ("html", html("", &format!("<p {units}>The mayor came.</p>"))),
            Self::Markdown => ("md", format!("# {HEADLINE}\n\n{LEDE}\n\n{units}")),
            Self::Front => ("md", format!("---\n{units}---\n# {HEADLINE}\n\n{LEDE}\n")),
            Self::Array => ("json", format!("[{units}]")),
            Self::Lines => ("ndjson", units.to_owned()),
            Self::Bare(kind) => (kind, units.to_owned()),
            Self::Channel => ("xml", format!("<rss><channel>{units}</channel></rss>")),
            Self::Mail => ("eml", format!("From: a@b.example\nSubject: {HEADLINE}\n{units}\n\n{LEDE}\n")),
            Self::MailBody => ("eml", format!("From: a@b.example\nSubject: {HEADLINE}\n\n{LEDE}\n\n{units}")),
            Self::Graph => {
                ("html", html(&format!("<script type=\"application/ld+json\">{{\"@graph\":[{units}]}}</script>"), ""))
            }
            Self::Parts | Self::Saved => ("mht", saved("<figure><img src=\"cid:1\"></figure>", units)),
            Self::Response => ("warc", archived(units)),
        }
    }
}

const HEADLINE: &str = "Storm hits the town of Alpha";
const LEDE: &str = "The storm hit the town of Alpha on Tuesday, officials said. Rescue workers went there at once.";

fn html(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{HEADLINE}</title>{head}</head>\
         <body><article><h1>{HEADLINE}</h1><p>{LEDE}</p>{body}</article></body></html>"
    )
}

fn saved(body: &str, parts: &str) -> String {
    let page = html("", body);
    format!(
        "From: <x>\nSnapshot-Content-Location: https://a.example/x\nSubject: {HEADLINE}\nMIME-Version: 1.0\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\
         Content-Location: https://a.example/x\n\n{page}\n{parts}--b--\n"
    )
}

fn archived(body: &str) -> String {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{body}");
    let length = response.len();
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/x\r\nContent-Length: {length}\r\n\r\n\
         {response}\r\n\r\n"
    )
}

/// A word of five syllables for each number.
fn word(at: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ve", "go", "du", "zhy", "za", "ke", "lo", "mu", "ni", "pa", "re", "so", "tu", "khi", "cha"];
    let mixed = at.wrapping_mul(0x9E37_79B1) & 0xFFFF_FFFF;
    (0..5).map(|syllable| SYLLABLES[(mixed >> (12 + 4 * syllable)) % 16]).collect()
}

pub const SHAPES: &[Shape] = &[
    // Days and times.
    Shape::new("days-en", Holder::Text, "3 March 2025 "),
    Shape::new("days-uk", Holder::Text, "3 березня 2025 року "),
    Shape::new("days-ru", Holder::Text, "3 марта 2025 года "),
    Shape::new("days-pl", Holder::Text, "3 marca 2025 r. "),
    Shape::new("days-de", Holder::Text, "3. März 2025 "),
    Shape::new("days-fr", Holder::Text, "3 mars 2025 "),
    Shape::new("days-numeric", Holder::Text, "03.03.2025 "),
    Shape::new("days-machine", Holder::Text, "2025-03-03T10:00:00Z "),
    Shape::new("days-without-year", Holder::Text, "3 March, "),
    Shape::new("days-on-lines", Holder::Text, "3 March 2025\n"),
    Shape::new("days-numeric-on-lines", Holder::Text, "03.03.2025 10:00\n"),
    Shape::new("days-numbers-before-month", Holder::Text, "3, "),
    Shape::new("days-ranges", Holder::Text, "3-5 March 2025, "),
    Shape::new("days-open-ranges", Holder::Text, "3-"),
    Shape::new("days-from-to", Holder::Text, "from 3 March to "),
    Shape::new("years", Holder::Text, "2025 "),
    Shape::new("months", Holder::Text, "March "),
    Shape::new("weekdays", Holder::Text, "on Monday "),
    Shape::new("weekdays-uk", Holder::Text, "у понеділок "),
    Shape::new("days-relative", Holder::Text, "two days before that, "),
    Shape::new("days-relative-uk", Holder::Text, "два дні тому "),
    Shape::new("days-ordinal", Holder::Text, "the first of the "),
    Shape::new("clock-24", Holder::Text, "12:30 "),
    Shape::new("clock-12", Holder::Text, "at 5 p.m. "),
    Shape::new("clock-uk", Holder::Text, "о 12:30 "),
    Shape::new("clock-de", Holder::Text, "um 5 Uhr "),
    Shape::new("clock-fr", Holder::Text, "à 5 heures "),
    Shape::new("clock-pl", Holder::Text, "o godz. 5 "),
    Shape::new("clock-ru", Holder::Text, "в 5 часов "),
    Shape::new("clock-and-day", Holder::Text, "at 5 p.m. on 3 March, "),
    Shape::new("zones", Holder::Text, "GMT EST +03:00 "),
    Shape::new("numbers", Holder::Text, "1 "),
    Shape::new("numbers-words", Holder::Text, "twenty "),
    Shape::new("digits", Holder::Text, "1"),
    Shape::new("digits-and-dots", Holder::Text, "1."),
    // Names, places, organizations.
    Shape::new("name-again", Holder::Text, "John Smith "),
    Shape::new("names-distinct", Holder::Text, "Jo{word} Smi{word} said. "),
    Shape::new("names-distinct-on-lines", Holder::Text, "Jo{word} Smi{word} came.\n"),
    Shape::new("names-one-surname", Holder::Text, "{Word} Smith said. "),
    Shape::new("names-one-surname-uk", Holder::Text, "{Word} Шевчук сказав. "),
    Shape::new("names-surname-again", Holder::Text, "{Word} Smith said. Smith came. "),
    Shape::new("names-two-surnames", Holder::Text, "Ana {Word} Smith came. {Word} said. "),
    Shape::new("names-variants", Holder::Text, "Ken {Word} came. Kenneth {Word} said. "),
    Shape::new("names-one-given", Holder::Text, "John {Word} said. "),
    Shape::new("names-uk", Holder::Text, "Олена {Word}ко сказала. "),
    Shape::new("names-many-parts", Holder::Text, "{Word} "),
    Shape::new("names-with-office", Holder::Text, "Mayor {Word} Smith, the head of {Word}, said. "),
    Shape::new("names-initials", Holder::Text, "J. "),
    Shape::new("names-initials-surname", Holder::Text, "J. {Word}, "),
    Shape::new("capitals", Holder::Text, "Alpha "),
    Shape::new("all-capitals", Holder::Text, "ALPHA "),
    Shape::new("abbreviations", Holder::Text, "U.S. "),
    Shape::new("abbreviations-in-brackets", Holder::Text, "{Word} Trade Union (WTU{n}) "),
    Shape::new("abbreviations-explained", Holder::Text, "{Word} Trade Union (WTU) will pay for it. "),
    Shape::new("abbreviations-open", Holder::Text, "The World Trade Union (WTU) came. (a "),
    Shape::new("names-given-again", Holder::Text, "John {Word} came. John said. "),
    Shape::new("places-again", Holder::Text, "Kyiv, "),
    Shape::new("places-of-list", Holder::Text, "Paris, London, Berlin, Warsaw, Kyiv, Lviv, "),
    Shape::new("places-in", Holder::Text, "in Kyiv "),
    Shape::new("places-with-region", Holder::Text, "Springfield, Illinois, "),
    Shape::new("places-uk", Holder::Text, "у Києві, Львові, "),
    Shape::new("places-uk-in", Holder::Text, "у Києві "),
    Shape::new("places-uk-sentences", Holder::Text, "Міст у Києві відкрили. "),
    Shape::new("places-pl", Holder::Text, "w Krakowie, Warszawie, "),
    Shape::new("datelines", Holder::Text, "KYIV, March 3 (Agency) - "),
    Shape::new("organizations", Holder::Text, "the Ministry of Defence of "),
    Shape::new("organizations-uk", Holder::Text, "Державна аудиторська служба "),
    Shape::new("organizations-distinct", Holder::Text, "the Ministry of {Word} said. "),
    Shape::new("particles", Holder::Text, "van der "),
    Shape::new("hyphens", Holder::Text, "ab-"),
    Shape::new("hyphens-capital", Holder::Text, "Ab-"),
    Shape::new("apostrophes", Holder::Text, "O'"),
    // Speech.
    Shape::new("quotes-straight", Holder::Text, "\""),
    Shape::new("quotes-open", Holder::Text, "“word "),
    Shape::new("quotes-guillemets", Holder::Text, "«"),
    Shape::closed("quotes-nested", Holder::Text, "«a ", "»"),
    Shape::new("quotes-pairs", Holder::Text, "\"a b c d\" said John. "),
    Shape::new("quotes-distinct", Holder::Text, "“We {word} the {word} bridge today,” said Jo{word} Smith. "),
    Shape::new("quotes-paragraphs", Holder::Text, "“We {word} the {word} bridge today,” said Jo{word} Smith.\n"),
    Shape::new("quotes-paragraphs-open", Holder::Text, "“We {word} the {word} bridge today.\n"),
    Shape::new("quotes-uk", Holder::Text, "«Ми {word} міст сьогодні», – сказала Олена {Word}ко. "),
    Shape::new("quotes-german", Holder::Text, "„Wir {word} heute“, sagte Jo{word} Schmidt. "),
    Shape::new("speech-dashes", Holder::Text, "– Yes, {word}.\n"),
    Shape::new("speakers-colon", Holder::Text, "John Smith: yes. "),
    Shape::new("quotes-one-speaker", Holder::Text, "“We {word} the {word} bridge today,” said Mayor John Smith. "),
    Shape::new("quotes-alike", Holder::Text, "“We mended the bridge over the river today,” said Jo{word} Smith. "),
    Shape::new(
        "quotes-of-many",
        Holder::Text,
        "“We waited for the {word} bridge for years,” said {Word} Smith, the head of {Word}. ",
    ),
    Shape::new("quotes-offices", Holder::Text, "“We {word} the {word} bridge today,” the mayor of {Word} said. "),
    Shape::new("quotes-pronouns", Holder::Text, "“We {word} the {word} bridge today,” she said. "),
    Shape::new("quotes-indirect", Holder::Text, "{Word} Smith said that the {word} bridge would be mended. "),
    Shape::new("said", Holder::Text, "said "),
    Shape::new("said-that", Holder::Text, "said that he said that "),
    Shape::new("pronouns", Holder::Text, "he said she "),
    Shape::new("according-to", Holder::Text, "according to "),
    // Words, sentences, paragraphs.
    Shape::new(
        "sentences",
        Holder::Text,
        "The mayor John Smith said on Monday that the bridge would open in Alpha on 3 March 2025. ",
    ),
    Shape::new(
        "sentences-uk",
        Holder::Text,
        "Президент Марко Вербицький заявив у понеділок, 3 березня 2025 року, у Києві. ",
    ),
    Shape::new("figures", Holder::Text, "The storm injured {n} people in the {word} and took {n} homes. "),
    Shape::new("figures-one-thing", Holder::Text, "The storm injured {n} people in Alpha, officials said. "),
    Shape::new("figures-uk", Holder::Text, "Постраждали {n} людей у Києві, кажуть рятувальники. "),
    Shape::new("figures-money", Holder::Text, "The bridge cost ${n} million and {n} percent more. "),
    Shape::new("numbers-grouped", Holder::Text, "1 000 "),
    Shape::new("numbers-commas", Holder::Text, "1,000,"),
    Shape::new("days-headings", Holder::Text, "3 March 2025\nThe {word} opened in {Word}.\n"),
    Shape::new("days-headings-apart", Holder::Text, "3 March 2025\n\nThe {word} opened in {Word}.\n\n"),
    Shape::new("clocks-lines", Holder::Text, "12:30 The {word} opened in {Word}.\n"),
    Shape::new("sentences-distinct", Holder::Text, "The {word} of the {word} went to the {word} bridge. "),
    Shape::new("one-sentence", Holder::Text, "and the man went to the town with the dog "),
    Shape::new("clauses", Holder::Text, "which was, when it came, "),
    Shape::new("verbs", Holder::Text, "will announced plans "),
    Shape::new("word-long", Holder::Text, "a"),
    Shape::new("word-capitals", Holder::Text, "A"),
    Shape::new("words-distinct", Holder::Text, "{word} "),
    Shape::new("paragraphs-again", Holder::Text, "The same line stands here again and again.\n"),
    Shape::new("paragraphs-distinct", Holder::Text, "Line number {n} tells of the {word} in the town.\n"),
    Shape::new("paragraphs-apart", Holder::Text, "Line number {n} tells of the {word} in the town.\n\n"),
    Shape::new("paragraphs-uk", Holder::Text, "Абзац {n} розповідає про {word} у місті Альфа.\n\n"),
    Shape::new("lines-short", Holder::Text, "a{n}\n"),
    Shape::new("lines-one-letter", Holder::Text, "a\n"),
    Shape::new("lines-empty", Holder::Text, "\n"),
    Shape::new("lines-title-case", Holder::Text, "{Word} {Word} Meets\n"),
    Shape::new("bullets", Holder::Text, "• item {word}\n"),
    Shape::new("numbered", Holder::Text, "{n}. The {word} item\n"),
    Shape::new("sources", Holder::Text, "Source: {Word} News\n"),
    Shape::new("captions", Holder::Text, "Photo: {Word} Smith / Agency\n"),
    Shape::new("bylines", Holder::Text, "By {Word} Smith\n"),
    Shape::new("reading-times", Holder::Text, "{n} min read\n"),
    Shape::new("menus", Holder::Text, "Home\nNews\nSports\n"),
    Shape::new("headlines-below", Holder::Text, "Storm hits the town of {Word}\n03.04.2025\n"),
    Shape::new("dots", Holder::Text, "."),
    Shape::new("ellipses", Holder::Text, "… "),
    Shape::new("dashes", Holder::Text, "— "),
    Shape::new("commas", Holder::Text, ","),
    Shape::new("colons", Holder::Text, ":"),
    Shape::new("slashes", Holder::Text, "a/"),
    Shape::new("bars", Holder::Text, "a | "),
    Shape::new("spaces", Holder::Text, " "),
    Shape::new("tabs", Holder::Text, "\ta"),
    Shape::new("brackets-open", Holder::Text, "("),
    Shape::closed("brackets-nested", Holder::Text, "(", ")"),
    Shape::new("brackets-pairs", Holder::Text, "(a) "),
    Shape::new("addresses", Holder::Text, "https://a.example/{word} "),
    Shape::new("mail-addresses", Holder::Text, "{word}@a.example "),
    Shape::new("hashtags", Holder::Text, "@a #b "),
    Shape::new("emoji", Holder::Text, "\u{1F468}\u{200d}"),
    Shape::new("combining", Holder::Text, "\u{301}"),
    Shape::new("combining-two", Holder::Text, "\u{301}\u{316}"),
    Shape::new("unseen", Holder::Text, "\u{200b}"),
    Shape::new("right-to-left", Holder::Text, "\u{202e}א "),
    Shape::new("cjk", Holder::Text, "新聞"),
    Shape::new("hangul-jamo", Holder::Text, "\u{1100}\u{1161}"),
    Shape::new("pictures-markdown", Holder::Text, "![a](b{n}.png)\n"),
    Shape::new("pictures-open", Holder::Text, "![]("),
    // HTML.
    Shape::new("html-paragraphs", Holder::Body, "<p>Paragraph {n} tells of the {word} in the town.</p>"),
    Shape::new("html-paragraphs-again", Holder::Body, "<p>The same line stands here again and again.</p>"),
    Shape::new("html-headings", Holder::Body, "<h2>Head {n} of the {word}</h2>"),
    Shape::new(
        "html-headings-paragraphs",
        Holder::Body,
        "<h2>Head of {word}</h2><p>The {word} stands in the town.</p>",
    ),
    Shape::new("html-links", Holder::Body, "<a href=\"https://a.example/{n}\">link to the {word}</a> "),
    Shape::new("html-links-on-lines", Holder::Body, "<p><a href=\"https://a.example/{n}\">link to the {word}</a></p>"),
    Shape::new("html-links-open", Holder::Body, "<a href=x>y "),
    Shape::closed("html-nested", Holder::Body, "<div>", "</div>"),
    Shape::closed("html-nested-with-text", Holder::Body, "<div>a {word} ", "</div>"),
    Shape::new("html-open-spans", Holder::Body, "<span>x "),
    Shape::new("html-open-formatting", Holder::Body, "<b><p>x"),
    Shape::new("html-open-fonts", Holder::Body, "<font size={n}><p>x"),
    Shape::new("html-misnested", Holder::Body, "<a><b><i><p></a>"),
    Shape::new("html-close-only", Holder::Body, "</p></b>"),
    Shape::new("html-open-tables", Holder::Body, "<table><tr><td>"),
    Shape::new("html-foster", Holder::Body, "<table>x<tr>y"),
    Shape::new("html-table", Holder::Body, "<table><tr><td>{word}</td><td>{n}</td></tr></table>"),
    Shape::new("html-items", Holder::Body, "<li>item of the {word}</li>"),
    Shape::new("html-nested-lists", Holder::Body, "<ul><li>a "),
    Shape::new("html-quotes-nested", Holder::Body, "<blockquote>a "),
    Shape::new("html-pictures", Holder::Body, "<img src=\"{n}.png\" alt=\"b\">"),
    Shape::new(
        "html-figures",
        Holder::Body,
        "<figure><img src=\"{n}.png\"><figcaption>Cap of the {word}</figcaption></figure>",
    ),
    Shape::new("html-times", Holder::Body, "<time datetime=\"2025-04-01\">1 April</time> "),
    Shape::new("html-breaks", Holder::Body, "x {word}<br>"),
    Shape::new("html-comments", Holder::Body, "<!--x-->"),
    Shape::new("html-comments-open", Holder::Body, "<!-- "),
    Shape::new("html-less-than", Holder::Body, "<"),
    Shape::new("html-tags-open", Holder::Body, "<p "),
    Shape::new("html-ampersands", Holder::Body, "&"),
    Shape::new("html-entities", Holder::Body, "&amp;&#x26;&notit;"),
    Shape::new("html-scripts-open", Holder::Body, "<script>"),
    Shape::new("html-styles", Holder::Body, "<style>a{}</style>"),
    Shape::new("html-svg", Holder::Body, "<svg><g>"),
    Shape::new("html-templates", Holder::Body, "<template>"),
    Shape::new("html-noscript", Holder::Body, "<noscript><img src=a{n}.png></noscript>"),
    Shape::new("html-options", Holder::Body, "<select><option>a"),
    Shape::new("html-forms", Holder::Body, "<form><button>a</form>"),
    Shape::new("html-asides", Holder::Body, "<aside><p>read {word} too</p></aside>"),
    Shape::new(
        "html-articles",
        Holder::Body,
        "<article><h1>The {word}</h1><p>The {word} stands in the town.</p></article>",
    ),
    Shape::new("html-data-pictures", Holder::Body, "<img src=\"data:image/png;base64,AAAA{n}\">"),
    Shape::new("html-attributes", Holder::Tag, "a{n}=1 "),
    Shape::new("html-attributes-again", Holder::Tag, "a=1 "),
    Shape::new("html-attribute-long", Holder::Tag, "class"),
    Shape::new("html-classes", Holder::Body, "<p class=\"c{n} ad menu\">x</p>"),
    Shape::new("head-metas", Holder::Head, "<meta property=\"article:published_time\" content=\"2025-04-01\">"),
    Shape::new("head-tags", Holder::Head, "<meta property=\"article:tag\" content=\"{word}\">"),
    Shape::new("head-authors", Holder::Head, "<meta name=\"author\" content=\"{Word} Smith\">"),
    Shape::new("head-titles", Holder::Head, "<title>{Word}</title>"),
    Shape::new(
        "head-ld-many",
        Holder::Head,
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"{word}\",\"datePublished\":\"2025-04-01\"}</script>",
    ),
    Shape::new("head-ld-open", Holder::Head, "<script type=\"application/ld+json\">["),
    Shape::new("head-ld-deep", Holder::Head, "<script type=\"application/ld+json\">{\"@graph\":[{\"a\":"),
    Shape::new("head-canonical", Holder::Head, "<link rel=\"canonical\" href=\"https://a.example/{n}\">"),
    Shape::new(
        "graph-articles",
        Holder::Graph,
        "{\"@type\":\"NewsArticle\",\"headline\":\"Storm {word} hits\",\"datePublished\":\"2025-04-01\",\"articleBody\":\"The storm {word} hit the town on Tuesday.\"}",
    ),
    Shape::new(
        "graph-articles-alike",
        Holder::Graph,
        "{\"@type\":\"NewsArticle\",\"headline\":\"Storm hits\",\"datePublished\":\"2025-04-01\"}",
    ),
    Shape::new(
        "graph-authors",
        Holder::Graph,
        "{\"@type\":\"Person\",\"@id\":\"#{n}\",\"name\":\"{Word} Smith\"},{\"@type\":\"NewsArticle\",\"author\":{\"@id\":\"#{n}\"}}",
    ),
    Shape::new(
        "graph-items",
        Holder::Graph,
        "{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"ListItem\",\"position\":{n},\"url\":\"https://a.example/{n}\"}]}",
    ),
    // Markdown.
    Shape::new("md-quotes", Holder::Markdown, ">"),
    Shape::new("md-items-nested", Holder::Markdown, "* "),
    Shape::new("md-items", Holder::Markdown, "* item {word}\n"),
    Shape::new("md-brackets", Holder::Markdown, "["),
    Shape::new("md-links-open", Holder::Markdown, "[a]("),
    Shape::new("md-links", Holder::Markdown, "[a {word}](https://a.example/{n}) "),
    Shape::new("md-emphasis", Holder::Markdown, "*a _b "),
    Shape::new("md-ticks", Holder::Markdown, "`a``b"),
    Shape::new("md-ticks-one", Holder::Markdown, "`"),
    Shape::new("md-ticks-open", Holder::Markdown, "a ` b `` c ``` d "),
    Shape::new("md-ticks-lines", Holder::Markdown, "```\n"),
    Shape::new("md-stars", Holder::Markdown, "*"),
    Shape::new("md-stars-open", Holder::Markdown, "**a "),
    Shape::new("md-stars-mixed", Holder::Markdown, "*a **b ***c "),
    Shape::new("md-stars-close", Holder::Markdown, "a** "),
    Shape::closed("md-stars-nested", Holder::Markdown, "*a **a ", "b** b*"),
    Shape::new("md-lines-below", Holder::Markdown, "_"),
    Shape::new("md-lines-open", Holder::Markdown, "__a "),
    Shape::new("md-strikes", Holder::Markdown, "~~a "),
    Shape::new("md-brackets-close", Holder::Markdown, "]"),
    Shape::closed("md-brackets-nested", Holder::Markdown, "[a ", "]"),
    Shape::closed("md-brackets-empty", Holder::Markdown, "[", "](x)"),
    Shape::new("md-brackets-two", Holder::Markdown, "[a][b "),
    Shape::new("md-brackets-angle", Holder::Markdown, "[a](<b"),
    Shape::new("md-brackets-title", Holder::Markdown, "[a](b \"c"),
    Shape::new("md-pictures-open", Holder::Markdown, "!["),
    Shape::new("md-pictures", Holder::Markdown, "![a {word}](b{n}.png)\n\n"),
    Shape::new("md-angles", Holder::Markdown, "<"),
    Shape::new("md-angles-close", Holder::Markdown, ">"),
    Shape::new("md-tags-open", Holder::Markdown, "<a "),
    Shape::new("md-tags-attributes", Holder::Markdown, "<a b=\""),
    Shape::new("md-declarations", Holder::Markdown, "a <!A "),
    Shape::new("md-comments", Holder::Markdown, "a <!-- "),
    Shape::new("md-cdata", Holder::Markdown, "a <![CDATA["),
    Shape::new("md-instructions", Holder::Markdown, "a <?b "),
    Shape::new("md-autolinks", Holder::Markdown, "<a:b "),
    Shape::new("md-bars", Holder::Markdown, "|"),
    Shape::new("md-bars-lines", Holder::Markdown, "|a\n"),
    Shape::new("md-columns", Holder::Markdown, "|a|b\n|-|-\n|c"),
    Shape::new("md-escapes", Holder::Markdown, "\\"),
    Shape::new("md-entities", Holder::Markdown, "&#"),
    Shape::new("md-dollars", Holder::Markdown, "$a $$"),
    Shape::new("md-plus", Holder::Markdown, "+ "),
    Shape::new("md-ones", Holder::Markdown, "1. "),
    Shape::new("md-indents", Holder::Markdown, "    a\n\n"),
    Shape::new("md-quotes-lines", Holder::Markdown, "> a {word}\n"),
    Shape::new("md-references-open", Holder::Markdown, "[a{n}]: <\n"),
    Shape::new("md-references-used", Holder::Markdown, "[a{n}]: /x\n\n[a{n}] "),
    Shape::new("md-references-title", Holder::Markdown, "[a]: /x \"\n"),
    Shape::new("md-footnotes-defined", Holder::Markdown, "[^{n}]: a {word}\n\nb[^{n}] "),
    Shape::new("md-underlines", Holder::Markdown, "a\n===\n"),
    Shape::new("md-hashes", Holder::Markdown, "#"),
    Shape::new("md-rows", Holder::Markdown, "|a|b|\n|-|-|\n"),
    Shape::new("md-references", Holder::Markdown, "[a{n}]: /x\n"),
    Shape::new("md-footnotes", Holder::Markdown, "[^{n}] "),
    Shape::new("md-html-open", Holder::Markdown, "<?"),
    Shape::new("md-headings", Holder::Markdown, "## Head {word}\n\n"),
    Shape::new("md-rules", Holder::Markdown, "---\n"),
    Shape::new("md-front", Holder::Front, "k{n}: v\n"),
    Shape::new("md-front-again", Holder::Front, "date: 2025-04-01\n"),
    // Other containers.
    Shape::new(
        "json-pages",
        Holder::Array,
        "{\"title\":\"Storm {word} hits\",\"text\":\"The storm {word} hit the town on Tuesday.\",\"published\":\"2025-04-01\"}",
    ),
    Shape::new("json-numbers", Holder::Array, "{n}"),
    Shape::new("json-open", Holder::Bare("json"), "["),
    Shape::new("json-bad-lines", Holder::Bare("json"), "{\"a\":\n"),
    Shape::new("json-values", Holder::Bare("json"), "{}\n"),
    Shape::new("ndjson-bad", Holder::Lines, "{\"a\":\n"),
    Shape::new("ndjson-not-pages", Holder::Lines, "{\"a\":1}\n"),
    Shape::new(
        "ndjson-pages",
        Holder::Lines,
        "{\"title\":\"Storm {word} hits\",\"text\":\"The storm {word} hit the town on Tuesday.\",\"date\":\"2025-04-01\"}\n",
    ),
    Shape::new("ndjson-deep", Holder::Lines, "["),
    Shape::new(
        "ndjson-alike",
        Holder::Lines,
        "{\"title\":\"The bridge opens\",\"text\":\"The bridge over the river was opened on Tuesday, said the mayor. {n}\",\"date\":\"2025-04-01\"}\n",
    ),
    Shape::new(
        "ndjson-same",
        Holder::Lines,
        "{\"title\":\"The bridge opens\",\"text\":\"The bridge over the river was opened on Tuesday, said the mayor.\",\"date\":\"2025-04-01\"}\n",
    ),
    Shape::new(
        "ndjson-spans",
        Holder::Lines,
        "{\"title\":\"The {word} opens\",\"text\":\"x\",\"date\":\"2025-99-01\"}\n",
    ),
    Shape::new(
        "feed-items",
        Holder::Channel,
        "<item><title>Storm {word} hits</title><description>The storm {word} hit the town on Tuesday.</description><pubDate>Tue, 01 Apr 2025 08:00:00 GMT</pubDate></item>",
    ),
    Shape::new("feed-deep", Holder::Channel, "<item><a>"),
    Shape::new(
        "feed-alike",
        Holder::Channel,
        "<item><title>The bridge opens</title><description>The bridge over the river was opened on Tuesday, said the mayor. {n}</description><link>https://a.example/{n}</link><pubDate>Tue, 01 Apr 2025 08:00:00 GMT</pubDate></item>",
    ),
    Shape::new(
        "feed-same",
        Holder::Channel,
        "<item><title>The bridge opens</title><description>The bridge over the river was opened on Tuesday.</description></item>",
    ),
    Shape::new("feed-headlines", Holder::Channel, "<item><title>The {word} opens in {Word}</title></item>"),
    Shape::new("feed-authors", Holder::Channel, "<item><title>x</title><author>{Word}</author>"),
    Shape::new("feed-categories", Holder::Channel, "<category>{word}</category>"),
    Shape::new("feed-ampersands", Holder::Channel, "<item><title>x</title><description>&"),
    Shape::new("feed-cdata", Holder::Channel, "<item><title><![CDATA[ {word} "),
    Shape::new("mail-headers", Holder::Mail, "X-{n}: b\n"),
    Shape::new("mail-headers-again", Holder::Mail, "Content-Type: text/plain\n"),
    Shape::new("mail-dates", Holder::Mail, "Date: Tue, 01 Apr 2025 08:00:00 +0000\n"),
    Shape::new("mail-folded", Holder::Mail, " folded\n"),
    Shape::new("mail-received", Holder::Mail, "Received: from a by b; Tue, 01 Apr 2025 08:00:00 +0000\n"),
    Shape::new("mail-addressees", Holder::Mail, "To: a@b.example, "),
    Shape::new("mail-encoded", Holder::Mail, "Subject: =?utf-8?q?=41?= \n"),
    Shape::new("mail-comments", Holder::Mail, "To: ("),
    Shape::new("mail-content-type", Holder::MailBody, "content-type\n"),
    Shape::new("mail-quoted", Holder::MailBody, "> a {word}\n"),
    Shape::new("mail-forwarded", Holder::Mail, "Content-Type: message/rfc822\n\n"),
    Shape::new("mail-multipart", Holder::Mail, "Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"),
    Shape::new(
        "saved-parts",
        Holder::Parts,
        "--b\nContent-Type: image/png\nContent-ID: <{n}>\nContent-Location: https://a.example/{n}\n\nx\n",
    ),
    Shape::new(
        "saved-pages",
        Holder::Parts,
        "--b\nContent-Type: text/html\nContent-Location: https://a.example/{n}\n\n<p>x {word}</p>\n",
    ),
    Shape::new("saved-boundaries", Holder::Parts, "--b\n\n"),
    Shape::closed(
        "saved-pictures",
        Holder::Saved,
        "<figure><img src=\"https://a.example/{n}.png\"><figcaption>The {word}</figcaption></figure>",
        "--b\nContent-Type: image/png\nContent-Location: https://a.example/{n}.png\n\nx\n",
    ),
    Shape::closed(
        "saved-pictures-by-id",
        Holder::Saved,
        "<p><img src=\"cid:{n}\">The {word} opened.</p>",
        "--b\nContent-Type: image/png\nContent-ID: <{n}>\n\nx\n",
    ),
    Shape::new(
        "saved-nested",
        Holder::Parts,
        "--b\nContent-Type: multipart/mixed; boundary=c{n}\n\n--c{n}\n\nx\n--c{n}--\n",
    ),
    Shape::new("saved-empty", Holder::Parts, "--b\nContent-Type: text/html\n\n"),
    Shape::new("archive-starts", Holder::Bare("warc"), "WARC/1.0\n"),
    Shape::new("archive-without-length", Holder::Bare("warc"), "WARC/1.0\r\nWARC-Type: response\r\n\r\n"),
    Shape::new("archive-chunks", Holder::Response, "1\r\nx\r\n"),
    Shape::new(
        "archive-records",
        Holder::Bare("warc"),
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/{n}\r\nContent-Type: text/html\r\nContent-Length: 10\r\n\r\n<p>abc</p>\r\n\r\n",
    ),
    Shape::new("archive-headers", Holder::Bare("warc"), "X: y\r\n"),
    // Pages.
    Shape::new(
        "pages-of-one-story",
        Holder::Pages,
        "Storm hits the town of Alpha, {word}\n\n1 April 2025\n\nThe storm hit the town of Alpha on Tuesday, officials said. The {word} went there at once and mended the bridge over the river.\n",
    ),
    Shape::new(
        "pages-apart",
        Holder::Pages,
        "The {word} opens in {Word}\n\n1 April 2025\n\nThe {word} of {word} was opened on Tuesday in {Word}, the mayor said.\n",
    ),
    Shape::new("pages-of-nothing", Holder::Pages, "{word}\n"),
    Shape::new(
        "pages-alike",
        Holder::Pages,
        "The bridge opens\n\nThe bridge over the river was opened on Tuesday, said the mayor. {n}\n",
    ),
    Shape::new(
        "pages-one-name",
        Holder::Pages,
        "John Smith opens the {word}\n\nJohn Smith opened the {word} of {word}. “We waited for the {word} for years,” John Smith said.\n",
    ),
    Shape::new(
        "pages-undated",
        Holder::Pages,
        "The {word} opens\n\nThe {word} of {word} was opened on Monday, and will be closed in a week.\n",
    ),
    Shape::new(
        "pages-quotes",
        Holder::Pages,
        "The {word} opens\n\n“We waited for the bridge over the river for twenty years,” said Jo{word} Smith of {word}.\n",
    ),
    Shape::new(
        "pages-one-surname",
        Holder::Pages,
        "{Word} Smith opens the {word}\n\n1 April 2025\n\n{Word} Smith opened the {word} bridge on Tuesday. “We waited for years,” Smith said.\n",
    ),
    Shape::new(
        "pages-figures",
        Holder::Pages,
        "Storm hits the town of Alpha\n\n1 April 2025\n\nThe storm injured {n} people in Alpha on Tuesday, officials said. It took {n} homes in {Word}.\n",
    ),
    Shape::new(
        "pages-figures-uk",
        Holder::Pages,
        "Буря у Києві, {word}\n\n1 квітня 2025\n\nУнаслідок бурі у Києві у вівторок постраждали {n} людей, кажуть рятувальники. Зруйновано {n} будинків.\n",
    ),
    Shape::new(
        "pages-day-after-day",
        Holder::Pages,
        "Storm hits the town of Alpha, {word}\n\nUpdated on Tuesday\n\nThe storm hit the town of Alpha a day earlier, officials said. It will be over in two days, {Word} Smith said.\n",
    ),
    Shape::new(
        "pages-announced",
        Holder::Pages,
        "The {word} to open in Alpha\n\n1 April 2025\n\nThe {word} bridge in Alpha will open on 3 May 2025, Mayor John Smith said on Tuesday. It was closed on 3 March 2025.\n",
    ),
];
