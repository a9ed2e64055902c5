//! In: an article of a corpus and its edition. Out: plain sentences on what was found in it.
//!
//! Invariant: each sentence is a pattern of the product's texts, filled with what the stages recorded.

use super::joins::{self, Joined};
use crate::Corpus;
use crate::annotate::{Annotated, Candidate, Rules, Sentence, refused};
use crate::dating::Dated;
use crate::digest::alone;
use crate::digest::fitness::{Fitness, Recurring};
use crate::edition::{Edition, Event, KeySentence, SourceEntry};
use crate::link::judged;
use crate::normalize::BlockKind;
use crate::passage::{Passage, Span};
use crate::project::Project;
use crate::words::{ExplainWords, Lexicon, fill};

/// Maximum number of characters printed of a dropped line or a quote. Set by hand.
const SHOWN: usize = 100;
/// Maximum number of refused names of a kind, and of sentences that need their page. Set by hand.
pub(crate) const MOST_LISTED: usize = 12;
/// The rule for a sentence that pages of other events have as well.
const RECURRING: &str = "recurring";
/// Maximum number of pieces of evidence printed for a pair of pages. Set by hand.
const MOST_REASONS: usize = 5;

struct Page<'a> {
    page: &'a Annotated,
    dated: &'a Dated,
    source: Option<&'a SourceEntry>,
    edition: &'a Edition,
    lexicon: &'static Lexicon,
    words: &'static ExplainWords,
    joins: Vec<Joined>,
    /// The sentences that pages of other events have as well.
    recurring: Recurring,
}

/// The sentences, one per line, after a line with the capture's name.
pub(crate) fn lines(corpus: &Corpus, edition: &Edition, project: &Project, article: usize) -> Vec<String> {
    let lexicon = edition.language.lexicon();
    let page = Page {
        page: &corpus.articles[article],
        dated: &corpus.dates[article],
        source: super::source(edition, corpus, article),
        edition,
        lexicon,
        words: &lexicon.explain,
        joins: joins::of_article(corpus, project, article),
        recurring: Recurring::of(&corpus.articles, corpus.links.events.iter().map(Vec::as_slice)),
    };
    let mut lines = vec![page.page.article.name()];
    let parts = [
        page.parts(),
        page.published(),
        page.happened(),
        page.at_a_glance(),
        page.joins(),
        page.people(),
        page.entities(),
        page.refused(),
        page.mentions(),
        page.unfit(),
        page.alone(),
        page.dropped(),
    ];
    lines.extend(parts.into_iter().flatten().map(|line| format!("  {line}")));
    lines
}

