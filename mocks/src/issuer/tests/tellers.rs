//! Waits by the thousand, without sockets.

use crate::issuer::closing::{Close, Closing};
use crate::issuer::service::Service;
use crate::issuer::teller::Teller;
use crate::ledger::{Book, Caller, Counted, FeeSchedule, Handshake};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use wire::{Amount, GetDeposits, GetDepositsResponse, KeyId, Request, Response, TransferFunds};

const PURSE: Caller = Caller {
    holder: KeyId::from_bytes([1; 32]),
    handshake: Handshake::Full,
    connection: 0,
};

fn teller(closing: Closing) -> Arc<Teller> {
    let book = Book::new(
        FeeSchedule::default(),
        [(PURSE.holder, Amount::units(1_000_000))],
    );
    Arc::new(Teller::new(
        Box::new(Counted::new(Box::new(book))),
        Duration::from_secs(600),
        closing,
    ))
}

fn holder(number: u16) -> KeyId {
    let mut bytes = [2; 32];
    bytes[..2].copy_from_slice(&number.to_be_bytes());
    KeyId::from_bytes(bytes)
}

async fn wait(teller: Arc<Teller>, holder: KeyId, connection: u64) -> GetDepositsResponse {
    let caller = Caller {
        holder,
        handshake: Handshake::Full,
        connection,
    };
    let request = Request::GetDeposits(GetDeposits {
        milliseconds_wait: "60000".to_owned(),
    });
    match teller.serve(&caller, &request).await {
        Ok(Response::GetDeposits(list)) => list,
        other => panic!("{other:?}"),
    }
}

async fn pay(teller: &Teller, recipient: KeyId, counter: u16) {
    let request = Request::TransferFunds(TransferFunds {
        recipient: recipient.to_string(),
        userid: None,
        amount: "1".to_owned(),
        transaction_id: counter.to_string(),
        message_counter: counter.to_string(),
    });
    teller.serve(&PURSE, &request).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_holders_wait_and_each_gets_its_own() {
    let (_close, closing) = Close::new();
    let teller = teller(closing);
    let waiters: Vec<_> = (0..1000)
        .map(|number| tokio::spawn(wait(teller.clone(), holder(number), number.into())))
        .collect();
    for number in 0..1000 {
        pay(&teller, holder(number), number).await;
    }
    for (number, waiter) in waiters.into_iter().enumerate() {
        let ids: Vec<_> = waiter
            .await
            .unwrap()
            .deposits
            .into_iter()
            .map(|deposit| deposit.transaction_id)
            .collect();
        assert_eq!(ids, [number.to_string()]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_requests_of_one_holder_share_a_thousand_deposits() {
    let (_close, closing) = Close::new();
    let teller = teller(closing);
    let bob = holder(7);
    let mut waiters = JoinSet::new();
    for number in 0..1000 {
        waiters.spawn(wait(teller.clone(), bob, number));
    }
    for number in 0..1000 {
        pay(&teller, bob, number).await;
    }
    // Who got several left nothing for others, who are still waiting.
    let mut told = Vec::new();
    while told.len() < 1000 {
        let list = waiters.join_next().await.unwrap().unwrap();
        told.extend(
            list.deposits
                .into_iter()
                .map(|deposit| deposit.transaction_id.parse::<u16>().unwrap()),
        );
    }
    told.sort_unstable();
    assert_eq!(told, (0..1000).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_waiter_who_is_dropped_leaves_the_deposit_to_the_next() {
    let (_close, closing) = Close::new();
    let teller = teller(closing);
    let bob = holder(7);
    let gone = tokio::spawn(wait(teller.clone(), bob, 1));
    tokio::task::yield_now().await;
    gone.abort();
    assert!(gone.await.unwrap_err().is_cancelled());
    pay(&teller, bob, 1).await;
    assert_eq!(wait(teller, bob, 2).await.deposits.len(), 1);
}
