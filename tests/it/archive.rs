//! The data folder: what it promises of crashes, damage, full disks and other processes.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use casegraph::answer::sparql::{CancellationToken, Size, Update};
use casegraph::archive::{self, Archive, ArchiveError, Content, Disk, ProjectError, RealDisk, Writer};
use casegraph::curation::Curation;
use casegraph::diagnostic::Diagnostics;
use casegraph::pipeline::{self, Build, BuildReport, Sources};
use casegraph::store::{PreparedUpdate, Store, StoreError};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};

use crate::documents::{Folder, case};

/// A disk that stops working after so many operations; the one it stops at is half done.
struct FailingDisk {
    left: AtomicUsize,
    error: io::ErrorKind,
}

impl FailingDisk {
    fn after(operations: usize, error: io::ErrorKind) -> Box<dyn Disk> {
        Box::new(Self { left: AtomicUsize::new(operations), error })
    }

    /// Does the whole of it, or on the last operation what is done when the power goes, and then nothing more.
    fn attempt(&self, whole: impl FnOnce() -> io::Result<()>, half: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        match self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) {
            Ok(left) if left > 1 => whole(),
            Ok(_) => half().and(Err(self.error.into())),
            Err(_) => Err(self.error.into()),
        }
    }
}

impl Disk for FailingDisk {
    fn write(&self, path: &Path, content: Content<'_>) -> io::Result<()> {
        let half = || {
            let mut bytes = Vec::new();
            content(&mut bytes)?;
            RealDisk.write(path, &|output| output.write_all(&bytes[..bytes.len() / 2]))
        };
        self.attempt(|| RealDisk.write(path, content), half)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.attempt(|| RealDisk.rename(from, to), || Ok(()))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.attempt(|| RealDisk.sync_folder(folder), || Ok(()))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.attempt(|| RealDisk.remove(path), || Ok(()))
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.attempt(|| RealDisk.append(path, bytes), || RealDisk.append(path, &bytes[..bytes.len() / 2]))
    }

    fn truncate(&self, path: &Path, length: u64) -> io::Result<()> {
        self.attempt(|| RealDisk.truncate(path, length), || Ok(()))
    }
}

/// Builds the documents of a folder on a disk of the test's.
fn build_on(disk: Box<dyn Disk>, folder: &Folder) -> Result<BuildReport, ArchiveError> {
    let (paths, data) = ([folder.documents()], folder.data());
    let build = Build { paths: &paths, data: &data, encoding: None, replace: false, curation: &Curation::default() };
    let mut diagnostics = Diagnostics::default();
    let sources = Sources::find(&paths, &mut diagnostics);
    let mut writer = Writer::open_on(disk, &data, &mut diagnostics)?;
    pipeline::build_into(&mut writer, &build, &sources, &mut diagnostics, &|_, _| {})
}

/// The graph without what stands in every graph.
fn graph(data: &Path) -> BTreeSet<String> {
    let mut diagnostics = Diagnostics::default();
    let archive = Archive::open(data, &mut diagnostics).unwrap();
    let store = Store::in_memory().unwrap();
    archive.project(&store).unwrap();
    store.quads().map(|quad| quad.unwrap().to_string()).collect()
}

fn prepared(text: &str) -> PreparedUpdate {
    let update = Update::parse_at(text, "http://e/update", Size::default()).unwrap();
    update.prepare(&CancellationToken::new())
}

/// An update on a data folder, as the service makes it.
fn update_on(disk: Box<dyn Disk>, data: &Path, text: &str) -> Result<(), StoreError> {
    let mut writer = Writer::open_on(disk, data, &mut Diagnostics::default()).expect("the folder is whole");
    let store = pipeline::open_to_write(&writer).expect("the folder is whole");
    writer.update(&store, &prepared(text)).map(drop)
}

fn open(data: &Path) -> Result<Store, ProjectError> {
    pipeline::open(data, &mut Diagnostics::default())
}

