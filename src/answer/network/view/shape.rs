//! Edges of a view put together: without direction, one for all relations of a pair.

use std::collections::BTreeSet;

use super::{EdgeId, Lists, Property, View};

/// What stands for several relations at once.
pub(super) const RELATED: &str = "http://www.w3.org/2004/02/skos/core#related";

/// [`RELATED`], as people read it.
pub(super) fn related() -> Property {
    Property { iri: RELATED.to_owned(), zh: "相关".to_owned(), en: "related".to_owned() }
}

/// What becomes of directions and of parallel edges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Let an edge and one the other way be the same; its source is then the end with the lesser IRI.
    pub undirected: bool,
    /// Make one edge of all that join a pair, as heavy as they are together (their number, where they weigh 1 each).
    /// Its relation is theirs, `skos:related` where they have several, and its label lists them.
    pub merged: bool,
}

/// An edge to be made out of edges that are there.
pub(super) struct Made {
    pub(super) source: u32,
    pub(super) relation: u32,
    pub(super) target: u32,
    pub(super) weight: f64,
    pub(super) label: Option<Box<str>>,
    /// What its statements are taken from.
    pub(super) from: Vec<EdgeId>,
    /// The things it goes through that are left.
    pub(super) via: Vec<u32>,
    /// Whether the statement of this number is left.
    pub(super) statements: Vec<u32>,
}

impl Made {
    /// The edge as it is.
    pub(super) fn of(view: &View, edge: EdgeId) -> Self {
        let at = edge.number();
        Self {
            source: view.sources[at],
            relation: view.relation[at],
            target: view.targets[at],
            weight: view.weights[at],
            label: view.labels.get(at).cloned().flatten(),
            from: vec![edge],
            via: view.via.get(edge).to_vec(),
            statements: view.stated.get(edge).to_vec(),
        }
    }
}

impl Shape {
    /// The view in this shape.
    pub fn apply(self, view: &View) -> View {
        let mut relations = view.relations.clone();
        let related = relations.binary_search_by(|property| property.iri.as_str().cmp(RELATED)).unwrap_or_else(|_| {
            relations.push(related());
            relations.len() - 1
        }) as u32;
        let mut edges: Vec<Made> = view.edges().map(|edge| Made::of(view, edge)).collect();
        if self.undirected {
            for edge in edges.iter_mut().filter(|edge| edge.source > edge.target) {
                (edge.source, edge.target) = (edge.target, edge.source);
            }
        }
        let key = |edge: &Made| (edge.source, edge.target, if self.merged { 0 } else { edge.relation });
        edges.sort_by_key(key);
        let made = edges.chunk_by(|a, b| key(a) == key(b)).map(|group| joined(view, group, related)).collect();
        view.remade(&relations, made)
    }
}

fn joined(view: &View, group: &[Made], related: u32) -> Made {
    let relations: BTreeSet<u32> = group.iter().map(|edge| edge.relation).collect();
    let names: BTreeSet<&str> =
        group.iter().map(|edge| edge.label.as_deref().unwrap_or(view.edge(edge.from[0]).relation_name())).collect();
    let first = &group[0];
    let label = if relations.len() > 1 {
        Some(names.into_iter().collect::<Vec<_>>().join(", ").into())
    } else {
        first.label.clone()
    };
    Made {
        source: first.source,
        relation: if relations.len() > 1 { related } else { first.relation },
        target: first.target,
        weight: group.iter().map(|edge| edge.weight).sum(),
        label,
        from: group.iter().flat_map(|edge| edge.from.iter().copied()).collect(),
        via: group.iter().flat_map(|edge| edge.via.iter().copied()).collect(),
        statements: group.iter().flat_map(|edge| edge.statements.iter().copied()).collect(),
    }
}

impl View {
    /// A view of edges made out of those of this one, with the nodes they join; `relations` may be out of order.
    pub(super) fn remade(&self, relations: &[Property], mut made: Vec<Made>) -> Self {
        let mut order: Vec<u32> = (0..relations.len() as u32).collect();
        order.sort_by_key(|number| &relations[*number as usize].iri);
        let mut places = vec![0_u32; relations.len()];
        for (place, number) in order.iter().enumerate() {
            places[*number as usize] = place as u32;
        }
        let mut new =
            Self { relations: order.iter().map(|at| relations[*at as usize].clone()).collect(), ..Self::default() };
        let nodes: BTreeSet<u32> = made.iter().flat_map(|edge| [edge.source, edge.target]).collect();
        new.nodes = nodes.iter().map(|node| self.nodes[*node as usize].clone()).collect();
        let node_places: Vec<u32> = nodes.into_iter().collect();
        let place = |node: u32| node_places.binary_search(&node).expect("the ends are among the nodes") as u32;
        for edge in &mut made {
            (edge.source, edge.target) = (place(edge.source), place(edge.target));
            edge.relation = places[edge.relation as usize];
        }
        made.sort_by_key(|edge| (edge.source, edge.relation, edge.target));
        let (mut stated, mut via, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        for (number, edge) in made.into_iter().enumerate() {
            new.sources.push(edge.source);
            new.targets.push(edge.target);
            new.relation.push(edge.relation);
            new.weights.push(edge.weight);
            labels.push(edge.label);
            stated.extend(edge.statements.into_iter().map(|statement| (number as u32, statement)));
            via.extend(edge.via.into_iter().map(|thing| (number as u32, thing)));
        }
        if labels.iter().any(Option::is_some) {
            new.labels = labels;
        }
        new.statements = taken(&self.statements, &mut stated);
        new.things = taken(&self.things, &mut via);
        new.stated = Lists::new(new.sources.len(), stated);
        new.via = Lists::new(new.sources.len(), via);
        new.index();
        new
    }
}

/// The items that the pairs name, in their order; the pairs then name them by their new numbers.
pub(super) fn taken<T: Clone>(items: &[T], pairs: &mut [(u32, u32)]) -> Vec<T> {
    let used: Vec<u32> = pairs.iter().map(|(_, item)| *item).collect::<BTreeSet<_>>().into_iter().collect();
    for (_, item) in pairs {
        *item = used.binary_search(item).expect("every item is among those used") as u32;
    }
    used.into_iter().map(|item| items[item as usize].clone()).collect()
}
