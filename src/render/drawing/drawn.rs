//! In: a parsed drawing. Out: nothing, or the limit that painting it would exceed.
//!
//! Whatever is painted separately before it is merged into the rest (behind a mask, half transparent, through a filter) needs a layer of
//! pixels. A layer is as large as its content, and at most 25 times the drawing, because `resvg` keeps layers within five times the
//! drawing's sides.
//!
//! Invariant: paints nothing. Counts too much rather than too little.

use usvg::filter::{Filter, Kind};
use usvg::tiny_skia_path::{PathSegment, Point, Rect, Transform};
use usvg::{ClipPath, Group, ImageKind, Mask, Node, Paint, Path, Pattern, Stroke, Tree};

use super::Excess;
use super::numbers::FARTHEST;
use crate::limits;

/// Maximum size of one layer, relative to the surface that it is painted on. The drawing library extends a layer by two sides on every
/// side, which gives five by five.
const LARGEST: f64 = 25.0;
/// Size of the surface for a filter in a briefing, relative to the drawing. A whole page with four pixels per point has 2,400 by 3,400
/// pixels, a cover 2,400 by 2,400. It never exceeds 5,000 by 5,000 (`krilla-svg`).
const PRINTED: f64 = 1.4;
const FILTERED: f64 = 4.4;
/// Number of layers that take as long as one step of a filter. Set by hand.
const STEP: f64 = 4.0;
/// Minimum cost of a layer, however small it is. Set by hand.
const SMALLEST: f64 = 0.001;
/// How much of one segment of a line can be visible, in sides of the drawing. Layers extend two sides beyond it on either side, which gives
/// five.
const OUTSIDE: f64 = 5.0;
/// Minimum number of lines that a curve is painted as. Set by hand.
const CURVE: u64 = 4;
/// How far away the parts of a filter may be, in sides of the drawing. Set by hand.
const FAR: f64 = 1000.0;

/// The counts so far.
#[derive(Debug, Default)]
struct Meter {
    nodes: usize,
    dashes: f64,
    /// Total length of all lines, in sides of the drawing.
    lines: f64,
    /// Number of pairs of edges that may be next to each other.
    crossed: u64,
    /// Total size of all layers.
    layers: f64,
}

/// The surface that something is painted on.
#[derive(Debug, Clone, Copy)]
struct Ground {
    /// The area in the drawing's own units.
    area: f64,
    /// The length of the longer side.
    side: f64,
    /// The factor by which areas are larger than in their own units.
    scale: f64,
    /// The size, relative to the drawing.
    size: f64,
    /// The size of the layers that are held at the same time.
    held: f64,
}

/// Measures a drawing.
pub(crate) fn measure(tree: &Tree) -> Result<(), Excess> {
    let ground = ground(tree)?;
    Meter::default().group(tree.root(), ground)
}

fn ground(tree: &Tree) -> Result<Ground, Excess> {
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let (long, short) = (width.max(height), width.min(height));
    if exceeds(long / short, limits::DRAWING_SIDES) {
        return Err(Excess::TooLong);
    }
    if long > FARTHEST || short < 1.0 / FARTHEST {
        return Err(Excess::TooFar);
    }
    Ok(Ground { area: width * height, side: long, scale: 1.0, size: 1.0, held: 0.0 })
}

impl Meter {
    fn group(&mut self, group: &Group, ground: Ground) -> Result<(), Excess> {
        self.count()?;
        check_transform(group.transform())?;
        check_transform(group.abs_transform())?;
        ground.check([group.bounding_box(), group.stroke_bounding_box(), group.layer_bounding_box().to_rect()])?;
        let bounds = group.abs_layer_bounding_box();
        let area = f64::from(bounds.width()) * f64::from(bounds.height()) * ground.scale;
        let mut ground = ground;
        if group.should_isolate() {
            let masks = usize::from(group.clip_path().is_some()).saturating_add(usize::from(group.mask().is_some()));
            let layer = ground.layer(area / ground.area);
            self.lay(&mut ground, layer * (1.0 + masks as f64))?;
        }
        let within = ground.scaled(group.abs_transform());
        if let Some(clip) = group.clip_path() {
            self.clip(clip, within)?;
        }
        if let Some(mask) = group.mask() {
            self.mask(mask, within)?;
        }
        if !group.filters().is_empty() {
            let size = (ground.layer(area / ground.area) * PRINTED).min(FILTERED);
            for filter in group.filters() {
                self.filter(filter, &mut ground, size, within.scale)?;
            }
            ground = Ground { area, size, ..ground };
        }
        group.children().iter().try_for_each(|node| self.node(node, ground))
    }

