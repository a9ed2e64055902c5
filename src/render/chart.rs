//! In: the coverage of an edition. Out: its chart for pages that flow: publishers, circles and labels, to scale.
//!
//! It shows what the briefing's chart shows: a row for each publisher, and in it a circle for each stretch of time whose area is the number
//! of pages. The table below the chart has the same rows and says every number.
//!
//! Invariant: follows from the coverage alone. Every stretch with pages has one circle.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::shapes::{Bar, CHARACTER, Label, SIDE, Shape, WIDTH, bar, fitting, label, number_text};
use crate::edition::Edition;

/// The fewest publishers that are drawn, as in the briefing. Fewer are told by the table alone.
const FEWEST: usize = 3;
/// The heights of a row, and of the axis with its labels.
const ROW: f64 = 38.0;
const AXIS: f64 = 26.0;
/// The place of a row's name, and of its line, below the row's beginning.
const NAME: f64 = 14.0;
const LINE: f64 = 27.0;
/// The room for the number of a publisher's pages, before its name.
const TOTAL: f64 = 32.0;
/// The largest and the smallest radius of a circle. The largest leaves the names free.
const LARGEST: f64 = 8.0;
const SMALLEST: f64 = 2.0;
/// Maximum numbers of rows and stretches of time that are drawn. No edition comes near them; a forged one might.
const MOST_ROWS: usize = 100;
const MOST_BINS: usize = 1000;

/// A chart as shapes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Chart {
    /// The part of the plane that it takes: `0 0 480 144`.
    pub view: String,
    /// The circles, as squares with round corners.
    pub circles: Vec<Bar>,
    /// The line of each row as the data of a path, and the axis.
    pub lines: String,
    pub axis: String,
    /// The names of the publishers, from their left end, and the numbers of their pages, to their right end.
    pub names: Vec<Label>,
    pub totals: Vec<Label>,
    /// The labels of the axis, from their left end.
    pub ticks: Vec<Label>,
}

/// What of the coverage is drawn.
#[derive(Debug, Deserialize)]
struct Drawn {
    bins: Vec<Bin>,
    rows: Vec<Row>,
}

#[derive(Debug, Deserialize)]
struct Bin {
    label: String,
    major: bool,
}

#[derive(Debug, Deserialize)]
struct Row {
    name: String,
    pages: Vec<u32>,
    undated: u32,
}

impl Row {
    fn total(&self) -> u64 {
        self.pages.iter().map(|pages| u64::from(*pages)).sum::<u64>() + u64::from(self.undated)
    }
}

impl Chart {
    /// The chart of an edition. `None` if it has too few publishers.
    pub(crate) fn of(edition: &Edition) -> Option<Self> {
        Self::of_data(&serde_json::json!({ "coverage": edition.coverage }))
    }

    /// The chart of an edition as JSON. `None` if it has too few publishers, or if it is not an edition.
    pub(crate) fn of_data(data: &Value) -> Option<Self> {
        let drawn: Drawn = Option::deserialize(data.get("coverage")?).ok()??;
        let (rows, bins) = (drawn.rows.len(), drawn.bins.len());
        let is_whole = drawn.rows.iter().all(|row| row.pages.len() == bins);
        (is_whole && (FEWEST..=MOST_ROWS).contains(&rows) && (1..=MOST_BINS).contains(&bins)).then(|| draw(&drawn))
    }

    /// Each shape, as the template writes it.
    pub(crate) fn shapes(&self) -> Vec<Shape<'_>> {
        let labels = [("labels", &self.names), ("totals", &self.totals), ("labels", &self.ticks)];
        let labels =
            labels.into_iter().flat_map(|(kind, labels)| labels.iter().map(move |label| Shape::label(kind, label)));
        let circles = self.circles.iter().map(|circle| Shape::bar("filled", circle));
        let paths = [Shape::path("leaders", &self.lines), Shape::path("lines", &self.axis), Shape::view(&self.view)];
        circles.chain(labels).chain(paths).collect()
    }
}

