//! The tables tests/cases/{programmes,recognitions,relations}.md: every sentence says what it is said to say.

use casegraph::document::{Document, Text};
use casegraph::extract::Referent;
use casegraph::extract::programme::programmes;
use casegraph::fact::{FactBody, Node, Predicate, Recognition};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline::{self, Reading};

/// The rows of a table: section heading, sentence, what is expected.
fn rows(table: &'static str) -> Vec<(&'static str, &'static str, &'static str)> {
    let mut section = "";
    let mut found = Vec::new();
    for line in table.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            section = heading;
        } else if let Some((sentence, expected)) = line.strip_prefix("- ").and_then(|row| row.split_once(" → ")) {
            found.push((section, sentence, expected));
        }
    }
    found
}

/// A case of Suzhou, reported by its market regulator, whose main text is one sentence.
fn case(sentence: &str) -> Document {
    let text = format!(
        "2023年江苏省优化营商环境典型案例\n\n\t案例名称\n\t优化服务\n\n\t报送单位\n\t苏州市市场监督管理局\n\n\t主要内容\n\t{sentence}\n"
    );
    Document::new("case.txt", Text::new(&text), Lexicon::builtin())
}

fn check(table: &'static str, least: usize, read: impl Fn(&str, &str) -> Vec<String>) {
    let rows = rows(table);
    assert!(rows.len() >= least, "only {} sentences were read", rows.len());
    let mut wrong = Vec::new();
    for (section, sentence, expected) in rows {
        let found = read(section, sentence);
        let found = if found.is_empty() { "none".to_owned() } else { found.join("; ") };
        if found != expected {
            wrong.push(format!("{sentence}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sentence_names_its_programmes() {
    check(include_str!("../cases/programmes.md"), 115, |_, sentence| {
        let document = case(sentence);
        let mut names = Vec::new();
        for mention in programmes(&document, &document.cases[0], Lexicon::builtin()) {
            if let Referent::Programme { name } = mention.referent
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names
    });
}

fn node(reading: &Reading, node: Node) -> String {
    match node {
        Node::Case => "CASE".to_owned(),
        Node::Entity(id) => reading.entities[id.0 as usize].name.clone(),
    }
}

/// `kind name | by giver, giver | to receiver | date | rank`, what is not said left out; the case as receiver too.
fn recognition(reading: &Reading, recognition: &Recognition) -> String {
    let givers: Vec<_> = recognition.granted_by.iter().map(|id| node(reading, Node::Entity(*id))).collect();
    let receivers: Vec<_> = recognition.received_by.iter().map(|receiver| node(reading, *receiver)).collect();
    let said = [
        Some(format!("{} {}", recognition.kind, recognition.name)),
        (!givers.is_empty()).then(|| format!("by {}", givers.join(", "))),
        (receivers != ["CASE"]).then(|| format!("to {}", receivers.join(", "))),
        recognition.date.clone(),
        recognition.rank.map(|rank| format!("rank {rank}")),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" | ")
}

#[test]
fn every_sentence_reports_its_recognitions() {
    check(include_str!("../cases/recognitions.md"), 70, |_, sentence| {
        let reading = pipeline::read(case(sentence), Lexicon::builtin());
        let facts = reading.facts.iter();
        facts
            .filter_map(|fact| match &fact.body {
                FactBody::Recognition(found) => Some(recognition(&reading, found)),
                _ => None,
            })
            .collect()
    });
}

/// What a document reports, each as a line.
fn reported(text: &str) -> Vec<String> {
    let reading = pipeline::read(Document::new("notice.txt", Text::new(text), Lexicon::builtin()), Lexicon::builtin());
    let said = reading.facts.iter().filter_map(|fact| match &fact.body {
        FactBody::Recognition(found) => Some(recognition(&reading, found)),
        _ => None,
    });
    said.collect()
}

#[test]
fn a_prize_that_stands_alone_goes_to_who_is_named_below_it() {
    let list = "江苏省文化和旅游厅关于公布2021年度优秀成果的通报\n各设区市文化和旅游局：\n现将获奖名单公布如下。\n一等奖（2项）\n1.苏州市文化广电和旅游局\n2.苏州大学\n优秀组织奖\n无锡市文化广电和旅游局\n";
    let expected = [
        "award 一等奖 | by 江苏省文化和旅游厅 | to 苏州市文化广电和旅游局, 苏州大学",
        "award 优秀组织奖 | by 江苏省文化和旅游厅 | to 无锡市文化广电和旅游局",
    ];
    assert_eq!(reported(list), expected);
}

#[test]
fn a_prize_with_nobody_below_it_is_only_offered() {
    let offer = "江苏省文化和旅游厅关于举办摄影比赛的通知\n奖项设置如下。\n一等奖\n奖金5万元。\n二等奖\n奖金2万元。\n";
    assert_eq!(reported(offer), [""; 0]);
}

#[test]
fn every_sentence_states_its_edges() {
    check(include_str!("../cases/relations.md"), 75, |section, sentence| {
        let reading = pipeline::read(case(sentence), Lexicon::builtin());
        let facts = reading.facts.iter();
        let mut edges: Vec<_> = facts
            .filter_map(|fact| match &fact.body {
                FactBody::Statement(edge) if name(edge.predicate) == section => {
                    Some(format!("{} → {}", node(&reading, edge.subject), node(&reading, edge.object)))
                }
                _ => None,
            })
            .map(|edge| edge.replace(" → ", " > "))
            .collect();
        edges.sort();
        edges
    });
}

fn name(predicate: Predicate) -> &'static str {
    match predicate {
        Predicate::ReportedBy => "reportedBy",
        Predicate::Cites => "cites",
        Predicate::IssuedBy => "issuedBy",
        Predicate::Implements => "implements",
        Predicate::Introduces => "introduces",
        Predicate::OperatedBy => "operatedBy",
        Predicate::PartOf => "partOf",
        Predicate::Involves => "involves",
        Predicate::CollaboratesWith => "collaboratesWith",
        Predicate::LocatedIn => "locatedIn",
        Predicate::Targets => "targets",
        Predicate::Place => "place",
    }
}
