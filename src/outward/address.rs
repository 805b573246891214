//! An address as a query or an update writes it → what is connected to, and what is asked for there.

use std::fmt::Write;

use hyper::Uri;

use super::OutwardError;
use super::allowed::Target;

/// An address that can be asked, http or https.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    uri: Uri,
    host: String,
    port: u16,
    is_secure: bool,
}

impl Address {
    /// Reads an IRI. What is not ASCII in it is percent-encoded (RFC 3987, section 3.1); a fragment is for whoever reads
    /// the answer.
    pub(super) fn read(iri: &str) -> Result<Self, OutwardError> {
        let refused = |what: &str, hint: &str| OutwardError::refused(format!("<{iri}> {what}"), hint);
        let scheme = iri.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if !["http", "https"].contains(&scheme.as_str()) {
            return Err(refused("is no address of the web", "only http and https are asked"));
        }
        let text = iri.split('#').next().unwrap_or_default();
        let uri: Uri = encoded(text).parse().map_err(|_| refused("cannot be read", "write it as http://host/path"))?;
        let authority = uri.authority().ok_or_else(|| refused("names no host", "write it as http://host/path"))?;
        if authority.as_str().contains('@') {
            return Err(refused("holds a password", "passwords are not sent; ask an endpoint that needs none"));
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_owned();
        if host.is_empty() || host.contains('%') {
            return Err(refused("names a host that is not ASCII", "write the host in Punycode: xn--…"));
        }
        let is_secure = scheme == "https";
        // A port that does not fit into sixteen bits is none to the library, not a mistake.
        let written = authority.as_str().strip_prefix(authority.host()).and_then(|rest| rest.strip_prefix(':'));
        let port = match (authority.port_u16(), written) {
            (Some(port), _) if port != 0 => port,
            (None, None | Some("")) => {
                if is_secure {
                    443
                } else {
                    80
                }
            }
            _ => return Err(refused("names a port that is none", "write a port from 1 to 65535, or none")),
        };
        Ok(Self { uri, host, port, is_secure })
    }

    /// Where a redirect leads.
    pub(super) fn redirected(&self, location: &str) -> Result<Self, OutwardError> {
        let base = oxiri::Iri::parse(self.uri.to_string());
        let resolved = base.and_then(|base| base.resolve(location));
        let failed = || OutwardError::failed(&self.to_string(), "redirects to what is no address", "ask another one");
        let next = Self::read(resolved.map_err(|_| failed())?.as_str())?;
        if self.is_secure && !next.is_secure {
            let hint = "ask for the address it redirects to, if it is trusted all the same";
            return Err(OutwardError::failed(&self.to_string(), format!("redirects from https to {next}"), hint));
        }
        Ok(next)
    }

    pub(super) fn target(&self) -> Target<'_> {
        let usual = if self.is_secure { 443 } else { 80 };
        Target { host: &self.host, port: self.port, is_usual_port: self.port == usual }
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn is_secure(&self) -> bool {
        self.is_secure
    }

    /// Path and parameters.
    pub(super) fn path(&self) -> &str {
        self.uri.path_and_query().map_or("/", |path| path.as_str())
    }

    /// Host and port as the header of a request names them.
    pub(super) fn authority(&self) -> &str {
        self.uri.authority().map_or("", |authority| authority.as_str())
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{}>", self.uri)
    }
}

fn encoded(iri: &str) -> String {
    let mut text = String::with_capacity(iri.len());
    for byte in iri.bytes() {
        if byte.is_ascii() {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let address = Address::read("https://Example.org:8443/查询?x=1#y").unwrap();
        assert_eq!((address.host(), address.port(), address.is_secure()), ("Example.org", 8443, true));
        assert_eq!(address.path(), "/%E6%9F%A5%E8%AF%A2?x=1");
        assert_eq!(Address::read("http://[::1]/").unwrap().host(), "::1");
        assert_eq!(Address::read("HTTP://a").unwrap().path(), "/");
    }

    #[test]
    fn what_is_no_address_of_the_web_is_refused() {
        for iri in [
            "file:///etc/passwd",
            "ftp://a/b",
            "urn:x",
            "data:text/turtle,x",
            "http:///x",
            "http://",
            "http://u:p@a/",
            "http://u@a/",
            "http://例子.org/",
            "http://a:0/",
            "http://a:99999/",
            "http://a b/",
            "https:a",
        ] {
            assert!(matches!(Address::read(iri), Err(OutwardError::Refused { .. })), "{iri}");
        }
    }

    #[test]
    fn redirects_are_resolved_and_never_leave_https() {
        let address = Address::read("https://a.org/x/y").unwrap();
        assert_eq!(address.redirected("../z").unwrap().to_string(), "<https://a.org/z>");
        assert_eq!(address.redirected("//b.org/").unwrap().host(), "b.org");
        assert!(address.redirected("http://a.org/").is_err());
        assert!(address.redirected("file:///etc/passwd").is_err());
    }
}
