//! Store → answers: SPARQL, the saved queries, the petgraph view.

pub mod catalog;

pub mod network;

mod near;

pub mod prefix;

pub mod records;

pub mod sparql;
