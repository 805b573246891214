//! What a query and the service are held within.

use clap::Args;
use serde::Deserialize;

use crate::config::{Bytes, Time};

/// The limits of the service, as flags and as the section `[limits]` of the settings.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[command(next_help_heading = "Limits")]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct LimitArgs {
    /// Stop a query that takes longer, sending included [default: 30s]
    #[arg(long, value_name = "TIME", env = "CASEGRAPH_QUERY_TIMEOUT")]
    pub query_timeout: Option<Time>,
    /// Stop a query that keeps more in memory [default: 512MB]
    #[arg(long, value_name = "SIZE", env = "CASEGRAPH_QUERY_MEMORY")]
    pub query_memory: Option<Bytes>,
    /// Refuse a longer query [default: 1MB]
    #[arg(long, value_name = "SIZE", env = "CASEGRAPH_QUERY_LENGTH")]
    pub query_length: Option<Bytes>,
    /// Refuse a query with more brackets within brackets [default: 100]
    #[arg(long, value_name = "N", env = "CASEGRAPH_QUERY_NESTING")]
    pub query_nesting: Option<usize>,
    /// Refuse a query that joins more patterns in a group [default: 100]
    #[arg(long, value_name = "N", env = "CASEGRAPH_QUERY_PATTERNS")]
    pub query_patterns: Option<usize>,
    /// Refuse a query with more operators and functions [default: 20000]
    #[arg(long, value_name = "N", env = "CASEGRAPH_QUERY_TERMS")]
    pub query_terms: Option<usize>,
    /// Cut an answer that is longer [default: 1GB]
    #[arg(long, value_name = "SIZE", env = "CASEGRAPH_RESULT_BYTES")]
    pub result_bytes: Option<Bytes>,
    /// Run so many queries at the same time [default: one a core, at least 4]
    #[arg(long, value_name = "N", env = "CASEGRAPH_QUERIES")]
    pub queries: Option<usize>,
    /// Let so many queries wait for a place [default: 64]
    #[arg(long, value_name = "N", env = "CASEGRAPH_QUEUE")]
    pub queue: Option<usize>,
    /// Let a query wait so long [default: 10s]
    #[arg(long, value_name = "TIME", env = "CASEGRAPH_QUEUE_TIMEOUT")]
    pub queue_timeout: Option<Time>,
    /// Refuse a larger upload or update [default: 256MB]
    #[arg(long, value_name = "SIZE", env = "CASEGRAPH_BODY_BYTES")]
    pub body_bytes: Option<Bytes>,
    /// Hold so many connections; the longest idle makes room [default: 512]
    #[arg(long, value_name = "N", env = "CASEGRAPH_CONNECTIONS")]
    pub connections: Option<usize>,
    /// Close a connection that brings no request in time [default: 10s]
    #[arg(long, value_name = "TIME", env = "CASEGRAPH_HEADER_TIMEOUT")]
    pub header_timeout: Option<Time>,
    /// Refuse a body that takes longer [default: 60s]
    #[arg(long, value_name = "TIME", env = "CASEGRAPH_BODY_TIMEOUT")]
    pub body_timeout: Option<Time>,
    /// Close a connection whose client does not read [default: 30s]
    #[arg(long, value_name = "TIME", env = "CASEGRAPH_WRITE_TIMEOUT")]
    pub write_timeout: Option<Time>,
    /// When stopped, let requests under way finish for so long [default: 10s]
    #[arg(long, value_name = "TIME", env = "CASEGRAPH_DRAIN_TIMEOUT")]
    pub drain_timeout: Option<Time>,
}

/// What one question may cost on the command line.
#[derive(Clone, Debug, Default, Args)]
pub struct AskLimitArgs {
    /// Stop what takes longer [default: query-timeout of the settings, else 30s]
    #[arg(long, global = true, value_name = "TIME", env = "CASEGRAPH_QUERY_TIMEOUT")]
    pub timeout: Option<Time>,
    /// Stop what keeps more in memory [default: query-memory of the settings, else 512MB]
    #[arg(long, global = true, value_name = "SIZE", env = "CASEGRAPH_QUERY_MEMORY")]
    pub memory: Option<Bytes>,
}
