//! The faults of the references, of whatever role.

use miette::IntoDiagnostic;
use mocks::{
    Chance, Fault,
    agent::{HolderFault, Like},
};
use record::{FaultTrial, MatrixChance, RequirementId};

use super::rehearsal::Cast;
use crate::subject::Reference;

/// A fault of a reference.
#[derive(Debug, Clone)]
pub(super) struct Defect {
    /// Its row in the kill matrix, before it is tried.
    pub(super) row: FaultTrial,
    /// The reference with it.
    pub(super) like: Cast,
    /// Whether it shows in a crowd alone.
    pub(super) needs_a_crowd: bool,
}

impl Defect {
    /// Whether it takes long to find broken: what has to be waited for, and what many do at once.
    pub(super) fn is_long(&self) -> bool {
        let families = [
            "lcp.issuer.wait.",
            "lcp.issuer.endurance.",
            "lcp.issuer.counter.concurrent",
            "lcp.issuer.soap.pipelining",
            "lcp.issuer.transfer.one-order",
            "lcp.holder.outcome.",
        ];
        let broken = self.row.must_fail.iter();
        broken.into_iter().any(|id| {
            families
                .iter()
                .any(|family| id.as_str().starts_with(family))
        })
    }
}

/// All faults of a role's reference.
///
/// # Errors
/// When one names what is no requirement's id.
pub(super) fn defects(role: &str) -> miette::Result<Vec<Defect>> {
    match role {
        crate::holder::ROLE => HolderFault::ALL.iter().map(|f| of_holder(*f)).collect(),
        _ => Fault::ALL.iter().map(|f| of_issuer(*f)).collect(),
    }
}

fn of_issuer(fault: Fault) -> miette::Result<Defect> {
    Ok(Defect {
        row: FaultTrial {
            chance: fault.chance().map(chance),
            ..row(
                fault.name(),
                fault.says(),
                fault.must_fail(),
                fault.may_fail(),
            )?
        },
        like: Cast::Issuer(Box::new(Reference {
            faults: vec![fault],
            ..Reference::default()
        })),
        needs_a_crowd: fault.needs_a_crowd(),
    })
}

fn of_holder(fault: HolderFault) -> miette::Result<Defect> {
    Ok(Defect {
        row: row(
            fault.name(),
            fault.says(),
            fault.must_fail(),
            fault.may_fail(),
        )?,
        like: Cast::Holder(Box::new(Like {
            faults: vec![fault],
            ..Like::default()
        })),
        needs_a_crowd: false,
    })
}

fn row(name: &str, says: &str, must: &[&str], may: &[&str]) -> miette::Result<FaultTrial> {
    let must = must.iter().map(|id| RequirementId::parse(id));
    Ok(FaultTrial {
        name: name.to_owned(),
        says: says.to_owned(),
        must_fail: must.collect::<Result<_, _>>().into_diagnostic()?,
        may_fail: may.iter().map(|&id| id.into()).collect(),
        chance: None,
        trial: None,
    })
}

fn chance(chance: Chance) -> MatrixChance {
    MatrixChance {
        per_trial: chance.per_trial.to_string(),
        trial: chance.trial.to_owned(),
        trials: chance.trials,
        missed: format!("{:.1e}", chance.missed()),
    }
}
