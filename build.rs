//! Gives the program the digest of everything that decides what it reads from a text, so that a data folder built with
//! other rules or words is built anew.

use std::path::{Path, PathBuf};
use std::{fs, io};

use sha2::{Digest, Sha256};

/// The stages from text to quads, and what they are written with.
const SOURCES: [&str; 11] = [
    "seeds/lexicon",
    "ontology",
    "src/span.rs",
    "src/document",
    "src/lexicon",
    "src/extract",
    "src/resolve",
    "src/fact",
    "src/audit",
    "src/ontology",
    "src/graph",
];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        collect(Path::new(source), &mut files)?;
    }
    files.sort();
    let mut digest = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
    for file in files {
        let content = fs::read(&file)?;
        digest.update(format!("\n{} {}\n", file.display(), content.len()));
        digest.update(content);
    }
    let hex = digest.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    println!("cargo:rustc-env=CASEGRAPH_CONFIG_HASH={hex}");
    Ok(())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_owned());
    }
    Ok(())
}
