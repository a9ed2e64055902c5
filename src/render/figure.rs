//! In: the timeline of an edition. Out: its figure for pages that flow: rectangles, lines and labels, to scale.
//!
//! It shows what the briefing's figure shows, without headlines: a page of any width has no room for them. Numbers stand above the key
//! events, and the list below the figure has the same numbers.
//!
//! Invariant: follows from the timeline, the days of events and their order alone. A key event is drawn and numbered exactly once.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::shapes::{Bar, CHARACTER, GAP, Label, SIDE, Shape, WIDTH, bar, fitting, label, number_text};
use crate::edition::Edition;

/// The room for the titles of lanes.
const TITLES: f64 = 84.0;
/// The room between two parts of a broken axis.
const BREAK: f64 = 14.0;
/// The heights of lanes: with marks alone, at most with bars, at most if it is the only one.
const LANE: f64 = 26.0;
const HIGH_LANE: f64 = 46.0;
const ONLY_LANE: f64 = 110.0;
/// What lies below the line of a lane.
const FOOT: f64 = 10.0;
/// The height of one event in a bar, at most.
const EVENT: f64 = 8.0;
/// The height of the axis with its labels, and of a row of numbers.
const AXIS: f64 = 26.0;
const ROW: f64 = 16.0;
/// The radius of a mark with one report, and by how much more reports widen it at most.
const MARK: f64 = 4.5;
const WIDER: f64 = 3.0;
/// The farthest day from the start of the axis that is drawn: ten thousand years, which no day of an edition is away.
const FARTHEST: i64 = 3_652_500;
/// How far a ring or a stroke reaches beyond the largest mark.
const RING: f64 = 2.0;
/// Maximum number of lanes. If there are more, all are drawn as one. Set by hand.
const MOST_LANES: usize = 12;

/// A figure as shapes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figure {
    /// The part of the plane that it takes: `0 0 720 140`.
    pub view: String,
    /// The numbers of events over time, and events that fit no bar.
    pub bars: Vec<Bar>,
    pub spans: Vec<Bar>,
    /// Key events with an exact and stated date, and the others.
    pub filled: Vec<Bar>,
    pub hollow: Vec<Bar>,
    /// Rings around events that the editor calls disputed.
    #[serde(default)]
    pub rings: Vec<Bar>,
    /// Strokes through events that the editor calls denied, as the data of a path.
    #[serde(default)]
    pub strokes: String,
    /// Lines of lanes and of the axis, lines from numbers to key events, and diamonds of mentioned events, each as the data of a path.
    pub lines: String,
    pub leaders: String,
    pub mentions: String,
    /// The numbers of key events, around their middle.
    pub numbers: Vec<Label>,
    /// The labels of the axis, from their left end.
    pub ticks: Vec<Label>,
    /// The titles of lanes: the number of a chapter each.
    pub lanes: Vec<Label>,
    /// The title of the lane of mentioned events: it has no text of its own.
    pub mentioned: Option<Label>,
}

/// What of an edition the figure shows.
#[derive(Debug, Deserialize)]
struct Drawn {
    timeline: Option<Timeline>,
    chapters: Vec<Chapter>,
}

#[derive(Debug, Deserialize)]
struct Timeline {
    lanes: Vec<Lane>,
    joined: bool,
    density: Density,
    scale: Option<String>,
    stretches: Vec<Stretch>,
    ticks: Vec<Tick>,
}

#[derive(Debug, Deserialize)]
struct Lane {
    chapter: String,
    marks: Vec<Mark>,
    density: Density,
    mentions: Vec<Mention>,
}

