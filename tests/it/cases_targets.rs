//! The sentences of tests/cases/targets.md: who serves whom.

use std::collections::BTreeSet;

use casegraph::document::{Document, Text};
use casegraph::fact::{FactBody, Node, Predicate};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline::{Reading, read};

#[test]
fn every_sentence_serves_whom_it_says() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for block in include_str!("../cases/targets.md").split("\n> ").skip(1) {
        let (text, lines) = block.split_once('\n').unwrap_or((block, ""));
        let expected: BTreeSet<String> = lines.lines().filter(|line| line.contains(" → ")).map(str::to_owned).collect();
        let found = served(text);
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 47, "{count} sentences");
}

fn served(text: &str) -> BTreeSet<String> {
    let lexicon = Lexicon::builtin();
    let text = format!("2022年浙江省改革典型案例\n\n{text}\n");
    let reading = read(Document::new("case.txt", Text::new(&text), lexicon), lexicon);
    let edge = |fact: &casegraph::fact::Fact| match fact.body {
        FactBody::Statement(edge) if edge.predicate == Predicate::Targets => {
            Some(format!("{} → {}", name(&reading, edge.subject), name(&reading, edge.object)))
        }
        _ => None,
    };
    reading.facts.iter().filter_map(edge).collect()
}

fn name(reading: &Reading, node: Node) -> &str {
    match node {
        Node::Case => "case",
        Node::Entity(id) => &reading.entities[id.0 as usize].name,
    }
}
