//! In: `tweets.js` of an archive that X gives its users, or the outbox of an account on Mastodon (ActivityPub). Out: the posts.
//!
//! Invariant: short addresses are written out as the archive says. What an account shares of others has their names.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use super::Posts;
use super::items::each;
use super::post::{Piece, Post};
use crate::capture::entry::{Entry, escaped};
use crate::capture::{json, tag};
use crate::characters::is_unseen;

/// How the files of an archive of X begin.
const ASSIGNED: &str = "window.YTD.tweet";

/// How short addresses begin.
const SHORT: &str = "https://t.co/";

/// The address that makes a post public (www.w3.org/TR/activitypub, 5.6).
const PUBLIC: [&str; 3] = ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"];

/// Whether the bytes of a file begin like the posts in an archive of X.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).starts_with(ASSIGNED.as_bytes())
}

/// The address of the account in `account.js`, which stands beside the posts.
pub(crate) fn account(text: &str) -> Option<String> {
    let (_, list) = text.trim_start().strip_prefix("window.YTD.account.")?.split_once('=')?;
    let list: Value = serde_json::from_str(list).ok()?;
    let name = list.pointer("/0/account/username")?.as_str()?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then(|| format!("https://x.com/{name}"))
}

/// The posts of such a file. `None` if the text is none. `address` is that of the account.
pub(super) fn read(text: &str, address: Option<&str>) -> Option<Posts> {
    let text = text.trim_start();
    let mut posts = Posts::default();
    if text.starts_with(ASSIGNED) {
        let (_, list) = text.split_once('=')?;
        let name = address.and_then(account_name);
        let mistake = each(list, "", |item| add(of_x(&item, name), &mut posts));
        posts.mistake = mistake.map(|error| json::mistake(&error));
        return Some(posts);
    }
    let is_outbox = text.starts_with('{') && text.contains("\"orderedItems\"") && text.contains("activitystreams");
    if !is_outbox {
        return None;
    }
    let (mut shared, mut private) = (0_usize, 0_usize);
    let mistake = each(text, "orderedItems", |item| match of_outbox(&item) {
        Ok(entry) if is_unseen(&tag::without_tags(&entry.content)) => {
            posts.wordless = posts.wordless.saturating_add(1);
        }
        Ok(entry) => posts.entries.push(entry),
        Err(NoPost::Shared) => shared = shared.saturating_add(1),
        Err(NoPost::Private) => private = private.saturating_add(1),
    });
    posts.mistake = mistake.map(|error| json::mistake(&error));
    if shared > 0 {
        let problem =
            format!("{shared} of its items are no posts of the account, such as posts of others that it shared");
        posts.told.push((problem, "nothing needs to be done"));
    }
    if private > 0 {
        let problem = format!("{private} of its posts are not public and gave no capture");
        posts.told.push((problem, "nothing needs to be done"));
    }
    Some(posts)
}

fn add(post: Option<Post>, posts: &mut Posts) {
    match post {
        Some(post) if post.has_words() => posts.entries.push(post.entry()),
        _ => posts.wordless = posts.wordless.saturating_add(1),
    }
}

/// The name in the address of an account on X.
fn account_name(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let (host, name) = rest.split_once('/')?;
    let name = name.strip_suffix('/').unwrap_or(name);
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (matches!(host, "x.com" | "twitter.com" | "www.x.com" | "www.twitter.com") && is_name).then_some(name)
}

/// A post of X. `account` is the name of the account, if known.
fn of_x(item: &Value, account: Option<&str>) -> Option<Post> {
    let item = if item["tweet"].is_object() { &item["tweet"] } else { item };
    let full = item["full_text"].as_str().or(item["text"].as_str())?;
    let number = item["id_str"].as_str().filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    let list = |at: &str| item.pointer(at).and_then(Value::as_array);
    let media = list("/extended_entities/media").or_else(|| list("/entities/media"));
    let media: Vec<&Value> = media.into_iter().flatten().collect();
    let links = list("/entities/urls").into_iter().flatten();
    let written = links.filter_map(|link| Some((link["url"].as_str()?, link["expanded_url"].as_str()?)));
    let shown = media.iter().filter_map(|shown| Some((shown["url"].as_str()?, "")));
    let short: BTreeMap<&str, &str> = shown.chain(written).collect();
    let photo = |shown: &&Value| {
        let (_, name) = shown["media_url_https"].as_str()?.rsplit_once('/')?;
        let number = number.filter(|_| shown["type"] == "photo")?;
        Some(format!("tweets_media/{number}-{name}"))
    };
    let shared = full.strip_prefix("RT @").and_then(|rest| rest.split_once(':')).map(|(name, _)| format!("@{name}"));
    let own = account.map(|name| format!("@{name}"));
    Some(Post {
        address: number.map(|number| format!("https://x.com/{}/status/{number}", account.unwrap_or("i"))),
        authors: shared.or(own).into_iter().collect(),
        published: item["created_at"].as_str().unwrap_or_default().to_owned(),
        pieces: written_out(full, &short),
        pictures: media.iter().filter_map(photo).collect(),
        has_media: !media.is_empty(),
        ..Post::default()
    })
}

