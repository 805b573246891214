//! How much memory a thread holds: the allocator of the program, counting.
//!
//! A query is evaluated by one thread, and the engine has no bound of its own on what a sort, a distinct, a hash join or
//! a path keeps. Counting what the thread allocates and frees is exact for all of them, and costs a load and a store of
//! a thread's own memory. A bound for the process as a whole would stop one client for what another one does.

#![expect(unsafe_code, reason = "an allocator cannot be written without; each call goes to the system's unchanged")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// Bytes allocated less bytes freed. Less than nothing where a thread frees what others allocated.
    static HELD: Cell<isize> = const { Cell::new(0) };
}

/// Bytes that this thread has allocated and not freed; only differences mean something.
pub fn held() -> isize {
    HELD.get()
}

/// Takes bytes off this thread's count: what it has given to another one, which will free them.
pub fn give_away(bytes: usize) {
    count(-bytes.cast_signed());
}

/// The system's allocator, which keeps [`held`].
#[derive(Debug)]
pub struct Counting;

/// A thread that ends frees after its counter is gone; nobody asks for that count any more.
fn count(bytes: isize) {
    let _ = HELD.try_with(|held| held.set(held.get().wrapping_add(bytes)));
}

// SAFETY: every call is passed on with its own arguments, and what the system answers is passed back. The counter
// allocates nothing: it is a constant of the thread without a destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size().cast_signed());
        // SAFETY: the caller's promise, passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size().cast_signed());
        // SAFETY: the caller's promise, passed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-layout.size().cast_signed());
        // SAFETY: the caller's promise, passed on.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size.cast_signed() - layout.size().cast_signed());
        // SAFETY: the caller's promise, passed on.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allocated_counts_until_it_is_freed() {
        let before = held();
        let mut bytes: Vec<u8> = Vec::with_capacity(1_000_000);
        assert!(held() - before >= 1_000_000);
        bytes.reserve_exact(3_000_000);
        assert!(held() - before >= 3_000_000);
        drop(bytes);
        assert!(held() - before < 100_000);
    }

    #[test]
    fn what_is_given_away_no_longer_counts() {
        let before = held();
        let bytes = vec![0_u8; 1_000_000];
        give_away(bytes.len());
        assert!(held() - before < 100_000);
        std::thread::spawn(move || drop(bytes)).join().unwrap();
        assert!(held() - before < 100_000);
    }
}