impl Page<'_> {
    fn parts(&self) -> Vec<String> {
        let (article, words) = (&self.page.article, self.words);
        let passage = |pattern: &str, passage: &Passage| self.quoted(pattern, &passage.text, passage.span, &[]);
        let headline = article.headline.as_ref();
        let mut lines =
            vec![headline.map_or_else(|| words.no_headline.clone(), |found| passage(&words.headline, found))];
        lines.extend(article.deck.iter().map(|deck| passage(&words.deck, deck)));
        lines.extend(article.byline.iter().map(|author| passage(&words.byline, author)));
        lines.push(match &article.source {
            Some(source) => fill(&words.source, &[("text", &source.name)]),
            None => words.no_source.clone(),
        });
        lines.extend(self.source.and_then(|source| source.publisher_evidence.as_ref()).map(|step| indented(step)));
        lines.push(fill(&words.language, &[("text", article.language.tag())]));
        lines.push(self.body());
        lines
    }

    fn body(&self) -> String {
        let count = |kind| self.page.article.body.iter().filter(|block| block.kind == kind).count().to_string();
        let values = [
            ("paragraphs", count(BlockKind::Paragraph)),
            ("subheads", count(BlockKind::Subhead)),
            ("quotes", count(BlockKind::Quote)),
            ("items", count(BlockKind::List)),
        ];
        fill(&self.words.body, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    fn published(&self) -> Vec<String> {
        let published = self.source.and_then(|source| source.published.as_ref());
        let mut lines = vec![match published {
            Some(date) => ended(fill(&self.words.published, &[("date", &date.long)])),
            None => self.words.no_published.clone(),
        }];
        for step in self.source.iter().flat_map(|source| &source.dating) {
            let places: String =
                step.evidence.iter().filter_map(|one| one.place).map(|place| self.place(place)).collect();
            lines.push(indented(&format!("{}{places}", step.text)));
        }
        for against in &self.dated.against {
            let text = shortened(&against.text);
            lines.push(indented(&fill(&self.words.against, &[("text", &text), ("path", &against.path)])));
        }
        lines
    }

    fn happened(&self) -> Vec<String> {
        let own = self.source.map(|source| source.event.as_str());
        let chapters = self.edition.chapters.iter();
        let mut events = chapters.flat_map(|chapter| chapter.events.iter().map(move |event| (event, chapter)));
        let Some((event, chapter)) = events.find(|(event, _)| Some(event.id.as_str()) == own) else {
            return Vec::new();
        };
        let mut lines = vec![match &event.when {
            Some(when) => ended(fill(&self.words.happened, &[("date", &when.long)])),
            None => self.words.no_happened.clone(),
        }];
        lines.extend(event.dating.as_ref().map(|dating| indented(dating)));
        let pages = self.pages(event);
        lines.push(fill(&self.words.event, &[("id", &event.id), ("chapter", &chapter.title), ("pages", &pages)]));
        lines
    }

    /// The sentences of the page that stand at a glance, each with its day and how likely a timeline has it.
    fn at_a_glance(&self) -> Vec<String> {
        let number = self.source.map(|source| source.number);
        let own = self.edition.glance.iter().filter(|key| Some(key.quotation.source) == number);
        let line = |key: &KeySentence| {
            let when = key.when.as_ref()?;
            let day = self
                .edition
                .days
                .iter()
                .find(|day| when.earliest.as_deref().is_some_and(|it| it.starts_with(&day.day)))?;
            let percent = day.percent.to_string();
            let place = &key.quotation.place;
            let span = Span { start: place.start, end: place.end };
            let values = [("date", when.long.as_str()), ("percent", &percent)];
            Some(self.quoted(&self.words.glance, &key.quotation.text, span, &values))
        };
        own.filter_map(line).collect()
    }

    fn pages(&self, event: &Event) -> String {
        let sources = self.edition.sources.iter().filter(|source| event.sources.contains(&source.number));
        sources.map(|source| source.path.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The relations to the other pages of its event, and to the most probable page outside it.
    fn joins(&self) -> Vec<String> {
        self.joins.iter().flat_map(|joined| self.join(joined)).collect()
    }

    fn join(&self, joined: &Joined) -> Vec<String> {
        let words = self.words;
        let percent = judged::percent(joined.probability).to_string();
        let pattern = if joined.joined { &words.one_event } else { &words.other_event };
        let mut lines = vec![fill(pattern, &[("path", &joined.page), ("number", &percent)])];
        lines.extend(joined.reasons.iter().take(MOST_REASONS).filter_map(|reason| {
            let ground = words.grounds.get(&super::record::name(&reason.ground))?;
            let text = if reason.worth > 0.0 { &ground.r#for } else { &ground.against };
            Some(indented(&fill(&words.ground, &[("worth", &signed(reason.worth)), ("text", text)])))
        }));
        let clash = joined.clash.as_ref().filter(|_| !joined.joined);
        let clash = clash.and_then(|clash| words.clashes.get(&super::record::name(clash)));
        let is_sure = judged::is_enough(joined.probability);
        lines.extend(clash.map(|text| indented(&fill(&words.clash, &[("text", text)]))));
        let remarks = [
            (&words.decided, joined.decided),
            (&words.undated_pair, joined.undated && !joined.decided),
            (&words.borne_out, joined.joined && !is_sure && !joined.decided),
            (&words.not_borne_out, !joined.joined && is_sure && clash.is_none() && !joined.decided),
        ];
        lines.extend(remarks.into_iter().filter(|(_, remarks)| *remarks).map(|(text, _)| indented(text)));
        lines
    }

    fn people(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let names: Vec<&str> = self.page.people.iter().map(|person| person.name.as_str()).collect();
        if !names.is_empty() {
            lines.push(fill(&self.words.people, &[("names", &names.join(", "))]));
        }
        lines.extend(self.page.people.iter().map(|person| self.accepted(&person.name, &person.rules)));
        lines.extend(self.page.quotes.iter().map(|quote| match quote.speaker.and_then(|speaker| names.get(speaker)) {
            Some(speaker) => self.quoted(&self.words.quote, &quote.text, quote.span, &[("speaker", speaker)]),
            None => self.quoted(&self.words.quote_unknown, &quote.text, quote.span, &[]),
        }));
        lines
    }

    /// The organizations and places, each with the rules that accepted it.
    fn entities(&self) -> Vec<String> {
        let listed = |pattern: &str, all: Vec<(&String, &Rules)>| {
            let names = all.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
            let head = (!all.is_empty()).then(|| fill(pattern, &[("names", &names)]));
            let lines: Vec<String> = all.iter().map(|(name, rules)| self.accepted(name, rules)).collect();
            head.into_iter().chain(lines).collect::<Vec<String>>()
        };
        let organizations = self.page.organizations.iter().map(|one| (&one.name, &one.rules)).collect();
        let places = self.page.places.iter().map(|one| (&one.name, &one.rules)).collect();
        [listed(&self.words.organizations, organizations), listed(&self.words.places, places)].concat()
    }

    /// A name with the rules that accepted it.
    fn accepted(&self, name: &str, rules: &Rules) -> String {
        let rules = rules.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(", ");
        indented(&fill(&self.words.accepted, &[("name", name), ("rules", &rules)]))
    }

    /// The words that a rule refused as the name of a person, an organization or a place.
    fn refused(&self) -> Vec<String> {
        let candidates = refused(self.page);
        let words = self.words;
        [
            (&words.refused_people, &candidates.people),
            (&words.refused_organizations, &candidates.organizations),
            (&words.refused_places, &candidates.places),
        ]
        .into_iter()
        .flat_map(|(pattern, refused)| {
            let listed = refused.iter().map(|Candidate { text, rule }| (text.as_str(), *rule));
            self.bounded(pattern, &listed.collect::<Vec<_>>())
        })
        .collect()
    }

    /// A heading with the number of texts, and the first texts, each with its rule.
    fn bounded(&self, pattern: &str, texts: &[(&str, &str)]) -> Vec<String> {
        if texts.is_empty() {
            return Vec::new();
        }
        let head = fill(pattern, &[("number", &texts.len().to_string())]);
        let lines = texts
            .iter()
            .take(MOST_LISTED)
            .map(|(text, rule)| indented(&fill(&self.words.accepted, &[("name", &shortened(text)), ("rules", rule)])));
        let rest = texts.len().saturating_sub(MOST_LISTED);
        let rest = (rest > 0).then(|| indented(&fill(&self.words.more, &[("number", &rest.to_string())])));
        std::iter::once(head).chain(lines).chain(rest).collect()
    }

    fn mentions(&self) -> Vec<String> {
        let mentions = self.dated.mentions.iter().map(|mention| {
            let date = self.lexicon.dates.long(mention.days);
            indented(&self.quoted(&self.words.mention, &mention.text, mention.span, &[("date", &date)]))
        });
        let mut lines: Vec<String> = mentions.collect();
        if !lines.is_empty() {
            lines.insert(0, self.words.mentions.clone());
        }
        lines
    }

    fn dropped(&self) -> Vec<String> {
        let dropped = &self.page.article.dropped;
        let mut lines = vec![fill(&self.words.dropped, &[("number", &dropped.len().to_string())])];
        lines.extend(dropped.iter().map(|line| {
            let name = super::record::name(&line.reason);
            let reason = self.lexicon.reasons.get(&name).unwrap_or(&name);
            let score = line.score.map(|tenths| format!(", {}", signed(tenths as f32 / 10.0)));
            let phrase =
                line.phrase.map(|phrase| format!(", {} {}: “{}”", phrase.language.tag(), phrase.list(), phrase.words));
            let rule = format!("{}{}{}", line.rule, score.unwrap_or_default(), phrase.unwrap_or_default());
            let values = [("reason", reason.as_str()), ("rule", &rule), ("text", &shortened(&line.text))];
            indented(&fill(&self.words.dropped_line, &values))
        }));
        lines
    }

    /// The rule by which a sentence is not printed.
    fn fault(&self, fitness: &Fitness, sentence: &Sentence) -> Option<&'static str> {
        fitness.fault(sentence).or_else(|| self.recurring.holds(sentence).then_some(RECURRING))
    }

    /// The other sentences of the text that are not printed without those around them, each with the rule that found so.
    fn alone(&self) -> Vec<String> {
        let fitness = Fitness::of(self.page);
        let told = self.page.sentences.iter().filter(|sentence| self.page.tells(sentence));
        let fit = told.filter(|sentence| self.fault(&fitness, sentence).is_none());
        let needing = fit.filter_map(|sentence| Some((sentence.text.as_str(), alone::needs(&fitness, sentence)?)));
        self.bounded(&self.words.alone, &needing.collect::<Vec<_>>())
    }

    /// The sentences that are not printed, each with the rule that found so.
    fn unfit(&self) -> Vec<String> {
        let fitness = Fitness::of(self.page);
        let unfit = self.page.sentences.iter().filter_map(|sentence| {
            let rule = self.fault(&fitness, sentence)?;
            let reason = self.words.unfit_reasons.get(rule).map_or(rule, String::as_str);
            let values = [("reason", reason), ("rule", rule), ("text", &shortened(&sentence.text))];
            Some(indented(&fill(&self.words.unfit_line, &values)))
        });
        let mut lines: Vec<String> = unfit.collect();
        if !lines.is_empty() {
            lines.insert(0, fill(&self.words.unfit, &[("number", &lines.len().to_string())]));
        }
        lines
    }

    /// A pattern filled with words of the capture and their place.
    fn quoted(&self, pattern: &str, text: &str, span: Span, more: &[(&str, &str)]) -> String {
        let (text, place) = (shortened(text), self.place(span));
        let mut values = vec![("text", text.as_str()), ("place", place.as_str())];
        values.extend(more);
        fill(pattern, &values)
    }

    fn place(&self, span: Span) -> String {
        fill(&self.words.place, &[("start", &span.start.to_string()), ("end", &span.end.to_string())])
    }
}

/// A number with its sign and one decimal.
pub(crate) fn signed(number: f32) -> String {
    format!("{number:+.1}").replace('-', "−")
}

pub(crate) fn indented(line: &str) -> String {
    format!("  {line}")
}

/// A sentence with one full stop at its end. A date may end with its own (`2023 р.`).
fn ended(sentence: String) -> String {
    sentence.strip_suffix("..").map_or(sentence.clone(), |sentence| format!("{sentence}."))
}

/// The beginning of a text, on one line.
pub(crate) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
