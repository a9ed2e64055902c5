//! Tests of `fetch` with a server on this machine: it collects each page once, within limits, politely, and recovers from any interruption.
//!
//! Invariant: no test leaves this machine. Each has its own folder and server.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::cli::{Run, run_in, run_with};
use crate::server::{Reply, Request, Server};

const NOW: &str = "2031-07-20T06:00:00Z";

/// A project that fetches from this machine, quickly.
fn project(settings: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_project(folder.path(), settings);
    folder
}

fn write_project(folder: &Path, settings: &str) {
    let file = format!("[fetch]\nallow_private = true\nper_minute = 60000\ntimeout = 20\n{settings}\n");
    fs::write(folder.join("litopys.toml"), file).unwrap();
}

fn fetch(folder: &TempDir, arguments: &[&str]) -> Run {
    run_in(folder.path(), &[&["fetch", "--now", NOW], arguments].concat(), "")
}

/// The files below the captures' folder with their bytes, without the lock.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.join("pages")];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => open.push(path),
                path => {
                    let name = path.strip_prefix(folder).unwrap().display().to_string();
                    found.insert(name, fs::read(path).unwrap());
                }
            }
        }
    }
    found
}

/// The names of the stored pages.
fn pages(folder: &TempDir) -> Vec<String> {
    let names = files(folder.path()).into_keys();
    names.filter(|name| !name.contains("/.fetch/") && !name.ends_with(".toml")).collect()
}

fn article(number: usize) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"uk\"><head><meta charset=\"utf-8\"><title>Міст номер {number} відкрили</title>\
         <meta property=\"article:published_time\" content=\"2031-07-{:02}T10:00:00+03:00\"></head><body><article>\
         <h1>Міст номер {number} відкрили для руху</h1><p>У Чернігові відкрили міст номер {number} через Десну. Рухом мостом \
         скористалися перші автомобілі, повідомила міська рада.</p><p>Роботи тривали два роки, їх завершили до свята міста, \
         а тролейбуси номер {number} знову курсують обома берегами.</p></article></body></html>",
        number % 14 + 1
    )
}

fn item(address: &str, title: &str, more: &str) -> String {
    format!("<item><title>{title}</title><link>{address}</link>{more}</item>")
}

fn rss(items: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Вісник</title>{}</channel></rss>",
        items.concat()
    )
}

fn of_host(request: &Request, path: &str) -> String {
    format!("http://{}{path}", request.host)
}

/// A feed of three pages, with validators.
fn three_pages() -> Server {
    Server::new(|request| match request.path.as_str() {
        "/feed" if request.header("if-none-match") == Some("\"f1\"") => Reply::empty(304),
        "/feed" => {
            let entry = |number: usize| {
                let day = format!("<pubDate>{number:02} Jul 2031 10:00:00 +0300</pubDate>");
                item(&of_host(request, &format!("/news/mist-{number}")), &format!("Міст номер {number}"), &day)
            };
            Reply::xml(&rss(&[entry(1), entry(2), entry(3)])).with("ETag", "\"f1\"")
        }
        path if path.starts_with("/news/") => {
            let number = path.rsplit('-').next().unwrap().parse().unwrap();
            Reply::html(&article(number)).with("ETag", "\"p\"").with("Last-Modified", "Wed, 02 Jul 2031 00:00:00 GMT")
        }
        _ => Reply::empty(404),
    })
}

