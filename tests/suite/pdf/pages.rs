//! In: sample editions in every layout. Out: the typographic faults on their pages, of which there must be none.
//!
//! Invariant: the pages are examined as Typst laid them out, line by line, not as a PDF reader guesses them.

use std::collections::{BTreeMap, HashMap};

use litopys::edition::{Edition, data};
use litopys::project::Paper;
use litopys::render::pdf::{Layout, document};
use litopys::render::{LayoutFiles, Pictures, typography};
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::{HeadingElem, ParElem};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::sample::{Plan, edition};

/// The element that a piece of text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Heading(Location),
    Paragraph(Location),
}

/// A piece of text on a page, in points from its top left corner.
#[derive(Debug, Clone)]
struct Piece {
    page: usize,
    left: f64,
    right: f64,
    baseline: f64,
    size: f64,
    text: String,
    /// From the outermost in.
    parts: Vec<Part>,
}

/// The pieces of a document in the order in which they were laid out.
fn pieces(document: &PagedDocument) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open = Vec::new();
    for (page, laid_out) in document.pages().iter().enumerate() {
        walk(&laid_out.frame, Point::zero(), page, &mut open, &mut pieces);
    }
    pieces
}

fn walk(frame: &Frame, origin: Point, page: usize, open: &mut Vec<Part>, pieces: &mut Vec<Piece>) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                let shift = Point::new(group.transform.tx, group.transform.ty);
                // Rotated text is not a line of text.
                if group.transform.ky.get() == 0.0 {
                    walk(&group.frame, at + shift, page, open, pieces);
                }
            }
            FrameItem::Tag(Tag::Start(content, _)) => {
                if let Some(location) = content.location() {
                    let heading = content.is::<HeadingElem>().then_some(Part::Heading(location));
                    open.extend(heading.or(content.is::<ParElem>().then_some(Part::Paragraph(location))));
                }
            }
            FrameItem::Tag(Tag::End(location, ..)) => {
                open.retain(|part| !matches!(part, Part::Heading(at) | Part::Paragraph(at) if at == location));
            }
            FrameItem::Text(text) if !text.text.trim().is_empty() => pieces.push(Piece {
                page,
                left: at.x.to_pt(),
                right: (at.x + text.width()).to_pt() - hanging(text),
                baseline: at.y.to_pt(),
                size: text.size.to_pt(),
                text: text.text.to_string(),
                parts: open.clone(),
            }),
            _ => {}
        }
    }
}

/// How far a piece may extend into the margin, in points: a space, and most of a mark or a hyphen at its end.
fn hanging(text: &TextItem) -> f64 {
    let marks =
        text.text.chars().rev().take_while(|mark| mark.is_whitespace() || ".,:;-–—\u{ad}»”".contains(*mark)).count();
    let glyphs = text.glyphs.iter().rev().take(marks);
    glyphs.map(|glyph| glyph.x_advance.at(text.size).to_pt()).sum()
}

/// The widths of a paper's margins, in points. Text inside them is not body text.
struct Edges {
    head: f64,
    foot: f64,
    side: f64,
}

fn edges(document: &PagedDocument, small: bool) -> Edges {
    let height = document.pages()[0].frame.height();
    let (head, foot, side) = if small { (17.0, 17.0, 13.0) } else { (23.0, 23.0, 20.9) };
    Edges { head: Abs::mm(head).to_pt(), foot: (height - Abs::mm(foot)).to_pt(), side: Abs::mm(side).to_pt() - 0.5 }
}

fn lay_out(name: &str, edition: &Edition) -> PagedDocument {
    let layout = Layout::new(LayoutFiles::built_in(name).unwrap());
    let set = typography::typeset(edition);
    let laid_out = document(serde_json::to_vec(&set).unwrap(), &data(edition), &Pictures::default(), &layout).unwrap();
    assert_eq!(laid_out.warnings, []);
    laid_out.value
}

