//! A part of a view: of kinds, relations, places, years, cases.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};
use oxigraph::sparql::CancellationToken;

use super::shape::Made;
use super::{EdgeId, View, ViewError};
use crate::answer::prefix;
use crate::answer::sparql::QueryError;
use crate::store::{Store, StoreError};

/// What of a view is kept; what is empty keeps everything. Of several values of one kind each is kept, of several kinds
/// what fits all.
///
/// An edge is of a case when it ends at it, when one of its statements was read in it, or when it goes through it. Edges
/// out of a register are kept as far as they go on from what is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kinds that both ends of an edge are of (`Agency`, `Case`).
    pub kinds: BTreeSet<String>,
    /// Things that both ends of an edge are among: IRIs, whole or shortened (`id:place-450300`), or their last part.
    pub things: BTreeSet<String>,
    /// Relations, as local names, with prefixes or as IRIs.
    pub relations: BTreeSet<String>,
    /// Places that a case is in: names, codes or IRIs; a province holds its cities.
    pub places: BTreeSet<String>,
    /// Years that a case reports on.
    pub years: BTreeSet<i64>,
    /// Cases: numbers, titles or IRIs.
    pub cases: BTreeSet<String>,
}

/// Why there is no such part of a view.
#[derive(Debug, thiserror::Error)]
pub enum FilterError {
    /// There is no view to take it of.
    #[error(transparent)]
    View(#[from] ViewError),
    /// Nothing in the graph is what the filter names.
    #[error("there is no {what} {value}")]
    Unknown {
        /// `case`, `place`, `case of the year`, `relation`, `thing of the kind`.
        what: &'static str,
        /// What was asked for.
        value: String,
        /// What to write instead.
        hint: String,
    },
}

impl FilterError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::View(error) => error.hint(),
            Self::Unknown { hint, .. } => Some(hint.clone()),
        }
    }
}

impl From<QueryError> for FilterError {
    fn from(error: QueryError) -> Self {
        Self::View(error.into())
    }
}

impl From<StoreError> for FilterError {
    fn from(error: StoreError) -> Self {
        QueryError::from(error).into()
    }
}

impl Filter {
    /// Whether an IRI is one of these, whole, shortened or by its last part; any is where none is named.
    pub(in super::super) fn names(these: &BTreeSet<String>, iri: &str) -> bool {
        these.is_empty()
            || these.contains(iri)
            || these.contains(prefix::local_name(iri))
            || prefix::shorten(iri).is_some_and(|short| these.contains(&short))
    }

    /// The part of a view that fits.
    pub fn apply(&self, view: &View, store: &Store, cancel: &CancellationToken) -> Result<View, FilterError> {
        self.check(view)?;
        let cases = self.cases(store, cancel)?;
        let mut made = Vec::new();
        let mut of_registers = Vec::new();
        for edge in view.edges().filter(|edge| self.fits(view, *edge)) {
            match &cases {
                None => made.push(Made::of(view, edge)),
                Some(cases) => match belongs(view, edge, cases) {
                    Belonging::Yes(edge) => made.push(edge),
                    Belonging::No => {}
                    Belonging::Register => of_registers.push(edge),
                },
            }
        }
        made.extend(going_on(view, &made, &of_registers));
        Ok(view.remade(&view.relations, made))
    }

    /// Whether there is something of each kind and relation that is named.
    fn check(&self, view: &View) -> Result<(), FilterError> {
        let kinds: BTreeSet<&str> = view.nodes().map(|id| view.node(id).kind.as_str()).collect();
        let relations: BTreeSet<&str> = view.relations().iter().map(|property| property.iri.as_str()).collect();
        let is_kind = |kind: &str| kinds.contains(kind);
        let is_relation = |name: &str| relations.iter().any(|iri| Self::names(&BTreeSet::from([name.to_owned()]), iri));
        let unknown_kind =
            self.kinds.iter().find(|kind| !is_kind(kind)).map(|kind| ("thing of the kind", kind, &kinds));
        let unknown_relation =
            self.relations.iter().find(|name| !is_relation(name)).map(|name| ("relation", name, &relations));
        if !self.things.is_empty() && !view.nodes().any(|id| Self::names(&self.things, &view.node(id).iri)) {
            let value = self.things.iter().next().cloned().unwrap_or_default();
            let hint = "none of the things named is in this view; /api/search finds their IRIs".to_owned();
            return Err(FilterError::Unknown { what: "thing", value, hint });
        }
        let Some((what, value, known)) = unknown_kind.or(unknown_relation) else { return Ok(()) };
        let known: Vec<&str> = known.iter().map(|name| prefix::local_name(name)).collect();
        let hint =
            if known.is_empty() { "the view is empty".to_owned() } else { format!("there are {}", known.join(", ")) };
        Err(FilterError::Unknown { what, value: value.clone(), hint })
    }

