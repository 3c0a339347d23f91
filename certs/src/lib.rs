//! Authorities, certificates and keys, and the TLS configurations made of them.
//!
//! The key is who somebody is (paper §2.3): a holder proves that it has one, and nothing else
//! about its certificate is looked at; an issuer is bound to its domain by an authority, or
//! pinned by its key.

mod authority;
mod client;
mod error;
mod flawed;
mod identity;
mod key_kind;
mod key_log;
mod keyring;
mod particulars;
mod peculiar;
mod pem;
mod possession;
mod remembering;
mod server;
mod sessions;
mod spki;
mod unusual;
mod validity;

pub use authority::Authority;
pub use client::{
    Trust, client_config, client_config_for, client_config_verifying, client_with_raw_key,
    client_without_identity, server_verifier,
};
pub use error::CertsError;
pub use flawed::Flaw;
pub use identity::Identity;
pub use key_kind::{IssuerKey, KeyKind};
pub use key_log::KeyLogFile;
pub use keyring::Keyring;
pub use particulars::{Day, Extensions, Particulars, Unusual};
pub use peculiar::{Turncoat, client_forcing_early_data, client_of_several};
pub use server::{
    any_key_holder, server_config, server_config_for, server_config_for_raw_keys,
    server_config_with,
};
pub use sessions::Sessions;
pub use spki::{PublicKey, key_id_of_certificate, key_id_of_raw_key, of_certificate as public_key};
