//! HTTP: tried again where that does no harm, bounded, with the password in the way the server wants it.

use std::collections::BTreeSet;
use std::time::Duration;

use pactum::net::{Client, Credentials, Limits, Reach, Request};

use crate::server::Server;

const LIMITS: Limits =
    Limits { connect: Duration::from_secs(5), total: Duration::from_secs(5), bytes: 1000, tries: 3 };

fn post(url: &str, repeatable: bool) -> Request<'_> {
    Request { method: "POST", url, accept: "*/*", body: Some(("text/plain", b"x")), repeatable }
}

#[test]
fn a_busy_server_is_asked_again() {
    let server = Server::start(|at, _| match at {
        0 => (503, vec![("Retry-After", "0".to_owned())], String::new()),
        1 => (502, Vec::new(), String::new()),
        _ => (200, vec![("Content-Type", "text/plain; charset=utf-8".to_owned())], "well".to_owned()),
    });
    let response = Client::new(LIMITS, Reach::Anywhere, None).send(post(&server.url, true)).unwrap();
    assert_eq!((response.media_type.as_str(), response.body.as_slice()), ("text/plain", b"well".as_slice()));
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn what_may_have_been_done_is_not_done_twice() {
    let server = Server::start(|_, _| (502, Vec::new(), "the server behind is gone".to_owned()));
    let problem = Client::new(LIMITS, Reach::Anywhere, None).send(post(&server.url, false)).unwrap_err();
    assert!(problem.to_string().contains("the server behind is gone"), "{problem}");
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn an_answer_that_is_too_long_or_too_late_is_no_answer() {
    let server = Server::start(|_, _| (200, Vec::new(), "x".repeat(2000)));
    let problem = Client::new(LIMITS, Reach::Anywhere, None).send(post(&server.url, false)).unwrap_err();
    assert!(problem.to_string().contains("longer than 1000 bytes"), "{problem}");
    let slow = Server::start(|_, _| {
        std::thread::sleep(Duration::from_secs(2));
        (200, Vec::new(), String::new())
    });
    let hasty = Limits { total: Duration::from_millis(200), ..LIMITS };
    let problem = Client::new(hasty, Reach::Anywhere, None).send(post(&slow.url, false)).unwrap_err();
    assert!(problem.to_string().contains("no answer in time"), "{problem}");
}

#[test]
fn the_password_is_sent_when_the_server_asks_and_as_it_asks() {
    let server = Server::start(|_, asked| match &asked.authorization {
        Some(said) if said.starts_with("Digest ") && said.contains("nonce=\"n1\"") => {
            (200, Vec::new(), String::new())
        }
        _ => (
            401,
            vec![("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\"".to_owned())],
            String::new(),
        ),
    });
    let ann = Credentials::Password { user: "ann".to_owned(), password: "secret".to_owned() };
    let client = Client::new(LIMITS, Reach::Anywhere, Some(ann));
    client.send(post(&server.url, false)).unwrap();
    client.send(post(&server.url, false)).unwrap();
    let asked = server.asked();
    assert_eq!(asked.len(), 3, "once without, then always with");
    assert!(asked.iter().all(|asked| !format!("{asked:?}").contains("secret")));
    let problem = Client::new(LIMITS, Reach::Anywhere, None).send(post(&server.url, false)).unwrap_err();
    assert!(problem.to_string().contains("401"), "{problem}");
}

#[test]
fn a_redirection_is_not_followed() {
    let target = Server::start(|_, _| (200, Vec::new(), String::new()));
    let to = target.url.clone();
    let server = Server::start(move |_, _| (302, vec![("Location", to.clone())], String::new()));
    let problem = Client::new(LIMITS, Reach::Anywhere, None).send(post(&server.url, true)).unwrap_err();
    assert!(problem.to_string().contains("points elsewhere"), "{problem}");
    assert!(target.asked().is_empty());
}

#[test]
fn a_private_address_is_asked_only_if_it_was_named() {
    let server = Server::start(|_, _| (200, Vec::new(), String::new()));
    let named = |names: &[&str]| {
        let names: BTreeSet<String> = names.iter().map(|&name| name.to_owned()).collect();
        Client::new(LIMITS, Reach::Named(names), None).send(post(&server.url, false))
    };
    assert!(named(&["example.org"]).unwrap_err().to_string().contains("not allowed"));
    assert!(named(&["127.0.0.1"]).is_ok());
    assert_eq!(server.asked().len(), 1);
}
