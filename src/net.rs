//! Floor 1. HTTP for all that asks other machines: bounded in time and size, tried again where that does no harm, and with
//! credentials that never stand on a command line.

mod credentials;
mod digest;
mod reach;

use std::sync::Mutex;
use std::thread::sleep;
use std::time::Duration;

use ureq::http::{self, HeaderMap, Request as HttpRequest};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error};

use crate::model::Diagnostic;
use digest::Challenge;

pub use credentials::Credentials;
pub use reach::Reach;

/// What a request may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until a connection stands.
    pub connect: Duration,
    /// Until the whole answer is there.
    pub total: Duration,
    /// The longest answer, in bytes.
    pub bytes: u64,
    /// How often a request is made at most.
    pub tries: u32,
}

impl Limits {
    /// For a store of our own: it may think for long and answer at length.
    pub const STORE: Self =
        Self { connect: Duration::from_secs(10), total: Duration::from_secs(600), bytes: 4 << 30, tries: 5 };
    /// For somebody else's service.
    pub const SERVICE: Self =
        Self { connect: Duration::from_secs(5), total: Duration::from_secs(60), bytes: 64 << 20, tries: 3 };
}

/// What is asked of a server.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// `GET`, `POST`, `PUT` …
    pub method: &'a str,
    /// Where.
    pub url: &'a str,
    /// The media types that can be read.
    pub accept: &'a str,
    /// The media type of the body, and the body.
    pub body: Option<(&'a str, &'a [u8])>,
    /// Whether making it twice comes to the same as making it once. Else it is only made again if the server says that
    /// it did nothing.
    pub repeatable: bool,
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The media type, without parameters.
    pub media_type: String,
    /// The headers, by lower-case name.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Vec<u8>,
}

/// Makes requests to one server or to several that share credentials.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    limits: Limits,
    credentials: Option<Credentials>,
    /// How the server wants the password, once it has said so.
    challenge: Mutex<Option<Challenge>>,
}

/// The first pause before another try; each next one is four times as long.
const PAUSE: Duration = Duration::from_millis(250);

/// A pause that a server asks for is kept, up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

impl Client {
    /// A client that may ask whatever `reach` allows.
    #[must_use]
    pub fn new(limits: Limits, reach: Reach, credentials: Option<Credentials>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(limits.connect))
            .timeout_global(Some(limits.total))
            // A redirection could lead to a place that nobody named.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("pactum/", env!("CARGO_PKG_VERSION")));
        // Through a proxy the addresses could not be looked at.
        let config = if reach.is_guarded() { config.proxy(None) } else { config };
        let agent = Agent::with_parts(config.build(), DefaultConnector::default(), reach::Guard::new(reach));
        Self { agent, limits, credentials, challenge: Mutex::new(None) }
    }

    /// Makes a request, again after a while if the server was busy or could not be reached.
    ///
    /// # Errors
    /// If there was no answer, one that is too long, or one that says no; with what the server said.
    pub fn send(&self, request: Request<'_>) -> Result<Response, Diagnostic> {
        let mut pause = PAUSE;
        let mut left = self.limits.tries;
        loop {
            left = left.saturating_sub(1);
            let asked_for = match self.authorized(request) {
                Ok(answer) if left > 0 && is_busy(answer.status, request.repeatable) => retry_after(&answer),
                Ok(answer) => return accepted(request, answer),
                Err(error) if left > 0 && is_passing(&error, request.repeatable) => None,
                Err(error) => return Err(unreachable(request.url, &error)),
            };
            sleep(asked_for.unwrap_or(pause).min(LONGEST_PAUSE));
            pause *= 4;
        }
    }

    /// Makes a request, and once more with the password if the server wants one.
    fn authorized(&self, request: Request<'_>) -> Result<Answer, Error> {
        let known = self.challenge.lock().map(|known| known.clone()).unwrap_or_default();
        let answer = self.once(request, known.as_ref())?;
        let Some(Credentials::Password { .. }) = &self.credentials else { return Ok(answer) };
        if answer.status != 401 {
            return Ok(answer);
        }
        let Some(challenge) = Challenge::best(answer.headers.get_all("www-authenticate")) else {
            return Ok(answer);
        };
        let answer = self.once(request, Some(&challenge))?;
        if let Ok(mut known) = self.challenge.lock() {
            *known = Some(challenge);
        }
        Ok(answer)
    }

    fn once(&self, request: Request<'_>, challenge: Option<&Challenge>) -> Result<Answer, Error> {
        let mut builder = HttpRequest::builder().method(request.method).uri(request.url);
        builder = builder.header("accept", request.accept);
        if let Some(value) = self.authorization(request, challenge) {
            builder = builder.header("authorization", value);
        }
        let mut response = match request.body {
            Some((media_type, body)) => {
                self.agent.run(builder.header("content-type", media_type).body(body)?)?
            }
            None => self.agent.run(builder.body(())?)?,
        };
        let body = response.body_mut().with_config().limit(self.limits.bytes).read_to_vec()?;
        Ok(Answer { status: response.status().as_u16(), headers: response.headers().clone(), body })
    }

    fn authorization(&self, request: Request<'_>, challenge: Option<&Challenge>) -> Option<String> {
        match (self.credentials.as_ref()?, challenge) {
            (Credentials::Token(token), _) => Some(format!("Bearer {token}")),
            (Credentials::Password { user, password }, Some(challenge)) => {
                let uri: http::Uri = request.url.parse().ok()?;
                let target = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
                Some(challenge.answer(user, password, request.method, target))
            }
            (Credentials::Password { .. }, None) => None,
        }
    }
}

