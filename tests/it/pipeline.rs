//! Documents → data folder: incremental, deterministic, and clear about what could not be read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use casegraph::diagnostic::Diagnostics;
use casegraph::pipeline;

use crate::documents::{Folder, case};
use crate::fixtures::zip;

/// Every file below a folder with its content and the time it was last written.
fn files(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let modified = path.metadata().unwrap().modified().unwrap();
            found.insert(path.clone(), (fs::read(&path).unwrap(), modified));
        }
    }
    found
}

/// Contributions by the title of their document.
fn contributions(folder: &Folder) -> BTreeMap<String, String> {
    let archive = casegraph::archive::Archive::open(&folder.data(), &mut Diagnostics::default()).unwrap();
    archive.documents().iter().map(|record| (record.source.clone(), record.contribution.clone())).collect()
}

#[test]
fn building_twice_touches_nothing_and_says_so() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民")), ("b.txt", &case(2, "一网通办"))]);
    let before = files(&folder.data());
    let report = folder.build();
    assert!(!report.changed);
    assert_eq!(report.unchanged, ["documents/a.txt", "documents/b.txt"]);
    assert_eq!((report.read.len(), report.documents, report.cases), (0, 2, 2));
    assert_eq!(files(&folder.data()), before);
}

#[test]
fn two_builds_from_scratch_are_the_same_bytes() {
    let documents: Vec<_> = (1..30).map(|number| (format!("{number}.txt"), case(number, "减证便民"))).collect();
    let documents: Vec<_> = documents.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let contents = |folder: &Folder| {
        let below =
            |(path, (content, _)): (PathBuf, _)| (path.strip_prefix(folder.root()).unwrap().to_owned(), content);
        files(&folder.data()).into_iter().map(below).collect::<BTreeMap<_, Vec<u8>>>()
    };
    assert_eq!(contents(&Folder::built(&documents)), contents(&Folder::built(&documents)));
}

#[test]
fn contributions_are_sorted_lines_and_name_no_file() {
    let folder = Folder::built(&[("秘密.txt", &case(1, "减证便民"))]);
    let (_, (content, _)) = files(&folder.data().join("contributions")).pop_first().unwrap();
    let content = String::from_utf8(content).unwrap();
    assert!(content.lines().is_sorted());
    assert!(content.lines().all(|line| line.ends_with(" .")));
    assert!(!content.contains("秘密"));
}

#[test]
fn a_changed_document_replaces_exactly_its_own_contribution() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民")), ("b.txt", &case(2, "一网通办"))]);
    let before = contributions(&folder);
    folder.write("b.txt", case(2, "一事联办"));
    let report = folder.build();
    assert_eq!((report.read, report.unchanged), (vec!["documents/b.txt".into()], vec!["documents/a.txt".into()]));
    let after = contributions(&folder);
    assert_eq!(before["documents/a.txt"], after["documents/a.txt"]);
    assert_ne!(before["documents/b.txt"], after["documents/b.txt"]);
    assert_eq!(files(&folder.data().join("contributions")).len(), 2, "the former contribution is gone");
    assert_eq!(files(&folder.data().join("texts")).len(), 2, "the former text is gone");
}

#[test]
fn a_removed_document_takes_exactly_its_own_contribution_with_it() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民")), ("b.txt", &case(2, "一网通办"))]);
    let graph = || {
        let store = pipeline::open(&folder.data(), &mut Diagnostics::default()).unwrap();
        let mut quads: Vec<_> = store.quads().map(|quad| quad.unwrap().to_string()).collect();
        quads.sort();
        quads
    };
    folder.remove("b.txt");
    assert_eq!(folder.build().removed, ["documents/b.txt"]);
    let left = graph();
    assert!(left.iter().any(|quad| quad.contains("杭州市司法局")), "what both documents say stays");
    fs::remove_dir_all(folder.data()).unwrap();
    folder.build();
    assert_eq!(graph(), left, "as if it had never been there");
}

