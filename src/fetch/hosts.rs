//! In: work items, each with its host. Out: the result of each, in the order of the items.
//!
//! Invariant: the items of one host are processed one after the other. The order of the results depends only on the order of the items.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread;

use super::web::locked;

/// Calls `work` for each item, with up to `parallel` hosts at the same time.
pub(crate) fn each<T: Sync, R: Send>(
    pieces: &[T],
    parallel: u32,
    host: impl Fn(&T) -> String,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let queue = Mutex::new(by_host(pieces, host));
    let done: Mutex<Vec<Option<R>>> = Mutex::new(pieces.iter().map(|_| None).collect());
    let next = || locked(&queue).pop_front();
    let run = || {
        while let Some(places) = next() {
            for place in places {
                let Some(piece) = pieces.get(place) else { continue };
                let result = work(piece);
                if let Some(done) = locked(&done).get_mut(place) {
                    *done = Some(result);
                }
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..parallel {
            scope.spawn(run);
        }
    });
    done.into_inner().unwrap_or_default().into_iter().flatten().collect()
}

/// The indexes of each host's items, in the order in which hosts first appear.
fn by_host<T>(pieces: &[T], host: impl Fn(&T) -> String) -> VecDeque<Vec<usize>> {
    let mut hosts: Vec<(String, Vec<usize>)> = Vec::new();
    let mut known = std::collections::BTreeMap::new();
    for (place, piece) in pieces.iter().enumerate() {
        let name = host(piece);
        let at = *known.entry(name.clone()).or_insert(hosts.len());
        match hosts.get_mut(at) {
            Some((_, places)) => places.push(place),
            None => hosts.push((name, vec![place])),
        }
    }
    hosts.into_iter().map(|(_, places)| places).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_input() {
        let pieces = ["b1", "a1", "b2", "c1", "a2"];
        let done = each(&pieces, 3, |piece| piece[..1].to_owned(), |piece| piece.to_uppercase());
        assert_eq!(done, ["B1", "A1", "B2", "C1", "A2"]);
    }
}