/// The only file of a subfolder.
fn only_file(folder: &Path) -> PathBuf {
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

#[test]
fn a_build_killed_at_any_step_leaves_the_graph_before_or_after() {
    let (mut seen_before, mut seen_after) = (false, false);
    for operations in 1.. {
        let folder = Folder::with(&[("a.txt", &case(1, "减证便民")), ("b.txt", &case(2, "一网通办"))]);
        folder.build();
        let before = graph(&folder.data());
        folder.write("b.txt", case(2, "一事联办"));
        folder.write("c.txt", case(3, "免申即享"));
        folder.remove("a.txt");
        let result = build_on(FailingDisk::after(operations, io::ErrorKind::Other), &folder);
        let found = graph(&folder.data());
        folder.build();
        let after = graph(&folder.data());
        assert!(found == before || found == after, "neither before nor after when killed at step {operations}");
        assert_ne!(before, after);
        seen_before |= found == before;
        seen_after |= found == after;
        assert_eq!(fs::read_dir(folder.data().join("contributions")).unwrap().count(), 2, "step {operations}");
        if result.is_ok() && operations > 20 {
            break;
        }
    }
    assert!(seen_before && seen_after);
}

/// What a restart finds: the quads, and the names of the graphs.
fn state(data: &Path) -> (BTreeSet<String>, BTreeSet<String>) {
    let graphs = open(data).unwrap().named_graphs().map(|name| name.unwrap().to_string()).collect();
    (graph(data), graphs)
}

/// Updates of every kind, one after the other.
const UPDATES: [&str; 7] = [
    "INSERT DATA { <http://e/s> <http://e/p> 'o' . GRAPH <http://e/g> { <http://e/s> <http://e/p> 'o', 'q' } }",
    "CREATE GRAPH <http://e/empty> ; CREATE GRAPH <http://e/passing> ; DROP GRAPH <http://e/passing>",
    "WITH <http://e/g> DELETE { ?s ?p 'o' } INSERT { ?s ?p _:new . _:new ?p 'n' } WHERE { ?s ?p 'o' }",
    "COPY <http://e/g> TO <http://e/copy> ; CLEAR GRAPH <http://e/g>",
    "DELETE DATA { <http://e/s> <http://e/p> 'o' }",
    "DROP GRAPH <http://e/empty>",
    "DROP NAMED",
];

#[test]
fn updates_killed_at_any_step_are_made_or_not_made() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let (data, log) = (folder.data(), folder.data().join("patches.log"));
    for update in UPDATES {
        let (before, recorded) = (state(&data), fs::read(&log).ok());
        let mut is_made = false;
        for operations in 1.. {
            let result = update_on(FailingDisk::after(operations, io::ErrorKind::Other), &data, update);
            if result.is_ok() {
                is_made = operations > 1;
                break;
            }
            assert_eq!(state(&data), before, "{update}: killed at step {operations}");
        }
        assert!(is_made, "{update}: no step failed");
        let after = state(&data);
        assert_ne!(after, before, "{update}");
        // Another time on a folder that was left alone: what a killed write leaves behind changes nothing.
        let whole = fs::read(&log).unwrap();
        fs::write(&log, recorded.unwrap_or_default()).unwrap();
        update_on(Box::new(RealDisk), &data, update).unwrap();
        assert_eq!(without_blank_nodes(&state(&data)), without_blank_nodes(&after), "{update}");
        fs::write(&log, whole).unwrap();
    }
    assert_eq!(state(&data).1, BTreeSet::new());
}

/// Blank nodes are new ones each time.
fn without_blank_nodes(
    (quads, graphs): &(BTreeSet<String>, BTreeSet<String>),
) -> (usize, BTreeSet<String>, BTreeSet<String>) {
    let named = quads.iter().filter(|line| !line.contains("_:")).cloned().collect();
    (quads.len(), named, graphs.clone())
}

