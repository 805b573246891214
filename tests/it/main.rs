//! The integration tests: one binary, a module per surface.

mod cases_quantities;

mod layout;
