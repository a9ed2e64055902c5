//! In: work over what strangers nest as they like: layouts and drawings. Out: what comes of it.
//!
//! Typst, minijinja and what draws descend into what nests by calls, so that a program's stack bounds how deep it may. The stack here
//! is of one size on each machine, and `limits` bounds what descends on it.
//!
//! Invariant: nothing that was nested leaves the threads here; it is thrown away where there is room for it.

use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::limits;

/// The threads that typeset. Those that Typst asks for are of them, too.
static THREADS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    ThreadPoolBuilder::new().stack_size(limits::LAYOUT_STACK).thread_name(|_| NAME.to_owned()).build().ok()
});

/// What the threads are called.
const NAME: &str = "typesetting";
/// How many attempts are under way that may fail.
static ATTEMPTS: AtomicUsize = AtomicUsize::new(0);
/// Has whoever tells of a failure say nothing of those attempts; what comes of them is told by whoever makes them.
static SILENCE: LazyLock<()> = LazyLock::new(|| {
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |failure| {
        let is_attempt = ATTEMPTS.load(Ordering::SeqCst) > 0 && thread::current().name() == Some(NAME);
        if !is_attempt {
            told(failure);
        }
    }));
});

/// Does work on the same threads that fails where a program of others fails on what strangers gave; then there is nothing.
pub fn attempt<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    LazyLock::force(&SILENCE);
    ATTEMPTS.fetch_add(1, Ordering::SeqCst);
    let done = catch_unwind(AssertUnwindSafe(|| deep(work))).ok();
    ATTEMPTS.fetch_sub(1, Ordering::SeqCst);
    done
}

/// Does work on a thread with a large stack. A system that gives none has it done where it is asked for.
pub fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match &*THREADS {
        Some(threads) => threads.install(work),
        None => work(),
    }
}
