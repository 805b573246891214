//! Shapes × graph → report, constraint by constraint as the W3C recommendation defines them.

use std::collections::{BTreeSet, HashMap};

use oxigraph::model::{Literal, NamedNode, Term};
use oxigraph::sparql::QueryResults;

use super::data::Data;
use super::report::{Report, Violation};
use super::shape::{Constraint, Path, Select, Shape, ShapeId, Shapes};
use super::value::{characters, has_datatype};
use crate::store::{Store, StoreError};

/// Checks every instance of every target class of the shapes, in the default graph of a store.
pub fn validate(shapes: &Shapes, store: &Store) -> Result<Report, StoreError> {
    let validator = Validator {
        shapes,
        data: Data::new(store, shapes.classes())?,
        offenders: shapes
            .selects()
            .map(|select| Ok((select.query.as_str(), offenders(select, store)?)))
            .collect::<Result<_, StoreError>>()?,
    };
    let mut violations = Vec::new();
    for shape in &shapes.shapes {
        for target in &shape.targets {
            for focus in validator.data.instances(target)? {
                validator.validate(shape, &focus, &mut violations)?;
            }
        }
    }
    violations.sort_by_cached_key(Violation::rank);
    Ok(Report { violations })
}

impl Shapes {
    fn get(&self, id: ShapeId) -> &Shape {
        &self.shapes[id.0]
    }

    fn constraints(&self) -> impl Iterator<Item = &Constraint> {
        self.shapes.iter().flat_map(|shape| &shape.constraints)
    }

    /// The classes that are asked about.
    fn classes(&self) -> impl Iterator<Item = &NamedNode> {
        let targets = self.shapes.iter().flat_map(|shape| &shape.targets);
        targets.chain(self.constraints().filter_map(|constraint| match constraint {
            Constraint::Class(class) => Some(class),
            _ => None,
        }))
    }

    fn selects(&self) -> impl Iterator<Item = &Select> {
        self.constraints().filter_map(|constraint| match constraint {
            Constraint::Select(select) => Some(select),
            _ => None,
        })
    }
}

/// What a query finds: the offending values of each focus node.
type Offenders = HashMap<Term, Vec<Term>>;

/// Asks once for all nodes what SHACL-SPARQL asks for each: the same, as long as a select does not count or cut off.
fn offenders(select: &Select, store: &Store) -> Result<Offenders, StoreError> {
    let mut offenders = Offenders::new();
    if let QueryResults::Solutions(rows) = store.query(&select.query)? {
        for row in rows {
            let row = row?;
            if let Some(focus) = row.get("this") {
                let (value, values) = (row.get("value").unwrap_or(focus), offenders.entry(focus.clone()).or_default());
                // A value that offends in several ways offends once.
                if !values.contains(value) {
                    values.push(value.clone());
                }
            }
        }
    }
    Ok(offenders)
}

struct Validator<'a> {
    shapes: &'a Shapes,
    data: Data<'a>,
    /// By the text of the query.
    offenders: HashMap<&'a str, Offenders>,
}

/// What is wrong with the values of one focus node: a value, where one can be named, and what it lacks.
#[derive(Default)]
struct Fault {
    value: Option<Term>,
    details: Vec<Violation>,
}

impl Fault {
    fn of(value: &Term) -> Self {
        Self { value: Some(value.clone()), details: Vec::new() }
    }
}

