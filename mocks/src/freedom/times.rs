//! When deposits requests are answered.

use super::liberties::Taken;
use super::writing::pick;
use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use fastrand::Rng;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;
use wire::{Request, Response};

/// When deposits requests are answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// How much later than the wait's end an empty list comes; within 1 s it is as it should be.
    pub late: Duration,
    /// How long after a deposit has arrived its waiter is told; within 250 ms it is as it should be.
    pub leisure: Duration,
    /// The longest wait that is taken; at least 60 s is as it should be.
    pub longest: Option<Duration>,
}

impl Times {
    pub(super) fn drawn(mut rng: Rng) -> Times {
        let ms = Duration::from_millis;
        Times {
            late: ms(pick(&mut rng, &[0, 0, 50, 400])),
            leisure: ms(pick(&mut rng, &[0, 0, 10, 60])),
            longest: pick(
                &mut rng,
                &[None, Some(ms(60_000)), Some(ms(u32::MAX.into()))],
            ),
        }
    }

    pub(super) fn taken(&self) -> Vec<Taken> {
        let ms = |time: Duration| format!("{} ms", time.as_millis());
        let all = [
            (!self.late.is_zero(), "empty lists late", ms(self.late)),
            (!self.leisure.is_zero(), "deposits late", ms(self.leisure)),
            (
                self.longest.is_some(),
                "longest wait",
                ms(self.longest.unwrap_or_default()),
            ),
        ];
        all.into_iter()
            .filter(|(is, _, _)| *is)
            .map(|(_, name, how)| Taken { name, how })
            .collect()
    }
}

/// Answers so.
pub(super) struct Timed {
    pub(super) right: Arc<dyn Service>,
    pub(super) how: Times,
}

impl Service for Timed {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        let Request::GetDeposits(asked) = request else {
            return self.right.serve(caller, request);
        };
        let waits = asked
            .milliseconds_wait
            .trim()
            .parse()
            .is_ok_and(|ms: u64| ms > 0);
        Box::pin(async move {
            let answer = self.right.serve(caller, request).await;
            if let Ok(Response::GetDeposits(answer)) = &answer
                && waits
            {
                let empty = answer.deposits.is_empty();
                sleep(if empty {
                    self.how.late
                } else {
                    self.how.leisure
                })
                .await;
            }
            answer
        })
    }

    delegate_service!();
}