/// The faults of the pages, one line each.
fn faults(document: &PagedDocument, small: bool) -> Vec<String> {
    let pieces = pieces(document);
    let edges = edges(document, small);
    let mut faults = Vec::new();
    let body: Vec<&Piece> = pieces
        .iter()
        .filter(|piece| piece.page > 0 && piece.baseline > edges.head && piece.baseline < edges.foot)
        .collect();
    torn(&body, &mut faults);
    feet(&body, &mut faults);
    empty(document, &body, &mut faults);
    hyphenated(&body, &mut faults);
    overprinted(&pieces, &mut faults);
    numbers(&body, &mut faults);
    heads(&pieces, edges.head, &mut faults);
    blank(document, &body, &edges, &mut faults);
    for piece in pieces.iter().filter(|piece| piece.page > 0) {
        let width = document.pages()[piece.page].frame.width().to_pt();
        if piece.left < edges.side || piece.right > width - edges.side {
            faults.push(format!(
                "page {}: `{}` leaves the text at {} to {}",
                piece.page + 1,
                piece.text,
                piece.left,
                piece.right
            ));
        }
    }
    faults
}

/// The baselines and the texts of a paragraph's lines, by page.
type Lines<'a> = BTreeMap<usize, Vec<(f64, &'a str)>>;

/// Number of lines of a paragraph on each page. A single line before or after a page break is an orphan or a widow.
fn torn(body: &[&Piece], faults: &mut Vec<String>) {
    let mut lines: HashMap<Part, Lines> = HashMap::new();
    for piece in body {
        if let Some(part @ Part::Paragraph(_)) = piece.parts.last() {
            let lines = lines.entry(*part).or_default().entry(piece.page).or_default();
            // Raised text belongs to the line.
            if lines.iter().all(|(baseline, _)| (baseline - piece.baseline).abs() > 5.0) {
                lines.push((piece.baseline, &piece.text));
            }
        }
    }
    for pages in lines.values().filter(|pages| pages.len() > 1) {
        for (page, lines) in pages.iter().filter(|(_, lines)| lines.len() == 1) {
            faults.push(format!("page {}: `{}` stands alone", page + 1, lines[0].1));
        }
    }
}

/// Checks that no heading is the last thing on its page.
fn feet(body: &[&Piece], faults: &mut Vec<String>) {
    let mut lowest: BTreeMap<usize, &Piece> = BTreeMap::new();
    for &piece in body {
        let last = lowest.entry(piece.page).or_insert(piece);
        if piece.baseline > last.baseline {
            *last = piece;
        }
    }
    for (page, piece) in lowest {
        if piece.parts.iter().any(|part| matches!(part, Part::Heading(_))) {
            faults.push(format!("page {}: the heading `{}` stands at the foot", page + 1, piece.text));
        }
    }
}

fn empty(document: &PagedDocument, body: &[&Piece], faults: &mut Vec<String>) {
    for page in 1..document.pages().len() {
        let letters: usize = body.iter().filter(|piece| piece.page == page).map(|piece| piece.text.len()).sum();
        if letters < 60 {
            faults.push(format!("page {}: it is empty", page + 1));
        }
    }
}

/// Checks for a line of a heading that ends with a hyphen which is not in the heading.
fn hyphenated(body: &[&Piece], faults: &mut Vec<String>) {
    for pair in body.windows(2) {
        let same = |part: &Part| matches!(part, Part::Heading(_)) && pair[1].parts.contains(part);
        let is_broken =
            pair[0].text.ends_with(['-', '\u{2010}', '\u{ad}']) && pair[1].baseline > pair[0].baseline + 5.0;
        if pair[0].parts.iter().any(same) && is_broken {
            faults.push(format!("page {}: the headline breaks at `{}`", pair[0].page + 1, pair[0].text));
        }
    }
}

/// The lowest share of the size of type that letters without ascenders take. What overlaps there cannot be read.
const X_HEIGHT: f64 = 0.4;

/// Checks that no two texts are printed over each other.
fn overprinted(pieces: &[Piece], faults: &mut Vec<String>) {
    let mut by_page: BTreeMap<usize, Vec<&Piece>> = BTreeMap::new();
    for piece in pieces {
        by_page.entry(piece.page).or_default().push(piece);
    }
    for (page, pieces) in by_page {
        for (at, one) in pieces.iter().enumerate() {
            let over = pieces[at + 1..].iter().find(|other| {
                let beside = one.left.max(other.left) + 1.0 >= one.right.min(other.right);
                let (upper, lower) = if one.baseline < other.baseline { (one, *other) } else { (*other, one) };
                !beside && upper.baseline > lower.baseline - X_HEIGHT * lower.size
            });
            if let Some(other) = over {
                faults.push(format!("page {}: `{}` stands over `{}`", page + 1, one.text, other.text));
            }
        }
    }
}

