//! casegraph.toml, environment and flags → one checked [`Config`]; the later of the three wins.

mod value;

use std::fs;
use std::io;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

pub use self::value::{BasePath, Bind, Block, Bytes, License, Room, Time, parse_duration};

use self::value::duration;

use crate::cli::{Cli, Command, LimitArgs, LogFormat, OutwardArgs, ServeArgs};
use crate::outward::Rules;
use crate::serve::{Front, Limits, Settings};

/// Read from the working directory when no other file is named.
const DEFAULT_FILE: &str = "casegraph.toml";

/// All settings, with nothing left to default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The data folder.
    pub data: PathBuf,
    /// What is read when a command names no documents.
    pub documents: Vec<PathBuf>,
    /// Settings of the service.
    pub serve: ServeConfig,
    /// Where queries and updates may reach.
    pub outward: Rules,
}

/// Settings of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServeConfig {
    /// Where to listen.
    pub bind: Bind,
    /// Whoever shows it may write; without one nobody may.
    pub write_token: Option<String>,
    /// The licence of the data, where one is named.
    pub license: Option<License>,
    /// What it is held within.
    pub limits: Limits,
    /// How often it looks whether the data folder holds another graph.
    pub reload: Duration,
    /// What is told of its running.
    pub log: LogConfig,
    /// How it behaves whatever graph it serves.
    pub settings: Settings,
}

/// Settings of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogConfig {
    /// Lines for people or for programs.
    pub format: LogFormat,
    /// A level, or a list of levels by part of the program.
    pub level: String,
}

/// Why there is no [`Config`].
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file was named and cannot be read.
    #[error("the settings {path} cannot be read")]
    Unreadable {
        /// The file, as named.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is no TOML, has a key that means nothing, or a value that makes no sense.
    #[error("the settings {path} are wrong: {reason}")]
    Wrong {
        /// The file, as named.
        path: PathBuf,
        /// Line, the words themselves, and the keys there are.
        reason: String,
    },
}

/// casegraph.toml as written: every key may be left out, none may be misspelt.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    data: Option<PathBuf>,
    documents: Option<Vec<PathBuf>>,
    #[serde(default)]
    serve: ServeSection,
    #[serde(default)]
    limits: LimitArgs,
    #[serde(default)]
    outward: OutwardArgs,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ServeSection {
    bind: Option<Bind>,
    base_path: Option<BasePath>,
    #[serde(default)]
    trusted_proxy: Vec<Block>,
    answer_cache: Option<Room>,
    #[serde(default)]
    mcp_origin: Vec<String>,
    write_token: Option<String>,
    license: Option<License>,
    #[serde(default, deserialize_with = "duration")]
    reload: Option<Duration>,
    log_format: Option<LogFormat>,
    log_level: Option<String>,
    log_queries: Option<bool>,
    #[serde(default, deserialize_with = "duration")]
    slow_query: Option<Duration>,
}

impl ServeSection {
    /// What the file says, defaults where it says nothing.
    fn config(self) -> ServeConfig {
        let usual = Settings::default();
        ServeConfig {
            bind: self.bind.unwrap_or_else(|| Bind::Address((Ipv4Addr::LOCALHOST, 7878).into())),
            write_token: self.write_token,
            license: self.license,
            limits: Limits::default(),
            reload: self.reload.unwrap_or(Duration::from_secs(2)),
            log: LogConfig {
                format: self.log_format.unwrap_or_default(),
                level: self.log_level.unwrap_or_else(|| "warn,casegraph=info".into()),
            },
            settings: Settings {
                slow: self.slow_query.or(usual.slow),
                log_queries: self.log_queries.unwrap_or(usual.log_queries),
                kept_bytes: self.answer_cache.map_or(usual.kept_bytes, |room| room.0),
                origins: self.mcp_origin,
                front: Front {
                    base: self.base_path.unwrap_or_default().0,
                    trusted: self.trusted_proxy.into_iter().map(|block| block.0).collect(),
                },
                ..usual
            },
        }
    }
}

impl ServeConfig {
    /// Flags win over what the file says.
    fn set(&mut self, flags: &ServeArgs) {
        if let Some(bind) = &flags.bind {
            self.bind = bind.clone();
        }
        let front = &mut self.settings.front;
        if let Some(base) = &flags.base_path {
            front.base.clone_from(&base.0);
        }
        front.trusted.extend(flags.trusted_proxy.iter().map(|block| block.0));
        self.settings.kept_bytes = flags.answer_cache.map_or(self.settings.kept_bytes, |room| room.0);
        self.settings.origins.extend(flags.mcp_origin.iter().cloned());
        flags.limits.set(&mut self.limits);
        self.write_token = flags.write_token.clone().or(self.write_token.take());
        self.license = flags.license.clone().or(self.license.take());
        self.reload = flags.reload.unwrap_or(self.reload);
        self.log.format = flags.log_format.unwrap_or(self.log.format);
        self.log.level = flags.log_level.clone().unwrap_or_else(|| std::mem::take(&mut self.log.level));
        self.settings.slow = flags.slow_query.or(self.settings.slow);
        self.settings.log_queries |= flags.log_queries;
    }
}

