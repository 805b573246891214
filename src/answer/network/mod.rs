//! The petgraph view: what SPARQL answers badly, how things hang together.
//!
//! A [`View`] is built from the rows of any query with `?source ?target ?relation` ([`build`](View::build)) and then
//! asked: [`find`](View::find) a thing by what people call it, [`neighbours`], [`path`]; [`evidence`] shows the words
//! behind an edge. Every search is bounded ([`Bounds`]) and can be stopped ([`Stop`]). Nodes are numbered in the order
//! of their IRIs, so that ties are always broken the same way.

mod arcs;
mod bounds;
pub mod community;
pub mod compare;
pub mod components;
pub mod evidence;
pub mod neighbours;
pub mod path;
pub mod rank;
pub mod saved;
pub mod similar;
mod stop;
pub mod subgraph;
pub mod suggest;
pub mod view;

pub use self::arcs::{Arcs, Join};
pub use self::bounds::{Bounds, Direction};
pub use self::stop::{Stop, Stopped};
pub use self::view::{
    Builder, Edge, EdgeId, Filter, FilterError, NameError, Node, NodeId, Projection, Property, Shape, View, ViewError,
    Views, Wanted,
};
