//! In: the pictures and captions of a page. Out: the figures of its article.
//!
//! Invariant: takes pictures and captions only from the article's own lines, each once.

use std::ops::Range;
use std::sync::LazyLock;

use crate::capture::address::{absolute, is_web};
use crate::capture::page::{Content, Image, LineKind};
use crate::capture::pictures::Pictures;
use crate::lang;
use crate::normalize::Figure;

/// Words before the name of a picture's maker, and the © sign.
static CREDITS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.boilerplate.picture_credits).chain(["©"]).collect());

/// The figures whose pictures or captions are in `within`, a range of line indexes, and the lines that became part of them. `page` is the
/// address of the page, `pictures` the available pictures.
pub(crate) fn find(
    content: &Content,
    within: Range<usize>,
    page: Option<&str>,
    pictures: &Pictures,
) -> (Vec<Figure>, Vec<usize>) {
    let mut figures: Vec<Figure> = Vec::new();
    let mut used = Vec::new();
    let is_caption =
        |at: usize| content.lines[at].kind == LineKind::Caption && content.lines[at].text.chars().count() < 600;
    let mut images = content.images.iter().filter(|image| within.contains(&image.line)).peekable();
    let mut at = within.start;
    while at < within.end {
        let before: Vec<&Image> = std::iter::from_fn(|| images.next_if(|image| image.line <= at)).collect();
        figures.extend(before.iter().map(|image| pictured(image, page, pictures)));
        let captions = (at..within.end).take_while(|&at| is_caption(at)).count();
        if captions > 0 {
            let lines: Vec<&str> = (at..at + captions).map(|at| content.lines[at].text.as_str()).collect();
            let (caption, credit) = parts(&lines.join(" "));
            if before.is_empty() {
                figures.push(Figure::default());
            }
            if let Some(figure) = figures.last_mut() {
                (figure.caption, figure.credit) = (caption, credit);
            }
            used.extend(at..at + captions);
        }
        at += captions.max(1);
    }
    let mut seen = Vec::new();
    figures.retain(|figure| {
        let shown = figure.picture.as_ref().map(|picture| &picture.digest).or(figure.address.as_ref()).cloned();
        let again = shown.is_some() && figure.caption.is_none() && seen.contains(&shown);
        seen.push(shown);
        !again
    });
    (figures, used)
}

fn pictured(image: &Image, page: Option<&str>, pictures: &Pictures) -> Figure {
    let alt = (!image.alt.is_empty()).then(|| image.alt.clone());
    let found = || image.candidates.iter().filter_map(|name| pictures.found.get(name));
    // A file name beside the page is not an address.
    let address = match pictures.found.contains_key(&image.address) && !is_web(&image.address) {
        true => image.candidates.iter().find(|name| is_web(name)),
        false => Some(&image.address).filter(|address| !address.is_empty()),
    };
    let address = address.map(|address| absolute(address, page));
    Figure { alt, address, ..Figure::default() }.with_found(found())
}

/// Splits the text below a picture into its caption and the name of its maker.
pub(crate) fn parts(text: &str) -> (Option<String>, Option<String>) {
    let some = |text: &str| {
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|' | '/'));
        (!text.is_empty()).then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    match CREDITS.iter().filter_map(|words| text.find(words).map(|at| (at, at + words.len()))).min() {
        Some((at, end)) => (some(&text[..at]), some(&text[end..])),
        None => (some(text), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::page::Page;

    #[test]
    fn a_picture_takes_the_caption_under_it() {
        let page = Page::parse(
            "<h1>Рада</h1><figure><img src=/a.jpg alt='Зала'><figcaption>Зала ради. Фото: Вісник</figcaption></figure>
            <p>Слова</p><img src=b.jpg><img src=b.jpg><img src=i.png width=16><p>Ще слова</p>",
        );
        let (figures, used) = find(&page.content, 0..4, Some("https://v.example/n/1"), &Pictures::default());
        let figure = |caption: Option<&str>, credit: Option<&str>, alt: Option<&str>, address: &str| Figure {
            caption: caption.map(str::to_owned),
            credit: credit.map(str::to_owned),
            alt: alt.map(str::to_owned),
            address: Some(address.to_owned()),
            ..Figure::default()
        };
        let expected = [
            figure(Some("Зала ради."), Some("Вісник"), Some("Зала"), "https://v.example/a.jpg"),
            figure(None, None, None, "https://v.example/n/b.jpg"),
        ];
        assert_eq!((figures.as_slice(), used), (&expected[..], vec![1]));
    }
}
