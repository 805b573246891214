//! How much memory a reading takes: the peak of a process of its own that reads one text.

use std::process::Command;

use casegraph::document::{Document, Text};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline;

use super::corpus::Corpus;

/// Prints the peak for texts of several sizes, and what it grows by.
pub(crate) fn table() {
    println!("\n{:<28}{:>10}{:>14}", "memory", "peak MB", "MB per MB");
    let mut idle = None;
    for kilobytes in [0, 40, 400, 4000, 16000] {
        let Some(peak) = peak_of(kilobytes) else { return println!("  /proc/self/status is not readable here") };
        let idle = *idle.get_or_insert(peak);
        let per_megabyte = (peak - idle) / (kilobytes as f64 / 1e3);
        let shown = if kilobytes == 0 { String::new() } else { format!("{per_megabyte:.1}") };
        println!("{:<28}{peak:>10.1}{shown:>14}", format!("a text of {kilobytes} kB"));
    }
}

fn peak_of(kilobytes: usize) -> Option<f64> {
    let child = Command::new(std::env::current_exe().ok()?).args(["peak", &kilobytes.to_string()]).output().ok()?;
    String::from_utf8(child.stdout).ok()?.trim().parse().ok()
}

/// Reads a text of the corpus, writes out its quads and prints the peak of this process in megabytes.
pub(crate) fn peak(kilobytes: usize) {
    let lexicon = Lexicon::builtin();
    let text = Corpus::new().document(3, kilobytes * 1000);
    let reading = pipeline::read(Document::new("memory.txt", Text::new(&text), lexicon), lexicon);
    std::hint::black_box(reading.contribution(lexicon));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    if let Some(peak) = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()) {
        println!("{}", peak / 1e3);
    }
}
