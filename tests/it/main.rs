//! The integration tests: one binary, a module per surface.

mod layout;
