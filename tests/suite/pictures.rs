//! Tests of pictures: where their bytes may stand, which are refused, and what the outputs make of them.
//!
//! Invariant: every picture is painted by the test that looks at it.

pub mod paint;
#[cfg(feature = "pdf")]
mod shown;

use std::fs;
use std::path::Path;

use litopys::capture::picture::{Fault, MediaType, Place};
use litopys::capture::{self, Capture, CaptureId, Captures, Unread, UnreadReason, read_folder};
use litopys::normalize::{Article, Figure, normalize};
use litopys::survey::Survey;
use litopys::warned::Warned;
use tempfile::TempDir;

use paint::{GIF, JPEG, PNG, WEBP, base64, paint, png};

const STORY: &str = "Обласна рада схвалила кошторис на наступний рік, за нього віддали голоси дві третини депутатів, повідомила пресслужба.";

/// A page with something between its headline and its text.
fn page(headline: &str, figure: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"uk\"><head><meta charset=\"utf-8\"><title>{headline}</title>\
         <meta property=\"article:published_time\" content=\"2024-05-06T10:00:00+03:00\"></head><body><article>\
         <h1>{headline}</h1>{figure}<p>{STORY}</p><p>{STORY} Роботи почнуться навесні.</p></article></body></html>"
    )
}

fn figure(address: &str) -> String {
    format!(
        "<figure><img src=\"{address}\" alt=\"Зала ради\"><figcaption>Зала ради у Лимані. Фото: Вісник</figcaption></figure>"
    )
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        write(folder.path(), name, bytes);
    }
    folder
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn read(files: &[(&str, &[u8])]) -> Warned<Captures> {
    let read = read_folder(folder(files).path(), &[], &[]);
    assert_eq!(read.warnings, [], "nothing to tell");
    read
}

fn article(capture: &Capture) -> Article {
    normalize(capture, &Survey::default())
}

/// The only figure of the only page among files.
fn only(files: &[(&str, &[u8])]) -> Figure {
    let captures = read(files).value.captures;
    assert_eq!(captures.len(), 1, "{:?}", captures.iter().map(|capture| &capture.id.path).collect::<Vec<_>>());
    let mut figures = article(&captures[0]).figures;
    assert_eq!(figures.len(), 1, "{figures:?}");
    figures.remove(0)
}

/// Where the bytes of the only figure stand, and how large it is.
fn place(figure: &Figure) -> Option<(Place, u32, u32)> {
    assert_eq!(figure.flaw, None);
    figure.picture.as_ref().map(|picture| (picture.place.clone(), picture.width, picture.height))
}

fn file(name: &str, width: u32, height: u32) -> Option<(Place, u32, u32)> {
    Some((Place::File(name.to_owned()), width, height))
}

#[test]
fn the_folder_beside_a_saved_page_holds_its_pictures() {
    let html = page("Рада схвалила кошторис", &figure("./%D0%A0%D0%B0%D0%B4%D0%B0_files/зала%20ради.png?w=640#x"));
    let picture = png(640, 480, 1);
    let files: [(&str, &[u8]); 3] =
        [("a/Рада.html", html.as_bytes()), ("a/Рада_files/зала ради.png", &picture), ("a/Рада_files/x.png", b"x")];
    let found = only(&files);
    assert_eq!(place(&found), file("a/Рада_files/зала ради.png", 640, 480));
    assert_eq!((found.caption.as_deref(), found.credit.as_deref()), (Some("Зала ради у Лимані."), Some("Вісник")));
    assert_eq!((found.alt.as_deref(), found.address), (Some("Зала ради"), None));
    assert_eq!(found.picture.unwrap().media_type, MediaType::Png);
}

