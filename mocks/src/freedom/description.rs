//! How the description is published, and where it says that the service is.

use super::liberties::Taken;
use super::writing::pick;
use crate::issuer::description::Notice;
use fastrand::Rng;
use http::header::HeaderValue;

/// How the description is published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// As which media type, where not as `text/xml`.
    pub media_type: Option<&'static str>,
    /// Where the service is behind its domain, where whoever starts it does not say so.
    pub path: Option<&'static str>,
    /// Whether the document has comments and white space of its own.
    pub dressed: bool,
}

impl Description {
    pub(super) fn drawn(mut rng: Rng) -> Description {
        let rng = &mut rng;
        Description {
            media_type: pick(
                rng,
                &[
                    None,
                    Some("text/xml"),
                    Some("application/xml"),
                    Some("application/wsdl+xml; charset=\"utf-8\""),
                ],
            ),
            path: pick(
                rng,
                &[
                    None,
                    Some("/"),
                    Some(":443/a/b.cgi"),
                    Some("/%6Ccp;v=1"),
                    Some("/i?d=7"),
                ],
            ),
            dressed: rng.bool(),
        }
    }

    pub(super) fn taken(&self) -> Vec<Taken> {
        let all = [
            ("media type of the description", self.media_type),
            ("place of the service", self.path),
            ("comments in the description", self.dressed.then_some("")),
        ];
        all.into_iter()
            .filter_map(|(name, how)| {
                Some(Taken {
                    name,
                    how: how?.to_owned(),
                })
            })
            .collect()
    }

    pub(super) fn amend(&self, notice: &mut Notice) {
        if let Some(media_type) = self.media_type {
            notice.media_type = HeaderValue::from_static(media_type);
        }
    }

    /// The document in another dress.
    pub(super) fn dress(&self, document: String) -> String {
        if !self.dressed {
            return document;
        }
        let body = document
            .split_once("?>\n")
            .map_or(document.as_str(), |(_, body)| body);
        format!(
            "<!-- of an issuer -->\r\n{}\n<!-- the end -->\n",
            body.replace("/>\n", " />\r\n\t<!-- - -->\n")
        )
    }
}