    fn node(&mut self, node: &Node, ground: Ground) -> Result<(), Excess> {
        match node {
            Node::Group(group) => self.group(group, ground),
            Node::Path(path) => self.path(path, ground),
            Node::Text(text) => self.group(text.flattened(), ground),
            Node::Image(image) => {
                self.count()?;
                let ImageKind::SVG(tree) = image.kind() else { return Ok(()) };
                check_transform(image.abs_transform())?;
                ground.check([image.bounding_box(), image.abs_bounding_box()])?;
                let mut ground = ground.scaled(image.abs_transform());
                let layer = ground.size;
                self.lay(&mut ground, layer)?;
                self.group(tree.root(), ground)
            }
        }
    }

    fn path(&mut self, path: &Path, ground: Ground) -> Result<(), Excess> {
        self.count()?;
        check_transform(path.abs_transform())?;
        ground.check([path.data().bounds(), path.stroke_bounding_box(), path.abs_stroke_bounding_box()])?;
        let (x, y) = path.abs_transform().get_scale();
        let scale = f64::from(x.max(y)) * ground.scale.sqrt();
        self.crossed += crossings(path);
        if self.crossed > limits::DRAWING_CROSSED {
            return Err(Excess::TooManyCorners);
        }
        self.lines += length(path, scale, ground.side * OUTSIDE) / ground.side;
        if exceeds(self.lines, limits::DRAWING_LINES) {
            return Err(Excess::TooManyLines);
        }
        if let Some(stroke) = path.stroke() {
            self.dash(path, stroke)?;
        }
        let paints = path.fill().map(|fill| fill.paint()).into_iter().chain(path.stroke().map(|stroke| stroke.paint()));
        for paint in paints {
            match paint {
                Paint::Color(_) => {}
                Paint::LinearGradient(gradient) => check_transform(gradient.transform())?,
                Paint::RadialGradient(gradient) => check_transform(gradient.transform())?,
                Paint::Pattern(pattern) => self.pattern(pattern, ground.scaled(path.abs_transform()))?,
            }
        }
        Ok(())
    }

    /// A pattern is painted once for each shape that it fills, on its own tile, whose size has no limit.
    fn pattern(&mut self, pattern: &Pattern, ground: Ground) -> Result<(), Excess> {
        check_transform(pattern.transform())?;
        ground.check([pattern.rect().to_rect()])?;
        let mut ground = ground.scaled(pattern.transform());
        let tile = f64::from(pattern.rect().width()) * f64::from(pattern.rect().height()) * ground.scale / ground.area;
        let layer = (tile * ground.size).max(SMALLEST);
        self.lay(&mut ground, layer)?;
        self.group(pattern.root(), ground)
    }

    fn clip(&mut self, clip: &ClipPath, ground: Ground) -> Result<(), Excess> {
        check_transform(clip.transform())?;
        let mut ground = ground.scaled(clip.transform());
        if let Some(other) = clip.clip_path() {
            let layer = ground.size;
            self.lay(&mut ground, layer)?;
            self.clip(other, ground)?;
        }
        self.group(clip.root(), ground)
    }

    fn mask(&mut self, mask: &Mask, ground: Ground) -> Result<(), Excess> {
        let mut ground = ground;
        if let Some(other) = mask.mask() {
            let layer = ground.size;
            self.lay(&mut ground, layer)?;
            self.mask(other, ground)?;
        }
        self.group(mask.root(), ground)
    }

    /// A filter holds the result of each of its steps until it ends.
    fn filter(&mut self, filter: &Filter, ground: &mut Ground, size: f64, scale: f64) -> Result<(), Excess> {
        let steps = filter.primitives();
        let inputs = |kind: &Kind| if let Kind::Merge(merge) = kind { merge.inputs().len() } else { 0 };
        let merged: usize = steps.iter().map(|step| inputs(step.kind())).sum();
        self.lay(ground, size * steps.len().saturating_add(2) as f64)?;
        // A step takes as long as several layers, and its result is compressed.
        self.layers += size * STEP * steps.len().saturating_add(merged).saturating_add(2) as f64;
        let scale = scale.sqrt();
        let is_near = |number: f32| f64::from(number).abs() * scale <= FAR * ground.side;
        let rects = std::iter::once(filter.rect()).chain(steps.iter().map(|step| step.rect()));
        let mut corners = rects.flat_map(|rect| [rect.left(), rect.top(), rect.right(), rect.bottom()]);
        if !corners.all(is_near) {
            return Err(Excess::Filter("its region is far larger than the drawing"));
        }
        let reach = steps.iter().map(|step| reach(step.kind())).collect::<Option<Vec<_>>>();
        let Some(reach) = reach else {
            return Err(Excess::Filter("only blurs, shadows, colours and combinations of them are drawn"));
        };
        if !reach.into_iter().flatten().all(|number| f64::from(number).abs() * scale <= ground.side) {
            return Err(Excess::Filter("it blurs or moves more than the whole drawing"));
        }
        Ok(())
    }

