//! Who we are: from the environment or from a netrc file, so that no password stands on a command line.

use std::fmt;
use std::path::PathBuf;

use super::http;

/// What a server is shown.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// A name and a password, in the way the server wants them: Basic (RFC 7617) or Digest (RFC 7616).
    Password {
        /// The name.
        user: String,
        /// The password.
        password: String,
    },
    /// A bearer token (RFC 6750).
    Token(String),
}

impl Credentials {
    /// Those for the server of `url`: `PREFIX_TOKEN`, or `PREFIX_USER` and `PREFIX_PASSWORD` in the environment, or the
    /// entry for its host in the file that `NETRC` names, else in `~/.netrc`.
    #[must_use]
    pub fn find(prefix: &str, url: &str) -> Option<Self> {
        let variable =
            |name: &str| std::env::var(format!("{prefix}_{name}")).ok().filter(|it| !it.is_empty());
        if let Some(token) = variable("TOKEN") {
            return Some(Self::Token(token));
        }
        if let (Some(user), Some(password)) = (variable("USER"), variable("PASSWORD")) {
            return Some(Self::Password { user, password });
        }
        let file = std::env::var_os("NETRC").map(PathBuf::from);
        let file = file.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".netrc")))?;
        let uri: http::Uri = url.parse().ok()?;
        in_netrc(&std::fs::read_to_string(file).ok()?, uri.host()?)
    }
}

/// A password is not for logs.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Password { user, .. } => {
                f.debug_struct("Password").field("user", user).finish_non_exhaustive()
            }
            Self::Token(_) => f.write_str("Token"),
        }
    }
}

/// The entry for `host`, or the default one, in the text of a netrc file.
fn in_netrc(text: &str, host: &str) -> Option<Credentials> {
    let mut words = text.split_whitespace();
    let (mut here, mut user, mut password) = (false, None, None);
    while let Some(word) = words.next() {
        match word {
            "machine" | "default" if here && password.is_some() => break,
            "machine" => (here, user, password) = (words.next() == Some(host), None, None),
            "default" => (here, user, password) = (true, None, None),
            "login" => user = words.next(),
            "password" => password = words.next(),
            _ => {}
        }
    }
    let (Some(user), Some(password), true) = (user, password, here) else { return None };
    Some(Credentials::Password { user: user.to_owned(), password: password.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_of_the_host_is_taken_else_the_default() {
        let netrc = "machine a.example login ann password one\nmachine b.example\n login bob\n password two\ndefault login any password three";
        let user = |host| match in_netrc(netrc, host) {
            Some(Credentials::Password { user, password }) => format!("{user}:{password}"),
            _ => String::new(),
        };
        assert_eq!(user("a.example"), "ann:one");
        assert_eq!(user("b.example"), "bob:two");
        assert_eq!(user("c.example"), "any:three");
        assert_eq!(in_netrc("machine a.example login ann password one", "c.example"), None);
    }

    #[test]
    fn a_password_is_not_shown() {
        let secret = Credentials::Password { user: "ann".into(), password: "one".into() };
        assert!(!format!("{secret:?} {:?}", Credentials::Token("two".into())).contains("one"));
    }
}