/// The pieces of each line, from the left, by page.
fn lines<'a>(body: &[&'a Piece]) -> Vec<Vec<&'a Piece>> {
    let mut lines: Vec<Vec<&Piece>> = Vec::new();
    let mut sorted = body.to_vec();
    sorted.sort_by(|one, other| (one.page, one.baseline).partial_cmp(&(other.page, other.baseline)).unwrap());
    for piece in sorted {
        match lines.last_mut().filter(|line| line[0].page == piece.page && piece.baseline - line[0].baseline < 4.0) {
            Some(line) => line.push(piece),
            None => lines.push(vec![piece]),
        }
    }
    lines.iter_mut().for_each(|line| line.sort_by(|one, other| one.left.partial_cmp(&other.left).unwrap()));
    lines
}

/// Checks that no number of a page or a source stands on a line without the words that it belongs to.
fn numbers(body: &[&Piece], faults: &mut Vec<String>) {
    let is_number = |piece: &&Piece| {
        piece.text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ",.–·".contains(c))
            && piece.text.contains(|c: char| c.is_ascii_digit())
    };
    for line in lines(body) {
        if line.iter().all(is_number) {
            faults.push(format!("page {}: the number `{}` stands alone", line[0].page + 1, line[0].text));
        }
        for pair in line.windows(2) {
            // Pieces of one paragraph, the first of them a raised number.
            let same = pair[0].parts.last().is_some() && pair[0].parts.last() == pair[1].parts.last();
            let is_first = line.iter().all(|one| one.left >= pair[0].left || one.parts.last() != pair[0].parts.last());
            let is_raised = pair[0].size < 0.8 * pair[1].size && pair[0].baseline < pair[1].baseline - 1.0;
            if same && is_first && is_raised && is_number(&pair[0]) {
                faults.push(format!("page {}: a line begins with the note `{}`", pair[0].page + 1, pair[0].text));
            }
        }
    }
}

/// Width, in points, that is left free beside a title that is cut: two words.
const FREE: f64 = 70.0;

/// Checks that a running title is cut only where it has no room.
fn heads(pieces: &[Piece], head: f64, faults: &mut Vec<String>) {
    let running: Vec<&Piece> = pieces.iter().filter(|piece| piece.page > 0 && piece.baseline <= head).collect();
    for line in lines(&running) {
        for pair in line.windows(2) {
            if pair[0].text.trim_end().ends_with('…') && pair[1].left - pair[0].right > FREE {
                faults.push(format!("page {}: the title `{}` has room", pair[0].page + 1, pair[0].text));
            }
        }
    }
    for pair in lines(&running).windows(2).filter(|pair| pair[0][0].page == pair[1][0].page) {
        faults.push(format!("page {}: the running head breaks at `{}`", pair[1][0].page + 1, pair[1][0].text));
    }
}

/// The largest share of a page that may be blank at its foot, if no part begins on the next one.
const BLANK: f64 = 0.45;
/// The largest share of all pages that may be blank at their feet.
const BLANK_IN_ALL: f64 = 0.16;

/// Checks how much paper is blank below the last line of each page. A page before a chapter and the last page may be blank.
fn blank(document: &PagedDocument, body: &[&Piece], edges: &Edges, faults: &mut Vec<String>) {
    let shares: Vec<(usize, f64)> = (1..document.pages().len())
        .map(|page| {
            let lowest = body.iter().filter(|piece| piece.page == page).map(|piece| piece.baseline).fold(0.0, f64::max);
            (page, ((edges.foot - lowest) / (edges.foot - edges.head)).clamp(0.0, 1.0))
        })
        .collect();
    let opens = |page: usize| {
        let first = body.iter().filter(|piece| piece.page == page).take(3);
        page == document.pages().len()
            || first.flat_map(|piece| &piece.parts).any(|part| matches!(part, Part::Heading(_)))
    };
    let within: Vec<f64> = shares.iter().filter(|(page, _)| !opens(page + 1)).map(|&(_, share)| share).collect();
    for (page, share) in shares.iter().filter(|(page, share)| *share > BLANK && !opens(page + 1)) {
        faults.push(format!("page {}: {:.0} % of it are blank", page + 1, share * 100.0));
    }
    let mean = within.iter().sum::<f64>() / within.len().max(1) as f64;
    if within.len() > 5 && mean > BLANK_IN_ALL {
        faults.push(format!("{:.0} % of the pages are blank", mean * 100.0));
    }
}

