//! Store → answers: SPARQL, the saved queries, the petgraph view.

pub mod about;

pub mod catalog;

pub mod incoming;
pub mod jsonld;

pub mod mentions;

pub mod network;

pub mod near;

pub mod prefix;

pub mod records;

pub mod replaced;

pub mod search;

pub mod service;

pub mod sparql;