#[test]
fn a_picture_beside_its_page_is_part_of_it_and_others_are_not() {
    let html = page("Рада схвалила кошторис", &figure("../img/a.png"));
    let picture = png(640, 480, 1);
    let read = read(&[("a/p.html", html.as_bytes()), ("img/a.png", &picture), ("img/b.png", &picture)]);
    let unread = |path: &str, reason| Unread { id: CaptureId::of_file(path), reason };
    let expected = [unread("img/a.png", UnreadReason::PartOfPage), unread("img/b.png", UnreadReason::NotText)];
    assert_eq!(read.value.unread, expected);
}

#[test]
fn the_candidate_that_is_at_hand_is_chosen_and_the_address_kept() {
    let image = "<img data-src=\"https://v.example/a.jpg\" src=\"p_files/a.png\" alt=\"Зала\">";
    let lazy = "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAADs=\" data-srcset=\"https://v.example/s.jpg 480w, p_files/a.png 960w\" alt=\"Зала\">";
    let picture = png(640, 480, 1);
    for (image, address) in [(image, "https://v.example/a.jpg"), (lazy, "https://v.example/s.jpg")] {
        let html = page("Рада схвалила кошторис", image);
        let found = only(&[("p.html", html.as_bytes()), ("p_files/a.png", &picture)]);
        assert_eq!(place(&found), file("p_files/a.png", 640, 480));
        assert_eq!(found.address.as_deref(), Some(address));
    }
    let gone = only(&[("p.html", page("Рада схвалила кошторис", image).as_bytes())]);
    assert_eq!((place(&gone), gone.address.as_deref()), (None, Some("https://v.example/a.jpg")));
}

#[test]
fn data_in_an_address_is_a_picture_unless_it_is_tiny() {
    let data = |bytes: &[u8]| format!("data:image/png;base64,{}", base64(bytes));
    let html = page("Рада схвалила кошторис", &figure(&data(&png(640, 480, 1))));
    let found = only(&[("p.html", html.as_bytes())]);
    assert_eq!((place(&found), found.address), (Some((Place::Embedded, 640, 480)), None));
    let escaped: String = png(100, 90, 2).iter().map(|byte| format!("%{byte:02x}")).collect();
    let markdown = format!("# Рада схвалила кошторис\n\n![Зала](data:image/png,{escaped})\n\n{STORY}\n");
    assert_eq!(place(&only(&[("p.md", markdown.as_bytes())])), Some((Place::Embedded, 100, 90)));
    let tiny = page("Рада схвалила кошторис", &format!("<img src=\"{}\">", data(&png(79, 200, 1))));
    let captures = read(&[("p.html", tiny.as_bytes())]).value.captures;
    assert_eq!(article(&captures[0]).figures, []);
}

/// A message in parts: each its headers and its bytes, which are written in base64.
fn message(head: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut message = format!("{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n");
    for (headers, bytes) in parts {
        message += &format!("--b\r\n{headers}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n", base64(bytes));
    }
    (message + "--b--\r\n").into_bytes()
}

#[test]
fn the_parts_of_a_page_saved_in_one_file_are_its_pictures() {
    let picture = png(640, 480, 1);
    let html = "Content-Type: text/html; charset=utf-8\r\nContent-Location: https://v.example/n/17";
    let head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://v.example/n/17\r\n";
    for (address, name, kept) in [
        ("cid:a%40v", "Content-Type: image/png\r\nContent-ID: <a@v>", None),
        (
            "https://v.example/i/a.png",
            "Content-Type: image/png\r\nContent-Location: https://v.example/i/a.png",
            Some("https://v.example/i/a.png"),
        ),
        ("/i/a.png", "Content-Type: text/plain\r\nContent-Location: https://v.example/i/a.png", None),
    ] {
        let page = page("Рада схвалила кошторис", &figure(address));
        let file = message(head, &[(html, page.as_bytes()), (name, &picture)]);
        let found = only(&[("p.mhtml", &file)]);
        assert_eq!(place(&found), Some((Place::Embedded, 640, 480)), "{address}");
        assert_eq!(found.address.as_deref(), kept, "{address}");
    }
}

