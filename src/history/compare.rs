//! In: the content of two editions. Out: what is new, updated and withdrawn in the later one.
//!
//! News is what a page says now and did not say before. Known reports that are grouped or dated differently are listed beside the news, and
//! only once, because the next edition is compared with this one.
//!
//! Invariant: each event of the later edition has at most one change, and each event of the earlier one is withdrawn at most once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::held::{Held, HeldEvent, HeldPage};

/// The changes in a later edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The changed events of the later edition, by identifier.
    pub events: BTreeMap<String, Change>,
    /// Those whose known reports are grouped or dated differently, in the later edition's order of days.
    pub retold: Vec<Retold>,
    /// The events of the earlier edition that have no report left, in its order of days.
    pub withdrawn: Vec<HeldEvent>,
    /// The names of new pages.
    pub new_pages: Vec<String>,
    /// The names of pages that have another article than before.
    pub changed_pages: Vec<String>,
    /// The names of pages that are gone.
    pub gone_pages: Vec<String>,
}

/// How an event differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The event is new.
    New,
    /// The event was in the earlier edition.
    Updated(Update),
}

/// The changes of an event that was in the earlier edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Update {
    /// The fingerprints of its new reports, in order.
    pub new: Vec<String>,
    /// The fingerprints of its reports that changed their wording, in order.
    pub changed: Vec<String>,
    /// Number of its reports that are gone.
    pub gone: usize,
    /// The number of earlier events that had its reports, if there were several.
    pub joined: Option<usize>,
    /// Whether reports that were in the same event before are now in other events.
    pub parted: bool,
    /// Its earlier days, if they changed. `Some(None)` if it had no date.
    pub days_before: Option<Option<(NaiveDate, NaiveDate)>>,
}

/// The kinds of change, the most newsworthy first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// None of its reports was in the earlier edition.
    New,
    /// Some of its reports are new, changed their wording, or are gone.
    Updated,
    /// Its reports are known, but grouped differently.
    Relinked,
    /// Its reports are the same, but its date is different.
    Redated,
}

/// An event whose known reports are grouped or dated differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retold {
    /// The identifier of the event.
    pub id: String,
    /// The event in the later edition.
    pub(crate) event: HeldEvent,
    /// The changes.
    pub(crate) update: Update,
}

impl Difference {
    /// Whether nothing has changed that a reader would see.
    pub(crate) fn is_empty(&self) -> bool {
        self.events.is_empty() && self.withdrawn.is_empty()
    }

    /// Whether an event is new or updated.
    pub(crate) fn is_news(&self, id: &str) -> bool {
        self.events.get(id).is_some_and(|change| change.kind().is_news())
    }

    /// Number of events with a change of this kind.
    pub(crate) fn count(&self, kind: Kind) -> usize {
        self.events.values().filter(|change| change.kind() == kind).count()
    }
}

impl Kind {
    /// Whether a page says something that no page said before, or no longer says it.
    pub(crate) fn is_news(self) -> bool {
        matches!(self, Self::New | Self::Updated)
    }
}

impl Change {
    /// The kind of the change.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::New => Kind::New,
            Self::Updated(update) => update.kind(),
        }
    }
}

impl Update {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn kind(&self) -> Kind {
        match self {
            Self { new, changed, gone, .. } if !new.is_empty() || !changed.is_empty() || *gone > 0 => Kind::Updated,
            _ if self.is_relinked() => Kind::Relinked,
            _ => Kind::Redated,
        }
    }

    /// Whether known reports are grouped differently.
    pub(crate) fn is_relinked(&self) -> bool {
        self.joined.is_some() || self.parted
    }

    /// Whether known reports are grouped or dated differently.
    fn is_retold(&self) -> bool {
        self.is_relinked() || self.days_before.is_some()
    }
}

