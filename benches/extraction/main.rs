//! How fast texts become facts: `cargo bench --bench extraction -- [stages [NAME …] | growth [KILOBYTES] [INPUT …] | memory]`.
//!
//! One thread, release build; a figure is the median of several runs. See benches/README.md.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench reports to whoever runs it")]

mod clock;
mod corpus;
mod growth;
mod memory;
mod stages;

use std::path::Path;

use casegraph::document::{Document, read};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline;

use corpus::Corpus;

/// What the first input of the growth table weighs where nothing else is asked for.
const GROWTH_KILOBYTES: usize = 256;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = asked.iter().map(String::as_str).collect();
    match words[..] {
        [] => {
            stages::table(&[]);
            growth::table(GROWTH_KILOBYTES, &[]);
            memory::table();
        }
        ["stages", ref stages @ ..] => stages::table(stages),
        ["growth", kilobytes, ref inputs @ ..] if kilobytes.parse::<usize>().is_ok() => {
            growth::table(kilobytes.parse().unwrap_or(GROWTH_KILOBYTES), inputs);
        }
        ["growth", ref inputs @ ..] => growth::table(GROWTH_KILOBYTES, inputs),
        ["memory"] => memory::table(),
        ["peak", kilobytes] => memory::peak(kilobytes.parse().unwrap_or(0)),
        ["write", folder, count, bytes] => write(folder, count, bytes),
        ["quads", from, to] => quads(from, to),
        _ => {
            eprintln!(
                "stages [NAME …] | growth [KILOBYTES] [INPUT …] | memory | write FOLDER COUNT BYTES | quads FOLDER FOLDER"
            );
        }
    }
}

/// Writes documents of the corpus into a folder, for other tools to read.
fn write(folder: &str, count: &str, bytes: &str) {
    let (count, bytes) = (count.parse().expect("a count"), bytes.parse().expect("a size in bytes"));
    for (number, text) in Corpus::new().documents(count, bytes).iter().enumerate() {
        let path = Path::new(folder).join(format!("{number:05}.txt"));
        std::fs::write(path, text).expect("the folder can be written to");
    }
}

/// Writes the quads of the texts of a folder into another: two of them, made before and after a change that must change
/// nothing but the speed, are to be equal.
fn quads(from: &str, to: &str) {
    let lexicon = Lexicon::builtin();
    for entry in std::fs::read_dir(from).expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let bytes = std::fs::read(&path).expect("the file can be read");
        let text = read::text(&bytes, None).expect("the file is a text");
        let name = path.file_name().expect("a file of a folder has a name").to_string_lossy();
        let reading = pipeline::read(Document::new(name.clone(), text, lexicon), lexicon);
        let mut file = std::fs::File::create(Path::new(to).join(&*name)).map(std::io::BufWriter::new);
        let written = file.as_mut().map(|file| reading.contribution(lexicon).write_lines(file));
        written.expect("the folder can be written to").expect("the disk has room");
    }
}
