//! The way out: the one place that opens connections, and only to where it is allowed.
//!
//! A query names other endpoints (`SERVICE`), an update other documents (`LOAD`). A name is resolved once, the address
//! it leads to is judged ([`Allowed`]), and that address is connected to: what a name leads to a moment later changes
//! nothing. Redirects are judged like the first address, or not followed. Proxies of the environment are not used, no
//! cookie and no password is sent, and what comes back is bounded in bytes and time.

mod address;
mod allowed;
mod client;
mod tls;

use std::sync::OnceLock;
use std::time::Duration;

use tokio_rustls::TlsConnector;

pub use self::allowed::{Allowed, block};

/// Where the program may connect to, and how far it goes. The default goes nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The hosts that `SERVICE` may ask, and the addresses that are not of the open internet and may be reached all the
    /// same.
    pub allowed: Vec<Allowed>,
    /// Whether `LOAD` reads documents: of the open internet, and of what is listed.
    pub load: bool,
    /// How long one request may take.
    pub timeout: Duration,
    /// Bytes of one answer.
    pub bytes: usize,
    /// Requests of one query.
    pub requests: usize,
}

impl Default for Rules {
    fn default() -> Self {
        Self { allowed: Vec::new(), load: false, timeout: Duration::from_secs(20), bytes: 64 << 20, requests: 20 }
    }
}

/// The way out, by its rules.
#[derive(Default)]
pub struct Outward {
    rules: Rules,
    /// Made when first needed: reading the system's certificates takes a moment.
    tls: OnceLock<Result<TlsConnector, String>>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Request<'a> {
    /// The answer of an endpoint to a query. It is sent as a form, which every endpoint takes.
    Service {
        /// The endpoint.
        address: &'a str,
        /// The query.
        query: &'a str,
        /// The formats that are read.
        accept: &'a str,
    },
    /// A document. Its redirects are followed, each judged.
    Document {
        /// Where it is.
        address: &'a str,
        /// The formats that are read.
        accept: &'a str,
    },
}

/// What has come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Where it has come from, redirects followed.
    pub address: String,
    /// The type it says it is of; empty where it says none.
    pub media_type: String,
    /// All of it.
    pub body: Vec<u8>,
}

/// Why nothing has come back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutwardError {
    /// It is not allowed: nothing was sent.
    #[error("{message}")]
    Refused {
        /// What is not allowed, in one sentence without a full stop.
        message: String,
        /// What to do.
        hint: String,
    },
    /// It was tried and failed over there, or on the way.
    #[error("{address} {message}")]
    Failed {
        /// What was asked.
        address: String,
        /// What it did, as the end of a sentence.
        message: String,
        /// What to do.
        hint: String,
    },
    /// Whoever asked does not wait any more.
    #[error("the request was stopped before it was done")]
    Stopped,
}

impl OutwardError {
    fn refused(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused { message: message.into(), hint: hint.into() }
    }

    /// Something that an address did.
    pub fn failed(address: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Failed { address: address.to_owned(), message: message.into(), hint: hint.into() }
    }
}

impl Outward {
    /// A way out by these rules.
    pub fn new(rules: Rules) -> Self {
        Self { rules, tls: OnceLock::new() }
    }

    /// Where it may go, and how far.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Whether `SERVICE` can reach anything.
    pub fn has_services(&self) -> bool {
        !self.rules.allowed.is_empty()
    }

    /// Asks, and waits for all of the answer; `is_over` is looked at meanwhile. It blocks its thread, which must not be
    /// one that drives tasks.
    pub fn ask(&self, request: Request<'_>, is_over: &dyn Fn() -> bool) -> Result<Answer, OutwardError> {
        client::ask(self, request, is_over)
    }

    fn tls(&self) -> Result<&TlsConnector, &str> {
        self.tls.get_or_init(tls::connector).as_ref().map_err(String::as_str)
    }
}
