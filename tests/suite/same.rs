//! The real captures in other forms: each is read and dated as the same text is.
//!
//! The pages belong to their publishers and are not part of the project. `LITOPYS_CAPTURES` names their folder, `LITOPYS_BROWSER` the
//! browser that prints them as PDFs.
//!
//! Invariant: nothing of the pages is kept. Without the folder the test says that it did not run.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::cli::run_in;
use crate::forms::office::docx;

/// A page as a reader sees it: its lines, each with the element of HTML that it would be.
struct Lines(Vec<(&'static str, String)>);

/// What was read of a page.
#[derive(Debug, PartialEq, Eq)]
struct Page {
    headline: String,
    words: String,
    published: Option<String>,
    happened: (String, String),
}

fn listed(folder: &Path) -> Vec<Value> {
    let run = run_in(folder, &["list", "--json", "."], "");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", folder.display());
    let mut values: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    values.sort_by_key(|value| (value["path"].as_str().unwrap().to_owned(), value["record"].as_u64()));
    values
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn blocks(value: &Value) -> impl Iterator<Item = (&'static str, String)> {
    let block = |block: &Value| {
        let element = match block["kind"].as_str() {
            Some("subhead") => "h2",
            Some("list") => "li",
            _ => "p",
        };
        (element, text(&block["text"]))
    };
    value["body"].as_array().into_iter().flatten().map(block)
}

impl Page {
    /// The deck and the body are one text here: a plain text does not tell them apart as markup does.
    fn of(value: &Value) -> Self {
        let words: Vec<String> =
            std::iter::once(text(&value["deck"])).chain(blocks(value).map(|(_, text)| text)).collect();
        let day = |value: &Value| Some(value.as_str()?.get(..10)?.to_owned());
        let happened = &value["happened"];
        Self {
            headline: text(&value["headline"]),
            words: words.join(" ").trim().to_owned(),
            published: day(&value["published"]["earliest"]),
            happened: (day(&happened["earliest"]).unwrap_or_default(), day(&happened["latest"]).unwrap_or_default()),
        }
    }
}

impl Lines {
    /// The article of a capture, with the lines around it that its date rests on.
    fn of(value: &Value, source: &str) -> Self {
        let mut lines = vec![("h1", text(&value["headline"]))];
        let mut article = format!("{}\n{}", text(&value["headline"]), text(&value["deck"]));
        blocks(value).for_each(|(_, text)| article.extend(["\n", text.as_str()]));
        let own = value["path"].as_str().unwrap();
        for evidence in value["published"]["evidence"].as_array().into_iter().flatten() {
            let Some(start) = evidence["start"].as_u64().filter(|_| evidence["path"] == own) else { continue };
            let before: String = source.chars().take(start as usize).collect();
            let line = source[before.rfind('\n').map_or(0, |at| at + 1)..].lines().next().unwrap_or_default();
            let line = text(&Value::from(line));
            if !line.is_empty() && !article.contains(&line) {
                article.extend(["\n", line.as_str()]);
                lines.push(("p", line));
            }
        }
        lines.extend(Some(text(&value["deck"])).filter(|deck| !deck.is_empty()).map(|deck| ("p", deck)));
        lines.extend(blocks(value));
        Self(lines)
    }

    fn markup(&self) -> String {
        self.0.iter().fold(String::new(), |mut markup, (element, text)| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            let _ = writeln!(markup, "<{element}>{text}</{element}>");
            markup
        })
    }

    fn single_file(&self) -> Vec<u8> {
        format!(
            "<!DOCTYPE html> <html lang=uk><!--\n Page saved with SingleFile \n url: https://v.example/a \n saved date: Mon Jul 28 2025 10:00:00 \
             GMT+0300 (EEST)\n--><meta charset=utf-8><body>{}",
            self.markup()
        )
        .into_bytes()
    }

    fn mhtml(&self) -> Vec<u8> {
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://v.example/a\r\nSubject: x\r\nDate: Mon, 28 Jul 2025 10:00:00 -0000\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=B\r\n\r\n--B\r\nContent-Type: text/html; \
             charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<html lang=uk><body>{}\r\n--B--\r\n",
            self.markup()
        )
        .into_bytes()
    }

    fn document(&self) -> Vec<u8> {
        let paragraph = |(element, text): &(&str, String)| {
            let level = if let Some(level) = element.strip_prefix('h') {
                format!("<w:pPr><w:outlineLvl w:val=\"{}\"/></w:pPr>", level.parse::<u8>().unwrap() - 1)
            } else {
                String::new()
            };
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<w:p>{level}<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
        };
        docx(&self.0.iter().map(paragraph).collect::<String>(), &[])
    }

    /// The page as a post on this day, at noon in Kyiv if the hour is not known.
    fn post(&self, number: usize, published: &str) -> Value {
        let time = if published.contains('T') { published.to_owned() } else { format!("{published}T12:00") };
        let (head, rest) = self.0.split_first().unwrap();
        let rest: String = rest.iter().map(|(_, text)| format!("\n\n{text}")).collect();
        json!({ "id": number, "type": "message", "date": format!("{time}:00"), "from": "Канал", "from_id": "channel1",
            "text": [{ "type": "bold", "text": head.1 }, rest],
            "text_entities": [{ "type": "bold", "text": head.1 }, { "type": "plain", "text": rest }] })
    }
}

/// Prints a page with the browser.
fn printed(browser: &str, folder: &Path, name: &str, page: &Lines) {
    let (source, target) = (folder.join(format!("{name}.page.html")), folder.join("pdf").join(format!("{name}.pdf")));
    fs::write(&source, format!("<html lang=uk><meta charset=utf-8><body>{}", page.markup())).unwrap();
    let run = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("--print-to-pdf={}", target.display()))
        .arg(&source)
        .output();
    assert!(run.is_ok_and(|run| run.status.success()) && target.exists(), "{browser} prints");
}