/// A server with only one page, at `/1`, with this body.
fn one_page(reply: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Server {
    Server::new(move |request| if request.path == "/robots.txt" { Reply::empty(404) } else { reply(request) })
}

#[test]
fn a_feed_gives_its_pages_once_and_is_asked_conditionally() {
    let server = three_pages();
    let folder = project(&format!("feeds = [\"{}\"]\ncontact = \"https://me.example\"", server.at("/feed")));
    let first = fetch(&folder, &[]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert_eq!(first.out.lines().last(), Some("3 stored"));
    assert_eq!(first.out.lines().filter(|line| line.starts_with("stored pages/127.0.0.1-")).count(), 3);
    let names = pages(&folder);
    assert!(names[0].contains("/2031-07-01-mist-1-") && names.len() == 3, "{names:?}");
    assert_eq!(fs::read_to_string(folder.path().join(&names[0])).unwrap(), article(1));
    let told = fs::read_to_string(folder.path().join(format!("{}.toml", names[0]))).unwrap();
    for line in [
        format!("address = \"{}\"", server.at("/news/mist-1")),
        format!("captured = \"{NOW}\""),
        "status = 200".to_owned(),
        "etag = '\"p\"'".to_owned(),
    ] {
        assert!(told.contains(&line), "{told}");
    }
    let agent = server.asked("/feed")[0].header("user-agent").unwrap().to_owned();
    assert_eq!(agent, format!("litopys/{} (+https://me.example)", env!("CARGO_PKG_VERSION")));
    let before = files(folder.path());
    let second = fetch(&folder, &[]);
    assert_eq!((second.code, second.out.as_str(), second.err.as_str()), (0, "3 already there\n", ""));
    assert_eq!(server.asked("/feed")[1].header("if-none-match"), Some("\"f1\""));
    assert_eq!(server.asked("/news/mist-1").len(), 1);
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_build_holds_every_page_that_was_fetched_and_its_time_of_capture() {
    let server = three_pages();
    let editions = "[editions]\neditor = \"Прес-служба\"\nevery = \"week\"";
    let folder = project(&format!("feeds = [\"{}\"]\nlists = [\"list.txt\"]\n{editions}", server.at("/feed")));
    fs::write(folder.path().join("list.txt"), "# mine\n").unwrap();
    assert_eq!(fetch(&folder, &[]).code, 0);
    let build = run_in(folder.path(), &["build", ".", "--format", "json"], "");
    assert_eq!(build.code, 0, "{}", build.err);
    assert!(!build.err.contains(".fetch") && !build.err.contains("list.txt"), "{}", build.err);
    let edition = fs::read_to_string(folder.path().join("out/briefing.json")).unwrap();
    for name in pages(&folder) {
        assert!(edition.contains(&name), "{name}");
    }
    assert!(!edition.contains(".fetch") && !edition.contains("list.txt") && !edition.contains(".html.toml"));
    assert!(!edition.contains(&server.at("/feed")), "an address may hold a key");
    let edition_data: serde_json::Value = serde_json::from_str(&edition).unwrap();
    let control = &edition_data["control"];
    assert_eq!((&control["watched"], &control["editor"]), (&serde_json::json!(["127.0.0.1"]), &"Прес-служба".into()));
    let day = |date: &serde_json::Value| date["earliest"].as_str().unwrap()[..10].parse::<chrono::NaiveDate>().unwrap();
    assert_eq!((day(&control["next"]) - day(&edition_data["as_of"])).num_days(), 7);
    assert!(edition.contains(&server.at("/news/mist-2")));
    let explained = run_in(folder.path(), &["explain", &pages(&folder)[0]], "");
    assert_eq!(explained.code, 0, "{}", explained.err);
}

#[test]
fn a_304_without_anything_kept_is_asked_again_without_conditions() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let server = Server::new(move |request| match request.path.as_str() {
        "/always" => Reply::empty(304),
        "/feed" if counted.fetch_add(1, Ordering::Relaxed) == 0 => Reply::empty(304),
        "/feed" => Reply::xml(&rss(&[item(&of_host(request, "/1"), "Міст", "")])).with("ETag", "\"a\""),
        "/1" => Reply::html(&article(1)),
        _ => Reply::empty(404),
    });
    let folder = project(&format!("feeds = [\"{}\", \"{}\"]", server.at("/feed"), server.at("/always")));
    let run = fetch(&folder, &[]);
    assert_eq!(run.code, 3);
    assert!(run.out.contains("1 stored"), "{}", run.out);
    assert!(run.err.contains("/always`: the host says that nothing has changed, but nothing is stored"), "{}", run.err);
    assert_eq!(server.asked("/always").len(), 2);
    for (name, _) in files(folder.path()).iter().filter(|(name, _)| name.ends_with(".body")) {
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    fetch(&folder, &[]);
    assert_eq!(server.asked("/feed").last().unwrap().header("if-none-match"), None);
}

#[test]
fn a_page_that_its_feed_says_was_changed_is_asked_for_again() {
    let round = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&round);
    let server = Server::new(move |request| {
        let round = now.load(Ordering::Relaxed);
        match request.path.as_str() {
            "/feed" => {
                let link = format!("<link href='{}'/>", of_host(request, "/1"));
                let changed = ["2031-07-01T00:00:00Z", "2031-07-21T00:00:00Z", "2031-07-23T00:00:00Z"][round];
                Reply::xml(&format!(
                    "<feed><entry><title>Міст</title>{link}<updated>{changed}</updated></entry></feed>"
                ))
            }
            "/1" if request.header("if-none-match") == Some("\"a\"") && round == 1 => Reply::empty(304),
            "/1" if round < 2 => Reply::html(&article(1)).with("ETag", "\"a\""),
            "/1" => Reply::html(&article(2)).with("ETag", "\"b\""),
            _ => Reply::empty(404),
        }
    });
    let folder = project(&format!("feeds = [\"{}\"]", server.at("/feed")));
    let at = |now: &str| run_in(folder.path(), &["fetch", "--now", now], "").out;
    assert!(at("2031-07-20T06:00:00Z").ends_with("1 stored\n"));
    round.store(1, Ordering::Relaxed);
    assert_eq!(at("2031-07-22T06:00:00Z"), "1 already there\n");
    assert_eq!(at("2031-07-22T07:00:00Z"), "1 already there\n");
    assert_eq!(server.asked("/1").len(), 2, "what was checked since is not asked for again");
    round.store(2, Ordering::Relaxed);
    assert!(at("2031-07-24T06:00:00Z").ends_with("1 renewed\n"));
    let name = pages(&folder).remove(0);
    assert_eq!(fs::read_to_string(folder.path().join(&name)).unwrap(), article(2));
    let told = fs::read_to_string(folder.path().join(format!("{name}.toml"))).unwrap();
    assert!(told.contains("captured = \"2031-07-24T06:00:00Z\"") && told.contains("'\"b\"'"), "{told}");
}

#[test]
fn robots_txt_is_obeyed() {
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => Reply::new(200, "text/plain", "User-agent: *\nDisallow: /private\n"),
        _ => Reply::html(&article(1)),
    });
    let (open, shut) = (server.at("/open"), server.at("/private/1"));
    let folder = project(&format!("addresses = [\"{open}\", \"{shut}\"]"));
    let run = fetch(&folder, &[]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains(&format!("skipped {shut}: the host's robots.txt does not allow it")), "{}", run.out);
    assert_eq!((server.asked("/open").len(), server.asked("/private/1").len()), (1, 0));
    let broken =
        Server::new(|request| if request.path == "/robots.txt" { Reply::empty(500) } else { Reply::html("x") });
    let folder = project(&format!("addresses = [\"{}\"]", broken.at("/1")));
    let run = fetch(&folder, &[]);
    assert_eq!((run.code, broken.count()), (3, 0));
    assert!(run.err.contains("robots.txt could not be read: the host answered 500"), "{}", run.err);
}

