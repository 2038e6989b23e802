//! Which places may be asked. A query can name any host, and a host can have any address: what leads back into the own
//! network is refused, unless it was named itself.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::Error;
use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::http::Uri;

/// The places that may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All: whoever asks has named the place.
    Anywhere,
    /// These hosts, and of them only addresses that are public or among these names.
    Named(BTreeSet<String>),
}

impl Reach {
    /// Whether some places are closed.
    #[must_use]
    pub const fn is_guarded(&self) -> bool {
        matches!(self, Self::Named(_))
    }

    /// Whether the host of `url` may be asked, whatever its address is.
    #[must_use]
    pub fn allows(&self, url: &str) -> bool {
        let Self::Named(names) = self else { return true };
        let Ok(uri) = url.parse::<Uri>() else { return false };
        let web = matches!(uri.scheme_str(), Some("http" | "https"));
        web && uri.host().is_some_and(|host| names.contains(&bare(host)))
    }

    fn allows_address(&self, host: &str, address: IpAddr) -> bool {
        let Self::Named(names) = self else { return true };
        is_public(address)
            || names.contains(&address.to_string())
            || bare(host) == "localhost" && names.contains("localhost") && address.is_loopback()
    }
}

/// A host as it is compared: in lower case, an IPv6 address without its brackets.
fn bare(host: &str) -> String {
    host.trim_start_matches('[').trim_end_matches([']', '.']).to_ascii_lowercase()
}

/// Looks up names as ever, and leaves out the addresses that may not be asked. The addresses it gives are those that are
/// connected to, so that a name cannot change its mind in between.
#[derive(Debug)]
pub(super) struct Guard {
    inner: DefaultResolver,
    reach: Reach,
}

impl Guard {
    pub(super) fn new(reach: Reach) -> Self {
        Self { inner: DefaultResolver::default(), reach }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().unwrap_or_default();
        if !self.reach.allows(&uri.to_string()) {
            return Err(Error::Other(format!("{host} is not allowed").into()));
        }
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in found.iter().filter(|address| self.reach.allows_address(host, address.ip())) {
            allowed.push(*address);
        }
        if allowed.is_empty() {
            return Err(Error::Other(format!("{host} is an address of a private network").into()));
        }
        Ok(allowed)
    }
}

/// Whether an address is one of the open internet, by the registries of special-purpose addresses (RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation();
    let shared = a == 100 && (64..128).contains(&b);
    let assigned = (a, b, c) == (192, 0, 0) || a == 198 && (b == 18 || b == 19);
    !(special || shared || assigned || a == 0 || a >= 240)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        // An IPv4 address in another dress: mapped, compatible, translated (RFC 6052), 6to4 (RFC 3056).
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => inner(high, low),
        // Teredo, documentation.
        [0x2001, 0 | 0xdb8, ..] => false,
        // Global unicast is 2000::/3; all else is local, multicast or not assigned.
        [first, ..] => first >> 13 == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(address: &str) -> bool {
        is_public(address.parse().unwrap())
    }

    #[test]
    fn the_own_network_is_not_public() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::1",
            "2001:db8::1",
        ] {
            assert!(!public(address), "{address}");
        }
        for address in ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"] {
            assert!(public(address), "{address}");
        }
    }

    #[test]
    fn a_private_address_must_be_named_itself() {
        let reach = |names: &[&str]| Reach::Named(names.iter().map(|&name| name.to_owned()).collect());
        let home: IpAddr = "127.0.0.1".parse().unwrap();
        assert!(!reach(&["intern.example"]).allows_address("intern.example", home));
        assert!(reach(&["intern.example", "127.0.0.1"]).allows_address("intern.example", home));
        assert!(reach(&["localhost"]).allows_address("localhost", home));
        assert!(!reach(&["localhost"]).allows_address("intern.example", home));
        assert!(reach(&["localhost"]).allows("http://LOCALHOST:8080/sparql"));
        assert!(!reach(&["localhost"]).allows("http://localhost.example/"));
        assert!(!reach(&["localhost"]).allows("http://localhost@evil.example/"));
        assert!(!reach(&["localhost"]).allows("file://localhost/etc/passwd"));
    }
}