#[derive(Debug, Default, Deserialize)]
struct Density {
    bins: Vec<Span>,
    spans: Vec<Span>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct Span {
    from: i64,
    until: i64,
    events: usize,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct Stretch {
    from: i64,
    until: i64,
}

#[derive(Debug, Deserialize)]
struct Tick {
    day: i64,
    label: String,
    major: bool,
}

#[derive(Debug, Deserialize)]
struct Mark {
    event: String,
    key: bool,
    first: i64,
    last: i64,
    precision: String,
    reports: usize,
}

#[derive(Debug, Deserialize)]
struct Mention {
    first: i64,
    last: i64,
}

#[derive(Debug, Deserialize)]
struct Chapter {
    id: String,
    events: Vec<Event>,
}

#[derive(Debug, Deserialize)]
struct Event {
    id: String,
    when: Option<When>,
    status: Option<Status>,
}

#[derive(Debug, Deserialize)]
struct Status {
    kind: String,
}

#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct When {
    earliest: Option<String>,
    latest: Option<String>,
    how: String,
}

impl Timeline {
    /// Every day that the figure is drawn from.
    fn days(&self) -> impl Iterator<Item = i64> {
        let spans = |density: &Density| -> Vec<Span> { density.bins.iter().chain(&density.spans).copied().collect() };
        let own = self.lanes.iter().flat_map(move |lane| {
            let marks = lane.marks.iter().flat_map(|mark| [mark.first, mark.last]);
            let mentions = lane.mentions.iter().flat_map(|mention| [mention.first, mention.last]);
            let spans = spans(&lane.density).into_iter().flat_map(|span| [span.from, span.until]);
            marks.chain(mentions).chain(spans).collect::<Vec<_>>()
        });
        let spans = self.density.bins.iter().chain(&self.density.spans).flat_map(|span| [span.from, span.until]);
        let stretches = self.stretches.iter().flat_map(|part| [part.from, part.until]);
        own.chain(spans).chain(stretches).chain(self.ticks.iter().map(|tick| tick.day))
    }
}

impl Figure {
    /// The figure of an edition. `None` if no event has a date.
    pub(crate) fn of(edition: &Edition) -> Option<Self> {
        let chapters: Vec<Value> = edition
            .chapters
            .iter()
            .map(|chapter| {
                let event = |event: &crate::edition::Event| serde_json::json!({ "id": event.id, "when": event.when, "status": event.status });
                let events: Vec<Value> = chapter.events.iter().map(event).collect();
                serde_json::json!({ "id": chapter.id, "events": events })
            })
            .collect();
        Self::of_data(&serde_json::json!({ "timeline": edition.timeline, "chapters": chapters }))
    }

    /// The figure of an edition as JSON. `None` if no event has a date, or if it is not an edition.
    pub(crate) fn of_data(data: &Value) -> Option<Self> {
        let drawn = Drawn {
            timeline: Option::deserialize(data.get("timeline")?).ok()?,
            chapters: Vec::deserialize(data.get("chapters")?).ok()?,
        };
        let timeline = drawn.timeline.as_ref()?;
        let has_length = timeline.stretches.iter().all(|part| part.from < part.until);
        let mut days = timeline.days();
        (days.all(|day| (-FARTHEST..=FARTHEST).contains(&day))
            && has_length
            && !timeline.stretches.is_empty()
            && !timeline.lanes.is_empty())
        .then(|| draw(&drawn, timeline))
    }

    /// Each shape, as the template writes it.
    pub(crate) fn shapes(&self) -> Vec<Shape<'_>> {
        let bars = [
            ("bars", &self.bars),
            ("spans", &self.spans),
            ("filled", &self.filled),
            ("hollow", &self.hollow),
            ("rings", &self.rings),
        ];
        let labels = [("numbers", &self.numbers), ("labels", &self.ticks), ("labels", &self.lanes)];
        let paths = [
            ("lines", &self.lines),
            ("leaders", &self.leaders),
            ("mentions", &self.mentions),
            ("strokes", &self.strokes),
        ];
        let bars = bars.into_iter().flat_map(|(kind, bars)| bars.iter().map(move |bar| Shape::bar(kind, bar)));
        let labels =
            labels.into_iter().flat_map(|(kind, labels)| labels.iter().map(move |label| Shape::label(kind, label)));
        let paths = paths.into_iter().map(|(kind, path)| Shape::path(kind, path));
        let view = Shape::view(&self.view);
        bars.chain(labels)
            .chain(self.mentioned.iter().map(|label| Shape::label("labels", label)))
            .chain(paths)
            .chain([view])
            .collect()
    }
}

/// The axis: its parts one behind the other, with a break between two.
struct Scale<'a> {
    parts: &'a [Stretch],
    begins: Vec<f64>,
    day: f64,
}

