//! Deposits that are told to several.

use super::seams::at_desk;
use crate::agent::parts::Parts;
use serde_json::json;
use std::sync::{Mutex, PoisonError};
use wire::adapter::{Deposited, Order, Statement};

/// A deposit that was told, and to which applications.
struct Known {
    issuer: String,
    deposit: Deposited,
    told: Vec<String>,
}

pub(super) fn told_to_all(parts: &mut Parts) {
    let known = Mutex::new(Vec::<Known>::new());
    at_desk(
        parts,
        |order| order,
        move |order, done| {
            let Order::Deposits {
                issuer,
                application: Some(application),
                ..
            } = order
            else {
                return done;
            };
            let value = done?;
            let Ok(mut statement) = serde_json::from_value::<Statement>(value.clone()) else {
                return Ok(value);
            };
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            let own = std::mem::take(&mut statement.deposits);
            for other in known.iter_mut().filter(|it| it.issuer == *issuer) {
                if !other.told.contains(application) {
                    other.told.push(application.clone());
                    statement.deposits.push(other.deposit.clone());
                }
            }
            known.extend(own.iter().map(|deposit| Known {
                issuer: issuer.clone(),
                deposit: deposit.clone(),
                told: vec![application.clone()],
            }));
            statement.deposits.extend(own);
            Ok(json!(statement))
        },
    );
}
