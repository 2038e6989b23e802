//! SERVICE in a query: off unless the host was named, once for each question, silent where the query says so.

use assert_cmd::Command;

use crate::server::{Server, field};

const STORE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/deals.trig");

/// A service that knows where a company is listed.
fn listings() -> Server {
    Server::start(|_, asked| {
        assert!(field(&asked.body, "query").contains("urn:listed"), "{asked:?}");
        let rows = r#"{"head":{"vars":["company","exchange"]},"results":{"bindings":[
            {"company":{"type":"uri","value":"https://w3id.org/pactum/id/company/lumen"},"exchange":{"type":"literal","value":"XNAS"}}]}}"#;
        (200, vec![("Content-Type", "application/sparql-results+json".to_owned())], rows.to_owned())
    })
}

fn query(server: &Server, silent: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let text = format!(
        "SELECT ?deal ?exchange {{ ?deal pact:investor ?company \
         SERVICE {silent} <{}> {{ ?company <urn:listed> ?exchange }} }}",
        server.url
    );
    let mut command = Command::cargo_bin("pactum").unwrap();
    let output = command
        .args(["--store", STORE])
        .args(arguments)
        .args(["query", "--format", "csv", &text])
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const ROW: &str = "https://w3id.org/pactum/id/investment/lumen-brightwater,XNAS";

#[test]
fn a_service_is_asked_only_if_its_host_is_named() {
    let server = listings();
    let (code, _, said) = query(&server, "", &[]);
    assert_eq!(code, Some(2));
    assert!(said.contains("not allowed") && said.contains("--allow-service 127.0.0.1"), "{said}");
    assert!(server.asked().is_empty());
    let (code, rows, said) = query(&server, "", &["--allow-service", "127.0.0.1"]);
    assert_eq!((code, rows.lines().nth(1)), (Some(0), Some(ROW)), "{said}");
    assert_eq!(server.asked().len(), 1, "one question is asked once");
}

#[test]
fn a_service_on_a_private_address_must_be_named_by_it() {
    let server = listings();
    let text =
        format!("ASK {{ SERVICE <http://localhost.example:{}/> {{ ?a <urn:listed> ?b }} }}", server.port);
    let mut command = Command::cargo_bin("pactum").unwrap();
    let output =
        command.args(["--store", STORE, "--allow-service", "127.0.0.1", "query", &text]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(server.asked().is_empty());
}

#[test]
fn a_silent_service_that_fails_leaves_the_rows_as_they_are() {
    let broken = Server::start(|_, _| (500, Vec::new(), "out of order".to_owned()));
    let (code, rows, _) = query(&broken, "SILENT", &["--allow-service", "127.0.0.1"]);
    let without = "https://w3id.org/pactum/id/investment/lumen-brightwater,";
    assert_eq!((code, rows.lines().nth(1)), (Some(0), Some(without)));
    let (code, _, said) = query(&broken, "", &["--allow-service", "127.0.0.1"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("out of order"), "{said}");
    let unasked = listings();
    let (code, rows, _) = query(&unasked, "SILENT", &[]);
    assert_eq!((code, rows.lines().nth(1)), (Some(0), Some(without)), "not allowed is as good as failed");
    assert!(unasked.asked().is_empty());
}
