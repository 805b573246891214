//! Plans that are kept: the same question is planned once.
//!
//! Planning is half of the work of a small query, and services are asked the same few questions again and again: saved
//! ones, those of a page, those of a script. A plan follows from the query alone, not from the graph, so that it holds
//! for every store and for ever; what is kept is bounded in number, and each by being small.

use std::sync::{Arc, LazyLock};

use quick_cache::sync::DefaultLifecycle;
use quick_cache::{UnitWeighter, sync::Cache};
use rustc_hash::FxBuildHasher;
use spargebra::Query;

use super::{guard, size};

/// Plans that are kept at most: of small queries, so that all of them are some megabytes.
const MOST: usize = 512;

type Plans = Cache<Query, Arc<Planned>, UnitWeighter, FxBuildHasher>;

/// A query with the questions of [`guard`] in it.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) query: Query,
    /// Whether it is its own plan, which the engine need not make again.
    pub(super) is_plan: bool,
}

impl Planned {
    fn of(query: &Query) -> Self {
        let mut query = query.clone();
        let is_plan = guard::query(&mut query);
        Self { query, is_plan }
    }
}

/// The plan of a query: the one that is kept, else one that is made now.
pub(super) fn plan(query: &Query) -> Arc<Planned> {
    static PLANS: LazyLock<Plans> =
        LazyLock::new(|| Cache::with(MOST, MOST as u64, UnitWeighter, FxBuildHasher, DefaultLifecycle::default()));
    kept(&PLANS, query)
}

/// As [`plan`], of these. Two that ask at once may both plan; neither waits for the other.
fn kept(plans: &Plans, query: &Query) -> Arc<Planned> {
    if let Some(planned) = plans.get(query) {
        return planned;
    }
    let planned = Arc::new(Planned::of(query));
    if size::is_small(query) {
        plans.insert(query.clone(), Arc::clone(&planned));
    }
    planned
}

#[cfg(test)]
mod tests {
    use spargebra::SparqlParser;

    use super::*;

    fn plans() -> Plans {
        Cache::with(4, 4, UnitWeighter, FxBuildHasher, DefaultLifecycle::default())
    }

    fn query(text: &str) -> Query {
        SparqlParser::new().parse_query(text).unwrap()
    }

    #[test]
    fn the_same_question_is_planned_once_and_another_is_another() {
        let plans = plans();
        let first = kept(&plans, &query("SELECT * { ?s ?p ?o } ORDER BY ?o"));
        assert!(Arc::ptr_eq(&first, &kept(&plans, &query("SELECT  * { ?s ?p ?o } # again\nORDER BY ?o"))));
        for other in [
            "SELECT * { ?s ?p ?o } ORDER BY ?s",
            "SELECT * FROM <a:g> { ?s ?p ?o } ORDER BY ?o",
            "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } ORDER BY ?o",
        ] {
            let other = kept(&plans, &query(other));
            assert!(!Arc::ptr_eq(&first, &other));
            assert_ne!(first.query, other.query);
        }
    }

    #[test]
    fn a_kept_plan_is_the_plan_that_would_be_made() {
        let plans = plans();
        let query =
            query("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o OPTIONAL { ?o ?q ?r } } GROUP BY ?s ORDER BY DESC(?n)");
        let made = Planned::of(&query);
        for _ in 0..2 {
            let kept = kept(&plans, &query);
            assert_eq!((&kept.query, kept.is_plan), (&made.query, made.is_plan));
        }
    }

    #[test]
    fn no_more_are_kept_than_there_is_room_for_and_none_that_are_large() {
        let plans = plans();
        for number in 0..100 {
            kept(&plans, &query(&format!("ASK {{ ?s ?p {number} }}")));
        }
        assert!((1..=4).contains(&plans.len()), "{}", plans.len());
        let large = query(&format!("ASK {{ {} }}", "?s ?p ?o . ?o ?p ?s . ".repeat(50)));
        kept(&plans, &large);
        assert!(plans.get(&large).is_none());
    }
}
