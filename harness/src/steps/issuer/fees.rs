//! What messages cost: after which handshake, when they are sent again, when they fail.

use futures::FutureExt;
use record::{AnswerKind, Check, Handshake};

use super::{accounts, flows, redundant, transfers};
use crate::{
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// How many messages go over each of two connections whose fees are compared.
const EACH: usize = 2;

const FULL: &str = "after a full handshake";
const RESUMED: &str = "on a resumed session";

pub(super) fn steps() -> Vec<Definition> {
    [connections(), repetitions(), handshakes()]
        .into_iter()
        .flatten()
        .collect()
}

fn connections() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} puts the connection down",
            "The holder's next message goes over a new connection, on which it resumes its session where the issuer lets it.",
            |w, a| {
                async move {
                    w.holder(a.text(0))?.hang_up();
                    Ok(())
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} puts the connection down and forgets the session",
            "The holder's next message goes over a new connection, after a full handshake.",
            |w, a| async move { forget(w, a.text(0)) }.boxed(),
        ),
    ]
}

fn repetitions() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} repeats the message over the same connection",
            "Sends the last transfer once more, byte for byte. Any answer is lawful, and so is none; one that tells a fee tells \
             the recorded one.",
            |w, a| repeat(w, a).boxed(),
        ),
        Definition::new(
            "{name} repeats the message over another connection",
            "The same over a new connection, on which the session is resumed where the issuer lets it.",
            |w, a| {
                async move {
                    w.holder(a.text(0))?.hang_up();
                    repeat(w, a).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} repeats the message in another session",
            "The same over a new connection, after a full handshake.",
            |w, a| {
                async move {
                    forget(w, a.text(0))?;
                    repeat(w, a).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} looks at her/his account",
            "Asks for the balance, and expects a list: later looks are held against it.",
            |w, a| {
                async move {
                    let exchange = accounts::ask(w, a.text(0)).await?;
                    w.expect(Check::Answer {
                        exchange,
                        allowed: vec![AnswerKind::Deposits],
                    })
                }
                .boxed()
            },
        ),
        Definition::new(
            "that has cost {name} nothing",
            "Asks for the balance, and expects it as at the last look, less the fee for asking now.",
            |w, a| has_cost_nothing(w, a).boxed(),
        ),
        Definition::new(
            "the transfer is not executed",
            "Expects a failure of the last transfer, or a Fault, for want of money.",
            |w, _| async move { is_not_executed(w) }.boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name}, which is executed",
            "Sends a transfer. Where it does not succeed the scenario ends: it is not about that.",
            |w, a| sends_well(w, a).boxed(),
        ),
        Definition::new(
            "{name} holds {amount} Claire dollars, as she/he is told",
            "Lends a holder an amount and lets it take note of the deposit. Where what it is told is wrong already, the scenario \
             ends: no fee could be seen.",
            |w, a| flows::given_rightly(w, a).boxed(),
        )
        .lending(|a| a.amount(1).unwrap_or_default()),
    ]
}

fn handshakes() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends {amount} to {name} twice after a full handshake",
            "Two transfers over one new connection, on which no session was resumed.",
            |w, a| {
                async move {
                    forget(w, a.text(0))?;
                    pay(w, a, FULL).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} sends {amount} to {name} twice on a resumed session",
            "Two transfers over one new connection that resumes a session. Where the issuer resumes none, nothing applies.",
            |w, a| {
                async move {
                    w.holder(a.text(0))?.hang_up();
                    pay(w, a, RESUMED).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} asks twice after a full handshake",
            "Two deposits requests over one new connection, on which no session was resumed.",
            |w, a| {
                async move {
                    forget(w, a.text(0))?;
                    ask(w, a, FULL).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} asks twice on a resumed session",
            "Two deposits requests over one new connection that resumes a session. Where the issuer resumes none, nothing \
             applies.",
            |w, a| {
                async move {
                    w.holder(a.text(0))?.hang_up();
                    ask(w, a, RESUMED).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "nothing on the resumed session costs more than after the full handshake",
            "Expects of each message on the one connection that its fee is at most that of each on the other.",
            |w, _| async move { costs_no_more(w) }.boxed(),
        ),
    ]
}

fn forget(w: &mut World, name: &str) -> Step {
    let forgotten = w.holder(name)?.forget();
    forgotten.map_err(|e| Halt::error(e.to_string()))
}

async fn repeat(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let sent = w.sent.get(payer).cloned();
    let sent = sent.ok_or_else(|| Halt::error(format!("{payer} has sent nothing")))?;
    let exchange = redundant::send(w, payer, &sent.letter, &sent.transfer).await?;
    w.expect_id(
        "lcp.issuer.fees.duplicate-free",
        Check::NoFeeAgain {
            exchange,
            original: sent.exchange,
        },
    )
}

fn is_not_executed(w: &mut World) -> Step {
    let exchange = flows::last(w)?;
    let allowed = vec![AnswerKind::Failure, AnswerKind::Fault];
    let check = Check::Answer { exchange, allowed };
    w.expect_id("lcp.issuer.transfer.insufficient-funds", check)?;
    flows::must_be_settled(w, "what should have failed was executed")
}

async fn sends_well(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(1)?).to_string();
    let transfer = transfers::ordinary(w, a.text(0), &amount, a.text(2))?;
    let id = transfers::send(w, a.text(0), transfer).await?;
    flows::must_be_executed(w, id)
}

async fn has_cost_nothing(w: &mut World, a: Args) -> Step {
    let name = a.text(0);
    let since = w.asked.get(name).and_then(|all| all.last().copied());
    let since = since.ok_or_else(|| Halt::error(format!("{name} has not looked before")))?;
    let exchange = accounts::ask(w, name).await?;
    w.expect(Check::BalanceUnchanged { exchange, since })
}

async fn pay(w: &mut World, a: Args, mark: &'static str) -> Step {
    let amount = w.vary(a.amount(1)?).to_string();
    for _ in 0..EACH {
        let transfer = transfers::ordinary(w, a.text(0), &amount, a.text(2))?;
        let exchange = transfers::send(w, a.text(0), transfer).await?;
        note(w, exchange, mark)?;
    }
    Ok(())
}

async fn ask(w: &mut World, a: Args, mark: &'static str) -> Step {
    for _ in 0..EACH {
        let exchange = accounts::ask(w, a.text(0)).await?;
        note(w, exchange, mark)?;
    }
    Ok(())
}

/// Remembers an exchange by the handshake of its connection, as long as that is the one that was wanted.
fn note(w: &mut World, id: u32, mark: &'static str) -> Step {
    let handshake = w.exchange(id)?.connection.handshake;
    let resumed = handshake == Some(Handshake::Resumed);
    let marked = w.marks.entry(mark).or_default();
    if resumed == (mark == RESUMED) {
        marked.push(id);
    } else if marked.is_empty() {
        return Err(Halt::not_applicable(
            "the issuer resumes no sessions: every handshake is a full one",
        ));
    }
    Ok(())
}

fn costs_no_more(w: &mut World) -> Step {
    let full = w.marks.get(FULL).cloned().unwrap_or_default();
    for exchange in w.marks.get(RESUMED).cloned().unwrap_or_default() {
        for bound in full.iter().copied() {
            w.expect(Check::FeeAtMost { exchange, bound })?;
        }
    }
    Ok(())
}