#[test]
fn a_host_that_wants_to_be_left_alone_is() {
    let server = one_page(|_| Reply::empty(429).with("Retry-After", "7200"));
    let folder = project(&format!("addresses = [\"{}\", \"{}\"]", server.at("/1"), server.at("/2")));
    let run = fetch(&folder, &[]);
    assert_eq!((run.code, server.count()), (3, 1));
    assert!(run.err.contains("/1`: the host asks for a pause of 7200 seconds\nhint: run it again"), "{}", run.err);
    let again = run_in(folder.path(), &["fetch", "--now", "2031-07-20T07:00:00Z"], "");
    assert_eq!((again.code, server.count()), (3, 1), "a later run keeps to it");
    assert!(again.err.contains("earlier for a pause until 2031-07-20T08:00:00Z"), "{}", again.err);
    run_in(folder.path(), &["fetch", "--now", "2031-07-20T08:00:01Z"], "");
    assert_eq!(server.count(), 2);
}

#[test]
fn a_short_wish_is_waited_for() {
    let asked = Arc::new(AtomicUsize::new(0));
    let server = one_page(move |_| match asked.fetch_add(1, Ordering::Relaxed) {
        0 => Reply::empty(503)
            .with("Retry-After", "Sun, 20 Jul 2031 06:00:01 GMT")
            .with("Date", "Sun, 20 Jul 2031 06:00:00 GMT"),
        _ => Reply::html(&article(1)),
    });
    let folder = project(&format!("addresses = [\"{}\"]", server.at("/1")));
    let began = Instant::now();
    let run = fetch(&folder, &[]);
    assert_eq!((run.code, server.count()), (0, 2), "{}", run.err);
    assert!(began.elapsed() >= Duration::from_millis(900));
}

