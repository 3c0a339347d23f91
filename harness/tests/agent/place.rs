//! An issuer, the relay before it, those who are paid, and where everything is kept.

use std::{fs, net::SocketAddr, path::PathBuf};

use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{
    ledger::{FEE_DEPOSITS, FEE_FULL_HANDSHAKE, FEE_TRANSFER, Ledger},
    process::Agent,
    relay::Relay,
};
use crate::common::{Certificates, MockIssuer, certificates};

/// It is this machine, so that nothing has to be resolved.
const DOMAIN: &str = "localhost";

/// What the payer has in the beginning.
pub(crate) const FUNDS: &str = "100000.000001";

/// What the agent's lines about transfers are called.
const OUTBOX: [&str; 3] = [SENT, "settled", WITHDRAWN];
const SENT: &str = "sent";
const WITHDRAWN: &str = "withdrawn";

/// So many are paid.
pub(crate) const SELLERS: usize = 5;

/// The application that each of them is at their agent.
pub(crate) fn seller(number: usize) -> String {
    format!("seller {number}")
}

/// Where a story takes place.
pub(crate) struct Place {
    certificates: Certificates,
    /// Ends with the place.
    _issuer: MockIssuer,
    wsdl: String,
    /// The key identifier of the payer.
    pub(crate) payer: String,
    pub(crate) relay: Relay,
    pub(crate) ledger: Ledger,
    /// Those who are paid have an agent, too, which nobody kills.
    pub(crate) sellers: Agent,
}

impl Place {
    pub(crate) async fn new() -> Self {
        let set = certificates(DOMAIN);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let address = format!("https://{DOMAIN}:{port}/lcp");
        let state = set.path("ledger.jsonl");
        let more = [
            ["--service-address", &address],
            ["--state", &state],
            ["--fee-transfer", FEE_TRANSFER],
            ["--fee-deposits", FEE_DEPOSITS],
            ["--fee-full-handshake", FEE_FULL_HANDSHAKE],
        ];
        let issuer = MockIssuer::start(&set, DOMAIN, FUNDS, more.as_flattened());
        let listen = issuer.ready["listen"].as_str().unwrap();
        let listen: SocketAddr = listen.parse().unwrap();
        let wsdl = issuer.wsdl();
        for folder in ["payer", "sellers"] {
            fs::create_dir(set.path(folder)).unwrap();
        }
        let key = set.text("purse.key.pem") + "\n" + &set.text("purse.pem");
        fs::write(set.path("payer/key.pem"), key).unwrap();
        let (ca, folder) = (set.path("ca.pem"), set.path("sellers"));
        Self {
            sellers: Agent::start(&["--identities"], &wsdl, &ca, &folder).await,
            ledger: Ledger::new(PathBuf::from(state)),
            relay: Relay::start(listener, listen),
            payer: set.text("purse.keyid"),
            wsdl,
            _issuer: issuer,
            certificates: set,
        }
    }

    /// A process of the payer's agent, which begins where the last one ended.
    pub(crate) async fn agent(&self, more: &[&str]) -> Agent {
        let set = &self.certificates;
        Agent::start(more, &self.wsdl, &set.path("ca.pem"), &set.path("payer")).await
    }

    /// The lines of the payer's agent about what it has sent: what they say, and the message counter. One that a kill has cut off is
    /// none.
    fn outbox(&self) -> Vec<(&'static str, u64)> {
        let of = |line: &str| {
            let line: Value = serde_json::from_str(line).ok()?;
            let kind = OUTBOX.into_iter().find(|kind| line.get(kind).is_some())?;
            Some((kind, line[kind]["counter"].as_u64()?))
        };
        let lines = self.certificates.text("payer/issuer-main.jsonl");
        lines.lines().filter_map(of).collect()
    }

    /// The transfer that the payer's agent has written down as sent, and not as settled.
    pub(crate) fn under_way(&self) -> Option<u64> {
        let last = self.outbox().pop();
        last.and_then(|(kind, counter)| (kind == SENT).then_some(counter))
    }

    /// Transfers that it has written down as sent, of which the issuer has not heard.
    pub(crate) fn unheard_of(&self) -> Vec<u64> {
        let outbox = self.outbox();
        let unknown = |(kind, counter): &&(&str, u64)| {
            let is_withdrawn = outbox.contains(&(WITHDRAWN, *counter));
            *kind == SENT && !is_withdrawn && !self.ledger.knows(&self.payer, *counter)
        };
        outbox.iter().filter(unknown).map(|(_, n)| *n).collect()
    }

    /// A seller's invoice: the recipient and the transaction id.
    pub(crate) async fn invoice(&mut self, number: usize, amount: &str) -> (String, String) {
        let members = json!({"application": seller(number), "amount": amount});
        let invoice = self.sellers.ask("invoice", members).await;
        let text = |name: &str| invoice[name].as_str().unwrap().to_owned();
        (text("recipient"), text("transaction-id"))
    }
}
