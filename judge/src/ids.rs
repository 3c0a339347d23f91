//! The requirements that checkers name by themselves, because they find out which one a piece of evidence speaks about.

use record::RequirementId;

pub(crate) const FORM: &str = "lcp.issuer.soap.answer-form";
pub(crate) const ANSWER_NAMESPACE: &str = "lcp.issuer.soap.answer-namespace";
pub(crate) const ANSWER_ENCODING: &str = "lcp.issuer.soap.answer-encoding";
pub(crate) const FAULT_STATUS: &str = "lcp.issuer.soap.fault-status";
pub(crate) const NEVER_NEGATIVE: &str = "lcp.issuer.fees.never-below-zero";
pub(crate) const CONSERVED: &str = "lcp.issuer.transfer.conserved";
pub(crate) const TRANSFER_FEE: &str = "lcp.issuer.fees.reported-is-debited";
pub(crate) const DEPOSITS_FEE: &str = "lcp.issuer.fees.deposits-reported";
pub(crate) const DUPLICATE_FEE: &str = "lcp.issuer.fees.duplicate-free";
pub(crate) const FAILURE_FEE: &str = "lcp.issuer.fees.on-failure";
pub(crate) const BALANCE_AFTER_FEE: &str = "lcp.issuer.deposits.balance-after-fee";

/// All requirements that checkers name by themselves.
pub const NAMED: [&str; 11] = [
    FORM,
    ANSWER_NAMESPACE,
    ANSWER_ENCODING,
    FAULT_STATUS,
    NEVER_NEGATIVE,
    CONSERVED,
    TRANSFER_FEE,
    DEPOSITS_FEE,
    DUPLICATE_FEE,
    FAILURE_FEE,
    BALANCE_AFTER_FEE,
];

pub(crate) fn id(text: &'static str) -> RequirementId {
    RequirementId::parse(text).expect("the constants above are ids, as a test below asserts")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_constants_are_ids() {
        for text in super::NAMED {
            assert_eq!(super::id(text).as_str(), text);
        }
    }
}
