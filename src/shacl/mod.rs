//! Graph + shapes → what falls short of them: SHACL Core as far as ontology/shapes.ttl uses it, and the selects of
//! SHACL-SPARQL.
//!
//! A shapes file that uses more is refused, with the name of what is not known, never checked in part. `pyshacl` is the
//! judge of this module: `tests/consumers/shacl_parity.py` compares the two.

mod data;
mod rdf;
mod read;
mod report;
mod shape;

mod validate;
mod value;

pub use self::read::ShapesError;
pub use self::report::{Report, Violation};
pub use self::shape::{Path, SH as NAMESPACE, Severity, Shapes};
pub use self::validate::validate;
