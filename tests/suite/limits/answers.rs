//! Tests of the demands of servers on `fetch`: time, bytes, pages, sitemaps, names.
//!
//! Invariant: no test leaves this machine.

use tempfile::TempDir;

use super::*;
use crate::server::{Reply, Request, Server};

fn fetch(server: &Server, settings: &str) -> (TempDir, Run) {
    let settings = settings.replace("HOST", &server.at(""));
    let file = format!("[fetch]\nallow_private = true\nper_minute = 60000\ntimeout = 20\n{settings}\n");
    let folder = folder(&[("litopys.toml", file.as_bytes())]);
    let run = run_in(folder.path(), &["fetch", "--now", "2031-07-20T06:00:00Z"], "");
    (folder, run)
}

/// The files below a folder, in order.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => open.push(path),
                path => found.push(path.strip_prefix(folder).unwrap().display().to_string()),
            }
        }
    }
    found.sort();
    found
}

/// The stored pages.
fn pages(folder: &TempDir) -> Vec<String> {
    let all = files(folder.path()).into_iter();
    all.filter(|name| !name.contains(".fetch") && !name.ends_with(".toml")).collect()
}

fn article(number: usize) -> Reply {
    Reply::html(&page(number, "none.png"))
}

#[test]
fn no_wish_to_be_left_alone_is_too_long() {
    for wish in ["9999999999999999", "18446744073709551615", "99999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"]
    {
        let busy = Server::new(move |request| match request.path.as_str() {
            "/robots.txt" => Reply::empty(404),
            _ => Reply::empty(429).with("Retry-After", wish),
        });
        let (folder, run) = fetch(&busy, "addresses = [\"HOST/x\"]");
        assert_eq!(run.code, 3, "{}", run.err);
        assert!(run.err.contains("the host asks for a pause of 2592000 seconds"), "{}", run.err);
        let kept = fs::read_to_string(folder.path().join("pages/.fetch/hosts.toml")).unwrap();
        assert!(kept.contains("2031-08-19T06:00:00Z"), "{kept}");
    }
    let short = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => Reply::empty(404),
        _ => Reply::empty(503).with("Retry-After", "0"),
    });
    let (_folder, run) = fetch(&short, "addresses = [\"HOST/x\"]");
    assert!(run.err.contains("the host answered 503"), "{}", run.err);
}

#[test]
fn an_item_with_a_wrong_host_is_skipped() {
    let long = "a".repeat(300);
    let text = "Буря накрила містечко у вівторок, розповіли в міській раді, і це тривало до самого ранку. ".repeat(12);
    let hosts = ["..", ".", "...", "a..example", "%2e%2e", &long, "-", "xn--", "a.example\\..\\..", "[::", "1.2.3.4.5"];
    let item = |host: &str| {
        format!("<item><title>Буря</title><link>http://{host}/x</link><description>{text}</description></item>")
    };
    let feed =
        hosts.iter().map(|host| item(host)).collect::<String>() + &item("visnyk.example") + &item("a.example/../..");
    let feed = format!("<rss><channel>{feed}</channel></rss>");
    let feeds = Server::new(move |_| Reply::xml(&feed));
    let (folder, run) = fetch(&feeds, "feeds = [\"HOST/feed\"]");
    assert_eq!(run.code, 0, "{}", run.err);
    let stored = pages(&folder);
    assert!(stored.iter().any(|name| name.starts_with("pages/visnyk.example/")), "{stored:?}");
    assert!(stored.iter().any(|name| name.starts_with("pages/a.example/")), "{stored:?}");
    for name in &stored {
        assert!(name.starts_with("pages/") && name.split('/').count() == 3 && name.len() < 240, "{name}");
    }
    assert!(run.err.contains("of its entries have no page"), "{}", run.err);
}

#[test]
fn a_run_takes_so_many_bytes_and_the_next_one_goes_on() {
    let large = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => Reply::empty(404),
        "/feed" => {
            let items = (1..=4)
                .map(|number| format!("<item><title>Т</title><link>http://{}/{number}</link></item>", request.host));
            Reply::xml(&format!("<rss><channel>{}</channel></rss>", items.collect::<String>()))
        }
        path => {
            let number = path[1..].parse().unwrap_or(0);
            Reply::html(&(page(number, "none.png") + &format!("<!--{}-->", "x".repeat(600_000))))
        }
    });
    let (folder, run) = fetch(&large, "feeds = [\"HOST/feed\"]\ntotal = 1");
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("the answers of this run exceed 1 MiB together\nhint: run it again"), "{}", run.err);
    assert_eq!((run.err.matches("warning:").count(), pages(&folder).len()), (1, 1), "{}", run.err);
    for stored in [2, 3, 4] {
        run_in(folder.path(), &["fetch", "--now", "2031-07-20T06:00:00Z"], "");
        assert_eq!(pages(&folder).len(), stored);
    }
    let (folder, run) = fetch(&large, "feeds = [\"HOST/feed\"]");
    assert_eq!((run.code, pages(&folder).len()), (0, 4), "{}", run.err);
}

