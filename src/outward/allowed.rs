//! Where the program may connect to: names and addresses that are listed, judged by the address a name leads to.
//!
//! A name that is listed may lead to addresses of the open internet. Addresses of the machine, of its network and of
//! other special purposes are reached only where they are listed themselves: else a name could be pointed at them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use ipnet::{IpNet, Ipv4Net};
use serde::Deserialize;
use serde::de::{Deserializer, Error};

/// A host, or a block of addresses, and the ports there: `example.org`, `example.org:8080`, `127.0.0.1:*`, `10.0.0.0/8`,
/// `[::1]:3030`. Without a port it is that of the scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    place: Place,
    ports: Ports,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// In lower case, without a full stop at its end.
    Name(String),
    Block(IpNet),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ports {
    OfScheme,
    One(u16),
    All,
}

/// What is connected to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) is_usual_port: bool,
}

impl Allowed {
    fn ports(&self, target: Target<'_>) -> bool {
        match self.ports {
            Ports::OfScheme => target.is_usual_port,
            Ports::One(port) => port == target.port,
            Ports::All => true,
        }
    }

    fn names(&self, target: Target<'_>) -> bool {
        matches!(&self.place, Place::Name(name) if *name == normal(target.host)) && self.ports(target)
    }

    fn holds(&self, target: Target<'_>, address: IpAddr) -> bool {
        matches!(&self.place, Place::Block(block) if block.contains(&address)) && self.ports(target)
    }
}

/// The addresses of a host that may be connected to; all of the open internet count where `open` says so.
pub(super) fn admitted(list: &[Allowed], open: bool, target: Target<'_>, found: &[SocketAddr]) -> Vec<SocketAddr> {
    let named = open || list.iter().any(|allowed| allowed.names(target));
    let admits = |address: &&SocketAddr| {
        let ip = address.ip().to_canonical();
        list.iter().any(|allowed| allowed.holds(target, ip)) || (named && is_open(ip))
    };
    found.iter().filter(admits).copied().collect()
}

/// Whether a host is listed at all, by its name or by the address it is written as: others are not even looked up.
pub(super) fn may_resolve(list: &[Allowed], open: bool, target: Target<'_>) -> bool {
    // A name can lead to an address that is listed.
    let any_block = || list.iter().any(|allowed| matches!(allowed.place, Place::Block(_)) && allowed.ports(target));
    open || any_block() || list.iter().any(|allowed| allowed.names(target))
}

/// Whether an address is one of the open internet (RFC 6890 and IANA's registries of special-purpose addresses).
fn is_open(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => !SPECIAL
            .iter()
            .any(|(first, bits)| Ipv4Net::new(Ipv4Addr::from(*first), *bits).is_ok_and(|block| block.contains(&ip))),
        IpAddr::V6(ip) => is_open_v6(ip),
    }
}

/// Blocks of IPv4 that are no hosts of the open internet.
const SPECIAL: [([u8; 4], u8); 15] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// Of IPv6 the block that is given out, without what in it is for protocols, documents, or IPv4 in disguise; and IPv4
/// as networks without it translate it (RFC 6052).
fn is_open_v6(ip: Ipv6Addr) -> bool {
    match ip.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, ..] => is_open(Ipv4Addr::from_bits(ip.to_bits() as u32).into()),
        [0x2001, second, ..] => second >= 0x200 && second != 0xdb8,
        [0x2002, ..] => false,
        [0x3fff, second, ..] => second >= 0x1000,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

fn normal(host: &str) -> String {
    host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase()
}

/// A block as it is written: an address, or an address and a number of bits.
pub fn block(text: &str) -> Option<IpNet> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse::<IpAddr>().ok().map(|ip| IpNet::from(ip.to_canonical())).or_else(|| bare.parse().ok())
}

impl FromStr for Allowed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let wrong = || {
            format!(
                "`{text}` is no host or address; write it like example.org, example.org:8080, 127.0.0.1:* or 10.0.0.0/8"
            )
        };
        if let Some(block) = block(text) {
            return Ok(Self { place: Place::Block(block), ports: Ports::OfScheme });
        }
        let (host, ports) = match text.rsplit_once(':') {
            Some((host, "*")) => (host, Ports::All),
            Some((host, port)) => (host, Ports::One(port.parse().map_err(|_| wrong())?)),
            None => (text, Ports::OfScheme),
        };
        if let Some(block) = block(host) {
            return Ok(Self { place: Place::Block(block), ports });
        }
        let is_name =
            !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
        is_name.then(|| Self { place: Place::Name(normal(host)), ports }).ok_or_else(wrong)
    }
}

impl<'de> Deserialize<'de> for Allowed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(list: &[&str], host: &str, port: u16, address: &str) -> bool {
        let list: Vec<Allowed> = list.iter().map(|entry| entry.parse().unwrap()).collect();
        let target = Target { host, port, is_usual_port: port == 80 };
        let found = [SocketAddr::new(address.parse().unwrap(), port)];
        may_resolve(&list, false, target) && !admitted(&list, false, target, &found).is_empty()
    }

    #[test]
    fn a_name_leads_to_the_open_internet_and_an_address_to_itself() {
        assert!(admits(&["example.org"], "Example.ORG.", 80, "93.184.216.34"));
        assert!(!admits(&["example.org"], "example.org", 8080, "93.184.216.34"), "another port");
        assert!(admits(&["example.org:*"], "example.org", 8080, "93.184.216.34"));
        assert!(!admits(&["example.org"], "sub.example.org", 80, "93.184.216.34"));
        assert!(!admits(&["example.org"], "example.org", 80, "127.0.0.1"), "a name pointed at this machine");
        assert!(admits(&["127.0.0.1"], "example.org", 80, "127.0.0.1"), "the address is listed itself");
        assert!(admits(&["10.0.0.0/8:3030"], "10.1.2.3", 3030, "10.1.2.3"));
        assert!(admits(&["[::1]:3030"], "::1", 3030, "::1") && admits(&["127.0.0.1:*"], "a", 1, "::ffff:127.0.0.1"));
        assert!(!admits(&["10.0.0.0/8"], "a", 80, "11.0.0.1") && !admits(&[], "a", 80, "1.1.1.1"));
    }

    #[test]
    fn what_is_not_of_the_open_internet_is_known() {
        for address in [
            "0.0.0.0",
            "10.1.1.1",
            "100.64.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.31.0.1",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2001::1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
        ] {
            assert!(!is_open(address.parse().unwrap()), "{address}");
        }
        for address in ["1.1.1.1", "172.32.0.1", "2606:4700::1111", "2001:4860:4860::8888", "64:ff9b::101:101"] {
            assert!(is_open(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for wrong in
            ["", "http://example.org", "example.org:", "example.org:70000", "a b", "*.example.org", "10.0.0.0/40"]
        {
            assert!(wrong.parse::<Allowed>().is_err(), "{wrong}");
        }
    }
}
