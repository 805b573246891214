//! The prefixes everybody uses here: for queries typed without them, for hints, and for showing IRIs short.

/// Prefix and namespace, in the order they are written out.
pub const WELL_KNOWN: [(&str, &str); 13] = [
    ("cg", "https://w3id.org/casegraph/ns#"),
    ("cgv", "https://w3id.org/casegraph/vocab/"),
    ("cgi", "https://w3id.org/casegraph/indicator/"),
    ("id", "https://w3id.org/casegraph/id/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
];

/// The namespace of a well-known prefix.
pub fn namespace(prefix: &str) -> Option<&'static str> {
    WELL_KNOWN.iter().find(|(name, _)| *name == prefix).map(|(_, namespace)| *namespace)
}

/// `https://w3id.org/casegraph/ns#Case` → `cg:Case`; `None` where no prefix fits or the rest is no plain local name.
pub fn shorten(iri: &str) -> Option<String> {
    let is_local =
        |rest: &str| !rest.is_empty() && rest.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    WELL_KNOWN.iter().find_map(|(prefix, namespace)| {
        let rest = iri.strip_prefix(namespace).filter(|rest| is_local(rest))?;
        Some(format!("{prefix}:{rest}"))
    })
}

/// `cg:Case` → `https://w3id.org/casegraph/ns#Case`.
pub fn expand(name: &str) -> Option<String> {
    let (prefix, local) = name.split_once(':')?;
    Some(format!("{}{local}", namespace(prefix)?))
}

/// What stands after the last `#` or `/` of an IRI.
pub fn local_name(iri: &str) -> &str {
    iri.trim_end_matches('/').rsplit(['#', '/']).next().unwrap_or(iri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_those_a_query_may_use() {
        assert_eq!(shorten("https://w3id.org/casegraph/id/place-450000").as_deref(), Some("id:place-450000"));
        assert_eq!(shorten("https://w3id.org/casegraph/ns#"), None);
        assert_eq!(shorten("https://w3id.org/casegraph/id/a/b"), None);
        assert_eq!(expand("cg:Case").as_deref(), Some("https://w3id.org/casegraph/ns#Case"));
        assert_eq!(expand("nope:Case"), None);
    }
}
