//! The tests of the public interface, in one program, so that it is linked once.
//!
//! A build without the features `fetch` and `pdf` runs the tests of reading, dating, linking and exporting. The tests of the whole program
//! are left out.
//!
//! Invariant: contains no test itself.

// The helpers of the tests that are left out are unused.
#![cfg_attr(not(all(feature = "fetch", feature = "pdf")), allow(dead_code))]

#[cfg(all(feature = "fetch", feature = "pdf"))]
mod add;
mod any_text;
mod below;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod book_layouts;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod cache;
mod capture;
mod cases;
mod chronicle;
mod cli;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod console;
mod czech;
mod dates;
mod dating;
mod days;
mod decisions;
mod differences;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod doctor;
mod docx;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod doors;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod editions;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod editor;
mod entities;
mod epub;
mod events;
mod export;
mod expressions;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod fetch;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod forged;
mod forms;
mod founded;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod glance;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod growth;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod kill;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod layouts;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod limits;
#[cfg(all(unix, feature = "fetch", feature = "pdf"))]
mod mailbox;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod man;
mod measure;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod month;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod mutated;
mod normalize;
mod package;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod page;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod pdf;
mod people;
mod pictures;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod press;
mod publishers;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod real_captures;
#[cfg(all(unix, feature = "fetch", feature = "pdf"))]
mod recipes;
mod reports;
mod resolving;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod same;
mod server;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod site;
mod speech;
mod tables;
mod themes;
mod tidy;
mod timeline;
mod titles;
mod tongues;
mod translations;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod upcoming;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod verify;
#[cfg(all(feature = "fetch", feature = "pdf"))]
mod watch;