#[test]
fn no_page_has_a_fault() {
    let mut found = Vec::new();
    for (name, paper) in [
        ("briefing", Paper::A4),
        ("briefing", Paper::UsLetter),
        ("briefing", Paper::A5),
        ("pocket", Paper::A5),
        ("brief", Paper::A4),
    ] {
        for (events, chapters, people, days) in
            [(1, 1, 1, 1), (5, 3, 8, 600), (9, 2, 12, 40), (14, 4, 20, 900), (23, 5, 31, 300), (40, 4, 25, 380)]
        {
            let edition = edition(&Plan { events, chapters, people, days, paper, ..Plan::default() });
            let laid_out = lay_out(name, &edition);
            let faults = faults(&laid_out, paper == Paper::A5);
            found.extend(faults.into_iter().map(|fault| format!("{name} on {paper:?}, {events} events: {fault}")));
            assert!(name != "brief" || laid_out.pages().len() == 2, "{events} events");
        }
    }
    for (events, paper) in [(150, Paper::A4), (150, Paper::UsLetter), (150, Paper::A5), (300, Paper::A4)] {
        let edition = edition(&Plan { events, chapters: 6, people: 60, days: 700, paper, ..Plan::default() });
        let faults = faults(&lay_out("briefing", &edition), paper == Paper::A5);
        found.extend(faults.into_iter().map(|fault| format!("{paper:?}, {events} events: {fault}")));
    }
    let told: Vec<&String> = found.iter().take(20).collect();
    assert!(found.is_empty(), "{} faults: {told:#?}", found.len());
}

#[test]
fn faults_are_found() {
    let edition = edition(&Plan::default());
    let set = serde_json::to_vec(&typography::typeset(&edition)).unwrap();
    let faults_of = |code: &str| {
        let code = format!(
            "#set page(width: 210mm, height: 297mm, margin: 25mm)\n#set text(font: \"Vollkorn\")\nПерша сторінка\n#pagebreak()\n{code}"
        );
        let layout = Layout::built_in().with([(Layout::MAIN.to_owned(), code.into_bytes())]);
        faults(&document(set.clone(), &[], &Pictures::default(), &layout).unwrap().value, false)
    };
    let filled = "#lorem(300)\n\n";
    let told = |code: &str, fault: &str| {
        let faults = faults_of(code);
        assert!(faults.iter().any(|one| one.contains(fault)), "{fault}: {faults:?}");
    };
    assert_eq!(faults_of(filled), [] as [String; 0]);
    told(&format!("{filled}#pagebreak()\n#box[]\n#pagebreak()\n{filled}"), "it is empty");
    told(&format!("{filled}#v(1fr)\n#heading[#lorem(8)]\n#pagebreak()\n{filled}"), "stands at the foot");
    told(&format!("{filled}#place(dx: -20mm)[left of the text]"), "leaves the text");
    told(&format!("{filled}#place(dy: -8mm)[the same place]#place(dy: -8mm)[as another]"), "stands over");
    told(&format!("{filled}#align(right)[12]\n\n{filled}"), "the number `12` stands alone");
    told("#lorem(300)\\\n#text(size: 7pt, baseline: -3pt)[7] and more", "a line begins with the note `7`");
    told(&format!("#set page(header: [A title that is cut… #h(1fr) part])\n{filled}"), "has room");
    told(
        &format!("#set page(header: [A title #h(1fr) #box(move(dy: 4mm)[part])])\n{filled}"),
        "the running head breaks",
    );
    told(&format!("{filled}#pagebreak()\n#lorem(30)\n#pagebreak()\n{filled}"), "of it are blank");
    let torn = "#set par(spacing: 0pt)\n#set text(costs: (orphan: 0%, widow: 0%))\n#v(1fr)\n#block(height: 4mm)[x]\n#par[#lorem(90)]";
    let pages: Vec<String> =
        (1..16).map(|lines| format!("{filled}{}", torn.replace("1fr", &format!("{}mm", 90 + 4 * lines)))).collect();
    assert!(pages.iter().any(|code| faults_of(code).iter().any(|fault| fault.contains("stands alone"))));
    let narrow = "#set page(width: 110mm)\n#set text(lang: \"en\", hyphenate: true, size: 20pt)\n= Extraordinarily incomprehensible responsibilities notwithstanding\n#lorem(90)";
    told(narrow, "the headline breaks");
}
