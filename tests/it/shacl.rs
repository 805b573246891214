//! The SHACL runner: each constraint component against small graphs, the shapes of the ontology against the example.

use casegraph::ontology::{SHAPES, SPARQL_SHAPES};
use casegraph::shacl::{Report, Severity, Shapes, validate};
use casegraph::store::Store;
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};

const PREFIXES: &str = "
    @prefix : <http://example.com/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . ";

fn store(turtle: &str) -> Store {
    let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle);
    let store = Store::in_memory().expect("a store in memory needs nothing");
    store.load(parser.map(|quad| quad.expect("the test data is Turtle"))).expect("the test data fits into memory");
    store
}

/// The results as `focus path value component`, local names only.
fn results(report: &Report) -> Vec<String> {
    let local = |term: String| {
        let end = term.rsplit(['/', '#']).next().unwrap_or_default().trim_end_matches('>').to_owned();
        if term.starts_with('^') { format!("^{end}") } else { end }
    };
    let line = |violation: &casegraph::shacl::Violation| {
        let path = violation.path.as_ref().map_or_else(|| "-".to_owned(), |path| local(path.to_string()));
        let value = violation.value.as_ref().map_or_else(|| "-".to_owned(), |value| local(value.to_string()));
        let component = violation.component.trim_end_matches("ConstraintComponent");
        format!("{} {path} {value} {component}", local(violation.focus.to_string()))
    };
    report.violations.iter().map(line).collect()
}

/// What a graph lacks of one shape, `:S`, on the class `:C`.
#[track_caller]
fn check(shape: &str, data: &str, expected: &[&str]) {
    let shapes = format!("{PREFIXES} :S a sh:NodeShape ; sh:targetClass :C ; {shape} .");
    let shapes = Shapes::parse(&[&shapes]).expect("the shape is one that is known");
    let report = validate(&shapes, &store(&format!("{PREFIXES} {data}"))).expect("the store answers");
    assert_eq!(results(&report), expected, "{shape}");
}

#[test]
fn counts() {
    let data = ":none a :C . :one a :C ; :p 1 . :two a :C ; :p 1, 2 .";
    check(
        "sh:property [ sh:path :p ; sh:minCount 1 ; sh:maxCount 1 ]",
        data,
        &["two p - MaxCount", "none p - MinCount"],
    );
    check("sh:property [ sh:path :p ; sh:hasValue 2 ]", data, &["none p - HasValue", "one p - HasValue"]);
    let inverse = ":x :p :seen . :seen a :C . :unseen a :C .";
    check("sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ]", inverse, &["unseen ^p - MinCount"]);
}

#[test]
fn kinds_of_value() {
    let data = ":a a :C ; :p :b, 'text', 1, '2023-02-30'^^xsd:date .";
    check("sh:property [ sh:path :p ; sh:nodeKind sh:IRIOrLiteral ]", data, &[]);
    check("sh:property [ sh:path :p ; sh:nodeKind sh:Literal ]", data, &["a p b NodeKind"]);
    let dates = "sh:property [ sh:path :q ; sh:datatype xsd:date ]";
    check(dates, ":a a :C ; :q '2023-02-28'^^xsd:date .", &[]);
    check(dates, ":a a :C ; :q '2023-02-30'^^xsd:date .", &["a q date Datatype"]);
    check(dates, ":a a :C ; :q '2023-02-28' .", &["a q \"2023-02-28\" Datatype"]);
}

#[test]
fn classes_include_their_subclasses() {
    let data = ":D rdfs:subClassOf :E . :a a :C ; :p :d, :e, :f, 'd' . :d a :D . :e a :E . :f a :F .";
    check("sh:property [ sh:path :p ; sh:class :E ]", data, &["a p \"d\" Class", "a p f Class"]);
    check("sh:property [ sh:path :p ; sh:minCount 1 ]", ":Sub rdfs:subClassOf :C . :a a :Sub .", &["a p - MinCount"]);
}