#[test]
fn redirects_end() {
    let server = one_page(|request| match request.path.as_str() {
        "/a" => Reply::empty(302).with("Location", "/b"),
        "/b" => Reply::empty(302).with("Location", "/a#x"),
        "/moved" => Reply::empty(301).with("Location", "/here"),
        "/here" => Reply::html(&article(1)),
        "/out" => Reply::empty(302).with("Location", "file:///etc/passwd"),
        path => Reply::empty(302).with("Location", &format!("{path}x")),
    });
    let paths = ["/a", "/moved", "/also-moved", "/here", "/out"].map(|path| format!("\"{}\"", server.at(path)));
    let folder = project(&format!("addresses = [{}]", paths.join(", ")));
    let run = fetch(&folder, &[]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("/a`: it redirects to itself"), "{}", run.err);
    assert!(run.err.contains("/also-moved`: it redirects more than 5 times"), "{}", run.err);
    assert!(run.err.contains("/out`: it is not a web address"), "{}", run.err);
    assert!(run.out.ends_with("1 stored, 1 already there, 3 failed\n"), "{}", run.out);
    assert_eq!(pages(&folder).len(), 1, "one page has one file, whichever address led to it");
    let count = server.asked("/moved").len();
    fetch(&folder, &[]);
    assert_eq!(server.asked("/moved").len(), count, "an address that led to a page is known");
}

#[test]
fn a_private_machine_is_refused_by_number_and_by_name() {
    let server = one_page(|_| Reply::html(&article(1)));
    let folder = project("");
    let addresses = [
        server.at("/1"),
        server.by_name("/1"),
        "http://[::ffff:127.0.0.1]:9/".to_owned(),
        "http://0x7f.1:9/".to_owned(),
    ];
    let list = addresses.map(|address| format!("\"{address}\"")).join(", ");
    fs::write(folder.path().join("litopys.toml"), format!("[fetch]\naddresses = [{list}]\n")).unwrap();
    let run = fetch(&folder, &[]);
    assert_eq!((run.code, server.count()), (3, 0));
    assert_eq!(
        run.err.matches("is inside a private network\nhint: set `allow_private = true`").count(),
        4,
        "{}",
        run.err
    );
    assert!(server.asked("/robots.txt").is_empty());
}

#[test]
fn a_run_is_summed_up_where_the_environment_asks() {
    let server = three_pages();
    let folder = project(&format!("feeds = [\"{}\"]\naddresses = [\"{}\"]", server.at("/feed"), server.at("/a|b")));
    let file = folder.path().join("summary.md");
    let variables = [("GITHUB_STEP_SUMMARY", file.to_str().unwrap()), ("GITHUB_ACTIONS", "true")];
    let run = run_with(folder.path(), &["fetch", "--now", NOW], &variables, "");
    assert_eq!(run.code, 3, "{}", run.err);
    // An address is not a file, so it has no annotation.
    assert!(run.err.lines().all(|line| line.starts_with("::warning::`http")), "{}", run.err);
    let told = fs::read_to_string(&file).unwrap();
    assert!(told.starts_with("### litopys fetch\n\n3 stored\\, 1 failed\n\n1 warning:\n\n- \\`http\\:"), "{told}");
    assert!(told.contains("\\/a\\|b") || told.contains("a\\%7Cb"), "{told}");
}

#[test]
fn a_proxy_of_the_environment_is_not_asked() {
    let (server, proxy) = (three_pages(), one_page(|_| Reply::html("<p>proxy")));
    let folder = project(&format!("feeds = [\"{}\"]", server.at("/feed")));
    let mut command = crate::cli::program();
    for name in ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"] {
        command.env(name, proxy.at(""));
    }
    let status = command.args(["fetch", "--quiet"]).current_dir(folder.path()).status().unwrap();
    assert!(status.success() && proxy.count() == 0 && pages(&folder).len() == 3);
}

