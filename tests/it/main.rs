//! The integration tests: one binary, a module per surface.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails, and says where")]

mod archive;
mod cases_bodies;
mod cases_dates;
mod cases_observations;
mod cases_places;
mod cases_quantities;
mod cases_relations;
mod cases_targets;
mod cli;
mod connections;
mod corpus;
mod curation;
mod docs;
mod documents;
mod eval;
mod export;
mod export_choice;

mod findings;
mod fixtures;
mod goals;
mod graph;
mod graph_http;
mod graph_paths;
mod graph_ranks;
mod graph_seed;
mod layers;
mod layout;
mod limits;
mod linked;
mod measures;
mod mutations;
mod numerals;
mod openapi;
mod outward;
mod pipeline;
mod print;
mod protocol;
mod proxies;
mod queries;
mod readers;
mod records;
mod requests;
mod resolve;
mod running;
mod search;
mod services;
mod settings;
mod shacl;
mod sparql;
mod web;
mod writes;

mod api;
