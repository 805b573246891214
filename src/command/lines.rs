//! Lines of the log on their way out.
//!
//! Who logs puts a line down and goes on; a thread of its own takes all that is there, writes it in one go, and rests.
//! So a request wakes nobody as long as others come with it, and a reader that does not read (a full pipe) costs lines,
//! which is better than a service that stands still. tracing-appender does the second, not the first: it wakes its thread
//! for every line, which costs more than answering a small query does.

use std::io::{self, Write};
use std::mem;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long lines wait for others to go with them: what a process that is killed does not say any more.
const REST: Duration = Duration::from_millis(50);

/// Bytes that wait at most.
const MOST: usize = 1024 * 1024;

/// How long the end waits for a reader.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where lines are put down.
#[derive(Clone)]
pub(super) struct Lines(Arc<Shared>);

/// Writes what is left when it is dropped.
pub struct Flush {
    lines: Lines,
    /// Its other end is dropped when everything is written.
    done: Receiver<()>,
}

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    bytes: Vec<u8>,
    lost: usize,
    /// Whether the thread has nothing to do and is to be woken.
    is_idle: bool,
    is_over: bool,
}

/// Starts the thread that writes.
pub(super) fn start(output: impl Write + Send + 'static) -> io::Result<(Lines, Flush)> {
    let lines = Lines(Arc::default());
    let (writing, done) = mpsc::channel();
    let shared = Arc::clone(&lines.0);
    thread::Builder::new().name("log".to_owned()).spawn(move || {
        let _writing = writing;
        shared.write_all_to(output);
    })?;
    Ok((lines.clone(), Flush { lines, done }))
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Nothing is done under the lock that could panic.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes lines as they come, until it is over.
    fn write_all_to(&self, mut output: impl Write) {
        loop {
            let mut waiting = self.lock();
            while waiting.bytes.is_empty() && !waiting.is_over {
                waiting.is_idle = true;
                waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
            waiting.is_idle = false;
            let (bytes, lost) = (mem::take(&mut waiting.bytes), mem::take(&mut waiting.lost));
            drop(waiting);
            if bytes.is_empty() {
                return;
            }
            // Where the log cannot be written there is nowhere to say so.
            let _ = output.write_all(&bytes);
            if lost > 0 {
                let _ = writeln!(output, "{lost} lines of the log were lost: they came faster than they were read");
            }
            let rest = self.changed.wait_timeout_while(self.lock(), REST, |waiting| !waiting.is_over);
            drop(rest);
        }
    }
}

impl Write for Lines {
    /// A whole line, or several: the subscriber writes each event at once.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut waiting = self.0.lock();
        if waiting.bytes.len() + line.len() > MOST {
            waiting.lost += 1;
            return Ok(line.len());
        }
        waiting.bytes.extend_from_slice(line);
        if mem::take(&mut waiting.is_idle) {
            self.0.changed.notify_one();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Flush {
    fn drop(&mut self) {
        self.lines.0.lock().is_over = true;
        self.lines.0.changed.notify_one();
        // Nothing is ever sent: it ends when the thread does, or when nobody reads what it writes.
        let _ = self.done.recv_timeout(PATIENCE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows what is written, and waits to be let go on before each write.
    struct Slow {
        written: mpsc::Sender<String>,
        go_on: Receiver<()>,
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.written.send(String::from_utf8(bytes.to_vec()).unwrap()).map_err(|_| io::ErrorKind::BrokenPipe)?;
            let _ = self.go_on.recv();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A log whose reader has the first line, and takes no other until `step` is dropped.
    struct Held {
        lines: Lines,
        flush: Flush,
        seen: Receiver<String>,
        step: mpsc::Sender<()>,
    }

    fn held_at_the_first_line() -> Held {
        let (written, seen) = mpsc::channel();
        let (step, go_on) = mpsc::channel();
        let (mut lines, flush) = start(Slow { written, go_on }).unwrap();
        lines.write_all(b"one\n").unwrap();
        assert_eq!(seen.recv().unwrap(), "one\n");
        Held { lines, flush, seen, step }
    }

    #[test]
    fn the_first_line_goes_out_and_what_comes_meanwhile_goes_out_together_when_it_is_over() {
        let Held { mut lines, flush, seen, step } = held_at_the_first_line();
        lines.write_all(b"two\n").unwrap();
        lines.write_all(b"three\n").unwrap();
        drop(step);
        drop(flush);
        assert_eq!(seen.iter().collect::<Vec<_>>(), ["two\nthree\n"]);
    }

    #[test]
    fn who_logs_does_not_wait_for_a_reader_and_lost_lines_are_counted() {
        let Held { mut lines, flush, seen, step } = held_at_the_first_line();
        let long = vec![b'x'; MOST / 2];
        for _ in 0..5 {
            lines.write_all(&long).unwrap();
        }
        drop(step);
        drop(flush);
        let rest: Vec<String> = seen.iter().collect();
        assert_eq!(rest[0].len(), MOST);
        assert!(rest[1..].concat().starts_with("3 lines of the log were lost"), "{:?}", &rest[1..]);
    }
}