#[test]
fn strings_and_lists() {
    let data = ":a a :C ; :p '桂林', '桂林市中院', 'Guilin' .";
    check("sh:property [ sh:path :p ; sh:pattern '^桂林' ]", data, &["a p \"Guilin\" Pattern"]);
    check("sh:property [ sh:path :p ; sh:minLength 3 ]", data, &["a p \"桂林\" MinLength"]);
    check("sh:property [ sh:path :p ; sh:maxLength 5 ]", data, &["a p \"Guilin\" MaxLength"]);
    check("sh:property [ sh:path :p ; sh:in ( '桂林' 'Guilin' ) ]", data, &["a p \"桂林市中院\" In"]);
    let labels = ":a a :C ; :p '甲'@zh, '乙'@zh, 'A'@en .";
    check("sh:property [ sh:path :p ; sh:uniqueLang true ]", labels, &["a p - UniqueLang"]);
}

#[test]
fn comparisons() {
    let data = ":a a :C ; :p 1, 2.5, 3 ; :q 3 .";
    check("sh:property [ sh:path :p ; sh:minInclusive 2 ]", data, &["a p integer MinInclusive"]);
    check("sh:property [ sh:path :p ; sh:maxExclusive 3.0 ]", data, &["a p integer MaxExclusive"]);
    check("sh:property [ sh:path :p ; sh:lessThan :q ]", data, &["a p integer LessThan"]);
    check("sh:property [ sh:path :p ; sh:lessThanOrEquals :q ]", data, &[]);
    check("sh:property [ sh:path :p ; sh:lessThan :q ]", ":a a :C ; :p 'x' ; :q 3 .", &["a p \"x\" LessThan"]);
}

#[test]
fn shapes_in_shapes() {
    let data = ":a a :C ; :p 1 . :b a :C ; :q 1 . :c a :C ; :p 1 ; :q 1 .";
    let (p, q) = ("[ sh:property [ sh:path :p ; sh:minCount 1 ] ]", "[ sh:property [ sh:path :q ; sh:minCount 1 ] ]");
    check(&format!("sh:or ( {p} {q} )"), data, &[]);
    check(&format!("sh:and ( {p} {q} )"), data, &["a - a And", "b - b And"]);
    check(&format!("sh:not {p}"), data, &["a - a Not", "c - c Not"]);
    check(&format!("sh:node {q}"), data, &["a - a Node"]);
}

#[test]
fn a_node_says_what_it_lacks_of_a_shape() {
    let shapes = format!(
        "{PREFIXES} :S a sh:NodeShape ; sh:targetClass :C ; sh:node :Named .
         :Named a sh:NodeShape ; sh:property [ sh:path :name ; sh:minCount 1 ; sh:message 'no name 缺名称' ] ."
    );
    let report = validate(&Shapes::parse(&[&shapes]).unwrap(), &store(&format!("{PREFIXES} :a a :C ."))).unwrap();
    assert_eq!(report.violations[0].details[0].message(), "no name 缺名称");
    assert_eq!(report.violations[0].details[0].shape.to_string(), "<http://example.com/Named>");
}

#[test]
fn selects_return_what_offends() {
    let query = ":prefixes sh:declare [ sh:prefix 'e' ; sh:namespace 'http://example.com/' ] .
        :S a sh:NodeShape ; sh:targetClass :C ; sh:severity sh:Warning ; sh:sparql [ sh:prefixes :prefixes ;
            sh:message 'too much' ; sh:select 'SELECT $this ?value { $this e:p ?value FILTER(?value > 2) }' ] .";
    let shapes = Shapes::parse(&[&format!("{PREFIXES} {query}")]).unwrap();
    let data = format!("{PREFIXES} :a a :C ; :p 1, 3 . :other :p 4 .");
    let report = validate(&shapes, &store(&data)).unwrap();
    assert_eq!(results(&report), ["a - integer SPARQL"]);
    assert_eq!((report.count(Severity::Warning), report.violations[0].message().as_str()), (1, "too much"));
}

