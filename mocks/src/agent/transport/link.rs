//! A connection that carries letters.

use super::failure::{NotSent, Undelivered};
use super::sheet::Sheet;
use crate::issuer::channel::Duplex;
use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use http_body_util::{BodyExt, Limited};
use hyper::body::Frame;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use std::borrow::Cow;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};

/// The longest answer that is read, in bytes.
const LONGEST: usize = 1 << 20;

/// A message as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// Header fields, without those that say where it goes and how long it is.
    pub(crate) fields: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Bytes,
}

/// How letters are carried: what HTTP leaves to a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manner {
    /// Whether the names of fields begin with capital letters.
    pub(crate) title_case: bool,
    /// Whether the host comes behind the other fields.
    pub(crate) host_last: bool,
    /// A document goes in chunks of so many bytes, if it does.
    pub(crate) chunk: Option<usize>,
    /// Whether a connection is closed when it has carried an answer.
    pub(crate) closes: bool,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mail {
    pub(crate) status: u16,
    pub(crate) fields: HeaderMap,
    pub(crate) body: Bytes,
    /// Why it is not whole, if it is not.
    pub(crate) cut: Option<String>,
}

impl Mail {
    /// What it is in, by its head.
    pub(crate) fn content_type(&self) -> Option<Cow<'_, str>> {
        let field = self.fields.get(CONTENT_TYPE)?;
        Some(String::from_utf8_lossy(field.as_bytes()))
    }

    /// The charset that its content type names.
    pub(super) fn charset(&self) -> Option<String> {
        let content_type = self.content_type()?;
        let parameters = content_type.split(';').skip(1);
        let named = |it: &str| {
            let (name, value) = it.split_once('=')?;
            let is_it = name.trim().eq_ignore_ascii_case("charset");
            is_it.then(|| value.trim().trim_matches('"').to_owned())
        };
        parameters.filter_map(named).next()
    }
}

/// How long an answer may take.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    /// All of it.
    Whole(Duration),
    /// Its beginning, and then each part after the one before. What is under way comes never again, and is not given up for its length.
    Parts(Duration, Duration),
}

/// A connection, and who speaks on it.
pub(crate) struct Link {
    sender: SendRequest<Sheet>,
    driver: JoinHandle<()>,
    host: HeaderValue,
    path: String,
    manner: Manner,
    used: Instant,
    /// Of which way to the issuer it is a part.
    pub(super) generation: u64,
}

impl Drop for Link {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

impl Link {
    pub(super) fn new(talk: Talk, host: &str, path: &str, manner: Manner) -> Result<Link, String> {
        let (sender, driver) = talk;
        let host = HeaderValue::from_str(host).map_err(|error| error.to_string());
        Ok(Link {
            sender,
            driver,
            host: host?,
            path: path.to_owned(),
            manner,
            used: Instant::now(),
            generation: 0,
        })
    }

    /// Whether it can carry another letter, and was not idle for longer than this.
    pub(super) fn is_fresh(&self, idle: Duration) -> bool {
        self.sender.is_ready() && self.used.elapsed() < idle
    }

