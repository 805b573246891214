//! What stands in front of the service: a proxy, and the path it is served below.
//!
//! A proxy says in headers how its client asked: by which scheme, for which host, below which path. Who is no proxy could
//! say so too, and would be given addresses of its own making, so these headers are taken from trusted addresses alone
//! and dropped from everybody else. What is left of them stands in `Host`, [`SCHEME`] and [`PREFIX`], where
//! [`super::protocol::address`] reads it.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::uri::{Authority, PathAndQuery};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

/// The scheme that the client of a proxy asked by.
pub(super) const SCHEME: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The path below which the client finds the service.
pub(super) const PREFIX: HeaderName = HeaderName::from_static("x-forwarded-prefix");

const HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// What proxies say of their clients.
const SAID: [HeaderName; 6] = [
    header::FORWARDED,
    SCHEME,
    PREFIX,
    HOST,
    HeaderName::from_static("x-forwarded-for"),
    HeaderName::from_static("x-forwarded-port"),
];

/// What stands in front.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// The path that addresses of the service begin with, without a slash at its end; empty for none. A proxy may leave
    /// it in what it passes on, or take it off.
    pub base: String,
    /// Addresses of proxies. Whoever comes by the socket in the file system is one.
    pub trusted: Vec<IpNet>,
}

/// Who is at the other end of a connection; the socket in the file system has no address.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub Option<IpAddr>);

impl Front {
    fn trusts(&self, peer: Option<&Peer>) -> bool {
        match peer {
            Some(Peer(Some(ip))) => self.holds(*ip),
            Some(Peer(None)) => true,
            None => false,
        }
    }

    fn holds(&self, ip: IpAddr) -> bool {
        self.trusted.iter().any(|block| block.contains(&ip.to_canonical()))
    }

    /// What a request says of its client, through as many proxies as are trusted.
    fn said(&self, headers: &HeaderMap) -> Said {
        if let Some(forwarded) = text(headers, &header::FORWARDED) {
            return self.forwarded(&forwarded);
        }
        let last = |name| text(headers, &name).and_then(|value| Some(value.rsplit(',').next()?.trim().to_owned()));
        Said { scheme: last(SCHEME), host: last(HOST), prefix: last(PREFIX) }
    }

    /// `Forwarded: for=…;host=…;proto=…, …` (RFC 7239), each proxy's words behind those of the one before it.
    fn forwarded(&self, value: &str) -> Said {
        let mut said = Said::default();
        for element in value.rsplit(',') {
            let pairs: Vec<(String, &str)> = element
                .split(';')
                .filter_map(|pair| pair.split_once('='))
                .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().trim_matches('"')))
                .collect();
            let get =
                |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| (*value).to_owned());
            said.scheme = get("proto").or(said.scheme);
            said.host = get("host").or(said.host);
            let is_proxy = get("for").and_then(|client| address(&client)).is_some_and(|ip| self.holds(ip));
            if !is_proxy {
                break;
            }
        }
        said
    }
}

/// What a proxy says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    scheme: Option<String>,
    host: Option<String>,
    prefix: Option<String>,
}

/// An address of `for=`: `192.0.2.1`, `192.0.2.1:80`, `[2001:db8::1]:80`.
fn address(node: &str) -> Option<IpAddr> {
    let bare = node.strip_prefix('[').and_then(|rest| rest.split(']').next());
    let bare = bare.or_else(|| node.rsplit_once(':').map(|(host, _)| host)).unwrap_or(node);
    bare.parse().ok().or_else(|| node.parse().ok())
}

/// Whether a text can be the path below which a service is: `/a/b`, of unreserved characters (RFC 3986, section 2.3).
pub fn is_base(text: &str) -> bool {
    let fit = |part: &str| {
        let plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
        plain && !["", ".", ".."].contains(&part)
    };
    text.len() < 256 && text.strip_prefix('/').is_some_and(|rest| rest.split('/').all(fit))
}