#[test]
fn a_slow_and_an_endless_server_are_cut_off() {
    let zeros = vec![0_u8; 1 << 16];
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![0_u8; 64 << 20]).unwrap();
    let packed = encoder.finish().unwrap();
    let server = one_page(move |request| match request.path.as_str() {
        "/drip" => Reply::drip(),
        "/zeros" => Reply::endless(zeros.clone()),
        "/packed" => Reply::html("").with("Content-Encoding", "gzip").body(packed.clone()),
        _ => Reply::html(&article(1)),
    });
    let paths = ["/zeros", "/packed", "/drip", "/good"].map(|path| format!("\"{}\"", server.at(path)));
    let folder = project("");
    let settings = format!("addresses = [{}]\nsize = 2", paths.join(", "));
    let file = format!("[fetch]\nallow_private = true\nper_minute = 60000\ntimeout = 2\n{settings}\n");
    fs::write(folder.path().join("litopys.toml"), file).unwrap();
    let began = Instant::now();
    let run = fetch(&folder, &[]);
    assert_eq!(run.code, 3);
    assert_eq!(run.err.matches("the answer is larger than 2 MiB").count(), 2, "{}", run.err);
    assert!(run.err.contains("/drip`: the answer took longer than 2 seconds"), "{}", run.err);
    assert!(began.elapsed() < Duration::from_secs(12));
    assert_eq!(pages(&folder).len(), 1);
}

#[test]
fn a_certificate_that_has_expired_is_refused() {
    let mut wanted = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    (wanted.not_before, wanted.not_after) = (rcgen::date_time_ymd(2001, 1, 1), rcgen::date_time_ymd(2002, 1, 1));
    let key = rcgen::KeyPair::generate().unwrap();
    let certificate = wanted.self_signed(&key).unwrap();
    let chain = vec![certificate.der().clone()];
    let key = rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap());
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            while connection.is_handshaking() && connection.complete_io(&mut stream).is_ok() {}
        }
    });
    let folder = project(&format!("addresses = [\"https://localhost:{port}/1\"]"));
    let run = fetch(&folder, &[]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("the certificate of the host has expired\nhint: "), "{}", run.err);
}

#[test]
fn a_wrong_source_is_distinguished_from_an_empty_one() {
    let server = one_page(|request| match request.path.as_str() {
        "/page" => Reply::html(
            "<!DOCTYPE html><html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/the-feed\"></head><body>x",
        ),
        "/picture" => Reply::new(200, "image/png", &b"\x89PNG\r\n\x1a\n\0\0\0"[..]),
        "/broken" => Reply::xml("<rss><channel><item><title>x"),
        "/empty" => Reply::xml(&rss(&[])),
        _ => Reply::empty(404),
    });
    let paths = ["/page", "/picture", "/broken", "/empty", "/gone"].map(|path| format!("\"{}\"", server.at(path)));
    let folder = project(&format!("feeds = [{}]", paths.join(", ")));
    let run = fetch(&folder, &[]);
    assert_eq!(run.code, 3, "{}", run.out);
    assert!(run.err.contains("/page`: it is a page, not a feed\nhint: its feed may be `/the-feed`"), "{}", run.err);
    assert!(run.err.contains("/picture`: it contains no readable entry: it is not text"), "{}", run.err);
    assert!(run.err.contains("/gone`: the host answered 404"), "{}", run.err);
    assert!(!run.err.contains("/empty"), "{}", run.err);
    let folder = project(&format!("feeds = [{}]\nlists = [\"none.txt\"]", paths[..3].join(", ")));
    let run = fetch(&folder, &[]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.err.contains("`none.txt`: it does not exist"), "{}", run.err);
    assert!(!run.err.contains("it contains no address"), "{}", run.err);
    assert!(run.err.contains("error: no source could be read"), "{}", run.err);
}

