//! In: work on input that strangers may nest at will: layouts and drawings. Out: the result of the work.
//!
//! Typst, minijinja and the drawing code process nested input by recursion, so the stack bounds how deep input may be nested. The stack
//! here has the same size on each machine, and `limits` bounds the depth of what is processed on it.
//!
//! Invariant: nothing nested leaves these threads. It is dropped where the stack is large enough.

use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::limits;

/// The threads for typesetting. Threads that Typst starts are also among them.
static THREADS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    ThreadPoolBuilder::new().stack_size(limits::LAYOUT_STACK).thread_name(|_| NAME.to_owned()).build().ok()
});

/// The name of the threads.
const NAME: &str = "typesetting";
/// Number of active attempts that may fail.
static ATTEMPTS: AtomicUsize = AtomicUsize::new(0);
/// Silences the panic messages of attempts. Their callers report the failures.
static SILENCE: LazyLock<()> = LazyLock::new(|| {
    let earlier = panic::take_hook();
    panic::set_hook(Box::new(move |failure| {
        let is_attempt = ATTEMPTS.load(Ordering::SeqCst) > 0 && thread::current().name() == Some(NAME);
        if !is_attempt {
            earlier(failure);
        }
    }));
});

/// Runs work that may panic because of a stranger's input, on the same threads. Returns `None` if it panics.
pub(crate) fn attempt<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    LazyLock::force(&SILENCE);
    ATTEMPTS.fetch_add(1, Ordering::SeqCst);
    let done = catch_unwind(AssertUnwindSafe(|| deep(work))).ok();
    ATTEMPTS.fetch_sub(1, Ordering::SeqCst);
    done
}

/// Runs work on a thread with a large stack. If the system gives no such thread, it runs on the current one.
pub fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match &*THREADS {
        Some(threads) => threads.install(work),
        None => work(),
    }
}
