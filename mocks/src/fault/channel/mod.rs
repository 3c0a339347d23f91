//! Faults of how a peer becomes a known holder.

mod addresses;
mod blueprint;
mod by_hand;
mod certificates;
mod delegate;
mod hello;
mod holders;
mod memory;
mod pushes;
mod refusals;
mod sessions;
mod sightings;
mod strangers;
mod tickets;
mod verifier;

pub(super) use addresses::bound_to_first_address;
pub(crate) use blueprint::{Blueprint, Setting, amend_channel};
pub(super) use by_hand::{old_versions_served, ticket_is_enough};
pub(super) use certificates::{another_domain, another_key};
pub(super) use holders::{
    by_certificate, by_name_and_number, last_certificate, lost_on_resumption, of_the_bits,
    raw_key_elsewhere,
};
pub(super) use pushes::Pushes;
pub(super) use refusals::{
    authorities_refused, ed25519_refused, odd_refused, p_256_refused, rsa_refused,
    self_signed_refused, tls_1_2_refused, tls_1_3_refused, unusual_refused,
};
pub(crate) use sessions::NoTickets;
pub(super) use sessions::{closes_after_each, early_data, never_resumes};
pub(crate) use sightings::Sightings;
pub(super) use strangers::{no_key_needed, no_proof_needed, plain_http};
pub(super) use tickets::session_before_key;
