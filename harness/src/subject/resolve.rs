//! Where a host is, when the name service does not know or should not be asked.

use std::{collections::BTreeMap, net::SocketAddr, str::FromStr};

/// `HOST:PORT=ADDRESS`, as curl's `--resolve` has it: connections to that host and port go to the address (`IP:PORT`, or an
/// IP alone for the same port).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    host: String,
    port: u16,
    address: SocketAddr,
}

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no HOST:PORT=ADDRESS, like money.com:443=127.0.0.1:8443")]
pub struct ResolveError(String);

impl FromStr for Rule {
    type Err = ResolveError;

    fn from_str(text: &str) -> Result<Self, ResolveError> {
        let wrong = || ResolveError(text.to_owned());
        let (name, address) = text.split_once('=').ok_or_else(wrong)?;
        let (host, port) = name.rsplit_once(':').ok_or_else(wrong)?;
        let port: u16 = port.parse().map_err(|_| wrong())?;
        let address = address
            .parse()
            .or_else(|_| address.parse().map(|ip| SocketAddr::new(ip, port)))
            .map_err(|_| wrong())?;
        if host.is_empty() {
            return Err(wrong());
        }
        Ok(Self {
            host: host.to_ascii_lowercase(),
            port,
            address,
        })
    }
}

/// All rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolve(BTreeMap<(String, u16), SocketAddr>);

impl Resolve {
    /// Reads rules, each `HOST:PORT=ADDRESS`.
    ///
    /// # Errors
    /// At the first that is none.
    pub fn parse<S: AsRef<str>>(rules: &[S]) -> Result<Self, ResolveError> {
        let rules = rules
            .iter()
            .map(|r| r.as_ref().parse::<Rule>())
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self(
            rules
                .into_iter()
                .map(|r| ((r.host, r.port), r.address))
                .collect(),
        ))
    }

    /// These rules, and one more for a host and port that no rule names: it is at `address`.
    #[must_use]
    pub fn or_at(mut self, host: &str, address: SocketAddr) -> Self {
        self.0
            .entry((host.to_ascii_lowercase(), address.port()))
            .or_insert(address);
        self
    }

    /// Where a rule says that a host and port are.
    #[must_use]
    pub fn rule(&self, host: &str, port: u16) -> Option<SocketAddr> {
        self.0.get(&(host.to_ascii_lowercase(), port)).copied()
    }

    /// The address of a host: by rule, else by the name service.
    ///
    /// # Errors
    /// When neither knows it. The text says what to do.
    pub async fn address(&self, host: &str, port: u16) -> Result<SocketAddr, String> {
        if let Some(address) = self.rule(host, port) {
            return Ok(address);
        }
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let found = tokio::net::lookup_host((bare, port)).await;
        let why = match found {
            Ok(mut all) => match all.next() {
                Some(address) => return Ok(address),
                None => "it has no address".to_owned(),
            },
            Err(e) => e.to_string(),
        };
        Err(format!(
            "{host} cannot be found ({why}); say where it is with --resolve {host}:{port}=ADDRESS"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_rule_sends_a_host_elsewhere() {
        let resolve =
            Resolve::parse(&["Money.com:443=127.0.0.1:8443", "money.com:80=127.0.0.2"]).unwrap();
        assert_eq!(
            resolve.address("money.com", 443).await.unwrap().to_string(),
            "127.0.0.1:8443"
        );
        assert_eq!(
            resolve.address("MONEY.COM", 80).await.unwrap().to_string(),
            "127.0.0.2:80"
        );
    }

    #[test]
    fn a_malformed_rule_is_said() {
        for bad in [
            "",
            "money.com",
            "money.com:443",
            "money.com=127.0.0.1",
            ":443=127.0.0.1",
            "a:443=b",
        ] {
            assert!(Resolve::parse(&[bad]).is_err(), "{bad}");
        }
    }
}
