//! The same build and the same answers on the embedded store and on SPARQL services: Oxigraph's server and Virtuoso. A server
//! that is not installed is skipped, and that is said.
//!
//! `PACTUM_OXIGRAPH` names the program of Oxigraph's server (`pip install oxigraph` brings it), if it is not on the path;
//! `PACTUM_VIRTUOSO` that of Virtuoso, `virtuoso-t`.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use pactum::pack::Files;
use pactum::query::{Vocabulary, saved};

/// A server that is stopped when it is dropped, and the folder of its files.
pub(crate) struct Running {
    process: Child,
    _dir: tempfile::TempDir,
}

impl Running {
    pub(crate) fn new(process: Child, dir: tempfile::TempDir) -> Self {
        Self { process, _dir: dir }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A server that keeps a store.
struct Service {
    name: &'static str,
    _running: Running,
    /// What pactum is told of it.
    options: Vec<String>,
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn start(
    name: &'static str,
    variable: &str,
    program: &str,
    arguments: impl Fn(&Path) -> Vec<String>,
) -> Option<(Child, tempfile::TempDir)> {
    let program = std::env::var(variable).unwrap_or_else(|_| program.to_owned());
    let dir = tempfile::tempdir().unwrap();
    let mut command = Command::new(&program);
    command.args(arguments(dir.path())).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(process) = command.spawn() else {
        eprintln!("skipped: {name} is not installed ({program}; name it with {variable})");
        return None;
    };
    Some((process, dir))
}

pub(crate) fn wait_for(port: u16) {
    let begun = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the server does not start");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn oxigraph() -> Option<Service> {
    let port = free_port();
    let arguments = |dir: &Path| {
        let location = dir.join("db").display().to_string();
        ["serve", "--location", &location, "--bind", &format!("127.0.0.1:{port}")].map(str::to_owned).to_vec()
    };
    let (process, dir) = start("Oxigraph's server", "PACTUM_OXIGRAPH", "oxigraph", arguments)?;
    wait_for(port);
    let options = vec!["--store".to_owned(), format!("http://127.0.0.1:{port}")];
    Some(Service { name: "oxigraph", _running: Running::new(process, dir), options })
}

fn virtuoso() -> Option<Service> {
    let (port, sql) = (free_port(), free_port());
    let arguments = |dir: &Path| {
        let file = |name: &str| dir.join(name).display().to_string();
        let configuration = format!(
            "[Database]\nDatabaseFile={}\nErrorLogFile={}\nLockFile={}\nTransactionFile={}\nxa_persistent_file={}\n\
             [TempDatabase]\nDatabaseFile={}\nTransactionFile={}\n\
             [Parameters]\nServerPort=127.0.0.1:{sql}\nDisableUnixSocket=1\nServerThreads=10\nNumberOfBuffers=10000\nMaxDirtyBuffers=6000\n\
             [HTTPServer]\nServerPort=127.0.0.1:{port}\nServerRoot={}\nServerThreads=5\n\
             [SPARQL]\nResultSetMaxRows=1000000\n",
            file("v.db"),
            file("v.log"),
            file("v.lck"),
            file("v.trx"),
            file("v.pxa"),
            file("t.db"),
            file("t.trx"),
            dir.display()
        );
        fs::write(dir.join("virtuoso.ini"), configuration).unwrap();
        vec!["-f".to_owned(), "-c".to_owned(), file("virtuoso.ini")]
    };
    let (process, dir) = start("Virtuoso", "PACTUM_VIRTUOSO", "virtuoso-t", arguments)?;
    wait_for(port);
    let at = |path: &str| format!("http://127.0.0.1:{port}/{path}");
    let options = [
        ("--store", at("sparql")),
        ("--store-update", at("sparql-auth")),
        ("--store-graphs", at("sparql-graph-crud-auth")),
        ("--store-default-graph", "https://w3id.org/pactum/graph/statements".to_owned()),
        ("--store-evaluate", "here".to_owned()),
    ];
    let options = options.into_iter().flat_map(|(name, value)| [name.to_owned(), value]).collect();
    Some(Service { name: "virtuoso", _running: Running::new(process, dir), options })
}

fn pactum(options: &[String], arguments: &[&str]) -> String {
    let mut command = assert_cmd::Command::cargo_bin("pactum").unwrap();
    // The account that a new Virtuoso has.
    command.env("PACTUM_STORE_USER", "dba").env("PACTUM_STORE_PASSWORD", "dba");
    let output =
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(options).args(arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{options:?} {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// All that is asked of each store: the saved queries with their examples, and the commands that read.
fn questions() -> Vec<Vec<String>> {
    let words = Vocabulary::of(&Files::embedded());
    let mut all = Vec::new();
    for saved in saved::all(&Files::embedded(), &words).unwrap() {
        let mut call = vec!["query".to_owned(), saved.name.clone()];
        for parameter in
            saved.parameters.iter().filter(|parameter| parameter.required && parameter.default.is_none())
        {
            call.extend([format!("--{}", parameter.name), parameter.example.clone().unwrap()]);
        }
        call.extend(["--format", "csv"].map(str::to_owned));
        all.push(call);
    }
    for call in [
        "export --format nquads",
        "export --format jsonl",
        "export --format csv",
        "export",
        "export --hash",
        "query investments --cite --format json",
        "why OpenAI",
        "validate",
    ] {
        all.push(call.split(' ').map(str::to_owned).collect());
    }
    all
}

fn answer(options: &[String], question: &[String]) -> String {
    let mut command = assert_cmd::Command::cargo_bin("pactum").unwrap();
    let output =
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(options).args(question).output().unwrap();
    format!("{:?} {}", output.status.code(), String::from_utf8_lossy(&output.stdout))
}

fn same_as_embedded(service: &Service) {
    let dir = tempfile::tempdir().unwrap();
    let embedded = ["--store".to_owned(), dir.path().join("db").display().to_string()];
    let questions = questions();
    let compare = |when: &str, questions: &[Vec<String>]| {
        let differing: Vec<String> = questions
            .iter()
            .filter(|question| answer(&embedded, question) != answer(&service.options, question))
            .map(|question| question.join(" "))
            .collect();
        assert!(differing.is_empty(), "{when}, {} answers otherwise: {differing:#?}", service.name);
    };
    for store in [&embedded[..], &service.options] {
        let built = pactum(store, &["--quiet", "build", "data/articles"]);
        assert_eq!(built, "");
        let again = pactum(store, &["--json", "build", "data/articles"]);
        assert!(again.contains("\"added\":0"), "{again}");
    }
    compare("after the build", &questions);
    let first = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles")).unwrap();
    let mut articles: Vec<String> =
        first.map(|file| format!("data/articles/{}", file.unwrap().file_name().display())).collect();
    articles.sort();
    let gone = |store: &[String]| pactum(store, &["--json", "remove", &articles[0]]);
    assert_eq!(gone(&embedded), gone(&service.options));
    let whole: Vec<Vec<String>> =
        questions.iter().filter(|question| question[0] == "export").cloned().collect();
    compare("after a document was taken back", &whole);
    let dataset = dir.path().join("listed.ttl");
    fs::write(&dataset, "<urn:a> <urn:p> \"ä\\n\\\"b\\\"\", true, 1.5 .\n<urn:b> <urn:p> <urn:a> .\n")
        .unwrap();
    for store in [&embedded[..], &service.options] {
        pactum(store, &["--quiet", "import", dataset.to_str().unwrap()]);
    }
    compare("after an import", &whole);
}

#[test]
fn a_store_on_oxigraphs_server_answers_as_the_embedded_one() {
    if let Some(service) = oxigraph() {
        same_as_embedded(&service);
    }
}

#[test]
fn a_store_on_virtuoso_answers_as_the_embedded_one() {
    if let Some(service) = virtuoso() {
        same_as_embedded(&service);
    }
}

#[test]
fn a_password_in_the_url_of_a_store_is_refused() {
    let mut command = assert_cmd::Command::cargo_bin("pactum").unwrap();
    let output = command.args(["--store", "http://ann:secret@127.0.0.1:1/", "sources"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("does not belong in the URL") && !said.contains("secret"), "{said}");
}
