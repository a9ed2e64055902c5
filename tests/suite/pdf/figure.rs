//! In: sample editions with few and with many events. Out: whether the labels of the timeline stand apart from each other and from the poles.
//!
//! Invariant: the figure is examined as Typst laid it out: every box and every line, in points.

use litopys::edition::{Edition, data, timeline};
use litopys::language::Language;
use litopys::project::Paper;
use litopys::render::pdf::{Layout, document};
use litopys::render::{LayoutFiles, Pictures, typography};
use litopys::time::Days;
use litopys::words::ProductLanguage;
use typst::layout::{Frame, FrameItem, Point};
use typst::visualize::{CurveItem, Geometry};

use super::sample::{self, Plan};

/// The numbers of events that every test of the figure goes through.
const SIZES: [usize; 5] = [5, 40, 150, 300, 1000];
/// How much two pieces of one line may share, in points.
const TOUCHING: f64 = 0.4;

/// How the events lie in the period.
#[derive(Debug, Clone, Copy)]
enum Spread {
    Even,
    /// Nine of ten in the first tenth.
    Early,
    /// Nine of ten in the last tenth.
    Late,
    /// All within eight days.
    Short,
}

#[derive(Debug)]
struct Text {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    text: String,
}

/// The texts and the poles of a page: lines of three strokes.
#[derive(Default)]
struct Drawn {
    texts: Vec<Text>,
    poles: Vec<Vec<(f64, f64)>>,
    lowest: f64,
}

fn look(frame: &Frame, origin: Point, drawn: &mut Drawn) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                look(&group.frame, at + Point::new(group.transform.tx, group.transform.ty), drawn)
            }
            FrameItem::Text(text) if !text.text.trim().is_empty() => {
                let (size, width) = (text.size.to_pt(), text.width().to_pt());
                let (left, line) = (at.x.to_pt(), at.y.to_pt());
                drawn.lowest = drawn.lowest.max(line);
                drawn.texts.push(Text {
                    left,
                    right: left + width,
                    top: line - 0.72 * size,
                    bottom: line + 0.22 * size,
                    text: text.text.to_string(),
                });
            }
            FrameItem::Shape(shape, _) => {
                let Geometry::Curve(curve) = &shape.geometry else { continue };
                let points: Option<Vec<(f64, f64)>> = curve
                    .0
                    .iter()
                    .map(|step| match step {
                        CurveItem::Move(to) | CurveItem::Line(to) => {
                            Some(((at.x + to.x).to_pt(), (at.y + to.y).to_pt()))
                        }
                        _ => None,
                    })
                    .collect();
                drawn.poles.extend(points.filter(|points| points.len() == 4 && shape.fill.is_none()));
            }
            _ => {}
        }
    }
}

/// An edition with so many events, which lie so, in a language.
fn edition(events: usize, chapters: usize, spread: Spread, language: ProductLanguage, paper: Paper) -> Edition {
    let plan = Plan { events, chapters, people: 2, days: 700, paper, ..Plan::default() };
    let mut edition = sample::edition(&plan);
    let lexicon = language.lexicon();
    (edition.language, edition.words) = (language, lexicon.labels.clone());
    let english = [
        "Council of Lowmere approves the second bridge after a night of debate about its price",
        "Ferry stops",
        "Mill owners and bakers agree on a common price for flour until the next harvest",
        "Old lighthouse opens as a school",
    ];
    let at = |index: usize| -> u64 {
        let share = index as u64 * 1000 / events as u64;
        match spread {
            Spread::Even => share * 7 / 10,
            Spread::Early => {
                if share < 900 {
                    share / 13
                } else {
                    70 + (share - 900) * 6
                }
            }
            Spread::Late => {
                if share < 100 {
                    share * 6
                } else {
                    630 + (share - 100) / 13
                }
            }
            Spread::Short => share / 125,
        }
    };
    let all = edition.chapters.iter_mut().flat_map(|chapter| &mut chapter.events);
    for (index, event) in all.enumerate() {
        let days = Days::day(sample::day(at(index)));
        let when = event.when.as_mut().unwrap();
        (when.earliest, when.latest) = (Some(days.earliest.to_string()), Some(days.latest.to_string()));
        (when.long, when.short) = (lexicon.dates.long(days), lexicon.dates.short(days));
        when.precision = litopys::time::Precision::Day;
        if language == ProductLanguage::ENGLISH {
            event.headline.text = english[index % english.len()].to_owned();
            event.headline.language = Language::English;
        }
    }
    let key = sample::key_events(&edition.chapters);
    edition.timeline = timeline::draw(lexicon, &edition.chapters, &edition.mentioned, &key, false);
    edition
}