#[test]
fn an_empty_graph_outlives_restarts_builds_and_copies() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    update_on(Box::new(RealDisk), &folder.data(), "CREATE GRAPH <http://e/empty>").unwrap();
    let graphs = BTreeSet::from(["<http://e/empty>".to_owned()]);
    assert_eq!(state(&folder.data()).1, graphs);
    folder.write("b.txt", case(2, "一网通办"));
    folder.build();
    assert_eq!(state(&folder.data()).1, graphs);
    archive::copy(&folder.data(), &folder.path("copy"), &mut Diagnostics::default()).unwrap();
    assert_eq!(state(&folder.path("copy")).1, graphs);
    update_on(Box::new(RealDisk), &folder.data(), "DROP GRAPH <http://e/empty>").unwrap();
    assert!(state(&folder.data()).1.is_empty());
}

#[test]
fn a_write_cut_off_is_left_out_and_reported_and_cut_by_the_next_writer() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let log = folder.data().join("patches.log");
    update_on(Box::new(RealDisk), &folder.data(), "INSERT DATA { <http://e/1> a <http://e/C> }").unwrap();
    let first = fs::read(&log).unwrap();
    update_on(Box::new(RealDisk), &folder.data(), "INSERT DATA { <http://e/2> a <http://e/C> }").unwrap();
    let both = fs::read(&log).unwrap();
    for end in first.len() + 1..both.len() {
        fs::write(&log, &both[..end]).unwrap();
        let mut diagnostics = Diagnostics::default();
        assert_eq!(Archive::open(&folder.data(), &mut diagnostics).unwrap().patches().len(), 1, "cut at {end}");
        assert!(diagnostics.entries()[0].to_string().contains("was cut off"));
    }
    drop(Writer::open(&folder.data(), &mut Diagnostics::default()).unwrap());
    assert_eq!(fs::read(&log).unwrap(), first);
}

#[test]
fn damage_inside_the_log_is_named_and_nothing_is_overwritten() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let log = folder.data().join("patches.log");
    for number in 1..=2 {
        let update = format!("INSERT DATA {{ <http://e/{number}> a <http://e/C> }}");
        update_on(Box::new(RealDisk), &folder.data(), &update).unwrap();
    }
    let damaged = fs::read_to_string(&log).unwrap().replacen("http://e/1", "http://e/3", 1);
    fs::write(&log, &damaged).unwrap();
    let error = Archive::open(&folder.data(), &mut Diagnostics::default()).unwrap_err();
    assert!(error.to_string().contains("patches.log is damaged: record 1 at byte 0"), "{error}");
    assert!(Writer::open(&folder.data(), &mut Diagnostics::default()).is_err());
    assert_eq!(fs::read_to_string(&log).unwrap(), damaged);
}

#[test]
fn what_users_write_outlives_builds_and_restarts() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let label = "DELETE { ?c <http://www.w3.org/2000/01/rdf-schema#label> ?l } \
                 INSERT { ?c <http://e/note> _:n . _:n <http://e/text> '好\\n\"的'@zh } \
                 WHERE { ?c a <https://w3id.org/casegraph/ns#Case> ; <http://www.w3.org/2000/01/rdf-schema#label> ?l }";
    update_on(Box::new(RealDisk), &folder.data(), label).unwrap();
    let written = graph(&folder.data());
    assert!(written.iter().any(|line| line.contains("http://e/text") && line.contains("好\\n\\\"的")));
    assert!(!written.iter().any(|line| line.contains("#label> \"减证便民\"@zh")));
    folder.write("b.txt", case(2, "一网通办"));
    folder.build();
    assert!(written.is_subset(&graph(&folder.data())));
}

#[test]
fn a_full_disk_names_the_file_and_leaves_the_manifest() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let manifest = fs::read(folder.data().join("manifest.json")).unwrap();
    folder.write("b.txt", case(2, "一网通办"));
    let error = build_on(FailingDisk::after(1, io::ErrorKind::StorageFull), &folder).unwrap_err();
    assert!(error.to_string().contains("texts") && error.to_string().contains("cannot be written"), "{error}");
    assert!(error.hint().contains("make room"), "{}", error.hint());
    assert_eq!(fs::read(folder.data().join("manifest.json")).unwrap(), manifest);
}