impl<'a> Scale<'a> {
    fn new(parts: &'a [Stretch], left: f64, span: f64) -> Self {
        let days: i64 = parts.iter().map(|part| part.until - part.from).sum();
        let day = (span - BREAK * (parts.len() - 1) as f64).max(1.0) / days.max(1) as f64;
        let mut at = left;
        let begins = parts.iter().map(|part| {
            let begin = at;
            at += (part.until - part.from) as f64 * day + BREAK;
            begin
        });
        Self { parts, begins: begins.collect(), day }
    }

    /// The place of the beginning of a day.
    fn begin(&self, day: i64) -> f64 {
        let part = self.parts.partition_point(|part| part.from <= day).saturating_sub(1);
        let days = (day - self.parts[part].from).clamp(0, self.parts[part].until - self.parts[part].from);
        self.begins[part] + days as f64 * self.day
    }

    /// The place of the middle of a day.
    fn middle(&self, day: i64) -> f64 {
        self.begin(day) + self.day / 2.0
    }

    /// The ends of the parts.
    fn ends(&self) -> impl Iterator<Item = (f64, f64)> {
        let lengths = self.parts.iter().map(|part| (part.until - part.from) as f64 * self.day);
        self.begins.iter().zip(lengths).map(|(begin, length)| (*begin, begin + length))
    }
}

/// A lane as it is drawn.
struct Row<'a> {
    number: Option<usize>,
    marks: Vec<&'a Mark>,
    density: &'a Density,
}

fn draw(drawn: &Drawn, timeline: &Timeline) -> Figure {
    let rows = rows(drawn, timeline);
    let left = if rows.len() > 1 { TITLES } else { SIDE };
    let scale = Scale::new(&timeline.stretches, left, WIDTH - left - SIDE);
    let mut figure = Figure::default();
    let above = number(&mut figure, drawn, &rows, &scale);
    let height = lane_height(timeline, &rows);
    let line_of = |index: usize| above + height * (index + 1) as f64 - FOOT;
    let highest = rows.iter().flat_map(|row| &row.density.bins).map(|bin| bin.events).max().unwrap_or(1).max(1);
    let one = EVENT.min((height - FOOT - 4.0) / highest as f64);
    for (index, row) in rows.iter().enumerate() {
        let line = line_of(index);
        if timeline.scale.is_some() {
            bars(&mut figure, row.density, &scale, line, one);
        }
        rule(&mut figure.lines, &scale, line);
        marks(&mut figure, drawn, row, &scale, line);
        if let Some(number) = row.number {
            figure.lanes.push(label(SIDE, line, number.to_string()));
        }
    }
    lead(&mut figure, drawn, &rows, &scale, (above, &line_of));
    let mut end = above + height * rows.len() as f64;
    let mentions: Vec<&Mention> = timeline.lanes.iter().flat_map(|lane| &lane.mentions).collect();
    if !mentions.is_empty() {
        let line = end + LANE - FOOT;
        rule(&mut figure.lines, &scale, line);
        mentions.iter().for_each(|mention| diamond(&mut figure.mentions, &scale, mention, line));
        if rows.len() > 1 {
            figure.mentioned = Some(label(SIDE, line, String::new()));
        }
        end += LANE;
    }
    axis(&mut figure, &timeline.ticks, &scale, end);
    figure.view = format!("0 0 {WIDTH:.0} {:.0}", (end + AXIS).ceil());
    figure
}

/// The lanes: one for each chapter, or one for all.
fn rows<'a>(drawn: &'a Drawn, timeline: &'a Timeline) -> Vec<Row<'a>> {
    let lanes: Vec<&Lane> = timeline.lanes.iter().filter(|lane| !lane.marks.is_empty()).collect();
    if timeline.joined || lanes.len() < 2 || lanes.len() > MOST_LANES {
        let marks = timeline.lanes.iter().flat_map(|lane| &lane.marks).collect();
        return vec![Row { number: None, marks, density: &timeline.density }];
    }
    let number = |id: &str| drawn.chapters.iter().position(|chapter| chapter.id == id).map(|at| at + 1);
    lanes
        .into_iter()
        .map(|lane| Row { number: number(&lane.chapter), marks: lane.marks.iter().collect(), density: &lane.density })
        .collect()
}