#[test]
fn a_mail_with_alerts_leads_to_the_pages() {
    let server = one_page(|request| match request.path.as_str() {
        "/one" => Reply::html(&article(1)),
        _ => Reply::empty(404),
    });
    let folder = project("lists = [\"alerts.eml\", \"letter.eml\"]");
    let mail = |body: &str| {
        format!(
            "From: Alerts <a@search.example>\nSubject: x\nMessage-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{body}\n"
        )
    };
    let link = format!("https://search.example/url?sa=t&url={}&ct=ga", server.at("/one"));
    let alerts = format!(
        "<a href=\"{link}\">Міст через Десну відкрили раніше</a><a href=\"https://search.example/off\">Скасувати</a>"
    );
    fs::write(folder.path().join("alerts.eml"), mail(&alerts)).unwrap();
    fs::write(folder.path().join("letter.eml"), mail("Слова без жодного посилання")).unwrap();
    let run = fetch(&folder, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(pages(&folder).len(), 1, "{}", run.out);
    assert!(run.err.contains("`letter.eml`: it contains no address") && !run.err.contains("alerts.eml"), "{}", run.err);
}

#[test]
fn entries_are_stored_once_in_full_and_from_the_future() {
    let server = one_page(|request| match request.path.as_str() {
        "/feed" => {
            let long = "<p>У Чернігові відкрили міст через Десну, і першими ним проїхали автобуси.</p>".repeat(12);
            let full = format!("<content:encoded><![CDATA[{long}]]></content:encoded><dc:creator>Ія Лан</dc:creator>");
            let future = "<pubDate>Fri, 01 Aug 2031 10:00:00 +0300</pubDate><description>Коротко.</description>";
            Reply::xml(&rss(&[
                item(&of_host(request, "/full"), "Повний текст", &full),
                item(&of_host(request, "/one"), "Перша", future),
                item(&of_host(request, "/one#again"), "Ще раз", ""),
                item("", "Без адреси", ""),
            ]))
        }
        "/one" => Reply::html(&article(1)),
        _ => Reply::empty(404),
    });
    let folder = project(&format!("feeds = [\"{}\"]", server.at("/feed")));
    let run = fetch(&folder, &[]);
    assert_eq!((run.code, server.asked("/full").len(), server.asked("/one").len()), (0, 0, 1), "{}", run.err);
    assert!(
        run.err.contains("/one`: its feed dates it Fri, 01 Aug 2031 10:00:00 +0300, which is in the future"),
        "{}",
        run.err
    );
    assert!(run.err.contains("1 of its entries have no page"), "{}", run.err);
    let listed = run_in(folder.path(), &["list", ".", "--json"], "");
    let full = listed.out.lines().find(|line| line.contains("/full-")).unwrap_or_else(|| panic!("{}", listed.out));
    assert!(full.contains("Повний текст") && full.contains(&server.at("/full")), "{full}");
    assert_eq!(listed.out.lines().count(), 2);
    assert_eq!(fetch(&folder, &[]).out, "2 already there\n");
}

#[test]
fn outlines_sitemaps_and_lists_name_pages() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(b"<urlset><url><loc>/3</loc></url><url><loc>HOST/3</loc></url></urlset>").unwrap();
    let packed = Arc::new(encoder.finish().unwrap());
    let server = one_page(move |request| match request.path.as_str() {
        "/feed" => Reply::xml(&rss(&[item(&of_host(request, "/1"), "Міст", "")])),
        "/json" => Reply::new(
            200,
            "application/feed+json",
            format!(
                "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"В\",\"items\":[{{\"id\":\"1\",\"url\":\"{}\",\
                 \"title\":\"Міст\",\"content_text\":\"Коротко\"}}]}}",
                of_host(request, "/5")
            ),
        ),
        "/index.xml" => Reply::xml(&format!(
            "<sitemapindex><sitemap><loc>{}</loc></sitemap><sitemap><loc>{}</loc><lastmod>2030-01-01</lastmod></sitemap></sitemapindex>",
            of_host(request, "/new.xml"),
            of_host(request, "/old.xml")
        )),
        "/new.xml" => Reply::xml(&format!(
            "<urlset><url><loc>{}</loc></url><url><loc>{}</loc><lastmod>2030-05-05</lastmod></url></urlset>",
            of_host(request, "/2"),
            of_host(request, "/old")
        )),
        "/packed.xml.gz" => Reply::new(200, "application/gzip", packed.to_vec()),
        path if path[1..].parse::<usize>().is_ok() => Reply::html(&article(path[1..].parse().unwrap())),
        _ => Reply::empty(404),
    });
    let (index, packed) = (server.at("/index.xml"), server.at("/packed.xml.gz"));
    let folder =
        project(&format!("sitemaps = [\"{index}\", \"{packed}\"]\nopml = [\"feeds.opml\"]\nlists = [\"list.txt\"]"));
    let outline = format!(
        "<opml><body><outline xmlUrl='{}'/><outline xmlUrl='{}'/></body></opml>",
        server.at("/feed"),
        server.at("/json")
    );
    fs::write(folder.path().join("feeds.opml"), outline).unwrap();
    fs::write(folder.path().join("list.txt"), format!("# mine\n{}\n\nnonsense\n", server.at("/4"))).unwrap();
    let run = fetch(&folder, &["--since", "2031-01-01"]);
    assert!(run.out.ends_with("4 stored, 1 not wanted\n"), "{}{}", run.out, run.err);
    assert!(run.err.contains("`list.txt`: `nonsense` is not a web address"), "{}", run.err);
    assert_eq!(
        (server.asked("/old.xml").len(), server.asked("/old").len(), server.asked("/packed.xml.gz").len()),
        (0, 0, 1)
    );
}

