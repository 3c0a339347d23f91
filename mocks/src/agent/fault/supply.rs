//! What is wrong with moves between identities.

use super::seams::ordered;
use crate::agent::parts::Parts;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use wire::KeyId;
use wire::adapter::{Order, Supply};

fn amending(parts: &mut Parts, amend: impl Fn(&mut Supply) + Send + Sync + 'static) {
    ordered(parts, move |mut order| {
        if let Order::Supply(supply) = &mut order {
            amend(supply);
        }
        order
    });
}

pub(super) fn ignored(parts: &mut Parts) {
    amending(parts, |supply| supply.from.clear());
}

pub(super) fn nothing_kept(parts: &mut Parts) {
    amending(parts, |supply| supply.keep = None);
}

pub(super) fn by_anybody(parts: &mut Parts) {
    let known = Arc::new(Mutex::new(BTreeSet::new()));
    ordered(parts, move |mut order| {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut order {
            Order::Identity { application, .. } => known.extend(application.clone()),
            Order::Supply(supply) if !supply.from.is_empty() => {
                let mut all = known.clone();
                all.extend(supply.from.drain(..));
                all.remove(&supply.application);
                supply.from = all.into_iter().collect();
            }
            _ => {}
        }
        order
    });
}

pub(super) fn to_nobody(parts: &mut Parts) {
    parts.moving.recipient = |key| KeyId::of_spki(key.to_string().as_bytes()).to_string();
}

pub(super) fn under_one_id(parts: &mut Parts) {
    parts.moving.id = |_| "supply".to_owned();
}
