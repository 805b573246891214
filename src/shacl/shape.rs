//! What a shapes file says, read.

use std::fmt;

use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term};
use regex::Regex;

use super::value::Comparison;

/// The namespace of SHACL.
pub const SH: &str = "http://www.w3.org/ns/shacl#";

/// All shapes of some files.
#[derive(Debug)]
pub struct Shapes {
    /// Named shapes and those inside them; a [`ShapeId`] is a position here.
    pub(super) shapes: Vec<Shape>,
}

/// Position of a shape in [`Shapes::shapes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShapeId(pub(super) usize);

/// How grave it is to fall short of a shape; the gravest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The graph must not be published.
    #[default]
    Violation,
    /// Somebody should look at it.
    Warning,
    /// Something the source leaves open.
    Info,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 3] = [Self::Violation, Self::Warning, Self::Info];

    /// Its local name in `sh:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Violation => "Violation",
            Self::Warning => "Warning",
            Self::Info => "Info",
        }
    }
}

/// Where a property shape looks, from the focus node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    /// Along a property.
    Forward(NamedNode),
    /// Against it (`sh:inversePath`).
    Inverse(NamedNode),
}

impl fmt::Display for Path {
    /// As a SPARQL property path: `<iri>` or `^<iri>`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forward(property) => write!(f, "{property}"),
            Self::Inverse(property) => write!(f, "^{property}"),
        }
    }
}

/// One shape: what it is about, where it looks, what must hold there.
#[derive(Debug)]
pub(super) struct Shape {
    /// The named shape it stands in; itself, where it is named.
    pub(super) owner: NamedOrBlankNode,
    /// The classes whose instances it is about; none for shapes that others refer to.
    pub(super) targets: Vec<NamedNode>,
    pub(super) path: Option<Path>,
    pub(super) constraints: Vec<Constraint>,
    pub(super) severity: Severity,
    pub(super) messages: Vec<Literal>,
}

/// What must hold for a focus node and the values its shape finds from it.
#[derive(Debug)]
pub(super) enum Constraint {
    /// Every value conforms to a property shape.
    Property(ShapeId),
    /// Every value conforms to a shape.
    Node(ShapeId),
    /// No value conforms to a shape.
    Not(ShapeId),
    /// Every value conforms to all of them.
    And(Vec<ShapeId>),
    /// Every value conforms to one of them.
    Or(Vec<ShapeId>),
    Class(NamedNode),
    Datatype(NamedNode),
    NodeKind(NodeKind),
    In(Vec<Term>),
    HasValue(Term),
    Pattern(Regex),
    MinLength(usize),
    MaxLength(usize),
    MinCount(usize),
    MaxCount(usize),
    UniqueLang,
    /// Every value stands so to a literal (`sh:minInclusive` and its kin).
    Bound(Comparison, Literal),
    /// Every value stands so to every value of another property (`sh:lessThan`, `sh:lessThanOrEquals`).
    Pair(Comparison, NamedNode),
    Select(Select),
}

/// A query that returns what offends, as `$this` and where it says so `?value`.
#[derive(Debug)]
pub(super) struct Select {
    /// With its prefixes.
    pub(super) query: String,
    pub(super) messages: Vec<Literal>,
    pub(super) severity: Option<Severity>,
}

/// Which kinds of term are right.
#[derive(Clone, Copy, Debug)]
pub(super) struct NodeKind {
    pub(super) iri: bool,
    pub(super) blank: bool,
    pub(super) literal: bool,
}

impl NodeKind {
    /// By its local name in `sh:`.
    pub(super) fn named(name: &str) -> Option<Self> {
        let (iri, blank, literal) = match name {
            "IRI" => (true, false, false),
            "BlankNode" => (false, true, false),
            "Literal" => (false, false, true),
            "BlankNodeOrIRI" => (true, true, false),
            "BlankNodeOrLiteral" => (false, true, true),
            "IRIOrLiteral" => (true, false, true),
            _ => return None,
        };
        Some(Self { iri, blank, literal })
    }

    pub(super) fn fits(self, term: &Term) -> bool {
        match term {
            Term::NamedNode(_) => self.iri,
            Term::BlankNode(_) => self.blank,
            Term::Literal(_) => self.literal,
        }
    }
}

impl Constraint {
    /// Local name of its constraint component in `sh:`.
    pub(super) fn component(&self) -> &'static str {
        match self {
            Self::Property(_) => "PropertyConstraintComponent",
            Self::Node(_) => "NodeConstraintComponent",
            Self::Not(_) => "NotConstraintComponent",
            Self::And(_) => "AndConstraintComponent",
            Self::Or(_) => "OrConstraintComponent",
            Self::Class(_) => "ClassConstraintComponent",
            Self::Datatype(_) => "DatatypeConstraintComponent",
            Self::NodeKind(_) => "NodeKindConstraintComponent",
            Self::In(_) => "InConstraintComponent",
            Self::HasValue(_) => "HasValueConstraintComponent",
            Self::Pattern(_) => "PatternConstraintComponent",
            Self::MinLength(_) => "MinLengthConstraintComponent",
            Self::MaxLength(_) => "MaxLengthConstraintComponent",
            Self::MinCount(_) => "MinCountConstraintComponent",
            Self::MaxCount(_) => "MaxCountConstraintComponent",
            Self::UniqueLang => "UniqueLangConstraintComponent",
            Self::Bound(comparison, _) => comparison.bound_component(),
            Self::Pair(comparison, _) => comparison.pair_component(),
            Self::Select(_) => "SPARQLConstraintComponent",
        }
    }

    /// What it asks for, for shapes without a message of their own.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Property(_) | Self::Node(_) => "Does not have the shape asked for. 不符合所要求的形状。".to_owned(),
            Self::Not(_) => "Has a shape it must not have. 不应符合该形状。".to_owned(),
            Self::And(_) => "Does not have all shapes asked for. 未同时符合所要求的各形状。".to_owned(),
            Self::Or(_) => "Has none of the shapes asked for. 不符合所要求的任何一个形状。".to_owned(),
            Self::Class(class) => format!("Must be a {class}. 须为 {class} 的实例。"),
            Self::Datatype(datatype) => format!("Must be a {datatype}. 数据类型须为 {datatype}。"),
            Self::NodeKind(_) => "Is the wrong kind of node. 节点种类不符。".to_owned(),
            Self::In(_) => "Is not one of the allowed values. 取值不在允许范围内。".to_owned(),
            Self::HasValue(value) => format!("Must have the value {value}. 须含取值 {value}。"),
            Self::Pattern(pattern) => format!("Must match {pattern}. 须匹配 {pattern}。"),
            Self::MinLength(length) => format!("Must have at least {length} characters. 至少须有 {length} 个字符。"),
            Self::MaxLength(length) => format!("May have at most {length} characters. 至多可有 {length} 个字符。"),
            Self::MinCount(count) => format!("Must have at least {count} values. 至少须有 {count} 个值。"),
            Self::MaxCount(count) => format!("May have at most {count} values. 至多可有 {count} 个值。"),
            Self::UniqueLang => "Has two values in one language. 同一语言有多个值。".to_owned(),
            Self::Bound(comparison, bound) => {
                let (sign, bound) = (comparison.sign(), bound.value());
                format!("Must be {sign} {bound}. 须 {sign} {bound}。")
            }
            Self::Pair(comparison, property) => {
                let sign = comparison.sign();
                format!("Must be {sign} {property}. 须 {sign} {property}。")
            }
            Self::Select(_) => "Is found by the query of the shape. 被该形状的查询找出。".to_owned(),
        }
    }
}