impl Validator<'_> {
    /// Checks one node against one shape.
    fn validate(&self, shape: &Shape, focus: &Term, violations: &mut Vec<Violation>) -> Result<(), StoreError> {
        let values = match &shape.path {
            Some(path) => self.data.values(focus, path)?,
            None => vec![focus.clone()],
        };
        for constraint in &shape.constraints {
            if let Constraint::Property(id) = constraint {
                for value in &values {
                    self.validate(self.shapes.get(*id), value, violations)?;
                }
            } else {
                let faults = self.faults(constraint, focus, &values)?;
                violations.extend(faults.into_iter().map(|fault| violation(shape, constraint, focus, fault)));
            }
        }
        Ok(())
    }

    /// What is wrong by one constraint.
    fn faults(&self, constraint: &Constraint, focus: &Term, values: &[Term]) -> Result<Vec<Fault>, StoreError> {
        match constraint {
            Constraint::MinCount(count) => Ok(whole(values.len() < *count)),
            Constraint::MaxCount(count) => Ok(whole(values.len() > *count)),
            Constraint::HasValue(value) => Ok(whole(!values.contains(value))),
            Constraint::UniqueLang => Ok(repeated_languages(values).map(|_| Fault::default()).collect()),
            Constraint::Pair(comparison, property) => {
                let others = self.data.values(focus, &Path::Forward(property.clone()))?;
                let pairs = values.iter().flat_map(|value| others.iter().map(move |other| (value, other)));
                let wrong = pairs.filter(|(value, other)| !literals(value, other, |a, b| comparison.holds(a, b)));
                Ok(wrong.map(|(value, _)| Fault::of(value)).collect())
            }
            Constraint::Select(select) => {
                let offenders = self.offenders.get(select.query.as_str()).and_then(|found| found.get(focus));
                Ok(offenders.into_iter().flatten().map(Fault::of).collect())
            }
            _ => {
                let faults = values.iter().map(|value| self.fault(constraint, value));
                faults.filter_map(Result::transpose).collect()
            }
        }
    }

    /// What is wrong with one value, by a constraint on each value.
    fn fault(&self, constraint: &Constraint, value: &Term) -> Result<Option<Fault>, StoreError> {
        if let Constraint::Node(shape) = constraint {
            let details = self.lacking(*shape, value)?;
            return Ok((!details.is_empty()).then(|| Fault { details, ..Fault::of(value) }));
        }
        Ok((!self.holds(constraint, value)?).then(|| Fault::of(value)))
    }

    fn holds(&self, constraint: &Constraint, value: &Term) -> Result<bool, StoreError> {
        let length = |value| characters(value).map(|text| text.chars().count());
        Ok(match constraint {
            Constraint::Not(shape) => !self.conforms(*shape, value)?,
            Constraint::And(shapes) => {
                shapes.iter().try_fold(true, |all, shape| Ok::<_, StoreError>(all && self.conforms(*shape, value)?))?
            }
            Constraint::Or(shapes) => {
                shapes.iter().try_fold(false, |any, shape| Ok::<_, StoreError>(any || self.conforms(*shape, value)?))?
            }
            Constraint::Class(class) => self.data.is_instance(value, class)?,
            Constraint::Datatype(datatype) => has_datatype(value, datatype),
            Constraint::NodeKind(kind) => kind.fits(value),
            Constraint::In(allowed) => allowed.contains(value),
            Constraint::Pattern(pattern) => characters(value).is_some_and(|text| pattern.is_match(text)),
            Constraint::MinLength(least) => length(value).is_some_and(|length| length >= *least),
            Constraint::MaxLength(most) => length(value).is_some_and(|length| length <= *most),
            Constraint::Bound(comparison, bound) => {
                matches!(value, Term::Literal(literal) if comparison.holds(literal, bound))
            }
            Constraint::Property(_)
            | Constraint::Node(_)
            | Constraint::HasValue(_)
            | Constraint::MinCount(_)
            | Constraint::MaxCount(_)
            | Constraint::UniqueLang
            | Constraint::Pair(..)
            | Constraint::Select(_) => unreachable!("constraints on a node or on all its values are judged before"),
        })
    }

    fn conforms(&self, shape: ShapeId, node: &Term) -> Result<bool, StoreError> {
        Ok(self.lacking(shape, node)?.is_empty())
    }

    /// What a node lacks of a shape.
    fn lacking(&self, shape: ShapeId, node: &Term) -> Result<Vec<Violation>, StoreError> {
        let mut violations = Vec::new();
        self.validate(self.shapes.get(shape), node, &mut violations)?;
        Ok(violations)
    }
}

/// One fault of a focus node as a whole, or none.
fn whole(wrong: bool) -> Vec<Fault> {
    if wrong { vec![Fault::default()] } else { Vec::new() }
}

/// The languages that more than one value has.
fn repeated_languages(values: &[Term]) -> impl Iterator<Item = String> {
    let (mut once, mut twice) = (BTreeSet::new(), BTreeSet::new());
    for value in values {
        if let Term::Literal(literal) = value
            && let Some(language) = literal.language()
            && !once.insert(language)
        {
            twice.insert(language.to_owned());
        }
    }
    twice.into_iter()
}

/// Whether two terms are literals that stand so to each other.
fn literals(a: &Term, b: &Term, holds: impl Fn(&Literal, &Literal) -> bool) -> bool {
    matches!((a, b), (Term::Literal(a), Term::Literal(b)) if holds(a, b))
}

fn violation(shape: &Shape, constraint: &Constraint, focus: &Term, fault: Fault) -> Violation {
    let (own, severity) = match constraint {
        Constraint::Select(select) => (&select.messages, select.severity.unwrap_or(shape.severity)),
        _ => (&shape.messages, shape.severity),
    };
    let messages = match (own.is_empty(), shape.messages.is_empty()) {
        (false, _) => own.clone(),
        (true, false) => shape.messages.clone(),
        (true, true) => vec![Literal::new_simple_literal(constraint.message())],
    };
    Violation {
        severity,
        shape: shape.owner.clone(),
        component: constraint.component(),
        focus: focus.clone(),
        path: shape.path.clone(),
        value: fault.value,
        messages,
        details: fault.details,
    }
}
