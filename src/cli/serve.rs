//! `casegraph serve`.

use std::time::Duration;

use clap::{Args, ValueEnum};
use serde::Deserialize;

use super::limits::LimitArgs;
use super::outward::OutwardArgs;
use crate::config::{BasePath, Bind, Block, License, Room, parse_duration};

#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Address and port, or unix: and the path of a socket [default: 127.0.0.1:7878]
    #[arg(long, alias = "listen", value_name = "ADDRESS", env = "CASEGRAPH_BIND")]
    pub bind: Option<Bind>,
    /// Path below which a proxy passes requests on: /casegraph [default: none]
    #[arg(long, value_name = "PATH", env = "CASEGRAPH_BASE_PATH")]
    pub base_path: Option<BasePath>,
    /// Believe these addresses what they say of their clients in Forwarded and X-Forwarded-… [default: none]
    #[arg(long, value_name = "ADDRESS", value_delimiter = ',', env = "CASEGRAPH_TRUSTED_PROXY")]
    pub trusted_proxy: Vec<Block>,
    /// Start with an empty graph when there is none, without reading seeds/
    #[arg(long)]
    pub empty: bool,
    /// Accept writes that carry this token
    #[arg(long, value_name = "TOKEN", env = "CASEGRAPH_WRITE_TOKEN", hide_env_values = true)]
    pub write_token: Option<String>,
    /// Look so often whether a build has changed the graph [default: 2s]
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub reload: Option<Duration>,
    /// Write the log as text or as JSON, a line an event [default: text]
    #[arg(long, value_name = "FORMAT", env = "CASEGRAPH_LOG_FORMAT")]
    pub log_format: Option<LogFormat>,
    /// Log so much: error, warn, info or debug, also by part (`warn,casegraph::request=debug`) [default: warn,casegraph=info]
    #[arg(long, value_name = "LEVEL", env = "CASEGRAPH_LOG")]
    pub log_level: Option<String>,
    /// Log the text of queries too, which may say more of their authors than a log should
    #[arg(long)]
    pub log_queries: bool,
    /// Log what takes longer as slow [default: 5s]
    #[arg(long, value_name = "TIME", value_parser = parse_duration, env = "CASEGRAPH_SLOW_QUERY")]
    pub slow_query: Option<Duration>,
    /// Keep answers of so many bytes together, each up to a sixteenth of that, until the graph changes; 0 keeps none [default: 64MB]
    #[arg(long, value_name = "SIZE", env = "CASEGRAPH_ANSWER_CACHE")]
    pub answer_cache: Option<Room>,
    /// Let pages of these origins ask /mcp, beside those on this machine (`https://app.example`)
    #[arg(long, value_name = "ORIGIN", value_delimiter = ',', env = "CASEGRAPH_MCP_ORIGIN")]
    pub mcp_origin: Vec<String>,
    /// Licence of the data, as its IRI, for whoever asks what is served (`https://creativecommons.org/licenses/by/4.0/`) [default: none]
    #[arg(long, value_name = "IRI", env = "CASEGRAPH_LICENSE")]
    pub license: Option<License>,
    #[command(flatten)]
    pub outward: OutwardArgs,
    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One object a line
    Json,
}