#[test]
fn an_update_that_cannot_be_recorded_is_not_made() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let disk = FailingDisk::after(1, io::ErrorKind::StorageFull);
    let mut writer = Writer::open_on(disk, &folder.data(), &mut Diagnostics::default()).unwrap();
    let store = Store::in_memory().unwrap();
    writer.archive().project(&store).unwrap();
    let (count, version) = (store.len().unwrap(), store.version());
    let error = writer.update(&store, &prepared("INSERT DATA { <http://e/s> a <http://e/C> }")).unwrap_err();
    assert!(matches!(error, StoreError::Record(_)), "{error}");
    assert_eq!((store.len().unwrap(), store.version()), (count, version));
}

#[test]
fn a_damaged_manifest_is_named_and_left_alone() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let manifest = folder.data().join("manifest.json");
    let half = fs::read(&manifest).unwrap().iter().take(200).copied().collect::<Vec<_>>();
    fs::write(&manifest, &half).unwrap();
    let error = Archive::open(&folder.data(), &mut Diagnostics::default()).unwrap_err();
    assert!(error.to_string().contains("manifest.json is damaged"), "{error}");
    assert!(folder.try_build().is_err());
    assert_eq!(fs::read(&manifest).unwrap(), half);
}

#[test]
fn a_folder_of_a_newer_format_is_refused_and_left_alone() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let manifest = folder.data().join("manifest.json");
    let newer = r#"{"format": 99, "casegraph": "9.9.9", "shards": []}"#;
    fs::write(&manifest, newer).unwrap();
    let error = folder.try_build().unwrap_err();
    assert!(matches!(error, ArchiveError::Newer { format: 99, .. }), "{error}");
    assert!(error.to_string().contains("9.9.9") && error.hint().contains("update casegraph"));
    assert_eq!(fs::read_to_string(&manifest).unwrap(), newer);
}

#[test]
fn a_damaged_contribution_is_named_and_the_next_build_reads_it_again() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let before = graph(&folder.data());
    let contribution = only_file(&folder.data().join("contributions"));
    let damaged = fs::read_to_string(&contribution).unwrap().replacen("减证便民", "减证使民", 1);
    fs::write(&contribution, &damaged).unwrap();
    let error = open(&folder.data()).err().expect("the damage is noticed");
    let ProjectError::Archive(error) = error else { panic!("{error}") };
    assert!(error.to_string().contains(&contribution.display().to_string()), "{error}");
    assert!(error.hint().contains("documents/a.txt"), "{}", error.hint());
    folder.build();
    assert_eq!(graph(&folder.data()), before);
    assert_eq!(fs::read_to_string(contribution.with_extension("damaged")).unwrap(), damaged, "it is put aside");
}

#[test]
fn a_missing_contribution_is_named() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    fs::remove_file(only_file(&folder.data().join("contributions"))).unwrap();
    let error = open(&folder.data()).err().expect("the loss is noticed");
    assert!(error.to_string().contains("it is not there"), "{error}");
    folder.build();
    assert!(open(&folder.data()).is_ok());
}

#[test]
fn two_processes_do_not_write_at_once() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let writer = Writer::open(&folder.data(), &mut Diagnostics::default()).unwrap();
    assert!(matches!(folder.try_build(), Err(ArchiveError::Locked { .. })));
    assert!(open(&folder.data()).is_ok(), "reading is free");
    drop(writer);
    assert!(folder.try_build().is_ok());
}

#[test]
fn a_folder_without_a_graph_says_so() {
    let folder = Folder::with(&[]);
    let error = Archive::open(&folder.data(), &mut Diagnostics::default()).unwrap_err();
    assert!(matches!(error, ArchiveError::None { .. }));
    pipeline::create(&folder.data(), &mut Diagnostics::default()).unwrap();
    assert!(graph(&folder.data()).is_empty());
}

