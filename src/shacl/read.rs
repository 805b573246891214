//! Turtle → [`Shapes`]. What is not known here is an error: a rule that is passed over in silence seems to hold.

use std::collections::HashMap;

use oxigraph::io::{RdfFormat, RdfParser, RdfSyntaxError};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term};
use regex::Regex;

use super::data::to_subject;
use super::shape::{Constraint, NodeKind, Path, SH, Select, Severity, Shape, ShapeId, Shapes};
use super::value::{Comparison, knows_datatype};

/// Why shapes cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ShapesError {
    /// A file is not Turtle; the message says where.
    #[error("the shapes are not Turtle: {0}")]
    Syntax(#[from] RdfSyntaxError),
    /// A property that is no part of SHACL as it is checked here.
    #[error("{shape} has {property}, which casegraph does not check")]
    Unknown {
        /// The named shape it is in.
        shape: NamedOrBlankNode,
        /// The property.
        property: NamedNode,
    },
    /// A value that the property cannot have, or that is not known.
    #[error("{shape} has {property} with {value}, which casegraph does not check")]
    Value {
        /// The named shape it is in.
        shape: NamedOrBlankNode,
        /// The property.
        property: NamedNode,
        /// What it is said to be.
        value: Box<Term>,
    },
    /// A shape that refers to itself, directly or through others.
    #[error("{0} refers to itself, which SHACL leaves undefined")]
    Recursive(NamedOrBlankNode),
}

/// The triples of the files by subject, in the order they are written.
type Triples = HashMap<NamedOrBlankNode, Vec<(NamedNode, Term)>>;

impl Shapes {
    /// Reads shapes from Turtle files, which may refer to one another.
    pub fn parse(files: &[&str]) -> Result<Self, ShapesError> {
        let (mut triples, mut named) = (Triples::new(), Vec::new());
        for file in files {
            for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(file) {
                let quad = quad?;
                if quad.predicate == rdf::TYPE && quad.object == Term::from(sh("NodeShape")) {
                    named.push(quad.subject.clone());
                }
                triples.entry(quad.subject).or_default().push((quad.predicate, quad.object));
            }
        }
        let mut reader = Reader { triples: &triples, shapes: Vec::new(), known: HashMap::new() };
        for shape in named {
            reader.shape(&shape, &shape)?;
        }
        Ok(Self { shapes: reader.shapes.into_iter().flatten().collect() })
    }
}

struct Reader<'a> {
    triples: &'a Triples,
    /// `None` while a shape is being read.
    shapes: Vec<Option<Shape>>,
    known: HashMap<NamedOrBlankNode, ShapeId>,
}

/// One triple of a shape, with what an error about it says.
#[derive(Clone, Copy)]
struct Said<'a> {
    owner: &'a NamedOrBlankNode,
    property: &'a NamedNode,
    value: &'a Term,
}

impl<'a> Reader<'a> {
    /// Reads a shape and those it refers to, each once.
    fn shape(&mut self, id: &NamedOrBlankNode, owner: &NamedOrBlankNode) -> Result<ShapeId, ShapesError> {
        if let Some(known) = self.known.get(id) {
            return if self.shapes[known.0].is_some() { Ok(*known) } else { Err(ShapesError::Recursive(id.clone())) };
        }
        let place = ShapeId(self.shapes.len());
        self.shapes.push(None);
        self.known.insert(id.clone(), place);
        let owner = if id.is_named_node() { id } else { owner };
        let mut shape = Shape {
            owner: owner.clone(),
            targets: Vec::new(),
            path: None,
            constraints: Vec::new(),
            severity: Severity::default(),
            messages: Vec::new(),
        };
        for (property, value) in self.of(id) {
            self.add(&mut shape, Said { owner, property, value })?;
        }
        self.shapes[place.0] = Some(shape);
        Ok(place)
    }

