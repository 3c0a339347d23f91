//! Whether the holder and its issuers have a version of TLS in common.

use judge::decode::tls;
use record::Arrival;

use super::World;
use crate::runner::{Halt, Step};

impl World {
    /// What a holder does not offer it is not tried with: it may offer TLS 1.2 alone or TLS 1.3 alone, since every issuer takes
    /// both, but those that speak one of them alone in a scenario.
    ///
    /// # Errors
    /// Where the holder came to an issuer and never offered the only version that this one speaks.
    pub(super) fn has_a_version_in_common(&self) -> Step {
        let mut choosy = self.issuers.values().filter_map(|issuer| {
            let (version, since) = issuer.speaks_only()?;
            Some((issuer.name(), version, since))
        });
        choosy.try_for_each(|(name, version, since)| {
            let seen = self.watch.seen();
            let came = seen.arrivals.iter();
            let came = came.filter(|a| a.issuer == name && a.at >= since);
            match never_offers(came, version) {
                true => Err(Halt::not_applicable(format!(
                    "the holder offers no {}, which it need not: its ClientHello says so",
                    tls::name(version)
                ))),
                false => Ok(()),
            }
        })
    }
}

/// Whether somebody came, and no ClientHello offers a version.
fn never_offers<'a>(arrivals: impl Iterator<Item = &'a Arrival>, version: u16) -> bool {
    let hellos = arrivals.filter_map(|a| tls::client_hello(a.hello.as_slice()));
    let offers: Vec<bool> = hellos.map(|hello| hello.offers(version)).collect();
    !offers.is_empty() && !offers.contains(&true)
}

#[cfg(test)]
mod tests {
    use judge::decode::tls::{TLS_1_2, TLS_1_3};
    use record::Octets;

    use super::*;

    /// One who came and said this first.
    fn came(hello: &[u8]) -> Arrival {
        Arrival {
            hello: Octets::new(hello),
            ..Arrival::new(1, "main".into(), 1, 0)
        }
    }

    /// A ClientHello with these extensions (RFC 5246 §7.4.1.2).
    fn hello(extensions: &[u8]) -> Vec<u8> {
        let suites = [&[0][..], &[0, 2, 0xc0, 0x2f], &[1, 0]].concat();
        let body = [&[3, 3][..], &[7; 32], &suites, extensions].concat();
        let length = u8::try_from(body.len()).unwrap();
        [&[22, 3, 1, 0, length + 4, 1, 0, 0, length][..], &body].concat()
    }

    #[test]
    fn what_no_hello_offers_is_not_offered() {
        let old = came(&hello(&[]));
        // supported_versions with TLS 1.3 alone (RFC 8446 §4.2.1).
        let new = came(&hello(&[0, 7, 0, 43, 0, 3, 2, 3, 4]));
        let never = |came: &[&Arrival], version| never_offers(came.iter().copied(), version);
        assert!(never(&[&old], TLS_1_3) && !never(&[&old], TLS_1_2));
        assert!(never(&[&new], TLS_1_2) && !never(&[&new], TLS_1_3));
        assert!(!never(&[&new, &old], TLS_1_2));
        // Nobody has said anything.
        assert!(!never(&[], TLS_1_2) && !never(&[&came(b"")], TLS_1_2));
    }
}