fn lane_height(timeline: &Timeline, rows: &[Row]) -> f64 {
    let highest = rows.iter().flat_map(|row| &row.density.bins).map(|bin| bin.events).max().unwrap_or(1);
    let most = if rows.len() == 1 { ONLY_LANE } else { HIGH_LANE };
    match timeline.scale {
        Some(_) => (FOOT + 8.0 + EVENT * highest as f64).clamp(LANE, most),
        None => LANE,
    }
}

/// The key events in the order of the list below the figure, each with its number from 1.
fn numbers(drawn: &Drawn, rows: &[Row]) -> BTreeMap<String, usize> {
    let marks = || rows.iter().flat_map(|row| &row.marks);
    let key: BTreeSet<&str> = marks().filter(|mark| mark.key).map(|mark| mark.event.as_str()).collect();
    let events = drawn.chapters.iter().flat_map(|chapter| &chapter.events).filter(|event| key.contains(&*event.id));
    let mut order: Vec<&Event> = events.collect();
    order.sort_by_key(|event| (event.when.as_ref().map(|when| (&when.earliest, &when.latest)), &event.id));
    order.into_iter().zip(1..).map(|(event, number)| (event.id.clone(), number)).collect()
}

/// Puts the numbers above the lanes, in as many rows as they need. Returns the height of the rows.
fn number(figure: &mut Figure, drawn: &Drawn, rows: &[Row], scale: &Scale) -> f64 {
    let numbers = numbers(drawn, rows);
    let mut places: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for mark in rows.iter().flat_map(|row| &row.marks).filter(|mark| mark.key) {
        places.entry(mark.first).or_default().extend(numbers.get(&mark.event));
    }
    let mut taken: Vec<f64> = Vec::new();
    let mut placed = Vec::new();
    for (day, mut numbers) in places {
        numbers.sort_unstable();
        let text = numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        let (middle, half) = (scale.middle(day), text.len() as f64 * CHARACTER / 2.0);
        let row = taken.iter().position(|end| *end + GAP <= middle - half).unwrap_or(taken.len());
        if row == taken.len() {
            taken.push(0.0);
        }
        taken[row] = middle + half;
        placed.push((middle, row, text));
    }
    for (middle, row, text) in placed {
        let half = text.len() as f64 * CHARACTER / 2.0;
        let middle = middle.clamp(half, (WIDTH - half).max(half));
        figure.numbers.push(label(middle, ROW * (row + 1) as f64 - 4.0, text));
    }
    ROW * taken.len() as f64 + 4.0
}

/// Lines from the numbers to the lowest of the marks that they name.
fn lead(
    figure: &mut Figure,
    drawn: &Drawn,
    rows: &[Row],
    scale: &Scale,
    (above, line_of): (f64, &dyn Fn(usize) -> f64),
) {
    let known = numbers(drawn, rows);
    let mut lowest: BTreeMap<i64, f64> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        for mark in row.marks.iter().filter(|mark| mark.key && known.contains_key(&mark.event)) {
            lowest.insert(mark.first, line_of(index));
        }
    }
    for ((day, line), label) in lowest.iter().zip(&figure.numbers) {
        let start: f64 = label.y.parse().unwrap_or(above);
        figure.leaders.push_str(&format!(
            "M{0} {1}V{2}",
            number_text(scale.middle(*day)),
            number_text(start + 3.0),
            number_text(*line)
        ));
    }
}

/// The bars of a lane from its line up, and strips below it for events that fit no bar.
fn bars(figure: &mut Figure, density: &Density, scale: &Scale, line: f64, one: f64) {
    for span in &density.spans {
        let (from, width) = extent(scale, span);
        figure.spans.push(bar(from, line + 3.0, width, 3.5, 0.0));
    }
    for bin in &density.bins {
        let (from, width) = extent(scale, bin);
        let tall = (one * bin.events as f64).max(2.0);
        figure.bars.push(bar(from, line - tall, (width - 0.8).max(0.8), tall, 0.0));
    }
}

fn extent(scale: &Scale, span: &Span) -> (f64, f64) {
    let from = scale.begin(span.from);
    (from, (scale.begin(span.until - 1) + scale.day - from).max(1.2))
}