    fn fits(&self, view: &View, edge: EdgeId) -> bool {
        let (source, target) = view.ends(edge);
        let is_of_kind = |end| self.kinds.is_empty() || self.kinds.contains(&view.node(end).kind);
        let is_among = |end| Self::names(&self.things, &view.node(end).iri);
        [source, target].into_iter().all(|end| is_of_kind(end) && is_among(end))
            && Self::names(&self.relations, view.edge(edge).relation)
    }

    /// The cases that fit; `None` where the filter says nothing of cases.
    fn cases(&self, store: &Store, cancel: &CancellationToken) -> Result<Option<BTreeSet<String>>, FilterError> {
        if self.places.is_empty() && self.years.is_empty() && self.cases.is_empty() {
            return Ok(None);
        }
        let cases = Register::read(store, cancel)?;
        let mut fitting: BTreeSet<String> = cases.all.keys().cloned().collect();
        let named = self.cases.iter().map(|text| cases.named(text)).collect::<Result<Vec<_>, _>>()?;
        let dated = self.years.iter().map(|year| cases.of_year(*year)).collect::<Result<Vec<_>, _>>()?;
        let placed = self.places.iter().map(|text| cases.in_place(store, text)).collect::<Result<Vec<_>, _>>()?;
        for sets in [named, dated, placed] {
            if !sets.is_empty() {
                let any: BTreeSet<String> = sets.into_iter().flatten().collect();
                fitting.retain(|case| any.contains(case));
            }
        }
        Ok(Some(fitting))
    }
}

enum Belonging {
    Yes(Made),
    No,
    Register,
}

fn belongs(view: &View, edge: EdgeId, cases: &BTreeSet<String>) -> Belonging {
    let (source, target) = view.ends(edge);
    let mut ends = [source, target].map(|end| view.node(end)).into_iter().filter(|node| node.kind == "Case").peekable();
    let is_at_case = ends.peek().is_some();
    if !ends.all(|case| cases.contains(&case.iri)) {
        return Belonging::No;
    }
    let mut made = Made::of(view, edge);
    let is_register = made.statements.is_empty() && made.via.is_empty();
    let counted = made.via.len() as f64;
    made.via.retain(|thing| {
        let thing = &view.things[*thing as usize];
        thing.kind != "Case" || cases.contains(&thing.iri)
    });
    made.statements.retain(|statement| {
        let case = &view.statements[*statement as usize].case;
        case.is_empty() || cases.contains(case)
    });
    // A weight that counts what the edge goes through counts what is left of it.
    #[expect(clippy::float_cmp, reason = "both are counts")]
    if counted > 0.0 && made.weight == counted {
        made.weight = made.via.len().max(1) as f64;
    }
    match () {
        () if is_at_case => Belonging::Yes(made),
        () if is_register => Belonging::Register,
        () if counted > 0.0 && made.via.is_empty() => Belonging::No,
        () if counted == 0.0 && made.statements.is_empty() => Belonging::No,
        () => Belonging::Yes(made),
    }
}

/// The edges of registers that go on from the ends of edges, step by step (a case's city lies in its province).
fn going_on(view: &View, made: &[Made], of_registers: &[EdgeId]) -> Vec<Made> {
    let mut by_source: BTreeMap<u32, Vec<EdgeId>> = BTreeMap::new();
    for edge in of_registers {
        by_source.entry(view.sources[edge.number()]).or_default().push(*edge);
    }
    let mut open: Vec<u32> = made.iter().flat_map(|edge| [edge.source, edge.target]).collect();
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        // What has been followed is taken out, so that a circle of places ends.
        for edge in by_source.remove(&node).into_iter().flatten() {
            open.push(view.targets[edge.number()]);
            found.push(Made::of(view, edge));
        }
    }
    found
}

/// What the store says of cases.
struct Register {
    all: BTreeMap<String, Case>,
}

#[derive(Default)]
struct Case {
    names: BTreeSet<String>,
    years: BTreeSet<i64>,
    /// Where it is, and what that lies in.
    places: BTreeSet<String>,
}

