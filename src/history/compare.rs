//! In: what two editions hold. Out: what is new, updated and withdrawn in the later one.
//!
//! Invariant: each event of the later edition has one change at most, and each of the earlier is withdrawn at most once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::held::{Held, HeldEvent, HeldPage};

/// What is not the same in a later edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// The events of the later edition that are new or updated, by identifier.
    pub events: BTreeMap<String, Change>,
    /// The events of the earlier edition of which no report is left, in its order of days.
    pub withdrawn: Vec<HeldEvent>,
    /// The names of pages that are new, that have another article than before, and that are no longer there.
    pub new_pages: Vec<String>,
    pub changed_pages: Vec<String>,
    pub gone_pages: Vec<String>,
}

/// How an event differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    New,
    Updated(Update),
}

/// What changed of an event that was told before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Update {
    /// What names the texts of its reports that are new, in order.
    pub new: Vec<String>,
    /// What names the texts of its reports that are worded in another way than before, in order.
    pub changed: Vec<String>,
    /// How many of its reports are no longer there.
    pub gone: usize,
    /// As how many events its reports were told before, where that was more than one.
    pub joined: Option<usize>,
    /// Its days before, where they are others now; `None` in it where it had none.
    pub days_before: Option<Option<(NaiveDate, NaiveDate)>>,
}

impl Difference {
    /// Whether nothing that a reader would see has changed.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.withdrawn.is_empty()
    }
}

impl Update {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a later edition holds beside an earlier one.
pub fn compare(before: &Held, now: &Held) -> Difference {
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
                if !update.is_empty() {
                    difference.events.insert(id.clone(), Change::Updated(update));
                }
            }
        }
    }
    let lost = before.events.iter().filter(|(id, _)| !found.contains(id.as_str()));
    difference.withdrawn = lost.map(|(_, event)| event.clone()).collect();
    difference.withdrawn.sort_by(|a, b| (a.earliest, a.latest, &a.headline).cmp(&(b.earliest, b.latest, &b.headline)));
    pages.list(&mut difference);
    difference
}

/// The pages of two editions, each found again in the other.
struct Pages<'a> {
    before: &'a Held,
    now: &'a Held,
    /// The earlier events that a text reports.
    told_before: BTreeMap<&'a str, Vec<&'a str>>,
    /// The texts of the earlier and of the later edition.
    texts_before: BTreeSet<&'a str>,
    texts_now: BTreeSet<&'a str>,
    /// For a text that only the later edition has: the one that its page had before.
    was: BTreeMap<&'a str, &'a str>,
}

impl<'a> Pages<'a> {
    fn new(before: &'a Held, now: &'a Held) -> Self {
        let texts = |held: &'a Held| held.pages.values().filter_map(|page| page.text.as_deref()).collect();
        let mut told_before: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, event) in &before.events {
            event.reports.iter().for_each(|report| told_before.entry(report).or_default().push(id));
        }
        let (texts_before, texts_now): (BTreeSet<&str>, BTreeSet<&str>) = (texts(before), texts(now));
        let mut pages = Self { before, now, told_before, texts_before, texts_now, was: BTreeMap::new() };
        pages.was = pages.reworded();
        pages
    }

    /// The new texts of pages that stood before at the same address or under the same name with a text that is no longer there.
    fn reworded(&self) -> BTreeMap<&'a str, &'a str> {
        let address = |page: &'a HeldPage| page.address.as_deref();
        let by_address: BTreeMap<&str, &HeldPage> =
            self.before.pages.values().filter_map(|page| Some((address(page)?, page))).collect();
        let earlier = |name: &str, page: &'a HeldPage| match address(page) {
            Some(address) => by_address.get(address).copied(),
            None => self.before.pages.get(name).filter(|page| page.address.is_none()),
        };
        let new = |page: &'a HeldPage| page.text.as_deref().filter(|text| !self.texts_before.contains(text));
        let pair = |(name, page): (&'a String, &'a HeldPage)| {
            let text = new(page)?;
            let before = earlier(name, page)?.text.as_deref()?;
            (!self.texts_now.contains(before)).then_some((text, before))
        };
        self.now.pages.iter().filter_map(pair).collect()
    }

    /// The earlier events that have a report of this one, by identifier.
    fn earlier_events(&self, event: &'a HeldEvent) -> Vec<&'a str> {
        let text = |report: &'a String| self.was.get(report.as_str()).copied().unwrap_or(report);
        let events = event.reports.iter().filter_map(|report| self.told_before.get(text(report))).flatten();
        let mut events: Vec<&str> = events.copied().collect();
        events.sort_unstable();
        events.dedup();
        events
    }

    fn update(&self, event: &'a HeldEvent, earlier: &[&str]) -> Update {
        let is_new = |report: &&String| !self.texts_before.contains(report.as_str());
        let (changed, new) = event
            .reports
            .iter()
            .filter(is_new)
            .cloned()
            .partition(|report: &String| self.was.contains_key(report.as_str()));
        let earlier: Vec<&HeldEvent> = earlier.iter().map(|id| &self.before.events[*id]).collect();
        let reworded: BTreeSet<&str> = self.was.values().copied().collect();
        let is_gone =
            |report: &&String| !self.texts_now.contains(report.as_str()) && !reworded.contains(report.as_str());
        let days = |event: &HeldEvent| event.earliest.zip(event.latest);
        let moved = earlier.iter().all(|earlier| days(earlier) != days(event));
        Update {
            new,
            changed,
            gone: earlier.iter().flat_map(|event| &event.reports).filter(is_gone).count(),
            joined: (earlier.len() > 1).then_some(earlier.len()),
            days_before: moved.then(|| days(earlier[0])),
        }
    }

    /// The names of the pages that are new, changed and gone.
    fn list(&self, difference: &mut Difference) {
        for (name, page) in &self.now.pages {
            match page.text.as_deref() {
                Some(text) if self.was.contains_key(text) => difference.changed_pages.push(name.clone()),
                Some(text) if !self.texts_before.contains(text) => difference.new_pages.push(name.clone()),
                None if !self.before.pages.contains_key(name) => difference.new_pages.push(name.clone()),
                _ => {}
            }
        }
        let reworded: BTreeSet<&str> = self.was.values().copied().collect();
        let is_gone = |(name, page): &(&String, &HeldPage)| match page.text.as_deref() {
            Some(text) => !self.texts_now.contains(text) && !reworded.contains(text),
            None => !self.now.pages.contains_key(*name),
        };
        difference.gone_pages = self.before.pages.iter().filter(is_gone).map(|(name, _)| name.clone()).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Events by what names the texts of their reports.
    fn held(events: &[&[&str]]) -> Held {
        let text = |report: &&str| (*report).to_owned();
        let page = |report: &&str| (text(report), HeldPage { text: Some(text(report)), ..HeldPage::default() });
        let event =
            |reports: &&[&str]| HeldEvent { reports: reports.iter().map(text).collect(), ..HeldEvent::default() };
        let numbered = events.iter().enumerate().map(|(number, reports)| (format!("event-{number}"), event(reports)));
        Held { pages: events.iter().flat_map(|reports| reports.iter().map(page)).collect(), events: numbered.collect() }
    }

    #[test]
    fn events_that_were_told_apart_are_not_joined_in_silence() {
        let difference = compare(&held(&[&["a"], &["b"], &["c"]]), &held(&[&["a", "b"], &["c"]]));
        let update = Update { joined: Some(2), ..Update::default() };
        assert_eq!(difference.events, BTreeMap::from([("event-0".to_owned(), Change::Updated(update))]));
        assert!(difference.withdrawn.is_empty());
    }
}