    /// Counts the dashes of a line. No part of the line is cut off.
    fn dash(&mut self, path: &Path, stroke: &Stroke) -> Result<(), Excess> {
        let Some(dashes) = stroke.dasharray() else { return Ok(()) };
        let period: f64 = dashes.iter().copied().map(f64::from).sum();
        self.dashes += length(path, 1.0, f64::INFINITY) * dashes.len() as f64 / period;
        if exceeds(self.dashes, limits::DRAWING_DASHES) { Err(Excess::TooManyDashes) } else { Ok(()) }
    }

    /// Holds another layer, whose size is relative to the drawing.
    fn lay(&mut self, ground: &mut Ground, size: f64) -> Result<(), Excess> {
        ground.held += size;
        self.layers += size;
        let is_much = exceeds(ground.held, limits::DRAWING_LAYERS_HELD) || exceeds(self.layers, limits::DRAWING_LAYERS);
        if is_much { Err(Excess::TooManyLayers) } else { Ok(()) }
    }

    fn count(&mut self) -> Result<(), Excess> {
        self.nodes = self.nodes.saturating_add(1);
        // One element can be several nodes: a path with two paints that are patterns, or a text.
        let most = limits::DRAWING_ELEMENTS.saturating_mul(4);
        if self.nodes > most { Err(Excess::TooManyElements) } else { Ok(()) }
    }
}

impl Ground {
    /// Checks that rectangles are where 32-bit numbers can tell points apart, and where painting can compute with them.
    fn check<const COUNT: usize>(&self, places: [Rect; COUNT]) -> Result<(), Excess> {
        let scale = self.scale.sqrt().max(1.0);
        let is_near = |number: f32| f64::from(number).abs() * scale <= FARTHEST;
        let mut corners = places.iter().flat_map(|place| [place.left(), place.top(), place.right(), place.bottom()]);
        if corners.all(is_near) { Ok(()) } else { Err(Excess::TooFar) }
    }

    /// The size of a layer that is `share` times as large as the surface, relative to the drawing.
    fn layer(&self, share: f64) -> f64 {
        // If the share is not a number, the layer counts as the largest possible.
        let share = if share.is_nan() { LARGEST } else { share.clamp(SMALLEST, LARGEST) };
        share * self.size
    }

    /// The surface for content with a transformation of its own.
    fn scaled(self, transform: Transform) -> Self {
        let (x, y) = transform.get_scale();
        Self { scale: self.scale * f64::from(x) * f64::from(y), ..self }
    }
}

/// Whether a number exceeds a limit, or is not a number.
fn exceeds(figure: f64, most: u32) -> bool {
    figure.is_nan() || figure > f64::from(most)
}

/// Checks that a transformation makes nothing so large or so small that painting cannot compute with it.
fn check_transform(transform: Transform) -> Result<(), Excess> {
    let Transform { sx, kx, ky, sy, tx, ty } = transform;
    let is_small = |number: f32| f64::from(number).abs() <= FARTHEST;
    let area = f64::from(sx) * f64::from(sy) - f64::from(kx) * f64::from(ky);
    let is_fine = [sx, kx, ky, sy, tx, ty].into_iter().all(is_small) && area.abs() >= 1.0 / (FARTHEST * FARTHEST);
    if is_fine { Ok(()) } else { Err(Excess::TooFar) }
}

/// Number of pairs of edges of a path that may be next to each other. Painting keeps the edges in order.
fn crossings(path: &Path) -> u64 {
    let weight = |segment: PathSegment| match segment {
        PathSegment::MoveTo(_) => 0,
        PathSegment::LineTo(_) | PathSegment::Close => 1,
        PathSegment::QuadTo(..) | PathSegment::CubicTo(..) => CURVE,
    };
    let edges = path.data().segments().map(weight).fold(0, u64::saturating_add);
    edges.saturating_mul(edges)
}

