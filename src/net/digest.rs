//! The answer to a server that wants a password: Digest (RFC 7616, and RFC 2617 before it) or Basic (RFC 7617).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use md5::Md5;
use sha2::{Digest, Sha256};

use super::http::HeaderValue;

/// How a server wants a password.
#[derive(Clone, Debug)]
pub(super) enum Challenge {
    Basic,
    Digest {
        realm: String,
        nonce: String,
        opaque: Option<String>,
        /// Whether the server wants `qop=auth`.
        counted: bool,
        hash: Hash,
        /// How often the nonce was used.
        uses: Arc<AtomicU32>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Md5,
    Sha256,
}

impl Challenge {
    /// The best of what a server offers: Digest keeps the password to ourselves.
    pub(super) fn best<'a>(offers: impl IntoIterator<Item = &'a HeaderValue>) -> Option<Self> {
        let offers: Vec<Self> =
            offers.into_iter().filter_map(|offer| Self::read(offer.to_str().ok()?)).collect();
        let digest = offers.iter().find(|offer| matches!(offer, Self::Digest { .. }));
        digest.or(offers.first()).cloned()
    }

    fn read(offer: &str) -> Option<Self> {
        let (scheme, rest) = offer.trim().split_once(' ').unwrap_or((offer.trim(), ""));
        if scheme.eq_ignore_ascii_case("basic") {
            return Some(Self::Basic);
        }
        if !scheme.eq_ignore_ascii_case("digest") {
            return None;
        }
        let mut fields = fields(rest);
        let hash = match fields.get("algorithm").map(|name| name.to_ascii_lowercase()).as_deref() {
            None | Some("md5") => Hash::Md5,
            Some("sha-256") => Hash::Sha256,
            Some(_) => return None,
        };
        Some(Self::Digest {
            realm: fields.remove("realm").unwrap_or_default(),
            nonce: fields.remove("nonce")?,
            opaque: fields.remove("opaque"),
            counted: fields.get("qop").is_some_and(|qop| qop.split(',').any(|one| one.trim() == "auth")),
            hash,
            uses: Arc::default(),
        })
    }

    /// The header `Authorization` of a request for `target`, a path with its query.
    pub(super) fn answer(&self, user: &str, password: &str, method: &str, target: &str) -> String {
        match self {
            Self::Basic => format!("Basic {}", base64(format!("{user}:{password}").as_bytes())),
            Self::Digest { realm, nonce, opaque, counted, hash, uses } => {
                let count = uses.fetch_add(1, Ordering::Relaxed) + 1;
                let own = format!("{:016x}", RandomState::new().hash_one(count));
                let count = counted.then(|| (format!("{count:08x}"), own));
                let secret = hash.of(&format!("{user}:{realm}:{password}"));
                let request = hash.of(&format!("{method}:{target}"));
                let response = match &count {
                    Some((count, own)) => hash.of(&format!("{secret}:{nonce}:{count}:{own}:auth:{request}")),
                    None => hash.of(&format!("{secret}:{nonce}:{request}")),
                };
                let mut header = format!(
                    "Digest username=\"{user}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{target}\", \
                     algorithm={}, response=\"{response}\"",
                    hash.name()
                );
                if let Some((count, own)) = count {
                    let _ = write!(header, ", qop=auth, nc={count}, cnonce=\"{own}\"");
                }
                if let Some(opaque) = opaque {
                    let _ = write!(header, ", opaque=\"{opaque}\"");
                }
                header
            }
        }
    }
}

impl Hash {
    fn of(self, text: &str) -> String {
        let hex = |bytes: &[u8]| {
            bytes.iter().fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            })
        };
        match self {
            Self::Md5 => hex(&Md5::digest(text)),
            Self::Sha256 => hex(&Sha256::digest(text)),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha256 => "SHA-256",
        }
    }
}

/// `a="x", b=y` by name.
fn fields(text: &str) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let name = name.trim_matches([',', ' ']).to_ascii_lowercase();
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_once(',').unwrap_or((after, "")),
        };
        fields.insert(name, value.trim().to_owned());
        rest = after;
    }
    fields
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0_u32, |group, at| group << 8 | u32::from(*chunk.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let digit = DIGITS[(group >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7616, section 3.9.1.
    fn example(algorithm: &str) -> Challenge {
        let offer = format!(
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={algorithm}, \
             nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
        );
        Challenge::read(&offer).unwrap()
    }

    #[test]
    fn the_digest_is_that_of_the_standard() {
        for (hash, digest) in [
            (Hash::Md5, "8ca523f5e9506fed4657c9700eebdbec"),
            (Hash::Sha256, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ] {
            let secret = hash.of("Mufasa:http-auth@example.org:Circle of Life");
            let request = hash.of("GET:/dir/index.html");
            let rest = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v:00000001:f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ:auth";
            assert_eq!(hash.of(&format!("{secret}:{rest}:{request}")), digest);
        }
    }

    #[test]
    fn a_digest_says_what_it_answers_and_counts() {
        let challenge = example("SHA-256");
        let first = challenge.answer("Mufasa", "Circle of Life", "GET", "/dir/index.html");
        assert!(
            first.contains("realm=\"http-auth@example.org\"") && first.contains("nc=00000001"),
            "{first}"
        );
        assert!(!first.contains("Circle"), "{first}");
        assert!(challenge.answer("Mufasa", "Circle of Life", "GET", "/").contains("nc=00000002"));
    }

    #[test]
    fn basic_is_the_last_resort() {
        let offers = ["Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"y\""].map(HeaderValue::from_static);
        assert!(matches!(Challenge::best(&offers), Some(Challenge::Digest { counted: false, .. })));
        assert!(matches!(Challenge::best(&offers[..1]), Some(Challenge::Basic)));
        // The example of RFC 7617, section 2.
        let answer = Challenge::Basic.answer("Aladdin", "open sesame", "GET", "/");
        assert_eq!(answer, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }
}
