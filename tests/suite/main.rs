//! The tests that go through the public interface, in one program, so that it is linked once.
//!
//! Invariant: holds no test itself.

mod any_text;
mod below;
mod book_layouts;
mod cache;
mod capture;
mod cases;
mod chronicle;
mod cli;
mod console;
mod dates;
mod dating;
mod days;
mod decisions;
mod differences;
mod doctor;
mod doors;
mod editions;
mod entities;
mod epub;
mod events;
mod export;
mod expressions;
mod fetch;
mod forms;
mod founded;
mod growth;
mod kill;
mod layouts;
mod limits;
mod man;
mod month;
mod mutated;
mod normalize;
mod package;
mod pdf;
mod people;
mod pictures;
mod press;
mod publishers;
mod real_captures;
#[cfg(unix)]
mod recipes;
mod reports;
mod resolving;
mod server;
mod site;
mod speech;
mod themes;
mod tidy;
mod timeline;
mod tongues;
mod translations;
mod verify;
mod watch;
