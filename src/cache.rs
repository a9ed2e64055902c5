//! In: everything that the result of some work depends on. Out: the stored result, if the work was done before and the result is intact.
//!
//! Results are stored in a folder, one file each. The file name is the digest of everything that the result depends on, including the
//! program.
//!
//! Invariant: no byte of an output depends on the folder. A result that is lost, damaged or inaccessible is computed again.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

use crate::files::{self, Private, Refusal};
use crate::warned::Warning;

/// The variable that sets another folder. If it is empty, no cache is used.
pub const FOLDER: &str = "LITOPYS_CACHE";
/// The number of bytes of a digest. SHA-256 (FIPS 180-4).
const DIGEST: usize = 32;
/// Maximum total size in bytes. Beyond it, the oldest results are removed. Set by hand.
const MOST: u64 = 512 * 1024 * 1024;

/// Stored results of earlier work.
#[derive(Debug, Default)]
pub struct Cache {
    /// Absent: nothing is stored.
    folder: Option<PathBuf>,
    /// The program that made the results.
    program: String,
    /// The folder, once it is opened.
    opened: OnceLock<Private>,
    /// Whether others may write to the folder. This is reported once.
    is_others: AtomicBool,
    damaged: AtomicUsize,
    added: AtomicBool,
}

/// Everything that the result of some work depends on.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    kind: &'static str,
    digest: Sha256,
}

impl Key {
    /// The key with one more part. The boundaries between parts matter.
    pub(crate) fn with(mut self, part: impl AsRef<[u8]>) -> Self {
        let part = part.as_ref();
        self.digest.update((part.len() as u64).to_le_bytes());
        self.digest.update(part);
        self
    }

    fn name(&self) -> String {
        let digest = self.digest.clone().finalize();
        let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}-{digits}", self.kind)
    }
}

impl Cache {
    /// A cache that stores nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// A cache in a folder. The folder need not exist.
    pub fn within(folder: PathBuf) -> Self {
        Self { program: program(), folder: Some(folder), ..Self::default() }
    }

    /// The user's cache: in the folder that [`FOLDER`] sets, else in the platform's cache folder.
    pub fn own() -> Self {
        match std::env::var_os(FOLDER) {
            Some(named) if named.is_empty() => Self::none(),
            Some(named) => Self::within(named.into()),
            None => platform().map_or_else(Self::none, Self::within),
        }
    }

    /// The folder, if anything is stored.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// A key that so far contains only the program. `None` if nothing is stored.
    pub(crate) fn key(&self, kind: &'static str) -> Option<Key> {
        self.folder.as_ref().map(|_| Key { kind, digest: Sha256::new() }.with(&self.program))
    }

    /// The result for a key. A damaged one is counted and treated as absent.
    pub(crate) fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let name = key.name();
        let whole = match self.private(Private::opened)?.read(&name, files::LARGEST) {
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            read => read.ok(),
        };
        let bytes = whole.as_deref().and_then(|whole| whole.split_first_chunk::<DIGEST>());
        let kept = bytes.filter(|(digest, bytes)| seal(&name, bytes) == **digest).map(|(_, bytes)| bytes.to_vec());
        if kept.is_none() {
            self.damaged.fetch_add(1, Ordering::Relaxed);
        }
        kept
    }

    /// The folder, if it belongs to this user alone.
    fn private(&self, open: impl Fn(&Path) -> std::io::Result<Private>) -> Option<&Private> {
        let folder = self.folder.as_ref()?;
        if let Some(opened) = self.opened.get() {
            return Some(opened);
        }
        match open(folder) {
            Ok(opened) => Some(self.opened.get_or_init(|| opened)),
            Err(error) => {
                self.is_others.fetch_or(Refusal::of(&error) == Some(Refusal::Others), Ordering::Relaxed);
                None
            }
        }
    }

    /// Stores a result under a key. If that fails, the result is computed again the next time.
    pub(crate) fn put(&self, key: &Key, bytes: &[u8]) {
        let Some(private) = self.private(Private::made) else { return };
        let name = key.name();
        let whole = [&seal(&name, bytes)[..], bytes].concat();
        if private.write(&name, &whole).is_ok() {
            self.added.store(true, Ordering::Relaxed);
        }
    }

    /// Finishes some work. Removes the oldest results if the cache is too large. Returns a warning if results were damaged since the last
    /// call, or if the folder is not used because it does not belong to this user alone.
    pub(crate) fn tidied(&self) -> Option<Warning> {
        if self.added.swap(false, Ordering::Relaxed) {
            self.shrink(MOST);
        }
        if let Some(folder) = self.folder.as_ref().filter(|_| self.is_others.swap(false, Ordering::Relaxed)) {
            return Some(Warning {
                path: Some(folder.display().to_string()),
                problem: format!("no cache between builds: {}", Refusal::Others),
                hint: Some(Refusal::Others.hint().to_owned()),
            });
        }
        let damaged = self.damaged.swap(0, Ordering::Relaxed);
        let folder = self.folder.as_ref().filter(|_| damaged > 0)?;
        Some(Warning {
            path: Some(folder.display().to_string()),
            problem: format!("{damaged} cached files of earlier builds are damaged"),
            hint: Some("they were made again; if this happens often, check the disk".to_owned()),
        })
    }

    fn shrink(&self, most: u64) {
        let Some(private) = self.private(Private::opened) else { return };
        let mut kept = 0_u64;
        for (name, size) in private.newest_first().into_iter().filter(|(name, _)| is_of_key(name)) {
            kept = kept.saturating_add(size);
            if kept > most {
                private.remove(&name);
            }
        }
    }
}

