//! Graph + shapes → what falls short of them: SHACL, as far as ontology/shapes.ttl uses it.
