//! In: a script that answers requests. Out: a server on this machine that follows it, and the requests that it received.
//!
//! Invariant: it listens only on loopback and ends with the test.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A request of a client.
#[derive(Debug, Clone)]
pub struct Request {
    pub path: String,
    pub host: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// An answer of the server.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// How the body is sent.
    manner: Manner,
}

#[derive(Debug, Clone, Copy)]
enum Manner {
    AtOnce,
    /// A byte now and then, without end.
    Drip,
    /// The body again and again, without end.
    Endless,
}

impl Reply {
    pub fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), kind.to_owned())];
        Self { status, headers, body: body.into(), manner: Manner::AtOnce }
    }

    pub fn html(body: &str) -> Self {
        Self::new(200, "text/html; charset=utf-8", body)
    }

    pub fn xml(body: &str) -> Self {
        Self::new(200, "application/xml", body)
    }

    pub fn empty(status: u16) -> Self {
        Self { headers: Vec::new(), ..Self::new(status, "", "") }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn body(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    pub fn drip() -> Self {
        Self { manner: Manner::Drip, ..Self::html("") }
    }

    /// The same bytes without end.
    pub fn endless(bytes: Vec<u8>) -> Self {
        Self { body: bytes, manner: Manner::Endless, ..Self::html("") }
    }
}

/// A server that runs until it is dropped.
pub struct Server {
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
    is_done: Arc<AtomicBool>,
}

impl Server {
    /// A server that answers with `script`. It has no robots.txt unless the script provides one.
    pub fn new(script: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (requests, is_done) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (script, log, done) = (Arc::new(script), Arc::clone(&requests), Arc::clone(&is_done));
        thread::spawn(move || {
            for stream in listener.incoming().flatten().take_while(|_| !done.load(Ordering::Relaxed)) {
                let (script, log) = (Arc::clone(&script), Arc::clone(&log));
                // A client that disconnected is not the server's problem.
                thread::spawn(move || serve(stream, &*script, &log));
            }
        });
        Self { port, requests, is_done }
    }

    /// The address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The same under the machine's name, which is another host.
    pub fn by_name(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    /// The requests for a path so far.
    pub fn asked(&self, path: &str) -> Vec<Request> {
        self.requests.lock().unwrap().iter().filter(|request| request.path == path).cloned().collect()
    }

    /// Number of requests so far, without those for robots.txt.
    pub fn count(&self) -> usize {
        self.requests.lock().unwrap().iter().filter(|request| request.path != "/robots.txt").count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_done.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn serve(mut stream: TcpStream, script: &dyn Fn(&Request) -> Reply, log: &Mutex<Vec<Request>>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut lines = reader.by_ref().lines().map_while(Result::ok);
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers: Vec<(String, String)> = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(':').map(|(key, value)| (key.to_lowercase(), value.trim().to_owned())))
        .collect();
    let host = headers.iter().find(|(key, _)| key == "host").map(|(_, value)| value.clone()).unwrap_or_default();
    let length = headers.iter().find(|(key, _)| key == "content-length").and_then(|(_, value)| value.parse().ok());
    let mut body = vec![0; length.unwrap_or_default()];
    reader.read_exact(&mut body).ok()?;
    let request = Request { path, host, headers, body };
    log.lock().unwrap().push(request.clone());
    let reply = script(&request);
    let mut head = format!("HTTP/1.1 {} Said\r\nConnection: close\r\n", reply.status);
    for (name, value) in &reply.headers {
        head += &format!("{name}: {value}\r\n");
    }
    if matches!(reply.manner, Manner::AtOnce) && reply.status != 304 {
        head += &format!("Content-Length: {}\r\n", reply.body.len());
    }
    stream.write_all((head + "\r\n").as_bytes()).ok()?;
    match reply.manner {
        Manner::AtOnce => stream.write_all(&reply.body).ok(),
        Manner::Drip => loop {
            stream.write_all(b"x").ok()?;
            thread::sleep(Duration::from_millis(50));
        },
        Manner::Endless => loop {
            stream.write_all(&reply.body).ok()?;
        },
    }
}
