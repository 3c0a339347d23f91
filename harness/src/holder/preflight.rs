//! Before anything else: is there an adapter, does it say what it can do, and is it honest about what it cannot?

use std::sync::Arc;

use judge::scenario_verdict;
use record::{Capability, Check, Expectation, Holding, RequirementId, ScenarioRecord, Verdict};
use serde_json::{Value, json};
use wire::adapter::{ErrorCode, Hello, Order};

use super::{
    Settings,
    life::{capabilities, hello},
    tell::SHORT,
};
use crate::{
    adapter::{Adapter, Trouble},
    played::Watch,
};

/// The requirements that every run's preflight looks at.
pub const TAGS: [&str; 4] = [
    "lcp.holder.adapter.honest",
    "lcp.holder.adapter.answers",
    "lcp.holder.adapter.words",
    "lcp.holder.adapter.ends",
];

/// What is looked at for them, in the same order.
const LOOKS: [Holding; 4] = [
    Holding::Honest {},
    Holding::Answers {},
    Holding::Words {},
    Holding::Ends {},
];

/// What the preflight found out.
pub(super) struct Introduced {
    pub(super) record: ScenarioRecord,
    pub(super) hello: Option<Hello>,
    pub(super) capabilities: Vec<Capability>,
}

/// Starts an adapter, lets it introduce itself, asks for something that does not exist, and lets it end.
pub(super) async fn introduce(settings: &Settings) -> Introduced {
    let watch = Watch::new(settings.began);
    let mut record = blank(watch.recorder.now());
    let met = meet(settings, &watch).await;
    record.played = watch.seen();
    record.duration_ms = watch.recorder.now().saturating_sub(record.started) / 1000;
    let hello = match met {
        Ok(hello) => Some(hello),
        Err(trouble) => {
            record.halted = Some((Verdict::Inconclusive, trouble.to_string()));
            None
        }
    };
    record.findings = judge::findings(&record, &settings.levels, &judge::Readings::default());
    record.verdict = scenario_verdict(&record);
    Introduced {
        capabilities: hello.as_ref().map(capabilities).unwrap_or_default(),
        record,
        hello,
    }
}

async fn meet(settings: &Settings, watch: &Arc<Watch>) -> Result<Hello, Trouble> {
    let mut adapter = Adapter::start(&settings.launch, Arc::clone(watch))?;
    let told = hello(&mut adapter, 1).await?;
    let mut random = fastrand::Rng::with_seed(settings.seed);
    let op = format!("{:08x}", random.u32(..));
    let line = json!({ "id": 2, "op": op }).to_string();
    let asked = adapter.ask_raw(2, &op, line, SHORT);
    let answer = adapter.answer::<Value>(asked).await?;
    match answer {
        Err(refusal) if refusal.code == ErrorCode::Unimplemented => {
            let asked = adapter.ask(3, Order::Exit {}, SHORT);
            // Whether it answers and how it ends is in the record, and of no consequence for the rest.
            let _ = adapter.answer::<Value>(asked).await;
            let _ = adapter.ended().await;
            Ok(told)
        }
        _ => Err(Trouble::Shape {
            op,
            why: "it does not exist, and is to be answered with the error \"unimplemented\"".into(),
        }),
    }
}

fn blank(started: u64) -> ScenarioRecord {
    let tags: Vec<RequirementId> = TAGS
        .iter()
        .filter_map(|t| RequirementId::parse(t).ok())
        .collect();
    ScenarioRecord {
        name: "The adapter says what it can do, and what it cannot".into(),
        feature: "lcp/holder/preflight".into(),
        line: 0,
        rule: None,
        expectations: tags
            .iter()
            .zip(LOOKS)
            .map(|(requirement, is)| Expectation {
                requirement: requirement.clone(),
                step: None,
                check: Check::Holder { is },
            })
            .collect(),
        tags,
        verdict: Verdict::Inconclusive,
        halted: None,
        own_issuer: None,
        announced: None,
        rate: "1".into(),
        started,
        duration_ms: 0,
        parties: Vec::new(),
        steps: Vec::new(),
        exchanges: Vec::new(),
        played: record::Played::default(),
        findings: Vec::new(),
        tallies: Vec::new(),
    }
}
