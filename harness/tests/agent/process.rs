//! The agent as a process, and what applications say to it.

use std::process::Stdio;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};
use wire::adapter::Answer;

use crate::common;

/// What the agents call the issuer.
pub(crate) const ISSUER: &str = "main";

/// `trialplate mock agent --adapter`.
pub(crate) struct Agent {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    said: u64,
}

impl Agent {
    /// Starts one, and tells it where the issuer is and what it knew before.
    pub(crate) async fn start(more: &[&str], wsdl: &str, ca: &str, state: &str) -> Self {
        let args = [&["mock", "agent", "--adapter"], more].concat();
        let mut child = Command::from(common::command(&args))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut agent = Self {
            child,
            input,
            output: BufReader::new(output).lines(),
            said: 0,
        };
        let members = json!({"wsdl": wsdl, "ca": ca, "state": state});
        agent.ask("configure", members).await;
        agent
    }

    /// Gives an order, and does not wait for what comes of it: its number.
    pub(crate) async fn say(&mut self, op: &str, mut members: Value) -> u64 {
        self.said += 1;
        members["id"] = json!(self.said);
        members["op"] = json!(op);
        members["issuer"] = json!(ISSUER);
        let line = format!("{members}\n");
        self.input.write_all(line.as_bytes()).await.unwrap();
        self.said
    }

    /// The next answer. Whoever stops waiting loses nothing.
    pub(crate) async fn hear(&mut self) -> Answer<Value> {
        let line = self.output.next_line().await.unwrap();
        let line = line.expect("the agent has ended by itself");
        serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line}"))
    }

    /// Gives an order that nothing else is under way beside, and waits for what comes of it.
    pub(crate) async fn ask(&mut self, op: &str, members: Value) -> Value {
        let id = self.say(op, members).await;
        let answer = self.hear().await;
        assert_eq!(answer.id, id, "{answer:?}");
        let error = answer.error;
        answer.ok.unwrap_or_else(|| panic!("{op}: {error:?}"))
    }

    /// What it tells of an application's deposits.
    pub(crate) async fn deposits(&mut self, application: &str) -> Value {
        let members = json!({"application": application, "wait-ms": 0, "within-ms": 30_000});
        self.ask("deposits", members).await
    }

    /// Kills it (SIGKILL), wherever it is: what it had said by then. A line without its end was not said.
    pub(crate) async fn kill(mut self) -> Vec<Answer<Value>> {
        self.child.kill().await.unwrap();
        let mut said = Vec::new();
        while let Ok(Some(line)) = self.output.next_line().await {
            said.extend(serde_json::from_str(&line));
        }
        said
    }
}
