//! In: paragraphs, tables and pictures, in the order of the document. Out: the text of the document, with its notes, references and headings.
//!
//! Invariant: bookmarks, pictures and notes have unique numbers. A link inside the document leads to a bookmark that it has.

use super::figures::{Figures, Size};
use super::markup::Markup;
use super::notes::{Citation, Notes};
use super::places::{Places, source_id};
use super::relations::Relations;
use super::run::{self, Face};
use crate::address;
use crate::edition::{Edition, EventPicture, Quotation};
use crate::language::Language;
use crate::project::{ProseBlock, ProseKind, ProseRun};
use crate::render::typography;

/// A heading of the document.
#[derive(Debug)]
pub(super) struct Heading {
    pub level: u8,
    pub text: String,
    pub language: Language,
    pub bookmark: String,
}

/// Writes the text of the document.
pub(super) struct Pen<'a> {
    pub edition: &'a Edition,
    pub markup: Markup,
    pub relations: Relations,
    pub notes: Notes,
    pub headings: Vec<Heading>,
    pub figures: Figures<'a>,
    places: Places,
    /// How many bookmarks there are.
    bookmarks: usize,
    /// Whether the next heading begins a page.
    begins_page: bool,
    /// The width of the text, in twentieths of a point.
    width: usize,
}

/// A column of a table: its heading and its share of the width, in fiftieths of a percent as the format counts.
pub(super) type Column<'t> = (&'t str, usize);

/// The whole width of a table, in fiftieths of a percent.
pub(super) const WHOLE: usize = 5000;

impl<'a> Pen<'a> {
    pub(super) fn new(edition: &'a Edition, figures: Figures<'a>, relations: Relations, width: usize) -> Self {
        Self {
            edition,
            markup: Markup::default(),
            relations,
            notes: Notes::default(),
            headings: Vec::new(),
            figures,
            places: Places::of(edition),
            bookmarks: 0,
            begins_page: false,
            width,
        }
    }

    /// Lets the next heading begin a page.
    pub(super) fn new_page(&mut self) {
        self.begins_page = true;
    }

    /// A line above a heading. It takes the page that was wanted for the heading.
    pub(super) fn kicker(&mut self, text: &str) {
        self.markup.open("w:p", &[]);
        self.markup.open("w:pPr", &[]);
        self.markup.empty("w:pStyle", &[("w:val", "Kicker")]);
        if std::mem::take(&mut self.begins_page) {
            self.markup.empty("w:pageBreakBefore", &[]);
        }
        self.markup.close("w:pPr");
        self.say(text);
        self.markup.close("w:p");
    }

    /// A heading with a bookmark. `id` is that of the edition, or a name of the document's own.
    pub(super) fn heading(&mut self, level: u8, id: &str, text: &str, language: Language) {
        self.notes.section();
        let bookmark = self.places.get(id).unwrap_or(id).to_owned();
        let shown = if crate::characters::is_unseen(text) { &self.edition.words.not_known } else { text };
        self.markup.open("w:p", &[]);
        self.markup.open("w:pPr", &[]);
        self.markup.empty("w:pStyle", &[("w:val", &format!("Heading{level}"))]);
        if std::mem::take(&mut self.begins_page) {
            self.markup.empty("w:pageBreakBefore", &[]);
        }
        self.markup.close("w:pPr");
        self.marked(&bookmark, |pen| pen.verbatim(shown, language));
        self.markup.close("w:p");
        self.headings.push(Heading { level, text: shown.to_owned(), language, bookmark });
    }

    /// A heading of the program's own.
    pub(super) fn part(&mut self, level: u8, name: &str, text: &str) {
        self.heading(level, name, text, Language::Unknown);
    }

    /// A paragraph of a style.
    pub(super) fn paragraph(&mut self, style: &str, fill: impl FnOnce(&mut Self)) {
        run::open_paragraph(&mut self.markup, style);
        fill(self);
        self.markup.close("w:p");
    }

    /// A paragraph with the bookmark of an identifier.
    pub(super) fn placed(&mut self, style: &str, id: &str, fill: impl FnOnce(&mut Self)) {
        let bookmark = self.places.get(id).map(str::to_owned);
        self.paragraph(style, |pen| match bookmark {
            Some(bookmark) => pen.marked(&bookmark, fill),
            None => fill(pen),
        });
    }