/// How far a step of a filter reaches. `None` if its cost is not bounded by its region.
fn reach(kind: &Kind) -> Option<Vec<f32>> {
    Some(match kind {
        Kind::GaussianBlur(blur) => vec![blur.std_dev_x().get(), blur.std_dev_y().get()],
        Kind::DropShadow(shadow) => {
            vec![shadow.std_dev_x().get(), shadow.std_dev_y().get(), shadow.dx(), shadow.dy()]
        }
        Kind::Offset(offset) => vec![offset.dx(), offset.dy()],
        Kind::Blend(_)
        | Kind::ColorMatrix(_)
        | Kind::ComponentTransfer(_)
        | Kind::Composite(_)
        | Kind::Flood(_)
        | Kind::Merge(_) => Vec::new(),
        Kind::ConvolveMatrix(_)
        | Kind::DiffuseLighting(_)
        | Kind::DisplacementMap(_)
        | Kind::Image(_)
        | Kind::Morphology(_)
        | Kind::SpecularLighting(_)
        | Kind::Tile(_)
        | Kind::Turbulence(_) => return None,
    })
}

/// Maximum length of a path, with each segment cut to `longest`. A curve is no longer than the lines between its control points.
fn length(path: &Path, scale: f64, longest: f64) -> f64 {
    let (mut length, mut last, mut start) = (0.0, Point::zero(), Point::zero());
    for segment in path.data().segments() {
        let points: &[Point] = match segment {
            PathSegment::MoveTo(point) => {
                (last, start) = (point, point);
                &[]
            }
            PathSegment::LineTo(a) => &[a],
            PathSegment::QuadTo(a, b) => &[a, b],
            PathSegment::CubicTo(a, b, c) => &[a, b, c],
            PathSegment::Close => &[start],
        };
        for point in points {
            length += (f64::from(last.distance(*point)) * scale).min(longest);
            last = *point;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(body: &str) -> Result<(), Excess> {
        let text = format!("<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>{body}</svg>");
        measure(&Tree::from_str(&text, &usvg::Options::default()).unwrap())
    }

    #[test]
    fn layers_filters_dashes_and_lines_are_counted() {
        let filter =
            |step: &str| format!("<filter id='f'>{step}</filter><rect width='9' height='9' filter='url(#f)'/>");
        let tile = |side: u32| {
            format!(
                "<pattern id='p' patternUnits='userSpaceOnUse' width='{side}' height='{side}'><rect width='9' height='9'/></pattern><rect width='99' height='99' fill='url(#p)'/>"
            )
        };
        let dashed = |dash: &str| format!("<path stroke='red' stroke-dasharray='{dash}' d='M0 0 99 99'/>").repeat(40);
        let layers = |count: usize| {
            format!("{}<rect width='99' height='99'/>{}", "<g opacity='.9'>".repeat(count), "</g>".repeat(count))
        };
        for honest in [filter("<feDropShadow stdDeviation='2'/>"), tile(20), dashed("3 2"), layers(20)] {
            assert_eq!(measured(&honest), Ok(()), "{honest}");
        }
        let filtered = |body: &str| matches!(measured(body), Err(Excess::Filter(_)));
        for step in [
            "<feTurbulence numOctaves='99'/>",
            "<feMorphology radius='9'/>",
            "<feGaussianBlur stdDeviation='9999'/>",
            "<feTile/>",
        ] {
            assert!(filtered(&filter(step)), "{step}");
        }
        assert_eq!(measured(&tile(9000)), Err(Excess::TooManyLayers));
        assert_eq!(measured(&layers(90)), Err(Excess::TooManyLayers));
        let long = filter(&"<feGaussianBlur stdDeviation='2'/>".repeat(30_000));
        assert_eq!(measured(&long), Err(Excess::TooManyLayers));
        assert_eq!(measured(&dashed("0.0001")), Err(Excess::TooManyDashes));
        assert_eq!(
            measured(&format!("<path d='M0 0{}'/>", "L99 99 0 99 99 0 0 0".repeat(20_000))),
            Err(Excess::TooManyCorners)
        );
        assert_eq!(measured(&"<path d='M0 0L99 99 0 99 99 0 0 0z'/>".repeat(20_000)), Err(Excess::TooManyLines));
        assert_eq!(measured("<g transform='scale(1e9)'><rect width='9' height='9'/></g>"), Err(Excess::TooFar));
    }
}
