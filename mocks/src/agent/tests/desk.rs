//! An application at the holder's desk.

use crate::agent::{Agent, Like};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf};
use tokio::task::JoinHandle;

/// A holder, and one who tells it what to do.
pub(in crate::agent) struct Told {
    input: WriteHalf<DuplexStream>,
    output: BufReader<ReadHalf<DuplexStream>>,
    pub(in crate::agent) agent: JoinHandle<()>,
    number: u64,
}

impl Told {
    pub(in crate::agent) fn start(like: Like) -> Told {
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let (output, input) = tokio::io::split(ours);
        let agent = tokio::spawn(async move {
            let (input, output) = tokio::io::split(theirs);
            Agent::new(&like).serve(input, output).await.unwrap();
        });
        let output = BufReader::new(output);
        Told {
            input,
            output,
            agent,
            number: 0,
        }
    }

    pub(in crate::agent) async fn say(&mut self, op: &str, members: Value) -> u64 {
        self.number += 1;
        let mut order = members;
        order["id"] = json!(self.number);
        order["op"] = json!(op);
        let line = format!("{order}\n");
        self.input.write_all(line.as_bytes()).await.unwrap();
        self.number
    }

    pub(in crate::agent) async fn hear(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).await.unwrap();
        serde_json::from_str(&line).unwrap()
    }

    pub(in crate::agent) async fn ask(&mut self, op: &str, members: Value) -> Value {
        let id = self.say(op, members).await;
        let mut answer = self.hear().await;
        assert_eq!(answer["id"], id);
        match answer["ok"].take() {
            Value::Null => answer["error"].take(),
            ok => ok,
        }
    }

    pub(in crate::agent) async fn configure(&mut self, wsdl: &str, ca: &Path, state: &Path) {
        let told = self
            .ask(
                "configure",
                json!({"issuer": "main", "wsdl": wsdl, "ca": ca, "state": state}),
            )
            .await;
        assert_eq!(told, json!({}));
    }

    pub(in crate::agent) async fn pay(&mut self, recipient: &str, amount: &str) -> Value {
        let id = format!("for {amount}");
        let order = json!({"issuer": "main", "recipient": recipient, "amount": amount,
            "transaction-id": id, "within-ms": 10_000});
        self.ask("transfer", order).await
    }

    pub(in crate::agent) async fn deposits(&mut self, wait: u32) -> Value {
        let order = json!({"issuer": "main", "wait-ms": wait, "within-ms": wait + 5000});
        self.ask("deposits", order).await
    }
}

#[tokio::test]
async fn what_there_is_not_is_unimplemented() {
    let mut told = Told::start(Like::default());
    let error = told.ask("levitate", json!({})).await;
    assert_eq!(error["code"], "unimplemented");
    let hello = told
        .ask("hello", json!({"protocol": wire::adapter::PROTOCOL}))
        .await;
    assert_eq!(hello["protocol"], wire::adapter::PROTOCOL);
    assert_eq!(told.ask("exit", json!({})).await, json!({}));
    told.agent.await.unwrap();
}

#[tokio::test]
async fn what_is_dropped_writes_nothing_more() {
    let agent = Arc::new(Agent::new(&Like::default()));
    let (input, output) = tokio::io::duplex(64);
    let serving = agent.serve(input, output);
    drop(serving);
    drop(agent);
}