#[test]
fn what_is_not_known_is_refused_by_name() {
    let refused = |shape: &str, words: &[&str]| {
        let error = Shapes::parse(&[&format!("{PREFIXES} :S a sh:NodeShape ; {shape} .")]).unwrap_err().to_string();
        assert!(words.iter().all(|word| error.contains(word)), "{shape}: {error}");
    };
    refused("sh:xone ( [] [] )", &["/S>", "#xone>"]);
    refused("sh:property [ sh:path :p ; sh:equals :q ]", &["/S>", "#equals>"]);
    refused("sh:property [ sh:path ( :p :q ) ; sh:minCount 1 ]", &["/S>", "#first>"]);
    refused("sh:property [ sh:path :p ; sh:pattern '(' ]", &["#pattern>"]);
    refused("sh:property [ sh:path :p ; sh:pattern 'a' ; sh:flags 'i' ]", &["#flags>"]);
    refused("sh:property [ sh:path :p ; sh:datatype xsd:gMonth ]", &["#datatype>", "gMonth"]);
    refused("sh:deactivated true", &["#deactivated>"]);
    refused("sh:severity :Fatal", &["#severity>", "Fatal"]);
    refused("sh:node :S", &["refers to itself"]);
    refused(":mine 1", &["/mine>"]);
}

#[test]
fn the_example_has_no_fault_but_what_it_leaves_open() {
    let shapes = Shapes::parse(&[SHAPES, SPARQL_SHAPES]).unwrap();
    let store = store(include_str!("../data/example.ttl"));
    store.load(casegraph::ontology::quads().iter().cloned()).unwrap();
    let report = validate(&shapes, &store).unwrap();
    assert_eq!(report.count(Severity::Violation), 0, "{:#?}", results(&report));
    assert_eq!((report.count(Severity::Warning), report.count(Severity::Info)), (0, 21));
    assert!(!report.conforms());
}

#[test]
fn the_report_in_turtle_is_a_validation_report_with_the_same_bytes_each_time() {
    let shapes = Shapes::parse(&[SHAPES, SPARQL_SHAPES]).unwrap();
    let turtle = || {
        let report = validate(&shapes, &store(include_str!("../data/example.ttl"))).unwrap();
        report.write(RdfSerializer::from_format(RdfFormat::Turtle), Vec::new()).unwrap()
    };
    let bytes = turtle();
    assert_eq!(bytes, turtle());
    let report = store(std::str::from_utf8(&bytes).unwrap());
    let results = report.query("PREFIX sh: <http://www.w3.org/ns/shacl#> ASK { [] a sh:ValidationReport ; sh:conforms false ; sh:result [ sh:focusNode ?f ; sh:resultSeverity sh:Info ; sh:resultMessage ?m ] }");
    assert!(matches!(results.unwrap(), oxigraph::sparql::QueryResults::Boolean(true)));
}

#[test]
fn two_areas_apart_cannot_both_hold_a_thing() {
    let shapes = Shapes::parse(&[SHAPES, SPARQL_SHAPES]).unwrap();
    let places = "@prefix cg: <https://w3id.org/casegraph/ns#> . @prefix : <http://example.com/> .
        :gx cg:adminCode '450000' . :nanning cg:adminCode '450100' ; cg:locatedIn :gx .
        :guilin cg:adminCode '450300' ; cg:locatedIn :gx . :park cg:locatedIn :gx . :body a cg:Agency ; cg:locatedIn ";
    let misplaced = |data: &str| {
        let report = validate(&shapes, &store(&format!("{places}{data} ."))).unwrap();
        results(&report).contains(&"body - body SPARQL".to_owned())
    };
    assert!(misplaced(":nanning, :guilin"));
    assert!(!misplaced(":park, :guilin"), "the park may be in Guilin");
    assert!(!misplaced(":gx, :guilin"));
}
