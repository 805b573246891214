//! The command line: what is printed, and where, and the exit code.

use std::fs;
use std::process::{Command, Output, Stdio};

use crate::documents::{Folder, case};

/// Runs casegraph in a folder, without what the environment says.
fn run(folder: &Folder, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// Runs casegraph on the graph that [`Folder::built`] makes.
pub(crate) fn ask(folder: &Folder, arguments: &[&str]) -> Output {
    command(folder, arguments).args(["--data", "data"]).output().unwrap()
}

fn command(folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casegraph"));
    for variable in ["CASEGRAPH_DATA", "CASEGRAPH_CONFIG", "CASEGRAPH_BIND", "CASEGRAPH_WRITE_TOKEN"] {
        command.env_remove(variable);
    }
    command.current_dir(folder.root()).args(arguments);
    command
}

/// Checks exit code and words of a run's output and errors.
#[track_caller]
pub(crate) fn check(output: &Output, code: i32, out: &[&str], err: &[&str]) {
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{stdout}\n{stderr}");
    for words in out {
        assert!(stdout.contains(words), "no {words:?} in {stdout}");
    }
    for words in err {
        assert!(stderr.contains(words), "no {words:?} in {stderr}");
    }
    assert!(!err.is_empty() || stderr.is_empty(), "{stderr}");
}

#[test]
fn a_build_reports_and_a_second_says_that_nothing_changed() {
    let folder = Folder::with(&[("a.txt", &case(1, "减证便民"))]);
    check(&run(&folder, &["build", "documents"]), 0, &["1 read", "casegraph-data holds 1 document", "1 case"], &[]);
    check(&run(&folder, &["build", "documents"]), 0, &["nothing changed"], &[]);
    let report = run(&folder, &["build", "documents", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
    assert_eq!(report["unchanged"], serde_json::json!(["documents/a.txt"]));
    assert_eq!(report["changed"], false);
}

#[test]
fn a_question_that_asks_too_much_is_stopped_with_what_to_do() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    let slow = ask(&folder, &["query", "-e", endless, "--timeout", "200ms"]);
    check(&slow, 2, &[], &["error: this takes longer than 0.2 s, and was stopped\n  help: ", "--timeout"]);
    let sorted = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c";
    let large = ask(&folder, &["query", "-e", sorted, "--memory", "4MB", "--timeout", "10m"]);
    check(&large, 2, &[], &["error: this keeps more than 4 MB in memory, and was stopped\n  help: ", "--memory"]);
    let view = ["graph", "rank", "--by", "betweenness", "--timeout", "1ms"];
    check(&ask(&folder, &view), 2, &[], &["this takes longer than 0.001 s"]);
    let elsewhere = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }";
    check(&ask(&folder, &["query", "-e", elsewhere]), 2, &[], &["not among the services", "--allow-service"]);
}

#[test]
fn exit_codes_tell_done_from_fault_from_could_not() {
    let folder = Folder::with(&[("a.txt", &case(1, "减证便民")), ("b.txt", "")]);
    let faulty = run(&folder, &["build", "documents"]);
    check(&faulty, 1, &["1 read, 1 failed"], &["error: documents/b.txt: the file is empty\n  help: "]);
    let missing = run(&folder, &["build", "nowhere"]);
    check(&missing, 2, &["nothing was built"], &["error: nowhere: there is no such file or folder\n  help: "]);
    check(&run(&folder, &["build", "--colour"]), 2, &[], &["--colour"]);
    check(&run(&folder, &["build", "documents/b.txt", "--data", "other"]), 2, &["nothing was built"], &["empty"]);
}

#[test]
fn settings_are_read_and_misspelt_ones_refused() {
    let folder = Folder::with(&[("a.txt", &case(1, "减证便民"))]);
    fs::write(folder.path("casegraph.toml"), "data = 'graph'\ndocuments = ['documents']\n").unwrap();
    check(&run(&folder, &["build"]), 0, &["graph holds 1 document"], &[]);
    fs::write(folder.path("casegraph.toml"), "dta = 'graph'\n").unwrap();
    check(&run(&folder, &["build"]), 2, &[], &["error: the settings casegraph.toml are wrong", "`dta`", "`data`"]);
    check(&run(&folder, &["build", "--config", "no.toml"]), 2, &[], &["no.toml cannot be read"]);
}

#[test]
fn text_prints_the_normalised_text_of_a_file_or_a_document() {
    let text = case(1, "减证便民");
    let folder = Folder::with(&[("a.txt", &text.replace('\n', "\r\n"))]);
    let printed = run(&folder, &["text", "documents/a.txt"]);
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), text);
    run(&folder, &["build", "documents"]);
    let manifest = fs::read_to_string(folder.path("casegraph-data/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let id = format!("doc-{}", &manifest["documents"][0]["document"].as_str().unwrap()[..12]);
    let printed = run(&folder, &["text", &id]);
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), text);
    check(&run(&folder, &["text", "doc-ffffffffffff"]), 2, &[], &["no file and no document", &id]);
}

#[test]
fn extract_prints_facts_in_each_format() {
    let folder = Folder::with(&[("a.txt", &case(1, "减证便民")), ("b.txt", "")]);
    let extract = |format| run(&folder, &["extract", "documents/a.txt", "--format", format]);
    check(&extract("table"), 0, &["1. 减证便民", "涉案金额", "2.5"], &[]);
    check(&extract("turtle"), 0, &["@prefix cg:", "cg:Observation", "减证便民"], &[]);
    check(&extract("nquads"), 0, &["<https://w3id.org/casegraph/ns#value> \"250000000\"^^"], &[]);
    let json: serde_json::Value = serde_json::from_slice(&extract("json").stdout).unwrap();
    assert_eq!(json["cases"][0]["title"]["exact"], "减证便民");
    let facts = json["facts"].as_array().unwrap();
    assert!(facts.iter().any(|fact| fact["value"] == "250000000" && fact["unit"] == "CNY"), "{facts:?}");
    assert!(!folder.path("casegraph-data").exists(), "no graph is made");
    check(&run(&folder, &["extract", "documents/b.txt"]), 2, &[], &["error: documents/b.txt", "empty", "help: "]);
    check(&run(&folder, &["extract", "nowhere.txt"]), 2, &[], &["error: nowhere.txt cannot be read\n  No such file"]);
}

#[test]
fn a_copy_is_made_and_brought_back() {
    let folder = Folder::with(&[("a.txt", &case(1, "减证便民"))]);
    check(&run(&folder, &["backup", "copy"]), 2, &[], &["there is no graph in casegraph-data", "help: build one"]);
    run(&folder, &["build", "documents"]);
    check(&run(&folder, &["backup", "copy"]), 0, &["copy holds a copy of 1 document"], &[]);
    check(&run(&folder, &["backup", "copy"]), 2, &[], &["error: copy is not empty\n  help: "]);
    check(&run(&folder, &["restore", "copy", "--data", "again"]), 0, &["again holds 1 document"], &[]);
    check(&run(&folder, &["build", "documents", "--data", "again"]), 0, &["nothing changed"], &[]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::with(&[("a.txt", &case(1, "减证便民"))]);
    for arguments in [&["extract", "documents/a.txt"][..], &["completions", "bash"], &["text", "documents/a.txt"]] {
        let mut child = command(&folder, arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        check(&output, 0, &[], &[]);
    }
}

#[test]
fn completions_know_the_commands() {
    let folder = Folder::with(&[]);
    check(&run(&folder, &["completions", "bash"]), 0, &["casegraph", "extract", "restore"], &[]);
}
