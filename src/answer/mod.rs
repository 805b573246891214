//! Store → answers: SPARQL, the saved queries, the petgraph view.

pub mod catalog;

pub mod network;

pub mod prefix;

pub mod sparql;