#[test]
fn the_pictures_in_a_mail_are_those_of_its_page() {
    let page = page("Рада схвалила кошторис", &figure("cid:hall@v"));
    let head = "From: Вісник <list@v.example>\r\nSubject: Visnyk\r\nDate: Mon, 6 May 2024 10:00:00 +0300\r\n";
    let picture = paint(JPEG, 640, 480, 1);
    let inline = "Content-Type: application/octet-stream\r\nContent-Disposition: inline\r\nContent-ID: <hall@v>";
    let mail = message(head, &[("Content-Type: text/html; charset=utf-8", page.as_bytes()), (inline, &picture)]);
    let found = only(&[("p.eml", &mail)]);
    assert_eq!(place(&found), Some((Place::Embedded, 640, 480)));
    assert_eq!(found.picture.unwrap().media_type, MediaType::Jpeg);
}

#[test]
fn markdown_and_pasted_text_name_the_pictures_beside_them() {
    let text = format!("# Рада схвалила кошторис\n\n![Зала ради](img/a.png \"Зала\")\n\n{STORY}\n\n{STORY} Ще раз.\n");
    let picture = png(640, 480, 1);
    for path in ["n/p.md", "n/p.txt"] {
        let found = only(&[(path, text.as_bytes()), ("n/img/a.png", &picture)]);
        assert_eq!(place(&found), file("n/img/a.png", 640, 480), "{path}");
        assert_eq!((found.alt.as_deref(), found.address.as_deref()), (Some("Зала ради"), None), "{path}");
    }
}