#[test]
fn filters_look_at_the_feed_or_else_at_the_page() {
    let server = one_page(|request| match request.path.as_str() {
        "/feed" => {
            let text = |words: &str| format!("<description>{words}</description>");
            Reply::xml(&rss(&[
                item(&of_host(request, "/1"), "Новий міст", &text("У місті відкрили міжнародну виставку мостів.")),
                item(&of_host(request, "/2"), "Школа", &text("У селі відкрили нову школу для дітей із трьох громад.")),
                item(&of_host(request, "/3"), "A bridge", &text("The bridge was opened by the mayor of the old town.")),
            ]))
        }
        "/listed" => Reply::html(&article(4)),
        "/english" => {
            Reply::html("<p>The bridge over the river was opened to the people of the town by its mayor this morning.")
        }
        _ => Reply::html(&article(1)),
    });
    let (listed, english) = (server.at("/listed"), server.at("/english"));
    let settings = format!(
        "feeds = [\"{}\"]\naddresses = [\"{listed}\", \"{english}\"]\nkeywords = [\"міська рада\", \"виставка\", \"bridge\"]\nlanguages = [\"uk\"]",
        server.at("/feed")
    );
    let folder = project(&settings);
    let run = fetch(&folder, &[]);
    assert!(run.out.ends_with("2 stored, 3 not wanted\n"), "{}{}", run.out, run.err);
    assert_eq!((server.asked("/1").len(), server.asked("/2").len(), server.asked("/3").len()), (1, 0, 0));
    assert_eq!(fetch(&folder, &[]).out, "2 already there, 3 not wanted\n");
    assert_eq!(server.asked("/english").len(), 1, "a page that is not wanted is not fetched again");
    write_project(folder.path(), &settings.replace("\"uk\"", "\"uk\", \"en\""));
    assert!(fetch(&folder, &[]).out.ends_with("2 stored, 2 already there, 1 not wanted\n"));
}

#[test]
fn a_response_without_a_page_is_skipped_and_named() {
    let server = one_page(|request| match request.path.as_str() {
        "/paper" => Reply::new(200, "application/pdf", "%PDF-1.7"),
        "/text" => {
            Reply::new(200, "text/plain; charset=utf-8", "Міст відкрили\n\nУ Чернігові відкрили міст через Десну.")
        }
        _ => Reply::html(&article(1)),
    });
    let folder = project(&format!("addresses = [\"{}\", \"{}\"]", server.at("/paper"), server.at("/text")));
    let run = fetch(&folder, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("/paper: it is application/pdf, not a page") && run.out.contains(".txt  "), "{}", run.out);
}

#[test]
fn an_archive_holds_the_headers_and_is_read_again() {
    let server = three_pages();
    let folder = project(&format!("feeds = [\"{}\"]\nform = \"warc\"", server.at("/feed")));
    assert_eq!(fetch(&folder, &[]).code, 0);
    let names = pages(&folder);
    assert!(names.len() == 3 && names.iter().all(|name| name.ends_with(".warc")), "{names:?}");
    let archive = fs::read_to_string(folder.path().join(&names[0])).unwrap();
    assert!(archive.contains(&format!("WARC-Date: {NOW}")) && archive.contains("etag: \"p\""), "{archive}");
    let listed = run_in(folder.path(), &["list", ".", "--json"], "");
    assert_eq!(listed.out.lines().filter(|line| line.contains(&server.at("/news/mist-"))).count(), 3, "{}", listed.out);
}

#[test]
fn a_dry_run_writes_nothing_and_asks_for_no_page() {
    let server = three_pages();
    let folder = project(&format!("feeds = [\"{}\"]", server.at("/feed")));
    let run = fetch(&folder, &["--dry-run"]);
    let expected: String = (1..4).map(|n| format!("would fetch {}\n", server.at(&format!("/news/mist-{n}")))).collect();
    assert_eq!(run.out, expected + "3 to be fetched\n");
    assert_eq!(server.count(), 1);
    assert!(!folder.path().join("pages").exists());
}

#[test]
fn a_project_that_names_nothing_to_fetch_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let run = fetch(&folder, &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("it does not say what to fetch\nhint: add `[fetch]`"), "{}", run.err);
}

