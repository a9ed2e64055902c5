//! In: marks on a drawing, the most important first. Out: a label for each that has room: its name, or else its number.
//!
//! Invariant: no label touches another label, a mark, or the edge of the drawing.

use crate::render::shapes::{Label, label};

/// The approximate width of a character: names of places have more capital letters and more wide ones than the labels of other drawings.
const WIDE: f64 = 7.7;
/// The height of a label, and how far its letters reach below their line.
const TALL: f64 = 14.0;
const BELOW: f64 = 3.5;
/// The room between a mark and its label, and around each label.
const APART: f64 = 3.0;
const AROUND: f64 = 1.0;

/// A mark: where its middle is, how far it reaches, and what may stand beside it.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub x: f64,
    pub y: f64,
    pub radius: f64,
    pub name: String,
    pub number: String,
}

/// A part of the drawing: left, top, right, bottom.
pub(crate) type Area = [f64; 4];

/// The labels of marks on a drawing of a size. `taken` is a part of it that must stay free.
pub(crate) fn place(marks: &[Mark], (width, height): (f64, f64), taken: Area) -> Vec<Option<Label>> {
    let mut areas: Vec<Area> = marks.iter().map(around).chain([taken]).collect();
    let mut labels = Vec::with_capacity(marks.len());
    for (own, mark) in marks.iter().enumerate() {
        let is_free = |areas: &[Area], area: &Area| {
            let is_inside = area[0] >= 0.0 && area[1] >= 0.0 && area[2] <= width && area[3] <= height;
            let others = areas.iter().enumerate().filter(|(at, _)| *at != own);
            is_inside && !others.into_iter().any(|(_, other)| is_touching(area, other))
        };
        let candidates = [&mark.name, &mark.number].into_iter().flat_map(|text| beside(mark, text));
        let fits = candidates.into_iter().find(|(area, ..)| is_free(&areas, area));
        labels.push(fits.map(|(area, x, text)| {
            areas.push(area);
            label(x, area[3] - AROUND - BELOW, text.to_owned())
        }));
    }
    labels
}

fn around(mark: &Mark) -> Area {
    [mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius]
}

/// The places of a text beside a mark, the best first: to the right, to the left, above, below. With each, where the text begins.
fn beside<'a>(mark: &Mark, text: &'a str) -> [(Area, f64, &'a str); 4] {
    let wide = text.chars().count() as f64 * WIDE;
    let away = mark.radius + APART;
    let starts = [
        (mark.x + away, mark.y - TALL / 2.0),
        (mark.x - away - wide, mark.y - TALL / 2.0),
        (mark.x - wide / 2.0, mark.y - away - TALL),
        (mark.x - wide / 2.0, mark.y + away),
    ];
    starts.map(|(x, top)| ([x - AROUND, top - AROUND, x + wide + AROUND, top + TALL + AROUND], x, text))
}

fn is_touching(one: &Area, other: &Area) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (f64, f64) = (480.0, 300.0);
    const NOTHING: Area = [0.0, 0.0, 0.0, 0.0];

    fn mark(x: f64, y: f64, name: &str, number: usize) -> Mark {
        Mark { x, y, radius: 4.0, name: name.to_owned(), number: number.to_string() }
    }

    fn texts(labels: &[Option<Label>]) -> Vec<&str> {
        labels.iter().map(|label| label.as_ref().map_or("", |label| label.text.as_str())).collect()
    }

    #[test]
    fn a_name_stands_where_it_has_room() {
        let labels = place(&[mark(100.0, 100.0, "Kyiv", 1), mark(470.0, 100.0, "Kharkiv", 2)], SIZE, NOTHING);
        assert_eq!(texts(&labels), ["Kyiv", "Kharkiv"]);
        let right = labels[1].as_ref().unwrap().x.parse::<f64>().unwrap();
        assert!(right + 7.0 * WIDE < 470.0, "beyond the edge is no room, to the left is");
    }

    #[test]
    fn where_names_have_no_room_numbers_stand_and_then_nothing() {
        let near: Vec<Mark> =
            (0..12).map(|at| mark(200.0 + 12.0 * f64::from(at), 150.0, "Novooleksandrivka", 1)).collect();
        let labels = place(&near, SIZE, NOTHING);
        let said = texts(&labels);
        assert_eq!(said[0], "Novooleksandrivka");
        assert!(said.contains(&"1"), "{said:?}");
        let one_place = vec![mark(200.0, 150.0, "Kyiv", 1); 20];
        assert!(texts(&place(&one_place, SIZE, NOTHING)).contains(&""), "some have no room at all");
        let free = place(&[mark(100.0, 100.0, "Kyiv", 1)], SIZE, [101.0, 90.0, 480.0, 110.0]);
        assert!(free[0].as_ref().unwrap().x.parse::<f64>().unwrap() < 100.0, "a part is kept free");
    }

    #[test]
    fn no_label_touches_another_or_a_mark() {
        let marks: Vec<Mark> = (0..300)
            .map(|at| {
                mark(
                    f64::from(at * 37 % 460) + 10.0,
                    f64::from(at * 53 % 280) + 10.0,
                    "Verkhniodniprovsk",
                    at as usize + 1,
                )
            })
            .collect();
        let labels = place(&marks, SIZE, NOTHING);
        let areas: Vec<Area> = labels
            .iter()
            .flatten()
            .map(|label| {
                let (x, y): (f64, f64) = (label.x.parse().unwrap(), label.y.parse().unwrap());
                [x, y + BELOW - TALL, x + label.text.chars().count() as f64 * WIDE, y + BELOW]
            })
            .collect();
        assert!(areas.len() > 50, "{}", areas.len());
        for (at, area) in areas.iter().enumerate() {
            assert!(!areas[..at].iter().any(|other| is_touching(area, other)), "{area:?}");
            assert!(!marks.iter().any(|mark| is_touching(area, &around(mark))), "{area:?}");
        }
    }
}