#[test]
fn the_version_follows_from_the_content() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let version = open(&folder.data()).unwrap().version();
    assert_eq!(open(&folder.data()).unwrap().version(), version);
    update_on(Box::new(RealDisk), &folder.data(), "INSERT DATA { <http://e/s> a <http://e/C> }").unwrap();
    assert_ne!(open(&folder.data()).unwrap().version(), version);
}

#[test]
fn a_copy_has_the_same_graph_and_goes_nowhere_where_something_is() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民")), ("b.txt", &case(2, "一网通办"))]);
    update_on(Box::new(RealDisk), &folder.data(), "INSERT DATA { <http://e/s> a <http://e/C> }").unwrap();
    let (backup, restored) = (folder.path("backup"), folder.path("restored"));
    assert_eq!(archive::copy(&folder.data(), &backup, &mut Diagnostics::default()).unwrap(), 2);
    assert_eq!(archive::copy(&backup, &restored, &mut Diagnostics::default()).unwrap(), 2);
    assert_eq!(graph(&restored), graph(&folder.data()));
    let error = archive::copy(&backup, &restored, &mut Diagnostics::default()).unwrap_err();
    assert!(error.to_string().contains("is not empty"), "{error}");
}

#[test]
fn the_store_writes_wholly_or_not_at_all() {
    let store = Store::in_memory().unwrap();
    let quad = |object: &str| {
        let node = |name: &str| NamedNode::new_unchecked(format!("http://e/{name}"));
        Quad::new(node("s"), node("p"), Literal::new_simple_literal(object), GraphName::DefaultGraph)
    };
    store.load([quad("a"), quad("a"), quad("b")]).unwrap();
    assert_eq!(store.len().unwrap(), 2);
    let patch =
        store.update(&prepared("DELETE DATA { <http://e/s> <http://e/p> 'a' }"), |_| Ok::<_, io::Error>(())).unwrap();
    assert_eq!((patch.removed, patch.added), (vec![quad("a")], vec![]));
    let refused = store.update(&prepared("CLEAR ALL"), |_| Err(io::Error::from(io::ErrorKind::StorageFull)));
    assert!(refused.is_err());
    assert_eq!(store.len().unwrap(), 1, "what is not recorded is not done");
    store.clear().unwrap();
    assert!(store.is_empty().unwrap());
}

#[test]
fn a_store_is_opened_to_read_by_many_and_shows_what_was_written() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let (first, second) = (open(&folder.data()).unwrap(), open(&folder.data()).unwrap());
    assert_eq!(first.len().unwrap(), second.len().unwrap());
    let before = first.len().unwrap();
    drop((first, second));
    update_on(Box::new(RealDisk), &folder.data(), "INSERT DATA { <http://e/s> a <http://e/C> }").unwrap();
    assert_eq!(open(&folder.data()).unwrap().len().unwrap(), before + 1);
    folder.write("b.txt", case(2, "一网通办"));
    folder.build();
    assert!(open(&folder.data()).unwrap().len().unwrap() > before + 1);
}

#[cfg(feature = "rocksdb")]
#[test]
fn a_store_on_disk_that_is_missing_old_or_damaged_is_projected_again() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let count = || open(&folder.data()).unwrap().len().unwrap();
    let whole = count();
    fs::remove_dir_all(folder.data().join("store")).unwrap();
    assert_eq!(count(), whole, "missing");
    fs::remove_dir_all(folder.data().join("store/db")).unwrap();
    assert_eq!(count(), whole, "half missing");
    fs::write(folder.data().join("store/version"), "1").unwrap();
    assert_eq!(count(), whole, "made from other content");
    fs::write(folder.data().join("store/db/CURRENT"), "nonsense").unwrap();
    assert_eq!(count(), whole, "damaged");
    let held = open(&folder.data()).unwrap();
    folder.write("b.txt", case(2, "一网通办"));
    folder.build();
    assert!(count() > whole, "a store that others have open is not touched, and the new graph is shown all the same");
    assert_eq!(held.len().unwrap(), whole);
}
