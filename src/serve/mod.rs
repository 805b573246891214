//! The answers over HTTP.