/// Compares a later edition with an earlier one.
pub(crate) fn compare(before: &Held, now: &Held) -> Difference {
    let pages = Pages::new(before, now);
    let mut difference = Difference::default();
    let mut found = BTreeSet::new();
    for (id, event) in &now.events {
        let earlier = pages.earlier_events(event);
        found.extend(earlier.iter().copied());
        match earlier.split_first() {
            None => drop(difference.events.insert(id.clone(), Change::New)),
            Some(_) => {
                let update = pages.update(event, &earlier);
                if update.is_retold() {
                    difference.retold.push(Retold { id: id.clone(), event: event.clone(), update: update.clone() });
                }
                if !update.is_empty() {
                    difference.events.insert(id.clone(), Change::Updated(update));
                }
            }
        }
    }
    let lost = before.events.iter().filter(|(id, _)| !found.contains(id.as_str()));
    difference.withdrawn = lost.map(|(_, event)| event.clone()).collect();
    difference.withdrawn.sort_by(|a, b| (a.earliest, a.latest, &a.headline).cmp(&(b.earliest, b.latest, &b.headline)));
    let days = |event: &HeldEvent| (event.earliest.is_none(), event.earliest, event.latest);
    difference.retold.sort_by(|a, b| (days(&a.event), &a.event.headline).cmp(&(days(&b.event), &b.event.headline)));
    pages.list(&mut difference);
    difference
}

/// The pages of two editions, matched with each other. Texts are fingerprints.
struct Pages<'a> {
    before: &'a Held,
    now: &'a Held,
    /// The earlier events of each report.
    told_before: BTreeMap<&'a str, Vec<&'a str>>,
    /// The texts of the earlier edition, and of the later one.
    texts_before: BTreeSet<&'a str>,
    texts_now: BTreeSet<&'a str>,
    /// For a text that only the later edition has: the earlier text of the same page.
    was: BTreeMap<&'a str, &'a str>,
    /// For a text that only the later edition has: the text that an earlier version of the program read from the same bytes.
    reread: BTreeMap<&'a str, &'a str>,
    /// The texts of the earlier edition that have another wording in the later one.
    replaced: BTreeSet<&'a str>,
    /// The reports of the later edition's events, as their texts in the earlier one.
    told_now: BTreeSet<&'a str>,
}