/// The header of stored bytes: a digest of them and of their name, so that no file can replace another.
fn seal(name: &str, bytes: &[u8]) -> [u8; DIGEST] {
    let digest = Sha256::new().chain_update((name.len() as u64).to_le_bytes()).chain_update(name);
    digest.chain_update(bytes).finalize().into()
}

/// Whether a file has the name of a stored result. The folder may hold other files as well.
fn is_of_key(name: &Path) -> bool {
    let digits = name.to_str().and_then(|name| name.rsplit_once('-')).map_or("", |(_, digits)| digits);
    digits.len() == 2 * DIGEST && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// The platform's cache folder.
fn platform() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join(env!("CARGO_PKG_NAME")))
}

/// Identifies the program: its version, and its file, which is different after every build or installation.
fn program() -> String {
    let file = std::env::current_exe().ok().and_then(|path| files::identity(&path)).unwrap_or_default();
    format!("{} {file}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_returns_only_what_was_stored() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::within(folder.path().join("new"));
        let key = |parts: [&str; 2]| cache.key("test").unwrap().with(parts[0]).with(parts[1]);
        assert_eq!(cache.get(&key(["a", "b"])), None);
        cache.put(&key(["a", "b"]), b"made");
        assert_eq!(cache.get(&key(["a", "b"])).as_deref(), Some(&b"made"[..]));
        for other in [["ab", ""], ["", "ab"], ["a", "c"]] {
            assert_eq!(cache.get(&key(other)), None, "{other:?}");
        }
        assert_eq!(cache.tidied(), None);
        assert!(Cache::none().key("test").is_none());
    }

    #[test]
    fn a_damaged_cache_file_is_reported_and_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::within(folder.path().to_owned());
        let key = cache.key("test").unwrap();
        cache.put(&key, b"made");
        let private = Private::opened(folder.path()).unwrap();
        for damaged in [&b""[..], b"short", &[0; 40]] {
            private.write(&key.name(), damaged).unwrap();
            assert_eq!(cache.get(&key), None);
        }
        assert!(cache.tidied().unwrap().problem.starts_with("3 cached files"));
        assert_eq!(cache.tidied(), None);
    }

    #[test]
    fn a_cache_file_under_another_name_is_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::within(folder.path().to_owned());
        let keys = ["one", "other"].map(|name| cache.key("test").unwrap().with(name));
        keys.iter().zip([&b"1"[..], b"2"]).for_each(|(key, bytes)| cache.put(key, bytes));
        let private = Private::opened(folder.path()).unwrap();
        private.write(&keys[0].name(), &private.read(&keys[1].name(), 99).unwrap()).unwrap();
        assert_eq!(keys.map(|key| cache.get(&key)), [None, Some(b"2".to_vec())]);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_of_another_user_is_reported_and_not_used() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let allow = |mode| {
            let permissions = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(folder.path(), permissions).unwrap();
        };
        let cache = || Cache::within(folder.path().to_owned());
        let key = cache().key("test").unwrap();
        cache().put(&key, b"made");
        allow(0o777);
        let shared = cache();
        assert_eq!(shared.get(&key), None);
        shared.put(&key, b"other");
        assert!(shared.tidied().unwrap().problem.contains("another user"));
        assert_eq!(shared.tidied(), None);
        allow(0o755);
        assert_eq!(cache().get(&key).as_deref(), Some(&b"made"[..]));
    }

    #[test]
    fn only_what_is_kept_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::within(folder.path().to_owned());
        let mine = folder.path().join("thesis-2025.doc");
        files::write_whole(&[(mine.clone(), vec![7; 4000])]).unwrap();
        cache.put(&cache.key("test").unwrap(), &[7; 1000]);
        cache.shrink(500);
        assert!(files::is_file(&mine));
        assert_eq!(cache.get(&cache.key("test").unwrap()), None);
    }

    #[test]
    fn the_oldest_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::within(folder.path().to_owned());
        let keys = ["old", "new"].map(|name| cache.key("test").unwrap().with(name));
        for key in &keys {
            cache.put(key, &[7; 1000]);
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        cache.shrink(1500);
        assert_eq!(keys.map(|key| cache.get(&key).is_some()), [false, true]);
    }
}
