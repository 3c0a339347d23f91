//! Faults of the channel: who is believed, and with which key.

use super::HolderFault;
use crate::agent::fault::{orders, reach, stream, trust};
use crate::fault::declare::{Declared, family};

family! {
    HolderFault below "lcp.holder.";

    /// The handshake takes any certificate, the message is sent, and the certificate is looked at afterwards.
    SENDS_BEFORE_VERIFICATION "sends-before-verification" ["channel.checked-first"],
        may ["channel.*", "outcome.*", "counter.*"]
        trust::checked_afterwards;
    /// It does not matter who signed a certificate: where an issuer has left its port, any other may be met there.
    CA_UNCHECKED "ca-unchecked" ["channel.authority"],
        may ["*"]
        trust::any_authority;
    /// Whoever has a good certificate can vouch for another.
    LEAF_AS_AUTHORITY "leaf-as-authority" ["channel.authority"],
        may ["channel.*"]
        trust::ordinary_authority;
    /// The authority that it is told of first vouches for an issuer for ever, and no other.
    AUTHORITY_FOR_EVER "authority-for-ever" ["channel.authority"],
        may ["channel.*"]
        orders::first_authority;
    /// A certificate may be for any host.
    HOSTNAME_UNCHECKED "hostname-unchecked" ["channel.name"],
        may ["channel.*"]
        trust::any_host;
    /// A certificate need only be for the address's host, not for the domain of the description.
    DOMAIN_UNCHECKED "domain-unchecked" ["channel.domain"],
        may ["channel.*"]
        reach::domain_unchecked;
    /// A certificate may have expired, or not be valid yet.
    EXPIRY_UNCHECKED "expiry-unchecked" ["channel.validity"],
        may ["channel.*"]
        trust::any_time;
    /// A certificate may not be valid yet.
    NOT_BEFORE_UNCHECKED "not-before-unchecked" ["channel.validity"],
        may ["channel.*"]
        trust::too_early;
    /// A certificate may be for clients alone.
    USAGE_UNCHECKED "usage-unchecked" ["channel.usage"],
        may ["channel.*"]
        trust::any_usage;
    /// A server needs no key to the certificate that it shows.
    POSSESSION_UNCHECKED "possession-unchecked" ["channel.possession"],
        may ["channel.*"]
        trust::no_possession;
    /// Before each connection it tries TLS 1.1, on a connection of its own.
    TLS_1_1_OFFERED "tls-1-1-offered" ["channel.versions"],
        may ["channel.*"]
        reach::old_version;
    /// It goes on with whatever version of TLS is chosen, on a connection that it makes before each.
    TLS_1_1_ACCEPTED "tls-1-1-accepted" ["channel.versions"],
        may ["channel.*"]
        reach::old_version_taken;
    /// Where a ticket allows early data it begins its handshakes with that.
    EARLY_DATA_SENT "early-data-sent" ["channel.early-data"],
        may ["channel.*"]
        reach::early_data;
    /// A service address with http is used, without TLS.
    CLEAR_ADDRESS_USED "clear-address-used" ["channel.tls-only"],
        may ["channel.*", "outcome.*"]
        reach::in_clear;
    /// Where an answer sends it elsewhere, in clear, it goes there with its message.
    REDIRECT_FOLLOWED_IN_CLEAR "redirect-followed-in-clear" ["channel.tls-only"],
        may ["channel.*", "outcome.*", "counter.*"]
        stream::redirections_followed;
    /// The key is made at each start, and not kept.
    NEW_KEY_EACH_START "new-key-each-start" ["channel.own-key"],
        may ["channel.*", "counter.*", "deposits.*", "application.*", "policy.*", "outcome.*", "amount.told", "supply.*"]
        reach::key_of_each_start;
    /// In each full handshake it is somebody else.
    NEW_KEY_EACH_CONNECTION "new-key-each-connection" ["channel.own-key"],
        may ["*"]
        reach::key_of_each_connection;
    /// The identifier that it tells is not its key's.
    KEY_TOLD_WRONG "key-told-wrong" ["channel.own-key"],
        may ["*"]
        orders::another_key_told;
    /// Each connection is a full handshake.
    SESSIONS_FORGOTTEN "sessions-forgotten" ["channel.resumption"]
        reach::sessions_forgotten;
    /// An issuer that is known by its key may have any.
    PINNED_KEY_IGNORED "pinned-key-ignored" ["channel.pinned-key"],
        may ["channel.*"]
        trust::any_pinned;
    /// What any issuer is asked goes to the one that was configured first.
    ISSUERS_MIXED "issuers-mixed" ["channel.several-issuers"],
        may ["request.*", "outcome.*", "channel.*", "counter.per-issuer", "deposits.*", "outcome.*"]
        orders::first_issuer;
    /// Whom it trusts for one issuer it trusts for all.
    TRUST_SHARED "trust-shared" ["channel.several-issuers"],
        may ["channel.*"]
        trust::shared;
}
