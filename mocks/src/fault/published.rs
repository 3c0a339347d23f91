//! Faults of what is published and of how answers are written.

use super::delegate::delegate_service;
use crate::issuer::service::Service;
use std::sync::Arc;
use wire::Response;

/// Publishes something else, or nothing.
pub(super) struct Description {
    right: Arc<dyn Service>,
    amend: fn(String) -> Option<String>,
}

impl Description {
    pub(super) fn missing(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(Description {
            right,
            amend: |_| None,
        })
    }

    pub(super) fn relative(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(Description {
            right,
            amend: |document| Some(relative(&document)),
        })
    }
}

impl Service for Description {
    fn describe(&self, document: String) -> Option<String> {
        (self.amend)(self.right.describe(document)?)
    }

    delegate_service!(serve, cut_off, ended, write, ledger);
}

/// The document with the path alone for an address.
fn relative(document: &str) -> String {
    const ADDRESS: &str = "location=\"https://";
    match document.split_once(ADDRESS) {
        Some((before, after)) => {
            let path = after.find(['/', '"']).unwrap_or(0);
            format!("{before}location=\"{}", &after[path..])
        }
        None => document.to_owned(),
    }
}

/// Writes what belongs into the envelope, and forgets the envelope.
pub(super) struct WithoutEnvelope {
    right: Arc<dyn Service>,
}

impl WithoutEnvelope {
    pub(super) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(WithoutEnvelope { right })
    }
}

impl Service for WithoutEnvelope {
    fn write(&self, response: &Response) -> String {
        let whole = self.right.write(response);
        let body = whole
            .split_once("Body>")
            .and_then(|(_, rest)| rest.rsplit_once("</"));
        let content = body
            .and_then(|(rest, _)| rest.rsplit_once("</"))
            .map(|(content, _)| content);
        content.unwrap_or("").to_owned()
    }

    delegate_service!(serve, cut_off, ended, describe, ledger);
}