#[test]
fn a_page_reads_alike_in_every_form() {
    let Some(seeds) = std::env::var_os("LITOPYS_CAPTURES").map(|captures| PathBuf::from(captures).join("seeds")) else {
        println!("not run: `LITOPYS_CAPTURES` is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let at = |form: &str| folder.path().join(form);
    for form in ["seeds", "text", "single", "mhtml", "docx", "pdf", "posts"] {
        fs::create_dir(at(form)).unwrap();
    }
    for entry in fs::read_dir(&seeds).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, at("seeds").join(path.file_name().unwrap())).unwrap();
    }
    let browser = std::env::var("LITOPYS_BROWSER").ok();
    assert!(browser.is_some() || std::env::var_os("LITOPYS_REQUIRE_TOOLS").is_none(), "`LITOPYS_BROWSER` is not set");
    let mut posts = Vec::new();
    for value in listed(&at("seeds")) {
        let name = value["path"].as_str().unwrap();
        let page = Lines::of(&value, &fs::read_to_string(at("seeds").join(name)).unwrap());
        let stem = name.split('.').next().unwrap();
        let plain: Vec<&str> = page.0.iter().map(|(_, text)| text.as_str()).collect();
        fs::write(at("text").join(format!("{stem}.txt")), plain.join("\n\n")).unwrap();
        fs::write(at("single").join(format!("{stem}.html")), page.single_file()).unwrap();
        fs::write(at("mhtml").join(format!("{stem}.mhtml")), page.mhtml()).unwrap();
        fs::write(at("docx").join(format!("{stem}.docx")), page.document()).unwrap();
        if let Some(browser) = &browser {
            printed(browser, folder.path(), stem, &page);
        }
        posts.push(page.post(posts.len() + 1, value["published"]["earliest"].as_str().unwrap()));
    }
    let export = json!({ "name": "Канал", "type": "private_channel", "id": 1, "messages": posts });
    fs::write(at("posts").join("result.json"), export.to_string()).unwrap();
    let expected: Vec<Page> = listed(&at("text")).iter().map(Page::of).collect();
    assert_eq!(expected.len(), 5);
    for form in ["single", "mhtml", "docx", "posts"].into_iter().chain(browser.is_some().then_some("pdf")) {
        let read: Vec<Page> = listed(&at(form)).iter().map(Page::of).collect();
        assert_eq!(read.len(), expected.len(), "{form}");
        for (read, expected) in read.iter().zip(&expected) {
            assert_eq!(
                (&read.headline, &read.words, &read.published),
                (&expected.headline, &expected.words, &expected.published),
                "{form}"
            );
            // The day of an event may rest on whether a line is a deck; the days of both readings are never apart.
            let ((from, to), (first, last)) = (&read.happened, &expected.happened);
            assert!(!from.is_empty() && !first.is_empty(), "{form}: each has a day");
            assert!(from <= last && first <= to, "{form}: {read:?} {expected:?}");
        }
    }
}
