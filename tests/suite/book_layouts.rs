//! In: projects with their own layout and design for the book. Out: the resulting books, and the messages about mistakes.
//!
//! Invariant: each test runs the program in its own folder.

use std::fs;
use std::io::{Cursor, Read};

use tempfile::TempDir;
use zip::ZipArchive;

use crate::below::write;
use crate::cli::{Run, run_in};

const PAGE: &str = "Міст через Десну відкрили для руху\n\n14 липня 2025 року\n\nУ Чернігові відкрили відновлений міст через \
                    Десну. Рухом мостом скористалися перші автомобілі, повідомила міська рада.\n\nРоботи тривали два роки, \
                    їх завершили до свята міста. Мостом знову курсують тролейбуси та автобуси.\n";

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"><rect width=\"20\" height=\"10\" \
                    fill=\"#00ff00\"/></svg>";
const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"><rect width=\"30\" height=\"20\" \
                       fill=\"#0000ff\"/></svg>";

/// A project with one page.
fn project(file: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "pages/bridge.txt", PAGE);
    write(folder.path(), "litopys.toml", file);
    folder
}

fn build(folder: &TempDir) -> Run {
    run_in(folder.path(), &["build", "--format", "epub"], "")
}

/// A file of the built book.
fn file(folder: &TempDir, name: &str) -> Option<Vec<u8>> {
    let book = fs::read(folder.path().join("out/briefing.epub")).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(&format!("OEBPS/{name}")).ok()?.read_to_end(&mut bytes).unwrap();
    Some(bytes)
}

fn text(folder: &TempDir, name: &str) -> String {
    String::from_utf8(file(folder, name).unwrap_or_else(|| panic!("{name} is not in the book"))).unwrap()
}

/// The message about a book layout with one file of its own. Nothing is written.
fn refused(name: &str, source: &str) -> String {
    let folder = project("");
    write(folder.path(), &format!("layouts/book/{name}"), source);
    let failed = build(&folder);
    assert_eq!(failed.code, 1, "{name}: {source}");
    assert!(!folder.path().join("out").exists(), "{name}: {source}");
    failed.err
}

#[test]
fn an_exported_layout_gives_the_same_book_and_overrides_each_file() {
    let folder = project("");
    assert_eq!(build(&folder).code, 0);
    let plain = fs::read(folder.path().join("out/briefing.epub")).unwrap();
    let exported = run_in(folder.path(), &["layout", "export", "book", "layouts/book"], "");
    assert_eq!(exported.code, 0, "{}", exported.err);
    let built = build(&folder);
    assert_eq!((built.code, built.err.as_str()), (0, ""));
    assert!(fs::read(folder.path().join("out/briefing.epub")).unwrap() == plain);

    fs::remove_dir_all(folder.path().join("layouts/book")).unwrap();
    write(folder.path(), "layouts/book/stylesheet.css", "p { color: teal }\n");
    write(folder.path(), "layouts/book/own.xhtml", "{% macro own() %}<p>{{ edition.title }}, власне</p>{% endmacro %}");
    write(
        folder.path(),
        "layouts/book/titlepage.xhtml",
        "{% extends \"base.xhtml\" %}{% from \"own.xhtml\" import own %}{% block body %}<h1>{{ heading }}</h1>{{ own() }}{% endblock %}",
    );
    write(folder.path(), "layouts/book/cover.typ", "#set page(width: 100pt, height: 50pt, fill: none)\n\n");
    let own = build(&folder);
    assert_eq!((own.code, own.err.as_str()), (0, ""));
    assert_eq!(text(&folder, "stylesheet.css"), "p { color: teal }\n");
    assert!(text(&folder, "titlepage.xhtml").contains(", власне</p>"));
    assert!(text(&folder, "sources.xhtml").contains("<ol>"), "what is not in the folder stands behind it");
    let cover = image::load_from_memory(&file(&folder, "cover.png").unwrap()).unwrap().into_rgb8();
    assert_eq!((cover.dimensions(), cover.get_pixel(0, 0).0), ((400, 200), [255; 3]));
}

#[test]
fn a_mistake_in_a_template_is_shown_with_its_line() {
    let head = "{% extends \"base.xhtml\" %}\n{% block body %}\n";
    let unknown = format!("{head}<h1>{{{{ heading }}}}</h1>\n<p>{{{{ edition.nothing }}}}</p>\n{{% endblock %}}\n");
    insta::assert_snapshot!("book-unknown-name", refused("titlepage.xhtml", &unknown));
    let unclosed = format!("{head}<p>{{{{ heading }}</p>\n{{% endblock %}}\n");
    insta::assert_snapshot!("book-syntax", refused("titlepage.xhtml", &unclosed));
    let function = format!("{head}<p>{{{{ href(1, 2, 3) }}}}</p>\n{{% endblock %}}\n");
    insta::assert_snapshot!("book-function", refused("titlepage.xhtml", &function));
    let missing = "{% extends \"nowhere.xhtml\" %}\n";
    insta::assert_snapshot!("book-missing-template", refused("titlepage.xhtml", missing));
}

