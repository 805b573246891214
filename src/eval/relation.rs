//! Edges: found when both ends stand for the names of a gold edge; only edges with a statement are scored.

use std::collections::{BTreeMap, BTreeSet};

use super::entity::Links;
use super::gold::{GoldCase, GoldRelation};
use super::rows::select;
use super::tally::Tally;
use super::{Fault, Faults};
use crate::predicate::Predicate;
use crate::store::{Store, StoreError};

/// The name of a case in gold edges.
const CASE: &str = "CASE";

/// What the nodes of the graph are called.
struct Names<'a> {
    cases: BTreeSet<String>,
    labels: BTreeMap<String, String>,
    links: &'a Links,
}

/// An edge of the graph, by the names its ends stand for.
struct Edge {
    subjects: BTreeSet<String>,
    objects: BTreeSet<String>,
    shown: String,
}

/// Found of wanted, by property.
pub(super) fn score(
    store: &Store,
    gold: &[GoldCase],
    links: &Links,
    faults: &mut Faults,
) -> Result<BTreeMap<&'static str, Tally>, StoreError> {
    let names = Names::read(store, links)?;
    let scored = Predicate::NAMED.into_iter().filter(|(_, edge)| !edge.is_field());
    scored
        .map(|(predicate, _)| {
            let edges = names.edges(store, predicate)?;
            Ok((predicate, score_edges(predicate, &edges, gold, faults)))
        })
        .collect()
}

fn score_edges(predicate: &str, edges: &[Edge], gold: &[GoldCase], faults: &mut Faults) -> Tally {
    let (mut tally, mut used) = (Tally::default(), BTreeSet::new());
    for case in gold {
        for wanted in case.relations.iter().filter(|relation| relation.predicate == predicate) {
            let ends = [accepted_names(case, &wanted.subject), accepted_names(case, &wanted.object)];
            let hit = (0..edges.len()).find(|index| !used.contains(index) && edges[*index].joins(&ends, predicate));
            used.extend(hit);
            let GoldRelation { subject, object, required, .. } = wanted;
            match hit {
                Some(_) => tally.right += u32::from(*required),
                None if *required => {
                    tally.missed += 1;
                    faults.push(Fault::new(format!("missed {predicate}"), format!("{subject} → {object}")));
                }
                None => {}
            }
        }
    }
    for (_, edge) in edges.iter().enumerate().filter(|(index, _)| !used.contains(index)) {
        tally.spurious += 1;
        faults.push(Fault::new(format!("spurious {predicate}"), edge.shown.clone()));
    }
    tally
}

/// All accepted names of the thing that a gold edge names.
fn accepted_names<'a>(case: &'a GoldCase, name: &'a str) -> BTreeSet<&'a str> {
    match case.entities.iter().rev().find(|entity| entity.names.iter().any(|other| other == name)) {
        Some(entity) => entity.names.iter().map(String::as_str).collect(),
        None => BTreeSet::from([name]),
    }
}

impl Names<'_> {
    fn read<'a>(store: &Store, links: &'a Links) -> Result<Names<'a>, StoreError> {
        let cases = select(store, "SELECT ?case { ?case a cg:Case }")?;
        let labels = select(store, "SELECT ?node ?name { ?node cg:name ?name }")?;
        Ok(Names {
            cases: cases.iter().map(|row| row.bound("case")).collect(),
            labels: labels.iter().map(|row| (row.bound("node"), row.bound("name"))).collect(),
            links,
        })
    }

    fn edges(&self, store: &Store, predicate: &str) -> Result<Vec<Edge>, StoreError> {
        let query =
            format!("SELECT DISTINCT ?s ?o {{ ?st rdf:subject ?s ; rdf:predicate cg:{predicate} ; rdf:object ?o }}");
        let edge = |subject: String, object: String| Edge {
            subjects: self.of(&subject),
            objects: self.of(&object),
            shown: format!("{} → {}", self.shown(&subject), self.shown(&object)),
        };
        Ok(select(store, &query)?.iter().map(|row| edge(row.bound("s"), row.bound("o"))).collect())
    }

    /// The names a node stands for: the gold's, and its own.
    fn of(&self, iri: &str) -> BTreeSet<String> {
        if self.cases.contains(iri) {
            return BTreeSet::from([CASE.to_owned()]);
        }
        let mut names = self.links.get(iri).cloned().unwrap_or_default();
        names.extend(self.labels.get(iri).cloned());
        names
    }

    fn shown<'a>(&'a self, iri: &'a str) -> &'a str {
        self.labels.get(iri).map_or(iri, String::as_str)
    }
}

impl Edge {
    /// Whether it joins these two, in either direction where the property has none.
    fn joins(&self, [subject, object]: &[BTreeSet<&str>; 2], predicate: &str) -> bool {
        let meet =
            |names: &BTreeSet<String>, wanted: &BTreeSet<&str>| names.iter().any(|name| wanted.contains(name.as_str()));
        (meet(&self.subjects, subject) && meet(&self.objects, object))
            || (predicate == "collaboratesWith" && meet(&self.subjects, object) && meet(&self.objects, subject))
    }
}
