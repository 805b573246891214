//! casegraph reads Chinese government case documents (典型案例) into an RDF graph and answers questions about it.
//!
//! The modules stand in the order of the data flow:
//! [`lexicon`] knows words; a file is read into a [`document::Document`]; [`curation`] holds what
//! people say of it; [`extract`] finds where it names something;
//! [`resolve`] makes one entity of all mentions of one thing; [`fact`] reads what is said of them, [`audit`] what became of
//! every numeral; [`graph`] writes both
//! as quads by the [`ontology`]; the [`archive`] keeps them and the [`store`] holds them; [`answer`], [`export`] and
//! [`serve`] give them out. [`eval`] and [`shacl`] judge what is there, against gold annotations and against the shapes.
//! [`pipeline`] is the whole flow on one screen.

pub mod diagnostic;
pub mod memory;
pub mod outward;
pub mod predicate;
pub mod span;

pub mod lexicon;

pub mod document;

pub mod curation;

pub mod extract;

pub mod resolve;

pub mod fact;

pub mod audit;

pub mod ontology;

pub mod graph;

pub mod store;

pub mod archive;

pub mod eval;

pub mod shacl;

pub mod pipeline;

pub mod answer;

pub mod export;

pub mod serve;

pub mod cli;

pub mod config;

pub mod command;

/// Whatever links this library counts what its threads hold.
#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;
