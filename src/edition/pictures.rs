//! In: the events and their leading reports. Out: the picture of each event, if it has one.
//!
//! Invariant: an event has at most one picture, each picture appears once, and the page says in words what it shows.

use std::collections::BTreeSet;

use super::Context;
use super::model::{Chapter, EventPicture};
use crate::capture::picture::Picture;
use crate::chronicle;
use crate::normalize::Figure;

/// Minimum size of a picture in pixels. Smaller ones look coarse in print. Set by hand.
const LEAST_WIDTH: u32 = 300;
const LEAST_HEIGHT: u32 = 160;
/// Maximum ratio of width to height, and of height to width. Pictures outside these bounds are banners or posters. Set by hand.
const WIDEST: u32 = 4;
const TALLEST: u32 = 2;

/// Adds pictures to the events of the edition's chapters.
pub(crate) fn place(context: &Context, chapters: &mut [Chapter]) {
    if !context.material.project.pictures {
        return;
    }
    let mut shown = BTreeSet::new();
    let events = context.material.chapters.iter().flat_map(|chapter| &chapter.events);
    for (event, printed) in events.zip(chapters.iter_mut().flat_map(|chapter| &mut chapter.events)) {
        // An event with nothing but a headline has no room for a picture.
        if !printed.key.is_empty() {
            printed.picture = picture(context, event).filter(|picture| shown.insert(picture.digest.clone()));
        }
    }
}

/// The first picture of the leading report that is fit. Pictures with a caption or a credit come first.
fn picture(context: &Context, event: &chronicle::Event) -> Option<EventPicture> {
    let article = &context.material.articles[event.lead].article;
    let named = |figure: &&Figure| figure.caption.is_some() || figure.credit.is_some();
    let fit =
        || article.figures.iter().filter(|figure| alt(figure).is_some() && figure.picture.as_ref().is_some_and(is_fit));
    let figure = fit().find(named).or_else(|| fit().next())?;
    let picture = figure.picture.as_ref()?;
    Some(EventPicture {
        name: format!("{}.{}", picture.digest, picture.media_type.ending()),
        alt: alt(figure)?.to_owned(),
        caption: figure.caption.clone(),
        credit: figure.credit.clone(),
        language: article.language,
        source: context.numbers[&event.lead],
        place: picture.place.clone(),
        media_type: picture.media_type,
        width: picture.width,
        height: picture.height,
        digest: picture.digest.clone(),
    })
}

/// What a picture shows, in the words of its page.
fn alt(figure: &Figure) -> Option<&str> {
    let says = |words: &&str| words.chars().any(char::is_alphabetic);
    figure.alt.as_deref().filter(says).or(figure.caption.as_deref().filter(says))
}

fn is_fit(picture: &Picture) -> bool {
    let (width, height) = (picture.width, picture.height);
    width >= LEAST_WIDTH && height >= LEAST_HEIGHT && width <= WIDEST * height && height <= TALLEST * width
}
