//! Fetching the description.

use super::channel::Channel;
use super::failure::NotSent;
use super::link::{Mail, Manner, clear, get};
use super::resolve::connect;
use crate::agent::pace::Pace;
use http::Uri;
use tokio::time::timeout;

/// Where the service of an issuer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Service {
    pub(super) host: String,
    pub(super) port: u16,
    /// Path and query.
    pub(super) path: String,
}

/// Fetches `lcp.wsdl` and gives the address in it.
pub(super) async fn fetch(
    wsdl: &str,
    channel: &dyn Channel,
    pace: &Pace,
) -> Result<String, NotSent> {
    let failed = |why: String| NotSent::Description(format!("{wsdl}: {why}"));
    let uri: Uri = wsdl.parse().map_err(|_| failed("it is no URL".into()))?;
    let (Some("http"), Some(host)) = (uri.scheme_str(), uri.host()) else {
        return Err(failed("it is no http URL".into()));
    };
    let fetched = async {
        let port = uri.port_u16().unwrap_or(80);
        let stream = connect(host, port).await.map_err(|e| e.to_string())?;
        let authority = uri.authority().map_or(host, |it| it.as_str());
        let mail = get(
            clear(stream, Manner::default()).await?,
            authority,
            &path(&uri),
        )
        .await?;
        read(&mail, channel)
    };
    match timeout(pace.description, fetched).await {
        Ok(fetched) => fetched.map_err(failed),
        Err(_) => Err(failed(format!("not within {:?}", pace.description))),
    }
}

fn read(mail: &Mail, channel: &dyn Channel) -> Result<String, String> {
    if let Some(why) = &mail.cut {
        return Err(why.clone());
    }
    if mail.status != 200 {
        return Err(format!("HTTP status {}", mail.status));
    }
    channel.find(mail.charset().as_deref(), &mail.body)
}

/// Takes a service's address apart: it is an absolute https URL, or nothing is sent there.
pub(super) fn service(address: &str) -> Result<Service, NotSent> {
    let failed = |why| NotSent::Description(format!("the service's address {address:?} {why}"));
    let uri: Uri = address.parse().map_err(|_| failed("is no URL"))?;
    let (Some("https"), Some(host)) = (uri.scheme_str(), uri.host()) else {
        return Err(failed("is no absolute https URL"));
    };
    Ok(Service {
        host: host.to_owned(),
        port: uri.port_u16().unwrap_or(443),
        path: path(&uri),
    })
}

fn path(uri: &Uri) -> String {
    let path = uri.path_and_query().map_or("/", |it| it.as_str());
    match path.starts_with('/') {
        true => path.to_owned(),
        false => format!("/{path}"),
    }
}