/// Takes a request as its client made it, and gives an answer whose addresses are the client's.
pub(super) async fn pass(State(front): State<Arc<Front>>, mut request: Request, next: Next) -> Response {
    let said = front.trusts(request.extensions().get::<Peer>()).then(|| front.said(request.headers()));
    let said = said.unwrap_or_default();
    let headers = request.headers_mut();
    for name in SAID {
        headers.remove(name);
    }
    let scheme = said.scheme.map(|scheme| scheme.to_ascii_lowercase());
    let scheme = scheme.filter(|scheme| ["http", "https"].contains(&scheme.as_str()));
    let host = said.host.filter(|host| host.parse::<Authority>().is_ok_and(|host| !host.as_str().contains('@')));
    let base = said.prefix.map(|prefix| prefix.trim_end_matches('/').to_owned()).filter(|prefix| is_base(prefix));
    let base = base.unwrap_or_else(|| front.base.clone());
    let kept = [(SCHEME, scheme), (header::HOST, host), (PREFIX, Some(base.clone()).filter(|base| !base.is_empty()))];
    for (name, value) in kept {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    if base.is_empty() {
        return next.run(request).await;
    }
    if let Some(uri) = below(request.uri(), &base) {
        *request.uri_mut() = uri;
    }
    addressed(next.run(request).await, &base)
}

/// An address without the path that it begins with.
fn below(uri: &Uri, base: &str) -> Option<Uri> {
    let rest = uri.path().strip_prefix(base)?;
    if !rest.is_empty() && !rest.starts_with('/') {
        return None;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let path = if rest.is_empty() { "/" } else { rest };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(format!("{path}{query}").parse::<PathAndQuery>().ok()?);
    Uri::from_parts(parts).ok()
}

/// The answer, with the base before the paths in its head.
fn addressed(mut response: Response, base: &str) -> Response {
    let headers = response.headers_mut();
    let location = text(headers, &header::LOCATION).filter(|to| to.starts_with('/') && !to.starts_with("//"));
    let location = location.map(|to| format!("{base}{to}"));
    let links = text(headers, &header::LINK).map(|links| links.replace("</", &format!("<{base}/")));
    for (name, value) in [(header::LOCATION, location), (header::LINK, links)] {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}

/// The path below which the client finds the service; empty where that is the root.
pub(super) fn base(headers: &HeaderMap) -> &str {
    headers.get(PREFIX).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// A page of ours with the base before the addresses in it. No text of others has a quotation mark in it that is not
/// escaped, so that what is found is an attribute.
pub(super) fn page(html: String, base: &str) -> String {
    if base.is_empty() { html } else { html.replace("href=\"/", &format!("href=\"{base}/")) }
}

/// All values of a header, as one list.
fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values: Vec<_> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    (!values.is_empty()).then(|| values.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_of_proxies_is_believed_as_far_as_it_is_trusted() {
        let front = Front { base: String::new(), trusted: vec!["10.0.0.0/8".parse().unwrap()] };
        let said = |value: &str| {
            let said = front.forwarded(value);
            (said.scheme.unwrap_or_default(), said.host.unwrap_or_default())
        };
        let pair = |scheme: &str, host: &str| (scheme.to_owned(), host.to_owned());
        assert_eq!(said("for=1.2.3.4;proto=https;host=a.org"), pair("https", "a.org"));
        // The client made up the first; the second is of the proxy that the last proxy knows.
        let chain =
            "proto=gopher;host=evil.org, For=1.2.3.4;Proto=https;Host=\"a.org:8443\", for=\"10.0.0.1:55\";proto=http";
        assert_eq!(said(chain), pair("https", "a.org:8443"));
        assert_eq!(said("nonsense;;=,"), pair("", ""));
    }

    #[test]
    fn a_base_is_a_plain_path() {
        assert!(is_base("/a") && is_base("/a-b/c.d~e"));
        for wrong in ["", "/", "a", "/a/", "//a", "/a//b", "/..", "/a/../b", "/a\"b", "/a b", "/例"] {
            assert!(!is_base(wrong), "{wrong}");
        }
    }

    #[test]
    fn only_whole_parts_of_a_path_are_taken_off() {
        let cut = |uri: &str| below(&uri.parse().unwrap(), "/cg").map(|uri| uri.to_string());
        assert_eq!(cut("/cg"), Some("/".into()));
        assert_eq!(cut("/cg/sparql?query=a%20b"), Some("/sparql?query=a%20b".into()));
        assert_eq!((cut("/cgx"), cut("/sparql")), (None, None));
    }
}