#[test]
fn documents_from_elsewhere_stay_unless_they_are_to_be_replaced() {
    let folder = Folder::built(&[("one/a.txt", &case(1, "减证便民")), ("two/b.txt", &case(2, "一网通办"))]);
    let one = [folder.documents().join("one")];
    let (report, _) = folder.build_paths(&one);
    assert_eq!((report.elsewhere, report.documents, report.changed), (1, 2, false));
    let report = folder.replace(&one);
    assert_eq!((report.removed, report.documents), (vec!["documents/two/b.txt".to_owned()], 1));
}

#[test]
fn a_document_that_fails_keeps_its_last_good_reading_and_stops_no_other() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民")), ("b.txt", &case(2, "一网通办"))]);
    let before = contributions(&folder);
    folder.write("a.txt", b"%PDF-1.7 and so on");
    folder.write("b.txt", case(2, "一事联办"));
    let (report, diagnostics) = folder.build_paths(&[folder.documents()]);
    assert_eq!(
        (&report.failed, &report.kept),
        (&vec!["documents/a.txt".to_owned()], &vec!["documents/a.txt".to_owned()])
    );
    assert_eq!(report.read, ["documents/b.txt"]);
    assert_eq!(contributions(&folder)["documents/a.txt"], before["documents/a.txt"]);
    assert!(diagnostics.entries().iter().any(|entry| entry.message.contains("its last good reading stays")));
}

#[track_caller]
fn check(folder: &Folder, paths: &[PathBuf], place: &str, message: &str) {
    let (report, diagnostics) = folder.build_paths(paths);
    let entries: Vec<_> = diagnostics.entries().iter().map(ToString::to_string).collect();
    let found: Vec<_> = diagnostics.entries().iter().filter(|e| e.place.ends_with(place)).collect();
    assert_eq!(found.len(), 1, "one message about {place}: {entries:?}");
    assert!(found[0].message.contains(message), "{entries:?}");
    assert!(found[0].hint.is_some(), "it says what to do");
    assert!(report.read.iter().all(|source| !source.ends_with(place)));
}

#[test]
fn each_bad_input_gets_one_clear_message() {
    let folder = Folder::with(&[
        ("good.txt", &case(1, "减证便民")),
        ("empty.txt", ""),
        ("blank.txt", " \n\u{3000}\n"),
        ("prose.txt", "今天天气很好。\n"),
    ]);
    folder.write("binary.txt", b"PK\x03\x04 and so on");
    folder.write("wrong.txt", b"\xe5\xb9\xbf\xe8\xa5\xbf\xff\xff\xe6\x94\xbf\xe5\xba\x9c");
    folder.write("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0");
    let all = [folder.documents()];
    check(&folder, &all, "empty.txt", "empty");
    check(&folder, &all, "blank.txt", "empty");
    check(&folder, &all, "prose.txt", "there is no case in it");
    check(&folder, &all, "binary.txt", "cut off");
    check(&folder, &all, ".doc", "1 file is not read");
    check(&folder, &[folder.documents().join("old.doc")], "old.doc", "a Word file of before 2007");
    check(&folder, &[folder.path("nowhere")], "nowhere", "no such file or folder");
    fs::create_dir(folder.path("vacant")).unwrap();
    check(&folder, &[folder.path("vacant")], "vacant", "no documents in this folder");
}

#[test]
fn a_folder_of_other_formats_says_what_is_in_it() {
    let folder = Folder::with(&[]);
    folder.write("a.wps", "");
    folder.write("b.wps", "");
    folder.write("c.tsv", "");
    check(&folder, &[folder.documents()], "documents", "there is 1 .tsv, 2 .wps");
}

#[test]
fn hidden_files_and_readmes_are_no_documents() {
    let folder =
        Folder::with(&[("a.txt", &case(1, "减证便民")), (".b.txt", "x"), ("README.txt", "x"), ("readme.md", "x")]);
    folder.write(".git/c.txt", "x");
    assert_eq!(folder.build().read, ["documents/a.txt"]);
}

