//! In: all that a piece of work hangs on. Out: what it gave when it was done before, if that is still there whole.
//!
//! What is kept lies in a folder, a file for each piece, named by the digest of what it hangs on: the program itself among it.
//!
//! Invariant: no output has a byte that depends on the folder: what is lost, damaged or not to be had is made again.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

use crate::files;
use crate::warned::Warning;

/// The variable that names another folder; empty: none is used.
pub const FOLDER: &str = "LITOPYS_CACHE";
/// The bytes of a digest.
const DIGEST: usize = 32;
/// So many bytes are kept; of more, the oldest go.
const MOST: u64 = 512 * 1024 * 1024;

/// What was made before.
#[derive(Debug, Default)]
pub struct Cache {
    /// Absent: nothing is kept.
    folder: Option<PathBuf>,
    /// Which program made it.
    program: String,
    damaged: AtomicUsize,
    added: AtomicBool,
}

/// What a piece of work hangs on.
#[derive(Debug, Clone)]
pub struct Key {
    kind: &'static str,
    digest: Sha256,
}

impl Key {
    /// The same with one part more; where one part ends and the next begins makes a difference.
    pub fn with(mut self, part: impl AsRef<[u8]>) -> Self {
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
    /// One that keeps nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// One in a folder, which need not be there.
    pub fn within(folder: PathBuf) -> Self {
        Self { program: program(), folder: Some(folder), ..Self::default() }
    }

    /// The one of whoever runs the program: in the folder that [`FOLDER`] names, else where the platform wants such files.
    pub fn own() -> Self {
        match std::env::var_os(FOLDER) {
            Some(named) if named.is_empty() => Self::none(),
            Some(named) => Self::within(named.into()),
            None => platform().map_or_else(Self::none, Self::within),
        }
    }

    /// Where it lies, if anything is kept.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// A key that holds the program alone yet; nothing where nothing is kept.
    pub fn key(&self, kind: &'static str) -> Option<Key> {
        self.folder.as_ref().map(|_| Key { kind, digest: Sha256::new() }.with(&self.program))
    }

    /// What was kept under a key. Something damaged is counted, and is not there.
    pub fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let mut bytes = files::read(&self.folder.as_ref()?.join(key.name())).ok()?;
        let is_whole = bytes.len() >= DIGEST && Sha256::digest(&bytes[DIGEST..])[..] == bytes[..DIGEST];
        if !is_whole {
            self.damaged.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        bytes.drain(..DIGEST);
        Some(bytes)
    }

    /// Keeps bytes under a key. Where that is not possible they are made again the next time, and nothing else comes of it.
    pub fn put(&self, key: &Key, bytes: &[u8]) {
        let Some(folder) = &self.folder else { return };
        let whole = [&Sha256::digest(bytes)[..], bytes].concat();
        if files::write_loosely(&folder.join(key.name()), &whole).is_ok() {
            self.added.store(true, Ordering::Relaxed);
        }
    }

    /// Ends a piece of work: removes what is oldest where more is kept than may be, and tells what was damaged since the last time.
    pub fn tidied(&self) -> Option<Warning> {
        if self.added.swap(false, Ordering::Relaxed) {
            self.shrink(MOST);
        }
        let damaged = self.damaged.swap(0, Ordering::Relaxed);
        let folder = self.folder.as_ref().filter(|_| damaged > 0)?;
        Some(Warning {
            path: Some(folder.display().to_string()),
            problem: format!("{damaged} of the files that earlier builds left here are damaged"),
            hint: Some("they were made again; if this goes on, look at the disk".to_owned()),
        })
    }

    fn shrink(&self, most: u64) {
        let Some(folder) = &self.folder else { return };
        let mut kept = 0;
        for (path, size) in files::newest_first(folder) {
            kept += size;
            if kept > most {
                // What another run has removed already is gone all the same.
                let _ = files::remove(&path);
            }
        }
    }
}

/// Where the platform wants such files.
fn platform() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join(env!("CARGO_PKG_NAME")))
}

/// Which program this is: its version, and its file, which is another one wherever it was built or installed anew.
fn program() -> String {
    let file = std::env::current_exe().ok().and_then(|path| files::identity(&path)).unwrap_or_default();
    format!("{} {file}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_given_back_and_nothing_else() {
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
    fn what_is_damaged_is_told_and_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::within(folder.path().to_owned());
        let key = cache.key("test").unwrap();
        cache.put(&key, b"made");
        let (path, _) = files::newest_first(folder.path()).pop().unwrap();
        for damaged in [&b""[..], b"short", &[0; 40]] {
            files::write_loosely(&path, damaged).unwrap();
            assert_eq!(cache.get(&key), None);
        }
        assert!(cache.tidied().unwrap().problem.starts_with("3 of the files"));
        assert_eq!(cache.tidied(), None);
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