impl<'a> Pages<'a> {
    fn new(before: &'a Held, now: &'a Held) -> Self {
        let texts = |held: &'a Held| held.pages.values().filter_map(|page| page.text.as_deref()).collect();
        let mut told_before: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, event) in &before.events {
            event.reports.iter().for_each(|report| told_before.entry(report).or_default().push(id));
        }
        let (texts_before, texts_now): (BTreeSet<&str>, BTreeSet<&str>) = (texts(before), texts(now));
        let (was, reread) = (BTreeMap::new(), BTreeMap::new());
        let (replaced, told_now) = (BTreeSet::new(), BTreeSet::new());
        let mut pages = Self { before, now, told_before, texts_before, texts_now, was, reread, replaced, told_now };
        pages.reread = pages.read_again();
        pages.was = pages.reworded();
        pages.replaced = pages.was.values().chain(pages.reread.values()).copied().collect();
        let reports = now.events.values().flat_map(|event| &event.reports);
        pages.told_now = reports.map(|report| pages.earlier_text(report)).collect();
        pages
    }

    /// The new texts of pages whose bytes are the same as before.
    fn read_again(&self) -> BTreeMap<&'a str, &'a str> {
        let known = |page: &'a HeldPage| Some((page.digest.as_deref()?, page.text.as_deref()?));
        let by_digest: BTreeMap<&str, &str> = self.before.pages.values().filter_map(known).collect();
        let pair = |page: &'a HeldPage| {
            let (digest, text) = known(page)?;
            Some((text, *by_digest.get(digest)?)).filter(|_| !self.texts_before.contains(text))
        };
        self.now.pages.values().filter_map(pair).collect()
    }

    /// The earlier edition's text for a text of the later one.
    fn earlier_text(&self, text: &'a str) -> &'a str {
        self.reread.get(text).or_else(|| self.was.get(text)).copied().unwrap_or(text)
    }

    /// Whether the later edition has a text of the earlier one, or its replacement.
    fn is_there(&self, text: &str) -> bool {
        self.texts_now.contains(text) || self.replaced.contains(text)
    }

    /// The new texts of pages that had another text before at the same address or under the same name, if that text is gone.
    fn reworded(&self) -> BTreeMap<&'a str, &'a str> {
        let address = |page: &'a HeldPage| page.address.as_deref();
        let by_address: BTreeMap<&str, &HeldPage> =
            self.before.pages.values().filter_map(|page| Some((address(page)?, page))).collect();
        let earlier = |name: &str, page: &'a HeldPage| match address(page) {
            Some(address) => by_address.get(address).copied(),
            None => self.before.pages.get(name).filter(|page| page.address.is_none()),
        };
        let is_new = |text: &&str| !self.texts_before.contains(text) && !self.reread.contains_key(text);
        let new = |page: &'a HeldPage| page.text.as_deref().filter(is_new);
        let pair = |(name, page): (&'a String, &'a HeldPage)| {
            let text = new(page)?;
            let before = earlier(name, page)?.text.as_deref()?;
            (!self.texts_now.contains(before)).then_some((text, before))
        };
        self.now.pages.iter().filter_map(pair).collect()
    }

    /// The earlier events that share a report with this one, by identifier. If one of them had exactly the same reports, only that one:
    /// other events may print one of its texts as well.
    fn earlier_events(&self, event: &'a HeldEvent) -> Vec<&'a str> {
        let reports: BTreeSet<&str> = event.reports.iter().map(|report| self.earlier_text(report)).collect();
        let mut events: Vec<&str> =
            reports.iter().filter_map(|text| self.told_before.get(text)).flatten().copied().collect();
        events.sort_unstable();
        events.dedup();
        let is_same =
            |id: &&&str| self.before.events.get(**id).is_some_and(|event| event.reports.iter().eq(reports.iter()));
        events.iter().find(is_same).map(|&id| vec![id]).unwrap_or(events)
    }

    fn update(&self, event: &'a HeldEvent, earlier: &[&str]) -> Update {
        let is_new = |report: &&String| {
            !self.texts_before.contains(report.as_str()) && !self.reread.contains_key(report.as_str())
        };
        let (changed, new) = event
            .reports
            .iter()
            .filter(is_new)
            .cloned()
            .partition(|report: &String| self.was.contains_key(report.as_str()));
        let earlier: Vec<&HeldEvent> = earlier.iter().filter_map(|id| self.before.events.get(*id)).collect();
        let reports = || earlier.iter().flat_map(|event| &event.reports).map(String::as_str);
        let own: BTreeSet<&str> = event.reports.iter().map(|report| self.earlier_text(report)).collect();
        let days = |event: &HeldEvent| event.earliest.zip(event.latest);
        let moved = earlier.iter().all(|earlier| days(earlier) != days(event));
        Update {
            new,
            changed,
            gone: reports().filter(|text| !self.is_there(text)).count(),
            joined: (earlier.len() > 1).then_some(earlier.len()),
            parted: reports().any(|text| !own.contains(text) && self.told_now.contains(text)),
            days_before: earlier.first().filter(|_| moved).map(|earlier| days(earlier)),
        }
    }

    /// Lists the names of the pages that are new, changed and gone.
    fn list(&self, difference: &mut Difference) {
        for (name, page) in &self.now.pages {
            match page.text.as_deref() {
                Some(text) if self.was.contains_key(text) => difference.changed_pages.push(name.clone()),
                Some(text) if self.reread.contains_key(text) => {}
                Some(text) if !self.texts_before.contains(text) => difference.new_pages.push(name.clone()),
                None if !self.before.pages.contains_key(name) => difference.new_pages.push(name.clone()),
                _ => {}
            }
        }
        let is_gone = |(name, page): &(&String, &HeldPage)| match page.text.as_deref() {
            Some(text) => !self.is_there(text),
            None => !self.now.pages.contains_key(*name),
        };
        difference.gone_pages = self.before.pages.iter().filter(is_gone).map(|(name, _)| name.clone()).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Events by the fingerprints of their reports.
    fn held(events: &[&[&str]]) -> Held {
        let text = |report: &&str| (*report).to_owned();
        let page = |report: &&str| (text(report), HeldPage { text: Some(text(report)), ..HeldPage::default() });
        let event =
            |reports: &&[&str]| HeldEvent { reports: reports.iter().map(text).collect(), ..HeldEvent::default() };
        let numbered = events.iter().enumerate().map(|(number, reports)| (format!("event-{number}"), event(reports)));
        Held { pages: events.iter().flat_map(|reports| reports.iter().map(page)).collect(), events: numbered.collect() }
    }

    fn kinds(difference: &Difference) -> Vec<(&str, Kind)> {
        difference.events.iter().map(|(id, change)| (id.as_str(), change.kind())).collect()
    }

    #[test]
    fn separate_events_are_not_joined_silently() {
        let difference = compare(&held(&[&["a"], &["b"], &["c"]]), &held(&[&["a", "b"], &["c"]]));
        let update = Update { joined: Some(2), ..Update::default() };
        assert_eq!(difference.events, BTreeMap::from([("event-0".to_owned(), Change::Updated(update))]));
        assert_eq!(kinds(&difference), [("event-0", Kind::Relinked)]);
        assert!(difference.withdrawn.is_empty());
    }

    #[test]
    fn joined_events_are_not_separated_silently() {
        let (before, now) = (held(&[&["a", "b"], &["c"]]), held(&[&["a"], &["b", "d"], &["c"]]));
        let difference = compare(&before, &now);
        assert_eq!(kinds(&difference), [("event-0", Kind::Relinked), ("event-1", Kind::Updated)]);
        let retold: Vec<&str> = difference.retold.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(retold, ["event-0", "event-1"]);
        assert_eq!(compare(&now, &now), Difference::default(), "it is told once");
    }

    #[test]
    fn new_reports_of_one_event_are_no_relinking() {
        let difference = compare(&held(&[&["a"], &["c"]]), &held(&[&["a", "b"], &["c"], &["d"]]));
        assert_eq!(kinds(&difference), [("event-0", Kind::Updated), ("event-2", Kind::New)]);
        assert!(difference.retold.is_empty());
        let difference = compare(&held(&[&["a", "b"], &["c"]]), &held(&[&["a"], &["c"]]));
        assert_eq!(kinds(&difference), [("event-0", Kind::Updated)], "a report that is gone is not parted");
    }

    #[test]
    fn one_text_in_two_events_joins_them_not() {
        let twice = held(&[&["a", "wire"], &["b", "wire"]]);
        assert_eq!(compare(&twice, &twice), Difference::default());
    }

    #[test]
    fn another_day_alone_is_no_news() {
        let before = held(&[&["a"]]);
        let mut now = before.clone();
        let day = NaiveDate::from_ymd_opt(2025, 3, 4);
        now.events.values_mut().for_each(|event| (event.earliest, event.latest) = (day, day));
        let difference = compare(&before, &now);
        assert_eq!(kinds(&difference), [("event-0", Kind::Redated)]);
        assert_eq!((difference.is_news("event-0"), difference.retold.len()), (false, 1));
    }

    #[test]
    fn other_words_read_from_the_same_bytes_are_no_news() {
        let with = |text: &str, digest: &str| {
            let mut held = held(&[&[text]]);
            held.pages.values_mut().for_each(|page| page.digest = Some(digest.to_owned()));
            held.pages = held.pages.into_values().map(|page| ("a.txt".to_owned(), page)).collect();
            held
        };
        assert_eq!(compare(&with("a", "1"), &with("b", "1")), Difference::default());
        assert_eq!(kinds(&compare(&with("a", "1"), &with("b", "2"))), [("event-0", Kind::Updated)]);
    }
}
