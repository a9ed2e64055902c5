//! In: an `img` element. Out: the addresses of its picture.
//!
//! Invariant: returns addresses as written. Other code decides which of them are available.

use dom_query::Element as Node;

use super::element::value;

/// Attributes with the picture that a script will show, and the one that a browser shows until then.
const PLAIN: [&str; 4] = ["data-src", "data-original", "data-lazy-src", "src"];
/// Attributes with a picture for each of several sizes.
const SETS: [&str; 3] = ["data-srcset", "data-lazy-srcset", "srcset"];

/// The addresses of an element's picture, most trustworthy first.
pub(crate) fn candidates(element: &Node) -> impl Iterator<Item = &str> {
    let plain = PLAIN.iter().filter_map(|name| value(element, name)).map(str::trim);
    let sets = SETS.iter().filter_map(|name| value(element, name)).flat_map(of_set);
    plain.chain(sets).filter(|address| !address.is_empty())
}

/// The addresses of a set, the largest first (HTML, "parsing a srcset attribute").
fn of_set(set: &str) -> Vec<&str> {
    let mut found: Vec<(&str, f32)> = Vec::new();
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            break;
        }
        let (address, behind) = rest.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((rest, ""));
        let (size, next) = match address.strip_suffix(',') {
            Some(_) => ("", behind),
            None => behind.split_once(',').unwrap_or((behind, "")),
        };
        let size = size.trim().trim_end_matches(['w', 'x', 'h']).parse().unwrap_or(1.0);
        found.push((address.trim_end_matches(','), size));
        rest = next;
    }
    found.sort_by(|one, other| other.1.total_cmp(&one.1));
    found.into_iter().map(|(address, _)| address).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_gives_its_largest_first() {
        assert_eq!(of_set("a.jpg 480w, b,c.jpg 1024w,\n d.jpg 640w"), ["b,c.jpg", "d.jpg", "a.jpg"]);
        assert_eq!(of_set("a.jpg, b.jpg 2x"), ["b.jpg", "a.jpg"]);
        assert_eq!(of_set(" , "), [""; 0]);
    }
}