    fn marked(&mut self, bookmark: &str, fill: impl FnOnce(&mut Self)) {
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        self.markup.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", bookmark)]);
        fill(self);
        self.markup.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// Words of the program.
    pub(super) fn say(&mut self, text: &str) {
        run::text(&mut self.markup, Face::default(), None, text);
    }

    pub(super) fn bold(&mut self, text: &str) {
        run::text(&mut self.markup, Face::bold(), None, text);
    }

    pub(super) fn italic(&mut self, text: &str) {
        run::text(&mut self.markup, Face::italic(), None, text);
    }

    /// Words with a style of characters.
    pub(super) fn styled(&mut self, style: &'static str, text: &str) {
        run::text(&mut self.markup, Face::styled(style), None, text);
    }

    /// Words in their own language.
    pub(super) fn verbatim(&mut self, text: &str, language: Language) {
        let tag = language.tag();
        let other = (tag != self.edition.language.code()).then_some(tag);
        run::text(&mut self.markup, Face::default(), other, text);
    }

    /// The same in bold.
    pub(super) fn verbatim_bold(&mut self, text: &str, language: Language) {
        run::text(&mut self.markup, Face::bold(), Some(language.tag()), text);
    }

    /// Words of a page, with the note of their source.
    pub(super) fn cited(&mut self, words: &Quotation) {
        self.verbatim(&words.text, words.language);
        self.cite(words.source);
    }

    /// What the editor writes. Paragraphs have the style.
    pub(super) fn prose(&mut self, prose: &[ProseBlock], style: &str) {
        for block in prose {
            let style = match block.kind {
                ProseKind::Heading => "Label",
                ProseKind::Item => "ListBullet",
                ProseKind::Paragraph => style,
            };
            self.paragraph(style, |pen| block.runs.iter().for_each(|run| pen.written(run)));
        }
    }

    /// Words of the editor, with a link if they have one.
    fn written(&mut self, run: &ProseRun) {
        let face = Face::written(run);
        match run.link.as_ref().and_then(|link| self.relations.web(link)) {
            Some(id) => {
                self.markup.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
                run::text(&mut self.markup, face.with("Hyperlink"), None, &run.text);
                self.markup.close("w:hyperlink");
            }
            None => run::text(&mut self.markup, face, None, &run.text),
        }
    }

    /// The same between quotation marks.
    pub(super) fn quoted(&mut self, words: &Quotation) {
        let [open, close] = typography::quotation_marks(self.edition.language);
        self.say(open);
        self.verbatim(&words.text, words.language);
        self.say(close);
        self.cite(words.source);
    }

    /// The note of a source, or a reference to it if this section has it. Nothing if the edition has no such source.
    pub(super) fn cite(&mut self, source: usize) {
        if self.places.get(&source_id(source)).is_none() {
            return;
        }
        match self.notes.cite(source) {
            Citation::Note(number) => self.marked(&format!("note_{number}"), |pen| {
                pen.markup.open("w:r", &[]);
                run::face(&mut pen.markup, Face::styled("FootnoteReference"), None);
                pen.markup.empty("w:footnoteReference", &[("w:id", &number.to_string())]);
                pen.markup.close("w:r");
            }),
            Citation::Again(number) => {
                let instruction = format!(" NOTEREF note_{number} \\f \\h ");
                self.field(&instruction, |pen| pen.styled("FootnoteReference", &number.to_string()));
            }
        }
    }

    /// A field with its present result.
    fn field(&mut self, instruction: &str, result: impl FnOnce(&mut Self)) {
        self.field_mark("begin");
        self.instruction(instruction);
        self.field_mark("separate");
        result(self);
        self.field_mark("end");
    }

    /// One of the three marks of a field.
    pub(super) fn field_mark(&mut self, kind: &str) {
        self.markup.open("w:r", &[]);
        self.markup.empty("w:fldChar", &[("w:fldCharType", kind)]);
        self.markup.close("w:r");
    }

    /// What a field does.
    pub(super) fn instruction(&mut self, instruction: &str) {
        self.markup.open("w:r", &[]);
        self.markup.element("w:instrText", &[("xml:space", "preserve")], instruction);
        self.markup.close("w:r");
    }

    /// A link to a part of the document. If the document does not have it, the text alone.
    pub(super) fn to(&mut self, id: &str, fill: impl FnOnce(&mut Self)) {
        match self.places.get(id).map(str::to_owned) {
            Some(bookmark) => self.linked(&bookmark, fill),
            None => fill(self),
        }
    }

    /// A link to a bookmark.
    pub(super) fn linked(&mut self, bookmark: &str, fill: impl FnOnce(&mut Self)) {
        self.markup.open("w:hyperlink", &[("w:anchor", bookmark), ("w:history", "1")]);
        fill(self);
        self.markup.close("w:hyperlink");
    }

    /// The number of a source as a link to its entry.
    pub(super) fn source(&mut self, number: usize) {
        self.to(&source_id(number), |pen| pen.bold(&number.to_string()));
    }

    /// The address of a page, with a link if it is one of the web.
    pub(super) fn address(&mut self, written: &str) {
        match address::web(written).and_then(|web| self.relations.web(&web)) {
            Some(id) => {
                self.markup.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
                self.styled("Hyperlink", written);
                self.markup.close("w:hyperlink");
            }
            None => self.say(written),
        }
    }

    /// A line break inside a paragraph.
    pub(super) fn line_break(&mut self) {
        self.markup.open("w:r", &[]);
        self.markup.empty("w:br", &[]);
        self.markup.close("w:r");
    }

    /// A table with a row of headings, which is repeated on each page. `fill` writes one cell, which must have a paragraph.
    pub(super) fn table<T>(&mut self, columns: &[Column], rows: &[T], fill: impl Fn(&mut Self, &T, usize)) {
        self.markup.open("w:tbl", &[]);
        self.markup.open("w:tblPr", &[]);
        self.markup.empty("w:tblStyle", &[("w:val", "TableLitopys")]);
        self.markup.empty("w:tblW", &[("w:w", &WHOLE.to_string()), ("w:type", "pct")]);
        self.markup.empty("w:tblLayout", &[("w:type", "fixed")]);
        self.markup.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1"), ("w:noVBand", "1")]);
        self.markup.close("w:tblPr");
        self.markup.open("w:tblGrid", &[]);
        for (_, share) in columns {
            self.markup.empty("w:gridCol", &[("w:w", &(share * self.width / WHOLE).to_string())]);
        }
        self.markup.close("w:tblGrid");
        self.row(columns, true, |pen, at| pen.paragraph("TableText", |pen| pen.bold(columns[at].0)));
        for row in rows {
            self.row(columns, false, |pen, at| fill(pen, row, at));
        }
        self.markup.close("w:tbl");
    }

    fn row(&mut self, columns: &[Column], is_head: bool, fill: impl Fn(&mut Self, usize)) {
        self.markup.open("w:tr", &[]);
        self.markup.open("w:trPr", &[]);
        self.markup.empty("w:cantSplit", &[]);
        if is_head {
            self.markup.empty("w:tblHeader", &[]);
        }
        self.markup.close("w:trPr");
        for (at, (_, share)) in columns.iter().enumerate() {
            self.markup.open("w:tc", &[]);
            self.markup.open("w:tcPr", &[]);
            self.markup.empty("w:tcW", &[("w:w", &share.to_string()), ("w:type", "pct")]);
            self.markup.close("w:tcPr");
            fill(self, at);
            self.markup.close("w:tc");
        }
        self.markup.close("w:tr");
    }

    /// A picture of its own size. Nothing if its bytes are not here.
    pub(super) fn picture(&mut self, picture: &EventPicture) {
        let Some(figure) = self.figures.place(picture, &mut self.relations) else { return };
        let Size { width, height } = figure.size;
        let (width, height, number) = (width.to_string(), height.to_string(), figure.number.to_string());
        let name = format!("Picture {number}");
        let markup = &mut self.markup;
        markup.open("w:r", &[]);
        markup.open("w:drawing", &[]);
        markup.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        markup.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
        markup.empty("wp:docPr", &[("id", &number), ("name", &name), ("descr", &picture.alt)]);
        markup.open("a:graphic", &[]);
        markup.open("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")]);
        markup.open("pic:pic", &[]);
        markup.open("pic:nvPicPr", &[]);
        markup.empty("pic:cNvPr", &[("id", &number), ("name", &name)]);
        markup.empty("pic:cNvPicPr", &[]);
        markup.close("pic:nvPicPr");
        markup.open("pic:blipFill", &[]);
        markup.empty("a:blip", &[("r:embed", &figure.relation)]);
        markup.open("a:stretch", &[]);
        markup.empty("a:fillRect", &[]);
        markup.close("a:stretch");
        markup.close("pic:blipFill");
        markup.open("pic:spPr", &[]);
        markup.open("a:xfrm", &[]);
        markup.empty("a:off", &[("x", "0"), ("y", "0")]);
        markup.empty("a:ext", &[("cx", &width), ("cy", &height)]);
        markup.close("a:xfrm");
        markup.open("a:prstGeom", &[("prst", "rect")]);
        markup.empty("a:avLst", &[]);
        markup.close("a:prstGeom");
        for name in ["pic:spPr", "pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r"] {
            markup.close(name);
        }
    }
}