#[test]
fn a_run_takes_so_many_pages_and_the_next_one_goes_on() {
    let many = Server::new(|request| match request.path.as_str() {
        "/sitemap" => {
            let pages = (1..=5).map(|number| format!("<url><loc>http://{}/{number}</loc></url>", request.host));
            Reply::xml(&format!("<urlset>{}</urlset>", pages.collect::<String>()))
        }
        path => article(path[1..].parse().unwrap_or(0)),
    });
    let (folder, run) = fetch(&many, "sitemaps = [\"HOST/sitemap\"]\npages = 2\nparallel = 1");
    assert_eq!((run.code, pages(&folder).len()), (0, 2), "{}", run.err);
    assert!(run.out.ends_with("2 stored, 3 left for the next run\n"), "{}", run.out);
    assert!(run.err.contains("3 pages are left: the limit of one run is 2\nhint: run it again"), "{}", run.err);
    let again = run_in(folder.path(), &["fetch", "--now", "2031-07-20T06:00:00Z"], "");
    assert!(again.out.ends_with("2 stored, 2 already there, 1 left for the next run\n"), "{}", again.out);
    let last = run_in(folder.path(), &["fetch", "--now", "2031-07-20T06:00:00Z"], "");
    assert!(last.out.ends_with("1 stored, 4 already there\n") && last.err.is_empty(), "{}{}", last.out, last.err);
}

/// An index of sitemaps: `wide` entries at each level down to a depth, and then a page each.
fn index(request: &Request, wide: usize) -> String {
    let one = |number| format!("<sitemap><loc>http://{}{}/{number}</loc></sitemap>", request.host, request.path);
    format!("<sitemapindex>{}</sitemapindex>", (0..wide).map(one).collect::<String>())
}

#[test]
fn indexes_of_sitemaps_end() {
    let endless = Server::new(|request| Reply::xml(&index(request, 1)));
    let (_folder, run) = fetch(&endless, "sitemaps = [\"HOST/s\"]");
    assert!(run.err.contains("/s/0/0/0/0`: it is below more than 3 indexes; it was left out"), "{}", run.err);
    assert_eq!(endless.count(), 4);
    let wide = Server::new(|request| match request.path.as_str() {
        "/s" => Reply::xml(&index(request, 1500)),
        _ => Reply::xml("<urlset></urlset>"),
    });
    let (_folder, run) = fetch(&wide, "sitemaps = [\"HOST/s\"]");
    assert!(
        run.err.contains("/s/1000`: one run reads 1000 sitemaps; it was left out, as were 499 more"),
        "{}",
        run.err
    );
    assert_eq!(wide.count(), 1001);
    let honest = Server::new(|request| match request.path.matches('/').count() {
        1 | 2 => Reply::xml(&index(request, 3)),
        3 => {
            Reply::xml(&format!("<urlset><url><loc>http://{}{}/page</loc></url></urlset>", request.host, request.path))
        }
        _ => article(request.path.len()),
    });
    let (folder, run) = fetch(&honest, "sitemaps = [\"HOST/s\"]");
    assert_eq!((run.code, run.err.as_str(), pages(&folder).len()), (0, "", 9));
}

#[test]
fn an_honest_redirect_is_followed_and_one_to_nowhere_is_not() {
    let moved = Server::new(|request| match request.path.as_str() {
        "/old" => Reply::empty(301).with("Location", "/new"),
        "/bad" => Reply::empty(302).with("Location", "http://../x"),
        "/named" => Reply::empty(302).with("Location", &format!("http://name:secret@{}/new2", request.host)),
        _ => article(1),
    });
    let (folder, run) = fetch(&moved, "addresses = [\"HOST/old\", \"HOST/bad\", \"HOST/named\"]");
    assert!(run.err.contains("/bad`: it is not a web address"), "{}", run.err);
    assert_eq!(pages(&folder).len(), 2, "{}", run.out);
    let sidecars = files(folder.path()).into_iter().filter(|name| name.ends_with("html.toml"));
    for name in sidecars {
        let told = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(!told.contains("secret"), "{told}");
    }
}
