//! Store → answers: SPARQL, the saved queries, the petgraph view.