impl Config {
    /// The settings of one run.
    pub fn new(cli: &Cli) -> Result<Self, ConfigError> {
        let file = match &cli.config {
            Some(path) => File::read(path)?,
            None if Path::new(DEFAULT_FILE).exists() => File::read(Path::new(DEFAULT_FILE))?,
            None => File::default(),
        };
        let mut config = Self {
            data: cli.data.clone().or(file.data).unwrap_or_else(|| "casegraph-data".into()),
            documents: file.documents.unwrap_or_else(|| vec!["seeds".into()]),
            serve: file.serve.config(),
            outward: Rules::default(),
        };
        file.outward.set(&mut config.outward);
        file.limits.set(&mut config.serve.limits);
        match &cli.command {
            Command::Serve(flags) => {
                config.serve.set(flags);
                flags.outward.set(&mut config.outward);
            }
            Command::Query(flags) => config.outward.allowed.extend(flags.allow_service.iter().cloned()),
            _ => {}
        }
        // An empty variable in a service file means "none", not "the empty token".
        config.serve.write_token = config.serve.write_token.filter(|token| !token.is_empty());
        Ok(config)
    }

    /// The documents a command reads: those it names, else those of the settings.
    pub fn documents_or<'a>(&'a self, named: &'a [PathBuf]) -> &'a [PathBuf] {
        if named.is_empty() { &self.documents } else { named }
    }
}

impl File {
    fn read(path: &Path) -> Result<Self, ConfigError> {
        let text =
            fs::read_to_string(path).map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        toml::from_str(&text)
            .map_err(|error| ConfigError::Wrong { path: path.to_owned(), reason: error.to_string().trim_end().into() })
    }
}

impl LimitArgs {
    /// Puts what is said in the place of what was said before.
    fn set(&self, limits: &mut Limits) {
        fn put<T: Copy>(place: &mut T, said: Option<T>) {
            *place = said.unwrap_or(*place);
        }
        put(&mut limits.query_timeout, self.query_timeout.map(|time| time.0));
        put(&mut limits.query_memory, self.query_memory.map(|size| size.0));
        put(&mut limits.query_length, self.query_length.map(|size| size.0));
        put(&mut limits.query_size.nesting, self.query_nesting);
        put(&mut limits.query_size.patterns, self.query_patterns);
        put(&mut limits.query_size.terms, self.query_terms);
        put(&mut limits.result_bytes, self.result_bytes.map(|size| size.0));
        // A server that runs nothing, or takes nobody, is of no use.
        put(&mut limits.queries, self.queries.map(|number| number.max(1)));
        put(&mut limits.queue, self.queue);
        put(&mut limits.queue_timeout, self.queue_timeout.map(|time| time.0));
        put(&mut limits.body_bytes, self.body_bytes.map(|size| size.0));
        put(&mut limits.connections, self.connections.map(|number| number.max(1)));
        put(&mut limits.header_timeout, self.header_timeout.map(|time| time.0));
        put(&mut limits.body_timeout, self.body_timeout.map(|time| time.0));
        put(&mut limits.write_timeout, self.write_timeout.map(|time| time.0));
        put(&mut limits.drain_timeout, self.drain_timeout.map(|time| time.0));
    }
}

impl OutwardArgs {
    /// Adds the hosts that are said to those that were said before, and puts the rest in its place.
    fn set(&self, rules: &mut Rules) {
        rules.allowed.extend(self.allow_service.iter().cloned());
        rules.load |= self.allow_load;
        rules.timeout = self.service_timeout.map_or(rules.timeout, |time| time.0);
        rules.bytes = self.service_bytes.map_or(rules.bytes, |size| size.0);
        rules.requests = self.service_requests.unwrap_or(rules.requests);
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn config(toml: &str, arguments: &[&str]) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        fs::write(&path, toml).unwrap();
        let program = ["casegraph", "--config", path.to_str().unwrap()];
        Config::new(&Cli::parse_from(program.iter().chain(arguments)))
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_the_defaults() {
        let toml = "data = 'here'\n[serve]\nbind = '127.0.0.1:80'\n[limits]\nquery-timeout = '5s'\nquery-memory = '64MB'\nqueue = 7";
        let config = config(toml, &["serve", "--query-timeout", "2m"]).unwrap();
        assert_eq!(config.data, Path::new("here"));
        assert_eq!(config.documents, [Path::new("seeds")]);
        assert_eq!(config.serve.bind, Bind::Address(([127, 0, 0, 1], 80).into()));
        assert_eq!(config.serve.limits.query_timeout, Duration::from_secs(120));
        assert_eq!((config.serve.limits.query_memory, config.serve.limits.queue), (64 << 20, 7));
    }

    #[test]
    fn a_misspelt_key_is_an_error_that_names_the_right_ones() {
        let error = config("dta = 'here'", &["check"]).unwrap_err().to_string();
        assert!(error.contains("`dta`") && error.contains("`data`") && error.contains("line 1"), "{error}");
    }
}
