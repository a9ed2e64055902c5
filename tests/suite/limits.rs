//! Tests of limits: pictures, fonts, answers, foreign outputs and page texts that demand too much, each next to an honest one that must
//! still work.
//!
//! Invariant: whatever exceeds a limit is left out alone. Every attack is made by the test that tries it.

mod answers;
mod counted;
mod opened;
mod shown;

use std::fs;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

use crate::below::folder;
use crate::cli::{Run, run_in};
use crate::pictures::paint::{base64, mend, png};

/// A page with a picture under its headline, in a month of its own.
fn page(number: usize, picture: &str) -> String {
    let subjects =
        ["каштани", "тролейбуси", "бібліотеку", "ковзанку", "пристань", "обсерваторію", "маяк", "стадіон", "криницю"];
    let subject = subjects[number % subjects.len()];
    format!(
        "<!DOCTYPE html><html lang=\"uk\"><head><meta charset=\"utf-8\"><title>Лиман має нові {subject}</title>\
         <meta property=\"article:published_time\" content=\"2024-{:02}-06T10:00:00+03:00\"></head><body><article>\
         <h1>Лиман має нові {subject}</h1><figure><img src=\"{picture}\" alt=\"Лиман, {subject}\" width=\"640\" height=\"480\">\
         <figcaption>Лиман: {subject}. Фото: Вісник</figcaption></figure>\
         <p>Міська рада Лимана оглянула {subject} і прийняла роботи, повідомила пресслужба міста номер {number}.</p>\
         <p>Витрати на {subject} покрив міський бюджет, решту дали мешканці.</p></article></body></html>",
        number % 12 + 1
    )
}

fn build(folder: &Path, arguments: &[&str]) -> Run {
    let run = run_in(folder, &[&["build", "."], arguments].concat(), "");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    run
}

fn edition(folder: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(folder.join("out/briefing.json")).unwrap()).unwrap()
}

/// Number of events with a picture.
fn shown(edition: &serde_json::Value) -> usize {
    let chapters = edition["chapters"].as_array().unwrap().iter();
    let events = chapters.flat_map(|chapter| chapter["events"].as_array().unwrap());
    events.filter(|event| !event["picture"].is_null()).count()
}

/// A GIF with a small screen and a frame of this size.
fn gif(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = [&b"GIF89a"[..], &640_u16.to_le_bytes(), &480_u16.to_le_bytes(), &[0x80, 0, 0]].concat();
    bytes.extend([0, 0, 0, 255, 255, 255, b',', 0, 0, 0, 0]);
    bytes.extend([width.to_le_bytes(), height.to_le_bytes()].concat());
    bytes.extend([0, 2, 2, 0x44, 1, 0, b';']);
    bytes
}

