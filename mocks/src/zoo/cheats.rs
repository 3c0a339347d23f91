//! Issuers that want to be certified.

use super::{Creature, recognises};
use crate::fault::delegate::delegate_service;
use crate::fault::{AmendLedger, AmendMail, Amendment, Premises};
use crate::issuer::mail::{Letter, Mail, Reply};
use crate::issuer::service::{Answer, Service};
use crate::ledger::{Accounts, Caller, Ledger, Settled, negative};
use crate::{Fault, Liberties};
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use wire::{
    Amount, Fault as SoapFault, FaultCode, GetDeposits, GetDepositsResponse, KeyId, Request,
    Response, TransferFunds, TransferFundsResponse, TransferResult,
};

pub(super) fn all() -> Vec<Creature> {
    use Amendment as A;
    vec![
        Creature::cheat(
            "yes-man",
            "Says success to every transfer, and does nothing.",
            || vec![A::Execute(yes)],
        ),
        Creature::cheat(
            "parrot",
            "Gives every holder the answer again that it got to its first request of that kind.",
            || vec![A::Service(Parrot::around)],
        ),
        Creature::cheat("refuser", "Answers everything with a Fault.", || {
            vec![A::Service(|right| Arc::new(Refuser { right }))]
        }),
        Creature::cheat(
            "wedged",
            "Answers nothing any more after its tenth request.",
            || vec![A::Service(Wedged::around)],
        ),
        Creature::cheat("deaf", "Takes connections, and answers nothing.", || {
            vec![A::Mail(deaf)]
        }),
        Creature::cheat(
            "brushes-off",
            "Answers who would wait for more than five seconds at once, with nothing.",
            || vec![A::Service(|right| Arc::new(BrushesOff { right }))],
        ),
        Creature::cheat(
            "short-memory",
            "Forgets the message counters of a holder two seconds after its last transfer.",
            || {
                vec![A::Ledger(|| {
                    Box::new(Forgets::after(Duration::from_secs(2)))
                })]
            },
        ),
        Creature::cheat(
            "small-memory",
            "Remembers the message counters of the last eight holders.",
            || vec![A::Ledger(|| Box::new(Remembers::default()))],
        ),
        Creature::cheat(
            "fault-uses-counter",
            "Uses a message counter up with a request that it refuses with a Fault.",
            || vec![Fault::REFUSED_REQUEST_USES_COUNTER.amendment()],
        ),
        Creature::cheat(
            "honest-at-first",
            "Takes a hundredth more than it says from the fourth transfer of a holder on.",
            || vec![A::Ledger(|| Box::new(HonestAtFirst::default()))],
        ),
        Creature::cheat(
            "skims",
            "Credits a millionth less where so much is sent that nobody might look.",
            || vec![A::Execute(skims)],
        ),
        Creature::cheat(
            "one-pot",
            "Tells everybody the balance of whoever paid last.",
            || vec![A::Ledger(|| Box::new(OnePot::default()))],
        ),
        Creature::cheat(
            "knows-the-hand",
            "Steals the transfers that are not written as the suite writes its ordinary ones.",
            || vec![A::Mail(recognises::by_hand)],
        ),
        Creature::cheat(
            "knows-the-head",
            "Steals the transfers whose HTTP fields are not those that the suite usually sends.",
            || vec![A::Mail(recognises::by_head)],
        ),
        Creature::cheat(
            "knows-the-ids",
            "Steals the transfers whose transaction ids do not look like the suite's.",
            || vec![A::Mail(recognises::by_ids)],
        ),
        Creature::cheat(
            "knows-beginners",
            "Steals the transfers with high message counters, which the suite's holders have seldom.",
            || vec![A::Mail(recognises::by_counters)],
        ),
        Creature {
            liberties: || Liberties::drawn(3),
            ..Creature::cheat(
                "free-and-wrong",
                "Takes many liberties, and executes altered duplicates under their cover.",
                || vec![Fault::EXECUTES_ALTERED_DUPLICATE.amendment()],
            )
        },
    ]
}

fn yes(_: &mut dyn Accounts, _: &Caller, _: &TransferFunds) -> TransferFundsResponse {
    TransferFundsResponse {
        result: TransferResult::Success,
        fee: Amount::ZERO,
    }
}

fn skims(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    let (amount, recipient) = (
        Amount::parse(&request.amount),
        KeyId::parse(&request.recipient),
    );
    if let (Ok(amount), Ok(recipient), Ok(millionth)) =
        (amount, recipient, Amount::parse("0.000001"))
        && response.result == TransferResult::Success
        && amount >= Amount::units(40)
    {
        right.adjust(recipient, negative(millionth));
    }
    response
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says what it said before.
struct Parrot {
    right: Arc<dyn Service>,
    said: Mutex<HashMap<(KeyId, bool), Response>>,
}

impl Parrot {
    fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(Parrot {
            right,
            said: Mutex::default(),
        })
    }
}

