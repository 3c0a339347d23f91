//! A story: an agent that is killed again and again, and what everybody knows in the end.

use std::time::Duration;

use fastrand::Rng;
use serde_json::json;
use tokio::time::timeout;

use super::{
    applications::{APPLICATIONS, Applications, Payment, State},
    books::{self, Statement, statement},
    place::{Place, SELLERS, seller},
    process::Agent,
    relay::{Fate, Hit, Moment},
};

/// Nothing takes so long, on a busy machine either.
const PATIENCE: Duration = Duration::from_secs(60);

/// Before a kill so many transfers are passed on at most.
const PASSED: usize = 3;

/// The longest end of an answer that is kept back.
const LONGEST_END: usize = 400;

/// One payment of so many is of more than there is.
const BEYOND: usize = 8;

/// One process of so many is killed as soon as it has its orders, wherever it is then.
const AT_ONCE: usize = 20;

/// A kill between send and answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kill {
    pub(crate) hit: Hit,
    /// The transfer that was without an answer.
    pub(crate) counter: Option<u64>,
    /// Whether the issuer has recorded it.
    pub(crate) recorded: bool,
    /// How many orders were without an answer.
    pub(crate) waiting: usize,
}

/// How a story ended.
pub(crate) struct Ended {
    /// The kills between send and answer.
    pub(crate) kills: Vec<Kill>,
    /// How often it was killed at another time.
    pub(crate) elsewhere: usize,
    pub(crate) payments: Vec<Payment>,
    /// What does not agree.
    pub(crate) complaints: Vec<String>,
}

/// What is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Course<'a> {
    pub(crate) seed: u64,
    /// So often the agent is killed between send and answer.
    pub(crate) kills: usize,
    /// Of sixteen transfers that are without a kill so many are without an answer, because the connection breaks.
    pub(crate) cuts: u8,
    /// What is wrong with the agent, as flags.
    pub(crate) agent: &'a [&'a str],
}

/// Kills an agent again and again, and lets everything be settled then.
pub(crate) async fn tell(course: Course<'_>) -> Ended {
    let mut story = Story {
        place: Place::new().await,
        course,
        fates: Rng::with_seed(course.seed),
        amounts: Rng::with_seed(!course.seed),
        applications: Applications::default(),
    };
    let (mut between, mut elsewhere) = (Vec::new(), 0);
    while between.len() < course.kills {
        let life = timeout(PATIENCE, story.live()).await;
        match life.expect("an agent that was to be killed by now") {
            Some(kill) => between.push(kill),
            None => elsewhere += 1,
        }
    }
    let complaints = timeout(PATIENCE, story.end()).await;
    Ended {
        kills: between,
        elsewhere,
        complaints: complaints.expect("everything settled by now"),
        payments: story.applications.payments,
    }
}

struct Story<'a> {
    course: Course<'a>,
    place: Place,
    /// Fates do not depend on how many invoices were made, which is a matter of time.
    fates: Rng,
    amounts: Rng,
    applications: Applications,
}