/// A PNG that claims this size and this many bits per channel, in colour with transparency.
fn png_of(width: u32, height: u32, bits: u8) -> Vec<u8> {
    let mut bytes = png(90, 90, 1);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    bytes[24..26].copy_from_slice(&[bits, 6]);
    mend(&mut bytes);
    bytes
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn a_picture_that_unpacks_to_too_much_is_left_out() {
    let honest = png(2400, 1600, 3);
    for (name, bytes, told) in [
        ("a.gif", gif(65_535, 65_535), "it unpacks to more than 256 MiB"),
        ("a.gif", gif(20_000, 20_000), "it unpacks to more than 256 MiB"),
        ("a.png", png_of(7000, 7000, 16), "it unpacks to more than 256 MiB"),
        ("a.png", png_of(60_000, 60_000, 8), "it has more than 50 million pixels"),
        ("a.png", png_of(u32::MAX / 2, u32::MAX / 2, 16), ""),
    ] {
        let pages = [page(0, &format!("p0_files/{name}")), page(1, "p1_files/b.png")];
        let beside = format!("p0_files/{name}");
        let files: [(&str, &[u8]); 4] = [
            ("p0.html", pages[0].as_bytes()),
            ("p1.html", pages[1].as_bytes()),
            (&beside, &bytes),
            ("p1_files/b.png", &honest),
        ];
        let folder = folder(&files);
        let run = build(folder.path(), &["--format", "json", "--format", "pdf"]);
        assert!(run.err.contains(&format!("`p0.html`: picture `{beside}`: {told}")), "{}", run.err);
        let edition = edition(folder.path());
        assert_eq!((shown(&edition), edition["sources"].as_array().unwrap().len()), (1, 2));
    }
}

#[test]
fn a_picture_in_an_address_is_measured_as_one_in_a_file() {
    let address = format!("data:image/gif;base64,{}", base64(&gif(65_535, 65_535)));
    let folder = folder(&[("p.html", page(0, &address).as_bytes())]);
    let run = build(folder.path(), &["--format", "json", "--format", "epub"]);
    assert!(run.err.contains("picture `data:`: it unpacks to more than 256 MiB"), "{}", run.err);
    assert_eq!(shown(&edition(folder.path())), 0);
}

/// The bytes of a valid PNG of this size in a single grey. Another number gives other bytes.
fn grey(side: u32, number: u8) -> Vec<u8> {
    let sum = |bytes: &[u8]| {
        let mut sum = u32::MAX;
        for byte in bytes {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
            }
        }
        !sum
    };
    let chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        [&(data.len() as u32).to_be_bytes()[..], &body, &sum(&body).to_be_bytes()].concat()
    };
    let head = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let data = packed(&vec![0; (side as usize * 4 + 1) * side as usize]);
    let text = [b"Number\0", &[b'0' + number][..]].concat();
    let chunks = [chunk(b"IHDR", &head), chunk(b"tEXt", &text), chunk(b"IDAT", &data), chunk(b"IEND", b"")];
    [&b"\x89PNG\r\n\x1a\n"[..], &chunks.concat()].concat()
}

