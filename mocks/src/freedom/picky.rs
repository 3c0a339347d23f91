//! What an issuer may refuse of what it is sent (spec/lcp.md, sections 4 and 11).

use super::liberties::Taken;
use super::writing::pick;
use crate::fault::AmendMail;
use crate::issuer::http::last;
use crate::issuer::mail::{Letter, Mail, Reply};
use crate::ledger::Caller;
use fastrand::Rng;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use wire::{Fault, Request};

/// What is refused that others take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picky {
    /// Any content type but `text/xml`, or none.
    pub other_types: bool,
    /// Processing instructions.
    pub instructions: bool,
    /// Requests of more than so many bytes; 64 KiB are enough for each of the profile, headers apart.
    pub largest: Option<usize>,
}

impl Picky {
    pub(super) fn drawn(mut rng: Rng) -> Picky {
        Picky {
            other_types: rng.bool(),
            instructions: rng.bool(),
            largest: pick(&mut rng, &[None, Some(128 * 1024)]),
        }
    }

    pub(super) fn taken(&self) -> Vec<Taken> {
        let largest = self.largest.map(|bytes| format!("{bytes} bytes"));
        let all = [
            (
                self.other_types,
                "other content types refused",
                String::new(),
            ),
            (
                self.instructions,
                "processing instructions refused",
                String::new(),
            ),
            (
                self.largest.is_some(),
                "large requests refused",
                largest.unwrap_or_default(),
            ),
        ];
        all.into_iter()
            .filter(|(is, _, _)| *is)
            .map(|(_, name, how)| Taken { name, how })
            .collect()
    }
}

impl AmendMail for Picky {
    fn turn_away(&self, right: &dyn Mail, head: &Parts) -> Option<Reply> {
        right.turn_away(head).or_else(|| {
            let other = self.other_types && !is_xml(head);
            other.then(|| last(StatusCode::UNSUPPORTED_MEDIA_TYPE))
        })
    }

    fn read(&self, right: &dyn Mail, caller: &Caller, letter: &Letter) -> Result<Request, Fault> {
        let request = right.read(caller, letter)?;
        if self.instructions && str::from_utf8(&letter.body).is_ok_and(has_instruction) {
            return Err(Fault::client("nobody is instructed here"));
        }
        Ok(request)
    }
}

fn is_xml(head: &Parts) -> bool {
    let said = head
        .headers
        .get(CONTENT_TYPE)
        .and_then(|said| said.to_str().ok());
    let media = said.and_then(|said| said.split(';').next()).map(str::trim);
    media.is_some_and(|media| media.eq_ignore_ascii_case("text/xml"))
}

/// Whether a well-formed document has a processing instruction, comments and CDATA sections not counted.
fn has_instruction(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let mut rest = match text.starts_with("<?xml ") {
        true => text.split_once("?>").map_or("", |(_, rest)| rest),
        false => text,
    };
    while let Some((_, behind)) = rest.split_once('<') {
        let skipped = [("!--", "-->"), ("![CDATA[", "]]>")]
            .into_iter()
            .find_map(|(begin, end)| Some(behind.strip_prefix(begin)?.split_once(end)?.1));
        rest = match skipped {
            Some(rest) => rest,
            None if behind.starts_with('?') => return true,
            None => behind,
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::has_instruction;

    #[test]
    fn instructions_are_told_from_what_looks_like_them() {
        assert!(has_instruction("<?xml version='1.0'?><a><?b?></a>"));
        assert!(has_instruction("<?b?><a/>"));
        for none in [
            "<?xml version='1.0'?><a/>",
            "<a><!-- <?b?> --></a>",
            "<a><![CDATA[<?b?>]]></a>",
        ] {
            assert!(!has_instruction(none), "{none}");
        }
    }
}
