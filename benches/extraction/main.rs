//! How fast texts become facts: `cargo bench --bench extraction -- [stages [NAME …] | growth [KILOBYTES] [INPUT …] | memory]`.
//!
//! One thread, release build; a figure is the median of several runs. See benches/README.md.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench reports to whoever runs it")]

mod clock;
mod corpus;
mod growth;
mod memory;
mod stages;

use std::hint::black_box;
use std::path::Path;

use casegraph::document::{Document, Text, read};
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
        ["counted", folder] => counted(folder),
        _ => {
            eprintln!(
                "stages [NAME …] | growth [KILOBYTES] [INPUT …] | memory | write FOLDER COUNT BYTES | quads FOLDER FOLDER | counted FOLDER"
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

/// Reads the texts of a folder twice, for a tool that counts instructions: the first time for what is made once (patterns, the
/// table of words), the second time in [`again`], which is what is to be counted.
fn counted(folder: &str) {
    let lexicon = Lexicon::builtin();
    let texts: Vec<Text> = texts_of(folder).into_iter().map(|(_, text)| text).collect();
    first(&texts, lexicon);
    again(&texts, lexicon);
}

fn first(texts: &[Text], lexicon: &'static Lexicon) {
    for text in texts {
        black_box(pipeline::read(Document::new("counted.txt", text.clone(), lexicon), lexicon));
    }
}

#[inline(never)]
fn again(texts: &[Text], lexicon: &'static Lexicon) {
    first(texts, lexicon);
}

/// The texts of a folder, each with the name of its file.
fn texts_of(folder: &str) -> Vec<(String, Text)> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let bytes = std::fs::read(&path).expect("the file can be read");
            let name = path.file_name().expect("a file of a folder has a name").to_string_lossy().into_owned();
            texts.push((name, read::text(&bytes, None).expect("the file is a text")));
        }
    }
    texts
}

/// Writes the quads of the texts of a folder into another: two of them, made before and after a change that must change
/// nothing but the speed, are to be equal.
fn quads(from: &str, to: &str) {
    let lexicon = Lexicon::builtin();
    for (name, text) in texts_of(from) {
        let reading = pipeline::read(Document::new(name.clone(), text, lexicon), lexicon);
        let mut file = std::fs::File::create(Path::new(to).join(&name)).map(std::io::BufWriter::new);
        let written = file.as_mut().map(|file| reading.contribution(lexicon).write_lines(file));
        written.expect("the folder can be written to").expect("the disk has room");
    }
}
