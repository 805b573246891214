//! The judge: the numbers below are those of the reference scorer (tests/consumers/score.py) on the same quads in the
//! same order, so that a change of the port that changes a verdict shows.

use std::path::Path;

use casegraph::document::Text;
use casegraph::eval::{Faults, Scores, evaluate, gold};
use casegraph::store::Store;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

const EXAMPLE: &str = include_str!("../data/example.ttl");
const SEED: &str = include_str!("../../seeds/guangxi-2023-business-environment-cases.txt");
const NS: &str = "https://w3id.org/casegraph/ns#";
const OA: &str = "http://www.w3.org/ns/oa#";

/// The hand-made graph of the first case with a mention of every named thing, in the order of its N-Quads lines.
fn example() -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(EXAMPLE);
    let mut quads: Vec<_> = parser.map(|quad| quad.expect("the example is Turtle")).collect();
    let named: Vec<_> = quads.iter().filter(|quad| is(quad, NS, "name")).cloned().collect();
    quads.extend(named.iter().flat_map(mention));
    quads.sort_by_cached_key(ToString::to_string);
    quads
}

/// The first place of the text that has the name of a thing, as evidence that mentions it.
fn mention(named: &Quad) -> Vec<Quad> {
    let Term::Literal(name) = &named.object else { return Vec::new() };
    let Some(byte) = SEED.find(name.value()) else { return Vec::new() };
    let start = SEED[..byte].chars().count();
    let end = start + name.value().chars().count();
    let evidence = NamedNode::new_unchecked(format!("https://w3id.org/casegraph/id/ev-test-{start}-{end}"));
    let quad = |namespace: &str, local: &str, object: Term| {
        let property = NamedNode::new_unchecked(format!("{namespace}{local}"));
        Quad::new(evidence.clone(), property, object, GraphName::DefaultGraph)
    };
    let offset = |code_points: usize| Literal::new_typed_literal(code_points.to_string(), xsd::INTEGER).into();
    vec![
        quad(NS, "mentionOf", named.subject.clone().into()),
        quad(OA, "exact", name.clone().into()),
        quad(OA, "start", offset(start)),
        quad(OA, "end", offset(end)),
    ]
}

fn score(quads: &[Quad], gold_path: &str) -> (Scores, Faults) {
    judge(quads, gold_path, &[&Text::new(SEED)])
}

fn judge(quads: &[Quad], gold_path: &str, texts: &[&Text]) -> (Scores, Faults) {
    let store = Store::in_memory().expect("a store in memory needs nothing");
    store.load(quads.iter().cloned()).expect("the quads fit into memory");
    let gold = gold::read(&root().join(gold_path)).expect("the gold files are in the repository");
    evaluate(&store, &gold, texts).expect("the judge's queries are SPARQL")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn is(quad: &Quad, namespace: &str, local: &str) -> bool {
    quad.predicate.as_str().strip_prefix(namespace) == Some(local)
}

/// Every seventh quad is gone.
fn thinned() -> Vec<Quad> {
    example().into_iter().enumerate().filter(|(index, _)| index % 7 != 3).map(|(_, quad)| quad).collect()
}

/// Units, qualifiers and names are wrong, offsets run off, values grow.
fn garbled() -> Vec<Quad> {
    let mut quads = example();
    let mut seen = 0;
    for quad in &mut quads {
        seen += 1;
        if is(quad, NS, "unit") && seen % 3 == 0 {
            quad.object = NamedNode::new_unchecked("https://w3id.org/casegraph/vocab/person_time").into();
        } else if is(quad, NS, "qualifier") && seen % 2 == 0 {
            quad.object = NamedNode::new_unchecked("https://w3id.org/casegraph/vocab/approx").into();
        } else if is(quad, NS, "name") && seen % 4 == 0 {
            quad.object = Literal::new_simple_literal(format!("{seen}处")).into();
        } else if is(quad, OA, "start") && seen % 3 == 0 {
            quad.object = Literal::from(0).into();
        } else if is(quad, NS, "adminCode") {
            quad.object = Literal::new_simple_literal("110000").into();
        } else if is(quad, NS, "period") && seen % 3 == 0 {
            quad.object = Literal::new_simple_literal("2020").into();
        }
    }
    quads
}

/// Facts without evidence: every link to a quotation from the statements is gone.
fn unproven() -> Vec<Quad> {
    let statement = |quad: &Quad| quad.subject.to_string().contains("/statement-");
    example().into_iter().filter(|quad| !(is(quad, NS, "evidence") && statement(quad))).collect()
}

#[test]
fn a_true_graph_of_one_case_scores_as_in_the_reference() {
    insta::assert_json_snapshot!(score(&example(), "tests/gold/01.json").0);
}

#[test]
fn what_a_graph_leaves_out_is_missed() {
    insta::assert_json_snapshot!(score(&example(), "tests/gold").0);
}

#[test]
fn a_graph_with_holes_scores_as_in_the_reference() {
    insta::assert_json_snapshot!(score(&thinned(), "tests/gold/01.json").0);
}

#[test]
fn wrong_values_score_as_in_the_reference() {
    insta::assert_json_snapshot!(score(&garbled(), "tests/gold/01.json").0);
}

#[test]
fn facts_without_evidence_are_counted() {
    let (scores, _) = score(&unproven(), "tests/gold/01.json");
    assert_eq!(scores.facts_without_evidence, 20);
}

#[test]
fn every_difference_is_told_with_its_words() {
    let (scores, faults) = score(&garbled(), "tests/gold/01.json");
    let count = |what: &str| faults.iter().filter(|fault| fault.what == what).count();
    assert_eq!(count("missed observation"), scores.observations.r#fn as usize);
    assert_eq!(count("spurious observation"), scores.observations.fp as usize);
    let wrong_unit = "missed observation: 29 个 GD物业公司在2021—2023年共获中标29个政府采购项目";
    assert!(faults.iter().any(|fault| fault.to_string() == wrong_unit), "{faults:#?}");
}

#[test]
fn without_the_text_quotations_are_compared_with_one_another() {
    let (scores, _) = judge(&example(), "tests/gold/01.json", &[]);
    assert_eq!(scores.evidence.exact, scores.evidence.nodes);
    assert_eq!((scores.observations.tp, scores.observations.r#fn), (24, 0));
}

#[test]
fn a_folder_without_gold_is_refused_by_name() {
    let error = gold::read(&root().join("src")).unwrap_err().to_string();
    assert!(error.ends_with("src: no .json file in this folder"), "{error}");
}