#[test]
fn a_file_named_twice_is_read_once() {
    let folder = Folder::with(&[("a.txt", &case(1, "减证便民"))]);
    let (report, _) = folder.build_paths(&[folder.documents().join("a.txt"), folder.documents().join("../documents")]);
    assert_eq!(report.read, ["documents/a.txt"]);
}

#[test]
fn two_files_of_one_text_are_one_document() {
    let text = case(1, "减证便民");
    let folder = Folder::with(&[("a.txt", &text), ("b.txt", &format!("\u{feff}{}", text.replace('\n', "\r\n")))]);
    assert_eq!(folder.build().documents, 2);
    let contributions = contributions(&folder);
    assert_eq!(contributions["documents/a.txt"], contributions["documents/b.txt"]);
    folder.remove("a.txt");
    assert_eq!(folder.build().documents, 1);
    assert!(pipeline::open(&folder.data(), &mut Diagnostics::default()).is_ok());
}

#[test]
fn nothing_leaves_the_graph_when_a_whole_folder_is_missing_or_vacant() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    folder.remove("a.txt");
    let (report, diagnostics) = folder.build_paths(&[folder.documents()]);
    assert!(diagnostics.has_errors() && !report.changed);
    assert_eq!(contributions(&folder).len(), 1, "it may be a disk that is not mounted");
}

#[test]
fn an_archive_is_a_folder_of_documents() {
    let folder = Folder::with(&[]);
    let (one, two) = (case(1, "减证便民"), case(2, "一网通办"));
    folder
        .write("all.zip", zip(&[("a.txt", one.as_bytes()), ("sub/b.txt", two.as_bytes()), ("c.docx", b"PK\x03\x04")]));
    let (report, diagnostics) = folder.build_paths(&[folder.documents()]);
    assert_eq!(report.read, ["documents/all.zip/a.txt", "documents/all.zip/sub/b.txt"]);
    assert_eq!(report.failed, ["documents/all.zip/c.docx"]);
    assert!(diagnostics.entries()[0].place.ends_with("all.zip/c.docx"), "{:?}", diagnostics.entries());
    folder.write("all.zip", b"PK\x03\x04 broken");
    let (report, _) = folder.build_paths(&[folder.documents()]);
    assert_eq!((report.kept.len(), report.documents), (2, 2), "the last good reading stays");
    folder.write("all.zip", zip(&[("a.txt", one.as_bytes())]));
    let report = folder.build();
    assert_eq!((report.unchanged.len(), report.removed), (1, vec!["documents/all.zip/sub/b.txt".to_owned()]));
}

#[test]
fn the_file_beside_a_document_says_where_it_comes_from() {
    let folder = Folder::built(&[
        ("a.txt", &case(1, "减证便民")),
        (
            "a.txt.meta.toml",
            "publisher = \"浙江省司法厅\"\ndate = 2023-01-05\nurl = \"https://www.example.gov.cn/1\"\n",
        ),
    ]);
    let (_, (content, _)) = files(&folder.data().join("contributions")).pop_first().unwrap();
    let content = String::from_utf8(content).unwrap();
    for triple in [
        "terms/publisher> \"浙江省司法厅\"",
        "terms/issued> \"2023-01-05\"^^",
        "terms/source> \"https://www.example.gov.cn/1\"^^",
    ] {
        assert!(content.contains(triple), "{triple}");
    }
    folder.write("a.txt.meta.toml", "publisher = \"浙江省司法厅\"\ndatum = 1\n");
    let (report, diagnostics) = folder.build_paths(&[folder.documents()]);
    assert_eq!(report.read, ["documents/a.txt"], "what stands beside it has changed");
    assert!(diagnostics.entries()[0].place.ends_with("a.txt.meta.toml:2"), "{:?}", diagnostics.entries());
    assert!(diagnostics.entries()[0].message.contains("there is no key datum"));
}