/// The key events of a lane, the longest first, so that none hides another. Those of one place are one mark.
fn marks(figure: &mut Figure, drawn: &Drawn, row: &Row, scale: &Scale, line: f64) {
    let hows: BTreeMap<&str, &str> = drawn
        .chapters
        .iter()
        .flat_map(|chapter| &chapter.events)
        .filter_map(|event| Some((event.id.as_str(), event.when.as_ref()?.how.as_str())))
        .collect();
    let is_hollow = |mark: &Mark| {
        let is_stated = ["minute", "day", "range"].contains(&mark.precision.as_str());
        !is_stated || hows.get(mark.event.as_str()) == Some(&"resolved")
    };
    let mut places: BTreeMap<(i64, i64, bool), usize> = BTreeMap::new();
    for mark in row.marks.iter().filter(|mark| mark.key) {
        *places.entry((mark.first - mark.last, mark.first, is_hollow(mark))).or_default() += mark.reports;
    }
    for ((shorter, first, hollow), reports) in places {
        let radius = MARK + WIDER.min(0.6 * reports.saturating_sub(1) as f64);
        let (from, to) = (scale.middle(first), scale.middle(first - shorter));
        let drawn = bar(from - radius, line - radius, to - from + 2.0 * radius, 2.0 * radius, radius);
        if hollow { figure.hollow.push(drawn) } else { figure.filled.push(drawn) }
    }
    judged(figure, drawn, row, scale, line);
}

/// The editor's judgement of events: a ring around what is disputed, a stroke through what is denied.
fn judged(figure: &mut Figure, drawn: &Drawn, row: &Row, scale: &Scale, line: f64) {
    let events = drawn.chapters.iter().flat_map(|chapter| &chapter.events);
    let judged: BTreeMap<&str, &str> =
        events.filter_map(|event| Some((event.id.as_str(), event.status.as_ref()?.kind.as_str()))).collect();
    let reach = MARK + WIDER + RING;
    for mark in &row.marks {
        let middle = (scale.middle(mark.first) + scale.middle(mark.last)) / 2.0;
        match judged.get(mark.event.as_str()) {
            Some(&"disputed") => {
                figure.rings.push(bar(middle - reach, line - reach, 2.0 * reach, 2.0 * reach, reach));
            }
            Some(&"denied") => {
                let (left, right) = (number_text(middle - reach), number_text(middle + reach));
                let (low, high) = (number_text(line + reach), number_text(line - reach));
                figure.strokes.push_str(&format!("M{left} {low}L{right} {high}"));
            }
            _ => {}
        }
    }
}

fn diamond(path: &mut String, scale: &Scale, mention: &Mention, line: f64) {
    let middle = (scale.middle(mention.first) + scale.middle(mention.last)) / 2.0;
    let [left, right, top, bottom] = [middle - 5.0, middle + 5.0, line - 5.0, line + 5.0].map(number_text);
    let (middle, line) = (number_text(middle), number_text(line));
    path.push_str(&format!("M{left} {line}L{middle} {top}L{right} {line}L{middle} {bottom}Z"));
}

/// A line over the whole axis: it stops between two strokes where empty months are left out.
fn rule(path: &mut String, scale: &Scale, y: f64) {
    let parts: Vec<(f64, f64)> = scale.ends().collect();
    for (begin, end) in &parts {
        path.push_str(&format!("M{} {}H{}", number_text(*begin), number_text(y), number_text(*end)));
    }
    for pair in parts.windows(2) {
        let middle = f64::midpoint(pair[0].1, pair[1].0);
        for offset in [-3.0, 3.0] {
            let from = (number_text(middle + offset - 2.5), number_text(y + 5.0));
            let to = (number_text(middle + offset + 2.5), number_text(y - 5.0));
            path.push_str(&format!("M{} {}L{} {}", from.0, from.1, to.0, to.1));
        }
    }
}

