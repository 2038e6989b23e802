//! Datasets from the web, off a small server on this machine: packed and not, moved elsewhere, cut off halfway.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use crate::datasets::{gzip, zstandard};
use crate::program::told;

const TURTLE: &str =
    "@prefix e: <https://registry.example/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    e:1 rdfs:label 'Cisco Systems, Inc.' . e:2 rdfs:label 'Kroger Co' . e:3 rdfs:label 'Halden Marine ASA' .";
const TRIPLES: &str =
    "<https://registry.example/1> <urn:p> \"a\" .\n<https://registry.example/2> <urn:p> \"b\" .\n";

/// A server that answers each request with the bytes that `answer` gives for its path and its headers.
fn serve(answer: impl Fn(&str, &str) -> Vec<u8> + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let head = head(&stream);
            let path = head.split(' ').nth(1).unwrap_or("/").to_owned();
            // Whoever asked may have gone.
            let _ = (&stream).write_all(&answer(&path, &head));
        }
    });
    url
}

fn head(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn answered(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut all =
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len()).into_bytes();
    for (name, value) in headers {
        all.extend(format!("{name}: {value}\r\n").into_bytes());
    }
    all.extend(b"\r\n");
    all.extend(body);
    all
}

/// Runs pactum on the store in `dir`: exit code, and all that it printed.
fn pactum(dir: &tempfile::TempDir, arguments: &[&str]) -> (i32, String) {
    told(dir.path(), &[&["--store", "store"], arguments].concat())
}

fn datasets(dir: &tempfile::TempDir) -> Vec<String> {
    let list = pactum(dir, &["import", "--list"]).1;
    let counts = list.lines().map(|line| line.split('\t').take(2).collect::<Vec<_>>().join(": "));
    counts.collect()
}

#[test]
fn a_dataset_comes_in_from_the_web_however_it_is_packed() {
    let url = serve(|path, head| match path {
        "/plain.ttl" => answered("200 OK", &[], TURTLE.as_bytes()),
        "/packed.ttl.gz" => answered("200 OK", &[("Content-Type", "application/gzip")], &gzip(TURTLE)),
        "/packed.ttl.zst" => answered("200 OK", &[], &zstandard(TURTLE)),
        // The name tells nothing; the media type does, also with parameters and packed on its way.
        "/typed" => answered("200 OK", &[("Content-Type", "text/turtle; charset=utf-8")], TURTLE.as_bytes()),
        "/on-its-way" => answered(
            "200 OK",
            &[("Content-Type", "application/n-triples"), ("Content-Encoding", "gzip")],
            &gzip(TRIPLES),
        ),
        // The server gives what is asked for first.
        "/negotiated" if head.contains("text/turtle") => {
            answered("200 OK", &[("Content-Type", "text/turtle")], TURTLE.as_bytes())
        }
        "/moved" => answered("302 Found", &[("Location", "/typed")], b"<html>"),
        _ => answered("404 Not Found", &[], b"nothing"),
    });
    let dir = tempfile::tempdir().unwrap();
    for path in ["plain.ttl", "packed.ttl.gz", "packed.ttl.zst", "typed", "on-its-way", "negotiated", "moved"]
    {
        let name = path.replace('.', "-");
        let (code, said) = pactum(&dir, &["import", &format!("{url}/{path}"), "--as", &name]);
        assert_eq!(code, 0, "{path}: {said}");
    }
    assert_eq!(
        datasets(&dir),
        [
            "moved: 3 triples",
            "negotiated: 3 triples",
            "on-its-way: 2 triples",
            "packed-ttl-gz: 3 triples",
            "packed-ttl-zst: 3 triples",
            "plain-ttl: 3 triples",
            "typed: 3 triples",
        ]
    );
    let (code, said) = pactum(&dir, &["import", &format!("{url}/typed"), "--describe"]);
    assert!(code == 0 && said.starts_with("3 triples about 3 things"), "{said}");
    let (code, said) = pactum(&dir, &["import", &format!("{url}/gone.ttl")]);
    assert!(code == 2 && said.contains("404"), "{said}");
    let (code, said) = pactum(&dir, &["import", &format!("{url}/plain.ttl"), "--format", "rdfxml"]);
    assert!(code == 2 && said.contains("nothing was imported"), "{said}");
}

#[test]
fn what_breaks_off_halfway_changes_nothing() {
    let whole = TRIPLES.repeat(2000);
    let sent = whole.clone();
    let url = serve(move |path, _| match path {
        "/whole.nt" => answered("200 OK", &[], sent.as_bytes()),
        // At the end of a line, so that all that came can be read.
        "/cut.nt" => {
            let mut all = answered("200 OK", &[], sent.as_bytes());
            all.truncate(all.len() - TRIPLES.len() * 1000);
            all
        }
        "/cut.nt.gz" => {
            let packed = gzip(&sent);
            answered("200 OK", &[], &packed[..packed.len() / 2])
        }
        _ => {
            let chunk = format!("{:x}\r\n{TRIPLES}\r\n", TRIPLES.len());
            format!("HTTP/1.1 200 OK\r\nContent-Type: application/n-triples\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{chunk}{chunk}")
                .into_bytes()
        }
    });
    let dir = tempfile::tempdir().unwrap();
    pactum(&dir, &["import", &format!("{url}/whole.nt"), "--as", "d"]);
    assert_eq!(datasets(&dir), ["d: 2 triples"]);
    let before = pactum(&dir, &["export", "--format", "nquads"]).1;
    for path in ["cut.nt", "cut.nt.gz", "chunked"] {
        let (code, said) = pactum(&dir, &["import", &format!("{url}/{path}"), "--as", "d"]);
        assert_eq!(code, 2, "{path}: {said}");
        assert_eq!(pactum(&dir, &["export", "--format", "nquads"]).1, before, "{path}");
    }
}
