//! Faults of the description: what is in it, and where and as what it is published.

use super::delegate::delegate_service;
use crate::issuer::description::Notice;
use crate::issuer::service::Service;
use http::HeaderValue;
use std::sync::Arc;

/// Publishes another document.
pub(super) struct Wsdl {
    right: Arc<dyn Service>,
    amend: fn(&str) -> String,
}

impl Wsdl {
    /// Amounts, fees and balances are binary floating point, as in the draft's own document (draft §2.1).
    pub(super) fn double(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Wsdl::with(right, |document| {
            ["Amount", "Fee", "Balance"]
                .iter()
                .fold(document.to_owned(), |document, name| {
                    document.replace(&format!("type=\"lcp:{name}\""), "type=\"xsd:double\"")
                })
        })
    }

    /// Another port is for a binding that there is not.
    pub(super) fn dangling(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Wsdl::with(right, |document| {
            let port = "<wsdl:port name=\"Old\" binding=\"lcp:OldBinding\"/></wsdl:service>";
            document.replace("</wsdl:service>", port)
        })
    }

    /// The service has another name.
    pub(super) fn renamed(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Wsdl::with(right, |document| {
            document.replace("\"AccountService\"", "\"LcpService\"")
        })
    }

    /// The address is that of a port where nobody listens, on the issuer's own host.
    pub(super) fn wrong_address(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Wsdl::with(right, |document| {
            const ADDRESS: &str = "location=\"https://";
            let Some((before, after)) = document.split_once(ADDRESS) else {
                return document.to_owned();
            };
            let host = after.find([':', '/', '\"']).unwrap_or(after.len());
            let rest = after[host..].find(['/', '"']).unwrap_or(0) + host;
            format!("{before}{ADDRESS}{}:1{}", &after[..host], &after[rest..])
        })
    }

    fn with(right: Arc<dyn Service>, amend: fn(&str) -> String) -> Arc<dyn Service> {
        Arc::new(Wsdl { right, amend })
    }
}

impl Service for Wsdl {
    fn describe(&self, document: String) -> Option<String> {
        self.right
            .describe(document)
            .map(|document| (self.amend)(&document))
    }

    delegate_service!(serve, cut_off, ended, write, ledger);
}

/// Publishes under another path.
pub(super) fn elsewhere(notice: &mut Notice) {
    notice.path = "/issuer/lcp.wsdl".to_owned();
}

/// Publishes as something that toolkits do not take for XML.
pub(super) fn as_plain_text(notice: &mut Notice) {
    notice.media_type = HeaderValue::from_static("text/plain");
}