impl Story<'_> {
    /// A process of the agent's, from its start to its kill, if that is between send and answer.
    async fn live(&mut self) -> Option<Kill> {
        let plan = self.plan();
        let is_at_once = plan.is_empty();
        self.place.relay.plan(plan);
        let mut agent = self.start().await;
        for application in 0..APPLICATIONS {
            self.order_another(&mut agent, application).await;
        }
        let hit = match is_at_once {
            true => None,
            false => Some(self.trade(&mut agent).await),
        };
        let waiting = self.applications.waiting();
        for answer in agent.kill().await {
            self.applications.told(answer, &mut self.place.ledger);
        }
        self.applications.bereft();
        let between = hit.filter(Hit::is_between);
        between.map(|hit| self.kill(hit, waiting))
    }

    /// What becomes of the transfers of a process's; nothing of one that is killed at once.
    fn plan(&mut self) -> Vec<Fate> {
        let random = &mut self.fates;
        if random.usize(0..AT_ONCE) == 0 {
            return Vec::new();
        }
        let passed = random.usize(0..=PASSED);
        let mut fate = || match random.u8(0..16) {
            chance if chance >= self.course.cuts => Fate::Pass,
            chance if chance % 2 == 0 => Fate::Unheard,
            _ => Fate::Lost,
        };
        let mut plan: Vec<Fate> = (0..passed).map(|_| fate()).collect();
        plan.push(Fate::Kill(match random.u8(0..17) {
            0..4 => Moment::Sent,
            4..8 => Moment::Late,
            8..12 => Moment::Answered,
            12..16 => Moment::Partly(random.usize(1..LONGEST_END)),
            _ => Moment::Heard,
        }));
        plan
    }

    async fn start(&mut self) -> Agent {
        let agent = self.place.agent(self.course.agent).await;
        self.place.relay.next_life();
        agent
    }

    /// Applications order one payment after the other, until the agent is to be killed.
    async fn trade(&mut self, agent: &mut Agent) -> Hit {
        loop {
            let answer = tokio::select! {
                hit = self.place.relay.hit() => return hit,
                answer = agent.hear() => answer,
            };
            let application = self.applications.told(answer, &mut self.place.ledger);
            self.order_another(agent, application).await;
        }
    }

    /// Orders what an application has to pay, or something new.
    async fn order_another(&mut self, agent: &mut Agent, application: usize) {
        let payment = match self.applications.due(application) {
            Some(due) => due,
            None => self.invoice(application).await,
        };
        self.order(agent, payment).await;
    }

    async fn order(&mut self, agent: &mut Agent, number: usize) {
        let payment = &self.applications.payments[number];
        let transfer = json!({
            "application": format!("application {}", payment.application),
            "recipient": payment.recipient,
            "amount": payment.amount,
            "transaction-id": payment.transaction_id,
            "within-ms": PATIENCE.as_millis() as u64,
        });
        let id = agent.say("transfer", transfer).await;
        self.applications.ordered(id, number);
    }

    /// A seller makes an application an invoice.
    async fn invoice(&mut self, application: usize) -> usize {
        let random = &mut self.amounts;
        let is_payable = random.usize(0..BEYOND) > 0;
        let units = if is_payable { 0..10 } else { 100_001..200_000 };
        let amount = format!("{}.{:06}", random.u32(units), random.u32(1..1_000_000));
        let seller = random.usize(0..SELLERS);
        let (recipient, transaction_id) = self.place.invoice(seller, &amount).await;
        self.applications.invoiced(Payment {
            application,
            recipient,
            transaction_id,
            amount,
            is_payable,
            orders: 0,
            state: State::Due,
        })
    }

    fn kill(&mut self, hit: Hit, waiting: usize) -> Kill {
        let counter = self.place.under_way();
        self.place.ledger.refresh();
        let recorded = |counter| self.place.ledger.knows(&self.place.payer, counter);
        Kill {
            hit,
            counter,
            recorded: counter.is_some_and(recorded),
            waiting,
        }
    }

    /// Nobody is killed any more: everything is ordered that is not settled, until everything is. What does not agree then.
    async fn end(&mut self) -> Vec<String> {
        self.place.relay.plan([]);
        let mut agent = self.start().await;
        // Each has something to order: what becomes of that tells that nothing of before is to come.
        for application in 0..APPLICATIONS {
            self.order_another(&mut agent, application).await;
        }
        while self.applications.waiting() > 0 {
            let answer = agent.hear().await;
            self.applications.told(answer, &mut self.place.ledger);
            for payment in self.applications.due_now() {
                self.order(&mut agent, payment).await;
            }
        }
        self.compare(&mut agent).await
    }

    async fn compare(&mut self, agent: &mut Agent) -> Vec<String> {
        let payer = statement(
            self.place.payer.clone(),
            &agent.deposits("application 0").await,
        );
        let mut sellers: Vec<Statement> = Vec::new();
        for number in 0..SELLERS {
            let application = seller(number);
            let members = json!({"application": application});
            let key = self.place.sellers.ask("identity", members).await;
            let key = key["key"].as_str().unwrap().to_owned();
            let told = self.place.sellers.deposits(&application).await;
            sellers.push(statement(key, &told));
        }
        self.place.ledger.refresh();
        let payments = &self.applications.payments;
        let mut said = books::complaints(payments, &self.place.ledger, &payer, &sellers);
        let unheard = self.place.unheard_of();
        said.extend(
            unheard
                .iter()
                .map(|n| format!("{n} was sent, and never again")),
        );
        said
    }
}