    /// Takes one triple of a shape into it.
    fn add(&mut self, shape: &mut Shape, said: Said<'_>) -> Result<(), ShapesError> {
        let Some(local) = said.property.as_str().strip_prefix(SH) else { return said.ignorable() };
        match local {
            "targetClass" => shape.targets.push(said.iri()?),
            "path" => shape.path = Some(self.path(said)?),
            "severity" => shape.severity = said.severity()?,
            "message" => shape.messages.push(said.literal()?),
            "name" | "description" | "order" | "group" => {}
            _ => {
                if let Some(constraint) = self.constraint(local, said)? {
                    shape.constraints.push(constraint);
                }
            }
        }
        Ok(())
    }

    /// The constraint a triple states; `sh:uniqueLang false` states none.
    fn constraint(&mut self, local: &str, said: Said<'_>) -> Result<Option<Constraint>, ShapesError> {
        Ok(Some(match local {
            "property" => Constraint::Property(self.nested(said)?),
            "node" => Constraint::Node(self.nested(said)?),
            "not" => Constraint::Not(self.nested(said)?),
            "and" => Constraint::And(self.nested_list(said)?),
            "or" => Constraint::Or(self.nested_list(said)?),
            "class" => Constraint::Class(said.iri()?),
            "datatype" => Constraint::Datatype(said.datatype()?),
            "nodeKind" => Constraint::NodeKind(said.node_kind()?),
            "in" => Constraint::In(self.list(said)?),
            "hasValue" => Constraint::HasValue(said.value.clone()),
            "pattern" => Constraint::Pattern(said.pattern()?),
            "minLength" => Constraint::MinLength(said.count()?),
            "maxLength" => Constraint::MaxLength(said.count()?),
            "minCount" => Constraint::MinCount(said.count()?),
            "maxCount" => Constraint::MaxCount(said.count()?),
            "uniqueLang" if said.truth()? => Constraint::UniqueLang,
            "uniqueLang" => return Ok(None),
            "minInclusive" => Constraint::Bound(Comparison::GreaterOrEqual, said.literal()?),
            "minExclusive" => Constraint::Bound(Comparison::Greater, said.literal()?),
            "maxInclusive" => Constraint::Bound(Comparison::LessOrEqual, said.literal()?),
            "maxExclusive" => Constraint::Bound(Comparison::Less, said.literal()?),
            "lessThan" => Constraint::Pair(Comparison::Less, said.iri()?),
            "lessThanOrEquals" => Constraint::Pair(Comparison::LessOrEqual, said.iri()?),
            "sparql" => Constraint::Select(self.select(said)?),
            _ => return Err(said.unknown()),
        }))
    }

    fn nested(&mut self, said: Said<'_>) -> Result<ShapeId, ShapesError> {
        self.shape(&to_subject(said.value).ok_or_else(|| said.wrong())?, said.owner)
    }

    fn nested_list(&mut self, said: Said<'_>) -> Result<Vec<ShapeId>, ShapesError> {
        let members = self.list(said)?;
        members.iter().map(|value| self.nested(Said { value, ..said })).collect()
    }

    /// The members of an RDF list.
    fn list(&self, said: Said<'_>) -> Result<Vec<Term>, ShapesError> {
        let (mut members, mut rest) = (Vec::new(), said.value.clone());
        while rest != Term::from(rdf::NIL) {
            let cell = to_subject(&rest).ok_or_else(|| said.wrong())?;
            members.push(self.one(&cell, rdf::FIRST.as_str()).ok_or_else(|| said.wrong())?.clone());
            rest = self.one(&cell, rdf::REST.as_str()).ok_or_else(|| said.wrong())?.clone();
        }
        Ok(members)
    }

    fn path(&self, said: Said<'_>) -> Result<Path, ShapesError> {
        if let Term::NamedNode(property) = said.value {
            return Ok(Path::Forward(property.clone()));
        }
        let node = to_subject(said.value).ok_or_else(|| said.wrong())?;
        match self.of(&node) {
            [(property, Term::NamedNode(inverse))] if *property == sh("inversePath") => {
                Ok(Path::Inverse(inverse.clone()))
            }
            [(property, _), ..] => Err(Said { property, ..said }.unknown()),
            [] => Err(said.wrong()),
        }
    }

