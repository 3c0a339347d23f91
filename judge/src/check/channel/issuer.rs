//! Whether the issuer showed who it is.

use record::{Handshake, Misfit};

use crate::{
    check::{Found, Outcome},
    history::History,
};

/// The certificate was taken for the issuer's domain. What hangs on this machine's clock, or on what its TLS library can read,
/// settles nothing.
pub(in crate::check) fn domain(history: &History<'_>, exchange: u32) -> Found {
    let Some(event) = history.event(exchange) else {
        return Found::missing(exchange);
    };
    let connection = &event.exchange.connection;
    let (outcome, actual) = match connection.issuer.as_ref().map(|i| i.misfit) {
        Some(None) => (Outcome::Holds, "such a certificate".to_owned()),
        Some(Some(misfit)) => {
            let outcome = match misfit {
                Misfit::Validity | Misfit::Other => Outcome::Unsettled,
                _ => Outcome::Broken,
            };
            (outcome, misfit.describe().to_owned())
        }
        None => (Outcome::Unsettled, event.reply.describe()),
    };
    let why = match &event.exchange.ending {
        record::Ending::HandshakeFailed(why) => why.clone(),
        _ => String::new(),
    };
    let expected =
        "a certificate that binds the issuer's key to its domain, by an authority that is trusted";
    Found::new(outcome, expected, actual)
        .why(why)
        .at([exchange])
}

/// In each full handshake the issuer proved that it has this key.
pub(in crate::check) fn key(history: &History<'_>, exchanges: &[u32], key: &str) -> Found {
    let expected = format!("a proof of the key {key}, each time");
    let mut open = exchanges.is_empty();
    for id in exchanges {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        let connection = &event.exchange.connection;
        let broken = |actual: String| Found::new(Outcome::Broken, &expected, actual).at([*id]);
        match &connection.issuer {
            Some(shown) => match (shown.misfit, &shown.key) {
                (Some(Misfit::OtherKey | Misfit::BadSignature), None) => {
                    return broken(
                        shown
                            .misfit
                            .map(Misfit::describe)
                            .unwrap_or_default()
                            .to_owned(),
                    );
                }
                (_, Some(other)) if !other.eq_ignore_ascii_case(key) => {
                    return broken(format!("the key {other}"));
                }
                (None, Some(_)) if connection.handshake == Some(Handshake::Full) => {}
                _ => open = true,
            },
            None => open = true,
        }
    }
    if open {
        return Found::new(
            Outcome::Unsettled,
            expected,
            "not each time a full handshake",
        )
        .at(exchanges.iter().copied());
    }
    let actual = format!("{} such proofs", exchanges.len());
    Found::new(Outcome::Holds, expected, actual).at(exchanges.iter().copied())
}

#[cfg(test)]
mod tests {
    use record::{Ending, IssuerShown};

    use super::*;
    use crate::check::tests::{Tale, list};

    fn tale(shown: &[(Option<&str>, Option<Misfit>)]) -> Tale {
        let mut tale = Tale::default();
        for (key, misfit) in shown {
            match misfit {
                None => tale.asks("Alice", (0, 1), &list(&[], "0", "0")),
                Some(_) => tale.ends("Alice", (0, 1), Ending::HandshakeFailed("no".into())),
            }
            if let Some(exchange) = tale.0.exchanges.last_mut() {
                exchange.connection.handshake = misfit.is_none().then_some(Handshake::Full);
                exchange.connection.issuer = Some(IssuerShown {
                    key: key.map(str::to_owned),
                    misfit: *misfit,
                });
            }
        }
        tale
    }

    #[test]
    fn a_certificate_fits_its_domain_or_not_and_a_clock_settles_nothing() {
        let of = |misfit| {
            let tale = tale(&[(None, misfit)]);
            domain(&History::of(&tale.0), 1).outcome
        };
        assert_eq!(of(None), Outcome::Holds);
        for broken in [
            Misfit::OtherName,
            Misfit::UnknownAuthority,
            Misfit::BadSignature,
        ] {
            assert_eq!(of(Some(broken)), Outcome::Broken, "{broken:?}");
        }
        for open in [Misfit::Validity, Misfit::Other] {
            assert_eq!(of(Some(open)), Outcome::Unsettled, "{open:?}");
        }
        let mut unknown = Tale::default();
        unknown.ends("Alice", (0, 1), Ending::NotConnected("refused".into()));
        assert_eq!(
            domain(&History::of(&unknown.0), 1).outcome,
            Outcome::Unsettled
        );
    }

    #[test]
    fn the_key_is_the_same_in_each_full_handshake() {
        let of = |shown: &[_], ids: &[u32]| {
            let tale = tale(shown);
            key(&History::of(&tale.0), ids, "AB").outcome
        };
        assert_eq!(
            of(&[(Some("AB"), None), (Some("ab"), None)], &[1, 2]),
            Outcome::Holds
        );
        assert_eq!(
            of(&[(Some("AB"), None), (Some("CD"), None)], &[1, 2]),
            Outcome::Broken
        );
        let other = (None, Some(Misfit::OtherKey));
        assert_eq!(of(&[(Some("AB"), None), other], &[1, 2]), Outcome::Broken);
        let expired = (None, Some(Misfit::Validity));
        assert_eq!(
            of(&[(Some("AB"), None), expired], &[1, 2]),
            Outcome::Unsettled
        );
        assert_eq!(of(&[], &[]), Outcome::Unsettled);
    }

    #[test]
    fn a_resumed_session_proves_no_key_anew() {
        let mut tale = tale(&[(Some("AB"), None)]);
        tale.0.exchanges[0].connection.handshake = Some(Handshake::Resumed);
        assert_eq!(
            key(&History::of(&tale.0), &[1], "AB").outcome,
            Outcome::Unsettled
        );
    }
}