#[test]
fn pictures_that_are_too_large_together_are_left_out_from_the_last_on() {
    const SIDE: u32 = 7070;
    let names: Vec<[String; 2]> =
        (0..9).map(|number| [format!("p{number}.html"), format!("p{number}_files/a.png")]).collect();
    let mut files: Vec<(&str, Vec<u8>)> = Vec::new();
    for (number, [name, picture]) in names.iter().enumerate() {
        files.push((name, page(number, picture).into_bytes()));
        files.push((picture, grey(SIDE, number as u8)));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let folder = folder(&files);
    let run = build(folder.path(), &["--format", "json"]);
    let problem =
        "left out: picture `p8_files/a.png`: the pictures of the edition unpack to more than 1536 MiB together";
    assert!(run.err.contains(&format!("`p8.html`: {problem}")), "{}", run.err);
    let edition = edition(folder.path());
    assert_eq!((shown(&edition), edition["sources"].as_array().unwrap().len()), (8, 9));
    let left_out = edition["ledger"]["left_out"].as_array().unwrap();
    assert_eq!(left_out.len(), 1, "{left_out:?}");
    assert_eq!((&left_out[0]["claim"], &left_out[0]["reason"]), (&"picture".into(), &"limit".into()));
    let verified = run_in(folder.path(), &["verify", "out/briefing.json"], "");
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

/// A font that contains only a map with this many repetitions of all characters.
fn font(times: u32) -> Vec<u8> {
    let mut table = [&[0, 12, 0, 0][..], &[0; 8], &times.to_be_bytes()].concat();
    (0..times).for_each(|_| table.extend([0_u32.to_be_bytes(), 0x10_ffff_u32.to_be_bytes(), [0; 4]].concat()));
    let map = [&[0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12][..], &table].concat();
    let mut font = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    font.extend([b"cmap".as_slice(), &[0; 4], &28_u32.to_be_bytes(), &(map.len() as u32).to_be_bytes()].concat());
    [font, map].concat()
}

#[test]
fn a_design_beyond_the_limits_is_left_out() {
    let drawing = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='data:image/png;base64,{}'/></svg>",
        base64(&png_of(60_000, 60_000, 8))
    );
    let own = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/vollkorn/Vollkorn-Bold.ttf")).unwrap();
    for (design, name, bytes, told) in [
        ("logo = \"x.png\"", "x.png", png_of(60_000, 60_000, 8), "it was left out: it has more than 50 million pixels"),
        ("cover = \"x.gif\"", "x.gif", gif(65_535, 65_535), "it was left out: it unpacks to more than 256 MiB"),
        ("logo = \"x.svg\"", "x.svg", drawing.into_bytes(), "it was left out: it has more than 50 million pixels"),
        (
            "fonts = [\"x.ttf\"]\ntext_font = \"Нічия\"",
            "x.ttf",
            font(4000),
            "it was left out: one of its faces has more than",
        ),
        ("logo = \"x.png\"", "x.png", png(300, 200, 1), ""),
        ("fonts = [\"x.ttf\"]\ntext_font = \"Vollkorn\"", "x.ttf", own, ""),
    ] {
        let project = format!("[design]\n{design}\n");
        let text = page(0, "none.png");
        let folder = folder(&[("p.html", text.as_bytes()), ("litopys.toml", project.as_bytes()), (name, &bytes)]);
        let run = build(folder.path(), &["--format", "pdf", "--format", "epub"]);
        match told {
            "" => assert_eq!(run.err, "", "{design}"),
            told => assert!(run.err.contains(&format!("{name}`: {told}")), "{design}: {}", run.err),
        }
        let doctor = run_in(folder.path(), &["doctor", "."], "");
        assert!(doctor.out.contains(told), "{}", doctor.out);
    }
}

/// A drawing of 100 by 100.
fn svg(body: &str) -> Vec<u8> {
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>{body}</svg>").into_bytes()
}

#[test]
fn a_drawing_beyond_the_limits_is_left_out() {
    let nested = format!("<text>{}{}</text>", "<tspan>".repeat(50_000), "</tspan>".repeat(50_000));
    let region = "<filter id='f' x='-1e6' y='-1e6' width='5e6' height='5e6'><feFlood/></filter><rect width='99' height='99' \
                  transform='scale(1e5)' filter='url(#f)'/>";
    let honest = "<linearGradient id='a'><stop/><stop offset='1'/></linearGradient><clipPath id='c'><circle r='90'/></clipPath>\
                  <g clip-path='url(#c)'><rect width='99' height='99' fill='url(#a)'/></g><text y='50'>Край</text>";
    for (key, bytes, told) in [
        ("logo", svg(&nested), "it was left out: it is nested deeper than 100"),
        ("cover", svg(&nested), "it was left out: it is nested deeper than 100"),
        ("logo", svg(region), "it was left out: it uses numbers that are too large or too small"),
        ("logo", svg("<rect"), "it was left out: it cannot be drawn"),
        ("cover", b"no drawing".to_vec(), "it was left out: it cannot be drawn"),
        ("logo", svg(honest), ""),
    ] {
        let project = format!("[design]\n{key} = \"x.svg\"\n");
        let text = page(0, "none.png");
        let folder = folder(&[("p.html", text.as_bytes()), ("litopys.toml", project.as_bytes()), ("x.svg", &bytes)]);
        let run = build(folder.path(), &["--format", "pdf", "--format", "epub"]);
        match told {
            "" => assert_eq!(run.err, ""),
            told => assert!(run.err.contains(&format!("x.svg`: {told}")) && run.err.contains("hint: "), "{}", run.err),
        }
        assert!(!run.err.contains("panicked"), "{}", run.err);
        let doctor = run_in(folder.path(), &["doctor", "."], "");
        assert!(doctor.out.contains(told), "{}", doctor.out);
    }
}

#[test]
fn a_layout_that_nests_too_deep_is_an_error_that_names_its_file() {
    let text = page(0, "none.png");
    let (briefing, book) = ("layouts/briefing/main.typ", "layouts/book/titlepage.xhtml");
    let deep = "is nested deeper than 1500\nhint: ";
    let large = "is larger than 256 KiB\nhint: ";
    for (name, template, format, told) in [
        (briefing, format!("#let a = 1{}", "+1".repeat(60_000)), "pdf", deep),
        (briefing, format!("#let a = b{}", ".c".repeat(60_000)), "pdf", deep),
        (briefing, format!("#if 1 == 2 {{}}{}", " else if 1 == 2 {}".repeat(8000)), "pdf", deep),
        (briefing, format!("$a{}$", "/b".repeat(60_000)), "pdf", deep),
        (briefing, format!("#let a = 1{}", "+1".repeat(200_000)), "pdf", large),
        ("layouts/book/cover.typ", format!("#let a = f{}", "()".repeat(60_000)), "epub", deep),
        (book, format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(30_000)), "epub", large),
    ] {
        let folder = folder(&[("p.html", text.as_bytes()), (name, template.as_bytes())]);
        let run = run_in(folder.path(), &["build", ".", "--format", format], "");
        assert_eq!((run.code, run.err.starts_with(&format!("error: `{name}` {told}"))), (1, true), "{}", run.err);
    }
    // Texts within the size limit are read, however deeply they nest.
    for nested in [
        format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(20_000)),
        format!("{{{{ 1{} }}}}", "+1".repeat(100_000)),
    ] {
        let folder = folder(&[("p.html", text.as_bytes()), (book, nested.as_bytes())]);
        let run = run_in(folder.path(), &["build", ".", "--format", "epub"], "");
        assert!(run.code == 1 && run.err.contains("XML that is not well-formed"), "{}", run.err);
    }
    let files: Vec<(String, String)> = (0..600)
        .map(|number| (format!("layouts/briefing/a{number}.typ"), format!("#import \"a{}.typ\": x", number + 1)))
        .collect();
    let mut files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    files.extend([("p.html", text.as_bytes()), (briefing, b"#import \"a0.typ\": x")]);
    let run = run_in(folder(&files).path(), &["build", ".", "--format", "pdf"], "");
    assert!(run.code == 1 && run.err.contains("the layout has more than 500 Typst files"), "{}", run.err);
}