/// A text with its short addresses written out. Those of its own pictures stand for nothing and are left out.
fn written_out(text: &str, short: &BTreeMap<&str, &str>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let plain = |text: &str| Piece { text: unescaped(text), ..Piece::default() };
    while let Some(at) = rest.find(SHORT) {
        let (before, behind) = rest.split_at(at);
        let code = behind.get(SHORT.len()..).unwrap_or_default();
        let length = code.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(code.len());
        let (address, behind) = behind.split_at(SHORT.len().saturating_add(length));
        pieces.push(plain(before));
        match short.get(address) {
            Some(&"") => {}
            Some(whole) => {
                pieces.push(Piece { text: (*whole).to_owned(), link: Some((*whole).to_owned()), ..Piece::default() });
            }
            None => pieces.push(plain(address)),
        }
        rest = behind;
    }
    pieces.push(plain(rest));
    pieces
}

/// The text without the three references that X writes.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Why an item of an outbox is no post to read.
enum NoPost {
    /// It is not the account's own.
    Shared,
    /// It is not for everybody.
    Private,
}

/// A post in an outbox.
fn of_outbox(item: &Value) -> Result<Entry, NoPost> {
    let post = &item["object"];
    let Some(content) = post["content"].as_str().filter(|_| item["type"] == "Create") else {
        return Err(NoPost::Shared);
    };
    let is_public = |name: &str| match &post[name] {
        Value::String(to) => PUBLIC.contains(&to.as_str()),
        Value::Array(all) => all.iter().any(|to| to.as_str().is_some_and(|to| PUBLIC.contains(&to))),
        _ => false,
    };
    if !is_public("to") && !is_public("cc") {
        return Err(NoPost::Private);
    }
    let said = |name: &str| post[name].as_str().unwrap_or_default();
    let mut markup = String::new();
    if !said("summary").is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(markup, "<p>{}</p>", escaped(said("summary")));
    }
    markup.push_str(content);
    for shown in post["attachment"].as_array().into_iter().flatten() {
        let is_picture = shown["mediaType"].as_str().is_some_and(|kind| kind.starts_with("image/"));
        if let Some(name) = shown["url"].as_str().filter(|_| is_picture) {
            let alt = shown["name"].as_str().unwrap_or_default();
            let name = name.trim_start_matches('/');
            let _ = writeln!(markup, "<figure><img src=\"{}\" alt=\"{}\"></figure>", escaped(name), escaped(alt));
        }
    }
    let address = [said("url"), said("id")].into_iter().find(|address| address.starts_with("http"));
    Ok(Entry {
        address: address.map(str::to_owned),
        authors: handle(said("attributedTo")).into_iter().collect(),
        published: said("published").to_owned(),
        content: markup,
        ..Entry::default()
    })
}

/// The name of an account by its address: `@visnyk@town.example` for `https://town.example/users/visnyk`.
fn handle(address: &str) -> Option<String> {
    let (host, path) = address.strip_prefix("https://")?.split_once('/')?;
    let name = path.strip_prefix("users/").or(path.strip_prefix('@'))?;
    (!name.is_empty() && !name.contains('/')).then(|| format!("@{name}@{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_addresses_are_written_out_and_nothing_else_is_changed() {
        let short = BTreeMap::from([("https://t.co/a1", "https://visnyk.example/?a&b"), ("https://t.co/b2", "")]);
        let texts = |text: &str| written_out(text, &short).into_iter().map(|piece| piece.text).collect::<String>();
        assert_eq!(
            texts("Міст &amp; школа: https://t.co/a1. https://t.co/b2"),
            "Міст & школа: https://visnyk.example/?a&b. "
        );
        assert_eq!(texts("Тут https://t.co/a1 і там"), "Тут https://visnyk.example/?a&b і там");
        assert_eq!(texts("&amp;lt; https://t.co/c3"), "&lt; https://t.co/c3");
    }

    #[test]
    fn names_of_accounts_follow_from_addresses() {
        let of =
            |name: &str| account(&format!(r#"window.YTD.account.part0 = [{{"account":{{"username":"{name}"}}}}]"#));
        assert_eq!(of("visnyk_1").as_deref(), Some("https://x.com/visnyk_1"));
        assert_eq!((of("a/b"), of(""), account("[]")), (None, None, None));
        assert_eq!(account_name("https://x.com/visnyk/"), Some("visnyk"));
        assert_eq!((account_name("https://x.com/a/status/1"), account_name("https://x.example/a")), (None, None));
        assert_eq!(handle("https://town.example/users/visnyk").as_deref(), Some("@visnyk@town.example"));
        assert_eq!((handle("https://town.example/users/"), handle("visnyk")), (None, None));
    }
}
