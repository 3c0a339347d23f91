//! The requirements that checkers name by themselves, because they find out which one a piece of evidence speaks about.

use record::RequirementId;

pub(crate) const FORM: &str = "lcp.issuer.soap.answer-form";
pub(crate) const ANSWER_NAMESPACE: &str = "lcp.issuer.soap.answer-namespace";
pub(crate) const ANSWER_ENCODING: &str = "lcp.issuer.soap.answer-encoding";
pub(crate) const FAULT_STATUS: &str = "lcp.issuer.soap.fault-status";
pub(crate) const NEVER_NEGATIVE: &str = "lcp.issuer.fees.never-below-zero";
pub(crate) const NOT_EARLY: &str = "lcp.issuer.wait.not-early";
pub(crate) const CONSERVED: &str = "lcp.issuer.transfer.conserved";
pub(crate) const TRANSFER_FEE: &str = "lcp.issuer.fees.reported-is-debited";
pub(crate) const DEPOSITS_FEE: &str = "lcp.issuer.fees.deposits-reported";
pub(crate) const DUPLICATE_FEE: &str = "lcp.issuer.fees.duplicate-free";
pub(crate) const FAILURE_FEE: &str = "lcp.issuer.fees.on-failure";
pub(crate) const BALANCE_AFTER_FEE: &str = "lcp.issuer.deposits.balance-after-fee";
pub(crate) const REPEATED: &str = "lcp.holder.counter.repeated";
pub(crate) const NEW: &str = "lcp.holder.counter.new";
pub(crate) const SURVIVES_RESTART: &str = "lcp.holder.counter.survives-restart";
pub(crate) const CONCURRENT: &str = "lcp.holder.counter.concurrent";
pub(crate) const EXECUTED: &str = "lcp.holder.outcome.executed";
pub(crate) const FAILURE: &str = "lcp.holder.outcome.failure";
pub(crate) const FAULT: &str = "lcp.holder.outcome.fault";
pub(crate) const UNREADABLE: &str = "lcp.holder.outcome.unreadable";
pub(crate) const LOST_ANSWER: &str = "lcp.holder.outcome.lost-answer";
pub(crate) const REPETITION: &str = "lcp.holder.outcome.repetition";
pub(crate) const BALANCE_ALONE: &str = "lcp.holder.outcome.balance-alone";
pub(crate) const SEVERAL_ISSUERS: &str = "lcp.holder.channel.several-issuers";
pub(crate) const TEXTS: &str = "lcp.holder.request.texts";
pub(crate) const TOLD: &str = "lcp.holder.amount.told";
pub(crate) const ONE_UNKNOWN: &str = "lcp.holder.counter.one-unknown";
pub(crate) const REQUEST_FORM: &str = "lcp.holder.request.form";
pub(crate) const REQUEST_PARTS: &str = "lcp.holder.request.parts";
pub(crate) const REQUEST_CONVENTIONS: &str = "lcp.holder.request.conventions";
pub(crate) const SENT: &str = "lcp.holder.amount.sent";
pub(crate) const NOT_ROUNDED: &str = "lcp.holder.amount.not-rounded";
pub(crate) const VERSIONS: &str = "lcp.holder.channel.versions";
pub(crate) const OWN_KEY: &str = "lcp.holder.channel.own-key";
pub(crate) const HONEST: &str = "lcp.holder.adapter.honest";
pub(crate) const ANSWERS: &str = "lcp.holder.adapter.answers";
pub(crate) const WORDS: &str = "lcp.holder.adapter.words";
pub(crate) const ENDS: &str = "lcp.holder.adapter.ends";
pub(crate) const ONCE: &str = "lcp.holder.deposits.once";
pub(crate) const ALL: &str = "lcp.holder.deposits.all";
pub(crate) const WITHOUT_REPLY: &str = "lcp.holder.deposits.unreadable";
pub(crate) const UNATTRIBUTED: &str = "lcp.holder.deposits.unattributed";
pub(crate) const EXPLAINED: &str = "lcp.holder.deposits.explained";
pub(crate) const BY_TRANSACTION_ID: &str = "lcp.holder.deposits.by-transaction-id";
pub(crate) const VERBATIM: &str = "lcp.holder.deposits.verbatim";
pub(crate) const IDENTITIES: &str = "lcp.holder.application.identities";
pub(crate) const SUPPLY_NAMED: &str = "lcp.holder.supply.named";
pub(crate) const SUPPLY_CONSERVED: &str = "lcp.holder.supply.conserved";

/// All requirements that checkers name by themselves.
pub const NAMED: &[&str] = &[
    FORM,
    ANSWER_NAMESPACE,
    ANSWER_ENCODING,
    FAULT_STATUS,
    NEVER_NEGATIVE,
    NOT_EARLY,
    CONSERVED,
    TRANSFER_FEE,
    DEPOSITS_FEE,
    DUPLICATE_FEE,
    FAILURE_FEE,
    BALANCE_AFTER_FEE,
    REPEATED,
    NEW,
    SURVIVES_RESTART,
    CONCURRENT,
    EXECUTED,
    FAILURE,
    FAULT,
    UNREADABLE,
    LOST_ANSWER,
    REPETITION,
    BALANCE_ALONE,
    TEXTS,
    SEVERAL_ISSUERS,
    TOLD,
    ONE_UNKNOWN,
    REQUEST_FORM,
    REQUEST_PARTS,
    REQUEST_CONVENTIONS,
    SENT,
    NOT_ROUNDED,
    VERSIONS,
    OWN_KEY,
    HONEST,
    ANSWERS,
    WORDS,
    ENDS,
    ONCE,
    ALL,
    WITHOUT_REPLY,
    UNATTRIBUTED,
    EXPLAINED,
    BY_TRANSACTION_ID,
    VERBATIM,
    IDENTITIES,
    SUPPLY_NAMED,
    SUPPLY_CONSERVED,
];

pub(crate) fn id(text: &'static str) -> RequirementId {
    RequirementId::parse(text).expect("the constants above are ids, as a test below asserts")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_constants_are_ids() {
        for text in super::NAMED {
            assert_eq!(super::id(text).as_str(), *text);
        }
    }
}
