//! In: names of elements, attributes and texts. Out: XML.
//!
//! Invariant: every text and every value of an attribute is escaped, without the characters that XML forbids.

use crate::characters;

/// The attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// XML that is being written.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// The beginning of a file.
    pub(super) fn file() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// The start of an element.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes) {
        self.start(name, attributes);
        self.0.push('>');
    }

    /// The end of an element.
    pub(super) fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    /// An element with a text.
    pub(super) fn element(&mut self, name: &str, attributes: Attributes, text: &str) {
        self.open(name, attributes);
        self.0.push_str(&characters::escape(&on_one_line(text)));
        self.close(name);
    }

    /// Markup that was written before.
    pub(super) fn append(&mut self, other: &Markup) {
        self.0.push_str(&other.0);
    }

    /// Where the next element begins, in bytes.
    pub(super) fn end(&self) -> usize {
        self.0.len()
    }

    /// Puts other markup at a place that [`end`](Self::end) gave.
    pub(super) fn insert(&mut self, at: usize, other: &Markup) {
        self.0.insert_str(at, &other.0);
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn start(&mut self, name: &str, attributes: Attributes) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            let value = characters::escape(&on_one_line(value)).replace('"', "&quot;");
            self.0.push_str(&format!(" {name}=\"{value}\""));
        }
    }
}

/// The text with a space for each tab and line end, which a word processor would read as layout.
fn on_one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r', '\u{2028}', '\u{2029}'], " ")
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn texts_and_attributes_are_escaped() {
        let mut markup = Markup::default();
        markup.element("a", &[("b", "\"<&>\u{1}\n")], "x\u{0}\t<y>&\u{fffe}");
        markup.empty("c", &[]);
        assert_eq!(markup.into_bytes(), b"<a b=\"&quot;&lt;&amp;&gt; \">x &lt;y&gt;&amp;</a><c/>");
    }
}