#[test]
fn a_layout_makes_no_code_of_texts_and_holds_no_drawing_that_asks_for_too_much() {
    let text = page(0, "none.png");
    let nested = svg(&format!("<text>{}{}</text>", "<tspan>".repeat(50_000), "</tspan>".repeat(50_000)));
    for (template, told) in [
        ("#eval(\"1 + 1\")", "`layouts/briefing/main.typ:1:2`: unknown variable: eval"),
        ("#std.eval(\"1 + 1\")", "does not contain `eval`"),
        ("#image(\"x.svg\")", "layouts/briefing/x.svg`: it is nested deeper than 100"),
    ] {
        let drawing: &[u8] =
            if template.contains("x.svg") { &nested } else { b"<svg xmlns='http://www.w3.org/2000/svg'/>" };
        let files = [
            ("p.html", text.as_bytes()),
            ("layouts/briefing/main.typ", template.as_bytes()),
            ("layouts/briefing/x.svg", drawing),
        ];
        let run = run_in(folder(&files).path(), &["build", ".", "--format", "pdf"], "");
        assert!(run.code == 1 && run.err.contains(told), "{}", run.err);
    }
}

#[test]
fn only_a_damaged_font_is_left_out() {
    let whole = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/vollkorn/Vollkorn-Regular.ttf")).unwrap();
    let text = page(0, "none.png");
    for step in [61, 97, 1009, 5003] {
        let mut damaged = whole.clone();
        damaged.iter_mut().skip(400).step_by(step).for_each(|byte| *byte ^= 0x5a);
        let folder = folder(&[
            ("p.html", text.as_bytes()),
            ("litopys.toml", b"[design]\nfonts = [\"x.ttf\"]\n"),
            ("x.ttf", &damaged),
        ]);
        let run = run_in(folder.path(), &["build", ".", "--format", "pdf"], "");
        // A file without a valid font is a mistake in the project, and the message names it.
        assert!(run.code == 0 || run.err.contains("x.ttf`: it contains no font"), "{step}: {}: {}", run.code, run.err);
    }
}