impl Service for Parrot {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            let kind = (caller.holder, matches!(request, Request::TransferFunds(_)));
            if let Some(said) = lock(&self.said).get(&kind) {
                return Ok(said.clone());
            }
            let answer = self.right.serve(caller, request).await?;
            lock(&self.said).insert(kind, answer.clone());
            Ok(answer)
        })
    }

    delegate_service!();
}

/// Wants nothing to do with anybody.
struct Refuser {
    right: Arc<dyn Service>,
}

impl Service for Refuser {
    fn serve<'a>(&'a self, _: &'a Caller, _: &'a Request) -> Answer<'a> {
        Box::pin(std::future::ready(Err(SoapFault::new(
            FaultCode::Server,
            "not today",
        ))))
    }

    delegate_service!();
}

/// So many requests are answered.
const ANSWERED: usize = 10;

struct Wedged {
    right: Arc<dyn Service>,
    answered: AtomicUsize,
}

impl Wedged {
    fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(Wedged {
            right,
            answered: AtomicUsize::new(0),
        })
    }
}

impl Service for Wedged {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            if self.answered.fetch_add(1, Ordering::Relaxed) >= ANSWERED {
                std::future::pending::<()>().await;
            }
            self.right.serve(caller, request).await
        })
    }

    delegate_service!();
}

fn deaf(_: &Premises) -> Box<dyn AmendMail> {
    Box::new(Deaf)
}

struct Deaf;

impl AmendMail for Deaf {
    fn read(&self, _: &dyn Mail, _: &Caller, _: &Letter) -> Result<Request, SoapFault> {
        Err(SoapFault::client(""))
    }

    fn send(&self, _: &dyn Mail, _: &Caller, _: Reply) -> Option<Reply> {
        None
    }
}

/// Longer waits are not kept.
const LONG: u64 = 5000;

struct BrushesOff {
    right: Arc<dyn Service>,
}

impl Service for BrushesOff {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        let Request::GetDeposits(asked) = request else {
            return self.right.serve(caller, request);
        };
        if !asked
            .milliseconds_wait
            .trim()
            .parse()
            .is_ok_and(|ms: u64| ms > LONG)
        {
            return self.right.serve(caller, request);
        }
        Box::pin(async move {
            let at_once = Request::GetDeposits(GetDeposits {
                milliseconds_wait: "0".to_owned(),
            });
            self.right.serve(caller, &at_once).await
        })
    }

    delegate_service!(cut_off, ended, write, describe, ledger);
}

/// Forgets a holder's counters some time after its last transfer.
struct Forgets {
    after: Duration,
    last: HashMap<KeyId, Instant>,
}

impl Forgets {
    fn after(after: Duration) -> Forgets {
        Forgets {
            after,
            last: HashMap::new(),
        }
    }
}

impl AmendLedger for Forgets {
    fn transfer(
        &mut self,
        right: &mut dyn Ledger,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Result<Settled, SoapFault> {
        let now = Instant::now();
        let last = self.last.insert(caller.holder, now);
        if last.is_some_and(|last| now.duration_since(last) >= self.after) {
            right.set_record(caller.holder, None);
        }
        right.transfer(caller, request)
    }
}

/// So many holders are remembered.
const REMEMBERED: usize = 8;

#[derive(Default)]
struct Remembers {
    holders: VecDeque<KeyId>,
}

impl AmendLedger for Remembers {
    fn transfer(
        &mut self,
        right: &mut dyn Ledger,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Result<Settled, SoapFault> {
        self.holders.retain(|holder| *holder != caller.holder);
        self.holders.push_back(caller.holder);
        if self.holders.len() > REMEMBERED
            && let Some(forgotten) = self.holders.pop_front()
        {
            right.set_record(forgotten, None);
        }
        right.transfer(caller, request)
    }
}

/// So many transfers of each holder are right.
const HONEST: u32 = 3;

#[derive(Default)]
struct HonestAtFirst {
    transfers: HashMap<KeyId, u32>,
}

impl AmendLedger for HonestAtFirst {
    fn transfer(
        &mut self,
        right: &mut dyn Ledger,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Result<Settled, SoapFault> {
        let settled = right.transfer(caller, request)?;
        let count = self.transfers.entry(caller.holder).or_default();
        *count += 1;
        if *count > HONEST
            && let Ok(hundredth) = Amount::parse("0.01")
        {
            right.adjust(caller.holder, negative(hundredth));
        }
        Ok(settled)
    }
}

#[derive(Default)]
struct OnePot {
    payer: Option<KeyId>,
}

impl AmendLedger for OnePot {
    fn transfer(
        &mut self,
        right: &mut dyn Ledger,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Result<Settled, SoapFault> {
        self.payer = Some(caller.holder);
        right.transfer(caller, request)
    }

    fn statement(&mut self, right: &mut dyn Ledger, caller: &Caller) -> GetDepositsResponse {
        let payer = self.payer.unwrap_or(caller.holder);
        let balance = right.balance(payer).unwrap_or(Amount::ZERO);
        GetDepositsResponse {
            balance,
            ..right.statement(caller)
        }
    }
}