#[test]
fn no_picture_comes_from_outside_the_folder() {
    let outside = folder(&[("secret.png", &png(640, 480, 1))]);
    let news = outside.path().join("news");
    let absolute = outside.path().join("secret.png").display().to_string();
    for address in
        ["../../secret.png", "../../../etc/x.png", &absolute, &format!("file://{absolute}"), "..%2f..%2fsecret.png"]
    {
        write(&news, "a/p.html", page("Рада схвалила кошторис", &figure(address)).as_bytes());
        let read = read_folder(&news, &[], &[]);
        let figure = &article(&read.value.captures[0]).figures[0];
        assert_eq!((&figure.picture, &figure.flaw), (&None, &None), "{address}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let outside = folder(&[("secret.png", &png(640, 480, 1)), ("inside/b.png", &png(640, 480, 2))]);
    let news = outside.path().join("inside");
    std::os::unix::fs::symlink(outside.path().join("secret.png"), news.join("a.png")).unwrap();
    std::os::unix::fs::symlink("b.png", news.join("c.png")).unwrap();
    for (address, fault) in [("a.png", Some(Fault::Outside)), ("c.png", None)] {
        write(&news, "p.html", page("Рада схвалила кошторис", &figure(address)).as_bytes());
        let article = article(&read_folder(&news, &[], &[]).value.captures[0]);
        assert_eq!(article.figures[0].flaw.as_ref().map(|flaw| flaw.fault), fault);
        assert_eq!(article.figures[0].picture.is_some(), fault.is_none());
    }
}

#[test]
fn a_picture_is_what_its_bytes_say() {
    let html = page("Рада схвалила кошторис", &figure("a.jpg"));
    for (kind, expected) in
        [(PNG, MediaType::Png), (JPEG, MediaType::Jpeg), (GIF, MediaType::Gif), (WEBP, MediaType::WebP)]
    {
        let found = only(&[("p.html", html.as_bytes()), ("a.jpg", &paint(kind, 320, 200, 3))]);
        assert_eq!(found.picture.unwrap().media_type, expected);
    }
}

#[test]
fn a_bad_picture_costs_itself_and_is_told() {
    let html = page("Рада схвалила кошторис", &figure("p_files/a.png"));
    let mut large = png(640, 480, 1);
    large.resize(20 * 1024 * 1024 + 1, 0);
    let mut huge = png(640, 480, 1);
    huge[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    paint::mend(&mut huge);
    for (bytes, told) in [
        (&b"<!DOCTYPE html><title>404</title>"[..], "it is no picture of a type that can be shown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is no picture of a type that can be shown"),
        (&png(640, 480, 1)[..20], "it is damaged"),
        (&large, "it is larger than 20 MiB"),
        (&huge, "it has more than 50 million pixels"),
    ] {
        let captures = read(&[("n/p.html", html.as_bytes()), ("n/p_files/a.png", bytes)]).value.captures;
        let article = article(&captures[0]);
        assert_eq!((article.body.len(), &article.figures[0].picture), (2, &None));
        let warnings: Vec<String> = article.warnings().map(|warning| warning.to_string()).collect();
        assert_eq!(warnings.len(), 1);
        assert!(
            warnings[0].starts_with(&format!("`n/p.html`: picture `n/p_files/a.png`: {told}\nhint: ")),
            "{warnings:?}"
        );
    }
}

#[test]
fn pictures_outside_the_article_are_not_its_own() {
    let icon = "<nav><img src=\"icon.png\" alt=\"Меню\"></nav>";
    let html = page("Рада схвалила кошторис", &figure("a.png")).replace("<article>", &format!("{icon}<article>"));
    let html = html.replace("</article>", "</article><aside><img src=\"advert.png\" alt=\"Купуйте\"></aside>");
    let found = only(&[
        ("p.html", html.as_bytes()),
        ("a.png", &png(640, 480, 1)),
        ("icon.png", &png(200, 200, 2)),
        ("advert.png", &png(728, 90, 3)),
    ]);
    assert_eq!(place(&found), file("a.png", 640, 480));
}

#[test]
fn a_stream_passes_pictures_on_as_data() {
    let html = page("Рада схвалила кошторис", &figure(&format!("data:image/png;base64,{}", base64(&png(640, 480, 1)))));
    let line = serde_json::json!({ "url": "https://v.example/n/1", "html": html }).to_string() + "\n";
    let run = crate::cli::run_in(Path::new("."), &["read", "--json", "--form", "ndjson", "-"], &line.repeat(3));
    assert_eq!((run.code, run.err.as_str(), run.out.lines().count()), (0, "", 3));
    for line in run.out.lines() {
        assert!(!line.contains("base64"), "no bytes are printed");
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let figure = &record["figures"][0];
        assert_eq!((&figure["caption"], &figure["credit"]), (&"Зала ради у Лимані.".into(), &"Вісник".into()));
        let picture = &figure["picture"];
        assert_eq!((&picture["place"], &picture["media_type"]), (&"embedded".into(), &"image/png".into()));
        assert_eq!((&picture["width"], &picture["height"]), (&640.into(), &480.into()));
    }
}

#[test]
fn a_page_alone_and_its_folder_name_pictures_as_the_page_is_named() {
    let html = page("Рада схвалила кошторис", &figure("p_files/a.png"));
    let folder = folder(&[("n/p.html", html.as_bytes()), ("n/p_files/a.png", &png(640, 480, 1))]);
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (arguments, expected) in [
        (&["n/p.html"][..], "n/p_files/a.png"),
        (&["n"], "p_files/a.png"),
        (&["."], "n/p_files/a.png"),
        (&["empty", "n"], "n/p_files/a.png"),
    ] {
        let run = crate::cli::run_in(folder.path(), &[&["read", "--json"], arguments].concat(), "");
        let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(record["figures"][0]["picture"]["place"]["file"], expected, "{arguments:?}");
        assert_eq!(record["path"].as_str().unwrap(), expected.replace("_files/a.png", ".html"));
    }
    let bytes = capture::read_file(&folder.path().join("n/p.html"), "n/p.html", None, None).value.unwrap();
    assert!(bytes[0].pictures.found.is_empty(), "a file that is read by itself is read alone");
}
