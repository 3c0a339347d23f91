//! Two payments on their way at once.

use super::counter::shared;
use super::seams::around_desk;
use crate::agent::desk::{Attended, Desk};
use crate::agent::parts::Parts;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use wire::adapter::{Order, Refusal};

/// What is behind an issuer's name where it is known a second time.
const SECOND: &str = " (2)";

/// Knows each issuer twice, with the same key, and pays by the second way where the first is taken.
struct Hasty {
    right: Arc<dyn Desk>,
    under_way: AtomicU64,
}

impl Hasty {
    /// The same order for the issuer as it is known the second time, if both have to know.
    fn doubled(order: &Order) -> Option<Order> {
        let mut order = order.clone();
        match &mut order {
            Order::Configure(it) => it.issuer.push_str(SECOND),
            Order::Policy(it) => it.issuer.push_str(SECOND),
            Order::Supply(it) => it.issuer.push_str(SECOND),
            _ => return None,
        }
        Some(order)
    }
}

impl Desk for Hasty {
    fn attend(&self, mut order: Order) -> Attended<'_> {
        Box::pin(async move {
            if let Some(doubled) = Hasty::doubled(&order) {
                self.right.attend(doubled).await?;
            }
            let Order::Transfer(transfer) = &mut order else {
                return self.right.attend(order).await;
            };
            let taken = self.under_way.fetch_add(1, Ordering::SeqCst);
            if taken % 2 == 1 {
                transfer.issuer.push_str(SECOND);
            }
            let done = self.right.attend(order).await;
            self.under_way.fetch_sub(1, Ordering::SeqCst);
            done
        })
    }

    fn decline(&self, op: &str) -> Result<serde_json::Value, Refusal> {
        self.right.decline(op)
    }
}

pub(super) fn raced(parts: &mut Parts) {
    around_desk(parts, |right| {
        let under_way = AtomicU64::new(0);
        Arc::new(Hasty { right, under_way })
    });
}

pub(super) fn unwaiting(parts: &mut Parts) {
    shared(parts);
    raced(parts);
}