/// The pages of the figure alone, with the measures of a layout.
fn draw(edition: &Edition) -> Vec<Drawn> {
    let main = "#import \"style.typ\": *\n#import \"timeline.typ\": timeline\n#set document(title: edition.title)\n\
                #set page(paper: edition.paper, margin: margins)\n\
                #set text(font: serif, size: text-size, lang: language)\n#timeline\n";
    let files = LayoutFiles::built_in("brief").unwrap();
    let layout = Layout::new(files).with([(Layout::MAIN.to_owned(), main.as_bytes().to_vec())]);
    let set = serde_json::to_vec(&typography::typeset(edition)).unwrap();
    let laid_out = document(set, &data(edition), &Pictures::default(), &layout).unwrap();
    assert_eq!(laid_out.warnings, []);
    let page = |frame: &Frame| {
        let mut drawn = Drawn::default();
        look(frame, Point::zero(), &mut drawn);
        drawn
    };
    laid_out.value.pages().iter().map(|laid_out| page(&laid_out.frame)).collect()
}

/// Whether a stroke meets a box that is smaller by a little on each side.
fn meets(from: (f64, f64), to: (f64, f64), text: &Text) -> bool {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    let sides = [
        (from.0, to.0 - from.0, text.left + TOUCHING, text.right - TOUCHING),
        (from.1, to.1 - from.1, text.top + TOUCHING, text.bottom - TOUCHING),
    ];
    for (start, moves, least, most) in sides {
        if moves.abs() < 1e-9 {
            if start < least || start > most {
                return false;
            }
            continue;
        }
        let (one, other) = ((least - start) / moves, (most - start) / moves);
        (enters, leaves) = (enters.max(one.min(other)), leaves.min(one.max(other)));
    }
    enters < leaves
}

/// Whether two strokes cross at a point that is an end of neither.
fn cross(one: &[(f64, f64)], other: &[(f64, f64)]) -> bool {
    let side = |from: (f64, f64), to: (f64, f64), at: (f64, f64)| {
        (to.0 - from.0) * (at.1 - from.1) - (to.1 - from.1) * (at.0 - from.0)
    };
    let apart = |line: &[(f64, f64)], ends: &[(f64, f64)]| {
        let (first, second) = (side(line[0], line[1], ends[0]), side(line[0], line[1], ends[1]));
        first * second < 0.0 && first.abs() > 1e-6 && second.abs() > 1e-6
    };
    apart(one, other) && apart(other, one)
}

/// What is wrong with a figure, one line each.
fn faults(drawn: &Drawn) -> Vec<String> {
    let mut faults = Vec::new();
    let top = drawn.poles.iter().map(|pole| pole[0].1).fold(f64::INFINITY, f64::min);
    let texts: Vec<&Text> = drawn.texts.iter().filter(|text| text.bottom > top).collect();
    for (at, one) in texts.iter().enumerate() {
        for other in &texts[at + 1..] {
            let wide = one.right.min(other.right) - one.left.max(other.left);
            let high = one.bottom.min(other.bottom) - one.top.max(other.top);
            if wide > TOUCHING && high > TOUCHING {
                faults.push(format!("`{}` lies on `{}`", one.text, other.text));
            }
        }
        for pole in &drawn.poles {
            if pole.windows(2).any(|stroke| meets(stroke[0], stroke[1], one)) {
                faults.push(format!("a pole meets `{}`", one.text));
            }
        }
    }
    for (at, one) in drawn.poles.iter().enumerate() {
        for other in &drawn.poles[at + 1..] {
            if one.windows(2).any(|one| other.windows(2).any(|other| cross(one, other))) {
                faults.push(format!("the poles of {:?} and {:?} cross", one[0], other[0]));
            }
        }
        let labels = texts.iter().filter(|text| {
            (0.0..9.0).contains(&(text.left - one[0].0)) && (-1.5..4.0).contains(&(text.top - one[0].1))
        });
        if labels.count() != 1 {
            faults.push(format!("the pole at {:?} has no label of its own", one[0]));
        }
    }
    faults
}

