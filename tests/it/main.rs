//! The integration tests: one binary, a module per surface.

mod cases_bodies;
mod cases_observations;

mod cases_quantities;
mod eval;
mod layout;
mod resolve;
mod sparql;
