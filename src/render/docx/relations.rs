//! In: what a part of the document refers to. Out: the identifiers of these references, and the file that lists them.
//!
//! Invariant: an address has one identifier in a part. Identifiers follow the order of first use.

use super::markup::Markup;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// The longest address that word processors follow, in bytes. Word calls a document with a longer one damaged (its limit is 2,083).
const LONGEST: usize = 2000;

/// The references of one part.
#[derive(Debug, Default)]
pub(super) struct Relations(Vec<Relation>);

#[derive(Debug, PartialEq, Eq)]
struct Relation {
    kind: &'static str,
    target: String,
    is_outside: bool,
}

impl Relations {
    /// The identifier of another part, of a kind such as `styles`.
    pub(super) fn part(&mut self, kind: &'static str, target: &str) -> String {
        self.add(Relation { kind, target: target.to_owned(), is_outside: false })
    }

    /// The identifier of a web address. `None` if it is too long to be followed.
    pub(super) fn web(&mut self, address: &str) -> Option<String> {
        let relation = Relation { kind: "hyperlink", target: address.to_owned(), is_outside: true };
        (address.len() <= LONGEST).then(|| self.add(relation))
    }

    fn add(&mut self, relation: Relation) -> String {
        let known = self.0.iter().position(|one| *one == relation);
        let at = known.unwrap_or_else(|| {
            self.0.push(relation);
            self.0.len() - 1
        });
        format!("rId{}", at + 1)
    }

    /// The file that lists them.
    pub(super) fn file(&self) -> Markup {
        let mut file = Markup::file();
        file.open("Relationships", &[("xmlns", NAMESPACE)]);
        for (relation, number) in self.0.iter().zip(1..) {
            let (id, kind) = (format!("rId{number}"), kind(relation.kind));
            let mut attributes =
                vec![("Id", id.as_str()), ("Type", kind.as_str()), ("Target", relation.target.as_str())];
            if relation.is_outside {
                attributes.push(("TargetMode", "External"));
            }
            file.empty("Relationship", &attributes);
        }
        file.close("Relationships");
        file
    }
}

/// The full name of a kind. That of the core properties belongs to packages of every sort.
fn kind(short: &str) -> String {
    match short {
        "core-properties" => {
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".into()
        }
        other => format!("{TYPES}{other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Relations};

    #[test]
    fn an_address_is_listed_once_and_never_too_long() {
        let mut relations = Relations::default();
        assert_eq!(relations.part("styles", "styles.xml"), "rId1");
        assert_eq!(relations.web("https://a.example/?a=1&b=2").as_deref(), Some("rId2"));
        assert_eq!(relations.web("https://a.example/?a=1&b=2").as_deref(), Some("rId2"));
        assert_eq!(relations.web(&format!("https://a.example/{}", "a".repeat(LONGEST))), None);
        let text = String::from_utf8(relations.file().into_bytes()).unwrap();
        assert_eq!(text.matches("<Relationship ").count(), 2);
        assert!(text.contains("Target=\"https://a.example/?a=1&amp;b=2\" TargetMode=\"External\""), "{text}");
    }
}