#[test]
fn labels_stand_apart_however_many_events_there_are() {
    let mut found = Vec::new();
    let (ukrainian, english) = (ProductLanguage::UKRAINIAN, ProductLanguage::ENGLISH);
    for events in SIZES {
        for (spread, language, paper, chapters) in [
            (Spread::Even, ukrainian, Paper::A4, 1),
            (Spread::Early, english, Paper::A4, 6),
            (Spread::Late, ukrainian, Paper::UsLetter, 15),
            (Spread::Short, english, Paper::A5, 5),
            (Spread::Late, ukrainian, Paper::A5, 17),
        ] {
            let edition = edition(events, chapters, spread, language, paper);
            let named = edition.timeline.iter().flat_map(|it| &it.lanes).flat_map(|lane| &lane.marks);
            let named = named.filter(|mark| mark.key).count();
            let pages = draw(&edition);
            let told = format!("{events} events, {spread:?}, {paper:?}, {chapters} chapters");
            assert_eq!(pages.len(), 1, "{told}");
            assert_eq!(pages[0].poles.len(), named, "{told}");
            assert!((events.min(8)..=12).contains(&named), "{told}: {named}");
            found.extend(faults(&pages[0]).into_iter().map(|fault| format!("{told}: {fault}")));
        }
    }
    assert!(found.is_empty(), "{} faults: {:#?}", found.len(), found.iter().take(20).collect::<Vec<_>>());
}

#[test]
fn a_figure_on_one_lane_takes_half_a_page() {
    for events in SIZES {
        let edition = edition(events, 1, Spread::Even, ProductLanguage::UKRAINIAN, Paper::A4);
        let lowest = draw(&edition)[0].lowest;
        assert!(lowest < 0.55 * 842.0, "{events} events reach down to {lowest}");
    }
}

#[test]
fn faults_of_a_figure_are_found() {
    let edition = edition(40, 2, Spread::Even, ProductLanguage::ENGLISH, Paper::A4);
    let drawn = || draw(&edition).remove(0);
    assert_eq!(faults(&drawn()), [] as [String; 0]);
    let fault = |change: fn(&mut Drawn)| {
        let mut drawn = drawn();
        change(&mut drawn);
        faults(&drawn).join("\n")
    };
    let label = |drawn: &Drawn| drawn.texts.iter().position(|text| text.top > drawn.poles[0][0].1 - 1.0).unwrap();
    let shifted = fault(|drawn| drawn.poles[0].iter_mut().for_each(|point| point.0 += 12.0));
    assert!(shifted.contains("a pole meets"), "{shifted}");
    let swapped = fault(|drawn| {
        let last = drawn.poles.len() - 1;
        let (one, other) = (drawn.poles[0][2], drawn.poles[last][2]);
        (drawn.poles[0][2], drawn.poles[last][2]) = (other, one);
    });
    assert!(swapped.contains("cross"), "{swapped}");
    let mut laid_over = drawn();
    let at = label(&laid_over);
    let shift = laid_over.texts[at].top + 2.0;
    laid_over.texts.push(Text { top: shift, bottom: shift + 6.0, text: "over".to_owned(), ..laid_over.texts[at] });
    assert!(faults(&laid_over).join("\n").contains("lies on"));
}
