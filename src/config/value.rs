//! Values as people write them: times, sizes, places to listen at.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use serde::de::{Deserialize, Deserializer};

/// Where the service listens: an address and port, or `unix:` and the path of a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bind {
    /// An address of this machine.
    Address(SocketAddr),
    /// A socket in the file system, for a proxy on this machine.
    Socket(PathBuf),
}

impl FromStr for Bind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(path) = text.strip_prefix("unix:").filter(|path| !path.is_empty()) {
            return Ok(Self::Socket(path.into()));
        }
        let wrong =
            |_| format!("`{text}` is no place to listen at; write it like 127.0.0.1:7878 or unix:/run/casegraph.sock");
        text.parse().map(Self::Address).map_err(wrong)
    }
}

/// The path below which the service is reached: `/casegraph`; `/` and nothing are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasePath(pub String);

impl FromStr for BasePath {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let path = text.trim_end_matches('/');
        if path.is_empty() || crate::serve::is_base(path) {
            return Ok(Self(path.to_owned()));
        }
        Err(format!("`{text}` is no path; write it like /casegraph, of letters, digits and -._~"))
    }
}

/// A block of addresses: `127.0.0.1`, `10.0.0.0/8`, `::1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block(pub ipnet::IpNet);

impl FromStr for Block {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no address; write it like 127.0.0.1, 10.0.0.0/8 or ::1");
        crate::outward::block(text.trim()).map(Self).ok_or_else(wrong)
    }
}

/// The licence of the data: an absolute IRI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct License(pub String);

impl FromStr for License {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = |_| format!("`{text}` is no IRI; write it like https://creativecommons.org/licenses/by/4.0/");
        oxiri::Iri::parse(text).map(|iri| Self(iri.into_inner().to_owned())).map_err(wrong)
    }
}

/// A size that may be none: `64MB`, or `0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room(pub u64);

impl FromStr for Room {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "0" { Ok(Self(0)) } else { text.parse().map(|Bytes(bytes)| Self(bytes as u64)) }
    }
}

/// A time that is written as people write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time(pub Duration);

impl FromStr for Time {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        parse_duration(text).map(Self)
    }
}

/// A number of bytes as people write it: `512MB`, `64KB`, `1GB` by 1024; a bare number is bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bytes(pub usize);

impl FromStr for Bytes {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let wrong = || format!("`{text}` is no size; write it like 512MB, 64KB, 1GB or a number of bytes");
        let amount: usize = text[..digits].parse().map_err(|_| wrong())?;
        let unit = match &text[digits..] {
            "" | "B" => 1,
            "KB" => 1 << 10,
            "MB" => 1 << 20,
            "GB" => 1 << 30,
            _ => return Err(wrong()),
        };
        amount.checked_mul(unit).filter(|total| *total > 0).map(Self).ok_or_else(wrong)
    }
}

macro_rules! read_as_text {
    ($($kind:ty),*) => {
        $(impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        })*
    };
}

read_as_text!(Bind, BasePath, Block, License, Room, Time, Bytes);

/// A time as people write it: `30s`, `500ms`, `2m`, `1h`; a bare number is seconds.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let wrong = || format!("`{text}` is no time; write it like 30s, 500ms, 2m or 1h");
    let amount: u64 = text[..digits].parse().map_err(|_| wrong())?;
    let milliseconds = match &text[digits..] {
        "ms" => 1,
        "" | "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return Err(wrong()),
    };
    amount.checked_mul(milliseconds).filter(|total| *total > 0).map(Duration::from_millis).ok_or_else(wrong)
}

pub(super) fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_duration(&text).map(Some).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_to_listen_at_and_paths_are_read_or_refused() {
        assert_eq!("unix:/run/a.sock".parse(), Ok(Bind::Socket("/run/a.sock".into())));
        assert!(
            "[::1]:80".parse::<Bind>().is_ok() && "unix:".parse::<Bind>().is_err() && "80".parse::<Bind>().is_err()
        );
        assert_eq!(("/a/b/".parse(), "/".parse()), (Ok(BasePath("/a/b".into())), Ok(BasePath(String::new()))));
        for wrong in ["a", "//a", "/a b", "/a\"", "/../a", "/a/./b", "http://a/b"] {
            assert!(wrong.parse::<BasePath>().is_err(), "{wrong}");
        }
        assert_eq!(("0".parse(), "1KB".parse()), (Ok(Room(0)), Ok(Room(1024))));
        assert!("https://a/b".parse::<License>().is_ok() && "CC BY 4.0".parse::<License>().is_err());
    }

    #[test]
    fn sizes_are_read_with_their_unit_or_refused() {
        assert_eq!("64KB".parse(), Ok(Bytes(65_536)));
        assert_eq!("12".parse(), Ok(Bytes(12)));
        for wrong in ["", "0", "1 MB", "-1", "MB", "1TB", "99999999999999999999", "18446744073709551615GB"] {
            assert!(wrong.parse::<Bytes>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn times_are_read_with_their_unit_or_refused() {
        assert_eq!(parse_duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(parse_duration("30"), Ok(Duration::from_secs(30)));
        for wrong in ["", "0s", "5 s", "-1s", "s", "99999999999999999999h", "18446744073709551615h"] {
            assert!(parse_duration(wrong).is_err(), "{wrong}");
        }
    }
}
