//! Why a handshake failed, in the words of a record.

use std::io;

use record::{Ending, Misfit};
use rustls::CertificateError;

fn tls_error(e: &io::Error) -> Option<&rustls::Error> {
    e.get_ref()
        .and_then(|inner| inner.downcast_ref::<rustls::Error>())
}

/// How a handshake ended that came to none.
pub(super) fn handshake_ending(e: &io::Error) -> Ending {
    match tls_error(e) {
        Some(rustls::Error::InvalidMessage(why)) => {
            Ending::Garbled(format!("what came is no TLS: {why:?}"))
        }
        Some(why) => Ending::HandshakeFailed(why.to_string()),
        None => Ending::NotConnected(format!("the connection ended during the handshake: {e}")),
    }
}

/// What was wrong with the issuer's certificate, where that ended the handshake.
pub(super) fn misfit(e: &io::Error) -> Option<Misfit> {
    use CertificateError as C;
    let rustls::Error::InvalidCertificate(why) = tls_error(e)? else {
        return None;
    };
    Some(match why {
        C::NotValidForName | C::NotValidForNameContext { .. } => Misfit::OtherName,
        C::UnknownIssuer => Misfit::UnknownAuthority,
        // What a pinned key is compared with.
        C::ApplicationVerificationFailure => Misfit::OtherKey,
        C::BadSignature => Misfit::BadSignature,
        C::Expired | C::ExpiredContext { .. } | C::NotValidYet | C::NotValidYetContext { .. } => {
            Misfit::Validity
        }
        _ => Misfit::Other,
    })
}