#[test]
fn a_layout_that_never_ends_is_an_error() {
    let text = page(0, "none.png");
    let nested = "#let deep(n) = if n == 0 [] else { box(deep(n - 1)) }\n#deep(100000)";
    let brackets = "[".repeat(100_000);
    for (name, template, arguments) in [
        ("layouts/briefing/main.typ", nested, ["--format", "pdf"]),
        ("layouts/briefing/main.typ", &format!("#{brackets}"), ["--format", "pdf"]),
        (
            "layouts/briefing/main.typ",
            &format!("#set document(title: \"x\")\n${}$", "(".repeat(100_000)),
            ["--format", "pdf"],
        ),
        (
            "layouts/book/titlepage.xhtml",
            "{% for a in range(90000) %}{% for b in range(90000) %}{% set c = a %}{% endfor %}{% endfor %}",
            ["--format", "epub"],
        ),
        ("layouts/book/titlepage.xhtml", "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}", ["--format", "epub"]),
    ] {
        let folder = folder(&[("p.html", text.as_bytes()), (name, template.as_bytes())]);
        let run = run_in(folder.path(), &[&["build", "."][..], &arguments].concat(), "");
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.starts_with("error: ") && !run.err.contains("panicked"), "{}", run.err);
    }
}

#[test]
fn a_page_of_one_name_is_read_whole() {
    // 24,000 times: each name once opened a call inside the one before it, and some 20,000 crashed the program.
    let text = format!("A page of one name\n\n{}\n", "Kateryna Lyman ".repeat(24_000));
    let folder = folder(&[("names.txt", text.as_bytes())]);
    let run = run_in(folder.path(), &["read", "names.txt", "--json"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("Kateryna Lyman"));
}

#[test]
#[cfg(unix)]
fn names_of_files_that_are_no_text_cost_themselves() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let page = |number| page(number, "");
    let folder = folder(&[("plain.html", page(1).as_bytes()), ("two\nlines.html", page(2).as_bytes())]);
    for (name, number) in [(&b"a\xff.html"[..], 3), (b"a\xfe.html", 4)] {
        fs::write(folder.path().join(OsStr::from_bytes(name)), page(number)).unwrap();
    }
    let run = build(folder.path(), &["--format", "json", "--record"]);
    assert!(run.err.contains("its name is not valid text"), "{}", run.err);
    let edition = edition(folder.path());
    assert_eq!(edition["sources"].as_array().unwrap().len(), 3, "{}", edition["sources"]);
    // A recorded name of two lines is read again.
    build(folder.path(), &["--format", "json", "--record"]);
}

#[test]
fn a_name_of_two_lines_begins_no_command_in_any_form_of_messages() {
    let folder = folder(&[
        ("litopys.toml", b"layout = \"x\\n::error::y\"\n"),
        ("x\n::error::y.json", b"{}"),
        ("a.html", page(1, "").as_bytes()),
    ]);
    for arguments in [&["build", "."][..], &["check", "."], &["list", "."]] {
        for form in ["text", "github"] {
            let run = run_in(folder.path(), &[arguments, &["--log-format", form]].concat(), "");
            let lines = run.out.lines().chain(run.err.lines());
            assert!(lines.filter(|line| line.starts_with("::error::y")).count() == 0, "{}{}", run.out, run.err);
        }
    }
}