    fn select(&self, said: Said<'_>) -> Result<Select, ShapesError> {
        let node = to_subject(said.value).ok_or_else(|| said.wrong())?;
        let mut select = Select { query: String::new(), messages: Vec::new(), severity: None };
        let mut prefixes = String::new();
        for (property, value) in self.of(&node) {
            let said = Said { property, value, ..said };
            match property.as_str().strip_prefix(SH) {
                Some("select") => said.literal()?.value().clone_into(&mut select.query),
                Some("message") => select.messages.push(said.literal()?),
                Some("severity") => select.severity = Some(said.severity()?),
                Some("prefixes") => prefixes += &self.prefixes(said)?,
                Some(_) => return Err(said.unknown()),
                None => said.ignorable()?,
            }
        }
        if select.query.is_empty() {
            return Err(said.wrong());
        }
        select.query.insert_str(0, &prefixes);
        Ok(select)
    }

    /// The `PREFIX` lines that an ontology declares.
    fn prefixes(&self, said: Said<'_>) -> Result<String, ShapesError> {
        let ontology = to_subject(said.value).ok_or_else(|| said.wrong())?;
        let declarations = self.of(&ontology).iter().filter(|(property, _)| *property == sh("declare"));
        declarations.map(|(_, declaration)| self.prefix(declaration).ok_or_else(|| said.wrong())).collect()
    }

    fn prefix(&self, declaration: &Term) -> Option<String> {
        let node = to_subject(declaration)?;
        let part = |local| match self.one(&node, sh(local).as_str()) {
            Some(Term::Literal(literal)) => Some(literal.value()),
            _ => None,
        };
        Some(format!("PREFIX {}: <{}>\n", part("prefix")?, part("namespace")?))
    }

    fn of(&self, node: &NamedOrBlankNode) -> &'a [(NamedNode, Term)] {
        self.triples.get(node).map_or(&[], Vec::as_slice)
    }

    fn one(&self, node: &NamedOrBlankNode, property: &str) -> Option<&'a Term> {
        self.of(node).iter().find(|(name, _)| name.as_str() == property).map(|(_, value)| value)
    }
}

impl Said<'_> {
    fn iri(self) -> Result<NamedNode, ShapesError> {
        match self.value {
            Term::NamedNode(node) => Ok(node.clone()),
            _ => Err(self.wrong()),
        }
    }

    fn literal(self) -> Result<Literal, ShapesError> {
        match self.value {
            Term::Literal(literal) => Ok(literal.clone()),
            _ => Err(self.wrong()),
        }
    }

    fn count(self) -> Result<usize, ShapesError> {
        self.literal()?.value().parse().map_err(|_| self.wrong())
    }

    fn truth(self) -> Result<bool, ShapesError> {
        self.literal()?.value().parse().map_err(|_| self.wrong())
    }

    fn datatype(self) -> Result<NamedNode, ShapesError> {
        let datatype = self.iri()?;
        if knows_datatype(&datatype) { Ok(datatype) } else { Err(self.wrong()) }
    }

    fn node_kind(self) -> Result<NodeKind, ShapesError> {
        let iri = self.iri()?;
        iri.as_str().strip_prefix(SH).and_then(NodeKind::named).ok_or_else(|| self.wrong())
    }

    fn pattern(self) -> Result<Regex, ShapesError> {
        Regex::new(self.literal()?.value()).map_err(|_| self.wrong())
    }

    fn severity(self) -> Result<Severity, ShapesError> {
        let iri = self.iri()?;
        let named = |severity: &Severity| iri.as_str().strip_prefix(SH) == Some(severity.name());
        Severity::ALL.into_iter().find(named).ok_or_else(|| self.wrong())
    }

    /// Types and remarks say nothing that could be checked; anything else might.
    fn ignorable(self) -> Result<(), ShapesError> {
        let quiet = *self.property == rdf::TYPE || *self.property == rdfs::LABEL || *self.property == rdfs::COMMENT;
        if quiet { Ok(()) } else { Err(self.unknown()) }
    }

    fn unknown(self) -> ShapesError {
        ShapesError::Unknown { shape: self.owner.clone(), property: self.property.clone() }
    }

    fn wrong(self) -> ShapesError {
        let value = Box::new(self.value.clone());
        ShapesError::Value { shape: self.owner.clone(), property: self.property.clone(), value }
    }
}

/// A term of SHACL.
fn sh(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SH}{local}"))
}