#[test]
fn malformed_xml_is_shown_with_its_line() {
    let head = "{% extends \"base.xhtml\" %}\n{% block body %}\n";
    let open = format!("{head}<h1>{{{{ heading }}}}</h1>\n<p>слово<br></p>\n{{% endblock %}}\n");
    insta::assert_snapshot!("book-malformed", refused("titlepage.xhtml", &open));
    for (name, source) in
        [("glance.xhtml", "<p>a&nbsp;b</p>"), ("toc.ncx", "<ncx/><ncx/>"), ("nav.xhtml", "<p epub:type=\"toc\"/>")]
    {
        let said = refused(name, source);
        assert!(said.contains(&format!("`layouts/book/{name}` gives XML that is not well-formed")), "{said}");
        assert!(said.contains("\nhint: "), "{said}");
    }
}

#[test]
fn a_mistake_in_the_layout_of_the_cover_is_shown_with_its_line() {
    let source = "#let edition = json(\"/edition.json\")\n#edition.title\n#edition.nothing\n";
    insta::assert_snapshot!("book-cover-mistake", refused("cover.typ", source));
    for source in ["#image(\"/../litopys.toml\")", "#import \"@preview/example:0.1.0\"", "#read(\"pages/bridge.txt\")"]
    {
        let said = refused("cover.typ", source);
        assert!(said.contains("`layouts/book/cover.typ:1:"), "{said}");
    }
}

#[test]
fn a_file_in_another_encoding_is_named() {
    for name in ["stylesheet.css", "chapter.xhtml", "cover.typ"] {
        let folder = project("");
        write(folder.path(), &format!("layouts/book/{name}"), "");
        fs::write(folder.path().join("layouts/book").join(name), b"\xff\xfe\xd0").unwrap();
        let failed = build(&folder);
        assert_eq!(failed.code, 1, "{name}");
        assert!(failed.err.contains(&format!("no usable file `layouts/book/{name}`")), "{}", failed.err);
    }
}

#[test]
fn a_design_is_on_the_cover_and_the_title_page() {
    let design = "[design]\naccent = \"#7a1fa2\"\nmarking = \"Для службового користування\"\ndistribution = \"Кабінет 12\"\n\
                  draft = true\nlogo = \"logo.svg\"\ncover = \"picture.svg\"\n";
    let folder = project(design);
    write(folder.path(), "logo.svg", LOGO);
    write(folder.path(), "picture.svg", PICTURE);
    let built = build(&folder);
    assert_eq!((built.code, built.err.as_str()), (0, ""));
    let page = text(&folder, "titlepage.xhtml");
    for told in ["<p class=\"marking\">Для службового користування</p>", "Кабінет 12", "· Чернетка</p>"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    let words = text(&folder, "cover.xhtml");
    assert!(words.contains("Чернетка · Для службового користування\""), "{words}");
    let cover = image::load_from_memory(&file(&folder, "cover.png").unwrap()).unwrap().into_rgb8();
    let share = |colour: [u8; 3]| {
        cover.pixels().filter(|pixel| pixel.0 == colour).count() * 1000 / (cover.width() * cover.height()) as usize
    };
    assert!(share([0, 255, 0]) >= 5, "the logo: {}", share([0, 255, 0]));
    assert!(share([0, 0, 255]) >= 150, "the picture: {}", share([0, 0, 255]));
    assert!(share([0x7a, 0x1f, 0xa2]) >= 150, "the accent: {}", share([0x7a, 0x1f, 0xa2]));
    let verified = run_in(folder.path(), &["verify", "out/briefing.epub"], "");
    assert_eq!(verified.code, 0, "{}", verified.out);
}

#[test]
fn a_title_of_any_length_leaves_the_period_below_it_alone() {
    let period = |title: &str| {
        let folder = project(&format!("title = \"{title}\"\n"));
        assert_eq!(build(&folder).code, 0, "{title}");
        let cover = image::load_from_memory(&file(&folder, "cover.png").unwrap()).unwrap().into_rgb8();
        // The lowest fifth of the area above the dark ground: it contains the period and no part of a title.
        image::imageops::crop_imm(&cover, 0, 1650, 1600, 222).to_image()
    };
    let short = period("Міст");
    for title in ["дуже довга назва ".repeat(30), "щ".repeat(300), "Міжгалузева координаційна рада".to_owned()]
    {
        assert!(period(&title) == short, "{title}");
    }
}