/// The axis with its labels: years first, then as many others as fit.
fn axis(figure: &mut Figure, ticks: &[Tick], scale: &Scale, y: f64) {
    rule(&mut figure.lines, scale, y);
    let placed = fitting(ticks.iter().map(|tick| (scale.begin(tick.day), tick.label.as_str(), tick.major)));
    for (start, text) in placed {
        figure.lines.push_str(&format!("M{} {}v5", number_text(start), number_text(y)));
        figure.ticks.push(label(start, y + 20.0, text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn data(joined: bool) -> Value {
        let mark = |event: &str, key: bool, first: i64, last: i64| json!({ "event": event, "key": key, "first": first, "last": last, "precision": "day", "reports": 1 });
        let lane = |chapter: &str, marks: Value| {
            let density = json!({ "bins": [{ "from": 0, "until": 1, "events": 3 }], "spans": [] });
            json!({ "chapter": chapter, "marks": marks, "density": density, "mentions": [{ "first": 5, "last": 5 }] })
        };
        let event = |id: &str, day: &str, how: &str| json!({ "id": id, "when": { "earliest": day, "latest": day, "how": how } });
        json!({
            "timeline": {
                "lanes": [
                    lane("chapter-1", json!([mark("a", true, 0, 0), mark("b", false, 4, 4)])),
                    lane("chapter-2", json!([mark("c", true, 300, 302), mark("d", true, 0, 0)])),
                ],
                "joined": joined,
                "density": { "bins": [{ "from": 0, "until": 1, "events": 3 }], "spans": [] },
                "scale": "bars",
                "stretches": [{ "from": 0, "until": 31 }, { "from": 290, "until": 310 }],
                "ticks": [{ "day": 0, "label": "2024", "major": true }, { "day": 1, "label": "2 Jan", "major": false }],
            },
            "chapters": [
                { "id": "chapter-1", "events": [event("a", "2024-01-01", "stated"), event("b", "2024-01-05", "stated")] },
                { "id": "chapter-2", "events": [event("c", "2024-10-27", "resolved"), event("d", "2024-01-01", "stated")] },
            ],
        })
    }

    #[test]
    fn a_key_event_is_numbered_and_drawn_once() {
        let figure = Figure::of_data(&data(false)).unwrap();
        let numbers: Vec<&str> = figure.numbers.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(numbers, ["1, 2", "3"], "two of one day share a label");
        assert_eq!((figure.filled.len(), figure.hollow.len()), (2, 1), "an inferred date is hollow");
        assert_eq!(figure.lanes.iter().map(|lane| &*lane.text).collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(figure.ticks.len(), 1, "a label that would touch another is left out");
        assert!(figure.mentioned.is_some() && figure.mentions.matches('M').count() == 2);
        let joined = Figure::of_data(&data(true)).unwrap();
        assert!(joined.lanes.is_empty() && joined.bars.len() == 1 && joined.mentioned.is_none());
    }

    #[test]
    fn what_the_editor_doubts_is_drawn_even_if_it_is_no_key_event() {
        let mut data = data(false);
        assert!(Figure::of_data(&data).is_some_and(|figure| figure.rings.is_empty() && figure.strokes.is_empty()));
        data["chapters"][0]["events"][1]["status"] = json!({ "kind": "disputed", "label": "?" });
        data["chapters"][1]["events"][0]["status"] = json!({ "kind": "denied", "label": "no" });
        data["chapters"][1]["events"][1]["status"] = json!({ "kind": "confirmed", "label": "yes" });
        let figure = Figure::of_data(&data).unwrap();
        assert_eq!((figure.rings.len(), figure.strokes.matches('M').count()), (1, 1));
    }

    #[test]
    fn later_is_farther_to_the_right_and_within_the_figure() {
        let figure = Figure::of_data(&data(false)).unwrap();
        let places = |bars: &[Bar]| bars.iter().map(|bar| bar.x.parse::<f64>().unwrap()).collect::<Vec<_>>();
        assert!(places(&figure.filled)[0] < places(&figure.hollow)[0]);
        let end = figure.hollow[0].x.parse::<f64>().unwrap() + figure.hollow[0].width.parse::<f64>().unwrap();
        assert!(end < WIDTH, "{end}");
    }

    #[test]
    fn without_a_timeline_there_is_no_figure() {
        assert_eq!(Figure::of_data(&json!({ "timeline": null, "chapters": [] })), None);
        assert_eq!(Figure::of_data(&json!({ "chapters": 3 })), None);
        let mut empty = data(true);
        empty["timeline"]["stretches"] = json!([{ "from": 3, "until": 3 }]);
        assert_eq!(Figure::of_data(&empty), None, "an axis without length");
        empty["timeline"]["stretches"] = json!([{ "from": i64::MIN, "until": i64::MAX }]);
        assert_eq!(Figure::of_data(&empty), None, "an axis without an end");
    }
}
