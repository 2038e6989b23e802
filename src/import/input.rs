//! From a place to bytes: a file, standard input or a web address, unpacked if packed.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use flate2::bufread::MultiGzDecoder;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use ruzstd::decoding::StreamingDecoder;

use crate::model::Diagnostic;

/// Something to read triples from.
pub struct Input {
    /// What messages call it.
    pub name: String,
    /// How it is written.
    pub form: Form,
    /// How far it is read.
    pub bytes: Bytes,
    pub(super) reader: Box<dyn Read>,
}

/// How a dataset is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// RDF.
    Rdf(RdfFormat),
    /// A table with this between its columns.
    Table(u8),
}

/// How many bytes were read, as they lie there, packed or not.
#[derive(Clone, Debug, Default)]
pub struct Bytes {
    /// So far.
    pub read: Arc<AtomicU64>,
    /// All, if that is known.
    pub of: Option<u64>,
}

/// A connection that says nothing for so long is dead.
const PATIENCE: Duration = Duration::from_secs(60);

impl Input {
    /// Opens `place`: a web address, `-`, or a file. `form` says how it is written if its name does not.
    ///
    /// # Errors
    /// If it cannot be opened, or nothing tells how it is written.
    pub fn open(place: &str, form: Option<Form>) -> Result<Self, Diagnostic> {
        let mut bytes = Bytes::default();
        let mut told = form;
        let raw: Box<dyn Read> = if place.starts_with("http://") || place.starts_with("https://") {
            let (body, kind, length) = fetch(place)?;
            told = told.or_else(|| kind.as_deref().and_then(form_of_media_type));
            bytes.of = length;
            body
        } else if place == "-" {
            Box::new(io::stdin())
        } else {
            let file = File::open(place).map_err(|error| unreadable(place, &error))?;
            let meta = file.metadata().map_err(|error| unreadable(place, &error))?;
            if meta.is_dir() {
                return Err(Diagnostic::error("is a folder, not a file").in_file(place));
            }
            bytes.of = Some(meta.len());
            Box::new(file)
        };
        let form = told.or_else(|| form_of_name(place)).ok_or_else(|| {
            Diagnostic::error("nothing tells in which format this is")
                .in_file(place)
                .hint("--format turtle, trig, ntriples, nquads, jsonld, rdfxml, n3, csv or tsv")
        })?;
        let counted = Counting { inner: raw, read: Arc::clone(&bytes.read) };
        let reader = unpacked(BufReader::new(counted)).map_err(|error| unreadable(place, &error))?;
        Ok(Self { name: place.to_owned(), form, bytes, reader })
    }
}

impl Form {
    /// The form of this name: `turtle`, `ttl`, `csv` …
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Some(Self::Rdf(match word {
            "turtle" => RdfFormat::Turtle,
            "ntriples" => RdfFormat::NTriples,
            "nquads" => RdfFormat::NQuads,
            "rdfxml" => RdfFormat::RdfXml,
            "jsonld" | "json" => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
            "csv" => return Some(Self::Table(b',')),
            "tsv" | "tab" => return Some(Self::Table(b'\t')),
            other => RdfFormat::from_extension(other)?,
        }))
    }
}

/// By the ending of a file's name, that of packing aside.
fn form_of_name(place: &str) -> Option<Form> {
    let path = place.split(['?', '#']).next().unwrap_or(place);
    let path = [".gz", ".zst", ".zstd"].iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path);
    Form::of_word(&Path::new(path).extension()?.to_str()?.to_ascii_lowercase())
}

fn form_of_media_type(kind: &str) -> Option<Form> {
    match kind {
        "text/csv" => Some(Form::Table(b',')),
        "text/tab-separated-values" => Some(Form::Table(b'\t')),
        _ => RdfFormat::from_media_type(kind).map(Form::Rdf),
    }
}

const ACCEPTED: &str = "text/turtle, application/n-triples, application/n-quads, application/trig, \
     application/rdf+xml;q=0.9, application/ld+json;q=0.8, text/csv;q=0.7, */*;q=0.1";

type Fetched = (Box<dyn Read>, Option<String>, Option<u64>);

fn fetch(url: &str) -> Result<Fetched, Diagnostic> {
    let config = ureq::Agent::config_builder()
        .timeout_connect(Some(PATIENCE))
        .timeout_recv_response(Some(PATIENCE))
        .timeout_per_read(Some(PATIENCE))
        .accept(ACCEPTED)
        .build();
    let response = config.new_agent().get(url).call().map_err(|error| {
        Diagnostic::error(format!("cannot be fetched: {error}"))
            .in_file(url)
            .hint("check the address, or fetch it by other means")
    })?;
    let body = response.into_body();
    let (kind, length) = (body.mime_type().map(str::to_owned), body.content_length());
    Ok((Box::new(body.into_reader()), kind, length))
}

/// What `packed` holds: unpacked if it begins as gzip or Zstandard does.
fn unpacked(mut packed: BufReader<Counting>) -> io::Result<Box<dyn Read>> {
    let begin = packed.fill_buf()?;
    if begin.starts_with(&[0x1f, 0x8b]) {
        Ok(Box::new(BufReader::new(MultiGzDecoder::new(packed))))
    } else if begin.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        Ok(Box::new(BufReader::new(Zstandard::new(packed)?)))
    } else {
        Ok(Box::new(packed))
    }
}

/// Zstandard: one frame after the other.
struct Zstandard {
    frame: Option<StreamingDecoder<BufReader<Counting>, ruzstd::decoding::FrameDecoder>>,
}

impl Zstandard {
    fn new(packed: BufReader<Counting>) -> io::Result<Self> {
        let frame = StreamingDecoder::new(packed).map_err(io::Error::other)?;
        Ok(Self { frame: Some(frame) })
    }
}

impl Read for Zstandard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(frame) = &mut self.frame {
            let read = frame.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let mut packed = self
                .frame
                .take()
                .map(StreamingDecoder::into_inner)
                .ok_or_else(|| io::Error::other("no frame"))?;
            if !packed.fill_buf()?.is_empty() {
                *self = Self::new(packed)?;
            }
        }
        Ok(0)
    }
}

struct Counting {
    inner: Box<dyn Read>,
    read: Arc<AtomicU64>,
}

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

fn unreadable(place: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(format!("cannot be read: {error}")).in_file(place)
}