/// Starts a run and does not wait for it.
fn start(folder: &Path) -> Child {
    let mut command = crate::cli::program();
    command.args(["fetch", "--now", NOW]).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

#[test]
fn two_runs_at_once_are_one_too_many() {
    let server = one_page(|_| Reply::drip());
    let folder = project(&format!("addresses = [\"{}\"]", server.at("/1")));
    let mut first = start(folder.path());
    let began = Instant::now();
    while server.count() == 0 && began.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(10));
    }
    let second = fetch(&folder, &[]);
    assert_eq!(second.code, 1);
    let told = format!("another run is fetching into `./pages` (process {}, since {NOW})\nhint: ", first.id());
    assert!(second.err.contains(&told), "{}", second.err);
    first.kill().unwrap();
    first.wait().unwrap();
    let third = run_in(folder.path(), &["fetch", "--dry-run"], "");
    assert_eq!(third.code, 0, "{}", third.err);
}

#[cfg(unix)]
#[test]
fn a_full_disk_ends_the_run_and_loses_no_page() {
    let server = one_page(|request| match request.path.as_str() {
        "/large" => Reply::html(&format!("<p>{}", "Міст відкрили. ".repeat(40_000))),
        _ => Reply::html(&article(1)),
    });
    let folder = project(&format!("addresses = [\"{}\", \"{}\"]", server.at("/1"), server.at("/large")));
    let program = env!("CARGO_BIN_EXE_litopys");
    let script = format!("trap '' XFSZ; ulimit -f 64; exec '{program}' fetch --now {NOW}");
    let output = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("error: failed to write") && told.contains("run it again: stored pages are kept"), "{told}");
    assert_eq!(pages(&folder).len(), 1);
    assert!(fetch(&folder, &[]).out.ends_with("1 stored, 1 already there\n"));
}

#[test]
fn a_run_that_was_killed_at_any_moment_is_made_good_by_the_next() {
    const PAGES: usize = 24;
    let server = Server::new(|request| match request.path.as_str() {
        "/feed" if request.header("if-none-match").is_some() => Reply::empty(304),
        "/feed" => {
            let items: Vec<String> =
                (0..PAGES).map(|n| item(&of_host(request, &format!("/{n}")), &format!("Міст {n}"), "")).collect();
            Reply::xml(&rss(&items)).with("ETag", "\"f\"")
        }
        path => path[1..].parse().map_or_else(|_| Reply::empty(404), |number| Reply::html(&article(number))),
    });
    let settings = format!("feeds = [\"{}\"]\naddresses = [\"{}\"]", server.at("/feed"), server.by_name("/1"));
    // The shortest of several runs counts. If the machine is busy during the first one, later ones would all finish before they are killed.
    let whole = || {
        let (folder, began) = (project(&settings), Instant::now());
        assert_eq!(fetch(&folder, &[]).code, 0);
        (began.elapsed(), folder)
    };
    let (took, undisturbed) = (0..3).map(|_| whole()).min_by_key(|(took, _)| *took).unwrap();
    let expected = files(undisturbed.path());
    assert_eq!(pages(&undisturbed).len(), PAGES + 1);
    // A fixed sequence of moments spread over the run (a linear congruential generator).
    let mut seed = 20_310_720_u64;
    let mut cut_off = 0;
    // If other work takes the processor, most runs finish before they are killed. Then more are tried.
    for round in 0..200 {
        if round >= 16 && cut_off > 4 {
            break;
        }
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let folder = project(&settings);
        let mut run = start(folder.path());
        std::thread::sleep(took.mul_f64((seed >> 40) as f64 / (1_u64 << 24) as f64));
        run.kill().unwrap();
        run.wait().unwrap();
        cut_off += usize::from(pages(&folder).len() < PAGES + 1);
        // Such a run may also leave these behind.
        let left = folder.path().join("pages/127.0.0.1");
        fs::create_dir_all(&left).unwrap();
        fs::write(left.join(".litopys-x1"), "half").unwrap();
        fs::write(left.join("x.html.toml"), format!("address = \"https://a.example/\"\ncaptured = \"{NOW}\"\n"))
            .unwrap();
        let again = fetch(&folder, &[]);
        assert_eq!(again.code, 0, "{}", again.err);
        let found = files(folder.path());
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        assert!(found == expected, "the bytes are those of an undisturbed run");
    }
    assert!(cut_off > 4, "{cut_off} runs were cut off");
}