impl Register {
    fn read(store: &Store, cancel: &CancellationToken) -> Result<Self, FilterError> {
        let class = property("cg:Case");
        let mut all = BTreeMap::new();
        for quad in store.matching(None, Some(rdf::TYPE), Some(class.as_ref().into())) {
            if cancel.is_cancelled() {
                return Err(QueryError::Cancelled.into());
            }
            let Ok(case) = NamedNode::try_from(Term::from(quad?.subject)) else { continue };
            let mut told = Case::default();
            for name in ["cg:number", "dcterms:title", "rdfs:label"] {
                told.names.extend(values(store, case.as_ref(), name)?.into_iter().filter_map(literal));
            }
            let years = values(store, case.as_ref(), "cg:year")?.into_iter().filter_map(literal);
            told.years = years.filter_map(|year| year.parse().ok()).collect();
            let mut open = values(store, case.as_ref(), "cg:place")?;
            while let Some(Term::NamedNode(place)) = open.pop() {
                if told.places.insert(place.as_str().to_owned()) {
                    open.extend(values(store, place.as_ref(), "cg:locatedIn")?);
                }
            }
            all.insert(case.into_string(), told);
        }
        Ok(Self { all })
    }

    fn those(&self, fits: impl Fn(&str, &Case) -> bool) -> BTreeSet<String> {
        self.all.iter().filter(|(iri, case)| fits(iri, case)).map(|(iri, _)| iri.clone()).collect()
    }

    fn named(&self, text: &str) -> Result<BTreeSet<String>, FilterError> {
        let bare = text.trim().trim_start_matches("编号").trim_start_matches("case ").trim();
        let iris = iris(text);
        let found = self.those(|iri, case| case.names.contains(bare) || iris.iter().any(|asked| asked == iri));
        if found.is_empty() {
            let hint = format!("give its number, its title or its IRI; there are {} cases", self.all.len());
            return Err(FilterError::Unknown { what: "case", value: text.to_owned(), hint });
        }
        Ok(found)
    }

    fn of_year(&self, year: i64) -> Result<BTreeSet<String>, FilterError> {
        let found = self.those(|_, case| case.years.contains(&year));
        if found.is_empty() {
            let years: BTreeSet<i64> = self.all.values().flat_map(|case| case.years.iter().copied()).collect();
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            let hint = format!("there are cases of {}", years.join(", "));
            return Err(FilterError::Unknown { what: "case of the year", value: year.to_string(), hint });
        }
        Ok(found)
    }

    /// The cases in a place; an empty set where the place is known and no case is there.
    fn in_place(&self, store: &Store, text: &str) -> Result<BTreeSet<String>, FilterError> {
        let mut places: BTreeSet<String> = BTreeSet::new();
        for iri in iris(text) {
            if let Ok(node) = NamedNode::new(iri.as_str())
                && store.contains(node.as_ref().into(), rdf::TYPE, property("cg:Place").as_ref().into())?
            {
                places.insert(iri);
            }
        }
        for name in ["cg:adminCode", "cg:name"] {
            let value = Literal::new_simple_literal(text.trim());
            for quad in store.matching(None, Some(property(name).as_ref()), Some(value.as_ref().into())) {
                if let Ok(place) = NamedNode::try_from(Term::from(quad?.subject)) {
                    places.insert(place.into_string());
                }
            }
        }
        if places.is_empty() {
            let hint = "give the full name (桂林市), the code (450300) or the IRI of a place".to_owned();
            return Err(FilterError::Unknown { what: "place", value: text.to_owned(), hint });
        }
        Ok(self.those(|_, case| case.places.intersection(&places).next().is_some()))
    }
}

/// The IRIs that a text may stand for.
fn iris(text: &str) -> Vec<String> {
    let bare = text.trim().trim_start_matches('<').trim_end_matches('>');
    let local = prefix::namespace("id").map(|namespace| format!("{namespace}{bare}"));
    [Some(bare.to_owned()), prefix::expand(bare), local].into_iter().flatten().collect()
}

fn property(name: &str) -> NamedNode {
    NamedNode::new_unchecked(prefix::expand(name).expect("the prefixes are those of the table"))
}

fn values(store: &Store, subject: NamedNodeRef<'_>, name: &str) -> Result<Vec<Term>, FilterError> {
    let quads = store.matching(Some(subject.into()), Some(property(name).as_ref()), None);
    quads.map(|quad| Ok(quad?.object)).collect()
}

fn literal(term: Term) -> Option<String> {
    match term {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }
}
