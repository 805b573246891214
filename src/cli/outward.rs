//! Where the program may connect to.

use clap::Args;
use clap::builder::FalseyValueParser;
use serde::Deserialize;

use crate::config::{Bytes, Time};
use crate::outward::Allowed;

/// What queries and updates may reach, as flags and as the section `[outward]` of the settings.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[command(next_help_heading = "Other servers")]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct OutwardArgs {
    /// Let SERVICE ask these hosts: example.org, example.org:8080, 127.0.0.1:*, 10.0.0.0/8 [default: none]
    #[arg(long, value_name = "HOST", value_delimiter = ',', env = "CASEGRAPH_ALLOW_SERVICE")]
    pub allow_service: Vec<Allowed>,
    /// Let LOAD read documents of the internet, and of the hosts of --allow-service; needs a write token
    #[arg(long, value_parser = FalseyValueParser::new(), env = "CASEGRAPH_ALLOW_LOAD")]
    pub allow_load: bool,
    /// Wait so long for another server [default: 20s]
    #[arg(long, value_name = "TIME", env = "CASEGRAPH_SERVICE_TIMEOUT")]
    pub service_timeout: Option<Time>,
    /// Take no longer answer from another server [default: 64MB]
    #[arg(long, value_name = "SIZE", env = "CASEGRAPH_SERVICE_BYTES")]
    pub service_bytes: Option<Bytes>,
    /// Let a query ask other servers so often [default: 20]
    #[arg(long, value_name = "N", env = "CASEGRAPH_SERVICE_REQUESTS")]
    pub service_requests: Option<usize>,
}
