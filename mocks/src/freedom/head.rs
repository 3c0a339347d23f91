//! A response as HTTP wrote it, written otherwise.

use super::carriage::{Carriage, Closes, Colon, Framing, Names, Reason};
use fastrand::Rng;

/// A response that was written whole.
pub(super) struct Whole<'a> {
    status: u16,
    reason: &'a str,
    fields: Vec<(&'a str, &'a str)>,
    body: &'a [u8],
    /// How many bytes it takes.
    pub(super) length: usize,
}

impl<'a> Whole<'a> {
    /// The response that bytes begin with, if it is there to its end. What is none is never one.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Whole<'a>> {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
        let head = str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let mut status = lines.next()?.strip_prefix("HTTP/1.1 ")?.splitn(2, ' ');
        let number = status.next()?.parse().ok()?;
        let fields: Option<Vec<_>> = lines
            .map(|line| {
                line.split_once(':')
                    .map(|(name, value)| (name, value.trim()))
            })
            .collect();
        let fields = fields?;
        let said = fields
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
        let stated = said.map_or(Some(0), |(_, value)| value.parse().ok())?;
        let body = bytes.get(end + 4..end + 4 + stated)?;
        Some(Whole {
            status: number,
            reason: status.next().unwrap_or_default(),
            fields,
            body,
            length: end + 4 + stated,
        })
    }

    /// Whether another one follows to the same request.
    pub(super) fn is_interim(&self) -> bool {
        self.status < 200
    }

    /// Whether it says that the connection ends.
    pub(super) fn closes(&self) -> bool {
        let says = |(name, value): &(&str, &str)| {
            name.eq_ignore_ascii_case("connection") && value.eq_ignore_ascii_case("close")
        };
        self.fields.iter().any(says)
    }

    /// Writes it otherwise.
    pub(super) fn write(&self, how: &Carriage, rng: &mut Rng) -> Vec<u8> {
        let mut out = Vec::new();
        if let Some(status) = how.interim {
            out.extend(format!("HTTP/1.1 {status} A moment\r\n\r\n").bytes());
        }
        let reason = match how.reason {
            Reason::Usual => self.reason,
            Reason::None => "",
            Reason::Other => "As it were",
        };
        out.extend(format!("HTTP/1.1 {} {reason}\r\n", self.status).bytes());
        // What has no body needs no end of it.
        let framing = if self.body.is_empty() {
            Framing::Length
        } else {
            how.framing
        };
        for (name, value) in self.fields(how, framing, rng) {
            let name = spelt(how.names, &name, rng);
            let line = match how.colon {
                Colon::Space => format!("{name}: {value}\r\n"),
                Colon::NoSpace => format!("{name}:{value}\r\n"),
                Colon::MuchSpace => format!("{name}: \t  {value}  \r\n"),
            };
            out.extend(line.bytes());
        }
        out.extend(b"\r\n");
        match framing {
            Framing::Length | Framing::Closing => out.extend(self.body),
            Framing::Chunks => chunks(&mut out, self.body, false, rng),
            Framing::ElaborateChunks => chunks(&mut out, self.body, true, rng),
        }
        out
    }

    fn fields(&self, how: &Carriage, framing: Framing, rng: &mut Rng) -> Vec<(String, String)> {
        let is_length = |name: &str| name.eq_ignore_ascii_case("content-length");
        let silent = framing != Framing::Closing && matches!(how.closes, Closes::Unannounced(_));
        let kept = |(name, _): &&(&str, &str)| {
            (framing == Framing::Length || !is_length(name))
                && !(silent && name.eq_ignore_ascii_case("connection"))
        };
        let mut fields: Vec<(String, String)> = self
            .fields
            .iter()
            .filter(kept)
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let mut add = |name: &str, value: &str| fields.push((name.to_owned(), value.to_owned()));
        if matches!(framing, Framing::Chunks | Framing::ElaborateChunks) {
            add("transfer-encoding", "chunked");
        }
        if how.extras {
            add("server", "Claire/1.0 (an issuer; see \"lcp.wsdl\")");
            add("x-powered-by", "");
            add("cache-control", "no-store, private");
            add("set-cookie", "a=b; HttpOnly");
            add("set-cookie", "c=d");
            add("x-content-length", "3");
        }
        if how.shuffled {
            rng.shuffle(&mut fields);
        }
        fields
    }
}

fn spelt(names: Names, name: &str, rng: &mut Rng) -> String {
    let mut beginning = true;
    name.chars()
        .map(|c| {
            let capital = match names {
                Names::Lower => false,
                Names::Title => beginning,
                Names::Upper => true,
                Names::Odd => rng.bool(),
            };
            beginning = c == '-';
            if capital {
                c.to_ascii_uppercase()
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect()
}

fn chunks(out: &mut Vec<u8>, mut body: &[u8], elaborate: bool, rng: &mut Rng) {
    while !body.is_empty() {
        let (chunk, rest) = body.split_at(rng.usize(1..=body.len()));
        let size = match elaborate {
            true => format!("00{:X};note=\"a; b\"\r\n", chunk.len()),
            false => format!("{:x}\r\n", chunk.len()),
        };
        out.extend(size.bytes());
        out.extend(chunk);
        out.extend(b"\r\n");
        body = rest;
    }
    let end: &[u8] = if elaborate {
        b"0\r\nX-Sum: none\r\n\r\n"
    } else {
        b"0\r\n\r\n"
    };
    out.extend(end);
}
