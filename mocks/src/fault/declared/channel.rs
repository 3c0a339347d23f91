//! Faults of the channel, and of who is who on it.

use super::Fault;
use crate::fault::amend::Amendment::{Channel, Sighted};
use crate::fault::channel;
use crate::fault::declare::{Declared, family};

family! {
    Fault below "lcp.issuer.";

    /// The port of TLS serves HTTP in clear as well, for a holder whose key nobody has.
    PLAIN_HTTP_ACCEPTED "plain-http-accepted" ["channel.tls-only"]
        Channel(channel::plain_http);
    /// A client that speaks TLS 1.2 and nothing newer is refused.
    REFUSES_TLS_1_2 "refuses-tls-1-2" ["channel.tls-1-2"], may ["channel.*", "counter.*"]
        Channel(channel::tls_1_2_refused);
    /// TLS 1.3 is not spoken, except with raw public keys.
    REFUSES_TLS_1_3 "refuses-tls-1-3" ["channel.tls-1-3"], may ["channel.*", "counter.*"]
        Channel(channel::tls_1_3_refused);
    /// A handshake for TLS 1.1 or 1.0 at most is answered with a ServerHello of that version.
    TLS_1_1_SERVED "tls-1-1-served" ["channel.old-versions-refused"]
        Channel(channel::old_versions_served);
    /// The issuer shows a certificate of its key for another domain.
    CERTIFICATE_OF_ANOTHER_DOMAIN "certificate-of-another-domain" ["channel.domain-certificate"]
        Channel(channel::another_domain);
    /// In each full handshake the issuer has another key, certified for its domain.
    CHANGES_ITS_KEY "changes-its-key" ["channel.pinned-key"]
        Channel(channel::another_key);
    /// A client without a certificate is served, for a holder whose key nobody has.
    NO_CLIENT_KEY_NEEDED "no-client-key-needed" ["channel.client-key-required"]
        Channel(channel::no_key_needed);
    /// Self-signed certificates are refused, except those of keys that have money at the start.
    SELF_SIGNED_REFUSED "self-signed-refused" ["channel.self-signed-accepted"]
        Channel(channel::self_signed_refused);
    /// Accounts are kept under the SHA-256 of the key's bits alone, except those of P-256 keys and of
    /// keys that have money at the start.
    KEY_IDENTIFIER_OF_THE_BITS "key-identifier-of-the-bits" ["channel.key-identifier"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Channel(channel::of_the_bits);
    /// P-256 keys are refused, except those that have money at the start.
    P_256_REFUSED "p-256-refused" ["channel.p-256"]
        Channel(channel::p_256_refused);
    /// RSA keys are refused, except those that have money at the start.
    RSA_REFUSED "rsa-refused" ["channel.rsa-2048"]
        Channel(channel::rsa_refused);
    /// Ed25519 keys are refused, except those that have money at the start.
    ED25519_REFUSED "ed25519-refused" ["channel.ed25519"]
        Channel(channel::ed25519_refused);
    /// Whoever shows a certificate is taken for its holder, whatever the signature.
    NO_PROOF_OF_POSSESSION "no-proof-of-possession" ["channel.possession"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Channel(channel::no_proof_needed);
    /// Another certificate than the first that was seen of a key has an account of its own.
    ACCOUNT_BY_CERTIFICATE "account-by-certificate" ["channel.same-key-same-account"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Channel(channel::by_certificate);
    /// A certificate with the subject name and the serial number of one seen before acts for the
    /// key that showed them first.
    ACCOUNT_BY_SUBJECT_NAME "account-by-subject-name" ["channel.certificate-fields"],
        may ["deposits.balance-after-fee", "fees.deposits-reported"]
        Channel(channel::by_name_and_number);
    /// Certificates that say they are an authority's are refused, except those of keys that have
    /// money at the start.
    AUTHORITIES_REFUSED "authorities-refused" ["channel.self-signed-accepted"]
        Channel(channel::authorities_refused);
    /// Certificates that have expired, or are not valid yet, are refused, except those of keys that
    /// have money at the start.
    ODD_CERTIFICATES_REFUSED "odd-certificates-refused" ["channel.certificate-fields"]
        Channel(channel::odd_refused);
    /// Certificates of X.509 version 1, or with an unknown critical extension, are refused, except
    /// those of keys that have money at the start.
    UNUSUAL_CERTIFICATES_REFUSED "unusual-certificates-refused" ["channel.unusual-certificates"]
        Channel(channel::unusual_refused);
    /// Of a chain the last certificate's key is the holder's.
    LAST_CERTIFICATE_COUNTS "last-certificate-counts" ["channel.first-certificate"], may ["deposits.*", "fees.deposits-reported"]
        Channel(channel::last_certificate);
    /// No session is resumed, except with raw public keys.
    NEVER_RESUMES "never-resumes" ["channel.resumption"]
        Channel(channel::never_resumes);
    /// A resumed session of TLS 1.2 acts for somebody who is nobody.
    IDENTITY_LOST_ON_RESUMPTION "identity-lost-on-resumption" ["channel.resumption-identity"]
        Channel(channel::lost_on_resumption);
    /// A ticket of TLS 1.3 with a wrong proof of its secret is answered with a ServerHello that
    /// resumes its session.
    TICKET_IS_ENOUGH "ticket-is-enough" ["channel.ticket-without-secret"]
        Channel(channel::ticket_is_enough);
    /// A client that offers a session makes a full handshake, and acts for the holder of that
    /// session.
    SESSION_BEFORE_KEY "session-before-key" ["channel.full-handshake-decides"],
        may ["channel.resumption", "deposits.balance-after-fee", "fees.deposits-reported"]
        Channel(channel::session_before_key);
    /// Tickets of TLS 1.3 allow early data, which is accepted.
    EARLY_DATA_OFFERED "early-data-offered" ["channel.no-early-data"]
        Channel(channel::early_data);
    /// A connection is closed after each answer.
    CLOSES_AFTER_EACH_ANSWER "closes-after-each-answer" ["channel.many-messages"]
        Channel(channel::closes_after_each);
    /// A key that comes from another address than at first is another holder.
    HOLDER_BOUND_TO_FIRST_ADDRESS "holder-bound-to-first-address" ["channel.any-address"],
        may ["channel.full-handshake-decides", "counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Channel(channel::bound_to_first_address);
    /// A raw public key has another account than a certificate of that key.
    RAW_KEY_IS_ANOTHER_HOLDER "raw-key-is-another-holder" ["channel.raw-public-keys"], may ["counter.*"]
        Channel(channel::raw_key_elsewhere);
    /// Once a transfer was executed the issuer connects to where it last saw the recipient, before it answers.
    PUSHES_DEPOSITS "pushes-deposits" ["channel.never-connects"]
        Sighted(channel::Pushes::around);
}
