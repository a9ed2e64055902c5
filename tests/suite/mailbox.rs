//! In: mail by SMTP (RFC 5321). Out: what a server on this machine received.
//!
//! The server neither encrypts nor asks for a password.
//!
//! Invariant: it listens only on loopback and ends with the test.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A mail that was received.
#[derive(Debug, Clone, Default)]
pub struct Mail {
    pub receivers: Vec<String>,
    pub text: String,
}

/// A server that runs until it is dropped.
pub struct Mailbox {
    port: u16,
    mails: Arc<Mutex<Vec<Mail>>>,
    heard: Arc<Mutex<String>>,
    is_done: Arc<AtomicBool>,
}

impl Mailbox {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let mailbox = Self { port, mails: Arc::default(), heard: Arc::default(), is_done: Arc::default() };
        let (mails, heard, done) = (mailbox.mails.clone(), mailbox.heard.clone(), mailbox.is_done.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten().take_while(|_| !done.load(Ordering::Relaxed)) {
                let _ = serve(stream, &mails, &heard);
            }
        });
        mailbox
    }

    pub fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap().clone()
    }

    /// All commands so far, a line each.
    pub fn heard(&self) -> String {
        self.heard.lock().unwrap().clone()
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        self.is_done.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn serve(mut stream: TcpStream, mails: &Mutex<Vec<Mail>>, heard: &Mutex<String>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines().map_while(Result::ok);
    stream.write_all(b"220 a.example\r\n").ok()?;
    let mut mail = Mail::default();
    while let Some(line) = lines.next() {
        heard.lock().unwrap().push_str(&format!("{line}\n"));
        let answer = match line.split([' ', ':']).next()? {
            "QUIT" => return stream.write_all(b"221 a.example\r\n").ok(),
            "RCPT" => {
                mail.receivers.push(line.split(['<', '>']).nth(1)?.to_owned());
                "250 ok"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").ok()?;
                let text = lines.by_ref().take_while(|line| line != ".");
                mail.text =
                    text.map(|line| line.strip_prefix('.').map_or(line.clone(), str::to_owned) + "\r\n").collect();
                mails.lock().unwrap().push(std::mem::take(&mut mail));
                "250 ok"
            }
            "EHLO" | "HELO" | "MAIL" => "250 ok",
            _ => "502 what?",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).ok()?;
    }
    Some(())
}