    /// Sends a letter and waits for its answer.
    pub(crate) async fn exchange(
        &mut self,
        letter: &Letter,
        limit: Limit,
    ) -> Result<Mail, Undelivered> {
        let mut request = Request::new(Sheet::of(&letter.body, self.manner.chunk));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.path.parse().map_err(|_| NotSent::Closed)?;
        let host = [(HOST, self.host.clone())];
        let (first, last) = match self.manner.host_last {
            true => (&letter.fields[..], &host[..]),
            false => (&host[..], &letter.fields[..]),
        };
        for (name, value) in first.iter().chain(last) {
            request.headers_mut().append(name, value.clone());
        }
        let (whole, parts) = match limit {
            Limit::Whole(whole) => (whole, (whole, whole)),
            Limit::Parts(first, then) => (Duration::MAX, (first, then)),
        };
        let heard = timeout(whole, ask(&mut self.sender, request, parts)).await;
        self.used = Instant::now();
        heard.unwrap_or_else(|_| Err(late(whole)))
    }
}

fn late(limit: Duration) -> Undelivered {
    Undelivered::NoAnswer(format!("nothing within {limit:?}"))
}

/// Those who send, and the task that does it for them.
pub(super) type Talk = (SendRequest<Sheet>, JoinHandle<()>);

/// Speaks HTTP on a stream.
pub(super) async fn clear(stream: impl Duplex + 'static, manner: Manner) -> Result<Talk, String> {
    let mut http = http1::Builder::new();
    http.title_case_headers(manner.title_case);
    let shaken = http.handshake(TokioIo::new(stream)).await;
    let (sender, connection) = shaken.map_err(|error| error.to_string())?;
    let driver = tokio::spawn(async move {
        let _ = connection.await;
    });
    Ok((sender, driver))
}

/// Fetches something, once.
pub(super) async fn get(talk: Talk, host: &str, path: &str) -> Result<Mail, String> {
    let mut link = Link::new(talk, host, path, Manner::default())?;
    let mut request = Request::new(Sheet::default());
    *request.uri_mut() = path.parse().map_err(|_| format!("{path} is no path"))?;
    request.headers_mut().insert(HOST, link.host.clone());
    let heard = ask(&mut link.sender, request, (Duration::MAX, Duration::MAX)).await;
    heard.map_err(|error| error.to_string())
}

async fn ask(
    sender: &mut SendRequest<Sheet>,
    request: Request<Sheet>,
    (first, then): (Duration, Duration),
) -> Result<Mail, Undelivered> {
    let no_answer = |why: String| Undelivered::NoAnswer(why);
    let response = match timeout(first, sender.try_send_request(request)).await {
        Ok(Ok(response)) => response,
        Err(_) => return Err(late(first)),
        // It is given back where not a byte of it was written.
        Ok(Err(mut error)) => match error.take_message() {
            Some(_) => return Err(NotSent::Closed.into()),
            None => return Err(no_answer(error.error().to_string())),
        },
    };
    let (head, body) = response.into_parts();
    let mut body = Limited::new(body, LONGEST);
    let (mut bytes, mut cut) = (BytesMut::new(), None);
    while cut.is_none() {
        let frame = timeout(then, body.frame()).await;
        let Some(frame) = frame.map_err(|_| late(then))? else {
            break;
        };
        match frame.map(Frame::into_data) {
            Ok(Ok(data)) => bytes.extend_from_slice(&data),
            Ok(Err(_)) => {}
            Err(error) => cut = Some(error.to_string()),
        }
    }
    Ok(Mail {
        status: head.status.as_u16(),
        fields: head.headers,
        body: bytes.freeze(),
        cut,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
    use tokio::time::sleep;

    const PAUSE: Duration = Duration::from_millis(50);
    const LIMIT: Duration = Duration::from_secs(2);

    /// Answers whatever comes with so many bytes, one after each pause, and says no more.
    async fn slow(mut stream: DuplexStream, length: usize, sends: usize) {
        let _ = stream.read(&mut [0; 1024]).await;
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
        let _ = stream.write_all(head.as_bytes()).await;
        for _ in 0..sends {
            sleep(PAUSE).await;
            let _ = stream.write_all(b"x").await;
        }
        let _ = stream.read(&mut [0; 1024]).await;
    }

    async fn heard(length: usize, sends: usize, limit: Limit) -> Result<Mail, Undelivered> {
        let (ours, theirs) = duplex(1024);
        let peer = tokio::spawn(slow(theirs, length, sends));
        let talk = clear(ours, Manner::default()).await.unwrap();
        let mut link = Link::new(talk, "localhost", "/lcp", Manner::default()).unwrap();
        let letter = Letter {
            fields: Vec::new(),
            body: Bytes::new(),
        };
        let heard = link.exchange(&letter, limit).await;
        peer.abort();
        heard
    }

    #[tokio::test]
    async fn a_reply_whose_parts_come_one_after_the_other_is_read_however_long_it_takes() {
        let parts = 1 + LIMIT.as_millis() as usize / PAUSE.as_millis() as usize;
        let mail = heard(parts, parts, Limit::Parts(LIMIT, LIMIT))
            .await
            .unwrap();
        assert_eq!((mail.body.len(), mail.cut), (parts, None));
    }

    #[tokio::test]
    async fn one_that_stops_or_has_a_limit_for_all_of_it_is_given_up() {
        let limit = 4 * PAUSE;
        assert!(heard(20, 1, Limit::Parts(LIMIT, limit)).await.is_err());
        assert!(heard(20, 20, Limit::Whole(limit)).await.is_err());
    }
}