/// Names and values as a form has them.
#[must_use]
pub fn form(fields: &[(&str, &str)]) -> String {
    let field = |(name, value): &(&str, &str)| format!("{}={}", encoded(name), encoded(value));
    fields.iter().map(field).collect::<Vec<_>>().join("&")
}

/// As it stands in a form or behind `?` in a URL.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            byte => out.extend(['%', hex(byte >> 4), hex(byte & 15)]),
        }
    }
    out
}

/// A hexadecimal digit.
fn hex(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or('0').to_ascii_uppercase()
}

/// What a server answered, whatever it was.
struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// Whether it is worth asking again: the server did nothing, or doing it twice does no harm.
const fn is_busy(status: u16, repeatable: bool) -> bool {
    matches!(status, 429 | 503) || repeatable && matches!(status, 502 | 504)
}

fn is_passing(error: &Error, repeatable: bool) -> bool {
    match error {
        Error::Io(error) => repeatable || error.kind() == std::io::ErrorKind::ConnectionRefused,
        Error::ConnectionFailed | Error::Timeout(ureq::Timeout::Connect) => true,
        _ => false,
    }
}

/// The pause that a busy server asks for, if it says so in seconds.
fn retry_after(answer: &Answer) -> Option<Duration> {
    let seconds = answer.headers.get("retry-after")?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

fn accepted(request: Request<'_>, answer: Answer) -> Result<Response, Diagnostic> {
    let Answer { status, headers, body } = answer;
    if !(200..300).contains(&status) {
        return Err(refused(request.url, status, &body));
    }
    let media_type = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Ok(Response { media_type, headers, body })
}

/// How much of what a server says about an error is shown, in characters.
const SHOWN: usize = 500;

fn refused(url: &str, status: u16, body: &[u8]) -> Diagnostic {
    let said: String = String::from_utf8_lossy(body).trim().chars().take(SHOWN).collect();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let what = match status {
        300..=399 => "it points elsewhere, which is not followed".to_owned(),
        401 | 403 => "it wants a user and a password, or others".to_owned(),
        404 => "there is nothing here".to_owned(),
        413 => "what was sent is too long for it".to_owned(),
        _ if said.is_empty() => "it says no more".to_owned(),
        _ => said,
    };
    let problem = Diagnostic::error(format!("the server answered {status}: {what}")).in_file(url);
    match status {
        401 | 403 => problem.hint("set them in the environment or write them in ~/.netrc: docs/stores.md"),
        _ => problem,
    }
}

fn unreachable(url: &str, error: &Error) -> Diagnostic {
    let what = match error {
        Error::BodyExceedsLimit(bytes) => format!("the answer is longer than {bytes} bytes"),
        Error::Timeout(_) => "there was no answer in time".to_owned(),
        Error::Other(error) => error.to_string(),
        error => format!("the server cannot be reached: {error}"),
    };
    Diagnostic::error(what).in_file(url)
}