fn draw(drawn: &Drawn) -> Chart {
    let mut chart = Chart::default();
    let cell = (WIDTH - 2.0 * SIDE) / drawn.bins.len() as f64;
    let begin = |bin: usize| SIDE + cell * bin as f64;
    let most = drawn.rows.iter().flat_map(|row| &row.pages).copied().max().unwrap_or(1).max(1);
    let largest = LARGEST.min((cell / 2.0).max(2.0 * SMALLEST));
    for (index, row) in drawn.rows.iter().enumerate() {
        let top = ROW * index as f64;
        chart.totals.push(label(TOTAL, top + NAME, row.total().to_string()));
        chart.names.push(label(TOTAL + CHARACTER, top + NAME, row.name.clone()));
        chart.lines.push_str(&across(top + LINE));
        for (bin, pages) in row.pages.iter().enumerate().filter(|(_, pages)| **pages > 0) {
            let radius = (largest * (f64::from(*pages) / f64::from(most)).sqrt()).max(SMALLEST);
            let (middle, line) = (begin(bin) + cell / 2.0, top + LINE);
            chart.circles.push(bar(middle - radius, line - radius, 2.0 * radius, 2.0 * radius, radius));
        }
    }
    let end = ROW * drawn.rows.len() as f64 + 4.0;
    chart.axis = across(end);
    let labels = drawn.bins.iter().enumerate().map(|(bin, one)| (begin(bin), one.label.as_str(), one.major));
    for (start, text) in fitting(labels) {
        chart.axis.push_str(&format!("M{} {}v5", number_text(start), number_text(end)));
        chart.ticks.push(label(start, end + 20.0, text.to_owned()));
    }
    chart.view = format!("0 0 {WIDTH:.0} {:.0}", end + AXIS);
    chart
}

/// A line over the whole chart.
fn across(y: f64) -> String {
    format!("M{} {}H{}", number_text(SIDE), number_text(y), number_text(WIDTH - SIDE))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn data(rows: Value) -> Value {
        let bins = json!([{ "label": "2024", "major": true }, { "label": "Feb", "major": false }]);
        json!({ "coverage": { "bins": bins, "rows": rows, "description": "" } })
    }

    fn row(name: &str, pages: [u32; 2], undated: u32) -> Value {
        json!({ "name": name, "pages": pages, "undated": undated })
    }

    #[test]
    fn the_area_of_a_circle_is_the_number_of_pages() {
        let rows = json!([row("A", [16, 4], 1), row("B", [0, 4], 0), row("C", [0, 0], 2)]);
        let chart = Chart::of_data(&data(rows)).unwrap();
        let radii: Vec<&str> = chart.circles.iter().map(|circle| circle.radius.as_str()).collect();
        assert_eq!(radii, ["8.0", "4.0", "4.0"]);
        let texts = |labels: &[Label]| labels.iter().map(|label| label.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&chart.totals), ["21", "4", "2"], "pages without a day are counted");
        assert_eq!(
            (texts(&chart.names), texts(&chart.ticks)),
            (vec!["A".into(), "B".into(), "C".into()], vec!["2024".into(), "Feb".into()])
        );
        let within = |circle: &Bar| circle.y.parse::<f64>().unwrap() >= NAME;
        assert!(chart.circles.iter().all(within), "no circle lies on a name");
    }

    #[test]
    fn few_publishers_and_damaged_rows_are_not_drawn() {
        let three = [row("A", [1, 0], 0), row("B", [1, 0], 0), row("C", [1, 0], 0)];
        assert!(Chart::of_data(&data(json!(three))).is_some());
        assert_eq!(Chart::of_data(&data(json!(three[..2]))), None);
        let mut uneven = data(json!(three));
        uneven["coverage"]["rows"][0]["pages"] = json!([1]);
        assert_eq!(Chart::of_data(&uneven), None);
        uneven["coverage"]["rows"][0]["pages"] = json!([1, -1]);
        assert_eq!(Chart::of_data(&uneven), None);
        assert_eq!(Chart::of_data(&json!({ "coverage": null })), None);
    }
}
